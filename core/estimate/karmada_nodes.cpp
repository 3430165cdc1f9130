#include <algorithm>
#include <map>
#include <numeric>

#include "core/estimate/first_fit.h"
#include "core/estimate/fit_state.h"
#include "core/estimate/karmada.h"
#include "core/estimate/karmada_columns.h"

/// The scheduler-estimator's node plug-in.
namespace core::estimate::karmada {

namespace {

using estimate::detail::FirstFit;
using estimate::detail::FitPart;
using model::BindingComponent;
using model::ReplicaRequirements;
using model::Requests;
using snapshot::ClusterData;

/// What Karmada counts for a pod on a node: the containers' sum, or an init container that needs more, and the overhead on
/// top. Sidecars and pod-level resources are nothing special to it.
Requests requestOf(const model::PodSpec& spec)
{
    Requests out;
    for (const model::Container& container : spec.containers)
        for (const auto& [name, quantity] : container.requests) out[name] += model::amountOf(name, quantity);
    for (const model::Container& container : spec.initContainers)
        for (const auto& [name, quantity] : container.requests) {
            Amount& amount = out[name];
            amount = std::max(amount, model::amountOf(name, quantity));
        }
    for (const auto& [name, quantity] : spec.overhead) out[name] += model::amountOf(name, quantity);
    return out;
}

/// By column: what Karmada counts as requested on each node. Empty where that is the table's own figure.
std::vector<std::vector<Amount>> requestedOn(const ClusterData& cluster, const std::vector<std::string>& columns)
{
    const snapshot::PodTable& pods = cluster.pods;
    std::vector<std::vector<Amount>> byShape(columns.size());
    std::vector<std::vector<Amount>> out(columns.size());
    for (const snapshot::PodShape& shape : pods.shapes) {
        const Requests requests = requestOf(shape.pod.spec);
        for (std::size_t i = 1; i < columns.size(); ++i) {
            byShape[i].push_back(model::amountIn(requests, columns[i]));
            if (byShape[i].back() != model::amountIn(shape.requests, columns[i])) out[i].resize(cluster.nodes.size());
        }
    }
    for (std::size_t i = 1; i < columns.size(); ++i) {
        if (out[i].empty()) continue;
        for (std::size_t pod = 0; pod < pods.size(); ++pod)
            if ((pods.state[pod] & snapshot::HoldsResources) != 0 && pods.node[pod] != snapshot::noRow)
                out[i][pods.node[pod]] += byShape[i][pods.shape[pod]];
    }
    return out;
}

/// Node after node in `order`, `columns` amounts each: what is left.
std::vector<Amount> freeOn(const ClusterData& cluster, const std::vector<std::string>& columns,
                           const std::vector<std::uint32_t>& order)
{
    const snapshot::NodeTable& nodes = cluster.nodes;
    const auto own = requestedOn(cluster, columns);
    std::vector<Amount> free(order.size() * columns.size(), 0);
    for (std::size_t i = 0; i < columns.size(); ++i) {
        const auto column = nodes.resource(columns[i]);
        if (!column || nodes.allocatable[*column].empty()) continue;
        const std::vector<Amount>& total = nodes.allocatable[*column];
        const bool counted = own[i].empty() && *column < nodes.requested.size() && !nodes.requested[*column].empty();
        const std::vector<Amount>* used = !own[i].empty() ? &own[i] : counted ? &nodes.requested[*column] : nullptr;
        for (std::size_t k = 0; k < order.size(); ++k)
            free[k * columns.size() + i] = total[order[k]] - (used == nullptr ? 0 : (*used)[order[k]]);
    }
    return free;
}

/// The pod that a claim stands for: only what decides which nodes match.
model::Pod claimedPod(const std::optional<ReplicaRequirements>& requirements)
{
    model::Pod pod;
    if (!requirements || !requirements->nodeClaim) return pod;
    pod.spec.nodeSelector = requirements->nodeClaim->nodeSelector;
    pod.spec.requiredNodeAffinity = requirements->nodeClaim->hardNodeAffinity;
    pod.spec.tolerations = requirements->nodeClaim->tolerations;
    return pod;
}

class Nodes {
public:
    Nodes(const ClusterData& cluster, const std::vector<BindingComponent>& components, const NodeOptions& options)
        : m_cluster(cluster)
        , m_columns(askedColumns(components, options.assumed))
        , m_order(nodeOrder(cluster.nodes, options.seen))
        , m_fit(m_columns.size(), freeOn(cluster, m_columns, m_order))
    {
        for (const Assumed& workload : options.assumed) m_fit.place(partsOf(workload.components));
    }
    std::vector<FitPart> partsOf(const std::vector<BindingComponent>& components) const
    {
        std::vector<FitPart> parts;
        for (const BindingComponent& component : components) parts.push_back(partOf(component));
        return parts;
    }
    FirstFit& fit() { return m_fit; }

private:
    FitPart partOf(const BindingComponent& component) const
    {
        FitPart part{component.replicas, {1}, {}};
        for (std::size_t i = 1; i < m_columns.size(); ++i) {
            Amount need = 0;
            if (component.requirements)
                if (const auto found = component.requirements->resourceRequest.find(m_columns[i]);
                    found != component.requirements->resourceRequest.end())
                    need = model::amountOf(m_columns[i], found->second);
            part.need.push_back(std::max<Amount>(need, 0));
        }
        const Fit::State state(m_cluster, claimedPod(component.requirements));
        for (std::size_t k = 0; k < m_order.size(); ++k)
            if (state.beforeResources(m_order[k]) == 0) part.nodes.push_back(static_cast<std::uint32_t>(k));
        return part;
    }

    const ClusterData& m_cluster;
    std::vector<std::string> m_columns;
    std::vector<std::uint32_t> m_order;
    FirstFit m_fit;
};

std::string_view labelOf(const snapshot::NodeTable& nodes, std::uint32_t row, std::string_view key,
                         std::string_view olderKey)
{
    for (const std::string_view name : {key, olderKey})
        if (const snapshot::LabelColumn* column = nodes.label(name); column != nullptr)
            if (column->values[row] != snapshot::absent) return column->distinct.text(column->values[row]);
    return {};
}

} // namespace

std::vector<std::uint32_t> nodeOrder(const snapshot::NodeTable& nodes, const std::vector<std::uint32_t>& seen)
{
    std::vector<std::uint32_t> rows = seen;
    if (rows.empty()) {
        rows.resize(nodes.size());
        std::iota(rows.begin(), rows.end(), 0U);
    }
    std::map<std::pair<std::string_view, std::string_view>, std::size_t> index;
    std::vector<std::vector<std::uint32_t>> zones;
    for (const std::uint32_t row : rows) {
        const auto region =
            labelOf(nodes, row, "topology.kubernetes.io/region", "failure-domain.beta.kubernetes.io/region");
        const auto zone = labelOf(nodes, row, "topology.kubernetes.io/zone", "failure-domain.beta.kubernetes.io/zone");
        const auto [at, fresh] = index.try_emplace({region, zone}, zones.size());
        if (fresh) zones.emplace_back();
        zones[at->second].push_back(row);
    }
    if (zones.size() < 2) return rows;
    std::vector<std::uint32_t> out;
    out.reserve(rows.size());
    for (std::size_t round = 0; out.size() < rows.size(); ++round)
        for (const auto& zone : zones)
            if (round < zone.size()) out.push_back(zone[round]);
    return out;
}

Estimate nodeReplicas(const ClusterData& cluster, const std::optional<ReplicaRequirements>& requirements,
                      const NodeOptions& options)
{
    const std::vector<BindingComponent> one{{"replica", 1, requirements}};
    Nodes nodes(cluster, one, options);
    const std::int64_t sum = nodes.fit().fitsOnAll(nodes.partsOf(one).front());
    return {static_cast<std::int32_t>(static_cast<std::uint32_t>(sum)), Estimate::Code::Success, {}}; // wraps, as there
}

Estimate nodeComponentSets(const ClusterData& cluster, const std::vector<BindingComponent>& components,
                           const NodeOptions& options)
{
    if (components.empty())
        return {noLimit, Estimate::Code::NoOperation, "NodeResourceEstimator received empty components list"};
    Nodes nodes(cluster, components, options);
    const std::int64_t sets = nodes.fit().sets(nodes.partsOf(components), noLimit);
    if (sets == 0) return {0, Estimate::Code::Unschedulable, "no enough resources"};
    return {sets, Estimate::Code::Success, {}};
}

} // namespace core::estimate::karmada
