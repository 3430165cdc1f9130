#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace core {

namespace detail {

/// The code point at `at` and its length; a length of 0 where the bytes are not UTF-8.
struct CodePoint {
    std::uint32_t value = 0;
    std::size_t length = 0;
};

inline CodePoint codePointAt(std::string_view text, std::size_t at)
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

/// What moves a cursor, turns the direction of writing, or is not seen at all.
inline bool isUnseen(std::uint32_t c)
{
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0xAD || c == 0x61C || c == 0x180E ||
           (c >= 0x200B && c <= 0x200F) || (c >= 0x2028 && c <= 0x202E) || (c >= 0x2060 && c <= 0x206F) ||
           c == 0xFEFF || (c >= 0xFFF9 && c <= 0xFFFB) || (c >= 0xE0000 && c <= 0xE0FFF);
}

} // namespace detail

/// A foreign text made fit to be shown anywhere: control characters, bytes that are not UTF-8, and characters that turn the
/// direction of writing or are not seen, are written as escapes (`\n`, `\x1b`, `\u202e`); what is longer is cut, and says so.
[[nodiscard]] inline std::string shown(std::string_view text, std::size_t most = 200)
{
    static constexpr std::string_view Digits = "0123456789abcdef";
    std::string out;
    const auto hex = [&](std::uint32_t value, unsigned digits) {
        while (digits-- > 0) out += Digits[value >> (4U * digits) & 15U];
    };
    std::size_t count = 0;
    for (std::size_t i = 0; i < text.size(); ++count) {
        if (count == most) return out + "… (" + std::to_string(text.size()) + " bytes)";
        const auto [value, length] = detail::codePointAt(text, i);
        if (length > 0 && !detail::isUnseen(value)) {
            out.append(text.substr(i, length));
        } else if (value == '\n' || value == '\t' || value == '\r') {
            out += value == '\n' ? "\\n" : value == '\t' ? "\\t" : "\\r";
        } else if (length == 0 || value < 0x100) {
            out += "\\x";
            hex(value, 2);
        } else {
            out += value > 0xFFFF ? "\\U" : "\\u";
            hex(value, value > 0xFFFF ? 8 : 4);
        }
        i += length == 0 ? 1 : length;
    }
    return out;
}

} // namespace core
