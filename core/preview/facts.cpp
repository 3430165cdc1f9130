#include "core/preview/facts.h"

#include <algorithm>
#include <limits>

namespace core::preview {
namespace {

/// Pods of the workload in this cluster that hold a place, by node. Without a selector nobody can tell them.
void countExisting(Site& site, const model::Workload& workload)
{
    if (!workload.selector || !site.data->podsKnown) return;
    const snapshot::PodTable& pods = site.data->pods;
    const snapshot::Id ns = pods.namespaces.find(workload.ref.ns.empty() ? "default" : workload.ref.ns);
    if (ns == snapshot::absent) return;
    std::vector<std::uint8_t> ours(pods.shapes.size(), 0);
    bool any = false;
    for (std::size_t i = 0; i < pods.shapes.size(); ++i) {
        ours[i] = model::matches(*workload.selector, pods.shapes[i].pod.labels) ? 1 : 0;
        any = any || ours[i] != 0;
    }
    if (!any) return;
    std::int64_t count = 0;
    for (std::size_t row = 0; row < pods.size(); ++row) {
        if (ours[pods.shape[row]] == 0 || pods.ns[row] != ns) continue;
        if ((pods.state[row] & snapshot::HoldsResources) == 0 || (pods.state[row] & snapshot::Terminating) != 0)
            continue;
        ++count;
        if (pods.node[row] == snapshot::noRow) continue;
        if (!site.existingOn.empty() && site.existingOn.back().first == pods.node[row])
            ++site.existingOn.back().second;
        else
            site.existingOn.emplace_back(pods.node[row], 1);
    }
    site.existing = count / std::max(1, workload.podsPerReplica());
}

std::int64_t mostAsked(const Prepared& prepared)
{
    std::int64_t most = std::max<std::int64_t>(prepared.question->workload.replicas, prepared.binding.spec.replicas);
    for (const model::Scaler& scaler : prepared.scalers) most = std::max(most, scaler.max.value_or(0));
    return std::max<std::int64_t>(1, most);
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
    : m_fleet(std::move(fleet))
    , m_stock(std::make_unique<estimate::Stock>(*m_fleet))
{
    std::vector<model::Cluster> clusters;
    clusters.reserve(m_fleet->clusters.size());
    m_sites.resize(m_fleet->clusters.size());
    for (std::size_t i = 0; i < m_fleet->clusters.size(); ++i) {
        m_sites[i].data = m_fleet->clusters[i].get();
        clusters.push_back(m_sites[i].data->cluster);
    }
    m_members = std::make_unique<schedule::Members>(std::move(clusters));
    for (Site& site : m_sites) prepareSite(site, prepared);
}

void Facts::prepareSite(Site& site, const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    const std::int64_t upTo = std::min<std::int64_t>(mostAsked(prepared), 1'000'000);
    countExisting(site, workload);
    if (prepared.overrides.empty()) {
        site.ask = estimate::askFor(workload, upTo);
        return;
    }
    const model::Cluster& cluster = site.data->cluster;
    const model::ClusterIdentity identity{cluster.name, cluster.labels, cluster.provider, cluster.region,
                                          cluster.zones};
    const Json changed = model::overridden(workload.object, prepared.overrides, identity, m_issues);
    if (changed == workload.object) {
        site.ask = estimate::askFor(workload, upTo);
        return;
    }
    model::Issues ignored; // the unchanged manifest's own faults are said once, by whoever read it
    model::Workload here = model::readWorkload(changed, "", ignored);
    if (here.ref.ns.empty()) here.ref.ns = workload.ref.ns;
    if (here.replicas != workload.replicas) site.overriddenReplicas = here.replicas;
    site.ask = estimate::askFor(here, upTo);
}

const estimate::Running& Facts::runningOf(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.running) site.running = estimate::running(*site.data, site.ask);
    return *site.running;
}

const estimate::Provisionable& Facts::offersOf(std::size_t index)
{
    Site& site = m_sites[index];
    if (!site.offers) site.offers = estimate::provisionable(*m_fleet, *site.data, site.ask, *m_stock);
    return *site.offers;
}

Range Facts::running(std::size_t index)
{
    const estimate::Running& running = runningOf(index);
    Range out{running.replicas, running.upper ? running.upper : std::optional(running.replicas)};
    if (!running.known) out.upper.reset();
    return running.quota ? capped(out, std::max<std::int64_t>(0, *running.quota)) : out;
}

Range Facts::available(std::size_t index)
{
    const estimate::Running& running = runningOf(index);
    const estimate::Provisionable& offers = offersOf(index);
    Range bought = offers.deliverable;
    if (!offers.known) bought = {0, std::nullopt};
    Range now{running.replicas, running.upper ? running.upper : std::optional(running.replicas)};
    if (!running.known) now.upper.reset();
    const Range all = sum(now, bought);
    return running.quota ? capped(all, std::max<std::int64_t>(0, *running.quota)) : all;
}

std::int64_t Facts::toPlace(std::size_t index, std::int64_t count) const
{
    return std::max<std::int64_t>(0, count - m_sites[index].existing);
}

} // namespace core::preview
