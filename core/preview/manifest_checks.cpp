#include "core/preview/manifest_checks.h"

#include <algorithm>

#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/preview/open_spreads.h"
#include "core/preview/prepared.h"
#include "core/schedule/match.h"
#include "core/snapshot/assemble.h"
#include "core/snapshot/names.h"

namespace core::preview {
namespace {

using model::Severity;
namespace hints = model::hints;
namespace read = model::read;

std::string quoted(const model::ObjectRef& ref)
{
    return hints::inQuotes(ref.shortText());
}

class Checker {
public:
    Checker(const HandedIn& handed, const snapshot::Fleet& fleet, model::Issues& issues)
        : m_handed(handed)
        , m_fleet(fleet)
        , m_issues(issues)
        , m_objects(handed.objects)
    {
        for (const Json& object : fleet.workloads) {
            model::Issues ignored;
            const Json* metadata = read::member(object, "metadata");
            m_objects.push_back({model::refOf(object), metadata == nullptr
                                                           ? model::Labels{}
                                                           : read::labels(*metadata, "labels", "", ignored)});
        }
        for (const auto& cluster : fleet.clusters) {
            const model::Cluster& c = cluster->cluster;
            m_clusters.push_back({c.name, c.labels, c.provider, c.region, c.zones});
            m_names.push_back(c.name);
        }
    }

    void run()
    {
        for (const auto& one : m_handed.policies) {
            checkSelectors(one.value.ref, one.value.clusterScoped, one.value.selectors, one.path);
            checkEngine(one);
            if (const Json* spec = read::member(one.object, "spec"))
                if (const Json* placement = read::member(*spec, "placement")) {
                    checkPlacement(*placement, one.path + "/spec/placement");
                    checkSpreads(one.value.placement, one.path + "/spec/placement/spreadConstraints");
                }
        }
        for (const auto& one : m_handed.overrides) {
            checkSelectors(one.value.ref, one.value.clusterScoped, one.value.selectors, one.path);
            if (const Json* spec = read::member(one.object, "spec")) {
                each(*spec, "overrideRules", one.path + "/spec",
                     [&](const Json& rule, const std::string& at) { checkMember(rule, "targetCluster", at); });
                checkMember(*spec, "targetCluster", one.path + "/spec");
            }
        }
        for (const auto& one : m_handed.scalers) checkTarget(one.value, one.path);
        for (const auto& one : m_handed.workloads) checkResources(one);
    }

    void runAlone()
    {
        m_isAlone = true;
        if (m_handed.workloads.empty()) return; // what is selected may run in the fleet
        for (const auto& one : m_handed.policies)
            checkSelectors(one.value.ref, one.value.clusterScoped, one.value.selectors, one.path);
        for (const auto& one : m_handed.overrides)
            checkSelectors(one.value.ref, one.value.clusterScoped, one.value.selectors, one.path);
    }

private:
    template <class Visit>
    static void each(const Json& object, std::string_view key, const std::string& path, Visit&& visit)
    {
        const Json* list = read::member(object, key);
        if (list == nullptr || !list->is_array()) return;
        for (std::size_t i = 0; i < list->size(); ++i)
            if ((*list)[i].is_object()) visit((*list)[i], read::join(read::join(path, key), i));
    }

    /// What the policy asks for and its engine is never shown.
    void checkEngine(const Handed<model::Policy>& one)
    {
        const Json* spec = read::member(one.object, "spec");
        if (spec == nullptr || !prunesPolicy(one.value, m_fleet)) return;
        if (read::member(*spec, "autoScaling") != nullptr)
            hints::add(m_issues, Severity::Warning, one.path + "/spec/autoScaling",
                       "Karmada does not know autoScaling and drops it: it sees no stock.",
                       "Use ACK One's policy; where another division works, the preview offers it as static weights.");
        const Json* placement = read::member(*spec, "placement");
        const Json* scheduling = placement == nullptr ? nullptr : read::member(*placement, "replicaScheduling");
        if (scheduling != nullptr && read::member(*scheduling, "customSchedulingType") != nullptr)
            hints::add(m_issues, Severity::Warning, one.path + "/spec/placement/replicaScheduling/customSchedulingType",
                       "Karmada does not know customSchedulingType and drops it: the replicas are no gang.",
                       "Remove it, or use ACK One's policy.");
    }

    void checkPlacement(const Json& placement, const std::string& path)
    {
        checkMember(placement, "clusterAffinity", path);
        each(placement, "clusterAffinities", path, [&](const Json& term, const std::string& at) {
            checkAffinity(term, at);
            each(term, "overflowAffinities", at,
                 [&](const Json& overflow, const std::string& below) { checkAffinity(overflow, below); });
        });
        each(placement, "clusterTolerations", path,
             [&](const Json& toleration, const std::string& at) { checkToleration(toleration, at); });
        const Json* scheduling = read::member(placement, "replicaScheduling");
        const Json* weights = scheduling == nullptr ? nullptr : read::member(*scheduling, "weightPreference");
        if (weights == nullptr) return;
        each(*weights, "staticWeightList", path + "/replicaScheduling/weightPreference",
             [&](const Json& rule, const std::string& at) { checkMember(rule, "targetCluster", at); });
    }

    /// Tolerated for a while is evicted after it.
    void checkToleration(const Json& toleration, const std::string& path)
    {
        const Json* seconds = read::member(toleration, "tolerationSeconds");
        if (seconds == nullptr || !seconds->is_number_integer()) return;
        model::Issues ignored;
        const Json list{{"t", Json::array({toleration})}};
        const auto tolerations = read::tolerations(list, "t", path, ignored);
        std::vector<std::string_view> names;
        for (const auto& cluster : m_fleet.clusters) {
            const auto evicts = [&](const model::Taint& taint) {
                return taint.effect == "NoExecute" && !tolerations.empty() &&
                       model::tolerates(tolerations.front(), taint);
            };
            const auto& taints = cluster->cluster.taints;
            if (std::any_of(taints.begin(), taints.end(), evicts)) names.push_back(cluster->cluster.name);
        }
        if (!names.empty())
            hints::add(m_issues, Severity::Warning, read::join(path, "tolerationSeconds"),
                       "A NoExecute taint of " + few(names) + " is tolerated for " + seconds->dump() +
                           " s only: where Karmada's taint eviction is on, what is placed there is evicted after that.",
                       "Leave tolerationSeconds out to keep it there.");
    }

    void checkSpreads(const model::Placement& placement, const std::string& path)
    {
        for (const OpenSpread& open : openSpreads(placement))
            hints::add(m_issues, Severity::Warning, read::join(path, open.index), open.what, open.fix);
    }

    /// Devices that nodes, or the instance types of pools, offer.
    [[nodiscard]] std::vector<std::string_view> devices() const
    {
        std::vector<std::string_view> out{"nvidia.com/gpu", "aliyun.com/gpu-mem", "aliyun.com/gpu-core.percentage"};
        for (const auto& cluster : m_fleet.clusters) {
            out.insert(out.end(), cluster->nodes.resources.begin(), cluster->nodes.resources.end());
            for (const model::NodePool& pool : cluster->pools)
                if (pool.allocatable)
                    for (const auto& [name, amount] : *pool.allocatable) out.push_back(name);
        }
        std::erase_if(out, [](std::string_view name) { return name.find('/') == std::string_view::npos; });
        return out;
    }

    /// A slip of the keyboard would wait for a device that nobody has.
    void checkResources(const Handed<model::Workload>& one)
    {
        for (const model::Component& component : one.value.components)
            for (const auto* key : {"containers", "initContainers"}) {
                const Json* pods = hints::find(one.object, component.path.substr(one.path.size()));
                const Json* spec = pods == nullptr ? nullptr : read::member(*pods, "spec");
                if (spec == nullptr) continue;
                each(*spec, key, component.path + "/spec", [&](const Json& container, const std::string& at) {
                    if (const Json* resources = read::member(container, "resources"))
                        checkNames(*resources, read::join(at, "resources"));
                });
            }
    }

    void checkNames(const Json& resources, const std::string& path)
    {
        std::vector<std::string_view> known = devices();
        for (const auto* key : {"limits", "requests"}) {
            const Json* amounts = read::member(resources, key);
            if (amounts == nullptr || !amounts->is_object()) continue;
            for (const auto& [name, amount] : amounts->items()) {
                if (name.find('/') == std::string::npos || std::find(known.begin(), known.end(), name) != known.end())
                    continue;
                const auto close = hints::nearest(name, known);
                if (!close) continue;
                hints::add(m_issues, Severity::Warning, read::join(read::join(path, key), name),
                           "No node and no node pool of the fleet offers " + hints::inQuotes(name) + ".",
                           "Did you mean " + *close + "?");
                known.push_back(name); // said once
            }
        }
    }

    void checkMember(const Json& object, std::string_view key, const std::string& path)
    {
        const Json* affinity = read::member(object, key);
        if (affinity != nullptr && affinity->is_object()) checkAffinity(*affinity, read::join(path, key));
    }

    void checkAffinity(const Json& affinity, const std::string& path)
    {
        if (m_clusters.empty() || snapshot::gapOfClusters(m_fleet) != nullptr) return;
        bool known = true;
        for (const auto* key : {"clusterNames", "clusterIds", "exclude"}) {
            const Json* list = read::member(affinity, key);
            if (list == nullptr || !list->is_array()) continue;
            for (std::size_t i = 0; i < list->size(); ++i)
                if ((*list)[i].is_string() && !hints::isPlaceholder((*list)[i]))
                    known =
                        checkName((*list)[i].get<std::string>(), *list, read::join(read::join(path, key), i)) && known;
        }
        if (!known) return;
        model::Issues ignored; // its own faults are said by the policy's reader
        const model::ClusterAffinity rule = model::readClusterAffinity(affinity, path, ignored);
        const bool any = std::any_of(m_clusters.begin(), m_clusters.end(),
                                     [&](const auto& cluster) { return model::matches(rule, cluster); });
        if (!any && ignored.empty())
            hints::add(m_issues, Severity::Warning, path, "This rule matches none of the fleet's clusters.",
                       "The clusters are " + few(m_names) + ".");
    }

    /// @param listed  the names beside it: none of them is meant
    bool checkName(const std::string& name, const Json& listed, const std::string& path)
    {
        if (std::find(m_names.begin(), m_names.end(), name) != m_names.end()) return true;
        std::vector<std::string_view> others = m_names;
        std::erase_if(others, [&](std::string_view one) {
            return std::find(listed.begin(), listed.end(), Json(std::string(one))) != listed.end();
        });
        std::optional<std::string> close = hints::nearest(name, others);
        for (const auto& cluster : m_fleet.clusters)
            if (cluster->cluster.id == name || snapshot::aliasOf(m_fleet, cluster->cluster.name) == name)
                close = cluster->cluster.name;
        hints::add(m_issues, Severity::Warning, path,
                   "The fleet has no cluster " + hints::inQuotes(name) + "; the rule passes it by.",
                   close ? "Did you mean " + *close + "?" : "The clusters are " + few(m_names) + ".");
        return false;
    }

    void checkSelectors(const model::ObjectRef& policy, bool clusterScoped,
                        const std::vector<model::ResourceSelector>& selectors, const std::string& path)
    {
        if (m_objects.empty()) return;
        const auto inReach = [&](const HandedIn::Object& object) {
            return clusterScoped || object.ref.nsOrDefault() == policy.nsOrDefault();
        };
        for (const model::ResourceSelector& selector : selectors)
            for (const HandedIn::Object& object : m_objects)
                if (inReach(object) && model::selects(selector, object.ref, object.labels)) return;
        for (std::size_t i = 0; i < selectors.size(); ++i) {
            const std::string at = read::join(path + "/spec/resourceSelectors", i);
            hints::add(m_issues, Severity::Warning, selectors[i].name.empty() ? at : at + "/name",
                       policy.kind + " " + quoted(policy) +
                           (m_isAlone ? " selects nothing of what was handed in."
                                      : " selects nothing of what was handed in or runs in the fleet."),
                       whyNot(policy, clusterScoped, selectors[i]));
        }
    }

    [[nodiscard]] std::string whyNot(const model::ObjectRef& policy, bool clusterScoped,
                                     const model::ResourceSelector& selector) const
    {
        std::vector<std::string_view> names;
        std::vector<std::string_view> handedIn;
        for (const HandedIn::Object& object : m_objects) {
            const model::ObjectRef& ref = object.ref;
            const bool sameKind = ref.kind == selector.kind && ref.apiVersion == selector.apiVersion;
            if (sameKind) names.push_back(ref.name);
            const bool inReach = clusterScoped || ref.nsOrDefault() == policy.nsOrDefault();
            if (sameKind && inReach && wasHandedIn(object)) handedIn.push_back(ref.name);
            if (selector.name.empty() || ref.name != selector.name) continue;
            if (!sameKind && ref.kind != selector.kind && !isWorkload(object)) continue; // the policy itself, a scaler
            if (!sameKind)
                return "The object of that name is a " + ref.kind + " of " + ref.apiVersion + "; write these.";
            if (!inReach)
                return "The object is in " + hints::inQuotes(ref.nsOrDefault()) + ", the policy in " +
                       hints::inQuotes(policy.nsOrDefault()) + "; a policy selects only in its own namespace.";
            if (!selector.ns.empty() && selector.ns != ref.nsOrDefault())
                return "The object is in " + hints::inQuotes(ref.nsOrDefault()) + ", the selector looks in " +
                       hints::inQuotes(selector.ns) + ".";
        }
        if (names.empty()) return "There is no " + selector.kind + " of " + selector.apiVersion + ".";
        if (selector.name.empty() && selector.labelSelector)
            return "Its labelSelector matches none of: " + few(names) + ".";
        if (const auto close = hints::nearest(selector.name, names)) return "Did you mean " + *close + "?";
        if (handedIn.size() == 1) return "Did you mean " + std::string(handedIn.front()) + "?";
        return "There are: " + few(names) + ".";
    }

    /// @param object  of m_objects, where the fleet's follow
    [[nodiscard]] bool wasHandedIn(const HandedIn::Object& object) const
    {
        return &object < m_objects.data() + m_handed.objects.size();
    }

    /// Of the fleet's own objects all are.
    [[nodiscard]] bool isWorkload(const HandedIn::Object& object) const
    {
        if (!wasHandedIn(object)) return true;
        return std::any_of(m_handed.workloads.begin(), m_handed.workloads.end(),
                           [&](const auto& one) { return sameObject(one.value.ref, object.ref); });
    }

    void checkTarget(const model::Scaler& scaler, const std::string& path)
    {
        if (scaler.target.name.empty()) return;
        std::vector<std::string_view> names;
        const auto look = [&](const model::ObjectRef& ref) {
            names.push_back(ref.name);
            return model::targets(scaler, ref);
        };
        for (const HandedIn::Object& object : m_objects)
            if (object.ref.kind == scaler.target.kind && look(object.ref)) return;
        for (const model::Scaler& other : m_fleet.scalers)
            if (other.ref.kind == scaler.target.kind && look(other.ref)) return;
        const auto close = hints::nearest(scaler.target.name, names);
        hints::add(m_issues, Severity::Warning, path + "/spec/scaleTargetRef/name",
                   scaler.ref.kind + " " + quoted(scaler.ref) + " scales " + scaler.target.kind + " " +
                       hints::inQuotes(scaler.target.name) + ", which was not handed in and is not in the fleet.",
                   close           ? "Did you mean " + *close + "?"
                   : names.empty() ? "Hand its manifest in too."
                                   : "There are: " + few(names) + ".");
    }

    const HandedIn& m_handed;
    const snapshot::Fleet& m_fleet;
    model::Issues& m_issues;
    std::vector<HandedIn::Object> m_objects;
    std::vector<model::ClusterIdentity> m_clusters;
    std::vector<std::string_view> m_names;
    bool m_isAlone = false;
};

} // namespace

void checkManifests(const HandedIn& handed, const snapshot::Fleet& fleet, model::Issues& issues)
{
    Checker(handed, fleet, issues).run();
}

void checkAmongThemselves(const HandedIn& handed, model::Issues& issues)
{
    const snapshot::Fleet none;
    Checker(handed, none, issues).runAlone();
}

bool selectsWorkload(const model::Policy& policy, const model::Workload& workload)
{
    return schedule::matchPolicy({policy}, workload).policy != nullptr;
}

bool selectsObject(const model::OverridePolicy& policy, const model::ObjectRef& ref, const model::Labels& labels)
{
    return (policy.clusterScoped || policy.ref.nsOrDefault() == ref.nsOrDefault()) &&
           std::any_of(policy.selectors.begin(), policy.selectors.end(),
                       [&](const auto& selector) { return model::selects(selector, ref, labels); });
}

} // namespace core::preview
