#include "core/preview/claim_limits.h"

#include <algorithm>
#include <set>

namespace core::preview {
namespace {

using estimate::Limit;

/// Names of the claims that the pods name and for which it holds; of one that the cluster does not have it is nullptr.
template <class Holds>
std::vector<std::string> claimsWhere(const snapshot::ClusterData& data, const estimate::Ask& ask, Holds holds)
{
    std::set<std::string> out;
    for (const estimate::AskPod& one : ask.pods)
        for (const model::PodVolume& volume : one.pod.spec.volumes) {
            if (volume.kind != model::PodVolume::Kind::Claim) continue;
            const auto claim = std::find_if(data.claims.begin(), data.claims.end(), [&](const auto& other) {
                return other.ns == one.pod.ns && other.name == volume.claim;
            });
            if (holds(claim == data.claims.end() ? nullptr : &*claim)) out.insert(one.pod.ns + "/" + volume.claim);
        }
    return {out.begin(), out.end()};
}

/// It has no volume, and its class waits for no pod before it makes one.
bool staysUnbound(const snapshot::ClusterData& data, const model::PersistentVolumeClaim& claim)
{
    const auto waits = [&](const model::StorageClass& one) {
        return one.name == claim.storageClass && one.waitForFirstConsumer;
    };
    return !claim.bound && std::none_of(data.storageClasses.begin(), data.storageClasses.end(), waits);
}

/// Those that were looked for and are not there.
std::vector<std::string> missingClaims(const snapshot::ClusterData& data, const estimate::Ask& ask)
{
    if (!data.listed.claims) return {};
    return claimsWhere(data, ask, [](const model::PersistentVolumeClaim* claim) { return claim == nullptr; });
}

} // namespace

std::string claimFix(const snapshot::ClusterData& data, const estimate::Ask& ask, estimate::Plugin plugin)
{
    using model::PersistentVolumeClaim;
    if (plugin == estimate::Plugin::VolumeRestrictions) {
        const std::vector<std::string> missing =
            claimsWhere(data, ask, [](const PersistentVolumeClaim* claim) { return claim == nullptr; });
        if (!missing.empty()) return "create PersistentVolumeClaim " + listed(missing) + " there";
        const std::vector<std::string> lone = claimsWhere(data, ask, [](const PersistentVolumeClaim* claim) {
            const auto& modes = claim->accessModes;
            return std::find(modes.begin(), modes.end(), "ReadWriteOncePod") != modes.end();
        });
        return lone.empty() ? std::string()
                            : "only one pod at a time may use claim " + listed(lone) +
                                  ": give each replica a claim of its own (volumeClaimTemplates of a StatefulSet), or "
                                  "end the pod that uses it";
    }
    if (plugin == estimate::Plugin::VolumeBinding || plugin == estimate::Plugin::VolumeZone) {
        const std::vector<std::string> unbound = claimsWhere(data, ask, [&](const PersistentVolumeClaim* claim) {
            return claim != nullptr && staysUnbound(data, *claim);
        });
        const std::vector<std::string> lost = claimsWhere(data, ask, [&](const PersistentVolumeClaim* claim) {
            return claim != nullptr && !claim->volumeName.empty() &&
                   std::none_of(data.volumes.begin(), data.volumes.end(),
                                [&](const auto& volume) { return volume.name == claim->volumeName; });
        });
        if (!lost.empty()) return "the volume of claim " + listed(lost) + " is gone: name another claim, or restore it";
        return unbound.empty() ? "add a pool where the volume can be mounted, or use a volume that reaches these nodes"
                               : "get claim " + listed(unbound) +
                                     " a volume: see its events (kubectl describe pvc), or name a class that makes one";
    }
    return {};
}

Limited noNodeTakes(const snapshot::ClusterData& data, const estimate::Ask& ask)
{
    using model::PersistentVolumeClaim;
    if (const auto missing = missingClaims(data, ask); !missing.empty())
        return {Limit::Rule, "no node, running or new, takes the pod without claim " + listed(missing),
                claimFix(data, ask, estimate::Plugin::VolumeRestrictions)};
    if (!data.listed.volumes || !data.listed.storageClasses) return {}; // a class that is not read may wait for the pod
    const std::vector<std::string> unbound = claimsWhere(
        data, ask, [&](const PersistentVolumeClaim* claim) { return claim != nullptr && staysUnbound(data, *claim); });
    if (unbound.empty()) return {};
    return {Limit::Rule, "no node, running or new, takes the pod while claim " + listed(unbound) + " has no volume",
            claimFix(data, ask, estimate::Plugin::VolumeBinding)};
}

} // namespace core::preview
