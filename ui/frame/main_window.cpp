#include "ui/frame/main_window.h"

#include <QAbstractItemView>
#include <QAction>
#include <QApplication>
#include <QDir>
#include <QDockWidget>
#include <QHBoxLayout>
#include <QListView>
#include <QMessageBox>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTimer>

#include "core/base/replace_file.h"
#include "ui/frame/actions.h"
#include "ui/frame/class_strip.h"
#include "ui/frame/cluster_name.h"
#include "ui/frame/details_dock.h"
#include "ui/frame/shortcuts_dialog.h"
#include "ui/frame/snapshot_panel.h"
#include "ui/frame/state_store.h"
#include "ui/screens/connections/connections_screen.h"
#include "ui/screens/editor/document.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/plan/live_dialog.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/screens.h"
#include "ui/session/connection_book.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/theme/system_scheme.h"
#include "ui/widgets/message_bar.h"

namespace ui {
namespace {

constexpr int saveEveryMs = 200; ///< at most this much typing is lost to a kill

} // namespace

MainWindow::MainWindow(Options options, QWidget* parent)
    : QMainWindow(parent)
    , m_options(std::move(options))
    , m_session(new Session(this))
    , m_book(new ConnectionBook(m_options.settings, this))
    , m_plans(new PlanDesk(
          m_options.stateFolder.isEmpty() ? QString() : m_options.stateFolder + QStringLiteral("/journal.db"), this))
    , m_actions(new Actions(this))
    , m_navigation(new QListView(this))
    , m_stack(new QStackedWidget(this))
{
    m_plans->setFleet([this] { return m_session->isLive() ? m_session->fleet() : nullptr; });
    setObjectName(QStringLiteral("main"));
    setWindowIcon(theme::programIcon());
    setAcceptDrops(true);
    setDockNestingEnabled(false);
    if (!m_options.stateFolder.isEmpty()) {
        static_cast<void>(core::makePrivateFolder(QFile::encodeName(m_options.stateFolder).toStdString()));
        m_settings =
            std::make_unique<QSettings>(m_options.stateFolder + QStringLiteral("/window.ini"), QSettings::IniFormat);
        m_drafts = std::make_unique<StateWriter>(m_options.stateFolder + QStringLiteral("/drafts.json"));
        m_keepRecent = m_settings->value(QStringLiteral("recent/keep"), true).toBool();
    }
    m_saveTimer.setSingleShot(true);
    m_saveTimer.setInterval(saveEveryMs);
    connect(&m_saveTimer, &QTimer::timeout, this, &MainWindow::saveWorkspace);

    buildActions();
    buildScreens();
    restoreShortcuts();
    buildDocks();
    buildMenus();
    buildStatusBar();
    for (const auto changed : {&Session::fleetChanged, &Session::fleetUpdated})
        connect(m_session, changed, this, &MainWindow::describeFleet);
    for (const auto changed : {&Session::fleetChanged, &Session::fleetUpdated})
        connect(m_session, changed, m_plans, &PlanDesk::lookAgain);
    m_plans->setTexts([this] { return m_editor->texts(); });
    connect(m_editor, &editor::EditorScreen::workspaceChanged, m_plans, &PlanDesk::lookAtTexts);
    connect(m_plans, &PlanDesk::textsWanted, this, &MainWindow::makePlan);
    connect(m_editor, &editor::EditorScreen::liveWanted, this, &MainWindow::compareLive);
    const auto canName = [this] {
        const bool can = m_session->isLive() && !m_editor->preview().selectedCluster().isEmpty();
        m_actions->get(QStringLiteral("view.name-cluster"))->setEnabled(can);
    };
    canName();
    connect(m_session, &Session::fleetChanged, this, canName);
    connect(&m_editor->preview(), &editor::PreviewPane::selectionChanged, this, canName);
    connect(m_session, &Session::clustersChanged, this, &MainWindow::describeLive);
    connect(m_session, &Session::fleetChanged, this, &MainWindow::describeWay);
    connect(m_book, &ConnectionBook::changed, this, &MainWindow::describeWay);
    connect(m_session, &Session::identified, this, [this](const QString& name, const std::string& uid) {
        if (m_book->identify(name, uid)) return;
        m_connections->message().say(
            theme::Tone::Attention,
            tr("%1 leads to another cluster than when it was tested. If that is meant, test it again.").arg(name));
    });
    connect(m_session, &Session::fleetChanged, this, [this] {
        if (!m_session->fleetPath().isEmpty()) noteRecent(m_session->fleetPath());
        saveWorkspaceSoon();
    });
    auto* desktop = new theme::SystemSchemeWatch(this);
    connect(desktop, &theme::SystemSchemeWatch::changed, this, [this] {
        if (m_theme == theme::Choice::System) theme::apply(*qApp, theme::resolve(m_theme));
    });
    connect(qApp, &QGuiApplication::commitDataRequest, this, [this] { saveWorkspaceNow(); });

    resize(fontMetrics().height() * 76, fontMetrics().height() * 46);
    m_defaultState = saveState(layoutVersion);
    m_defaultEditorLayout = m_editor->saveLayout();
    restoreLayout();
    retitle();
    foldNavigation();
}

MainWindow::~MainWindow()
{
    // The session's thread and the writer's end before the widgets that they speak to.
    disconnect(m_session, nullptr, this, nullptr);
    disconnect(m_editor, nullptr, m_plans, nullptr);
    m_plans->setTexts({});
}

void MainWindow::buildScreens()
{
    auto* central = new QWidget(this);
    auto* column = new QVBoxLayout(central);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    m_strip = new ClassStrip(central);
    column->addWidget(m_strip);
    auto* row = new QHBoxLayout;
    column->addLayout(row, 1);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    auto* model = new QStandardItemModel(m_navigation);
    int number = 0;
    for (const ScreenEntry& entry : screens()) {
        auto* item = new QStandardItem(theme::icon(entry.icon), entry.title);
        item->setToolTip(QStringLiteral("%1 (%2)").arg(entry.title, entry.shortcut.toString(QKeySequence::NativeText)));
        item->setData(entry.title, Qt::AccessibleTextRole);
        model->appendRow(item);
        Screen* screen = entry.make({*m_session, *m_book, *m_plans, *m_actions}, m_stack);
        m_stack->addWidget(screen);
        if (!m_editor) m_editor = qobject_cast<editor::EditorScreen*>(screen);
        if (!m_planScreen) m_planScreen = qobject_cast<plan::PlanScreen*>(screen);
        if (!m_connections) m_connections = qobject_cast<connections::ConnectionsScreen*>(screen);
        connect(screen, &Screen::openFleetWanted, this, &MainWindow::chooseSnapshot);
        connect(screen, &Screen::openFolderWanted, this, &MainWindow::chooseFolder);
        connect(screen, &Screen::openManifestsWanted, this, &MainWindow::chooseManifests);
        connect(screen, &Screen::openDemoWanted, this, &MainWindow::openDemo);
        connect(screen, &Screen::importWanted, this, [this](const QStringList& paths) {
            goTo(QStringLiteral("connections"));
            m_connections->import(paths);
        });
        connect(screen, &Screen::planWanted, this, &MainWindow::makePlan);
        connect(screen, &Screen::textWanted, this, [this](const core::model::ObjectRef& what, const std::string& at) {
            goTo(QStringLiteral("editor"));
            m_editor->showObject(what, at);
        });
        connect(screen, &Screen::draftWanted, this, [this](const QString& name, const QString& text) {
            goTo(QStringLiteral("editor"));
            m_editor->openDraft(name, text);
        });
        connect(screen, &Screen::planShown, this, [this] { goTo(QStringLiteral("plan")); });
        connect(screen, &Screen::openPlanWanted, this, &MainWindow::choosePlan);
        connect(screen, &Screen::connectionsWanted, this, [this] { goTo(QStringLiteral("connections")); });
        connect(screen, &Screen::connectionWanted, this, &MainWindow::openConnection);
        connect(screen, &Screen::historyWanted, this, [this] { goTo(QStringLiteral("history")); });
        connect(screen, &Screen::pathsDropped, this, [this](const QStringList& paths) { openPaths(paths); });
        connect(screen, &Screen::fileOpened, this, &MainWindow::noteRecent);
        connect(screen, &Screen::detailsWanted, this, [this, screen] {
            if (screen->details() != nullptr) m_details->open(screen->details());
        });
        const int index = number++;
        m_actions->add(QStringLiteral("go.%1").arg(entry.id), tr("Go"), entry.title, {entry.shortcut}, this,
                       [this, index] { m_navigation->setCurrentIndex(m_navigation->model()->index(index, 0)); });
    }
    m_navigation->setModel(model);
    m_navigation->setAccessibleName(tr("Screens"));
    m_navigation->setFrameShape(QFrame::NoFrame);
    m_navigation->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_navigation->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_navigation->setSpacing(theme::space(1) / 2);
    m_navigation->viewport()->setBackgroundRole(QPalette::Window);
    m_navigation->setCurrentIndex(model->index(0, 0));
    connect(m_navigation->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex& at) {
        m_stack->setCurrentIndex(at.row());
        nameProblems();
        auto* screen = qobject_cast<Screen*>(m_stack->currentWidget());
        if (screen != nullptr && screen->details() != nullptr) m_details->setPage(screen->details());
    });
    row->addWidget(m_navigation);
    row->addWidget(m_stack, 1);
    setCentralWidget(central);

    using editor::EditorScreen;
    connect(m_editor, &EditorScreen::subjectChanged, this, &MainWindow::retitle);
    connect(m_editor, &EditorScreen::problemsChanged, this, &MainWindow::describeProblems);
    connect(m_editor, &EditorScreen::editorWanted, this, [this] { goTo(QStringLiteral("editor")); });
    connect(m_editor, &EditorScreen::problemsWanted, this, [this] { m_problems->show(); });
    connect(m_connections, &connections::ConnectionsScreen::opened, this, [this] { goTo(QStringLiteral("editor")); });
    connect(m_editor, &editor::EditorScreen::settled, this, &MainWindow::describePrices);
    connect(m_editor, &editor::EditorScreen::workspaceChanged, this, &MainWindow::saveWorkspaceSoon);
}

void MainWindow::buildDocks()
{
    m_problems = new QDockWidget(tr("Problems"), this);
    m_problems->setObjectName(QStringLiteral("problems-dock"));
    m_problems->setWidget(m_editor->problems());
    addDockWidget(Qt::BottomDockWidgetArea, m_problems);
    setCorner(Qt::BottomRightCorner, Qt::RightDockWidgetArea);
    resizeDocks({m_problems}, {fontMetrics().height() * 8}, Qt::Vertical);
    m_details = new DetailsDock(*this, *m_problems);
    m_snapshotPanel = new SnapshotPanel(m_details);
    for (int i = 0; i < m_stack->count(); ++i)
        if (QWidget* page = qobject_cast<Screen*>(m_stack->widget(i))->details()) m_details->addPage(page);
    m_details->addPage(m_snapshotPanel);
}

void MainWindow::buildActions()
{
    const QString file = tr("File");
    const QString view = tr("View");
    const QString help = tr("Help");
    const auto add = [this](const char* id, const QString& section, const QString& text, const char* icon,
                            const QList<QKeySequence>& keys, std::function<void()> run) {
        QAction* action = m_actions->add(QString::fromLatin1(id), section, text, keys, this, std::move(run));
        if (icon) action->setIcon(theme::icon(QString::fromLatin1(icon)));
        return action;
    };
    add("file.open-snapshot", file, tr("Open s&napshot\u2026"), "document-open", {QKeySequence::Open},
        [this] { chooseSnapshot(); });
    add("file.open-folder", file, tr("Open &folder\u2026"), "folder-open",
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_O)}, [this] { chooseFolder(); });
    add("file.open-manifests", file, tr("Open &manifests\u2026"), "document-open",
        {QKeySequence(Qt::CTRL | Qt::ALT | Qt::Key_O)}, [this] { chooseManifests(); });
    add("file.import", file, tr("&Import connections\u2026"), "connections", {QKeySequence(Qt::CTRL | Qt::Key_I)},
        [this] {
            goTo(QStringLiteral("connections"));
            m_connections->import({});
        });
    add("view.refresh", view, tr("&Refresh"), "view-refresh", {QKeySequence::Refresh},
        [this] { m_session->refresh(); });
    add("file.open-demo", file, tr("Open &demo fleet"), "berth", {}, [this] { openDemo(); });
    add("file.open-plan", file, tr("Open &plan\u2026"), "view-plan", {}, [this] { choosePlan(); });
    const QString edit = tr("Edit");
    add("edit.undo", edit, tr("&Undo"), "edit-undo", {QKeySequence::Undo}, [this] { currentScreen()->undo(); });
    add("edit.copy-command", edit, tr("&Copy as command"), "edit-copy",
        {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_C)}, [this] { currentScreen()->copyCommand(); });
    add("view.read-only", view, tr("Read-&only"), nullptr, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_R)}, [this] {
        m_isReadOnly = !m_isReadOnly;
        describeWay();
    })->setCheckable(true);
    add("file.quit", file, tr("&Quit"), "application-exit", {QKeySequence(Qt::CTRL | Qt::Key_Q)}, [this] { close(); });
    add("view.details", view, tr("&Details"), nullptr, {QKeySequence(Qt::Key_F9)}, [this] { m_details->toggle(); });
    add("view.problems", view, tr("&Problems"), nullptr, {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_M)},
        [this] { m_problems->setVisible(!m_problems->isVisible()); });
    add("view.snapshot", view, tr("&Snapshot"), "snapshot", {QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_N)},
        [this] { showSnapshotDetails(); });
    add("view.name-cluster", view, tr("Na&me the cluster\u2026"), nullptr, {},
        [this] { askClusterName(*this, *m_session, *m_book, m_editor->preview().selectedCluster()); });
    add("view.next-pane", view, tr("&Next pane"), nullptr, {QKeySequence(Qt::Key_F6)}, [this] { stepPane(1); });
    add("view.previous-pane", view, tr("Pre&vious pane"), nullptr, {QKeySequence(Qt::SHIFT | Qt::Key_F6)},
        [this] { stepPane(-1); });
    add("view.reset-layout", view, tr("&Reset layout"), nullptr, {}, [this] { resetLayout(); });
    add("help.shortcuts", help, tr("&Shortcuts"), "input-keyboard", {QKeySequence(Qt::CTRL | Qt::Key_Question)},
        [this] {
            auto* dialog = new ShortcutsDialog(*m_actions, this);
            dialog->setAttribute(Qt::WA_DeleteOnClose);
            dialog->open();
        });
    add("help.about", help, tr("&About Berth"), "help-about", {}, [this] { about(); });
}

void MainWindow::restoreShortcuts()
{
    if (!m_settings) return;
    for (const Actions::Entry& entry : m_actions->all()) {
        const QString key = QStringLiteral("shortcuts/") + entry.id;
        if (m_settings->contains(key))
            m_actions->setKeys(
                entry.id, QKeySequence::listFromString(m_settings->value(key).toString(), QKeySequence::PortableText));
    }
    connect(m_actions, &Actions::keysChanged, this, [this](const QString& id) {
        const Actions::Entry* entry = m_actions->entry(id);
        const QString key = QStringLiteral("shortcuts/") + id;
        if (entry->action->shortcuts() == entry->defaults) {
            m_settings->remove(key);
        } else {
            m_settings->setValue(key,
                                 QKeySequence::listToString(entry->action->shortcuts(), QKeySequence::PortableText));
        }
    });
}

void MainWindow::stepPane(int step)
{
    // From the text to the preview, the details, the problems, and round.
    QList<QWidget*> panes = currentScreen()->panes();
    panes << (m_details->isSeen() ? m_details->page()->findChild<QAbstractItemView*>() : nullptr)
          << (m_problems->isVisible() ? m_editor->problems() : nullptr);
    panes.removeAll(nullptr);
    if (panes.isEmpty()) return;
    const qsizetype at = panes.indexOf(QApplication::focusWidget());
    const qsizetype next = at < 0 ? (step > 0 ? 0 : panes.size() - 1) : (at + step + panes.size()) % panes.size();
    panes[next]->setFocus(Qt::ShortcutFocusReason);
}

void MainWindow::makePlan()
{
    const auto texts = m_editor->textsToPlan();
    if (!texts) {
        goTo(QStringLiteral("editor")); // which says what is in the way
        return;
    }
    if (!m_plans->way().connection.isEmpty()) m_plans->plan(*texts);
    goTo(QStringLiteral("plan")); // which says what to do where no connection is open
}

void MainWindow::compareLive(const PlanText& text)
{
    if (m_plans->way().connection.isEmpty()) {
        m_editor->message().say(
            theme::Tone::Attention,
            m_session->fleet() ? tr("%1 is a snapshot: there is no live object to compare with. Open a connection.")
                                     .arg(m_session->fleetName())
                               : tr("No fleet is open: there is no live object to compare with. Open a connection."),
            {{tr("Open a connection"), [this] { goTo(QStringLiteral("connections")); }}});
        return;
    }
    auto* dialog = new plan::LiveDialog(*m_plans, text, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

Screen* MainWindow::currentScreen() const
{
    return qobject_cast<Screen*>(m_stack->currentWidget());
}

void MainWindow::showSnapshotDetails()
{
    if (!m_session->fleet()) {
        chooseSnapshot();
        return;
    }
    m_details->open(m_snapshotPanel);
}

void MainWindow::retitle()
{
    QStringList parts;
    if (!m_editor->subject().isEmpty()) parts << m_editor->subject() + QStringLiteral("[*]");
    if (m_session->fleet()) parts << m_session->fleetName();
    parts << QStringLiteral("Berth");
    QString title = parts.join(QStringLiteral(" \u2013 "));
    if (!title.contains(QStringLiteral("[*]"))) title += QStringLiteral("[*]");
    setWindowTitle(title);
    setWindowFilePath(m_editor->filePath());
    setWindowModified(m_editor->isModified());
}

void MainWindow::goTo(const QString& screen)
{
    for (std::size_t i = 0; i < screens().size(); ++i)
        if (screens()[i].id == screen)
            m_navigation->setCurrentIndex(m_navigation->model()->index(static_cast<int>(i), 0));
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::ApplicationFontChange) foldNavigation();
}

void MainWindow::about()
{
    auto* box = new QMessageBox(QMessageBox::NoIcon, tr("About Berth"),
                                tr("Berth %1").arg(QCoreApplication::applicationVersion()), QMessageBox::Close, this);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setIconPixmap(theme::programIcon().pixmap(QSize(48, 48), devicePixelRatioF()));
    box->setInformativeText(
        tr("An operations console for GPU fleets: where every replica would land, on which nodes, from "
           "which stock, and why.\n\nQt %1. The program as a whole is under the GPL, version 3.")
            .arg(QString::fromLatin1(qVersion())));
    box->open();
}

} // namespace ui
