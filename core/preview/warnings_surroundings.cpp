#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/estimate/together.h"
#include "core/model/read.h"
#include "core/preview/scaled.h"
#include "core/preview/shares.h"
#include "core/preview/warnings.h"
#include "core/schedule/taint_text.h"
#include "core/snapshot/assemble.h"

namespace core::preview {
namespace {

std::int64_t secondsOf(const Json& object, const char* key, std::int64_t otherwise)
{
    model::Issues ignored;
    return object.is_object() ? model::read::number(object, key, "", ignored, 0).value_or(otherwise) : otherwise;
}

std::string span(std::int64_t seconds)
{
    return seconds >= 120 && seconds % 60 == 0 ? std::to_string(seconds / 60) + " minutes"
                                               : std::to_string(seconds) + " s";
}

/// A new GPU node is seldom ready sooner than the lower, or later than the upper figure.
/// @source shared reference, autoscaling §6
constexpr std::int64_t usualWait = 15 * 60;

/// ACK One deschedules by default; Karmada where its descheduler is installed, which only a stated one tells.
void descheduler(const Answer& answer, Warnings& warnings)
{
    const Json& stated = answer.facts.fleet().descheduler;
    const Engine engine = answer.prepared.engine;
    if (engine == Engine::Direct || (engine == Engine::Karmada && !stated.is_object())) return;
    if (answer.outcome.newNodes == 0 || !answer.prepared.policy) return;
    static const std::set<std::string> descheduled{"Deployment", "StatefulSet", "Job"};
    if (!descheduled.contains(answer.prepared.question->workload.ref.kind)) return;
    // With one candidate only there is nowhere to move to.
    if (std::count(answer.decision.candidate.begin(), answer.decision.candidate.end(), 1) < 2) return;
    const std::int64_t period = secondsOf(stated, "periodSeconds", 120);
    const std::int64_t threshold = secondsOf(stated, "thresholdSeconds", 30);
    if (threshold >= usualWait) return;
    warnings.add("descheduler-clock",
                 "The descheduler looks every " + span(period) + " for replicas that were unschedulable for " +
                     span(threshold) + ", and a GPU node takes minutes: it may move replicas whose node is on its way.",
                 "Raise its threshold above the time that a node takes, or switch it off for this rollout.");
}

/// A rule that raises only the minimum of a FederatedHPA, above every maximum that it has or gets of a rule.
void minimumsAboveMaximum(const Answer& answer, Warnings& warnings)
{
    const std::vector<model::Scaler>& scalers = answer.prepared.scalers;
    for (const model::Scaler& cron : scalers) {
        const auto scaled = std::find_if(scalers.begin(), scalers.end(),
                                         [&](const model::Scaler& one) { return model::targets(cron, one.ref); });
        if (scaled == scalers.end() || !scaled->max) continue;
        std::int64_t most = *scaled->max;
        for (const model::Scaler::Step& step : cron.steps)
            if (step.suspend.empty()) most = std::max(most, step.max.value_or(most));
        for (const model::Scaler::Step& step : cron.steps) {
            if (!step.suspend.empty() || step.max || !step.min || *step.min <= most) continue;
            warnings.add("rule-above-maximum",
                         "A rule of " + cron.ref.kind + " " + cron.ref.shortText() + " (" + step.schedule +
                             ") raises the minimum of " + scaled->ref.kind + " " + scaled->ref.shortText() + " to " +
                             std::to_string(*step.min) + ", above its maximum of " + std::to_string(most) +
                             ": that is no range, so it may change nothing.",
                         "State targetMaxReplicas in the rule as well, or lower its targetMinReplicas.");
        }
    }
}

/// An HPA with a minimum above 0 leaves alone what stands at 0, and so does a FederatedHPA; KEDA does not.
/// @source k8s.io/kubernetes pkg/controller/podautoscaler/horizontal.go, karmada pkg/controllers/federatedhpa: ScalingDisabled
bool isOff(const Prepared& prepared, const Scaling& scaling)
{
    const model::Workload& workload = prepared.question->workload;
    if (workload.replicas != 0 || scaling.min.value_or(0) < 1) return false;
    return std::none_of(prepared.scalers.begin(), prepared.scalers.end(), [&](const model::Scaler& scaler) {
        return model::targets(scaler, workload.ref) && !model::scalesNothing(scaler) &&
               !isOneOf(scaler.ref.kind, {"HorizontalPodAutoscaler", "FederatedHPA"});
    });
}

void autoscalers(const Answer& answer, Warnings& warnings)
{
    minimumsAboveMaximum(answer, warnings);
    const std::optional<Scaling> scaling = scalingOf(answer.prepared);
    if (!scaling) return;
    const model::Workload& workload = answer.prepared.question->workload;
    const auto chosen = std::count_if(answer.decision.replicas.begin(), answer.decision.replicas.end(),
                                      [](std::int64_t n) { return n > 0; });
    std::set<std::string> bounds;
    for (const model::Scaler& scaler : answer.prepared.scalers)
        if (model::targets(scaler, workload.ref) && !model::scalesNothing(scaler))
            bounds.insert(scaler.ref.kind + " " + scaler.ref.shortText());
    if (bounds.size() > 1)
        warnings.add("autoscalers-fight",
                     "Several autoscalers change the replicas of this workload (" + *bounds.begin() + ", " +
                         *std::next(bounds.begin()) + (bounds.size() > 2 ? ", …" : "") + ").",
                     "Keep one of them.");
    const bool off = isOff(answer.prepared, *scaling);
    if (workload.replicasStated && !off && !answer.prepared.retainsReplicas)
        warnings.add("autoscaler-fights-replicas",
                     "The manifest states " + counted(workload.replicas, "replica") + " and " + scaling->names.front() +
                         " changes that number, so each apply sets it back.",
                     "Leave replicas out of the manifest.");
    const std::int64_t asked = workload.replicas;
    if (off)
        warnings.add("autoscaler-off",
                     "0 replicas are asked for, and " + scaling->names.front() +
                         " scales nothing that stands at 0: the workload stays without replicas.",
                     "Ask for " + counted(*scaling->min, "replica") + " or more to have it scaled.");
    else if ((scaling->min && asked < *scaling->min) || (scaling->max && asked > *scaling->max))
        warnings.add("replicas-outside-bounds",
                     counted(asked, "replica") + (asked == 1 ? " is" : " are") + " outside of what " +
                         scaling->names.front() + " allows (" + (scaling->min ? std::to_string(*scaling->min) : "any") +
                         " to " + (scaling->max ? std::to_string(*scaling->max) : "any") +
                         "); it corrects that at once.",
                     "Ask for a number within.");
    for (const model::Scaler& scaler : answer.prepared.scalers) {
        if (scaler.ref.kind != "HorizontalPodAutoscaler" && scaler.ref.kind != "ScaledObject") continue;
        if (scaling->inMembers)
            warnings.add("autoscaler-in-members",
                         "A policy sends " + scaler.ref.kind + " " + scaler.ref.shortText() +
                             " to the clusters: each scales its own copy, so its bounds hold in each of " +
                             counted(chosen, "cluster") + ".",
                         "Use a FederatedHPA to bound the whole.");
        else if (givesCopies(answer.prepared))
            warnings.add("autoscaler-of-copies",
                         "Every cluster gets a copy of what " + scaler.ref.kind + " " + scaler.ref.shortText() +
                             " scales, so its bounds hold in each of " + counted(chosen, "cluster") + ".",
                         "Let the policy divide the replicas, to bound the whole.");
        else
            warnings.add("autoscaler-assumed-in-fleet",
                         "The bounds of " + scaler.ref.kind + " " + scaler.ref.shortText() +
                             " are taken for the whole fleet; sent to the clusters, they would hold in each.",
                         "Use a FederatedHPA to be sure.");
    }
}

/// The scheduler leaves alone what a cluster has, whatever its taints; who evicts is another controller.
/// @source shared reference, karmada §9 (seen in a running Karmada); karmada pkg/controllers/cluster/taint_manager.go
void evictingTaints(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.engine == Engine::Direct || !answer.prepared.binding.spec.placement) return;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const std::int64_t there = answer.decision.replicas[site];
        std::vector<model::Taint> taints = answer.facts.site(site).data->cluster.taints;
        std::erase_if(taints, [](const model::Taint& taint) { return taint.effect != "NoExecute"; });
        const model::Taint* taint =
            model::untolerated(taints, answer.prepared.binding.spec.placement->clusterTolerations);
        if (there == 0 || taint == nullptr) continue;
        const std::string text = schedule::toText(*taint);
        warnings.add("cluster-taint-evicts",
                     "Cluster " + answer.name(site) + " has taint " + text +
                         ", which the policy does not tolerate: where Karmada's taint eviction is on, it evicts the " +
                         counted(there, "replica") + " from there, and the scheduler places them anew.",
                     "Tolerate " + text + " in spec.placement.clusterTolerations, or take the taint off the cluster.");
    }
}

/// A node that answers no more gets its taint a moment later, and then what is there is counted as lost.
void silentNodes(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& site = answer.facts.site(i);
        // Of a workload that shrinks, those go first that are not ready.
        const std::int64_t on = std::min(site.silent, answer.decision.replicas[i] - (site.existing - site.silent));
        if (on <= 0) continue;
        std::vector<std::string> nodes;
        for (const std::uint32_t row : site.silentNodes) nodes.emplace_back(site.data->nodes.names[row]);
        warnings.add(
            {.id = "nodes-not-ready",
             .text = counted(on, "replica counts as running", "replicas count as running") + " on " + listed(nodes) +
                     " of " + answer.name(i) +
                     ", not Ready and not given up by Kubernetes yet: whether that is so is not known.",
             .remedy = "Bring these nodes back to Ready, or expect what is there to be evicted and placed anew.",
             .path = {},
             .assumes = true});
    }
}

/// What the fleet states of its engine, and a policy that another one reads.
void otherEngine(const Answer& answer, Warnings& warnings)
{
    const std::string& stated = answer.facts.fleet().engine;
    const Engine engine = answer.prepared.engine;
    for (const model::ObjectRef& other : answer.prepared.unread)
        warnings.add("engine-differs",
                     "Policy " + other.shortText() + " of group " + std::string(other.group()) +
                         " selects the workload, too, and " + std::string(nameOf(engine)) + " does not read it.",
                     "Take it out, or write what it says into the policy that is read.");
    const bool karmada = stated == "karmada" && engine == Engine::AckOne;
    if (!karmada && !(stated == "ackone" && engine == Engine::Karmada)) return;
    const model::ObjectRef& policy = answer.prepared.policy->ref;
    warnings.add("engine-differs",
                 "The fleet states engine: " + stated + " (fleet.yaml, engine), and policy " + policy.shortText() +
                     " is of group " + std::string(policy.group()) + ", which " +
                     (karmada ? "Karmada does not read: the answer is that of ACK One."
                              : "ACK One does not read: the answer is that of Karmada."),
                 "Take engine out of fleet.yaml, or write the policy in the group of that engine.");
}

/// Zones where the cluster has room, on nodes that run and on nodes that it could buy.
std::set<std::string> zonesWithRoom(const Answer& answer, std::size_t site)
{
    std::set<std::string> zones;
    const snapshot::NodeTable& nodes = answer.facts.site(site).data->nodes;
    for (const auto& [row, pods] : answer.facts.runningOf(site).perNode)
        if (pods > 0) zones.insert(zoneOf(nodes, row));
    const estimate::Provisionable& offers = answer.facts.offersOf(site);
    for (const estimate::Offer& offer : offers.offers)
        if (!offer.refusal && estimate::mostNodesOf(offers, offer) != 0) zones.insert(offer.zone);
    zones.erase("");
    return zones;
}

/// A required affinity to each other keeps the replicas of a cluster in one zone: a spread over zones would leave all but those of
/// one zone Pending.
bool areKeptInAZone(const Answer& answer)
{
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const ClusterOutcome& cluster = answer.outcome.clusters[site];
        if (cluster.placed + cluster.unsure < 2) continue;
        const Site& here = answer.facts.site(site);
        if (estimate::areBesideEachOther(*here.data, *here.ask,
                                         {"topology.kubernetes.io/zone", "kubernetes.io/hostname"}))
            return true;
    }
    return false;
}

void singleZone(const Answer& answer, Warnings& warnings)
{
    std::set<std::string> zones;
    std::int64_t replicas = 0;
    for (std::size_t site = 0; site < answer.clusters(); ++site) {
        const bool groups = answer.facts.site(site).ask->isGroup();
        for (const Share& share : answer.outcome.clusters[site].shares) {
            // Groups of pods lie in the zones of their parts, too.
            if (holdsNothing(share, groups)) continue;
            if (share.replicas > 0 || share.of == Share::Of::Part) zones.insert(share.zone);
            replicas += share.replicas;
        }
    }
    if (replicas < 2 || zones.size() != 1 || zones.begin()->empty()) return;
    std::set<std::string> possible;
    for (std::size_t site = 0; site < answer.clusters(); ++site)
        if (answer.outcome.clusters[site].placed + answer.outcome.clusters[site].unsure > 0)
            possible.merge(zonesWithRoom(answer, site));
    possible.erase(*zones.begin());
    const std::string all = "All " + std::to_string(replicas) + " replicas are in zone " + *zones.begin();
    if (areKeptInAZone(answer))
        warnings.add("single-zone",
                     all + (possible.empty()
                                ? ", and a required pod affinity keeps them together."
                                : " as counted here: a required pod affinity keeps them together, there or "
                                  "in another."),
                     "Loosen that affinity, or add a cluster elsewhere, to outlive the failure of a zone.");
    else if (possible.empty())
        warnings.add("single-zone", all + ".",
                     "Add a zone to the pool, or a cluster elsewhere, to outlive its failure.");
    else
        warnings.add("single-zone",
                     all + " as counted here; others have room, and whether the scheduler uses them is not sure.",
                     "Write a topologySpreadConstraint over topology.kubernetes.io/zone to be sure.");
}

/// @source shared reference, alibaba §1.3
void systemNamespace(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.alone) return;
    const std::string_view ns = answer.prepared.question->workload.ref.nsOrDefault();
    if (!ns.starts_with("kube-") && !ns.starts_with("karmada-")) return;
    warnings.add("system-namespace",
                 "The fleet does not propagate what is in a system namespace (" + std::string(ns) + ").",
                 "Move the workload to a namespace of its own.");
}

/// Whether what the gap makes unknown could have changed this answer.
bool matters(const Answer& answer, const snapshot::Gap& gap)
{
    const std::string_view what = gap.what;
    if (what.starts_with("price of")) return answer.outcome.newCostPartial;
    // Said of what the pods name, where they name one (warnings_admission.cpp).
    if (what == "volume claims" || what == "volumes" || what == "storage classes" || what == "priority classes")
        return false;
    const bool ofPools = what.find("pool") != std::string_view::npos || what == "daemon sets" || what == "stock" ||
                         what.starts_with("instance type");
    if (ofPools && !answer.decision.stockAsked) return false;
    if (gap.cluster.empty()) return true;
    for (std::size_t i = 0; i < answer.clusters(); ++i)
        if (answer.name(i) == gap.cluster) return answer.decision.candidate[i] != 0;
    return true;
}

void gaps(const Answer& answer, Warnings& warnings)
{
    constexpr std::size_t most = 3; // the rest is one line: what is missing must not hide what is wrong
    const snapshot::Gap* ofClusters = snapshot::gapOfClusters(answer.facts.fleet());
    // Without these the others say little; others may be there, and then the division is another.
    if (ofClusters != nullptr) warnings.add(warningOf({*ofClusters, {}}, true));
    std::vector<snapshot::Gap> open;
    for (const snapshot::Gap& gap : answer.facts.fleet().gaps)
        if (&gap != ofClusters && matters(answer, gap)) open.push_back(gap);
    const std::vector<snapshot::SameGap> same = snapshot::sameGaps(open);
    const std::size_t count = same.size();
    for (std::size_t i = 0; i < std::min(count, most); ++i) warnings.add(warningOf(same[i], false));
    if (count > most)
        warnings.add("snapshot-gap",
                     "The snapshot lacks " + counted(static_cast<std::int64_t>(count - most), "thing") + " more.",
                     "List them with berthctl snapshot show.");
}

} // namespace

Warning warningOf(const snapshot::SameGap& one, bool assumes)
{
    return {.id = "snapshot-gap",
            .text = "The snapshot lacks " + titleOf(one) + ", so this is unknown: " + one.gap.unknown + ".",
            .remedy = one.gap.remedy,
            .path = {},
            .assumes = assumes};
}

void warnOfSurroundings(const Answer& answer, Warnings& warnings)
{
    systemNamespace(answer, warnings);
    autoscalers(answer, warnings);
    if (answer.prepared.policy) {
        otherEngine(answer, warnings);
        descheduler(answer, warnings);
        evictingTaints(answer, warnings);
        silentNodes(answer, warnings);
        singleZone(answer, warnings);
    }
    gaps(answer, warnings);
}

} // namespace core::preview
