#pragma once

#include <vector>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"
#include "core/preview/preview.h"

/// What keeps placed replicas from running. Detail of this room.
namespace core::preview {

/// Dispatching that the policy suspends, a workload that is suspended itself, gates of its pods: said where replicas are
/// to start in a cluster, or an update is to reach it; what runs already, and stays as it is, is held by none of them.
/// Replicas that are bound on another node than the disk they share hang there.
/// Suspended scheduling is said wherever it is, since nothing new is decided.
[[nodiscard]] std::vector<Hold> holdsOf(const Prepared& prepared, Facts& facts, const Decision& decision,
                                        const Outcome& outcome, const std::vector<RolloutStep>& rollout);

/// What the answer is in one word.
/// @param byRoom  verdictOf
[[nodiscard]] Verdict verdictWith(Verdict byRoom, const std::vector<Hold>& holds,
                                  const std::vector<RolloutStep>& rollout);

/// What ends each hold; nothing else changes the answer.
[[nodiscard]] std::vector<Remedy> remediesOfHolds(const std::vector<Hold>& holds);

} // namespace core::preview
