#include <algorithm>
#include <limits>
#include <map>
#include <numeric>
#include <string>
#include <tuple>

#include "core/preview/remedies.h"
#include "core/preview/shares.h"

/// The cheapest division that works: nodes that run are filled before any is bought.
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
    const std::int64_t more = facts.toPlace(index, replicas);
    return replicas - more + std::min(more, std::max<std::int64_t>(0, facts.running(index).lower));
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
        const std::int64_t there = facts.toPlace(i, division[i]);
        const std::int64_t free = std::max<std::int64_t>(0, facts.running(i).lower - there);
        const std::int64_t bought = facts.available(i).lower - there - free - std::max<std::int64_t>(0, own);
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

/// What everybody could hold at once if everybody asked for all that he could hold alone; nothing if that is too little.
Numbers mostForAll(Facts& facts, const Decision& decision, std::int64_t asked)
{
    Numbers wishes(facts.size(), 0);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        wishes[i] = std::min(asked, facts.site(i).existing + facts.available(i).lower);
    }
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
    const Numbers most = mostForAll(facts, decision, asked);
    if (most.empty()) return {};
    const std::vector<Step> steps = stepsFrom(facts, decision, outcome, division);
    Numbers out = walked(facts, division, steps, asked);
    return out.empty() ? fittedInto(most, division, steps, asked) : out;
}

} // namespace core::preview
