#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/model/node.h"
#include "core/model/pod.h"

/// cluster-autoscaler's bin-packing estimator, decision for decision: how many nodes of one template a set of pending pods
/// needs. GOATScaler's own packing is not published; this is the yardstick.
/// @source shared reference, autoscaling §3; recorded cases `binpack`
namespace core::estimate {

struct PackGroup {
    std::string name;
    model::Pod pod;
    std::int64_t count{};
};
struct PackNode {
    model::Node node;
    std::vector<model::Pod> pods;
};
struct PackQuestion {
    PackNode node;                  ///< the template, with the daemon sets' pods
    std::vector<PackNode> existing; ///< not empty: pods are first-fitted there before
    std::vector<PackGroup> groups;
    std::int64_t maxNodes = 0; ///< 0 no limit, negative: none may be added
    bool fastPath = false;
};
struct PackAnswer {
    std::vector<std::pair<std::string, std::string>> onExisting; ///< node, group: one entry a pod placed
    std::int64_t podsOnExisting{};
    std::int64_t podsOffered{};
    std::int64_t podsScheduled{};
    std::int64_t nodesAdded{};
    std::vector<std::int64_t> scheduledByGroup; ///< one entry a group
    std::vector<std::vector<std::int64_t>>
        perNewNode; ///< [created node][group], empty nodes included; not with fastPath
};
[[nodiscard]] PackAnswer pack(const PackQuestion& question);

} // namespace core::estimate
