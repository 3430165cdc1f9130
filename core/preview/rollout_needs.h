#pragma once

#include <cstdint>
#include <string>

#include "core/preview/facts.h"

/// What an update that stops lacks. Detail of this room.
namespace core::preview {

/// For so many replicas more on nodes that are bought: of the elastic pool with the fewest things in its way, those. "raise the
/// maximum of pool gpu from 1 to 2 and wait for stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h (now 0)"; empty: none buys.
[[nodiscard]] std::string whatABoughtNodeNeeds(Facts& facts, std::size_t site, std::int64_t replicas, End end);

} // namespace core::preview
