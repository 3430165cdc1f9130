#include "core/preview/facts.h"

#include <algorithm>
#include <numeric>

#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/estimate/node_labels.h"
#include "core/preview/ahead.h"
#include "core/preview/joint.h"

/// What each cluster has room for, each figure worked out when it is asked for.
namespace core::preview {
namespace {

Range roomWith(const estimate::Running& running, const estimate::Provisionable& offers)
{
    return sum(running.range(), offers.deliverable);
}

/// What the namespace's quota admits of a range, besides so many.
Range admitted(const estimate::Running& running, const Range& range, std::int64_t besides)
{
    const auto most = admittedBy(running);
    if (!most) return range;
    const Range out = capped(range, std::max<std::int64_t>(0, *most - besides));
    const std::int64_t sure = std::max<std::int64_t>(0, *surelyAdmittedBy(running) - besides);
    return {std::min(out.lower, sure), out.upper};
}

/// Whether those of Site::replaced go or stay.
/// @param gone  without them
/// @param stay  besides them
estimate::Running eitherOf(const estimate::Running& gone, const estimate::Running& stay, const Site& site)
{
    estimate::Running out = gone;
    const Range range = eitherEnd(gone.range(), sum(stay.range(), Range::exactly(site.leaving)));
    out.replicas = range.lower;
    if (out.replicas < gone.replicas) out.sparePods = 0;
    out.upper = range.upper == range.lower ? std::nullopt : range.upper;
    out.known = gone.known && stay.known;
    std::int64_t left = out.replicas;
    for (auto& [row, pods] : out.perNode) left -= (pods = std::min(pods, std::max<std::int64_t>(0, left)));
    std::erase_if(out.perNode, [](const auto& one) { return one.second == 0; });
    PodsOn places = placesBeside(site.existingOn, site.stayingOn);
    for (const auto* more : {&stay.perNode, &stay.perhapsOn}) places.insert(places.end(), more->begin(), more->end());
    out.perhapsOn = placesBeside(places, out.perNode);
    out.heldByLowerPriority = std::min(gone.heldByLowerPriority, stay.heldByLowerPriority);
    if (!gone.quota || !stay.quota) return out;
    out.quota = std::max(*gone.quota, site.leaving + std::max<std::int64_t>(0, *stay.quota));
    out.quotaSure = std::min(gone.quotaSure.value_or(*gone.quota),
                             site.leaving + std::max<std::int64_t>(0, stay.quotaSure.value_or(*stay.quota)));
    return out;
}

} // namespace

Range eitherEnd(const Range& one, const Range& other)
{
    Range out{std::min(one.lower, other.lower), std::nullopt};
    if (one.upper && other.upper) out.upper = std::max(*one.upper, *other.upper);
    return out;
}

Range sum(const Range& one, const Range& other)
{
    Range out{one.lower + other.lower, std::nullopt};
    if (one.upper && other.upper) out.upper = *one.upper + *other.upper;
    return out;
}

std::optional<std::int64_t> admittedBy(const estimate::Running& running)
{
    if (!running.quota) return std::nullopt;
    return std::max<std::int64_t>(0, *running.quota);
}

bool startsFor(const Site& site, std::size_t row)
{
    if (site.starting->at(row) == estimate::Starting::No) return false;
    if (site.data->nodes.ready[row] == 0 || estimate::claimsDevices(*site.ask)) return true;
    return std::any_of(site.ask->pods.begin(), site.ask->pods.end(), [](const estimate::AskPod& pod) {
        return std::any_of(pod.requests.begin(), pod.requests.end(),
                           [](const auto& one) { return one.second > 0 && estimate::detail::isOfCards(one.first); });
    });
}

std::optional<std::int64_t> surelyAdmittedBy(const estimate::Running& running)
{
    const auto most = admittedBy(running);
    return most ? std::min(*most, std::max<std::int64_t>(0, running.quotaSure.value_or(*most))) : most;
}

Range capped(Range range, std::int64_t limit)
{
    range.lower = std::min(range.lower, limit);
    range.upper = range.upper ? std::min(*range.upper, limit) : limit;
    return range;
}

const estimate::Running& Facts::runningOf(std::size_t index)
{
    return runningOf(m_sites[index]);
}

const estimate::Running& Facts::runningOf(Site& site)
{
    if (!site.running)
        site.running = std::make_shared<const estimate::Running>(estimate::running(*site.data, *site.ask));
    return *site.running;
}

const std::shared_ptr<const estimate::Running>& Facts::atEnd(Site& site)
{
    if (!site.atEnd) {
        (void)runningOf(site);
        return site.running;
    }
    if (!site.runningAtEnd)
        site.runningAtEnd = std::make_shared<const estimate::Running>(estimate::running(*site.atEnd, *site.ask));
    return site.runningAtEnd;
}

const estimate::Running& Facts::runningAtEnd(std::size_t index)
{
    return *atEnd(m_sites[index]);
}

const snapshot::ClusterData& Facts::dataAtEnd(std::size_t index) const
{
    const Site& site = m_sites[index];
    return site.atEnd ? *site.atEnd : *site.data;
}

bool Facts::replacesAny() const
{
    return std::any_of(m_sites.begin(), m_sites.end(), [](const Site& site) { return !site.replaced.empty(); });
}

const std::vector<KeptOff>& Facts::keptOff(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.keptOff)
        site.keptOff =
            std::make_shared<const std::vector<KeptOff>>(preview::keptOff(*site.data, *site.ask, runningOf(site)));
    return *site.keptOff;
}

Rank Facts::rankOf(const Site& site)
{
    std::optional<std::int32_t> least;
    for (const estimate::AskPod& one : site.ask->pods) {
        const std::int32_t own = estimate::priorityOf(one.pod.spec, *site.data);
        least = std::min(least.value_or(own), own);
    }
    return {least.value_or(0), estimate::preempts(*site.data, *site.ask)};
}

const Ahead& Facts::aheadStarted(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.starting->any()) return aheadOf(index);
    const Rank rank = rankOf(site);
    if (!site.aheadStarted || site.aheadStarted->rank != rank) {
        site.aheadStarted =
            std::make_shared<const Ahead>(aheadIn(*site.data, m_own, rank, site.replaced, site.starting.get()));
        site.later.reset();
    }
    return *site.aheadStarted;
}

const estimate::Running& Facts::onceStarted(std::size_t index)
{
    const estimate::Running& now = reallyRunning(index);
    if (!m_sites[index].starting->any()) return now;
    const Ahead& ahead = aheadStarted(index);
    Site& site = m_sites[index];
    if (site.later) return *site.later;
    auto later = std::make_shared<estimate::Running>(*runningBetween(ahead, *site.ask, atEnd(site)));
    if (site.mayStay) *later = eitherOf(*later, *withoutUpdate(site, ahead.rank, site.starting.get()), site);
    later->replicas = std::max(later->replicas, now.replicas);
    if (later->upper) later->upper = std::max(*later->upper, later->replicas);
    site.later = std::move(later);
    return *site.later;
}

Range Facts::starting(std::size_t index)
{
    if (!m_sites[index].starting->any()) return Range::exactly(0);
    const Range now = reallyRunning(index).range();
    const Range later = onceStarted(index).range();
    Range out{later.lower - now.lower, std::nullopt};
    if (now.upper && later.upper) out.upper = std::max(out.lower, *later.upper - *now.upper);
    return out;
}

const snapshot::ClusterData& Facts::started(std::size_t index) const
{
    const Site& site = m_sites[index];
    return site.starting->any() ? *site.starting->all : *site.data;
}

const Ahead& Facts::aheadOf(std::size_t index)
{
    Site& site = m_sites[index];
    const Rank rank = rankOf(site);
    if (!site.ahead || site.ahead->rank != rank) {
        site.ahead = std::make_shared<const Ahead>(aheadIn(*site.data, m_own, rank, site.replaced));
        site.between.reset();
    }
    return *site.ahead;
}

const estimate::Running& Facts::reallyRunning(std::size_t index)
{
    const Ahead& ahead = aheadOf(index);
    Site& site = m_sites[index];
    if (site.between) return *site.between;
    site.between = runningBetween(ahead, *site.ask, atEnd(site));
    if (site.mayStay)
        site.between = std::make_shared<const estimate::Running>(
            eitherOf(*site.between, *withoutUpdate(site, ahead.rank, nullptr), site));
    return *site.between;
}

std::shared_ptr<const estimate::Running> Facts::withoutUpdate(Site& site, Rank rank,
                                                              const estimate::StartingNodes* starting) const
{
    (void)runningOf(site);
    return runningBetween(aheadIn(*site.data, m_own, rank, {}, starting), *site.ask, site.running);
}

Range Facts::fitsNow(std::size_t index)
{
    const estimate::Running& running = reallyRunning(index);
    return admitted(running, running.range(), 0);
}

const estimate::Catalogue& Facts::catalogueOf(Site& site)
{
    if (!site.catalogue)
        site.catalogue = std::make_shared<const estimate::Catalogue>(
            estimate::catalogueOf(*m_fleet, *site.data, *m_stock, *m_prices, site.outdated.get()));
    return *site.catalogue;
}

OffersPtr Facts::offersMade(std::size_t index, const std::shared_ptr<const estimate::Ask>& ask, bool atEnd)
{
    Site& site = m_sites[index];
    // What nodes that start take comes before what is bought, so rules among replicas count it.
    const bool others = atEnd && !site.replaced.empty();
    const snapshot::ClusterPtr mended =
        ask->isGroup() || site.starting->any() || others ? aheadStarted(index).mended : nullptr;
    (void)catalogueOf(site);
    return m_solved->offers({mended ? mended : m_fleet->clusters[index], ask, site.catalogue, !m_isGlimpse});
}

const OffersPtr& Facts::offersPtr(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.offers) site.offers = offersMade(index, site.ask, true);
    return site.offers;
}

const estimate::Provisionable& Facts::offersSeen(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.heardAsk && site.replaced.empty()) return offersOf(index);
    if (!site.heardOffers) site.heardOffers = offersMade(index, site.heardAsk ? site.heardAsk : site.ask, false);
    return *site.heardOffers;
}

const estimate::Provisionable* Facts::offersOfAnyVolume(std::size_t index)
{
    Site& site = m_sites[index];
    const estimate::Provisionable& seen = offersSeen(index);
    const std::vector<estimate::Offer>& offers = seen.offers;
    const auto isElsewhere = [&](const estimate::Offer& offer) {
        return estimate::isBoughtInVain(*site.data, seen, offer);
    };
    if (std::none_of(offers.begin(), offers.end(), isElsewhere)) return nullptr;
    const auto seesVolumes = [&](const estimate::Offer& offer) {
        return !model::isGoatScaler(site.data->pools[offer.pool]);
    };
    if (std::any_of(offers.begin(), offers.end(), seesVolumes)) return nullptr; // two answers, and one sum
    if (!site.heardAnyVolume) {
        estimate::Ask ask = site.heardAsk ? *site.heardAsk : *site.ask;
        ask.claims.clear();
        for (estimate::AskPod& one : ask.pods) {
            std::vector<model::PodVolume>& volumes = one.pod.spec.volumes;
            const auto isClaim = [](const model::PodVolume& volume) {
                return volume.kind == model::PodVolume::Kind::Claim || !volume.places.empty();
            };
            volumes.erase(std::remove_if(volumes.begin(), volumes.end(), isClaim), volumes.end());
        }
        site.heardAnyVolume = offersMade(index, std::make_shared<const estimate::Ask>(std::move(ask)), false);
    }
    return site.heardAnyVolume.get();
}

estimate::Provisionable Facts::offersFor(std::size_t index, const estimate::Ask& ask)
{
    return estimate::provisionable(catalogueOf(m_sites[index]), *m_sites[index].data, ask, false);
}

const Bound& Facts::boundIn(std::size_t index, std::int64_t replicas)
{
    Site& site = m_sites[index];
    if (!site.bound || site.bound->replicas != replicas) {
        const Ahead& ahead = aheadOf(index);
        const snapshot::ClusterData& data = ahead.least ? *ahead.least : *site.data;
        site.bound = std::make_shared<const Bound>(Bound{replicas, estimate::bindOnRunning(data, *site.ask, replicas)});
    }
    return *site.bound;
}

Range Facts::roomIn(std::size_t index, bool withPools)
{
    const estimate::Running& running = runningOf(index);
    if (!withPools) return runningAnywhere(m_sites[index], m_sites[index].ask, running).range();
    return roomWith(running, m_sites[index].replaced.empty() ? offersOf(index) : offersSeen(index));
}

Range Facts::roomAtEnd(std::size_t index, bool withPools)
{
    const auto roomOf = [&](const estimate::Running& running) {
        return admitted(running, withPools ? roomWith(running, offersOf(index)) : running.range(), 0);
    };
    const Range gone = roomOf(runningAtEnd(index));
    const Site& site = m_sites[index];
    return site.mayStay ? eitherEnd(gone, sum(roomOf(runningOf(index)), Range::exactly(site.leaving))) : gone;
}

Range Facts::admittedOf(std::size_t index, Range range, std::int64_t besides)
{
    return admitted(runningOf(index), range, besides);
}

Range Facts::running(std::size_t index)
{
    return admittedOf(index, roomIn(index, false), 0);
}

Range Facts::available(std::size_t index)
{
    return admittedOf(index, roomIn(index, true), 0);
}

Range Facts::deliverable(std::size_t index)
{
    const estimate::Running& running = runningAtEnd(index);
    return admitted(running, offersOf(index).deliverable, running.replicas);
}

bool Facts::quotaBinds(std::size_t index, bool withPools, std::int64_t wanted)
{
    const estimate::Running& running = runningAtEnd(index);
    const auto admitted = admittedBy(running);
    if (!admitted) return false;
    if (!running.turnedAway.empty() || !running.quotaWants.empty()) return true; // whatever room there is
    const Range room = withPools ? roomWith(running, offersOf(index)) : running.range();
    if (room.lower > *admitted) return true;
    if (room.upper && *room.upper <= *admitted) return false;
    return *admitted <
           std::max<std::int64_t>(1, toStart(index, wanted)); // one that leaves nothing holds whatever comes
}

Range Facts::heardByKarmada(const Site& site, bool estimator) const
{
    std::optional<std::int64_t> least;
    const auto hear = [&](std::int64_t count) { least = least ? std::min(*least, count) : count; };
    if (site.data->cluster.summary) hear(estimate::karmada::generalReplicas(site.data->cluster, m_requirements));
    if (estimator && site.data->nodesKnown && site.data->podsKnown) {
        const estimate::karmada::Estimate nodes = estimate::karmada::nodeReplicas(*site.data, m_requirements);
        if (nodes.code != estimate::karmada::Estimate::Code::NoOperation) hear(nodes.count);
    }
    return least ? Range::exactly(std::max<std::int64_t>(0, *least)) : Range{0, std::nullopt};
}

const estimate::Running& Facts::runningAnywhere(const Site& site, const std::shared_ptr<const estimate::Ask>& ask,
                                                const estimate::Running& there)
{
    if (ask->firstAt.empty()) return there;
    std::shared_ptr<const estimate::Running>& out = m_anywhere[ask]; // each cluster has such an ask of its own
    if (!out) {
        estimate::Ask anywhere = *ask;
        anywhere.firstAt.clear();
        out = std::make_shared<const estimate::Running>(estimate::running(*site.data, anywhere));
    }
    return *out;
}

const estimate::Running& Facts::runningSeen(Site& site)
{
    if (!site.heardRunning)
        site.heardRunning = std::make_shared<const estimate::Running>(estimate::running(*site.data, *site.heardAsk));
    return *site.heardRunning;
}

Range Facts::asSeen(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    const estimate::Provisionable* anyVolume = withPools ? offersOfAnyVolume(index) : nullptr;
    if (!site.heardAsk) {
        if (anyVolume != nullptr) return admittedOf(index, roomWith(runningOf(index), *anyVolume), 0);
        return withPools ? available(index) : running(index);
    }
    const estimate::Running& running = runningSeen(site);
    return admitted(running,
                    anyVolume != nullptr ? roomWith(running, *anyVolume)
                    : withPools          ? roomWith(running, offersSeen(index))
                                         : runningAnywhere(site, site.heardAsk, running).range(),
                    0);
}

Range Facts::heard(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    // Those that no node takes that runs wait for one that starts, and take nothing of what could be bought.
    std::int64_t taking = site.onTheirWay;
    if (withPools && site.starting->any())
        taking -= std::clamp<std::int64_t>(site.onTheirWay - reallyRunning(index).replicas, 0, starting(index).lower);
    // Those that run already take nothing of what is left.
    const std::int64_t surely = std::max<std::int64_t>(0, taking - site.unread);
    const auto besides = [taking, surely](Range range) {
        range.lower = std::max<std::int64_t>(0, range.lower - taking);
        if (range.upper) range.upper = std::max<std::int64_t>(0, *range.upper - surely);
        return range;
    };
    if (withPools || m_engine != Engine::Karmada) {
        Range out = besides(asSeen(index, withPools));
        const auto most = site.unread > 0 ? mostBesidesUnread(index, withPools) : std::nullopt;
        if (most) out = capped(out, std::max<std::int64_t>(0, *most - surely));
        return out;
    }
    if (!site.heard) site.heard = heardByKarmada(site, true);
    return besides(*site.heard);
}

/// Where they run, they are on nodes that were taken for free, as far as those go.
std::optional<std::int64_t> Facts::mostBesidesUnread(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    const estimate::Running& nodes = site.heardAsk ? runningSeen(site) : runningOf(site);
    const Range running = nodes.range();
    if (!running.upper) return std::nullopt;
    const std::int64_t left = std::max<std::int64_t>(0, *running.upper - site.unread);
    if (!withPools) return left;
    const estimate::Provisionable* anyVolume = offersOfAnyVolume(index);
    const Range pools = anyVolume != nullptr ? anyVolume->deliverable : offersSeen(index).deliverable;
    return pools.upper ? std::optional(left + *pools.upper) : std::nullopt;
}

Range Facts::heardWithoutEstimator(std::size_t index) const
{
    const Site& site = m_sites[index];
    Range out = heardByKarmada(site, false);
    out.lower = std::max<std::int64_t>(0, out.lower - site.onTheirWay);
    if (out.upper) out.upper = std::max<std::int64_t>(0, *out.upper - (site.onTheirWay - site.unread));
    return out;
}

std::vector<std::int64_t> Facts::atOnce(const std::vector<std::int64_t>& replicas) const
{
    std::vector<std::int64_t> out = replicas;
    if (!m_atOnce) return out;
    if (m_copies) {
        for (std::int64_t& one : out) one = std::min(one, *m_atOnce);
        return out;
    }
    if (*m_atOnce >= std::accumulate(replicas.begin(), replicas.end(), std::int64_t{0})) return out;
    std::vector<std::uint32_t> ranks(replicas.size()); // clusters of a fleet are in the order of their names
    std::iota(ranks.begin(), ranks.end(), 0U);
    const std::vector<std::int32_t> left = schedule::webster(replicas, ranks, *m_atOnce, m_ties);
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = std::min<std::int64_t>(out[i], left[i]);
    return out;
}

std::int64_t Facts::toPlace(std::size_t index, std::int64_t count) const
{
    return std::max<std::int64_t>(0, count - m_sites[index].existing);
}

std::int64_t Facts::toStart(std::size_t index, std::int64_t count) const
{
    return std::max<std::int64_t>(0, count - m_sites[index].staying());
}

} // namespace core::preview
