#include "core/schedule/divide.h"

#include <algorithm>
#include <array>
#include <map>
#include <numeric>

#include "core/schedule/ask.h"
#include "core/schedule/divide_slate.h"

namespace core::schedule {

namespace {

using model::BindingSpec;
using model::BindingStatus;
using Who = std::span<const std::uint32_t>;

/// One round of a division: all candidates, or one overflow tier.
struct Round {
    const Slate& slate;
    Who who;
    std::int64_t replicas{};
    TieOrder ties{};
    bool fresh = false;
    std::span<std::int32_t> result; ///< one entry a candidate of the slate
    Divided& out;
};

/// Weights of a round and who takes part, in the order of the division.
struct Shares {
    explicit Shares(std::pmr::memory_resource* memory, std::size_t expected)
        : who(memory)
        , weights(memory)
    {
        who.reserve(expected);
        weights.reserve(expected);
    }
    std::pmr::vector<std::uint32_t> who;
    std::pmr::vector<std::int64_t> weights;
    void add(std::uint32_t candidate, std::int64_t weight)
    {
        who.push_back(candidate);
        weights.push_back(weight);
    }
};

void giveSeats(const Round& round, const Shares& shares, std::int64_t target)
{
    const std::size_t n = shares.who.size();
    std::pmr::vector<std::uint32_t> ranks(n, round.slate.memory);
    for (std::size_t i = 0; i < n; ++i) ranks[i] = round.slate.entries[shares.who[i]].rank;
    std::pmr::vector<std::int32_t> seats(n, round.slate.memory);
    webster(shares.weights, ranks, target, round.ties, seats, *round.slate.memory);
    round.out.target = target;
    round.out.parts.resize(n);
    for (std::size_t i = 0; i < n; ++i) {
        round.result[shares.who[i]] += seats[i];
        round.out.parts[i] = {shares.who[i], shares.weights[i], seats[i]};
    }
}

void divideStatically(const Round& round)
{
    Shares shares(round.slate.memory, round.who.size());
    for (const std::uint32_t i : round.who)
        if (round.slate.staticWeights[i] > 0) shares.add(i, round.slate.staticWeights[i]);
    if (shares.who.empty()) // no rule matches anything: all alike
        for (const std::uint32_t i : round.who) shares.add(i, 1);
    giveSeats(round, shares, round.replicas);
}

/// The shortest prefix, largest first, whose weights reach the target; those that hold replicas stand in front when adding.
void cutToFew(const Round& round, bool adding, std::int64_t target, Shares& shares)
{
    const std::size_t n = shares.who.size();
    const bool sorted = std::ranges::is_sorted(shares.weights, std::ranges::greater{});
    std::pmr::vector<std::uint32_t> order(n, round.slate.memory);
    std::iota(order.begin(), order.end(), 0U);
    if (!sorted)
        std::ranges::sort(order, [&](std::uint32_t a, std::uint32_t b) {
            return shares.weights[a] != shares.weights[b] ? shares.weights[a] > shares.weights[b] : a < b;
        });
    const auto isThere = [&](std::uint32_t i) { return round.slate.entries[shares.who[i]].previous > 0; };
    if (adding && !round.slate.previousOrder.empty()) std::stable_partition(order.begin(), order.end(), isThere);
    Shares few(round.slate.memory, n);
    std::int64_t sum = 0;
    std::size_t taken = 0;
    while (taken < n && sum < target) {
        sum += shares.weights[order[taken]];
        few.add(shares.who[order[taken]], shares.weights[order[taken]]);
        ++taken;
    }
    round.out.boundaryTie = taken > 0 && taken < n && shares.weights[order[taken]] == few.weights.back();
    shares = std::move(few);
}

/// What this round has to give, and the step's name in Karmada's words.
struct Step {
    Mode mode{};
    std::int64_t target{};
    const char* text{};
};

Step stepOf(const Round& round)
{
    std::int64_t assigned = 0;
    for (const std::uint32_t i : round.who) assigned += round.slate.entries[i].previous;
    if (round.fresh) return {Mode::Fresh, round.replicas, "failed to do fresh scale: "};
    if (assigned > round.replicas) return {Mode::Down, round.replicas, "failed to scale down: "};
    if (assigned < round.replicas) return {Mode::Up, round.replicas - assigned, "failed to scale up: "};
    return {Mode::Kept, 0, ""};
}

Shares sharesOf(const Round& round, Mode mode)
{
    Shares out(round.slate.memory, round.who.size());
    if (mode == Mode::Down) {
        const bool all = round.who.size() == round.slate.entries.size();
        for (const std::uint32_t i : round.slate.previousOrder)
            if (all || std::ranges::binary_search(round.who, i)) out.add(i, round.slate.entries[i].previous);
        return out;
    }
    for (const std::uint32_t i : round.who) {
        const Slate::Entry& entry = round.slate.entries[i];
        out.add(i, std::int64_t{entry.allocatable} + (mode == Mode::Fresh ? entry.previous : 0));
    }
    return out;
}

std::optional<Refused> divideByAvailability(const Round& round)
{
    const Step step = stepOf(round);
    round.out.mode = step.mode;
    if (step.mode == Mode::Up || step.mode == Mode::Kept)
        for (const std::uint32_t i : round.who) round.result[i] = round.slate.entries[i].previous;
    if (step.mode == Mode::Kept) return std::nullopt;
    Shares shares = sharesOf(round, step.mode);
    // Karmada adds availabilities in 32 bits; a sum beyond them wraps around, and the wrapped one is compared.
    std::uint32_t sum = 0;
    for (const std::int64_t weight : shares.weights) sum += static_cast<std::uint32_t>(weight);
    const auto available = static_cast<std::int32_t>(sum);
    if (available < step.target)
        return Refused{Refused::Kind::Unschedulable, step.text +
                                                         ("Clusters available replicas " + std::to_string(available)) +
                                                         " are not enough to schedule."};
    if (round.out.strategy == Strategy::Aggregated) cutToFew(round, step.mode == Mode::Up, step.target, shares);
    giveSeats(round, shares, step.target);
    return std::nullopt;
}

std::optional<Refused> divideRound(const Round& round, const BindingSpec& spec)
{
    switch (round.out.strategy) {
    case Strategy::NotDivided:
    case Strategy::Duplicated:
        for (const std::uint32_t i : round.who) round.result[i] = static_cast<std::int32_t>(round.replicas);
        return std::nullopt;
    case Strategy::Static: divideStatically(round); return std::nullopt;
    case Strategy::Dynamic:
    case Strategy::Aggregated: return divideByAvailability(round);
    case Strategy::Unsupported: break;
    }
    const model::ReplicaScheduling& scheduling = *spec.placement->replicaScheduling;
    return Refused{Refused::Kind::Other,
                   "unsupported replica scheduling strategy, replicaSchedulingType: " + scheduling.type +
                       ", replicaDivisionPreference: " + scheduling.divisionPreference +
                       ", please try another scheduling strategy"};
}

bool hasOverflow(const BindingSpec& spec, const BindingStatus& status)
{
    if (!spec.placement) return false;
    return std::ranges::any_of(spec.placement->clusterAffinities, [&](const model::AffinityTerm& term) {
        return term.name == status.observedAffinity && !term.overflow.empty();
    });
}

/// Tier by tier: each takes what it can hold, the next what is left.
std::optional<Refused> divideTiers(Round round, const BindingSpec& spec)
{
    std::map<std::int32_t, std::vector<std::uint32_t>> tiers;
    for (std::uint32_t i = 0; i < round.slate.entries.size(); ++i)
        tiers[round.slate.entries[i].overflowOrder].push_back(i);
    std::int64_t left = round.replicas;
    for (const auto& [order, candidates] : tiers) {
        std::int64_t room = 0;
        for (const std::uint32_t i : candidates) room += std::max<std::int64_t>(round.slate.entries[i].available, 0);
        round.who = candidates;
        round.replicas = std::min(left, room);
        if (round.replicas <= 0) continue;
        if (auto refused = divideRound(round, spec)) return refused;
        left -= round.replicas;
    }
    if (left <= 0) return std::nullopt;
    return Refused{Refused::Kind::Unschedulable, "Clusters available replicas are not enough to schedule."};
}

Slate slateOf(const std::vector<Candidate>& candidates, const BindingSpec& spec, Strategy strategy,
              std::pmr::memory_resource& memory)
{
    Slate out(memory);
    const std::size_t n = candidates.size();
    const auto nameOf = [&](std::uint32_t i) -> const std::string& { return candidates[i].cluster.name; };
    out.byName.resize(n);
    std::iota(out.byName.begin(), out.byName.end(), 0U);
    std::ranges::sort(out.byName, {}, nameOf);
    for (const Candidate& one : candidates) {
        out.entries.push_back({0, one.overflowOrder, one.allocatable, 0, one.available});
        out.names.push_back(&one.cluster.name);
    }
    for (std::uint32_t rank = 0; rank < n; ++rank) out.entries[out.byName[rank]].rank = rank;
    for (const model::TargetCluster& target : spec.clusters) {
        const auto found = std::ranges::lower_bound(out.byName, target.name, {}, nameOf);
        if (found == out.byName.end() || nameOf(*found) != target.name) continue;
        out.entries[*found].previous = target.replicas;
        out.previousOrder.push_back(*found);
    }
    if (strategy != Strategy::Static) return out;
    const auto& rules = staticRules(spec);
    for (const Candidate& one : candidates)
        out.staticWeights.push_back(
            staticWeight(rules, [&](std::size_t i) { return model::matches(rules[i].target, one.cluster); }));
    return out;
}

} // namespace

const std::vector<model::StaticWeight>& staticRules(const BindingSpec& spec)
{
    static const std::vector<model::StaticWeight> nothing;
    if (!spec.placement || !spec.placement->replicaScheduling) return nothing;
    const auto& preference = spec.placement->replicaScheduling->weightPreference;
    return preference ? preference->staticWeights : nothing;
}

Strategy strategyOf(const BindingSpec& spec)
{
    const bool divisible = (spec.replicas > 0 || spec.requirements) && spec.components.size() <= 1;
    if (!divisible) return Strategy::NotDivided;
    if (!spec.placement || !spec.placement->replicaScheduling) return Strategy::Duplicated;
    const model::ReplicaScheduling& scheduling = *spec.placement->replicaScheduling;
    if (scheduling.type == "Duplicated") return Strategy::Duplicated;
    if (scheduling.type != "Divided") return Strategy::Unsupported;
    if (scheduling.divisionPreference == "Aggregated") return Strategy::Aggregated;
    if (scheduling.divisionPreference != "Weighted") return Strategy::Unsupported;
    const bool dynamic = scheduling.weightPreference && !scheduling.weightPreference->dynamicWeight.empty();
    return dynamic ? Strategy::Dynamic : Strategy::Static;
}

Divided divide(const Slate& slate, const BindingSpec& spec, const BindingStatus& status)
{
    Divided out;
    out.strategy = strategyOf(spec);
    const std::size_t n = slate.entries.size();
    std::pmr::vector<std::int32_t> result(n, 0, slate.memory);
    const bool listed = out.strategy == Strategy::NotDivided;
    if (!listed) {
        std::pmr::vector<std::uint32_t> all(n, slate.memory);
        std::iota(all.begin(), all.end(), 0U);
        Round round{slate, all, spec.replicas, tieOrder(spec.uid), isFresh(spec, status), result, out};
        out.refused = hasOverflow(spec, status) ? divideTiers(round, spec) : divideRound(round, spec);
        if (out.refused) return out;
    }
    std::size_t count = n;
    if (!listed) count = static_cast<std::size_t>(std::ranges::count_if(result, [](auto one) { return one > 0; }));
    out.clusters.reserve(count);
    for (const std::uint32_t i : slate.byName)
        if (listed || result[i] > 0) out.clusters.push_back({*slate.names[i], result[i], {}});
    return out;
}

Divided divide(const std::vector<Candidate>& candidates, const BindingSpec& spec, const BindingStatus& status)
{
    std::pmr::monotonic_buffer_resource memory;
    return divide(slateOf(candidates, spec, strategyOf(spec), memory), spec, status);
}

} // namespace core::schedule
