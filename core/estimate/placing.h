#pragma once

#include <cstdint>
#include <vector>

#include "core/estimate/board.h"

/// The order in which new pods are put on a board. Detail of this room.
namespace core::estimate::detail {

/// Puts pods of an ordinary ask on the board, one by one: into the least crowded domains first, there on the node with the
/// least of its cpu and memory taken, until nothing fits or `upTo` are placed. Where the pods have to be together (affinity
/// to themselves), in the place that takes most.
/// @return how many
std::int64_t placeReplicas(Board& board, std::int64_t upTo);

/// Puts whole groups on the board until one does not fit any more or `upTo` are placed; of the one that does not fit
/// nothing stays. With a key each group takes one domain of that node label for itself.
/// @return how many groups
std::int64_t placeGroups(Board& board, const Ask& ask, std::int64_t upTo);

/// Domains of the ask's exclusive key that a group already has, by id of the label's value. Empty: no node has the label.
[[nodiscard]] std::vector<std::uint8_t> takenDomains(const snapshot::ClusterData& data, const std::string& key);

} // namespace core::estimate::detail
