#pragma once

#include <string>

#include "core/model/pod.h"

namespace core::schedule {

/// Kubernetes' way to print one: key=value:Effect, key:Effect, key=value, key.
[[nodiscard]] std::string toText(const model::Taint& taint);

} // namespace core::schedule
