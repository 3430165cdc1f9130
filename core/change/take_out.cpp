#include "core/change/take_out.h"

#include "core/change/diff.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/change/remake.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

/// A place that the room writes: members of maps, by names without signs of their own.
std::optional<Json::json_pointer> pointerOf(const std::string& field)
{
    const bool isPlain = field.starts_with('.') && field.find_first_of("[]/~\"") == std::string::npos &&
                         field.find("..") == std::string::npos && !field.ends_with('.');
    if (!isPlain) return std::nullopt;
    for (const char* kept : {".apiVersion", ".kind", ".metadata", ".status"})
        if (isWithin(field, kept)) return std::nullopt;
    std::string place = field;
    std::ranges::replace(place, '.', '/');
    return Json::json_pointer(place);
}

std::string placeOf(const TakenOut& one)
{
    const auto pointer = pointerOf(one.field);
    return pointer ? pointer->to_string() : std::string();
}

const Json* objectAt(const Json& whole, const std::string& field)
{
    const auto pointer = pointerOf(field);
    if (!pointer || !whole.is_object() || !whole.contains(*pointer)) return nullptr;
    const Json& value = whole.at(*pointer);
    return value.is_object() ? &value : nullptr;
}

bool isOthersToo(const Json& live, const std::string& field)
{
    const auto owners = object::readOwners(managedFieldsOf(live));
    if (!owners) return true;
    return std::ranges::any_of(*owners, [&](const object::Owner& owner) {
        const std::vector<std::string> paths = owner.fields.paths();
        return owner.manager != Manager &&
               std::ranges::any_of(paths, [&](const std::string& path) { return isWithin(path, field); });
    });
}

/// Whether all of it is shown as removed, whole or member by member.
bool isShownGone(const Diff& diff, const std::string& path, const Json& value)
{
    const bool isShown = std::ranges::any_of(diff.differences, [&](const Difference& one) {
        return one.kind == Difference::Kind::Removed && one.path == path;
    });
    if (isShown || !value.is_object() || value.empty()) return isShown;
    for (const auto& [key, inside] : value.items())
        if (!isShownGone(diff, path + "." + key, inside)) return false;
    return true;
}

} // namespace

std::vector<TakenOut> takenOutFor(const kube::ApiError& error, const Json& live, const Json& config)
{
    constexpr int Invalid = 422;
    std::vector<TakenOut> found;
    if (error.code != Invalid || isSecret(config)) return found;
    for (const kube::StatusCause& cause : error.causes) {
        const bool isNull = cause.message.find("null") != std::string::npos &&
                            cause.message.find("must be of type object") != std::string::npos;
        if (!isNull || cause.field.empty()) continue;
        const std::string field = (cause.field.starts_with('.') ? "" : ".") + cause.field;
        const Json* value = objectAt(live, field);
        const bool isSaid = value == nullptr || config.contains(*pointerOf(field)); // that is a matter of its own
        const bool isKnown = std::ranges::find(found, field, &TakenOut::field) != found.end();
        if (isSaid || isKnown || isOthersToo(live, field)) continue;
        if (shownAt(live, field) == *value) found.push_back({field, *value});
    }
    return found;
}

Json takeOutPatch(const std::vector<TakenOut>& places)
{
    Json operations = Json::array();
    for (const TakenOut& one : places) {
        operations.push_back({{"op", "test"}, {"path", placeOf(one)}, {"value", one.value}});
        operations.push_back({{"op", "remove"}, {"path", placeOf(one)}});
    }
    return operations;
}

void takeOut(Json& object, const std::vector<TakenOut>& places)
{
    for (const TakenOut& one : places)
        if (const auto pointer = pointerOf(one.field); pointer && object.contains(*pointer)) removeAt(object, *pointer);
}

bool isTakenOut(const Json& object, const std::vector<TakenOut>& places)
{
    return object.is_object() && !places.empty() && std::ranges::none_of(places, [&](const TakenOut& one) {
               const auto pointer = pointerOf(one.field);
               return !pointer || object.contains(*pointer);
           });
}

std::string takenOutNote(const TakenOut& one)
{
    return "The server cannot take " + shown(one.field) +
           " out with the rest: it is taken out by itself first, and stays out if the rest then fails.";
}

Step afterTakingOut(Step step)
{
    takeOut(step.seen.object, step.takenOut);
    std::erase_if(step.diff.differences, [&](const Difference& one) {
        return one.kind == Difference::Kind::Removed && std::ranges::any_of(step.takenOut, [&](const TakenOut& place) {
                   return isWithin(one.path, place.field);
               });
    });
    return step;
}

bool showsTakenOut(const Step& step)
{
    if (step.takenOut.empty()) return true;
    if (step.action != Step::Action::Apply || !step.seen.there() || isSecret(step.object)) return false;
    return std::ranges::all_of(step.takenOut, [&](const TakenOut& one) {
        const Json* was = objectAt(step.seen.object, one.field);
        if (was == nullptr || *was != one.value || step.object.contains(*pointerOf(one.field))) return false;
        return isShownGone(step.diff, one.field, one.value);
    });
}

Json takenOutJson(const std::vector<TakenOut>& places)
{
    Json list = Json::array();
    for (const TakenOut& one : places) list.push_back({{"field", one.field}, {"value", one.value}});
    return list;
}

std::vector<TakenOut> takenOutOf(const Json& intent)
{
    std::vector<TakenOut> places;
    for (const Json& one : intent.value("takenOut", Json::array()))
        places.push_back({one.value("field", std::string()), one.value("value", Json())});
    return places;
}

} // namespace core::change
