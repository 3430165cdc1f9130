#pragma once

#include <QObject>
#include <QSet>
#include <QString>

class QModelIndex;
class QTreeView;

namespace ui {

/// Keeps what a person did to a tree when its model is reset: what they closed or opened, what is selected, where it is
/// scrolled to. Rows are known by their path of TreeModel ids. What was never seen before opens to `depth` levels.
class TreeMemory final : public QObject {
    Q_OBJECT
public:
    /// Owned by `view`, whose model must be set.
    TreeMemory(QTreeView* view, int idRole, int depth);

private:
    void remember();
    void restore();
    [[nodiscard]] QString path(const QModelIndex& at) const;
    void visit(const QModelIndex& parent, int level);

    QTreeView* m_view;
    int m_idRole;
    int m_depth;
    QSet<QString> m_opened;
    QSet<QString> m_closed;
    QString m_current;
    int m_scroll = 0;
    bool m_restoring = false;
};

} // namespace ui
