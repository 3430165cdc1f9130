#include "ui/frame/snapshot_panel.h"

#include <QCoreApplication>
#include <QHeaderView>
#include <QLocale>
#include <QTreeView>
#include <QVBoxLayout>

#include <utility>

#include "core/model/age.h"
#include "core/snapshot/describe.h"
#include "ui/models/tree_memory.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"
#include "ui/theme/icon.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/tables.h"

namespace ui {
namespace {

using core::snapshot::Fleet;
using core::snapshot::Origin;

class SnapshotPanelWords {
    Q_DECLARE_TR_FUNCTIONS(ui::Snapshot)
};

QString number(std::size_t n)
{
    return QLocale().toString(static_cast<qulonglong>(n));
}

SnapshotRow row(const QString& id, const QString& what, const QString& value = {}, const QString& tip = {})
{
    SnapshotRow r;
    r.id = id;
    r.what = what;
    r.value = value;
    r.tip = tip;
    return r;
}

std::optional<core::Seconds> ageOf(const Origin& origin, const Fleet& fleet)
{
    if (!origin.seen || !fleet.takenAt) return std::nullopt;
    return *fleet.takenAt - *origin.seen;
}

SnapshotRow part(const QString& id, const QString& what, const QString& count, const Origin& origin,
                 const std::optional<core::Seconds>& age)
{
    return row(id, what, SnapshotPanelWords::tr("%1, %2", "count, age").arg(count, ageText(age)),
               SnapshotPanelWords::tr("Source: %1")
                   .arg(origin.source.empty() ? QStringLiteral("-") : engineText(origin.source)));
}

SnapshotRow clusterRow(const core::snapshot::ClusterData& cluster, const Fleet& fleet)
{
    const QString name = qt(cluster.cluster.name);
    SnapshotRow r =
        row(name, clusterText(cluster.cluster.name),
            cluster.nodesKnown ? SnapshotPanelWords::tr("%n node(s)", nullptr, static_cast<int>(cluster.nodes.size()))
                               : SnapshotPanelWords::tr("nodes not known"));
    r.tone = cluster.nodesKnown && cluster.podsKnown ? theme::Tone::Plain : theme::Tone::Attention;
    const QString none = SnapshotPanelWords::tr("not known");
    const auto known = [&](bool is, std::size_t count) { return is ? number(count) : none; };
    r.children.push_back(part(QStringLiteral("nodes"), SnapshotPanelWords::tr("Nodes"),
                              known(cluster.nodesKnown, cluster.nodes.size()), cluster.nodesOrigin,
                              ageOf(cluster.nodesOrigin, fleet)));
    r.children.push_back(part(QStringLiteral("pods"), SnapshotPanelWords::tr("Pods"),
                              known(cluster.podsKnown, cluster.pods.size()), cluster.podsOrigin,
                              ageOf(cluster.podsOrigin, fleet)));
    r.children.push_back(part(QStringLiteral("pools"), SnapshotPanelWords::tr("Node pools"),
                              known(cluster.poolsKnown, cluster.pools.size()), cluster.poolsOrigin,
                              ageOf(cluster.poolsOrigin, fleet)));
    return r;
}

theme::Tone toneOf(core::model::Severity severity)
{
    switch (severity) {
    case core::model::Severity::Note: return theme::Tone::Plain;
    case core::model::Severity::Warning: return theme::Tone::Attention;
    case core::model::Severity::Error: return theme::Tone::Error;
    }
    return theme::Tone::Plain;
}

QString withUnit(const QString& figure, char unit)
{
    switch (unit) {
    case 'y': return SnapshotPanelWords::tr("%1y", "years").arg(figure);
    case 'd': return SnapshotPanelWords::tr("%1d", "days").arg(figure);
    case 'h': return SnapshotPanelWords::tr("%1h", "hours").arg(figure);
    case 'm': return SnapshotPanelWords::tr("%1m", "minutes").arg(figure);
    case 's': return SnapshotPanelWords::tr("%1s", "seconds").arg(figure);
    default: return figure + QLatin1Char(unit);
    }
}

/// "2m", "5h30m", in the window's words for the units.
QString lengthText(core::Seconds length)
{
    QString out;
    QString figure;
    for (const QChar c : qt(core::model::humanDuration(length))) {
        if (c.isDigit())
            figure += c;
        else
            out += withUnit(std::exchange(figure, {}), c.toLatin1());
    }
    return out + figure;
}

} // namespace

QString ageText(const std::optional<core::Seconds>& age)
{
    if (!age) return SnapshotPanelWords::tr("age unknown");
    if (age->count() == 0) return SnapshotPanelWords::tr("of the same moment", "as the snapshot");
    const QString length = lengthText(age->count() < 0 ? -*age : *age);
    return age->count() < 0 ? SnapshotPanelWords::tr("%1 newer", "than the snapshot").arg(length)
                            : SnapshotPanelWords::tr("%1 older", "than the snapshot").arg(length);
}

QString timeText(const std::optional<core::Time>& time)
{
    return time ? qt(core::model::toText(*time)) : QStringLiteral("-");
}

std::vector<SnapshotRow> snapshotRows(const Fleet& fleet, const std::vector<core::snapshot::Note>& notes)
{
    std::vector<SnapshotRow> rows;
    rows.push_back(row(QStringLiteral("digest"), SnapshotPanelWords::tr("Snapshot"), qt(fleet.digest)));
    rows.push_back(row(QStringLiteral("taken"), SnapshotPanelWords::tr("Taken"), timeText(fleet.takenAt)));
    SnapshotRow clusters =
        row(QStringLiteral("clusters"), SnapshotPanelWords::tr("Clusters"), number(fleet.clusters.size()));
    for (const core::snapshot::ClusterPtr& cluster : fleet.clusters) {
        clusters.children.push_back(clusterRow(*cluster, fleet));
    }
    rows.push_back(std::move(clusters));
    rows.push_back(part(QStringLiteral("stock"), SnapshotPanelWords::tr("Stock cells"), number(fleet.stock.size()),
                        fleet.stockOrigin, core::snapshot::describe(fleet).stockAge));
    rows.push_back(part(QStringLiteral("prices"), SnapshotPanelWords::tr("Prices"), number(fleet.prices.size()),
                        fleet.pricesOrigin, ageOf(fleet.pricesOrigin, fleet)));
    rows.push_back(part(QStringLiteral("policies"), SnapshotPanelWords::tr("Policies"), number(fleet.policies.size()),
                        fleet.policiesOrigin, ageOf(fleet.policiesOrigin, fleet)));
    SnapshotRow gaps =
        row(QStringLiteral("gaps"), SnapshotPanelWords::tr("What is missing"), number(fleet.gaps.size()));
    for (std::size_t i = 0; i < fleet.gaps.size(); ++i) {
        const core::snapshot::Gap& gap = fleet.gaps[i];
        SnapshotRow r =
            row(QString::number(i),
                gap.cluster.empty() ? engineText(gap.what)
                                    : clusterText(gap.cluster) + QStringLiteral(": ") + engineText(gap.what),
                SnapshotPanelWords::tr("unknown: %1").arg(engineText(gap.unknown)), engineText(gap.remedy));
        r.tone = theme::Tone::Attention;
        gaps.children.push_back(std::move(r));
    }
    if (!gaps.children.empty()) rows.push_back(std::move(gaps));
    SnapshotRow said = row(QStringLiteral("notes"), SnapshotPanelWords::tr("Said while reading"), number(notes.size()));
    for (std::size_t i = 0; i < notes.size(); ++i) {
        SnapshotRow r =
            row(QString::number(i), nameText(notes[i].where), engineText(notes[i].what), engineText(notes[i].what));
        r.tone = toneOf(notes[i].severity);
        said.children.push_back(std::move(r));
    }
    if (!said.children.empty()) rows.push_back(std::move(said));
    return rows;
}

QVariant SnapshotModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    return column == 0 ? tr("Part") : tr("What it holds");
}

QVariant SnapshotModel::cell(const SnapshotRow& row, int column, int role) const
{
    switch (role) {
    case Qt::DisplayRole: return column == 0 ? row.what : row.value;
    case Qt::ToolTipRole: return row.tip.isEmpty() ? (column == 0 ? row.what : row.value) : row.tip;
    case Qt::DecorationRole:
        return column == 0 && row.tone != theme::Tone::Plain ? QVariant(theme::icon(row.tone)) : QVariant();
    case Qt::AccessibleTextRole: {
        const QString word = theme::word(row.tone);
        const QString text = column == 0 ? row.what : row.value;
        return word.isEmpty() ? text : word + QStringLiteral(": ") + text;
    }
    default: return {};
    }
}

SnapshotPanel::SnapshotPanel(QWidget* parent)
    : QWidget(parent)
    , m_name(new ElidedLabel(this))
    , m_model(new SnapshotModel(this))
    , m_tree(makeView(m_model, QStringLiteral("snapshot"), tr("Snapshot"), true, this))
{
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(theme::space(1));
    m_name->setFont(theme::strong(font()));
    m_name->setContentsMargins(theme::space(2), 0, theme::space(2), 0);
    column->addWidget(m_name);
    column->addWidget(m_tree, 1);
    new TreeMemory(m_tree, SnapshotModel::IdRole, 1); // the view owns it
}

void SnapshotPanel::show(const Fleet& fleet, const QString& name, const std::vector<core::snapshot::Note>& notes)
{
    m_name->setWhole(name);
    m_model->setRows(snapshotRows(fleet, notes));
    m_tree->resizeColumnToContents(0);
}

} // namespace ui
