#include "core/preview/idle_nodes.h"

#include <algorithm>
#include <set>

#include "core/base/words.h"

namespace core::preview {
namespace {

/// A pod stands there that is neither the workload's nor a daemon set's.
bool holdsOthers(const snapshot::ClusterData& data, std::uint32_t row, std::int64_t own)
{
    std::int64_t pods = 0;
    for (std::uint32_t pod = data.pods.firstOfNode[row]; pod < data.pods.firstOfNode[row + 1]; ++pod) {
        const bool holds = (data.pods.state[pod] & snapshot::PodState::HoldsResources) != 0;
        if (holds && !data.pods.shapes[data.pods.shape[pod]].daemonSet) ++pods;
    }
    return pods > own;
}

struct Idle {
    std::int64_t least{};
    std::int64_t most{};
    std::set<std::string> pools;
};

bool isInElasticPool(const snapshot::ClusterData& data, std::uint32_t row)
{
    const std::uint32_t pool = data.nodes.pool[row];
    return pool < data.pools.size() && data.pools[pool].elastic;
}

/// Of groups it is known which go: the last.
Idle idleOfGroups(const Site& site, std::int64_t leaving)
{
    const snapshot::ClusterData& data = *site.data;
    if (static_cast<std::int64_t>(site.groupsOn.size()) != site.existing) return {};
    std::set<std::uint32_t> used;
    for (std::size_t i = 0; i + static_cast<std::size_t>(leaving) < site.groupsOn.size(); ++i)
        used.insert(site.groupsOn[i].begin(), site.groupsOn[i].end());
    Idle out;
    for (const auto& [row, pods] : site.existingOn) {
        if (used.contains(row) || !isInElasticPool(data, row) || holdsOthers(data, row, pods)) continue;
        ++out.most;
        out.pools.insert(nameOf(data.pools[data.nodes.pool[row]]));
    }
    out.least = out.most;
    return out;
}

/// Which pods go is the controller's choice: from as few emptied nodes as there can be to as many.
Idle idleIn(const Site& site, std::int64_t leaving)
{
    const snapshot::ClusterData& data = *site.data;
    Idle out;
    std::vector<std::int64_t> alone; // pods of nodes that hold nothing else
    std::int64_t elsewhere = 0;
    for (const auto& [row, pods] : site.existingOn) {
        const std::uint32_t pool = data.nodes.pool[row];
        if (!isInElasticPool(data, row) || holdsOthers(data, row, pods)) {
            elsewhere += pods;
            continue;
        }
        alone.push_back(pods);
        out.pools.insert(nameOf(data.pools[pool]));
        elsewhere += pods - 1; // the last pod empties the node
    }
    out.least =
        std::min<std::int64_t>(static_cast<std::int64_t>(alone.size()), std::max<std::int64_t>(0, leaving - elsewhere));
    std::sort(alone.begin(), alone.end());
    for (const std::int64_t pods : alone) {
        if (pods > leaving) break;
        leaving -= pods;
        ++out.most;
    }
    return out;
}

} // namespace

void warnOfIdleNodes(const Answer& answer, Warnings& warnings)
{
    if (!answer.decision.placed) return;
    for (std::size_t i = 0; i < answer.clusters(); ++i) {
        const Site& site = answer.facts.site(i);
        const std::int64_t leaving = site.existing - answer.decision.replicas[i];
        if (leaving <= 0 || !site.data->podsKnown || !site.replaced.empty()) continue; // those that stay move, too
        const Idle idle = site.ask->isGroup() ? idleOfGroups(site, leaving) : idleIn(site, leaving);
        if (idle.most == 0) continue;
        const std::string nodes = idle.least == idle.most
                                      ? counted(idle.most, "node")
                                      : std::to_string(idle.least) + " to " + counted(idle.most, "node");
        warnings.add("idle-after-scale-down",
                     "Once " + counted(leaving, "replica has", "replicas have") + " left " + answer.name(i) +
                         ", nothing else is on " + nodes + " of pool " +
                         listed({idle.pools.begin(), idle.pools.end()}) +
                         ": what is not reused stays paid until the pool scales in.",
                     "Expect the bill to fall only then, or scale the pool in by hand.");
    }
}

} // namespace core::preview
