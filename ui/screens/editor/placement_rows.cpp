#include "ui/screens/editor/rows.h"

#include "core/base/words.h"
#include "ui/screens/editor/rows_text.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <functional>
#include <numeric>

/// Where replicas are: rows of clusters, of what they share, and of nodes.
namespace ui::editor {
namespace {

using core::preview::ClusterResult;
using core::preview::Share;
using figures::dot;
using figures::noBreak;
using figures::predicted;
using figures::predictedRange;
using figures::rangeOfMoney;
using figures::stockText;
using figures::unknown;
using theme::Tone;

class PlacementWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Rows)
};

/// What a set of shares adds to the bill: micros where known, and whether a part of it is not.
struct Cost {
    std::int64_t micros = 0; ///< at the cheapest types that could be taken
    std::int64_t most = 0;   ///< at the dearest
    bool known = false;      ///< at least one part is
    bool partial = false;    ///< at least one part is not
    QString currency;

    void add(const Share& share)
    {
        if (share.kind == Share::Kind::Running) {
            known = true; // a node that is paid for already adds nothing
            return;
        }
        const auto cost = core::preview::costOf(share);
        partial = partial || !cost || !cost->upper;
        if (!cost) return;
        known = true;
        micros += cost->lower.micros;
        most += cost->upper.value_or(cost->lower).micros;
        currency = qt(cost->lower.currency);
    }
    [[nodiscard]] QString text(const QLocale& locale) const
    {
        if (!known) return unknown;
        if (partial && micros == 0) return unknown;
        const QString figure = rangeOfMoney(micros, partial ? micros : most, locale);
        return partial ? QStringLiteral("\u2265") + noBreak + figure : figure;
    }
};

/// @param bought  from those that are sure to come to all; bounded
QString nodesText(std::int64_t running, const core::Range& bought, bool star, const QLocale& locale,
                  std::int64_t starting = 0)
{
    QStringList parts;
    if (starting > 0)
        parts << PlacementWords::tr("%1 starting", "existing nodes that are not ready yet")
                     .arg(locale.toString(qint64{starting}));
    if (running > 0)
        parts << PlacementWords::tr("%1 running", "existing nodes used").arg(locale.toString(qint64{running}));
    if (bought.upper != 0) {
        parts << PlacementWords::tr("%1 new", "nodes to buy").arg(predictedRange(bought, locale)) +
                     (star ? QStringLiteral("*") : QString());
    }
    return parts.isEmpty() ? QString() : parts.join(QStringLiteral(", "));
}

QString shareTip(const Share& share)
{
    QStringList lines;
    if (share.starting)
        lines << PlacementWords::tr(
            "These nodes exist and are starting: what lands there waits until they are ready, and no new "
            "node is bought for it.");
    if (share.preempts)
        lines << PlacementWords::tr("Evicted for it: %1.").arg(engineText(core::preview::victimsText({share})));
    if (!share.otherPools.empty() && share.typeIsChoice)
        lines << PlacementWords::tr(
            "The autoscaler may take another pool that fits: pool, type and price are one of a set.");
    else if (!share.otherPools.empty())
        lines << PlacementWords::tr("The autoscaler may take %1 as well, at the same type and price.")
                     .arg(nameText(core::joined(share.otherPools)));
    else if (share.typeIsChoice) {
        lines << PlacementWords::tr(
            "The provisioner may take another type of this pool: type and price are one of a set.");
    }
    if (share.kind == Share::Kind::New && !share.allocatableSource.empty()) {
        lines << (core::preview::isAssumed(share)
                      ? PlacementWords::tr("* What a new node gives is assumed: %1.")
                            .arg(engineText(share.allocatableSource))
                      : PlacementWords::tr("What a new node gives: %1.").arg(engineText(share.allocatableSource)));
    }
    if (share.kind == Share::Kind::New && !share.price) {
        lines << PlacementWords::tr("No price is known for %1.").arg(nameText(share.instanceType));
    }
    return lines.join(QLatin1Char('\n'));
}

std::vector<PlacementRow> nodeRows(const Share& share, const QString& id, const QLocale& locale)
{
    std::vector<PlacementRow> rows;
    if (share.kind == Share::Kind::New) {
        PlacementRow row;
        row.id = id + QStringLiteral("/type");
        row.where = predictedRange(core::preview::nodesOf(share), locale) + QStringLiteral(" \u00D7 ") +
                    nameText(share.instanceType);
        row.node =
            share.spot ? PlacementWords::tr("new, spot", "a node to buy") : PlacementWords::tr("new", "a node to buy");
        row.tone = Tone::Progress;
        row.tip = shareTip(share);
        row.quiet = true;
        rows.push_back(std::move(row));
        return rows;
    }
    for (const std::string& name : share.nodeNames) {
        PlacementRow row;
        row.id = id + QLatin1Char('/') + qt(name);
        row.where = nameText(name);
        row.node = PlacementWords::tr("running", "a node that exists");
        row.quiet = true;
        rows.push_back(std::move(row));
    }
    return rows;
}

/// @param name  what is shown of a zone's name
QString zoneText(const Share& share, const std::function<QString(const QString&)>& name)
{
    QString text = name(nameText(share.zone));
    for (const std::string& other : share.otherZones)
        text =
            PlacementWords::tr("%1 or %2", "zones, of which the autoscaler takes one").arg(text, name(nameText(other)));
    return core::preview::isZoneOpen(share) ? PlacementWords::tr("%1 or another", "a zone of the pool").arg(text)
                                            : text;
}

/// "cn-hangzhou-h" as "\u2026hangzhou-h" and as "\u2026-h": the region gives way, and which of its zones it is stays.
QString withoutCountry(const QString& zone)
{
    const qsizetype at = zone.indexOf(QLatin1Char('-'));
    return at < 0 || at == zone.lastIndexOf(QLatin1Char('-')) ? zone : QChar(0x2026) + zone.mid(at + 1);
}
QString withoutRegion(const QString& zone)
{
    const qsizetype at = zone.lastIndexOf(QLatin1Char('-'));
    return at <= 0 ? zone : QChar(0x2026) + zone.mid(at);
}

PlacementRow shareRow(const Share& share, const QString& cluster, std::size_t index, const QLocale& locale)
{
    PlacementRow row;
    row.id = qt(share.pool) + QLatin1Char('|') + qt(share.zone) + QLatin1Char('|') + qt(share.instanceType) +
             QLatin1Char('|') + QString::number(static_cast<int>(share.kind)) + QLatin1Char('|') +
             QString::number(index);
    row.where = share.nodes == 0     ? PlacementWords::tr("nodes that are not known")
                : share.pool.empty() ? PlacementWords::tr("no pool", "where its node is, in place of a pool's name")
                : share.poolOfLabel  ? PlacementWords::tr("%1 (from labels)", "a pool that only its nodes' label names")
                                          .arg(nameText(share.pool))
                                    : nameText(share.pool);
    if (!share.zone.empty()) {
        for (const auto& name : {withoutCountry, withoutRegion}) row.shorter << row.where + dot + zoneText(share, name);
        row.where += dot + zoneText(share, [](const QString& zone) { return zone; });
    }
    switch (share.of) {
    case Share::Of::Whole: row.replicas = predictedRange(core::preview::replicasOf(share), locale); break;
    case Share::Of::Part: row.replicas = PlacementWords::tr("part", "of replicas that another row counts"); break;
    case Share::Of::Idle: row.replicas = PlacementWords::tr("idle", "nodes of groups that do not become whole"); break;
    }
    const bool bought = share.kind == Share::Kind::New;
    row.node = bought ? nodesText(0, core::preview::nodesOf(share), core::preview::isAssumed(share), locale)
                      : nodesText(share.nodes, core::Range::exactly(0), false, locale);
    if (share.preempts) row.node = PlacementWords::tr("by preempting", "replicas for which others are evicted");
    if (share.starting && share.nodes == 0)
        row.node = PlacementWords::tr("on its way", "a node that is being bought");
    else if (share.starting)
        row.node =
            PlacementWords::tr("%1 starting", "existing nodes that are not ready yet")
                .arg((share.unsure ? QStringLiteral("0\u2013") : QString()) + locale.toString(qint64{share.nodes}));
    row.tone = share.of == Share::Of::Idle || share.unsure || share.preempts ? Tone::Attention
               : bought || share.starting                                    ? Tone::Progress
                                                                             : Tone::Ok;
    row.stock = stockText(share, locale);
    Cost cost;
    cost.add(share);
    row.perHour = cost.text(locale);
    row.why = bought ? nameText(share.instanceType) : QString();
    if (bought && share.spot) row.why += PlacementWords::tr(", spot", "behind an instance type");
    if (bought && share.typeIsChoice && !share.otherPools.empty())
        row.why += PlacementWords::tr(" or of another pool", "behind an instance type");
    else if (bought && share.typeIsChoice)
        row.why += PlacementWords::tr(" or another type of the pool");
    row.tip = shareTip(share);
    row.cluster = cluster;
    row.children = nodeRows(share, row.id, locale);
    return row;
}

QString replicasText(const ClusterResult& cluster, const QLocale& locale)
{
    QString text = predicted(locale.toString(qint64{cluster.replicas}));
    const bool ranges = cluster.range.upper != cluster.replicas || cluster.range.lower != cluster.replicas;
    if (ranges && (cluster.range.lower != 0 || (cluster.range.upper && *cluster.range.upper != 0))) {
        text += QStringLiteral(" (") + rangeText(cluster.range, locale) + QLatin1Char(')');
    }
    if (cluster.previous != cluster.replicas && cluster.previous > 0) {
        text = locale.toString(qint64{cluster.previous}) + QStringLiteral(" \u2192 ") + text;
    }
    return text;
}

PlacementRow clusterRow(const ClusterResult& cluster, const QLocale& locale)
{
    PlacementRow row;
    row.id = qt(cluster.name);
    row.where = clusterText(cluster.name);
    row.cluster = row.id;
    if (!cluster.candidate) {
        row.quiet = true;
        row.replicas = locale.toString(0);
        row.why = engineText(cluster.excludedReason);
        if (cluster.previous > 0 || core::preview::mayBeChosen(cluster)) row.replicas = replicasText(cluster, locale);
        row.tip = cluster.excludedBy.empty() ? row.why
                                             : PlacementWords::tr("%1\nRuled out by %2.", "reason, filter")
                                                   .arg(row.why, nameText(cluster.excludedBy));
        return row;
    }
    row.replicas = replicasText(cluster, locale);
    Cost cost;
    std::int64_t running = 0;
    std::int64_t starting = 0;
    core::Range bought = core::Range::exactly(0);
    bool star = false;
    for (std::size_t i = 0; i < cluster.shares.size(); ++i) {
        const Share& share = cluster.shares[i];
        cost.add(share);
        if (share.kind == Share::Kind::New) {
            const core::Range nodes = core::preview::nodesOf(share);
            bought = {bought.lower + nodes.lower, *bought.upper + *nodes.upper};
        } else {
            (share.starting ? starting : running) += share.nodes;
        }
        star = star || core::preview::isAssumed(share);
        row.children.push_back(shareRow(share, row.id, i, locale));
    }
    row.node = nodesText(running, bought, star, locale, starting);
    row.perHour = cluster.shares.empty() ? QString() : cost.text(locale);
    const auto* because = core::preview::numberBecause(cluster.why);
    const std::string lack = core::preview::lackOf(cluster);
    row.why = lack.empty() ? reasonText(because != nullptr ? *because : cluster.why) : engineText(lack);
    const std::int64_t certainlyShort = cluster.shortOf - cluster.unsure;
    row.tone = certainlyShort > 0                                                      ? Tone::Error
               : cluster.unsure > 0 || core::preview::preemptingOf(cluster.shares) > 0 ? Tone::Attention
               : cluster.replicas == 0                                                 ? Tone::Plain
               : bought.upper != 0                                                     ? Tone::Progress
                                                                                       : Tone::Ok;
    if (certainlyShort > 0) {
        row.node += (row.node.isEmpty() ? QString() : QStringLiteral(", ")) +
                    PlacementWords::tr("%n short", "replicas without a node", static_cast<int>(certainlyShort));
    }
    row.quiet = cluster.replicas == 0;
    row.tip = row.why;
    return row;
}

/// Where the new pods cannot take over, that the old ones have their places is no success.
void markUpdate(const Preview& preview, PlacementRow& row, const std::string& cluster)
{
    for (const core::preview::RolloutStep& step : preview.rollout) {
        if (step.cluster != cluster || (step.canFinish && !step.unsure)) continue;
        row.tone = step.canFinish ? Tone::Attention : Tone::Error;
        for (PlacementRow& child : row.children)
            if (child.tone == Tone::Ok) child.tone = Tone::Plain;
    }
}

} // namespace

std::vector<PlacementRow> placementRows(const Preview& preview, const QLocale& locale, std::size_t inlineExcluded)
{
    std::vector<PlacementRow> placed;
    std::vector<PlacementRow> empty;
    std::vector<PlacementRow> excluded;
    for (const ClusterResult& cluster : preview.clusters) {
        const bool out = !core::preview::mayBeChosen(cluster) && cluster.previous == 0;
        std::vector<PlacementRow>& part = out ? excluded : cluster.replicas > 0 ? placed : empty;
        part.push_back(clusterRow(cluster, locale));
        markUpdate(preview, part.back(), cluster.name);
    }
    std::vector<PlacementRow> rows = std::move(placed);
    std::move(empty.begin(), empty.end(), std::back_inserter(rows));
    if (excluded.size() <= inlineExcluded) {
        std::move(excluded.begin(), excluded.end(), std::back_inserter(rows));
        return rows;
    }
    PlacementRow group;
    group.id = QStringLiteral("\u0001excluded");
    group.where = PlacementWords::tr("%n cluster(s) ruled out", nullptr, static_cast<int>(excluded.size()));
    group.quiet = true;
    group.children = std::move(excluded);
    rows.push_back(std::move(group));
    return rows;
}

QVector<ShareBar::Segment> segments(const Preview& preview)
{
    QVector<ShareBar::Segment> all;
    for (std::size_t i = 0; i < preview.clusters.size(); ++i) {
        const ClusterResult& cluster = preview.clusters[i];
        ShareBar::Segment segment;
        segment.name = clusterText(cluster.name);
        segment.id = qt(cluster.name);
        segment.colour = static_cast<int>(i);
        segment.unsure = cluster.unsure;
        segment.shortOf = cluster.shortOf - cluster.unsure;
        // A share may be sure of its nodes and not of its last replica: what is placed is counted once, by the cluster.
        for (const Share& share : cluster.shares)
            if (share.kind == Share::Kind::New) segment.bought += core::preview::replicasOf(share).lower;
        segment.bought = std::min<qint64>(segment.bought, cluster.placed);
        segment.running = cluster.placed - segment.bought;
        all.append(segment);
    }
    return all;
}

} // namespace ui::editor
