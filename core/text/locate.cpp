#include <algorithm>
#include <charconv>

#include "core/text/compose.h"
#include "core/text/tree.h"

namespace core::text {
namespace {

std::optional<std::size_t> indexOf(std::string_view part)
{
    std::size_t n = 0;
    const char* last = part.data() + part.size();
    const auto [end, error] = std::from_chars(part.data(), last, n);
    if (part.empty() || error != std::errc() || end != last || (part.size() > 1 && part[0] == '0')) return std::nullopt;
    return n;
}

/// How many of the parts lead to something in the value.
std::size_t depthIn(const Json& value, const std::vector<std::string>& parts)
{
    const Json* at = &value;
    for (std::size_t i = 0; i < parts.size(); ++i) {
        if (at->is_object()) {
            const auto found = at->find(parts[i]);
            if (found == at->end()) return i;
            at = &*found;
        } else {
            const auto index = at->is_array() ? indexOf(parts[i]) : std::nullopt;
            if (!index || *index >= at->size()) return i;
            at = &(*at)[*index];
        }
    }
    return parts.size();
}

std::string joined(const std::vector<std::string>& parts, std::size_t count)
{
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += "/" + pointerPart(parts[i]);
    return out;
}

NodePlace placeOf(const Document::Tree& tree, const Walk& walked, std::string pointer)
{
    NodePlace place;
    const Node& node = tree.at(walked.node);
    if (walked.key != NoNode) place.key = tree.source->span(tree.at(walked.key).start, tree.at(walked.key).end);
    place.value = tree.source->span(node.start, node.end);
    place.shared = walked.shared;
    place.pointer = std::move(pointer);
    return place;
}

/// From a place of the text inwards.
class Finder {
public:
    Finder(const Document::Tree& tree, std::size_t offset)
        : m_tree(tree)
        , m_text(tree.source->text())
        , m_offset(std::min(offset, m_text.size()))
    {
        const std::size_t start = tree.source->lineStartOf(m_offset);
        const std::size_t first = std::min(m_text.find_first_not_of(" \t", start), m_offset);
        m_column = first - start;
    }

    std::string find()
    {
        std::uint32_t node = 0;
        while (node != NoNode) node = inside(node);
        return std::move(m_pointer);
    }

private:
    [[nodiscard]] std::size_t startOf(std::uint32_t id) const
    {
        const Node& node = m_tree.at(id);
        return node.lead != Nowhere && (!isEntryValue(node)) ? std::min(node.lead, node.outer) : node.outer;
    }
    [[nodiscard]] bool isEntryValue(const Node& node) const
    {
        return node.parent != NoNode && m_tree.at(node.parent).kind == Kind::Mapping && !node.isKey;
    }

    /// The value to look into next; NoNode where the pointer is complete.
    std::uint32_t inside(std::uint32_t id)
    {
        const Node& node = m_tree.at(id);
        if (node.kind != Kind::Mapping && node.kind != Kind::Sequence) return NoNode;
        const std::uint32_t step = node.kind == Kind::Mapping ? 2 : 1;
        std::uint32_t low = 0;
        std::uint32_t high = node.count / step;
        while (low < high) { // the first entry that starts behind the place
            const std::uint32_t middle = (low + high) / 2;
            if (startOf(m_tree.child(id, middle * step)) <= m_offset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low == 0 ? NoNode : entry(id, low - 1, step);
    }

    std::uint32_t entry(std::uint32_t id, std::uint32_t index, std::uint32_t step)
    {
        const std::uint32_t head = m_tree.child(id, index * step);
        const std::uint32_t value = m_tree.child(id, index * step + step - 1);
        const std::size_t end = std::max(m_tree.at(head).end, m_tree.at(value).end);
        const bool covered = m_offset <= end;
        if (!covered && !trails(id, head, end)) return NoNode;
        if (step == 2) {
            if (isMergeKey(m_tree.at(head), m_tree.json)) return NoNode;
            const auto name = keyName(m_tree, head, m_tree.json);
            if (!name) return NoNode;
            m_pointer += "/" + pointerPart(*name);
        } else {
            m_pointer += "/" + std::to_string(index);
        }
        return m_offset >= m_tree.at(value).outer ? value : NoNode;
    }

    /// Behind an entry of a block collection: on its last line, or below it and deeper than its head.
    [[nodiscard]] bool trails(std::uint32_t collection, std::uint32_t head, std::size_t end) const
    {
        if (m_tree.at(collection).style != Style::Block) return false;
        const Source& source = *m_tree.source;
        if (source.lineOf(end) == source.lineOf(m_offset)) return true;
        return m_column > startOf(head) - source.lineStartOf(startOf(head));
    }

    const Document::Tree& m_tree;
    std::string_view m_text;
    std::size_t m_offset;
    std::size_t m_column = 0; ///< of the first thing on the line, or of the place if there is none before it
    std::string m_pointer;
};

} // namespace

const Entry* Document::Tree::entry(std::uint32_t mapping, std::string_view key) const
{
    const auto [first, count] = entriesOf[mapping];
    const auto begin = entries.begin() + first;
    const auto last = begin + count;
    const auto found = std::lower_bound(begin, last, key, [](const Entry& e, std::string_view k) { return e.key < k; });
    return found != last && found->key == key ? &*found : nullptr;
}

Walk walk(const Document::Tree& tree, const std::vector<std::string>& parts)
{
    Walk at;
    while (at.own < parts.size() && !at.shared) {
        const Node& node = tree.at(at.node);
        if (node.kind == Kind::Mapping) {
            const Entry* entry = tree.entry(at.node, parts[at.own]);
            if (!entry) break;
            at.node = entry->valueNode;
            at.key = entry->keyNode;
            at.shared = at.merged = entry->merged;
        } else {
            const auto index = node.kind == Kind::Sequence ? indexOf(parts[at.own]) : std::nullopt;
            if (!index || *index >= node.count) break;
            at.node = tree.child(at.node, static_cast<std::uint32_t>(*index));
            at.key = NoNode;
        }
        ++at.own;
    }
    at.shared = at.shared || tree.at(at.node).kind == Kind::Alias;
    at.used = at.shared ? depthIn(tree.value, parts) : at.own;
    return at;
}

const Json& Document::value() const
{
    return m_tree->value;
}

Span Document::span() const
{
    const Node& root = m_tree->at(0);
    return m_tree->source->span(root.outer, root.end);
}

std::string_view Document::text() const
{
    return m_tree->source->text();
}

bool Document::isJson() const
{
    return m_tree->json;
}

std::optional<NodePlace> Document::locate(std::string_view pointer) const
{
    const auto parts = pointerParts(pointer);
    if (!parts) return std::nullopt;
    const Walk walked = walk(*m_tree, *parts);
    if (walked.used < parts->size()) return std::nullopt;
    return placeOf(*m_tree, walked, std::string(pointer));
}

NodePlace Document::locateNearest(std::string_view pointer) const
{
    const auto parts = pointerParts(pointer).value_or(std::vector<std::string>{});
    const Walk walked = walk(*m_tree, parts);
    return placeOf(*m_tree, walked, joined(parts, walked.used));
}

std::string Document::pointerAt(std::size_t offset) const
{
    if (offset < m_tree->start || offset > m_tree->end) return {};
    return Finder(*m_tree, offset).find();
}

} // namespace core::text
