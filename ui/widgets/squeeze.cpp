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
    const int least = before + 16 * m_view->fontMetrics().averageCharWidth();
    int room = m_view->viewport()->width();
    for (int c = 0; c < m_view->header()->count(); ++c)
        if (c != m_name && c != m_sentence) room -= m_view->columnWidth(c);
    m_view->setColumnHidden(m_sentence, room - m_nameWidth < least);
    m_view->setColumnWidth(m_name, std::min(m_nameWidth, std::max(room, least)));
    m_busy = false;
}

bool Squeeze::eventFilter(QObject* watched, QEvent* event)
{
    if (m_works && watched == m_view->viewport() && event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
