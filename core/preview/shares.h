#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"
#include "core/preview/preview.h"

/// Where a cluster's replicas sit: rows of the placement, by pool, zone and type. Detail of this room.
namespace core::preview {

/// Instances of each cell that rows before this one take, from those that are sure to all of them.
using Taken = std::map<estimate::CellKey, Range>;

/// On nodes that exist: `existing` replicas that stay where they are, and `more` that are bound besides. Groups of pods
/// lie over several nodes, so all of a cluster's groups are one row.
[[nodiscard]] std::vector<Share> sharesOnNodes(Facts& facts, std::size_t site, std::int64_t existing,
                                               std::int64_t more);
/// So many that fit only if what cannot be read of the nodes is as good as it can be.
[[nodiscard]] std::vector<Share> sharesPerhapsOnNodes(Facts& facts, std::size_t site, std::int64_t replicas);
/// On nodes that start.
/// @param before  replicas that are bound on nodes that run first
[[nodiscard]] std::vector<Share> sharesOnStarting(Facts& facts, std::size_t site, std::int64_t before,
                                                  std::int64_t replicas);
/// So many that only pools or instance types which the snapshot does not describe could take: on at most a node a pod.
/// @param perhaps  besides, those that rows of nodes which run count, and that need such a node where these are full
[[nodiscard]] Share shareUncounted(Facts& facts, std::size_t site, std::int64_t replicas, std::int64_t perhaps);
/// Nodes beyond these shares' that may be bought where the pods' volume cannot be mounted, and then hold nothing; absent: none.
/// Any of those shares' may be such in their place: the row has the difference to the most, and to the dearest.
/// @param toBuy   replicas that the scaler is to find nodes for
/// @param shares  what is bought for them
[[nodiscard]] std::optional<Share> shareInVain(Facts& facts, std::size_t site, std::int64_t toBuy,
                                               const std::vector<Share>& shares);
/// A row and what it is bought from; nullptr: a part of a group on nodes that run.
struct BoughtShare {
    Share share;
    const estimate::Offer* offer = nullptr;
};
/// Where they find a place if pods of lower priority make way.
/// @param before  replicas that are bound on free room first
[[nodiscard]] std::vector<Share> sharesByPreempting(Facts& facts, std::size_t site, std::int64_t replicas,
                                                    std::int64_t before);
/// On nodes to be bought: one row an offer. What another choice of types would cost, choices.h adds.
[[nodiscard]] std::vector<BoughtShare> sharesToBuy(const Facts& facts, const Buyer& buyer, bool unsure, Taken& taken);

/// Which of the cluster's offers a row was bought from; absent: none of them.
[[nodiscard]] std::optional<std::size_t> offerOf(const estimate::Provisionable& what, const snapshot::ClusterData& data,
                                                 const Share& share);
/// Nodes that may be bought, and are not among those that hold what the rows show.
/// @param groups  the replicas are groups of pods
[[nodiscard]] bool holdsNothing(const Share& share, bool groups);
/// Its pool, zone, type, market and price are the offer's.
void nameOffer(Share& share, const snapshot::ClusterData& data, const estimate::Offer& offer);
/// Its nodes may come from the offer's stock, and may not.
void mayTakeStock(Share& share, const estimate::Offer& offer);
/// Of a row only so many replicas are sure.
void keepSure(Share& share, std::int64_t sure);
/// Of rows that are sure so many groups less may become whole, the last ones first; their nodes are there, or bought, all the same.
void keepFewerWhole(std::vector<Share>& shares, std::int64_t less);
/// So many nodes of the row's may not be bought, and so many more may, at its own price.
void widenRow(Share& share, std::int64_t less, std::int64_t more);

/// Adds `nodes` × `price` to a sum; an unknown price, or one in another currency, makes the sum a lower bound.
void addCost(std::optional<MoneyPerHour>& sum, bool& partial, const std::optional<model::Price>& price,
             std::int64_t nodes);
/// The sum of two sums.
void addCost(std::optional<MoneyPerHour>& sum, bool& partial, const std::optional<MoneyPerHour>& more,
             bool morePartial);

/// Adds a part; an upper end stays only where both have one, and what is in another currency leaves it open.
void add(std::optional<CostRange>& sum, const CostRange& part);
/// To the sum in its currency. @param all  one entry each
void addByCurrency(std::vector<CostRange>& all, const CostRange& part);

/// The sum of both; nodes whose price is not known leave the cost of all without an upper end.
void add(NewNodes& sum, const NewNodes& part);
/// What the new nodes among these come to.
[[nodiscard]] NewNodes newNodesAmong(const std::vector<Share>& shares);
/// The same of all these clusters (ClusterResult, ClusterOutcome).
template <class Clusters>
[[nodiscard]] NewNodes newNodesIn(const Clusters& clusters)
{
    std::vector<Share> all;
    for (const auto& cluster : clusters) all.insert(all.end(), cluster.shares.begin(), cluster.shares.end());
    return newNodesAmong(all);
}

/// Millionths of a currency's unit, exact, as people write it: "9.50".
[[nodiscard]] std::string decimal(std::int64_t micros);

/// Empty: its label does not say.
[[nodiscard]] std::string zoneOf(const snapshot::NodeTable& nodes, std::size_t row);

} // namespace core::preview
