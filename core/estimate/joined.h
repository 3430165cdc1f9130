#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/estimate/capacity.h"
#include "core/estimate/joint.h"

/// Offers and their limits as one problem. Detail of this room.
namespace core::estimate::detail {

/// Which end of every interval.
enum class End { Lower, Upper };

/// One limit of the problem, to be named or lifted.
struct LimitRef {
    enum class Of { Pool, Place, Cell, Quota } of = Of::Pool;
    std::size_t index{};
};

/// `what` as a problem, in replicas; for groups in pods, of which several make a group. Cells hold what `instances` says for their offers; places are zones of pools.
struct Joined {
    JointProblem problem;
    std::vector<std::uint32_t> offers;   ///< of the problem → of `what`; refused ones are left out
    std::vector<std::string> quotaNames; ///< "" for a domain
    std::vector<std::size_t> quotaOf;    ///< by quota: index into Fleet::quotas, or npos
    std::vector<std::size_t> domainOf;   ///< by quota: index into what.domains, or npos
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
};
[[nodiscard]] Joined joined(const Provisionable& what, End end, const std::vector<Cap>& instances);
/// What each offer's cell holds at this end.
[[nodiscard]] std::vector<Cap> cellsAt(const Provisionable& what, End end);
/// What the domain takes at this end.
[[nodiscard]] inline Cap capOf(const DomainRoom& domain, End end)
{
    return end == End::Lower ? domain.sure : domain.replicas;
}
/// Replicas on so many nodes of each offer of the problem, cut by what domains allow at this end.
[[nodiscard]] std::int64_t replicasOf(const Provisionable& what, const Joined& joined, End end,
                                      const std::vector<std::int64_t>& nodes);

} // namespace core::estimate::detail
