#pragma once

#include "core/preview/warnings.h"

/// Nodes that hold nothing any more and are paid until somebody takes them away. Detail of this room.
namespace core::preview {

/// Nodes of elastic pools that replicas leave empty.
void warnOfIdleNodes(const Answer& answer, Warnings& warnings);

} // namespace core::preview
