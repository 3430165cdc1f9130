#include "core/estimate/attachments.h"

#include <algorithm>
#include <array>
#include <string_view>

namespace core::estimate {
namespace {

using model::PersistentVolumeClaim;

template <class T>
const T* named(const std::vector<T>& list, const std::string& name)
{
    const auto at = std::find_if(list.begin(), list.end(), [&](const T& one) { return one.name == name; });
    return at == list.end() ? nullptr : &*at;
}

/// Drivers whose CSIDriver objects say attachRequired: false: what they mount, many nodes may mount at once whatever the
/// access mode says.
/// @source the drivers' own manifests: kubernetes-sigs/alibaba-cloud-csi-driver, csi-driver-nfs, csi-driver-smb,
///         azurefile, blobfuse, aws-efs, aws-s3, gcp-filestore, juicefs, fluid; 2025-05
bool attaches(std::string_view driver)
{
    static constexpr std::array<std::string_view, 12> without = {"nasplugin.csi.alibabacloud.com",
                                                                 "ossplugin.csi.alibabacloud.com",
                                                                 "nfs.csi.k8s.io",
                                                                 "smb.csi.k8s.io",
                                                                 "file.csi.azure.com",
                                                                 "blob.csi.azure.com",
                                                                 "efs.csi.aws.com",
                                                                 "s3.csi.aws.com",
                                                                 "filestore.csi.storage.gke.io",
                                                                 "csi.juicefs.com",
                                                                 "fuse.csi.fluid.io",
                                                                 "local.csi.openebs.io"};
    return !driver.empty() && std::find(without.begin(), without.end(), driver) == without.end();
}

/// The attach controller refuses a second node.
/// @source kubernetes 1.36 pkg/controller/volume/attachdetach/util/util.go, isMultiAttachForbidden
bool isForOneNode(const std::vector<std::string>& accessModes)
{
    return !accessModes.empty() && std::none_of(accessModes.begin(), accessModes.end(), [](const std::string& mode) {
        return mode == "ReadWriteMany" || mode == "ReadOnlyMany";
    });
}

/// One node at a time may use it: by its volume, or by the class that will make one.
bool attachesOnce(const snapshot::ClusterData& data, const PersistentVolumeClaim& claim)
{
    if (claim.bound && !claim.volumeName.empty()) {
        const model::PersistentVolume* volume = named(data.volumes, claim.volumeName);
        return volume != nullptr && attaches(volume->csiDriver) && isForOneNode(volume->accessModes);
    }
    const model::StorageClass* storageClass = named(data.storageClasses, claim.storageClass);
    return storageClass != nullptr && attaches(storageClass->provisioner) && isForOneNode(claim.accessModes);
}

bool uses(const model::Pod& pod, const std::string& claim)
{
    const auto& volumes = pod.spec.volumes;
    return std::any_of(volumes.begin(), volumes.end(), [&](const model::PodVolume& one) {
        return one.kind == model::PodVolume::Kind::Claim && one.claim == claim;
    });
}

std::vector<std::uint32_t> rowsUsing(const snapshot::ClusterData& cluster, const PersistentVolumeClaim& claim)
{
    const snapshot::PodTable& pods = cluster.pods;
    std::vector<std::uint8_t> shapes;
    for (const snapshot::PodShape& shape : pods.shapes) shapes.push_back(uses(shape.pod, claim.name) ? 1 : 0);
    std::vector<std::uint32_t> out;
    for (std::size_t i = 0; i < pods.size(); ++i)
        if (shapes[pods.shape[i]] != 0 && pods.node[i] != snapshot::noRow &&
            (pods.state[i] & snapshot::HoldsResources) != 0 && pods.namespaces.text(pods.ns[i]) == claim.ns)
            out.push_back(pods.node[i]);
    std::sort(out.begin(), out.end());
    out.erase(std::unique(out.begin(), out.end()), out.end());
    return out;
}

} // namespace

std::vector<Attachment> attachmentsOf(const snapshot::ClusterData& cluster, const Ask& ask)
{
    std::vector<Attachment> out;
    for (const PersistentVolumeClaim& claim : cluster.claims) {
        const auto mounts = [&](const AskPod& one) { return one.pod.ns == claim.ns && uses(one.pod, claim.name); };
        const auto& modes = claim.accessModes;
        const bool lone =
            std::find(modes.begin(), modes.end(), "ReadWriteOncePod") != modes.end(); // no second is bound
        if (lone || std::none_of(ask.pods.begin(), ask.pods.end(), mounts) || !attachesOnce(cluster, claim)) continue;
        out.push_back({claim.name, rowsUsing(cluster, claim)});
    }
    return out;
}

} // namespace core::estimate
