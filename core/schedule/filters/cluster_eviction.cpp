#include "core/schedule/filters/filters.h"

namespace core::schedule::filtering {

void clusterEviction(const Ask& ask, std::string_view name, Verdicts& out)
{
    if (ask.spec.evictions.empty()) return;
    const std::uint16_t reason = out.reason(name, "cluster(s) is in the process of eviction");
    for (const model::GracefulEvictionTask& task : ask.spec.evictions)
        if (const std::uint32_t member = ask.fleet.find(task.fromCluster); member != Members::Data::none)
            out.refuse(member, reason);
}

} // namespace core::schedule::filtering
