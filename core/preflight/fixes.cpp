#include "core/preflight/fixes.h"

#include "core/model/read.h"
#include "core/snapshot/privacy.h"

namespace core::preflight::detail {
namespace {

using model::Lookup;
using model::read::member;

using model::FillIn;
bool isIt(const Json& object, const Lookup& what)
{
    const model::ObjectRef ref = model::refOf(object);
    return ref.kind == what.kind && ref.group() == what.group && ref.name == what.name &&
           (what.ns.empty() || ref.nsOrDefault() == what.ns);
}

/// Old volumes hold their keys themselves.
void maskAttributes(Json& volume)
{
    const Json::json_pointer at("/spec/csi/volumeAttributes");
    if (!volume.contains(at) || !volume.at(at).is_object()) return;
    for (auto& [name, value] : volume[at].items())
        if (name == "akId" || name == "akSecret" || snapshot::isSecretName(name)) value = FillIn;
}

void maskSecret(Json& secret)
{
    Json keys = Json::object();
    for (const char* part : {"data", "stringData"})
        if (const Json* values = member(secret, part); values != nullptr && values->is_object())
            for (const auto& [key, value] : values->items()) keys[key] = FillIn;
    secret.erase("data");
    secret["stringData"] = std::move(keys);
}

/// What one cluster keeps of an object, and another would trip over.
void dropWhatIsLocal(Json& object, const Lookup& what)
{
    object.erase("status");
    if (Json* metadata =
            object.contains("metadata") && object["metadata"].is_object() ? &object["metadata"] : nullptr) {
        Json kept = Json::object();
        for (const char* key : {"name", "namespace", "labels"})
            if (metadata->contains(key)) kept[key] = (*metadata)[key];
        *metadata = std::move(kept);
    }
    if (what.kind == "PersistentVolume" && object.contains("spec") && object["spec"].is_object())
        object["spec"].erase("claimRef");
}

/// A volume that was made for a claim is made anew elsewhere.
bool isProvisioned(const Json& claim)
{
    const Json* metadata = member(claim, "metadata");
    const Json* notes = metadata == nullptr ? nullptr : member(*metadata, "annotations");
    return notes != nullptr && (member(*notes, "volume.kubernetes.io/storage-provisioner") != nullptr ||
                                member(*notes, "volume.beta.kubernetes.io/storage-provisioner") != nullptr ||
                                member(*notes, "pv.kubernetes.io/provisioned-by") != nullptr);
}

Json finished(Json object, const Lookup& what)
{
    if (what.kind == "PersistentVolumeClaim" && isProvisioned(object) && object.contains("spec") &&
        object["spec"].is_object())
        object["spec"].erase("volumeName");
    dropWhatIsLocal(object, what);
    if (what.kind == "PersistentVolume") maskAttributes(object);
    object["kind"] = what.kind;
    if (!object.contains("apiVersion")) object["apiVersion"] = "v1"; // whatever is copied is of the core group
    if (!what.ns.empty()) object["metadata"]["namespace"] = what.ns;
    return object;
}

} // namespace

const Json* handedIn(const std::vector<Json>& documents, const Lookup& what)
{
    for (const Json& document : documents) {
        if (!document.is_object()) continue;
        if (isIt(document, what)) return &document;
        if (const Json* items = member(document, "items"); items != nullptr && items->is_array())
            if (const Json* found = handedIn(items->get_ref<const Json::array_t&>(), what)) return found;
    }
    return nullptr;
}

Template templateOf(const Lookup& what, const Question& question, const AllFacts& facts)
{
    if (const Json* found = handedIn(question.documents, what)) {
        Json object = *found;
        if (what.kind == "Secret") maskSecret(object);
        if (!what.ns.empty()) object["metadata"]["namespace"] = what.ns;
        return {std::move(object), "the texts"};
    }
    if (what.form != Lookup::Form::Whole) return {};
    for (const auto& [cluster, found] : facts) {
        if (cluster.empty()) continue; // the fleet's own: it is not for a cluster as it is
        const auto at = found.find(what);
        if (at == found.end() || !at->second.there()) continue;
        if (what.kind == "PersistentVolume" && isProvisioned(at->second.object)) continue;
        return {finished(at->second.object, what), "cluster " + cluster};
    }
    return {};
}

Json namespaceManifest(const std::string& name)
{
    return {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", name}}}};
}

Json secretManifest(const std::string& ns, const std::string& name, const std::string& type)
{
    Json secret{
        {"apiVersion", "v1"}, {"kind", "Secret"}, {"metadata", {{"name", name}, {"namespace", ns}}}, {"type", type}};
    if (type == "kubernetes.io/dockerconfigjson")
        secret["stringData"] = {{".dockerconfigjson", FillIn}};
    else
        secret["stringData"] = Json::object();
    return secret;
}

} // namespace core::preflight::detail
