#pragma once

#include "app/cli/commands/commands.h"
#include "app/cli/context.h"

namespace cli {

[[nodiscard]] Verb snapshotTake();
[[nodiscard]] Verb snapshotPack();
[[nodiscard]] Verb snapshotShow();
[[nodiscard]] Verb snapshotVerify();
[[nodiscard]] Verb snapshotDiff();

} // namespace cli
