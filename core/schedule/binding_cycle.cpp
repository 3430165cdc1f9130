#include <algorithm>
#include <numeric>

#include "core/schedule/ask.h"
#include "core/schedule/placement_text.h"

namespace core::schedule {

namespace {

using model::Binding;
using model::Placement;

constexpr const char* appliedPlacementKey = "policy.karmada.io/applied-placement";

std::optional<std::string> appliedPlacement(const Binding& binding)
{
    const auto found = binding.annotations.find(appliedPlacementKey);
    if (found == binding.annotations.end()) return std::nullopt;
    return found->second;
}

/// Of ordered groups only the observed one counts: a change of another moves nothing.
bool groupsChanged(const Placement& now, const Placement& applied, const std::string& observed)
{
    if (observed.empty()) return true;
    const auto termOf = [&](const Placement& placement) {
        const auto found = std::ranges::find(placement.clusterAffinities, observed, &model::AffinityTerm::name);
        return found == placement.clusterAffinities.end() ? nullptr : &*found;
    };
    const model::AffinityTerm* mine = termOf(now);
    const model::AffinityTerm* other = termOf(applied);
    return !mine || !other || *mine != *other;
}

bool placementChanged(const Binding& binding)
{
    const std::string text = appliedPlacement(binding).value_or("");
    if (text.empty()) return true;
    const auto applied = placementOf(text);
    if (!applied) return false; // Karmada logs it and leaves the binding alone
    const Placement& now = *binding.spec.placement;
    if (now == *applied) return false;
    const bool otherThanGroups =
        now.clusterAffinity != applied->clusterAffinity || now.clusterTolerations != applied->clusterTolerations ||
        now.spreadConstraints != applied->spreadConstraints || now.replicaScheduling != applied->replicaScheduling;
    return otherThanGroups || groupsChanged(now, *applied, binding.status.observedAffinity);
}

bool replicasChanged(const model::BindingSpec& spec)
{
    if (!spec.placement->replicaScheduling) return false;
    const std::string& type = spec.placement->replicaScheduling->type;
    if (type == "Duplicated")
        return std::ranges::any_of(spec.clusters, [&](const auto& one) { return one.replicas != spec.replicas; });
    if (type != "Divided") return false;
    std::int64_t sum = 0;
    for (const model::TargetCluster& one : spec.clusters) sum += one.replicas;
    return sum != spec.replicas;
}

/// What has no replicas counts as duplicated even if its placement divides.
bool alwaysScheduled(const model::BindingSpec& spec)
{
    const auto& scheduling = spec.placement->replicaScheduling;
    return !isWorkload(spec) || !scheduling || scheduling->type == "Duplicated";
}

/// Why it is the binding's turn; empty: it is not.
/// @source shared reference, karmada §2 (what triggers a cycle)
std::string triggerOf(const Members& members, const Binding& binding)
{
    if (placementChanged(binding)) return "placement changed";
    if (replicasChanged(binding.spec)) return "replicas changed";
    if (isFresh(binding.spec, binding.status)) return "reschedule asked for";
    if (alwaysScheduled(binding.spec)) return "duplicated";
    const auto goes = [&](const model::TargetCluster& target) {
        const auto member = members.find(target.name);
        return member && members.cluster(*member).deleting;
    };
    return std::ranges::any_of(binding.spec.clusters, goes) ? "a target cluster is being deleted" : "";
}

/// The groups in turn, from the observed one on; the first that succeeds stands. Earlier ones are not gone back to, unless
/// a reschedule is asked for.
bool tryGroups(const Members& members, const Binding& binding, const Options& options, BindingCycle& out)
{
    const auto& terms = binding.spec.placement->clusterAffinities;
    const auto observed = std::ranges::find(terms, binding.status.observedAffinity, &model::AffinityTerm::name);
    const bool fromStart = observed == terms.end() || isFresh(binding.spec, binding.status);
    model::BindingStatus status = binding.status;
    for (auto term = fromStart ? terms.begin() : observed; term != terms.end(); ++term) {
        status.observedAffinity = term->name;
        out.tried.push_back({term->name, cycle(members, binding.spec, status, options)});
        if (out.tried.back().cycle.error) continue;
        out.observedAffinity = term->name;
        return true;
    }
    return false;
}

const char* reasonOf(CycleError::Kind kind)
{
    switch (kind) {
    case CycleError::Kind::NoClusterFit: return "NoClusterFit";
    case CycleError::Kind::Unschedulable: return "Unschedulable";
    case CycleError::Kind::Other: break;
    }
    return "SchedulerError";
}

/// What is recorded after a cycle. A record that says the same already stays as it is written: it may hold fields that the
/// model does not (tolerationSeconds).
std::string recordOf(const Binding& binding)
{
    const std::string text = appliedPlacement(binding).value_or("");
    const auto applied = text.empty() ? std::nullopt : placementOf(text);
    return applied && *applied == *binding.spec.placement ? text : placementText(*binding.spec.placement);
}

void succeed(const Binding& binding, BindingCycle& out)
{
    out.clusters = out.tried.back().cycle.clusters();
    out.conditionStatus = "True";
    out.conditionReason = "Success";
    out.message = "Binding has been scheduled successfully.";
    out.lastScheduledTimeSet = true;
    out.observedGeneration = binding.generation;
    out.appliedPlacement = recordOf(binding);
}

/// Only where no cluster fits is the placement emptied and taken note of; any other failure leaves the binding as it was
/// and is tried again.
void fail(const Binding& binding, BindingCycle& out)
{
    const CycleError& error = *out.tried.front().cycle.error;
    out.conditionStatus = "False";
    out.conditionReason = reasonOf(error.kind);
    out.message = error.message;
    out.retry = error.kind != CycleError::Kind::NoClusterFit;
    if (out.retry) return;
    out.clusters.clear();
    out.appliedPlacement = recordOf(binding);
}

} // namespace

BindingCycle scheduleBinding(const Members& members, const Binding& binding, const Options& options)
{
    BindingCycle out;
    out.clusters = binding.spec.clusters;
    out.observedAffinity = binding.status.observedAffinity;
    out.observedGeneration = binding.status.observedGeneration;
    out.lastScheduledTimeSet = !binding.status.lastScheduledTime.empty();
    out.appliedPlacement = appliedPlacement(binding);
    if (binding.spec.suspendScheduling || !binding.spec.placement) return out;
    out.trigger = triggerOf(members, binding);
    out.scheduled = !out.trigger.empty();
    if (!out.scheduled) {
        out.observedGeneration = binding.generation;
        return out;
    }
    if (binding.spec.placement->clusterAffinities.empty()) {
        out.tried.push_back({"", cycle(members, binding.spec, binding.status, options)});
        if (!out.tried.back().cycle.error) {
            succeed(binding, out);
            return out;
        }
    } else if (tryGroups(members, binding, options, out)) {
        succeed(binding, out);
        return out;
    }
    fail(binding, out);
    return out;
}

} // namespace core::schedule
