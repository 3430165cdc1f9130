#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/estimate/capacity.h"

/// Whom kube-scheduler evicts, so that pods of a higher priority find a node.
///
/// On a node as few as will do, those of the highest priority spared first; of several nodes the one whose highest victim is
/// lowest, then the one whose victims' priorities sum up to least, which are fewest, then the one whose highest started last. Disruption budgets, which it spares
/// where it can and breaks where it cannot, are not in the snapshot.
/// @source k8s.io/kubernetes pkg/scheduler/framework/plugins/defaultpreemption (SelectVictimsOnNode),
///         framework/preemption/preemption.go (pickOneNodeForPreemption)
namespace core::estimate {

struct Eviction {
    std::uint32_t node{}; ///< row
    std::int64_t replicas{};
    std::vector<std::uint32_t> victims; ///< rows of the pod table
};

/// One entry a node. Fewer replicas than are asked for where which pods have to go is not told: of groups, of shared cards.
/// @param running  of the ask in this cluster
/// @param bound    row, pods: what is bound on free room before
[[nodiscard]] std::vector<Eviction> evictions(const snapshot::ClusterData& cluster, const Ask& ask,
                                              const Running& running,
                                              const std::vector<std::pair<std::uint32_t, std::int64_t>>& bound,
                                              std::int64_t replicas);

} // namespace core::estimate
