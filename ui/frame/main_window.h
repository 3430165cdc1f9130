#pragma once

#include <QDateTime>
#include <QMainWindow>

#include <memory>
#include <optional>

#include "ui/session/session.h"
#include "ui/theme/theme.h"

class QActionGroup;
class QDockWidget;
class QListView;
class QMenu;
class QSettings;
class QStackedWidget;
class QToolButton;

namespace ui {

class Actions;
class AlertLabel;
class ClassStrip;
class DetailsDock;
class ConnectionBook;
class PlanDesk;
struct PlanText;
class Screen;
class SnapshotPanel;
class StateWriter;

namespace editor {
class EditorScreen;
}
namespace connections {
class ConnectionsScreen;
}
namespace plan {
class PlanScreen;
}

/// The frame: menus, navigation, the screen, Details at the right, Problems at the bottom, what the status bar says.
/// Layout, theme and open texts outlive the program, killed or not.
class MainWindow final : public QMainWindow {
    Q_OBJECT
public:
    struct Options {
        QString stateFolder;                ///< where window.ini and drafts.json are; empty: nothing is kept
        std::optional<theme::Choice> theme; ///< for this run; else what was chosen last
        QString settings{};                 ///< config.yaml (core/settings); empty: nothing is kept
    };

    explicit MainWindow(Options options, QWidget* parent = nullptr);
    ~MainWindow() override;

    [[nodiscard]] Session& session() { return *m_session; }
    [[nodiscard]] editor::EditorScreen& editor() { return *m_editor; }
    [[nodiscard]] Actions& actions() { return *m_actions; }

    /// What the last run left: true if there was anything. Without texts, nothing is opened.
    bool restoreWorkspace();
    /// Files and folders, however they come in: manifests open as texts, snapshots and folders as the fleet.
    /// @param fleetIsNamed  another one than these: folders are of manifests then, not of dumps
    void openPaths(const QStringList& paths, bool fleetIsNamed = false);
    void openFleet(const QString& path);
    void openDemo();
    /// A live fleet, by the name of a saved connection.
    void openConnection(const QString& name);
    [[nodiscard]] PlanDesk& plans() { return *m_plans; }
    [[nodiscard]] ConnectionBook& connections() { return *m_book; }
    [[nodiscard]] connections::ConnectionsScreen& connectionsScreen() { return *m_connections; }
    void goTo(const QString& screen); ///< by its id

    void setTheme(theme::Choice choice);
    /// Texts and caret places are on disk when this returns.
    void saveWorkspaceNow();

protected:
    void closeEvent(QCloseEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;
    void changeEvent(QEvent* event) override;

private:
    void buildScreens();
    void buildDocks();
    void buildActions();
    void buildMenus();
    void buildStatusBar();
    void chooseSnapshot();
    void chooseFolder();
    void chooseManifests();
    void noteRecent(const QString& path);
    void fillRecent();
    void setDensity(theme::Density density);
    void resetLayout();
    void restoreLayout();
    void saveLayout();
    void saveWorkspaceSoon();
    void saveWorkspace();
    void showSnapshotDetails();
    void retitle();
    void describeFleet();
    void describeLive();
    [[nodiscard]] QString unreachedText() const; ///< why nothing can be applied just now; empty: it can
    void describePrices();
    void describeWay();
    void makePlan();
    void compareLive(const PlanText& text);
    void choosePlan();
    [[nodiscard]] Screen* currentScreen() const;
    void stepPane(int step);
    void restoreShortcuts();
    void describeProblems(int errors, int warnings);
    void nameProblems();
    void foldNavigation();
    void about();

    Options m_options;
    std::unique_ptr<QSettings> m_settings;
    std::unique_ptr<StateWriter> m_drafts;
    Session* m_session;
    ConnectionBook* m_book;
    PlanDesk* m_plans;
    Actions* m_actions;
    QListView* m_navigation;
    QStackedWidget* m_stack;
    ClassStrip* m_strip = nullptr;
    AlertLabel* m_unverified = nullptr;
    editor::EditorScreen* m_editor = nullptr;
    connections::ConnectionsScreen* m_connections = nullptr;
    plan::PlanScreen* m_planScreen = nullptr;
    DetailsDock* m_details = nullptr;
    SnapshotPanel* m_snapshotPanel = nullptr;
    QDockWidget* m_problems = nullptr;
    int m_problemCount = 0;
    QMenu* m_recent = nullptr;
    QToolButton* m_fleetCell = nullptr;
    QToolButton* m_accessCell = nullptr;
    QToolButton* m_stockCell = nullptr;
    QToolButton* m_priceCell = nullptr;
    QToolButton* m_problemCell = nullptr;
    QActionGroup* m_themes = nullptr;
    QActionGroup* m_densities = nullptr;
    static constexpr int layoutVersion = 1; ///< of saveState
    QByteArray m_defaultState;
    QByteArray m_defaultEditorLayout;
    QTimer m_saveTimer;
    theme::Choice m_theme = theme::Choice::System;
    bool m_restored = false; ///< before, nothing may overwrite the last run's drafts
    bool m_keepRecent = true;
    std::optional<QDateTime> m_unreachedSince; ///< as it was noticed here
    bool m_isReadOnly = false;                 ///< this window, whatever the connection allows
};

} // namespace ui
