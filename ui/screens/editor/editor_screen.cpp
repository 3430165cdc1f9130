#include "ui/screens/editor/editor_screen.h"

#include <QAction>
#include <QDataStream>
#include <QFileSystemWatcher>
#include <QHeaderView>
#include <QSplitter>
#include <QStackedWidget>
#include <QTabBar>
#include <QTabWidget>
#include <QTimer>
#include <QToolButton>
#include <QTreeView>
#include <QVBoxLayout>

#include <algorithm>

#include "ui/frame/actions.h"
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

constexpr int remedyKeys = 9;       ///< Alt+1 … Alt+9
constexpr int compareAfterMs = 300; ///< the first sign of a change to a file

/// Names lose their middle, down to what can still be told apart; only then they have to be scrolled.
class TextBar final : public QTabBar {
public:
    using QTabBar::QTabBar;

protected:
    QSize minimumTabSizeHint(int index) const override
    {
        constexpr int letters = 14;
        const QSize whole = tabSizeHint(index);
        const int beside = whole.width() - fontMetrics().size(Qt::TextShowMnemonic, tabText(index)).width();
        return {std::min(whole.width(), beside + letters * fontMetrics().averageCharWidth()), whole.height()};
    }
};

class TextTabs final : public QTabWidget {
public:
    explicit TextTabs(QWidget* parent)
        : QTabWidget(parent)
    {
        setTabBar(new TextBar(this));
        setElideMode(Qt::ElideMiddle); // a tip has the whole
    }
};

} // namespace

EditorScreen::EditorScreen(Session& session, Actions& actions, QWidget* parent)
    : Screen(parent)
    , m_session(session)
    , m_splitter(new QSplitter(Qt::Horizontal, this))
    , m_left(new QStackedWidget(m_splitter))
    , m_tabs(new TextTabs(m_left))
    , m_empty(new StatePanel(m_left))
    , m_message(new MessageBar(this))
    , m_preview(new PreviewPane(m_splitter))
    , m_explain(new ExplainPanel)
    , m_problemModel(new ProblemModel(this))
    , m_problems(makeView(m_problemModel, QStringLiteral("problems"), tr("Problems"), false, nullptr))
    , m_watcher(new QFileSystemWatcher(this))
    , m_compareTimer(new QTimer(this))
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

    m_compareTimer->setSingleShot(true);
    m_compareTimer->setInterval(compareAfterMs);
    const auto compareSoon = [this] { // what goes on in the folder does not put it off
        if (!m_compareTimer->isActive()) m_compareTimer->start();
    };
    connect(m_watcher, &QFileSystemWatcher::fileChanged, m_compareTimer, compareSoon);
    connect(m_watcher, &QFileSystemWatcher::directoryChanged, m_compareTimer, compareSoon);
    connect(m_compareTimer, &QTimer::timeout, this, &EditorScreen::compareWithFiles);
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

    connect(&m_session, &Session::placed, this, &EditorScreen::receivePlacement);
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
        std::vector<MessageBar::Action> steps;
        if (name == m_session.connection()) // of a file, the sentence says what to do
            steps = {{tr("Retry"), [this, name] { emit connectionWanted(name); }},
                     {tr("Details"), [this] { emit connectionsWanted(); }}};
        m_message->say(theme::Tone::Error, tr("%1 cannot be opened. %2").arg(name, what), std::move(steps));
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
    QAction* live = actions.add(QStringLiteral("plan.compare-live"), tr("Plan"), tr("Compare &live\u2026"),
                                {QKeySequence(Qt::CTRL | Qt::Key_L)}, this, [this] { compareLive(); });
    // One button: two would leave a narrow window no room for the tabs.
    auto* button = new QToolButton(m_tabs);
    button->setDefaultAction(plan);
    button->addAction(live);
    button->setPopupMode(QToolButton::MenuButtonPopup);
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

/// Problems and what is offered stay those of the answer before until the whole one is there.
void EditorScreen::receivePlacement(const Answer& answer)
{
    m_preview->showAnswer(answer);
    explain();
    emit placementShown();
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
    emit placementShown();
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
    emit editorWanted(); // the list stands below every screen
    TextTab* tab = tabOf(problem.source);
    if (!tab) return;
    m_tabs->setCurrentWidget(tab);
    tab->editor().goTo(problem.mark.startLine, problem.mark.startColumn);
    tab->editor().setFocus();
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
