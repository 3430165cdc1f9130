#include "core/preview/remedies.h"

#include <algorithm>
#include <set>

#include "core/preview/limits.h"
#include "core/preview/shares.h"
#include "core/preview/trial.h"

namespace core::preview {
namespace {

using estimate::Limit;
using Kind = Remedy::Kind;

/// Trials of one kind. Each decides anew for the whole fleet, so a large one gets fewer: a keystroke waits for them.
std::size_t trialsFor(std::size_t clusters)
{
    return clusters <= 16 ? 6 : 1;
}

std::string text(std::int64_t number)
{
    return std::to_string(number);
}

/// The question, what came out, and what a trial is held against.
struct Case {
    const Prepared& prepared;
    Facts& facts;
    const Decision& decision;
    const Outcome& outcome;
    std::int64_t asked;
    std::stop_token stop;
    std::vector<std::size_t> blocked; ///< clusters that hold fewer than they were given or could have been given
    std::vector<Remedy> out{};
    std::size_t mostTrials = trialsFor(facts.size());

    [[nodiscard]] std::int64_t missing() const { return asked - outcome.placed; }
    [[nodiscard]] const snapshot::ClusterData& data(std::size_t index) const { return *facts.site(index).data; }
    [[nodiscard]] const std::string& name(std::size_t index) const { return data(index).cluster.name; }
};

void offer(Case& all, Kind kind, std::string sentence, const Trial& trial, std::vector<snapshot::Change> changes = {})
{
    Remedy remedy;
    remedy.kind = kind;
    remedy.text = std::move(sentence);
    remedy.placesMore = std::max<std::int64_t>(0, trial.outcome.placed - all.outcome.placed);
    remedy.costs = moreCost(all.outcome, trial.outcome);
    remedy.changes = std::move(changes);
    all.out.push_back(std::move(remedy));
}

void otherDivision(Case& all)
{
    // Without stock in the policy's terms only Karmada's blindness is worth working around; else allowing it comes first.
    if (!all.prepared.ecsProvision && all.prepared.engine != Engine::Karmada) return;
    const std::vector<std::int64_t> division =
        divisionThatWorks(all.prepared, all.facts, all.decision, all.outcome, all.asked);
    if (division.empty()) return;
    Trial trial{all.decision, outcomeOf(all.prepared, all.facts, division), all.asked};
    std::vector<model::TargetCluster> targets;
    std::vector<std::string> names;
    for (std::size_t i = 0; i < division.size(); ++i) {
        if (division[i] == 0) continue;
        targets.push_back({all.name(i), static_cast<std::int32_t>(division[i]), {}});
        names.push_back(all.name(i) + " " + text(division[i]));
    }
    if (trial.outcome.placed <= all.outcome.placed) return;
    offer(all, Kind::OtherDivision, "divide as " + listed(names) + ", pinned as static weights", trial);
    all.out.back().division = std::move(targets);
}

/// Nodes that a cluster's pool would have to be allowed besides, for what is missing.
std::int64_t nodesWanted(const Case& all, const estimate::Provisionable& what, std::uint32_t pool)
{
    for (const estimate::Offer& one : what.offers)
        if (one.pool == pool && !one.refusal) return one.nodesFor(all.missing());
    return 0;
}

std::int64_t boughtIn(const Outcome& outcome, std::size_t index, const std::string& pool)
{
    std::int64_t nodes = 0;
    for (const Share& share : outcome.clusters[index].shares)
        if (share.kind == Share::Kind::New && share.pool == pool) nodes += share.nodes;
    return nodes;
}

void raisePoolMax(Case& all, std::size_t index)
{
    const estimate::Provisionable& what = all.facts.offersOf(index);
    for (const estimate::PoolRoom& room : what.rooms) {
        const model::NodePool& pool = all.data(index).pools[room.pool];
        const std::int64_t wanted = nodesWanted(all, what, room.pool);
        if (!room.nodes || !pool.maxSize || wanted == 0) continue;
        if (*room.nodes >= boughtIn(all.outcome, index, nameOf(pool)) + wanted) continue; // it has the room
        const auto changeTo = [&](std::int64_t max) {
            return std::vector<snapshot::Change>{
                snapshot::SetPoolMax{all.name(index), pool.id.empty() ? pool.name : pool.id, max}};
        };
        auto trial = tryFleet(all.prepared, all.facts, changeTo(*pool.maxSize + wanted));
        if (!trial || trial->outcome.placed <= all.outcome.placed) continue;
        // No larger than what it then uses.
        const std::int64_t unused = *room.nodes + wanted - boughtIn(trial->outcome, index, nameOf(pool));
        const std::int64_t max = *pool.maxSize + std::max<std::int64_t>(1, wanted - std::max<std::int64_t>(0, unused));
        offer(all, Kind::RaisePoolMax,
              "raise the maximum of pool " + nameOf(pool) + " in " + all.name(index) + " from " + text(*pool.maxSize) +
                  " to " + text(max),
              *trial, changeTo(max));
    }
}

void askQuota(Case& all)
{
    std::set<std::string> tried;
    for (const std::size_t index : all.blocked) {
        const estimate::Provisionable& what = all.facts.offersOf(index);
        for (const estimate::QuotaRoom& room : what.quotas) {
            if (!room.left || room.offers.empty() || tried.size() >= all.mostTrials) continue;
            const std::int64_t wanted = what.offers[room.offers.front()].nodesFor(all.missing()) * room.perNode;
            for (const model::Quota& quota : all.facts.fleet().quotas) {
                if (quota.name != room.name || !quota.limit || !tried.insert(quota.name).second) continue;
                const std::int64_t limit = *quota.limit + wanted;
                const std::vector<snapshot::Change> changes{snapshot::SetQuota{quota.name, limit}};
                const auto trial = tryFleet(all.prepared, all.facts, changes);
                if (!trial || trial->outcome.placed <= all.outcome.placed) continue;
                offer(all, Kind::AskQuota,
                      "ask for quota " + quota.name + " of " + text(limit) + " instead of " + text(*quota.limit),
                      *trial, changes);
            }
        }
    }
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
                if (trial.outcome.placed <= all.outcome.placed) continue;
                offer(all, Kind::OtherType,
                      "let pool " + nameOf(pool) + " in " + all.name(index) + " buy " + type + ", too", trial);
            }
        }
    }
}

/// Clusters that only the policy's affinity keeps out, and that could hold what is missing.
void addCluster(Case& all)
{
    const schedule::Cycle* cycle = all.decision.chosen();
    if (cycle == nullptr || all.prepared.gang) return;
    std::size_t trials = 0;
    std::vector<std::int64_t> division;
    for (const ClusterOutcome& cluster : all.outcome.clusters) division.push_back(cluster.placed);
    for (const schedule::Excluded& out : cycle->excluded) {
        if (out.plugin != "ClusterAffinity" || all.decision.candidate[out.member] != 0) continue;
        if (++trials > all.mostTrials || all.stop.stop_requested()) return;
        const std::int64_t more = std::min(all.missing(), all.facts.available(out.member).lower);
        if (more <= 0) continue;
        std::vector<std::int64_t> with = division;
        with[out.member] += more;
        Trial trial{all.decision, outcomeOf(all.prepared, all.facts, with), all.asked};
        if (trial.outcome.placed <= all.outcome.placed) continue;
        offer(all, Kind::AddCluster, "add " + all.name(out.member) + " to the clusters of the policy", trial);
    }
}

void allowEcsProvision(Case& all)
{
    if (all.prepared.ecsProvision || all.prepared.engine == Engine::Karmada) return;
    Prepared allowed = all.prepared;
    allowed.ecsProvision = true;
    const Trial trial = tryQuestion(allowed, all.facts);
    if (trial.outcome.placed <= all.outcome.placed) return;
    offer(all, Kind::AllowEcsProvision, "set spec.autoScaling.ecsProvision: true in the policy", trial);
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

/// The largest number that gets a node for every replica.
void fewerReplicas(Case& all)
{
    if (all.prepared.fullCopy || all.prepared.binding.spec.replicas < 2) return;
    std::int32_t works = 0;
    // Twelve steps do not halve a thousand million down to what fits.
    const std::int64_t bound = moreThanFits(all).value_or(all.prepared.binding.spec.replicas);
    auto fails = static_cast<std::int32_t>(std::clamp<std::int64_t>(bound, 2, all.prepared.binding.spec.replicas));
    std::optional<Trial> best;
    auto next = static_cast<std::int32_t>(std::clamp<std::int64_t>(all.outcome.placed, 1, fails - 1));
    for (int i = 0; i < (all.mostTrials > 1 ? 12 : 3) && works + 1 < fails && !all.stop.stop_requested(); ++i) {
        Trial trial = tryQuestion(withReplicas(all.prepared, next), all.facts);
        if (trial.asked > 0 && trial.outcome.placed >= trial.asked) {
            works = next;
            best = std::move(trial);
        } else {
            fails = next;
        }
        // First the neighbour of what is placed now: it usually is the answer.
        next = i == 0 && works > 0 && works + 1 < fails ? works + 1 : works + (fails - works) / 2;
    }
    if (!best) return;
    offer(all, Kind::FewerReplicas, "ask for " + text(works) + (works == 1 ? " replica" : " replicas"), *best);
    all.out.back().replicas = works;
}

/// What can be read and not tried: stock that may come back, addresses, rules.
void whatHolds(Case& all)
{
    std::vector<std::string> waits, addresses, rules;
    const auto say = [](std::vector<std::string>& list, std::string what) {
        if (std::find(list.begin(), list.end(), what) == list.end()) list.push_back(std::move(what));
    };
    for (const std::size_t index : all.blocked) {
        const Limited limited = limitOf(all.facts, index, false, {});
        const estimate::Provisionable& what = all.facts.offersOf(index);
        if (limited.by == Limit::Rule) say(rules, all.name(index) + ": " + limited.text + "; " + limited.fix);
        for (const estimate::Offer& one : what.offers) {
            if (one.refusal) continue;
            const std::int64_t wanted = one.nodesFor(all.missing());
            const std::string cell = one.instanceType + " in " + one.zone;
            if (one.stockBounds && one.stock.instances.lower < wanted && limited.by == Limit::Stock) say(waits, cell);
            if (one.addresses && *one.addresses < wanted && limited.by == Limit::Yours)
                say(addresses, nameOf(all.data(index).pools[one.pool]) + " in " + one.zone);
        }
    }
    Remedy remedy;
    remedy.placesMore = all.missing();
    const auto add = [&](Kind kind, const std::string& sentence) {
        remedy.kind = kind;
        remedy.text = sentence;
        all.out.push_back(remedy);
    };
    if (!waits.empty()) add(Kind::Wait, "wait until there is stock of " + listed(waits));
    if (!addresses.empty()) add(Kind::FreeAddresses, "free addresses, or add a vSwitch, for pool " + listed(addresses));
    for (const std::string& rule : rules) add(Kind::ChangeRule, rule);
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

} // namespace

std::vector<Remedy> remediesOf(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                               std::int64_t asked, std::stop_token stop)
{
    if (outcome.placed >= asked) return {};
    Case all{prepared, facts, decision, outcome, asked, stop, blockedClusters(decision, outcome)};
    otherDivision(all);
    for (std::size_t i = 0; i < all.blocked.size() && i < all.mostTrials && !stop.stop_requested(); ++i)
        raisePoolMax(all, all.blocked[i]);
    if (!stop.stop_requested()) askQuota(all);
    otherType(all);
    addCluster(all);
    if (!stop.stop_requested()) allowEcsProvision(all);
    fewerReplicas(all);
    if (!stop.stop_requested()) whatHolds(all);
    return all.out;
}

} // namespace core::preview
