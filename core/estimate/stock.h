#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/snapshot/fleet.h"

/// What the cloud could still give, cell by cell: several sources of one cell combined, the rest marked unknown.
namespace core::estimate {

struct CellKey {
    std::string account;
    std::string zone;
    std::string instanceType;
    bool spot = false;
    auto operator<=>(const CellKey&) const = default;
};

/// The answer for one cell: exact > negative > at-least > score > category > unknown; within a rank the fresher wins, of
/// the same age the one that promises less;
/// past its age limit a source loses its rank (negative falls back to what lies below it, others stay and are `old`).
/// @source shared reference, alibaba §4.5 (age limits: exact 5 min, at-least 15 min, category and score 5 min, negative 3 min)
struct Cell {
    CellKey key;
    Range instances; ///< upper absent: bounded by the pools' room alone
    model::StockBasis basis = model::StockBasis::Unknown;
    std::string category;
    std::string source;
    std::optional<Seconds> age; ///< at the moment of the snapshot; absent: unknown
    bool old = false;
    bool operator==(const Cell&) const = default;
};

class Stock {
public:
    explicit Stock(const snapshot::Fleet& fleet);
    /// The cell's answer; a cell that nobody spoke of is {0, no limit}, Unknown.
    [[nodiscard]] Cell find(const CellKey& key) const;
    [[nodiscard]] const std::vector<Cell>& cells() const { return m_cells; } ///< sorted by key

private:
    std::vector<Cell> m_cells;
};

/// "3", "≥ 3", "0–2", "some", "none", "unknown": as product.md tells them apart.
[[nodiscard]] std::string toText(const Cell& cell);

} // namespace core::estimate
