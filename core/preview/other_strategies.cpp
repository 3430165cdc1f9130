#include "core/preview/other_strategies.h"

#include "core/base/words.h"
#include "core/preview/limits.h"

namespace core::preview {
namespace {

void setScheduling(Prepared& prepared, const model::ReplicaScheduling& scheduling)
{
    prepared.policy->placement.replicaScheduling = scheduling;
    prepared.binding.spec.placement->replicaScheduling = scheduling;
}

void setClusters(Prepared& prepared, const std::vector<std::string>& names)
{
    for (model::Placement* one : {&prepared.policy->placement, &*prepared.binding.spec.placement}) {
        one->clusterAffinities.clear();
        one->clusterAffinity.emplace();
        one->clusterAffinity->clusterNames = names;
    }
    prepared.groupsOverflow = false;
}

model::ReplicaScheduling byAvailable()
{
    model::ReplicaScheduling out;
    out.type = "Divided";
    out.divisionPreference = "Weighted";
    out.weightPreference.emplace();
    out.weightPreference->dynamicWeight = "AvailableReplicas";
    return out;
}

/// Those that hold everything that they were given.
std::vector<std::string> unharmed(const Facts& facts, const Decision& decision, const Outcome& outcome)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (decision.replicas[i] > 0 && outcome.clusters[i].shortOf == 0)
            out.push_back(facts.site(i).data->cluster.name);
    return out;
}

} // namespace

std::vector<OtherStrategy> otherStrategies(const Prepared& prepared, const Facts& facts, const Decision& decision,
                                           const Outcome& outcome)
{
    std::vector<OtherStrategy> out;
    if (prepared.gang || prepared.daemon || !decision.placed) return out;
    const schedule::Strategy strategy = schedule::strategyOf(prepared.binding.spec);
    const bool copies = prepared.fullCopy || strategy == schedule::Strategy::Duplicated;
    if (strategy == schedule::Strategy::Static && !prepared.fullCopy) {
        out.push_back({Remedy::Kind::ByCapacity, "divide by dynamicWeight: AvailableReplicas instead of static weights",
                       prepared, false});
        setScheduling(out.back().prepared, byAvailable());
    }
    if (!copies) return out;
    const std::vector<std::string> names = unharmed(facts, decision, outcome);
    if (!names.empty() && prepared.binding.spec.placement->spreadConstraints.empty()) {
        out.push_back({Remedy::Kind::FewerClusters,
                       "name only " + listed(names) + " in the policy: the others do not hold all replicas", prepared,
                       true});
        setClusters(out.back().prepared, names);
    }
    if (prepared.fullCopy) return out; // which nothing divides
    const std::int64_t replicas = prepared.binding.spec.replicas;
    out.push_back({Remedy::Kind::ByCapacity,
                   "divide " + counted(replicas, "replica") + " over the clusters instead of " +
                       std::to_string(replicas) +
                       " in each (replicaSchedulingType: Divided, by dynamicWeight: "
                       "AvailableReplicas)",
                   prepared, true});
    setScheduling(out.back().prepared, byAvailable());
    return out;
}

} // namespace core::preview
