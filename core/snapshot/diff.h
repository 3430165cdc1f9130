#pragma once

#include <string>
#include <vector>

#include "core/snapshot/fleet.h"

/// What differs between two fleets, for `berthctl snapshot diff`.
namespace core::snapshot {

struct FieldChange {
    std::string field;  ///< "maxSize", "allocatable nvidia.com/gpu"
    std::string before; ///< as people read it; "" where it was not there
    std::string after;
    bool operator==(const FieldChange&) const = default;
};

struct Difference {
    enum class Kind { Added, Gone, Changed };
    Kind kind = Kind::Changed;
    std::string
        what; ///< "cluster", "node", "pods", "node pool", "stock", "quota", "price", "instance type", "policy", "override", "binding", "autoscaler", "workload", "fleet"
    std::string cluster;             ///< empty: of the fleet
    std::string name;                ///< "np-a10", "cn-hangzhou-h ecs.gn7i-c8g1.2xlarge"
    std::vector<FieldChange> fields; ///< of a change
    bool operator==(const Difference&) const = default;
};

/// Sorted by what, cluster, name. Empty for fleets of the same content. Pods are summed up by node and by workload, not
/// listed one by one: "pods" of a node with what they request.
[[nodiscard]] std::vector<Difference> diff(const Fleet& before, const Fleet& after);

} // namespace core::snapshot
