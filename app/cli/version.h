#pragma once

#include <string_view>

/// Which version this is; version.cmake writes the source when the program is built.
namespace cli {

[[nodiscard]] std::string_view versionNumber(); ///< "0.1.0"
[[nodiscard]] std::string_view
versionBuild(); ///< what `git describe` says, "8c7176f-dirty"; "unknown" outside a checkout

} // namespace cli
