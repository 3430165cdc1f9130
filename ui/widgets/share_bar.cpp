#include "ui/widgets/share_bar.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>
#include <cmath>
#include <numeric>

#include "ui/theme/theme.h"

namespace ui {
namespace {

using theme::Meaning;

// Every colour of the palette has a hatch of its own, so that neighbours differ in print and without colour.
Qt::BrushStyle hatch(int colour)
{
    constexpr std::array styles{Qt::BDiagPattern, Qt::FDiagPattern, Qt::DiagCrossPattern, Qt::HorPattern,
                                Qt::VerPattern,   Qt::CrossPattern, Qt::Dense5Pattern,    Qt::Dense6Pattern};
    return styles.at(static_cast<std::size_t>(colour) % styles.size());
}

void paintBought(QPainter& painter, const QRect& box, int colour)
{
    QColor pale = theme::series(colour);
    pale.setAlphaF(0.22F);
    painter.fillRect(box, theme::color(Meaning::Base));
    painter.fillRect(box, pale);
    painter.fillRect(box, QBrush(theme::series(colour), hatch(colour)));
    painter.setPen(theme::series(colour));
    painter.setBrush(Qt::NoBrush);
    painter.drawRect(box.adjusted(0, 0, -1, -1));
}

void paintMissing(QPainter& painter, const QRect& box, Meaning meaning, Qt::PenStyle line)
{
    painter.fillRect(box, theme::color(Meaning::Base));
    QPen pen(theme::color(meaning), std::max(1, box.height() / 10), line);
    pen.setJoinStyle(Qt::MiterJoin);
    painter.setPen(pen);
    painter.setBrush(Qt::NoBrush);
    const int inset = pen.width() / 2 + 1;
    painter.drawRect(box.adjusted(inset, inset, -inset - 1, -inset - 1));
}

void paintParts(QPainter& painter, const QRect& box, const ShareBar::Segment& segment)
{
    const qint64 total = std::max<qint64>(1, segment.total());
    const auto edge = [&](qint64 replicas) {
        return box.left() + static_cast<int>(std::lround(static_cast<double>(box.width()) *
                                                         static_cast<double>(replicas) / static_cast<double>(total)));
    };
    const int afterRunning = edge(segment.running);
    const int afterBought = edge(segment.running + segment.bought);
    const int afterUnsure = edge(segment.running + segment.bought + segment.unsure);
    const int end = box.left() + box.width();
    if (segment.running > 0) {
        painter.fillRect(QRect(box.left(), box.top(), afterRunning - box.left(), box.height()),
                         theme::series(segment.colour));
    }
    if (segment.bought > 0) {
        paintBought(painter, QRect(afterRunning, box.top(), afterBought - afterRunning, box.height()), segment.colour);
    }
    if (segment.unsure > 0) {
        paintMissing(painter, QRect(afterBought, box.top(), afterUnsure - afterBought, box.height()),
                     Meaning::Attention, Qt::DashLine);
    }
    if (segment.shortOf > 0) {
        paintMissing(painter, QRect(afterUnsure, box.top(), end - afterUnsure, box.height()), Meaning::Error,
                     Qt::SolidLine);
    }
}

} // namespace

ShareBar::ShareBar(QWidget* parent)
    : QWidget(parent)
{
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setAccessibleName(tr("Replicas by cluster"));
}

void ShareBar::setSegments(QVector<Segment> segments)
{
    segments.erase(std::remove_if(segments.begin(), segments.end(), [](const Segment& s) { return s.total() <= 0; }),
                   segments.end());
    if (segments == m_segments) return;
    m_segments = std::move(segments);
    m_current = std::min(m_current, static_cast<int>(m_segments.size()) - 1);
    QStringList said;
    for (const Segment& segment : m_segments) said << words(segment);
    setAccessibleDescription(said.isEmpty() ? tr("No cluster gets a replica.") : said.join(QStringLiteral("; ")));
    update();
}

QString ShareBar::words(const Segment& segment)
{
    QStringList parts;
    if (segment.running > 0) {
        parts << tr("%n on running nodes", "replicas", static_cast<int>(segment.running));
    }
    if (segment.bought > 0) parts << tr("%n on new nodes", "replicas", static_cast<int>(segment.bought));
    if (segment.unsure > 0) parts << tr("%n not sure of a node", "replicas", static_cast<int>(segment.unsure));
    if (segment.shortOf > 0) parts << tr("%n without a node", "replicas", static_cast<int>(segment.shortOf));
    return tr("%1: %2", "cluster: its replicas").arg(segment.name, parts.join(QStringLiteral(", ")));
}

int ShareBar::barHeight() const
{
    return fontMetrics().height() + theme::space(1);
}

QSize ShareBar::sizeHint() const
{
    const QFontMetrics small(theme::caption(font()));
    return {fontMetrics().averageCharWidth() * 40, barHeight() + theme::space(1) + small.height() + 2};
}

QSize ShareBar::minimumSizeHint() const
{
    return {fontMetrics().averageCharWidth() * 16, sizeHint().height()};
}

QVector<ShareBar::Box> ShareBar::layout(int* hidden) const
{
    QVector<Box> boxes;
    *hidden = 0;
    const qint64 total = std::accumulate(m_segments.begin(), m_segments.end(), qint64{0},
                                         [](qint64 sum, const Segment& s) { return sum + s.total(); });
    if (total <= 0) return boxes;
    const QFontMetrics small(theme::caption(font()));
    const int square = small.height() * 2 / 3;
    const int legendTop = barHeight() + theme::space(1);
    const int gap = 2; // between segments; spacing separates, not a line
    int legendLeft = 0;
    bool full = false;
    qint64 before = 0;
    for (qsizetype i = 0; i < m_segments.size(); ++i) {
        const Segment& segment = m_segments[i];
        const auto edge = [&](qint64 replicas) {
            return static_cast<int>(static_cast<double>(width()) * static_cast<double>(replicas) /
                                    static_cast<double>(total));
        };
        const int left = edge(before);
        before += segment.total();
        const bool last = i + 1 == m_segments.size();
        Box box;
        box.bar = QRect(left, 1, std::max(2, edge(before) - left - (last ? 0 : gap)), barHeight() - 2);
        const int need = square + theme::space(1) +
                         small.horizontalAdvance(segment.name + QStringLiteral(" ") + QString::number(segment.total()));
        const int reserve = last ? 0 : small.horizontalAdvance(QStringLiteral("+ 999"));
        full = full || legendLeft + need + reserve > width();
        if (full) {
            ++*hidden;
        } else {
            box.legend = QRect(legendLeft, legendTop, need, small.height());
            legendLeft += need + theme::space(3);
        }
        boxes.append(box);
    }
    return boxes;
}

void ShareBar::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    int hidden = 0;
    const QVector<Box> boxes = layout(&hidden);
    if (boxes.isEmpty()) {
        painter.setPen(QPen(theme::color(Meaning::Line), 1, Qt::DashLine));
        painter.drawRect(QRect(0, 1, width() - 1, barHeight() - 3));
        painter.setPen(theme::color(Meaning::Quiet));
        painter.setFont(theme::caption(font()));
        painter.drawText(QRect(0, 0, width(), barHeight()), Qt::AlignCenter, tr("no cluster gets a replica"));
        return;
    }
    const QFont small = theme::caption(font());
    const QFontMetrics metrics(small);
    const int square = metrics.height() * 2 / 3;
    int legendEnd = 0;
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        const Segment& segment = m_segments[i];
        paintParts(painter, boxes[i].bar, segment);
        if (hasFocus() && i == m_current) {
            painter.setPen(QPen(theme::color(Meaning::Text), 2));
            painter.setBrush(Qt::NoBrush);
            painter.drawRect(boxes[i].bar.adjusted(1, 1, -1, -1));
        }
        const QRect legend = boxes[i].legend;
        if (legend.isEmpty()) continue;
        const QRect mark(legend.left(), legend.top() + (legend.height() - square) / 2, square, square);
        painter.fillRect(mark, theme::series(segment.colour));
        painter.setFont(small);
        const int textLeft = mark.right() + 1 + theme::space(1);
        painter.setPen(theme::color(Meaning::Quiet));
        const QString name = segment.name + QLatin1Char(' ');
        painter.drawText(QPoint(textLeft, legend.top() + metrics.ascent()), name);
        painter.setPen(theme::color(segment.shortOf > 0  ? Meaning::Error
                                    : segment.unsure > 0 ? Meaning::Attention
                                                         : Meaning::Text));
        painter.drawText(QPoint(textLeft + metrics.horizontalAdvance(name), legend.top() + metrics.ascent()),
                         locale().toString(segment.total()));
        legendEnd = legend.right() + theme::space(3);
    }
    if (hidden > 0) {
        painter.setPen(theme::color(Meaning::Quiet));
        painter.drawText(QPoint(legendEnd, barHeight() + theme::space(1) + metrics.ascent()),
                         QStringLiteral("+ %1").arg(hidden));
    }
}

int ShareBar::at(const QPoint& where) const
{
    int hidden = 0;
    const QVector<Box> boxes = layout(&hidden);
    for (qsizetype i = 0; i < boxes.size(); ++i) {
        if (boxes[i].bar.contains(where) || boxes[i].legend.contains(where)) return static_cast<int>(i);
    }
    return -1;
}

bool ShareBar::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        const int segment = at(help->pos());
        if (segment < 0) {
            QToolTip::hideText();
        } else {
            QToolTip::showText(help->globalPos(), words(m_segments[segment]), this);
        }
        return true;
    }
    return QWidget::event(event);
}

void ShareBar::mousePressEvent(QMouseEvent* event)
{
    const int segment = at(event->position().toPoint());
    if (segment < 0) return;
    m_current = segment;
    update();
    emit activated(m_segments[segment].key());
}

void ShareBar::keyPressEvent(QKeyEvent* event)
{
    const auto count = static_cast<int>(m_segments.size());
    const bool mirrored = isRightToLeft();
    if (count > 0 && (event->key() == Qt::Key_Left || event->key() == Qt::Key_Right)) {
        const bool forward = (event->key() == Qt::Key_Right) != mirrored;
        m_current = std::clamp(m_current + (forward ? 1 : -1), 0, count - 1);
        update();
        return;
    }
    if ((event->key() == Qt::Key_Return || event->key() == Qt::Key_Space) && m_current >= 0 && m_current < count) {
        emit activated(m_segments[m_current].key());
        return;
    }
    QWidget::keyPressEvent(event);
}

} // namespace ui
