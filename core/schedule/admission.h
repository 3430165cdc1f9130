#pragma once

#include "core/model/placement.h"

/// What Karmada's API server and admission fill in before the scheduler sees a policy's placement.
/// @source shared reference, karmada §2, §4
namespace core::schedule {

/// replicaSchedulingType: Divided; Divided without a preference: Weighted; a spread constraint without a field: by cluster;
/// minGroups: 1.
void applyDefaults(model::Placement& placement);

} // namespace core::schedule
