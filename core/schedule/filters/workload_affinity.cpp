#include <algorithm>
#include <cctype>
#include <map>

#include "core/schedule/filters/filters.h"

#include "core/base/ascii.h"

namespace core::schedule::filtering {

namespace {

using Group = std::string model::BindingSpec::*;

/// Karmada's name for the binding of a resource: "web-deployment".
std::string bindingName(const model::ObjectRef& resource)
{
    std::string out = resource.name + '-' + resource.kind;
    for (char& c : out) c = c == ':' ? '.' : ascii::lower(c);
    return out;
}

/// The namespace's other bindings as the scheduler knows them: what is in flight stands for what is cached if it is newer.
std::vector<const model::Binding*> othersOf(const Ask& ask)
{
    std::map<std::string_view, const model::Binding*> newest;
    const std::string own = bindingName(ask.spec.resource);
    for (const std::vector<model::Binding>* list : {ask.options.bindings, ask.options.assigning}) {
        if (!list) continue;
        for (const model::Binding& one : *list) {
            if (one.ref.ns != ask.spec.resource.ns || one.ref.name == own) continue;
            const auto [found, isNew] = newest.emplace(one.ref.name, &one);
            if (!isNew && one.resourceVersion > found->second->resourceVersion) found->second = &one;
        }
    }
    std::vector<const model::Binding*> out;
    for (const auto& [name, binding] : newest) out.push_back(binding);
    return out;
}

/// Members that each of the group's other bindings names, one list a binding; those that are nowhere yet do not count.
std::vector<std::vector<std::uint8_t>> placesOf(const Ask& ask, Group group)
{
    std::vector<std::vector<std::uint8_t>> out;
    if (!ask.options.workloadAffinity || (ask.spec.*group).empty()) return out;
    for (const model::Binding* other : othersOf(ask)) {
        if (other->spec.*group != ask.spec.*group || other->spec.clusters.empty()) continue;
        std::vector<std::uint8_t>& places = out.emplace_back(ask.fleet.size(), std::uint8_t{0});
        for (const model::TargetCluster& target : other->spec.clusters)
            if (const std::uint32_t member = ask.fleet.find(target.name); member != Members::Data::none)
                places[member] = 1;
    }
    return out;
}

/// Refuses members where a binding of the group is (`there` 1) or is not (0); what the binding has already it keeps.
void refuseWhere(const Ask& ask, Group group, std::uint8_t there, std::string_view name, const char* text,
                 Verdicts& out)
{
    const auto bindings = placesOf(ask, group);
    if (bindings.empty()) return; // the first of its group may go anywhere
    const std::uint16_t reason = out.reason(name, text);
    for (const std::vector<std::uint8_t>& places : bindings)
        for (std::uint32_t i = 0; i < out.size(); ++i)
            if (places[i] == there && ask.isTarget[i] == 0) out.refuse(i, reason);
}

} // namespace

void workloadAffinity(const Ask& ask, std::string_view name, Verdicts& out)
{
    refuseWhere(ask, &model::BindingSpec::affinityGroup, 0, name,
                "ResourceBinding with the same affinity group does not target this cluster", out);
}

void workloadAntiAffinity(const Ask& ask, std::string_view name, Verdicts& out)
{
    refuseWhere(ask, &model::BindingSpec::antiAffinityGroup, 1, name,
                "cluster already has workload with the same anti-affinity group", out);
}

} // namespace core::schedule::filtering
