#include "core/live/gather.h"

#include <array>

#include "core/snapshot/privacy.h"

namespace core::live {

using kube::ApiResource;

Json documentOf(const kube::Item& item, const ApiResource& resource)
{
    // Most of what a server sends of an object, and nothing here reads: who wrote which field, what a node has pulled, probes.
    static constexpr std::array<std::string_view, 7> unread{"metadata/managedFields",   "status/images",
                                                            "status/nodeInfo",          "status/addresses",
                                                            "status/containerStatuses", "status/initContainerStatuses",
                                                            "status/volumesAttached"};
    Json object = item.document(unread);
    object["kind"] = resource.kind;
    object["apiVersion"] = resource.apiVersion();
    return object;
}

void ClusterGather::put(const ApiResource& resource, const kube::Item& item)
{
    model::Issues issues; // of objects that a server took: nobody here can mend them
    if (auto row = snapshot::rowObject(resource.group, resource.kind, item.value(), issues))
        putRow(std::move(*row));
    else
        put(resource, documentOf(item, resource));
}

void ClusterGather::put(const ApiResource& resource, const Json& object)
{
    model::Issues issues;
    auto read = snapshot::clusterObject(object, issues);
    if (!read) return;
    if (std::holds_alternative<model::Pod>(*read) || std::holds_alternative<model::Node>(*read))
        return putRow(std::move(*read));
    const model::ObjectRef ref = model::refOf(object);
    const Key key{resource.kind, ref.ns, ref.name};
    if (std::holds_alternative<snapshot::NotNeeded>(*read)) {
        m_restChanged = m_rest.erase(key) > 0 || m_restChanged;
        return;
    }
    m_rest.insert_or_assign(key, std::move(*read));
    m_restChanged = true;
}

void ClusterGather::putRow(snapshot::ClusterObject&& row)
{
    if (auto* pod = std::get_if<model::Pod>(&row)) m_pods.put(std::move(*pod));
    if (auto* node = std::get_if<model::Node>(&row)) {
        snapshot::dropUnread(*node);
        m_change.nodes.push_back(std::move(*node));
    }
    m_tablesChanged = true;
}

void ClusterGather::gone(const ApiResource& resource, const std::string& nameSpace, const std::string& name)
{
    if (resource.kind == "Pod") {
        m_pods.drop(nameSpace, name); // what comes later stands
        m_change.gonePods.emplace_back(nameSpace, name);
        m_tablesChanged = true;
    } else if (resource.kind == "Node") {
        std::erase_if(m_change.nodes, [&](const model::Node& node) { return node.name == name; });
        m_change.goneNodes.push_back(name);
        m_tablesChanged = true;
    } else {
        m_restChanged = m_rest.erase({resource.kind, nameSpace, name}) > 0 || m_restChanged;
    }
}

void ClusterGather::forget(const ApiResource& resource)
{
    // Nodes and pods are of the core, which every server has.
    std::erase_if(m_rest, [&](const auto& one) { return std::get<0>(one.first) == resource.kind; });
    m_whole.erase(resource.kind);
    m_restChanged = true;
}

void ClusterGather::whole(const ApiResource& resource, snapshot::Origin origin)
{
    m_source = origin.source;
    m_restChanged = m_whole.insert_or_assign(resource.kind, origin.seen).second || m_restChanged;
    if (resource.kind == "Node")
        m_change.nodesOrigin = std::move(origin);
    else if (resource.kind == "Pod")
        m_change.podsOrigin = std::move(origin);
    m_tablesChanged = m_tablesChanged || m_change.nodesOrigin || m_change.podsOrigin;
}

void ClusterGather::confirm(const std::string& kind, Time asOf)
{
    constexpr Seconds worthIt{30}; // half of what counts as old
    const auto at = m_whole.find(kind);
    if (at == m_whole.end() || !at->second || asOf - *at->second < worthIt) return;
    at->second = asOf;
    if (kind == "Node") m_change.nodesOrigin = snapshot::Origin{m_source, asOf};
    if (kind == "Pod") m_change.podsOrigin = snapshot::Origin{m_source, asOf};
    if (kind == "ConfigMap") m_restChanged = true; // stock and pools
    m_tablesChanged = m_tablesChanged || m_change.nodesOrigin || m_change.podsOrigin;
}

void ClusterGather::describe(std::optional<snapshot::DescribedCluster> object)
{
    m_object = std::move(object);
    m_restChanged = true;
}

void ClusterGather::tellKueue(std::optional<bool> serves)
{
    if (std::exchange(m_servesKueue, serves) != serves) m_restChanged = true;
}

snapshot::ClusterChange ClusterGather::take(const std::string& name, const snapshot::Extras& extras,
                                            std::optional<Time> seen)
{
    snapshot::ClusterChange change = std::exchange(m_change, {});
    change.cluster = name;
    if (!m_pods.empty()) change.batch = std::make_shared<const snapshot::PodBatch>(std::exchange(m_pods, {}));
    change.partial = !m_whole.contains("Node") || !m_whole.contains("Pod");
    // Where nodes and pods stand in for what is not known otherwise, it changes with them.
    const bool listed = m_whole.contains("DaemonSet");
    const bool standIn = m_tablesChanged && (!m_object || !listed);
    m_tablesChanged = false;
    if (!std::exchange(m_restChanged, false) && !standIn) return change;
    snapshot::ClusterDraft draft;
    for (const auto& [key, object] : m_rest) draft.add(object);
    snapshot::Admission& admission = draft.data.admission;
    admission.limitRangesKnown = m_whole.contains("LimitRange");
    admission.runtimeClassesKnown = m_whole.contains("RuntimeClass");
    admission.priorityClassesKnown = m_whole.contains("PriorityClass");
    draft.data.listed = {m_whole.contains("PersistentVolumeClaim"), m_whole.contains("PersistentVolume"),
                         m_whole.contains("StorageClass"), listed, m_whole.contains("ResourceQuota")};
    draft.data.servesKueue = m_servesKueue;
    draft.describe(name, m_object ? &m_object->cluster : nullptr, extras);
    draft.data.poolsOrigin = {draft.data.poolsKnown ? m_source : "", draft.data.poolsKnown ? seen : std::nullopt};
    m_cells = draft.cells(seen);
    change.rest = snapshot::ClusterRest{std::move(draft.data), draft.described};
    return change;
}

void FleetGather::put(const ApiResource& resource, const Json& object)
{
    model::Issues issues;
    auto read = snapshot::fleetObject(object, snapshot::StandsIn::Fleet, issues);
    if (!read) return;
    const model::ObjectRef ref = model::refOf(object);
    const Key key{resource.group, resource.kind, ref.ns, ref.name};
    m_changed = true;
    if (std::holds_alternative<snapshot::NotNeeded>(*read))
        m_objects.erase(key);
    else
        m_objects.insert_or_assign(key, std::move(*read));
}

void FleetGather::gone(const ApiResource& resource, const std::string& nameSpace, const std::string& name)
{
    m_changed = m_objects.erase({resource.group, resource.kind, nameSpace, name}) > 0 || m_changed;
}

void FleetGather::forget(const ApiResource& resource)
{
    const auto isOf = [&](const auto& one) {
        return std::get<0>(one.first) == resource.group && std::get<1>(one.first) == resource.kind;
    };
    m_changed = std::erase_if(m_objects, isOf) > 0 || m_changed;
}

snapshot::Fleet FleetGather::take(const snapshot::Extras& extras, const snapshot::Origin& origin)
{
    m_changed = false;
    snapshot::Fleet fleet;
    snapshot::addExtras(fleet, extras);
    fleet.policiesOrigin = origin;
    for (const auto& [key, object] : m_objects) snapshot::add(fleet, object);
    return fleet;
}

} // namespace core::live
