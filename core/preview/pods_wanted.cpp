#include "core/preview/pods_wanted.h"

#include <algorithm>

#include "core/estimate/fit_state.h"
#include "core/preview/facts.h"

namespace core::preview {
namespace {

bool isShort(const Preview& preview)
{
    return preview.verdict == Verdict::Refused || preview.placed < preview.replicas;
}

bool hasAffinity(const model::Workload& workload)
{
    return std::any_of(workload.components.begin(), workload.components.end(),
                       [](const model::Component& one) { return !one.pod.spec.requiredAffinity.empty(); });
}

/// The pod finds none that it has to be near, and these are such.
bool wants(const snapshot::ClusterData& data, const model::Pod& pod, const estimate::Ask& other)
{
    if (pod.spec.requiredAffinity.empty()) return false;
    const estimate::Fit::State state(data, pod);
    if (state.affinityToSelf || !state.affinityEmpty) return false;
    return std::any_of(other.pods.begin(), other.pods.end(), [&](const estimate::AskPod& theirs) {
        return std::all_of(
            state.affinityTerms.begin(), state.affinityTerms.end(),
            [&](const estimate::detail::AffinityTerm& term) { return term.matches(theirs.pod.ns, theirs.pod.labels); });
    });
}

} // namespace

bool waitsForPodsOf(const Preview& preview, const Question& question, const Question& other,
                    const snapshot::FleetPtr& fleet)
{
    if (!isShort(preview) || !hasAffinity(question.workload) || other.workload.replicas == 0) return false;
    const Prepared prepared = prepare(question, *fleet);
    const Prepared theirs = prepare(other, *fleet);
    const Facts facts(prepared, fleet); // pods as overrides make them
    const Facts others(theirs, fleet);
    for (std::size_t site = 0; site < facts.size(); ++site) {
        const snapshot::ClusterData& data = *facts.site(site).data;
        const auto isHere = [&](const ClusterResult& one) { return one.name == data.cluster.name; };
        const auto at = std::find_if(preview.clusters.begin(), preview.clusters.end(), isHere);
        if (at == preview.clusters.end() || (!mayBeChosen(*at) && !at->excludedBy.empty())) continue;
        const std::vector<estimate::AskPod>& pods = facts.site(site).ask->pods;
        if (std::any_of(pods.begin(), pods.end(),
                        [&](const estimate::AskPod& one) { return wants(data, one.pod, *others.site(site).ask); }))
            return true;
    }
    return false;
}

} // namespace core::preview
