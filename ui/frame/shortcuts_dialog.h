#pragma once

#include <QDialog>

#include <vector>

#include "ui/models/table_model.h"

namespace ui {

class Actions;

struct ShortcutRow {
    QString section;
    QString command;
    QString keys;
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

/// Every command with its keys, and the keys of the text editor, filtered by words.
class ShortcutsDialog final : public QDialog {
    Q_OBJECT
public:
    ShortcutsDialog(const Actions& actions, QWidget* parent);
};

[[nodiscard]] std::vector<ShortcutRow> shortcutRows(const Actions& actions);

} // namespace ui
