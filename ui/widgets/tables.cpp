#include "ui/widgets/tables.h"

#include <QAbstractItemModel>
#include <QAction>
#include <QClipboard>
#include <QGuiApplication>
#include <QHeaderView>
#include <QStyle>
#include <QStyledItemDelegate>
#include <QTreeView>

#include <algorithm>

#include "ui/theme/theme.h"

namespace ui {
namespace {

const QString betweenParts = QStringLiteral(" \u00B7 ");
const QChar enSpace(0x2002); // between a figure at the right of its column and the text of the next

bool isFigure(Qt::Alignment alignment)
{
    return alignment.testFlag(Qt::AlignRight);
}

class Header final : public QHeaderView {
public:
    using QHeaderView::QHeaderView;

protected:
    void initStyleOptionForIndex(QStyleOptionHeader* option, int section) const override
    {
        QHeaderView::initStyleOptionForIndex(option, section);
        if (isFigure(option->textAlignment)) option->text += enSpace;
    }
    QSize sectionSizeFromContents(int section) const override
    {
        return QHeaderView::sectionSizeFromContents(section) + QSize(fontMetrics().horizontalAdvance(enSpace), 0);
    }
};

/// Row height by density; an icon as high as the text; a sentence in the last column takes the room of the empty cells
/// before it.
class RowDelegate final : public QStyledItemDelegate {
public:
    using QStyledItemDelegate::QStyledItemDelegate;

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        QSize size = QStyledItemDelegate::sizeHint(option, index);
        size.setHeight(theme::rowHeight(option.fontMetrics));
        size.setWidth(size.width() + theme::space(2));
        return size;
    }

    void paint(QPainter* painter, const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        const auto* view = qobject_cast<const QTreeView*>(option.widget);
        const int last = index.model()->columnCount(index.parent()) - 1;
        int first = last;
        while (first > 2 && index.siblingAtColumn(first - 1).data().toString().isEmpty()) --first;
        while (view && first < last && view->isColumnHidden(first)) ++first; // it begins where something is seen
        if (!view || first == last || index.column() < first) {
            m_isPainting = true;
            QStyledItemDelegate::paint(painter, option, index);
            m_isPainting = false;
            return;
        }
        // One of the cells paints for all; the view skips those that are scrolled out of sight.
        const QRect start = view->visualRect(index.siblingAtColumn(first));
        const bool inSight = view->viewport()->rect().intersects(start);
        if (index.column() != (inSight ? first : last)) return;
        const QModelIndex sentence = index.siblingAtColumn(last);
        QStyleOptionViewItem wide = option;
        wide.rect = start;
        wide.rect.setRight(view->isColumnHidden(last) ? view->viewport()->width() : view->visualRect(sentence).right());
        QStyledItemDelegate::paint(painter, wide, sentence);
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        if (isFigure(option->displayAlignment)) option->text += enSpace;
        const int side = option->fontMetrics.height() - 2;
        option->decorationSize = QSize(side, side);
        // Names lose their middle, not the number at their end; sentences lose their end, where the view says nothing else.
        if (index.column() == 0 || index.data(ElideMiddleRole).toBool()) option->textElideMode = Qt::ElideMiddle;
        if (m_isPainting) shorten(*option, index.data(ShorterRole).toStringList());
    }

private:
    static void shorten(QStyleOptionViewItem& option, const QStringList& forms)
    {
        if (forms.isEmpty() || !option.widget) return;
        const QStyle* style = option.widget->style();
        const int margin = style->pixelMetric(QStyle::PM_FocusFrameHMargin, &option, option.widget) + 1;
        const int room =
            style->subElementRect(QStyle::SE_ItemViewItemText, &option, option.widget).width() - 2 * margin;
        option.text = fitting(option.text, forms, option.fontMetrics, room);
    }

    mutable bool m_isPainting = false; ///< a hint of the size is of the whole
};

/// Rows as high as their sentence needs in the width that there is.
class WrapDelegate final : public QStyledItemDelegate {
public:
    explicit WrapDelegate(QTreeView* view)
        : QStyledItemDelegate(view)
        , m_view(view)
    {}

    QSize sizeHint(const QStyleOptionViewItem& option, const QModelIndex& index) const override
    {
        int depth = 1;
        for (QModelIndex up = index.parent(); up.isValid(); up = up.parent()) ++depth;
        int width = m_view->columnWidth(index.column()) - theme::space(2);
        if (index.column() == 0) width -= depth * m_view->indentation();
        if (!index.data(Qt::DecorationRole).isNull()) width -= option.fontMetrics.height() + theme::space(1);
        const QRect room(0, 0, std::max(width, option.fontMetrics.averageCharWidth() * 8), 1 << 20);
        const QRect text = option.fontMetrics.boundingRect(room, Qt::TextWordWrap, index.data().toString());
        return {text.width(), std::max(theme::rowHeight(option.fontMetrics), text.height() + theme::space(1))};
    }

protected:
    void initStyleOption(QStyleOptionViewItem* option, const QModelIndex& index) const override
    {
        QStyledItemDelegate::initStyleOption(option, index);
        const int side = option->fontMetrics.height() - 2;
        option->decorationSize = QSize(side, side);
        option->features |= QStyleOptionViewItem::WrapText;
        option->textElideMode = Qt::ElideNone;
    }

private:
    QTreeView* m_view;
};

QString line(const QModelIndex& at, int columns)
{
    QStringList cells;
    for (int c = 0; c < columns; ++c) {
        QString cell = at.siblingAtColumn(c).data().toString();
        cells << cell.replace(QLatin1Char('\t'), QLatin1Char(' '));
    }
    return cells.join(QLatin1Char('\t'));
}

void appendAll(const QAbstractItemModel& model, const QModelIndex& parent, QStringList& lines)
{
    for (int r = 0; r < model.rowCount(parent); ++r) {
        const QModelIndex at = model.index(r, 0, parent);
        lines << line(at, model.columnCount());
        appendAll(model, at, lines);
    }
}

} // namespace

QString fitting(const QString& whole, const QStringList& shorter, const QFontMetrics& metrics, int room)
{
    if (metrics.horizontalAdvance(whole) <= room) return whole;
    for (const QString& form : shorter)
        if (metrics.horizontalAdvance(form) <= room) return form;
    const QString last = shorter.isEmpty() ? whole : shorter.last();
    const qsizetype at = last.lastIndexOf(betweenParts);
    if (at < 0) return last; // the view takes its middle
    const int before = room - metrics.horizontalAdvance(last.mid(at));
    if (before < 3 * metrics.averageCharWidth()) return last;
    return metrics.elidedText(last.left(at), Qt::ElideMiddle, before) + last.mid(at);
}

void wrapRows(QTreeView& view)
{
    view.setUniformRowHeights(false);
    view.setWordWrap(true);
    view.setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    view.setItemDelegate(new WrapDelegate(&view));
    QObject::connect(view.header(), &QHeaderView::sectionResized, &view, &QTreeView::doItemsLayout);
}

QString copyText(const QTreeView& view)
{
    const QAbstractItemModel& model = *view.model();
    QStringList headers;
    for (int c = 0; c < model.columnCount(); ++c) headers << model.headerData(c, Qt::Horizontal).toString();
    QStringList lines{headers.join(QLatin1Char('\t'))};
    const QModelIndexList selected = view.selectionModel()->selectedRows();
    for (const QModelIndex& at : selected) lines << line(at, model.columnCount());
    if (selected.isEmpty()) appendAll(model, {}, lines);
    return lines.join(QLatin1Char('\n')) + QLatin1Char('\n');
}

QTreeView* makeView(QAbstractItemModel* model, const QString& name, const QString& accessibleName, bool isTree,
                    QWidget* parent)
{
    auto* view = new QTreeView(parent);
    auto* header = new Header(Qt::Horizontal, view);
    header->setSectionsMovable(true);
    view->setHeader(header);
    view->setObjectName(name);
    view->setAccessibleName(accessibleName);
    view->setModel(model);
    view->setItemDelegate(new RowDelegate(view));
    view->setUniformRowHeights(true);
    view->setRootIsDecorated(isTree);
    view->setIndentation(isTree ? view->fontMetrics().height() : 0);
    view->setAllColumnsShowFocus(true);
    view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setFrameShape(QFrame::NoFrame);
    view->setEditTriggers(QAbstractItemView::NoEditTriggers);
    view->setTabKeyNavigation(false); // Tab leaves; the arrow keys move inside
    view->setHorizontalScrollMode(QAbstractItemView::ScrollPerPixel);
    view->header()->setStretchLastSection(true);
    view->header()->setHighlightSections(false);
    view->header()->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    // A sentence is painted over several columns: when one is moved or hidden, all of it is another.
    QObject::connect(header, &QHeaderView::sectionResized, view->viewport(), [view] { view->viewport()->update(); });
    QObject::connect(header, &QHeaderView::sectionMoved, view->viewport(), [view] { view->viewport()->update(); });
    auto* copy = new QAction(QObject::tr("Copy rows"), view);
    copy->setShortcut(QKeySequence::Copy);
    copy->setShortcutContext(Qt::WidgetShortcut);
    QObject::connect(copy, &QAction::triggered, view,
                     [view] { QGuiApplication::clipboard()->setText(copyText(*view)); });
    view->addAction(copy);
    view->setContextMenuPolicy(Qt::ActionsContextMenu);
    return view;
}

} // namespace ui
