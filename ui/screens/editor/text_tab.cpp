#include "ui/screens/editor/text_tab.h"

#include <QFileInfo>
#include <QTextDocument>
#include <QUuid>
#include <QVBoxLayout>

#include <utility>

#include "ui/widgets/find_bar.h"
#include "ui/widgets/message_bar.h"

namespace ui::editor {

TextTab::TextTab(QWidget* parent)
    : QWidget(parent)
    , m_id(QUuid::createUuid().toString(QUuid::WithoutBraces))
    , m_editor(new YamlEdit(this))
    , m_find(new FindBar(this))
    , m_message(new MessageBar(this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_editor, 1);
    column->addWidget(m_find);
    m_find->setEditor(m_editor);
    setFocusProxy(m_editor);
    connect(m_editor->document(), &QTextDocument::modificationChanged, this, &TextTab::titleChanged);
    connect(m_editor, &YamlEdit::escaped, this, [this] {
        if (m_find->isVisible()) m_find->close();
    });
}

bool TextTab::isModified() const
{
    return m_editor->document()->isModified();
}

bool TextTab::hasUnsavedText() const
{
    if (isModified()) return true;
    return m_path.isEmpty() && !m_demo && !m_editor->document()->isEmpty();
}

void TextTab::setPath(const QString& path)
{
    m_path = path;
    m_name = QFileInfo(path).fileName();
    m_demo = false;
    emit titleChanged();
}

void TextTab::load(const QString& path, FileText file)
{
    m_file = std::move(file);
    m_editor->setPlainText(m_file.text);
    m_editor->document()->setModified(false);
    setPath(path);
    if (m_file.mixedEnds) {
        m_message->say(theme::Tone::Attention,
                       tr("The line ends of this file differ. Saving writes all of them as in Unix (LF)."));
    }
    m_file.text.clear();
}

void TextTab::fill(const QString& name, const QString& text, bool demo)
{
    m_name = name;
    m_demo = demo;
    m_editor->setPlainText(text);
    m_editor->document()->setModified(false);
    emit titleChanged();
}

void TextTab::restore(const Draft& draft)
{
    m_path = draft.path;
    m_name = draft.name;
    m_demo = draft.demo;
    m_complete = draft.complete;
    m_file.digest = draft.digest;
    m_file.crlf = draft.crlf;
    m_file.byteOrderMark = draft.byteOrderMark;
    m_editor->setPlainText(draft.text);
    m_editor->document()->setModified(draft.modified);
    m_editor->goTo(draft.line, draft.column);
    emit titleChanged();
    if (!draft.complete) {
        m_message->say(
            theme::Tone::Attention,
            tr("Values of Secrets are never kept in drafts; they are empty here. Type them again, or open the "
               "file again."));
    }
}

Draft TextTab::draft() const
{
    Draft draft;
    draft.path = m_path;
    draft.name = m_name;
    draft.modified = isModified();
    draft.demo = m_demo && !draft.modified;
    // A file that is as it was is read again at the next start; everything else has to be kept.
    if (draft.modified || m_path.isEmpty()) draft.text = m_editor->text();
    draft.line = m_editor->caretLine();
    draft.column = m_editor->caretColumn();
    draft.digest = m_file.digest;
    draft.crlf = m_file.crlf;
    draft.byteOrderMark = m_file.byteOrderMark;
    return draft;
}

void TextTab::saveTo(const QString& path, std::function<void()> saved, bool anyway)
{
    m_file.text = m_editor->text();
    // Another path than before is another file: the file dialog has asked about replacing it.
    const core::Result<void> done = writeFile(path, m_file, anyway || path != m_path);
    m_file.text.clear();
    if (done) {
        m_lost.reset();
        m_told.clear();
        m_editor->document()->setModified(false);
        setPath(path);
        m_message->dismiss();
        saved();
        return;
    }
    const QString what = QString::fromStdString(done.error().what);
    if (done.error().fault == core::Fault::Conflict) {
        sayConflict(what, path, saved);
    } else {
        m_message->say(theme::Tone::Error, what,
                       {{tr("Try again"), [this, path, saved] { saveTo(path, saved); }},
                        {tr("Save as\u2026"), [this] { emit saveAsWanted(); }}});
    }
}

void TextTab::sayConflict(const QString& what, const QString& path, std::function<void()> saved)
{
    m_message->say(theme::Tone::Attention, what,
                   {{tr("Save anyway"), [this, path, saved = std::move(saved)] { saveTo(path, saved, true); }},
                    {tr("Take the file's text"), [this] { reload(); }},
                    {tr("Save as\u2026"), [this] { emit saveAsWanted(); }}});
}

void TextTab::sayLost(const QString& why)
{
    if (m_lost) return;
    m_lost = isModified() ? -1 : m_editor->document()->revision();
    m_editor->document()->setModified(true); // it is nowhere else now
    m_message->say(theme::Tone::Attention,
                   tr("%1 The text as it was stands only here. Save it to keep it.", "why a file is lost").arg(why),
                   {{tr("Save as\u2026"), [this] { emit saveAsWanted(); }}});
}

void TextTab::compareWithFile()
{
    if (m_path.isEmpty() || m_file.digest.isEmpty()) return;
    core::Result<FileText> file = readFile(m_path);
    if (!file) {
        sayLost(QString::fromStdString(file.error().what));
        return;
    }
    const std::optional<int> lost = std::exchange(m_lost, std::nullopt);
    if (lost == m_editor->document()->revision()) m_editor->document()->setModified(false);
    const bool isSame = file->text == m_editor->text();
    if (file->digest == m_file.digest) {
        if (!m_told.isEmpty() || lost) m_message->dismiss(); // what was said is so no more
        m_told.clear();
    } else if (isSame) {
        m_file = std::move(*file);
        m_file.text.clear();
        m_told.clear();
        m_editor->document()->setModified(false);
        m_message->dismiss();
    } else if (!isModified()) {
        take(std::move(*file));
        m_message->say(theme::Tone::Progress,
                       tr("%1 was changed by another program. Its new text is shown; Undo brings the former one back.")
                           .arg(m_path),
                       {{tr("Undo"), [this] { m_editor->undo(); }}});
    } else if (file->digest != m_told) { // once: who puts the message away has read it
        m_told = file->digest;
        sayConflict(tr("%1 The text here was changed, too.", "that a file was changed").arg(changedElsewhere(m_path)),
                    m_path, [this] { emit titleChanged(); });
    }
}

void TextTab::take(FileText file)
{
    m_file = std::move(file);
    m_editor->replaceText(m_file.text);
    m_editor->document()->setModified(false);
    m_file.text.clear();
    m_told.clear();
    emit titleChanged();
}

void TextTab::reload()
{
    core::Result<FileText> file = readFile(m_path);
    if (!file) {
        m_message->say(theme::Tone::Error, QString::fromStdString(file.error().what));
        return;
    }
    take(std::move(*file));
}

} // namespace ui::editor
