#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "core/text/yaml.h"

/// What the readers make of a text and what places, values and edits are computed from. Not for other rooms.
namespace core::text {

/// The text with its lines. Shared by all documents of a file.
class Source {
public:
    explicit Source(std::string_view text);
    [[nodiscard]] std::string_view text() const { return m_text; }
    [[nodiscard]] std::size_t lines() const { return m_starts.size(); }
    [[nodiscard]] std::size_t lineOf(std::size_t offset) const; ///< 0-based
    [[nodiscard]] std::size_t lineStart(std::size_t line) const { return m_starts[line]; }
    [[nodiscard]] std::size_t lineStartOf(std::size_t offset) const { return m_starts[lineOf(offset)]; }
    /// Behind the last byte of the line that holds `offset`, its line end excluded.
    [[nodiscard]] std::size_t lineEndOf(std::size_t offset) const;
    [[nodiscard]] Place place(std::size_t offset) const;
    [[nodiscard]] Span span(std::size_t start, std::size_t end) const { return {place(start), place(end)}; }
    /// "\r\n" if the first line ends so, else "\n".
    [[nodiscard]] std::string_view lineEnd() const;

private:
    std::string m_text;
    std::vector<std::size_t> m_starts;
    bool m_ascii = true; ///< columns are then plain differences
};

enum class Kind : std::uint8_t { Scalar, Sequence, Mapping, Alias };
/// Pair: a mapping of one entry without braces inside a flow sequence, `[a: b]`. Empty: a scalar that is not written.
enum class Style : std::uint8_t { Empty, Plain, Single, Double, Literal, Folded, Block, Flow, Pair };

inline constexpr std::size_t Nowhere = std::numeric_limits<std::size_t>::max();
inline constexpr std::uint32_t NoNode = std::numeric_limits<std::uint32_t>::max();

struct Node {
    Kind kind = Kind::Scalar;
    Style style = Style::Plain;
    bool isKey = false;
    std::uint32_t parent = NoNode;
    std::uint32_t slot = 0;  ///< index among the parent's children; in a mapping, keys are even, values odd
    std::uint32_t first = 0; ///< of its children in Tree::children
    std::uint32_t count = 0;
    std::uint32_t target = NoNode;  ///< of an alias
    std::size_t start = 0, end = 0; ///< tag and anchor excluded
    std::size_t outer = 0;          ///< with tag and anchor
    std::size_t lead = Nowhere;     ///< the '-', '?' or ':' in front, where one is written
    bool anchored = false;
    std::string tag;  ///< long form; empty if none
    std::string text; ///< of a scalar, decoded; of an alias, its name
};

/// An entry of a mapping as it counts in the value: the winner among duplicates and merges.
struct Entry {
    std::string key;
    std::uint32_t keyNode = NoNode;   ///< for a merged entry the `<<`
    std::uint32_t valueNode = NoNode; ///< for a merged entry the value of the `<<`
    bool merged = false;
};

/// What the readers fill: nodes in the order of the text; 0 is the root.
struct Nodes {
    std::vector<Node> nodes;
    std::vector<std::uint32_t> children;
};

struct Document::Tree : Nodes {
    std::shared_ptr<const Source> source;
    Reading reading = Reading::Manifest;
    Limits limits;
    bool json = false;
    std::size_t start = 0, end = 0; ///< the piece of text that was read for it, from its `---` to before the next
    std::size_t ordinal = 0;        ///< among the documents of that piece
    Json value;
    std::vector<Entry> entries; ///< of all mappings; a mapping's stand together, sorted by key
    std::vector<std::pair<std::uint32_t, std::uint32_t>> entriesOf; ///< by node: first, count

    [[nodiscard]] const Node& at(std::uint32_t node) const { return nodes[node]; }
    [[nodiscard]] std::uint32_t child(std::uint32_t node, std::uint32_t slot) const
    {
        return children[nodes[node].first + slot];
    }
    [[nodiscard]] const Entry* entry(std::uint32_t mapping, std::string_view key) const;
};

/// The widest part of a pointer that is written in the text.
struct Walk {
    std::uint32_t node = 0;
    std::uint32_t key = NoNode; ///< of the last entry passed
    bool shared = false;        ///< the node is an alias, or the value of the merge that the last part comes in by
    bool merged = false;        ///< the last part comes in by a merge; the node is the value of the `<<`
    std::size_t own = 0;        ///< parts that lead to the node
    std::size_t used = 0;       ///< parts found, those through what is shared included
};
[[nodiscard]] Walk walk(const Document::Tree& tree, const std::vector<std::string>& parts);

/// Problems with a bound on their number.
class Problems {
public:
    explicit Problems(std::size_t limit)
        : m_limit(limit)
    {}
    void add(Problem problem);
    [[nodiscard]] bool full() const { return m_list.size() >= m_limit; }
    [[nodiscard]] std::vector<Problem> take();

private:
    std::size_t m_limit;
    bool m_more = false;
    std::vector<Problem> m_list;
};

/// What a piece of text gave: its documents' nodes, and the fault that ended the reading.
struct Piece {
    struct Made {
        Nodes nodes;
        bool json = false;
    };
    std::vector<Made> documents;
    std::optional<Problem> fault;
    [[nodiscard]] bool json() const { return !documents.empty() && documents.front().json; }
};

/// Reads [start, end) as YAML with libfyaml. `nodesLeft` is counted down.
[[nodiscard]] Piece readYaml(const Source& source, std::size_t start, std::size_t end, const Limits& limits,
                             std::size_t& nodesLeft);
/// Reads [start, end) as JSON values, one after the other.
[[nodiscard]] Piece readJson(const Source& source, std::size_t start, std::size_t end, Reading reading,
                             const Limits& limits, std::size_t& nodesLeft);

/// Computes value and entries of a tree whose nodes are there. False if the document has to be dropped.
[[nodiscard]] bool compose(Document::Tree& tree, Problems& problems);

/// A libfyaml message in our words.
struct Sentence {
    std::string what;
    std::string fix;
};
[[nodiscard]] Sentence sentenceFor(std::string_view message);

/// Skips blanks, line ends and comments.
[[nodiscard]] std::size_t skipBlank(std::string_view text, std::size_t from, std::size_t end);

} // namespace core::text
