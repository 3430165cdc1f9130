#include "core/change/beyond.h"

#include <algorithm>
#include <array>
#include <map>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/since.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

struct Default {
    const char* name;
    const char* value; ///< JSON; null: whatever stands there is the server's own
};
/// Who creates an object owns its defaults, too, so that owners do not tell them apart.
/// @source kubernetes 1.32 pkg/apis/{core,apps,batch}/v1/defaults.go
constexpr std::array<Default, 45> Defaults{{{"clusterIP", nullptr},
                                            {"clusterIPs", nullptr},
                                            {"ipFamilies", nullptr},
                                            {"ipFamilyPolicy", nullptr},
                                            {"nodePort", nullptr},
                                            {"healthCheckNodePort", nullptr},
                                            {"volumeName", nullptr},
                                            {"imagePullPolicy", nullptr},
                                            {"serviceAccount", nullptr},
                                            {"terminationGracePeriodSeconds", "30"},
                                            {"dnsPolicy", "\"ClusterFirst\""},
                                            {"restartPolicy", "\"Always\""},
                                            {"schedulerName", "\"default-scheduler\""},
                                            {"terminationMessagePath", "\"/dev/termination-log\""},
                                            {"terminationMessagePolicy", "\"File\""},
                                            {"enableServiceLinks", "true"},
                                            {"progressDeadlineSeconds", "600"},
                                            {"revisionHistoryLimit", "10"},
                                            {"replicas", "1"},
                                            {"maxSurge", "\"25%\""},
                                            {"maxUnavailable", "\"25%\""},
                                            {"type", "\"RollingUpdate\""},
                                            {"type", "\"ClusterIP\""},
                                            {"type", "\"Opaque\""},
                                            {"type", "\"\""},
                                            {"partition", "0"},
                                            {"podManagementPolicy", "\"OrderedReady\""},
                                            {"whenDeleted", "\"Retain\""},
                                            {"whenScaled", "\"Retain\""},
                                            {"protocol", "\"TCP\""},
                                            {"sessionAffinity", "\"None\""},
                                            {"internalTrafficPolicy", "\"Cluster\""},
                                            {"externalTrafficPolicy", "\"Cluster\""},
                                            {"allocateLoadBalancerNodePorts", "true"},
                                            {"failureThreshold", "3"},
                                            {"periodSeconds", "10"},
                                            {"successThreshold", "1"},
                                            {"timeoutSeconds", "1"},
                                            {"scheme", "\"HTTP\""},
                                            {"path", "\"/\""},
                                            {"defaultMode", "420"},
                                            {"apiVersion", "\"v1\""},
                                            {"volumeMode", "\"Filesystem\""},
                                            {"backoffLimit", "6"},
                                            {"suspend", "false"}}};

bool isDefault(const std::string& name, const Json& value)
{
    if (value.is_object()) {
        for (const auto& [key, inner] : value.items())
            if (!isDefault(key, inner)) return false;
        return true;
    }
    const std::string text = value.dump();
    return std::ranges::any_of(
        Defaults, [&](const Default& one) { return name == one.name && (one.value == nullptr || text == one.value); });
}

/// What tools and control planes write on an object for themselves.
bool isMark(const std::string& key)
{
    const std::size_t slash = key.find('/');
    if (slash == std::string::npos) return false;
    const std::string domain = key.substr(0, slash);
    return std::ranges::any_of(std::array{"karmada.io", "kubernetes.io", "argoproj.io", "fluxcd.io", "helm.sh",
                                          "open-cluster-management.io", "alibabacloud.com", "aliyun.com"},
                               [&](const char* one) {
                                   const std::string tool = one;
                                   return domain == tool || domain.ends_with("." + tool);
                               });
}

/// Of the metadata only labels and annotations are anybody's to say, one by one.
bool isMeant(const std::string& path)
{
    if (!path.starts_with(".metadata")) return true;
    for (const std::string place : {".metadata.labels.", ".metadata.annotations."})
        if (path.starts_with(place)) return !isMark(path.substr(place.size()));
    return false;
}

} // namespace

std::vector<std::string> beyondText(const Step& step, const Json& live, const Json& result)
{
    if (step.action != Step::Action::Apply || !step.seen.there() || step.refused || !step.object.is_object()) return {};
    const auto managed = object::readManaged(live);
    if (!managed) return {};
    const Json is = withoutServerFields(result.is_object() ? result : live);
    std::map<std::string, std::vector<std::string>> by; // owners by field
    for (const object::Owner& owner : managed->owners) {
        if (isControllers(owner.manager) || !owner.subresource.empty()) continue;
        for (const std::string& path : owner.fields.paths()) {
            if (!isMeant(path) || valueAt(step.object, path) != nullptr) continue;
            const std::string place = pointerAt(is, path);
            if (place.empty()) continue;
            const Json::json_pointer pointer(place);
            const bool isDecided =
                std::ranges::any_of(step.conflicts, [&](const Conflict& one) { return isWithin(path, one.field); });
            if (isDecided || isDefault(path.ends_with(']') ? std::string() : pointer.back(), is.at(pointer))) continue;
            std::vector<std::string>& owners = by[path];
            if (std::ranges::find(owners, owner.manager) == owners.end()) owners.push_back(owner.manager);
        }
    }
    std::vector<std::string> fields;
    for (const auto& [path, owners] : by) {
        const bool isInside = std::ranges::any_of(
            by, [&inner = path](const auto& other) { return other.first != inner && isWithin(inner, other.first); });
        if (!isInside) fields.push_back(shown(path) + " (" + shown(joined(owners)) + ")");
    }
    return fields;
}

std::string beyondSentence(const Plan& plan)
{
    constexpr std::size_t MostNamed = 5;
    if (plan.beyond.empty()) return {};
    if (plan.beyond.size() == 1) return "The cluster has 1 field that the text does not: " + plan.beyond.front() + ".";
    const std::size_t named = std::min(MostNamed, plan.beyond.size());
    const std::vector<std::string> first(plan.beyond.begin(), plan.beyond.begin() + static_cast<std::ptrdiff_t>(named));
    std::string list = joined(first);
    if (plan.beyond.size() > named) list += " and " + std::to_string(plan.beyond.size() - named) + " more";
    return "The cluster has " + std::to_string(plan.beyond.size()) + " fields that the text does not: " + list + ".";
}

} // namespace core::change
