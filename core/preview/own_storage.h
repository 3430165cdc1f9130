#pragma once

#include <vector>

#include "core/model/effect.h"
#include "core/snapshot/fleet.h"

/// Claims and volumes that changes bring along for their own workloads. Detail of this room.
namespace core::preview {

/// The fleet with the claims, volumes and classes of storage that the changes make in its clusters, bound as their controllers
/// would: to the volume that is named or that answers, else to one that the class makes. A claim that finds neither stays
/// unbound.
/// @param isOne  a change without a cluster is of the only one
/// @source shared reference, autoscaling §2 (volume binding)
[[nodiscard]] snapshot::FleetPtr withOwnStorage(const std::vector<model::ObjectChange>& changes,
                                                const snapshot::FleetPtr& fleet, bool isOne);

} // namespace core::preview
