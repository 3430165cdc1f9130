#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/words.h"

namespace cli {

/// What a person typed, one by one: verbs, flags, values.
using Words = std::vector<std::string>;

[[nodiscard]] inline std::string joined(const Words& words, std::string_view between = " ")
{
    return core::joined(words, between);
}

/// In single quotes, for a shell.
[[nodiscard]] inline std::string inSingleQuotes(std::string_view word)
{
    std::string quoted = "'";
    for (const char c : word) quoted += c == '\'' ? std::string("'\\''") : std::string(1, c);
    return quoted + "'";
}

} // namespace cli
