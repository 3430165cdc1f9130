#include <array>

#include "core/schedule/filters/filters.h"

/// The one place where filters and scores are listed.
namespace core::schedule {

std::span<const Filter> filters()
{
    using namespace filtering;
    // All of them look values up in tables, so there is no dear one to put last: Karmada's order it is.
    static constexpr std::array<Filter, 7> table{{
        {"APIEnablement", "The cluster serves the workload's API, or the workload is there already.", apiEnablement},
        {"TaintToleration",
         "The policy tolerates the cluster's taints of effect NoSchedule, NoExecute, NoSelect and NoSelectIfNew, or "
         "the "
         "workload is there already.",
         taintToleration},
        {"ClusterAffinity", "The policy's cluster affinity selects the cluster.", clusterAffinity},
        {"SpreadConstraint", "The cluster states its provider, region or zones where the policy spreads by them.",
         spreadConstraint},
        {"ClusterEviction", "The workload is not being evicted from the cluster.", clusterEviction},
        {"WorkloadAffinity", "Every other workload of the affinity group is in the cluster.", workloadAffinity},
        {"WorkloadAntiAffinity", "No other workload of the anti-affinity group is in the cluster.",
         workloadAntiAffinity},
    }};
    return table;
}

std::span<const Score> scores()
{
    static constexpr std::array<Score, 2> table{{
        {"ClusterLocality", "100 where the workload is already, else 0.", scoring::clusterLocality},
        {"ClusterAffinity", "Always 0.", scoring::clusterAffinity},
    }};
    return table;
}

} // namespace core::schedule
