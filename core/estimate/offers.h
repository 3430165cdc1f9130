#pragma once

#include <cstdint>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/new_nodes.h"

/// The offers of a cluster's elastic pools. Detail of this room.
namespace core::estimate::detail {

/// The catalogue with how many replicas a node of each offer takes; domains where the replicas have rules among themselves.
/// Capacities are left open.
[[nodiscard]] Provisionable measured(const Catalogue& catalogue, const NewNodes& nodes);

/// The scaler fixes the type, smallest first, or may be of a version that does (PoolRoom::oneTypeChoice is false then).
[[nodiscard]] bool mayFixType(const model::NodePool& pool);

/// Of an elastic pool; every pool that has offers has one.
[[nodiscard]] const PoolRoom& roomOf(const std::vector<PoolRoom>& rooms, std::uint32_t pool);

} // namespace core::estimate::detail
