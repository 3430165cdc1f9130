#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/preview/limits.h"
#include "core/preview/prepared.h"

/// What Karmada's scheduler does not see of a cluster because of its resource models. Detail of this room.
/// @source shared reference, karmada §3, §9
namespace core::preview {

/// Its Cluster has grades, and none of them names the resource.
[[nodiscard]] bool hidesResource(const model::Cluster& cluster, const std::string& resource);

/// Where the scheduler divides by what it sees, and by the models sees fewer than fit now and than it would without them.
[[nodiscard]] std::optional<Limited> limitOfModels(const Prepared& prepared, Facts& facts, std::size_t site);

} // namespace core::preview
