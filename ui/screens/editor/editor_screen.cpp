#include "ui/screens/editor/editor_screen.h"

#include <QAction>
#include <QClipboard>
#include <QDataStream>
#include <QDir>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QGuiApplication>
#include <QHeaderView>
#include <QMessageBox>
#include <QPushButton>
#include <QSignalBlocker>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTextBlock>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

#include "core/snapshot/catalogue.h"
#include "ui/frame/actions.h"
#include "ui/screens/editor/command_line.h"
#include "ui/screens/editor/explain_panel.h"
#include "ui/screens/editor/keep.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/editor/what_if_bar.h"
#include "ui/theme/icon.h"
#include "ui/widgets/find_bar.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/state_panel.h"
#include "ui/widgets/tables.h"

namespace ui::editor {
namespace {

constexpr int remedyKeys = 9; ///< Alt+1 … Alt+9

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

} // namespace

EditorScreen::EditorScreen(Session& session, Actions& actions, QWidget* parent)
    : Screen(parent)
    , m_session(session)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_left(new QStackedWidget(m_splitter))
    , m_tabs(new QTabWidget(m_left))
    , m_empty(new StatePanel(m_left))
    , m_message(new MessageBar(this))
    , m_preview(new PreviewPane(m_splitter))
    , m_explain(new ExplainPanel)
    , m_problemModel(new ProblemModel(this))
    , m_problems(makeView(m_problemModel, QStringLiteral("problems"), tr("Problems"), false, nullptr))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_message);
    column->addWidget(m_splitter, 1);
    m_tabs->setDocumentMode(true);
    m_tabs->setObjectName(QStringLiteral("texts"));
    m_tabs->setTabsClosable(true);
    m_tabs->setMovable(true);
    m_tabs->setAccessibleName(tr("Open manifests"));
    m_tabs->tabBar()->setAccessibleName(tr("Open manifests"));
    m_left->addWidget(m_empty);
    m_left->addWidget(m_tabs);
    m_splitter->addWidget(m_left);
    m_splitter->addWidget(m_preview);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->setSizes({400, 600}); // a share of the width, not pixels: both stretch alike
    m_splitter->setStretchFactor(0, 40);
    m_splitter->setStretchFactor(1, 60);

    m_empty->show(StatePanel::State::Empty, tr("No manifest is open"),
                  tr("Open a workload and its policy, or drop YAML files here."),
                  {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }},
                   {tr("Open the examples"), [this] { openExamples(); }},
                   {tr("New text"), [this] { newTab(); }}});
    registerActions(actions);
    wrapRows(*m_problems);
    shareProblemColumns();

    connect(m_tabs, &QTabWidget::tabCloseRequested, this, &EditorScreen::closeTab);
    connect(m_tabs, &QTabWidget::currentChanged, this, [this] {
        emit subjectChanged();
        emit workspaceChanged();
    });
    connect(m_tabs->tabBar(), &QTabBar::tabMoved, this, [this] { ask(); });
    connect(m_problems, &QTreeView::activated, this, [this](const QModelIndex& at) {
        m_problem = at.row();
        if (const Problem* problem = m_problemModel->row(at)) showProblem(*problem);
    });
    connect(m_problems, &QTreeView::clicked, m_problems, &QTreeView::activated);
    connect(m_preview, &PreviewPane::whyRequested, this, [this] {
        explain();
        emit detailsWanted();
    });
    connect(m_preview, &PreviewPane::selectionChanged, this, &EditorScreen::explain);
    connect(m_preview, &PreviewPane::workloadChanged, this, &EditorScreen::ask);
    connect(&m_preview->whatIf(), &WhatIfBar::changed, this, &EditorScreen::ask);
    connect(&m_preview->whatIf(), &WhatIfBar::keepRequested, this, &EditorScreen::keepWhatIf);

    connect(&m_session, &Session::answered, this, &EditorScreen::receive);
    connect(&m_session, &Session::slowChanged, m_preview, &PreviewPane::setSlow);
    connect(&m_session, &Session::opening, this, [this](const QString& name) {
        m_opening = name;
        m_fleetFault.clear();
        if (!m_preview->hasPreview()) showFleetState();
    });
    connect(&m_session, &Session::fleetChanged, this, [this] {
        m_opening.clear();
        m_good.reset();
        m_preview->setFleet(m_session.fleet(), m_session.fleetName());
        ask();
    });
    connect(&m_session, &Session::fleetUpdated, this, [this] {
        m_preview->updateFleet(m_session.fleet(), m_session.fleetName());
        ask();
    });
    connect(&m_session, &Session::fleetFailed, this, [this](const QString& name, const QString& what) {
        m_opening.clear();
        m_fleetFault = what;
        m_message->say(theme::Tone::Error, tr("%1 cannot be opened. %2").arg(name, what));
        ask();
    });
    showFleetState();
}

void EditorScreen::registerActions(Actions& actions)
{
    const QString file = tr("File");
    const QString edit = tr("Edit");
    const auto icon = [](QAction* action, const char* name) {
        action->setIcon(theme::icon(QString::fromLatin1(name)));
        return action;
    };
    const auto inEditor = [this](void (YamlEdit::*what)()) {
        return [this, what] {
            if (TextTab* tab = currentTab()) (tab->editor().*what)();
        };
    };
    icon(actions.add(QStringLiteral("file.new"), file, tr("&New text"), {QKeySequence(Qt::CTRL | Qt::Key_T)}, this,
                     [this] { newTab(); }),
         "document-new");
    icon(actions.add(QStringLiteral("file.save"), file, tr("&Save"), {QKeySequence::Save}, this,
                     [this] { save(currentTab()); }),
         "document-save");
    icon(actions.add(QStringLiteral("file.save-as"), file, tr("Save &as\u2026"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_S)}, this, [this] { saveAs(currentTab()); }),
         "document-save-as");
    actions.add(QStringLiteral("file.close-tab"), file, tr("&Close text"), {QKeySequence(Qt::CTRL | Qt::Key_W)}, this,
                [this] {
                    if (m_tabs->count() > 0) closeTab(m_tabs->currentIndex());
                });
    icon(actions.add(QStringLiteral("edit.redo"), edit, tr("&Redo"),
                     {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)}, this,
                     inEditor(&YamlEdit::redo)),
         "edit-redo");
    // Cut, copy and paste belong to whatever has the focus: a field, a table, the text.
    icon(actions.add(QStringLiteral("edit.find"), edit, tr("&Find\u2026"), {QKeySequence::Find}, this,
                     [this] {
                         if (TextTab* tab = currentTab()) tab->findBar().open();
                     }),
         "edit-find");
    actions.add(QStringLiteral("edit.find-next"), edit, tr("Find ne&xt"), {QKeySequence(Qt::Key_F3)}, this, [this] {
        if (TextTab* tab = currentTab()) tab->findBar().step(true);
    });
    actions.add(QStringLiteral("edit.find-previous"), edit, tr("Find pre&vious"),
                {QKeySequence(Qt::SHIFT | Qt::Key_F3)}, this, [this] {
                    if (TextTab* tab = currentTab()) tab->findBar().step(false);
                });
    actions.add(QStringLiteral("edit.fold"), edit, tr("Fo&ld"),
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketLeft)}, this, [this] {
                    if (TextTab* tab = currentTab()) tab->editor().foldAtCaret(true);
                });
    actions.add(QStringLiteral("edit.unfold"), edit, tr("Unfol&d"),
                {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_BracketRight)}, this, [this] {
                    if (TextTab* tab = currentTab()) tab->editor().foldAtCaret(false);
                });
    icon(actions.add(QStringLiteral("edit.next-problem"), edit, tr("Next &problem"), {QKeySequence(Qt::Key_F8)}, this,
                     [this] { goToProblem(1); }),
         "go-down");
    icon(actions.add(QStringLiteral("edit.previous-problem"), edit, tr("Previous proble&m"),
                     {QKeySequence(Qt::SHIFT | Qt::Key_F8)}, this, [this] { goToProblem(-1); }),
         "go-up");
    QAction* plan = icon(actions.add(QStringLiteral("plan.make"), tr("Plan"), tr("&Plan\u2026"),
                                     {QKeySequence(Qt::CTRL | Qt::Key_Return), QKeySequence(Qt::CTRL | Qt::Key_Enter)},
                                     this, [this] { emit planWanted(); }),
                         "view-plan");
    auto* button = new QToolButton(m_tabs);
    button->setDefaultAction(plan);
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setAutoRaise(true);
    m_tabs->setCornerWidget(button);
    const QString whatIf = tr("What if");
    actions.add(QStringLiteral("what-if.keep"), whatIf, tr("&Keep what is tried"),
                {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_K)}, this, [this] { keepWhatIf(); });
    actions.add(QStringLiteral("what-if.reset"), whatIf, tr("&Reset what is tried"),
                {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_R)}, this, [this] {
                    m_preview->whatIf().reset();
                    ask();
                });
    for (int i = 0; i < remedyKeys; ++i) {
        const auto key = static_cast<Qt::Key>(Qt::Key_1 + i);
        m_tryRemedy.push_back(actions.add(QStringLiteral("what-if.remedy-%1").arg(i + 1), whatIf,
                                          tr("Try remedy &%1").arg(i + 1), {QKeySequence(Qt::ALT | key)}, this,
                                          [this, i] { m_preview->tryRemedy(i); }));
        m_writeRemedy.push_back(actions.add(
            QStringLiteral("what-if.write-%1").arg(i + 1), whatIf, tr("Write remedy %1 into the text").arg(i + 1),
            {QKeySequence(Qt::CTRL | Qt::ALT | key)}, this, [this, i] { writeRemedy(i); }));
    }
    const auto showKeys = [this] {
        QStringList keys;
        for (const QAction* action : m_tryRemedy) keys << action->shortcut().toString(QKeySequence::NativeText);
        m_preview->setRemedyKeys(keys);
    };
    showKeys();
    connect(&actions, &Actions::keysChanged, this, showKeys);
    icon(actions.add(QStringLiteral("view.why"), tr("View"), tr("Full &reasoning"),
                     {QKeySequence(Qt::CTRL | Qt::Key_R)}, this,
                     [this] {
                         m_preview->clearSelection();
                         explain();
                         emit detailsWanted();
                     }),
         "question");
}

QWidget* EditorScreen::details()
{
    return m_explain;
}

QList<QWidget*> EditorScreen::panes()
{
    return {currentTab() ? currentTab()->focusProxy() : nullptr,
            m_preview->hasPreview() ? findChild<QWidget*>(QStringLiteral("placement")) : nullptr};
}

QWidget* EditorScreen::problems()
{
    return m_problems;
}

TextTab* EditorScreen::tab(int index) const
{
    return qobject_cast<TextTab*>(m_tabs->widget(index));
}

TextTab* EditorScreen::currentTab() const
{
    return tab(m_tabs->currentIndex());
}

int EditorScreen::tabCount() const
{
    return m_tabs->count();
}

TextTab* EditorScreen::tabOf(const QString& id) const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tab(i)->id() == id) return tab(i);
    }
    return nullptr;
}

QString EditorScreen::subject() const
{
    const TextTab* tab = currentTab();
    return tab ? tab->name() : QString();
}

QString EditorScreen::filePath() const
{
    const TextTab* tab = currentTab();
    return tab ? tab->path() : QString();
}

bool EditorScreen::isModified() const
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        if (tab(i)->isModified()) return true;
    }
    return false;
}

const std::vector<Problem>& EditorScreen::problemRows() const
{
    return m_problemModel->rows();
}

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

void EditorScreen::retitle()
{
    for (int i = 0; i < m_tabs->count(); ++i) {
        // The star is on the tab too: the window's title speaks only of the one in front.
        m_tabs->setTabText(i, tab(i)->isModified() ? tab(i)->name() + QStringLiteral(" *") : tab(i)->name());
        m_tabs->setTabToolTip(i, tab(i)->path().isEmpty() ? tr("not saved in a file") : tab(i)->path());
    }
    emit subjectChanged();
    emit workspaceChanged();
}

void EditorScreen::ask()
{
    if (!m_session.fleet()) {
        showFleetState();
        // Without a fleet the texts are still read: their faults show.
    }
    Request request;
    for (int i = 0; i < m_tabs->count(); ++i) {
        request.sources.push_back({tab(i)->id(), tab(i)->name(), tab(i)->editor().text()});
    }
    request.whatIf = m_preview->whatIf().whatIf();
    request.workload = m_preview->workload();
    m_session.ask(std::move(request));
}

void EditorScreen::receive(const Answer& answer)
{
    m_answer = answer;
    showProblems(answer);
    if (!answer.fleet) {
        showFleetState();
    } else if (!answer.readable) {
        const TextTab* tab = tabOf(answer.brokenSource);
        const QString name = tab ? tab->name() : QString();
        if (m_preview->hasPreview()) {
            m_preview->markStale(tr("From the text before line %1 of %2.").arg(answer.brokenLine).arg(name));
        } else {
            m_preview->showState(StatePanel::State::Empty,
                                 tr("No preview yet: line %1 of %2 has an error").arg(answer.brokenLine).arg(name),
                                 answer.brokenWhat);
        }
    } else if (answer.previews.empty()) {
        showNothing(answer);
    } else {
        m_good = answer;
        m_preview->showAnswer(answer);
    }
    nameRemedies();
    explain();
    emit settled();
}

void EditorScreen::showFleetState()
{
    if (!m_opening.isEmpty()) {
        m_preview->showState(StatePanel::State::Loading, tr("Opening %1\u2026").arg(m_opening));
        return;
    }
    if (m_session.fleet()) return;
    const std::vector<StatePanel::Step> steps{{tr("Open snapshot\u2026"), [this] { emit openFleetWanted(); }},
                                              {tr("Open folder\u2026"), [this] { emit openFolderWanted(); }},
                                              {tr("Open the demo fleet"), [this] { emit openDemoWanted(); }}};
    if (m_fleetFault.isEmpty()) {
        m_preview->showState(StatePanel::State::Empty, tr("The preview needs a snapshot of the fleet"),
                             tr("A file of berthctl snapshot, or a folder of kubectl dumps."), steps);
    } else {
        m_preview->showState(StatePanel::State::Failed, tr("The fleet cannot be opened"), m_fleetFault, steps);
    }
}

void EditorScreen::showNothing(const Answer& answer)
{
    if (answer.documents.empty()) {
        m_preview->showState(StatePanel::State::Empty, tr("Nothing to preview yet"),
                             tr("Type or open a workload, and the policy that places it."),
                             {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }},
                              {tr("Open the examples"), [this] { openExamples(); }}});
    } else {
        m_preview->showState(StatePanel::State::Empty, tr("No workload in the open texts"),
                             tr("A Deployment, StatefulSet, Job or any kind with a pod template is needed beside the "
                                "policy."),
                             {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }}});
    }
}

void EditorScreen::showProblems(const Answer& answer)
{
    std::vector<Problem> rows = answer.problems;
    std::stable_sort(rows.begin(), rows.end(),
                     [](const Problem& a, const Problem& b) { return a.mark.severity > b.mark.severity; });
    int errors = 0;
    int warnings = 0;
    for (const Problem& row : rows) {
        errors += row.mark.severity == Mark::Severity::Error ? 1 : 0;
        warnings += row.mark.severity == Mark::Severity::Warning ? 1 : 0;
    }
    for (int i = 0; i < m_tabs->count(); ++i) {
        QVector<Mark> marks;
        for (const Problem& row : rows) {
            if (row.source == tab(i)->id()) marks.append(row.mark);
        }
        const bool isFaulty = std::any_of(marks.begin(), marks.end(),
                                          [](const Mark& mark) { return mark.severity == Mark::Severity::Error; });
        m_tabs->setTabIcon(i, isFaulty ? theme::icon(theme::Tone::Error) : QIcon());
        tab(i)->editor().setMarks(std::move(marks));
    }
    const bool first = m_problemModel->rows().empty() && !rows.empty();
    m_problemModel->setRows(std::move(rows));
    m_problem = std::min(m_problem, m_problemModel->rowCount() - 1);
    if (first) { // a place is read in one line; the sentences behind it wrap
        const QFontMetrics metrics = m_problems->fontMetrics();
        int widest = 0;
        for (int r = 0; r < m_problemModel->rowCount(); ++r) {
            const QModelIndex place = m_problemModel->index(r, ProblemModel::Place);
            widest = std::max(widest, metrics.horizontalAdvance(place.data().toString()));
        }
        m_problems->setColumnWidth(ProblemModel::Place, widest + 2 * metrics.height() + theme::space(2));
    }
    emit problemsChanged(errors, warnings);
}

void EditorScreen::goToProblem(int step)
{
    const int count = m_problemModel->rowCount();
    if (count == 0) return;
    m_problem = m_problem < 0 ? (step > 0 ? 0 : count - 1) : (m_problem + step + count) % count;
    m_problems->setCurrentIndex(m_problemModel->index(m_problem, 0));
    emit problemsWanted();
    showProblem(m_problemModel->rows()[static_cast<std::size_t>(m_problem)]);
}

void EditorScreen::showProblem(const Problem& problem)
{
    TextTab* tab = tabOf(problem.source);
    if (!tab) return;
    m_tabs->setCurrentWidget(tab);
    tab->editor().goTo(problem.mark.startLine, problem.mark.startColumn);
    tab->editor().setFocus();
}

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

void EditorScreen::nameRemedies()
{
    const core::preview::Preview* preview = m_preview->current();
    const std::vector<RemedyRow> rows = preview ? remedyRows(*preview, locale()) : std::vector<RemedyRow>();
    for (std::size_t i = 0; i < m_tryRemedy.size(); ++i) {
        const bool there = i < rows.size();
        const core::preview::Remedy* remedy = there ? &preview->remedies[i] : nullptr;
        const bool inText = remedy && (remedy->replicas || !remedy->division.empty() ||
                                       remedy->kind == core::preview::Remedy::Kind::AllowEcsProvision);
        m_tryRemedy[i]->setVisible(there && rows[i].canTry);
        m_writeRemedy[i]->setVisible(inText);
        if (!there) continue;
        QString words = rows[i].text;
        words.replace(QLatin1Char('&'), QLatin1String("&&"));
        m_tryRemedy[i]->setText(tr("&%1 Try: %2", "number, remedy").arg(i + 1).arg(words));
        m_writeRemedy[i]->setText(tr("Write into the text: %1", "remedy").arg(words));
    }
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
    bool examples = m_session.isDemo(); // all of them, and nothing else: berthctl's demo is the same
    for (int i = 0; i < m_tabs->count(); ++i) examples = examples && tab(i)->isExample();
    for (int i = 0; i < m_tabs->count() && !examples; ++i) {
        if (tab(i)->path().isEmpty() || tab(i)->isModified()) {
            unsaved << tab(i)->name();
        } else {
            files << tab(i)->path();
        }
    }
    if (!unsaved.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("The command reads files. Save first: %1").arg(unsaved.join(QStringLiteral(", "))),
                       {{tr("Save"), [this] { save(currentTab()); }}});
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
    m_message->say(theme::Tone::Attention, tr("No open text states %1.").arg(keyOf(what)));
}

std::optional<std::vector<PlanText>> EditorScreen::textsToPlan()
{
    std::vector<PlanText> texts;
    QStringList secret;
    for (int i = 0; i < m_tabs->count(); ++i) {
        TextTab* one = tab(i);
        const QString text = one->editor().text();
        if (text.trimmed().isEmpty()) continue;
        const bool isInFile = !one->path().isEmpty() && !one->isModified();
        if (!isInFile && holdsSecretValues(text)) secret << one->name();
        texts.push_back({one->name(), isInFile ? one->path() : QString(), text});
    }
    if (!secret.isEmpty()) {
        m_message->say(theme::Tone::Attention,
                       tr("A plan keeps no value of a Secret: it is read from its file when the plan is applied. Save "
                          "first: %1")
                           .arg(secret.join(QStringLiteral(", "))),
                       {{tr("Save"), [this] { save(currentTab()); }}});
        return std::nullopt;
    }
    if (texts.empty()) {
        m_message->say(theme::Tone::Attention, tr("There is no text to plan. Open a manifest first."),
                       {{tr("Open manifests\u2026"), [this] { emit openManifestsWanted(); }}});
        return std::nullopt;
    }
    return texts;
}

QByteArray EditorScreen::saveLayout() const
{
    QByteArray bytes;
    QDataStream out(&bytes, QIODevice::WriteOnly);
    out << m_splitter->saveState() << m_preview->saveLayout() << m_problems->header()->saveState();
    return bytes;
}

void EditorScreen::restoreLayout(const QByteArray& state)
{
    QByteArray splitter;
    QByteArray preview;
    QByteArray problems;
    QDataStream in(state);
    in >> splitter >> preview >> problems;
    if (in.status() != QDataStream::Ok) return;
    m_splitter->restoreState(splitter);
    m_preview->restoreLayout(preview);
    m_problems->header()->restoreState(problems);
    shareProblemColumns();
}

/// What is wrong and what to do about it share what the place leaves, however wide the dock is, and are read in full.
void EditorScreen::shareProblemColumns()
{
    QHeaderView& header = *m_problems->header();
    header.setStretchLastSection(false);
    header.setSectionResizeMode(ProblemModel::What, QHeaderView::Stretch);
    header.setSectionResizeMode(ProblemModel::Fix, QHeaderView::Stretch);
}

void EditorScreen::refreshDensity()
{
    m_preview->refreshDensity();
    m_problems->doItemsLayout();
}

} // namespace ui::editor
