#include "core/preview/alone.h"

namespace core::preview {

bool isFleetOfOne(const snapshot::Fleet& fleet)
{
    return fleet.engine == "direct" && fleet.clusters.size() == 1 && fleet.policies.empty();
}

snapshot::FleetPtr alone(const snapshot::Fleet& fleet, const snapshot::ClusterPtr& cluster,
                         const std::vector<Json>& unlisted)
{
    auto fork = std::make_shared<snapshot::Fleet>(fleet);
    fork->clusters = {cluster};
    fork->policies.clear();
    fork->overrides.clear();
    fork->bindings.clear();
    fork->workloads = cluster->workloads;
    std::vector<Json> there = cluster->workloads;
    there.insert(there.end(), unlisted.begin(), unlisted.end());
    for (const Json& object : there) {
        model::Issues ignored;
        model::Binding here;
        here.spec.resource = model::refOf(object);
        if (here.spec.resource.ns.empty()) here.spec.resource.ns = "default";
        here.spec.replicas = model::readWorkload(object, "", ignored).replicas;
        model::TargetCluster& target = here.spec.clusters.emplace_back();
        target.name = cluster->cluster.name;
        target.replicas = here.spec.replicas;
        fork->bindings.push_back(std::move(here));
    }
    return fork;
}

snapshot::FleetPtr asSeenBy(const Question& question, const snapshot::FleetPtr& fleet)
{
    // With bindings it is one already, perhaps with what questions before this one placed.
    if (!isFleetOfOne(*fleet) || !fleet->bindings.empty() || !prepare(question, *fleet).alone) return fleet;
    return alone(*fleet, fleet->clusters.front());
}

model::Policy staysIn(const std::string& cluster, const model::ObjectRef& workload)
{
    model::Policy policy;
    policy.ref = {"policy.karmada.io/v1alpha1", "PropagationPolicy", workload.ns, workload.name};
    policy.api = model::PolicyApi::Karmada;
    policy.selectors = {{workload.apiVersion, workload.kind, workload.ns, workload.name, std::nullopt}};
    policy.placement.clusterAffinity.emplace().clusterNames = {cluster};
    policy.ecsProvision = true;
    return policy;
}

} // namespace core::preview
