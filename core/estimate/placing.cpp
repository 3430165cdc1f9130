#include "core/estimate/placing.h"

#include <algorithm>
#include <limits>
#include <map>
#include <queue>
#include <tuple>

namespace core::estimate::detail {
namespace {

/// Share of a node's cpu and memory that would be taken with one more of these pods: kube-scheduler's LeastAllocated.
class Load {
public:
    explicit Load(const Fit::State& state)
        : m_nodes(&state.data.nodes)
    {
        const model::Requests scoring = model::podRequests(state.pod.spec, {true, true});
        for (std::size_t i = 0; i < 2; ++i) {
            const auto at = scoring.find(m_nodes->resources.size() > i ? m_nodes->resources[i] : std::string());
            m_amount[i] = at == scoring.end() ? 0.0 : static_cast<double>(at->second);
        }
    }
    [[nodiscard]] double of(std::size_t row, std::int64_t placed) const
    {
        double load = 0;
        for (std::size_t i = 0; i < 2; ++i) {
            if (i >= m_nodes->allocatable.size() || m_nodes->allocatable[i].empty()) continue;
            const auto total = static_cast<double>(m_nodes->allocatable[i][row]);
            double used = m_amount[i] * static_cast<double>(placed + 1);
            if (i < m_nodes->requested.size() && !m_nodes->requested[i].empty())
                used += static_cast<double>(m_nodes->requested[i][row]);
            load += total > 0 ? used / total : 1.0;
        }
        return load;
    }

private:
    const snapshot::NodeTable* m_nodes;
    double m_amount[2] = {0, 0};
};

/// Rows in the same domains of every spread constraint: what one of them may do, all may.
struct Alike {
    using Entry = std::tuple<double, std::size_t, std::int64_t>; // load, row, pods placed there
    std::priority_queue<Entry, std::vector<Entry>, std::greater<>> rows;
    std::size_t any = 0;
};

std::vector<Alike> alikeOf(const Board& board, const Rows& rows, const Load& load)
{
    const auto& spreads = board.state(0).spreads;
    std::map<std::vector<snapshot::Id>, std::size_t> index;
    std::vector<Alike> cells;
    for (const std::size_t row : rows) {
        std::vector<snapshot::Id> domains;
        for (const SpreadCount& spread : spreads) domains.push_back(spread.at.domain(row));
        const auto [at, isNew] = index.try_emplace(domains, cells.size());
        if (isNew) cells.emplace_back();
        cells[at->second].rows.emplace(load.of(row, 0), row, 0);
        cells[at->second].any = row;
    }
    return cells;
}

/// One more pod in the cell. False: not now (spread), or never again (then it has no rows left).
bool placeIn(Board& board, Alike& cell, const Load& load)
{
    while (!cell.rows.empty()) {
        const auto [used, row, placed] = cell.rows.top();
        const Code code = board.code(0, row);
        if (code != 0 && pluginOf(code) == Plugin::PodTopologySpread) return false;
        cell.rows.pop();
        if (code != 0) continue; // free resources only shrink, and who repels stays
        board.place(0, row);
        cell.rows.emplace(load.of(row, placed + 1), row, placed + 1);
        return true;
    }
    return false;
}

std::int64_t placeOn(Board& board, const Rows& rows, std::int64_t upTo)
{
    const Load load(board.state(0));
    std::vector<Alike> cells = alikeOf(board, rows, load);
    using Turn = std::pair<std::int64_t, std::size_t>; // crowd, cell
    std::priority_queue<Turn, std::vector<Turn>, std::greater<>> turns;
    std::vector<std::size_t> waiting;
    for (std::size_t i = 0; i < cells.size(); ++i) turns.emplace(board.crowd(0, cells[i].any), i);
    std::int64_t count = 0;
    while (count < upTo && !turns.empty()) {
        const auto [crowd, i] = turns.top();
        turns.pop();
        Alike& cell = cells[i];
        const std::int64_t now = board.crowd(0, cell.any);
        if (now != crowd) {
            turns.emplace(now, i);
            continue;
        }
        const std::int64_t level = board.level(0);
        if (placeIn(board, cell, load)) {
            ++count;
            turns.emplace(board.crowd(0, cell.any), i);
        } else if (!cell.rows.empty()) {
            waiting.push_back(i);
        }
        if (board.level(0) == level) continue;
        for (const std::size_t w : waiting) turns.emplace(board.crowd(0, cells[w].any), w);
        waiting.clear();
    }
    return count;
}

/// The rows by the domains of the pod's own affinity terms; rows that lack one of the labels are in none.
std::vector<Rows> places(const Fit::State& state, const Rows& rows)
{
    std::map<std::vector<snapshot::Id>, Rows> byDomain;
    for (const std::size_t row : rows) {
        std::vector<snapshot::Id> domains;
        for (const DomainCount& at : state.affinity) domains.push_back(at.domain(row));
        if (std::find(domains.begin(), domains.end(), snapshot::absent) == domains.end())
            byDomain[domains].push_back(row);
    }
    std::vector<Rows> all;
    for (auto& [domains, list] : byDomain) all.push_back(std::move(list));
    std::sort(all.begin(), all.end()); // in the order of their first rows, whatever the dictionary's
    return all;
}

bool hasLabels(const snapshot::NodeTable& nodes, std::size_t row, const model::Labels& labels)
{
    return std::all_of(labels.begin(), labels.end(), [&](const auto& one) {
        const snapshot::LabelColumn* column = nodes.label(one.first);
        return column != nullptr && column->distinct.text(column->values[row]) == one.second;
    });
}

void undoTo(Board& board, std::size_t placed)
{
    while (board.placed() > placed) board.undo();
}

bool placeGroup(Board& board, const Ask& ask, const std::vector<std::size_t>& order, const std::vector<Rows>& rows)
{
    const std::size_t before = board.placed();
    for (const std::size_t kind : order) {
        for (std::int32_t i = 0; i < ask.pods[kind].count; ++i) {
            const std::size_t row = rowFor(board, kind, rows[kind]);
            if (row == snapshot::noRow) {
                undoTo(board, before);
                return false;
            }
            board.place(kind, row);
        }
    }
    return true;
}

/// By domain of the ask's exclusive key that no group has yet: rows by kind.
std::map<snapshot::Id, std::vector<Rows>> freeDomains(const Board& board, const Ask& ask, const std::vector<Rows>& rows)
{
    const snapshot::ClusterData& data = board.state(0).data;
    const snapshot::LabelColumn* column = data.nodes.label(ask.exclusiveTopologyKey);
    std::map<snapshot::Id, std::vector<Rows>> byDomain;
    if (column == nullptr) return byDomain;
    const std::vector<std::uint8_t> taken = takenDomains(data, ask.exclusiveTopologyKey);
    for (std::size_t kind = 0; kind < rows.size(); ++kind)
        for (const std::size_t row : rows[kind]) {
            const snapshot::Id id = column->values[row];
            if (id == snapshot::absent || taken[id] != 0) continue;
            auto& lists = byDomain[id];
            lists.resize(rows.size());
            lists[kind].push_back(row);
        }
    return byDomain;
}

std::int64_t placeInDomains(Board& board, const Ask& ask, std::int64_t upTo, const std::vector<Rows>& rows)
{
    std::int64_t count = 0;
    for (const auto& [id, lists] : freeDomains(board, ask, rows)) {
        if (count == upTo) break;
        if (placeGroup(board, ask, scarceFirst(board, ask, lists), lists)) ++count;
    }
    return count;
}

} // namespace

Rows candidates(const Board& board, std::size_t kind, std::size_t end)
{
    Rows rows;
    const Fit::State& state = board.state(kind);
    for (std::size_t row = 0; row < end; ++row)
        if (state.fixedCode(row) == 0 && board.room(kind, row) > 0) rows.push_back(row);
    return rows;
}

std::vector<std::size_t> scarceFirst(const Board& board, const Ask& ask, const std::vector<Rows>& rows)
{
    std::vector<std::pair<double, std::size_t>> order;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) {
        double room = 0;
        for (const std::size_t row : rows[kind]) room += static_cast<double>(board.room(kind, row));
        order.emplace_back(room / std::max(1, ask.pods[kind].count), kind);
    }
    std::sort(order.begin(), order.end());
    std::vector<std::size_t> kinds;
    for (const auto& [room, kind] : order) kinds.push_back(kind);
    return kinds;
}

std::size_t rowFor(const Board& board, std::size_t kind, const Rows& rows)
{
    std::size_t best = snapshot::noRow;
    std::tuple<std::int64_t, std::int64_t, std::int64_t> least;
    for (const std::size_t row : rows) {
        const std::int64_t room = board.room(kind, row);
        if (room == 0 || !board.fits(kind, row)) continue;
        std::int64_t others = 0;
        for (std::size_t other = 0; other < board.kinds(); ++other)
            if (other != kind && board.state(other).fixedCode(row) == 0) others += board.room(other, row);
        const std::tuple cost(board.crowd(kind, row), others, room);
        if (best != snapshot::noRow && cost >= least) continue;
        best = row;
        least = cost;
    }
    return best;
}

std::int64_t placeReplicas(Board& board, const Ask& ask, std::int64_t upTo)
{
    const Rows rows = candidates(board, 0, board.state(0).data.nodes.size());
    const Fit::State& state = board.state(0);
    if (!state.affinityToSelf || !state.affinityEmpty) return placeOn(board, rows, upTo);
    const std::size_t before = board.placed();
    const std::vector<Rows> together = places(state, rows);
    if (!ask.firstAt.empty())
        for (const Rows& place : together) {
            if (!hasLabels(state.data.nodes, place.front(), ask.firstAt)) continue;
            if (const std::int64_t here = placeOn(board, place, upTo); here > 0) return here;
        }
    std::int64_t most = 0;
    std::size_t best = 0;
    for (std::size_t i = 0; i < together.size() && most < upTo; ++i) {
        const std::int64_t here = placeOn(board, together[i], upTo);
        if (here > most) {
            most = here;
            best = i;
        }
        undoTo(board, before);
    }
    return most == 0 ? 0 : placeOn(board, together[best], upTo);
}

std::vector<std::uint8_t> takenDomains(const snapshot::ClusterData& data, const std::string& key)
{
    // What the LeaderWorkerSet controller's anti-affinity looks for.
    constexpr std::string_view groupLabel = "leaderworkerset.sigs.k8s.io/group-key";
    const snapshot::LabelColumn* column = data.nodes.label(key);
    if (column == nullptr) return {};
    std::vector<std::uint8_t> taken(column->distinct.size() + 1, 0);
    std::vector<std::uint8_t> ofGroup(data.pods.shapes.size(), 0);
    for (std::size_t i = 0; i < ofGroup.size(); ++i)
        ofGroup[i] = data.pods.shapes[i].pod.labels.contains(groupLabel) ? 1 : 0;
    for (std::size_t i = 0; i < data.pods.size(); ++i)
        if (ofGroup[data.pods.shape[i]] != 0 && data.pods.node[i] != snapshot::noRow &&
            (data.pods.state[i] & snapshot::HoldsResources) != 0)
            taken[column->values[data.pods.node[i]]] = 1;
    return taken;
}

std::vector<std::pair<std::size_t, std::int64_t>> placesOfFirst(Board& board, const Ask& ask)
{
    std::vector<std::pair<std::size_t, std::int64_t>> out;
    const std::size_t before = board.placed();
    std::vector<Rows> rows;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind)
        rows.push_back(candidates(board, kind, board.state(0).data.nodes.size()));
    if (!ask.isGroup()) {
        for (const Rows& place : places(board.state(0), rows.front())) {
            const std::int64_t here = placeOn(board, place, ask.upTo);
            undoTo(board, before);
            if (here > 0) out.emplace_back(place.front(), here);
        }
        return out;
    }
    for (const auto& [id, lists] : freeDomains(board, ask, rows)) {
        const Rows& leaders = lists.front();
        const auto leader =
            std::find_if(leaders.begin(), leaders.end(), [&](std::size_t row) { return board.fits(0, row); });
        if (leader == leaders.end()) continue;
        const bool whole = placeGroup(board, ask, scarceFirst(board, ask, lists), lists);
        undoTo(board, before);
        out.emplace_back(*leader, whole ? 1 : 0);
    }
    return out;
}

std::int64_t placeGroups(Board& board, const Ask& ask, std::int64_t upTo, std::size_t end)
{
    std::vector<Rows> rows;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) rows.push_back(candidates(board, kind, end));
    if (!ask.exclusiveTopologyKey.empty()) return placeInDomains(board, ask, upTo, rows);
    const std::vector<std::size_t> order = scarceFirst(board, ask, rows);
    std::int64_t count = 0;
    while (count < upTo && placeGroup(board, ask, order, rows)) ++count;
    return count;
}

} // namespace core::estimate::detail
