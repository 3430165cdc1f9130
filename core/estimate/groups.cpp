#include "core/estimate/groups.h"

#include <algorithm>
#include <initializer_list>
#include <iterator>
#include <map>

#include "core/estimate/node_count.h"
#include "core/estimate/placing.h"
#include "core/estimate/shelf.h"
#include "core/snapshot/build.h"

namespace core::estimate::detail {
namespace {

/// Behind every name that a node can have, so that rows of nodes that run keep their numbers.
std::string nameOfNew(std::size_t offer, std::int64_t number)
{
    const auto padded = [](const std::string& digits) {
        return std::string(8 - std::min<std::size_t>(8, digits.size()), '0') + digits;
    };
    return "~" + padded(std::to_string(offer)) + "-" + padded(std::to_string(number));
}

void addDaemonSets(snapshot::NodeTable& nodes, std::size_t row, const model::Requests& daemonSets)
{
    for (const auto& [name, amount] : daemonSets)
        if (const auto column = nodes.resource(name)) nodes.requested[*column][row] += amount;
}

/// By row, a number from 1 for each combination of the labels' values; 0 where one is missing.
std::vector<std::uint32_t> placesBy(const snapshot::NodeTable& nodes, const std::vector<std::string>& keys,
                                    std::uint32_t& count)
{
    std::vector<std::uint32_t> out(nodes.size(), 0);
    std::map<std::vector<snapshot::Id>, std::uint32_t> known;
    for (std::size_t row = 0; row < out.size(); ++row) {
        std::vector<snapshot::Id> values;
        for (const std::string& key : keys) {
            const snapshot::LabelColumn* column = nodes.label(key);
            values.push_back(column == nullptr ? snapshot::absent : column->values[row]);
        }
        if (std::find(values.begin(), values.end(), snapshot::absent) != values.end()) continue;
        out[row] = known.try_emplace(values, static_cast<std::uint32_t>(known.size() + 1)).first->second;
    }
    count = static_cast<std::uint32_t>(known.size());
    return out;
}

} // namespace

bool areCounted(const Ask& ask, const std::vector<Fit::State>& states)
{
    if (!ask.isGroup() || !ask.exclusiveTopologyKey.empty()) return false;
    const auto spec = [](const Fit::State& state) {
        model::PodSpec placed = state.pod.spec; // what containers want is in the requests
        placed.containers.clear();
        placed.initContainers.clear();
        return placed;
    };
    const Fit::State& first = states.front();
    return std::all_of(states.begin(), states.end(), [&](const Fit::State& state) {
        return !state.ruledAmongThemselves() && state.ports.empty() &&
               (&state == &first || (state.repelled.empty() && first.repelled.empty() &&
                                     state.requests == first.requests && spec(state) == spec(first)));
    });
}

Groups::Groups(const snapshot::ClusterData& cluster, const Ask& ask, const std::vector<Offer>& offers,
               std::vector<std::int64_t> rows, bool counted)
    : m_cluster(&cluster)
    , m_ask(ask)
    , m_offers(offers)
    , m_wanted(std::move(rows))
    , m_counted(counted)
{}

void Groups::prepare() const
{
    if (m_board) return;
    m_running = m_cluster->nodes.size();
    std::vector<model::Node> nodes;
    for (std::size_t i = 0; i < m_offers.size(); ++i) {
        for (std::int64_t n = 0; n < m_wanted[i]; ++n) {
            model::Node node = m_offers[i].node->node;
            node.name = nameOfNew(i, n);
            node.labels[std::string(hostnameLabel)] = node.name;
            node.conditions = {{"Ready", "True", {}, {}}};
            nodes.push_back(std::move(node));
        }
    }
    m_data = snapshot::withNodes(*m_cluster, std::move(nodes));
    std::vector<std::uint8_t> there(m_data.nodes.size(), 1);
    for (std::size_t i = 0; i < m_offers.size(); ++i) {
        if (m_wanted[i] <= 0) continue;
        m_blocks.push_back({static_cast<std::uint32_t>(i), m_data.nodes.row(nameOfNew(i, 0)), m_wanted[i]});
        for (std::int64_t n = 0; n < m_wanted[i]; ++n) {
            const std::size_t row = m_blocks.back().first + static_cast<std::size_t>(n);
            there[row] = 0;
            addDaemonSets(m_data.nodes, row, m_offers[i].node->daemonSets);
            if (m_offers[i].node->daemonPods)
                m_data.expected[std::string(m_data.nodes.names[row])] = m_offers[i].node->daemonPods;
        }
    }
    m_board = std::make_unique<Board>(m_data, m_ask.pods, std::nullopt, there);
    fill();
}

std::optional<std::size_t> Groups::homeless() const
{
    const std::scoped_lock alone(m_busy);
    prepare();
    return m_homeless;
}

void Groups::fill() const
{
    Board& board = *m_board;
    std::vector<Rows> all;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) {
        m_spreads = m_spreads || !board.state(kind).spreads.empty();
        all.push_back(candidates(board, kind, m_data.nodes.size()));
        if (all.back().empty()) m_homeless = kind;
    }
    m_order = scarceFirst(board, m_ask, all);
    if (!m_ask.exclusiveTopologyKey.empty()) {
        std::uint32_t places = 0;
        m_place = placesBy(m_data.nodes, {m_ask.exclusiveTopologyKey}, places);
        m_taken.assign(places + 1, 0);
        const std::vector<std::uint8_t> taken = takenDomains(m_data, m_ask.exclusiveTopologyKey);
        const snapshot::LabelColumn* column = m_data.nodes.label(m_ask.exclusiveTopologyKey);
        for (std::size_t row = 0; column != nullptr && row < m_place.size(); ++row)
            if (m_place[row] != 0 && taken[column->values[row]] != 0) m_taken[m_place[row]] = 1;
    }
    placeGroups(board, m_ask, m_ask.upTo, m_running);
    for (std::size_t i = 0; !m_place.empty() && i < board.placed(); ++i) m_taken[m_place[board.move(i).second]] = 1;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) m_rows.push_back(candidates(board, kind, m_running));
    std::vector<std::string> keys;
    for (std::size_t kind = 0; kind < board.kinds(); ++kind) {
        const Fit::State& state = board.state(kind);
        if (state.affinityToSelf && state.affinityEmpty)
            for (const DomainCount& at : state.affinity) keys.push_back(at.key);
    }
    if (!keys.empty()) m_together = placesBy(m_data.nodes, keys, m_togethers);
}

/// One purchase. The board is as it was when it ends.
class Groups::Run {
public:
    Run(const Groups& groups, const JointProblem& limits, const std::vector<std::uint32_t>& offers,
        const Standing& standing, bool largeFirst, const JointAnswer* choice = nullptr)
        : m_groups(groups)
        , m_board(*groups.m_board)
        , m_shelf(limits, choice)
        , m_base(m_board.placed())
        , m_rows(groups.m_rows)
        , m_opened(groups.m_blocks.size(), 0)
        , m_free(groups.m_blocks.size(), 0)
        , m_problem(groups.m_blocks.size(), npos)
        , m_taken(groups.m_taken)
    {
        if (groups.m_spreads) m_spreadsBefore = m_board.spreads();
        for (std::size_t b = 0; b < groups.m_blocks.size(); ++b) {
            const std::uint32_t offer = groups.m_blocks[b].offer;
            if (offer < standing.nodes.size()) m_free[b] = standing.nodes[offer];
            const auto at = std::find(offers.begin(), offers.end(), offer);
            if (at != offers.end()) m_problem[b] = static_cast<std::size_t>(at - offers.begin());
            m_order.push_back(b);
        }
        if (!largeFirst) return;
        std::stable_sort(m_order.begin(), m_order.end(), [&](std::size_t a, std::size_t b) {
            return podsOf(groups.m_blocks[a]) > podsOf(groups.m_blocks[b]);
        });
    }
    ~Run()
    {
        while (m_board.placed() > m_base) m_board.undo();
        if (m_groups.m_spreads) m_board.restore(m_spreadsBefore);
    }
    Run(const Run&) = delete;
    Run& operator=(const Run&) = delete;

    /// Groups that are there already count for nothing and cost nothing.
    Bought buy(std::int64_t groups, const Standing& standing, std::int64_t idle)
    {
        m_onlyFree = true;
        for (std::int64_t n = 0; n < standing.groups && whole(); ++n) {
        }
        m_onlyFree = false;
        m_out.nodes.assign(m_groups.m_offers.size(), 0);
        m_out.groupsOf.assign(m_groups.m_offers.size(), 0);
        const std::size_t first = m_board.placed();
        while (m_out.groups < groups) {
            const std::size_t before = m_board.placed();
            if (!whole()) break;
            ++m_out.groups;
            count(before);
        }
        std::map<std::uint32_t, std::int64_t> running;
        for (std::size_t i = first; i < m_board.placed(); ++i)
            if (m_board.move(i).second < m_groups.m_running)
                ++running[static_cast<std::uint32_t>(m_board.move(i).second)];
        m_out.onRunning.assign(running.begin(), running.end());
        const std::vector<std::int64_t> bought = m_bought;
        for (std::int64_t n = std::min(groups - m_out.groups, idle); n > 0 && part(); --n) {
        }
        m_out.idle.nodes.assign(m_groups.m_offers.size(), 0);
        for (std::size_t b = 0; b < m_bought.size(); ++b) {
            m_out.nodes[m_groups.m_blocks[b].offer] = m_bought[b];
            m_out.idle.nodes[m_groups.m_blocks[b].offer] = m_bought[b] - bought[b];
        }
        return std::move(m_out);
    }

private:
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    static constexpr std::uint32_t anywhere = 0;

    /// Pods of the group's scarcest kind that an empty node of the block takes.
    [[nodiscard]] std::int64_t podsOf(const Block& block) const
    {
        return m_board.room(m_groups.m_order.front(), block.first);
    }
    [[nodiscard]] bool isIn(std::size_t row, const std::vector<std::uint32_t>& places, std::uint32_t place) const
    {
        return place == anywhere || places[row] == place;
    }

    bool whole()
    {
        if (!m_groups.m_place.empty()) {
            for (std::uint32_t place = 1; place < m_taken.size(); ++place) {
                if (m_taken[place] != 0 || !inOne(m_groups.m_place, place)) continue;
                m_taken[place] = 1;
                return true;
            }
            return false;
        }
        if (inOne(m_groups.m_together, anywhere)) return true;
        for (std::uint32_t place = 1; place <= m_groups.m_togethers; ++place)
            if (inOne(m_groups.m_together, place)) return true;
        return false;
    }

    bool inOne(const std::vector<std::uint32_t>& places, std::uint32_t place)
    {
        const std::size_t before = m_board.placed();
        const std::size_t bought = m_log.size();
        const std::vector<std::vector<SpreadCount>> spreads =
            m_groups.m_spreads ? m_board.spreads() : std::vector<std::vector<SpreadCount>>();
        for (const std::size_t kind : m_groups.m_order)
            for (std::int32_t i = 0; i < m_groups.m_ask.pods[kind].count; ++i) {
                if (put(kind, places, place)) continue;
                while (m_board.placed() > before) m_board.undo();
                while (m_log.size() > bought) giveBack();
                if (m_groups.m_spreads) m_board.restore(spreads);
                return false;
            }
        return true;
    }

    /// Pods of a group that does not become whole, each where room is. False: none found any.
    bool part()
    {
        std::int64_t placed = 0;
        for (const std::size_t kind : m_groups.m_order)
            for (std::int32_t i = 0; i < m_groups.m_ask.pods[kind].count && putSomewhere(kind); ++i) ++placed;
        m_out.idle.pods += placed;
        return placed > 0;
    }
    /// The first place that is taken is the group's.
    bool putSomewhere(std::size_t kind)
    {
        if (m_groups.m_place.empty()) return put(kind, m_groups.m_place, anywhere);
        if (m_partOf != anywhere) return put(kind, m_groups.m_place, m_partOf);
        for (std::uint32_t place = 1; place < m_taken.size(); ++place) {
            if (m_taken[place] != 0 || !put(kind, m_groups.m_place, place)) continue;
            m_partOf = place;
            return true;
        }
        return false;
    }

    bool put(std::size_t kind, const std::vector<std::uint32_t>& places, std::uint32_t place)
    {
        Rows rows;
        for (const Rows* some : std::initializer_list<const Rows*>{&m_rows[kind], &m_open})
            std::copy_if(some->begin(), some->end(), std::back_inserter(rows),
                         [&](std::size_t row) { return isIn(row, places, place); });
        std::size_t row = rowFor(m_board, kind, rows);
        if (row == snapshot::noRow) row = fresh(kind, places, place);
        if (row == snapshot::noRow) return false;
        m_board.place(kind, row);
        return true;
    }

    /// The first node that takes the pod, of those that are bought already, then of those that may be.
    std::size_t fresh(std::size_t kind, const std::vector<std::uint32_t>& places, std::uint32_t place)
    {
        for (const bool standing : {true, false}) {
            if (!standing && m_onlyFree) break;
            for (const std::size_t b : m_order) {
                const Block& block = m_groups.m_blocks[b];
                const std::size_t row = block.first + static_cast<std::size_t>(std::min(m_opened[b], block.count - 1));
                if (!isIn(row, places, place)) continue;
                if (standing ? m_free[b] == 0 : m_problem[b] == npos || !m_shelf.has(m_problem[b])) continue;
                if (m_opened[b] >= block.count) {
                    m_out.cut = true;
                    continue;
                }
                if (!fitsOpened(kind, row)) continue;
                open(b, row, standing);
                return row;
            }
        }
        return snapshot::noRow;
    }
    void open(std::size_t b, std::size_t row, bool standing)
    {
        ++m_opened[b];
        if (standing) {
            --m_free[b];
        } else {
            m_shelf.take(m_problem[b]);
            ++m_bought[b];
        }
        m_open.push_back(row);
        m_log.emplace_back(b, standing);
    }
    bool fitsOpened(std::size_t kind, std::size_t row)
    {
        if (!m_groups.m_spreads) return m_board.fits(kind, row);
        const auto before = m_board.spreads();
        m_board.open(row);
        if (m_board.fits(kind, row)) return true;
        m_board.restore(before);
        return false;
    }
    void giveBack()
    {
        const auto [b, standing] = m_log.back();
        m_log.pop_back();
        m_open.pop_back();
        --m_opened[b];
        if (standing) {
            ++m_free[b];
        } else {
            m_shelf.giveBack(m_problem[b]);
            --m_bought[b];
        }
    }

    /// The group that was placed from `before` on, where most of its pods on new nodes are; a node that an earlier purchase
    /// bought counts only if there is no other.
    void count(std::size_t before)
    {
        std::map<std::uint32_t, std::int64_t> pods;
        std::map<std::uint32_t, std::int64_t> onStanding;
        for (std::size_t i = before; i < m_board.placed(); ++i) {
            const std::size_t row = m_board.move(i).second;
            const auto at = std::find(m_open.begin(), m_open.end(), row);
            if (at == m_open.end()) continue;
            const auto& [block, standing] = m_log[static_cast<std::size_t>(at - m_open.begin())];
            ++(standing ? onStanding : pods)[m_groups.m_blocks[block].offer];
        }
        if (pods.empty()) pods = std::move(onStanding);
        const auto fewer = [](const auto& one, const auto& other) { return one.second < other.second; };
        const auto most = std::max_element(pods.begin(), pods.end(), fewer);
        ++m_out.groupsOf[most == pods.end() ? 0 : most->first];
    }

    const Groups& m_groups;
    Board& m_board;
    Shelf m_shelf;
    std::size_t m_base;
    const std::vector<Rows>& m_rows;                                                    ///< nodes that run, by kind
    Rows m_open;                                                                        ///< nodes that are there by now
    std::vector<std::int64_t> m_opened;                                                 ///< by block
    std::vector<std::int64_t> m_free;                                                   ///< by block: bought before
    std::vector<std::int64_t> m_bought = std::vector<std::int64_t>(m_opened.size(), 0); ///< by block
    std::vector<std::size_t> m_problem;              ///< by block: offer of the limits
    std::vector<std::size_t> m_order;                ///< blocks
    std::vector<std::pair<std::size_t, bool>> m_log; ///< block, bought before
    std::vector<std::vector<SpreadCount>> m_spreadsBefore;
    std::vector<std::uint8_t> m_taken;
    std::uint32_t m_partOf = anywhere;
    bool m_onlyFree = false;
    Bought m_out;
};

Groups::Bought Groups::buy(const JointProblem& limits, const std::vector<std::uint32_t>& offers, std::int64_t groups,
                           const Standing& standing, std::int64_t idle) const
{
    const std::scoped_lock alone(m_busy);
    prepare();
    Bought out = Run(*this, limits, offers, standing, false).buy(groups, standing, idle);
    if (out.groups == groups) return out;
    const auto better = [&](Bought other) {
        if (other.groups > out.groups) out = std::move(other);
    };
    better(Run(*this, limits, offers, standing, true).buy(groups, standing, idle));
    if (out.groups == groups || !m_counted) return out;
    if (const JointAnswer most = detail::most(limits); most.bounded)
        better(Run(*this, limits, offers, standing, false, &most).buy(groups, standing, idle));
    return out;
}

} // namespace core::estimate::detail
