#pragma once

#include "ui/models/table_model.h"
#include "ui/session/connection_book.h"
#include "ui/session/live_feed.h"

class QComboBox;

namespace ui::connections {

class ConnectionsModel final : public TableModel<ConnectionRow> {
    Q_OBJECT
public:
    enum Column { Name, Role, Server, SignsIn, Class, ReadOnly, State, ColumnCount };
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ConnectionRow& row, int column, int role) const override;
};
[[nodiscard]] QString classText(core::settings::Class of); ///< "production"; "-" where nobody said
void fillClasses(QComboBox& box);                          ///< each with its number as data

/// What the Details dock tells of a connection: the stages of its last test, or how the clusters of the open fleet stand.
struct DetailRow {
    theme::Tone tone = theme::Tone::Plain;
    QString what;
    QString result;
};
class DetailModel final : public TableModel<DetailRow> {
    Q_OBJECT
public:
    using TableModel::TableModel;

protected:
    [[nodiscard]] int columns() const override { return 2; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const DetailRow& row, int column, int role) const override;
};
/// Pure. @param clusters of the live fleet, where this connection's is the one that is open
/// @param now  that ages count to
[[nodiscard]] std::vector<DetailRow> detailRows(const ConnectionRow& row, const std::vector<ClusterState>& clusters,
                                                core::Time now);

/// Contexts to take over: the first column is checked; the name, and what becomes of one that is known, can be changed.
class ImportModel final : public TableModel<ImportRow> {
    Q_OBJECT
public:
    enum Column { Context, Server, SignsIn, Name, Known, Test, Result, ColumnCount };
    using TableModel::TableModel;

    [[nodiscard]] Qt::ItemFlags flags(const QModelIndex& at) const override;
    bool setData(const QModelIndex& at, const QVariant& value, int role) override;
    /// What a test of the row came to, or that it is being tested.
    void setTest(const QString& kubeconfig, const QString& context, theme::Tone tone, const QString& text,
                 const QString& why);

protected:
    [[nodiscard]] int columns() const override { return ColumnCount; }
    [[nodiscard]] QVariant header(int column, int role) const override;
    [[nodiscard]] QVariant cell(const ImportRow& row, int column, int role) const override;
};
/// "skip", "replace prod", "keep both"
[[nodiscard]] QString ifKnownText(core::live::IfKnown what, const QString& known);

} // namespace ui::connections
