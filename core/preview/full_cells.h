#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/preview/mixes.h"

/// What buyers who share cells surely come to together, where mixes are too many to be tried. Detail of all_mixes.cpp.
namespace core::preview::detail {

/// Whoever is left without finds each of his pools full, or all taken that it buys from. So for every set of cells that may be
/// taken as a whole: who has another way gets what he wants, or what his own pools hold; and what he cannot have taken of the set
/// others have. The least of all that; no order of purchases comes to fewer replicas.
/// @param buyers  all who share any cell or quota that does not hold what they may take
/// @return        absent: there are too many such sets
[[nodiscard]] std::optional<std::int64_t> leastOnFullCells(const MixProblem& problem,
                                                           const std::vector<std::size_t>& buyers);

} // namespace core::preview::detail
