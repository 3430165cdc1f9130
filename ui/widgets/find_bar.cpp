#include "ui/widgets/find_bar.h"

#include <QCheckBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QLineEdit>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextDocument>
#include <QToolButton>

#include "ui/theme/icon.h"
#include "ui/theme/theme.h"
#include "ui/widgets/code_view.h"

namespace ui {
namespace {

constexpr int mostShown = 2000; ///< places marked at once; the count then reads "2000+"

} // namespace

FindBar::FindBar(QWidget* parent)
    : QFrame(parent)
    , m_what(new QLineEdit(this))
    , m_case(new QCheckBox(tr("Match &case"), this))
    , m_count(new QLabel(this))
{
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(theme::space(2), theme::space(1), theme::space(2), theme::space(1));
    row->setSpacing(theme::space(2));
    m_what->setPlaceholderText(tr("Find in this text"));
    m_what->setAccessibleName(tr("Find in this text"));
    m_what->setClearButtonEnabled(true);
    row->addWidget(m_what, 1);
    const auto button = [&](const QString& icon, const QString& name) {
        auto* b = new QToolButton(this);
        b->setIcon(theme::icon(icon));
        b->setToolTip(name);
        b->setAccessibleName(name);
        b->setAutoRaise(true);
        row->addWidget(b);
        return b;
    };
    connect(button(QStringLiteral("go-up"), tr("Previous place")), &QToolButton::clicked, this,
            [this] { step(false); });
    connect(button(QStringLiteral("go-down"), tr("Next place")), &QToolButton::clicked, this, [this] { step(true); });
    row->addWidget(m_case);
    m_count->setFont(theme::caption(font()));
    m_count->setMinimumWidth(m_count->fontMetrics().horizontalAdvance(QStringLiteral("2000+ ")) + theme::space(10));
    row->addWidget(m_count);
    connect(button(QStringLiteral("window-close"), tr("Close the find bar")), &QToolButton::clicked, this,
            &FindBar::close);
    connect(m_what, &QLineEdit::textChanged, this, &FindBar::search);
    connect(m_case, &QCheckBox::toggled, this, &FindBar::search);
    connect(m_what, &QLineEdit::returnPressed, this, [this] { step(true); });
    hide();
}

void FindBar::setEditor(YamlEdit* editor)
{
    if (m_editor) m_editor->setFound({});
    disconnect(m_following);
    m_editor = editor;
    if (!editor) return;
    m_following = connect(editor, &QPlainTextEdit::textChanged, this, [this] {
        if (isVisible()) search();
    });
    if (isVisible()) search();
}

void FindBar::open()
{
    if (!m_editor) return;
    const QString selected = m_editor->textCursor().selectedText();
    if (!selected.isEmpty() && !selected.contains(QChar::ParagraphSeparator)) m_what->setText(selected);
    show();
    m_what->setFocus(Qt::ShortcutFocusReason);
    m_what->selectAll();
    search();
}

void FindBar::close()
{
    hide();
    if (!m_editor) return;
    m_editor->setFound({});
    m_editor->setFocus();
}

void FindBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape) {
        close();
        return;
    }
    QFrame::keyPressEvent(event);
}

void FindBar::search()
{
    if (!m_editor) return;
    QVector<QTextCursor> found;
    const QString what = m_what->text();
    if (!what.isEmpty()) {
        QTextDocument::FindFlags flags;
        if (m_case->isChecked()) flags |= QTextDocument::FindCaseSensitively;
        QTextCursor at(m_editor->document());
        while (found.size() < mostShown) {
            at = m_editor->document()->find(what, at, flags);
            if (at.isNull()) break;
            found.append(at);
        }
    }
    m_editor->setFound(found);
    if (what.isEmpty()) {
        m_count->clear();
    } else if (found.isEmpty()) {
        m_count->setText(tr("not found"));
    } else if (found.size() == mostShown) {
        m_count->setText(tr("%1+ places", "more places than are counted").arg(found.size()));
    } else {
        m_count->setText(tr("%n place(s)", "occurrences found", static_cast<int>(found.size())));
    }
}

void FindBar::step(bool forward)
{
    if (!m_editor || m_what->text().isEmpty()) {
        open();
        return;
    }
    QTextDocument::FindFlags flags;
    if (m_case->isChecked()) flags |= QTextDocument::FindCaseSensitively;
    if (!forward) flags |= QTextDocument::FindBackward;
    QTextCursor next = m_editor->document()->find(m_what->text(), m_editor->textCursor(), flags);
    if (next.isNull()) { // round the end
        QTextCursor from(m_editor->document());
        if (!forward) from.movePosition(QTextCursor::End);
        next = m_editor->document()->find(m_what->text(), from, flags);
    }
    if (next.isNull()) return;
    const int line = next.blockNumber() + 1;
    if (!next.block().isVisible()) m_editor->goTo(line, 1);
    m_editor->setTextCursor(next);
    m_editor->ensureCursorVisible();
}

} // namespace ui
