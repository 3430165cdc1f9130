#include "core/preview/mixes.h"

#include <algorithm>
#include <limits>

namespace core::preview {
namespace {

using Costs = std::vector<std::int64_t>;

std::int64_t nodesFor(std::int64_t replicas, std::int64_t gain)
{
    return (replicas + gain - 1) / gain;
}

/// `types` in the order in which they are taken, the last node by the part that is needed of it.
std::int64_t inOrder(const std::vector<MixType>& types, std::int64_t replicas)
{
    std::int64_t cost = 0;
    for (const MixType& type : types) {
        const std::int64_t whole = std::min(type.most, replicas / type.gain);
        cost += whole * type.price;
        replicas -= whole * type.gain;
        if (whole == type.most || replicas == 0) continue;
        return cost + type.price * replicas / type.gain;
    }
    return cost;
}

/// Dearest replica last or first.
std::vector<MixType> byPrice(std::vector<MixType> types, bool dearestFirst)
{
    std::sort(types.begin(), types.end(), [dearestFirst](const MixType& a, const MixType& b) {
        const std::int64_t left = a.price * b.gain;
        const std::int64_t right = b.price * a.gain;
        return dearestFirst ? left > right : left < right;
    });
    return types;
}

MixCosts fractional(const std::vector<MixType>& types, std::int64_t replicas)
{
    std::int64_t largest = 1;
    for (const MixType& type : types) largest = std::max(largest, type.gain);
    MixCosts out;
    out.least = inOrder(byPrice(types, false), replicas);
    out.most = inOrder(byPrice(types, true), replicas + largest - 1); // a whole node for the last replica
    return out;
}

/// Calls `add` with bundles of nodes of which every number up to `nodes` can be put together.
template <class Add>
void inBundles(std::int64_t nodes, Add add)
{
    for (std::int64_t size = 1; nodes > 0; size *= 2) {
        const std::int64_t bundle = std::min(size, nodes);
        add(bundle);
        nodes -= bundle;
    }
}

std::int64_t cheapest(const std::vector<MixType>& types, std::int64_t replicas)
{
    constexpr std::int64_t none = std::numeric_limits<std::int64_t>::max();
    Costs best(static_cast<std::size_t>(replicas) + 1, none); // by replicas that are covered at least
    best.front() = 0;
    for (const MixType& type : types)
        inBundles(std::min(type.most, nodesFor(replicas, type.gain)), [&](std::int64_t nodes) {
            for (std::int64_t r = replicas; r > 0; --r) {
                const std::int64_t before =
                    best[static_cast<std::size_t>(std::max<std::int64_t>(0, r - nodes * type.gain))];
                std::int64_t& here = best[static_cast<std::size_t>(r)];
                if (before != none) here = std::min(here, before + nodes * type.price);
            }
        });
    return best.back();
}

/// Without its largest node no mix that counts takes all the replicas.
std::int64_t dearest(std::vector<MixType> types, std::int64_t replicas)
{
    std::sort(types.begin(), types.end(), [](const MixType& a, const MixType& b) { return a.gain < b.gain; });
    const std::int64_t end = replicas + types.back().gain - 1;
    Costs most(static_cast<std::size_t>(end) + 1, -1); // by replicas that the nodes take exactly
    most.front() = 0;
    std::int64_t out = 0;
    const auto add = [end](Costs& costs, const MixType& type, std::int64_t nodes) {
        const std::int64_t taken = nodes * type.gain;
        for (std::int64_t r = end; r >= taken; --r) {
            const std::int64_t before = costs[static_cast<std::size_t>(r - taken)];
            std::int64_t& here = costs[static_cast<std::size_t>(r)];
            if (before >= 0) here = std::max(here, before + nodes * type.price);
        }
    };
    for (const MixType& type : types) {
        const std::int64_t nodes = std::min(type.most, nodesFor(replicas, type.gain));
        if (nodes <= 0) continue;
        // One of it is there, and is the largest.
        Costs with(most.size(), -1);
        for (std::int64_t r = type.gain; r <= end; ++r)
            if (const std::int64_t before = most[static_cast<std::size_t>(r - type.gain)]; before >= 0)
                with[static_cast<std::size_t>(r)] = before + type.price;
        inBundles(nodes - 1, [&](std::int64_t more) { add(with, type, more); });
        for (std::int64_t r = replicas; r < replicas + type.gain; ++r)
            out = std::max(out, with[static_cast<std::size_t>(r)]);
        for (std::size_t r = 0; r < most.size(); ++r) most[r] = std::max(most[r], with[r]);
    }
    return out;
}

} // namespace

MixCosts costsOf(const std::vector<MixType>& types, std::int64_t replicas)
{
    constexpr std::int64_t few = 20'000;
    if (replicas <= 0) return {};
    std::int64_t together = 0;
    std::int64_t all = 0;
    bool alike = true;
    for (const MixType& type : types) {
        const std::int64_t nodes = std::min(type.most, nodesFor(replicas, type.gain));
        together += nodes * type.gain;
        all += nodes * type.price;
        alike = alike && type.gain == types.front().gain;
    }
    if (together < replicas) return {all, all, false};
    if (alike) {
        const std::int64_t gain = types.front().gain;
        const std::int64_t whole = nodesFor(replicas, gain) * gain;
        return {inOrder(byPrice(types, false), whole), inOrder(byPrice(types, true), whole), true};
    }
    if (replicas * static_cast<std::int64_t>(types.size()) > few) return fractional(types, replicas);
    return {cheapest(types, replicas), dearest(types, replicas), true};
}

} // namespace core::preview
