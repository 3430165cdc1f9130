#include "ui/screens/editor/rows.h"

#include "core/base/words.h"
#include "core/preview/batch.h"
#include "ui/screens/editor/rows_text.h"
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
using figures::dot;
using figures::noBreak;
using figures::predicted;
using figures::predictedRange;
using figures::rangeOfMoney;
using figures::stockText;
using figures::unknown;
using theme::Tone;

class RowsWords {
    Q_DECLARE_TR_FUNCTIONS(ui::editor::Rows)
};

QString limitName(Limit limit)
{
    switch (limit) {
    case Limit::None: return {};
    case Limit::Yours: return RowsWords::tr("your limit");
    case Limit::Quota: return RowsWords::tr("quota");
    case Limit::Stock: return RowsWords::tr("stock");
    case Limit::Rule: return RowsWords::tr("a rule");
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
    return RowsWords::tr("%1 of %2 replicas fit", "verdict", number)
        .arg(rangeText({preview.placed, preview.placed + preview.unsure}, locale),
             locale.toString(qint64{preview.replicas}));
}

QString headline(const Preview& preview, const QLocale& locale)
{
    const QString placed = locale.toString(qint64{preview.placed});
    const QString asked = locale.toString(qint64{preview.replicas});
    const auto number = static_cast<int>(std::min<std::int64_t>(preview.replicas, 1'000'000'000));
    switch (preview.verdict) {
    case Verdict::Fits: return RowsWords::tr("%1 of %2 replicas fit", "verdict", number).arg(placed, asked);
    case Verdict::Preempts:
    case Verdict::Partly: return someOf(preview, locale);
    case Verdict::DoesNotFit:
        // It was not tried to fit.
        if (!core::preview::isSelected(preview)) return RowsWords::tr("Not propagated: no policy selects it");
        return RowsWords::tr("None of %1 replicas fits", "verdict", number).arg(asked);
    case Verdict::Unknown:
        if (preview.unsure == 0 || preview.placed + preview.unsure >= preview.replicas)
            return RowsWords::tr("Not known whether it fits");
        return someOf(preview, locale);
    case Verdict::Nothing: return RowsWords::tr("Nothing to place");
    case Verdict::Refused: return RowsWords::tr("Refused: the previous placement stands");
    case Verdict::Suspended: return RowsWords::tr("Scheduling is suspended");
    case Verdict::Held:
        return core::preview::holdsSome(preview) ? RowsWords::tr("Placed, but not all will run")
                                                 : RowsWords::tr("Placed, but will not run");
    case Verdict::UpdateStuck: return RowsWords::tr("The update cannot finish");
    case Verdict::UpdateUnsure: return RowsWords::tr("Not known whether the update can finish");
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

QString nodesText(const core::preview::NewNodes& bought, const QLocale& locale)
{
    if (bought.unknown)
        return bought.sure == 0
                   ? RowsWords::tr("new nodes unknown")
                   : RowsWords::tr("at least ~%1 new nodes", "predicted").arg(locale.toString(qint64{bought.sure}));
    if (bought.most == 0) return RowsWords::tr("no new node");
    if (bought.sure == bought.most) return RowsWords::tr("~%n new node(s)", "predicted", static_cast<int>(bought.most));
    return RowsWords::tr("~%1–%2 new nodes", "predicted: sure, and at most")
        .arg(locale.toString(qint64{bought.sure}), locale.toString(qint64{bought.most}));
}

QString newCostText(const QString& figure, const std::string& currency)
{
    return RowsWords::tr("new cost %1%2%3/h", "figure, no-break space, currency")
        .arg(figure, QString(noBreak), qt(currency));
}

/// Of several workloads together.
QString factsText(const core::preview::BatchTotal& total, const QLocale& locale)
{
    QStringList facts{nodesText(total.bought, locale)};
    if (total.bought.most > 0)
        facts << (total.bought.cost
                      ? newCostText(costText(*total.bought.cost, locale), total.bought.cost->lower.currency)
                      : RowsWords::tr("new cost not known"));
    return facts.join(dot);
}

QString factsText(const Preview& preview, const QLocale& locale)
{
    const core::preview::NewNodes bought = core::preview::newNodesOf(preview);
    QStringList facts{nodesText(bought, locale)};
    if (bought.most > 0 || preview.newCost) {
        std::string currency = preview.newCost ? preview.newCost->currency : std::string();
        QString figure = costText(preview.newCost, preview.newCostPartial, locale);
        if (bought.cost && !preview.newCostPartial) figure = costText(*bought.cost, locale);
        QStringList sums; // of several currencies, each by itself
        for (const core::preview::CostRange& one : core::preview::mixedCostsOf(preview)) {
            currency = one.lower.currency;
            sums << costText(one, locale) + noBreak + qt(currency);
        }
        if (!sums.empty()) {
            figure = sums.join(QStringLiteral(" + "));
            figure.chop(qt(currency).size() + 1); // the sentence names the last
        }
        facts << (preview.newCost ? newCostText(figure, currency) : RowsWords::tr("new cost not known"));
    }
    if (const core::preview::NewNodes update = core::preview::updateNodesOf(preview); update.most > 0) {
        const QString nodes = predictedRange({update.sure, update.most}, locale);
        facts << (update.cost
                      ? RowsWords::tr("%1 more while it updates, %2%3%4/h",
                                      "nodes, predicted; figure, no-break space, currency")
                            .arg(nodes, costText(*update.cost, locale), QString(noBreak),
                                 qt(update.cost->lower.currency))
                      : RowsWords::tr("%1 more while it updates, at a cost not known", "nodes, predicted").arg(nodes));
    }
    if (preview.podsPerReplica > 1) {
        facts << RowsWords::tr("%n pods a replica", nullptr, static_cast<int>(preview.podsPerReplica));
    }
    const std::int64_t moved = std::accumulate(preview.moves.begin(), preview.moves.end(), std::int64_t{0},
                                               [](std::int64_t sum, const auto& move) { return sum + move.replicas; });
    if (moved > 0) facts << RowsWords::tr("%n replica(s) move", nullptr, static_cast<int>(moved));
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
    if (label == "min") return RowsWords::tr("minimum", "replicas of an autoscaled workload");
    if (label == "current") return RowsWords::tr("current", "replicas of an autoscaled workload");
    if (label == "max") return RowsWords::tr("maximum", "replicas of an autoscaled workload");
    if (label == "first that does not fit") return RowsWords::tr("first that does not fit");
    return engineText(label);
}

} // namespace

Summary summary(const Preview& preview, const QLocale& locale)
{
    Summary s;
    s.tone = toneOf(preview.verdict);
    s.headline = headline(preview, locale);
    std::int64_t preempting = 0;
    for (const ClusterResult& cluster : preview.clusters) preempting += core::preview::preemptingOf(cluster.shares);
    if (preempting > 0)
        s.headline =
            RowsWords::tr("%1, %2 by preempting", "verdict").arg(s.headline, locale.toString(qint64{preempting}));
    if (const auto update = core::preview::updateBesides(preview))
        s.headline = (*update == Verdict::UpdateStuck ? RowsWords::tr("%1; the update cannot finish", "verdict")
                                                      : RowsWords::tr("%1; the update may not finish", "verdict"))
                         .arg(s.headline);
    if (core::preview::hasErrors(preview)) {
        s.headline = RowsWords::tr("%1; a rule has errors", "verdict").arg(s.headline);
        if (s.tone == Tone::Ok) s.tone = Tone::Attention;
    }
    QStringList conditions;
    for (const std::string& one : core::preview::conditionsOf(preview)) conditions << engineText(one);
    if (!conditions.isEmpty() && s.tone == Tone::Ok) {
        s.headline = RowsWords::tr("%1, if %2", "verdict, what has to hold")
                         .arg(s.headline, conditions.join(RowsWords::tr(" and ", "conditions")));
        s.tone = Tone::Attention;
    }
    s.facts = factsText(preview, locale);
    QStringList subject{nameText(preview.workload.shortText())};
    subject << (preview.policy.empty() ? RowsWords::tr("no policy")
                                       : RowsWords::tr("policy %1").arg(nameText(preview.policy)));
    if (!preview.engine.empty()) subject << nameText(preview.engine);
    if (!preview.affinityGroup.empty())
        subject << RowsWords::tr("cluster group %1").arg(nameText(preview.affinityGroup));
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
                     ? RowsWords::tr("All %n workloads run as asked", nullptr, workloads)
                     : RowsWords::tr("%1 of %n workloads run as asked, %2 of %3 replicas", nullptr, workloads)
                           .arg(locale.toString(qint64(total.asAsked)),
                                predictedRange({total.placed, total.placed + total.unsure}, locale),
                                locale.toString(qint64{total.replicas}));
    s.facts = factsText(total, locale);
    s.why = engineText(core::preview::orderText(previews));
    return s;
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
            QStringList of{nameText(share.instanceType), nameText(share.pool), nameText(share.zone)};
            of.removeAll(QString()); // of a pool that nobody knows there is no more to say
            if (of.isEmpty()) of << RowsWords::tr("nodes that are not known");
            nodes << predictedRange(core::preview::nodesOf(share), locale) + QStringLiteral(" \u00D7 ") + of.join(dot);
            stock << stockText(share, locale);
        }
        if (step.pending > 0)
            nodes << RowsWords::tr("%n new replica(s) Pending", "no node for them", static_cast<int>(step.pending));
        if (step.refused > 0)
            nodes << RowsWords::tr("%n new replica(s) refused", "by the API server", static_cast<int>(step.refused));
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
        row.verdict = step.stuck.empty() ? RowsWords::tr("the update can finish") : engineText(step.stuck);
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

} // namespace ui::editor
