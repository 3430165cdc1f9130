#include "core/preview/rollout_needs.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/preview/limits.h"

namespace core::preview {
namespace {

std::vector<std::string> missingFor(const snapshot::ClusterData& data, const estimate::Provisionable& what,
                                    const estimate::Offer& offer, std::int64_t nodes, End end)
{
    std::vector<std::string> out;
    const model::NodePool& pool = data.pools[offer.pool];
    const std::string& poolName = nameOf(pool);
    for (const estimate::PoolRoom& room : what.rooms)
        if (room.pool == offer.pool && room.nodes && *room.nodes < nodes && pool.maxSize)
            out.push_back("raise the maximum of pool " + poolName + " from " + std::to_string(*pool.maxSize) + " to " +
                          std::to_string(*pool.maxSize - *room.nodes + nodes));
    if (offer.addresses && *offer.addresses < nodes)
        out.push_back("free addresses in the vSwitches of pool " + poolName + " in " + offer.zone);
    const Range& stock = offer.stock.instances;
    const std::optional<std::int64_t> there = end == End::Lower ? stock.lower : stock.upper;
    if (offer.stockBounds && there && *there < nodes)
        out.push_back("wait for stock of " + cellText(offer) + " (now " + estimate::toText(offer.stock) + ")");
    for (const estimate::QuotaRoom& quota : what.quotas) {
        const auto index = static_cast<std::uint32_t>(&offer - what.offers.data());
        const bool ours = std::find(quota.offers.begin(), quota.offers.end(), index) != quota.offers.end();
        if (ours && quota.left && *quota.left < nodes * quota.perNode)
            out.push_back("ask for more of quota " + quota.name);
    }
    return out;
}

} // namespace

std::string whatABoughtNodeNeeds(Facts& facts, std::size_t site, std::int64_t replicas, End end)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    const estimate::Provisionable& what = facts.offersOf(site);
    std::vector<std::string> best;
    bool found = false;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal) continue;
        std::vector<std::string> missing = missingFor(data, what, offer, offer.nodesFor(replicas), end);
        if (!found || missing.size() < best.size()) best = std::move(missing);
        found = true;
    }
    return joined(best, " and ");
}

} // namespace core::preview
