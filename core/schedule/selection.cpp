#include "core/schedule/selection.h"

#include <algorithm>
#include <cmath>

#include "core/schedule/affinity.h"
#include "core/schedule/divide_slate.h"

namespace core::schedule {

namespace {

using Field = model::SpreadConstraint::Field;

/// ACK One places all replicas of a gang in one member, whatever the strategy is.
bool isGang(const model::Placement& placement)
{
    return placement.replicaScheduling && placement.replicaScheduling->customSchedulingType == "Gang";
}

bool asksForCapacity(const model::Placement& placement)
{
    return placement.replicaScheduling && !placement.replicaScheduling->type.empty() &&
           placement.replicaScheduling->type != "Duplicated";
}

bool isEnough(const std::vector<Selected>& taken, std::int64_t need)
{
    std::int64_t sum = 0;
    for (const Selected& one : taken) sum += one.available;
    return sum >= need;
}

/// From the last one taken to the first: swaps it with the roomiest of the rest, if that has more room, until the sum suffices.
bool swapUntilEnough(std::vector<Selected>& taken, std::vector<Selected> rest, std::int64_t need)
{
    for (std::size_t i = taken.size(); i-- > 0 && !isEnough(taken, need);) {
        const auto roomiest = std::ranges::max_element(rest, {}, &Selected::available); // the first of equals
        if (roomiest == rest.end()) break;
        if (roomiest->available > taken[i].available) std::swap(*roomiest, taken[i]);
    }
    return isEnough(taken, need);
}

Choice chooseClusters(const Ask& ask, const model::SpreadConstraint& constraint, const std::vector<Selected>& sorted)
{
    Choice out;
    const auto size = static_cast<std::int64_t>(sorted.size());
    if (size < constraint.minGroups) {
        out.error = "the number of feasible clusters is less than spreadConstraint.MinGroups";
        return out;
    }
    const std::int64_t count = std::clamp<std::int64_t>(constraint.maxGroups, 0, size);
    const auto cut = sorted.begin() + count;
    out.selected.assign(sorted.begin(), cut);
    if (!asksForCapacity(ask.placement)) return out;
    const std::int64_t need = placesSets(ask.spec, ask.options) ? 1 : ask.spec.replicas;
    if (out.selected.empty() || !swapUntilEnough(out.selected, {cut, sorted.end()}, need)) {
        out.selected.clear();
        out.error = "no enough resource when selecting " + std::to_string(count) + " clusters";
    }
    return out;
}

constexpr std::int64_t unit = 1000; ///< of a region's score: what comes before the clusters' scores

std::int64_t duplicatedScore(const Ask& ask, const RegionGroup& group, const std::vector<Selected>& sorted)
{
    std::int64_t valid = 0;
    std::int64_t scores = 0;
    for (const std::uint32_t i : group.clusters)
        if (sorted[i].available >= ask.spec.replicas) {
            ++valid;
            scores += sorted[i].score;
        }
    return valid == 0 ? 0 : valid * unit + scores / valid;
}

/// Go's conversion of a float that does not fit gives the smallest number, and its products wrap around.
std::int64_t goInt(double value)
{
    return std::isfinite(value) ? static_cast<std::int64_t>(value) : INT64_MIN;
}
std::int64_t wrappingProduct(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

std::int64_t dividedScore(const Ask& ask, const RegionGroup& group, const std::vector<Selected>& sorted,
                          std::int64_t fewest)
{
    const model::SpreadConstraint* clusters = constraintOn(ask.placement, Field::Cluster);
    const std::int64_t target = goInt(std::ceil(static_cast<double>(ask.spec.replicas) / static_cast<double>(fewest)));
    const std::int64_t fewestClusters = std::max(clusters ? clusters->minGroups : 0, fewest);
    std::int64_t sum = 0;
    std::int64_t scores = 0;
    std::int64_t walked = 0;
    for (const std::uint32_t i : group.clusters) {
        sum += sorted[i].available;
        scores += sorted[i].score;
        ++walked;
        if (walked >= fewestClusters && sum >= target) break;
    }
    if (sum < target) return sum * unit + scores / static_cast<std::int64_t>(group.clusters.size());
    return wrappingProduct(target, unit) + scores / walked;
}

std::vector<RegionGroup> regionsOf(const Ask& ask, const model::SpreadConstraint& constraint,
                                   const std::vector<Selected>& sorted)
{
    std::vector<RegionGroup> groups(ask.fleet.region.values.size() + 1);
    for (std::uint32_t i = 0; i < sorted.size(); ++i) {
        RegionGroup& group = groups[ask.fleet.region.ids[sorted[i].member]];
        group.clusters.push_back(i);
        group.available += sorted[i].available;
    }
    groups.front().clusters.clear(); // those without a region belong to none
    for (std::uint32_t id = 0; id < groups.size(); ++id) groups[id].id = id;
    std::erase_if(groups, [](const RegionGroup& group) { return group.clusters.empty(); });
    const auto& scheduling = ask.placement.replicaScheduling;
    const bool duplicated = !scheduling || scheduling->type == "Duplicated";
    for (RegionGroup& group : groups)
        group.score =
            duplicated ? duplicatedScore(ask, group, sorted) : dividedScore(ask, group, sorted, constraint.minGroups);
    return groups;
}

/// The first cluster of each chosen region, then the best of the others in them.
void takeClusters(const std::vector<std::uint32_t>& chosen, std::int64_t most, const std::vector<Selected>& sorted,
                  Choice& out)
{
    std::vector<std::uint32_t> others;
    for (const std::uint32_t region : chosen) {
        const std::vector<std::uint32_t>& clusters = out.regions[region].clusters;
        out.selected.push_back(sorted[clusters.front()]);
        others.insert(others.end(), clusters.begin() + 1, clusters.end());
    }
    const std::int64_t more = most - static_cast<std::int64_t>(out.selected.size());
    if (more <= 0) return;
    std::ranges::sort(others);
    if (static_cast<std::int64_t>(others.size()) > more) others.resize(static_cast<std::size_t>(more));
    for (const std::uint32_t i : others) out.selected.push_back(sorted[i]);
}

/// Neither the chosen clusters' capacity nor zones are looked at.
Choice chooseByRegion(const Ask& ask, const model::SpreadConstraint& constraint, const std::vector<Selected>& sorted)
{
    Choice out;
    out.regions = regionsOf(ask, constraint, sorted);
    if (static_cast<std::int64_t>(out.regions.size()) < constraint.minGroups) {
        out.error = "the number of feasible region is less than spreadConstraint.MinGroups";
        return out;
    }
    const model::SpreadConstraint* clusters = constraintOn(ask.placement, Field::Cluster);
    std::vector<RegionWeight> weights;
    for (const RegionGroup& group : out.regions)
        weights.push_back({group.id, static_cast<std::int64_t>(group.clusters.size()), group.score});
    const auto chosen =
        chooseRegions(weights, constraint.minGroups, constraint.maxGroups, clusters ? clusters->minGroups : 0);
    if (chosen.empty())
        out.error = "the number of clusters is less than the cluster spreadConstraint.MinGroups";
    else
        takeClusters(chosen, clusters ? clusters->maxGroups : 0, sorted, out);
    return out;
}

/// A gang under static weights goes to a member that a rule names; where no rule names a candidate, to any.
std::vector<Selected> namedByWeights(const Ask& ask, const std::vector<Selected>& sorted)
{
    const auto& rules = staticRules(ask.spec);
    std::vector<std::uint8_t> named(ask.fleet.size(), 0);
    for (const model::StaticWeight& rule : rules) {
        if (rule.weight <= 0) continue;
        const Mask mask = matching(ask.fleet, rule.target);
        for (std::size_t i = 0; i < named.size(); ++i)
            if (mask[i] != 0) named[i] = 1;
    }
    std::vector<Selected> out;
    for (const Selected& one : sorted)
        if (named[one.member] != 0) out.push_back(one);
    return out.empty() ? sorted : out;
}

} // namespace

bool ignoresConstraints(const model::Placement& placement)
{
    if (placement.spreadConstraints.empty()) return true;
    if (!placement.replicaScheduling || isGang(placement)) return false;
    const model::ReplicaScheduling& scheduling = *placement.replicaScheduling;
    if (scheduling.type != "Divided" || scheduling.divisionPreference != "Weighted") return false;
    const auto& weights = scheduling.weightPreference;
    return !weights || (!weights->staticWeights.empty() && weights->dynamicWeight.empty());
}

Choice choose(const Ask& ask, const std::vector<Selected>& all)
{
    const bool narrows = isGang(ask.placement) && strategyOf(ask.spec) == Strategy::Static;
    const std::vector<Selected> open = narrows ? namedByWeights(ask, all) : std::vector<Selected>();
    const std::vector<Selected>& sorted = narrows ? open : all;
    if (ignoresConstraints(ask.placement)) return {sorted, {}, {}};
    if (const auto* region = constraintOn(ask.placement, Field::Region)) return chooseByRegion(ask, *region, sorted);
    if (const auto* cluster = constraintOn(ask.placement, Field::Cluster)) return chooseClusters(ask, *cluster, sorted);
    return {{}, "just support cluster and region spread constraint", {}};
}

} // namespace core::schedule
