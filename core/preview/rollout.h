#pragma once

#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// A changed pod template on its way through the clusters. Detail of this room.
namespace core::preview {

/// One step a cluster that runs old pods and keeps replicas; empty where the template does not change or nothing runs.
/// The update is walked as its controller walks it: old pods that go leave their places to new ones, new ones that have
/// to be ready first need places besides. All clusters start at once, so they share stock at the worst moment, too; it is
/// asked of the same allocation that places everything else.
[[nodiscard]] std::vector<RolloutStep> rolloutSteps(const Prepared& prepared, Facts& facts, const Decision& decision);

} // namespace core::preview
