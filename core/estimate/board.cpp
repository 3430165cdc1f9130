#include "core/estimate/board.h"

#include <algorithm>
#include <limits>

#include "core/estimate/card_sharing.h"
#include "core/estimate/node_count.h"

namespace core::estimate::detail {

Board::Board(const snapshot::ClusterData& data, const std::vector<AskPod>& pods,
             std::optional<std::int32_t> leaveOutBelow)
    : m_data(&data)
{
    bool ports = false;
    for (const AskPod& pod : pods) {
        Kind kind;
        kind.state = std::make_unique<Fit::State>(data, pod.pod, leaveOutBelow);
        prepare(kind);
        ports = ports || !kind.state->ports.empty();
        m_kinds.push_back(std::move(kind));
    }
    m_meets.assign(pods.size(), std::vector<Meets>(pods.size()));
    for (std::size_t a = 0; a < pods.size(); ++a)
        for (std::size_t b = 0; b < pods.size(); ++b) meet(a, b);
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
    kind.exclusiveClaim = usesExclusiveClaim(*m_data, state.pod);
    kind.gone.reserve(state.needs.size() + 1);
    const auto own = [&](Need& need) {
        std::vector<Amount> gone(rows, 0);
        if (need.gone != nullptr) std::copy_n(need.gone, rows, gone.begin());
        kind.gone.push_back(std::move(gone));
        need.gone = kind.gone.back().data();
    };
    for (Need& need : state.needs) own(need);
    own(state.pods);
    for (std::size_t i = 0; i < state.spreads.size(); ++i) {
        kind.atLeast.push_back(0);
        settle(kind, i);
    }
    if (!state.sharesCards()) return;
    kind.shared.assign(rows, 0);
    for (std::size_t row = 0; row < rows; ++row)
        if (state.fixedCode(row) == 0)
            kind.shared[row] =
                podsOnNode(*m_data, row, {state.gpuMemory(), state.gpuCore()}, state.leftOutShapes()).lower;
}

/// Which counts of `counting` a pod of kind `placed` adds to.
void Board::meet(std::size_t placed, std::size_t counting)
{
    const model::Pod& pod = m_kinds[placed].state->pod;
    Fit::State& state = *m_kinds[counting].state;
    Meets& meets = m_meets[placed][counting];
    for (std::size_t i = 0; i < state.spreads.size(); ++i) {
        const SpreadCount& spread = state.spreads[i];
        if (spread.selects && !spread.selector.requirements.empty() && pod.ns == state.pod.ns &&
            model::matches(spread.selector, pod.labels))
            meets.spreads.push_back(i);
    }
    for (std::size_t i = 0; i < state.antiTerms.size(); ++i)
        if (state.antiTerms[i].matches(pod.ns, pod.labels)) meets.anti.push_back(i);
    meets.affinity = !state.affinityTerms.empty() &&
                     std::all_of(state.affinityTerms.begin(), state.affinityTerms.end(),
                                 [&](const AffinityTerm& term) { return term.matches(pod.ns, pod.labels); });
    const model::Labels ns = namespaceLabels(*m_data, state.pod.ns);
    for (const model::PodAffinityTerm& term : pod.spec.requiredAntiAffinity) {
        if (!existingTermMatches(term, pod, state.pod, ns)) continue;
        auto at = std::find_if(state.repelled.begin(), state.repelled.end(),
                               [&](const DomainCount& d) { return d.key == term.topologyKey; });
        if (at == state.repelled.end()) {
            DomainCount domain;
            domain.key = term.topologyKey;
            domain.column = m_data->nodes.label(term.topologyKey);
            if (domain.column != nullptr) domain.count.assign(domain.column->distinct.size() + 1, 0);
            state.repelled.push_back(std::move(domain));
            at = state.repelled.end() - 1;
        }
        meets.repelled.push_back(static_cast<std::size_t>(at - state.repelled.begin()));
    }
    meets.ports = clash(m_kinds[placed].state->ports, state.ports);
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
    std::int64_t room = std::max<Amount>(0, state.pods.total(row) - state.pods.used(row));
    for (const Need& need : state.needs) {
        Amount free = need.total(row) - need.used(row);
        if (need.name == "nvidia.com/gpu" && state.wholeCards())
            free -= static_cast<Amount>(m_data->nodes.lostCards[row]);
        room = std::min(room, std::max<Amount>(0, free) / need.amount);
    }
    if (!m_kinds[kind].shared.empty()) room = std::min(room, std::max<std::int64_t>(0, m_kinds[kind].shared[row]));
    if (!state.ports.empty()) room = std::min<std::int64_t>(room, 1);
    return room;
}

/// The least count over the domains, and how many domains have it.
void Board::settle(Kind& kind, std::size_t index)
{
    SpreadCount& spread = kind.state->spreads[index];
    kind.atLeast[index] = 0;
    if (spread.domainCount == 0 || static_cast<std::int64_t>(spread.domainCount) < spread.minDomains) {
        spread.minimum = 0;
        return;
    }
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::size_t id = 1; id < spread.domains.size(); ++id) {
        if (spread.domains[id] == 0 || spread.at.count[id] > least) continue;
        if (spread.at.count[id] < least) kind.atLeast[index] = 0;
        least = spread.at.count[id];
        ++kind.atLeast[index];
    }
    spread.minimum = least;
}

void Board::count(Kind& kind, std::size_t index, std::size_t row, std::int64_t sign)
{
    SpreadCount& spread = kind.state->spreads[index];
    const snapshot::Id id = spread.at.domain(row);
    if (id == snapshot::absent || spread.domains[id] == 0 || !kind.state->eligibleForSpread(spread, row)) return;
    const auto all = [row](const SpreadCount& other) { return other.at.domain(row) != snapshot::absent; };
    if (!std::all_of(kind.state->spreads.begin(), kind.state->spreads.end(), all)) return;
    const bool least = spread.at.count[id] == spread.minimum;
    spread.at.count[id] += static_cast<std::int32_t>(sign);
    if (kind.atLeast[index] == 0) return; // too few domains: the least stays 0
    if (sign < 0 || (least && --kind.atLeast[index] == 0)) settle(kind, index);
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
        const Meets& meets = m_meets[placed][k];
        const auto change = [&](DomainCount& at) {
            if (const snapshot::Id id = at.domain(row); id != snapshot::absent)
                at.count[id] += static_cast<std::int32_t>(sign);
        };
        for (const std::size_t i : meets.spreads) count(kind, i, row, sign);
        for (const std::size_t i : meets.anti) change(state.anti[i]);
        for (const std::size_t i : meets.repelled) change(state.repelled[i]);
        if (meets.affinity) {
            for (DomainCount& at : state.affinity) change(at);
            state.affinityEmpty = std::all_of(state.affinity.begin(), state.affinity.end(), [&](const DomainCount& at) {
                if (sign > 0) return at.domain(row) == snapshot::absent && state.affinityEmpty;
                return std::all_of(at.count.begin(), at.count.end(), [](std::int32_t n) { return n == 0; });
            });
        }
    }
    if (m_portUses.empty()) return;
    const std::size_t rows = m_data->nodes.size();
    m_portUses[placed * rows + row] += sign;
    for (std::size_t k = 0; k < m_kinds.size(); ++k) {
        if (m_kinds[k].state->ports.empty()) continue;
        std::uint8_t taken = m_portsBefore[k][row];
        for (std::size_t other = 0; other < m_kinds.size(); ++other)
            if (m_meets[other][k].ports && m_portUses[other * rows + row] > 0) taken = 1;
        m_kinds[k].state->portsTaken[row] = taken;
    }
}

void Board::place(std::size_t kind, std::size_t row)
{
    add(kind, row, 1);
    if (m_kinds[kind].exclusiveClaim) m_kinds[kind].state->claimConflict = true;
    m_moves.emplace_back(kind, row);
}

void Board::undo()
{
    const auto [kind, row] = m_moves.back();
    m_moves.pop_back();
    add(kind, row, -1);
    if (m_kinds[kind].exclusiveClaim) m_kinds[kind].state->claimConflict = false;
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
