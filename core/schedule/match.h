#pragma once

#include <optional>
#include <string>
#include <vector>

#include "core/model/policy.h"
#include "core/model/workload.h"

/// Which policy propagates a workload.
/// @source Karmada's detector, at the commit of the recorded cases; seen running: shared reference, karmada §9
namespace core::schedule {

/// Why a policy that selects the workload is not the one that propagates it.
struct WhyNot {
    std::string text;    ///< a sentence about the one that does
    bool byRank = false; ///< it stands behind that one whoever has claimed the workload
};

/// Pointers are into the list that was asked.
struct PolicyMatch {
    const model::Policy* policy{};             ///< nullptr: no policy selects the workload
    std::string why;                           ///< what decided, as a sentence; empty without a policy
    std::vector<const model::Policy*> others;  ///< those that select it too, best first
    std::vector<WhyNot> whyNot;                ///< of each of `others`
    bool claimed = false;                      ///< `policy` or one of `others` has claimed the workload
    std::vector<const model::Policy*> skipped; ///< would select it, but are being deleted
    std::vector<const model::Policy*>
        unread; ///< would select it, but are of a group that the fleet's scheduler does not read
};

/// A PropagationPolicy of the workload's namespace stands before every ClusterPropagationPolicy. Among those of one kind
/// the higher `priority` is first; then one that names the workload, then one that selects it by label, then one that takes
/// all of its kind; then the name. A policy that has claimed the workload (Karmada's annotations on it) keeps it as long as
/// it selects it, unless one with `preemption: Always` and a higher priority, or of the namespaced kind, takes it.
/// A workload or policy without a namespace is taken to be in "default".
/// @param read  whose group the fleet's scheduler reads; policies of the other count where none of its own selects the workload.
///              None: every policy counts
[[nodiscard]] PolicyMatch matchPolicy(const std::vector<model::Policy>& policies, const model::Workload& workload,
                                      std::optional<model::PolicyApi> read = {});

} // namespace core::schedule
