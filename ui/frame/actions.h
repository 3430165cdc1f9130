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
        QString title;                ///< without mnemonic, as it was added: what the list of shortcuts says
        QList<QKeySequence> defaults; ///< its keys until a person chooses others
    };

    explicit Actions(QWidget* window);

    /// A command; the window has its shortcut. `context` owns the connection: with it gone, nothing runs.
    QAction* add(const QString& id, const QString& section, const QString& text, const QList<QKeySequence>& shortcuts,
                 QObject* context, std::function<void()> run);
    [[nodiscard]] QAction* get(const QString& id) const;
    [[nodiscard]] const Entry* entry(const QString& id) const;
    /// The command that has this key now; nullptr: none.
    [[nodiscard]] const Entry* withKey(const QKeySequence& key) const;
    void setKeys(const QString& id, const QList<QKeySequence>& keys);
    [[nodiscard]] const std::vector<Entry>& all() const { return m_entries; }

signals:
    void keysChanged(const QString& id);

private:
    QWidget* m_window;
    std::vector<Entry> m_entries;
};

} // namespace ui
