#include "ui/screens/screens.h"

#include <QCoreApplication>

#include "ui/screens/connections/connections_screen.h"
#include "ui/screens/editor/editor_screen.h"
#include "ui/screens/history/history_screen.h"
#include "ui/screens/plan/plan_screen.h"

namespace ui {
namespace {

class ScreensWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Screens)
};

} // namespace

const std::vector<ScreenEntry>& screens()
{
    static const std::vector<ScreenEntry> all{
        {QStringLiteral("editor"), ScreensWords::tr("Editor"), QStringLiteral("view-editor"),
         QKeySequence(Qt::CTRL | Qt::Key_1),
         [](const ScreenParts& parts, QWidget* parent) -> Screen* {
             return new editor::EditorScreen(parts.session, parts.actions, parent);
         }},
        {QStringLiteral("plan"), ScreensWords::tr("Plan", "a screen"), QStringLiteral("view-plan"),
         QKeySequence(Qt::CTRL | Qt::Key_2),
         [](const ScreenParts& parts, QWidget* parent) -> Screen* {
             return new plan::PlanScreen(parts.plans, parts.actions, parent);
         }},
        {QStringLiteral("history"), ScreensWords::tr("History"), QStringLiteral("view-history"),
         QKeySequence(Qt::CTRL | Qt::Key_H),
         [](const ScreenParts& parts, QWidget* parent) -> Screen* {
             return new history::HistoryScreen(parts.plans, parts.actions, parent);
         }},
        {QStringLiteral("connections"), ScreensWords::tr("Connections"), QStringLiteral("connections"),
         QKeySequence(Qt::CTRL | Qt::Key_8),
         [](const ScreenParts& parts, QWidget* parent) -> Screen* {
             return new connections::ConnectionsScreen(parts.session, parts.connections, parts.actions, parent);
         }},
    };
    return all;
}

} // namespace ui
