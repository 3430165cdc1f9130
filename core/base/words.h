#pragma once

#include <algorithm>
#include <cstdint>
#include <initializer_list>
#include <string>
#include <string_view>

#include "core/base/units.h"

/// Words and counts as people read them.
namespace core {

[[nodiscard]] inline bool isOneOf(std::string_view text, std::initializer_list<std::string_view> words)
{
    return std::find(words.begin(), words.end(), text) != words.end();
}

/// "1 new one has", "2 new ones have"
[[nodiscard]] inline std::string counted(std::int64_t count, const std::string& one, const std::string& many)
{
    return std::to_string(count) + " " + (count == 1 ? one : many);
}
/// "1 replica", "2 replicas"
[[nodiscard]] inline std::string counted(std::int64_t count, const std::string& one)
{
    return counted(count, one, one + "s");
}

/// "3", "1–3", "≥ 3"
[[nodiscard]] inline std::string toText(const Range& range)
{
    if (range.isExact()) return std::to_string(range.lower);
    return range.upper ? std::to_string(range.lower) + "–" + std::to_string(*range.upper)
                       : "≥ " + std::to_string(range.lower);
}

} // namespace core
