#include "core/preview/flow.h"

#include <algorithm>
#include <map>
#include <tuple>

#include <lemon/network_simplex.h>
#include <lemon/smart_graph.h>

namespace core::preview {
namespace {

constexpr std::int64_t many = 1'000'000;         ///< more than any round deals out
constexpr std::int64_t aReplica = 1'000'000'000; ///< a replica more outweighs everything else
constexpr std::int64_t fairness = 100'000;       ///< then everybody's share
constexpr std::int64_t inOrder = 1;              ///< then the provisioner's order

/// A graph under construction: nodes by number, arcs with what they stand for.
class Network {
public:
    int node()
    {
        ++m_nodes;
        return m_nodes - 1;
    }
    /// @return the arc's number
    std::size_t arc(int from, int to, std::int64_t capacity, std::int64_t cost)
    {
        m_arcs.push_back({from, to, std::clamp<std::int64_t>(capacity, 0, many), cost});
        return m_arcs.size() - 1;
    }
    /// Flow on each arc at the least cost; the arc from the end to the start is free.
    [[nodiscard]] std::vector<std::int64_t> solve(int start, int end) const
    {
        lemon::SmartDigraph graph;
        graph.reserveNode(m_nodes);
        std::vector<lemon::SmartDigraph::Node> nodes;
        for (int i = 0; i < m_nodes; ++i) nodes.push_back(graph.addNode());
        lemon::SmartDigraph::ArcMap<std::int64_t> upper(graph), cost(graph);
        std::vector<lemon::SmartDigraph::Arc> arcs;
        const auto add = [&](const Arc& one) {
            arcs.push_back(graph.addArc(nodes[index(one.from)], nodes[index(one.to)]));
            upper[arcs.back()] = one.capacity;
            cost[arcs.back()] = one.cost;
        };
        for (const Arc& one : m_arcs) add(one);
        add({end, start, many * 100, 0});
        lemon::NetworkSimplex<lemon::SmartDigraph, std::int64_t, std::int64_t> simplex(graph);
        simplex.upperMap(upper).costMap(cost);
        std::vector<std::int64_t> flow(m_arcs.size(), 0);
        if (simplex.run() != decltype(simplex)::OPTIMAL) return flow;
        for (std::size_t i = 0; i < m_arcs.size(); ++i) flow[i] = simplex.flow(arcs[i]);
        return flow;
    }

private:
    struct Arc {
        int from{};
        int to{};
        std::int64_t capacity{};
        std::int64_t cost{};
    };
    static std::size_t index(int node) { return static_cast<std::size_t>(node); }
    int m_nodes = 0;
    std::vector<Arc> m_arcs;
};

struct Round {
    const std::vector<Buyer>& buyers;
    const std::vector<std::vector<std::int64_t>>& allotted;
    const Ledger& ledger;
    std::int64_t unit; ///< nodes
    Network network{};
    int start = 0;
    int end = 0;
    std::map<estimate::CellKey, int> cells{};
    std::map<std::string, int> quotas{};
    std::vector<std::tuple<std::size_t, std::size_t, std::size_t>> offers{}; ///< buyer, offer, arc
};

bool takesPart(const estimate::Offer& offer, std::int64_t unit)
{
    return !offer.refusal && offer.nodesPerReplica == unit;
}

/// Replicas that one unit of the offer holds.
std::int64_t perUnit(const estimate::Offer& offer)
{
    return std::max<std::int64_t>(1, offer.replicasPerNode);
}

/// Everybody's units, dealt like seats: the k-th is worth what he wants over 2k − 1, so that a shortage is felt in proportion.
void addWish(Round& round, int buyer, std::int64_t units, std::int64_t most)
{
    units = std::min(units, many);
    std::int64_t from = 0;
    std::int64_t size = 1;
    while (from < units) {
        const std::int64_t until = std::min(units, from + size);
        const double worth = static_cast<double>(units) / static_cast<double>(2 * until - 1);
        const auto gain = static_cast<std::int64_t>(worth / static_cast<double>(std::max<std::int64_t>(1, most)) *
                                                    static_cast<double>(fairness));
        round.network.arc(round.start, buyer, until - from, -gain);
        from = until;
        if (from >= 64) size *= 2;
    }
}

int quotaNode(Round& round, const std::string& key, std::int64_t units)
{
    const auto found = round.quotas.find(key);
    if (found != round.quotas.end()) return found->second;
    const int node = round.network.node();
    round.network.arc(node, round.end, units, 0);
    round.quotas.emplace(key, node);
    return node;
}

/// The offer's cell, and behind it the first of the quotas that bound it. The others bound the cell by themselves, and the
/// ledger has the last word on what this deals out.
int cellNode(Round& round, const estimate::Provisionable& what, std::size_t index)
{
    const estimate::Offer& offer = what.offers[index];
    const auto found = round.cells.find(offer.stock.key);
    if (offer.stockBounds && found != round.cells.end()) return found->second;
    const int node = round.network.node();
    const estimate::QuotaRoom* bound = nullptr;
    std::int64_t perNode = 1;
    for (const estimate::QuotaRoom& quota : what.quotas) {
        const bool listed = std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end();
        if (!listed || !quota.left) continue;
        if (bound == nullptr) bound = &quota;
        if (quota.name == bound->name) perNode = std::max(perNode, quota.perNode);
    }
    const std::int64_t units = round.ledger.left(what, index).value_or(many * round.unit) / round.unit;
    int behind = round.end;
    if (bound != nullptr) {
        const std::int64_t inQuota = round.ledger.leftOfQuota(what, *bound).value_or(many) / (perNode * round.unit);
        behind = quotaNode(round, Ledger::quotaKey(what, *bound), inQuota);
    }
    round.network.arc(node, behind, units, 0);
    if (offer.stockBounds) round.cells.emplace(offer.stock.key, node);
    return node;
}

void addBuyer(Round& round, std::size_t index, std::int64_t missing, std::int64_t mostWanted)
{
    const estimate::Provisionable& what = *round.buyers[index].what;
    const int buyer = round.network.node();
    std::int64_t best = 1;
    std::map<std::uint32_t, int> pools;
    std::map<std::pair<std::uint32_t, std::string>, int> zones;
    std::map<std::uint32_t, std::int64_t> usedOfPool;
    std::map<std::pair<std::uint32_t, std::string>, std::int64_t> usedOfZone;
    const auto& have = round.allotted[index];
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        usedOfPool[what.offers[i].pool] += have[i];
        usedOfZone[{what.offers[i].pool, what.offers[i].zone}] += have[i];
    }
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        const estimate::Offer& offer = what.offers[i];
        if (!takesPart(offer, round.unit)) continue;
        best = std::max(best, perUnit(offer));
        if (!pools.contains(offer.pool)) {
            std::int64_t room = many * round.unit;
            for (const estimate::PoolRoom& one : what.rooms)
                if (one.pool == offer.pool && one.nodes) room = *one.nodes - usedOfPool[offer.pool];
            pools[offer.pool] = round.network.node();
            round.network.arc(buyer, pools[offer.pool], room / round.unit, 0);
        }
        const std::pair zone{offer.pool, offer.zone};
        if (!zones.contains(zone)) {
            const std::int64_t room = offer.addresses ? *offer.addresses - usedOfZone[zone] : many * round.unit;
            zones[zone] = round.network.node();
            round.network.arc(pools[offer.pool], zones[zone], room / round.unit, 0);
        }
        const std::int64_t cost = inOrder * static_cast<std::int64_t>(i) - aReplica * perUnit(offer);
        const std::size_t arc = round.network.arc(zones[zone], cellNode(round, what, i), many, cost);
        round.offers.emplace_back(index, i, arc);
    }
    // Asking for as many as the best offer would need never takes more than is used; what is missing then is asked again.
    addWish(round, buyer, (missing + best - 1) / best, mostWanted);
}

} // namespace

std::vector<std::vector<std::int64_t>> allotByFlow(const std::vector<Buyer>& buyers,
                                                   const std::vector<std::int64_t>& missing,
                                                   const std::vector<std::vector<std::int64_t>>& allotted,
                                                   const Ledger& ledger, std::int64_t nodesPerReplica)
{
    Round round{buyers, allotted, ledger, nodesPerReplica};
    round.start = round.network.node();
    round.end = round.network.node();
    const std::int64_t most = missing.empty() ? 1 : *std::max_element(missing.begin(), missing.end());
    for (std::size_t i = 0; i < buyers.size(); ++i)
        if (missing[i] > 0) addBuyer(round, i, missing[i], most);
    const std::vector<std::int64_t> flow = round.network.solve(round.start, round.end);
    std::vector<std::vector<std::int64_t>> out;
    for (const Buyer& buyer : buyers) out.emplace_back(buyer.what->offers.size(), 0);
    for (const auto& [buyer, offer, arc] : round.offers) out[buyer][offer] = flow[arc] * nodesPerReplica;
    return out;
}

} // namespace core::preview
