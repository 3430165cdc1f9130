#pragma once

#include <cstdint>
#include <vector>

/// What nodes cost where a provisioner picks among types as the stock of each allows. Detail of this room.
namespace core::preview {

/// Nodes of one type that may be taken.
struct MixType {
    std::int64_t gain = 1; ///< replicas that a node takes, ≥ 1
    std::int64_t most{};   ///< nodes
    std::int64_t price{};  ///< of a node, ≥ 0
};
struct MixCosts {
    std::int64_t least{};
    std::int64_t most{};
    bool covered = true; ///< false: all the types together take fewer; both figures are those of all their nodes
};
/// The cheapest and the dearest mix of nodes that takes so many replicas and holds no node that it could do without.
///
/// Exact where all types gain the same, or replicas × types are few (20 000); else the ends of fractional mixes, which are
/// never inside the true ones.
[[nodiscard]] MixCosts costsOf(const std::vector<MixType>& types, std::int64_t replicas);

} // namespace core::preview
