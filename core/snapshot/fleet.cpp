#include "core/snapshot/fleet.h"

#include <algorithm>
#include <utility>

namespace core::snapshot {
namespace {

constexpr std::string_view virtualTaint = "virtual-kubelet.io/provider";
/// Labels of virtual nodes: of virtual-kubelet, and of ACK.
constexpr std::pair<std::string_view, std::string_view> virtualLabels[] = {{"type", "virtual-kubelet"},
                                                                           {"alibabacloud.com/virtual-node", "true"}};

bool isVirtualBy(const std::vector<model::Taint>& taints)
{
    return std::any_of(taints.begin(), taints.end(), [](const model::Taint& one) { return one.key == virtualTaint; });
}

} // namespace

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

bool NodeTable::isVirtual(std::size_t row) const
{
    for (const auto& [key, value] : virtualLabels) {
        const LabelColumn* column = label(key);
        if (column != nullptr && column->distinct.text(column->values[row]) == value) return true;
    }
    return isVirtualBy(taintSets[taintSet[row]]);
}

bool NodeTable::anyVirtual() const
{
    for (const auto& [key, value] : virtualLabels) {
        const LabelColumn* column = label(key);
        if (column != nullptr && column->distinct.find(value) != absent) return true;
    }
    return std::any_of(taintSets.begin(), taintSets.end(), isVirtualBy);
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
