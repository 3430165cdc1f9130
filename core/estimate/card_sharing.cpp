#include "core/estimate/card_sharing.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <tuple>

#include "core/base/json.h"

namespace core::estimate::detail {
namespace {

constexpr std::int64_t mostCards = 4096; ///< no node has more; keeps a hostile figure from taking memory

std::optional<std::int64_t> numberIn(std::string_view text)
{
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc{} || end != text.data() + text.size() || value < 0) return std::nullopt;
    return value;
}

std::int64_t ofColumn(const snapshot::NodeTable& nodes, const std::vector<std::vector<Amount>>& columns,
                      std::string_view name, std::size_t row)
{
    const auto column = nodes.resource(name);
    return column && *column < columns.size() && row < columns[*column].size() ? columns[*column][row] : 0;
}

/// Cards of a row: what the device plugin says, then the node's label.
std::int64_t cardsOf(const snapshot::NodeTable& nodes, std::size_t row)
{
    for (const char* name : {"aliyun.com/gpu-count", "nvidia.com/gpu"})
        if (const std::int64_t cards = ofColumn(nodes, nodes.capacity, name, row); cards > 0) return cards;
    if (const snapshot::LabelColumn* label = nodes.label("aliyun.accelerator/nvidia_count"))
        if (const auto cards = numberIn(label->distinct.text(label->values[row])); cards && *cards > 0) return *cards;
    return 1;
}

std::int64_t ceilDiv(Amount a, Amount b)
{
    return a / b + (a % b > 0 ? 1 : 0);
}

struct Card {
    Amount memory{};
    Amount core{};
    std::int64_t slots = podsPerCard;
    bool operator==(const Card&) const = default;
};

std::int64_t podsOn(const Card& card, const CardAsk& ask)
{
    std::int64_t count = std::max<std::int64_t>(card.slots, 0);
    if (ask.memory > 0) count = std::min(count, std::max<Amount>(card.memory, 0) / ask.memory);
    if (ask.core > 0) count = std::min(count, std::max<Amount>(card.core, 0) / ask.core);
    return count;
}

/// Pods of the ask that a pod of this size can push off its card, at worst.
std::int64_t costOf(const CardUse& use, const CardAsk& ask)
{
    std::int64_t cost = 1; // its place among the pods of a card
    if (ask.memory > 0) cost = std::max(cost, ceilDiv(use.memory, ask.memory));
    if (ask.core > 0) cost = std::max(cost, ceilDiv(use.core, ask.core));
    return cost;
}

/// Which cards are lost is not known: at worst those with most room, at best those with least.
Range withLost(std::vector<std::int64_t> counts, std::int64_t lost)
{
    std::sort(counts.begin(), counts.end());
    Range out{0, 0};
    for (std::size_t i = 0; i < counts.size(); ++i) {
        if (i + static_cast<std::size_t>(lost) < counts.size()) out.lower += counts[i];
        if (i >= static_cast<std::size_t>(lost)) *out.upper += counts[i];
    }
    return out;
}

/// Puts pods on cards in every way that their sizes allow.
class EveryWay {
public:
    EveryWay(std::vector<Card> cards, std::vector<CardUse> unread, const CardAsk& ask, std::int64_t lost)
        : m_cards(std::move(cards))
        , m_unread(std::move(unread))
        , m_ask(ask)
        , m_lost(lost)
    {
        const auto size = [](const CardUse& use) { return std::tie(use.memory, use.core); };
        std::sort(m_unread.begin(), m_unread.end(),
                  [size](const CardUse& a, const CardUse& b) { return size(b) < size(a); });
    }
    /// Absent: too many ways, or none, so that something was read wrong.
    [[nodiscard]] std::optional<Range> run()
    {
        place(0);
        return m_steps > mostSteps ? std::nullopt : m_found;
    }

private:
    static constexpr int mostSteps = 1000;

    void place(std::size_t index)
    {
        if (++m_steps > mostSteps) return;
        if (index == m_unread.size()) return count();
        const CardUse& use = m_unread[index];
        for (std::size_t i = 0; i < m_cards.size(); ++i) {
            Card& card = m_cards[i];
            const auto alike = [&](const Card& other) { return other == card; };
            if (std::any_of(m_cards.begin(), m_cards.begin() + static_cast<std::ptrdiff_t>(i), alike)) continue;
            if (card.memory < use.memory || card.core < use.core || card.slots < 1) continue;
            const Card before = card;
            card.memory -= use.memory;
            card.core -= use.core;
            --card.slots;
            place(index + 1);
            card = before;
        }
    }
    void count()
    {
        std::vector<std::int64_t> counts;
        for (const Card& card : m_cards) counts.push_back(podsOn(card, m_ask));
        const Range here = withLost(std::move(counts), m_lost);
        if (!m_found) m_found = here;
        m_found->lower = std::min(m_found->lower, here.lower);
        m_found->upper = std::max(*m_found->upper, *here.upper);
    }

    std::vector<Card> m_cards;
    std::vector<CardUse> m_unread;
    CardAsk m_ask;
    std::int64_t m_lost;
    int m_steps = 0;
    std::optional<Range> m_found;
};

} // namespace

bool modeServes(std::string_view mode, Amount cards, Amount memory, Amount core)
{
    const bool shared = mode == "cgpu" || mode == "core_mem" || mode == "share" || mode == "mps";
    const bool whole = mode == "default" || mode == "topology";
    if (cards > 0 && shared) return false;
    if ((memory > 0 || core > 0) && whole) return false;
    return core <= 0 || mode != "cgpu";
}

Range podsOnCards(std::int64_t cards, std::int64_t lost, Amount memoryPerCard, Amount corePerCard, const CardAsk& ask,
                  const std::vector<CardUse>& uses)
{
    cards = std::clamp<std::int64_t>(cards, 0, mostCards);
    lost = std::clamp<std::int64_t>(lost, 0, cards);
    std::vector<Card> all(static_cast<std::size_t>(cards), Card{memoryPerCard, corePerCard, podsPerCard});
    std::int64_t worst = 0; // pods that the unreadable ones cost at most
    Card gone{0, 0, 0};
    std::vector<CardUse> unread;
    bool onOneEach = true;
    for (const CardUse& use : uses) {
        if (use.card && *use.card < all.size()) {
            Card& card = all[*use.card];
            card.memory -= use.memory;
            card.core -= use.core;
            --card.slots;
            continue;
        }
        worst += costOf(use, ask);
        gone.memory += use.memory;
        gone.core += use.core;
        ++gone.slots;
        onOneEach = onOneEach && !use.onSeveral && !use.card;
        unread.push_back(use);
    }
    std::vector<std::int64_t> counts;
    Card sum{0, 0, 0};
    for (const Card& card : all) {
        counts.push_back(podsOn(card, ask));
        sum.memory += std::max<Amount>(card.memory, 0);
        sum.core += std::max<Amount>(card.core, 0);
        sum.slots += std::max<std::int64_t>(card.slots, 0);
    }
    Range result = withLost(std::move(counts), lost);
    if (unread.empty()) return result;
    if (onOneEach)
        if (const auto tried = EveryWay(std::move(all), std::move(unread), ask, lost).run()) return *tried;
    sum.memory -= gone.memory;
    sum.core -= gone.core;
    sum.slots -= gone.slots;
    result.upper = std::min(*result.upper, podsOn(sum, ask));
    result.lower = std::min(std::max<std::int64_t>(result.lower - worst, 0), *result.upper);
    return result;
}

namespace {

constexpr std::array<const char*, 2> indexKeys = {"ALIYUN_COM_GPU_MEM_IDX", "ALIYUN_COM_GPU_CORE_IDX"};
constexpr const char* allocationKey = "scheduler.framework.gpushare.allocation";

} // namespace

bool namesCards(const model::Labels& annotations)
{
    const auto has = [&](const char* key) { return annotations.contains(key); };
    return has(allocationKey) || std::any_of(indexKeys.begin(), indexKeys.end(), has);
}

std::optional<std::size_t> cardOf(const model::Labels& annotations)
{
    for (const char* key : indexKeys) {
        const auto index = annotations.find(key);
        if (index == annotations.end()) continue;
        if (const auto card = numberIn(index->second)) return static_cast<std::size_t>(*card);
    }
    const auto allocation = annotations.find(allocationKey);
    if (allocation == annotations.end() || allocation->second.size() > 4096) return std::nullopt;
    // {"<container>": {"<card>": <memory>}}; only a pod on a single card is read.
    const Json value = Json::parse(allocation->second, nullptr, false);
    std::optional<std::size_t> card;
    if (!value.is_object()) return std::nullopt;
    for (const auto& [container, shares] : value.items()) {
        if (!shares.is_object()) return std::nullopt;
        for (const auto& [name, share] : shares.items()) {
            const auto index = numberIn(name);
            if (!index || (card && *card != static_cast<std::size_t>(*index))) return std::nullopt;
            card = static_cast<std::size_t>(*index);
        }
    }
    return card;
}

Amount memoryOfCard(const snapshot::ClusterData& data, std::size_t row)
{
    return ofColumn(data.nodes, data.nodes.allocatable, gpuMemoryResource, row) / cardsOf(data.nodes, row);
}

Range podsOnNode(const snapshot::ClusterData& data, std::size_t row, const CardAsk& ask,
                 const std::vector<std::uint8_t>& leftOut)
{
    const snapshot::NodeTable& nodes = data.nodes;
    const std::int64_t cards = cardsOf(nodes, row);
    const Amount memory = ofColumn(nodes, nodes.allocatable, gpuMemoryResource, row) / cards;
    const Amount core = ofColumn(nodes, nodes.allocatable, gpuCoreResource, row) / cards;
    std::vector<CardUse> uses;
    const snapshot::PodTable& pods = data.pods;
    if (row + 1 < pods.firstOfNode.size()) {
        for (std::size_t i = pods.firstOfNode[row]; i < pods.firstOfNode[row + 1]; ++i) {
            const std::uint32_t shape = pods.shape[i];
            if ((pods.state[i] & snapshot::HoldsResources) == 0 || (!leftOut.empty() && leftOut[shape] != 0)) continue;
            const model::Requests& requests = pods.shapes[shape].requests;
            CardUse use{model::amountIn(requests, gpuMemoryResource), model::amountIn(requests, gpuCoreResource),
                        std::nullopt, false};
            if (use.memory <= 0 && use.core <= 0) continue;
            use.card = cardOf(pods.shapes[shape].pod.annotations);
            use.onSeveral = !use.card && namesCards(pods.shapes[shape].pod.annotations);
            uses.push_back(use);
        }
    }
    return podsOnCards(cards, nodes.lostCards[row], memory, core, ask, uses);
}

} // namespace core::estimate::detail
