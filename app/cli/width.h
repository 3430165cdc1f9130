#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// How many columns of a terminal a text takes: East Asian characters two, combining ones none.
namespace cli {

[[nodiscard]] std::size_t widthOf(std::string_view text);

/// The code point at `at`, which moves behind it. Bytes that are not UTF-8 are one replacement character each.
[[nodiscard]] char32_t nextCharacter(std::string_view text, std::size_t& at);
[[nodiscard]] std::size_t widthOf(char32_t character);

/// At most `columns` wide: the longest beginning with an ellipsis behind it.
[[nodiscard]] std::string cut(std::string_view text, std::size_t columns);
/// Lines of at most `columns`, broken between words; a longer word is broken inside.
[[nodiscard]] std::vector<std::string> wrapped(std::string_view text, std::size_t columns);
/// With spaces behind it up to `columns`.
[[nodiscard]] std::string padded(std::string_view text, std::size_t columns);

} // namespace cli
