#pragma once

#include <cstddef>
#include <cstdint>
#include <string_view>

namespace core {

struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0; ///< in bytes; 0 where they are not UTF-8, and `value` is the first of them
};

/// The code point at `at`. Not UTF-8 are also longer spellings than need be, halves of surrogate pairs, and what lies beyond U+10FFFF.
[[nodiscard]] inline CodePoint codePointAt(std::string_view text, std::size_t at)
{
    const auto byte = [&](std::size_t i) { return static_cast<std::uint32_t>(static_cast<unsigned char>(text[i])); };
    const std::uint32_t first = byte(at);
    if (first < 0x80) return {first, 1};
    const std::size_t length = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : 2;
    if (first < 0xC2 || first > 0xF4 || at + length > text.size()) return {first, 0};
    std::uint32_t value = first & (0x7FU >> length);
    for (std::size_t i = 1; i < length; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return {first, 0};
        value = value << 6U | (byte(at + i) & 0x3FU);
    }
    const bool overlong = (length == 3 && value < 0x800) || (length == 4 && value < 0x10000);
    if (overlong || value > 0x10FFFF || (value >= 0xD800 && value <= 0xDFFF)) return {first, 0};
    return {value, length};
}

} // namespace core
