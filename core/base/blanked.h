#pragma once

#include <string_view>

/// What stands in a snapshot for a text that is left out of it: "REDACTED", or with a mark of two digits, "REDACTED-3f", by which
/// a changed text can be told (core/snapshot/privacy.h).
namespace core {

inline constexpr std::string_view blankedText = "REDACTED";

[[nodiscard]] constexpr bool isBlanked(std::string_view text)
{
    if (!text.starts_with(blankedText)) return false;
    text.remove_prefix(blankedText.size());
    return text.empty() || (text.size() == 3 && text[0] == '-' &&
                            text.find_first_not_of("0123456789abcdef", 1) == std::string_view::npos);
}

} // namespace core
