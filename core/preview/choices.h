#pragma once

#include <cstdint>
#include <utility>
#include <vector>

#include "core/preview/joint.h"
#include "core/preview/preview.h"

/// What comes of a purchase whose types the provisioner chooses. Detail of this room.
namespace core::preview {

/// One cluster that buys from a pool of several types, or from one of several pools; or one that others who do may leave
/// without.
struct Choosing {
    Buyer sure; ///< from what is left to it at worst, what it wants for certain, and what it is shown to get of that
    Buyer most; ///< from what there is at best, all that it wants
    std::vector<std::pair<Share*, std::uint32_t>> rows; ///< its shares that are to be bought, and of which offer
};
/// What clusters that do not choose leave, and how mixes are worked out.
struct HowToChoose {
    const Ledger& sure; ///< left at stock's lower ends
    const Ledger& most; ///< at its upper ends
    std::int64_t tried; ///< mixes that there is time for (mixesOf)
    Solved& solved;
};
/// Its provisioner picks among several types or zones that are, or may be, in stock. In which zone a node comes no scaler is said
/// to decide by a rule, whatever its version.
/// @source shared reference, autoscaling §5: type and zone are chosen per request
[[nodiscard]] bool choosesOffers(const estimate::Provisionable& what);
/// Both may be bought, and either one where the other is.
[[nodiscard]] bool mayBeInstead(const estimate::Provisionable& what, const estimate::Offer& offer,
                                const estimate::Offer& other);
/// What may be bought in place of so many nodes of the offer is of another type or at another price.
[[nodiscard]] bool mayBeAnotherType(const estimate::Provisionable& what, const estimate::Offer& offer,
                                    std::int64_t nodes);
/// An offer of the same pool in another zone may be bought in place of this one.
[[nodiscard]] bool mayBeInAnotherZone(const estimate::Provisionable& what, const estimate::Offer& offer);
/// Pools besides that which replicas may come to as well as to it: none is said to be served first. Empty: there is none.
[[nodiscard]] std::vector<std::uint32_t> rivalsOf(const estimate::Provisionable& what, std::uint32_t pool);

/// Says what rows may come to (Share::choice), and what of the types' stock they may leave (Share::stockAfter).
///
/// Pools are served by rank (estimate::PoolRoom); within one that chooses, and among pools of one rank, any mix of types and zones
/// may come about that the limits allow and whose nodes, bought one by one, were each wanted, also one that leaves no room for the
/// rest. Clusters share stock and quotas, so
/// what all may come to together is less than each could by itself; the difference to what is shown stands at the first rows
/// that could make it. Where replicas have rules among themselves, and of groups, each pool and zone keeps what it is shown to
/// hold.
///
/// A type on which the pods fit by the formula, and not for certain, may be taken in its turn or passed by, and what comes to it
/// is not sure. A type that nobody described may be passed by, or taken before all others: then a node of it holds one replica at
/// least, and what it costs is not known.
/// @return  of what is shown as sure, replicas that some mix leaves without a node, by cluster of `all`
std::vector<std::int64_t> addChoices(std::vector<Choosing>& all, const HowToChoose& how);
/// Only the latter.
[[nodiscard]] std::vector<std::int64_t> perhapsWithout(const std::vector<Choosing>& all, const HowToChoose& how);

} // namespace core::preview
