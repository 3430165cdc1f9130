#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"

/// The claims that a StatefulSet makes for its pods, one a template and ordinal: their volumes tie the pods to zones.
namespace core::estimate {

struct ClaimTies {
    std::vector<std::string> byClass;   ///< templates whose class allows new volumes only there: "data (zone-i)"
    std::vector<std::string> different; ///< templates whose volumes are not all in one place: "data (zone-h, zone-i)"
    bool operator==(const ClaimTies&) const = default;
};

/// The claims' templates of a StatefulSet; none of anything else.
[[nodiscard]] std::vector<model::PersistentVolumeClaim> claimTemplatesOf(const model::Workload& workload);
/// Nobody makes a volume for a claim that is new: the class that it names, or the default one where it names none, is not there,
/// nor is a volume of it. Where nobody listed the classes, that is unknown, and false.
[[nodiscard]] bool lacksClass(const snapshot::ClusterData& cluster, const model::PersistentVolumeClaim& claim);
/// Has any.
[[nodiscard]] bool hasClaimTemplates(const model::Workload& workload);
/// Ties the ask's pods: to the volumes of claims that exist and are bound, else to where the class of a new claim may make
/// them, which the pods' volumes say (model::PodVolume::places): it is nothing that their node affinity asks for. A class that the cluster has not makes none: the pods wait for ever (Ask::never). Volumes in several places tie every pod to all of these places, as nobody knows which ordinal is asked about.
/// @param first  ordinal of the first pod that needs a place
[[nodiscard]] ClaimTies tieToClaims(const model::Workload& workload, const snapshot::ClusterData& cluster,
                                    std::int64_t first, Ask& ask);

} // namespace core::estimate
