#pragma once

#include <memory>
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
    std::shared_ptr<Facts> facts{}; ///< of the fleet that was tried; absent: the one that was asked about
};

/// Another question against the same fleet.
[[nodiscard]] Trial tryQuestion(const Prepared& prepared, Facts& facts);
/// The same question against a fleet in which something changed. Absent: the change cannot be made.
[[nodiscard]] std::optional<Trial> tryFleet(const Prepared& prepared, const Facts& facts,
                                            const std::vector<snapshot::Change>& changes);
/// The same question if a pool could buy one more type.
[[nodiscard]] Trial tryType(const Prepared& prepared, const Facts& facts, std::size_t site, std::uint32_t pool,
                            const std::string& instanceType);

/// The same question if a cluster were another.
[[nodiscard]] Trial tryCluster(const Prepared& prepared, const Facts& facts, std::size_t site,
                               snapshot::ClusterData data);

/// The question of other pods, and if a cluster is given, with that in place of the fleet's own.
[[nodiscard]] Trial tryPods(const Prepared& changed, const Facts& facts, std::size_t site,
                            std::optional<snapshot::ClusterData> data);

/// What an answer comes to over all values of stock and all types that may be taken.
struct Sure {
    std::int64_t placed{};         ///< whatever they are
    std::int64_t most{};           ///< at best
    std::optional<CostRange> cost; ///< an hour, of new nodes, as the answer shows it; absent: a price is unknown
};
/// Of the answer that whoever does what was tried will see. Takes as long as many trials do.
/// @param asked  what the question knows
[[nodiscard]] Sure sureOf(const Prepared& prepared, Facts& asked, const Trial& trial);
/// Of an answer.
[[nodiscard]] Sure sureOf(const Preview& preview);

/// What the second costs more than the first, end by end; absent: a price is unknown.
[[nodiscard]] std::optional<CostRange> moreCost(const Sure& before, const Sure& after);

} // namespace core::preview
