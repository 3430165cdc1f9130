#include "core/model/policy_checks.h"

#include <set>

#include "core/model/hints.h"
#include "core/model/read.h"

namespace core::model::policies {
namespace {

using Words = std::vector<std::string_view>;

const Words specFields{"autoScaling",        "association",
                       "resourceSelectors",  "propagateDeps",
                       "placement",          "priority",
                       "preemption",         "dependentOverrides",
                       "schedulerName",      "failover",
                       "conflictResolution", "activationPreference",
                       "suspension",         "preserveResourcesOnDeletion",
                       "schedulePriority",   "prune"};
const Words affinityFields{"labelSelector", "fieldSelector", "clusterNames", "exclude", "clusterIds"};
const Words termFields{"affinityName", "labelSelector", "fieldSelector",     "clusterNames",
                       "exclude",      "clusterIds",    "overflowAffinities"};

/// The text at `key`, or nothing.
std::string word(const Json& object, std::string_view key)
{
    const Json* found = read::member(object, key);
    return found && found->is_string() ? found->get<std::string>() : std::string();
}

void checkEnum(const Json& object, std::string_view key, std::string_view role, const Words& known,
               const std::string& path, Issues& issues)
{
    hints::checkWord(word(object, key), role, known, read::join(path, key), Severity::Error, issues);
}

/// Calls `visit(item, path)` for every mapping in the list at `key`.
template <class Visit>
void each(const Json& object, std::string_view key, const std::string& path, Visit&& visit)
{
    const Json* list = read::member(object, key);
    if (!list || !list->is_array()) return;
    for (std::size_t i = 0; i < list->size(); ++i)
        if ((*list)[i].is_object()) visit((*list)[i], read::join(read::join(path, key), i));
}

void checkOldSpelling(const Policy& policy, const Json& affinity, const std::string& path, Issues& issues)
{
    if (!read::member(affinity, "clusterIds")) return;
    const bool old = policy.api == PolicyApi::AckOneOld;
    hints::add(issues, old ? Severity::Note : Severity::Warning, read::join(path, "clusterIds"),
               old ? "clusterIds is the old spelling of clusterNames."
                   : "clusterIds is an old spelling that this API version does not know.",
               "Write clusterNames.");
}

void checkAffinity(const Policy& policy, const Json& affinity, const std::string& path, const Words& fields,
                   Issues& issues)
{
    hints::checkFields(affinity, fields, path, issues);
    checkOldSpelling(policy, affinity, path, issues);
    const Json* names = read::member(affinity, "clusterNames");
    if (!names || !names->is_array()) return;
    std::set<std::string> seen;
    for (std::size_t i = 0; i < names->size(); ++i) {
        const auto& name = (*names)[i];
        if (name.is_string() && !hints::isPlaceholder(name) && !seen.insert(name.get<std::string>()).second)
            hints::add(issues, Severity::Warning, read::join(read::join(path, "clusterNames"), i),
                       "The cluster " + hints::inQuotes(name.get_ref<const std::string&>()) + " is named twice.",
                       "Remove one of them.");
    }
}

void checkTermName(const Json& term, const std::string& path, std::set<std::string>& names, Issues& issues)
{
    const auto name = word(term, "affinityName");
    const Json* said = read::member(term, "affinityName");
    if (said && !said->is_null() && !said->is_string()) return; // `y` is no text: that was said
    if (name.empty())
        hints::add(issues, Severity::Error, path, "The affinity group has no affinityName.",
                   "Give each group a name of its own.");
    else if (!names.insert(name).second)
        hints::add(issues, Severity::Error, read::join(path, "affinityName"),
                   "Two affinity groups are named " + hints::inQuotes(name) + ".",
                   "Give each group a name of its own.");
}

void checkAffinities(const Policy& policy, const Json& placement, const std::string& path, Issues& issues)
{
    const Json* single = read::member(placement, "clusterAffinity");
    if (single) checkAffinity(policy, *single, read::join(path, "clusterAffinity"), affinityFields, issues);
    if (single && read::member(placement, "clusterAffinities"))
        hints::add(issues, Severity::Error, read::join(path, "clusterAffinities"),
                   "clusterAffinity and clusterAffinities stand side by side; the fleet accepts only one of them.",
                   "Remove clusterAffinity, or move it into the list as its first group.");
    std::set<std::string> names;
    each(placement, "clusterAffinities", path, [&](const Json& term, const std::string& at) {
        checkTermName(term, at, names, issues);
        checkAffinity(policy, term, at, termFields, issues);
        each(term, "overflowAffinities", at, [&](const Json& overflow, const std::string& below) {
            checkTermName(overflow, below, names, issues);
            checkAffinity(policy, overflow, below, termFields, issues);
            if (read::member(overflow, "overflowAffinities"))
                hints::add(issues, Severity::Error, read::join(below, "overflowAffinities"),
                           "An overflow group has no overflow of its own.", "Add it to the list of the first group.");
        });
    });
}

void checkSpread(const Json& constraint, const std::string& path, Issues& issues)
{
    hints::checkFields(constraint, {"spreadByField", "spreadByLabel", "minGroups", "maxGroups"}, path, issues);
    checkEnum(constraint, "spreadByField", "field to spread by", {"cluster", "region", "zone", "provider"}, path,
              issues);
    const auto field = word(constraint, "spreadByField");
    const auto label = word(constraint, "spreadByLabel");
    if (!field.empty() && !label.empty())
        hints::add(issues, Severity::Error, path,
                   "spreadByField and spreadByLabel stand side by side; only one is accepted.",
                   "Remove spreadByLabel.");
    else if (!label.empty())
        hints::add(issues, Severity::Warning, read::join(path, "spreadByLabel"),
                   "The scheduler does not spread by label.",
                   "Write spreadByField: cluster, region, zone or provider.");
    const auto least = hints::count(constraint, "minGroups", path, "minGroups", issues);
    const auto most = hints::count(constraint, "maxGroups", path, "maxGroups", issues);
    // 0 is admitted as if it were not written; what comes of it hangs on the other constraints (preview/open_spreads.h).
    if (most.value_or(0) > 0 && least.value_or(1) > *most)
        hints::add(issues, Severity::Error, read::join(path, least ? "minGroups" : "maxGroups"),
                   "minGroups (" + std::to_string(least.value_or(1)) + ") is above maxGroups (" +
                       std::to_string(*most) + ").",
                   "Lower minGroups or raise maxGroups.");
}

void checkSpreads(const Json& placement, const std::string& path, Issues& issues)
{
    bool byField = false;
    bool byCluster = false;
    each(placement, "spreadConstraints", path, [&](const Json& constraint, const std::string& at) {
        checkSpread(constraint, at, issues);
        const auto field = word(constraint, "spreadByField");
        byCluster = byCluster || field == "cluster" || (field.empty() && word(constraint, "spreadByLabel").empty());
        byField = byField || !field.empty();
    });
    if (byField && !byCluster)
        hints::add(issues, Severity::Error, read::join(path, "spreadConstraints"),
                   "A constraint by region, zone or provider needs one by cluster beside it.",
                   "Add one with spreadByField: cluster.");
}

/// @source karmada pkg/apis/policy/v1alpha1 (StaticClusterWeight: minimum 1)
void checkWeight(const Json& rule, const std::string& path, Issues& issues)
{
    const Json* stated = read::member(rule, "weight");
    const bool tooLow = stated != nullptr && stated->is_number_integer() && *stated < 1;
    if (stated != nullptr && !tooLow)
        static_cast<void>(hints::count(rule, "weight", path, "weight", issues)); // a wrong type
    else
        hints::add(issues, Severity::Error, tooLow ? read::join(path, "weight") : path,
                   "A static weight is at least 1.",
                   "Write weight: 1 or more; leave a cluster out to give it nothing.");
}

void checkWeights(const Json& scheduling, const std::string& path, Issues& issues)
{
    const Json* preference = read::member(scheduling, "weightPreference");
    if (!preference) return;
    const auto at = read::join(path, "weightPreference");
    hints::checkFields(*preference, {"staticWeightList", "dynamicWeight"}, at, issues);
    checkEnum(*preference, "dynamicWeight", "dynamic weight", {"AvailableReplicas"}, at, issues);
    const auto type = word(scheduling, "replicaSchedulingType");
    if (type != "Divided")
        hints::add(issues, Severity::Warning, at,
                   std::string(type.empty() ? "Without replicaSchedulingType" : "With replicaSchedulingType " + type) +
                       " every cluster gets all replicas: the weights have no effect.",
                   "Write replicaSchedulingType: Divided.");
    else if (word(scheduling, "replicaDivisionPreference") == "Aggregated")
        hints::add(issues, Severity::Warning, at,
                   "With replicaDivisionPreference Aggregated the weights have no effect.",
                   "Write replicaDivisionPreference: Weighted.");
    const Json* list = read::member(*preference, "staticWeightList");
    if (list && !list->empty() && !word(*preference, "dynamicWeight").empty())
        hints::add(issues, Severity::Warning, read::join(at, "staticWeightList"),
                   "dynamicWeight decides; the static weights are not looked at.", "Remove one of them.");
    each(*preference, "staticWeightList", at, [&](const Json& rule, const std::string& below) {
        hints::checkFields(rule, {"targetCluster", "weight"}, below, issues);
        if (const Json* target = read::member(rule, "targetCluster"))
            hints::checkFields(*target, affinityFields, read::join(below, "targetCluster"), issues);
        checkWeight(rule, below, issues);
    });
}

void checkScheduling(const Json& placement, const std::string& path, Issues& issues)
{
    const Json* scheduling = read::member(placement, "replicaScheduling");
    if (!scheduling) {
        hints::add(issues, Severity::Note, path,
                   "Without replicaScheduling every chosen cluster gets all replicas (Duplicated).",
                   "Write replicaScheduling with replicaSchedulingType: Divided to share them out.");
        return;
    }
    const auto at = read::join(path, "replicaScheduling");
    hints::checkFields(
        *scheduling, {"replicaSchedulingType", "replicaDivisionPreference", "weightPreference", "customSchedulingType"},
        at, issues);
    checkEnum(*scheduling, "replicaSchedulingType", "replica scheduling type", {"Duplicated", "Divided"}, at, issues);
    checkEnum(*scheduling, "replicaDivisionPreference", "division preference", {"Aggregated", "Weighted"}, at, issues);
    checkEnum(*scheduling, "customSchedulingType", "custom scheduling type", {"Gang"}, at, issues);
    if (word(*scheduling, "replicaSchedulingType").empty())
        hints::add(issues, Severity::Note, at,
                   "Without replicaSchedulingType every chosen cluster gets all replicas (Duplicated).",
                   "Write replicaSchedulingType: Divided to share them out.");
    checkWeights(*scheduling, at, issues);
}

void checkTolerations(const Json& placement, const std::string& path, Issues& issues)
{
    each(placement, "clusterTolerations", path, [&](const Json& toleration, const std::string& at) {
        hints::checkFields(toleration, {"key", "operator", "value", "effect", "tolerationSeconds"}, at, issues);
        checkEnum(toleration, "operator", "toleration operator", {"Equal", "Exists"}, at, issues);
        checkEnum(toleration, "effect", "taint effect", Words(TaintEffects.begin(), TaintEffects.end()), at, issues);
    });
}

void checkPlacement(const Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    const Json* placement = read::member(spec, "placement");
    const auto at = read::join(path, "placement");
    if (!placement) {
        hints::add(issues, Severity::Note, path, "Without a placement every cluster gets the whole workload.",
                   "Add placement with clusterAffinity and replicaScheduling.");
        return;
    }
    if (!placement->is_object()) {
        hints::add(issues, Severity::Error, at, "The placement is not a mapping.",
                   "Write clusterAffinity and replicaScheduling below it.");
        return;
    }
    hints::checkFields(*placement,
                       {"clusterAffinity", "clusterAffinities", "clusterTolerations", "spreadConstraints",
                        "replicaScheduling", "workloadAffinity"},
                       at, issues);
    checkAffinities(policy, *placement, at, issues);
    checkTolerations(*placement, at, issues);
    checkSpreads(*placement, at, issues);
    checkScheduling(*placement, at, issues);
}

void checkSelectors(const Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    const Json* list = read::member(spec, "resourceSelectors");
    if (!list || list->empty())
        hints::add(issues, Severity::Error, list ? read::join(path, "resourceSelectors") : path,
                   "The policy selects nothing.",
                   "Add resourceSelectors with apiVersion, kind and name of the workload.");
    each(spec, "resourceSelectors", path, [&](const Json& selector, const std::string& at) {
        hints::checkFields(selector, {"apiVersion", "kind", "name", "namespace", "labelSelector"}, at, issues);
        const auto ns = word(selector, "namespace");
        if (!policy.clusterScoped && !policy.ref.ns.empty() && !ns.empty() && ns != policy.ref.ns)
            hints::add(issues, Severity::Warning, read::join(at, "namespace"),
                       "The policy is in " + hints::inQuotes(policy.ref.ns) + " and selects only there, not in " +
                           hints::inQuotes(ns) + ".",
                       "Put the policy into the workload's namespace, or write a ClusterPropagationPolicy.");
    });
}

/// @source shared reference, karmada §9 (seen in a running Karmada) and alibaba §1.2 (ACK One's documents)
void checkDeletion(const Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    const Json* preserve = read::member(spec, "preserveResourcesOnDeletion");
    const Json* prune = read::member(spec, "prune");
    const auto key = preserve ? "preserveResourcesOnDeletion" : "prune";
    const auto at = read::join(path, key);
    if (prune && policy.api != PolicyApi::AckOneOld)
        hints::add(issues, Severity::Warning, read::join(path, "prune"),
                   "prune is an old spelling that this API version does not know.",
                   "Write preserveResourcesOnDeletion with the opposite value.");
    if ((preserve || prune) && !policy.preserveOnDeletion && policy.api == PolicyApi::Karmada)
        hints::add(issues, Severity::Warning, at,
                   "Deleting the workload in the fleet deletes it in every cluster. Deleting only the policy leaves it "
                   "running there, "
                   "but later changes do not travel until another policy selects it.",
                   "Write preserveResourcesOnDeletion: true to keep the clusters' copies.");
    else if ((preserve || prune) && !policy.preserveOnDeletion)
        hints::add(issues, Severity::Warning, at,
                   "Deleting the workload or the policy in the fleet deletes the workload in every cluster.",
                   "Write preserveResourcesOnDeletion: true to keep the clusters' copies.");
    if (policy.api == PolicyApi::Karmada && policy.preserveOnDeletion && policy.conflictResolution != "Overwrite")
        hints::add(issues, Severity::Warning, at,
                   "With conflictResolution Abort, a workload that is deleted and created again can stall: the kept "
                   "copies count as foreign.",
                   "Write conflictResolution: Overwrite if the workload may come back under its name.");
}

void checkConflict(const Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    checkEnum(spec, "conflictResolution", "conflict resolution", {"Abort", "Overwrite"}, path, issues);
    if (policy.conflictResolution == "Overwrite")
        hints::add(issues, Severity::Warning, read::join(path, "conflictResolution"),
                   "An object of the same name that is in a cluster already, whoever made it, is overwritten.",
                   "Write Abort to leave such objects alone.");
}

void checkPlaintext(const Json& overriders, const std::string& path, Issues& issues)
{
    const Words operators{"add", "remove", "replace"};
    read::each(overriders, "plaintext", path, issues, [&](const Json& patch, const std::string& at) {
        hints::checkFields(patch, {"path", "operator", "value"}, at, issues);
        checkEnum(patch, "operator", "operator", operators, at, issues);
        const auto target = word(patch, "path");
        if (!target.starts_with('/'))
            hints::add(issues, Severity::Error, read::member(patch, "path") ? read::join(at, "path") : at,
                       "The path " + hints::inQuotes(target) + " does not start with a slash.",
                       "Write it as in /spec/replicas.");
    });
}

/// Labels and annotations are texts; what is not would be refused where it is put.
void checkTexts(const Json& override, const std::string& path, Issues& issues)
{
    const Json* values = read::member(override, "value");
    if (values == nullptr || !values->is_object()) return;
    for (const auto& [key, value] : values->items())
        if (!value.is_string())
            hints::add(issues, Severity::Error, read::join(read::join(path, "value"), key),
                       "The value of " + hints::inQuotes(key) + " is not a text.", "Put it in quotes.");
}

void checkOverriders(const Json& overriders, const std::string& path, Issues& issues)
{
    const Words operators{"add", "remove", "replace"};
    hints::checkFields(overriders,
                       {"plaintext", "imageOverrider", "commandOverrider", "argsOverrider", "labelsOverrider",
                        "annotationsOverrider", "fieldOverrider"},
                       path, issues);
    checkPlaintext(overriders, path, issues);
    read::each(overriders, "imageOverrider", path, issues, [&](const Json& item, const std::string& at) {
        hints::checkFields(item, {"predicate", "component", "operator", "value"}, at, issues);
        checkEnum(item, "component", "image component", {"Registry", "Repository", "Tag"}, at, issues);
        checkEnum(item, "operator", "operator", operators, at, issues);
    });
    for (const auto* key : {"commandOverrider", "argsOverrider"})
        read::each(overriders, key, path, issues, [&](const Json& item, const std::string& at) {
            hints::checkFields(item, {"containerName", "operator", "value"}, at, issues);
            checkEnum(item, "operator", "operator", {"add", "remove"}, at, issues);
        });
    for (const auto* key : {"labelsOverrider", "annotationsOverrider"})
        read::each(overriders, key, path, issues, [&](const Json& item, const std::string& at) {
            hints::checkFields(item, {"operator", "value"}, at, issues);
            checkEnum(item, "operator", "operator", operators, at, issues);
            checkTexts(item, at, issues);
        });
    read::each(overriders, "fieldOverrider", path, issues, [&](const Json& item, const std::string& at) {
        hints::checkFields(item, {"fieldPath", "json", "yaml"}, at, issues);
    });
}

} // namespace

void check(const Policy& policy, const Json& spec, const std::string& path, Issues& issues)
{
    hints::checkFields(spec, specFields, path, issues);
    checkSelectors(policy, spec, path, issues);
    checkEnum(spec, "preemption", "preemption", {"Always", "Never"}, path, issues);
    checkEnum(spec, "activationPreference", "activation preference", {"Lazy"}, path, issues);
    if (const Json* autoScaling = read::member(spec, "autoScaling"))
        hints::checkFields(*autoScaling, {"ecsProvision"}, read::join(path, "autoScaling"), issues);
    if (const Json* suspension = read::member(spec, "suspension"))
        hints::checkFields(*suspension, {"dispatching", "dispatchingOnClusters", "scheduling"},
                           read::join(path, "suspension"), issues);
    checkPlacement(policy, spec, path, issues);
    checkDeletion(policy, spec, path, issues);
    checkConflict(policy, spec, path, issues);
}

void checkOverrides(const Json& spec, const std::string& path, Issues& issues)
{
    hints::checkFields(spec, {"resourceSelectors", "overrideRules", "targetCluster", "overriders"}, path, issues);
    const bool old = read::member(spec, "overriders") || read::member(spec, "targetCluster");
    if (old && read::member(spec, "overrideRules"))
        hints::add(issues, Severity::Error, read::join(path, "overrideRules"),
                   "overrideRules cannot stand beside targetCluster and overriders.", "Move them into overrideRules.");
    else if (old)
        hints::add(issues, Severity::Note, path, "targetCluster and overriders at the top are the old form.",
                   "Move them into overrideRules.");
    else if (!read::member(spec, "overrideRules"))
        hints::add(issues, Severity::Error, path, "The policy overrides nothing.",
                   "Add overrideRules with targetCluster and overriders.");
    if (const Json* overriders = read::member(spec, "overriders"))
        checkOverriders(*overriders, read::join(path, "overriders"), issues);
    read::each(spec, "overrideRules", path, issues, [&](const Json& rule, const std::string& at) {
        hints::checkFields(rule, {"targetCluster", "overriders"}, at, issues);
        if (const Json* target = read::member(rule, "targetCluster"))
            hints::checkFields(*target, affinityFields, read::join(at, "targetCluster"), issues);
        if (const Json* overriders = read::member(rule, "overriders"))
            checkOverriders(*overriders, read::join(at, "overriders"), issues);
        else
            hints::add(issues, Severity::Error, at, "The rule overrides nothing.", "Add overriders.");
    });
}

} // namespace core::model::policies
