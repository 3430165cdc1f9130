#pragma once

#include <cstdint>
#include <set>
#include <string>
#include <unordered_map>
#include <vector>

#include "core/snapshot/fleet.h"

/// Detail: the steps from objects to tables, one object at a time, so that a dump of any size needs no list of its pods.
namespace core::snapshot::detail {

/// A pod on its way into a table: what is its own, and the shape that it shares.
struct PodRow {
    std::string ns;
    std::string name;
    std::string node; ///< empty: not bound
    std::uint32_t shape{};
    bool holds = false; ///< neither Succeeded nor Failed
    bool ready = false;
    bool terminating = false;
    std::int64_t started = 0;
};

/// Distinct shapes by content.
class ShapePool {
public:
    /// The shape of a pod as it was read: trimmed, defaults applied, requests computed.
    std::uint32_t intern(model::Pod pod);
    /// A shape that is one already.
    std::uint32_t intern(PodShape shape);
    [[nodiscard]] const PodShape& operator[](std::uint32_t index) const { return m_shapes[index]; }
    [[nodiscard]] const std::string& key(std::uint32_t index) const { return *m_keys[index]; }
    [[nodiscard]] std::size_t size() const { return m_shapes.size(); }

private:
    std::unordered_map<std::string, std::uint32_t> m_byPod;
    std::unordered_map<std::string, std::uint32_t> m_byShape;
    std::vector<PodShape> m_shapes;
    std::vector<const std::string*> m_keys; ///< keys of m_byShape: their addresses stay
};

[[nodiscard]] PodShape shapeOf(model::Pod pod);

class TableBuilder {
public:
    void add(model::Node node) { m_nodes.push_back(std::move(node)); }
    void add(const model::Pod& pod);
    /// Rows of a table that exists, to be built anew with others.
    void addNodesOf(const NodeTable& table);
    void addPodsOf(const ClusterData& data);
    void dropNodes(const std::set<std::string>& names);
    void dropPods(const std::set<std::pair<std::string, std::string>>& names); ///< namespace, name

    /// Fills nodes and pods of `data`; its pools get sorted. Of several objects with one name one is kept, always the
    /// same whatever their order; the names are returned ("node a", "pod default/x").
    std::vector<std::string> finish(ClusterData& data);
    /// The same for pods alone: `data.nodes` stays but for what pods hold there.
    std::vector<std::string> finishPods(ClusterData& data);

private:
    std::vector<model::Node> m_nodes;
    std::vector<PodRow> m_rows;
    ShapePool m_shapes;

    std::vector<std::string> keepOnePod();
};

/// What follows from the rows: requested amounts, and where each node's pods are. False if the table's parts contradict
/// each other (only a file could).
bool derive(ClusterData& data);

/// Back to objects, as far as the tables keep them: building tables from these gives the same tables.
[[nodiscard]] std::vector<model::Node> nodesOf(const NodeTable& table);
/// Rows for nodes whose names sort behind those that are there, in this order; `requested` is left to derive. A resource that
/// no node had gets the last column.
void appendNodes(NodeTable& table, const std::vector<model::Node>& nodes, const std::vector<model::NodePool>& pools);

} // namespace core::snapshot::detail
