#pragma once

#include "core/preview/facts.h"
#include "core/preview/left_open.h"
#include "core/preview/preview.h"

/// The fleet once a preview has come true. Detail of this room.
namespace core::preview {

/// Replicas that leave free their places, those that are placed take them: on nodes that exist as kube-scheduler would bind
/// them, and on the nodes that are bought for them, which are there with their daemon sets. What was bought is gone from
/// stock, quotas, free addresses and the pools' room; where they may be of one cell or of another, each has what may be left
/// of it. The fleet that was asked shares what did not change.
/// @param open  filled with what else may come about, if it is not nullptr
[[nodiscard]] snapshot::FleetPtr fleetAfter(const Prepared& prepared, Facts& facts, const snapshot::FleetPtr& fleet,
                                            const Preview& preview, LeftOpen* open = nullptr);

} // namespace core::preview
