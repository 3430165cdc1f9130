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

/// Only the pools' own room.
detail::JointProblem onlyRoom(const Joined& joined)
{
    detail::JointProblem problem = joined.problem;
    for (auto* caps : {&problem.places, &problem.cells, &problem.quotas})
        std::fill(caps->begin(), caps->end(), std::nullopt);
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
        const auto room = std::find_if(what.rooms.begin(), what.rooms.end(),
                                       [&](const PoolRoom& one) { return one.pool == offer.pool; });
        std::int64_t nodes = std::min(offer.nodesFor(ask.upTo), room->nodes.value_or(most));
        nodes = std::min(nodes, most / offers) + offer.nodesPerReplica;
        rows.push_back(offer.refusal ? 0 : nodes);
    }
    return rows;
}

void addGroups(Provisionable& what, const snapshot::ClusterData& cluster, const Ask& ask, const detail::NewNodes& nodes)
{
    if (!ask.isGroup() || what.offers.empty()) return;
    auto groups = std::make_shared<const detail::Groups>(cluster, ask, what.offers, rowsFor(what, ask));
    if (const auto kind = groups->homeless())
        if (const auto refusal = nodes.refusal(*kind, *what.offers.front().node))
            what.homeless = detail::textOf(*refusal);
    what.podsOfGroup = groups->countedPods();
    what.groups = std::move(groups);
}

void countReplicas(Provisionable& what, const Joined& lower, const Joined& upper)
{
    const JointAnswer least = detail::most(onlyRoom(lower));
    const JointAnswer roomiest = detail::most(onlyRoom(upper));
    what.room.lower = least.replicas;
    if (roomiest.bounded) what.room.upper = roomiest.ceiling;
    what.deliverable.lower = detail::replicasOf(what, lower, End::Lower, detail::most(lower.problem).nodes);
    const JointAnswer most = detail::most(upper.problem);
    if (most.bounded)
        what.deliverable.upper =
            std::max(what.deliverable.lower,
                     most.exact ? detail::replicasOf(what, upper, End::Upper, most.nodes) : most.ceiling);
    const detail::Binding binding = detail::bindingOf(what, upper, most);
    what.binding = binding.limit;
    what.bindingText = binding.text;
}

void countGroups(Provisionable& what, const Joined& lower, const Joined& upper, std::int64_t upTo)
{
    const auto by = [&](const Joined& joined, const detail::JointProblem& problem) {
        JointAnswer answer = detail::mostGroups(what, joined, problem, upTo);
        answer.bounded = answer.bounded && (answer.replicas < upTo || detail::most(problem).bounded);
        return answer;
    };
    what.room.lower = by(lower, onlyRoom(lower)).replicas;
    const JointAnswer roomiest = by(upper, onlyRoom(upper));
    if (roomiest.bounded) what.room.upper = std::max(what.room.lower, roomiest.replicas);
    what.deliverable.lower = by(lower, lower.problem).replicas;
    const JointAnswer most = by(upper, upper.problem);
    if (most.bounded) what.deliverable.upper = std::max(what.deliverable.lower, most.replicas);
    if (!most.bounded) return;
    const detail::Binding binding = detail::bindingOfGroups(what, upper, most);
    what.binding = binding.limit;
    what.bindingText = binding.text;
}

} // namespace

Provisionable provisionable(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, const Ask& ask,
                            const Stock& stock)
{
    Provisionable what;
    what.known = cluster.poolsKnown;
    if (ask.pods.empty()) return what;
    const detail::NewNodes nodes(cluster, ask);
    detail::addOffers(what, fleet, cluster, nodes, stock);
    detail::addRooms(what, cluster);
    detail::addQuotas(what, fleet, cluster);
    nodes.addDomains(what);
    addGroups(what, cluster, ask, nodes);

    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    const Joined upper = detail::joined(what, End::Upper, detail::cellsAt(what, End::Upper));
    if (what.groups)
        countGroups(what, lower, upper, ask.upTo);
    else
        countReplicas(what, lower, upper);
    return what;
}

} // namespace core::estimate
