#include "core/model/binding.h"

#include "core/model/read.h"

namespace core::model {

namespace {

std::int32_t count(const Json& object, std::string_view key, const std::string& path, Issues& issues)
{
    return static_cast<std::int32_t>(read::number(object, key, path, issues, INT32_MIN, INT32_MAX).value_or(0));
}

ReplicaRequirements readRequirements(const Json& object, const std::string& path, Issues& issues)
{
    ReplicaRequirements out;
    out.resourceRequest = read::resources(object, "resourceRequest", path, issues);
    out.ns = read::text(object, "namespace", path, issues);
    out.priorityClassName = read::text(object, "priorityClassName", path, issues);
    const Json* claim = read::member(object, "nodeClaim");
    if (!claim) return out;
    const std::string at = read::join(path, "nodeClaim");
    NodeClaim node;
    node.nodeSelector = read::labels(*claim, "nodeSelector", at, issues);
    node.tolerations = read::tolerations(*claim, "tolerations", at, issues);
    if (const Json* affinity = read::member(*claim, "hardNodeAffinity"))
        node.hardNodeAffinity =
            read::nodeSelectorTerms(*affinity, "nodeSelectorTerms", read::join(at, "hardNodeAffinity"), issues);
    out.nodeClaim = std::move(node);
    return out;
}

std::optional<ReplicaRequirements> requirementsOf(const Json& object, const std::string& path, Issues& issues)
{
    const Json* found = read::member(object, "replicaRequirements");
    if (!found) return std::nullopt;
    return readRequirements(*found, read::join(path, "replicaRequirements"), issues);
}

std::string groupOf(const Json& spec, std::string_view key, const std::string& path, Issues& issues)
{
    const Json* groups = read::member(spec, "workloadAffinityGroups");
    return groups ? read::text(*groups, key, read::join(path, "workloadAffinityGroups"), issues) : std::string{};
}

} // namespace

BindingSpec readBindingSpec(const Json& spec, const std::string& path, Issues& issues)
{
    BindingSpec out;
    if (const Json* resource = read::member(spec, "resource")) {
        const std::string at = read::join(path, "resource");
        out.resource = {read::text(*resource, "apiVersion", at, issues), read::text(*resource, "kind", at, issues),
                        read::text(*resource, "namespace", at, issues), read::text(*resource, "name", at, issues)};
        out.uid = read::text(*resource, "uid", at, issues);
    }
    out.replicas = count(spec, "replicas", path, issues);
    out.requirements = requirementsOf(spec, path, issues);
    read::each(spec, "components", path, issues, [&](const Json& item, const std::string& at) {
        out.components.push_back({read::text(item, "name", at, issues), count(item, "replicas", at, issues),
                                  requirementsOf(item, at, issues)});
    });
    read::each(spec, "clusters", path, issues, [&](const Json& item, const std::string& at) {
        TargetCluster target;
        target.name = read::text(item, "name", at, issues);
        target.replicas = count(item, "replicas", at, issues);
        read::each(item, "components", at, issues, [&](const Json& part, const std::string& place) {
            target.components.emplace_back(read::text(part, "name", place, issues),
                                           count(part, "replicas", place, issues));
        });
        out.clusters.push_back(std::move(target));
    });
    if (const Json* placement = read::member(spec, "placement"))
        out.placement = readPlacement(*placement, read::join(path, "placement"), issues);
    read::each(spec, "gracefulEvictionTasks", path, issues, [&](const Json& item, const std::string& at) {
        out.evictions.push_back({read::text(item, "fromCluster", at, issues)});
    });
    out.rescheduleTriggeredAt = read::text(spec, "rescheduleTriggeredAt", path, issues);
    out.schedulerName = read::text(spec, "schedulerName", path, issues);
    if (const Json* suspension = read::member(spec, "suspension"))
        out.suspendScheduling = read::flag(*suspension, "scheduling", read::join(path, "suspension"), issues);
    out.affinityGroup = groupOf(spec, "affinityGroup", path, issues);
    out.antiAffinityGroup = groupOf(spec, "antiAffinityGroup", path, issues);
    return out;
}

BindingStatus readBindingStatus(const Json& status, const std::string& path, Issues& issues)
{
    BindingStatus out;
    out.lastScheduledTime = read::text(status, "lastScheduledTime", path, issues);
    out.observedAffinity = read::text(status, "schedulerObservingAffinityName", path, issues);
    out.observedGeneration = read::number(status, "schedulerObservedGeneration", path, issues).value_or(0);
    out.conditions = readConditions(status, path, issues);
    return out;
}

std::vector<BindingCondition> readConditions(const Json& status, const std::string& path, Issues& issues)
{
    std::vector<BindingCondition> out;
    read::each(status, "conditions", path, issues, [&](const Json& item, const std::string& at) {
        out.push_back({read::text(item, "type", at, issues), read::text(item, "status", at, issues),
                       read::text(item, "reason", at, issues), read::text(item, "message", at, issues)});
    });
    return out;
}

std::vector<AppliedTo> readApplied(const Json& status, const std::string& path, Issues& issues)
{
    std::vector<AppliedTo> out;
    read::each(status, "aggregatedStatus", path, issues, [&](const Json& item, const std::string& at) {
        out.push_back({read::text(item, "clusterName", at, issues), read::flag(item, "applied", at, issues),
                       read::text(item, "health", at, issues), read::text(item, "appliedMessage", at, issues)});
    });
    return out;
}

Binding readBinding(const Json& object, const std::string& path, Issues& issues)
{
    Binding out;
    out.ref = refOf(object);
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.labels = read::labels(*metadata, "labels", at, issues);
        out.annotations = read::labels(*metadata, "annotations", at, issues);
        out.generation = read::number(*metadata, "generation", at, issues).value_or(0);
        const std::string version = read::text(*metadata, "resourceVersion", at, issues);
        if (!version.empty() && version.size() < 19 && version.find_first_not_of("0123456789") == std::string::npos)
            out.resourceVersion = std::stoll(version);
    }
    if (const Json* spec = read::member(object, "spec"))
        out.spec = readBindingSpec(*spec, read::join(path, "spec"), issues);
    if (const Json* status = read::member(object, "status"))
        out.status = readBindingStatus(*status, read::join(path, "status"), issues);
    return out;
}

} // namespace core::model
