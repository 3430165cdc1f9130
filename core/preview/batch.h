#pragma once

#include <string>
#include <vector>

#include "core/preview/preview.h"

/// Several workloads, placed one after the other: what all of them come to.
namespace core::preview {

struct BatchTotal {
    std::size_t workloads{};
    std::size_t asAsked{}; ///< of `workloads`, those that run as asked
    std::int64_t replicas{};
    std::int64_t placed{};
    std::int64_t unsure{};
    Verdict verdict = Verdict::Nothing; ///< the worst of them
    NewNodes bought; ///< `sureCost` is left out; `cost` is absent where nothing is bought or no price is known
    std::vector<CostRange>
        mixedCosts; ///< where prices are in several currencies, one entry each; empty: in one, or none is known
    bool costPartial = false; ///< a price is unknown, or in another currency: `cost` is a lower bound
};
[[nodiscard]] BatchTotal totalOf(const std::vector<Preview>& previews);

/// In which order they are placed, why, that another may place others, and what is not sure in this one.
[[nodiscard]] std::string orderText(const std::vector<Preview>& previews);

/// `berth/v1 PlacementPreviewList`: the previews in their order, with that and the total; the definition "list" of
/// resources/schema/preview.schema.json.
[[nodiscard]] Json toJson(const std::vector<Preview>& previews);

} // namespace core::preview
