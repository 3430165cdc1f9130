#include "core/estimate/joint.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/estimate/joint_search.h"

namespace core::estimate::detail {
namespace {

using Wide = std::int64_t;
constexpr Wide mostFlows = 2000;      ///< of one search
constexpr std::size_t fewOffers = 48; ///< of a problem that is searched to its end
constexpr Wide flowsOfLarge = 3;      ///< of one that is not: enough where nothing has to be branched on

/// What is left of every limit while nodes are taken.
struct Left {
    std::vector<Wide> pools, places, cells, quotas, wanted;
    explicit Left(const JointProblem& problem)
    {
        for (const Cap& cap : problem.pools) pools.push_back(capOf(cap));
        for (const Cap& cap : problem.places) places.push_back(capOf(cap));
        for (const Cap& cap : problem.cells) cells.push_back(capOf(cap));
        for (const Cap& cap : problem.quotas) quotas.push_back(capOf(cap));
        for (const Wide replicas : problem.wanted) wanted.push_back(std::clamp<Wide>(replicas, 0, noLimit));
    }
    [[nodiscard]] Wide nodesOf(const JointOffer& offer) const
    {
        Wide nodes = std::min({pools[offer.pool], places[offer.place], cells[offer.cell], capOf(offer.most)});
        for (std::size_t q = 0; q < quotas.size(); ++q)
            if (offer.weights[q] > 0) nodes = std::min(nodes, quotas[q] / offer.weights[q]);
        if (!wanted.empty()) nodes = std::min(nodes, (wanted[offer.buyer] + offer.gain - 1) / offer.gain);
        return nodes;
    }
    void take(const JointOffer& offer, Wide nodes)
    {
        if (!wanted.empty()) {
            Wide& open = wanted[offer.buyer];
            open -= std::min(open, nodes * offer.gain);
        }
        pools[offer.pool] -= nodes;
        places[offer.place] -= nodes;
        cells[offer.cell] -= nodes;
        for (std::size_t q = 0; q < quotas.size(); ++q) quotas[q] -= nodes * offer.weights[q];
    }
};

bool unbounded(const JointProblem& problem)
{
    return std::any_of(problem.offers.begin(), problem.offers.end(), [&](const JointOffer& offer) {
        if (offer.gain <= 0 || offer.most || problem.pools[offer.pool] || problem.places[offer.place] ||
            problem.cells[offer.cell])
            return false;
        for (std::size_t q = 0; q < problem.quotas.size(); ++q)
            if (problem.quotas[q] && offer.weights[q] > 0) return false;
        return true;
    });
}

/// Sum over groups of limit × best replicas a node, in whole replicas: nothing can beat it.
Wide simpleBound(const JointProblem& problem, const std::vector<Cap>& caps, std::size_t JointOffer::*group)
{
    Wide sum = 0;
    for (std::size_t i = 0; i < caps.size(); ++i) {
        Wide best = 0;
        for (const JointOffer& offer : problem.offers) {
            if (offer.*group != i || offer.gain <= 0) continue;
            const Wide nodes = std::min(capOf(caps[i]), noLimit);
            best = std::max(best, nodes * offer.gain);
        }
        sum = std::min(noLimit * 1000, sum + best);
    }
    return sum;
}

Wide quotaBound(const JointProblem& problem, std::size_t quota)
{
    Wide best = 0;
    for (const JointOffer& offer : problem.offers) {
        if (offer.gain <= 0) continue;
        const Wide weight = offer.weights[quota];
        if (weight == 0 || !problem.quotas[quota]) return std::numeric_limits<Wide>::max();
        const Wide left = capOf(problem.quotas[quota]);
        best = std::max(best, left / weight * offer.gain + (left % weight) * offer.gain / weight);
    }
    return best;
}

/// Each buyer gets what he wants, or what his own pools have room for.
Wide wishBound(const JointProblem& problem)
{
    std::vector<Wide> best(problem.pools.size(), 0); // replicas that a pool could hold
    std::vector<std::size_t> buyer(problem.pools.size(), 0);
    for (const JointOffer& offer : problem.offers) {
        if (offer.gain <= 0) continue;
        const Wide nodes = std::min(capOf(problem.pools[offer.pool]), noLimit);
        buyer[offer.pool] = offer.buyer;
        best[offer.pool] = std::max(best[offer.pool], nodes * offer.gain);
    }
    std::vector<Wide> sums(problem.wanted.size(), 0);
    for (std::size_t i = 0; i < best.size(); ++i) sums[buyer[i]] += best[i];
    Wide all = 0;
    for (std::size_t b = 0; b < sums.size(); ++b) all += std::min(sums[b], std::max<Wide>(0, problem.wanted[b]));
    return all;
}

Wide upperBound(const JointProblem& problem)
{
    Wide bound = std::min({simpleBound(problem, problem.pools, &JointOffer::pool),
                           simpleBound(problem, problem.places, &JointOffer::place),
                           simpleBound(problem, problem.cells, &JointOffer::cell)});
    for (std::size_t q = 0; q < problem.quotas.size(); ++q) bound = std::min(bound, quotaBound(problem, q));
    if (!problem.wanted.empty()) bound = std::min(bound, wishBound(problem));
    return bound;
}

std::vector<std::size_t> orderBy(const JointProblem& problem, const std::vector<double>& worth)
{
    std::vector<std::size_t> order(problem.offers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return worth[a] > worth[b]; });
    return order;
}

JointAnswer bestGreedy(const JointProblem& problem)
{
    std::vector<double> perNode;
    std::vector<double> perUnit;
    for (const JointOffer& offer : problem.offers) {
        perNode.push_back(static_cast<double>(offer.gain));
        double weight = 0;
        for (std::size_t q = 0; q < problem.quotas.size(); ++q)
            weight = std::max(weight, static_cast<double>(offer.weights[q]) /
                                          static_cast<double>(1 + capOf(problem.quotas[q])));
        perUnit.push_back(weight > 0 ? perNode.back() / weight : perNode.back() * 1e18);
    }
    JointAnswer best = inOrder(problem, orderBy(problem, std::vector<double>(problem.offers.size(), 0.0)));
    for (const auto* worth : {&perNode, &perUnit}) {
        JointAnswer other = inOrder(problem, orderBy(problem, *worth));
        if (other.replicas > best.replicas) best = std::move(other);
    }
    return best;
}

/// In the graph a cell belongs to one class. Where its offers count differently (a rule that knows their pools), the cell's
/// limit becomes one more quota.
JointProblem withPartedCells(const JointProblem& problem)
{
    JointProblem parted = problem;
    for (std::size_t cell = 0; cell < problem.cells.size(); ++cell) {
        const std::vector<std::int64_t>* weights = nullptr;
        bool differ = false;
        for (const JointOffer& offer : problem.offers) {
            if (offer.cell != cell) continue;
            differ = differ || (weights != nullptr && *weights != offer.weights);
            weights = &offer.weights;
        }
        if (!differ || !problem.cells[cell]) continue;
        parted.quotas.push_back(problem.cells[cell]);
        for (JointOffer& offer : parted.offers) offer.weights.push_back(offer.cell == cell ? 1 : 0);
    }
    return parted;
}

void takeFrom(JointProblem& problem, std::size_t index, Wide nodes)
{
    const JointOffer& offer = problem.offers[index];
    const auto take = [](Cap& cap, Wide amount) {
        if (cap) *cap -= amount;
    };
    take(problem.pools[offer.pool], nodes);
    take(problem.places[offer.place], nodes);
    take(problem.cells[offer.cell], nodes);
    take(problem.offers[index].most, nodes);
    for (std::size_t q = 0; q < problem.quotas.size(); ++q) take(problem.quotas[q], nodes * offer.weights[q]);
    if (problem.wanted.empty()) return;
    Wide& open = problem.wanted[offer.buyer];
    open -= std::min(open, nodes * std::max<Wide>(0, offer.gain));
}

/// Flow by flow, each cut to what all limits allow, until nothing more is given.
JointAnswer dealt(const JointProblem& problem)
{
    constexpr int mostRounds = 8;
    JointProblem rest = problem;
    JointAnswer out;
    out.nodes.assign(problem.offers.size(), 0);
    std::vector<std::size_t> order(problem.offers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto add = [&](const JointAnswer& more) {
        for (std::size_t i = 0; i < more.nodes.size(); ++i) {
            out.nodes[i] += more.nodes[i];
            takeFrom(rest, i, more.nodes[i]);
        }
    };
    for (int round = 0; round < mostRounds; ++round) {
        const std::vector<Wide> nodes = dealtOnce(rest);
        JointProblem offered = rest;
        for (std::size_t i = 0; i < nodes.size(); ++i) offered.offers[i].most = nodes[i];
        const JointAnswer more = inOrder(offered, order);
        if (more.replicas == 0) break;
        add(more);
    }
    add(bestGreedy(rest)); // what a flow leaves that breaks a quota
    out.replicas = counted(problem, out.nodes);
    return out;
}

JointAnswer manyAtOnce(const JointProblem& problem)
{
    if (!unbounded(problem)) return bestGreedy(problem);
    JointAnswer out;
    out.bounded = false;
    return out;
}

JointAnswer mostAtOnce(const JointProblem& problem)
{
    JointAnswer best = manyAtOnce(problem);
    if (!best.bounded) return best;
    const Wide bound = upperBound(problem);
    best.ceiling = best.replicas;
    if (best.replicas >= bound) return best;
    const JointProblem parted = withPartedCells(problem);
    best = searched(parted, std::move(best), bound, mostFlows);
    best.ceiling = best.exact ? best.replicas : bound;
    return best;
}

JointAnswer togetherAtOnce(const JointProblem& problem)
{
    const Wide bound = upperBound(problem);
    const JointProblem parted = withPartedCells(problem);
    const bool small = problem.offers.size() <= fewOffers;
    JointAnswer out = searched(parted, bestGreedy(problem), bound, small ? mostFlows : flowsOfLarge);
    if (!out.exact) {
        JointAnswer other = dealt(parted);
        if (other.replicas > out.replicas) out.nodes = std::move(other.nodes);
        out.replicas = std::max(out.replicas, other.replicas);
        out.exact = out.replicas >= bound;
    }
    out.ceiling = out.exact ? out.replicas : bound;
    return out;
}

/// What one turn leaves is what the next one is asked.
template <class Solve>
JointAnswer byTurns(const JointProblem& problem, Solve solve)
{
    std::size_t turns = 0;
    for (const JointOffer& offer : problem.offers) turns = std::max(turns, offer.turn + 1);
    if (turns <= 1) return solve(problem);
    JointProblem rest = problem;
    JointAnswer out;
    out.nodes.assign(problem.offers.size(), 0);
    for (std::size_t turn = 0; turn < turns; ++turn) {
        JointProblem now = rest;
        for (JointOffer& offer : now.offers) {
            if (offer.turn != turn) offer.most = 0;
            offer.turn = 0;
        }
        const JointAnswer here = solve(now);
        if (!here.bounded) return here;
        for (std::size_t i = 0; i < here.nodes.size(); ++i) {
            out.nodes[i] += here.nodes[i];
            takeFrom(rest, i, here.nodes[i]);
        }
        out.replicas += here.replicas;
        out.ceiling += here.ceiling;
        out.exact = out.exact && here.exact;
    }
    return out;
}

} // namespace

JointAnswer inOrder(const JointProblem& problem, const std::vector<std::size_t>& order,
                    std::optional<std::int64_t> upTo)
{
    Left left(problem);
    JointAnswer out;
    out.nodes.assign(problem.offers.size(), 0);
    for (const std::size_t i : order) {
        const JointOffer& offer = problem.offers[i];
        if (offer.gain <= 0) continue;
        Wide nodes = left.nodesOf(offer);
        if (upTo) {
            const Wide need = std::max<Wide>(0, *upTo - out.replicas);
            nodes = std::min(nodes, (need + offer.gain - 1) / offer.gain);
        }
        left.take(offer, nodes);
        out.nodes[i] = nodes;
        out.replicas += nodes * offer.gain;
    }
    if (!problem.wanted.empty()) out.replicas = counted(problem, out.nodes);
    return out;
}

JointAnswer fewest(const JointProblem& problem)
{
    const auto worst = [&](const auto& worth) {
        std::vector<std::size_t> order(problem.offers.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
            const JointOffer& one = problem.offers[a];
            const JointOffer& other = problem.offers[b];
            return one.turn != other.turn ? one.turn < other.turn : one.gain * worth(other) < other.gain * worth(one);
        });
        return inOrder(problem, order);
    };
    JointAnswer out = worst([](const JointOffer&) { return Wide{1}; });
    for (std::size_t q = 0; q < problem.quotas.size(); ++q) {
        JointAnswer other = worst([q](const JointOffer& offer) { return std::max<Wide>(1, offer.weights[q]); });
        if (other.replicas < out.replicas) out = std::move(other);
    }
    return out;
}

JointAnswer many(const JointProblem& problem)
{
    return byTurns(problem, manyAtOnce);
}

JointAnswer most(const JointProblem& problem)
{
    return byTurns(problem, mostAtOnce);
}

JointAnswer together(const JointProblem& problem)
{
    return byTurns(problem, togetherAtOnce);
}

} // namespace core::estimate::detail
