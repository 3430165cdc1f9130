#pragma once

#include <set>
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

/// What preflight looks up in a cluster, object by object, besides what is followed there: `get`.
struct LookedUpResource {
    std::string_view group;
    std::string_view plural;
    std::string_view gives; ///< what is unknown without it
};
/// @source core/preflight/lookups.cpp; of workloads those that every cluster serves
[[nodiscard]] std::span<const LookedUpResource> lookedUpResources();

/// Whether its objects are the fleet's clusters.
[[nodiscard]] bool listsClusters(const WatchedResource& resource);

/// A resource of the fleet through whose `proxy` its clusters are reached, an object of the cluster's name.
struct FleetProxy {
    std::string_view group;
    std::string_view plural;
};
/// @source Karmada f8fdd02, cluster/v1alpha1 ClusterProxyOptions; kubernetes Cluster Gateway, ACK One
[[nodiscard]] std::span<const FleetProxy> fleetProxies();

/// A ClusterRole, and Roles where only one namespace is read, in YAML: list and watch, and of a fleet the way through its proxies. Of a
/// member behind them what preflight takes, as roles of their own, the one for Secrets apart: who does not want it leaves it out.
/// @param name of each of them, or what it begins with; empty: that of the place
[[nodiscard]] std::string minimalRoles(Place place, std::string_view name = {});
/// One for each place, since a fleet can be a member too: roles of one name would replace each other.
[[nodiscard]] std::string_view readerName(Place place);

/// What stands above the rules of a role. @param nameSpace of a Role
[[nodiscard]] std::string roleHead(std::string_view kind, std::string_view name, std::string_view nameSpace = {});

/// The rule to be added where one right is missing, in YAML, as it stands below `rules:`.
/// @param verbs "list", "watch"
[[nodiscard]] std::string ruleFor(std::string_view group, std::string_view plural,
                                  const std::vector<std::string>& verbs = {"list", "watch"});
/// One rule for several resources, on one line: `- {apiGroups: ["", "apps"], resources: ["deployments", "pods"], verbs: ["list"]}`.
[[nodiscard]] std::string ruleInLine(const std::set<std::string_view>& groups,
                                     const std::set<std::string_view>& plurals,
                                     const std::set<std::string_view>& verbs);
/// "needs `list nodes`. Add this rule to a role:" with the rule below.
/// @param verb  that is missing
/// @param role  "ClusterRole" where all namespaces are listed at once: a namespace's Role does not give that
[[nodiscard]] std::string needsText(std::string_view verb, std::string_view group, std::string_view plural,
                                    const std::vector<std::string>& verbs = {"list", "watch"},
                                    std::string_view role = "role");

} // namespace core::kube
