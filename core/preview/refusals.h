#pragma once

#include <string>

#include "core/estimate/capacity.h"
#include "core/snapshot/fleet.h"

/// Why nodes refuse a pod, in words: kube-scheduler's reason, and the figures or labels behind it. Detail of this room.
namespace core::preview {

/// "Insufficient cpu, even when empty": the reasons alone.
[[nodiscard]] std::string refusalText(const estimate::Refusal& refusal);
/// Of nodes that run: with what is asked and what those that never could have at most, and with a label that no node has as
/// it is wanted. "Insufficient cpu (asks 16, has at most 7.91), even when empty"
[[nodiscard]] std::string refusalText(const snapshot::ClusterData& data, const estimate::Ask& ask,
                                      const estimate::Refusal& refusal);
/// Of an empty node of the offer, which refuses: "Insufficient cpu (asks 8, has 7.91, of which daemon sets take 0.13)".
[[nodiscard]] std::string refusalText(const estimate::Offer& offer, const estimate::Ask& ask);

} // namespace core::preview
