#include "core/preview/guards.h"

#include <algorithm>
#include <vector>

#include "core/base/words.h"
#include "core/estimate/fit_state.h"
#include "core/preview/limits.h"

namespace core::preview {
namespace {

/// Some pod of the ask is one that a required anti-affinity of `owner` keeps away.
bool keepsAway(const model::Pod& owner, const estimate::Ask& ask, const snapshot::ClusterData& data)
{
    return std::any_of(owner.spec.requiredAntiAffinity.begin(), owner.spec.requiredAntiAffinity.end(),
                       [&](const model::PodAffinityTerm& term) {
                           return std::any_of(ask.pods.begin(), ask.pods.end(), [&](const estimate::AskPod& one) {
                               return estimate::detail::existingTermMatches(
                                   term, owner, one.pod, estimate::detail::namespaceLabels(data, one.pod.ns));
                           });
                       });
}

} // namespace

std::string guardsText(const Facts& facts, std::size_t site, const estimate::Running& running)
{
    // A node that is full is refused before rules between pods are looked at, so these have room.
    std::int64_t nodes = 0;
    for (const estimate::RefusedNodes& one : running.refused)
        if (one.refusal.plugin == estimate::Plugin::InterPodAffinity) nodes += one.nodes;
    if (nodes == 0) return {};
    const snapshot::ClusterData& data = *facts.site(site).data;
    const snapshot::PodTable& pods = data.pods;
    const auto own = facts.own().in(data);
    std::vector<std::string> names;
    for (std::uint32_t row = 0; row < pods.size(); ++row) {
        const model::Pod& shape = pods.shapes[pods.shape[row]].pod;
        if (shape.spec.requiredAntiAffinity.empty() || (pods.state[row] & snapshot::HoldsResources) == 0) continue;
        if (std::find(own.begin(), own.end(), row) != own.end()) continue;
        model::Pod owner = shape;
        owner.ns = std::string(pods.namespaces.text(pods.ns[row]));
        if (keepsAway(owner, *facts.site(site).ask, data))
            names.push_back(owner.ns + "/" + std::string(pods.names[row]));
    }
    if (names.empty()) return {};
    return std::string("the anti-affinity of ") + (names.size() == 1 ? "pod " : "pods ") + listed(names) +
           " keeps the pod off " + counted(nodes, "node");
}

} // namespace core::preview
