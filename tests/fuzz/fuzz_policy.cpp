// Any text: every document in it is read as a policy, a cluster, a binding, an override. What must hold: nothing crashes, every
// issue speaks of a place in its document and says something, and what is selected is what is ranked.
#include "core/model/binding.h"
#include "core/model/cluster.h"
#include "core/model/policy.h"
#include "core/text/yaml.h"
#include "tests/fuzz/must.h"

namespace {

using namespace core;
using namespace core::model;

ClusterIdentity identityOf(const Cluster& cluster)
{
    return {cluster.name, cluster.labels, cluster.provider, cluster.region, cluster.zones};
}

void checkPlacement(const Placement& placement, const ClusterIdentity& cluster)
{
    if (placement.clusterAffinity) (void)matches(*placement.clusterAffinity, cluster);
    for (const AffinityTerm& term : placement.clusterAffinities) {
        (void)matches(term.affinity, cluster);
        for (const AffinityTerm& tier : term.overflow) must(tier.overflow.empty(), "tiers have no tiers");
    }
    if (!placement.replicaScheduling || !placement.replicaScheduling->weightPreference) return;
    for (const StaticWeight& weight : placement.replicaScheduling->weightPreference->staticWeights)
        (void)matches(weight.target, cluster);
}

void check(const Json& object)
{
    Issues issues;
    const Policy policy = readPolicy(object, "", issues);
    const Cluster cluster = readCluster(object, "", issues);
    const Binding binding = readBinding(object, "", issues);
    const OverridePolicy overrides = readOverridePolicy(object, "", issues);
    for (const auto& issue : issues) {
        must(issue.path.empty() || issue.path.front() == '/', "an issue's path is a JSON Pointer");
        must(!issue.what.empty(), "an issue says something");
    }
    for (const ResourceSelector& selector : policy.selectors)
        must(selects(selector, policy.ref, cluster.labels) == (matchRank(selector, policy.ref, cluster.labels) > 0),
             "what is selected is what is ranked");
    checkPlacement(policy.placement, identityOf(cluster));
    if (binding.spec.placement) checkPlacement(*binding.spec.placement, identityOf(cluster));
    for (const OverrideRule& rule : overrides.rules)
        if (rule.target) (void)matches(*rule.target, identityOf(cluster));
    must(!isPolicy(object) || !isOverridePolicy(object), "a kind is one kind");
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    for (const auto& document : core::text::parse(textOf(data, size)).documents) check(document.value());
    return 0;
}
