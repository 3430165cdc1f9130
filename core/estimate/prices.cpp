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

/// Of several for one place the one that was seen last counts, and one without a date after all that have one. Nobody sells for
/// nothing: a price of 0 is one that is missing.
/// @source shared reference, alibaba §4.5 "the fresher winning", §7
Prices::Prices(std::vector<model::Price> prices)
    : m_prices(std::move(prices))
{
    std::erase_if(m_prices, [](const model::Price& one) { return one.perHour.micros <= 0; });
    std::stable_sort(m_prices.begin(), m_prices.end(), [](const model::Price& a, const model::Price& b) {
        const Key left = keyOf(a);
        const Key right = keyOf(b);
        return left != right ? left < right : b.seen < a.seen;
    });
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
