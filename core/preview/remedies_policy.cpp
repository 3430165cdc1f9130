#include "core/preview/remedies_case.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/preview/limits.h"
#include "core/preview/other_groups.h"
#include "core/preview/other_strategies.h"
#include "core/preview/remedies.h"
#include "core/preview/variant.h"
#include "core/snapshot/names.h"

namespace core::preview::remedies {
namespace {

/// The policy with this division as static weights.
Prepared withDivision(const Case& all, const std::vector<model::TargetCluster>& division)
{
    Prepared out = all.prepared;
    pin(out.policy->placement, division);
    pin(*out.binding.spec.placement, division);
    return out;
}

} // namespace

void otherDivision(Case& all)
{
    // Without stock in the policy's terms only Karmada's blindness is worth working around; else allowing it comes first.
    if (!all.prepared.ecsProvision && all.prepared.engine != Engine::Karmada) return;
    std::vector<std::int64_t> division =
        divisionThatWorks(all.prepared, all.facts, all.decision, all.outcome, all.asked);
    if (division.empty())
        division = divisionThatPlacesMore(all.prepared, all.facts, all.decision, all.outcome, all.asked);
    if (division.empty()) return;
    std::vector<model::TargetCluster> targets;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < division.size(); ++i) {
        if (division[i] == 0) continue;
        targets.push_back({all.name(i), static_cast<std::int32_t>(division[i]), {}});
        names.push_back(all.name(i) + " " + std::to_string(division[i]));
    }
    const Prepared pinned = withDivision(all, targets);
    const Trial trial = tryQuestion(pinned, all.facts);
    if (trial.settled <= all.settled) return;
    const bool groups = all.prepared.policy && comesInTiers(all.prepared.policy->placement);
    if (offer(all, Kind::OtherDivision,
              "divide as " + listed(names) + ", pinned as static weights" + (groups ? " in one affinity group" : ""),
              trial, sureOf(pinned, all.facts, trial)))
        all.out.back().division = std::move(targets);
}

void otherStrategy(Case& all)
{
    std::size_t trials = 0;
    for (const OtherStrategy& other : otherStrategies(all.prepared, all.facts, all.decision, all.outcome)) {
        if (++trials > all.mostTrials || all.stop.stop_requested()) return;
        const Trial trial = tryPods(other.prepared, all.facts, 0, std::nullopt);
        if (!trial.decision.placed || trial.asked == 0) continue;
        const bool holdsAll = trial.settled >= trial.asked;
        if (other.asksForLess ? !holdsAll : trial.settled <= all.settled) continue;
        const Sure sure = sureOf(other.prepared, all.facts, trial);
        if (!other.asksForLess)
            offer(all, other.kind, other.sentence, trial, sure);
        else if (sure.placed >= trial.asked)
            add(all, other.kind, other.sentence, trial, sure);
    }
}

bool groupsOfThePolicy(Case& all)
{
    if (all.decision.placed && all.outcome.placed > 0) return false;
    std::size_t trials = 0;
    return otherGroups(all.prepared, all.facts.size(), [&](const Prepared& other, const std::string& sentence) {
        if (++trials > all.mostTrials || all.stop.stop_requested()) return false;
        const Trial trial = tryQuestion(other, all.facts);
        if (trial.settled <= all.settled) return false;
        return offer(all, Kind::ChangeRule, sentence, trial, sureOf(other, all.facts, trial));
    });
}

namespace {

/// The policy with one cluster more: those that its affinity lets in now, and this one.
Prepared withCluster(const Case& all, const schedule::BindingCycle& cycle, std::uint32_t member)
{
    Prepared out = all.prepared;
    model::Placement& placement = *out.binding.spec.placement;
    model::ClusterAffinity* affinity = placement.clusterAffinity ? &*placement.clusterAffinity : nullptr;
    for (model::AffinityTerm& term : placement.clusterAffinities) // of ordered groups the one that was tried last
        if (affinity == nullptr || (!cycle.tried.empty() && term.name == cycle.tried.back().term))
            affinity = &term.affinity;
    if (affinity == nullptr) return out;
    model::ClusterAffinity named;
    for (std::uint32_t i = 0; i < all.facts.size(); ++i)
        if (i == member || model::matches(*affinity, all.facts.members().identity(i)))
            named.clusterNames.push_back(all.name(i));
    *affinity = std::move(named);
    return out;
}

/// As it has to stand in the policy, which knows no aliases; besides, what people call it.
std::string asInPolicy(const Case& all, std::uint32_t member)
{
    const std::string alias = snapshot::aliasOf(all.facts.fleet(), all.name(member));
    return alias.empty() || alias == all.name(member) ? all.name(member) : "`" + all.name(member) + "` (" + alias + ")";
}

/// What the affinity calls the cluster, and no engine does; empty: it does not name it.
std::string calledOtherwise(const Case& all, const model::ClusterAffinity& affinity, std::uint32_t member)
{
    const std::string& name = all.name(member);
    const std::string alias = snapshot::aliasOf(all.facts.fleet(), name);
    for (const std::string& one : affinity.clusterNames)
        if (one != name && !one.empty() && (one == alias || one == all.data(member).cluster.id) &&
            !all.facts.members().find(one))
            return one;
    return {};
}

/// What lets the cluster in: where the affinity names it to be left out, that it is not.
std::string letIn(const Case& all, const Prepared& trial, std::uint32_t member)
{
    const std::string& name = all.name(member);
    const auto names = [&](const model::ClusterAffinity& one) {
        return std::find(one.exclude.begin(), one.exclude.end(), name) != one.exclude.end();
    };
    const auto freed = [&](model::ClusterAffinity one) {
        std::erase(one.exclude, name);
        return model::matches(one, all.facts.members().identity(member));
    };
    // Of ordered groups, the one that the trial changed.
    const model::Placement& was = *all.prepared.binding.spec.placement;
    const model::Placement& is = *trial.binding.spec.placement;
    const model::ClusterAffinity* affinity = was.clusterAffinity ? &*was.clusterAffinity : nullptr;
    for (std::size_t i = 0; i < was.clusterAffinities.size(); ++i)
        if (!(was.clusterAffinities[i] == is.clusterAffinities[i])) affinity = &was.clusterAffinities[i].affinity;
    const std::string written = asInPolicy(all, member);
    if (affinity == nullptr || !names(*affinity)) {
        const std::string other = affinity == nullptr ? std::string() : calledOtherwise(all, *affinity, member);
        return other.empty() ? "add " + written + " to the clusters of the policy"
                             : "write `" + name + "` in place of " + other + " in the clusters of the policy";
    }
    return freed(*affinity) ? "take " + written + " out of `exclude` in the policy"
                            : "take " + written + " out of `exclude` in the policy, and add it to its clusters";
}

} // namespace

void addCluster(Case& all)
{
    const schedule::Cycle* cycle = all.decision.chosen();
    if (cycle == nullptr) return;
    std::size_t trials = 0;
    for (const schedule::Excluded& out : cycle->excluded) {
        if (out.plugin != "ClusterAffinity" || all.decision.candidate[out.member] != 0) continue;
        if (all.facts.site(out.member).existing == 0 && all.facts.available(out.member).upper == 0) continue;
        if (++trials > all.mostTrials || all.stop.stop_requested()) return;
        const Prepared more = withCluster(all, all.decision.cycle, out.member);
        const Trial trial = tryQuestion(more, all.facts);
        if (trial.settled <= all.settled) continue;
        offer(all, Kind::AddCluster, letIn(all, more, out.member), trial, sureOf(more, all.facts, trial));
    }
}

namespace {

/// Taints that say that the cluster is not well: whoever tolerates them sends work to where it may not run.
bool isOfHealth(const model::Taint& taint)
{
    return taint.key.starts_with("cluster.karmada.io/") || taint.key.starts_with("cluster.open-cluster-management.io/");
}

/// What the policy would have to tolerate besides, so that the cluster's taints keep nothing out; empty: it had better not.
std::vector<model::Toleration> missingTolerations(const Case& all, std::uint32_t member)
{
    std::vector<model::Toleration> out;
    std::vector<model::Toleration> tolerated = all.prepared.binding.spec.placement->clusterTolerations;
    const std::vector<model::Taint>& taints = all.data(member).cluster.taints;
    while (const model::Taint* taint = model::untolerated(taints, tolerated)) {
        if (isOfHealth(*taint) || taint->key.empty()) return {};
        out.push_back(tolerationOf(*taint));
        tolerated.push_back(out.back());
    }
    return out;
}

/// "maint=yes:NoSchedule"
std::string textOf(const model::Toleration& one)
{
    return one.key + (one.value.empty() ? "" : "=" + one.value) + ":" + one.effect;
}

} // namespace

void tolerateTaint(Case& all)
{
    const schedule::Cycle* cycle = all.decision.chosen();
    if (cycle == nullptr) return;
    std::vector<std::vector<model::Toleration>> tried;
    for (const schedule::Excluded& out : cycle->excluded) {
        if (out.plugin != "TaintToleration") continue;
        const std::vector<model::Toleration> more = missingTolerations(all, out.member);
        if (more.empty() || std::find(tried.begin(), tried.end(), more) != tried.end()) continue;
        if (tried.size() == all.mostTrials || all.stop.stop_requested()) return;
        tried.push_back(more);
        Prepared tolerant = all.prepared;
        auto& tolerations = tolerant.binding.spec.placement->clusterTolerations;
        tolerations.insert(tolerations.end(), more.begin(), more.end());
        const Trial trial = tryQuestion(tolerant, all.facts);
        if (trial.outcome.placed <= all.outcome.placed) continue;
        std::vector<std::string> taints;
        for (const model::Toleration& one : more) taints.push_back(textOf(one));
        offer(all, Kind::ChangeRule,
              "tolerate " + listed(taints) + " of " + all.name(out.member) +
                  " in the policy (spec.placement.clusterTolerations)",
              trial, sureOf(tolerant, all.facts, trial));
    }
}

void allowEcsProvision(Case& all)
{
    if (all.prepared.ecsProvision || all.prepared.engine == Engine::Karmada) return;
    Prepared allowed = all.prepared;
    allowed.ecsProvision = true;
    const Trial trial = tryQuestion(allowed, all.facts);
    if (trial.settled <= all.settled) return;
    offer(all, Kind::AllowEcsProvision, "set spec.autoScaling.ecsProvision: true in the policy", trial,
          sureOf(allowed, all.facts, trial));
}

} // namespace core::preview::remedies
