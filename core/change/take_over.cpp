#include <algorithm>

#include "core/base/words.h"
#include "core/change/make.h"
#include "core/object/apply.h"

namespace core::change {
namespace {

/// What `kubectl apply` said the last time; null where it never did.
Json lastApplied(const Json& live)
{
    const Json::json_pointer place("/metadata/annotations/kubectl.kubernetes.io~1last-applied-configuration");
    if (!live.is_object() || !live.contains(place) || !live.at(place).is_string()) return {};
    Json record = Json::parse(live.at(place).get_ref<const std::string&>(), nullptr, false);
    return record.is_object() ? record : Json();
}

bool isClientSide(const object::Owner& owner)
{
    return owner.operation == object::Owner::Operation::Update && owner.subresource.empty() &&
           isOneOf(owner.manager, {"kubectl-client-side-apply", "before-first-apply"});
}

/// Without the entries "." of maps and elements that have others: where only such a one were left, or taken, a server would read it as
/// the whole map, and give out all that is in it. @source structured-merge-diff ReconcileFieldSetWithSchema; kube-apiserver 1.20.2
Json withoutSelves(const Json& fieldsV1)
{
    if (!fieldsV1.is_object()) return fieldsV1;
    Json out = Json::object();
    for (const auto& [key, value] : fieldsV1.items())
        if (key != ".") out[key] = withoutSelves(value);
    return out;
}

object::FieldSet leavesOf(const object::FieldSet& fields)
{
    return object::FieldSet::read(withoutSelves(fields.fieldsV1())).value_or(object::FieldSet());
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
/// member there (nodeSelector before 1.21), and the reverse.
/// @param said  fieldsV1, too
Json meant(const Json& owned, const Json& said, const object::Type* type)
{
    Json out = Json::object();
    for (const auto& [element, below] : owned.items()) {
        const auto found = said.find(element);
        if (found == said.end()) continue;
        const object::Type* inside = typeBelow(type, element);
        const bool isWhole = found->empty() && isAtomic(inside);
        if (below.empty() || isWhole) {
            out[element] = below;
        } else if (Json part = meant(below, *found, inside); !part.empty()) {
            out[element] = std::move(part);
        }
    }
    return out;
}

} // namespace

std::optional<TakeOver> takeOver(const Json& live, const Json& config)
{
    const Json record = lastApplied(live);
    if (!record.is_object()) return std::nullopt;
    const auto managed = object::readManaged(live);
    if (!managed) return std::nullopt;
    const object::Type* type = object::typeOf(live);
    object::FieldSet said = object::fieldsOf(record, type).unionWith(object::fieldsOf(config, type));
    object::FieldSet annotation;
    annotation.insert({"f:metadata", "f:annotations", std::string("f:") + LastAppliedAnnotation});
    said = said.difference(annotation);

    TakeOver result;
    object::Owners owners = managed->owners;
    object::Owners rest;
    for (object::Owner& owner : owners) {
        if (!isClientSide(owner)) continue;
        owner.fields = leavesOf(owner.fields);
        object::Owner left = owner;
        const Json taken = meant(owner.fields.fieldsV1(), withoutSelves(said.fieldsV1()), type);
        owner.fields = object::FieldSet::read(taken).value_or(object::FieldSet());
        left.fields = left.fields.difference(owner.fields);
        if (!owner.fields.empty()) result.managers.push_back(owner.manager);
        if (!left.fields.empty()) rest.push_back(std::move(left));
    }
    if (result.managers.empty()) return std::nullopt;
    std::erase_if(owners, [](const object::Owner& owner) { return isClientSide(owner) && owner.fields.empty(); });
    owners = object::takenOver(owners, result.managers, Manager);
    owners.insert(owners.end(), rest.begin(), rest.end());
    result.managedFields = object::writeOwners(owners);
    return result;
}

} // namespace core::change
