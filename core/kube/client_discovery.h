#pragma once

#include "core/kube/client.h"

/// What a server serves: its groups, versions and resources, and which of them a person means by `deploy`.
namespace core::kube {

struct ApiResource {
    std::string group;    ///< empty: the core's
    std::string version;  ///< "v1"
    std::string plural;   ///< "deployments"
    std::string singular; ///< "deployment"
    std::string kind;     ///< "Deployment"
    bool namespaced = false;
    std::vector<std::string> verbs; ///< "list", "watch"
    std::vector<std::string> shortNames;
    std::vector<std::string> categories;
    std::vector<std::string> subresources; ///< "scale", "status"
    bool operator==(const ApiResource&) const = default;

    [[nodiscard]] bool can(std::string_view verb) const;
    [[nodiscard]] std::string apiVersion() const; ///< "apps/v1"
    [[nodiscard]] std::string fullName() const;   ///< "deployments.apps"
    /// "/apis/apps/v1/deployments", "/api/v1/namespaces/a/pods": as a request has it. @param nameSpace empty: of all of them
    [[nodiscard]] std::string path(std::string_view nameSpace = {}) const;
    /// Of one object; none where the names are none that an object can have. @param nameSpace only of what has one
    [[nodiscard]] std::optional<std::string> pathOf(std::string_view nameSpace, std::string_view name) const;
};

struct ApiGroup {
    std::string name;
    std::vector<std::string> versions; ///< that the server prefers first
    bool operator==(const ApiGroup&) const = default;
};

/// A version of a group whose resources are not known, or are those of earlier: the API behind it does not answer.
struct DiscoveryGap {
    std::string group;
    std::string version;
    std::string why; ///< a sentence
    bool operator==(const DiscoveryGap&) const = default;
};

struct Discovery {
    std::vector<ApiGroup> groups;       ///< in the order of the server; the core first
    std::vector<ApiResource> resources; ///< of all versions: by group, then by version, as in `groups`
    std::vector<DiscoveryGap> gaps;
    bool aggregated = false; ///< two requests told all
    bool operator==(const Discovery&) const = default;

    /// What `kubectl get TEXT` asks for: a plural, a singular, a short name or a kind, with `.group` or `.version.group` behind it or
    /// not; a group may be cut short. Of several, that of the first group in a version that its server prefers.
    /// @source kubectl 1.32: ResourceOrTypeArg, client-go restmapper/shortcut.go, meta/restmapper.go, meta/priority.go
    [[nodiscard]] const ApiResource* find(std::string_view text) const;
    /// @param version empty: the preferred one
    [[nodiscard]] const ApiResource* byKind(std::string_view group, std::string_view kind,
                                            std::string_view version = {}) const;
    /// What can be listed of those that say they belong to it, in the version that is preferred: "all".
    [[nodiscard]] std::vector<const ApiResource*> inCategory(std::string_view category) const;
    [[nodiscard]] const ApiResource* byName(std::string_view group, std::string_view plural,
                                            std::string_view version = {}) const;
};

/// Asks for all at once where the server can (aggregated discovery, v2 or v2beta1), else for each version of each group. A version that
/// cannot be had is a gap; only where nothing can be had it is an error. `done` is called once, on the client's thread.
/// @errors those of `Session::send`; Malformed: the answer is no discovery
/// @source k8s.io/api/apidiscovery/v2, meta/v1 APIGroupList and APIResourceList, 0.36.2; fault table, row 62
void discover(const Session& session, std::function<void(ApiResult<Discovery>)> done, std::stop_token stop = {});
/// The same, and waits for the answer; not to be called from a handler.
[[nodiscard]] ApiResult<Discovery> discovered(const Session& session, std::stop_token stop = {});

} // namespace core::kube
