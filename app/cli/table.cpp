#include "app/cli/table.h"

#include <algorithm>
#include <numeric>

#include "app/cli/width.h"

namespace cli {
namespace {

constexpr std::size_t gap = 2;
constexpr std::size_t narrowest = 12;     ///< no column is cut below this, nor below its title
constexpr std::size_t narrowestText = 24; ///< the last column wraps down to this

std::size_t total(const std::vector<std::size_t>& widths)
{
    return std::accumulate(widths.begin(), widths.end(), gap * (widths.size() - 1));
}

/// The last column gives way first, then the widest of the others, a column at a time. Figures and titles stay whole:
/// a table that needs more than there is goes over the edge.
void fit(std::vector<std::size_t>& widths, const std::vector<std::size_t>& titles, std::size_t columns)
{
    if (columns == 0 || total(widths) <= columns) return;
    const std::size_t over = total(widths) - columns;
    std::size_t& last = widths.back();
    last = last > narrowestText + over ? last - over : std::min(last, narrowestText);
    while (total(widths) > columns) {
        std::size_t widest = widths.size();
        for (std::size_t i = 0; i + 1 < widths.size(); ++i) {
            if (widths[i] <= std::max(narrowest, titles[i])) continue;
            if (widest == widths.size() || widths[i] > widths[widest]) widest = i;
        }
        if (widest == widths.size()) {
            if (last <= narrowest) break;
            widest = widths.size() - 1;
        }
        --widths[widest];
    }
}

} // namespace

std::string Table::Look::shown(std::string_view text) const
{
    return harmless(names != nullptr ? names->in(text) : std::string(text));
}

std::vector<std::size_t> Table::shown(bool wide) const
{
    std::vector<std::size_t> indexes;
    for (std::size_t i = 0; i < m_columns.size(); ++i) {
        if (wide || !m_columns[i].wideOnly) indexes.push_back(i);
    }
    return indexes;
}

std::string Table::text(const Look& look) const
{
    const std::vector<std::size_t> indexes = shown(look.wide);
    std::vector<std::size_t> widths;
    std::vector<std::size_t> titles;
    for (const std::size_t i : indexes) {
        titles.push_back(look.headers ? widthOf(m_columns[i].title) : 0);
        std::size_t width = titles.back();
        for (const auto& row : m_rows) width = std::max(width, widthOf(look.shown(row[i].text)));
        widths.push_back(width);
    }
    fit(widths, titles, look.columns);

    std::string out;
    const auto line = [&](const auto& cellOf) {
        std::vector<std::vector<std::string>> parts;
        std::size_t height = 1;
        for (std::size_t k = 0; k < indexes.size(); ++k) {
            const std::string text = look.shown(cellOf(indexes[k]).text);
            const bool last = k + 1 == indexes.size();
            parts.push_back(last && look.columns > 0 ? wrapped(text, std::max<std::size_t>(widths[k], 1))
                                                     : std::vector<std::string>{cut(text, widths[k])});
            height = std::max(height, parts.back().size());
        }
        for (std::size_t row = 0; row < height; ++row) {
            std::string whole;
            std::size_t owed = 0; // spaces are written only in front of something: no line ends in blanks
            for (std::size_t k = 0; k < indexes.size(); ++k) {
                const std::string part = row < parts[k].size() ? parts[k][row] : std::string();
                if (!part.empty()) {
                    whole.append(owed, ' ');
                    owed = 0;
                    whole += painted(part, cellOf(indexes[k]).tone, look.colour);
                }
                owed += widths[k] - std::min(widths[k], widthOf(part)) + gap;
            }
            out += whole + "\n";
        }
    };
    if (look.headers) line([&](std::size_t i) { return Cell(m_columns[i].title, Tone::Strong); });
    for (const auto& row : m_rows) line([&](std::size_t i) -> const Cell& { return row[i]; });
    return out;
}

std::string markdownText(std::string_view text)
{
    std::string out;
    for (const char c : harmless(text)) {
        if (c == '|' || c == '\\' || c == '`' || c == '*' || c == '_' || c == '<' || c == '[' || c == ']' || c == '~')
            out += '\\';
        out += c;
    }
    return out;
}

std::string Table::markdown(const Look& look) const
{
    const std::vector<std::size_t> indexes = shown(look.wide);
    std::string out = "|";
    for (const std::size_t i : indexes) out += " " + markdownText(m_columns[i].title) + " |";
    out += "\n|";
    for (std::size_t k = 0; k < indexes.size(); ++k) out += " --- |";
    out += "\n";
    for (const auto& row : m_rows) {
        out += "|";
        for (const std::size_t i : indexes) {
            const std::string text = markdownText(look.shown(row[i].text));
            out += text.empty() ? " |" : " " + text + " |";
        }
        out += "\n";
    }
    return out;
}

std::string csvLine(const std::vector<std::string>& cells)
{
    std::string line;
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) line += ',';
        const std::string& cell = cells[i];
        const bool isPlain =
            cell.find_first_of(",\"\r\n") == std::string::npos && !cell.starts_with(' ') && !cell.ends_with(' ');
        if (isPlain) {
            line += cell;
            continue;
        }
        line += '"';
        for (const char c : cell) line += c == '"' ? std::string("\"\"") : std::string(1, c);
        line += '"';
    }
    return line + "\n";
}

std::string Table::csv(const Look& look) const
{
    std::vector<std::string> titles;
    for (const Column& column : m_columns) titles.push_back(column.title);
    std::string text = look.headers ? csvLine(titles) : std::string();
    for (const auto& row : m_rows) {
        std::vector<std::string> cells;
        for (const Cell& cell : row) cells.push_back(look.shown(cell.text));
        text += csvLine(cells);
    }
    return text;
}

} // namespace cli
