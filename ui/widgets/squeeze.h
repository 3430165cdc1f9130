#pragma once

#include <QObject>

class QTreeView;

namespace ui {

/// Keeps a table whose last column is a sentence from scrolling sideways in a narrow window: the sentence goes (the row's tip and
/// the reasoning have it), then names lose their middle. Owned by the view; starts with the first call of fit().
class Squeeze final : public QObject {
public:
    /// @param name  the column that gives way when the sentence is gone
    Squeeze(QTreeView* view, int name, int sentence);
    /// After columns were fitted to what they hold; by itself when the view changes its width.
    void fit();

private:
    bool eventFilter(QObject* watched, QEvent* event) override;
    [[nodiscard]] int widthOf(int column) const; ///< that it needs, where it was stretched to fill the view

    QTreeView* m_view;
    int m_name;
    int m_sentence;
    int m_nameWidth = 0; ///< where there is room
    bool m_works = false;
    bool m_busy = false;
};

} // namespace ui
