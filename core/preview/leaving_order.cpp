#include "core/preview/leaving_order.h"

#include <algorithm>
#include <bit>
#include <charconv>
#include <map>
#include <tuple>

#include "core/base/words.h"

namespace core::preview {
namespace {

/// The smaller, the sooner.
using LeavingRank = std::tuple<bool, std::int32_t, std::int64_t, int>;

bool isRankedByNodes(const model::ObjectRef& workload)
{
    return isOneOf(workload.kind, {"Deployment", "ReplicaSet", "ReplicationController"});
}

std::int32_t deletionCostOf(const model::Pod& pod)
{
    const auto at = pod.annotations.find("controller.kubernetes.io/pod-deletion-cost");
    if (at == pod.annotations.end()) return 0;
    std::int32_t cost = 0;
    const char* const end = at->second.data() + at->second.size();
    const auto read = std::from_chars(at->second.data(), end, cost);
    return read.ec == std::errc() && read.ptr == end ? cost : 0;
}

/// The power of two of a pod's age, as the controller compares them: in nanoseconds.
int ageOf(std::int64_t started, Time now)
{
    const std::int64_t seconds = now.time_since_epoch().count() - started;
    constexpr std::int64_t most = 9'000'000'000; // of which the nanoseconds can be counted
    if (seconds <= 0) return -1;
    return static_cast<int>(std::bit_width(static_cast<std::uint64_t>(std::min(seconds, most)) * 1'000'000'000U));
}

LeavingOrder grouped(std::vector<std::pair<LeavingRank, std::uint32_t>> ranked)
{
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& one, const auto& other) { return one.first < other.first; });
    LeavingOrder out;
    for (std::size_t i = 0; i < ranked.size(); ++i) {
        if (i == 0 || ranked[i - 1].first != ranked[i].first) out.emplace_back();
        out.back().push_back({ranked[i].second});
    }
    return out;
}

LeavingOrder byNodes(const snapshot::ClusterData& data, const Rows& rows, Pace pace, std::optional<Time> now)
{
    const snapshot::PodTable& pods = data.pods;
    const bool aged =
        now && std::all_of(rows.begin(), rows.end(), [&](std::uint32_t row) { return pods.started[row] != 0; });
    std::map<std::uint32_t, std::vector<std::pair<LeavingRank, std::uint32_t>>> there;
    for (const std::uint32_t row : rows) {
        const LeavingRank rank{(pods.state[row] & snapshot::Ready) != 0,
                               deletionCostOf(pods.shapes[pods.shape[row]].pod), 0,
                               aged ? ageOf(pods.started[row], *now) : 0};
        there[pods.node[row]].emplace_back(rank, row);
    }
    std::vector<std::pair<LeavingRank, std::uint32_t>> ranked;
    for (auto& [node, all] : there) {
        std::stable_sort(all.begin(), all.end(),
                         [](const auto& one, const auto& other) { return one.first < other.first; });
        for (std::size_t i = 0; i < all.size(); ++i) {
            const std::size_t gone = pace == Pace::OneByOne ? i : 0;
            std::get<2>(all[i].first) = -static_cast<std::int64_t>(all.size() - gone);
            ranked.push_back(all[i]);
        }
    }
    return grouped(std::move(ranked));
}

} // namespace

std::int64_t ordinalOf(std::string_view pod, std::string_view workload)
{
    if (!pod.starts_with(workload) || pod.size() < workload.size() + 2 || pod[workload.size()] != '-') return -1;
    std::int64_t ordinal = -1;
    const char* const from = pod.data() + workload.size() + 1;
    const auto read = std::from_chars(from, pod.data() + pod.size(), ordinal);
    const bool whole = read.ptr == pod.data() + pod.size() || *read.ptr == '-';
    return read.ec == std::errc() && whole ? ordinal : -1;
}

void byOrdinal(const snapshot::ClusterData& data, const std::string& workload, std::vector<Rows>& replicas)
{
    const auto ordinal = [&](const Rows& replica) { return ordinalOf(data.pods.names[replica.front()], workload); };
    std::stable_sort(replicas.begin(), replicas.end(),
                     [&](const Rows& one, const Rows& other) { return ordinal(one) > ordinal(other); });
}

LeavingOrder leavingOrder(const snapshot::ClusterData& data, const model::ObjectRef& workload, const OwnPods& own,
                          const Rows& rows, Pace pace, std::optional<Time> now)
{
    if (isRankedByNodes(workload) && !own.areGroups()) return byNodes(data, rows, pace, now);
    std::vector<Rows> replicas = own.replicas(data, rows);
    LeavingOrder out;
    if (own.areGroups()) // in their order already
        std::reverse(replicas.begin(), replicas.end());
    else if (workload.kind == "StatefulSet")
        byOrdinal(data, workload.name, replicas);
    else if (!replicas.empty()) // nothing tells
        return {std::move(replicas)};
    for (Rows& one : replicas) out.push_back({std::move(one)});
    return out;
}

} // namespace core::preview
