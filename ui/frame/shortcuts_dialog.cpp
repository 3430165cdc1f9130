#include "ui/frame/shortcuts_dialog.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QKeySequenceEdit>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
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
        QStringList keys;
        for (const QKeySequence& key : entry.action->shortcuts()) keys << key.toString(QKeySequence::NativeText);
        rows.push_back({entry.section, entry.title, keys.join(QStringLiteral(", ")), entry.id});
    }
    const QString editor = ShortcutModel::tr("Text");
    rows.push_back({editor, ShortcutModel::tr("Indent, unindent"), QStringLiteral("Tab, Shift+Tab"), {}});
    rows.push_back({editor, ShortcutModel::tr("Leave the text"), ShortcutModel::tr("Esc, then Tab"), {}});
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

ShortcutsDialog::ShortcutsDialog(Actions& actions, QWidget* parent)
    : QDialog(parent)
    , m_actions(actions)
    , m_model(new ShortcutModel(this))
{
    setWindowTitle(tr("Shortcuts"));
    auto* column = new QVBoxLayout(this);
    auto* filter = new QLineEdit(this);
    filter->setPlaceholderText(tr("Filter"));
    filter->setAccessibleName(tr("Filter the shortcuts"));
    filter->setClearButtonEnabled(true);
    column->addWidget(filter);
    m_model->setRows(shortcutRows(actions));
    auto* proxy = new QSortFilterProxyModel(this);
    proxy->setSourceModel(m_model);
    proxy->setFilterCaseSensitivity(Qt::CaseInsensitive);
    proxy->setFilterKeyColumn(-1);
    m_view = makeView(proxy, QStringLiteral("shortcuts"), tr("Shortcuts"), false, this);
    m_view->setSortingEnabled(true);
    m_view->sortByColumn(0, Qt::AscendingOrder);
    for (int c = 0; c < 2; ++c) m_view->resizeColumnToContents(c);
    column->addWidget(m_view, 1);
    column->addWidget(buildChange());
    connect(filter, &QLineEdit::textChanged, proxy, &QSortFilterProxyModel::setFilterFixedString);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentRowChanged, this, &ShortcutsDialog::choose);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close, this);
    buttons->button(QDialogButtonBox::Close)->setText(tr("Close")); // Qt's own words may not be there in the language
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addWidget(buttons);
    choose({});
    const int em = fontMetrics().height();
    resize(em * 34, em * 30);
}

QWidget* ShortcutsDialog::buildChange()
{
    auto* box = new QWidget(this);
    auto* row = new QGridLayout(box);
    row->setContentsMargins(0, 0, 0, 0);
    auto* label = new QLabel(tr("&Keys"), box);
    m_keys = new QKeySequenceEdit(box);
    m_keys->setAccessibleName(tr("New keys of the selected command"));
    if (auto* field = m_keys->findChild<QLineEdit*>()) field->setAccessibleName(m_keys->accessibleName());
    label->setBuddy(m_keys);
    m_set = new QPushButton(tr("&Set"), box);
    m_default = new QPushButton(tr("&Default"), box);
    for (QPushButton* button : {m_set, m_default}) button->setAutoDefault(false); // Enter is a key, too
    m_said = new QLabel(box);
    m_said->setWordWrap(true);
    row->addWidget(label, 0, 0);
    row->addWidget(m_keys, 0, 1);
    row->addWidget(m_set, 0, 2);
    row->addWidget(m_default, 0, 3);
    row->addWidget(m_said, 1, 0, 1, 4);
    connect(m_set, &QPushButton::clicked, this, [this] {
        set(m_keys->keySequence().isEmpty() ? QList<QKeySequence>() : QList<QKeySequence>{m_keys->keySequence()});
    });
    connect(m_default, &QPushButton::clicked, this, [this] {
        if (const Actions::Entry* entry = m_actions.entry(m_id)) set(entry->defaults);
    });
    return box;
}

void ShortcutsDialog::choose(const QModelIndex& at)
{
    const auto* proxy = static_cast<const QSortFilterProxyModel*>(m_view->model());
    const ShortcutRow* row = at.isValid() ? m_model->row(proxy->mapToSource(at)) : nullptr;
    m_id = row ? row->id : QString();
    const Actions::Entry* entry = m_actions.entry(m_id);
    for (QWidget* widget :
         {static_cast<QWidget*>(m_keys), static_cast<QWidget*>(m_set), static_cast<QWidget*>(m_default)}) {
        widget->setEnabled(entry != nullptr);
    }
    m_keys->setKeySequence(entry && !entry->action->shortcuts().isEmpty() ? entry->action->shortcuts().front()
                                                                          : QKeySequence());
    m_said->setText(entry ? QString()
                    : row ? tr("These keys belong to the text and stay.")
                          : tr("Select a command to change its keys."));
}

void ShortcutsDialog::set(const QList<QKeySequence>& keys)
{
    for (const QKeySequence& key : keys) {
        const Actions::Entry* other = m_actions.withKey(key);
        if (!other || other->id == m_id) continue;
        m_said->setText(tr("%1 belongs to \"%2\" already. Give that other keys first.", "keys, command")
                            .arg(key.toString(QKeySequence::NativeText), other->title));
        return;
    }
    const QString id = m_id;
    m_actions.setKeys(id, keys);
    m_model->setRows(shortcutRows(m_actions));
    const std::vector<ShortcutRow>& rows = m_model->rows();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (rows[i].id != id) continue;
        const auto* proxy = static_cast<const QSortFilterProxyModel*>(m_view->model());
        m_view->setCurrentIndex(proxy->mapFromSource(m_model->index(static_cast<int>(i), 0)));
    }
}

} // namespace ui
