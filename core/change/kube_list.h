#pragma once

#include "core/change/kube_api.h"

/// Detail of this room.
namespace core::change::detail {

/// Asks for each kind that the server serves in the namespace (empty: in none), all at once.
[[nodiscard]] Listed listed(const KubeApiOptions& options, const std::string& ns);
/// Asks for the objects of one kind, in all namespaces or in none.
[[nodiscard]] Listed listedOfKind(const KubeApiOptions& options, const std::string& group, const std::string& kind);

} // namespace core::change::detail
