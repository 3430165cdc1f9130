#pragma once

#include <stop_token>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/effect.h"
#include "core/snapshot/fleet.h"

/// What changes of objects would bring about: the fleet's previews with them, each put to the change that causes it. Pure, as preview()
/// is: the same changes on the same snapshot have the same effects, digit for digit.
namespace core::preview {

/// Changes count in their order. A workload's effect stands at the last change without which it would be another: what a policy does
/// to a workload that is made after it, stands at the workload. A change that moves nothing has none. A policy alone is asked of the workloads that the fleet has.
[[nodiscard]] model::ChangeEffects effectsOf(const std::vector<model::ObjectChange>& changes,
                                             const snapshot::FleetPtr& fleet, std::stop_token stop = {});

/// Whether the object is one that placement hangs on: a workload, a policy, an override, a scaler, a priority.
[[nodiscard]] bool concernsPlacement(const Json& object);

/// "c-hz-01: 0 -> 2 replicas, +2 nodes of ecs.gn7i-c8g1.2xlarge in pool gpu-a10, +19.07 CNY/h", and of the fleet as a whole a line for
/// each note besides; "? -> 2" where what it has now may not be read. All of it is predicted.
[[nodiscard]] std::vector<std::string> linesOf(const model::Effect& effect);

} // namespace core::preview
