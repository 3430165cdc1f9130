#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "core/base/utf8.h"

namespace core {

namespace detail {

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
        const auto [value, length] = codePointAt(text, i);
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
