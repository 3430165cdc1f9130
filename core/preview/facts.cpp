#include "core/preview/facts.h"

#include <algorithm>
#include <bit>
#include <map>
#include <numeric>
#include <set>

#include "core/base/ascii.h"
#include "core/estimate/admission.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/estimate/node_labels.h"
#include "core/preview/ahead.h"
#include "core/preview/joint.h"
#include "core/preview/override_places.h"
#include "core/preview/priority_classes.h"

namespace core::preview {
namespace {

/// The node's controller evicts the pod, once its tolerationSeconds are over. Every pod but a DaemonSet's tolerates that for a
/// while, by the API server's default; the model does not hold for how long.
bool evicts(const snapshot::NodeTable& nodes, std::uint32_t row, bool daemonSet)
{
    if (nodes.ready[row] != 0 || daemonSet) return false;
    const auto& taints = nodes.taintSets[nodes.taintSet[row]];
    return std::any_of(taints.begin(), taints.end(), [](const model::Taint& taint) {
        return taint.effect == "NoExecute" && taint.key.starts_with("node.kubernetes.io/");
    });
}

/// Replicas of the workload in this cluster that hold their places, and their pods by node.
void countExisting(Site& site, const OwnPods& own)
{
    const snapshot::PodTable& pods = site.data->pods;
    const snapshot::NodeTable& nodes = site.data->nodes;
    std::map<std::uint32_t, std::int64_t> on;
    std::set<std::uint32_t> lost;
    for (const Rows& replica : own.replicas(*site.data, own.holdingIn(*site.data))) {
        const auto isLost = [&](std::uint32_t row) {
            return pods.node[row] != snapshot::noRow && site.starting->at(pods.node[row]) == estimate::Starting::No &&
                   evicts(nodes, pods.node[row], pods.shapes[pods.shape[row]].daemonSet);
        };
        const auto first = std::find_if(replica.begin(), replica.end(), isLost);
        if (first != replica.end()) {
            ++site.lost;
            lost.insert(pods.node[*first]);
            continue;
        }
        ++site.existing;
        for (const std::uint32_t row : replica)
            if (pods.node[row] != snapshot::noRow) ++on[pods.node[row]];
    }
    site.lostNodes = {lost.begin(), lost.end()};
    site.existingOn = {on.begin(), on.end()};
}

std::int64_t mostAsked(const Prepared& prepared)
{
    std::int64_t most = std::max<std::int64_t>(prepared.question->workload.replicas, prepared.binding.spec.replicas);
    for (const model::Scaler& scaler : prepared.scalers) most = std::max(most, scaler.max.value_or(0));
    return std::max<std::int64_t>(1, most);
}

/// Counting one by one may stop where nobody sees a difference. That is not where a cluster holds all that is asked for:
/// counts are weights, too, and of two clusters that hold more one may hold ten times as much. In steps, so that another
/// number of replicas is most often the same ask.
std::int64_t upToFor(const Prepared& prepared)
{
    constexpr std::int64_t most = 1'000'000;
    constexpr std::int64_t manyPods = 4096;
    const std::int64_t asked = std::min(mostAsked(prepared), most);
    const auto rounded = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(asked)));
    const std::int64_t many = manyPods / std::max(1, prepared.question->workload.podsPerReplica());
    return std::min(std::max(rounded, many), most);
}

estimate::Ask askOf(const model::Workload& workload, const Prepared& prepared)
{
    estimate::Ask ask = estimate::askFor(workload, upToFor(prepared));
    giveClasses(prepared.question->priorityClasses, ask);
    return ask;
}

/// Some quota of the namespace limits how many objects of a kind there are.
bool countsObjects(const snapshot::ClusterData& data, const model::Workload& workload)
{
    return std::any_of(data.quotas.begin(), data.quotas.end(), [&](const snapshot::NamespaceQuota& quota) {
        return quota.ns == workload.ref.nsOrDefault() &&
               std::any_of(quota.hard.begin(), quota.hard.end(),
                           [](const auto& one) { return one.first.starts_with("count/"); });
    });
}

/// What a cluster that is new to the workload gets besides its pods, as quotas name it.
std::vector<std::string> objectsOf(const model::ObjectRef& ref)
{
    const std::string group = ref.group();
    std::vector<std::string> out{"count/" + ascii::lowered(ref.kind) + "s" + (group.empty() ? "" : "." + group)};
    if (group == "apps" && ref.kind == "Deployment") out.emplace_back("count/replicasets.apps");
    return out;
}

/// The cluster has the object itself by now.
bool isThere(const Site& site, const Prepared& prepared)
{
    const auto& targets = prepared.binding.spec.clusters;
    const auto& workloads = site.data->workloads;
    return site.existing + site.lost > 0 ||
           std::any_of(targets.begin(), targets.end(),
                       [&](const model::TargetCluster& one) { return one.name == site.data->cluster.name; }) ||
           std::any_of(workloads.begin(), workloads.end(), [&](const Json& object) {
               return sameObject(model::refOf(object), prepared.question->workload.ref);
           });
}

/// Nothing differs between two frozen clusters of one digest.
bool isSame(const snapshot::ClusterData& one, const snapshot::ClusterData& other)
{
    return &one == &other || (one.seal.value != 0 && one.seal.value == other.seal.value);
}

/// The old one if it is equal, so that who compares later compares pointers.
template <class T>
std::shared_ptr<const T> shared(T value, const std::shared_ptr<const T>& old)
{
    if (old && *old == value) return old;
    return std::make_shared<const T>(std::move(value));
}

/// What clusters buy from, then and now.
class Difference {
public:
    Difference(const snapshot::Fleet& was, const snapshot::Fleet& is, const estimate::Stock& stockWas,
               const estimate::Stock& stockIs)
    {
        if (&stockWas != &stockIs) compare(stockWas.cells(), stockIs.cells());
        if (&was != &is) compare(was.quotas, is.quotas);
    }
    [[nodiscard]] bool touches(const estimate::Catalogue& catalogue, const snapshot::ClusterData& data) const
    {
        if (m_quotasDiffer) return true;
        const auto has = [&](const estimate::CellKey& cell) {
            // On demand and spot: a figure for one may speak of the other.
            return cell.account == data.account &&
                   std::any_of(catalogue.offers.begin(), catalogue.offers.end(), [&](const estimate::Offer& offer) {
                       return offer.zone == cell.zone && offer.instanceType == cell.instanceType;
                   });
        };
        return std::any_of(m_cells.begin(), m_cells.end(), has) ||
               std::any_of(catalogue.quotas.begin(), catalogue.quotas.end(),
                           [&](const estimate::QuotaRoom& room) { return m_quotas.contains(room.quota); });
    }

private:
    void compare(const std::vector<estimate::Cell>& was, const std::vector<estimate::Cell>& is)
    {
        auto a = was.begin();
        auto b = is.begin();
        while (a != was.end() || b != is.end()) {
            if (b == is.end() || (a != was.end() && a->key < b->key)) {
                m_cells.push_back((a++)->key);
            } else if (a == was.end() || b->key < a->key) {
                m_cells.push_back((b++)->key);
            } else {
                if (*a != *b) m_cells.push_back(a->key);
                ++a;
                ++b;
            }
        }
    }
    void compare(const std::vector<model::Quota>& was, const std::vector<model::Quota>& is)
    {
        m_quotasDiffer = was.size() != is.size();
        for (std::uint32_t i = 0; i < is.size() && !m_quotasDiffer; ++i) {
            if (was[i] == is[i]) continue;
            m_quotas.insert(i);
            model::Quota alike = was[i];
            alike.limit = is[i].limit;
            alike.used = is[i].used;
            alike.source = is[i].source;
            alike.seen = is[i].seen;
            m_quotasDiffer = alike != is[i]; // it may count for others by now
        }
    }
    std::vector<estimate::CellKey> m_cells;
    std::set<std::uint32_t> m_quotas; ///< what is left of them
    bool m_quotasDiffer = false;      ///< in what they are for
};

std::shared_ptr<const schedule::Members> membersOf(const snapshot::Fleet& fleet)
{
    std::vector<model::Cluster> clusters;
    clusters.reserve(fleet.clusters.size());
    for (const snapshot::ClusterPtr& cluster : fleet.clusters) clusters.push_back(cluster->cluster);
    return std::make_shared<const schedule::Members>(std::move(clusters));
}

/// Whether a node is on its way tells its age, and what it will have its type.
bool sameStarting(const snapshot::Fleet& one, const snapshot::Fleet& other)
{
    return &one == &other || (one.takenAt == other.takenAt && one.instanceTypes == other.instanceTypes);
}

bool sameStock(const snapshot::Fleet& one, const snapshot::Fleet& other)
{
    return &one == &other ||
           (one.takenAt == other.takenAt && one.stockOrigin == other.stockOrigin && one.stock == other.stock);
}

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

} // namespace

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

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before)
    : Facts(prepared, std::move(fleet), before, false)
{}

Facts Facts::glimpsed(const Prepared& prepared, snapshot::FleetPtr glimpse) const
{
    return {prepared, std::move(glimpse), this, true};
}

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before, bool isGlimpse)
    : m_fleet(std::move(fleet))
    , m_isGlimpse(isGlimpse)
    , m_engine(prepared.engine)
    , m_requirements(prepared.binding.spec.requirements)
{
    const model::Workload& workload = prepared.question->workload;
    m_own = OwnPods(workload);
    m_solved = before != nullptr && before->m_own == m_own ? before->m_solved : std::make_shared<Solved>();
    if (!isGlimpse) m_solved->turn();
    m_atOnce = workload.atOnce;
    m_copies = givesCopies(prepared);
    m_ties = schedule::tieOrder(prepared.binding.spec.uid);
    const std::shared_ptr<const estimate::Ask> none;
    const auto& lastAsk = before == nullptr ? none : before->m_ask;
    m_ask = isGlimpse ? lastAsk : shared(askOf(workload, prepared), lastAsk);

    const snapshot::Fleet* was = before == nullptr ? nullptr : before->m_fleet.get();
    m_stock = was != nullptr && sameStock(*was, *m_fleet) ? before->m_stock
                                                          : std::make_shared<const estimate::Stock>(*m_fleet);
    const bool samePrices = isGlimpse || was == m_fleet.get() || (was != nullptr && was->prices == m_fleet->prices);
    m_prices = samePrices ? before->m_prices : std::make_shared<const estimate::Prices>(m_fleet->prices);
    const bool sameTypes =
        isGlimpse || was == m_fleet.get() || (was != nullptr && was->instanceTypes == m_fleet->instanceTypes);
    std::optional<Difference> difference;
    if (was != nullptr) difference.emplace(*was, *m_fleet, *before->m_stock, *m_stock);

    bool sameMembers = was != nullptr && was->clusters.size() == m_fleet->clusters.size();
    m_sites.resize(m_fleet->clusters.size());
    for (std::size_t i = 0; i < m_fleet->clusters.size(); ++i) {
        Site& site = m_sites[i];
        site.data = m_fleet->clusters[i].get();
        const Site* old = before == nullptr ? nullptr : before->find(*site.data);
        sameMembers = sameMembers && (isGlimpse || old == &before->m_sites[i]);
        if (isGlimpse && old != nullptr)
            site = *old;
        else
            prepareSite(site, prepared, old, before);
        if (old == nullptr || !sameTypes) continue;
        const bool sameOffers = (site.starting == old->starting || !(site.starting->any() || old->starting->any())) &&
                                old->catalogue && samePrices && !difference->touches(*old->catalogue, *site.data);
        site.catalogue = sameOffers ? old->catalogue : nullptr;
        site.outdated = old->catalogue ? old->catalogue : old->outdated;
        const bool sameOwn = before->m_own == m_own;
        site.offers = sameOffers && sameOwn && site.ask == old->ask ? old->offers : nullptr;
        site.heardAnyVolume = sameOffers && sameOwn && site.ask == old->ask && site.heardAsk == old->heardAsk
                                  ? old->heardAnyVolume
                                  : nullptr;
        site.heardOffers = sameOffers && sameOwn && site.heardAsk == old->heardAsk ? old->heardOffers : nullptr;
    }
    m_members = sameMembers ? before->m_members : membersOf(*m_fleet);
}

void Facts::prepareSite(Site& site, const Prepared& prepared, const Site* old, const Facts* before)
{
    if (old != nullptr && sameStarting(*before->m_fleet, *m_fleet)) {
        site.starting = old->starting;
    } else {
        site.starting = std::make_shared<const estimate::StartingNodes>(estimate::startingIn(*m_fleet, *site.data));
        // What was counted with the nodes that started then holds only if none did, and none does.
        if (old != nullptr && (site.starting->any() || old->starting->any())) old = nullptr;
    }
    if (old != nullptr && before->m_own == m_own) {
        site.existing = old->existing;
        site.existingOn = old->existingOn;
        site.waiting = old->waiting;
        site.ahead = old->ahead;
        site.aheadStarted = old->aheadStarted;
        site.lost = old->lost;
        site.lostNodes = old->lostNodes;
    } else {
        countExisting(site, m_own);
    }
    site.onTheirWay = std::max<std::int64_t>(0, previousOf(prepared, site.data->cluster.name) - site.existing);
    site.ask = askIn(site, prepared);
    if (old == nullptr) return countDaemons(site);
    if (site.ask != old->ask && *site.ask == *old->ask) site.ask = old->ask;
    if (site.heardAsk && old->heardAsk && *site.heardAsk == *old->heardAsk) {
        site.heardAsk = old->heardAsk;
        site.heardRunning = old->heardRunning;
    }
    if (site.ask == old->ask) {
        site.running = old->running;
        site.keptOff = old->keptOff;
        if (site.ahead) {
            site.bound = old->bound;
            site.between = old->between;
        }
        if (site.aheadStarted) {
            site.later = old->later;
        }
    }
    countDaemons(site);
    if (m_engine == Engine::Karmada && before->m_engine == m_engine && m_requirements == before->m_requirements)
        site.heard = old->heard;
}

std::shared_ptr<const estimate::Ask> Facts::askIn(Site& site, const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    if (prepared.overrides.empty()) return tied(site, prepared, workload, m_ask);
    const model::Cluster& cluster = site.data->cluster;
    const model::ClusterIdentity identity{cluster.name, cluster.labels, cluster.provider, cluster.region,
                                          cluster.zones};
    model::Issues refused;
    Json changed = model::overridden(workload.object, prepared.overrides, identity, refused, &site.overrides);
    site.overrideFails = !refused.empty();
    if (site.overrideFails) { // then nothing is sent, with those that could be applied or without
        changed = workload.object;
        site.overrides.clear();
    }
    for (model::Issue& issue : refused) {
        issue.path = placeOfRule(prepared, issue.path);
        m_issues.push_back(std::move(issue));
    }
    if (changed == workload.object) return tied(site, prepared, workload, m_ask);
    // The unchanged manifest's own faults are said once, by whoever read it; here only those that the rules bring. Its
    // replicas are the text's: the question may ask for others.
    model::Issues known;
    const model::Workload plain = model::readWorkload(workload.object, "", known);
    model::Issues met;
    model::Workload here = model::readWorkload(changed, "", met);
    for (model::Issue& issue : met) {
        if (std::find(known.begin(), known.end(), issue) != known.end()) continue;
        issue.what = "As overrides make it in " + cluster.name + ": " + issue.what;
        issue.path = placeOfValue(prepared, identity, site.overrides, issue.path);
        m_issues.push_back(std::move(issue));
    }
    if (here.ref.ns.empty()) here.ref.ns = workload.ref.ns;
    givePriorities(prepared.question->priorityClasses, here);
    if (here.replicas != plain.replicas) site.overriddenReplicas = here.replicas;
    const auto asked = tied(site, prepared, workload, m_ask);
    auto out = tied(site, prepared, here, std::make_shared<const estimate::Ask>(askOf(here, prepared)));
    if (m_engine != Engine::Direct && *asked != *out) site.heardAsk = asked;
    return out;
}

std::shared_ptr<const estimate::Ask> Facts::tied(Site& site, const Prepared& prepared, const model::Workload& workload,
                                                 std::shared_ptr<const estimate::Ask> ask)
{
    std::optional<estimate::Ask> changed = estimate::admitted(*ask, *site.data);
    if (estimate::hasClaimTemplates(workload)) {
        if (!changed) changed = *ask;
        site.ties = estimate::tieToClaims(workload, *site.data, site.existing, *changed);
    }
    if (countsObjects(*site.data, workload) && !isThere(site, prepared)) {
        if (!changed) changed = *ask;
        changed->objects = objectsOf(workload.ref);
    }
    return !changed || *changed == *ask ? ask : std::make_shared<const estimate::Ask>(std::move(*changed));
}

const Site* Facts::find(const snapshot::ClusterData& data) const
{
    const auto at =
        std::lower_bound(m_sites.begin(), m_sites.end(), data.cluster.name,
                         [](const Site& site, const std::string& name) { return site.data->cluster.name < name; });
    return at != m_sites.end() && isSame(*at->data, data) ? &*at : nullptr;
}

/// How many there are is the nodes' business, so it is known before anything is divided.
void Facts::countDaemons(Site& site)
{
    if (site.ask->daemon && site.data->nodesKnown) site.daemonNodes = estimate::daemonNodes(runningOf(site));
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
        site.aheadStarted = std::make_shared<const Ahead>(aheadIn(*site.data, m_own, rank, site.starting.get()));
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
    auto later = std::make_shared<estimate::Running>(*runningBetween(ahead, *site.ask, site.running));
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
        site.ahead = std::make_shared<const Ahead>(aheadIn(*site.data, m_own, rank));
        site.between.reset();
    }
    return *site.ahead;
}

const estimate::Running& Facts::reallyRunning(std::size_t index)
{
    const Ahead& ahead = aheadOf(index);
    Site& site = m_sites[index];
    (void)runningOf(site);
    if (!site.between) site.between = runningBetween(ahead, *site.ask, site.running);
    return *site.between;
}

Range Facts::fitsNow(std::size_t index)
{
    return admittedOf(index, reallyRunning(index).range(), 0);
}

const estimate::Catalogue& Facts::catalogueOf(Site& site)
{
    if (!site.catalogue)
        site.catalogue = std::make_shared<const estimate::Catalogue>(
            estimate::catalogueOf(*m_fleet, *site.data, *m_stock, *m_prices, site.outdated.get()));
    return *site.catalogue;
}

OffersPtr Facts::offersMade(std::size_t index, const std::shared_ptr<const estimate::Ask>& ask)
{
    Site& site = m_sites[index];
    // What nodes that start take comes before what is bought, so rules among replicas count it.
    const snapshot::ClusterPtr mended = ask->isGroup() || site.starting->any() ? aheadStarted(index).mended : nullptr;
    (void)catalogueOf(site);
    return m_solved->offers({mended ? mended : m_fleet->clusters[index], ask, site.catalogue, !m_isGlimpse});
}

const OffersPtr& Facts::offersPtr(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.offers) site.offers = offersMade(index, site.ask);
    return site.offers;
}

const estimate::Provisionable& Facts::offersSeen(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.heardAsk) return offersOf(index);
    if (!site.heardOffers) site.heardOffers = offersMade(index, site.heardAsk);
    return *site.heardOffers;
}

const estimate::Provisionable* Facts::offersOfAnyVolume(std::size_t index)
{
    Site& site = m_sites[index];
    const std::vector<estimate::Offer>& offers = offersSeen(index).offers;
    const auto isElsewhere = [](const estimate::Offer& offer) { return offer.doubt == estimate::Doubt::Volume; };
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
        site.heardAnyVolume = offersMade(index, std::make_shared<const estimate::Ask>(std::move(ask)));
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
    return withPools ? roomWith(running, offersOf(index)) : running.range();
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
    return admittedOf(index, offersOf(index).deliverable, runningOf(index).replicas);
}

bool Facts::quotaBinds(std::size_t index, bool withPools)
{
    const auto admitted = admittedBy(runningOf(index));
    if (!admitted) return false;
    const Range room = roomIn(index, withPools);
    return !room.upper || *room.upper > *admitted;
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

Range Facts::asSeen(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    const estimate::Provisionable* anyVolume = withPools ? offersOfAnyVolume(index) : nullptr;
    if (!site.heardAsk) {
        if (anyVolume != nullptr) return admittedOf(index, roomWith(runningOf(index), *anyVolume), 0);
        return withPools ? available(index) : running(index);
    }
    if (!site.heardRunning)
        site.heardRunning = std::make_shared<const estimate::Running>(estimate::running(*site.data, *site.heardAsk));
    const estimate::Running& running = *site.heardRunning;
    return admitted(running,
                    anyVolume != nullptr ? roomWith(running, *anyVolume)
                    : withPools          ? roomWith(running, offersSeen(index))
                                         : running.range(),
                    0);
}

Range Facts::heard(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    // Those that no node takes that runs wait for one that starts, and take nothing of what could be bought.
    std::int64_t taking = site.onTheirWay;
    if (withPools && site.starting->any())
        taking -= std::clamp<std::int64_t>(site.onTheirWay - reallyRunning(index).replicas, 0, starting(index).lower);
    const auto besides = [taking](Range range) {
        range.lower = std::max<std::int64_t>(0, range.lower - taking);
        if (range.upper) range.upper = std::max<std::int64_t>(0, *range.upper - taking);
        return range;
    };
    if (withPools || m_engine != Engine::Karmada) return besides(asSeen(index, withPools));
    if (!site.heard) site.heard = heardByKarmada(site, true);
    return besides(*site.heard);
}

Range Facts::heardWithoutEstimator(std::size_t index) const
{
    const Site& site = m_sites[index];
    Range out = heardByKarmada(site, false);
    out.lower = std::max<std::int64_t>(0, out.lower - site.onTheirWay);
    if (out.upper) out.upper = std::max<std::int64_t>(0, *out.upper - site.onTheirWay);
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

} // namespace core::preview
