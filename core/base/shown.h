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

/// Puts a text behind `out`, fit to be shown. @param left  characters that there is room for @return whether all of it is there
inline bool putShown(std::string& out, std::string_view text, std::size_t& left)
{
    static constexpr std::string_view Digits = "0123456789abcdef";
    const auto hex = [&](std::uint32_t value, unsigned digits) {
        while (digits-- > 0) out += Digits[value >> (4U * digits) & 15U];
    };
    for (std::size_t i = 0; i < text.size(); --left) {
        if (left == 0) return false;
        const auto [value, length] = codePointAt(text, i);
        if (length > 0 && !isUnseen(value)) {
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
    return true;
}

inline std::string cutNote(std::string_view text)
{
    return "… (" + std::to_string(text.size()) + " bytes)";
}

} // namespace detail

/// A foreign text made fit to be shown anywhere: control characters, bytes that are not UTF-8, and characters that turn the
/// direction of writing or are not seen, are written as escapes (`\n`, `\x1b`, `\u202e`); what is longer is cut, and says so.
[[nodiscard]] inline std::string shown(std::string_view text, std::size_t most = 200)
{
    std::string out;
    return detail::putShown(out, text, most) ? out : out + detail::cutNote(text);
}

/// The same of a text in several lines (an API server's, a rule to copy), which stay lines, those that end it left out.
/// @param between  a line feed, and what lines behind the first are moved in by; a blank, where there is room for one line only
[[nodiscard]] inline std::string shownLines(std::string_view text, std::size_t most, std::string_view between = "\n")
{
    std::string_view rest = text;
    while (rest.ends_with('\n') || rest.ends_with('\r')) rest.remove_suffix(1);
    std::string out;
    while (true) {
        const std::size_t end = rest.find('\n');
        std::string_view line = rest.substr(0, end);
        if (line.ends_with('\r')) line.remove_suffix(1);
        if (!detail::putShown(out, line, most)) return out + detail::cutNote(text);
        if (end == std::string_view::npos) return out;
        out += between;
        rest.remove_prefix(end + 1);
        while (between == " " && rest.starts_with(' ')) rest.remove_prefix(1);
    }
}

/// The same where the cause may stand at either end (a webhook's words, a list of faults): what is longer loses its middle, and has "…"
/// there. What was cut so is cut no more at the same length.
[[nodiscard]] inline std::string shownEnds(std::string_view text, std::size_t most, std::string_view between = "\n")
{
    const std::string whole = shownLines(text, text.size(), between);
    const auto begins = [&](std::size_t i) { return (static_cast<unsigned char>(whole[i]) & 0xC0U) != 0x80U; };
    std::size_t characters = 0;
    for (std::size_t i = 0; i < whole.size(); ++i) characters += begins(i) ? 1 : 0;
    if (characters <= most || most == 0) return whole;
    const std::size_t head = (most - 1) / 2;
    const std::size_t tail = characters - (most - 1 - head); // where it begins
    std::string out;
    for (std::size_t i = 0, next = 0; i < whole.size(); ++i) {
        if (begins(i) && next++ == head) out += "…";
        if (next <= head || next > tail) out += whole[i];
    }
    return out;
}

} // namespace core
