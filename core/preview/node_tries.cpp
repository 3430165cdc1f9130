#include "core/preview/node_tries.h"

#include <algorithm>
#include <map>

#include "core/estimate/fit_state.h"
#include "core/preview/limits.h"
#include "core/schedule/taint_text.h"

namespace core::preview {
namespace {

constexpr std::size_t mostTaints = 2; ///< of a cluster, those on most nodes

bool isKubernetesOwn(const model::Taint& taint)
{
    return taint.key.starts_with("node.kubernetes.io/");
}

std::string named(const snapshot::ClusterData& data, const std::vector<std::uint32_t>& rows)
{
    std::vector<std::string> names;
    for (const std::uint32_t row : rows) names.emplace_back(data.nodes.names[row]);
    return (rows.size() == 1 ? "node " : "nodes ") + listed(names) + " of " + data.cluster.name;
}

/// What a controller of the nodes is about to take away, or has yet to set up: whoever tolerates that is evicted soon, or does not
/// run. A cordon and a node that is not ready are another matter: they have remedies of their own.
bool isPassing(const std::vector<model::Taint>& taints, const model::PodSpec& spec)
{
    return std::any_of(taints.begin(), taints.end(), [&](const model::Taint& taint) {
        return estimate::isPassing(taint) && !isKubernetesOwn(taint) &&
               model::untolerated({taint}, spec.tolerations) != nullptr;
    });
}

/// Some pod of the workload may not come onto it, whatever else is done for the node.
bool isPassing(const snapshot::ClusterData& data, const estimate::Ask& ask, std::uint32_t row)
{
    const auto& taints = data.nodes.taintSets[data.nodes.taintSet[row]];
    return std::any_of(ask.pods.begin(), ask.pods.end(),
                       [&](const estimate::AskPod& pod) { return isPassing(taints, pod.pod.spec); });
}

/// Taints of ready nodes that keep some pod of the workload off, with their nodes.
std::vector<std::pair<model::Taint, std::vector<std::uint32_t>>> taintsAgainst(const snapshot::ClusterData& data,
                                                                               const estimate::Ask& ask)
{
    std::map<model::Taint, std::vector<std::uint32_t>> found;
    for (std::uint32_t row = 0; row < data.nodes.size(); ++row) {
        if (isPassing(data, ask, row)) continue;
        for (const estimate::AskPod& pod : ask.pods) {
            const auto& taints = data.nodes.taintSets[data.nodes.taintSet[row]];
            const model::Taint* taint = model::untolerated(taints, pod.pod.spec.tolerations);
            if (taint == nullptr || isKubernetesOwn(*taint)) continue;
            found[*taint].push_back(row);
            break;
        }
    }
    std::vector<std::pair<model::Taint, std::vector<std::uint32_t>>> out(found.begin(), found.end());
    std::stable_sort(out.begin(), out.end(),
                     [](const auto& one, const auto& other) { return one.second.size() > other.second.size(); });
    if (out.size() > mostTaints) out.resize(mostTaints);
    return out;
}

void give(snapshot::NodeTable& nodes, const NodeTry& one)
{
    for (const std::uint32_t row : one.rows) {
        if (one.uncordons) nodes.unschedulable[row] = 0;
        if (one.makesReady) nodes.ready[row] = 1;
        std::vector<model::Taint> taints = nodes.taintSets[nodes.taintSet[row]];
        std::erase_if(taints, [&](const model::Taint& taint) {
            const bool cordon = taint.key == "node.kubernetes.io/unschedulable";
            if (isKubernetesOwn(taint)) return cordon ? one.uncordons : one.makesReady;
            return std::find(one.taints.begin(), one.taints.end(), taint) != one.taints.end();
        });
        nodes.taintSet[row] = static_cast<std::uint32_t>(nodes.taintSets.size());
        nodes.taintSets.push_back(std::move(taints));
    }
}

} // namespace

std::vector<NodeTry> nodeTriesOf(const Facts& facts, std::size_t site)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    NodeTry cordoned;
    cordoned.uncordons = true;
    NodeTry unready;
    unready.makesReady = true;
    for (std::uint32_t row = 0; row < data.nodes.size(); ++row) {
        if (isPassing(data, *facts.site(site).ask, row)) continue;
        if (data.nodes.unschedulable[row] != 0) cordoned.rows.push_back(row);
        if (data.nodes.ready[row] == 0 && facts.site(site).starting->at(row) != estimate::Starting::Surely)
            unready.rows.push_back(row);
    }
    std::vector<NodeTry> out;
    if (!cordoned.rows.empty()) {
        cordoned.sentence = "uncordon " + named(data, cordoned.rows);
        out.push_back(std::move(cordoned));
    }
    for (auto& [taint, rows] : taintsAgainst(data, *facts.site(site).ask)) {
        NodeTry one;
        one.sentence = "tolerate taint " + schedule::toText(taint) + " of " + named(data, rows);
        one.rows = std::move(rows);
        one.taints = {taint};
        out.push_back(std::move(one));
    }
    if (!unready.rows.empty()) {
        unready.sentence = "bring " + named(data, unready.rows) + " back to Ready";
        out.push_back(std::move(unready));
    }
    return out;
}

Trial tryNodes(const Prepared& prepared, const Facts& facts, std::size_t site, const std::vector<NodeTry>& tries)
{
    snapshot::ClusterData data = *facts.site(site).data;
    for (const NodeTry& one : tries) give(data.nodes, one);
    return tryCluster(prepared, facts, site, std::move(data));
}

} // namespace core::preview
