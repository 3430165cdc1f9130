#pragma once

#include <QObject>

#include <utility>
#include <vector>

class QTreeView;

namespace ui {

/// Keeps all columns of a table in sight: each is as wide as what it holds, and where the view is too narrow for that, names and
/// addresses give way alike, the longest first, so that what stands last can be read. Owned by the view; starts with the first
/// call of fit(), and leaves off once a person has set a width.
class FairColumns final : public QObject {
public:
    /// @param names  the columns that give way
    FairColumns(QTreeView* view, std::vector<int> names);
    /// One of the names has so many characters before the others take their share.
    void keep(int column, int characters) { m_kept = {column, characters}; }
    /// After rows have changed; by itself when the view changes its width.
    void fit();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] int last() const;
    [[nodiscard]] int needs(int column) const;

    QTreeView* m_view;
    std::vector<int> m_names;
    std::pair<int, int> m_kept{-1, 0}; ///< a column, its characters
    bool m_works = false;
    bool m_busy = false;
    bool m_isPersons = false;
};

} // namespace ui
