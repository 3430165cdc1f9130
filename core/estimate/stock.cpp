#include "core/estimate/stock.h"

#include <algorithm>
#include <limits>
#include <tuple>

namespace core::estimate {
namespace {

using model::StockBasis;
using model::StockCell;

/// How long a figure of this basis is worth its rank.
/// @source shared reference, alibaba §4.5, "Default age limit"
Seconds ageLimit(StockBasis basis)
{
    switch (basis) {
    case StockBasis::AtLeast: return Seconds{15 * 60};
    case StockBasis::Negative: return Seconds{3 * 60};
    case StockBasis::Exact:
    case StockBasis::Category:
    case StockBasis::Score: return Seconds{5 * 60};
    case StockBasis::Unknown: break;
    }
    return Seconds::max();
}

struct Source {
    const StockCell* cell = nullptr;
    std::optional<Seconds> age;
    bool old = false;
    std::size_t index{};

    /// The smaller is trusted more: fresh before old, then the basis, then the younger (a known age before an unknown), then
    /// the one that promises less.
    [[nodiscard]] auto rank() const
    {
        const bool nothing = cell->basis == StockBasis::Unknown;
        const Range& says = cell->instances;
        return std::tuple(nothing, old, cell->basis, !age.has_value(), age.value_or(Seconds{0}),
                          says.upper.value_or(std::numeric_limits<std::int64_t>::max()), says.lower, index);
    }
};

std::optional<Seconds> ageOf(const snapshot::Fleet& fleet, const StockCell& cell)
{
    const std::optional<Time> seen = cell.seen ? cell.seen : fleet.stockOrigin.seen;
    if (!fleet.takenAt || !seen) return std::nullopt;
    return std::max(Seconds{0}, std::chrono::duration_cast<Seconds>(*fleet.takenAt - *seen));
}

CellKey keyOf(const StockCell& cell)
{
    return {cell.account, cell.zone, cell.instanceType, cell.spot};
}

Cell toCell(const CellKey& key, const Source& source)
{
    Cell cell;
    cell.key = key;
    cell.instances = source.cell->instances;
    cell.instances.lower = std::max<std::int64_t>(cell.instances.lower, 0);
    if (cell.instances.upper) cell.instances.upper = std::max(*cell.instances.upper, cell.instances.lower);
    cell.basis = source.cell->basis;
    if (cell.basis == StockBasis::Negative) cell.instances = Range::exactly(0);
    cell.category = source.cell->category;
    cell.source = source.cell->source;
    cell.age = source.age;
    cell.old = source.old;
    return cell;
}

} // namespace

Stock::Stock(const snapshot::Fleet& fleet)
{
    std::vector<std::pair<CellKey, Source>> sources;
    for (std::size_t i = 0; i < fleet.stock.size(); ++i) {
        Source source{&fleet.stock[i], ageOf(fleet, fleet.stock[i]), false, i};
        source.old = source.age && *source.age > ageLimit(source.cell->basis);
        if (source.old && source.cell->basis == StockBasis::Negative) continue; // what lies below it speaks again
        sources.emplace_back(keyOf(*source.cell), source);
    }
    std::sort(sources.begin(), sources.end(), [](const auto& a, const auto& b) {
        return a.first != b.first ? a.first < b.first : a.second.rank() < b.second.rank();
    });
    for (const auto& [key, source] : sources)
        if (m_cells.empty() || m_cells.back().key != key) m_cells.push_back(toCell(key, source));
}

Cell Stock::find(const CellKey& key) const
{
    const auto at = std::lower_bound(m_cells.begin(), m_cells.end(), key,
                                     [](const Cell& cell, const CellKey& wanted) { return cell.key < wanted; });
    if (at != m_cells.end() && at->key == key) return *at;
    Cell unknown;
    unknown.key = key;
    return unknown;
}

std::string toText(const Cell& cell)
{
    const Range& range = cell.instances;
    if (range.upper && *range.upper == 0) return "none";
    if (range.isExact()) return std::to_string(range.lower);
    if (cell.basis == StockBasis::Unknown && range == Range{}) return "unknown";
    if (range.upper) return std::to_string(range.lower) + "–" + std::to_string(*range.upper);
    // A word without a number stays a word.
    if (cell.basis == StockBasis::Category || cell.basis == StockBasis::Score)
        return range.lower > 0 ? "some" : "unknown";
    return range.lower > 0 ? "≥ " + std::to_string(range.lower) : "unknown";
}

} // namespace core::estimate
