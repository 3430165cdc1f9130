#include "core/preview/override_places.h"

#include <algorithm>
#include <charconv>

#include "core/model/read.h"

namespace core::preview {
namespace {

namespace read = model::read;

/// Empty: the policy was not handed in as a document.
std::string documentOf(const Question& question, const model::ObjectRef& policy)
{
    for (std::size_t i = 0; i < std::min(question.overrides.size(), question.overridePaths.size()); ++i)
        if (sameObject(question.overrides[i].ref, policy)) return question.overridePaths[i];
    return {};
}

bool isWithin(std::string_view path, std::string_view whole)
{
    return path.starts_with(whole) && (path.size() == whole.size() || path[whole.size()] == '/');
}

bool areRelated(std::string_view one, std::string_view other)
{
    return isWithin(one, other) || isWithin(other, one);
}

/// The last plain patch that writes the value, or a part of it, or what it is a part of; empty: none does.
std::string patchOf(const model::OverridePolicy& policy, const model::ClusterIdentity& cluster, const std::string& path)
{
    std::string out;
    for (std::size_t rule = 0; rule < policy.rules.size(); ++rule) {
        const auto& target = policy.rules[rule].target;
        const Json* patches = read::member(policy.rules[rule].overriders, "plaintext");
        if (patches == nullptr || !patches->is_array() || (target && !model::matches(*target, cluster))) continue;
        for (std::size_t i = 0; i < patches->size(); ++i) {
            const Json* place = read::member((*patches)[i], "path");
            if (place == nullptr || !place->is_string() || !areRelated(place->get<std::string>(), path)) continue;
            out = read::join(read::join("/spec/overrideRules", rule) + "/overriders/plaintext", i) + "/value";
        }
    }
    return out;
}

} // namespace

std::string placeOfRule(const Prepared& prepared, const std::string& path)
{
    std::size_t index = 0;
    const char* end = path.data() + path.size();
    const auto [rest, fault] = std::from_chars(path.data() + std::min<std::size_t>(1, path.size()), end, index);
    if (fault != std::errc() || index >= prepared.overrides.size()) return path;
    const std::string document = documentOf(*prepared.question, prepared.overrides[index].ref);
    return document.empty() ? document : document + std::string(rest, end);
}

std::string placeOfValue(const Prepared& prepared, const model::ClusterIdentity& cluster,
                         const std::vector<model::OverrideEffect>& effects, const std::string& path)
{
    for (auto effect = effects.rbegin(); effect != effects.rend(); ++effect) {
        const auto made = [&](const std::string& changed) { return areRelated(changed, path); };
        if (std::none_of(effect->paths.begin(), effect->paths.end(), made)) continue;
        const std::string document = documentOf(*prepared.question, effect->policy);
        if (document.empty()) return path;
        const auto policy = std::find_if(prepared.overrides.begin(), prepared.overrides.end(),
                                         [&](const auto& one) { return sameObject(one.ref, effect->policy); });
        const std::string patch = policy == prepared.overrides.end() ? std::string() : patchOf(*policy, cluster, path);
        return document + (patch.empty() ? "/spec" : patch);
    }
    return path;
}

} // namespace core::preview
