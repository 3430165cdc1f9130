#pragma once

#include <QLabel>

namespace ui {

/// One line that gives up its end, not its neighbours' room, where it is too long; the whole is in the tooltip and in
/// the accessible name.
class ElidedLabel final : public QLabel {
    Q_OBJECT
public:
    explicit ElidedLabel(QWidget* parent = nullptr, Qt::TextElideMode mode = Qt::ElideRight);
    void setWhole(const QString& text);
    [[nodiscard]] QString whole() const { return m_whole; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    QString m_whole;
    Qt::TextElideMode m_mode;
};

} // namespace ui
