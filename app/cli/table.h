#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "app/cli/terminal.h"
#include "core/snapshot/names.h"

/// Tables as kubectl prints them: upper-case headers, columns two spaces apart, nothing else.
namespace cli {

struct Cell {
    std::string text;
    Tone tone = Tone::Plain;
    Cell() = default;
    Cell(std::string t, Tone o = Tone::Plain)
        : text(std::move(t))
        , tone(o)
    {}
    Cell(const char* t)
        : text(t)
    {}
};

struct Column {
    std::string title;
    bool wideOnly = false; ///< only with -o wide
};

class Table {
public:
    explicit Table(std::vector<Column> columns)
        : m_columns(std::move(columns))
    {}
    void add(std::vector<Cell> row) { m_rows.push_back(std::move(row)); } ///< one cell a column, wide ones included
    [[nodiscard]] bool empty() const { return m_rows.empty(); }

    struct Look {
        bool wide = false;
        bool headers = true;
        std::size_t columns =
            0; ///< 0: as wide as it is. Else the last column wraps, and others are cut where that is not enough
        bool colour = false;
        const core::snapshot::ClusterNames* names = nullptr; ///< that a person reads clusters by; none: their own
        /// A text as it is shown: clusters by these names, and harmless.
        [[nodiscard]] std::string shown(std::string_view text) const;
    };
    [[nodiscard]] std::string text(const Look& look) const;
    /// A table of GitHub's and GitLab's Markdown.
    [[nodiscard]] std::string markdown(const Look& look) const;
    /// Every column, those of `wide`, too, as RFC 4180 has it, with line feeds.
    [[nodiscard]] std::string csv(const Look& look) const;

private:
    [[nodiscard]] std::vector<std::size_t> shown(bool wide) const;
    std::vector<Column> m_columns;
    std::vector<std::vector<Cell>> m_rows;
};

/// A line of values between commas; in quotes where that is needed.
[[nodiscard]] std::string csvLine(const std::vector<std::string>& cells);

/// A text inside a Markdown table or paragraph, so that it shows as it is.
[[nodiscard]] std::string markdownText(std::string_view text);

} // namespace cli
