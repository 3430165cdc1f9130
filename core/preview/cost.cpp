#include <algorithm>

#include "core/preview/limits.h"
#include "core/preview/preview.h"
#include "core/preview/shares.h"

namespace core::preview {

void add(std::optional<CostRange>& sum, const CostRange& part)
{
    const std::string& currency = part.lower.currency;
    if (!sum) {
        const MoneyPerHour none{0, currency};
        sum.emplace();
        sum->lower = none;
        sum->upper = none;
    }
    if (sum->lower.currency != currency) { // what cannot be added leaves the end open
        sum->upper.reset();
        return;
    }
    sum->lower.micros += part.lower.micros;
    if (sum->upper && part.upper)
        sum->upper->micros += part.upper->micros;
    else
        sum->upper.reset();
}

Range replicasOf(const Share& share)
{
    return share.choice ? share.choice->replicas : Range{share.unsure ? 0 : share.replicas, share.replicas};
}

Range nodesOf(const Share& share)
{
    const Range nodes = share.choice ? share.choice->nodes : Range{share.unsure ? 0 : share.nodes, share.nodes};
    return {std::max<std::int64_t>(0, nodes.lower - share.spared), nodes.upper};
}

bool isZoneOpen(const Share& share)
{
    const bool takesSoMany =
        share.stockBefore && share.stockAfter && share.stockBefore->isExact() && share.stockAfter->isExact();
    return share.zoneIsChoice && !takesSoMany;
}

std::string victimsText(const std::vector<Share>& shares)
{
    std::vector<std::string> out;
    for (const Share& share : shares)
        for (const Victim& one : share.victims)
            out.push_back(one.pod + " (priority " + std::to_string(one.priority) + ")");
    return out.empty() ? "pods of lower priority" : listed(out);
}

std::int64_t preemptingOf(const std::vector<Share>& shares)
{
    std::int64_t out = 0;
    for (const Share& share : shares)
        if (share.preempts && !share.unsure) out += share.replicas;
    return out;
}

std::int64_t startingOf(const std::vector<Share>& shares)
{
    std::int64_t out = 0;
    for (const Share& share : shares)
        if (share.starting) out += share.replicas;
    return out;
}

std::optional<CostRange> costOf(const Share& share)
{
    if (share.kind == Share::Kind::Running || !share.price) return std::nullopt;
    const MoneyPerHour all{share.price->perHour.micros * share.nodes, share.price->perHour.currency};
    CostRange cost = CostRange{share.unsure ? MoneyPerHour{0, all.currency} : all, all};
    if (share.choice && share.choice->cost) cost = *share.choice->cost;
    if (share.spared > 0) { // some of the nodes may turn out needless
        const std::int64_t least = nodesOf(share).lower;
        cost.lower.micros = cost.lower.micros / (least + share.spared) * least;
    }
    return cost;
}

bool holdsNothing(const Share& share, bool groups)
{
    if (groups || share.kind != Share::Kind::New) return false;
    return share.of == Share::Of::Idle || (share.of == Share::Of::Part && share.zoneIsChoice);
}

void widenRow(Share& share, std::int64_t less, std::int64_t more)
{
    const Range nodes = nodesOf(share);
    const std::int64_t least = nodes.lower - less + share.spared; // those are taken off again wherever it is read
    std::optional<CostRange> cost = costOf(share);
    if (cost && share.price) {
        const std::int64_t price = share.price->perHour.micros;
        cost->lower.micros =
            share.spared > 0 ? price * least : std::max<std::int64_t>(0, cost->lower.micros - price * less);
        if (cost->upper) cost->upper->micros += price * more;
    }
    if (share.stockAfter) {
        share.stockAfter->lower = std::max<std::int64_t>(0, share.stockAfter->lower - more);
        if (share.stockAfter->upper) {
            const std::int64_t still = *share.stockAfter->upper + less;
            const auto most = share.stockBefore ? share.stockBefore->upper : std::nullopt;
            share.stockAfter->upper = std::max(*share.stockAfter->upper, std::min(still, most.value_or(still)));
        }
    }
    share.choice = {replicasOf(share), {least, nodes.upper.value_or(share.nodes) + more}, std::move(cost)};
}

void addByCurrency(std::vector<CostRange>& all, const CostRange& part)
{
    for (CostRange& one : all) {
        if (one.lower.currency != part.lower.currency) continue;
        std::optional<CostRange> sum = one;
        add(sum, part);
        one = *sum;
        return;
    }
    all.push_back(part);
}

std::vector<CostRange> costsOf(const std::vector<Share>& shares)
{
    std::vector<CostRange> out;
    bool known = true;
    for (const Share& share : shares) {
        if (share.kind == Share::Kind::Running) continue;
        const auto cost = costOf(share);
        known = known && cost.has_value();
        if (!cost) continue;
        addByCurrency(out, *cost);
    }
    if (!known) // it may be in any of them
        for (CostRange& one : out) one.upper.reset();
    return out;
}

std::optional<CostRange> costOf(const std::vector<Share>& shares)
{
    const std::vector<CostRange> all = costsOf(shares);
    if (all.empty()) return std::nullopt;
    CostRange out = all.front();
    if (all.size() > 1) out.upper.reset(); // what cannot be added leaves the end open
    return out;
}

std::vector<CostRange> mixedCostsOf(const Preview& preview)
{
    std::vector<Share> shares;
    for (const ClusterResult& cluster : preview.clusters)
        shares.insert(shares.end(), cluster.shares.begin(), cluster.shares.end());
    std::vector<CostRange> out = costsOf(shares);
    if (preview.evicted && preview.evicted->bought.cost) addByCurrency(out, *preview.evicted->bought.cost);
    if (out.size() < 2) return {};
    if (preview.overStock) // at other values others are bought
        for (CostRange& one : out) one = {{0, one.lower.currency}, std::nullopt};
    return out;
}

void add(NewNodes& sum, const NewNodes& part)
{
    if (part.most == 0) return;
    const bool isKnown = (sum.most == 0 || sum.cost) && part.cost;
    if (part.cost) add(sum.cost, *part.cost);
    if (!isKnown && sum.cost) sum.cost->upper.reset();
    bool partial = false; // the cost says so
    if (sum.sure == 0) sum.sureCost.reset();
    if (part.sure > 0 || sum.sure == 0) addCost(sum.sureCost, partial, part.sureCost, false);
    sum.sure += part.sure;
    sum.most += part.most;
}

NewNodes newNodesAmong(const std::vector<Share>& shares)
{
    NewNodes out;
    bool partial = false;
    std::vector<Share> bought;
    for (const Share& share : shares) {
        if (share.kind != Share::Kind::New) continue;
        bought.push_back(share);
        const std::int64_t sure = nodesOf(share).lower;
        out.sure += sure;
        out.most += *nodesOf(share).upper;
        addCost(out.sureCost, partial, share.price, sure);
    }
    out.cost = costOf(bought);
    return out;
}

namespace {

/// Rows of the worst moment without nodes that the end state buys of the same, which are counted there.
void addBesides(const Preview& preview, const RolloutStep& step, std::vector<Share>& out)
{
    std::vector<Share> end;
    for (const ClusterResult& cluster : preview.clusters)
        if (cluster.name == step.cluster) end = cluster.shares;
    for (Share place : step.places) {
        for (Share& other : end) {
            const bool same = place.kind == Share::Kind::New && other.kind == Share::Kind::New &&
                              place.pool == other.pool && place.zone == other.zone &&
                              place.instanceType == other.instanceType && place.spot == other.spot;
            if (!same || place.choice || other.choice || place.spared > 0) continue;
            // Whether it is an update decides of the end state, too: where it is none, neither is bought.
            const Range stays = nodesOf(other);
            const std::int64_t both =
                std::min(place.nodes, step.perhapsAt.empty() ? stays.lower : stays.upper.value_or(stays.lower));
            place.nodes -= both;
            other.nodes -= both;
        }
        if (place.kind != Share::Kind::New || place.nodes > 0) out.push_back(std::move(place));
    }
}

} // namespace

NewNodes updateNodesOf(const Preview& preview)
{
    std::vector<Share> places;
    bool perhaps = false;
    for (const RolloutStep& step : preview.rollout) {
        addBesides(preview, step, places);
        perhaps = perhaps || !step.perhapsAt.empty();
    }
    NewNodes out = newNodesAmong(places);
    if (perhaps) {
        out.sure = 0;
        out.sureCost.reset();
        if (out.cost) out.cost->lower.micros = 0;
    }
    return out;
}

} // namespace core::preview
