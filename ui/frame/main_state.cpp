// How the window looks and what it keeps: theme, layout, texts.
#include <QAbstractItemView>
#include <QAction>
#include <QActionGroup>
#include <QApplication>
#include <QCloseEvent>
#include <QFile>
#include <QListView>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QStandardItemModel>
#include <QTimer>

#include "ui/frame/actions.h"
#include "ui/frame/details_dock.h"
#include "ui/frame/main_window.h"
#include "ui/frame/state_store.h"
#include "ui/screens/editor/document.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/editor/text_tab.h"
#include "ui/screens/plan/plan_screen.h"
#include "ui/session/plan_desk.h"

namespace ui {
namespace {

constexpr int narrowNavigation = 1100; ///< px at 100 %: below, names give way to icons

} // namespace

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
        box.setInformativeText(m_drafts ? tr("Drafts keep everything but the values and comments of Secrets.")
                                        : QString());
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

} // namespace ui
