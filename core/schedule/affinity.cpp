#include "core/schedule/affinity.h"

#include <algorithm>

#include "core/model/match_value.h"

namespace core::schedule {

namespace {

/// Takes away the members of a column whose value does not fulfil the requirement.
void keep(Mask& mask, const Column& column, const model::Requirement& requirement)
{
    Mask holds(column.values.size() + 1);
    holds[0] = model::matches(requirement, static_cast<const std::string*>(nullptr)) ? 1 : 0;
    for (std::size_t id = 0; id < column.values.size(); ++id)
        holds[id + 1] = model::matches(requirement, &column.values[id]) ? 1 : 0;
    for (std::size_t i = 0; i < mask.size(); ++i) mask[i] &= holds[column.ids[i]];
}

void keepByLabel(Mask& mask, const Members::Data& fleet, const model::Requirement& requirement)
{
    const auto found = fleet.labels.find(requirement.key);
    if (found != fleet.labels.end())
        keep(mask, found->second, requirement);
    else if (!model::matches(requirement, static_cast<const std::string*>(nullptr)))
        std::ranges::fill(mask, std::uint8_t{0});
}

void keepByField(Mask& mask, const Members::Data& fleet, const model::Requirement& requirement)
{
    if (requirement.key == "provider") return keep(mask, fleet.provider, requirement);
    if (requirement.key == "region") return keep(mask, fleet.region, requirement);
    if (requirement.key != "zone") {
        if (!model::matches(requirement, static_cast<const std::string*>(nullptr)))
            std::ranges::fill(mask, std::uint8_t{0});
        return;
    }
    Mask holds;
    for (const auto& zones : fleet.zones.distinct) holds.push_back(model::matchesZones(requirement, zones) ? 1 : 0);
    for (std::size_t i = 0; i < mask.size(); ++i) mask[i] &= holds[fleet.zones.ids[i]];
}

} // namespace

Mask matching(const Members::Data& fleet, const model::ClusterAffinity& affinity)
{
    const bool invalid = !affinity.fieldSelectorValid || (affinity.labelSelector && !affinity.labelSelector->valid);
    if (invalid) return Mask(fleet.size(), 0);
    Mask mask(fleet.size(), affinity.clusterNames.empty() ? 1 : 0);
    for (const std::string& name : affinity.clusterNames)
        if (const std::uint32_t member = fleet.find(name); member != Members::Data::none) mask[member] = 1;
    for (const std::string& name : affinity.exclude)
        if (const std::uint32_t member = fleet.find(name); member != Members::Data::none) mask[member] = 0;
    if (affinity.labelSelector)
        for (const model::Requirement& one : affinity.labelSelector->requirements) keepByLabel(mask, fleet, one);
    for (const model::Requirement& one : affinity.fieldSelector) keepByField(mask, fleet, one);
    return mask;
}

const model::AffinityTerm* observedTerm(const model::Placement& placement, const std::string& observed)
{
    const auto found = std::ranges::find(placement.clusterAffinities, observed, &model::AffinityTerm::name);
    return found == placement.clusterAffinities.end() ? nullptr : &*found;
}

Tiers tiersOf(const Members::Data& fleet, const model::AffinityTerm* term)
{
    Tiers out;
    if (!term || term->overflow.empty()) return out;
    out.order.assign(fleet.size(), Tiers::none);
    for (std::size_t k = term->overflow.size() + 1; k-- > 0;) {
        const Mask mask = matching(fleet, k == 0 ? term->affinity : term->overflow[k - 1].affinity);
        for (std::size_t i = 0; i < mask.size(); ++i)
            if (mask[i] != 0) out.order[i] = static_cast<std::int32_t>(k);
    }
    return out;
}

} // namespace core::schedule
