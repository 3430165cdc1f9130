#include "ui/theme/contrast_style.h"

#include <QPainter>
#include <QStyleOption>

#include "ui/theme/theme.h"

namespace ui::theme {
namespace {

void outline(const QStyleOption& option, QPainter& painter)
{
    if (scheme() != Scheme::HighContrast) return;
    const bool enabled = option.state & QStyle::State_Enabled;
    const bool focused = option.state & QStyle::State_HasFocus;
    QPen pen(color(focused ? Meaning::Accent : enabled ? Meaning::Line : Meaning::Quiet));
    if (!enabled) pen.setStyle(Qt::DotLine); // not by its colour alone
    pen.setWidth(focused ? 2 : 1);
    painter.save();
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(option.rect.adjusted(0, 0, -1, -1));
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
    const bool takesInput = element == PE_PanelButtonCommand || element == PE_FrameLineEdit || element == PE_Frame ||
                            element == PE_IndicatorCheckBox || element == PE_FrameTabWidget;
    if (takesInput) outline(*option, *painter);
}

void ContrastStyle::drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                                       const QWidget* widget) const
{
    QProxyStyle::drawComplexControl(control, option, painter, widget);
    if (control == CC_SpinBox || control == CC_ComboBox) outline(*option, *painter);
}

} // namespace ui::theme
