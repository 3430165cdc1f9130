#include "core/snapshot/assemble.h"

#include <algorithm>
#include <map>
#include <tuple>

#include "core/base/words.h"
#include "core/model/read.h"
#include "core/snapshot/build.h"
#include "core/snapshot/catalogue.h"
#include "core/snapshot/dumps.h"
#include "core/snapshot/privacy.h"

namespace core::snapshot {
namespace {

namespace read = model::read;

/// Objects that another one makes: their owner stands for them.
bool isOwned(const Json& object)
{
    const Json* metadata = read::member(object, "metadata");
    const Json* owners = metadata == nullptr ? nullptr : read::member(*metadata, "ownerReferences");
    return owners != nullptr && owners->is_array() && !owners->empty();
}

/// A daemon set's pod that was seen is pinned to its node; its template is not.
PodShape unpinned(PodShape shape)
{
    auto& affinity = shape.pod.spec.requiredNodeAffinity;
    shape.pod.spec.nodeName.clear();
    shape.pod.phase.clear();
    if (affinity) {
        for (model::NodeSelectorTerm& term : *affinity) term.fields.clear();
        std::erase_if(*affinity, [](const model::NodeSelectorTerm& term) { return term.expressions.empty(); });
        if (affinity->empty()) affinity.reset();
    }
    return shape;
}

const Json& statusOf(const Json& object)
{
    static const Json none = Json::object();
    const Json* status = read::member(object, "status");
    return status == nullptr ? none : *status;
}

using Counts = std::map<std::string, std::size_t, std::less<>>;

/// How many nodes have which value of a label.
void count(const NodeTable& nodes, std::string_view key, Counts& counts)
{
    const LabelColumn* column = nodes.label(key);
    if (column == nullptr) return;
    for (const Id value : column->values)
        if (const std::string_view text = column->distinct.text(value); !text.empty()) ++counts[std::string(text)];
}

Counts placesOf(const NodeTable& nodes, const std::string& kind)
{
    Counts counts;
    count(nodes, "topology.kubernetes.io/" + kind, counts);
    count(nodes, "failure-domain.beta.kubernetes.io/" + kind, counts);
    return counts;
}

std::string mostOften(const Counts& counts)
{
    const auto at = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
    return at == counts.end() ? std::string() : at->first;
}

/// @source karmada pkg/apis/policy/v1alpha1 FederatedResourceQuota; what it assigns to single clusters stands there as ResourceQuotas
NamespaceQuota readFederatedQuota(const Json& object, const model::ObjectRef& ref, model::Issues& issues)
{
    NamespaceQuota quota{ref.ns, ref.name, {}, {}, Json::object()};
    if (const Json* spec = read::member(object, "spec"))
        quota.hard = read::resources(*spec, "overall", "/spec", issues);
    if (const Json* status = read::member(object, "status"))
        quota.used = read::resources(*status, "overallUsed", "/status", issues);
    return quota;
}

ClusterObject readQuota(const Json& object, const model::ObjectRef& ref, model::Issues& issues)
{
    const Json* spec = read::member(object, "spec");
    const Json* status = read::member(object, "status");
    NamespaceQuota quota{ref.ns, ref.name, {}, {}, Json::object()};
    if (spec != nullptr) {
        quota.hard = read::resources(*spec, "hard", "/spec", issues);
        for (const char* key : {"scopes", "scopeSelector"})
            if (const Json* scopes = read::member(*spec, key)) quota.scopes[key] = *scopes;
    }
    if (status != nullptr) quota.used = read::resources(*status, "used", "/status", issues);
    return quota;
}

ClusterObject readDaemonSet(const Json& object, const model::ObjectRef& ref, model::Issues& issues)
{
    const Json* spec = read::member(object, "spec");
    const Json* podTemplate = spec == nullptr ? nullptr : read::member(*spec, "template");
    if (podTemplate == nullptr) {
        issues.push_back({model::Severity::Warning, "", "It has no pod template, and is skipped.", ""});
        return NotNeeded{};
    }
    model::Pod pod = model::readPod(*podTemplate, "/spec/template", issues);
    pod.ns = ref.ns;
    pod.owners = {{ref.apiVersion, ref.kind, ref.name, "", true}};
    const std::string runtimeClass = pod.spec.runtimeClassName;
    PodShape shape = shapeOf(std::move(pod));
    shape.pod.spec.runtimeClassName = runtimeClass; // until all classes are read (build.cpp)
    return shape;
}

ClusterObject readConfigMap(const Json& object, const model::ObjectRef& ref, model::Issues& issues)
{
    constexpr std::string_view ending = "-inventory-status";
    if (ref.ns != "kube-system") return NotNeeded{};
    if (ref.name.size() > ending.size() && ref.name.ends_with(ending)) {
        StockSheet sheet{ref.name.substr(0, ref.name.size() - ending.size()),
                         detail::inventoryCells(object, "ConfigMap " + ref.shortText())};
        if (sheet.cells.empty())
            issues.push_back(
                {model::Severity::Warning, "", "It names no stock that could be read (data.status, SupplySeqs).", ""});
        return sheet;
    }
    if (ref.name == "cluster-autoscaler-status") {
        PoolBounds bounds{detail::boundsOf(object)};
        if (bounds.pools.empty()) return NotNeeded{}; // it may scale nothing
        return bounds;
    }
    if (ref.name != "autoscaler-meta") return NotNeeded{};
    bool understood = false;
    std::vector<model::NodePool> pools = detail::metaPools(object, understood);
    if (understood) return PoolSheet{std::move(pools)};
    issues.push_back({model::Severity::Warning, "", "It has no scaling_configurations that could be read.", ""});
    return PoolSheet{};
}

} // namespace

std::optional<ClusterObject> rowObject(std::string_view group, std::string_view kind, model::Value object,
                                       model::Issues& issues)
{
    if (!group.empty()) return std::nullopt;
    if (kind == "Pod") return read::pod(object, "", issues);
    if (kind == "Node") return read::node(object, "", issues);
    return std::nullopt;
}

std::optional<ClusterObject> clusterObject(const Json& object, model::Issues& issues)
{
    const model::ObjectRef ref = model::refOf(object);
    const std::string group = ref.group();
    if (auto row = rowObject(group, ref.kind, object, issues)) return row;
    if (ref.kind == "DaemonSet" && group == "apps") return readDaemonSet(object, ref, issues);
    if (ref.kind == "PersistentVolumeClaim") return model::readClaim(object, "", issues);
    if (ref.kind == "PersistentVolume") return model::readVolume(object, "", issues);
    if (ref.kind == "StorageClass") return model::readStorageClass(object, "", issues);
    if (ref.kind == "ResourceQuota" && group.empty()) return readQuota(object, ref, issues);
    if (ref.kind == "Namespace" && group.empty()) {
        const Json* metadata = read::member(object, "metadata");
        NamespaceLabels out{ref.name, read::labels(*metadata, "labels", "/metadata", issues)};
        if (!read::text(*metadata, "deletionTimestamp", "/metadata", issues).empty())
            out.labels.emplace(beingDeleted, std::string());
        return out;
    }
    if (ref.kind == "PriorityClass") {
        const auto value = read::number(object, "value", "", issues, INT32_MIN, INT32_MAX);
        return PriorityClass{ref.name, static_cast<std::int32_t>(value.value_or(0)),
                             read::text(object, "preemptionPolicy", "", issues) == "Never",
                             read::flag(object, "globalDefault", "", issues)};
    }
    if (ref.kind == "LimitRange" && group.empty()) return model::readLimitRange(object, "", issues);
    if (ref.kind == "RuntimeClass" && group == "node.k8s.io") return model::readRuntimeClass(object, "", issues);
    if (ref.kind == "ConfigMap" && group.empty()) return readConfigMap(object, ref, issues);
    // Of a member cluster: what the fleet sends there, or nothing that placement reads.
    if (model::isScaler(object) || ref.kind == "Event") return NotNeeded{};
    if (!model::isWorkload(object)) return std::nullopt;
    if (isOwned(object)) return NotNeeded{};
    return Manifest{trimmedWorkload(object)};
}

namespace {

/// What selectors and the clusters that get it read of it.
FleetClaim fleetClaim(const Json& object)
{
    Json out = Json::object();
    for (const char* key : {"apiVersion", "kind", "spec"})
        if (const Json* value = model::read::member(object, key)) out[key] = *value;
    if (const Json* metadata = model::read::member(object, "metadata"))
        for (const char* key : {"name", "namespace", "labels"})
            if (const Json* value = model::read::member(*metadata, key)) out["metadata"][key] = *value;
    return {std::move(out)};
}

} // namespace

std::optional<FleetObject> fleetObject(const Json& object, StandsIn where, model::Issues& issues)
{
    const model::ObjectRef ref = model::refOf(object);
    if (model::isPolicy(object)) return model::readPolicy(object, "", issues);
    if (model::isOverridePolicy(object)) {
        model::OverridePolicy policy = model::readOverridePolicy(object, "", issues);
        keepOnlyWhatPlacementReads(policy);
        return policy;
    }
    if ((ref.kind == "Cluster" && ref.group() == "cluster.karmada.io") || ref.kind == "ManagedCluster")
        return DescribedCluster{model::readCluster(object, "", issues),
                                model::readConditions(statusOf(object), "/status", issues)};
    if (isOneOf(ref.kind, {"ResourceBinding", "ClusterResourceBinding"})) {
        Placed placed{model::readBinding(object, "", issues), model::readApplied(statusOf(object), "/status", issues)};
        for (model::AppliedTo& one : placed.applied) keepOnlyWhatPlacementReads(one);
        return placed;
    }
    if (ref.kind == "FederatedResourceQuota") return readFederatedQuota(object, ref, issues);
    if (where != StandsIn::Member && model::isScaler(object)) return model::readScaler(object, "", issues);
    if (where == StandsIn::Fleet && ref.kind == "PersistentVolumeClaim" && ref.group().empty())
        return fleetClaim(object);
    if (where != StandsIn::Fleet || !model::isWorkload(object) || isOneOf(ref.kind, {"Pod", "DaemonSet"}))
        return std::nullopt;
    if (isOwned(object)) return NotNeeded{};
    return Manifest{trimmedWorkload(object)};
}

void add(Fleet& fleet, FleetObject object)
{
    const auto take = [&fleet](auto&& one) {
        using T = std::decay_t<decltype(one)>;
        if constexpr (std::is_same_v<T, model::Policy>) fleet.policies.push_back(std::move(one));
        if constexpr (std::is_same_v<T, model::OverridePolicy>) fleet.overrides.push_back(std::move(one));
        if constexpr (std::is_same_v<T, DescribedCluster>)
            if (!one.conditions.empty())
                fleet.reported.clusters.push_back({one.cluster.name, std::move(one.conditions)});
        if constexpr (std::is_same_v<T, Placed>) {
            if (!one.applied.empty()) fleet.reported.bindings.push_back({one.binding.ref, std::move(one.applied)});
            fleet.bindings.push_back(std::move(one.binding));
        }
        if constexpr (std::is_same_v<T, NamespaceQuota>) fleet.federatedQuotas.push_back(std::move(one));
        if constexpr (std::is_same_v<T, model::Scaler>) fleet.scalers.push_back(std::move(one));
        if constexpr (std::is_same_v<T, Manifest>) fleet.workloads.push_back(std::move(one.object));
        if constexpr (std::is_same_v<T, FleetClaim>) fleet.claims.push_back(std::move(one.object));
    };
    std::visit(take, std::move(object));
}

void ClusterDraft::add(ClusterObject object)
{
    const auto take = [this](auto&& one) {
        using T = std::decay_t<decltype(one)>;
        // Who got one of a kind got the list.
        if constexpr (std::is_same_v<T, PodShape>) {
            data.daemonSets.push_back(std::move(one));
            data.listed.daemonSets = true;
        }
        if constexpr (std::is_same_v<T, NamespaceLabels>)
            data.namespaces.emplace_back(std::move(one.name), std::move(one.labels));
        if constexpr (std::is_same_v<T, NamespaceQuota>) {
            data.quotas.push_back(std::move(one));
            data.listed.quotas = true;
        }
        if constexpr (std::is_same_v<T, model::PersistentVolumeClaim>) {
            data.claims.push_back(std::move(one));
            data.listed.claims = true;
        }
        if constexpr (std::is_same_v<T, model::PersistentVolume>) {
            data.volumes.push_back(std::move(one));
            data.listed.volumes = true;
        }
        if constexpr (std::is_same_v<T, model::StorageClass>) {
            data.storageClasses.push_back(std::move(one));
            data.listed.storageClasses = true;
        }
        if constexpr (std::is_same_v<T, PriorityClass>) {
            if (one.neverPreempts) data.admission.neverPreempting.push_back(one.name);
            if (one.isDefault) data.admission.defaultPriorityClass = one.name;
            data.priorityClasses.emplace_back(std::move(one.name), one.value);
            data.admission.priorityClassesKnown = true; // every server has some, so who got one got the list
        }
        if constexpr (std::is_same_v<T, model::LimitRange>) {
            data.admission.limitRanges.push_back(std::move(one));
            data.admission.limitRangesKnown = true;
        }
        if constexpr (std::is_same_v<T, model::RuntimeClass>) {
            data.admission.runtimeClasses.push_back(std::move(one));
            data.admission.runtimeClassesKnown = true;
        }
        if constexpr (std::is_same_v<T, StockSheet>) stock.push_back(std::move(one));
        if constexpr (std::is_same_v<T, PoolSheet>) poolSheet = std::move(one);
        if constexpr (std::is_same_v<T, PoolBounds>) bounds = std::move(one);
        if constexpr (std::is_same_v<T, Manifest>) data.workloads.push_back(std::move(one.object));
    };
    std::visit(take, std::move(object));
}

namespace {

/// What ConfigMaps tell of pools that nobody describes (infer.h): a stock sheet is written for those that buy, and lists what.
std::vector<model::NodePool> toldOf(const ClusterDraft& draft)
{
    std::map<std::string, model::NodePool> pools;
    if (draft.bounds)
        for (const model::NodePool& pool : draft.bounds->pools) pools.try_emplace(pool.id, pool);
    for (const StockSheet& sheet : draft.stock) {
        if (sheet.cells.empty()) continue;
        model::NodePool& pool = pools[sheet.pool];
        pool.id = sheet.pool;
        pool.scaler = "goatscaler";
        std::set<std::string> types;
        std::set<std::string> zones;
        for (const model::StockCell& cell : sheet.cells) {
            types.insert(cell.instanceType);
            zones.insert(cell.zone);
        }
        pool.instanceTypes.assign(types.begin(), types.end());
        pool.zones.clear();
        for (const std::string& zone : zones) pool.zones.push_back({zone, std::nullopt});
    }
    std::vector<model::NodePool> all;
    for (auto& [id, pool] : pools) all.push_back(std::move(pool));
    return all;
}

} // namespace

void ClusterDraft::describe(const std::string& name, const model::Cluster* object, const Extras& extras)
{
    model::Cluster& c = data.cluster;
    described = object != nullptr;
    if (described) c = *object;
    c.name = name;
    const auto stating = std::find_if(extras.clusters.begin(), extras.clusters.end(),
                                      [&](const ClusterExtras& e) { return e.cluster.name == name; });
    if (stating != extras.clusters.end()) {
        const model::Cluster& stated = stating->cluster;
        data.account = stating->account;
        for (const auto& [mine, theirs] :
             {std::pair(&c.id, &stated.id), std::pair(&c.provider, &stated.provider),
              std::pair(&c.region, &stated.region), std::pair(&c.kubernetesVersion, &stated.kubernetesVersion)})
            if (mine->empty()) *mine = *theirs;
        if (c.zones.empty()) c.zones = stated.zones;
        if (c.taints.empty()) c.taints = stated.taints;
        c.labels.insert(stated.labels.begin(), stated.labels.end());
    }
    if (stating != extras.clusters.end() && stating->pools) {
        data.pools = *stating->pools;
        data.poolsKnown = true;
    } else if (poolSheet && poolSheet->pools) {
        data.pools = *poolSheet->pools;
        data.poolsKnown = true;
    } else {
        data.pools = toldOf(*this);
    }
    if (!bounds) return;
    for (model::NodePool& pool : data.pools) // nodes on their way count, whoever describes the pool
        for (const model::NodePool& told : bounds->pools)
            if (!pool.size && told.id == pool.id) pool.size = told.size;
}

std::vector<model::StockCell> ClusterDraft::cells(std::optional<Time> seen) const
{
    std::vector<model::StockCell> all;
    for (const StockSheet& sheet : stock) {
        // Spot stock is another stock; whose pool it is says which.
        const auto pool = std::find_if(data.pools.begin(), data.pools.end(),
                                       [&](const model::NodePool& p) { return p.id == sheet.pool; });
        for (model::StockCell cell : sheet.cells) {
            cell.account = data.account;
            cell.spot = pool != data.pools.end() && pool->spot;
            cell.source += " of " + data.cluster.name;
            if (!cell.seen) cell.seen = seen;
            all.push_back(std::move(cell));
        }
    }
    return all;
}

void describeByNodes(ClusterData& data)
{
    model::Cluster& c = data.cluster;
    std::set<std::string> zones;
    for (const auto& [zone, count] : placesOf(data.nodes, "zone")) zones.insert(zone);
    for (const model::NodePool& pool : data.pools)
        for (const model::PoolZone& zone : pool.zones) zones.insert(zone.zone);
    if (c.zones.empty()) c.zones = {zones.begin(), zones.end()};
    if (c.region.empty()) c.region = mostOften(placesOf(data.nodes, "region"));
    if (c.region.empty() && !c.zones.empty()) c.region = model::regionOf(c.zones.front());
}

void daemonSetsFromPods(ClusterData& data)
{
    std::map<std::pair<std::string, std::string>, PodShape> byOwner;
    for (const PodShape& shape : data.pods.shapes)
        if (shape.daemonSet) byOwner.try_emplace({shape.pod.ns, shape.pod.owners.front().name}, unpinned(shape));
    for (auto& [owner, shape] : byOwner) data.daemonSets.push_back(std::move(shape));
}

void addExtras(Fleet& fleet, const Extras& extras)
{
    fleet.engine = extras.engine;
    fleet.takenAt = extras.takenAt;
    fleet.quotas = extras.quotas;
    fleet.prices = extras.prices;
    fleet.instanceTypes = extras.instanceTypes;
    fleet.descheduler = extras.descheduler;
    fleet.aliases = extras.aliases;
    if (extras.stock) fleet.stock = *extras.stock;
}

void addNoStock(Fleet& fleet, const Extras& extras, const std::string& source)
{
    if (!extras.stock || !extras.stock->empty()) return;
    std::set<std::tuple<std::string, std::string, std::string, bool>> spoken;
    for (const model::StockCell& cell : fleet.stock)
        spoken.emplace(cell.account, cell.zone, cell.instanceType, cell.spot);
    const auto add = [&](const std::string& account, const std::string& zone, const std::string& type, bool spot) {
        if (!spoken.emplace(account, zone, type, spot).second) return;
        model::StockCell cell;
        cell.account = account;
        cell.zone = zone;
        cell.instanceType = type;
        cell.spot = spot;
        cell.basis = model::StockBasis::Exact;
        cell.instances = Range::exactly(0);
        cell.source = source;
        cell.seen = extras.seen ? extras.seen : extras.takenAt;
        fleet.stock.push_back(std::move(cell));
    };
    for (const ClusterPtr& cluster : fleet.clusters)
        for (const model::NodePool& pool : cluster->pools) {
            if (!pool.elastic) continue;
            std::set<std::string> zones;
            for (const model::PoolZone& zone : pool.zones) zones.insert(zone.zone);
            if (zones.empty()) zones = {cluster->cluster.zones.begin(), cluster->cluster.zones.end()};
            for (const std::string& zone : zones)
                for (const std::string& type : pool.instanceTypes) {
                    add(cluster->account, zone, type, false);
                    if (pool.spot) add(cluster->account, zone, type, true);
                }
        }
}

void addCatalogue(Fleet& fleet)
{
    const Catalogue& catalogue = builtInCatalogue();
    std::set<std::string> types;
    std::set<std::tuple<std::string, std::string, std::string, bool>> prices;
    std::set<std::string> regions;
    for (const model::InstanceType& type : fleet.instanceTypes) types.insert(type.name);
    for (const model::Price& price : fleet.prices)
        prices.emplace(price.instanceType, price.region, price.zone, price.spot);
    for (const ClusterPtr& cluster : fleet.clusters) {
        regions.insert(cluster->cluster.region);
        for (const std::string& zone : cluster->cluster.zones) regions.insert(model::regionOf(zone));
    }
    for (const model::StockCell& cell : fleet.stock) regions.insert(model::regionOf(cell.zone));
    for (const model::InstanceType& type : catalogue.instanceTypes)
        if (types.insert(type.name).second) fleet.instanceTypes.push_back(type);
    for (const model::Price& price : catalogue.prices)
        if (regions.contains(price.region) &&
            !prices.contains({price.instanceType, price.region, price.zone, price.spot}))
            fleet.prices.push_back(price);
    std::sort(fleet.instanceTypes.begin(), fleet.instanceTypes.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
}

} // namespace core::snapshot
