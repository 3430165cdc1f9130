#include "ui/theme/icon.h"

#include <QFile>
#include <QGuiApplication>
#include <QIconEngine>
#include <QPainter>
#include <QPixmap>
#include <QPixmapCache>
#include <QSvgRenderer>

namespace ui::theme {
namespace {

class Engine final : public QIconEngine {
public:
    Engine(QByteArray svg, Meaning meaning)
        : m_svg(std::move(svg))
        , m_meaning(meaning)
    {}

    void paint(QPainter* painter, const QRect& rect, QIcon::Mode mode, QIcon::State state) override
    {
        const qreal ratio = painter->device() ? painter->device()->devicePixelRatioF() : 1.0;
        QPixmap drawn = pixmap(rect.size() * ratio, mode, state);
        drawn.setDevicePixelRatio(ratio);
        painter->drawPixmap(rect.topLeft(), drawn);
    }

    // Drawn once for each size and colour: a frame shows dozens of them, and reading SVG takes longer than all the rest.
    QPixmap pixmap(const QSize& size, QIcon::Mode mode, QIcon::State) override
    {
        const QString ink = colorFor(mode).name();
        const QString key =
            QStringLiteral("berth/%1/%2/%3x%4").arg(qHash(m_svg)).arg(ink).arg(size.width()).arg(size.height());
        QPixmap result;
        if (QPixmapCache::find(key, &result)) return result;
        result = QPixmap(size);
        result.fill(Qt::transparent);
        QByteArray svg = m_svg;
        svg.replace("currentColor", ink.toLatin1());
        QPainter painter(&result);
        QSvgRenderer(svg).render(&painter, QRectF(QPointF(0, 0), size));
        QPixmapCache::insert(key, result);
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
