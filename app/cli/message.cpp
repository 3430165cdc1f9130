#include "app/cli/message.h"

#include <algorithm>
#include <vector>

#include "app/cli/terminal.h"
#include "app/cli/width.h"

namespace cli {
namespace {

constexpr std::size_t longestLine = 100; ///< columns of a source line that are shown around the fault
constexpr std::size_t before = 40;       ///< of them in front of it

std::string_view word(Weight weight)
{
    switch (weight) {
    case Weight::Error: return "error";
    case Weight::Warning: return "warning";
    case Weight::Note: return "note";
    }
    return {};
}

Tone toneOf(Weight weight)
{
    switch (weight) {
    case Weight::Error: return Tone::Bad;
    case Weight::Warning: return Tone::Attention;
    case Weight::Note: return Tone::Quiet;
    }
    return Tone::Plain;
}

/// Its lines, those behind the first moved in: nothing that a foreign text holds stands where a message begins.
std::string indented(std::string_view text)
{
    while (text.ends_with('\n')) text.remove_suffix(1);
    std::string out;
    for (std::size_t end = 0; (end = text.find('\n')) != std::string_view::npos; text.remove_prefix(end + 1))
        out += harmless(text.substr(0, end)) + "\n    ";
    return out + harmless(text);
}

std::string_view lineAround(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    const std::size_t start = offset == 0 ? 0 : text.rfind('\n', offset - 1) + 1; // npos + 1 is 0
    std::string_view line = text.substr(start, std::min(text.find('\n', offset), text.size()) - start);
    if (line.ends_with('\r')) line.remove_suffix(1);
    return line;
}

/// The line with a caret below what the span covers of it; cut on both sides where it is long.
std::string excerptText(const Excerpt& excerpt)
{
    const core::text::Place start = excerpt.span.start;
    const std::string_view line = lineAround(excerpt.text, start.offset);
    const std::size_t lineStart = static_cast<std::size_t>(line.data() - excerpt.text.data());
    const std::size_t at = std::min(start.offset - std::min(start.offset, lineStart), line.size());
    const std::size_t end = std::min(std::max(excerpt.span.end.offset, start.offset) - lineStart, line.size());

    std::string shown;
    std::size_t caret = 0;
    std::size_t marked = 0;
    std::vector<std::size_t> starts; // of characters, for cutting a long line between two of them
    for (std::size_t i = 0; i < line.size();) {
        starts.push_back(i);
        static_cast<void>(nextCharacter(line, i));
    }
    std::size_t first = 0;
    std::size_t columns = 0;
    for (std::size_t k = starts.size(); k > 0 && columns < before; --k) {
        if (starts[k - 1] >= at) continue;
        std::size_t i = starts[k - 1];
        columns += widthOf(nextCharacter(line, i));
        first = starts[k - 1];
    }
    if (columns < before) first = 0;
    if (first > 0) shown = "…";
    for (std::size_t i = first; i < line.size();) {
        const std::size_t here = i;
        const char32_t c = nextCharacter(line, i);
        const std::string piece = c == '\t' ? " " : harmless(line.substr(here, i - here));
        if (widthOf(shown) + widthOf(piece) > longestLine) {
            shown += "…";
            break;
        }
        if (here < at) caret = widthOf(shown + piece);
        if (here >= at && here < end) marked += widthOf(piece);
        shown += piece;
    }
    if (first > 0 && caret == 0) caret = 1;
    const std::string number = std::to_string(start.line);
    const std::string margin(std::max<std::size_t>(number.size(), 4) + 2, ' ');
    return std::string(margin.size() - number.size(), ' ') + number + " | " + shown + "\n" + margin + " | " +
           std::string(caret, ' ') + std::string(std::max<std::size_t>(marked, 1), '^') + "\n";
}

} // namespace

Weight weightOf(core::model::Severity severity)
{
    switch (severity) {
    case core::model::Severity::Note: return Weight::Note;
    case core::model::Severity::Warning: return Weight::Warning;
    case core::model::Severity::Error: return Weight::Error;
    }
    return Weight::Error;
}

std::string toText(const Message& message, bool colour)
{
    std::string out = message.where.empty() ? std::string() : harmless(message.where) + ": ";
    out += painted(std::string(word(message.weight)) + ":", toneOf(message.weight), colour);
    out += " " + indented(message.what) + "\n";
    if (message.weight == Weight::Note) return out; // nothing has to be done
    if (message.excerpt) out += excerptText(*message.excerpt);
    if (!message.fix.empty()) out += "  fix: " + indented(message.fix) + "\n";
    return out;
}

Message messageOf(const core::Error& error)
{
    return {Weight::Error, error.what, error.where};
}

} // namespace cli
