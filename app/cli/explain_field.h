#pragma once

#include "app/cli/context.h"

namespace cli {

/// `explain deployment.spec.replicas`: what a live server says of a kind, or of one field of it.
[[nodiscard]] ExitCode explainsField(Context& context, const Arguments& arguments);

} // namespace cli
