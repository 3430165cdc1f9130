#pragma once

#include "ui/models/tree_model.h"
#include "ui/session/plan_view.h"

namespace ui::plan {

/// A field that a step changes, or what several of them stand in.
struct FieldRow {
    QString id;    ///< its path
    QString label; ///< the part of the path that its parent does not say
    QString sign;  ///< "+", "-", "~"; empty of what holds others
    QString before;
    QString after;
    QString by;
    bool isFolded = false; ///< a default of the server
    std::vector<FieldRow> children;
};
/// Pure: the fields by their paths, chains without a fork in one row. @param withFolded  defaults as well
[[nodiscard]] std::vector<FieldRow> fieldRows(const StepView& step, bool withFolded);
/// ".spec.containers[name=\"c\"].image" in its parts, each with its dot or brackets.
[[nodiscard]] QStringList partsOf(const QString& path);

class FieldModel final : public TreeModel<FieldRow> {
    Q_OBJECT
public:
    enum Column { Field, Before, After, By, ColumnCount };
    using TreeModel::TreeModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const FieldRow& row, int column, int role) const override;
};

} // namespace ui::plan
