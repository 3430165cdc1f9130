#include <algorithm>
#include <numeric>

#include "core/base/words.h"
#include "core/preview/shares.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

std::string division(const Answer& answer, const Numbers& replicas)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < replicas.size(); ++i)
        if (replicas[i] > 0) out.push_back(answer.name(i) + " " + std::to_string(replicas[i]));
    return out.empty() ? "nothing is placed" : joined(out);
}

/// "c-hz-01 by 1, c-hz-02 by 0 to 2": of those that get no node whatever the stock is; as they ask, where that decides it.
std::string shortages(const Answer& answer)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const ClusterOutcome& cluster = answer.outcome.clusters[i];
        const std::int64_t missing = cluster.shortOf - cluster.unsure;
        if (cluster.byOrder) {
            const std::int64_t all = cluster.placed + cluster.shortOf;
            out.push_back(answer.name(i) + " by " + std::to_string(all - *cluster.byOrder->upper) + " to " +
                          std::to_string(all - cluster.byOrder->lower));
            continue;
        }
        if (missing > 0) out.push_back(answer.name(i) + " by " + std::to_string(missing));
    }
    return joined(out);
}

std::ptrdiff_t candidates(const Answer& answer)
{
    const auto& all = answer.decision.candidate;
    return std::count_if(all.begin(), all.end(), [](std::uint8_t is) { return is != 0; });
}

bool keepsWhatItGave(const Answer& answer, std::size_t site)
{
    const std::int64_t before = previousOf(answer.prepared, answer.name(site));
    return before > 0 && before >= answer.decision.replicas[site];
}

/// The pods that the cluster gets find fewer places than the scheduler sees for those of the fleet.
bool overrideNarrows(const Answer& answer, std::size_t site)
{
    Facts& facts = answer.facts;
    const bool asked = answer.decision.stockAsked;
    const Range there = asked ? facts.available(site) : facts.running(site);
    return facts.site(site).heardAsk && facts.asSeen(site, asked).lower > there.lower;
}

struct Cause {
    const char* why;
    std::string remedy;
};

/// The division that was tried and gives more replicas a node: "Pin a 1, b 4 as static weights, which places 2 replicas more";
/// empty: none does.
std::string pinned(const Answer& answer)
{
    const auto& all = answer.preview.remedies;
    const auto found = std::find_if(all.begin(), all.end(), [](const Remedy& one) {
        return one.kind == Remedy::Kind::OtherDivision && one.placesMore.value_or(0) > 0;
    });
    if (found == all.end()) return {};
    std::vector<std::string> parts;
    for (const model::TargetCluster& target : found->division)
        parts.push_back(target.name + " " + std::to_string(target.replicas));
    return "Pin " + joined(parts) + " as static weights, which places " + counted(*found->placesMore, "replica") +
           " more";
}

/// What was tried in place of a strategy that looks at no capacity, and helps.
bool wasOffered(const Answer& answer, Remedy::Kind kind)
{
    const auto& all = answer.preview.remedies;
    return std::any_of(all.begin(), all.end(), [&](const Remedy& one) { return one.kind == kind; });
}

/// Of what would help only what was tried.
std::string insteadOfWeights(const Answer& answer)
{
    const std::string pin = pinned(answer);
    if (wasOffered(answer, Remedy::Kind::ByCapacity))
        return pin.empty() ? "Divide by dynamicWeight: AvailableReplicas."
                           : "Divide by dynamicWeight: AvailableReplicas, or change the weights.";
    return pin.empty() ? "Make room there, or ask for fewer replicas." : pin + ".";
}

std::string insteadOfCopies(const Answer& answer)
{
    std::vector<std::string> out;
    if (wasOffered(answer, Remedy::Kind::ByCapacity)) out.emplace_back("Write replicaSchedulingType: Divided.");
    if (wasOffered(answer, Remedy::Kind::FewerClusters)) out.emplace_back("Choose fewer clusters.");
    if (out.empty()) return "Make room there, or ask for fewer replicas.";
    return out.size() == 2 ? "Write replicaSchedulingType: Divided, or choose fewer clusters." : out.front();
}

/// Another zone has stock of its own; a quota of the account counts in every zone.
/// @param pin  what was tried and helps, too; empty: nothing
std::string insteadOfSharing(const Answer& answer, const std::string& pin)
{
    std::vector<std::string> quotas;
    bool ofCell = false;
    for (const Reason& reason : answer.outcome.shared) {
        if (reason.id == ReasonId::SharedQuota)
            quotas.push_back("quota " + reason.args[1]);
        else
            ofCell = true;
    }
    const std::string first = pin.empty() ? std::string() : pin + ", or ";
    const std::string last = pin.empty() ? ", or ask for fewer replicas." : ".";
    if (quotas.empty())
        return first + (first.empty() ? "Give" : "give") + " one of the clusters a type or zone of its own" + last;
    return first + (first.empty() ? "Ask" : "ask") + " for more of " + listed(quotas) +
           (ofCell ? " and give one of the clusters a type or zone of its own" : "") + last;
}

/// Why a division by capacity gives clusters what they cannot hold; of several causes the one that is easiest to mend.
Cause whyTooMany(const Answer& answer)
{
    const std::string pin = pinned(answer);
    if (!answer.outcome.shared.empty())
        return {"It asks each cluster alone and does not see what they share.", insteadOfSharing(answer, pin)};
    bool chosenNow = false;
    bool overQuota = false;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const ClusterOutcome& cluster = answer.outcome.clusters[i];
        if (cluster.shortOf == cluster.unsure) continue;
        if (answer.facts.site(i).retains)
            return {"The label retain-replicas keeps the cluster's own number.",
                    "Lower its autoscaler's maximum, or make room for that number."};
        if (answer.facts.site(i).overriddenReplicas)
            return {"An override changes the number after the division.",
                    "Remove /spec/replicas from the override, or make room for that number."};
        if (overrideNarrows(answer, i))
            return {"It counts for the pod as the fleet has it, and an override gives the cluster another one.",
                    pin.empty() ? "Write what the pods need into the workload itself."
                                : pin + ", or write what the pods need into the workload itself."};
        if (answer.decision.stockAsked && !keepsWhatItGave(answer, i) && answer.facts.offersOfAnyVolume(i) != nullptr)
            return {
                "It counts what GOATScaler could add in every zone, and GOATScaler does not look at volumes: not in "
                "each of them the pods' volume can be mounted.",
                pin.empty() ? "Keep the pools there to the volume's zone, or ask for fewer replicas."
                            : pin + ", or keep the pools there to the volume's zone."};
        chosenNow = chosenNow || !keepsWhatItGave(answer, i);
        overQuota = overQuota || cluster.overQuota > 0;
    }
    if (!chosenNow)
        return {"It leaves with a cluster what it gave it before, whether that has a node or not.",
                "Have the fleet schedule it anew, or make room there."};
    if (overQuota)
        return {"It counts what the nodes take, not what the namespace's quota still admits.",
                "Raise the namespace's ResourceQuota there, or ask for fewer replicas."};
    return {"It counts what the nodes sum up to, not the rules among the replicas (anti-affinity, topology spread) nor "
            "single cards (gpu-mem).",
            "Loosen the rule among the replicas, make room there, or ask for fewer replicas."};
}

void overCapacity(const Answer& answer, Warnings& warnings)
{
    const std::string where = shortages(answer);
    if (where.empty() || !answer.decision.placed) return;
    if (answer.prepared.fullCopy) {
        warnings.add("copies-over-capacity",
                     "A copy goes to every chosen cluster whatever it can hold; too many are in: " + where + ".",
                     wasOffered(answer, Remedy::Kind::FewerClusters)
                         ? "Choose fewer clusters in the policy, or make room there."
                         : "Make room there, or ask for fewer replicas.");
        return;
    }
    switch (schedule::strategyOf(answer.prepared.binding.spec)) {
    case schedule::Strategy::Static:
        warnings.add("static-weights-ignore-capacity",
                     "Static weights look at no capacity: what does not fit stays Pending in its cluster. Too many are "
                     "in: " +
                         where + ".",
                     insteadOfWeights(answer));
        break;
    case schedule::Strategy::Duplicated:
        warnings.add(
            "duplicated-ignores-capacity",
            "Duplicated looks at no capacity: every chosen cluster gets all replicas. Too many are in: " + where + ".",
            insteadOfCopies(answer));
        break;
    case schedule::Strategy::Dynamic:
    case schedule::Strategy::Aggregated:
        if (candidates(answer) >= 2) { // else nobody to share with
            const Cause cause = whyTooMany(answer);
            warnings.add("over-capacity",
                         "The scheduler gives clusters more replicas than will get a node: " + where + ". " + cause.why,
                         cause.remedy);
        }
        break;
    case schedule::Strategy::NotDivided:
    case schedule::Strategy::Unsupported: break;
    }
}

void searchEnded(const Answer& answer, Warnings& warnings)
{
    const Outcome& outcome = answer.outcome;
    if (outcome.untried == 0) return;
    warnings.add(
        "joint-search-ended",
        "Many clusters share quotas that count their types differently, and not every choice was tried: between " +
            std::to_string(outcome.placed) + " and " + counted(outcome.placed + outcome.untried, "replica") +
            " can get a node.",
        "Ask about fewer clusters or types to know it exactly.");
}

void fullCopy(const Answer& answer, Warnings& warnings)
{
    const model::Workload& workload = answer.prepared.question->workload;
    if (answer.prepared.ownInterpreter) {
        warnings.add(
            "own-interpreter",
            "Karmada has no interpreter for a " + workload.ref.kind +
                ", but its ResourceBinding counts replicas: an interpreter of your own divides it. That is not "
                "run here: replicas and requests are assumed to be those of the manifest.",
            "Compare them with replicas and replicaRequirements in its ResourceBinding.");
    }
    if (!answer.prepared.fullCopy) return;
    const auto chosen = std::count_if(answer.decision.replicas.begin(), answer.decision.replicas.end(),
                                      [](std::int64_t n) { return n > 0; });
    if (answer.prepared.daemon) {
        const std::int64_t pods =
            std::accumulate(answer.decision.replicas.begin(), answer.decision.replicas.end(), std::int64_t{0});
        warnings.add("daemonset",
                     "A DaemonSet gets one pod on every node that exists and admits it, here " + counted(pods, "pod") +
                         "; what does not fit its node stays Pending there, and no node is bought for it. Nodes that "
                         "come later get one, too.",
                     "Narrow its nodeSelector to leave some out.");
        return;
    }
    // Whether there is a ResourceInterpreterCustomization or a webhook for the kind is not known.
    const bool own = model::karmadaInterpreter(workload.ref) == model::KarmadaInterpreter::None;
    warnings.add("full-copy",
                 "The fleet's scheduler cannot divide a " + workload.ref.kind +
                     ": every chosen cluster gets a full copy" +
                     (chosen == 0 ? std::string()
                                  : ", " + counted(chosen, "cluster") + " × " + counted(workload.replicas, "replica")) +
                     (own ? ", unless an interpreter of your own says otherwise." : "."),
                 "Name one cluster in the policy to run it once.");
}

/// ACK One and Karmada read clusterAffinities differently; where that changes the answer, both are told.
void orderedGroups(const Answer& answer, Warnings& warnings)
{
    if (!answer.prepared.groupsOverflow) return;
    const Prepared other = asKarmadaReads(answer.prepared);
    const Numbers theirs = decide(other, answer.facts, false).replicas;
    if (theirs == answer.decision.replicas) return;
    warnings.add("ordered-groups",
                 "Ordered groups are read in two ways: ACK One fills the first and gives the rest to the next (" +
                     division(answer, answer.decision.replicas) + "); Karmada takes the first that holds everything (" +
                     division(answer, theirs) + ").",
                 "Write overflowAffinities if the first reading is meant on Karmada, too.");
}

void doesNotAddUp(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.fullCopy || !answer.decision.placed) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const auto& stated = answer.facts.site(i).overriddenReplicas;
        if (stated && !answer.facts.site(i).retains && answer.decision.replicas[i] > 0)
            warnings.add("replicas-overridden",
                         "An override sets " + counted(*stated, "replica") + " in " + answer.name(i) +
                             " after the division, so the clusters' numbers need not add up to " +
                             std::to_string(answer.prepared.binding.spec.replicas) + ".",
                         "Remove /spec/replicas from the override to keep the division.");
    }
}

/// What a member's autoscaler made of the number stays, and changes again without the fleet.
void retained(const Answer& answer, Warnings& warnings)
{
    if (!answer.prepared.retainsReplicas) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& here = answer.facts.site(i);
        if (answer.decision.replicas[i] == 0) continue;
        if (here.retains)
            warnings.add("replicas-retained",
                         "The label " + std::string(model::retainReplicasLabel) + " keeps " +
                             counted(*here.overriddenReplicas, "replica") + " in " + answer.name(i) +
                             ", the number of its own Deployment, whatever the fleet divides.",
                         "Take the label out, and the autoscaler with it, to let the fleet's number count.");
        else if (previousOf(answer.prepared, answer.name(i)) > 0)
            warnings.add(
                "replicas-retained",
                "The label " + std::string(model::retainReplicasLabel) + " keeps the number of replicas of " +
                    answer.name(i) +
                    "'s own Deployment, and the snapshot does not hold that object: more may run than is shown.",
                "Add what `kubectl get deployments -A -o yaml` prints in the cluster to the snapshot.");
    }
}

/// Pods of a group start one by one, whether the others will or not.
void idleGroups(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        std::int64_t pods = 0;
        std::int64_t nodes = 0;
        std::optional<MoneyPerHour> cost;
        bool partial = false;
        for (const Share& share : answer.outcome.clusters[i].shares) {
            if (share.of != Share::Of::Idle || share.unsure) continue;
            pods += share.idlePods;
            nodes += share.nodes;
            addCost(cost, partial, share.price, share.nodes);
        }
        if (nodes == 0) continue;
        std::string text = "In " + answer.name(i) + " " + counted(pods, "pod") +
                           " of groups that do not become whole would get " + counted(nodes, "new node") +
                           ", of no use until the rest finds nodes.";
        if (cost) text += theyCost(partial ? CostIs::AtLeast : CostIs::Exactly, *cost);
        warnings.add("idle-group", text, "Ask for fewer replicas, or make room for whole groups first.");
    }
}

/// "Up to 3 new nodes besides would then do no work. They cost at most 60.56 CNY an hour."; empty: nothing is bought for them
std::string costOfBroken(const Answer& answer, const Interleaved& one)
{
    std::int64_t nodes = 0;
    std::optional<MoneyPerHour> cost;
    bool partial = false;
    for (const std::size_t site : one.clusters) {
        std::int64_t left = answer.outcome.clusters[site].interleaved;
        const std::vector<Share>& shares = answer.outcome.clusters[site].shares;
        for (auto share = shares.rbegin(); share != shares.rend() && left > 0; ++share) {
            if (share->of != Share::Of::Whole || share->unsure || share->replicas == 0) continue;
            const std::int64_t groups = std::min(left, share->replicas - replicasOf(*share).lower);
            left -= groups;
            if (share->kind != Share::Kind::New) continue;
            const std::int64_t here = (share->nodes * groups + share->replicas - 1) / share->replicas;
            nodes += here;
            addCost(cost, partial, share->price, here);
        }
    }
    if (nodes == 0) return {};
    std::string text = " Up to " + counted(nodes, "new node") + " besides would then do no work.";
    if (cost && !partial) text += theyCost(CostIs::AtMost, *cost);
    return text;
}

/// Nobody keeps a place for the rest of a group.
void interleavedGroups(const Answer& answer, Warnings& warnings)
{
    for (const Interleaved& one : answer.outcome.interleaved) {
        std::vector<std::string> names;
        for (const std::size_t site : one.clusters) names.push_back(answer.name(site));
        warnings.add(
            "groups-interleave",
            "In " + listed(names) + " pods of " + std::to_string(one.groups) +
                " groups look for nodes at once, and not all find one: taken one by one, " +
                std::to_string(one.oneByOne) + " of the groups would become whole; as they come in any order, only " +
                std::to_string(one.surely) + " surely do." + costOfBroken(answer, one),
            "Ask for fewer replicas, make room for all groups, or have a scheduler place each group as a whole.");
    }
}

/// Without spread constraints more stock never places fewer; with them it may.
void moreStockPlacesFewer(const Answer& answer, Warnings& warnings)
{
    const auto& placement = answer.prepared.binding.spec.placement;
    if (!placement || placement->spreadConstraints.empty() || !answer.decision.stockAsked || !answer.decision.placed ||
        answer.decision.fromUpperEnd)
        return;
    Numbers upper(answer.clusters(), 0);
    bool exact = true;
    for (std::size_t i = 0; i < upper.size(); ++i) {
        if (answer.decision.candidate[i] == 0) continue;
        const Range available = answer.facts.asSeen(i, true);
        exact = exact && available.isExact();
        upper[i] = std::min(available.upper.value_or(schedule::NoLimit), schedule::NoLimit);
    }
    if (exact) return;
    const schedule::BindingCycle cycle = cycleWith(answer.prepared, answer.facts, upper);
    if (!cycle.scheduled || cycle.conditionStatus == "True") return;
    warnings.add(
        "more-stock-places-fewer",
        "With more stock than promised the spread constraints choose other clusters, and then not everything is "
        "placed.",
        "Loosen the spread constraints, or name the clusters.");
}

/// Karmada asks a scheduler-estimator of each cluster where one runs, which an installation by default has not; else it goes by
/// the sums of the Cluster object alone.
/// @source shared reference, karmada §3
void estimatorsAssumed(const Answer& answer, Warnings& warnings)
{
    if (answer.prepared.engine != Engine::Karmada || !dividesByCapacity(answer.prepared)) return;
    Numbers without(answer.clusters(), 0);
    std::vector<std::string> where;
    for (std::size_t i = 0; i < without.size(); ++i) {
        if (answer.decision.candidate[i] == 0) continue;
        const std::int64_t heard = heardAt(answer.facts.heard(i, false), End::Lower);
        without[i] = heardAt(answer.facts.heardWithoutEstimator(i), End::Lower);
        if (without[i] != heard && answer.facts.site(i).data->cluster.summary)
            where.push_back(answer.name(i));
        else
            without[i] = heard;
    }
    if (where.empty()) return;
    const schedule::BindingCycle cycle = cycleWith(answer.prepared, answer.facts, without);
    const bool placed = succeeded(cycle);
    const Numbers replicas = placed ? replicasOf(answer.prepared, answer.facts, cycle) : Numbers();
    if (placed == answer.decision.placed && (!placed || replicas == answer.decision.replicas)) return;
    const std::string otherwise =
        placed ? "divide otherwise: " + division(answer, replicas) + "." : "leave the workload unscheduled.";
    warnings.add({.id = "estimator-assumed",
                  .text = "A scheduler-estimator is taken to run for " + joined(where) +
                          ", as the snapshot holds the nodes there. " +
                          std::string("Without it Karmada goes by the sums of its Cluster objects, and would ") +
                          otherwise,
                  .remedy = "Look whether a deployment karmada-scheduler-estimator-<cluster> runs beside Karmada's "
                            "scheduler.",
                  .path = {},
                  .assumes = true});
}

} // namespace

void warnOfDivision(const Answer& answer, Warnings& warnings)
{
    overCapacity(answer, warnings);
    searchEnded(answer, warnings);
    fullCopy(answer, warnings);
    doesNotAddUp(answer, warnings);
    retained(answer, warnings);
    orderedGroups(answer, warnings);
    idleGroups(answer, warnings);
    interleavedGroups(answer, warnings);
    warnOfOpenEnds(answer, warnings);
    moreStockPlacesFewer(answer, warnings);
    estimatorsAssumed(answer, warnings);
}

} // namespace core::preview
