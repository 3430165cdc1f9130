#pragma once

#include "ui/models/tree_model.h"
#include "ui/session/plan_view.h"

namespace ui::plan {

/// A step, or something that it is predicted to lead to.
struct StepRow {
    QString id;
    QString step; ///< "2"; empty of a consequence
    QString sign; ///< "+", "~", "-"
    QString target;
    QString object;
    QString change; ///< "3 fields"
    QString conflicts;
    theme::Tone conflictTone = theme::Tone::Plain;
    theme::Tone stateTone = theme::Tone::Plain;
    QString state; ///< what the dry run said; once it is applied, how it ended
    QString more;  ///< the first consequence, or what has to be known of it
    QString tip;
    bool isStep = true;
    bool isWanted = true;
    std::vector<StepRow> children;
};
/// Pure.
[[nodiscard]] std::vector<StepRow> stepRows(const PlanView& plan);
[[nodiscard]] QString kindText(StepView::Kind kind); ///< "create"

/// The steps of a plan, with a box each: without its tick the step is left out.
class StepModel final : public TreeModel<StepRow> {
    Q_OBJECT
public:
    enum Column { Step, Target, Object, Change, Conflicts, State, More, ColumnCount };
    using TreeModel::TreeModel;

    void setChangeable(bool changeable) { m_isChangeable = changeable; }
    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& at) const override;
    bool setData(const QModelIndex& at, const QVariant& value, int role) override;

signals:
    void wanted(const QString& step, bool wanted);

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const StepRow& row, int column, int role) const override;

private:
    bool m_isChangeable = true;
};

} // namespace ui::plan
