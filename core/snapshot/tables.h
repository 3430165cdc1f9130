#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/snapshot/fleet.h"
#include "core/snapshot/pod_batch.h"

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

/// Numbers for pods that differ in nothing but what is their own.
class PodKinds {
public:
    /// Takes what is its own, and what nothing reads, out of the pod. @param isNew whether none came before
    std::uint32_t numberOf(model::Pod& pod, bool& isNew);

private:
    std::unordered_map<std::string, std::uint32_t> m_numbers;
    std::string m_key; ///< of the last one
};

/// Distinct shapes by content.
class ShapePool {
public:
    /// The shape of a pod as it was read: trimmed, defaults applied, requests computed.
    std::uint32_t intern(model::Pod&& pod);
    /// A shape that is one already.
    std::uint32_t intern(const ShapePtr& shape);
    [[nodiscard]] const ShapePtr& operator[](std::uint32_t index) const { return m_shapes[index]; }
    [[nodiscard]] const std::string& key(std::uint32_t index) const { return m_shapes[index]->bytes; }
    [[nodiscard]] std::size_t size() const { return m_shapes.size(); }

private:
    PodKinds m_kinds;
    std::vector<std::uint32_t> m_shapeOfKind;
    std::unordered_map<std::string_view, std::uint32_t> m_byBytes; ///< of what m_shapes keeps
    std::vector<ShapePtr> m_shapes;
};

inline constexpr std::size_t podsColumn = 2;                   ///< of "pods" among a node table's resources
[[nodiscard]] std::int64_t secondsOf(const std::string& time); ///< since 1970; 0: none is stated, or it cannot be read
[[nodiscard]] PodShape shapeOf(model::Pod pod);
/// Its row, without a shape; takes its names.
[[nodiscard]] PodRow rowOf(model::Pod& pod);

/// Where a pod stands among these nodes, or noRow. One whose node is missing, and one that ended unbound, say so in a
/// shape of their own, which `row` then has.
[[nodiscard]] std::uint32_t place(PodRow& row, const NodeTable& nodes, ShapePool& shapes);
[[nodiscard]] std::uint8_t stateOf(const PodRow& row, bool bound); ///< PodState bits

class TableBuilder {
public:
    void add(model::Node node) { m_nodes.push_back(std::move(node)); }
    void add(model::Pod pod);
    /// Pods of it that stand. @param besides names (namespace, name) that are left out
    void add(const PodBatch::Parts& batch, const std::set<std::pair<std::string_view, std::string_view>>& besides);
    /// Rows of a table that exists, to be built anew with others.
    void addNodesOf(const NodeTable& table);
    void addPodsOf(const ClusterData& data);
    void dropNodes(const std::set<std::string>& names);
    void dropPods(const std::set<std::pair<std::string, std::string>>& names); ///< namespace, name

    /// Fills nodes and pods of `data`; its pools get sorted. Of several objects with one name one is kept, always the
    /// same whatever their order; the names are returned ("node a", "pod default/x").
    std::vector<std::string> finish(ClusterData& data);
    /// Puts the pods that were added into the table that `data` has, in place of those of their names, and takes those
    /// out that are gone (namespace, name). The same table as from nothing, at the price of what changed and of moving
    /// columns; nodes stay but for what pods hold there.
    void patchPods(ClusterData& data, const std::vector<std::pair<std::string, std::string>>& gone);

private:
    std::vector<model::Node> m_nodes;
    std::vector<PodRow> m_rows;
    ShapePool m_shapes;

    std::vector<std::string> keepOnePod();
    /// Rows as a table has them.
    struct Arranged {
        std::vector<std::uint32_t> node;  ///< of each row
        std::vector<std::uint32_t> order; ///< rows, sorted as in a table
        std::vector<std::string> twice;   ///< names that several had
    };
    Arranged arrange(const NodeTable& nodes);
    std::vector<std::string> finishPods(ClusterData& data);
};

/// What pods hold on their nodes.
class Holdings {
public:
    explicit Holdings(ClusterData& data);
    void sum(std::uint32_t node); ///< fills this row of `requested` anew

private:
    NodeTable& m_nodes;
    const PodTable& m_pods;
    /// Each shape's amounts by column, so that a pod costs a few additions; made when the first pod needs them.
    std::vector<std::optional<std::vector<std::pair<std::size_t, Amount>>>> m_amounts;
};

/// Fills where each node's pods are. False if the pods are not sorted by node, or speak of what is not there.
bool indexNodes(ClusterData& data);

/// What follows from the rows: requested amounts, and where each node's pods are. False if the table's parts contradict
/// each other (only a file could).
bool derive(ClusterData& data);

/// Back to objects, as far as the tables keep them: building tables from these gives the same tables.
[[nodiscard]] model::Node nodeAt(const NodeTable& table, std::size_t row);
[[nodiscard]] std::vector<model::Node> nodesOf(const NodeTable& table);
/// Whether the node's row tells all of it already: a node reports again and again that it is well.
[[nodiscard]] bool saysNothingNew(const NodeTable& table, std::uint32_t row, const model::Node& node);
/// Sorts by name; of several with one name the one with the largest bytes stays. @return names that several had ("node a")
[[nodiscard]] std::vector<std::string> keepOneNode(std::vector<model::Node>& nodes);
/// Newer versions of nodes that are there, in place of their rows; pods stay where they are.
void replaceNodes(ClusterData& data, const std::vector<model::Node>& nodes);
/// Rows for nodes whose names sort behind those that are there, in this order; `requested` is left to derive. A resource that
/// no node had gets the last column.
void appendNodes(NodeTable& table, const std::vector<model::Node>& nodes, const std::vector<model::NodePool>& pools);

} // namespace core::snapshot::detail

namespace core::snapshot {

struct PodBatch::Parts {
    std::vector<detail::PodRow> rows; ///< as they came; `shape` is one of `kinds`, or none where it was dropped
    std::vector<model::Pod> kinds;
    detail::PodKinds numbers;
    /// Rows that stand, by namespace and name.
    [[nodiscard]] std::vector<std::uint32_t> standing() const;
};

} // namespace core::snapshot
