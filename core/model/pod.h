#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"
#include "core/model/issue.h"
#include "core/model/labels.h"
#include "core/model/quantity.h"

/// A pod, or a template of one: the fields that decide where it may run and what it takes there.
namespace core::model {

using ResourceList = std::map<std::string, Quantity, std::less<>>;
/// Scheduler amounts (see amountOf) by resource name.
using Requests = std::map<std::string, Amount, std::less<>>;
/// 0 where the resource is not named.
[[nodiscard]] inline Amount amountIn(const Requests& requests, std::string_view resource)
{
    const auto found = requests.find(resource);
    return found == requests.end() ? 0 : found->second;
}

/// What a taint may have for its effect; the last three are those of ManagedClusters. Those that only prefer keep nothing out.
/// @source open-cluster-management.io/api cluster/v1/types.go, TaintEffect
inline constexpr std::array<std::string_view, 6> TaintEffects{"NoSchedule", "PreferNoSchedule", "NoExecute",
                                                              "NoSelect",   "PreferNoSelect",   "NoSelectIfNew"};
[[nodiscard]] inline bool isTaintEffect(std::string_view effect)
{
    return std::ranges::find(TaintEffects, effect) != TaintEffects.end();
}

struct Taint {
    std::string key;
    std::string value;
    std::string effect; ///< one of TaintEffects
    bool operator==(const Taint&) const = default;
    auto operator<=>(const Taint&) const = default;
};

struct Toleration {
    std::string key;
    std::string op; ///< Equal (also when empty), Exists
    std::string value;
    std::string effect; ///< empty: every effect
    bool operator==(const Toleration&) const = default;
};

[[nodiscard]] bool tolerates(const Toleration& toleration, const Taint& taint);
/// The first NoSchedule, NoExecute, NoSelect or NoSelectIfNew taint that nothing tolerates; nullptr if there is none.
[[nodiscard]] const Taint* untolerated(const std::vector<Taint>& taints, const std::vector<Toleration>& tolerations);

/// One term of a required node affinity: all expressions and fields hold. A term without either matches nothing.
struct NodeSelectorTerm {
    std::vector<Requirement> expressions;
    std::vector<Requirement> fields; ///< metadata.name only, as Kubernetes allows
    bool valid = true;               ///< false: an operator or value is wrong, the term matches nothing
    bool operator==(const NodeSelectorTerm&) const = default;
};

struct PodAffinityTerm {
    std::optional<LabelSelector> selector; ///< absent matches nothing
    std::vector<std::string> namespaces;   ///< empty and no namespaceSelector: the pod's own
    std::optional<LabelSelector> namespaceSelector;
    std::string topologyKey;
    std::vector<std::string> matchLabelKeys;    ///< the incoming pod's values of these are added as In
    std::vector<std::string> mismatchLabelKeys; ///< … as NotIn
    bool operator==(const PodAffinityTerm&) const = default;
};

struct TopologySpread {
    std::int32_t maxSkew = 1;
    std::string topologyKey;
    bool hard = true; ///< whenUnsatisfiable: DoNotSchedule
    std::optional<LabelSelector> selector;
    std::optional<std::int32_t> minDomains;
    bool honorAffinity = true; ///< nodeAffinityPolicy: Honor
    bool honorTaints = false;  ///< nodeTaintsPolicy: Honor
    std::vector<std::string> matchLabelKeys;
    bool operator==(const TopologySpread&) const = default;
};

struct HostPort {
    std::string ip; ///< empty reads as 0.0.0.0
    std::string protocol = "TCP";
    std::int32_t port{};
    bool operator==(const HostPort&) const = default;
};

struct Container {
    std::string name;
    std::string image;
    std::vector<std::string> command;
    std::vector<std::string> args;
    std::map<std::string, std::string, std::less<>> env; ///< plain values only; never a secret reference's value
    ResourceList requests;                               ///< as written
    ResourceList limits;
    std::vector<HostPort> ports;          ///< host ports only
    std::vector<HostPort> containerPorts; ///< the others; withDefaults() makes them host ports under hostNetwork
    bool sidecar = false;                 ///< an init container with restartPolicy Always
    bool operator==(const Container&) const = default;
};

struct PodVolume {
    enum class Kind { Claim, EphemeralClaim, EmptyDirDisk, EmptyDirMemory, HostPath, Other };
    std::string name;
    Kind kind = Kind::Other;
    std::string claim; ///< the PersistentVolumeClaim's name for Claim
    /// Of volumes that are there or yet to be made, one a pod: where nodes must be, by any of these. No manifest says it: what a
    /// cluster makes of a StatefulSet's claims does (estimate/claim_templates.h). Empty: anywhere
    std::vector<NodeSelectorTerm> places;
    bool operator==(const PodVolume&) const = default;
};

/// Every server has these, and makes them anew.
/// @source k8s.io/kubernetes pkg/apis/scheduling/v1/helpers.go, SystemPriorityClasses()
[[nodiscard]] inline bool isBuiltInPriorityClass(std::string_view name)
{
    return name == "system-cluster-critical" || name == "system-node-critical";
}

struct PodSpec {
    std::vector<Container> containers;
    std::vector<Container> initContainers; ///< in order; order matters for their peak
    ResourceList overhead;
    ResourceList podRequests; ///< spec.resources (pod level)
    ResourceList podLimits;
    std::string nodeName;
    Labels nodeSelector;
    std::optional<std::vector<NodeSelectorTerm>> requiredNodeAffinity; ///< terms OR-ed; absent: no constraint
    std::vector<PodAffinityTerm> requiredAffinity;
    std::vector<PodAffinityTerm> requiredAntiAffinity;
    std::vector<TopologySpread> topologySpread;
    std::vector<Toleration> tolerations;
    std::vector<PodVolume> volumes;
    std::vector<std::string> schedulingGates;
    std::optional<std::int32_t> priority;
    std::string priorityClassName;
    std::string schedulerName;
    std::string preemptionPolicy;
    bool hostNetwork = false;
    std::string restartPolicy;
    std::optional<std::int64_t> terminationGracePeriodSeconds;
    // Of templates only: pods that run have got what their class adds.
    std::string runtimeClassName;
    std::vector<std::string> resourceClaims; ///< names of spec.resourceClaims (dynamic resource allocation)
    /// What Pod Security's level baseline forbids, by its field's name: "hostNetwork", "privileged", "hostPath".
    std::vector<std::string> beyondBaseline;
    bool operator==(const PodSpec&) const = default;
};

struct OwnerRef {
    std::string apiVersion;
    std::string kind;
    std::string name;
    std::string uid;
    bool controller = false;
    bool operator==(const OwnerRef&) const = default;
};

struct Pod {
    std::string name;
    std::string ns;
    std::string uid;
    Labels labels;
    Labels annotations;
    std::vector<OwnerRef> owners;
    PodSpec spec;
    std::string phase; ///< Pending, Running, Succeeded, Failed, Unknown; empty in a template
    std::string nominatedNodeName;
    std::string startTime; ///< RFC 3339 or empty
    std::string creationTime;
    std::string deletionTime; ///< not empty: terminating (still holds its resources)
    bool ready = false;
    bool mirror = false; ///< a static pod's mirror
    bool operator==(const Pod&) const = default;
};

/// Reads a Pod or a pod template (`metadata` and `spec` at the top of `object`). Faults go to `issues` with paths below
/// `path`; what cannot be read is left out.
[[nodiscard]] Pod readPod(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] PodSpec readPodSpec(const Json& spec, const std::string& path, Issues& issues);

/// What the API server does to a pod before anything looks at it: limits stand for missing requests, per name; pod-level
/// limits for pod-level requests; hostNetwork copies ports; quantities are rounded up to milli.
/// @source shared reference, autoscaling §1; recorded cases `pod_requests`
[[nodiscard]] PodSpec withDefaults(PodSpec spec);

struct RequestOptions {
    bool overhead = true;
    bool scoring = false; ///< containers without cpu/memory count as 100m / 200 MiB (scores only, never fit)
};
/// What the pod asks of a node, per resource: the larger of the containers' sum (sidecars included) and the init
/// containers' peak, pod-level resources in place of the sum, overhead last. Of a *defaulted* spec unless the raw sum is wanted.
[[nodiscard]] Requests podRequests(const PodSpec& spec, RequestOptions options = {});
[[nodiscard]] Requests podLimits(const PodSpec& spec);
/// Guaranteed, Burstable, BestEffort.
[[nodiscard]] std::string qosClass(const PodSpec& spec);

} // namespace core::model
