#include "core/change/wish_step.h"

#include <algorithm>
#include <map>

#include "core/base/shown.h"
#include "core/base/words.h"
#include "core/change/remake.h"
#include "core/model/hints.h"
#include "core/model/secret.h"

namespace core::change {
namespace {

/// Keys of a Secret's values as they stand in its text, with the place of each.
std::map<std::string, std::string> valuesOf(const Json& secret)
{
    std::map<std::string, std::string> places;
    for (const char* name : {"data", "stringData"}) { // the second wins, as on the server
        const auto found = secret.find(name);
        if (found == secret.end() || !found->is_object()) continue;
        for (const auto& [key, value] : found->items())
            places[key] = std::string("/") + name + "/" + text::pointerPart(key);
    }
    return places;
}

/// What `fleet.yaml` holds, or a part of it.
/// @source core/snapshot/extras.h
bool isOfFleetYaml(const Json& object)
{
    if (!object.is_object()) return false;
    const auto kind = object.find("kind");
    if (kind != object.end()) return *kind == "FleetExtras";
    return std::ranges::any_of(std::initializer_list<const char*>{"clusters", "instanceTypes", "stock", "prices"},
                               [&](const char* key) { return object.contains(key); });
}

/// Whether nobody could have the value again when the plan is applied: it stands in no file, or is none yet.
bool wantsSource(const Wish& wish, const Json& value)
{
    return wish.source.empty() || wish.source == "-" || model::hints::isPlaceholder(value) || value == model::FillIn;
}

/// What is no map holds no value that could be had again at apply, and is not left out in silence either: an apply without them would take
/// the values away.
Result<void> checkValues(const Wish& wish, const Step& step)
{
    for (const char* name : {"data", "stringData"}) {
        const auto found = wish.object.find(name);
        if (found == wish.object.end() || found->is_null() || found->is_object()) continue;
        return failure(Fault::Malformed,
                       "The values of a Secret are no map of keys. Write each as KEY: VALUE below data or stringData.",
                       nameOfObject(step.what) + " ." + name);
    }
    return {};
}

/// The Secret with references in the place of its values.
Result<void> refer(const Wish& wish, Step& step, SecretReader& reader)
{
    if (auto checked = checkValues(wish, step); !checked) return checked;
    step.secrets = wish.secrets;
    for (const auto& [key, place] : valuesOf(wish.object)) {
        const bool isGiven =
            std::ranges::any_of(wish.secrets, [&wanted = key](const SecretRef& ref) { return ref.key == wanted; });
        if (isGiven) continue;
        const Json& value = wish.object.at(Json::json_pointer(place));
        const std::string how = "--secret " + shown(step.what.name) + "/" + shown(key) + "=env:NAME";
        if (wantsSource(wish, value) && !wish.source.empty() && wish.source != "-")
            return failure(Fault::Unsupported,
                           "The value of " + shown(key) + " is a placeholder. Say where it is to be had: " + how + ".",
                           nameOfObject(step.what));
        if (wantsSource(wish, value))
            return failure(Fault::Unsupported,
                           "The value of " + shown(key) +
                               " would have to be kept until the plan is applied, and Berth keeps none. Name the "
                               "manifest's file, or where the value is to be had: " +
                               how + ".",
                           nameOfObject(step.what));
        step.secrets.push_back({key, SecretRef::From::File, wish.source, wish.place + place, {}});
    }
    std::ranges::sort(step.secrets, {}, &SecretRef::key);
    Json data = Json::object();
    Json whole = step.object;
    for (SecretRef& ref : step.secrets) {
        const Result<std::string> digest = reader.digest(ref);
        if (!digest) return tl::unexpected(digest.error());
        ref.digest = *digest;
        data[ref.key] = Mask;
        if (const Result<Secret> value = reader.value(ref, false); value) whole["data"][ref.key] = value->reveal();
    }
    if (const std::vector<std::string> telling = tellingAnnotations(whole); !telling.empty())
        return failure(Fault::Unsupported,
                       "The annotation " + shown(telling.front()) +
                           " tells values of the Secret, and a plan could not keep them out. Take it out of the text.",
                       nameOfObject(step.what));
    step.object.erase("stringData");
    if (!data.empty()) step.object["data"] = std::move(data);
    return {};
}

/// "a.yaml, line 12": where its document begins.
std::string whereOf(const Wish& wish)
{
    return shown(wish.source) + (wish.line > 0 ? ", line " + std::to_string(wish.line) : std::string());
}

std::string whyUnnamed(const Json& object)
{
    const bool isGenerated = object.contains(Json::json_pointer("/metadata/generateName"));
    return isGenerated ? "The object has a generateName, and what is applied has to have a name of its own. Write "
                         "metadata.name, or make it with `kubectl create`."
                       : "The object has no metadata.name; what is applied has to have one.";
}

} // namespace

std::string nameOfObject(const model::ObjectRef& what)
{
    return shown(what.kind) + " " + shown(what.shortText());
}

Result<Step> stepOf(const Wish& wish, Api& api, const MakeOptions& options, SecretReader& reader)
{
    Step step;
    step.target = api.target();
    step.action = wish.action;
    step.what = whatOf(wish, api, options.nameSpace);
    step.source = wish.source;
    step.notes = wish.notes;
    step.orphans = options.orphans && wish.action == Step::Action::Delete;
    if (isOfFleetYaml(wish.object))
        return failure(Fault::Unsupported,
                       "This text belongs in fleet.yaml (kind FleetExtras), which snapshots and --extras read; no "
                       "cluster takes it.",
                       shown(wish.source));
    if (step.what.apiVersion.empty() || step.what.kind.empty() || step.what.name.empty())
        return failure(Fault::Malformed,
                       step.what.name.empty() ? whyUnnamed(wish.object) : "The object has no apiVersion or no kind.",
                       whereOf(wish));
    if (wish.action == Step::Action::Delete) return step;
    if (wish.action == Step::Action::Owners) {
        step.object = identityOf(step.what);
        step.object["metadata"]["managedFields"] =
            givenOwners(wish.object["metadata"].value("managedFields", Json::array()));
        return step;
    }
    step.object = withoutServerFields(wish.object);
    dropRecord(step.object);
    if (step.what.ns.empty())
        step.object["metadata"].erase("namespace");
    else
        step.object["metadata"]["namespace"] = step.what.ns;
    if (!isSecret(step.object) && model::meansSecret(step.object) && masked(step.object) != step.object)
        return failure(Fault::Unsupported,
                       "The object holds values as a Secret does, and its kind is not written so. Write kind: Secret.",
                       nameOfObject(step.what));
    if (overridesSecret(step.object))
        return failure(Fault::Unsupported,
                       "The policy writes values into Secrets, and a plan could not keep them out. Take them out of "
                       "the policy, and apply a Secret of its own to each cluster that is to have another value.",
                       nameOfObject(step.what));
    if (holdsSecretInside(step.object))
        return failure(Fault::Unsupported,
                       "The object holds the values of a Secret inside of it; a plan could not keep them out. Apply "
                       "the Secret itself.",
                       nameOfObject(step.what));
    if (!isSecret(step.object)) {
        step.text = wish.text;
        return step;
    }
    if (auto referred = refer(wish, step, reader); !referred) return tl::unexpected(referred.error());
    // What a template of kubectl left there would be written by us.
    step.object = masked(step.object);
    return step;
}

std::vector<WantedSecret> secretsWanted(const std::vector<Wish>& wishes)
{
    std::vector<WantedSecret> wanted;
    for (const Wish& wish : wishes) {
        if (wish.action != Step::Action::Apply || !isSecret(wish.object)) continue;
        for (const auto& [key, place] : valuesOf(wish.object)) {
            const bool isGiven =
                std::ranges::any_of(wish.secrets, [&name = key](const SecretRef& ref) { return ref.key == name; });
            if (!isGiven && wantsSource(wish, wish.object.at(Json::json_pointer(place))))
                wanted.push_back({model::refOf(wish.object), key});
        }
    }
    return wanted;
}

model::ObjectRef whatOf(const Wish& wish, Api& api, const std::string& nameSpace)
{
    model::ObjectRef what = model::refOf(wish.object);
    const auto namespaced = api.isNamespaced(what);
    if (namespaced && !*namespaced)
        what.ns.clear();
    else if (what.ns.empty() && (namespaced || !isOneOf(what.kind, {"Namespace"})))
        what.ns = nameSpace;
    return what;
}

} // namespace core::change
