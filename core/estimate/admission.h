#pragma once

#include <optional>
#include <string>

#include "core/estimate/capacity.h"

/// What a cluster's API server makes of pods that come in, before a quota counts them and a scheduler sees them.
/// @source k8s.io/kubernetes 1.34: plugin/pkg/admission/{limitranger,runtimeclass,priority}, pkg/api/pod (dropDisabledFields)
namespace core::estimate {

/// The ask as it is then: with the defaults of the namespace's LimitRanges (for what API defaults left open: limits stand for
/// requests before), what the pods' RuntimeClass adds, and without pod-level resources where the cluster ignores them.
/// Absent: as it is.
[[nodiscard]] std::optional<Ask> admitted(const Ask& ask, const snapshot::ClusterData& cluster);

/// Whether it makes anything of this pod.
[[nodiscard]] bool changesPod(const snapshot::ClusterData& cluster, const model::Pod& pod);

/// Pods that are not made at all.
struct TurnedAway {
    std::string text; ///< "limit range l of the namespace turns away pods whose …"; empty: they are let in
    std::string fix;  ///< "ask for less, or change the limit range"
};
/// @param ask  admitted
[[nodiscard]] TurnedAway turnedAway(const snapshot::ClusterData& cluster, const Ask& ask);
/// By LimitRanges of the namespace alone: of its pods, and of the claims that they bring along.
[[nodiscard]] TurnedAway turnedAwayByLimitRanges(const snapshot::ClusterData& cluster, const Ask& ask);

/// Whether a cluster reads spec.resources of a pod.
/// @source kubernetes, feature gate PodLevelResources: alpha (off) in 1.32, on by default since 1.34
enum class PodLevel {
    Counted,
    Gated,   ///< only behind a gate that is off by default; taken as off
    Ignored, ///< its version has no such field
    Unknown  ///< its version is not known; taken as counted
};
[[nodiscard]] PodLevel podLevelResources(const model::Cluster& cluster);

/// The pods' classes are not in the snapshot, so what they add is not known.
[[nodiscard]] bool runtimeClassUnknown(const snapshot::ClusterData& cluster, const model::PodSpec& spec);

} // namespace core::estimate
