#include "core/preview/remedies.h"

#include <algorithm>
#include <map>

#include "core/base/words.h"
#include "core/preview/guards.h"
#include "core/preview/limits.h"
#include "core/preview/remedies_case.h"
#include "core/preview/resource_models.h"

namespace core::preview {
namespace remedies {

void add(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
         std::vector<snapshot::Change> changes)
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

bool offer(Case& all, Kind kind, std::string sentence, const Trial& trial, const Sure& sure,
           std::vector<snapshot::Change> changes)
{
    const bool placesAnew = trial.decision.placed && !all.decision.placed;
    if (sure.placed <= all.sure.placed && sure.most <= all.sure.most && !placesAnew) return false;
    add(all, kind, std::move(sentence), trial, sure, std::move(changes));
    return true;
}

bool offerWidened(Case& all, Kind kind, std::string sentence, const Widened& widened)
{
    const auto trial =
        widened.asTried ? std::optional(widened.trial) : tryFleet(all.prepared, all.facts, widened.changes);
    return trial &&
           offer(all, kind, std::move(sentence), *trial, sureOf(all.prepared, all.facts, *trial), widened.changes);
}

} // namespace remedies

namespace {

using estimate::Limit;
using remedies::Case;
using remedies::Kind;

/// More than all clusters together could ever take; absent: one of them has no known limit.
std::optional<std::int64_t> moreThanFits(Case& all)
{
    std::int64_t room = 1;
    for (std::size_t i = 0; i < all.facts.size(); ++i) {
        const Range range = all.facts.roomAtEnd(i, true);
        if (!range.upper) return std::nullopt;
        const Site& site = all.facts.site(i);
        room += std::max<std::int64_t>(*range.upper, 0) + site.staying() + site.unread;
    }
    return room;
}

/// What has a node now, or gets one of what is asked for: who asks for less gives it up.
std::int64_t heldAnyway(Case& all)
{
    std::int64_t existing = 0;
    for (std::size_t i = 0; i < all.facts.size(); ++i) existing += all.facts.site(i).staying();
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
    const bool copies = givesCopies(all.prepared) && !all.prepared.alone;
    remedies::add(all, Kind::FewerReplicas, "ask for " + counted(works, "replica") + (copies ? " in each cluster" : ""),
                  *best, bestSure);
    all.out.back().replicas = works;
}

/// Pods that its namespace admits get no node there: if it admitted more, these would get none either.
bool lacksNodes(const Case& all, std::size_t index)
{
    const ClusterOutcome& cluster = all.outcome.clusters[index];
    return cluster.shortOf - cluster.unsure > cluster.overQuota;
}

/// What can be read and not tried: rules of a cluster, and what its namespace may hold.
void whatHolds(Case& all)
{
    for (const std::size_t index : all.blocked) {
        const estimate::Running& running = all.facts.runningOf(index);
        Remedy remedy;
        remedy.kind = Kind::ChangeRule;
        const bool binds =
            all.facts.quotaBinds(index, true, wantedOf(all.prepared, all.decision, all.outcome.clusters[index], index));
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
        } else if (const auto admitted = admittedBy(running);
                   admitted && !lacksNodes(all, index) && (binds || *admitted < all.missing())) {
            remedy.text = all.name(index) + ": raise " + running.quotaLimit + " of quota " + running.quotaName +
                          " of the namespace, which leaves room for " +
                          (surelyAdmittedBy(running) == admitted ? "" : "at most ") + counted(*admitted, "replica");
            all.out.push_back(remedy);
        }
        if (binds) continue; // more room would stay empty
        const auto models = limitOfModels(all.prepared, all.facts, index);
        const Limited limited = models ? *models : limitOf(all.facts, index, false, {});
        const std::string guards = guardsText(all.facts, index, running);
        if (!guards.empty() && limited.fix.find(guardsFix) == std::string::npos) {
            Remedy move;
            move.kind = Kind::ChangeRule;
            move.text = all.name(index) + ": " + guards + "; " + guardsFix;
            all.out.push_back(move);
        }
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

bool areSought(const Decision& decision, const Outcome& outcome, std::int64_t asked)
{
    return settledOf(decision, outcome, asked) < asked;
}

std::vector<Remedy> remediesOf(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                               const Preview& answer, std::stop_token stop)
{
    if (!areSought(decision, outcome, answer.replicas)) return {};
    const std::int64_t settled = settledOf(decision, outcome, answer.replicas);
    Case all{prepared,
             facts,
             decision,
             outcome,
             answer.replicas,
             settled,
             sureOf(answer),
             stop,
             blockedClusters(decision, outcome)};
    remedies::awaitStarting(all); // first of what costs the same: there is nothing to do
    remedies::otherDivision(all);
    remedies::otherStrategy(all);
    const bool groups = remedies::groupsOfThePolicy(all);
    for (const Kind kind : {Kind::RaisePoolMax, Kind::AskQuota}) remedies::widen(all, kind);
    remedies::otherType(all);
    remedies::freeNodes(all);
    remedies::addCluster(all);
    remedies::tolerateTaint(all);
    if (!stop.stop_requested()) remedies::allowEcsProvision(all);
    fewerReplicas(all);
    remedies::awaitLeaving(all);
    for (const Kind kind : {Kind::Wait, Kind::FreeAddresses}) remedies::widen(all, kind);
    remedies::widenTwo(all);
    if (!stop.stop_requested() && !groups) whatHolds(all); // else there is room
    orderByCost(all.out);
    return all.out;
}

} // namespace core::preview
