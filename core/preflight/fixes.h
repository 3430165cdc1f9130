#pragma once

#include "core/preflight/preflight.h"

/// Manifests for what a cluster lacks. Detail of this room.
namespace core::preflight::detail {

using AllFacts = std::map<std::string, Facts>;

/// Where a manifest came from.
struct Template {
    Json object;      ///< null: there is none
    std::string from; ///< "the texts", "cluster c-hz-01"
};
/// The object as it is handed in; none: it is not.
[[nodiscard]] const Json* handedIn(const std::vector<Json>& documents, const model::Lookup& what);
/// The object as it is handed in, else as another cluster has it, without what belongs to that cluster. Of a Secret names only.
[[nodiscard]] Template templateOf(const model::Lookup& what, const Question& question, const AllFacts& facts);
[[nodiscard]] Json namespaceManifest(const std::string& name);
/// With nothing in it: its keys have to be filled in.
[[nodiscard]] Json secretManifest(const std::string& ns, const std::string& name, const std::string& type);

} // namespace core::preflight::detail
