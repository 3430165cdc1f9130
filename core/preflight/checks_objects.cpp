#include <algorithm>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/model/fleet_mark.h"
#include "core/preflight/site.h"

namespace core::preflight::detail {
namespace {

using model::Found;
using State = Check::State;

class Objects {
public:
    Objects(const Site& site, Checks& out)
        : m_site(site)
        , m_out(out)
    {}

    void run()
    {
        checkNamespace();
        checkKind();
        checkScalers();
        checkAccounts();
        for (const Reference& secret : m_site.references.pullSecrets) checkSecret("pull-secret", secret);
        for (const Reference& secret : m_site.references.secrets) checkSecret("secret", secret);
        for (const Reference& map : m_site.references.configMaps) checkConfigMap(map);
        checkClasses();
    }

private:
    const Site& m_site;
    Checks& m_out;

    [[nodiscard]] const model::ObjectRef& workload() const { return m_site.workload.ref; }
    [[nodiscard]] std::string workloadText() const { return workload().kind + " " + shown(workload().shortText()); }

    /// A server that knows no clusters: what speaks of fleets does not apply.
    [[nodiscard]] bool isPlain() const { return m_site.fleet.engine == "direct"; }

    void checkNamespace()
    {
        const std::string text = "Namespace " + shown(m_site.ns);
        const Found& found = m_site.found(namespaceOf(m_site.ns));
        const bool inSnapshot = std::any_of(m_site.data.namespaces.begin(), m_site.data.namespaces.end(),
                                            [&](const auto& known) { return known.first == m_site.ns; });
        if (found.there() || (found.state == Found::State::Unknown && inSnapshot)) {
            if (!found.there() || !m_out.addGoing("namespace", text, found.object))
                m_out.add("namespace", State::Passes, text + " is there", text);
        } else if (found.state == Found::State::Absent) {
            // Karmada's namespace sync controller makes the fleet's namespaces in its members, but for a few of its own.
            Check& check = m_out.add("namespace", State::Warns, text + " is not there", text,
                                     isPlain() ? "Make it there first."
                                               : "A fleet makes its own namespaces in its members; what is applied "
                                                 "before that, or to this cluster itself, needs it first.");
            check.fix = {namespaceManifest(m_site.ns)};
        } else {
            m_out.addUnknown("namespace", text, found);
        }
    }

    void checkKind()
    {
        const Found& found = m_site.found(objectOf(workload()));
        if (found.state == Found::State::NotServed) {
            m_out.add("kind", State::Fails,
                      "the cluster does not serve " + shown(workload().kind) + " of " + shown(workload().apiVersion),
                      "discovery of the cluster", "Install the controller that brings this kind.");
            return;
        }
        const std::string served = "the cluster serves " + shown(workload().kind);
        if (found.state != Found::State::Unknown)
            m_out.add("kind", State::Passes, served);
        else
            m_out.addUnknown("kind", "whether " + served, found);
        if (found.there())
            checkOwner(found.object);
        else if (found.state == Found::State::Absent)
            m_out.add("object", State::Passes, workloadText() + " is not there yet", workloadText());
        else
            m_out.addUnknown("object", workloadText(), found);
    }

    /// Whether the object that is there is the fleet's, and who else writes it.
    void checkOwner(const Json& object)
    {
        std::set<std::string> managers;
        const Json::json_pointer fields("/metadata/managedFields");
        if (object.contains(fields) && object.at(fields).is_array())
            for (const Json& entry : object.at(fields))
                if (const std::string by = textAt(entry, "/manager");
                    !by.empty() && textAt(entry, "/subresource").empty())
                    managers.insert(shown(by));
        const std::string evidence =
            workloadText() + " .metadata.managedFields" + (managers.empty() ? "" : ": " + few(managers));
        if (m_out.addGoing("object", workloadText(), object)) return;
        if (!model::fleetMark(object).empty()) {
            m_out.add("object", State::Passes, workloadText() + " is there, and the fleet's", evidence);
            return;
        }
        if (isPlain() || m_site.policy == nullptr) {
            m_out.add("object", State::Passes, workloadText() + " is there", evidence);
            return;
        }
        const bool overwrites = m_site.policy->conflictResolution == "Overwrite";
        m_out.add("object", overwrites ? State::Warns : State::Fails,
                  workloadText() + " is there, and not the fleet's" +
                      (overwrites ? ": it is overwritten" : ": the fleet leaves it as it is"),
                  evidence,
                  overwrites ? "Save it first, if it is still wanted."
                             : "Delete it there, rename yours, or set conflictResolution: Overwrite in the policy to "
                               "take it over.");
    }

    /// A HorizontalPodAutoscaler of the member writes the same field as the fleet does.
    void checkScalers()
    {
        const Found& found = m_site.found(scalersIn(m_site.ns));
        if (!found.there()) {
            if (found.state == Found::State::Unknown)
                m_out.addUnknown("autoscaler", "HorizontalPodAutoscalers in " + shown(m_site.ns), found);
            return;
        }
        const bool stands = model::retainsReplicas(workload(), m_site.workload.labels);
        bool any = false;
        for (const Json& scaler : found.object["items"]) {
            if (textAt(scaler, "/spec/scaleTargetRef/kind") != workload().kind ||
                textAt(scaler, "/spec/scaleTargetRef/name") != workload().name)
                continue;
            any = true;
            const std::string name =
                "HorizontalPodAutoscaler " + shown(m_site.ns + "/" + textAt(scaler, "/metadata/name"));
            if (isPlain()) {
                m_out.add("autoscaler", State::Warns, name + " sets the replicas, too", name + " .spec.scaleTargetRef",
                          "Leave spec.replicas out of the manifest: an apply that holds it undoes what the autoscaler "
                          "has set.");
                continue;
            }
            m_out.add("autoscaler", stands ? State::Passes : State::Warns,
                      stands ? name + " sets the replicas, and the fleet leaves them"
                             : name + " and the fleet both write spec.replicas",
                      name + " .spec.scaleTargetRef",
                      stands ? ""
                             : "Take it out of the cluster and scale by a FederatedHPA, or label the workload "
                               "resourcetemplate.karmada.io/retain-replicas: \"true\".");
        }
        if (!any && found.object.value("complete", false))
            m_out.add("autoscaler", State::Passes, "no autoscaler of the cluster writes its replicas");
    }

    void checkAccounts()
    {
        for (const std::string& name : m_site.references.serviceAccounts) {
            const model::Lookup what = serviceAccountOf(m_site.ns, name);
            const std::string text = "ServiceAccount " + shown(m_site.ns + "/" + name);
            const Found& found = m_site.found(what);
            if (found.there()) {
                if (m_out.addGoing("service-account", text, found.object)) continue;
                if (name != "default") m_out.add("service-account", State::Passes, text + " is there", text);
                if (!found.object.contains("imagePullSecrets") || !found.object["imagePullSecrets"].is_array())
                    continue;
                for (const Json& secret : found.object["imagePullSecrets"])
                    if (const std::string of = textAt(secret, "/name"); !of.empty())
                        checkSecret("pull-secret", {of, text});
            } else if (name == "default") {
                continue; // each namespace gets it
            } else if (found.state == Found::State::Absent) {
                if (m_out.addBrought("service-account", text, broughtBy(m_site, what))) continue;
                fixed(m_out.add("service-account", State::Fails, text + " is not there: its pods cannot be made", text),
                      what);
            } else {
                m_out.addUnknown("service-account", text, found);
            }
        }
    }

    /// With the manifest, where there is one, or how to come by it.
    void fixed(Check& check, const model::Lookup& what)
    {
        Template from = m_site.templateFor(what);
        if (from.object.is_null()) {
            check.remedy = "Make it there first.";
            return;
        }
        check.remedy =
            "Apply it to this cluster, as " + from.from + (from.from == "the texts" ? " have it." : " has it.");
        check.fix = {std::move(from.object)};
    }

    void checkSecret(const char* id, const Reference& reference)
    {
        const bool pulls = std::string_view(id) == "pull-secret";
        const model::Lookup what = secretOf(m_site.ns, reference.name);
        const std::string text = "Secret " + shown(m_site.ns + "/" + reference.name);
        const Found& found = m_site.found(what);
        if (found.there()) {
            if (m_out.addGoing(id, text, found.object)) return;
            const std::string type = textAt(found.object, "/Type");
            const bool fits =
                !pulls || type.empty() || type == "kubernetes.io/dockerconfigjson" || type == "kubernetes.io/dockercfg";
            m_out.add(id, fits ? State::Passes : State::Fails,
                      fits ? text + (pulls ? " is there" : " is there; its keys are not looked at")
                           : text + " is of type " + shown(type) + ", which pulls no images",
                      text + (type.empty() ? "" : " .type: " + shown(type)),
                      fits ? "" : "Make it with kubectl create secret docker-registry.");
        } else if (found.state == Found::State::Absent) {
            if (m_out.addBrought(id, text, broughtBy(m_site, what))) return;
            const bool matters = !reference.optional;
            Check& check = m_out.add(id, !matters || pulls ? State::Warns : State::Fails,
                                     text + " is not there" +
                                         (pulls     ? ": private images are not pulled"
                                          : matters ? ": containers do not start"
                                                    : ", and optional"),
                                     "wanted by " + shown(reference.by));
            if (!matters) return;
            fixed(check, what);
            if (!check.fix.empty()) return;
            check.fix = {secretManifest(m_site.ns, reference.name,
                                        pulls ? "kubernetes.io/dockerconfigjson" : typeElsewhere(what))};
            check.remedy = "Make it there first, with its values.";
        } else {
            m_out.addUnknown(id, text, found);
        }
    }

    /// As another cluster has it.
    [[nodiscard]] std::string typeElsewhere(const model::Lookup& what) const
    {
        for (const auto& [cluster, facts] : m_site.all)
            if (const Found& found = foundIn(facts, what); found.there())
                if (std::string type = textAt(found.object, "/Type"); !type.empty()) return type;
        return "Opaque";
    }

    /// Without the classes that they name, the API server turns the pods away.
    void checkClasses()
    {
        std::set<std::string> priorities;
        std::set<std::string> runtimes;
        for (const model::Component& one : m_site.workload.components) {
            priorities.insert(one.pod.spec.priorityClassName);
            runtimes.insert(one.pod.spec.runtimeClassName);
        }
        for (const std::string& name : priorities)
            if (!name.empty() && !model::isBuiltInPriorityClass(name)) checkPriorityClass(name);
        for (const std::string& name : runtimes)
            if (!name.empty()) checkRuntimeClass(name);
    }

    void checkPriorityClass(const std::string& name)
    {
        const auto isIt = [&](const auto& one) { return one.first == name; };
        const auto has = [&](const snapshot::ClusterData& data) {
            return std::any_of(data.priorityClasses.begin(), data.priorityClasses.end(), isIt);
        };
        const model::Lookup what{"scheduling.k8s.io", "PriorityClass", {}, name};
        if (!checkClass("priority-class", what, has(m_site.data), m_site.data.admission.priorityClassesKnown)) return;
        Check& check = missingClass("priority-class", what);
        if (!check.fix.empty()) return;
        for (const snapshot::ClusterPtr& other : m_site.fleet.clusters) {
            const auto& classes = other->priorityClasses;
            const auto found = std::find_if(classes.begin(), classes.end(), isIt);
            if (found == classes.end()) continue;
            check.remedy = "Make it there as cluster " + shown(other->cluster.name) + " has it, with value " +
                           std::to_string(found->second) + ".";
            return;
        }
    }

    void checkRuntimeClass(const std::string& name)
    {
        const auto has = [&](const snapshot::ClusterData& data) {
            const auto& classes = data.admission.runtimeClasses;
            return std::any_of(classes.begin(), classes.end(), [&](const auto& one) { return one.name == name; });
        };
        const model::Lookup what{"node.k8s.io", "RuntimeClass", {}, name};
        if (!checkClass("runtime-class", what, has(m_site.data), m_site.data.admission.runtimeClassesKnown)) return;
        Check& check = missingClass("runtime-class", what);
        if (!check.fix.empty()) return;
        for (const snapshot::ClusterPtr& other : m_site.fleet.clusters) {
            if (!has(*other)) continue;
            check.remedy = "Make it there as cluster " + shown(other->cluster.name) + " has it.";
            return;
        }
    }

    /// @return whether it is missing, and nothing is said of that yet
    bool checkClass(const char* id, const model::Lookup& what, bool isThere, bool known)
    {
        const std::string text = what.kind + " " + shown(what.name);
        if (isThere) {
            m_out.add(id, State::Passes, text + " is there", text);
            return false;
        }
        if (known) return !m_out.addBrought(id, text, broughtBy(m_site, what));
        const std::string kind =
            what.kind == "PriorityClass" ? "priority" : "runtime"; // "priority classes", "runtimeclasses.…"
        const auto& gaps = m_site.fleet.gaps;
        const auto gap = std::find_if(gaps.begin(), gaps.end(), [&](const snapshot::Gap& one) {
            return one.cluster == m_site.name() && one.what.starts_with(kind);
        });
        m_out.add(id, State::Unknown, text + ": which ones the cluster has is not known", {},
                  gap == gaps.end() ? "The snapshot does not hold them." : gap->remedy);
        return false;
    }

    Check& missingClass(const char* id, const model::Lookup& what)
    {
        const std::string text = what.kind + " " + shown(what.name);
        Check& check = m_out.add(id, State::Fails, text + " is not there: its pods are turned away", text);
        fixed(check, what);
        return check;
    }

    void checkConfigMap(const Reference& reference)
    {
        const model::Lookup what = configMapOf(m_site.ns, reference.name);
        const std::string text = "ConfigMap " + shown(m_site.ns + "/" + reference.name);
        const Found& found = m_site.found(what);
        if (found.there()) {
            if (!m_out.addGoing("config-map", text, found.object))
                m_out.add("config-map", State::Passes, text + " is there", text);
        } else if (found.state != Found::State::Absent)
            m_out.addUnknown("config-map", text, found);
        else if (m_out.addBrought("config-map", text, broughtBy(m_site, what)))
            return;
        else if (reference.optional)
            m_out.add("config-map", State::Warns, text + " is not there, and optional",
                      "wanted by " + shown(reference.by));
        else
            fixed(m_out.add("config-map", State::Fails, text + " is not there: containers do not start",
                            "wanted by " + shown(reference.by)),
                  what);
    }
};

} // namespace

void checkObjects(const Site& site, Checks& out)
{
    Objects(site, out).run();
}

} // namespace core::preflight::detail
