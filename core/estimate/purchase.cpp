#include <algorithm>
#include <numeric>
#include <optional>

#include "core/estimate/binding.h"
#include "core/estimate/groups.h"
#include "core/estimate/offers.h"
#include "core/estimate/shelf.h"

/// Which nodes so many replicas would take.
namespace core::estimate {
namespace {

using detail::Cap;
using detail::Joined;
using detail::JointAnswer;
using detail::JointOffer;
using detail::Shelf;

/// What the domains hold, one replica after the other.
class Domains {
public:
    explicit Domains(const Provisionable& what)
        : m_what(&what)
        , m_of(what.offers.size())
        , m_taken(what.domains.size(), 0)
        , m_brought(what.domains.size(), 0)
    {
        for (std::size_t d = 0; d < what.domains.size(); ++d)
            for (std::size_t k = 0; k < what.domains[d].offers.size(); ++k)
                m_of[what.domains[d].offers[k]].push_back({d, what.domains[d].broughtBy(k)});
    }
    /// @param onNew  on a node that is there for it then, with what that comes with
    [[nodiscard]] bool takeOneMore(std::uint32_t offer, bool onNew) const
    {
        return std::all_of(m_of[offer].begin(), m_of[offer].end(), [&](const Place& place) {
            const DomainRoom& domain = m_what->domains[place.domain];
            if (domain.replicas && m_taken[place.domain] >= *domain.replicas) return false;
            const std::int64_t before = in(place.domain) + (onNew ? place.brought : 0);
            return !domain.spread || before + 1 - emptiest(*domain.spread, place.domain, before) <=
                                         m_what->spreads[*domain.spread].maxSkew;
        });
    }
    /// Replicas that the fullest of its domains has by now.
    [[nodiscard]] std::int64_t crowd(std::uint32_t offer) const
    {
        std::int64_t most = 0;
        for (const Place& place : m_of[offer]) most = std::max(most, in(place.domain));
        return most;
    }
    void take(std::uint32_t offer, bool onNew)
    {
        for (const Place& place : m_of[offer]) {
            ++m_taken[place.domain];
            if (onNew) m_brought[place.domain] += place.brought;
        }
    }

private:
    struct Place {
        std::size_t domain{};
        std::int64_t brought{}; // by each node
    };
    [[nodiscard]] std::int64_t in(std::size_t domain) const
    {
        return m_what->domains[domain].there + m_taken[domain] + m_brought[domain];
    }
    /// Once there is a node in domain `at`, which holds so many then.
    [[nodiscard]] std::int64_t emptiest(std::uint32_t spread, std::size_t at, std::int64_t atHolds) const
    {
        const SpreadRoom& rule = m_what->spreads[spread];
        std::optional<std::int64_t> least = rule.held;
        std::int64_t domains = rule.standing;
        for (std::size_t d = 0; d < m_taken.size(); ++d) {
            const DomainRoom& domain = m_what->domains[d];
            if (domain.spread != spread) continue;
            if (d != at && domain.isNew && in(d) == 0 && !mayComeAbout(domain)) continue;
            if (domain.isNew) ++domains;
            const std::int64_t holds = d == at ? atHolds : in(d);
            least = std::min(least.value_or(holds), holds);
        }
        return domains < rule.minDomains ? 0 : least.value_or(0);
    }

    /// Nobody can say that no node of it will be there first: its stock is an interval.
    [[nodiscard]] bool mayComeAbout(const DomainRoom& domain) const
    {
        return std::any_of(domain.offers.begin(), domain.offers.end(), [&](std::uint32_t offer) {
            return m_what->offers[offer].stockBounds && !m_what->offers[offer].stock.instances.isExact();
        });
    }

    const Provisionable* m_what;
    std::vector<std::vector<Place>> m_of; // by offer
    std::vector<std::int64_t> m_taken;    // by domain
    std::vector<std::int64_t> m_brought;  // by domain, with new nodes
};

/// Where the scaler hands in a set of types at once, it asks for no node that those of the same pool make needless. What an
/// earlier pool has bought by then stays.
void leaveNeedless(const Provisionable& what, Purchase& bought)
{
    std::uint32_t last = 0; // pool
    std::int64_t room = 0;
    std::int64_t replicas = 0;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i) {
        if (bought.nodes[i] == 0) continue;
        if (what.offers[i].pool != last) room = replicas = 0;
        last = what.offers[i].pool;
        room += what.offers[i].replicasOn(bought.nodes[i]);
        replicas += bought.replicas[i];
    }
    if (room == replicas || detail::roomOf(what.rooms, last).oneTypeChoice) return;
    std::vector<std::uint32_t> smallest;
    for (std::uint32_t i = 0; i < what.offers.size(); ++i)
        if (what.offers[i].pool == last && bought.nodes[i] > 0) smallest.push_back(i);
    std::vector<std::uint32_t> order = smallest;
    std::stable_sort(smallest.begin(), smallest.end(), [&](std::uint32_t a, std::uint32_t b) {
        return what.offers[a].replicasPerNode < what.offers[b].replicasPerNode;
    });
    for (const std::uint32_t i : smallest) {
        const std::int64_t needless = std::min(bought.nodes[i], (room - replicas) / what.offers[i].replicasPerNode);
        bought.nodes[i] -= needless;
        room -= needless * what.offers[i].replicasPerNode;
    }
    for (const std::uint32_t i : order) {
        bought.replicas[i] = std::min(replicas, what.offers[i].replicasOn(bought.nodes[i]));
        replicas -= bought.replicas[i];
    }
}

Purchase nothingOf(const Provisionable& what, std::int64_t replicas)
{
    Purchase out;
    out.nodes.assign(what.offers.size(), 0);
    out.replicas.assign(what.offers.size(), 0);
    out.missing = replicas;
    return out;
}

/// Replicas on the nodes of an answer, first offers first, and only the nodes that they need.
Purchase assigned(const Provisionable& what, const Joined& joined, const JointAnswer& answer, std::int64_t replicas)
{
    Purchase out = nothingOf(what, replicas);
    for (std::size_t i = 0; i < joined.offers.size(); ++i) {
        const std::uint32_t index = joined.offers[i];
        const Offer& offer = what.offers[index];
        const std::int64_t here = std::min(out.missing, offer.replicasOn(answer.nodes[i]));
        out.replicas[index] = here;
        out.nodes[index] = offer.nodesFor(here);
        out.missing -= here;
    }
    leaveNeedless(what, out);
    return out;
}

/// One replica at a time into the least crowded domain: the rules have to hold on the way, too.
/// @param choice  only these nodes; nullptr: any
Purchase stepwise(const Provisionable& what, const Joined& joined, const JointAnswer* choice, std::int64_t replicas)
{
    Purchase out = nothingOf(what, replicas);
    Domains domains(what);
    Shelf shelf(joined.problem, choice);
    const auto onOpenNode = [&](std::uint32_t index) {
        return what.offers[index].replicasOn(out.nodes[index]) > out.replicas[index];
    };
    while (out.missing > 0) {
        std::size_t best = joined.offers.size();
        std::int64_t least = 0;
        for (std::size_t i = 0; i < joined.offers.size(); ++i) {
            const std::uint32_t index = joined.offers[i];
            const std::int64_t crowd = domains.crowd(index);
            if (best != joined.offers.size() && crowd >= least) continue;
            const bool isOpen = onOpenNode(index);
            if (!domains.takeOneMore(index, !isOpen) || !(isOpen || shelf.has(i))) continue;
            least = crowd;
            best = i;
        }
        if (best == joined.offers.size()) break;
        const std::uint32_t index = joined.offers[best];
        const bool onNew = !onOpenNode(index);
        if (onNew) {
            ++out.nodes[index];
            shelf.take(best);
        }
        ++out.replicas[index];
        domains.take(index, onNew);
        --out.missing;
    }
    return out;
}

/// Groups lie where their pods find room, on several offers and on nodes that run.
Purchase ofGroups(const Provisionable& what, const Joined& joined, std::int64_t replicas, bool named)
{
    detail::Groups::Bought bought = what.groups->buy(joined.problem, joined.offers, replicas, what.standing, replicas);
    Purchase out;
    out.missing = replicas - bought.groups;
    out.nodes = std::move(bought.nodes);
    out.replicas = std::move(bought.groupsOf);
    out.onRunning = std::move(bought.onRunning);
    out.idle = std::move(bought.idle);
    if (out.missing == 0 || !named) return out;
    JointAnswer answer;
    answer.replicas = bought.groups;
    for (const std::uint32_t offer : joined.offers) answer.nodes.push_back(out.nodes[offer]);
    detail::Binding binding = detail::bindingOfGroups(what, joined, answer);
    out.missingBy = binding.limit;
    out.missingText = std::move(binding.text);
    return out;
}

} // namespace

Purchase purchase(const Provisionable& what, std::int64_t replicas,
                  const std::vector<std::optional<std::int64_t>>& instances, bool named)
{
    const Joined joined = detail::joined(what, detail::End::Upper, instances);
    replicas = std::max<std::int64_t>(0, replicas);
    if (what.groups) return ofGroups(what, joined, replicas, named);
    std::vector<std::size_t> order(joined.offers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Purchase out = what.domains.empty()
                       ? assigned(what, joined, detail::inOrder(joined.problem, order, replicas), replicas)
                       : stepwise(what, joined, nullptr, replicas);
    if (out.missing == 0) return out;
    const JointAnswer most = detail::most(joined.problem);
    if (most.bounded) {
        Purchase other =
            what.domains.empty() ? assigned(what, joined, most, replicas) : stepwise(what, joined, &most, replicas);
        if (other.missing < out.missing) out = std::move(other);
    }
    if (out.missing == 0 || !named) return out;
    // Nodes enough could be had: the order in which rules admit replicas is what holds them.
    const bool ruled = !what.domains.empty() && (!most.bounded || most.replicas >= replicas);
    detail::Binding binding = ruled ? detail::amongThemselves(what) : detail::bindingOf(what, joined, most);
    out.missingBy = binding.limit;
    out.missingText = std::move(binding.text);
    return out;
}

} // namespace core::estimate
