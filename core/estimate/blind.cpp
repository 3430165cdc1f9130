#include <algorithm>
#include <map>

#include "core/estimate/capacity.h"
#include "core/estimate/new_nodes.h"
#include "core/estimate/offers.h"

/// What is bought by a scaler that has no node of a pool to copy, and that no pod can use.
namespace core::estimate {
namespace {

using Most = std::optional<std::int64_t>;

void cap(Most& most, const Most& at)
{
    if (at) most = std::min(most.value_or(*at), *at);
}

/// cluster-autoscaler plans a pool with its smallest type.
const Offer& plannedWith(const Catalogue& catalogue, const Offer& offer)
{
    return *std::find_if(catalogue.offers.begin(), catalogue.offers.end(), [&](const Offer& one) { // they come by size
        return one.pool == offer.pool && one.zone == offer.zone && one.spot == offer.spot;
    });
}

/// How many of these there may be at most.
Most mostOf(const Catalogue& catalogue, const std::vector<std::uint32_t>& offers)
{
    Most most = 0;
    for (const std::uint32_t index : offers) {
        const Offer& offer = catalogue.offers[index];
        Most here = offer.addresses;
        if (offer.stockBounds) cap(here, offer.stock.instances.upper);
        most = most && here ? Most(*most + *here) : std::nullopt;
    }
    cap(most, detail::roomOf(catalogue.rooms, catalogue.offers[offers.front()].pool).nodes);
    std::map<std::uint32_t, std::pair<std::size_t, std::int64_t>>
        counted; // by quota: offers, and what one takes at least
    for (const QuotaRoom& quota : catalogue.quotas) {
        if (!quota.left) continue;
        for (const std::uint32_t index : offers) {
            if (std::find(quota.offers.begin(), quota.offers.end(), index) == quota.offers.end()) continue;
            auto& [number, least] = counted[quota.quota];
            least = number == 0 ? quota.perNode : std::min(least, quota.perNode);
            ++number;
        }
    }
    for (const QuotaRoom& quota : catalogue.quotas)
        if (const auto at = counted.find(quota.quota); at != counted.end() && at->second.first == offers.size())
            cap(most, *quota.left / std::max<std::int64_t>(1, at->second.second));
    return most;
}

/// Of one pool.
/// @param offers  of the pool
std::optional<BoughtBlindly> ofPool(const Catalogue& catalogue, const Ask& ask, std::int64_t replicas,
                                    const detail::NewNodes& nodes, const std::vector<std::uint32_t>& offers)
{
    BoughtBlindly out;
    std::vector<std::int64_t> perNode(ask.pods.size(),
                                      0); // by kind: the fewest that it counts on; 0: it buys none for them
    for (const std::uint32_t index : offers) {
        const Offer& offer = catalogue.offers[index];
        const Offer& plan = plannedWith(catalogue, offer);
        if (!plan.node->planned) continue;
        bool isVain = false;
        for (std::size_t kind = 0; kind < ask.pods.size(); ++kind) {
            std::optional<Refusal> refusal = nodes.refusal(kind, *offer.node);
            if (!refusal || nodes.refusal(kind, *plan.node->planned)) continue;
            const std::int64_t room = std::max<std::int64_t>(1, nodes.room(kind, *plan.node->planned));
            perNode[kind] = perNode[kind] == 0 ? room : std::min(perNode[kind], room);
            if (out.offers.empty() && !isVain) out.refusal = std::move(*refusal);
            isVain = true;
        }
        if (isVain) out.offers.push_back(index);
    }
    if (out.offers.empty()) return std::nullopt;
    for (std::size_t kind = 0; kind < ask.pods.size(); ++kind)
        if (perNode[kind] > 0) out.nodes += (replicas * ask.pods[kind].count + perNode[kind] - 1) / perNode[kind];
    out.nodes = std::min(out.nodes, mostOf(catalogue, out.offers).value_or(out.nodes));
    if (out.nodes <= 0) return std::nullopt;
    out.pool = catalogue.offers[out.offers.front()].pool;
    return out;
}

} // namespace

std::vector<BoughtBlindly> boughtBlindly(const Catalogue& catalogue, const snapshot::ClusterData& cluster,
                                         const Ask& ask, std::int64_t replicas)
{
    std::map<std::uint32_t, std::vector<std::uint32_t>> byPool;
    for (std::uint32_t i = 0; i < catalogue.offers.size(); ++i)
        if (catalogue.offers[i].node->planned) byPool[catalogue.offers[i].pool].push_back(i);
    if (byPool.empty() || replicas <= 0 || ask.pods.empty() || ask.daemon || !ask.never.empty()) return {};
    const detail::NewNodes nodes(cluster, ask);
    std::vector<BoughtBlindly> out;
    for (const auto& [pool, offers] : byPool)
        if (auto one = ofPool(catalogue, ask, replicas, nodes, offers)) out.push_back(std::move(*one));
    return out;
}

} // namespace core::estimate
