#include "ui/screens/editor/models.h"

#include <QColor>
#include <QFont>
#include <QIcon>

#include "ui/theme/icon.h"
#include "ui/widgets/tables.h"

namespace ui::editor {
namespace {

using theme::Meaning;
using theme::Tone;

const Qt::Alignment atTheRight = Qt::AlignRight | Qt::AlignVCenter;

QString spoken(Tone tone, const QString& text)
{
    const QString word = theme::word(tone);
    return word.isEmpty() ? text : word + QStringLiteral(": ") + text;
}

QVariant quietly(bool quiet)
{
    return quiet ? QVariant(theme::color(Meaning::Quiet)) : QVariant();
}

/// What every header answers alike: its text, and figures at the right.
QVariant headerOf(const QString& text, const QString& tip, bool isFigure, int role)
{
    switch (role) {
    case Qt::DisplayRole: return text;
    case Qt::ToolTipRole: return tip.isEmpty() ? QVariant() : QVariant(tip);
    case Qt::TextAlignmentRole:
        return QVariant::fromValue(isFigure ? atTheRight : Qt::Alignment(Qt::AlignLeft | Qt::AlignVCenter));
    default: return {};
    }
}

/// What every cell of text answers alike.
QVariant cellOf(const QString& text, bool isFigure, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text;
    case Qt::TextAlignmentRole: return isFigure ? QVariant::fromValue(atTheRight) : QVariant();
    default: return {};
    }
}

Tone toneOf(Mark::Severity severity)
{
    switch (severity) {
    case Mark::Severity::Note: return Tone::Progress;
    case Mark::Severity::Warning: return Tone::Attention;
    case Mark::Severity::Error: return Tone::Error;
    }
    return Tone::Plain;
}

} // namespace

void PlacementModel::setCurrency(const QString& currency)
{
    if (currency == m_currency) return;
    m_currency = currency;
    emit headerDataChanged(Qt::Horizontal, PerHour, PerHour);
}

QVariant PlacementModel::header(int column, int role) const
{
    switch (column) {
    case Where: return headerOf(tr("Where"), tr("Cluster, node pool and zone, node"), false, role);
    case Replicas:
        return headerOf(tr("Replicas"),
                        tr("What the scheduler will write; in brackets the range where stock is not known exactly"),
                        true, role);
    case Node: return headerOf(tr("Nodes"), tr("Running ones that are used, new ones that are bought"), false, role);
    case Stock:
        return headerOf(tr("Stock"), tr("What the cloud has of the type in the zone, before and after"), false, role);
    case PerHour:
        return headerOf(m_currency.isEmpty() ? tr("New/h", "cost an hour") : tr("New %1/h", "currency").arg(m_currency),
                        tr("What the bill grows by in an hour; a node that runs is paid for already"), true, role);
    case Why: return headerOf(tr("Why"), {}, false, role);
    default: return {};
    }
}

QVariant PlacementModel::cell(const PlacementRow& row, int column, int role) const
{
    if (role == Qt::ForegroundRole) return quietly(row.quiet);
    if (role == ShorterRole) return column == Where ? QVariant(row.shorter) : QVariant();
    // The nodes may be cut in a narrow window.
    if (role == Qt::ToolTipRole && column == Node && !row.tip.isEmpty() && !row.node.isEmpty())
        return QStringLiteral("%1\n%2").arg(row.node, row.tip);
    if (role == Qt::ToolTipRole && !row.tip.isEmpty() && column != Where) return row.tip;
    switch (column) {
    case Where:
        if (role == Qt::DecorationRole) return theme::icon(row.tone);
        if (role == Qt::AccessibleTextRole) return spoken(row.tone, row.where);
        if (role == Qt::ToolTipRole) {
            QStringList lines{row.where};
            if (row.id == row.cluster && row.where != row.cluster) lines << row.cluster;
            if (!row.stock.isEmpty()) lines << tr("Stock: %1", "before and after").arg(row.stock); // its column may go
            return lines.join(QLatin1Char('\n'));
        }
        return cellOf(row.where, false, role);
    case Replicas:
        if (role == Qt::FontRole && !row.cluster.isEmpty() && !row.quiet) {
            QFont font;
            font.setWeight(QFont::DemiBold);
            return font;
        }
        return cellOf(row.replicas, true, role);
    case Node: return cellOf(row.node, false, role);
    case Stock: return cellOf(row.stock, false, role);
    case PerHour: return cellOf(row.perHour, true, role);
    case Why: return cellOf(row.why, false, role);
    default: return {};
    }
}

QVariant ReasonModel::header(int, int role) const
{
    return headerOf(tr("Reasoning"), {}, false, role);
}

QVariant ReasonModel::cell(const ReasonRow& row, int, int role) const
{
    if (role == Qt::DecorationRole && row.tone != Tone::Plain) return theme::icon(row.tone);
    if (role == Qt::AccessibleTextRole) return spoken(row.tone, row.text);
    return cellOf(row.text, false, role);
}

QVariant CapacityModel::header(int column, int role) const
{
    switch (column) {
    case Cluster: return headerOf(tr("Cluster"), {}, false, role);
    case Now: return headerOf(tr("Now"), tr("Replicas that fit on nodes that run"), true, role);
    case Room: return headerOf(tr("Pool room"), tr("Replicas that the pools' maximum would allow besides"), true, role);
    case Deliverable:
        return headerOf(tr("Deliverable"), tr("The room, cut by stock, quota and free addresses"), true, role);
    case BindingLimit: return headerOf(tr("What limits it"), {}, false, role);
    default: return {};
    }
}

QVariant CapacityModel::cell(const CapacityRow& row, int column, int role) const
{
    if (column == row.binding && role == Qt::FontRole) {
        QFont font;
        font.setWeight(QFont::DemiBold); // the figure that binds
        return font;
    }
    switch (column) {
    case Cluster: return cellOf(row.cluster, false, role);
    case Now: return cellOf(row.now, true, role);
    case Room: return cellOf(row.room, true, role);
    case Deliverable: return cellOf(row.deliverable, true, role);
    case BindingLimit: return cellOf(row.limit, false, role);
    default: return {};
    }
}

void RemedyModel::setKeys(QStringList keys)
{
    m_keys = std::move(keys);
    if (rowCount() > 0) emit dataChanged(index(0, Key), index(rowCount() - 1, Key));
}

QVariant RemedyModel::header(int column, int role) const
{
    switch (column) {
    case Key: return headerOf(tr("Key", "keyboard"), tr("Press to try it"), false, role);
    case Text: return headerOf(tr("What would help"), {}, false, role);
    case Places: return headerOf(tr("Places"), tr("Replicas that it would place besides"), true, role);
    case Costs: return headerOf(tr("Costs/h"), tr("What the bill would grow by besides"), true, role);
    default: return {};
    }
}

QVariant RemedyModel::cell(const RemedyRow& row, int column, int role) const
{
    switch (column) {
    case Key: return cellOf(row.canTry ? m_keys.value(row.index) : QString(), false, role);
    case Text: return cellOf(row.text, false, role);
    case Places: return cellOf(row.places, true, role);
    case Costs: return cellOf(row.costs, true, role);
    default: return {};
    }
}

QVariant ScaledModel::header(int column, int role) const
{
    switch (column) {
    case Label: return headerOf(tr("When scaled to"), {}, false, role);
    case Replicas: return headerOf(tr("Replicas"), {}, true, role);
    case Placed: return headerOf(tr("Placed"), {}, true, role);
    case NewNodes: return headerOf(tr("New nodes"), {}, true, role);
    case Cost: return headerOf(tr("New/h", "cost an hour"), {}, true, role);
    default: return {};
    }
}

QVariant ScaledModel::cell(const ScaledRow& row, int column, int role) const
{
    switch (column) {
    case Label:
        if (role == Qt::DecorationRole) return theme::icon(row.tone);
        if (role == Qt::AccessibleTextRole) return spoken(row.tone, row.label);
        return cellOf(row.label, false, role);
    case Replicas: return cellOf(row.replicas, true, role);
    case Placed: return cellOf(row.placed, true, role);
    case NewNodes: return cellOf(row.newNodes, true, role);
    case Cost: return cellOf(row.cost, true, role);
    default: return {};
    }
}

QVariant RolloutModel::header(int column, int role) const
{
    switch (column) {
    case Cluster: return headerOf(tr("Cluster"), {}, false, role);
    case Replicas: return headerOf(tr("Replicas"), {}, true, role);
    case Surge: return headerOf(tr("Surge"), tr("Pods above the replicas at the worst moment"), true, role);
    case Unavailable: return headerOf(tr("Missing"), tr("Pods that may be missing during the update"), true, role);
    case NewNodes: return headerOf(tr("New nodes"), tr("Nodes to buy at the worst moment"), false, role);
    case Stock: return headerOf(tr("Stock"), tr("Of these nodes, before and after"), false, role);
    case PerHour: return headerOf(tr("New/h", "cost an hour"), tr("What the bill grows by meanwhile"), true, role);
    case Verdict: return headerOf(tr("Verdict"), {}, false, role);
    default: return {};
    }
}

QVariant RolloutModel::cell(const RolloutRow& row, int column, int role) const
{
    if (role == Qt::ToolTipRole) return row.verdict; // the column goes where there is no room for it
    switch (column) {
    case Cluster:
        if (role == Qt::DecorationRole) return theme::icon(row.tone);
        if (role == Qt::AccessibleTextRole) return spoken(row.tone, row.cluster);
        return cellOf(row.cluster, false, role);
    case Replicas: return cellOf(row.replicas, true, role);
    case Surge: return cellOf(row.surge, true, role);
    case Unavailable: return cellOf(row.unavailable, true, role);
    case NewNodes: return cellOf(row.newNodes, false, role);
    case Stock: return cellOf(row.stock, false, role);
    case PerHour: return cellOf(row.perHour, true, role);
    case Verdict: return cellOf(row.verdict, false, role);
    default: return {};
    }
}

QVariant ProblemModel::header(int column, int role) const
{
    switch (column) {
    case Place: return headerOf(tr("Place"), {}, false, role);
    case What: return headerOf(tr("What is wrong"), {}, false, role);
    case Fix: return headerOf(tr("What to do"), {}, false, role);
    default: return {};
    }
}

QVariant ProblemModel::cell(const ui::Problem& row, int column, int role) const
{
    switch (column) {
    case Place: {
        const QString place = row.source.isEmpty()
                                  ? tr("preview", "a problem that stands in no text")
                                  : QStringLiteral("%1:%2").arg(row.sourceName).arg(row.mark.startLine);
        if (role == Qt::DecorationRole) return theme::icon(toneOf(row.mark.severity));
        if (role == Qt::AccessibleTextRole) return spoken(toneOf(row.mark.severity), place);
        return cellOf(place, false, role);
    }
    case What: return cellOf(row.mark.what, false, role);
    case Fix: return cellOf(row.mark.fix, false, role);
    default: return {};
    }
}

} // namespace ui::editor
