#include "ui/widgets/code_view.h"

#include <QAbstractTextDocumentLayout>
#include <QApplication>
#include <QHelpEvent>
#include <QMimeData>
#include <QPainter>
#include <QPlainTextDocumentLayout>
#include <QScrollBar>
#include <QTextBlock>
#include <QToolTip>
#include <QUrl>

#include <algorithm>

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/yaml_highlighter.h"

namespace ui {
namespace {

using theme::Meaning;

constexpr int step = 2;              ///< spaces of one level
constexpr int bracketReach = 20'000; ///< characters looked at for the other bracket: bounded work a key press

class Gutter final : public QWidget {
public:
    explicit Gutter(YamlEdit* edit)
        : QWidget(edit)
        , m_edit(edit)
    {
        setCursor(Qt::ArrowCursor);
    }
    QSize sizeHint() const override { return {m_edit->gutterWidth(), 0}; }

protected:
    void paintEvent(QPaintEvent* event) override { m_edit->paintGutter(event); }
    void mousePressEvent(QMouseEvent* event) override { m_edit->pressGutter(event->position().toPoint()); }
    void wheelEvent(QWheelEvent* event) override { QApplication::sendEvent(m_edit->viewport(), event); }

private:
    YamlEdit* m_edit;
};

/// Leading spaces; -1 for a line without content.
int indentOf(const QString& line)
{
    for (qsizetype i = 0; i < line.size(); ++i) {
        if (line[i] != QLatin1Char(' ') && line[i] != QLatin1Char('\t')) return static_cast<int>(i);
    }
    return -1;
}

bool isItem(const QString& line, int indent)
{
    return indent >= 0 && line.mid(indent, 2).trimmed() == QLatin1String("-");
}

/// True if `block` is inside what `header` opens: deeper, blank, or a list item at the level of its key.
bool belongsTo(const QString& header, int headerIndent, const QString& line)
{
    const int indent = indentOf(line);
    if (indent < 0 || indent > headerIndent) return true;
    return indent == headerIndent && isItem(line, indent) && !isItem(header, headerIndent) &&
           header.trimmed().endsWith(QLatin1Char(':'));
}

int utf16Column(const QString& line, int column)
{
    int units = 0;
    for (int points = 1; points < column && units < line.size(); ++points) {
        units += line.at(units).isHighSurrogate() && units + 1 < line.size() ? 2 : 1;
    }
    return units;
}

theme::Tone toneOf(Mark::Severity severity)
{
    switch (severity) {
    case Mark::Severity::Note: return theme::Tone::Progress;
    case Mark::Severity::Warning: return theme::Tone::Attention;
    case Mark::Severity::Error: return theme::Tone::Error;
    }
    return theme::Tone::Plain;
}

QString tipOf(const Mark& mark)
{
    return mark.fix.isEmpty() ? mark.what : mark.what + QLatin1Char('\n') + mark.fix;
}

} // namespace

YamlEdit::YamlEdit(QWidget* parent)
    : QPlainTextEdit(parent)
    , m_gutter(new Gutter(this))
    , m_highlighter(new YamlHighlighter(document()))
{
    setFont(theme::fixed());
    setLineWrapMode(NoWrap);
    setFrameShape(QFrame::NoFrame);
    setTabStopDistance(step * fontMetrics().horizontalAdvance(QLatin1Char(' ')));
    setCursorWidth(std::max(1, fontMetrics().height() / 12));
    setAccessibleName(tr("Manifest text"));
    connect(this, &QPlainTextEdit::blockCountChanged, this, &YamlEdit::placeGutter);
    connect(this, &QPlainTextEdit::updateRequest, m_gutter, [this](const QRect& rect, int dy) {
        if (dy != 0) {
            m_gutter->scroll(0, dy);
        } else {
            m_gutter->update(0, rect.y(), m_gutter->width(), rect.height());
        }
    });
    connect(this, &QPlainTextEdit::cursorPositionChanged, this, [this] {
        decorate();
        m_gutter->update();
    });
    placeGutter();
    decorate();
}

QString YamlEdit::text() const
{
    QString raw = document()->toRawText();
    raw.replace(QChar::ParagraphSeparator, QLatin1Char('\n'));
    return raw;
}

void YamlEdit::replaceText(const QString& text)
{
    const int line = caretLine();
    const int column = caretColumn();
    QTextCursor all(document());
    all.beginEditBlock();
    all.select(QTextCursor::Document);
    all.insertText(text);
    all.endEditBlock();
    goTo(line, column);
}

int YamlEdit::positionOf(int line, int column) const
{
    const QTextBlock block = document()->findBlockByNumber(std::clamp(line, 1, document()->blockCount()) - 1);
    return block.position() + utf16Column(block.text(), column);
}

int YamlEdit::caretLine() const
{
    return textCursor().blockNumber() + 1;
}

int YamlEdit::caretColumn() const
{
    const QTextCursor caret = textCursor();
    return static_cast<int>(caret.block().text().left(caret.positionInBlock()).toUcs4().size()) + 1;
}

void YamlEdit::goTo(int line, int column)
{
    QTextCursor caret(document());
    caret.setPosition(positionOf(line, column));
    while (!caret.block().isVisible()) { // unfold the nearest header above
        QTextBlock header = caret.block().previous();
        while (header.isValid() && !header.isVisible()) header = header.previous();
        if (!header.isValid()) break;
        setHidden(header, false);
    }
    setTextCursor(caret);
    centerCursor();
}

void YamlEdit::setMarks(QVector<Mark> marks)
{
    if (marks == m_marks) return;
    m_marks = std::move(marks);
    decorate();
    m_gutter->update();
}

void YamlEdit::setFound(const QVector<QTextCursor>& found)
{
    m_found = found;
    decorate();
}

void YamlEdit::decorate()
{
    QList<QTextEdit::ExtraSelection> all;
    QTextEdit::ExtraSelection current;
    current.cursor = textCursor();
    current.cursor.clearSelection();
    current.format.setBackground(palette().color(QPalette::AlternateBase));
    current.format.setProperty(QTextFormat::FullWidthSelection, true);
    all.append(current);
    for (const QTextCursor& cursor : m_found) {
        QTextEdit::ExtraSelection found;
        found.cursor = cursor;
        found.format.setBackground(theme::wash(Meaning::Attention));
        all.append(found);
    }
    for (const Mark& mark : m_marks) {
        QTextEdit::ExtraSelection wave;
        wave.cursor = QTextCursor(document());
        const int start = positionOf(mark.startLine, mark.startColumn);
        int end = std::max(start, positionOf(mark.endLine, mark.endColumn));
        const QTextBlock first = document()->findBlock(start);
        // A fault without extent, or over many lines, is drawn on one piece of its first line.
        end = std::min(end, first.position() + static_cast<int>(first.text().size()));
        wave.cursor.setPosition(end > start ? start : std::max(first.position(), start - 1));
        wave.cursor.setPosition(std::max(end, std::min(start + 1, first.position() + first.length() - 1)),
                                QTextCursor::KeepAnchor);
        wave.format.setUnderlineStyle(QTextCharFormat::WaveUnderline);
        wave.format.setUnderlineColor(theme::color(toneOf(mark.severity)));
        all.append(wave);
    }
    for (const QTextCursor& cursor : bracketPair()) {
        QTextEdit::ExtraSelection bracket;
        bracket.cursor = cursor;
        bracket.format.setBackground(theme::wash(Meaning::Accent));
        bracket.format.setFontWeight(QFont::Bold);
        all.append(bracket);
    }
    setExtraSelections(all);
}

QVector<QTextCursor> YamlEdit::bracketPair() const
{
    static const QString open = QStringLiteral("{[(");
    static const QString close = QStringLiteral("}])");
    const int caret = textCursor().position();
    for (const int at : {caret, caret - 1}) {
        const QChar here = at >= 0 ? document()->characterAt(at) : QChar();
        const bool forward = open.contains(here);
        if (here.isNull() || (!forward && !close.contains(here))) continue;
        const QChar other = forward ? close.at(open.indexOf(here)) : open.at(close.indexOf(here));
        int depth = 0;
        for (int i = at, seen = 0; i >= 0 && seen < bracketReach; i += forward ? 1 : -1, ++seen) {
            const QChar c = document()->characterAt(i);
            if (c.isNull()) break;
            if (c == here) ++depth;
            if (c == other && --depth == 0) {
                QVector<QTextCursor> pair;
                for (const int place : {at, i}) {
                    QTextCursor cursor(document());
                    cursor.setPosition(place);
                    cursor.setPosition(place + 1, QTextCursor::KeepAnchor);
                    pair.append(cursor);
                }
                return pair;
            }
        }
    }
    return {};
}

bool YamlEdit::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        showTip(viewport()->mapFromGlobal(help->globalPos()), help->globalPos());
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride) {
        // Tab is typed here, whatever the window does with it.
        const auto* key = static_cast<QKeyEvent*>(event);
        if ((key->key() == Qt::Key_Tab || key->key() == Qt::Key_Backtab) && !(key->modifiers() & ~Qt::ShiftModifier)) {
            event->accept();
            return true;
        }
    }
    return QPlainTextEdit::event(event);
}

void YamlEdit::showTip(const QPoint& widgetAt, const QPoint& globalAt)
{
    const QTextCursor at = cursorForPosition(widgetAt);
    const int line = at.blockNumber() + 1;
    const bool inGutter = widgetAt.x() < 0;
    QStringList said;
    for (const Mark& mark : m_marks) {
        const int start = positionOf(mark.startLine, mark.startColumn);
        const int end = std::max(start + 1, positionOf(mark.endLine, mark.endColumn));
        const bool here = inGutter ? mark.startLine == line : at.position() >= start && at.position() <= end;
        if (here) said << tipOf(mark);
    }
    if (said.isEmpty()) {
        QToolTip::hideText();
    } else {
        QToolTip::showText(globalAt, said.join(QStringLiteral("\n\n")), this);
    }
}

void YamlEdit::focusInEvent(QFocusEvent* event)
{
    m_leaving = false;
    QPlainTextEdit::focusInEvent(event);
}

void YamlEdit::keyPressEvent(QKeyEvent* event)
{
    const bool leaving = std::exchange(m_leaving, false);
    const Qt::KeyboardModifiers held = event->modifiers() & ~Qt::KeypadModifier;
    switch (event->key()) {
    case Qt::Key_Escape:
        m_leaving = true;
        emit escaped();
        return;
    case Qt::Key_Tab:
    case Qt::Key_Backtab: {
        if (held & ~Qt::ShiftModifier) break; // Ctrl+Tab goes to the next text
        const bool deeper = event->key() == Qt::Key_Tab && !(held & Qt::ShiftModifier);
        if (leaving) {
            focusNextPrevChild(deeper);
        } else {
            indent(deeper);
        }
        return;
    }
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (held == Qt::NoModifier) {
            newLine();
            return;
        }
        break;
    case Qt::Key_Backspace:
        if (held == Qt::NoModifier && unindentByBackspace()) return;
        break;
    case Qt::Key_Shift:
    case Qt::Key_Control:
    case Qt::Key_Alt: m_leaving = leaving; break; // Esc, then Shift+Tab
    default: break;
    }
    QPlainTextEdit::keyPressEvent(event);
}

void YamlEdit::indent(bool deeper)
{
    QTextCursor cursor = textCursor();
    cursor.beginEditBlock();
    const QTextBlock first = document()->findBlock(cursor.selectionStart());
    const QTextBlock last = document()->findBlock(cursor.selectionEnd());
    if (deeper && first == last) {
        const int column = cursor.selectionStart() - first.position();
        cursor.insertText(QString(step - column % step, QLatin1Char(' ')));
    } else {
        // A selection that ends at a line's start does not mean that line.
        const bool skipLast = first != last && cursor.selectionEnd() == last.position();
        for (QTextBlock block = first; block.isValid(); block = block.next()) {
            if (skipLast && block == last) break;
            QTextCursor edit(block);
            if (deeper) {
                if (indentOf(block.text()) >= 0) edit.insertText(QString(step, QLatin1Char(' ')));
            } else {
                int remove = 0;
                while (remove < step && remove < block.text().size() && block.text().at(remove) == QLatin1Char(' ')) {
                    ++remove;
                }
                edit.setPosition(block.position() + remove, QTextCursor::KeepAnchor);
                edit.removeSelectedText();
            }
            if (block == last) break;
        }
    }
    cursor.endEditBlock();
    ensureCursorVisible();
}

void YamlEdit::newLine()
{
    QTextCursor cursor = textCursor();
    const QString before = cursor.block().text().left(cursor.positionInBlock());
    int spaces = std::max(0, indentOf(before));
    QString rest = before.mid(spaces).trimmed();
    if (indentOf(before) < 0) spaces = static_cast<int>(before.size());
    while (rest.startsWith(QLatin1String("- "))) { // the keys of an item stand behind its dash
        spaces += step;
        rest = rest.mid(2).trimmed();
    }
    const qsizetype comment = rest.indexOf(QLatin1String(" #"));
    if (comment >= 0) rest = rest.left(comment).trimmed();
    if (rest.endsWith(QLatin1Char(':')) || rest.endsWith(QLatin1String(": |")) || rest.endsWith(QLatin1String(": >"))) {
        spaces += step;
    }
    cursor.beginEditBlock();
    cursor.insertText(QLatin1Char('\n') + QString(spaces, QLatin1Char(' ')));
    cursor.endEditBlock();
    setTextCursor(cursor);
    ensureCursorVisible();
}

bool YamlEdit::unindentByBackspace()
{
    QTextCursor cursor = textCursor();
    const int column = cursor.positionInBlock();
    if (cursor.hasSelection() || column == 0) return false;
    const QString before = cursor.block().text().left(column);
    if (before.count(QLatin1Char(' ')) != column) return false;
    const int remove = column % step == 0 ? step : column % step;
    cursor.movePosition(QTextCursor::Left, QTextCursor::KeepAnchor, std::min(remove, column));
    cursor.removeSelectedText();
    return true;
}

bool YamlEdit::canFold(int line) const
{
    const QTextBlock header = document()->findBlockByNumber(line - 1);
    const int indent = header.isValid() ? indentOf(header.text()) : -1;
    if (indent < 0 || header.text().at(indent) == QLatin1Char('#')) return false;
    QTextBlock next = header.next();
    while (next.isValid() && indentOf(next.text()) < 0) next = next.next();
    return next.isValid() && belongsTo(header.text(), indent, next.text());
}

bool YamlEdit::isFolded(int line) const
{
    const QTextBlock header = document()->findBlockByNumber(line - 1);
    return header.isValid() && header.next().isValid() && header.isVisible() && !header.next().isVisible();
}

void YamlEdit::setHidden(const QTextBlock& header, bool hidden)
{
    const int indent = indentOf(header.text());
    QTextBlock last = header;
    for (QTextBlock block = header.next(); block.isValid(); block = block.next()) {
        if (!belongsTo(header.text(), indent, block.text())) break;
        if (indentOf(block.text()) >= 0) last = block; // trailing blank lines stay in view
    }
    for (QTextBlock block = header.next(); block.isValid() && block.blockNumber() <= last.blockNumber();
         block = block.next()) {
        block.setVisible(!hidden);
        block.setLineCount(hidden ? 0 : 1);
    }
    QTextCursor caret = textCursor();
    if (!caret.block().isVisible()) {
        caret.setPosition(header.position());
        setTextCursor(caret);
    }
    document()->markContentsDirty(header.position(), last.position() + last.length() - header.position());
    // The layout counts its lines anew only when it is told that its size changed.
    if (auto* layout = qobject_cast<QPlainTextDocumentLayout*>(document()->documentLayout())) {
        layout->requestUpdate();
        emit layout->documentSizeChanged(layout->documentSize());
    }
    viewport()->update();
    m_gutter->update();
}

void YamlEdit::toggleFold(int line)
{
    if (!canFold(line)) return;
    setHidden(document()->findBlockByNumber(line - 1), !isFolded(line));
}

void YamlEdit::foldAtCaret(bool fold)
{
    // The line itself, or the nearest one above that holds it.
    for (int line = caretLine(); line >= 1; --line) {
        if (!canFold(line) || isFolded(line) == fold) continue;
        const QTextBlock header = document()->findBlockByNumber(line - 1);
        if (line != caretLine() && !belongsTo(header.text(), indentOf(header.text()), textCursor().block().text())) {
            continue;
        }
        setHidden(header, fold);
        return;
    }
}

void YamlEdit::unfoldAll()
{
    for (QTextBlock block = document()->begin(); block.isValid(); block = block.next()) {
        if (isFolded(block.blockNumber() + 1)) setHidden(block, false);
    }
}

int YamlEdit::gutterWidth() const
{
    const int digits = std::max(3, static_cast<int>(QString::number(document()->blockCount()).size()));
    const int glyph = fontMetrics().height();
    return glyph + digits * fontMetrics().horizontalAdvance(QLatin1Char('9')) + glyph + theme::space(1);
}

void YamlEdit::placeGutter()
{
    setViewportMargins(gutterWidth(), 0, 0, 0);
    const QRect inside = contentsRect();
    m_gutter->setGeometry(QRect(inside.left(), inside.top(), gutterWidth(), inside.height()));
}

void YamlEdit::resizeEvent(QResizeEvent* event)
{
    QPlainTextEdit::resizeEvent(event);
    placeGutter();
    // A caret that was brought into sight in a narrower view pushed the beginnings of lines out of it.
    QScrollBar* across = horizontalScrollBar();
    const bool isWider = event->size().width() > event->oldSize().width();
    if (isWider && across->value() > 0 && cursorRect().right() + across->value() < viewport()->width())
        across->setValue(0);
}

void YamlEdit::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) {
        m_highlighter->recolour();
        decorate();
    }
}

void YamlEdit::paintGutter(QPaintEvent* event)
{
    QPainter painter(m_gutter);
    painter.fillRect(event->rect(), palette().color(QPalette::Window));
    painter.setFont(font());
    const int glyph = fontMetrics().height();
    const int numbersRight = m_gutter->width() - glyph;
    const int caret = textCursor().blockNumber();
    QTextBlock block = firstVisibleBlock();
    qreal top = blockBoundingGeometry(block).translated(contentOffset()).top();
    while (block.isValid() && top <= event->rect().bottom()) {
        const qreal height = blockBoundingRect(block).height();
        const int y = qRound(top);
        if (block.isVisible() && y + qRound(height) >= event->rect().top()) {
            const int line = block.blockNumber() + 1;
            painter.setPen(theme::color(block.blockNumber() == caret ? Meaning::Text : Meaning::Quiet));
            painter.drawText(QRect(glyph, y, numbersRight - glyph, qRound(height)), Qt::AlignRight | Qt::AlignVCenter,
                             QString::number(line));
            const Mark* worst = nullptr;
            for (const Mark& mark : m_marks) {
                if (mark.startLine == line && (!worst || mark.severity > worst->severity)) worst = &mark;
            }
            const int inset = std::max(1, glyph / 8);
            if (worst) {
                theme::icon(toneOf(worst->severity))
                    .paint(&painter, QRect(inset, y + inset, glyph - 2 * inset, qRound(height) - 2 * inset));
            }
            if (canFold(line)) {
                theme::icon(isFolded(line) ? QStringLiteral("fold-closed") : QStringLiteral("fold-open"),
                            Meaning::Quiet)
                    .paint(&painter,
                           QRect(numbersRight + inset, y + 2 * inset, glyph - 2 * inset, qRound(height) - 4 * inset));
            }
        }
        top += height;
        block = block.next();
    }
}

void YamlEdit::pressGutter(const QPoint& at)
{
    const int line = cursorForPosition(QPoint(0, at.y())).blockNumber() + 1;
    if (at.x() >= m_gutter->width() - fontMetrics().height()) {
        toggleFold(line);
        return;
    }
    for (const Mark& mark : m_marks) {
        if (mark.startLine == line) {
            goTo(mark.startLine, mark.startColumn);
            return;
        }
    }
    goTo(line, 1);
}

bool YamlEdit::canInsertFromMimeData(const QMimeData* source) const
{
    return source->hasUrls() || QPlainTextEdit::canInsertFromMimeData(source);
}

void YamlEdit::insertFromMimeData(const QMimeData* source)
{
    // Tabs are not indentation in YAML: pasted leading tabs become two spaces each.
    if (!source->hasText() || source->hasUrls()) {
        QPlainTextEdit::insertFromMimeData(source);
        return;
    }
    QStringList lines = source->text().split(QLatin1Char('\n'));
    for (QString& line : lines) {
        qsizetype tabs = 0;
        while (tabs < line.size() && line.at(tabs) == QLatin1Char('\t')) ++tabs;
        line.replace(0, tabs, QString(tabs * step, QLatin1Char(' ')));
        if (line.endsWith(QLatin1Char('\r'))) line.chop(1);
    }
    textCursor().insertText(lines.join(QLatin1Char('\n')));
    ensureCursorVisible();
}

void YamlEdit::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) {
        event->acceptProposedAction();
        return;
    }
    QPlainTextEdit::dragEnterEvent(event);
}

void YamlEdit::dropEvent(QDropEvent* event)
{
    if (!event->mimeData()->hasUrls()) {
        QPlainTextEdit::dropEvent(event);
        return;
    }
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    if (!paths.isEmpty()) emit filesDropped(paths);
}

} // namespace ui
