#include <algorithm>

#include "core/text/resolve.h"
#include "core/text/tree.h"

namespace core::text {
namespace {

struct Range {
    std::size_t start;
    std::size_t end;
};

bool startsWithMarker(std::string_view line, std::string_view marker)
{
    return line.substr(0, 3) == marker && (line.size() == 3 || line[3] == ' ' || line[3] == '\t');
}

/// The pieces of a text that its `---` and `...` lines part, those left out that hold no content. A marker at the start
/// of a line ends a document whatever it stands in, so that a fault in one piece leaves the others readable.
class Splitter {
public:
    Splitter(const Source& source, std::size_t start)
        : m_source(source)
        , m_piece{start, start}
    {}

    std::vector<Range> split()
    {
        const std::string_view text = m_source.text();
        for (std::size_t i = m_source.lineOf(m_piece.start); i < m_source.lines(); ++i) {
            const std::size_t start = std::max(m_source.lineStart(i), m_piece.start);
            const std::size_t next = i + 1 < m_source.lines() ? m_source.lineStart(i + 1) : text.size();
            std::string_view line = text.substr(start, next - start);
            while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) line.remove_suffix(1);
            take(line, start, next);
        }
        cut(text.size());
        return std::move(m_pieces);
    }

private:
    void take(std::string_view line, std::size_t start, std::size_t next)
    {
        if (startsWithMarker(line, "---")) {
            if (m_content || m_marker) cut(start);
            m_marker = true;
            line.remove_prefix(3);
            m_content = hasContent(line);
        } else if (startsWithMarker(line, "...")) {
            m_content =
                m_content || hasContent(line.substr(3)); // what follows it is a fault, to be found by the reader
            cut(next);
        } else if (m_marker || line.substr(0, 1) != "%") {
            m_content = m_content || hasContent(line);
        }
    }

    static bool hasContent(std::string_view line)
    {
        const std::size_t first = line.find_first_not_of(" \t");
        return first != std::string_view::npos && line[first] != '#';
    }

    void cut(std::size_t at)
    {
        if (m_content) m_pieces.push_back({m_piece.start, at});
        m_piece = {at, at};
        m_content = m_marker = false;
    }

    const Source& m_source;
    Range m_piece;
    bool m_content = false;
    bool m_marker = false;
    std::vector<Range> m_pieces;
};

bool isControl(std::string_view text, std::size_t at, std::size_t length)
{
    const auto byte = static_cast<unsigned char>(text[at]);
    if (length == 1) return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7F;
    if (length == 2) { // C1, but for NEL
        const auto second = static_cast<unsigned char>(text[at + 1]);
        return byte == 0xC2 && second < 0xA0 && second != 0x85;
    }
    return length == 3 && byte == 0xEF && text[at + 1] == '\xBF' && (text[at + 2] == '\xBE' || text[at + 2] == '\xBF');
}

/// What no reader accepts: bytes that are not UTF-8, control characters.
std::optional<Problem> badBytes(const Source& source, Range range)
{
    const std::string_view text = source.text().substr(0, range.end);
    for (std::size_t i = range.start; i < range.end;) {
        const std::size_t length = utf8Length(text, i);
        if (length == 0) {
            return Problem{Severity::Error, "The text is not UTF-8 here.", source.span(i, i + 1),
                           "Save the file in UTF-8.", Cause::Encoding};
        }
        if (isControl(text, i, length)) {
            const bool nul = text[i] == '\0';
            return Problem{Severity::Error,
                           nul ? "A NUL byte stands in the text." : "A control character stands in the text.",
                           source.span(i, i + length),
                           nul ? "Remove it; or is this not a text file?"
                               : "Remove it, or write it as an escape in double quotes.",
                           Cause::Encoding};
        }
        i += length;
    }
    return std::nullopt;
}

bool isUtf16(std::string_view text)
{
    const std::string_view two = text.substr(0, 2);
    if (two == "\xFF\xFE" || two == "\xFE\xFF") return true;
    return text.size() >= 4 && ((text[0] == '\0' && text[1] != '\0' && text[2] == '\0' && text[3] != '\0') ||
                                (text[0] != '\0' && text[1] == '\0' && text[2] != '\0' && text[3] == '\0'));
}

/// `%YAML` of another version than 1.1 is refused by Kubernetes' reader.
std::optional<Problem> badDirective(const Source& source, Range range)
{
    const std::string_view text = source.text();
    for (std::size_t at = range.start; at < range.end && at < text.size();) {
        const std::size_t end = source.lineEndOf(at);
        const std::string_view line = text.substr(at, end - at);
        if (startsWithMarker(line, "---")) break;
        if (line.substr(0, 6) == "%YAML ") {
            const std::size_t version = line.find_first_not_of(' ', 6);
            if (version == std::string_view::npos || line.substr(version, 3) != "1.1") {
                return Problem{Severity::Error, "Kubernetes reads YAML 1.1 only.", source.span(at, end),
                               "Remove the `%YAML` line."};
            }
        } else if (!line.empty() && line[0] != '%' && line[0] != '#' && line[0] != ' ') {
            break;
        }
        const std::size_t next = source.lineOf(at) + 1;
        if (next >= source.lines()) break;
        at = source.lineStart(next);
    }
    return std::nullopt;
}

class FileReader {
public:
    FileReader(std::shared_ptr<const Source> source, Reading reading, const Limits& limits)
        : m_source(std::move(source))
        , m_reading(reading)
        , m_limits(limits)
        , m_problems(limits.problems)
        , m_nodesLeft(limits.nodes)
    {}

    File read()
    {
        const std::size_t bom = m_source->text().substr(0, 3) == "\xEF\xBB\xBF" ? 3 : 0;
        for (const Range& range : Splitter(*m_source, bom).split()) {
            if (m_problems.full()) break;
            if (++m_pieces > m_limits.documents) {
                m_problems.add({Severity::Error, "There are too many documents in one text.",
                                m_source->span(range.start, range.start), "Split the text into several files.",
                                Cause::Size});
                break;
            }
            // What ended in front of the first piece was a document too, an empty one.
            if (m_reading == Reading::Kubeconfig && (m_pieces > 1 || range.start != bom)) {
                ignored(m_source->span(range.start, range.start));
                break;
            }
            piece(range);
        }
        return {std::move(m_documents), m_problems.take()};
    }

private:
    /// client-go reads the first document of a kubeconfig and no further.
    void ignored(Span where)
    {
        m_problems.add({Severity::Warning, "Only the first document of a kubeconfig counts.", where,
                        "Put the other one into a file of its own.", Cause::Ignored});
    }

    void piece(Range range)
    {
        if (auto problem = badBytes(*m_source, range)) {
            m_problems.add(std::move(*problem));
            return;
        }
        if (auto problem = badDirective(*m_source, range)) {
            m_problems.add(std::move(*problem));
            return;
        }
        Piece read = readPiece(range);
        std::size_t ordinal = 0;
        for (Piece::Made& made : read.documents) {
            if (m_reading == Reading::Kubeconfig && ordinal > 0) {
                const std::size_t start = made.nodes.nodes.empty() ? range.start : made.nodes.nodes[0].start;
                ignored(m_source->span(start, start));
                return;
            }
            document(range, std::move(made), ordinal++);
        }
        if (read.fault && m_reading == Reading::Kubeconfig && read.json() && !m_documents.empty()) {
            ignored(read.fault->span);
            return;
        }
        if (read.fault) m_problems.add(std::move(*read.fault));
    }

    /// What starts with a brace is JSON if it can be read so, else YAML; the reader that came further has the say.
    Piece readPiece(Range range)
    {
        const std::string_view text = m_source->text();
        const std::size_t first = text.find_first_not_of(" \t\r\n", range.start);
        const bool brace = first < range.end && (text[first] == '{' || text[first] == '[');
        if (!brace) return readYaml(*m_source, range.start, range.end, m_limits, m_nodesLeft);
        const std::size_t before = m_nodesLeft;
        Piece json = readJson(*m_source, range.start, range.end, m_reading, m_limits, m_nodesLeft);
        if (!json.fault || json.fault->cause == Cause::Encoding) return json;
        m_nodesLeft = before;
        Piece yaml = readYaml(*m_source, range.start, range.end, m_limits, m_nodesLeft);
        if (!yaml.fault || yaml.documents.size() > json.documents.size()) return yaml;
        return yaml.fault->span.start.offset > json.fault->span.start.offset ? std::move(yaml) : std::move(json);
    }

    void document(Range range, Piece::Made made, std::size_t ordinal)
    {
        auto tree = std::make_shared<Document::Tree>();
        static_cast<Nodes&>(*tree) = std::move(made.nodes);
        tree->source = m_source;
        tree->reading = m_reading;
        tree->limits = m_limits;
        tree->json = made.json;
        tree->start = range.start;
        tree->end = range.end;
        tree->ordinal = ordinal;
        if (tree->nodes.empty()) return;
        if (compose(*tree, m_problems) && !tree->value.is_null()) m_documents.emplace_back(std::move(tree));
    }

    std::shared_ptr<const Source> m_source;
    Reading m_reading;
    const Limits& m_limits;
    Problems m_problems;
    std::size_t m_nodesLeft;
    std::size_t m_pieces = 0;
    std::vector<Document> m_documents;
};

std::string megabytes(std::size_t bytes)
{
    return std::to_string((bytes + (1U << 20U) - 1) >> 20U) + " MiB";
}

} // namespace

bool File::ok() const
{
    return std::none_of(problems.begin(), problems.end(),
                        [](const Problem& p) { return p.severity == Severity::Error; });
}

File parse(std::string_view text, Reading reading, const Limits& limits)
{
    File refused;
    if (text.size() > limits.bytes) {
        refused.problems.push_back(
            {Severity::Error,
             "The text has " + megabytes(text.size()) + "; " + megabytes(limits.bytes) + " is the most that is read.",
             {},
             "Split it into several files.",
             Cause::Size});
        return refused;
    }
    if (isUtf16(text)) {
        refused.problems.push_back({Severity::Error,
                                    "The text is written in UTF-16, which is not read.",
                                    {},
                                    "Save the file in UTF-8.",
                                    Cause::Encoding});
        return refused;
    }
    return FileReader(std::make_shared<const Source>(text), reading, limits).read();
}

} // namespace core::text
