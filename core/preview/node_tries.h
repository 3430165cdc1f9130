#pragma once

#include <string>
#include <vector>

#include "core/preview/trial.h"

/// Nodes that exist and that somebody could give back to the workload. Detail of this room.
namespace core::preview {

/// One thing to do about nodes of a cluster, as a change of its data.
struct NodeTry {
    std::string sentence; ///< "uncordon node n-1 of a"
    std::vector<std::uint32_t> rows;
    std::vector<model::Taint> taints; ///< that are gone, or tolerated, then
    bool uncordons = false;
    bool makesReady = false;
};
/// Cordoned nodes, nodes that are not ready, and taints that the pods do not tolerate; whether that helps is not tried. Without nodes
/// that are on their way out, or not set up yet, as taints of their controllers say.
[[nodiscard]] std::vector<NodeTry> nodeTriesOf(const Facts& facts, std::size_t site);
/// Where all of them are done.
[[nodiscard]] Trial tryNodes(const Prepared& prepared, const Facts& facts, std::size_t site,
                             const std::vector<NodeTry>& tries);

} // namespace core::preview
