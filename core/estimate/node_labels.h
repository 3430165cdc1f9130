#pragma once

#include <string_view>

#include "core/snapshot/columns.h"

/// Labels of nodes in a table.
namespace core::estimate::detail {

inline constexpr std::string_view typeLabel = "node.kubernetes.io/instance-type";
inline constexpr std::string_view zoneLabel = "topology.kubernetes.io/zone";
inline constexpr std::string_view cardMemoryLabel = "aliyun.accelerator/nvidia_mem"; ///< of one card, "23028MiB"

/// Empty where the node lacks it.
inline std::string_view labelAt(const snapshot::NodeTable& nodes, std::string_view key, std::size_t row)
{
    const snapshot::LabelColumn* column = nodes.label(key);
    return column == nullptr ? std::string_view{} : column->distinct.text(column->values[row]);
}

/// The instance type, by the label's old name too.
inline std::string_view typeAt(const snapshot::NodeTable& nodes, std::size_t row)
{
    const std::string_view type = labelAt(nodes, typeLabel, row);
    return type.empty() ? labelAt(nodes, "beta.kubernetes.io/instance-type", row) : type;
}

/// Whole cards, shares of them, and slices.
inline bool isOfCards(std::string_view resource)
{
    return resource.starts_with("nvidia.com/") || resource.starts_with("aliyun.com/gpu");
}

} // namespace core::estimate::detail
