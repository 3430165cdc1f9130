#pragma once

#include "core/preview/node_tries.h"

/// Whose nodes are whose. Detail of this room.
namespace core::preview {

/// It would send the pods onto nodes that are somebody else's: by a label that pods of others ask for, or that only nodes have
/// which a taint keeps for others.
[[nodiscard]] bool takesOthersNodes(Facts& facts, std::size_t site, const NodeTry& what);
/// All of them together would: a taint that keeps nodes for others is tolerated to get at their label.
[[nodiscard]] bool takesOthersNodes(const std::vector<NodeTry>& all);

} // namespace core::preview
