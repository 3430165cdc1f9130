#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/pod.h"

/// What an API server adds to pods that come in, and asks of them.
namespace core::model {

/// One entry of a LimitRange's spec.limits, with what the API server fills in: a default limit from the maximum, a default
/// request from the default limit, else from the minimum (containers only).
/// @source k8s.io/kubernetes pkg/apis/core/v1/defaults.go SetDefaults_LimitRangeItem
struct LimitItem {
    std::string type; ///< Container, Pod, PersistentVolumeClaim
    ResourceList min;
    ResourceList max;
    ResourceList defaults; ///< limits of a container that states none
    ResourceList defaultRequests;
    ResourceList maxRatio; ///< maxLimitRequestRatio
    bool operator==(const LimitItem&) const = default;
};
struct LimitRange {
    std::string ns;
    std::string name;
    std::vector<LimitItem> items;
    bool operator==(const LimitRange&) const = default;
};

/// What pods of a class get besides.
struct RuntimeClass {
    std::string name;
    ResourceList overhead;
    Labels nodeSelector;
    std::vector<Toleration> tolerations;
    bool operator==(const RuntimeClass&) const = default;
};

[[nodiscard]] LimitRange readLimitRange(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] RuntimeClass readRuntimeClass(const Json& object, const std::string& path, Issues& issues);

} // namespace core::model
