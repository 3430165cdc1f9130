#pragma once

#include <optional>
#include <set>
#include <string>
#include <variant>
#include <vector>

#include "core/model/value.h"
#include "core/snapshot/extras.h"
#include "core/snapshot/fleet.h"

/// From Kubernetes objects to clusters and fleets, step by step: what dumps and live lists have in common. Nodes and pods go on to
/// tables (build.h, store.h); the rest is small and stands here.
namespace core::snapshot {

struct NamespaceLabels {
    std::string name;
    model::Labels labels;
};
struct PriorityClass {
    std::string name;
    std::int32_t value = 0;
    bool neverPreempts = false;
    bool isDefault = false; ///< of pods that name none
};
/// A workload's manifest, trimmed (privacy.h).
struct Manifest {
    Json object;
};
/// `<nodepool-id>-inventory-status`: cells without account.
struct StockSheet {
    std::string pool;
    std::vector<model::StockCell> cells;
};
/// `autoscaler-meta`. @param pools none: it could not be read
struct PoolSheet {
    std::optional<std::vector<model::NodePool>> pools;
};
/// `cluster-autoscaler-status`: pools by id, with their bounds and the nodes that they are to have, and nothing else.
struct PoolBounds {
    std::vector<model::NodePool> pools;
};
/// A PersistentVolumeClaim of the fleet's control plane, as Fleet::claims holds it.
struct FleetClaim {
    Json object;
};
/// It is known, and placement does not need it.
struct NotNeeded {};

using ClusterObject =
    std::variant<NotNeeded, model::Node, model::Pod, PodShape /* of a daemon set's template */, NamespaceLabels,
                 NamespaceQuota, model::PersistentVolumeClaim, model::PersistentVolume, model::StorageClass,
                 PriorityClass, model::LimitRange, model::RuntimeClass, StockSheet, PoolSheet, PoolBounds, Manifest>;
/// Objects of the fleet with what its controllers report.
struct DescribedCluster {
    model::Cluster cluster;
    std::vector<model::BindingCondition> conditions;
};
struct Placed {
    model::Binding binding;
    std::vector<model::AppliedTo> applied;
};

using FleetObject = std::variant<NotNeeded, model::Policy, model::OverridePolicy, DescribedCluster, Placed,
                                 NamespaceQuota /* federated */, model::Scaler, Manifest, FleetClaim>;

/// A node or a pod, of which there are thousands: read where it was decoded, without a document of its own. @return none: another kind
[[nodiscard]] std::optional<ClusterObject> rowObject(std::string_view group, std::string_view kind, model::Value object,
                                                     model::Issues& issues);
/// What stands in a cluster. @return none: nothing here reads this kind
[[nodiscard]] std::optional<ClusterObject> clusterObject(const Json& object, model::Issues& issues);
/// Whose object it is: autoscalers and workloads say something of the fleet only where they stand in its control plane, and a cluster
/// without a fleet runs its own.
enum class StandsIn { Fleet, OnlyCluster, Member };
/// What says something of the whole fleet: policies, Cluster objects, bindings, autoscalers, workloads that are to run.
[[nodiscard]] std::optional<FleetObject> fleetObject(const Json& object, StandsIn where, model::Issues& issues);

/// Puts it where it belongs; of a Cluster object what is reported of it, since the rest belongs to the cluster.
void add(Fleet& fleet, FleetObject object);

/// What one cluster holds besides nodes and pods, as it comes.
struct ClusterDraft {
    ClusterData data;                   ///< without tables
    std::vector<StockSheet> stock;      ///< of its ConfigMaps
    std::optional<PoolSheet> poolSheet; ///< of its ConfigMap
    std::optional<PoolBounds> bounds;   ///< of its ConfigMap
    bool described = false;             ///< a Cluster object describes it

    /// Not for nodes and pods.
    void add(ClusterObject object);
    /// Its description, account and pools. @param object none: there is no Cluster object of it
    void describe(const std::string& name, const model::Cluster* object, const Extras& extras);
    /// Its stock, of the account and pools that `describe` found. @param seen of cells that state no time
    [[nodiscard]] std::vector<model::StockCell> cells(std::optional<Time> seen) const;
};

/// Region and zones of a cluster that no object describes: those of its nodes and pools.
void describeByNodes(ClusterData& data);
/// Daemon sets that were not listed, by the pods that are there of them.
void daemonSetsFromPods(ClusterData& data);

/// What extras state of the whole fleet.
void addExtras(Fleet& fleet, const Extras& extras);
/// `stock: []` says that there is none: so of each type and zone that pools buy, unless somebody else speaks of it. Once the clusters
/// are there.
void addNoStock(Fleet& fleet, const Extras& extras, const std::string& source);
/// Types and prices that are not stated; prices for the fleet's own regions only.
void addCatalogue(Fleet& fleet);

/// How a gap is mended: what is read is a folder of dumps, one of a single cluster, or live.
enum class ReadFrom { Folder, FlatFolder, Live };
/// What a preview would need and the fleet does not hold. Live, what the API would say has no remedy here: that is the right that is
/// missing, and whoever asked for it knows which.
/// @param withoutObject clusters that no object describes
[[nodiscard]] std::vector<Gap> gapsOf(const Fleet& fleet, const std::set<std::string>& withoutObject, ReadFrom from);
/// What a gap leaves open that is of the list of clusters.
inline constexpr const char* whichClusters = "which clusters there are";
/// What is missing where nothing of the fleet's own server is known.
inline constexpr const char* controlPlane = "control plane";
/// By what a gap says, as a file holds it. Who makes one states its kind.
[[nodiscard]] GapKind kindOf(const Gap& gap);
/// There may be other clusters than the fleet holds; nullptr: they were listed.
[[nodiscard]] const Gap* gapOfClusters(const Fleet& fleet);
/// Those that leave open which policies the fleet has; empty: they were listed.
[[nodiscard]] std::vector<const Gap*> gapsOfPolicies(const Fleet& fleet);
/// A workload that has no binding here may have one: they were not listed.
[[nodiscard]] bool hasUnreadBindings(const Fleet& fleet);

/// Gaps of several clusters that say the same, told once.
struct SameGap {
    Gap gap;                           ///< that of the first
    std::vector<std::string> clusters; ///< empty: of the whole fleet
};
/// In the order of the first of each.
[[nodiscard]] std::vector<SameGap> sameGaps(const std::vector<Gap>& gaps);
/// "pods of c-hz-01", "Cluster object of c-hz-01, c-hz-02": what is missing, and where.
[[nodiscard]] std::string titleOf(const SameGap& one);

} // namespace core::snapshot
