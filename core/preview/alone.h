#pragma once

#include <string>
#include <vector>

#include "core/preview/prepared.h"

/// Clusters whose own API server is written to: nobody divides what is applied there. Detail of this room.
namespace core::preview {

/// The only cluster of a server that knows no others and has no policies: what is applied runs there itself.
[[nodiscard]] bool isFleetOfOne(const snapshot::Fleet& fleet);
/// The fleet as one cluster sees it, to whose API server the objects are written.
/// @param unlisted  workloads that are there besides those that the fleet has
[[nodiscard]] snapshot::FleetPtr alone(const snapshot::Fleet& fleet, const snapshot::ClusterPtr& cluster,
                                       const std::vector<Json>& unlisted = {});
/// The same where the fleet is one and no policy is handed in for the question; else the fleet.
[[nodiscard]] snapshot::FleetPtr asSeenBy(const Question& question, const snapshot::FleetPtr& fleet);
/// What a cluster's own API server does with a workload: all of it stays there, and its pools buy nodes for it.
[[nodiscard]] model::Policy staysIn(const std::string& cluster, const model::ObjectRef& workload);

} // namespace core::preview
