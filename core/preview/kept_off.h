#pragma once

#include <algorithm>
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/model/labels.h"
#include "core/model/pod.h"
#include "core/snapshot/fleet.h"

/// Which of a pod's conditions on nodes, or which taint, keeps it off nodes that would take it. Detail of this room.
namespace core::preview {

/// What a pod asks of the labels of its nodes: an entry of its nodeSelector, a requirement of its required node affinity, or
/// that affinity as a whole where any of several terms will do.
struct Condition {
    bool ofSelector = false;
    std::optional<model::Requirement> wants; ///< absent: the affinity as a whole
    bool operator==(const Condition&) const = default;
};
/// "nodeSelector gpu=A10", "node affinity gpu in (A10,L20)", "node affinity"
[[nodiscard]] std::string toText(const Condition& condition);
/// Of all pods of a replica, each once.
[[nodiscard]] std::vector<Condition> conditionsOf(const estimate::Ask& ask);
/// The first that a node with these labels does not meet. Absent: it meets all.
[[nodiscard]] std::optional<Condition> unmetBy(const model::Labels& labels, const estimate::Ask& ask);

/// Exactly this taint.
[[nodiscard]] model::Toleration tolerationOf(const model::Taint& taint);
[[nodiscard]] bool isKubernetesOwn(const model::Taint& taint);
/// A controller of the nodes is about to take this one away, or has yet to set it up, as a taint says that some pod of the workload
/// does not tolerate: whatever else is done for the node, the pod may not come onto it, is evicted soon, or does not run. A
/// cordon and a node that is not ready are another matter: they have remedies of their own.
[[nodiscard]] bool isPassing(const snapshot::ClusterData& data, const estimate::Ask& ask, std::uint32_t row);
/// Of each node that stays, the first taint that some pod of the workload does not tolerate, with the nodes that have it; those of
/// most nodes first. Without taints of Kubernetes' own.
[[nodiscard]] std::vector<std::pair<model::Taint, std::vector<std::uint32_t>>>
taintsAgainst(const snapshot::ClusterData& data, const estimate::Ask& ask);

/// One of both; several only where each alone keeps nothing away and all together do.
struct KeptOff {
    std::vector<Condition> conditions;
    std::vector<model::Taint> taints;
    std::int64_t replicas{};         ///< that would have a place besides, but for it
    std::vector<std::uint32_t> rows; ///< nodes that would take one; empty: not told (a group of pods)
    /// Values that these nodes have for the label of the one condition, those of most nodes first; "": they lack it.
    std::vector<std::pair<std::string, std::int64_t>> has;
    bool operator==(const KeptOff&) const = default;
};
/// Those that keep most away first; none that keeps nothing away. Without taints of Kubernetes' own: those of a
/// cordon or of a node that is not ready are no rule.
/// @param now  what nodes that run take as it is
[[nodiscard]] std::vector<KeptOff> keptOff(const snapshot::ClusterData& data, const estimate::Ask& ask,
                                           const estimate::Running& now);
/// "nodeSelector gpu=A100", "taint dedicated=train:NoSchedule"
[[nodiscard]] std::string nameOf(const KeptOff& one);
/// "4 nodes would take one but for nodeSelector gpu=A100, where they have A10"
[[nodiscard]] std::string toText(const KeptOff& one);

/// What was counted, by number; those of one number stay in order.
template <class Key>
[[nodiscard]] std::vector<std::pair<Key, std::int64_t>> mostFirst(const std::map<Key, std::int64_t>& counts)
{
    std::vector<std::pair<Key, std::int64_t>> out(counts.begin(), counts.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& one, const auto& other) { return one.second > other.second; });
    return out;
}

/// Values that the cluster's nodes have for a label, those of most nodes first.
[[nodiscard]] std::vector<std::pair<std::string, std::int64_t>> valuesOf(const snapshot::NodeTable& nodes,
                                                                         std::string_view key);

} // namespace core::preview
