#pragma once

#include <QDialog>
#include <QKeySequence>

#include <vector>

#include "ui/models/table_model.h"

class QKeySequenceEdit;
class QLabel;
class QPushButton;
class QTreeView;

namespace ui {

class Actions;

struct ShortcutRow {
    QString section;
    QString command;
    QString keys;
    QString id; ///< of the action; empty: keys that cannot be changed
};

class ShortcutModel final : public TableModel<ShortcutRow> {
    Q_OBJECT
public:
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return 3; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ShortcutRow& row, int column, int role) const override;
};

/// Every command with its keys, and the keys of the text editor, filtered by words. The keys of the selected command can be
/// changed; a key that another command has is refused, with the name of that command.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(Actions& actions, QWidget* parent);

private:
    QWidget* buildChange();
    void choose(const QModelIndex& at);
    void set(const QList<QKeySequence>& keys);

    Actions& m_actions;
    ShortcutModel* m_model;
    QTreeView* m_view;
    QKeySequenceEdit* m_keys;
    QPushButton* m_set;
    QPushButton* m_default;
    QLabel* m_said;
    QString m_id; ///< of the command that is selected
};

[[nodiscard]] std::vector<ShortcutRow> shortcutRows(const Actions& actions);

} // namespace ui
