#include "core/object/documents.h"
#include "core/object/patch.h"

namespace core::object {

namespace {

/// Of a patch, either what it takes away or what it sets. An empty map is a value, not an empty patch.
Json half(const Json& patch, bool removals)
{
    Json kept = Json::object();
    for (const auto& [key, value] : patch.items()) {
        if (value.is_null()) {
            if (removals) kept[key] = nullptr;
        } else if (value.is_object() && !value.empty()) {
            if (Json below = half(value, removals); !below.empty()) kept[key] = std::move(below);
        } else if (!removals) {
            kept[key] = value;
        }
    }
    return kept;
}

} // namespace

Result<Json> applyMergePatch(const Json& object, const Json& patch)
{
    if (auto deep = checkDepth(patch, "patch"); !deep) return tl::unexpected(deep.error());
    Json result = object;
    result.merge_patch(patch);
    return result;
}

Json mergePatch(const Json& before, const Json& after)
{
    Json patch = Json::object();
    for (const auto& [key, value] : after.items()) {
        const auto old = before.find(key);
        if (old != before.end() && old->is_object() && value.is_object()) {
            if (Json below = mergePatch(*old, value); !below.empty()) patch[key] = std::move(below);
        } else if (old == before.end() || *old != value) {
            patch[key] = value;
        }
    }
    for (const auto& [key, value] : before.items())
        if (!after.contains(key)) patch[key] = nullptr;
    return patch;
}

Result<Json> threeWayMergePatch(const ThreeWay& documents)
{
    const Json& original = orEmpty(documents.original);
    const Json& modified = orEmpty(documents.modified);
    const Json& current = orEmpty(documents.current);
    for (const Json* document : {&original, &modified, &current}) {
        if (!document->is_object()) return failure(Fault::Malformed, "an object to apply is a map");
        if (auto deep = checkDepth(*document, "object"); !deep) return tl::unexpected(deep.error());
    }
    // What is set and what is taken away never name one member: the first is in the manifest, the second is not.
    Json patch = half(mergePatch(original, modified), true);
    patch.merge_patch(half(mergePatch(current, modified), false));
    if (auto kept = checkIdentityKept(patch); !kept) return tl::unexpected(kept.error());
    return patch;
}

} // namespace core::object
