#include "core/change/make.h"

#include <algorithm>
#include <map>
#include <set>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/beyond.h"
#include "core/change/dependants.h"
#include "core/change/list_order.h"
#include "core/change/remake.h"
#include "core/change/wish_step.h"
#include "core/object/fields.h"

namespace core::change {
namespace {

/// Whether an earlier step makes what this one's refusal misses.
bool isMadeBefore(const Step& step, const std::vector<Step>& earlier)
{
    return std::ranges::any_of(earlier, [&](const Step& one) {
        if (one.action != Step::Action::Apply || !(one.target == step.target)) return false;
        if (one.what.kind == "Namespace") return one.isCreate() && one.what.name == step.what.ns;
        if (one.what.kind != "CustomResourceDefinition") return false;
        const Json::json_pointer kind("/spec/names/kind");
        const Json::json_pointer group("/spec/group");
        return one.object.contains(kind) && one.object.at(kind) == step.what.kind && one.object.contains(group) &&
               one.object.at(group) == step.what.group();
    });
}

/// What has to be done before the step: fields of `kubectl apply` become Berth's.
Step ownersStep(const Step& before, const TakeOver& takeOver)
{
    Step step;
    step.target = before.target;
    step.action = Step::Action::Owners;
    step.what = before.what;
    step.object = identityOf(before.what);
    step.object["metadata"]["managedFields"] = takenOwners(takeOver.managedFields, true);
    step.takesOver = takeOver.managers;
    if (takeOver.managers.empty())
        step.notes = {"Berth's own entry among the object's managers is not whole: a take-over was cut short. It is "
                      "mended."};
    return step;
}

/// Lists that hold what they are to hold again, but in another order: a server adds what is missing behind what is there.
std::vector<std::string> notInOrder(const Json& back, const Json& result)
{
    std::vector<std::string> notes;
    if (!back.is_object() || !result.is_object()) return notes;
    for (const Difference& one : diff(withoutServerFields(back), withoutServerFields(result), {}).differences) {
        if (!one.before.is_array() || !one.after.is_array()) continue;
        if (!std::ranges::is_permutation(one.before, one.after)) continue;
        notes.push_back("The order does not come back: " + shown(one.path) +
                        " holds what it held, with what is added behind what is there.");
    }
    return notes;
}

/// Lists in another order than the text's, and those that change theirs beside what the differences show: sentences.
std::vector<std::string> ordersIn(const Made& made)
{
    std::vector<std::string> all;
    const Step& step = made.step;
    if (step.action != Step::Action::Apply || step.refused) return all;
    for (const ListOrder& one : ordersOf(made.config, made.live, made.result)) {
        const bool isShown =
            std::ranges::find(step.diff.differences, one.path, &Difference::path) != step.diff.differences.end();
        if (one.isKept() || !isShown) all.push_back(orderText(one, !step.diff.empty()));
    }
    return all;
}

/// Conflicts of an undo that no server sees: of fields that Berth itself changed since, and of what would be deleted.
void dispute(Step& step, const Made& made, const std::vector<Conflict>& disputed,
             const std::vector<Decision>& decisions)
{
    using Choice = Conflict::Choice;
    const bool isDelete = step.action == Step::Action::Delete;
    if (!step.seen.there() || step.refused) return;
    const Json live = withoutServerFields(made.live);
    const Json result = withoutServerFields(made.result);
    for (Conflict one : disputed) {
        if (std::ranges::find(step.conflicts, one.field, &Conflict::field) != step.conflicts.end()) continue;
        if (one.choice != Choice::Leave) {
            if (!isDelete && isSameAt(live, result, one.field)) continue;
            one.choice = choiceOf(decisions, one.field, one.choice);
            if (!isDelete && one.choice != Choice::TakeOver) one.choice = Choice::Open;
        }
        step.conflicts.push_back(std::move(one));
    }
    std::ranges::stable_sort(step.conflicts, {}, &Conflict::field);
}

/// Of a delete: to leave one field is to leave the object.
bool staysThere(const Step& step)
{
    return step.action == Step::Action::Delete && std::ranges::any_of(step.conflicts, [](const Conflict& one) {
               return one.choice == Conflict::Choice::Leave || one.choice == Conflict::Choice::Share;
           });
}

/// So are those of what others made and it would take along.
void disputeBeside(Step& step, const std::vector<Dependants>& others, const std::vector<Decision>& decisions)
{
    constexpr const char* Note = "Others made what would go along with it.";
    if (!step.seen.there() || step.refused || others.empty()) return;
    for (const Dependants& one : others) {
        step.conflicts.push_back(disputeOf(one));
        step.conflicts.back().choice = choiceOf(decisions, step.conflicts.back().field);
    }
    std::ranges::stable_sort(step.conflicts, {}, &Conflict::field);
    if (std::ranges::find(step.notes, Note) == step.notes.end()) step.notes.emplace_back(Note);
}

/// What is given back was worked out of the managers that there were: what kubectl has come to manage since would be nobody's.
void refuseOthers(Step& step, const Json& managers)
{
    if (step.action != Step::Action::Owners || step.refused || !step.seen.there()) return;
    const auto withoutTimes = [](Json owners) {
        for (Json& one : owners)
            if (one.is_object()) one.erase("time");
        return owners;
    };
    const Json is = step.seen.object["metadata"].value("managedFields", Json::array());
    if (withoutTimes(is) != withoutTimes(managers))
        step.refused = Refused{
            0, "`kubectl apply` has come to manage other fields of it since this was planned. Plan the undo anew.", {}};
}

/// Why it stays: a sentence.
std::string whyItStays(const Step& step)
{
    std::vector<std::string> others;
    for (const Conflict& one : step.conflicts)
        if (isBeside(one) && one.choice != Conflict::Choice::TakeOver) others.push_back(besideText(one));
    return others.empty() ? "It stays, with what was written into it since."
                          : "It stays, for it would take along what others made: " + joined(others) + ".";
}

/// The uids of an object's owners, and of theirs as far as they stand beside it.
std::set<std::string> ownerUidsOf(const Made& made, const Apis& apis)
{
    std::set<std::string> uids;
    const Json::json_pointer place("/metadata/ownerReferences");
    if (!made.live.is_object() || !made.live.contains(place) || !made.live.at(place).is_array()) return uids;
    for (const Json& one : made.live.at(place))
        if (one.is_object()) uids.insert(one.value("uid", std::string()));
    Api* api = apiOf(apis, made.step.target);
    if (uids.empty() || api == nullptr) return uids;
    const Listed there = api->list(made.step.what.ns);
    for (std::size_t known = 0; known != uids.size();) {
        known = uids.size();
        for (const Listed::Object& one : there.objects)
            if (uids.contains(one.uid)) uids.insert(one.owners.begin(), one.owners.end());
    }
    return uids;
}

/// Whether what stands there is of the kind that the definition defines.
bool isDefinedBy(const model::ObjectRef& what, const Json& definition)
{
    const Json::json_pointer kind("/spec/names/kind");
    const Json::json_pointer group("/spec/group");
    return definition.is_object() && definition.contains(kind) && definition.at(kind) == what.kind &&
           definition.contains(group) && definition.at(group) == what.group();
}

/// Deletes that would take along what stays, by their places: those of its namespace, its owners, its kind. Of each what stays.
std::map<std::size_t, std::vector<std::string>> keptFor(const std::vector<Made>& all, const Apis& apis)
{
    std::map<std::size_t, std::vector<std::string>> kept;
    std::vector<std::size_t> stay;
    for (std::size_t i = 0; i < all.size(); ++i)
        if (staysThere(all[i].step)) stay.push_back(i);
    for (std::size_t next = 0; next < stay.size(); ++next) { // what is kept keeps others
        const Made& made = all[stay[next]];
        const std::set<std::string> owners = ownerUidsOf(made, apis);
        for (std::size_t i = 0; i < all.size(); ++i) {
            const Step& step = all[i].step;
            const bool isDelete = step.action == Step::Action::Delete && step.seen.there();
            if (i == stay[next] || !isDelete || staysThere(step) || !step.target.isSame(made.step.target)) continue;
            const bool isNamespace = step.what.kind == "Namespace" && step.what.name == made.step.what.ns;
            const bool isOwner = !step.orphans && owners.contains(step.seen.uid);
            const bool isKind =
                step.what.kind == "CustomResourceDefinition" && isDefinedBy(made.step.what, all[i].live);
            if (!isNamespace && !isOwner && !isKind) continue;
            std::vector<std::string>& whatFor = kept[i];
            if (whatFor.empty()) stay.push_back(i);
            whatFor.push_back(nameOfObject(made.step.what));
        }
    }
    return kept;
}

/// What Berth owns of an object by its managers; null: they are not told.
Json ownFields(const Json& object)
{
    const Json::json_pointer managers("/metadata/managedFields");
    if (!object.is_object() || !object.contains(managers)) return {};
    for (const Json& one : object.at(managers))
        if (one.value("manager", std::string()) == Manager && one.value("operation", std::string()) == "Apply")
            return one.value("fieldsV1", Json::object());
    return Json::object();
}

/// What becomes of Berth's fields where no value is another; empty: nothing does.
std::string ownedAnew(const Made& made)
{
    const Json was = ownFields(made.live);
    const Json is = ownFields(made.result);
    if (!made.step.seen.there() || !was.is_object() || !is.is_object() || was == is) return {};
    const auto had = object::FieldSet::read(was);
    const auto has = object::FieldSet::read(is);
    const bool gainsOnly = had && has && had->difference(*has).empty();
    return gainsOnly ? "No value changes: Berth comes to own fields again that others own, too."
                     : "No value changes: Berth gives up fields that others own, too.";
}

bool changesNothing(const Step& step)
{
    if (step.action == Step::Action::Owners) return false;
    if (step.action == Step::Action::Delete) return !step.refused && !step.seen.there();
    return !step.refused && step.seen.there() && step.diff.empty() && step.conflicts.empty() && step.takesOver.empty();
}

/// The group that a server keeps the object under: some kinds are served by two, and are the same objects in both.
/// @source kubernetes 1.20 pkg/kubeapiserver (AddCohabitatingResources), and below in the registries of apps, networking, policy, events
std::string storedGroupOf(const model::ObjectRef& what)
{
    const std::string group(what.group());
    if (group == "events.k8s.io" && what.kind == "Event") return {};
    if (group != "extensions") return group;
    if (isOneOf(what.kind, {"Deployment", "DaemonSet", "ReplicaSet"})) return "apps";
    if (isOneOf(what.kind, {"Ingress", "NetworkPolicy"})) return "networking.k8s.io";
    return what.kind == "PodSecurityPolicy" ? "policy" : group;
}

tl::unexpected<Error> isTwice(const Step& one, const Step& other)
{
    std::string where = nameOfObject(one.what);
    if (one.what.apiVersion != other.what.apiVersion)
        where += " (" + shown(one.what.apiVersion) + ", " + shown(other.what.apiVersion) + ")";
    return failure(Fault::Conflict, "The object stands in the texts twice. Remove one of the two.", where);
}

/// Two texts for one object would undo each other.
class Once {
public:
    /// @param group  what tells objects of one kind and name apart
    Result<void> add(const Step& step, const std::string& group)
    {
        if (step.action == Step::Action::Owners) return {}; // no text
        model::ObjectRef what = step.what;
        what.apiVersion = group;
        const auto [other, isFirst] = m_seen.emplace(std::pair(step.target.cluster, what), &step);
        if (!isFirst) return isTwice(*other->second, step);
        return {};
    }

private:
    std::map<std::pair<std::string, model::ObjectRef>, const Step*> m_seen;
};

} // namespace

Conflict::Choice choiceOf(const std::vector<Decision>& decisions, const std::string& field, Conflict::Choice so)
{
    for (const Decision& one : decisions)
        if (one.field == field || (one.field == "all" && so == Conflict::Choice::Open)) so = one.choice;
    return so;
}

Result<Plan> makePlan(const std::vector<Wish>& wishes, const Apis& apis, const MakeOptions& options)
{
    Plan plan;
    plan.made = options.made;
    plan.validUntil = options.made + ValidFor;
    plan.by = options.by;
    plan.title = options.title;
    plan.undoes = options.undoes;
    SecretReader reader(options.secrets);
    std::vector<Step> steps;
    std::map<std::pair<std::string, model::ObjectRef>, std::vector<Decision>> decisions;
    std::map<std::pair<std::string, model::ObjectRef>, Json> backs;
    std::map<std::pair<std::string, model::ObjectRef>, std::vector<Conflict>> disputes;
    std::map<std::pair<std::string, model::ObjectRef>, Json> managers; // of `kubectl apply`
    for (const Wish& wish : wishes) {
        const auto api = apis.find(wish.cluster);
        if (api == apis.end()) return failure(Fault::NotFound, "There is no such cluster.", shown(wish.cluster));
        Result<Step> step = stepOf(wish, *api->second, options, reader);
        if (!step) return tl::unexpected(step.error());
        decisions[{step->target.cluster, step->what}] = wish.decisions;
        if (wish.back.is_object()) backs[{step->target.cluster, step->what}] = wish.back;
        if (wish.seen.is_array()) managers[{step->target.cluster, step->what}] = wish.seen;
        if (!wish.disputed.empty()) disputes[{step->target.cluster, step->what}] = wish.disputed;
        steps.push_back(std::move(*step));
    }
    Once texts; // in whatever versions they are
    for (const Step& step : steps)
        if (auto once = texts.add(step, storedGroupOf(step.what)); !once) return tl::unexpected(once.error());
    std::ranges::stable_sort(steps, [](const Step& a, const Step& b) {
        const bool deletes = a.action == Step::Action::Delete;
        if (deletes != (b.action == Step::Action::Delete)) return !deletes;
        return deletes ? rankOf(a.what) > rankOf(b.what) : rankOf(a.what) < rankOf(b.what);
    });
    std::vector<MakeOptions> each;
    for (const Step& asked : steps) {
        each.push_back(options);
        for (const Decision& one : decisions[{asked.target.cluster, asked.what}])
            each.back().decisions.push_back(one); // of several steps of one object each
    }
    std::vector<Made> all = remakeAll(steps, apis, each);
    if (const Made* gone = unreachedIn(all))
        return failure(Fault::Unavailable, gone->step.refused->message, shown(gone->step.target.cluster));
    Once objects; // now that the server has told which they are
    for (const Made& made : all) {
        if (!made.step.seen.there()) continue;
        if (auto once = objects.add(made.step, made.step.seen.uid); !once) return tl::unexpected(once.error());
    }
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const auto disputed = disputes.find({all[i].step.target.cluster, all[i].step.what});
        if (disputed != disputes.end() && all[i].step.action != Step::Action::Owners)
            dispute(all[i].step, all[i], disputed->second, each[i].decisions);
        const auto seen = managers.find({all[i].step.target.cluster, all[i].step.what});
        if (seen != managers.end()) refuseOthers(all[i].step, seen->second);
    }
    std::vector<Step*> every;
    for (Made& made : all) every.push_back(&made.step);
    const std::vector<std::vector<Dependants>> others = findDependants(every, apis);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        std::vector<Dependants>& lost = all[i].step.lost;
        if (options.undoes.empty())
            lost.insert(lost.end(), others[i].begin(), others[i].end());
        else
            disputeBeside(all[i].step, others[i], each[i].decisions);
    }
    const auto kept = keptFor(all, apis);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Made& made = all[i];
        Step& step = made.step;
        if (step.refused && step.refused->code == 404 && isMadeBefore(step, plan.steps)) {
            step.refused.reset();
            step.checked = Step::Checked::NotYet;
            step.diff = diff({}, step.object, {});
        }
        const auto back = backs.find({step.target.cluster, step.what});
        if (staysThere(step) || kept.contains(i))
            for (const Conflict& one : step.conflicts) plan.settled.push_back(one.field);
        if (staysThere(step)) {
            plan.notUndone.push_back(nameOfObject(step.what) + ": " + whyItStays(step));
            continue;
        }
        if (const auto one = kept.find(i); one != kept.end()) {
            plan.notUndone.push_back(nameOfObject(step.what) + ": " +
                                     "It stays too, for it would take along what stays: " + joined(one->second) + ".");
            continue;
        }
        if (options.undoes.empty()) // what an undo says is no text of anybody's
            for (const std::string& field : beyondText(step, made.live, made.result))
                plan.beyond.push_back(steps.size() > 1 ? nameOfObject(step.what) + " " + field : field);
        if (changesNothing(step)) {
            const bool isBack = back != backs.end() && step.action == Step::Action::Apply;
            std::string owned = isBack ? ownedAnew(made) : std::string();
            if (owned.empty()) {
                plan.unchanged.push_back(nameOfObject(step.what));
                if (!isBack)
                    for (const std::string& one : ordersIn(made))
                        plan.stillDiffers.push_back(nameOfObject(step.what) + ": " + one);
                continue;
            }
            step.notes.push_back(std::move(owned));
        }
        if (back == backs.end()) // of an undo it is said otherwise
            for (std::string& one : ordersIn(made))
                if (std::ranges::find(step.notes, one) == step.notes.end()) step.notes.push_back(std::move(one));
        if (back != backs.end())
            for (const std::string& why : notInOrder(back->second, made.result))
                plan.notUndone.push_back(nameOfObject(step.what) + ": " + why);
        const bool isPrepared = besideOf(steps, i).before.is_array();
        if (made.takeOver && step.action == Step::Action::Apply && !isPrepared)
            plan.steps.push_back(remake(ownersStep(step, *made.takeOver), *apis.at(step.target.cluster), options).step);
        plan.steps.push_back(std::move(step));
    }
    return plan;
}

} // namespace core::change
