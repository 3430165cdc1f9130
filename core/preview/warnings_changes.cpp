#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/preview/ahead.h"
#include "core/preview/idle_nodes.h"
#include "core/preview/running_template.h"
#include "core/preview/scaled.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

/// Once, whatever the clusters.
void perhapsUpdate(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout) {
        if (step.perhapsAt.empty() || step.underWay) continue;
        const snapshot::ClusterData* data = answer.facts.fleet().cluster(step.cluster);
        if (data != nullptr && runningIn(answer.prepared, *data) == nullptr) {
            warnings.add("update-unknown",
                         "Whether this replaces the pods that run is not known: the snapshot holds no object that "
                         "tells, and of the pods some differ from the pod template in " +
                             step.perhapsAt +
                             ", which others may have written. What an update would take is shown as if it were one.",
                         addsTheObject(answer.prepared));
            return;
        }
        warnings.add("update-unknown",
                     "Whether this replaces the pods that run is not known: the snapshot does not tell what " +
                         step.perhapsAt +
                         " of the pod template was, as those of older versions do not. What an update would take is "
                         "shown as if it were one.",
                     "Take the snapshot again.");
        return;
    }
}

void underWay(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout) {
        if (!step.underWay) continue;
        const std::string& name = step.cluster;
        std::string text = "An update that was applied before is under way in " + name + ": of " +
                           counted(step.replicas, "replica") + ", " + std::to_string(step.haveNew) +
                           " so far with the new pod template.";
        if (!step.perhapsAt.empty())
            text =
                "An update that was applied before is under way in " + name +
                ": which of its pods have the new pod template is not told, so what it takes is shown as if none had.";
        warnings.add("update-under-way", std::move(text),
                     "Watch it with `kubectl rollout status` there until it ends.");
    }
}

/// What of the end an update leaves open.
void endOfUpdate(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& site = answer.facts.site(i);
        const ClusterOutcome& here = answer.outcome.clusters[i];
        const auto isOpen = [](const Share& share) {
            return share.kind == Share::Kind::New ? share.spared > 0 : share.unsure;
        };
        if (site.tiedApart)
            warnings.add("update-end-open",
                         "In " + answer.name(i) + " the end is shown with the old pods on their places." +
                             " Those that the update makes anew come back to the volumes of their claims, and whether "
                             "they find room there is not part of the answer.",
                         "Keep room for the new template where each volume is.");
        else if (site.mayStay && std::any_of(here.shares.begin(), here.shares.end(), isOpen))
            warnings.add("update-end-open",
                         "Which pods the update in " + answer.name(i) +
                             " replaces is not known: the answer spans from all of them leaving their places to all of "
                             "them keeping these.",
                         "Plan for the upper end of nodes and cost until it is known.");
    }
}

/// So that who changed nothing sees what is taken for a change.
std::string because(const RolloutStep& step)
{
    return step.changedAt.empty() ? std::string()
                                  : " It is an update, as " + step.changedAt + " of the pod template differs.";
}

void stuckUpdate(const Answer& answer, Warnings& warnings)
{
    for (const RolloutStep& step : answer.preview.rollout)
        if (!step.stuck.empty())
            warnings.add({.id = step.unsure ? updateUnsure : updateStuck,
                          .text = step.stuck + because(step),
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

/// The scheduler keeps a placement that it cannot better, and takes away one that the policy allows nowhere.
/// @source karmada pkg/scheduler/scheduler.go: on a FitError spec.clusters are emptied
void takenAway(const Answer& answer, Warnings& warnings)
{
    const schedule::BindingCycle& cycle = answer.decision.cycle;
    if (cycle.conditionReason != "NoClusterFit" || !cycle.clusters.empty()) return;
    std::int64_t replicas = 0;
    std::int64_t running = 0;
    std::vector<std::string> clusters;
    for (const model::TargetCluster& target : answer.prepared.binding.spec.clusters) {
        replicas += target.replicas;
        clusters.push_back(target.name + (target.replicas > 0 ? " " + std::to_string(target.replicas) : ""));
    }
    if (clusters.empty()) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) running += answer.facts.site(i).existing;
    warnings.add({.id = "placement-taken-away",
                  .text = "No cluster fits the policy, so the scheduler takes the placement away: " +
                          counted(std::max(replicas, running), "replica") + " will be removed (" + joined(clusters) +
                          "), of which " + std::to_string(running) + " hold a node now.",
                  .remedy = "Do not apply this; let the policy name a cluster that fits, or keep the one that they are "
                            "in.",
                  .severity = model::Severity::Error,
                  .path = {}});
}

/// The scheduler's filter keeps out only clusters that hold nothing of the workload yet.
void notReady(const Answer& answer, Warnings& warnings)
{
    const auto says = [](const model::Taint& taint) {
        return taint.key == "cluster.karmada.io/not-ready" || taint.key == "cluster.karmada.io/unreachable" ||
               taint.key == "cluster.open-cluster-management.io/unavailable" ||
               taint.key == "cluster.open-cluster-management.io/unreachable";
    };
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const auto& taints = answer.facts.site(i).data->cluster.taints;
        if (answer.decision.replicas[i] == 0 || std::none_of(taints.begin(), taints.end(), says)) continue;
        warnings.add("cluster-not-ready",
                     answer.name(i) + " is not ready, and the scheduler gives it " +
                         counted(answer.decision.replicas[i], "replica") +
                         ": what does not run there by now starts only once it is back.",
                     "Bring it back, or exclude it in the policy, so that other clusters take its replicas.");
    }
}

constexpr const char* untilTheyLeave =
    "Wait until they are gone; what stays longer is held by a finalizer or by its node.";

/// The scheduler places all or none and counts no room that pods on the way out still hold.
void roomThatIsAwaited(const Answer& answer, Warnings& warnings)
{
    if (answer.decision.placed) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const std::int64_t leaves = answer.decision.candidate[i] == 0 ? 0 : answer.facts.aheadOf(i).leaves;
        if (leaves == 0 || answer.facts.site(i).mayStay || !answer.facts.runningAtEnd(i).range().isExact()) continue;
        const std::int64_t now = answer.facts.runningAtEnd(i).replicas;
        const std::int64_t more = answer.facts.fitsNow(i).upper.value_or(now) - now;
        if (more <= 0) continue;
        warnings.add("pods-leave",
                     "In " + answer.name(i) + " there is room for " + counted(more, "replica") + " more once " +
                         counted(leaves, "pod") + " on the way out " + (leaves == 1 ? "is" : "are") +
                         " gone; until then the scheduler does not count it.",
                     untilTheyLeave);
    }
}

/// Pods of others that come onto nodes that run first, and those that leave them.
void roomOfOthers(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const std::int64_t unsure = answer.outcome.clusters[i].perhapsOnNodes;
        if (unsure == 0 || !answer.facts.runningOf(i).range().isExact() || answer.facts.site(i).unread > 0) continue;
        const Ahead& ahead = answer.facts.aheadOf(i);
        const std::string what = "In " + answer.name(i) + " " + restOn(unsure);
        if (ahead.waits > 0)
            warnings.add("pods-wait-first",
                         what + "room that " + counted(ahead.waits, "pod") +
                             " of other workloads may take first, Pending already and with a node that fits.",
                         ahead.rank.preempts ? "Wait until that is settled, or give this workload a higher priority: "
                                               "it then evicts pods of a lower one."
                                             : "Wait until that is settled: this workload's pods never preempt.");
        if (ahead.leaves > 0)
            warnings.add("pods-leave",
                         what + "the room of " + counted(ahead.leaves, "pod") +
                             " on the way out, which is free once the grace period is over.",
                         untilTheyLeave);
    }
}

constexpr const char* neverPreempt =
    "Give the pods a PriorityClass with preemptionPolicy: Never to wait for a node instead, or make room first.";

/// Room that pods of lower priority hold is not free: who takes it is told whose it was.
void preempted(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const ClusterOutcome& here = answer.outcome.clusters[i];
        if (here.preempting == 0) continue;
        warnings.add(
            "preempts",
            "In " + answer.name(i) + " " + counted(here.preempting, "replica") + " would run by preempting " +
                victimsText(here.shares) +
                ": kube-scheduler evicts them before any node is bought. Those that have a controller wait for "
                "a node anew.",
            neverPreempt);
    }
    for (const RolloutStep& step : answer.preview.rollout)
        if (const std::int64_t pods = preemptingOf(step.places); pods > 0)
            warnings.add("update-preempts",
                         "At its worst moment the update in " + step.cluster + " would run " +
                             counted(pods, "new replica") + " by preempting " + victimsText(step.places) + ".",
                         neverPreempt);
}

/// Who makes way is paid for anew, or waits.
void madeAnew(const Answer& answer, Warnings& warnings)
{
    const std::optional<Evicted>& evicted = answer.preview.evicted;
    if (!evicted) return;
    const std::string back = counted(evicted->pods, "pod that makes way is", "pods that make way are");
    if (evicted->bought.most > 0)
        warnings.add("evicted-anew",
                     back + " made anew, and " + countedBetween({evicted->bought.sure, evicted->bought.most}, "node") +
                         " would be bought for that: they are among the new nodes and their cost here.",
                     neverPreempt);
    if (evicted->pending.upper != 0)
        warnings.add("evicted-pending",
                     back + " made anew, and " + countedBetween(evicted->pending, "pod") +
                         " of these would find no node and stay Pending.",
                     neverPreempt);
    for (const std::string& cluster : evicted->untold)
        warnings.add("evicted-untold",
                     "Who makes way in " + cluster +
                         " is not told, so nodes that would be bought for those made anew are not in the cost here.",
                     neverPreempt);
}

/// Where every cluster has a copy of what is scaled, the number that is written is that of one.
std::string lowerTheMaximum(const Answer& answer)
{
    const std::optional<Scaling> scaling = scalingOf(answer.prepared);
    const std::int64_t written = scaling ? scaling->max.value_or(0) : 0;
    const auto& cases = answer.preview.scaled;
    const auto labelled = [&](std::string_view label) {
        return std::find_if(cases.begin(), cases.end(), [&](const ScaledCase& one) { return one.label == label; });
    };
    const auto max = labelled("max");
    const auto fits = labelled("most that fits");
    if (written > 0 && max != cases.end() && fits != cases.end() && max->replicas > written) {
        // An override that states a number of its own makes it no multiple.
        const std::int64_t copies = max->replicas / written;
        if (max->replicas == copies * written && fits->replicas % copies == 0)
            return "Lower the maximum to " + std::to_string(fits->replicas / copies) + ", as each of " +
                   counted(copies, "cluster") + " gets a copy of it, or make room before it is reached.";
    }
    return "Lower the maximum, or make room before it is reached.";
}

void scaledUp(const Answer& answer, Warnings& warnings)
{
    if (answer.preview.placed == 0) return; // of other numbers there is nothing worse to say
    constexpr std::string_view at = "at ";
    constexpr std::string_view bound = "min ";
    std::set<std::int64_t> ofRules; // the largest is the maximum, too
    for (const ScaledCase& one : answer.preview.scaled) {
        const bool fits = one.verdict == Verdict::Fits || one.verdict == Verdict::Nothing;
        if (fits || one.replicas == answer.preview.replicas) continue; // what is asked, the verdict tells
        const bool ofBounds = one.label.starts_with("min at ") || one.label.starts_with("max at ");
        const std::string moment = one.label.substr(ofBounds ? bound.size() : 0);
        if (moment.starts_with(at) && ofRules.insert(one.replicas).second)
            warnings.add("scaled-rule", onlySome("at \"" + moment.substr(at.size()) + "\"", one),
                         "Lower the number of that rule, or make room before then.");
        else if (one.label == "max" && !ofRules.contains(one.replicas))
            warnings.add("scaled-max", onlySome("to the maximum", one) + mostThatFits(answer.preview.scaled, one),
                         lowerTheMaximum(answer));
    }
}

} // namespace

void warnOfChanges(const Answer& answer, Warnings& warnings)
{
    perhapsUpdate(answer, warnings);
    underWay(answer, warnings);
    endOfUpdate(answer, warnings);
    stuckUpdate(answer, warnings);
    partition(answer, warnings);
    takenAway(answer, warnings);
    notReady(answer, warnings);
    roomThatIsAwaited(answer, warnings);
    roomOfOthers(answer, warnings);
    preempted(answer, warnings);
    madeAnew(answer, warnings);
    warnOfIdleNodes(answer, warnings);
    scaledUp(answer, warnings);
}

} // namespace core::preview
