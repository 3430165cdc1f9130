#include "core/snapshot/build.h"

#include <algorithm>
#include <cassert>
#include <tuple>

#include "core/snapshot/codec.h"
#include "core/snapshot/infer.h"
#include "core/snapshot/sections.h"
#include "core/snapshot/tables.h"

namespace core::snapshot {
namespace {

/// Sorted by key, then content; of several with one key the first stays.
template <class T, class Key>
void canonical(std::vector<T>& list, const Key& keyOf)
{
    struct Entry {
        std::string key;
        std::string bytes;
        std::size_t index;
    };
    std::vector<Entry> entries;
    for (std::size_t i = 0; i < list.size(); ++i) entries.push_back({keyOf(list[i]), detail::encoded(list[i]), i});
    std::sort(entries.begin(), entries.end(),
              [](const Entry& a, const Entry& b) { return std::tie(a.key, a.bytes) < std::tie(b.key, b.bytes); });
    const auto sameKey = [](const Entry& a, const Entry& b) { return a.key == b.key; };
    entries.erase(std::unique(entries.begin(), entries.end(), sameKey), entries.end());
    std::vector<T> sorted;
    for (const Entry& entry : entries) sorted.push_back(std::move(list[entry.index]));
    list = std::move(sorted);
}

/// Parts of a key, so that no two lists of parts give one text.
template <class... T>
std::string key(const T&... parts)
{
    return ((std::string(parts) + '\0') + ...);
}

std::string keyOfRef(const model::ObjectRef& ref)
{
    return key(ref.apiVersion, ref.kind, ref.ns, ref.name);
}

template <class T>
std::string keyOfContent(const T& value)
{
    return detail::encoded(value);
}

/// Pools by id; the nodes' indices go with them.
void sortPools(ClusterData& data)
{
    const std::vector<model::NodePool> before = data.pools;
    canonical(data.pools, [](const model::NodePool& pool) { return key(pool.id); });
    if (before == data.pools) return;
    for (std::uint32_t& pool : data.nodes.pool) {
        if (pool >= before.size()) {
            pool = noRow;
            continue;
        }
        const auto at = std::find_if(data.pools.begin(), data.pools.end(),
                                     [&](const model::NodePool& p) { return p.id == before[pool].id; });
        pool = static_cast<std::uint32_t>(at - data.pools.begin());
    }
}

/// A cluster that no table was made for has the columns that every table has.
void ensureTables(ClusterData& data)
{
    if (data.nodes.resources.empty() && data.nodes.size() == 0 && data.pods.size() == 0) buildTables(data, {}, {});
}

void canonicalise(Fleet& f)
{
    canonical(f.policies, [](const model::Policy& p) { return keyOfRef(p.ref); });
    canonical(f.overrides, [](const model::OverridePolicy& p) { return keyOfRef(p.ref); });
    canonical(f.bindings, [](const model::Binding& b) { return keyOfRef(b.ref); });
    canonical(f.scalers, [](const model::Scaler& s) { return keyOfRef(s.ref); });
    canonical(f.workloads, [](const Json& w) { return keyOfRef(model::refOf(w)); });
    canonical(f.instanceTypes, [](const model::InstanceType& t) { return t.name; });
    canonical(f.stock, keyOfContent<model::StockCell>);
    canonical(f.quotas, keyOfContent<model::Quota>);
    canonical(f.federatedQuotas, [](const NamespaceQuota& q) { return key(q.ns, q.name); });
    canonical(f.claims, [](const Json& c) { return keyOfRef(model::refOf(c)); });
    canonical(f.prices, keyOfContent<model::Price>);
    canonical(f.gaps, keyOfContent<Gap>);
    canonical(f.reported.clusters, [](const ClusterReport& r) { return key(r.cluster); });
    canonical(f.reported.bindings, [](const BindingReport& r) { return keyOfRef(r.binding); });
}

} // namespace

PodShape shapeOf(model::Pod pod)
{
    return detail::shapeOf(std::move(pod));
}

void buildTables(ClusterData& data, std::vector<model::Node> nodes, const std::vector<model::Pod>& pods)
{
    detail::TableBuilder builder;
    for (model::Node& node : nodes) builder.add(std::move(node));
    for (const model::Pod& pod : pods) builder.add(pod);
    builder.finish(data);
}

namespace {

/// The names are all different and larger than those of the table.
bool sortsBehind(const std::vector<model::Node>& sorted, const NodeTable& table)
{
    std::string_view last = table.size() == 0 ? std::string_view() : table.names[table.size() - 1];
    for (const model::Node& node : sorted) {
        if (node.name <= last) return false;
        last = node.name;
    }
    return true;
}

} // namespace

namespace {

/// What placement rules read, without the tables.
ClusterData besidesTables(const ClusterData& data)
{
    ClusterData out;
    out.cluster = data.cluster;
    out.pools = data.pools;
    out.claims = data.claims;
    out.volumes = data.volumes;
    out.storageClasses = data.storageClasses;
    out.namespaces = data.namespaces;
    out.priorityClasses = data.priorityClasses;
    out.admission = data.admission;
    out.listed = data.listed;
    out.expected = data.expected;
    out.servesKueue = data.servesKueue;
    out.nodesKnown = data.nodesKnown;
    out.podsKnown = data.podsKnown;
    out.poolsKnown = data.poolsKnown;
    return out;
}

} // namespace

ClusterData withReplaced(const ClusterData& data, const std::vector<model::Node>& nodes)
{
    ClusterData out = besidesTables(data);
    out.nodes = data.nodes;
    out.pods = data.pods;
    detail::replaceNodes(out, nodes);
    return out;
}

model::Node nodeAt(const NodeTable& table, std::size_t row)
{
    return detail::nodeAt(table, row);
}

ClusterData withNodes(const ClusterData& data, std::vector<model::Node> nodes)
{
    ClusterData out = besidesTables(data);
    std::sort(nodes.begin(), nodes.end(), [](const auto& a, const auto& b) { return a.name < b.name; });
    if (!sortsBehind(nodes, data.nodes)) {
        detail::TableBuilder builder;
        builder.addNodesOf(data.nodes);
        for (model::Node& node : nodes) builder.add(std::move(node));
        builder.addPodsOf(data);
        builder.finish(out);
        return out;
    }
    // Rows that come last leave every row that is there where it is, and the pods on it.
    out.nodes = data.nodes;
    detail::appendNodes(out.nodes, nodes, out.pools);
    out.pods = data.pods;
    [[maybe_unused]] const bool sound = detail::derive(out);
    assert(sound);
    return out;
}

void addRuntimeClass(const model::RuntimeClass& one, model::PodSpec& spec)
{
    if (spec.overhead.empty()) spec.overhead = one.overhead;
    spec.nodeSelector.insert(one.nodeSelector.begin(), one.nodeSelector.end());
    spec.tolerations.insert(spec.tolerations.end(), one.tolerations.begin(), one.tolerations.end());
}

namespace {

/// Templates name a class; the tables keep what it makes of their pods.
void resolveClasses(ClusterData& data)
{
    for (PodShape& shape : data.daemonSets) {
        model::PodSpec& spec = shape.pod.spec;
        const std::string name = std::exchange(spec.runtimeClassName, {});
        const auto& classes = data.admission.runtimeClasses;
        const auto one = std::find_if(classes.begin(), classes.end(), [&](const auto& c) { return c.name == name; });
        if (name.empty() || one == classes.end()) continue;
        addRuntimeClass(*one, spec);
        shape.requests = model::podRequests(spec);
    }
}

} // namespace

ClusterPtr freezeCluster(ClusterData data)
{
    resolveClasses(data);
    ensureTables(data);
    inferPools(data);
    sortPools(data);
    canonical(data.daemonSets, [](const PodShape& s) { return keyOfContent(s); });
    canonical(data.claims, [](const model::PersistentVolumeClaim& c) { return key(c.ns, c.name); });
    canonical(data.volumes, [](const model::PersistentVolume& v) { return key(v.name); });
    canonical(data.storageClasses, [](const model::StorageClass& c) { return key(c.name); });
    canonical(data.quotas, [](const NamespaceQuota& q) { return key(q.ns, q.name); });
    canonical(data.namespaces, [](const auto& entry) { return key(entry.first); });
    canonical(data.priorityClasses, [](const auto& entry) { return key(entry.first); });
    canonical(data.workloads, [](const Json& w) { return keyOfRef(model::refOf(w)); });
    canonical(data.admission.limitRanges, [](const model::LimitRange& l) { return key(l.ns, l.name); });
    canonical(data.admission.runtimeClasses, [](const model::RuntimeClass& c) { return key(c.name); });
    canonical(data.admission.neverPreempting, [](const std::string& name) { return name; });

    return sealCluster(std::move(data));
}

ClusterPtr sealCluster(ClusterData data)
{
    auto sealed = std::make_shared<ClusterData>(std::move(data));
    sealed->seal.value = detail::sealOf(*sealed);
    return sealed;
}

FleetPtr freeze(Fleet fleet)
{
    canonicalise(fleet);
    return sealFleet(std::move(fleet));
}

FleetPtr sealFleet(Fleet fleet)
{
    std::erase(fleet.clusters, nullptr);
    for (ClusterPtr& cluster : fleet.clusters)
        if (cluster->seal.value == 0) cluster = freezeCluster(*cluster);
    const auto byName = [](const ClusterPtr& a, const ClusterPtr& b) {
        return std::tie(a->cluster.name, a->seal.value) < std::tie(b->cluster.name, b->seal.value);
    };
    std::sort(fleet.clusters.begin(), fleet.clusters.end(), byName);
    const auto sameName = [](const ClusterPtr& a, const ClusterPtr& b) { return a->cluster.name == b->cluster.name; };
    fleet.clusters.erase(std::unique(fleet.clusters.begin(), fleet.clusters.end(), sameName), fleet.clusters.end());

    detail::Writer writer;
    detail::writeFleet(writer, fleet);
    const std::uint64_t seal = detail::sealWith(detail::sealOf(writer.out), fleet.federatedQuotas);
    fleet.digest = detail::digestOf(detail::sealWithClaims(seal, fleet.claims), fleet.clusters);
    return std::make_shared<const Fleet>(std::move(fleet));
}

} // namespace core::snapshot
