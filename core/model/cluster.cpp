#include "core/model/cluster.h"

#include <algorithm>

#include "core/model/object_ref.h"
#include "core/model/read.h"

namespace core::model {

namespace {

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

/// Karmada's cluster controller writes this as soon as it sees the condition, and the scheduler's filter reads it.
/// @source karmada pkg/controllers/cluster/cluster_controller.go, taintClusterByCondition
void taintByReadiness(const std::string& ready, std::vector<Taint>& taints)
{
    const std::string key = ready == "False"     ? "cluster.karmada.io/not-ready"
                            : ready == "Unknown" ? "cluster.karmada.io/unreachable"
                                                 : "";
    const auto is = [&](const Taint& one) { return one.key == key && one.effect == "NoSchedule"; };
    if (key.empty() || std::any_of(taints.begin(), taints.end(), is)) return;
    Taint taint;
    taint.key = key;
    taint.effect = "NoSchedule";
    taints.push_back(std::move(taint));
}

} // namespace

Cluster readCluster(const Json& object, const std::string& path, Issues& issues)
{
    Cluster out;
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
                if (type == "Ready" && refOf(object).group() == "cluster.karmada.io") taintByReadiness(is, out.taints);
            }
    }
    return out;
}

} // namespace core::model
