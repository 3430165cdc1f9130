#pragma once

#include <string>

#include "core/change/make.h"

/// What a plan says of a wish before any cluster was asked; detail of this room.
namespace core::change {

/// "Deployment shop/a"
[[nodiscard]] std::string nameOfObject(const model::ObjectRef& what);

/// Its text without what servers write, and with references in the place of a Secret's values.
/// @errors Malformed: it names no object; Unsupported: a plan could not keep its secret values out
[[nodiscard]] Result<Step> stepOf(const Wish& wish, Api& api, const MakeOptions& options, SecretReader& reader);

} // namespace core::change
