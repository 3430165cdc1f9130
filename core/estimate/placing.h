#pragma once

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#include "core/estimate/board.h"

/// The order in which new pods are put on a board. Detail of this room.
namespace core::estimate::detail {

/// Puts pods of an ordinary ask on the board, one by one: into the least crowded domains first, there on the node with the
/// least of its cpu and memory taken, until nothing fits or `upTo` are placed. Where the pods have to be together (affinity
/// to themselves), in the place that the ask names (Ask::firstAt), or else in the one that takes most.
/// @return how many
std::int64_t placeReplicas(Board& board, const Ask& ask, std::int64_t upTo);

using Rows = std::vector<std::size_t>;

/// Rows below `end` that take a pod of this kind as far as fixed rules and free resources go.
[[nodiscard]] Rows candidates(const Board& board, std::size_t kind, std::size_t end);
/// Kinds with the fewest places first.
/// @param rows  by kind
[[nodiscard]] std::vector<std::size_t> scarceFirst(const Board& board, const Ask& ask, const std::vector<Rows>& rows);
/// The row where one more pod of this kind costs the others least, then the fullest one; noRow: none takes it.
[[nodiscard]] std::size_t rowFor(const Board& board, std::size_t kind, const Rows& rows);

/// Puts whole groups on the board until one does not fit any more or `upTo` are placed; of the one that does not fit
/// nothing stays. With a key each group takes one domain of that node label for itself.
/// @param end  only rows below it
/// @return how many groups
std::int64_t placeGroups(Board& board, const Ask& ask, std::int64_t upTo, std::size_t end);

/// Of replicas that must be near each other, and of groups that want a domain each: every place where one pod, of a group its
/// first kind, fits now, by a row there, and how many of the replicas or groups it takes. Nothing stays on the board.
[[nodiscard]] std::vector<std::pair<std::size_t, std::int64_t>> placesOfFirst(Board& board, const Ask& ask);

/// Domains of the ask's exclusive key that a group already has, by id of the label's value. Empty: no node has the label.
[[nodiscard]] std::vector<std::uint8_t> takenDomains(const snapshot::ClusterData& data, const std::string& key);

} // namespace core::estimate::detail
