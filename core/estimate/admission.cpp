#include "core/estimate/admission.h"

#include <algorithm>
#include <charconv>

#include "core/base/words.h"
#include "core/estimate/fit_state.h"
#include "core/snapshot/build.h"

namespace core::estimate {
namespace {

using model::LimitItem;
using model::LimitRange;
using model::ResourceList;

/// "v1.32.1-aliyun.1" → 1032
std::optional<int> versionOf(std::string_view text)
{
    if (text.starts_with('v')) text.remove_prefix(1);
    int major = 0;
    int minor = 0;
    const char* const end = text.data() + text.size();
    const auto first = std::from_chars(text.data(), end, major);
    if (first.ec != std::errc() || first.ptr == end || *first.ptr != '.') return std::nullopt;
    if (std::from_chars(first.ptr + 1, end, minor).ec != std::errc()) return std::nullopt;
    return major * 1000 + minor;
}

template <class Visit>
void eachRange(const snapshot::ClusterData& cluster, const std::string& ns, const Visit& visit)
{
    for (const LimitRange& range : cluster.admission.limitRanges)
        if (range.ns == ns) visit(range);
}

void addDefaults(const LimitRange& range, model::PodSpec& spec)
{
    for (const LimitItem& item : range.items) {
        if (item.type != "Container") continue;
        for (auto* containers : {&spec.containers, &spec.initContainers})
            for (model::Container& container : *containers) {
                container.limits.insert(item.defaults.begin(), item.defaults.end());
                container.requests.insert(item.defaultRequests.begin(), item.defaultRequests.end());
            }
    }
}

const model::RuntimeClass* classOf(const snapshot::ClusterData& cluster, const model::PodSpec& spec)
{
    const auto& classes = cluster.admission.runtimeClasses;
    const auto at = std::find_if(classes.begin(), classes.end(),
                                 [&](const model::RuntimeClass& one) { return one.name == spec.runtimeClassName; });
    return spec.runtimeClassName.empty() || at == classes.end() ? nullptr : &*at;
}

template <class List, class Name>
std::vector<std::string> namesOf(const List& list, const Name& name)
{
    std::vector<std::string> out;
    for (const auto& one : list) out.push_back(name(one));
    std::sort(out.begin(), out.end());
    constexpr std::size_t most = 5;
    if (out.size() > most) out.resize(most);
    return out;
}

/// "create PriorityClass high there, or name one that it has: batch, low"
std::string createOrName(const std::string& kind, const std::string& name, const std::vector<std::string>& there)
{
    return "create " + kind + " " + name + " there, or name " +
           (there.empty() ? "none" : "one that it has: " + joined(there));
}

/// What is held against a LimitRange: a container's resources, or a pod's together.
struct Measured {
    std::string_view what; ///< "container", "pod"
    model::Requests requests;
    model::Requests limits;
};

model::Requests amountsOf(const ResourceList& list)
{
    model::Requests out;
    for (const auto& [name, quantity] : list) out.emplace(name, model::amountOf(name, quantity));
    return out;
}

std::vector<Measured> measured(const LimitItem& item, const model::PodSpec& spec)
{
    std::vector<Measured> out;
    if (item.type == "Container")
        for (const auto* containers : {&spec.containers, &spec.initContainers})
            for (const model::Container& one : *containers)
                out.push_back({"container", amountsOf(one.requests), amountsOf(one.limits)});
    if (item.type == "Pod") {
        model::PodSpec bare = spec; // a class's overhead comes later
        bare.overhead.clear();
        out.push_back({"pod", model::podRequests(bare), model::podLimits(bare)});
    }
    return out;
}

std::optional<Amount> find(const model::Requests& list, const std::string& name)
{
    const auto at = list.find(name);
    return at == list.end() ? std::nullopt : std::optional(at->second);
}

std::string belowMin(const LimitItem& item, const Measured& one)
{
    for (const auto& [name, min] : item.min) {
        const Amount least = model::amountOf(name, min);
        const auto request = find(one.requests, name);
        const auto limit = find(one.limits, name);
        if (!request) return "that state no " + name + " request, of which it wants at least " + min.text();
        if (*request < least || (limit && *limit < least))
            return "whose " + name + " is below its minimum of " + min.text();
    }
    return {};
}

std::string aboveMax(const LimitItem& item, const Measured& one)
{
    for (const auto& [name, max] : item.max) {
        const Amount most = model::amountOf(name, max);
        const auto request = find(one.requests, name);
        const auto limit = find(one.limits, name);
        if (!limit) return "that state no " + name + " limit, which it caps at " + max.text();
        if (*limit > most || (request && *request > most))
            return "whose " + name + " is above its maximum of " + max.text();
    }
    return {};
}

std::string aboveRatio(const LimitItem& item, const Measured& one)
{
    for (const auto& [name, ratio] : item.maxRatio) {
        const Amount request = find(one.requests, name).value_or(0);
        const Amount limit = find(one.limits, name).value_or(0);
        if (request == 0 || limit == 0)
            return "that do not state both a request and a limit of " + name + ", whose ratio it caps";
        // As upstream divides them.
        if (static_cast<double>(limit) / static_cast<double>(request) > static_cast<double>(ratio.milli()) / 1000)
            return "whose " + name + " limit is more than " + ratio.text() + " times its request";
    }
    return {};
}

std::string refusedBy(const LimitRange& range, const model::PodSpec& spec)
{
    for (const LimitItem& item : range.items)
        for (const Measured& one : measured(item, spec))
            for (const auto check : {&belowMin, &aboveMax, &aboveRatio})
                if (const std::string why = check(item, one); !why.empty())
                    return "limit range " + range.name + " of the namespace turns away pods " +
                           (one.what == "pod" ? "" : "with containers ") + why;
    return {};
}

/// In a namespace that is being deleted nothing is made, and Pod Security has rules of its own.
/// @source k8s.io/kubernetes plugin/pkg/admission/namespace/lifecycle; k8s.io/pod-security-admission (label of the level)
TurnedAway byNamespace(const snapshot::ClusterData& cluster, const model::Pod& pod)
{
    const model::Labels labels = detail::namespaceLabels(cluster, pod.ns);
    if (labels.contains(snapshot::beingDeleted))
        return {"namespace " + pod.ns + " is being deleted", "make it anew once it is gone (`kubectl get namespace " +
                                                                 pod.ns + "` says what it waits for), or name another"};
    const auto level = labels.find("pod-security.kubernetes.io/enforce");
    if (level == labels.end() || (level->second != "baseline" && level->second != "restricted")) return {};
    if (pod.spec.beyondBaseline.empty()) return {};
    return {"Pod Security of the namespace (enforce " + level->second + ") turns away pods that ask for " +
                joined(pod.spec.beyondBaseline),
            "take that out of the pod template, or label the namespace pod-security.kubernetes.io/enforce=privileged"};
}

TurnedAway byLimitRanges(const snapshot::ClusterData& cluster, const model::Pod& pod)
{
    TurnedAway out;
    eachRange(cluster, pod.ns, [&](const LimitRange& range) {
        if (out.text.empty()) out.text = refusedBy(range, pod.spec);
    });
    if (!out.text.empty()) out.fix = "change the pod's requests and limits, or the limit range";
    return out;
}

TurnedAway byRuntimeClass(const snapshot::ClusterData& cluster, const model::PodSpec& spec)
{
    const std::string& name = spec.runtimeClassName;
    if (name.empty() && !spec.overhead.empty())
        return {"pods that state an overhead and no runtime class are turned away",
                "name the runtime class, or take spec.overhead away"};
    if (name.empty() || !cluster.admission.runtimeClassesKnown) return {};
    const model::RuntimeClass* one = classOf(cluster, spec);
    if (one == nullptr)
        return {"pods of runtime class " + name + " are turned away: there is none of that name",
                createOrName("RuntimeClass", name,
                             namesOf(cluster.admission.runtimeClasses, [](const auto& each) { return each.name; }))};
    if (spec.overhead != one->overhead)
        return {"pods whose overhead is not that of their runtime class " + name + " are turned away",
                "take spec.overhead away: the class sets it"};
    for (const auto& [key, value] : one->nodeSelector)
        if (const auto own = spec.nodeSelector.find(key); own != spec.nodeSelector.end() && own->second != value)
            return {"pods of runtime class " + name + " are turned away: it selects nodes by " + key + "=" + value +
                        ", and their own nodeSelector says " + key + "=" + own->second,
                    "take " + key + " out of the nodeSelector"};
    return {};
}

TurnedAway claimsByLimitRanges(const snapshot::ClusterData& cluster, const Ask& ask)
{
    TurnedAway out;
    eachRange(cluster, ask.pods.front().pod.ns, [&](const LimitRange& range) {
        for (const LimitItem& item : range.items) {
            if (item.type != "PersistentVolumeClaim" || !out.text.empty()) continue;
            for (const NewClaim& claim : ask.claims) {
                const auto outside = [&](const ResourceList& list, bool above) {
                    const auto at = list.find("storage");
                    if (at == list.end()) return;
                    const Amount bound = model::amountOf("storage", at->second);
                    if (above ? claim.storage <= bound : claim.storage >= bound) return;
                    out.text = "limit range " + range.name + " of the namespace turns away claims of template " +
                               claim.name + ", whose storage is " +
                               (above ? "above its maximum" : "below its minimum") + " of " + at->second.text();
                };
                outside(item.min, false);
                outside(item.max, true);
            }
        }
    });
    if (!out.text.empty()) out.fix = "change the template's storage request, or the limit range";
    return out;
}

/// What the pod's class makes of it. Absent: not known, or there is no such class.
std::optional<GivenClass> priorityClassOf(const snapshot::ClusterData& cluster, const AskPod& one)
{
    if (one.givenClass) return one.givenClass;
    const std::string& stated = one.pod.spec.priorityClassName;
    const std::string& name = stated.empty() ? cluster.admission.defaultPriorityClass : stated;
    if (name.empty()) return GivenClass{};
    const auto& never = cluster.admission.neverPreempting;
    const auto& classes = cluster.priorityClasses;
    const auto at =
        std::find_if(classes.begin(), classes.end(), [&](const auto& entry) { return entry.first == name; });
    if (at == classes.end()) return std::nullopt;
    return GivenClass{at->second, std::find(never.begin(), never.end(), name) == never.end()};
}

/// A template may state the numbers of its class, and no others.
TurnedAway byPriorityClass(const snapshot::ClusterData& cluster, const AskPod& one)
{
    const model::PodSpec& spec = one.pod.spec;
    const std::string& name = spec.priorityClassName;
    if (!one.givenClass && !cluster.admission.priorityClassesKnown) return {};
    const auto own = priorityClassOf(cluster, one);
    if (!own && model::isBuiltInPriorityClass(name)) return {};
    if (!own)
        return {"pods of priority class " + name + " are turned away: there is none of that name",
                createOrName("PriorityClass", name,
                             namesOf(cluster.priorityClasses, [](const auto& each) { return each.first; }))};
    const std::string whose = name.empty() ? "of pods without a class" : "of their priority class " + name;
    if (spec.priority && *spec.priority != own->value)
        return {"pods whose priority of " + std::to_string(*spec.priority) + " is not that " + whose + ", " +
                    std::to_string(own->value) + ", are turned away",
                "take spec.priority out of the pod template: the class sets it"};
    const std::string policy = own->preempts ? "PreemptLowerPriority" : "Never";
    if (!spec.preemptionPolicy.empty() && spec.preemptionPolicy != policy)
        return {"pods whose preemptionPolicy " + spec.preemptionPolicy + " is not that " + whose + ", " + policy +
                    ", are turned away",
                "take spec.preemptionPolicy out of the pod template: the class sets it"};
    return {};
}

bool ignoresPodLevelOf(const snapshot::ClusterData& cluster)
{
    const PodLevel podLevel = podLevelResources(cluster.cluster);
    return podLevel == PodLevel::Ignored || podLevel == PodLevel::Gated;
}

} // namespace

bool changesPod(const snapshot::ClusterData& cluster, const model::Pod& pod)
{
    bool ranges = false;
    eachRange(cluster, pod.ns, [&](const LimitRange& /*range*/) { ranges = true; });
    return ranges || classOf(cluster, pod.spec) != nullptr ||
           (!(pod.spec.podRequests.empty() && pod.spec.podLimits.empty()) && ignoresPodLevelOf(cluster));
}

std::optional<Ask> admitted(const Ask& ask, const snapshot::ClusterData& cluster)
{
    const bool ignoresPodLevel = ignoresPodLevelOf(cluster);
    const auto isChanged = [&](const AskPod& one) { return changesPod(cluster, one.pod); };
    if (std::none_of(ask.pods.begin(), ask.pods.end(), isChanged)) return std::nullopt;
    Ask out = ask;
    for (AskPod& one : out.pods) {
        model::PodSpec& spec = one.pod.spec;
        if (ignoresPodLevel) {
            spec.podRequests.clear();
            spec.podLimits.clear();
        }
        eachRange(cluster, one.pod.ns, [&](const LimitRange& range) { addDefaults(range, spec); });
        if (const model::RuntimeClass* runtimeClass = classOf(cluster, spec))
            snapshot::addRuntimeClass(*runtimeClass, spec);
        one.requests = model::podRequests(spec);
    }
    return out;
}

TurnedAway turnedAway(const snapshot::ClusterData& cluster, const Ask& ask)
{
    for (const AskPod& one : ask.pods) {
        if (TurnedAway out = byNamespace(cluster, one.pod); !out.text.empty()) return out;
        if (TurnedAway out = byLimitRanges(cluster, one.pod); !out.text.empty()) return out;
        if (TurnedAway out = byPriorityClass(cluster, one); !out.text.empty()) return out;
        if (TurnedAway out = byRuntimeClass(cluster, one.pod.spec); !out.text.empty()) return out;
    }
    return ask.claims.empty() ? TurnedAway{} : claimsByLimitRanges(cluster, ask);
}

TurnedAway turnedAwayByLimitRanges(const snapshot::ClusterData& cluster, const Ask& ask)
{
    for (const AskPod& one : ask.pods)
        if (TurnedAway out = byLimitRanges(cluster, one.pod); !out.text.empty()) return out;
    return ask.claims.empty() ? TurnedAway{} : claimsByLimitRanges(cluster, ask);
}

PodLevel podLevelResources(const model::Cluster& cluster)
{
    const auto version = versionOf(cluster.kubernetesVersion);
    if (!version) return PodLevel::Unknown;
    return *version >= 1034 ? PodLevel::Counted : *version >= 1032 ? PodLevel::Gated : PodLevel::Ignored;
}

bool runtimeClassUnknown(const snapshot::ClusterData& cluster, const model::PodSpec& spec)
{
    return !spec.runtimeClassName.empty() && !cluster.admission.runtimeClassesKnown;
}

} // namespace core::estimate
