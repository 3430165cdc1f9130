#include "core/estimate/scale_in.h"

#include <algorithm>
#include <array>
#include <limits>
#include <string_view>

#include "core/model/age.h"
#include "core/model/read.h"

namespace core::estimate {

namespace {

using model::Pod;

constexpr std::string_view safeToEvict = "cluster-autoscaler.kubernetes.io/safe-to-evict";
constexpr std::string_view safeVolumes = "cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes";
constexpr std::string_view daemonSetMark = "cluster-autoscaler.kubernetes.io/daemonset-pod";
constexpr std::array<std::string_view, 4> replicatedKinds = {"Job", "ReplicaSet", "ReplicationController",
                                                             "StatefulSet"};
constexpr Seconds defaultGrace{30};
constexpr Seconds graceMargin{30};     ///< past it, a pod that should be gone does not count any more
constexpr Seconds systemPodWait{3600}; ///< blocking-system-pod-distruption-timeout

std::string_view annotation(const Pod& pod, std::string_view key)
{
    const auto found = pod.annotations.find(key);
    return found == pod.annotations.end() ? std::string_view() : std::string_view(found->second);
}

const model::OwnerRef* controllerOf(const Pod& pod)
{
    const auto found = std::ranges::find_if(pod.owners, [](const model::OwnerRef& owner) { return owner.controller; });
    return found == pod.owners.end() ? nullptr : &*found;
}

bool isDaemonSetPod(const Pod& pod)
{
    const model::OwnerRef* controller = controllerOf(pod);
    return (controller != nullptr && controller->kind == "DaemonSet") || annotation(pod, daemonSetMark) == "true";
}

bool isLongTerminating(const Pod& pod, Time now)
{
    if (pod.deletionTime.empty()) return false;
    const auto deleted = model::parseTime(pod.deletionTime);
    if (!deleted) return false;
    const Seconds grace{pod.spec.terminationGracePeriodSeconds.value_or(defaultGrace.count())};
    return *deleted + grace + graceMargin < now;
}

bool isTerminal(const Pod& pod)
{
    if (pod.phase == "Failed") return true;
    return pod.phase == "Succeeded" && (pod.spec.restartPolicy == "Never" || pod.spec.restartPolicy == "OnFailure");
}

/// Absent: the node does not have the resource, or has none of it.
std::optional<double> shareOf(const model::Node& node, const std::vector<Pod>& pods, const std::string& resource,
                              Time now, const UtilizationOptions& options)
{
    const Amount allocatable = model::amountIn(node.allocatable, resource);
    if (allocatable == 0) return std::nullopt;
    Amount requested = 0;
    Amount aside = 0; // belongs to daemon sets and static pods: neither asked for nor there to be had
    for (const Pod& pod : pods) {
        const Amount amount = model::amountIn(model::podRequests(pod.spec), resource);
        if ((options.ignoreDaemonSets && isDaemonSetPod(pod)) || (options.ignoreMirror && pod.mirror))
            aside += amount;
        else if (!isLongTerminating(pod, now))
            requested += amount;
    }
    return static_cast<double>(requested) / static_cast<double>(allocatable - aside);
}

bool isReplicated(const Pod& pod, const DrainOptions& options)
{
    const model::OwnerRef* controller = controllerOf(pod);
    if (controller == nullptr) return false;
    return !options.skipCustomControllerPods ||
           std::ranges::find(replicatedKinds, controller->kind) != replicatedKinds.end();
}

std::vector<const DisruptionBudget*> budgetsOf(const Pod& pod, const std::vector<DisruptionBudget>& budgets)
{
    std::vector<const DisruptionBudget*> out;
    for (const DisruptionBudget& budget : budgets)
        if (budget.ns == pod.ns && budget.selector && model::matches(*budget.selector, pod.labels))
            out.push_back(&budget);
    return out;
}

/// A pod without a creation time counts as old.
bool isYoung(const Pod& pod, Time now)
{
    const auto created = model::parseTime(pod.creationTime);
    return created && *created + systemPodWait >= now;
}

bool isListedAsSafe(std::string_view list, std::string_view volume)
{
    while (!list.empty()) {
        const std::size_t end = std::min(list.find(','), list.size());
        if (list.substr(0, end) == volume) return true;
        list.remove_prefix(std::min(end + 1, list.size()));
    }
    return false;
}

bool holdsLocalStorage(const Pod& pod)
{
    using Kind = model::PodVolume::Kind;
    return std::ranges::any_of(pod.spec.volumes, [&](const model::PodVolume& volume) {
        return (volume.kind == Kind::HostPath || volume.kind == Kind::EmptyDirDisk) &&
               !isListedAsSafe(annotation(pod, safeVolumes), volume.name);
    });
}

/// Why the pod blocks its node; empty: it does not.
std::string_view blocks(const Pod& pod, const std::vector<DisruptionBudget>& budgets, Time now,
                        const DrainOptions& options)
{
    if (!isReplicated(pod, options)) return "NotReplicated";
    const auto ofPod = budgetsOf(pod, budgets);
    if (options.skipSystemPods && pod.ns == "kube-system" && ofPod.empty() && isYoung(pod, now))
        return "UnmovableKubeSystemPod";
    if (annotation(pod, safeToEvict) == "false") return "NotSafeToEvictAnnotation";
    if (options.skipLocalStorage && holdsLocalStorage(pod)) return "LocalStorageRequested";
    if (std::ranges::any_of(ofPod, [](const DisruptionBudget* budget) { return budget->allowed < 1; }))
        return "NotEnoughPdb";
    return {};
}

} // namespace

Utilization utilization(const model::Node& node, const std::vector<Pod>& pods, Time now,
                        const UtilizationOptions& options)
{
    Utilization out;
    if (!options.gpuResource.empty()) {
        // A node whose cards are not there (yet) counts as idle, so that it can be removed.
        out.gpu = shareOf(node, pods, options.gpuResource, now, options).value_or(0);
        out.utilization = out.gpu;
        out.resource = options.gpuResource;
        return out;
    }
    const auto cpu = shareOf(node, pods, "cpu", now, options);
    const auto memory = shareOf(node, pods, "memory", now, options);
    if (!cpu || !memory) return out;
    out.cpu = *cpu;
    out.memory = *memory;
    out.resource = out.cpu > out.memory ? "cpu" : "memory";
    out.utilization = out.cpu > out.memory ? out.cpu : out.memory;
    return out;
}

DisruptionBudget readDisruptionBudget(const Json& object, const std::string& path, model::Issues& issues)
{
    DisruptionBudget out;
    if (const Json* metadata = model::read::member(object, "metadata")) {
        const std::string at = model::read::join(path, "metadata");
        out.ns = model::read::text(*metadata, "namespace", at, issues);
        out.name = model::read::text(*metadata, "name", at, issues);
    }
    if (const Json* spec = model::read::member(object, "spec"))
        if (const Json* selector = model::read::member(*spec, "selector"))
            out.selector = model::readLabelSelector(
                *selector, model::read::join(model::read::join(path, "spec"), "selector"), issues);
    if (const Json* status = model::read::member(object, "status"))
        out.allowed =
            model::read::number(*status, "disruptionsAllowed", model::read::join(path, "status"), issues).value_or(0);
    return out;
}

Drain drain(const std::vector<Pod>& pods, const std::vector<DisruptionBudget>& budgets, Time now,
            const DrainOptions& options)
{
    Drain out;
    for (const Pod& pod : pods) {
        if (pod.mirror || isLongTerminating(pod, now)) continue;
        if (isDaemonSetPod(pod)) {
            out.daemonSet.push_back(pod.name);
            continue;
        }
        if (annotation(pod, safeToEvict) != "true" && !isTerminal(pod)) {
            if (const std::string_view reason = blocks(pod, budgets, now, options); !reason.empty())
                return {false, pod.name, std::string(reason), {}, {}};
        }
        out.move.push_back(pod.name);
    }
    out.drainable = true;
    std::ranges::sort(out.move);
    std::ranges::sort(out.daemonSet);
    return out;
}

} // namespace core::estimate
