#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"
#include "core/snapshot/what_if.h"

/// Fork → try → look → drop: the same question with something changed. Detail of this room.
namespace core::preview {

struct Trial {
    Decision decision;
    Outcome outcome;      ///< Detail::Sure
    std::int64_t asked{}; ///< in the whole fleet
    bool updateStuck = false;
};

/// Another question against the same fleet.
[[nodiscard]] Trial tryQuestion(const Prepared& prepared, Facts& facts);
/// The same question against a fleet in which something changed. Absent: the change cannot be made.
[[nodiscard]] std::optional<Trial> tryFleet(const Prepared& prepared, const Facts& facts,
                                            const std::vector<snapshot::Change>& changes);
/// The same question, divided by hand.
[[nodiscard]] Trial tryDivision(const Prepared& prepared, Facts& facts, const Decision& decision,
                                const std::vector<std::int64_t>& replicas, std::int64_t asked);
/// The same question if a pool could buy one more type.
[[nodiscard]] Trial tryType(const Prepared& prepared, const Facts& facts, std::size_t site, std::uint32_t pool,
                            const std::string& instanceType);

/// What the second costs more an hour than the first, in nodes that are sure to come; absent: a price is unknown.
[[nodiscard]] std::optional<MoneyPerHour> moreCost(const Outcome& before, const Outcome& after);

} // namespace core::preview
