#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/result.h"
#include "core/model/issue.h"
#include "core/snapshot/fleet.h"

/// Snapshots in files, and fleets from folders of `kubectl get … -o json|yaml` dumps. The only part of the room that
/// touches the disk.
namespace core::snapshot {

/// A note about one input: what was read tolerantly, skipped or doubted.
struct Note {
    model::Severity severity = model::Severity::Warning;
    std::string where; ///< "clusters/c-hz-01/nodes.json:14:3"
    std::string what;
};

struct Opened {
    FleetPtr fleet;
    std::vector<Note> notes;
    bool extrasHaveErrors = false; ///< what fleet.yaml states is not all in the fleet
    bool dumpsHaveErrors = false;  ///< of what dumps hold not all could be read
};

/// A snapshot file or a folder of dumps, whichever `path` is.
///
/// A folder holds `fleet.yaml` (extras.h), `fleet/*` (the fleet's control plane: Cluster objects, policies, overrides,
/// bindings, autoscalers, workloads) and `clusters/<name>/*` (what `kubectl get … -o json|yaml` prints there: nodes, pods,
/// daemon sets, workloads, claims, volumes, classes, quotas, namespaces, `<nodepool-id>-inventory-status` ConfigMaps). A
/// folder without `clusters` is one cluster. Files end in .json, .yaml or .yml and hold objects, lists of one or of mixed
/// kinds, or several documents. JSON may have any size; YAML up to 32 MiB. Types and prices that the folder does not
/// state come from the program's own catalogue (catalogue.h). What is missing is in the fleet's gaps.
/// @errors NotFound, Denied, Malformed (cut, changed or foreign files; where = path and byte), TooLarge, Unsupported (a newer version).
[[nodiscard]] Result<Opened> open(const std::string& path);

/// The bytes of a snapshot file: the same fleet gives the same bytes. Nothing secret is in them (Secrets are never read,
/// annotations only those that placement reads, environment values only of flags of known servers).
[[nodiscard]] std::string pack(const Fleet& fleet);
[[nodiscard]] Result<FleetPtr> unpack(std::string_view bytes, const std::string& where = {});
/// Writes atomically (temporary file, then rename), mode 0600.
[[nodiscard]] Result<void> save(const Fleet& fleet, const std::string& path);

/// A folder's content by relative path, for callers that have it in memory (the demo in the program's resources, tests).
struct DumpFile {
    std::string path; ///< "clusters/c-hz-01/nodes.yaml"
    std::string text;
};
[[nodiscard]] Result<Opened> openDumps(std::vector<DumpFile> files, const std::string& where);

/// The demo fleet that is part of the program.
[[nodiscard]] Result<Opened> openDemo();
/// Its workloads and policies, as texts to preview; paths without their folder.
[[nodiscard]] std::vector<DumpFile> demoManifests();

} // namespace core::snapshot
