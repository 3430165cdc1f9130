#include "ui/frame/class_strip.h"

#include <QEvent>

#include "ui/theme/theme.h"

namespace ui {

ClassStrip::ClassStrip(QWidget* parent)
    : QLabel(parent)
{
    setObjectName(QStringLiteral("class-strip"));
    setTextFormat(Qt::PlainText);
    setFont(theme::strong(theme::caption(font())));
    setContentsMargins(theme::space(2), theme::space(1) / 2, theme::space(2), theme::space(1) / 2);
    setAutoFillBackground(true);
    recolour();
    hide();
}

void ClassStrip::warn(const QString& connection, bool isReadOnly, bool isInsecure)
{
    const QString what =
        isReadOnly ? tr("Production: %1, read-only").arg(connection) : tr("Production: %1").arg(connection);
    setText(isInsecure ? tr("%1, server not verified", "what is open").arg(what) : what);
    setAccessibleName(text());
    show();
}

void ClassStrip::changeEvent(QEvent* event)
{
    QLabel::changeEvent(event);
    if (event->type() == QEvent::ApplicationPaletteChange) recolour();
}

void ClassStrip::recolour()
{
    const QColor background = theme::color(theme::Meaning::Error);
    QPalette colours;
    colours.setColor(QPalette::Window, background);
    colours.setColor(QPalette::WindowText, theme::textOn(background));
    setPalette(colours);
}

} // namespace ui
