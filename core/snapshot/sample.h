#pragma once

#include <cstdint>

#include "core/snapshot/fleet.h"

namespace core::snapshot {

/// A made-up fleet for tests and benchmarks; the same parameters give the same fleet, byte for byte.
struct Sample {
    int clusters = 3;
    int nodes = 4; ///< a cluster
    int podsPerNode = 5;
    int gpuNodesOf10 = 5; ///< share of nodes with 8 cards
    int elasticPools = 2; ///< a cluster
    std::uint64_t seed = 1;
};
[[nodiscard]] FleetPtr sample(const Sample& parameters);

} // namespace core::snapshot
