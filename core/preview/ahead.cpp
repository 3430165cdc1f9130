#include "core/preview/ahead.h"

#include <algorithm>
#include <map>

#include "core/estimate/fit_state.h"
#include "core/estimate/namespace_quota.h"
#include "core/snapshot/build.h"

namespace core::preview {
namespace {

using snapshot::ClusterData;
using snapshot::PodShape;

bool anyOf(const ClusterData& data, std::uint8_t bits)
{
    return std::any_of(data.pods.state.begin(), data.pods.state.end(),
                       [bits](std::uint8_t state) { return (state & bits) != 0; });
}

bool hasState(const ClusterData& data, std::size_t row, std::uint8_t bits)
{
    return (data.pods.state[row] & bits) == bits;
}

/// Pods that come onto a node, or leave it.
void hold(ClusterData& data, std::uint32_t node, const PodShape& shape, std::int64_t pods)
{
    const auto add = [&](const std::string& name, Amount amount) {
        if (const auto column = data.nodes.resource(name); column && !data.nodes.requested[*column].empty())
            data.nodes.requested[*column][node] += amount * pods;
    };
    for (const auto& [name, amount] : shape.requests) add(name, amount);
    if (!shape.requests.contains("pods")) add("pods", 1);
}

/// Node row and shape of pods that a node was nominated for.
std::vector<std::pair<std::uint32_t, std::uint32_t>> nominatedIn(const ClusterData& data, const OwnPods& own)
{
    std::vector<std::pair<std::uint32_t, std::uint32_t>> out;
    const Rows ours = own.in(data);
    for (std::uint32_t row = 0; row < data.pods.size(); ++row) {
        if (!hasState(data, row, snapshot::Pending) || hasState(data, row, snapshot::Terminating)) continue;
        const std::string& name = data.pods.shapes[data.pods.shape[row]].pod.nominatedNodeName;
        if (name.empty() || std::binary_search(ours.begin(), ours.end(), row)) continue;
        if (const std::uint32_t node = data.nodes.row(name); node != snapshot::noRow)
            out.emplace_back(node, data.pods.shape[row]);
    }
    return out;
}

/// A pod of this shape may have a place before the ask's pods do, and keep it.
bool mayComeFirst(const ClusterData& data, std::uint32_t shape, const Rank& rank)
{
    return !rank.preempts || estimate::priorityOf(data.pods.shapes[shape].pod.spec, data) >= rank.priority;
}

/// Onto nodes that take them, those of the highest priority first.
std::int64_t bindWaiting(ClusterData& data, const OwnPods& own, const Rank& rank, bool bought = false)
{
    constexpr std::size_t most = 64; // more kinds would take longer than the answer
    auto waiting = waitingBesides(data, own, bought);
    std::erase_if(waiting, [&](const auto& one) { return !mayComeFirst(data, one.first, rank); });
    const auto priority = [&](const auto& one) {
        return estimate::priorityOf(data.pods.shapes[one.first].pod.spec, data);
    };
    std::stable_sort(waiting.begin(), waiting.end(),
                     [&](const auto& a, const auto& b) { return priority(a) > priority(b); });
    if (waiting.size() > most) waiting.resize(most);
    std::int64_t bound = 0;
    for (const auto& [shape, count] : waiting) {
        const PodShape& kind = data.pods.shapes[shape];
        estimate::Ask ask;
        ask.pods.push_back({.pod = kind.pod, .requests = kind.requests, .givenClass = {}});
        ask.upTo = count;
        for (const auto& [row, pods] : estimate::bindOnRunning(data, ask, count)) {
            hold(data, row, kind, pods);
            bound += pods;
        }
    }
    return bound;
}

std::int64_t letGo(ClusterData& data)
{
    const std::vector<std::uint32_t> gone = leavingFrom(data);
    for (const std::uint32_t row : gone) {
        hold(data, data.pods.node[row], data.pods.shapes[data.pods.shape[row]], -1);
        data.pods.state[row] = 0;
    }
    return static_cast<std::int64_t>(gone.size());
}

/// Pods of these rows are gone.
ClusterData without(const ClusterData& data, const Rows& rows)
{
    ClusterData out = data;
    for (const std::uint32_t row : rows) {
        if (const std::uint32_t node = out.pods.node[row]; node != snapshot::noRow)
            hold(out, node, out.pods.shapes[out.pods.shape[row]], -1);
        out.pods.state[row] = 0;
    }
    return out;
}

} // namespace

std::map<std::uint32_t, std::int64_t> mostOnEach(const estimate::Running& running)
{
    std::map<std::uint32_t, std::int64_t> out(running.perNode.begin(), running.perNode.end());
    for (const auto& [row, pods] : running.perhapsOn) out[row] += pods;
    return out;
}

PodsOn placesBeside(const PodsOn& all, const PodsOn& some)
{
    std::map<std::uint32_t, std::int64_t> left;
    for (const auto& [row, pods] : all) left[row] += pods;
    for (const auto& [row, pods] : some)
        if (const auto at = left.find(row); at != left.end()) at->second -= pods;
    PodsOn out;
    for (const auto& [row, pods] : left)
        if (pods > 0) out.emplace_back(row, pods);
    return out;
}

std::vector<std::pair<std::uint32_t, std::int64_t>> waitingBesides(const ClusterData& data, const OwnPods& own,
                                                                   bool bought)
{
    std::map<std::uint32_t, std::int64_t> out;
    const snapshot::PodTable& pods = data.pods;
    if (!data.podsKnown || !anyOf(data, snapshot::Pending)) return {};
    const Rows ours = own.in(data);
    for (std::uint32_t row = 0; row < pods.size(); ++row) {
        if (!hasState(data, row, snapshot::Pending) || hasState(data, row, snapshot::Terminating)) continue;
        const PodShape& shape = pods.shapes[pods.shape[row]];
        if (shape.daemonSet || !shape.pod.spec.schedulingGates.empty() || !shape.pod.nominatedNodeName.empty() ||
            shape.pod.annotations.contains("goatscaler.io/provision-task-id") != bought ||
            std::binary_search(ours.begin(), ours.end(), row))
            continue;
        ++out[pods.shape[row]];
    }
    return {out.begin(), out.end()};
}

/// From nodes that answer: where none does, nobody says when a pod has gone.
std::vector<std::uint32_t> leavingFrom(const ClusterData& data)
{
    std::vector<std::uint32_t> out;
    for (std::uint32_t row = 0; row < data.pods.size(); ++row) {
        const std::uint32_t node = data.pods.node[row];
        if (node == snapshot::noRow || data.nodes.ready[node] == 0) continue;
        if (hasState(data, row, snapshot::HoldsResources | snapshot::Terminating)) out.push_back(row);
    }
    return out;
}

ClusterData withoutLeaving(ClusterData data)
{
    letGo(data);
    return data;
}

ClusterData withoutPods(const ClusterData& data, const Rows& rows)
{
    ClusterData out = without(data, rows);
    if (!out.quotas.empty()) out.quotas = estimate::quotasWithout(data, rows);
    return out;
}

Ahead aheadIn(const ClusterData& now, const OwnPods& own, Rank rank, const Rows& replaced,
              const estimate::StartingNodes* starting)
{
    Ahead out;
    out.rank = rank;
    Rows gone = now.nodesKnown && now.podsKnown ? own.brokenIn(now) : Rows();
    if (!replaced.empty()) {
        gone.insert(gone.end(), replaced.begin(), replaced.end());
        std::sort(gone.begin(), gone.end());
        gone.erase(std::unique(gone.begin(), gone.end()), gone.end());
    }
    const auto mended = [&](std::shared_ptr<const ClusterData> started) {
        if (gone.empty()) return started;
        return std::make_shared<const ClusterData>(without(started ? *started : now, gone));
    };
    out.least = out.most = out.mended = mended(starting == nullptr ? nullptr : starting->surely);
    if (starting != nullptr && starting->all != starting->surely) out.most = mended(starting->all);
    if (!now.nodesKnown || !now.podsKnown || !anyOf(now, snapshot::Pending | snapshot::Terminating)) return out;
    const ClusterData& data = out.least ? *out.least : now;
    auto nominated = nominatedIn(data, own);
    std::erase_if(nominated, [&](const auto& one) { return !mayComeFirst(data, one.second, rank); });
    ClusterData most = snapshot::withNodes(out.most ? *out.most : now, {});
    if (!nominated.empty() || anyOf(data, snapshot::Pending)) {
        ClusterData least = snapshot::withNodes(data, {});
        for (const auto& [node, shape] : nominated) hold(least, node, data.pods.shapes[shape], 1);
        if (starting != nullptr) out.waits = bindWaiting(least, own, rank, true);
        out.waits += bindWaiting(least, own, rank);
        if (out.waits > 0 || !nominated.empty()) out.least = std::make_shared<const ClusterData>(std::move(least));
    }
    bool differs = false;
    for (const auto& [node, shape] : nominated) {
        if (estimate::priorityOf(data.pods.shapes[shape].pod.spec, data) < rank.priority) continue;
        hold(most, node, data.pods.shapes[shape], 1);
        ++out.nominated;
        differs = true;
    }
    if (starting != nullptr) differs = bindWaiting(most, own, rank, true) > 0 || differs;
    out.leaves = letGo(most);
    if (out.leaves > 0 || differs) out.most = std::make_shared<const ClusterData>(std::move(most));
    return out;
}

std::shared_ptr<const estimate::Running> runningBetween(const Ahead& ahead, const estimate::Ask& ask,
                                                        const std::shared_ptr<const estimate::Running>& now)
{
    if (!ahead.least && !ahead.most) return now;
    const auto at = [&](const auto& data) { return data ? estimate::running(*data, ask) : *now; };
    const estimate::Running least = at(ahead.least);
    const estimate::Running most = at(ahead.most);
    auto out = std::make_shared<estimate::Running>(*now);
    out->replicas = std::min(least.replicas, most.replicas);
    out->sparePods = least.replicas == most.replicas  ? std::min(least.sparePods, most.sparePods)
                     : least.replicas < most.replicas ? least.sparePods
                                                      : most.sparePods;
    out->upper = most.range().upper;
    if (out->upper) out->upper = std::max(*out->upper, out->replicas);
    if (out->upper == out->replicas) out->upper.reset();
    out->perNode = least.perNode;
    out->perhapsOn = placesBeside(most.perNode, least.perNode);
    out->perhapsOn.insert(out->perhapsOn.end(), most.perhapsOn.begin(), most.perhapsOn.end());
    return out;
}

} // namespace core::preview
