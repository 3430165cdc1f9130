#include "ui/widgets/breakable_label.h"

#include <QAction>
#include <QClipboard>
#include <QContextMenuEvent>
#include <QGuiApplication>
#include <QKeyEvent>
#include <QMenu>

namespace ui {
namespace {

const QChar mayBreak(0x200B); ///< a space without a width
constexpr int longestWord = 20;

/// Words of prose break where they end; longer ones are paths, which may do so behind every mark in them.
QString withBreaks(const QString& text)
{
    QString out;
    qsizetype at = 0;
    while (at < text.size()) {
        qsizetype end = at;
        while (end < text.size() && !text[end].isSpace()) ++end;
        const bool isLong = end - at > longestWord;
        for (int run = 0; at < end; ++at) {
            out += text[at];
            ++run;
            const bool isWhole = !text[at].isSurrogate() && !(at + 1 < end && text[at + 1].isMark());
            if (!isLong || at + 1 == end || !isWhole) continue;
            if (text[at].isLetterOrNumber() && run < longestWord) continue;
            out += mayBreak;
            run = 0;
        }
        if (at < text.size()) out += text[at++];
    }
    return out;
}

} // namespace

BreakableLabel::BreakableLabel(const QString& text, QWidget* parent)
    : QLabel(withBreaks(text), parent)
    , m_whole(text)
{
    setWordWrap(true);
    setTextFormat(Qt::PlainText);
    setTextInteractionFlags(Qt::TextSelectableByMouse);
    setAccessibleName(text);
}

QString BreakableLabel::selected() const
{
    QString text = selectedText().remove(mayBreak);
    for (const QChar end : {QChar(QChar::ParagraphSeparator), QChar(QChar::LineSeparator)})
        text.replace(end, QLatin1Char('\n'));
    return text;
}

void BreakableLabel::keyPressEvent(QKeyEvent* event)
{
    if (!event->matches(QKeySequence::Copy)) {
        QLabel::keyPressEvent(event);
        return;
    }
    QGuiApplication::clipboard()->setText(selected());
    event->accept();
}

void BreakableLabel::mouseReleaseEvent(QMouseEvent* event)
{
    QLabel::mouseReleaseEvent(event);
    QClipboard* clipboard = QGuiApplication::clipboard();
    if (clipboard->supportsSelection() && hasSelectedText()) clipboard->setText(selected(), QClipboard::Selection);
}

void BreakableLabel::contextMenuEvent(QContextMenuEvent* event)
{
    auto* menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QAction* copy = menu->addAction(tr("Copy"));
    copy->setEnabled(hasSelectedText());
    connect(copy, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(selected()); });
    QAction* all = menu->addAction(tr("Copy all", "of a text"));
    connect(all, &QAction::triggered, this, [this] { QGuiApplication::clipboard()->setText(m_whole); });
    menu->popup(event->globalPos());
}

} // namespace ui
