#include "ui/screens/editor/rows.h"

#include "core/base/words.h"
#include "core/preview/batch.h"
#include "ui/session/engine_texts.h"
#include "ui/session/text.h"

#include <QCoreApplication>

#include <algorithm>
#include <numeric>

namespace ui::editor {
namespace {

using core::estimate::Limit;
using core::preview::ClusterResult;
using core::preview::Reason;
using core::preview::ReasonId;
using core::preview::Share;
using core::preview::Verdict;
using theme::Tone;

class Words {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Rows)
};

const QString unknown = QStringLiteral("-");
const QString dot = QStringLiteral(" \u00B7 ");
constexpr QChar noBreak(0x00A0);

QString predicted(const QString& figure)
{
    return QLatin1Char('~') + figure;
}

/// "~3", "~0–2", "≥ ~3": the sign stands at the figure.
QString predictedRange(const core::Range& range, const QLocale& locale)
{
    const QString text = rangeText(range, locale);
    if (text == unknown) return text;
    const QString atLeast = QStringLiteral("\u2265") + noBreak;
    return text.startsWith(atLeast) ? atLeast + predicted(text.mid(atLeast.size())) : predicted(text);
}

/// "~9.50–12.30"
QString rangeOfMoney(std::int64_t lower, std::int64_t upper, const QLocale& locale)
{
    const QString from = lower == 0 ? locale.toString(0) : predicted(moneyText(lower, locale));
    return lower == upper ? from : from + QStringLiteral("\u2013") + moneyText(upper, locale);
}

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
        parts
            << Words::tr("%1 starting", "existing nodes that are not ready yet").arg(locale.toString(qint64{starting}));
    if (running > 0) parts << Words::tr("%1 running", "existing nodes used").arg(locale.toString(qint64{running}));
    if (bought.upper != 0) {
        parts << Words::tr("%1 new", "nodes to buy").arg(predictedRange(bought, locale)) +
                     (star ? QStringLiteral("*") : QString());
    }
    return parts.isEmpty() ? QString() : parts.join(QStringLiteral(", "));
}

QString stockText(const Share& share, const QLocale& locale)
{
    if (share.kind == Share::Kind::Running) return {};
    const QString notKnown = Words::tr("unknown", "how many instances there are"); // a dash stands where none is asked
    if (!share.otherZones.empty()) return unknown;                                 // which zone's it is is not known
    const QString before = share.stockBefore ? rangeText(*share.stockBefore, locale) : unknown;
    if (before == unknown) return notKnown;
    if (!share.stockAfter) return before;
    const QString after = predictedRange(*share.stockAfter, locale);
    return before + QStringLiteral(" \u2192 ") + (after == unknown ? notKnown : after);
}

QString shareTip(const Share& share)
{
    QStringList lines;
    if (share.starting)
        lines << Words::tr(
            "These nodes exist and are starting: what lands there waits until they are ready, and no new "
            "node is bought for it.");
    if (share.preempts) lines << Words::tr("Evicted for it: %1.").arg(engineText(core::preview::victimsText({share})));
    if (!share.otherPools.empty() && share.typeIsChoice)
        lines << Words::tr("The autoscaler may take another pool that fits: pool, type and price are one of a set.");
    else if (!share.otherPools.empty())
        lines << Words::tr("The autoscaler may take %1 as well, at the same type and price.")
                     .arg(qt(core::joined(share.otherPools)));
    else if (share.typeIsChoice) {
        lines << Words::tr("The provisioner may take another type of this pool: type and price are one of a set.");
    }
    if (share.kind == Share::Kind::New && !share.allocatableSource.empty()) {
        lines << (core::preview::isAssumed(share)
                      ? Words::tr("* What a new node gives is assumed: %1.").arg(engineText(share.allocatableSource))
                      : Words::tr("What a new node gives: %1.").arg(engineText(share.allocatableSource)));
    }
    if (share.kind == Share::Kind::New && !share.price) {
        lines << Words::tr("No price is known for %1.").arg(qt(share.instanceType));
    }
    return lines.join(QLatin1Char('\n'));
}

std::vector<PlacementRow> nodeRows(const Share& share, const QString& id, const QLocale& locale)
{
    std::vector<PlacementRow> rows;
    if (share.kind == Share::Kind::New) {
        PlacementRow row;
        row.id = id + QStringLiteral("/type");
        row.where =
            predictedRange(core::preview::nodesOf(share), locale) + QStringLiteral(" \u00D7 ") + qt(share.instanceType);
        row.node = share.spot ? Words::tr("new, spot", "a node to buy") : Words::tr("new", "a node to buy");
        row.tone = Tone::Progress;
        row.tip = shareTip(share);
        row.quiet = true;
        rows.push_back(std::move(row));
        return rows;
    }
    for (const std::string& name : share.nodeNames) {
        PlacementRow row;
        row.id = id + QLatin1Char('/') + qt(name);
        row.where = qt(name);
        row.node = Words::tr("running", "a node that exists");
        row.quiet = true;
        rows.push_back(std::move(row));
    }
    return rows;
}

QString zoneText(const Share& share)
{
    QString text = qt(share.zone);
    for (const std::string& other : share.otherZones)
        text = Words::tr("%1 or %2", "zones, of which the autoscaler takes one").arg(text, qt(other));
    return text;
}

PlacementRow shareRow(const Share& share, const QString& cluster, std::size_t index, const QLocale& locale)
{
    PlacementRow row;
    row.id = qt(share.pool) + QLatin1Char('|') + qt(share.zone) + QLatin1Char('|') + qt(share.instanceType) +
             QLatin1Char('|') + QString::number(static_cast<int>(share.kind)) + QLatin1Char('|') +
             QString::number(index);
    row.where = share.nodes == 0     ? Words::tr("nodes that are not known")
                : share.pool.empty() ? Words::tr("nodes outside a pool")
                                     : qt(share.pool);
    if (!share.zone.empty()) row.where += dot + zoneText(share);
    switch (share.of) {
    case Share::Of::Whole: row.replicas = predictedRange(core::preview::replicasOf(share), locale); break;
    case Share::Of::Part: row.replicas = Words::tr("part", "of replicas that another row counts"); break;
    case Share::Of::Idle: row.replicas = Words::tr("idle", "nodes of groups that do not become whole"); break;
    }
    const bool bought = share.kind == Share::Kind::New;
    row.node = bought ? nodesText(0, core::preview::nodesOf(share), core::preview::isAssumed(share), locale)
                      : nodesText(share.nodes, core::Range::exactly(0), false, locale);
    if (share.preempts) row.node = Words::tr("by preempting", "replicas for which others are evicted");
    if (share.starting && share.nodes == 0)
        row.node = Words::tr("on its way", "a node that is being bought");
    else if (share.starting)
        row.node =
            Words::tr("%1 starting", "existing nodes that are not ready yet")
                .arg((share.unsure ? QStringLiteral("0\u2013") : QString()) + locale.toString(qint64{share.nodes}));
    row.tone = share.of == Share::Of::Idle || share.unsure || share.preempts ? Tone::Attention
               : bought || share.starting                                    ? Tone::Progress
                                                                             : Tone::Ok;
    row.stock = stockText(share, locale);
    Cost cost;
    cost.add(share);
    row.perHour = cost.text(locale);
    row.why = bought ? qt(share.instanceType) : QString();
    if (bought && share.spot) row.why += Words::tr(", spot", "behind an instance type");
    if (bought && share.typeIsChoice && !share.otherPools.empty())
        row.why += Words::tr(" or of another pool", "behind an instance type");
    else if (bought && share.typeIsChoice)
        row.why += Words::tr(" or another type of the pool");
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
        row.tip = cluster.excludedBy.empty()
                      ? row.why
                      : Words::tr("%1\nRuled out by %2.", "reason, filter").arg(row.why, qt(cluster.excludedBy));
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
    const auto* none = core::preview::noneBecause(cluster.why);
    row.why = reasonText(none != nullptr ? *none : cluster.why);
    const std::int64_t certainlyShort = cluster.shortOf - cluster.unsure;
    row.tone = certainlyShort > 0                                                      ? Tone::Error
               : cluster.unsure > 0 || core::preview::preemptingOf(cluster.shares) > 0 ? Tone::Attention
               : cluster.replicas == 0                                                 ? Tone::Plain
               : bought.upper != 0                                                     ? Tone::Progress
                                                                                       : Tone::Ok;
    if (certainlyShort > 0) {
        row.node += (row.node.isEmpty() ? QString() : QStringLiteral(", ")) +
                    Words::tr("%n short", "replicas without a node", static_cast<int>(certainlyShort));
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

QString limitName(Limit limit)
{
    switch (limit) {
    case Limit::None: return {};
    case Limit::Yours: return Words::tr("your limit");
    case Limit::Quota: return Words::tr("quota");
    case Limit::Stock: return Words::tr("stock");
    case Limit::Rule: return Words::tr("a rule");
    }
    return {};
}

Tone toneOf(Verdict verdict)
{
    switch (verdict) {
    case Verdict::Fits: return Tone::Ok;
    case Verdict::Preempts:
    case Verdict::Partly: return Tone::Attention;
    case Verdict::DoesNotFit: return Tone::Error;
    case Verdict::Unknown:
    case Verdict::UpdateUnsure: return Tone::Attention;
    case Verdict::Nothing: return Tone::Plain;
    case Verdict::Refused:
    case Verdict::Suspended:
    case Verdict::Held:
    case Verdict::UpdateStuck: return Tone::Error;
    }
    return Tone::Plain;
}

/// "3 of 6 replicas fit", "0–5 of 6 replicas fit"
QString someOf(const Preview& preview, const QLocale& locale)
{
    const auto number = static_cast<int>(std::min<std::int64_t>(preview.replicas, 1'000'000'000));
    return Words::tr("%1 of %2 replicas fit", "verdict", number)
        .arg(rangeText({preview.placed, preview.placed + preview.unsure}, locale),
             locale.toString(qint64{preview.replicas}));
}

QString headline(const Preview& preview, const QLocale& locale)
{
    const QString placed = locale.toString(qint64{preview.placed});
    const QString asked = locale.toString(qint64{preview.replicas});
    const auto number = static_cast<int>(std::min<std::int64_t>(preview.replicas, 1'000'000'000));
    switch (preview.verdict) {
    case Verdict::Fits: return Words::tr("%1 of %2 replicas fit", "verdict", number).arg(placed, asked);
    case Verdict::Preempts:
    case Verdict::Partly: return someOf(preview, locale);
    case Verdict::DoesNotFit: return Words::tr("None of %1 replicas fits", "verdict", number).arg(asked);
    case Verdict::Unknown:
        if (preview.unsure == 0 || preview.placed + preview.unsure >= preview.replicas)
            return Words::tr("Not known whether it fits");
        return someOf(preview, locale);
    case Verdict::Nothing: return Words::tr("Nothing to place");
    case Verdict::Refused: return Words::tr("Refused: the previous placement stands");
    case Verdict::Suspended: return Words::tr("Scheduling is suspended");
    case Verdict::Held:
        return core::preview::holdsSome(preview) ? Words::tr("Placed, but not all will run")
                                                 : Words::tr("Placed, but will not run");
    case Verdict::UpdateStuck: return Words::tr("The update cannot finish");
    case Verdict::UpdateUnsure: return Words::tr("Not known whether the update can finish");
    }
    return {};
}

QString costText(const std::optional<core::MoneyPerHour>& cost, bool partial, const QLocale& locale)
{
    if (!cost) return unknown;
    QString figure = moneyText(cost->micros, locale);
    if (cost->micros != 0) figure = predicted(figure);
    return partial ? QStringLiteral("\u2265") + noBreak + figure : figure;
}

QString costText(const core::preview::CostRange& cost, const QLocale& locale)
{
    return cost.upper ? rangeOfMoney(cost.lower.micros, cost.upper->micros, locale)
                      : costText(cost.lower, true, locale);
}

QString factsText(const Preview& preview, const QLocale& locale)
{
    const core::preview::NewNodes bought = core::preview::newNodesOf(preview);
    QStringList facts;
    facts << (bought.most == 0 ? Words::tr("no new node")
              : bought.sure == bought.most
                  ? Words::tr("~%n new node(s)", "predicted", static_cast<int>(bought.most))
                  : Words::tr("~%1–%2 new nodes", "predicted: sure, and at most")
                        .arg(locale.toString(qint64{bought.sure}), locale.toString(qint64{bought.most})));
    if (bought.most > 0 || preview.newCost) {
        QString currency = preview.newCost ? qt(preview.newCost->currency) : QString();
        QString figure = costText(preview.newCost, preview.newCostPartial, locale);
        if (bought.cost && !preview.newCostPartial) figure = costText(*bought.cost, locale);
        QStringList sums; // of several currencies, each by itself
        for (const core::preview::CostRange& one : core::preview::mixedCostsOf(preview)) {
            currency = qt(one.lower.currency);
            sums << costText(one, locale) + noBreak + currency;
        }
        if (!sums.empty()) {
            figure = sums.join(QStringLiteral(" + "));
            figure.chop(currency.size() + 1); // the sentence names the last
        }
        facts << (preview.newCost ? Words::tr("new cost %1%2%3/h", "figure, no-break space, currency")
                                        .arg(figure, QString(noBreak), currency)
                                  : Words::tr("new cost not known"));
    }
    if (const core::preview::NewNodes update = core::preview::updateNodesOf(preview); update.most > 0) {
        const QString nodes = predictedRange({update.sure, update.most}, locale);
        facts << (update.cost
                      ? Words::tr("%1 more while it updates, %2%3%4/h",
                                  "nodes, predicted; figure, no-break space, currency")
                            .arg(nodes, costText(*update.cost, locale), QString(noBreak),
                                 qt(update.cost->lower.currency))
                      : Words::tr("%1 more while it updates, at a cost not known", "nodes, predicted").arg(nodes));
    }
    if (preview.podsPerReplica > 1) {
        facts << Words::tr("%n pods a replica", nullptr, static_cast<int>(preview.podsPerReplica));
    }
    const std::int64_t moved = std::accumulate(preview.moves.begin(), preview.moves.end(), std::int64_t{0},
                                               [](std::int64_t sum, const auto& move) { return sum + move.replicas; });
    if (moved > 0) facts << Words::tr("%n replica(s) move", nullptr, static_cast<int>(moved));
    return facts.join(dot);
}

bool canTry(const core::preview::Remedy& remedy)
{
    using Kind = core::preview::Remedy::Kind;
    return !remedy.changes.empty() || remedy.replicas || !remedy.division.empty() ||
           remedy.kind == Kind::AllowEcsProvision;
}

QString scaledLabel(const std::string& label)
{
    if (label == "min") return Words::tr("minimum", "replicas of an autoscaled workload");
    if (label == "current") return Words::tr("current", "replicas of an autoscaled workload");
    if (label == "max") return Words::tr("maximum", "replicas of an autoscaled workload");
    if (label == "first that does not fit") return Words::tr("first that does not fit");
    return engineText(label);
}

} // namespace

QString rangeText(const core::Range& range, const QLocale& locale)
{
    const QString lower = locale.toString(qint64{range.lower});
    if (range.isExact()) return lower;
    if (range.upper) return lower + QStringLiteral("\u2013") + locale.toString(qint64{*range.upper});
    return range.lower == 0 ? unknown : QStringLiteral("\u2265") + noBreak + lower;
}

QString moneyText(std::int64_t micros, const QLocale& locale)
{
    const bool negative = micros < 0;
    const auto amount = static_cast<std::uint64_t>(negative ? -(micros + 1) : micros) + (negative ? 1U : 0U);
    QString decimals = QStringLiteral("%1").arg(static_cast<qulonglong>(amount % 1'000'000U), 6, 10, QLatin1Char('0'));
    while (decimals.size() > 2 && decimals.endsWith(QLatin1Char('0'))) decimals.chop(1);
    return (negative ? locale.negativeSign() : QString()) +
           locale.toString(static_cast<qulonglong>(amount / 1'000'000U)) + locale.decimalPoint() + decimals;
}

Summary summary(const Preview& preview, const QLocale& locale)
{
    Summary s;
    s.tone = toneOf(preview.verdict);
    s.headline = headline(preview, locale);
    std::int64_t preempting = 0;
    for (const ClusterResult& cluster : preview.clusters) preempting += core::preview::preemptingOf(cluster.shares);
    if (preempting > 0)
        s.headline = Words::tr("%1, %2 by preempting", "verdict").arg(s.headline, locale.toString(qint64{preempting}));
    if (const auto update = core::preview::updateBesides(preview))
        s.headline = (*update == Verdict::UpdateStuck ? Words::tr("%1; the update cannot finish", "verdict")
                                                      : Words::tr("%1; the update may not finish", "verdict"))
                         .arg(s.headline);
    if (core::preview::hasErrors(preview)) {
        s.headline = Words::tr("%1; a rule has errors", "verdict").arg(s.headline);
        if (s.tone == Tone::Ok) s.tone = Tone::Attention;
    }
    if (core::preview::assumptionOf(preview) != nullptr && s.tone == Tone::Ok) {
        s.headline = Words::tr("%1, if stock is there", "verdict").arg(s.headline);
        s.tone = Tone::Attention;
    }
    s.facts = factsText(preview, locale);
    QStringList subject{qt(preview.workload.shortText())};
    subject << (preview.policy.empty() ? Words::tr("no policy") : Words::tr("policy %1").arg(qt(preview.policy)));
    if (!preview.engine.empty()) subject << qt(preview.engine);
    if (!preview.affinityGroup.empty()) subject << Words::tr("cluster group %1").arg(qt(preview.affinityGroup));
    s.subject = subject.join(dot);
    s.why = reasonText(preview.why);
    std::size_t shown = 0;
    constexpr std::size_t most = 3; // the explanation has them all
    for (const core::preview::Reason* reason : core::preview::standingAlone(preview.why))
        if (reason != &preview.why && ++shown <= most) s.why += QLatin1Char(' ') + reasonText(*reason);
    return s;
}

Summary summary(const std::vector<Preview>& previews, const QLocale& locale)
{
    const core::preview::BatchTotal total = core::preview::totalOf(previews);
    Summary s;
    for (const Preview& preview : previews)
        s.tone = std::max(s.tone, summary(preview, locale).tone); // the later, the worse
    const auto workloads = static_cast<int>(total.workloads);
    s.headline = total.asAsked == total.workloads
                     ? Words::tr("All %n workloads run as asked", nullptr, workloads)
                     : Words::tr("%1 of %n workloads run as asked, %2 of %3 replicas", nullptr, workloads)
                           .arg(locale.toString(qint64(total.asAsked)),
                                rangeText({total.placed, total.placed + total.unsure}, locale),
                                locale.toString(qint64{total.replicas}));
    s.why = engineText(core::preview::orderText());
    return s;
}

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
    group.where = Words::tr("%n cluster(s) ruled out", nullptr, static_cast<int>(excluded.size()));
    group.quiet = true;
    group.children = std::move(excluded);
    rows.push_back(std::move(group));
    return rows;
}

std::vector<CapacityRow> capacityRows(const Preview& preview, const QLocale& locale)
{
    std::vector<CapacityRow> rows;
    for (const ClusterResult& cluster : preview.clusters) {
        if (!core::preview::mayBeChosen(cluster)) continue;
        const core::preview::Capacities& c = cluster.capacities;
        CapacityRow row;
        row.cluster = clusterText(cluster.name);
        row.now = rangeText(c.running, locale);
        row.room = predictedRange(c.room, locale);
        row.deliverable = predictedRange(c.deliverable, locale);
        row.limit =
            c.bindingText.empty() ? limitName(c.binding) : engineText(c.bindingText); // the text names the kind too
        if (c.binding != Limit::None) row.binding = c.binding == Limit::Yours ? 2 : 3;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RemedyRow> remedyRows(const Preview& preview, const QLocale& locale)
{
    std::vector<RemedyRow> rows;
    for (std::size_t i = 0; i < preview.remedies.size(); ++i) {
        const core::preview::Remedy& remedy = preview.remedies[i];
        RemedyRow row;
        row.index = static_cast<int>(i);
        row.text = engineText(remedy.text);
        row.places = remedy.placesMore.value_or(0) > 0
                         ? QStringLiteral("~+") + locale.toString(qint64{*remedy.placesMore})
                         : unknown;
        row.costs =
            remedy.costs ? costText(*remedy.costs, locale) + noBreak + qt(remedy.costs->lower.currency) : unknown;
        row.canTry = canTry(remedy);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ScaledRow> scaledRows(const Preview& preview, const QLocale& locale)
{
    std::vector<ScaledRow> rows;
    for (const core::preview::ScaledCase& c : preview.scaled) {
        ScaledRow row;
        row.tone = toneOf(c.verdict);
        row.label = scaledLabel(c.label);
        row.replicas = locale.toString(qint64{c.replicas});
        row.placed = predictedRange({c.placed, c.placed + c.unsure}, locale);
        row.newNodes = predictedRange({c.bought.sure, c.bought.most}, locale);
        const auto& cost = c.bought.cost;
        row.cost = cost        ? costText(*cost, locale) + noBreak + qt(cost->lower.currency)
                   : c.newCost ? costText(c.newCost, false, locale) + noBreak + qt(c.newCost->currency)
                               : unknown;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<RolloutRow> rolloutRows(const Preview& preview, const QLocale& locale)
{
    std::vector<RolloutRow> rows;
    for (const core::preview::RolloutStep& step : preview.rollout) {
        RolloutRow row;
        row.tone = !step.canFinish ? Tone::Error : step.unsure ? Tone::Attention : Tone::Ok;
        row.cluster = clusterText(step.cluster);
        row.replicas = locale.toString(qint64{step.replicas});
        row.surge = QLatin1Char('+') + locale.toString(qint64{step.surge});
        row.unavailable = locale.toString(qint64{step.unavailable});
        QStringList nodes;
        QStringList stock;
        for (const Share& share : step.places) {
            if (share.kind != Share::Kind::New) continue;
            QStringList of{qt(share.instanceType), qt(share.pool), qt(share.zone)};
            of.removeAll(QString()); // of a pool that nobody knows there is no more to say
            if (of.isEmpty()) of << Words::tr("nodes that are not known");
            nodes << predictedRange(core::preview::nodesOf(share), locale) + QStringLiteral(" \u00D7 ") + of.join(dot);
            stock << stockText(share, locale);
        }
        if (step.pending > 0)
            nodes << Words::tr("%n new replica(s) Pending", "no node for them", static_cast<int>(step.pending));
        if (step.refused > 0)
            nodes << Words::tr("%n new replica(s) refused", "by the API server", static_cast<int>(step.refused));
        row.newNodes = !nodes.isEmpty()     ? nodes.join(QLatin1Char('\n'))
                       : step.newNodes == 0 ? locale.toString(0)
                                            : predicted(locale.toString(qint64{step.newNodes}));
        row.stock = stock.join(QLatin1Char('\n'));
        const auto cost = core::preview::costOf(step.places);
        row.perHour = cost && cost->upper ? costText(*cost, locale) + noBreak + qt(cost->lower.currency)
                      : step.newCost
                          ? costText(step.newCost, step.newCostPartial, locale) + noBreak + qt(step.newCost->currency)
                      : step.newNodes == 0 ? locale.toString(0)
                                           : unknown;
        row.verdict = step.stuck.empty() ? Words::tr("the update can finish") : engineText(step.stuck);
        if (!step.remedy.empty()) row.verdict += QLatin1Char(' ') + engineText(step.remedy);
        rows.push_back(std::move(row));
    }
    return rows;
}

std::vector<ReasonRow> reasonRows(const Reason& reason)
{
    ReasonRow row;
    row.id = QString::number(static_cast<int>(reason.id)) + QLatin1Char(':') +
             (reason.args.empty() ? QString() : qt(reason.args.front()));
    row.text = reasonText(reason);
    switch (reason.id) {
    case ReasonId::AllPlaced:
    case ReasonId::OnePlaced: row.tone = Tone::Ok; break;
    case ReasonId::SomePlaced: row.tone = Tone::Attention; break;
    case ReasonId::NonePlaced:
    case ReasonId::OneNotPlaced:
    case ReasonId::EngineUnschedulable:
    case ReasonId::ShortOf: row.tone = Tone::Error; break;
    default: break; // the rest are steps of the reasoning, neither good nor bad
    }
    for (std::size_t i = 0; i < reason.parts.size(); ++i) {
        for (ReasonRow& part : reasonRows(reason.parts[i])) {
            part.id += QLatin1Char('#') + QString::number(i);
            row.children.push_back(std::move(part));
        }
    }
    std::vector<ReasonRow> rows;
    rows.push_back(std::move(row));
    return rows;
}

QString reasonTree(const Reason& reason, int depth)
{
    QString text = QString(2 * depth, QLatin1Char(' ')) + reasonText(reason) + QLatin1Char('\n');
    for (const Reason& part : reason.parts) text += reasonTree(part, depth + 1);
    return text;
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
