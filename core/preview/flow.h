#pragma once

#include <cstdint>
#include <vector>

#include "core/preview/joint.h"

/// The min-cost flow behind a joint purchase. Detail of this room.
namespace core::preview {

/// Nodes that each buyer is allotted of each of its offers, for one round. `allotted` holds what it has so far.
///
/// Buyers → pools → pools' zones → cells → quotas → end. A unit is one node, or the nodes of one group where a group needs
/// several; only offers with `nodesPerReplica` nodes a replica take part.
/// @return  nodes, [buyer][offer]; all zero where nobody can get more
[[nodiscard]] std::vector<std::vector<std::int64_t>> allotByFlow(const std::vector<Buyer>& buyers,
                                                                 const std::vector<std::int64_t>& missing,
                                                                 const std::vector<std::vector<std::int64_t>>& allotted,
                                                                 const Ledger& ledger, std::int64_t nodesPerReplica);

} // namespace core::preview
