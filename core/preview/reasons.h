#pragma once

#include <string>
#include <string_view>
#include <vector>

/// Why: every figure of a preview leads through a tree of reasons to nodes, pools, cells and the rounding. A reason is an
/// id with arguments; its sentence stands in one table (reasons.cpp), marked there for translation.
namespace core::preview {

enum class ReasonId {
    // the answer
    AllPlaced,
    OnePlaced, ///< of one that is asked for
    SomePlaced,
    SomeUnsure,
    NonePlaced,
    OneNotPlaced, ///< of one that is asked for
    NothingToPlace,
    WaitsForScheduling, ///< scheduling is suspended
    PreviousStands,     ///< the scheduler refuses what is asked
    ApiRefuses,         ///< the API server does
    AttachedElsewhere,  ///< pods on several nodes, and a disk that one node attaches
    NotSentIn,          ///< an override's rule cannot be applied
    PlacedByPreempting,
    PlacedButHeld,
    PlacedButUpdateStuck,
    PlacedButUpdateUnsure,
    // the policy
    PolicyChosen,
    NoPolicy,
    PolicyMayBe, ///< those that there are may not be read
    RunsHere,    ///< a fleet of one
    PolicySuspended,
    BindingSuspended,
    DispatchSuspended,
    DispatchSuspendedIn,
    PolicyOverOther,
    // clusters
    ClusterExcluded,
    ClusterNotSelected,
    ClusterChosen,
    ClusterUnscheduled, ///< it could hold some; the scheduler places nothing of the workload anywhere
    ClusterGetsNone,    ///< it could have got some; the parts say why it does not
    ClusterMissing,
    ClusterMayBe, ///< named, and which clusters there are was not told
    ClusterLeftOut,
    PreviousMissing,
    PreviousForbidden, ///< replicas that stand where the policy wants none
    GangTogether,
    GangElsewhere,   ///< why a cluster is left out: another has all of it
    GangWithoutRoom, ///< … or it would not hold all
    UpdateFinishes,
    UpdateStops,
    UpdateMayStop, ///< with what is promised it does
    UpdateUsesNodes,
    UpdateBuysNodes,
    UpdateStock,
    UpdateCost,
    UpdateCostAtLeast,
    // pods that wait
    WorkloadSuspended,
    PausedIn, ///< a Deployment, in a cluster that is new to it
    PodsGated,
    Queued, ///< a queue admits it first
    QueuedIn,
    MayBeQueued, ///< … if there is one, which is not known
    // passes
    RunningEnough,
    RunningEnoughBesides,
    StockAsked,
    StockAskedSomewhere,
    StockNotAsked,
    KarmadaSeesNoStock,
    EngineUnschedulable,
    AffinityGroupTried,
    AffinityGroupChosen,
    OverflowTier,
    // capacity
    Overridden,       ///< by whom the pods of a cluster are other pods
    OverrideNotHeard, ///< Karmada's estimators
    OverrideAssumed,  ///< ACK One's
    OverrideCounts,   ///< which of the two is taken decides something
    OnLostNodes,      ///< replicas whose node is unreachable
    RunningCapacity,
    NodesRefused,
    NodesFilled,
    HeldByLowerPriority,
    RoomTakenFirst, ///< by pods of others that wait
    RoomLeaving,    ///< with pods on the way out
    RoomStarting,   ///< on nodes that start
    WaitsForStart,  ///< replicas on them
    WaitsPerhaps,   ///< the same where the nodes may as well be broken
    Preempts,       ///< replicas that run by evicting pods of lower priority
    LostCards,
    NamespaceQuota,
    QuotaAssumed, ///< that ACK One's scheduler counts it
    NamespaceQuotaWants,
    TurnedAway,
    PoolOffer,
    PoolRefuses,
    PoolRoomLimit,
    StockLimit,
    QuotaLimit,
    AddressLimit,
    BatchLimit,
    SpotFallsBack, ///< so the price is not that of spot
    CapacityUnknown,
    StrayStock, ///< stock of a zone that no pool buys in
    RangeOfCapacity,
    DoubtfulCapacity,
    OfferInDoubt,
    OtherRoom,  ///< where room on nodes is there or not, another purchase
    OtherStock, ///< at other values of stock another division, and another purchase
    OtherOrder, ///< no UID puts equals in order yet
    // division
    DividedByWeight,
    DividedStatic,
    DividedAggregated,
    Duplicated,
    DaemonOnNodes,
    KeptAsIs,
    NothingToDivide,
    ScaledUp,
    ScaledDown,
    RunAtOnce, ///< fewer than are divided
    SeatRounding,
    BoundaryTie,
    // why a cluster gets that many
    OnlyCluster,
    ByStaticWeight,
    ByEqualShare,       ///< no static weight names a cluster
    ByAvailable,        ///< what it can take, of what all can
    ByAvailableUnknown, ///< nobody knows what it can take
    ByFewest,           ///< packed
    ByFewestUnknown,
    KeepsShare, ///< of what ran before, where fewer are asked for
    KeepsAndAdds,
    KeepsPrevious,
    GroupFilledFirst,
    SetByOverride,
    RetainedThere, ///< by its label the number of the cluster's own object stands
    SelectedBySpread,
    // why a cluster gets none
    TakesNone,
    SeesNoRoom, ///< its nodes have some, in other terms than the scheduler's
    RoundedAway,
    TieLost,
    TieOpen, ///< no UID decides it yet
    NoStaticWeight,
    FewerClustersHoldAll,
    EarlierGroupsHoldAll,
    // truth
    SharedCell,
    SharedQuota,
    AsTheyAsk,
    ShortOf,
    MayBeShortOf,
    ReplicaMoves,
};

struct Reason {
    ReasonId id{};
    std::vector<std::string> args; ///< %1, %2, … of the sentence; figures are already text with their unit
    std::vector<Reason> parts;     ///< what it follows from
    bool operator==(const Reason&) const = default;
};

/// The id as text, stable within a version of the JSON form: "AllPlaced".
[[nodiscard]] std::string_view nameOf(ReasonId id);
/// The English sentence with its places still open: "%1 of %2 replicas fit." Every id has one (a test asks all).
[[nodiscard]] std::string_view sentence(ReasonId id);
/// The sentence with the arguments filled in.
[[nodiscard]] std::string toText(const Reason& reason);
/// The whole tree, two spaces a level, one reason a line.
[[nodiscard]] std::string toTree(const Reason& reason, int depth = 0);

/// Those of the tree that no figure shows, in its order: why the engine stops, and what clusters take from each other. Who shows
/// few reasons shows these.
[[nodiscard]] std::vector<const Reason*> standingAlone(const Reason& reason);

/// What decided how many replicas a cluster gets: those that it gets, or why it gets none though it could have; nullptr: it is
/// out, or nobody can tell.
/// @param cluster  ClusterResult::why
[[nodiscard]] const Reason* numberBecause(const Reason& cluster);

/// `sentence` with %1 … %9 replaced; the one place where arguments meet text, for translated sentences too.
[[nodiscard]] std::string filled(std::string_view sentence, const std::vector<std::string>& args);

} // namespace core::preview
