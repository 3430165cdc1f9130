#include "core/preview/reasons.h"

#include <set>

/// Marks a sentence for lupdate; the engine itself speaks English.
#define BERTH_TR(text) text

namespace core::preview {

using std::string_view; // lupdate takes a name before "::" in front of a function for the sentences' context

string_view sentence(ReasonId id)
{
    switch (id) {
    case ReasonId::AllPlaced: return BERTH_TR("All %1 get a node.");
    case ReasonId::OnePlaced: return BERTH_TR("The one replica gets a node.");
    case ReasonId::SomePlaced: return BERTH_TR("%1 of %2 get a node.");
    case ReasonId::SomeUnsure: return BERTH_TR("%1 of %2 surely get a node; %3 more may.");
    case ReasonId::NonePlaced: return BERTH_TR("None of %1 gets a node.");
    case ReasonId::OneNotPlaced: return BERTH_TR("The one replica gets no node.");
    case ReasonId::NothingToPlace: return BERTH_TR("The workload asks for no replicas.");
    case ReasonId::WaitsForScheduling: return BERTH_TR("Scheduling is suspended. Once that ends, %1 of %2 get a node.");
    case ReasonId::ApiRefuses: return BERTH_TR("The API server refuses this apply, so what runs stays: %1.");
    case ReasonId::AttachedElsewhere:
        return BERTH_TR("%1 of %2 would stay in ContainerCreating (Multi-Attach error): claim %3 is ReadWriteOnce, and "
                        "its disk is attached to one node at a time.");
    case ReasonId::NotSentIn:
        return BERTH_TR("The fleet sends nothing of this to %1, as an override cannot be applied there: what runs "
                        "there stays as it is.");
    case ReasonId::PreviousStands:
        return BERTH_TR(
            "The scheduler refuses the placement that the policy asks for, so the previous one stands, with "
            "%1.");
    case ReasonId::PlacedByPreempting:
        return BERTH_TR("There is a node for %1; %2 would run by preempting pods of lower priority.");
    case ReasonId::PlacedButHeld: return BERTH_TR("There is a node for %1, and not all of them will run there.");
    case ReasonId::PlacedButUpdateStuck:
        return BERTH_TR("There is a node for %1, and the update cannot finish in %2: old pods run on.");
    case ReasonId::PlacedButUpdateUnsure:
        return BERTH_TR("There is a node for %1, and the update may not finish in %2: what is promised does not do.");
    case ReasonId::PolicyChosen: return BERTH_TR("Policy %1 applies. %2");
    case ReasonId::NoPolicy: return BERTH_TR("No policy selects %1, so the fleet does not propagate it.");
    case ReasonId::PolicyMayBe: return BERTH_TR("%1 may be selected by a policy that Berth may not read: %2.");
    case ReasonId::RunsHere:
        return BERTH_TR("No other cluster is known here, and no policy: all of it runs in %1 itself.");
    case ReasonId::PolicySuspended:
        return BERTH_TR("Policy %1 suspends scheduling; the workload waits until that ends.");
    case ReasonId::BindingSuspended:
        return BERTH_TR("The fleet's binding of %1 suspends scheduling; the workload waits until that ends.");
    case ReasonId::DispatchSuspended:
        return BERTH_TR("Policy %1 suspends dispatching: no cluster is sent anything of this until that ends.");
    case ReasonId::DispatchSuspendedIn:
        return BERTH_TR("Policy %1 suspends dispatching to %2: nothing of this is sent there until that ends.");
    case ReasonId::WorkloadSuspended: return BERTH_TR("%1 starts no pods while %2 stands in it.");
    case ReasonId::PausedIn:
        return BERTH_TR("%1 starts no pods in %2 while %3 stands in it: it has no ReplicaSet there, and while paused "
                        "it makes none.");
    case ReasonId::PodsGated:
        return BERTH_TR("The pods' scheduling gates (%1) keep them Pending until whoever set these removes them.");
    case ReasonId::Queued:
        return BERTH_TR("%1 keeps it suspended until its quota has room; when that is, is not predicted.");
    case ReasonId::QueuedIn:
        return BERTH_TR("%1 keeps it suspended in %2 until its quota has room; when that is, is not predicted.");
    case ReasonId::MayBeQueued:
        return BERTH_TR(
            "If Kueue runs in %2, which is not known, %1 keeps it suspended there until its quota has room.");
    case ReasonId::PolicyOverOther: return BERTH_TR("Policy %1 is taken before %2. %3");
    case ReasonId::ClusterExcluded: return BERTH_TR("%1 is out by %2: %3.");
    case ReasonId::ClusterNotSelected:
        return BERTH_TR("%1 passed the filters and was not selected by the spread constraints.");
    case ReasonId::ClusterChosen: return BERTH_TR("%1 gets %2.");
    case ReasonId::ClusterUnscheduled:
        return BERTH_TR("%1 passed the filters; the scheduler leaves the whole workload unscheduled.");
    case ReasonId::ClusterGetsNone: return BERTH_TR("%1 passed the filters and gets no replica.");
    case ReasonId::GangTogether:
        return BERTH_TR("The policy asks for a gang: one cluster gets all replicas, or none gets any.");
    case ReasonId::GangElsewhere:
        return BERTH_TR("%1 passed the filters and gets nothing of the gang, which is placed whole in %2.");
    case ReasonId::GangWithoutRoom:
        return BERTH_TR("%1 passed the filters and gets nothing of the gang: it has room for %2, and a gang is placed "
                        "whole or not at all.");
    case ReasonId::UpdateFinishes:
        return BERTH_TR("The update in %1 can finish: of %2 it has at most %3 besides and %4 missing at a time.");
    case ReasonId::UpdateStops:
        return BERTH_TR("The update in %1 cannot finish: of %2 it may have %3 besides and %4 missing at a time.");
    case ReasonId::UpdateMayStop:
        return BERTH_TR("The update in %1 may not finish: of %2 it may have %3 besides and %4 missing at a time.");
    case ReasonId::UpdateUsesNodes:
        return BERTH_TR("At its worst moment it has %1 of the new template on %2 that run (%3).");
    case ReasonId::UpdateBuysNodes:
        return BERTH_TR("At its worst moment it buys %2 × %3 of pool %4 in %5 for %1 of the new template.");
    case ReasonId::UpdateStock: return BERTH_TR("Stock of %1 in %2 goes from %3 to %4 by then.");
    case ReasonId::UpdateCost: return BERTH_TR("What it buys costs %1 an hour.");
    case ReasonId::UpdateCostAtLeast: return BERTH_TR("What it buys costs at least %1 an hour.");
    case ReasonId::ClusterMissing: return BERTH_TR("The policy names %1, and the fleet has no cluster of that name.");
    case ReasonId::ClusterMayBe: return BERTH_TR("The policy names %1, and which clusters the fleet has is not known.");
    case ReasonId::ClusterLeftOut: return BERTH_TR("The policy names %1, which the what-if leaves out.");
    case ReasonId::PreviousMissing:
        return BERTH_TR("The previous placement has %1 in %2, and the fleet has no cluster of that name.");
    case ReasonId::PreviousForbidden: return BERTH_TR("%2 keeps %1, and the policy wants none there.");
    case ReasonId::RunningEnough: return BERTH_TR("Nodes that run have room for %1, so no stock is asked for.");
    case ReasonId::RunningEnoughBesides:
        return BERTH_TR("Nodes that run have room for %1 more than run, so no stock is asked for.");
    case ReasonId::StockAsked:
        return BERTH_TR("Nodes that run have room for %1 of %2 to place, so every candidate is asked what its pools "
                        "could still buy.");
    case ReasonId::StockAskedSomewhere:
        return BERTH_TR(
            "Nodes that run have room for %1, but not for all of them where they are to go, so every candidate "
            "is asked what its pools could still buy.");
    case ReasonId::StockNotAsked:
        return BERTH_TR("The policy has no autoScaling.ecsProvision: true, so stock does not count.");
    case ReasonId::KarmadaSeesNoStock:
        return BERTH_TR("Karmada's scheduler counts nodes that run; it does not see what pools could buy.");
    case ReasonId::EngineUnschedulable: return BERTH_TR("The scheduler leaves the workload unscheduled: %1.");
    case ReasonId::AffinityGroupTried: return BERTH_TR("Affinity group %1 cannot take it: %2.");
    case ReasonId::AffinityGroupChosen: return BERTH_TR("Affinity group %1 takes it.");
    case ReasonId::OverflowTier: return BERTH_TR("Overflow tier %1 takes %2.");
    case ReasonId::Overridden: return BERTH_TR("%1 makes it another workload in %2: %3.");
    case ReasonId::OverrideNotHeard:
        return BERTH_TR("Karmada's scheduler asks for the pod as the fleet has it; the clusters get the other one.");
    case ReasonId::OverrideAssumed:
        return BERTH_TR(
            "ACK One does not document which of the two its scheduler asks for; Berth takes the pod as the fleet has "
            "it, as Karmada does.");
    case ReasonId::OverrideCounts:
        return BERTH_TR(
            "Overrides change what pods ask for in %1: the division is for the pod as the fleet has it, and what gets "
            "a node is told of the pods that the clusters get.");
    case ReasonId::OnLostNodes:
        return BERTH_TR(
            "Kubernetes has lost %3 of %2, with %1: evicted after tolerationSeconds (300 unless stated), so "
            "counted as not placed.");
    case ReasonId::RunningCapacity: return BERTH_TR("Nodes that run have room for %1.");
    case ReasonId::NodesRefused: return BERTH_TR("%1: %2.");
    case ReasonId::NodesFilled: return BERTH_TR("%1, once these are placed: %2.");
    case ReasonId::HeldByLowerPriority:
        return BERTH_TR("Room for %1 more is held by pods of lower priority; it does not count as free.");
    case ReasonId::RoomTakenFirst:
        return BERTH_TR("Room for %1 may be taken first by %2 of other workloads that wait for a node.");
    case ReasonId::RoomLeaving:
        return BERTH_TR("Room for %1 comes free with %2 on the way out; until then the scheduler does not count it.");
    case ReasonId::RoomStarting:
        return BERTH_TR(
            "Room for %1 comes with %2 starting: it is taken before anything is bought, and the scheduler does "
            "not count it until they are Ready.");
    case ReasonId::WaitsForStart:
        return BERTH_TR("In %1 %2 would wait for %3 still starting (%4); no new node is bought for what waits there. "
                        "Until when is not known.");
    case ReasonId::WaitsPerhaps:
        return BERTH_TR("In %1 %2 may wait for %3 (%4), starting or broken, which cannot be told; if broken, nodes are "
                        "bought instead.");
    case ReasonId::Preempts: return BERTH_TR("In %1 %2 would run by preempting %3: no node is bought for it.");
    case ReasonId::LostCards: return BERTH_TR("Faults isolate %1, which count for nothing.");
    case ReasonId::NamespaceQuota: return BERTH_TR("Quota %1 of the namespace leaves room for %2.");
    case ReasonId::QuotaAssumed:
        return BERTH_TR(
            "ACK One does not document whether its scheduler counts a cluster's ResourceQuota; Berth takes it that it "
            "does. What is over the quota is not made, whoever counts.");
    case ReasonId::TurnedAway: return BERTH_TR("The API server makes none of them: %1.");
    case ReasonId::NamespaceQuotaWants: return BERTH_TR("Quota %1 of the namespace turns away pods without a %2.");
    case ReasonId::PoolOffer: return BERTH_TR("Pool %1 could add %2 × %3 in %4, %5.");
    case ReasonId::PoolRefuses: return BERTH_TR("Pool %1 with %2: the pod does not fit an empty node: %3.");
    case ReasonId::PoolRoomLimit: return BERTH_TR("Pool %1 has room for %2 below its maximum.");
    case ReasonId::StockLimit: return BERTH_TR("Stock of %1 in %2 is %3 (%4).");
    case ReasonId::QuotaLimit: return BERTH_TR("Quota %1 leaves %2.");
    case ReasonId::AddressLimit: return BERTH_TR("The vSwitches of pool %1 in %2 have %3 free.");
    case ReasonId::BatchLimit: return BERTH_TR("One scale-out of pool %1 adds at most %2.");
    case ReasonId::SpotFallsBack:
        return BERTH_TR(
            "Pool %1 wants spot instances and falls back on pay-as-you-go, %2: this is what that buys, at its "
            "price.");
    case ReasonId::CapacityUnknown: return BERTH_TR("The snapshot does not hold %1, so this is unknown.");
    case ReasonId::StrayStock:
        return BERTH_TR(
            "The stock of %1 is stated for %2, where no pool buys, and that in %3 is not known: is the zone "
            "mistyped?");
    case ReasonId::DoubtfulCapacity:
        return BERTH_TR("Not all of that is certain: between %1 and %2 replicas could be bought.");
    case ReasonId::OfferInDoubt: return BERTH_TR("None of it is certain: %1.");
    case ReasonId::RangeOfCapacity:
        return BERTH_TR("The cloud states no count: between %1 and %2 replicas could be bought.");
    case ReasonId::OtherStock:
        return BERTH_TR("At other values of stock the division is another one, or other nodes are bought: over all of "
                        "them %1 of %2 replicas get a node, on %3 new nodes.");
    case ReasonId::OtherRoom:
        return BERTH_TR(
            "Whether nodes that may be starting, or whose room cannot be read, come to have room decides what "
            "is left for other clusters: with it and without %1 of %2 replicas get a node, on %3 new nodes.");
    case ReasonId::OtherOrder:
        return BERTH_TR(
            "Clusters that are equal are put in order by the UID that the workload gets when it is applied, "
            "so it may also be %1. Over both orders %2 of %3 get a node; new nodes: %4.");
    case ReasonId::DividedByWeight: return BERTH_TR("%1, divided by available replicas: %2.");
    case ReasonId::DividedStatic: return BERTH_TR("%1, divided by the policy's static weights: %2.");
    case ReasonId::DividedAggregated: return BERTH_TR("%1, in as few clusters as hold them: %2.");
    case ReasonId::Duplicated: return BERTH_TR("Every chosen cluster gets %1.");
    case ReasonId::DaemonOnNodes:
        return BERTH_TR("A DaemonSet gets one pod on every node that exists and admits it; no node is bought for it.");
    case ReasonId::KeptAsIs:
        return BERTH_TR("The previous placement holds as many replicas as are asked for and is kept.");
    case ReasonId::NothingToDivide:
        return BERTH_TR("No replicas are asked for, and none ran before: nothing is divided.");
    case ReasonId::ScaledUp: return BERTH_TR("%1 added to the previous %2; those that exist stay.");
    case ReasonId::ScaledDown: return BERTH_TR("The previous %1 shrink to %2, in proportion to where they are.");
    case ReasonId::RunAtOnce:
        return BERTH_TR("Of the %1 that are divided %2 run at one time: so many completions are left.");
    case ReasonId::SeatRounding: return BERTH_TR("%1: weight %2 of %3, %4 by proportion, %5 after rounding.");
    case ReasonId::BoundaryTie:
        return BERTH_TR("Clusters with equal availability stand at the cut; their order decides.");
    case ReasonId::OnlyCluster: return BERTH_TR("It gets all, as no other cluster passed the filters.");
    case ReasonId::ByStaticWeight: return BERTH_TR("The policy's static weights give it %1 of %2.");
    case ReasonId::ByEqualShare:
        return BERTH_TR("No static weight of the policy names a cluster here, so all get the same share.");
    case ReasonId::ByAvailable: return BERTH_TR("Divided by available replicas: it can take %1 of %2.");
    case ReasonId::ByAvailableUnknown:
        return BERTH_TR("Divided by available replicas: how many it can take is not known.");
    case ReasonId::ByFewest: return BERTH_TR("As few clusters as hold all, the largest first: it can take %1.");
    case ReasonId::ByFewestUnknown: return BERTH_TR("As few clusters as hold all: how many it can take is not known.");
    case ReasonId::KeepsShare: return BERTH_TR("It keeps its share of what ran before: %1 of %2.");
    case ReasonId::KeepsAndAdds: return BERTH_TR("It keeps %1 and gets %2 more.");
    case ReasonId::KeepsPrevious: return BERTH_TR("It keeps the %1 that it had.");
    case ReasonId::GroupFilledFirst:
        return BERTH_TR("Its affinity group is filled before the groups that come after it.");
    case ReasonId::SetByOverride: return BERTH_TR("An override sets the replicas of its copy.");
    case ReasonId::RetainedThere: return BERTH_TR("The label retain-replicas keeps the number that it has.");
    case ReasonId::SelectedBySpread:
        return BERTH_TR("The spread constraints select %1 of %2 that passed the filters, this one among them.");
    case ReasonId::TakesNone: return BERTH_TR("It can take none: %1.");
    case ReasonId::SeesNoRoom: return BERTH_TR("The scheduler sees no room in it.");
    case ReasonId::RoundedAway: return BERTH_TR("Weight %1 of %2 is %3 of %4, which is rounded to none.");
    case ReasonId::TieLost:
        return BERTH_TR("Weight %1 of %2 ties with %3, which comes first: the workload's UID orders equals.");
    case ReasonId::TieOpen:
        return BERTH_TR("Weight %1 of %2 ties with %3: the UID that the workload gets when it is applied decides which "
                        "of them comes first.");
    case ReasonId::NoStaticWeight: return BERTH_TR("The policy's static weights give it none.");
    case ReasonId::FewerClustersHoldAll:
        return BERTH_TR(
            "The policy asks for as few clusters as hold all, and others with more room or with replicas do.");
    case ReasonId::EarlierGroupsHoldAll: return BERTH_TR("The affinity groups before its own hold all.");
    case ReasonId::SharedCell:
        return BERTH_TR("%1 share the stock of %2 in %3: %4 for %5 asked. Who asks first gets it.");
    case ReasonId::SharedQuota: return BERTH_TR("%1 share quota %2: %3 left for %4 asked. Who asks first gets it.");
    case ReasonId::AsTheyAsk:
        return BERTH_TR("Replicas that get a node, by who asks first: %1. What is shown is one order.");
    case ReasonId::MayBeShortOf: return BERTH_TR("%1 may be short of %2: %3.");
    case ReasonId::ShortOf: return BERTH_TR("%1 is short of %2: %3.");
    case ReasonId::ReplicaMoves: return BERTH_TR("%1 from %2 to %3.");
    }
    return {};
}

std::string filled(std::string_view text, const std::vector<std::string>& args)
{
    std::string out;
    out.reserve(text.size() + 32);
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool place = text[i] == '%' && i + 1 < text.size() && text[i + 1] >= '1' && text[i + 1] <= '9';
        if (!place) {
            out += text[i];
            continue;
        }
        const auto index = static_cast<std::size_t>(text[++i] - '1');
        if (index >= args.size()) continue;
        out += args[index];
        // What comes from elsewhere may be a sentence itself: one full stop is enough, in any language of the window.
        for (const std::string_view stop : {std::string_view("."), std::string_view("\u3002")})
            if (out.ends_with(stop) && text.substr(i + 1).starts_with(stop)) out.resize(out.size() - stop.size());
    }
    return out;
}

std::string toText(const Reason& reason)
{
    return filled(sentence(reason.id), reason.args);
}

std::string toTree(const Reason& reason, int depth)
{
    std::string out(static_cast<std::size_t>(depth) * 2, ' ');
    out += toText(reason);
    out += '\n';
    for (const Reason& part : reason.parts) out += toTree(part, depth + 1);
    return out;
}

namespace {

bool standsAlone(ReasonId id)
{
    using Id = ReasonId;
    static const std::set<Id> alone{Id::NoPolicy,
                                    Id::PolicyMayBe,
                                    Id::PolicySuspended,
                                    Id::BindingSuspended,
                                    Id::DispatchSuspended,
                                    Id::PodsGated,
                                    Id::Queued,
                                    Id::QueuedIn,
                                    Id::MayBeQueued,
                                    Id::DispatchSuspendedIn,
                                    Id::WorkloadSuspended,
                                    Id::PausedIn,
                                    Id::ClusterMissing,
                                    Id::ClusterMayBe,
                                    Id::ClusterLeftOut,
                                    Id::PreviousMissing,
                                    Id::PreviousStands,
                                    Id::PreviousForbidden,
                                    Id::ApiRefuses,
                                    Id::AttachedElsewhere,
                                    Id::NotSentIn,
                                    Id::StockNotAsked,
                                    Id::StrayStock,
                                    Id::SharedCell,
                                    Id::SharedQuota,
                                    Id::AsTheyAsk,
                                    Id::AffinityGroupTried,
                                    Id::EngineUnschedulable,
                                    Id::BoundaryTie,
                                    Id::OtherOrder,
                                    Id::OnLostNodes,
                                    Id::OverrideCounts};
    return alone.contains(id);
}

void collect(const Reason& reason, std::vector<const Reason*>& out)
{
    if (standsAlone(reason.id)) out.push_back(&reason);
    for (const Reason& part : reason.parts) collect(part, out);
}

} // namespace

std::vector<const Reason*> standingAlone(const Reason& reason)
{
    std::vector<const Reason*> out;
    collect(reason, out);
    return out;
}

} // namespace core::preview
