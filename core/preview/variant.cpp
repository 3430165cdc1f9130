#include "core/preview/variant.h"

#include <algorithm>
#include <limits>
#include <memory>

namespace core::preview {
namespace {

model::ReplicaScheduling pinned(const std::vector<model::TargetCluster>& division)
{
    model::ReplicaScheduling scheduling;
    scheduling.type = "Divided";
    scheduling.divisionPreference = "Weighted";
    scheduling.weightPreference.emplace();
    for (const model::TargetCluster& target : division) {
        model::StaticWeight weight;
        weight.target.clusterNames = {target.name};
        weight.weight = target.replicas;
        scheduling.weightPreference->staticWeights.push_back(std::move(weight));
    }
    return scheduling;
}

/// Of ordered groups and of a group's overflow, a later one is filled after the one before: a division over several needs one
/// group that names all of its clusters.
void gather(std::vector<model::AffinityTerm>& groups, const std::vector<model::TargetCluster>& division)
{
    model::AffinityTerm all;
    all.name = groups.front().name;
    for (const model::TargetCluster& target : division) all.affinity.clusterNames.push_back(target.name);
    groups = {std::move(all)};
}

void change(model::Policy& policy, const Variant& variant)
{
    if (variant.allowEcsProvision) policy.ecsProvision = true;
    if (!variant.division.empty()) pin(policy.placement, variant.division);
}

} // namespace

bool comesInTiers(const model::Placement& placement)
{
    const auto& groups = placement.clusterAffinities;
    return groups.size() > 1 || (groups.size() == 1 && !groups.front().overflow.empty());
}

void pin(model::Placement& placement, const std::vector<model::TargetCluster>& division)
{
    placement.replicaScheduling = pinned(division);
    if (comesInTiers(placement)) gather(placement.clusterAffinities, division);
}

void apply(const Variant& variant, Question& question, snapshot::FleetPtr& fleet)
{
    if (variant.replicas) {
        constexpr std::int64_t most = std::numeric_limits<std::int32_t>::max();
        question.workload.replicas = static_cast<std::int32_t>(std::clamp<std::int64_t>(*variant.replicas, 0, most));
        question.workload.replicasStated = true;
    }
    if (!variant.allowEcsProvision && variant.division.empty()) return;
    if (question.policy) {
        change(*question.policy, variant);
        return;
    }
    auto fork = std::make_shared<snapshot::Fleet>(*fleet); // its clusters are shared, so the copy is cheap
    for (model::Policy& policy : fork->policies) change(policy, variant);
    fleet = std::move(fork);
}

} // namespace core::preview
