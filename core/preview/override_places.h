#pragma once

#include <string>
#include <vector>

#include "core/preview/prepared.h"

/// Where a fault stands that an override brings: in the override's own document. Detail of this room.
namespace core::preview {

/// Of a rule that cannot be applied.
/// @param path  as model::overridden says it, below the index of its policy
/// @return      among the documents that were handed in, "/2/spec/overrideRules/0"; empty: it is the fleet's own
[[nodiscard]] std::string placeOfRule(const Prepared& prepared, const std::string& path);

/// Of what an override made of the workload.
/// @param effects  of the policies that changed it
/// @param path     of the value in the workload
/// @return         of the patch that wrote it, where one can be told; `path` itself if no document that was handed in did
[[nodiscard]] std::string placeOfValue(const Prepared& prepared, const model::ClusterIdentity& cluster,
                                       const std::vector<model::OverrideEffect>& effects, const std::string& path);

} // namespace core::preview
