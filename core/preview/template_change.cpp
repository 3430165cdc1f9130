#include "core/preview/template_change.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/model/hints.h"
#include "core/model/quantity.h"
#include "core/snapshot/privacy.h"

namespace core::preview {
namespace {

/// null, [] and {}, and what holds nothing but such: "metadata: {creationTimestamp: null}".
bool saysNothing(const Json& value)
{
    return value.is_null() || (value.is_structured() && std::all_of(value.begin(), value.end(), saysNothing));
}

/// What the API server writes into a pod template that does not say it. What it writes into pods only (enableServiceLinks)
/// and what controllers take for granted (nodeAffinityPolicy) is a change of the template once somebody states it.
/// @source k8s.io/kubernetes pkg/apis/core/v1/defaults.go
bool isDefault(const std::string& key, const Json& value)
{
    static const std::map<std::string, std::vector<Json>> defaults{
        {"restartPolicy", {"Always"}},
        {"dnsPolicy", {"ClusterFirst"}},
        {"schedulerName", {"default-scheduler"}},
        {"terminationGracePeriodSeconds", {30}},
        {"terminationMessagePath", {"/dev/termination-log"}},
        {"terminationMessagePolicy", {"File"}},
        {"imagePullPolicy", {"IfNotPresent", "Always"}},
        {"protocol", {"TCP"}},
        {"timeoutSeconds", {1}},
        {"periodSeconds", {10}},
        {"successThreshold", {1}},
        {"failureThreshold", {3}},
        {"initialDelaySeconds", {0}},
        {"scheme", {"HTTP"}},
        {"defaultMode", {420}},
        {"whenUnsatisfiable", {"DoNotSchedule"}},
        {"operator", {"Equal"}},
        {"volumeMode", {"Filesystem"}},
        {"status", {Json{{"phase", "Pending"}}}},
        {"path", {"/"}},
        {"divisor", {"0", 0}},
        {"hostPort", {0}},
        {"expirationSeconds", {3600}},
        {"kind", {"PersistentVolumeClaim", "Shared"}},
        {"pullPolicy", {"IfNotPresent", "Always"}},
        {"iscsiInterface", {"default"}},
        {"pool", {"rbd"}},
        {"user", {"admin"}},
        {"keyring", {"/etc/ceph/keyring"}},
        {"cachingMode", {"ReadWrite"}},
        {"fsType", {"ext4", "xfs"}},
        {"storageMode", {"ThinProvisioned"}},
    };
    // Where "not stated" is a third value, false is one that somebody states. (types.go: *bool)
    static const std::set<std::string> threefold{"automountServiceAccountToken",
                                                 "shareProcessNamespace",
                                                 "setHostnameAsFQDN",
                                                 "hostUsers",
                                                 "enableServiceLinks",
                                                 "privileged",
                                                 "runAsNonRoot",
                                                 "readOnlyRootFilesystem",
                                                 "allowPrivilegeEscalation",
                                                 "hostProcess",
                                                 "optional"};
    if (saysNothing(value) || value == "" || (value == false && !threefold.contains(key))) return true;
    // Mirrors of another field, filled in from it.
    if (key == "serviceAccount" || key == "creationTimestamp") return true;
    if (key == "apiVersion") return value == "v1";
    const auto found = defaults.find(key);
    const auto is = [&value](const Json& one) { // as it is, or as a snapshot marks it that does not keep the field
        return value == one || (one.is_string() && value == snapshot::inPlaceOf(one.get_ref<const std::string&>(),
                                                                                snapshot::Blank::Marked));
    };
    return found != defaults.end() && std::any_of(found->second.begin(), found->second.end(), is);
}

bool isAmounts(const std::string& key)
{
    return key == "requests" || key == "limits" || key == "overhead" || key == "sizeLimit" || key == "divisor";
}

bool sameAmount(const Json& one, const Json& other)
{
    const auto parse = [](const Json& value) {
        return value.is_string()   ? model::Quantity::parse(value.get_ref<const std::string&>())
               : value.is_number() ? model::Quantity::parse(value.dump())
                                   : Result<model::Quantity>(failure(Fault::Malformed, {}));
    };
    const auto a = parse(one);
    const auto b = parse(other);
    return a && b && *a == *b;
}

/// Looks for the first difference, from the top.
class Comparison {
public:
    /// @param marked  the old one's values that a snapshot drops are marked; else nobody knows what they were
    explicit Comparison(bool marked)
        : m_marked(marked)
    {}

    /// Where the first certain difference below `path` is, or empty. `amounts`: the members are quantities.
    std::string difference(const Json& before, const Json& after, const std::string& path, bool amounts = false)
    {
        if (before == after) return {};
        if (before.is_object() && after.is_object()) return memberDifference(before, after, path, amounts);
        if (before.is_array() && after.is_array()) return itemDifference(before, after, path, amounts);
        if (amounts && sameAmount(before, after)) return {};
        return isDropped(before, after) ? perhaps(path) : path;
    }
    /// The first place where there may be one.
    [[nodiscard]] const std::string& unknown() const { return m_unknown; }

private:
    std::string memberDifference(const Json& before, const Json& after, const std::string& path, bool amounts)
    {
        std::set<std::string> keys;
        for (const auto& [key, value] : before.items()) keys.insert(key);
        for (const auto& [key, value] : after.items()) keys.insert(key);
        for (const std::string& key : keys) {
            const std::string at = path.empty() ? key : path + "/" + key;
            const auto one = stated(before, key);
            const auto other = stated(after, key);
            std::string found;
            if (key == "annotations")
                found = annotationDifference(one == before.end() ? Json::object() : *one,
                                             other == after.end() ? Json::object() : *other, at);
            else if (one == before.end() && other == after.end())
                continue; // null is as good as absent
            else if (one == before.end() && !m_marked && isMarked(*other))
                found = perhaps(at);
            else if (one == before.end() || other == after.end())
                found = isDefault(key, one == before.end() ? *other : *one) ? std::string() : at;
            else
                found = difference(*one, *other, at, amounts || isAmounts(key));
            if (!found.empty()) return found;
        }
        return {};
    }

    std::string itemDifference(const Json& before, const Json& after, const std::string& path, bool amounts)
    {
        if (before.size() != after.size()) return path;
        for (std::size_t i = 0; i < before.size(); ++i) {
            std::string found = difference(before[i], after[i], path + "/" + std::to_string(i), amounts);
            if (!found.empty()) return found;
        }
        return {};
    }

    /// Annotations that others added stay when the manifest is applied; what it states itself counts.
    std::string annotationDifference(const Json& before, const Json& after, const std::string& path)
    {
        if (!before.is_object() || !after.is_object()) return before == after ? std::string() : path;
        for (const auto& [name, value] : after.items()) {
            const auto was = before.find(name);
            if (was != before.end() && *was == value) continue;
            const std::string at = path + "/" + name;
            if (was == before.end() ? m_marked || !isMarked(value) : !isDropped(*was, value)) return at;
            static_cast<void>(perhaps(at));
        }
        return {};
    }

    static Json::const_iterator stated(const Json& object, const std::string& key)
    {
        const auto found = object.find(key);
        return found != object.end() && found->is_null() ? object.end() : found;
    }

    static bool isMarked(const Json& value)
    {
        return value.is_string() && snapshot::isMark(value.get_ref<const std::string&>());
    }

    /// They differ only in what the old one does not tell.
    [[nodiscard]] bool isDropped(const Json& before, const Json& after) const
    {
        if (m_marked || !before.is_string() || !after.is_string()) return false;
        return before == snapshot::withoutMarks(after.get_ref<const std::string&>());
    }

    std::string perhaps(const std::string& path)
    {
        if (m_unknown.empty()) m_unknown = path;
        return {};
    }

    bool m_marked;
    std::string m_unknown;
};

/// The same workload as a snapshot would hold it, with paths that count from its own top.
model::Workload kept(const model::Workload& workload)
{
    model::Issues ignored;
    return model::readWorkload(snapshot::trimmedWorkload(workload.object), "", ignored);
}

/// Of a pod, what decides where it may run and what it takes there.
model::PodSpec placeOf(const model::Pod& pod)
{
    model::PodSpec spec = model::withDefaults(pod.spec);
    for (auto* containers : {&spec.containers, &spec.initContainers}) {
        for (model::Container& container : *containers) {
            container.image.clear();
            container.command.clear();
            container.args.clear();
            container.env.clear();
            container.containerPorts.clear();
        }
    }
    return spec;
}

} // namespace

TemplateChange templateChange(const model::Workload& before, const model::Workload& after)
{
    Comparison compare(before.object.contains(snapshot::marksValues));
    const model::Workload one = kept(before);
    const model::Workload other = kept(after);
    if (one.components.size() != other.components.size()) return {"the kinds of pods", {}};
    for (std::size_t i = 0; i < one.components.size(); ++i) {
        const Json* old = model::hints::find(one.object, one.components[i].path);
        const Json* young = model::hints::find(other.object, other.components[i].path);
        if (old == nullptr || young == nullptr) continue;
        std::string found = compare.difference(*old, *young, {});
        if (!found.empty()) return {std::move(found), {}};
        if (one.components[i].pods != other.components[i].pods) return {"the number of pods in a replica", {}};
    }
    return {{}, compare.unknown()};
}

bool differ(const Json& before, const Json& after, bool marked)
{
    return !Comparison(marked).difference(before, after, "/").empty();
}

bool placedAlike(const model::Workload& before, const model::Workload& after)
{
    if (before.components.size() != after.components.size()) return false;
    for (std::size_t i = 0; i < before.components.size(); ++i) {
        const model::Component& one = before.components[i];
        const model::Component& other = after.components[i];
        if (one.pods != other.pods || one.pod.labels != other.pod.labels || placeOf(one.pod) != placeOf(other.pod))
            return false;
    }
    return true;
}

} // namespace core::preview
