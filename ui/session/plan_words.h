#pragma once

#include "core/change/apply.h"
#include "core/change/plan.h"
#include "ui/session/plan_view.h"

/// From the engine's plans to the window's; detail of ui/session.
namespace ui {

[[nodiscard]] QString stepId(const std::string& cluster, const core::model::ObjectRef& what);
[[nodiscard]] StepView viewOf(const core::change::Step& step, int number);
[[nodiscard]] PlanView viewOf(const core::change::Plan& plan);
[[nodiscard]] AppliedView viewOf(const core::change::Applied& applied);
/// How one step stands while it is carried out, and after.
[[nodiscard]] Remark endOf(core::change::StepEnd::State state);
/// Puts into the step how it ended. @param object  what is said of it
void tell(const core::change::StepEnd& end, const core::Json& object, StepView& step);
[[nodiscard]] core::change::Conflict::Choice choiceOf(FieldConflict::Way way);

} // namespace ui
