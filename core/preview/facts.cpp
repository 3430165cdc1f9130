#include "core/preview/facts.h"

#include <algorithm>
#include <limits>

#include "core/estimate/karmada.h"
#include "core/preview/workload_pods.h"

namespace core::preview {
namespace {

/// Pods of the workload in this cluster that hold a place, by node.
void countExisting(Site& site, const model::Workload& workload)
{
    const snapshot::PodTable& pods = site.data->pods;
    std::int64_t count = 0;
    for (const std::uint32_t row : podsOf(*site.data, workload)) {
        if ((pods.state[row] & snapshot::HoldsResources) == 0) continue;
        ++count;
        if (pods.node[row] == snapshot::noRow) continue;
        if (!site.existingOn.empty() && site.existingOn.back().first == pods.node[row])
            ++site.existingOn.back().second;
        else
            site.existingOn.emplace_back(pods.node[row], 1);
    }
    site.existing = count / std::max(1, workload.podsPerReplica());
}

std::int64_t onTheirWayTo(const Site& site, const Prepared& prepared)
{
    return std::max<std::int64_t>(0, previousOf(prepared, site.data->cluster.name) - site.existing);
}

std::int64_t mostAsked(const Prepared& prepared)
{
    std::int64_t most = std::max<std::int64_t>(prepared.question->workload.replicas, prepared.binding.spec.replicas);
    for (const model::Scaler& scaler : prepared.scalers) most = std::max(most, scaler.max.value_or(0));
    return std::max<std::int64_t>(1, most);
}

/// A cell or a quota that a change sets is among those that the offers rest on.
bool restsOn(const estimate::Provisionable& offers, const std::vector<snapshot::Change>& changes)
{
    return std::any_of(changes.begin(), changes.end(), [&](const snapshot::Change& change) {
        if (const auto* stock = std::get_if<snapshot::SetStock>(&change))
            return std::any_of(offers.offers.begin(), offers.offers.end(), [&](const estimate::Offer& one) {
                return one.zone == stock->zone && one.instanceType == stock->instanceType && one.spot == stock->spot;
            });
        if (const auto* quota = std::get_if<snapshot::SetQuota>(&change))
            return std::any_of(offers.quotas.begin(), offers.quotas.end(),
                               [&](const estimate::QuotaRoom& one) { return one.name == quota->name; });
        return false;
    });
}

} // namespace

Range sum(const Range& one, const Range& other)
{
    Range out{one.lower + other.lower, std::nullopt};
    if (one.upper && other.upper) out.upper = *one.upper + *other.upper;
    return out;
}

Range capped(Range range, std::int64_t limit)
{
    range.lower = std::min(range.lower, limit);
    range.upper = range.upper ? std::min(*range.upper, limit) : limit;
    return range;
}

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet)
    : Facts(prepared, std::move(fleet), nullptr, {})
{}

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts* before,
             const std::vector<snapshot::Change>& changes)
    : m_fleet(std::move(fleet))
    , m_stock(std::make_unique<estimate::Stock>(*m_fleet))
    , m_karmada(prepared.engine == Engine::Karmada)
    , m_requirements(prepared.binding.spec.requirements)
{
    std::vector<model::Cluster> clusters;
    clusters.reserve(m_fleet->clusters.size());
    m_sites.resize(m_fleet->clusters.size());
    for (std::size_t i = 0; i < m_fleet->clusters.size(); ++i) {
        m_sites[i].data = m_fleet->clusters[i].get();
        clusters.push_back(m_sites[i].data->cluster);
    }
    m_members = std::make_unique<schedule::Members>(std::move(clusters));
    const bool sameCloud =
        before != nullptr && m_fleet->stock == before->m_fleet->stock && m_fleet->quotas == before->m_fleet->quotas;
    for (Site& site : m_sites) {
        const Site* old = before == nullptr ? nullptr : before->find(*site.data);
        if (old == nullptr) {
            prepareSite(site, prepared);
            continue;
        }
        site = *old;
        site.onTheirWay = onTheirWayTo(site, prepared);
        if (!sameCloud && site.offers && (changes.empty() || restsOn(*site.offers, changes))) site.offers.reset();
    }
}

Facts::Facts(const Prepared& prepared, snapshot::FleetPtr fleet, const Facts& before,
             const std::vector<snapshot::Change>& changes)
    : Facts(prepared, std::move(fleet), &before, changes)
{}

void Facts::prepareSite(Site& site, const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    const std::int64_t upTo = std::min<std::int64_t>(mostAsked(prepared), 1'000'000);
    countExisting(site, workload);
    site.onTheirWay = onTheirWayTo(site, prepared);
    const auto asWritten = [&] {
        if (!m_ask) m_ask = std::make_shared<const estimate::Ask>(estimate::askFor(workload, upTo));
        return m_ask;
    };
    if (prepared.overrides.empty()) {
        site.ask = asWritten();
        return;
    }
    const model::Cluster& cluster = site.data->cluster;
    const model::ClusterIdentity identity{cluster.name, cluster.labels, cluster.provider, cluster.region,
                                          cluster.zones};
    const Json changed = model::overridden(workload.object, prepared.overrides, identity, m_issues);
    if (changed == workload.object) {
        site.ask = asWritten();
        return;
    }
    // The unchanged manifest's own faults are said once, by whoever read it; here only those that the rules bring. Its
    // replicas are the text's: the question may ask for others.
    model::Issues known;
    const model::Workload plain = model::readWorkload(workload.object, "", known);
    model::Issues met;
    model::Workload here = model::readWorkload(changed, "", met);
    for (model::Issue& issue : met) {
        if (std::find(known.begin(), known.end(), issue) != known.end()) continue;
        issue.what = "As overrides make it in " + cluster.name + ": " + issue.what;
        m_issues.push_back(std::move(issue));
    }
    if (here.ref.ns.empty()) here.ref.ns = workload.ref.ns;
    if (here.replicas != plain.replicas) site.overriddenReplicas = here.replicas;
    site.ask = std::make_shared<const estimate::Ask>(estimate::askFor(here, upTo));
}

const Site* Facts::find(const snapshot::ClusterData& data) const
{
    for (const Site& site : m_sites)
        if (site.data == &data) return &site;
    return nullptr;
}

const estimate::Running& Facts::runningOf(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.running)
        site.running = std::make_shared<const estimate::Running>(estimate::running(*site.data, *site.ask));
    return *site.running;
}

const estimate::Provisionable& Facts::offersOf(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.offers)
        site.offers = std::make_shared<const estimate::Provisionable>(
            estimate::provisionable(*m_fleet, *site.data, *site.ask, *m_stock));
    return *site.offers;
}

Range Facts::running(std::size_t index)
{
    const estimate::Running& running = runningOf(index);
    return running.quota ? capped(running.range(), std::max<std::int64_t>(0, *running.quota)) : running.range();
}

Range Facts::available(std::size_t index)
{
    const estimate::Running& running = runningOf(index);
    const estimate::Provisionable& offers = offersOf(index);
    Range bought = offers.deliverable;
    if (!offers.known) bought = {0, std::nullopt};
    const Range all = sum(running.range(), bought);
    return running.quota ? capped(all, std::max<std::int64_t>(0, *running.quota)) : all;
}

Range Facts::heardByKarmada(const Site& site) const
{
    std::optional<std::int64_t> least;
    const auto hear = [&](std::int64_t count) { least = least ? std::min(*least, count) : count; };
    if (site.data->cluster.summary) hear(estimate::karmada::generalReplicas(site.data->cluster, m_requirements));
    if (site.data->nodesKnown && site.data->podsKnown) {
        const estimate::karmada::Estimate nodes = estimate::karmada::nodeReplicas(*site.data, m_requirements);
        if (nodes.code != estimate::karmada::Estimate::Code::NoOperation) hear(nodes.count);
    }
    return least ? Range::exactly(std::max<std::int64_t>(0, *least)) : Range{0, std::nullopt};
}

Range Facts::heard(std::size_t index, bool withPools)
{
    Site& site = m_sites[index];
    const auto besides = [&site](Range range) {
        range.lower = std::max<std::int64_t>(0, range.lower - site.onTheirWay);
        if (range.upper) range.upper = std::max<std::int64_t>(0, *range.upper - site.onTheirWay);
        return range;
    };
    if (withPools) return besides(available(index));
    if (!m_karmada) return besides(running(index));
    if (!site.heard) site.heard = heardByKarmada(site);
    return besides(*site.heard);
}

std::int64_t Facts::toPlace(std::size_t index, std::int64_t count) const
{
    return std::max<std::int64_t>(0, count - m_sites[index].existing);
}

} // namespace core::preview
