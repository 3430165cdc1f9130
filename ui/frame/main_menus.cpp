// The menus of the window: every entry is one of its actions.
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QDockWidget>
#include <QMenuBar>

#include "ui/frame/actions.h"
#include "ui/frame/details_dock.h"
#include "ui/frame/main_window.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/preview_pane.h"
#include "ui/screens/screens.h"
#include "ui/session/connection_book.h"
#include "ui/theme/icon.h"

namespace ui {
namespace {

/// Cut, copy and paste act on what has the focus. Its own keys do the work; the menu entry only names them.
void sendToFocus(const char* slot)
{
    QWidget* focus = QApplication::focusWidget();
    if (focus && focus->metaObject()->indexOfSlot(QByteArray(slot) + "()") >= 0) {
        QMetaObject::invokeMethod(focus, slot);
    }
}

} // namespace

void MainWindow::buildMenus()
{
    const auto of = [this](const char* id) { return m_actions->get(QString::fromLatin1(id)); };
    QMenu* file = menuBar()->addMenu(tr("&File"));
    file->addActions({of("file.open-snapshot"), of("file.open-folder"), of("file.open-manifests"), of("file.open-plan"),
                      of("file.open-demo")});
    QMenu* live = file->addMenu(theme::icon(QStringLiteral("connections")), tr("Open &live fleet"));
    connect(live, &QMenu::aboutToShow, this, [this, live] {
        live->clear();
        for (const ConnectionRow& row : m_book->rows()) {
            if (!row.saved.memberOf.empty()) continue;
            QString shown = row.name;
            shown.replace(QLatin1Char('&'), QStringLiteral("&&"));
            connect(live->addAction(shown), &QAction::triggered, this,
                    [this, name = row.name] { openConnection(name); });
        }
        if (live->isEmpty()) live->addAction(tr("no connection is saved yet"))->setEnabled(false);
    });
    file->addAction(of("file.import"));
    m_recent = file->addMenu(theme::icon(QStringLiteral("document-open-recent")), tr("&Recent"));
    connect(m_recent, &QMenu::aboutToShow, this, &MainWindow::fillRecent);
    file->addSeparator();
    file->addActions({of("file.new"), of("file.save"), of("file.save-as"), of("file.close-tab")});
    file->addSeparator();
    file->addAction(of("file.quit"));

    QMenu* edit = menuBar()->addMenu(tr("&Edit"));
    edit->addActions({of("edit.undo"), of("edit.redo")});
    edit->addSeparator();
    struct Plain {
        QString text;
        const char* icon;
        QKeySequence::StandardKey key;
        const char* slot;
    };
    for (const Plain& plain : {Plain{tr("Cu&t"), "edit-cut", QKeySequence::Cut, "cut"},
                               Plain{tr("&Copy"), "edit-copy", QKeySequence::Copy, "copy"},
                               Plain{tr("&Paste"), "edit-paste", QKeySequence::Paste, "paste"}}) {
        const QString keys = QKeySequence(plain.key).toString(QKeySequence::NativeText);
        auto* action =
            new QAction(theme::icon(QString::fromLatin1(plain.icon)), plain.text + QLatin1Char('\t') + keys, this);
        connect(action, &QAction::triggered, this, [slot = plain.slot] { sendToFocus(slot); });
        edit->addAction(action);
    }
    edit->addAction(of("edit.copy-command"));
    edit->addSeparator();
    edit->addActions({of("edit.find"), of("edit.find-next"), of("edit.find-previous")});
    edit->addSeparator();
    edit->addActions({of("edit.fold"), of("edit.unfold")});
    edit->addSeparator();
    edit->addActions({of("edit.next-problem"), of("edit.previous-problem")});
    edit->addSeparator();
    QMenu* whatIf = edit->addMenu(tr("&What if"));
    whatIf->addActions({of("what-if.keep"), of("what-if.reset")});
    whatIf->addSeparator();
    for (const char* kind : {"remedy", "write"}) { // shown while there is such a remedy
        for (int i = 1;
             QAction* action = m_actions->get(QStringLiteral("what-if.%1-%2").arg(QLatin1String(kind)).arg(i)); ++i) {
            action->setVisible(false);
            whatIf->addAction(action);
        }
        whatIf->addSeparator();
    }

    QMenu* view = menuBar()->addMenu(tr("&View"));
    view->addActions({of("view.details"), of("view.problems"), of("view.why"), of("view.snapshot"),
                      of("view.name-cluster"), of("view.refresh"), of("view.next-pane"), of("view.previous-pane")});
    m_editor->preview().setPlacementActions({of("view.why"), of("view.name-cluster")});
    const auto follow = [](QAction* action, const QDockWidget* dock) {
        action->setCheckable(true);
        action->setChecked(!dock->isHidden());
        connect(dock->toggleViewAction(), &QAction::toggled, action, &QAction::setChecked);
    };
    follow(of("view.details"), m_details);
    follow(of("view.problems"), m_problems);
    view->addSeparator();
    QMenu* themeMenu = view->addMenu(tr("&Theme"));
    m_themes = new QActionGroup(this);
    for (const auto& [choice, text] :
         {std::pair{theme::Choice::System, tr("As the &system")}, std::pair{theme::Choice::Light, tr("&Light")},
          std::pair{theme::Choice::Dark, tr("&Dark")}, std::pair{theme::Choice::HighContrast, tr("&High contrast")}}) {
        QAction* action = themeMenu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(choice));
        m_themes->addAction(action);
        connect(action, &QAction::triggered, this, [this, c = choice] { setTheme(c); });
    }
    QMenu* densityMenu = view->addMenu(tr("D&ensity"));
    m_densities = new QActionGroup(this);
    for (const auto& [density, text] :
         {std::pair{theme::Density::Compact, tr("&Compact")}, std::pair{theme::Density::Normal, tr("&Normal")},
          std::pair{theme::Density::Comfortable, tr("C&omfortable")}}) {
        QAction* action = densityMenu->addAction(text);
        action->setCheckable(true);
        action->setData(static_cast<int>(density));
        m_densities->addAction(action);
        connect(action, &QAction::triggered, this, [this, d = density] { setDensity(d); });
    }
    view->addAction(of("view.reset-layout"));

    view->addAction(of("view.read-only"));

    QMenu* plan = menuBar()->addMenu(tr("&Plan"));
    plan->addActions({of("plan.make"), of("plan.again"), of("plan.compare-live")});
    plan->addSeparator();
    plan->addActions({of("plan.apply"), of("plan.stop")});
    plan->addSeparator();
    plan->addActions({of("plan.save"), of("plan.copy-command"), of("plan.copy-diff")});
    plan->addSeparator();
    plan->addActions({of("history.undo"), of("history.settle")});

    QMenu* go = menuBar()->addMenu(tr("&Go"));
    for (const ScreenEntry& entry : screens()) go->addAction(m_actions->get(QStringLiteral("go.") + entry.id));

    QMenu* help = menuBar()->addMenu(tr("&Help"));
    help->addActions({of("help.shortcuts"), of("help.about")});
}

} // namespace ui
