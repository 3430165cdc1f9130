#include <QtGlobal>

#include <algorithm>

#include "core/kube/pem.h"
#include "core/object/apply.h"
#include "core/object/patch.h"
#include "tests/core/live/fake_fleet.h"

// What a server does with writes: server-side apply, JSON patches, deletes, dry runs of each, conflicts, strict fields.
namespace test {

using core::Json;
namespace object = core::object;

namespace {

Json failureOf(int code, const std::string& reason, const std::string& message, Json causes = Json::array())
{
    return {{"kind", "Status"},
            {"apiVersion", "v1"},
            {"metadata", Json::object()},
            {"status", "Failure"},
            {"code", code},
            {"reason", reason},
            {"message", message},
            {"details", {{"causes", std::move(causes)}}}};
}

std::string textAt(const Json& map, const char* key)
{
    return map.is_object() ? map.value(key, std::string()) : std::string();
}

/// What a server adds to what it is told. @source k8s.io/kubernetes/pkg/apis/apps/v1/defaults.go
void addDefaults(Json& object)
{
    const auto preset = [](Json& map, const char* key, const Json& value) {
        if (!map.contains(key)) map[key] = value;
    };
    if (object["kind"] == "Deployment") {
        Json& spec = object["spec"];
        preset(spec, "replicas", 1);
        preset(spec, "progressDeadlineSeconds", 600);
        preset(spec, "revisionHistoryLimit", 10);
        if (spec.contains("template")) preset(spec["template"]["spec"], "restartPolicy", "Always");
    }
    if (object["kind"] == "Secret") {
        if (const auto plain = object.find("stringData"); plain != object.end()) {
            for (const auto& [key, value] : plain->items())
                object["data"][key] = core::kube::toBase64(value.get<std::string>());
            object.erase("stringData");
        }
        preset(object, "type", "Opaque");
    }
    if (object["kind"] == "Namespace") preset(object, "status", {{"phase", "Active"}});
}

/// A set that owns a map as a whole, where the schema has it member by member, owns all that is in it.
/// @source structured-merge-diff ReconcileFieldSetWithSchema
Json reconciled(const Json& fields, const Json& value, const object::Type* type)
{
    if (!fields.is_object() || !value.is_object() || !type->map || type->atomicMap) return fields;
    if (fields.empty() && !value.empty()) return object::fieldsOf(value, type).fieldsV1();
    Json out = Json::object();
    for (const auto& [key, inside] : fields.items()) {
        const std::string name = key.substr(std::min<std::size_t>(2, key.size()));
        const object::Type* member = key.starts_with("f:") ? type->member(name) : nullptr;
        out[key] = member && value.contains(name) ? reconciled(inside, value[name], member) : inside;
    }
    return out;
}

bool isDryRun(const StubRequest& request)
{
    return request.asks("dryRun=All");
}

/// What is one object's own, not its text's.
Json textOnly(Json object)
{
    object.erase("status");
    object.erase("metadata");
    return object;
}

} // namespace

void FakeApi::setAdmission(Admission admission)
{
    const std::scoped_lock lock(m_mutex);
    m_admission = std::move(admission);
}

void FakeApi::setWriteHook(std::function<void(const StubRequest&, bool before)> hook)
{
    const std::scoped_lock lock(m_mutex);
    m_writeHook = std::move(hook);
}

void FakeApi::setConflictNames(std::function<void(Json& causes)> names)
{
    const std::scoped_lock lock(m_mutex);
    m_conflictNames = std::move(names);
}

Json FakeApi::object(const std::string& plural, const std::string& nameSpace, const std::string& name) const
{
    const std::scoped_lock lock(m_mutex);
    const auto objects = m_objects.find(plural);
    if (objects == m_objects.end()) return {};
    const auto found = objects->second.find({nameSpace, name});
    return found == objects->second.end() ? Json() : found->second;
}

namespace {

/// As a client asks for it: its metadata alone, or a printed row.
Json shownAs(const Json& object, const std::string& accept)
{
    if (accept.starts_with("application/json;as=PartialObjectMetadata"))
        return {{"kind", "PartialObjectMetadata"}, {"apiVersion", "meta.k8s.io/v1"}, {"metadata", object["metadata"]}};
    const bool takesPlain = accept.ends_with(",application/json"); // as lists are answered
    if (takesPlain || !accept.starts_with("application/json;as=Table")) return object;
    return {{"kind", "Table"},
            {"apiVersion", "meta.k8s.io/v1"},
            {"columnDefinitions", {{{"name", "Name"}, {"type", "string"}}, {{"name", "Type"}, {"type", "string"}}}},
            {"rows", {{{"cells", {object["metadata"]["name"], object.value("type", "")}}}}}};
}

} // namespace

void FakeApi::answerObject(const Resource& resource, const std::string& nameSpace, const std::string& name,
                           const StubRequest& request, StubConnection& to)
{
    if (request.method == "GET") {
        if (!mayGet(resource.plural))
            return to.answer(403, failureOf(403, "Forbidden", resource.plural + " is forbidden").dump());
        const Json found = object(resource.plural, nameSpace, name);
        if (found.is_null())
            return to.answer(404, failureOf(404, "NotFound", resource.plural + " \"" + name + "\" not found").dump());
        Json table;
        if (request.header("accept").find("as=Table") != std::string::npos) {
            const std::scoped_lock lock(m_mutex);
            if (m_tables.contains(resource.plural)) table = m_tables[resource.plural];
        }
        if (table.is_null()) return to.answer(200, shownAs(found, request.header("accept")).dump());
        Json rows = Json::array();
        for (const Json& row : table["rows"])
            if (row["object"]["metadata"]["name"] == name) rows.push_back(row);
        table["rows"] = std::move(rows);
        return to.answer(200, table.dump());
    }
    std::function<void(const StubRequest&, bool)> hook;
    {
        const std::scoped_lock lock(m_mutex);
        hook = m_writeHook;
    }
    ++m_writing;
    if (hook) hook(request, true);
    Json answer;
    int code = 200;
    {
        const std::scoped_lock lock(m_mutex);
        const auto found = m_objects[resource.plural].find({nameSpace, name});
        const Json live = found == m_objects[resource.plural].end() ? Json() : found->second;
        if (request.method == "DELETE")
            answer = removed(resource, live, request);
        else if (request.header("content-type") == "application/json-patch+json")
            answer = patched(resource, live, request);
        else
            answer = applied(resource, nameSpace, name, live, request);
        if (answer["kind"] == "Status" && answer.value("status", "") == "Failure")
            code = answer["code"];
        else if (live.is_null())
            code = 201;
    }
    if (hook) hook(request, false);
    to.answer(code, answer.dump());
    --m_writing;
}

/// Under the mutex, as all that follow.
Json FakeApi::stored(const Resource& resource, const Json& live, object::Managed managed, const StubRequest& request)
{
    Json next = std::move(managed.object);
    addDefaults(next);
    Json& metadata = next["metadata"];
    if (m_admission)
        if (auto denied = m_admission(next, isDryRun(request))) return *denied;
    metadata["managedFields"] = object::writeOwners(managed.owners);
    const Json before = live.is_object() ? live : Json();
    if (before.is_object()) {
        for (const char* key : {"uid", "creationTimestamp", "generation", "resourceVersion"})
            if (before["metadata"].contains(key)) metadata[key] = before["metadata"][key];
        if (before.contains("status")) next["status"] = before["status"];
        if (next == before) return next; // the server stores nothing
    }
    if (isDryRun(request)) {
        if (!before.is_object()) metadata["uid"] = "uid-of-a-dry-run";
        return next;
    }
    if (!before.is_object()) {
        metadata["uid"] = "uid-" + std::to_string(++m_version);
        metadata["creationTimestamp"] = m_clock;
    }
    const bool isOther = !before.is_object() || textOnly(next) != textOnly(before);
    if (isOther) metadata["generation"] = metadata.value("generation", 0) + 1;
    if (next["kind"] == "CustomResourceDefinition") {
        const Json& spec = next["spec"];
        m_resources.push_back({spec["group"], spec["versions"][0]["name"], spec["names"]["plural"],
                               spec["names"]["kind"], spec["scope"] == "Namespaced"});
    }
    metadata["resourceVersion"] = std::to_string(++m_version);
    const std::string ns = textAt(metadata, "namespace");
    const std::string name = textAt(metadata, "name");
    m_history.push_back({m_version, resource.plural, ns,
                         Json{{"type", before.is_object() ? "MODIFIED" : "ADDED"}, {"object", next}}.dump() + "\n"});
    m_objects[resource.plural][{ns, name}] = next;
    m_changed.notify_all();
    return next;
}

Json FakeApi::applied(const Resource& resource, const std::string& nameSpace, const std::string& name, const Json& live,
                      const StubRequest& request)
{
    Json config = Json::parse(request.body, nullptr, false);
    if (!config.is_object()) return failureOf(400, "BadRequest", "the body is no object");
    const std::string at = request.target;
    const std::size_t manager = at.find("fieldManager=");
    if (manager == std::string::npos) return failureOf(400, "BadRequest", "fieldManager is required for apply patch");
    const std::string who = at.substr(manager + 13, at.find('&', manager) - manager - 13);
    Json& metadata = config["metadata"];
    if (textAt(metadata, "name") != name || textAt(metadata, "namespace") != nameSpace)
        return failureOf(400, "BadRequest", "the name of the object does not match the name on the URL");
    if (live.is_null() && !nameSpace.empty() && m_enforcesNamespaces &&
        !m_objects["namespaces"].contains({"", nameSpace}))
        return failureOf(404, "NotFound", "namespaces \"" + nameSpace + "\" not found");
    if (metadata.contains("resourceVersion") &&
        (live.is_null() || live["metadata"]["resourceVersion"] != metadata["resourceVersion"]))
        return failureOf(409, "Conflict",
                         "Operation cannot be fulfilled on " + resource.plural + " \"" + name +
                             "\": the object has been modified; please apply your changes to the latest version and "
                             "try again");
    if (metadata.contains("uid") && (live.is_null() || live["metadata"]["uid"] != metadata["uid"]))
        return failureOf(409, "Conflict", "Precondition failed: UID in precondition: does not match");
    metadata.erase("resourceVersion");
    metadata.erase("uid");
    addDefaultsOfSecret(config);
    object::Managed managed;
    if (live.is_object()) managed = *object::readManaged(live);
    const auto outcome = object::apply(managed, config, {who, m_clock, {}}, request.asks("force=true"));
    if (!outcome) {
        std::string message = "strict decoding error";
        for (const object::Problem& problem : outcome.error().problems)
            message += ": unknown field \"" + problem.path.substr(1) + "\"";
        return failureOf(400, "BadRequest", message);
    }
    if (!outcome->conflicts.empty()) {
        Json causes = Json::array();
        for (const object::Conflict& conflict : outcome->conflicts)
            causes.push_back({{"reason", "FieldManagerConflict"},
                              {"message", "conflict with " + conflict.owner},
                              {"field", conflict.field}});
        if (m_conflictNames) m_conflictNames(causes);
        return failureOf(409, "Conflict", "Apply failed with conflicts", std::move(causes));
    }
    return stored(resource, live, outcome->managed, request);
}

void FakeApi::addDefaultsOfSecret(Json& config)
{
    if (config["kind"] == "Secret") {
        const bool had = config.contains("type");
        addDefaults(config);
        if (!had) config.erase("type");
    }
}

Json FakeApi::patched(const Resource& resource, const Json& live, const StubRequest& request)
{
    if (live.is_null()) return failureOf(404, "NotFound", "not found");
    const auto patched = object::applyJsonPatch(live, Json::parse(request.body, nullptr, false));
    if (!patched) return failureOf(422, "Invalid", patched.error().what);
    if ((*patched)["metadata"]["resourceVersion"] != live["metadata"]["resourceVersion"])
        return failureOf(409, "Conflict", "the object has been modified");
    Json said = *patched;
    for (Json& owner : said["metadata"]["managedFields"])
        owner["fieldsV1"] = reconciled(owner["fieldsV1"], live, object::typeOf(live));
    const auto managed = object::update(*object::readManaged(live), said, {"berth", m_clock, {}});
    if (!managed) return failureOf(422, "Invalid", "it does not fit");
    return stored(resource, live, *managed, request);
}

Json FakeApi::removed(const Resource& resource, const Json& live, const StubRequest& request)
{
    if (live.is_null()) return failureOf(404, "NotFound", resource.plural + " not found");
    const Json options = Json::parse(request.body, nullptr, false);
    if (options.is_object() && options.contains("preconditions"))
        for (const auto& [key, value] : options["preconditions"].items())
            if (live["metadata"][key] != value)
                return failureOf(409, "Conflict", "Precondition failed: " + key + " does not match");
    // As servers do: a body's options are all that counts.
    const bool dryRun = options.is_object() ? options.contains("dryRun") : isDryRun(request);
    if (dryRun) return {{"kind", "Status"}, {"apiVersion", "v1"}, {"status", "Success"}};
    const std::pair<std::string, std::string> key{textAt(live["metadata"], "namespace"),
                                                  textAt(live["metadata"], "name")};
    Json gone = live;
    gone["metadata"]["resourceVersion"] = std::to_string(++m_version);
    if (live["metadata"].contains("finalizers") && !live["metadata"]["finalizers"].empty()) {
        gone["metadata"]["deletionTimestamp"] = m_clock;
        m_objects[resource.plural][key] = gone;
        return gone;
    }
    m_history.push_back(
        {m_version, resource.plural, key.first, Json{{"type", "DELETED"}, {"object", gone}}.dump() + "\n"});
    m_objects[resource.plural].erase(key);
    m_changed.notify_all();
    return {{"kind", "Status"}, {"apiVersion", "v1"}, {"status", "Success"}};
}

void FakeApi::applyAs(const std::string& manager, const Json& config, bool force)
{
    StubRequest request;
    request.method = "PATCH";
    request.target = "?fieldManager=" + manager + (force ? "&force=true" : "");
    request.body = config.dump();
    change(config, [&](const Resource& resource, const std::string& ns, const std::string& name, const Json& live) {
        return applied(resource, ns, name, live, request);
    });
}

void FakeApi::updateAs(const std::string& manager, const Json& object)
{
    change(object, [&](const Resource& resource, const std::string&, const std::string&, const Json& live) {
        object::Managed managed;
        if (live.is_object()) managed = *object::readManaged(live);
        Json said = object;
        addDefaults(said);
        return stored(resource, live, *object::update(managed, said, {manager, m_clock, {}}), StubRequest());
    });
}

void FakeApi::change(
    const Json& object,
    const std::function<Json(const Resource&, const std::string&, const std::string&, const Json&)>& how)
{
    const std::scoped_lock lock(m_mutex);
    for (const Resource& resource : std::vector<Resource>(m_resources)) {
        const std::string version = resource.group.empty() ? resource.version : resource.group + "/" + resource.version;
        if (resource.kind != textAt(object, "kind") || version != textAt(object, "apiVersion")) continue;
        const std::string ns = textAt(object["metadata"], "namespace");
        const std::string name = textAt(object["metadata"], "name");
        const auto found = m_objects[resource.plural].find({ns, name});
        const Json answer = how(resource, ns, name, found == m_objects[resource.plural].end() ? Json() : found->second);
        if (answer["kind"] == "Status") qFatal("a write of a test: %s", answer.dump().c_str());
        return;
    }
    qFatal("a kind of a test is not served: %s", object.dump().c_str());
}

} // namespace test
