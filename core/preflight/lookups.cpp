#include "core/preflight/lookups.h"

#include "core/preflight/references.h"

namespace core::preflight::detail {

using model::Found;
using model::Lookup;
using Form = Lookup::Form;

Lookup namespaceOf(const std::string& ns)
{
    return {"", "Namespace", "", ns, Form::Metadata};
}
Lookup objectOf(const model::ObjectRef& workload)
{
    return {workload.group(), workload.kind, std::string(workload.nsOrDefault()), workload.name, Form::Metadata};
}
Lookup serviceAccountOf(const std::string& ns, const std::string& name)
{
    return {"", "ServiceAccount", ns, name};
}
Lookup secretOf(const std::string& ns, const std::string& name)
{
    return {"", "Secret", ns, name, Form::Printed};
}
Lookup configMapOf(const std::string& ns, const std::string& name)
{
    return {"", "ConfigMap", ns, name, Form::Metadata};
}
Lookup claimOf(const std::string& ns, const std::string& name)
{
    return {"", "PersistentVolumeClaim", ns, name};
}
Lookup volumeOf(const std::string& name)
{
    return {"", "PersistentVolume", "", name};
}
Lookup datasetOf(const std::string& ns, const std::string& name)
{
    return {"data.fluid.io", "Dataset", ns, name};
}
Lookup scalersIn(const std::string& ns)
{
    return {"autoscaling",
            "HorizontalPodAutoscaler",
            ns,
            "",
            Form::Whole,
            {"/metadata/name", "/spec/scaleTargetRef", "/spec/minReplicas", "/spec/maxReplicas"}};
}
Lookup imagesOfNodes()
{
    return {"", "Node", "", "", Form::Whole, {"/metadata/name", "/status/images"}};
}
Lookup policiesLike(const model::Policy& policy)
{
    return {policy.ref.group(),
            policy.ref.kind,
            policy.clusterScoped ? std::string() : std::string(policy.ref.nsOrDefault()),
            "",
            Form::Whole,
            {"/metadata/name", "/spec/propagateDeps"}};
}

std::string textAt(const Json& object, const char* pointer)
{
    const Json::json_pointer at(pointer);
    if (!object.contains(at) || !object.at(at).is_string()) return {};
    return object.at(at).get<std::string>();
}

std::string volumeNameOf(const Found& claim)
{
    return claim.there() ? textAt(claim.object, "/spec/volumeName") : std::string();
}

std::pair<std::string, std::string> secretOfVolume(const Json& volume)
{
    std::string name = textAt(volume, "/spec/csi/nodePublishSecretRef/name");
    if (name.empty()) return {};
    return {textAt(volume, "/spec/csi/nodePublishSecretRef/namespace"), std::move(name)};
}

bool isFluid(const Json& volume)
{
    return textAt(volume, "/spec/csi/driver") == "fuse.csi.fluid.io";
}

const Found& foundIn(const Facts& facts, const Lookup& what)
{
    static const Found nobody{Found::State::Unknown, {}, "The snapshot does not hold it."};
    const auto at = facts.find(what);
    return at == facts.end() ? nobody : at->second;
}

} // namespace core::preflight::detail

namespace core::preflight {

using namespace detail;

std::vector<model::Lookup> missing(const model::Workload& workload, const Facts& facts)
{
    const References references = referencesOf(workload);
    const std::string ns(workload.ref.nsOrDefault());
    std::vector<model::Lookup> wanted{namespaceOf(ns), objectOf(workload.ref), scalersIn(ns)};
    if (!references.images.empty()) wanted.push_back(imagesOfNodes());
    for (const std::string& name : references.serviceAccounts) {
        wanted.push_back(serviceAccountOf(ns, name));
        const model::Found& account = foundIn(facts, wanted.back());
        if (!account.there() || !account.object.contains("imagePullSecrets")) continue;
        for (const Json& secret : account.object["imagePullSecrets"])
            if (const std::string of = textAt(secret, "/name"); !of.empty()) wanted.push_back(secretOf(ns, of));
    }
    for (const Reference& secret : references.pullSecrets) wanted.push_back(secretOf(ns, secret.name));
    for (const Reference& secret : references.secrets) wanted.push_back(secretOf(ns, secret.name));
    for (const Reference& map : references.configMaps) wanted.push_back(configMapOf(ns, map.name));
    for (const std::string& claim : references.claims) {
        wanted.push_back(claimOf(ns, claim));
        const std::string volume = volumeNameOf(foundIn(facts, wanted.back()));
        if (volume.empty()) continue;
        wanted.push_back(volumeOf(volume));
        const model::Found& found = foundIn(facts, wanted.back());
        if (!found.there()) continue;
        if (const auto [of, name] = secretOfVolume(found.object); !name.empty())
            wanted.push_back(secretOf(of.empty() ? ns : of, name));
        if (isFluid(found.object)) wanted.push_back(datasetOf(ns, claim));
    }
    std::vector<model::Lookup> open;
    for (model::Lookup& one : wanted)
        if (!facts.contains(one) && std::find(open.begin(), open.end(), one) == open.end())
            open.push_back(std::move(one));
    return open;
}

} // namespace core::preflight
