#pragma once

#include <algorithm>
#include <string_view>
#include <vector>

namespace core {

/// The parts of a text between a character; an empty text is one empty part. They are views of it.
[[nodiscard]] inline std::vector<std::string_view> split(std::string_view text, char between)
{
    std::vector<std::string_view> parts;
    for (std::size_t from = 0; from <= text.size();) {
        const std::size_t end = std::min(text.find(between, from), text.size());
        parts.push_back(text.substr(from, end - from));
        from = end + 1;
    }
    return parts;
}

} // namespace core
