#include "core/estimate/capacity.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace core::estimate {
namespace {

/// What the controller of a DaemonSet does: its pods tolerate nodes that are in trouble, and no node gets two.
/// @source k8s.io/kubernetes pkg/controller/daemon/util AddOrUpdateDaemonPodTolerations
void asDaemon(const model::Workload& workload, Ask& ask)
{
    ask.daemon = true;
    ask.upTo = 1'000'000; // every node counts, however many replicas the fleet knows of
    for (AskPod& one : ask.pods) {
        model::PodSpec& spec = one.pod.spec;
        for (const char* taint : {"not-ready", "unreachable"})
            spec.tolerations.push_back({"node.kubernetes.io/" + std::string(taint), "Exists", "", "NoExecute"});
        for (const char* taint : {"disk-pressure", "memory-pressure", "pid-pressure", "unschedulable"})
            spec.tolerations.push_back({"node.kubernetes.io/" + std::string(taint), "Exists", "", "NoSchedule"});
        if (spec.hostNetwork)
            spec.tolerations.push_back({"node.kubernetes.io/network-unavailable", "Exists", "", "NoSchedule"});
        model::PodAffinityTerm alone;
        alone.selector = workload.selector;
        alone.topologyKey = "kubernetes.io/hostname";
        spec.requiredAntiAffinity.push_back(std::move(alone));
    }
}

} // namespace

bool isDaemonSet(const model::Workload& workload)
{
    return workload.ref.kind == "DaemonSet" && workload.ref.group() == "apps";
}

bool claimsDevices(const Ask& ask)
{
    return std::any_of(ask.pods.begin(), ask.pods.end(),
                       [](const AskPod& one) { return !one.pod.spec.resourceClaims.empty(); });
}

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
    if (isDaemonSet(workload)) asDaemon(workload, ask);
    return ask;
}

std::int64_t daemonNodes(const Running& running)
{
    std::set<std::uint32_t> rows;
    for (const auto* list : {&running.perNode, &running.perhapsOn})
        for (const auto& [row, pods] : *list)
            if (pods > 0) rows.insert(row);
    auto nodes = static_cast<std::int64_t>(rows.size());
    // The controller asks for name, taints and affinity only; what else refuses leaves the pod Pending on its node.
    for (const RefusedNodes& one : running.refused)
        if (one.refusal.plugin > Plugin::NodeAffinity) nodes += one.nodes;
    return nodes;
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
