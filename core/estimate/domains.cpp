#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/estimate/joined.h"
#include "core/estimate/new_nodes.h"

/// Rules among the replicas, for nodes that do not exist yet.
namespace core::estimate::detail {
namespace {

using Offers = std::vector<std::uint32_t>;

/// Usable offers by their value of a label; those without it are in no domain.
std::map<std::string, Offers> byDomain(const Provisionable& what, const std::string& key)
{
    std::map<std::string, Offers> domains;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        const model::Labels& labels = what.offers[i].node->node.labels;
        const auto label = labels.find(key);
        if (!what.offers[i].refusal && label != labels.end()) domains[label->second].push_back(i);
    }
    return domains;
}

/// What these offers could give if nobody else took anything; absent: no end.
Cap alone(const Provisionable& what, const Offers& offers, End end)
{
    Provisionable some = what;
    for (std::uint32_t i = 0; i < some.offers.size(); ++i)
        if (std::find(offers.begin(), offers.end(), i) == offers.end()) some.offers[i].refusal.emplace();
    const Joined problem = joined(some, end, cellsAt(some, end));
    const JointAnswer answer = most(problem.problem);
    return answer.bounded ? Cap(answer.replicas) : Cap();
}

void lessen(Cap& least, const Cap& by)
{
    if (by && (!least || *by < *least)) least = by;
}

Cap plus(const Cap& cap, std::int64_t more)
{
    return cap ? Cap(std::max<std::int64_t>(0, *cap + more)) : Cap();
}

/// Fewest replicas in any domain at the end, when new ones come about in the order that lets most in: of those without nodes only
/// as many as the rule cannot do without, the roomiest first; a later one finds the others full.
/// @param least   by domains that nodes are in
/// @param coming  replicas that each of the others could take
Cap roomiest(Cap least, std::vector<Cap> coming, std::int64_t needed)
{
    std::sort(coming.begin(), coming.end(), [](const Cap& a, const Cap& b) { return b && (!a || *a > *b); });
    for (std::size_t i = 0; i < coming.size() && static_cast<std::int64_t>(i) < needed; ++i) lessen(least, coming[i]);
    return least;
}

/// What nodes of a domain's offers hold and come with.
struct NodesOf {
    std::int64_t fewestPods = std::numeric_limits<std::int64_t>::max();
    std::int64_t mostPods = 1;
    std::int64_t leastBrought = std::numeric_limits<std::int64_t>::max();
    std::int64_t mostBrought = 0;
    std::int64_t types = 0;

    NodesOf(const Provisionable& what, const DomainRoom& domain)
    {
        for (std::size_t i = 0; i < domain.offers.size(); ++i) {
            const Offer& offer = what.offers[domain.offers[i]];
            fewestPods = std::min(fewestPods, std::max<std::int64_t>(1, offer.replicasPerNode));
            mostPods = std::max({mostPods, offer.replicasPerNode, offer.mostPerNode});
            leastBrought = std::min(leastBrought, domain.broughtBy(i));
            mostBrought = std::max(mostBrought, domain.broughtBy(i));
            ++types;
        }
    }
    /// Pods that come with the nodes for so many replicas, at most and at least.
    [[nodiscard]] std::int64_t atMost(std::int64_t replicas) const
    {
        return replicas == 0 ? 0 : mostBrought * ((replicas + fewestPods - 1) / fewestPods + types - 1);
    }
    [[nodiscard]] std::int64_t atLeast(std::int64_t replicas) const
    {
        return leastBrought * ((replicas + mostPods - 1) / mostPods);
    }
};

/// Replicas of which the constraint counts so many in all with what their nodes come with.
std::int64_t replicasWithin(std::int64_t brought, std::int64_t podsPerNode, std::int64_t counted)
{
    if (counted <= 0) return 0;
    const std::int64_t ofNode = podsPerNode + brought;
    return counted / ofNode * podsPerNode + std::max<std::int64_t>(0, counted % ofNode - brought);
}

snapshot::Id idOf(const DomainCount& at, const std::string& value)
{
    return at.column == nullptr ? snapshot::absent : at.column->distinct.find(value);
}

} // namespace

/// Final counts f obey f ≤ least + maxSkew, and the least is held down by domains that no new node joins and by those that
/// cannot grow so far. A domain comes about with its first node: one that cannot get any is none, and one that may get some
/// holds the others down only if it is there before them. Which comes first nobody can say: a range.
void NewNodes::spreadDomains(Provisionable& what, const SpreadCount& spread) const
{
    SpreadRoom room{spread.maxSkew, spread.minDomains, static_cast<std::int64_t>(spread.domainCount), {}};
    std::set<snapshot::Id> growing;
    std::vector<DomainRoom> found;
    std::int64_t mostDomains = room.standing;
    std::int64_t sureDomains = room.standing;
    Cap least;
    Cap sure;
    std::vector<Cap> coming;
    for (const auto& [value, offers] : byDomain(what, spread.at.key)) {
        const snapshot::Id id = idOf(spread.at, value);
        const bool isNew = id == snapshot::absent || spread.domains[id] == 0;
        const Cap most = alone(what, offers, End::Upper);
        if (isNew && most == 0) continue;
        const Cap fewest = alone(what, offers, End::Lower);
        const std::int64_t there = isNew ? 0 : spread.at.count[id];
        DomainRoom domain;
        domain.key = spread.at.key;
        domain.value = value;
        domain.there = there;
        domain.offers = offers;
        domain.spread = static_cast<std::uint32_t>(what.spreads.size());
        domain.isNew = isNew;
        for (const std::uint32_t offer : offers)
            domain.brought.push_back(countedBy(spread, m_plain.front().pod.ns, *what.offers[offer].node));
        const NodesOf nodes(what, domain);
        const Cap grown = most ? plus(*most + nodes.atMost(*most), there) : Cap();
        if (isNew)
            coming.push_back(grown);
        else
            lessen(least, grown);
        // Where a node brings as many as the skew allows, none may be bought once the domains are level.
        const bool maySettle = nodes.mostBrought >= spread.maxSkew;
        const Cap atFirst = there + (isNew ? nodes.leastBrought : 0);
        const Cap settled = fewest ? plus(*fewest + nodes.atLeast(*fewest), there) : Cap();
        lessen(sure, maySettle || fewest == 0 ? atFirst : settled);
        if (!isNew) growing.insert(id);
        if (isNew) ++mostDomains;
        if (isNew && fewest != 0) ++sureDomains;
        found.push_back(std::move(domain));
    }
    for (snapshot::Id id = 1; id < spread.domains.size(); ++id)
        if (spread.domains[id] != 0 && !growing.contains(id)) lessen(room.held, Cap(spread.at.count[id]));
    least = roomiest(least, std::move(coming), std::max<std::int64_t>(1, spread.minDomains) - room.standing);
    lessen(least, mostDomains < spread.minDomains ? Cap(0) : room.held);
    lessen(sure, sureDomains < spread.minDomains ? Cap(0) : room.held);
    for (DomainRoom& domain : found) {
        const NodesOf nodes(what, domain);
        if (least)
            domain.replicas =
                replicasWithin(nodes.leastBrought, nodes.mostPods, *least + spread.maxSkew - domain.there);
        if (sure)
            domain.sure = replicasWithin(nodes.mostBrought, nodes.fewestPods, *sure + spread.maxSkew - domain.there);
        lessen(domain.sure, domain.replicas);
        what.domains.push_back(std::move(domain));
    }
    what.spreads.push_back(room);
}

void NewNodes::antiDomains(Provisionable& what, const DomainCount& at) const
{
    for (const auto& [value, offers] : byDomain(what, at.key)) {
        const snapshot::Id id = idOf(at, value);
        const std::int64_t there = id == snapshot::absent ? 0 : at.count[id];
        const std::int64_t most = there > 0 ? 0 : 1;
        what.domains.push_back({at.key, value, most, most, there, offers, {}, false});
    }
}

/// No pod is there yet that the replicas would have to be near to: they are near to each other, in one place.
/// @param oneNode  that place is one node
void NewNodes::togetherDomain(Provisionable& what, bool oneNode) const
{
    const Fit::State& state = m_plain.front();
    std::map<std::vector<std::string>, Offers> places;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        if (what.offers[i].refusal) continue;
        std::vector<std::string> values;
        for (const DomainCount& at : state.affinity)
            values.push_back(what.offers[i].node->node.labels.find(at.key)->second);
        if (oneNode) values.push_back(std::to_string(i)); // each new node has a name of its own
        places[values].push_back(i);
    }
    const Offers* best = nullptr;
    Cap most = 0;
    for (const auto& [values, offers] : places) {
        Cap here = alone(what, offers, End::Upper);
        if (oneNode) lessen(here, Cap(what.offers[offers.front()].replicasPerNode));
        const bool better = best == nullptr || (most && (!here || *here > *most));
        if (!better) continue;
        most = here;
        best = &offers;
    }
    const auto add = [&](const std::string& value, const Offers& offers, std::int64_t replicas) {
        what.domains.push_back({state.affinity.front().key, value, replicas, replicas, 0, offers, {}, false});
    };
    for (const auto& [values, offers] : places) {
        if (&offers != best)
            add(values.front(), offers, 0);
        else if (oneNode && most)
            add(values.front(), offers, *most);
    }
}

/// Each node that may be bought comes with a pod that the replicas have to be near to.
bool NewNodes::isNearDaemons(const Provisionable& what) const
{
    return std::all_of(what.offers.begin(), what.offers.end(), [this](const Offer& offer) {
        return offer.refusal || m_plain.front().broughtBy(offer.node->daemonPods).wanted;
    });
}

/// One pod anywhere.
void NewNodes::loneDomain(Provisionable& what) const
{
    Offers all;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i)
        if (!what.offers[i].refusal) all.push_back(i);
    if (!all.empty()) what.domains.push_back({"", m_plain.front().claimRule(), 1, 1, 0, std::move(all), {}, false});
}

void NewNodes::addDomains(Provisionable& what) const
{
    if (m_filled == nullptr || what.offers.empty()) return;
    const Fit::State& state = m_plain.front();
    for (std::size_t i = 0; i < state.anti.size(); ++i)
        if (state.antiToSelf[i] && state.anti[i].key != hostnameLabel) antiDomains(what, state.anti[i]);
    const bool near = state.affinityToSelf && state.affinityEmpty && !isNearDaemons(what);
    const bool oneNode = near && std::any_of(state.affinity.begin(), state.affinity.end(),
                                             [](const DomainCount& at) { return at.key == hostnameLabel; });
    if (!state.aloneClaims.empty() && !state.claimConflict)
        loneDomain(what);
    else if (near)
        togetherDomain(what, oneNode);
    for (const SpreadCount& spread : m_spreads.front())
        if (spread.at.key != hostnameLabel) spreadDomains(what, spread);
}

} // namespace core::estimate::detail
