#pragma once

#include "core/preview/node_tries.h"

/// Whose nodes are whose. Detail of this room.
namespace core::preview {

/// It would send the pods onto nodes that are somebody else's: by a label that pods of others ask for, or that a taint of the same
/// key or value keeps for them.
[[nodiscard]] bool takesOthersNodes(Facts& facts, std::size_t site, const NodeTry& what);

} // namespace core::preview
