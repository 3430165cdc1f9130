#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <optional>
#include <string>
#include <tuple>

#include "core/preview/engine.h"
#include "core/preview/remedies.h"
#include "core/preview/shares.h"

/// The cheapest division that works: of few all are tried; else nodes that run are filled before any is bought, and what comes
/// of that is compared with its neighbours.
namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

constexpr int mostTries = 12;

/// Replicas that one cluster could be given besides, at one price.
struct Step {
    bool buys = true;
    std::int64_t price = 0; ///< micros an hour for one replica
    bool moves = false;     ///< the engine's own division does not have it there
    std::int64_t room = 0;
    std::size_t cluster = 0;
};

/// What one more replica costs in new nodes, by the cheapest offer; where no price is known, more than anything.
std::int64_t priceOfOne(const estimate::Provisionable& what)
{
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || !offer.price) continue;
        const std::int64_t nodes = std::max<std::int64_t>(1, offer.nodesPerReplica);
        const std::int64_t replicas = std::max<std::int64_t>(1, offer.replicasPerNode);
        least = std::min(least, offer.price->perHour.micros / replicas * nodes);
    }
    return least;
}

/// Replicas that are there or find a node that runs.
std::int64_t withoutBuying(Facts& facts, std::size_t index, std::int64_t replicas)
{
    const std::int64_t more = facts.toStart(index, replicas);
    return replicas - more + std::min(more, std::max<std::int64_t>(0, facts.roomAtEnd(index, false).lower));
}

/// All steps from `division` on: nodes that run first, then by price; at one price, where the engine has replicas anyway, and
/// then where most room is.
std::vector<Step> stepsFrom(Facts& facts, const Decision& decision, const Outcome& outcome, const Numbers& division)
{
    std::vector<Step> out;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const std::int64_t own = outcome.clusters[i].placed - division[i];
        if (decision.candidate[i] == 0 && own == 0) continue;
        const std::int64_t price = priceOfOne(facts.offersOf(i));
        if (own > 0) out.push_back({true, price, false, own, i});
        if (decision.candidate[i] == 0) continue;
        const std::int64_t there = facts.toStart(i, division[i]);
        const std::int64_t free = std::max<std::int64_t>(0, facts.roomAtEnd(i, false).lower - there);
        const std::int64_t bought = facts.roomAtEnd(i, true).lower - there - free - std::max<std::int64_t>(0, own);
        if (free > 0) out.push_back({false, 0, true, free, i});
        if (bought > 0) out.push_back({true, price, true, bought, i});
    }
    std::stable_sort(out.begin(), out.end(), [](const Step& one, const Step& other) {
        return std::tie(one.buys, one.price, one.moves, other.room) <
               std::tie(other.buys, other.price, other.moves, one.room);
    });
    return out;
}

/// Clusters may be pinned freely only where the policy does not bound how many there may be.
bool mayBePinned(const Prepared& prepared)
{
    const model::Placement& placement = *prepared.binding.spec.placement;
    if (prepared.gang || prepared.fullCopy || !placement.spreadConstraints.empty()) return false;
    return schedule::strategyOf(prepared.binding.spec) != schedule::Strategy::Duplicated;
}

/// All that each could hold alone.
Numbers mostOfEach(Facts& facts, const Decision& decision, std::int64_t asked)
{
    Numbers out(facts.size(), 0);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        out[i] = std::min(asked, facts.site(i).staying() + facts.roomAtEnd(i, true).lower);
    }
    return out;
}

/// What everybody could hold at once if everybody asked for so much; nothing if that is too little.
Numbers mostForAll(Facts& facts, const Numbers& wishes, std::int64_t asked)
{
    Numbers most = placedByCluster(facts, wishes);
    return std::accumulate(most.begin(), most.end(), std::int64_t{0}) < asked ? Numbers() : most;
}

/// Step by step, each as far as it works; nothing if too many have to be tried.
Numbers walked(Facts& facts, Numbers division, std::vector<Step> steps, std::int64_t asked)
{
    std::int64_t placed = std::accumulate(division.begin(), division.end(), std::int64_t{0});
    int tries = 0;
    for (Step& one : steps) {
        std::int64_t step = std::min(asked - placed, one.room);
        while (step > 0 && placed < asked && tries < mostTries) {
            if (one.buys) ++tries;
            division[one.cluster] += step;
            if (!one.buys || placedOf(facts, division) == placed + step) { // nobody else takes nodes that run
                placed += step;
                one.room -= step;
                step = std::min(asked - placed, one.room);
            } else {
                division[one.cluster] -= step;
                one.room = step - 1; // this much more is too much
                step /= 2;
            }
        }
    }
    return placed == asked ? division : Numbers();
}

/// Within what all could hold, in the order of the steps.
Numbers fittedInto(const Numbers& most, const Numbers& division, const std::vector<Step>& steps, std::int64_t asked)
{
    Numbers out(most.size(), 0);
    std::int64_t open = asked;
    const auto give = [&](std::size_t index, std::int64_t wanted) {
        const std::int64_t here = std::min({open, wanted, most[index] - out[index]});
        if (here <= 0) return;
        out[index] += here;
        open -= here;
    };
    for (std::size_t i = 0; i < most.size(); ++i) give(i, division[i]);
    for (const Step& one : steps) give(one.cluster, one.room);
    for (std::size_t i = 0; i < most.size(); ++i) give(i, open);
    return out;
}

/// Divisions that work, held against each other: the cheaper one, of equals the one that moves fewer replicas.
class Cheapest {
public:
    Cheapest(Facts& facts, Numbers wanted, std::int64_t asked)
        : m_facts(&facts)
        , m_wanted(std::move(wanted))
        , m_asked(asked)
    {}
    /// @return  it is the best so far
    bool consider(const Numbers& division)
    {
        ++m_tried;
        const Outcome outcome = outcomeOf(*m_facts, division, Detail::Sure);
        if (outcome.placed < m_asked) return false;
        Worth worth;
        worth.partial = outcome.newCostPartial;
        if (outcome.newCost) worth.cost = outcome.newCost->micros;
        worth.nodes = outcome.newNodes;
        for (std::size_t i = 0; i < division.size(); ++i)
            worth.moved += std::max<std::int64_t>(0, division[i] - m_wanted[i]);
        if (m_worth && !(worth < *m_worth)) return false;
        m_worth = worth;
        m_best = division;
        return true;
    }
    [[nodiscard]] const Numbers& best() const { return m_best; } ///< empty: none works
    [[nodiscard]] int tried() const { return m_tried; }

private:
    struct Worth {
        bool partial = false; ///< a price is unknown: dearer than any that are known
        std::int64_t cost{};
        std::int64_t nodes{};
        std::int64_t moved{};
        auto operator<=>(const Worth&) const = default;
    };
    Facts* m_facts;
    Numbers m_wanted; ///< by the policy
    std::int64_t m_asked;
    int m_tried = 0;
    std::optional<Worth> m_worth;
    Numbers m_best;
};

/// Divisions of `asked`, no cluster beyond its most; more than `limit` count as more.
std::int64_t divisionsOf(const Numbers& most, std::int64_t asked, std::int64_t limit)
{
    Numbers ways(static_cast<std::size_t>(asked) + 1, 0); // by replicas that are given
    ways.front() = 1;
    for (const std::int64_t one : most) {
        for (std::int64_t given = asked; given > 0; --given) {
            std::int64_t& here = ways[static_cast<std::size_t>(given)];
            for (std::int64_t n = 1; n <= std::min(one, given) && here <= limit; ++n)
                here += ways[static_cast<std::size_t>(given - n)];
        }
    }
    return ways.back();
}

void considerAll(Cheapest& cheapest, const Numbers& most, std::int64_t open, std::size_t next, Numbers& division)
{
    if (next == most.size()) {
        if (open == 0) (void)cheapest.consider(division);
        return;
    }
    for (std::int64_t n = 0; n <= std::min(open, most[next]); ++n) {
        division[next] = n;
        considerAll(cheapest, most, open - n, next + 1, division);
    }
    division[next] = 0;
}

/// From the best so far to its neighbours, as long as one is better: replicas move from one cluster to another, all or half
/// of them or one.
void considerNeighbours(Cheapest& cheapest, const Numbers& most, int tries)
{
    for (bool better = true; better;) {
        better = false;
        const Numbers from = cheapest.best();
        for (std::size_t i = 0; i < from.size() && !better; ++i) {
            for (std::size_t k = 0; k < from.size() && !better; ++k) {
                const std::int64_t all = std::min(from[i], most[k] - from[k]);
                if (i == k || all <= 0) continue;
                for (const std::int64_t moved : {all, all / 2, std::int64_t{1}}) {
                    if (cheapest.tried() >= tries) return;
                    Numbers to = from;
                    to[i] -= moved;
                    to[k] += moved;
                    better = moved > 0 && cheapest.consider(to);
                    if (better || all <= 1) break;
                }
            }
        }
    }
}

/// What the policy's division wants. Karmada's scheduler hears of no stock: where it places nothing, that says nothing of it, and
/// what it would divide if it did hear stands for it.
Numbers wantedBy(const Prepared& prepared, const Facts& facts, const Decision& decision)
{
    if (prepared.engine != Engine::Karmada || decision.placed) return decision.replicas;
    Prepared aware = prepared;
    aware.engine = Engine::AckOne;
    aware.ecsProvision = true;
    Facts heard(aware, facts.fleetPtr(), &facts);
    return decide(aware, heard, false).replicas;
}

} // namespace

std::vector<std::int64_t> divisionThatWorks(const Prepared& prepared, Facts& facts, const Decision& decision,
                                            const Outcome& decided, std::int64_t asked)
{
    if (!mayBePinned(prepared)) return {};
    Outcome outcome = decided;
    for (std::size_t i = 0; i < facts.size() && !decision.placed; ++i)
        if (decision.candidate[i] == 0) outcome.clusters[i].placed = 0; // it only stands there
    Numbers division;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts.site(i).overriddenReplicas && decision.replicas[i] > 0) return {};
        division.push_back(withoutBuying(facts, i, outcome.clusters[i].placed));
    }
    constexpr std::size_t fewClusters = 16; // beyond, a try costs more than a smaller bill is worth
    constexpr std::int64_t fewDivisions = 200;
    const Numbers wishes = mostOfEach(facts, decision, asked);
    const Numbers most = mostForAll(facts, wishes, asked);
    if (most.empty() && facts.size() > fewClusters) return {};
    Cheapest cheapest(facts, wantedBy(prepared, facts, decision), asked);
    if (facts.size() <= fewClusters && asked <= fewDivisions &&
        divisionsOf(wishes, asked, fewDivisions) <= fewDivisions) {
        Numbers none(facts.size(), 0);
        considerAll(cheapest, wishes, asked, 0, none);
        return cheapest.best();
    }
    if (most.empty()) return {};
    const std::vector<Step> steps = stepsFrom(facts, decision, outcome, division);
    Numbers out = walked(facts, division, steps, asked);
    if (out.empty()) out = fittedInto(most, division, steps, asked);
    if (facts.size() > fewClusters || !cheapest.consider(out)) return out;
    considerNeighbours(cheapest, wishes, 64);
    return cheapest.best();
}

std::vector<std::int64_t> divisionThatPlacesMore(const Prepared& prepared, Facts& facts, const Decision& decision,
                                                 const Outcome& decided, std::int64_t asked)
{
    constexpr std::size_t fewClusters = 16;
    if (!mayBePinned(prepared) || !decision.placed || facts.size() > fewClusters) return {};
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (facts.site(i).overriddenReplicas && decision.replicas[i] > 0) return {};
    Numbers out = placedByCluster(facts, mostOfEach(facts, decision, asked));
    const std::int64_t placed = std::accumulate(out.begin(), out.end(), std::int64_t{0});
    if (placed <= decided.placed || placed >= asked) return {};
    *std::max_element(out.begin(), out.end()) += asked - placed; // those that have no place anywhere
    return out;
}

} // namespace core::preview
