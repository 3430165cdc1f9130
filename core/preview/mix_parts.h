#pragma once

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <optional>
#include <utility>
#include <vector>

#include "core/estimate/joint_search.h"
#include "core/preview/full_cells.h"
#include "core/preview/mixes.h"

/// A problem of many buyers, each looked at by himself. Detail of all_mixes.cpp.
namespace core::preview::detail {

/// One limit after the other as they come up, so that a part has only those that it meets.
class Renumbered {
public:
    explicit Renumbered(std::size_t all)
        : m_at(all, none)
    {}
    void add(std::size_t index)
    {
        if (m_at[index] != none) return;
        m_at[index] = m_all.size();
        m_all.push_back(index);
    }
    [[nodiscard]] std::size_t at(std::size_t index) const { return m_at[index]; }
    [[nodiscard]] const std::vector<std::size_t>& all() const { return m_all; }
    template <class T>
    [[nodiscard]] std::vector<T> chosen(const std::vector<T>& whole) const
    {
        std::vector<T> out;
        out.reserve(m_all.size());
        for (const std::size_t index : m_all) out.push_back(whole[index]);
        return out;
    }
    void clear()
    {
        for (const std::size_t index : m_all) m_at[index] = none;
        m_all.clear();
    }

private:
    static constexpr std::size_t none = static_cast<std::size_t>(-1);
    std::vector<std::size_t> m_at;
    std::vector<std::size_t> m_all;
};

[[nodiscard]] inline std::int64_t nodesFor(std::int64_t replicas, const estimate::detail::JointOffer& offer)
{
    return (replicas + offer.gain - 1) / std::max<std::int64_t>(1, offer.gain);
}

/// Nodes of an offer at most, whatever the others take.
[[nodiscard]] inline std::int64_t mostOf(const estimate::detail::JointProblem& problem,
                                         const estimate::detail::JointOffer& offer)
{
    std::int64_t most =
        std::min({nodesFor(problem.wanted[offer.buyer], offer), estimate::detail::capOf(problem.pools[offer.pool]),
                  estimate::detail::capOf(problem.places[offer.place]),
                  estimate::detail::capOf(problem.cells[offer.cell]), estimate::detail::capOf(offer.most)});
    for (std::size_t q = 0; q < problem.quotas.size(); ++q)
        if (offer.weights[q] > 0) most = std::min(most, estimate::detail::capOf(problem.quotas[q]) / offer.weights[q]);
    return most;
}

/// Parts of a problem, one a buyer: his offers, and the limits that they meet. Of what is shared, what the others may come to
/// take is not sure.
class Parts {
public:
    explicit Parts(const MixProblem& problem)
        : m_problem(problem)
        , m_offers(problem.most.wanted.size())
        , m_most(problem.most.wanted.size(), 0)
        , m_ofCells(problem.most.wanted.size())
        , m_ofQuotas(problem.most.wanted.size())
        , m_cellsOfAll(problem.most.cells.size(), 0)
        , m_quotasOfAll(problem.most.quotas.size(), 0)
        , m_pools(problem.most.pools.size())
        , m_places(problem.most.places.size())
        , m_cells(problem.most.cells.size())
        , m_quotas(problem.most.quotas.size())
    {
        const estimate::detail::JointProblem& sure = problem.sure;
        for (std::size_t i = 0; i < sure.offers.size(); ++i) {
            const estimate::detail::JointOffer& offer = sure.offers[i];
            m_offers[offer.buyer].push_back(i);
            if (offer.gain > 0)
                m_most[offer.buyer] = std::max(m_most[offer.buyer], nodesFor(sure.wanted[offer.buyer], offer));
        }
        for (std::size_t b = 0; b < m_offers.size(); ++b) addMost(b);
    }
    [[nodiscard]] MixProblem of(std::size_t buyer)
    {
        MixProblem out;
        for (Renumbered* one : {&m_pools, &m_places, &m_cells, &m_quotas}) one->clear();
        for (const std::size_t i : m_offers[buyer]) {
            meet(m_problem.most.offers[i]);
            out.prices.push_back(m_problem.prices[i]);
            out.shown.push_back(m_problem.shown[i]);
        }
        out.whole = {m_problem.whole[buyer]};
        out.most = partOf(m_problem.most, buyer);
        out.sure = partOf(m_problem.sure, buyer);
        leave(out.sure.cells, m_cells, m_cellsOfAll, m_ofCells[buyer]);
        leave(out.sure.quotas, m_quotas, m_quotasOfAll, m_ofQuotas[buyer]);
        return out;
    }
    /// What can be said of a buyer whom nothing but cells and his own pools can hold back.
    struct Least {
        std::int64_t replicas{}; ///< that he gets whatever the others take together
        std::int64_t ifShort{};  ///< nodes that all have at least, should he get fewer than he wants
    };
    /// Who gets fewer than he wants has filled each of his pools, or all the cells that it buys from are taken.
    [[nodiscard]] std::optional<Least> leastOf(std::size_t buyer) const
    {
        constexpr std::size_t few = 6;
        std::int64_t gain = std::numeric_limits<std::int64_t>::max();
        const auto pools = ownPools(buyer, gain);
        if (!pools || pools->size() > few) return std::nullopt;
        constexpr std::int64_t unmet = std::numeric_limits<std::int64_t>::max();
        std::int64_t nodes = unmet;
        std::int64_t ifShort = unmet;
        for (std::size_t full = 0; full < (std::size_t{1} << pools->size()); ++full) {
            std::int64_t own = 0;
            std::vector<std::size_t> cells;
            for (std::size_t p = 0; p < pools->size(); ++p) {
                const OwnPool& pool = (*pools)[p];
                if ((full >> p & 1U) != 0)
                    own = std::min(own + pool.most, estimate::detail::noLimit);
                else
                    cells.insert(cells.end(), pool.cells.begin(), pool.cells.end());
            }
            std::sort(cells.begin(), cells.end());
            cells.erase(std::unique(cells.begin(), cells.end()), cells.end());
            const auto held = [&](std::size_t cell) { return estimate::detail::capOf(m_problem.sure.cells[cell]); };
            if (std::any_of(cells.begin(), cells.end(), [&](std::size_t c) { return held(c) > m_cellsOfAll[c]; }))
                continue; // which all together do not empty
            std::int64_t all = 0;
            for (const std::size_t cell : cells) all += held(cell);
            nodes = std::min(nodes, std::max(own, all - takenByOthers(buyer, cells)));
            ifShort = std::min(ifShort, std::max(own, all));
        }
        const std::int64_t wanted = m_problem.sure.wanted[buyer];
        if (nodes == unmet) return Least{wanted, unmet};
        return Least{std::min(std::min(nodes, m_most[buyer]) * gain, wanted), ifShort};
    }

    /// What all get together, of whom each gets `least`. Where pools, zones and cells bound what is bought, whoever takes what first
    /// leaves half of the nodes that a good order comes to, or more: a node stands in the way of one of its own pool and of one
    /// of its cell, and holds a replica. Where a quota bounds it, that is spent. Better where leastOnFullCells tells.
    [[nodiscard]] std::int64_t leastTogether(const std::vector<std::int64_t>& least) const
    {
        const std::int64_t alone = std::accumulate(least.begin(), least.end(), std::int64_t{0});
        estimate::detail::JointProblem nodes = m_problem.sure;
        for (estimate::detail::JointOffer& offer : nodes.offers) offer.gain = std::min<std::int64_t>(offer.gain, 1);
        const estimate::detail::JointAnswer good = estimate::detail::many(nodes);
        if (!good.bounded) return alone;
        const std::vector<std::size_t> groupOf = contestants();
        std::vector<std::int64_t> ofGroup(least.size(), 0);
        std::vector<std::int64_t> nodesOf(least.size(), 0);
        for (std::size_t b = 0; b < least.size(); ++b) {
            ofGroup[groupOf[b]] += least[b];
            for (const std::size_t i : m_offers[b]) nodesOf[groupOf[b]] += good.nodes[i];
        }
        for (std::int64_t& one : nodesOf) one = (one + 1) / 2;
        for (std::size_t b = 0; b < least.size(); ++b)
            for (const auto& [quota, units] : m_ofQuotas[b])
                nodesOf[groupOf[b]] = std::min(nodesOf[groupOf[b]], nodesOnceSpent(quota));
        std::vector<std::vector<std::size_t>> groups(least.size());
        for (std::size_t b = 0; b < least.size(); ++b) groups[groupOf[b]].push_back(b);
        std::int64_t sum = 0;
        for (std::size_t g = 0; g < ofGroup.size(); ++g) {
            const auto onCells = groups[g].size() < 2 ? std::nullopt : leastOnFullCells(m_problem, groups[g]);
            sum += std::max({ofGroup[g], nodesOf[g], onCells.value_or(0)});
        }
        return std::max(alone, sum);
    }

private:
    using Taken = std::vector<std::pair<std::size_t, std::int64_t>>; ///< limit, nodes or units
    /// At least, once a further node does not fit the quota.
    [[nodiscard]] std::int64_t nodesOnceSpent(std::size_t quota) const
    {
        std::int64_t largest = 0;
        for (const estimate::detail::JointOffer& offer : m_problem.sure.offers)
            if (offer.gain > 0) largest = std::max(largest, offer.weights[quota]);
        const std::int64_t left = estimate::detail::capOf(m_problem.sure.quotas[quota]);
        if (largest == 0 || left >= m_quotasOfAll[quota]) return std::numeric_limits<std::int64_t>::max();
        return std::max<std::int64_t>(0, left) / largest; // it may lack one unit for the next
    }
    /// By buyer, who stands for those that come, directly or through others, for cells and quotas that do not hold what all may
    /// take.
    [[nodiscard]] std::vector<std::size_t> contestants() const
    {
        std::vector<std::size_t> out(m_ofCells.size());
        std::iota(out.begin(), out.end(), std::size_t{0});
        const auto root = [&out](std::size_t b) {
            while (out[b] != b) b = out[b] = out[out[b]];
            return b;
        };
        const auto join = [&](const std::vector<Taken>& taken, const std::vector<std::int64_t>& ofAll,
                              const std::vector<estimate::detail::Cap>& caps) {
            std::vector<std::size_t> first(ofAll.size(), out.size());
            for (std::size_t b = 0; b < out.size(); ++b) {
                for (const auto& [limit, amount] : taken[b]) {
                    if (estimate::detail::capOf(caps[limit]) >= ofAll[limit]) continue;
                    if (first[limit] == out.size()) first[limit] = b;
                    out[root(b)] = root(first[limit]);
                }
            }
        };
        join(m_ofCells, m_cellsOfAll, m_problem.sure.cells);
        join(m_ofQuotas, m_quotasOfAll, m_problem.sure.quotas);
        for (std::size_t b = 0; b < out.size(); ++b) out[b] = root(b);
        return out;
    }
    struct OwnPool {
        std::size_t pool{};
        std::size_t place{};
        std::int64_t most{};
        std::vector<std::size_t> cells;
    };
    /// Absent: something else may hold him back.
    /// @param gain  replicas on a node at least
    [[nodiscard]] std::optional<std::vector<OwnPool>> ownPools(std::size_t buyer, std::int64_t& gain) const
    {
        using estimate::detail::capOf;
        const estimate::detail::JointProblem& sure = m_problem.sure;
        std::vector<OwnPool> out;
        for (const std::size_t i : m_offers[buyer]) {
            const estimate::detail::JointOffer& offer = sure.offers[i];
            if (offer.gain <= 0 || (offer.most && *offer.most == 0)) continue;
            for (std::size_t q = 0; q < offer.weights.size(); ++q)
                if (offer.weights[q] > 0 && capOf(sure.quotas[q]) < m_quotasOfAll[q]) return std::nullopt;
            if (offer.most) return std::nullopt;
            auto at = std::find_if(out.begin(), out.end(), [&](const OwnPool& one) { return one.pool == offer.pool; });
            const std::int64_t room = capOf(sure.pools[offer.pool]);
            const std::int64_t place = capOf(sure.places[offer.place]);
            if (at == out.end()) at = out.insert(at, {offer.pool, offer.place, std::min(room, place), {}});
            // Of several zones each has to have addresses enough for all.
            if (at->place != offer.place && std::min(place, at->most) < std::min(room, m_most[buyer]))
                return std::nullopt;
            at->cells.push_back(offer.cell);
            gain = std::min(gain, offer.gain);
        }
        return out;
    }
    [[nodiscard]] std::int64_t takenByOthers(std::size_t buyer, const std::vector<std::size_t>& cells) const
    {
        std::int64_t out = 0;
        for (std::size_t b = 0; b < m_ofCells.size(); ++b) {
            std::int64_t here = 0;
            for (const auto& [cell, nodes] : m_ofCells[b])
                if (b != buyer && std::binary_search(cells.begin(), cells.end(), cell)) here += nodes;
            out += std::min(here, m_most[b]);
        }
        return out;
    }

    static void add(Taken& taken, std::size_t limit, std::int64_t amount, std::int64_t most)
    {
        auto at = std::find_if(taken.begin(), taken.end(), [limit](const auto& one) { return one.first == limit; });
        if (at == taken.end()) at = taken.insert(taken.end(), {limit, 0});
        at->second = std::min(most, at->second + amount);
    }
    /// Of all his offers together no more than of as many nodes as he may take.
    void addUnits(std::size_t buyer, std::size_t quota, std::int64_t nodes, std::int64_t weight)
    {
        std::int64_t largest = weight;
        for (const std::size_t i : m_offers[buyer])
            if (m_problem.most.offers[i].gain > 0) largest = std::max(largest, m_problem.most.offers[i].weights[quota]);
        add(m_ofQuotas[buyer], quota, nodes * weight, m_most[buyer] * largest);
    }
    /// What the buyer may take at most of each limit that others may meet.
    void addMost(std::size_t buyer)
    {
        for (const std::size_t i : m_offers[buyer]) {
            const estimate::detail::JointOffer& offer = m_problem.most.offers[i];
            const std::int64_t nodes = offer.gain > 0 ? mostOf(m_problem.most, offer) : 0;
            if (nodes <= 0) continue;
            add(m_ofCells[buyer], offer.cell, nodes, m_most[buyer]);
            for (std::size_t q = 0; q < offer.weights.size(); ++q)
                if (offer.weights[q] > 0) addUnits(buyer, q, nodes, offer.weights[q]);
        }
        for (const auto& [cell, nodes] : m_ofCells[buyer]) m_cellsOfAll[cell] += nodes;
        for (const auto& [quota, units] : m_ofQuotas[buyer]) m_quotasOfAll[quota] += units;
    }
    void meet(const estimate::detail::JointOffer& offer)
    {
        m_pools.add(offer.pool);
        m_places.add(offer.place);
        m_cells.add(offer.cell);
        for (std::size_t q = 0; q < offer.weights.size(); ++q)
            if (offer.weights[q] != 0) m_quotas.add(q);
    }
    [[nodiscard]] estimate::detail::JointProblem partOf(const estimate::detail::JointProblem& whole,
                                                        std::size_t buyer) const
    {
        estimate::detail::JointProblem out;
        out.pools = m_pools.chosen(whole.pools);
        out.places = m_places.chosen(whole.places);
        out.cells = m_cells.chosen(whole.cells);
        out.quotas = m_quotas.chosen(whole.quotas);
        out.wanted = {whole.wanted[buyer]};
        for (const std::size_t i : m_offers[buyer]) {
            const estimate::detail::JointOffer& offer = whole.offers[i];
            estimate::detail::JointOffer one{offer.gain,
                                             m_pools.at(offer.pool),
                                             m_places.at(offer.place),
                                             m_cells.at(offer.cell),
                                             0,
                                             offer.turn,
                                             offer.most,
                                             m_quotas.chosen(offer.weights)};
            out.offers.push_back(std::move(one));
        }
        return out;
    }
    static void leave(std::vector<estimate::detail::Cap>& caps, const Renumbered& which,
                      const std::vector<std::int64_t>& all, const Taken& own)
    {
        for (std::size_t i = 0; i < caps.size(); ++i) {
            if (!caps[i]) continue;
            std::int64_t others = all[which.all()[i]];
            for (const auto& [limit, amount] : own)
                if (limit == which.all()[i]) others -= amount;
            caps[i] = std::max<std::int64_t>(0, *caps[i] - others);
        }
    }
    const MixProblem& m_problem;
    std::vector<std::vector<std::size_t>> m_offers; ///< by buyer
    std::vector<std::int64_t> m_most;               ///< nodes that a buyer may come to take
    std::vector<Taken> m_ofCells, m_ofQuotas;       ///< by buyer
    std::vector<std::int64_t> m_cellsOfAll, m_quotasOfAll;
    Renumbered m_pools, m_places, m_cells, m_quotas;
};

} // namespace core::preview::detail
