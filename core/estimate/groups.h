#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <utility>
#include <vector>

#include "core/estimate/board.h"
#include "core/estimate/capacity.h"
#include "core/estimate/joint.h"

/// Whole groups of pods on what running nodes have left and on nodes that pools could add, together: a group may lie on
/// both, on several types and, where it does not ask for one domain, in several zones. Detail of this room.
///
/// Nodes that do not exist yet are rows of a table like any other, so every rule is the one that running nodes obey. Pods go
/// where room is, first on nodes that run, then on those that are bought already; only then the first offer in the
/// provisioner's order that takes the pod is bought.
namespace core::estimate::detail {

/// All pods of a group take the same of the same nodes, and none keeps another away: they can be counted instead of placed.
/// @param states  one a kind of pod
[[nodiscard]] bool areCounted(const Ask& ask, const std::vector<Fit::State>& states);

/// Nothing is prepared before somebody asks.
class Groups {
public:
    /// @param cluster  outlives this
    /// @param rows     by offer: so many nodes of it at most. Groups that running nodes take are there already.
    /// @param counted  pods of a group are alike and may lie anywhere
    Groups(const snapshot::ClusterData& cluster, const Ask& ask, const std::vector<Offer>& offers,
           std::vector<std::int64_t> rows, bool counted);

    /// Entries of vectors are by offer of the cluster.
    struct Bought {
        std::int64_t groups{};              ///< whole ones
        std::vector<std::int64_t> nodes;    ///< all that are bought, those of `idle` among them
        std::vector<std::int64_t> groupsOf; ///< each group where most of its pods are
        Purchase::Places onRunning;         ///< pods of whole groups
        Purchase::Idle idle;                ///< of groups that are missing
        bool cut = false;                   ///< limits would allow more nodes than there are rows
    };
    /// @param limits    in nodes, or in pods where they can be counted
    /// @param offers    of the problem → of the cluster
    /// @param standing  bought before, for these groups: they are not bought again
    /// @param idle      groups at most that are begun although they cannot become whole
    /// Where the provisioner's order falls short, other choices are tried.
    [[nodiscard]] Bought buy(const JointProblem& limits, const std::vector<std::uint32_t>& offers, std::int64_t groups,
                             const Standing& standing, std::int64_t idle) const;

    [[nodiscard]] const Ask& ask() const { return m_ask; }
    /// A kind of pod that neither a running nor a new node takes; absent: each has one.
    [[nodiscard]] std::optional<std::size_t> homeless() const;

private:
    class Run;
    struct Block { ///< rows of one offer
        std::uint32_t offer{};
        std::size_t first{};
        std::int64_t count{};
    };

    void prepare() const;
    void fill() const;

    const snapshot::ClusterData* m_cluster;
    Ask m_ask;
    std::vector<Offer> m_offers;
    std::vector<std::int64_t> m_wanted; ///< rows by offer
    bool m_counted;
    mutable std::mutex m_busy; ///< pods are put on the board and taken away again

    // From the first question on.
    mutable snapshot::ClusterData m_data;
    mutable std::size_t m_running{}; ///< rows below are nodes that run
    mutable std::vector<Block> m_blocks;
    mutable std::vector<std::vector<std::size_t>> m_rows; ///< by kind: nodes that run and have something left
    mutable std::vector<std::size_t> m_order;             ///< kinds, those with the fewest places first
    mutable std::vector<std::uint32_t> m_place;           ///< by row: domain of the exclusive key, 0 none
    mutable std::vector<std::uint8_t> m_taken;            ///< by place
    /// By row: domains of pods that want to be near each other, 0 none; empty: none do.
    mutable std::vector<std::uint32_t> m_together;
    mutable std::uint32_t m_togethers{};
    mutable bool m_spreads = false;
    mutable std::optional<std::size_t> m_homeless;
    mutable std::unique_ptr<Board> m_board;
};

} // namespace core::estimate::detail
