#include <algorithm>

#include "core/base/words.h"
#include "core/preview/refusals.h"
#include "core/preview/warnings.h"

/// Pools at zero whose scaler takes new nodes for more than they are.
/// @source shared reference, autoscaling §2 "Template of a node that does not exist"
namespace core::preview {
namespace {

/// Replicas of the cluster for which a new node is sought; of a workload that the scheduler leaves where it is, those that would be.
std::int64_t seekingNodes(const Answer& answer, std::size_t site)
{
    if (!answer.decision.placed) {
        const Range now = answer.facts.fitsNow(site);
        return answer.decision.stockAsked ? answer.preview.replicas - answer.facts.site(site).existing - now.lower : 0;
    }
    const ClusterOutcome& cluster = answer.outcome.clusters[site];
    std::int64_t onNodes = 0;
    for (const Share& share : cluster.shares)
        if (share.kind == Share::Kind::Running && !share.unsure) onNodes += share.replicas;
    return cluster.placed + cluster.shortOf - cluster.overQuota - cluster.unsent - onNodes;
}

/// " They cost at most 19 CNY an hour."
std::string costText(const estimate::Catalogue& catalogue, const estimate::BoughtBlindly& bought)
{
    std::optional<MoneyPerHour> dearest;
    for (const std::uint32_t index : bought.offers) {
        const std::optional<model::Price>& price = catalogue.offers[index].price;
        if (!price || (dearest && dearest->currency != price->perHour.currency)) return " What they cost is not known.";
        if (!dearest || dearest->micros < price->perHour.micros) dearest = price->perHour;
    }
    return theyCost(CostIs::AtMost, {dearest->micros * bought.nodes, dearest->currency});
}

} // namespace

void warnOfBlindBuying(const Answer& answer, Warnings& warnings)
{
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        if (answer.decision.candidate[i] == 0) continue;
        const std::int64_t replicas = seekingNodes(answer, i);
        if (replicas <= 0) continue;
        (void)answer.facts.offersOf(i); // the catalogue is made for it
        const Site& site = answer.facts.site(i);
        for (const estimate::BoughtBlindly& one :
             estimate::boughtBlindly(*site.catalogue, *site.data, *site.ask, replicas)) {
            estimate::Offer first = site.catalogue->offers[one.offers.front()];
            first.refusal = one.refusal;
            warnings.add("bought-blindly",
                         "Until it has seen a node of pool " + nameOf(site.data->pools[one.pool]) + " of " +
                             answer.name(i) +
                             ", cluster-autoscaler takes a new one to have all that its instance type has, and no "
                             "taints: for " +
                             counted(replicas, "replica") +
                             (answer.decision.placed ? " without a node there" : ", should they come there,") +
                             " it may buy up to " + counted(one.nodes, "node") +
                             " in vain, idle and paid until the pool scales in." + " Such a node refuses the pod: " +
                             refusalText(first, *site.ask) + "." + costText(*site.catalogue, one),
                         "Change the pod so that an empty node takes it, or keep it off the pool by a nodeSelector.");
        }
    }
}

} // namespace core::preview
