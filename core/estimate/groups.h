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

class Groups {
public:
    /// @param rows  by offer: so many nodes of it at most. Groups that running nodes take are there already.
    Groups(const snapshot::ClusterData& cluster, const Ask& ask, const std::vector<Offer>& offers,
           const std::vector<std::int64_t>& rows);

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

    /// A kind of pod that neither a running nor a new node takes; absent: each has one.
    [[nodiscard]] std::optional<std::size_t> homeless() const { return m_homeless; }
    /// Pods of a group where they all take the same and may lie anywhere, so that they can be counted; else 0.
    [[nodiscard]] std::int64_t countedPods() const { return m_counted; }

private:
    class Run;
    struct Block { ///< rows of one offer
        std::uint32_t offer{};
        std::size_t first{};
        std::int64_t count{};
    };

    void fill();

    snapshot::ClusterData m_data;
    Ask m_ask;
    std::size_t m_running{}; ///< rows below are nodes that run
    std::size_t m_offers{};
    std::vector<Block> m_blocks;
    std::vector<std::vector<std::size_t>> m_rows; ///< by kind: nodes that run and have something left
    std::vector<std::size_t> m_order;             ///< kinds, those with the fewest places first
    std::vector<std::uint32_t> m_place;           ///< by row: domain of the exclusive key, 0 none
    std::vector<std::uint8_t> m_taken;            ///< by place
    std::vector<std::uint32_t>
        m_together; ///< by row: domains of pods that want to be near each other, 0 none; empty: none do
    std::uint32_t m_togethers{};
    bool m_spreads = false;
    std::int64_t m_counted = 0;
    std::optional<std::size_t> m_homeless;
    mutable std::mutex m_busy; ///< pods are put on the board and taken away again
    std::unique_ptr<Board> m_board;
};

} // namespace core::estimate::detail
