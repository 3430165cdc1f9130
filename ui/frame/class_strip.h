#pragma once

#include <QLabel>

namespace ui {

/// A line over the screen that says by colour and word that what is open is production.
class ClassStrip final : public QLabel {
    Q_OBJECT
public:
    explicit ClassStrip(QWidget* parent = nullptr);
    void warn(const QString& connection, bool isReadOnly, bool isInsecure);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();
};

} // namespace ui
