#include "core/model/pod.h"

#include <algorithm>

#include "core/model/read.h"

namespace core::model {

namespace {

using read::Path;

std::optional<LabelSelector> selectorOf(Value object, std::string_view key, const Path& path, Issues& issues)
{
    const Value found = object.member(key);
    if (!found) return std::nullopt;
    return read::labelSelector(found, Path(path, key), issues);
}

std::int32_t int32Of(Value object, std::string_view key, const Path& path, Issues& issues, std::int32_t otherwise)
{
    return static_cast<std::int32_t>(read::number(object, key, path, issues, INT32_MIN, INT32_MAX).value_or(otherwise));
}

Container readContainer(Value from, const Path& path, Issues& issues)
{
    const Members object(from);
    Container out;
    out.name = read::text(object, "name", path, issues);
    out.image = read::text(object, "image", path, issues);
    out.command = read::texts(object, "command", path, issues);
    out.args = read::texts(object, "args", path, issues);
    out.sidecar = read::text(object, "restartPolicy", path, issues) == "Always";
    read::each(object, "env", path, issues, [&](Value item, const Path&) {
        const Value value = item.member("value");
        const Value name = item.member("name");
        if (name.isText() && value.isText()) out.env.emplace(name.text(), value.text());
    });
    if (const Value resources = object.member("resources")) {
        const Path at(path, "resources");
        out.requests = read::resources(resources, "requests", at, issues);
        out.limits = read::resources(resources, "limits", at, issues);
    }
    read::each(object, "ports", path, issues, [&](Value item, const Path& at) {
        HostPort port;
        port.ip = read::text(item, "hostIP", at, issues);
        const std::string protocol = read::text(item, "protocol", at, issues);
        if (!protocol.empty()) port.protocol = protocol;
        // A port of 0 is "no host port"; hostNetwork turns the container's own port into one.
        port.port = int32Of(item, "hostPort", at, issues, 0);
        const std::int32_t own = int32Of(item, "containerPort", at, issues, 0);
        if (port.port != 0)
            out.ports.push_back(port);
        else if (own != 0)
            out.containerPorts.push_back({port.ip, port.protocol, own});
    });
    return out;
}

PodVolume readPodVolume(Value object, const Path& path, Issues& issues)
{
    PodVolume out;
    out.name = read::text(object, "name", path, issues);
    if (const Value claim = object.member("persistentVolumeClaim")) {
        out.kind = PodVolume::Kind::Claim;
        out.claim = read::text(claim, "claimName", Path(path, "persistentVolumeClaim"), issues);
    } else if (object.member("ephemeral")) {
        out.kind = PodVolume::Kind::EphemeralClaim;
    } else if (const Value emptyDir = object.member("emptyDir")) {
        const bool memory = read::text(emptyDir, "medium", Path(path, "emptyDir"), issues) == "Memory";
        out.kind = memory ? PodVolume::Kind::EmptyDirMemory : PodVolume::Kind::EmptyDirDisk;
    } else if (object.member("hostPath")) {
        out.kind = PodVolume::Kind::HostPath;
    }
    return out;
}

PodAffinityTerm readAffinityTerm(Value object, const Path& path, Issues& issues)
{
    PodAffinityTerm out;
    out.selector = selectorOf(object, "labelSelector", path, issues);
    out.namespaces = read::texts(object, "namespaces", path, issues);
    out.namespaceSelector = selectorOf(object, "namespaceSelector", path, issues);
    out.topologyKey = read::text(object, "topologyKey", path, issues);
    out.matchLabelKeys = read::texts(object, "matchLabelKeys", path, issues);
    out.mismatchLabelKeys = read::texts(object, "mismatchLabelKeys", path, issues);
    return out;
}

std::vector<PodAffinityTerm> readRequiredTerms(Value affinity, std::string_view kind, const Path& path, Issues& issues)
{
    std::vector<PodAffinityTerm> out;
    read::each(affinity.member(kind), "requiredDuringSchedulingIgnoredDuringExecution", Path(path, kind), issues,
               [&](Value item, const Path& at) { out.push_back(readAffinityTerm(item, at, issues)); });
    return out;
}

void readAffinity(Value affinity, const Path& path, PodSpec& spec, Issues& issues)
{
    const Path at(path, "nodeAffinity");
    constexpr std::string_view required = "requiredDuringSchedulingIgnoredDuringExecution";
    if (const Value found = affinity.member("nodeAffinity").member(required))
        spec.requiredNodeAffinity = read::nodeSelectorTerms(found, "nodeSelectorTerms", Path(at, required), issues);
    spec.requiredAffinity = readRequiredTerms(affinity, "podAffinity", path, issues);
    spec.requiredAntiAffinity = readRequiredTerms(affinity, "podAntiAffinity", path, issues);
}

TopologySpread readTopologySpread(Value from, const Path& path, Issues& issues)
{
    const Members object(from);
    TopologySpread out;
    out.maxSkew = int32Of(object, "maxSkew", path, issues, 1);
    out.topologyKey = read::text(object, "topologyKey", path, issues);
    out.hard = read::text(object, "whenUnsatisfiable", path, issues) != "ScheduleAnyway";
    out.selector = selectorOf(object, "labelSelector", path, issues);
    if (const auto domains = read::number(object, "minDomains", path, issues, 1, INT32_MAX))
        out.minDomains = static_cast<std::int32_t>(*domains);
    out.honorAffinity = read::text(object, "nodeAffinityPolicy", path, issues) != "Ignore";
    out.honorTaints = read::text(object, "nodeTaintsPolicy", path, issues) == "Honor";
    out.matchLabelKeys = read::texts(object, "matchLabelKeys", path, issues);
    return out;
}

Quantity atMilli(const Quantity& quantity)
{
    return quantity.exceeds(-3) ? quantity : Quantity::ofMilli(quantity.milli(), quantity.format());
}

void roundUp(ResourceList& list)
{
    for (auto& [name, quantity] : list) quantity = atMilli(quantity);
}

void fillFromLimits(Container& container)
{
    roundUp(container.limits);
    roundUp(container.requests);
    for (const auto& [name, limit] : container.limits) container.requests.emplace(name, limit);
}

bool podLevel(std::string_view name)
{
    return name == "cpu" || name == "memory" || name.starts_with("hugepages-");
}

void add(ResourceList& sum, const ResourceList& more)
{
    for (const auto& [name, quantity] : more) {
        const auto [at, fresh] = sum.emplace(name, quantity);
        if (!fresh) at->second = at->second + quantity;
    }
}

void raise(ResourceList& peak, const ResourceList& other)
{
    for (const auto& [name, quantity] : other) {
        const auto [at, fresh] = peak.emplace(name, quantity);
        if (!fresh && at->second < quantity) at->second = quantity;
    }
}

/// The larger of the containers' sum and the init containers' peak; `of` gives one container's list.
ResourceList aggregate(const PodSpec& spec, const auto& of)
{
    ResourceList sum;
    for (const Container& container : spec.containers) add(sum, of(container));
    ResourceList sidecars;
    ResourceList peak;
    for (const Container& container : spec.initContainers) {
        ResourceList mine = of(container);
        if (container.sidecar) {
            add(sum, mine);
            add(sidecars, mine);
            raise(peak, sidecars);
        } else {
            add(mine, sidecars);
            raise(peak, mine);
        }
    }
    raise(sum, peak);
    return sum;
}

ResourceList requestsOf(const Container& container)
{
    return container.requests;
}

/// What the scorers assume of a container that states nothing: 100m and 200 MiB (kube-scheduler's defaults).
ResourceList scoredRequestsOf(const Container& container)
{
    ResourceList out = container.requests;
    out.emplace("cpu", Quantity::ofMilli(100));
    out.emplace("memory", Quantity::of(200LL * 1024 * 1024, Quantity::Format::BinarySI));
    return out;
}

void replacePodLevel(ResourceList& list, const ResourceList& stated)
{
    for (const auto& [name, quantity] : stated)
        if (podLevel(name)) list.insert_or_assign(name, quantity);
}

Requests toAmounts(const ResourceList& list)
{
    Requests out;
    for (const auto& [name, quantity] : list) out.emplace(name, amountOf(name, quantity));
    return out;
}

bool keepsOut(std::string_view effect)
{
    return isTaintEffect(effect) && !effect.starts_with("Prefer");
}

} // namespace

bool tolerates(const Toleration& toleration, const Taint& taint)
{
    if (!toleration.effect.empty() && toleration.effect != taint.effect) return false;
    if (!toleration.key.empty() && toleration.key != taint.key) return false;
    if (toleration.op.empty() || toleration.op == "Equal") return toleration.value == taint.value;
    return toleration.op == "Exists";
}

const Taint* untolerated(const std::vector<Taint>& taints, const std::vector<Toleration>& tolerations)
{
    for (const Taint& taint : taints) {
        if (!keepsOut(taint.effect)) continue;
        if (std::ranges::none_of(tolerations, [&](const Toleration& one) { return tolerates(one, taint); }))
            return &taint;
    }
    return nullptr;
}

PodSpec readPodSpec(const Json& spec, const std::string& path, Issues& issues)
{
    return read::podSpec(spec, path, issues);
}

PodSpec read::podSpec(Value from, const Path& path, Issues& issues)
{
    const Members spec(from);
    PodSpec out;
    if (!spec.isObject()) {
        issues.push_back(
            {Severity::Error, path.text(), "a pod's spec is missing or not a mapping", "add spec with containers"});
        return out;
    }
    each(spec, "containers", path, issues, [&](Value item, const Path& at) {
        out.containers.push_back(readContainer(item, at, issues));
        out.containers.back().sidecar = false;
    });
    each(spec, "initContainers", path, issues,
         [&](Value item, const Path& at) { out.initContainers.push_back(readContainer(item, at, issues)); });
    out.overhead = resources(spec, "overhead", path, issues);
    if (const Value stated = spec.member("resources")) {
        const Path at(path, "resources");
        out.podRequests = resources(stated, "requests", at, issues);
        out.podLimits = resources(stated, "limits", at, issues);
    }
    out.nodeName = text(spec, "nodeName", path, issues);
    out.nodeSelector = labels(spec, "nodeSelector", path, issues);
    if (const Value affinity = spec.member("affinity")) readAffinity(affinity, Path(path, "affinity"), out, issues);
    each(spec, "topologySpreadConstraints", path, issues,
         [&](Value item, const Path& at) { out.topologySpread.push_back(readTopologySpread(item, at, issues)); });
    out.tolerations = tolerations(spec, "tolerations", path, issues);
    each(spec, "volumes", path, issues,
         [&](Value item, const Path& at) { out.volumes.push_back(readPodVolume(item, at, issues)); });
    each(spec, "schedulingGates", path, issues,
         [&](Value item, const Path& at) { out.schedulingGates.push_back(text(item, "name", at, issues)); });
    if (const auto priority = number(spec, "priority", path, issues, INT32_MIN, INT32_MAX))
        out.priority = static_cast<std::int32_t>(*priority);
    out.priorityClassName = text(spec, "priorityClassName", path, issues);
    out.schedulerName = text(spec, "schedulerName", path, issues);
    out.preemptionPolicy = text(spec, "preemptionPolicy", path, issues);
    out.hostNetwork = flag(spec, "hostNetwork", path, issues);
    out.restartPolicy = text(spec, "restartPolicy", path, issues);
    out.terminationGracePeriodSeconds = number(spec, "terminationGracePeriodSeconds", path, issues);
    out.runtimeClassName = text(spec, "runtimeClassName", path, issues);
    each(spec, "resourceClaims", path, issues,
         [&](Value item, const Path& at) { out.resourceClaims.push_back(text(item, "name", at, issues)); });
    return out;
}

Pod readPod(const Json& object, const std::string& path, Issues& issues)
{
    return read::pod(object, path, issues);
}

Pod read::pod(Value object, const Path& path, Issues& issues)
{
    Pod out;
    if (const Members metadata(object.member("metadata")); metadata) {
        const Path at(path, "metadata");
        out.name = text(metadata, "name", at, issues);
        out.ns = text(metadata, "namespace", at, issues);
        out.uid = text(metadata, "uid", at, issues);
        out.labels = labels(metadata, "labels", at, issues);
        out.annotations = labels(metadata, "annotations", at, issues);
        out.creationTime = text(metadata, "creationTimestamp", at, issues);
        out.deletionTime = text(metadata, "deletionTimestamp", at, issues);
        each(metadata, "ownerReferences", at, issues, [&](Value item, const Path& owner) {
            out.owners.push_back({text(item, "apiVersion", owner, issues), text(item, "kind", owner, issues),
                                  text(item, "name", owner, issues), text(item, "uid", owner, issues),
                                  flag(item, "controller", owner, issues)});
        });
        out.mirror = out.annotations.contains("kubernetes.io/config.mirror");
    }
    out.spec = podSpec(object.member("spec"), Path(path, "spec"), issues);
    if (const Value status = object.member("status")) {
        const Path at(path, "status");
        out.phase = text(status, "phase", at, issues);
        out.nominatedNodeName = text(status, "nominatedNodeName", at, issues);
        out.startTime = text(status, "startTime", at, issues);
        each(status, "conditions", at, issues, [&](Value item, const Path& condition) {
            if (text(item, "type", condition, issues) == "Ready")
                out.ready = text(item, "status", condition, issues) == "True";
        });
    }
    return out;
}

PodSpec withDefaults(PodSpec spec)
{
    for (Container& container : spec.containers) fillFromLimits(container);
    for (Container& container : spec.initContainers) fillFromLimits(container);
    roundUp(spec.overhead);
    if (!spec.podRequests.empty() || !spec.podLimits.empty()) {
        roundUp(spec.podRequests);
        roundUp(spec.podLimits);
        for (const auto& [name, quantity] : aggregate(spec, requestsOf))
            if (podLevel(name)) spec.podRequests.emplace(name, quantity);
        for (const auto& [name, limit] : spec.podLimits)
            if (podLevel(name)) spec.podRequests.emplace(name, limit);
    }
    if (spec.hostNetwork) {
        for (auto* containers : {&spec.containers, &spec.initContainers})
            for (Container& container : *containers) {
                container.ports.insert(container.ports.end(), container.containerPorts.begin(),
                                       container.containerPorts.end());
                container.containerPorts.clear();
            }
    }
    return spec;
}

Requests podRequests(const PodSpec& spec, RequestOptions options)
{
    ResourceList out = options.scoring ? aggregate(spec, scoredRequestsOf) : aggregate(spec, requestsOf);
    replacePodLevel(out, spec.podRequests);
    if (options.overhead) add(out, spec.overhead);
    return toAmounts(out);
}

Requests podLimits(const PodSpec& spec)
{
    ResourceList out = aggregate(spec, [](const Container& container) { return container.limits; });
    replacePodLevel(out, spec.podLimits);
    for (const auto& [name, quantity] : spec.overhead) // only onto what is limited at all
        if (const auto found = out.find(name); found != out.end()) found->second = found->second + quantity;
    return toAmounts(out);
}

std::string qosClass(const PodSpec& spec)
{
    ResourceList requests;
    ResourceList limits;
    bool guaranteed = true;
    const auto take = [](ResourceList& into, const ResourceList& from) {
        for (const auto& name : {"cpu", "memory"})
            if (const auto found = from.find(name); found != from.end() && found->second.sign() > 0)
                add(into, {{name, found->second}});
    };
    const auto limitsBoth = [](const ResourceList& list) {
        const auto has = [&](const char* name) {
            const auto found = list.find(name);
            return found != list.end() && found->second.sign() > 0;
        };
        return has("cpu") && has("memory");
    };
    if (!spec.podRequests.empty() || !spec.podLimits.empty()) {
        take(requests, spec.podRequests);
        take(limits, spec.podLimits);
        guaranteed = limitsBoth(spec.podLimits);
    } else {
        for (const auto* containers : {&spec.containers, &spec.initContainers})
            for (const Container& container : *containers) {
                take(requests, container.requests);
                take(limits, container.limits);
                guaranteed = guaranteed && limitsBoth(container.limits);
            }
    }
    if (requests.empty() && limits.empty()) return "BestEffort";
    return guaranteed && requests == limits ? "Guaranteed" : "Burstable";
}

} // namespace core::model
