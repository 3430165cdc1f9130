#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <utility>
#include <vector>

#include "core/preview/facts.h"

/// Pods that come onto nodes that run before this workload's do, and pods that leave them. Detail of this room.
///
/// What the engine decides does not see them: its estimators count what nodes have free now. What really happens does.
/// A pod that waits and that a node would take is bound first, or not, as priorities and the queue have it; a pod that is
/// being deleted gives its room up within its grace period, unless something holds it. So what nodes take is a range: at
/// its lower end every pod that waits is there and none has left, at its upper end none waits and those have gone. A node that a
/// pod is nominated for keeps its room from pods of lower or equal priority, at both ends. Pods of lower priority come after this
/// workload's in the queue, and make room where they were faster, unless this workload's never preempt.
///
/// A group of the workload's own that lost pods is no replica, and what is left of it is in nobody's way: either those that are
/// missing join it, or the group is made anew and it goes. So its room counts as free for a whole group, which may lie where it
/// lies; nothing else of the workload needs it. Nor are the workload's own pods that an update replaces (Site::replaced) in the
/// way of those that it puts in their place.
/// @source k8s.io/kubernetes pkg/scheduler/framework/runtime RunFilterPluginsWithNominatedPods; plugins/queuesort PrioritySort
namespace core::preview {

/// What pods that come and go are held against.
struct Rank {
    std::int32_t priority{}; ///< the least of the ask's pods
    bool preempts = true;
    bool operator==(const Rank&) const = default;
};

/// One cluster at both ends, apart from what is asked. nullptr: as it is now.
struct Ahead {
    std::shared_ptr<const snapshot::ClusterData> least;
    std::shared_ptr<const snapshot::ClusterData> most;
    /// As it is now, or once nodes surely started, without what is left of the workload's groups and what is replaced.
    std::shared_ptr<const snapshot::ClusterData> mended;
    Rank rank;                ///< of the ask
    std::int64_t waits{};     ///< pods at the lower end that come first
    std::int64_t leaves{};    ///< pods at the upper end that have gone
    std::int64_t nominated{}; ///< pods at both ends that a node keeps its room for
};
/// @param replaced  rows of the workload's own pods that an update replaces
/// @param starting  once these nodes are ready, those in doubt at the upper end; then pods that a purchase was made for are bound,
///                  too. nullptr: none is
[[nodiscard]] Ahead aheadIn(const snapshot::ClusterData& data, const OwnPods& own, Rank rank, const Rows& replaced,
                            const estimate::StartingNodes* starting = nullptr);

/// The cluster once the pods of these rows have gone: their nodes and their namespaces' quotas have them no more.
[[nodiscard]] snapshot::ClusterData withoutPods(const snapshot::ClusterData& data, const Rows& rows);

/// Rows of the pods on the way out that give up room within their grace period.
[[nodiscard]] std::vector<std::uint32_t> leavingFrom(const snapshot::ClusterData& data);
/// The cluster once they have.
[[nodiscard]] snapshot::ClusterData withoutLeaving(snapshot::ClusterData data);

using PodsOn = std::vector<std::pair<std::uint32_t, std::int64_t>>; ///< row of a node, pods
/// Those of `all` that `some` lacks.
[[nodiscard]] PodsOn placesBeside(const PodsOn& all, const PodsOn& some);

/// By node, what it takes at most.
[[nodiscard]] std::map<std::uint32_t, std::int64_t> mostOnEach(const estimate::Running& running);

/// Both ends as one answer.
/// @param now  of the cluster as it is
[[nodiscard]] std::shared_ptr<const estimate::Running>
runningBetween(const Ahead& ahead, const estimate::Ask& ask, const std::shared_ptr<const estimate::Running>& now);

/// Pods of other workloads that wait for a node: shape and count. Without those that have gates, or that have a node in sight.
/// @param bought  those that a node was bought for, or those that none was
[[nodiscard]] std::vector<std::pair<std::uint32_t, std::int64_t>>
waitingBesides(const snapshot::ClusterData& data, const OwnPods& own, bool bought = false);

} // namespace core::preview
