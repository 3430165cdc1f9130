#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/pod.h"

namespace core::model {

/// One grade of a cluster's resource models: nodes with at least `min` of each resource, and how many of them.
struct ResourceModel {
    std::int64_t grade{};
    std::vector<std::pair<std::string, Quantity>> min; ///< ranges' minima, in order of the manifest
};
struct AllocatableModeling {
    std::int64_t grade{};
    std::int64_t count{};
};

/// status.resourceSummary: totals over the cluster's nodes.
struct ResourceSummary {
    ResourceList allocatable;
    ResourceList allocated;
    ResourceList allocating;
    std::vector<AllocatableModeling> modelings;
};

/// A member cluster as the fleet's control plane describes it (Karmada's Cluster object, or made up from what is known
/// of a cluster outside a fleet).
struct Cluster {
    std::string name;
    Labels labels;
    std::string provider;
    std::string region;
    std::vector<std::string> zones;
    std::vector<Taint> taints;
    /// (groupVersion, kind) pairs that the cluster serves, sorted; absent where not known (then everything passes).
    std::optional<std::vector<std::pair<std::string, std::string>>> apiEnablements;
    bool apiEnablementsComplete = false; ///< condition CompleteAPIEnablements is True
    bool deleting = false;
    std::optional<ResourceSummary> summary;
    std::vector<ResourceModel> models;
    std::string kubernetesVersion;
    std::string id; ///< ACK cluster id where it is not the name
};

/// Reads cluster.karmada.io Cluster objects; also cluster.open-cluster-management.io ManagedCluster (name, labels, taints).
[[nodiscard]] Cluster readCluster(const Json& object, const std::string& path, Issues& issues);

} // namespace core::model
