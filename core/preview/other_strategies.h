#pragma once

#include <string>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// What a policy that looks at no capacity could write in its place. Detail of this room.
namespace core::preview {

struct OtherStrategy {
    Remedy::Kind kind{};  ///< ByCapacity or FewerClusters
    std::string sentence; ///< "divide by dynamicWeight: AvailableReplicas instead of static weights"
    Prepared prepared;
    bool asksForLess = false; ///< fewer replicas in all: it helps if all of those get a node
};

/// Instead of static weights, capacity; instead of a copy everywhere, copies where all of it has a node, or one that is divided.
/// Whether it helps is not tried.
[[nodiscard]] std::vector<OtherStrategy> otherStrategies(const Prepared& prepared, const Facts& facts,
                                                         const Decision& decision, const Outcome& outcome);

} // namespace core::preview
