#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/object_ref.h"
#include "core/model/placement.h"
#include "core/model/pod.h"

/// ResourceBinding: what is to be placed, and where it has been placed.
namespace core::model {

struct NodeClaim {
    std::optional<std::vector<NodeSelectorTerm>> hardNodeAffinity; ///< terms OR-ed
    Labels nodeSelector;
    std::vector<Toleration> tolerations;
    bool operator==(const NodeClaim&) const = default;
};

/// What one replica needs.
struct ReplicaRequirements {
    std::optional<NodeClaim> nodeClaim;
    ResourceList resourceRequest;
    std::string ns;
    std::string priorityClassName;
    bool operator==(const ReplicaRequirements&) const = default;
};

struct BindingComponent {
    std::string name;
    std::int32_t replicas{};
    std::optional<ReplicaRequirements> requirements;
    bool operator==(const BindingComponent&) const = default;
};

struct TargetCluster {
    std::string name;
    std::int32_t replicas{};
    std::vector<std::pair<std::string, std::int32_t>> components; ///< name, replicas
    bool operator==(const TargetCluster&) const = default;
};

struct GracefulEvictionTask {
    std::string fromCluster;
    bool operator==(const GracefulEvictionTask&) const = default;
};

struct BindingSpec {
    ObjectRef resource;
    std::string uid; ///< spec.resource.uid; decides the direction of ties
    std::int32_t replicas{};
    std::optional<ReplicaRequirements> requirements;
    std::vector<BindingComponent> components;
    std::vector<TargetCluster> clusters; ///< the previous placement
    std::optional<Placement> placement;
    std::vector<GracefulEvictionTask> evictions;
    std::string rescheduleTriggeredAt; ///< RFC 3339 or empty
    std::string schedulerName;
    bool suspendScheduling = false;
    std::string affinityGroup; ///< workloadAffinityGroups
    std::string antiAffinityGroup;
};

struct BindingCondition {
    std::string type;
    std::string status;
    std::string reason;
    std::string message;
    bool operator==(const BindingCondition&) const = default;
};

/// What one cluster made of it: an item of status.aggregatedStatus.
struct AppliedTo {
    std::string cluster;
    bool applied = false;
    std::string health; ///< "Healthy", "Unhealthy", "Unknown"; empty: not said
    std::string message;
    bool operator==(const AppliedTo&) const = default;
};

struct BindingStatus {
    std::string lastScheduledTime; ///< RFC 3339 or empty
    std::string observedAffinity;  ///< schedulerObservingAffinityName
    std::int64_t observedGeneration{};
    std::vector<BindingCondition> conditions;
};

struct Binding {
    ObjectRef ref;
    Labels labels;
    Labels annotations;
    std::int64_t generation{};
    std::int64_t resourceVersion{};
    BindingSpec spec;
    BindingStatus status;
};

[[nodiscard]] Binding readBinding(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] BindingSpec readBindingSpec(const Json& spec, const std::string& path, Issues& issues);
[[nodiscard]] BindingStatus readBindingStatus(const Json& status, const std::string& path, Issues& issues);
[[nodiscard]] std::vector<AppliedTo> readApplied(const Json& status, const std::string& path, Issues& issues);
/// `conditions` of any object's status.
[[nodiscard]] std::vector<BindingCondition> readConditions(const Json& status, const std::string& path, Issues& issues);

} // namespace core::model
