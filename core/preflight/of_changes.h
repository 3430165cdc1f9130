#pragma once

#include <stop_token>

#include "core/model/effect.h"
#include "core/preflight/preflight.h"

/// The checks of what changes would place: each workload that they make, change, or place anew, as it would be then.
namespace core::preflight {

struct OfChanges {
    std::vector<Check> checks;     ///< of one workload after the other; said once where two have it in common
    std::vector<std::string> open; ///< sentences: what was not checked, and why
};

/// @param changes  those of the fleet's control plane, or of the only cluster, are looked at; what is applied to a member by itself
///                 places nothing
[[nodiscard]] OfChanges checksOf(const std::vector<model::ObjectChange>& changes, const snapshot::FleetPtr& fleet,
                                 const Ask& ask, std::stop_token stop = {});

} // namespace core::preflight
