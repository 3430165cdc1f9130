#pragma once

#include <array>
#include <optional>
#include <string>
#include <string_view>

#include "core/snapshot/fleet.h"

/// Node pools that nobody describes, as nodes show them.
///
/// Where `ClusterData::poolsKnown` is false, each value of a pool label becomes a pool with what its nodes tell: their types and zones,
/// the labels and taints that all of them have, spot where all are. What nodes cannot tell stays unknown: whether it buys more, up to
/// how many, and what else it could buy. Of such a pool `elastic` is false, so that nothing is offered of it, and says nothing; ask
/// `isElastic` and `minimumOf` instead. What ConfigMaps tell of it (`<nodepool-id>-inventory-status`, `cluster-autoscaler-status`)
/// is in its scaler, its minimum and maximum, and of the former in its types and zones.
namespace core::snapshot {

/// Labels whose value is the node's pool, the more telling first.
/// @source shared reference, alibaba §2.3; karpenter.sh v1 (and the name before it), EKS, GKE and AKS: labels of managed node pools
inline constexpr std::array<std::string_view, 8> PoolLabels = {
    "alibabacloud.com/nodepool-id",   "node.alibabacloud.com/nodepool-id",
    "karpenter.sh/nodepool",          "karpenter.sh/provisioner-name",
    "eks.amazonaws.com/nodegroup",    "cloud.google.com/gke-nodepool",
    "kubernetes.azure.com/agentpool", "agentpool"};

/// Labels of a node itself, however many of its pool there are.
inline constexpr std::array<std::string_view, 4> OwnNodeLabels = {
    "kubernetes.io/hostname", "alibabacloud.com/ecs-instance-id", "node.alibabacloud.com/ecs-instance-id",
    "goatscaler.io/provision-task-id"};
/// Nobody knows its value before there is the node.
[[nodiscard]] bool isOfOneNode(std::string_view labelKey);
/// Taints that a node gets and loses on its way, or on its way out; a new node has none of them once it is ready.
[[nodiscard]] bool isPassing(const model::Taint& taint);

/// None: not known.
[[nodiscard]] std::optional<bool> isElastic(const ClusterData& cluster, const model::NodePool& pool);
[[nodiscard]] std::optional<std::int64_t> minimumOf(const ClusterData& cluster, const model::NodePool& pool);

/// What the node's labels name as its pool, described by anybody or not; empty: nothing.
[[nodiscard]] std::string_view poolLabelOf(const NodeTable& nodes, std::size_t row);

/// Makes the pools of a cluster that nobody describes, anew where its nodes changed, and says of each node which is its own. Pools that a
/// ConfigMap tells of (those with a scaler) stay, with or without nodes.
void inferPools(ClusterData& cluster);

} // namespace core::snapshot
