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
using detail::JointProblem;

/// Only the pools' own room.
JointAnswer byRoom(Joined joined)
{
    for (auto* caps : {&joined.problem.places, &joined.problem.cells, &joined.problem.quotas})
        std::fill(caps->begin(), caps->end(), std::nullopt);
    return detail::most(joined.problem);
}

/// Both ends see the same limits, so that one search answers for both.
bool sameLimits(const JointProblem& one, const JointProblem& other)
{
    return one.pools == other.pools && one.places == other.places && one.cells == other.cells &&
           one.quotas == other.quotas;
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
    if (ask.pods.empty()) return what;
    what = detail::measured(catalogue, detail::NewNodes(cluster, ask));
    what.known = catalogue.known;

    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    const Joined upper = detail::joined(what, End::Upper, detail::cellsAt(what, End::Upper));
    const JointAnswer roomiest = byRoom(upper);
    const JointAnswer least = lower.problem.pools == upper.problem.pools ? roomiest : byRoom(lower);
    const JointAnswer most = detail::most(upper.problem);
    const JointAnswer sure = sameLimits(lower.problem, upper.problem) ? most : detail::most(lower.problem);
    what.room.lower = least.replicas;
    if (roomiest.bounded) what.room.upper = roomiest.ceiling;
    what.deliverable.lower = detail::replicasOf(what, lower, End::Lower, sure.nodes);
    if (most.bounded)
        what.deliverable.upper =
            std::max(what.deliverable.lower,
                     most.exact ? detail::replicasOf(what, upper, End::Upper, most.nodes) : most.ceiling);
    if (!named) return what;
    const detail::Binding binding = detail::bindingOf(what, upper, most);
    what.binding = binding.limit;
    what.bindingText = binding.text;
    return what;
}

} // namespace core::estimate
