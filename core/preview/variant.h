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
    bool allowEcsProvision = false;             ///< spec.autoScaling.ecsProvision of the policy
    std::vector<model::TargetCluster> division; ///< pinned in the policy as static weights
    [[nodiscard]] bool empty() const { return !replicas && !allowEcsProvision && division.empty(); }
};

/// Changes the question, or where the fleet's own policies decide, a fork of the fleet.
void apply(const Variant& variant, Question& question, snapshot::FleetPtr& fleet);

} // namespace core::preview
