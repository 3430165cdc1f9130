#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "core/estimate/joint.h"

/// Shared purchases that were worked out already. Detail of this room.
namespace core::preview {

/// A trial changes one limit and a keystroke one number, and most groups of buyers see neither: theirs is the same problem
/// as before, and has the same answer.
class Solved {
public:
    /// estimate::detail::together
    [[nodiscard]] estimate::detail::JointAnswer together(const estimate::detail::JointProblem& problem);

private:
    struct Entry {
        estimate::detail::JointProblem problem;
        estimate::detail::JointAnswer answer;
    };
    std::map<std::uint64_t, std::vector<Entry>> m_known; ///< by digest
    std::size_t m_size = 0;
};

} // namespace core::preview
