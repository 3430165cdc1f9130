#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/object_ref.h"
#include "core/model/placement.h"

/// Propagation policies of both families, and overrides.
namespace core::model {

/// Who reads the policy: ACK One (`policy.one.alibabacloud.com`; `one.alibabacloud.com` is its old spelling) or Karmada.
enum class PolicyApi { AckOne, AckOneOld, Karmada };

struct ResourceSelector {
    std::string apiVersion;
    std::string kind;
    std::string ns;
    std::string name;
    std::optional<LabelSelector> labelSelector;
};

struct Policy {
    ObjectRef ref;
    PolicyApi api = PolicyApi::AckOne;
    bool clusterScoped = false; ///< ClusterPropagationPolicy
    std::vector<ResourceSelector> selectors;
    Placement placement;
    std::int32_t priority = 0;
    std::string preemption; ///< Never (default), Always
    bool ecsProvision = false;
    bool suspendScheduling = false;
    bool suspendDispatching = false;
    std::vector<std::string> suspendDispatchingOn; ///< clusters; empty where dispatching is suspended to all
    bool preserveOnDeletion = false;               ///< old spelling: `prune: false`
    std::string conflictResolution;                ///< Overwrite, Abort
    std::string schedulerName;
    std::string activationPreference;
    std::string creationTime;
    bool deleting = false;
};

/// True for the kinds and groups that readPolicy understands.
[[nodiscard]] bool isPolicy(const Json& object);
[[nodiscard]] Policy readPolicy(const Json& object, const std::string& path, Issues& issues);

/// An OverridePolicy's or ClusterOverridePolicy's rule, for the clusters that it names: JSON patches on the workload.
struct OverrideRule {
    std::optional<ClusterAffinity> target; ///< absent: every cluster
    Json overriders;                       ///< as written: plaintext, imageOverrider, commandOverrider, …
};
struct OverridePolicy {
    ObjectRef ref;
    bool clusterScoped = false;
    std::vector<ResourceSelector> selectors;
    std::vector<OverrideRule> rules;
};
[[nodiscard]] bool isOverridePolicy(const Json& object);
[[nodiscard]] OverridePolicy readOverridePolicy(const Json& object, const std::string& path, Issues& issues);

/// True if the selector picks this object (apiVersion, kind, then namespace, name, labels).
[[nodiscard]] bool selects(const ResourceSelector& selector, const ObjectRef& object, const Labels& labels);
/// How exact the match is, as Karmada ranks it: 0 none, 1 all of a kind, 2 by label selector, 3 by name.
[[nodiscard]] int matchRank(const ResourceSelector& selector, const ObjectRef& object, const Labels& labels);

/// The workload as the cluster would get it: every matching rule's overriders applied in Karmada's order (cluster-scoped
/// policies first, then namespaced; by name). Rules that cannot be applied are skipped and said, below "/<index of the policy>".
struct ClusterIdentity {
    std::string name;
    Labels labels;
    std::string provider;
    std::string region;
    std::vector<std::string> zones;
};
/// What one policy made different, in the order in which policies apply.
struct OverrideEffect {
    ObjectRef policy;
    std::vector<std::string> paths; ///< JSON Pointers: "/spec/template/spec/nodeSelector"
    bool operator==(const OverrideEffect&) const = default;
};
[[nodiscard]] Json overridden(const Json& workload, const std::vector<OverridePolicy>& policies,
                              const ClusterIdentity& cluster, Issues& issues,
                              std::vector<OverrideEffect>* effects = nullptr);

/// The affinity rule itself (Karmada's util.ClusterMatches): exclusion first, then labels, fields, names.
[[nodiscard]] bool matches(const ClusterAffinity& affinity, const ClusterIdentity& cluster);

} // namespace core::model
