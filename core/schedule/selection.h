#pragma once

#include <span>

#include "core/schedule/ask.h"

/// From the clusters that passed the filters to those that are divided over. Detail of this room.
/// @source shared reference, karmada §3 (merging answers), §4
namespace core::schedule {

/// Asks for availability and sorts: overflow tier, score, available replicas, name.
/// @param feasible  members that passed
/// @param scores    one entry a member of the fleet
[[nodiscard]] std::vector<Selected> candidates(const Ask& ask, const std::vector<std::uint32_t>& feasible,
                                               std::span<const std::int64_t> scores);

/// Where regions are chosen between: each with its clusters, as indices of the sorted candidates.
struct RegionGroup {
    std::uint32_t id{}; ///< Column region
    std::int64_t score{};
    std::int64_t available{};
    std::vector<std::uint32_t> clusters;
};

struct Choice {
    std::vector<Selected> selected;   ///< in the order that Karmada hands on
    std::string error;                ///< Karmada's text; empty: none
    std::vector<RegionGroup> regions; ///< by name; only where a region constraint decides
};

/// Every candidate is taken, whatever the constraints: there are none, or static weights say who gets what.
[[nodiscard]] bool ignoresConstraints(const model::Placement& placement);

/// @param sorted  what candidates() gave
[[nodiscard]] Choice choose(const Ask& ask, const std::vector<Selected>& sorted);

/// Divides over selected members: their names' order and what static rules make of them are known to the fleet.
[[nodiscard]] Divided divide(const Ask& ask, const std::vector<Selected>& selected);

/// A group for the region search: `value` counts towards the least number of clusters, `weight` is the score.
struct RegionWeight {
    std::uint32_t name{}; ///< ids compare as the names do
    std::int64_t value{};
    std::int64_t weight{};
};
/// Karmada's search over sets of regions, without walking those that cannot win.
/// @return  indices of `groups`, by weight descending, then name; empty: no set fulfils the constraints
[[nodiscard]] std::vector<std::uint32_t> chooseRegions(const std::vector<RegionWeight>& groups, std::int64_t fewest,
                                                       std::int64_t most, std::int64_t target);

} // namespace core::schedule
