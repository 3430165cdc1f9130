#include "ui/widgets/diff_view.h"

#include <QEvent>
#include <QHBoxLayout>
#include <QLabel>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSplitter>
#include <QTextBlock>
#include <QVBoxLayout>

#include "ui/theme/theme.h"

namespace ui {
namespace {

QStringList splitLines(const QString& text)
{
    QStringList lines = text.split(QLatin1Char('\n'));
    if (!lines.isEmpty() && lines.back().isEmpty()) lines.removeLast();
    return lines;
}

QString signOf(DiffLine::Kind kind)
{
    switch (kind) {
    case DiffLine::Kind::Added: return QStringLiteral("+ ");
    case DiffLine::Kind::Removed: return QStringLiteral("- ");
    case DiffLine::Kind::Place: return {};
    case DiffLine::Kind::Same:
    case DiffLine::Kind::Filler: return QStringLiteral("  ");
    }
    return {};
}

/// Lines of one hunk wait here until it is known how many stand opposite.
void flush(std::vector<DiffLine>& removed, std::vector<DiffLine>& added, SideBySide& both)
{
    while (removed.size() < added.size()) removed.push_back({DiffLine::Kind::Filler, {}});
    while (added.size() < removed.size()) added.push_back({DiffLine::Kind::Filler, {}});
    for (DiffLine& line : removed) both.left.push_back(std::move(line));
    for (DiffLine& line : added) both.right.push_back(std::move(line));
    removed.clear();
    added.clear();
}

} // namespace

std::vector<DiffLine> linesOf(const QString& unified)
{
    std::vector<DiffLine> lines;
    bool isHead = true; // "--- a", "+++ b"
    for (const QString& line : splitLines(unified)) {
        using Kind = DiffLine::Kind;
        if (line.startsWith(QLatin1String("@@"))) isHead = false;
        if (isHead || line.startsWith(QLatin1String("@@"))) {
            lines.push_back({Kind::Place, line});
            continue;
        }
        const Kind kind = line.startsWith(QLatin1Char('+'))   ? Kind::Added
                          : line.startsWith(QLatin1Char('-')) ? Kind::Removed
                                                              : Kind::Same;
        lines.push_back({kind, line.mid(1)});
    }
    return lines;
}

SideBySide sideBySide(const QString& before, const QString& after, const QString& unified)
{
    static const QRegularExpression hunk(QStringLiteral("^@@ -(\\d+)"));
    SideBySide both;
    const QStringList left = splitLines(before);
    const QStringList right = splitLines(after);
    qsizetype l = 0; // lines that are shown
    qsizetype r = 0;
    const auto same = [&] {
        both.left.push_back({DiffLine::Kind::Same, left[l++]});
        both.right.push_back({DiffLine::Kind::Same, right[r++]});
    };
    std::vector<DiffLine> removed;
    std::vector<DiffLine> added;
    for (const DiffLine& line : linesOf(unified)) {
        switch (line.kind) {
        case DiffLine::Kind::Place: {
            flush(removed, added, both);
            const QRegularExpressionMatch place = hunk.match(line.text);
            if (!place.hasMatch()) break;
            while (l + 1 < place.captured(1).toInt() && l < left.size() && r < right.size()) same();
            break;
        }
        case DiffLine::Kind::Removed:
            removed.push_back(line);
            ++l;
            break;
        case DiffLine::Kind::Added:
            added.push_back(line);
            ++r;
            break;
        case DiffLine::Kind::Same:
        case DiffLine::Kind::Filler:
            flush(removed, added, both);
            if (l < left.size() && r < right.size()) same();
            break;
        }
    }
    flush(removed, added, both);
    while (l < left.size() && r < right.size()) same();
    return both;
}

DiffText::DiffText(const QString& accessibleName, QWidget* parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    setLineWrapMode(QPlainTextEdit::NoWrap);
    setFont(theme::fixed());
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setAccessibleName(accessibleName);
}

void DiffText::show(const std::vector<DiffLine>& lines)
{
    if (lines == m_lines) return;
    m_lines = lines;
    QStringList text;
    for (const DiffLine& line : lines) text << signOf(line.kind) + line.text;
    setPlainText(text.join(QLatin1Char('\n')));
    recolour();
}

void DiffText::recolour()
{
    QList<QTextEdit::ExtraSelection> all;
    QTextBlock block = document()->firstBlock();
    for (const DiffLine& line : m_lines) {
        if (line.kind != DiffLine::Kind::Same) {
            QTextEdit::ExtraSelection one;
            one.cursor = QTextCursor(block); // without a selection: the whole width
            if (line.kind == DiffLine::Kind::Place)
                one.cursor.movePosition(QTextCursor::EndOfBlock, QTextCursor::KeepAnchor);
            one.format.setProperty(QTextFormat::FullWidthSelection, true);
            if (line.kind == DiffLine::Kind::Added) one.format.setBackground(theme::wash(theme::Meaning::Ok));
            if (line.kind == DiffLine::Kind::Removed) one.format.setBackground(theme::wash(theme::Meaning::Error));
            if (line.kind == DiffLine::Kind::Filler) one.format.setBackground(theme::color(theme::Meaning::Window));
            if (line.kind == DiffLine::Kind::Place) one.format.setForeground(theme::color(theme::Meaning::Quiet));
            all << one;
        }
        block = block.next();
    }
    setExtraSelections(all);
}

void DiffText::changeEvent(QEvent* event)
{
    QPlainTextEdit::changeEvent(event);
    if (event->type() == QEvent::PaletteChange) recolour();
}

DiffPair::DiffPair(const QString& left, const QString& right, QWidget* parent)
    : QWidget(parent)
    , m_left(new DiffText(left, this))
    , m_right(new DiffText(right, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto* splitter = new QSplitter(Qt::Horizontal, this);
    splitter->setChildrenCollapsible(false);
    for (const auto& [title, text] : {std::pair{left, m_left}, std::pair{right, m_right}}) {
        auto* half = new QWidget(splitter);
        auto* inside = new QVBoxLayout(half);
        inside->setContentsMargins(0, 0, 0, 0);
        inside->setSpacing(0);
        auto* head = new QLabel(title, half);
        head->setFont(theme::caption(font()));
        head->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
        inside->addWidget(head);
        inside->addWidget(text, 1);
        splitter->addWidget(half);
    }
    column->addWidget(splitter);
    const auto follow = [](QScrollBar* one, QScrollBar* other) {
        QObject::connect(one, &QScrollBar::valueChanged, other, &QScrollBar::setValue);
        QObject::connect(other, &QScrollBar::valueChanged, one, &QScrollBar::setValue);
    };
    follow(m_left->verticalScrollBar(), m_right->verticalScrollBar());
    follow(m_left->horizontalScrollBar(), m_right->horizontalScrollBar());
}

void DiffPair::show(const SideBySide& both)
{
    m_left->show(both.left);
    m_right->show(both.right);
}

} // namespace ui
