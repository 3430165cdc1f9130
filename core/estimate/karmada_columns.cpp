#include "core/estimate/karmada_columns.h"

#include <algorithm>

#include "core/estimate/fit_state.h"

namespace core::estimate::karmada {

std::vector<std::string> askedColumns(const std::vector<model::BindingComponent>& components,
                                      const std::vector<Assumed>& assumed)
{
    std::vector<std::string> names;
    const auto add = [&](const std::vector<model::BindingComponent>& all) {
        for (const model::BindingComponent& component : all)
            if (component.requirements)
                for (const auto& [name, quantity] : component.requirements->resourceRequest)
                    if (isCounted(name) && model::amountOf(name, quantity) > 0) names.push_back(name);
    };
    add(components);
    for (const Assumed& workload : assumed) add(workload.components);
    std::ranges::sort(names);
    names.erase(std::unique(names.begin(), names.end()), names.end());
    names.insert(names.begin(), "pods");
    return names;
}

GeneralColumns::GeneralColumns(std::span<const model::Cluster> clusters)
    : m_clusters(clusters)
    , m_pods(clusters.size(), 0)
    , m_hasModels(clusters.size(), 0)
{
    for (std::size_t i = 0; i < clusters.size(); ++i) {
        const auto& summary = clusters[i].summary;
        if (!summary) continue;
        m_pods[i] = podsLeft(*summary);
        m_hasModels[i] = summary->modelings.empty() ? 0 : 1;
        m_anyModels = m_anyModels || m_hasModels[i] != 0;
        for (const auto& [name, quantity] : summary->allocatable) {
            std::vector<Amount>& column = m_left[name];
            column.resize(clusters.size(), 0);
            column[i] = amountLeft(*summary, name);
        }
    }
}

std::vector<std::int64_t> GeneralColumns::replicas(const std::optional<model::ReplicaRequirements>& requirements,
                                                   std::span<const std::uint32_t> asked) const
{
    std::vector<std::int64_t> out(asked.size());
    for (std::size_t i = 0; i < asked.size(); ++i) out[i] = m_pods[asked[i]];
    if (requirements)
        for (const auto& [name, quantity] : requirements->resourceRequest) {
            if (quantity.value() <= 0) continue;
            const Amount need = model::amountOf(name, quantity);
            const auto column = m_left.find(name);
            if (column == m_left.end()) {
                std::ranges::fill(out, std::int64_t{0});
                break;
            }
            const std::vector<Amount>& left = column->second;
            for (std::size_t i = 0; i < asked.size(); ++i) out[i] = std::min(out[i], left[asked[i]] / need);
        }
    for (std::int64_t& one : out) one = static_cast<std::int32_t>(static_cast<std::uint32_t>(one)); // as Go converts
    if (m_anyModels)
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (m_hasModels[asked[i]] != 0) out[i] = generalReplicas(m_clusters[asked[i]], requirements);
    return out;
}

} // namespace core::estimate::karmada
