#include "core/change/undo.h"

#include <algorithm>
#include <set>
#include <utility>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/dependants.h"
#include "core/change/judge.h"
#include "core/change/outline.h"
#include "core/change/remake.h"
#include "core/change/since.h"
#include "core/change/stale.h"
#include "core/model/age.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

std::string textOf(const Json& map, const char* key)
{
    return map.value(key, std::string());
}

std::string nameOf(const Json& intent)
{
    const std::string ns = textOf(intent, "namespace");
    return shown(textOf(intent, "kind")) + " " +
           shown(ns.empty() ? textOf(intent, "name") : ns + "/" + textOf(intent, "name"));
}

/// The object as it is now, with the owners that it has once the steps before are done; as the change left it where nobody tells; null
/// where it is gone.
/// @param owners  that a step before gives it; null: none does
Json liveOf(const Json& intent, const Json& after, Api* api, const Json& owners)
{
    constexpr int NotFound = 404;
    Json live = after;
    if (api != nullptr) {
        kube::ApiResult<Got> found = api->get(refOf(intent));
        if (found)
            live = std::move(found->object);
        else if (found.error().code == NotFound)
            return {};
    }
    if (owners.is_array() && live.is_object())
        live["metadata"]["managedFields"] = withTakenOwners(managedFieldsOf(live), owners);
    return live;
}

/// Where a step is undone.
struct UndoneOn {
    Api* api = nullptr;
    std::string cluster;   ///< a key of the Apis
    bool isByName = false; ///< the journal knows no more of it
};

/// The cluster that the step was carried out on. Its name is no proof: contexts of two kubeconfigs often share one, and a name may lead
/// elsewhere by now.
Result<UndoneOn> undoneOn(const Json& intent, const Apis& apis)
{
    const Target then{textOf(intent, "cluster"), textOf(intent, "server"), textOf(intent, "clusterUid"),
                      textOf(intent, "address")};
    if (Api* api = apiOf(apis, then); api != nullptr) return UndoneOn{api, api->target().cluster, false};
    const auto named = apis.find(then.cluster);
    const bool isTold = !then.server.empty() || !then.uid.empty() || !then.address.empty();
    if (isTold || named == apis.end())
        return failure(named != apis.end() ? Fault::Conflict : Fault::Unavailable,
                       whyNone(apis, then) +
                           " Undo it through a connection or a kubeconfig that leads to that cluster.",
                       nameOf(intent));
    return UndoneOn{named->second.get(), named->first, true};
}

std::string onlyByName(const std::string& cluster)
{
    return "The journal knows no more of the cluster than its name. Make sure that " + shown(cluster) +
           " is still the same one.";
}

/// What it says of an object whose like is another one by now, or none.
constexpr const char* Identity = ".metadata.uid";

/// Whether it is decided that an object that others deleted is made again.
bool isMadeAgain(const std::vector<Decision>& decisions)
{
    return choiceOf(decisions, Identity) == Conflict::Choice::TakeOver;
}

/// Whether what stands under the name is known to be another object than the one that was made.
bool isAnotherSince(const Json& intent, const Json& after, const Json& live)
{
    const std::string made = metadataText(after, "uid");
    const std::string is = metadataText(live, "uid");
    const bool isKept = made != metadataText(intent.value("expected", Json()), "uid"); // a dry run's uid is nobody's
    return isKept && !made.empty() && !is.empty() && made != is;
}

/// What somebody said of an object that is gone: without what the server had added, which another object gets anew (addresses, defaults).
Json textOfAll(const Json& intent)
{
    const Json before = withoutCounts(withoutServerFields(intent.at("before")));
    const auto managed = object::readManaged(intent.at("before"));
    object::FieldSet fields;
    if (managed)
        for (const object::Owner& owner : managed->owners)
            if (owner.subresource.empty()) fields = fields.unionWith(owner.fields);
    if (fields.empty()) return before;
    Json said = object::only(before, fields, object::typeOf(before));
    said.merge_patch(identityOf(refOf(intent)));
    return said;
}

/// What a step took along that others had made: Berth has nothing of it but the names.
std::string wentAlong(const Result<Plan>& undone, int number)
{
    if (!undone || number < 0 || static_cast<std::size_t>(number) >= undone->steps.size()) return {};
    const Step& step = undone->steps[static_cast<std::size_t>(number)];
    std::vector<std::string> others;
    for (const Conflict& one : step.conflicts)
        if (step.action == Step::Action::Delete && isBeside(one)) others.push_back(besideText(one));
    if (!others.empty()) return "What others had made went along, and does not come back: " + joined(others) + ".";
    if (step.lost.empty()) return {};
    return "What went along does not come back: " + textOf(step.lost) + ".";
}

/// The object as the step left it; as it was expected where the answer was not kept.
Json afterOf(const StepRecord& record)
{
    const Json after = record.end->body.value("after", Json());
    return after.is_object() ? after : record.intent->body.value("expected", Json());
}

/// The object before the first of a plan's steps of it that were done, and as the last left it.
std::pair<Json, Json> spanOf(const std::map<int, StepRecord>& records, const Json& intent)
{
    const auto isOf = [&](const Json& other) {
        return refOf(other) == refOf(intent) &&
               std::ranges::all_of(std::initializer_list<const char*>{"cluster", "server", "clusterUid", "address"},
                                   [&](const char* key) { return textOf(other, key) == textOf(intent, key); });
    };
    std::pair<Json, Json> ends;
    bool isFirst = true;
    for (const auto& [number, record] : records) {
        if (!record.intent || record.state() != Entry::State::Done || !isOf(record.intent->body)) continue;
        if (std::exchange(isFirst, false)) ends.first = record.intent->body.value("before", Json());
        ends.second = afterOf(record);
    }
    return ends;
}

/// Whether the manager has the field on record by now, or what is inside of it. @param manager  as a conflict names it
bool isOwnedAgain(const Json& live, const std::string& manager, const std::string& field)
{
    const auto managed = object::readManaged(live);
    if (!managed) return false;
    return std::ranges::any_of(managed->owners, [&](const object::Owner& owner) {
        const std::string quoted = shown("\"" + owner.manager + "\""); // of whatever version
        if (!owner.subresource.empty() || (manager != quoted && !manager.starts_with(quoted + " "))) return false;
        const std::vector<std::string> paths = owner.fields.paths();
        return std::ranges::any_of(paths, [&](const std::string& path) { return isWithin(path, field); });
    });
}

/// Whether one of them applies, and so would meet a conflict; who updates meets none. @param managers  as a conflict names them
bool applies(const std::string& managers)
{
    constexpr std::string_view Next = ", \"";
    for (std::size_t from = 0; from != std::string::npos;) {
        const std::size_t to = managers.find(Next, from);
        if (managers.substr(from, to == std::string::npos ? to : to - from).find("\" using ") == std::string::npos)
            return true;
        from = to == std::string::npos ? to : to + 2;
    }
    return false;
}

/// Owners that steps give back, by the object.
using OwnersBack = std::map<std::pair<std::string, model::ObjectRef>, Json>;

/// Who gets fields back beside Berth and kubectl apply.
std::vector<std::string> gettingBack(const Json& managedFields)
{
    std::vector<std::string> names;
    const object::Owners owners = object::readOwners(managedFields).value_or(object::Owners());
    for (const object::Owner& owner : owners)
        if (!isTaken(owner, owners)) names.push_back(shown(owner.text()));
    return names;
}

object::FieldSet kubectlsIn(const Json& managedFields)
{
    object::FieldSet fields;
    for (const object::Owner& owner : object::readOwners(takenOwners(managedFields, false)).value_or(object::Owners()))
        fields = fields.unionWith(owner.fields);
    return fields;
}

/// Which way a change of owners goes: an undo of an undo takes back what that one gave.
std::vector<std::string> whoseAgain(const Json& now, const Json& then)
{
    const object::FieldSet had = kubectlsIn(now);
    const object::FieldSet gets = kubectlsIn(then);
    if (!gets.difference(had).empty()) return {"The fields that `kubectl apply` managed before are its own again."};
    if (!had.difference(gets).empty()) return {"The fields that `kubectl apply` had got back are Berth's again."};
    return {};
}

/// What a plan took by force keeps its new owner where no step changes owners: to give it back would be to apply in the name of somebody
/// else.
std::vector<std::string> takenFor(const Plan& plan, const std::map<int, StepRecord>& records, const Apis& apis,
                                  const OwnersBack& given)
{
    std::vector<std::string> said;
    for (const auto& [number, record] : records) {
        const bool isThere = number >= 0 && static_cast<std::size_t>(number) < plan.steps.size();
        if (!isThere || record.state() != Entry::State::Done) continue;
        const Step& step = plan.steps[static_cast<std::size_t>(number)];
        std::vector<const Conflict*> taken;
        for (const Conflict& one : step.conflicts)
            if (one.choice == Conflict::Choice::TakeOver && one.manager != ownName() && !isBeside(one))
                taken.push_back(&one);
        if (taken.empty()) continue;
        Api* api = apiOf(apis, step.target);
        const auto owners =
            given.find({api != nullptr ? api->target().cluster : step.target.cluster, refOf(record.intent->body)});
        const Json live =
            liveOf(record.intent->body, afterOf(record), api, owners == given.end() ? Json() : owners->second);
        if (!live.is_object()) continue;                        // nobody owns anything of it
        std::map<std::string, std::vector<std::string>> fields; // by manager
        for (const Conflict* one : taken)
            if (!isOwnedAgain(live, one->manager, one->field)) fields[one->manager].push_back(shown(one->field));
        for (const auto& [manager, all] : fields)
            said.push_back(
                shown(step.what.kind) + " " + shown(step.what.shortText()) + ": " +
                (applies(manager)
                     ? shown(manager) + " owned " + joined(all) +
                           " before, and the undo gives the values back but not the fields. To change them, that "
                           "manager has to apply once with --force-conflicts."
                     : shown(manager) + " owned " + joined(all) +
                           " before, and the undo gives the values back but not the fields. It can change them as "
                           "ever: an update meets no conflict."));
    }
    return said;
}

/// The Secret with the values that Berth owns of it, from where the plan had them: what is not said again would go. Null where they are
/// there no more, or nothing but values was changed.
/// @param step  that is undone; null: not known
/// @param live  with its values, for this comparison alone
/// @param stays  fields that others have by now
/// @return what stays besides as it is, and why; empty: nothing does
std::string withValues(Wish& wish, const Step* step, const Json& live, const std::vector<std::string>& stays,
                       const SecretSource& source)
{
    std::vector<std::string> lost;  // values
    std::vector<std::string> other; // fields
    if (step != nullptr) {
        for (const Difference& one : step->diff.differences) {
            const bool isValue =
                one.path == ".data" || one.path.starts_with(".data.") || one.path.starts_with(".data[");
            if (one.why == Difference::Why::Server) continue;
            if (std::ranges::find(stays, one.path) != stays.end()) continue;
            if (!isValue || one.kind == Difference::Kind::Added)
                other.push_back(shown(one.path));
            else
                lost.push_back(shown(one.path));
        }
    }
    const std::string isLost =
        lost.empty() ? std::string()
                     : "The values that a Secret had are not kept: " + joined(lost) + " cannot be undone.";
    const Json said = wish.object.value("data", Json::object());
    wish.object.erase("data");
    if (other.empty()) {
        wish.object = Json();
        return isLost.empty() && stays.empty() ? std::string(SecretIsLost) : isLost;
    }
    SecretReader reader(source);
    const Json values = live.value("data", Json::object());
    std::vector<std::string> missing;
    for (const auto& [key, mask] : said.items()) {
        if (!values.is_object() || !values.contains(key)) continue; // it went with the plan, and is among the lost
        const std::string& wanted = key;
        const auto ref = std::ranges::find(step->secrets, wanted, &SecretRef::key);
        const bool isNamed = ref != step->secrets.end();
        const Result<Secret> value = isNamed ? reader.value(*ref, true) : Result<Secret>(Secret());
        if (isNamed && value && values.at(wanted) == value->reveal())
            wish.secrets.push_back(*ref);
        else
            missing.push_back(shown(".data." + wanted));
    }
    if (missing.empty()) return isLost;
    wish.object = Json();
    wish.secrets.clear();
    for (std::string& one : lost) other.push_back(std::move(one));
    return "Berth keeps no values of a Secret, and would have to say " + joined(missing) +
           " again, which is not where the plan had it. So " + joined(other) + " stays as it is.";
}

} // namespace

Result<std::string> findPlan(const Journal& journal, const std::string& prefix)
{
    if (prefix.empty()) {
        const auto last = journal.plans(1);
        if (!last) return tl::unexpected(last.error());
        if (!last->empty()) return last->front().plan;
        if (const auto whole = journal.verify(); !whole) return tl::unexpected(whole.error());
        return failure(Fault::NotFound, "No plan was applied yet.");
    }
    const auto found = journal.plansLike(prefix);
    if (!found) return tl::unexpected(found.error());
    if (found->empty())
        return failure(Fault::NotFound, "The journal has no plan that begins so. `history` lists them.", shown(prefix));
    if (found->size() > 1)
        return failure(Fault::Conflict, "Several plans begin so. Say more of the digest.", shown(prefix));
    return found->front();
}

Result<Plan> planOf(const Journal& journal, const std::string& digest)
{
    const auto entries = journal.entries(digest);
    if (!entries) return tl::unexpected(entries.error());
    for (const Entry& entry : *entries)
        if (entry.state == Entry::State::Planned) return readPlan(entry.body.dump());
    return failure(Fault::NotFound, "The journal has no such plan.", shown(digest.substr(0, 12)));
}

Result<Json> recordOf(const Journal& journal, const std::string& digest)
{
    const auto entries = journal.entries(digest);
    if (!entries) return tl::unexpected(entries.error());
    Json items = Json::array();
    for (const Entry& entry : *entries)
        items.push_back({{"number", entry.number},
                         {"time", model::toText(entry.time)},
                         {"by", entry.who},
                         {"step", entry.step},
                         {"state", name(entry.state)},
                         {"body", entry.body},
                         {"digest", entry.digest}});
    return Json{{"apiVersion", "berth/v1"}, {"kind", "HistoryOfPlan"}, {"plan", digest}, {"items", std::move(items)}};
}

Result<Plan> undoPlan(const Journal& journal, const std::string& digest, const Apis& apis, MakeOptions options)
{
    const auto entries = journal.entries(digest);
    if (!entries) return tl::unexpected(entries.error());
    const auto records = recordsOf(*entries);
    std::vector<Wish> wishes;
    std::vector<std::string> notUndone;
    OwnersBack owners; // that steps before give back
    std::vector<std::string> settled;
    std::set<std::string> byName; // clusters that may be others by now
    std::string ownersGone;       // the last that nothing but managers was changed of
    const Result<Plan> undone = planOf(journal, digest);
    for (auto record = records.rbegin(); record != records.rend(); ++record) {
        const auto& [intent, end] = record->second;
        if (!intent) continue;
        const Json& body = intent->body;
        if (record->second.state() == Entry::State::Unknown)
            return failure(Fault::Conflict,
                           "It is not known yet whether the step was done. `history --settle` asks the cluster." +
                               untilWhen(intent->time, options.made),
                           nameOf(body));
        if (record->second.state() == Entry::State::Accepted)
            return failure(Fault::Conflict,
                           "The object is still being deleted, and can only be made again once it is gone. " +
                               textOf(end->body, "why") + " `history --settle` asks the cluster.",
                           nameOf(body));
        if (end->state != Entry::State::Done) continue;
        if (const std::string lost = wentAlong(undone, record->first); !lost.empty())
            notUndone.push_back(nameOf(body) + ": " + lost);
        const Json before = body.value("before", Json());
        const std::string kind = textOf(body, "kind");
        Wish wish;
        const Result<UndoneOn> on = undoneOn(body, apis);
        if (!on) return tl::unexpected(on.error());
        Api* api = on->api;
        wish.cluster = on->cluster;
        if (on->isByName) byName.insert(on->cluster);
        wish.object = identityOf(refOf(body));
        const std::pair<std::string, model::ObjectRef> key{wish.cluster, refOf(body)};
        const auto given = owners.find(key);
        const Json after = afterOf(record->second);
        const Json live = liveOf(body, after, api, given == owners.end() ? Json() : given->second);
        const bool isDelete = textOf(body, "action") == "delete";
        if (before.is_object() && !isDelete && live.is_null()) {
            if (textOf(body, "action") == OwnersAction) { // who owned what went with it
                ownersGone = nameOf(body) + ": " + "The object is gone, and so are those who managed it.";
                continue;
            }
            if (kind == "Secret" || !isMadeAgain(options.decisions)) {
                std::string said = nameOf(body) + ": ";
                if (kind == "Secret")
                    said += "Others deleted it since, and its values are not kept.";
                else
                    said += std::string("Others deleted it since, and it stays deleted.") +
                            " To make it again as it was before the plan, say --conflict all=take.";
                settled.emplace_back(Identity);
                notUndone.push_back(std::move(said));
                continue;
            }
            settled.emplace_back(Identity);
            wish.object = textOfAll(body);
            wish.notes = {"Others deleted it since. It is made again as it was before the plan."};
            wishes.push_back(std::move(wish));
            continue;
        }
        if (textOf(body, "action") == OwnersAction) {
            if (live.is_object() && before.is_object() && metadataText(live, "uid") != metadataText(before, "uid")) {
                ownersGone =
                    nameOf(body) + ": " + "It was deleted and made again since: what is there now is another object.";
                continue;
            }
            wish.action = Step::Action::Owners;
            const auto [first, last] = spanOf(records, body);
            if (before.is_object())
                wish.object["metadata"]["managedFields"] = ownersBack(first, before, last, live, options.decisions);
            owners[{wish.cluster, refOf(body)}] = wish.object["metadata"].value("managedFields", Json());
            wish.notes = whoseAgain(managedFieldsOf(live), owners[{wish.cluster, refOf(body)}]);
            if (const auto others = gettingBack(owners[{wish.cluster, refOf(body)}]); !others.empty())
                wish.notes.push_back("What was taken by force goes back to those who had it: " + joined(others) + ".");
        } else if (!before.is_object()) {
            if (isAnotherSince(body, after, live)) { // nothing of the plan is left, and whose it is now is not told
                settled.emplace_back(Identity);
                notUndone.push_back(nameOf(body) + ": " +
                                    "It was deleted and made again since: what is there now is another object, and "
                                    "stays.");
                continue;
            }
            wish.action = Step::Action::Delete;
            if (std::string loss = lossOfDelete(kind); !loss.empty()) wish.notes = {std::move(loss)};
            wish.disputed = writtenSince(after, live);
            if (!wish.disputed.empty())
                wish.notes.push_back("It was written into since it was made, and what was written goes with it.");
            std::vector<Conflict> applied = appliedSince(after, live);
            std::erase_if(applied, [&](const Conflict& one) {
                return std::ranges::find(wish.disputed, one.field, &Conflict::field) != wish.disputed.end();
            });
            if (!applied.empty()) wish.notes.push_back("Others apply it since it was made, and would miss it.");
            for (Conflict& one : applied) wish.disputed.push_back(std::move(one));
        } else if (kind == "Secret" && isDelete) {
            notUndone.push_back(nameOf(body) + ": " + SecretIsLost);
            continue;
        } else if (isDelete) {
            wish.object = textOfAll(body);
        } else {
            Back back = backOf(body, after, live, options.decisions);
            settled.insert(settled.end(), back.stays.begin(), back.stays.end());
            wish.object = std::move(back.text);
            if (!back.stays.empty())
                notUndone.push_back(nameOf(body) + ": Others changed " + joined(back.stays) + " since, so it stays.");
            if (kind == "Secret") {
                const auto number = static_cast<std::size_t>(std::max(record->first, 0));
                const bool isKnown = undone && number < undone->steps.size();
                const Step* step = isKnown ? &undone->steps[number] : nullptr;
                if (const std::string lost = withValues(wish, step, live, back.stays, options.secrets); !lost.empty())
                    notUndone.push_back(nameOf(body) + ": " + lost);
                if (wish.object.is_null()) continue;
                dropRecord(wish.object);
                if (const auto told = dropMaskedAnnotations(wish.object); !told.empty())
                    notUndone.push_back(nameOf(body) + ": " + "The annotation " + shown(told.front()) +
                                        " told values of the Secret, which are not kept: it cannot be undone.");
            }
            wish.disputed = std::move(back.disputed);
            wish.back = before;
            if (metadataText(live, "uid") != metadataText(before, "uid"))
                wish.notes.push_back("It was deleted and made again since: what is there now is another object.");
            if (!wish.disputed.empty())
                wish.notes.push_back("Another plan, or somebody by hand, changed it after the plan that is undone.");
        }
        for (const Conflict& one : wish.disputed) settled.push_back(one.field); // where its step is refused
        wishes.push_back(std::move(wish));
    }
    if (wishes.empty() && notUndone.empty() && !ownersGone.empty()) notUndone.push_back(ownersGone);
    if (wishes.empty() && notUndone.empty())
        return failure(Fault::NotFound, "Nothing of this plan was done.", shown(digest.substr(0, 12)));
    for (Wish& wish : wishes)
        if (byName.contains(wish.cluster)) wish.notes.push_back(onlyByName(wish.cluster));
    options.undoes = digest;
    Result<Plan> plan = makePlan(wishes, apis, options);
    if (!plan) return plan;
    if (plan->steps.empty()) // that all is as it was holds of this cluster, which may be the wrong one
        for (const std::string& cluster : byName) notUndone.push_back(onlyByName(cluster));
    if (!plan->steps.empty() && undone)
        for (std::string& one : takenFor(*undone, records, apis, owners)) notUndone.push_back(std::move(one));
    plan->settled.insert(plan->settled.end(), settled.begin(), settled.end());
    plan->notUndone.insert(plan->notUndone.begin(), notUndone.begin(), notUndone.end());
    plan->notUndoable = notUndone.size();
    return plan;
}

} // namespace core::change
