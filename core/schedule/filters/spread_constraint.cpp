#include <algorithm>

#include "core/schedule/filters/filters.h"

namespace core::schedule::filtering {

/// @source Karmada reads spec.zones here, not the old spec.zone
void spreadConstraint(const Ask& ask, std::string_view name, Verdicts& out)
{
    using Field = model::SpreadConstraint::Field;
    const auto refuse = [&](Field field, const char* text, const auto& has) {
        if (std::ranges::find(ask.placement.spreadConstraints, field, &model::SpreadConstraint::field) ==
            ask.placement.spreadConstraints.end())
            return;
        const std::uint16_t reason = out.reason(name, text);
        for (std::uint32_t i = 0; i < out.size(); ++i)
            if (!has(i)) out.refuse(i, reason);
    };
    const Members::Data& fleet = ask.fleet;
    refuse(Field::Provider, "cluster(s) did not have provider property",
           [&](std::uint32_t i) { return fleet.provider.ids[i] != 0; });
    refuse(Field::Region, "cluster(s) did not have region property",
           [&](std::uint32_t i) { return fleet.region.ids[i] != 0; });
    refuse(Field::Zone, "cluster(s) did not have zones property",
           [&](std::uint32_t i) { return !fleet.clusters[i].zones.empty(); });
}

} // namespace core::schedule::filtering
