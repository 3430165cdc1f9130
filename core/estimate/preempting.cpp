#include "core/estimate/preempting.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <tuple>

#include "core/estimate/fit_state.h"

namespace core::estimate {
namespace {

using EachNeed = std::vector<Amount>; ///< one a need, pods last

/// A pod that may have to go.
struct Lesser {
    std::uint32_t row{};
    std::int32_t priority{};
    std::int64_t started{};
    EachNeed holds;
};

/// What one more replica on a node takes: the less, the sooner it is this node.
struct EvictionCost {
    std::int32_t highest{};
    std::int64_t sum{};
    std::size_t victims{};
    std::int64_t age{}; ///< of the longest running among the highest: the earlier it started, the more
    auto operator<=>(const EvictionCost&) const = default;
};

/// A node, its free amounts, and who is on it below the ask.
struct Crowded {
    std::uint32_t row{};
    std::int64_t slots{}; ///< replicas that it takes if all of them are gone
    EachNeed free;
    std::vector<Lesser> lessers;   ///< the most important first
    std::vector<std::size_t> next; ///< victims of the next replica, by index into `lessers`
    bool begun = false;            ///< some were evicted, so that there may be free room by now
};

bool covers(const EachNeed& free, const EachNeed& wants)
{
    for (std::size_t i = 0; i < wants.size(); ++i)
        if (wants[i] > free[i]) return false;
    return true;
}

void addTimes(EachNeed& to, const EachNeed& amounts, Amount times)
{
    for (std::size_t i = 0; i < to.size(); ++i) to[i] += times * amounts[i];
}

class VictimSearch {
public:
    VictimSearch(const snapshot::ClusterData& cluster, const AskPod& ask)
        : m_cluster(cluster)
        , m_state(cluster, ask.pod)
        , m_priority(priorityOf(ask.pod.spec, cluster))
    {
        for (const detail::Need& need : m_state.needs) m_wants.push_back(need.amount);
        m_wants.push_back(1);
    }

    /// @param bound  of the ask, by then
    void addNode(std::uint32_t row, std::int64_t slots, std::int64_t bound)
    {
        Crowded node{row, slots, {}, {}, {}};
        for (const detail::Need& need : m_state.needs) node.free.push_back(need.total(row) - need.used(row));
        node.free.push_back(m_state.pods.total(row) - m_state.pods.used(row));
        addTimes(node.free, m_wants, -bound);
        const snapshot::PodTable& pods = m_cluster.pods;
        for (std::uint32_t pod = pods.firstOfNode[row]; pod < pods.firstOfNode[row + 1]; ++pod) addLesser(pod, node);
        std::stable_sort(node.lessers.begin(), node.lessers.end(), [](const Lesser& a, const Lesser& b) {
            return std::tuple(-std::int64_t{a.priority}, a.started) < std::tuple(-std::int64_t{b.priority}, b.started);
        });
        m_nodes.push_back(std::move(node));
        price(m_nodes.size() - 1);
    }

    std::vector<Eviction> run(std::int64_t replicas)
    {
        std::vector<Eviction> out(m_nodes.size());
        for (; replicas > 0; --replicas) {
            std::size_t best = m_nodes.size();
            for (std::size_t i = 0; i < m_nodes.size(); ++i)
                if (m_prices[i] && (best == m_nodes.size() || *m_prices[i] < *m_prices[best])) best = i;
            if (best == m_nodes.size()) break;
            evict(m_nodes[best], out[best]);
            price(best);
        }
        std::erase_if(out, [](const Eviction& one) { return one.replicas == 0; });
        return out;
    }

private:
    void addLesser(std::uint32_t pod, Crowded& node) const
    {
        const snapshot::PodTable& pods = m_cluster.pods;
        const snapshot::PodShape& shape = pods.shapes[pods.shape[pod]];
        const bool stays = (pods.state[pod] & snapshot::HoldsResources) == 0 ||
                           (pods.state[pod] & snapshot::Terminating) != 0; // it goes as it is
        const std::int32_t priority = priorityOf(shape.pod.spec, m_cluster);
        if (stays || priority >= m_priority) return;
        Lesser one{pod, priority, pods.started[pod], {}};
        for (const detail::Need& need : m_state.needs) one.holds.push_back(model::amountIn(shape.requests, need.name));
        one.holds.push_back(1);
        node.lessers.push_back(std::move(one));
    }

    /// All of them go, and those that need not come back, the most important first.
    void price(std::size_t index)
    {
        m_prices.resize(m_nodes.size());
        m_prices[index].reset();
        Crowded& node = m_nodes[index];
        node.next.clear();
        if (node.slots > 0 && node.begun && covers(node.free, m_wants)) {
            m_prices[index] = EvictionCost{std::numeric_limits<std::int32_t>::min(), 0, 0, 0};
            return;
        }
        EachNeed free = node.free;
        for (const Lesser& one : node.lessers) addTimes(free, one.holds, 1);
        if (node.slots <= 0 || node.lessers.empty() || !covers(free, m_wants)) return;
        for (std::size_t i = 0; i < node.lessers.size(); ++i) {
            EachNeed with = free;
            addTimes(with, node.lessers[i].holds, -1);
            if (covers(with, m_wants))
                free = std::move(with);
            else
                node.next.push_back(i);
        }
        if (node.next.empty()) // not resources, but ports or rules: any of them may be in the way
            for (std::size_t i = 0; i < node.lessers.size(); ++i) node.next.push_back(i);
        EvictionCost out{std::numeric_limits<std::int32_t>::min(), 0, node.next.size(), 0};
        for (const std::size_t i : node.next) {
            const Lesser& one = node.lessers[i];
            out.age = one.priority > out.highest ? -one.started : std::max(out.age, -one.started);
            out.highest = std::max(out.highest, one.priority);
            out.sum += std::int64_t{one.priority} - std::numeric_limits<std::int32_t>::min();
        }
        m_prices[index] = out;
    }

    void evict(Crowded& node, Eviction& out) const
    {
        out.node = node.row;
        ++out.replicas;
        node.begun = true;
        for (auto at = node.next.rbegin(); at != node.next.rend(); ++at) {
            const auto gone = node.lessers.begin() + static_cast<std::ptrdiff_t>(*at);
            addTimes(node.free, gone->holds, 1);
            out.victims.push_back(gone->row);
            node.lessers.erase(gone);
        }
        addTimes(node.free, m_wants, -1);
        --node.slots;
    }

    const snapshot::ClusterData& m_cluster;
    Fit::State m_state;
    std::int32_t m_priority;
    EachNeed m_wants;
    std::vector<Crowded> m_nodes;
    std::vector<std::optional<EvictionCost>> m_prices; ///< absent: no further replica
};

} // namespace

std::vector<Eviction> evictions(const snapshot::ClusterData& cluster, const Ask& ask, const Running& running,
                                const std::vector<std::pair<std::uint32_t, std::int64_t>>& bound, std::int64_t replicas)
{
    constexpr std::int64_t most = 256; // more names than anybody reads
    if (ask.isGroup() || running.heldOn.empty()) return {};
    if (Fit::State(cluster, ask.pods.front().pod).sharesCards()) return {};
    VictimSearch search(cluster, ask.pods.front());
    for (const auto& held : running.heldOn) {
        const auto at =
            std::find_if(bound.begin(), bound.end(), [&](const auto& one) { return one.first == held.first; });
        search.addNode(held.first, held.second, at == bound.end() ? 0 : at->second);
    }
    return search.run(std::min(replicas, most));
}

} // namespace core::estimate
