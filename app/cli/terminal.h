#pragma once

#include <string>
#include <string_view>

#include "core/base/shown.h"

/// Where output goes: whether that is a terminal, how wide it is, and whether it shows colours.
namespace cli {

enum class Colour { Auto, Always, Never };

struct Terminal {
    int descriptor = 1;
    bool isTerminal = false;
    int columns = 0; ///< 0: no limit (a pipe, a file)
    bool colour = false;
};

inline constexpr int usualColumns = 80; ///< where none are told

/// Looks at a descriptor and at COLUMNS, NO_COLOR and TERM.
[[nodiscard]] Terminal terminalOf(int descriptor, Colour colour);

/// Everything or nothing more: false where the other end is closed or full, and errno says why.
bool writeAll(int descriptor, std::string_view text);

enum class Tone { Plain, Good, Attention, Bad, Quiet, Strong };
/// The text in its tone, or as it is where the terminal shows no colour.
[[nodiscard]] std::string painted(std::string_view text, Tone tone, bool colour);

/// Text from outside as a terminal may show it, the whole of it.
[[nodiscard]] inline std::string harmless(std::string_view text)
{
    return core::shown(text, text.size());
}

} // namespace cli
