#include "app/cli/render_plan.h"

#include <algorithm>

#include "app/cli/figures.h"
#include "app/cli/terminal.h"
#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/outline.h"
#include "core/kube/client_error.h"
#include "core/model/age.h"

namespace cli {
namespace {

using namespace core::change;
using core::shown;

/// "19.07..28.60 CNY/h"
std::string costText(const core::model::CostRange& cost)
{
    const std::string lower = moneyText(cost.lower);
    if (!cost.upper || *cost.upper == cost.lower) return lower + "/h";
    return lower.substr(0, lower.find(' ')) + ".." + moneyText(*cost.upper) + "/h";
}

constexpr std::size_t LongestValue = 60;   ///< characters of a list or an object in a line
constexpr std::size_t LongestScalar = 300; ///< of any other value

std::string valueText(const core::Json& value)
{
    if (value.is_null()) return {};
    // Images differ at their end.
    const std::size_t most = value.is_structured() ? LongestValue : LongestScalar;
    return shown(value.dump(-1, ' ', false, core::Json::error_handler_t::replace), most);
}

/// Lines behind the first moved in.
std::string linesText(std::string_view text, std::size_t most)
{
    return core::shownLines(text, most, "\n    ");
}

std::string changeText(const Step& step)
{
    if (step.seen.isUnknown) return "unknown";
    if (step.action == Step::Action::Delete) return step.seen.there() ? "delete" : "-";
    if (step.action == Step::Action::Owners) return "managers";
    if (!step.seen.there()) return "create";
    return core::counted(static_cast<std::int64_t>(step.diff.differences.size()), "field");
}

std::string checkedText(const Step& step)
{
    if (step.refused) return "refused";
    switch (step.checked) {
    case Step::Checked::DryRun: return "accepted";
    case Step::Checked::NotYet: return "not yet";
    case Step::Checked::Impossible: return "no dry run";
    case Step::Checked::Local: return "not asked";
    }
    return {};
}

std::string conflictsText(const Step& step)
{
    if (step.conflicts.empty()) return "-";
    const auto open = std::ranges::count(step.conflicts, Conflict::Choice::Open, &Conflict::choice);
    const std::string all = core::counted(static_cast<std::int64_t>(step.conflicts.size()), "field");
    return open == 0 ? all : all + ", " + std::to_string(open) + " open";
}

const char* signOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added: return "+";
    case Difference::Kind::Removed: return "-";
    case Difference::Kind::Changed: return "~";
    }
    return "";
}

Tone toneOf(Difference::Kind kind)
{
    switch (kind) {
    case Difference::Kind::Added: return Tone::Good;
    case Difference::Kind::Removed: return Tone::Bad;
    case Difference::Kind::Changed: return Tone::Attention;
    }
    return Tone::Plain;
}

std::string choiceText(Conflict::Choice choice)
{
    switch (choice) {
    case Conflict::Choice::Open: return "open: --conflict FIELD=leave, take or share";
    case Conflict::Choice::Leave: return "theirs is left; the field is not applied";
    case Conflict::Choice::TakeOver:
        return "taken over by force; they may put it back, and an undo makes them its owner no more";
    case Conflict::Choice::Share: return "their value is applied; both own the field";
    }
    return {};
}

/// What else there is to say of a step, one thing a line.
std::string remarksText(const Step& step)
{
    std::string text;
    const auto line = [&](const std::string& what) { text += "  ! " + what + "\n"; };
    if (step.refused) {
        line("refused: " + core::shownEnds(step.refused->message, core::kube::LongestMessage, "\n    "));
        for (const std::string& cause : core::kube::causesBesides(step.refused->message, step.refused->causes))
            line(linesText(cause, core::kube::LongestMessage));
        if (core::change::missesNamespace(step))
            line("Put the namespace into the plan: its manifest, or --add-fixes, which adds it.");
    }
    text += ownedText(step);
    if (step.action == Step::Action::Owners) // the step behind it says the same
        for (const std::string& manager : step.takesOver)
            line("takes over what " + shown(manager) + " managed; no value changes");
    if (step.gitOps && core::change::isByFleet(*step.gitOps))
        line(step.gitOps->tool +
             " keeps this object as the fleet's is and will put the change back: " + shown(step.gitOps->evidence) +
             ". Change the fleet's object, give this cluster an OverridePolicy, or suspend its policy "
             "(spec.suspension) first; or apply with --over-gitops");
    else if (step.gitOps)
        line(step.gitOps->tool +
             (step.gitOps->application.empty() ? "" : " (" + shown(step.gitOps->application) + ")") +
             " keeps this object and will put the change back: " + shown(step.gitOps->evidence) +
             ". Change its repository (`plan --patch-into`, `diff -o diff`), or apply with --over-gitops");
    for (const SecretRef& ref : step.secrets)
        line("the value of " + shown(ref.key) + " comes from " + ref.text() + " when the plan is applied");
    for (const std::string& warning : step.warnings) line("the server warns: " + linesText(warning, 500));
    for (const std::string& note : step.notes) line(linesText(note, core::kube::LongestMessage)); // commands are whole
    if (!step.dependants.empty())
        line((step.orphans ? "leaves behind, without their owner: " : "takes along: ") + textOf(step.dependants));
    for (const std::string& said : {core::change::lostText(step), core::change::staysText(step)})
        if (!said.empty()) line(said);
    for (const std::string& open : step.notLookedFor) line(linesText(open, 500));
    return text + effectsText(step);
}

/// "~+3 nodes, ~+28.60 CNY/h"; of several workloads one after the other.
std::string consequenceText(const Step& step)
{
    std::string text;
    for (const core::model::Effect& effect : step.predicted) {
        if (!effect.cluster.empty()) continue;
        const bool isUnknown = core::model::areNodesUnknown(!effect.nodes.empty(), effect.placed);
        std::string one = !effect.nodes.empty() ? "~+" + rangeText(effect.nodes.front().count) + " nodes"
                          : isUnknown           ? "new nodes unknown"
                                                : "no new nodes";
        if (effect.cost)
            one += std::string(", ") + (effect.cost->upper ? "~+" : ">= +") + costText(*effect.cost);
        else if (!effect.nodes.empty())
            one += ", price unknown";
        if (effect.update != core::model::UpdateEnd::Finishes)
            one += std::string(", ") + core::model::updateText(effect.update);
        text += (text.empty() ? "" : "; ") + one;
    }
    return text.empty() ? "-" : text;
}

Table stepsTable(const Plan& plan)
{
    const bool predicted = std::ranges::any_of(plan.steps, [](const Step& step) { return !step.predicted.empty(); });
    std::vector<Column> columns{{"STEP"}, {"CLUSTER"}, {"OBJECT"}, {"CHANGE"}, {"CONFLICTS"}, {"DRY RUN"}};
    if (predicted) columns.push_back({"CONSEQUENCE"});
    Table table(std::move(columns));
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        std::vector<Cell> cells{std::to_string(i + 1),
                                shown(step.target.cluster),
                                nameText(step),
                                {changeText(step), step.action == Step::Action::Delete ? Tone::Bad : Tone::Plain},
                                {conflictsText(step), step.isOpen() ? Tone::Attention : Tone::Plain},
                                {checkedText(step), step.refused ? Tone::Bad : Tone::Plain}};
        if (predicted) cells.push_back(consequenceText(step));
        table.add(std::move(cells));
    }
    return table;
}

const char* endText(StepEnd::State state)
{
    switch (state) {
    case StepEnd::State::NotReached: return "not reached";
    case StepEnd::State::Done: return "done";
    case StepEnd::State::Failed: return "failed";
    case StepEnd::State::Unknown: return "unknown";
    case StepEnd::State::Accepted: return "accepted";
    }
    return "";
}

const char* endText(Applied::End end)
{
    switch (end) {
    case Applied::End::Done: return "done";
    case Applied::End::NotReady: return "not-ready";
    case Applied::End::Stale: return "stale";
    case Applied::End::Failed: return "failed";
    case Applied::End::Partly: return "partly";
    case Applied::End::Unknown: return "unknown";
    case Applied::End::Accepted: return "accepted";
    case Applied::End::Stopped: return "stopped";
    }
    return "";
}

} // namespace

std::string nameText(const Step& step)
{
    return shown(step.what.kind) + " " + shown(step.what.shortText());
}

std::string ownedText(const Step& step)
{
    std::string text;
    for (const Conflict& one : step.conflicts) {
        text += "  ! " + shown(one.field);
        if (one.manager.empty()) // and it was said that it stays
            text += " stays as the cluster has it, though nobody else is on record as its owner: theirs " +
                    valueText(one.theirs) + ", yours " + valueText(one.yours) + "; " +
                    (one.choice == Conflict::Choice::Share ? "their value is applied" : "the field is not applied") +
                    "\n";
        else
            text += " is owned by " + shown(one.manager) + ": theirs " +
                    (one.theirs.is_null() ? "none" : valueText(one.theirs)) + ", yours " +
                    (one.yours.is_null() ? "none" : valueText(one.yours)) + "; " + choiceText(one.choice) + "\n";
        if (!one.why.empty()) text += "    " + shown(one.why, 500) + "\n";
    }
    return text;
}

std::string effectsText(const Step& step)
{
    std::string text;
    for (const std::string& effect : step.effects)
        text += "  ~ " + linesText(effect, core::kube::LongestMessage) + "\n";
    return text;
}

std::string predictedText(const Plan& plan)
{
    std::string text;
    for (const std::string& one : plan.notPredicted) text += "? " + linesText(one, 500) + "\n";
    if (!plan.snapshot.empty())
        text += "~ predicted on snapshot " + shown(plan.snapshot) +
                (plan.snapshotTaken ? ", taken " + core::model::toText(*plan.snapshotTaken) : ", time unknown") + "\n";
    return text;
}

std::string checksText(const Plan& plan, bool colour)
{
    using State = core::model::Check::State;
    std::string text;
    std::int64_t passes = 0;
    for (const core::model::Check& check : plan.checks) {
        if (check.state == State::Passes) {
            ++passes;
            continue;
        }
        const bool isMended = core::change::isMended(plan, check);
        const bool fails = check.state == State::Fails && !isMended;
        const std::string sign = fails ? "x " : check.state == State::Unknown ? "? " : isMended ? "~ " : "! ";
        std::string line =
            sign + (check.cluster.empty() ? "" : shown(check.cluster) + ": ") + linesText(check.text, 500);
        const bool isLong = check.evidence.find('\n') != std::string::npos; // what is to be copied stands alone
        if (isLong)
            line += ": " + linesText(check.evidence, 300);
        else if (!check.evidence.empty())
            line += " (" + shown(check.evidence, 300) + ")";
        if (isMended)
            line += "; a step of this plan makes it";
        else if (!check.remedy.empty())
            line += (isLong ? "\n    " : ". ") + linesText(check.remedy, 1000);
        text += painted(line, fails ? Tone::Bad : Tone::Attention, colour) + "\n";
    }
    if (!plan.checks.empty())
        text += std::to_string(passes) + " of " +
                core::counted(static_cast<std::int64_t>(plan.checks.size()), "check") + " of the clusters pass\n";
    for (const std::string& open : plan.notChecked) text += "? " + linesText(open, 500) + "\n";
    return text;
}

std::string fieldsText(const Step& step, bool colour)
{
    std::string text;
    for (const Difference& one : step.diff.differences) {
        std::string line = std::string("  ") + signOf(one.kind) + " " + (one.path.empty() ? "." : shown(one.path));
        const std::string before = valueText(one.before);
        const std::string after = valueText(one.after);
        if (one.before.is_string() && one.before == Mask && one.after == one.before)
            line += " (secret, changed)";
        else if (one.kind == Difference::Kind::Changed)
            line += " " + before + " -> " + after;
        else
            line += " " + (before.empty() ? after : before);
        if (one.why == Difference::Why::Server) line += " (by the server)";
        if (one.why == Difference::Why::Unsaid) line += " (no longer said)";
        text += painted(line, toneOf(one.kind), colour) + "\n";
    }
    const auto folded = static_cast<std::int64_t>(step.diff.folded.size());
    if (folded > 0 || step.diff.managed > 0)
        text +=
            "    hidden: " + std::to_string(folded) + " defaulted, " + std::to_string(step.diff.managed) + " managed\n";
    return text;
}

std::string planText(const Plan& plan, const Table::Look& look)
{
    std::string text;
    if (plan.steps.empty() && plan.stillDiffers.empty() && !plan.beyond.empty()) {
        text = "Nothing to apply. ";
    } else if (plan.steps.empty() && !plan.undoesNothing()) {
        text = plan.stillDiffers.empty() ? "Nothing to change: text and cluster agree"
                                         : "Nothing that an apply changes, but text and cluster differ";
        text += plan.unchanged.empty()
                    ? ".\n"
                    : " on " + core::counted(static_cast<std::int64_t>(plan.unchanged.size()), "object") + ".\n";
    } else if (!plan.steps.empty()) {
        text = stepsTable(plan).text(look);
        for (std::size_t i = 0; i < plan.steps.size(); ++i) {
            const Step& step = plan.steps[i];
            text += "\n" + std::to_string(i + 1) + " " + nameText(step) + "\n" + fieldsText(step, look.colour) +
                    remarksText(step);
        }
    }
    if (!plan.beyond.empty()) text += linesText(core::change::beyondSentence(plan), 4000) + "\n";
    for (const auto* sentences : {&plan.stillDiffers, &plan.notUndone})
        for (const std::string& one : *sentences) text += "! " + linesText(one, 500) + "\n";
    if (!plan.steps.empty())
        text += "\n" + checksText(plan, look.colour) + predictedText(plan) + "plan " + digestOf(plan).substr(0, 12) +
                ", made " + core::model::toText(plan.made) + ", valid until " + core::model::toText(plan.validUntil) +
                "; " + core::counted(static_cast<std::int64_t>(plan.unchanged.size()), "object") + " unchanged\n";
    return text;
}

std::string planDiff(const Plan& plan)
{
    std::string text;
    for (const Step& step : plan.steps) text += patchOf(step).unified;
    return text;
}

Table appliedTable(const Plan& plan, const Applied& applied)
{
    Table table({{"STEP"}, {"CLUSTER"}, {"OBJECT"}, {"STATE"}, {"WHY"}});
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const StepEnd& end = applied.steps[i];
        const Tone tone = end.state == StepEnd::State::Done         ? Tone::Good
                          : end.state == StepEnd::State::NotReached ? Tone::Quiet
                          : end.state == StepEnd::State::Accepted   ? Tone::Attention
                                                                    : Tone::Bad;
        table.add({std::to_string(i + 1),
                   shown(plan.steps[i].target.cluster),
                   nameText(plan.steps[i]),
                   {endText(end.state), tone},
                   end.why.empty() ? "-" : core::shownEnds(end.why, core::kube::LongestMessage, " ")});
    }
    return table;
}

core::Json appliedJson(const Plan& plan, const Applied& applied)
{
    core::Json steps = core::Json::array();
    for (std::size_t i = 0; i < plan.steps.size(); ++i) {
        const Step& step = plan.steps[i];
        steps.push_back({{"cluster", step.target.cluster},
                         {"apiVersion", step.what.apiVersion},
                         {"kind", step.what.kind},
                         {"namespace", step.what.ns},
                         {"name", step.what.name},
                         {"state", endText(applied.steps[i].state)},
                         {"why", applied.steps[i].why},
                         {"warnings", applied.steps[i].warnings}});
    }
    return {{"apiVersion", "berth/v1"},    {"kind", "ApplyReport"}, {"plan", applied.plan},
            {"end", endText(applied.end)}, {"why", applied.why},    {"items", std::move(steps)}};
}

} // namespace cli
