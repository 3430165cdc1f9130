#include "core/preview/running_template.h"

#include <algorithm>
#include <map>
#include <optional>
#include <set>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/snapshot/privacy.h"

namespace core::preview {
namespace {

using model::Container;
using model::PodSpec;

model::Workload copyFor(const std::vector<model::OverridePolicy>& overrides, const Json& object,
                        const model::Cluster& cluster)
{
    model::Issues ignored;
    return model::readWorkload(
        overrides.empty() ? object : model::overridden(object, overrides, identityOf(cluster), ignored), "", ignored);
}

/// One pod against one template.
class Look {
public:
    Look(const model::Pod& young, const model::Pod& old, bool group)
        : m_group(group)
    {
        compareContainers(young.spec.initContainers, old.spec.initContainers, "spec/initContainers/");
        compareContainers(young.spec.containers, old.spec.containers, "spec/containers/");
        compareRules(young.spec, old.spec);
        compareLabels(young.labels, old.labels, "metadata/labels/");
        if (!group) lookForRemoved(young, old);
        m_placed = !m_at.empty() || !m_perhaps.empty();
        runs(young.spec.initContainers, old.spec.initContainers, "spec/initContainers/");
        runs(young.spec.containers, old.spec.containers, "spec/containers/");
    }

    /// The less, the closer.
    [[nodiscard]] int distance() const { return !m_at.empty() ? 2 : m_perhaps.empty() ? 0 : 1; }
    [[nodiscard]] const std::string& at() const { return m_at; }
    [[nodiscard]] const std::string& perhaps() const { return m_perhaps; }
    [[nodiscard]] bool placed() const { return m_placed; }
    [[nodiscard]] bool imageUnknown() const { return m_imageUnknown; }

private:
    void differs(const std::string& path)
    {
        if (m_at.empty()) m_at = path;
    }
    void mayDiffer(const std::string& path)
    {
        if (m_perhaps.empty()) m_perhaps = path;
    }

    /// By name; a table that was made without names has them in order.
    static const Container* sameIn(const std::vector<Container>& all, const Container& one, std::size_t index)
    {
        const auto at =
            std::find_if(all.begin(), all.end(), [&](const Container& other) { return other.name == one.name; });
        if (at != all.end()) return &*at;
        return index < all.size() && all[index].name.empty() ? &all[index] : nullptr;
    }

    void compareContainers(const std::vector<Container>& young, const std::vector<Container>& old,
                           const std::string& path)
    {
        for (std::size_t i = 0; i < young.size(); ++i) {
            const std::string at = path + std::to_string(i);
            const Container* was = sameIn(old, young[i], i);
            if (was == nullptr) {
                differs(at);
                continue;
            }
            compareAmounts(young[i].requests, was->requests, at + "/resources");
            if (young[i].ports != was->ports) differs(at + "/ports");
        }
        if (old.size() > young.size()) mayDiffer(path + std::to_string(young.size())); // a sidecar, or taken out
    }

    void compareAmounts(const model::ResourceList& young, const model::ResourceList& old, const std::string& path)
    {
        const auto amount = [](const model::ResourceList& list, const std::string& name) {
            const auto at = list.find(name);
            return at == list.end() ? Amount{0} : model::amountOf(name, at->second);
        };
        for (const auto& entry : young)
            if (amount(young, entry.first) != amount(old, entry.first)) differs(path);
        for (const auto& entry : old)
            if (!young.contains(entry.first) && amount(old, entry.first) != 0) mayDiffer(path);
    }

    void compareLabels(const model::Labels& young, const model::Labels& old, const std::string& path)
    {
        for (const auto& entry : young) {
            const auto was = old.find(entry.first);
            if (was == old.end() || was->second != entry.second) differs(path + entry.first);
        }
    }

    /// What controllers write on the pods that they make, and nobody into a template.
    static bool isOfController(const std::string& label)
    {
        if (isOneOf(label, {"pod-template-hash", "rollouts-pod-template-hash", "controller-revision-hash",
                            "pod-template-generation", "controller-uid", "job-name"}))
            return true;
        return label.find('/') != std::string::npos && !label.starts_with("app.kubernetes.io/");
    }

    /// The old ones have it and the template has not: taken out of it, or written by others.
    void lookForRemoved(const model::Pod& young, const model::Pod& old)
    {
        for (const auto& entry : old.labels)
            if (!young.labels.contains(entry.first) && !isOfController(entry.first))
                mayDiffer("metadata/labels/" + entry.first);
        const bool ownClaims = std::any_of(old.owners.begin(), old.owners.end(),
                                           [](const auto& owner) { return owner.kind == "StatefulSet"; });
        for (const model::PodVolume& one : old.spec.volumes) {
            if (ownClaims || one.kind != model::PodVolume::Kind::Claim) continue;
            const bool there = std::any_of(young.spec.volumes.begin(), young.spec.volumes.end(),
                                           [&](const model::PodVolume& other) { return other.name == one.name; });
            if (!there) mayDiffer("spec/volumes");
        }
    }

    void compareRules(const PodSpec& young, const PodSpec& old)
    {
        compareLabels(young.nodeSelector, old.nodeSelector, "spec/nodeSelector/");
        for (const auto& entry : old.nodeSelector)
            if (!young.nodeSelector.contains(entry.first)) mayDiffer("spec/nodeSelector/" + entry.first);
        compareTolerations(young, old);
        compareClaims(young.volumes, old.volumes);
        if (young.hostNetwork != old.hostNetwork) differs("spec/hostNetwork");
        compareName(young.priorityClassName, old.priorityClassName, "spec/priorityClassName");
        compareName(young.schedulerName, old.schedulerName, "spec/schedulerName");
        if (m_group) return; // their controllers write rules of their own
        if (young.requiredNodeAffinity != old.requiredNodeAffinity)
            rule(young.requiredNodeAffinity.has_value(), "spec/affinity/nodeAffinity");
        if (!resolvesKeys(young) && !resolvesKeys(old)) {
            if (young.requiredAffinity != old.requiredAffinity)
                rule(!young.requiredAffinity.empty(), "spec/affinity/podAffinity");
            if (young.requiredAntiAffinity != old.requiredAntiAffinity)
                rule(!young.requiredAntiAffinity.empty(), "spec/affinity/podAntiAffinity");
            if (young.topologySpread != old.topologySpread)
                rule(!young.topologySpread.empty(), "spec/topologySpreadConstraints");
        }
    }

    void rule(bool stated, const std::string& path)
    {
        if (stated)
            differs(path);
        else
            mayDiffer(path);
    }

    /// What is not stated the API server fills in.
    void compareName(const std::string& young, const std::string& old, const std::string& path)
    {
        if (!young.empty() && !old.empty() && young != old) differs(path);
    }

    /// The API server turns such keys into the pod's own selectors.
    static bool resolvesKeys(const PodSpec& spec)
    {
        const auto has = [](const auto& one) { return !one.matchLabelKeys.empty(); };
        const auto hasEither = [&](const model::PodAffinityTerm& one) {
            return has(one) || !one.mismatchLabelKeys.empty();
        };
        return std::any_of(spec.topologySpread.begin(), spec.topologySpread.end(), has) ||
               std::any_of(spec.requiredAffinity.begin(), spec.requiredAffinity.end(), hasEither) ||
               std::any_of(spec.requiredAntiAffinity.begin(), spec.requiredAntiAffinity.end(), hasEither);
    }

    void compareTolerations(const PodSpec& young, const PodSpec& old)
    {
        const auto isIn = [](const std::vector<model::Toleration>& all, model::Toleration one) {
            if (one.op.empty()) one.op = "Equal";
            return std::any_of(all.begin(), all.end(), [&](model::Toleration other) {
                if (other.op.empty()) other.op = "Equal";
                return other == one;
            });
        };
        for (const model::Toleration& one : young.tolerations)
            if (!isIn(old.tolerations, one)) differs("spec/tolerations");
        for (const model::Toleration& one : old.tolerations) {
            // Admission adds those of nodes that fail, and of extended resources.
            const bool added = one.key.starts_with("node.kubernetes.io/") || one.key.find('/') != std::string::npos;
            if (!added && !isIn(young.tolerations, one)) mayDiffer("spec/tolerations");
        }
    }

    /// Those that the template names. A StatefulSet's pods have others besides, one each.
    void compareClaims(const std::vector<model::PodVolume>& young, const std::vector<model::PodVolume>& old)
    {
        for (const model::PodVolume& one : young) {
            if (one.kind != model::PodVolume::Kind::Claim) continue;
            const bool there = std::any_of(old.begin(), old.end(), [&](const model::PodVolume& other) {
                return other.kind == one.kind && other.name == one.name && other.claim == one.claim;
            });
            if (!there) differs("spec/volumes");
        }
    }

    /// The old ones have lost their secrets.
    static bool sameWords(const std::vector<std::string>& young, const std::vector<std::string>& old)
    {
        if (young == old) return true;
        const std::vector<std::string> kept = snapshot::withoutSecrets(young);
        return kept == old || kept == snapshot::withoutSecrets(old);
    }

    /// What they run, as far as a snapshot keeps it.
    void runs(const std::vector<Container>& young, const std::vector<Container>& old, const std::string& path)
    {
        for (std::size_t i = 0; i < young.size(); ++i) {
            const Container* was = sameIn(old, young[i], i);
            if (was == nullptr) continue;
            const std::string at = path + std::to_string(i);
            if (young[i].image.empty() || was->image.empty())
                m_imageUnknown = true;
            else if (young[i].image != was->image)
                differs(at + "/image");
            if (!sameWords(young[i].command, was->command)) differs(at + "/command");
            if (!sameWords(young[i].args, was->args)) differs(at + "/args");
            for (const auto& entry : young[i].env) {
                const auto value = was->env.find(entry.first);
                const bool kept = value != was->env.end() && !value->second.empty();
                if (value == was->env.end() ||
                    (kept && snapshot::withoutSecrets(std::string_view(entry.second)) != value->second))
                    differs(at + "/env");
            }
            for (const auto& entry : was->env)
                if (!m_group && entry.first != "JOB_COMPLETION_INDEX" && !young[i].env.contains(entry.first))
                    mayDiffer(at + "/env");
        }
    }

    bool m_group;
    bool m_placed = false;
    bool m_imageUnknown = false;
    std::string m_at;
    std::string m_perhaps;
};

/// What a Deployment's status says of an update that has not ended.
struct OfStatus {
    bool mayBe = false;
    bool isSure = false;  ///< old pods are there
    bool counted = false; ///< it states how many are new
};

/// What is 0 a server leaves out.
OfStatus readStatus(const Json& object)
{
    const auto number = [&object](const char* where, const char* key) -> std::optional<std::int64_t> {
        const auto part = object.find(where);
        if (part == object.end() || !part->is_object()) return std::nullopt;
        const auto value = part->find(key);
        if (value == part->end() || !value->is_number_integer()) return std::nullopt;
        return value->get<std::int64_t>();
    };
    OfStatus out;
    const std::int64_t all = number("status", "replicas").value_or(0);
    if (all == 0) return out;
    const auto seen = number("status", "observedGeneration");
    const auto is = number("metadata", "generation");
    if (seen && is && *seen < *is) { // it counts pods of the template before, or the number of replicas is what changed
        out.mayBe = true;
        return out;
    }
    const auto updated = number("status", "updatedReplicas");
    out.mayBe = out.isSure = updated.value_or(0) < all;
    out.counted = out.isSure && updated.has_value();
    return out;
}

/// Names the ReplicaSet; empty: nothing does, as of pods that an answer before this one placed.
std::string replicaSetOf(const model::Pod& pod)
{
    const auto hash = pod.labels.find("pod-template-hash");
    if (hash != pod.labels.end()) return hash->second;
    for (const model::OwnerRef& owner : pod.owners)
        if (owner.controller && owner.kind == "ReplicaSet") return owner.name;
    return {};
}

} // namespace

bool replacesPods(const model::Workload& workload)
{
    if (estimate::isDaemonSet(workload)) return false; // one pod a node: no place besides is ever asked for
    return workload.rollout.type != model::RolloutStrategy::Type::OnDelete || workload.ref.kind == "StatefulSet";
}

ShownByPods shownByPods(const estimate::Ask& ask, const OwnPods& own, const snapshot::ClusterData& data)
{
    ShownByPods out;
    std::set<std::uint32_t> shapes;
    for (const std::uint32_t row : own.holdingIn(data)) shapes.insert(data.pods.shape[row]);
    std::string other;
    std::string perhaps;
    bool same = false;
    for (const std::uint32_t shape : shapes) {
        std::optional<Look> closest;
        for (const estimate::AskPod& young : ask.pods) {
            Look look(young.pod, data.pods.shapes[shape].pod, ask.isGroup());
            if (!closest || look.distance() < closest->distance()) closest = std::move(look);
        }
        if (!closest) continue;
        out.any = true;
        out.alike = out.alike && !closest->placed();
        out.imageUnknown = out.imageUnknown || closest->imageUnknown();
        same = same || closest->at().empty();
        if (other.empty()) other = closest->at();
        if (perhaps.empty()) perhaps = closest->perhaps();
    }
    (same ? out.change.perhaps : out.change.at) = other;
    if (same && other.empty()) out.change.perhaps = perhaps;
    out.imageUnknown = out.imageUnknown && out.change == TemplateChange{};
    return out;
}

Copies copiesIn(const Prepared& prepared, const Facts& facts, std::size_t site)
{
    const Site& here = facts.site(site);
    const model::Cluster& cluster = here.data->cluster;
    Copies out{copyFor(prepared.overrides, prepared.question->workload.object, cluster), {}, false, false, {}};
    const Json* object = runningIn(prepared, *here.data);
    if (object == nullptr) {
        ShownByPods shown = shownByPods(*here.ask, facts.own(), *here.data);
        out.change = std::move(shown.change);
        out.alike = shown.alike;
        return out;
    }
    // What runs was made by the fleet's own overrides, which a cluster's object has in it; those that are handed in come with the
    // change.
    static const std::vector<model::OverridePolicy> none;
    const model::Workload before =
        copyFor(object == prepared.running ? prepared.fleet->overrides : none, *object, cluster);
    out.change = templateChange(before, out.after);
    out.alike = placedAlike(before, out.after);
    return out;
}

UnderWay underWayIn(const Prepared& prepared, const Facts& facts, std::size_t site)
{
    UnderWay out;
    const Site& here = facts.site(site);
    const model::ObjectRef& ref = prepared.question->workload.ref;
    if (ref.kind != "Deployment" || ref.group() != "apps" || runningIn(prepared, *here.data) == nullptr) return out;
    const Json* own = ownObjectIn(prepared, *here.data);
    OfStatus status = readStatus(own != nullptr ? *own : *prepared.running);
    if (own == nullptr && facts.size() > 1) status.isSure = status.counted = false; // it sums up all clusters
    const snapshot::PodTable& pods = here.data->pods;
    std::map<std::uint32_t, Look> looks;
    std::set<std::string> replicaSets;
    bool anyYoung = false;
    for (const std::uint32_t row : facts.own().in(*here.data)) {
        const model::Pod& pod = pods.shapes[pods.shape[row]].pod;
        if (std::string name = replicaSetOf(pod); !name.empty()) replicaSets.insert(std::move(name));
        const auto look =
            looks.try_emplace(pods.shape[row], here.ask->pods.front().pod, pod, here.ask->isGroup()).first;
        if (!look->second.at().empty()) continue;
        anyYoung = true;
        if ((pods.state[row] & snapshot::HoldsResources) != 0) out.young.push_back(row);
    }
    const bool several = replicaSets.size() > 1;
    std::string at;
    for (const auto& [shape, look] : looks) {
        if (at.empty()) at = look.at();
        out.alike = out.alike && !look.placed();
    }
    if ((several && anyYoung) || status.isSure)
        out.change.at = at;
    else if (several || status.mayBe)
        out.change.perhaps = at;
    if (at.empty() && (several || status.counted)) out.change.perhaps = "spec/template"; // in what pods do not show
    if (out.change.at.empty()) out.young.clear();
    return out;
}

std::vector<std::string> notShownByPods(const Json& object)
{
    std::set<std::string> out;
    const auto look = [&out](const Json& value, const auto& again) -> void {
        if (value.is_array())
            for (const Json& item : value) again(item, again);
        if (!value.is_object()) return;
        const bool isPod = value.contains("containers");
        for (const auto& [key, member] : value.items()) {
            if (isPod && isOneOf(key, {"serviceAccountName", "securityContext", "terminationGracePeriodSeconds",
                                       "imagePullSecrets"}))
                out.insert(key);
            if (key != "containers" && key != "initContainers") {
                again(member, again);
                continue;
            }
            for (const Json& container : member) {
                if (!container.is_object()) continue;
                if (container.contains("securityContext")) out.insert("securityContext");
                if (container.contains("envFrom")) out.insert("envFrom");
                if (!container.contains("env") || !container["env"].is_array()) continue;
                for (const Json& one : container["env"]) {
                    const auto name = one.is_object() ? one.find("name") : one.end();
                    const bool named = one.is_object() && name != one.end() && name->is_string();
                    if (named && !snapshot::isKeptVariable(name->get_ref<const std::string&>())) out.insert("env");
                }
            }
        }
    };
    look(object, look);
    return {out.begin(), out.end()};
}

std::string addsTheObject(const Prepared& prepared)
{
    return "Add what `kubectl get " + ascii::lowered(prepared.question->workload.ref.kind) +
           "s -A -o yaml` prints on the fleet to the snapshot.";
}

} // namespace core::preview
