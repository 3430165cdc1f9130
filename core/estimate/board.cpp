#include "core/estimate/board.h"

#include <algorithm>

#include "core/estimate/card_sharing.h"
#include "core/estimate/node_count.h"

namespace core::estimate::detail {

Board::Board(const snapshot::ClusterData& data, const std::vector<AskPod>& pods,
             std::optional<std::int32_t> leaveOutBelow, const std::vector<std::uint8_t>& there)
    : m_data(&data)
{
    bool ports = false;
    for (const AskPod& pod : pods) {
        Kind kind;
        kind.state = std::make_unique<Fit::State>(data, pod.pod, leaveOutBelow, there);
        prepare(kind);
        ports = ports || !kind.state->ports.empty();
        m_kinds.push_back(std::move(kind));
    }
    for (const Kind& placed : m_kinds) {
        m_effects.emplace_back();
        for (Kind& on : m_kinds) m_effects.back().push_back(on.state->effectOf(placed.state->pod));
    }
    if (!ports) return;
    m_portUses.assign(pods.size() * data.nodes.size(), 0);
    for (Kind& kind : m_kinds) {
        auto& taken = kind.state->portsTaken;
        if (taken.empty() && !kind.state->ports.empty()) taken.assign(data.nodes.size(), 0);
        m_portsBefore.push_back(taken);
    }
}

void Board::prepare(Kind& kind)
{
    Fit::State& state = *kind.state;
    const std::size_t rows = m_data->nodes.size();
    kind.conflictBefore = state.claimConflict;
    kind.gone.reserve(state.needs.size() + 1);
    const auto own = [&](Need& need) {
        std::vector<Amount> gone(rows, 0);
        if (need.gone != nullptr) std::copy_n(need.gone, rows, gone.begin());
        kind.gone.push_back(std::move(gone));
        need.gone = kind.gone.back().data();
    };
    for (Need& need : state.needs) own(need);
    own(state.pods);
    if (!state.sharesCards()) return;
    kind.shared.assign(rows, 0);
    for (std::size_t row = 0; row < rows; ++row)
        if (state.fixedCode(row) == 0)
            kind.shared[row] =
                podsOnNode(*m_data, row, {state.gpuMemory(), state.gpuCore()}, state.leftOutShapes()).lower;
}

Code Board::code(std::size_t kind, std::size_t row) const
{
    const Kind& one = m_kinds[kind];
    Code code = one.state->code(row);
    if (code == 0 && !one.shared.empty() && one.shared[row] <= 0) {
        const bool small = one.state->gpuMemory() > memoryOfCard(*m_data, row);
        code = codeOf(Plugin::GpuSharing, small ? 2 : 1, small);
    }
    return code;
}

std::int64_t Board::room(std::size_t kind, std::size_t row) const
{
    const Fit::State& state = *m_kinds[kind].state;
    std::int64_t room = state.room(row);
    if (const auto lost = static_cast<Amount>(m_data->nodes.lostCards[row]); lost > 0 && state.wholeCards())
        for (const Need& need : state.needs)
            if (need.name == "nvidia.com/gpu")
                room = std::min(room, std::max<Amount>(0, need.total(row) - need.used(row) - lost) / need.amount);
    if (!m_kinds[kind].shared.empty()) room = std::min(room, std::max<std::int64_t>(0, m_kinds[kind].shared[row]));
    return state.ports.empty() ? room : std::min<std::int64_t>(room, 1);
}

void Board::add(std::size_t placed, std::size_t row, std::int64_t sign)
{
    const Fit::State& pod = *m_kinds[placed].state;
    for (std::size_t k = 0; k < m_kinds.size(); ++k) {
        Kind& kind = m_kinds[k];
        Fit::State& state = *kind.state;
        for (std::size_t i = 0; i < state.needs.size(); ++i)
            if (const auto at = pod.requests.find(state.needs[i].name); at != pod.requests.end())
                kind.gone[i][row] -= sign * at->second;
        kind.gone.back()[row] -= sign;
        if (!kind.shared.empty() && pod.sharesCards()) kind.shared[row] -= sign;
        const Effect& effect = m_effects[placed][k];
        state.place(effect, row, static_cast<std::int32_t>(sign));
        if (sign < 0 && effect.wanted)
            state.affinityEmpty = std::all_of(state.affinity.begin(), state.affinity.end(), [](const DomainCount& at) {
                return std::all_of(at.count.begin(), at.count.end(), [](std::int32_t n) { return n == 0; });
            });
    }
    if (!m_portUses.empty()) setPorts(placed, row, sign);
}

void Board::setPorts(std::size_t placed, std::size_t row, std::int64_t sign)
{
    const std::size_t rows = m_data->nodes.size();
    m_portUses[placed * rows + row] += sign;
    for (std::size_t k = 0; k < m_kinds.size(); ++k) {
        if (m_kinds[k].state->ports.empty()) continue;
        std::uint8_t taken = m_portsBefore[k][row];
        for (std::size_t other = 0; other < m_kinds.size(); ++other)
            if (m_effects[other][k].port && m_portUses[other * rows + row] > 0) taken = 1;
        m_kinds[k].state->portsTaken[row] = taken;
    }
}

void Board::place(std::size_t kind, std::size_t row)
{
    add(kind, row, 1);
    m_moves.emplace_back(kind, row);
    for (Kind& other : m_kinds) other.state->use(*m_kinds[kind].state);
}

void Board::undo()
{
    const auto [kind, row] = m_moves.back();
    m_moves.pop_back();
    add(kind, row, -1);
    const Fit::State& gone = *m_kinds[kind].state;
    if (!gone.aloneClaims.empty()) setClaims();
}

/// As they are with the pods that are left.
void Board::setClaims()
{
    for (Kind& kind : m_kinds) {
        kind.state->claimConflict = kind.conflictBefore;
        for (const auto& [placed, row] : m_moves) kind.state->use(*m_kinds[placed].state);
    }
}

void Board::open(std::size_t row)
{
    for (Kind& kind : m_kinds) kind.state->open(row);
}

std::vector<std::vector<SpreadCount>> Board::spreads() const
{
    std::vector<std::vector<SpreadCount>> out;
    for (const Kind& kind : m_kinds) out.push_back(kind.state->spreads);
    return out;
}

void Board::restore(const std::vector<std::vector<SpreadCount>>& spreads)
{
    for (std::size_t kind = 0; kind < m_kinds.size(); ++kind) m_kinds[kind].state->spreads = spreads[kind];
}

std::int64_t Board::crowd(std::size_t kind, std::size_t row) const
{
    std::int64_t sum = 0;
    for (const SpreadCount& spread : m_kinds[kind].state->spreads)
        if (const snapshot::Id id = spread.at.domain(row); spread.self && id != snapshot::absent)
            sum += spread.at.count[id];
    return sum;
}

std::int64_t Board::level(std::size_t kind) const
{
    std::int64_t sum = 0;
    for (const SpreadCount& spread : m_kinds[kind].state->spreads) sum += spread.minimum;
    return sum;
}

} // namespace core::estimate::detail
