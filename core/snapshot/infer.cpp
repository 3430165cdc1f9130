#include "core/snapshot/infer.h"

#include <algorithm>
#include <map>
#include <set>

namespace core::snapshot {
namespace {

using Rows = std::vector<std::uint32_t>;

std::string_view labelAt(const NodeTable& nodes, std::string_view key, std::size_t row)
{
    const LabelColumn* column = nodes.label(key);
    return column == nullptr ? std::string_view() : column->distinct.text(column->values[row]);
}

/// The first of these labels that the node has.
template <class Keys>
std::string_view firstLabelAt(const NodeTable& nodes, const Keys& keys, std::size_t row)
{
    for (const std::string_view key : keys)
        if (const std::string_view value = labelAt(nodes, key, row); !value.empty()) return value;
    return {};
}

constexpr std::array<std::string_view, 2> TypeLabels = {"node.kubernetes.io/instance-type",
                                                        "beta.kubernetes.io/instance-type"};
constexpr std::array<std::string_view, 2> ZoneLabels = {"topology.kubernetes.io/zone",
                                                        "failure-domain.beta.kubernetes.io/zone"};

/// Types and zones are told apart from the labels of a pool: another node of it may have others.
bool isOwnLabel(std::string_view key)
{
    const auto among = [key](const auto& keys) { return std::find(keys.begin(), keys.end(), key) != keys.end(); };
    return isOfOneNode(key) || among(TypeLabels) || key.starts_with("topology.") ||
           key.starts_with("failure-domain.beta.kubernetes.io/");
}

bool isSpot(const NodeTable& nodes, std::size_t row)
{
    const std::string_view strategy = labelAt(nodes, "node.alibabacloud.com/spot-strategy", row);
    if (!strategy.empty()) return strategy != "NoSpot";
    const std::string_view sold = firstLabelAt(
        nodes, std::array<std::string_view, 2>{"karpenter.sh/capacity-type", "eks.amazonaws.com/capacityType"}, row);
    return sold == "spot" || sold == "SPOT" || labelAt(nodes, "cloud.google.com/gke-spot", row) == "true" ||
           labelAt(nodes, "kubernetes.azure.com/scalesetpriority", row) == "spot";
}

model::Labels commonLabels(const NodeTable& nodes, const Rows& rows)
{
    model::Labels common;
    for (const LabelColumn& column : nodes.labels) {
        const Id first = column.values[rows.front()];
        const bool all = first != absent && std::all_of(rows.begin(), rows.end(),
                                                        [&](std::uint32_t row) { return column.values[row] == first; });
        if (all && !isOwnLabel(column.key)) common[column.key] = column.distinct.text(first);
    }
    return common;
}

std::vector<model::Taint> commonTaints(const NodeTable& nodes, const Rows& rows)
{
    std::vector<model::Taint> common = nodes.taintSets[nodes.taintSet[rows.front()]];
    std::erase_if(common, isPassing);
    std::set<std::uint32_t> sets;
    for (const std::uint32_t row : rows) sets.insert(nodes.taintSet[row]);
    for (const std::uint32_t set : sets)
        std::erase_if(common, [&, &taints = nodes.taintSets[set]](const model::Taint& taint) {
            return std::find(taints.begin(), taints.end(), taint) == taints.end();
        });
    return common;
}

/// What its nodes show of a pool. What the cloud tells of what it buys counts before what it has bought.
void describe(model::NodePool& pool, const NodeTable& nodes, const Rows& rows)
{
    pool.labels = commonLabels(nodes, rows);
    pool.taints = commonTaints(nodes, rows);
    pool.spot = std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return isSpot(nodes, row); });
    if (pool.scaler == "goatscaler") return;
    std::set<std::string> types;
    std::set<std::string> zones;
    for (const std::uint32_t row : rows) {
        if (const auto type = firstLabelAt(nodes, TypeLabels, row); !type.empty()) types.emplace(type);
        if (const auto zone = firstLabelAt(nodes, ZoneLabels, row); !zone.empty()) zones.emplace(zone);
    }
    pool.instanceTypes.assign(types.begin(), types.end());
    for (const std::string& zone : zones) pool.zones.push_back({zone, std::nullopt});
}

/// As it was before its nodes were looked at.
model::NodePool told(const model::NodePool& pool)
{
    model::NodePool bare;
    bare.id = pool.id;
    bare.scaler = pool.scaler;
    bare.minSize = pool.minSize;
    bare.maxSize = pool.maxSize;
    if (pool.scaler != "goatscaler") return bare;
    bare.instanceTypes = pool.instanceTypes;
    bare.zones = pool.zones;
    return bare;
}

} // namespace

bool isOfOneNode(std::string_view labelKey)
{
    return std::find(OwnNodeLabels.begin(), OwnNodeLabels.end(), labelKey) != OwnNodeLabels.end();
}

bool isPassing(const model::Taint& taint)
{
    static constexpr std::array<std::string_view, 8> beginnings = {"node.kubernetes.io/",
                                                                   "node.cloudprovider.kubernetes.io/",
                                                                   "startup-taint.cluster-autoscaler.kubernetes.io/",
                                                                   "ignore-taint.cluster-autoscaler.kubernetes.io/",
                                                                   "ToBeDeletedByClusterAutoscaler",
                                                                   "DeletionCandidateOfClusterAutoscaler",
                                                                   "goatscaler.io/node-terminating",
                                                                   "karpenter.sh/"};
    return std::any_of(beginnings.begin(), beginnings.end(),
                       [&](std::string_view beginning) { return taint.key.starts_with(beginning); });
}

std::optional<bool> isElastic(const ClusterData& cluster, const model::NodePool& pool)
{
    if (cluster.poolsKnown) return pool.elastic;
    return pool.scaler.empty() ? std::nullopt : std::optional(true);
}

std::optional<std::int64_t> minimumOf(const ClusterData& cluster, const model::NodePool& pool)
{
    if (cluster.poolsKnown || pool.maxSize) return pool.minSize; // a ConfigMap tells both or none
    return std::nullopt;
}

std::string_view poolLabelOf(const NodeTable& nodes, std::size_t row)
{
    return firstLabelAt(nodes, PoolLabels, row);
}

void inferPools(ClusterData& cluster)
{
    if (cluster.poolsKnown) return;
    NodeTable& nodes = cluster.nodes;
    std::map<std::string, std::pair<model::NodePool, Rows>> pools;
    for (const model::NodePool& pool : cluster.pools)
        if (!pool.scaler.empty()) pools[pool.id].first = told(pool);
    for (std::uint32_t row = 0; row < nodes.size(); ++row)
        if (const std::string_view id = firstLabelAt(nodes, PoolLabels, row); !id.empty())
            pools[std::string(id)].second.push_back(row);
    cluster.pools.clear();
    nodes.pool.assign(nodes.size(), noRow);
    for (auto& [id, made] : pools) {
        auto& [pool, rows] = made;
        pool.id = id;
        pool.elastic = false;
        if (!rows.empty()) describe(pool, nodes, rows);
        for (const std::uint32_t row : rows) nodes.pool[row] = static_cast<std::uint32_t>(cluster.pools.size());
        cluster.pools.push_back(std::move(pool));
    }
    if (cluster.pools.empty())
        cluster.poolsOrigin = {};
    else
        cluster.poolsOrigin = {"labels of its nodes", cluster.nodesOrigin.seen};
}

} // namespace core::snapshot
