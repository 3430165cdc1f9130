#include "core/change/undo.h"

#include <algorithm>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/judge.h"
#include "core/change/outline.h"
#include "core/change/remake.h"
#include "core/change/since.h"
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

/// The object as it is now, with the owners that it has once the steps before are done; as the change left it where nobody tells.
/// @param owners  that a step before gives it; null: none does
Json liveOf(const Json& intent, const Json& after, Api* api, const Json& owners)
{
    Json live = after;
    if (api != nullptr)
        if (kube::ApiResult<Got> found = api->get(refOf(intent))) live = std::move(found->object);
    if (owners.is_array() && live.is_object())
        live["metadata"]["managedFields"] =
            withTakenOwners(live["metadata"].value("managedFields", Json::array()), owners);
    return live;
}

/// What somebody said of an object that is gone: without what the server had added, which another object gets anew (addresses, defaults).
Json textOfAll(const Json& intent)
{
    const Json before = withoutServerFields(intent.at("before"));
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

/// What a plan took by force keeps its new owner: to give it back would be to apply in the name of somebody else.
std::vector<std::string> takenFor(const Plan& plan, const std::map<int, StepRecord>& records)
{
    std::vector<std::string> said;
    for (const auto& [number, record] : records) {
        const bool isThere = number >= 0 && static_cast<std::size_t>(number) < plan.steps.size();
        if (!isThere || record.state() != Entry::State::Done) continue;
        const Step& step = plan.steps[static_cast<std::size_t>(number)];
        std::map<std::string, std::vector<std::string>> fields; // by manager
        for (const Conflict& one : step.conflicts)
            if (one.choice == Conflict::Choice::TakeOver && one.manager != ownName())
                fields[one.manager].push_back(shown(one.field));
        for (const auto& [manager, all] : fields)
            said.push_back(shown(step.what.kind) + " " + shown(step.what.shortText()) + ": " + shown(manager) +
                           " owned " + joined(all) +
                           " before, and the undo gives the values back but not the fields. To change them, that "
                           "manager has to apply once with --force-conflicts.");
    }
    return said;
}

/// The object as the step left it; as it was expected where the answer was not kept.
Json afterOf(const StepRecord& record)
{
    const Json after = record.end->body.value("after", Json());
    return after.is_object() ? after : record.intent->body.value("expected", Json());
}

} // namespace

Result<std::string> findPlan(const Journal& journal, const std::string& prefix)
{
    if (prefix.empty()) {
        const auto last = journal.plans(1);
        if (!last) return tl::unexpected(last.error());
        if (last->empty()) return failure(Fault::NotFound, "No plan was applied yet.");
        return last->front().plan;
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
    std::map<std::pair<std::string, model::ObjectRef>, Json> owners; // that steps before give back
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
        const Json before = body.value("before", Json());
        const std::string kind = textOf(body, "kind");
        Wish wish;
        Api* api = apiOf(apis, {textOf(body, "cluster"), textOf(body, "server"), textOf(body, "clusterUid"),
                                textOf(body, "address")});
        wish.cluster = api != nullptr ? api->target().cluster : textOf(body, "cluster");
        wish.object = identityOf(refOf(body));
        if (textOf(body, "action") == OwnersAction) {
            wish.action = Step::Action::Owners;
            if (before.is_object())
                wish.object["metadata"]["managedFields"] = before["metadata"].value("managedFields", Json::array());
            owners[{wish.cluster, refOf(body)}] = wish.object["metadata"].value("managedFields", Json());
            wish.notes = {"The fields that `kubectl apply` managed before are its own again."};
        } else if (!before.is_object()) {
            wish.action = Step::Action::Delete;
            if (std::string loss = lossOfDelete(kind); !loss.empty()) wish.notes = {std::move(loss)};
            const Json after = afterOf(record->second);
            wish.disputed = writtenSince(after, liveOf(body, after, api, {}));
            if (!wish.disputed.empty())
                wish.notes.push_back("It was written into since it was made, and what was written goes with it.");
        } else if (kind == "Secret") {
            notUndone.push_back(nameOf(body) + ": " + SecretIsLost);
            continue;
        } else if (textOf(body, "action") == "delete") {
            wish.object = textOfAll(body);
        } else {
            const Json after = afterOf(record->second);
            const auto given = owners.find({wish.cluster, refOf(body)});
            Back back = backOf(body, after, liveOf(body, after, api, given == owners.end() ? Json() : given->second),
                               options.decisions);
            wish.object = std::move(back.text);
            wish.disputed = std::move(back.disputed);
            wish.back = before;
            if (!wish.disputed.empty())
                wish.notes = {"Another plan, or somebody by hand, changed it after the plan that is undone."};
            if (!back.stays.empty())
                notUndone.push_back(nameOf(body) + ": Others changed " + joined(back.stays) + " since, so it stays.");
        }
        wishes.push_back(std::move(wish));
    }
    if (wishes.empty() && notUndone.empty())
        return failure(Fault::NotFound, "Nothing of this plan was done.", shown(digest.substr(0, 12)));
    options.undoes = digest;
    Result<Plan> plan = makePlan(wishes, apis, options);
    if (!plan) return plan;
    if (!plan->steps.empty())
        if (const Result<Plan> undone = planOf(journal, digest))
            for (std::string& one : takenFor(*undone, records)) notUndone.push_back(std::move(one));
    plan->notUndone.insert(plan->notUndone.begin(), notUndone.begin(), notUndone.end());
    return plan;
}

} // namespace core::change
