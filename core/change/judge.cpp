#include "core/change/judge.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/change/remake.h"
#include "core/change/take_out.h"
#include "core/model/deletion.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

using State = Entry::State;

/// Berth's entry among the owners; none: it has none.
std::optional<object::Owner> mineOf(const Json& object)
{
    if (!object.is_object()) return std::nullopt;
    const auto managed = object::readManaged(object);
    if (!managed) return std::nullopt;
    for (const object::Owner& owner : managed->owners)
        if (owner.manager == Manager && owner.operation == object::Owner::Operation::Apply && owner.subresource.empty())
            return owner;
    return std::nullopt;
}

bool isMask(const Json& value)
{
    return value.is_string() && value == Mask;
}

/// How many of the fields that the change sets are as it sets them, and how many as they were.
struct Fields {
    std::size_t all = 0;
    std::size_t after = 0;
    std::size_t before = 0;
    bool isOfSpec = false; ///< whether one of them stands in .spec
};
Fields compared(const Json& before, const Json& expected, const Json& live)
{
    Fields fields;
    const Json now = masked(live);
    for (const Difference& one : diff(before, expected, {}).differences) {
        if (isMask(one.before) || isMask(one.after)) continue;
        const Json* value = valueAt(now, one.path);
        const Json is = value ? *value : Json();
        ++fields.all;
        if (is == one.after) ++fields.after;
        if (is == one.before) ++fields.before;
        fields.isOfSpec = fields.isOfSpec || one.path == ".spec" || isWithin(one.path, ".spec");
    }
    return fields;
}

/// The object proves that nothing came of it, yet.
Judgement notMade(bool mayArrive)
{
    if (mayArrive) return {State::Unknown, "The change is not in the cluster, but the request may still be under way."};
    return {State::Failed, "The change did not reach the server: the object is as it was."};
}

/// It proves nothing: others wrote to it since.
Judgement notKnown(bool isAsBefore, bool mayArrive)
{
    if (isAsBefore && mayArrive) return notMade(true);
    return {State::Unknown,
            isAsBefore ? "The change is not in the cluster; whether it was made and put back since is not known."
                       : "The object was changed by others since; whether this change was made is not known."};
}

/// A server counts whatever changes the spec, so that what was put back shows, too. Some kinds have no count.
bool isSameGeneration(const Json& before, const Json& live)
{
    const Json::json_pointer place("/metadata/generation");
    return before.contains(place) && before.at(place).is_number() && live.contains(place) &&
           before.at(place) == live.at(place);
}

bool isSameVersion(const Json& before, const Json& live)
{
    const std::string version = metadataText(before, "resourceVersion");
    return !version.empty() && metadataText(live, "resourceVersion") == version;
}

Judgement judgeDelete(const Json& before, const Json& live, bool mayArrive)
{
    if (!live.is_object() || metadataText(live, "uid") != metadataText(before, "uid"))
        return {State::Done, "The object is gone."};
    if (const std::string note = model::deletionText(live); !note.empty()) return {State::Accepted, note};
    return notMade(mayArrive); // nothing takes the mark of a delete away again
}

/// Whether nothing but the first of two requests came about.
bool isOnlyTakenOut(const Json& intent, const Json& live)
{
    Json half = masked(withoutServerFields(intent.value("before", Json())));
    takeOut(half, takenOutOf(intent));
    return diff(half, masked(withoutServerFields(live)), {}).empty();
}

/// Others only take fields out of Berth's entry, and leave its time.
bool isAppliedSince(const std::optional<object::Owner>& was, const object::Owner& is)
{
    return !was || was->time != is.time || !is.fields.difference(was->fields).empty();
}

Judgement judgeApply(const Json& intent, const Json& live, bool mayArrive)
{
    const Json before = intent.value("before", Json());
    if (!live.is_object()) {
        if (before.is_object())
            return {State::Unknown, "The object is gone; whether it was changed before is not known."};
        // Made, and deleted by others since, it may have been. Nothing is left of it then either: an undo need not wait to know.
        if (mayArrive) return notMade(true);
        return {State::Failed, "The object is not in the cluster."};
    }
    const auto mine = mineOf(live);
    if (!before.is_object()) {
        if (mine) return {State::Done, "The object is there, and Berth made it."};
        return {State::Unknown,
                "Somebody else made the object; whether Berth had changed or made it before is not known."};
    }
    if (metadataText(live, "uid") != metadataText(before, "uid"))
        return {State::Unknown, "The object was deleted and made again; whether it was changed before is not known."};
    if (isSameVersion(before, live)) return notMade(mayArrive);
    const auto was = mineOf(before);
    const Fields fields = compared(before, intent.value("expected", Json()), live);
    if (fields.all == 0 && mine && isAppliedSince(was, *mine))
        return {State::Done, "Berth's entry among the object's managers is new."};
    const bool isInTwo = intent.contains("takenOut"); // the first may have been all that Berth had on record
    if (fields.all > 0 && fields.after == fields.all && (mine || isInTwo))
        return {State::Done, "The cluster has the change."};
    if (isInTwo && isOnlyTakenOut(intent, live))
        return {State::Unknown, "What goes first was taken out, and the rest is not there. Apply the same plan again."};
    // Berth's entry has a time, and would be another had it applied. Where it had none, others may have made it go again.
    const bool isSameEntry = was && mine == was;
    if (!isInTwo && (isSameEntry || (fields.isOfSpec && isSameGeneration(before, live)))) return notMade(mayArrive);
    return notKnown(fields.all > 0 && fields.before == fields.all, mayArrive);
}

/// Who Berth and kubectl apply are to an object.
object::Owners ownersOf(const Json& object)
{
    const auto managed = object::readManaged(object);
    if (!managed) return {};
    object::Owners owners =
        object::readOwners(takenOwners(object::writeOwners(managed->owners), true)).value_or(object::Owners());
    std::ranges::sort(owners, {}, &object::Owner::text);
    return owners;
}

object::Owners withoutTimes(object::Owners owners)
{
    for (object::Owner& owner : owners) owner.time.clear();
    return owners;
}

Judgement judgeOwners(const Json& intent, const Json& live, bool mayArrive)
{
    const Json before = intent.value("before", Json());
    if (!live.is_object() || metadataText(live, "uid") != metadataText(before, "uid"))
        return {State::Unknown, "The object is gone; whether it was changed before is not known."};
    const object::Owners now = ownersOf(live);
    const object::Owners were = ownersOf(before);
    if (withoutTimes(now) == withoutTimes(ownersOf(intent.value("expected", Json()))))
        return {State::Done, "The object's managers are as they were to be."};
    if (now == were || isSameVersion(before, live)) return notMade(mayArrive);
    return notKnown(withoutTimes(now) == withoutTimes(were), mayArrive);
}

} // namespace

Json intentOf(const Step& step, const Made& made)
{
    const char* action = step.action == Step::Action::Delete   ? "delete"
                         : step.action == Step::Action::Owners ? OwnersAction
                                                               : "apply";
    Json intent{{"action", action},
                {"cluster", step.target.cluster},
                {"server", step.target.server},
                {"clusterUid", step.target.uid},
                {"apiVersion", step.what.apiVersion},
                {"kind", step.what.kind},
                {"namespace", step.what.ns},
                {"name", step.what.name},
                {"object", step.object},
                {"forced", step.isForced()},
                {"takesOver", step.takesOver},
                {"before", masked(made.live)},
                {"expected", masked(made.result)}};
    if (!step.takenOut.empty()) intent["takenOut"] = takenOutJson(step.takenOut);
    if (!step.target.address.empty()) intent["address"] = step.target.address;
    return intent;
}

model::ObjectRef refOf(const Json& intent)
{
    const auto text = [&](const char* key) { return intent.value(key, std::string()); };
    return {text("apiVersion"), text("kind"), text("namespace"), text("name")};
}

Judgement judge(const Json& intent, Api& api, bool mayArrive)
{
    const kube::ApiResult<Got> found = api.get(refOf(intent));
    if (!found && found.error().code != 404)
        return {State::Unknown, "The cluster cannot be asked: " + found.error().error.what};
    return judge(intent, found ? found->object : Json(), mayArrive);
}

Judgement judge(const Json& intent, const Json& live, bool mayArrive)
{
    if (intent.value("action", std::string()) == "delete")
        return judgeDelete(intent.value("before", Json()), live, mayArrive);
    if (intent.value("action", std::string()) == OwnersAction) return judgeOwners(intent, live, mayArrive);
    return judgeApply(intent, live, mayArrive);
}

} // namespace core::change
