#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "core/estimate/board.h"
#include "core/estimate/capacity.h"

/// What an ask makes of nodes that do not exist yet: whether a replica fits, how many a node takes, and where rules among
/// the replicas stop it. Running nodes are filled first, so that both capacities add up. Detail of this room.
namespace core::estimate::detail {

/// Of the pods of daemon sets that a node comes with, those that a constraint of a pod in `ns` counts.
[[nodiscard]] std::int64_t countedBy(const SpreadCount& spread, const std::string& ns, const NodeTemplate& node);

class NewNodes {
public:
    NewNodes(const snapshot::ClusterData& cluster, const Ask& ask);

    /// Fills in refusal and the figures beside it from the offer's template.
    void measure(Offer& offer) const;
    /// cluster-autoscaler plans a pool with its smallest type: where a replica does not fit that, none of the pool's is
    /// bought. After all offers are measured.
    void planWithSmallest(Provisionable& what) const;
    /// Fills in what of the measured offers is not sure, whatever stock there is.
    void doubt(Provisionable& what) const;
    /// Why a kind of pod does not fit an empty node; absent: it does.
    [[nodiscard]] std::optional<Refusal> refusal(std::size_t kind, const NodeTemplate& node) const;
    /// Pods of one kind that an empty node takes.
    [[nodiscard]] std::int64_t room(std::size_t kind, const NodeTemplate& node) const;
    /// Pods of a group can be counted instead of placed.
    [[nodiscard]] bool arePodsCounted() const { return m_counted; }
    /// Of such a group, those that running nodes take.
    [[nodiscard]] std::int64_t podsOnRunning() const;
    /// Fills in what.domains, for ordinary replicas. Needs offers, rooms and quotas.
    void addDomains(Provisionable& what) const;

private:
    struct Empty; // a new node that takes pods one by one
    const snapshot::ClusterData* m_cluster;
    const Ask* m_ask;
    bool m_counted = false;                          ///< pods of a group can be counted
    std::unique_ptr<Board> m_filled;                 ///< where ordinary replicas have rules among themselves
    std::vector<Fit::State> m_plain;                 ///< by kind; spread constraints that new pods change are taken out
    std::vector<std::vector<SpreadCount>> m_spreads; ///< those, by kind

    [[nodiscard]] std::int64_t mostPerNode(std::size_t kind, const NodeTemplate& node) const;
    /// @param allocatable  the node's, or less
    [[nodiscard]] std::int64_t room(std::size_t kind, const NodeTemplate& node,
                                    const model::Requests& allocatable) const;
    [[nodiscard]] std::int64_t surelyOn(std::size_t kind, const NodeTemplate& node) const;
    [[nodiscard]] bool isSurelySo(const Offer& offer) const;
    void measureGroup(Offer& offer) const;
    [[nodiscard]] bool isPlanOpen(const Provisionable& what, const Offer& offer) const;
    [[nodiscard]] std::int64_t nodesForGroup(const NodeTemplate& node, std::vector<std::int64_t> counts) const;
    void spreadDomains(Provisionable& what, const SpreadCount& spread) const;
    void antiDomains(Provisionable& what, const DomainCount& at) const;
    void togetherDomain(Provisionable& what, bool oneNode) const;
    [[nodiscard]] bool isNearDaemons(const Provisionable& what) const;
    void loneDomain(Provisionable& what) const;
};

} // namespace core::estimate::detail
