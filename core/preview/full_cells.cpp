#include "core/preview/full_cells.h"

#include <algorithm>
#include <bit>
#include <limits>
#include <map>
#include <set>

#include "core/preview/mix_parts.h"

namespace core::preview::detail {
namespace {

using estimate::detail::capOf;
using estimate::detail::JointOffer;
using estimate::detail::JointProblem;
using estimate::detail::noLimit;
using Mask = std::uint64_t; ///< of cells

constexpr std::int64_t endless = std::numeric_limits<std::int64_t>::max();

/// One zone of a buyer's pool.
struct Way {
    std::size_t place = 0;
    std::int64_t cap = 0;                        ///< nodes
    Mask cells = 0;                              ///< that it buys from
    std::vector<std::pair<Mask, Mask>> offers{}; ///< cell, and quotas that count it
};
struct WayPool {
    std::size_t pool = 0;
    std::int64_t room = 0; ///< nodes
    std::vector<Way> ways{};
};
struct Contestant {
    std::int64_t wanted = 0;
    std::int64_t gain = endless; ///< replicas on a node at least
    std::int64_t nodes = 0;      ///< that he may take at most
    Mask cells = 0;              ///< from which he may take
    Mask quotas = 0;             ///< that count any of it
    bool whole = false;          ///< nothing leaves him without
    std::vector<WayPool> pools{};
};

class FullCells {
public:
    FullCells(const MixProblem& problem, const std::vector<std::size_t>& buyers)
        : m_problem(problem)
        , m_all(buyers.size())
    {
        std::vector<std::size_t> index(problem.sure.wanted.size(), buyers.size());
        for (std::size_t k = 0; k < buyers.size(); ++k) {
            index[buyers[k]] = k;
            m_all[k].wanted = std::max<std::int64_t>(0, problem.sure.wanted[buyers[k]]);
            m_all[k].whole = problem.whole[buyers[k]] != 0;
        }
        const auto each = [&](auto visit) {
            for (std::size_t i = 0; i < problem.sure.offers.size(); ++i) {
                const JointOffer& offer = problem.sure.offers[i];
                const std::size_t k = index[offer.buyer];
                if (k < buyers.size() && offer.gain > 0 && mostOf(problem.most, problem.most.offers[i]) > 0)
                    visit(m_all[k], offer);
            }
        };
        each([](Contestant& one, const JointOffer& offer) { one.gain = std::min(one.gain, offer.gain); });
        for (Contestant& one : m_all) {
            if (one.gain == endless) one.gain = 1;
            one.nodes = (one.wanted + one.gain - 1) / one.gain;
            m_gain = std::min(m_gain, one.gain);
        }
        findQuotas(each);
        each([&](Contestant& one, const JointOffer& offer) { add(one, offer); });
        if (!isMany()) findEndless();
    }
    [[nodiscard]] std::optional<std::int64_t> least() const
    {
        if (isMany()) return std::nullopt;
        std::int64_t out = endless;
        for (Mask spent = 0; spent < Mask{1} << m_quotas.size(); ++spent) {
            const auto here = leastOnce(spent);
            if (!here) return std::nullopt;
            out = std::min(out, *here);
        }
        return out;
    }

private:
    static constexpr std::size_t mostCells = 63;
    static constexpr std::size_t fewQuotas = 2;
    static constexpr std::int64_t mostSteps = 20'000; ///< sets × buyers

    [[nodiscard]] bool isMany() const { return m_cells.size() > mostCells || m_quotas.size() > fewQuotas; }
    Mask numberOf(std::map<std::size_t, std::size_t>& numbers, std::size_t of) const
    {
        const std::size_t number = numbers.try_emplace(of, numbers.size()).first->second;
        return Mask{1} << std::min(number, mostCells);
    }
    /// Those that do not hold what all together may take.
    template <class Each>
    void findQuotas(Each each)
    {
        for (std::size_t q = 0; q < m_problem.sure.quotas.size(); ++q) {
            std::int64_t units = 0;
            std::map<const Contestant*, std::int64_t> largest;
            each([&](Contestant& one, const JointOffer& offer) {
                if (offer.weights[q] > 0) largest[&one] = std::max(largest[&one], offer.weights[q]);
            });
            for (const auto& [one, weight] : largest) units += one->nodes * weight;
            if (units > capOf(m_problem.sure.quotas[q])) m_quotas.emplace(q, m_quotas.size());
        }
    }
    void add(Contestant& one, const JointOffer& offer)
    {
        const Mask cell = numberOf(m_cells, offer.cell);
        Mask quotas = 0;
        for (const auto& [quota, number] : m_quotas)
            if (offer.weights[quota] > 0) quotas |= Mask{1} << number;
        one.cells |= cell;
        one.quotas |= quotas;
        if (offer.most) return; // he may have it, or not
        auto pool =
            std::find_if(one.pools.begin(), one.pools.end(), [&](const auto& p) { return p.pool == offer.pool; });
        if (pool == one.pools.end())
            pool = one.pools.insert(pool, {offer.pool, capOf(m_problem.sure.pools[offer.pool])});
        auto way =
            std::find_if(pool->ways.begin(), pool->ways.end(), [&](const auto& w) { return w.place == offer.place; });
        if (way == pool->ways.end())
            way = pool->ways.insert(way, {offer.place, capOf(m_problem.sure.places[offer.place])});
        way->offers.emplace_back(cell, quotas);
    }
    /// Cells that all together do not empty.
    void findEndless()
    {
        m_held.resize(m_cells.size());
        for (const auto& [cell, number] : m_cells) {
            m_held[number] = capOf(m_problem.sure.cells[cell]);
            std::int64_t might = 0;
            for (const Contestant& one : m_all)
                if ((one.cells >> number & 1U) != 0) might += one.nodes;
            if (might < m_held[number]) m_endless |= Mask{1} << number;
        }
    }
    [[nodiscard]] std::int64_t heldBy(Mask cells) const
    {
        std::int64_t sum = 0;
        for (; cells != 0; cells &= cells - 1)
            sum = std::min(noLimit, sum + m_held[static_cast<std::size_t>(std::countr_zero(cells))]);
        return sum;
    }
    /// At least, once a further node does not fit the quota.
    [[nodiscard]] std::int64_t nodesOnceSpent(std::size_t quota) const
    {
        std::int64_t largest = 1;
        for (const JointOffer& offer : m_problem.sure.offers)
            if (offer.gain > 0) largest = std::max(largest, offer.weights[quota]);
        return capOf(m_problem.sure.quotas[quota]) / largest;
    }

    /// @param spent  quotas that have nothing left for another node
    [[nodiscard]] std::optional<std::int64_t> leastOnce(Mask spent) const
    {
        // A zone is closed where all the cells are taken that the quotas leave it: only unions of such sets make a difference.
        std::vector<Contestant> all = m_all;
        std::set<Mask> closing;
        for (Contestant& one : all)
            for (WayPool& pool : one.pools)
                for (Way& way : pool.ways) {
                    for (const auto& [cell, quotas] : way.offers)
                        if ((quotas & spent) == 0) way.cells |= cell;
                    if (way.cells != 0 && (way.cells & m_endless) == 0) closing.insert(way.cells);
                }
        std::set<Mask> unions{0};
        for (const Mask set : closing) {
            std::vector<Mask> more;
            for (const Mask one : unions) more.push_back(one | set);
            unions.insert(more.begin(), more.end());
            if (static_cast<std::int64_t>(unions.size() * all.size()) > mostSteps) return std::nullopt;
        }
        std::int64_t out = endless;
        for (const Mask full : unions) out = std::min(out, leastWith(all, full, spent).value_or(endless));
        return out;
    }
    /// What somebody has whose pools buy where nothing holds them but their own limits.
    [[nodiscard]] static std::int64_t ownOf(const Contestant& one, Mask full)
    {
        if (one.whole) return one.wanted;
        std::int64_t nodes = 0;
        for (const WayPool& pool : one.pools) {
            std::int64_t open = 0;
            for (const Way& way : pool.ways)
                if ((way.cells & ~full) != 0) open = std::min(noLimit, open + way.cap);
            nodes = std::min(noLimit, nodes + std::min(open, pool.room));
        }
        return std::min(one.wanted, nodes * one.gain);
    }
    /// Absent: the buyers cannot have taken all of it.
    [[nodiscard]] std::optional<std::int64_t> leastWith(const std::vector<Contestant>& all, Mask full, Mask spent) const
    {
        const std::int64_t held = heldBy(full);
        std::int64_t sum = 0;
        std::int64_t might = 0; // nodes of the full cells
        std::int64_t free = 0;  // of these, what costs nobody a replica more
        std::int64_t last = 0;  // replicas that last nodes may not hold
        std::vector<std::int64_t> ofQuota(m_quotas.size(), 0);
        for (const Contestant& one : all) {
            const std::int64_t own = ownOf(one, full);
            sum += own;
            last += own < one.wanted ? one.gain - 1 : 0;
            const std::int64_t covered = own == one.wanted ? one.nodes : (own + one.gain - 1) / one.gain;
            const std::int64_t here = (one.cells & full) == 0 ? 0 : std::min(one.nodes, heldBy(one.cells & full));
            might += here;
            free += std::min(here, covered);
            for (std::size_t q = 0; q < ofQuota.size(); ++q)
                if ((one.quotas >> q & 1U) != 0) ofQuota[q] += covered;
        }
        if (might < held) return std::nullopt;
        std::int64_t besides = std::max<std::int64_t>(0, held - free);
        for (const auto& [quota, number] : m_quotas)
            if ((spent >> number & 1U) != 0) besides = std::max(besides, nodesOnceSpent(quota) - ofQuota[number]);
        return sum + std::max(besides, besides * m_gain - last);
    }

    const MixProblem& m_problem;
    std::vector<Contestant> m_all;
    std::int64_t m_gain = endless;
    std::map<std::size_t, std::size_t> m_cells;  ///< number, by cell of the problem
    std::map<std::size_t, std::size_t> m_quotas; ///< the same
    std::vector<std::int64_t> m_held;            ///< nodes, by number of the cell
    Mask m_endless = 0;
};

} // namespace

std::optional<std::int64_t> leastOnFullCells(const MixProblem& problem, const std::vector<std::size_t>& buyers)
{
    return FullCells(problem, buyers).least();
}

} // namespace core::preview::detail
