#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/estimate/new_nodes.h"
#include "core/estimate/offers.h"

/// Rules among the replicas, for nodes that do not exist yet.
namespace core::estimate::detail {
namespace {

using Offers = std::vector<std::uint32_t>;

constexpr std::int64_t unlimited = std::numeric_limits<std::int64_t>::max() / 4;

/// Usable offers by their value of a label; those without it are in no domain.
std::map<std::string, Offers> byDomain(const Provisionable& what, const std::string& key)
{
    std::map<std::string, Offers> domains;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        const model::Labels& labels = what.offers[i].node.node.labels;
        const auto label = labels.find(key);
        if (!what.offers[i].refusal && label != labels.end()) domains[label->second].push_back(i);
    }
    return domains;
}

/// What these offers could give if nobody else took anything.
std::int64_t alone(const Provisionable& what, const Offers& offers)
{
    Provisionable some = what;
    for (std::uint32_t i = 0; i < some.offers.size(); ++i)
        if (std::find(offers.begin(), offers.end(), i) == offers.end()) some.offers[i].refusal.emplace();
    const Joined problem = joined(some, End::Upper, cellsAt(some, End::Upper));
    const JointAnswer answer = most(problem.problem);
    return answer.bounded ? answer.replicas : unlimited;
}

snapshot::Id idOf(const DomainCount& at, const std::string& value)
{
    return at.column == nullptr ? snapshot::absent : at.column->distinct.find(value);
}

} // namespace

/// Final counts f obey f ≤ least + maxSkew, and the least is held down by domains that no new node joins and by those that
/// cannot grow so far.
void NewNodes::spreadDomains(Provisionable& what, const SpreadCount& spread) const
{
    const auto domains = byDomain(what, spread.at.key);
    std::set<snapshot::Id> growing;
    std::map<std::string, std::int64_t> there;
    std::size_t count = spread.domainCount;
    std::int64_t least = unlimited;
    for (const auto& [value, offers] : domains) {
        const snapshot::Id id = idOf(spread.at, value);
        const bool known = id != snapshot::absent && spread.domains[id] != 0;
        if (!known) ++count;
        if (known) growing.insert(id);
        there[value] = known ? spread.at.count[id] : 0;
        least = std::min(least, there[value] + alone(what, offers));
    }
    for (snapshot::Id id = 1; id < spread.domains.size(); ++id)
        if (spread.domains[id] != 0 && !growing.contains(id))
            least = std::min<std::int64_t>(least, spread.at.count[id]);
    if (static_cast<std::int64_t>(count) < spread.minDomains) least = 0;
    for (const auto& [value, offers] : domains) {
        if (least >= unlimited) break;
        what.domains.push_back({spread.at.key, value, std::max<std::int64_t>(0, least + spread.maxSkew - there[value]),
                                there[value], offers});
    }
}

void NewNodes::antiDomains(Provisionable& what, const DomainCount& at) const
{
    for (const auto& [value, offers] : byDomain(what, at.key)) {
        const snapshot::Id id = idOf(at, value);
        const std::int64_t there = id == snapshot::absent ? 0 : at.count[id];
        what.domains.push_back({at.key, value, there > 0 ? 0 : 1, there, offers});
    }
}

/// No pod is there yet that the replicas would have to be near to: they are near to each other, in one place.
void NewNodes::togetherDomain(Provisionable& what) const
{
    const Fit::State& state = m_plain.front();
    std::map<std::vector<std::string>, Offers> places;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        if (what.offers[i].refusal) continue;
        std::vector<std::string> values;
        for (const DomainCount& at : state.affinity) {
            values.push_back(what.offers[i].node.node.labels.find(at.key)->second);
            // Each new node has a name of its own.
            if (at.key == hostnameLabel) values.push_back(std::to_string(i));
        }
        places[values].push_back(i);
    }
    const Offers* best = nullptr;
    std::int64_t most = -1;
    const bool oneNode = std::any_of(state.affinity.begin(), state.affinity.end(),
                                     [](const DomainCount& at) { return at.key == hostnameLabel; });
    for (const auto& [values, offers] : places) {
        std::int64_t here = alone(what, offers);
        if (oneNode) here = std::min(here, what.offers[offers.front()].replicasPerNode);
        if (here <= most) continue;
        most = here;
        best = &offers;
    }
    for (const auto& [values, offers] : places) {
        if (&offers != best)
            what.domains.push_back({state.affinity.front().key, values.front(), 0, 0, offers});
        else if (oneNode)
            what.domains.push_back({std::string(hostnameLabel), values.front(), most, 0, offers});
    }
}

void NewNodes::exclusiveDomains(Provisionable& what) const
{
    const std::string& key = m_ask->exclusiveTopologyKey;
    const snapshot::LabelColumn* column = m_cluster->nodes.label(key);
    for (const auto& [value, offers] : byDomain(what, key)) {
        const snapshot::Id id = column == nullptr ? snapshot::absent : column->distinct.find(value);
        const bool taken = id != snapshot::absent && m_taken[id] != 0;
        what.domains.push_back({key, value, taken ? 0 : 1, taken ? 1 : 0, offers});
    }
}

void NewNodes::addDomains(Provisionable& what) const
{
    if (m_filled == nullptr || what.offers.empty()) return;
    if (!m_ask->exclusiveTopologyKey.empty() && m_ask->exclusiveTopologyKey != hostnameLabel) exclusiveDomains(what);
    if (m_ask->isGroup()) return;
    const Fit::State& state = m_plain.front();
    for (std::size_t i = 0; i < state.anti.size(); ++i)
        if (state.antiToSelf[i] && state.anti[i].key != hostnameLabel) antiDomains(what, state.anti[i]);
    if (state.affinityToSelf && state.affinityEmpty) togetherDomain(what);
    for (const SpreadCount& spread : m_spreads.front())
        if (spread.at.key != hostnameLabel) spreadDomains(what, spread);
}

} // namespace core::estimate::detail
