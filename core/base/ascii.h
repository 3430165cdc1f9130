#pragma once

#include <string>
#include <string_view>

/// Characters as names, quantities and headers know them: ASCII, whatever the locale.
namespace core::ascii {

[[nodiscard]] constexpr bool isDigit(char c)
{
    return c >= '0' && c <= '9';
}
[[nodiscard]] constexpr bool isLower(char c)
{
    return c >= 'a' && c <= 'z';
}
[[nodiscard]] constexpr bool isUpper(char c)
{
    return c >= 'A' && c <= 'Z';
}
[[nodiscard]] constexpr bool isLetter(char c)
{
    return isLower(c) || isUpper(c);
}
[[nodiscard]] constexpr bool isAlnum(char c)
{
    return isLetter(c) || isDigit(c);
}
[[nodiscard]] constexpr char lower(char c)
{
    return isUpper(c) ? static_cast<char>(c - 'A' + 'a') : c;
}
[[nodiscard]] constexpr char upper(char c)
{
    return isLower(c) ? static_cast<char>(c - 'a' + 'A') : c;
}

[[nodiscard]] inline std::string lowered(std::string_view text)
{
    std::string out(text);
    for (char& c : out) c = lower(c);
    return out;
}

/// Without the blanks and control characters at both ends.
[[nodiscard]] inline std::string_view trimmed(std::string_view text)
{
    while (!text.empty() && static_cast<unsigned char>(text.back()) <= 0x20) text.remove_suffix(1);
    while (!text.empty() && static_cast<unsigned char>(text.front()) <= 0x20) text.remove_prefix(1);
    return text;
}

} // namespace core::ascii
