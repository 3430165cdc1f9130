#include "core/object/documents.h"

#include "core/object/patch.h"

namespace core::object {

namespace {

bool within(const Json& value, int levels)
{
    if (!value.is_structured()) return true;
    if (levels == 0) return false;
    for (const Json& child : value)
        if (!within(child, levels - 1)) return false;
    return true;
}

} // namespace

Result<void> checkDepth(const Json& document, std::string_view name)
{
    if (within(document, deepest)) return {};
    return failure(Fault::Malformed, "the " + std::string(name) + " is nested more than " + std::to_string(deepest) +
                                         " levels deep; no API server takes that");
}

Result<void> checkIdentityKept(const Json& patch)
{
    const auto refused = [](const char* field) {
        return failure(Fault::Conflict,
                       std::string(field) +
                           " differs from the object in the cluster: a patch cannot change which object it is",
                       field);
    };
    for (const char* field : {"apiVersion", "kind"})
        if (patch.contains(field)) return refused(field);
    const auto metadata = patch.find("metadata");
    if (metadata != patch.end() && metadata->is_object() && metadata->contains("name")) return refused("metadata.name");
    return {};
}

const Json& orEmpty(const Json& document)
{
    static const Json empty = Json::object();
    return document.is_null() ? empty : document;
}

} // namespace core::object
