#include "core/preview/brought.h"

#include <algorithm>
#include <optional>
#include <variant>

#include "core/base/words.h"
#include "core/model/read.h"
#include "core/preview/prepared.h"
#include "core/schedule/match.h"
#include "core/snapshot/assemble.h"

namespace core::preview {
namespace {

bool isClaim(const model::ObjectRef& ref)
{
    return ref.kind == "PersistentVolumeClaim";
}

bool hasNamespace(const model::ObjectRef& ref)
{
    return isClaim(ref) || ref.kind == "ResourceQuota";
}

bool isMounted(const model::Workload& workload, const model::ObjectRef& claim)
{
    if (!isClaim(claim) || workload.ref.nsOrDefault() != claim.nsOrDefault()) return false;
    for (const model::Component& component : workload.components)
        for (const model::PodVolume& volume : component.pod.spec.volumes)
            if (volume.kind == model::PodVolume::Kind::Claim && volume.claim == claim.name) return true;
    return false;
}

bool isAmong(const std::vector<model::ObjectRef>& refs, const model::ObjectRef& ref)
{
    return std::any_of(refs.begin(), refs.end(), [&](const model::ObjectRef& one) { return sameObject(one, ref); });
}

/// How the workload's own policy takes a claim of its pods along; none: it does not.
std::optional<OwnObject::Claim> asDependency(const Prepared& prepared, const model::ObjectRef& ref)
{
    const Question& question = *prepared.question;
    if (!isMounted(question.workload, ref)) return std::nullopt;
    if (isAmong(question.bringing, prepared.policy->ref)) return OwnObject::Claim::MayBind;
    const bool handedIn =
        std::any_of(question.policies.begin(), question.policies.end(),
                    [&](const model::Policy& one) { return sameObject(one.ref, prepared.policy->ref); });
    // A snapshot does not keep propagateDeps of the fleet's policies.
    return handedIn ? std::nullopt : std::optional(OwnObject::Claim::MayBeThere);
}

/// The policy that propagates it by its own selectors.
const model::Policy* policyOf(const Json& object, const std::vector<model::Policy>& policies,
                              const snapshot::Fleet& fleet)
{
    model::Workload one;
    one.ref = model::refOf(object);
    model::Issues ignored;
    if (const Json* metadata = model::read::member(object, "metadata"))
        one.labels = model::read::labels(*metadata, "labels", "", ignored);
    const model::Policy* policy = schedule::matchPolicy(policies, one, readBy(fleet)).policy;
    return policy != nullptr && (policy->clusterScoped || hasNamespace(one.ref)) ? policy : nullptr;
}

template <class T>
bool hasName(const std::vector<T>& all, const std::string& name)
{
    return std::any_of(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
}

bool isInCluster(const Json& object, const snapshot::ClusterData& data)
{
    const model::ObjectRef ref = model::refOf(object);
    const auto isIt = [&](const auto& one) { return one.ns == ref.nsOrDefault() && one.name == ref.name; };
    if (isClaim(ref)) // one that was not looked for may be there, bound to what nobody knows
        return !data.listed.claims || std::any_of(data.claims.begin(), data.claims.end(), isIt);
    if (ref.kind == "PersistentVolume") return hasName(data.volumes, ref.name);
    if (ref.kind == "StorageClass") return hasName(data.storageClasses, ref.name);
    if (ref.kind == "RuntimeClass") return hasName(data.admission.runtimeClasses, ref.name);
    model::Issues ignored;
    const auto read = snapshot::clusterObject(object, ignored);
    const auto* quota = read ? std::get_if<snapshot::NamespaceQuota>(&*read) : nullptr;
    return quota == nullptr ||
           std::any_of(data.quotas.begin(), data.quotas.end(), [&](const snapshot::NamespaceQuota& one) {
               return isIt(one) && one.hard == quota->hard && one.scopes == quota->scopes;
           });
}

} // namespace

bool isBroughtAlong(const model::ObjectRef& ref)
{
    const bool isCore = ref.group().empty();
    return (isCore && isOneOf(ref.kind, {"PersistentVolumeClaim", "PersistentVolume", "ResourceQuota"})) ||
           (ref.kind == "StorageClass" && ref.group() == "storage.k8s.io") ||
           (ref.kind == "RuntimeClass" && ref.group() == "node.k8s.io");
}

std::vector<OwnObject> comingAlong(const Question& question, const snapshot::Fleet& fleet)
{
    std::vector<OwnObject> out;
    if (question.beside.empty() && fleet.claims.empty()) return out;
    const Prepared prepared = prepare(question, fleet);
    if (!prepared.policy) return out; // nobody brings anything
    const std::vector<model::Policy> policies = policiesOf(question, fleet);
    std::vector<Json> objects = question.beside;
    for (const Json& claim : fleet.claims) { // of the fleet's own, those that matter here
        const model::ObjectRef ref = model::refOf(claim);
        const bool handedIn = std::any_of(question.beside.begin(), question.beside.end(),
                                          [&](const Json& one) { return sameObject(model::refOf(one), ref); });
        if (!prepared.alone && !handedIn && isMounted(question.workload, ref)) objects.push_back(claim);
    }
    for (const Json& object : objects) {
        const model::Policy* selects = prepared.alone ? nullptr : policyOf(object, policies, fleet);
        const auto dependency =
            prepared.alone ? std::optional(OwnObject::Claim::MayBind) : asDependency(prepared, model::refOf(object));
        for (const snapshot::ClusterPtr& cluster : fleet.clusters) {
            const bool selected = selects != nullptr && letsIn(selects->placement, cluster->cluster);
            if (!selected && !dependency) continue;
            OwnObject& one = out.emplace_back();
            one.cluster = cluster->cluster.name;
            one.object = object;
            one.claim = selected ? OwnObject::Claim::MayBind : *dependency;
        }
    }
    return out;
}

snapshot::FleetPtr withBrought(const Question& question, const snapshot::FleetPtr& fleet)
{
    std::vector<OwnObject> objects = comingAlong(question, *fleet);
    std::erase_if(objects, [&](const OwnObject& one) {
        const snapshot::ClusterData* data = fleet->cluster(one.cluster);
        return data == nullptr || isInCluster(one.object, *data);
    });
    return withObjects(objects, fleet);
}

} // namespace core::preview
