#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/object_ref.h"
#include "core/model/pod.h"

/// What an operator wants to run, whatever its kind, and what scales it.
namespace core::model {

/// An absolute count or a percentage ("25%"), as maxSurge and maxUnavailable are written.
struct IntOrPercent {
    std::int64_t value{};
    bool percent = false;
    bool operator==(const IntOrPercent&) const = default;
    /// Of `total`, rounded up or down as Kubernetes does for that field.
    [[nodiscard]] std::int64_t of(std::int64_t total, bool roundUp) const;
};

struct RolloutStrategy {
    enum class Type { RollingUpdate, Recreate, OnDelete };
    Type type = Type::RollingUpdate;
    IntOrPercent maxSurge{25, true};       ///< Deployment's default; StatefulSet 0
    IntOrPercent maxUnavailable{25, true}; ///< StatefulSet 1
    std::int64_t partition = 0;            ///< StatefulSet: ordinals below keep the old template
    bool unavailableRoundsUp = false;      ///< DaemonSet; everything else rounds it down
    std::optional<std::int64_t> progressDeadlineSeconds;
    bool operator==(const RolloutStrategy&) const = default;
};

/// The strategy in numbers for one cluster's replicas. A rolling update that rounds to nothing at all may take one down
/// (Deployment, DaemonSet), a StatefulSet always at least one; Recreate takes all down, OnDelete none.
struct RolloutStep {
    std::int64_t surge{};       ///< most replicas beyond `total` at one time
    std::int64_t unavailable{}; ///< most replicas of `total` missing at one time
    bool operator==(const RolloutStep&) const = default;
};
[[nodiscard]] RolloutStep rolloutStep(const RolloutStrategy& strategy, std::int64_t total);

/// One kind of pod in a replica. A Deployment has one component with one pod; a LeaderWorkerSet a leader (1) and workers
/// (size − 1); a RayCluster a head (1) and each worker group.
struct Component {
    std::string name;
    std::int32_t pods = 1; ///< pods of this template in one replica
    Pod pod;               ///< the template; defaults not yet applied
    std::string path;      ///< JSON Pointer of the template in the manifest
    std::optional<std::int32_t>
        minPods; ///< of a group that scales itself (Ray's autoscaler, Spark's dynamic allocation)
    std::optional<std::int32_t> maxPods; ///< … absent: no limit stated
};

/// How the fleet's scheduler understands the kind.
enum class Interpretation {
    Divisible, ///< has replicas that can be divided over clusters
    Group,     ///< its replica is a whole group of pods that stays in one cluster
    FullCopy,  ///< no interpreter: every chosen cluster gets the object as it is
};

struct Workload {
    ObjectRef ref;
    std::string uid;
    Labels labels;
    Labels annotations;
    Interpretation interpretation = Interpretation::Divisible;
    std::int32_t replicas = 1;   ///< of the whole workload, in units of whole groups for Interpretation::Group
    bool replicasStated = false; ///< false: the kind's default
    /// Most that run at one time, where that is fewer than `replicas`, which are divided: a Job's completions that are left.
    std::optional<std::int32_t> atOnce;
    std::string
        replicasPath; ///< JSON Pointer of the field that holds them ("/spec/replicas", "/spec/parallelism"); may not exist in the text
    std::vector<Component> components;
    std::optional<LabelSelector> selector;
    RolloutStrategy rollout;
    bool suspended = false; ///< spec.suspend, or paused
    /// All pods of a replica in one domain of this node label (LeaderWorkerSet's exclusive-topology annotation); empty: none.
    std::string exclusiveTopologyKey;
    std::string schedule; ///< CronJob
    Json object;          ///< the whole manifest as decoded

    [[nodiscard]] std::int32_t podsPerReplica() const;
};

/// True if the object has a pod template that readWorkload finds: the known kinds, or any with one at /spec/template,
/// /spec/jobTemplate/spec/template, or at `templatePath`.
[[nodiscard]] bool isWorkload(const Json& object);
[[nodiscard]] Workload readWorkload(const Json& object, const std::string& path, Issues& issues,
                                    const std::string& templatePath = {});

/// What Karmada's built-in interpreters (native, and its third-party customisations) make of a kind; ACK One documents
/// the same for Deployment, StatefulSet and Job. An operator's own interpreter may say otherwise.
/// @source karmada pkg/resourceinterpreter/default, at the commit of the recorded cases
enum class KarmadaInterpreter {
    Replicas,   ///< one number and one pod's requirements, which are divided
    Components, ///< several sets of pods; without the gate MultiplePodTemplatesScheduling every chosen cluster gets all
    None,       ///< every chosen cluster gets all
};
[[nodiscard]] KarmadaInterpreter karmadaInterpreter(const ObjectRef& workload);

/// With it a member cluster's own number of replicas stands, whatever the division says: its autoscaler writes it.
inline constexpr const char* retainReplicasLabel = "resourcetemplate.karmada.io/retain-replicas";
/// @source karmada pkg/resourceinterpreter/default/native/retain.go (retainWorkloadReplicas): of Deployments only
[[nodiscard]] bool retainsReplicas(const ObjectRef& workload, const Labels& labels);

/// What changes `replicas` while the workload runs: HorizontalPodAutoscaler, FederatedHPA, CronFederatedHPA, KEDA ScaledObject.
struct Scaler {
    ObjectRef ref;
    ObjectRef target;                    ///< namespace filled in from the scaler's own
    std::optional<std::int64_t> min;     ///< the kind's default where not written (HPA 1, ScaledObject 0)
    std::optional<std::int64_t> max;     ///< the kind's default where not written (ScaledObject 100)
    std::optional<std::int64_t> current; ///< status.currentReplicas / desiredReplicas
    struct Step {
        std::string schedule; ///< with the rule's time zone as cron writes it: "CRON_TZ=Asia/Shanghai 0 8 * * *"
        std::string suspend;
        std::optional<std::int64_t> replicas, min, max;
    };
    std::vector<Step> steps; ///< CronFederatedHPA rules
};
[[nodiscard]] bool isScaler(const Json& object);
/// It changes no number: it is paused.
[[nodiscard]] bool scalesNothing(const Scaler& scaler);
[[nodiscard]] Scaler readScaler(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] bool targets(const Scaler& scaler, const ObjectRef& workload);

} // namespace core::model
