#pragma once

#include "ui/models/table_model.h"
#include "ui/session/history_view.h"

namespace ui::history {

class HistoryModel final : public TableModel<HistoryRow> {
    Q_OBJECT
public:
    enum Column { When, Who, Where, What, End, Plan, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const HistoryRow& row, int column, int role) const override;
};

/// The steps of one plan.
class StepsModel final : public TableModel<HistoryStep> {
    Q_OBJECT
public:
    enum Column { Step, Target, Object, End, When, Why, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const HistoryStep& row, int column, int role) const override;
};

/// "2026-11-29 14:02:11", local time; "-" where there is none.
[[nodiscard]] QString whenText(core::Time time);

} // namespace ui::history
