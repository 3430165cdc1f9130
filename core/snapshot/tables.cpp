#include "core/snapshot/tables.h"

#include <algorithm>
#include <cassert>
#include <limits>
#include <numeric>
#include <tuple>

#include "core/snapshot/codec.h"
#include "core/snapshot/privacy.h"

namespace core::snapshot::detail {
namespace {

Amount addSaturating(Amount a, Amount b)
{
    Amount sum = 0;
    return __builtin_add_overflow(a, b, &sum)
               ? (b > 0 ? std::numeric_limits<Amount>::max() : std::numeric_limits<Amount>::min())
               : sum;
}

bool holdsPortsOf(const model::PodSpec& spec)
{
    const auto asks = [](const model::Container& container) {
        return std::any_of(container.ports.begin(), container.ports.end(),
                           [](const model::HostPort& port) { return port.port > 0; });
    };
    return std::any_of(spec.containers.begin(), spec.containers.end(), asks) ||
           std::any_of(spec.initContainers.begin(), spec.initContainers.end(), asks);
}

/// What is a pod's own, and no part of its shape.
void clearOwn(model::Pod& pod)
{
    for (std::string* text :
         {&pod.name, &pod.uid, &pod.startTime, &pod.creationTime, &pod.deletionTime, &pod.phase, &pod.spec.nodeName})
        text->clear();
    pod.ready = false;
}

} // namespace

PodShape shapeOf(model::Pod pod)
{
    keepOnlyWhatPlacementReads(pod);
    clearOwn(pod);
    pod.spec.runtimeClassName.clear();
    pod.spec.resourceClaims.clear();
    pod.spec.beyondBaseline.clear();
    PodShape shape;
    shape.pod = std::move(pod);
    shape.pod.spec = model::withDefaults(std::move(shape.pod.spec));
    shape.requests = model::podRequests(shape.pod.spec);
    for (auto& [name, amount] : shape.requests) amount = std::max<Amount>(amount, 0);
    const auto& owners = shape.pod.owners;
    shape.daemonSet = std::any_of(owners.begin(), owners.end(),
                                  [](const model::OwnerRef& o) { return o.kind == "DaemonSet" && o.controller; });
    shape.holdsPorts = holdsPortsOf(shape.pod.spec);
    return shape;
}

std::uint32_t PodKinds::numberOf(model::Pod& pod, bool& isNew)
{
    clearOwn(pod);
    dropUnread(pod);
    Writer writer;
    writer.out = std::move(m_key);
    writer.out.clear();
    writer(pod);
    m_key = std::move(writer.out);
    const auto known = m_numbers.find(m_key);
    isNew = known == m_numbers.end();
    return isNew ? m_numbers.emplace(m_key, static_cast<std::uint32_t>(m_numbers.size())).first->second : known->second;
}

std::uint32_t ShapePool::intern(model::Pod&& pod)
{
    bool isNew = false;
    const std::uint32_t kind = m_kinds.numberOf(pod, isNew);
    if (isNew) m_shapeOfKind.push_back(intern(kept(shapeOf(std::move(pod)))));
    return m_shapeOfKind[kind];
}

std::uint32_t ShapePool::intern(const ShapePtr& shape)
{
    const auto [at, isNew] = m_byBytes.try_emplace(shape->bytes, static_cast<std::uint32_t>(m_shapes.size()));
    if (isNew) m_shapes.push_back(shape);
    return at->second;
}

PodRow rowOf(model::Pod& pod)
{
    PodRow row;
    row.ns = pod.ns;
    row.name = std::move(pod.name);
    row.node = std::move(pod.spec.nodeName);
    row.holds = pod.phase != "Succeeded" && pod.phase != "Failed";
    if (!row.node.empty() || !row.holds) pod.nominatedNodeName.clear(); // who waits for a node only
    row.ready = pod.ready;
    row.terminating = !pod.deletionTime.empty();
    row.started = secondsOf(pod.startTime);
    return row;
}

void TableBuilder::add(model::Pod pod)
{
    PodRow& row = m_rows.emplace_back(rowOf(pod));
    row.shape = m_shapes.intern(std::move(pod));
}

void TableBuilder::add(const PodBatch::Parts& batch,
                       const std::set<std::pair<std::string_view, std::string_view>>& besides)
{
    std::vector<std::uint32_t> shapes(batch.kinds.size(), noRow);
    for (const std::uint32_t i : batch.standing()) {
        PodRow row = batch.rows[i];
        if (besides.contains({row.ns, row.name})) continue;
        std::uint32_t& shape = shapes[row.shape];
        if (shape == noRow) shape = m_shapes.intern(model::Pod(batch.kinds[row.shape]));
        row.shape = shape;
        m_rows.push_back(std::move(row));
    }
}

void TableBuilder::addNodesOf(const NodeTable& table)
{
    for (model::Node& node : nodesOf(table)) m_nodes.push_back(std::move(node));
}

void TableBuilder::addPodsOf(const ClusterData& data)
{
    const PodTable& pods = data.pods;
    std::vector<std::uint32_t> shapes;
    for (std::size_t i = 0; i < pods.shapes.size(); ++i) {
        const model::Pod& pod = pods.shapes[i].pod;
        if (pod.spec.nodeName.empty() && pod.phase.empty()) {
            shapes.push_back(m_shapes.intern(pods.shapes.at(i)));
            continue;
        }
        PodShape plain = pods.shapes[i];
        plain.pod.spec.nodeName.clear();
        plain.pod.phase.clear();
        shapes.push_back(m_shapes.intern(kept(std::move(plain))));
    }
    for (std::size_t i = 0; i < pods.size(); ++i) {
        const PodShape& shape = pods.shapes[pods.shape[i]];
        PodRow row;
        row.ns = pods.namespaces.text(pods.ns[i]);
        row.name = pods.names[i];
        row.node = pods.node[i] == noRow ? shape.pod.spec.nodeName : std::string(data.nodes.names[pods.node[i]]);
        row.shape = shapes[pods.shape[i]];
        // The bits say it for bound pods; unbound ones and those of a missing node keep it in their phase.
        row.holds = pods.node[i] != noRow ? (pods.state[i] & HoldsResources) != 0 : shape.pod.phase.empty();
        row.ready = (pods.state[i] & Ready) != 0;
        row.terminating = (pods.state[i] & Terminating) != 0;
        row.started = pods.started[i];
        m_rows.push_back(std::move(row));
    }
}

void TableBuilder::dropNodes(const std::set<std::string>& names)
{
    std::erase_if(m_nodes, [&](const model::Node& node) { return names.contains(node.name); });
}

void TableBuilder::dropPods(const std::set<std::pair<std::string, std::string>>& names)
{
    std::erase_if(m_rows, [&](const PodRow& row) { return names.contains({row.ns, row.name}); });
}

std::vector<std::string> TableBuilder::keepOnePod()
{
    std::vector<std::string> twice;
    const auto rest = [this](const PodRow& r) {
        return std::tie(r.started, r.holds, r.node, r.ready, r.terminating, m_shapes.key(r.shape));
    };
    std::sort(m_rows.begin(), m_rows.end(), [&](const PodRow& a, const PodRow& b) {
        if (const auto byName = std::tie(a.ns, a.name) <=> std::tie(b.ns, b.name); byName != 0) return byName < 0;
        return rest(b) < rest(a); // the latest start first
    });
    std::size_t kept = 0;
    for (std::size_t i = 0; i < m_rows.size(); ++i) {
        if (i > 0 && m_rows[i].name == m_rows[kept - 1].name && m_rows[i].ns == m_rows[kept - 1].ns) {
            if (rest(m_rows[i]) != rest(m_rows[kept - 1]))
                twice.push_back("pod " + m_rows[i].ns + "/" + m_rows[i].name);
            continue;
        }
        if (kept != i) m_rows[kept] = std::move(m_rows[i]);
        ++kept;
    }
    m_rows.resize(kept);
    return twice;
}

std::vector<std::string> TableBuilder::finish(ClusterData& data)
{
    std::stable_sort(data.pools.begin(), data.pools.end(),
                     [](const model::NodePool& a, const model::NodePool& b) { return a.id < b.id; });
    std::vector<std::string> twice = keepOneNode(m_nodes);
    data.nodes = {};
    appendNodes(data.nodes, m_nodes, data.pools);
    m_nodes.clear();
    const std::vector<std::string> pods = finishPods(data);
    twice.insert(twice.end(), pods.begin(), pods.end());
    return twice;
}

std::uint32_t place(PodRow& row, const NodeTable& nodes, ShapePool& shapes)
{
    const std::uint32_t node = row.node.empty() ? noRow : nodes.row(row.node);
    if (node != noRow || (row.node.empty() && row.holds)) return node;
    PodShape own = shapes[row.shape]->shape;
    own.pod.spec.nodeName = row.node;
    if (!row.holds) own.pod.phase = "Succeeded";
    row.shape = shapes.intern(kept(std::move(own)));
    return node;
}

std::uint8_t stateOf(const PodRow& row, bool bound)
{
    return static_cast<std::uint8_t>((bound && row.holds ? HoldsResources : 0) | (row.ready ? Ready : 0) |
                                     (row.terminating ? Terminating : 0) |
                                     (row.node.empty() && row.holds ? Pending : 0));
}

TableBuilder::Arranged TableBuilder::arrange(const NodeTable& nodes)
{
    Arranged all;
    all.twice = keepOnePod();
    for (PodRow& row : m_rows) all.node.push_back(place(row, nodes, m_shapes));
    all.order.resize(m_rows.size()); // rows are sorted by namespace and name already
    std::iota(all.order.begin(), all.order.end(), 0U);
    std::stable_sort(all.order.begin(), all.order.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return all.node[a] < all.node[b]; });
    return all;
}

std::vector<std::string> TableBuilder::finishPods(ClusterData& data)
{
    const Arranged rows = arrange(data.nodes);

    // Shapes that are used, by content.
    std::vector<std::uint32_t> used(m_shapes.size(), noRow);
    std::vector<std::uint32_t> shapes;
    for (const PodRow& row : m_rows)
        if (std::exchange(used[row.shape], 0U) == noRow) shapes.push_back(row.shape);
    std::sort(shapes.begin(), shapes.end(),
              [&](std::uint32_t a, std::uint32_t b) { return m_shapes.key(a) < m_shapes.key(b); });
    for (std::size_t i = 0; i < shapes.size(); ++i) used[shapes[i]] = static_cast<std::uint32_t>(i);

    PodTable table;
    for (const std::uint32_t shape : shapes) table.shapes.push(m_shapes[shape]);
    for (const std::uint32_t i : rows.order) {
        const PodRow& row = m_rows[i];
        table.node.push_back(rows.node[i]);
        table.shape.push_back(used[row.shape]);
        table.names.push(row.name);
        table.ns.push_back(table.namespaces.intern(row.ns));
        table.state.push_back(stateOf(row, rows.node[i] != noRow));
        table.started.push_back(row.started);
    }
    data.pods = std::move(table);
    m_rows.clear();
    [[maybe_unused]] const bool sound = derive(data);
    assert(sound);
    return rows.twice;
}

bool indexNodes(ClusterData& data)
{
    const std::size_t nodes = data.nodes.size();
    PodTable& pods = data.pods;
    pods.firstOfNode.assign(nodes + 1, 0);
    std::uint32_t last = 0;
    for (std::size_t i = 0; i < pods.size(); ++i) {
        const std::uint32_t row = pods.node[i];
        if (pods.shape[i] >= pods.shapes.size() || (row != noRow && row >= nodes) || row < last) return false;
        last = row;
        if (row != noRow)
            ++pods.firstOfNode[row + 1];
        else if ((pods.state[i] & HoldsResources) != 0)
            return false;
    }
    std::partial_sum(pods.firstOfNode.begin(), pods.firstOfNode.end(), pods.firstOfNode.begin());
    return true;
}

Holdings::Holdings(ClusterData& data)
    : m_nodes(data.nodes)
    , m_pods(data.pods)
    , m_amounts(data.pods.shapes.size())
{}

void Holdings::sum(std::uint32_t node)
{
    for (std::vector<Amount>& column : m_nodes.requested) column[node] = 0;
    for (std::uint32_t i = m_pods.firstOfNode[node]; i < m_pods.firstOfNode[node + 1]; ++i) {
        if ((m_pods.state[i] & HoldsResources) == 0) continue;
        auto& amounts = m_amounts[m_pods.shape[i]];
        if (!amounts) {
            amounts.emplace();
            for (const auto& [name, amount] : m_pods.shapes[m_pods.shape[i]].requests)
                if (const auto column = m_nodes.resource(name); column && *column != podsColumn && amount > 0)
                    amounts->emplace_back(*column, amount);
        }
        for (const auto& [column, amount] : *amounts)
            m_nodes.requested[column][node] = addSaturating(m_nodes.requested[column][node], amount);
        ++m_nodes.requested[podsColumn][node];
    }
}

bool derive(ClusterData& data)
{
    if (!indexNodes(data)) return false;
    data.nodes.requested.assign(data.nodes.resources.size(), std::vector<Amount>(data.nodes.size()));
    Holdings holdings(data);
    for (std::uint32_t row = 0; row < data.nodes.size(); ++row) holdings.sum(row);
    return true;
}

} // namespace core::snapshot::detail
