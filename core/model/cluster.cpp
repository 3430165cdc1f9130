#include "core/model/cluster.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "core/model/object_ref.h"
#include "core/model/read.h"

namespace core::model {

namespace {

constexpr std::string_view managedGroup = "cluster.open-cluster-management.io";

std::vector<std::pair<std::string, std::string>> readEnablements(const Json& list)
{
    std::vector<std::pair<std::string, std::string>> out;
    Issues ignored;
    for (const Json& group : list) {
        const std::string version = read::text(group, "groupVersion", {}, ignored);
        const Json* resources = read::member(group, "resources");
        if (!resources || !resources->is_array()) continue;
        for (const Json& resource : *resources) out.emplace_back(version, read::text(resource, "kind", {}, ignored));
    }
    std::ranges::sort(out);
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

ResourceSummary readSummary(const Json& object, const std::string& path, Issues& issues)
{
    ResourceSummary out;
    out.allocatable = read::resources(object, "allocatable", path, issues);
    out.allocated = read::resources(object, "allocated", path, issues);
    out.allocating = read::resources(object, "allocating", path, issues);
    const Json* modelings = read::member(object, "allocatableModelings");
    if (!modelings || !modelings->is_array()) return out;
    for (const Json& item : *modelings)
        out.modelings.push_back({read::number(item, "grade", path, issues).value_or(0),
                                 read::number(item, "count", path, issues).value_or(0)});
    return out;
}

std::vector<ResourceModel> readModels(const Json& list, const std::string& path, Issues& issues)
{
    std::vector<ResourceModel> out;
    for (const Json& item : list) {
        ResourceModel model;
        model.grade = read::number(item, "grade", path, issues).value_or(0);
        const Json* ranges = read::member(item, "ranges");
        if (ranges && ranges->is_array())
            for (const Json& range : *ranges) {
                if (!range.is_object()) continue;
                const ResourceList bounds =
                    read::resources(Json{{"bounds", {{"min", range.value("min", Json("0"))}}}}, "bounds", path, issues);
                model.min.emplace_back(read::text(range, "name", path, issues),
                                       bounds.empty() ? Quantity{} : bounds.begin()->second);
            }
        out.push_back(std::move(model));
    }
    return out;
}

void taintOnce(const std::string& key, const std::string& effect, std::vector<Taint>& taints)
{
    const auto is = [&](const Taint& one) { return one.key == key && one.effect == effect; };
    if (!key.empty() && std::none_of(taints.begin(), taints.end(), is)) taints.push_back({key, {}, effect});
}

/// What a fleet's controllers write as soon as they see that a cluster is not well; the scheduler's filter reads it.
struct Unwell {
    std::string_view group;
    std::string_view condition;
    std::string whenFalse;
    std::string whenUnknown;
    std::string effect;
};

/// @source karmada pkg/controllers/cluster/cluster_controller.go, taintClusterByCondition;
///         open-cluster-management.io/ocm pkg/registration/hub/taint/controller.go
const std::array<Unwell, 2>& unwells()
{
    static const std::array<Unwell, 2> table{{
        {"cluster.karmada.io", "Ready", "cluster.karmada.io/not-ready", "cluster.karmada.io/unreachable", "NoSchedule"},
        {managedGroup, "ManagedClusterConditionAvailable", "cluster.open-cluster-management.io/unavailable",
         "cluster.open-cluster-management.io/unreachable", "NoSelect"},
    }};
    return table;
}

void taintByCondition(std::string_view group, const std::string& condition, const std::string& is,
                      std::vector<Taint>& taints)
{
    for (const Unwell& one : unwells())
        if (one.group == group && one.condition == condition)
            taintOnce(is == "False" ? one.whenFalse : is == "Unknown" ? one.whenUnknown : "", one.effect, taints);
}

/// The hub takes the agent's rights away, so its heartbeat ends and the hub finds the cluster unreachable; only where the field
/// is written, as it always is in what a server answers.
/// @source open-cluster-management.io/ocm pkg/registration/hub/managedcluster/controller.go, hub/lease/controller.go
void taintByRefusal(const Json& spec, std::vector<Taint>& taints)
{
    const Json* accepts = read::member(spec, "hubAcceptsClient");
    if (accepts && accepts->is_boolean() && !accepts->get<bool>())
        taintOnce("cluster.open-cluster-management.io/unreachable", "NoSelect", taints);
}

} // namespace

Cluster readCluster(const Json& object, const std::string& path, Issues& issues)
{
    Cluster out;
    const std::string group = refOf(object).group();
    if (const Json* metadata = read::member(object, "metadata")) {
        const std::string at = read::join(path, "metadata");
        out.name = read::text(*metadata, "name", at, issues);
        out.labels = read::labels(*metadata, "labels", at, issues);
        out.deleting = read::member(*metadata, "deletionTimestamp") != nullptr;
    }
    if (const Json* spec = read::member(object, "spec")) {
        const std::string at = read::join(path, "spec");
        out.provider = read::text(*spec, "provider", at, issues);
        out.region = read::text(*spec, "region", at, issues);
        out.zones = read::texts(*spec, "zones", at, issues);
        out.taints = read::taints(*spec, "taints", at, issues);
        if (group == managedGroup) taintByRefusal(*spec, out.taints);
        out.id = read::text(*spec, "id", at, issues);
        const Json* models = read::member(*spec, "resourceModels");
        if (models && models->is_array()) out.models = readModels(*models, read::join(at, "resourceModels"), issues);
    }
    if (const Json* status = read::member(object, "status")) {
        const std::string at = read::join(path, "status");
        out.kubernetesVersion = read::text(*status, "kubernetesVersion", at, issues);
        const Json* enablements = read::member(*status, "apiEnablements");
        if (enablements && enablements->is_array()) out.apiEnablements = readEnablements(*enablements);
        if (const Json* summary = read::member(*status, "resourceSummary"))
            out.summary = readSummary(*summary, read::join(at, "resourceSummary"), issues);
        const Json* conditions = read::member(*status, "conditions");
        if (conditions && conditions->is_array())
            for (const Json& condition : *conditions) {
                const std::string type = read::text(condition, "type", at, issues);
                const std::string is = read::text(condition, "status", at, issues);
                if (type == "CompleteAPIEnablements") out.apiEnablementsComplete = is == "True";
                taintByCondition(group, type, is, out.taints);
            }
    }
    return out;
}

} // namespace core::model
