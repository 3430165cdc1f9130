#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "core/preview/prepared.h"

/// Spread constraints that a policy could state instead. Detail of this room.
namespace core::preview {

/// The question with another constraint, and what to do for that: "lower minGroups of the policy's spread constraint by cluster
/// from 3 to 2". True: it helps.
using TryGroups = std::function<bool(const Prepared& other, const std::string& sentence)>;

/// Of a policy that asks for more groups than there are, for fewer than hold everything, or for groups that the scheduler does not
/// know: of each constraint the first number that helps.
/// @param clusters  of the fleet
/// @return          a constraint that cannot be met is all that is wrong
[[nodiscard]] bool otherGroups(const Prepared& prepared, std::size_t clusters, const TryGroups& helps);

} // namespace core::preview
