#pragma once

#include <string>
#include <utility>
#include <vector>

#include "core/text/tree.h"

namespace core::text {

/// Collects nodes as a reader meets them, in the order of the text, without recursion.
class Builder {
public:
    explicit Builder(std::size_t depth, std::size_t& nodesLeft)
        : m_depth(depth)
        , m_left(nodesLeft)
    {}

    [[nodiscard]] bool tooMany() const { return m_left == 0; }
    [[nodiscard]] bool tooDeep() const { return m_open.size() >= m_depth; }
    [[nodiscard]] std::size_t depth() const { return m_open.size(); }
    /// True where the next node is a key of a mapping.
    [[nodiscard]] bool atKey() const
    {
        return !m_open.empty() && node(m_open.back().node).kind == Kind::Mapping && m_open.back().items.size() % 2 == 0;
    }
    [[nodiscard]] bool inside(std::uint32_t id) const
    {
        for (const Frame& frame : m_open) {
            if (frame.node == id) return true;
        }
        return false;
    }
    /// The innermost open collection; NoNode at the top.
    [[nodiscard]] std::uint32_t current() const { return m_open.empty() ? NoNode : m_open.back().node; }
    [[nodiscard]] std::size_t itemsOfCurrent() const { return m_open.empty() ? 0 : m_open.back().items.size(); }
    /// Its first child, where there is one.
    [[nodiscard]] std::uint32_t firstOfCurrent() const { return m_open.back().items.front(); }
    [[nodiscard]] Node& node(std::uint32_t id) { return m_nodes.nodes[id]; }
    [[nodiscard]] const Node& node(std::uint32_t id) const { return m_nodes.nodes[id]; }
    [[nodiscard]] const std::vector<Node>& nodes() const { return m_nodes.nodes; }
    /// The first child of a collection that is closed and not empty.
    [[nodiscard]] std::uint32_t firstOf(std::uint32_t id) const { return m_nodes.children[node(id).first]; }

    std::uint32_t add(Node made)
    {
        const auto id = static_cast<std::uint32_t>(m_nodes.nodes.size());
        made.isKey = atKey();
        if (!m_open.empty()) {
            made.parent = m_open.back().node;
            made.slot = static_cast<std::uint32_t>(m_open.back().items.size());
            m_open.back().items.push_back(id);
        }
        m_nodes.nodes.push_back(std::move(made));
        if (m_left > 0) --m_left;
        return id;
    }
    std::uint32_t open(Node made)
    {
        const std::uint32_t id = add(std::move(made));
        m_open.push_back({id, {}});
        return id;
    }
    void close(std::size_t end)
    {
        Frame frame = std::move(m_open.back());
        m_open.pop_back();
        Node& made = node(frame.node);
        made.end = end;
        made.first = static_cast<std::uint32_t>(m_nodes.children.size());
        made.count = static_cast<std::uint32_t>(frame.items.size());
        m_nodes.children.insert(m_nodes.children.end(), frame.items.begin(), frame.items.end());
    }
    [[nodiscard]] Nodes take()
    {
        m_open.clear();
        return std::exchange(m_nodes, {});
    }

private:
    struct Frame {
        std::uint32_t node;
        std::vector<std::uint32_t> items;
    };
    std::size_t m_depth;
    std::size_t& m_left;
    Nodes m_nodes;
    std::vector<Frame> m_open;
};

} // namespace core::text
