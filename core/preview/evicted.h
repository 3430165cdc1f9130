#pragma once

#include <optional>
#include <stop_token>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/preview.h"

/// Pods that make way for others, and what becomes of them. Detail of this room.
namespace core::preview {

/// A controller makes it anew, and it waits for a node like any other. Those of a DaemonSet buy none.
[[nodiscard]] bool comesBack(const model::Pod& pod);

/// Pods of the earlier question's workload make way for those of this answer, or may.
/// @param fleet  that was asked
[[nodiscard]] bool evicts(const Preview& preview, const Question& question, const Question& earlier,
                          const snapshot::Fleet& fleet);

/// What the answer's victims come to once they are made anew, at either end of stock. Absent: nobody makes way, or nobody comes
/// back.
/// @param beside  questions that are asked together: what becomes of their own pods, their own answers tell. nullptr: none is
[[nodiscard]] std::optional<Evicted> evictedBy(const Prepared& prepared, Facts& facts, const Preview& preview,
                                               const std::vector<Question>* beside);

/// preview() of one of several questions.
[[nodiscard]] Preview previewBeside(const Question& question, const std::vector<Question>* beside,
                                    const snapshot::FleetPtr& fleet, std::stop_token stop, Memory* memory,
                                    const Placed& placed = {});

} // namespace core::preview
