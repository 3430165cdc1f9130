#include "core/preview/workload_pods.h"

#include <algorithm>

#include "core/preview/prepared.h"

namespace core::preview {

std::vector<std::uint32_t> podsOf(const snapshot::ClusterData& data, const model::Workload& workload)
{
    std::vector<std::uint32_t> rows;
    if (!workload.selector || !data.podsKnown) return rows;
    const snapshot::PodTable& pods = data.pods;
    const snapshot::Id ns = pods.namespaces.find(workload.ref.nsOrDefault());
    if (ns == snapshot::absent) return rows;
    std::vector<std::uint8_t> ours(pods.shapes.size(), 0);
    for (std::size_t i = 0; i < pods.shapes.size(); ++i)
        ours[i] = model::matches(*workload.selector, pods.shapes[i].pod.labels) ? 1 : 0;
    if (std::find(ours.begin(), ours.end(), 1) == ours.end()) return rows;
    for (std::size_t row = 0; row < pods.size(); ++row) {
        if (ours[pods.shape[row]] == 0 || pods.ns[row] != ns) continue;
        const bool here = (pods.state[row] & (snapshot::HoldsResources | snapshot::Pending)) != 0;
        if (here && (pods.state[row] & snapshot::Terminating) == 0) rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

std::pair<std::string, std::string> podName(const snapshot::ClusterData& data, std::uint32_t row)
{
    return {std::string(data.pods.namespaces.text(data.pods.ns[row])), std::string(data.pods.names[row])};
}

} // namespace core::preview
