#include <set>

#include "core/base/words.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

/// Once, whatever the clusters.
void perhapsUpdate(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout) {
        if (step.perhapsAt.empty()) continue;
        warnings.add("update-unknown",
                     "Whether this replaces the pods that run is not known: the snapshot does not tell what " +
                         step.perhapsAt +
                         " of the pod template was, as those of older versions do not. What an update would take is "
                         "shown as if it were one.",
                     "Take the snapshot again.");
        return;
    }
}

void stuckUpdate(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout)
        if (!step.stuck.empty())
            warnings.add({.id = step.unsure ? updateUnsure : updateStuck,
                          .text = step.stuck,
                          .remedy = step.remedy,
                          .severity = step.unsure ? model::Severity::Warning : model::Severity::Error,
                          .path = {}});
}

void partition(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout) {
        if (step.keepOld == 0) continue;
        const std::int64_t young = step.replicas - step.keepOld;
        const std::string text =
            young == 0 ? "In " + step.cluster + " no pod gets the new pod template: the partition is not below " +
                             counted(step.replicas, "replica") + ", so all stay with the old one."
                       : "In " + step.cluster + " only " + std::to_string(young) + " of " +
                             counted(step.replicas, "replica") + (young == 1 ? " gets" : " get") +
                             " the new pod template: the partition leaves the others with the old one.";
        warnings.add({.id = "update-partition",
                      .text = text,
                      .remedy = "Lower partition in updateStrategy.rollingUpdate to update them, too.",
                      .severity = model::Severity::Warning,
                      .path = "/spec/updateStrategy/rollingUpdate/partition"});
    }
}

/// "Scaled to the maximum, there is a node for only 8 of 40 replicas."
std::string onlySome(const std::string& when, const ScaledCase& scaled)
{
    return "Scaled " + when + ", there is " +
           (scaled.verdict == Verdict::Unknown ? "for certain a node for only " : "a node for only ") +
           std::to_string(scaled.placed) + " of " + counted(scaled.replicas, "replica") + ".";
}

/// Where the scheduler places more than get a node, more may fit of a smaller number.
std::string mostThatFits(const std::vector<ScaledCase>& cases, const ScaledCase& scaled)
{
    for (const ScaledCase& one : cases)
        if (one.label == "most that fits" && one.replicas != scaled.placed)
            return " The most that fits is " + counted(one.replicas, "replica") + ".";
    return {};
}

void scaledUp(const Answer& answer, Warnings& warnings)
{
    if (answer.preview.placed == 0) return; // of other numbers there is nothing worse to say
    constexpr std::string_view at = "at ";
    std::set<std::int64_t> ofRules; // the largest is the maximum, too
    for (const ScaledCase& one : answer.preview.scaled) {
        const bool fits = one.verdict == Verdict::Fits || one.verdict == Verdict::Nothing;
        if (fits || one.replicas == answer.preview.replicas) continue; // what is asked, the verdict tells
        if (one.label.starts_with(at) && ofRules.insert(one.replicas).second)
            warnings.add("scaled-rule", onlySome("at \"" + one.label.substr(at.size()) + "\"", one),
                         "Lower the number of that rule, or make room before then.");
        else if (one.label == "max" && !ofRules.contains(one.replicas))
            warnings.add("scaled-max", onlySome("to the maximum", one) + mostThatFits(answer.preview.scaled, one),
                         "Lower the maximum, or make room before it is reached.");
    }
}

} // namespace

void warnOfChanges(const Answer& answer, Warnings& warnings)
{
    perhapsUpdate(answer, warnings);
    stuckUpdate(answer, warnings);
    partition(answer, warnings);
    scaledUp(answer, warnings);
}

} // namespace core::preview
