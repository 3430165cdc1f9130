#include "core/estimate/claim_templates.h"

#include <algorithm>
#include <set>

#include "core/base/words.h"
#include "core/model/read.h"

namespace core::estimate {
namespace {

using Terms = std::vector<model::NodeSelectorTerm>;

const Json* templatesOf(const model::Workload& workload)
{
    if (workload.ref.kind != "StatefulSet" || workload.ref.group() != "apps") return nullptr;
    const Json* spec = model::read::member(workload.object, "spec");
    const Json* templates = spec == nullptr ? nullptr : model::read::member(*spec, "volumeClaimTemplates");
    return templates != nullptr && templates->is_array() && !templates->empty() ? templates : nullptr;
}

/// A volume of each pod's own that only nodes there can mount.
void tie(Ask& ask, const std::string& name, const Terms& places)
{
    for (AskPod& pod : ask.pods)
        pod.pod.spec.volumes.push_back({name, model::PodVolume::Kind::EphemeralClaim, {}, places});
}

std::string placesOf(const Terms& terms)
{
    std::set<std::string> values;
    for (const model::NodeSelectorTerm& term : terms)
        for (const model::Requirement& label : term.expressions)
            values.insert(label.values.begin(), label.values.end());
    return core::joined(values);
}

const model::PersistentVolume* volumeOf(const snapshot::ClusterData& cluster, const model::PersistentVolumeClaim& claim)
{
    const auto at = std::find_if(cluster.volumes.begin(), cluster.volumes.end(),
                                 [&](const auto& volume) { return volume.name == claim.volumeName; });
    return claim.bound && at != cluster.volumes.end() ? &*at : nullptr;
}

const model::StorageClass* classOf(const snapshot::ClusterData& cluster, const model::PersistentVolumeClaim& claim)
{
    const auto at = std::find_if(cluster.storageClasses.begin(), cluster.storageClasses.end(), [&](const auto& one) {
        return claim.classStated ? one.name == claim.storageClass : one.isDefault;
    });
    return at == cluster.storageClasses.end() ? nullptr : &*at;
}

/// The claims of one template that a pod yet to be placed would find bound.
struct Found {
    std::vector<const model::PersistentVolumeClaim*> bound;
    const model::PersistentVolumeClaim* unheld{}; ///< bound to a volume that nobody listed
    bool isNew = false;                           ///< some pod finds none
    std::int64_t there = 0;                       ///< bound or not
};

Found claimsOf(const snapshot::ClusterData& cluster, const std::string& ns, const std::string& prefix,
               std::int64_t first, std::int64_t replicas)
{
    Found out;
    std::int64_t found = 0;
    for (const model::PersistentVolumeClaim& claim : cluster.claims) {
        if (claim.ns != ns || !claim.name.starts_with(prefix)) continue;
        const std::string ordinal = claim.name.substr(prefix.size());
        if (ordinal.empty() || ordinal.size() > 9 || ordinal.find_first_not_of("0123456789") != std::string::npos)
            continue;
        const std::int64_t number = std::stoll(ordinal);
        if (number < first || number >= replicas) continue;
        ++out.there;
        const bool isUnheld = claim.bound && !claim.volumeName.empty() && !cluster.listed.volumes;
        if (volumeOf(cluster, claim) == nullptr) {
            if (!isUnheld) continue;
            out.unheld = &claim;
            ++found;
            continue;
        }
        ++found;
        out.bound.push_back(&claim);
    }
    out.isNew = found < replicas - first;
    return out;
}

/// Volumes that serve the same nodes need only one of them said.
void tieToVolumes(const snapshot::ClusterData& cluster, const Found& found, const std::string& name, Ask& ask,
                  ClaimTies& out)
{
    if (found.unheld != nullptr) // what it asks of nodes is not known (not_held.h)
        for (AskPod& pod : ask.pods)
            pod.pod.spec.volumes.push_back({name, model::PodVolume::Kind::EphemeralClaim, found.unheld->name, {}});
    if (found.bound.empty()) return;
    const model::PersistentVolume& one = *volumeOf(cluster, *found.bound.front());
    Terms places;
    bool alike = true;
    bool anywhere = false;
    for (const model::PersistentVolumeClaim* claim : found.bound) {
        const model::PersistentVolume& volume = *volumeOf(cluster, *claim);
        alike = alike && volume.nodeAffinity == one.nodeAffinity && volume.labels == one.labels;
        anywhere = anywhere || !volume.nodeAffinity;
        if (!volume.nodeAffinity) continue;
        for (const model::NodeSelectorTerm& term : *volume.nodeAffinity)
            if (std::find(places.begin(), places.end(), term) == places.end()) places.push_back(term);
    }
    for (AskPod& pod : ask.pods)
        if (alike) // one of each pod's own, and no claim that they share
            pod.pod.spec.volumes.push_back(
                {name, model::PodVolume::Kind::EphemeralClaim, found.bound.front()->name, {}});
    if (!alike && !anywhere) tie(ask, name, places);
    if (!alike && places.size() > 1) out.different.push_back(name + " (" + placesOf(places) + ")");
}

/// What the replicas yet to be placed bring along of one template.
NewClaim newClaim(const snapshot::ClusterData& cluster, const model::PersistentVolumeClaim& claim, std::int64_t there)
{
    const model::StorageClass* storage = classOf(cluster, claim);
    return {claim.name, claim.classStated || storage == nullptr ? claim.storageClass : storage->name, claim.request,
            there, claim.classStated};
}

} // namespace

std::vector<model::PersistentVolumeClaim> claimTemplatesOf(const model::Workload& workload)
{
    std::vector<model::PersistentVolumeClaim> out;
    const Json* templates = templatesOf(workload);
    if (templates == nullptr) return out;
    model::Issues ignored;
    for (const Json& one : *templates) out.push_back(model::readClaim(one, "", ignored));
    return out;
}

bool lacksClass(const snapshot::ClusterData& cluster, const model::PersistentVolumeClaim& claim)
{
    if (!cluster.listed.storageClasses || (claim.classStated && claim.storageClass.empty())) return false;
    return classOf(cluster, claim) == nullptr &&
           std::none_of(cluster.volumes.begin(), cluster.volumes.end(),
                        [&](const auto& volume) { return volume.storageClass == claim.storageClass; });
}

bool hasClaimTemplates(const model::Workload& workload)
{
    return templatesOf(workload) != nullptr;
}

ClaimTies tieToClaims(const model::Workload& workload, const snapshot::ClusterData& cluster, std::int64_t first,
                      Ask& ask)
{
    ClaimTies out;
    const std::string ns(workload.ref.nsOrDefault());
    for (const model::PersistentVolumeClaim& claim : claimTemplatesOf(workload)) {
        const Found found = claimsOf(cluster, ns, claim.name + "-" + workload.ref.name + "-", first, workload.replicas);
        tieToVolumes(cluster, found, claim.name, ask, out);
        if (found.there < workload.replicas - first) ask.claims.push_back(newClaim(cluster, claim, found.there));
        if (found.isNew && lacksClass(cluster, claim))
            ask.never = claim.classStated ? "storageclass.storage.k8s.io \"" + claim.storageClass +
                                                "\" not found for claim template " + claim.name
                                          : "no default storage class for claim template " + claim.name;
        const model::StorageClass* storage = found.isNew ? classOf(cluster, claim) : nullptr;
        if (storage == nullptr || storage->allowedTopologies.empty()) continue;
        tie(ask, claim.name, storage->allowedTopologies);
        out.byClass.push_back(claim.name + " (" + placesOf(storage->allowedTopologies) + ")");
    }
    return out;
}

} // namespace core::estimate
