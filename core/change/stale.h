#pragma once

#include "core/change/make.h"

/// Whether a step is still what it was planned as; detail of this room.
namespace core::change {

/// Sentences that say what is another now, and by whom; empty where nothing is.
/// @param early  no step was done yet: what an earlier one makes need not be there
[[nodiscard]] std::vector<std::string> differs(const Step& planned, const Made& now, Time made, bool early);

} // namespace core::change
