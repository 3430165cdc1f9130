#pragma once

#include <QLabel>

namespace ui {

/// A word of warning in red, in whatever scheme; hidden while it is empty.
class AlertLabel final : public QLabel {
public:
    explicit AlertLabel(const QString& name, QWidget* parent = nullptr);
    void warn(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
};

} // namespace ui
