// The texts of the editor: how they are opened, kept and handed on.
#include <QDir>
#include <QFileDialog>
#include <QFileInfo>
#include <QFileSystemWatcher>
#include <QMessageBox>
#include <QPushButton>

#include <algorithm>

#include "core/snapshot/catalogue.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/keep.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_panel.h"

namespace ui::editor {
namespace {

/// Absolute paths, with the manifests of a folder in its place.
QStringList withoutFolders(const QStringList& paths, QStringList& faults)
{
    QStringList out;
    for (const QString& path : paths) {
        const QFileInfo info(path);
        if (!info.isDir()) {
            out << info.absoluteFilePath();
            continue;
        }
        const core::Result<QStringList> inside = manifestsIn(info.absoluteFilePath());
        if (inside)
            out << *inside;
        else
            faults << QString::fromStdString(inside.error().what);
    }
    return out;
}

/// With its file where that has the same text.
PlanText textOf(const TextTab& tab)
{
    const bool isInFile = !tab.path().isEmpty() && !tab.isModified();
    return {tab.name(), isInFile ? tab.path() : QString(), tab.editor().text(), tab.id()};
}

} // namespace

TextTab* EditorScreen::addTab()
{
    auto* tab = new TextTab(m_tabs);
    m_tabs->addTab(tab, QString());
    m_left->setCurrentWidget(m_tabs);
    connect(tab, &TextTab::titleChanged, this, &EditorScreen::retitle);
    connect(tab, &TextTab::saveAsWanted, this, [this, tab] { saveAs(tab); });
    connect(&tab->editor(), &QPlainTextEdit::textChanged, this, [this] {
        ask();
        emit workspaceChanged();
    });
    connect(&tab->editor(), &YamlEdit::filesDropped, this, &Screen::pathsDropped);
    return tab;
}

void EditorScreen::newTab()
{
    TextTab* tab = addTab();
    tab->fill(tr("untitled-%1.yaml").arg(++m_untitled), QString(), false);
    m_tabs->setCurrentWidget(tab);
    tab->setFocus();
    ask();
}

void EditorScreen::openDraft(const QString& name, const QString& text)
{
    TextTab* tab = addTab();
    tab->fill(name, text, false);
    tab->editor().document()->setModified(true);
    m_tabs->setCurrentWidget(tab);
    tab->setFocus();
    ask();
}

void EditorScreen::openFiles(const QStringList& paths)
{
    QStringList faults;
    for (const QString& full : withoutFolders(paths, faults)) {
        bool open = false;
        for (int i = 0; i < m_tabs->count() && !open; ++i) {
            if (tab(i)->path() != full) continue;
            m_tabs->setCurrentIndex(i);
            open = true;
        }
        if (open) continue;
        core::Result<FileText> file = readFile(full);
        if (!file) {
            faults << QString::fromStdString(file.error().what);
            continue;
        }
        TextTab* tab = addTab();
        tab->load(full, std::move(*file));
        m_tabs->setCurrentWidget(tab);
        emit fileOpened(full);
    }
    if (!faults.isEmpty()) m_message->say(theme::Tone::Error, faults.join(QLatin1Char('\n')));
    ask();
    emit workspaceChanged();
}

void EditorScreen::openExamples()
{
    constexpr std::string_view folder = "demo/manifests/";
    TextTab* first = nullptr;
    for (const core::snapshot::EmbeddedFile& file : core::snapshot::embeddedFiles()) {
        if (!file.path.starts_with(folder)) continue;
        const QString name = QString::fromUtf8(file.path.substr(folder.size()));
        bool open = false;
        for (int i = 0; i < m_tabs->count(); ++i) open = open || (tab(i)->path().isEmpty() && tab(i)->name() == name);
        if (open) continue;
        TextTab* tab = addTab();
        tab->fill(name, QString::fromUtf8(file.bytes), true);
        if (!first) first = tab;
    }
    if (first) m_tabs->setCurrentWidget(first);
    ask();
    emit workspaceChanged();
}

Workspace EditorScreen::workspace() const
{
    Workspace workspace;
    for (int i = 0; i < m_tabs->count(); ++i) workspace.tabs.append(tab(i)->draft());
    workspace.current = m_tabs->currentIndex();
    workspace.fleetPath = m_session.fleetPath();
    workspace.demo = m_session.isDemo();
    workspace.connection = m_session.connection();
    return workspace;
}

void EditorScreen::restore(const Workspace& workspace)
{
    QStringList gone;
    for (const Draft& draft : workspace.tabs) {
        if (!draft.modified && !draft.path.isEmpty()) {
            core::Result<FileText> file = readFile(draft.path);
            if (!file) {
                gone << QString::fromStdString(file.error().what);
                continue;
            }
            TextTab* tab = addTab();
            tab->load(draft.path, std::move(*file));
            tab->editor().goTo(draft.line, draft.column);
        } else {
            addTab()->restore(draft);
        }
    }
    m_compareTimer->start(); // a draft's file may have gone on without it
    m_tabs->setCurrentIndex(std::clamp(workspace.current, 0, std::max(0, m_tabs->count() - 1)));
    if (!gone.isEmpty()) {
        m_message->say(theme::Tone::Attention, tr("Not opened again: %1").arg(gone.join(QStringLiteral("; "))));
    }
    ask();
}

QStringList EditorScreen::unsavedNames() const
{
    QStringList names;
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tab(i)->hasUnsavedText()) names << tab(i)->name();
    }
    return names;
}

void EditorScreen::closeTab(int index)
{
    TextTab* closing = tab(index);
    if (!closing) return;
    if (closing->hasUnsavedText()) {
        QMessageBox box(QMessageBox::Warning, tr("Unsaved text"),
                        tr("%1 has text that is not saved anywhere.").arg(closing->name()), QMessageBox::NoButton,
                        this);
        const QPushButton* discard = box.addButton(tr("Discard the text"), QMessageBox::DestructiveRole);
        const QPushButton* store = box.addButton(tr("Save\u2026"), QMessageBox::AcceptRole);
        QPushButton* keepOpen = box.addButton(tr("Keep it open"), QMessageBox::RejectRole);
        box.setDefaultButton(keepOpen);
        box.setEscapeButton(keepOpen);
        box.exec();
        if (box.clickedButton() == store) save(closing);
        if (box.clickedButton() != discard && closing->hasUnsavedText()) return;
    }
    m_tabs->removeTab(m_tabs->indexOf(closing));
    closing->deleteLater();
    if (m_tabs->count() == 0) m_left->setCurrentWidget(m_empty);
    watchFiles();
    ask();
    emit workspaceChanged();
}

void EditorScreen::save(TextTab* tab)
{
    if (!tab) return;
    if (tab->path().isEmpty()) {
        saveAs(tab);
        return;
    }
    tab->saveTo(tab->path(), [this] { emit workspaceChanged(); });
}

void EditorScreen::saveAs(TextTab* tab)
{
    if (!tab) return;
    const QString start = tab->path().isEmpty() ? QDir::current().filePath(tab->name()) : tab->path();
    const QString path = QFileDialog::getSaveFileName(this, tr("Save manifest"), start,
                                                      tr("Manifests (*.yaml *.yml *.json);;All files (*)"));
    if (path.isEmpty()) return;
    tab->saveTo(path, [this, path] {
        emit fileOpened(path);
        emit workspaceChanged();
    });
}

void EditorScreen::saveAll(const QStringList& ids)
{
    const auto isInFile = [](const TextTab& one) { return !one.path().isEmpty() && !one.isModified(); };
    QStringList names;
    for (qsizetype i = 0; i < ids.size(); ++i) {
        TextTab* one = tabOf(ids[i]);
        if (one == nullptr) continue;  // closed meanwhile: the person was asked
        m_tabs->setCurrentWidget(one); // a dialog, or what its bar says, is of it
        if (!isInFile(*one)) save(one);
        if (isInFile(*one)) {
            names << one->name();
            continue;
        }
        QStringList left;
        for (const QString& id : ids.mid(i))
            if (const TextTab* behind = tabOf(id)) left << behind->name();
        const QString sentence =
            one->path().isEmpty() ? tr("%1 is in no file yet: name one. Still to be saved: %2", "text, texts")
                                  : tr("%1 cannot be saved: its text says why. Still to be saved: %2", "text, texts");
        m_message->say(theme::Tone::Error, sentence.arg(one->name(), left.join(QStringLiteral(", "))),
                       {{tr("Save"), [this, rest = ids.mid(i)] { saveAll(rest); }}});
        return;
    }
    m_message->say(theme::Tone::Ok, tr("Saved: %1", "texts").arg(names.join(QStringLiteral(", "))));
}

void EditorScreen::retitle()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        // The star is on the tab too: the window's title speaks only of the one in front.
        m_tabs->setTabText(i, tab(i)->isModified() ? tab(i)->name() + QStringLiteral(" *") : tab(i)->name());
        m_tabs->setTabToolTip(i, tab(i)->path().isEmpty()
                                     ? tab(i)->name() + QLatin1Char('\n') + tr("not saved in a file")
                                     : tab(i)->path());
    }
    watchFiles();
    emit subjectChanged();
    emit workspaceChanged();
}

void EditorScreen::watchFiles()
{
    QStringList wanted;
    for (int i = 0; i < m_tabs->count(); ++i) {
        const QString path = tab(i)->path();
        if (path.isEmpty()) continue;
        const QFileInfo info(path);
        if (info.isFile()) wanted << path;
        if (QFileInfo(info.path()).isDir()) wanted << info.path();
    }
    wanted.removeDuplicates();
    const QStringList watched = m_watcher->files() + m_watcher->directories();
    for (const QString& path : watched)
        if (!wanted.contains(path)) m_watcher->removePath(path);
    for (const QString& path : wanted)
        if (!watched.contains(path)) m_watcher->addPath(path);
}

void EditorScreen::compareWithFiles()
{
    const QStringList files = m_watcher->files();
    if (!files.isEmpty()) m_watcher->removePaths(files); // a file that was replaced is another one
    watchFiles();
    for (int i = 0; i < m_tabs->count(); ++i) tab(i)->compareWithFile();
}

std::vector<PlanText> EditorScreen::texts() const
{
    std::vector<PlanText> texts;
    for (int i = 0; i < m_tabs->count(); ++i) texts.push_back(textOf(*tab(i)));
    return texts;
}

void EditorScreen::compareLive()
{
    const TextTab* current = currentTab();
    if (current != nullptr && !current->editor().text().trimmed().isEmpty()) {
        emit liveWanted(textOf(*current));
        return;
    }
    m_message->say(theme::Tone::Attention, tr("There is no text to compare. Open a manifest first."),
                   {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }}});
}

std::optional<std::vector<PlanText>> EditorScreen::textsToPlan()
{
    std::vector<PlanText> all = texts();
    QStringList secret;
    QStringList toSave;
    QStringList lacking;
    std::erase_if(all, [](const PlanText& one) { return one.text.trimmed().isEmpty(); });
    for (const PlanText& one : all)
        if (one.path.isEmpty() && holdsSecretValues(one.text)) {
            secret << one.name;
            toSave << one.id;
        }
    for (int i = 0; i < m_tabs->count(); ++i)
        if (tab(i)->lacksValues()) lacking << tab(i)->name();
    if (!lacking.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("Values of Secrets are missing, because no draft keeps them. Fill them in, or open the file "
                          "again: %1")
                           .arg(lacking.join(QStringLiteral(", "))));
        return std::nullopt;
    }
    if (!secret.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("A plan keeps no value of a Secret: it is read from its file when the plan is applied. Save "
                          "first: %1")
                           .arg(secret.join(QStringLiteral(", "))),
                       {{tr("Save"), [this, toSave] { saveAll(toSave); }}});
        return std::nullopt;
    }
    if (all.empty()) {
        m_message->say(theme::Tone::Attention, tr("There is no text to plan. Open a manifest first."),
                       {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }}});
        return std::nullopt;
    }
    return all;
}

} // namespace ui::editor
