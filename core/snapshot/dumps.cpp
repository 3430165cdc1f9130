#include "core/snapshot/dumps.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/snapshot/build.h"
#include "core/text/yaml.h"

namespace core::snapshot::detail {
namespace {

constexpr std::size_t largestYaml = 32U << 20U;
constexpr int mostNotesOfFile = 20;

bool isYaml(const std::string& path)
{
    return path.ends_with(".yaml") || path.ends_with(".yml");
}

std::string originText(const std::set<std::string>& files)
{
    if (files.empty()) return {};
    return *files.begin() + (files.size() > 1 ? " and " + std::to_string(files.size() - 1) + " more" : "");
}

/// A pod that holds nothing any more: what of it cannot be read is no matter.
bool isOver(const ClusterObject& object)
{
    const auto* pod = std::get_if<model::Pod>(&object);
    return pod != nullptr && isOneOf(pod->phase, {"Succeeded", "Failed"});
}

/// A node of which more was lost than an amount that it gives may seem to take what it does not (a taint, a label).
bool isBetterThanKnown(const model::Issues& issues)
{
    return std::any_of(issues.begin(), issues.end(), [](const model::Issue& issue) {
        return issue.severity == model::Severity::Error && !issue.path.starts_with("/status/allocatable/") &&
               !issue.path.starts_with("/status/capacity/");
    });
}

/// Whether it would say something in a cluster's folder.
/// @param fleet  it lies in fleet/, whose server has classes, limits and the like of its own
bool belongsToCluster(const Json& object, bool fleet)
{
    model::Issues ignored;
    const std::optional<ClusterObject> read = clusterObject(object, ignored);
    if (!read || std::holds_alternative<NotNeeded>(*read)) return false;
    return !fleet || std::holds_alternative<model::Node>(*read) || std::holds_alternative<model::Pod>(*read);
}

} // namespace

DumpReader::DumpReader(std::string where, bool flat)
    : m_where(std::move(where))
    , m_flat(flat)
{}

void DumpReader::note(model::Severity severity, std::string place, std::string what)
{
    m_notes.push_back({severity, std::move(place), std::move(what)});
}

void DumpReader::say(const model::Issues& issues, const std::string& place, const model::ObjectRef& ref,
                     const text::Document* document)
{
    const std::string file = place.substr(0, place.find(':'));
    for (const model::Issue& issue : issues) {
        int& count = m_notesOfFile[file];
        if (++count > mostNotesOfFile) continue;
        std::string what = ref.kind.empty() ? issue.what : ref.kind + " " + ref.shortText() + ": " + issue.what;
        std::string at = place;
        if (document != nullptr) {
            const text::Place start = document->locateNearest(issue.path).value.start;
            at = file + ":" + std::to_string(start.line) + ":" + std::to_string(start.column);
        }
        if (!issue.path.empty()) what += " (" + issue.path + ")";
        if (!issue.fix.empty()) what += " " + issue.fix;
        note(issue.severity, at, std::move(what));
    }
}

DumpReader::Scope DumpReader::scopeOf(const DumpInput& input) const
{
    Scope scope{&input, {}, false};
    constexpr std::string_view clusters = "clusters/";
    const std::string& path = input.path;
    if (path.starts_with(clusters)) {
        const std::size_t end = path.find('/', clusters.size());
        if (end != std::string::npos) scope.cluster = path.substr(clusters.size(), end - clusters.size());
    }
    scope.fleet = path.starts_with("fleet/");
    return scope;
}

Result<void> DumpReader::add(const DumpInput& input)
{
    if (input.size == 0)
        return failure(Fault::Malformed,
                       "The file is empty: the command that made it failed. Get the dump again, or take the file away.",
                       input.path);
    const Scope scope = scopeOf(input);
    Result<void> added = addText(scope);
    takePages(scope);
    // A place inside the file says the file as well.
    if (!added && added.error().where.starts_with("line "))
        added.error().where = input.path + ":" + added.error().where.substr(5);
    return added;
}

Result<void> DumpReader::addText(const Scope& scope)
{
    const bool yaml = isYaml(scope.input->path);
    const auto source = scope.input->open();
    if (!source) return tl::unexpected(source.error());
    const Result<std::string_view> start = (*source)();
    if (!start) return tl::unexpected(start.error());
    const std::optional<OtherText> other = otherThanDump(*start, yaml);
    if (!other) return yaml ? addYaml(scope) : addJson(scope);
    if (!other->refusal) return failure(Fault::Malformed, other->what, "line 1");
    refused(scope, scope.input->path + ":1", other->what);
    markKnown(scope, {});
    return {};
}

Result<void> DumpReader::addJson(const Scope& scope)
{
    std::optional<Envelope> envelope;
    Result<void> fault{};
    std::size_t objects = 0;
    std::set<std::string> kinds; // of the list that is read
    const auto listWords = [&]() -> const Envelope& {
        if (!envelope) {
            envelope.emplace();
            const auto source = scope.input->open();
            if (!source) {
                fault = tl::unexpected(source.error());
            } else if (auto found = JsonSplitter::envelope(*source)) {
                envelope = *found;
            } else {
                fault = tl::unexpected(found.error());
            }
        }
        return *envelope;
    };
    const auto sink = [&](Json&& object, const ItemPlace& place) {
        ++objects;
        const std::string at = scope.input->path + ":" + std::to_string(place.line);
        if (place.inList && !object.contains("kind")) {
            // Servers leave it to the list: PodList of v1 holds Pods of v1.
            const Envelope& words = listWords();
            if (words.kind.size() > 4 && words.kind.ends_with("List"))
                object["kind"] = words.kind.substr(0, words.kind.size() - 4);
            if (!object.contains("apiVersion") && !words.apiVersion.empty()) object["apiVersion"] = words.apiVersion;
        }
        if (place.inList) kinds.insert(model::refOf(object).kind);
        addObject(scope, std::move(object), at);
        return fault.has_value();
    };
    const auto end = [&](const Envelope& list, const ItemPlace& place) {
        endList(scope, list, std::exchange(kinds, {}), scope.input->path + ":" + std::to_string(place.line));
    };
    const auto source = scope.input->open();
    if (!source) return tl::unexpected(source.error());
    if (auto done = JsonSplitter::read(*source, sink, {}, end); !done) return done;
    markKnown(scope, objects == 0 ? listWords().kind : std::string()); // an empty list says what it has none of
    return fault;
}

Result<void> DumpReader::addYaml(const Scope& scope)
{
    if (scope.input->size > largestYaml)
        return failure(Fault::TooLarge,
                       "The file has " + std::to_string(scope.input->size >> 20U) + " MiB; YAML is read up to " +
                           std::to_string(largestYaml >> 20U) +
                           " MiB. Get it with `-o json` instead: JSON may have any size.",
                       scope.input->path);
    const auto source = scope.input->open();
    if (!source) return tl::unexpected(source.error());
    std::string text;
    for (;;) {
        const Result<std::string_view> piece = (*source)();
        if (!piece) return tl::unexpected(piece.error());
        if (piece->empty()) break;
        text += *piece;
        if (text.size() > largestYaml)
            return failure(Fault::TooLarge, "The file grew beyond what is read as YAML. Get it with `-o json` instead.",
                           scope.input->path);
    }
    text::Limits limits;
    limits.bytes = largestYaml;
    limits.nodes = 3'000'000; // 32 MiB of real objects have half of them; each takes some 150 bytes while it is read
    limits.documents = 200'000;
    const text::File file = text::parse(text, text::Reading::Manifest, limits);
    for (const text::Problem& problem : file.problems) {
        const std::string at = scope.input->path + ":" + std::to_string(problem.span.start.line) + ":" +
                               std::to_string(problem.span.start.column);
        const std::string what = problem.what + (problem.fix.empty() ? "" : " " + problem.fix);
        if (problem.severity == text::Severity::Error) return failure(Fault::Malformed, what, at);
        note(model::Severity::Warning, at, what);
    }
    std::string listKind;
    for (const text::Document& document : file.documents) {
        const std::string at = scope.input->path + ":" + std::to_string(document.span().start.line);
        Json value = document.value();
        if (value.is_null()) continue;
        if (!value.is_object()) {
            m_answers.insert(scope.input->path);
            note(model::Severity::Warning, at, "This document is not an object; it is skipped.");
            continue;
        }
        if (const Json* items = model::read::member(value, "items"); items != nullptr && items->is_array()) {
            if (const Json* kind = model::read::member(value, "kind"); kind != nullptr && kind->is_string())
                listKind = kind->get<std::string>();
            addListItems(scope, value, at);
        } else {
            addObject(scope, std::move(value), at, &document);
        }
    }
    markKnown(scope, listKind);
    return {};
}

void DumpReader::addListItems(const Scope& scope, Json& list, const std::string& place)
{
    model::Issues ignored;
    const std::string kind = model::read::text(list, "kind", "", ignored);
    const std::string version = model::read::text(list, "apiVersion", "", ignored);
    std::set<std::string> kinds;
    for (Json& item : list["items"]) {
        if (!item.is_object()) {
            m_answers.insert(scope.input->path);
            note(model::Severity::Warning, place, "An item of this list is not an object; it is skipped.");
            continue;
        }
        if (!item.contains("kind") && kind.size() > 4 && kind.ends_with("List")) {
            item["kind"] = kind.substr(0, kind.size() - 4);
            if (!item.contains("apiVersion") && !version.empty()) item["apiVersion"] = version;
        }
        kinds.insert(model::refOf(item).kind);
        addObject(scope, std::move(item), place);
    }
    endList(scope, envelopeOf(list), std::move(kinds), place);
}

void DumpReader::addObject(const Scope& scope, Json&& object, const std::string& place, const text::Document* document)
{
    const std::string& path = scope.input->path;
    const bool isFleetFile = path.find('/') == std::string::npos && stemOf(path) == "fleet";
    if (isExtras(object) || (isFleetFile && isMeantAsExtras(object))) {
        if (!m_extrasPath.empty())
            return note(model::Severity::Warning, place,
                        "A second FleetExtras; " + m_extrasPath + " is used and this one is skipped.");
        model::Issues issues;
        m_extras = readExtras(object, scope.input->path, issues);
        m_extrasPath = scope.input->path;
        m_extrasHaveErrors = model::hasErrors(issues);
        return say(issues, place, {}, document);
    }
    const model::ObjectRef ref = model::refOf(object);
    if (ref.kind.empty()) {
        m_answers.insert(scope.input->path);
        return note(model::Severity::Warning, place,
                    "An object without kind is skipped. Get it with `kubectl get … -o json`, which writes the kind.");
    }
    if (ref.kind == "Status") {
        model::Issues ignored;
        return refused(scope, place, model::read::text(object, "message", "", ignored));
    }
    if (ref.kind == "Secret" && ref.group().empty()) {
        ++m_secrets;
        return;
    }
    if (const Json* items = model::read::member(object, "items");
        items != nullptr && items->is_array() && ref.kind.ends_with("List")) {
        addListItems(scope, object, place); // a list in a list
        return;
    }
    if (ref.name.empty()) {
        lacks(scope, ref.kind, "a " + ref.kind + " without a name", place);
        return note(model::Severity::Warning, place, "A " + ref.kind + " without a name is skipped.");
    }
    if (addFleetObject(scope, object, place)) return;
    if (isOfCluster(scope)) {
        if (addClusterObject(scope, object, place)) return;
    } else if (belongsToCluster(object, scope.fleet)) {
        ++m_misplaced[scope.input->path][ref.kind];
        return;
    }
    ++m_unknown[ref.kind];
}

bool DumpReader::addFleetObject(const Scope& scope, const Json& object, const std::string& place)
{
    model::Issues issues;
    const StandsIn where = !scope.cluster.empty() ? StandsIn::Member : m_flat ? StandsIn::OnlyCluster : StandsIn::Fleet;
    std::optional<FleetObject> read = fleetObject(object, where, issues);
    if (!read) return false;
    const model::ObjectRef ref = model::refOf(object);
    if (!std::holds_alternative<NotNeeded>(*read))
        m_held[{"/", ref.group(), ref.kind, ref.ns, ref.name}].push_back(
            {versionOf(object, place), std::move(*read), 0});
    say(issues, place, ref);
    return true;
}

bool DumpReader::addClusterObject(const Scope& scope, const Json& object, const std::string& place)
{
    DumpDraft& cluster = draft(scope.cluster);
    model::Issues issues;
    std::optional<ClusterObject> read = clusterObject(object, issues);
    if (!read) return false;
    const model::ObjectRef ref = model::refOf(object);
    if (model::hasErrors(issues) && !isOver(*read)) lacks(scope, ref.kind, ref.kind + " " + ref.shortText(), place);
    if (auto* pod = std::get_if<model::Pod>(&*read)) {
        cluster.podNamespaces.insert(pod->ns);
        cluster.tables.add(std::move(*pod));
        cluster.podFiles.insert(scope.input->path);
    } else if (auto* node = std::get_if<model::Node>(&*read)) {
        m_sameNodes.add(scope.cluster, scope.input->path, object, *node);
        if (!isBetterThanKnown(issues)) cluster.tables.add(std::move(*node));
        cluster.nodeFiles.insert(scope.input->path);
    } else if (!std::holds_alternative<NotNeeded>(*read)) {
        m_held[{scope.cluster, ref.group(), ref.kind, ref.ns, ref.name}].push_back(
            {versionOf(object, place), std::move(*read), podsOf(object)});
    }
    say(issues, place, ref);
    return true;
}

void DumpReader::mergeExtras()
{
    m_fleet.name = !m_extras.name.empty() ? m_extras.name : m_where;
    addExtras(m_fleet, m_extras);
    // The only cluster of a flat folder has the name that fleet.yaml or a Cluster object gives it.
    if (m_flat && (m_clusters.contains("") || m_extras.clusters.empty())) {
        std::string name = m_extras.clusters.size() == 1 ? m_extras.clusters.front().cluster.name
                           : m_objects.size() == 1       ? m_objects.begin()->first
                           : m_where.empty()             ? "cluster"
                                                         : m_where;
        DumpDraft only = std::move(m_clusters[""]);
        m_clusters.erase("");
        m_clusters.emplace(std::move(name), std::move(only));
    }
    for (const ClusterExtras& cluster : m_extras.clusters) static_cast<void>(draft(cluster.cluster.name));
    for (const auto& [name, object] : m_objects) static_cast<void>(draft(name));
}

void DumpReader::finishCluster(const std::string& name, DumpDraft& cluster)
{
    const auto object = m_objects.find(name);
    const bool poolsStated = std::any_of(m_extras.clusters.begin(), m_extras.clusters.end(),
                                         [&](const ClusterExtras& e) { return e.cluster.name == name && e.pools; });
    cluster.describe(name, object == m_objects.end() ? nullptr : &object->second, m_extras);
    if (poolsStated) cluster.poolFiles = {m_extrasPath};
    ClusterData& data = cluster.data;
    data.nodesKnown = !cluster.nodeFiles.empty();
    data.podsKnown = !cluster.podFiles.empty();
    if (data.podsKnown) cluster.missNamespaces();
    for (const DumpPart& part : dumpParts())
        if (cluster.lacking.contains(part.kind)) part.known(data) = false;
    const std::optional<Time> seen = m_extras.takenAt;
    data.nodesOrigin = {originText(cluster.nodeFiles), data.nodesKnown ? seen : std::nullopt};
    data.podsOrigin = {originText(cluster.podFiles), data.podsKnown ? seen : std::nullopt};
    data.poolsOrigin = {originText(cluster.poolFiles),
                        data.poolsKnown ? (m_extras.seen ? m_extras.seen : seen) : std::nullopt};
    for (const std::string& twice : cluster.tables.finish(data))
        note(model::Severity::Warning, m_flat ? "" : "clusters/" + name,
             "There are different versions of " + twice + "; one is used. Take older dumps away.");
    if (!cluster.described) describeByNodes(data); // what its object leaves out, policies do not see either
    if (!data.listed.daemonSets && data.daemonSets.empty()) daemonSetsFromPods(data);
    for (model::StockCell& cell : cluster.cells(seen)) {
        const auto other = std::find_if(m_fleet.stock.begin(), m_fleet.stock.end(), [&](const model::StockCell& one) {
            return one.account == cell.account && one.zone == cell.zone && one.instanceType == cell.instanceType &&
                   one.spot == cell.spot && one.seen == cell.seen && one.basis == cell.basis &&
                   excludes(one.instances, cell.instances);
        });
        if (other != m_fleet.stock.end())
            note(model::Severity::Warning, m_flat ? "" : "clusters/" + name,
                 "Of " + cell.instanceType + " in " + cell.zone + " " + cell.source + " says " + cell.category +
                     " and " + other->source + " says " + other->category + "; the one that promises less counts.");
        m_fleet.stock.push_back(std::move(cell));
    }
    m_fleet.clusters.push_back(freezeCluster(std::move(data)));
}

void DumpReader::addSummaryNotes()
{
    if (m_secrets > 0)
        note(model::Severity::Note, "",
             std::to_string(m_secrets) + (m_secrets == 1 ? " Secret was" : " Secrets were") +
                 " skipped: a snapshot holds none.");
    for (const auto& [kind, count] : m_unknown)
        note(model::Severity::Note, "",
             std::to_string(count) + " of kind " + kind +
                 (kind.starts_with("ResourceInterpreter")
                      ? " not read: how an interpreter of your own counts and divides replicas is not known here."
                      : std::string(" not read: placement does not need ") + (count == 1 ? "it." : "them.")));
    for (const auto& [file, kinds] : m_misplaced)
        for (const auto& [kind, count] : kinds)
            note(model::Severity::Warning, file,
                 std::to_string(count) + " of kind " + kind +
                     " not read: what a cluster holds lies in clusters/<name>/. Put this file there.");
    for (Note& one : m_sameNodes.notes()) m_notes.push_back(std::move(one));
    for (const auto& [file, count] : m_notesOfFile)
        if (count > mostNotesOfFile)
            note(model::Severity::Note, file,
                 std::to_string(count - mostNotesOfFile) + " further doubts about this file are not listed.");
    if (!m_objects.empty())
        for (const auto& [name, cluster] : m_clusters)
            if (!cluster.described)
                note(model::Severity::Warning, "clusters/" + name,
                     "There are Cluster objects, but none is named " + name + ".");
    std::stable_sort(m_notes.begin(), m_notes.end(), [](const Note& a, const Note& b) { return a.where < b.where; });
}

Opened DumpReader::finish()
{
    takeNewest();
    mergeExtras();
    std::set<std::string> withoutObject;
    for (auto& [name, cluster] : m_clusters) {
        finishCluster(name, cluster);
        if (!cluster.described) withoutObject.insert(name);
    }
    addNoStock(m_fleet, m_extras, m_extrasPath);
    addCatalogue(m_fleet);
    m_fleet.stockOrigin = {m_fleet.stock.empty() ? ""
                           : m_extras.stock      ? m_extrasPath
                                                 : "ConfigMaps of the clusters",
                           m_extras.seen ? m_extras.seen : m_extras.takenAt};
    m_fleet.pricesOrigin = {m_extras.prices.empty() ? "the program's catalogue" : m_extrasPath, m_extras.seen};
    m_fleet.policiesOrigin = {originText(m_policyFiles), m_extras.takenAt};
    m_fleet.gaps = gapsOf(m_fleet, withoutObject, m_flat ? ReadFrom::FlatFolder : ReadFrom::Folder);
    explainGaps();
    addSummaryNotes();
    const bool lacking = std::any_of(m_clusters.begin(), m_clusters.end(),
                                     [](const auto& cluster) { return !cluster.second.lacking.empty(); });
    const bool unread = lacking || std::any_of(m_notes.begin(), m_notes.end(), [this](const Note& one) {
                            return one.severity == model::Severity::Error &&
                                   (m_extrasPath.empty() || one.where.substr(0, one.where.find(':')) != m_extrasPath);
                        });
    return {freeze(std::move(m_fleet)), std::move(m_notes), m_extrasHaveErrors, unread};
}

} // namespace core::snapshot::detail
