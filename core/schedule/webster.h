#pragma once

#include <cstdint>
#include <memory_resource>
#include <span>
#include <string_view>
#include <vector>

/// Seats for votes by the method of Webster (Sainte-Laguë), seat by seat: the next seat goes to the largest
/// votes / (2 × seats + 1) in IEEE double.
namespace core::schedule {

/// Which of two equals is first: names ascending or descending.
enum class TieOrder { Ascending, Descending };

/// Fixed by the workload's UID: FNV-1a over its bytes, odd → descending; an empty one ascending.
/// @source shared reference, karmada §2
[[nodiscard]] TieOrder tieOrder(std::string_view uid);

/// @param votes   one a party; parties without votes get no seat
/// @param ranks   the place of each party's name in ascending order, all different
/// @param seats   how many are given out
/// @return        seats per party, in the order of `votes`; all zero where nobody has votes
///
/// Seats are counted down to the quotient at which the last one is about to go; the few that this is short of or beyond
/// `seats` (about √parties) are then given, or taken back, one by one.
[[nodiscard]] std::vector<std::int32_t>
webster(std::span<const std::int64_t> votes, std::span<const std::uint32_t> ranks, std::int64_t seats, TieOrder ties);

/// The same into `out` (as long as `votes`), with the memory for the work from `memory`.
void webster(std::span<const std::int64_t> votes, std::span<const std::uint32_t> ranks, std::int64_t seats,
             TieOrder ties, std::span<std::int32_t> out, std::pmr::memory_resource& memory);

} // namespace core::schedule
