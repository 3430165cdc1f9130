#pragma once

#include <string>

#include "app/cli/table.h"
#include "core/change/apply.h"
#include "core/change/plan.h"

/// Plans and what became of them, as text.
namespace cli {

/// "2 steps: 1 create, 1 change, 0 delete; 1 unchanged", the table of steps, and below it what each step changes, who else owns a field,
/// what the server warns of and what a person has to know.
[[nodiscard]] std::string planText(const core::change::Plan& plan, const Table::Look& look);
/// What the cluster has against what it would have, as `diff -u` prints it.
[[nodiscard]] std::string planDiff(const core::change::Plan& plan);
/// Of one step: its fields, one a line.
[[nodiscard]] std::string fieldsText(const core::change::Step& step, bool colour);
/// Of one step: fields that others own and the text says otherwise, one a line, with what becomes of each.
[[nodiscard]] std::string ownedText(const core::change::Step& step);
/// Of one step: what it would bring about, one thing a line, each marked as predicted (~).
[[nodiscard]] std::string effectsText(const core::change::Step& step);
/// What that rests on, and what could not be predicted.
[[nodiscard]] std::string predictedText(const core::change::Plan& plan);
/// What the clusters lack for it: those checks that do not pass, one a line, and how many do.
[[nodiscard]] std::string checksText(const core::change::Plan& plan, bool colour);
/// The steps and how each ended.
[[nodiscard]] Table appliedTable(const core::change::Plan& plan, const core::change::Applied& applied);
[[nodiscard]] core::Json appliedJson(const core::change::Plan& plan, const core::change::Applied& applied);
/// "Deployment default/a"
[[nodiscard]] std::string nameText(const core::change::Step& step);

} // namespace cli
