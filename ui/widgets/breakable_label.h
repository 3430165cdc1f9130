#pragma once

#include <QLabel>

namespace ui {

/// A plain text over as many lines as it needs, in which a word that is wider than the view is broken: a field's path, a key, an
/// address. What is copied out of it is the text as it was given.
class BreakableLabel final : public QLabel {
    Q_OBJECT
public:
    explicit BreakableLabel(const QString& text, QWidget* parent = nullptr);
    [[nodiscard]] QString whole() const { return m_whole; }
    /// Of what is selected, without the places to break at.
    [[nodiscard]] QString selected() const;

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void mouseReleaseEvent(QMouseEvent* event) override;
    void contextMenuEvent(QContextMenuEvent* event) override;

private:
    QString m_whole;
};

} // namespace ui
