#include "ui/frame/shortcuts_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QTreeView>
#include <QVBoxLayout>

#include "ui/frame/actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/tables.h"

namespace ui {

std::vector<ShortcutRow> shortcutRows(const Actions& actions)
{
    std::vector<ShortcutRow> rows;
    for (const Actions::Entry& entry : actions.all()) {
        if (entry.action->shortcuts().isEmpty()) continue;
        QStringList keys;
        for (const QKeySequence& key : entry.action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        QString text = entry.action->text();
        text.remove(QLatin1Char('&'));
        rows.push_back({entry.section, text, keys.join(QStringLiteral(", "))});
    }
    const QString editor = ShortcutModel::tr("Text");
    rows.push_back({editor, ShortcutModel::tr("Indent, unindent"), QStringLiteral("Tab, Shift+Tab")});
    rows.push_back({editor, ShortcutModel::tr("Leave the text"), ShortcutModel::tr("Esc, then Tab")});
    return rows;
}

QVariant ShortcutModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case 0: return tr("Menu");
    case 1: return tr("Command");
    default: return tr("Keys");
    }
}

QVariant ShortcutModel::cell(const ShortcutRow& row, int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case 0: return row.section;
    case 1: return row.command;
    default: return row.keys;
    }
}

ShortcutsDialog::ShortcutsDialog(const Actions& actions, QWidget* parent)
    : QDialog(parent)
{
    setWindowTitle(tr("Shortcuts"));
    auto* column = new QVBoxLayout(this);
    auto* filter = new QLineEdit(this);
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the shortcuts"));
    filter->setClearButtonEnabled(true);
    column->addWidget(filter);
    auto* model = new ShortcutModel(this);
    model->setRows(shortcutRows(actions));
    auto* proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(model);
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy->setFilterKeyColumn(-1);
    QTreeView* view = makeView(proxy, QStringLiteral("shortcuts"), tr("Shortcuts"), false, this);
    view->setSortingEnabled(true);
    view->sortByColumn(0, Qt::AscendingOrder);
    for (int c = 0; c < 2; ++c) view->resizeColumnToContents(c);
    column->addWidget(view, 1);
    connect(filter, &QLineEdit::textChanged, proxy, &QSortFilterProxyModel::setFilterFixedString);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    const int em = fontMetrics().height();
    resize(em * 30, em * 28);
}

} // namespace ui
