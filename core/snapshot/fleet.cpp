#include "core/snapshot/fleet.h"

#include <algorithm>

namespace core::snapshot {

std::optional<std::size_t> NodeTable::resource(std::string_view name) const
{
    for (std::size_t i = 0; i < resources.size(); ++i)
        if (resources[i] == name) return i;
    return std::nullopt;
}

const LabelColumn* NodeTable::label(std::string_view key) const
{
    const auto at = std::lower_bound(labels.begin(), labels.end(), key,
                                     [](const LabelColumn& column, std::string_view k) { return column.key < k; });
    return at != labels.end() && at->key == key ? &*at : nullptr;
}

std::uint32_t NodeTable::row(std::string_view name) const
{
    std::size_t low = 0;
    std::size_t high = names.size();
    while (low < high) {
        const std::size_t middle = low + (high - low) / 2;
        if (names[middle] < name) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < names.size() && names[low] == name ? static_cast<std::uint32_t>(low) : noRow;
}

model::Labels NodeTable::labelsOf(std::size_t row) const
{
    model::Labels result;
    for (const LabelColumn& column : labels)
        if (const Id id = column.values[row]; id != absent)
            result.emplace(column.key, std::string(column.distinct.text(id)));
    return result;
}

const ClusterData* Fleet::cluster(std::string_view wanted) const
{
    const auto at = std::find_if(clusters.begin(), clusters.end(),
                                 [&](const ClusterPtr& data) { return data->cluster.name == wanted; });
    return at == clusters.end() ? nullptr : at->get();
}

const model::InstanceType* Fleet::instanceType(std::string_view wanted) const
{
    const auto at = std::lower_bound(instanceTypes.begin(), instanceTypes.end(), wanted,
                                     [](const model::InstanceType& type, std::string_view n) { return type.name < n; });
    return at != instanceTypes.end() && at->name == wanted ? &*at : nullptr;
}

} // namespace core::snapshot
