#include "ui/theme/theme.h"

#include <QApplication>
#include <QCoreApplication>
#include <QFontDatabase>
#include <QFontMetrics>
#include <QPixmapCache>
#include <QStyle>

#include <algorithm>
#include <array>
#include <cmath>

#include "ui/theme/contrast_style.h"
#include "ui/theme/system_scheme.h"

namespace ui::theme {
namespace {

Scheme g_scheme = Scheme::Light; // the program's, as its palette is; only the GUI thread asks
Density g_density = Density::Normal;

struct Row {
    QRgb light;
    QRgb dark;
    QRgb highContrast;
};

// In the order of Meaning. Contrasts are computed by tests/ui/tst_theme.cpp, on base and on window.
constexpr std::array<Row, 10> table{{
    {0xFFFFFFFF, 0xFF171C22, 0xFF000000}, // Base
    {0xFFF3F5F7, 0xFF0F1318, 0xFF000000}, // Window
    {0xFF1A2129, 0xFFE4E9EE, 0xFFFFFFFF}, // Text
    {0xFF55606C, 0xFF98A4B0, 0xFFE6E6E6}, // Quiet
    {0xFFC9D1D9, 0xFF3A444F, 0xFFFFFFFF}, // Line
    {0xFF0B62B5, 0xFF5BA7F0, 0xFF7FD4FF}, // Accent
    {0xFF1B7A3D, 0xFF4DBE6C, 0xFF6EF08F}, // Ok
    {0xFF4F5B93, 0xFFA6B0E8, 0xFFC9D0FF}, // Progress
    {0xFF8F5F00, 0xFFDDA63A, 0xFFFFD34D}, // Attention
    {0xFFC2202C, 0xFFF47C74, 0xFFFFA39C}, // Error
}};

// Okabe and Ito 2008, "Color Universal Design"; black is the text's already, so grey stands in for it.
constexpr std::array<QRgb, 8> okabeIto{0xFF0072B2, 0xFFE69F00, 0xFF009E73, 0xFFCC79A7,
                                       0xFF56B4E9, 0xFFD55E00, 0xFF999999, 0xFFF0E442};

double linear(double channel)
{
    return channel <= 0.04045 ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
}

double luminance(const QColor& c)
{
    return 0.2126 * linear(c.redF()) + 0.7152 * linear(c.greenF()) + 0.0722 * linear(c.blueF());
}

QColor mix(const QColor& over, const QColor& under, double share)
{
    const auto channel = [share](int a, int b) { return static_cast<int>(std::lround(a * share + b * (1.0 - share))); };
    return QColor(channel(over.red(), under.red()), channel(over.green(), under.green()),
                  channel(over.blue(), under.blue()));
}

QFont scaled(QFont font, double factor)
{
    if (font.pointSizeF() > 0) {
        font.setPointSizeF(font.pointSizeF() * factor);
    } else {
        font.setPixelSize(std::max(1, static_cast<int>(std::lround(font.pixelSize() * factor))));
    }
    return font;
}

Meaning meaningOf(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return Meaning::Text;
    case Tone::Ok: return Meaning::Ok;
    case Tone::Progress: return Meaning::Progress;
    case Tone::Attention: return Meaning::Attention;
    case Tone::Error: return Meaning::Error;
    }
    return Meaning::Text;
}

} // namespace

QColor color(Meaning meaning, Scheme scheme)
{
    const Row& row = table.at(static_cast<std::size_t>(meaning));
    switch (scheme) {
    case Scheme::Light: return QColor::fromRgb(row.light);
    case Scheme::Dark: return QColor::fromRgb(row.dark);
    case Scheme::HighContrast: return QColor::fromRgb(row.highContrast);
    }
    return {};
}

QColor color(Meaning meaning)
{
    return color(meaning, g_scheme);
}

QColor color(Tone tone)
{
    return color(meaningOf(tone));
}

QColor wash(Meaning meaning)
{
    return mix(color(meaning), color(Meaning::Base), 0.12);
}

QColor series(int index)
{
    const auto count = static_cast<int>(okabeIto.size());
    return QColor::fromRgb(okabeIto.at(static_cast<std::size_t>(((index % count) + count) % count)));
}

QColor textOn(const QColor& background)
{
    return contrast(background, Qt::white) >= contrast(background, Qt::black) ? QColor(Qt::white) : QColor(Qt::black);
}

QPalette palette(Scheme scheme)
{
    const auto of = [scheme](Meaning meaning) { return color(meaning, scheme); };
    const QColor button =
        scheme == Scheme::HighContrast ? of(Meaning::Base) : mix(of(Meaning::Line), of(Meaning::Window), 0.35);
    QPalette p;
    p.setColor(QPalette::Window, of(Meaning::Window));
    p.setColor(QPalette::WindowText, of(Meaning::Text));
    p.setColor(QPalette::Base, of(Meaning::Base));
    p.setColor(QPalette::AlternateBase, mix(of(Meaning::Window), of(Meaning::Base), 0.6));
    p.setColor(QPalette::Text, of(Meaning::Text));
    p.setColor(QPalette::PlaceholderText, of(Meaning::Quiet));
    p.setColor(QPalette::Button, button);
    p.setColor(QPalette::ButtonText, of(Meaning::Text));
    p.setColor(QPalette::BrightText, of(Meaning::Error));
    p.setColor(QPalette::ToolTipBase, of(Meaning::Base));
    p.setColor(QPalette::ToolTipText, of(Meaning::Text));
    p.setColor(QPalette::Link, of(Meaning::Accent));
    p.setColor(QPalette::LinkVisited, of(Meaning::Accent));
    p.setColor(QPalette::Highlight, of(Meaning::Accent));
    p.setColor(QPalette::HighlightedText, textOn(of(Meaning::Accent)));
    p.setColor(QPalette::Light, mix(Qt::white, of(Meaning::Window), scheme == Scheme::Light ? 0.8 : 0.12));
    p.setColor(QPalette::Midlight, mix(Qt::white, of(Meaning::Window), scheme == Scheme::Light ? 0.4 : 0.06));
    p.setColor(QPalette::Mid, of(Meaning::Line));
    p.setColor(QPalette::Dark, mix(of(Meaning::Line), of(Meaning::Quiet), 0.6));
    p.setColor(QPalette::Shadow, scheme == Scheme::Light ? mix(Qt::black, of(Meaning::Line), 0.4) : QColor(Qt::black));
    for (const QPalette::ColorRole role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText}) {
        p.setColor(QPalette::Disabled, role, mix(of(Meaning::Quiet), of(Meaning::Window), 0.7));
    }
    p.setColor(QPalette::Disabled, QPalette::Highlight, of(Meaning::Line));
    p.setColor(QPalette::Disabled, QPalette::HighlightedText, of(Meaning::Text));
    return p;
}

Scheme scheme()
{
    return g_scheme;
}

Scheme resolve(Choice choice)
{
    switch (choice) {
    case Choice::Light: return Scheme::Light;
    case Choice::Dark: return Scheme::Dark;
    case Choice::HighContrast: return Scheme::HighContrast;
    case Choice::System: return systemScheme();
    }
    return Scheme::Light;
}

void apply(QApplication& application, Scheme scheme)
{
    g_scheme = scheme;
    QPixmapCache::clear(); // icons are drawn in the text's colour
    // Other styles than Fusion are the desktop's own, with outlines of their own.
    const bool fusion = application.style()->name().compare(QLatin1String("fusion"), Qt::CaseInsensitive) == 0;
    if (scheme != Scheme::Light && fusion) QApplication::setStyle(new ContrastStyle); // QApplication owns it
    application.setPalette(palette(scheme));
}

double contrast(const QColor& one, const QColor& other)
{
    const double a = luminance(one);
    const double b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

Density density()
{
    return g_density;
}

void setDensity(Density density)
{
    g_density = density;
}

int rowHeight(const QFontMetrics& metrics)
{
    switch (g_density) {
    case Density::Compact: return metrics.height() + space(1);
    case Density::Normal: return metrics.height() + space(2);
    case Density::Comfortable: return metrics.height() + space(4);
    }
    return metrics.height();
}

int space(int units)
{
    // A system font of 9 to 10 pt at 96 dpi is 15 to 18 px high: a quarter of that is the unit.
    const int unit = std::max(4, QFontMetrics(QApplication::font()).height() / 4);
    return units * unit;
}

QFont caption(QFont body)
{
    return scaled(std::move(body), 0.9);
}

QFont headline(QFont body)
{
    return scaled(std::move(body), 1.4);
}

QFont strong(QFont body)
{
    body.setWeight(QFont::DemiBold);
    return body;
}

QFont fixed()
{
    return QFontDatabase::systemFont(QFontDatabase::FixedFont);
}

QString glyph(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return {};
    case Tone::Ok: return QStringLiteral("status-ok");
    case Tone::Progress: return QStringLiteral("status-progress");
    case Tone::Attention: return QStringLiteral("status-attention");
    case Tone::Error: return QStringLiteral("status-error");
    }
    return {};
}

QString word(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return {};
    case Tone::Ok: return QCoreApplication::translate("ui::theme", "ok", "state of a thing");
    case Tone::Progress: return QCoreApplication::translate("ui::theme", "in progress", "state of a thing");
    case Tone::Attention: return QCoreApplication::translate("ui::theme", "needs attention", "state of a thing");
    case Tone::Error: return QCoreApplication::translate("ui::theme", "failed", "state of a thing");
    }
    return {};
}

} // namespace ui::theme
