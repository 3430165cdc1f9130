#include "core/preview/facts.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/preview/ahead.h"
#include "core/preview/joint.h"
#include "core/preview/leaving_order.h"
#include "core/preview/running_template.h"

/// What is the same as before, and what has to be asked anew.
namespace core::preview {
namespace {

/// The node's controller evicts a pod from the node, which is not ready, once its tolerationSeconds are over. Every pod but a
/// DaemonSet's tolerates that for a while, by the API server's default; the model does not hold for how long.
bool evicts(const snapshot::NodeTable& nodes, std::uint32_t row)
{
    const auto& taints = nodes.taintSets[nodes.taintSet[row]];
    return std::any_of(taints.begin(), taints.end(), [](const model::Taint& taint) {
        return taint.effect == "NoExecute" && taint.key.starts_with("node.kubernetes.io/");
    });
}

/// The number that the cluster's own Deployment has; where the snapshot lacks that, it has as many as there are pods of it.
std::optional<std::int32_t> retainedIn(const Site& site, const Prepared& prepared, const OwnPods& own)
{
    if (!prepared.retainsReplicas) return std::nullopt;
    if (const Json* object = ownObjectIn(prepared, *site.data)) {
        model::Issues ignored;
        return model::readWorkload(*object, "", ignored).replicas;
    }
    const auto pods = static_cast<std::int32_t>(own.in(*site.data).size());
    return site.data->podsKnown && pods > 0 ? std::optional(pods) : std::nullopt;
}

/// Replicas of the workload in this cluster that hold their places, and their pods by node.
void countExisting(Site& site, const OwnPods& own)
{
    const snapshot::PodTable& pods = site.data->pods;
    const snapshot::NodeTable& nodes = site.data->nodes;
    std::map<std::uint32_t, std::int64_t> on;
    std::set<std::uint32_t> lost;
    std::set<std::uint32_t> silent;
    for (const Rows& replica : own.replicas(*site.data, own.holdingIn(*site.data))) {
        const auto isSilent = [&](std::uint32_t row) {
            return pods.node[row] != snapshot::noRow && nodes.ready[pods.node[row]] == 0 &&
                   site.starting->at(pods.node[row]) == estimate::Starting::No &&
                   !pods.shapes[pods.shape[row]].daemonSet;
        };
        const auto isLost = [&](std::uint32_t row) { return isSilent(row) && evicts(nodes, pods.node[row]); };
        const auto first = std::find_if(replica.begin(), replica.end(), isLost);
        if (first != replica.end()) {
            ++site.lost;
            lost.insert(pods.node[*first]);
            continue;
        }
        ++site.existing;
        const auto unheard = std::find_if(replica.begin(), replica.end(), isSilent);
        if (unheard != replica.end()) {
            ++site.silent;
            silent.insert(pods.node[*unheard]);
        }
        std::vector<std::uint32_t> nodesOf;
        for (const std::uint32_t row : replica)
            if (pods.node[row] != snapshot::noRow) nodesOf.push_back(pods.node[row]);
        for (const std::uint32_t node : nodesOf) ++on[node];
        if (own.areGroups()) site.groupsOn.push_back(std::move(nodesOf));
    }
    site.lostNodes = {lost.begin(), lost.end()};
    site.silentNodes = {silent.begin(), silent.end()};
    site.existingOn = {on.begin(), on.end()};
}

OwnPods ownPodsOf(const Prepared& prepared, const snapshot::Fleet& fleet)
{
    const model::Workload& workload = prepared.question->workload;
    if (workload.interpretation != model::Interpretation::Group) return OwnPods(workload);
    const Json* object = prepared.running;
    for (const snapshot::ClusterPtr& cluster : fleet.clusters)
        if (object == nullptr) object = runningIn(prepared, *cluster);
    if (object == nullptr) return OwnPods(workload);
    model::Issues ignored;
    const model::Workload running = model::readWorkload(*object, "", ignored);
    return OwnPods(workload, &running);
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
        const auto counts = [&](const std::vector<estimate::QuotaRoom>& rooms) {
            return std::any_of(rooms.begin(), rooms.end(),
                               [&](const estimate::QuotaRoom& room) { return m_quotas.contains(room.quota); });
        };
        return std::any_of(m_cells.begin(), m_cells.end(), has) || counts(catalogue.quotas) ||
               counts(catalogue.openQuotas);
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

/// The old one, if it asks for the same: where its first replica is taken to come to is settled later (Facts::settleFirst).
void adopt(std::shared_ptr<const estimate::Ask>& ask, const std::shared_ptr<const estimate::Ask>& old)
{
    if (ask == old) return;
    if (old->firstAt.empty()) {
        if (*ask == *old) ask = old;
        return;
    }
    estimate::Ask same = *ask;
    same.firstAt = old->firstAt;
    if (same == *old) ask = old;
}

bool sameStock(const snapshot::Fleet& one, const snapshot::Fleet& other)
{
    return &one == &other ||
           (one.takenAt == other.takenAt && one.stockOrigin == other.stockOrigin && one.stock == other.stock);
}

} // namespace

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before)
    : Facts(prepared, std::move(fleet), before, Of::Question)
{}

Facts Facts::glimpsed(const Prepared& prepared, snapshot::FleetPtr glimpse) const
{
    return {prepared, std::move(glimpse), this, Of::Glimpse};
}

Facts Facts::meanwhile(const Prepared& prepared, snapshot::FleetPtr fleet) const
{
    return {prepared, std::move(fleet), this, Of::Meanwhile};
}

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before, Of of)
    : m_fleet(std::move(fleet))
    , m_isGlimpse(of == Of::Glimpse)
    , m_isMeanwhile(of == Of::Meanwhile)
    , m_engine(prepared.engine)
    , m_requirements(prepared.binding.spec.requirements)
{
    const bool isGlimpse = m_isGlimpse;
    const model::Workload& workload = prepared.question->workload;
    m_own = ownPodsOf(prepared, *m_fleet);
    m_solved = before != nullptr && before->m_own == m_own ? before->m_solved : std::make_shared<Solved>();
    if (!isGlimpse) m_solved->turn();
    m_atOnce = prepared.atOnce;
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
    std::vector<std::uint8_t> isSettled(m_sites.size(), 0);
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
        const bool sameEnd = site.replaced == old->replaced;
        site.offers = sameOffers && sameOwn && sameEnd && site.ask == old->ask ? old->offers : nullptr;
        site.heardAnyVolume = sameOffers && sameOwn && site.ask == old->ask && site.heardAsk == old->heardAsk
                                  ? old->heardAnyVolume
                                  : nullptr;
        const bool sameHeard = site.heardAsk == old->heardAsk && (site.heardAsk || site.ask == old->ask);
        site.heardOffers = sameOffers && sameOwn && sameHeard ? old->heardOffers : nullptr;
        isSettled[i] = sameOffers && site.ask == old->ask && site.heardAsk == old->heardAsk ? 1 : 0;
    }
    for (std::size_t i = 0; i < m_sites.size(); ++i)
        if (isSettled[i] == 0) settleFirst(i);
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
        site.groupsOn = old->groupsOn;
        site.waiting = old->waiting;
        site.ahead = old->ahead;
        site.aheadStarted = old->aheadStarted;
        site.lost = old->lost;
        site.lostNodes = old->lostNodes;
        site.silent = old->silent;
        site.silentNodes = old->silentNodes;
    } else {
        countExisting(site, m_own);
    }
    const std::optional<std::int32_t> retained = retainedIn(site, prepared, m_own);
    const std::int64_t had = retained ? *retained : previousOf(prepared, site.data->cluster.name);
    site.onTheirWay = std::max<std::int64_t>(0, had - site.existing);
    site.unread = site.data->podsKnown ? 0 : std::max<std::int64_t>(0, site.onTheirWay - site.lost);
    site.ask = askIn(site, prepared);
    if (retained) {
        site.overriddenReplicas = retained;
        site.retains = true;
    }
    replaceIn(site, prepared);
    if (old == nullptr || old->replaced != site.replaced || old->mayStay != site.mayStay) {
        site.ahead = nullptr;
        site.aheadStarted = nullptr;
    } else {
        site.atEnd = old->atEnd;
    }
    if (!site.replaced.empty() && !site.atEnd)
        site.atEnd = std::make_shared<const snapshot::ClusterData>(withoutPods(*site.data, site.replaced));
    if (old == nullptr) return countDaemons(site);
    adopt(site.ask, old->ask);
    if (site.heardAsk && old->heardAsk) {
        adopt(site.heardAsk, old->heardAsk);
        if (site.heardAsk == old->heardAsk) site.heardRunning = old->heardRunning;
    }
    if (site.ask == old->ask) {
        site.running = old->running;
        site.keptOff = old->keptOff;
        if (site.atEnd == old->atEnd) site.runningAtEnd = old->runningAtEnd;
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

/// Where the template differs in what decides a place, for certain or perhaps. A paused one keeps its pods, and OnDelete until
/// somebody deletes them.
Facts::Replacing Facts::replacingIn(std::size_t index, const Prepared& prepared) const
{
    const Copies copies = copiesIn(prepared, *this, index);
    const model::RolloutStrategy& how = copies.after.rollout;
    if (copies.alike || copies.after.suspended || how.type == model::RolloutStrategy::Type::OnDelete) return {};
    const bool surely = !copies.change.at.empty();
    return {surely || !copies.change.perhaps.empty(), !surely, how.partition};
}

void Facts::replaceIn(Site& site, const Prepared& prepared)
{
    site.stayingOn = site.existingOn;
    const model::Workload& workload = prepared.question->workload;
    const bool told = site.data->nodesKnown && site.data->podsKnown && m_own.canTell();
    if (site.existing == 0 || !told || site.overrideFails || !replacesPods(workload)) return;
    const bool ownClaims = estimate::hasClaimTemplates(workload);
    if (m_isMeanwhile && !ownClaims) return;
    const auto index = static_cast<std::size_t>(&site - m_sites.data());
    const bool everywhere =
        prepared.running != nullptr && prepared.overrides.empty() && prepared.question->overrides.empty();
    std::optional<Replacing> here = everywhere ? m_replacesAlike : std::nullopt;
    if (!here) here = replacingIn(index, prepared);
    if (everywhere) m_replacesAlike = here;
    Rows young; // of an update that is under way they stay
    if (!here->any && !workload.suspended) {
        UnderWay now = underWayIn(prepared, *this, index);
        if (now.any() && !now.alike) here = Replacing{true, now.change.at.empty(), 0};
        young = std::move(now.young);
    }
    if (!here->any || site.existing + site.lost <= here->partition) return;
    site.mayStay = here->perhaps;
    site.leaving = site.existing;
    site.replaced = m_own.holdingIn(*site.data);
    if (here->partition > 0 && workload.ref.kind == "StatefulSet" && site.lost == 0) {
        std::vector<Rows> replicas = m_own.replicas(*site.data, site.replaced);
        byOrdinal(*site.data, workload.ref.name, replicas);
        replicas.resize(static_cast<std::size_t>(site.existing - here->partition));
        site.leaving = static_cast<std::int64_t>(replicas.size());
        site.replaced.clear();
        for (const Rows& one : replicas) site.replaced.insert(site.replaced.end(), one.begin(), one.end());
        std::sort(site.replaced.begin(), site.replaced.end());
    } else if (here->partition > 0) {
        site.mayStay = true; // some of them do, and which is not told
    } else if (!young.empty()) {
        std::erase_if(site.replaced,
                      [&](std::uint32_t row) { return std::binary_search(young.begin(), young.end(), row); });
        site.leaving = static_cast<std::int64_t>(site.replaced.size());
    }
    site.tiedApart = ownClaims && !tieToOld(site, prepared);
    if (site.tiedApart || m_isMeanwhile) {
        site.replaced.clear();
        site.leaving = 0;
        site.mayStay = false;
        return;
    }
    std::map<std::uint32_t, std::int64_t> on(site.existingOn.begin(), site.existingOn.end());
    for (const std::uint32_t row : site.replaced)
        if (const auto at = on.find(site.data->pods.node[row]); at != on.end() && --at->second == 0) on.erase(at);
    site.stayingOn = {on.begin(), on.end()};
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

} // namespace core::preview
