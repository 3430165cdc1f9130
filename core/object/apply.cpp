#include "core/object/apply.h"

#include <algorithm>
#include <map>

#include "core/object/documents.h"

namespace core::object {

namespace {

/// What tells entries apart: an applier is one whatever version it speaks.
struct Identity {
    std::string manager;
    Owner::Operation operation{};
    std::string apiVersion;
    std::string subresource;
    bool operator==(const Identity&) const = default;
};

Identity identityOf(const Owner& owner)
{
    const bool applies = owner.operation == Owner::Operation::Apply;
    return {owner.manager, owner.operation, applies ? std::string() : owner.apiVersion, owner.subresource};
}

Owner* find(Owners& owners, const Identity& identity)
{
    const auto found = std::ranges::find_if(owners, [&](const Owner& owner) { return identityOf(owner) == identity; });
    return found == owners.end() ? nullptr : &*found;
}

/// What nobody owns: who an object is, and what the server writes.
const FieldSet& unowned()
{
    static const FieldSet set = [] {
        FieldSet fields;
        for (const char* name : {"f:apiVersion", "f:kind", "f:metadata"}) fields.insert({name});
        for (const char* name : {"f:name", "f:namespace", "f:creationTimestamp", "f:selfLink", "f:uid", "f:clusterName",
                                 "f:generation", "f:managedFields", "f:resourceVersion"})
            fields.insert({"f:metadata", name});
        return fields;
    }();
    return set;
}

/// Apply before Update, then by time, name, version.
void order(Owners& owners)
{
    std::erase_if(owners, [](const Owner& owner) { return owner.fields.empty(); });
    std::ranges::stable_sort(owners, [](const Owner& a, const Owner& b) {
        return std::tie(a.operation, a.time, a.manager, a.apiVersion, a.subresource) <
               std::tie(b.operation, b.time, b.manager, b.apiVersion, b.subresource);
    });
}

void strip(Owners& owners)
{
    for (Owner& owner : owners) owner.fields = owner.fields.difference(unowned());
}

std::string textAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Takes from everybody but `self` what this change sets or removes.
/// @return the conflicts, where nobody's force settles them: nothing is taken then
std::vector<Conflict> take(Owners& owners, const Comparison& change, const Identity* self, bool force)
{
    const FieldSet set = change.modified.unionWith(change.added);
    std::vector<Conflict> conflicts;
    for (const Owner& owner : owners) {
        if (self != nullptr && identityOf(owner) == *self) continue;
        for (const std::string& field : owner.fields.intersection(set).paths())
            conflicts.push_back({field, owner.text()});
    }
    if (!force && !conflicts.empty()) return conflicts;
    for (Owner& owner : owners) {
        if (self != nullptr && identityOf(owner) == *self) continue;
        owner.fields = owner.fields.difference(owner.fields.intersection(set)).difference(change.removed);
    }
    return {};
}

/// What the applier said last time and says no longer goes, unless somebody owns it or owns what is in it.
Json pruned(const Json& merged, const FieldSet& last, const Owners& owners, const Type* type)
{
    if (last.empty()) return merged;
    const FieldSet lastNamed = last.withNamedFields(type);
    Json rest = without(merged, lastNamed, type);
    const FieldSet mergedFields = fieldsOf(merged, type).withNamedFields(type);
    FieldSet owned;
    for (const Owner& owner : owners) owned = owned.unionWith(owner.fields);
    const FieldSet kept = fieldsOf(rest, type).withNamedFields(type).unionWith(owned.withNamedFields(type));
    rest = without(merged, mergedFields.difference(kept), type);
    // What nobody owned, or only updates did, is not the applier's to remove.
    const FieldSet gone = mergedFields.difference(fieldsOf(rest, type).withNamedFields(type)).intersection(lastNamed);
    return without(merged, gone, type);
}

std::optional<Refusal> refused(const Json& object, const Type* type, bool duplicates)
{
    if (!checkDepth(object, "object")) return Refusal{Refusal::Kind::TooDeep, {}};
    auto problems = misfits(object, type, duplicates);
    if (!problems.empty()) return Refusal{Refusal::Kind::Misfit, std::move(problems)};
    return std::nullopt;
}

Json withoutManagedFields(Json object)
{
    if (const auto metadata = object.find("metadata"); metadata != object.end() && metadata->is_object())
        metadata->erase("managedFields");
    return object;
}

} // namespace

std::string Owner::text() const
{
    std::string text = Json(manager).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (!subresource.empty())
        text += " with subresource " + Json(subresource).dump(-1, ' ', false, Json::error_handler_t::replace);
    if (operation == Operation::Update) text += " using " + apiVersion;
    return text;
}

Result<Owners> readOwners(const Json& managedFields)
{
    Owners owners;
    if (managedFields.is_null()) return owners;
    if (!managedFields.is_array()) return failure(Fault::Malformed, "metadata.managedFields is a list");
    for (std::size_t i = 0; i < managedFields.size(); ++i) {
        const Json& entry = managedFields[i];
        const std::string where = "managedFields[" + std::to_string(i) + "]";
        if (!entry.is_object()) return failure(Fault::Malformed, "an entry of managedFields is a map", where);
        if (entry.empty()) continue; // [{}] is how a client resets them
        const std::string operation = textAt(entry, "operation");
        if (operation != "Apply" && operation != "Update")
            return failure(Fault::Malformed, "\"operation\" of an entry of managedFields is Apply or Update", where);
        if (const std::string form = textAt(entry, "fieldsType"); !form.empty() && form != "FieldsV1")
            return failure(Fault::Unsupported, "the entry is written in a form other than FieldsV1", where);
        const auto fieldsV1 = entry.find("fieldsV1");
        auto fields =
            fieldsV1 == entry.end() || fieldsV1->is_null() ? Result<FieldSet>(FieldSet()) : FieldSet::read(*fieldsV1);
        if (!fields) return failure(fields.error().fault, fields.error().what, where);
        owners.push_back(
            {textAt(entry, "manager"), operation == "Apply" ? Owner::Operation::Apply : Owner::Operation::Update,
             textAt(entry, "apiVersion"), textAt(entry, "subresource"), textAt(entry, "time"), std::move(*fields)});
    }
    return owners;
}

Json writeOwners(const Owners& owners)
{
    Json list = Json::array();
    for (const Owner& owner : owners) {
        Json entry{{"manager", owner.manager},
                   {"operation", owner.operation == Owner::Operation::Apply ? "Apply" : "Update"},
                   {"apiVersion", owner.apiVersion},
                   {"fieldsType", "FieldsV1"},
                   {"fieldsV1", owner.fields.fieldsV1()}};
        if (!owner.subresource.empty()) entry["subresource"] = owner.subresource;
        if (!owner.time.empty()) entry["time"] = owner.time;
        list.push_back(std::move(entry));
    }
    return list;
}

Result<Managed> readManaged(const Json& object)
{
    if (!object.is_object()) return failure(Fault::Malformed, "an object is a map");
    if (auto deep = checkDepth(object, "object"); !deep) return tl::unexpected(deep.error());
    static const Json none;
    const auto metadata = object.find("metadata");
    const bool has = metadata != object.end() && metadata->is_object() && metadata->contains("managedFields");
    auto owners = readOwners(has ? metadata->at("managedFields") : none);
    if (!owners) return tl::unexpected(owners.error());
    return Managed{withoutManagedFields(object), std::move(*owners)};
}

tl::expected<Outcome, Refusal> apply(const Managed& live, const Json& object, const Who& who, bool force)
{
    const auto metadata = object.is_object() ? object.find("metadata") : object.end();
    if (object.is_object() && metadata != object.end() && metadata->is_object() &&
        metadata->contains("managedFields") && !metadata->at("managedFields").is_null())
        return tl::unexpected(Refusal{Refusal::Kind::ManagedFieldsInRequest, {}});
    const Type* type = typeOf(object);
    if (auto refusal = refused(object, type, false)) return tl::unexpected(std::move(*refusal));
    if (live.object.is_object() && textAt(live.object, "apiVersion") != textAt(object, "apiVersion"))
        return tl::unexpected(Refusal{Refusal::Kind::OtherVersion, {}});

    const Json before = asServed(orEmpty(live.object), type);
    Owners owners = live.owners;
    const Identity self{who.manager, Owner::Operation::Apply, {}, who.subresource};
    FieldSet last;
    if (find(owners, self) == nullptr)
        owners.push_back({who.manager, Owner::Operation::Apply, {}, who.subresource, {}, {}});
    Owner* mine = find(owners, self);
    last = mine->fields;
    mine->apiVersion = textAt(object, "apiVersion");
    mine->fields = fieldsOf(object, type);

    const Json after = pruned(merged(before, object, type), last, owners, type);
    auto conflicts = take(owners, compare(before, after, type), &self, force);
    if (!conflicts.empty()) {
        std::ranges::sort(conflicts, {}, [](const Conflict& c) { return std::tie(c.field, c.owner); });
        return Outcome{live, std::move(conflicts)};
    }
    strip(owners);
    // Nothing but time has changed: the server keeps the old time, and so no watcher hears of it.
    if (Owner* still = find(owners, self); still != nullptr && after != before) still->time = who.time;
    order(owners);
    return Outcome{{asServed(after, type), std::move(owners)}, {}};
}

tl::expected<Managed, Refusal> update(const Managed& live, const Json& object, const Who& who)
{
    const Type* type = typeOf(object);
    if (auto refusal = refused(object, type, true)) return tl::unexpected(std::move(*refusal));
    Owners owners = live.owners;
    // A client that says nothing of managedFields means those that are there; [{}] means none.
    const auto metadata = object.find("metadata");
    if (metadata != object.end() && metadata->is_object())
        if (const auto said = metadata->find("managedFields"); said != metadata->end())
            if (auto theirs = readOwners(*said); theirs && said->is_array() && !said->empty())
                owners = std::move(*theirs);

    const Json before = asServed(orEmpty(live.object), type);
    const Json after = asServed(withoutManagedFields(object), type);
    const Comparison change = compare(before, after, type);
    take(owners, change, nullptr, true);
    const FieldSet taken = change.modified.unionWith(change.added).difference(unowned());
    if (!taken.empty()) {
        const std::string version = textAt(object, "apiVersion");
        const Identity self{who.manager, Owner::Operation::Update, version, who.subresource};
        if (find(owners, self) == nullptr)
            owners.push_back({who.manager, Owner::Operation::Update, version, who.subresource, {}, {}});
        Owner* mine = find(owners, self);
        mine->fields = mine->fields.unionWith(taken);
        mine->time = who.time;
    }
    strip(owners);
    order(owners);
    return Managed{after, std::move(owners)};
}

Owners takenOver(const Owners& owners, const std::vector<std::string>& managers, const std::string& applier)
{
    Owners result;
    FieldSet taken;
    std::string version;
    for (const Owner& owner : owners) {
        const bool theirs = owner.operation == Owner::Operation::Update && owner.subresource.empty() &&
                            std::ranges::find(managers, owner.manager) != managers.end();
        if (!theirs) {
            result.push_back(owner);
            continue;
        }
        taken = taken.unionWith(owner.fields);
        version = owner.apiVersion;
    }
    if (taken.empty()) return owners;
    FieldSet annotation; // the record of the client's side goes with it
    annotation.insert({"f:metadata", "f:annotations", "f:kubectl.kubernetes.io/last-applied-configuration"});
    const Identity self{applier, Owner::Operation::Apply, {}, {}};
    if (find(result, self) == nullptr) result.push_back({applier, Owner::Operation::Apply, version, {}, {}, {}});
    Owner* mine = find(result, self);
    mine->fields = mine->fields.unionWith(taken.difference(annotation));
    order(result);
    return result;
}

} // namespace core::object
