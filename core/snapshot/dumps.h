#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <variant>
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

/// Why not all is known of what was listed.
struct Lacking {
    std::string page;       ///< a sentence: it is a page of a list
    std::string unreadable; ///< the first object of which not all could be read, with its place
    int count = 0;          ///< of those
};

/// What is known of one cluster so far, and from which files.
struct DumpDraft : ClusterDraft {
    TableBuilder tables;
    std::set<std::string> nodeFiles, podFiles, poolFiles;
    std::map<std::string, Lacking, std::less<>> lacking; ///< by kind
    std::set<std::string> podNamespaces;
    std::map<std::string, std::string> running; ///< by namespace: a workload that says it has pods, "DaemonSet x has 3"
    void missNamespaces();                      ///< whose pods are not in the dump
};

/// Lower-case file name without folder and ending.
[[nodiscard]] std::string stemOf(const std::string& path);

/// What a file holds that is no dump, by its beginning.
struct OtherText {
    std::string what;
    bool refusal =
        false; ///< `what` is the server's answer: a dump of nothing, and no reason to leave the others unread
};
/// @param start  the first piece of the file
[[nodiscard]] std::optional<OtherText> otherThanDump(std::string_view start, bool yaml);

/// A kind of which a cluster's whole list says what is not there.
struct DumpPart {
    std::string_view kind;
    std::array<std::string_view, 3> stems; ///< names of files without ending
    std::string_view gap;                  ///< Gap::what; empty: there is none of it
    bool& (*known)(ClusterData&);
};
[[nodiscard]] const std::vector<DumpPart>& dumpParts();
/// Whether a file of this name holds it.
[[nodiscard]] bool isNamedAfter(const DumpPart& part, std::string_view stem);

/// Nodes that two clusters have, by what tells machines apart: both are dumps of one cluster.
class SameNodes {
public:
    void add(const std::string& cluster, const std::string& file, const Json& object, const model::Node& node);
    [[nodiscard]] std::vector<Note> notes() const;

private:
    struct Seen {
        std::string cluster, file;
    };
    struct Twice {
        int count = 0;
        std::string node, by, file, otherFile;
    };
    std::unordered_map<std::string, Seen> m_seen;
    std::map<std::pair<std::string, std::string>, Twice> m_twice; ///< by both clusters
};

/// Of one object, by what its server wrote into it; a manifest has nothing of it.
struct Version {
    std::string place; ///< file and line
    bool ofServer = false;
    std::string uid, created;
    std::uint64_t resourceVersion = 0;
    std::int64_t generation = 0;
    std::size_t content = 0; ///< a hash
    /// Not by place or content: those of one age are no older than each other.
    [[nodiscard]] bool isOlderThan(const Version& other) const;
    [[nodiscard]] bool isSameAs(const Version& other) const;
};
/// Pods that a workload's status says are there.
[[nodiscard]] std::int64_t podsOf(const Json& workload);
[[nodiscard]] Version versionOf(const Json& object, std::string place);

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
    /// What is neither a node nor a pod waits here until all its versions are there.
    struct Held {
        Version version;
        std::variant<FleetObject, ClusterObject> object;
        std::int64_t pods = 0; ///< that its status says it has
    };
    using HeldKey = std::array<std::string, 5>; ///< cluster ("/": the fleet), group, kind, namespace, name
    std::map<HeldKey, std::vector<Held>> m_held;
    std::map<std::string, model::Cluster> m_objects; ///< Cluster objects by name
    std::map<std::string, int> m_unknown;            ///< kinds that nothing here reads
    std::map<std::string, int> m_notesOfFile;
    int m_secrets = 0;
    std::set<std::string> m_policyFiles;
    std::set<std::string> m_answers; ///< files that hold something else than objects: their names say nothing
    std::vector<Note> m_notes;
    SameNodes m_sameNodes;
    std::map<std::string, std::map<std::string, int>> m_misplaced; ///< kinds of clusters, by the file outside of all
    /// Of the file that is read, by kind: a page's place, and what is said of it; until the last page comes.
    std::map<std::string, std::pair<std::string, std::string>> m_pages;
    std::map<std::string, std::string> m_fleetPages; ///< by kind: what is said of the page that is there of it

    DumpDraft& draft(const std::string& name) { return m_clusters[name]; }
    [[nodiscard]] Scope scopeOf(const DumpInput& input) const;
    [[nodiscard]] Result<void> addText(const Scope& scope);
    [[nodiscard]] Result<void> addJson(const Scope& scope);
    [[nodiscard]] Result<void> addYaml(const Scope& scope);
    /// @param document  what the object was written as, if it is the whole of one: its faults have places of their own
    void addObject(const Scope& scope, Json&& object, const std::string& place,
                   const text::Document* document = nullptr);
    void addListItems(const Scope& scope, Json& list, const std::string& place);
    void refused(const Scope& scope, const std::string& place, const std::string& message);
    /// @param kinds  of its items
    void endList(const Scope& scope, const Envelope& list, std::set<std::string> kinds, const std::string& place);
    void takePages(const Scope& scope);
    [[nodiscard]] bool isOfCluster(const Scope& scope) const
    {
        return !scope.fleet && (m_flat || !scope.cluster.empty());
    }
    void lacks(const Scope& scope, const std::string& kind, const std::string& what, const std::string& place);
    bool addFleetObject(const Scope& scope, const Json& object, const std::string& place);
    bool addClusterObject(const Scope& scope, const Json& object, const std::string& place);
    void markKnown(const Scope& scope, const std::string& listKind);
    void say(const model::Issues& issues, const std::string& place, const model::ObjectRef& ref,
             const text::Document* document = nullptr);

    void takeNewest();
    void take(const HeldKey& key, Held&& held);
    void mergeExtras();
    void finishCluster(const std::string& name, DumpDraft& cluster);
    void explainGaps();
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
