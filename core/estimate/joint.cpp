#include "core/estimate/joint.h"

#include <algorithm>
#include <limits>
#include <map>
#include <numeric>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace core::estimate::detail {
namespace {

using Wide = std::int64_t;
constexpr Wide noLimit = 1'000'000'000'000; ///< more nodes than any cloud has
constexpr int mostFlows = 2000;             ///< of one search

Wide capOf(const Cap& cap)
{
    return cap ? std::clamp<Wide>(*cap, 0, noLimit) : noLimit;
}

/// What is left of every limit while nodes are taken.
struct Left {
    std::vector<Wide> pools, places, cells, quotas;
    explicit Left(const JointProblem& problem)
    {
        for (const Cap& cap : problem.pools) pools.push_back(capOf(cap));
        for (const Cap& cap : problem.places) places.push_back(capOf(cap));
        for (const Cap& cap : problem.cells) cells.push_back(capOf(cap));
        for (const Cap& cap : problem.quotas) quotas.push_back(capOf(cap));
    }
    [[nodiscard]] Wide stepsOf(const JointOffer& offer) const
    {
        Wide nodes = std::min({pools[offer.pool], places[offer.place], cells[offer.cell], capOf(offer.most)});
        for (std::size_t q = 0; q < quotas.size(); ++q)
            if (offer.weights[q] > 0) nodes = std::min(nodes, quotas[q] / offer.weights[q]);
        return nodes / offer.step;
    }
    void take(const JointOffer& offer, Wide nodes)
    {
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
            // Steps do not mix into more than the best rate; whole steps where there is one size.
            best = std::max(best, nodes / offer.step * offer.gain + (nodes % offer.step) * offer.gain / offer.step);
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
        const Wide weight = offer.weights[quota] * offer.step;
        if (weight == 0 || !problem.quotas[quota]) return std::numeric_limits<Wide>::max();
        const Wide left = capOf(problem.quotas[quota]);
        best = std::max(best, left / weight * offer.gain + (left % weight) * offer.gain / weight);
    }
    return best;
}

Wide upperBound(const JointProblem& problem)
{
    Wide bound = std::min({simpleBound(problem, problem.pools, &JointOffer::pool),
                           simpleBound(problem, problem.places, &JointOffer::place),
                           simpleBound(problem, problem.cells, &JointOffer::cell)});
    for (std::size_t q = 0; q < problem.quotas.size(); ++q) bound = std::min(bound, quotaBound(problem, q));
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
        perNode.push_back(static_cast<double>(offer.gain) / static_cast<double>(offer.step));
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

/// Lower and upper numbers of nodes that a branch of the search allows.
struct Branch {
    std::vector<Wide> offerLow, offerHigh, classLow, classHigh;
};

class Search {
public:
    Search(const JointProblem& problem, JointAnswer first, Wide bound)
        : m_problem(problem)
        , m_best(std::move(first))
        , m_bound(bound)
    {
        for (const JointOffer& offer : problem.offers) m_scale = std::lcm(m_scale, offer.step);
        classify();
        build();
    }
    JointAnswer run()
    {
        Branch all;
        for (const JointOffer& offer : m_problem.offers) {
            all.offerLow.push_back(0);
            all.offerHigh.push_back(offer.gain > 0 ? capOf(offer.most) : 0);
        }
        all.classLow.assign(m_weights.size(), 0);
        all.classHigh.assign(m_weights.size(), noLimit);
        visit(std::move(all));
        return m_best;
    }

private:
    using Graph = lemon::SmartDigraph;
    const JointProblem& m_problem;
    JointAnswer m_best;
    Wide m_bound;
    Wide m_scale = 1;
    int m_flows = 0;
    std::vector<std::size_t> m_class;         // of each offer
    std::vector<std::vector<Wide>> m_weights; // of each class
    std::vector<Wide> m_nodes;                // of each offer, of the last flow
    Graph m_graph;
    std::vector<Graph::Arc> m_offerArcs, m_classArcs;
    Graph::ArcMap<Wide> m_low{m_graph}, m_high{m_graph}, m_cost{m_graph};

    /// Offers of one cell count alike against quotas, so a class is a set of cells.
    void classify()
    {
        std::map<std::vector<Wide>, std::size_t> index;
        for (const JointOffer& offer : m_problem.offers) {
            std::vector<Wide> weights(offer.weights.begin(), offer.weights.end());
            const auto [at, isNew] = index.try_emplace(weights, m_weights.size());
            if (isNew) m_weights.push_back(weights);
            m_class.push_back(at->second);
        }
    }

    Graph::Arc arc(Graph::Node from, Graph::Node to, Wide high, Wide cost = 0)
    {
        const Graph::Arc added = m_graph.addArc(from, to);
        m_low[added] = 0;
        m_high[added] = high;
        m_cost[added] = cost;
        return added;
    }

    void build()
    {
        const auto nodes = [this](std::size_t count) {
            std::vector<Graph::Node> list;
            for (std::size_t i = 0; i < count; ++i) list.push_back(m_graph.addNode());
            return list;
        };
        const Graph::Node source = m_graph.addNode();
        const Graph::Node sink = m_graph.addNode();
        const auto pools = nodes(m_problem.pools.size());
        const auto places = nodes(m_problem.places.size());
        const auto classes = nodes(m_weights.size());
        for (std::size_t i = 0; i < pools.size(); ++i) arc(source, pools[i], capOf(m_problem.pools[i]));
        std::vector<std::uint8_t> joined(places.size(), 0);
        std::map<std::pair<std::size_t, std::size_t>, Graph::Node> cells; // a cell, by class
        for (std::size_t i = 0; i < m_problem.offers.size(); ++i) {
            const JointOffer& offer = m_problem.offers[i];
            if (joined[offer.place] == 0)
                arc(pools[offer.pool], places[offer.place], capOf(m_problem.places[offer.place]));
            joined[offer.place] = 1;
            const auto [cell, isNew] = cells.try_emplace({offer.cell, m_class[i]}, Graph::Node());
            if (isNew) {
                cell->second = m_graph.addNode();
                arc(cell->second, classes[m_class[i]], capOf(m_problem.cells[offer.cell]));
            }
            m_offerArcs.push_back(
                arc(places[offer.place], cell->second, noLimit, -(offer.gain * (m_scale / offer.step))));
        }
        for (const Graph::Node klass : classes) m_classArcs.push_back(arc(klass, sink, noLimit));
        arc(sink, source, noLimit);
    }

    /// Quotas hold whatever the other classes take at least.
    bool tighten(Branch& branch) const
    {
        for (std::size_t q = 0; q < m_problem.quotas.size(); ++q) {
            if (!m_problem.quotas[q]) continue;
            Wide sure = 0;
            for (std::size_t c = 0; c < m_weights.size(); ++c) sure += m_weights[c][q] * branch.classLow[c];
            const Wide left = capOf(m_problem.quotas[q]) - sure;
            if (left < 0) return false;
            for (std::size_t c = 0; c < m_weights.size(); ++c)
                if (m_weights[c][q] > 0)
                    branch.classHigh[c] = std::min(branch.classHigh[c], branch.classLow[c] + left / m_weights[c][q]);
        }
        return true;
    }

    /// The most of a branch, parts of groups counted; false: nothing satisfies it.
    bool flow(const Branch& branch, Wide& replicas)
    {
        for (std::size_t i = 0; i < m_offerArcs.size(); ++i) {
            m_low[m_offerArcs[i]] = branch.offerLow[i];
            m_high[m_offerArcs[i]] = branch.offerHigh[i];
        }
        for (std::size_t i = 0; i < m_classArcs.size(); ++i) {
            m_low[m_classArcs[i]] = branch.classLow[i];
            m_high[m_classArcs[i]] = branch.classHigh[i];
        }
        using Simplex = lemon::NetworkSimplex<Graph, Wide, Wide>;
        Simplex simplex(m_graph);
        ++m_flows;
        if (simplex.lowerMap(m_low).upperMap(m_high).costMap(m_cost).run() != Simplex::OPTIMAL) return false;
        Wide value = 0;
        m_nodes.clear();
        for (const Graph::Arc one : m_offerArcs) {
            m_nodes.push_back(simplex.flow(one));
            value -= m_nodes.back() * m_cost[one];
        }
        replicas = value / m_scale;
        return true;
    }

    [[nodiscard]] std::vector<Wide> classUse() const
    {
        std::vector<Wide> use(m_weights.size(), 0);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) use[m_class[i]] += m_nodes[i];
        return use;
    }

    /// A class of a quota that the last flow breaks: the one that takes most of it beyond what the branch is sure of.
    [[nodiscard]] std::optional<std::size_t> brokenQuota(const Branch& branch, const std::vector<Wide>& use) const
    {
        for (std::size_t q = 0; q < m_problem.quotas.size(); ++q) {
            if (!m_problem.quotas[q]) continue;
            Wide sum = 0;
            Wide most = -1;
            std::size_t largest = 0;
            for (std::size_t c = 0; c < use.size(); ++c) {
                sum += use[c] * m_weights[c][q];
                const Wide beyond = (use[c] - branch.classLow[c]) * m_weights[c][q];
                if (beyond > most) largest = c;
                most = std::max(most, beyond);
            }
            if (sum > capOf(m_problem.quotas[q])) return largest;
        }
        return std::nullopt;
    }

    void visit(Branch branch)
    {
        if (m_best.replicas >= m_bound) return;
        if (m_flows >= mostFlows) {
            m_best.exact = false;
            return;
        }
        Wide replicas = 0;
        if (!tighten(branch) || !flow(branch, replicas) || replicas <= m_best.replicas) return;
        const std::vector<Wide> nodes = m_nodes;
        const std::vector<Wide> use = classUse();
        if (const auto klass = brokenQuota(branch, use)) {
            Branch fewer = branch;
            fewer.classHigh[*klass] = use[*klass] - 1;
            Branch more = std::move(branch);
            more.classLow[*klass] = use[*klass];
            visit(std::move(fewer));
            visit(std::move(more));
            return;
        }
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const Wide step = m_problem.offers[i].step;
            if (nodes[i] % step == 0) continue;
            const Wide whole = nodes[i] / step * step;
            Branch more = branch;
            more.offerLow[i] = whole + step;
            Branch fewer = std::move(branch);
            fewer.offerHigh[i] = whole;
            visit(std::move(fewer));
            visit(std::move(more));
            return;
        }
        m_best.replicas = replicas;
        m_best.nodes.assign(nodes.begin(), nodes.end());
    }
};

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
        Wide steps = left.stepsOf(offer);
        if (upTo) {
            const Wide need = std::max<Wide>(0, *upTo - out.replicas);
            steps = std::min(steps, (need + offer.gain - 1) / offer.gain);
        }
        left.take(offer, steps * offer.step);
        out.nodes[i] = steps * offer.step;
        out.replicas += steps * offer.gain;
    }
    return out;
}

JointAnswer many(const JointProblem& problem)
{
    if (!unbounded(problem)) return bestGreedy(problem);
    JointAnswer out;
    out.bounded = false;
    return out;
}

JointAnswer most(const JointProblem& problem)
{
    JointAnswer best = many(problem);
    if (!best.bounded) return best;
    const Wide bound = upperBound(problem);
    best.ceiling = best.replicas;
    if (best.replicas >= bound) return best;
    const JointProblem parted = withPartedCells(problem);
    best = Search(parted, std::move(best), bound).run();
    best.ceiling = best.exact ? best.replicas : bound;
    return best;
}

} // namespace core::estimate::detail
