#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/schedule/schedule.h"

/// What the scheduler will write: both passes, and how far stock that is a range could change it. Detail of this room.
namespace core::preview {

struct Decision {
    schedule::BindingCycle cycle;         ///< the cycle whose result stands
    std::optional<schedule::Cycle> shown; ///< it was not the binding's turn: a cycle for showing what the filters say
    bool stockAsked = false;              ///< the second pass was needed and allowed
    bool placed = false;                  ///< the scheduler wrote a placement
    bool fromUpperEnd =
        false; ///< only with the upper ends of stock, or of what is not known, could it place everything; shown with those
    std::int64_t runningTotal =
        0; ///< replicas that the candidates' nodes could take besides those that run, where stock may be asked
    std::vector<std::int64_t> replicas;  ///< one entry a cluster of the fleet, in its order
    std::vector<Range> ranges;           ///< the same over the stock intervals; see rangesOf
    std::vector<std::uint8_t> candidate; ///< passed the filters in the cycle that stands
    bool chosenDiffer = false;           ///< the set of clusters with replicas depends on stock that is not exact
    std::string decider;                 ///< whose stock decides that: "c-hz-02", empty: none
    [[nodiscard]] const schedule::Cycle* chosen() const
    {
        if (!cycle.tried.empty()) return &cycle.tried.back().cycle;
        return shown ? &*shown : nullptr;
    }
    /// Replicas in the whole fleet.
};

/// @param withRanges  false: `ranges` holds what was decided only (for questions asked many times)
[[nodiscard]] Decision decide(const Prepared& prepared, Facts& facts, bool withRanges = true);

/// The same question once the decision is written. Where the scheduler found no place, nothing is: what was written stays.
[[nodiscard]] Prepared afterwards(Prepared prepared, const Decision& decision);

/// What one cycle writes when it sees these availabilities (one entry a cluster).
[[nodiscard]] schedule::BindingCycle cycleWith(const Prepared& prepared, const Facts& facts,
                                               const std::vector<std::int64_t>& available);
/// It found a place for everything, or had nothing to do.
[[nodiscard]] bool succeeded(const schedule::BindingCycle& cycle);
/// Replicas by cluster of the fleet; `fullCopy` gives every chosen cluster the workload's own number.
[[nodiscard]] std::vector<std::int64_t> replicasOf(const Prepared& prepared, const Facts& facts,
                                                   const schedule::BindingCycle& cycle);
/// True if the policy's strategy reads availability at all.
[[nodiscard]] bool dividesByCapacity(const Prepared& prepared);
/// What pools could buy never counts: the scheduler places no replica that has no room on nodes that run.
[[nodiscard]] bool neverBuys(const Prepared& prepared);
/// Replicas that should run at one time in the whole fleet: where every cluster gets a copy, all copies together.
[[nodiscard]] std::int64_t askedOf(const Prepared& prepared, const Facts& facts, const Decision& decision);

/// What the scheduler hears of a range at one of its ends. Without an upper end: no limit is known.
[[nodiscard]] std::int64_t heardAt(const Range& range, End end);

} // namespace core::preview
