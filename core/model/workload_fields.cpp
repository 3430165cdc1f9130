#include <map>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload_kinds.h"

/// Fields and versions that an API server would not take.
namespace core::model::kinds {
namespace {

using Words = std::vector<std::string_view>;

/// @source k8s.io/api, v1.34: apps/v1, batch/v1
const Words* fieldsOf(const ObjectRef& ref)
{
    static const std::map<std::pair<std::string_view, std::string_view>, Words> all{
        {{"apps", "Deployment"},
         {"minReadySeconds", "paused", "progressDeadlineSeconds", "replicas", "revisionHistoryLimit", "selector",
          "strategy", "template"}},
        {{"apps", "StatefulSet"},
         {"minReadySeconds", "ordinals", "persistentVolumeClaimRetentionPolicy", "podManagementPolicy", "replicas",
          "revisionHistoryLimit", "selector", "serviceName", "template", "updateStrategy", "volumeClaimTemplates"}},
        {{"apps", "DaemonSet"}, {"minReadySeconds", "revisionHistoryLimit", "selector", "template", "updateStrategy"}},
        {{"apps", "ReplicaSet"}, {"minReadySeconds", "replicas", "selector", "template"}},
        {{"batch", "Job"},
         {"activeDeadlineSeconds", "backoffLimit", "backoffLimitPerIndex", "completionMode", "completions", "managedBy",
          "manualSelector", "maxFailedIndexes", "parallelism", "podFailurePolicy", "podReplacementPolicy", "selector",
          "successPolicy", "suspend", "template", "ttlSecondsAfterFinished"}},
        {{"batch", "CronJob"},
         {"concurrencyPolicy", "failedJobsHistoryLimit", "jobTemplate", "schedule", "startingDeadlineSeconds",
          "successfulJobsHistoryLimit", "suspend", "timeZone"}},
    };
    const auto found = all.find({ref.group(), ref.kind});
    return found == all.end() ? nullptr : &found->second;
}

/// The only version that servers of today have of a kind; empty: not one of these kinds.
/// @source kubernetes.io, Deprecated API Migration Guide: the others went with 1.16 and 1.25
std::string_view versionOf(std::string_view kind)
{
    if (isOneOf(kind, {"Deployment", "StatefulSet", "DaemonSet", "ReplicaSet"})) return "apps/v1";
    return isOneOf(kind, {"Job", "CronJob"}) ? "batch/v1" : "";
}

/// A field of the kind's spec that slipped into the pod's, where no server knows it: the way out is to move it.
void nameWhereItBelongs(const Words& known, const std::string& path, Issues& issues)
{
    const std::string pod = read::join(read::join(path, "template"), "spec");
    for (const std::string_view field : known) {
        const std::string at = read::join(pod, field);
        for (Issue& issue : issues)
            if (issue.path == at && issue.what == hints::unknownField(field))
                issue.fix = "Move it to spec." + std::string(field) + ", or remove it: a server refuses it here.";
    }
}

} // namespace

void checkVersion(const ObjectRef& ref, const std::string& path, Issues& issues)
{
    const std::string_view only = versionOf(ref.kind);
    if (only.empty() || ref.apiVersion == only || ref.apiVersion.empty()) return;
    const std::string group = ref.group();
    if (!group.empty() && group != "extensions" && !only.starts_with(group + "/")) return; // another's kind
    hints::add(issues, Severity::Error, read::join(path, "apiVersion"),
               hints::inQuotes(ref.apiVersion) + " has no kind " + ref.kind + ".",
               "Write apiVersion: " + std::string(only) + ".");
}

void checkSpecFields(const ObjectRef& ref, const Json& spec, const std::string& path, Issues& issues)
{
    const Words* known = fieldsOf(ref);
    if (known == nullptr) return;
    hints::checkFields(spec, *known, path, issues);
    nameWhereItBelongs(*known, path, issues);
}

void checkPodFields(const Json& spec, const std::string& path, Issues& issues)
{
    static const Words known{"activeDeadlineSeconds",
                             "affinity",
                             "automountServiceAccountToken",
                             "containers",
                             "dnsConfig",
                             "dnsPolicy",
                             "enableServiceLinks",
                             "ephemeralContainers",
                             "hostAliases",
                             "hostIPC",
                             "hostNetwork",
                             "hostPID",
                             "hostUsers",
                             "hostname",
                             "hostnameOverride",
                             "imagePullSecrets",
                             "initContainers",
                             "nodeName",
                             "nodeSelector",
                             "os",
                             "overhead",
                             "preemptionPolicy",
                             "priority",
                             "priorityClassName",
                             "readinessGates",
                             "resourceClaims",
                             "resources",
                             "restartPolicy",
                             "runtimeClassName",
                             "schedulerName",
                             "schedulingGates",
                             "schedulingGroup",
                             "securityContext",
                             "serviceAccount",
                             "serviceAccountName",
                             "setHostnameAsFQDN",
                             "shareProcessNamespace",
                             "subdomain",
                             "terminationGracePeriodSeconds",
                             "tolerations",
                             "topologySpreadConstraints",
                             "volumes"};
    hints::checkFields(spec, known, path, issues);
}

void checkContainerFields(const Json& container, const std::string& path, Issues& issues)
{
    static const Words known{"args",
                             "command",
                             "env",
                             "envFrom",
                             "image",
                             "imagePullPolicy",
                             "lifecycle",
                             "livenessProbe",
                             "name",
                             "ports",
                             "readinessProbe",
                             "resizePolicy",
                             "resources",
                             "restartPolicy",
                             "restartPolicyRules",
                             "securityContext",
                             "startupProbe",
                             "stdin",
                             "stdinOnce",
                             "terminationMessagePath",
                             "terminationMessagePolicy",
                             "tty",
                             "volumeDevices",
                             "volumeMounts",
                             "workingDir"};
    hints::checkFields(container, known, path, issues);
    if (const Json* resources = read::member(container, "resources"))
        hints::checkFields(*resources, {"claims", "limits", "requests"}, read::join(path, "resources"), issues);
}

} // namespace core::model::kinds
