#include "core/preview/preview.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/preview/alone.h"
#include "core/preview/brought.h"
#include "core/preview/engine.h"
#include "core/preview/evicted.h"
#include "core/preview/holds.h"
#include "core/preview/limits.h"
#include "core/preview/memory.h"
#include "core/preview/outcome.h"
#include "core/preview/priority_classes.h"
#include "core/preview/remedies.h"
#include "core/preview/resource_models.h"
#include "core/preview/rollout.h"
#include "core/preview/scaled.h"
#include "core/preview/shares.h"
#include "core/preview/stock_values.h"
#include "core/preview/warnings.h"
#include "core/preview/why.h"
#include "core/snapshot/assemble.h"
#include "core/snapshot/names.h"

namespace core::preview {
namespace {

Preview heading(const Prepared& prepared)
{
    Preview out;
    const model::Workload& workload = prepared.question->workload;
    out.workload = workload.ref;
    out.engine = nameOf(prepared.engine);
    out.replicas = out.stated = workload.replicas;
    out.podsPerReplica = workload.podsPerReplica();
    out.snapshot = prepared.fleet->digest;
    if (prepared.policy && !prepared.alone) out.policy = prepared.policy->ref.shortText();
    return out;
}

/// "needs `list propagationpolicies`": what would tell which policies there are.
std::string neededFor(const std::vector<const snapshot::Gap*>& gaps)
{
    std::vector<std::string> lists;
    for (const snapshot::Gap* gap : gaps) {
        if (gap->kind == snapshot::GapKind::ControlPlane) return "the fleet's control plane was not reached";
        lists.push_back("`list " + gap->what.substr(0, gap->what.find('.')) + "`");
    }
    return "needs " + joined(lists);
}

/// No cluster is asked.
void excludeAll(const Prepared& prepared, const char* reason, const Reason& why, const Range& range, Preview& out)
{
    for (const snapshot::ClusterPtr& cluster : prepared.fleet->clusters) {
        ClusterResult one;
        one.name = cluster->cluster.name;
        one.alias = snapshot::aliasOf(*prepared.fleet, one.name);
        one.excludedReason = reason;
        one.why = why;
        one.previous = previousOf(prepared, one.name);
        one.range = range;
        out.clusters.push_back(std::move(one));
    }
}

/// A policy that nobody may read may select it, and place any number of it anywhere.
void answerWithUnreadPolicies(const Prepared& prepared, const std::vector<const snapshot::Gap*>& gaps, Preview& out)
{
    const Reason mayBe{ReasonId::PolicyMayBe, {prepared.question->workload.ref.shortText(), neededFor(gaps)}, {}};
    out.verdict = Verdict::Unknown;
    out.unsure = out.replicas;
    out.why = {ReasonId::SomeUnsure, {"0", counted(out.replicas, "replica"), std::to_string(out.unsure)}, {mayBe}};
    excludeAll(prepared, "which policy selects the workload is not known", mayBe, {0, out.replicas}, out);
    for (const snapshot::Gap* gap : gaps) out.warnings.push_back(warningOf({*gap, {}}, false));
}

/// The fleet leaves alone what no policy selects.
void answerWithoutPolicy(const Prepared& prepared, Preview& out)
{
    const auto unread = snapshot::gapsOfPolicies(*prepared.fleet);
    if (!unread.empty() && out.replicas > 0) {
        answerWithUnreadPolicies(prepared, unread, out);
        return;
    }
    const std::string name = prepared.question->workload.ref.shortText();
    out.verdict = out.replicas == 0 ? Verdict::Nothing : Verdict::DoesNotFit;
    out.why = nonePlaced(out.replicas);
    out.why.parts = {{ReasonId::NoPolicy, {name}, {}}};
    excludeAll(prepared, "no policy selects the workload", {ReasonId::NoPolicy, {name}, {}}, Range::exactly(0), out);
    if (out.verdict == Verdict::Nothing) return;
    Remedy remedy;
    remedy.kind = Remedy::Kind::ChangeRule;
    remedy.text = "add a policy whose resourceSelectors select " + name;
    out.remedies.push_back(std::move(remedy));
}

/// Why it passed the filters and is not among those that the division is for.
std::string whyNotSelected(const Prepared& prepared, const Facts& facts, const Decision& decision, std::size_t index)
{
    const bool mayBe = decision.ranges[index].upper != 0;
    const auto gang = whyGangIsNotThere(prepared, facts, decision, index);
    if (!gang)
        return std::string("not selected by the spread constraints") +
               (mayBe ? "; at other values of stock it may be" : "");
    std::string out = gang->id == ReasonId::GangWithoutRoom
                          ? "room for " + gang->args[1] + " only, and a gang is placed whole or not at all"
                          : "the gang is placed whole in " + gang->args[1];
    if (!gang->parts.empty()) out += ", as the static weights name others";
    return out + (mayBe ? "; at other values of stock it may be here" : "");
}

void sayWhyOut(const Prepared& prepared, const Facts& facts, const Decision& decision, std::size_t index,
               ClusterResult& out)
{
    const schedule::Cycle* cycle = decision.chosen();
    if (cycle == nullptr) return;
    const auto is = [index](const auto& one) { return one.member == index; };
    const bool selected = std::any_of(cycle->selected.begin(), cycle->selected.end(), is);
    out.candidate = decision.candidate[index] != 0 && (selected || cycle->error.has_value());
    if (out.candidate) return;
    const auto excluded = std::find_if(cycle->excluded.begin(), cycle->excluded.end(), is);
    const bool passed = std::any_of(cycle->passed.begin(), cycle->passed.end(), is);
    if (excluded != cycle->excluded.end()) {
        out.excludedBy = excluded->plugin;
        out.excludedReason = excluded->reason;
    } else if (passed) {
        out.excludedBy = "Selection";
        out.excludedReason = whyNotSelected(prepared, facts, decision, index);
    } else {
        out.excludedReason = "the cluster is being deleted";
    }
}

ClusterResult clusterResult(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                            const std::vector<Hold>& holds, std::size_t index)
{
    ClusterResult out;
    out.name = facts.site(index).data->cluster.name;
    out.alias = snapshot::aliasOf(facts.fleet(), out.name);
    sayWhyOut(prepared, facts, decision, index, out);
    const ClusterOutcome& truth = outcome.clusters[index];
    out.replicas = decision.replicas[index];
    out.atOnce = truth.placed + truth.shortOf;
    out.previous = facts.site(index).retains ? *facts.site(index).overriddenReplicas : previousOf(prepared, out.name);
    out.range = decision.ranges[index];
    out.placed = truth.placed;
    out.unsent = truth.unsent;
    out.shortOf = truth.shortOf;
    out.unsure = truth.unsure;
    out.shares = truth.shares;
    if (decision.candidate[index] != 0 || out.replicas > 0) {
        const estimate::Provisionable& offers = facts.offersOf(index);
        Limited pools = limitOfPools(facts, index);
        if (!offers.offers.empty() && neverBuys(prepared))
            pools = {estimate::Limit::Yours, "no autoScaling.ecsProvision: true in the policy, so nothing is bought"};
        out.capacities = {
            facts.fitsNow(index), facts.starting(index), offers.room, facts.deliverable(index), pools.by, pools.text};
        if (prepared.daemon) // for which nothing is ever bought
            out.capacities = {
                facts.fitsNow(index), facts.starting(index), Range::exactly(0), Range::exactly(0), {}, {}};
        // Without a pool it is a rule that keeps the nodes from taking more.
        const std::string rule = ruleAmong(facts.site(index), facts.runningAtEnd(index));
        if (offers.offers.empty() && offers.known && !rule.empty()) out.capacities.bindingText = rule;
        if (const auto models = limitOfModels(prepared, facts, index)) {
            out.capacities.binding = models->by;
            out.capacities.bindingText = models->text;
        } else if (const std::string& never = facts.site(index).ask->never; !never.empty()) {
            out.capacities.binding = estimate::Limit::Rule;
            out.capacities.bindingText = never;
        } else if (facts.quotaBinds(index, true, wantedOf(prepared, decision, truth, index))) {
            out.capacities.binding = kindOfAdmission(facts.runningAtEnd(index));
            out.capacities.bindingText = namespaceQuotaText(facts.runningAtEnd(index));
        }
    }
    out.why = whyCluster(prepared, facts, decision, outcome, index, out, holds);
    return out;
}

/// Replicas that leave one cluster and appear in another, paired in the fleet's order. What only shrinks or grows moves not.
std::vector<Move> movesOf(const Prepared& prepared, const Facts& facts, const std::vector<ClusterResult>& clusters)
{
    std::vector<Move> out;
    std::vector<std::pair<const ClusterResult*, std::int64_t>> gains;
    for (const ClusterResult& cluster : clusters)
        if (cluster.replicas > cluster.previous) gains.emplace_back(&cluster, cluster.replicas - cluster.previous);
    std::size_t next = 0;
    const auto leave = [&](const std::string& from, std::int64_t leaving) {
        while (leaving > 0 && next < gains.size()) {
            const std::int64_t here = std::min(leaving, gains[next].second);
            out.push_back({from, gains[next].first->name, here});
            leaving -= here;
            gains[next].second -= here;
            if (gains[next].second == 0) ++next;
        }
    };
    for (const ClusterResult& cluster : clusters) leave(cluster.name, cluster.previous - cluster.replicas);
    for (const model::TargetCluster& target : prepared.binding.spec.clusters) // a cluster that is no longer there
        if (!facts.members().find(target.name)) leave(target.name, target.replicas);
    return out;
}

std::string affinityGroupOf(const Prepared& prepared, const Decision& decision)
{
    const auto& terms = prepared.policy->placement.clusterAffinities;
    if (terms.empty() || !decision.placed) return {};
    return decision.cycle.observedAffinity;
}

/// Where the clusters were not listed, those that are not held may take what these do not, or a part of what they do.
void leaveOpen(const snapshot::Fleet& fleet, Preview& out)
{
    if (out.stated == 0 || snapshot::gapOfClusters(fleet) == nullptr) return;
    out.replicas = std::max(out.replicas, out.stated); // copies of clusters that nobody knows
    if (out.placed >= out.replicas) return;            // the gap is a warning all the same, and no gate passes on it
    out.unsure = out.replicas - out.placed;
    if (out.verdict != Verdict::Suspended) out.verdict = Verdict::Unknown;
}

/// What runs is taken for a first placement where the engine's record of it is missing, and wants room besides itself. With
/// the record it would stay, so that the scheduler refuses it is not certain.
void leaveRunningOpen(const Prepared& prepared, const Facts& facts, const Decision& decision, Preview& out)
{
    const bool isNo =
        out.verdict == Verdict::DoesNotFit || out.verdict == Verdict::Refused || out.verdict == Verdict::Partly;
    if (decision.placed || !isNo || out.placed >= out.replicas || !lacksPrevious(prepared)) return;
    bool runs = false;
    for (std::size_t i = 0; i < facts.size(); ++i)
        runs = runs || (decision.candidate[i] != 0 && facts.site(i).existing > 0);
    if (!runs) return;
    out.unsure = out.replicas - out.placed;
    out.verdict = Verdict::Unknown;
}

/// Where no other cluster could be chosen, nobody's stock decides it.
void takeRanges(const StockValues& values, Decision& decision)
{
    for (std::size_t i = 0; i < decision.ranges.size(); ++i) {
        const Range& tried = values.replicas[i];
        Range& range = decision.ranges[i];
        if (values.onlyStock) {
            range = tried;
            continue;
        }
        range.lower = std::min(range.lower, tried.lower);
        if (range.upper) range.upper = std::max(*range.upper, *tried.upper);
    }
    decision.chosenDiffer =
        decision.chosenDiffer && std::any_of(decision.ranges.begin(), decision.ranges.end(),
                                             [](const Range& range) { return range.lower == 0 && range.upper != 0; });
    if (!decision.chosenDiffer) decision.decider.clear();
}

/// "b 1, c 2": what clusters get that would get another number.
std::string otherwise(const Facts& facts, const std::vector<std::int64_t>& shown,
                      const std::vector<std::int64_t>& other)
{
    std::vector<std::string> out;
    for (std::size_t i = 0; i < other.size(); ++i)
        if (other[i] != shown[i]) out.push_back(facts.site(i).data->cluster.name + " " + std::to_string(other[i]));
    return listed(out);
}

/// The figures of the whole, over every value of stock that was tried; those of clusters are of the division shown.
/// @return  why they differ, where they do
std::optional<Reason> takeTotals(const Prepared& prepared, const Facts& facts, const Decision& decision,
                                 const Outcome& outcome, const StockValues& values, Preview& out)
{
    out.placed = values.placed.lower;
    out.unsure = *values.placed.upper - values.placed.lower;
    out.newCost = values.mostCost;
    out.newCostPartial = values.costPartial;
    out.overStock = values.over;
    out.verdict =
        verdictWith(verdictOf(decision, verdictOf(prepared, out.replicas, out.placed, out.placed + out.unsure)),
                    out.holds, out.rollout);
    const NewNodes& bought = values.over.bought;
    const bool placedDiffers = out.placed != outcome.placed || out.unsure != outcome.unsure;
    std::vector<std::string> totals{core::toText(values.placed), std::to_string(out.replicas),
                                    core::toText(Range{bought.sure, bought.most})};
    if (!values.otherOrder.empty()) {
        totals[1] = counted(out.replicas, "replica");
        // What is shown of a cluster is what runs there at one time; the same may run of another division.
        std::string other = otherwise(facts, facts.atOnce(decision.replicas), values.otherAtOnce);
        if (other.empty()) other = otherwise(facts, decision.replicas, values.otherOrder);
        totals.insert(totals.begin(), std::move(other));
        return Reason{ReasonId::OtherOrder, std::move(totals), {}};
    }
    if (!placedDiffers && bought.most == outcome.newNodes) return std::nullopt;
    return Reason{values.stockIsOpen ? ReasonId::OtherStock : ReasonId::OtherRoom, std::move(totals), {}};
}

void answer(const Prepared& prepared, Facts& facts, Decision& decision, const Outcome& outcome, Preview& out)
{
    out.replicas = askedOf(prepared, facts, decision);
    const auto [values, tooLarge] = overStockOf(prepared, facts, decision, outcome, out.replicas);
    out.stockUntried = tooLarge;
    if (values) takeRanges(*values, decision);
    out.holds = holdsOf(prepared, facts, decision, outcome, out.rollout);
    out.verdict = verdictWith(verdictOf(decision, verdictOf(prepared, out.replicas, outcome)), out.holds, out.rollout);
    if (!prepared.refused.empty()) out.verdict = Verdict::Refused;
    out.placed = outcome.placed;
    out.unsure = outcome.unsure;
    out.stockAsked = decision.stockAsked;
    out.affinityGroup = affinityGroupOf(prepared, decision);
    out.newCost = outcome.newCost;
    out.newCostPartial = outcome.newCostPartial;
    out.issues = facts.issues();
    for (std::size_t i = 0; i < facts.size(); ++i)
        out.clusters.push_back(clusterResult(prepared, facts, decision, outcome, out.holds, i));
    for (std::size_t i = 0; values && !values->otherOrder.empty() && i < facts.size(); ++i)
        if (!out.clusters[i].range.isExact()) showTried(values->rows[i], out.clusters[i].shares);
    out.moves = movesOf(prepared, facts, out.clusters);
    const auto otherStock = values ? takeTotals(prepared, facts, decision, outcome, *values, out) : std::nullopt;
    // Where a price is not known, what is shown is a bound: what is sure to come at prices that are known, no more.
    if (const auto cost = newNodesOf(out).cost; cost && out.newCostPartial) out.newCost = cost->lower;
    if (out.verdict == Verdict::Fits && outcome.preempting > 0) out.verdict = Verdict::Preempts;
    leaveOpen(*prepared.fleet, out);
    leaveRunningOpen(prepared, facts, decision, out);
    out.why = whyAll(prepared, facts, decision, outcome, out);
    if (otherStock) out.why.parts.push_back(*otherStock);
    if (!prepared.refused.empty()) out.verdict = Verdict::Refused; // whatever stock is
}

/// What it does to others is part of the bill.
void addEvicted(const Prepared& prepared, Facts& facts, const std::vector<Question>* beside, Preview& out)
{
    out.evicted = evictedBy(prepared, facts, out, beside);
    if (!out.evicted || out.evicted->bought.most == 0) return;
    addCost(out.newCost, out.newCostPartial, out.evicted->cost, out.evicted->costPartial);
    if (const auto cost = newNodesOf(out).cost; cost && out.newCostPartial) out.newCost = cost->lower; // a bound
}

/// @param beside  questions that are asked together; nullptr: it is the only one
Preview answered(const Prepared& prepared, Facts& facts, const std::vector<Question>* beside, std::stop_token stop,
                 const Placed& placed)
{
    Preview out = heading(prepared);
    Decision decision = decide(prepared, facts);
    if (stop.stop_requested()) return out;
    const Outcome outcome = outcomeOf(facts, decision);
    out.rollout = rolloutSteps(prepared, facts, decision);
    if (stop.stop_requested()) return out;
    answer(prepared, facts, decision, outcome, out);
    if (stop.stop_requested()) return out;
    if (placed && (areSought(decision, outcome, out.replicas) || scalingOf(prepared))) placed(out);
    out.remedies = remediesOfHolds(out.holds);
    for (Remedy& remedy : remediesOf(prepared, facts, decision, outcome, out, stop))
        out.remedies.push_back(std::move(remedy));
    if (stop.stop_requested()) return out;
    out.scaled = scaledCases(prepared, facts, stop);
    addEvicted(prepared, facts, beside, out);
    out.warnings = warningsOf(prepared, facts, decision, outcome, out);
    return out;
}

} // namespace

bool isAssumed(const Share& share)
{
    return share.kind == Share::Kind::New && share.allocatableSource.find("estimate") != std::string::npos;
}

bool mayBeChosen(const ClusterResult& cluster)
{
    return cluster.candidate || (cluster.range.upper && *cluster.range.upper > 0);
}

NewNodes newNodesOf(const Preview& preview)
{
    NewNodes out = preview.overStock ? preview.overStock->bought : newNodesIn(preview.clusters);
    if (!preview.overStock && out.sure == 0 && preview.newCost)
        out.sureCost = MoneyPerHour{0, preview.newCost->currency};
    if (preview.evicted) add(out, preview.evicted->bought);
    out.unknown = model::areNodesUnknown(out.most > 0, {preview.placed, preview.placed + preview.unsure});
    return out;
}

Verdict verdictOf(const std::vector<RolloutStep>& rollout)
{
    const auto isStuck = [](const RolloutStep& step) { return !step.canFinish; };
    const auto isUnsure = [](const RolloutStep& step) { return step.unsure; };
    if (std::any_of(rollout.begin(), rollout.end(), isStuck)) return Verdict::UpdateStuck;
    return std::any_of(rollout.begin(), rollout.end(), isUnsure) ? Verdict::UpdateUnsure : Verdict::Fits;
}

std::optional<Verdict> updateBesides(const Preview& preview)
{
    const Verdict update = verdictOf(preview.rollout);
    if (update == Verdict::Fits || update == preview.verdict) return std::nullopt;
    return update;
}

bool holdsSome(const Preview& preview)
{
    if (preview.verdict != Verdict::Held) return false;
    const auto runs = [&](const ClusterResult& cluster) {
        return cluster.placed > 0 && std::none_of(preview.holds.begin(), preview.holds.end(), [&](const Hold& hold) {
                   if (hold.replicas) return hold.cluster == cluster.name && *hold.replicas >= cluster.placed;
                   return hold.cluster.empty() || hold.cluster == cluster.name;
               });
    };
    return std::any_of(preview.clusters.begin(), preview.clusters.end(), runs);
}

bool isSelected(const Preview& preview)
{
    return std::none_of(preview.why.parts.begin(), preview.why.parts.end(), [](const Reason& one) {
        return one.id == ReasonId::NoPolicy || one.id == ReasonId::PolicyMayBe;
    });
}

bool hasErrors(const Preview& preview)
{
    return std::any_of(preview.issues.begin(), preview.issues.end(),
                       [](const model::Issue& issue) { return issue.severity == model::Severity::Error; });
}

bool runsAsAsked(const Preview& preview)
{
    if (hasErrors(preview) || assumptionOf(preview) != nullptr) return false;
    return (preview.verdict == Verdict::Fits || preview.verdict == Verdict::Nothing) &&
           std::none_of(preview.warnings.begin(), preview.warnings.end(),
                        [](const Warning& one) { return one.severity == model::Severity::Error; });
}

const Warning* assumptionOf(const Preview& preview)
{
    const auto found =
        std::find_if(preview.warnings.begin(), preview.warnings.end(), [](const Warning& one) { return one.assumes; });
    return found == preview.warnings.end() ? nullptr : &*found;
}

namespace {

bool takesStockForGranted(const Warning& one)
{
    return one.id == "stock-old" || one.id == "stock-not-checked" || one.id == "spot-stock-unseen";
}

} // namespace

std::vector<std::string> conditionsOf(const Preview& preview)
{
    std::vector<std::string> out;
    for (const Warning& one : preview.warnings) {
        if (!one.assumes) continue;
        std::string condition = takesStockForGranted(one)       ? "stock is there"
                                : one.id == "estimator-assumed" ? "Karmada's scheduler-estimators run"
                                : one.id == "snapshot-gap"      ? "there are no other clusters"
                                : one.id == "earlier-open"      ? "what is placed before it leaves it room"
                                                                : "what is taken for granted holds";
        if (std::find(out.begin(), out.end(), condition) == out.end()) out.push_back(std::move(condition));
    }
    return out;
}

namespace {

/// The same of what runs, which an apply that is refused leaves as it is. Policies that come with it count.
Question ofWhatRuns(const Question& question, const Json& running)
{
    Question out = question;
    model::Issues ignored;
    out.workload = model::readWorkload(running, "", ignored);
    out.workload.ref.ns = question.workload.ref.ns;
    givePriorities(question.priorityClasses, out.workload);
    return out;
}

} // namespace

Preview preview(const Question& question, const snapshot::FleetPtr& fleet, std::stop_token stop, Memory* memory,
                const Placed& placed)
{
    return previewBeside(question, nullptr, fleet, std::move(stop), memory, placed);
}

Preview previewBeside(const Question& question, const std::vector<Question>* beside, const snapshot::FleetPtr& asked,
                      std::stop_token stop, Memory* memory, const Placed& placed)
{
    const snapshot::FleetPtr fleet = withBrought(question, asSeenBy(question, asked));
    Prepared prepared = prepare(question, *fleet);
    Question ofRunning;
    if (prepared.running != nullptr && prepared.policy) {
        std::vector<FixedField> refused = changedFixedFields(*prepared.running, question.workload.object);
        if (!refused.empty()) {
            ofRunning = ofWhatRuns(question, *prepared.running);
            prepared = prepare(ofRunning, *fleet);
            prepared.refused = std::move(refused);
        }
    }
    if (!prepared.policy) {
        Preview out = heading(prepared);
        answerWithoutPolicy(prepared, out);
        return out;
    }
    const model::ObjectRef& workload = question.workload.ref;
    const Facts* last = memory == nullptr ? nullptr : memory->kept().last(workload);
    auto facts = std::make_unique<Facts>(prepared, fleet, last);
    if (memory != nullptr && memory->kept().keepsNothing) facts->solved().keepNone();
    Preview out = answered(prepared, *facts, beside, std::move(stop), placed);
    if (memory != nullptr) memory->kept().keep(workload, std::move(facts));
    return out;
}

} // namespace core::preview
