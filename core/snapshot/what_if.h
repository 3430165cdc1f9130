#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "core/base/result.h"
#include "core/snapshot/fleet.h"

/// Fork → try → look → drop: a fleet with a few things changed; what did not change is shared with the original.
namespace core::snapshot {

struct WithoutCluster {
    std::string cluster;
};
struct SetStock {
    std::string zone;
    std::string instanceType;
    Range instances;
    bool spot = false;
    std::string account{};
};
struct SetPoolMax {
    std::string cluster;
    std::string pool;
    std::int64_t maxSize{};
};
struct SetQuota {
    std::string name;
    std::int64_t limit{};
};
struct WithoutNode {
    std::string cluster;
    std::string node;
};
using Change = std::variant<WithoutCluster, SetStock, SetPoolMax, SetQuota, WithoutNode>;

/// @errors NotFound: a change names a cluster, pool, quota or node that is not there (with the names that are).
[[nodiscard]] Result<FleetPtr> whatIf(const FleetPtr& fleet, const std::vector<Change>& changes);

} // namespace core::snapshot
