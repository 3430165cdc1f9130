#include "core/preview/leavers.h"

#include <algorithm>
#include <set>
#include <tuple>

#include "core/preview/leaving_order.h"

namespace core::preview {
namespace {

/// Pods that an update replaces. Where they may as well stay, those whose room new ones surely have: the others hold theirs.
Rows replacedBy(const Facts& facts, std::size_t site, const ClusterResult& result)
{
    const Site& here = facts.site(site);
    if (!here.mayStay) return here.replaced;
    std::int64_t found = 0; // new ones on nodes that run
    for (const Share& share : result.shares)
        if (share.kind == Share::Kind::Running && !share.unsure && !share.preempts) found += share.replicas;
    std::vector<Rows> replicas = facts.own().replicas(*here.data, here.replaced);
    if (found < static_cast<std::int64_t>(replicas.size())) replicas.resize(static_cast<std::size_t>(found));
    Rows out;
    for (const Rows& one : replicas) out.insert(out.end(), one.begin(), one.end());
    return out;
}

/// Which of equals go nobody can tell: those are shown to go that leave most behind, whatever their nodes are called, and
/// those that stay may as well be where these are.
void chooseAmong(const Site& here, std::vector<Rows>& equals, std::size_t go, LeftOpen& left)
{
    const snapshot::ClusterData& data = *here.data;
    const snapshot::PodTable& pods = data.pods;
    const auto isNowhere = [&](const Rows& replica) { return pods.node[replica.front()] == snapshot::noRow; };
    if (std::any_of(equals.begin(), equals.end(), isNowhere)) return;
    const auto freeBy = [&](const Rows& replica) {
        std::vector<Amount> free;
        for (std::size_t r = 0; r < data.nodes.resources.size(); ++r) {
            const std::uint32_t node = pods.node[replica.front()];
            free.push_back(data.nodes.allocatable[r].empty()
                               ? Amount{0}
                               : data.nodes.allocatable[r][node] - data.nodes.requested[r][node]);
        }
        return free;
    };
    std::vector<std::pair<std::vector<Amount>, Rows>> byFree;
    for (Rows& replica : equals) byFree.emplace_back(freeBy(replica), std::move(replica));
    std::stable_sort(byFree.begin(), byFree.end(),
                     [](const auto& one, const auto& other) { return one.first > other.first; });
    for (std::size_t i = 0; i < equals.size(); ++i) equals[i] = std::move(byFree[i].second);
    OpenPods open;
    const std::uint32_t shape = pods.shape[equals.front().front()];
    open.ask.pod = pods.shapes[shape].pod;
    open.ask.requests = pods.shapes[shape].requests;
    for (std::size_t i = 0; i < equals.size(); ++i) {
        const std::uint32_t row = equals[i].front();
        const std::string node(data.nodes.names[pods.node[row]]);
        ++open.most[node];
        if (i < go) continue;
        model::Pod pod = pods.shapes[pods.shape[row]].pod;
        std::tie(pod.ns, pod.name) = podName(data, row);
        pod.spec.nodeName = node;
        pod.phase = "Running";
        open.pods.push_back(std::move(pod));
    }
    if (open.most.size() > 1) left.pods[data.cluster.name].push_back(std::move(open));
}

} // namespace

std::int64_t leavingOf(const Site& here, std::int64_t replicas)
{
    return std::max<std::int64_t>(0, here.staying() - replicas);
}

std::vector<std::pair<std::string, std::string>> leaversOf(const Facts& facts, const model::ObjectRef& workload,
                                                           std::size_t site, const ClusterResult& result,
                                                           LeftOpen& open)
{
    const Site& here = facts.site(site);
    std::vector<std::pair<std::string, std::string>> out;
    for (const std::uint32_t row : replacedBy(facts, site, result)) out.push_back(podName(*here.data, row));
    if (leavingOf(here, result.replicas) == 0) return out;
    const OwnPods& own = facts.own();
    const auto isReplaced = [&](std::uint32_t row) {
        return std::binary_search(here.replaced.begin(), here.replaced.end(), row);
    };
    Rows holding = own.holdingIn(*here.data);
    std::erase_if(holding, isReplaced);
    LeavingOrder order = leavingOrder(*here.data, workload, own, holding, Pace::AtOnce, facts.fleet().takenAt);
    std::size_t go = 0;
    for (const std::vector<Rows>& equals : order) go += equals.size();
    go -= std::min(go, static_cast<std::size_t>(result.replicas));
    std::set<std::uint32_t> stay;
    for (std::vector<Rows>& equals : order) {
        const std::size_t first = std::min(go, equals.size());
        go -= first;
        if (first > 0 && first < equals.size()) chooseAmong(here, equals, first, open);
        for (std::size_t i = first; i < equals.size(); ++i) stay.insert(equals[i].begin(), equals[i].end());
    }
    for (const std::uint32_t row : own.in(*here.data))
        if (!stay.contains(row) && !isReplaced(row)) out.push_back(podName(*here.data, row));
    return out;
}

} // namespace core::preview
