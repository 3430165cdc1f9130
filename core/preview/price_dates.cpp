#include "core/preview/price_dates.h"

#include <set>

#include "core/model/age.h"

namespace core::preview {

std::string priceDates(const std::vector<Preview>& previews)
{
    std::set<std::string> dates;
    for (const Preview& preview : previews)
        for (const ClusterResult& cluster : preview.clusters)
            for (const Share& share : cluster.shares)
                if (share.kind == Share::Kind::New && share.price)
                    dates.insert(share.price->seen ? model::toText(*share.price->seen).substr(0, 10) : "unknown date");
    if (dates.empty()) return {};
    return dates.size() == 1 ? *dates.begin() : *dates.begin() + " to " + *dates.rbegin();
}

} // namespace core::preview
