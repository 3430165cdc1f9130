#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "core/model/pool.h"

/// What nodes cost, looked up fast: a list has thousands of prices, and every offer asks for one.
namespace core::estimate {

class Prices {
public:
    /// Of several prices for one thing the first counts.
    explicit Prices(std::vector<model::Price> prices);
    /// Of the type in the zone, else in its region; absent: unknown. Spot has prices of its own.
    [[nodiscard]] std::optional<model::Price> find(std::string_view zone, std::string_view instanceType,
                                                   bool spot) const;

private:
    std::vector<model::Price> m_prices; ///< sorted
};

} // namespace core::estimate
