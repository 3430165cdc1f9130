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

} // namespace core::model
