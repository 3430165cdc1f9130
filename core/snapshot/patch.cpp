#include <algorithm>
#include <cassert>
#include <cstring>
#include <tuple>

#include "core/snapshot/tables.h"

/// One table of pods from another that differs in few rows: pods change all the time, and a cluster has many.
namespace core::snapshot::detail {
namespace {

using PodName = std::pair<std::string_view, std::string_view>; // namespace, name

PodName nameOf(const PodTable& pods, std::size_t row)
{
    return {pods.namespaces.text(pods.ns[row]), pods.names[row]};
}

/// First of [first, last) that is not before what is looked for.
template <class IsBefore>
std::size_t firstNot(std::size_t first, std::size_t last, IsBefore isBefore)
{
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (isBefore(middle)) {
            first = middle + 1;
        } else {
            last = middle;
        }
    }
    return first;
}

/// First row of [first, last), all of one node, whose name is not less.
std::size_t lowerRow(const PodTable& pods, std::size_t first, std::size_t last, const PodName& name)
{
    return firstNot(first, last, [&](std::size_t row) { return nameOf(pods, row) < name; });
}

/// Rows of a node, or those without one.
std::pair<std::size_t, std::size_t> rowsOf(const PodTable& pods, std::uint32_t node)
{
    if (node == noRow) return {pods.firstOfNode.back(), pods.size()};
    return {pods.firstOfNode[node], pods.firstOfNode[node + 1]};
}

/// Names to be found in a long column, most of which are none of them.
class Wanted {
public:
    void add(const PodName& name)
    {
        m_names.push_back(name);
        m_marks[markOf(name.second)] = true;
    }
    /// Appends the rows that have such a name.
    void find(const PodTable& pods, std::vector<std::size_t>& rows)
    {
        if (m_names.empty()) return;
        std::sort(m_names.begin(), m_names.end());
        const std::string_view arena = pods.names.arena();
        std::size_t start = 0;
        for (std::size_t row = 0; row < pods.size(); ++row) {
            const std::size_t end = pods.names.ends()[row];
            const std::string_view name = arena.substr(start, end - start);
            start = end;
            if (m_marks[markOf(name)] && std::binary_search(m_names.begin(), m_names.end(), nameOf(pods, row)))
                rows.push_back(row);
        }
    }

private:
    static constexpr unsigned bits = 18;
    std::vector<PodName> m_names;
    std::vector<bool> m_marks = std::vector<bool>(std::size_t{1} << bits);

    /// Of a name's length and end, where names of one owner differ.
    static std::size_t markOf(std::string_view name)
    {
        std::uint64_t end = 0;
        if (name.size() >= sizeof end)
            std::memcpy(&end, name.data() + name.size() - sizeof end, sizeof end);
        else
            std::memcpy(&end, name.data(), name.size());
        return static_cast<std::size_t>(((end ^ name.size()) * 0x9e3779b97f4a7c15U) >> (64U - bits));
    }
};

/// Old rows [first, last), then one of the new rows, if `added` is one.
struct Piece {
    std::size_t first = 0;
    std::size_t last = 0;
    std::uint32_t added = noRow;
};

/// What becomes of a table's rows.
struct Plan {
    std::vector<std::size_t> removed; ///< old rows, ascending
    std::vector<std::size_t> before;  ///< of each new row, in order: the old row that it comes before
    bool inPlace = false;             ///< each new row stands where a removed one stood

    [[nodiscard]] std::vector<Piece> pieces(std::size_t rows) const
    {
        std::vector<Piece> all;
        std::size_t at = 0;
        auto gone = removed.begin();
        const auto keepUpTo = [&](std::size_t end) {
            for (; gone != removed.end() && *gone < end; at = *gone++ + 1) all.push_back({at, *gone});
            all.push_back({at, end});
            at = end;
        };
        for (std::uint32_t i = 0; i < before.size(); ++i) {
            keepUpTo(before[i]);
            all.back().added = i;
        }
        keepUpTo(rows);
        return all;
    }
};

template <class T>
void splice(std::vector<T>& column, const std::vector<T>& added, const Plan& plan, const std::vector<Piece>& pieces)
{
    if (plan.inPlace) {
        for (std::size_t i = 0; i < added.size(); ++i) column[plan.removed[i]] = added[i];
        return;
    }
    std::vector<T> next;
    next.reserve(column.size() - plan.removed.size() + added.size());
    for (const Piece& piece : pieces) {
        next.insert(next.end(), column.begin() + static_cast<std::ptrdiff_t>(piece.first),
                    column.begin() + static_cast<std::ptrdiff_t>(piece.last));
        if (piece.added != noRow) next.push_back(added[piece.added]);
    }
    column = std::move(next);
}

void splice(TextColumn& column, const std::vector<std::string_view>& added, const Plan& plan,
            const std::vector<Piece>& pieces)
{
    const auto stays = [&](std::size_t i) { return column[plan.removed[i]] == added[i]; };
    bool same = plan.inPlace;
    for (std::size_t i = 0; same && i < added.size(); ++i) same = stays(i);
    if (same) return;
    std::string arena;
    std::size_t more = 0;
    for (const std::string_view text : added) more += text.size();
    arena.reserve(column.arena().size() + more);
    std::vector<std::uint32_t> ends;
    ends.reserve(column.size() - plan.removed.size() + added.size());
    for (const Piece& piece : pieces) {
        if (piece.first < piece.last) {
            const std::uint32_t start = piece.first == 0 ? 0 : column.ends()[piece.first - 1];
            const auto shift = static_cast<std::uint32_t>(arena.size()) - start; // modulo 2^32, as the sum below
            arena.append(column.arena(), start, column.ends()[piece.last - 1] - start);
            for (std::size_t row = piece.first; row < piece.last; ++row) ends.push_back(column.ends()[row] + shift);
        }
        if (piece.added == noRow) continue;
        arena += added[piece.added];
        ends.push_back(static_cast<std::uint32_t>(arena.size()));
    }
    [[maybe_unused]] const bool fits = column.assign(std::move(arena), std::move(ends));
    assert(fits);
}

/// Namespaces in order of first use; unused ones go.
void renumberNamespaces(PodTable& pods)
{
    std::vector<Id> next(pods.namespaces.size() + 1, absent);
    Dictionary texts;
    bool same = true;
    for (const Id id : pods.ns) {
        if (next[id] != absent) continue;
        next[id] = texts.intern(pods.namespaces.text(id));
        same = same && next[id] == id;
    }
    if (same && texts.size() == pods.namespaces.size()) return;
    for (Id& id : pods.ns) id = next[id];
    pods.namespaces = std::move(texts);
}

/// The shapes of a table that are there, found by content, and those that come in.
class ShapeIndex {
public:
    explicit ShapeIndex(PodShapes& shapes)
        : m_shapes(shapes)
        , m_sorted(shapes.size())
    {}
    /// Its index; one that is not there yet goes to the end.
    std::uint32_t add(const ShapePtr& shape)
    {
        const std::size_t first =
            firstNot(0, m_sorted, [&](std::size_t at) { return m_shapes.bytes(at) < shape->bytes; });
        if (first < m_sorted && m_shapes.bytes(first) == shape->bytes) return static_cast<std::uint32_t>(first);
        m_added.emplace_back(first, static_cast<std::uint32_t>(m_shapes.size()));
        m_shapes.push(shape);
        return m_added.back().second;
    }
    /// Sorts by content; unused ones go.
    void settle(std::vector<std::uint32_t>& column)
    {
        std::vector<std::uint32_t> next(m_shapes.size(), noRow);
        for (const std::uint32_t shape : column) next[shape] = 0;
        if (m_added.empty() && std::find(next.begin(), next.end(), noRow) == next.end()) return;
        std::sort(m_added.begin(), m_added.end(), [this](const auto& a, const auto& b) {
            return a.first != b.first ? a.first < b.first : m_shapes.bytes(a.second) < m_shapes.bytes(b.second);
        });
        PodShapes sorted;
        sorted.reserve(m_shapes.size());
        const auto take = [&](std::size_t shape) {
            if (next[shape] == noRow) return;
            next[shape] = static_cast<std::uint32_t>(sorted.size());
            sorted.push(m_shapes.at(shape));
        };
        auto added = m_added.begin();
        for (std::size_t i = 0; i <= m_sorted; ++i) {
            for (; added != m_added.end() && added->first == i; ++added) take(added->second);
            if (i < m_sorted) take(i);
        }
        m_shapes = std::move(sorted);
        for (std::uint32_t& shape : column) shape = next[shape];
    }

private:
    PodShapes& m_shapes;
    std::size_t m_sorted;                                       ///< so many were there
    std::vector<std::pair<std::size_t, std::uint32_t>> m_added; ///< before which of them it belongs, its index
};

} // namespace

void TableBuilder::patchPods(ClusterData& data, const std::vector<std::pair<std::string, std::string>>& gone)
{
    PodTable& pods = data.pods;
    const Arranged rows = arrange(data.nodes);
    Plan plan;

    // Most pods are where they were or wait for a node; what is in neither place can be anywhere.
    Wanted wanted;
    for (const auto& [ns, name] : gone) wanted.add({ns, name});
    for (const std::uint32_t i : rows.order) {
        const PodName name(m_rows[i].ns, m_rows[i].name);
        const auto [first, last] = rowsOf(pods, rows.node[i]);
        const std::size_t row = lowerRow(pods, first, last, name);
        plan.before.push_back(row);
        const auto [free, end] = rowsOf(pods, noRow);
        const std::size_t waiting = lowerRow(pods, free, end, name);
        if (row < last && nameOf(pods, row) == name) {
            plan.removed.push_back(row);
        } else if (waiting < end && nameOf(pods, waiting) == name) {
            plan.removed.push_back(waiting);
        } else {
            wanted.add(name);
        }
    }
    wanted.find(pods, plan.removed);
    std::sort(plan.removed.begin(), plan.removed.end());
    plan.removed.erase(std::unique(plan.removed.begin(), plan.removed.end()), plan.removed.end());
    plan.inPlace = plan.removed == plan.before;

    std::vector<std::uint32_t> touched; // nodes
    for (const std::size_t row : plan.removed) touched.push_back(pods.node[row]);
    std::vector<std::uint32_t> node;
    std::vector<std::uint32_t> shape;
    std::vector<std::string_view> names;
    std::vector<Id> ns;
    std::vector<std::uint8_t> state;
    std::vector<std::int64_t> started;
    ShapeIndex shapes(pods.shapes);
    std::vector<std::uint32_t> shapeOfPool(m_shapes.size(), noRow);
    for (const std::uint32_t i : rows.order) {
        const PodRow& row = m_rows[i];
        std::uint32_t& known = shapeOfPool[row.shape];
        if (known == noRow) known = shapes.add(m_shapes[row.shape]);
        node.push_back(rows.node[i]);
        shape.push_back(known);
        names.push_back(row.name);
        ns.push_back(pods.namespaces.intern(row.ns));
        state.push_back(stateOf(row, rows.node[i] != noRow));
        started.push_back(row.started);
    }
    touched.insert(touched.end(), node.begin(), node.end());

    const std::vector<Piece> pieces = plan.pieces(pods.size());
    splice(pods.node, node, plan, pieces);
    splice(pods.shape, shape, plan, pieces);
    splice(pods.names, names, plan, pieces);
    splice(pods.ns, ns, plan, pieces);
    splice(pods.state, state, plan, pieces);
    splice(pods.started, started, plan, pieces);
    renumberNamespaces(pods);
    shapes.settle(pods.shape);
    m_rows.clear();

    [[maybe_unused]] const bool sound = indexNodes(data);
    assert(sound);
    std::sort(touched.begin(), touched.end());
    touched.erase(std::unique(touched.begin(), touched.end()), touched.end());
    Holdings holdings(data);
    for (const std::uint32_t row : touched)
        if (row != noRow) holdings.sum(row);
}

} // namespace core::snapshot::detail
