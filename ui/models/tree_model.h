#pragma once

#include <QAbstractItemModel>

#include <memory>
#include <utility>
#include <vector>

namespace ui {

/// A tree of values. `Row` has `QString id`, unique among its siblings and the same for the same thing from one result to
/// the next, and `std::vector<Row> children`.
///
/// setRows changes cells in place where the tree kept its shape (a keystroke changes figures far more often than rows),
/// so that nothing moves under the pointer; else it resets, and a view's TreeMemory puts expansion and selection back.
template <class Row>
class TreeModel : public QAbstractItemModel {
public:
    using QAbstractItemModel::QAbstractItemModel;

    enum Role { IdRole = Qt::UserRole + 1 };

    void setRows(std::vector<Row> rows)
    {
        if (sameShape(m_rows, rows)) {
            m_rows = std::move(rows);
            rebuild();
            announce({});
            return;
        }
        beginResetModel();
        m_rows = std::move(rows);
        rebuild();
        endResetModel();
    }
    [[nodiscard]] const std::vector<Row>& rows() const { return m_rows; }
    [[nodiscard]] const Row* row(const QModelIndex& at) const
    {
        return at.isValid() ? m_nodes[static_cast<std::size_t>(at.internalId())].row : nullptr;
    }

    [[nodiscard]] QModelIndex index(int row, int column, const QModelIndex& parent = {}) const override
    {
        if (row < 0 || column < 0 || column >= columns() || row >= rowCount(parent)) return {};
        const std::vector<std::size_t>& kids =
            parent.isValid() ? m_nodes[static_cast<std::size_t>(parent.internalId())].kids : m_top;
        return createIndex(row, column, static_cast<quintptr>(kids[static_cast<std::size_t>(row)]));
    }
    [[nodiscard]] QModelIndex parent(const QModelIndex& at) const override
    {
        if (!at.isValid()) return {};
        const std::size_t up = m_nodes[static_cast<std::size_t>(at.internalId())].parent;
        if (up == none) return {};
        return createIndex(m_nodes[up].position, 0, static_cast<quintptr>(up));
    }
    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override
    {
        if (parent.column() > 0) return 0;
        return static_cast<int>(
            (parent.isValid() ? m_nodes[static_cast<std::size_t>(parent.internalId())].kids : m_top).size());
    }
    [[nodiscard]] int columnCount(const QModelIndex& = {}) const override { return columns(); }
    [[nodiscard]] QVariant data(const QModelIndex& at, int role) const override
    {
        const Row* r = row(at);
        if (!r) return {};
        if (role == IdRole) return r->id;
        return cell(*r, at.column(), role);
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
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    struct Node {
        const Row* row;
        std::size_t parent;
        int position;
        std::vector<std::size_t> kids;
    };

    static bool sameShape(const std::vector<Row>& a, const std::vector<Row>& b)
    {
        if (a.size() != b.size()) return false;
        for (std::size_t i = 0; i < a.size(); ++i) {
            if (a[i].id != b[i].id || !sameShape(a[i].children, b[i].children)) return false;
        }
        return true;
    }

    // Nodes are numbered breadth first: the same shape has the same numbers, so persistent indexes stay right.
    void rebuild()
    {
        m_nodes.clear();
        m_top = append(m_rows, none);
        for (std::size_t i = 0; i < m_nodes.size(); ++i) {
            std::vector<std::size_t> kids = append(m_nodes[i].row->children, i);
            m_nodes[i].kids = std::move(kids);
        }
    }
    std::vector<std::size_t> append(const std::vector<Row>& rows, std::size_t parent)
    {
        std::vector<std::size_t> numbers;
        for (std::size_t i = 0; i < rows.size(); ++i) {
            numbers.push_back(m_nodes.size());
            m_nodes.push_back(Node{&rows[i], parent, static_cast<int>(i), {}});
        }
        return numbers;
    }
    void announce(const QModelIndex& parent)
    {
        const int count = rowCount(parent);
        if (count == 0) return;
        emit dataChanged(index(0, 0, parent), index(count - 1, columns() - 1, parent));
        for (int i = 0; i < count; ++i) announce(index(i, 0, parent));
    }

    std::vector<Row> m_rows;
    std::vector<Node> m_nodes;
    std::vector<std::size_t> m_top;
};

} // namespace ui
