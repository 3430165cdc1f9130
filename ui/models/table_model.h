#pragma once

#include <QAbstractTableModel>

#include <utility>
#include <vector>

namespace ui {

/// A table over a vector of values. A model that derives from it answers three questions: how many columns, what their
/// headers are, and what a row's cell is in a role.
///
/// Role SortRole gives the true value of a cell (a proxy sorts by it); it defaults to what is displayed.
template <class Row>
class TableModel : public QAbstractTableModel {
public:
    enum Role { SortRole = Qt::UserRole + 1 };

    using QAbstractTableModel::QAbstractTableModel;

    /// Rows that are as many as before change in place, so that selection and scroll position stay.
    void setRows(std::vector<Row> rows)
    {
        if (rows.size() == m_rows.size()) {
            m_rows = std::move(rows);
            if (!m_rows.empty()) emit dataChanged(index(0, 0), index(rowCount() - 1, columns() - 1));
            return;
        }
        beginResetModel();
        m_rows = std::move(rows);
        endResetModel();
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] const Row* row(const QModelIndex& at) const
    {
        return at.isValid() && at.row() < rowCount() ? &m_rows[static_cast<std::size_t>(at.row())] : nullptr;
    }

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& parent = {}) const override
    {
        return parent.isValid() ? 0 : columns();
    }
    [[nodiscard]] QVariant data(const QModelIndex& at, int role) const override
    {
        const Row* r = row(at);
        if (!r || at.column() >= columns()) return {};
        QVariant value = cell(*r, at.column(), role);
        if (!value.isValid() && role == SortRole) return cell(*r, at.column(), Qt::DisplayRole);
        return value;
    }
    [[nodiscard]] QVariant headerData(int section, Qt::Orientation orientation, int role) const override
    {
        if (orientation != Qt::Horizontal || section < 0 || section >= columns()) return {};
        return header(section, role);
    }

protected:
    [[nodiscard]] virtual int columns() const = 0;
    [[nodiscard]] virtual QVariant header(int column, int role) const = 0;
    [[nodiscard]] virtual QVariant cell(const Row& row, int column, int role) const = 0;

private:
    std::vector<Row> m_rows;
};

} // namespace ui
