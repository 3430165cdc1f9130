#include <algorithm>
#include <array>
#include <map>

#include "core/base/words.h"
#include "core/estimate/admission.h"
#include "core/estimate/board.h"
#include "core/estimate/capacity.h"
#include "core/estimate/card_sharing.h"
#include "core/estimate/groups.h"
#include "core/estimate/namespace_quota.h"
#include "core/estimate/node_count.h"
#include "core/estimate/not_held.h"
#include "core/estimate/placing.h"

/// What fits on nodes that exist.
namespace core::estimate {
namespace {

using detail::Board;
using detail::Code;
using detail::NodeCount;

/// Refusals as they come, row by row; most rows refuse for the same reason as the one before.
class Refusals {
public:
    void add(Code code, std::size_t row)
    {
        if (m_last >= m_found.size() || m_found[m_last].code != code) {
            m_last = 0;
            while (m_last < m_found.size() && m_found[m_last].code != code) ++m_last;
            if (m_last == m_found.size()) m_found.push_back({code, 0, {}});
        }
        Entry& entry = m_found[m_last];
        ++entry.nodes;
        if (entry.examples.size() < 3) entry.examples.push_back(static_cast<std::uint32_t>(row));
    }
    [[nodiscard]] std::vector<RefusedNodes> groups(const Fit::State& state) const
    {
        std::vector<RefusedNodes> all;
        for (const Entry& entry : m_found)
            all.push_back({state.refusal(entry.code, entry.examples.front()), entry.nodes, entry.examples});
        std::stable_sort(all.begin(), all.end(), [](const RefusedNodes& a, const RefusedNodes& b) {
            return a.nodes != b.nodes ? a.nodes > b.nodes : a.refusal.plugin < b.refusal.plugin;
        });
        return all;
    }

private:
    struct Entry {
        Code code;
        std::int64_t nodes;
        std::vector<std::uint32_t> examples;
    };
    std::vector<Entry> m_found;
    std::size_t m_last = 0;
};

/// Pods of single cards on a row that passes everything else.
struct Cards {
    detail::CardAsk ask;
    bool shared = false;
    explicit Cards(const Fit::State& state)
        : ask{state.gpuMemory(), state.gpuCore()}
        , shared(state.sharesCards())
    {}
    [[nodiscard]] Range on(const Fit::State& state, std::size_t row, std::int64_t room) const
    {
        Range range = detail::podsOnNode(state.data, row, ask, state.leftOutShapes());
        range.lower = std::min(range.lower, room);
        range.upper = std::min(range.upper.value_or(room), room);
        return range;
    }
    [[nodiscard]] Code refusal(const Fit::State& state, std::size_t row) const
    {
        const bool small = ask.memory > detail::memoryOfCard(state.data, row);
        return detail::codeOf(Plugin::GpuSharing, small ? 2 : 1, small);
    }
};

/// Labels that spread the replicas, or that keep them apart or together: "kubernetes.io/hostname".
template <class Terms, class Key>
std::string keysOf(const Terms& terms, Key key)
{
    std::vector<std::string> keys;
    for (const auto& term : terms)
        if (std::find(keys.begin(), keys.end(), key(term)) == keys.end()) keys.push_back(key(term));
    return core::joined(keys);
}

/// What of the replicas themselves refuses; empty: nothing of theirs.
std::string ruleOf(const Fit::State& state, Plugin plugin)
{
    std::vector<detail::AffinityTerm> apart;
    for (std::size_t i = 0; i < state.antiTerms.size(); ++i)
        if (state.antiToSelf[i]) apart.push_back(state.antiTerms[i]);
    switch (plugin) {
    case Plugin::NodePorts:
        return (state.ports.size() == 1 ? "host port " : "host ports ") +
               keysOf(state.ports, [](const detail::HostPortUse& port) { return std::to_string(port.port); });
    case Plugin::PodTopologySpread:
        return "topology spread by " +
               keysOf(state.spreads, [](const detail::SpreadCount& spread) { return spread.at.key; });
    case Plugin::InterPodAffinity:
        return (apart.empty() ? "affinity by " : "anti-affinity by ") +
               keysOf(apart.empty() ? state.affinityTerms : apart,
                      [](const detail::AffinityTerm& term) { return term.topologyKey; });
    case Plugin::VolumeRestrictions: return state.claimRule();
    default: return {};
    }
}

void setFilled(Running& out, const Refusals& refusals, const Fit::State& state)
{
    out.filled = refusals.groups(state);
    for (const RefusedNodes& nodes : out.filled)
        if (out.rule.empty()) out.rule = ruleOf(state, nodes.refusal.plugin);
}

void countRows(const Fit::State& state, Running& out, Refusals& refusals)
{
    Refusals filled;
    const auto fill = [&](std::size_t row, std::int64_t pods, std::int64_t room, Code other) {
        Code code = state.resourcesCode(row, pods);
        if (code == 0 && pods < room) code = other;
        if (code != 0) filled.add(code, row);
    };
    const NodeCount nodes(state);
    const Cards cards(state);
    const std::size_t rows = state.data.nodes.size();
    std::array<std::uint8_t, detail::rowsPerChunk> mask;
    std::array<std::int64_t, detail::rowsPerChunk> room;
    std::int64_t upper = 0;
    for (std::size_t first = 0; first < rows; first += detail::rowsPerChunk) {
        const std::size_t count = std::min(detail::rowsPerChunk, rows - first);
        nodes.eligible(first, count, mask.data());
        nodes.room(first, count, room.data());
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t row = first + i;
            if (mask[i] == 0 || room[i] == 0) {
                refusals.add(state.code(row), row);
                continue;
            }
            Range pods = Range::exactly(state.ports.empty() ? room[i] : std::min<std::int64_t>(room[i], 1));
            if (cards.shared) pods = cards.on(state, row, pods.lower);
            if (*pods.upper == 0)
                refusals.add(cards.refusal(state, row), row);
            else if (cards.shared)
                fill(row, *pods.upper, room[i], cards.refusal(state, row));
            else
                fill(row, *pods.upper, room[i], detail::codeOf(Plugin::NodePorts, 0, false));
            if (pods.lower > 0) out.perNode.emplace_back(static_cast<std::uint32_t>(row), pods.lower);
            if (*pods.upper > pods.lower)
                out.perhapsOn.emplace_back(static_cast<std::uint32_t>(row), *pods.upper - pods.lower);
            out.replicas += pods.lower;
            upper += *pods.upper;
        }
    }
    if (upper != out.replicas) out.upper = upper;
    setFilled(out, filled, state);
}

std::vector<std::pair<std::uint32_t, std::int64_t>> rowsOf(const Board& board)
{
    std::vector<std::uint32_t> rows;
    for (std::size_t i = 0; i < board.placed(); ++i) rows.push_back(static_cast<std::uint32_t>(board.move(i).second));
    std::sort(rows.begin(), rows.end());
    std::vector<std::pair<std::uint32_t, std::int64_t>> all;
    for (const std::uint32_t row : rows) {
        if (all.empty() || all.back().first != row) all.emplace_back(row, 0);
        ++all.back().second;
    }
    return all;
}

/// The kind of pod that the fewest rows take: the one to explain.
std::size_t scarcest(const Board& board, std::size_t rows)
{
    std::size_t best = 0;
    std::int64_t least = -1;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) {
        std::int64_t fitting = 0;
        for (std::size_t row = 0; row < rows; ++row) fitting += board.fits(kind, row) ? 1 : 0;
        if (least >= 0 && fitting >= least) continue;
        least = fitting;
        best = kind;
    }
    return best;
}

void placeAll(Board& board, const Ask& ask, Running& out, std::vector<RefusedNodes>& refused)
{
    const std::size_t rows = board.state(0).data.nodes.size();
    const std::size_t kind = ask.isGroup() ? scarcest(board, rows) : 0;
    std::vector<Code> codes(rows);
    for (std::size_t row = 0; row < rows; ++row) codes[row] = board.code(kind, row);
    out.replicas =
        ask.isGroup() ? detail::placeGroups(board, ask, ask.upTo, rows) : detail::placeReplicas(board, ask, ask.upTo);
    std::vector<std::uint8_t> used(rows, 0);
    for (const auto& [row, pods] : rowsOf(board)) used[row] = 1;
    Refusals refusals;
    for (std::size_t row = 0; row < rows; ++row)
        if (used[row] == 0 && codes[row] != 0) refusals.add(codes[row], row);
    refused = refusals.groups(board.state(kind));
    if (ask.isGroup()) return;
    out.perNode = rowsOf(board);
    Refusals filled;
    for (std::size_t row = 0; row < rows; ++row) {
        if (codes[row] != 0) continue;
        // A rule matters only where there is something left to rule over.
        const Code full = board.state(kind).resourcesCode(row);
        if (const Code code = full != 0 ? full : board.code(kind, row); code != 0) filled.add(code, row);
    }
    setFilled(out, filled, board.state(kind));
}

bool byBoard(const Ask& ask, const Fit::State& first)
{
    return ask.isGroup() || first.ruledAmongThemselves();
}

/// As many groups as their pods, wherever those are.
bool groupsByPods(const Ask& ask, const Fit::State& first, std::optional<std::int32_t> leaveOutBelow)
{
    if (!ask.isGroup()) return false;
    std::vector<Fit::State> states;
    for (const AskPod& pod : ask.pods) states.emplace_back(first.data, pod.pod, leaveOutBelow);
    return detail::areCounted(ask, states);
}

/// The lowest priority among the ask's pods, if pods below it hold something here.
std::optional<std::int32_t> lowestOwnPriority(const snapshot::ClusterData& cluster, const Ask& ask)
{
    std::int32_t own = priorityOf(ask.pods.front().pod.spec, cluster);
    for (const AskPod& pod : ask.pods)
        if (pod.pod.spec.preemptionPolicy == "Never") return std::nullopt; // it pushes nobody out
    for (const AskPod& pod : ask.pods) own = std::min(own, priorityOf(pod.pod.spec, cluster));
    for (const snapshot::PodShape& shape : cluster.pods.shapes)
        if (priorityOf(shape.pod.spec, cluster) < own) return own;
    return std::nullopt;
}

std::int64_t lostCardsOf(const Fit::State& state)
{
    if (!state.wholeCards() && !state.sharesCards()) return 0;
    std::int64_t lost = 0;
    const auto& cards = state.data.nodes.lostCards;
    for (std::size_t row = 0; row < cards.size(); ++row)
        if (cards[row] != 0 && state.fixedCode(row) == 0) lost += cards[row];
    return lost;
}

/// No node takes it.
Running nothing(const snapshot::ClusterData& cluster, const Ask& ask)
{
    Running out;
    RefusedNodes all{{Plugin::VolumeBinding, {ask.never}, true}, static_cast<std::int64_t>(cluster.nodes.size()), {}};
    for (std::uint32_t row = 0; row < std::min<std::size_t>(3, cluster.nodes.size()); ++row)
        all.examples.push_back(row);
    if (all.nodes > 0) out.refused.push_back(std::move(all));
    return out;
}

/// Each pod on a virtual node is an instance of its own, which nobody has promised: places there may be some, and are not sure.
void leaveVirtualUnsure(const snapshot::NodeTable& nodes, const Ask& ask, Running& out)
{
    if (!nodes.anyVirtual() || out.replicas == 0) return;
    const Range all = out.range();
    std::int64_t unsure = 0;
    if (ask.isGroup()) { // where its pods are is not told
        unsure = out.replicas;
        out.sparePods = 0;
    }
    std::vector<std::pair<std::uint32_t, std::int64_t>> sure;
    for (const auto& [row, pods] : out.perNode) {
        if (!nodes.isVirtual(row)) {
            sure.emplace_back(row, pods);
            continue;
        }
        unsure += pods;
        out.perhapsOn.emplace_back(row, pods);
    }
    if (unsure == 0) return;
    out.perNode = std::move(sure);
    out.replicas -= std::min(unsure, out.replicas);
    out.upper = all.upper;
}

/// ACK's webhook brings pods of these labels to a virtual node, whatever its taint, and to no other.
/// @return  such a node; noRow: none, or the pods are not of that kind
std::uint32_t routedTo(const snapshot::NodeTable& nodes, const Ask& ask)
{
    if (ask.isGroup() || !nodes.anyVirtual()) return snapshot::noRow;
    const model::Labels& labels = ask.pods.front().pod.labels;
    const bool routed = std::any_of(labels.begin(), labels.end(), [](const auto& label) {
        return (label.first == "alibabacloud.com/eci" || label.first == "alibabacloud.com/acs") &&
               label.second == "true";
    });
    for (std::uint32_t row = 0; routed && row < nodes.size(); ++row)
        if (nodes.isVirtual(row)) return row;
    return snapshot::noRow;
}

/// How many start there, nobody has promised.
Running routed(std::uint32_t row, const Ask& ask)
{
    Running out;
    out.upper = ask.upTo;
    if (ask.upTo > 0) out.perhapsOn.emplace_back(row, ask.upTo);
    return out;
}

/// Everything but what lower priorities hold.
Running counted(const snapshot::ClusterData& cluster, const Ask& ask, std::optional<std::int32_t> leaveOutBelow)
{
    if (!ask.never.empty()) return nothing(cluster, ask);
    if (const std::uint32_t row = routedTo(cluster.nodes, ask); row != snapshot::noRow) return routed(row, ask);
    Running out;
    const Fit::State state(cluster, ask.pods.front().pod, leaveOutBelow);
    if (groupsByPods(ask, state, leaveOutBelow)) {
        Refusals refusals;
        countRows(state, out, refusals);
        out.refused = refusals.groups(state);
        out.perNode.clear();
        out.filled.clear();
        out.rule.clear();
        out.sparePods = out.replicas % ask.podsPerReplica();
        out.replicas /= ask.podsPerReplica();
        if (out.upper) *out.upper /= ask.podsPerReplica();
    } else if (byBoard(ask, state)) {
        Board board(cluster, ask.pods, leaveOutBelow);
        placeAll(board, ask, out, out.refused);
    } else {
        Refusals refusals;
        countRows(state, out, refusals);
        out.refused = refusals.groups(state);
    }
    leaveVirtualUnsure(cluster.nodes, ask, out);
    out.lostCards = lostCardsOf(state);
    return out;
}

/// What pods of lower priority hold.
/// @param without  as if they were gone
void addHeld(const Running& without, Running& out)
{
    out.heldByLowerPriority = std::max<std::int64_t>(0, without.replicas - out.replicas);
    if (out.heldByLowerPriority == 0) return;
    std::map<std::uint32_t, std::int64_t> more(without.perNode.begin(), without.perNode.end());
    for (const auto& [row, pods] : out.perNode) more[row] -= pods;
    for (const auto& [row, pods] : more)
        if (pods > 0) out.heldOn.emplace_back(row, pods);
}

/// The ask without rules that a pod which nobody listed could be the one to meet: one that it has to be near to, or one that
/// fills up an emptier domain. Those that keep pods apart stay: such a pod only makes them harder.
Ask withoutHelp(Ask ask)
{
    for (AskPod& pod : ask.pods) {
        pod.pod.spec.requiredAffinity.clear();
        pod.pod.spec.topologySpread.clear();
    }
    return ask;
}

/// No place is sure any more; each may still be one.
void leaveUnsure(Running& out)
{
    out.replicas = 0;
    out.sparePods = 0;
    out.perhapsOn.insert(out.perhapsOn.begin(), out.perNode.begin(), out.perNode.end());
    out.perNode.clear();
}

/// Which pods there are is not known: they may hold nothing, or everything. What fits on empty nodes bounds it.
void countWithoutPods(const snapshot::ClusterData& cluster, const Ask& ask, Running& out)
{
    const Ask helped = withoutHelp(ask);
    if (helped != ask) {
        Running most = counted(cluster, helped, {});
        out.upper = most.range().upper;
        out.perNode = std::move(most.perNode);
        out.perhapsOn = std::move(most.perhapsOn);
    } else {
        out.upper = out.upper.value_or(out.replicas);
    }
    leaveUnsure(out);
}

} // namespace

bool preempts(const snapshot::ClusterData& cluster, const Ask& ask)
{
    const auto& never = cluster.admission.neverPreempting;
    return std::none_of(ask.pods.begin(), ask.pods.end(), [&](const AskPod& one) {
        const model::PodSpec& spec = one.pod.spec;
        const std::string& name =
            spec.priorityClassName.empty() ? cluster.admission.defaultPriorityClass : spec.priorityClassName;
        return spec.preemptionPolicy == "Never" || std::find(never.begin(), never.end(), name) != never.end();
    });
}

Running running(const snapshot::ClusterData& cluster, const Ask& ask)
{
    Running out;
    if (!ask.pods.empty()) {
        out = counted(cluster, ask, {});
        if (const auto own = preempts(cluster, ask) ? lowestOwnPriority(cluster, ask) : std::nullopt)
            addHeld(counted(cluster, ask, own), out);
        const detail::QuotaLeft quota = detail::namespaceQuota(cluster, ask);
        out.quota = quota.replicas;
        out.quotaName = quota.name;
        out.quotaLimit = quota.limit;
        out.quotaWants = quota.wants;
        out.quotaSure = quota.sure;
        out.quotaUnknown = quota.unknown;
        TurnedAway away = estimate::turnedAway(cluster, ask);
        if (!away.text.empty()) {
            out.quota = 0;
            out.quotaSure = 0;
            out.turnedAway = std::move(away.text);
            out.turnedAwayFix = std::move(away.fix);
        }
        if (!cluster.podsKnown) countWithoutPods(cluster, ask, out);
        if (!cluster.nodesKnown) out.upper.reset(); // there may be others than those that are there
    }
    out.known = cluster.nodesKnown && cluster.podsKnown;
    if (isNoPlaceSure(cluster, ask) && out.range() != Range::exactly(0)) {
        out.upper = out.range().upper;
        leaveUnsure(out);
    }
    return out;
}

std::int64_t runningReplicas(const snapshot::ClusterData& cluster, const Ask& ask)
{
    if (ask.pods.empty() || !ask.never.empty() || isNoPlaceSure(cluster, ask)) return 0;
    const Fit::State state(cluster, ask.pods.front().pod);
    if (byBoard(ask, state) || state.sharesCards() || !cluster.claims.empty() || cluster.nodes.anyVirtual())
        return running(cluster, ask).replicas;
    return NodeCount(state).total(!state.ports.empty());
}

std::vector<std::pair<std::uint32_t, std::int64_t>> bindOnRunning(const snapshot::ClusterData& cluster, const Ask& ask,
                                                                  std::int64_t replicas)
{
    if (ask.pods.empty() || !ask.never.empty() || replicas <= 0) return {};
    Board board(cluster, ask.pods);
    if (ask.isGroup())
        detail::placeGroups(board, ask, replicas, cluster.nodes.size());
    else
        detail::placeReplicas(board, ask, replicas);
    return rowsOf(board);
}

} // namespace core::estimate
