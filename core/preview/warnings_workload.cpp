#include <algorithm>

#include "core/base/words.h"
#include "core/preview/fixed_fields.h"
#include "core/preview/open_spreads.h"
#include "core/preview/running_template.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

std::string kindAndName(const Answer& answer)
{
    const model::ObjectRef& ref = answer.prepared.question->workload.ref;
    return ref.kind + " " + ref.shortText();
}

/// What makes the new object possible, kind by kind.
std::string aroundFixed(const std::string& kind, const std::string& field)
{
    if (kind == "Job")
        return "Keep " + field + " as it is, or give the Job another name: the old one runs on beside it.";
    if (kind == "StatefulSet")
        return "Keep " + field +
               " as it is, or delete the StatefulSet with --cascade=orphan first and apply it then: its "
               "pods stay, unless the selector changes.";
    return "Keep " + field + " as it is, or apply it under another name and delete the old one: its pods go with it.";
}

void fixedFields(const Answer& answer, Warnings& warnings)
{
    const model::Workload& workload = answer.prepared.question->workload;
    for (const FixedField& field : answer.prepared.refused)
        warnings.add(
            {.id = "field-cannot-change",
             .text = "The API server will refuse this apply: " + field.name + " of " + kindAndName(answer) +
                     " is not what the object in the fleet has, and nobody may change it. What is shown is what runs, "
                     "which stays.",
             .remedy = aroundFixed(workload.ref.kind, field.name),
             .severity = model::Severity::Error,
             .path = field.path});
}

/// The fleet takes it, and a cluster does not: an override makes of it what the object there may not become.
void fixedInMembers(const Answer& answer, Warnings& warnings)
{
    const Prepared& prepared = answer.prepared;
    if (prepared.running == nullptr || prepared.overrides.empty() || !prepared.refused.empty()) return;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        if (answer.facts.site(site).existing == 0 || answer.decision.replicas[site] == 0) continue;
        const model::Cluster& cluster = answer.facts.site(site).data->cluster;
        const model::ClusterIdentity identity = identityOf(cluster);
        model::Issues ignored;
        const Json before = model::overridden(*prepared.running, prepared.fleet->overrides, identity, ignored);
        const Json after = model::overridden(prepared.question->workload.object, prepared.overrides, identity, ignored);
        for (const FixedField& field : changedFixedFields(before, after))
            warnings.add({.id = "field-cannot-change",
                          .text = "The API server of " + cluster.name + " will refuse it: overrides change " +
                                  field.name + " of " + kindAndName(answer) +
                                  " there, which nobody may change. What runs there stays as it is.",
                          .remedy = aroundFixed(prepared.question->workload.ref.kind, field.name),
                          .severity = model::Severity::Error,
                          .path = {}});
    }
}

/// Replicas that run already, without the engine's record of what it gave.
void bindingMissing(const Answer& answer, Warnings& warnings)
{
    const Prepared& prepared = answer.prepared;
    if (!lacksPrevious(prepared)) return;
    std::vector<std::string> where;
    std::int64_t all = 0;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const std::int64_t here = answer.facts.site(site).existing;
        if (here == 0) continue;
        all += here;
        where.push_back(answer.name(site) + " " + std::to_string(here));
    }
    if (where.empty()) return;
    warnings.add(
        "previous-unknown",
        counted(all, "replica") + " of " + kindAndName(answer) + (all == 1 ? " runs" : " run") + " already (" +
            joined(where) +
            "), and the snapshot holds no ResourceBinding of it, so how the engine divided it before is not "
            "known. It is taken for a first placement, for which a division by capacity wants room besides "
            "those that run.",
        "Add what `kubectl get resourcebindings -A -o yaml` prints on the fleet to the snapshot, or hand it in "
        "with --previous.");
}

/// What runs is read from pods, or nobody tells it: the snapshot holds neither the fleet's object nor the cluster's.
void runningTemplates(const Answer& answer, Warnings& warnings)
{
    if (!replacesPods(answer.prepared.question->workload)) return;
    std::vector<std::string> changed;
    std::vector<std::string> sameButForImages;
    std::vector<std::string> unknown;
    std::vector<std::string> alike;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const Site& here = answer.facts.site(site);
        if (answer.decision.replicas[site] == 0 || runningIn(answer.prepared, *here.data) != nullptr) continue;
        const std::string& name = answer.name(site);
        const bool told = (here.data->podsKnown || here.existing > 0) && answer.facts.own().canTell();
        if (!told && previousOf(answer.prepared, name) > 0) unknown.push_back(name);
        for (const RolloutStep& step : answer.preview.rollout)
            if (told && step.cluster == name && step.perhapsAt.empty()) changed.push_back(name);
        if (here.existing > 0 && shownByPods(*here.ask, answer.facts.own(), *here.data).imageUnknown)
            sameButForImages.push_back(name);
        const auto& steps = answer.preview.rollout;
        if (here.existing > 0 &&
            std::none_of(steps.begin(), steps.end(), [&](const RolloutStep& step) { return step.cluster == name; }))
            alike.push_back(name);
    }
    const std::string remedy = addsTheObject(answer.prepared);
    if (!changed.empty())
        warnings.add("update-by-pods",
                     "The pods of " + kindAndName(answer) + " that run in " + joined(changed) +
                         " differ from the pod template, so this is taken for an update: the snapshot holds no object "
                         "that tells.",
                     remedy);
    if (!sameButForImages.empty())
        warnings.add("image-unknown",
                     "Whether " + kindAndName(answer) + " changes its image in " + joined(sameButForImages) +
                         " is not known, and what an update would take is not counted: the snapshot holds neither the "
                         "object nor the image of its pods.",
                     remedy);
    const std::vector<std::string> unseen = notShownByPods(answer.prepared.question->workload.object);
    if (!alike.empty() && !unseen.empty())
        warnings.add("template-not-compared",
                     "Whether " + kindAndName(answer) + " changes " + listed(unseen) + " of its pods in " +
                         joined(alike) +
                         " is not known, and what an update would take is not counted: the snapshot holds no object "
                         "that tells, and of pods it keeps no values of these.",
                     remedy);
    if (!unknown.empty())
        warnings.add("template-unknown",
                     "The pod template that " + kindAndName(answer) + " runs with in " + joined(unknown) +
                         " is not known: the snapshot holds neither the object nor its pods, so whether this is an "
                         "update, and what that would take, is unknown.",
                     remedy);
}

/// A template's place counts from the first of several manifests; here it counts from its own.
std::string inManifest(const std::string& path)
{
    const auto at = path.find("/spec");
    return at == std::string::npos ? std::string() : path.substr(at);
}

/// "between 1 and 9 pods"
std::string bounds(const model::Component& group)
{
    const std::int64_t least = group.minPods.value_or(0);
    return group.maxPods ? "between " + std::to_string(least) + " and " + counted(*group.maxPods, "pod")
                         : "from " + counted(least, "pod") + " on without an upper end";
}

/// Ray's autoscaler, Spark's dynamic allocation, elastic training.
void groupsScale(const Answer& answer, Warnings& warnings)
{
    for (const model::Component& group : answer.prepared.question->workload.components) {
        if (!group.minPods && !group.maxPods) continue;
        if (group.minPods == group.pods && group.maxPods == group.pods) continue;
        const bool canGrow = !group.maxPods || *group.maxPods > group.pods;
        warnings.add({.id = "group-scales-itself",
                      .text = "Group " + group.name + " of " + kindAndName(answer) + " scales itself " + bounds(group) +
                              "; this answer is for " + std::to_string(group.pods) + ".",
                      .remedy = canGrow ? "Ask for its most pods in the manifest, too, to see whether that fits."
                                        : "Ask for its fewest pods in the manifest, too, to see what stays bought.",
                      .severity = model::Severity::Warning,
                      .path = inManifest(group.path)});
    }
}

/// Of a policy that was handed in, it is said at its place.
void openSpreadsOfFleet(const Answer& answer, Warnings& warnings)
{
    const model::Policy& policy = *answer.prepared.policy;
    const auto& handed = answer.prepared.question->policies;
    const auto isPolicy = [&](const model::Policy& one) { return sameObject(one.ref, policy.ref); };
    if (std::any_of(handed.begin(), handed.end(), isPolicy)) return;
    for (const OpenSpread& open : openSpreads(policy.placement))
        warnings.add("spread-without-maximum",
                     open.what + " It is in " + policy.ref.kind + " " + policy.ref.shortText() + ".", open.fix);
}

/// What would have a policy propagate the workload in place of the one that does.
std::string takesOver(const model::Policy& policy, const Prepared& prepared)
{
    const model::Policy& taken = *prepared.policy;
    const std::string other = taken.ref.kind + " " + taken.ref.shortText();
    if (policy.clusterScoped && !taken.clusterScoped) return "Change or delete " + other + " in the fleet.";
    if (policy.clusterScoped != taken.clusterScoped)
        return "Write preemption: Always into it, or change or delete " + other + " in the fleet.";
    const std::string priority = std::to_string(taken.priority);
    return prepared.claimed
               ? "Write preemption: Always and a priority above " + priority + " into it, or change or delete " +
                     other + " in the fleet."
               : "Write a priority above " + priority + " into it, or change or delete " + other + " in the fleet.";
}

/// Who hands a policy in takes the answer for its own. Of two that were handed in their texts tell which is first; a claim is
/// in none of them.
void policyLeftOut(const Answer& answer, Warnings& warnings)
{
    const Prepared& prepared = answer.prepared;
    const auto& handed = prepared.question->policies;
    const auto find = [&](const model::ObjectRef& ref) {
        return std::find_if(handed.begin(), handed.end(),
                            [&](const model::Policy& one) { return sameObject(one.ref, ref); });
    };
    const model::ObjectRef& taken = prepared.policy->ref;
    const bool isTakenHanded = find(taken) != handed.end();
    for (const OtherPolicy& other : prepared.out) {
        const auto policy = find(other.ref);
        const bool isUnread =
            std::any_of(prepared.unread.begin(), prepared.unread.end(),
                        [&](const model::ObjectRef& ref) { return sameObject(ref, other.ref); }); // said elsewhere
        if (policy == handed.end() || isUnread || (isTakenHanded && other.byRank)) continue;
        warnings.add("policy-not-taken",
                     other.ref.kind + " " + other.ref.shortText() + " was handed in and does not apply: " + taken.kind +
                         " " + taken.shortText() + " propagates the workload. " + other.why,
                     takesOver(*policy, prepared));
    }
}

void finishedJob(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.question->workload.ref.kind != "Job" || answer.prepared.atOnce != 0) return;
    if (answer.prepared.question->workload.replicas == 0) return; // none is asked for
    warnings.add("job-finished",
                 kindAndName(answer) +
                     " is finished: no completion is left, or it failed. Applying it again starts no pod.",
                 "Delete it first to run it again.");
}

} // namespace

void warnOfWorkload(const Answer& answer, Warnings& warnings)
{
    policyLeftOut(answer, warnings);
    fixedFields(answer, warnings);
    fixedInMembers(answer, warnings);
    bindingMissing(answer, warnings);
    runningTemplates(answer, warnings);
    finishedJob(answer, warnings);
    groupsScale(answer, warnings);
    openSpreadsOfFleet(answer, warnings);
}

} // namespace core::preview
