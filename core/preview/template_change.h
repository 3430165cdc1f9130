#pragma once

#include <string>

#include "core/base/json.h"
#include "core/model/workload.h"

/// Does a changed manifest replace pods? Detail of this room.
namespace core::preview {

/// Where the first difference between two workloads' pod templates is ("spec/containers/0/image" of the template);
/// empty: none, so the pods stay. What the API server fills in by default, and annotations that others added, are no
/// difference; quantities are compared by value.
/// Both are compared as a snapshot keeps them: a change of a secret value in a script is not seen.
[[nodiscard]] std::string templateChange(const model::Workload& before, const model::Workload& after);

/// The new pods ask for the same places as the old ones: requests, rules and volumes are alike, whatever they run.
[[nodiscard]] bool placedAlike(const model::Workload& before, const model::Workload& after);

/// Two values of one field are different in the same sense.
[[nodiscard]] bool differ(const Json& before, const Json& after);

} // namespace core::preview
