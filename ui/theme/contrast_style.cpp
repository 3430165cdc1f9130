#include "ui/theme/contrast_style.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/theme/theme.h"

namespace ui::theme {
namespace {

enum class Shape { Rectangle, Circle };

void outline(const QStyleOption& option, QPainter& painter, Shape shape = Shape::Rectangle)
{
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = option.state & QStyle::State_HasFocus;
    const Meaning line = scheme() == Scheme::HighContrast ? Meaning::Line : Meaning::Quiet;
    QPen pen(color(focused ? Meaning::Accent : enabled ? line : Meaning::Quiet));
    if (!enabled) pen.setStyle(Qt::DotLine); // not by its colour alone
    pen.setWidth(focused ? 2 : 1);
    painter.save();
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    if (shape == Shape::Circle) {
        painter.setRenderHint(QPainter::Antialiasing);
        painter.drawEllipse(QRectF(option.rect).adjusted(1, 1, -1, -1));
    } else {
        painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
    }
    painter.restore();
}

} // namespace

ContrastStyle::ContrastStyle()
    : QProxyStyle(QStringLiteral("Fusion"))
{}

void ContrastStyle::drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                                  const QWidget* widget) const
{
    QProxyStyle::drawPrimitive(element, option, painter, widget);
    if (scheme() == Scheme::Light) return;
    // A box or a field that is empty is nothing but its outline: on dark, too, it has to be seen.
    if (element == PE_IndicatorCheckBox || element == PE_IndicatorItemViewItemCheck || element == PE_FrameLineEdit)
        outline(*option, *painter);
    if (element == PE_IndicatorRadioButton) outline(*option, *painter, Shape::Circle);
    if (scheme() != Scheme::HighContrast) return;
    const bool takesInput = element == PE_PanelButtonCommand || element == PE_Frame || element == PE_FrameTabWidget;
    if (takesInput) outline(*option, *painter);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                       const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    const bool isOutlined =
        control == CC_SpinBox ? scheme() != Scheme::Light : control == CC_ComboBox && scheme() == Scheme::HighContrast;
    if (isOutlined) outline(*option, *painter);
}

} // namespace ui::theme
