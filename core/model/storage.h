#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/model/issue.h"
#include "core/model/pod.h"

/// Claims, volumes and classes: what ties a pod to a zone or a node.
namespace core::model {

struct PersistentVolumeClaim {
    std::string ns;
    std::string name;
    std::string storageClass; ///< empty: none or the default
    bool classStated = false; ///< storageClassName present (may be "")
    std::string volumeName;   ///< bound or asked for
    /// status.phase Bound or the bind-completed annotation. Without volumeName: what it is bound to, if to anything, is not known.
    bool bound = false;
    std::vector<std::string> accessModes;
    std::optional<LabelSelector> selector;
    Amount request{}; ///< bytes
    bool operator==(const PersistentVolumeClaim&) const = default;
};

struct PersistentVolume {
    std::string name;
    Labels labels;
    std::string storageClass;
    std::optional<std::vector<NodeSelectorTerm>> nodeAffinity;
    std::string claimNs; ///< claimRef
    std::string claimName;
    std::vector<std::string> accessModes;
    Amount capacity{};
    std::string csiDriver;
    std::string phase;
    bool operator==(const PersistentVolume&) const = default;
};

struct StorageClass {
    std::string name;
    std::string provisioner;
    bool waitForFirstConsumer = false;
    bool isDefault = false;
    std::vector<NodeSelectorTerm> allowedTopologies;
    bool operator==(const StorageClass&) const = default;
};

[[nodiscard]] PersistentVolumeClaim readClaim(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] PersistentVolume readVolume(const Json& object, const std::string& path, Issues& issues);
[[nodiscard]] StorageClass readStorageClass(const Json& object, const std::string& path, Issues& issues);

} // namespace core::model
