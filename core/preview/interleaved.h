#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "core/preview/buying.h"

/// What is sure of groups of pods where not all pods find a place. Detail of outcome.cpp.
///
/// Pods of all groups are made at once and bound one by one, and nothing that is known here keeps a place for the rest of a group.
/// Group after group is what may become whole; each pod that is left over may break another one.
/// So it is with groups that have a domain each (exclusive topology) where they buy from the same pool, stock or quota.
namespace core::preview {

/// Where that makes a difference.
/// @param replicas  one entry a cluster of the fleet
/// @param bought    for these, from stock's lower end
[[nodiscard]] std::vector<Interleaved> interleavedIn(Facts& facts, const std::vector<std::int64_t>& replicas,
                                                     const Purchases& bought);
/// By cluster of the fleet, groups that are not sure.
[[nodiscard]] std::vector<std::int64_t> lostBy(const std::vector<Interleaved>& all, std::size_t clusters);
/// Replicas that have their places whatever pods of others do: they exist, make others leave, are bought for or not sent.
[[nodiscard]] std::int64_t keptOn(const Needs& needs);

} // namespace core::preview
