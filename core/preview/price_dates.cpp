#include "core/preview/price_dates.h"

#include <set>

#include "core/model/age.h"

namespace core::preview {

std::string priceDates(const std::vector<Preview>& previews)
{
    std::set<std::string> dates;
    const auto add = [&dates](const std::vector<Share>& shares) {
        for (const Share& share : shares)
            if (share.kind == Share::Kind::New && share.price)
                dates.insert(share.price->seen ? model::toText(*share.price->seen).substr(0, 10) : "unknown date");
    };
    for (const Preview& preview : previews) {
        for (const ClusterResult& cluster : preview.clusters) add(cluster.shares);
        for (const RolloutStep& step : preview.rollout) add(step.places);
    }
    if (dates.empty()) return {};
    return dates.size() == 1 ? *dates.begin() : *dates.begin() + " to " + *dates.rbegin();
}

} // namespace core::preview
