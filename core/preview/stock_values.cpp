#include "core/preview/stock_values.h"

#include <algorithm>
#include <cassert>
#include <map>

#include "core/preview/shares.h"
#include "core/schedule/webster.h"
#include "core/snapshot/what_if.h"

namespace core::preview {
namespace {

using Values = std::vector<std::int64_t>;

/// Values that are tried; more would be felt at a keystroke. What one takes grows with the clusters, in number and in how
/// many buy from one cell, and groups are dealt out one by one.
std::int64_t mostPoints(std::size_t clusters, bool groups)
{
    constexpr std::int64_t ofOneCluster = 4096;
    constexpr std::int64_t most = 256;
    const auto n = static_cast<std::int64_t>(std::max<std::size_t>(1, clusters));
    return std::min(most, (groups ? ofOneCluster / 4 : ofOneCluster) / (n * n));
}

struct Cell {
    estimate::CellKey key;
    std::int64_t lower{};
    std::int64_t upper{};
};

class Cells {
public:
    Cells(Facts& facts, const Decision& decision, bool divides, std::int64_t pods)
    {
        for (std::size_t i = 0; i < facts.size(); ++i) {
            const bool counts = divides ? decision.candidate[i] != 0 : decision.replicas[i] > 0;
            if (!counts) continue;
            m_onlyStock = m_onlyStock && facts.runningOf(i).range().isExact();
            add(facts.offersOf(i), pods);
            if (const auto& seen = facts.offersSeen(i); divides && &seen != &facts.offersOf(i)) add(seen, pods);
        }
        for (const auto& [key, cell] : m_byKey)
            if (cell.lower < cell.upper) m_cells.push_back(cell);
    }
    [[nodiscard]] const std::vector<Cell>& all() const { return m_cells; }
    [[nodiscard]] bool onlyStock() const { return m_onlyStock; }

private:
    void add(const estimate::Provisionable& what, std::int64_t pods)
    {
        m_onlyStock = m_onlyStock && !estimate::isOpenEnded(what);
        for (const estimate::Offer& offer : what.offers) {
            const bool open = estimate::isUnsure(what, offer) || offer.mostPerNode > offer.replicasPerNode;
            m_onlyStock = m_onlyStock && (offer.refusal || !open);
            add(what, offer, pods);
        }
    }
    void add(const estimate::Provisionable& what, const estimate::Offer& offer, std::int64_t pods)
    {
        if (offer.refusal || !offer.stockBounds || offer.stock.instances.isExact()) return;
        std::int64_t useful = pods;
        for (const estimate::PoolRoom& room : what.rooms)
            if (room.pool == offer.pool && room.nodes) useful = std::max(useful, *room.nodes);
        const Range& there = offer.stock.instances;
        const std::int64_t upper = there.upper ? std::min(*there.upper, useful) : useful;
        Cell& cell =
            m_byKey.try_emplace(offer.stock.key, Cell{offer.stock.key, there.lower, there.lower}).first->second;
        cell.upper = std::max(cell.upper, upper);
    }
    std::map<estimate::CellKey, Cell> m_byKey;
    std::vector<Cell> m_cells;
    bool m_onlyStock = true;
};

/// How many there are; more than `most` count as `most` + 1.
std::int64_t pointsOf(const std::vector<Cell>& cells, std::int64_t most)
{
    std::int64_t points = 1;
    for (const Cell& cell : cells) {
        points *= std::min(cell.upper - cell.lower, most) + 1;
        if (points > most) return most + 1;
    }
    return points;
}

std::vector<Values> everyPoint(const std::vector<Cell>& cells)
{
    std::vector<Values> out{{}};
    for (const Cell& cell : cells) {
        std::vector<Values> longer;
        for (const Values& values : out)
            for (std::int64_t n = cell.lower; n <= cell.upper; ++n) {
                longer.push_back(values);
                longer.back().push_back(n);
            }
        out = std::move(longer);
    }
    return out;
}

/// All at one end, then as many as may be of one at its end and the rest at the other.
std::vector<Values> mixedCorners(const std::vector<Cell>& cells, std::size_t most)
{
    Values low;
    Values high;
    for (const Cell& cell : cells) {
        low.push_back(cell.lower);
        high.push_back(cell.upper);
    }
    std::vector<Values> out{low, high};
    for (std::size_t i = 0; i < cells.size() && out.size() + 2 <= most; ++i) {
        out.push_back(high);
        out.back()[i] = low[i];
        out.push_back(low);
        out.back()[i] = high[i];
    }
    return out;
}

/// The question, and where nothing decides yet which of equals comes first, the one that decides it the other way: the
/// workload's UID does, and what is not there yet has none.
std::vector<Prepared> inEitherOrder(const Prepared& prepared)
{
    std::vector<Prepared> out{prepared};
    if (!prepared.binding.spec.uid.empty()) return out;
    constexpr const char* descends = "b";
    assert(schedule::tieOrder(descends) != schedule::tieOrder(""));
    out.push_back(prepared);
    out.back().binding.spec.uid = descends;
    return out;
}

/// The division in the second of the orders, and what runs of it at one time; empty: both are the first one's.
std::pair<Values, Values> otherOrderOf(const std::vector<Prepared>& orders, const Facts& facts,
                                       const Decision& decision)
{
    if (orders.size() < 2 || !decision.cycle.scheduled) return {};
    Facts other = facts.glimpsed(orders.back(), facts.fleetPtr());
    const Decision then = decide(orders.back(), other, false);
    Values atOnce = other.atOnce(then.replicas);
    if (then.replicas == decision.replicas && atOnce == facts.atOnce(then.replicas)) return {};
    return {then.replicas, std::move(atOnce)};
}

RowsBought::key_type rowOf(const Share& share)
{
    return {share.pool, share.zone, share.instanceType, share.spot};
}

RowsBought rowsOf(const std::vector<Share>& shares)
{
    RowsBought out;
    for (const Share& share : shares) {
        if (share.kind != Share::Kind::New) continue;
        Range& nodes = out.try_emplace(rowOf(share), Range::exactly(0)).first->second;
        nodes = sum(nodes, nodesOf(share));
    }
    return out;
}

void include(Range& range, std::int64_t lower, std::int64_t upper)
{
    range.lower = std::min(range.lower, lower);
    range.upper = std::max(*range.upper, upper);
}

/// What one outcome buys.
struct Bought {
    NewNodes nodes;
    std::optional<MoneyPerHour> cost;
};

/// Adds up what differs from value to value. Money of two currencies is not held against each other: the ends stay open.
class Collected {
public:
    Collected(const Decision& decision, std::int64_t asked)
        : m_asked(asked)
    {
        for (const std::int64_t n : decision.replicas) m_out.replicas.push_back(Range::exactly(n));
        m_out.rows.resize(decision.replicas.size());
    }
    void add(const Decision& decision, const Outcome& outcome, std::int64_t asked)
    {
        // Copies may be more or fewer by then; what counts is who goes without.
        const std::int64_t placed = std::max<std::int64_t>(0, m_asked - (asked - outcome.placed));
        const std::int64_t most = std::min(m_asked, placed + outcome.unsure + outcome.untried);
        const Bought bought{newNodesIn(outcome.clusters), outcome.newCost};
        if (m_first) {
            m_out.placed = {placed, most};
            m_out.over.bought.sure = bought.nodes.sure;
        }
        for (std::size_t i = 0; i < m_out.rows.size(); ++i) addRows(rowsOf(outcome.clusters[i].shares), m_out.rows[i]);
        m_first = false;
        include(m_out.placed, placed, most);
        for (std::size_t i = 0; i < decision.replicas.size(); ++i)
            include(m_out.replicas[i], decision.replicas[i], decision.replicas[i]);
        NewNodes& all = m_out.over.bought;
        if (bought.nodes.sure < all.sure) all.sure = bought.nodes.sure;
        all.most = std::max(all.most, bought.nodes.most);
        m_out.costPartial = m_out.costPartial || outcome.newCostPartial;
        m_costs.push_back(bought);
    }
    [[nodiscard]] StockValues take()
    {
        std::string currency;
        for (const Bought& bought : m_costs)
            if (bought.cost && currency.empty()) currency = bought.cost->currency;
        if (currency.empty()) return std::move(m_out);
        const MoneyPerHour none{0, currency};
        for (const Bought& bought : m_costs) addCosts(bought, none);
        return std::move(m_out);
    }

private:
    void addRows(RowsBought now, RowsBought& all) const
    {
        if (m_first) {
            all = std::move(now);
            return;
        }
        for (auto& [row, nodes] : all) {
            const Range here = now.try_emplace(row, Range::exactly(0)).first->second;
            include(nodes, here.lower, *here.upper);
        }
        for (const auto& [row, nodes] : now) all.try_emplace(row, Range{0, nodes.upper});
    }
    void addCosts(const Bought& bought, const MoneyPerHour& none)
    {
        NewNodes& all = m_out.over.bought;
        const bool nothing = bought.nodes.most == 0;
        const auto lowest = [](std::optional<MoneyPerHour>& sum, const MoneyPerHour& one) {
            if (!sum || one.micros < sum->micros) sum = one;
        };
        if (bought.nodes.sure == 0)
            lowest(all.sureCost, none);
        else if (bought.nodes.sureCost && bought.nodes.sureCost->currency == none.currency)
            lowest(all.sureCost, *bought.nodes.sureCost);
        const MoneyPerHour most = nothing || !bought.cost ? none : *bought.cost;
        if (most.currency == none.currency && (!m_out.mostCost || most.micros > m_out.mostCost->micros))
            m_out.mostCost = most;
        // Of what has no price it is only known that it is not less than nothing.
        CostRange cost{none, nothing ? std::optional(none) : std::nullopt};
        if (bought.nodes.cost && bought.nodes.cost->lower.currency == none.currency) cost = *bought.nodes.cost;
        if (!all.cost) {
            all.cost = cost;
            return;
        }
        all.cost->lower.micros = std::min(all.cost->lower.micros, cost.lower.micros);
        if (all.cost->upper && cost.upper)
            all.cost->upper->micros = std::max(all.cost->upper->micros, cost.upper->micros);
        else
            all.cost->upper.reset();
    }
    std::int64_t m_asked;
    bool m_first = true;
    StockValues m_out;
    std::vector<Bought> m_costs;
};

} // namespace

void showTried(const RowsBought& tried, std::vector<Share>& shares)
{
    const RowsBought shown = rowsOf(shares);
    for (const auto& [row, nodes] : shown) {
        const auto range = tried.find(row);
        if (range == tried.end()) continue;
        std::int64_t less = std::max<std::int64_t>(0, nodes.lower - range->second.lower);
        std::int64_t more = std::max<std::int64_t>(0, *range->second.upper - *nodes.upper);
        for (auto share = shares.rbegin(); share != shares.rend() && less + more > 0; ++share) {
            if (share->kind != Share::Kind::New || rowOf(*share) != row) continue;
            const std::int64_t here = std::min(less, nodesOf(*share).lower);
            if (here + more > 0) widenRow(*share, here, more);
            less -= here;
            more = 0; // the last of them has it
        }
    }
}

StockTried overStockOf(const Prepared& prepared, Facts& facts, const Decision& decision, const Outcome& outcome,
                       std::int64_t asked, std::int64_t questions)
{
    const std::vector<Prepared> orders = inEitherOrder(prepared);
    auto [otherOrder, otherAtOnce] = otherOrderOf(orders, facts, decision);
    const bool divides = decision.stockAsked && decision.cycle.scheduled;
    std::optional<Cells> found;
    if (decision.stockAsked || outcome.newNodes != 0 || outcome.unsure != 0)
        found.emplace(facts, decision, divides, asked * prepared.question->workload.podsPerReplica());
    const std::vector<Cell> cells = found ? found->all() : std::vector<Cell>();
    std::vector<Coming> comings = comingsOf(facts, facts.atOnce(decision.replicas));
    const bool roomIsOpen = !comings.empty();
    if (cells.empty() && otherOrder.empty() && !roomIsOpen) return {};
    if (!roomIsOpen) comings = {Coming()};
    const std::int64_t ofOne = mostPoints(facts.size(), prepared.question->workload.podsPerReplica() > 1);
    if (!cells.empty() && ofOne < 2) return {std::nullopt, true};
    const std::int64_t most = std::max<std::int64_t>(2, ofOne / questions / static_cast<std::int64_t>(comings.size()));

    const bool everyValue = pointsOf(cells, most) <= most;
    Collected collected(decision, asked);
    if (!everyValue) collected.add(decision, outcome, asked); // between the ends, as far as it goes
    for (const Values& values : everyValue ? everyPoint(cells) : mixedCorners(cells, static_cast<std::size_t>(most))) {
        std::vector<snapshot::Change> changes;
        for (std::size_t i = 0; i < cells.size(); ++i)
            changes.push_back(snapshot::SetStock{cells[i].key.zone, cells[i].key.instanceType,
                                                 Range::exactly(values[i]), cells[i].key.spot, cells[i].key.account});
        const auto glimpse = snapshot::glimpse(facts.fleetPtr(), changes);
        if (!glimpse) return {};
        Facts there = facts.glimpsed(prepared, *glimpse);
        std::pair<Values, Values> before;
        for (const Prepared& one : orders) {
            if (&one != &orders.front()) there = there.glimpsed(one, *glimpse);
            const Decision then = decide(one, there, false);
            std::pair now(then.replicas, there.atOnce(then.replicas));
            if (now == before) continue;
            before = std::move(now);
            for (const Coming& coming : comings)
                collected.add(then, outcomeOf(there, then, Detail::Bought, coming), askedOf(one, there, then));
        }
    }
    StockValues out = collected.take();
    out.over.everyValue = everyValue;
    out.onlyStock = everyValue && found && found->onlyStock();
    out.stockIsOpen = !cells.empty();
    out.roomIsOpen = roomIsOpen;
    out.otherOrder = std::move(otherOrder);
    out.otherAtOnce = std::move(otherAtOnce);
    return {std::move(out), false};
}

} // namespace core::preview
