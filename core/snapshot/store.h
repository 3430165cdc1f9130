#pragma once

#include <string>
#include <vector>

#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/snapshot/fleet.h"
#include "core/snapshot/pod_batch.h"

/// The one place where a fleet changes: it takes batches of changes and hands out the next immutable fleet, reusing every
/// table that no change touched.
namespace core::snapshot {

/// What a cluster holds besides nodes and pods; it replaces all of that.
struct ClusterRest {
    ClusterData data;      ///< without tables; daemon sets that nobody listed are taken from its pods
    bool described = true; ///< false: region and zones are taken from its nodes
};

struct ClusterChange {
    std::string cluster;
    std::vector<model::Node> nodes{}; ///< added or replaced, by name
    std::vector<std::string> goneNodes{};
    std::vector<model::Pod> pods{};                              ///< added or replaced, by namespace/name
    std::shared_ptr<const PodBatch> batch{};                     ///< the same, before those
    std::vector<std::pair<std::string, std::string>> gonePods{}; ///< namespace, name
    std::optional<std::vector<model::NodePool>> pools{};
    std::optional<std::vector<NamespaceQuota>> quotas{};
    std::optional<ClusterRest> rest{};
    std::optional<Origin> nodesOrigin{}, podsOrigin{}; ///< they are known from now on, be there any or none
    bool partial =
        false; ///< of lists that have not ended: what is there is not known to be all, but for what has an origin
};
struct FleetChange {
    std::vector<ClusterChange> clusters{};
    std::optional<std::vector<model::StockCell>> stock{};
    std::optional<std::vector<model::Price>> prices{};
    std::optional<std::vector<model::Quota>> quotas{};
    std::optional<Time> takenAt{};
    std::optional<Fleet> rest{}; ///< all but clusters; it replaces all of that, before the parts above do
    std::vector<std::string> goneClusters{};
};

class Store {
public:
    explicit Store(FleetPtr start);
    [[nodiscard]] FleetPtr fleet() const; ///< safe from any thread
    /// The next fleet; the same as if it had been built from nothing (tests hold the two against each other).
    FleetPtr apply(FleetChange change);

private:
    FleetPtr m_fleet;
};

} // namespace core::snapshot
