#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/base/units.h"

/// One object as `kubectl describe` prints a kind that it has no form of its own for: every field, by its name in words, and its events.
namespace core::object {

/// Escaped (core/base/shown.h). Without managedFields.
/// @param cluster  where it stands; empty: that is clear
/// @param events   `Event` objects about it; shown by their last time
/// @source k8s.io/kubectl/pkg/describe/describe.go, 0.32: genericDescriber, printUnstructuredContent, DescribeEvents
[[nodiscard]] std::string described(const Json& object, const std::string& cluster, const std::vector<Json>& events,
                                    Time now);

} // namespace core::object
