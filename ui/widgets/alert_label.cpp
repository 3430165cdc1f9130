#include "ui/widgets/alert_label.h"

#include <QEvent>

#include "ui/theme/theme.h"

namespace ui {

AlertLabel::AlertLabel(const QString& name, QWidget* parent)
    : QLabel(parent)
{
    setObjectName(name);
    setTextFormat(Qt::PlainText);
    recolour();
    hide();
}

void AlertLabel::warn(const QString& text)
{
    setText(text);
    setAccessibleName(text);
    setVisible(!text.isEmpty());
}

void AlertLabel::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) recolour();
}

void AlertLabel::recolour()
{
    QPalette colours;
    colours.setColor(QPalette::WindowText, theme::color(theme::Meaning::Error));
    setPalette(colours);
}

} // namespace ui
