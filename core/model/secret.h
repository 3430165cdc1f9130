#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

namespace core::model {

/// Kubernetes' own kind by its version, not another group's resource of the same name.
[[nodiscard]] bool isOfCoreGroup(const Json& object);
/// The members of a Secret that hold its values: `data`, `stringData`, and those that no Secret has: a slip ("stringdata") in one that
/// has.
/// @source k8s.io/api/core/v1 Secret
[[nodiscard]] std::vector<std::string> valueMembers(const Json& secret);

} // namespace core::model
