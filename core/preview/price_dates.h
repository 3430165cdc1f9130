#pragma once

#include <string>
#include <vector>

#include "core/preview/preview.h"

/// From when the prices are that a preview's cost rests on.
namespace core::preview {

/// "2024-12-01", or "2024-12-01 to 2025-03-02" where they are of several days; "unknown date" stands for those that
/// state none. Empty: no node with a known price is bought, nor would an update buy one.
[[nodiscard]] std::string priceDates(const std::vector<Preview>& previews);

} // namespace core::preview
