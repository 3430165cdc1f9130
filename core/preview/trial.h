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
    Outcome outcome;        ///< Detail::Sure
    std::int64_t asked{};   ///< in the whole fleet
    std::int64_t settled{}; ///< settledOf
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

/// The same question if a cluster were another.
[[nodiscard]] Trial tryCluster(const Prepared& prepared, const Facts& facts, std::size_t site,
                               snapshot::ClusterData data);

/// What holds of an answer whatever the stock is.
struct Sure {
    std::int64_t placed{};
    std::optional<MoneyPerHour> cost; ///< an hour, of the nodes that are sure to come; absent: a price is unknown
};
/// Of one division, which stays what it is.
[[nodiscard]] Sure sureOf(const Outcome& outcome);
/// Of a question whose division changes with stock. Takes as long as many trials do.
/// @param facts  those of the fleet that was tried
[[nodiscard]] Sure sureOf(const Prepared& prepared, Facts& facts, const Trial& trial);
/// Of an answer.
[[nodiscard]] Sure sureOf(const Preview& preview, const Outcome& outcome);

/// What the second costs more than the first; absent: a price is unknown.
[[nodiscard]] std::optional<MoneyPerHour> moreCost(const Sure& before, const Sure& after);

} // namespace core::preview
