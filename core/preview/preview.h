#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/estimate/capacity.h"
#include "core/model/effect.h"
#include "core/model/issue.h"
#include "core/model/policy.h"
#include "core/model/workload.h"
#include "core/preview/reasons.h"
#include "core/snapshot/fleet.h"
#include "core/snapshot/what_if.h"

/// preview(workload, policy, fleet) → where every replica would land, on which nodes, and why not elsewhere.
///
/// Pure: no clock, no network, no globals. The window, the command, the controllers, the tests and the benchmarks all call
/// this one function; the same question against the same snapshot gives the same answer, digit for digit.
namespace core::preview {

/// A PriorityClass that was handed in.
struct PriorityClass {
    std::string name;
    std::int32_t value{};
    std::string preemptionPolicy; ///< empty: PreemptLowerPriority
    bool globalDefault = false;   ///< of pods that name no class
};

/// What is asked. `policy` absent: the fleet's own policies, and `policies`, are matched against the workload.
struct Question {
    model::Workload workload;
    std::optional<model::Policy> policy;
    std::vector<model::OverridePolicy> overrides; ///< besides the fleet's own
    std::vector<std::string> overridePaths; ///< where each stands among the documents, "/2"; empty: in none of them
    std::vector<model::Scaler> scalers;     ///< besides the fleet's own
    /// Where the replicas are now; absent: taken from the fleet's binding of the workload, if it has one.
    std::optional<std::vector<model::TargetCluster>> previous;
    /// Every policy that was handed in, `policy` among them: they tell why it is that one, and none of the fleet's.
    std::vector<model::Policy> policies;
    /// Those that were handed in. The workload's own pods have got their priorities; an override makes pods anew.
    std::vector<PriorityClass> priorityClasses;
    /// Claims, volumes, quotas and classes that were handed in. They count where they come along with the workload.
    std::vector<Json> beside;
    std::vector<model::ObjectRef> bringing; ///< those of `policies` that bring what the pods refer to: propagateDeps
};

/// One word for the whole answer. Only `Fits` and `Nothing` mean that the work runs as asked.
enum class Verdict {
    Fits,       ///< every replica gets a node and runs there
    Preempts,   ///< the same, and some only by evicting pods of lower priority: Share::preempts
    Partly,     ///< some get a node
    DoesNotFit, ///< none does, or only a part of a gang
    Unknown, ///< how many get a node hangs on stock or cards that nobody has promised, or on chance; perhaps none does
    Nothing, ///< no replicas are asked for
    Refused, ///< the scheduler finds no place for all as the policy wants it: what was placed before stands
    Suspended,    ///< scheduling is suspended: what is shown happens once that ends
    Held,         ///< every replica has a place, and something keeps some from running there: `holds`
    UpdateStuck,  ///< every replica has a place, and the new pods cannot take over from the old ones: `rollout`
    UpdateUnsure, ///< every replica has a place; whether the new pods can take over hangs on stock or cards, see Unknown
};

using model::CostRange;

/// A pod that would be evicted.
struct Victim {
    std::string pod; ///< "namespace/name"
    std::int32_t priority{};
};

/// Replicas of one cluster that share a place.
struct Share {
    enum class Kind { Running, New };
    Kind kind = Kind::Running;
    /// Of groups of pods: Part holds pods of replicas that are counted at the share where most of their pods are; Idle those
    /// of groups that do not become whole: their nodes are paid and do nothing. Part besides: what nobody can count may be
    /// bought for replicas that another share counts on nodes that run, where these have no room after all. Idle besides:
    /// what may be bought where the pods' volume cannot be mounted.
    enum class Of { Whole, Part, Idle };
    Of of = Of::Whole;
    std::int64_t replicas{};            ///< 0 for Part and Idle
    std::int64_t idlePods{};            ///< of Idle
    std::int64_t nodes{};               ///< existing nodes used, or new nodes bought
    std::vector<std::string> nodeNames; ///< existing ones
    std::string pool;                   ///< the pool's name or id; empty for nodes outside a pool
    bool poolOfLabel = false;           ///< `pool` is what the nodes' label says: nobody describes such a pool
    std::string zone;
    std::string instanceType;
    bool spot = false;
    std::optional<Range> stockBefore; ///< of the cell; only for New
    std::optional<Range> stockAfter;
    std::optional<model::Price> price; ///< of one node an hour; absent: unknown
    bool unsure = false;               ///< rests on stock that nobody promised: the cell's lower end does not cover it
    bool typeIsChoice =
        false; ///< another type, of the pool or of another, may be taken: type and price are one of a set
    /// That the autoscaler may take as well as `pool`: which, its expander says. By name; empty: there is none
    std::vector<std::string> otherPools;
    /// Where those of them buy that do not buy in `zone`: then neither zone nor stock is a fact.
    std::vector<std::string> otherZones;
    bool zoneIsChoice = false; ///< it may be another: the pool's, or as a first pod decides; see isZoneOpen
    /// Over the mixes of types, and of pools, that may come about in its place, and over the orders in which pods of groups get
    /// places; absent: they make no difference.
    struct Choice {
        Range replicas;
        Range nodes;
        std::optional<CostRange> cost; ///< an hour; absent: no price is known
    };
    std::optional<Choice> choice;
    std::string allocatableSource;
    /// Of nodes to be bought, those that are not if room on nodes that run comes free first, or can be read to be there.
    std::int64_t spared{};
    /// On nodes that run, where pods of lower priority have to make way: kube-scheduler evicts them at once, and no node is
    /// bought for the replicas. Never part of Capacities.
    bool preempts = false;
    std::vector<Victim> victims; ///< as kube-scheduler picks them; empty: which ones is not told (groups, single cards)
    /// On nodes that exist and start: the replicas wait until they are ready, when that is nobody tells. Nothing is bought.
    bool starting = false;
};
/// Its nodes may be bought in another zone of their pool: of this one's stock it is not sure that they take so many.
[[nodiscard]] bool isZoneOpen(const Share& share);
/// What a new node gives was not seen: a formula tells.
[[nodiscard]] bool isAssumed(const Share& share);
/// From those that are sure to come, whatever the stock and the types, to all of them.
[[nodiscard]] Range replicasOf(const Share& share);
[[nodiscard]] Range nodesOf(const Share& share);
/// "default/batch-7 (priority 0)"; of many a few; of those that are not told "pods of lower priority".
[[nodiscard]] std::string victimsText(const std::vector<Share>& shares);
/// Of nodes that are to be bought: from those that are sure to come, at the cheapest types, to all at the dearest. Absent: none
/// is bought, or no price is known.
[[nodiscard]] std::optional<CostRange> costOf(const Share& share);
[[nodiscard]] std::optional<CostRange> costOf(const std::vector<Share>& shares);
/// The same by currency, as sums of several are no sum; in the order in which the shares name them.
[[nodiscard]] std::vector<CostRange> costsOf(const std::vector<Share>& shares);

/// What one cluster could take, three figures that are never added up silently.
struct Capacities {
    Range running; ///< fits now
    /// Besides, on nodes that start (estimate/starting.h): from those that surely do.
    Range starting = Range::exactly(0);
    Range room;        ///< what its pools' room would allow
    Range deliverable; ///< room cut by stock, quotas (the namespace's, too) and free addresses
    estimate::Limit binding = estimate::Limit::None;
    std::string bindingText;
};

struct ClusterResult {
    std::string name;
    std::string alias;      ///< what people call it, where its name is an id; empty: they do not
    bool candidate = false; ///< passed the filters and the selection
    std::string excludedBy; ///< filter's name, when it did not
    std::string excludedReason;
    std::int64_t replicas{}; ///< what the engine will write
    std::int64_t atOnce{}; ///< of `replicas`, those that run at one time; fewer where a Job has fewer completions left
    std::int64_t previous{};
    Range range;            ///< over mixed corners of the stock intervals
    std::int64_t placed{};  ///< of `atOnce`, those that will really get a node, with those that preempt
    std::int64_t unsent{};  ///< of `placed`, those that a hold keeps from being sent: they are in no share
    std::int64_t shortOf{}; ///< atOnce − placed
    std::int64_t
        unsure{}; ///< of `shortOf`, those that get a node at stock's upper end (their shares are marked), or if the types that
                  ///< are bought leave room, or pods of groups come in a good order (Share::choice)
    Capacities capacities;
    std::vector<Share> shares;
    Reason why;
};

/// Of `placed`, those that run by evicting pods of lower priority.
[[nodiscard]] std::int64_t preemptingOf(const std::vector<Share>& shares);

/// What a cluster lacks itself, where the workload is left unscheduled as a whole: "stock of a in z"; empty: nothing, it has room.
[[nodiscard]] std::string lackOf(const ClusterResult& cluster);

/// It was chosen, or would be at other values of stock.
[[nodiscard]] bool mayBeChosen(const ClusterResult& cluster);

/// Of `placed` and `unsure`, those that wait for a node that starts.
[[nodiscard]] std::int64_t startingOf(const std::vector<Share>& shares);

/// Replicas that leave one cluster and appear in another.
struct Move {
    std::string from;
    std::string to;
    std::int64_t replicas{};
};

/// A thing that would make more replicas fit, cheapest first.
struct Remedy {
    enum class Kind {
        OtherDivision,
        RaisePoolMax,
        AskQuota,
        OtherType,
        AddCluster,
        AllowEcsProvision,
        FewerReplicas,
        Wait,
        FreeAddresses,
        ChangeRule,
        ByCapacity,   ///< a rule, too: divide by what clusters can take
        FewerClusters ///< a rule, too: name only those that hold everything
    };
    Kind kind{};
    std::string text;                       ///< "raise the maximum of pool gpu-a10 in c-hz-01 from 2 to 4"
    std::optional<std::int64_t> placesMore; ///< replicas that it would place besides, tried; absent: it cannot be tried
    /// More an hour for new nodes: between the two ends of what they cost then less the same end of now; absent: unknown
    std::optional<CostRange> costs;
    std::vector<model::TargetCluster> division; ///< for OtherDivision: the one that works
    /// How to try it, besides `division`: changes of the fleet (RaisePoolMax, AskQuota, Wait, FreeAddresses; several where one
    /// alone does not help) and of the number of replicas (FewerReplicas). AllowEcsProvision needs no more; the others change
    /// texts that are not Berth's to write.
    std::vector<snapshot::Change> changes;
    std::optional<std::int64_t> replicas;
};

struct Warning {
    std::string id;     ///< stable, "descheduler-clock"
    std::string text;   ///< what is wrong, and where
    std::string remedy; ///< what to do about it
    /// Error: something that is asked will not come about, so it does not run as asked.
    model::Severity severity = model::Severity::Warning;
    std::string path; ///< JSON Pointer into the workload's manifest; empty: the workload as a whole
    /// What the answer takes for granted and nobody has looked at, or not lately: a gate does not pass on it.
    bool assumes = false;
};
/// The ids of warnings that say what RolloutStep::stuck says: it cannot finish, and it may not.
inline constexpr const char* updateStuck = "update-stuck";
inline constexpr const char* updateUnsure = "update-unsure";

/// What keeps replicas from running whatever room there is. Only those that are to start are held.
struct Hold {
    Reason reason;
    std::string cluster;                    ///< empty: everywhere
    std::string remedy;                     ///< what ends it: "take schedulingGates out of the pod template"
    std::optional<std::int64_t> replicas{}; ///< so many of the cluster's; absent: all that are to start
};

/// A changed pod template on the way from the old pods to the new ones, in one cluster.
struct RolloutStep {
    std::string cluster;
    std::int64_t replicas{};
    std::int64_t surge{};            ///< pods above `replicas` at the worst moment
    std::int64_t unavailable{};      ///< pods that may be missing
    std::int64_t keepOld{};          ///< of `replicas`, below a StatefulSet's partition: they keep the old template
    std::int64_t newNodes{};         ///< nodes to buy at the worst moment
    std::int64_t goneAtWorst{};      ///< old pods that are gone by the worst moment
    std::vector<Share> places;       ///< where the new pods of the worst moment stand
    std::int64_t podsPerReplica = 1; ///< more for groups, of which the numbers here are
    std::int64_t pending{};          ///< besides those in `places`: new pods of that moment that find none
    std::int64_t refused{};          ///< besides both: new pods that the API server does not let in, so none is Pending
    std::string refusedBy;           ///< why: "quota q of the namespace"; empty: none is
    std::optional<MoneyPerHour> newCost; ///< of `newNodes`; absent: none, or no price is known
    bool newCostPartial = false;         ///< `newCost` is a lower bound
    bool canFinish = true;               ///< at the upper ends of stock
    bool unsure = false;                 ///< it can, and with what is promised it does not
    std::string stuck;                   ///< why it cannot, or may not
    std::string remedy;                  ///< what to do then
    /// Whether the template changes is not known: of the value here ("spec/containers/0/env/0/value") the snapshot does not
    /// tell what it was. All of the step is then "if it does". Empty: it changes
    std::string perhapsAt;
    std::string
        changedAt; ///< the first place in the pod template that changes; empty: none certainly does, or it is no place
    /// The manifest is what was applied before, and its update has not ended: the step is the rest of it
    bool underWay = false;
    std::int64_t haveNew{}; ///< replicas that run with the new template by now, where that is told
};

struct Preview;
/// The verdict is Held, and replicas of other clusters run.
[[nodiscard]] bool holdsSome(const Preview& preview);

/// What is bought: whatever the stock is and the types are, and at most.
struct NewNodes {
    std::int64_t sure{};
    std::int64_t most{};
    /// Of the nodes that are shown and sure; absent: no price is known of any of them; of none it is 0.
    std::optional<MoneyPerHour> sureCost;
    std::optional<CostRange> cost; ///< of `sure` at the cheapest types to `most` at the dearest
    bool unknown = false;          ///< there may be more than `most` (model::areNodesUnknown)
};

/// The answer for one number of replicas of a workload that something scales.
struct ScaledCase {
    std::string label; ///< "min", "current", "max", "first that does not fit"
    std::int64_t replicas{};
    Verdict verdict = Verdict::Unknown;
    /// Whatever the stock is; what has its place keeps it where the scheduler finds none for all.
    std::int64_t placed{};
    std::int64_t unsure{};               ///< besides `placed`, those that get a node if stock allows
    NewNodes bought;                     ///< that are not there now
    std::optional<MoneyPerHour> newCost; ///< of the nodes that are shown
};

/// The answer at the values that stock may have: at each the scheduler divides anew, and others are bought.
struct OverStock {
    NewNodes bought; ///< fewest to most
    /// Every value was tried, so the ends are reached. False: too many; of each cell its ends were, against the others' lower
    /// and upper ends, and a value between them may still come to more or less.
    bool everyValue = false;
};

/// Pods that make way for the workload's (Share::victims), once their controllers have made them anew.
struct Evicted {
    std::int64_t pods{};               ///< that come back
    Range pending = Range::exactly(0); ///< of these, those that find no node
    NewNodes bought;                   ///< for the others
    std::optional<MoneyPerHour> cost;  ///< of the nodes that are shown; absent: none, or no price is known
    bool costPartial = false;          ///< the same as a lower bound
    std::vector<std::string>
        untold; ///< clusters where it is not told who makes way: what that costs is in none of this
};

struct Preview {
    model::ObjectRef workload;
    std::string policy; ///< "default/demo-policy"; empty: none
    std::string engine; ///< "ACK One", "Karmada"
    std::int64_t
        replicas{}; ///< asked to run at one time, in the whole fleet: where every cluster gets a copy, of all copies together
    std::int64_t stated{}; ///< what the workload states: of each copy, and before overrides
    std::int64_t podsPerReplica = 1;
    Verdict verdict = Verdict::Unknown;
    std::int64_t placed{};              ///< replicas that will really get a node, whatever the stock is
    std::int64_t unsure{};              ///< besides `placed`, those that get one if stock allows
    std::optional<OverStock> overStock; ///< absent: stock that is a range decides nothing, or `stockUntried`
    bool stockUntried = false; ///< the fleet is too large to try what other stock would come to: one division is shown
    bool stockAsked = false;   ///< the second pass, on running + provisionable, was needed
    std::string affinityGroup; ///< the one that was chosen, where there are several
    std::vector<ClusterResult> clusters; ///< every cluster of the fleet, by name
    std::vector<Move> moves;
    std::vector<Remedy> remedies;
    std::vector<Warning> warnings;
    std::vector<RolloutStep> rollout;    ///< empty: the template does not change, or nothing runs yet
    std::vector<Hold> holds;             ///< empty: nothing keeps the replicas from running
    std::vector<ScaledCase> scaled;      ///< empty: nothing scales it
    std::optional<Evicted> evicted;      ///< absent: nobody makes way, or nobody of these comes back
    std::optional<MoneyPerHour> newCost; ///< what the bill grows by; a lower bound if newCostPartial
    bool newCostPartial = false;
    Reason why;
    std::vector<model::Issue> issues; ///< faults of the input that were met on the way
    std::string snapshot;             ///< the fleet's digest
};

/// What the last answers rest on, cluster by cluster. Who asks again and again, as a window does at every keystroke, hands the
/// same one in: clusters that the change does not touch are not asked anew. Answers are the same with it and without.
/// Keeps the fleets that were asked; one caller at a time.
class Memory {
public:
    Memory();
    ~Memory();
    Memory(Memory&&) noexcept;
    Memory& operator=(Memory&&) noexcept;
    struct Kept;
    [[nodiscard]] Kept& kept() { return *m_kept; }

private:
    std::unique_ptr<Kept> m_kept;
};

/// Hears the answer as soon as every replica has its place, where more is looked for behind that: the same answer without
/// remedies, cases of scaling and warnings. Called at most once, before the whole answer is returned.
using Placed = std::function<void(const Preview&)>;

/// @errors Cancelled only (stop was requested). Everything else is part of the answer.
[[nodiscard]] Preview preview(const Question& question, const snapshot::FleetPtr& fleet, std::stop_token stop = {},
                              Memory* memory = nullptr, const Placed& placed = {});

/// A policy selects the workload, or it needs none.
[[nodiscard]] bool isSelected(const Preview& preview);
/// Some rule of the input cannot be carried out, so that what runs is not what is written: `issues`.
[[nodiscard]] bool hasErrors(const Preview& preview);
/// The work runs as asked, or nothing is asked, and neither an issue nor a warning is an error, nor is anything taken for granted:
/// what a gate lets through.
[[nodiscard]] bool runsAsAsked(const Preview& preview);
/// What it takes for granted, the first; nullptr: nothing.
[[nodiscard]] const Warning* assumptionOf(const Preview& preview);
/// What has to hold so that the answer does, each once: "stock is there", "there are no other clusters". Empty: nothing.
[[nodiscard]] std::vector<std::string> conditionsOf(const Preview& preview);

/// What a changed template comes to: Fits, UpdateStuck or UpdateUnsure, whichever is worst of its clusters.
[[nodiscard]] Verdict verdictOf(const std::vector<RolloutStep>& rollout);
/// UpdateStuck or UpdateUnsure where the verdict says something else, so that it has to be said besides.
[[nodiscard]] std::optional<Verdict> updateBesides(const Preview& preview);

/// With those that pods which make way buy anew.
[[nodiscard]] NewNodes newNodesOf(const Preview& preview);
/// What those cost where prices are in several currencies, one entry each; empty: they are in one, or none is known.
[[nodiscard]] std::vector<CostRange> mixedCostsOf(const Preview& preview);
/// Besides those, what a changed template buys for as long as it takes: of every cluster's worst moment, as they update at the
/// same time. None is sure where it is not known whether the template changes.
[[nodiscard]] NewNodes updateNodesOf(const Preview& preview);

/// Several workloads, each taking from what the one before left; one whose pods another evicts is placed after that one. The
/// answers are in the order of the questions.
[[nodiscard]] std::vector<Preview> previewBatch(const std::vector<Question>& questions, snapshot::FleetPtr fleet,
                                                std::stop_token stop = {}, Memory* memory = nullptr);

/// What a person handed in, sorted into questions: documents of one or more manifests.
struct Manifests {
    std::vector<Question> questions; ///< one a workload, in order
    model::Issues issues;            ///< paths are below "/<document index>"
};
[[nodiscard]] Manifests readManifests(const std::vector<Json>& documents, const snapshot::Fleet& fleet);
/// What is wrong with them as far as they tell it by themselves, where no fleet is known: amounts, placeholders, selectors.
[[nodiscard]] model::Issues checkAlone(const std::vector<Json>& documents);

/// The versioned form, `berth/v1 PlacementPreview`; described in resources/schema/preview.schema.json.
[[nodiscard]] Json toJson(const Preview& preview);

} // namespace core::preview
