#pragma once

#include <string>

/// Scripts that let a shell complete verbs, flags and values; made from the verbs, so they cannot fall behind them.
namespace cli {

[[nodiscard]] std::string bashCompletion();
[[nodiscard]] std::string zshCompletion();
[[nodiscard]] std::string fishCompletion();

} // namespace cli
