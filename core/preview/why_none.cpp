#include <algorithm>
#include <set>
#include <string>

#include "core/base/words.h"
#include "core/preview/limits.h"
#include "core/preview/resource_models.h"
#include "core/preview/why.h"

/// Why a cluster that passed the filters gets no replica, though others do.
namespace core::preview {
namespace {

using schedule::Part;

/// It has nothing to give, in the terms in which the scheduler asked.
Reason takesNone(const Prepared& prepared, Facts& facts, const Decision& decision, std::size_t index)
{
    if (const auto models = limitOfModels(prepared, facts, index)) return {ReasonId::TakesNone, {models->text}, {}};
    const Range range = decision.stockAsked ? facts.available(index) : facts.running(index);
    const Site& site = facts.site(index);
    if (range.lower > 0 || site.heardAsk || !site.replaced.empty()) return {ReasonId::SeesNoRoom, {}, {}};
    const estimate::Running& running = facts.runningOf(index);
    if (admittedBy(running) == 0 && facts.quotaBinds(index, decision.stockAsked, prepared.question->workload.replicas))
        return {ReasonId::TakesNone, {namespaceQuotaText(running) + (turnsAway(running) ? "" : " leaves 0")}, {}};
    if (!site.ask->never.empty()) return {ReasonId::TakesNone, {site.ask->never}, {}};
    const std::string text = decision.stockAsked ? limitOf(facts, index, false, {}).text : limitOfNodes(facts, index);
    return {ReasonId::TakesNone, {text}, {}};
}

/// Another that the same quotient gave a seat: Webster's next seat goes to the largest weight / (2 × seats + 1).
const Part* tiedWith(const schedule::Divided& divided, const Part& part)
{
    const auto tied = [&](const Part& other) {
        return other.seats > 0 && static_cast<double>(other.weight) / static_cast<double>(2 * other.seats - 1) ==
                                      static_cast<double>(part.weight);
    };
    const auto found = std::find_if(divided.parts.begin(), divided.parts.end(), tied);
    return found == divided.parts.end() ? nullptr : &*found;
}

Reason byWeight(const Prepared& prepared, Facts& facts, const Decision& decision, const schedule::Cycle& cycle,
                const Part& part)
{
    if (part.weight == 0) return takesNone(prepared, facts, decision, cycle.selected[part.candidate].member);
    const Reason seats = seatsOf(facts, cycle, part);
    const std::string& weight = seats.args[1];
    const std::string& all = seats.args[2];
    if (const Part* other = tiedWith(cycle.divided, part))
        return {prepared.binding.spec.uid.empty() ? ReasonId::TieOpen : ReasonId::TieLost,
                {weight, all, seatsOf(facts, cycle, *other).args[0]},
                {}};
    return {ReasonId::RoundedAway, {weight, all, seats.args[3], std::to_string(cycle.divided.target)}, {}};
}

/// It had no part in the round that divided.
std::optional<Reason> withoutPart(const Prepared& prepared, Facts& facts, const Decision& decision,
                                  const schedule::Cycle& cycle, const schedule::Selected& one)
{
    const schedule::Divided& divided = cycle.divided;
    if (divided.mode == schedule::Mode::Kept)
        return Reason{prepared.binding.spec.replicas == 0 ? ReasonId::NothingToDivide : ReasonId::KeptAsIs, {}, {}};
    if (divided.mode == schedule::Mode::Down) return scaledDown(prepared);
    switch (divided.strategy) {
    case schedule::Strategy::Static: return Reason{ReasonId::NoStaticWeight, {}, {}};
    case schedule::Strategy::Aggregated:
        if (one.allocatable <= 0) return takesNone(prepared, facts, decision, one.member);
        return Reason{ReasonId::FewerClustersHoldAll, {}, {}};
    case schedule::Strategy::NotDivided:
    case schedule::Strategy::Duplicated:
    case schedule::Strategy::Dynamic:
    case schedule::Strategy::Unsupported: break;
    }
    return std::nullopt;
}

} // namespace

bool hasStaticWeight(const Prepared& prepared, const Facts& facts, std::uint32_t member)
{
    const auto& placement = prepared.binding.spec.placement;
    if (!placement || !placement->replicaScheduling) return false;
    const auto& weights = placement->replicaScheduling->weightPreference;
    return weights && std::any_of(weights->staticWeights.begin(), weights->staticWeights.end(), [&](const auto& rule) {
               return rule.weight > 0 && model::matches(rule.target, facts.members().identity(member));
           });
}

std::int32_t lastTier(const Decision& decision, const schedule::Cycle& cycle)
{
    std::int32_t last = 0;
    for (const schedule::Selected& one : cycle.selected)
        if (decision.replicas[one.member] > 0) last = std::max(last, one.overflowOrder);
    return last;
}

std::optional<Reason> whyNone(const Prepared& prepared, Facts& facts, const Decision& decision, std::size_t index)
{
    const schedule::Cycle* cycle = decision.chosen();
    if (cycle == nullptr || !decision.placed || facts.site(index).overriddenReplicas) return std::nullopt;
    const auto one = std::find_if(cycle->selected.begin(), cycle->selected.end(),
                                  [&](const auto& selected) { return selected.member == index; });
    if (one == cycle->selected.end()) return std::nullopt;
    const std::int32_t last = lastTier(decision, *cycle);
    if (one->overflowOrder > last) return Reason{ReasonId::EarlierGroupsHoldAll, {}, {}};
    for (const Part& part : cycle->divided.parts)
        if (cycle->selected[part.candidate].member == index) return byWeight(prepared, facts, decision, *cycle, part);
    if (one->overflowOrder == last) return withoutPart(prepared, facts, decision, *cycle, *one);
    if (one->available <= 0) return takesNone(prepared, facts, decision, index);
    return std::nullopt;
}

std::optional<Reason> whyGangIsNotThere(const Prepared& prepared, const Facts& facts, const Decision& decision,
                                        std::size_t index)
{
    const schedule::Cycle* cycle = decision.chosen();
    if (!prepared.gang || cycle == nullptr || !decision.placed || decision.replicas[index] > 0) return std::nullopt;
    const auto one = std::find_if(cycle->passed.begin(), cycle->passed.end(),
                                  [&](const auto& passed) { return passed.member == index; });
    std::vector<std::string> holders;
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (decision.replicas[i] > 0) holders.push_back(facts.site(i).data->cluster.name);
    if (one == cycle->passed.end() || holders.empty()) return std::nullopt;
    const std::string& name = facts.site(index).data->cluster.name;
    if (one->available < prepared.binding.spec.replicas)
        return Reason{ReasonId::GangWithoutRoom, {name, counted(one->available, "replica")}, {}};
    Reason out{ReasonId::GangElsewhere, {name, listed(holders)}, {}};
    const auto isNamed = [&](const schedule::Selected& passed) {
        return hasStaticWeight(prepared, facts, passed.member);
    };
    if (schedule::strategyOf(prepared.binding.spec) == schedule::Strategy::Static && !isNamed(*one) &&
        std::any_of(cycle->passed.begin(), cycle->passed.end(), isNamed))
        out.parts.push_back({ReasonId::NoStaticWeight, {}, {}});
    return out;
}

const Reason* numberBecause(const Reason& cluster)
{
    using Id = ReasonId;
    static const std::set<Id> deciding{Id::OnlyCluster,
                                       Id::ByStaticWeight,
                                       Id::ByEqualShare,
                                       Id::ByAvailable,
                                       Id::ByAvailableUnknown,
                                       Id::ByFewest,
                                       Id::ByFewestUnknown,
                                       Id::KeepsShare,
                                       Id::KeepsAndAdds,
                                       Id::KeepsPrevious,
                                       Id::GroupFilledFirst,
                                       Id::SetByOverride,
                                       Id::RetainedThere,
                                       Id::Duplicated,
                                       Id::DaemonOnNodes,
                                       Id::GangTogether,
                                       Id::RunsHere,
                                       Id::TakesNone,
                                       Id::SeesNoRoom,
                                       Id::RoundedAway,
                                       Id::TieLost,
                                       Id::TieOpen,
                                       Id::NoStaticWeight,
                                       Id::FewerClustersHoldAll,
                                       Id::EarlierGroupsHoldAll,
                                       Id::KeptAsIs,
                                       Id::NothingToDivide,
                                       Id::ScaledDown};
    if (cluster.id != Id::ClusterGetsNone && cluster.id != Id::ClusterChosen) return nullptr;
    const auto found = std::find_if(cluster.parts.begin(), cluster.parts.end(),
                                    [](const Reason& part) { return deciding.contains(part.id); });
    return found == cluster.parts.end() ? nullptr : &*found;
}

std::string lackOf(const ClusterResult& cluster)
{
    if (cluster.why.id != ReasonId::ClusterUnscheduled) return {};
    const auto hidden = std::find_if(cluster.why.parts.begin(), cluster.why.parts.end(),
                                     [](const Reason& part) { return part.id == ReasonId::TakesNone; });
    if (hidden != cluster.why.parts.end() && !hidden->args.empty()) return hidden->args.back();
    const bool hasRoom = cluster.capacities.running.lower + cluster.capacities.deliverable.lower > 0;
    return hasRoom ? std::string() : cluster.capacities.bindingText;
}

} // namespace core::preview
