#include "ui/screens/screens.h"

#include <QCoreApplication>

#include "ui/screens/editor/editor_screen.h"

namespace ui {
namespace {

class Words {
    Q_DECLARE_TR_FUNCTIONS(ui::Screens)
};

} // namespace

const std::vector<ScreenEntry>& screens()
{
    static const std::vector<ScreenEntry> all{
        {QStringLiteral("editor"), Words::tr("Editor"), QStringLiteral("view-editor"),
         QKeySequence(Qt::CTRL | Qt::Key_1),
         [](Session& session, Actions& actions, QWidget* parent) -> Screen* {
             return new editor::EditorScreen(session, actions, parent);
         }},
    };
    return all;
}

} // namespace ui
