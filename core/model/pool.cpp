#include "core/model/pool.h"

#include <charconv>

#include "core/base/ascii.h"

namespace core::model {

std::string familyOf(std::string_view instanceType)
{
    constexpr std::string_view prefix = "ecs.";
    if (!instanceType.starts_with(prefix)) return {};
    instanceType.remove_prefix(prefix.size());
    // "gn7i-c8g1.2xlarge" and "g8i.2xlarge": the family ends at the first dash or dot.
    const auto end = instanceType.find_first_of("-.");
    return end == std::string_view::npos ? std::string{} : std::string(instanceType.substr(0, end));
}

std::optional<std::int64_t> vcpuByName(std::string_view instanceType)
{
    constexpr std::string_view xlarge = "xlarge";
    const auto dot = instanceType.rfind('.');
    if (familyOf(instanceType).empty() || dot == std::string_view::npos) return std::nullopt;
    std::string_view size = instanceType.substr(dot + 1);
    if (size == "large") return 2;
    if (!size.ends_with(xlarge)) return std::nullopt;
    size.remove_suffix(xlarge.size());
    if (size.empty()) return 4;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(size.data(), size.data() + size.size(), number);
    constexpr std::int64_t most = 1024; // no size of any cloud
    if (error != std::errc{} || end != size.data() + size.size() || number <= 0 || number > most) return std::nullopt;
    return 4 * number;
}

std::string regionOf(std::string_view zone)
{
    if (zone.size() < 3 || !ascii::isLower(zone.back())) return std::string(zone);
    const char before = zone[zone.size() - 2];
    if (before == '-') return std::string(zone.substr(0, zone.size() - 2));          // cn-hangzhou-h
    if (ascii::isDigit(before)) return std::string(zone.substr(0, zone.size() - 1)); // ap-southeast-1a
    return std::string(zone);
}

} // namespace core::model
