#pragma once

#include "app/cli/context.h"
#include "core/snapshot/fleet.h"

/// What `snapshot pack` and `snapshot take` have in common: one file that is written whole or not at all.
namespace cli {

[[nodiscard]] Flag forceFlag();

/// Whether a snapshot may be written there, before anything is read. @param code why not
[[nodiscard]] bool mayWrite(Context& context, const Arguments& arguments, const std::string& path, ExitCode& code);
/// Writes it, and prints a row about it.
[[nodiscard]] ExitCode writeSnapshot(Context& context, const Arguments& arguments, const core::snapshot::Fleet& fleet,
                                     const std::string& path);

} // namespace cli
