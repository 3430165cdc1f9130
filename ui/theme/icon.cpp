#include "ui/theme/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QSvgRenderer>

namespace ui::theme {
namespace {

class Engine final : public QIconEngine {
public:
    Engine(QByteArray svg, Meaning meaning)
        : m_svg(std::move(svg))
        , m_meaning(meaning)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State) override
    {
        QByteArray svg = m_svg;
        svg.replace("currentColor", colorFor(mode).name().toLatin1());
        QSvgRenderer(svg).render(painter, rect);
    }

    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State state) override
    {
        QPixmap result(size);
        result.fill(Qt::transparent);
        QPainter painter(&result);
        paint(&painter, QRect(QPoint(0, 0), size), mode, state);
        return result;
    }

    QIconEngine* clone() const override { return new Engine(*this); } // owned by the QIcon that asks
    QString key() const override { return QStringLiteral("berth"); }

private:
    QColor colorFor(QIcon::Mode mode) const
    {
        switch (mode) {
        case QIcon::Disabled: return QGuiApplication::palette().color(QPalette::Disabled, QPalette::WindowText);
        case QIcon::Selected: return QGuiApplication::palette().color(QPalette::HighlightedText);
        case QIcon::Normal:
        case QIcon::Active: break;
        }
        return color(m_meaning);
    }

    QByteArray m_svg;
    Meaning m_meaning;
};

QByteArray content(const QString& name)
{
    QFile file(QStringLiteral(":/icons/%1.svg").arg(name));
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

QIcon icon(const QString& name, Meaning meaning)
{
    const QByteArray svg = content(name);
    Q_ASSERT_X(!svg.isEmpty(), "icon", qPrintable(name));
    return svg.isEmpty() ? QIcon() : QIcon(new Engine(svg, meaning)); // the QIcon takes it
}

QIcon icon(Tone tone)
{
    switch (tone) {
    case Tone::Plain: return {};
    case Tone::Ok: return icon(glyph(tone), Meaning::Ok);
    case Tone::Progress: return icon(glyph(tone), Meaning::Progress);
    case Tone::Attention: return icon(glyph(tone), Meaning::Attention);
    case Tone::Error: return icon(glyph(tone), Meaning::Error);
    }
    return {};
}

QIcon programIcon()
{
    return icon(QStringLiteral("berth"));
}

} // namespace ui::theme
