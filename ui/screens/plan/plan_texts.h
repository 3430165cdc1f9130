#pragma once

#include <QString>

#include "ui/session/plan_view.h"

/// What is said of a plan as a whole. Pure.
namespace ui::plan {

[[nodiscard]] QString titleText(const PlanView& plan);
[[nodiscard]] QString countsText(const PlanView& plan); ///< "+ 1 create   ~ 1 change   − 0 delete"
[[nodiscard]] QString timesText(const PlanView& plan);
[[nodiscard]] Remark dryRunText(const PlanView& plan); ///< of all steps
[[nodiscard]] Remark undoText(const PlanView& plan);
[[nodiscard]] Remark checksText(const PlanView& plan); ///< "5 of 6 checks pass, 1 fails"; empty: nothing was checked
/// What keeps replicas from running although the plan is applied; empty: nothing that is known.
[[nodiscard]] Remark blockingText(const PlanView& plan);
/// Why it cannot be applied as it is; empty: it can.
[[nodiscard]] QString blockText(const PlanView& plan, const PlanWay& way);
[[nodiscard]] QString clockText(core::Time time); ///< "14:02" of today, else with the day; local time
/// The berthctl call that makes the same plan, or applies it where it is in a file; none, with the reason in `why`.
[[nodiscard]] std::optional<QString> commandOf(const PlanView& plan, QString& why);

} // namespace ui::plan
