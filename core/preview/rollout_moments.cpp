#include "core/preview/rollout_moments.h"

#include <algorithm>
#include <charconv>
#include <memory>

#include "core/estimate/namespace_quota.h"
#include "core/snapshot/store.h"

namespace core::preview {
namespace {

/// "server-12" of "server" is 12, "server-12-3" too; -1: it has no ordinal.
std::int64_t ordinalOf(std::string_view pod, std::string_view workload)
{
    if (!pod.starts_with(workload) || pod.size() < workload.size() + 2 || pod[workload.size()] != '-') return -1;
    std::int64_t ordinal = -1;
    const char* const from = pod.data() + workload.size() + 1;
    const auto read = std::from_chars(from, pod.data() + pod.size(), ordinal);
    const bool whole = read.ptr == pod.data() + pod.size() || *read.ptr == '-';
    return read.ec == std::errc() && whole ? ordinal : -1;
}

/// A ReplicaSet takes from the nodes that hold most of its pods; which of equals, nobody can tell beforehand.
/// @source k8s.io/kubernetes pkg/controller/controller_utils.go (ActivePodsWithRanks)
void byCrowd(const snapshot::ClusterData& data, Rows& rows)
{
    std::map<std::uint32_t, std::int64_t> there;
    std::vector<std::pair<std::int64_t, std::uint32_t>> ranked; // how many of its node are not before it, row
    for (const std::uint32_t row : rows) ranked.emplace_back(++there[data.pods.node[row]], row);
    std::stable_sort(ranked.begin(), ranked.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    std::transform(ranked.begin(), ranked.end(), rows.begin(), [](const auto& one) { return one.second; });
}

bool isUseKnown(const std::vector<snapshot::NamespaceQuota>& quotas)
{
    return std::all_of(quotas.begin(), quotas.end(), [](const snapshot::NamespaceQuota& quota) {
        return std::all_of(quota.hard.begin(), quota.hard.end(),
                           [&](const auto& hard) { return quota.used.find(hard.first) != quota.used.end(); });
    });
}

/// As if all that a quota allows were in use where nobody knows.
snapshot::ClusterData usedUp(snapshot::ClusterData data)
{
    for (snapshot::NamespaceQuota& quota : data.quotas) quota.used.insert(quota.hard.begin(), quota.hard.end());
    return data;
}

} // namespace

void byOrdinal(const snapshot::ClusterData& data, const std::string& workload, std::vector<Rows>& replicas)
{
    const auto ordinal = [&](const Rows& replica) { return ordinalOf(data.pods.names[replica.front()], workload); };
    std::stable_sort(replicas.begin(), replicas.end(),
                     [&](const Rows& one, const Rows& other) { return ordinal(one) > ordinal(other); });
}

Moments::Moments(const Prepared& prepared, Facts& facts, std::size_t site, bool alike)
    : m_facts(&facts)
    , m_site(site)
    , m_alike(alike)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    const model::Workload& workload = prepared.question->workload;
    const OwnPods& own = facts.own();
    Rows rows = own.holdingIn(data);
    if (workload.ref.kind == "Deployment") byCrowd(data, rows);
    m_order = own.replicas(data, rows);
    if (workload.ref.kind != "Deployment") byOrdinal(data, workload.ref.name, m_order);
    if (m_alike) m_alike = placesPassOn();
}

/// Every old replica's place is one for a new one: not where its node is cordoned, or tainted by now.
bool Moments::placesPassOn()
{
    const auto all = static_cast<std::int64_t>(m_order.size());
    const estimate::Running& now = m_facts->runningOf(m_site);
    m_alike = false;
    const Range then = running(all);
    const estimate::Ask& ask = *m_facts->site(m_site).ask;
    return then.lower >= std::min(now.range().lower + all, ask.upTo);
}

Rows Moments::goneBy(std::int64_t gone) const
{
    Rows out;
    const auto replicas = std::min(m_order.size(), static_cast<std::size_t>(gone));
    for (std::size_t i = 0; i < replicas; ++i) out.insert(out.end(), m_order[i].begin(), m_order[i].end());
    return out;
}

std::optional<std::int64_t> Moments::admitted(std::int64_t gone, End end)
{
    const estimate::Running& now = m_facts->runningOf(m_site);
    const std::optional<std::int64_t> quota = end == End::Lower ? now.quotaSure : now.quota;
    if (!quota) return std::nullopt;
    const std::int64_t left = std::max<std::int64_t>(0, *quota);
    const Site& here = m_facts->site(m_site);
    if (gone == 0) return left;
    const auto known = m_admitted.find({gone, end});
    if (known != m_admitted.end()) return known->second;
    const snapshot::ClusterData& data = *here.data;
    const Rows rows = goneBy(gone);
    const auto admittedOf = [&](const snapshot::ClusterData& cluster) {
        return estimate::detail::namespaceQuota(cluster, estimate::quotasWithout(cluster, rows), *here.ask);
    };
    // What the old ones held is what they leave, whatever a new one takes.
    estimate::detail::QuotaLeft then;
    if (isUseKnown(data.quotas))
        then = admittedOf(data);
    else if (end == End::Lower)
        then = admittedOf(usedUp(data));
    else
        then = estimate::detail::namespaceQuota(*without(gone), *here.ask);
    const std::int64_t out = std::max<std::int64_t>(0, then.replicas.value_or(left + gone));
    m_admitted.emplace(std::pair(gone, end), out);
    return out;
}

snapshot::ClusterPtr Moments::without(std::int64_t gone) const
{
    const snapshot::ClusterData* here = m_facts->site(m_site).data;
    snapshot::Fleet alone;
    for (const snapshot::ClusterPtr& cluster : m_facts->fleet().clusters)
        if (cluster.get() == here) alone.clusters.push_back(cluster);
    snapshot::ClusterChange change;
    change.cluster = here->cluster.name;
    const Rows rows = goneBy(gone);
    for (const std::uint32_t row : rows) change.gonePods.push_back(podName(*here, row));
    // What they held is free for the new ones as soon as they are gone.
    if (!here->quotas.empty()) change.quotas = estimate::quotasWithout(*here, rows);
    snapshot::FleetChange changes;
    changes.clusters.push_back(std::move(change));
    const auto start = std::make_shared<const snapshot::Fleet>(std::move(alone));
    return snapshot::Store(start).apply(std::move(changes))->clusters.front();
}

std::int64_t Moments::runningOn(const std::vector<std::uint32_t>& rows, std::int64_t gone) const
{
    const estimate::Ask& ask = *m_facts->site(m_site).ask;
    const estimate::Running there = gone == 0 ? m_facts->runningOf(m_site) : estimate::running(*without(gone), ask);
    std::int64_t out = 0;
    for (const auto& [row, pods] : there.perNode)
        if (std::binary_search(rows.begin(), rows.end(), row)) out += pods;
    return out;
}

Range Moments::running(std::int64_t gone)
{
    const estimate::Running& now = m_facts->runningOf(m_site);
    if (gone == 0) return now.range();
    if (m_alike) return sum(now.range(), Range::exactly(gone));
    const auto known = m_known.find(gone);
    if (known != m_known.end()) return known->second;
    const Range range = estimate::running(*without(gone), *m_facts->site(m_site).ask).range();
    m_known.emplace(gone, range);
    return range;
}

} // namespace core::preview
