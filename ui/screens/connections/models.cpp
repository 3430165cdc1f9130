#include "ui/screens/connections/models.h"

#include <QComboBox>

#include <algorithm>

#include "core/model/age.h"
#include "ui/session/engine_texts.h"
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

/// With its age, where it was seen and not read.
QString stateText(const ConnectionRow& row)
{
    if (!row.asOf) return row.state;
    const auto age = std::max(core::live::systemNow() - *row.asOf, core::Time::duration::zero());
    return ConnectionsModel::tr("%1, %2 ago", "how a connection stood, age")
        .arg(row.state, qt(core::model::shortHumanDuration(age)));
}

/// Of a server that anybody can answer for: in red, and said, wherever it is listed.
QVariant unverifiedServer(const QString& server, int role)
{
    switch (role) {
    case Qt::ForegroundRole: return theme::color(theme::Meaning::Error);
    case Qt::ToolTipRole: return ConnectionsModel::tr("%1: whoever answers is taken for the server").arg(server);
    case Qt::AccessibleTextRole:
    case Qt::DisplayRole: return ConnectionsModel::tr("%1 (not verified)", "server").arg(server);
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
        return toned(row.tone, stateText(row), role);
    }
    if (column == Server && row.isInsecure) return unverifiedServer(row.server, role);
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

namespace {

/// Of each part how old it is: those that are followed in one row, the others with what that makes uncertain.
void addAges(const ClusterState& cluster, core::Time now, std::vector<DetailRow>& rows)
{
    QStringList current;
    for (const ClusterState::Part& part : cluster.parts) {
        const bool isWrong = part.tone == theme::Tone::Attention || part.tone == theme::Tone::Error;
        if (part.tone == theme::Tone::Ok && !part.asOf) current << part.resource;
        if (part.asOf) {
            const QString age = qt(core::model::humanDuration(now - *part.asOf));
            rows.push_back({part.tone, part.resource,
                            isWrong ? DetailModel::tr("as it was %1 ago, so it is uncertain: %2. %3", "age, what, why")
                                          .arg(age, part.gives, part.why)
                                    : DetailModel::tr("as it was %1 ago. %2", "age, why").arg(age, part.why)});
        } else if (isWrong) {
            rows.push_back(
                {part.tone, part.resource, DetailModel::tr("unknown: %1. %2", "what, why").arg(part.gives, part.why)});
        }
    }
    if (!current.isEmpty())
        rows.push_back({theme::Tone::Plain, DetailModel::tr("Followed as it changes", "parts of a cluster"),
                        current.join(QStringLiteral(", "))});
}

} // namespace

std::vector<DetailRow> detailRows(const ConnectionRow& row, const std::vector<ClusterState>& clusters, core::Time now)
{
    std::vector<DetailRow> rows;
    const QString kubeconfig =
        row.saved.kubeconfig.empty() && row.saved.kubeconfigs.empty()
            ? DetailModel::tr("as kubectl finds it: %1").arg(row.files.join(QStringLiteral(", ")))
            : row.files.join(QStringLiteral(", "));
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
    const bool isOfOpen = !clusters.empty() && clusters.front().why == row.why; // said of it below
    if (row.stages.empty() && !row.why.isEmpty() && !isOfOpen) rows.push_back({row.tone, row.state, row.why});
    for (const TestStage& stage : row.stages)
        rows.push_back({stage.tone, stage.stage,
                        stage.took.isEmpty() ? stage.what
                                             : DetailModel::tr("%1 (%2)", "result, time").arg(stage.what, stage.took)});
    for (const ClusterState& cluster : clusters) {
        rows.push_back(
            {cluster.tone, cluster.isFleet ? DetailModel::tr("Control plane") : nameText(cluster.name.toStdString()),
             cluster.why.isEmpty() ? DetailModel::tr("%1, %2", "state, way to it").arg(cluster.state, cluster.way)
                                   : DetailModel::tr("%1, %2. %3", "state, way to it, why")
                                         .arg(cluster.state, cluster.way, cluster.why)});
        addAges(cluster, now, rows);
    }
    return rows;
}

Qt::ItemFlags ImportModel::flags(const QModelIndex& at) const
{
    Qt::ItemFlags flags = TableModel::flags(at);
    const ImportRow* of = row(at);
    if (of == nullptr) return flags;
    if (!of->can) return flags; // it is selected, so that its fault can be read
    if (at.column() == Context) flags |= Qt::ItemIsUserCheckable;
    const bool replaces = !of->known.isEmpty() && of->ifKnown == core::live::IfKnown::Replace;
    if (at.column() == Name && !replaces) flags |= Qt::ItemIsEditable;
    if (at.column() == Known && !of->known.isEmpty()) flags |= Qt::ItemIsEditable;
    return flags;
}

bool ImportModel::setData(const QModelIndex& at, const QVariant& value, int role)
{
    if (row(at) == nullptr || !row(at)->can) return false;
    std::vector<ImportRow> all = rows();
    ImportRow& changed = all[static_cast<std::size_t>(at.row())];
    using core::live::IfKnown;
    if (at.column() == Context && role == Qt::CheckStateRole) {
        changed.wanted = value.toInt() == Qt::Checked;
        if (changed.wanted && changed.ifKnown == IfKnown::Skip) changed.ifKnown = IfKnown::KeepBoth;
    } else if (at.column() == Known && role == Qt::EditRole && !changed.known.isEmpty()) {
        changed.ifKnown = static_cast<IfKnown>(value.toInt());
        changed.wanted = changed.ifKnown != IfKnown::Skip;
    } else if (at.column() == Name && role == Qt::EditRole && !value.toString().trimmed().isEmpty())
        changed.name = value.toString().trimmed();
    else
        return false;
    setRows(std::move(all));
    return true;
}

void ImportModel::setTest(const QString& kubeconfig, const QString& context, theme::Tone tone, const QString& text,
                          const QString& why)
{
    std::vector<ImportRow> all = rows();
    for (ImportRow& row : all) {
        if (qt(row.saved.kubeconfig) != kubeconfig || row.context != context) continue;
        row.testTone = tone;
        row.test = text;
        row.testWhy = why;
    }
    setRows(std::move(all));
}

QString ifKnownText(core::live::IfKnown what, const QString& known)
{
    switch (what) {
    case core::live::IfKnown::Skip: return ImportModel::tr("skip", "a context that is known");
    case core::live::IfKnown::Replace: return ImportModel::tr("replace %1", "a connection").arg(known);
    case core::live::IfKnown::KeepBoth: return ImportModel::tr("keep both", "of two connections");
    }
    return {};
}

QVariant ImportModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Context: return tr("Context");
    case Server: return tr("Server");
    case SignsIn: return tr("Signs in by");
    case Name: return tr("Name here");
    case Known: return tr("If known");
    case Test: return tr("Test");
    case Result: return tr("Result");
    default: return {};
    }
}

QVariant ImportModel::cell(const ImportRow& row, int column, int role) const
{
    if (column == Result) {
        QString line = row.result; // a row has one
        return toned(row.tone, role == Qt::DisplayRole ? line.replace(QLatin1Char('\n'), QLatin1Char(' ')) : line,
                     role);
    }
    if (column == Test) {
        if (role == Qt::ToolTipRole && !row.testWhy.isEmpty()) return row.testWhy;
        return toned(row.testTone, row.test.isEmpty() ? QStringLiteral("-") : row.test, role);
    }
    if (column == Known && role == Qt::EditRole) return static_cast<int>(row.ifKnown);
    if (column == Server && row.isInsecure) { // the address has the room: a glyph and a tip say it
        if (role == Qt::DisplayRole) return row.server;
        if (role == Qt::DecorationRole) return theme::icon(theme::Tone::Error);
        return unverifiedServer(row.server, role);
    }
    const bool replaces = !row.known.isEmpty() && row.ifKnown == core::live::IfKnown::Replace;
    if (column == Context && role == Qt::CheckStateRole)
        return row.can ? QVariant(row.wanted ? Qt::Checked : Qt::Unchecked) : QVariant();
    if (column == Name && role == Qt::EditRole) return row.name;
    if (role == Qt::ForegroundRole && !row.can) return theme::color(theme::Meaning::Quiet);
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole) return {};
    switch (column) {
    case Context: return row.context;
    case Server: return row.server;
    case SignsIn: return row.signsIn;
    case Name: return !row.can ? QStringLiteral("-") : replaces ? row.known : row.name;
    case Known: return row.can && !row.known.isEmpty() ? ifKnownText(row.ifKnown, row.known) : QStringLiteral("-");
    default: return {};
    }
}

} // namespace ui::connections
