#include "core/schedule/ask.h"

#include <algorithm>

#include "core/model/age.h"

namespace core::schedule {

Ask Ask::of(const Members::Data& fleet, const model::BindingSpec& spec, const model::BindingStatus& status,
            const Options& options)
{
    static const model::Placement nothing;
    Ask out{fleet, spec, status, options, spec.placement ? *spec.placement : nothing};
    out.isTarget.assign(fleet.size(), 0);
    if (!spec.clusters.empty()) out.previous.assign(fleet.size(), 0);
    out.targets.reserve(spec.clusters.size());
    std::uint32_t member = Members::Data::none;
    for (const model::TargetCluster& target : spec.clusters) {
        member = fleet.find(target.name, member);
        if (member == Members::Data::none || out.isTarget[member] != 0) continue;
        out.isTarget[member] = 1;
        out.previous[member] = target.replicas;
        out.targets.push_back(member);
    }
    return out;
}

const model::SpreadConstraint* constraintOn(const model::Placement& placement, model::SpreadConstraint::Field field)
{
    const std::vector<model::SpreadConstraint>& all = placement.spreadConstraints;
    const auto last = std::find_if(all.rbegin(), all.rend(),
                                   [field](const model::SpreadConstraint& one) { return one.field == field; });
    return last == all.rend() ? nullptr : &*last;
}

bool isWorkload(const model::BindingSpec& spec)
{
    return spec.replicas > 0 || spec.requirements || !spec.components.empty();
}

bool isFresh(const model::BindingSpec& spec, const model::BindingStatus& status)
{
    if (spec.rescheduleTriggeredAt.empty() || status.lastScheduledTime.empty()) return false;
    const auto asked = model::parseTime(spec.rescheduleTriggeredAt);
    const auto last = model::parseTime(status.lastScheduledTime);
    return asked && last && *asked > *last;
}

bool placesSets(const model::BindingSpec& spec, const Options& options)
{
    if (!options.multiplePodTemplatesScheduling || spec.components.size() < 2 || !spec.placement) return false;
    for (const model::SpreadConstraint& one : spec.placement->spreadConstraints)
        if (one.field == model::SpreadConstraint::Field::Cluster && one.minGroups == 1 && one.maxGroups == 1)
            return true;
    return false;
}

} // namespace core::schedule
