#include "core/snapshot/dumps.h"

#include <algorithm>
#include <cctype>
#include <initializer_list>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/model/hints.h"
#include "core/model/read.h"
#include "core/snapshot/build.h"
#include "core/snapshot/catalogue.h"
#include "core/snapshot/privacy.h"
#include "core/text/yaml.h"

namespace core::snapshot::detail {
namespace {

namespace read = model::read;

constexpr std::size_t largestYaml = 32U << 20U;
constexpr int mostNotesOfFile = 20;

/// Lower-case file name without folder and ending.
std::string stemOf(const std::string& path)
{
    std::string stem = path.substr(path.rfind('/') + 1);
    stem = stem.substr(0, stem.rfind('.'));
    return ascii::lowered(stem);
}

bool isYaml(const std::string& path)
{
    return path.ends_with(".yaml") || path.ends_with(".yml");
}

/// Objects that another one makes: their owner stands for them.
bool isOwned(const Json& object)
{
    const Json* metadata = read::member(object, "metadata");
    const Json* owners = metadata == nullptr ? nullptr : read::member(*metadata, "ownerReferences");
    return owners != nullptr && owners->is_array() && !owners->empty();
}

std::string originText(const std::set<std::string>& files)
{
    if (files.empty()) return {};
    return *files.begin() + (files.size() > 1 ? " and " + std::to_string(files.size() - 1) + " more" : "");
}

/// A daemon set's pod that was seen is pinned to its node; its template is not.
PodShape unpinned(PodShape shape)
{
    auto& affinity = shape.pod.spec.requiredNodeAffinity;
    shape.pod.spec.nodeName.clear();
    shape.pod.phase.clear();
    if (affinity) {
        for (model::NodeSelectorTerm& term : *affinity) term.fields.clear();
        std::erase_if(*affinity, [](const model::NodeSelectorTerm& term) { return term.expressions.empty(); });
        if (affinity->empty()) affinity.reset();
    }
    return shape;
}

std::string mostOften(const std::map<std::string, int>& counts)
{
    const auto at = std::max_element(counts.begin(), counts.end(),
                                     [](const auto& a, const auto& b) { return a.second < b.second; });
    return at == counts.end() ? std::string() : at->first;
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
    Result<void> added = isYaml(input.path) ? addYaml(scope) : addJson(scope);
    // A place inside the file says the file as well.
    if (!added && added.error().where.starts_with("line "))
        added.error().where = input.path + ":" + added.error().where.substr(5);
    return added;
}

Result<void> DumpReader::addJson(const Scope& scope)
{
    std::optional<Envelope> envelope;
    Result<void> fault{};
    std::size_t objects = 0;
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
        addObject(scope, std::move(object), at);
        return fault.has_value();
    };
    const auto source = scope.input->open();
    if (!source) return tl::unexpected(source.error());
    if (auto done = JsonSplitter::read(*source, sink); !done) return done;
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
            note(model::Severity::Warning, at, "This document is not an object; it is skipped.");
            continue;
        }
        if (const Json* items = read::member(value, "items"); items != nullptr && items->is_array()) {
            if (const Json* kind = read::member(value, "kind"); kind != nullptr && kind->is_string())
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
    const std::string kind = read::text(list, "kind", "", ignored);
    const std::string version = read::text(list, "apiVersion", "", ignored);
    for (Json& item : list["items"]) {
        if (!item.is_object()) {
            note(model::Severity::Warning, place, "An item of this list is not an object; it is skipped.");
            continue;
        }
        if (!item.contains("kind") && kind.size() > 4 && kind.ends_with("List")) {
            item["kind"] = kind.substr(0, kind.size() - 4);
            if (!item.contains("apiVersion") && !version.empty()) item["apiVersion"] = version;
        }
        addObject(scope, std::move(item), place);
    }
}

void DumpReader::markKnown(const Scope& scope, const std::string& listKind)
{
    if (scope.fleet || (scope.cluster.empty() && !m_flat)) return;
    if (m_answers.contains(scope.input->path)) {
        if (!m_flat) addCluster(scope.cluster); // it is there, and nothing is known of it
        return;
    }
    const std::string stem = stemOf(scope.input->path);
    if (listKind == "DaemonSetList" || isOneOf(stem, {"daemonsets", "daemonset", "ds"}))
        draft(scope.cluster).daemonSetsKnown = true;
    const bool nodes = listKind == "NodeList" || isOneOf(stem, {"nodes", "node", "no"});
    const bool pods = listKind == "PodList" || isOneOf(stem, {"pods", "pod", "po"});
    if (!nodes && !pods) return;
    ClusterDraft& cluster = draft(scope.cluster);
    if (nodes) cluster.nodeFiles.insert(scope.input->path);
    if (pods) cluster.podFiles.insert(scope.input->path);
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
        m_answers.insert(scope.input->path);
        model::Issues ignored;
        const std::string message = read::text(object, "message", "", ignored);
        return note(model::Severity::Error, place,
                    "This is a server's refusal, not what was asked for" +
                        (message.empty() ? std::string() : ": " + model::hints::inQuotes(message)) +
                        ". What the file would have held is not known; get it again with the rights to list it.");
    }
    if (ref.kind == "Secret" && ref.group().empty()) {
        ++m_secrets;
        return;
    }
    if (const Json* items = read::member(object, "items");
        items != nullptr && items->is_array() && ref.kind.ends_with("List")) {
        addListItems(scope, object, place); // a list in a list
        return;
    }
    if (ref.name.empty()) return note(model::Severity::Warning, place, "A " + ref.kind + " without a name is skipped.");
    const bool inCluster = !scope.cluster.empty() || (m_flat && !scope.fleet);
    if (addFleetObject(scope, object, place)) return;
    if (inCluster && addClusterObject(scope, object, place)) return;
    ++m_unknown[ref.kind];
}

bool DumpReader::addFleetObject(const Scope& scope, const Json& object, const std::string& place)
{
    const model::ObjectRef ref = model::refOf(object);
    const std::string group = ref.group();
    const bool ofFleet = scope.cluster.empty();
    model::Issues issues;
    if (model::isPolicy(object)) {
        m_fleet.policies.push_back(model::readPolicy(object, "", issues));
        m_policyFiles.insert(scope.input->path);
    } else if (model::isOverridePolicy(object)) {
        m_fleet.overrides.push_back(model::readOverridePolicy(object, "", issues));
        m_policyFiles.insert(scope.input->path);
    } else if ((ref.kind == "Cluster" && group == "cluster.karmada.io") || ref.kind == "ManagedCluster") {
        model::Cluster cluster = model::readCluster(object, "", issues);
        const std::string name = cluster.name;
        if (!name.empty()) m_objects[name] = std::move(cluster);
    } else if (isOneOf(ref.kind, {"ResourceBinding", "ClusterResourceBinding"})) {
        m_fleet.bindings.push_back(model::readBinding(object, "", issues));
    } else if (ofFleet && model::isScaler(object)) {
        m_fleet.scalers.push_back(model::readScaler(object, "", issues));
    } else if (ofFleet && !m_flat && model::isWorkload(object) && !isOneOf(ref.kind, {"Pod", "DaemonSet"})) {
        if (!isOwned(object)) m_fleet.workloads.push_back(trimmedWorkload(object));
    } else {
        return false;
    }
    say(issues, place, ref);
    return true;
}

bool DumpReader::addClusterObject(const Scope& scope, const Json& object, const std::string& place)
{
    ClusterDraft& cluster = draft(scope.cluster);
    ClusterData& data = cluster.data;
    const model::ObjectRef ref = model::refOf(object);
    const std::string group = ref.group();
    model::Issues issues;
    if (ref.kind == "Pod" && group.empty()) {
        cluster.tables.add(model::readPod(object, "", issues));
        cluster.podFiles.insert(scope.input->path);
    } else if (ref.kind == "Node" && group.empty()) {
        model::Node node = model::readNode(object, "", issues);
        for (const auto& [key, counts] : {std::pair("topology.kubernetes.io/region", &cluster.regions),
                                          std::pair("failure-domain.beta.kubernetes.io/region", &cluster.regions),
                                          std::pair("topology.kubernetes.io/zone", &cluster.zones),
                                          std::pair("failure-domain.beta.kubernetes.io/zone", &cluster.zones)})
            if (const auto label = node.labels.find(key); label != node.labels.end() && !label->second.empty())
                ++(*counts)[label->second];
        cluster.tables.add(std::move(node));
        cluster.nodeFiles.insert(scope.input->path);
    } else if (ref.kind == "DaemonSet" && group == "apps") {
        addDaemonSet(cluster, object, place);
    } else if (ref.kind == "PersistentVolumeClaim") {
        data.claims.push_back(model::readClaim(object, "", issues));
    } else if (ref.kind == "PersistentVolume") {
        data.volumes.push_back(model::readVolume(object, "", issues));
    } else if (ref.kind == "StorageClass") {
        data.storageClasses.push_back(model::readStorageClass(object, "", issues));
    } else if (ref.kind == "ResourceQuota" && group.empty()) {
        const Json* spec = read::member(object, "spec");
        const Json* status = read::member(object, "status");
        NamespaceQuota quota{ref.ns, ref.name, {}, {}, Json::object()};
        if (spec != nullptr) {
            quota.hard = read::resources(*spec, "hard", "/spec", issues);
            for (const char* key : {"scopes", "scopeSelector"})
                if (const Json* scopes = read::member(*spec, key)) quota.scopes[key] = *scopes;
        }
        if (status != nullptr) quota.used = read::resources(*status, "used", "/status", issues);
        data.quotas.push_back(std::move(quota));
    } else if (ref.kind == "Namespace" && group.empty()) {
        const Json* metadata = read::member(object, "metadata");
        data.namespaces.emplace_back(ref.name, read::labels(*metadata, "labels", "/metadata", issues));
    } else if (ref.kind == "PriorityClass") {
        const auto value = read::number(object, "value", "", issues, INT32_MIN, INT32_MAX);
        data.priorityClasses.emplace_back(ref.name, static_cast<std::int32_t>(value.value_or(0)));
    } else if (ref.kind == "ConfigMap" && group.empty()) {
        addConfigMap(cluster, object, place);
    } else if (model::isScaler(object) || ref.kind == "Event") {
        return true; // of a member cluster: what the fleet sends there, or nothing that placement reads
    } else if (model::isWorkload(object)) {
        if (!isOwned(object)) data.workloads.push_back(trimmedWorkload(object));
    } else {
        return false;
    }
    say(issues, place, ref);
    return true;
}

void DumpReader::addDaemonSet(ClusterDraft& cluster, const Json& object, const std::string& place)
{
    const model::ObjectRef ref = model::refOf(object);
    const Json* spec = read::member(object, "spec");
    const Json* podTemplate = spec == nullptr ? nullptr : read::member(*spec, "template");
    if (podTemplate == nullptr)
        return note(model::Severity::Warning, place,
                    "DaemonSet " + ref.shortText() + " has no pod template; it is skipped.");
    model::Issues issues;
    model::Pod pod = model::readPod(*podTemplate, "/spec/template", issues);
    pod.ns = ref.ns;
    pod.owners = {{ref.apiVersion, ref.kind, ref.name, "", true}};
    cluster.data.daemonSets.push_back(shapeOf(std::move(pod)));
    cluster.hasDaemonSets = true;
    say(issues, place, ref);
}

void DumpReader::addConfigMap(ClusterDraft& cluster, const Json& object, const std::string& place)
{
    constexpr std::string_view ending = "-inventory-status";
    const model::ObjectRef ref = model::refOf(object);
    if (ref.ns != "kube-system") return;
    if (ref.name.size() > ending.size() && ref.name.ends_with(ending)) {
        std::vector<model::StockCell> cells = inventoryCells(object, "ConfigMap " + ref.shortText());
        if (cells.empty())
            note(model::Severity::Warning, place,
                 "ConfigMap " + ref.shortText() + " names no stock that could be read (data.status, SupplySeqs).");
        for (model::StockCell& cell : cells) {
            // Spot stock is another stock; whose pool it is says which.
            cell.account =
                ref.name.substr(0, ref.name.size() - ending.size()); // the pool's id, until the pools are known
            cluster.stock.push_back(std::move(cell));
        }
    } else if (ref.name == "autoscaler-meta") {
        bool understood = false;
        cluster.metaPools = metaPools(object, understood);
        cluster.hasMetaPools = understood;
        if (understood) cluster.poolFiles.insert(place.substr(0, place.find(':')));
        if (!understood)
            note(model::Severity::Warning, place,
                 "ConfigMap " + ref.shortText() + " has no scaling_configurations that could be read.");
    }
}

void DumpReader::mergeExtras()
{
    m_fleet.name = !m_extras.name.empty() ? m_extras.name : m_where;
    m_fleet.engine = m_extras.engine;
    m_fleet.takenAt = m_extras.takenAt;
    m_fleet.quotas = m_extras.quotas;
    m_fleet.prices = m_extras.prices;
    m_fleet.instanceTypes = m_extras.instanceTypes;
    m_fleet.descheduler = m_extras.descheduler;
    if (m_extras.stock) m_fleet.stock = *m_extras.stock;
    // The only cluster of a flat folder has the name that fleet.yaml or a Cluster object gives it.
    if (m_flat && (m_clusters.contains("") || m_extras.clusters.empty())) {
        std::string name = m_extras.clusters.size() == 1 ? m_extras.clusters.front().cluster.name
                           : m_objects.size() == 1       ? m_objects.begin()->first
                           : m_where.empty()             ? "cluster"
                                                         : m_where;
        ClusterDraft only = std::move(m_clusters[""]);
        m_clusters.erase("");
        m_clusters.emplace(std::move(name), std::move(only));
    }
    for (const ClusterExtras& cluster : m_extras.clusters) static_cast<void>(draft(cluster.cluster.name));
    for (const auto& [name, object] : m_objects) static_cast<void>(draft(name));
}

void DumpReader::describeCluster(const std::string& name, ClusterDraft& cluster)
{
    model::Cluster& c = cluster.data.cluster;
    if (const auto object = m_objects.find(name); object != m_objects.end()) {
        c = object->second;
        cluster.hasObject = true;
    }
    c.name = name;
    const auto extras = std::find_if(m_extras.clusters.begin(), m_extras.clusters.end(),
                                     [&](const ClusterExtras& e) { return e.cluster.name == name; });
    if (extras != m_extras.clusters.end()) {
        const model::Cluster& stated = extras->cluster;
        cluster.data.account = extras->account;
        for (const auto& [mine, theirs] :
             {std::pair(&c.id, &stated.id), std::pair(&c.provider, &stated.provider),
              std::pair(&c.region, &stated.region), std::pair(&c.kubernetesVersion, &stated.kubernetesVersion)})
            if (mine->empty()) *mine = *theirs;
        if (c.zones.empty()) c.zones = stated.zones;
        if (c.taints.empty()) c.taints = stated.taints;
        c.labels.insert(stated.labels.begin(), stated.labels.end());
        if (extras->pools) {
            cluster.data.pools = *extras->pools;
            cluster.data.poolsKnown = true;
            cluster.poolFiles = {m_extrasPath};
        }
    }
    if (!cluster.data.poolsKnown && cluster.hasMetaPools) {
        cluster.data.pools = cluster.metaPools;
        cluster.data.poolsKnown = true;
    }
    if (cluster.hasObject) return; // what its object leaves out, policies do not see either
    std::set<std::string> zones;
    for (const auto& [zone, count] : cluster.zones) zones.insert(zone);
    for (const model::NodePool& pool : cluster.data.pools)
        for (const model::PoolZone& zone : pool.zones) zones.insert(zone.zone);
    if (c.zones.empty()) c.zones = {zones.begin(), zones.end()};
    if (c.region.empty()) c.region = mostOften(cluster.regions);
    if (c.region.empty() && !c.zones.empty()) c.region = model::regionOf(c.zones.front());
}

void DumpReader::finishCluster(const std::string& name, ClusterDraft& cluster)
{
    describeCluster(name, cluster);
    ClusterData& data = cluster.data;
    data.nodesKnown = !cluster.nodeFiles.empty();
    data.podsKnown = !cluster.podFiles.empty();
    const std::optional<Time> seen = m_extras.takenAt;
    data.nodesOrigin = {originText(cluster.nodeFiles), data.nodesKnown ? seen : std::nullopt};
    data.podsOrigin = {originText(cluster.podFiles), data.podsKnown ? seen : std::nullopt};
    data.poolsOrigin = {originText(cluster.poolFiles),
                        data.poolsKnown ? (m_extras.seen ? m_extras.seen : seen) : std::nullopt};
    for (const std::string& twice : cluster.tables.finish(data))
        note(model::Severity::Warning, m_flat ? "" : "clusters/" + name,
             "There are different versions of " + twice + "; one is used. Take older dumps away.");
    if (!cluster.hasDaemonSets) {
        std::map<std::pair<std::string, std::string>, PodShape> byOwner;
        for (const PodShape& shape : data.pods.shapes)
            if (shape.daemonSet) byOwner.try_emplace({shape.pod.ns, shape.pod.owners.front().name}, unpinned(shape));
        for (auto& [owner, shape] : byOwner) data.daemonSets.push_back(std::move(shape));
    }
    for (model::StockCell& cell : cluster.stock) {
        const std::string poolId = std::exchange(cell.account, data.account);
        const auto pool = std::find_if(data.pools.begin(), data.pools.end(),
                                       [&](const model::NodePool& p) { return p.id == poolId; });
        cell.spot = pool != data.pools.end() && pool->spot;
        cell.source += " of " + name;
        if (!cell.seen) cell.seen = seen;
        m_fleet.stock.push_back(std::move(cell));
    }
    m_fleet.clusters.push_back(freezeCluster(std::move(data)));
}

/// Types and prices that the folder does not state; prices for the fleet's own regions only.
void DumpReader::addCatalogue()
{
    const Catalogue& catalogue = builtInCatalogue();
    std::set<std::string> types;
    std::set<std::tuple<std::string, std::string, bool>> prices;
    std::set<std::string> regions;
    for (const model::InstanceType& type : m_fleet.instanceTypes) types.insert(type.name);
    for (const model::Price& price : m_fleet.prices) prices.emplace(price.instanceType, price.region, price.spot);
    for (const ClusterPtr& cluster : m_fleet.clusters) {
        regions.insert(cluster->cluster.region);
        for (const std::string& zone : cluster->cluster.zones) regions.insert(model::regionOf(zone));
    }
    for (const model::StockCell& cell : m_fleet.stock) regions.insert(model::regionOf(cell.zone));
    for (const model::InstanceType& type : catalogue.instanceTypes)
        if (types.insert(type.name).second) m_fleet.instanceTypes.push_back(type);
    for (const model::Price& price : catalogue.prices)
        if (regions.contains(price.region) && !prices.contains({price.instanceType, price.region, price.spot}))
            m_fleet.prices.push_back(price);
    std::sort(m_fleet.instanceTypes.begin(), m_fleet.instanceTypes.end(),
              [](const auto& a, const auto& b) { return a.name < b.name; });
}

void DumpReader::addSummaryNotes()
{
    if (m_secrets > 0)
        note(model::Severity::Note, "",
             std::to_string(m_secrets) + (m_secrets == 1 ? " Secret was" : " Secrets were") +
                 " skipped: a snapshot holds none.");
    for (const auto& [kind, count] : m_unknown)
        note(model::Severity::Note, "",
             std::to_string(count) + " of kind " + kind + " not read: placement does not need " +
                 (count == 1 ? "it." : "them."));
    for (const auto& [file, count] : m_notesOfFile)
        if (count > mostNotesOfFile)
            note(model::Severity::Note, file,
                 std::to_string(count - mostNotesOfFile) + " further doubts about this file are not listed.");
    if (!m_objects.empty())
        for (const auto& [name, cluster] : m_clusters)
            if (!cluster.hasObject)
                note(model::Severity::Warning, "clusters/" + name,
                     "There are Cluster objects, but none is named " + name + ".");
    std::stable_sort(m_notes.begin(), m_notes.end(), [](const Note& a, const Note& b) { return a.where < b.where; });
}

Opened DumpReader::finish()
{
    mergeExtras();
    std::set<std::string> withoutObject;
    std::set<std::string> daemonSetsKnown;
    for (auto& [name, cluster] : m_clusters) {
        finishCluster(name, cluster);
        if (!cluster.hasObject) withoutObject.insert(name);
        if (cluster.daemonSetsKnown) daemonSetsKnown.insert(name);
    }
    addCatalogue();
    m_fleet.stockOrigin = {m_fleet.stock.empty() ? ""
                           : m_extras.stock      ? m_extrasPath
                                                 : "ConfigMaps of the clusters",
                           m_extras.seen ? m_extras.seen : m_extras.takenAt};
    m_fleet.pricesOrigin = {m_extras.prices.empty() ? "the program's catalogue" : m_extrasPath, m_extras.seen};
    m_fleet.policiesOrigin = {originText(m_policyFiles), m_extras.takenAt};
    m_fleet.gaps = gapsOf(m_fleet, withoutObject, daemonSetsKnown, m_flat);
    addSummaryNotes();
    return {freeze(std::move(m_fleet)), std::move(m_notes), m_extrasHaveErrors};
}

} // namespace core::snapshot::detail
