#include "core/estimate/not_held.h"

#include <algorithm>

namespace core::estimate {
namespace {

using model::PersistentVolumeClaim;
using snapshot::ClusterData;

NotHeld claimNamed(std::string name, bool ofTemplate)
{
    return {"PersistentVolumeClaim", "persistentvolumeclaims", std::move(name), ofTemplate};
}

NotHeld classNamed(std::string name)
{
    return {"StorageClass", "storageclasses", std::move(name)};
}

template <class T>
bool has(const std::vector<T>& all, const std::string& name)
{
    return std::any_of(all.begin(), all.end(), [&](const T& one) { return one.name == name; });
}

/// What stands between a claim that is there and its volume.
void addBehind(const ClusterData& cluster, const PersistentVolumeClaim& claim, std::vector<NotHeld>& out)
{
    if (claim.bound && claim.volumeName.empty()) {
        NotHeld one = claimNamed(claim.ns + "/" + claim.name, false);
        one.comesAlong = true;
        out.push_back(std::move(one));
    } else if (claim.bound) {
        if (!cluster.listed.volumes && !has(cluster.volumes, claim.volumeName))
            out.push_back({"PersistentVolume", "persistentvolumes", claim.volumeName});
    } else if (!cluster.listed.storageClasses && claim.volumeName.empty() && !claim.storageClass.empty() &&
               !has(cluster.storageClasses, claim.storageClass)) {
        out.push_back(classNamed(claim.storageClass));
    }
}

void addMounted(const ClusterData& cluster, const model::Pod& pod, std::vector<NotHeld>& out)
{
    for (const model::PodVolume& volume : pod.spec.volumes) {
        if (volume.claim.empty()) continue; // one of a template's stands for those that are there
        const auto claim = std::find_if(cluster.claims.begin(), cluster.claims.end(),
                                        [&](const auto& one) { return one.ns == pod.ns && one.name == volume.claim; });
        if (claim != cluster.claims.end())
            addBehind(cluster, *claim, out);
        else if (!cluster.listed.claims)
            out.push_back(claimNamed(pod.ns + "/" + volume.claim, false));
    }
}

/// Claims that pods yet to be placed bring along: those of before may be there, and the class may serve some zones alone.
void addBrought(const ClusterData& cluster, const Ask& ask, std::vector<NotHeld>& out)
{
    for (const NewClaim& claim : ask.claims) {
        if (!cluster.listed.claims && claim.there == 0)
            out.push_back(claimNamed(ask.pods.front().pod.ns + "/" + claim.name, true));
        const bool needsNone = claim.classStated && claim.storageClass.empty();
        const bool isThere = !claim.storageClass.empty() && has(cluster.storageClasses, claim.storageClass);
        if (!cluster.listed.storageClasses && !needsNone && !isThere) out.push_back(classNamed(claim.storageClass));
    }
}

/// @source k8s.io/kubernetes plugin/pkg/admission/priority: a class that is not there turns its pods away; every server has
///         those of the system
void addPriority(const ClusterData& cluster, const AskPod& one, std::vector<NotHeld>& out)
{
    const std::string& name = one.pod.spec.priorityClassName;
    if (name.empty() || model::isBuiltInPriorityClass(name) || one.givenClass || cluster.admission.priorityClassesKnown)
        return;
    const auto& classes = cluster.priorityClasses;
    if (std::any_of(classes.begin(), classes.end(), [&](const auto& entry) { return entry.first == name; })) return;
    out.push_back({"PriorityClass", "priorityclasses", name});
}

} // namespace

std::vector<NotHeld> notHeldFor(const ClusterData& cluster, const Ask& ask)
{
    std::vector<NotHeld> all;
    if (ask.pods.empty() || !ask.never.empty()) return all;
    for (const AskPod& one : ask.pods) {
        addMounted(cluster, one.pod, all);
        addPriority(cluster, one, all);
    }
    addBrought(cluster, ask, all);
    std::vector<NotHeld> out;
    for (NotHeld& one : all)
        if (std::find(out.begin(), out.end(), one) == out.end()) out.push_back(std::move(one));
    return out;
}

bool isNoPlaceSure(const ClusterData& cluster, const Ask& ask)
{
    return claimsDevices(ask) || !notHeldFor(cluster, ask).empty();
}

std::string missingClaim(const ClusterData& cluster, const Ask& ask)
{
    if (!cluster.listed.claims) return {};
    for (const AskPod& one : ask.pods)
        for (const model::PodVolume& volume : one.pod.spec.volumes) {
            const auto isIt = [&](const PersistentVolumeClaim& claim) {
                return claim.ns == one.pod.ns && claim.name == volume.claim;
            };
            if (volume.kind == model::PodVolume::Kind::Claim &&
                std::none_of(cluster.claims.begin(), cluster.claims.end(), isIt))
                return volume.claim;
        }
    return {};
}

std::string toText(const NotHeld& one)
{
    if (one.comesAlong) return "what " + one.kind + " " + one.name + " binds to";
    if (one.name.empty()) return "the default " + one.kind;
    return one.kind + (one.ofTemplate ? "s of template " : " ") + one.name;
}

} // namespace core::estimate
