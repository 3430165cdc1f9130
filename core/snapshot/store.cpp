#include "core/snapshot/store.h"

#include <algorithm>
#include <atomic>
#include <utility>

#include "core/snapshot/assemble.h"
#include "core/snapshot/build.h"
#include "core/snapshot/infer.h"
#include "core/snapshot/tables.h"

namespace core::snapshot {
namespace {

bool saysOfPods(const ClusterChange& change)
{
    return !change.pods.empty() || !change.gonePods.empty() || (change.batch && !change.batch->empty());
}

bool hasPods(const ClusterChange& change)
{
    return !change.pods.empty() || (change.batch && change.batch->size() > 0);
}

/// Of several versions of one pod in a batch the last one stands.
void addPods(const ClusterChange& change, detail::TableBuilder& builder)
{
    std::set<std::pair<std::string_view, std::string_view>> added;
    for (auto pod = change.pods.rbegin(); pod != change.pods.rend(); ++pod)
        if (added.emplace(pod->ns, pod->name).second) builder.add(*pod);
    if (change.batch) builder.add(change.batch->parts(), added);
}

/// All pods anew: rows of the nodes may be others.
void rebuildPods(const ClusterData& before, const ClusterChange& change, detail::TableBuilder& builder)
{
    std::set<std::pair<std::string, std::string>> dropped(change.gonePods.begin(), change.gonePods.end());
    for (const model::Pod& pod : change.pods) dropped.emplace(pod.ns, pod.name);
    if (change.batch)
        for (const detail::PodRow& row : change.batch->parts().rows) dropped.emplace(row.ns, row.name);
    builder.addPodsOf(before);
    if (!dropped.empty()) builder.dropPods(dropped);
    addPods(change, builder);
}

void applyNodes(const ClusterData& before, const ClusterChange& change, detail::TableBuilder& builder)
{
    std::set<std::string> dropped(change.goneNodes.begin(), change.goneNodes.end());
    for (const model::Node& node : change.nodes) dropped.insert(node.name);
    builder.addNodesOf(before.nodes);
    if (!dropped.empty()) builder.dropNodes(dropped);
    std::set<std::string> added;
    for (auto node = change.nodes.rbegin(); node != change.nodes.rend(); ++node)
        if (added.insert(node->name).second) builder.add(*node);
}

/// Of nodes that are there the versions that say something new; none: some are not there yet, or go.
std::optional<std::vector<model::Node>> newVersions(const ClusterData& before, const ClusterChange& change)
{
    const auto isThere = [&](const std::string& name) { return before.nodes.row(name) != noRow; };
    if (std::any_of(change.goneNodes.begin(), change.goneNodes.end(), isThere)) return std::nullopt;
    std::vector<model::Node> versions;
    std::set<std::string_view> seen;
    for (auto node = change.nodes.rbegin(); node != change.nodes.rend(); ++node) {
        const std::uint32_t row = before.nodes.row(node->name);
        if (row == noRow) return std::nullopt;
        if (seen.insert(node->name).second && !detail::saysNothingNew(before.nodes, row, *node))
            versions.push_back(*node);
    }
    return versions;
}

/// All of a cluster but its tables, and what is known of them.
ClusterData withRest(const ClusterData& before, ClusterRest rest)
{
    ClusterData data = std::move(rest.data);
    data.cluster.name = before.cluster.name;
    data.nodes = before.nodes;
    data.pods = before.pods;
    data.nodesKnown = before.nodesKnown;
    data.podsKnown = before.podsKnown;
    data.nodesOrigin = before.nodesOrigin;
    data.podsOrigin = before.podsOrigin;
    return data;
}

/// The next version of a cluster. Tables are made anew only where nodes come or go or pools changed (a node knows its pool, a
/// pod its node's row).
ClusterPtr applied(const ClusterData& before, ClusterChange& change)
{
    const bool listsToo = change.rest || change.pools || change.quotas || before.seal.value == 0;
    const bool described = !change.rest || change.rest->described;
    const bool daemonSetsListed = !change.rest || change.rest->data.listed.daemonSets;
    ClusterData data = change.rest ? withRest(before, std::move(*change.rest)) : before;
    if (change.pools) {
        data.pools = std::move(*change.pools);
        if (!std::exchange(data.poolsKnown, true)) data.poolsOrigin = {}; // they are not the nodes' word any more
    }
    // Pools that are inferred are made anew below, and nodes are told of them then.
    const bool samePools = data.pools == before.pools || (!data.poolsKnown && !before.poolsKnown);
    const auto versions = samePools ? newVersions(before, change) : std::nullopt;
    const bool podsToo = saysOfPods(change);
    if (change.quotas) data.quotas = std::move(*change.quotas);
    detail::TableBuilder builder;
    if (!versions) {
        rebuildPods(before, change, builder);
        applyNodes(before, change, builder);
        builder.finish(data);
    } else {
        if (!versions->empty()) detail::replaceNodes(data, *versions);
        if (podsToo) {
            addPods(change, builder);
            builder.patchPods(data, change.gonePods);
        }
    }
    if (!described) describeByNodes(data);
    if (!daemonSetsListed) daemonSetsFromPods(data);
    data.nodesKnown = data.nodesKnown || (!change.nodes.empty() && !change.partial) || change.nodesOrigin;
    data.podsKnown = data.podsKnown || (!change.partial && hasPods(change)) || change.podsOrigin;
    if (change.nodesOrigin) data.nodesOrigin = std::move(*change.nodesOrigin);
    if (change.podsOrigin) data.podsOrigin = std::move(*change.podsOrigin);
    if (!listsToo && (!versions || !versions->empty() || change.nodesOrigin)) inferPools(data);
    return listsToo ? freezeCluster(std::move(data)) : sealCluster(std::move(data));
}

bool isEmpty(const ClusterChange& change)
{
    return change.nodes.empty() && change.goneNodes.empty() && !saysOfPods(change) && !change.pools && !change.quotas &&
           !change.rest && !change.nodesOrigin && !change.podsOrigin;
}

/// All of a fleet but its clusters.
Fleet withRest(const Fleet& before, Fleet rest)
{
    rest.clusters = before.clusters;
    return rest;
}

ClusterPtr* find(Fleet& fleet, const std::string& name)
{
    for (ClusterPtr& cluster : fleet.clusters)
        if (cluster->cluster.name == name) return &cluster;
    return nullptr;
}

} // namespace

Store::Store(FleetPtr start)
    : m_fleet(std::move(start))
{}

FleetPtr Store::fleet() const
{
    return std::atomic_load(&m_fleet);
}

FleetPtr Store::apply(FleetChange change)
{
    const bool listsToo = change.rest || change.stock || change.prices || change.quotas || fleet()->digest.empty();
    Fleet next = change.rest ? withRest(*fleet(), std::move(*change.rest)) : *fleet();
    std::erase_if(next.clusters, [&](const ClusterPtr& cluster) {
        return std::find(change.goneClusters.begin(), change.goneClusters.end(), cluster->cluster.name) !=
               change.goneClusters.end();
    });
    for (ClusterChange& part : change.clusters) {
        if (isEmpty(part)) continue;
        if (ClusterPtr* cluster = find(next, part.cluster)) {
            *cluster = applied(**cluster, part);
        } else {
            ClusterData fresh;
            fresh.cluster.name = part.cluster;
            buildTables(fresh, {}, {});
            next.clusters.push_back(applied(fresh, part));
        }
    }
    if (change.stock) next.stock = std::move(*change.stock);
    if (change.prices) next.prices = std::move(*change.prices);
    if (change.quotas) next.quotas = std::move(*change.quotas);
    if (change.takenAt) next.takenAt = change.takenAt;
    FleetPtr frozen = listsToo ? freeze(std::move(next)) : sealFleet(std::move(next));
    std::atomic_store(&m_fleet, frozen);
    return frozen;
}

} // namespace core::snapshot
