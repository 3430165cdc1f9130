#include "core/estimate/starting.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <optional>
#include <tuple>

#include "core/estimate/capacity.h"
#include "core/estimate/node_labels.h"
#include "core/snapshot/build.h"
#include "core/snapshot/infer.h"

namespace core::estimate {
namespace {

using detail::isOfCards;
using detail::labelAt;
using snapshot::ClusterData;
using snapshot::NodeTable;

constexpr std::int64_t mostToStart = 15 * 60; ///< [s] from a node's registration, see the header
/// [s] A kubelet registers its node as not ready and reports the first time right after: a later change is that of a node that was ready.
constexpr std::int64_t firstReport = 60;

bool isLeaving(const std::vector<model::Taint>& taints)
{
    static constexpr std::array<std::string_view, 3> beginnings = {
        "ToBeDeletedByClusterAutoscaler", "goatscaler.io/node-terminating", "karpenter.sh/disrupt"};
    return std::any_of(taints.begin(), taints.end(), [](const model::Taint& taint) {
        return std::any_of(beginnings.begin(), beginnings.end(),
                           [&](std::string_view beginning) { return taint.key.starts_with(beginning); });
    });
}

bool hasCards(const NodeTable& nodes, const std::vector<std::vector<Amount>>& amounts, std::size_t row)
{
    for (std::size_t i = 0; i < nodes.resources.size(); ++i)
        if (isOfCards(nodes.resources[i]) && !amounts[i].empty() && amounts[i][row] > 0) return true;
    return false;
}

bool isLabelled(const NodeTable& nodes, std::size_t row)
{
    return !labelAt(nodes, "aliyun.accelerator/nvidia_name", row).empty();
}

std::int64_t cardsByLabel(const NodeTable& nodes, std::size_t row)
{
    const std::string_view text = labelAt(nodes, "aliyun.accelerator/nvidia_count", row);
    std::int64_t cards = 0;
    std::from_chars(text.data(), text.data() + text.size(), cards);
    return cards;
}

std::int64_t cardsByType(const snapshot::Fleet& fleet, const NodeTable& nodes, std::size_t row)
{
    const model::InstanceType* type = fleet.instanceType(std::string(detail::typeAt(nodes, row)));
    return type == nullptr ? 0 : type->gpus;
}

/// Not ready.
Starting ofUnready(const NodeTable& nodes, std::size_t row, const std::optional<std::int64_t>& now)
{
    const std::int64_t changed = nodes.changedAt(row);
    const bool wasReady = changed > nodes.created[row] + firstReport;
    if (!now) return changed != 0 && !wasReady ? Starting::Perhaps : Starting::No;
    if (*now - nodes.created[row] > mostToStart) return Starting::No;
    return wasReady ? Starting::Perhaps : Starting::Surely;
}

/// Ready, and without the cards that its machine has.
Starting ofCardless(const NodeTable& nodes, std::size_t row, const std::optional<std::int64_t>& now)
{
    // Cards that are registered and not to be had are sick, and so are those that a fault isolates.
    if (nodes.faultSet[row] != 0 || hasCards(nodes, nodes.capacity, row)) return Starting::No;
    if (!now) return Starting::Perhaps;
    std::int64_t since = nodes.changedAt(row);
    if (since == 0 && *now - nodes.created[row] <= mostToStart) since = nodes.created[row];
    if (since == 0) return Starting::Perhaps;
    if (*now - since > mostToStart) return Starting::No;
    // Without the label an autoscaler takes the node at its word, and may buy another.
    return isLabelled(nodes, row) ? Starting::Surely : Starting::Perhaps;
}

Starting startingAt(const snapshot::Fleet& fleet, const NodeTable& nodes, std::size_t row,
                    const std::optional<std::int64_t>& now)
{
    // Every object of an API server has a time; one that was made up has none, and is what it says.
    if (nodes.created[row] == 0 || nodes.unschedulable[row] != 0) return Starting::No;
    const bool ready = nodes.ready[row] != 0;
    if (ready && (hasCards(nodes, nodes.allocatable, row) ||
                  std::max(cardsByLabel(nodes, row), cardsByType(fleet, nodes, row)) == 0))
        return Starting::No;
    if (isLeaving(nodes.taintSets[nodes.taintSet[row]])) return Starting::No;
    return ready ? ofCardless(nodes, row, now) : ofUnready(nodes, row, now);
}

bool hasDaemonPods(const ClusterData& cluster, std::size_t row)
{
    const snapshot::PodTable& pods = cluster.pods;
    for (std::uint32_t i = pods.firstOfNode[row]; i < pods.firstOfNode[row + 1]; ++i)
        if (pods.shapes[pods.shape[i]].daemonSet) return true;
    return false;
}

/// Nodes as they will be.
class Started {
public:
    Started(const snapshot::Fleet& fleet, const ClusterData& cluster)
        : m_fleet(&fleet)
        , m_cluster(&cluster)
    {}

    [[nodiscard]] model::Node node(std::uint32_t row)
    {
        const NodeTable& nodes = m_cluster->nodes;
        model::Node node = snapshot::nodeAt(nodes, row);
        for (model::NodeCondition& condition : node.conditions)
            if (condition.type == "Ready") condition.status = "True";
        std::erase_if(node.taints, snapshot::isPassing);
        model::Requests has;
        if (const NodeTemplate* usual = templateOf(row)) has = usual->node.allocatable;
        const bool reported = model::amountIn(node.allocatable, "cpu") > 0;
        for (const auto& [name, amount] : node.allocatable)
            if (amount > 0 && (reported || isOfCards(name))) has[name] = amount;
        const bool cards =
            std::any_of(has.begin(), has.end(), [](const auto& one) { return isOfCards(one.first) && one.second > 0; });
        const std::int64_t known = std::max(cardsByLabel(nodes, row), cardsByType(*m_fleet, nodes, row));
        if (!cards && known > 0) has["nvidia.com/gpu"] = known;
        node.allocatable = has;
        for (const auto& [name, amount] : has)
            node.capacity[name] = std::max(amount, model::amountIn(node.capacity, name));
        if (const NodeTemplate* usual = templateOf(row); usual != nullptr && !hasDaemonPods(*m_cluster, row)) {
            for (const auto& [name, amount] : usual->daemonSets)
                node.allocatable[name] = std::max<Amount>(0, model::amountIn(node.allocatable, name) - amount);
            m_expected[node.name] = usual->daemonPods;
        }
        return node;
    }
    /// With what is yet to come to the nodes that were asked for so far.
    [[nodiscard]] snapshot::ClusterPtr cluster(const std::vector<model::Node>& nodes) const
    {
        ClusterData out = snapshot::withReplaced(*m_cluster, nodes);
        out.expected = m_expected;
        return std::make_shared<const ClusterData>(std::move(out));
    }

private:
    using Kind = std::tuple<std::uint32_t, std::string, std::string>; ///< pool, type, zone
    [[nodiscard]] const NodeTemplate* templateOf(std::uint32_t row)
    {
        const NodeTable& nodes = m_cluster->nodes;
        if (nodes.pool[row] == snapshot::noRow) return nullptr;
        const Kind kind(nodes.pool[row], std::string(detail::typeAt(nodes, row)),
                        std::string(labelAt(nodes, detail::zoneLabel, row)));
        const auto known = m_templates.find(kind);
        if (known != m_templates.end()) return &known->second;
        const auto& [pool, type, zone] = kind;
        return &m_templates.emplace(kind, nodeTemplate(*m_fleet, *m_cluster, pool, type, zone)).first->second;
    }

    const snapshot::Fleet* m_fleet;
    const ClusterData* m_cluster;
    std::map<Kind, NodeTemplate> m_templates;
    std::map<std::string, snapshot::DaemonPods> m_expected; ///< by node
};

} // namespace

StartingNodes startingIn(const snapshot::Fleet& fleet, const ClusterData& cluster)
{
    StartingNodes out;
    const NodeTable& nodes = cluster.nodes;
    std::optional<std::int64_t> now;
    if (fleet.takenAt) now = std::chrono::duration_cast<Seconds>(fleet.takenAt->time_since_epoch()).count();
    std::vector<std::uint32_t> sure;
    std::vector<std::uint32_t> perhaps;
    for (std::uint32_t row = 0; row < nodes.size(); ++row) {
        const Starting how = startingAt(fleet, nodes, row, now);
        if (how == Starting::No) continue;
        out.of.resize(nodes.size(), Starting::No);
        out.of[row] = how;
        (how == Starting::Surely ? sure : perhaps).push_back(row);
    }
    if (out.of.empty()) return out;
    Started started(fleet, cluster);
    std::vector<model::Node> as;
    for (const std::uint32_t row : sure) as.push_back(started.node(row));
    if (!sure.empty()) out.surely = started.cluster(as);
    for (const std::uint32_t row : perhaps) as.push_back(started.node(row));
    out.all = perhaps.empty() ? out.surely : started.cluster(as);
    return out;
}

} // namespace core::estimate
