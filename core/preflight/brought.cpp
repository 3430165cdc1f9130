#include <algorithm>

#include "core/base/shown.h"
#include "core/model/deletion.h"
#include "core/model/read.h"
#include "core/preflight/site.h"
#include "core/preview/prepared.h"
#include "core/schedule/match.h"

namespace core::preflight::detail {
namespace {

using model::Found;
using Is = Brought::Is;

const Json* policyText(const model::Policy& policy, const std::vector<Json>& documents)
{
    const model::ObjectRef& ref = policy.ref;
    return handedIn(documents,
                    model::Lookup{ref.group(), ref.kind,
                                  policy.clusterScoped ? std::string() : std::string(ref.nsOrDefault()), ref.name});
}

bool bringsReferences(const Json& policy)
{
    const Json::json_pointer at("/spec/propagateDeps");
    return policy.is_object() && policy.contains(at) && policy.at(at) == true;
}

/// What a pod template refers to goes where the workload goes: as the text of the policy has it, else the fleet's.
/// @source karmada pkg/resourceinterpreter/default/native/dependencies.go
Brought withWorkload(const Site& site)
{
    const model::Policy& policy = *site.policy;
    const std::string by = policy.ref.kind + " " + shown(policy.ref.shortText()) + " .spec.propagateDeps";
    if (const Json* document = policyText(policy, site.question.documents))
        return {bringsReferences(*document) ? Is::Yes : Is::No, by, {}};
    const Found& found = foundIn(ofFleet(site.all), policiesLike(policy));
    if (!found.there()) return {Is::Unknown, by, found.why};
    for (const Json& one : found.object["items"])
        if (textAt(one, "/metadata/name") == policy.ref.name) return {bringsReferences(one) ? Is::Yes : Is::No, by, {}};
    return {found.object.value("complete", false) ? Is::No : Is::Unknown, by, {}};
}

bool isReference(const model::Lookup& what)
{
    return what.kind == "ConfigMap" || what.kind == "Secret" || what.kind == "ServiceAccount" ||
           what.kind == "PersistentVolumeClaim";
}

/// By the template that the fleet has: what overrides bring in, and the secrets of a ServiceAccount, it does not take along.
bool refersTo(const model::Workload& workload, const model::Lookup& what)
{
    const References names = referencesOf(workload);
    const auto holds = [&](const std::vector<std::string>& list) {
        return std::find(list.begin(), list.end(), what.name) != list.end();
    };
    const auto refers = [&](const std::vector<Reference>& list) {
        return std::any_of(list.begin(), list.end(), [&](const Reference& one) { return one.name == what.name; });
    };
    if (what.ns != workload.ref.nsOrDefault()) return false;
    if (what.kind == "Secret") return refers(names.secrets) || refers(names.pullSecrets);
    if (what.kind == "ConfigMap") return refers(names.configMaps);
    return holds(what.kind == "ServiceAccount" ? names.serviceAccounts : names.claims);
}

/// Whether a policy may select it, whatever its labels are.
bool maySelect(const std::vector<model::Policy>& policies, const model::Lookup& what)
{
    return std::any_of(policies.begin(), policies.end(), [&](const model::Policy& policy) {
        return std::any_of(policy.selectors.begin(), policy.selectors.end(), [&](const model::ResourceSelector& one) {
            return one.kind == what.kind && (one.name.empty() || one.name == what.name);
        });
    });
}

/// Whether one may take it there by labels that are not known.
bool maySelectByLabels(const Site& site, const model::Lookup& what)
{
    const std::vector<model::Policy> policies = preview::policiesOf(site.question.placed, site.fleet);
    return std::any_of(policies.begin(), policies.end(), [&](const model::Policy& policy) {
        return (policy.clusterScoped || policy.ref.nsOrDefault() == what.ns) &&
               preview::letsIn(policy.placement, site.data.cluster) &&
               std::any_of(policy.selectors.begin(), policy.selectors.end(), [&](const model::ResourceSelector& one) {
                   return one.kind == what.kind && one.name.empty() && one.labelSelector;
               });
    });
}

model::Labels labelsOf(const Json& object)
{
    model::Labels out;
    const Json::json_pointer labels("/metadata/labels");
    if (object.is_object() && object.contains(labels) && object.at(labels).is_object())
        for (const auto& [key, value] : object.at(labels).items())
            if (value.is_string()) out[key] = value.get<std::string>();
    return out;
}

/// How it comes, if the fleet has it.
Brought wayOf(const Site& site, const model::Lookup& what, const Json& object)
{
    model::Workload one;
    one.ref = {what.group.empty() ? "v1" : what.group + "/v1", what.kind, what.ns, what.name};
    if (const model::ObjectRef own = model::refOf(object); !own.apiVersion.empty()) one.ref.apiVersion = own.apiVersion;
    one.labels = labelsOf(object);
    const std::vector<model::Policy> policies = preview::policiesOf(site.question.placed, site.fleet);
    const model::Policy* policy = schedule::matchPolicy(policies, one, preview::readBy(site.fleet)).policy;
    if (policy != nullptr && (policy->clusterScoped || !what.ns.empty()) &&
        preview::letsIn(policy->placement, site.data.cluster))
        return {Is::Yes, policy->ref.kind + " " + shown(policy->ref.shortText()) + " selects it", {}};
    if (!isReference(what) || !refersTo(site.question.workload(), what)) return {};
    return withWorkload(site);
}

} // namespace

const Facts& ofFleet(const AllFacts& all)
{
    static const Facts none;
    const auto at = all.find(std::string());
    return at == all.end() ? none : at->second;
}

std::vector<model::Lookup> askedOfFleet(const Question& question, const model::Policy* policy,
                                        const snapshot::Fleet& fleet, const AllFacts& all)
{
    std::vector<model::Lookup> out;
    if (policy == nullptr) return out; // nobody brings anything
    const std::vector<model::Policy> policies = preview::policiesOf(question.placed, fleet);
    const Json* document = policyText(*policy, question.documents);
    bool any = false;
    for (const auto& [cluster, facts] : all)
        for (const auto& [what, found] : facts) {
            if (found.state != Found::State::Absent || !isReference(what)) continue;
            const bool follows =
                (document == nullptr || bringsReferences(*document)) && refersTo(question.workload(), what);
            any = any || follows;
            if ((follows || maySelect(policies, what)) && handedIn(question.documents, what) == nullptr &&
                std::find(out.begin(), out.end(), what) == out.end())
                out.push_back(what);
        }
    if (any && document == nullptr) out.push_back(policiesLike(*policy));
    return out;
}

Brought broughtBy(const Site& site, const model::Lookup& what)
{
    if (site.policy == nullptr) return {};
    if (const Json* object = handedIn(site.question.documents, what)) return wayOf(site, what, *object);
    if (!isReference(what)) return {};
    const Found& found = foundIn(ofFleet(site.all), what);
    if (found.state == Found::State::Absent || found.state == Found::State::NotServed ||
        !model::deletionText(found.object).empty())
        return {};
    Brought way = wayOf(site, what, found.object);
    if (way.is == Is::Yes && !found.there()) return {Is::Unknown, way.by, found.why};
    const bool labelsKnown = found.there() && what.form != model::Lookup::Form::Printed;
    if (way.is == Is::No && !labelsKnown && maySelectByLabels(site, what))
        return {Is::Unknown, {}, found.there() ? std::string() : found.why};
    return way;
}

} // namespace core::preflight::detail
