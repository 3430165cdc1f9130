#pragma once

#include "ui/models/table_model.h"
#include "ui/models/tree_model.h"
#include "ui/screens/editor/rows.h"
#include "ui/session/answer.h"

/// The Editor screen's tables and trees. Text, tooltip and accessible text of a cell sit together.
namespace ui::editor {

class PlacementModel final : public TreeModel<PlacementRow> {
    Q_OBJECT
public:
    enum Column { Where, Replicas, Node, Stock, PerHour, Why, ColumnCount };
    using TreeModel::TreeModel;
    /// "CNY": stated once, in the header.
    void setCurrency(const QString& currency);

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const PlacementRow& row, int column, int role) const override;

private:
    QString m_currency;
};

class ReasonModel final : public TreeModel<ReasonRow> {
    Q_OBJECT
public:
    using TreeModel::TreeModel;

protected:
    [[nodiscard]] int columns() const override { return 1; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ReasonRow& row, int column, int role) const override;
};

class CapacityModel final : public TableModel<CapacityRow> {
    Q_OBJECT
public:
    enum Column { Cluster, Now, Room, Deliverable, BindingLimit, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const CapacityRow& row, int column, int role) const override;
};

class RemedyModel final : public TableModel<RemedyRow> {
    Q_OBJECT
public:
    enum Column { Key, Text, Places, Costs, ColumnCount };
    using TableModel::TableModel;
    /// What to press for the first, the second, …: as a person has set it.
    void setKeys(QStringList keys);

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const RemedyRow& row, int column, int role) const override;

private:
    QStringList m_keys;
};

class ScaledModel final : public TableModel<ScaledRow> {
    Q_OBJECT
public:
    enum Column { Label, Replicas, Placed, NewNodes, Cost, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ScaledRow& row, int column, int role) const override;
};

class RolloutModel final : public TableModel<RolloutRow> {
    Q_OBJECT
public:
    enum Column { Cluster, Replicas, Surge, Unavailable, NewNodes, Stock, PerHour, Verdict, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const RolloutRow& row, int column, int role) const override;
};

class ProblemModel final : public TableModel<ui::Problem> {
    Q_OBJECT
public:
    enum Column { Place, What, Fix, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ui::Problem& row, int column, int role) const override;
};

} // namespace ui::editor
