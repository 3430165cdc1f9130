#include "core/preview/engine.h"

#include <algorithm>
#include <numeric>

#include "core/preview/ranges.h"

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

/// Replicas that still need a place fit where the cycle put them.
bool allFit(const Prepared& prepared, Facts& facts, const schedule::BindingCycle& cycle)
{
    const Numbers replicas = replicasOf(prepared, facts, cycle);
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        const std::int64_t more = facts.toPlace(i, replicas[i]);
        if (more > 0 && more > facts.asSeen(i, false).lower) return false;
    }
    return true;
}

/// Asks for the capacities of clusters as the cycle comes to them, so that a cluster that a filter refuses costs nothing.
class Asking {
public:
    Asking(Facts& facts, bool withPools, End end)
        : m_facts(&facts)
        , m_withPools(withPools)
        , m_end(end)
    {}
    std::vector<std::int64_t> operator()(const model::BindingSpec& /*spec*/,
                                         const std::vector<std::uint32_t>& members) const
    {
        std::vector<std::int64_t> out;
        out.reserve(members.size());
        for (const std::uint32_t member : members) out.push_back(heardAt(m_facts->heard(member, m_withPools), m_end));
        return out;
    }

private:
    Facts* m_facts;
    bool m_withPools;
    End m_end;
};

/// The ordered group that the previous placement stands in, as the binding's status names it; where nobody says, the first
/// that holds all of it.
std::string observedGroup(const Prepared& prepared, const Facts& facts)
{
    const auto& terms = prepared.binding.spec.placement->clusterAffinities;
    const std::string& stated = prepared.binding.status.observedAffinity;
    const auto named = [&](const model::AffinityTerm& term) { return term.name == stated; };
    if (!prepared.previousStated && std::any_of(terms.begin(), terms.end(), named)) return stated;
    if (prepared.binding.spec.clusters.empty()) return {};
    const auto holds = [&](const model::AffinityTerm& term, const model::TargetCluster& target) {
        const auto member = facts.members().find(target.name);
        if (!member) return false;
        const model::ClusterIdentity& identity = facts.members().identity(*member);
        return model::matches(term.affinity, identity) ||
               std::any_of(term.overflow.begin(), term.overflow.end(),
                           [&](const auto& tier) { return model::matches(tier.affinity, identity); });
    };
    for (const model::AffinityTerm& term : terms) {
        const auto& clusters = prepared.binding.spec.clusters;
        if (std::all_of(clusters.begin(), clusters.end(), [&](const auto& target) { return holds(term, target); }))
            return term.name;
    }
    return {};
}

model::Binding bindingFor(const Prepared& prepared, const Facts& facts)
{
    model::Binding binding = prepared.binding;
    binding.spec.suspendScheduling =
        false; // the preview shows what happens once that ends; a reason says that it waits
    if (!binding.spec.placement->clusterAffinities.empty())
        binding.status.observedAffinity = observedGroup(prepared, facts);
    return binding;
}

schedule::Options optionsFor(const Prepared& prepared, schedule::Availability available)
{
    schedule::Options options;
    options.available = std::move(available);
    options.bindings = &prepared.fleet->bindings;
    return options;
}

schedule::BindingCycle run(const Prepared& prepared, const Facts& facts, schedule::Availability available)
{
    return schedule::scheduleBinding(facts.members(), bindingFor(prepared, facts),
                                     optionsFor(prepared, std::move(available)));
}

/// The candidates of every cycle that was tried.
std::vector<std::uint8_t> candidatesOf(const Decision& decision, std::size_t clusters)
{
    std::vector<std::uint8_t> out(clusters, 0);
    const auto mark = [&](const schedule::Cycle& cycle) {
        for (const schedule::Selected& one : cycle.passed) out[one.member] = 1;
    };
    for (const auto& tried : decision.cycle.tried) mark(tried.cycle);
    if (decision.shown) mark(*decision.shown);
    return out;
}

/// Where it is not the binding's turn, a cycle tells what the filters would say.
void showFilters(const Prepared& prepared, Facts& facts, Decision& out)
{
    if (!out.cycle.tried.empty()) return;
    const model::Binding binding = bindingFor(prepared, facts);
    out.shown = schedule::cycle(facts.members(), binding.spec, binding.status,
                                optionsFor(prepared, Asking(facts, out.stockAsked, End::Lower)));
}

} // namespace

bool dividesByCapacity(const Prepared& prepared)
{
    if (prepared.fullCopy) return false;
    const schedule::Strategy strategy = schedule::strategyOf(prepared.binding.spec);
    // A gang is put where all of it fits, whatever the weights are.
    if (prepared.gang && strategy == schedule::Strategy::Static) return true;
    return strategy == schedule::Strategy::Dynamic || strategy == schedule::Strategy::Aggregated;
}

bool neverBuys(const Prepared& prepared)
{
    return !prepared.ecsProvision && prepared.engine != Engine::Karmada && !prepared.daemon && prepared.policy &&
           dividesByCapacity(prepared);
}

schedule::BindingCycle cycleWith(const Prepared& prepared, const Facts& facts, const Numbers& available)
{
    return run(prepared, facts,
               [&available](const model::BindingSpec& /*spec*/, const std::vector<std::uint32_t>& members) {
                   std::vector<std::int64_t> out;
                   out.reserve(members.size());
                   for (const std::uint32_t member : members) out.push_back(available[member]);
                   return out;
               });
}

std::vector<std::int64_t> replicasOf(const Prepared& prepared, const Facts& facts, const schedule::BindingCycle& cycle)
{
    Numbers out(facts.size(), 0);
    for (const model::TargetCluster& target : cycle.clusters) {
        const auto member = facts.members().find(target.name);
        if (!member) continue;
        out[*member] = prepared.fullCopy ? prepared.question->workload.replicas : target.replicas;
        const auto& overridden = facts.site(*member).overriddenReplicas;
        if (overridden) out[*member] = *overridden;
        if (facts.site(*member).daemonNodes) out[*member] = *facts.site(*member).daemonNodes;
    }
    return out;
}

std::int64_t askedOf(const Prepared& prepared, const Facts& facts, const Decision& decision)
{
    std::int64_t stated = prepared.fullCopy ? prepared.question->workload.replicas : prepared.binding.spec.replicas;
    if (const auto& atOnce = prepared.atOnce) stated = std::min<std::int64_t>(stated, *atOnce);
    bool changed = false;
    for (std::size_t i = 0; i < facts.size(); ++i)
        changed = changed || (decision.replicas[i] > 0 && facts.site(i).overriddenReplicas);
    if (!decision.placed || !(givesCopies(prepared) || changed)) return stated;
    const Numbers runs = facts.atOnce(decision.replicas);
    return std::accumulate(runs.begin(), runs.end(), std::int64_t{0});
}

Prepared afterwards(Prepared prepared, const Decision& decision)
{
    if (!decision.placed) return prepared;
    prepared.binding.spec.clusters = decision.cycle.clusters;
    prepared.binding.spec.rescheduleTriggeredAt.clear(); // it was asked for once
    prepared.binding.status.observedAffinity = decision.cycle.observedAffinity;
    prepared.previousStated = false;
    return prepared;
}

bool succeeded(const schedule::BindingCycle& cycle)
{
    return !cycle.scheduled || cycle.conditionStatus == "True";
}

namespace {

/// Of some candidate not all is known, so the scheduler may hear of more.
bool mayHearOfMore(Facts& facts, const Decision& decision)
{
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (decision.candidate[i] != 0 && !facts.heard(i, decision.stockAsked).isExact()) return true;
    return false;
}

/// What is known for certain is too little for all; with what may be there besides it may do.
void takeUpperEnd(const Prepared& prepared, Facts& facts, Decision& out)
{
    if (succeeded(out.cycle) || !mayHearOfMore(facts, out)) return;
    schedule::BindingCycle upper = run(prepared, facts, Asking(facts, out.stockAsked, End::Upper));
    out.fromUpperEnd = succeeded(upper);
    if (!out.fromUpperEnd) return;
    out.cycle = std::move(upper);
    out.candidate = candidatesOf(out, facts.size());
}

} // namespace

std::int64_t heardAt(const Range& range, End end)
{
    if (end == End::Lower) return std::min(range.lower, schedule::NoLimit);
    return range.upper ? std::min(*range.upper, schedule::NoLimit) : schedule::NoLimit;
}

Decision decide(const Prepared& prepared, Facts& facts, bool withRanges)
{
    Decision out;
    out.cycle = run(prepared, facts, Asking(facts, false, End::Lower));
    showFilters(prepared, facts, out);
    out.candidate = candidatesOf(out, facts.size());
    // As it is held against what is to be placed, with those on their way.
    for (std::size_t i = 0; prepared.ecsProvision && i < facts.size(); ++i)
        if (out.candidate[i] != 0) out.runningTotal += facts.asSeen(i, false).lower;

    const bool enough = succeeded(out.cycle) && allFit(prepared, facts, out.cycle);
    if (!enough && prepared.ecsProvision) {
        out.stockAsked = true;
        out.cycle = run(prepared, facts, Asking(facts, true, End::Lower));
        out.shown.reset();
        showFilters(prepared, facts, out);
        out.candidate = candidatesOf(out, facts.size());
    }
    takeUpperEnd(prepared, facts, out);
    out.placed = succeeded(out.cycle);
    out.replicas = replicasOf(prepared, facts, out.cycle);
    for (const std::int64_t n : out.replicas) out.ranges.push_back(Range::exactly(n));
    if (!withRanges) return out;
    Ranges ranges = rangesOf(prepared, facts, out);
    out.ranges = std::move(ranges.replicas);
    out.chosenDiffer = ranges.chosenDiffer;
    out.decider = std::move(ranges.decider);
    return out;
}

} // namespace core::preview
