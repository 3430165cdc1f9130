#include "app/cli/render_tables.h"

#include <algorithm>

#include "app/cli/figures.h"
#include "core/base/words.h"
#include "core/preview/batch.h"

namespace cli {
namespace {

using core::estimate::Limit;
using core::preview::ClusterResult;
using core::preview::ReasonId;
using core::preview::Share;
using core::preview::Verdict;

constexpr std::size_t fewClusters = 6; ///< that are out and listed all the same

std::string predicted(std::int64_t figure)
{
    return "~" + std::to_string(figure);
}

/// "~2", or "~0..2" of what rests on stock that nobody promised.
std::string predicted(const core::Range& figure)
{
    return "~" + rangeText(figure);
}

std::string replicasText(const Share& share)
{
    switch (share.of) {
    case Share::Of::Part: return "part"; // of replicas that another row counts
    case Share::Of::Idle: return "idle";
    case Share::Of::Whole: break;
    }
    // What the engine writes, and besides how many of these get a node for certain.
    const core::Range placed = core::preview::replicasOf(share);
    if (!placed.isExact())
        return predicted(core::Range::exactly(share.replicas)) + ", " + std::to_string(placed.lower) + " sure";
    return predicted(placed);
}

std::string nodesText(const Share& share)
{
    const std::string how = share.preempts ? "by preempting" : share.starting ? "starting" : "running";
    if (share.kind == Share::Kind::Running && share.nodes > 0)
        return (share.unsure && share.starting ? "0.." : "") + std::to_string(share.nodes) + " " + how;
    if (share.kind == Share::Kind::Running && share.starting) return "on its way"; // being bought
    if (share.kind == Share::Kind::Running) return share.preempts ? how : unknownText;
    return predicted(core::preview::nodesOf(share)) + " new" + (share.spot ? " spot" : "") +
           (core::preview::isAssumed(share) ? "*" : "");
}

std::string stockText(const Share& share)
{
    if (share.kind == Share::Kind::Running) return unknownText; // none is asked for
    if (!share.stockBefore) return "unknown";
    if (!share.otherZones.empty()) return unknownText; // which cell it is of is not known
    const std::string before = rangeText(*share.stockBefore);
    if (before == unknownText) return "unknown";
    if (!share.stockAfter) return before;
    const std::string after = rangeText(*share.stockAfter);
    return before + " -> " + (after == unknownText ? "unknown" : "~" + after);
}

std::string shareCost(const Share& share)
{
    if (share.kind == Share::Kind::Running) return "0"; // the node is paid for already
    const auto cost = core::preview::costOf(share);
    return cost ? costRangeText(*cost) : unknownText;
}

const core::preview::Reason* find(const core::preview::Reason& reason, ReasonId id)
{
    if (reason.id == id) return &reason;
    for (const core::preview::Reason& part : reason.parts) {
        if (const auto* found = find(part, id)) return found;
    }
    return nullptr;
}

std::string whyShort(const ClusterResult& cluster)
{
    const auto* reason = find(cluster.why, ReasonId::ShortOf);
    if (reason == nullptr) return cluster.capacities.bindingText;
    return reason->args.empty() ? core::preview::toText(*reason) : reason->args.back();
}

/// What decided the cluster's number, in a few words; the whole chain is what `explain` prints.
std::string whyText(const ClusterResult& cluster)
{
    if (find(cluster.why, ReasonId::DispatchSuspendedIn) != nullptr) return "dispatching is suspended here";
    if (find(cluster.why, ReasonId::PausedIn) != nullptr) return "paused: starts no pods here";
    if (find(cluster.why, ReasonId::NotSentIn) != nullptr) return "nothing is sent here: an override cannot be applied";
    if (!cluster.candidate) {
        return cluster.excludedReason.empty() ? core::preview::toText(cluster.why) : cluster.excludedReason;
    }
    const auto* because = core::preview::numberBecause(cluster.why);
    const auto* none = cluster.why.id == ReasonId::ClusterGetsNone ? because : nullptr;
    if (because != nullptr && (because->id == ReasonId::ByAvailableUnknown || because->id == ReasonId::ByFewestUnknown))
        return core::preview::toText(*because);
    if (none != nullptr && none->id != ReasonId::TakesNone) return core::preview::toText(*none);
    if (const auto* seat = find(cluster.why, ReasonId::SeatRounding); seat != nullptr && seat->args.size() >= 3) {
        const std::string text = "weight " + seat->args[1] + " of " + seat->args[2];
        return none == nullptr ? text : text + ": " + none->args.back(); // TakesNone
    }
    if (none != nullptr) return none->args.back();
    for (const ReasonId id : {ReasonId::OverflowTier, ReasonId::KeptAsIs, ReasonId::NothingToDivide, ReasonId::ScaledUp,
                              ReasonId::ScaledDown}) {
        if (const auto* reason = find(cluster.why, id)) return core::preview::toText(*reason);
    }
    if (cluster.why.id == ReasonId::ClusterUnscheduled)
        if (const auto* hidden = find(cluster.why, ReasonId::TakesNone)) return hidden->args.back();
    const bool hasRoom = cluster.capacities.running.lower + cluster.capacities.deliverable.lower > 0;
    if (cluster.why.id == ReasonId::ClusterUnscheduled && hasRoom) return core::preview::toText(cluster.why);
    if (cluster.previous > 0 && cluster.previous == cluster.replicas) return "as before";
    if (cluster.previous > cluster.replicas) return "fewer than before";
    const std::string lack = core::preview::lackOf(cluster);
    return lack.empty() ? core::preview::toText(because != nullptr ? *because : cluster.why) : lack;
}

/// Clusters in the order of the table: with replicas, candidates without, those that are out.
std::vector<const ClusterResult*> ordered(const Preview& preview)
{
    std::vector<const ClusterResult*> clusters;
    for (const ClusterResult& cluster : preview.clusters) clusters.push_back(&cluster);
    const auto rank = [](const ClusterResult* c) {
        return c->replicas > 0 || c->previous > 0 ? 0 : core::preview::mayBeChosen(*c) ? 1 : 2;
    };
    std::stable_sort(clusters.begin(), clusters.end(), [&](const auto* a, const auto* b) { return rank(a) < rank(b); });
    return clusters;
}

bool isOut(const ClusterResult& cluster)
{
    return !core::preview::mayBeChosen(cluster) && cluster.previous == 0 && cluster.replicas == 0;
}

/// "gpu-a or gpu-b": whoever needs the pool is told those that the autoscaler may take.
std::string poolsText(const Share& share)
{
    std::string text = share.pool;
    for (const std::string& other : share.otherPools) text += " or " + other;
    return text;
}

std::string zonesText(const Share& share)
{
    std::string text = orDash(share.zone);
    for (const std::string& other : share.otherZones) text += " or " + other;
    return text + (core::preview::isZoneOpen(share) && !share.zone.empty() ? " or another" : "");
}

/// Builds the rows of one table; two columns are there only where they say something.
class Placement {
public:
    explicit Placement(const Preview& preview)
        : m_was(std::any_of(preview.clusters.begin(), preview.clusters.end(),
                            [](const ClusterResult& c) { return c.previous > 0; }))
        , m_range(std::any_of(preview.clusters.begin(), preview.clusters.end(), ranges))
        , m_table(columns())
    {}

    void add(const ClusterResult& cluster)
    {
        bool first = true;
        const std::string why = whyText(cluster);
        for (const Share& share : cluster.shares) {
            row(cluster, std::exchange(first, false), share, why);
        }
        const std::int64_t certainlyShort = cluster.shortOf - cluster.unsure;
        if (certainlyShort > 0) {
            line(cluster, std::exchange(first, false),
                 {unknownText,
                  unknownText,
                  {predicted(certainlyShort), Tone::Bad},
                  {"none: short", Tone::Bad},
                  unknownText,
                  unknownText,
                  unknownText,
                  unknownText},
                 whyShort(cluster));
        }
        if (first) {
            line(cluster, true,
                 {unknownText,
                  unknownText,
                  {isOut(cluster) ? "0" : "~0", Tone::Quiet}, // a cluster that cannot be chosen gets none for certain
                  unknownText,
                  unknownText,
                  unknownText,
                  unknownText,
                  unknownText},
                 why);
        }
    }

    Table take() { return std::move(m_table); }

private:
    bool m_was;
    bool m_range;
    Table m_table;

    [[nodiscard]] static bool ranges(const ClusterResult& c)
    {
        return core::preview::mayBeChosen(c) && !c.range.isExact() && (c.range.lower != 0 || c.range.upper);
    }

    [[nodiscard]] std::vector<Column> columns() const
    {
        std::vector<Column> all{{"CLUSTER"}, {"POOL"}, {"ZONE"}};
        if (m_was) all.push_back({"WAS"});
        all.push_back({"REPLICAS"});
        if (m_range) all.push_back({"RANGE"});
        for (const char* title : {"NODES", "STOCK", "NEW COST/H"}) all.push_back({title});
        all.push_back({"TYPE"});
        all.push_back({"ON", true});
        all.push_back({"WHY"});
        return all;
    }

    void row(const ClusterResult& cluster, bool first, const Share& share, const std::string& why)
    {
        const std::string on = share.kind == Share::Kind::New ? share.allocatableSource : core::joined(share.nodeNames);
        line(cluster, first,
             {orDash(poolsText(share)),
              zonesText(share),
              replicasText(share),
              {nodesText(share),
               share.kind == Share::Kind::New || share.preempts || share.starting ? Tone::Attention : Tone::Good},
              stockText(share),
              shareCost(share),
              orDash(share.instanceType) + (share.typeIsChoice ? " or another" : ""),
              orDash(on)},
             first ? why : std::string());
    }

    /// @param cells  pool, zone, replicas, nodes, stock, cost, type, on
    void line(const ClusterResult& cluster, bool first, std::vector<Cell> cells, const std::string& why)
    {
        std::vector<Cell> row{cluster.name, cells[0], cells[1]};
        if (m_was) row.emplace_back(first ? std::to_string(cluster.previous) : "");
        row.push_back(cells[2]);
        if (m_range)
            row.emplace_back(first && core::preview::mayBeChosen(cluster) ? "~" + rangeText(cluster.range) : "");
        row.insert(row.end(), cells.begin() + 3, cells.end());
        row.emplace_back(why);
        m_table.add(std::move(row));
    }
};

std::string limitText(Limit limit)
{
    switch (limit) {
    case Limit::None: return {};
    case Limit::Yours: return "your limit";
    case Limit::Quota: return "quota";
    case Limit::Stock: return "stock";
    case Limit::Rule: return "a rule";
    }
    return {};
}

std::string capacityText(const core::Range& range, bool isPredicted)
{
    const std::string text = rangeText(range);
    if (!isPredicted || text == unknownText) return text;
    const std::string least = ">= ";
    return text.starts_with(least) ? least + "~" + text.substr(least.size()) : "~" + text;
}

Cell verdictCell(Verdict verdict, std::int64_t placed, std::int64_t unsure, std::int64_t asked)
{
    const std::string some =
        unsure > 0 ? "~" + std::to_string(placed) + ".." + std::to_string(placed + unsure) : predicted(placed);
    switch (verdict) {
    case Verdict::Fits: return {"yes", Tone::Good};
    case Verdict::Preempts: return {"yes, by preempting", Tone::Attention}; // how many: fitsCell
    case Verdict::Partly: return {some + " of " + std::to_string(asked), Tone::Attention};
    case Verdict::DoesNotFit: return {unsure > 0 ? some + " of " + std::to_string(asked) : "no", Tone::Bad};
    case Verdict::Unknown:
        return {unsure > 0 ? some + " of " + std::to_string(asked) : std::string("unknown"), Tone::Attention};
    case Verdict::Nothing: return {"nothing to place", Tone::Quiet};
    case Verdict::Refused:
        return {placed < asked ? "refused, " + some + " of " + std::to_string(asked) + " as before"
                               : std::string("refused, as before"),
                Tone::Bad};
    case Verdict::Suspended: return {"suspended", Tone::Bad};
    case Verdict::Held: return {"placed, will not run", Tone::Bad}; // unless only some are held: fitsCell
    case Verdict::UpdateStuck: return {"update stuck", Tone::Bad};
    case Verdict::UpdateUnsure: return {"update unsure", Tone::Attention};
    }
    return {};
}

} // namespace

Cell fitsCell(const Preview& preview)
{
    Cell cell = verdictCell(preview.verdict, preview.placed, preview.unsure, preview.replicas);
    if (core::preview::holdsSome(preview)) cell.text = "placed, not all will run";
    std::int64_t preempting = 0;
    for (const ClusterResult& cluster : preview.clusters) preempting += core::preview::preemptingOf(cluster.shares);
    if (preview.verdict == Verdict::Preempts) cell.text = "yes";
    if (preempting > 0) cell.text += ", " + std::to_string(preempting) + " by preempting";
    if (core::preview::hasErrors(preview) && preview.verdict == Verdict::Fits)
        return {"yes, with errors", Tone::Attention};
    const std::vector<std::string> conditions = core::preview::conditionsOf(preview);
    if (!conditions.empty() && cell.tone == Tone::Good) {
        cell.text += ", if " + core::joined(conditions, " and ");
        cell.tone = Tone::Attention;
    }
    if (const auto update = core::preview::updateBesides(preview))
        cell.text += ", " + verdictCell(*update, preview.placed, preview.unsure, preview.replicas).text;
    return cell;
}

std::string costRangeText(const core::preview::CostRange& cost)
{
    const auto figure = [](const core::MoneyPerHour& one) { return (one.micros == 0 ? "" : "~") + moneyText(one); };
    if (!cost.upper) return ">= " + figure(cost.lower);
    if (cost.lower == *cost.upper) return figure(cost.lower);
    const std::string lower = cost.lower.micros == 0 ? "0" : figure(cost.lower);
    return lower.substr(0, lower.find(' ')) + ".." + figure(*cost.upper);
}

std::string costText(const std::optional<core::MoneyPerHour>& cost, bool partial)
{
    if (!cost) return unknownText;
    const std::string figure = cost->micros == 0 ? "0" : "~" + moneyText(*cost);
    return partial ? ">= " + figure : figure;
}

/// "~4..6"; "unknown", ">= ~4" where there may be more.
std::string nodesText(const core::preview::NewNodes& bought)
{
    if (bought.unknown) return bought.sure == 0 ? std::string("unknown") : ">= " + predicted(bought.sure);
    if (bought.most == 0) return "0";
    return bought.sure == bought.most ? predicted(bought.most)
                                      : "~" + std::to_string(bought.sure) + ".." + std::to_string(bought.most);
}

/// "~38.1304..~57.1956 CNY": what is sure, and if all of it is there.
std::string costText(const Preview& preview, const core::preview::NewNodes& bought)
{
    if (bought.unknown) return unknownText;
    if (bought.most == 0) return "0";
    std::vector<std::string> sums;
    for (const core::preview::CostRange& one : core::preview::mixedCostsOf(preview)) sums.push_back(costRangeText(one));
    if (!sums.empty()) return core::joined(sums, " + ");
    return bought.cost && !preview.newCostPartial ? costRangeText(*bought.cost)
                                                  : costText(preview.newCost, preview.newCostPartial);
}

namespace {

/// "0, ~2 while it updates": what an update buys for as long as it takes stands with what stays.
std::string withUpdate(std::string stays, const core::preview::NewNodes& update, const std::string& figure)
{
    return update.most == 0 ? stays : stays + ", " + figure + " while it updates";
}

} // namespace

bool hasAssumptions(const Preview& preview)
{
    return std::any_of(preview.clusters.begin(), preview.clusters.end(), [](const ClusterResult& cluster) {
        return std::any_of(cluster.shares.begin(), cluster.shares.end(), core::preview::isAssumed);
    });
}

namespace {

/// "1 of 2 as asked, 4 of 6 replicas"
Cell totalCell(const core::preview::BatchTotal& total)
{
    if (total.asAsked == total.workloads) return {"yes", Tone::Good};
    const std::string placed = total.unsure > 0
                                   ? std::to_string(total.placed) + ".." + std::to_string(total.placed + total.unsure)
                                   : std::to_string(total.placed);
    return {std::to_string(total.asAsked) + " of " + std::to_string(total.workloads) + " as asked, ~" + placed +
                " of " + core::counted(total.replicas, "replica"),
            total.asAsked == 0 ? Tone::Bad : Tone::Attention};
}

/// Of all of them, below them.
std::vector<Cell> totalRow(const std::vector<Preview>& previews)
{
    const core::preview::BatchTotal total = core::preview::totalOf(previews);
    std::size_t risks = 0;
    for (const Preview& preview : previews) risks += preview.warnings.size();
    std::string cost = total.bought.unknown ? unknownText : "0";
    if (total.bought.most > 0 && !total.bought.unknown)
        cost = total.bought.cost ? costRangeText(*total.bought.cost) : std::string(unknownText);
    if (total.mixedCosts.size() > 1) cost = core::joined(total.mixedCosts, " + ", costRangeText);
    return {"TOTAL",
            "",
            "",
            "",
            std::to_string(total.replicas),
            "",
            totalCell(total),
            cli::nodesText(total.bought),
            std::move(cost),
            "",
            std::to_string(risks)};
}

} // namespace

Table summaryTable(const std::vector<Preview>& previews)
{
    const bool groups =
        std::any_of(previews.begin(), previews.end(), [](const Preview& p) { return !p.affinityGroup.empty(); });
    Table table({{"WORKLOAD"},
                 {"KIND", true},
                 {"POLICY", true},
                 {"ENGINE", true},
                 {"REPLICAS"},
                 {"PODS/REPLICA", true},
                 {"FITS"},
                 {"NEW NODES"},
                 {"NEW COST/H"},
                 {"GROUP", !groups},
                 {"RISKS"}});
    for (const Preview& preview : previews) {
        const core::preview::NewNodes bought = core::preview::newNodesOf(preview);
        const core::preview::NewNodes update = core::preview::updateNodesOf(preview);
        table.add({preview.workload.shortText(), preview.workload.kind, orDash(preview.policy), orDash(preview.engine),
                   std::to_string(preview.replicas), std::to_string(preview.podsPerReplica), fitsCell(preview),
                   withUpdate(nodesText(bought), update, nodesText(update)),
                   withUpdate(costText(preview, bought), update,
                              update.cost ? costRangeText(*update.cost) : std::string("unknown")),
                   orDash(preview.affinityGroup), std::to_string(preview.warnings.size())});
    }
    if (previews.size() > 1) table.add(totalRow(previews));
    return table;
}

Table placementTable(const Preview& preview, bool everyCluster)
{
    Placement placement(preview);
    std::size_t out = 0;
    for (const ClusterResult* cluster : ordered(preview)) {
        if (isOut(*cluster) && ++out > fewClusters && !everyCluster) continue;
        placement.add(*cluster);
    }
    return placement.take();
}

std::size_t clustersLeftOut(const Preview& preview)
{
    const auto out = static_cast<std::size_t>(std::count_if(preview.clusters.begin(), preview.clusters.end(), isOut));
    return out - std::min(out, fewClusters);
}

Table capacityTable(const Preview& preview)
{
    const bool starting = std::any_of(preview.clusters.begin(), preview.clusters.end(), [](const ClusterResult& one) {
        return one.capacities.starting != core::Range::exactly(0);
    });
    std::vector<Column> columns{{"CLUSTER"}, {"FITS NOW"}};
    if (starting) columns.push_back({"STARTING"});
    for (const char* title : {"POOL ROOM", "DELIVERABLE", "BOUND BY"}) columns.push_back({title});
    Table table(std::move(columns));
    for (const ClusterResult& cluster : preview.clusters) {
        if (!core::preview::mayBeChosen(cluster)) continue;
        const auto& c = cluster.capacities;
        std::string limit = limitText(c.binding);
        if (c.bindingText.starts_with(limit)) limit.clear(); // "stock of …" says it already
        if (!c.bindingText.empty()) limit += (limit.empty() ? "" : ": ") + c.bindingText;
        std::vector<Cell> cells{cluster.name, capacityText(c.running, false)};
        if (starting) cells.emplace_back(capacityText(c.starting, false));
        for (const auto& range : {c.room, c.deliverable}) cells.emplace_back(capacityText(range, true));
        cells.emplace_back(orDash(limit));
        table.add(std::move(cells));
    }
    return table;
}

namespace {

/// The partition keeps every pod with the old template.
bool nothingNew(const core::preview::RolloutStep& step)
{
    return step.replicas > 0 && step.keepOld == step.replicas;
}

} // namespace

Table rolloutTable(const Preview& preview)
{
    Table table({{"CLUSTER"},
                 {"REPLICAS"},
                 {"SURGE"},
                 {"MAY MISS"},
                 {"NEW PODS"},
                 {"NODES"},
                 {"POOL"},
                 {"TYPE"},
                 {"STOCK"},
                 {"NEW COST/H"},
                 {"UPDATE"}});
    for (const core::preview::RolloutStep& step : preview.rollout) {
        std::vector<Cell> row{step.cluster, std::to_string(step.replicas), "+" + std::to_string(step.surge),
                              std::to_string(step.unavailable)};
        Cell verdict = !step.canFinish           ? Cell("x stuck", Tone::Bad)
                       : step.unsure             ? Cell("! may not finish", Tone::Attention)
                       : nothingNew(step)        ? Cell("- none", Tone::Attention)
                       : !step.perhapsAt.empty() ? Cell("? if it is one", Tone::Attention)
                                                 : Cell("o can finish", Tone::Good);
        if (step.keepOld > 0)
            verdict.text +=
                ", " + std::to_string(step.replicas - step.keepOld) + " of " + std::to_string(step.replicas);
        if (step.places.empty() && step.pending == 0 && step.refused == 0) {
            row.insert(row.end(), {"~0", unknownText, unknownText, unknownText, unknownText, "0", std::move(verdict)});
            table.add(std::move(row));
            continue;
        }
        // The numbers of the step and its verdict stand in its first row only.
        const auto add = [&](std::initializer_list<Cell> cells) {
            row.insert(row.end(), cells);
            row.push_back(std::exchange(verdict, Cell("")));
            table.add(std::exchange(row, {step.cluster, "", "", ""}));
        };
        // Replicas of several pods are no pods.
        const std::string ofPods =
            step.podsPerReplica > 1 ? " x " + core::counted(step.podsPerReplica, "pod") : std::string();
        for (const Share& share : step.places)
            add({replicasText(share) + (share.of == Share::Of::Whole ? ofPods : std::string()), nodesText(share),
                 orDash(share.pool), orDash(share.instanceType), stockText(share), shareCost(share)});
        if (step.pending > 0)
            add({{predicted(step.pending) + ofPods, Tone::Attention},
                 {"none: Pending", Tone::Attention},
                 unknownText,
                 unknownText,
                 unknownText,
                 unknownText});
        if (step.refused > 0)
            add({{predicted(step.refused) + ofPods, Tone::Attention},
                 {"none: refused", Tone::Attention},
                 unknownText,
                 unknownText,
                 unknownText,
                 unknownText});
    }
    return table;
}

Table scaledTable(const Preview& preview)
{
    Table table({{"SCALED TO"}, {"REPLICAS"}, {"FITS"}, {"NEW NODES"}, {"NEW COST/H"}});
    for (const core::preview::ScaledCase& c : preview.scaled) {
        table.add({c.label, std::to_string(c.replicas), verdictCell(c.verdict, c.placed, c.unsure, c.replicas),
                   nodesText(c.bought),
                   c.bought.most == 0 ? "0"
                   : c.bought.cost    ? costRangeText(*c.bought.cost)
                                      : costText(c.newCost, false)});
    }
    return table;
}

} // namespace cli
