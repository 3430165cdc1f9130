#pragma once

#include <string>

#include "core/base/json.h"

namespace core::model {

/// "It is being deleted since 2026-11-29T12:00:00Z and waits for its finalizers: x.io/keep."; empty of an object that stays.
[[nodiscard]] std::string deletionText(const Json& object);

} // namespace core::model
