#include <algorithm>
#include <array>
#include <initializer_list>

#include "core/base/blanked.h"
#include "core/model/workload_kinds.h"
#include "core/snapshot/kept_fields.h"
#include "core/snapshot/privacy.h"

/// Manifests and overrides as snapshots hold them (privacy.h).
namespace core::snapshot {
namespace {

using detail::Kept;

std::string plainText(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
}

/// What the API server fills in, and a text that says nothing, are to be told from a change.
bool saysNothing(std::string_view text)
{
    return text.empty() || text == "/dev/termination-log";
}

void mark(Json& value)
{
    if (!value.is_string() || !saysNothing(value.get_ref<const std::string&>()))
        value = inPlaceOf(plainText(value), Blank::Marked);
}

/// A single argument, of which it is not known whose value it is.
void trimWord(Json& value)
{
    const std::string word = plainText(value);
    const bool number = word.size() < 8 && word.find_first_not_of("0123456789.") == std::string::npos;
    const bool script = word.find_first_of(" \t\n") != std::string::npos;
    if (number || script || word.size() < 8 || word.starts_with('-') || word.starts_with('/'))
        value = withoutSecrets(word, Blank::Marked);
    else
        mark(value);
}

void trimWords(Json& list)
{
    std::vector<std::string> plain;
    for (const Json& text : list) plain.push_back(plainText(text));
    list = withoutSecrets(std::move(plain), Blank::Marked);
}

void trimVariable(Json& variable)
{
    if (!variable.is_object()) {
        variable = nullptr;
        return;
    }
    const auto name = variable.find("name");
    const bool named = name != variable.end() && name->is_string();
    const auto value = variable.find("value");
    if (value == variable.end()) return;
    if (value->is_null() || *value == "") { // a server does not keep it
        variable.erase(value);
        return;
    }
    const std::string text = plainText(*value);
    const bool kept = named && isKeptVariable(name->get_ref<const std::string&>());
    *value = kept ? withoutSecrets(text, Blank::Marked) : inPlaceOf(text, Blank::Marked);
}

enum class Annotations { Dropped, Marked };

void trimMetadata(Json& metadata, Annotations others)
{
    metadata.erase("managedFields");
    const auto annotations = metadata.find("annotations");
    if (annotations == metadata.end()) return;
    if (!annotations->is_object()) {
        metadata.erase(annotations);
        return;
    }
    for (auto at = annotations->begin(); at != annotations->end();) {
        const bool kept = isKeptAnnotation(at.key());
        if (!kept && others == Annotations::Marked) *at = inPlaceOf(plainText(*at), Blank::Marked);
        at = kept || others == Annotations::Marked ? std::next(at) : annotations->erase(at);
    }
    if (annotations->empty()) metadata.erase("annotations");
}

/// The depth of what was read is bounded.
void trim(Json& value, Kept place)
{
    if (place == Kept::All || value.is_null()) return;
    if (place == Kept::Words) {
        if (value.is_array())
            trimWords(value);
        else
            trimWord(value);
    } else if (place == Kept::Variables && value.is_object()) {
        trimVariable(value);
        for (auto at = value.begin(); at != value.end(); ++at)
            if (at.key() != "value") trim(*at, detail::keptBelow(place, at.key()));
    } else if (value.is_array()) {
        for (Json& item : value) {
            if (place == Kept::Variables && !item.is_object()) item = nullptr;
            trim(item, place);
        }
    } else if (value.is_object()) {
        if (place == Kept::Metadata) trimMetadata(value, Annotations::Marked);
        if (place == Kept::Nothing && value.contains("containers")) place = Kept::PodSpec;
        for (auto at = value.begin(); at != value.end(); ++at) {
            const Kept under = detail::keptBelow(place, at.key());
            trim(*at, under);
            if (under == Kept::Nothing && at->is_number() && isSecretName(at.key())) mark(*at);
        }
    } else if (place == Kept::Blank) {
        value = std::string(blankedText);
    } else if (value.is_string()) {
        mark(value);
    }
}

// --- overrides --------------------------------------------------------------------------------------------------------

/// What the policy changes, as a place above the fields of its objects.
Kept topOf(const std::vector<model::ResourceSelector>& selectors)
{
    if (selectors.empty()) return Kept::Workload;
    bool withheld = true;
    bool known = false;
    for (const model::ResourceSelector& selector : selectors) {
        withheld = withheld && (selector.kind == "Secret" || selector.kind == "ConfigMap");
        known = known || model::kinds::readerOf({selector.apiVersion, selector.kind, {}, {}}) != nullptr;
    }
    return withheld ? Kept::Blank : known ? Kept::Workload : Kept::Other;
}

std::string textAt(const Json& object, const char* key)
{
    const auto found = object.find(key);
    return found != object.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// Labels and annotations: keys with their values.
void trimEntries(Json& values, const std::string& overrider, Kept top)
{
    if (!values.is_object()) return trim(values, top == Kept::Blank ? top : Kept::Nothing);
    for (auto at = values.begin(); at != values.end(); ++at) {
        if (top == Kept::Blank)
            trim(*at, top);
        else if (overrider == "labelsOverrider" ? isSecretName(at.key()) : !isKeptAnnotation(at.key()))
            mark(*at);
    }
}

/// Members that no rule of this kind is known to have.
void trimOthers(Json& rule, std::initializer_list<std::string_view> known)
{
    for (auto at = rule.begin(); at != rule.end(); ++at)
        if (std::find(known.begin(), known.end(), at.key()) == known.end()) trim(*at, Kept::Nothing);
}

/// Patches of a field, or of a document in one.
void trimPatches(Json& patches, Kept top, bool inside)
{
    if (!patches.is_array()) return trim(patches, Kept::Nothing);
    for (Json& patch : patches) {
        if (!patch.is_object()) {
            trim(patch, Kept::Nothing);
            continue;
        }
        trimOthers(patch, {"path", "subPath", "operator", "value"});
        const auto value = patch.find("value");
        if (value == patch.end()) continue;
        const std::string path = textAt(patch, "path");
        const Kept place = top == Kept::Blank ? top : inside ? Kept::Nothing : detail::keptAt(top, path);
        trim(*value, place);
        if (place == Kept::Nothing && value->is_number() && isSecretName(path.substr(path.rfind('/') + 1)))
            mark(*value);
    }
}

void trimOverrider(Json& rule, const std::string& overrider, Kept top)
{
    if (!rule.is_object()) return trim(rule, Kept::Nothing);
    trimOthers(rule, {"operator", "value", "component", "predicate", "containerName", "fieldPath", "json", "yaml"});
    for (auto at = rule.begin(); at != rule.end(); ++at) {
        const bool words = overrider == "commandOverrider" || overrider == "argsOverrider";
        if (at.key() == "value" && words)
            trim(*at, top == Kept::Blank ? top : Kept::Words);
        else if (at.key() == "value" && (overrider == "labelsOverrider" || overrider == "annotationsOverrider"))
            trimEntries(*at, overrider, top);
        else if (at.key() == "value" && top == Kept::Blank)
            trim(*at, top);
        else if (overrider == "fieldOverrider" && (at.key() == "json" || at.key() == "yaml"))
            trimPatches(*at, top, true);
    }
}

/// That a Job is finished, of its conditions.
Json endsOf(const Json& object)
{
    Json out = Json::array();
    const Json::json_pointer at("/status/conditions");
    if (textAt(object, "kind") != "Job" || !object.contains(at) || !object.at(at).is_array()) return out;
    for (const Json& one : object.at(at)) {
        if (!one.is_object()) continue;
        const std::string type = textAt(one, "type");
        if ((type == "Complete" || type == "Failed") && textAt(one, "status") == "True")
            out.push_back({{"type", type}, {"status", "True"}});
    }
    return out;
}

} // namespace

Json trimmedWorkload(const Json& object)
{
    Json result = Json::object();
    if (!object.is_object()) return result;
    const Kept top = model::kinds::readerOf(model::refOf(object)) != nullptr ? Kept::Workload : Kept::Other;
    for (const auto& [key, value] : object.items())
        if (key != "status" && key != "data" && key != "stringData" && key != "binaryData") result[key] = value;
    if (const auto metadata = result.find("metadata"); metadata != result.end() && metadata->is_object()) {
        for (const char* key : {"resourceVersion", "selfLink", "ownerReferences", "finalizers"}) metadata->erase(key);
        trimMetadata(*metadata, Annotations::Dropped);
    }
    for (auto at = result.begin(); at != result.end(); ++at) trim(*at, detail::keptBelow(top, at.key()));
    result[marksValues] = true;
    if (const auto status = object.find("status"); status != object.end() && status->is_object())
        for (const char* key :
             {"replicas", "readyReplicas", "availableReplicas", "updatedReplicas", "observedGeneration", "succeeded"})
            if (const auto count = status->find(key); count != status->end() && count->is_number())
                result["status"][key] = *count;
    if (Json ends = endsOf(object); !ends.empty()) result["status"]["conditions"] = std::move(ends);
    return result;
}

void keepOnlyWhatPlacementReads(model::OverridePolicy& policy)
{
    const Kept top = topOf(policy.selectors);
    for (model::OverrideRule& rule : policy.rules) {
        if (!rule.overriders.is_object()) {
            trim(rule.overriders, Kept::Nothing);
            continue;
        }
        for (auto at = rule.overriders.begin(); at != rule.overriders.end(); ++at) {
            static constexpr std::array<std::string_view, 6> known = {"imageOverrider",       "commandOverrider",
                                                                      "argsOverrider",        "labelsOverrider",
                                                                      "annotationsOverrider", "fieldOverrider"};
            if (at.key() == "plaintext")
                trimPatches(*at, top, false);
            else if (std::find(known.begin(), known.end(), at.key()) == known.end() || !at->is_array())
                trim(*at, top == Kept::Blank ? top : Kept::Nothing);
            else
                for (Json& one : *at) trimOverrider(one, at.key(), top);
        }
    }
}

} // namespace core::snapshot
