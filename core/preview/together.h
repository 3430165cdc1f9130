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
        std::int64_t replicas{};           ///< that are sure to fit there, whatever they need to be bought
        Range running = Range::exactly(0); ///< that fit on nodes that run there, and that start
    };
    struct Level {
        std::vector<Place> places;
        std::int64_t certain{}; ///< of these, open for certain
    };
    std::vector<Level> levels; ///< empty: nothing decides
    bool groups = false;
    bool ofNodes = false; ///< a place is one node
    /// A place is one node: new ones are no places of the levels, but each of these offers is one, as often as it is bought.
    std::vector<std::uint32_t> offers;
    std::int64_t leastOnOffer{}; ///< replicas on one node of the poorest of them
};
[[nodiscard]] FirstRoom firstRoomIn(Facts& facts, std::size_t site);

/// Of so many replicas besides those that exist, those that have a place wherever the first one comes to. Absent: that decides nothing.
[[nodiscard]] std::optional<std::int64_t> surelyTogether(const FirstRoom& first, std::int64_t replicas);
/// Why it is fewer.
[[nodiscard]] std::string togetherText(const FirstRoom& first);
/// Rows say what else the first pod may come to, and what would be bought there.
/// @param replicas  that need a place, besides those that exist
/// @return          nodes that may be bought for them elsewhere, where the rows buy none
[[nodiscard]] std::optional<Share> showFirst(Facts& facts, std::size_t site, std::int64_t replicas,
                                             std::vector<Share>& shares);

/// Of places that nodes run in, the one that takes most with what pools could add there, where that is another than the one that
/// takes most by itself. By what runs alone a place is no better: its pools may be sold out, and another's are not.
[[nodiscard]] model::Labels bestFirst(Facts& facts, std::size_t site, const estimate::Ask& ask);

} // namespace core::preview
