#include "ui/frame/actions.h"

#include <QAction>
#include <QWidget>

#include <algorithm>

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
    QString title = text;
    title.remove(QLatin1Char('&'));
    m_entries.push_back({id, section, action, title, action->shortcuts()});
    return action;
}

QAction* Actions::get(const QString& id) const
{
    const Entry* found = entry(id);
    return found ? found->action : nullptr;
}

const Actions::Entry* Actions::entry(const QString& id) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(), [&](const Entry& e) { return e.id == id; });
    return found == m_entries.end() ? nullptr : &*found;
}

const Actions::Entry* Actions::withKey(const QKeySequence& key) const
{
    const auto found = std::find_if(m_entries.begin(), m_entries.end(),
                                    [&](const Entry& e) { return e.action->shortcuts().contains(key); });
    return found == m_entries.end() ? nullptr : &*found;
}

void Actions::setKeys(const QString& id, const QList<QKeySequence>& keys)
{
    QAction* action = get(id);
    if (!action || action->shortcuts() == keys) return;
    action->setShortcuts(keys);
    emit keysChanged(id);
}

} // namespace ui
