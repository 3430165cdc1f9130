#include "core/preview/reasons.h"

namespace core::preview {

std::string_view nameOf(ReasonId id)
{
    switch (id) {
    case ReasonId::AllPlaced: return "AllPlaced";
    case ReasonId::OnePlaced: return "OnePlaced";
    case ReasonId::SomePlaced: return "SomePlaced";
    case ReasonId::SomeUnsure: return "SomeUnsure";
    case ReasonId::NonePlaced: return "NonePlaced";
    case ReasonId::OneNotPlaced: return "OneNotPlaced";
    case ReasonId::NothingToPlace: return "NothingToPlace";
    case ReasonId::WaitsForScheduling: return "WaitsForScheduling";
    case ReasonId::ApiRefuses: return "ApiRefuses";
    case ReasonId::AttachedElsewhere: return "AttachedElsewhere";
    case ReasonId::PreviousStands: return "PreviousStands";
    case ReasonId::PlacedButHeld: return "PlacedButHeld";
    case ReasonId::PlacedButUpdateStuck: return "PlacedButUpdateStuck";
    case ReasonId::PlacedButUpdateUnsure: return "PlacedButUpdateUnsure";
    case ReasonId::PolicyChosen: return "PolicyChosen";
    case ReasonId::NoPolicy: return "NoPolicy";
    case ReasonId::PolicySuspended: return "PolicySuspended";
    case ReasonId::BindingSuspended: return "BindingSuspended";
    case ReasonId::DispatchSuspended: return "DispatchSuspended";
    case ReasonId::DispatchSuspendedIn: return "DispatchSuspendedIn";
    case ReasonId::PolicyOverOther: return "PolicyOverOther";
    case ReasonId::ClusterExcluded: return "ClusterExcluded";
    case ReasonId::ClusterNotSelected: return "ClusterNotSelected";
    case ReasonId::ClusterChosen: return "ClusterChosen";
    case ReasonId::ClusterUnscheduled: return "ClusterUnscheduled";
    case ReasonId::ClusterGetsNone: return "ClusterGetsNone";
    case ReasonId::GangTogether: return "GangTogether";
    case ReasonId::UpdateFinishes: return "UpdateFinishes";
    case ReasonId::UpdateStops: return "UpdateStops";
    case ReasonId::UpdateMayStop: return "UpdateMayStop";
    case ReasonId::UpdateUsesNodes: return "UpdateUsesNodes";
    case ReasonId::UpdateBuysNodes: return "UpdateBuysNodes";
    case ReasonId::UpdateStock: return "UpdateStock";
    case ReasonId::UpdateCost: return "UpdateCost";
    case ReasonId::UpdateCostAtLeast: return "UpdateCostAtLeast";
    case ReasonId::ClusterMissing: return "ClusterMissing";
    case ReasonId::ClusterLeftOut: return "ClusterLeftOut";
    case ReasonId::PreviousMissing: return "PreviousMissing";
    case ReasonId::PreviousForbidden: return "PreviousForbidden";
    case ReasonId::WorkloadSuspended: return "WorkloadSuspended";
    case ReasonId::PausedIn: return "PausedIn";
    case ReasonId::PodsGated: return "PodsGated";
    case ReasonId::Queued: return "Queued";
    case ReasonId::RunningEnough: return "RunningEnough";
    case ReasonId::StockAsked: return "StockAsked";
    case ReasonId::StockAskedSomewhere: return "StockAskedSomewhere";
    case ReasonId::StockNotAsked: return "StockNotAsked";
    case ReasonId::KarmadaSeesNoStock: return "KarmadaSeesNoStock";
    case ReasonId::EngineUnschedulable: return "EngineUnschedulable";
    case ReasonId::AffinityGroupTried: return "AffinityGroupTried";
    case ReasonId::AffinityGroupChosen: return "AffinityGroupChosen";
    case ReasonId::OverflowTier: return "OverflowTier";
    case ReasonId::Overridden: return "Overridden";
    case ReasonId::OverrideNotHeard: return "OverrideNotHeard";
    case ReasonId::OverrideAssumed: return "OverrideAssumed";
    case ReasonId::OverrideCounts: return "OverrideCounts";
    case ReasonId::OnLostNodes: return "OnLostNodes";
    case ReasonId::RunningCapacity: return "RunningCapacity";
    case ReasonId::NodesRefused: return "NodesRefused";
    case ReasonId::NodesFilled: return "NodesFilled";
    case ReasonId::HeldByLowerPriority: return "HeldByLowerPriority";
    case ReasonId::LostCards: return "LostCards";
    case ReasonId::NamespaceQuota: return "NamespaceQuota";
    case ReasonId::NamespaceQuotaWants: return "NamespaceQuotaWants";
    case ReasonId::TurnedAway: return "TurnedAway";
    case ReasonId::PoolOffer: return "PoolOffer";
    case ReasonId::PoolRefuses: return "PoolRefuses";
    case ReasonId::PoolRoomLimit: return "PoolRoomLimit";
    case ReasonId::StockLimit: return "StockLimit";
    case ReasonId::QuotaLimit: return "QuotaLimit";
    case ReasonId::AddressLimit: return "AddressLimit";
    case ReasonId::BatchLimit: return "BatchLimit";
    case ReasonId::CapacityUnknown: return "CapacityUnknown";
    case ReasonId::StrayStock: return "StrayStock";
    case ReasonId::RangeOfCapacity: return "RangeOfCapacity";
    case ReasonId::DoubtfulCapacity: return "DoubtfulCapacity";
    case ReasonId::OfferInDoubt: return "OfferInDoubt";
    case ReasonId::OtherStock: return "OtherStock";
    case ReasonId::DividedByWeight: return "DividedByWeight";
    case ReasonId::DividedStatic: return "DividedStatic";
    case ReasonId::DividedAggregated: return "DividedAggregated";
    case ReasonId::Duplicated: return "Duplicated";
    case ReasonId::DaemonOnNodes: return "DaemonOnNodes";
    case ReasonId::KeptAsIs: return "KeptAsIs";
    case ReasonId::NothingToDivide: return "NothingToDivide";
    case ReasonId::ScaledUp: return "ScaledUp";
    case ReasonId::ScaledDown: return "ScaledDown";
    case ReasonId::RunAtOnce: return "RunAtOnce";
    case ReasonId::SeatRounding: return "SeatRounding";
    case ReasonId::BoundaryTie: return "BoundaryTie";
    case ReasonId::TakesNone: return "TakesNone";
    case ReasonId::SeesNoRoom: return "SeesNoRoom";
    case ReasonId::RoundedAway: return "RoundedAway";
    case ReasonId::TieLost: return "TieLost";
    case ReasonId::NoStaticWeight: return "NoStaticWeight";
    case ReasonId::FewerClustersHoldAll: return "FewerClustersHoldAll";
    case ReasonId::EarlierGroupsHoldAll: return "EarlierGroupsHoldAll";
    case ReasonId::SharedCell: return "SharedCell";
    case ReasonId::SharedQuota: return "SharedQuota";
    case ReasonId::ShortOf: return "ShortOf";
    case ReasonId::MayBeShortOf: return "MayBeShortOf";
    case ReasonId::ReplicaMoves: return "ReplicaMoves";
    }
    return {};
}

} // namespace core::preview
