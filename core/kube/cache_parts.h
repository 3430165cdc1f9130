#pragma once

#include <span>
#include <string>
#include <string_view>
#include <vector>

/// The resources that Berth reads of a fleet's control plane and of its clusters, and the rights that this takes: one table for both.
namespace core::kube {

enum class Place { Fleet, Member };

/// One part of a live fleet.
struct WatchedResource {
    Place place;
    std::string_view group; ///< empty: the core's
    std::string_view plural;
    std::string_view nameSpace; ///< empty: all of them
    std::string_view gives;     ///< what is unknown without it: "what is free on its nodes"
};

/// @source core/snapshot/dumps.cpp, which reads the same out of files; Karmada f8fdd02, ACK One and Open Cluster Management for groups
[[nodiscard]] std::span<const WatchedResource> watchedResources();

/// Whether its objects are the fleet's clusters.
[[nodiscard]] bool listsClusters(const WatchedResource& resource);

/// A resource of the fleet through whose `proxy` its clusters are reached, an object of the cluster's name.
struct FleetProxy {
    std::string_view group;
    std::string_view plural;
};
/// @source Karmada f8fdd02, cluster/v1alpha1 ClusterProxyOptions; kubernetes Cluster Gateway, ACK One
[[nodiscard]] std::span<const FleetProxy> fleetProxies();

/// A ClusterRole, and Roles where only one namespace is read, in YAML: list and watch, and of a fleet the way through its proxies.
/// @param name of each of them
[[nodiscard]] std::string minimalRoles(Place place, std::string_view name = "berth-reader");

/// The rule to be added where one right is missing, in YAML, as it stands below `rules:`.
/// @param verbs "list", "watch"
[[nodiscard]] std::string ruleFor(std::string_view group, std::string_view plural,
                                  const std::vector<std::string>& verbs = {"list", "watch"});

} // namespace core::kube
