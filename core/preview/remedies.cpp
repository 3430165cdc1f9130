#include "core/preview/remedies.h"

#include <algorithm>
#include <map>

#include "core/base/words.h"
#include "core/preview/ahead.h"
#include "core/preview/limits.h"
#include "core/preview/node_tries.h"
#include "core/preview/other_groups.h"
#include "core/preview/other_strategies.h"
#include "core/preview/others_nodes.h"
#include "core/preview/resource_models.h"
#include "core/preview/shares.h"
#include "core/preview/trial.h"
#include "core/preview/variant.h"
#include "core/preview/widen.h"

namespace core::preview {
namespace {

using estimate::Limit;
using Kind = Remedy::Kind;

/// Trials of one kind. Each decides anew for the whole fleet, so a large one gets fewer: a keystroke waits for them.
std::size_t trialsFor(std::size_t clusters)
{
    return clusters <= 16 ? 6 : 1;
}

/// The question, what came out, and what a trial is held against.
struct Case {
    const Prepared& prepared;
    Facts& facts;
    const Decision& decision;
    const Outcome& outcome;
    std::int64_t asked;
    std::int64_t settled; ///< settledOf
    Sure sure;            ///< of the answer, whatever the stock is
    std::stop_token stop;
    std::vector<std::size_t> blocked; ///< clusters that hold fewer than they were given or could have been given
    std::vector<Remedy> out{};
    std::size_t mostTrials = trialsFor(facts.size());
    bool widened = false; ///< one limit alone helps

    [[nodiscard]] std::int64_t missing() const { return asked - settled; }
    [[nodiscard]] const snapshot::ClusterData& data(std::size_t index) const { return *facts.site(index).data; }
    [[nodiscard]] const std::string& name(std::size_t index) const { return data(index).cluster.name; }
};

/// @param sure  what the trial comes to
void add(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
         std::vector<snapshot::Change> changes = {})
{
    Remedy remedy;
    remedy.kind = kind;
    remedy.text = std::move(sentence);
    if (trial.updateStuck) remedy.text += "; the update cannot finish even then";
    if (const std::int64_t evicting = trial.outcome.preempting - all.outcome.preempting; evicting > 0)
        remedy.text += "; " + counted(evicting, "replica") + " of it would run only by evicting pods of lower priority";
    remedy.placesMore = std::max<std::int64_t>(0, sure.placed - all.sure.placed);
    remedy.costs = moreCost(all.sure, sure);
    remedy.changes = std::move(changes);
    all.out.push_back(std::move(remedy));
}

/// @return  false: it would help neither at the worst values of stock nor at the best, and is not offered
bool offer(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
           std::vector<snapshot::Change> changes = {})
{
    const bool placesAnew = trial.decision.placed && !all.decision.placed;
    if (sure.placed <= all.sure.placed && sure.most <= all.sure.most && !placesAnew) return false;
    add(all, kind, std::move(sentence), trial, sure, std::move(changes));
    return true;
}

/// With the changes as they are offered.
bool offerWidened(Case& all, Kind kind, std::string sentence, const Widened& widened)
{
    const auto trial =
        widened.asTried ? std::optional(widened.trial) : tryFleet(all.prepared, all.facts, widened.changes);
    return trial &&
           offer(all, kind, std::move(sentence), *trial, sureOf(all.prepared, all.facts, *trial), widened.changes);
}

/// The policy with this division as static weights.
Prepared withDivision(const Case& all, const std::vector<model::TargetCluster>& division)
{
    Prepared out = all.prepared;
    pin(out.policy->placement, division);
    pin(*out.binding.spec.placement, division);
    return out;
}

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

/// What looks at no capacity, and what does.
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
            offer(all, Kind::ChangeRule, other.sentence, trial, sure);
        else if (sure.placed >= trial.asked)
            add(all, Kind::ChangeRule, other.sentence, trial, sure);
    }
}

/// What the widenings of the blocked clusters do, each alone; a limit that several clusters meet is tried once.
void widen(Case& all, Kind kind)
{
    std::vector<snapshot::Change> tried;
    for (const std::size_t index : all.blocked) {
        for (const Widening& one : wideningsOf(all.facts, index, all.outcome, all.missing())) {
            if (one.kind != kind) continue;
            if (tried.size() == all.mostTrials || all.stop.stop_requested()) return;
            const auto again = [&](const snapshot::Change& other) { return snapshot::sameThing(one.change, other); };
            if (std::any_of(tried.begin(), tried.end(), again)) continue;
            tried.push_back(one.change);
            const auto widened = tryWidenings(all.prepared, all.facts, all.settled, {one});
            if (!widened) continue;
            const std::int64_t value = widened->values.front();
            all.widened = offerWidened(all, kind, one.sentence(all.facts, value), *widened) || all.widened;
        }
    }
}

/// Two limits of one cluster that hold together, where none alone does.
void widenTwo(Case& all)
{
    if (all.widened) return;
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        const std::vector<Widening> there = wideningsOf(all.facts, index, all.outcome, all.missing());
        for (std::size_t i = 0; i < there.size(); ++i) {
            for (std::size_t j = i + 1; j < there.size(); ++j) {
                if (++trials > all.mostTrials || all.stop.stop_requested()) return;
                const auto widened = tryWidenings(all.prepared, all.facts, all.settled, {there[i], there[j]});
                if (!widened) continue;
                const std::int64_t first = widened->values[0];
                const std::int64_t second = widened->values[1];
                if (offerWidened(all, there[i].kind,
                                 "do both: " + there[i].sentence(all.facts, first) + "; " +
                                     there[j].sentence(all.facts, second),
                                 *widened))
                    return;
            }
        }
    }
}

/// @return  a spread constraint that cannot be met is all that is wrong
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

/// Types that are in stock in the pool's zones and that it does not list.
std::vector<std::string> otherTypes(const Case& all, const model::NodePool& pool)
{
    std::vector<std::string> out;
    for (const estimate::Cell& cell : all.facts.stock().cells()) {
        const auto& has = pool.instanceTypes;
        const bool zoned = std::any_of(pool.zones.begin(), pool.zones.end(),
                                       [&](const model::PoolZone& zone) { return zone.zone == cell.key.zone; });
        if (!zoned || cell.instances.lower == 0 || cell.key.spot != pool.spot) continue;
        if (std::find(has.begin(), has.end(), cell.key.instanceType) != has.end()) continue;
        if (std::find(out.begin(), out.end(), cell.key.instanceType) == out.end()) out.push_back(cell.key.instanceType);
    }
    return out;
}

void otherType(Case& all)
{
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        for (std::uint32_t p = 0; p < all.data(index).pools.size(); ++p) {
            const model::NodePool& pool = all.data(index).pools[p];
            if (!pool.elastic) continue;
            for (const std::string& type : otherTypes(all, pool)) {
                if (++trials > all.mostTrials || all.stop.stop_requested()) return;
                const auto trial = tryType(all.prepared, all.facts, index, p, type);
                if (trial.settled <= all.settled) continue;
                offer(all, Kind::OtherType,
                      "let pool " + nameOf(pool) + " in " + all.name(index) + " buy " + type + ", too", trial,
                      sureOf(all.prepared, all.facts, trial));
            }
        }
    }
}

/// Where the scheduler places all or none, what an edit makes room for may still be less than all. As many as then have room.
std::optional<std::int32_t> roomFor(const Case& all, const NodesTried& tried)
{
    if (tried.trial.decision.placed || all.prepared.fullCopy || tried.trial.facts == nullptr) return std::nullopt;
    std::int64_t was = 0;
    std::int64_t is = 0;
    for (std::size_t i = 0; i < all.facts.size(); ++i) {
        if (tried.trial.decision.candidate[i] == 0) continue;
        was += all.facts.site(i).existing + all.facts.available(i).lower;
        is += tried.trial.facts->site(i).existing + tried.trial.facts->available(i).lower;
    }
    if (is <= was || is >= all.prepared.binding.spec.replicas) return std::nullopt;
    return static_cast<std::int32_t>(is);
}

/// "do both: a; b"
std::string together(const std::vector<std::string>& sentences)
{
    if (sentences.size() == 1) return sentences.front();
    return (sentences.size() == 2 ? "do both: " : "do all: ") + joined(sentences, "; ");
}

/// @return  it was offered, alone or with fewer replicas
bool offerTried(Case& all, std::vector<std::string> sentences, const NodesTried& tried)
{
    if (tried.trial.settled > all.settled)
        return offer(all, Kind::ChangeRule, together(sentences), tried.trial,
                     sureOf(tried.prepared, all.facts, tried.trial));
    const auto room = roomFor(all, tried);
    if (!room) return false;
    const Prepared fewer = withReplicas(tried.prepared, *room);
    Trial trial = tryQuestion(fewer, *tried.trial.facts);
    if (trial.settled <= all.settled) return false;
    trial.facts = tried.trial.facts;
    sentences.push_back("ask for " + counted(*room, "replica"));
    return offer(all, Kind::ChangeRule, together(sentences), trial, sureOf(fewer, all.facts, trial));
}

/// Nodes that are there and kept from the workload, and pools whose nodes would be: each alone, and where none alone helps, all
/// of a cluster. What is changed about the pods is tried once, whichever clusters it is for.
void freeNodes(Case& all)
{
    if (all.mostTrials == 1) return;
    std::size_t trials = 0;
    std::vector<PodEdit> edits;
    for (const std::size_t index : all.blocked) {
        std::vector<NodeTry> there = nodeTriesOf(all.facts, index);
        const auto helps = [&](const std::vector<NodeTry>& tries) {
            if (++trials > all.mostTrials || all.stop.stop_requested()) return false;
            std::vector<std::string> sentences;
            for (const NodeTry& one : tries) sentences.push_back(one.sentence);
            return offerTried(all, std::move(sentences), tryNodes(all.prepared, all.facts, index, tries));
        };
        std::erase_if(there, [&](const NodeTry& one) {
            return (one.edit && std::find(edits.begin(), edits.end(), *one.edit) != edits.end()) ||
                   takesOthersNodes(all.facts, index, one);
        });
        for (const NodeTry& one : there)
            if (one.edit) edits.push_back(*one.edit);
        bool found = false;
        for (const NodeTry& one : there) found = helps({one}) || found;
        if (!found && there.size() > 1) helps(there);
    }
}

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
    if (affinity == nullptr || !names(*affinity)) return "add " + name + " to the clusters of the policy";
    return freed(*affinity) ? "take " + name + " out of `exclude` in the policy"
                            : "take " + name + " out of `exclude` in the policy, and add it to its clusters";
}

/// Clusters that only the policy's affinity keeps out, and that could hold some of what is missing, or hold it now.
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

/// Clusters that only their taints keep out; one that several of them have is tried once.
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

/// More than all clusters together could ever take; absent: one of them has no known limit.
std::optional<std::int64_t> moreThanFits(Case& all)
{
    std::int64_t room = 1;
    for (std::size_t i = 0; i < all.facts.size(); ++i) {
        const Range range = all.facts.available(i);
        if (!range.upper) return std::nullopt;
        room += std::max<std::int64_t>(*range.upper, 0) + all.facts.site(i).existing;
    }
    return room;
}

/// What has a node now, or gets one of what is asked for: who asks for less gives it up.
std::int64_t heldAnyway(Case& all)
{
    std::int64_t existing = 0;
    for (std::size_t i = 0; i < all.facts.size(); ++i) existing += all.facts.site(i).existing;
    return std::max(existing, all.sure.placed);
}

/// The largest number that gets a node for every replica.
void fewerReplicas(Case& all)
{
    if (all.prepared.fullCopy || all.prepared.binding.spec.replicas < 2) return;
    std::int32_t works = 0;
    const std::optional<std::int64_t> bound = moreThanFits(all);
    const std::int64_t asked = all.prepared.binding.spec.replicas;
    auto fails = static_cast<std::int32_t>(std::clamp<std::int64_t>(bound.value_or(asked), 2, asked));
    std::optional<Trial> best;
    Sure bestSure;
    // First what all could hold together, where that is known, then what is placed now and its neighbour: one of them usually
    // is the answer, and twelve steps do not halve a thousand million down to what fits.
    const auto placed = static_cast<std::int32_t>(std::clamp<std::int64_t>(all.outcome.placed, 1, fails - 1));
    std::vector<std::int32_t> first{placed + 1, placed};
    if (bound) first.push_back(fails - 1);
    for (int i = 0; i < (all.mostTrials > 1 ? 12 : 4) && works + 1 < fails && !all.stop.stop_requested(); ++i) {
        std::int32_t next = works + (fails - works) / 2;
        while (!first.empty() && (first.back() <= works || first.back() >= fails)) first.pop_back();
        if (!first.empty()) {
            next = first.back();
            first.pop_back();
        }
        const Prepared fewer = withReplicas(all.prepared, next);
        Trial trial = tryQuestion(fewer, all.facts);
        std::optional<Sure> sure;
        if (trial.asked > 0 && trial.settled >= trial.asked) sure = sureOf(fewer, all.facts, trial);
        if (sure && sure->placed >= trial.asked) {
            works = next;
            best = std::move(trial);
            bestSure = *sure;
        } else {
            fails = next;
        }
    }
    if (!best || best->asked < heldAnyway(all)) return;
    const auto more = moreCost(all.sure, bestSure);
    // The same, elsewhere and dearer.
    if (bestSure.placed <= all.sure.placed && more && more->upper->micros > 0) return;
    const bool copies = givesCopies(all.prepared);
    add(all, Kind::FewerReplicas, "ask for " + counted(works, "replica") + (copies ? " in each cluster" : ""), *best,
        bestSure);
    all.out.back().replicas = works;
}

/// Pods on the way out give up their room by themselves.
void awaitLeaving(Case& all)
{
    std::size_t trials = 0;
    for (const std::size_t index : all.blocked) {
        if (all.facts.aheadOf(index).leaves == 0) continue;
        if (++trials > all.mostTrials || all.stop.stop_requested()) return;
        const Trial trial = tryCluster(all.prepared, all.facts, index, withoutLeaving(all.data(index)));
        if (trial.settled <= all.settled) continue;
        std::vector<std::string> names;
        for (const std::uint32_t row : leavingFrom(all.data(index))) {
            const auto [ns, name] = podName(all.data(index), row);
            names.push_back(ns + "/" + name);
        }
        offer(all, Kind::Wait,
              "wait until what is on the way out of " + all.name(index) + " has gone: " + listed(names), trial,
              sureOf(all.prepared, all.facts, trial));
    }
}

/// What can be read and not tried: rules of a cluster, and what its namespace may hold.
void whatHolds(Case& all)
{
    for (const std::size_t index : all.blocked) {
        const estimate::Running& running = all.facts.runningOf(index);
        Remedy remedy;
        remedy.kind = Kind::ChangeRule;
        const bool binds = all.facts.quotaBinds(index, true);
        if (const std::string& never = all.facts.site(index).ask->never; !never.empty()) {
            std::vector<std::string> classes;
            for (const model::StorageClass& one : all.data(index).storageClasses) classes.push_back(one.name);
            remedy.text = all.name(index) + ": " + never +
                          "; create that StorageClass there, or name one that it has: " + listed(classes);
            all.out.push_back(remedy);
            continue;
        }
        if (!running.turnedAway.empty()) {
            remedy.text = all.name(index) + ": " + running.turnedAway + "; " + running.turnedAwayFix;
            all.out.push_back(remedy);
        } else if (!running.quotaWants.empty()) {
            remedy.text = all.name(index) + ": " + namespaceQuotaText(running) + "; state one, or change the quota";
            all.out.push_back(remedy);
        } else if (const auto admitted = admittedBy(running); admitted && (binds || *admitted < all.missing())) {
            remedy.text = all.name(index) + ": raise quota " + running.quotaName +
                          " of the namespace, which leaves room for " +
                          (surelyAdmittedBy(running) == admitted ? "" : "at most ") + counted(*admitted, "replica");
            all.out.push_back(remedy);
        }
        if (binds) continue; // more room would stay empty
        const auto models = limitOfModels(all.prepared, all.facts, index);
        const Limited limited = models ? *models : limitOf(all.facts, index, false, {});
        if (limited.by != Limit::Rule && limited.fix.empty()) continue;
        remedy.text = all.name(index) + ": " + limited.text + "; " +
                      (limited.fix.empty() ? "loosen the rule, or give other domains room" : limited.fix);
        all.out.push_back(remedy);
    }
}

std::vector<std::size_t> blockedClusters(const Decision& decision, const Outcome& outcome)
{
    std::vector<std::size_t> out;
    for (std::size_t i = 0; i < outcome.clusters.size(); ++i)
        if (outcome.clusters[i].shortOf > 0) out.push_back(i);
    for (std::size_t i = 0; i < outcome.clusters.size(); ++i)
        if (decision.candidate[i] != 0 && outcome.clusters[i].shortOf == 0) out.push_back(i);
    return out;
}

/// Dearer than any that is known where it is not.
bool isCheaper(const Remedy& one, const Remedy& other)
{
    const auto known = [](const Remedy& remedy) { return remedy.costs && remedy.costs->upper; };
    if (!known(one) || !known(other)) return known(one) && !known(other);
    return one.costs->upper->micros < other.costs->upper->micros;
}

/// Of remedies that place as many, the cheaper first; each such group keeps the places that it has.
void orderByCost(std::vector<Remedy>& all)
{
    std::map<std::int64_t, std::vector<std::size_t>> places;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (all[i].placesMore) places[*all[i].placesMore].push_back(i);
    for (const auto& [more, at] : places) {
        std::vector<Remedy> group;
        for (const std::size_t i : at) group.push_back(std::move(all[i]));
        std::stable_sort(group.begin(), group.end(), isCheaper);
        for (std::size_t k = 0; k < at.size(); ++k) all[at[k]] = std::move(group[k]);
    }
}

} // namespace

std::vector<Remedy> remediesOf(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                               const Preview& answer, std::stop_token stop)
{
    const std::int64_t settled = settledOf(decision, outcome, answer.replicas);
    if (settled >= answer.replicas) return {};
    Case all{prepared,
             facts,
             decision,
             outcome,
             answer.replicas,
             settled,
             sureOf(answer),
             stop,
             blockedClusters(decision, outcome)};
    otherDivision(all);
    otherStrategy(all);
    const bool groups = groupsOfThePolicy(all);
    for (const Kind kind : {Kind::RaisePoolMax, Kind::AskQuota}) widen(all, kind);
    otherType(all);
    freeNodes(all);
    addCluster(all);
    tolerateTaint(all);
    if (!stop.stop_requested()) allowEcsProvision(all);
    fewerReplicas(all);
    awaitLeaving(all);
    for (const Kind kind : {Kind::Wait, Kind::FreeAddresses}) widen(all, kind);
    widenTwo(all);
    if (!stop.stop_requested() && !groups) whatHolds(all); // else there is room
    orderByCost(all.out);
    return all.out;
}

} // namespace core::preview
