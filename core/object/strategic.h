#pragma once

#include "core/object/patch.h"
#include "core/object/schema.h"

/// Strategic merge patches (`application/strategic-merge-patch+json`), as k8s.io/apimachinery's strategicpatch makes and applies
/// them: lists merge by the key that the schema names; `$patch: delete|replace`, `$deleteFromPrimitiveList/x`, `$setElementOrder/x`
/// and `$retainKeys` say what a merge cannot. Only built-in kinds have them; for others use RFC 7386.
///
/// Errors of all: Malformed: a directive that is none, a list element without its merge key, lists of lists, nested too deep.
namespace core::object {

[[nodiscard]] Result<Json> applyStrategicPatch(const Json& object, const Json& patch, const Type* type);

/// The patch that makes `after` of `before`; an empty map where they are equal.
[[nodiscard]] Result<Json> strategicPatch(const Json& before, const Json& after, const Type* type);

/// What `kubectl apply` sends for a built-in kind.
/// @param overwrite  false: what the manifest changes and the cluster has changed since it was last applied is a conflict
/// @errors Conflict: another apiVersion, kind or metadata.name (where: which), or as `overwrite` says (where: empty).
[[nodiscard]] Result<Json> threeWayStrategicPatch(const ThreeWay& documents, const Type* type, bool overwrite);

} // namespace core::object
