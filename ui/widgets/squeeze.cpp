#include "ui/widgets/squeeze.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>

namespace ui {

Squeeze::Squeeze(QTreeView* view, int name, int sentence)
    : QObject(view)
    , m_view(view)
    , m_name(name)
    , m_sentence(sentence)
{
    view->viewport()->installEventFilter(this);
    connect(view->header(), &QHeaderView::sectionResized, this, [this](int section, int, int width) {
        if (section == m_name && !m_busy) m_nameWidth = width;
    });
}

void Squeeze::fit()
{
    if (m_busy) return; // the columns that it moves call again
    m_works = m_busy = true;
    // So much of a name, whatever stands before it: of a row below another a branch for each level, and an icon.
    const int before = m_view->rootIsDecorated() ? 2 * m_view->indentation() + m_view->fontMetrics().height() : 0;
    const int words = 16 * m_view->fontMetrics().averageCharWidth();
    int room = m_view->viewport()->width();
    for (int c = 0; c < m_view->header()->count(); ++c)
        if (c != m_name && c != m_sentence) room -= widthOf(c);
    const bool isTight = room - m_nameWidth < words;
    m_view->setColumnHidden(m_sentence, isTight);
    // What is left over is the name's, and does not stretch a figure that is the last column now.
    m_view->setColumnWidth(m_name, isTight ? std::max(room, before + words) : m_nameWidth);
    m_view->viewport()->update(); // a column that is hidden repaints only what stands behind it
    m_busy = false;
}

int Squeeze::widthOf(int column) const
{
    const QHeaderView* header = m_view->header();
    int last = header->count() - 1;
    while (last > 0 && header->isSectionHidden(header->logicalIndex(last))) --last;
    if (!m_view->isColumnHidden(m_sentence) || !header->stretchLastSection() || header->logicalIndex(last) != column)
        return m_view->columnWidth(column);
    return std::max(static_cast<QAbstractItemView*>(m_view)->sizeHintForColumn(column),
                    header->sectionSizeHint(column));
}

bool Squeeze::eventFilter(QObject* watched, QEvent* event)
{
    if (m_works && watched == m_view->viewport() && event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
