#include <algorithm>

#include "core/estimate/binding.h"
#include "core/estimate/groups.h"
#include "core/estimate/new_nodes.h"
#include "core/estimate/offers.h"

/// What pools could add.
namespace core::estimate {
namespace {

using detail::End;
using detail::Joined;
using detail::JointAnswer;
using detail::JointProblem;

/// Only the pools' own room, whatever type would come first: stock may leave but one.
JointProblem onlyRoom(const Joined& joined)
{
    JointProblem problem = detail::withOnly(joined.problem, detail::LimitRef::Of::Pool);
    for (detail::JointOffer& offer : problem.offers) offer.turn = 0;
    return problem;
}

/// Nodes of each offer that groups could come to lie on: as the pools' room allows, and one group more, so that what a
/// larger pool would give is seen, too.
std::vector<std::int64_t> rowsFor(const Provisionable& what, const Ask& ask)
{
    constexpr std::int64_t most = 8192;
    const auto offers = static_cast<std::int64_t>(what.offers.size());
    std::vector<std::int64_t> rows;
    for (const Offer& offer : what.offers) {
        const PoolRoom& room = detail::roomOf(what.rooms, offer.pool);
        std::int64_t nodes = std::min(offer.nodesFor(ask.upTo), room.nodes.value_or(most));
        nodes = std::min(nodes, most / offers) + offer.nodesPerReplica;
        rows.push_back(offer.refusal ? 0 : nodes);
    }
    return rows;
}

void addGroups(Provisionable& what, const snapshot::ClusterData& cluster, const Ask& ask, const detail::NewNodes& nodes)
{
    if (!ask.isGroup() || what.offers.empty()) return;
    auto groups =
        std::make_shared<const detail::Groups>(cluster, ask, what.offers, rowsFor(what, ask), nodes.arePodsCounted());
    if (nodes.arePodsCounted()) {
        what.podsOfGroup = ask.podsPerReplica();
        what.sparePods = nodes.podsOnRunning() % what.podsOfGroup;
    } else if (const auto kind = groups->homeless()) {
        if (const auto refusal = nodes.refusal(*kind, *what.offers.front().node))
            what.groupRule = detail::textOf(*refusal);
    } else if (!ask.exclusiveTopologyKey.empty()) {
        what.groupRule = "one group in each " + ask.exclusiveTopologyKey;
    }
    what.groups = std::move(groups);
}

/// Both ends see the same limits, so that one search answers for both.
bool sameLimits(const JointProblem& one, const JointProblem& other)
{
    return one.pools == other.pools && one.places == other.places && one.cells == other.cells &&
           one.quotas == other.quotas;
}

bool comesInTurns(const JointProblem& problem)
{
    return std::any_of(problem.offers.begin(), problem.offers.end(),
                       [](const detail::JointOffer& offer) { return offer.turn > 0; });
}

/// @return  what the upper ends give
JointAnswer countReplicas(Provisionable& what, const Joined& lower, const Joined& upper)
{
    const JointAnswer roomiest = detail::most(onlyRoom(upper));
    const JointAnswer least = lower.problem.pools == upper.problem.pools ? roomiest : detail::most(onlyRoom(lower));
    JointAnswer most = detail::most(upper.problem);
    const JointAnswer sure = sameLimits(lower.problem, upper.problem) ? most : detail::most(lower.problem);
    what.room.lower = least.replicas;
    if (roomiest.bounded) what.room.upper = roomiest.ceiling;
    const std::int64_t atLower = detail::replicasOf(what, lower, End::Lower, sure.nodes);
    what.deliverable.lower = atLower;
    if (!most.bounded) return most;
    const std::int64_t atUpper = detail::replicasOf(what, upper, End::Upper, most.nodes);
    what.deliverable.upper = std::max(atLower, most.exact ? atUpper : most.ceiling);
    // With more stock of the type that comes first, a pool fills up with that, and takes fewer.
    if (comesInTurns(upper.problem)) what.deliverable.lower = std::min(atLower, atUpper);
    return most;
}

JointAnswer countGroups(Provisionable& what, const Joined& lower, const Joined& upper, std::int64_t upTo)
{
    const auto by = [&](const Joined& joined, const JointProblem& problem) {
        return detail::mostGroups(what, joined, problem, upTo);
    };
    const JointAnswer roomiest = by(upper, onlyRoom(upper));
    what.room.lower =
        lower.problem.pools == upper.problem.pools ? roomiest.replicas : by(lower, onlyRoom(lower)).replicas;
    if (roomiest.bounded) what.room.upper = std::max(what.room.lower, roomiest.replicas);
    JointAnswer most = by(upper, upper.problem);
    what.deliverable.lower =
        sameLimits(lower.problem, upper.problem) ? most.replicas : by(lower, lower.problem).replicas;
    if (most.bounded) what.deliverable.upper = std::max(what.deliverable.lower, most.replicas);
    return most;
}

} // namespace

Provisionable provisionable(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, const Ask& ask,
                            const Stock& stock)
{
    return provisionable(catalogueOf(fleet, cluster, stock, Prices(fleet.prices)), cluster, ask);
}

Provisionable provisionable(const Catalogue& catalogue, const snapshot::ClusterData& cluster, const Ask& ask,
                            bool named)
{
    Provisionable what;
    what.known = catalogue.known;
    if (ask.daemon) what.known = true; // whatever there is to buy
    if (ask.pods.empty() || ask.daemon) return what;
    const detail::NewNodes nodes(cluster, ask);
    what = detail::measured(catalogue, nodes);
    what.known = catalogue.known;
    addGroups(what, cluster, ask, nodes);

    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    const Joined upper = detail::joined(what, End::Upper, detail::cellsAt(what, End::Upper));
    const JointAnswer most =
        what.groups ? countGroups(what, lower, upper, ask.upTo) : countReplicas(what, lower, upper);
    if (!named || (what.groups && !most.bounded)) return what;
    const detail::Binding binding =
        what.groups ? detail::bindingOfGroups(what, upper, most) : detail::bindingOf(what, upper, most);
    what.binding = binding.limit;
    what.bindingText = binding.text;
    return what;
}

} // namespace core::estimate
