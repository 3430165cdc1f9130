#include "core/preview/engine.h"

#include <algorithm>
#include <numeric>

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

/// What the scheduler hears of a range at one of its ends. Without an upper end: no limit is known.
std::int64_t heard(const Range& range, End end)
{
    if (end == End::Lower) return std::min(range.lower, schedule::NoLimit);
    return range.upper ? std::min(*range.upper, schedule::NoLimit) : schedule::NoLimit;
}

bool succeeded(const schedule::BindingCycle& cycle)
{
    return !cycle.scheduled || cycle.conditionStatus == "True";
}

/// Replicas that still need a place fit where the cycle put them.
bool allFit(const Prepared& prepared, Facts& facts, const schedule::BindingCycle& cycle)
{
    const Numbers replicas = replicasOf(prepared, facts, cycle);
    for (std::size_t i = 0; i < replicas.size(); ++i) {
        const std::int64_t more = facts.toPlace(i, replicas[i]);
        if (more > 0 && more > facts.running(i).lower) return false;
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
        for (const std::uint32_t member : members)
            out.push_back(heard(m_withPools ? m_facts->available(member) : m_facts->running(member), m_end));
        return out;
    }

private:
    Facts* m_facts;
    bool m_withPools;
    End m_end;
};

schedule::BindingCycle run(const Prepared& prepared, const Facts& facts, schedule::Availability available)
{
    schedule::Options options;
    options.available = std::move(available);
    options.bindings = &facts.fleet().bindings;
    model::Binding binding = prepared.binding;
    if (prepared.engine == Engine::Direct || !prepared.previousStated) binding.spec.suspendScheduling = false;
    return schedule::scheduleBinding(facts.members(), binding, options);
}

/// The candidates of every cycle that was tried.
std::vector<std::uint8_t> candidatesOf(const schedule::BindingCycle& cycle, std::size_t clusters)
{
    std::vector<std::uint8_t> out(clusters, 0);
    for (const auto& tried : cycle.tried)
        for (const schedule::Selected& one : tried.cycle.passed) out[one.member] = 1;
    return out;
}

/// The most that cluster `i` can get, over every combination of the intervals' values, given what it got at the corners.
///
/// Dividing is monotone: a cluster's share never shrinks when its own weight grows or another's falls (Webster's method
/// is population monotone). So the extremes lie at the mixed corners, unless such a corner has too little for all: then the
/// extreme is where the sum just suffices, and there a cluster gets all that it has.
struct Corners {
    const Prepared* prepared;
    Facts* facts;
    const std::vector<Range>* available;
    const std::vector<std::uint8_t>* candidate;
    bool aggregated = false;

    Numbers at(End own, End others, std::size_t i, bool& placed) const
    {
        Numbers values(available->size(), 0);
        for (std::size_t k = 0; k < values.size(); ++k) values[k] = heard((*available)[k], k == i ? own : others);
        const schedule::BindingCycle cycle = cycleWith(*prepared, *facts, values);
        placed = succeeded(cycle);
        return replicasOf(*prepared, *facts, cycle);
    }
};

Range rangeOf(const Corners& corners, std::size_t i, const Numbers& lower, bool lowerPlaced, const Numbers& upper,
              bool upperPlaced)
{
    const std::int64_t before = previousOf(*corners.prepared, corners.facts->site(i).data->cluster.name);
    bool lowOwnPlaced = false;
    bool highOwnPlaced = false;
    const Numbers lowOwn = corners.at(End::Lower, End::Upper, i, lowOwnPlaced);
    const Numbers highOwn = corners.at(End::Upper, End::Lower, i, highOwnPlaced);
    std::int64_t least = std::min({lower[i], upper[i], lowOwn[i], highOwn[i]});
    std::int64_t most = std::max({lower[i], upper[i], lowOwn[i], highOwn[i]});
    if (!lowerPlaced) least = std::min(least, before); // too little stock: the placement stays what it was
    const Range& own = (*corners.available)[i];
    const std::int64_t asked = corners.prepared->binding.spec.replicas;
    const bool reaches = !highOwnPlaced && upperPlaced;
    if ((reaches || corners.aggregated) && most > 0 && upperPlaced) {
        const std::int64_t all = own.upper ? before + *own.upper : asked;
        most = std::max(most, std::min(all, asked));
    }
    return {least, most};
}

std::vector<Range> rangesOf(const Prepared& prepared, Facts& facts, const Decision& decision, Decision& notes)
{
    std::vector<Range> ranges;
    for (const std::int64_t n : decision.replicas) ranges.push_back(Range::exactly(n));
    if (!dividesByCapacity(prepared)) return ranges;

    std::vector<Range> available(facts.size(), Range::exactly(0));
    bool exact = true;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        available[i] = decision.stockAsked ? facts.available(i) : facts.running(i);
        exact = exact && available[i].isExact();
    }
    if (exact) return ranges;

    Corners corners{&prepared, &facts, &available, &decision.candidate, false};
    corners.aggregated = schedule::strategyOf(prepared.binding.spec) == schedule::Strategy::Aggregated;
    bool lowerPlaced = false;
    bool upperPlaced = false;
    const Numbers lower = corners.at(End::Lower, End::Lower, facts.size(), lowerPlaced);
    const Numbers upper = corners.at(End::Upper, End::Upper, facts.size(), upperPlaced);
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (decision.candidate[i] != 0) ranges[i] = rangeOf(corners, i, lower, lowerPlaced, upper, upperPlaced);

    std::int64_t widest = -1;
    for (std::size_t i = 0; i < facts.size(); ++i) {
        notes.chosenDiffer = notes.chosenDiffer || (lower[i] > 0) != (upper[i] > 0);
        if (available[i].isExact()) continue;
        const std::int64_t width = available[i].upper ? *available[i].upper - available[i].lower : schedule::NoLimit;
        if (width > widest) {
            widest = width;
            notes.decider = facts.site(i).data->cluster.name;
        }
    }
    return ranges;
}

} // namespace

bool dividesByCapacity(const Prepared& prepared)
{
    if (prepared.fullCopy) return false;
    const schedule::Strategy strategy = schedule::strategyOf(prepared.binding.spec);
    return strategy == schedule::Strategy::Dynamic || strategy == schedule::Strategy::Aggregated;
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
    }
    return out;
}

Decision decide(const Prepared& prepared, Facts& facts, bool withRanges)
{
    Decision out;
    out.cycle = run(prepared, facts, Asking(facts, false, End::Lower));
    out.candidate = candidatesOf(out.cycle, facts.size());
    for (std::size_t i = 0; i < facts.size(); ++i)
        if (out.candidate[i] != 0) out.runningTotal += facts.running(i).lower;

    const bool enough = succeeded(out.cycle) && allFit(prepared, facts, out.cycle);
    if (!enough && prepared.ecsProvision) {
        out.stockAsked = true;
        out.cycle = run(prepared, facts, Asking(facts, true, End::Lower));
        if (!succeeded(out.cycle)) {
            schedule::BindingCycle upper = run(prepared, facts, Asking(facts, true, End::Upper));
            out.fromUpperEnd = succeeded(upper);
            if (out.fromUpperEnd) out.cycle = std::move(upper);
        }
        out.candidate = candidatesOf(out.cycle, facts.size());
    }
    out.placed = succeeded(out.cycle);
    out.replicas = replicasOf(prepared, facts, out.cycle);
    if (withRanges) {
        Decision notes;
        out.ranges = rangesOf(prepared, facts, out, notes);
        out.chosenDiffer = notes.chosenDiffer;
        out.decider = notes.decider;
    } else {
        for (const std::int64_t n : out.replicas) out.ranges.push_back(Range::exactly(n));
    }
    return out;
}

} // namespace core::preview
