#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>

#include "core/base/ascii.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload_kinds.h"

namespace core::model::kinds {
namespace {

constexpr auto mostCount = std::numeric_limits<std::int32_t>::max();

std::int32_t product(std::int32_t a, std::int32_t b)
{
    return static_cast<std::int32_t>(std::min<std::int64_t>(std::int64_t{a} * b, mostCount));
}

/// A workload that is one group: one replica, whatever is in it.
void makeGroup(Workload& workload)
{
    workload.interpretation = Interpretation::Group;
    workload.replicas = 1;
    workload.rollout.type = RolloutStrategy::Type::OnDelete;
}

// --- LeaderWorkerSet ------------------------------------------------------------------------------------------------

void readLeaderWorkerSetRollout(Workload& workload, const Json& spec, const std::string& path, Issues& issues)
{
    const auto at = path + "/rolloutStrategy/rollingUpdateConfiguration";
    const auto& rolling = child(child(spec, "rolloutStrategy"), "rollingUpdateConfiguration");
    auto& rollout = workload.rollout;
    rollout.maxSurge = intOrPercent(rolling, "maxSurge", at, {0, false}, issues);
    rollout.maxUnavailable = intOrPercent(rolling, "maxUnavailable", at, {1, false}, issues);
    rollout.partition = hints::count(rolling, "partition", at, "partition", issues).value_or(0);
    if (rollout.maxSurge.value == 0 && rollout.maxUnavailable.value == 0)
        hints::add(issues, Severity::Error, at,
                   "maxSurge and maxUnavailable are both 0: no group could ever be replaced.",
                   "Allow at least one of them.");
}

void readLeaderWorkerSet(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& spec = child(object, "spec");
    const auto at = read::join(path, "spec");
    workload.interpretation = Interpretation::Group;
    workload.replicasPath = read::join(at, "replicas");
    const auto replicas = hints::count(spec, "replicas", at, "replicas", issues);
    workload.replicas = replicas.value_or(1);
    workload.replicasStated = replicas.has_value();

    const auto& group = child(spec, "leaderWorkerTemplate");
    const auto groupPath = read::join(at, "leaderWorkerTemplate");
    auto size = hints::count(group, "size", groupPath, "size", issues).value_or(1);
    if (size == 0) {
        hints::add(issues, Severity::Error, read::join(groupPath, "size"), "The group's size is 0.",
                   "Write at least 1: the leader counts.");
        size = 1;
    }
    const std::string worker = "/spec/leaderWorkerTemplate/workerTemplate";
    const std::string leader = "/spec/leaderWorkerTemplate/leaderTemplate";
    const bool ownLeader = read::member(group, "leaderTemplate") != nullptr;
    if (ownLeader) addComponent(workload, object, path, leader, "leader", 1, issues);
    if (!ownLeader) addComponent(workload, object, path, worker, "leader", 1, issues);
    if (size > 1 && !ownLeader && !workload.components.empty()) {
        workload.components.push_back(workload.components.front()); // the same template, its faults already said
        workload.components.back().name = "worker";
        workload.components.back().pods = size - 1;
    } else if (size > 1 && ownLeader) {
        addComponent(workload, object, path, worker, "worker", size - 1, issues);
    }

    const auto topology = workload.annotations.find("leaderworkerset.sigs.k8s.io/exclusive-topology");
    if (topology != workload.annotations.end()) workload.exclusiveTopologyKey = topology->second;
    if (workload.annotations.contains("leaderworkerset.sigs.k8s.io/subgroup-exclusive-topology"))
        hints::add(issues, Severity::Warning,
                   path + "/metadata/annotations/leaderworkerset.sigs.k8s.io~1subgroup-exclusive-topology",
                   "Subgroups with topologies of their own are not part of the preview.",
                   "Read the result as what fits without this rule.");
    readLeaderWorkerSetRollout(workload, spec, at, issues);
}

// --- Ray ------------------------------------------------------------------------------------------------------------

void readRayWorkers(Workload& workload, const Json& object, const std::string& path, const std::string& cluster,
                    bool autoscaling, Issues& issues)
{
    const Json* groups = hints::find(object, cluster + "/workerGroupSpecs");
    if (!groups || !groups->is_array()) return;
    for (std::size_t i = 0; i < groups->size(); ++i) {
        const auto& group = (*groups)[i];
        const auto pointer = read::join(cluster + "/workerGroupSpecs", i);
        const auto at = path + pointer;
        auto name = read::text(group, "groupName", at, issues);
        const auto hosts = hints::count(group, "numOfHosts", at, "numOfHosts", issues).value_or(1);
        const auto least = hints::count(group, "minReplicas", at, "minReplicas", issues).value_or(0);
        const auto most = hints::count(group, "maxReplicas", at, "maxReplicas", issues);
        if (most && least > *most)
            hints::add(issues, Severity::Error, read::join(at, "minReplicas"), "minReplicas is above maxReplicas.",
                       "Lower minReplicas or raise maxReplicas.");
        const auto written = hints::count(group, "replicas", at, "replicas", issues).value_or(least);
        // KubeRay keeps the number inside the bounds, and runs none of a suspended group.
        auto replicas = std::max(least, std::min(written, most.value_or(mostCount)));
        if (replicas != written && !(most && least > *most))
            hints::add(issues, Severity::Warning, read::join(at, "replicas"),
                       "replicas: " + std::to_string(written) +
                           " is outside of minReplicas and maxReplicas; KubeRay runs " + std::to_string(replicas) + ".",
                       "Write a number within the bounds, or move them.");
        if (read::flag(group, "suspend", at, issues)) replicas = 0;
        if (!addComponent(workload, object, path, pointer + "/template",
                          name.empty() ? "worker-" + std::to_string(i + 1) : std::move(name), product(replicas, hosts),
                          issues))
            continue;
        if (!autoscaling) continue;
        workload.components.back().minPods = product(least, hosts);
        if (most) workload.components.back().maxPods = product(*most, hosts);
    }
}

void readRay(Workload& workload, const Json& object, const std::string& path, const std::string& cluster,
             Issues& issues)
{
    makeGroup(workload);
    const Json* spec = hints::find(object, cluster);
    if (!spec || !spec->is_object()) {
        hints::add(issues, Severity::Error, read::join(path, "spec"), "The Ray cluster's spec is missing.",
                   "Add it at " + cluster + ".");
        return;
    }
    const bool autoscaling = read::flag(*spec, "enableInTreeAutoscaling", path + cluster, issues);
    addComponent(workload, object, path, cluster + "/headGroupSpec/template", "head", 1, issues);
    readRayWorkers(workload, object, path, cluster, autoscaling, issues);
    workload.suspended = read::flag(child(object, "spec"), "suspend", read::join(path, "spec"), issues);
}

std::string upgradeStrategy(const Json& object, const std::string& path, Issues& issues)
{
    return read::text(child(child(object, "spec"), "upgradeStrategy"), "type", path + "/spec/upgradeStrategy", issues);
}

void readRayCluster(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    readRay(workload, object, path, "/spec", issues);
    if (upgradeStrategy(object, path, issues) == "Recreate") workload.rollout.type = RolloutStrategy::Type::Recreate;
}

void readRayService(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    readRay(workload, object, path, "/spec/rayClusterConfig", issues);
    if (upgradeStrategy(object, path, issues) == "None") return;
    // A second cluster comes up beside the first, then traffic moves.
    workload.rollout.type = RolloutStrategy::Type::RollingUpdate;
    workload.rollout.maxSurge = {100, true};
    workload.rollout.maxUnavailable = {0, false};
}

void readRayJob(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& spec = child(object, "spec");
    if (const Json* selector = read::member(spec, "clusterSelector");
        selector && selector->is_object() && !selector->empty()) {
        makeGroup(workload);
        hints::add(issues, Severity::Note, path + "/spec/clusterSelector",
                   "The job runs in a Ray cluster that is there already.", "Preview that RayCluster to see its pods.");
        return;
    }
    readRay(workload, object, path, "/spec/rayClusterSpec", issues);
    if (read::member(spec, "submitterPodTemplate"))
        addComponent(workload, object, path, "/spec/submitterPodTemplate", "submitter", 1, issues);
}

// --- Kubeflow, Volcano, JobSet --------------------------------------------------------------------------------------

constexpr std::pair<std::string_view, std::string_view> kubeflowSpecs[] = {
    {"PyTorchJob", "pytorchReplicaSpecs"}, {"TFJob", "tfReplicaSpecs"},         {"MPIJob", "mpiReplicaSpecs"},
    {"XGBoostJob", "xgbReplicaSpecs"},     {"PaddleJob", "paddleReplicaSpecs"}, {"JAXJob", "jaxReplicaSpecs"},
};

void readKubeflow(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    makeGroup(workload);
    const auto& spec = child(object, "spec");
    const auto at = read::join(path, "spec");
    const auto key = std::find_if(std::begin(kubeflowSpecs), std::end(kubeflowSpecs), [&](const auto& row) {
                         return row.first == workload.ref.kind;
                     })->second;
    const auto& groups = child(spec, key);
    const auto groupsPath = read::join(at, key);
    if (!groups.is_object() || groups.empty())
        hints::add(issues, Severity::Error, at, std::string(key) + " is missing or empty.",
                   "Add at least one replica spec with a template.");
    if (groups.is_object()) {
        for (const auto& [role, group] : groups.items()) {
            // MPI's workers have no default of one.
            const bool mpiWorker = workload.ref.kind == "MPIJob" && role == "Worker";
            const auto pods = hints::count(group, "replicas", read::join(groupsPath, role), "replicas", issues)
                                  .value_or(mpiWorker ? 0 : 1);
            addComponent(workload, object, path, read::join(read::join("/spec/" + std::string(key), role), "template"),
                         ascii::lowered(role), pods, issues);
        }
    }
    const auto& elastic = child(spec, "elasticPolicy");
    for (auto& component : workload.components) {
        if (component.name != "worker" || elastic.empty()) continue;
        component.minPods = hints::count(elastic, "minReplicas", at + "/elasticPolicy", "minReplicas", issues);
        component.maxPods = hints::count(elastic, "maxReplicas", at + "/elasticPolicy", "maxReplicas", issues);
    }
    workload.suspended = read::flag(child(spec, "runPolicy"), "suspend", at + "/runPolicy", issues);
}

/// The items of a list of groups: each with a name, a count and a template at `below`.
template <class Count>
void readGroupList(Workload& workload, const Json& object, const std::string& path, const std::string& list,
                   const std::string& below, Count&& pods, Issues& issues)
{
    const Json* groups = hints::find(object, list);
    if (!groups || !groups->is_array() || groups->empty()) {
        hints::add(issues, Severity::Error, read::join(path, "spec"), list.substr(6) + " is missing or empty.",
                   "Add at least one with a name and a template.");
        return;
    }
    for (std::size_t i = 0; i < groups->size(); ++i) {
        const auto pointer = read::join(list, i);
        auto name = read::text((*groups)[i], "name", path + pointer, issues);
        if (name.empty()) name = "group-" + std::to_string(i + 1);
        addComponent(workload, object, path, pointer + below, std::move(name), pods((*groups)[i], path + pointer),
                     issues);
    }
}

void readVolcanoJob(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    makeGroup(workload);
    const auto pods = [&](const Json& task, const std::string& at) {
        return hints::count(task, "replicas", at, "replicas", issues).value_or(1);
    };
    readGroupList(workload, object, path, "/spec/tasks", "/template", pods, issues);
}

void readJobSet(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    makeGroup(workload);
    const auto pods = [&](const Json& group, const std::string& at) {
        const auto& job = child(child(group, "template"), "spec");
        const auto jobPath = at + "/template/spec";
        const auto parallelism = hints::count(job, "parallelism", jobPath, "parallelism", issues).value_or(1);
        const auto completions = hints::count(job, "completions", jobPath, "completions", issues).value_or(parallelism);
        const auto jobs = hints::count(group, "replicas", at, "replicas", issues).value_or(1);
        return product(jobs, std::min(parallelism, completions));
    };
    readGroupList(workload, object, path, "/spec/replicatedJobs", "/template/spec/template", pods, issues);
    workload.suspended = read::flag(child(object, "spec"), "suspend", read::join(path, "spec"), issues);
    if (workload.annotations.contains("alpha.jobset.sigs.k8s.io/exclusive-topology"))
        hints::add(issues, Severity::Warning,
                   path + "/metadata/annotations/alpha.jobset.sigs.k8s.io~1exclusive-topology",
                   "One topology for each child job is not part of the preview.",
                   "Read the result as what fits without this rule.");
}

// --- Spark ----------------------------------------------------------------------------------------------------------

/// "4g", "512m", "1024" (MiB) as the JVM counts, in bytes.
std::optional<std::int64_t> jvmBytes(std::string_view text)
{
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    if (error != std::errc() || number < 0) return std::nullopt;
    const auto unit = ascii::lowered(std::string(rest, end));
    static const std::map<std::string, unsigned, std::less<>> shifts{
        {"", 20}, {"b", 0}, {"k", 10}, {"kb", 10}, {"m", 20}, {"mb", 20}, {"g", 30}, {"gb", 30}, {"t", 40}, {"tb", 40}};
    const auto shift = shifts.find(unit);
    if (shift == shifts.end() || number > (std::numeric_limits<std::int64_t>::max() >> (shift->second + 2U)))
        return std::nullopt;
    return number << shift->second;
}

std::optional<std::int64_t> sparkBytes(const Json& role, std::string_view key, const std::string& path, Issues& issues)
{
    const Json* value = read::member(role, key);
    if (!value || hints::isPlaceholder(*value)) return std::nullopt;
    const auto bytes = value->is_string() ? jvmBytes(value->get_ref<const std::string&>()) : std::nullopt;
    if (!bytes)
        hints::add(issues, Severity::Error, read::join(path, key), std::string(key) + " is not an amount of memory.",
                   "Write it as Spark does, for instance \"4g\" or \"512m\".");
    return bytes;
}

/// Spark adds to each pod's memory what is outside of the heap: 10 % for the JVM's languages, 40 % otherwise, at least 384 MiB.
/// @source Spark's configuration page, spark.kubernetes.memoryOverheadFactor and spark.executor.minMemoryOverhead
Amount sparkMemory(const Json& spec, const Json& role, const std::string& path, Issues& issues)
{
    constexpr Amount defaultMemory = Amount{1} << 30U;
    constexpr Amount leastOverhead = Amount{384} << 20U;
    const auto heap = sparkBytes(role, "memory", path, issues).value_or(defaultMemory);
    if (const auto stated = sparkBytes(role, "memoryOverhead", path, issues)) return heap + *stated;
    const auto type = ascii::lowered(child(spec, "type").is_string() ? child(spec, "type").get<std::string>() : "");
    const bool jvm = type == "java" || type == "scala";
    double factor = jvm ? 0.1 : 0.4;
    if (const auto& written = child(spec, "memoryOverheadFactor"); written.is_string()) {
        const auto text = written.get<std::string>();
        double number = 0;
        const auto [rest, error] = std::from_chars(text.data(), text.data() + text.size(), number);
        if (error == std::errc() && rest == text.data() + text.size() && number >= 0 && number <= 10) factor = number;
    }
    return heap + std::max(leastOverhead, static_cast<Amount>(std::floor(static_cast<double>(heap) * factor)));
}

/// A pod as Spark would write it. Placement fields stand beside the amounts, in the pod spec's own form.
Component sparkComponent(const Json& object, const std::string& path, std::string name, std::int32_t pods,
                         Issues& issues)
{
    const auto& spec = child(object, "spec");
    const auto& role = child(spec, name);
    const auto at = path + "/spec/" + name;
    Json container{{"name", name}, {"image", "spark"}};
    auto& requests = container["resources"]["requests"];
    const Json* cpu = read::member(role, "coreRequest");
    if (!cpu) cpu = read::member(role, "cores");
    requests["cpu"] = cpu ? *cpu : Json(1);
    requests["memory"] = sparkMemory(spec, role, at, issues);
    const auto& gpu = child(role, "gpu");
    if (const Json* gpuName = read::member(gpu, "name"); gpuName && gpuName->is_string())
        if (const auto cards = hints::count(gpu, "quantity", at + "/gpu", "quantity", issues))
            container["resources"]["limits"][gpuName->get<std::string>()] = *cards;
    Json pod{{"metadata", {{"labels", child(role, "labels")}}},
             {"spec", {{"containers", Json::array({std::move(container)})}}}};
    for (const auto* key :
         {"nodeSelector", "tolerations", "affinity", "hostNetwork", "schedulerName", "priorityClassName"})
        if (const Json* value = read::member(role, key)) pod["spec"][key] = *value;
    Component component;
    component.name = std::move(name);
    component.pods = pods;
    component.path = at;
    Issues inside; // its paths are those of the pod made here, not of the manifest
    component.pod = readPod(pod, at, inside);
    for (auto& issue : inside) hints::add(issues, issue.severity, at, std::move(issue.what), std::move(issue.fix));
    return component;
}

void readSpark(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    makeGroup(workload);
    const auto& spec = child(object, "spec");
    const auto at = read::join(path, "spec");
    auto executors =
        hints::count(child(spec, "executor"), "instances", at + "/executor", "instances", issues).value_or(1);
    std::optional<std::int32_t> least;
    std::optional<std::int32_t> most;
    const auto& dynamic = child(spec, "dynamicAllocation");
    if (read::flag(dynamic, "enabled", at + "/dynamicAllocation", issues)) {
        least = hints::count(dynamic, "minExecutors", at + "/dynamicAllocation", "minExecutors", issues).value_or(0);
        most = hints::count(dynamic, "maxExecutors", at + "/dynamicAllocation", "maxExecutors", issues);
        const auto initial =
            hints::count(dynamic, "initialExecutors", at + "/dynamicAllocation", "initialExecutors", issues);
        executors = std::max({executors, *least, initial.value_or(0)});
    }
    for (const auto* role : {"driver", "executor"})
        if (const Json* part = read::member(spec, role); !part || !part->is_object())
            hints::add(issues, Severity::Error, part ? read::join(at, role) : at,
                       "The " + std::string(role) + " is missing.",
                       "Add " + std::string(role) + " with cores and memory.");
    workload.components.push_back(sparkComponent(object, path, "driver", 1, issues));
    workload.components.push_back(sparkComponent(object, path, "executor", executors, issues));
    workload.components.back().minPods = least;
    workload.components.back().maxPods = most;
    workload.suspended = read::flag(spec, "suspend", at, issues);
}

} // namespace

Read groupReaderOf(const ObjectRef& ref)
{
    static const std::map<std::pair<std::string, std::string>, Read> readers{
        {{"leaderworkerset.x-k8s.io", "LeaderWorkerSet"}, readLeaderWorkerSet},
        {{"ray.io", "RayCluster"}, readRayCluster},
        {{"ray.io", "RayService"}, readRayService},
        {{"ray.io", "RayJob"}, readRayJob},
        {{"kubeflow.org", "PyTorchJob"}, readKubeflow},
        {{"kubeflow.org", "TFJob"}, readKubeflow},
        {{"kubeflow.org", "MPIJob"}, readKubeflow},
        {{"kubeflow.org", "XGBoostJob"}, readKubeflow},
        {{"kubeflow.org", "PaddleJob"}, readKubeflow},
        {{"kubeflow.org", "JAXJob"}, readKubeflow},
        {{"batch.volcano.sh", "Job"}, readVolcanoJob},
        {{"jobset.x-k8s.io", "JobSet"}, readJobSet},
        {{"sparkoperator.k8s.io", "SparkApplication"}, readSpark},
    };
    const auto found = readers.find({ref.group(), ref.kind});
    return found != readers.end() ? found->second : nullptr;
}

} // namespace core::model::kinds
