#include "core/text/tree.h"

namespace core::text {
namespace {

struct Row {
    std::string_view part; ///< of libfyaml's message
    std::string_view what;
    std::string_view fix;
};

constexpr std::string_view Stray = "This line is neither a `key: value` nor an item of the list above it.";
constexpr std::string_view StrayFix = "Check its indentation, and that a colon and a space follow the key.";
constexpr std::string_view Indent = "The indentation of this line matches no line above it.";
constexpr std::string_view IndentFix = "Indent it exactly like the lines that it belongs with.";
constexpr std::string_view Deeper =
    "This key is indented like a part of the value above it, which is already complete.";
constexpr std::string_view DeeperFix = "Indent it like the keys that it stands beside, or empty the value above.";
constexpr std::string_view Tag = "The tag here is not well formed.";
constexpr std::string_view TagFix = "Remove what starts with `!`, or quote the value.";
constexpr std::string_view Directive = "The directive line here is not understood.";
constexpr std::string_view DirectiveFix = "Remove the line that starts with `%`; Kubernetes needs none.";
constexpr std::string_view Anchor = "The anchor or alias here is not well formed.";
constexpr std::string_view AnchorFix = "Give a value one `&name` at most, and an alias `*name` nothing besides.";

// The first row whose part occurs in the message counts.
constexpr Row Rows[] = {
    {"tab", "A tab is used for indentation, where YAML allows only spaces.", "Replace the tab by spaces."},
    {"without closing quote", "The string that starts here has no closing quote.", "Add the closing quote."},
    {"without a closing bracket", "The bracket opened here is never closed.", "Close it with `}` or `]`."},
    {"extra closing", "This bracket closes nothing.", "Remove it, or add the bracket that opens."},
    {"missing comma", "A comma is missing in front of this.", "Add a comma, or close the bracket before it."},
    {"nested block mapping on the same line", "A second `: ` stands on this line.",
     "Quote the value, or put the inner key on a line of its own, indented deeper."},
    {"mapping key on same line", "A second `: ` stands on this line.",
     "Quote the value, or put the inner key on a line of its own, indented deeper."},
    {"mapping starting at ---", "A mapping cannot start on the line of the `---`.", "Put it on the next line."},
    {"multiline", Deeper, DeeperFix},
    {"same line as a mapping key", "A list cannot start on the line of its key.",
     "Put the `- ` on the next line, or quote the value if it is a text."},
    {"sequence on the same line", "A list cannot start on the line of its anchor or tag.",
     "Put the `- ` on the next line."},
    {"plain scalar cannot start with", "A text that starts with this character must be quoted.",
     "Put the text in single quotes."},
    {"escape", "This escape in a double-quoted string is unknown.",
     "Write a backslash as `\\\\`, or put the text in single quotes."},
    {"low surrogate", "This escape in a double-quoted string is half of a character.",
     "Write the character itself, or one `\\U` with 8 digits."},
    {"anchor", Anchor, AnchorFix},
    {"alias", Anchor, AnchorFix},
    {"directive", Directive, DirectiveFix},
    {"version", Directive, DirectiveFix},
    {"TAG", Tag, TagFix},
    {"tag", Tag, TagFix},
    {"uri", Tag, TagFix},
    {"URI", Tag, TagFix},
    {"comment", "A comment is not possible here.", "Put a space in front of the `#`, or quote the text that holds it."},
    {"trailing content after", "Something follows the closing quote of this string.",
     "Quote the whole value once, or remove what follows."},
    {"after document end marker", "Something follows the `...` that ends the document.",
     "Put it on a line of its own."},
    {"value after mapping", Stray, StrayFix},
    {"end of block sequence", Stray, StrayFix},
    {"could not find expected ':'", Stray, StrayFix},
    {"missing document start", Stray, StrayFix},
    {"indent", Indent, IndentFix},
    {"indendation", Indent, IndentFix},
    {"did not find expected", Indent, IndentFix},
    {"mapping key", "A key is not possible here.",
     "Put it on a line of its own, or quote the text that holds `? ` or `: `."},
    {"block scalar", "The block of text that starts here is not well formed.",
     "Indent its lines evenly, deeper than the key."},
    {"block", "A list item is not possible here.", "Put the `- ` on a line of its own, or quote the text."},
    {"character", "This character is not possible here.",
     "Remove it, or put the text in double quotes with an escape."},
};

} // namespace

Sentence sentenceFor(std::string_view message)
{
    for (const Row& row : Rows) {
        if (message.find(row.part) != std::string_view::npos) return {std::string(row.what), std::string(row.fix)};
    }
    return {"The text cannot be read as YAML from here on.",
            "Check indentation, quotes and brackets of this line and the one above."};
}

} // namespace core::text
