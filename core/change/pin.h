#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/base/result.h"
#include "core/text/yaml.h"

/// Pinning: a division of replicas that the engine would not find by itself (Karmada does not know the stock), written into its policy
/// as static weights. It is an edit of the text that a person sees, and everything else of the text stays.
namespace core::change {

using Division =
    std::vector<std::pair<std::string, std::int64_t>>; ///< clusters and replicas, which become their weights

/// The whole text with the edit in it. Clusters that the division does not name have no weight and get nothing.
/// @param policy    a PropagationPolicy or ClusterPropagationPolicy
/// @param clusters  of the fleet; empty: they are not known
/// @errors Malformed: another kind, or no division; NotFound: no such cluster; Unsupported: a part of the policy is written elsewhere (an alias, a merge)
/// @source Karmada f8fdd02: pkg/scheduler/core/division_algorithm.go (getStaticWeightInfoList), policy/v1alpha1 ReplicaSchedulingStrategy
[[nodiscard]] Result<std::string> pinned(const text::Document& policy, const Division& division,
                                         const std::vector<std::string>& clusters = {});

} // namespace core::change
