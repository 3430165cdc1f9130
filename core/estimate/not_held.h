#pragma once

#include <string>
#include <vector>

#include "core/estimate/capacity.h"

/// What pods hang on and a snapshot does not hold: of kinds whose list nobody read, "not there" means "not known".
namespace core::estimate {

/// One object of such a kind: a claim that the pods mount, its volume, the class that would make one, the class of their priority.
struct NotHeld {
    std::string kind;   ///< "PersistentVolumeClaim"
    std::string plural; ///< as kubectl takes it: "persistentvolumeclaims"
    std::string
        name; ///< of claims with the namespace; of a StatefulSet's, which have one a pod, the template's; empty: the default one
    bool ofTemplate = false; ///< a claim of a StatefulSet's template
    bool comesAlong = false; ///< a claim that comes with the workload, or may: its volume is what is not known
    bool operator==(const NotHeld&) const = default;
};
/// Each once. Where there is any, no place in the cluster is sure: the pods may be refused, or tied to some of the nodes.
[[nodiscard]] std::vector<NotHeld> notHeldFor(const snapshot::ClusterData& cluster, const Ask& ask);
/// Devices that the pods claim, or something that is not held.
[[nodiscard]] bool isNoPlaceSure(const snapshot::ClusterData& cluster, const Ask& ask);
/// A claim that the pods mount was looked for and is not there: no node takes them, whichever comes. Its name; empty: none is missing.
[[nodiscard]] std::string missingClaim(const snapshot::ClusterData& cluster, const Ask& ask);
/// "PersistentVolumeClaim demo/models"
[[nodiscard]] std::string toText(const NotHeld& one);

} // namespace core::estimate
