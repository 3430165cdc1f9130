#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/placement.h"

/// A placement as the scheduler records it in the annotation policy.karmada.io/applied-placement: one line of JSON, members
/// in the order of Karmada's types. Detail of this room.
namespace core::schedule {

[[nodiscard]] std::string placementText(const model::Placement& placement);
/// Empty where the text is not a JSON object.
[[nodiscard]] std::optional<model::Placement> placementOf(std::string_view text);

} // namespace core::schedule
