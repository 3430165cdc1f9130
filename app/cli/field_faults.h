#pragma once

#include "app/cli/context.h"
#include "app/cli/input.h"
#include "core/change/make.h"

/// Says, before a dry run is sent, which fields of texts the servers that they are for do not know.
namespace cli {

/// @param api  of the cluster that the manifests are for
void sayFieldFaults(Context& context, const Manifests& manifests, core::change::Api& api);
/// Of texts that are at hand as the steps of a plan.
void sayFieldFaults(Context& context, const core::change::Plan& plan, const core::change::Apis& apis);

} // namespace cli
