#pragma once

#include <optional>
#include <string>

#include "core/kube/exec_plugin.h"

/// Where a person's programs are. A program that a desktop starts has the desktop's PATH, which lacks what the person's shell adds to it
/// (~/.profile and its like), so that a program that works in a terminal would not be found.
namespace core::kube {

/// PATH as the user's login shell has it, which is run for that, without input and for a limited time.
/// @return none: there is no such shell (`SHELL`, an absolute path), or it does not say in time
/// @source the fault table, row 48
[[nodiscard]] std::optional<std::string> loginShellPath(const Environment& environment, const RunLimits& limits,
                                                        const std::stop_token& stop = {});

/// The environment with the folders of `path` that its own PATH lacks behind those that it has: what is found without them is found as
/// before.
[[nodiscard]] Environment withFolders(Environment environment, const std::string& path);

} // namespace core::kube
