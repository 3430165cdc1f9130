#pragma once

#include <optional>
#include <vector>

#include "core/base/units.h"
#include "core/preview/workload_pods.h"

/// Which replicas a workload's controller takes away first. Detail of this room.
namespace core::preview {

enum class Pace {
    OneByOne, ///< as an update does: who is crowded is asked again for each
    AtOnce    ///< as a smaller number of replicas does
};

/// From first to last; those of one entry are equal to their controller, and which of them goes nobody can tell beforehand.
using LeavingOrder = std::vector<std::vector<Rows>>;

/// @param rows  pods that hold their places
/// @param now   when the snapshot was taken. Absent: ages are not known
/// @source k8s.io/kubernetes pkg/controller/controller_utils.go (ActivePodsWithRanks: not ready, pod-deletion-cost, more pods on
///         the node, ready for a shorter time by powers of two); StatefulSets and LeaderWorkerSets go by number, the last first
[[nodiscard]] LeavingOrder leavingOrder(const snapshot::ClusterData& data, const model::ObjectRef& workload,
                                        const OwnPods& own, const Rows& rows, Pace pace, std::optional<Time> now);

/// A StatefulSet's replicas, or others with a number in their names, from the top down: in the order in which an update takes them.
void byOrdinal(const snapshot::ClusterData& data, const std::string& workload, std::vector<Rows>& replicas);

/// "server-12" of "server" is 12, "server-12-3" too; −1: it has no ordinal.
[[nodiscard]] std::int64_t ordinalOf(std::string_view pod, std::string_view workload);

} // namespace core::preview
