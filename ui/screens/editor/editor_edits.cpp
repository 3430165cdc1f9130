// What is done with an answer: written into the texts, copied as a command, explained.
#include <QGuiApplication>

#include "ui/screens/editor/command_line.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/explain_panel.h"
#include "ui/screens/editor/keep.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/session/engine_texts.h"
#include "ui/widgets/message_bar.h"

namespace ui::editor {

void EditorScreen::keepWhatIf()
{
    write(m_preview->whatIf().whatIf());
}

void EditorScreen::writeRemedy(int index)
{
    const core::preview::Preview* preview = m_preview->current();
    if (!preview || index >= static_cast<int>(preview->remedies.size())) return;
    const core::preview::Remedy& remedy = preview->remedies[static_cast<std::size_t>(index)];
    WhatIf what; // it alone, whatever else is tried
    what.replicas = remedy.replicas;
    what.division = remedy.division;
    what.changes = remedy.changes;
    what.allowEcsProvision = remedy.kind == core::preview::Remedy::Kind::AllowEcsProvision;
    write(what);
}

void EditorScreen::write(const WhatIf& what)
{
    const core::preview::Preview* preview = m_preview->current();
    if (!m_good || !preview || what.empty()) return;
    const Kept kept = keep(*m_good, *preview, what);
    for (const TextEdit& edit : kept.edits) {
        TextTab* tab = tabOf(edit.source);
        const std::string now = tab ? tab->editor().text().toStdString() : std::string();
        const SourceDocument* read = nullptr;
        for (const SourceDocument& d : m_good->documents) {
            if (d.source == edit.source) read = &d;
        }
        if (!tab || !read || read->document.text() != now) {
            m_message->say(theme::Tone::Attention,
                           tr("The text has changed meanwhile and cannot be read. Mend it first."));
            return;
        }
    }
    for (const TextEdit& edit : kept.edits) {
        TextTab* tab = tabOf(edit.source);
        QTextCursor cursor(tab->editor().document());
        const std::string before = tab->editor().text().toStdString();
        cursor.beginEditBlock(); // one step, whatever it takes
        for (auto patch = edit.patches.rbegin(); patch != edit.patches.rend(); ++patch) {
            const auto units = [&](std::size_t bytes) {
                return static_cast<int>(QString::fromUtf8(before.data(), static_cast<qsizetype>(bytes)).size());
            };
            cursor.setPosition(units(patch->offset));
            cursor.setPosition(units(patch->offset + patch->length), QTextCursor::KeepAnchor);
            cursor.insertText(QString::fromStdString(patch->text));
        }
        cursor.endEditBlock();
    }
    if (!kept.edits.empty()) m_preview->whatIf().reset();
    if (!kept.cannot.empty()) {
        QStringList lines;
        for (const QString& line : kept.cannot) lines << line;
        m_message->say(theme::Tone::Attention, lines.join(QLatin1Char(' ')));
    } else if (!kept.edits.empty()) {
        m_message->say(theme::Tone::Ok, tr("Written into the text. Undo takes it out again."));
    }
    ask();
}

std::optional<QString> EditorScreen::command()
{
    QStringList files;
    QStringList unsaved;
    QStringList toSave;
    bool examples = m_session.isDemo(); // all of them, and nothing else: berthctl's demo is the same
    for (int i = 0; i < m_tabs->count(); ++i) examples = examples && tab(i)->isExample();
    for (int i = 0; i < m_tabs->count() && !examples; ++i) {
        if (tab(i)->path().isEmpty() || tab(i)->isModified()) {
            unsaved << tab(i)->name();
            toSave << tab(i)->id();
        } else {
            files << tab(i)->path();
        }
    }
    if (!unsaved.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("The command reads files. Save first: %1").arg(unsaved.join(QStringLiteral(", "))),
                       {{tr("Save"), [this, toSave] { saveAll(toSave); }}});
        return std::nullopt;
    }
    if (!m_session.isDemo() && m_session.fleetPath().isEmpty() && m_session.connection().isEmpty()) {
        m_message->say(theme::Tone::Attention, tr("The command needs a snapshot that is in a file."));
        return std::nullopt;
    }
    const WhatIf what = m_preview->whatIf().whatIf();
    const bool several = m_good && m_good->previews.size() > 1;
    if (const QStringList left = notInCommand(what, several); !left.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("No flag says %1. Keep it in the text first.").arg(left.join(QStringLiteral(", "))),
                       {{tr("Keep it"), [this] { keepWhatIf(); }}});
        return std::nullopt;
    }
    const core::preview::Preview* shown = m_preview->current();
    const QString workload = several && shown ? QString::fromStdString(shown->workload.shortText()) : QString();
    return previewCommand(files, m_session.fleetPath(), what, workload, m_session.connection());
}

void EditorScreen::copyCommand()
{
    const std::optional<QString> text = command();
    if (!text) return;
    QGuiApplication::clipboard()->setText(*text);
    m_message->say(theme::Tone::Ok, tr("Copied: %1").arg(*text));
}

void EditorScreen::explain()
{
    m_explain->explain(m_preview->selectedSubject(), m_preview->selectedReason());
}

void EditorScreen::undo()
{
    if (TextTab* tab = currentTab()) tab->editor().undo();
}

void EditorScreen::showObject(const core::model::ObjectRef& what, const std::string& pointer)
{
    for (const SourceDocument& one : m_answer ? m_answer->documents : std::vector<SourceDocument>()) {
        const core::model::ObjectRef stated = core::model::refOf(one.document.value());
        TextTab* tab = tabOf(one.source);
        if (tab == nullptr || stated.kind != what.kind || stated.name != what.name ||
            (!stated.ns.empty() && stated.ns != what.ns))
            continue;
        const core::text::NodePlace place = one.document.locateNearest(pointer);
        const core::text::Place at = place.key ? place.key->start : place.value.start;
        m_tabs->setCurrentWidget(tab);
        tab->editor().goTo(static_cast<int>(at.line), static_cast<int>(at.column));
        tab->setFocus();
        return;
    }
    m_message->say(theme::Tone::Attention, tr("No open text states %1.").arg(nameText(keyOf(what).toStdString())));
}

} // namespace ui::editor
