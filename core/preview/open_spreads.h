#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "core/model/placement.h"

/// Spread constraints that do not say how many groups at most. Detail of this room.
namespace core::preview {

struct OpenSpread {
    std::size_t index{}; ///< in placement.spreadConstraints
    std::string what;    ///< what comes of it: a sentence
    std::string fix;
};

/// A maxGroups that is missing, or 0, is no "any number": the scheduler counts with 0.
/// @return  those by which the scheduler chooses
/// @source  shared reference, karmada §4 (karmada-io/karmada#4617); recorded cases select-0015, -0035, -0098, -0185
[[nodiscard]] std::vector<OpenSpread> openSpreads(model::Placement placement);

} // namespace core::preview
