#pragma once

#include <string>

#include "core/preview/facts.h"

/// Pods of others that keep the workload's off nodes by an anti-affinity of their own. Detail of this room.
namespace core::preview {

/// "the anti-affinity of pod default/guard keeps the pod off 1 node"; empty: none does where there would be room.
[[nodiscard]] std::string guardsText(const Facts& facts, std::size_t site, const estimate::Running& running);

/// What would help then: of those pods nothing can be tried.
inline constexpr const char* guardsFix = "move or change that pod";

} // namespace core::preview
