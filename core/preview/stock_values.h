#pragma once

#include <cstddef>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <tuple>
#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// The same question at the values that stock may have. Detail of this room.
namespace core::preview {

/// Nodes that a cluster buys of one pool, zone and type, and whether they are spot instances.
using RowsBought = std::map<std::tuple<std::string, std::string, std::string, bool>, Range>;

/// Least and most over the values tried.
struct StockValues {
    Range placed; ///< of what is asked
    OverStock over;
    std::vector<Range> replicas;          ///< one entry a cluster of the fleet
    std::vector<RowsBought> rows;         ///< the same
    std::optional<MoneyPerHour> mostCost; ///< absent: no price is known
    bool costPartial = false;             ///< somewhere a price is unknown
    bool onlyStock = false;   ///< nothing but stock is a range, and every value was tried: the ranges are exact
    bool stockIsOpen = false; ///< some cell is a range
    bool roomIsOpen = false;  ///< on nodes that exist, of a cluster that buys beside others (Coming)
    /// What clusters are given as stock is, if equals come in the other order; empty: that is no other division, or a UID
    /// decides the order.
    std::vector<std::int64_t> otherOrder;
    std::vector<std::int64_t> otherAtOnce; ///< the same of those that run at one time
};

/// Where room on nodes that exist is open, with it and without. Each value of every cell that candidates buy from and that is a range, with its own division and purchase; of equals
/// that share out what no UID decides yet, both orders. Values above
/// what any pool could take, and above the pods that are asked for, count as one. Where there are too many of them for the
/// time between two keystrokes, only mixed corners are tried: all at one end, and each at its end with all others at the
/// opposite one.
struct StockTried {
    std::optional<StockValues> values; ///< absent: no such cell and no such equals, or `tooLarge`
    bool tooLarge = false; ///< there is one, and more clusters (45; 22 for groups) than leave time to try any
};
/// @param questions  that share the time of one
[[nodiscard]] StockTried overStockOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                     const Outcome& outcome, std::int64_t asked, std::int64_t questions = 1);

/// What is bought of rows where the cluster is given another number: their nodes, cost and what is left of stock become as far as
/// they go over what was tried. What only another division buys is in no row.
void showTried(const RowsBought& tried, std::vector<Share>& shares);

} // namespace core::preview
