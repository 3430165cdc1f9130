#include <algorithm>
#include <array>
#include <map>

#include "core/base/words.h"
#include "core/schedule/affinity.h"
#include "core/schedule/divide_slate.h"
#include "core/schedule/filters/filters.h"
#include "core/schedule/selection.h"

namespace core::schedule {

namespace {

using Feasible = std::vector<std::uint32_t>;

Feasible filter(const Ask& ask, Cycle& out)
{
    Verdicts verdicts(ask.fleet.size());
    for (const Filter& one : filters()) one.judge(ask, one.name, verdicts);
    Feasible feasible;
    feasible.reserve(ask.fleet.size());
    for (std::uint32_t i = 0; i < ask.fleet.size(); ++i) {
        if (ask.fleet.deleting[i] != 0) {
            out.deleting.push_back(i);
        } else if (verdicts.passes(i)) {
            feasible.push_back(i);
        } else {
            const Verdicts::Refusal& refusal = verdicts.refusal(i);
            out.excluded.push_back({i, std::string(refusal.plugin), refusal.reason});
        }
    }
    return feasible;
}

/// Karmada's FitError: the reasons with their counts, sorted as texts.
std::string noFitText(std::size_t clusters, const std::vector<Excluded>& excluded)
{
    if (clusters == 0) return "0/0 clusters are available: no cluster exists.";
    std::map<std::string_view, int> counts;
    for (const Excluded& one : excluded) ++counts[one.reason];
    std::vector<std::string> parts;
    for (const auto& [reason, count] : counts) parts.push_back(std::to_string(count) + ' ' + std::string(reason));
    std::ranges::sort(parts);
    return "0/" + std::to_string(clusters) + " clusters are available: " + joined(parts) + '.';
}

/// Largest weight of the matching rules, one entry a selected cluster.
void addStaticWeights(const Ask& ask, const std::vector<Selected>& selected, Slate& slate)
{
    const auto& rules = staticRules(ask.spec);
    std::vector<Mask> masks;
    for (const model::StaticWeight& rule : rules) masks.push_back(matching(ask.fleet, rule.target));
    slate.staticWeights.reserve(selected.size());
    for (const Selected& one : selected)
        slate.staticWeights.push_back(staticWeight(rules, [&](std::size_t i) { return masks[i][one.member] != 0; }));
}

/// The selected clusters in the order of their names.
void sortByName(const Ask& ask, const std::vector<Selected>& selected, Slate& slate)
{
    const auto n = static_cast<std::uint32_t>(selected.size());
    slate.byName.reserve(n);
    if (n < ask.fleet.size() / 8) {
        for (std::uint32_t i = 0; i < n; ++i) slate.byName.push_back(i);
        std::ranges::sort(slate.byName, {}, [&](std::uint32_t i) { return slate.entries[i].rank; });
        return;
    }
    std::pmr::vector<std::uint32_t> places(ask.fleet.size(), UINT32_MAX, slate.memory);
    for (std::uint32_t i = 0; i < n; ++i) places[slate.entries[i].rank] = i;
    for (const std::uint32_t i : places)
        if (i != UINT32_MAX) slate.byName.push_back(i);
}

void addPrevious(const Ask& ask, const std::vector<Selected>& selected, Slate& slate)
{
    if (ask.spec.clusters.empty()) return;
    std::pmr::vector<std::uint32_t> places(ask.fleet.size(), UINT32_MAX, slate.memory);
    for (std::uint32_t i = 0; i < selected.size(); ++i) {
        places[selected[i].member] = i;
        slate.entries[i].previous = ask.previous[selected[i].member];
    }
    slate.previousOrder.reserve(ask.spec.clusters.size());
    for (const std::uint32_t member : ask.targets)
        if (places[member] != UINT32_MAX) slate.previousOrder.push_back(places[member]);
}

} // namespace

Divided divide(const Ask& ask, const std::vector<Selected>& selected)
{
    std::array<std::byte, 4096> onStack; // NOLINT(cppcoreguidelines-pro-type-member-init)
    std::pmr::monotonic_buffer_resource memory(onStack.data(), onStack.size());
    Slate slate(memory);
    slate.entries.reserve(selected.size());
    slate.names.reserve(selected.size());
    for (const Selected& one : selected) {
        slate.entries.push_back({ask.fleet.nameRank[one.member], one.overflowOrder, one.allocatable, 0, one.available});
        slate.names.push_back(&ask.fleet.identities[one.member].name);
    }
    sortByName(ask, selected, slate);
    addPrevious(ask, selected, slate);
    if (strategyOf(ask.spec) == Strategy::Static) addStaticWeights(ask, selected, slate);
    return divide(slate, ask.spec, ask.status);
}

namespace {

/// Whole sets: each target says how many replicas of each component it has.
void addComponents(const Ask& ask, std::vector<model::TargetCluster>& targets)
{
    if (!placesSets(ask.spec, ask.options)) return;
    for (model::TargetCluster& target : targets)
        for (const model::BindingComponent& one : ask.spec.components)
            target.components.emplace_back(one.name, one.replicas);
}

void addEmpty(const Ask& ask, const std::vector<Selected>& selected, std::vector<model::TargetCluster>& targets)
{
    if (!ask.options.enableEmptyWorkloadPropagation) return;
    std::vector<std::uint8_t> has(ask.fleet.size(), 0);
    for (const model::TargetCluster& target : targets) has[ask.fleet.find(target.name)] = 1;
    for (const Selected& one : selected)
        if (has[one.member] == 0) targets.push_back({ask.fleet.identities[one.member].name, 0, {}});
}

void assign(const Ask& ask, Cycle& out)
{
    if (out.selected.empty()) {
        out.error = {CycleError::Kind::Other, "failed to assign replicas: no clusters available to schedule"};
        return;
    }
    out.divided = divide(ask, out.selected);
    if (const auto& refused = out.divided.refused) {
        const bool unschedulable = refused->kind == Refused::Kind::Unschedulable;
        out.error = {unschedulable ? CycleError::Kind::Unschedulable : CycleError::Kind::Other,
                     "failed to assign replicas: " + refused->message};
        return;
    }
    addComponents(ask, out.divided.clusters);
    addEmpty(ask, out.selected, out.divided.clusters);
}

} // namespace

Cycle cycle(const Members& members, const model::BindingSpec& spec, const model::BindingStatus& status,
            const Options& options)
{
    const Ask ask = Ask::of(members.data(), spec, status, options);
    Cycle out;
    const Feasible feasible = filter(ask, out);
    if (feasible.empty()) {
        out.error = {CycleError::Kind::NoClusterFit, noFitText(members.size(), out.excluded)};
        return out;
    }
    std::vector<std::int64_t> scored(members.size(), 0);
    for (const Score& one : scores()) one.add(ask, scored);
    out.passed = candidates(ask, feasible, scored);
    Choice choice = choose(ask, out.passed);
    if (!choice.error.empty()) {
        out.error = {CycleError::Kind::Other, "failed to select clusters: " + choice.error};
        return out;
    }
    out.selected = std::move(choice.selected);
    assign(ask, out);
    return out;
}

} // namespace core::schedule
