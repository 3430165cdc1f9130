#pragma once

#include <cstdint>

#include "core/preview/choices.h"
#include "core/preview/mixes.h"

/// Groups whose pods are not alike, where the provisioner chooses types: which pod is on which type nobody can count, but no
/// mix goes beyond what each pod for itself allows. Detail of choices.cpp.
namespace core::preview {

/// Such groups are asked for, of a cluster that chooses.
[[nodiscard]] bool areOfKinds(const estimate::Provisionable& what);
/// Ends that no mix goes beyond. Where a pod that fits several types may take the last one that another needs, no group is certain.
/// @param shown  nodes of one mix, and of it those that are sure
/// @param alone  nobody else takes of the same stock
[[nodiscard]] MixEnds endsOfKinds(const Choosing& of, const Ledger& sure, const Range& shown, bool alone);
/// Nodes of the offer at most, as each holds a pod that fits it.
[[nodiscard]] std::int64_t mostOfKinds(const Choosing& of, const estimate::Offer& offer);

} // namespace core::preview
