#pragma once

#include <cstdint>
#include <optional>
#include <vector>

/// The most replicas that a cluster's pools can deliver together, with every limit held once. Detail of this room.
///
/// Nodes flow from pools over zones into stock cells, and from there, by how they count against quotas, out. That part is
/// solved by LEMON's network simplex; quotas that count types differently are branched on. Where greedy already reaches a
/// simple upper bound nothing else runs. Several clusters that buy at once are one problem, too: their offers share cells and
/// quotas, and each buyer wants so many replicas and no more.
namespace core::estimate::detail {

struct JointOffer {
    std::int64_t gain = 1; ///< replicas on a node
    std::size_t pool{};
    std::size_t place{}; ///< zone of a pool
    std::size_t cell{};  ///< of stock
    std::size_t buyer{}; ///< who takes it; pools and places have one buyer each
    /// Within its pool: one of a later turn is bought where those of earlier turns give no more.
    std::size_t turn{};
    std::optional<std::int64_t> most;  ///< nodes, whatever else
    std::vector<std::int64_t> weights; ///< what a node takes of each quota
    bool operator==(const JointOffer&) const = default;
};
using Cap = std::optional<std::int64_t>; ///< absent: no limit
struct JointProblem {
    std::vector<JointOffer> offers;
    std::vector<Cap> pools;  ///< nodes
    std::vector<Cap> places; ///< nodes
    std::vector<Cap> cells;  ///< nodes
    std::vector<Cap> quotas; ///< in their own units
    /// Replicas by buyer: more count for nothing. Empty: there is one buyer, who takes all that he can get.
    std::vector<std::int64_t> wanted{};
    bool operator==(const JointProblem&) const = default;
};
struct JointAnswer {
    std::int64_t replicas = 0;
    bool bounded = true;             ///< false: some offer has no limit at all; replicas and nodes mean nothing
    bool exact = true;               ///< false: the search ended early; replicas … ceiling
    std::int64_t ceiling = 0;        ///< no more than this; replicas where exact
    std::vector<std::int64_t> nodes; ///< by offer
};
/// Turn by turn: of each the most, whatever that leaves to the next.
[[nodiscard]] JointAnswer most(const JointProblem& problem);
/// The same for buyers who want so many each: most replicas first, then each in proportion to what he wants (as far as
/// nodes of unequal size happen to allow it), then first buyers and first offers. `nodes` may hold more than a buyer's last
/// replicas fill.
[[nodiscard]] JointAnswer together(const JointProblem& problem);
/// A right answer that is quick to find, and most often the best.
[[nodiscard]] JointAnswer many(const JointProblem& problem);

/// Takes offers in order, each as far as the limits let it, until `upTo` replicas are there.
[[nodiscard]] JointAnswer inOrder(const JointProblem& problem, const std::vector<std::size_t>& order,
                                  std::optional<std::int64_t> upTo = {});

/// Where any offer of a turn may be taken first: the worst of a few orders, in which those that fill the limits with least come
/// first, each limit's in turn.
[[nodiscard]] JointAnswer fewest(const JointProblem& problem);

} // namespace core::estimate::detail
