#include "core/model/workload.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/model/workload_kinds.h"

namespace core::model {
namespace kinds {
namespace {

constexpr std::string_view wellKnownTemplates[] = {"/spec/template", "/spec/jobTemplate/spec/template"};

bool hasContainers(const Json& podTemplate)
{
    const Json* spec = read::member(podTemplate, "spec");
    return spec && read::member(*spec, "containers");
}

void readReplicas(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto at = read::join(path, "spec");
    workload.replicasPath = read::join(at, "replicas");
    const auto count = hints::count(child(object, "spec"), "replicas", at, "replicas", issues);
    workload.replicas = count.value_or(1);
    workload.replicasStated = count.has_value();
}

void readSelector(Workload& workload, const Json& object, const std::string& path, bool required, Issues& issues)
{
    const auto& spec = child(object, "spec");
    const auto at = read::join(path, "spec");
    if (const Json* selector = read::member(spec, "selector"); selector && selector->is_object())
        workload.selector = readLabelSelector(*selector, read::join(at, "selector"), issues);
    else if (selector)
        hints::add(issues, Severity::Error, read::join(at, "selector"), "The selector is not a mapping.",
                   "Write matchLabels below it.");
    checkSelector(workload, spec, at, required, issues);
}

bool isTrue(const Json& object, std::string_view key)
{
    const Json* value = read::member(object, key);
    return value && value->is_boolean() && value->get<bool>();
}

/// Each once, in this order.
/// @source kubernetes.io, Pod Security Standards, Baseline: host namespaces, privileged containers, hostPath, host ports. Its
/// other rules (capabilities, profiles, sysctls) are not read.
std::vector<std::string> beyondBaseline(const Json& spec)
{
    std::vector<std::string> out;
    for (const char* name : {"hostNetwork", "hostPID", "hostIPC"})
        if (isTrue(spec, name)) out.emplace_back(name);
    bool privileged = false;
    bool ports = false;
    for (const char* list : {"initContainers", "containers"})
        for (const Json& container : child(spec, list)) {
            privileged = privileged || isTrue(child(container, "securityContext"), "privileged");
            for (const Json& port : child(container, "ports")) {
                const Json* host = read::member(port, "hostPort");
                ports = ports || (host && host->is_number_integer() && *host != 0);
            }
        }
    bool paths = false;
    for (const Json& volume : child(spec, "volumes")) paths = paths || read::member(volume, "hostPath") != nullptr;
    if (privileged) out.emplace_back("privileged");
    if (paths) out.emplace_back("hostPath");
    if (ports) out.emplace_back("hostPort");
    return out;
}

/// The API server refuses a template whose pods would stop, or a Job's whose pods would not.
void checkRestartPolicy(const Json& object, const std::string& path, const std::string& pointer, bool job,
                        Issues& issues)
{
    const Json* podTemplate = hints::find(object, pointer);
    if (!podTemplate) return;
    const auto& spec = child(*podTemplate, "spec");
    const Json* policy = read::member(spec, "restartPolicy");
    const auto at = path + pointer + "/spec";
    const bool stated = policy && policy->is_string();
    const auto word = stated ? policy->get<std::string>() : std::string("Always");
    if (!isOneOf(word, {"Always", "OnFailure", "Never"})) return; // said with the template
    if (job && word != "OnFailure" && word != "Never")
        hints::add(issues, Severity::Error, stated ? at + "/restartPolicy" : at,
                   "A Job's pods need restartPolicy OnFailure or Never" +
                       std::string(stated ? "." : "; without one it is Always."),
                   "Write restartPolicy: Never or OnFailure.");
    if (!job && stated && word != "Always")
        hints::add(issues, Severity::Error, at + "/restartPolicy",
                   "restartPolicy is " + hints::inQuotes(word) + "; pods of this kind are always restarted.",
                   "Write Always, or leave it out.");
}

RolloutStrategy::Type strategyType(const Json& strategy, const std::string& path,
                                   const std::vector<std::string_view>& known, Issues& issues)
{
    const auto type = read::text(strategy, "type", path, issues);
    hints::checkWord(type, "strategy", known, read::join(path, "type"), Severity::Error, issues);
    if (type == "Recreate") return RolloutStrategy::Type::Recreate;
    if (type == "OnDelete") return RolloutStrategy::Type::OnDelete;
    return RolloutStrategy::Type::RollingUpdate;
}

void readDeploymentRollout(Workload& workload, const Json& spec, const std::string& path, Issues& issues)
{
    const auto& strategy = child(spec, "strategy");
    const auto at = read::join(path, "strategy");
    auto& rollout = workload.rollout;
    rollout.type = strategyType(strategy, at, {"RollingUpdate", "Recreate"}, issues);
    rollout.progressDeadlineSeconds = read::number(spec, "progressDeadlineSeconds", path, issues, 0).value_or(600);
    const Json* rolling = read::member(strategy, "rollingUpdate");
    const auto below = read::join(at, "rollingUpdate");
    if (rolling && rollout.type == RolloutStrategy::Type::Recreate)
        hints::add(issues, Severity::Error, below, "rollingUpdate cannot stand beside type Recreate.",
                   "Remove rollingUpdate, or write type: RollingUpdate.");
    if (!rolling || rollout.type != RolloutStrategy::Type::RollingUpdate) return;
    rollout.maxSurge = intOrPercent(*rolling, "maxSurge", below, {25, true}, issues);
    rollout.maxUnavailable = intOrPercent(*rolling, "maxUnavailable", below, {25, true}, issues);
    if (rollout.maxSurge.value == 0 && rollout.maxUnavailable.value == 0)
        hints::add(issues, Severity::Error, below,
                   "maxSurge and maxUnavailable are both 0: no pod could ever be replaced.",
                   "Allow at least one of them.");
}

void readDeployment(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& spec = child(object, "spec");
    readReplicas(workload, object, path, issues);
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    readSelector(workload, object, path, true, issues);
    checkRestartPolicy(object, path, "/spec/template", false, issues);
    readDeploymentRollout(workload, spec, read::join(path, "spec"), issues);
    workload.suspended = read::flag(spec, "paused", read::join(path, "spec"), issues);
}

void readStatefulSet(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& spec = child(object, "spec");
    readReplicas(workload, object, path, issues);
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    readSelector(workload, object, path, true, issues);
    checkRestartPolicy(object, path, "/spec/template", false, issues);
    const auto at = path + "/spec/updateStrategy";
    const auto& strategy = child(spec, "updateStrategy");
    auto& rollout = workload.rollout;
    rollout.type = strategyType(strategy, at, {"RollingUpdate", "OnDelete"}, issues);
    rollout.maxSurge = {0, false};
    const auto& rolling = child(strategy, "rollingUpdate");
    rollout.maxUnavailable = intOrPercent(rolling, "maxUnavailable", at + "/rollingUpdate", {1, false}, issues);
    rollout.partition = hints::count(rolling, "partition", at + "/rollingUpdate", "partition", issues).value_or(0);
}

void readReplicaSet(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    readReplicas(workload, object, path, issues);
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    readSelector(workload, object, path, true, issues);
    checkRestartPolicy(object, path, "/spec/template", false, issues);
    workload.interpretation = Interpretation::FullCopy;
    workload.rollout.type = RolloutStrategy::Type::OnDelete; // a new template is for new pods only
}

void readDaemonSet(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    readSelector(workload, object, path, true, issues);
    checkRestartPolicy(object, path, "/spec/template", false, issues);
    workload.interpretation = Interpretation::FullCopy;
    const auto at = path + "/spec/updateStrategy";
    const auto& strategy = child(child(object, "spec"), "updateStrategy");
    const auto& rolling = child(strategy, "rollingUpdate");
    auto& rollout = workload.rollout;
    rollout.type = strategyType(strategy, at, {"RollingUpdate", "OnDelete"}, issues);
    rollout.maxSurge = intOrPercent(rolling, "maxSurge", at + "/rollingUpdate", {0, false}, issues);
    rollout.maxUnavailable = intOrPercent(rolling, "maxUnavailable", at + "/rollingUpdate", {1, false}, issues);
    rollout.unavailableRoundsUp = true;
}

/// Pods at one time.
/// @return  the completions that are asked for; none: as many as there are pods
std::optional<std::int64_t> readJobCounts(Workload& workload, const Json& spec, const std::string& path, Issues& issues)
{
    workload.replicasPath = read::join(path, "parallelism");
    const auto parallelism = hints::count(spec, "parallelism", path, "parallelism", issues);
    const auto completions = hints::count(spec, "completions", path, "completions", issues);
    workload.replicasStated = parallelism.has_value();
    workload.replicas = parallelism.value_or(1);
    workload.suspended = read::flag(spec, "suspend", path, issues);
    workload.rollout.type = RolloutStrategy::Type::OnDelete; // its template cannot change
    return completions;
}

void readJob(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto at = read::join(path, "spec");
    const auto completions = readJobCounts(workload, child(object, "spec"), at, issues);
    // Karmada divides the parallelism, whatever is left to do; the job controller runs no more pods than are left.
    // @source karmada native/replica.go jobReplica; k8s.io/kubernetes job_controller.go manageJob
    const auto& succeeded = child(child(object, "status"), "succeeded");
    const std::int64_t done =
        succeeded.is_number_integer() ? std::max<std::int64_t>(0, succeeded.get<std::int64_t>()) : 0;
    const std::int64_t left = completions ? std::max<std::int64_t>(0, *completions - done) : workload.replicas;
    if (left < workload.replicas) {
        workload.atOnce = static_cast<std::int32_t>(left);
        hints::add(issues, Severity::Warning, read::join(at, "completions"),
                   "The scheduler divides the parallelism of " + std::to_string(workload.replicas) +
                       ", and no more than " + std::to_string(left) + " pods run: so many completions are left.",
                   "Write parallelism: " + std::to_string(left) + " to ask for no more nodes than are needed.");
    }
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    checkRestartPolicy(object, path, "/spec/template", true, issues);
}

void readCronJob(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& spec = child(object, "spec");
    const auto completions =
        readJobCounts(workload, child(child(spec, "jobTemplate"), "spec"), path + "/spec/jobTemplate/spec", issues);
    if (completions)
        workload.replicas = static_cast<std::int32_t>(
            std::min<std::int64_t>(workload.replicas, *completions)); // nobody divides it: what runs counts
    addComponent(workload, object, path, "/spec/jobTemplate/spec/template", "pod", 1, issues);
    checkRestartPolicy(object, path, "/spec/jobTemplate/spec/template", true, issues);
    workload.interpretation = Interpretation::FullCopy;
    workload.schedule = read::text(spec, "schedule", read::join(path, "spec"), issues);
    if (!read::member(spec, "schedule"))
        hints::add(issues, Severity::Error, read::join(path, "spec"), "The schedule is missing.",
                   "Add schedule, as in \"0 3 * * *\".");
    if (read::flag(spec, "suspend", read::join(path, "spec"), issues)) workload.suspended = true;
}

void readPodKind(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    addComponent(workload, object, path, "", "pod", 1, issues);
    workload.rollout.type = RolloutStrategy::Type::OnDelete;
}

/// OpenKruise's CloneSet and StatefulSet: the built-in kinds' shape with defaults of their own.
void readKruise(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    readReplicas(workload, object, path, issues);
    addComponent(workload, object, path, "/spec/template", "pod", 1, issues);
    readSelector(workload, object, path, true, issues);
    const bool cloneSet = workload.ref.kind == "CloneSet";
    const auto& strategy = child(child(object, "spec"), "updateStrategy");
    const auto at = path + "/spec/updateStrategy";
    const auto& rolling = cloneSet ? strategy : child(strategy, "rollingUpdate");
    const auto below = cloneSet ? at : at + "/rollingUpdate";
    const IntOrPercent unavailable = cloneSet ? IntOrPercent{20, true} : IntOrPercent{1, false};
    workload.rollout.maxSurge = intOrPercent(rolling, "maxSurge", below, {0, false}, issues);
    workload.rollout.maxUnavailable = intOrPercent(rolling, "maxUnavailable", below, unavailable, issues);
}

/// Any kind with a template: replicas beside the template, where they are.
void readAny(Workload& workload, const Json& object, const std::string& path, const std::string& pointer,
             Issues& issues)
{
    workload.interpretation = Interpretation::FullCopy;
    const auto parent = pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
    if (const Json* holder = hints::find(object, parent); holder && read::member(*holder, "replicas")) {
        workload.replicasPath = path + parent + "/replicas";
        const auto count = hints::count(*holder, "replicas", path + parent, "replicas", issues);
        workload.replicas = count.value_or(1);
        workload.replicasStated = count.has_value();
    }
    addComponent(workload, object, path, pointer, "pod", 1, issues);
    workload.rollout.type = RolloutStrategy::Type::OnDelete;
}

std::string templateOf(const Json& object)
{
    for (const auto pointer : wellKnownTemplates) {
        const Json* found = hints::find(object, pointer);
        if (found && hasContainers(*found)) return std::string(pointer);
    }
    return {};
}

/// More pods than this is no fleet but a slip: Kubernetes supports 150 000 pods in one cluster.
constexpr std::int64_t mostPods = 1'000'000;

void checkSize(const Workload& workload, Issues& issues)
{
    const auto pods = std::int64_t{workload.replicas} * std::max<std::int64_t>(1, workload.podsPerReplica());
    if (pods <= mostPods) return;
    hints::add(issues, Severity::Warning, workload.replicasPath,
               std::to_string(pods) + " pods are more than any fleet runs: Kubernetes supports 150000 in a cluster.",
               "Check the number.");
}

void readMetadata(Workload& workload, const Json& object, const std::string& path, Issues& issues)
{
    const auto& metadata = child(object, "metadata");
    const auto at = read::join(path, "metadata");
    workload.uid = read::text(metadata, "uid", at, issues);
    workload.labels = read::labels(metadata, "labels", at, issues);
    workload.annotations = read::labels(metadata, "annotations", at, issues);
}

} // namespace

Read readerOf(const ObjectRef& ref)
{
    static const std::map<std::pair<std::string, std::string>, Read> readers{
        {{"apps", "Deployment"}, readDeployment},
        {{"apps", "StatefulSet"}, readStatefulSet},
        {{"apps", "ReplicaSet"}, readReplicaSet},
        {{"apps", "DaemonSet"}, readDaemonSet},
        {{"batch", "Job"}, readJob},
        {{"batch", "CronJob"}, readCronJob},
        {{"", "Pod"}, readPodKind},
        {{"apps.kruise.io", "CloneSet"}, readKruise},
        {{"apps.kruise.io", "StatefulSet"}, readKruise},
    };
    const auto found = readers.find({ref.group(), ref.kind});
    return found != readers.end() ? found->second : groupReaderOf(ref);
}

bool addComponent(Workload& workload, const Json& object, const std::string& path, const std::string& pointer,
                  std::string name, std::int32_t pods, Issues& issues)
{
    const Json* podTemplate = hints::find(object, pointer);
    if (!podTemplate || !podTemplate->is_object()) {
        const auto parent = pointer.substr(0, std::min(pointer.rfind('/'), pointer.size()));
        hints::add(issues, Severity::Error, path + (podTemplate ? pointer : parent), "The pod template is missing.",
                   "Add it at " + pointer + " with at least one container.");
        return false;
    }
    Issues mine;
    checkTemplate(*podTemplate, path + pointer, mine);
    const bool isBuiltIn = isOneOf(workload.ref.group(), {"", "apps", "batch"});
    checkMounts(*podTemplate, child(child(object, "spec"), "volumeClaimTemplates"),
                isBuiltIn ? Severity::Error : Severity::Warning, path + pointer, mine);
    Component component;
    component.name = std::move(name);
    component.pods = pods;
    component.path = path + pointer;
    Issues theirs;
    component.pod = readPod(*podTemplate, path + pointer, theirs);
    component.pod.spec.beyondBaseline = beyondBaseline(child(*podTemplate, "spec"));
    hints::addOthers(mine, std::move(theirs));
    hints::addOthers(issues, std::move(mine));
    workload.components.push_back(std::move(component));
    return true;
}

IntOrPercent intOrPercent(const Json& object, std::string_view key, const std::string& path, IntOrPercent otherwise,
                          Issues& issues)
{
    const Json* value = read::member(object, key);
    if (!value || hints::isPlaceholder(*value)) return otherwise;
    if (!value->is_string()) {
        const auto number = hints::count(object, key, path, key, issues);
        return number ? IntOrPercent{*number, false} : otherwise;
    }
    const auto& text = value->get_ref<const std::string&>();
    std::int64_t number = 0;
    const char* end = text.data() + text.size();
    const auto [rest, error] = std::from_chars(text.data(), end, number);
    constexpr std::int64_t mostPercent = std::numeric_limits<std::int32_t>::max();
    if (error == std::errc() && rest + 1 == end && *rest == '%' && number >= 0 && number <= mostPercent)
        return {number, true};
    hints::add(issues, Severity::Error, read::join(path, key),
               std::string(key) + " is " + hints::inQuotes(text) + ", neither a number nor a percentage.",
               "Write 3, or \"25%\".");
    return otherwise;
}

} // namespace kinds

std::int64_t IntOrPercent::of(std::int64_t total, bool roundUp) const
{
    if (!percent) return value;
    // value and total are below 2^31 each.
    const auto scaled = value * total;
    return roundUp ? (scaled + 99) / 100 : scaled / 100;
}

RolloutStep rolloutStep(const RolloutStrategy& strategy, std::int64_t total)
{
    if (strategy.type == RolloutStrategy::Type::OnDelete) return {};
    if (strategy.type == RolloutStrategy::Type::Recreate) return {0, total};
    RolloutStep step{strategy.maxSurge.of(total, true),
                     strategy.maxUnavailable.of(total, strategy.unavailableRoundsUp)};
    if (step.surge == 0 && step.unavailable == 0) step.unavailable = 1;
    step.unavailable = std::min(step.unavailable, total);
    return step;
}

std::int32_t Workload::podsPerReplica() const
{
    std::int64_t pods = 0;
    for (const auto& component : components) pods += component.pods;
    return static_cast<std::int32_t>(std::min<std::int64_t>(pods, std::numeric_limits<std::int32_t>::max()));
}

bool isWorkload(const Json& object)
{
    if (!object.is_object()) return false;
    const auto ref = refOf(object);
    return !ref.kind.empty() && (kinds::readerOf(ref) || !kinds::templateOf(object).empty());
}

Workload readWorkload(const Json& object, const std::string& path, Issues& issues, const std::string& templatePath)
{
    Workload workload;
    workload.object = object;
    workload.ref = refOf(object);
    Issues found;
    hints::findPlaceholders(object, path, found);
    Issues fields;
    kinds::checkVersion(workload.ref, path, fields);
    hints::checkMetadata(object, path, fields);
    kinds::readMetadata(workload, object, path, fields);
    const auto known = templatePath.empty() ? kinds::readerOf(workload.ref) : nullptr;
    if (const Json* spec = read::member(object, "spec"); !spec || !spec->is_object()) {
        hints::add(fields, Severity::Error, spec ? path + "/spec" : path,
                   spec ? "The spec is not a mapping." : "The spec is missing.",
                   "Add spec with the fields of the kind.");
    } else if (known) {
        known(workload, object, path, fields);
        kinds::checkSpecFields(workload.ref, *spec, read::join(path, "spec"), fields);
        kinds::checkSpecValues(workload.ref, *spec, read::join(path, "spec"), fields);
    } else {
        const auto pointer = templatePath.empty() ? kinds::templateOf(object) : templatePath;
        kinds::readAny(workload, object, path, pointer.empty() ? "/spec/template" : pointer, fields);
    }
    kinds::checkSize(workload, fields);
    hints::addOthers(found, std::move(fields));
    issues.insert(issues.end(), std::make_move_iterator(found.begin()), std::make_move_iterator(found.end()));
    return workload;
}

KarmadaInterpreter karmadaInterpreter(const ObjectRef& workload)
{
    using enum KarmadaInterpreter;
    static const std::map<std::pair<std::string, std::string>, KarmadaInterpreter> known{
        {{"apps", "Deployment"}, Replicas},
        {{"apps", "StatefulSet"}, Replicas},
        {{"batch", "Job"}, Replicas},
        {{"", "Pod"}, Replicas},
        {{"apps.kruise.io", "CloneSet"}, Replicas},
        {{"apps.kruise.io", "StatefulSet"}, Replicas},
        {{"apps.kruise.io", "UnitedDeployment"}, Replicas},
        {{"apps.kruise.io", "BroadcastJob"}, Replicas},
        {{"argoproj.io", "Workflow"}, Replicas},
        {{"kubeflow.org", "Notebook"}, Replicas},
        {{"flink.apache.org", "FlinkDeployment"}, Components},
        {{"ray.io", "RayCluster"}, Components},
        {{"ray.io", "RayJob"}, Components},
        {{"ray.io", "RayService"}, Components},
        {{"batch.volcano.sh", "Job"}, Components},
        {{"kubeflow.org", "PyTorchJob"}, Components},
        {{"kubeflow.org", "TFJob"}, Components},
        {{"kubeflow.org", "MPIJob"}, Components},
        {{"sparkoperator.k8s.io", "SparkApplication"}, Components},
    };
    const auto found = known.find({workload.group(), workload.kind});
    return found != known.end() ? found->second : None;
}

} // namespace core::model
