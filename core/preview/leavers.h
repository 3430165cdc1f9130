#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/left_open.h"
#include "core/preview/preview.h"

/// Who goes where a preview comes true. Detail of after.cpp.
namespace core::preview {

/// Replicas of those that stay through an update that are more than the cluster is given.
[[nodiscard]] std::int64_t leavingOf(const Site& here, std::int64_t replicas);
/// Namespace and name of the pods that an update replaces and of those that leave. Whole replicas that hold their places stay first:
/// those that wait go, and what a group lost its pods from.
/// @param open  which of equals go is told there
[[nodiscard]] std::vector<std::pair<std::string, std::string>> leaversOf(const Facts& facts,
                                                                         const model::ObjectRef& workload,
                                                                         std::size_t site, const ClusterResult& result,
                                                                         LeftOpen& open);

} // namespace core::preview
