#pragma once

#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// A changed pod template on its way through the clusters. Detail of this room.
namespace core::preview {

/// One step a cluster that runs old pods and keeps replicas; empty where the template does not change or nothing runs.
/// All clusters start at once, so they share stock at the worst moment, too. A new pod that starts before an old one goes
/// needs a place besides it; whether it gets one is asked of the same allocation that places everything else.
[[nodiscard]] std::vector<RolloutStep> rolloutSteps(const Prepared& prepared, Facts& facts, const Decision& decision,
                                                    const Outcome& outcome);

} // namespace core::preview
