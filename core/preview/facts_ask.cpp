#include "core/preview/facts.h"

#include <algorithm>
#include <bit>

#include "core/base/ascii.h"
#include "core/estimate/admission.h"
#include "core/preview/override_places.h"
#include "core/preview/priority_classes.h"

/// What is asked for in each cluster.
namespace core::preview {
namespace {

std::int64_t mostAsked(const Prepared& prepared)
{
    std::int64_t most = std::max<std::int64_t>(prepared.question->workload.replicas, prepared.binding.spec.replicas);
    for (const model::Scaler& scaler : prepared.scalers) most = std::max(most, scaler.max.value_or(0));
    return std::max<std::int64_t>(1, most);
}

/// Counting one by one may stop where nobody sees a difference. That is not where a cluster holds all that is asked for:
/// counts are weights, too, and of two clusters that hold more one may hold ten times as much. In steps, so that another
/// number of replicas is most often the same ask.
std::int64_t upToFor(const Prepared& prepared)
{
    constexpr std::int64_t most = 1'000'000;
    constexpr std::int64_t manyPods = 4096;
    const std::int64_t asked = std::min(mostAsked(prepared), most);
    const auto rounded = static_cast<std::int64_t>(std::bit_ceil(static_cast<std::uint64_t>(asked)));
    const std::int64_t many = manyPods / std::max(1, prepared.question->workload.podsPerReplica());
    return std::min(std::max(rounded, many), most);
}

/// Some quota of the namespace limits how many objects of a kind there are.
bool countsObjects(const snapshot::ClusterData& data, const model::Workload& workload)
{
    return std::any_of(data.quotas.begin(), data.quotas.end(), [&](const snapshot::NamespaceQuota& quota) {
        return quota.ns == workload.ref.nsOrDefault() &&
               std::any_of(quota.hard.begin(), quota.hard.end(),
                           [](const auto& one) { return one.first.starts_with("count/"); });
    });
}

/// What a cluster that is new to the workload gets besides its pods, as quotas name it.
std::vector<std::string> objectsOf(const model::ObjectRef& ref)
{
    const std::string group = ref.group();
    std::vector<std::string> out{"count/" + ascii::lowered(ref.kind) + "s" + (group.empty() ? "" : "." + group)};
    if (group == "apps" && ref.kind == "Deployment") out.emplace_back("count/replicasets.apps");
    return out;
}

/// The cluster has the object itself by now.
bool isThere(const Site& site, const Prepared& prepared)
{
    const auto& targets = prepared.binding.spec.clusters;
    const auto& workloads = site.data->workloads;
    return site.existing + site.lost > 0 ||
           std::any_of(targets.begin(), targets.end(),
                       [&](const model::TargetCluster& one) { return one.name == site.data->cluster.name; }) ||
           std::any_of(workloads.begin(), workloads.end(), [&](const Json& object) {
               return sameObject(model::refOf(object), prepared.question->workload.ref);
           });
}

} // namespace

estimate::Ask Facts::askOf(const model::Workload& workload, const Prepared& prepared)
{
    estimate::Ask ask = estimate::askFor(workload, upToFor(prepared));
    giveClasses(prepared.question->priorityClasses, ask);
    return ask;
}

std::shared_ptr<const estimate::Ask> Facts::askIn(Site& site, const Prepared& prepared)
{
    const model::Workload& workload = prepared.question->workload;
    if (prepared.overrides.empty()) return tied(site, prepared, workload, m_ask, site.existing);
    const model::Cluster& cluster = site.data->cluster;
    const model::ClusterIdentity identity = identityOf(cluster);
    model::Issues refused;
    const Json changed = sentTo(cluster, workload.object, prepared.overrides, refused, &site.overrides);
    site.overrideFails = !refused.empty();
    for (model::Issue& issue : refused) {
        issue.path = placeOfRule(prepared, issue.path);
        m_issues.push_back(std::move(issue));
    }
    if (changed == workload.object) return tied(site, prepared, workload, m_ask, site.existing);
    // The unchanged manifest's own faults are said once, by whoever read it; here only those that the rules bring. Its
    // replicas are the text's: the question may ask for others.
    model::Issues known;
    const model::Workload plain = model::readWorkload(workload.object, "", known);
    model::Issues met;
    model::Workload here = model::readWorkload(changed, "", met);
    for (model::Issue& issue : met) {
        if (std::find(known.begin(), known.end(), issue) != known.end()) continue;
        issue.what = "As overrides make it in " + cluster.name + ": " + issue.what;
        issue.path = placeOfValue(prepared, identity, site.overrides, issue.path);
        m_issues.push_back(std::move(issue));
    }
    if (here.ref.ns.empty()) here.ref.ns = workload.ref.ns;
    givePriorities(prepared.question->priorityClasses, here);
    if (here.replicas != plain.replicas) site.overriddenReplicas = here.replicas;
    const auto asked = tied(site, prepared, workload, m_ask, site.existing);
    auto out = tied(site, prepared, here, std::make_shared<const estimate::Ask>(askOf(here, prepared)), site.existing);
    if (m_engine != Engine::Direct && *asked != *out) site.heardAsk = asked;
    return out;
}

std::shared_ptr<const estimate::Ask> Facts::tied(Site& site, const Prepared& prepared, const model::Workload& workload,
                                                 std::shared_ptr<const estimate::Ask> ask, std::int64_t first)
{
    std::optional<estimate::Ask> changed = estimate::admitted(*ask, *site.data);
    if (estimate::hasClaimTemplates(workload)) {
        if (!changed) changed = *ask;
        site.ties = estimate::tieToClaims(workload, *site.data, first, *changed);
    }
    if (countsObjects(*site.data, workload) && !isThere(site, prepared)) {
        if (!changed) changed = *ask;
        changed->objects = objectsOf(workload.ref);
    }
    return !changed || *changed == *ask ? ask : std::make_shared<const estimate::Ask>(std::move(*changed));
}

bool Facts::tieToOld(Site& site, const Prepared& prepared)
{
    if (!prepared.overrides.empty()) return false;
    const estimate::ClaimTies before = site.ties;
    auto again = tied(site, prepared, prepared.question->workload, m_ask, site.staying());
    if (!site.ties.different.empty() || !again->claims.empty()) {
        site.ties = before;
        return false;
    }
    if (*again == *site.ask) return true;
    if (m_engine != Engine::Direct) site.heardAsk = site.ask;
    site.ask = std::move(again);
    return true;
}

} // namespace core::preview
