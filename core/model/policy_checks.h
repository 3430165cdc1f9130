#pragma once

#include <string>

#include "core/model/policy.h"

/// What admission, or an operator's second look, would find wrong in a policy. Detail of this room.
namespace core::model::policies {

/// Rules between fields, words that are none of the known ones, fields that are not known; `spec` at `path`.
void check(const Policy& policy, const Json& spec, const std::string& path, Issues& issues);

/// The same for an OverridePolicy's spec.
void checkOverrides(const Json& spec, const std::string& path, Issues& issues);

} // namespace core::model::policies
