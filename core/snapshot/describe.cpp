#include "core/snapshot/describe.h"

#include <algorithm>
#include <limits>

namespace core::snapshot {
namespace {

std::optional<Seconds> ageOf(const std::optional<Time>& now, const std::optional<Time>& seen)
{
    if (!now || !seen) return std::nullopt;
    return std::chrono::duration_cast<Seconds>(*now - *seen);
}

Amount plus(Amount a, Amount b)
{
    return a > std::numeric_limits<Amount>::max() - b ? std::numeric_limits<Amount>::max() : a + b;
}

ClusterSummary summaryOf(const Fleet& fleet, const ClusterData& data)
{
    ClusterSummary summary;
    summary.name = data.cluster.name;
    summary.region = data.cluster.region;
    const NodeTable& nodes = data.nodes;
    if (data.nodesKnown) {
        summary.nodes = static_cast<std::int64_t>(nodes.size());
        summary.readyNodes = std::count(nodes.ready.begin(), nodes.ready.end(), 1);
    }
    if (data.podsKnown) {
        summary.pods = static_cast<std::int64_t>(data.pods.size());
        summary.pendingPods = std::count_if(data.pods.state.begin(), data.pods.state.end(),
                                            [](std::uint8_t s) { return (s & Pending) != 0; });
    }
    if (data.poolsKnown) summary.pools = static_cast<std::int64_t>(data.pools.size());
    for (std::size_t row = 0; row < nodes.size(); ++row) {
        if (nodes.ready[row] == 0) continue;
        summary.lostCards += nodes.lostCards[row];
        for (std::size_t kind = 0; kind < nodes.resources.size(); ++kind) {
            Amount& allocatable = summary.allocatable[nodes.resources[kind]];
            Amount& requested = summary.requested[nodes.resources[kind]];
            allocatable = plus(allocatable, nodes.allocatable[kind][row]);
            requested = plus(requested, nodes.requested[kind][row]);
        }
    }
    summary.nodesAge = ageOf(fleet.takenAt, data.nodesOrigin.seen);
    summary.podsAge = ageOf(fleet.takenAt, data.podsOrigin.seen);
    summary.poolsAge = ageOf(fleet.takenAt, data.poolsOrigin.seen);
    summary.gaps = static_cast<std::size_t>(std::count_if(fleet.gaps.begin(), fleet.gaps.end(),
                                                          [&](const Gap& gap) { return gap.cluster == summary.name; }));
    return summary;
}

} // namespace

FleetSummary describe(const Fleet& fleet)
{
    FleetSummary summary;
    summary.name = fleet.name;
    summary.digest = fleet.digest;
    summary.takenAt = fleet.takenAt;
    for (const ClusterPtr& cluster : fleet.clusters) summary.clusters.push_back(summaryOf(fleet, *cluster));
    summary.policies = fleet.policies.size();
    summary.overrides = fleet.overrides.size();
    summary.bindings = fleet.bindings.size();
    summary.scalers = fleet.scalers.size();
    summary.workloads = fleet.workloads.size();
    summary.stockCells = fleet.stock.size();
    summary.quotas = fleet.quotas.size();
    summary.prices = fleet.prices.size();
    summary.instanceTypes = fleet.instanceTypes.size();
    for (const model::StockCell& cell : fleet.stock)
        if (const auto age = ageOf(fleet.takenAt, cell.seen); age && (!summary.stockAge || *summary.stockAge < *age))
            summary.stockAge = age;
    summary.gaps = fleet.gaps;
    return summary;
}

} // namespace core::snapshot
