#include "core/preview/ranges.h"

#include <algorithm>
#include <numeric>

namespace core::preview {
namespace {

using Numbers = std::vector<std::int64_t>;

constexpr std::int64_t unlimited =
    1'000'000; ///< an interval without an upper end, for the corner where others have most
constexpr std::int64_t mostCycles = 256;

/// The candidates' intervals, by cluster of the fleet; others stand at 0.
struct Intervals {
    std::vector<std::size_t> candidates;
    Numbers lower;
    Numbers upper;
    bool exact = true;
};

Intervals intervalsOf(Facts& facts, const Decision& decision)
{
    Intervals out;
    out.lower.assign(facts.size(), 0);
    out.upper.assign(facts.size(), 0);
    for (std::size_t i = 0; i < facts.size(); ++i) {
        if (decision.candidate[i] == 0) continue;
        const Range heard = facts.heard(i, decision.stockAsked);
        out.candidates.push_back(i);
        out.lower[i] = heardAt(heard, End::Lower);
        out.upper[i] = heard.upper ? heardAt(heard, End::Upper) : std::max(unlimited, out.lower[i]);
        out.exact = out.exact && heard.isExact();
    }
    return out;
}

/// No step but the division itself reads availability.
bool isPlain(const Prepared& prepared)
{
    const model::Placement& placement = *prepared.binding.spec.placement;
    const bool overflow = std::any_of(placement.clusterAffinities.begin(), placement.clusterAffinities.end(),
                                      [](const model::AffinityTerm& term) { return !term.overflow.empty(); });
    return placement.spreadConstraints.empty() && placement.clusterAffinities.size() < 2 && !overflow;
}

/// What division makes of the candidates at any point of the intervals.
class Divider {
public:
    Divider(const Prepared& prepared, const Facts& facts, const Intervals& intervals)
        : m_prepared(&prepared)
        , m_facts(&facts)
        , m_clusters(&intervals.candidates)
    {
        for (const std::size_t i : intervals.candidates) {
            schedule::Candidate one;
            one.cluster = facts.members().identity(static_cast<std::uint32_t>(i));
            m_candidates.push_back(std::move(one));
            m_before.push_back(previousOf(prepared, m_candidates.back().cluster.name));
        }
    }
    /// Replicas by cluster of the fleet; absent: too little for all.
    [[nodiscard]] std::optional<Numbers> at(const Numbers& available)
    {
        for (std::size_t k = 0; k < m_candidates.size(); ++k) {
            const std::int64_t heard = available[(*m_clusters)[k]];
            m_candidates[k].allocatable = static_cast<std::int32_t>(std::min(heard, schedule::NoLimit));
            m_candidates[k].available = heard + m_before[k];
        }
        const schedule::Divided divided =
            schedule::divide(m_candidates, m_prepared->binding.spec, m_prepared->binding.status);
        if (divided.refused) return std::nullopt;
        schedule::BindingCycle cycle;
        cycle.clusters = divided.clusters;
        return replicasOf(*m_prepared, *m_facts, cycle);
    }

private:
    const Prepared* m_prepared;
    const Facts* m_facts;
    const std::vector<std::size_t>* m_clusters;
    std::vector<schedule::Candidate> m_candidates;
    Numbers m_before;
};

void include(Range& range, std::int64_t value)
{
    range.lower = std::min(range.lower, value);
    range.upper = std::max(range.upper.value_or(value), value);
}

Numbers previousByCluster(const Prepared& prepared, const Facts& facts)
{
    schedule::BindingCycle kept;
    kept.clusters = prepared.binding.spec.clusters;
    return replicasOf(prepared, facts, kept);
}

/// By dynamic weight. A cluster's seats never shrink when its own weight grows or another's falls (Webster's method), so
/// the extremes lie at the mixed corners; where such a corner has too little for all, at the nearest point that just has
/// enough, and there everybody gets all that he has.
void byCorners(Divider& divider, const Intervals& all, std::int64_t target, std::vector<Range>& out)
{
    const std::int64_t sumUpper = std::accumulate(all.upper.begin(), all.upper.end(), std::int64_t{0});
    const std::int64_t sumLower = std::accumulate(all.lower.begin(), all.lower.end(), std::int64_t{0});
    if (sumUpper < target) return;
    for (const std::size_t i : all.candidates) {
        Numbers low = all.upper;
        low[i] = std::clamp(target - (sumUpper - all.upper[i]), all.lower[i], all.upper[i]);
        if (const auto least = divider.at(low)) include(out[i], (*least)[i]);
        Numbers high = all.lower;
        high[i] = all.upper[i];
        std::int64_t lacking = target - (sumLower - all.lower[i] + all.upper[i]);
        for (const std::size_t k : all.candidates) {
            if (lacking <= 0) break;
            if (k == i) continue;
            const std::int64_t more = std::min(lacking, all.upper[k] - all.lower[k]);
            high[k] += more;
            lacking -= more;
        }
        if (const auto most = divider.at(high)) include(out[i], (*most)[i]);
    }
}

/// Points of the intervals; more than mostCycles of them count as "too many".
std::int64_t pointsIn(const Intervals& all)
{
    std::int64_t points = 1;
    for (const std::size_t i : all.candidates) {
        points *= std::min(all.upper[i] - all.lower[i] + 1, mostCycles + 1);
        if (points > mostCycles) return points;
    }
    return points;
}

/// Calls `visit` with every point.
template <class Visit>
void forEachPoint(const Intervals& all, Visit visit)
{
    Numbers point = all.lower;
    for (;;) {
        visit(point);
        std::size_t k = 0;
        for (; k < all.candidates.size(); ++k) {
            const std::size_t i = all.candidates[k];
            if (++point[i] <= all.upper[i]) break;
            point[i] = all.lower[i];
        }
        if (k == all.candidates.size()) return;
    }
}

void byTrying(const Prepared& prepared, const Facts& facts, const Intervals& all, const Numbers& before,
              std::vector<Range>& out)
{
    forEachPoint(all, [&](const Numbers& point) {
        const schedule::BindingCycle cycle = cycleWith(prepared, facts, point);
        const Numbers replicas = succeeded(cycle) ? replicasOf(prepared, facts, cycle) : before;
        for (const std::size_t i : all.candidates) include(out[i], replicas[i]);
    });
}

/// Nobody holds more than he has and was given before, nor more than is asked for.
void byBounds(const Prepared& prepared, const Intervals& all, const Numbers& before, bool existingStay,
              std::vector<Range>& out)
{
    const std::int64_t asked = prepared.binding.spec.replicas;
    for (const std::size_t i : all.candidates) {
        include(out[i], existingStay ? std::min(before[i], asked) : 0);
        include(out[i], std::min(asked, before[i] + all.upper[i]));
    }
}

schedule::Mode modeOf(const Decision& decision)
{
    const schedule::Cycle* cycle = decision.chosen();
    return cycle == nullptr ? schedule::Mode::None : cycle->divided.mode;
}

/// The cluster whose stock alone, from its lower to its upper end, changes who gets replicas: of several, and where none
/// does, that of the widest interval.
std::string deciderOf(const Facts& facts, const Intervals& all, Divider& divider, bool plain)
{
    constexpr std::size_t mostTried = 32;
    std::size_t tried = 0;
    std::int64_t widest = 0;
    std::int64_t widestAlone = 0;
    std::string out;
    std::string alone;
    const auto base = plain ? divider.at(all.lower) : std::nullopt;
    for (const std::size_t i : all.candidates) {
        const std::int64_t width = all.upper[i] - all.lower[i];
        if (width == 0) continue;
        if (plain && tried++ < mostTried) {
            Numbers point = all.lower;
            point[i] = all.upper[i];
            const auto other = divider.at(point);
            bool differs = base.has_value() != other.has_value();
            for (std::size_t k = 0; base && other && k < base->size(); ++k)
                differs = differs || ((*base)[k] > 0) != ((*other)[k] > 0);
            if (differs && width > widestAlone) {
                widestAlone = width;
                alone = facts.site(i).data->cluster.name;
            }
        }
        if (width > widest) {
            widest = width;
            out = facts.site(i).data->cluster.name;
        }
    }
    return alone.empty() ? out : alone;
}

} // namespace

Ranges rangesOf(const Prepared& prepared, Facts& facts, const Decision& decision)
{
    Ranges out;
    for (const std::int64_t n : decision.replicas) out.replicas.push_back(Range::exactly(n));
    if (!dividesByCapacity(prepared) || !decision.cycle.scheduled) return out;
    const Intervals all = intervalsOf(facts, decision);
    const bool plain = isPlain(prepared);
    const schedule::Mode mode = modeOf(decision);
    const bool readsNothing = mode == schedule::Mode::Down || mode == schedule::Mode::Kept;
    if (all.exact || (plain && readsNothing)) return out;

    const Numbers before = previousByCluster(prepared, facts);
    Divider divider(prepared, facts, all);
    std::int64_t held = 0;
    for (const std::size_t i : all.candidates) held += mode == schedule::Mode::Fresh ? 0 : before[i];
    const std::int64_t target = prepared.binding.spec.replicas - held;
    const bool dynamic = schedule::strategyOf(prepared.binding.spec) == schedule::Strategy::Dynamic;
    if (plain && dynamic && mode != schedule::Mode::Fresh)
        byCorners(divider, all, target, out.replicas);
    else if (pointsIn(all) <= mostCycles)
        byTrying(prepared, facts, all, before, out.replicas);
    else
        byBounds(prepared, all, before, plain && mode != schedule::Mode::Fresh, out.replicas);
    // Somewhere in the intervals there is too little, and then everything stays as it was.
    const std::int64_t sumLower = std::accumulate(all.lower.begin(), all.lower.end(), std::int64_t{0});
    if (sumLower < target)
        for (const std::size_t i : all.candidates) include(out.replicas[i], before[i]);

    if (all.candidates.size() < 2) return out; // nobody else could be chosen instead
    for (const std::size_t i : all.candidates)
        out.chosenDiffer = out.chosenDiffer || (out.replicas[i].lower == 0 && *out.replicas[i].upper > 0);
    if (out.chosenDiffer) out.decider = deciderOf(facts, all, divider, plain);
    return out;
}

} // namespace core::preview
