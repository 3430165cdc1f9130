#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/model/binding.h"
#include "core/model/cluster.h"
#include "core/snapshot/fleet.h"

/// Karmada's own estimators, number for number, quirks included: what its scheduler would believe a cluster can take. Our own
/// answer is in capacity.h.
/// @source shared reference, karmada §3; recorded cases `estimator`
namespace core::estimate::karmada {

/// Karmada's "no limit" (the largest int32).
inline constexpr std::int64_t noLimit = 2147483647;

/// A placement of the last minutes that is not healthy yet. Handed to the estimators only with Karmada's overcommit
/// protection on (gate SchedulingOvercommitProtection); they place it first.
struct Assumed {
    std::vector<model::BindingComponent> components; ///< replicas of each, once
};

/// Replicas of one kind by the cluster's resourceSummary: by its resource models where it has counts of them, else by its
/// totals. Absent requirements: only pods are counted. A cluster without a summary takes none.
[[nodiscard]] std::int64_t generalReplicas(const model::Cluster& cluster,
                                           const std::optional<model::ReplicaRequirements>& requirements,
                                           const std::vector<Assumed>& assumed = {});
/// Whole sets of components, in the same way. A decimal quantity is taken in thousandths and a binary one in units, as
/// Karmada does, so "1G" against "1Gi" is off by 1000.
[[nodiscard]] std::int64_t generalComponentSets(const model::Cluster& cluster,
                                                const std::vector<model::BindingComponent>& components,
                                                const std::vector<Assumed>& assumed = {});

/// What a plug-in of the scheduler-estimator answers.
struct Estimate {
    enum class Code { Success, Unschedulable, NoOperation }; ///< 0, 1, 2 in Karmada
    std::int64_t count{};                                    ///< replicas or sets; noLimit; a quota's may be negative
    Code code = Code::Success;
    std::string reason;
    bool operator==(const Estimate&) const = default;
};

struct NodeOptions {
    std::vector<Assumed> assumed;
    std::vector<std::uint32_t> seen; ///< rows of the nodes in the order in which the estimator met them; empty: by name
};
/// The scheduler-estimator's node plug-in: replicas on the nodes that match, by what they have left.
[[nodiscard]] Estimate nodeReplicas(const snapshot::ClusterData& cluster,
                                    const std::optional<model::ReplicaRequirements>& requirements,
                                    const NodeOptions& options = {});
/// Whole sets, first fit in nodeOrder().
[[nodiscard]] Estimate nodeComponentSets(const snapshot::ClusterData& cluster,
                                         const std::vector<model::BindingComponent>& components,
                                         const NodeOptions& options = {});
/// Rows in the order of the estimator's first fit: round robin over zones in order of first appearance.
[[nodiscard]] std::vector<std::uint32_t> nodeOrder(const snapshot::NodeTable& nodes,
                                                   const std::vector<std::uint32_t>& seen = {});

/// The quota plug-in (gate ResourceQuotaEstimate): by what the quotas of the requirements' namespace have left.
[[nodiscard]] Estimate quotaReplicas(const std::vector<snapshot::NamespaceQuota>& quotas,
                                     const model::ReplicaRequirements& requirements);
[[nodiscard]] Estimate quotaComponentSets(const std::vector<snapshot::NamespaceQuota>& quotas,
                                          const std::vector<model::BindingComponent>& components,
                                          const std::string& ns);

} // namespace core::estimate::karmada
