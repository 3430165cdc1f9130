#pragma once

#include "ui/models/table_model.h"
#include "ui/session/plan_view.h"

namespace ui::plan {

/// A check, and where it stands in the plan.
struct CheckRow {
    int number = 0; ///< in PlanView::checks
    CheckView check;
};
/// Pure: what keeps replicas from running first; else in the order in which a replica meets them.
[[nodiscard]] std::vector<CheckRow> checkRows(const PlanView& plan);
[[nodiscard]] QString stateText(CheckView::State state); ///< "fails"
[[nodiscard]] theme::Tone toneOf(CheckView::State state);

/// What the clusters have, or lack, for what a plan places.
class CheckModel final : public TableModel<CheckRow> {
    Q_OBJECT
public:
    enum Column { State, Cluster, What, Evidence, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const CheckRow& row, int column, int role) const override;
};

} // namespace ui::plan
