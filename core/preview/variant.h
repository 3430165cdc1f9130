#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/preview/preview.h"

/// The same question, asked differently: what-ifs of the workload and of its policy. Those of the fleet are
/// snapshot/what_if.h.
namespace core::preview {

struct Variant {
    std::optional<std::int64_t> replicas;
    bool allowEcsProvision = false; ///< spec.autoScaling.ecsProvision of the policy
    /// Pinned in the policy as static weights; where its clusters come in tiers, in one group that names them.
    std::vector<model::TargetCluster> division;
    [[nodiscard]] bool empty() const { return !replicas && !allowEcsProvision && division.empty(); }
};

/// Ordered groups, or a group with an overflow: what the first cannot hold goes to the next, whatever the weights.
[[nodiscard]] bool comesInTiers(const model::Placement& placement);

/// So many in each, as static weights; where clusters come in tiers, in one group that names them.
void pin(model::Placement& placement, const std::vector<model::TargetCluster>& division);

/// Changes the question, or where the fleet's own policies decide, a fork of the fleet.
void apply(const Variant& variant, Question& question, snapshot::FleetPtr& fleet);

} // namespace core::preview
