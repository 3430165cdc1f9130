#pragma once

#include <vector>

#include "core/preview/own_storage.h"
#include "core/preview/preview.h"

/// What is handed in besides the workload and comes to its clusters with it. Detail of this room.
namespace core::preview {

/// Kinds that placement reads in clusters and that an apply or a policy brings there.
[[nodiscard]] bool isBroughtAlong(const model::ObjectRef& ref);

/// Of Question::beside, and of the fleet's own claims those that the pods mount, what comes to a cluster, once for each: all of it to
/// the only one that is written to; else what a policy selects, and claims of the pods where the workload's policy has propagateDeps.
/// @source karmada pkg/resourceinterpreter/default/native/dependencies.go
[[nodiscard]] std::vector<OwnObject> comingAlong(const Question& question, const snapshot::Fleet& fleet);

/// The fleet with that in it; the fleet itself where it has all of it.
[[nodiscard]] snapshot::FleetPtr withBrought(const Question& question, const snapshot::FleetPtr& fleet);

} // namespace core::preview
