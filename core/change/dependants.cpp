#include "core/change/dependants.h"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/outline.h"

namespace core::change {
namespace {

std::vector<Dependants> byKind(const std::vector<const Listed::Object*>& objects)
{
    std::map<std::tuple<std::string, std::string, std::string>, Dependants> kinds;
    for (const Listed::Object* one : objects) {
        Dependants& all = kinds[{one->what.kind, one->what.apiVersion, one->what.ns}];
        all.apiVersion = one->what.apiVersion;
        all.kind = one->what.kind;
        all.ns = one->what.ns;
        all.names.push_back(one->what.name);
        ++all.count;
    }
    std::vector<Dependants> out;
    for (auto& [kind, all] : kinds) {
        std::ranges::sort(all.names);
        if (all.names.size() > Dependants::MostNamed) all.names.resize(Dependants::MostNamed);
        out.push_back(std::move(all));
    }
    return out;
}

/// What the garbage collector takes along.
std::vector<const Listed::Object*> ownedBy(const std::string& uid, const Listed& there)
{
    std::set<std::string> gone{uid};
    std::vector<const Listed::Object*> goes;
    for (bool more = !uid.empty(); more;) {
        more = false;
        for (const Listed::Object& one : there.objects) {
            const bool isOwned = !one.owners.empty() && std::ranges::all_of(one.owners, [&](const std::string& owner) {
                return gone.contains(owner);
            });
            if (!isOwned || !gone.insert(one.uid).second) continue;
            goes.push_back(&one);
            more = true;
        }
    }
    return goes;
}

bool isDefinition(const Step& step)
{
    return step.what.kind == "CustomResourceDefinition" && step.what.group() == "apiextensions.k8s.io";
}

/// All that was looked for goes with it, whoever owns it.
bool takesAll(const Step& step)
{
    return step.what.kind == "Namespace" || isDefinition(step);
}

/// All that stands in a namespace that goes, and all of a kind; of another object what it owns.
std::vector<const Listed::Object*> goesWith(const Step& step, const Listed& there)
{
    if (!takesAll(step)) return ownedBy(step.seen.uid, there);
    std::vector<const Listed::Object*> objects;
    for (const Listed::Object& one : there.objects) objects.push_back(&one);
    return objects;
}

void find(Step& step, const Listed& there)
{
    step.dependants = byKind(goesWith(step, there));
    step.notLookedFor = there.open;
    if (step.what.kind == "Namespace" || !step.what.ns.empty()) return;
    // What has no namespace may own objects in all of them.
    step.notLookedFor.push_back("What it owns in namespaces was not looked for.");
}

std::string textIn(const Json& object, const char* place)
{
    const Json::json_pointer pointer(place);
    const bool isThere = object.is_object() && object.contains(pointer) && object.at(pointer).is_string();
    return isThere ? object.at(pointer).get<std::string>() : std::string();
}

/// The objects of the kind in all namespaces, which their names say; and what the definition itself owns beside them.
Listed ofDefinition(const Step& step, Api& api)
{
    const Json& definition = step.seen.object;
    Listed all = api.listKind(textIn(definition, "/spec/group"), textIn(definition, "/spec/names/kind"));
    std::set<std::string> uids;
    for (Listed::Object& one : all.objects) {
        uids.insert(one.uid);
        one.what.name = one.what.shortText();
        one.what.ns.clear();
    }
    Listed beside = api.list({});
    for (const Listed::Object* one : ownedBy(step.seen.uid, beside))
        if (!uids.contains(one->uid)) all.objects.push_back(*one);
    for (std::string& one : beside.open) all.open.push_back(std::move(one));
    return all;
}

/// One look at a namespace does for all steps.
class Looks {
public:
    /// @return null: nothing is deleted by the step, or nobody can be asked
    const Listed* of(const Step& step, const Apis& apis)
    {
        Api* api = apiOf(apis, step.target);
        if (step.action != Step::Action::Delete || !step.seen.there() || api == nullptr) return nullptr;
        const bool isOfKind = isDefinition(step);
        const std::string& ns = takesAll(step) ? step.what.name : step.what.ns;
        const std::tuple key{static_cast<const Api*>(api), isOfKind, ns};
        auto found = m_asked.find(key);
        if (found == m_asked.end())
            found = m_asked.emplace(key, isOfKind ? ofDefinition(step, *api) : api->list(ns)).first;
        return &found->second;
    }

private:
    std::map<std::tuple<const Api*, bool, std::string>, Listed> m_asked;
};

/// What the control plane itself puts into each namespace, measures of what stands there, and the addresses of a Service.
/// @source kube-controller-manager: serviceaccount, root-ca-certificate-publisher, endpoints
bool isServers(const model::ObjectRef& what)
{
    return (what.kind == "ServiceAccount" && what.name == "default") ||
           (what.kind == "ConfigMap" && what.name == "kube-root-ca.crt") ||
           (what.apiVersion == "v1" && what.kind == "Endpoints") || what.group() == "metrics.k8s.io";
}

/// Whether the controller of a StatefulSet that is deleted made the claim: by its name, since most have no owner.
/// @source k8s.io/kubernetes pkg/controller/statefulset/stateful_set_utils.go getPersistentVolumeClaimName
bool isClaimOf(const Step& set, const model::ObjectRef& what)
{
    const bool isSet = set.action == Step::Action::Delete && set.seen.there() && set.what.kind == "StatefulSet" &&
                       set.what.group() == "apps";
    if (!isSet || what.kind != "PersistentVolumeClaim" || what.apiVersion != "v1" || what.ns != set.what.ns)
        return false;
    const Json::json_pointer place("/spec/volumeClaimTemplates");
    const Json& object = set.seen.object;
    if (!object.is_object() || !object.contains(place) || !object.at(place).is_array()) return false;
    return std::ranges::any_of(object.at(place), [&](const Json& claim) {
        const std::string start = textIn(claim, "/metadata/name") + "-" + set.what.name + "-";
        return what.name.size() > start.size() && what.name.starts_with(start) &&
               what.name.find_first_not_of("0123456789", start.size()) == std::string::npos;
    });
}

bool isClaimOfAny(const std::vector<const Step*>& steps, const Target& target, const model::ObjectRef& what)
{
    return std::ranges::any_of(steps,
                               [&](const Step* one) { return one->target.isSame(target) && isClaimOf(*one, what); });
}

/// What is left of a StatefulSet's claims where their namespace does not go, too.
void findClaims(Step& step, const Listed& there, const std::vector<const Step*>& steps)
{
    step.stays.clear();
    const bool isNamespaceGone = std::ranges::any_of(steps, [&](const Step* one) {
        return one->action == Step::Action::Delete && one->what.kind == "Namespace" && one->what.name == step.what.ns &&
               one->target.isSame(step.target);
    });
    if (isNamespaceGone) return;
    std::vector<const Listed::Object*> left;
    for (const Listed::Object& one : there.objects)
        if (one.owners.empty() && isClaimOf(step, one.what)) left.push_back(&one);
    if (left.empty()) return;
    if (textIn(step.seen.object, "/spec/persistentVolumeClaimRetentionPolicy/whenDeleted") != "Delete") {
        step.stays = byKind(left);
        return;
    }
    for (const Dependants& one : byKind(left))
        step.notLookedFor.push_back("Its persistentVolumeClaimRetentionPolicy deletes its volume claims, and whether "
                                    "these go is not known, since they have no owner yet: " +
                                    textOf(one) + ".");
}

/// Of what goes along what somebody made: what a controller makes and replaces by itself follows its owner, which is looked at.
std::vector<const Listed::Object*> somebodys(const Step& step, const std::vector<const Listed::Object*>& goes)
{
    std::set<std::string> uids{step.seen.uid};
    for (const Listed::Object* one : goes) uids.insert(one->uid);
    std::vector<const Listed::Object*> out;
    for (const Listed::Object* one : goes) {
        const bool isRun = !one->controller.empty() && uids.contains(one->controller);
        if (!isRun && !isServers(one->what)) out.push_back(one);
    }
    return out;
}

/// Whether one of the steps is of the object.
bool isOfAny(const std::vector<Step*>& steps, const Target& target, const model::ObjectRef& what)
{
    return std::ranges::any_of(steps, [&](const Step* one) {
        return one->what.kind == what.kind && one->what.shortText() == what.shortText() &&
               one->what.group() == what.group() && one->target.isSame(target);
    });
}

/// Whether the plan says of an object that it goes along.
bool isShown(const std::vector<Dependants>& planned, const model::ObjectRef& what)
{
    return std::ranges::any_of(planned, [&](const Dependants& one) {
        const bool isKind = one.kind == what.kind && one.ns == what.ns &&
                            model::ObjectRef{one.apiVersion, one.kind, {}, {}}.group() == what.group();
        if (!isKind) return false;
        if (std::ranges::find(one.names, what.name) != one.names.end()) return true;
        // Of many it names the first in their order, and counts the rest.
        const bool isWhole = one.count <= static_cast<std::int64_t>(one.names.size());
        return !isWhole && !one.names.empty() && what.name > one.names.back();
    });
}

/// How many more of a kind there are than the plan counts: those that stand where it names none.
std::vector<Dependants> countedMore(const std::vector<Dependants>& planned, std::vector<Dependants> now)
{
    std::erase_if(now, [&](const Dependants& is) {
        const auto was = std::ranges::find_if(planned, [&](const Dependants& one) {
            return one.kind == is.kind && one.ns == is.ns && one.apiVersion == is.apiVersion;
        });
        return was == planned.end() || was->count <= static_cast<std::int64_t>(was->names.size()) ||
               is.count <= was->count;
    });
    return now;
}

std::vector<std::string> newOf(const Step& step, const Listed& there, const std::vector<const Step*>& steps)
{
    std::vector<const Listed::Object*> counted = somebodys(step, goesWith(step, there));
    std::erase_if(counted, [&](const Listed::Object* one) { return isClaimOfAny(steps, step.target, one->what); });
    std::vector<const Listed::Object*> others;
    for (const Listed::Object* one : counted)
        if (!isShown(step.dependants, one->what)) others.push_back(one);
    const std::string name = shown(step.what.kind) + " " + shown(step.what.shortText()) + ": ";
    std::vector<std::string> why;
    const std::vector<Dependants> added = byKind(others);
    if (!added.empty())
        why.push_back(name + textOf(added) +
                      " would go along by now, which the plan does not show. Make the plan again.");
    const std::vector<Dependants> more = countedMore(step.dependants, byKind(counted));
    if (added.empty() && !more.empty())
        why.push_back(name + textOf(more) + " would go along by now, and the plan counts fewer. Make the plan again.");
    if (there.open.empty() || !why.empty()) return why;
    // What could be looked at then and cannot now may hold what nobody has seen.
    if (step.notLookedFor.empty()) why.push_back(name + there.open.front());
    return why;
}

} // namespace

std::vector<Dependants> dependantsOf(const std::string& uid, const Listed& there)
{
    return byKind(ownedBy(uid, there));
}

std::vector<std::vector<Dependants>> findDependants(const std::vector<Step*>& steps, const Apis& apis)
{
    Looks looks;
    std::vector<std::vector<Dependants>> others(steps.size());
    const std::vector<const Step*> all(steps.begin(), steps.end());
    for (std::size_t i = 0; i < steps.size(); ++i) {
        Step& step = *steps[i];
        const Listed* there = looks.of(step, apis);
        if (there == nullptr) continue;
        find(step, *there);
        findClaims(step, *there, all);
        step.lost.clear();
        if (step.orphans && !takesAll(step)) continue; // what it owns stays
        std::vector<const Listed::Object*> made;
        std::vector<const Listed::Object*> claims;
        for (const Listed::Object* one : somebodys(step, goesWith(step, *there)))
            if (!isOfAny(steps, step.target, one->what))
                (isClaimOfAny(all, step.target, one->what) ? claims : made).push_back(one);
        step.lost = byKind(claims);
        others[i] = byKind(made);
    }
    return others;
}

Conflict disputeOf(const Dependants& others)
{
    const std::string group = model::ObjectRef{others.apiVersion, others.kind, {}, {}}.group();
    Conflict conflict;
    conflict.field = shown(others.kind) + (group.empty() ? "" : "." + shown(group));
    conflict.manager = "others";
    conflict.theirs = others.names;
    const std::int64_t more = others.count - static_cast<std::int64_t>(others.names.size());
    if (more > 0) conflict.theirs.push_back(std::to_string(more) + " more");
    return conflict;
}

bool isBeside(const Conflict& conflict)
{
    return !conflict.field.empty() && !conflict.field.starts_with('.');
}

std::string besideText(const Conflict& conflict)
{
    std::vector<std::string> names;
    for (const Json& one : conflict.theirs)
        if (one.is_string()) names.push_back(shown(one.get<std::string>()));
    return shown(conflict.field) + " (" + joined(names) + ")";
}

std::vector<std::string> dependantsDiffer(const Plan& planned, const Apis& apis)
{
    Looks looks;
    std::vector<std::string> why;
    std::vector<const Step*> all;
    for (const Step& step : planned.steps) all.push_back(&step);
    for (const Step& step : planned.steps) {
        if (step.orphans) continue; // what it owns stays
        if (const Listed* there = looks.of(step, apis))
            for (std::string& one : newOf(step, *there, all)) why.push_back(std::move(one));
    }
    return why;
}

} // namespace core::change
