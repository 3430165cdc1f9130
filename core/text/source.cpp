#include "core/text/tree.h"

#include <algorithm>

namespace core::text {
namespace {

bool continues(char byte)
{
    return (static_cast<unsigned char>(byte) & 0xC0U) == 0x80U;
}

std::size_t codePoints(std::string_view text)
{
    return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return !continues(c); }));
}

std::vector<std::size_t> lineStarts(std::string_view text)
{
    std::vector<std::size_t> starts{0};
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.size() || text[i + 1] != '\n')))
            starts.push_back(i + 1);
    }
    return starts;
}

} // namespace

Source::Source(std::string_view text)
    : m_text(text)
    , m_starts(lineStarts(text))
{
    m_ascii = std::all_of(m_text.begin(), m_text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

std::size_t Source::lineOf(std::size_t offset) const
{
    const auto after = std::upper_bound(m_starts.begin(), m_starts.end(), std::min(offset, m_text.size()));
    return static_cast<std::size_t>(after - m_starts.begin()) - 1;
}

std::size_t Source::lineEndOf(std::size_t offset) const
{
    const std::size_t line = lineOf(offset);
    if (line + 1 >= m_starts.size()) return m_text.size();
    std::size_t end = m_starts[line + 1] - 1;
    if (end > m_starts[line] && m_text[end] == '\n' && m_text[end - 1] == '\r') --end;
    return end;
}

Place Source::place(std::size_t offset) const
{
    offset = std::min(offset, m_text.size());
    const std::size_t line = lineOf(offset);
    const std::size_t start = m_starts[line];
    const std::size_t column = m_ascii ? offset - start : codePoints(text().substr(start, offset - start));
    return {line + 1, column + 1, offset};
}

std::string_view Source::lineEnd() const
{
    const std::size_t at = m_text.find('\n');
    return at != std::string::npos && at > 0 && m_text[at - 1] == '\r' ? "\r\n" : "\n";
}

Place placeAt(std::string_view text, std::size_t offset)
{
    offset = std::min(offset, text.size());
    Place place{1, 1, offset};
    std::size_t start = 0;
    for (std::size_t i = 0; i < offset; ++i) {
        if (text[i] != '\n' && (text[i] != '\r' || (i + 1 < text.size() && text[i + 1] == '\n'))) continue;
        ++place.line;
        start = i + 1;
    }
    place.column = codePoints(text.substr(start, offset - start)) + 1;
    return place;
}

std::size_t skipBlank(std::string_view text, std::size_t from, std::size_t end)
{
    while (from < end) {
        const char c = text[from];
        if (c == '#') {
            while (from < end && text[from] != '\n' && text[from] != '\r') ++from;
        } else if (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
            ++from;
        } else {
            break;
        }
    }
    return from;
}

void Problems::add(Problem problem)
{
    if (full()) {
        m_more = true;
        return;
    }
    m_list.push_back(std::move(problem));
}

std::vector<Problem> Problems::take()
{
    std::stable_sort(m_list.begin(), m_list.end(),
                     [](const Problem& a, const Problem& b) { return a.span.start.offset < b.span.start.offset; });
    if (m_more) {
        const Span last = m_list.empty() ? Span{} : m_list.back().span;
        m_list.push_back({Severity::Error, "There are more problems than are listed here.", last,
                          "Mend these first, then read the text again."});
    }
    return std::move(m_list);
}

std::optional<std::vector<std::string>> pointerParts(std::string_view pointer)
{
    std::vector<std::string> parts;
    if (pointer.empty()) return parts;
    if (pointer.front() != '/') return std::nullopt;
    for (std::size_t i = 0; i < pointer.size(); ++i) {
        if (pointer[i] == '/') {
            parts.emplace_back();
        } else if (pointer[i] == '~') {
            if (i + 1 >= pointer.size() || (pointer[i + 1] != '0' && pointer[i + 1] != '1')) return std::nullopt;
            parts.back() += pointer[++i] == '0' ? '~' : '/';
        } else {
            parts.back() += pointer[i];
        }
    }
    return parts;
}

std::string pointerPart(std::string_view part)
{
    std::string out;
    for (const char c : part) {
        if (c == '~') {
            out += "~0";
        } else if (c == '/') {
            out += "~1";
        } else {
            out += c;
        }
    }
    return out;
}

} // namespace core::text
