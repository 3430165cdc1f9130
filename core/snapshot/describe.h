#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/snapshot/fleet.h"

/// A fleet in a few figures, for `berthctl snapshot show` and `verify`.
namespace core::snapshot {

struct ClusterSummary {
    std::string name;
    std::string region;
    std::optional<std::int64_t> nodes; ///< absent: not known
    std::optional<std::int64_t> readyNodes;
    std::optional<std::int64_t> pods;
    std::optional<std::int64_t> pendingPods;
    std::optional<std::int64_t> pools;
    std::map<std::string, Amount, std::less<>>
        allocatable;                                      ///< sums over ready nodes: cpu [milli], memory [bytes], cards
    std::map<std::string, Amount, std::less<>> requested; ///< the same nodes
    std::int64_t lostCards = 0;
    std::optional<Seconds> nodesAge, podsAge, poolsAge; ///< before the moment of the snapshot; absent: unknown
    std::size_t gaps = 0;
};

struct FleetSummary {
    std::string name;
    std::string digest;
    std::optional<Time> takenAt;
    std::vector<ClusterSummary> clusters;
    std::size_t policies = 0, overrides = 0, bindings = 0, scalers = 0, workloads = 0;
    std::size_t stockCells = 0, quotas = 0, prices = 0, instanceTypes = 0;
    std::optional<Seconds> stockAge; ///< of the oldest cell
    std::vector<Gap> gaps;
};

[[nodiscard]] FleetSummary describe(const Fleet& fleet);

} // namespace core::snapshot
