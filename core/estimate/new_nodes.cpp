#include "core/estimate/new_nodes.h"

#include <algorithm>
#include <array>
#include <limits>
#include <numeric>

#include "core/estimate/card_sharing.h"
#include "core/estimate/groups.h"
#include "core/estimate/node_count.h"
#include "core/estimate/node_labels.h"
#include "core/estimate/not_held.h"
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

/// @param allocatable  the node's, or less
std::int64_t onCards(const Fit::State& state, const model::Node& node, const model::Requests& allocatable)
{
    const std::int64_t cards = cardsOf(node);
    return podsOnCards(cards, 0, model::amountIn(allocatable, gpuMemoryResource) / cards,
                       model::amountIn(allocatable, gpuCoreResource) / cards, {state.gpuMemory(), state.gpuCore()}, {})
        .lower;
}

/// Nobody said what the type has.
bool isUndescribed(const NodeTemplate& node)
{
    return node.node.allocatable.empty();
}

Refusal notDescribed()
{
    return {Plugin::NodeResourcesFit, {"what this instance type has is not known"}, false};
}

/// A type that nobody described, and of whose nodes no label speaks of cards, has none by its name: the letters of a family say
/// what it is for, and those of general purpose, compute, memory, storage and burstable families are these.
/// @source Alibaba Cloud ECS, instance families: naming and classification
bool hasNoCards(const model::Labels& labels)
{
    static constexpr std::array<std::string_view, 17> without = {"g",  "c",  "r",  "u",  "t",   "d",   "i",   "e", "re",
                                                                 "ic", "ce", "mn", "sn", "hfc", "hfg", "hfr", "se"};
    const auto ofCards = [](const auto& one) {
        return one.first.starts_with("aliyun.accelerator/") || one.first.starts_with("nvidia.com/");
    };
    const auto type = labels.find(std::string(typeLabel));
    if (type == labels.end() || !type->second.starts_with("ecs.") || std::any_of(labels.begin(), labels.end(), ofCards))
        return false;
    std::string family = model::familyOf(type->second);
    if (family.starts_with("ebm")) family.erase(0, 3);
    family.erase(std::min(family.size(), family.find_first_of("0123456789")));
    return std::find(without.begin(), without.end(), family) != without.end();
}

/// By labels that tell of a node's cards, which go with the instance type.
bool asksForCards(const model::PodSpec& spec)
{
    const auto ofCards = [](std::string_view key) { return key.starts_with("aliyun.accelerator/"); };
    const auto anyOfCards = [&](const model::NodeSelectorTerm& term) {
        return std::any_of(term.expressions.begin(), term.expressions.end(),
                           [&](const model::Requirement& one) { return ofCards(one.key); });
    };
    return std::any_of(spec.nodeSelector.begin(), spec.nodeSelector.end(),
                       [&](const auto& one) { return ofCards(one.first); }) ||
           (spec.requiredNodeAffinity &&
            std::any_of(spec.requiredNodeAffinity->begin(), spec.requiredNodeAffinity->end(), anyOfCards));
}

/// By the label that tells the memory of a node's cards, where the template leaves open what that says.
/// @param passes  whether a node of these labels would do
template <class Passes>
bool dependsOnCardMemory(const model::PodSpec& spec, const model::Labels& labels, Passes passes)
{
    const std::string key(cardMemoryLabel);
    if (!labels.contains("aliyun.accelerator/nvidia_name") || labels.contains(key)) return false;
    std::vector<std::string> wanted = {""};
    if (const auto value = spec.nodeSelector.find(key); value != spec.nodeSelector.end())
        wanted.push_back(value->second);
    if (spec.requiredNodeAffinity)
        for (const model::NodeSelectorTerm& term : *spec.requiredNodeAffinity)
            for (const model::Requirement& one : term.expressions)
                if (one.key == key) wanted.insert(wanted.end(), one.values.begin(), one.values.end());
    return std::any_of(wanted.begin(), wanted.end(), [&](const std::string& value) {
        model::Labels guessed = labels;
        guessed[key] = value;
        return passes(std::move(guessed));
    });
}

/// The daemon set whose pod is the refusal's cause; empty: none of them is.
std::string keptOffBy(const Fit::State& state, const NodeTemplate& node, Code code)
{
    const Plugin plugin = pluginOf(code);
    if (!node.daemonPods || (plugin != Plugin::NodePorts && plugin != Plugin::InterPodAffinity)) return {};
    const auto has = [&](const std::string& key) { return node.node.labels.contains(key); };
    for (const model::Pod& one : *node.daemonPods) {
        const Touch touch = state.touchOf(one);
        const auto& anti = touch.effect.anti;
        const auto& keys = touch.repelledBy;
        const bool is = plugin == Plugin::NodePorts ? touch.effect.port
                        : reasonOf(code) == 1       ? std::any_of(anti.begin(), anti.end(),
                                                                  [&](std::size_t t) { return has(state.anti[t].key); })
                                                    : reasonOf(code) == 2 && std::any_of(keys.begin(), keys.end(), has);
        if (is && !one.owners.empty()) return one.owners.front().name;
    }
    return {};
}

Refusal refusalOf(const Fit::State& state, const NodeTemplate& node, Code code)
{
    Refusal out = state.refusal(code);
    out.by = keptOffBy(state, node, code);
    return out;
}

/// In its pool and zone.
const Offer& smallestBeside(const Provisionable& what, const Offer& offer)
{
    return *std::find_if(what.offers.begin(), what.offers.end(), [&](const Offer& one) { // they come by size
        return one.pool == offer.pool && one.zone == offer.zone && one.spot == offer.spot;
    });
}

Amount cpuOf(const Offer& offer)
{
    return model::amountIn(offer.node->node.allocatable, "cpu");
}

/// Of a pool whose zones are not known, it buys in one of them at least: sure is what the poorest of them holds.
void doubtZones(Provisionable& what)
{
    for (std::size_t i = 0; i < what.offers.size(); ++i) {
        if (!what.offers[i].zoneOpen) continue;
        const auto sameBut = [&](const Offer& other) {
            return other.pool == what.offers[i].pool && other.instanceType == what.offers[i].instanceType &&
                   other.spot == what.offers[i].spot;
        };
        const auto holds = [](const Offer& offer) {
            return offer.refusal        ? std::int64_t{0}
                   : !offer.stockBounds ? std::numeric_limits<std::int64_t>::max()
                                        : offer.stock.instances.lower;
        };
        std::size_t poorest = i;
        for (std::size_t k = 0; k < what.offers.size(); ++k)
            if (sameBut(what.offers[k]) && (holds(what.offers[k]) < holds(what.offers[poorest]) ||
                                            (k < poorest && holds(what.offers[k]) == holds(what.offers[poorest]))))
                poorest = k;
        if (poorest != i) what.offers[i].doubt = Doubt::Zone;
    }
}

} // namespace

std::int64_t countedBy(const SpreadCount& spread, const std::string& ns, const NodeTemplate& node)
{
    if (!node.daemonPods) return 0;
    return std::count_if(node.daemonPods->begin(), node.daemonPods->end(),
                         [&](const model::Pod& one) { return counts(spread, ns, one); });
}

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
    placeReplicas(*m_filled, ask, ask.upTo);
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
    const Fit::State& state = m_plain[kind];
    const Brought brought = state.broughtBy(node.daemonPods);
    if (isUndescribed(node)) {
        // Its labels but those of cards, and its taints, are known all the same.
        model::Node any = node.node;
        for (const Need& need : state.needs) any.allocatable[need.name] = need.amount;
        any.allocatable["pods"] = 1;
        const Code code = state.codeForNew(any, {}, brought);
        const bool byLabel = pluginOf(code) == Plugin::NodeAffinity && asksForCards(state.pod.spec);
        if (code != 0 && !byLabel) return refusalOf(state, node, code);
        if (hasNoCards(node.node.labels))
            for (const Need& need : state.needs)
                if (isOfCards(need.name)) return Refusal{Plugin::NodeResourcesFit, {"Insufficient " + need.name}, true};
        return notDescribed();
    }
    if (const Code code = state.codeForNew(node.node, node.daemonSets, brought); code != 0) {
        const auto passes = [&](model::Labels labels) {
            model::Node other = node.node;
            other.labels = std::move(labels);
            return state.codeForNew(other, node.daemonSets, brought) == 0;
        };
        if (pluginOf(code) == Plugin::NodeAffinity && dependsOnCardMemory(state.pod.spec, node.node.labels, passes))
            return notDescribed();
        Refusal refusal = refusalOf(state, node, code);
        if (refusal.reasons.empty()) refusal.reasons.emplace_back("node(s) didn't match Pod's node affinity/selector");
        return refusal;
    }
    for (const SpreadCount& spread : m_spreads[kind])
        if (!node.node.labels.contains(spread.at.key)) return state.refusal(codeOf(Plugin::PodTopologySpread, 1));
    if (state.sharesCards() && onCards(state, node.node, node.node.allocatable) == 0)
        return state.refusal(codeOf(Plugin::GpuSharing, 2));
    if (room(kind, node) == 0) return state.refusal(codeOf(Plugin::PodTopologySpread, 0, false));
    return std::nullopt;
}

/// Of one kind on one new node, whatever its size.
std::int64_t NewNodes::mostPerNode(std::size_t kind, const NodeTemplate& node) const
{
    const Fit::State& state = m_plain[kind];
    std::int64_t most = state.ports.empty() ? std::numeric_limits<std::int64_t>::max() : 1;
    for (std::size_t i = 0; i < state.antiTerms.size(); ++i)
        if (state.antiToSelf[i] && state.antiTerms[i].topologyKey == hostnameLabel) most = 1;
    for (const SpreadCount& spread : m_spreads[kind]) {
        if (spread.at.key != hostnameLabel || spread.domainCount == 0) continue;
        // A new node starts at what it brings, and the nodes that are there keep the least count where it is.
        most = std::min(most, spread.minimum + spread.maxSkew - countedBy(spread, state.pod.ns, node));
    }
    return most;
}

std::int64_t NewNodes::room(std::size_t kind, const NodeTemplate& node) const
{
    return room(kind, node, node.node.allocatable);
}

std::int64_t NewNodes::room(std::size_t kind, const NodeTemplate& node, const model::Requests& all) const
{
    const Fit::State& state = m_plain[kind];
    std::int64_t room = model::amountIn(all, "pods") - model::amountIn(node.daemonSets, "pods");
    for (const Need& need : state.needs)
        room = std::min(room,
                        (model::amountIn(all, need.name) - model::amountIn(node.daemonSets, need.name)) / need.amount);
    if (state.sharesCards()) room = std::min(room, onCards(state, node.node, all));
    return std::max<std::int64_t>(0, std::min(room, mostPerNode(kind, node)));
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
        // Where some pods may fit, that is what counts.
        if (refusal && (!refused || *refusal == notDescribed())) refused = std::move(refusal);
    }
    if (std::all_of(group.begin(), group.end(), [](std::int64_t count) { return count == 0; })) {
        offer.refusal = std::move(refused);
        return;
    }
    if (refused && m_counted) { // pods that differ by their labels alone: a daemon set keeps some off
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
    if (offer.refusal) return;
    const NodeTemplate& node = *offer.node;
    offer.replicasPerNode = offer.mostPerNode = room(0, node);
    if (const std::int64_t sure = surelyOn(0, node); sure > 0) offer.replicasPerNode = sure;
}

/// @source shared reference, autoscaling §3 (each group's exemplar against the template) and §5 (with several types in a pool
///         it plans with the smallest)
void NewNodes::planWithSmallest(Provisionable& what) const
{
    for (Offer& offer : what.offers) {
        const Offer& smallest = smallestBeside(what, offer);
        if (offer.refusal || m_cluster->pools[offer.pool].scaler != "cluster-autoscaler" || !smallest.refusal) continue;
        // How large a type is that nobody described is not known, and of equals any may be the one.
        const bool isOpen = std::any_of(what.offers.begin(), what.offers.end(), [&](const Offer& one) {
            return one.pool == offer.pool &&
                   (isUndescribed(*one.node) || (!one.refusal && cpuOf(one) <= cpuOf(smallest)));
        });
        if (isOpen) continue;
        offer.refusal = smallest.refusal;
        std::string& reason = offer.refusal->reasons.front();
        reason =
            "cluster-autoscaler plans with " + smallest.instanceType + ", the smallest type of the pool: " + reason;
    }
}

/// cluster-autoscaler may plan with a type of which it is not known whether the pods fit it, and then it buys nothing.
bool NewNodes::isPlanOpen(const Provisionable& what, const Offer& offer) const
{
    if (m_cluster->pools[offer.pool].scaler != "cluster-autoscaler") return false;
    const Offer& smallest = smallestBeside(what, offer);
    const std::optional<std::int64_t> size = model::vcpuByName(smallest.instanceType);
    return std::any_of(what.offers.begin(), what.offers.end(), [&](const Offer& one) {
        if (one.pool != offer.pool || one.zone != offer.zone || one.spot != offer.spot) return false;
        if (one.instanceType == offer.instanceType) return false;
        if (isUndescribed(*one.node)) {
            const std::optional<std::int64_t> other = model::vcpuByName(one.instanceType);
            return !(size && other && *other > *size);
        }
        return cpuOf(one) <= cpuOf(smallest) && (one.refusal || one.doubt == Doubt::Size);
    });
}

/// What a node of the template takes of a kind if it has as little as it might.
std::int64_t NewNodes::surelyOn(std::size_t kind, const NodeTemplate& node) const
{
    if (node.surely.empty()) return room(kind, node);
    model::Requests least = node.node.allocatable;
    for (const auto& [name, amount] : node.surely) least[name] = amount;
    return room(kind, node, least);
}

/// Whatever the formula promises too much, as many pods of a replica fit.
bool NewNodes::isSurelySo(const Offer& offer) const
{
    for (std::size_t kind = 0; kind < m_plain.size(); ++kind) {
        const std::int64_t most = m_ask->isGroup() ? m_ask->pods[kind].count : 1;
        if (std::min(most, surelyOn(kind, *offer.node)) != std::min(most, room(kind, *offer.node))) return false;
    }
    return true;
}

/// @source shared reference, autoscaling §5: GOATScaler knows no native sidecars and no volumes
void NewNodes::doubt(Provisionable& what) const
{
    const auto byGoatScaler = [&](const Offer& offer) {
        return model::isGoatScaler(m_cluster->pools[offer.pool]) && mostNodesOf(what, offer) != 0;
    };
    const bool sidecars = std::any_of(m_ask->pods.begin(), m_ask->pods.end(), [](const AskPod& one) {
        const auto& init = one.pod.spec.initContainers;
        return std::any_of(init.begin(), init.end(),
                           [](const model::Container& container) { return container.sidecar; });
    });
    const bool elsewhere = std::any_of(what.offers.begin(), what.offers.end(),
                                       [&](const Offer& offer) { return isBoughtInVain(*m_cluster, what, offer); });
    const bool unheld = !notHeldFor(*m_cluster, *m_ask).empty();
    for (Offer& offer : what.offers) {
        if (offer.refusal == notDescribed()) offer.doubt = Doubt::Type;
        if (offer.refusal) continue;
        if (claimsDevices(*m_ask))
            offer.doubt = Doubt::Devices;
        else if (unheld)
            offer.doubt = Doubt::NotHeld;
        else if (sidecars && byGoatScaler(offer))
            offer.doubt = Doubt::Sidecars;
        else if (elsewhere && byGoatScaler(offer))
            offer.doubt = Doubt::Volume;
        else if (!offer.node->surely.empty() && !isSurelySo(offer))
            offer.doubt = Doubt::Size;
    }
    for (Offer& offer : what.offers)
        if (!offer.refusal && offer.doubt == Doubt::None && isPlanOpen(what, offer)) offer.doubt = Doubt::Planned;
    doubtZones(what);
}

} // namespace core::estimate::detail
