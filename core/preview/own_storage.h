#pragma once

#include <string>
#include <vector>

#include "core/model/effect.h"
#include "core/snapshot/fleet.h"

/// Claims, volumes, quotas and classes that come to clusters together with workloads. Detail of this room.
namespace core::preview {

/// An object that comes to a cluster.
struct OwnObject {
    enum class Claim {
        MayStayUnbound, ///< one that finds no volume has none, for certain
        MayBind,        ///< whether one that finds no volume binds is not known
        MayBeThere      ///< whether it comes at all is not known
    };
    std::string cluster;
    Json object;
    Claim claim = Claim::MayStayUnbound;
};

/// The fleet with these objects in its clusters, claims bound as their controllers would: to the volume that is named or that
/// answers, else to one that the class makes, once there is a pod if the class waits for that.
/// @source shared reference, autoscaling §2 (volume binding)
[[nodiscard]] snapshot::FleetPtr withObjects(const std::vector<OwnObject>& objects, const snapshot::FleetPtr& fleet);

/// The same with what the changes make. A claim that finds no volume stays unbound.
/// @param isOne  a change without a cluster is of the only one
[[nodiscard]] snapshot::FleetPtr withOwnStorage(const std::vector<model::ObjectChange>& changes,
                                                const snapshot::FleetPtr& fleet, bool isOne);

} // namespace core::preview
