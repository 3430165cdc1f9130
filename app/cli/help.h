#pragma once

#include <string>
#include <vector>

namespace cli {

/// What `--help` prints: examples first, then usage and flags.
/// @param columns  of the terminal; 0: eighty
[[nodiscard]] std::string helpText(const std::vector<std::string>& path, const std::string& program, int columns);

} // namespace cli
