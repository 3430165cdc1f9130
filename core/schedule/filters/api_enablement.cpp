#include <algorithm>

#include "core/schedule/filters/filters.h"

namespace core::schedule::filtering {

/// The list of a cluster's APIs decides even where it is known to be incomplete; only where there is no list at all,
/// nothing is known and nothing is refused.
void apiEnablement(const Ask& ask, std::string_view name, Verdicts& out)
{
    const auto& apis = ask.fleet.enablements;
    const std::pair<std::string, std::string> wanted{ask.spec.resource.apiVersion, ask.spec.resource.kind};
    std::vector<std::uint8_t> serves;
    bool all = true;
    for (const Enablements& one : apis.distinct) {
        serves.push_back(!one || std::ranges::binary_search(*one, wanted) ? 1 : 0);
        all = all && serves.back() != 0;
    }
    if (all) return;
    const std::uint16_t reason = out.reason(name, "cluster(s) did not have the API resource");
    for (std::uint32_t i = 0; i < out.size(); ++i)
        if (serves[apis.ids[i]] == 0 && ask.isTarget[i] == 0) out.refuse(i, reason);
}

} // namespace core::schedule::filtering
