#include <algorithm>
#include <set>
#include <utility>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/preview/brought.h"
#include "core/preview/manifest_checks.h"
#include "core/preview/prepared.h"
#include "core/preview/priority_classes.h"
#include "core/preview/workload_pods.h"
#include "core/schedule/admission.h"
#include "core/schedule/divide.h"
#include "core/schedule/match.h"

namespace core::preview {
namespace {

using model::Severity;
namespace hints = model::hints;
namespace read = model::read;

constexpr int deepestList = 8;

/// Only for what is said of a misspelt kind; what is read as a workload, the model decides.
const std::vector<std::string_view> knownKinds{"Deployment",
                                               "StatefulSet",
                                               "DaemonSet",
                                               "ReplicaSet",
                                               "Job",
                                               "CronJob",
                                               "Pod",
                                               "LeaderWorkerSet",
                                               "RayCluster",
                                               "RayJob",
                                               "RayService",
                                               "PropagationPolicy",
                                               "OverridePolicy",
                                               "ClusterPropagationPolicy",
                                               "ClusterOverridePolicy",
                                               "HorizontalPodAutoscaler",
                                               "FederatedHPA",
                                               "CronFederatedHPA",
                                               "ScaledObject",
                                               "PriorityClass"};

std::string kindAndName(const model::ObjectRef& ref)
{
    return ref.kind + (ref.name.empty() ? std::string() : " " + hints::inQuotes(ref.shortText()));
}

/// Its own file may leave out kind and apiVersion: then its fields tell, of which no other document has only such.
/// @source sigs.k8s.io/kustomize api/types/kustomization.go
bool isKustomization(const Json& document, const model::ObjectRef& ref)
{
    if (ref.group() == "kustomize.config.k8s.io") return true;
    if (!ref.apiVersion.empty()) return false;
    if (!ref.kind.empty()) return ref.kind == "Kustomization";
    static const std::set<std::string_view> fields{"resources",
                                                   "bases",
                                                   "components",
                                                   "crds",
                                                   "patches",
                                                   "patchesStrategicMerge",
                                                   "patchesJson6902",
                                                   "images",
                                                   "replicas",
                                                   "replacements",
                                                   "vars",
                                                   "namespace",
                                                   "namePrefix",
                                                   "nameSuffix",
                                                   "labels",
                                                   "commonLabels",
                                                   "commonAnnotations",
                                                   "configMapGenerator",
                                                   "secretGenerator",
                                                   "generatorOptions",
                                                   "generators",
                                                   "transformers",
                                                   "validators",
                                                   "configurations",
                                                   "helmCharts",
                                                   "helmGlobals",
                                                   "helmChartInflationGenerator",
                                                   "inventory",
                                                   "openapi",
                                                   "buildMetadata",
                                                   "sortOptions",
                                                   "metadata"};
    bool lists = false; // what it is made of
    for (const auto& [key, value] : document.items()) {
        if (!fields.contains(key)) return false;
        lists = lists || (value.is_array() && isOneOf(key, {"resources", "bases", "components", "patches",
                                                            "patchesStrategicMerge", "patchesJson6902", "helmCharts",
                                                            "configMapGenerator", "secretGenerator", "generators"}));
    }
    return lists;
}

class Reader {
public:
    explicit Reader(const snapshot::Fleet& fleet)
        : m_fleet(fleet)
    {}

    Manifests run(const std::vector<Json>& documents)
    {
        for (std::size_t i = 0; i < documents.size(); ++i) add(documents[i], "/" + std::to_string(i), 0);
        if (m_handed.workloads.empty()) takeTheFleets();
        checkManifests(m_handed, m_fleet, m_out.issues);
        makeQuestions();
        sayWhatStaysBehind();
        return std::move(m_out);
    }

    model::Issues check(const std::vector<Json>& documents)
    {
        for (std::size_t i = 0; i < documents.size(); ++i) add(documents[i], "/" + std::to_string(i), 0);
        checkAmongThemselves(m_handed, m_out.issues);
        return std::move(m_out.issues);
    }

private:
    void say(Severity severity, const std::string& path, std::string what, std::string fix = {})
    {
        hints::add(m_out.issues, severity, path, std::move(what), std::move(fix));
    }

    void add(const Json& document, const std::string& path, int depth)
    {
        if (document.is_null()) return;
        if (!document.is_object()) {
            say(Severity::Error, path, "This document is not a Kubernetes object, but a bare value or list.",
                "Write apiVersion, kind, metadata and spec below each other; put several objects apart with ---.");
            return;
        }
        const model::ObjectRef ref = model::refOf(document);
        if (isKustomization(document, ref)) {
            say(Severity::Warning, path,
                "This is a kustomization: the files beside it are read as they stand, without what it changes in them.",
                "Hand in what `kubectl kustomize` prints of its folder, and only that.");
            return;
        }
        if (ref.kind.ends_with("List") && read::member(document, "items") != nullptr) {
            addList(document, ref, path, depth);
        } else if (ref.kind.empty()) {
            withoutKind(document, path);
        } else {
            addObject(document, ref, path);
        }
    }

    void addList(const Json& list, const model::ObjectRef& ref, const std::string& path, int depth)
    {
        const Json& items = list["items"];
        const std::string at = read::join(path, "items");
        if (!items.is_array() || depth >= deepestList) {
            say(Severity::Error, at, items.is_array() ? "Lists in lists are too deep here." : "items is not a list.",
                "Put \"- \" before each object.");
            return;
        }
        for (std::size_t i = 0; i < items.size(); ++i) {
            Json item = items[i];
            // Servers leave it to the list: a DeploymentList holds Deployments.
            if (item.is_object() && !item.contains("kind") && ref.kind.size() > 4) {
                item["kind"] = ref.kind.substr(0, ref.kind.size() - 4);
                if (!item.contains("apiVersion")) item["apiVersion"] = ref.apiVersion;
            }
            add(item, read::join(at, i), depth + 1);
        }
    }

    void withoutKind(const Json& document, const std::string& path)
    {
        if (model::isHelmChart(document)) {
            say(Severity::Note, path, "This describes a Helm chart and is no manifest; it is passed by.",
                "Hand in what `helm template` prints of the chart.");
            return;
        }
        const bool meant = document.contains("apiVersion") || document.contains("metadata") ||
                           document.contains("spec") || document.contains("kind");
        if (meant)
            say(Severity::Error, path, "The object does not say its kind, so nothing can read it.",
                "Add kind, as in kind: Deployment.");
        else if (!document.empty())
            say(Severity::Note, path, "This document is not a Kubernetes object; it is passed by.");
    }

    void addObject(const Json& object, const model::ObjectRef& ref, const std::string& path)
    {
        model::Issues ignored;
        const Json* metadata = read::member(object, "metadata");
        m_handed.objects.push_back(
            {ref, metadata == nullptr ? model::Labels{} : read::labels(*metadata, "labels", path, ignored)});
        // A policy of a wrong group is read as well: its reader says what is wrong with it.
        if (model::isPolicy(object) || isOneOf(ref.kind, {"PropagationPolicy", "ClusterPropagationPolicy"})) {
            model::Policy policy = model::readPolicy(object, path, m_out.issues);
            if (!policy.clusterScoped) giveNamespace(policy.ref, object, path);
            put(m_handed.policies, {std::move(policy), object, path});
        } else if (model::isOverridePolicy(object) || isOneOf(ref.kind, {"OverridePolicy", "ClusterOverridePolicy"})) {
            model::OverridePolicy policy = model::readOverridePolicy(object, path, m_out.issues);
            if (!policy.clusterScoped) giveNamespace(policy.ref, object, path);
            put(m_handed.overrides, {std::move(policy), object, path});
        } else if (model::isScaler(object)) {
            model::Scaler scaler = model::readScaler(object, path, m_out.issues);
            giveNamespace(scaler.ref, object, path);
            scaler.target.ns = scaler.ref.ns;
            put(m_handed.scalers, {std::move(scaler), object, path});
        } else if (isPriorityClass(ref)) {
            addPriorityClass(object, path);
        } else if (isBroughtAlong(ref)) {
            addBeside(object, path);
        } else if (model::isWorkload(object)) {
            addWorkload(object, path);
        } else {
            passBy(ref, path);
        }
    }

    void addWorkload(const Json& object, const std::string& path)
    {
        model::Workload workload = model::readWorkload(object, path, m_out.issues);
        giveNamespace(workload.ref, object, path);
        m_handed.objects.back().ref.ns = workload.ref.ns;
        checkKind(workload.ref.kind, path);
        keepWhatRuns(workload, path);
        put(m_handed.workloads, {std::move(workload), object, path});
    }

    /// The later of two counts, as with the others.
    void addPriorityClass(const Json& object, const std::string& path)
    {
        PriorityClass one = readPriorityClass(object, path, m_out.issues);
        std::erase_if(m_priorityClasses, [&](const PriorityClass& other) { return other.name == one.name; });
        m_priorityClasses.push_back(std::move(one));
    }

    void addBeside(const Json& object, const std::string& path)
    {
        Json one = object;
        const model::ObjectRef ref = model::refOf(object);
        const bool placeable = one.contains("metadata") && one["metadata"].is_object();
        if (placeable && ref.ns.empty() && isOneOf(ref.kind, {"PersistentVolumeClaim", "ResourceQuota"}))
            one["metadata"]["namespace"] = "default";
        const auto same = std::find_if(m_beside.begin(), m_beside.end(),
                                       [&](const auto& other) { return sameObject(model::refOf(other.first), ref); });
        if (same != m_beside.end()) m_beside.erase(same); // the later of two counts
        m_beside.emplace_back(std::move(one), path);
    }

    /// No policy and no apply of these manifests takes it to a cluster.
    void sayWhatStaysBehind()
    {
        std::vector<model::ObjectRef> coming;
        for (const Question& question : m_out.questions)
            for (const OwnObject& one : comingAlong(question, m_fleet)) coming.push_back(model::refOf(one.object));
        for (const auto& [object, path] : m_beside) {
            const model::ObjectRef ref = model::refOf(object);
            if (std::none_of(coming.begin(), coming.end(),
                             [&](const model::ObjectRef& one) { return sameObject(one, ref); }))
                sayPassedBy(ref, path);
        }
    }

    /// What a manifest does not state, an apply leaves as it is: replicas, and which policy has claimed the workload.
    void keepWhatRuns(model::Workload& workload, const std::string& path)
    {
        for (const Json& object : m_fleet.workloads) {
            if (!sameObject(model::refOf(object), workload.ref)) continue;
            model::Issues ignored;
            const model::Workload running = model::readWorkload(object, "", ignored);
            for (const auto& [key, value] : running.annotations)
                if (key.find("propagationpolicy.karmada.io/") != std::string::npos)
                    workload.annotations.try_emplace(key, value);
            if (workload.replicasStated || !running.replicasStated) return;
            workload.replicas = running.replicas;
            say(Severity::Note, path,
                "The manifest states no replicas; the fleet's object has " + std::to_string(running.replicas) +
                    " and keeps them.");
            return;
        }
    }

    [[nodiscard]] bool isInFleet(const model::ObjectRef& ref) const
    {
        return std::any_of(m_fleet.workloads.begin(), m_fleet.workloads.end(),
                           [&](const Json& object) { return sameObject(model::refOf(object), ref); });
    }

    /// Every cluster has all of them.
    [[nodiscard]] bool areCopies(const model::Workload& workload, const std::vector<model::Policy>& policies) const
    {
        const schedule::PolicyMatch match = schedule::matchPolicy(policies, workload, readBy(m_fleet));
        if (match.policy == nullptr) return false;
        model::BindingSpec spec;
        spec.replicas = 1; // of none there is nothing to divide
        spec.placement = match.policy->placement;
        schedule::applyDefaults(*spec.placement);
        return schedule::strategyOf(spec) == schedule::Strategy::Duplicated;
    }

    /// The same where the snapshot lacks the fleet's object: its binding has the number, or the clusters' own objects.
    void keepWhatIsPlaced(model::Workload& workload, const std::string& path,
                          const std::vector<model::Policy>& policies)
    {
        const bool hasReplicas = workload.replicasPath.ends_with("/replicas"); // a Job has parallelism, a Pod none
        if (workload.replicasStated || !hasReplicas || isInFleet(workload.ref)) return;
        const model::Binding* binding = bindingOf(workload, m_fleet);
        if (binding != nullptr && binding->spec.replicas > 0) {
            workload.replicas = binding->spec.replicas;
            say(Severity::Note, path,
                "The manifest states no replicas; the fleet's binding has " + std::to_string(workload.replicas) +
                    ", which an apply keeps.");
            return;
        }
        const OwnPods own(workload);
        std::int64_t all = 0;
        std::int64_t most = 0;
        bool known = false;
        bool runs = false;
        for (const snapshot::ClusterPtr& cluster : m_fleet.clusters) {
            runs = runs || !own.in(*cluster).empty();
            for (const Json& object : cluster->workloads) {
                if (!sameObject(model::refOf(object), workload.ref)) continue;
                model::Issues ignored;
                const model::Workload there = model::readWorkload(object, "", ignored);
                known = known || there.replicasStated;
                all += there.replicasStated ? there.replicas : 0;
                most = std::max<std::int64_t>(most, there.replicasStated ? there.replicas : 0);
            }
        }
        if (known) {
            workload.replicas = static_cast<std::int32_t>(areCopies(workload, policies) ? most : all);
            say(Severity::Note, path,
                "The manifest states no replicas; the clusters' objects have " + std::to_string(workload.replicas) +
                    ", which an apply keeps.");
        } else if (runs) {
            say(Severity::Warning, path,
                "The manifest states no replicas, and the snapshot does not tell how many the fleet's object has: " +
                    std::to_string(workload.replicas) + " is assumed, and an apply keeps what there is.",
                "Add the fleet's object or its ResourceBinding to the snapshot, or state replicas.");
        }
    }

    bool checkKind(const std::string& kind, const std::string& path)
    {
        if (std::find(knownKinds.begin(), knownKinds.end(), kind) != knownKinds.end()) return true;
        const auto close = hints::nearest(kind, knownKinds);
        if (!close) return true;
        say(Severity::Warning, read::join(path, "kind"), "The kind " + hints::inQuotes(kind) + " is not known here.",
            "Did you mean " + *close + "?");
        return false;
    }

    void passBy(const model::ObjectRef& ref, const std::string& path)
    {
        if (!checkKind(ref.kind, path)) return;
        if (std::find(knownKinds.begin(), knownKinds.end(), ref.kind) != knownKinds.end())
            say(Severity::Error, read::join(path, "apiVersion"),
                hints::inQuotes(ref.apiVersion) + " has no kind " + ref.kind +
                    " that can be read here, and it holds no pod template.",
                "Check apiVersion and spec.");
        else
            sayPassedBy(ref, path);
    }

    void sayPassedBy(const model::ObjectRef& ref, const std::string& path)
    {
        const std::string group(ref.group());
        const bool builtIn = group.find('.') == std::string::npos || group.ends_with(".k8s.io");
        if (isOneOf(ref.kind, {"ResourceBinding", "ClusterResourceBinding"}))
            say(Severity::Warning, path, kindAndName(ref) + " is not read among the manifests.",
                "Hand it in with --previous to say where the replicas are.");
        else if (builtIn && isOneOf(ref.kind, {"LimitRange", "RuntimeClass"}))
            say(Severity::Warning, path, kindAndName(ref) + " is not read: what it adds to pods is not counted.",
                "Write its amounts into the pod template to count them.");
        else if (builtIn && isOneOf(ref.kind, {"PersistentVolumeClaim", "PersistentVolume", "StorageClass",
                                               "ResourceQuota", "Namespace", "Node"}))
            say(ref.kind == "Namespace" ? Severity::Note : Severity::Warning, path,
                kindAndName(ref) +
                    " is not read among the manifests: what the snapshot's clusters have of the kind counts.",
                "Put it into the dumps of the clusters that get it to have it counted.");
        else if (ref.kind == "Secret")
            say(Severity::Note, path,
                kindAndName(ref) + " holds no pods; it is passed by, and its values are not read.");
        else if (builtIn)
            say(Severity::Note, path, kindAndName(ref) + " holds no pods; it is passed by.");
        else
            say(Severity::Note, path,
                kindAndName(ref) + " has no pod template where one is looked for (spec.template, "
                                   "spec.jobTemplate.spec.template), so it is passed by.",
                "If its controller makes pods, hand in the Deployment or other workload that it makes.");
    }

    void giveNamespace(model::ObjectRef& ref, const Json& object, const std::string& path)
    {
        if (!ref.ns.empty()) return;
        ref.ns = "default";
        const Json* metadata = read::member(object, "metadata");
        const Json* stated = metadata == nullptr ? nullptr : read::member(*metadata, "namespace");
        if (stated != nullptr && !stated->is_string()) return; // one that is no text is an error of its own
        say(Severity::Note, read::join(path, "metadata"),
            kindAndName({ref.apiVersion, ref.kind, {}, ref.name}) +
                " states no namespace; it is taken to be in \"default\".",
            "Write metadata.namespace to say which.");
    }

    /// Of two manifests of one object, kubectl leaves the later one standing.
    template <class T>
    void put(std::vector<Handed<T>>& list, Handed<T> one)
    {
        const auto same = std::find_if(list.begin(), list.end(),
                                       [&](const auto& other) { return sameObject(other.value.ref, one.value.ref); });
        if (same == list.end()) {
            list.push_back(std::move(one));
            return;
        }
        say(Severity::Warning, one.path, kindAndName(one.value.ref) + " is handed in twice; the later one counts.",
            "Remove one of them.");
        *same = std::move(one);
    }

    /// A policy, override or scaler on its own: the question is what it does to the workloads that the fleet has.
    void takeTheFleets()
    {
        for (const Json& object : m_fleet.workloads) {
            model::Issues ignored;
            model::Workload workload = model::readWorkload(object, "", ignored);
            if (workload.ref.ns.empty()) workload.ref.ns = "default";
            if (concerns(workload)) m_asked.push_back(std::move(workload));
        }
        if (!m_asked.empty() || m_handed.objects.empty()) return;
        say(Severity::Warning, "", "There is no workload in what was handed in, and none of the fleet is meant by it.",
            "Hand in a Deployment, StatefulSet, Job or another object with a pod template.");
    }

    [[nodiscard]] bool concerns(const model::Workload& workload) const
    {
        const auto& [workloads, policies, overrides, scalers, objects] = m_handed;
        return std::any_of(policies.begin(), policies.end(),
                           [&](const auto& one) { return selectsWorkload(one.value, workload); }) ||
               std::any_of(overrides.begin(), overrides.end(),
                           [&](const auto& one) { return selectsObject(one.value, workload.ref, workload.labels); }) ||
               std::any_of(scalers.begin(), scalers.end(),
                           [&](const auto& one) { return model::targets(one.value, workload.ref); });
    }

    void makeQuestions()
    {
        Question handed;
        for (const auto& one : m_handed.policies) handed.policies.push_back(one.value);
        const std::vector<model::Policy> policies = policiesOf(handed, m_fleet);
        for (auto& one : m_handed.workloads) {
            keepWhatIsPlaced(one.value, one.path, policies);
            m_asked.push_back(std::move(one.value));
        }
        Question shared;
        for (const auto& one : m_handed.policies) shared.policies.push_back(one.value);
        for (const auto& one : m_handed.overrides) {
            shared.overrides.push_back(one.value);
            shared.overridePaths.push_back(one.path);
        }
        for (const auto& one : m_handed.scalers) shared.scalers.push_back(one.value);
        const std::vector<model::Policy> all = policiesOf(shared, m_fleet);
        shared.priorityClasses = m_priorityClasses;
        for (const auto& one : m_beside) shared.beside.push_back(one.first);
        for (const auto& one : m_handed.policies)
            if (const Json* spec = read::member(one.object, "spec"))
                if (const Json* deps = read::member(*spec, "propagateDeps"); deps != nullptr && *deps == true)
                    shared.bringing.push_back(one.value.ref);
        for (model::Workload& workload : m_asked) {
            givePriorities(m_priorityClasses, workload);
            Question question = shared;
            question.workload = std::move(workload);
            if (!shared.policies.empty()) {
                const schedule::PolicyMatch match = schedule::matchPolicy(all, question.workload, readBy(m_fleet));
                // Without a match, one that does not select it stands there, so that no older one of the fleet does.
                question.policy = match.policy != nullptr ? *match.policy : shared.policies.front();
            }
            m_out.questions.push_back(std::move(question));
        }
    }

    const snapshot::Fleet& m_fleet;
    HandedIn m_handed;
    std::vector<PriorityClass> m_priorityClasses;
    std::vector<std::pair<Json, std::string>> m_beside; ///< with their paths
    std::vector<model::Workload> m_asked;
    Manifests m_out;
};

} // namespace

Manifests readManifests(const std::vector<Json>& documents, const snapshot::Fleet& fleet)
{
    return Reader(fleet).run(documents);
}

model::Issues checkAlone(const std::vector<Json>& documents)
{
    const snapshot::Fleet none;
    return Reader(none).check(documents);
}

} // namespace core::preview
