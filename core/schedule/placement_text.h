#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "core/model/placement.h"

/// A placement as the scheduler records it in the annotation policy.karmada.io/applied-placement: one line of JSON, members
/// in the order of Karmada's types.
namespace core::schedule {

/// "NotIn": a requirement's operator as manifests write it.
[[nodiscard]] std::string_view operatorText(model::Requirement::Op op);
[[nodiscard]] std::string placementText(const model::Placement& placement);
/// Empty where the text is not a JSON object.
[[nodiscard]] std::optional<model::Placement> placementOf(std::string_view text);

} // namespace core::schedule
