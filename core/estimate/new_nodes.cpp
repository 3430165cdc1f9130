#include "core/estimate/new_nodes.h"

#include <algorithm>
#include <limits>
#include <numeric>

#include "core/estimate/card_sharing.h"
#include "core/estimate/groups.h"
#include "core/estimate/node_count.h"
#include "core/estimate/placing.h"

namespace core::estimate::detail {
namespace {

constexpr std::int64_t manyPods = 4096; ///< of one group: beyond this kinds are counted apart

std::int64_t cardsOf(const model::Node& node)
{
    for (const char* name : {"aliyun.com/gpu-count", "nvidia.com/gpu"})
        if (const Amount cards = model::amountIn(node.allocatable, name); cards > 0) return cards;
    const auto label = node.labels.find("aliyun.accelerator/nvidia_count");
    if (label == node.labels.end() || label->second.empty() || label->second.size() > 4 ||
        label->second.find_first_not_of("0123456789") != std::string::npos)
        return 1;
    return std::max(1, std::stoi(label->second));
}

std::int64_t onCards(const Fit::State& state, const model::Node& node)
{
    const std::int64_t cards = cardsOf(node);
    return podsOnCards(cards, 0, model::amountIn(node.allocatable, gpuMemoryResource) / cards,
                       model::amountIn(node.allocatable, gpuCoreResource) / cards, {state.gpuMemory(), state.gpuCore()},
                       {})
        .lower;
}

} // namespace

NewNodes::NewNodes(const snapshot::ClusterData& cluster, const Ask& ask)
    : m_cluster(&cluster)
    , m_ask(&ask)
{
    m_plain.reserve(ask.pods.size());
    for (const AskPod& pod : ask.pods) m_plain.emplace_back(cluster, pod.pod);
    m_spreads.resize(ask.pods.size());
    m_counted = !m_plain.empty() && areCounted(ask, m_plain) && !m_plain.front().sharesCards();
    const bool ruled = std::any_of(m_plain.begin(), m_plain.end(),
                                   [](const Fit::State& state) { return state.ruledAmongThemselves(); });
    if (!ruled || ask.isGroup()) return; // Groups holds the rules among pods of groups
    m_filled = std::make_unique<Board>(cluster, ask.pods);
    placeReplicas(*m_filled, ask.upTo);
    m_plain.clear();
    for (std::size_t kind = 0; kind < ask.pods.size(); ++kind) {
        m_plain.push_back(m_filled->state(kind));
        auto& spreads = m_plain.back().spreads;
        for (const SpreadCount& spread : spreads)
            if (spread.self) m_spreads[kind].push_back(spread);
        std::erase_if(spreads, [](const SpreadCount& spread) { return spread.self; });
    }
}

std::int64_t NewNodes::podsOnRunning() const
{
    return NodeCount(m_plain.front()).total();
}

std::optional<Refusal> NewNodes::refusal(std::size_t kind, const NodeTemplate& node) const
{
    if (node.node.allocatable.empty())
        return Refusal{Plugin::NodeResourcesFit, {"what this instance type has is not known"}, false};
    const Fit::State& state = m_plain[kind];
    if (const Code code = state.codeForNew(node.node, node.daemonSets); code != 0) {
        Refusal refusal = state.refusal(code);
        if (refusal.reasons.empty()) refusal.reasons.emplace_back("node(s) didn't match Pod's node affinity/selector");
        return refusal;
    }
    for (const SpreadCount& spread : m_spreads[kind])
        if (!node.node.labels.contains(spread.at.key)) return state.refusal(codeOf(Plugin::PodTopologySpread, 1));
    if (state.sharesCards() && onCards(state, node.node) == 0) return state.refusal(codeOf(Plugin::GpuSharing, 2));
    if (room(kind, node) == 0) return state.refusal(codeOf(Plugin::PodTopologySpread, 0, false));
    return std::nullopt;
}

/// Of one kind on one new node, whatever its size.
std::int64_t NewNodes::mostPerNode(std::size_t kind) const
{
    const Fit::State& state = m_plain[kind];
    std::int64_t most = state.ports.empty() ? std::numeric_limits<std::int64_t>::max() : 1;
    for (std::size_t i = 0; i < state.antiTerms.size(); ++i)
        if (state.antiToSelf[i] && state.antiTerms[i].topologyKey == hostnameLabel) most = 1;
    for (const SpreadCount& spread : m_spreads[kind])
        // A new node starts at 0, and the nodes that are there keep the least count where it is.
        if (spread.at.key == hostnameLabel && spread.domainCount > 0)
            most = std::min(most, spread.minimum + spread.maxSkew);
    return most;
}

std::int64_t NewNodes::room(std::size_t kind, const NodeTemplate& node) const
{
    const Fit::State& state = m_plain[kind];
    const model::Requests& all = node.node.allocatable;
    std::int64_t room = model::amountIn(all, "pods") - model::amountIn(node.daemonSets, "pods");
    for (const Need& need : state.needs)
        room = std::min(room,
                        (model::amountIn(all, need.name) - model::amountIn(node.daemonSets, need.name)) / need.amount);
    if (state.sharesCards()) room = std::min(room, onCards(state, node.node));
    return std::max<std::int64_t>(0, std::min(room, mostPerNode(kind)));
}

/// A new node that takes pods one by one.
struct NewNodes::Empty {
    const NewNodes& nodes;
    const NodeTemplate& node;
    model::Requests used = node.daemonSets;
    std::vector<std::int64_t> ofKind = std::vector<std::int64_t>(nodes.m_plain.size(), 0);

    bool take(std::size_t kind)
    {
        const Fit::State& state = nodes.m_plain[kind];
        if (ofKind[kind] >= nodes.room(kind, node)) return false;
        if (model::amountIn(used, "pods") + 1 > model::amountIn(node.node.allocatable, "pods")) return false;
        for (const Need& need : state.needs)
            if (need.amount > model::amountIn(node.node.allocatable, need.name) - model::amountIn(used, need.name))
                return false;
        for (const Need& need : state.needs) used[need.name] += need.amount;
        ++used["pods"];
        ++ofKind[kind];
        return true;
    }
    /// Pods that do not fit are left in `counts`.
    bool takeGroup(std::vector<std::int64_t>& counts, const std::vector<std::size_t>& order)
    {
        for (const std::size_t kind : order)
            while (counts[kind] > 0 && take(kind)) --counts[kind];
        return std::all_of(counts.begin(), counts.end(), [](std::int64_t count) { return count == 0; });
    }
};

/// Nodes of this template for the pods of one group that do not fit on one.
std::int64_t NewNodes::nodesForGroup(const NodeTemplate& node, std::vector<std::int64_t> counts) const
{
    std::vector<std::size_t> order(counts.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    const auto nodesOf = [&](std::size_t kind) {
        return counts[kind] == 0 ? 0 : (counts[kind] + room(kind, node) - 1) / room(kind, node);
    };
    std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return nodesOf(a) > nodesOf(b); });
    if (counts.size() == 1) return nodesOf(0);
    if (std::accumulate(counts.begin(), counts.end(), std::int64_t{0}) > manyPods) {
        std::int64_t sum = 0;
        for (std::size_t kind = 0; kind < counts.size(); ++kind) sum += nodesOf(kind);
        return sum;
    }
    std::int64_t nodes = 1;
    while (!Empty{*this, node}.takeGroup(counts, order)) ++nodes;
    return nodes;
}

void NewNodes::measureGroup(Offer& offer) const
{
    const std::string& key = m_ask->exclusiveTopologyKey;
    if (!key.empty() && !offer.node->node.labels.contains(key)) {
        offer.refusal = m_plain.front().refusal(codeOf(Plugin::InterPodAffinity, 0));
        return;
    }
    std::vector<std::int64_t> group; // pods by kind that this offer takes
    std::optional<Refusal> refused;
    for (std::size_t kind = 0; kind < m_plain.size(); ++kind) {
        std::optional<Refusal> refusal = this->refusal(kind, *offer.node);
        group.push_back(refusal ? 0 : m_ask->pods[kind].count);
        if (refusal && !refused) refused = std::move(refusal);
    }
    if (std::all_of(group.begin(), group.end(), [](std::int64_t count) { return count == 0; })) {
        offer.refusal = std::move(refused);
        return;
    }
    offer.partOnly = refused.has_value();
    if (m_counted) offer.podsPerNode = room(0, *offer.node);
    std::vector<std::size_t> order(m_plain.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    Empty one{*this, *offer.node};
    for (std::vector<std::int64_t> counts = group; offer.replicasPerNode < manyPods && one.takeGroup(counts, order);
         counts = group)
        ++offer.replicasPerNode;
    if (offer.replicasPerNode == 0) offer.nodesPerReplica = nodesForGroup(*offer.node, group);
    if (key != hostnameLabel) return;
    offer.replicasPerNode = std::min<std::int64_t>(offer.replicasPerNode, 1);
    if (offer.nodesPerReplica > 1 || offer.partOnly)
        offer.refusal = m_plain.front().refusal(codeOf(Plugin::InterPodAffinity, 0));
}

void NewNodes::measure(Offer& offer) const
{
    if (m_plain.empty()) return;
    if (!m_ask->never.empty()) {
        offer.refusal = Refusal{Plugin::VolumeBinding, {m_ask->never}, true};
        return;
    }
    if (m_ask->isGroup()) {
        measureGroup(offer);
        return;
    }
    offer.refusal = refusal(0, *offer.node);
    if (!offer.refusal) offer.replicasPerNode = room(0, *offer.node);
}

} // namespace core::estimate::detail
