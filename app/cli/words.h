#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace cli {

/// What a person typed, one by one: verbs, flags, values.
using Words = std::vector<std::string>;

[[nodiscard]] inline std::string joined(const Words& words, std::string_view between = " ")
{
    std::string text;
    for (const std::string& word : words) {
        if (!text.empty()) text += between;
        text += word;
    }
    return text;
}

} // namespace cli
