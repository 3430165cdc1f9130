#include "core/preview/why.h"

#include <algorithm>
#include <map>
#include <numeric>
#include <set>

#include "core/base/words.h"
#include "core/preview/limits.h"
#include "core/preview/resource_models.h"
#include "core/preview/shares.h"
#include "core/snapshot/assemble.h"

namespace core::preview {
namespace {

std::string replicas(std::int64_t number)
{
    return counted(number, "replica");
}

/// "2.67"
std::string hundredths(double value)
{
    const auto rounded = static_cast<std::int64_t>(value * 100 + 0.5);
    const std::string digits = std::to_string(rounded % 100);
    return std::to_string(rounded / 100) + "." + (digits.size() < 2 ? "0" : "") + digits;
}

const std::string& partName(const Facts& facts, const schedule::Cycle& cycle, const schedule::Part& part)
{
    return facts.members().cluster(cycle.selected[part.candidate].member).name;
}

std::int64_t heldBefore(const Prepared& prepared)
{
    std::int64_t held = 0;
    for (const model::TargetCluster& target : prepared.binding.spec.clusters) held += target.replicas;
    return held;
}

/// Names that the policy writes and the fleet does not have.
std::vector<std::string> missingNames(const Prepared& prepared, const Facts& facts)
{
    std::set<std::string> out;
    const auto look = [&](const model::ClusterAffinity& affinity) {
        for (const std::string& name : affinity.clusterNames)
            if (!facts.members().find(name)) out.insert(name);
    };
    const model::Placement& placement = prepared.policy->placement;
    if (placement.clusterAffinity) look(*placement.clusterAffinity);
    for (const model::AffinityTerm& term : placement.clusterAffinities) {
        look(term.affinity);
        for (const model::AffinityTerm& tier : term.overflow) look(tier.affinity);
    }
    const auto& scheduling = placement.replicaScheduling;
    if (scheduling && scheduling->weightPreference)
        for (const model::StaticWeight& rule : scheduling->weightPreference->staticWeights) look(rule.target);
    return {out.begin(), out.end()};
}

/// @param unsure  where it may not finish; else where it cannot
std::vector<std::string> stuckIn(const Preview& result, bool unsure)
{
    std::vector<std::string> out;
    for (const RolloutStep& step : result.rollout)
        if (unsure ? step.unsure : !step.canFinish) out.push_back(step.cluster);
    return out;
}

std::int64_t preemptingIn(const Preview& result)
{
    std::int64_t out = 0;
    for (const ClusterResult& cluster : result.clusters) out += preemptingOf(cluster.shares);
    return out;
}

Reason answer(const Preview& result, bool apiRefuses)
{
    switch (result.verdict) {
    case Verdict::Nothing: return {ReasonId::NothingToPlace, {}, {}};
    case Verdict::Fits:
        if (result.replicas == 1) return {ReasonId::OnePlaced, {}, {}};
        return {ReasonId::AllPlaced, {replicas(result.replicas)}, {}};
    case Verdict::Preempts:
        return {ReasonId::PlacedByPreempting, {replicas(result.replicas), std::to_string(preemptingIn(result))}, {}};
    case Verdict::Refused:
        return {apiRefuses ? ReasonId::ApiRefuses : ReasonId::PreviousStands, {replicas(result.placed)}, {}};
    case Verdict::Suspended:
        return {ReasonId::WaitsForScheduling, {std::to_string(result.placed), replicas(result.replicas)}, {}};
    case Verdict::Held: return {ReasonId::PlacedButHeld, {replicas(result.replicas)}, {}};
    case Verdict::UpdateStuck:
        return {ReasonId::PlacedButUpdateStuck, {replicas(result.replicas), listed(stuckIn(result, false))}, {}};
    case Verdict::UpdateUnsure:
        return {ReasonId::PlacedButUpdateUnsure, {replicas(result.replicas), listed(stuckIn(result, true))}, {}};
    case Verdict::Partly:
    case Verdict::DoesNotFit:
    case Verdict::Unknown: break;
    }
    if (result.placed == 0 && result.unsure == 0) return nonePlaced(result.replicas);
    if (result.unsure > 0)
        return {ReasonId::SomeUnsure,
                {std::to_string(result.placed), replicas(result.replicas), std::to_string(result.unsure)},
                {}};
    return {ReasonId::SomePlaced, {std::to_string(result.placed), replicas(result.replicas)}, {}};
}

void addPolicy(const Prepared& prepared, const Facts& facts, std::vector<Reason>& out)
{
    if (prepared.alone) {
        out.push_back({ReasonId::RunsHere, {facts.site(0).data->cluster.name}, {}});
        return;
    }
    const std::string name = prepared.policy->ref.shortText();
    Reason chosen{ReasonId::PolicyChosen, {name, prepared.policyWhy}, {}};
    for (const OtherPolicy& other : prepared.out)
        chosen.parts.push_back({ReasonId::PolicyOverOther, {name, other.ref.shortText(), other.why}, {}});
    out.push_back(std::move(chosen));
    if (prepared.gang) out.push_back({ReasonId::GangTogether, {}, {}});
    const std::vector<std::string>& leftOut = prepared.fleet->leftOut;
    for (const std::string& missing : missingNames(prepared, facts)) {
        const bool byWhatIf = std::find(leftOut.begin(), leftOut.end(), missing) != leftOut.end();
        const ReasonId id = byWhatIf                                   ? ReasonId::ClusterLeftOut
                            : snapshot::gapOfClusters(*prepared.fleet) ? ReasonId::ClusterMayBe
                                                                       : ReasonId::ClusterMissing;
        out.push_back({id, {missing}, {}});
    }
    for (const model::TargetCluster& target : prepared.binding.spec.clusters) {
        const bool byWhatIf = std::find(leftOut.begin(), leftOut.end(), target.name) != leftOut.end();
        if (target.replicas > 0 && !byWhatIf && !snapshot::gapOfClusters(*prepared.fleet) &&
            !facts.members().find(target.name))
            out.push_back({ReasonId::PreviousMissing, {replicas(target.replicas), target.name}, {}});
    }
}

/// What the scheduler says of its clusters; where it has none to speak of, what is behind that.
std::string unplacedText(const Prepared& prepared, const Facts& facts, const Decision& decision)
{
    const schedule::Cycle* cycle = decision.chosen();
    const bool isOfNone = cycle != nullptr && cycle->error &&
                          cycle->error->kind == schedule::CycleError::Kind::NoClusterFit && cycle->excluded.empty();
    if (!isOfNone) return decision.cycle.message;
    if (facts.size() > 0) return "every cluster is being deleted";
    return snapshot::gapOfClusters(*prepared.fleet) ? "which clusters there are is not known"
                                                    : "the fleet has no cluster";
}

void addPasses(const Prepared& prepared, const Facts& facts, const Decision& decision, std::int64_t asked,
               std::vector<Reason>& out)
{
    std::int64_t running = 0;
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (decision.candidate[i] != 0) running += facts.site(i).existing;
    std::int64_t toPlace = decision.placed ? 0 : std::max<std::int64_t>(0, asked - running);
    for (std::size_t i = 0; decision.placed && i < facts.size(); ++i) toPlace += facts.toPlace(i, decision.replicas[i]);
    if (decision.stockAsked && toPlace > 0 && decision.runningTotal >= toPlace)
        out.push_back({ReasonId::StockAskedSomewhere, {replicas(decision.runningTotal)}, {}});
    else if (decision.stockAsked)
        out.push_back({ReasonId::StockAsked, {std::to_string(decision.runningTotal), std::to_string(toPlace)}, {}});
    else if (decision.placed && prepared.ecsProvision && toPlace > 0)
        out.push_back({running > 0 ? ReasonId::RunningEnoughBesides : ReasonId::RunningEnough,
                       {replicas(decision.runningTotal)},
                       {}});
    else if (!prepared.ecsProvision && !prepared.daemon) // of which no stock would ever help
        out.push_back(
            {prepared.engine == Engine::Karmada ? ReasonId::KarmadaSeesNoStock : ReasonId::StockNotAsked, {}, {}});
    for (std::size_t i = 0; i < decision.cycle.tried.size(); ++i) {
        const auto& tried = decision.cycle.tried[i];
        if (tried.term.empty()) continue;
        const bool last = i + 1 == decision.cycle.tried.size() && decision.placed;
        if (last)
            out.push_back({ReasonId::AffinityGroupChosen, {tried.term}, {}});
        else
            out.push_back({ReasonId::AffinityGroupTried,
                           {tried.term, tried.cycle.error ? tried.cycle.error->message : std::string()},
                           {}});
    }
    if (!decision.placed) out.push_back({ReasonId::EngineUnschedulable, {unplacedText(prepared, facts, decision)}, {}});
}

/// Clusters that are out keep what they have where nothing new is written.
void addForbidden(const Facts& facts, const Decision& decision, std::vector<Reason>& out)
{
    for (std::size_t i = 0; !decision.placed && i < facts.size(); ++i)
        if (decision.replicas[i] > 0 && decision.candidate[i] == 0)
            out.push_back(
                {ReasonId::PreviousForbidden, {replicas(decision.replicas[i]), facts.site(i).data->cluster.name}, {}});
}

std::string partsText(const Facts& facts, const schedule::Cycle& cycle)
{
    std::vector<std::string> names;
    for (const schedule::Part& part : cycle.divided.parts)
        names.push_back(partName(facts, cycle, part) + " " + std::to_string(part.weight));
    return listed(names);
}

std::optional<Reason> byStrategy(const Facts& facts, const schedule::Cycle& cycle, std::int64_t copies)
{
    const schedule::Divided& divided = cycle.divided;
    switch (divided.strategy) {
    case schedule::Strategy::Unsupported: break;
    case schedule::Strategy::NotDivided:
    case schedule::Strategy::Duplicated: return Reason{ReasonId::Duplicated, {replicas(copies)}, {}};
    case schedule::Strategy::Static:
        return Reason{ReasonId::DividedStatic, {replicas(divided.target), partsText(facts, cycle)}, {}};
    case schedule::Strategy::Dynamic:
        return Reason{ReasonId::DividedByWeight, {replicas(divided.target), partsText(facts, cycle)}, {}};
    case schedule::Strategy::Aggregated:
        return Reason{ReasonId::DividedAggregated, {replicas(divided.target), partsText(facts, cycle)}, {}};
    }
    return std::nullopt;
}

void addAtOnce(const Prepared& prepared, std::vector<Reason>& out)
{
    const model::Workload& workload = prepared.question->workload;
    if (prepared.atOnce && *prepared.atOnce < workload.replicas)
        out.push_back({ReasonId::RunAtOnce, {replicas(workload.replicas), std::to_string(*prepared.atOnce)}, {}});
}

void addDivision(const Prepared& prepared, const Facts& facts, const Decision& decision, std::vector<Reason>& out)
{
    const schedule::Cycle* cycle = decision.chosen();
    if (cycle == nullptr || !decision.placed) return;
    const schedule::Divided& divided = cycle->divided;
    const std::int64_t asked = prepared.binding.spec.replicas;
    if (divided.mode == schedule::Mode::Kept) {
        if (heldBefore(prepared) == asked)
            out.push_back({asked == 0 ? ReasonId::NothingToDivide : ReasonId::KeptAsIs, {}, {}});
        // else a later tier gives some up
        return;
    }
    if (divided.mode == schedule::Mode::Down) {
        Reason down = scaledDown(prepared);
        for (const schedule::Part& part : divided.parts) down.parts.push_back(seatsOf(facts, *cycle, part));
        out.push_back(std::move(down));
        return;
    }
    // Not of all that were placed before: some may be where no replica may be any more. What is left for a later tier is less
    // than what is added.
    const std::int64_t stay = std::min(asked - divided.target, heldBefore(prepared));
    if (divided.mode == schedule::Mode::Up && stay > 0)
        out.push_back({ReasonId::ScaledUp, {replicas(asked - stay), std::to_string(stay)}, {}});
    if (prepared.daemon) {
        out.push_back({ReasonId::DaemonOnNodes, {}, {}});
        return;
    }
    if (prepared.alone) return; // nobody divides
    auto reason = byStrategy(facts, *cycle, prepared.fullCopy ? prepared.question->workload.replicas : asked);
    if (!reason) return;
    for (const schedule::Part& part : divided.parts) reason->parts.push_back(seatsOf(facts, *cycle, part));
    out.push_back(std::move(*reason));
    if (divided.boundaryTie) out.push_back({ReasonId::BoundaryTie, {}, {}});
}

void addLost(const Facts& facts, const Decision& decision, std::vector<Reason>& out)
{
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const Site& site = facts.site(i);
        if (site.lost == 0 || decision.replicas[i] == 0) continue;
        std::vector<std::string> nodes;
        for (const std::uint32_t row : site.lostNodes) nodes.emplace_back(site.data->nodes.names[row]);
        out.push_back({ReasonId::OnLostNodes, {replicas(site.lost), site.data->cluster.name, listed(nodes)}, {}});
    }
}

/// Clusters whose pods ask for something else than the fleet's, where a division may hang on it.
void addOverridden(const Prepared& prepared, const Facts& facts, const Decision& decision, std::vector<Reason>& out)
{
    if (facts.engine() == Engine::Direct) return; // it asks for what the clusters get
    const estimate::Ask plain = estimate::askFor(prepared.question->workload, 1);
    const auto sameRequests = [](const estimate::AskPod& one, const estimate::AskPod& other) {
        return one.requests == other.requests;
    };
    std::vector<std::string> where;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        const std::vector<estimate::AskPod>& pods = facts.site(i).ask->pods;
        if (decision.candidate[i] == 0 || facts.site(i).overrides.empty()) continue;
        if (!std::equal(pods.begin(), pods.end(), plain.pods.begin(), plain.pods.end(), sameRequests))
            where.push_back(facts.site(i).data->cluster.name);
    }
    if (!where.empty()) out.push_back({ReasonId::OverrideCounts, {listed(where)}, {}});
}

/// Ordered groups that are filled one after the other.
void addTiers(const Prepared& prepared, const Decision& decision, std::vector<Reason>& out)
{
    const schedule::Cycle* cycle = decision.chosen();
    const auto& terms = prepared.binding.spec.placement->clusterAffinities;
    if (cycle == nullptr || !decision.placed || terms.empty()) return;
    const std::string& name = decision.cycle.observedAffinity;
    auto term = std::find_if(terms.begin(), terms.end(), [&](const auto& one) { return one.name == name; });
    if (term == terms.end()) term = terms.begin();
    if (term->overflow.empty()) return;
    std::map<std::int32_t, std::int64_t> byTier;
    for (const schedule::Selected& one : cycle->selected) byTier[one.overflowOrder] += decision.replicas[one.member];
    for (const auto& [tier, held] : byTier) {
        const auto index = static_cast<std::size_t>(tier);
        if (index > term->overflow.size()) continue;
        out.push_back({ReasonId::OverflowTier,
                       {index == 0 ? term->name : term->overflow[index - 1].name, core::counted(held, "replica")},
                       {}});
    }
}

Reason whyPreempts(const ClusterResult& cluster)
{
    return {
        ReasonId::Preempts, {cluster.name, replicas(preemptingOf(cluster.shares)), victimsText(cluster.shares)}, {}};
}

/// Nodes in doubt stand in a row of their own: what waits there may need a new one as well.
void addStarting(const ClusterResult& cluster, std::vector<Reason>& out)
{
    for (const bool unsure : {false, true}) {
        std::int64_t waiting = 0;
        std::vector<std::string> names;
        for (const Share& share : cluster.shares) {
            if (!share.starting || share.unsure != unsure) continue;
            waiting += share.replicas;
            names.insert(names.end(), share.nodeNames.begin(), share.nodeNames.end());
        }
        if (names.empty()) continue;
        out.push_back(
            {unsure ? ReasonId::WaitsPerhaps : ReasonId::WaitsForStart,
             {cluster.name, replicas(waiting), counted(static_cast<std::int64_t>(names.size()), "node"), listed(names)},
             {}});
    }
}

const schedule::Excluded* exclusionOf(const schedule::Cycle& cycle, std::size_t index)
{
    for (const schedule::Excluded& one : cycle.excluded)
        if (one.member == index) return &one;
    return nullptr;
}

Reason whyPlace(const Share& share)
{
    if (share.kind == Share::Kind::Running)
        return {ReasonId::UpdateUsesNodes,
                {replicas(share.replicas), counted(share.nodes, "node"), listed(share.nodeNames)},
                {}};
    Reason out{ReasonId::UpdateBuysNodes,
               {replicas(share.replicas), std::to_string(share.nodes), share.instanceType, share.pool, share.zone},
               {}};
    if (share.stockBefore && share.stockAfter && *share.stockBefore != Range{})
        out.parts.push_back({ReasonId::UpdateStock,
                             {share.instanceType, share.zone, toText(*share.stockBefore), toText(*share.stockAfter)},
                             {}});
    return out;
}

std::string costText(const RolloutStep& step)
{
    const auto cost = costOf(step.places);
    const bool ranges = cost && cost->upper && cost->lower != *cost->upper && !step.newCostPartial;
    const MoneyPerHour& from = ranges ? cost->lower : *step.newCost;
    return decimal(from.micros) + (ranges ? "–" + decimal(cost->upper->micros) : "") + " " + from.currency;
}

Reason whyUpdate(const RolloutStep& step)
{
    Reason out{!step.canFinish ? ReasonId::UpdateStops
               : step.unsure   ? ReasonId::UpdateMayStop
                               : ReasonId::UpdateFinishes,
               {step.cluster, replicas(step.replicas), std::to_string(step.surge), std::to_string(step.unavailable)},
               {}};
    for (const Share& share : step.places) out.parts.push_back(whyPlace(share));
    if (step.newNodes > 0 && step.newCost)
        out.parts.push_back(
            {step.newCostPartial ? ReasonId::UpdateCostAtLeast : ReasonId::UpdateCost, {costText(step)}, {}});
    return out;
}

Reason whyShort(const ClusterResult& cluster, const ClusterOutcome& outcome)
{
    const bool perhaps = cluster.unsure >= cluster.shortOf;
    return {perhaps ? ReasonId::MayBeShortOf : ReasonId::ShortOf,
            {cluster.name, replicas(cluster.shortOf), outcome.shortText},
            {}};
}

} // namespace

Reason seatsOf(const Facts& facts, const schedule::Cycle& cycle, const schedule::Part& part)
{
    const schedule::Divided& divided = cycle.divided;
    const std::int64_t all = std::accumulate(divided.parts.begin(), divided.parts.end(), std::int64_t{0},
                                             [](std::int64_t sum, const auto& one) { return sum + one.weight; });
    const double share =
        all == 0 ? 0
                 : static_cast<double>(divided.target) * static_cast<double>(part.weight) / static_cast<double>(all);
    return {ReasonId::SeatRounding,
            {partName(facts, cycle, part), std::to_string(part.weight), std::to_string(all), hundredths(share),
             std::to_string(part.seats)},
            {}};
}

Reason scaledDown(const Prepared& prepared)
{
    return {ReasonId::ScaledDown, {replicas(heldBefore(prepared)), std::to_string(prepared.binding.spec.replicas)}, {}};
}

Reason nonePlaced(std::int64_t count)
{
    if (count == 1) return {ReasonId::OneNotPlaced, {}, {}};
    return {ReasonId::NonePlaced, {replicas(count)}, {}};
}

Reason whyAll(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
              const Preview& result)
{
    Reason out = answer(result, !prepared.refused.empty());
    std::vector<Reason> atOnce;
    addAtOnce(prepared, atOnce);
    if (result.verdict == Verdict::Nothing && !atOnce.empty()) { // a finished Job asks for some
        out = std::move(atOnce.front());
        atOnce.clear();
    }
    addPolicy(prepared, facts, out.parts);
    for (const Hold& hold : result.holds) out.parts.push_back(hold.reason);
    addPasses(prepared, facts, decision, result.replicas, out.parts);
    addForbidden(facts, decision, out.parts);
    addTiers(prepared, decision, out.parts);
    addDivision(prepared, facts, decision, out.parts);
    out.parts.insert(out.parts.end(), atOnce.begin(), atOnce.end());
    addLost(facts, decision, out.parts);
    addOverridden(prepared, facts, decision, out.parts);
    for (Reason& stray : strayStock(facts, decision.candidate)) out.parts.push_back(std::move(stray));
    out.parts.insert(out.parts.end(), outcome.shared.begin(), outcome.shared.end());
    std::vector<std::string> byOrder;
    for (std::size_t i = 0; i < outcome.clusters.size(); ++i)
        if (const auto& range = outcome.clusters[i].byOrder)
            byOrder.push_back(facts.site(i).data->cluster.name + " " + core::toText(*range));
    if (!byOrder.empty()) out.parts.push_back({ReasonId::AsTheyAsk, {listed(byOrder)}, {}});
    for (const RolloutStep& step : result.rollout) out.parts.push_back(whyUpdate(step));
    for (const ClusterResult& cluster : result.clusters) {
        const std::size_t index = static_cast<std::size_t>(&cluster - result.clusters.data());
        if (outcome.clusters[index].preempting > 0) out.parts.push_back(whyPreempts(cluster));
        addStarting(cluster, out.parts);
        if (cluster.shortOf > 0) out.parts.push_back(whyShort(cluster, outcome.clusters[index]));
    }
    for (const Move& move : result.moves)
        out.parts.push_back({ReasonId::ReplicaMoves, {replicas(move.replicas), move.from, move.to}, {}});
    return out;
}

Reason whyCluster(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                  std::size_t index, const ClusterResult& result, const std::vector<Hold>& holds)
{
    const schedule::Cycle* cycle = decision.chosen();
    if (decision.candidate[index] == 0) {
        const schedule::Excluded* excluded = cycle == nullptr ? nullptr : exclusionOf(*cycle, index);
        if (excluded == nullptr)
            return {ReasonId::ClusterExcluded, {result.name, result.excludedBy, result.excludedReason}, {}};
        return {ReasonId::ClusterExcluded, {result.name, excluded->plugin, excluded->reason}, {}};
    }
    const ReasonId none = decision.placed ? ReasonId::ClusterGetsNone : ReasonId::ClusterUnscheduled;
    const ReasonId chosen = result.replicas > 0 ? ReasonId::ClusterChosen : none;
    const Range& range = result.range; // over the values of stock
    const bool isOpen = decision.placed && !range.isExact() && range.upper && *range.upper >= result.replicas;
    const std::string given =
        isOpen ? toText(range) + (*range.upper == 1 ? " replica" : " replicas") : replicas(result.replicas);
    Reason out{result.candidate ? chosen : ReasonId::ClusterNotSelected, {result.name, given}, {}};
    if (auto gang = result.candidate ? std::nullopt : whyGangIsNotThere(prepared, facts, decision, index))
        out = std::move(*gang);
    if (out.id == ReasonId::ClusterGetsNone)
        if (auto because = whyNone(prepared, facts, decision, index)) out.parts.push_back(std::move(*because));
    if (out.id == ReasonId::ClusterUnscheduled)
        if (const auto models = limitOfModels(prepared, facts, index))
            out.parts.push_back({ReasonId::TakesNone, {models->text}, {}});
    for (const Hold& hold : holds)
        if (hold.cluster == result.name) out.parts.push_back(hold.reason);
    if (out.id == ReasonId::ClusterChosen)
        if (auto because = whyGiven(prepared, facts, decision, index)) out.parts.push_back(std::move(*because));
    if (cycle != nullptr && decision.placed)
        for (const schedule::Part& part : cycle->divided.parts)
            if (cycle->selected[part.candidate].member == index) out.parts.push_back(seatsOf(facts, *cycle, part));
    for (Reason& part : whyCapacity(facts, index, true)) out.parts.push_back(std::move(part));
    if (outcome.clusters[index].preempting > 0) out.parts.push_back(whyPreempts(result));
    addStarting(result, out.parts);
    if (result.shortOf > 0) out.parts.push_back(whyShort(result, outcome.clusters[index]));
    return out;
}

} // namespace core::preview
