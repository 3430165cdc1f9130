#include <algorithm>

#include "core/base/ascii.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/snapshot/dumps.h"

namespace core::snapshot::detail {
namespace {

namespace read = model::read;

/// Kinds of the fleet's server without whose whole list another answer may be right.
struct FleetPart {
    std::string_view kind, plural, group, unknown;
};
constexpr FleetPart fleetParts[] = {
    {"PropagationPolicy", "propagationpolicies", "policy.karmada.io", "where workloads go"},
    {"ClusterPropagationPolicy", "clusterpropagationpolicies", "policy.karmada.io", "where workloads go"},
    {"ResourceBinding", "resourcebindings", "work.karmada.io", "what was placed where"},
    {"ClusterResourceBinding", "clusterresourcebindings", "work.karmada.io", "what was placed where"},
    {"Cluster", "clusters", "cluster.karmada.io", whichClusters},
    {"ManagedCluster", "managedclusters", "cluster.open-cluster-management.io", whichClusters},
};

bool isOfFleet(std::string_view kind)
{
    return std::any_of(std::begin(fleetParts), std::end(fleetParts),
                       [&](const FleetPart& part) { return part.kind == kind; });
}

/// @param policies  of the fleet: two engines have kinds of the same names
Gap gapOf(const FleetPart& part, const std::vector<model::Policy>& policies, const std::string& remedy)
{
    const auto policy = std::find_if(policies.begin(), policies.end(),
                                     [&](const model::Policy& one) { return one.ref.kind == part.kind; });
    const std::string group = policy == policies.end() ? std::string(part.group) : policy->ref.group();
    Gap gap{"", std::string(part.plural) + "." + group, std::string(part.unknown), remedy};
    gap.kind = kindOf(gap);
    return gap;
}

std::string remedyOf(const Lacking& lacking)
{
    if (lacking.count == 0) return lacking.page;
    if (lacking.count == 1)
        return "Not all of " + lacking.unreadable + " could be read: mend it there, or get the file again.";
    return "Not all of " + lacking.unreadable + " and " + std::to_string(lacking.count - 1) +
           " more could be read: mend them there, or get the files again.";
}

} // namespace

std::string stemOf(const std::string& path)
{
    std::string stem = path.substr(path.rfind('/') + 1);
    stem = stem.substr(0, stem.rfind('.'));
    return ascii::lowered(stem);
}

const std::vector<DumpPart>& dumpParts()
{
    static const std::vector<DumpPart> parts{
        {"Node", {"nodes", "node", "no"}, "nodes", [](ClusterData& d) -> bool& { return d.nodesKnown; }},
        {"Pod", {"pods", "pod", "po"}, "pods", [](ClusterData& d) -> bool& { return d.podsKnown; }},
        {"DaemonSet",
         {"daemonsets", "daemonset", "ds"},
         "daemon sets",
         [](ClusterData& d) -> bool& { return d.listed.daemonSets; }},
        {"PersistentVolumeClaim",
         {"persistentvolumeclaims", "persistentvolumeclaim", "pvc"},
         "volume claims",
         [](ClusterData& d) -> bool& { return d.listed.claims; }},
        {"PersistentVolume",
         {"persistentvolumes", "persistentvolume", "pv"},
         "volumes",
         [](ClusterData& d) -> bool& { return d.listed.volumes; }},
        {"StorageClass",
         {"storageclasses", "storageclass", "sc"},
         "storage classes",
         [](ClusterData& d) -> bool& { return d.listed.storageClasses; }},
        {"PriorityClass",
         {"priorityclasses", "priorityclass", "pc"},
         "priority classes",
         [](ClusterData& d) -> bool& { return d.admission.priorityClassesKnown; }},
        {"LimitRange",
         {"limitranges", "limitrange", "limits"},
         "",
         [](ClusterData& d) -> bool& { return d.admission.limitRangesKnown; }},
        {"ResourceQuota",
         {"resourcequotas", "resourcequota", "quota"},
         "",
         [](ClusterData& d) -> bool& { return d.listed.quotas; }},
        {"RuntimeClass",
         {"runtimeclasses", "runtimeclass", ""},
         "",
         [](ClusterData& d) -> bool& { return d.admission.runtimeClassesKnown; }},
    };
    return parts;
}

bool isNamedAfter(const DumpPart& part, std::string_view stem)
{
    return !stem.empty() && std::find(part.stems.begin(), part.stems.end(), stem) != part.stems.end();
}

void SameNodes::add(const std::string& cluster, const std::string& file, const Json& object, const model::Node& node)
{
    model::Issues ignored;
    const Json* metadata = read::member(object, "metadata");
    const std::string uid = metadata == nullptr ? std::string() : read::text(*metadata, "uid", "", ignored);
    // Providers make their ids of names, which clusters may share; a server never gives out a uid twice.
    const std::string id = uid.empty() ? node.providerId : uid;
    if (id.empty()) return;
    const auto [at, isNew] = m_seen.try_emplace(id, Seen{cluster, file});
    if (isNew || at->second.cluster == cluster) return;
    Twice& twice = m_twice[{at->second.cluster, cluster}];
    if (twice.count++ == 0)
        twice = {1, node.name, uid.empty() ? "spec.providerID" : "metadata.uid", at->second.file, file};
}

std::vector<Note> SameNodes::notes() const
{
    std::vector<Note> out;
    for (const auto& [clusters, twice] : m_twice)
        out.push_back({model::Severity::Warning, twice.otherFile,
                       std::to_string(twice.count) + (twice.count == 1 ? " node of " : " nodes of ") + clusters.second +
                           (twice.count == 1 ? " is also one of " : " are also those of ") + clusters.first + " in " +
                           twice.file + ": " + twice.node + " has the same " + twice.by +
                           " in both. One cluster was dumped under two names, and its room is counted twice. Get the "
                           "dumps of one of "
                           "them again with its own kubectl context, or take its folder away."});
    return out;
}

void DumpReader::refused(const Scope& scope, const std::string& place, const std::string& message)
{
    m_answers.insert(scope.input->path);
    note(model::Severity::Error, place,
         "This is a server's refusal, not what was asked for" +
             (message.empty() ? std::string() : ": " + model::hints::inQuotes(message)) +
             ". What the file would have held is not known; get it again with the rights to list it.");
}

void DumpReader::endList(const Scope& scope, const Envelope& list, std::set<std::string> kinds,
                         const std::string& place)
{
    constexpr std::string_view ending = "List";
    if (list.kind.size() > ending.size() && list.kind.ends_with(ending))
        kinds = {list.kind.substr(0, list.kind.size() - ending.size())};
    if (kinds.empty())
        for (const DumpPart& part : dumpParts())
            if (isNamedAfter(part, stemOf(scope.input->path))) kinds.emplace(part.kind);
    if (!list.isPage) {
        for (const std::string& kind : kinds) m_pages.erase(kind); // the last page of those before it
        return;
    }
    if (kinds.empty()) kinds.emplace();
    const std::string more =
        list.remaining ? std::to_string(*list.remaining) + " of it are to come" : std::string("more of it is to come");
    for (const std::string& kind : kinds)
        m_pages[kind] = {place,
                         " is one page of a list, and " + more +
                             ": get it again with `kubectl get … -o json`, which reads them all, or put all pages "
                             "into this file."};
}

void DumpReader::takePages(const Scope& scope)
{
    std::string said; // of a list of several kinds once
    for (const auto& [kind, page] : std::exchange(m_pages, {})) {
        const auto& [place, sentence] = page;
        if (scope.cluster.empty() && isOfFleet(kind))
            m_fleetPages[kind] = place + sentence;
        else if (isOfCluster(scope) && !kind.empty())
            draft(scope.cluster).lacking[kind].page = place + sentence;
        if (place != said) note(model::Severity::Error, place, "This" + sentence);
        said = place;
    }
}

void DumpReader::lacks(const Scope& scope, const std::string& kind, const std::string& what, const std::string& place)
{
    if (!isOfCluster(scope)) return;
    Lacking& lacking = draft(scope.cluster).lacking[kind];
    if (lacking.count++ == 0) lacking.unreadable = what + " (" + place + ")";
}

void DumpReader::markKnown(const Scope& scope, const std::string& listKind)
{
    if (!isOfCluster(scope)) return;
    if (m_answers.contains(scope.input->path)) {
        if (!m_flat) addCluster(scope.cluster); // it is there, and nothing is known of it
        const auto cluster = m_clusters.find(scope.cluster);
        if (cluster == m_clusters.end()) return;
        for (const DumpPart& part : dumpParts())
            if (isNamedAfter(part, stemOf(scope.input->path))) cluster->second.lacking[std::string(part.kind)];
        return;
    }
    const std::string stem = stemOf(scope.input->path);
    for (const DumpPart& part : dumpParts()) {
        if (listKind != std::string(part.kind) + "List" && !isNamedAfter(part, stem)) continue;
        DumpDraft& cluster = draft(scope.cluster);
        part.known(cluster.data) = true;
        if (part.kind == "Node") cluster.nodeFiles.insert(scope.input->path);
        if (part.kind == "Pod") cluster.podFiles.insert(scope.input->path);
    }
}

void DumpReader::explainGaps()
{
    for (const FleetPart& part : fleetParts)
        if (const auto page = m_fleetPages.find(std::string(part.kind)); page != m_fleetPages.end())
            m_fleet.gaps.push_back(gapOf(part, m_fleet.policies, page->second));
    for (Gap& gap : m_fleet.gaps) {
        const auto cluster = m_clusters.find(gap.cluster);
        if (cluster == m_clusters.end()) continue;
        for (const DumpPart& part : dumpParts()) {
            const auto lacking = cluster->second.lacking.find(part.kind);
            if (part.gap != gap.what || lacking == cluster->second.lacking.end()) continue;
            if (std::string remedy = remedyOf(lacking->second); !remedy.empty()) gap.remedy = std::move(remedy);
        }
    }
}

} // namespace core::snapshot::detail
