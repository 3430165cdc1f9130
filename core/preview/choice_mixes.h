#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/preview/choices.h"
#include "core/preview/mixes.h"

/// Clusters that choose, as one problem, and the mixes of nodes that may come about. Detail of choices.cpp.
namespace core::preview::choices {

using Row = std::pair<Share*, std::uint32_t>;

/// Rows that are one purchase: all of a cluster's, or those of one pool in one zone.
struct Part {
    std::size_t of{}; ///< index into what was handed in
    Buyer sure;
    Buyer most;
    std::vector<Row> rows;
    bool mayFallShort = true;
    bool counted = true; ///< of kinds of pods that are not alike nobody counted what a node takes

    [[nodiscard]] std::int64_t nodes(bool unsureToo) const
    {
        std::int64_t sum = 0;
        for (const Row& row : rows)
            if (unsureToo || !row.first->unsure) sum += row.first->nodes;
        return sum;
    }
    [[nodiscard]] std::int64_t cost(bool unsureToo) const
    {
        std::int64_t sum = 0;
        for (const Row& row : rows)
            if (unsureToo || !row.first->unsure) sum += row.first->nodes * row.first->price->perHour.micros;
        return sum;
    }
    [[nodiscard]] std::int64_t placed() const { return mayFallShort ? sure.placed() : 0; }
    /// Empty: a row's price is not known, or in another currency.
    [[nodiscard]] std::string currency() const
    {
        std::string out;
        for (const Row& row : rows) {
            if (!row.first->price) return {};
            const std::string& one = row.first->price->perHour.currency;
            if (!out.empty() && out != one) return {};
            out = one;
        }
        return out;
    }
};
/// Without groups of kinds of pods (kinds_of_pods.h).
[[nodiscard]] std::vector<Part> partsOf(const std::vector<Choosing>& all);

/// Its pods fit by the formula, and whether the scaler, who takes types in their turn, finds so too is not known: it takes the
/// type as if it fitted, or passes it by.
[[nodiscard]] bool isDoubtful(const estimate::Provisionable& what, const estimate::Offer& offer);
/// A type that nobody described, and one that is described, in whose place it may come.
[[nodiscard]] bool mayBeDisplaced(const estimate::Provisionable& what);

using Ranked = std::vector<std::pair<int, std::uint32_t>>; ///< rank and pool
/// Pools that something may be bought from.
[[nodiscard]] Ranked openPools(const estimate::Provisionable& what);
[[nodiscard]] bool isAlone(const Ranked& pools, int rank);

/// The parts as one problem.
struct Posed {
    MixProblem problem;
    SharedProblem layout;
};
[[nodiscard]] Posed posedOf(const std::vector<Part>& parts, const HowToChoose& how);
/// Of the problem's offers, those that are doubtful. Where replicas have rules among themselves each place keeps what it is shown
/// to hold.
[[nodiscard]] std::vector<std::size_t> doubtfulOf(const std::vector<Part>& parts, const SharedProblem& layout);
/// Whatever scalers make of types that are doubtful, or that nobody described.
/// @param doubtful  as doubtfulOf says
[[nodiscard]] AllMixes allMixesOf(const std::vector<Part>& parts, const Posed& posed,
                                  const std::vector<std::size_t>& doubtful, const HowToChoose& how);

} // namespace core::preview::choices
