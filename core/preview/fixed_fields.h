#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"

/// Fields that the API server lets nobody change once the object is there. Detail of this room.
namespace core::preview {

struct FixedField {
    std::string name; ///< "spec.selector"
    std::string path; ///< JSON Pointer of it
};

/// Those that `after` states otherwise than the object that is there. What a manifest does not state stays as it is; what
/// the API server fills in by default is no difference.
/// @param before  as a snapshot keeps it
/// @source k8s.io/kubernetes pkg/apis/apps/validation (ValidateDeploymentUpdate, ValidateStatefulSetUpdate, …),
///         pkg/apis/batch/validation (ValidateJobSpecUpdate), v1.34
[[nodiscard]] std::vector<FixedField> changedFixedFields(const Json& before, const Json& after);

} // namespace core::preview
