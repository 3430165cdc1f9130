#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/schedule/schedule.h"

/// What the scheduler will write: both passes, and how far stock that is a range could change it. Detail of this room.
namespace core::preview {

/// Which end of each cluster's availability a cycle sees.
enum class End { Lower, Upper };

struct Decision {
    schedule::BindingCycle cycle;  ///< the cycle whose result stands
    bool stockAsked = false;       ///< the second pass was needed and allowed
    bool placed = false;           ///< the scheduler wrote a placement
    bool fromUpperEnd = false;     ///< only with the upper ends of stock could it place everything; shown with those
    std::int64_t runningTotal = 0; ///< replicas that the candidates' nodes could take in the first pass
    std::vector<std::int64_t> replicas;  ///< one entry a cluster of the fleet, in its order
    std::vector<Range> ranges;           ///< the same, over the mixed corners of the stock intervals
    std::vector<std::uint8_t> candidate; ///< passed the filters in the cycle that stands
    bool chosenDiffer = false;           ///< the set of clusters with replicas depends on stock that is not exact
    std::string decider;                 ///< the cluster whose stock decides that; empty: none
    [[nodiscard]] const schedule::Cycle* chosen() const
    {
        return cycle.tried.empty() ? nullptr : &cycle.tried.back().cycle;
    }
};

/// @param withRanges  false: `ranges` holds what was decided only (for questions asked many times)
[[nodiscard]] Decision decide(const Prepared& prepared, Facts& facts, bool withRanges = true);

/// What one cycle writes when it sees these availabilities (one entry a cluster).
[[nodiscard]] schedule::BindingCycle cycleWith(const Prepared& prepared, const Facts& facts,
                                               const std::vector<std::int64_t>& available);
/// Replicas by cluster of the fleet; `fullCopy` gives every chosen cluster the workload's own number.
[[nodiscard]] std::vector<std::int64_t> replicasOf(const Prepared& prepared, const Facts& facts,
                                                   const schedule::BindingCycle& cycle);
/// True if the policy's strategy reads availability at all.
[[nodiscard]] bool dividesByCapacity(const Prepared& prepared);

} // namespace core::preview
