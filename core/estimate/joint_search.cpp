#include "core/estimate/joint_search.h"

#include <algorithm>
#include <cstdlib>
#include <map>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace core::estimate::detail {
namespace {

using Wide = std::int64_t;

/// Lower and upper numbers of nodes that a branch of the search allows.
struct Branch {
    std::vector<Wide> offerLow, offerHigh, classLow, classHigh;
};

/// One buyer: what he wants and of what kind his offers are.
struct Wish {
    Wide wanted = noLimit;
    std::vector<std::size_t> offers;
    bool alike = true; ///< one gain: the flow itself counts his last node right
    Wide gain = 1;
    Wide nodes = 0; ///< that are enough, whichever offers he takes
};

class Search {
public:
    /// @param careful  nobody asks for more nodes than his largest offers would need
    Search(const JointProblem& problem, JointAnswer first, Wide bound, Wide flows, bool careful = false)
        : m_problem(problem)
        , m_best(std::move(first))
        , m_floor(m_best.replicas)
        , m_bound(bound)
        , m_mostFlows(flows)
        , m_careful(careful)
    {
        // With wishes it matters who gets what, and only a flow deals that out fairly.
        if (!problem.wanted.empty()) m_best.replicas = -1;
        readWishes();
        classify();
        build();
    }
    JointAnswer run(const JointAnswer& first)
    {
        visit(everything());
        const bool exact = m_best.exact;
        if (m_best.replicas < first.replicas) m_best = first;
        m_best.exact = exact || m_best.replicas >= m_bound;
        return m_best;
    }
    std::vector<Wide> once()
    {
        Wide replicas = 0;
        if (!flow(everything(), replicas)) m_nodes.assign(m_problem.offers.size(), 0);
        return m_nodes;
    }

private:
    Branch everything() const
    {
        Branch all;
        for (std::size_t i = 0; i < m_problem.offers.size(); ++i) {
            const JointOffer& offer = m_problem.offers[i];
            all.offerLow.push_back(0);
            all.offerHigh.push_back(offer.gain > 0 ? std::min(capOf(offer.most), nodesFor(i, wishOf(i).wanted)) : 0);
        }
        all.classLow.assign(m_weights.size(), 0);
        all.classHigh.assign(m_weights.size(), noLimit);
        return all;
    }

    using Graph = lemon::SmartDigraph;
    const JointProblem& m_problem;
    JointAnswer m_best;
    Wide m_floor;
    Wide m_bound;
    Wide m_mostFlows;
    bool m_careful;
    Wide m_flows = 0;
    Wide m_replica = 1; // what one is worth
    std::vector<Wish> m_wishes;
    std::vector<std::size_t> m_class;         // of each offer
    std::vector<std::vector<Wide>> m_weights; // of each class
    std::vector<Wide> m_nodes;                // of each offer, of the last flow
    Graph m_graph;
    std::vector<Graph::Arc> m_offerArcs, m_classArcs;
    Graph::ArcMap<Wide> m_low{m_graph}, m_high{m_graph}, m_cost{m_graph};

    [[nodiscard]] const Wish& wishOf(std::size_t offer) const { return m_wishes[m_problem.offers[offer].buyer]; }

    /// Nodes of an offer that so many replicas need.
    [[nodiscard]] Wide nodesFor(std::size_t index, Wide replicas) const
    {
        const JointOffer& offer = m_problem.offers[index];
        if (replicas >= noLimit) return noLimit;
        return (replicas + offer.gain - 1) / std::max<Wide>(1, offer.gain);
    }

    void readWishes()
    {
        m_wishes.resize(std::max<std::size_t>(1, m_problem.wanted.size()));
        for (std::size_t b = 0; b < m_problem.wanted.size(); ++b)
            m_wishes[b].wanted = std::clamp<Wide>(m_problem.wanted[b], 0, noLimit);
        for (std::size_t i = 0; i < m_problem.offers.size(); ++i) {
            const JointOffer& offer = m_problem.offers[i];
            Wish& wish = m_wishes[offer.buyer];
            if (offer.gain <= 0) continue;
            if (wish.offers.empty()) wish.gain = offer.gain;
            wish.alike = wish.alike && wish.gain == offer.gain;
            wish.offers.push_back(i);
            const Wide enough = nodesFor(i, wish.wanted);
            const bool isFirst = wish.offers.size() == 1;
            wish.nodes = isFirst ? enough : m_careful ? std::min(wish.nodes, enough) : std::max(wish.nodes, enough);
        }
    }

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

    std::vector<Graph::Node> nodes(std::size_t count)
    {
        std::vector<Graph::Node> list;
        for (std::size_t i = 0; i < count; ++i) list.push_back(m_graph.addNode());
        return list;
    }

    /// Seats of a buyer: the k-th replica is worth what he wants over 2k − 1, so that a shortage is felt in proportion.
    struct Seats {
        Wide nodes{};
        Wide worth{};
    };
    [[nodiscard]] static std::vector<Seats> seatsOf(const Wish& wish, Wide mostNodes)
    {
        constexpr double fairness = 10'000;
        std::vector<Seats> out;
        for (Wide from = 0, size = 1; from < wish.nodes;) {
            const Wide until = std::min(wish.nodes, from + size);
            const double worth = static_cast<double>(wish.nodes) / static_cast<double>(2 * until - 1);
            const double most = static_cast<double>(std::max<Wide>(1, mostNodes));
            out.push_back({until - from, static_cast<Wide>(worth / most * fairness)});
            from = until;
            if (from >= 64) size *= 2;
        }
        return out;
    }

    /// From the source to what each buyer takes; where nobody wants a number, straight to the pools.
    std::vector<Graph::Node> addWishes(Graph::Node source)
    {
        if (m_problem.wanted.empty()) return {source};
        std::vector<Graph::Node> buyers = nodes(m_wishes.size());
        Wide mostNodes = 1;
        for (const Wish& wish : m_wishes) mostNodes = std::max(mostNodes, wish.nodes);
        // A replica outweighs everything else together, a seat the order of buyers, and that the order of a buyer's offers.
        Wide turns = 1;
        for (const Wish& wish : m_wishes) turns = std::max(turns, static_cast<Wide>(wish.offers.size()));
        const Wide seat = turns * static_cast<Wide>(buyers.size());
        std::vector<std::vector<Seats>> seats;
        m_replica = 1;
        for (const Wish& wish : m_wishes) {
            const Wide turn = turns * static_cast<Wide>(seats.size());
            seats.push_back(seatsOf(wish, mostNodes));
            for (Seats& one : seats.back()) {
                one.worth = one.worth * seat - turn;
                m_replica += one.nodes * std::abs(one.worth);
            }
            m_replica += wish.nodes * turns;
        }
        for (std::size_t b = 0; b < buyers.size(); ++b) {
            const Wish& wish = m_wishes[b];
            const Wide lastHolds = wish.wanted % wish.gain;
            for (Seats& one : seats[b]) {
                const bool last = &one == &seats[b].back();
                if (!last || !wish.alike || lastHolds == 0) {
                    arc(source, buyers[b], one.nodes, -one.worth);
                    continue;
                }
                if (one.nodes > 1) arc(source, buyers[b], one.nodes - 1, -one.worth);
                arc(source, buyers[b], 1, -one.worth + (wish.gain - lastHolds) * m_replica);
            }
        }
        return buyers;
    }

    void build()
    {
        const Graph::Node source = m_graph.addNode();
        const Graph::Node sink = m_graph.addNode();
        const auto buyers = addWishes(source);
        const auto pools = nodes(m_problem.pools.size());
        const auto places = nodes(m_problem.places.size());
        const auto classes = nodes(m_weights.size());
        std::vector<std::uint8_t> bought(pools.size(), 0);
        std::vector<std::uint8_t> joined(places.size(), 0);
        std::map<std::pair<std::size_t, std::size_t>, Graph::Node> cells; // a cell, by class
        std::vector<Wide> turn(m_wishes.size(), 0);
        for (std::size_t i = 0; i < m_problem.offers.size(); ++i) {
            const JointOffer& offer = m_problem.offers[i];
            if (bought[offer.pool] == 0)
                arc(buyers[offer.buyer], pools[offer.pool], capOf(m_problem.pools[offer.pool]));
            bought[offer.pool] = 1;
            if (joined[offer.place] == 0)
                arc(pools[offer.pool], places[offer.place], capOf(m_problem.places[offer.place]));
            joined[offer.place] = 1;
            const auto [cell, isNew] = cells.try_emplace({offer.cell, m_class[i]}, Graph::Node());
            if (isNew) {
                cell->second = m_graph.addNode();
                arc(cell->second, classes[m_class[i]], capOf(m_problem.cells[offer.cell]));
            }
            const Wide order = m_problem.wanted.empty() ? 0 : turn[offer.buyer]++;
            m_offerArcs.push_back(arc(places[offer.place], cell->second, noLimit, order - offer.gain * m_replica));
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
        for (const Wish& wish : m_wishes) {
            if (wish.wanted >= noLimit || wish.alike) continue;
            const Wide open = std::max<Wide>(0, wish.wanted - sureOf(wish, branch));
            for (const std::size_t i : wish.offers)
                branch.offerHigh[i] = std::min(branch.offerHigh[i], branch.offerLow[i] + nodesFor(i, open));
        }
        return true;
    }

    /// Replicas that a branch has the buyer take at least, more than he wants included.
    [[nodiscard]] Wide sureOf(const Wish& wish, const Branch& branch) const
    {
        Wide sure = 0;
        for (const std::size_t i : wish.offers) sure += branch.offerLow[i] * m_problem.offers[i].gain;
        return sure;
    }

    /// The most of a branch; false: nothing satisfies it.
    bool flow(const Branch& branch, Wide& replicas)
    {
        for (std::size_t i = 0; i < m_offerArcs.size(); ++i) {
            if (branch.offerLow[i] > branch.offerHigh[i]) return false;
            m_low[m_offerArcs[i]] = branch.offerLow[i];
            m_high[m_offerArcs[i]] = branch.offerHigh[i];
        }
        for (std::size_t i = 0; i < m_classArcs.size(); ++i) {
            if (branch.classLow[i] > branch.classHigh[i]) return false;
            m_low[m_classArcs[i]] = branch.classLow[i];
            m_high[m_classArcs[i]] = branch.classHigh[i];
        }
        using Simplex = lemon::NetworkSimplex<Graph, Wide, Wide>;
        Simplex simplex(m_graph);
        ++m_flows;
        if (simplex.lowerMap(m_low).upperMap(m_high).costMap(m_cost).run() != Simplex::OPTIMAL) return false;
        m_nodes.clear();
        for (const Graph::Arc one : m_offerArcs) m_nodes.push_back(simplex.flow(one));
        replicas = 0;
        for (const Wish& wish : m_wishes) {
            Wide here = 0;
            for (const std::size_t i : wish.offers) here += m_nodes[i] * m_problem.offers[i].gain;
            if (wish.wanted < noLimit) {
                if (wish.alike)
                    here = std::min(here, wish.wanted);
                else
                    here -= std::max<Wide>(0, sureOf(wish, branch) - wish.wanted);
            }
            replicas += here;
        }
        return true;
    }

    [[nodiscard]] std::vector<Wide> classUse() const
    {
        std::vector<Wide> use(m_weights.size(), 0);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) use[m_class[i]] += m_nodes[i];
        return use;
    }

    /// A class of a quota that the last flow breaks: the one that takes most of it beyond what the branch is sure of. And
    /// what it may have if all such classes are cut in proportion.
    struct Cut {
        std::size_t klass{};
        Wide nodes{};
    };
    [[nodiscard]] std::optional<Cut> brokenQuota(const Branch& branch, const std::vector<Wide>& use) const
    {
        for (std::size_t q = 0; q < m_problem.quotas.size(); ++q) {
            if (!m_problem.quotas[q]) continue;
            Wide beyond = 0;
            Wide sure = 0;
            Wide most = -1;
            Cut cut;
            for (std::size_t c = 0; c < use.size(); ++c) {
                const Wide here = (use[c] - branch.classLow[c]) * m_weights[c][q];
                sure += branch.classLow[c] * m_weights[c][q];
                beyond += here;
                if (here > most) cut.klass = c;
                most = std::max(most, here);
            }
            const Wide left = capOf(m_problem.quotas[q]) - sure;
            if (beyond <= left) continue;
            const Wide low = branch.classLow[cut.klass];
            const double part = static_cast<double>(left) / static_cast<double>(beyond);
            cut.nodes = low + static_cast<Wide>(static_cast<double>(use[cut.klass] - low) * part);
            cut.nodes = std::clamp(cut.nodes, low, use[cut.klass] - 1);
            return cut;
        }
        return std::nullopt;
    }

    /// An offer of a buyer who takes more than he wants, which the flow counts though it does not count.
    [[nodiscard]] std::optional<std::size_t> brokenWish(const Branch& branch) const
    {
        for (const Wish& wish : m_wishes) {
            if (wish.alike || wish.wanted >= noLimit) continue;
            Wide taken = 0;
            Wide most = 0;
            std::optional<std::size_t> largest;
            for (const std::size_t i : wish.offers) {
                const JointOffer& offer = m_problem.offers[i];
                taken += m_nodes[i] * offer.gain;
                const Wide beyond = (m_nodes[i] - branch.offerLow[i]) * offer.gain;
                if (beyond > most) largest = i;
                most = std::max(most, beyond);
            }
            if (taken > std::max(wish.wanted, sureOf(wish, branch)) && largest) return largest;
        }
        return std::nullopt;
    }

    void visit(Branch branch)
    {
        if (m_best.replicas >= m_bound) return;
        if (m_flows >= m_mostFlows) {
            m_best.exact = false;
            return;
        }
        Wide replicas = 0;
        if (!tighten(branch) || !flow(branch, replicas)) return;
        if (replicas <= m_best.replicas || replicas < m_floor) return;
        const std::vector<Wide> taken = m_nodes;
        if (const auto cut = brokenQuota(branch, classUse())) {
            Branch fewer = branch;
            fewer.classHigh[cut->klass] = cut->nodes;
            Branch more = std::move(branch);
            more.classLow[cut->klass] = cut->nodes + 1;
            visit(std::move(fewer));
            visit(std::move(more));
            return;
        }
        const Wide real = counted(m_problem, taken);
        if (real > m_best.replicas) {
            m_best.replicas = real;
            m_best.nodes.assign(taken.begin(), taken.end());
        }
        if (replicas <= m_best.replicas) return;
        const auto broken = brokenWish(branch);
        if (!broken) return;
        Branch fewer = branch;
        fewer.offerHigh[*broken] = taken[*broken] - 1;
        Branch more = std::move(branch);
        more.offerLow[*broken] = taken[*broken];
        visit(std::move(fewer));
        visit(std::move(more));
    }
};

} // namespace

std::int64_t capOf(const Cap& cap)
{
    return cap ? std::clamp<Wide>(*cap, 0, noLimit) : noLimit;
}

std::int64_t counted(const JointProblem& problem, const std::vector<std::int64_t>& nodes)
{
    std::vector<Wide> sums(std::max<std::size_t>(1, problem.wanted.size()), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const JointOffer& offer = problem.offers[i];
        sums[offer.buyer] += nodes[i] * std::max<Wide>(0, offer.gain);
    }
    Wide all = 0;
    for (std::size_t b = 0; b < sums.size(); ++b)
        all += b < problem.wanted.size() ? std::min(sums[b], std::max<Wide>(0, problem.wanted[b])) : sums[b];
    return all;
}

JointAnswer searched(const JointProblem& problem, const JointAnswer& first, std::int64_t bound, std::int64_t flows)
{
    return Search(problem, first, bound, flows).run(first);
}

std::vector<std::int64_t> dealtOnce(const JointProblem& problem)
{
    return Search(problem, {}, 0, 1, true).once();
}

} // namespace core::estimate::detail
