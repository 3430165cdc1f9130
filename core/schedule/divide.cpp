#include "core/schedule/divide.h"

#include <algorithm>
#include <map>
#include <numeric>

#include "core/model/age.h"

namespace core::schedule {

namespace {

using model::BindingSpec;
using model::BindingStatus;

/// Candidates of one round, as columns.
struct Round {
    std::vector<const Candidate*> candidates;
    std::vector<std::uint32_t> ranks;         ///< of the names
    std::vector<std::int32_t> previous;       ///< replicas that the binding has there
    std::vector<std::uint8_t> wasThere;       ///< named by the previous placement at all
    std::vector<std::uint32_t> previousOrder; ///< candidates that were there, in the binding's order
    std::int64_t replicas{};
    TieOrder ties{};
};

Round roundOf(std::vector<const Candidate*> candidates, const BindingSpec& spec, std::int64_t replicas)
{
    Round out;
    out.replicas = replicas;
    out.ties = tieOrder(spec.uid);
    const std::size_t n = candidates.size();
    std::vector<std::uint32_t> byName(n);
    std::iota(byName.begin(), byName.end(), 0U);
    std::ranges::sort(byName, {}, [&](std::uint32_t i) -> const std::string& { return candidates[i]->cluster.name; });
    out.ranks.resize(n);
    for (std::uint32_t rank = 0; rank < n; ++rank) out.ranks[byName[rank]] = rank;
    out.previous.assign(n, 0);
    out.wasThere.assign(n, 0);
    for (const model::TargetCluster& target : spec.clusters) {
        const auto found =
            std::ranges::lower_bound(byName, target.name, {}, [&](std::uint32_t i) -> const std::string& {
                return candidates[i]->cluster.name;
            });
        if (found == byName.end() || candidates[*found]->cluster.name != target.name) continue;
        out.previous[*found] = target.replicas;
        out.wasThere[*found] = 1;
        out.previousOrder.push_back(*found);
    }
    out.candidates = std::move(candidates);
    return out;
}

/// Weights of a round and who takes part, in the order of the division.
struct Shares {
    std::vector<std::uint32_t> who;
    std::vector<std::int64_t> weights;
};

void giveSeats(const Round& round, const Shares& shares, std::int64_t target, std::vector<std::int32_t>& result,
               Divided& out)
{
    std::vector<std::uint32_t> ranks(shares.who.size());
    for (std::size_t i = 0; i < shares.who.size(); ++i) ranks[i] = round.ranks[shares.who[i]];
    const auto seats = webster(shares.weights, ranks, target, round.ties);
    out.target = target;
    out.parts.clear();
    for (std::size_t i = 0; i < shares.who.size(); ++i) {
        result[shares.who[i]] += seats[i];
        out.parts.push_back({round.candidates[shares.who[i]]->cluster.name, shares.weights[i], seats[i]});
    }
}

Shares staticShares(const Round& round, const BindingSpec& spec)
{
    Shares out;
    const auto& scheduling = spec.placement->replicaScheduling;
    for (std::uint32_t i = 0; i < round.candidates.size(); ++i) {
        std::int64_t weight = 0;
        if (scheduling->weightPreference)
            for (const model::StaticWeight& rule : scheduling->weightPreference->staticWeights)
                if (rule.weight > weight && model::matches(rule.target, round.candidates[i]->cluster))
                    weight = rule.weight;
        if (weight <= 0) continue;
        out.who.push_back(i);
        out.weights.push_back(weight);
    }
    if (!out.who.empty()) return out;
    out.who.resize(round.candidates.size()); // no rule matches anything: all alike
    std::iota(out.who.begin(), out.who.end(), 0U);
    out.weights.assign(out.who.size(), 1);
    return out;
}

/// The shortest prefix, largest first, whose weights reach the target; those that hold replicas stand in front when adding.
void cutToFew(const Round& round, bool adding, std::int64_t target, Shares& shares, Divided& out)
{
    std::vector<std::uint32_t> order(shares.who.size());
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, std::ranges::greater{}, [&](std::uint32_t i) { return shares.weights[i]; });
    if (adding)
        std::ranges::stable_partition(order, [&](std::uint32_t i) { return round.previous[shares.who[i]] > 0; });
    Shares few;
    std::int64_t sum = 0;
    std::size_t taken = 0;
    while (taken < order.size() && sum < target) {
        sum += shares.weights[order[taken]];
        few.who.push_back(shares.who[order[taken]]);
        few.weights.push_back(shares.weights[order[taken]]);
        ++taken;
    }
    out.boundaryTie = taken > 0 && taken < order.size() && shares.weights[order[taken]] == few.weights.back();
    shares = std::move(few);
}

bool isFresh(const BindingSpec& spec, const BindingStatus& status)
{
    const auto asked = model::parseTime(spec.rescheduleTriggeredAt);
    const auto last = model::parseTime(status.lastScheduledTime);
    return asked && last && *asked > *last;
}

std::optional<Refused> divideByAvailability(const Round& round, bool fresh, std::vector<std::int32_t>& result,
                                            Divided& out)
{
    const std::size_t n = round.candidates.size();
    std::int64_t assigned = 0;
    for (std::size_t i = 0; i < n; ++i) assigned += round.previous[i];
    Shares shares;
    std::int64_t target = round.replicas;
    std::string step;
    if (fresh) {
        out.mode = Mode::Fresh;
        step = "failed to do fresh scale: ";
    } else if (assigned > round.replicas) {
        out.mode = Mode::Down;
        step = "failed to scale down: ";
    } else if (assigned < round.replicas) {
        out.mode = Mode::Up;
        step = "failed to scale up: ";
        target = round.replicas - assigned;
        result = round.previous;
    } else {
        out.mode = Mode::Kept;
        result = round.previous;
        return std::nullopt;
    }
    if (out.mode == Mode::Down) {
        for (const std::uint32_t i : round.previousOrder) {
            shares.who.push_back(i);
            shares.weights.push_back(round.previous[i]);
        }
    } else {
        for (std::uint32_t i = 0; i < n; ++i) {
            const std::int64_t more = fresh ? round.previous[i] : 0;
            shares.who.push_back(i);
            shares.weights.push_back(round.candidates[i]->allocatable + more);
        }
    }
    // Karmada adds availabilities in 32 bits; a sum beyond them wraps around, and the wrapped one is compared.
    std::uint32_t sum = 0;
    for (const std::int64_t weight : shares.weights) sum += static_cast<std::uint32_t>(weight);
    const auto available = static_cast<std::int32_t>(sum);
    if (available < target)
        return Refused{Refused::Kind::Unschedulable, step + "Clusters available replicas " + std::to_string(available) +
                                                         " are not enough to schedule."};
    if (out.strategy == Strategy::Aggregated) cutToFew(round, out.mode == Mode::Up, target, shares, out);
    giveSeats(round, shares, target, result, out);
    return std::nullopt;
}

/// One round over one set of candidates; adds what each gets to `totals`.
std::optional<Refused> divideRound(const Round& round, const BindingSpec& spec, bool fresh,
                                   std::map<std::string, std::int32_t>& totals, Divided& out)
{
    std::vector<std::int32_t> result(round.candidates.size(), 0);
    std::optional<Refused> refused;
    switch (out.strategy) {
    case Strategy::NotDivided:
    case Strategy::Duplicated: result.assign(result.size(), static_cast<std::int32_t>(round.replicas)); break;
    case Strategy::Static: giveSeats(round, staticShares(round, spec), round.replicas, result, out); break;
    case Strategy::Dynamic:
    case Strategy::Aggregated: refused = divideByAvailability(round, fresh, result, out); break;
    }
    if (refused) return refused;
    for (std::size_t i = 0; i < result.size(); ++i)
        if (result[i] > 0) totals[round.candidates[i]->cluster.name] += result[i];
    return std::nullopt;
}

bool hasOverflow(const BindingSpec& spec, const BindingStatus& status)
{
    if (!spec.placement) return false;
    return std::ranges::any_of(spec.placement->clusterAffinities, [&](const model::AffinityTerm& term) {
        return term.name == status.observedAffinity && !term.overflow.empty();
    });
}

/// Tier by tier: each takes what it can hold, the next what is left.
std::optional<Refused> divideTiers(const std::vector<Candidate>& candidates, const BindingSpec& spec, bool fresh,
                                   std::map<std::string, std::int32_t>& totals, Divided& out)
{
    std::map<std::int32_t, std::vector<const Candidate*>> tiers;
    for (const Candidate& candidate : candidates) tiers[candidate.overflowOrder].push_back(&candidate);
    std::int64_t left = spec.replicas;
    for (const auto& [order, members] : tiers) {
        std::int64_t room = 0;
        for (const Candidate* member : members) room += std::max<std::int64_t>(member->available, 0);
        const std::int64_t mine = std::min(left, room);
        if (mine <= 0) continue;
        if (auto refused = divideRound(roundOf(members, spec, mine), spec, fresh, totals, out)) return refused;
        left -= mine;
    }
    if (left <= 0) return std::nullopt;
    return Refused{Refused::Kind::Unschedulable,
                   std::to_string(left) + " replicas are left after the last overflow tier."};
}

} // namespace

Strategy strategyOf(const BindingSpec& spec)
{
    const bool divisible = (spec.replicas > 0 || spec.requirements) && spec.components.size() <= 1;
    if (!divisible) return Strategy::NotDivided;
    const auto* scheduling =
        spec.placement && spec.placement->replicaScheduling ? &*spec.placement->replicaScheduling : nullptr;
    if (!scheduling || scheduling->type.empty() || scheduling->type == "Duplicated") return Strategy::Duplicated;
    if (scheduling->divisionPreference == "Aggregated") return Strategy::Aggregated;
    const bool dynamic = scheduling->weightPreference && !scheduling->weightPreference->dynamicWeight.empty();
    return dynamic ? Strategy::Dynamic : Strategy::Static;
}

Divided divide(const std::vector<Candidate>& candidates, const BindingSpec& spec, const BindingStatus& status)
{
    Divided out;
    out.strategy = strategyOf(spec);
    std::map<std::string, std::int32_t> totals;
    if (out.strategy == Strategy::NotDivided) {
        for (const Candidate& candidate : candidates) totals[candidate.cluster.name] = 0;
    } else if (hasOverflow(spec, status)) {
        out.refused = divideTiers(candidates, spec, isFresh(spec, status), totals, out);
    } else {
        std::vector<const Candidate*> all(candidates.size());
        std::ranges::transform(candidates, all.begin(), [](const Candidate& one) { return &one; });
        out.refused =
            divideRound(roundOf(std::move(all), spec, spec.replicas), spec, isFresh(spec, status), totals, out);
    }
    if (out.refused) return out;
    for (const auto& [name, replicas] : totals) out.clusters.push_back({name, replicas, {}});
    return out;
}

} // namespace core::schedule
