#pragma once

#include <cstddef>
#include <vector>

#include "core/preview/warnings.h"

/// What is bought, for warnings about it. Detail of warnings_pools.cpp.
namespace core::preview {

/// What one cluster buys: its new shares with the offer behind each.
struct Buying {
    const Share* share{};
    const estimate::Offer* offer{}; ///< nullptr: not found among the offers
    const model::NodePool* pool{};
    std::size_t site{};
};

/// Of all clusters.
[[nodiscard]] std::vector<Buying> buyingOf(const Answer& answer);
/// Nodes that offer each of their cards several times.
void warnOfSlicedCards(const Answer& answer, const std::vector<Buying>& buying, Warnings& warnings);

} // namespace core::preview
