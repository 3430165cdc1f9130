#pragma once

#include <cstdint>
#include <memory>

#include "core/estimate/joint.h"

/// Branch and bound over min-cost flows. Detail of this room.
namespace core::estimate::detail {

inline constexpr std::int64_t noLimit = 1'000'000'000'000; ///< more nodes than any cloud has
[[nodiscard]] std::int64_t capOf(const Cap& cap);

/// Replicas that count: of each buyer no more than he wants.
[[nodiscard]] std::int64_t counted(const JointProblem& problem, const std::vector<std::int64_t>& nodes);

/// The most replicas of a problem whose cells' offers count alike against quotas.
/// @param first  an answer to start from; another one as good, which flows found, is taken before it
/// @param bound  no answer has more: where it is reached, the search ends
/// @param flows  at most so many are solved; then the answer is not exact
[[nodiscard]] JointAnswer searched(const JointProblem& problem, const JointAnswer& first, std::int64_t bound,
                                   std::int64_t flows);

/// Nodes by offer of one flow in which nobody asks for more nodes than his largest offers would need, so that hardly
/// anything is dealt out in vain. Quotas that count types differently, and whole groups, may be broken.
[[nodiscard]] std::vector<std::int64_t> dealtOnce(const JointProblem& problem);

} // namespace core::estimate::detail
