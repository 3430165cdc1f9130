#include "core/kube/cache_parts.h"

#include <array>
#include <map>

namespace core::kube {
namespace {

constexpr auto Watched = std::to_array<WatchedResource>({
    {Place::Member, "", "nodes", "", "what its nodes hold"},
    {Place::Member, "", "pods", "", "what is free on its nodes"},
    {Place::Member, "", "namespaces", "", "which namespaces it has"},
    {Place::Member, "", "resourcequotas", "", "what its namespaces may still use"},
    {Place::Member, "", "limitranges", "", "what its namespaces add to pods, and refuse"},
    {Place::Member, "", "persistentvolumeclaims", "", "where volumes are bound"},
    {Place::Member, "", "persistentvolumes", "", "which zones its volumes are in"},
    {Place::Member, "", "configmaps", "kube-system", "what its node pools can still buy"},
    {Place::Member, "apps", "daemonsets", "", "what new nodes will hold from the start"},
    {Place::Member, "apps", "deployments", "", "what runs there"},
    {Place::Member, "apps", "statefulsets", "", "what runs there"},
    {Place::Member, "batch", "jobs", "", "what runs there"},
    {Place::Member, "autoscaling", "horizontalpodautoscalers", "", "who else sets replicas"},
    {Place::Member, "node.k8s.io", "runtimeclasses", "", "what runtime classes add to pods"},
    {Place::Member, "scheduling.k8s.io", "priorityclasses", "", "who makes room for whom"},
    {Place::Member, "storage.k8s.io", "storageclasses", "", "whether volumes wait for a node"},
    {Place::Fleet, "cluster.karmada.io", "clusters", "", "which clusters there are"},
    {Place::Fleet, "cluster.open-cluster-management.io", "managedclusters", "", "which clusters there are"},
    {Place::Fleet, "policy.karmada.io", "propagationpolicies", "", "where workloads go"},
    {Place::Fleet, "policy.karmada.io", "clusterpropagationpolicies", "", "where workloads go"},
    {Place::Fleet, "policy.karmada.io", "overridepolicies", "", "what differs between clusters"},
    {Place::Fleet, "policy.karmada.io", "clusteroverridepolicies", "", "what differs between clusters"},
    {Place::Fleet, "policy.karmada.io", "federatedresourcequotas", "", "what namespaces may still use"},
    {Place::Fleet, "policy.one.alibabacloud.com", "propagationpolicies", "", "where workloads go"},
    {Place::Fleet, "policy.one.alibabacloud.com", "clusterpropagationpolicies", "", "where workloads go"},
    {Place::Fleet, "policy.one.alibabacloud.com", "overridepolicies", "", "what differs between clusters"},
    {Place::Fleet, "policy.one.alibabacloud.com", "clusteroverridepolicies", "", "what differs between clusters"},
    {Place::Fleet, "work.karmada.io", "resourcebindings", "", "what was placed where"},
    {Place::Fleet, "work.karmada.io", "clusterresourcebindings", "", "what was placed where"},
    {Place::Fleet, "autoscaling.karmada.io", "federatedhpas", "", "who else sets replicas"},
    {Place::Fleet, "autoscaling.karmada.io", "cronfederatedhpas", "", "who else sets replicas"},
    {Place::Fleet, "apps", "deployments", "", "what is to run"},
    {Place::Fleet, "apps", "statefulsets", "", "what is to run"},
    {Place::Fleet, "batch", "jobs", "", "what is to run"},
});

constexpr auto LookedUp = std::to_array<LookedUpResource>({
    {"", "namespaces", "whether the namespace is there, or being deleted"},
    {"", "serviceaccounts", "whether service accounts are there, and what they pull images with"},
    {"", "configmaps", "whether config maps that pods refer to are there"},
    {"", "persistentvolumeclaims", "whether claims are there, and bound"},
    {"", "persistentvolumes", "where the weights are"},
    {"", "secrets", "whether secrets that pods refer to are there, and of which type"},
    {"apps", "deployments", "whether the workload is there already, and whose it is"},
    {"apps", "statefulsets", "whether the workload is there already, and whose it is"},
    {"batch", "jobs", "whether the workload is there already, and whose it is"},
    {"data.fluid.io", "datasets", "whether Fluid datasets are ready"},
});

std::string quotedList(const std::set<std::string_view>& texts)
{
    std::string made = "[";
    for (const std::string_view text : texts) made.append(made.size() > 1 ? ", \"" : "\"").append(text).append("\"");
    return made + "]";
}

std::string ruleOf(std::string_view group, const std::set<std::string_view>& plurals,
                   const std::set<std::string_view>& verbs)
{
    return "- apiGroups: " + quotedList({group}) + "\n  resources: " + quotedList(plurals) +
           "\n  verbs: " + quotedList(verbs) + "\n";
}

} // namespace

std::span<const WatchedResource> watchedResources()
{
    return Watched;
}

std::span<const FleetProxy> fleetProxies()
{
    static constexpr auto Proxies =
        std::to_array<FleetProxy>({{"cluster.karmada.io", "clusters"}, {"cluster.core.oam.dev", "clustergateways"}});
    return Proxies;
}

bool listsClusters(const WatchedResource& resource)
{
    return resource.place == Place::Fleet && (resource.plural == "clusters" || resource.plural == "managedclusters");
}

std::span<const LookedUpResource> lookedUpResources()
{
    return LookedUp;
}

std::string ruleFor(std::string_view group, std::string_view plural, const std::vector<std::string>& verbs)
{
    return ruleOf(group, {plural}, {verbs.begin(), verbs.end()});
}

std::string ruleInLine(const std::set<std::string_view>& groups, const std::set<std::string_view>& plurals,
                       const std::set<std::string_view>& verbs)
{
    return "- {apiGroups: " + quotedList(groups) + ", resources: " + quotedList(plurals) +
           ", verbs: " + quotedList(verbs) + "}";
}

std::string needsText(std::string_view verb, std::string_view group, std::string_view plural,
                      const std::vector<std::string>& verbs, std::string_view role)
{
    std::string made = "needs `";
    made.append(verb).append(" ").append(plural);
    if (!group.empty()) made.append(".").append(group);
    return made.append("`. Add this rule to a ").append(role).append(":\n") + ruleFor(group, plural, verbs);
}

std::string roleHead(std::string_view kind, std::string_view name, std::string_view nameSpace)
{
    std::string made = "apiVersion: rbac.authorization.k8s.io/v1\nkind: ";
    made.append(kind).append("\nmetadata:\n  name: ").append(name).append("\n");
    if (!nameSpace.empty()) made.append("  namespace: ").append(nameSpace).append("\n");
    return made + "rules:\n";
}

namespace {

/// RBAC does not tell a Secret's type from its values; Berth asks for the row that the server prints of it, and for nothing else.
std::string preflightRoles(std::string_view name)
{
    std::map<std::string_view, std::set<std::string_view>> plurals; // [group]
    for (const LookedUpResource& one : LookedUp)
        if (one.plural != "secrets") plurals[one.group].insert(one.plural);
    std::string made = "---\n# For `berthctl preflight`, which looks up what pods refer to.\n" +
                       roleHead("ClusterRole", std::string(name) + "-preflight");
    for (const auto& [group, names] : plurals) made += ruleOf(group, names, {"get"});
    made += "---\n# For `berthctl preflight`: whether Secrets are there, and of which type. Their values are not asked "
            "for, but this "
            "right\n# would give them: name those that are meant (resourceNames), or leave this role out, and it stays "
            "unknown.\n" +
            roleHead("ClusterRole", std::string(name) + "-preflight-secrets");
    return made + ruleOf("", {"secrets"}, {"get"});
}

} // namespace

std::string_view readerName(Place place)
{
    return place == Place::Fleet ? "berth-reader-fleet" : "berth-reader-member";
}

std::string minimalRoles(Place place, std::string_view name)
{
    if (name.empty()) name = readerName(place);
    std::map<std::string_view, std::map<std::string_view, std::set<std::string_view>>> plurals; // [namespace][group]
    for (const WatchedResource& one : Watched)
        if (one.place == place) plurals[one.nameSpace][one.group].insert(one.plural);
    std::string made;
    for (const auto& [nameSpace, groups] : plurals) {
        if (!made.empty()) made += "---\n";
        made += roleHead(nameSpace.empty() ? "ClusterRole" : "Role", name, nameSpace);
        for (const auto& [group, names] : groups) made += ruleOf(group, names, {"list", "watch"});
        if (place == Place::Fleet && nameSpace.empty())
            for (const FleetProxy& proxy : fleetProxies()) {
                const std::string proxyName = std::string(proxy.plural) + "/proxy";
                made += ruleOf(proxy.group, {proxyName}, {"get"});
            }
    }
    if (place == Place::Member) made += preflightRoles(name);
    return made;
}

} // namespace core::kube
