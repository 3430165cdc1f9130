#pragma once

#include <vector>

#include "core/preview/engine.h"

/// How far stock that is an interval could change what the scheduler writes. Detail of this room.
namespace core::preview {

struct Ranges {
    std::vector<Range> replicas; ///< one entry a cluster of the fleet
    bool chosenDiffer = false;   ///< which clusters get any replicas depends on it
    std::string decider;         ///< the cluster whose stock alone changes that, else the one of the widest interval
};

/// The least and the most that each cluster is given while every candidate's availability goes through its interval, each
/// by itself; where some of it is too little for all, what the binding had before counts, too.
///
/// Never narrower than the truth, and exactly it for dynamic weights without spread constraints where an instance is one
/// replica and no cell is shared. Other strategies are tried value by value where that is at most a few hundred cycles, and
/// else bounded by what the cluster could hold at most.
[[nodiscard]] Ranges rangesOf(const Prepared& prepared, Facts& facts, const Decision& decision);

} // namespace core::preview
