#pragma once

#include <string>
#include <vector>

#include "core/estimate/fit.h"
#include "core/snapshot/build.h"

/// Nodes and pods for the tests of Fit, made in a line.
namespace objects {

inline core::model::Quantity quantity(const std::string& text)
{
    return core::model::Quantity::parse(text).value();
}

inline core::model::Node node(const std::string& name, core::model::Requests allocatable,
                              core::model::Labels labels = {})
{
    core::model::Node node;
    node.name = name;
    node.labels = std::move(labels);
    node.labels.emplace("kubernetes.io/hostname", name);
    allocatable.emplace("pods", 110);
    node.allocatable = allocatable;
    node.capacity = std::move(allocatable);
    return node;
}

/// Not defaulted; "nvidia.com/gpu" and the like as limits do no harm here.
inline core::model::Pod pod(const std::vector<std::pair<std::string, std::string>>& requests,
                            core::model::Labels labels = {}, core::model::Labels annotations = {})
{
    core::model::Pod pod;
    pod.ns = "default";
    pod.labels = std::move(labels);
    pod.annotations = std::move(annotations);
    core::model::Container container;
    container.name = "c";
    for (const auto& [name, amount] : requests) container.requests[name] = quantity(amount);
    pod.spec.containers.push_back(std::move(container));
    return pod;
}

inline core::model::Pod on(core::model::Pod pod, const std::string& nodeName, const std::string& name)
{
    pod.name = name;
    pod.spec.nodeName = nodeName;
    return pod;
}

inline core::snapshot::ClusterData cluster(std::vector<core::model::Node> nodes, std::vector<core::model::Pod> pods)
{
    core::snapshot::ClusterData data;
    core::snapshot::buildTables(data, std::move(nodes), std::move(pods));
    return data;
}

} // namespace objects
