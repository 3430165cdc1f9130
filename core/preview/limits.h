#pragma once

#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"
#include "core/preview/reasons.h"

/// What holds replicas back in a cluster, in words. Detail of this room.
namespace core::preview {

struct Limited {
    estimate::Limit by = estimate::Limit::None;
    std::string text;  ///< "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h, which c-hz-02 buys from, too"
    std::string fix{}; ///< what would change it, where nothing can be tried: "add a node or a pool there"
};

/// @param overQuota  the namespace's quota admits no more pods
/// @param buyers     everybody who bought, after the purchase
[[nodiscard]] Limited limitOf(Facts& facts, std::size_t site, bool overQuota, const std::vector<Buyer>& buyers);

/// Of what pools could buy. Where nothing is sure because nobody states the stock, that, whatever bounds the most.
[[nodiscard]] Limited limitOfPools(Facts& facts, std::size_t site);
/// Stock that is stated of a type for a zone that no pool buys in, while a pool's own is not known: a typing error, most
/// often. One of cells that are unknown so.
[[nodiscard]] std::vector<Reason> strayStock(Facts& facts, const std::vector<std::uint8_t>& candidates);

/// No pod of the workload is made in the cluster, whatever room there is.
[[nodiscard]] bool turnsAway(const estimate::Running& running);
/// A quota, or a rule of the API server.
[[nodiscard]] estimate::Limit kindOfAdmission(const estimate::Running& running);
/// "quota rq of the namespace", with the pods that it turns away, if it does; or what else turns them away.
[[nodiscard]] std::string namespaceQuotaText(const estimate::Running& running);

/// Why nothing of the offer is certain, whatever stock there is; empty: it is.
[[nodiscard]] std::string doubtOf(const estimate::Provisionable& what, const estimate::Offer& offer);

/// Pools that are known and of which nobody says what they buy: "np-a10"; empty: there are none, or no pool is known.
[[nodiscard]] std::string poolsWithoutTypes(const snapshot::ClusterData& data);

/// "ecs.gn7i-c8g1.2xlarge", "spot ecs.gn7i-c8g1.2xlarge": of one type and zone the two are different stock.
[[nodiscard]] std::string instanceText(const std::string& type, bool spot);
/// "spot ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"
[[nodiscard]] std::string cellText(const estimate::Offer& offer);

/// It could be bought from, and how much there is, is a range.
[[nodiscard]] bool stockIsOpen(const estimate::Offer& offer);

/// What of the replicas themselves keeps them off each other's nodes; empty: nothing. That a DaemonSet has one pod on each is
/// no rule that anybody could loosen.
[[nodiscard]] std::string ruleAmong(const Site& site, const estimate::Running& running);

/// What is not sure of its nodes is on virtual ones alone, where each pod is an instance that nobody has promised.
[[nodiscard]] bool restsOnVirtual(const Site& site, const estimate::Running& running);

/// Why its nodes that run take no more, whatever pools could buy.
[[nodiscard]] std::string limitOfNodes(Facts& facts, std::size_t site);
/// The template names a node, so that no other is asked: "nodeName of the pod template asks for n0 alone"; empty: it is not that.
[[nodiscard]] std::string namedNodeText(const Site& site, const estimate::Running& running);
/// Rules that keep the pods off nodes that would take them; empty: it is no rule.
[[nodiscard]] std::string keptOffText(Facts& facts, std::size_t site);

/// Cells and quotas that several clusters count, each for itself, and that do not hold what all of them were given.
/// @param perhaps  what they buy besides if stock is at its upper end
[[nodiscard]] std::vector<Reason> sharedLimits(const Facts& facts, const std::vector<Buyer>& sure,
                                               const std::vector<Buyer>& perhaps);
/// By buyer, replicas that get a node: if the others who are in the way ask first, and take what they may of what is shared, and if it
/// does. What it is shown to get, where nobody is in the way or nobody goes without.
/// @param before  what there was before anybody bought
[[nodiscard]] std::vector<Range> byWhoAsksFirst(const std::vector<Buyer>& buyers, const Ledger& before, Solved& solved);

/// What the buyers take of a quota of the fleet, in its own unit.
[[nodiscard]] std::int64_t usedOf(std::uint32_t quota, const std::vector<Buyer>& buyers);
/// What a quota counts, as people write it: "GPU", "vCPU", "instance".
[[nodiscard]] std::string unitOf(const model::Quota& quota);
/// "q_ecs_gn7i_postpay_g of gn7i in cn-hangzhou"
[[nodiscard]] std::string quotaText(const model::Quota& quota);

/// "a, b and c"; of more than five, "a, b, c, d, e and 4 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

} // namespace core::preview
