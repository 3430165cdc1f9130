#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/pod.h"

namespace core::model {

struct NodeCondition {
    std::string type;   ///< Ready, DiskPressure, …; ACK's fault conditions too
    std::string status; ///< True, False, Unknown
    std::string reason;
    std::string message;
    bool operator==(const NodeCondition&) const = default;
};

/// A node as its cluster reports it.
struct Node {
    std::string name;
    Labels labels;
    Labels annotations;
    std::vector<Taint> taints;
    bool unschedulable = false;
    Requests capacity; ///< scheduler amounts
    Requests allocatable;
    std::vector<NodeCondition> conditions;
    std::string creationTime;
    std::string readySince; ///< when its Ready condition last changed, to whatever it is
    std::string providerId;
    bool operator==(const Node&) const = default;
};

[[nodiscard]] Node readNode(const Json& object, const std::string& path, Issues& issues);

/// True unless a Ready condition says otherwise.
[[nodiscard]] bool isReady(const Node& node);

} // namespace core::model
