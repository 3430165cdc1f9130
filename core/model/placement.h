#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/pod.h"

/// spec.placement of a propagation policy, the same in Karmada's and ACK One's API groups.
namespace core::model {

/// Which clusters: all of the conditions that are there. An empty one matches every cluster; an invalid one none.
struct ClusterAffinity {
    std::optional<LabelSelector> labelSelector;
    std::vector<Requirement> fieldSelector; ///< keys provider, region, zone
    bool fieldSelectorValid = true;
    std::vector<std::string> clusterNames; ///< also read from the old spelling `clusterIds`
    std::vector<std::string> exclude;
    bool operator==(const ClusterAffinity&) const = default;
};

/// One of the ordered groups of clusterAffinities; its overflow tiers are filled, in order, after the term itself.
struct AffinityTerm {
    std::string name;
    ClusterAffinity affinity;
    std::vector<AffinityTerm> overflow; ///< their own `overflow` is always empty
    bool operator==(const AffinityTerm&) const = default;
};

struct SpreadConstraint {
    enum class Field { Cluster, Region, Zone, Provider, Unknown };
    Field field = Field::Cluster;
    std::string fieldText; ///< as written
    std::string label;     ///< spreadByLabel
    std::int64_t minGroups{};
    std::int64_t maxGroups{};
    bool operator==(const SpreadConstraint&) const = default;
};

struct StaticWeight {
    ClusterAffinity target;
    std::int64_t weight{};
    bool operator==(const StaticWeight&) const = default;
};

struct WeightPreference {
    std::vector<StaticWeight> staticWeights;
    std::string dynamicWeight; ///< "AvailableReplicas" or empty
    bool operator==(const WeightPreference&) const = default;
};

struct ReplicaScheduling {
    std::string type;               ///< Duplicated, Divided, or empty
    std::string divisionPreference; ///< Aggregated, Weighted, or empty
    std::optional<WeightPreference> weightPreference;
    std::string customSchedulingType; ///< "Gang" (ACK One), or empty
    bool operator==(const ReplicaScheduling&) const = default;
};

struct Placement {
    std::optional<ClusterAffinity> clusterAffinity;
    std::vector<AffinityTerm> clusterAffinities;
    std::vector<Toleration> clusterTolerations;
    std::vector<SpreadConstraint> spreadConstraints;
    std::optional<ReplicaScheduling> replicaScheduling;
    std::string workloadAffinityKey;     ///< workloadAffinity.affinity.groupByLabelKey
    std::string workloadAntiAffinityKey; ///< workloadAffinity.antiAffinity.groupByLabelKey
    bool operator==(const Placement&) const = default;
};

[[nodiscard]] Placement readPlacement(const Json& placement, const std::string& path, Issues& issues);
[[nodiscard]] ClusterAffinity readClusterAffinity(const Json& affinity, const std::string& path, Issues& issues);

} // namespace core::model
