#include "core/model/object_ref.h"

#include "core/model/read.h"

namespace core::model {

std::string ObjectRef::group() const
{
    const auto slash = apiVersion.find('/');
    return slash == std::string::npos ? std::string{} : apiVersion.substr(0, slash);
}

ObjectRef refOf(const Json& object)
{
    Issues ignored;
    ObjectRef ref;
    ref.apiVersion = read::text(object, "apiVersion", {}, ignored);
    ref.kind = read::text(object, "kind", {}, ignored);
    if (const Json* metadata = read::member(object, "metadata")) {
        ref.ns = read::text(*metadata, "namespace", {}, ignored);
        ref.name = read::text(*metadata, "name", {}, ignored);
    }
    return ref;
}

bool isHelmChart(const Json& document)
{
    if (!document.is_object() || document.contains("kind")) return false;
    const Json* version = read::member(document, "apiVersion");
    const Json* name = read::member(document, "name");
    return version != nullptr && (*version == "v1" || *version == "v2") && name != nullptr && name->is_string() &&
           document.contains("version");
}

} // namespace core::model
