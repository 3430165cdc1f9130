#include "core/schedule/affinity.h"
#include "core/schedule/filters/filters.h"

namespace core::schedule::filtering {

namespace {

void refuseOthers(const Mask& mask, std::string_view name, Verdicts& out)
{
    const std::uint16_t reason = out.reason(name, "cluster(s) did not match the placement cluster affinity constraint");
    for (std::uint32_t i = 0; i < out.size(); ++i)
        if (mask[i] == 0) out.refuse(i, reason);
}

} // namespace

/// Overflow terms take in workloads only: what has no replicas has nothing that could flow over. An observed name that no
/// term has lets everything pass.
void clusterAffinity(const Ask& ask, std::string_view name, Verdicts& out)
{
    if (ask.placement.clusterAffinity)
        return refuseOthers(matching(ask.fleet, *ask.placement.clusterAffinity), name, out);
    const model::AffinityTerm* term = observedTerm(ask.placement, ask.status.observedAffinity);
    if (!term) return;
    Mask mask = matching(ask.fleet, term->affinity);
    if (isWorkload(ask.spec))
        for (const model::AffinityTerm& overflow : term->overflow) {
            const Mask more = matching(ask.fleet, overflow.affinity);
            for (std::size_t i = 0; i < mask.size(); ++i) mask[i] |= more[i];
        }
    refuseOthers(mask, name, out);
}

} // namespace core::schedule::filtering
