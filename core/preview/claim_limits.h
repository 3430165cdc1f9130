#pragma once

#include <string>

#include "core/preview/limits.h"

/// Claims and volumes of the pods that keep them off nodes. Detail of this room.
namespace core::preview {

/// What would let the pods have their claims, where it is those that keep them out; empty: it is not.
[[nodiscard]] std::string claimFix(const snapshot::ClusterData& data, const estimate::Ask& ask,
                                   estimate::Plugin plugin);

/// Claims without which no node, running or new, takes the pods, and what gets them; no text: it is not claims.
[[nodiscard]] Limited noNodeTakes(const snapshot::ClusterData& data, const estimate::Ask& ask);

} // namespace core::preview
