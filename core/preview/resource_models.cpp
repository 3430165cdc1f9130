#include "core/preview/resource_models.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/estimate/karmada.h"
#include "core/preview/engine.h"

namespace core::preview {

bool hidesResource(const model::Cluster& cluster, const std::string& resource)
{
    const auto names = [&](const model::ResourceModel& grade) {
        return std::any_of(grade.min.begin(), grade.min.end(),
                           [&](const auto& entry) { return entry.first == resource; });
    };
    return !cluster.models.empty() && std::none_of(cluster.models.begin(), cluster.models.end(), names);
}

std::optional<Limited> limitOfModels(const Prepared& prepared, Facts& facts, std::size_t site)
{
    const auto& requirements = prepared.binding.spec.requirements;
    const model::Cluster& cluster = facts.site(site).data->cluster;
    if (prepared.engine != Engine::Karmada || !requirements || !dividesByCapacity(prepared)) return std::nullopt;
    if (!cluster.summary || cluster.models.empty()) return std::nullopt;
    const std::int64_t seen = std::max<std::int64_t>(0, estimate::karmada::generalReplicas(cluster, requirements));
    if (seen >= std::min<std::int64_t>(facts.fitsNow(site).lower, prepared.binding.spec.replicas)) return std::nullopt;
    model::Cluster byTotals = cluster;
    byTotals.models.clear();
    if (seen >= estimate::karmada::generalReplicas(byTotals, requirements)) return std::nullopt;
    std::vector<std::string> hidden;
    for (const auto& [resource, amount] : requirements->resourceRequest)
        if (!amount.isZero() && hidesResource(cluster, resource)) hidden.push_back(resource);
    if (!hidden.empty())
        return Limited{estimate::Limit::Rule,
                       "its resource models do not name " + listed(hidden) + ", so Karmada sees none there",
                       "add it to the Cluster's spec.resourceModels, or turn the gate "
                       "CustomizedClusterResourceModeling off"};
    return Limited{estimate::Limit::Rule, "by its resource models Karmada sees room for " + counted(seen, "replica"),
                   "add grades to the Cluster's spec.resourceModels whose minimum is what a pod asks for, or turn the "
                   "gate CustomizedClusterResourceModeling off"};
}

} // namespace core::preview
