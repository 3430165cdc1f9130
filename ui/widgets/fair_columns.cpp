#include "ui/widgets/fair_columns.h"

#include <QEvent>
#include <QHeaderView>
#include <QTreeView>

#include <algorithm>
#include <utility>

namespace ui {

FairColumns::FairColumns(QTreeView* view, std::vector<int> names)
    : QObject(view)
    , m_view(view)
    , m_names(std::move(names))
{
    view->viewport()->installEventFilter(this);
    connect(view->header(), &QHeaderView::sectionResized, this, [this](int section, int, int) {
        if (m_works && !m_busy && section != last()) m_isPersons = true; // the last one fills what is left
    });
}

int FairColumns::last() const
{
    return m_view->header()->logicalIndex(m_view->header()->count() - 1);
}

int FairColumns::needs(int column) const
{
    const int cells = static_cast<const QAbstractItemView*>(m_view)->sizeHintForColumn(column);
    return std::max(cells, m_view->header()->sectionSizeHint(column));
}

void FairColumns::fit()
{
    if (m_busy || m_isPersons) return;
    m_works = m_busy = true;
    const int character = m_view->fontMetrics().averageCharWidth();
    int room = m_view->viewport()->width() - std::min(needs(last()), 24 * character);
    std::vector<std::pair<int, int>> names; // what each needs, and which it is
    for (int c = 0; c < m_view->header()->count(); ++c) {
        if (c == last()) continue;
        const int width = needs(c);
        if (std::find(m_names.begin(), m_names.end(), c) != m_names.end()) {
            names.emplace_back(width, c);
            continue;
        }
        room -= width;
        m_view->setColumnWidth(c, width);
    }
    std::sort(names.begin(), names.end()); // what a short one leaves is the longer ones'
    int left = static_cast<int>(names.size());
    const auto [keeper, characters] = m_kept;
    int kept = 0; // what the one that comes before the others still has to get
    for (const auto& [width, column] : names)
        if (column == keeper) kept = std::min(width, characters * character);
    for (const auto& [width, column] : names) {
        const bool isKeeper = column == keeper;
        int share = room / left;
        if (isKeeper)
            share = std::max(share, std::exchange(kept, 0));
        else if (kept > 0)
            share = std::min(share, (room - kept) / (left - 1));
        const int given = std::min(width, std::max(share, 8 * character));
        m_view->setColumnWidth(column, given);
        room -= given;
        --left;
    }
    m_busy = false;
}

bool FairColumns::eventFilter(QObject* watched, QEvent* event)
{
    if (m_works && watched == m_view->viewport() && event->type() == QEvent::Resize) fit();
    return QObject::eventFilter(watched, event);
}

} // namespace ui
