#include "core/estimate/capacity.h"

#include <algorithm>
#include <numeric>

namespace core::estimate {

Ask askFor(const model::Workload& workload, std::int64_t upTo)
{
    Ask ask;
    ask.exclusiveTopologyKey = workload.exclusiveTopologyKey;
    ask.upTo = std::max<std::int64_t>(upTo, 1);
    for (const model::Component& component : workload.components) {
        if (component.pods <= 0) continue;
        AskPod entry;
        entry.pod = component.pod;
        entry.pod.ns = workload.ref.nsOrDefault();
        entry.pod.spec = model::withDefaults(std::move(entry.pod.spec));
        entry.count = component.pods;
        const auto same =
            std::find_if(ask.pods.begin(), ask.pods.end(), [&](const AskPod& other) { return other.pod == entry.pod; });
        if (same != ask.pods.end()) { // a leader without a template of its own
            same->count += entry.count;
            continue;
        }
        entry.requests = model::podRequests(entry.pod.spec);
        ask.pods.push_back(std::move(entry));
    }
    return ask;
}

std::int64_t Ask::podsPerReplica() const
{
    return std::accumulate(pods.begin(), pods.end(), std::int64_t{0},
                           [](std::int64_t sum, const AskPod& pod) { return sum + pod.count; });
}

std::int64_t Offer::replicasOn(std::int64_t nodes) const
{
    return nodesPerReplica > 1 ? nodes / nodesPerReplica : nodes * replicasPerNode;
}

std::int64_t Offer::nodesFor(std::int64_t replicas) const
{
    if (replicas <= 0) return 0;
    if (nodesPerReplica > 1) return replicas * nodesPerReplica;
    return replicasPerNode <= 0 ? 0 : (replicas + replicasPerNode - 1) / replicasPerNode;
}

} // namespace core::estimate
