#pragma once

#include <string>
#include <vector>

#include "core/change/plan.h"

/// What an object has that its text does not, where an apply leaves it: what others wrote into it; detail of this room.
namespace core::change {

/// Fields with their owners: `.spec.template.spec.nodeSelector (kubectl-patch)`, by field. Without what the server fills in by itself,
/// status, what control planes and autoscalers write, marks of tools, and what the step decides about.
/// @param live    with its managedFields
/// @param result  as the step leaves it; not an object: as it is
[[nodiscard]] std::vector<std::string> beyondText(const Step& step, const Json& live, const Json& result);

} // namespace core::change
