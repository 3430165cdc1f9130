#pragma once

#include <functional>
#include <string>
#include <vector>

#include "core/snapshot/build.h"
#include "tests/core/preview/shared_fleet.h"

/// One cluster, c, of nodes and pods that a test states, with an elastic pool.
namespace one_cluster {

namespace model = core::model;
namespace snapshot = core::snapshot;
namespace preview = core::preview;
using core::Json;

inline const std::string type = "ecs.gn7i-c8g1.2xlarge";

inline model::Node node(const std::string& name, std::int64_t cards)
{
    model::Node out;
    out.name = name;
    out.labels = {{"kubernetes.io/hostname", name}, {"topology.kubernetes.io/zone", "cn-hangzhou-h"}};
    out.allocatable = {{"cpu", 7900}, {"memory", std::int64_t{28} << 30U}, {"pods", 60}};
    if (cards > 0) out.allocatable["nvidia.com/gpu"] = cards;
    out.capacity = out.allocatable;
    out.conditions = {{"Ready", "True", {}, {}}};
    return out;
}

inline model::Pod pod(const std::string& name, const std::string& on = {})
{
    model::Pod out;
    out.ns = "default";
    out.name = name;
    out.labels = {{"app", name}};
    out.spec.nodeName = on;
    out.spec.containers.emplace_back();
    out.spec.containers.front().requests["nvidia.com/gpu"] = model::Quantity::of(1);
    out.phase = on.empty() ? "Pending" : "Running";
    return out;
}

/// The clusters have these nodes and pods; stock for `stock` in each of the two zones.
inline snapshot::FleetPtr fleetOf(const std::vector<model::Node>& nodes, const std::vector<model::Pod>& pods,
                                  std::int64_t stock, const std::function<void(snapshot::ClusterData&)>& alter = {})
{
    const auto empty = sharing::fleetOf({.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, stock}}});
    snapshot::Fleet fleet = *empty;
    snapshot::ClusterData data = *fleet.clusters.front();
    snapshot::buildTables(data, nodes, pods);
    if (alter) alter(data);
    fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
    return snapshot::freeze(std::move(fleet));
}

inline preview::Preview answerOf(std::vector<core::Json> documents, const snapshot::FleetPtr& fleet)
{
    return preview::preview(preview::readManifests(documents, *fleet).questions.front(), fleet);
}

inline std::vector<core::Json> documents(const char* kind, std::int64_t replicas)
{
    auto out = given::documents(sharing::manifests(replicas, "Weighted"));
    out[0]["kind"] = kind;
    out[1]["spec"]["resourceSelectors"][0]["kind"] = kind;
    if (std::string(kind) == "DaemonSet") out[0]["spec"].erase("replicas");
    return out;
}

} // namespace one_cluster
