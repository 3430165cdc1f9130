#pragma once

#include <optional>
#include <string>
#include <vector>

#include <tl/expected.hpp>

#include "core/base/json.h"
#include "core/object/fields.h"

/// Server-side apply, as the API server does it: an applier owns what it says, others' fields are conflicts unless it takes them by
/// force, and what it says no longer goes away unless somebody else owns it. Fields, lists and conflicts are those of
/// sigs.k8s.io/structured-merge-diff v6 and apimachinery's managedfields; admission and defaults are the server's own.
///
/// Fields that were recorded under another version of the API are taken by their names: without the server there is no conversion.
namespace core::object {

/// One entry of metadata.managedFields.
struct Owner {
    enum class Operation { Apply, Update };

    std::string manager;
    Operation operation{};
    std::string apiVersion; ///< in which the fields are named
    std::string subresource;
    std::string time; ///< RFC 3339; may be empty
    FieldSet fields;

    bool operator==(const Owner&) const = default;
    /// `"kubectl-edit" using v1`, `"berth"`: as the server's conflicts name it.
    [[nodiscard]] std::string text() const;
};
using Owners = std::vector<Owner>;

/// @errors Malformed: an entry that is none; Error::where: its place.
[[nodiscard]] Result<Owners> readOwners(const Json& managedFields);
[[nodiscard]] Json writeOwners(const Owners& owners);

/// An object beside who owns which of its fields; the object itself is without metadata.managedFields.
struct Managed {
    Json object; ///< null: there is none
    Owners owners;
    bool operator==(const Managed&) const = default;
};
[[nodiscard]] Result<Managed> readManaged(const Json& object);

struct Conflict {
    std::string field; ///< `.spec.replicas`
    std::string owner; ///< Owner::text()
    bool operator==(const Conflict&) const = default;
};

struct Who {
    std::string manager;
    std::string time; ///< of now, RFC 3339
    std::string subresource;
};

/// Why a request was refused before anything was merged.
struct Refusal {
    enum class Kind { Misfit, ManagedFieldsInRequest, OtherVersion, TooDeep };
    Kind kind{};
    std::vector<Problem> problems; ///< of Misfit
    bool operator==(const Refusal&) const = default;
};

struct Outcome {
    Managed managed;                 ///< as before where there are conflicts
    std::vector<Conflict> conflicts; ///< by field, then owner; empty: it is done
    bool operator==(const Outcome&) const = default;
};

/// PATCH with application/apply-patch. `object`: only what the applier says.
[[nodiscard]] tl::expected<Outcome, Refusal> apply(const Managed& live, const Json& object, const Who& who, bool force);

/// POST or PUT: the whole object, owned by who changed it.
[[nodiscard]] tl::expected<Managed, Refusal> update(const Managed& live, const Json& object, const Who& who);

/// What `kubectl apply` had owned on the client's side, handed over to server-side apply: `managers` who updated (kubectl names them
/// "kubectl-client-side-apply" and "before-first-apply") lose their entries, `applier` owns those fields besides its own. Without it, a
/// field that the next apply no longer says would stay for ever.
[[nodiscard]] Owners takenOver(const Owners& owners, const std::vector<std::string>& managers,
                               const std::string& applier);

} // namespace core::object
