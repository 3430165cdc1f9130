#pragma once

#include <optional>
#include <string>

#include "core/text/resolve.h"
#include "core/text/tree.h"

/// What a written node means, one at a time.
namespace core::text {

[[nodiscard]] Resolved resolveScalar(const Node& node, bool json);
/// A `<<` that merges: plain, or tagged as one.
[[nodiscard]] bool isMergeKey(const Node& key, bool json);
/// The member name that a key becomes; none if it cannot be one.
[[nodiscard]] std::optional<std::string> keyName(const Nodes& nodes, std::uint32_t key, bool json);

} // namespace core::text
