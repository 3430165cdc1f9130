#include <algorithm>
#include <limits>
#include <map>

#include "core/estimate/first_fit.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/estimate/karmada_columns.h"

/// The general estimator: totals of a cluster, or nodes made up from its resource models.
namespace core::estimate::karmada {

namespace {

using model::BindingComponent;
using model::Quantity;
using model::ReplicaRequirements;
using model::ResourceList;
using model::ResourceSummary;

constexpr std::int64_t podsOfModelNode = 110;
constexpr std::int64_t mostModelNodes = 1'000'000; ///< of one grade; no cluster has more
constexpr std::int64_t most = std::numeric_limits<std::int64_t>::max();

/// As Go converts: what does not fit wraps.
std::int64_t asInt32(std::int64_t value)
{
    return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
}

std::int64_t times(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) * static_cast<std::uint64_t>(b));
}

std::int64_t plus(std::int64_t a, std::int64_t b)
{
    return static_cast<std::int64_t>(static_cast<std::uint64_t>(a) + static_cast<std::uint64_t>(b));
}

std::int64_t podsIn(const ResourceList& list)
{
    const auto found = list.find("pods");
    return found == list.end() ? 0 : found->second.value();
}

Quantity left(const ResourceSummary& summary, const std::string& name, Quantity allocatable)
{
    for (const ResourceList* list : {&summary.allocated, &summary.allocating})
        if (const auto used = list->find(name); used != list->end()) allocatable = allocatable - used->second;
    return allocatable;
}

void addTo(ResourceList& list, const std::string& name, const Quantity& quantity)
{
    const auto [at, fresh] = list.try_emplace(name, quantity);
    if (!fresh) at->second = at->second + quantity;
}

/// Everything in flight counts as allocating.
void deduct(ResourceSummary& summary, const std::vector<Assumed>& assumed)
{
    for (const Assumed& workload : assumed)
        for (const BindingComponent& component : workload.components) {
            const std::int64_t replicas = component.replicas;
            if (replicas <= 0) continue;
            summary.allocating["pods"] = Quantity::of(plus(podsIn(summary.allocating), replicas));
            if (!component.requirements) continue;
            for (const auto& [name, quantity] : component.requirements->resourceRequest)
                addTo(summary.allocating, name,
                      name == "cpu" ? Quantity::ofMilli(times(quantity.milli(), replicas), quantity.format())
                                    : Quantity::of(times(quantity.value(), replicas), quantity.format()));
        }
}

std::int64_t byTotals(const ResourceSummary& summary, const ResourceList& request)
{
    std::int64_t replicas = most;
    for (const auto& [name, quantity] : request) {
        if (quantity.value() <= 0) continue;
        replicas = std::min(replicas, amountLeft(summary, name) / model::amountOf(name, quantity));
    }
    return replicas;
}

estimate::detail::FitPart partOf(const BindingComponent& component, const std::vector<std::string>& columns,
                                 const std::vector<std::uint32_t>& nodes)
{
    estimate::detail::FitPart part{component.replicas, {1}, nodes};
    for (std::size_t i = 1; i < columns.size(); ++i) {
        Amount need = 0;
        if (component.requirements) {
            const auto& request = component.requirements->resourceRequest;
            if (const auto found = request.find(columns[i]); found != request.end())
                need = model::amountOf(columns[i], found->second);
        }
        part.need.push_back(std::max<Amount>(need, 0));
    }
    return part;
}

std::vector<estimate::detail::FitPart> partsOf(const std::vector<BindingComponent>& components,
                                               const std::vector<std::string>& columns,
                                               const std::vector<std::uint32_t>& nodes)
{
    std::vector<estimate::detail::FitPart> parts;
    for (const BindingComponent& component : components) parts.push_back(partOf(component, columns, nodes));
    return parts;
}

/// How many nodes each grade stands for, in order of the grades; absent: the models cannot be used.
std::optional<std::map<std::int64_t, std::int64_t>> countByGrade(const model::Cluster& cluster)
{
    if (cluster.models.empty()) return std::nullopt;
    std::map<std::int64_t, std::int64_t> counts;
    for (const model::AllocatableModeling& modeling : cluster.summary->modelings) {
        if (modeling.count < 0) return std::nullopt;
        counts[modeling.grade] =
            std::min(counts[modeling.grade] + std::min(modeling.count, mostModelNodes), mostModelNodes);
    }
    return counts;
}

/// Each grade's nodes, with the least that a node of the grade has.
std::vector<Amount> modelNodes(const model::Cluster& cluster, const std::map<std::int64_t, std::int64_t>& counts,
                               const std::vector<std::string>& columns)
{
    std::map<std::int64_t, const model::ResourceModel*> models; // of two with one grade the last counts
    for (const model::ResourceModel& grade : cluster.models) models[grade.grade] = &grade;
    std::vector<Amount> free;
    for (const auto& [grade, model] : models) {
        const auto count = counts.find(grade);
        if (count == counts.end()) continue;
        std::vector<Amount> node(columns.size(), 0);
        for (const auto& [name, min] : model->min)
            for (std::size_t i = 1; i < columns.size(); ++i)
                if (columns[i] == name) node[i] = model::amountOf(name, min);
        node[0] = podsOfModelNode;
        for (std::int64_t i = 0; i < count->second; ++i) free.insert(free.end(), node.begin(), node.end());
    }
    return free;
}

/// Sets of components on the model nodes, at most `upTo`; absent: no models.
std::optional<std::int64_t> byModels(const model::Cluster& cluster, const std::vector<BindingComponent>& components,
                                     const std::vector<Assumed>& assumed, std::int64_t upTo)
{
    if (cluster.summary->modelings.empty()) return std::nullopt;
    const auto counts = countByGrade(cluster);
    if (!counts) return std::nullopt;
    const std::vector<std::string> columns = askedColumns(components, assumed);
    std::vector<Amount> free = modelNodes(cluster, *counts, columns);
    std::vector<std::uint32_t> nodes(free.size() / columns.size());
    for (std::size_t i = 0; i < nodes.size(); ++i) nodes[i] = static_cast<std::uint32_t>(i);
    estimate::detail::FirstFit fit(columns.size(), std::move(free));
    for (const Assumed& workload : assumed) fit.place(partsOf(workload.components, columns, nodes));
    return fit.sets(partsOf(components, columns, nodes), upTo);
}

/// Karmada's unit trap: thousandths for a decimal quantity, units for a binary one.
std::int64_t asWritten(const Quantity& quantity)
{
    return quantity.format() == Quantity::Format::BinarySI ? quantity.value() : quantity.milli();
}

using Totals = std::map<std::string, std::int64_t>;

void addDemands(Totals& totals, const BindingComponent& component)
{
    if (!component.requirements) return;
    for (const auto& [name, quantity] : component.requirements->resourceRequest)
        totals[name] = plus(totals[name], times(asWritten(quantity), component.replicas));
}

std::int64_t replicasIn(const std::vector<BindingComponent>& components)
{
    std::int64_t sum = 0;
    for (const BindingComponent& component : components) sum += component.replicas;
    return sum;
}

/// Absent: something is used up, no set fits.
std::optional<std::int64_t> setsByTotals(const Totals& perSet, const Totals& available, std::int64_t sets)
{
    for (const auto& [name, need] : perSet) {
        if (need <= 0) continue;
        const auto found = available.find(name);
        if (found == available.end() || found->second <= 0) return std::nullopt;
        sets = std::min(sets, asInt32(found->second / need));
    }
    return sets;
}

} // namespace

std::int64_t podsLeft(const ResourceSummary& summary)
{
    return std::max<std::int64_t>(podsIn(summary.allocatable) - podsIn(summary.allocated) - podsIn(summary.allocating),
                                  0);
}

Amount amountLeft(const ResourceSummary& summary, const std::string& name)
{
    const auto allocatable = summary.allocatable.find(name);
    if (allocatable == summary.allocatable.end()) return 0;
    const Quantity free = left(summary, name, allocatable->second);
    return free.value() <= 0 ? 0 : model::amountOf(name, free);
}

std::int64_t generalReplicas(const model::Cluster& cluster, const std::optional<ReplicaRequirements>& requirements,
                             const std::vector<Assumed>& assumed)
{
    if (!cluster.summary) return 0;
    std::optional<ResourceSummary> reduced;
    if (!assumed.empty()) deduct(reduced.emplace(*cluster.summary), assumed);
    const ResourceSummary& summary = reduced ? *reduced : *cluster.summary;
    const std::int64_t pods = podsLeft(summary);
    if (pods <= 0) return 0;
    if (!requirements) return asInt32(pods);
    const BindingComponent one{"replica", 1, requirements};
    if (const auto byModel = byModels(cluster, {one}, assumed, noLimit)) return asInt32(std::min(pods, *byModel));
    return asInt32(std::min(pods, byTotals(summary, requirements->resourceRequest)));
}

std::int64_t generalComponentSets(const model::Cluster& cluster, const std::vector<BindingComponent>& components,
                                  const std::vector<Assumed>& assumed)
{
    if (!cluster.summary) return 0;
    std::int64_t pods = podsLeft(*cluster.summary);
    if (pods <= 0) return 0;
    Totals available;
    for (const auto& [name, allocatable] : cluster.summary->allocatable)
        available[name] = asWritten(left(*cluster.summary, name, allocatable));
    Totals taken;
    for (const Assumed& workload : assumed) {
        pods -= replicasIn(workload.components);
        for (const BindingComponent& component : workload.components) addDemands(taken, component);
    }
    if (pods <= 0) return 0;
    for (const auto& [name, amount] : taken) available[name] -= amount;

    const std::int64_t podsPerSet = replicasIn(components);
    if (podsPerSet <= 0) return asInt32(pods);
    Totals perSet;
    for (const BindingComponent& component : components) addDemands(perSet, component);
    const auto sets = setsByTotals(perSet, available, asInt32(pods / podsPerSet));
    if (!sets) return 0;
    const auto byModel = byModels(cluster, components, assumed, *sets);
    return byModel ? std::min(*sets, *byModel) : *sets;
}

} // namespace core::estimate::karmada
