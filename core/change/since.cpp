#include "core/change/since.h"

#include <algorithm>
#include <functional>
#include <map>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/judge.h"
#include "core/change/remake.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

using object::FieldSet;

/// Who owns what of an object's text.
struct Owned {
    FieldSet mine;
    FieldSet theirs;
    std::vector<std::pair<std::string, FieldSet>> all; ///< by the name that conflicts have
};
Owned ownedIn(const Json& object)
{
    Owned owned;
    const auto managed = object::readManaged(object);
    if (!managed) return owned;
    for (const object::Owner& owner : managed->owners) {
        const bool isOwn =
            owner.manager == Manager && owner.operation == object::Owner::Operation::Apply && owner.subresource.empty();
        if (isOwn)
            owned.mine = owner.fields;
        else
            owned.theirs = owned.theirs.unionWith(owner.fields);
        owned.all.emplace_back(owner.text(), owner.fields);
    }
    return owned;
}

FieldSet everyField(const object::Comparison& change)
{
    return change.modified.unionWith(change.removed).unionWith(change.added);
}

Json clearOfIn(const Json& fields, const Json& others)
{
    Json out = Json::object();
    for (const auto& [element, below] : fields.items()) {
        if (element == ".") continue;
        const auto found = others.find(element);
        if (found == others.end()) {
            out[element] = below;
            continue;
        }
        const bool isValue = below.empty() && element.starts_with("f:"); // owned as a whole, and changed within
        if (found->empty() || isValue) continue;
        Json inner = clearOfIn(below, *found);
        const bool isItself = (below.empty() || below.contains(".")) && !found->contains(".");
        if (inner.empty() && !isItself) continue;
        if (!inner.empty() && isItself) inner["."] = Json::object();
        out[element] = std::move(inner);
    }
    return out;
}

/// The fields that are none of the others, stand in none, and hold none as one value.
FieldSet clearOf(const FieldSet& fields, const FieldSet& others)
{
    return FieldSet::read(clearOfIn(fields.fieldsV1(), others.fieldsV1())).value_or(FieldSet());
}

Json pickedIn(const Json& fields, const std::string& place, bool isInside,
              const std::function<bool(const std::string&)>& isWanted)
{
    Json out = Json::object();
    for (const auto& [element, below] : fields.items()) {
        if (element == ".") continue;
        const std::string path = place + object::textOf(element);
        const bool isTaken = isInside || isWanted(path);
        Json inner = pickedIn(below, path, isTaken, isWanted);
        const bool isItself = isTaken && (below.empty() || below.contains("."));
        if (inner.empty() && !isItself) continue;
        if (!inner.empty() && isItself) inner["."] = Json::object();
        out[element] = std::move(inner);
    }
    return out;
}

bool isLeftBy(const std::vector<Decision>& decisions, const std::string& path)
{
    const Conflict::Choice choice = choiceOf(decisions, path);
    return choice == Conflict::Choice::Leave || choice == Conflict::Choice::Share;
}

/// Those that it is decided to leave as they are.
FieldSet leftOf(const FieldSet& disputed, const std::vector<Decision>& decisions)
{
    const std::vector<std::string> fields = topmost(disputed);
    return picked(disputed, [&](const std::string& path) {
        return std::ranges::find(fields, path) != fields.end() && isLeftBy(decisions, path);
    });
}

/// What somebody had said of what was removed, and what was removed whole: beside it stood defaults of the server, which adds them anew.
FieldSet saidOf(const FieldSet& removed, const FieldSet& owned)
{
    const std::vector<std::string> all = owned.paths();
    const std::vector<std::string> items = topmost(removed);
    return removed.difference(picked(clearOf(removed, owned), [&](const std::string& path) {
        return std::ranges::find(items, path) != items.end() &&
               std::ranges::any_of(all, [&](const std::string& one) { return isWithin(one, path); });
    }));
}

Json valueIn(const Json& object, const std::string& path)
{
    const Json* found = valueAt(object, path);
    return found != nullptr ? *found : Json();
}

/// @param by  owners by field
std::vector<Conflict> conflictsOf(const std::map<std::string, std::vector<std::string>>& by, const Json& is)
{
    std::vector<Conflict> found;
    for (const auto& [path, owners] : by)
        found.push_back({path, joined(owners), valueIn(is, path), {}, Conflict::Choice::Open});
    return found;
}

/// Berth and kubectl apply among the owners of an object.
object::Owners takenIn(const Json& object)
{
    return object::readOwners(takenOwners(managedFieldsOf(object), true)).value_or(object::Owners());
}

bool isSameEntry(const object::Owner& one, const object::Owner& other)
{
    return one.manager == other.manager && one.operation == other.operation && one.apiVersion == other.apiVersion;
}

FieldSet fieldsIn(const object::Owners& owners, const object::Owner& whose)
{
    FieldSet fields;
    for (const object::Owner& one : owners)
        if (isSameEntry(one, whose)) fields = fields.unionWith(one.fields);
    return fields;
}

object::Owners everyOwner(const Json& object)
{
    const auto managed = object::readManaged(object);
    object::Owners owners = managed ? managed->owners : object::Owners();
    std::erase_if(owners, [](const object::Owner& owner) { return !owner.subresource.empty(); });
    return owners;
}

/// What Berth took by force of others than kubectl apply, as theirs. @param newer  fields that came to be as they are since
object::Owners givenBack(const Json& first, const Json& end, const Json& live, const FieldSet& newer)
{
    const FieldSet gained = ownedIn(end).mine.difference(ownedIn(first).mine);
    const object::Owners then = everyOwner(end);
    const object::Owners now = everyOwner(live);
    object::Owners given;
    const object::Owners before = everyOwner(first);
    for (object::Owner owner : before) {
        const bool isOurs = isTaken(owner, before);
        const FieldSet lost = owner.fields.difference(fieldsIn(then, owner)).intersection(gained);
        owner.fields = clearOf(lost.difference(fieldsIn(now, owner)), newer);
        if (isOurs || owner.fields.empty()) continue;
        if (owner.operation == object::Owner::Operation::Apply)
            owner.fields = FieldSet::read(withElements(owner.fields.fieldsV1())).value_or(owner.fields);
        given.push_back(std::move(owner));
    }
    return given;
}

/// Those of a Secret's `stringData` as owners of its `data`.
object::Owners ownersOf(const Json& object)
{
    const Json::json_pointer place("/metadata/managedFields");
    if (!object.is_object() || !object.contains(place)) return {};
    const Json& managed = object.at(place);
    return object::readOwners(isSecret(object) ? ownedAsData(managed) : managed).value_or(object::Owners());
}

/// Which of the masked fields somebody wrote: two masks are the same whatever they stand for, and only who wrote, and when, tells.
class Unseen {
public:
    Unseen(const Json& after, const Json& live, const Json& shownLive)
    {
        const Json plain = withoutServerFields(live);
        m_hidden = everyField(object::compare(shownLive, plain, object::typeOf(plain)));
        const std::string was = metadataText(after, "resourceVersion");
        if (!was.empty() && was == metadataText(live, "resourceVersion")) m_hidden = {};
        if (m_hidden.empty()) return;
        m_then = ownersOf(after);
        m_isTold = std::ranges::any_of(ownersOf(live), [&](const object::Owner& owner) { return !isAsThen(owner); });
    }

    /// What this owner may have written. Where nobody's record is another, anybody may have written within the same second.
    [[nodiscard]] FieldSet of(const object::Owner& owner) const
    {
        return m_isTold && isAsThen(owner) ? FieldSet() : m_hidden.intersection(owner.fields);
    }
    /// Fields that nobody is on record for, where nobody's record explains the change.
    [[nodiscard]] FieldSet ofNobody(const FieldSet& owned) const
    {
        return m_isTold ? FieldSet() : m_hidden.difference(owned);
    }

private:
    FieldSet m_hidden;
    object::Owners m_then;
    bool m_isTold = true; ///< somebody's record is another: that explains the change

    /// Fields may have been taken from it.
    [[nodiscard]] bool isAsThen(const object::Owner& owner) const
    {
        return std::ranges::any_of(m_then, [&](object::Owner then) {
            if (!owner.fields.difference(then.fields).empty()) return false;
            then.fields = owner.fields;
            return then == owner;
        });
    }
};

} // namespace

std::vector<std::string> topmost(const object::FieldSet& fields)
{
    const std::vector<std::string> all = fields.paths();
    std::vector<std::string> top;
    for (const std::string& one : all) {
        const bool isInside = std::ranges::any_of(
            all, [&](const std::string& other) { return one.size() > other.size() && isWithin(one, other); });
        if (!isInside) top.push_back(one);
    }
    std::ranges::sort(top);
    return top;
}

object::FieldSet picked(const object::FieldSet& fields, const std::function<bool(const std::string&)>& isWanted)
{
    return FieldSet::read(pickedIn(fields.fieldsV1(), {}, false, isWanted)).value_or(FieldSet());
}

bool isControllers(const std::string& manager)
{
    // By their whole names: a kube-green or a kube-deployer is somebody's tool, and what it wrote is that somebody's.
    return manager.starts_with("karmada-") ||
           isOneOf(manager, {"kube-apiserver", "kube-controller-manager", "kube-scheduler", "kube-proxy", "kubelet",
                             "cloud-controller-manager"});
}

std::string ownName()
{
    return std::string("\"") + Manager + "\"";
}

Back backOf(const Json& intent, const Json& after, const Json& live, const std::vector<Decision>& decisions)
{
    if (!after.is_object() && live.is_object()) return backOf(intent, live, live, decisions); // nobody kept it
    const Json was = withoutServerFields(intent.at("before"));
    const Json made = withoutServerFields(after);
    const Json is = masked(withoutServerFields(live));
    const object::Type* type = object::typeOf(was);
    const auto change = object::compare(was, made, type);
    const auto since = object::compare(made, is, type);
    const FieldSet other = everyField(object::compare(was, is, type)); // than before
    const Owned had = ownedIn(intent.at("before"));
    const FieldSet& before = had.mine;
    const FieldSet then = ownedIn(after).mine;
    const Owned now = ownedIn(live);

    Back back;
    const FieldSet changed = everyField(change).intersection(everyField(since)).intersection(other);
    const FieldSet disputed = changed.difference(now.theirs).unionWith(changed.intersection(now.mine));
    // Two masks tell nothing of their values; that Berth lost one to others does.
    const FieldSet lost = isSecret(is) ? then.difference(ownedIn(after).theirs) : FieldSet();
    const FieldSet stays = change.added.intersection(changed.unionWith(lost));
    back.stays = topmost(stays.intersection(now.theirs).difference(now.mine));
    // With an element that is Berth's alone goes what stands in it: a conflict of the step (core/change/decide.h).
    const std::vector<std::string> added = change.added.paths();
    const std::vector<std::string> theirs = now.theirs.paths();
    std::erase_if(back.stays, [&](const std::string& field) {
        return std::ranges::any_of(added, [&](const std::string& one) {
            return one.ends_with(']') && one != field && isWithin(field, one) &&
                   std::ranges::find(theirs, one) == theirs.end();
        });
    });
    const FieldSet left = leftOf(disputed, decisions);
    for (const std::string& path : topmost(disputed))
        back.disputed.push_back({path, ownName(), valueIn(is, path), valueIn(was, path),
                                 isLeftBy(decisions, path) ? Conflict::Choice::Leave : Conflict::Choice::Open});

    const FieldSet touched = clearOf(everyField(change), left);
    // An apply takes what it removes out of everybody's record: what is still on somebody's went by the server's own hand, in
    // consequence (a Service's externalTrafficPolicy), and comes back by it.
    const FieldSet byServer = change.removed.intersection(ownedIn(after).theirs).difference(had.mine);
    const FieldSet removed = saidOf(change.removed.difference(byServer), had.mine.unionWith(had.theirs));
    const FieldSet old = clearOf(change.modified.unionWith(removed), left)
                             .unionWith(before.difference(clearOf(before, touched.unionWith(left))));
    // What Berth owned before alone or beside others it owns again, and what it only came to own beside others it gives up.
    const FieldSet regained = clearOf(before.difference(then), other);
    const FieldSet givenUp = then.difference(before).intersection(now.theirs).difference(left);
    const FieldSet kept = clearOf(now.mine.difference(givenUp).unionWith(regained), touched);
    const FieldSet same = clearOf(kept, other);
    const FieldSet newer = kept.difference(same);
    back.text = object::only(was, clearOf(old, left).unionWith(same), type);
    if (!newer.empty()) back.text = object::merged(back.text, object::only(is, newer, type), type);
    back.text.merge_patch(identityOf(refOf(intent)));
    return back;
}

Json ownersBack(const Json& first, const Json& before, const Json& end, const Json& live,
                const std::vector<Decision>& decisions)
{
    if (!end.is_object() && live.is_object()) return ownersBack(first, before, live, live, decisions); // nobody kept it
    const Json was = masked(withoutServerFields(first));
    const Json made = masked(withoutServerFields(end));
    const Json is = masked(withoutServerFields(live));
    const object::Type* type = object::typeOf(is);
    const FieldSet change = everyField(object::compare(was, made, type));
    const FieldSet since = everyField(object::compare(made, is, type));
    // What the undo itself puts back is as it was before the plan, and belongs to whom it belonged.
    const FieldSet newer = since.difference(clearOf(change, leftOf(change.intersection(since), decisions)));

    const object::Owners had = takenIn(before);
    const object::Owners then = takenIn(end);
    const object::Owners have = takenIn(live);
    object::Owners all = had;
    all.insert(all.end(), have.begin(), have.end());
    object::Owners back;
    for (auto one = all.begin(); one != all.end(); ++one) {
        const object::Owner& whose = *one;
        if (std::any_of(all.begin(), one, [&](const object::Owner& other) { return isSameEntry(other, whose); }))
            continue;
        const FieldSet old = fieldsIn(had, whose);
        const FieldSet left = fieldsIn(then, whose);
        const FieldSet now = fieldsIn(have, whose);
        const FieldSet fields =
            now.difference(clearOf(left.difference(old), newer)).unionWith(clearOf(old.difference(left), newer));
        if (fields.empty()) continue;
        if (fields == now || fields == old) { // with its time
            for (const object::Owner& entry : fields == now ? have : had)
                if (isSameEntry(entry, whose)) back.push_back(entry);
            continue;
        }
        object::Owner merged = whose;
        for (const object::Owner& entry : have)
            if (isSameEntry(entry, whose)) merged.time = entry.time;
        merged.fields = fields;
        if (merged.operation == object::Owner::Operation::Apply)
            merged.fields = FieldSet::read(withElements(fields.fieldsV1())).value_or(fields);
        back.push_back(std::move(merged));
    }
    for (object::Owner& one : givenBack(first, end, live, newer)) back.push_back(std::move(one));
    return object::writeOwners(back);
}

std::vector<Conflict> writtenSince(const Json& after, const Json& live)
{
    const Json made = withoutServerFields(after);
    const Json is = masked(withoutServerFields(live));
    if (!made.is_object() || !is.is_object()) return {};
    const auto since = object::compare(made, is, object::typeOf(made));
    const FieldSet written = since.modified.unionWith(since.added);
    std::map<std::string, std::vector<std::string>> by; // owners by field
    const Unseen unseen(after, live, is);
    FieldSet owned;
    for (const object::Owner& owner : ownersOf(live)) {
        owned = owned.unionWith(owner.fields);
        if (isControllers(owner.manager) || !owner.subresource.empty()) continue;
        for (std::string& path : topmost(written.intersection(owner.fields).unionWith(unseen.of(owner))))
            by[std::move(path)].push_back(shown(owner.text()));
    }
    for (std::string& path : topmost(unseen.ofNobody(owned))) by[std::move(path)];
    return conflictsOf(by, is);
}

std::vector<Conflict> appliedSince(const Json& after, const Json& live)
{
    const auto then = object::readManaged(after);
    const auto now = object::readManaged(live);
    if (!then || !now || then->owners.empty()) return {}; // who owned it then is not known
    const auto isBerths = [](const object::Owner& owner) {
        return owner.manager == Manager && owner.operation == object::Owner::Operation::Apply;
    };
    std::map<std::string, std::vector<std::string>> by; // owners by field
    for (const object::Owner& owner : now->owners) {
        if (isControllers(owner.manager) || !owner.subresource.empty() || isBerths(owner)) continue;
        FieldSet had;
        for (const object::Owner& one : then->owners)
            if (one.manager == owner.manager && one.operation == owner.operation) had = had.unionWith(one.fields);
        for (std::string& path : topmost(owner.fields.difference(had)))
            by[std::move(path)].push_back(shown(owner.text()));
    }
    const Json is = masked(withoutServerFields(live));
    return conflictsOf(by, is);
}

} // namespace core::change
