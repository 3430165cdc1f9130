#pragma once

#include <string>
#include <vector>

#include "app/cli/change_source.h"
#include "app/cli/context.h"
#include "core/change/plan.h"

/// What a plan would bring about: predicted on a snapshot that was named, or on the fleet as it is now.
namespace cli {

/// --fleet, --no-effects, and those of a live fleet with its connection.
[[nodiscard]] std::vector<Flag> effectFlags();

/// Reads the fleet only where a step is about something that placement hangs on.
/// @param controlPlane  the fleet's, or of the only cluster
/// @errors Unavailable: the fleet is not there; what is wrong with it was said
[[nodiscard]] core::Result<core::model::ChangeEffects> effectsOf(Context& context, const Arguments& arguments,
                                                                 const core::change::Plan& plan,
                                                                 const core::change::Target& controlPlane);

/// Puts that into the plan, unless --no-effects. A fleet that cannot be read makes it unknown, and the plan no worse.
/// @param checks  what the clusters lack for it (core/preflight) is looked up, too
void predict(Context& context, const Arguments& arguments, core::change::Plan& plan, const OpenClusters& clusters,
             bool checks);
[[nodiscard]] Flag noChecksFlag();

} // namespace cli
