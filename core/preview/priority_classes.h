#pragma once

#include <string>
#include <vector>

#include "core/base/json.h"
#include "core/estimate/capacity.h"
#include "core/model/workload.h"
#include "core/preview/preview.h"

/// PriorityClasses among the manifests: they count as if the clusters had them, and before those of the same name that
/// the clusters have. Detail of this room.
namespace core::preview {

[[nodiscard]] bool isPriorityClass(const model::ObjectRef& ref);
[[nodiscard]] PriorityClass readPriorityClass(const Json& object, const std::string& path, model::Issues& issues);

/// What admission would write into the pods: priority and preemptionPolicy of the class that they name or, where they name
/// none, of the default one. What a template states itself stays.
/// @source k8s.io/kubernetes plugin/pkg/admission/priority
void givePriorities(const std::vector<PriorityClass>& classes, model::Workload& workload);
/// The same classes, for clusters to hold the pods against.
void giveClasses(const std::vector<PriorityClass>& classes, estimate::Ask& ask);

} // namespace core::preview
