#include "core/estimate/prices.h"

#include <algorithm>
#include <string>
#include <tuple>

namespace core::estimate {
namespace {

/// Type, market, whether one zone is meant, and the zone or region.
using Key = std::tuple<std::string_view, bool, bool, std::string_view>;

Key keyOf(const model::Price& price)
{
    const bool zoned = !price.zone.empty();
    return {price.instanceType, price.spot, zoned, zoned ? price.zone : price.region};
}

} // namespace

Prices::Prices(std::vector<model::Price> prices)
    : m_prices(std::move(prices))
{
    std::stable_sort(m_prices.begin(), m_prices.end(),
                     [](const model::Price& a, const model::Price& b) { return keyOf(a) < keyOf(b); });
}

std::optional<model::Price> Prices::find(std::string_view zone, std::string_view instanceType, bool spot) const
{
    const auto at = [this](const Key& key) -> const model::Price* {
        const auto found =
            std::lower_bound(m_prices.begin(), m_prices.end(), key,
                             [](const model::Price& price, const Key& wanted) { return keyOf(price) < wanted; });
        return found != m_prices.end() && keyOf(*found) == key ? &*found : nullptr;
    };
    if (const model::Price* ofZone = zone.empty() ? nullptr : at({instanceType, spot, true, zone})) return *ofZone;
    const std::string region = model::regionOf(zone);
    if (const model::Price* ofRegion = at({instanceType, spot, false, region})) return *ofRegion;
    return std::nullopt;
}

} // namespace core::estimate
