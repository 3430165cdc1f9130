#include "core/preview/kinds_of_pods.h"

#include <algorithm>
#include <limits>
#include <map>
#include <set>

#include "core/estimate/groups.h"

namespace core::preview {
namespace {

bool mayBeBought(const estimate::Provisionable& what, const estimate::Offer& offer)
{
    return !offer.refusal && estimate::mostNodesOf(what, offer) != 0;
}

Amount givenBy(const estimate::Offer& offer, const std::string& resource)
{
    return model::amountIn(offer.node->node.allocatable, resource) - model::amountIn(offer.node->daemonSets, resource);
}

/// By what it asks for alone.
bool mayHold(const estimate::Offer& offer, const estimate::AskPod& pod)
{
    return std::all_of(pod.requests.begin(), pod.requests.end(), [&](const auto& entry) {
        return entry.second <= 0 || givenBy(offer, entry.first) >= entry.second;
    });
}

/// Pods of any kinds that a node holds at most.
std::int64_t mostPodsOn(const estimate::Offer& offer, const estimate::Ask& ask)
{
    std::int64_t out = std::numeric_limits<std::int32_t>::max();
    for (const auto& [resource, ofFirst] : ask.pods.front().requests) {
        Amount least = ofFirst;
        for (const estimate::AskPod& pod : ask.pods) least = std::min(least, model::amountIn(pod.requests, resource));
        if (least > 0) out = std::min<std::int64_t>(out, givenBy(offer, resource) / least);
    }
    return std::max<std::int64_t>(1, out);
}

/// Nodes that take any of the pods and are there for certain, whatever the provisioner prefers.
std::int64_t sureForAny(const estimate::Provisionable& what, const Ledger& sure, std::int64_t pods)
{
    std::map<std::uint32_t, std::int64_t> byPool;
    std::set<estimate::CellKey> seen;
    for (const estimate::Offer& offer : what.offers) {
        if (offer.refusal || offer.partOnly || estimate::isUnsure(what, offer)) continue;
        std::int64_t nodes = pods;
        if (offer.addresses) nodes = std::min(nodes, *offer.addresses);
        if (offer.stockBounds) {
            if (!seen.insert(offer.stock.key).second) continue;
            if (const auto left = sure.leftOfCell(offer)) nodes = std::min(nodes, *left);
        }
        byPool[offer.pool] += std::max<std::int64_t>(0, nodes);
    }
    std::int64_t out = 0;
    for (const estimate::PoolRoom& room : what.rooms) {
        const auto at = byPool.find(room.pool);
        if (at == byPool.end() || !room.nodes || room.sizeOpen) continue;
        out += std::min(at->second, *room.nodes);
    }
    for (const estimate::QuotaRoom& quota : what.quotas) {
        if (quota.offers.empty() || quota.perNode <= 0) continue;
        const auto left = sure.leftOfQuota(quota);
        out = std::min(out, left && !quota.open ? std::max<std::int64_t>(0, *left) / quota.perNode : 0);
    }
    return out;
}

} // namespace

bool areOfKinds(const estimate::Provisionable& what)
{
    return what.groups && choosesOffers(what) &&
           std::any_of(what.offers.begin(), what.offers.end(), [&](const estimate::Offer& offer) {
               return mayBeBought(what, offer) && offer.podsPerNode == 0;
           });
}

std::int64_t mostOfKinds(const Choosing& of, const estimate::Offer& offer)
{
    std::int64_t out = 0;
    for (const estimate::AskPod& pod : of.most.what->groups->ask().pods)
        if (mayHold(offer, pod)) out += of.most.wanted * pod.count;
    return out;
}

MixEnds endsOfKinds(const Choosing& of, const Ledger& sure, const Range& shown, bool alone)
{
    const estimate::Provisionable& what = *of.most.what;
    const estimate::Ask& ask = what.groups->ask();
    std::int64_t running = 0; // pods that lie on nodes that run
    for (const auto& [row, pods] : of.sure.got.onRunning) running += pods;
    const std::int64_t pods = of.most.wanted * ask.podsPerReplica();
    std::int64_t onANode = 1;
    std::int64_t room = 0;
    MixEnds out;
    std::optional<std::int64_t> dearest;
    std::optional<std::int64_t> cheapest;
    bool anyOpen = false; // of types that nobody described, of which one node may hold all
    for (const estimate::Offer& offer : what.offers) {
        const bool isOpen = estimate::isTypeOpen(what, offer);
        if (!isOpen && !mayBeBought(what, offer)) continue;
        onANode = std::max(onANode, isOpen ? pods : mostPodsOn(offer, ask));
        anyOpen = anyOpen || isOpen;
        if (isOpen && !offer.price) cheapest = 0;
        room = std::min(pods, room + estimate::mostNodesOf(what, offer).value_or(pods));
        out.priced = out.priced && offer.price.has_value();
        if (!offer.price) continue;
        cheapest = std::min(cheapest.value_or(offer.price->perHour.micros), offer.price->perHour.micros);
        dearest = std::max(dearest.value_or(0), offer.price->perHour.micros);
    }
    const std::int64_t forAny = alone && what.domains.empty() ? sureForAny(what, sure, pods) : 0;
    const std::int64_t placed = of.sure.placed();
    out.replicas = Range::exactly(forAny >= pods ? placed : 0);
    const std::int64_t toBuy = std::max<std::int64_t>(0, placed * ask.podsPerReplica() - running);
    const std::int64_t ifAll = (toBuy + onANode - 1) / onANode;
    // A pod without a node has seen the last of those that any pod fits.
    out.nodes.lower = std::min({shown.lower, ifAll, forAny});
    out.nodes.upper = std::max(*shown.upper, room);
    // Where each pod has a node of its own, that is of the cheapest type which holds it.
    std::int64_t least = 0;
    bool told = !anyOpen && onANode == 1 && running == 0 && out.nodes.lower == toBuy && toBuy > 0;
    for (const estimate::AskPod& pod : ask.pods) {
        std::optional<std::int64_t> price;
        for (const estimate::Offer& offer : what.offers)
            if (mayBeBought(what, offer) && offer.price && mayHold(offer, pod))
                price = std::min(price.value_or(offer.price->perHour.micros), offer.price->perHour.micros);
        told = told && price;
        least += placed * pod.count * price.value_or(0);
    }
    if (cheapest) out.leastCost = told ? least : *cheapest * out.nodes.lower;
    if (dearest) out.mostCost = *dearest * *out.nodes.upper;
    return out;
}

} // namespace core::preview
