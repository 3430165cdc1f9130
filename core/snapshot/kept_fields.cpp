#include "core/snapshot/kept_fields.h"

#include <algorithm>
#include <initializer_list>
#include <map>

#include "core/snapshot/privacy.h"
#include "core/text/yaml.h"

namespace core::snapshot::detail {
namespace {

using KeptFields = std::map<std::string_view, Kept>;

KeptFields keptFields(std::initializer_list<std::string_view> whole, KeptFields others = {})
{
    for (const std::string_view key : whole) others.emplace(key, Kept::All);
    return others;
}

/// What model::readWorkload, the preview, the estimate and the preflight read, and what an API server fills in by default, which has
/// to be told from a change.
const KeptFields& keptFieldsOf(Kept place)
{
    using enum Kept;
    static const std::map<Kept, KeptFields> all{
        {Workload,
         keptFields(
             {"apiVersion", "kind"},
             {{"metadata", Metadata}, {"spec", Spec}, {"data", Blank}, {"stringData", Blank}, {"binaryData", Blank}})},
        {Other, keptFields({"apiVersion", "kind"}, {{"metadata", Metadata},
                                                    {"spec", OtherSpec},
                                                    {"data", Blank},
                                                    {"stringData", Blank},
                                                    {"binaryData", Blank}})},
        {Spec,
         keptFields({"selector", "podManagementPolicy", "serviceName", "completionMode", "managedBy", "schedule",
                     "timeZone", "concurrencyPolicy", "podReplacementPolicy", "type", "mode", "memoryOverheadFactor"},
                    {{"strategy", Strategy},
                     {"updateStrategy", Strategy},
                     {"rolloutStrategy", Strategy},
                     {"upgradeStrategy", Strategy},
                     {"volumeClaimTemplates", Claim},
                     {"leaderWorkerTemplate", Group},
                     {"rayClusterConfig", Group},
                     {"rayClusterSpec", Group},
                     {"headGroupSpec", Group},
                     {"workerGroupSpecs", Group},
                     {"tasks", Group},
                     {"replicatedJobs", Group},
                     {"pytorchReplicaSpecs", Roles},
                     {"tfReplicaSpecs", Roles},
                     {"mpiReplicaSpecs", Roles},
                     {"xgbReplicaSpecs", Roles},
                     {"paddleReplicaSpecs", Roles},
                     {"jaxReplicaSpecs", Roles},
                     {"driver", SparkRole},
                     {"executor", SparkRole}})},
        {OtherSpec, keptFields({"managedBy"})},
        {Strategy, keptFields({"type", "maxSurge", "maxUnavailable", "partition", "podUpdatePolicy"},
                              {{"rollingUpdate", Strategy}, {"rollingUpdateConfiguration", Strategy}})},
        {Group,
         keptFields({"name", "groupName", "restartPolicy"}, {{"headGroupSpec", Group}, {"workerGroupSpecs", Group}})},
        {SparkRole,
         keptFields({"coreRequest", "coreLimit", "memory", "memoryOverhead", "image", "labels", "nodeSelector",
                     "tolerations", "affinity", "schedulerName", "priorityClassName", "serviceAccount"},
                    {{"gpu", Named},
                     {"annotations", Notes},
                     {"env", Variables},
                     {"volumeMounts", Mount},
                     {"initContainers", Container},
                     {"sidecars", Container}})},
        {Template, keptFields({}, {{"metadata", Metadata}, {"spec", PodSpec}})},
        {Metadata,
         keptFields({"name", "namespace", "generateName", "uid", "labels", "creationTimestamp", "deletionTimestamp"},
                    {{"annotations", Notes}})},
        {PodSpec, keptFields({"restartPolicy", "dnsPolicy", "schedulerName", "priorityClassName", "preemptionPolicy",
                              "runtimeClassName", "nodeName", "nodeSelector", "affinity", "tolerations",
                              "topologySpreadConstraints", "overhead", "resources", "serviceAccountName",
                              "serviceAccount", "resourceClaims"},
                             {{"containers", Container},
                              {"initContainers", Container},
                              {"ephemeralContainers", Container},
                              {"volumes", Volume},
                              {"imagePullSecrets", Named},
                              {"schedulingGates", Named},
                              {"os", Named},
                              {"template", Template}})}, // a job's, whose template is in one
        {Container, keptFields({"name", "image", "imagePullPolicy", "restartPolicy", "terminationMessagePolicy",
                                "resources", "resizePolicy", "ports"},
                               {{"command", Words},
                                {"args", Words},
                                {"env", Variables},
                                {"envFrom", EnvFrom},
                                {"volumeMounts", Mount},
                                {"volumeDevices", Named},
                                {"livenessProbe", Probe},
                                {"readinessProbe", Probe},
                                {"startupProbe", Probe},
                                {"lifecycle", Probe}})},
        {Variables, keptFields({"name", "valueFrom"})},
        {EnvFrom, keptFields({}, {{"secretRef", Named}, {"configMapRef", Named}})},
        {Named, keptFields({"name"})},
        {Mount, keptFields({"name", "mountPath", "mountPropagation"})},
        {Probe, keptFields({"stopSignal"},
                           {{"httpGet", Call}, {"tcpSocket", Call}, {"postStart", Probe}, {"preStop", Probe}})},
        {Call, keptFields({"scheme", "port"})},
        {Volume, keptFields({"name", "persistentVolumeClaim", "emptyDir"}, {{"secret", VolumeSource},
                                                                            {"configMap", VolumeSource},
                                                                            {"hostPath", VolumeSource},
                                                                            {"csi", VolumeSource},
                                                                            {"flexVolume", VolumeSource},
                                                                            {"projected", Projected},
                                                                            {"downwardAPI", Downward},
                                                                            {"ephemeral", Ephemeral}})},
        {VolumeSource,
         keptFields({"name", "secretName", "type", "driver"}, {{"nodePublishSecretRef", Named}, {"secretRef", Named}})},
        {Projected,
         keptFields({}, {{"sources", Projected}, {"secret", Named}, {"configMap", Named}, {"downwardAPI", Downward}})},
        {Downward, keptFields({"fieldRef", "resourceFieldRef"}, {{"items", Downward}})},
        {Ephemeral, keptFields({}, {{"volumeClaimTemplate", Claim}})},
        {Claim,
         keptFields({"apiVersion", "kind"}, {{"metadata", Metadata}, {"spec", ClaimSpec}, {"status", ClaimSpec}})},
        {ClaimSpec,
         keptFields({"accessModes", "storageClassName", "volumeName", "volumeMode", "resources", "selector", "phase"})},
    };
    static const KeptFields none;
    const auto found = all.find(place);
    return found == all.end() ? none : found->second;
}

bool isOfList(std::string_view part)
{
    return part == "-" || (!part.empty() && part.find_first_not_of("0123456789") == std::string_view::npos);
}

} // namespace

Kept keptBelow(Kept place, std::string_view key)
{
    using enum Kept;
    if (place == All || place == Blank) return place;
    if (place == Roles) return Group;
    if (place == Notes) return isKeptAnnotation(key) ? All : Nothing;
    const KeptFields& fields = keptFieldsOf(place);
    if (const auto found = fields.find(key); found != fields.end()) return found->second;
    if (place != Nothing && place != Spec && place != OtherSpec && place != Group) return Nothing;
    // Templates may stand anywhere; the spec of a Pod is that of a template.
    if (key == "template" || key.ends_with("Template")) return Template;
    const KeptFields& ofPods = keptFieldsOf(PodSpec);
    const auto found = ofPods.find(key);
    if (found == ofPods.end() || (place != Spec && found->second != Container)) return Nothing;
    return found->second;
}

Kept keptAt(Kept place, std::string_view pointer)
{
    const auto parts = text::pointerParts(pointer);
    if (!parts) return place == Kept::Blank ? place : Kept::Nothing;
    for (const std::string& part : *parts)
        if (!isOfList(part)) place = keptBelow(place, part);
    return place;
}

} // namespace core::snapshot::detail
