#include "core/change/stale.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/apply.h"
#include "core/change/remake.h"
#include "core/model/age.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

constexpr std::size_t MostNamed = 5; ///< fields in one sentence

/// Who changed the object since: managers whose entry is of later than the plan. " by "a" at …,"
std::string changedBy(const Json& live, Time made)
{
    const auto managed = object::readManaged(live);
    if (!managed) return {};
    std::string text;
    for (const object::Owner& owner : managed->owners) {
        const Result<Time> time = model::parseTime(owner.time);
        if (!time || *time < made || (*time == made && owner.manager == Manager)) continue;
        text += (text.empty() ? " by " : ", ") + shown(owner.text()) + " at " + model::toText(*time);
    }
    return text.empty() ? text : text + ",";
}

std::string fieldsText(const std::vector<Difference>& differences)
{
    std::string text;
    for (std::size_t i = 0; i < differences.size() && i < MostNamed; ++i)
        text += (i == 0 ? "" : ", ") + shown(differences[i].path);
    if (differences.size() > MostNamed) text += " and " + std::to_string(differences.size() - MostNamed) + " more";
    return text;
}

constexpr const char* Revision = "deployment.kubernetes.io/revision";

/// It goes along with what is deleted, whatever it counts by now.
bool isCount(const Difference& one)
{
    const std::string annotations = ".metadata.annotations";
    if (one.path == annotations + "." + Revision) return true;
    return one.path == annotations && one.before.is_object() && one.before.size() == 1 && one.before.contains(Revision);
}

/// The differences that the text makes: a plan may not show less than it does. Other changes are the server's (a webhook may write the
/// time). What was worked out without a server need not be spelled as it does.
std::vector<Difference> meant(const Step& step, bool byPath)
{
    std::vector<Difference> found;
    for (Difference one : step.diff.differences) {
        if (one.why == Difference::Why::Server) continue;
        if (step.action == Step::Action::Delete && isCount(one)) continue;
        if (byPath) one.before = one.after = {};
        found.push_back(std::move(one));
    }
    return found;
}

std::string outcomeDiffers(const Step& planned, const Step& now)
{
    const bool byPath = planned.checked != Step::Checked::DryRun || now.checked != Step::Checked::DryRun;
    if (planned.checked == Step::Checked::NotYet || meant(planned, byPath) == meant(now, byPath)) return {};
    std::vector<Difference> more;
    const auto was = meant(planned, byPath);
    for (const Difference& one : meant(now, byPath))
        if (std::ranges::find(was, one) == was.end()) more.push_back(one);
    return more.empty() ? std::string("It would change less than the plan shows.")
                        : "It would change what the plan does not show: " + fieldsText(more) + ".";
}

/// What no server has looked at is shown as it is written: nothing else compares the two. A plan may come from anybody.
bool showsItsObject(const Step& step)
{
    return step.action == Step::Action::Apply && !step.seen.there() &&
           step.diff.differences == diff({}, step.object, {}).differences;
}

/// Notes aside: they tell ages, too.
bool sameFigures(const std::vector<model::Effect>& one, const std::vector<model::Effect>& other)
{
    return std::ranges::equal(one, other, [](model::Effect a, model::Effect b) {
        a.notes.clear();
        b.notes.clear();
        return a == b;
    });
}

/// The plan would take over what it does not show. @param managers  who has it
std::string takenBy(const std::vector<std::string>& managers)
{
    if (managers.empty()) return "What `kubectl apply` managed of it is not as the plan shows. Make the plan again.";
    const std::string all = joined(managers, ", ", [](const std::string& one) { return "\"" + shown(one) + "\""; });
    return all + " manages it by `kubectl apply` now, which the plan does not show. Make the plan again.";
}

/// Managers of `kubectl apply` among those of an object, without Berth.
std::vector<std::string> othersIn(const Json& managedFields)
{
    std::vector<std::string> managers;
    if (!managedFields.is_array()) return managers;
    for (const Json& one : managedFields) {
        const std::string name = one.is_object() ? one.value("manager", std::string()) : std::string();
        if (!name.empty() && name != Manager) managers.push_back(name);
    }
    return managers;
}

/// Of a step that changes no value: Berth's entry may be another by an earlier step.
std::string ownersDiffer(const Step& planned, const Made& now)
{
    if (planned.seen.uid != now.step.seen.uid) return "It was deleted and made again after the plan was made.";
    const Json::json_pointer managers("/metadata/managedFields");
    const auto of = [&](const Step& step) {
        return step.seen.object.contains(managers) ? step.seen.object.at(managers) : Json();
    };
    const Json is = of(now.step);
    return of(planned) == is ? std::string() : takenBy(othersIn(is));
}

} // namespace

Json withoutCounts(Json object)
{
    const Json::json_pointer place("/metadata/annotations");
    if (!object.is_object() || !object.contains(place) || !object.at(place).is_object()) return object;
    Json& annotations = object[place];
    if (annotations.erase(Revision) > 0 && annotations.empty()) object["metadata"].erase("annotations");
    return object;
}

std::string seenDiffers(const Seen& was, const Json& live, Time made)
{
    const Seen is = seenOf(live);
    if (!was.there() && is.there()) return "It was created" + changedBy(live, made) + " after the plan was made.";
    if (was.there() && !is.there()) return "It was deleted after the plan was made.";
    if (was.uid != is.uid) return "It was deleted and made again after the plan was made.";
    if (was.resourceVersion == is.resourceVersion) return {};
    if (isSecret(live)) return "It was changed" + changedBy(live, made) + " after the plan was made.";
    const Diff change = diff(withoutCounts(was.object), withoutCounts(is.object), {});
    if (change.empty()) return {};
    return "It was changed" + changedBy(live, made) + " after the plan was made: " + fieldsText(change.differences) +
           ".";
}

std::vector<std::string> changedSince(const Plan& plan, const Apis& apis, const std::stop_token& stop)
{
    std::vector<std::string> why;
    for (const Step& step : plan.steps) {
        if (stop.stop_requested()) return {};
        const std::string name = shown(step.what.kind) + " " + shown(step.what.shortText()) + ": ";
        Api* api = apiOf(apis, step.target);
        if (api == nullptr) {
            if (apis.contains(step.target.cluster)) why.push_back(name + whyNone(apis, step.target));
            continue;
        }
        const kube::ApiResult<Got> found = api->get(step.what);
        if (!found && found.error().code != 404) continue; // it cannot be told
        const std::string one = seenDiffers(step.seen, found ? found->object : Json(), plan.made);
        if (one.empty() || std::ranges::find(why, name + one) != why.end())
            continue; // several steps may be of one object
        why.push_back(name + one);
    }
    return why;
}

std::vector<std::string> differs(const Step& planned, const Made& now, Time made, bool early)
{
    const std::string name = shown(planned.what.kind) + " " + shown(planned.what.shortText()) + ": ";
    if (planned.checked == Step::Checked::NotYet && !showsItsObject(planned))
        return {name + "The plan shows other fields than it would write. Make the plan again."};
    const bool waits = early && planned.checked == Step::Checked::NotYet;
    std::vector<std::string> why;
    if (now.step.refused) {
        if (!(waits && now.step.refused->code == 404)) why.push_back(name + now.step.refused->message);
        return why;
    }
    if (waits)
        return {name + "The server can look at it now, and the plan says that it cannot yet. Make the plan again."};
    if (planned.action == Step::Action::Owners) {
        if (const std::string owners = ownersDiffer(planned, now); !owners.empty()) why.push_back(name + owners);
        return why;
    }
    if (const std::string seen = seenDiffers(planned.seen, now.live, made); !seen.empty()) {
        why.push_back(name + seen);
        return why;
    }
    for (const Conflict& conflict : now.step.conflicts)
        if (conflict.choice == Conflict::Choice::Open)
            why.push_back(name + shown(conflict.field) + " is owned by " + conflict.manager + " now.");
    if (!why.empty()) return why;
    // What it takes over has a step of its own, before it.
    const bool isAnother = early ? now.step.takesOver != planned.takesOver : now.takeOver.has_value();
    if (isAnother)
        why.push_back(name + takenBy(early          ? now.step.takesOver
                                     : now.takeOver ? now.takeOver->managers
                                                    : std::vector<std::string>()));
    for (const TakenOut& one : now.step.takenOut)
        if (std::ranges::find(planned.takenOut, one) == planned.takenOut.end())
            why.push_back(name + "The server cannot take " + shown(one.field) +
                          " out with the rest, which the plan does not show. Make the plan again.");
    if (const std::string outcome = outcomeDiffers(planned, now.step); !outcome.empty()) why.push_back(name + outcome);
    return why;
}

std::vector<std::string> effectsDiffer(const Plan& planned, const model::ChangeEffects& now)
{
    std::vector<std::string> why;
    for (std::size_t i = 0; i < planned.steps.size(); ++i) {
        const Step& step = planned.steps[i];
        static const model::ChangeEffects::OfOne none;
        const model::ChangeEffects::OfOne& is = i < now.ofChanges.size() ? now.ofChanges[i] : none;
        if (sameFigures(step.predicted, is.effects)) continue;
        std::vector<std::string> others; // what is new of it; what is gone where nothing is
        for (const std::string& line : is.lines)
            if (std::ranges::find(step.effects, line) == step.effects.end()) others.push_back(shown(line, 500));
        for (const std::string& line : step.effects)
            if (others.empty() && std::ranges::find(is.lines, line) == is.lines.end())
                others.push_back("no longer " + shown(line, 500));
        why.push_back(shown(step.what.kind) + " " + shown(step.what.shortText()) + ": " +
                      (others.empty() ? "other figures." : joined(others, "; ")));
    }
    if (why.empty() && planned.notPredicted != now.open) why.push_back("Other parts of it cannot be predicted.");
    return why;
}

} // namespace core::change
