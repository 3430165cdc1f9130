#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"

/// Disks that one node at a time may attach. kube-scheduler does not look at them (its VolumeRestrictions is about
/// ReadWriteOncePod), nor do provisioners: the pod is bound, a node is bought for it, and there it stays in
/// ContainerCreating, as the attach controller refuses the second node (Multi-Attach).
/// @source kubernetes 1.36 pkg/controller/volume/attachdetach/reconciler/reconciler.go
namespace core::estimate {

struct Attachment {
    std::string claim;
    std::vector<std::uint32_t> rows; ///< nodes whose pods use it now, ascending
    bool operator==(const Attachment&) const = default;
};
/// Of the claims that the ask's pods share by their name; claims of templates are each pod's own.
[[nodiscard]] std::vector<Attachment> attachmentsOf(const snapshot::ClusterData& cluster, const Ask& ask);

} // namespace core::estimate
