#include "app/cli/width.h"

#include <algorithm>
#include <iterator>

#include "app/cli/width_tables.h"

namespace cli {
namespace {

template <std::size_t n>
bool contains(const width_tables::Run (&runs)[n], char32_t c)
{
    const auto* run = std::upper_bound(std::begin(runs), std::end(runs), c,
                                       [](char32_t x, const width_tables::Run& r) { return x < r.first; });
    return run != std::begin(runs) && c <= std::prev(run)->last;
}

constexpr char32_t replacement = 0xFFFD;

/// The longest beginning of at most `columns`, in bytes.
std::size_t beginning(std::string_view text, std::size_t columns)
{
    std::size_t used = 0;
    std::size_t end = 0;
    while (end < text.size()) {
        std::size_t next = end;
        used += widthOf(nextCharacter(text, next));
        if (used > columns) break;
        end = next;
    }
    return end;
}

} // namespace

char32_t nextCharacter(std::string_view text, std::size_t& at)
{
    const auto byte = [&](std::size_t i) { return static_cast<unsigned char>(text[i]); };
    const unsigned char first = byte(at++);
    if (first < 0x80) return first;
    const std::size_t more = first >= 0xF0 && first < 0xF5 ? 3 : first >= 0xE0 ? 2 : first >= 0xC2 ? 1 : 0;
    if (more == 0 || first >= 0xF5 || at + more > text.size()) return replacement;
    char32_t c = first & (0x3FU >> more);
    for (std::size_t i = 0; i < more; ++i) {
        if ((byte(at + i) & 0xC0U) != 0x80U) return replacement;
        c = (c << 6U) | (byte(at + i) & 0x3FU);
    }
    at += more;
    return c;
}

std::size_t widthOf(char32_t c)
{
    if (c < 0x300) return c < 0x20 ? 0 : 1;
    if (contains(width_tables::nothing, c)) return 0;
    return contains(width_tables::wide, c) ? 2 : 1;
}

std::size_t widthOf(std::string_view text)
{
    std::size_t columns = 0;
    for (std::size_t at = 0; at < text.size();) columns += widthOf(nextCharacter(text, at));
    return columns;
}

std::string cut(std::string_view text, std::size_t columns)
{
    if (widthOf(text) <= columns) return std::string(text);
    if (columns == 0) return {};
    return std::string(text.substr(0, beginning(text, columns - 1))) + "…";
}

std::vector<std::string> wrapped(std::string_view text, std::size_t columns)
{
    std::vector<std::string> lines;
    while (widthOf(text) > columns) {
        std::size_t end = std::max<std::size_t>(beginning(text, columns), 1);
        std::size_t next = end;
        if (text[end] != ' ') {
            const std::size_t space = text.rfind(' ', end);
            if (space != std::string_view::npos && space > 0) end = next = space;
        }
        while (next < text.size() && text[next] == ' ') ++next;
        lines.emplace_back(text.substr(0, end));
        text.remove_prefix(next);
    }
    if (!text.empty() || lines.empty()) lines.emplace_back(text);
    return lines;
}

std::string padded(std::string_view text, std::size_t columns)
{
    std::string out(text);
    const std::size_t width = widthOf(text);
    if (width < columns) out.append(columns - width, ' ');
    return out;
}

} // namespace cli
