#include <algorithm>
#include <array>
#include <cassert>

#include "core/model/age.h"
#include "core/snapshot/codec.h"
#include "core/snapshot/faults.h"
#include "core/snapshot/infer.h"
#include "core/snapshot/tables.h"

/// Nodes to rows, and back.
namespace core::snapshot::detail {
namespace {

constexpr std::array<std::string_view, 4> firstResources = {"cpu", "memory", "pods", "ephemeral-storage"};
constexpr std::string_view cardResource = "nvidia.com/gpu";

/// A node that states less than nothing of it has nothing.
Amount presentIn(const model::Requests& amounts, std::string_view name)
{
    return std::max<Amount>(model::amountIn(amounts, name), 0);
}

std::vector<std::string> resourcesOf(const std::vector<model::Node>& nodes)
{
    std::vector<std::string> names(firstResources.begin(), firstResources.end());
    std::set<std::string> others;
    for (const model::Node& node : nodes)
        for (const auto* amounts : {&node.allocatable, &node.capacity})
            for (const auto& [name, amount] : *amounts)
                if (amount > 0 && std::find(names.begin(), names.end(), name) == names.end()) others.insert(name);
    names.insert(names.end(), others.begin(), others.end());
    return names;
}

/// Distinct values, numbered from 0 in order of first use.
template <class T>
class Sets {
public:
    explicit Sets(std::vector<T>& sets)
        : m_sets(sets)
    {
        for (const T& set : sets) m_known.try_emplace(encoded(set), static_cast<std::uint32_t>(m_known.size()));
    }
    std::uint32_t indexOf(T value)
    {
        const auto [at, isNew] = m_known.try_emplace(encoded(value), static_cast<std::uint32_t>(m_sets.size()));
        if (isNew) m_sets.push_back(std::move(value));
        return at->second;
    }

private:
    std::vector<T>& m_sets;
    std::unordered_map<std::string, std::uint32_t> m_known;
};

std::uint32_t poolOf(const model::Node& node, const std::vector<model::NodePool>& pools)
{
    for (const std::string_view key : PoolLabels) {
        const auto label = node.labels.find(std::string(key));
        if (label == node.labels.end()) continue;
        for (std::size_t i = 0; i < pools.size(); ++i)
            if (pools[i].id == label->second) return static_cast<std::uint32_t>(i);
    }
    return noRow;
}

LabelColumn& labelColumn(NodeTable& table, const std::string& key, std::size_t rows)
{
    auto at = std::lower_bound(table.labels.begin(), table.labels.end(), key,
                               [](const LabelColumn& column, const std::string& k) { return column.key < k; });
    if (at == table.labels.end() || at->key != key) {
        at = table.labels.insert(at, LabelColumn{});
        at->key = key;
        at->values.assign(rows, absent);
    }
    return *at;
}

/// Makes every column long enough for `rows`, and one for each resource that `nodes` have.
void widen(NodeTable& table, const std::vector<model::Node>& nodes, std::size_t rows)
{
    for (std::string& name : resourcesOf(nodes))
        if (!table.resource(name)) table.resources.push_back(std::move(name));
    for (auto* columns : {&table.allocatable, &table.capacity}) {
        columns->resize(table.resources.size());
        for (std::vector<Amount>& column : *columns) column.resize(rows);
    }
    for (LabelColumn& column : table.labels) column.values.resize(rows, absent);
    if (!table.readySince.empty()) table.readySince.resize(rows);
}

/// The column is there once a node tells.
void setReadySince(NodeTable& table, std::size_t row, std::size_t rows, const std::string& time)
{
    const std::int64_t since = secondsOf(time);
    if (since == 0) return;
    table.readySince.resize(rows);
    table.readySince[row] = since;
}

} // namespace

std::int64_t secondsOf(const std::string& time)
{
    if (time.empty()) return 0;
    const Result<Time> parsed = model::parseTime(time);
    return parsed ? parsed->time_since_epoch().count() : 0;
}

std::vector<std::string> keepOneNode(std::vector<model::Node>& nodes)
{
    std::vector<std::string> twice;
    std::sort(nodes.begin(), nodes.end(), [](const model::Node& a, const model::Node& b) {
        return a.name != b.name ? a.name < b.name : encoded(b) < encoded(a);
    });
    for (std::size_t i = 1; i < nodes.size(); ++i)
        if (nodes[i].name == nodes[i - 1].name && !(nodes[i] == nodes[i - 1])) twice.push_back("node " + nodes[i].name);
    const auto sameName = [](const model::Node& a, const model::Node& b) { return a.name == b.name; };
    nodes.erase(std::unique(nodes.begin(), nodes.end(), sameName), nodes.end());
    return twice;
}

void appendNodes(NodeTable& table, const std::vector<model::Node>& nodes, const std::vector<model::NodePool>& pools)
{
    const std::size_t rows = table.size() + nodes.size();
    widen(table, nodes, rows);
    Sets taintSets(table.taintSets);
    Sets faultSets(table.faultSets);
    taintSets.indexOf({}); // 0: none
    faultSets.indexOf({});
    for (const model::Node& node : nodes) {
        const std::size_t row = table.size();
        table.names.push(node.name);
        for (std::size_t kind = 0; kind < table.resources.size(); ++kind) {
            table.allocatable[kind][row] = presentIn(node.allocatable, table.resources[kind]);
            table.capacity[kind][row] = presentIn(node.capacity, table.resources[kind]);
        }
        for (const auto& [key, value] : node.labels) {
            LabelColumn& column = labelColumn(table, key, rows);
            column.values[row] = column.distinct.intern(value);
        }
        table.taintSet.push_back(taintSets.indexOf(node.taints));
        table.unschedulable.push_back(node.unschedulable ? 1 : 0);
        table.ready.push_back(model::isReady(node) ? 1 : 0);
        table.pool.push_back(poolOf(node, pools));
        auto faults = cardFaults(node.conditions);
        // A device plugin that already reports the card as unhealthy has taken it out of allocatable.
        const Amount cards =
            std::max(presentIn(node.capacity, cardResource), presentIn(node.allocatable, cardResource));
        const Amount taken = cards - presentIn(node.allocatable, cardResource);
        const auto isolated = static_cast<Amount>(isolatedCards(faults, cards));
        table.lostCards.push_back(static_cast<std::uint32_t>(std::max<Amount>(isolated - taken, 0)));
        table.faultSet.push_back(faultSets.indexOf(std::move(faults)));
        table.created.push_back(secondsOf(node.creationTime));
        setReadySince(table, row, rows, node.readySince);
    }
}

model::Node nodeAt(const NodeTable& table, std::size_t row)
{
    model::Node node;
    node.name = table.names[row];
    node.labels = table.labelsOf(row);
    for (std::size_t kind = 0; kind < table.resources.size(); ++kind) {
        if (table.allocatable[kind][row] != 0) node.allocatable[table.resources[kind]] = table.allocatable[kind][row];
        if (table.capacity[kind][row] != 0) node.capacity[table.resources[kind]] = table.capacity[kind][row];
    }
    node.taints = table.taintSets[table.taintSet[row]];
    node.unschedulable = table.unschedulable[row] != 0;
    node.conditions = table.faultSets[table.faultSet[row]];
    node.conditions.push_back({"Ready", table.ready[row] != 0 ? "True" : "False", {}, {}});
    if (const std::int64_t since = table.changedAt(row); since != 0)
        node.readySince = model::toText(Time(Seconds(since)));
    if (table.created[row] != 0) node.creationTime = model::toText(Time(Seconds(table.created[row])));
    return node;
}

std::vector<model::Node> nodesOf(const NodeTable& table)
{
    std::vector<model::Node> nodes(table.size());
    for (std::size_t row = 0; row < nodes.size(); ++row) nodes[row] = detail::nodeAt(table, row);
    return nodes;
}

bool saysNothingNew(const NodeTable& table, std::uint32_t row, const model::Node& node)
{
    NodeTable alone; // a table keeps less than an object has
    appendNodes(alone, {node}, {});
    return detail::nodeAt(alone, 0) == detail::nodeAt(table, row);
}

void replaceNodes(ClusterData& data, const std::vector<model::Node>& nodes)
{
    std::vector<model::Node> all = nodesOf(data.nodes);
    for (const model::Node& node : nodes) all[data.nodes.row(node.name)] = node;
    data.nodes = {};
    appendNodes(data.nodes, all, data.pools);
    [[maybe_unused]] const bool sound = derive(data);
    assert(sound);
}

} // namespace core::snapshot::detail
