#include <algorithm>
#include <cctype>

#include "core/base/ascii.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/snapshot/dumps.h"

namespace core::snapshot::detail {
namespace {

namespace read = model::read;

constexpr std::string_view blanks = " \t\r\n";

/// PowerShell's > writes it, with a byte order mark; without one, every second byte of a dump is 0.
bool isUtf16(std::string_view start)
{
    if (start.starts_with("\xFF\xFE") || start.starts_with("\xFE\xFF")) return true;
    return start.size() > 1 && (start[0] == '\0') != (start[1] == '\0');
}

/// "W1123 09:40:00.123456": what the client library writes among its output.
bool isLogLine(std::string_view line)
{
    return line.size() > 6 && std::string_view("IWEF").find(line[0]) != std::string_view::npos &&
           std::all_of(line.begin() + 1, line.begin() + 5, [](unsigned char c) { return std::isdigit(c) != 0; }) &&
           line[5] == ' ';
}

std::string remedyOf(const Lacking& lacking)
{
    if (lacking.count == 0) return lacking.page;
    if (lacking.count == 1)
        return "Not all of " + lacking.unreadable + " could be read: mend it there, or get the file again.";
    return "Not all of " + lacking.unreadable + " and " + std::to_string(lacking.count - 1) +
           " more could be read: mend them there, or get the files again.";
}

bool beginsWithOneOf(std::string_view line, std::initializer_list<std::string_view> words)
{
    return std::any_of(words.begin(), words.end(), [&](std::string_view word) { return line.starts_with(word); });
}

} // namespace

std::string stemOf(const std::string& path)
{
    std::string stem = path.substr(path.rfind('/') + 1);
    stem = stem.substr(0, stem.rfind('.'));
    return ascii::lowered(stem);
}

std::optional<OtherText> otherThanDump(std::string_view start, bool yaml)
{
    if (!yaml && isUtf16(start))
        return OtherText{
            "The file is written in UTF-16, as PowerShell does it with >, and dumps are read as UTF-8. Get it "
            "again with `kubectl get … -o json | Out-File -Encoding utf8 FILE`."};
    if (start.starts_with("\xEF\xBB\xBF")) start.remove_prefix(3);
    start.remove_prefix(std::min(start.find_first_not_of(blanks), start.size()));
    std::string_view line = start.substr(0, start.find('\n'));
    while (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    constexpr std::string_view refusal = "Error from server";
    if (line.starts_with(refusal)) return OtherText{std::string(line), true};
    const auto said = [&line](const std::string& before, const std::string& behind) {
        return OtherText{before + model::hints::inQuotes(line) + behind};
    };
    if (beginsWithOneOf(line, {"error: ", "Unable to connect to the server", "The connection to the server "}))
        return said("This is what kubectl said when it failed: ", ". Get the dump again.");
    if (line.starts_with("No resources found"))
        return said("This is what kubectl says to people: ",
                    ". Get it again with -o json, which prints an empty list.");
    if (beginsWithOneOf(line, {"NAME ", "NAMESPACE ", "NAME\t", "NAMESPACE\t"}) &&
        line.find(':') == std::string_view::npos)
        return OtherText{"This is a table as kubectl prints it for people. Get it again with -o json."};
    if (yaml) return std::nullopt;
    if (line.starts_with("Warning: ") || isLogLine(line))
        return said(
            "A line of text stands before the JSON: ",
            ". kubectl writes such lines to its error output: get the dump again without 2>&1, or take the line "
            "away.");
    if (beginsWithOneOf(line, {"apiVersion:", "kind:", "items:", "metadata:", "---"}))
        return OtherText{"This is YAML in a file that is named as JSON. Name it .yaml."};
    return std::nullopt;
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
        if (isOfCluster(scope) && !kind.empty()) draft(scope.cluster).lacking[kind].page = place + sentence;
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
    if (scope.fleet || (scope.cluster.empty() && !m_flat)) return;
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
