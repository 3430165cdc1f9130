#include "core/preview/preview.h"

namespace core::preview {
namespace {

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

Range replicasOf(const Share& share)
{
    return share.choice ? share.choice->replicas : Range{share.unsure ? 0 : share.replicas, share.replicas};
}

Range nodesOf(const Share& share)
{
    return share.choice ? share.choice->nodes : Range{share.unsure ? 0 : share.nodes, share.nodes};
}

std::optional<CostRange> costOf(const Share& share)
{
    if (share.kind == Share::Kind::Running || !share.price) return std::nullopt;
    if (share.choice && share.choice->cost) return share.choice->cost;
    const MoneyPerHour all{share.price->perHour.micros * share.nodes, share.price->perHour.currency};
    return CostRange{share.unsure ? MoneyPerHour{0, all.currency} : all, all};
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
