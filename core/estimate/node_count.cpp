#include "core/estimate/node_count.h"

#include <algorithm>
#include <array>
#include <bit>
#include <limits>

#include "core/base/clones.h"

namespace core::estimate::detail {
namespace {

/// Adding this to a whole number below 2^51 puts it into a double's mantissa; both ways are one instruction.
constexpr std::int64_t mantissaBits = 0x4338000000000000;
constexpr double mantissa = 6755399441055744.0; // 1.5 * 2^52, the double of those bits
constexpr std::int64_t largest = std::int64_t{1} << 51;

/// What a column may subtract; never a null pointer, so that the loop has no branch.
struct Amounts {
    const Amount* allocatable;
    const Amount* requested;
    double amount;
};

/// least[i] = min(least[i], floor(max(allocatable - requested, 0) / amount)). The bits returned are not 0 above 51 if a
/// number was too large.
BERTH_CLONES std::uint64_t divideColumn(const Amounts& column, std::size_t count, double* least)
{
    const double inverse = 1.0 / column.amount;
    const double amount = column.amount;
    const Amount* allocatable = column.allocatable;
    const Amount* requested = column.requested;
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto free = static_cast<std::uint64_t>(allocatable[i]) - static_cast<std::uint64_t>(requested[i]);
        seen |= free + static_cast<std::uint64_t>(largest);
        double x = std::bit_cast<double>(free + static_cast<std::uint64_t>(mantissaBits)) - mantissa;
        x = x > 0.0 ? x : 0.0;
        // To the nearest whole number, and one less where that was too much.
        double quotient = (x * inverse + mantissa) - mantissa;
        const double over = quotient * amount > x ? 1.0 : 0.0;
        quotient -= over;
        const double before = least[i];
        least[i] = quotient < before ? quotient : before;
    }
    return seen;
}

/// The same for one pod a slot.
BERTH_CLONES std::uint64_t takeSlots(const Amount* allocatable, const Amount* requested, std::size_t count,
                                     double* least)
{
    std::uint64_t seen = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto free = static_cast<std::uint64_t>(allocatable[i]) - static_cast<std::uint64_t>(requested[i]);
        seen |= free + static_cast<std::uint64_t>(largest);
        double x = std::bit_cast<double>(free + static_cast<std::uint64_t>(mantissaBits)) - mantissa;
        x = x > 0.0 ? x : 0.0;
        least[i] = x;
    }
    return seen;
}

BERTH_CLONES std::int64_t sumWhere(const double* least, const std::uint8_t* mask, std::size_t count)
{
    std::uint64_t sum = 0;
    for (std::size_t i = 0; i < count; ++i) {
        const auto whole = std::bit_cast<std::uint64_t>(least[i] + mantissa) - static_cast<std::uint64_t>(mantissaBits);
        sum += whole & (std::uint64_t{0} - std::uint64_t{mask[i]});
    }
    return static_cast<std::int64_t>(sum);
}

BERTH_CLONES void keepWhere(const std::uint8_t* zeroPasses, const std::uint8_t* onePasses, std::size_t count,
                            std::uint8_t* mask)
{
    for (std::size_t i = 0; i < count; ++i)
        mask[i] = static_cast<std::uint8_t>(static_cast<std::uint8_t>(zeroPasses[i] == 0) &
                                            static_cast<std::uint8_t>(onePasses[i] != 0));
}

void keep(std::uint8_t* mask, const std::uint8_t* rows, std::size_t count)
{
    for (std::size_t i = 0; i < count; ++i) mask[i] = static_cast<std::uint8_t>(mask[i] & rows[i]);
}

} // namespace

NodeCount::NodeCount(const Fit::State& state)
    : m_state(&state)
{
    const auto add = [this](const Need& need) {
        m_nothing = m_nothing || need.allocatable == nullptr;
        m_columns.push_back({need.allocatable, need.requested, need.gone, nullptr, need.amount});
    };
    m_columns.reserve(state.needs.size() + 1);
    add(state.pods);
    for (const Need& need : state.needs) {
        add(need);
        if (need.name != "nvidia.com/gpu" || !state.wholeCards()) continue;
        const auto& lost = state.data.nodes.lostCards;
        if (std::any_of(lost.begin(), lost.end(), [](std::uint32_t cards) { return cards != 0; }))
            m_columns.back().lost = lost.data();
    }
    m_anyTaints = std::any_of(state.taintsOk.begin(), state.taintsOk.end(), [](std::uint8_t ok) { return ok == 0; });
}

void NodeCount::eligible(std::size_t first, std::size_t count, std::uint8_t* mask) const
{
    const Fit::State& state = *m_state;
    const snapshot::NodeTable& nodes = state.data.nodes;
    if (state.everywhere || state.claimConflict) {
        std::fill_n(mask, count, std::uint8_t{0});
        return;
    }
    const std::uint8_t* ready = nodes.ready.data() + first;
    if (state.toleratesCordon)
        for (std::size_t i = 0; i < count; ++i) mask[i] = static_cast<std::uint8_t>(ready[i] != 0);
    else
        keepWhere(nodes.unschedulable.data() + first, ready, count, mask);
    if (m_anyTaints) {
        const std::uint8_t* ok = state.taintsOk.data();
        const std::uint32_t* sets = nodes.taintSet.data() + first;
        for (std::size_t i = 0; i < count; ++i) mask[i] = static_cast<std::uint8_t>(mask[i] & ok[sets[i]]);
    }
    state.match.apply(nodes, first, count, mask);
    if (state.named) keep(mask, state.named->data() + first, count);
    if (!state.portsTaken.empty())
        for (std::size_t i = 0; i < count; ++i)
            mask[i] = static_cast<std::uint8_t>(mask[i] & static_cast<std::uint8_t>(state.portsTaken[first + i] == 0));
    for (const VolumeNodes& volume : state.volumes) keep(mask, volume.fits.data() + first, count);
    if (state.mode != nullptr)
        for (std::size_t i = 0; i < count; ++i)
            mask[i] = static_cast<std::uint8_t>(mask[i] & state.modeOk[state.mode->values[first + i]]);
    if (!state.pod.spec.nodeName.empty())
        for (std::size_t i = 0; i < count; ++i)
            if (mask[i] != 0 && nodes.names[first + i] != state.pod.spec.nodeName) mask[i] = 0;
    if (!state.spreads.empty() || !state.affinity.empty() || !state.anti.empty() || !state.repelled.empty())
        for (std::size_t i = 0; i < count; ++i)
            if (mask[i] != 0 && state.topologyCode(first + i) != 0) mask[i] = 0;
}

bool NodeCount::quick(std::size_t first, std::size_t count, double* least) const
{
    static constexpr std::array<Amount, rowsPerChunk> zeros{};
    std::uint64_t seen = 0;
    for (std::size_t c = 0; c < m_columns.size(); ++c) {
        const Column& column = m_columns[c];
        if (column.gone != nullptr || column.amount >= largest) return false;
        if (column.lost != nullptr && std::any_of(column.lost + first, column.lost + first + count,
                                                  [](std::uint32_t cards) { return cards != 0; }))
            return false;
        const Amount* requested = column.requested == nullptr ? zeros.data() : column.requested + first;
        if (c == 0)
            seen |= takeSlots(column.allocatable + first, requested, count, least);
        else
            seen |=
                divideColumn({column.allocatable + first, requested, static_cast<double>(column.amount)}, count, least);
    }
    return (seen >> 52U) == 0;
}

void NodeCount::exact(std::size_t first, std::size_t count, std::int64_t* pods) const
{
    std::fill_n(pods, count, std::numeric_limits<std::int64_t>::max());
    for (const Column& column : m_columns)
        for (std::size_t i = 0; i < count; ++i) {
            const std::size_t row = first + i;
            Amount free = column.allocatable[row] - (column.requested == nullptr ? 0 : column.requested[row]);
            if (column.gone != nullptr) free += column.gone[row];
            if (column.lost != nullptr) free -= static_cast<Amount>(column.lost[row]);
            pods[i] = std::min(pods[i], free <= 0 ? 0 : free / column.amount);
        }
}

void NodeCount::room(std::size_t first, std::size_t count, std::int64_t* pods) const
{
    std::array<double, rowsPerChunk> least;
    if (m_nothing)
        std::fill_n(pods, count, std::int64_t{0});
    else if (quick(first, count, least.data()))
        for (std::size_t i = 0; i < count; ++i) pods[i] = static_cast<std::int64_t>(least[i]);
    else
        exact(first, count, pods);
}

std::int64_t NodeCount::total(bool onePodANode) const
{
    if (m_nothing) return 0;
    const std::size_t rows = m_state->data.nodes.size();
    std::array<std::uint8_t, rowsPerChunk> mask;
    std::array<double, rowsPerChunk> least;
    std::array<std::int64_t, rowsPerChunk> pods;
    std::int64_t sum = 0;
    for (std::size_t first = 0; first < rows; first += rowsPerChunk) {
        const std::size_t count = std::min(rowsPerChunk, rows - first);
        eligible(first, count, mask.data());
        if (!onePodANode && quick(first, count, least.data())) {
            sum += sumWhere(least.data(), mask.data(), count);
            continue;
        }
        room(first, count, pods.data());
        for (std::size_t i = 0; i < count; ++i)
            if (mask[i] != 0) sum += onePodANode ? std::min<std::int64_t>(pods[i], 1) : pods[i];
    }
    return sum;
}

} // namespace core::estimate::detail
