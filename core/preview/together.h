#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/estimate/together.h"
#include "core/preview/facts.h"
#include "core/preview/preview.h"

/// What is sure of replicas where the first pod decides for the others (estimate/together.h). Detail of this room.
///
/// Counts of what clusters have room for stay what schedulers hear: the best place. Only what surely runs is less.
namespace core::preview {

/// Places that the first pod may come to, in the order in which they are tried: nodes that run, those that start, new ones. Later
/// ones matter only where earlier ones may have none.
struct FirstRoom {
    struct Place {
        model::Labels labels;
        std::int64_t replicas{}; ///< that are sure to fit there, whatever they need to be bought
    };
    struct Level {
        std::vector<Place> places;
        std::int64_t certain{}; ///< of these, open for certain
    };
    std::vector<Level> levels; ///< empty: nothing decides
    bool groups = false;
    /// A place is one node: new ones are no places of the levels, but each of these offers is one, as often as it is bought.
    std::vector<std::uint32_t> offers;
    std::int64_t leastOnOffer{}; ///< replicas on one node of the poorest of them
};
[[nodiscard]] FirstRoom firstRoomIn(Facts& facts, std::size_t site);

/// Of so many replicas besides those that exist, those that have a place wherever the first one comes to. Absent: that decides nothing.
[[nodiscard]] std::optional<std::int64_t> surelyTogether(const FirstRoom& first, std::int64_t replicas);
/// Why it is fewer.
[[nodiscard]] std::string togetherText(const FirstRoom& first);
/// Rows say what else the first pod may come to.
void showFirst(Facts& facts, std::size_t site, std::vector<Share>& shares);

} // namespace core::preview
