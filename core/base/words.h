#pragma once

#include <algorithm>
#include <cstdint>
#include <functional>
#include <initializer_list>
#include <iterator>
#include <ranges>
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

/// "a, b, c": the words of a list one after the other.
/// @param text  makes a word of an item: a function, or a member of it
template <class List, class Text = std::identity>
[[nodiscard]] std::string joined(const List& list, std::string_view between = ", ", Text text = {})
{
    std::string out;
    bool first = true;
    for (const auto& item : list) {
        if (!first) out += between;
        first = false;
        out += std::invoke(text, item);
    }
    return out;
}
/// "a, b, c, d, e and 4 more": the first ones, where the whole list would hide what is said of it.
template <class List>
[[nodiscard]] std::string few(const List& list)
{
    constexpr std::size_t most = 5;
    std::string out;
    std::size_t taken = 0;
    for (const auto& item : list) {
        if (taken == most) break;
        if (taken++ > 0) out += ", ";
        out += item;
    }
    return list.size() > most ? out + " and " + std::to_string(list.size() - most) + " more" : out;
}

/// "3", "1–3", "≥ 3"
[[nodiscard]] inline std::string toText(const Range& range)
{
    if (range.isExact()) return std::to_string(range.lower);
    return range.upper ? std::to_string(range.lower) + "–" + std::to_string(*range.upper)
                       : "≥ " + std::to_string(range.lower);
}

} // namespace core
