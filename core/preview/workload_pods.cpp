#include "core/preview/workload_pods.h"

#include <algorithm>
#include <charconv>
#include <limits>
#include <map>

namespace core::preview {

/// @source kubernetes-sigs/lws labels reference; ray-project/kuberay ray-operator/controllers/ray/utils/constant.go;
///         k8s.io/api batch/v1 (JobNameLabel); jobset.x-k8s.io, kubeflow.org, batch.volcano.sh: their label references
struct PodMark {
    /// How the label's value follows from the workload's name.
    enum class Value {
        Name,      ///< it is the name
        Generated, ///< a Ray cluster's, which KubeRay names after its owner
        Run        ///< a Job's, which a CronJob names after itself and the time
    };
    std::string_view group;
    std::string_view kind; ///< empty: every kind of the group
    std::string_view label;
    Value value = Value::Name;
    std::vector<std::string_view> groupLabels{}; ///< the first that is there tells replicas apart
    std::string_view roleLabel{};                ///< names the kind of pod, as the workload's component is named
};

namespace {

constexpr std::string_view jobLabel = "batch.kubernetes.io/job-name";
constexpr std::string_view rayClusterLabel = "ray.io/cluster";

const PodMark* markOf(const model::ObjectRef& ref)
{
    using Value = PodMark::Value;
    static const std::vector<PodMark> marks = {
        {"leaderworkerset.x-k8s.io",
         "LeaderWorkerSet",
         "leaderworkerset.sigs.k8s.io/name",
         Value::Name,
         {"leaderworkerset.sigs.k8s.io/group-index", "leaderworkerset.sigs.k8s.io/group-key"}},
        {"ray.io", "RayCluster", rayClusterLabel, Value::Name, {rayClusterLabel}},
        {"ray.io", "RayService", rayClusterLabel, Value::Generated, {rayClusterLabel}},
        {"ray.io", "RayJob", rayClusterLabel, Value::Generated, {rayClusterLabel}},
        {"batch", "Job", jobLabel},
        {"batch", "CronJob", jobLabel, Value::Run},
        {"jobset.x-k8s.io",
         "JobSet",
         "jobset.sigs.k8s.io/jobset-name",
         Value::Name,
         {},
         "jobset.sigs.k8s.io/replicatedjob-name"},
        {"kubeflow.org", "", "training.kubeflow.org/job-name", Value::Name, {}, "training.kubeflow.org/replica-type"},
        {"batch.volcano.sh", "Job", "volcano.sh/job-name", Value::Name, {}, "volcano.sh/task-spec"},
    };
    const std::string group = ref.group();
    const auto at = std::find_if(marks.begin(), marks.end(), [&](const PodMark& mark) {
        return mark.group == group && (mark.kind.empty() || mark.kind == ref.kind);
    });
    return at == marks.end() ? nullptr : &*at;
}

std::string_view labelOf(const model::Pod& pod, std::string_view key)
{
    const auto at = pod.labels.find(key);
    return at == pod.labels.end() ? std::string_view() : std::string_view(at->second);
}

const model::OwnerRef* controllerOf(const model::Pod& pod)
{
    const auto at =
        std::find_if(pod.owners.begin(), pod.owners.end(), [](const model::OwnerRef& one) { return one.controller; });
    return at == pod.owners.end() ? nullptr : &*at;
}

/// The batch Job that a pod runs for; empty: none. Other controllers write "job-name", too: where an owner is stated, it
/// decides.
std::string_view jobOf(const model::Pod& pod)
{
    if (const model::OwnerRef* owner = controllerOf(pod))
        return owner->kind == "Job" && owner->apiVersion.starts_with("batch/") ? owner->name : std::string_view();
    const std::string_view name = labelOf(pod, jobLabel);
    return name.empty() ? labelOf(pod, "job-name") : name; // before Kubernetes 1.27
}

/// What follows "<name>-"; empty: nothing does.
std::string_view restAfter(std::string_view value, std::string_view name)
{
    return value.starts_with(name) && value.size() > name.size() && value[name.size()] == '-'
               ? value.substr(name.size() + 1)
               : std::string_view();
}

bool consistsOf(std::string_view text, std::string_view characters)
{
    return !text.empty() && text.find_first_not_of(characters) == std::string_view::npos;
}

/// The five of Kubernetes' random names, which spell no words.
bool isRandomName(std::string_view text)
{
    return text.size() == 5 && consistsOf(text, "bcdfghjklmnpqrstvwxz2456789");
}

/// "<owner>-raycluster-x7k2p" or, of later versions, "<owner>-x7k2p".
bool isGenerated(std::string_view cluster, std::string_view owner)
{
    constexpr std::string_view infix = "raycluster-";
    const std::string_view rest = restAfter(cluster, owner);
    if (rest.starts_with(infix)) return rest.size() > infix.size();
    return isRandomName(rest);
}

bool runsIn(const model::Pod& pod, std::string_view kind, std::string_view name)
{
    const std::string_view origin = labelOf(pod, "ray.io/originated-from-cr-name");
    if (!origin.empty()) return origin == name && labelOf(pod, "ray.io/originated-from-crd") == kind;
    return isGenerated(labelOf(pod, rayClusterLabel), name);
}

/// A group that scales itself is whole with its fewest pods. A RayJob's submitter goes as soon as it has handed in the job.
std::map<std::string, std::int64_t> fewestByRole(const model::Workload& workload)
{
    std::map<std::string, std::int64_t> pods;
    for (const model::Component& one : workload.components)
        if (workload.ref.kind != "RayJob" || one.name != "submitter") pods[one.name] += one.minPods.value_or(one.pods);
    return pods;
}

std::int64_t sumOf(const std::map<std::string, std::int64_t>& roles)
{
    std::int64_t pods = 0;
    for (const auto& [role, fewest] : roles) pods += fewest;
    return std::max<std::int64_t>(1, pods);
}

} // namespace

/// What the pods of a selector's kind are called, and who their controller is.
enum class OwnPods::Making { Direct, ByReplicaSet, Ordinal, Unknown };

namespace {

/// What stands behind "<workload>-" in the name of a ReplicaSet: the hash that its pods have as a label. It is in there, so
/// "w-canary-7d9f5" is none of "w".
bool isTemplateHash(std::string_view rest, const model::Pod& pod)
{
    constexpr std::string_view characters = "abcdefghijklmnopqrstuvwxyz0123456789";
    const std::string_view hash = labelOf(pod, "pod-template-hash");
    return hash.empty() ? rest.size() <= 10 && consistsOf(rest, characters) : rest == hash;
}

std::string groupOf(const model::OwnerRef& owner)
{
    return model::ObjectRef{owner.apiVersion, owner.kind, {}, owner.name}.group();
}

} // namespace

/// @source k8s.io/kubernetes pkg/controller/{deployment,replicaset,statefulset,daemon};
///         openkruise/kruise pkg/controller
OwnPods::Making OwnPods::makingOf(const model::ObjectRef& ref)
{
    const std::string group = ref.group();
    const bool apps = group == "apps" || group == "apps.kruise.io";
    if (group == "apps" && ref.kind == "Deployment") return Making::ByReplicaSet;
    if (apps && ref.kind == "StatefulSet") return Making::Ordinal;
    if ((apps && (ref.kind == "ReplicaSet" || ref.kind == "DaemonSet" || ref.kind == "CloneSet")) ||
        (group.empty() && ref.kind == "ReplicationController"))
        return Making::Direct;
    return Making::Unknown;
}

OwnPods::OwnPods(const model::Workload& workload, const model::Workload* running)
    : m_ns(workload.ref.nsOrDefault())
    , m_name(workload.ref.name)
    , m_kind(workload.ref.kind)
    , m_apiVersion(workload.ref.apiVersion)
    , m_making(makingOf(workload.ref))
    , m_selector(workload.selector)
    , m_mark(markOf(workload.ref))
    , m_isGroup(workload.interpretation == model::Interpretation::Group)
    , m_roles(fewestByRole(workload))
{
    // Others grow and shrink the groups that they have; this one makes them anew.
    const bool remakes = running != nullptr && m_kind == "LeaderWorkerSet";
    m_podsOfGroup = sumOf(remakes ? fewestByRole(*running) : m_roles);
}

/// The controller's chain decides. Of pods that name none (a dump may be without) the name has to do.
bool OwnPods::madeBy(const model::OwnerRef& owner, const model::Pod& pod) const
{
    const model::ObjectRef own{m_apiVersion, m_kind, {}, m_name};
    if (owner.kind == m_kind && groupOf(owner) == own.group()) return owner.name == m_name;
    if (m_making == Making::Unknown) // of what its controller makes it is only known that it is named after it
        return owner.name == m_name || !restAfter(owner.name, m_name).empty();
    return m_making == Making::ByReplicaSet && owner.kind == "ReplicaSet" &&
           isTemplateHash(restAfter(owner.name, m_name), pod);
}

bool OwnPods::isNamedSo(std::string_view pod, const model::Pod& shape) const
{
    const std::string_view rest = restAfter(pod, m_name);
    switch (m_making) {
    case Making::Ordinal: return consistsOf(rest, "0123456789");
    case Making::Direct: return isRandomName(rest);
    case Making::ByReplicaSet: {
        const std::size_t dash = rest.find('-');
        return dash != std::string_view::npos && isRandomName(rest.substr(dash + 1)) &&
               isTemplateHash(rest.substr(0, dash), shape);
    }
    case Making::Unknown: return !rest.empty();
    }
    return false;
}

OwnPods::Owned OwnPods::owns(const model::Pod& pod) const
{
    if (m_mark != nullptr) return isMarked(pod) ? Owned::Yes : Owned::No;
    if (!model::matches(*m_selector, pod.labels)) return Owned::No;
    const model::OwnerRef* controller = controllerOf(pod);
    if (controller == nullptr) return Owned::ByName;
    return madeBy(*controller, pod) ? Owned::Yes : Owned::No;
}

bool OwnPods::isMarked(const model::Pod& pod) const
{
    const bool byJob = m_mark->label == jobLabel;
    const std::string_view value = byJob ? jobOf(pod) : labelOf(pod, m_mark->label);
    switch (m_mark->value) {
    case PodMark::Value::Name: return value == m_name;
    case PodMark::Value::Generated: return runsIn(pod, m_kind, m_name);
    case PodMark::Value::Run: return consistsOf(restAfter(value, m_name), "0123456789");
    }
    return false;
}

Rows OwnPods::in(const snapshot::ClusterData& data) const
{
    Rows rows;
    if (!canTell()) return rows;
    const snapshot::PodTable& pods = data.pods;
    const snapshot::Id ns = pods.namespaces.find(m_ns);
    if (ns == snapshot::absent) return rows;
    std::vector<Owned> ours(pods.shapes.size(), Owned::No);
    for (std::size_t i = 0; i < pods.shapes.size(); ++i) ours[i] = owns(pods.shapes[i].pod);
    if (std::all_of(ours.begin(), ours.end(), [](Owned one) { return one == Owned::No; })) return rows;
    for (std::size_t row = 0; row < pods.size(); ++row) {
        const Owned own = ours[pods.shape[row]];
        if (own == Owned::No || pods.ns[row] != ns) continue;
        if (own == Owned::ByName && !isNamedSo(pods.names[row], pods.shapes[pods.shape[row]].pod)) continue;
        const bool here = (pods.state[row] & (snapshot::HoldsResources | snapshot::Pending)) != 0;
        if (here && (pods.state[row] & snapshot::Terminating) == 0) rows.push_back(static_cast<std::uint32_t>(row));
    }
    return rows;
}

Rows OwnPods::holdingIn(const snapshot::ClusterData& data) const
{
    Rows rows = in(data);
    std::erase_if(rows, [&](std::uint32_t row) { return (data.pods.state[row] & snapshot::HoldsResources) == 0; });
    return rows;
}

/// A LeaderWorkerSet's group says how large it is: a manifest may ask for another size by now.
std::size_t OwnPods::sizeOf(const model::Pod& pod) const
{
    const auto stated = pod.annotations.find("leaderworkerset.sigs.k8s.io/size");
    std::size_t size = 0;
    if (stated != pod.annotations.end() &&
        std::from_chars(stated->second.data(), stated->second.data() + stated->second.size(), size).ec == std::errc() &&
        size > 0)
        return size;
    return static_cast<std::size_t>(m_podsOfGroup);
}

/// "lw-10" stands before "lw-2" in a table. One without a number comes after all that have one.
std::int64_t OwnPods::numberOf(const model::Pod& pod) const
{
    constexpr std::int64_t last = std::numeric_limits<std::int64_t>::max();
    if (m_mark == nullptr || m_mark->groupLabels.empty()) return last;
    std::int64_t number = 0;
    const std::string_view value = labelOf(pod, m_mark->groupLabels.front());
    const auto read = std::from_chars(value.data(), value.data() + value.size(), number);
    return read.ec == std::errc() && read.ptr == value.data() + value.size() ? number : last;
}

/// Workers without their master are no job, however many they are. Where a pod does not say what it is, the number decides.
bool OwnPods::hasEveryRole(const snapshot::ClusterData& data, const Rows& group) const
{
    if (m_mark == nullptr || m_mark->roleLabel.empty()) return true;
    std::map<std::string, std::int64_t> missing = m_roles;
    for (const std::uint32_t row : group) {
        const auto role =
            missing.find(std::string(labelOf(data.pods.shapes[data.pods.shape[row]].pod, m_mark->roleLabel)));
        if (role == missing.end()) return true;
        --role->second;
    }
    return std::all_of(missing.begin(), missing.end(), [](const auto& one) { return one.second <= 0; });
}

std::vector<Rows> OwnPods::replicas(const snapshot::ClusterData& data, const Rows& rows) const
{
    std::vector<Rows> out;
    if (!m_isGroup) {
        for (const std::uint32_t row : rows) out.push_back({row});
        return out;
    }
    const snapshot::PodTable& pods = data.pods;
    std::map<std::string, std::size_t, std::less<>> known;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const model::Pod& pod = pods.shapes[pods.shape[rows[i]]].pod;
        std::string group;
        if (m_mark != nullptr)
            for (const std::string_view label : m_mark->groupLabels)
                if (group.empty()) group = labelOf(pod, label);
        const auto [at, isNew] = known.try_emplace(std::move(group), out.size());
        if (isNew) out.emplace_back();
        out[at->second].push_back(rows[i]);
    }
    std::erase_if(out, [&](const Rows& group) {
        return group.size() < sizeOf(pods.shapes[pods.shape[group.front()]].pod) || !hasEveryRole(data, group);
    });
    const auto number = [&](const Rows& group) { return numberOf(pods.shapes[pods.shape[group.front()]].pod); };
    std::stable_sort(out.begin(), out.end(),
                     [&](const Rows& one, const Rows& other) { return number(one) < number(other); });
    return out;
}

Rows OwnPods::brokenIn(const snapshot::ClusterData& data) const
{
    if (!m_isGroup) return {};
    Rows out = holdingIn(data);
    for (const Rows& whole : replicas(data, out))
        std::erase_if(out,
                      [&](std::uint32_t row) { return std::find(whole.begin(), whole.end(), row) != whole.end(); });
    return out;
}

void OwnPods::mark(model::Pod& pod, const std::string& replica) const
{
    if (m_mark == nullptr) {
        pod.owners = {{m_apiVersion, m_kind, m_name, {}, true}};
        return;
    }
    if (!m_mark->groupLabels.empty()) pod.labels[std::string(m_mark->groupLabels.front())] = replica;
    std::string& value = pod.labels[std::string(m_mark->label)];
    switch (m_mark->value) {
    case PodMark::Value::Name: value = m_name; break;
    case PodMark::Value::Generated: value = m_name + "-raycluster-" + replica; break;
    case PodMark::Value::Run: value = m_name + "-0"; break;
    }
}

std::pair<std::string, std::string> podName(const snapshot::ClusterData& data, std::uint32_t row)
{
    return {std::string(data.pods.namespaces.text(data.pods.ns[row])), std::string(data.pods.names[row])};
}

std::string fullPodName(const snapshot::ClusterData& data, std::uint32_t row)
{
    const auto [ns, name] = podName(data, row);
    return ns + "/" + name;
}

} // namespace core::preview
