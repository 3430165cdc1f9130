#include "core/preview/cost.h"

#include <algorithm>

namespace core::preview {
namespace {

bool couldBeTaken(const estimate::Offer& other, const estimate::Offer& offer)
{
    if (&other == &offer) return true;
    if (other.pool != offer.pool || other.zone != offer.zone || other.spot != offer.spot || other.refusal) return false;
    return !other.stockBounds || other.stock.instances.upper != 0;
}

/// Nodes of another type for the same; absent: for pods of groups that are not alike nobody counted them.
std::optional<std::int64_t> nodesOf(const estimate::Provisionable& what, const estimate::Offer& offer,
                                    const estimate::Offer& other, const Share& share)
{
    if (&other == &offer) return share.nodes;
    if (!what.groups) return other.nodesFor(share.replicas);
    if (what.podsOfGroup == 0) return std::nullopt;
    return (share.nodes * offer.podsPerNode + other.podsPerNode - 1) / other.podsPerNode;
}

/// Adds a part; an upper end stays only where both have one.
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

} // namespace

std::optional<CostRange> choiceOf(const estimate::Provisionable& what, const estimate::Offer& offer, const Share& share)
{
    if (!offer.price) return std::nullopt;
    const std::string& currency = offer.price->perHour.currency;
    std::optional<CostRange> out;
    bool known = true;
    for (const estimate::Offer& other : what.offers) {
        if (!couldBeTaken(other, offer)) continue;
        const auto nodes = nodesOf(what, offer, other, share);
        if (!nodes || !other.price || other.price->perHour.currency != currency) {
            known = false;
            continue;
        }
        const MoneyPerHour cost{other.price->perHour.micros * *nodes, currency};
        if (!out) out = CostRange{cost, cost};
        out->lower.micros = std::min(out->lower.micros, cost.micros);
        out->upper->micros = std::max(out->upper->micros, cost.micros);
    }
    if (out && known && out->lower == *out->upper) return std::nullopt;
    if (out && !known) out->upper.reset();
    return out;
}

Range replicasOf(const Share& share)
{
    return {share.unsure ? 0 : share.replicas, share.replicas};
}

Range nodesOf(const Share& share)
{
    return {share.unsure ? 0 : share.nodes, share.nodes};
}

std::optional<CostRange> costOf(const Share& share)
{
    if (share.kind == Share::Kind::Running || !share.price) return std::nullopt;
    const MoneyPerHour all{share.price->perHour.micros * share.nodes, share.price->perHour.currency};
    CostRange cost = share.choice.value_or(CostRange{all, all});
    if (share.unsure) cost.lower.micros = 0;
    return cost;
}

std::optional<CostRange> costOf(const std::vector<Share>& shares)
{
    std::optional<CostRange> sum;
    bool known = true;
    for (const Share& share : shares) {
        if (share.kind == Share::Kind::Running) continue;
        if (const auto cost = costOf(share))
            add(sum, *cost);
        else
            known = false;
    }
    if (sum && !known) sum->upper.reset();
    return sum;
}

} // namespace core::preview
