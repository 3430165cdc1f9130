#include "ui/screens/connections/models.h"

#include <QComboBox>

#include "ui/session/text.h"
#include "ui/theme/icon.h"

namespace ui::connections {
namespace {

/// A glyph never stands without its word, for those who listen as well.
QVariant toned(theme::Tone tone, const QString& text, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text;
    case Qt::DecorationRole: return tone == theme::Tone::Plain ? QVariant() : QVariant(theme::icon(tone));
    case Qt::AccessibleTextRole: {
        const QString word = theme::word(tone);
        return word.isEmpty() ? text : word + QStringLiteral(": ") + text;
    }
    default: return {};
    }
}

} // namespace

QString classText(core::settings::Class of)
{
    switch (of) {
    case core::settings::Class::Unstated: return QStringLiteral("-");
    case core::settings::Class::Production: return ConnectionsModel::tr("production");
    case core::settings::Class::Staging: return ConnectionsModel::tr("staging");
    case core::settings::Class::Test: return ConnectionsModel::tr("test", "a class of connections");
    }
    return {};
}

void fillClasses(QComboBox& box)
{
    using core::settings::Class;
    for (const Class of : {Class::Unstated, Class::Production, Class::Staging, Class::Test})
        box.addItem(classText(of), static_cast<int>(of));
}

QVariant ConnectionsModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Name: return tr("Name");
    case Role: return tr("Role");
    case Server: return tr("Server");
    case SignsIn: return tr("Signs in by");
    case Class: return tr("Class");
    case ReadOnly: return tr("Read-only");
    case State: return tr("State");
    default: return {};
    }
}

QVariant ConnectionsModel::cell(const ConnectionRow& row, int column, int role) const
{
    if (column == State) {
        if (role == Qt::ToolTipRole && !row.why.isEmpty()) return row.why;
        return toned(row.tone, row.state, role);
    }
    if (column == Server && row.isInsecure) {
        if (role == Qt::ForegroundRole) return theme::color(theme::Meaning::Error);
        if (role == Qt::ToolTipRole) return tr("%1: whoever answers is taken for the server").arg(row.server);
        if (role == Qt::AccessibleTextRole || role == Qt::DisplayRole)
            return tr("%1 (not verified)", "server").arg(row.server);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
    case Name: return row.name;
    case Role: return row.role;
    case Server: return row.server;
    case SignsIn: return row.signsIn;
    case Class: return classText(row.saved.of);
    case ReadOnly: return row.saved.readOnly ? tr("yes") : tr("no");
    default: return {};
    }
}

QVariant DetailModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    return column == 0 ? tr("What") : tr("Result");
}

QVariant DetailModel::cell(const DetailRow& row, int column, int role) const
{
    return column == 0 ? toned(row.tone, row.what, role) : toned(theme::Tone::Plain, row.result, role);
}

std::vector<DetailRow> detailRows(const ConnectionRow& row, const std::vector<ClusterState>& clusters)
{
    std::vector<DetailRow> rows;
    const QString kubeconfig =
        row.saved.kubeconfig.empty()
            ? DetailModel::tr("as kubectl finds it: %1").arg(row.files.join(QStringLiteral(", ")))
            : qt(row.saved.kubeconfig);
    rows.push_back({theme::Tone::Plain, DetailModel::tr("Kubeconfig"), kubeconfig});
    rows.push_back({theme::Tone::Plain, DetailModel::tr("Context"),
                    row.saved.context.empty() ? DetailModel::tr("the current one") : qt(row.saved.context)});
    for (const ProgramAsk& program : row.programs) {
        rows.push_back({program.allowed ? theme::Tone::Ok : theme::Tone::Attention,
                        program.allowed ? DetailModel::tr("Program, allowed") : DetailModel::tr("Program, not allowed"),
                        program.commandLine});
        for (const QString& warning : program.warnings)
            rows.push_back({theme::Tone::Attention, DetailModel::tr("Of the program"), warning});
    }
    if (row.stages.empty() && !row.why.isEmpty()) rows.push_back({row.tone, row.state, row.why});
    for (const TestStage& stage : row.stages)
        rows.push_back({stage.tone, stage.stage,
                        stage.took.isEmpty() ? stage.what
                                             : DetailModel::tr("%1 (%2)", "result, time").arg(stage.what, stage.took)});
    for (const ClusterState& cluster : clusters) {
        rows.push_back({cluster.tone, cluster.isFleet ? DetailModel::tr("Control plane") : cluster.name,
                        cluster.why.isEmpty()
                            ? DetailModel::tr("%1, %2", "state, way to it").arg(cluster.state, cluster.way)
                            : DetailModel::tr("%1, %2. %3", "state, way to it, why")
                                  .arg(cluster.state, cluster.way, cluster.why)});
        for (const ClusterState::Part& part : cluster.parts)
            if (part.tone == theme::Tone::Attention || part.tone == theme::Tone::Error)
                rows.push_back({part.tone, part.resource,
                                DetailModel::tr("unknown: %1. %2", "what, why").arg(part.gives, part.why)});
    }
    return rows;
}

Qt::ItemFlags ImportModel::flags(const QModelIndex& at) const
{
    Qt::ItemFlags flags = TableModel::flags(at);
    const ImportRow* of = row(at);
    if (of == nullptr) return flags;
    if (!of->can) return flags & ~Qt::ItemIsEnabled;
    if (at.column() == Context) flags |= Qt::ItemIsUserCheckable;
    if (at.column() == Name) flags |= Qt::ItemIsEditable;
    return flags;
}

bool ImportModel::setData(const QModelIndex& at, const QVariant& value, int role)
{
    if (row(at) == nullptr || !row(at)->can) return false;
    std::vector<ImportRow> all = rows();
    ImportRow& changed = all[static_cast<std::size_t>(at.row())];
    if (at.column() == Context && role == Qt::CheckStateRole)
        changed.wanted = value.toInt() == Qt::Checked;
    else if (at.column() == Name && role == Qt::EditRole && !value.toString().trimmed().isEmpty())
        changed.name = value.toString().trimmed();
    else
        return false;
    setRows(std::move(all));
    return true;
}

QVariant ImportModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Context: return tr("Context");
    case Server: return tr("Server");
    case SignsIn: return tr("Signs in by");
    case Name: return tr("Name here");
    case Result: return tr("Result");
    default: return {};
    }
}

QVariant ImportModel::cell(const ImportRow& row, int column, int role) const
{
    if (column == Result) return toned(row.tone, row.result, role);
    if (column == Context && role == Qt::CheckStateRole)
        return row.can ? QVariant(row.wanted ? Qt::Checked : Qt::Unchecked) : QVariant();
    if (column == Name && role == Qt::EditRole) return row.name;
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
    case Context: return row.context;
    case Server: return row.server;
    case SignsIn: return row.signsIn;
    case Name: return row.can ? row.name : QStringLiteral("-");
    default: return {};
    }
}

} // namespace ui::connections
