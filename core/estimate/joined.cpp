#include "core/estimate/joined.h"

#include <algorithm>
#include <map>
#include <string_view>
#include <tuple>
#include <utility>

#include "core/estimate/offers.h"

namespace core::estimate::detail {

std::vector<Cap> cellsAt(const Provisionable& what, End end)
{
    std::vector<Cap> cells;
    for (const Offer& offer : what.offers) {
        if (end == End::Lower && isUnsure(what, offer))
            cells.emplace_back(leftOut);
        else if (!offer.stockBounds)
            cells.emplace_back();
        else if (end == End::Lower)
            cells.emplace_back(offer.stock.instances.lower);
        else
            cells.push_back(offer.stock.instances.upper);
    }
    return cells;
}

namespace {

template <class Key>
class Numbers {
public:
    std::size_t of(const Key& key) { return m_index.try_emplace(key, m_index.size()).first->second; }

private:
    std::map<Key, std::size_t> m_index;
};

Cap smaller(const Cap& a, const Cap& b)
{
    if (!a || !b) return a ? a : b;
    return std::min(*a, *b);
}

/// The limit at `index`, made if it is new.
void limit(std::vector<Cap>& caps, std::size_t index, const Cap& cap)
{
    if (index >= caps.size()) caps.resize(index + 1);
    caps[index] = smaller(caps[index], cap);
}

void addLimit(Joined& out, const std::string& name, std::size_t quota, std::size_t domain, const Cap& left)
{
    out.problem.quotas.push_back(left);
    out.quotaOf.push_back(quota);
    out.quotaNames.push_back(name);
    out.domainOf.push_back(domain);
    for (JointOffer& offer : out.problem.offers) offer.weights.push_back(0);
}

/// Turns of a pool whose scaler takes the smallest type that fits; everywhere else a node of any type may come first.
class Turns {
public:
    explicit Turns(const Provisionable& what)
        : m_what(&what)
    {}
    /// @param offer  in the order of `what`, refused ones left out
    std::size_t of(const Offer& offer, const PoolRoom& room)
    {
        if (!room.oneTypeChoice || (m_what->groups && offer.podsPerNode == 0)) return 0;
        const bool samePool = m_last != nullptr && m_last->pool == offer.pool;
        if (!samePool) m_turn = 0;
        if (samePool && m_last->instanceType != offer.instanceType) ++m_turn;
        m_last = &offer;
        return m_turn;
    }

private:
    const Provisionable* m_what;
    const Offer* m_last = nullptr;
    std::size_t m_turn = 0;
};

} // namespace

Joined joined(const Provisionable& what, End end, const std::vector<Cap>& instances)
{
    Joined out;
    JointProblem& problem = out.problem;
    Numbers<std::pair<std::uint32_t, std::string_view>> places;
    // Views of the offers' keys: every question of every cluster comes by here, and copies would be most of it.
    Numbers<std::tuple<std::string_view, std::string_view, std::string_view, bool, std::uint32_t>> cells;
    std::vector<std::size_t> at(what.offers.size(), Joined::npos);
    Turns turns(what);
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        const Offer& offer = what.offers[i];
        if (offer.refusal || (i < instances.size() && instances[i] == leftOut)) continue;
        const PoolRoom& room = roomOf(what.rooms, offer.pool);
        JointOffer one;
        one.gain = what.groups ? std::max<std::int64_t>(1, offer.podsPerNode) : offer.replicasPerNode;
        one.pool = static_cast<std::size_t>(&room - what.rooms.data());
        one.place = places.of({offer.pool, offer.zone});
        one.turn = turns.of(offer, room);
        // A pool that skips the check buys from stock of its own.
        const CellKey& key = offer.stock.key;
        one.cell =
            cells.of({key.account, key.zone, key.instanceType, key.spot, offer.stockBounds ? 0 : offer.pool + 1});
        // Not known how many more it may have: at worst none.
        Cap most = room.nodes;
        if (end == End::Lower && (!most || room.sizeOpen)) most = 0;
        limit(problem.pools, one.pool, most);
        limit(problem.places, one.place, offer.addresses);
        limit(problem.cells, one.cell, i < instances.size() ? instances[i] : Cap());
        at[i] = problem.offers.size();
        problem.offers.push_back(std::move(one));
        out.offers.push_back(i);
    }
    problem.pools.resize(std::max(problem.pools.size(), what.rooms.size()));
    for (const QuotaRoom& quota : what.quotas) {
        const auto known = std::find(out.quotaOf.begin(), out.quotaOf.end(), quota.quota);
        const auto index = static_cast<std::size_t>(known - out.quotaOf.begin());
        if (known == out.quotaOf.end()) addLimit(out, quota.name, quota.quota, Joined::npos, quota.left);
        for (const std::uint32_t offer : quota.offers)
            if (at[offer] != Joined::npos) problem.offers[at[offer]].weights[index] = quota.perNode;
    }
    for (std::size_t d = 0; d < what.domains.size(); ++d) {
        const DomainRoom& domain = what.domains[d];
        std::int64_t most = 1;
        for (const std::uint32_t offer : domain.offers)
            if (at[offer] != Joined::npos) most = std::max(most, problem.offers[at[offer]].gain);
        Cap nodes = capOf(domain, end);
        if (nodes) nodes = (*nodes + most - 1) / most;
        addLimit(out, "", Joined::npos, d, nodes);
        for (const std::uint32_t offer : domain.offers)
            if (at[offer] != Joined::npos) problem.offers[at[offer]].weights.back() = 1;
    }
    return out;
}

std::int64_t replicasOf(const Provisionable& what, const Joined& joined, End end,
                        const std::vector<std::int64_t>& nodes)
{
    std::int64_t sum = 0;
    std::vector<Cap> left;
    for (const DomainRoom& domain : what.domains) left.push_back(capOf(domain, end));
    std::vector<std::vector<std::size_t>> domainsOf(what.offers.size());
    for (std::size_t d = 0; d < what.domains.size(); ++d)
        for (const std::uint32_t offer : what.domains[d].offers) domainsOf[offer].push_back(d);
    for (std::size_t i = 0; i < nodes.size(); ++i) {
        const std::uint32_t index = joined.offers[i];
        std::int64_t replicas = what.offers[index].replicasOn(nodes[i]);
        for (const std::size_t d : domainsOf[index]) replicas = std::min(replicas, left[d].value_or(replicas));
        for (const std::size_t d : domainsOf[index])
            if (left[d]) *left[d] -= replicas;
        sum += replicas;
    }
    return sum;
}

} // namespace core::estimate::detail
