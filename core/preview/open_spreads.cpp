#include "core/preview/open_spreads.h"

#include <algorithm>

#include "core/schedule/admission.h"
#include "core/schedule/selection.h"

namespace core::preview {

std::vector<OpenSpread> openSpreads(model::Placement placement)
{
    using Field = model::SpreadConstraint::Field;
    schedule::applyDefaults(placement);
    std::vector<OpenSpread> out;
    if (schedule::ignoresConstraints(placement)) return out;
    const auto& all = placement.spreadConstraints;
    const bool byRegion = std::ranges::count(all, Field::Region, &model::SpreadConstraint::field) > 0;
    for (std::size_t i = 0; i < all.size(); ++i) {
        if (all[i].maxGroups != 0) continue;
        if (all[i].field == Field::Region)
            out.push_back(
                {i,
                 "The spread constraint by region has no maxGroups, which the scheduler reads as 0 regions: it "
                 "places nothing.",
                 "Write maxGroups: how many regions at most."});
        else if (all[i].field == Field::Cluster && byRegion)
            out.push_back({i,
                           "The spread constraint by cluster has no maxGroups, which the scheduler reads as 0: of each "
                           "region that it chooses it takes one cluster only.",
                           "Write maxGroups: how many clusters at most."});
        else if (all[i].field == Field::Cluster)
            out.push_back(
                {i,
                 "The spread constraint by cluster has no maxGroups, which the scheduler reads as 0 clusters: "
                 "it places nothing.",
                 "Write maxGroups: how many clusters at most."});
    }
    return out;
}

} // namespace core::preview
