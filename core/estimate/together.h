#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"

/// Where the first pod decides for the others: replicas that must be near each other (required affinity to themselves), and groups
/// that want a domain each (LeaderWorkerSet's exclusive topology). kube-scheduler puts the first pod where that one fits; whether
/// the others fit there, too, it does not ask. So the best place is the most that can run, and the poorest of those that are open
/// to the first pod is what surely does.
/// @source k8s.io/kubernetes pkg/scheduler/framework/plugins/interpodaffinity/filtering.go (the first pod of a set);
///         sigs.k8s.io/lws pkg/webhooks/pod_webhook.go SetExclusiveAffinities, pkg/controllers/pod_controller.go: the workers of a
///         group get their leader's domain as node selector once it has one
namespace core::estimate {

/// Node labels that say which nodes are one place; empty: no such rule, or pods are there already that say where.
[[nodiscard]] std::vector<std::string> togetherKeys(const snapshot::ClusterData& cluster, const Ask& ask);

/// A required affinity of the replicas to themselves, by one of these node labels: whoever is there already.
[[nodiscard]] bool areBesideEachOther(const snapshot::ClusterData& cluster, const Ask& ask,
                                      const std::vector<std::string>& keys);

struct FirstPlace {
    model::Labels labels;    ///< that its nodes have in common
    std::int64_t replicas{}; ///< that fit there, on nodes that run; 0: only the first pod of a group does
};
/// On nodes that run, all that are open to the first pod.
/// @param keys  as togetherKeys says
[[nodiscard]] std::vector<FirstPlace> firstPlaces(const snapshot::ClusterData& cluster, const Ask& ask,
                                                  const std::vector<std::string>& keys);

/// The ask with pods that may come to that place alone; without any where they may not come there.
[[nodiscard]] Ask onlyIn(Ask ask, const model::Labels& place);
/// A group has the domain already.
[[nodiscard]] bool isTaken(const snapshot::ClusterData& cluster, const Ask& ask, const model::Labels& place);

} // namespace core::estimate
