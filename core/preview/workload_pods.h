#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "core/model/workload.h"
#include "core/snapshot/fleet.h"

/// Which pods of a cluster belong to a workload. Detail of this room.
namespace core::preview {

/// Rows of the pods that its selector picks in its namespace, hold a place (or wait for one) and are not on their way out;
/// in the table's order. Without a selector nobody can tell them: empty.
[[nodiscard]] std::vector<std::uint32_t> podsOf(const snapshot::ClusterData& data, const model::Workload& workload);
/// Namespace and name.
[[nodiscard]] std::pair<std::string, std::string> podName(const snapshot::ClusterData& data, std::uint32_t row);

} // namespace core::preview
