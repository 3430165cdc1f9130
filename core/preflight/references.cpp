#include "core/preflight/references.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/model/hints.h"
#include "core/model/read.h"

namespace core::preflight::detail {
namespace {

using model::read::member;

std::string textOf(const Json& object, std::string_view key)
{
    const Json* value = member(object, key);
    return value != nullptr && value->is_string() ? value->get<std::string>() : std::string();
}

bool isSet(const Json& object, std::string_view key)
{
    const Json* value = member(object, key);
    return value != nullptr && value->is_boolean() && value->get<bool>();
}

template <class Visit>
void eachItem(const Json& object, std::string_view key, const Visit& visit)
{
    const Json* list = member(object, key);
    if (list == nullptr || !list->is_array()) return;
    for (const Json& item : *list)
        if (item.is_object()) visit(item);
}

void addOnce(std::vector<std::string>& to, const std::string& name)
{
    if (!name.empty() && std::find(to.begin(), to.end(), name) == to.end()) to.push_back(name);
}

/// A name that is wanted once for certain is not optional.
void addOnce(std::vector<Reference>& to, Reference reference)
{
    if (reference.name.empty()) return;
    const auto same = std::find_if(to.begin(), to.end(), [&](const Reference& r) { return r.name == reference.name; });
    if (same == to.end())
        to.push_back(std::move(reference));
    else if (same->optional && !reference.optional)
        *same = std::move(reference);
}

class Collector {
public:
    References run(const model::Workload& workload)
    {
        for (const model::Component& component : workload.components) {
            if (const Json* pods = templateAt(workload.object, component.path))
                if (const Json* spec = member(*pods, "spec"); spec != nullptr && spec->is_object()) ofPod(*spec);
            ofModel(component.pod.spec);
        }
        return std::move(m_out);
    }

private:
    References m_out;

    /// The path may begin with where the workload itself stands among the texts ("/2", "/0/items/1").
    static const Json* templateAt(const Json& object, std::string_view path)
    {
        for (; !path.empty(); path = path.substr(std::min(path.find('/', 1), path.size())))
            if (const Json* found = model::hints::find(object, std::string(path))) return found;
        return nullptr;
    }

    void ofPod(const Json& spec)
    {
        std::string account = textOf(spec, "serviceAccountName");
        if (account.empty()) account = textOf(spec, "serviceAccount"); // its old name
        addOnce(m_out.serviceAccounts, account.empty() ? "default" : account);
        eachItem(spec, "imagePullSecrets", [&](const Json& item) {
            addOnce(m_out.pullSecrets, {textOf(item, "name"), "imagePullSecrets"});
        });
        eachItem(spec, "volumes", [&](const Json& volume) { ofVolume(volume); });
        for (const char* list : {"initContainers", "containers"})
            eachItem(spec, list, [&](const Json& container) { ofContainer(container); });
    }

    void ofVolume(const Json& volume)
    {
        const std::string by = "volume " + shown(textOf(volume, "name"));
        const auto named = [&](const Json& of, const char* source, const char* key, std::vector<Reference>& to) {
            if (const Json* what = member(of, source); what != nullptr && what->is_object())
                addOnce(to, {textOf(*what, key), by, isSet(*what, "optional")});
        };
        named(volume, "secret", "secretName", m_out.secrets);
        named(volume, "configMap", "name", m_out.configMaps);
        if (const Json* projected = member(volume, "projected"); projected != nullptr)
            eachItem(*projected, "sources", [&](const Json& source) {
                named(source, "secret", "name", m_out.secrets);
                named(source, "configMap", "name", m_out.configMaps);
            });
        if (const Json* csi = member(volume, "csi"); csi != nullptr)
            if (const Json* secret = member(*csi, "nodePublishSecretRef"); secret != nullptr)
                addOnce(m_out.secrets, {textOf(*secret, "name"), by});
    }

    void ofContainer(const Json& container)
    {
        const std::string of = " of container " + shown(textOf(container, "name"));
        const auto from = [&](const Json& source, const char* key, std::vector<Reference>& to, const std::string& by) {
            if (const Json* what = member(source, key); what != nullptr && what->is_object())
                addOnce(to, {textOf(*what, "name"), by, isSet(*what, "optional")});
        };
        eachItem(container, "env", [&](const Json& variable) {
            const Json* source = member(variable, "valueFrom");
            if (source == nullptr) return;
            const std::string by = "env " + shown(textOf(variable, "name")) + of;
            from(*source, "secretKeyRef", m_out.secrets, by);
            from(*source, "configMapKeyRef", m_out.configMaps, by);
        });
        eachItem(container, "envFrom", [&](const Json& source) {
            from(source, "secretRef", m_out.secrets, "envFrom" + of);
            from(source, "configMapRef", m_out.configMaps, "envFrom" + of);
        });
        addOnce(m_out.images, textOf(container, "image"));
    }

    void ofModel(const model::PodSpec& spec)
    {
        for (const model::PodVolume& volume : spec.volumes)
            if (volume.kind == model::PodVolume::Kind::Claim) addOnce(m_out.claims, volume.claim);
        // Extended resources have a domain, which is none of Kubernetes' own.
        // @source k8s.io/kubernetes pkg/apis/core/v1/helper.IsExtendedResourceName
        for (const auto& [name, amount] : model::podRequests(model::withDefaults(spec)))
            if (amount > 0 && name.find('/') != std::string::npos && name.find("kubernetes.io/") == std::string::npos)
                addOnce(m_out.devices, name);
    }
};

} // namespace

References referencesOf(const model::Workload& workload)
{
    return Collector().run(workload);
}

} // namespace core::preflight::detail
