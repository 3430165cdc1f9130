#include "core/snapshot/what_if.h"

#include <algorithm>

#include "core/snapshot/build.h"
#include "core/snapshot/tables.h"

namespace core::snapshot {
namespace {

/// "a, b, c and 4 more"
std::string few(const std::vector<std::string>& names)
{
    constexpr std::size_t most = 5;
    if (names.empty()) return "none";
    std::string text;
    for (std::size_t i = 0; i < std::min(names.size(), most); ++i) text += (i == 0 ? "" : ", ") + names[i];
    return names.size() > most ? text + " and " + std::to_string(names.size() - most) + " more" : text;
}

tl::unexpected<Error> notThere(const std::string& what, const std::string& name, const std::vector<std::string>& there)
{
    return failure(Fault::NotFound, "There is no " + what + " " + name + ". There are: " + few(there) + ".");
}

Result<ClusterPtr*> clusterIn(Fleet& fleet, const std::string& name)
{
    std::vector<std::string> names;
    for (ClusterPtr& cluster : fleet.clusters) {
        if (cluster->cluster.name == name) return &cluster;
        names.push_back(cluster->cluster.name);
    }
    return notThere("cluster", name, names);
}

Result<void> apply(Fleet& fleet, const WithoutCluster& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    fleet.clusters.erase(fleet.clusters.begin() + (*cluster - fleet.clusters.data()));
    return {};
}

/// What the operator says stands alone: every other figure for the cell goes.
Result<void> apply(Fleet& fleet, const SetStock& change)
{
    std::erase_if(fleet.stock, [&](const model::StockCell& cell) {
        return cell.zone == change.zone && cell.instanceType == change.instanceType && cell.spot == change.spot &&
               cell.account == change.account;
    });
    model::StockCell cell;
    cell.account = change.account;
    cell.zone = change.zone;
    cell.instanceType = change.instanceType;
    cell.spot = change.spot;
    cell.instances = change.instances;
    cell.basis = change.instances.isExact() ? model::StockBasis::Exact
                 : change.instances.upper   ? model::StockBasis::Unknown
                                            : model::StockBasis::AtLeast;
    cell.source = "what-if";
    cell.seen = fleet.takenAt;
    fleet.stock.push_back(std::move(cell));
    return {};
}

Result<void> apply(Fleet& fleet, const SetPoolMax& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    ClusterData data = ***cluster;
    std::vector<std::string> ids;
    for (model::NodePool& pool : data.pools) {
        if (pool.id == change.pool || pool.name == change.pool) {
            pool.maxSize = change.maxSize;
            **cluster = freezeCluster(std::move(data));
            return {};
        }
        ids.push_back(pool.id);
    }
    return notThere("node pool in " + change.cluster + " named", change.pool, ids);
}

Result<void> apply(Fleet& fleet, const SetQuota& change)
{
    std::vector<std::string> names;
    bool found = false;
    for (model::Quota& quota : fleet.quotas) {
        names.push_back(quota.name);
        if (quota.name != change.name) continue;
        quota.limit = change.limit;
        found = true;
    }
    if (!found) return notThere("quota", change.name, names);
    return {};
}

Result<void> apply(Fleet& fleet, const WithoutNode& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    ClusterData data = ***cluster;
    if (data.nodes.row(change.node) == noRow) {
        std::vector<std::string> names;
        for (std::size_t row = 0; row < data.nodes.size(); ++row) names.emplace_back(data.nodes.names[row]);
        return notThere("node in " + change.cluster + " named", change.node, names);
    }
    detail::TableBuilder builder;
    builder.addNodesOf(data.nodes);
    builder.addPodsOf(data);
    builder.dropNodes({change.node});
    builder.finish(data);
    **cluster = freezeCluster(std::move(data));
    return {};
}

} // namespace

Result<FleetPtr> whatIf(const FleetPtr& fleet, const std::vector<Change>& changes)
{
    Fleet fork = *fleet;
    for (const Change& change : changes) {
        const Result<void> done = std::visit([&](const auto& c) { return apply(fork, c); }, change);
        if (!done) return tl::unexpected(done.error());
    }
    return freeze(std::move(fork));
}

} // namespace core::snapshot
