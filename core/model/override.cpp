#include <algorithm>
#include <charconv>
#include <optional>
#include <tuple>

#include "core/base/blanked.h"
#include "core/model/hints.h"
#include "core/model/image.h"
#include "core/model/policy.h"
#include "core/model/read.h"
#include "core/text/yaml.h"

namespace core::model {
namespace {

/// Why a rule cannot be applied; absent: it was.
using Refusal = std::optional<std::string>;

std::string text(const Json& object, std::string_view key)
{
    const Json* found = read::member(object, key);
    return found && found->is_string() ? found->get<std::string>() : std::string();
}

const Json& listAt(const Json& object, std::string_view key)
{
    static const Json none = Json::array();
    const Json* found = read::member(object, key);
    return found && found->is_array() ? *found : none;
}

/// The place in a list that a pointer's last part names; `end` allows the place behind the last one.
std::optional<std::size_t> placeIn(const Json& list, const std::string& part, bool end)
{
    if (end && part == "-") return list.size();
    std::size_t index = 0;
    const auto [rest, error] = std::from_chars(part.data(), part.data() + part.size(), index);
    const bool whole = error == std::errc() && rest == part.data() + part.size();
    const bool padded = part.size() > 1 && part.front() == '0';
    if (!whole || padded || index >= list.size() + (end ? 1U : 0U)) return std::nullopt;
    return index;
}

bool patchList(Json& list, const std::string& operation, const std::string& part, const Json& value)
{
    const auto place = placeIn(list, part, operation == "add");
    if (!place) return false;
    const auto at = list.begin() + static_cast<Json::difference_type>(*place);
    if (operation == "add")
        list.insert(at, value);
    else if (operation == "remove")
        list.erase(at);
    else
        *at = value;
    return true;
}

bool patchMap(Json& map, const std::string& operation, const std::string& part, const Json& value)
{
    if (operation != "add" && !map.contains(part)) return false;
    if (operation == "remove")
        map.erase(part);
    else
        map[part] = value;
    return true;
}

/// One operation of JSON Patch (RFC 6902) on `target`, which stays as it was where the operation cannot be done.
Refusal patch(Json& target, const std::string& operation, const std::string& path, const Json& value)
{
    if (operation != "add" && operation != "remove" && operation != "replace")
        return "the operator " + hints::inQuotes(operation) + " is none of add, remove and replace";
    const auto slash = path.rfind('/');
    if (!path.starts_with('/')) return "the path " + hints::inQuotes(path) + " does not start with a slash";
    const auto part = text::pointerParts(std::string_view(path).substr(slash));
    const Json* found = hints::find(target, std::string_view(path).substr(0, slash));
    auto* parent = const_cast<Json*>(found); // found inside `target`, which is ours to change
    const bool done = part && parent && part->size() == 1 &&
                      ((parent->is_object() && patchMap(*parent, operation, part->front(), value)) ||
                       (parent->is_array() && patchList(*parent, operation, part->front(), value)));
    if (!done) return "the path " + hints::inQuotes(path) + " leads nowhere in the workload";
    return std::nullopt;
}

Refusal patchAll(Json& target, const Json& patches, std::string_view pathKey)
{
    static const Json null;
    for (const auto& item : patches) {
        const Json* value = read::member(item, "value");
        if (auto refusal = patch(target, text(item, "operator"), text(item, pathKey), value ? *value : null))
            return refusal;
    }
    return std::nullopt;
}

// --- images -----------------------------------------------------------------------------------------------------------

/// Where the kinds that Karmada knows keep their containers.
std::optional<std::string> podSpecOf(const std::string& kind)
{
    if (kind == "Pod") return "/spec";
    for (const auto* known : {"Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job"})
        if (kind == known) return "/spec/template/spec";
    return std::nullopt;
}

Refusal overrideImageAt(Json& object, const Json& rule, const std::string& path)
{
    const Json* current = hints::find(object, path);
    if (!current || !current->is_string()) return "there is no image at " + hints::inQuotes(path);
    const auto image = parseImage(current->get_ref<const std::string&>());
    if (!image) return hints::inQuotes(current->get_ref<const std::string&>()) + " is not the name of an image";
    const auto changed = changedImage(*image, text(rule, "component"), text(rule, "operator"), text(rule, "value"));
    if (!changed) return "component or operator of the image override is not known";
    return patch(object, "replace", path, toText(*changed));
}

Refusal overrideImages(Json& object, const Json& rule, const std::string& kind)
{
    if (const Json* predicate = read::member(rule, "predicate"))
        return overrideImageAt(object, rule, text(*predicate, "path"));
    const auto base = podSpecOf(kind);
    if (!base) return std::nullopt; // as Karmada: other kinds are passed over without a word
    const Json* containers = hints::find(object, *base + "/containers");
    const auto count = containers && containers->is_array() ? containers->size() : 0;
    for (std::size_t i = 0; i < count; ++i)
        if (auto refusal = overrideImageAt(object, rule, read::join(*base + "/containers", i) + "/image"))
            return refusal;
    return std::nullopt;
}

// --- commands and arguments -------------------------------------------------------------------------------------------

Json changedWords(const Json& words, const Json& rule)
{
    const auto operation = text(rule, "operator");
    const auto& values = listAt(rule, "value");
    Json out = words.is_array() ? words : Json::array();
    if (operation == "add")
        out.insert(out.end(), values.begin(), values.end());
    else if (operation == "remove")
        out.erase(std::remove_if(
                      out.begin(), out.end(),
                      [&](const Json& word) { return std::find(values.begin(), values.end(), word) != values.end(); }),
                  out.end());
    return out;
}

Refusal overrideWords(Json& object, const Json& rule, const std::string& key, const std::string& kind)
{
    const auto base = kind == "Job" ? std::nullopt : podSpecOf(kind); // Karmada leaves a Job's command alone
    if (!base) return std::nullopt;
    const Json* containers = hints::find(object, *base + "/containers");
    const auto count = containers && containers->is_array() ? containers->size() : 0;
    const auto name = text(rule, "containerName");
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = read::join(*base + "/containers", i);
        const Json* container = hints::find(object, at);
        if (!container || text(*container, "name") != name) continue;
        const auto words = changedWords(listAt(*container, key), rule);
        if (auto refusal = patch(object, "add", read::join(at, key), words)) return refusal;
    }
    return std::nullopt;
}

// --- labels, annotations, fields --------------------------------------------------------------------------------------

Refusal overrideMap(Json& object, const Json& rule, const std::string& key)
{
    const auto operation = text(rule, "operator");
    const Json* values = read::member(rule, "value");
    if (!values || !values->is_object()) return std::nullopt;
    const std::string base = "/metadata/" + key;
    for (const auto& [name, value] : values->items()) {
        const Json* current = hints::find(object, base);
        if (operation == "add" && (!current || !current->is_object())) {
            if (auto refusal = patch(object, "add", base, Json::object())) return refusal;
        } else if (operation != "add" && (!current || !read::member(*current, name))) {
            continue;
        }
        if (auto refusal = patch(object, operation, read::join(base, name), value)) return refusal;
    }
    return std::nullopt;
}

/// A document kept in a string: JSON or YAML, patched and written back.
Refusal overrideField(Json& object, const Json& rule)
{
    const auto path = text(rule, "fieldPath");
    const Json* current = hints::find(object, path);
    if (!current || !current->is_string()) return "there is no text at " + hints::inQuotes(path);
    // A snapshot keeps documents out, and no placement hangs on one.
    if (isBlanked(current->get_ref<const std::string&>())) return std::nullopt;
    const bool yaml = !listAt(rule, "yaml").empty();
    const auto file = text::parse(current->get_ref<const std::string&>());
    if (!file.ok() || file.documents.size() != 1)
        return "the text at " + hints::inQuotes(path) + " is not one " + (yaml ? "YAML" : "JSON") + " document";
    Json inner = file.documents.front().value();
    if (auto refusal = patchAll(inner, listAt(rule, yaml ? "yaml" : "json"), "subPath")) return refusal;
    return patch(object, "replace", path,
                 yaml ? text::toYaml(inner) : inner.dump(-1, ' ', false, Json::error_handler_t::replace));
}

/// In Karmada's order: image, command, args, labels, annotations, field, plaintext.
Refusal applyOverriders(Json& object, const Json& overriders, const std::string& kind)
{
    for (const auto& rule : listAt(overriders, "imageOverrider"))
        if (auto refusal = overrideImages(object, rule, kind)) return refusal;
    for (const auto& rule : listAt(overriders, "commandOverrider"))
        if (auto refusal = overrideWords(object, rule, "command", kind)) return refusal;
    for (const auto& rule : listAt(overriders, "argsOverrider"))
        if (auto refusal = overrideWords(object, rule, "args", kind)) return refusal;
    for (const auto& rule : listAt(overriders, "labelsOverrider"))
        if (auto refusal = overrideMap(object, rule, "labels")) return refusal;
    for (const auto& rule : listAt(overriders, "annotationsOverrider"))
        if (auto refusal = overrideMap(object, rule, "annotations")) return refusal;
    for (const auto& rule : listAt(overriders, "fieldOverrider"))
        if (auto refusal = overrideField(object, rule)) return refusal;
    return patchAll(object, listAt(overriders, "plaintext"), "path");
}

// --- which policies, in which order -----------------------------------------------------------------------------------

struct Matched {
    const OverridePolicy* policy;
    int rank;
};

/// The policy's best rank; without selectors it takes everything of its namespace.
int rankOf(const OverridePolicy& policy, const ObjectRef& ref, const Labels& labels)
{
    if (!policy.clusterScoped && policy.ref.nsOrDefault() != ref.nsOrDefault()) return 0;
    if (policy.selectors.empty()) return 1;
    int best = 0;
    for (const auto& selector : policy.selectors) best = std::max(best, matchRank(selector, ref, labels));
    return best;
}

} // namespace

Json overridden(const Json& workload, const std::vector<OverridePolicy>& policies, const ClusterIdentity& cluster,
                Issues& issues, std::vector<OverrideEffect>* effects)
{
    const auto ref = refOf(workload);
    Issues ignored;
    const Json* metadata = read::member(workload, "metadata");
    const auto labels = metadata ? read::labels(*metadata, "labels", {}, ignored) : Labels();
    std::vector<Matched> matched;
    for (const auto& policy : policies)
        if (const auto rank = rankOf(policy, ref, labels)) matched.push_back({&policy, rank});
    // Later ones win: cluster-scoped before namespaced, vague selectors before exact ones, then by name.
    std::stable_sort(matched.begin(), matched.end(), [](const Matched& a, const Matched& b) {
        return std::tuple(!a.policy->clusterScoped, a.rank, std::string_view(a.policy->ref.name)) <
               std::tuple(!b.policy->clusterScoped, b.rank, std::string_view(b.policy->ref.name));
    });
    Json object = workload;
    for (const auto& [policy, rank] : matched) {
        const Json before = effects != nullptr ? object : Json();
        for (std::size_t i = 0; i < policy->rules.size(); ++i) {
            const auto& rule = policy->rules[i];
            if (rule.target && !matches(*rule.target, cluster)) continue;
            Json changed = object;
            const auto refusal = applyOverriders(changed, rule.overriders, ref.kind);
            if (!refusal)
                object = std::move(changed);
            else
                hints::add(issues, Severity::Error,
                           read::join("/" + std::to_string(policy - policies.data()) + "/spec/overrideRules", i),
                           "Rule " + std::to_string(i + 1) + " of " + policy->ref.kind + " " + policy->ref.shortText() +
                               " cannot be applied for cluster " + cluster.name + ": " + *refusal + ".",
                           "Correct the rule; until then the fleet sends no change of this workload to the cluster.");
        }
        if (effects == nullptr || before == object) continue;
        effects->push_back({policy->ref, {}});
        for (const Json& change : Json::diff(before, object)) {
            auto path = change.at("path").get<std::string>();
            auto& paths = effects->back().paths;
            if (std::find(paths.begin(), paths.end(), path) == paths.end()) paths.push_back(std::move(path));
        }
    }
    return object;
}

} // namespace core::model
