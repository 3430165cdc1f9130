#include "core/preview/rollout_moments.h"

#include <algorithm>
#include <functional>
#include <memory>

#include "core/estimate/namespace_quota.h"
#include "core/preview/ahead.h"
#include "core/snapshot/store.h"

namespace core::preview {
namespace {

using OnNodes = std::map<std::uint32_t, std::int64_t>;

std::int64_t countAt(const OnNodes& places, std::uint32_t node)
{
    const auto found = places.find(node);
    return found == places.end() ? 0 : found->second;
}

std::vector<Rows> flat(const LeavingOrder& order)
{
    std::vector<Rows> out;
    for (const std::vector<Rows>& equals : order) out.insert(out.end(), equals.begin(), equals.end());
    return out;
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

Moments::Moments(const Prepared& prepared, Facts& facts, std::size_t site, bool alike, const Rows& young)
    : m_facts(&facts)
    , m_site(site)
    , m_alike(alike)
{
    const snapshot::ClusterData& data = *facts.site(site).data;
    const model::Workload& workload = prepared.question->workload;
    const OwnPods& own = facts.own();
    LeavingOrder order =
        leavingOrder(data, workload.ref, own, own.holdingIn(data), Pace::OneByOne, facts.fleet().takenAt);
    m_order = flat(order);
    if (m_alike) m_alike = placesPassOn();
    if (!m_alike) orderEquals(std::move(order));
    const auto isYoung = [&](const Rows& replica) {
        return std::binary_search(young.begin(), young.end(), replica.front());
    };
    if (young.empty()) return;
    std::stable_partition(m_order.begin(), m_order.end(), isYoung);
    std::stable_partition(m_bestOrder.begin(), m_bestOrder.end(), isYoung);
    m_known.clear();
}

std::map<std::uint32_t, std::int64_t> Moments::roomOfEach(const LeavingOrder& order) const
{
    constexpr std::size_t most = 32; // each asks every node of the cluster
    const snapshot::PodTable& pods = m_facts->site(m_site).data->pods;
    std::vector<Rows> turns; // the first that leaves each node, the second, …
    std::map<std::uint32_t, std::size_t> left;
    for (const std::vector<Rows>& equals : order)
        for (const Rows& replica : equals) {
            const std::size_t turn = left[pods.node[replica.front()]]++;
            if (turn >= turns.size()) turns.emplace_back();
            turns[turn].push_back(replica.front());
        }
    std::map<std::uint32_t, std::int64_t> out;
    Rows gone;
    OnNodes before = mostOnEach(m_facts->runningOf(m_site));
    for (std::size_t turn = 0; turn < std::min(turns.size(), most); ++turn) {
        gone.insert(gone.end(), turns[turn].begin(), turns[turn].end());
        OnNodes then = mostOnEach(estimate::running(*withoutRows(gone), *m_facts->site(m_site).ask));
        for (const std::uint32_t row : turns[turn])
            out[row] = countAt(then, pods.node[row]) - countAt(before, pods.node[row]);
        before = std::move(then);
    }
    return out;
}

/// Nodes that are alike for the new ones leave nothing open.
void Moments::orderEquals(LeavingOrder order)
{
    const bool isSure =
        std::all_of(order.begin(), order.end(), [](const std::vector<Rows>& equals) { return equals.size() == 1; });
    if (isSure || m_facts->site(m_site).ask->isGroup() || m_facts->own().areGroups()) return;
    const std::map<std::uint32_t, std::int64_t> rooms = roomOfEach(order);
    const auto roomOf = [&](const Rows& replica) {
        const auto found = rooms.find(replica.front());
        return found == rooms.end() ? std::int64_t{0} : found->second;
    };
    const auto sorted = [&](auto isBefore) {
        for (std::vector<Rows>& equals : order)
            std::stable_sort(equals.begin(), equals.end(),
                             [&](const Rows& one, const Rows& other) { return isBefore(roomOf(one), roomOf(other)); });
        return flat(order);
    };
    std::vector<Rows> worst = sorted(std::less<>());
    std::vector<Rows> best = sorted(std::greater<>());
    const auto isAlike = [&](const Rows& one, const Rows& other) { return roomOf(one) == roomOf(other); };
    if (std::equal(worst.begin(), worst.end(), best.begin(), best.end(), isAlike)) return;
    m_order = std::move(worst);
    m_bestOrder = std::move(best);
    m_known.clear();
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

Rows Moments::goneBy(std::int64_t gone, End end) const
{
    const std::vector<Rows>& order = end == End::Upper && !m_bestOrder.empty() ? m_bestOrder : m_order;
    Rows out;
    const auto replicas = std::min(order.size(), static_cast<std::size_t>(gone));
    for (std::size_t i = 0; i < replicas; ++i) out.insert(out.end(), order[i].begin(), order[i].end());
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
    const Rows rows = goneBy(gone, end);
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
        then = estimate::detail::namespaceQuota(*without(gone, end), *here.ask);
    const std::int64_t out = std::max<std::int64_t>(0, then.replicas.value_or(left + gone));
    m_admitted.emplace(std::pair(gone, end), out);
    return out;
}

snapshot::ClusterPtr Moments::without(std::int64_t gone, End end) const
{
    return withoutRows(goneBy(gone, end));
}

snapshot::ClusterPtr Moments::withoutRows(const Rows& rows) const
{
    const snapshot::ClusterData* here = m_facts->site(m_site).data;
    snapshot::Fleet alone;
    for (const snapshot::ClusterPtr& cluster : m_facts->fleet().clusters)
        if (cluster.get() == here) alone.clusters.push_back(cluster);
    snapshot::ClusterChange change;
    change.cluster = here->cluster.name;
    for (const std::uint32_t row : rows) change.gonePods.push_back(podName(*here, row));
    // What they held is free for the new ones as soon as they are gone.
    if (!here->quotas.empty()) change.quotas = estimate::quotasWithout(*here, rows);
    snapshot::FleetChange changes;
    changes.clusters.push_back(std::move(change));
    const auto start = std::make_shared<const snapshot::Fleet>(std::move(alone));
    return snapshot::Store(start).apply(std::move(changes))->clusters.front();
}

std::int64_t Moments::runningOn(const std::vector<std::uint32_t>& rows, std::int64_t gone, End end) const
{
    const estimate::Ask& ask = *m_facts->site(m_site).ask;
    const estimate::Running there =
        gone == 0 ? m_facts->runningOf(m_site) : estimate::running(*without(gone, end), ask);
    std::int64_t out = 0;
    for (const auto& [row, pods] : there.perNode)
        if (std::binary_search(rows.begin(), rows.end(), row)) out += pods;
    return out;
}

Range Moments::running(std::int64_t gone)
{
    const Range worst = runningIn(gone, End::Lower);
    if (m_bestOrder.empty()) return worst;
    return eitherEnd(worst, runningIn(gone, End::Upper));
}

Range Moments::runningIn(std::int64_t gone, End end)
{
    const estimate::Running& now = m_facts->runningOf(m_site);
    if (gone == 0) return now.range();
    if (m_alike) return sum(now.range(), Range::exactly(gone));
    const auto known = m_known.find({gone, end});
    if (known != m_known.end()) return known->second;
    const Range range = estimate::running(*without(gone, end), *m_facts->site(m_site).ask).range();
    m_known.emplace(std::pair(gone, end), range);
    return range;
}

} // namespace core::preview
