#include <algorithm>

#include "core/estimate/binding.h"
#include "core/estimate/new_nodes.h"
#include "core/estimate/offers.h"

/// What pools could add.
namespace core::estimate {
namespace {

using detail::End;
using detail::Joined;
using detail::JointAnswer;

/// Only the pools' own room.
JointAnswer byRoom(Joined joined)
{
    for (auto* caps : {&joined.problem.places, &joined.problem.cells, &joined.problem.quotas})
        std::fill(caps->begin(), caps->end(), std::nullopt);
    return detail::most(joined.problem);
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

    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    const Joined upper = detail::joined(what, End::Upper, detail::cellsAt(what, End::Upper));
    const JointAnswer least = byRoom(lower);
    const JointAnswer roomiest = byRoom(upper);
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
    return what;
}

} // namespace core::estimate
