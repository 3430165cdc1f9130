#include <algorithm>
#include <optional>

#include "core/estimate/admission.h"
#include "core/estimate/binding.h"
#include "core/estimate/groups.h"
#include "core/estimate/new_nodes.h"
#include "core/estimate/not_held.h"
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

/// The lower end with all offers: what is in doubt is not the pools' room.
Joined withDoubts(const Provisionable& what, const Joined& lower, const Joined& upper)
{
    return lower.offers == upper.offers ? lower : detail::joined(what, End::Lower, {});
}

/// Both ends see the same offers.
bool sameOffers(const JointProblem& one, const JointProblem& other)
{
    return one.pools == other.pools && one.offers.size() == other.offers.size() &&
           std::equal(one.offers.begin(), one.offers.end(), other.offers.begin(),
                      [](const auto& a, const auto& b) { return a.gain == b.gain; });
}

/// Both ends see the same limits, so that one search answers for both.
bool sameLimits(const JointProblem& one, const JointProblem& other)
{
    return sameOffers(one, other) && one.places == other.places && one.cells == other.cells &&
           one.quotas == other.quotas;
}

/// A scaler that takes any of a set of types may take those first that leave least room for the rest.
std::int64_t fewestOf(const Provisionable& what, const Joined& joined, End end)
{
    return detail::replicasOf(what, joined, end, detail::fewest(joined.problem).nodes);
}

/// @param giving  the same at its upper ends
/// @return        what these give
JointAnswer countReplicas(Provisionable& what, const Provisionable& giving, const Joined& lower, const Joined& upper)
{
    const JointAnswer roomiest = detail::most(onlyRoom(upper));
    const JointAnswer least =
        sameOffers(lower.problem, upper.problem) ? roomiest : detail::most(onlyRoom(withDoubts(what, lower, upper)));
    JointAnswer most = detail::most(upper.problem);
    const JointAnswer sure = sameLimits(lower.problem, upper.problem) ? most : detail::most(lower.problem);
    what.room.lower = least.replicas;
    if (roomiest.bounded) what.room.upper = roomiest.ceiling;
    const std::int64_t atLower = detail::replicasOf(what, lower, End::Lower, sure.nodes);
    what.deliverable.lower = atLower;
    if (!most.bounded) return most;
    const std::int64_t atUpper = detail::replicasOf(giving, upper, End::Upper, most.nodes);
    what.deliverable.upper = std::max(atLower, most.exact ? atUpper : most.ceiling);
    // With more stock of a type that may come first, a pool fills up with that, and takes fewer.
    for (const std::int64_t few : {fewestOf(what, lower, End::Lower), fewestOf(what, upper, End::Upper)})
        what.deliverable.lower = std::min(what.deliverable.lower, few);
    return most;
}

/// At the upper ends nodes give what the formula says. Absent: that is what they surely give.
std::optional<Provisionable> asFormulaSays(const Provisionable& what)
{
    const auto givesMore = [](const Offer& offer) { return offer.mostPerNode > offer.replicasPerNode; };
    if (std::none_of(what.offers.begin(), what.offers.end(), givesMore)) return std::nullopt;
    Provisionable most = what;
    takeFormula(most);
    return most;
}

JointAnswer countGroups(Provisionable& what, const Joined& lower, const Joined& upper, std::int64_t upTo)
{
    const auto by = [&](const Joined& joined, const JointProblem& problem) {
        return detail::mostGroups(what, joined, problem, upTo);
    };
    const auto surely = [&](const Joined& joined) { return by(joined, onlyRoom(joined)); };
    const JointAnswer roomiest = by(upper, onlyRoom(upper));
    what.room.lower =
        sameOffers(lower.problem, upper.problem) ? roomiest.replicas : surely(withDoubts(what, lower, upper)).replicas;
    if (roomiest.bounded) what.room.upper = std::max(what.room.lower, roomiest.replicas);
    JointAnswer most = by(upper, upper.problem);
    what.deliverable.lower =
        sameLimits(lower.problem, upper.problem) ? most.replicas : by(lower, lower.problem).replicas;
    if (most.bounded) what.deliverable.upper = std::max(what.deliverable.lower, most.replicas);
    return most;
}

/// What both ends see of an ask.
struct Counted {
    Joined upper;
    JointAnswer most;
};
Counted count(Provisionable& what, std::int64_t upTo)
{
    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    const std::optional<Provisionable> formula = asFormulaSays(what);
    const Provisionable& giving = formula ? *formula : what;
    Counted out{detail::joined(giving, End::Upper, detail::cellsAt(giving, End::Upper)), {}};
    out.most = what.groups ? countGroups(what, lower, out.upper, upTo) : countReplicas(what, giving, lower, out.upper);
    return out;
}

/// A scaler whose version is not known may be one that takes the smallest type first, and then a pool may fill up with less.
void countOlderVersions(Provisionable& what, const snapshot::ClusterData& cluster, std::int64_t upTo)
{
    const auto isOpen = [&](const PoolRoom& room) {
        return !room.oneTypeChoice && detail::mayFixType(cluster.pools[room.pool]);
    };
    if (std::none_of(what.rooms.begin(), what.rooms.end(), isOpen)) return;
    Provisionable older = what;
    for (PoolRoom& room : older.rooms) room.oneTypeChoice = room.oneTypeChoice || isOpen(room);
    count(older, upTo);
    what.deliverable.lower = std::min(what.deliverable.lower, older.deliverable.lower);
}

/// As if all nodes of types that nobody described were bought that may be, and held nothing.
JointProblem withoutOpen(const Provisionable& what, const Joined& joined)
{
    JointProblem out = joined.problem;
    const auto take = [](detail::Cap& cap, const detail::Cap& amount) {
        if (!amount)
            cap = 0;
        else if (cap)
            cap = std::max<std::int64_t>(0, *cap - *amount);
    };
    for (const Offer& offer : what.offers) {
        if (!isTypeOpen(what, offer)) continue;
        const detail::Cap nodes = mostNodesOf(what, offer);
        take(out.pools[static_cast<std::size_t>(&detail::roomOf(what.rooms, offer.pool) - what.rooms.data())], nodes);
        const auto isBeside = [&](std::uint32_t other) {
            return what.offers[other].pool == offer.pool && what.offers[other].zone == offer.zone;
        };
        const auto at = std::find_if(joined.offers.begin(), joined.offers.end(), isBeside);
        if (at == joined.offers.end()) continue;
        take(out.places[out.offers[static_cast<std::size_t>(at - joined.offers.begin())].place], nodes);
    }
    for (const QuotaRoom& quota : what.openQuotas) {
        const auto at = std::find(joined.quotaOf.begin(), joined.quotaOf.end(), quota.quota);
        if (at == joined.quotaOf.end()) continue;
        detail::Cap& left = out.quotas[static_cast<std::size_t>(at - joined.quotaOf.begin())];
        for (const std::uint32_t offer : quota.offers) {
            const detail::Cap nodes = mostNodesOf(what, what.offers[offer]);
            take(left, nodes && quota.perNode > 0 ? detail::Cap(*nodes * quota.perNode) : detail::Cap());
        }
    }
    return out;
}

/// Nodes of types that nobody described may fill a pool, whatever others would hold there.
void countOpenTypes(Provisionable& what, std::int64_t upTo)
{
    const auto isOpen = [&](const Offer& offer) { return isTypeOpen(what, offer); };
    if (std::none_of(what.offers.begin(), what.offers.end(), isOpen)) return;
    const std::vector<detail::Cap> cells = detail::cellsAt(what, End::Lower);
    std::int64_t& least = what.deliverable.lower;
    if (what.groups && what.podsOfGroup == 0) { // which of their pods such nodes hold nobody can count
        const Joined lower = detail::joined(what, End::Lower, cells);
        least = std::min(least, detail::mostGroups(what, lower, withoutOpen(what, lower), upTo).replicas);
    } else {
        const std::int64_t pods = leastBesideOpen(what, cells).value_or(0);
        least = std::min(least, what.groups ? (what.sparePods + pods) / what.podsOfGroup : pods);
    }
}

} // namespace

/// A scaler buys what a pod fits, so each is worth one pod at least, and how large they are, and so which comes first, is not known.
std::optional<std::int64_t> leastBesideOpen(const Provisionable& what, std::vector<std::optional<std::int64_t>> cells)
{
    if (what.groups && what.podsOfGroup == 0) return std::nullopt;
    Provisionable taking = what;
    bool any = false;
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        if (!isTypeOpen(what, what.offers[i])) continue;
        takeOpenType(taking.offers[i], 1);
        cells[i] = what.offers[i].stockBounds ? what.offers[i].stock.instances.upper : std::nullopt;
        any = true;
    }
    if (!any) return std::nullopt;
    const std::vector<QuotaRoom> heaviest = heaviestOpen(what);
    const auto fewest = [&] {
        Joined joined = detail::joined(taking, End::Lower, cells);
        for (std::size_t k = 0; k < joined.offers.size(); ++k) {
            std::size_t& turn = joined.problem.offers[k].turn;
            turn = isTypeOpen(what, what.offers[joined.offers[k]]) ? 0 : turn + 1;
        }
        return what.groups ? detail::fewest(joined.problem).replicas : fewestOf(taking, joined, End::Lower);
    };
    const std::int64_t light = fewest();
    if (heaviest.empty()) return light;
    taking.quotas.insert(taking.quotas.end(), heaviest.begin(), heaviest.end());
    return std::min(light, fewest());
}

BoundBy boundOfLeast(const Provisionable& what)
{
    if (what.groups || what.deliverable.isExact()) return {};
    const auto bound = [&](const Joined& joined, const JointAnswer& answer, const std::vector<detail::Solve>& solve) {
        detail::Binding found = detail::bindingOf(what, joined, answer, solve);
        return BoundBy{found.limit, std::move(found.text)};
    };
    const auto isLeast = [&](const Joined& joined, const JointAnswer& answer, End end) {
        return answer.bounded && detail::replicasOf(what, joined, end, answer.nodes) == what.deliverable.lower;
    };
    const Joined lower = detail::joined(what, End::Lower, detail::cellsAt(what, End::Lower));
    if (const JointAnswer sure = detail::most(lower.problem); isLeast(lower, sure, End::Lower))
        return bound(lower, sure, {detail::many, detail::most});
    if (const JointAnswer few = detail::fewest(lower.problem); isLeast(lower, few, End::Lower))
        return bound(lower, few, {detail::fewest});
    const std::optional<Provisionable> formula = asFormulaSays(what);
    const Provisionable& giving = formula ? *formula : what;
    const Joined upper = detail::joined(giving, End::Upper, detail::cellsAt(giving, End::Upper));
    if (const JointAnswer few = detail::fewest(upper.problem); isLeast(upper, few, End::Upper))
        return bound(upper, few, {detail::fewest});
    return {};
}

Provisionable provisionable(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster, const Ask& ask,
                            const Stock& stock)
{
    return provisionable(catalogueOf(fleet, cluster, stock, Prices(fleet.prices)), cluster, ask);
}

Provisionable provisionable(const Catalogue& catalogue, const snapshot::ClusterData& cluster, const Ask& ask,
                            bool named)
{
    Provisionable what;
    const std::string missing = missingClaim(cluster, ask);
    // Whatever there is to buy.
    const bool buysNone =
        ask.daemon || !ask.never.empty() || !missing.empty() || !turnedAway(cluster, ask).text.empty();
    what.known = catalogue.known || buysNone;
    if (ask.pods.empty() || ask.daemon) return what;
    const detail::NewNodes nodes(cluster, ask);
    what = detail::measured(catalogue, nodes);
    what.known = catalogue.known || buysNone;
    addGroups(what, cluster, ask, nodes);

    const auto [upper, most] = count(what, ask.upTo);
    countOlderVersions(what, cluster, ask.upTo);
    countOpenTypes(what, ask.upTo);
    if (isOpenEnded(what)) what.room.upper = what.deliverable.upper = std::nullopt;
    if (!named || (what.groups && !most.bounded)) return what;
    const detail::Binding binding =
        what.groups ? detail::bindingOfGroups(what, upper, most) : detail::bindingOf(what, upper, most);
    what.binding = binding.limit;
    what.bindingText = binding.text;
    if (what.offers.empty() && !catalogue.known && !missing.empty()) // not that there is no pool
        what.bindingText = "persistentvolumeclaim \"" + missing + "\" not found";
    return what;
}

} // namespace core::estimate
