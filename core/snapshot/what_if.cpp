#include "core/snapshot/what_if.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/snapshot/build.h"
#include "core/snapshot/names.h"
#include "core/snapshot/tables.h"

namespace core::snapshot {
namespace {

/// @param known  what may be written; as there, but for people's names of clusters
tl::unexpected<Error> notThere(const std::string& what, const std::string& name, const std::vector<std::string>& there,
                               const std::vector<std::string>& known)
{
    const auto near = model::hints::nearest(name, {known.begin(), known.end()});
    return failure(Fault::NotFound, "There is no " + what + " " + name +
                                        ". There are: " + (there.empty() ? "none" : few(there)) + "." +
                                        (near ? " Did you mean " + *near + "?" : ""));
}

tl::unexpected<Error> notThere(const std::string& what, const std::string& name, const std::vector<std::string>& there)
{
    return notThere(what, name, there, there);
}

Result<ClusterPtr*> clusterIn(Fleet& fleet, const std::string& name)
{
    const ClusterNames called(fleet);
    std::vector<std::string> names;
    std::vector<std::string> known;
    for (ClusterPtr& cluster : fleet.clusters) {
        if (cluster->cluster.name == name) return &cluster;
        names.push_back(called.both(cluster->cluster.name));
        known.push_back(cluster->cluster.name);
        known.push_back(called.of(cluster->cluster.name));
    }
    return notThere("cluster", name, names, known);
}

/// By id or name.
Result<model::NodePool*> poolIn(ClusterData& data, const std::string& name)
{
    std::vector<std::string> names;
    for (model::NodePool& pool : data.pools) {
        if (pool.id == name || pool.name == name) return &pool;
        names.push_back(pool.name.empty() ? pool.id : pool.name);
    }
    return notThere("node pool in " + data.cluster.name + " named", name, names);
}

Result<void> apply(Fleet& fleet, const WithoutCluster& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    fleet.clusters.erase(fleet.clusters.begin() + (*cluster - fleet.clusters.data()));
    fleet.leftOut.push_back(change.cluster);
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
    const auto pool = poolIn(data, change.pool);
    if (!pool) return tl::unexpected(pool.error());
    (*pool)->maxSize = change.maxSize;
    **cluster = std::make_shared<const ClusterData>(std::move(data));
    return {};
}

Result<void> apply(Fleet& fleet, const SetQuota& change)
{
    std::vector<std::string> names;
    bool found = false;
    for (model::Quota& quota : fleet.quotas) {
        names.push_back(quota.region.empty() ? quota.name : quota.region + "/" + quota.name);
        if (quota.name != change.name || (!change.region.empty() && quota.region != change.region)) continue;
        quota.limit = change.limit;
        found = true;
    }
    if (!found)
        return notThere("quota", change.region.empty() ? change.name : change.region + "/" + change.name, names);
    return {};
}

Result<void> apply(Fleet& fleet, const SetAddresses& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    ClusterData data = ***cluster;
    const auto pool = poolIn(data, change.pool);
    if (!pool) return tl::unexpected(pool.error());
    std::vector<std::string> zones;
    for (model::PoolZone& zone : (*pool)->zones) {
        if (zone.zone == change.zone) {
            zone.freeAddresses = change.free;
            **cluster = std::make_shared<const ClusterData>(std::move(data));
            return {};
        }
        zones.push_back(zone.zone);
    }
    return notThere("zone of pool " + change.pool + " in " + change.cluster + " named", change.zone, zones);
}

Result<void> apply(Fleet& fleet, const WithoutNode& change)
{
    const auto cluster = clusterIn(fleet, change.cluster);
    if (!cluster) return tl::unexpected(cluster.error());
    ClusterData data = ***cluster;
    const std::uint32_t lost = data.nodes.row(change.node);
    if (lost == noRow) {
        std::vector<std::string> names;
        for (std::size_t row = 0; row < data.nodes.size(); ++row) names.emplace_back(data.nodes.names[row]);
        return notThere("node in " + change.cluster + " named", change.node, names);
    }
    // Its pool is a node smaller, and may buy another for it.
    if (const std::uint32_t pool = data.nodes.pool[lost];
        pool < data.pools.size() && data.pools[pool].size.value_or(0) > 0)
        --*data.pools[pool].size;
    detail::TableBuilder builder;
    builder.addNodesOf(data.nodes);
    builder.addPodsOf(data);
    builder.dropNodes({change.node});
    builder.finish(data);
    **cluster = std::make_shared<const ClusterData>(std::move(data));
    return {};
}

Result<void> applyAll(Fleet& fleet, const std::vector<Change>& changes)
{
    for (const Change& change : changes) {
        Result<void> done = std::visit([&](const auto& c) { return apply(fleet, c); }, change);
        if (!done) return done;
    }
    return {};
}

/// What a change sets, without the value; no two parts of it can run into each other.
struct Thing {
    std::vector<std::string> operator()(const WithoutCluster& c) const { return {c.cluster}; }
    std::vector<std::string> operator()(const SetStock& s) const
    {
        return {s.account, s.zone, s.instanceType, s.spot ? "spot" : ""};
    }
    std::vector<std::string> operator()(const SetPoolMax& p) const { return {p.cluster, p.pool}; }
    std::vector<std::string> operator()(const SetQuota& q) const { return {q.region, q.name}; }
    std::vector<std::string> operator()(const SetAddresses& a) const { return {a.cluster, a.pool, a.zone}; }
    std::vector<std::string> operator()(const WithoutNode& n) const { return {n.cluster, n.node}; }
};

} // namespace

bool sameThing(const Change& one, const Change& other)
{
    return one.index() == other.index() && std::visit(Thing{}, one) == std::visit(Thing{}, other);
}

void put(std::vector<Change>& changes, Change change)
{
    std::erase_if(changes, [&](const Change& one) { return sameThing(one, change); });
    changes.push_back(std::move(change));
}

Fleet glimpseOf(const Fleet& fleet)
{
    Fleet out;
    out.name = fleet.name;
    out.engine = fleet.engine;
    out.takenAt = fleet.takenAt;
    out.clusters = fleet.clusters;
    out.stock = fleet.stock;
    out.quotas = fleet.quotas;
    out.instanceTypes = fleet.instanceTypes;
    out.stockOrigin = fleet.stockOrigin;
    return out;
}

Result<FleetPtr> glimpse(const FleetPtr& fleet, const std::vector<Change>& changes)
{
    Fleet fork = glimpseOf(*fleet);
    const Result<void> done = applyAll(fork, changes);
    if (!done) return tl::unexpected(done.error());
    return std::make_shared<const Fleet>(std::move(fork));
}

Result<FleetPtr> whatIf(const FleetPtr& fleet, const std::vector<Change>& changes)
{
    Fleet fork = *fleet;
    const Result<void> done = applyAll(fork, changes);
    if (!done) return tl::unexpected(done.error());
    return freeze(std::move(fork));
}

} // namespace core::snapshot
