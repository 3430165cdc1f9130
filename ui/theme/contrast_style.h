#pragma once

#include <QProxyStyle>

namespace ui::theme {

/// Fusion with a line around whatever takes input: it derives its outlines from the window's colour by darkening it, and
/// on black nothing of them is left. In the dark scheme boxes and radio buttons have one, in high contrast everything.
class ContrastStyle final : public QProxyStyle {
    Q_OBJECT
public:
    ContrastStyle();

    void drawPrimitive(PrimitiveElement element, const QStyleOption* option, QPainter* painter,
                       const QWidget* widget) const override;
    void drawComplexControl(ComplexControl control, const QStyleOptionComplex* option, QPainter* painter,
                            const QWidget* widget) const override;
};

} // namespace ui::theme
