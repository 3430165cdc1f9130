#pragma once

#include <optional>

#include "core/base/json.h"
#include "core/base/result.h"

/// Kubernetes objects as documents: how one is changed into another, in each of the forms that an API server takes.
///
/// All functions are pure: documents in, a document or a patch out. A patch that cannot be applied leaves nothing half done.
/// What is nested deeper than `deepest` is refused: nothing that an API server stores is.
namespace core::object {

inline constexpr int deepest = 1000;                  ///< levels of maps and lists in one document or patch
inline constexpr std::size_t mostOperations = 10'000; ///< in one JSON patch (k8s.io/apiserver patch.go)
inline constexpr std::size_t mostCopied = std::size_t(3)
                                          << 20U; ///< bytes that the copies of one JSON patch add (the same)

/// RFC 7386 (`application/merge-patch+json`): members are set, null takes them away, lists are replaced.
/// @errors Malformed: nested too deep.
[[nodiscard]] Result<Json> applyMergePatch(const Json& object, const Json& patch);

/// The merge patch that makes `after` of `before`; an empty map where they are equal. A member of `after` that is null cannot be
/// said in this form: it is taken away instead. Both are maps.
[[nodiscard]] Json mergePatch(const Json& before, const Json& after);

/// RFC 6902 (`application/json-patch+json`): add, remove, replace, move, copy, test, in order; all of them or none.
/// @errors Malformed: not a list of operations.  NotFound: a place that is not there.  Conflict: a test that does not hold.
///         TooLarge: more operations, or more copied, than an API server takes.  Error::where: "/3", the operation.
[[nodiscard]] Result<Json> applyJsonPatch(const Json& object, const Json& patch);

/// The JSON patch that makes `after` of `before`; an empty list where they are equal.
[[nodiscard]] Json jsonPatch(const Json& before, const Json& after);

/// What `kubectl apply` does on the client's side: what the manifest says is set, what it said the last time and says no
/// longer is taken away, the rest stays as the cluster has it.
struct ThreeWay {
    Json original; ///< as last applied (annotation kubectl.kubernetes.io/last-applied-configuration); null: never
    Json modified; ///< the manifest now
    Json current;  ///< as the cluster has it
};

/// For kinds without a schema of ours (custom resources): the patch is an RFC 7386 one.
/// @errors Conflict: apiVersion, kind or metadata.name would change.  Malformed: not maps, or nested too deep.
[[nodiscard]] Result<Json> threeWayMergePatch(const ThreeWay& documents);

} // namespace core::object
