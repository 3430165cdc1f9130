#pragma once

#include <QObject>

#include <map>
#include <optional>
#include <utility>
#include <vector>

class QTreeView;

namespace ui {

/// Keeps a table whose last column is a sentence from scrolling sideways in a narrow window: the sentence goes (the row's tip and
/// the reasoning have it), then other columns that can be done without, then a column of words is narrowed; names lose their middle
/// down to what can still be told apart. Owned by the view; starts with the first call of fit().
class Squeeze final : public QObject {
public:
    /// @param name     the column that gives way when the sentence is gone
    /// @param goes     the sentence, and what goes after it, in this order
    /// @param narrows  the column that is narrowed last; none
    Squeeze(QTreeView* view, int name, std::vector<int> goes, std::optional<int> narrows = {});
    /// After columns were fitted to what they hold; by itself when the view changes its width.
    void fit();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] int
    widthOf(int column) const; ///< that it needs, where it was stretched to fill the view, or has gone
    [[nodiscard]] bool mayGo(int column) const;
    void widen();

    QTreeView* m_view;
    int m_name;
    std::vector<int> m_goes;
    std::optional<int> m_narrows;
    std::optional<std::pair<int, int>> m_narrowed; ///< what it was wide, and is
    std::map<int, int> m_widths;                   ///< of those that have gone
    int m_nameWidth = 0;                           ///< where there is room
    bool m_works = false;
    bool m_busy = false;
};

} // namespace ui
