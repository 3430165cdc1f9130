#pragma once

#include <QKeySequence>
#include <QList>
#include <QObject>
#include <QString>

#include <functional>
#include <vector>

class QAction;

namespace ui {

/// Every command of the window, once. Menus, context menus and the list of shortcuts read this registry.
class Actions final : public QObject {
    Q_OBJECT
public:
    struct Entry {
        QString id;      ///< "file.open-fleet": stable, never shown
        QString section; ///< "File": as the menu says it
        QAction* action;
    };

    explicit Actions(QWidget* window);

    /// A command; the window has its shortcut. `context` owns the connection: with it gone, nothing runs.
    QAction* add(const QString& id, const QString& section, const QString& text, const QList<QKeySequence>& shortcuts,
                 QObject* context, std::function<void()> run);
    [[nodiscard]] QAction* get(const QString& id) const;
    [[nodiscard]] const std::vector<Entry>& all() const { return m_entries; }

private:
    QWidget* m_window;
    std::vector<Entry> m_entries;
};

} // namespace ui
