#pragma once

#include <string>
#include <string_view>

#include "core/base/json.h"
#include "core/base/result.h"

/// What the patches have in common. Detail of this room.
namespace core::object {

/// @errors Malformed: `name` is nested deeper than `deepest`.
[[nodiscard]] Result<void> checkDepth(const Json& document, std::string_view name);

/// What kubectl asks of a patch before it sends it.
/// @errors Conflict: the patch says another apiVersion, kind or metadata.name.
[[nodiscard]] Result<void> checkIdentityKept(const Json& patch);

/// A document that may be missing: null counts as an empty map.
[[nodiscard]] const Json& orEmpty(const Json& document);

} // namespace core::object
