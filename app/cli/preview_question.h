#pragma once

#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "app/cli/context.h"
#include "app/cli/input.h"
#include "core/live/live.h"
#include "core/preview/preview.h"
#include "core/snapshot/fleet.h"

/// What `preview` and `explain` have in common: manifests and a fleet in, previews out.
namespace cli {

[[nodiscard]] std::vector<Flag> questionFlags();

struct Answered {
    core::snapshot::FleetPtr fleet;                 ///< as it was opened
    std::vector<core::preview::Question> questions; ///< one a preview
    std::vector<core::preview::Preview> previews;
    std::vector<core::Json> documents;           ///< that were handed in
    std::unique_ptr<core::live::LiveFleet> live; ///< none: it is a snapshot
    bool whatIf = false;                         ///< something was changed besides
};

/// Reads, checks, previews; says what is wrong on the way.
/// @param code  what to end with where nothing is returned
[[nodiscard]] std::optional<Answered> answered(Context& context, const Arguments& arguments, ExitCode& code);

} // namespace cli
