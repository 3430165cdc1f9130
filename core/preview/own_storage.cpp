#include "core/preview/own_storage.h"

#include <algorithm>
#include <map>
#include <memory>
#include <utility>
#include <variant>

#include "core/model/object_ref.h"
#include "core/model/storage.h"
#include "core/snapshot/assemble.h"
#include "core/snapshot/build.h"

namespace core::preview {
namespace {

using model::PersistentVolume;
using model::PersistentVolumeClaim;
using model::StorageClass;
using snapshot::ClusterData;

/// The newest of a name takes the place of what is there.
template <class T, class Same>
void put(std::vector<T>& all, T one, Same same)
{
    std::erase_if(all, [&](const T& other) { return same(one, other); });
    all.push_back(std::move(one));
}

const StorageClass* classOf(const ClusterData& data, const PersistentVolumeClaim& claim)
{
    const auto found = std::find_if(data.storageClasses.begin(), data.storageClasses.end(), [&](const auto& one) {
        return claim.classStated ? one.name == claim.storageClass : one.isDefault;
    });
    return found == data.storageClasses.end() ? nullptr : &*found;
}

bool isFreeFor(const PersistentVolume& volume, const PersistentVolumeClaim& claim)
{
    const bool mine = volume.claimNs == claim.ns && volume.claimName == claim.name;
    if (!volume.claimName.empty()) return mine;
    if (volume.storageClass != claim.storageClass || volume.capacity < claim.request) return false;
    if (claim.selector && !model::matches(*claim.selector, volume.labels)) return false;
    return std::all_of(claim.accessModes.begin(), claim.accessModes.end(), [&](const std::string& mode) {
        return std::find(volume.accessModes.begin(), volume.accessModes.end(), mode) != volume.accessModes.end();
    });
}

/// What the class makes for it: a volume that its topologies can mount.
PersistentVolume madeBy(const StorageClass& storageClass, const PersistentVolumeClaim& claim)
{
    PersistentVolume out;
    out.name = "pvc-of-" + claim.ns + "-" + claim.name;
    out.storageClass = storageClass.name;
    out.accessModes = claim.accessModes;
    out.capacity = claim.request;
    out.csiDriver = storageClass.provisioner;
    if (!storageClass.allowedTopologies.empty()) out.nodeAffinity = storageClass.allowedTopologies;
    return out;
}

void bind(ClusterData& data, PersistentVolumeClaim& claim, OwnObject::Claim known)
{
    if (known == OwnObject::Claim::MayBeThere) {
        claim.volumeName.clear();
        claim.bound = true;
        return;
    }
    if (const StorageClass* byDefault = claim.classStated ? nullptr : classOf(data, claim)) {
        claim.storageClass = byDefault->name; // as the API server writes it
        claim.classStated = true;
    }
    const auto volume = std::find_if(data.volumes.begin(), data.volumes.end(), [&](const PersistentVolume& one) {
        return claim.volumeName.empty() ? isFreeFor(one, claim) : one.name == claim.volumeName;
    });
    PersistentVolume* found = volume == data.volumes.end() ? nullptr : &*volume;
    if (found == nullptr) {
        const StorageClass* storageClass = classOf(data, claim);
        const bool makes = claim.volumeName.empty() && storageClass != nullptr && !storageClass->provisioner.empty() &&
                           storageClass->provisioner != "kubernetes.io/no-provisioner" &&
                           !storageClass->waitForFirstConsumer; // that one is made where the pod goes
        const bool waits = claim.volumeName.empty() && storageClass != nullptr && storageClass->waitForFirstConsumer;
        if (!makes && !waits && known == OwnObject::Claim::MayBind) {
            claim.volumeName.clear();
            claim.bound = true; // to one that is not known
        }
        if (!makes) return;
        data.volumes.push_back(madeBy(*storageClass, claim));
        found = &data.volumes.back();
    }
    found->claimNs = claim.ns;
    found->claimName = claim.name;
    found->phase = "Bound";
    claim.volumeName = found->name;
    claim.bound = true;
}

class OwnStorage {
public:
    void add(const Json& object, OwnObject::Claim known)
    {
        const model::ObjectRef ref = model::refOf(object);
        model::Issues ignored;
        if (ref.kind == "PersistentVolumeClaim" && ref.group().empty()) {
            m_claims.emplace_back(model::readClaim(object, "", ignored), known);
            if (m_claims.back().first.ns.empty()) m_claims.back().first.ns = "default";
        } else if (ref.kind == "PersistentVolume" && ref.group().empty()) {
            m_volumes.push_back(model::readVolume(object, "", ignored));
        } else if (ref.kind == "StorageClass") {
            m_classes.push_back(model::readStorageClass(object, "", ignored));
        } else if (ref.kind == "ResourceQuota" || ref.kind == "RuntimeClass") {
            auto read = snapshot::clusterObject(object, ignored);
            if (!read) return;
            if (auto* quota = std::get_if<snapshot::NamespaceQuota>(&*read)) m_quotas.push_back(std::move(*quota));
            if (auto* runtime = std::get_if<model::RuntimeClass>(&*read)) m_runtimes.push_back(std::move(*runtime));
        }
    }
    [[nodiscard]] bool empty() const
    {
        return m_claims.empty() && m_volumes.empty() && m_classes.empty() && m_quotas.empty() && m_runtimes.empty();
    }

    [[nodiscard]] snapshot::ClusterPtr in(ClusterData data) const
    {
        const auto byName = [](const auto& one, const auto& other) { return one.name == other.name; };
        const auto byBoth = [](const auto& one, const auto& other) {
            return one.ns == other.ns && one.name == other.name;
        };
        for (const StorageClass& one : m_classes) put(data.storageClasses, one, byName);
        for (const PersistentVolume& one : m_volumes) put(data.volumes, one, byName);
        for (auto [one, known] : m_claims) {
            if (!one.bound) bind(data, one, known);
            put(data.claims, std::move(one), byBoth);
        }
        for (snapshot::NamespaceQuota one : m_quotas) {
            if (one.ns.empty()) one.ns = "default";
            for (const snapshot::NamespaceQuota& there : data.quotas) // what is used no manifest tells
                if (one.used.empty() && byBoth(one, there)) one.used = there.used;
            put(data.quotas, std::move(one), byBoth);
        }
        for (const model::RuntimeClass& one : m_runtimes) put(data.admission.runtimeClasses, one, byName);
        return snapshot::freezeCluster(std::move(data));
    }

private:
    std::vector<std::pair<PersistentVolumeClaim, OwnObject::Claim>> m_claims;
    std::vector<PersistentVolume> m_volumes;
    std::vector<StorageClass> m_classes;
    std::vector<snapshot::NamespaceQuota> m_quotas;
    std::vector<model::RuntimeClass> m_runtimes;
};

} // namespace

snapshot::FleetPtr withObjects(const std::vector<OwnObject>& objects, const snapshot::FleetPtr& fleet)
{
    std::map<std::string, OwnStorage> made; // by cluster
    for (const OwnObject& one : objects) made[one.cluster].add(one.object, one.claim);
    std::erase_if(made, [](const auto& one) { return one.second.empty(); });
    if (made.empty()) return fleet;
    auto fork = std::make_shared<snapshot::Fleet>(*fleet);
    for (snapshot::ClusterPtr& cluster : fork->clusters)
        if (const auto own = made.find(cluster->cluster.name); own != made.end()) cluster = own->second.in(*cluster);
    return fork;
}

snapshot::FleetPtr withOwnStorage(const std::vector<model::ObjectChange>& changes, const snapshot::FleetPtr& fleet,
                                  bool isOne)
{
    std::vector<OwnObject> objects;
    for (const model::ObjectChange& change : changes) {
        if (!change.after.is_object()) continue;
        if (change.cluster.empty() && !isOne) continue; // what no policy sends on stays in the control plane
        OwnObject& one = objects.emplace_back();
        one.cluster = isOne ? fleet->clusters.front()->cluster.name : change.cluster;
        one.object = change.after;
    }
    return withObjects(objects, fleet);
}

} // namespace core::preview
