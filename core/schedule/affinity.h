#pragma once

#include <cstdint>
#include <vector>

#include "core/schedule/members.h"

/// model::matches(ClusterAffinity, ClusterIdentity) for all members at once: each requirement is asked once per distinct
/// value. Detail of this room.
namespace core::schedule {

/// One entry a member: 1 where the affinity matches it.
using Mask = std::vector<std::uint8_t>;

[[nodiscard]] Mask matching(const Members::Data& fleet, const model::ClusterAffinity& affinity);

/// Which of the observed term's tiers each member belongs to.
/// @source shared reference, karmada §2 (overflow tiers), §5 (ClusterAffinity)
struct Tiers {
    static constexpr std::int32_t none = 1000;
    std::vector<std::int32_t> order; ///< 0: the term itself, k: its k-th overflow term, `none`; empty: all 0
};
/// The term of clusterAffinities that `observed` names; nullptr if there is none.
[[nodiscard]] const model::AffinityTerm* observedTerm(const model::Placement& placement, const std::string& observed);
[[nodiscard]] Tiers tiersOf(const Members::Data& fleet, const model::AffinityTerm* term);

} // namespace core::schedule
