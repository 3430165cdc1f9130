#include <algorithm>

#include "core/base/words.h"
#include "core/change/remake.h"
#include "core/change/since.h"
#include "core/model/fleet_mark.h"
#include "core/object/apply.h"
#include "core/object/documents.h"

namespace core::change {
namespace {

/// What `kubectl apply` said the last time; null where it never did.
Json lastApplied(const Json& live)
{
    const Json::json_pointer place("/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration");
    if (!live.is_object() || !live.contains(place) || !live.at(place).is_string()) return {};
    Json record = Json::parse(live.at(place).get_ref<const std::string&>(), nullptr, false);
    return record.is_object() && object::checkDepth(record, LastAppliedAnnotation) ? record : Json();
}

/// A server's name for whoever wrote what no manager is known of.
constexpr const char* BeforeFirstApply = "before-first-apply";

/// Whether the record of `kubectl apply` is among the fields.
bool hasRecord(const object::FieldSet& fields)
{
    const object::FieldSet* metadata = fields.below("f:metadata");
    const object::FieldSet* annotations = metadata != nullptr ? metadata->below("f:annotations") : nullptr;
    return annotations != nullptr && annotations->has(std::string("f:") + LastAppliedAnnotation);
}

bool isUpdate(const object::Owner& owner)
{
    return owner.operation == object::Owner::Operation::Update && owner.subresource.empty();
}

/// Berth's entry of what it applied.
bool isBerths(const object::Owner& owner)
{
    return owner.operation == object::Owner::Operation::Apply && owner.subresource.empty() && owner.manager == Manager;
}

/// Who applied on the client's side: by the names that kubectl gives itself, and whoever updated and has the record of it, since
/// `--field-manager` gives it any other. A controller, and a tool that keeps objects as a repository has them, is nobody's `kubectl apply`:
/// it would put back what is taken from it. Of a fleet's copy nobody is: the record came down with the rest of the fleet's object, and
/// who has it has the fleet's marks, which would go as no longer said.
/// @source kubectl 1.32 apply.go (migrateToSSAIfNecessary), client-go csaupgrade.FindFieldsOwners
std::vector<std::string> clientSideIn(const object::Owners& owners)
{
    for (const object::Owner& owner : owners)
        if (!isBerths(owner) && model::hasFleetMark(owner.fields.fieldsV1())) return {};
    std::vector<std::string> names{"kubectl-client-side-apply", BeforeFirstApply};
    for (const object::Owner& owner : owners)
        if (isUpdate(owner) && hasRecord(owner.fields) && !isControllers(owner.manager) && !isGitOps(owner.manager))
            names.push_back(owner.manager);
    return names;
}

bool isClientSide(const object::Owner& owner, const std::vector<std::string>& names)
{
    return isUpdate(owner) && std::ranges::find(names, owner.manager) != names.end();
}

bool isAtomic(const object::Type* type)
{
    return type != nullptr && !type->isDeduced() && ((type->map && type->atomicMap) || (type->list && !type->keyed));
}

const object::Type* typeBelow(const object::Type* type, const std::string& element)
{
    if (type == nullptr) return nullptr;
    if (element.starts_with("f:") && type->map) return type->member(std::string_view(element).substr(2));
    return type->list ? type->element : nullptr;
}

/// Of what somebody owns, what is said. Servers of other versions own by other grains: what is one field here may be a map member by
/// member there (nodeSelector before 1.21), and the reverse. The entry "." of a map or element goes with what is taken of it, and is
/// never taken alone: a server would read that as the whole map, and give out all that is in it.
/// @source structured-merge-diff ReconcileFieldSetWithSchema; kube-apiserver 1.20.2
/// @param said  fieldsV1, too
Json meant(const Json& owned, const Json& said, const object::Type* type)
{
    Json out = Json::object();
    for (const auto& [element, below] : owned.items()) {
        const auto found = said.find(element);
        if (element == "." || found == said.end()) continue;
        const object::Type* inside = typeBelow(type, element);
        const bool isWhole = found->empty() && isAtomic(inside);
        if (below.empty() || isWhole) {
            out[element] = below;
        } else if (Json part = meant(below, *found, inside); !part.empty()) {
            out[element] = std::move(part);
        }
    }
    if (!out.empty() && owned.contains(".")) out["."] = Json::object();
    return out;
}

/// @return whether something was amiss
bool mend(object::Owners& owners)
{
    bool mended = false;
    for (object::Owner& owner : owners) {
        if (!isBerths(owner)) continue;
        auto whole = object::FieldSet::read(withElements(owner.fields.fieldsV1()));
        if (!whole || *whole == owner.fields) continue;
        owner.fields = std::move(*whole);
        mended = true;
    }
    return mended;
}

bool isEntryOf(const object::Owner& one, const object::Owner& other)
{
    return one.manager == other.manager && one.operation == other.operation && one.apiVersion == other.apiVersion &&
           one.subresource == other.subresource;
}

/// Of all that stands in the object, as a server takes it for somebody's before it is applied to for the first time.
/// @source kube-apiserver fieldmanager.NewSkipNonAppliedManager
object::Owner ownerOfAll(const Json& live)
{
    object::Owner owner;
    owner.manager = BeforeFirstApply;
    owner.operation = object::Owner::Operation::Update;
    const auto version = live.find("apiVersion");
    if (version != live.end() && version->is_string()) owner.apiVersion = version->get<std::string>();
    Json object = withoutServerFields(live);
    for (const char* key : {"apiVersion", "kind", "status"}) object.erase(key);
    for (const char* key : {"name", "namespace"}) object["metadata"].erase(key);
    if (object["metadata"].empty()) object.erase("metadata");
    owner.fields = object::fieldsOf(object, object::typeOf(live));
    return owner;
}

/// What is said in the text of whatever version, as an object of this type names it, too: where the versions' names are the same, the
/// type knows more of lists than a version that is none of the known ones.
object::FieldSet saidIn(const Json& text, const object::Type* type)
{
    return object::fieldsOf(text, object::typeOf(text)).unionWith(object::fieldsOf(text, type));
}

} // namespace

bool isTaken(const object::Owner& owner, const object::Owners& all)
{
    return isBerths(owner) || isClientSide(owner, clientSideIn(all));
}

Json managedFieldsOf(const Json& live)
{
    const Json::json_pointer place("/metadata/managedFields");
    Json managed = live.is_object() && live.contains(place) ? live.at(place) : Json::array();
    const auto owners = object::readOwners(managed);
    if (owners && owners->empty() && lastApplied(live).is_object() && object::checkDepth(live, "object"))
        return object::writeOwners({ownerOfAll(live)});
    return managed;
}

Json withElements(const Json& fieldsV1)
{
    Json out = fieldsV1;
    for (auto one = out.begin(); one != out.end(); ++one) {
        *one = withElements(*one);
        const bool isElement = one.key().starts_with("k:") || one.key().starts_with("i:");
        if (isElement && !one->empty()) (*one)["."] = Json::object();
    }
    return out;
}

Json takenOwners(const Json& managedFields, bool withBerth)
{
    object::Owners owners = object::readOwners(managedFields).value_or(object::Owners());
    const std::vector<std::string> names = clientSideIn(owners);
    std::erase_if(owners, [&](const object::Owner& owner) {
        return !isClientSide(owner, names) && !(withBerth && isBerths(owner));
    });
    return object::writeOwners(owners);
}

Json givenOwners(const Json& managedFields)
{
    object::Owners owners = object::readOwners(managedFields).value_or(object::Owners());
    std::erase_if(owners, [](const object::Owner& owner) { return !owner.subresource.empty(); });
    return object::writeOwners(owners);
}

Json withTakenOwners(const Json& managedFields, const Json& taken)
{
    object::Owners owners = object::readOwners(managedFields).value_or(object::Owners());
    const std::vector<std::string> names = clientSideIn(owners); // of the object: a plan makes nobody one of them
    const auto isOne = [&](const object::Owner& owner) { return isBerths(owner) || isClientSide(owner, names); };
    std::erase_if(owners, isOne);
    for (object::Owner& owner : object::readOwners(taken).value_or(object::Owners())) {
        if (!owner.subresource.empty()) continue;
        const auto same = std::ranges::find_if(owners, [&](const object::Owner& one) { return isEntryOf(one, owner); });
        if (isOne(owner) || same == owners.end())
            owners.push_back(std::move(owner));
        else // a plan may come from anybody: of others nothing is taken
            same->fields = same->fields.unionWith(owner.fields);
    }
    return object::writeOwners(owners);
}

std::optional<TakeOver> takeOver(const Json& live, const Json& config)
{
    auto managed = object::readOwners(managedFieldsOf(live));
    if (!managed || !live.is_object()) return std::nullopt;
    object::Owners owners = *managed;
    const bool mended = mend(owners);
    const std::vector<std::string> names = clientSideIn(owners);
    TakeOver result;
    const Json record = lastApplied(live);
    object::Owners rest;
    if (record.is_object()) {
        const object::Type* type = object::typeOf(live);
        object::FieldSet said = saidIn(record, type).unionWith(saidIn(config, type));
        object::FieldSet annotation;
        annotation.insert({"f:metadata", "f:annotations", std::string("f:") + LastAppliedAnnotation});
        said = said.difference(annotation);
        for (object::Owner& owner : owners) {
            if (!isClientSide(owner, names)) continue;
            object::Owner left = owner;
            const Json taken = meant(owner.fields.fieldsV1(), said.fieldsV1(), type);
            owner.fields = object::FieldSet::read(taken).value_or(object::FieldSet());
            left.fields = left.fields.difference(owner.fields);
            const bool isNamed = std::ranges::find(result.managers, owner.manager) != result.managers.end();
            if (!owner.fields.empty() && !isNamed) result.managers.push_back(owner.manager);
            if (!left.fields.empty()) rest.push_back(std::move(left));
        }
    }
    if (result.managers.empty() && !mended) return std::nullopt;
    if (result.managers.empty()) {
        owners = std::move(*managed);
        mend(owners);
    } else {
        std::erase_if(owners,
                      [&](const object::Owner& owner) { return isClientSide(owner, names) && owner.fields.empty(); });
        owners = object::takenOver(owners, result.managers, Manager);
        owners.insert(owners.end(), rest.begin(), rest.end());
    }
    result.managedFields = object::writeOwners(owners);
    return result;
}

bool isOurs(const Json& managedFields, const std::string& field)
{
    const auto owners = object::readOwners(managedFields);
    if (!owners) return true; // then it is said again, so that it stays in any case
    return std::ranges::any_of(*owners, [&](const object::Owner& owner) {
        if (!isBerths(owner)) return false;
        const std::vector<std::string> paths = owner.fields.paths();
        return std::ranges::any_of(paths, [&](const std::string& path) {
            if (isWithin(path, field)) return true;
            // What is around it counts where it is owned as a whole, and is not the entry "." of a map.
            return isWithin(field, path) && std::ranges::none_of(paths, [&](const std::string& inner) {
                       return inner != path && isWithin(inner, path);
                   });
        });
    });
}

} // namespace core::change
