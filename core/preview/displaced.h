#pragma once

#include <cstdint>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"
#include "core/preview/together.h"

/// What may be bought in place of what is shown, where mixes of nodes (choices.h) do not tell what that leaves to others: nodes of types
/// that nobody described, and those of another place where the first pod decides for all (together.h). Detail of this room.
namespace core::preview {

/// Of what is shown to be bought for certain, replicas that such nodes may leave without: of groups, and of replicas with rules among
/// themselves, by the room that those of their own cluster take; of all, by what those of others take of the account's quotas, and by
/// the stock that others take who come together elsewhere.
/// @param wanted  replicas that each of the buyers may buy for
/// @param before  what there was before anybody bought
/// @return        by buyer
[[nodiscard]] std::vector<std::int64_t> displacedOf(Facts& facts, const std::vector<Buyer>& buyers,
                                                    const std::vector<std::int64_t>& wanted, const Ledger& before);

/// Places that the first pod of a buyer's replicas may come to, with what the others leave there.
/// @param b  which of the buyers
[[nodiscard]] FirstRoom firstRoomBeside(Facts& facts, std::size_t b, const std::vector<Buyer>& buyers,
                                        const std::vector<std::int64_t>& wanted, const Ledger& before);

} // namespace core::preview
