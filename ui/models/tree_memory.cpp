#include "ui/models/tree_memory.h"

#include <QAbstractItemModel>
#include <QScrollBar>
#include <QTreeView>

namespace ui {

TreeMemory::TreeMemory(QTreeView* view, int idRole, int depth)
    : QObject(view)
    , m_view(view)
    , m_idRole(idRole)
    , m_depth(depth)
{
    const QAbstractItemModel* model = view->model();
    Q_ASSERT(model);
    connect(model, &QAbstractItemModel::modelAboutToBeReset, this, &TreeMemory::remember);
    connect(model, &QAbstractItemModel::modelReset, this, &TreeMemory::restore);
    connect(view, &QTreeView::expanded, this, [this](const QModelIndex& at) {
        if (m_restoring) return;
        m_opened.insert(path(at));
        m_closed.remove(path(at));
    });
    connect(view, &QTreeView::collapsed, this, [this](const QModelIndex& at) {
        if (m_restoring) return;
        m_closed.insert(path(at));
        m_opened.remove(path(at));
    });
    restore();
}

QString TreeMemory::path(const QModelIndex& at) const
{
    QString text;
    for (QModelIndex i = at.siblingAtColumn(0); i.isValid(); i = i.parent()) {
        text = i.data(m_idRole).toString() + QChar(0x1F) + text;
    }
    return text;
}

void TreeMemory::remember()
{
    m_current = path(m_view->currentIndex());
    m_scroll = m_view->verticalScrollBar()->value();
}

void TreeMemory::restore()
{
    m_restoring = true;
    visit({}, 0);
    m_restoring = false;
    m_view->verticalScrollBar()->setValue(m_scroll);
}

void TreeMemory::visit(const QModelIndex& parent, int level)
{
    const QAbstractItemModel* model = m_view->model();
    for (int i = 0; i < model->rowCount(parent); ++i) {
        const QModelIndex at = model->index(i, 0, parent);
        const QString here = path(at);
        const bool open = m_opened.contains(here) || (level < m_depth && !m_closed.contains(here));
        if (open && model->rowCount(at) > 0) {
            m_view->expand(at);
            visit(at, level + 1);
        }
        if (!m_current.isEmpty() && here == m_current) m_view->setCurrentIndex(at);
    }
}

} // namespace ui
