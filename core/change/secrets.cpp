#include "core/change/secrets.h"

#include <algorithm>
#include <array>
#include <optional>

#include "core/base/ascii.h"
#include "core/base/words.h"
#include "core/change/remake.h"
#include "core/kube/pem.h"
#include "core/model/secret.h"
#include "core/text/yaml.h"

namespace core::change {
namespace {

/// Within anything that calls itself a Secret, whatever its version: too much is masked rather than too little.
void maskIn(Json& value, int depth, const InPlace& inPlace);

void maskValue(Json& value)
{
    if (value.is_null()) return;
    if (!value.is_object()) {
        value = Mask;
        return;
    }
    for (auto& [key, member] : value.items()) member = Mask;
}

void maskMember(Json& secret, const std::string& name, const InPlace& inPlace)
{
    Json& value = secret[name];
    if (!inPlace || !value.is_object() || !isOneOf(name, {"data", "stringData"})) return maskValue(value);
    for (auto& [key, member] : value.items()) member = inPlace(member, name == "data");
}

/// What slid below `metadata`.
/// @source apimachinery meta/v1 ObjectMeta
void maskUnknown(Json& metadata)
{
    if (!metadata.is_object()) return maskValue(metadata);
    for (auto& [key, value] : metadata.items())
        if (!isOneOf(key, {"name", "generateName", "namespace", "labels", "annotations", "uid", "resourceVersion",
                           "generation", "creationTimestamp", "deletionTimestamp", "deletionGracePeriodSeconds",
                           "ownerReferences", "finalizers", "managedFields", "selfLink"}))
            maskValue(value);
}

/// Where other tools keep the whole of what they applied, some packed.
/// @source kapp pkg/kapp/diff, banzaicloud/k8s-objectmatcher patch, rancher/wrangler pkg/apply
constexpr std::array<const char*, 3> OthersRecords{"kapp.k14s.io/original", "banzaicloud.com/last-applied",
                                                   "objectset.rio.cattle.io/applied"};

/// What the values of a Secret look like where somebody wrote them down again: plain, and in base64.
class Copies {
public:
    explicit Copies(const Json& secret)
    {
        for (const auto& [name, values] : secret.items()) {
            if (!model::isNameOfValues(name) || !values.is_object()) continue;
            for (const auto& [key, value] : values.items())
                if (value.is_string() && value != Mask && !isPublic(key))
                    add(value.get_ref<const std::string&>(), ascii::lowered(name) == "data");
        }
        for (const char* name : {"name", "namespace"}) // a token has its namespace among its values
            std::erase(m_all, metadataText(secret, name));
    }
    /// A short one has to be all of the text: "prod" stands in many.
    [[nodiscard]] bool isIn(std::string_view text) const
    {
        return std::ranges::any_of(m_all, [&](const std::string& copy) {
            return copy.size() < Certain ? text == copy : text.find(copy) < text.size();
        });
    }

private:
    static constexpr std::size_t Shortest = 6; ///< bytes: "true" and "false" stand in every second annotation
    static constexpr std::size_t Certain = 8;
    std::vector<std::string> m_all;

    /// What stands beside a password so that it can be used, and elsewhere as well.
    static bool isPublic(const std::string& key)
    {
        const std::string lower = ascii::lowered(key);
        return isOneOf(lower, {"username", "user", "email", "host", "hostname", "server", "endpoint", "port", "region",
                               "name", "namespace", "database", "dbname", "bucket", "type", "ca.crt", "tls.crt"});
    }
    /// "production": what many annotations say, whatever a Secret holds.
    static bool isWord(const std::string& plain)
    {
        constexpr std::size_t Longest = 16;
        return plain.size() <= Longest &&
               std::ranges::all_of(plain, [](char c) { return ascii::isLower(c) || c == '-'; });
    }
    void add(const std::string& value, bool isEncoded)
    {
        const auto plain = isEncoded ? kube::fromBase64(value) : std::optional(value);
        if (plain && isWord(*plain)) return;
        for (const std::string& one : {value, plain.value_or(std::string()), kube::toBase64(plain.value_or(value))})
            if (one.size() >= Shortest && (!plain || plain->size() >= Shortest)) m_all.emplace_back(one);
    }
};

/// The records of tools that nobody knows: a whole object, or its values, as JSON or YAML.
void maskAnyRecord(Json& text, int depth, const InPlace& inPlace)
{
    const std::string was = text.get<std::string>();
    Json inside = Json::parse(was, nullptr, false);
    if (!inside.is_structured()) {
        if (was.find("stringData:") < was.size() || was.starts_with("data:") || was.find("\ndata:") < was.size())
            text = Mask;
        return;
    }
    const Json before = inside;
    for (const char* name : {"data", "stringData"})
        if (inside.is_object() && inside.contains(name)) maskMember(inside, name, inPlace);
    maskIn(inside, depth + 1, inPlace);
    if (inside != before) text = inside.dump(-1, ' ', false, Json::error_handler_t::replace); // else as it was written
}

/// What tells a value in an annotation is one; what else stands there is to be read.
/// @param secret  with its values: they are unpacked only where there is something to compare
void maskAnnotations(Json& annotations, const Json& secret, int depth, const InPlace& inPlace)
{
    std::optional<Copies> copies;
    for (auto& [key, text] : annotations.items()) {
        if (std::ranges::find(OthersRecords, key) != OthersRecords.end()) text = Mask;
        if (!text.is_string() || text == Mask || key == LastAppliedAnnotation) continue; // that one has its own rule
        if (!copies) copies.emplace(secret);
        maskAnyRecord(text, depth, inPlace);
        if (copies->isIn(text.get_ref<const std::string&>())) text = Mask;
    }
}

void maskValues(Json& secret, int depth, const InPlace& inPlace)
{
    const auto metadata = secret.find("metadata");
    const bool isObject = metadata != secret.end(); // not what only names one: a step of a plan, a reference
    if (isObject && metadata->is_object())
        if (const auto found = metadata->find("annotations"); found != metadata->end() && found->is_object())
            maskAnnotations(*found, secret, depth, inPlace); // before the values are masked
    for (const std::string& name : model::valueMembers(secret))
        if (isObject || model::isNameOfValues(name)) maskMember(secret, name, inPlace);
    if (isObject && model::isOfCoreGroup(secret)) maskUnknown(*metadata);
}

/// Karmada's OverridePolicy and ClusterOverridePolicy, of whatever group.
bool isOfOverrides(const Json& object)
{
    const auto kind = object.find("kind");
    return kind != object.end() && kind->is_string() &&
           ascii::lowered(kind->get_ref<const std::string&>()).ends_with("overridepolicy");
}

/// Whether a policy's objects are Secrets: those that it names by their kind, or any where it names none.
enum class OfSecrets { No, Perhaps, Yes };
OfSecrets selectsSecrets(const Json& spec)
{
    const auto selectors = spec.find("resourceSelectors");
    if (selectors == spec.end() || !selectors->is_array() || selectors->empty()) return OfSecrets::Perhaps;
    OfSecrets found = OfSecrets::No;
    for (const Json& one : *selectors) {
        if (one.is_object() && model::meansSecret(one)) return OfSecrets::Yes;
        const auto kind = one.is_object() ? one.find("kind") : one.end();
        const bool isNamed = kind != one.end() && kind->is_string() && *kind != "" && *kind != "*";
        if (!isNamed) found = OfSecrets::Perhaps;
    }
    return found;
}

/// Whether a value stands at this place of a Secret ("/data/akSecret").
bool isPlaceOfValues(std::string_view place, OfSecrets of)
{
    const auto slashes = std::min(place.find_first_not_of('/'), place.size());
    const std::string_view top = place.substr(slashes, place.find('/', slashes) - slashes);
    if (top.empty() || model::isNameOfValues(top)) return true;
    if (place.find("last-applied-configuration") < place.size()) return true;
    return of == OfSecrets::Yes && !isOneOf(top, {"apiVersion", "kind", "metadata", "type", "immutable"});
}

/// What an override policy writes where values of Secrets stand: `each` of it, with its place.
/// @source karmada pkg/apis/policy/v1alpha1 override_types.go
template <class Document, class Each>
void eachOverride(Document& policy, const Each& each)
{
    const auto spec = policy.find("spec");
    if (spec == policy.end() || !spec->is_object()) return;
    const OfSecrets of = selectsSecrets(*spec);
    if (of == OfSecrets::No) return;
    const auto valueIn = [&](auto& operation, const std::string& place) {
        if (!operation.is_object()) return;
        if (const auto value = operation.find("value"); value != operation.end() && !value->is_null())
            each(*value, place);
    };
    const auto inOverriders = [&](auto& overriders) {
        if (!overriders.is_object()) return;
        for (auto&& [name, list] : overriders.items()) {
            const bool isOfOthers = isOneOf(name, {"imageOverrider", "commandOverrider", "argsOverrider",
                                                   "labelsOverrider", "annotationsOverrider"});
            if (isOfOthers || !list.is_array()) continue;
            for (auto& one : list) {
                const auto path =
                    one.is_object() ? one.find(name == "fieldOverrider" ? "fieldPath" : "path") : one.end();
                const std::string place =
                    path != one.end() && path->is_string() ? path->template get<std::string>() : "";
                if (!isPlaceOfValues(place, of)) continue;
                valueIn(one, place);
                for (const char* inside : {"json", "yaml"}) // operations on the text that stands there
                    if (const auto found = one.is_object() ? one.find(inside) : one.end();
                        found != one.end() && found->is_array())
                        for (auto& operation : *found) valueIn(operation, "");
            }
        }
    };
    if (const auto all = spec->find("overriders"); all != spec->end()) inOverriders(*all); // as it was once written
    const auto rules = spec->find("overrideRules");
    if (rules == spec->end() || !rules->is_array()) return;
    for (auto& rule : *rules)
        if (const auto all = rule.is_object() ? rule.find("overriders") : rule.end(); all != rule.end())
            inOverriders(*all);
}

void maskOverrides(Json& policy, const InPlace& inPlace)
{
    eachOverride(policy, [&](Json& value, const std::string& place) {
        if (inPlace && value.is_string())
            value = inPlace(value, place.starts_with("/data/"));
        else
            maskValue(value);
    });
}

/// The annotation holds a whole object as a text.
void maskRecord(Json& annotations, int depth, const InPlace& inPlace)
{
    const auto record = annotations.find(LastAppliedAnnotation);
    if (record == annotations.end() || !record->is_string()) return;
    Json inside = Json::parse(record->get_ref<const std::string&>(), nullptr, false);
    if (!inside.is_object()) {
        *record = Mask;
        return;
    }
    const Json before = inside;
    maskIn(inside, depth + 1, inPlace);
    if (inside == before) return; // as it was written
    *record = inside.dump(-1, ' ', false, Json::error_handler_t::replace);
}

void maskIn(Json& value, int depth, const InPlace& inPlace)
{
    constexpr int DeepestDocument = 1000; // as core/object has it
    if (depth > DeepestDocument) {
        value = Mask;
        return;
    }
    if (value.is_object()) {
        const auto items = value.find("items");
        if (model::meansSecrets(value) && items != value.end() && items->is_array())
            for (Json& item : *items)
                if (item.is_object() && !model::meansSecret(item)) maskValues(item, depth, inPlace); // the rest below
        if (model::meansSecret(value)) maskValues(value, depth, inPlace);
        if (isOfOverrides(value)) maskOverrides(value, inPlace);
        for (auto& [key, member] : value.items()) {
            if (key == "annotations" && member.is_object()) maskRecord(member, depth, inPlace);
            maskIn(member, depth + 1, inPlace);
        }
    } else if (value.is_array()) {
        for (Json& element : value) maskIn(element, depth + 1, inPlace);
    }
}

bool holdsSecret(const Json& value, bool here)
{
    if (value.is_object() && here && model::meansSecret(value) &&
        (value.contains("data") || value.contains("stringData")))
        return true;
    if (!value.is_structured()) return false;
    return std::any_of(value.begin(), value.end(), [](const Json& member) { return holdsSecret(member, true); });
}

} // namespace

Json masked(const Json& document, const InPlace& inPlace)
{
    Json copy = document;
    maskIn(copy, 0, inPlace);
    return copy;
}

void dropRecord(Json& object)
{
    const Json::json_pointer place("/metadata/annotations");
    if (!object.is_object() || !object.contains(place) || !object.at(place).is_object()) return;
    Json& annotations = object[place];
    std::size_t gone = annotations.erase(LastAppliedAnnotation);
    if (isSecret(object))
        for (const char* record : OthersRecords) gone += annotations.erase(record);
    if (gone > 0 && annotations.empty()) object["metadata"].erase("annotations");
}

std::vector<std::string> tellingAnnotations(const Json& secret)
{
    std::vector<std::string> keys;
    const Json::json_pointer place("/metadata/annotations");
    if (!secret.is_object() || !secret.contains(place) || !secret.at(place).is_object()) return keys;
    const Json hidden = masked(secret);
    for (const auto& [key, text] : secret.at(place).items())
        if (key != LastAppliedAnnotation && hidden.at(place).at(key) != text) keys.push_back(key);
    return keys;
}

std::vector<std::string> dropMaskedAnnotations(Json& object)
{
    std::vector<std::string> keys;
    const Json::json_pointer place("/metadata/annotations");
    if (!object.is_object() || !object.contains(place) || !object.at(place).is_object()) return keys;
    Json& annotations = object[place];
    for (const auto& [key, text] : annotations.items())
        if (text.is_string() &&
            text.get_ref<const std::string&>().find(Mask) < text.get_ref<const std::string&>().size())
            keys.push_back(key);
    for (const std::string& key : keys) annotations.erase(key);
    if (!keys.empty() && annotations.empty()) object["metadata"].erase("annotations");
    return keys;
}

Json ownedAsData(Json managedFields)
{
    if (!managedFields.is_array()) return managedFields;
    for (Json& owner : managedFields) {
        const Json::json_pointer said("/fieldsV1/f:stringData");
        if (!owner.is_object() || !owner.contains(said) || !owner.at(said).is_object()) continue;
        const Json keys = owner.at(said);
        owner["fieldsV1"].erase("f:stringData");
        for (const auto& [key, below] : keys.items())
            if (key.starts_with("f:")) owner["fieldsV1"]["f:data"][key] = below;
    }
    return managedFields;
}

bool isSecret(const Json& object)
{
    if (!object.is_object()) return false;
    const auto kind = object.find("kind");
    return kind != object.end() && *kind == "Secret";
}

bool overridesSecret(const Json& object)
{
    bool found = false; // masked already, too: what a person took from an output is no value
    if (object.is_object() && isOfOverrides(object))
        eachOverride(object, [&](const Json& /*value*/, const std::string& /*place*/) { found = true; });
    return found;
}

bool holdsSecretInside(const Json& object)
{
    return holdsSecret(object, false) || (!isSecret(object) && masked(object) != object);
}

} // namespace core::change
