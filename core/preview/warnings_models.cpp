#include <algorithm>

#include "core/base/words.h"
#include "core/estimate/karmada.h"
#include "core/preview/resource_models.h"
#include "core/preview/warnings.h"

namespace core::preview {
namespace {

/// @source shared reference, karmada §9
void hiddenCards(const Answer& answer, Warnings& warnings)
{
    if (!dividesByCapacity(answer.prepared)) return; // its estimator is not asked
    if (answer.prepared.engine != Engine::Karmada || !answer.prepared.binding.spec.requirements) return;
    for (const auto& [resource, amount] : answer.prepared.binding.spec.requirements->resourceRequest) {
        if (resource.find('/') == std::string::npos || amount.isZero()) continue;
        std::vector<std::string> where;
        for (std::size_t i = 0; i < answer.clusters(); ++i) {
            const bool hides = hidesResource(answer.facts.site(i).data->cluster, resource);
            if (answer.decision.candidate[i] != 0 && hides) where.push_back(answer.name(i));
        }
        if (!where.empty())
            warnings.add("resource-models-hide",
                         "Karmada's resource models of " + joined(where) + " do not know " + resource +
                             ", so its estimator sees none there and leaves the workload unscheduled.",
                         "Add it to the Cluster's spec.resourceModels, or turn the gate "
                         "CustomizedClusterResourceModeling off.");
    }
}

/// Karmada takes every node for the least of its grade: a pod that asks for more than that finds none there.
/// @source shared reference, karmada §3
void lowGrades(const Answer& answer, Warnings& warnings)
{
    const auto& requirements = answer.prepared.binding.spec.requirements;
    if (answer.prepared.engine != Engine::Karmada || !requirements || !dividesByCapacity(answer.prepared)) return;
    std::vector<std::string> where;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const model::Cluster& cluster = answer.facts.site(i).data->cluster;
        if (answer.decision.candidate[i] == 0 || !cluster.summary || cluster.models.empty()) continue;
        const std::int64_t seen = estimate::karmada::generalReplicas(cluster, requirements);
        model::Cluster byTotals = cluster;
        byTotals.models.clear();
        const std::int64_t fits = answer.facts.fitsNow(i).lower;
        if (seen >= std::min(fits, answer.preview.replicas)) continue;
        if (seen >= estimate::karmada::generalReplicas(byTotals, requirements)) continue;
        where.push_back(cluster.name + " " + std::to_string(seen) + " of " + std::to_string(fits));
    }
    if (where.empty()) return;
    warnings.add("resource-models-low",
                 std::string("By its resource models Karmada takes each node for the least of its grade.") +
                     " Of the replicas that fit now it sees: " + joined(where) + ".",
                 "Add grades to the Cluster's spec.resourceModels whose minimum is what a pod asks for, or turn the "
                 "gate CustomizedClusterResourceModeling off.");
}

} // namespace

void warnOfResourceModels(const Answer& answer, Warnings& warnings)
{
    hiddenCards(answer, warnings);
    lowGrades(answer, warnings);
}

} // namespace core::preview
