#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/binding.h"
#include "core/preview/fixed_fields.h"
#include "core/preview/preview.h"

/// A question made ready: which policy, which rules, where the replicas are. Detail of this room.
namespace core::preview {

enum class Engine { AckOne, Karmada, Direct };
[[nodiscard]] std::string_view nameOf(Engine engine);

/// Of Karmada's group, whose CRD has no autoScaling and no customSchedulingType: its API server prunes both before any
/// scheduler reads the policy. Where no engine is between, Berth's own scheduler reads what is written.
[[nodiscard]] bool prunesPolicy(const model::Policy& policy, const snapshot::Fleet& fleet);

/// A policy that selects the workload, too, and does not propagate it.
struct OtherPolicy {
    model::ObjectRef ref;
    std::string why;     ///< a sentence about the one that does
    bool byRank = false; ///< see schedule::WhyNot
};

/// What the scheduler is asked, and what the explanation needs to know about how the question became that.
struct Prepared {
    const Question* question{};
    const snapshot::Fleet* fleet{}; ///< whose policies, bindings and workloads; clusters and stock are those of Facts
    std::optional<model::Policy> policy;
    std::string policyWhy;                ///< why this policy
    bool claimed = false;                 ///< some policy that selects the workload has claimed it
    std::vector<OtherPolicy> out;         ///< other policies that select the workload
    std::vector<model::ObjectRef> unread; ///< those of them that the fleet's scheduler does not read
    Engine engine = Engine::AckOne;
    bool ecsProvision = false; ///< stock counts
    bool gang = false;
    bool daemon = false; ///< a DaemonSet: nodes, not replicas, say how many pods there are
    bool alone = false;  ///< a fleet of one: the policy is nobody's and says that all stays there (alone.h)
    bool ownInterpreter =
        false;             ///< the binding shows that the fleet divides a kind for which Karmada has no interpreter
    bool fullCopy = false; ///< every chosen cluster gets the object as it is, whatever its replicas
    /// ACK One reads ordered groups as primary and backup: what the first cannot hold goes to the next.
    bool groupsOverflow = false;
    model::Binding binding; ///< spec.replicas is what is asked
    /// Most that run at one time, as model::Workload has it; of a Job that the snapshot has, what its status leaves to do. 0: it
    /// is finished, and applying it again starts nothing.
    std::optional<std::int32_t> atOnce;
    bool previousStated = false;
    bool bindingSuspended = false; ///< the fleet's binding suspends scheduling of itself, whatever the policy says
    std::vector<model::OverridePolicy> overrides; ///< those that select the workload
    std::vector<model::Scaler> scalers;           ///< those that target it, and those that target one of these
    const Json* running = nullptr;                ///< the fleet's own object of this name, before the change
    bool retainsReplicas = false;                 ///< the number of a member's own object stands
    /// What the API server refuses to change: the question is about what runs then. Empty: it takes the apply
    std::vector<FixedField> refused;
};

/// Every chosen cluster gets all replicas.
[[nodiscard]] bool givesCopies(const Prepared& prepared);
[[nodiscard]] Prepared prepare(const Question& question, const snapshot::Fleet& fleet);
/// The same question for another number of replicas.
[[nodiscard]] Prepared withReplicas(Prepared prepared, std::int32_t replicas);
/// The same question of other pods: nothing else about it may differ.
[[nodiscard]] Prepared withQuestion(Prepared prepared, const Question& question);
/// The same question under Karmada's reading of ordered groups, which takes the first that holds everything.
[[nodiscard]] Prepared asKarmadaReads(Prepared prepared);

/// Those handed in and the fleet's, of which one of the same name gives way.
[[nodiscard]] std::vector<model::Policy> policiesOf(const Question& question, const snapshot::Fleet& fleet);
/// The same of overrides, those that select the workload.
[[nodiscard]] std::vector<model::OverridePolicy> overridesOf(const Question& question, const snapshot::Fleet& fleet);
/// The object as these make it for the cluster. Where one cannot be applied nothing is sent, with those that could be or without:
/// then it is the object itself.
/// @param refused  empty when handed in
[[nodiscard]] Json sentTo(const model::Cluster& cluster, const Json& object,
                          const std::vector<model::OverridePolicy>& overrides, model::Issues& refused,
                          std::vector<model::OverrideEffect>* effects = nullptr);
/// What affinities and overrides know of a cluster.
[[nodiscard]] model::ClusterIdentity identityOf(const model::Cluster& cluster);
/// Whether one of a policy's affinities, or what one flows over into, lets the cluster in.
[[nodiscard]] bool letsIn(const model::Placement& placement, const model::Cluster& cluster);
/// Whose policies the fleet's scheduler reads. None: it has none, and a policy is a try.
[[nodiscard]] std::optional<model::PolicyApi> readBy(const snapshot::Fleet& fleet);

/// Group, kind, namespace and name are the same; the version does not matter.
[[nodiscard]] bool sameObject(const model::ObjectRef& one, const model::ObjectRef& other);

/// Where the fleet placed the workload; nullptr: the snapshot does not tell.
[[nodiscard]] const model::Binding* bindingOf(const model::Workload& workload, const snapshot::Fleet& fleet);

/// How the engine divided it before, neither the snapshot nor the question tells.
[[nodiscard]] bool lacksPrevious(const Prepared& prepared);

/// The cluster's own object of this name; nullptr: it has none.
[[nodiscard]] const Json* ownObjectIn(const Prepared& prepared, const snapshot::ClusterData& cluster);
/// The object whose pods run in the cluster: the fleet's or, where a snapshot lacks it, the cluster's own; nullptr: it has neither.
[[nodiscard]] const Json* runningIn(const Prepared& prepared, const snapshot::ClusterData& cluster);

[[nodiscard]] std::int64_t previousOf(const Prepared& prepared, std::string_view cluster);

} // namespace core::preview
