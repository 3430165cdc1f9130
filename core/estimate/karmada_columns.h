#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "core/estimate/karmada.h"

/// Karmada's general estimator over many clusters, prepared once and asked by many cycles.
namespace core::estimate::karmada {

/// "pods", then what any of these and of assumed workloads asks for: the columns of a first fit.
[[nodiscard]] std::vector<std::string> askedColumns(const std::vector<model::BindingComponent>& components,
                                                    const std::vector<Assumed>& assumed);

class GeneralColumns {
public:
    /// @param clusters  kept by reference; they must outlive this and stay as they are
    explicit GeneralColumns(std::span<const model::Cluster> clusters);

    /// generalReplicas of each asked cluster.
    /// @param asked  indices of the clusters
    [[nodiscard]] std::vector<std::int64_t> replicas(const std::optional<model::ReplicaRequirements>& requirements,
                                                     std::span<const std::uint32_t> asked) const;

private:
    std::span<const model::Cluster> m_clusters;
    std::vector<std::int64_t> m_pods;
    std::vector<std::uint8_t> m_hasModels; ///< made-up nodes decide: worked out when asked
    bool m_anyModels = false;
    std::map<std::string, std::vector<Amount>, std::less<>> m_left; ///< amountLeft by resource
};

/// Pods that a cluster's totals still allow, at least 0.
[[nodiscard]] std::int64_t podsLeft(const model::ResourceSummary& summary);
/// What the totals leave of a resource; 0 where it is not allocatable, or used up.
[[nodiscard]] Amount amountLeft(const model::ResourceSummary& summary, const std::string& name);

} // namespace core::estimate::karmada
