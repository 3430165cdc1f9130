#pragma once

#include <cstdint>
#include <stop_token>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// What would make more replicas fit, cheapest first; each that names a gain was tried. Detail of this room.
namespace core::preview {

/// Something is left to help: remediesOf(...) tries what would.
[[nodiscard]] bool areSought(const Decision& decision, const Outcome& outcome, std::int64_t asked);

/// @param answer  with its figures: what they say is held against what remedies would make of them
[[nodiscard]] std::vector<Remedy> remediesOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                             const Outcome& outcome, const Preview& answer, std::stop_token stop);

/// A division that gives every replica a node, the cheapest first, and of those one close to what was decided; empty: there
/// is none, or the policy leaves no choice. One entry a cluster of the fleet.
[[nodiscard]] std::vector<std::int64_t> divisionThatWorks(const Prepared& prepared, Facts& facts,
                                                          const Decision& decision, const Outcome& outcome,
                                                          std::int64_t asked);
/// Where none does, and clusters that were given replicas buy from the same: one that gives more of them a node; empty as above.
[[nodiscard]] std::vector<std::int64_t> divisionThatPlacesMore(const Prepared& prepared, Facts& facts,
                                                               const Decision& decision, const Outcome& outcome,
                                                               std::int64_t asked);

} // namespace core::preview
