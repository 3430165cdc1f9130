#pragma once

#include <string>
#include <vector>

#include "core/preview/facts.h"
#include "core/preview/joint.h"

/// What holds replicas back in a cluster, in words. Detail of this room.
namespace core::preview {

struct Limited {
    estimate::Limit by = estimate::Limit::None;
    std::string text;  ///< "stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h, which c-hz-02 buys from, too"
    std::string fix{}; ///< where a rule holds: what would change it, "add a node or a pool there"
};

/// @param overQuota  the namespace's quota admits no more pods
/// @param buyers     everybody who bought, after the purchase
[[nodiscard]] Limited limitOf(Facts& facts, std::size_t site, bool overQuota, const std::vector<Buyer>& buyers);

/// "no free nvidia.com/gpu" of most of the nodes; empty if no node refused.
[[nodiscard]] std::string refusalText(const estimate::Refusal& refusal);

/// "1 replica", "2 replicas".
[[nodiscard]] std::string counted(std::int64_t count, const std::string& one);

/// "a, b and c"; of more than five, "a, b, c, d, e and 4 more".
[[nodiscard]] std::string listed(const std::vector<std::string>& names);

} // namespace core::preview
