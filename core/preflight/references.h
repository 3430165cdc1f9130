#pragma once

#include <string>
#include <vector>

#include "core/model/workload.h"

/// What the pods of a workload refer to by name. Detail of this room.
namespace core::preflight::detail {

struct Reference {
    std::string name;
    std::string by;        ///< "env HF_TOKEN of container vllm"
    bool optional = false; ///< pods start without it
};
struct References {
    std::vector<std::string> serviceAccounts; ///< stated ones; "default" otherwise
    std::vector<Reference> pullSecrets;
    std::vector<Reference> secrets;
    std::vector<Reference> configMaps;
    std::vector<std::string> claims;
    std::vector<std::string> images;
    std::vector<std::string> devices; ///< extended resources: "nvidia.com/gpu"
};
/// Of all templates, each name once, in their order.
[[nodiscard]] References referencesOf(const model::Workload& workload);

} // namespace core::preflight::detail
