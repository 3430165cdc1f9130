#include <algorithm>

#include "core/text/emit.h"
#include "core/text/tree.h"

namespace core::text {
namespace {

using Parts = std::vector<std::string>;
using Id = std::uint32_t;

std::string kindOf(const Json& value)
{
    if (value.is_object()) return "a mapping";
    if (value.is_array()) return "a list";
    if (value.is_string()) return "a text";
    return value.is_boolean() ? "a boolean" : "a number";
}

/// The value behind the parts [from, …): new parents for what is still missing, a list where the part is an index.
Json wrapped(const Parts& parts, std::size_t from, Json value)
{
    for (std::size_t i = parts.size(); i > from; --i) {
        const std::string& part = parts[i - 1];
        Json outer = part == "-" || part == "0" ? Json::array() : Json::object();
        if (outer.is_array()) {
            outer.push_back(std::move(value));
        } else {
            outer[part] = std::move(value);
        }
        value = std::move(outer);
    }
    return value;
}

/// The member or item of the value at a path that exists.
Json& memberAt(Json& value, const Parts& parts, std::size_t count)
{
    Json* at = &value;
    for (std::size_t i = 0; i < count; ++i) at = at->is_array() ? &(*at)[std::stoul(parts[i])] : &(*at)[parts[i]];
    return *at;
}

class Editor {
public:
    explicit Editor(const Document::Tree& tree)
        : m_tree(tree)
        , m_source(*tree.source)
        , m_text(tree.source->text())
        , m_shape(shapeOf(tree))
    {}

    Result<Patches> set(const Parts& parts, const Json& value, bool inserting)
    {
        const Walk at = walk(m_tree, parts);
        if (at.used == parts.size()) {
            if (at.own < parts.size()) return elsewhere();
            Json& target = expect(parts, parts.size());
            if (inserting && at.own > 0 && parentOf(at.node).kind == Kind::Sequence)
                return insertBefore(at.node, parts, value);
            target = value;
            if (at.merged) {
                addEntry(m_tree.at(at.node).parent, parts.back(), value);
            } else {
                replace(at.node, value);
            }
            return chosen();
        }
        if (at.shared) return elsewhere();
        return addInto(at.node, parts, at.own, value);
    }

    Result<Patches> remove(const Parts& parts)
    {
        const Walk at = walk(m_tree, parts);
        if (at.used < parts.size()) return failure(Fault::NotFound, "There is nothing to remove at this place.");
        if (parts.empty())
            return failure(Fault::Unsupported, "A document is not removed from within; remove its text.");
        if (at.own < parts.size() || at.merged) return elsewhere();
        Json& container = expect(parts, parts.size() - 1);
        if (container.is_array()) {
            container.erase(std::stoul(parts.back()));
        } else {
            container.erase(parts.back());
        }
        const Json left = container;
        const Id parent = m_tree.at(at.node).parent;
        if (left.empty()) {
            if (isBlockCollection(m_tree.at(parent)) && hangsBelow(parent))
                emptied(parent, scalarText(left, Context::Block));
            replace(parent, left);
        } else {
            removeFrom(parent, at.node);
        }
        return chosen();
    }

private:
    // What has to come out.
    Json& expect(const Parts& parts, std::size_t count)
    {
        m_expected = m_tree.value;
        return memberAt(m_expected, parts, count);
    }

    static Result<Patches> elsewhere()
    {
        return failure(Fault::Unsupported,
                       "This value is written elsewhere in the document and comes in by an alias or "
                       "a merge; edit it where its anchor is.");
    }

    /// The first way of writing it that reads back as what is wanted.
    Result<Patches> chosen()
    {
        const File before = piece({});
        for (Patches& way : m_ways) {
            std::sort(way.begin(), way.end(), [](const Patch& a, const Patch& b) { return a.offset < b.offset; });
            if (readsAsExpected(way, before)) return std::move(way);
        }
        return failure(Fault::Unsupported,
                       "This cannot be changed in the text without changing something else with it; "
                       "edit the text by hand.");
    }

    /// The part of the text that this document was read from, read: of a JSON stream it holds others too.
    [[nodiscard]] File piece(const Patches& way) const
    {
        const std::string text = core::text::apply(m_text.substr(m_tree.start, m_tree.end - m_tree.start), way);
        Limits limits = m_tree.limits;
        limits.bytes = std::max(limits.bytes, text.size());
        return parse(text, m_tree.reading, limits);
    }

    [[nodiscard]] bool readsAsExpected(const Patches& way, const File& before) const
    {
        Patches local = way;
        for (Patch& patch : local) {
            if (patch.offset < m_tree.start || patch.offset + patch.length > m_tree.end) return false;
            patch.offset -= m_tree.start;
        }
        const File after = piece(local);
        if (before.ok() && !after.ok()) return false;
        auto is = after.documents.begin();
        for (const Document& was : before.documents) {
            const bool own = was.tree().ordinal == m_tree.ordinal;
            if (own && m_expected.is_null()) continue; // a document without a value is no document
            if (is == after.documents.end() || is->value() != (own ? m_expected : was.value())) return false;
            ++is;
        }
        return is == after.documents.end();
    }

    // Places.
    [[nodiscard]] const Node& parentOf(Id id) const { return m_tree.at(m_tree.at(id).parent); }
    [[nodiscard]] char at(std::size_t offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }
    [[nodiscard]] std::size_t column(std::size_t offset) const { return offset - m_source.lineStartOf(offset); }
    [[nodiscard]] std::size_t lineEnd(std::size_t offset) const { return m_source.lineEndOf(offset); }
    [[nodiscard]] bool sameLine(std::size_t a, std::size_t b) const { return m_source.lineOf(a) == m_source.lineOf(b); }
    [[nodiscard]] std::string newLine(std::size_t col) const
    {
        return std::string(m_shape.lineEnd) + std::string(col, ' ');
    }
    /// Of a key or item, its `?` or `-` included.
    [[nodiscard]] std::size_t headOf(Id id) const
    {
        const Node& node = m_tree.at(id);
        return node.lead == Nowhere ? node.outer : std::min(node.lead, node.outer);
    }
    [[nodiscard]] bool isFlow(const Node& node) const { return node.style == Style::Flow || node.style == Style::Pair; }
    [[nodiscard]] bool inFlow(Id id) const { return m_tree.at(id).parent != NoNode && isFlow(parentOf(id)); }
    [[nodiscard]] Context contextOf(Id id) const
    {
        return m_tree.json ? Context::Json : inFlow(id) ? Context::Flow : Context::Block;
    }
    [[nodiscard]] bool isBlockCollection(const Node& node) const { return node.style == Style::Block; }

    static Shape shapeOf(const Document::Tree& tree)
    {
        Shape shape;
        shape.lineEnd = tree.source->lineEnd();
        const auto columnOf = [&](std::size_t offset) { return offset - tree.source->lineStartOf(offset); };
        bool haveStep = false;
        bool haveDash = false;
        for (const Node& node : tree.nodes) {
            if (haveStep && haveDash) break;
            if (node.style != Style::Block || node.isKey || node.parent == NoNode) continue;
            const Node& parent = tree.at(node.parent);
            if (parent.kind != Kind::Mapping || parent.style != Style::Block) continue;
            const std::size_t inner = columnOf(node.start);
            const std::size_t outer = columnOf(parent.start);
            if (node.kind == Kind::Mapping && !haveStep && inner > outer) {
                shape.step = inner - outer;
                haveStep = true;
            } else if (node.kind == Kind::Sequence && !haveDash && inner >= outer) {
                shape.dash = inner - outer;
                haveDash = true;
            }
        }
        return shape;
    }

    void way(Patches patches) { m_ways.push_back(std::move(patches)); }

    // Replacing.
    void replace(Id id, const Json& value)
    {
        const Node& node = m_tree.at(id);
        const Context context = contextOf(id);
        if (context != Context::Block) {
            if (value.is_structured()) {
                inPlace(node, flowText(value, context));
            } else {
                scalarInPlace(node, value, context);
            }
        } else if (isLeaf(value)) {
            leaf(id, value);
        } else {
            block(id, value);
            if (isBlockCollection(node)) {
                belowToInline(id, flowText(value, context));
            } else {
                inPlace(node, flowText(value, context));
            }
        }
    }

    void scalarInPlace(const Node& node, const Json& value, Context context)
    {
        inPlace(node, scalarText(value, context, node.style));
        if (value.is_string() && context != Context::Json) inPlace(node, scalarText(value, context, Style::Double));
    }

    /// The text for a value, in the place of the old one: with the tag kept, then without it.
    void inPlace(const Node& node, const std::string& text)
    {
        if (node.style == Style::Empty) {
            const bool blank = node.start > 0 && (at(node.start - 1) == ' ' || at(node.start - 1) == '\t');
            const bool value = node.parent != NoNode && m_tree.at(node.parent).kind == Kind::Mapping;
            const bool colon = value && node.lead == Nowhere;
            const bool tight = std::string_view(" \t\r\n,]}").find(at(node.start)) == std::string_view::npos;
            way({{node.start, 0,
                  (colon   ? ": "
                   : blank ? ""
                           : " ") +
                      text + (tight && at(node.start) != '\0' ? " " : "")}});
        } else {
            way({{node.start, node.end - node.start, text}});
        }
        if (!node.tag.empty()) way({{node.outer, node.end - node.outer, text}});
    }

    void leaf(Id id, const Json& value)
    {
        const Node& node = m_tree.at(id);
        if (isBlockCollection(node) && hangsBelow(id)) {
            belowToInline(id, scalarText(value, Context::Block));
            return;
        }
        if (value.is_string() && (node.style == Style::Literal || node.style == Style::Folded)) literal(node, value);
        scalarInPlace(node, value, Context::Block);
    }

    void literal(const Node& node, const Json& value)
    {
        const std::size_t first = m_source.lineOf(node.start) + 1;
        if (first >= m_source.lines()) return;
        const std::size_t start = m_source.lineStart(first);
        const std::size_t inner = std::min(m_text.find_first_not_of(' ', start), m_text.size()) - start;
        const std::size_t outer = node.parent == NoNode ? 0 : column(parentOf(node).start);
        if (inner <= outer) return;
        const auto text = literalText(value.get_ref<const std::string&>(), inner, inner - outer, m_shape.lineEnd);
        if (text) way({{node.start, node.end - node.start, *text}});
    }
    [[nodiscard]] const Node& parentOf(const Node& node) const { return m_tree.at(node.parent); }

    /// A block collection that starts below the line of its key or dash.
    [[nodiscard]] bool hangsBelow(Id id) const
    {
        const Node& node = m_tree.at(id);
        return node.lead != Nowhere && !sameLine(node.lead, node.start);
    }

    /// Behind the colon or dash of a value, and its tag and anchor.
    [[nodiscard]] std::size_t behindLead(const Node& node) const
    {
        if (node.outer >= node.start) return node.lead + 1;
        std::size_t end = node.outer;
        for (std::size_t next = end; at(next) == '&' || at(next) == '!';) {
            end = std::min(m_text.find_first_of(" \t\r\n", next), m_text.size());
            next = std::min(m_text.find_first_not_of(" \t", end), m_text.size());
        }
        return end;
    }

    void belowToInline(Id id, const std::string& text)
    {
        const Node& node = m_tree.at(id);
        if (!hangsBelow(id)) {
            inPlace(node, text);
            return;
        }
        const std::size_t behind = behindLead(node);
        const std::size_t rest = lineEnd(behind);
        way({{behind, 0, " " + text}, {rest, node.end - rest, ""}});
    }

    /// Nothing is left of the lines below a key or dash, nor of the comment on the last of them.
    void emptied(Id id, const std::string& text)
    {
        const Node& node = m_tree.at(id);
        const std::size_t behind = behindLead(node);
        const std::size_t rest = lineEnd(behind);
        way({{behind, 0, " " + text}, {rest, lineEnd(node.end) - rest, ""}});
    }

    /// A collection of lines where any value was.
    void block(Id id, const Json& value)
    {
        const Node& node = m_tree.at(id);
        if (node.parent == NoNode) {
            way({{node.start, node.end - node.start, blockText(value, column(node.start), m_shape)}});
            return;
        }
        const Node& parent = parentOf(id);
        const Kind kind = value.is_array() ? Kind::Sequence : Kind::Mapping;
        if (isBlockCollection(node) && (node.kind == kind || !hangsBelow(id))) {
            way({{node.start, node.end - node.start, blockText(value, column(node.start), m_shape)}});
        }
        if (node.lead == Nowhere) return;
        if (parent.kind == Kind::Sequence) {
            const std::size_t col = column(node.lead) + 2;
            way({{node.lead + 1, node.end - node.lead - 1, " " + blockText(value, col, m_shape)}});
            return;
        }
        const std::size_t col = column(parent.start) + (value.is_array() ? m_shape.dash : m_shape.step);
        const std::size_t behind = behindLead(node);
        const std::string lines = newLine(col) + blockText(value, col, m_shape);
        if (isBlockCollection(node)) {
            const std::size_t rest = lineEnd(behind);
            way({{rest, std::max(rest, node.end) - rest, lines}});
        } else {
            way({{behind, node.end - behind, ""}, {lineEnd(node.end), 0, lines}});
        }
    }

    // Adding.
    Result<Patches> addInto(Id id, const Parts& parts, std::size_t own, const Json& value)
    {
        const Node& node = m_tree.at(id);
        Json& target = expect(parts, own);
        const Json inner = wrapped(parts, own + 1, value);
        const std::string& part = parts[own];
        if (node.kind == Kind::Mapping) {
            target[part] = inner;
            addEntry(id, part, inner);
        } else if (node.kind == Kind::Sequence) {
            if (part != "-" && part != std::to_string(node.count)) {
                return failure(Fault::NotFound, "The list has " + std::to_string(node.count) +
                                                    " items; there is no item `" + part + "`.");
            }
            target.push_back(inner);
            addItem(id, inner, target);
        } else if (target.is_null()) {
            target = wrapped(parts, own, value);
            const Json made = target;
            replace(id, made);
        } else {
            return failure(Fault::NotFound, "Here is " + kindOf(target) + ", which has no `" + part + "` in it.");
        }
        return chosen();
    }

    void addEntry(Id id, const std::string& key, const Json& value)
    {
        const Node& node = m_tree.at(id);
        if (isBlockCollection(node)) {
            const std::size_t start = headOf(m_tree.child(id, 0));
            const std::size_t col = column(start);
            addLines(node, start, col, entryText(key, value, col, m_shape));
            addLines(node, start, col, keyText(key, Context::Block) + ": " + flowText(value, Context::Block));
            return;
        }
        Json whole = valueOf(id);
        whole[key] = value;
        const Context context = m_tree.json ? Context::Json : Context::Flow;
        if (node.style == Style::Flow && node.count > 0) {
            addToFlow(id, keyText(key, context) + ": " + flowText(value, context));
        }
        if (node.style == Style::Pair) {
            inPlace(node, flowText(whole, context));
        } else {
            replace(id, whole);
        }
    }

    /// The value of a collection that is written here, or an empty one: only for rewriting it whole.
    [[nodiscard]] Json valueOf(Id id) const
    {
        std::vector<Id> path;
        for (Id at = id; at != NoNode; at = m_tree.at(at).parent) path.push_back(at);
        const Json* value = &m_tree.value;
        for (std::size_t i = path.size() - 1; i > 0; --i) {
            const Id child = path[i - 1];
            if (value->is_array()) {
                value = &(*value)[m_tree.at(child).slot];
                continue;
            }
            const auto [first, count] = m_tree.entriesOf[path[i]];
            for (std::uint32_t e = first; e < first + count; ++e) {
                if (m_tree.entries[e].valueNode == child) value = &value->at(m_tree.entries[e].key);
            }
        }
        return *value;
    }

    void addItem(Id id, const Json& value, const Json& whole)
    {
        const Node& node = m_tree.at(id);
        if (isBlockCollection(node)) {
            const std::size_t start = headOf(m_tree.child(id, 0));
            const std::size_t col = column(start);
            const std::size_t end = lineEnd(node.end);
            way({{end, 0, newLine(col) + itemText(value, col, m_shape)}});
            way({{end, 0, newLine(col) + "- " + flowText(value, Context::Block)}});
            return;
        }
        if (node.count > 0) addToFlow(id, flowText(value, m_tree.json ? Context::Json : Context::Flow));
        replace(id, whole);
    }

    /// A new entry of a block mapping: below the last one, else above the first.
    void addLines(const Node& node, std::size_t start, std::size_t col, const std::string& lines)
    {
        way({{lineEnd(node.end), 0, newLine(col) + lines}});
        way({{start, 0, lines + newLine(col)}});
    }

    void addToFlow(Id id, const std::string& text)
    {
        const Node& node = m_tree.at(id);
        const Node& last = m_tree.at(m_tree.child(id, node.count - 1));
        const Id head = m_tree.child(id, node.kind == Kind::Mapping ? node.count - 2 : node.count - 1);
        const std::size_t after = skipBlank(m_text, last.end, m_text.size());
        const bool comma = at(after) == ',';
        if (!sameLine(node.start, headOf(head)) && !sameLine(last.end, node.end - 1)) {
            const std::size_t behind = comma ? after + 1 : last.end;
            const std::string line = newLine(column(headOf(head))) + text + (comma ? "," : "");
            if (comma) {
                way({{lineEnd(behind), 0, line}});
            } else if (lineEnd(behind) == behind) {
                way({{behind, 0, "," + line}});
            } else {
                way({{behind, 0, ","}, {lineEnd(behind), 0, line}});
            }
        }
        way({{comma ? after + 1 : last.end, 0, (comma ? " " : ", ") + text}});
    }

    Result<Patches> insertBefore(Id id, const Parts& parts, const Json& value)
    {
        const Id sequence = m_tree.at(id).parent;
        const std::uint32_t slot = m_tree.at(id).slot;
        Json& items = expect(parts, parts.size() - 1);
        items.insert(items.begin() + slot, value);
        const std::size_t head = headOf(id);
        if (isBlockCollection(m_tree.at(sequence))) {
            const std::size_t col = column(head);
            const std::string item = itemText(value, col, m_shape);
            if (slot > 0) {
                const std::size_t end = lineEnd(m_tree.at(m_tree.child(sequence, slot - 1)).end);
                way({{end, 0, newLine(col) + item}});
            }
            way({{head, 0, item + newLine(col)}});
        } else {
            way({{head, 0, flowText(value, m_tree.json ? Context::Json : Context::Flow) + ", "}});
        }
        return chosen();
    }

    // Removing.
    void removeFrom(Id parent, Id id)
    {
        const Node& container = m_tree.at(parent);
        const Node& node = m_tree.at(id);
        const std::uint32_t step = container.kind == Kind::Mapping ? 2 : 1;
        const std::uint32_t slot = node.slot - (step - 1);
        const Id head = m_tree.child(parent, slot);
        const std::size_t start = headOf(head);
        const std::size_t end = std::max(node.end, m_tree.at(head).end);
        const bool last = slot + step >= container.count;
        const std::size_t next = last ? Nowhere : headOf(m_tree.child(parent, slot + step));
        if (isFlow(container)) {
            removeFlow(parent, slot, start, end, next);
        } else {
            removeLines(start, end, next);
        }
    }

    void removeFlow(Id parent, std::uint32_t slot, std::size_t start, std::size_t end, std::size_t next)
    {
        if (next != Nowhere) {
            way({{start, next - start, ""}});
            return;
        }
        if (slot == 0) return;
        const std::size_t before = m_tree.at(m_tree.child(parent, slot - 1)).end;
        way({{before, end - before, ""}});
    }

    void removeLines(std::size_t start, std::size_t end, std::size_t next)
    {
        const std::size_t line = m_source.lineStartOf(start);
        const bool first = m_text.substr(line, start - line).find_first_not_of(" \t") == std::string_view::npos;
        const std::size_t stop = lineEnd(end);
        if (!first) { // behind a dash: what comes next moves up, unless comments stand between
            const std::size_t after = std::min(m_text.find_first_not_of(" \t\r\n", stop), m_text.size());
            if (next != Nowhere && after == next) way({{start, next - start, ""}});
            way({{start, stop - start, ""}});
            return;
        }
        const std::size_t nextLine = m_source.lineOf(end) + 1;
        if (nextLine < m_source.lines() && m_source.lineStart(nextLine) <= m_tree.end) {
            way({{line, m_source.lineStart(nextLine) - line, ""}});
        }
        if (line > m_tree.start) { // at the end of a text without a last line end
            const std::size_t before = m_source.lineEndOf(line - 1);
            way({{before, stop - before, ""}});
        }
        const std::size_t content = std::min(skipLines(stop), m_tree.end); // blank lines too, where they would count
        way({{line, content - line, ""}});
    }

    /// The start of the next line that is not blank.
    [[nodiscard]] std::size_t skipLines(std::size_t from) const
    {
        const std::size_t content = std::min(m_text.find_first_not_of(" \t\r\n", from), m_text.size());
        return std::max(from, m_source.lineStartOf(content));
    }

    const Document::Tree& m_tree;
    const Source& m_source;
    std::string_view m_text;
    Shape m_shape;
    Json m_expected;
    std::vector<Patches> m_ways;
};

bool isFiniteValue(const Json& value, std::size_t depth)
{
    if (value.is_discarded() || value.is_binary() || depth == 0) return false;
    if (value.is_number_float()) return value.get<double>() - value.get<double>() == 0;
    if (!value.is_structured()) return true;
    return std::all_of(value.begin(), value.end(), [&](const Json& item) { return isFiniteValue(item, depth - 1); });
}

Result<Patches> edited(const Document& document, std::string_view pointer, const Json& value, bool inserting)
{
    const auto parts = pointerParts(pointer);
    if (!parts) return failure(Fault::Malformed, "This is not a JSON Pointer; it starts with `/` and escapes `~`.");
    if (!isFiniteValue(value, document.tree().limits.depth)) {
        return failure(Fault::Unsupported, "The value cannot be written: a number that is not finite, or too deep.");
    }
    return Editor(document.tree()).set(*parts, value, inserting);
}

} // namespace

Result<Patches> setValue(const Document& document, std::string_view pointer, const Json& value)
{
    return edited(document, pointer, value, false);
}

Result<Patches> insertValue(const Document& document, std::string_view pointer, const Json& value)
{
    return edited(document, pointer, value, true);
}

Result<Patches> removeValue(const Document& document, std::string_view pointer)
{
    const auto parts = pointerParts(pointer);
    if (!parts) return failure(Fault::Malformed, "This is not a JSON Pointer; it starts with `/` and escapes `~`.");
    return Editor(document.tree()).remove(*parts);
}

std::string apply(std::string_view text, const Patches& patches)
{
    std::string out;
    std::size_t at = 0;
    for (const Patch& patch : patches) {
        const std::size_t start = std::clamp(patch.offset, at, text.size());
        out += text.substr(at, start - at);
        out += patch.text;
        at = std::min(text.size(), start + patch.length);
    }
    out += text.substr(at);
    return out;
}

} // namespace core::text
