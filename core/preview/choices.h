#pragma once

#include <cstddef>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/preview/preview.h"

/// What nodes cost whose type the provisioner chooses. Detail of this room.
namespace core::preview {

/// A share that is to be bought, of whatever type there will be.
struct Chosen {
    Share* share = nullptr;
    std::size_t site{}; ///< of the cluster that buys
    const estimate::Provisionable* what = nullptr;
    const estimate::Offer* offer = nullptr; ///< of `what`
};

/// Says what each of them may cost (Share::choice), and what of the types' stock they may leave (Share::stockAfter).
///
/// Of a pool's types in a zone any may be taken that fit the pod, as many nodes as their stock may hold (its upper end)
/// after `fixed`; rows of one pool and zone are one purchase, and clusters whose rows lie in one zone and market share its
/// stock. So the sum of the rows is bounded by the cheapest and the dearest mix that all of them can have together; the
/// difference to what is shown stands at the first rows that could make it.
/// @param rows   of one answer, all of them: those of types that the provisioner chooses
/// @param fixed  the others of the same answer: what they take, nobody else gets
void addChoices(const std::vector<Chosen>& rows, const std::vector<Chosen>& fixed);

} // namespace core::preview
