#pragma once

#include <QWidget>

#include <vector>

#include "core/snapshot/file.h"
#include "core/snapshot/fleet.h"
#include "ui/models/tree_model.h"
#include "ui/theme/theme.h"

class QTreeView;

namespace ui {

class ElidedLabel;

/// A line about the snapshot: a part of it with its source and age, or something that it does not hold.
struct SnapshotRow {
    QString id;
    theme::Tone tone = theme::Tone::Plain;
    QString what;
    QString value;
    QString tip;
    std::vector<SnapshotRow> children;
};
/// Pure: what the snapshot holds, how old each part is, what is missing and what that makes unknown.
[[nodiscard]] std::vector<SnapshotRow> snapshotRows(const core::snapshot::Fleet& fleet,
                                                    const std::vector<core::snapshot::Note>& notes);
/// Ages are told against the moment of the snapshot and written as kubectl and berthctl do: "12m older", "1m newer",
/// "of the same moment"; "age unknown" where it is.
[[nodiscard]] QString ageText(const std::optional<core::Seconds>& age);
/// "2026-11-23T09:40:00Z", as everywhere else it stands; "-" where unknown.
[[nodiscard]] QString timeText(const std::optional<core::Time>& time);

class SnapshotModel final : public TreeModel<SnapshotRow> {
    Q_OBJECT
public:
    using TreeModel::TreeModel;

protected:
    [[nodiscard]] int columns() const override { return 2; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const SnapshotRow& row, int column, int role) const override;
};

/// Details of the snapshot: what every cell of the status bar speaks of.
class SnapshotPanel final : public QWidget {
    Q_OBJECT
public:
    explicit SnapshotPanel(QWidget* parent = nullptr);
    void show(const core::snapshot::Fleet& fleet, const QString& name, const std::vector<core::snapshot::Note>& notes);

private:
    ElidedLabel* m_name;
    SnapshotModel* m_model;
    QTreeView* m_tree;
};

} // namespace ui
