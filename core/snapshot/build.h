#pragma once

#include <string>
#include <vector>

#include "core/model/node.h"
#include "core/model/pod.h"
#include "core/snapshot/fleet.h"

/// From decoded objects to columns. The one place where node and pod tables are made: dumps, live lists and tests use it.
namespace core::snapshot {

/// Fills `data.nodes` and `data.pods` (and what follows from both: requested, pods a node, pool of a node, lost cards).
/// Pods get their API-server defaults first. A pod on a node that is not there counts nowhere.
void buildTables(ClusterData& data, std::vector<model::Node> nodes, const std::vector<model::Pod>& pods);

/// What placement rules read of a cluster (tables, claims, namespaces, priorities) as it would be with these nodes
/// besides. Not frozen, and without what else it holds.
[[nodiscard]] ClusterData withNodes(const ClusterData& data, std::vector<model::Node> nodes);

/// The same with these nodes in place of those of their names, which are all there; rows stay as they are.
[[nodiscard]] ClusterData withReplaced(const ClusterData& data, const std::vector<model::Node>& nodes);
/// Back to an object, as far as the table keeps it.
[[nodiscard]] model::Node nodeAt(const NodeTable& table, std::size_t row);

/// The pod that a template stands for, as the tables keep it: trimmed, defaults applied, requests computed.
[[nodiscard]] PodShape shapeOf(model::Pod pod);
/// What its class adds to a pod that is made. What contradicts the class stays, so that it can be told.
void addRuntimeClass(const model::RuntimeClass& one, model::PodSpec& spec);

/// Sorts what has to be sorted, computes the digest, freezes. Of several things with one name (claims, policies, …) one
/// stays, always the same whatever their order. Clusters that are frozen already are taken over as they are.
[[nodiscard]] FleetPtr freeze(Fleet fleet);
/// The same for one cluster, without a copy.
[[nodiscard]] ClusterPtr freezeCluster(ClusterData data);
/// The same for what is sorted already: a frozen fleet of which only clusters changed.
[[nodiscard]] FleetPtr sealFleet(Fleet fleet);
/// A frozen cluster of which only tables changed.
[[nodiscard]] ClusterPtr sealCluster(ClusterData data);

} // namespace core::snapshot
