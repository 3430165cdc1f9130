#pragma once

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/json.h"
#include "core/base/result.h"

/// YAML and JSON as Kubernetes reads them, with the place of every key and value, and edits that touch nothing else.
///
/// Values resolve as sigs.k8s.io/yaml does (go-yaml v2, YAML 1.1, then JSON): `yes`, `on`, `y` and their capitals are
/// booleans; `0777`, `0o7`, `0b1`, `0x1F`, `1_000` are integers; what exceeds 64 bits becomes a float; a float with an
/// integer value is that integer (`1.0` is 1); timestamps and sexagesimals stay strings; `<<` merges; keys that are
/// numbers or booleans become strings. What JSON cannot hold (`.inf`, `.nan`, a null key) is an error at its place.
///
/// Pointers are JSON Pointers (RFC 6901): "/spec/template/spec/containers/0/image"; "" is the whole document.
namespace core::text {

struct Place {
    std::size_t line = 1;   ///< 1-based
    std::size_t column = 1; ///< 1-based, in code points
    std::size_t offset = 0; ///< bytes from the start of the text
    bool operator==(const Place&) const = default;
};

struct Span {
    Place start;
    Place end; ///< exclusive
    bool operator==(const Span&) const = default;
};

enum class Severity { Warning, Error };

/// What kind of fault a problem is, where a reader of the result has to tell them apart.
enum class Cause {
    Syntax,   ///< not YAML, not JSON, or not as Kubernetes reads it
    Encoding, ///< bytes, control characters or escapes that no text may have
    Depth,    ///< nested too deep
    Size,     ///< too many bytes, values or documents
    Aliases,  ///< aliases that repeat too much
    Value,    ///< a single value that JSON cannot hold
    Repeated, ///< a key that stands twice in a mapping
    Ignored,  ///< a document of a kubeconfig behind the first
};

struct Problem {
    Severity severity = Severity::Error;
    std::string what; ///< one plain sentence: what is wrong
    Span span;
    std::string fix; ///< what to do about it; may be empty
    Cause cause = Cause::Syntax;
    bool operator==(const Problem&) const = default;
};

/// Manifest: a duplicate key is an error. Kubeconfig: the last one wins and a warning says so, as client-go does.
enum class Reading { Manifest, Kubeconfig };

/// What a text may cost. Beyond a limit reading stops with a problem that says which; nothing is ever truncated
/// silently.
struct Limits {
    std::size_t bytes = 10U << 20U; ///< of the text; checked first, in constant time
    std::size_t depth = 100;        ///< nested collections
    std::size_t nodes = 1'000'000;  ///< keys, values and collections written in the text
    std::size_t expanded = 100'000; ///< further nodes that aliases and merges may add to one document's value
    std::size_t documents = 10'000; ///< documents in the text
    std::size_t problems = 100;     ///< problems kept; the last one then says that there are more
};

/// Where a value stands in the text.
struct NodePlace {
    std::optional<Span> key; ///< of a mapping's entry; none for items of a sequence and for the document
    Span value;              ///< tag and anchor excluded; an empty value is an empty span behind the colon
    bool shared = false;     ///< written elsewhere: `value` is the alias, or the merge, through which it comes in
    std::string pointer;     ///< what was found: the asked pointer, or its nearest ancestor
};

/// One document of a text. Cheap to copy; keeps the text alive that it was read from.
class Document {
public:
    [[nodiscard]] const Json& value() const;
    /// From the first to the last byte of its content.
    [[nodiscard]] Span span() const;
    /// The whole text, of which this is one document; offsets count from its start.
    [[nodiscard]] std::string_view text() const;
    /// True when it was written as JSON.
    [[nodiscard]] bool isJson() const;

    [[nodiscard]] std::optional<NodePlace> locate(std::string_view pointer) const;
    /// The same for the longest part of `pointer` that exists; in the end the document itself.
    [[nodiscard]] NodePlace locateNearest(std::string_view pointer) const;

    /// The pointer at a place of the text: of the key or value that covers it; on an empty or blank piece of line, of
    /// the collection that a word typed there would belong to (by its indentation). "" outside of every entry.
    [[nodiscard]] std::string pointerAt(std::size_t offset) const;

    struct Tree; ///< core/text/tree.h
    explicit Document(std::shared_ptr<const Tree> tree)
        : m_tree(std::move(tree))
    {}
    [[nodiscard]] const Tree& tree() const { return *m_tree; }

private:
    std::shared_ptr<const Tree> m_tree;
};

/// A text, read. Documents that could be read are there even when others could not; a document with a syntax error is
/// absent, one whose only faults are those of single values (a duplicate key, `.inf`) is there.
struct File {
    std::vector<Document> documents; ///< in the order of the text, empty ones left out
    std::vector<Problem> problems;   ///< in the order of the text
    [[nodiscard]] bool ok() const;   ///< no errors; warnings may be
};

/// Reads YAML (any number of documents) or JSON (one object or several, one after the other).
/// Time and memory are linear in the text and bounded by `limits`, whatever the bytes are.
[[nodiscard]] File parse(std::string_view text, Reading reading = Reading::Manifest, const Limits& limits = {});

/// The place of a byte offset in any text.
[[nodiscard]] Place placeAt(std::string_view text, std::size_t offset);

/// Replace `length` bytes at `offset` of the unpatched text.
struct Patch {
    std::size_t offset = 0;
    std::size_t length = 0;
    std::string text;
    bool operator==(const Patch&) const = default;
};
using Patches = std::vector<Patch>; ///< by offset, not overlapping

/// Edits. All other bytes stay: comments, order, quoting, line ends (CRLF where the text has CRLF). The result, read
/// again, is the old value with exactly this one change.
///
/// @errors  NotFound: the pointer leads through something that is not there and cannot be made.
///          Unsupported: the value comes in through an alias or a merge and has to be edited where it is written.
///          Malformed: the pointer is not a JSON Pointer.

/// Sets what is there (a scalar keeps its quoting where the new value allows it) or adds it, missing parents included;
/// "/list/-" and the index one past the end append.
[[nodiscard]] Result<Patches> setValue(const Document& document, std::string_view pointer, const Json& value);
/// Puts an item in front of the item with that index of a sequence; otherwise as setValue for what is not there yet.
[[nodiscard]] Result<Patches> insertValue(const Document& document, std::string_view pointer, const Json& value);
/// Removes an entry or item with the comments on its own lines. A collection that becomes empty is written {} or [].
[[nodiscard]] Result<Patches> removeValue(const Document& document, std::string_view pointer);
/// The text with the patches in it. (Call it qualified, text::apply: std::apply competes for the name.)
[[nodiscard]] std::string apply(std::string_view text, const Patches& patches);

/// A value as kubectl prints it (`-o yaml`): sorted keys, two spaces, sequences at their parent's indentation, strings
/// quoted exactly where they would read back as something else. Ends with a line end; reads back as the same value.
[[nodiscard]] std::string toYaml(const Json& value);

/// Parts of a JSON Pointer, unescaped; none if it is not one. And one part, escaped.
[[nodiscard]] std::optional<std::vector<std::string>> pointerParts(std::string_view pointer);
[[nodiscard]] std::string pointerPart(std::string_view part);

} // namespace core::text
