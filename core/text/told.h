#pragma once

#include <string_view>

#include "core/text/yaml.h"

/// Where a message about a text points.
namespace core::text {

/// Of what stands at `pointer`, or nearest to it: of a key and its value on one line the value, else the key alone.
[[nodiscard]] Span toldSpan(const Document& document, std::string_view pointer);

} // namespace core::text
