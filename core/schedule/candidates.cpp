#include <algorithm>

#include "core/schedule/affinity.h"
#include "core/schedule/selection.h"

namespace core::schedule {

namespace {

/// An answer that there is none, and an answer without a limit, leave the cluster at spec.replicas.
std::int32_t merged(std::int64_t answer, std::int32_t replicas)
{
    if (answer == NoAnswer || answer >= NoLimit) return replicas;
    return static_cast<std::int32_t>(std::max<std::int64_t>(answer, INT32_MIN));
}

std::vector<Selected> asked(const Ask& ask, const std::vector<std::uint32_t>& feasible)
{
    std::vector<Selected> out(feasible.size());
    // What has neither replicas nor components fits everywhere; nobody is asked.
    const bool counts = ask.spec.replicas != 0 || !ask.spec.components.empty();
    const auto answers = counts ? ask.options.available(ask.spec, feasible) : std::vector<std::int64_t>{};
    for (std::size_t i = 0; i < feasible.size(); ++i) {
        out[i].member = feasible[i];
        out[i].allocatable = counts ? merged(answers[i], ask.spec.replicas) : static_cast<std::int32_t>(NoLimit);
        out[i].available = out[i].allocatable;
    }
    return out;
}

/// A place in the order, small first.
struct Key {
    std::uint64_t tierAndScore{};
    std::uint64_t available{};
    std::uint32_t rank{};
    std::uint32_t index{};
};

Key keyOf(const Selected& one, std::uint32_t rank, std::uint32_t index)
{
    const auto tier = static_cast<std::uint64_t>(one.overflowOrder) << 32U;
    const auto most = static_cast<std::uint64_t>(INT32_MAX - one.score);
    // Flipping the sign bit orders signed numbers as unsigned ones; the complement turns the order round.
    const auto available = ~(static_cast<std::uint64_t>(one.available) ^ (1ULL << 63U));
    return {tier | most, available, rank, index};
}

} // namespace

std::vector<Selected> candidates(const Ask& ask, const std::vector<std::uint32_t>& feasible,
                                 std::span<const std::int64_t> scores)
{
    std::vector<Selected> scored = asked(ask, feasible);
    const Tiers tiers = tiersOf(ask.fleet, observedTerm(ask.placement, ask.status.observedAffinity));
    std::vector<Key> keys(scored.size());
    for (std::uint32_t i = 0; i < scored.size(); ++i) {
        Selected& one = scored[i];
        one.score = scores[one.member];
        if (!tiers.order.empty()) one.overflowOrder = tiers.order[one.member];
        if (!ask.previous.empty()) one.available += ask.previous[one.member];
        keys[i] = keyOf(one, ask.fleet.nameRank[one.member], i);
    }
    std::ranges::sort(keys, [](const Key& a, const Key& b) {
        if (a.tierAndScore != b.tierAndScore) return a.tierAndScore < b.tierAndScore;
        return a.available != b.available ? a.available < b.available : a.rank < b.rank;
    });
    std::vector<Selected> out;
    out.reserve(keys.size());
    for (const Key& key : keys) out.push_back(scored[key.index]);
    return out;
}

} // namespace core::schedule
