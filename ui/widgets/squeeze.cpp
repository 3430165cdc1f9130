#include "ui/widgets/squeeze.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace ui {

Squeeze::Squeeze(QTreeView* view, int name, std::vector<int> goes, std::optional<int> narrows)
    : QObject(view)
    , m_view(view)
    , m_name(name)
    , m_goes(std::move(goes))
    , m_narrows(narrows)
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
    widen();
    // So much of a name, whatever stands before it: of a row below another a branch for each level, and an icon.
    const int before = m_view->rootIsDecorated() ? 2 * m_view->indentation() + m_view->fontMetrics().height() : 0;
    const int character = m_view->fontMetrics().averageCharWidth();
    const int words = 16 * character;
    int room = m_view->viewport()->width();
    for (int c = 0; c < m_view->header()->count(); ++c)
        if (c != m_name && c != m_goes.front()) room -= widthOf(c);
    const bool isTight = room - m_nameWidth < words;
    std::size_t gone = isTight ? 1 : 0;
    while (isTight && gone < m_goes.size() && room < before + words) room += widthOf(m_goes[gone++]);
    for (std::size_t i = 0; i < m_goes.size(); ++i) {
        const int column = m_goes[i];
        if (i < gone && !m_view->isColumnHidden(column)) m_widths[column] = widthOf(column);
        m_view->setColumnHidden(column, i < gone);
    }
    if (isTight && m_narrows && room < before + words) {
        const int now = m_view->columnWidth(*m_narrows);
        const int less = std::max(now - (before + words - room), 12 * character);
        if (less < now) {
            m_view->setColumnWidth(*m_narrows, less);
            m_narrowed = {now, less};
            room += now - less;
        }
    }
    // What is left over is the name's, and does not stretch a figure that is the last column now. Where the sentence stays, a name
    // that has become longer takes of its room what can be spared.
    const int whole = std::max(static_cast<QAbstractItemView*>(m_view)->sizeHintForColumn(m_name),
                               m_view->header()->sectionSizeHint(m_name));
    m_view->setColumnWidth(m_name, isTight ? std::max(room, before + words)
                                           : std::max(m_nameWidth, std::min(whole, room - words)));
    m_view->viewport()->update(); // a column that is hidden repaints only what stands behind it
    m_busy = false;
}

/// The column has the width again that it had, unless somebody gave it another.
void Squeeze::widen()
{
    const auto was = std::exchange(m_narrowed, std::nullopt);
    if (was && m_view->columnWidth(*m_narrows) == was->second) m_view->setColumnWidth(*m_narrows, was->first);
}

bool Squeeze::mayGo(int column) const
{
    return std::find(m_goes.begin(), m_goes.end(), column) != m_goes.end();
}

int Squeeze::widthOf(int column) const
{
    const QHeaderView* header = m_view->header();
    const int cells = static_cast<QAbstractItemView*>(m_view)->sizeHintForColumn(column);
    if (mayGo(column) && m_view->isColumnHidden(column)) { // its header has no width now
        const auto was = m_widths.find(column);
        return std::max(cells, was == m_widths.end() ? 0 : was->second);
    }
    int last = header->count() - 1;
    while (last > 0 && header->isSectionHidden(header->logicalIndex(last))) --last;
    if (!m_view->isColumnHidden(m_goes.front()) || !header->stretchLastSection() ||
        header->logicalIndex(last) != column)
        return m_view->columnWidth(column);
    return std::max(cells, header->sectionSizeHint(column));
}

bool Squeeze::eventFilter(QObject* watched, QEvent* event)
{
    if (m_works && watched == m_view->viewport() && event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
