#include "ui/screens/history/history_model.h"

#include <QDateTime>

#include <algorithm>

#include "ui/theme/icon.h"

namespace ui::history {
namespace {

QVariant toned(theme::Tone tone, const QString& text, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::ToolTipRole: return text;
    case Qt::DecorationRole: return tone == theme::Tone::Plain ? QVariant() : QVariant(theme::icon(tone));
    case Qt::AccessibleTextRole:
        return theme::word(tone).isEmpty() ? text : theme::word(tone) + QStringLiteral(": ") + text;
    default: return {};
    }
}

} // namespace

QString whenText(core::Time time)
{
    if (time == core::Time{}) return QStringLiteral("-");
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count())
        .toString(QStringLiteral("yyyy-MM-dd HH:mm:ss"));
}

namespace {

QDate dayOf(core::Time time)
{
    return QDateTime::fromSecsSinceEpoch(time.time_since_epoch().count()).date();
}

/// The day stands in the plan's own row: where it is the same for every step, the hour is enough, and fits.
QString stepTimeText(core::Time time, const std::vector<HistoryStep>& all)
{
    const QString whole = whenText(time);
    const bool isOneDay = std::all_of(all.begin(), all.end(), [&](const HistoryStep& one) {
        return one.time == core::Time{} || dayOf(one.time) == dayOf(time);
    });
    return isOneDay && time != core::Time{} ? whole.mid(whole.indexOf(QLatin1Char(' ')) + 1) : whole;
}

} // namespace

QVariant HistoryModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case When: return tr("When");
    case Who: return tr("Who");
    case Where: return tr("Where");
    case What: return tr("What");
    case End: return tr("End", "how a plan ended");
    case Plan: return tr("Plan");
    default: return {};
    }
}

QVariant HistoryModel::cell(const HistoryRow& row, int column, int role) const
{
    switch (column) {
    case When: return toned(theme::Tone::Plain, whenText(row.time), role);
    case Who: return toned(theme::Tone::Plain, row.who, role);
    case Where: return toned(theme::Tone::Plain, row.where, role);
    case What: return toned(theme::Tone::Plain, row.what, role);
    case End: {
        const QString text =
            row.undoneBy.isEmpty() ? row.end : tr("%1, undone by %2", "end, digest").arg(row.end, row.undoneBy.left(7));
        return toned(row.tone, text, role);
    }
    case Plan:
        return toned(theme::Tone::Plain,
                     row.undoes.isEmpty() ? row.digest.left(7)
                                          : tr("%1, undoes %2", "digests").arg(row.digest.left(7), row.undoes.left(7)),
                     role);
    default: return {};
    }
}

QVariant StepsModel::header(int column, int role) const
{
    if (role != Qt::DisplayRole) return {};
    switch (column) {
    case Step: return tr("Step");
    case Target: return tr("Target");
    case Object: return tr("Object");
    case End: return tr("End", "how a step ended");
    case When: return tr("When");
    case Why: return tr("Why");
    default: return {};
    }
}

QVariant StepsModel::cell(const HistoryStep& row, int column, int role) const
{
    switch (column) {
    case Step: return toned(theme::Tone::Plain, QString::number(row.number), role);
    case Target: return toned(theme::Tone::Plain, row.cluster, role);
    case Object: return toned(theme::Tone::Plain, row.object, role);
    case End: return toned(row.tone, row.end, role);
    case When:
        return toned(theme::Tone::Plain, role == Qt::ToolTipRole ? whenText(row.time) : stepTimeText(row.time, rows()),
                     role);
    case Why: return toned(theme::Tone::Plain, row.why, role);
    default: return {};
    }
}

} // namespace ui::history
