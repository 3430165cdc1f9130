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
    std::string region{}; ///< empty: in every region that has one of this name
};
/// Free addresses of a pool's vSwitches in a zone.
struct SetAddresses {
    std::string cluster;
    std::string pool;
    std::string zone;
    std::int64_t free{};
};
struct WithoutNode {
    std::string cluster;
    std::string node;
};
using Change = std::variant<WithoutCluster, SetStock, SetPoolMax, SetQuota, SetAddresses, WithoutNode>;

/// Both set the same thing, to whatever value: the later one of them is what holds.
[[nodiscard]] bool sameThing(const Change& one, const Change& other);
/// Adds a change; one that sets the same thing gives way.
void put(std::vector<Change>& changes, Change change);

/// @errors NotFound: a change names a cluster, pool, zone of a pool, quota or node that is not there (with the names that are).
[[nodiscard]] Result<FleetPtr> whatIf(const FleetPtr& fleet, const std::vector<Change>& changes);
/// The same for one look: only clusters, stock, quotas and instance types, and nothing is digested. A window tries many of
/// these between two keystrokes.
[[nodiscard]] Result<FleetPtr> glimpse(const FleetPtr& fleet, const std::vector<Change>& changes);
/// That part of a fleet, to be changed.
[[nodiscard]] Fleet glimpseOf(const Fleet& fleet);

} // namespace core::snapshot
