#pragma once

#include <optional>

#include "core/preview/engine.h"
#include "core/preview/outcome.h"

/// The tree of reasons. Detail of this room.
namespace core::preview {

/// Of the whole answer.
/// @param result  with clusters and verdict filled in
[[nodiscard]] Reason whyAll(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                            const Preview& result);
/// Of one cluster's figures.
[[nodiscard]] Reason whyCluster(const Prepared& prepared, Facts& facts, const Decision& decision,
                                const Outcome& outcome, std::size_t index, const ClusterResult& result,
                                const std::vector<Hold>& holds);

/// What its nodes and pools could take, from the sum down to nodes, pools and cells.
[[nodiscard]] std::vector<Reason> whyCapacity(Facts& facts, std::size_t index, bool withPools);

/// What decided that the cluster gets none; absent: it is not among those that the division is for, or nobody can tell.
[[nodiscard]] std::optional<Reason> whyNone(const Prepared& prepared, Facts& facts, const Decision& decision,
                                            std::size_t index);
/// Why it gets as many as it does; absent: it gets none, or nobody can tell.
[[nodiscard]] std::optional<Reason> whyGiven(const Prepared& prepared, Facts& facts, const Decision& decision,
                                             std::size_t index);
/// Where groups are filled one after the other: the last that was given something.
[[nodiscard]] std::int32_t lastTier(const Decision& decision, const schedule::Cycle& cycle);
/// A rule of the policy's static weights is for the cluster.
[[nodiscard]] bool hasStaticWeight(const Prepared& prepared, const Facts& facts, std::uint32_t member);
/// Why a gang left out a cluster that passed the filters: GangWithoutRoom or GangElsewhere. Absent: no gang did.
[[nodiscard]] std::optional<Reason> whyGangIsNotThere(const Prepared& prepared, const Facts& facts,
                                                      const Decision& decision, std::size_t index);
/// SeatRounding: cluster, weight, all weights, proportion, seats.
[[nodiscard]] Reason seatsOf(const Facts& facts, const schedule::Cycle& cycle, const schedule::Part& part);
/// ScaledDown, without its parts.
[[nodiscard]] Reason scaledDown(const Prepared& prepared);

/// Nobody of so many gets a node.
[[nodiscard]] Reason nonePlaced(std::int64_t replicas);

} // namespace core::preview
