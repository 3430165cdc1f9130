#include <algorithm>

#include "core/object/apply.h"
#include "core/object/strategic.h"
#include "tests/conformance/groups.h"

namespace conformance {

namespace {

using core::Fault;
using core::Json;
using namespace core::object;

/// One way of kubectl's: the patch made and applied. Its own text need not be the recorded one; what it makes has to be.
Json threeWay(const core::Result<Json>& patch, const Json& current, const Type* strategic)
{
    if (!patch) {
        const bool identity = patch.error().fault == Fault::Conflict && !patch.error().where.empty();
        return {{"ok", false}, {"error_class", identity ? "precondition" : "conflict"}};
    }
    const Json live = current.is_null() ? Json::object() : current;
    const auto result = strategic ? applyStrategicPatch(live, *patch, strategic) : applyMergePatch(live, *patch);
    if (!result) return {{"ok", true}, {"apply_error", true}};
    return {{"ok", true}, {"result", *result}};
}

Json wantedOf(const Json& expect)
{
    if (!expect.at("ok").get<bool>()) return {{"ok", false}, {"error_class", expect.at("error_class")}};
    if (expect.contains("apply_error")) return {{"ok", true}, {"apply_error", true}};
    return {{"ok", true}, {"result", expect.at("result")}};
}

Outcome mergeCase(const Json& line)
{
    const ThreeWay documents{line.at("original"), line.at("modified"), line.at("current")};
    Json got{{"json_merge", threeWay(threeWayMergePatch(documents), documents.current, nullptr)}};
    Json want{{"json_merge", wantedOf(line.at("expect").at("json_merge"))}};
    if (line.at("expect").contains("strategic")) {
        const Type* type = typeOf(documents.modified);
        got["strategic"] = threeWay(threeWayStrategicPatch(documents, type, line.at("overwrite").get<bool>()),
                                    documents.current, type);
        want["strategic"] = wantedOf(line.at("expect").at("strategic"));
    }
    return compare(got, want);
}

/// What the recording leaves out of its objects.
Json shownObject(Json object)
{
    if (!object.is_object()) return object;
    object.erase("status");
    if (object.contains("metadata") && object["metadata"].is_object()) object["metadata"].erase("creationTimestamp");
    return object;
}

std::string classOf(const Refusal& refusal)
{
    if (refusal.kind == Refusal::Kind::ManagedFieldsInRequest) return "managed_fields_in_request";
    if (refusal.kind == Refusal::Kind::OtherVersion) return "other_version";
    if (refusal.kind == Refusal::Kind::TooDeep) return "too_deep";
    switch (refusal.problems.front().misfit) {
    case Misfit::UnknownField: return "unknown_field";
    case Misfit::WrongType: return "wrong_type";
    case Misfit::DuplicateKey: return "duplicate_list_key";
    case Misfit::MissingKey: return "missing_list_key";
    }
    return {};
}

Json stateOf(const Managed& managed)
{
    Json owners = Json::array();
    for (const Owner& owner : managed.owners)
        owners.push_back({{"manager", owner.manager},
                          {"operation", owner.operation == Owner::Operation::Apply ? "Apply" : "Update"},
                          {"fieldsV1", owner.fields.fieldsV1()},
                          {"paths", owner.fields.paths()}});
    return {{"ok", true}, {"object", shownObject(managed.object)}, {"owners", std::move(owners)}};
}

Json step(Managed& managed, const Json& step)
{
    // The recording ran within a second: entries differ in time only where one has none.
    const Who who{step.at("manager").get<std::string>(), "2024-01-01T00:00:00Z", {}};
    if (step.at("op") == "update") {
        auto done = update(managed, step.at("object"), who);
        if (!done) return {{"ok", false}, {"error_class", classOf(done.error())}};
        managed = std::move(*done);
        return stateOf(managed);
    }
    auto done = apply(managed, step.at("object"), who, step.value("force", false));
    if (!done) return {{"ok", false}, {"error_class", classOf(done.error())}};
    managed = std::move(done->managed);
    if (done->conflicts.empty()) return stateOf(managed);
    Json conflicts = Json::array();
    for (const Conflict& conflict : done->conflicts)
        conflicts.push_back({{"field", conflict.field}, {"manager_text", "conflict with " + conflict.owner}});
    return {{"ok", false}, {"error_class", "conflict"}, {"conflicts", std::move(conflicts)}};
}

Outcome serverSideApplyCase(const Json& line)
{
    Managed managed;
    Json got = Json::array();
    Json want = Json::array();
    for (std::size_t i = 0; i < line.at("steps").size(); ++i) {
        Json state = step(managed, line.at("steps")[i]);
        Json expected = line.at("expect")[i];
        for (const char* information : {"message", "http_status", "reason"}) expected.erase(information);
        if (expected.contains("object")) expected["object"] = shownObject(expected["object"]);
        got.push_back(std::move(state));
        want.push_back(std::move(expected));
    }
    return compare(got, want);
}

} // namespace

void addObjects(Groups& groups)
{
    groups["three_way"] = mergeCase;
    groups["server_side_apply"] = serverSideApplyCase;
}

} // namespace conformance
