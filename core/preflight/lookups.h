#pragma once

#include <string>

#include "core/model/lookup.h"
#include "core/model/workload.h"
#include "core/preflight/preflight.h"

/// The lookups that checks rest on: asked and answered under the same keys. Detail of this room.
namespace core::preflight::detail {

[[nodiscard]] model::Lookup namespaceOf(const std::string& ns);
[[nodiscard]] model::Lookup objectOf(const model::ObjectRef& workload); ///< its metadata
[[nodiscard]] model::Lookup serviceAccountOf(const std::string& ns, const std::string& name);
[[nodiscard]] model::Lookup secretOf(const std::string& ns, const std::string& name);    ///< its type, never its values
[[nodiscard]] model::Lookup configMapOf(const std::string& ns, const std::string& name); ///< its metadata
[[nodiscard]] model::Lookup claimOf(const std::string& ns, const std::string& name);
[[nodiscard]] model::Lookup volumeOf(const std::string& name);
[[nodiscard]] model::Lookup datasetOf(const std::string& ns, const std::string& name);
[[nodiscard]] model::Lookup scalersIn(const std::string& ns);
[[nodiscard]] model::Lookup imagesOfNodes();
/// Those of its kind beside it: a list, which is what may be read of a fleet.
[[nodiscard]] model::Lookup policiesLike(const model::Policy& policy);

/// The volume that a claim is bound to or asks for; empty: none.
[[nodiscard]] std::string volumeNameOf(const model::Found& claim);
/// The secret that a node reads to mount the volume, as (namespace, name); empty: none.
[[nodiscard]] std::pair<std::string, std::string> secretOfVolume(const Json& volume);
[[nodiscard]] bool isFluid(const Json& volume);
/// Text at a pointer; empty: there is none.
[[nodiscard]] std::string textAt(const Json& object, const char* pointer);
[[nodiscard]] const model::Found& foundIn(const Facts& facts,
                                          const model::Lookup& what); ///< Unknown where nobody asked

} // namespace core::preflight::detail
