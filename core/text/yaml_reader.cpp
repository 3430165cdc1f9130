#include <algorithm>
#include <memory>
#include <unordered_map>

#include <libfyaml.h>

#include "core/text/builder.h"
#include "core/text/written.h"

namespace core::text {
namespace {

struct ParserEnd {
    void operator()(fy_parser* parser) const { fy_parser_destroy(parser); }
};
struct DiagEnd {
    void operator()(fy_diag* diag) const { fy_diag_destroy(diag); }
};
using Diag = std::unique_ptr<fy_diag, DiagEnd>;
using Parser = std::unique_ptr<fy_parser, ParserEnd>;

Diag makeDiag()
{
    fy_diag_cfg config;
    fy_diag_cfg_default(&config);
    config.fp = nullptr; // never to stderr
    config.colorize = false;
    Diag diag(fy_diag_create(&config));
    if (diag) fy_diag_set_collect_errors(diag.get(), true);
    return diag;
}

Parser makeParser(fy_diag* diag)
{
    fy_parse_cfg config{};
    // Depth is bounded here, by events, at a limit that libfyaml's own (64) would be below.
    config.flags = static_cast<fy_parse_cfg_flags>(FYPCF_QUIET | FYPCF_COLLECT_DIAG | FYPCF_DISABLE_DEPTH_LIMIT |
                                                   FYPCF_JSON_NONE | FYPCF_DEFAULT_VERSION_1_1 |
                                                   FYPCF_SLOPPY_FLOW_INDENTATION | FYPCF_ALLOW_DUPLICATE_KEYS);
    config.diag = diag;
    return Parser(fy_parser_create(&config));
}

std::string tokenText(fy_token* token)
{
    std::size_t length = 0;
    const char* text = token ? fy_token_get_text(token, &length) : nullptr;
    return text ? std::string(text, length) : std::string();
}

Style scalarStyle(fy_token* token)
{
    switch (fy_token_scalar_style(token)) {
    case FYSS_SINGLE_QUOTED: return Style::Single;
    case FYSS_DOUBLE_QUOTED: return Style::Double;
    case FYSS_LITERAL: return Style::Literal;
    case FYSS_FOLDED: return Style::Folded;
    default: return Style::Plain;
    }
}

class YamlReader {
public:
    YamlReader(const Source& source, std::size_t start, std::size_t end, const Limits& limits, std::size_t& nodesLeft)
        : m_source(source)
        , m_text(source.text().substr(0, end))
        , m_base(start)
        , m_cursor(start)
        , m_limits(limits)
        , m_nodesLeft(nodesLeft)
        , m_builder(limits.depth, nodesLeft)
    {}

    Piece read()
    {
        const std::size_t nodes = m_nodesLeft;
        Piece piece = attempt();
        for (std::size_t i = 0; piece.fault && i < Retries && (i == 0 || m_text.size() - m_base <= RetryBytes); ++i) {
            if (!(m_emptyBlockMisread ? spellEmptyBlocks() : spellEmptyItems())) break;
            m_nodesLeft = nodes;
            piece = attempt();
        }
        return piece;
    }

private:
    // libfyaml 0.7.12 refuses an item without content in a list at its key's indentation ("a:\n-\n- b"), and takes the keys
    // behind a block without text for that text ("a:\n  b: |\n  c: d"). Where it does, the item is spelled out, or the block
    // given an indentation that nothing has, in a copy, and the copy is read; places and texts are those of the original.
    static constexpr std::string_view SpelledItem = " ~";
    static constexpr std::string_view SpelledBlock = "9 ";
    static constexpr std::size_t SpelledSize = 2; ///< of either
    static constexpr std::size_t Retries = 50;
    static constexpr std::size_t RetryBytes = 1U << 18U; ///< above this size there is one retry

    bool spellEmptyItems()
    {
        if (!m_emptyItemRefused || m_builder.current() == NoNode) return false;
        const Node& list = m_builder.node(m_builder.current());
        if (list.kind != Kind::Sequence || list.style != Style::Block) return false;
        const std::size_t before = m_spelled.size();
        std::size_t dash = skipBlank(m_text, m_cursor, m_text.size());
        while (at(dash) == '-' && explicitKey(dash)) { // those that follow directly, too
            const std::size_t next = skipBlank(m_text, dash + 1, m_text.size());
            const bool ended = next >= m_text.size();
            if (!ended && (m_source.lineOf(next) == m_source.lineOf(dash) || indentOf(next) > indentOf(dash))) break;
            m_spelled.push_back(dash + 1);
            if (at(next) != '-') break;
            dash = next;
        }
        return m_spelled.size() > before;
    }
    /// Wherever a line ends in the header of a block and the next one stands no deeper. A place that only looks so is in a
    /// text or a comment, where it does no harm.
    bool spellEmptyBlocks()
    {
        const std::size_t before = m_spelled.size();
        for (std::size_t line = m_source.lineOf(m_base); line < m_source.lines(); ++line) {
            const std::size_t start = m_source.lineStart(line);
            if (start >= m_text.size()) break;
            const std::size_t end = std::min(m_source.lineEndOf(start), m_text.size());
            const std::size_t behind = behindHeader(std::max(start, m_base), end);
            const std::size_t next = std::min(m_text.find_first_not_of(" \t\r\n", end), m_text.size());
            if (behind != Nowhere && (next >= m_text.size() || indentOf(next) <= innermost(start, behind)))
                m_spelled.push_back(behind);
        }
        std::sort(m_spelled.begin(), m_spelled.end());
        m_spelled.erase(std::unique(m_spelled.begin(), m_spelled.end()), m_spelled.end());
        return m_spelled.size() > before;
    }
    /// Behind the `|` or `>` that a line ends with, a comment aside, without an indentation of its own.
    [[nodiscard]] std::size_t behindHeader(std::size_t start, std::size_t end) const
    {
        std::string_view line = m_text.substr(start, end - start);
        if (const std::size_t comment = line.find(" #"); comment != std::string_view::npos)
            line = line.substr(0, comment);
        while (!line.empty() && (line.back() == ' ' || line.back() == '\t')) line.remove_suffix(1);
        const std::size_t behind = start + line.size();
        if (!line.empty() && (line.back() == '-' || line.back() == '+')) line.remove_suffix(1);
        const bool header = !line.empty() && (line.back() == '|' || line.back() == '>');
        return header && (line.size() == 1 || line[line.size() - 2] == ' ') ? behind : Nowhere;
    }
    [[nodiscard]] bool isHeaderEnd(std::size_t place) const
    {
        const char before = at(place - 1) == '-' || at(place - 1) == '+' ? at(place - 2) : at(place - 1);
        return before == '|' || before == '>';
    }
    /// The column of the innermost block collection that a line starts: of its key, or of the dash in front of the header.
    [[nodiscard]] std::size_t innermost(std::size_t start, std::size_t behind) const
    {
        std::size_t dash = Nowhere;
        std::size_t first = m_text.find_first_not_of(' ', start);
        while (at(first) == '-' && at(first + 1) == ' ') {
            dash = first;
            first = m_text.find_first_not_of(' ', first + 1);
        }
        const bool header = first < behind && behind - first <= 2;
        return indentOf(header && dash != Nowhere ? dash : first);
    }
    [[nodiscard]] std::size_t indentOf(std::size_t offset) const { return offset - m_source.lineStartOf(offset); }

    /// The text that libfyaml reads, and the way back from its offsets.
    std::string_view input()
    {
        const std::string_view text = m_text.substr(m_base);
        if (m_spelled.empty()) return text;
        std::sort(m_spelled.begin(), m_spelled.end());
        m_copy.clear();
        std::size_t from = m_base;
        for (const std::size_t place : m_spelled) {
            m_copy += m_text.substr(from, place - from);
            m_copy += at(place - 1) == '-' && !isHeaderEnd(place) ? SpelledItem : SpelledBlock;
            from = place;
        }
        m_copy += m_text.substr(from);
        return m_copy;
    }
    [[nodiscard]] std::size_t original(std::size_t inputOffset) const
    {
        std::size_t low = 0; // how many were put in at or before the offset
        std::size_t high = m_spelled.size();
        while (low < high) {
            const std::size_t middle = (low + high) / 2;
            if (m_spelled[middle] - m_base + middle * SpelledSize < inputOffset) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        const std::size_t plain = m_base + inputOffset - std::min(inputOffset, low * SpelledSize);
        return clamp(low > 0 ? std::max(plain, m_spelled[low - 1]) : plain);
    }
    [[nodiscard]] bool wasSpelled(fy_token* token) const
    {
        const fy_mark* mark = m_spelled.empty() ? nullptr : fy_token_start_mark(token);
        return mark && std::binary_search(m_spelled.begin(), m_spelled.end(), original(mark->input_pos)) &&
               m_copy.compare(mark->input_pos, 1, "~") == 0 &&
               original(mark->input_pos + 1) == original(mark->input_pos);
    }

    Piece attempt()
    {
        Piece piece;
        m_fault.reset();
        m_anchors.clear();
        m_cursor = m_base;
        m_emptyItemRefused = m_emptyBlockMisread = false;
        (void)m_builder.take();
        m_parser.reset();
        m_diag = makeDiag();
        m_parser = makeParser(m_diag.get());
        const std::string_view text = input();
        if (!m_parser || fy_parser_set_string(m_parser.get(), text.data(), text.size()) != 0) {
            piece.fault = problem(m_base, m_base, "The YAML library could not be started.", "Free some memory.");
            return piece;
        }
        run(piece);
        piece.fault = m_fault;
        return piece;
    }

    void run(Piece& piece)
    {
        bool more = true;
        while (more && !m_fault) {
            fy_event* event = fy_parser_parse(m_parser.get());
            if (!event) {
                m_fault = libraryFault();
                return;
            }
            more = take(*event, piece);
            fy_parser_event_free(m_parser.get(), event);
        }
    }

    bool take(fy_event& event, Piece& piece)
    {
        switch (event.type) {
        case FYET_STREAM_END: return false;
        case FYET_DOCUMENT_START: start(event); break;
        case FYET_DOCUMENT_END:
            if (!m_builder.nodes().empty()) piece.documents.push_back({m_builder.take(), false});
            break;
        case FYET_SCALAR: scalar(event); break;
        case FYET_ALIAS: alias(event); break;
        case FYET_MAPPING_START: open(event, Kind::Mapping, event.mapping_start.mapping_start); break;
        case FYET_SEQUENCE_START: open(event, Kind::Sequence, event.sequence_start.sequence_start); break;
        case FYET_MAPPING_END: close(event.mapping_end.mapping_end); break;
        case FYET_SEQUENCE_END: close(event.sequence_end.sequence_end); break;
        case FYET_NONE:
        case FYET_STREAM_START: break;
        }
        return true;
    }

    void start(const fy_event& event)
    {
        m_anchors.clear();
        if (event.document_start.document_start)
            m_cursor = std::max(m_cursor, endOf(event.document_start.document_start));
    }

    // Positions. libfyaml counts from the piece of text it was given.
    [[nodiscard]] std::size_t clamp(std::size_t offset) const { return std::min(offset, m_text.size()); }
    [[nodiscard]] std::size_t startOf(fy_token* token) const
    {
        const fy_mark* mark = token ? fy_token_start_mark(token) : nullptr;
        return mark ? original(mark->input_pos) : m_cursor;
    }
    [[nodiscard]] std::size_t endOf(fy_token* token) const
    {
        const fy_mark* mark = token ? fy_token_end_mark(token) : nullptr;
        return mark ? original(mark->input_pos) : m_cursor;
    }
    [[nodiscard]] char at(std::size_t offset) const { return offset < m_text.size() ? m_text[offset] : '\0'; }

    /// Finds the indicator in front of the next node, and moves behind it.
    std::size_t lead()
    {
        if (m_builder.current() == NoNode) return Nowhere;
        const Node& parent = m_builder.node(m_builder.current());
        const bool key = m_builder.atKey();
        std::size_t next = skipBlank(m_text, m_cursor, m_text.size());
        if (parent.style == Style::Flow && (key || parent.kind == Kind::Sequence) && at(next) == ',') {
            m_cursor = next + 1;
            next = skipBlank(m_text, m_cursor, m_text.size());
        }
        const char wanted = parent.kind == Kind::Sequence ? '-' : key ? '?' : ':';
        if (parent.kind == Kind::Sequence && parent.style != Style::Block) return Nowhere;
        if (at(next) != wanted) return Nowhere;
        if (key && !explicitKey(next)) return Nowhere;
        m_cursor = next + 1;
        return next;
    }

    [[nodiscard]] bool explicitKey(std::size_t mark) const
    {
        const char after = at(mark + 1);
        return after == ' ' || after == '\t' || after == '\n' || after == '\r' || after == '\0';
    }

    /// Tag and anchor of a node: read, and moved behind.
    void properties(Node& made, fy_token* tag, fy_token* anchor)
    {
        made.outer = Nowhere;
        std::size_t end = m_cursor;
        if (tag) {
            made.tag = tokenText(tag);
            made.outer = startOf(tag);
            end = std::max(end, endOf(tag));
        }
        if (anchor) {
            made.anchored = true;
            const std::size_t start = startOf(anchor);
            made.outer = std::min(made.outer, at(start) == '&' || start == 0 ? start : start - 1);
            end = std::max(end, endOf(anchor));
        }
        m_cursor = end;
    }

    bool room(std::size_t where)
    {
        if (!m_builder.tooMany()) return true;
        m_fault = problem(where, where, "The text has too many values.", "Split it into several files.", Cause::Size);
        return false;
    }

    std::uint32_t finish(Node made, fy_token* anchor, bool collection)
    {
        made.outer = std::min(made.outer, made.start);
        const std::uint32_t id = collection ? m_builder.open(std::move(made)) : m_builder.add(std::move(made));
        if (anchor) m_anchors[tokenText(anchor)] = id;
        return id;
    }

    void scalar(fy_event& event)
    {
        if (!room(m_cursor)) return;
        Node made;
        made.lead = lead();
        refuseTabBehind(made.lead);
        if (m_fault) return;
        fy_token* token = event.scalar.value;
        properties(made, event.scalar.tag, event.scalar.anchor);
        const bool written = token && fy_token_start_mark(token) && !wasSpelled(token);
        made.style = written ? scalarStyle(token) : Style::Empty;
        if (written) {
            place(made, token);
            if (made.style == Style::Double) checkEscapes(made);
            if (!m_fault) decode(made);
        } else {
            made.start = made.end = m_cursor;
        }
        if (made.style == Style::Plain && made.start == made.end) made.style = Style::Empty;
        m_cursor = std::max(m_cursor, made.end);
        finish(std::move(made), event.scalar.anchor, false);
    }

    /// What a scalar says, of what is written from its start to its end.
    void decode(Node& made)
    {
        const std::string_view written = m_text.substr(made.start, made.end - made.start);
        const std::string_view inside = written.size() < 2 ? "" : written.substr(1, written.size() - 2);
        switch (made.style) {
        case Style::Single: made.text = singleQuotedText(inside); break;
        case Style::Double: made.text = doubleQuotedText(inside); break;
        case Style::Literal:
        case Style::Folded: decodeBlock(made); break;
        default: made.text = plainText(written); break;
        }
    }

    void decodeBlock(Node& made)
    {
        const std::size_t read = made.end;
        BlockText block = blockScalar(m_text, made.start, parentColumn(made));
        if (block.tooFar) m_fault = tabProblem(*block.tooFar);
        if (block.end < read && !m_fault) {
            const std::size_t left = skipBlank(m_text, block.end, m_text.size());
            m_emptyBlockMisread = left < read && block.text.find_first_not_of('\n') == std::string::npos;
            if (left < read)
                m_fault = problem(left, m_source.lineEndOf(left), "This line of the block text is not indented enough.",
                                  "Indent it like the block's first line.");
        }
        made.text = std::move(block.text);
        made.end = block.end;
    }

    /// Of the block collection that a node is put into; its own start is only known when it ends.
    [[nodiscard]] std::optional<std::size_t> parentColumn(const Node& made) const
    {
        const std::uint32_t parent = m_builder.current();
        if (parent == NoNode) return std::nullopt;
        if (m_builder.node(parent).kind == Kind::Sequence || m_builder.itemsOfCurrent() == 0)
            return indentOf(made.lead);
        const Node& key = m_builder.node(m_builder.firstOfCurrent());
        return indentOf(key.lead == Nowhere ? key.outer : std::min(key.lead, key.outer));
    }

    void place(Node& made, fy_token* token)
    {
        made.start = startOf(token);
        made.end = std::max(made.start, endOf(token));
        if (made.style == Style::Single || made.style == Style::Double) {
            const char quote = made.style == Style::Single ? '\'' : '"';
            if (made.start > m_base && at(made.start - 1) == quote) --made.start;
            if (at(made.end) == quote) ++made.end;
        } else if (made.style == Style::Literal || made.style == Style::Folded) {
            made.start = skipBlank(m_text, m_cursor, m_text.size()); // the `|` or `>`
            made.end = withoutBlankLines(made.start, std::max(made.start + 1, made.end));
        }
    }

    /// The end of the last line of a block of text that has something on it.
    [[nodiscard]] std::size_t withoutBlankLines(std::size_t start, std::size_t end) const
    {
        std::size_t keep = clamp(end);
        while (keep > start + 1) {
            std::size_t line = keep;
            while (line > start && m_text[line - 1] != '\n' && m_text[line - 1] != '\r') --line;
            if (line == start) break;
            if (m_text.substr(line, keep - line).find_first_not_of(" \t") != std::string_view::npos) break;
            keep = line - 1;
            if (m_text[keep] == '\n' && keep > start && m_text[keep - 1] == '\r') --keep;
        }
        return keep;
    }

    /// go-yaml knows YAML 1.1's escapes only: no `\/`, no surrogates.
    void checkEscapes(const Node& made)
    {
        for (std::size_t i = made.start; i + 1 < made.end && !m_fault; ++i) {
            if (m_text[i] != '\\') continue;
            const char c = m_text[i + 1];
            const std::string_view hex = m_text.substr(std::min(i + 2, m_text.size()), 2);
            const bool half = c == 'u' && hex.size() == 2 && (hex[0] == 'd' || hex[0] == 'D') && hex[1] >= '8' &&
                              std::string_view("01234567").find(hex[1]) == std::string_view::npos;
            if (c == '/' || half) {
                Sentence sentence = sentenceFor(half ? "low surrogate" : "escape");
                m_fault = problem(i, i + 2, std::move(sentence.what), std::move(sentence.fix));
            }
            ++i;
        }
    }

    void alias(fy_event& event)
    {
        if (!room(m_cursor)) return;
        Node made;
        made.kind = Kind::Alias;
        made.lead = lead();
        made.text = tokenText(event.alias.anchor);
        made.start = startOf(event.alias.anchor);
        made.end = std::max(made.start, endOf(event.alias.anchor));
        if (at(made.start) != '*' && made.start > m_base) --made.start;
        made.outer = made.start;
        m_cursor = std::max(m_cursor, made.end);
        const auto found = m_anchors.find(made.text);
        if (found == m_anchors.end()) {
            m_fault = problem(made.start, made.end, "No anchor `&" + made.text + "` stands above this alias.",
                              "Define it further up in the same document, or quote the text if it is one.");
        } else if (m_builder.inside(found->second)) {
            m_fault = problem(made.start, made.end, "The alias `*" + made.text + "` stands inside of what it repeats.",
                              "Move the alias out of the value that has the anchor.");
        } else {
            made.target = found->second;
            m_builder.add(std::move(made));
        }
    }

    void open(fy_event& event, Kind kind, fy_token* token)
    {
        if (!room(m_cursor)) return;
        Node made;
        made.kind = kind;
        made.lead = lead();
        refuseTabBehind(made.lead);
        if (m_fault) return;
        const bool mapping = kind == Kind::Mapping;
        fy_token* anchor = mapping ? event.mapping_start.anchor : event.sequence_start.anchor;
        properties(made, mapping ? event.mapping_start.tag : event.sequence_start.tag, anchor);
        made.start = std::max(m_cursor, startOf(token));
        made.style = at(made.start) == (mapping ? '{' : '[') && startOf(token) < endOf(token) ? Style::Flow
                     : inFlow()                                                               ? Style::Pair
                                                                                              : Style::Block;
        if (m_builder.tooDeep()) {
            m_fault = problem(made.start, made.start + 1,
                              "The text is nested more than " + std::to_string(m_limits.depth) + " levels deep.",
                              "Flatten it; no Kubernetes object is that deep.", Cause::Depth);
            return;
        }
        if (made.style == Style::Flow) m_cursor = made.start + 1;
        finish(std::move(made), anchor, true);
    }

    [[nodiscard]] bool inFlow() const
    {
        if (m_builder.current() == NoNode) return false;
        const Style style = m_builder.node(m_builder.current()).style;
        return style == Style::Flow || style == Style::Pair;
    }

    void close(fy_token* token)
    {
        const std::uint32_t id = m_builder.current();
        if (id == NoNode) return;
        const bool flow = m_builder.node(id).style == Style::Flow;
        if (flow) m_cursor = std::max(m_cursor, endOf(token));
        const bool empty = m_builder.itemsOfCurrent() == 0;
        m_builder.close(m_cursor);
        Node& made = m_builder.node(id);
        if (flow || empty) return;
        const Node& first = m_builder.node(m_builder.firstOf(id));
        made.start = first.lead == Nowhere ? first.outer : std::min(first.lead, first.outer);
        made.outer = std::min(made.outer, made.start);
    }

    // Faults.
    [[nodiscard]] Problem problem(std::size_t start, std::size_t end, std::string what, std::string fix,
                                  Cause cause = Cause::Syntax) const
    {
        return {Severity::Error, std::move(what), m_source.span(clamp(start), clamp(std::max(start, end))),
                std::move(fix), cause};
    }

    [[nodiscard]] Problem libraryFault()
    {
        void* previous = nullptr;
        const fy_diag_error* error = fy_diag_errors_iterate(m_diag.get(), &previous);
        if (!error || !error->msg) {
            const Sentence sentence = sentenceFor("");
            return problem(m_cursor, m_cursor + 1, sentence.what, sentence.fix);
        }
        const std::size_t where = place(*error);
        const std::string_view message = error->msg;
        m_emptyItemRefused = message.find("expected node content") != std::string_view::npos;
        if (const auto conflict = conflictMark()) return *conflict;
        if (const auto bracket = unclosed(message, where)) return *bracket;
        Problem fault = refined(message, where);
        const auto tab = inFlow() ? std::nullopt : tabAbove(fault.span.start.offset);
        return tab ? tabProblem(*tab) : fault;
    }

    [[nodiscard]] std::size_t place(const fy_diag_error& error) const
    {
        if (error.fyt) return startOf(error.fyt);
        const std::size_t first = m_source.lineOf(m_base);
        const std::size_t line = first + static_cast<std::size_t>(std::max(error.line, 1)) - 1;
        if (line >= m_source.lines()) return m_text.size();
        std::size_t offset = std::max(m_source.lineStart(line), m_base);
        for (int column = std::max(error.column, 1); column > 1 && offset < m_text.size(); --column) {
            do ++offset;
            while (offset < m_text.size() && (static_cast<unsigned char>(m_text[offset]) & 0xC0U) == 0x80U);
        }
        return clamp(offset);
    }

    /// What a version control leaves in a file that it could not merge.
    [[nodiscard]] std::optional<Problem> conflictMark() const
    {
        constexpr std::string_view Mark = "<<<<<<<";
        std::size_t found = m_text.find(Mark, m_base);
        while (found != std::string_view::npos && m_source.lineStartOf(found) != found)
            found = m_text.find(Mark, found + 1);
        if (found == std::string_view::npos) return std::nullopt;
        return problem(found, m_source.lineEndOf(found), "A merge conflict was left in the text.",
                       "Keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.");
    }

    /// A bracket that is still open is the cause when the text ends, or when lines follow that stand no deeper than
    /// the line of the bracket.
    [[nodiscard]] std::optional<Problem> unclosed(std::string_view message, std::size_t where) const
    {
        if (!inFlow()) return std::nullopt;
        std::uint32_t id = m_builder.current();
        while (m_builder.node(id).style == Style::Pair && m_builder.node(id).parent != NoNode) {
            id = m_builder.node(id).parent;
        }
        const std::size_t opened = m_builder.node(id).start;
        const bool atEnd = skipBlank(m_text, where, m_text.size()) >= m_text.size();
        const bool closing = (message.find("closing bracket") != std::string_view::npos &&
                              message.find("extra") == std::string_view::npos) ||
                             message.find("mismatched") != std::string_view::npos;
        if (!atEnd && !closing && !(otherLine(opened, where) && indent(where) <= indent(opened))) return std::nullopt;
        const std::string_view bracket = m_text.substr(opened, 1);
        return problem(opened, opened + 1, "The bracket `" + std::string(bracket) + "` opened here is never closed.",
                       bracket == "{" ? "Close it with `}`." : "Close it with `]`.");
    }

    /// The tab in the indentation of a line, or of those above it down to the one that it stands below: it takes one column
    /// where people see several, so the fault is often said of a line that is right.
    [[nodiscard]] std::optional<std::size_t> tabAbove(std::size_t where) const
    {
        const std::size_t depth = indent(where);
        for (std::size_t line = m_source.lineOf(where) + 1; line-- > m_source.lineOf(m_base);) {
            const std::size_t start = std::max(m_source.lineStart(line), m_base);
            const std::size_t end = std::min(m_source.lineEndOf(start), m_text.size());
            std::size_t first = start;
            while (first < end && (at(first) == ' ' || ((at(first) == '-' || at(first) == '?') && explicitKey(first))))
                ++first;
            if (at(first) == '\t' && m_text.substr(first, end - first).find_first_not_of(" \t") != std::string::npos)
                return first;
            if (first < end && otherLine(start, where) && indent(start) < depth) return std::nullopt;
        }
        return std::nullopt;
    }
    [[nodiscard]] Problem tabProblem(std::size_t tab) const
    {
        Sentence sentence = sentenceFor("tab");
        return problem(tab, m_text.find_first_not_of('\t', tab), std::move(sentence.what), std::move(sentence.fix));
    }
    /// libfyaml takes a tab behind the dash of an item; Kubernetes' reader does not.
    void refuseTabBehind(std::size_t lead)
    {
        if (lead == Nowhere || at(lead) == ':') return;
        const std::size_t tab = m_text.find_first_not_of(' ', lead + 1);
        if (at(tab) == '\t') m_fault = tabProblem(tab);
    }

    [[nodiscard]] bool otherLine(std::size_t a, std::size_t b) const
    {
        return m_source.lineStartOf(a) != m_source.lineStartOf(b);
    }
    [[nodiscard]] std::size_t indent(std::size_t offset) const
    {
        const std::size_t start = m_source.lineStartOf(offset);
        return std::min(m_text.find_first_not_of(" \t", start), m_text.size()) - start;
    }

    [[nodiscard]] Problem refined(std::string_view message, std::size_t where) const
    {
        Sentence sentence = sentenceFor(message);
        std::size_t start = where;
        if (message.find("without closing quote") != std::string_view::npos) {
            if (start > m_base && (at(start - 1) == '"' || at(start - 1) == '\'')) --start;
        } else if (message.find("invalid multiline plain key") != std::string_view::npos ||
                   message.find("mapping in plain multiline") != std::string_view::npos) {
            start = keyBelow(where);
        }
        const std::size_t end = std::max(start + 1, std::min(m_source.lineEndOf(start), m_text.size()));
        return problem(start, start < m_text.size() ? end : start, std::move(sentence.what), std::move(sentence.fix));
    }

    /// libfyaml names the value; the line that is wrong is the first one below it that has a colon.
    [[nodiscard]] std::size_t keyBelow(std::size_t value) const
    {
        for (std::size_t line = m_source.lineOf(value) + 1; line < m_source.lines(); ++line) {
            const std::size_t start = m_source.lineStart(line);
            if (start >= m_text.size()) break;
            const std::size_t end = std::min(m_source.lineEndOf(start), m_text.size());
            const std::string_view all = m_text.substr(start, end - start);
            const std::size_t first = all.find_first_not_of(" \t");
            if (first == std::string_view::npos || all[first] == '#') continue;
            if (all.find(": ") != std::string_view::npos || all.back() == ':') return start + first;
        }
        return value;
    }

    const Source& m_source;
    std::string_view m_text;
    std::size_t m_base;
    std::size_t m_cursor; ///< behind the last token that was understood
    const Limits& m_limits;
    std::size_t& m_nodesLeft;
    Builder m_builder;
    std::vector<std::size_t> m_spelled; ///< where empty items are spelled out
    std::string m_copy;                 ///< the text with them
    bool m_emptyItemRefused = false;
    bool m_emptyBlockMisread = false;
    Diag m_diag;
    Parser m_parser;
    std::unordered_map<std::string, std::uint32_t> m_anchors;
    std::optional<Problem> m_fault;
};

} // namespace

Piece readYaml(const Source& source, std::size_t start, std::size_t end, const Limits& limits, std::size_t& nodesLeft)
{
    return YamlReader(source, start, end, limits, nodesLeft).read();
}

} // namespace core::text
