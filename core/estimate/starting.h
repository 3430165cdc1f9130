#pragma once

#include <cstdint>
#include <memory>
#include <vector>

#include "core/snapshot/fleet.h"

/// Nodes that exist and cannot take pods yet: they are not Ready, or are and their device plugin has not registered the cards.
///
/// Their machines are bought and paid for, and pods that nothing else takes wait for them: no autoscaler buys a second node for
/// those. So what they will have is given away before anything is bought. A scheduler, and Karmada's estimators, see nothing of it
/// before they are Ready.
///
/// Whether such a node is on its way or broken, its age tells: cluster-autoscaler gives a node 15 minutes from its registration to
/// become ready (`max-node-provision-time`, MaxNodeStartupTime), Karpenter 15 minutes to register; GOATScaler publishes no figure
/// of its own, and what watches it takes the same 15 minutes, which GPU nodes may need. A node that was Ready before and is not any
/// more may be either until then; one that registers cards and has none healthy, or whose cards are isolated, is broken.
/// @source k8s.io/autoscaler cluster-autoscaler/clusterstate (NotStarted, GetUpcomingNodes), processors/customresources
///         (a node with the accelerator's label and without the resource is not ready); shared reference, autoscaling §3, §4, §6,
///         alibaba §2.2
namespace core::estimate {

enum class Starting : std::uint8_t {
    No,
    Perhaps, ///< that, or broken: what the snapshot has of it does not tell
    Surely,
};

struct StartingNodes {
    std::vector<Starting> of; ///< by row; empty: none starts
    /// The cluster with those that surely start as they will be: rows are the same. What daemon sets will take there is no part of
    /// what those nodes have. nullptr: there are none
    std::shared_ptr<const snapshot::ClusterData> surely;
    std::shared_ptr<const snapshot::ClusterData> all; ///< the same with those that perhaps do; nullptr: no node starts

    [[nodiscard]] bool any() const { return all != nullptr; }
    [[nodiscard]] Starting at(std::size_t row) const { return row < of.size() ? of[row] : Starting::No; }
};
[[nodiscard]] StartingNodes startingIn(const snapshot::Fleet& fleet, const snapshot::ClusterData& cluster);

} // namespace core::estimate
