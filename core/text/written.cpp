#include "core/text/written.h"

#include <algorithm>
#include <array>
#include <utility>

#include "core/text/resolve.h"

namespace core::text {
namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// The length of a line end of YAML 1.1 at `at`; 0 if there is none.
std::size_t lineEndLength(std::string_view text, std::size_t at)
{
    if (at >= text.size()) return 0;
    if (text[at] == '\r') return text.substr(at, 2) == "\r\n" ? 2 : 1;
    if (text[at] == '\n') return 1;
    if (text.substr(at, 2) == "\xC2\x85") return 2;
    return text.substr(at, 3) == "\xE2\x80\xA8" || text.substr(at, 3) == "\xE2\x80\xA9" ? 3 : 0;
}

/// The line end at `at`, as it reads; moves behind it.
std::string takeLineEnd(std::string_view text, std::size_t& at)
{
    const std::size_t length = lineEndLength(text, at);
    const std::size_t from = std::exchange(at, at + length);
    return length == 3 ? std::string(text.substr(from, 3)) : std::string(length > 0 ? "\n" : "");
}

/// A run of line ends and blanks inside of a scalar, as it reads: one line end is a space, of several the first counts for
/// nothing. An escaped one before them (`joined`) has taken the first one's place.
std::string folded(std::string_view text, std::size_t& at, bool joined = false)
{
    std::string breaks;
    bool soft = false; // the first was an ordinary line end
    bool first = !joined;
    while (at < text.size()) {
        if (isBlank(text[at])) {
            ++at;
            continue;
        }
        if (lineEndLength(text, at) == 0) break;
        const std::string lineEnd = takeLineEnd(text, at);
        soft = soft || (first && lineEnd == "\n");
        if (!first || lineEnd != "\n") breaks += lineEnd;
        first = false;
    }
    return soft && breaks.empty() ? " " : breaks;
}

/// Appends one character, or more of them, and moves behind: what is special in a kind of scalar.
template <class Take>
std::string lines(std::string_view text, const Take& take)
{
    std::string out;
    std::size_t blanks = 0; // at the end of `out`, of which a line end takes what is written in the text
    for (std::size_t i = 0; i < text.size();) {
        if (lineEndLength(text, i) > 0) {
            out.resize(out.size() - blanks);
            blanks = 0;
            out += folded(text, i);
            continue;
        }
        blanks = isBlank(text[i]) ? blanks + 1 : 0;
        take(out, i);
    }
    return out;
}

unsigned hexValue(std::string_view digits)
{
    unsigned value = 0;
    for (const char c : digits) {
        const int digit = c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10;
        value = value * 16 + static_cast<unsigned>(digit & 0xF);
    }
    return value;
}

/// The escape whose backslash stands at `at`; moves behind it.
void takeEscape(std::string_view text, std::size_t& at, std::string& out)
{
    constexpr std::string_view names = "0abt\tnvfre \"'/\\N_LP";
    constexpr std::array<unsigned, 19> means = {0,    7,    8,    9,   9,    10,   11,   12,     13,    27,
                                                0x20, 0x22, 0x27, '/', '\\', 0x85, 0xA0, 0x2028, 0x2029};
    const char name = at + 1 < text.size() ? text[at + 1] : '\\';
    at = std::min(at + 2, text.size());
    if (const std::size_t found = names.find(name); found != std::string_view::npos) {
        appendUtf8(out, means[found]);
        return;
    }
    const std::size_t length = name == 'x' ? 2 : name == 'u' ? 4 : name == 'U' ? 8 : 0;
    appendUtf8(out, hexValue(text.substr(at, length)));
    at = std::min(at + length, text.size());
}

/// Reads a block line by line, as libyaml's yaml_parser_scan_block_scalar does.
class Block {
public:
    Block(std::string_view text, std::size_t header, std::optional<std::size_t> parent)
        : m_text(text)
        , m_at(header + 1)
        , m_least(std::max<std::size_t>(parent ? *parent + 1 : 0, 1))
    {
        m_folds = text[header] == '>';
        for (;
             m_at < text.size() && (text[m_at] == '-' || text[m_at] == '+' || (text[m_at] >= '1' && text[m_at] <= '9'));
             ++m_at) {
            if (text[m_at] == '-' || text[m_at] == '+') {
                m_chomp = text[m_at];
            } else {
                m_indent = (parent ? *parent : 0) + static_cast<std::size_t>(text[m_at] - '0');
            }
        }
        m_made.end = m_at;
        while (m_at < text.size() && lineEndLength(text, m_at) == 0) ++m_at; // a comment, maybe
        (void)takeLineEnd(text, m_at);
    }

    BlockText read()
    {
        std::string lineEnd;
        std::string blankLines = indentation();
        bool blankBefore = false;
        while (m_column == m_indent && m_at < m_text.size()) {
            const bool blank = isBlank(m_text[m_at]);
            if (m_folds && lineEnd == "\n" && !blankBefore && !blank) {
                if (blankLines.empty()) m_made.text += ' ';
            } else {
                m_made.text += lineEnd;
            }
            m_made.text += blankLines;
            blankBefore = blank;
            takeLine();
            lineEnd = takeLineEnd(m_text, m_at);
            blankLines = indentation();
        }
        if (m_chomp != '-') m_made.text += lineEnd;
        if (m_chomp == '+') m_made.text += blankLines;
        return std::move(m_made);
    }

private:
    /// Blank lines, and the indentation of the line behind them, which says the block's where nothing has yet.
    std::string indentation()
    {
        std::string breaks;
        std::size_t deepest = 0;
        for (;;) {
            m_column = 0;
            while ((m_indent == 0 || m_column < m_indent) && m_at < m_text.size() && m_text[m_at] == ' ') {
                ++m_at;
                ++m_column;
            }
            deepest = std::max(deepest, m_column);
            if ((m_indent == 0 || m_column < m_indent) && m_at < m_text.size() && m_text[m_at] == '\t' &&
                !m_made.tooFar)
                m_made.tooFar = m_at;
            if (lineEndLength(m_text, m_at) == 0) break;
            breaks += takeLineEnd(m_text, m_at);
        }
        if (m_indent == 0) m_indent = std::max(deepest, m_least);
        return breaks;
    }

    void takeLine()
    {
        const std::size_t from = m_at;
        while (m_at < m_text.size() && lineEndLength(m_text, m_at) == 0) ++m_at;
        const std::string_view line = m_text.substr(from, m_at - from);
        m_made.text += line;
        if (line.find_first_not_of(" \t") != std::string_view::npos) m_made.end = m_at;
    }

    std::string_view m_text;
    std::size_t m_at;
    std::size_t m_least;      ///< the indentation that a block here has at least
    std::size_t m_indent = 0; ///< 0: not known yet
    std::size_t m_column = 0;
    char m_chomp = ' ';
    bool m_folds = false;
    BlockText m_made;
};

} // namespace

std::string plainText(std::string_view written)
{
    return lines(written, [&](std::string& out, std::size_t& i) { out += written[i++]; });
}

std::string singleQuotedText(std::string_view written)
{
    return lines(written, [&](std::string& out, std::size_t& i) {
        out += written[i];
        i += written.substr(i, 2) == "''" ? 2 : 1;
    });
}

std::string doubleQuotedText(std::string_view written)
{
    return lines(written, [&](std::string& out, std::size_t& i) {
        if (written[i] != '\\') {
            out += written[i++];
        } else if (lineEndLength(written, i + 1) > 0) {
            i += 1 + lineEndLength(written, i + 1);
            out += folded(written, i, true);
        } else {
            takeEscape(written, i, out);
        }
    });
}

BlockText blockScalar(std::string_view all, std::size_t header, std::optional<std::size_t> parent)
{
    return Block(all, header, parent).read();
}

} // namespace core::text
