#include "ui/frame/actions.h"

#include <QAction>
#include <QWidget>

namespace ui {

Actions::Actions(QWidget* window)
    : QObject(window)
    , m_window(window)
{}

QAction* Actions::add(const QString& id, const QString& section, const QString& text,
                      const QList<QKeySequence>& shortcuts, QObject* context, std::function<void()> run)
{
    Q_ASSERT_X(!get(id), "Actions::add", qPrintable(id));
    auto* action = new QAction(text, this);
    action->setObjectName(id);
    action->setShortcuts(shortcuts);
    connect(action, &QAction::triggered, context, [run = std::move(run)] { run(); });
    m_window->addAction(action); // so that its shortcut works whether a menu holds it or not
    m_entries.push_back({id, section, action});
    return action;
}

QAction* Actions::get(const QString& id) const
{
    for (const Entry& entry : m_entries) {
        if (entry.id == id) return entry.action;
    }
    return nullptr;
}

} // namespace ui
