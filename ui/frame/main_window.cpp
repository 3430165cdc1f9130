#include "ui/frame/main_window.h"

#include <QAbstractItemView>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QDir>
#include <QDockWidget>
#include <QFile>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QLineEdit>
#include <QListView>
#include <QMessageBox>
#include <QMimeData>
#include <QPlainTextEdit>
#include <QPushButton>
#include <QRegularExpression>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QStatusBar>
#include <QTimer>
#include <QToolButton>

#include "core/snapshot/describe.h"
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
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/screens/screens.h"
#include "ui/session/connection_book.h"
#include "ui/session/engine_texts.h"
#include "ui/session/plan_desk.h"
#include "ui/theme/icon.h"
#include "ui/theme/system_scheme.h"
#include "ui/widgets/message_bar.h"

namespace ui {
namespace {

constexpr int layoutVersion = 1;
constexpr int mostRecent = 10;
constexpr int saveEveryMs = 200;       ///< at most this much typing is lost to a kill
constexpr int narrowNavigation = 1100; ///< px at 100 %: below, names give way to icons

/// A folder of dumps or a snapshot's file, a damaged one, too: what is named like one and is no text. All else is a text,
/// whatever its name ends in.
bool isFleet(const QString& path)
{
    if (QFileInfo(path).isDir()) return true;
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    const QByteArray head = file.read(4096);
    if (head.startsWith("\x89"
                        "BERTH")) { // core/snapshot/format.md
        return true;
    }
    const bool named = path.endsWith(QLatin1String(".berth")) || path.endsWith(QLatin1String(".fleet"));
    return named && (head.isEmpty() || head.contains('\0'));
}

/// By what it says of itself at its beginning.
bool isPlan(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    const QByteArray head = file.read(64 * 1024);
    static const QRegularExpression kind(QStringLiteral(R"("kind"\s*:\s*"Plan")"));
    return head.contains("berth/v1") && kind.match(QString::fromUtf8(head)).hasMatch();
}

/// By what each of them says of itself; a manifest never does.
bool isKubeconfig(const QString& path)
{
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly)) return false;
    const QString head = QString::fromUtf8(file.read(64 * 1024));
    static const QRegularExpression kind(QStringLiteral(R"(^["']?kind["']?\s*:\s*["']?Config["']?\s*,?\s*$)"),
                                         QRegularExpression::MultilineOption);
    static const QRegularExpression json(QStringLiteral(R"("kind"\s*:\s*"Config")"));
    return (kind.match(head).hasMatch() || json.match(head).hasMatch()) && head.contains(QStringLiteral("clusters"));
}

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
        QDir().mkpath(m_options.stateFolder);
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
        auto* screen = qobject_cast<Screen*>(m_stack->currentWidget());
        if (screen != nullptr && screen->details() != nullptr) m_details->setPage(screen->details());
    });
    row->addWidget(m_navigation);
    row->addWidget(m_stack, 1);
    setCentralWidget(central);

    using editor::EditorScreen;
    connect(m_editor, &EditorScreen::subjectChanged, this, &MainWindow::retitle);
    connect(m_editor, &EditorScreen::problemsChanged, this, &MainWindow::describeProblems);
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

void MainWindow::buildStatusBar()
{
    const auto cell = [this](std::function<void()> open) {
        auto* button = new QToolButton(this);
        button->setAutoRaise(true);
        button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
        button->setFocusPolicy(Qt::TabFocus);
        connect(button, &QToolButton::clicked, this, [open = std::move(open)] { open(); });
        statusBar()->addWidget(button);
        return button;
    };
    statusBar()->setSizeGripEnabled(false);
    m_fleetCell = cell([this] { showSnapshotDetails(); });
    m_accessCell = cell([this] { goTo(QStringLiteral("connections")); });
    m_stockCell = cell([this] { showSnapshotDetails(); });
    m_priceCell = cell([this] { showSnapshotDetails(); });
    m_problemCell = cell([this] {
        m_problems->show();
        m_editor->problems()->setFocus();
    });
    describeFleet();
    describeWay();
    describeProblems(0, 0);
}

void MainWindow::describeFleet()
{
    const core::snapshot::FleetPtr fleet = m_session->fleet();
    for (QToolButton* cell : {m_stockCell, m_priceCell}) cell->setVisible(fleet != nullptr);
    if (!fleet) {
        m_fleetCell->setText(tr("no fleet is open"));
        m_fleetCell->setAccessibleName(m_fleetCell->text());
        retitle();
        return;
    }
    if (m_session->isLive()) {
        describeLive();
    } else {
        m_fleetCell->setIcon(theme::icon(QStringLiteral("snapshot")));
        m_fleetCell->setText(tr("%1: snapshot of %2, offline").arg(m_session->fleetName(), timeText(fleet->takenAt)));
        m_fleetCell->setToolTip(
            tr("Snapshot %1. Nothing is live: this window reads a file.").arg(QString::fromStdString(fleet->digest)));
    }
    m_stockCell->setText(fleet->stock.empty()
                             ? tr("stock not known")
                             : tr("stock %1", "age").arg(ageText(core::snapshot::describe(*fleet).stockAge)));
    m_stockCell->setToolTip(tr("Age of the oldest stock figure, against the moment of the snapshot."));
    describePrices();
    for (QToolButton* cell : {m_fleetCell, m_stockCell}) cell->setAccessibleName(cell->text());
    m_snapshotPanel->show(*fleet, m_session->fleetName(), m_session->notes());
    retitle();
}

void MainWindow::describeLive()
{
    if (!m_session->isLive()) return;
    int all = 0;
    int reached = 0;
    QStringList troubles;
    theme::Tone tone = theme::Tone::Ok;
    for (const ClusterState& cluster : m_session->clusters()) {
        if (!cluster.isFleet) ++all;
        if (!cluster.isFleet && (cluster.tone == theme::Tone::Ok || cluster.tone == theme::Tone::Progress ||
                                 (cluster.tone == theme::Tone::Attention && !cluster.parts.empty())))
            ++reached;
        if (cluster.tone != theme::Tone::Ok && cluster.tone != theme::Tone::Progress) {
            tone = theme::Tone::Attention;
            troubles << QStringLiteral("%1: %2 %3")
                            .arg(cluster.isFleet ? tr("control plane") : clusterText(cluster.name.toStdString()),
                                 cluster.state, cluster.why);
        } else if (cluster.tone == theme::Tone::Progress && tone == theme::Tone::Ok) {
            tone = theme::Tone::Progress;
        }
    }
    m_fleetCell->setIcon(theme::icon(tone));
    m_fleetCell->setText(tr("%1: %2 of %n cluster(s) live", "connection, number", all)
                             .arg(m_session->fleetName(), locale().toString(reached)));
    troubles.prepend(
        tr("Newest snapshot %1, of %2.")
            .arg(QString::fromStdString(m_session->fleet()->digest).left(7), timeText(m_session->fleet()->takenAt)));
    m_fleetCell->setToolTip(troubles.join(QLatin1Char('\n')));
    m_fleetCell->setAccessibleName(m_fleetCell->text());
}

/// What plans are made on, and whether anything may be changed there.
void MainWindow::describeWay()
{
    PlanWay way{m_session->isLive() ? m_session->connection() : QString(), m_book->settings(), m_isReadOnly};
    const bool isOpen = !way.connection.isEmpty();
    m_actions->get(QStringLiteral("view.read-only"))->setChecked(m_isReadOnly);
    m_accessCell->setVisible(isOpen || m_isReadOnly);
    m_accessCell->setText(way.isReadOnly() ? tr("read-only") : tr("may be changed", "a fleet, by plans"));
    m_accessCell->setToolTip(m_isReadOnly       ? tr("This window only reads, whatever the connection allows.")
                             : way.isReadOnly() ? tr("The connection is saved as read-only: plans can be made, saved "
                                                     "and copied, not applied.")
                                                : tr("Plans that you apply change the fleet. Nothing else does."));
    m_accessCell->setAccessibleName(m_accessCell->text());
    if (isOpen && way.isProduction())
        m_strip->warn(way.connection, way.isReadOnly());
    else
        m_strip->hide();
    m_plans->setWay(way);
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

void MainWindow::choosePlan()
{
    const QString path = QFileDialog::getOpenFileName(this, tr("Open plan"), {}, tr("Plans (*.json);;All files (*)"));
    if (!path.isEmpty()) openPaths({path});
}

Screen* MainWindow::currentScreen() const
{
    return qobject_cast<Screen*>(m_stack->currentWidget());
}

void MainWindow::describePrices()
{
    const core::snapshot::FleetPtr fleet = m_session->fleet();
    if (!fleet) return;
    // Of the prices that the preview rests on; where it buys nothing, there is no date to tell.
    const QString dates = m_editor->preview().priceDates();
    m_priceCell->setVisible(!dates.isEmpty() || fleet->prices.empty());
    m_priceCell->setText(dates.isEmpty() ? tr("prices not known") : tr("prices of %1", "date").arg(dates));
    m_priceCell->setAccessibleName(m_priceCell->text());
}

void MainWindow::describeProblems(int errors, int warnings)
{
    QStringList parts;
    if (errors > 0) parts << tr("%n error(s)", nullptr, errors);
    if (warnings > 0) parts << tr("%n warning(s)", nullptr, warnings);
    m_problemCell->setText(parts.isEmpty() ? tr("no problems") : parts.join(QStringLiteral(", ")));
    m_problemCell->setAccessibleName(m_problemCell->text());
    m_problemCell->setIcon(theme::icon(errors > 0     ? theme::Tone::Error
                                       : warnings > 0 ? theme::Tone::Attention
                                                      : theme::Tone::Ok));
    const int all = errors + warnings;
    m_problems->setWindowTitle(all == 0 ? tr("Problems") : tr("Problems (%1)").arg(locale().toString(all)));
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

void MainWindow::chooseSnapshot()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Open snapshot"), {}, tr("Snapshots (*.berth *.fleet);;All files (*)"));
    if (!path.isEmpty()) openFleet(path);
}

void MainWindow::chooseFolder()
{
    const QString path = QFileDialog::getExistingDirectory(this, tr("Open a folder of kubectl dumps"));
    if (!path.isEmpty()) openFleet(path);
}

void MainWindow::chooseManifests()
{
    const QStringList paths = QFileDialog::getOpenFileNames(this, tr("Open manifests"), {},
                                                            tr("Manifests (*.yaml *.yml *.json);;All files (*)"));
    if (!paths.isEmpty()) m_editor->openFiles(paths);
}

void MainWindow::openFleet(const QString& path)
{
    m_session->openFleet(QFileInfo(path).absoluteFilePath());
}

void MainWindow::openConnection(const QString& name)
{
    goTo(QStringLiteral("connections")); // where it asks, if it has to
    m_connections->open(name);
}

void MainWindow::goTo(const QString& screen)
{
    for (std::size_t i = 0; i < screens().size(); ++i)
        if (screens()[i].id == screen)
            m_navigation->setCurrentIndex(m_navigation->model()->index(static_cast<int>(i), 0));
}

void MainWindow::openDemo()
{
    m_session->openDemo();
}

void MainWindow::openPaths(const QStringList& paths, bool fleetIsNamed)
{
    QStringList manifests;
    QStringList kubeconfigs;
    for (const QString& path : paths) {
        if (fleetIsNamed && QFileInfo(path).isDir()) {
            manifests << path;
        } else if (isFleet(path)) {
            openFleet(path);
        } else if (isPlan(path)) {
            m_plans->open(QFileInfo(path).absoluteFilePath());
            goTo(QStringLiteral("plan"));
        } else if (isKubeconfig(path)) {
            kubeconfigs << path;
        } else {
            manifests << path;
        }
    }
    if (!manifests.isEmpty()) {
        goTo(QStringLiteral("editor"));
        m_editor->openFiles(manifests);
    }
    if (!kubeconfigs.isEmpty()) {
        goTo(QStringLiteral("connections"));
        m_connections->import(kubeconfigs);
    }
}

void MainWindow::noteRecent(const QString& path)
{
    if (!m_settings || !m_keepRecent) return;
    QStringList recent = m_settings->value(QStringLiteral("recent/paths")).toStringList();
    recent.removeAll(path);
    recent.prepend(path);
    while (recent.size() > mostRecent) recent.removeLast();
    m_settings->setValue(QStringLiteral("recent/paths"), recent);
}

void MainWindow::fillRecent()
{
    m_recent->clear();
    const QStringList recent =
        m_settings ? m_settings->value(QStringLiteral("recent/paths")).toStringList() : QStringList();
    for (const QString& path : recent) {
        QString shown = QDir::toNativeSeparators(path);
        shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
        connect(m_recent->addAction(shown), &QAction::triggered, this, [this, path] { openPaths({path}); });
    }
    if (recent.isEmpty()) m_recent->addAction(tr("nothing opened yet"))->setEnabled(false);
    m_recent->addSeparator();
    QAction* keep = m_recent->addAction(tr("&Remember what is opened"));
    keep->setCheckable(true);
    keep->setChecked(m_keepRecent);
    keep->setEnabled(m_settings != nullptr);
    connect(keep, &QAction::toggled, this, [this](bool on) {
        m_keepRecent = on;
        m_settings->setValue(QStringLiteral("recent/keep"), on);
        if (!on) m_settings->remove(QStringLiteral("recent/paths"));
    });
    QAction* clear = m_recent->addAction(tr("&Clear the list"));
    clear->setEnabled(!recent.isEmpty());
    connect(clear, &QAction::triggered, this, [this] { m_settings->remove(QStringLiteral("recent/paths")); });
}

void MainWindow::setTheme(theme::Choice choice)
{
    m_theme = choice;
    theme::apply(*qApp, theme::resolve(choice));
    for (QAction* action : m_themes->actions()) action->setChecked(action->data().toInt() == static_cast<int>(choice));
    if (m_settings && !m_options.theme) m_settings->setValue(QStringLiteral("theme"), static_cast<int>(choice));
}

void MainWindow::setDensity(theme::Density density)
{
    theme::setDensity(density);
    for (QAction* action : m_densities->actions())
        action->setChecked(action->data().toInt() == static_cast<int>(density));
    m_editor->refreshDensity();
    for (QAbstractItemView* view : findChildren<QAbstractItemView*>()) {
        QMetaObject::invokeMethod(view, "doItemsLayout", Qt::QueuedConnection);
    }
    if (m_settings) m_settings->setValue(QStringLiteral("density"), static_cast<int>(density));
}

void MainWindow::resetLayout()
{
    restoreState(m_defaultState, layoutVersion);
    m_details->fit();
    m_editor->restoreLayout(m_defaultEditorLayout);
}

void MainWindow::restoreLayout()
{
    const auto read = [this](const char* key, int otherwise) {
        return m_settings ? m_settings->value(QString::fromLatin1(key), otherwise).toInt() : otherwise;
    };
    const int density = read("density", static_cast<int>(theme::Density::Normal));
    setDensity(density >= 0 && density <= 2 ? static_cast<theme::Density>(density) : theme::Density::Normal);
    const int choice = read("theme", static_cast<int>(theme::Choice::System));
    setTheme(m_options.theme.value_or(choice >= 0 && choice <= 3 ? static_cast<theme::Choice>(choice)
                                                                 : theme::Choice::System));
    if (!m_settings) return;
    restoreGeometry(m_settings->value(QStringLiteral("geometry")).toByteArray());
    if (width() < DetailsDock::narrowWindow) m_details->hide();
    restoreState(m_settings->value(QStringLiteral("state")).toByteArray(), layoutVersion);
    m_details->fit();
    m_editor->restoreLayout(m_settings->value(QStringLiteral("editor")).toByteArray());
    m_planScreen->restoreLayout(m_settings->value(QStringLiteral("plan")).toByteArray());
}

void MainWindow::saveLayout()
{
    if (!m_settings) return;
    m_settings->setValue(QStringLiteral("geometry"), saveGeometry());
    m_settings->setValue(QStringLiteral("state"), saveState(layoutVersion));
    m_settings->setValue(QStringLiteral("editor"), m_editor->saveLayout());
    m_settings->setValue(QStringLiteral("plan"), m_planScreen->saveLayout());
    m_settings->sync();
}

bool MainWindow::restoreWorkspace()
{
    bool found = false;
    if (m_drafts) {
        QFile file(m_options.stateFolder + QStringLiteral("/drafts.json"));
        editor::Workspace workspace;
        if (file.open(QIODevice::ReadOnly) && editor::fromBytes(file.readAll(), workspace)) {
            if (!workspace.connection.isEmpty()) {
                openConnection(workspace.connection);
            } else if (!workspace.fleetPath.isEmpty()) {
                openFleet(workspace.fleetPath);
            } else if (workspace.demo) {
                openDemo();
            }
            m_editor->restore(workspace);
            found = !workspace.tabs.isEmpty() || !workspace.fleetPath.isEmpty() || workspace.demo ||
                    !workspace.connection.isEmpty();
        }
    }
    m_restored = true;
    return found;
}

void MainWindow::saveWorkspaceSoon()
{
    // The first change starts the clock, the following ones do not put it off: typing without a pause is saved too.
    if (m_drafts && m_restored && !m_saveTimer.isActive()) m_saveTimer.start();
}

void MainWindow::saveWorkspace()
{
    if (!m_drafts || !m_restored) return;
    m_drafts->write([workspace = m_editor->workspace()]() mutable {
        for (editor::Draft& draft : workspace.tabs) {
            const editor::Draftable kept = editor::withoutSecrets(draft.text);
            draft.text = kept.text;
            draft.complete = draft.complete && kept.complete;
        }
        return editor::toBytes(workspace);
    });
}

void MainWindow::saveWorkspaceNow()
{
    if (!m_drafts) return;
    m_saveTimer.stop();
    saveWorkspace();
    m_drafts->flush();
}

void MainWindow::closeEvent(QCloseEvent* event)
{
    if (m_plans->doing() == PlanDesk::Doing::Applying && !m_plans->isStopping()) {
        connect(m_plans, &PlanDesk::ended, this, &QWidget::close); // between two steps
        m_plans->stop();
        goTo(QStringLiteral("plan"));
        event->ignore();
        return;
    }
    // Drafts keep unsaved text, so leaving discards nothing, except values of Secrets, which no draft may hold.
    QStringList lost;
    for (const editor::Draft& draft : m_editor->workspace().tabs) {
        const bool unsaved = draft.modified || (draft.path.isEmpty() && !draft.demo && !draft.text.isEmpty());
        if (unsaved && (!m_drafts || !editor::withoutSecrets(draft.text).complete)) lost << draft.name;
    }
    if (!lost.isEmpty()) {
        QMessageBox box(QMessageBox::Warning, tr("Unsaved text"),
                        tr("%1: text that is not saved would be lost.").arg(lost.join(QStringLiteral(", "))),
                        QMessageBox::NoButton, this);
        box.setInformativeText(m_drafts ? tr("Drafts keep everything but the values of Secrets.") : QString());
        const QPushButton* discard = box.addButton(tr("Discard and quit"), QMessageBox::DestructiveRole);
        QPushButton* stay = box.addButton(tr("Stay"), QMessageBox::RejectRole);
        box.setDefaultButton(stay);
        box.setEscapeButton(stay);
        box.exec();
        if (box.clickedButton() != discard) {
            event->ignore();
            return;
        }
    }
    saveLayout();
    saveWorkspaceNow();
    event->accept();
}

void MainWindow::resizeEvent(QResizeEvent* event)
{
    QMainWindow::resizeEvent(event);
    foldNavigation();
}

void MainWindow::foldNavigation()
{
    const bool narrow = width() < narrowNavigation;
    const int icon = fontMetrics().height() * 5 / 4;
    m_navigation->setIconSize({icon, icon});
    m_navigation->setViewMode(QListView::ListMode);
    // The name stays in the tooltip and for those who listen.
    const auto* model = qobject_cast<QStandardItemModel*>(m_navigation->model());
    for (int i = 0; i < model->rowCount(); ++i) {
        QStandardItem* item = model->item(i);
        item->setText(narrow ? QString() : item->data(Qt::AccessibleTextRole).toString());
    }
    m_navigation->setTextElideMode(Qt::ElideNone);
    const int names = m_navigation->sizeHintForColumn(0) + theme::space(4);
    m_navigation->setFixedWidth(narrow ? icon + theme::space(4) : std::max(names, icon + theme::space(4)));
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls()) event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    QStringList paths;
    for (const QUrl& url : event->mimeData()->urls()) {
        if (url.isLocalFile()) paths << url.toLocalFile();
    }
    event->acceptProposedAction();
    openPaths(paths);
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
