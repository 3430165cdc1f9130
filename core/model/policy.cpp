#include "core/model/policy.h"

#include <set>

#include "core/model/hints.h"
#include "core/model/policy_checks.h"
#include "core/model/read.h"

namespace core::model {
namespace {

constexpr std::string_view ackOne = "policy.one.alibabacloud.com";
constexpr std::string_view ackOneOld = "one.alibabacloud.com";
constexpr std::string_view karmada = "policy.karmada.io";

bool isGroup(std::string_view group)
{
    return group == ackOne || group == ackOneOld || group == karmada;
}

void checkApiVersion(const ObjectRef& ref, const std::string& path, Issues& issues)
{
    const auto at = read::join(path, "apiVersion");
    const auto group = ref.group();
    if (!isGroup(group)) {
        hints::add(issues, Severity::Error, at,
                   hints::inQuotes(ref.apiVersion) + " is not an API version of a propagation policy.",
                   "Write " + std::string(ackOne) + "/v1alpha1 or " + std::string(karmada) + "/v1alpha1.");
        return;
    }
    const auto version = ref.apiVersion.substr(std::min(ref.apiVersion.size(), group.size() + 1));
    if (version != "v1alpha1")
        hints::add(issues, Severity::Warning, at,
                   "The version " + hints::inQuotes(version) + " of " + group +
                       " is not known; it is read as v1alpha1.",
                   "Write " + group + "/v1alpha1 unless the fleet serves this version.");
    if (group == ackOneOld)
        hints::add(issues, Severity::Note, at, "This is the old spelling of ACK One's policy group.",
                   "Write " + std::string(ackOne) + "/v1alpha1.");
}

ResourceSelector readSelector(const Json& entry, const std::string& at, Issues& issues)
{
    ResourceSelector selector;
    selector.apiVersion = read::text(entry, "apiVersion", at, issues);
    selector.kind = read::text(entry, "kind", at, issues);
    selector.ns = read::text(entry, "namespace", at, issues);
    selector.name = read::text(entry, "name", at, issues);
    if (const Json* labels = read::member(entry, "labelSelector"))
        selector.labelSelector = readLabelSelector(*labels, read::join(at, "labelSelector"), issues);
    for (const auto* key : {"apiVersion", "kind"})
        if (!read::member(entry, key))
            hints::add(issues, Severity::Error, at, "The selector does not say the " + std::string(key) + ".",
                       "Add " + std::string(key) + ".");
    if (!selector.name.empty() && selector.labelSelector)
        hints::add(issues, Severity::Warning, read::join(at, "labelSelector"),
                   "The name decides; labelSelector is not looked at.", "Remove one of them.");
    return selector;
}

std::vector<ResourceSelector> readSelectors(const Json& spec, const std::string& path, Issues& issues)
{
    std::vector<ResourceSelector> selectors;
    const Json* list = read::member(spec, "resourceSelectors");
    const auto at = read::join(path, "resourceSelectors");
    if (!list) return selectors;
    if (!list->is_array()) {
        hints::add(issues, Severity::Error, at, "resourceSelectors is not a list.", "Put \"- \" before each selector.");
        return selectors;
    }
    for (std::size_t i = 0; i < list->size(); ++i) {
        const auto entryPath = read::join(at, i);
        if ((*list)[i].is_object())
            selectors.push_back(readSelector((*list)[i], entryPath, issues));
        else
            hints::add(issues, Severity::Error, entryPath, "This selector is not a mapping.",
                       "Write apiVersion, kind and name below each other.");
    }
    return selectors;
}

void readDeletion(Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    policy.preserveOnDeletion = read::flag(spec, "preserveResourcesOnDeletion", path, issues);
    // `prune: true` of the old spelling removes what was propagated; absent, it does not speak.
    if (!read::member(spec, "preserveResourcesOnDeletion") && read::member(spec, "prune"))
        policy.preserveOnDeletion = !read::flag(spec, "prune", path, issues, true);
}

void readSpec(Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    policy.selectors = readSelectors(spec, path, issues);
    if (const Json* placement = read::member(spec, "placement"))
        policy.placement = readPlacement(*placement, read::join(path, "placement"), issues);
    policy.priority =
        static_cast<std::int32_t>(read::number(spec, "priority", path, issues, INT32_MIN, INT32_MAX).value_or(0));
    policy.preemption = read::text(spec, "preemption", path, issues);
    if (policy.preemption.empty()) policy.preemption = "Never";
    if (const Json* autoScaling = read::member(spec, "autoScaling"))
        policy.ecsProvision = read::flag(*autoScaling, "ecsProvision", read::join(path, "autoScaling"), issues);
    if (const Json* suspension = read::member(spec, "suspension")) {
        const auto at = read::join(path, "suspension");
        policy.suspendScheduling = read::flag(*suspension, "scheduling", at, issues);
        policy.suspendDispatching = read::flag(*suspension, "dispatching", at, issues);
        const Json* on = read::member(*suspension, "dispatchingOnClusters");
        if (on != nullptr && !policy.suspendDispatching)
            policy.suspendDispatchingOn =
                read::texts(*on, "clusterNames", read::join(at, "dispatchingOnClusters"), issues);
    }
    readDeletion(policy, spec, path, issues);
    policy.conflictResolution = read::text(spec, "conflictResolution", path, issues);
    policy.schedulerName = read::text(spec, "schedulerName", path, issues);
    policy.activationPreference = read::text(spec, "activationPreference", path, issues);
}

PolicyApi apiOf(const ObjectRef& ref)
{
    const auto group = ref.group();
    return group == karmada ? PolicyApi::Karmada : group == ackOneOld ? PolicyApi::AckOneOld : PolicyApi::AckOne;
}

void append(Issues& issues, Issues more)
{
    issues.insert(issues.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

bool isPolicy(const Json& object)
{
    const auto ref = refOf(object);
    return (ref.kind == "PropagationPolicy" || ref.kind == "ClusterPropagationPolicy") && isGroup(ref.group());
}

Policy readPolicy(const Json& object, const std::string& path, Issues& issues)
{
    Policy policy;
    policy.ref = refOf(object);
    policy.api = apiOf(policy.ref);
    policy.clusterScoped = policy.ref.kind == "ClusterPropagationPolicy";
    Issues found;
    hints::findPlaceholders(object, path, found);
    Issues rules;
    checkApiVersion(policy.ref, path, rules);
    hints::checkMetadata(object, path, rules);
    const Json* spec = read::member(object, "spec");
    const auto at = read::join(path, "spec");
    Issues fields;
    if (const Json* metadata = read::member(object, "metadata")) {
        policy.creationTime = read::text(*metadata, "creationTimestamp", read::join(path, "metadata"), fields);
        policy.deleting = read::member(*metadata, "deletionTimestamp") != nullptr;
    }
    if (!spec || !spec->is_object()) {
        hints::add(rules, Severity::Error, spec ? at : path, "The policy has no spec.",
                   "Add spec with resourceSelectors and placement.");
    } else {
        readSpec(policy, *spec, at, fields);
        policies::check(policy, *spec, at, rules);
    }
    hints::addOthers(found, std::move(rules));
    hints::addOthers(found, std::move(fields));
    append(issues, std::move(found));
    return policy;
}

bool isOverridePolicy(const Json& object)
{
    const auto ref = refOf(object);
    return (ref.kind == "OverridePolicy" || ref.kind == "ClusterOverridePolicy") && isGroup(ref.group());
}

OverridePolicy readOverridePolicy(const Json& object, const std::string& path, Issues& issues)
{
    OverridePolicy policy;
    policy.ref = refOf(object);
    policy.clusterScoped = policy.ref.kind == "ClusterOverridePolicy";
    Issues found;
    hints::findPlaceholders(object, path, found);
    Issues fields;
    checkApiVersion(policy.ref, path, fields);
    hints::checkMetadata(object, path, fields);
    const Json* spec = read::member(object, "spec");
    const auto at = read::join(path, "spec");
    if (!spec || !spec->is_object()) {
        hints::add(fields, Severity::Error, spec ? at : path, "The policy has no spec.",
                   "Add spec with overrideRules.");
    } else {
        policies::checkOverrides(*spec, at, fields);
        policy.selectors = readSelectors(*spec, at, fields);
        const auto readRule = [&](const Json& rule, const std::string& rulePath) {
            OverrideRule out;
            if (const Json* target = read::member(rule, "targetCluster"))
                out.target = readClusterAffinity(*target, read::join(rulePath, "targetCluster"), fields);
            if (const Json* overriders = read::member(rule, "overriders")) out.overriders = *overriders;
            policy.rules.push_back(std::move(out));
        };
        const Json* rules = read::member(*spec, "overrideRules");
        if (rules && rules->is_array())
            for (std::size_t i = 0; i < rules->size(); ++i)
                readRule((*rules)[i], read::join(read::join(at, "overrideRules"), i));
        // The deprecated form: one rule at the top of the spec.
        else if (read::member(*spec, "overriders"))
            readRule(*spec, at);
    }
    hints::addOthers(found, std::move(fields));
    append(issues, std::move(found));
    return policy;
}

int matchRank(const ResourceSelector& selector, const ObjectRef& object, const Labels& labels)
{
    if (selector.apiVersion != object.apiVersion || selector.kind != object.kind) return 0;
    if (!selector.ns.empty() && selector.ns != object.nsOrDefault()) return 0;
    if (!selector.name.empty()) return selector.name == object.name ? 3 : 0;
    if (!selector.labelSelector) return 1;
    return matches(*selector.labelSelector, labels) ? 2 : 0;
}

bool selects(const ResourceSelector& selector, const ObjectRef& object, const Labels& labels)
{
    return matchRank(selector, object, labels) > 0;
}

} // namespace core::model
