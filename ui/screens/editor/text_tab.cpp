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
    const bool isLacking = !draft.complete;
    QString text = draft.text;
    if (isLacking && !m_path.isEmpty()) {
        if (const core::Result<FileText> file = readFile(m_path)) {
            const Draftable back = withValuesOf(text, file->text);
            text = back.text;
            m_complete = back.complete;
        }
    }
    m_editor->setPlainText(text);
    m_editor->document()->setModified(draft.modified);
    m_editor->goTo(draft.line, draft.column);
    emit titleChanged();
    if (isLacking) sayIncomplete();
}

void TextTab::sayIncomplete()
{
    if (m_complete) {
        m_message->say(
            theme::Tone::Attention,
            tr("Values of Secrets are never kept in drafts; they are those of the file. What you had changed "
               "in them is not here."));
        return;
    }
    std::vector<MessageBar::Action> actions;
    if (!m_path.isEmpty()) actions.push_back({tr("Take the file's text"), [this] { reload(); }});
    m_message->say(theme::Tone::Attention,
                   tr("Values and comments of Secrets are never kept in drafts. Fill in what is missing, or open the "
                      "file again."),
                   std::move(actions));
}

bool TextTab::lacksValues() const
{
    return !m_complete && wantsValues(m_editor->text());
}

Draft TextTab::draft() const
{
    Draft draft;
    draft.path = m_path;
    draft.name = m_name;
    draft.modified = isModified();
    draft.demo = m_demo && !draft.modified;
    draft.complete = m_complete; // what one restart could not bring back is not there at the next
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
    if (!m_complete && !m_consented && path == m_path) {
        m_message->say(theme::Tone::Attention,
                       tr("This text comes from a draft, without values and comments of Secrets. Saving it takes them "
                          "out of %1.")
                           .arg(path),
                       {{tr("Save anyway"),
                         [this, path, saved = std::move(saved), anyway] {
                             m_consented = true;
                             saveTo(path, saved, anyway);
                         }},
                        {tr("Take the file's text"), [this] { reload(); }},
                        {tr("Save as\u2026"), [this] { emit saveAsWanted(); }}});
        return;
    }
    m_file.text = m_editor->text();
    // Another path than before is another file: the file dialog has asked about replacing it.
    const core::Result<void> done = writeFile(path, m_file, anyway || path != m_path);
    m_file.text.clear();
    if (done) {
        m_complete = true;
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
        if (!m_told.isEmpty() || lost) { // what was said is so no more
            m_message->dismiss();
            if (!m_complete) sayIncomplete();
        }
        m_told.clear();
    } else if (isSame) {
        m_file = std::move(*file);
        m_file.text.clear();
        m_told.clear();
        m_complete = true;
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
    m_complete = true;
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
    m_message->dismiss();
}

} // namespace ui::editor
