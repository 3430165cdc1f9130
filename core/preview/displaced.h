#pragma once

#include <cstdint>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"

/// Nodes of types that nobody described, bought in place of others, where mixes of nodes (choices.h) do not tell what they leave.
/// Detail of this room.
namespace core::preview {

/// Of what is shown to be bought for certain, replicas that such nodes may leave without: of groups, and of replicas with rules among
/// themselves, by the room that those of their own cluster take; of all, by what those of others take of the account's quotas.
/// @param wanted  replicas that each of the buyers may buy for
/// @param before  what there was before anybody bought
/// @return        by buyer
[[nodiscard]] std::vector<std::int64_t> displacedOf(Facts& facts, const std::vector<Buyer>& buyers,
                                                    const std::vector<std::int64_t>& wanted, const Ledger& before);

} // namespace core::preview
