#include "core/snapshot/store.h"

#include <atomic>

#include "core/snapshot/build.h"
#include "core/snapshot/tables.h"

namespace core::snapshot {
namespace {

using PodName = std::pair<std::string, std::string>;

void applyPods(const ClusterData& before, const ClusterChange& change, detail::TableBuilder& builder)
{
    std::set<PodName> dropped(change.gonePods.begin(), change.gonePods.end());
    for (const model::Pod& pod : change.pods) dropped.emplace(pod.ns, pod.name);
    builder.addPodsOf(before);
    if (!dropped.empty()) builder.dropPods(dropped);
    // Of several versions of one pod in a batch the last one stands.
    std::set<PodName> added;
    for (auto pod = change.pods.rbegin(); pod != change.pods.rend(); ++pod)
        if (added.emplace(pod->ns, pod->name).second) builder.add(*pod);
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

/// The next version of a cluster. Nodes are made anew only where nodes or pools changed (a node knows its pool), pods
/// where pods or nodes did (a pod knows its node's row).
ClusterPtr applied(const ClusterData& before, ClusterChange& change)
{
    ClusterData data = before;
    const bool nodesToo = !change.nodes.empty() || !change.goneNodes.empty() || change.pools;
    if (change.pools) {
        data.pools = std::move(*change.pools);
        data.poolsKnown = true;
    }
    if (change.quotas) data.quotas = std::move(*change.quotas);
    detail::TableBuilder builder;
    applyPods(before, change, builder);
    if (nodesToo) {
        applyNodes(before, change, builder);
        builder.finish(data);
    } else {
        builder.finishPods(data);
    }
    data.nodesKnown = data.nodesKnown || !change.nodes.empty();
    data.podsKnown = data.podsKnown || !change.pods.empty();
    return freezeCluster(std::move(data));
}

bool isEmpty(const ClusterChange& change)
{
    return change.nodes.empty() && change.goneNodes.empty() && change.pods.empty() && change.gonePods.empty() &&
           !change.pools && !change.quotas;
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
    Fleet next = *fleet();
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
    FleetPtr frozen = freeze(std::move(next));
    std::atomic_store(&m_fleet, frozen);
    return frozen;
}

} // namespace core::snapshot
