#include <algorithm>
#include <numeric>

#include "core/preview/remedies.h"

/// A division that works, found by moving what is short to where there is room.
namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

constexpr int mostTries = 12;

/// More that the cluster could hold by itself, at the least.
std::int64_t headroom(Facts& facts, std::size_t index, std::int64_t holds)
{
    return facts.available(index).lower - facts.toPlace(index, holds);
}

/// Clusters that the policy's rules leave open, those with most room first.
std::vector<std::size_t> openClusters(Facts& facts, const Decision& decision, const Numbers& division)
{
    std::vector<std::pair<std::int64_t, std::size_t>> rooms;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        const std::int64_t room = headroom(facts, i, division[i]);
        if (room > 0) rooms.emplace_back(-room, i);
    }
    std::sort(rooms.begin(), rooms.end());
    std::vector<std::size_t> out;
    for (const auto& [room, index] : rooms) out.push_back(index);
    return out;
}

/// Clusters may be pinned freely only where the policy does not bound how many there may be.
bool mayBePinned(const Prepared& prepared)
{
    const model::Placement& placement = *prepared.binding.spec.placement;
    if (prepared.gang || prepared.fullCopy || !placement.spreadConstraints.empty()) return false;
    return schedule::strategyOf(prepared.binding.spec) != schedule::Strategy::Duplicated;
}

/// What everybody could hold at once if everybody asked for all that he could hold alone; nothing if that is too little.
Numbers mostForAll(Facts& facts, const Decision& decision, std::int64_t asked)
{
    Numbers wishes(facts.size(), 0);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        wishes[i] = std::min(asked, facts.site(i).existing + facts.available(i).lower);
    }
    Numbers most = placedByCluster(facts, wishes);
    return std::accumulate(most.begin(), most.end(), std::int64_t{0}) < asked ? Numbers() : most;
}

/// Within what all could hold: what was placed stays, the rest goes where there is most room.
Numbers fittedInto(const Numbers& most, const Numbers& placed, std::int64_t asked)
{
    Numbers out(most.size(), 0);
    std::int64_t open = asked;
    for (std::size_t i = 0; i < most.size(); ++i) {
        out[i] = std::min(most[i], placed[i]);
        open -= out[i];
    }
    std::vector<std::pair<std::int64_t, std::size_t>> rooms;
    for (std::size_t i = 0; i < most.size(); ++i) rooms.emplace_back(out[i] - most[i], i);
    std::sort(rooms.begin(), rooms.end());
    for (const auto& [room, index] : rooms) {
        const std::int64_t here = std::min(open, -room);
        out[index] += here;
        open -= here;
    }
    return out;
}

} // namespace

std::vector<std::int64_t> divisionThatWorks(const Prepared& prepared, Facts& facts, const Decision& decision,
                                            const Outcome& outcome, std::int64_t asked)
{
    if (!mayBePinned(prepared)) return {};
    Numbers division;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (facts.site(i).overriddenReplicas && decision.replicas[i] > 0) return {};
        division.push_back(outcome.clusters[i].placed);
    }
    const Numbers most = mostForAll(facts, decision, asked);
    if (most.empty()) return {};
    const Numbers before = division;
    std::int64_t placed = std::accumulate(division.begin(), division.end(), std::int64_t{0});
    int tries = 0;
    for (const std::size_t i : openClusters(facts, decision, division)) {
        std::int64_t step = std::min(asked - placed, headroom(facts, i, division[i]));
        while (step > 0 && placed < asked && tries < mostTries) {
            ++tries;
            division[i] += step;
            if (placedOf(facts, division) == placed + step) {
                placed += step;
                step = std::min(asked - placed, headroom(facts, i, division[i]));
            } else {
                division[i] -= step;
                step /= 2;
            }
        }
    }
    return placed == asked ? division : fittedInto(most, before, asked);
}

} // namespace core::preview
