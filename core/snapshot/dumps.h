#pragma once

#include <functional>
#include <map>
#include <memory>
#include <string>
#include <vector>

#include "core/snapshot/assemble.h"
#include "core/snapshot/extras.h"
#include "core/snapshot/file.h"
#include "core/snapshot/json_split.h"
#include "core/snapshot/tables.h"
#include "core/text/yaml.h"

/// Detail: a folder of dumps, file by file, to a fleet. What the files hold decides, not their names; names only say of an
/// empty list what it would have held.
namespace core::snapshot::detail {

struct DumpInput {
    std::string path;                     ///< relative: "clusters/c-hz-01/nodes.json"
    std::function<Result<Source>()> open; ///< from its beginning, as often as asked
    std::uint64_t size = 0;
};

/// What is known of one cluster so far, and from which files.
struct DumpDraft : ClusterDraft {
    TableBuilder tables;
    std::set<std::string> nodeFiles, podFiles, poolFiles;
};

class DumpReader {
public:
    /// @param where  the folder's name: the name of a fleet that states none, and of a cluster without a folder of its own
    DumpReader(std::string where, bool flat);

    [[nodiscard]] Result<void> add(const DumpInput& input);
    /// A cluster that has a folder, maybe an empty one.
    void addCluster(const std::string& name) { static_cast<void>(draft(name)); }
    void note(model::Severity severity, std::string place, std::string what);
    [[nodiscard]] Opened finish();

private:
    struct Scope {
        const DumpInput* input;
        std::string cluster; ///< folder; empty: the fleet, or the only cluster of a flat folder
        bool fleet = false;  ///< in fleet/
    };

    std::string m_where;
    bool m_flat;
    Fleet m_fleet;
    Extras m_extras;
    std::string m_extrasPath;
    bool m_extrasHaveErrors = false;
    std::map<std::string, DumpDraft> m_clusters;
    std::map<std::string, model::Cluster> m_objects; ///< Cluster objects by name
    std::map<std::string, int> m_unknown;            ///< kinds that nothing here reads
    std::map<std::string, int> m_notesOfFile;
    int m_secrets = 0;
    std::set<std::string> m_policyFiles;
    std::set<std::string> m_answers; ///< files that hold something else than objects: their names say nothing
    std::vector<Note> m_notes;

    DumpDraft& draft(const std::string& name) { return m_clusters[name]; }
    [[nodiscard]] Scope scopeOf(const DumpInput& input) const;
    [[nodiscard]] Result<void> addJson(const Scope& scope);
    [[nodiscard]] Result<void> addYaml(const Scope& scope);
    /// @param document  what the object was written as, if it is the whole of one: its faults have places of their own
    void addObject(const Scope& scope, Json&& object, const std::string& place,
                   const text::Document* document = nullptr);
    void addListItems(const Scope& scope, Json& list, const std::string& place);
    bool addFleetObject(const Scope& scope, const Json& object, const std::string& place);
    bool addClusterObject(const Scope& scope, const Json& object, const std::string& place);
    void markKnown(const Scope& scope, const std::string& listKind);
    void say(const model::Issues& issues, const std::string& place, const model::ObjectRef& ref,
             const text::Document* document = nullptr);

    void mergeExtras();
    void finishCluster(const std::string& name, DumpDraft& cluster);
    void addSummaryNotes();
};

/// `<nodepool-id>-inventory-status`: data.status → cells without account, zone and type as it says. Tolerant: what it does
/// not know it skips.
[[nodiscard]] std::vector<model::StockCell> inventoryCells(const Json& configMap, const std::string& source);
/// No number is in both.
[[nodiscard]] bool excludes(const Range& one, const Range& other);
/// `autoscaler-meta`: pools as far as its scaling configurations tell.
[[nodiscard]] std::vector<model::NodePool> metaPools(const Json& configMap, bool& understood);
/// `cluster-autoscaler-status`, as text (before 1.30) or YAML: pools with id, scaler, minimum and maximum. Groups whose name is not their
/// pool's (scaling groups of ACK and AWS, instance groups of GKE) are left out.
[[nodiscard]] std::vector<model::NodePool> boundsOf(const Json& configMap);

} // namespace core::snapshot::detail
