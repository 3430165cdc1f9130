#pragma once

#include <QDockWidget>

class QMainWindow;
class QStackedWidget;

namespace ui {

/// What stands behind the thing selected: a page for each screen, and others that are opened by name. Right of the screen where the
/// window has room for both; below `narrowWindow` a tab beside another dock, because a column that narrow breaks every sentence.
class DetailsDock final : public QDockWidget {
    Q_OBJECT
public:
    static constexpr int narrowWindow = 1280; ///< px

    /// @param beside  the dock at the bottom whose place it shares in a narrow window
    DetailsDock(QMainWindow& window, QDockWidget& beside);

    void addPage(QWidget* page);
    void setPage(QWidget* page); ///< shown or not
    [[nodiscard]] QWidget* page() const;
    void open(QWidget* page);                              ///< the page, seen and wide enough to read
    void toggle();                                         ///< behind another tab it is brought to the front
    void fit();                                            ///< where the window's width and its state put it
    [[nodiscard]] bool isSeen() const { return m_isSeen; } ///< shown, and not behind another tab

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    QMainWindow& m_window;
    QDockWidget& m_beside;
    QStackedWidget* m_pages;
    bool m_isSeen = false;
};

} // namespace ui
