#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/schedule/members.h"

/// One cycle's question as the filters and scores read it. Detail of this room.
namespace core::schedule {

struct Ask {
    const Members::Data& fleet;
    const model::BindingSpec& spec;
    const model::BindingStatus& status;
    const Options& options;
    const model::Placement& placement;    ///< the binding's, or an empty one
    std::vector<std::uint8_t> isTarget{}; ///< one entry a member: named by spec.clusters
    std::vector<std::int32_t> previous{}; ///< replicas there; empty where spec.clusters is
    std::vector<std::uint32_t> targets{}; ///< members that spec.clusters names, in its order

    [[nodiscard]] static Ask of(const Members::Data& fleet, const model::BindingSpec& spec,
                                const model::BindingStatus& status, const Options& options);
};

/// The spread constraint on a field; the last one where there are several, nullptr where there is none.
[[nodiscard]] const model::SpreadConstraint* constraintOn(const model::Placement& placement,
                                                          model::SpreadConstraint::Field field);
/// Something with replicas or components, as opposed to a ConfigMap.
[[nodiscard]] bool isWorkload(const model::BindingSpec& spec);
/// A reschedule was asked for after the last time that the binding was scheduled.
[[nodiscard]] bool isFresh(const model::BindingSpec& spec, const model::BindingStatus& status);

} // namespace core::schedule
