#include <algorithm>

#include "core/base/shown.h"
#include "core/model/read.h"
#include "core/preflight/site.h"
#include "core/preview/prepared.h"
#include "core/schedule/match.h"

namespace core::preflight::detail {
namespace {

bool letsIn(const model::Placement& placement, const model::Cluster& cluster)
{
    const model::ClusterIdentity identity{cluster.name, cluster.labels, cluster.provider, cluster.region,
                                          cluster.zones};
    const auto isIn = [&](const model::AffinityTerm& term) {
        return matches(term.affinity, identity) ||
               std::any_of(term.overflow.begin(), term.overflow.end(),
                           [&](const model::AffinityTerm& one) { return matches(one.affinity, identity); });
    };
    if (!placement.clusterAffinities.empty())
        return std::any_of(placement.clusterAffinities.begin(), placement.clusterAffinities.end(), isIn);
    return !placement.clusterAffinity || matches(*placement.clusterAffinity, identity);
}

/// @source karmada pkg/resourceinterpreter/default/native/dependencies.go: what a pod template refers to goes where the workload goes
bool bringsReferences(const Site& site)
{
    if (site.policy == nullptr) return false;
    for (const Json& document : site.question.documents) {
        if (!document.is_object() || !preview::sameObject(model::refOf(document), site.policy->ref)) continue;
        const Json* spec = model::read::member(document, "spec");
        const Json* deps = spec == nullptr ? nullptr : model::read::member(*spec, "propagateDeps");
        return deps != nullptr && *deps == true;
    }
    return false;
}

bool isReference(const model::Lookup& what)
{
    return what.kind == "ConfigMap" || what.kind == "Secret" || what.kind == "ServiceAccount" ||
           what.kind == "PersistentVolumeClaim";
}

} // namespace

std::string broughtBy(const Site& site, const model::Lookup& what)
{
    if (site.policy == nullptr) return {}; // nobody brings anything
    const Json* object = handedIn(site.question.documents, what);
    if (object == nullptr) return {};
    model::Workload one;
    one.ref = model::refOf(*object);
    if (!what.ns.empty()) one.ref.ns = what.ns;
    const Json::json_pointer labels("/metadata/labels");
    if (object->contains(labels) && object->at(labels).is_object())
        for (const auto& [key, value] : object->at(labels).items())
            if (value.is_string()) one.labels[key] = value.get<std::string>();
    const std::vector<model::Policy> policies = preview::policiesOf(site.question.placed, site.fleet);
    const model::Policy* policy = schedule::matchPolicy(policies, one, preview::readBy(site.fleet)).policy;
    if (policy != nullptr && (policy->clusterScoped || !what.ns.empty()) &&
        letsIn(policy->placement, site.data.cluster))
        return policy->ref.kind + " " + shown(policy->ref.shortText()) + " selects it";
    if (isReference(what) && bringsReferences(site))
        return site.policy->ref.kind + " " + shown(site.policy->ref.shortText()) + " .spec.propagateDeps";
    return {};
}

} // namespace core::preflight::detail
