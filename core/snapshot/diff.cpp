#include "core/snapshot/diff.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/words.h"
#include "core/model/age.h"
#include "core/snapshot/codec.h"
#include "core/snapshot/sections.h"

namespace core::snapshot {
namespace {

/// A thing as name → field → text: what people compare.
using Fields = std::map<std::string, std::string>;
using Things = std::map<std::string, Fields>;

std::string text(bool value)
{
    return value ? "yes" : "no";
}
std::string text(std::int64_t value)
{
    return std::to_string(value);
}
std::string text(const std::optional<std::int64_t>& value)
{
    return value ? std::to_string(*value) : "unknown";
}
std::string text(const std::optional<Time>& value)
{
    return value ? model::toText(*value) : "unknown";
}

std::string text(const std::vector<std::string>& values)
{
    return joined(values);
}

std::string text(const Range& range)
{
    return toText(range);
}

std::string text(const model::Taint& taint)
{
    return taint.key + (taint.value.empty() ? "" : "=" + taint.value) + ":" + taint.effect;
}

std::string text(const std::vector<model::Taint>& taints)
{
    return joined(taints, ", ", [](const model::Taint& taint) { return text(taint); });
}

std::string text(model::StockBasis basis)
{
    switch (basis) {
    case model::StockBasis::Exact: return "exact";
    case model::StockBasis::Negative: return "negative";
    case model::StockBasis::AtLeast: return "at-least";
    case model::StockBasis::Score: return "score";
    case model::StockBasis::Category: return "category";
    case model::StockBasis::Unknown: return "unknown";
    }
    return {};
}

/// Micro-units as a plain decimal.
std::string text(const MoneyPerHour& money)
{
    std::string digits = std::to_string(money.micros);
    if (digits.size() < 7) digits.insert(0, 7 - digits.size(), '0');
    digits.insert(digits.size() - 6, ".");
    digits.erase(digits.find_last_not_of('0') + 1);
    if (digits.back() == '.') digits.pop_back();
    return digits + " " + money.currency;
}

void add(Fields& fields, const std::string& prefix, const model::Labels& labels)
{
    for (const auto& [key, value] : labels) fields[prefix + " " + key] = value.empty() ? "\"\"" : value;
}

Things clustersOf(const Fleet& fleet)
{
    Things things;
    for (const ClusterPtr& data : fleet.clusters) {
        const model::Cluster& c = data->cluster;
        Fields& fields = things[c.name];
        fields = {{"account", data->account},
                  {"provider", c.provider},
                  {"region", c.region},
                  {"zones", text(c.zones)},
                  {"taints", text(c.taints)},
                  {"kubernetesVersion", c.kubernetesVersion},
                  {"deleting", text(c.deleting)},
                  {"nodes known", text(data->nodesKnown)},
                  {"pods known", text(data->podsKnown)},
                  {"node pools known", text(data->poolsKnown)}};
        add(fields, "label", c.labels);
    }
    return things;
}

Things nodesOf(const ClusterData& data)
{
    const NodeTable& table = data.nodes;
    Things things;
    for (std::size_t row = 0; row < table.size(); ++row) {
        Fields& fields = things[std::string(table.names[row])];
        for (std::size_t kind = 0; kind < table.resources.size(); ++kind)
            if (table.allocatable[kind][row] != 0)
                fields["allocatable " + table.resources[kind]] = text(table.allocatable[kind][row]);
        fields["taints"] = text(table.taintSets[table.taintSet[row]]);
        fields["unschedulable"] = text(table.unschedulable[row] != 0);
        fields["ready"] = text(table.ready[row] != 0);
        if (const std::int64_t since = table.changedAt(row); since != 0)
            fields["ready since"] = model::toText(Time(Seconds(since)));
        fields["lost cards"] = text(static_cast<std::int64_t>(table.lostCards[row]));
        fields["node pool"] = table.pool[row] == noRow ? "" : data.pools[table.pool[row]].id;
        add(fields, "label", table.labelsOf(row));
    }
    return things;
}

/// What pods hold, node by node; those without a node under their own line.
Things podsOf(const ClusterData& data)
{
    const NodeTable& table = data.nodes;
    Things things;
    for (std::size_t row = 0; row < table.size(); ++row) {
        Fields& fields = things["on " + std::string(table.names[row])];
        for (std::size_t kind = 0; kind < table.resources.size(); ++kind)
            if (table.requested[kind][row] != 0)
                fields["requested " + table.resources[kind]] = text(table.requested[kind][row]);
    }
    std::int64_t waiting = 0;
    for (const std::uint8_t state : data.pods.state) waiting += (state & Pending) != 0 ? 1 : 0;
    things["without a node"] = {{"pods", text(waiting)}};
    return things;
}

Things poolsOf(const ClusterData& data)
{
    Things things;
    for (const model::NodePool& p : data.pools) {
        std::vector<std::string> zones;
        for (const model::PoolZone& zone : p.zones)
            zones.push_back(zone.zone + (zone.freeAddresses ? " (" + text(*zone.freeAddresses) + " addresses)" : ""));
        Fields& fields = things[p.id];
        fields = {{"name", p.name},
                  {"elastic", text(p.elastic)},
                  {"spot", text(p.spot)},
                  {"skipInventoryCheck", text(p.skipInventoryCheck)},
                  {"minSize", text(p.minSize)},
                  {"maxSize", text(p.maxSize)},
                  {"size", text(p.size)},
                  {"instanceTypes", text(p.instanceTypes)},
                  {"zones", text(zones)},
                  {"taints", text(p.taints)},
                  {"scaler", p.scaler + (p.scalerVersion.empty() ? "" : " " + p.scalerVersion)}};
        add(fields, "label", p.labels);
    }
    return things;
}

std::string cellName(const std::string& account, const std::string& place, const std::string& type, bool spot)
{
    return (account.empty() ? "" : account + " ") + place + " " + type + (spot ? " spot" : "");
}

Things stockOf(const Fleet& fleet)
{
    Things things;
    for (const model::StockCell& cell : fleet.stock) // several sources of one cell are several things
        things[cellName(cell.account, cell.zone, cell.instanceType, cell.spot) + " (" + cell.source + ")"] = {
            {"instances", text(cell.instances)},
            {"basis", text(cell.basis)},
            {"category", cell.category},
            {"seen", text(cell.seen)}};
    return things;
}

Things quotasOf(const Fleet& fleet)
{
    Things things;
    for (const model::Quota& q : fleet.quotas)
        things[(q.account.empty() ? "" : q.account + " ") + q.region + " " + q.name] = {
            {"limit", text(q.limit)}, {"used", text(q.used)}, {"unit", q.unit}, {"families", text(q.families)}};
    return things;
}

Things pricesOf(const Fleet& fleet)
{
    Things things;
    std::map<std::string, std::optional<Time>> newest; // of several the last that was seen counts
    for (const model::Price& p : fleet.prices) {
        const std::string name = cellName("", p.zone.empty() ? p.region : p.zone, p.instanceType, p.spot);
        const auto [at, first] = newest.try_emplace(name, p.seen);
        if (!first && !(at->second < p.seen)) continue;
        at->second = p.seen;
        things[name] = {{"perHour", text(p.perHour)}, {"seen", text(p.seen)}, {"source", p.source}};
    }
    return things;
}

Things typesOf(const Fleet& fleet)
{
    Things things;
    for (const model::InstanceType& t : fleet.instanceTypes)
        things[t.name] = {{"vcpu", text(t.vcpu)},
                          {"memoryMib", text(t.memoryMib)},
                          {"gpus", text(t.gpus) + " " + t.gpuModel},
                          {"maxPods", text(t.maxPods)}};
    return things;
}

/// Things of which it is enough to say that they changed, and the figures that people look for.
template <class T>
std::string contentMark(const T& value)
{
    constexpr std::string_view digits = "0123456789abcdef";
    std::uint64_t seal = detail::sealOf(detail::encoded(value));
    std::string mark = "version ";
    for (int i = 0; i < 8; ++i, seal >>= 4U) mark += digits[seal & 0xFU];
    return mark;
}

Things policiesOf(const Fleet& fleet)
{
    Things things;
    for (const model::Policy& p : fleet.policies) {
        const auto& scheduling = p.placement.replicaScheduling;
        std::vector<std::string> names;
        if (p.placement.clusterAffinity) names = p.placement.clusterAffinity->clusterNames;
        things[p.ref.kind + " " + p.ref.shortText()] = {
            {"ecsProvision", text(p.ecsProvision)},
            {"priority", text(static_cast<std::int64_t>(p.priority))},
            {"clusters", text(names)},
            {"scheduling", scheduling ? scheduling->type + " " + scheduling->divisionPreference : ""},
            {"content", contentMark(p)}};
    }
    return things;
}

Things bindingsOf(const Fleet& fleet)
{
    Things things;
    for (const model::Binding& b : fleet.bindings) {
        std::vector<std::string> clusters;
        for (const model::TargetCluster& target : b.spec.clusters)
            clusters.push_back(target.name + " " + std::to_string(target.replicas));
        things[b.ref.shortText()] = {{"replicas", text(static_cast<std::int64_t>(b.spec.replicas))},
                                     {"clusters", text(clusters)},
                                     {"content", contentMark(b)}};
    }
    return things;
}

template <class T, class Name>
Things othersOf(const std::vector<T>& list, const Name& nameOf)
{
    Things things;
    for (const T& value : list) things[nameOf(value)] = {{"content", contentMark(value)}};
    return things;
}

Things fleetOf(const Fleet& fleet)
{
    return {{fleet.name,
             {{"engine", fleet.engine},
              {"takenAt", text(fleet.takenAt)},
              {"descheduler", contentMark(fleet.descheduler)}}}};
}

std::string refName(const model::ObjectRef& ref)
{
    return ref.kind + " " + ref.shortText();
}

class Comparison {
public:
    void compare(const std::string& what, const std::string& cluster, const Things& before, const Things& after)
    {
        for (const auto& [name, fields] : before) {
            const auto other = after.find(name);
            if (other == after.end()) {
                differences.push_back({Difference::Kind::Gone, what, cluster, name, {}});
            } else if (auto changes = changed(fields, other->second); !changes.empty()) {
                differences.push_back({Difference::Kind::Changed, what, cluster, name, std::move(changes)});
            }
        }
        for (const auto& [name, fields] : after)
            if (!before.contains(name)) differences.push_back({Difference::Kind::Added, what, cluster, name, {}});
    }
    std::vector<Difference> differences;

private:
    static std::vector<FieldChange> changed(const Fields& before, const Fields& after)
    {
        std::vector<FieldChange> changes;
        Fields all = before;
        all.insert(after.begin(), after.end());
        for (const auto& [field, ignored] : all) {
            const auto b = before.find(field);
            const auto a = after.find(field);
            const std::string was = b == before.end() ? "" : b->second;
            const std::string is = a == after.end() ? "" : a->second;
            if (was != is) changes.push_back({field, was, is});
        }
        // A mark says nothing to people where a figure does.
        if (changes.size() > 1) std::erase_if(changes, [](const FieldChange& c) { return c.field == "content"; });
        return changes;
    }
};

void compareClusters(const Fleet& before, const Fleet& after, Comparison& all)
{
    all.compare("cluster", "", clustersOf(before), clustersOf(after));
    for (const ClusterPtr& was : before.clusters) {
        const std::string& name = was->cluster.name;
        const ClusterData* is = after.cluster(name);
        if (is == nullptr || is == was.get()) continue;
        all.compare("node", name, nodesOf(*was), nodesOf(*is));
        // Nodes that came or went are said already: their pods with them.
        Things podsBefore = podsOf(*was);
        Things podsAfter = podsOf(*is);
        std::erase_if(podsBefore, [&](const auto& thing) { return !podsAfter.contains(thing.first); });
        std::erase_if(podsAfter, [&](const auto& thing) { return !podsBefore.contains(thing.first); });
        all.compare("pods", name, podsBefore, podsAfter);
        all.compare("node pool", name, poolsOf(*was), poolsOf(*is));
        const auto jsonName = [](const Json& w) { return refName(model::refOf(w)); };
        all.compare("workload", name, othersOf(was->workloads, jsonName), othersOf(is->workloads, jsonName));
        all.compare("daemon set", name,
                    othersOf(was->daemonSets,
                             [](const PodShape& s) {
                                 return s.pod.ns + "/" + (s.pod.owners.empty() ? "" : s.pod.owners.front().name);
                             }),
                    othersOf(is->daemonSets, [](const PodShape& s) {
                        return s.pod.ns + "/" + (s.pod.owners.empty() ? "" : s.pod.owners.front().name);
                    }));
        all.compare("namespace quota", name,
                    othersOf(was->quotas, [](const NamespaceQuota& q) { return q.ns + "/" + q.name; }),
                    othersOf(is->quotas, [](const NamespaceQuota& q) { return q.ns + "/" + q.name; }));
        all.compare(
            "limit range", name,
            othersOf(was->admission.limitRanges, [](const model::LimitRange& l) { return l.ns + "/" + l.name; }),
            othersOf(is->admission.limitRanges, [](const model::LimitRange& l) { return l.ns + "/" + l.name; }));
        all.compare("runtime class", name,
                    othersOf(was->admission.runtimeClasses, [](const model::RuntimeClass& c) { return c.name; }),
                    othersOf(is->admission.runtimeClasses, [](const model::RuntimeClass& c) { return c.name; }));
        all.compare("volume claim", name,
                    othersOf(was->claims, [](const model::PersistentVolumeClaim& c) { return c.ns + "/" + c.name; }),
                    othersOf(is->claims, [](const model::PersistentVolumeClaim& c) { return c.ns + "/" + c.name; }));
        all.compare("volume", name, othersOf(was->volumes, [](const model::PersistentVolume& v) { return v.name; }),
                    othersOf(is->volumes, [](const model::PersistentVolume& v) { return v.name; }));
    }
}

} // namespace

std::vector<Difference> diff(const Fleet& before, const Fleet& after)
{
    if (before.digest == after.digest && !before.digest.empty()) return {};
    Comparison all;
    all.compare("fleet", "", fleetOf(before), fleetOf(after));
    compareClusters(before, after, all);
    all.compare("stock", "", stockOf(before), stockOf(after));
    all.compare("quota", "", quotasOf(before), quotasOf(after));
    all.compare("price", "", pricesOf(before), pricesOf(after));
    all.compare("instance type", "", typesOf(before), typesOf(after));
    all.compare("policy", "", policiesOf(before), policiesOf(after));
    all.compare("override", "",
                othersOf(before.overrides, [](const model::OverridePolicy& p) { return refName(p.ref); }),
                othersOf(after.overrides, [](const model::OverridePolicy& p) { return refName(p.ref); }));
    all.compare("binding", "", bindingsOf(before), bindingsOf(after));
    all.compare("autoscaler", "", othersOf(before.scalers, [](const model::Scaler& s) { return refName(s.ref); }),
                othersOf(after.scalers, [](const model::Scaler& s) { return refName(s.ref); }));
    const auto jsonName = [](const Json& w) { return refName(model::refOf(w)); };
    const auto quotaName = [](const NamespaceQuota& q) { return q.ns + "/" + q.name; };
    all.compare("federated quota", "", othersOf(before.federatedQuotas, quotaName),
                othersOf(after.federatedQuotas, quotaName));
    all.compare("volume claim", "", othersOf(before.claims, jsonName), othersOf(after.claims, jsonName));
    all.compare("workload", "", othersOf(before.workloads, jsonName), othersOf(after.workloads, jsonName));
    std::stable_sort(all.differences.begin(), all.differences.end(), [](const Difference& a, const Difference& b) {
        return std::tie(a.what, a.cluster, a.name) < std::tie(b.what, b.cluster, b.name);
    });
    return std::move(all.differences);
}

} // namespace core::snapshot
