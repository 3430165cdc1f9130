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

class NewNodes {
public:
    NewNodes(const snapshot::ClusterData& cluster, const Ask& ask);

    /// Fills in refusal, replicasPerNode and nodesPerReplica from the offer's template.
    void measure(Offer& offer) const;
    /// Fills in what.domains. Needs offers, rooms and quotas.
    void addDomains(Provisionable& what) const;

private:
    struct Empty; // a new node that takes pods one by one
    const snapshot::ClusterData* m_cluster;
    const Ask* m_ask;
    std::unique_ptr<Board> m_filled;                 ///< where there are rules among the replicas
    std::vector<Fit::State> m_plain;                 ///< by kind; spread constraints that new pods change are taken out
    std::vector<std::vector<SpreadCount>> m_spreads; ///< those, by kind
    std::vector<std::uint8_t> m_taken;               ///< domains of the exclusive key, by id

    [[nodiscard]] std::optional<Refusal> refusal(std::size_t kind, const NodeTemplate& node) const;
    [[nodiscard]] std::int64_t mostPerNode(std::size_t kind) const;
    [[nodiscard]] std::int64_t room(std::size_t kind, const NodeTemplate& node) const;
    void measureGroup(Offer& offer) const;
    [[nodiscard]] std::int64_t nodesForGroup(const NodeTemplate& node) const;
    void spreadDomains(Provisionable& what, const SpreadCount& spread) const;
    void antiDomains(Provisionable& what, const DomainCount& at) const;
    void togetherDomain(Provisionable& what) const;
    void exclusiveDomains(Provisionable& what) const;
};

} // namespace core::estimate::detail
