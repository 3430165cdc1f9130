#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/model/issue.h"
#include "core/model/node.h"
#include "core/model/pod.h"

/// When a node would leave: cluster-autoscaler's utilisation and drain rules.
/// @source shared reference, autoscaling §3; recorded cases `utilization` and `drain`
namespace core::estimate {

struct UtilizationOptions {
    std::string gpuResource; ///< empty: a node without GPUs
    bool ignoreDaemonSets = false;
    bool ignoreMirror = false;
};
struct Utilization {
    double cpu{};
    double memory{};
    double gpu{};
    double utilization{}; ///< may be +infinity where everything left belongs to daemon sets
    std::string resource; ///< the one that decided
};
/// All zero, without a resource, where cpu or memory of a node without GPUs is not known.
[[nodiscard]] Utilization utilization(const model::Node& node, const std::vector<model::Pod>& pods, Time now,
                                      const UtilizationOptions& options);

struct DisruptionBudget {
    std::string ns;
    std::string name;
    std::optional<model::LabelSelector> selector;
    std::int64_t allowed{};
};
[[nodiscard]] DisruptionBudget readDisruptionBudget(const Json& object, const std::string& path, model::Issues& issues);
struct DrainOptions {
    bool skipSystemPods = true;           ///< kube-system pods without a budget block until they are an hour old
    bool skipLocalStorage = true;         ///< disks of the node block
    bool skipCustomControllerPods = true; ///< pods of controllers that Kubernetes does not bring along block
};
struct Drain {
    bool drainable = false;
    std::string blockingPod;
    std::string reason;                 ///< NotReplicated, UnmovableKubeSystemPod, NotSafeToEvictAnnotation, …
    std::vector<std::string> move;      ///< pods to be evicted, sorted
    std::vector<std::string> daemonSet; ///< sorted
};
/// Rules only: whether the pods fit elsewhere is not part of it.
[[nodiscard]] Drain drain(const std::vector<model::Pod>& pods, const std::vector<DisruptionBudget>& budgets, Time now,
                          const DrainOptions& options);

} // namespace core::estimate
