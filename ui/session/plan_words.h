#pragma once

#include "core/change/apply.h"
#include "core/change/make.h"
#include "ui/session/plan_view.h"

/// From the engine's plans to the window's; detail of ui/session.
namespace ui {

/// "Deployment default/a: It was changed.": the sentence is translated, the name stays.
[[nodiscard]] QString aboutObject(const std::string& said);
[[nodiscard]] QString stepId(const std::string& cluster, const core::model::ObjectRef& what);
[[nodiscard]] StepView viewOf(const core::change::Step& step, int number);
[[nodiscard]] PlanView viewOf(const core::change::Plan& plan);
[[nodiscard]] AppliedView viewOf(const core::change::Applied& applied);
/// @param wishes  that the plan was made of: they tell which fixes it can take up
[[nodiscard]] std::vector<CheckView> checksOf(const core::change::Plan& plan,
                                              const std::vector<core::change::Wish>& wishes);
/// How one step stands while it is carried out, and after.
[[nodiscard]] Remark endOf(core::change::StepEnd::State state);
/// Puts into the step how it ended. @param object  what is said of it
void tell(const core::change::StepEnd& end, const core::Json& object, StepView& step);
[[nodiscard]] core::change::Conflict::Choice choiceOf(FieldConflict::Way way);

} // namespace ui
