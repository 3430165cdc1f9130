#include <algorithm>
#include <numeric>
#include <tuple>

#include "core/schedule/selection.h"

namespace core::schedule {

namespace {

using Set = std::vector<std::uint32_t>;

/// Weight first, then number of clusters.
struct Sum {
    bool possible = false;
    std::int64_t weight{};
    std::int64_t value{};
};

bool isBetter(const Sum& a, const Sum& b)
{
    if (a.possible != b.possible) return a.possible;
    return std::tie(a.weight, a.value) > std::tie(b.weight, b.value);
}

/// Karmada walks all sets of regions depth first (fewest clusters first, then score, then name), takes each that reaches
/// `target` with a length within the bounds, and does not extend it. The best set has the highest weight, then the most
/// clusters, then was found first. What can follow a beginning depends on its length and number of clusters alone, so the
/// best is worked out from the last group backwards, over these, instead of walking every set.
class Search {
public:
    Search(const std::vector<RegionWeight>& groups, std::int64_t fewest, std::int64_t most, std::int64_t target)
        : m_groups(groups)
        , m_fewest(fewest)
        , m_most(most)
        , m_target(std::max<std::int64_t>(target, 0))
        , m_order(groups.size())
        , m_place(groups.size())
    {
        std::iota(m_order.begin(), m_order.end(), 0U);
        std::ranges::sort(m_order, {}, [&](std::uint32_t i) {
            return std::tuple(groups[i].value, -groups[i].weight, groups[i].name);
        });
        for (std::uint32_t place = 0; place < m_order.size(); ++place) m_place[m_order[place]] = place;
    }

    Set best()
    {
        if (m_fewest > size() || m_most < 0) return {};
        std::int64_t all = 0;
        for (const RegionWeight& group : m_groups) all += group.value;
        if (all < m_target) return {};
        // Every group has a cluster at least, and a set that has enough is not extended.
        m_longest = std::min({m_most, size(), std::max(m_fewest, m_target)});
        decide();
        return follow();
    }

    /// Whether Karmada's walk takes this set: it reaches the target, and nothing that the walk meets on the way does.
    [[nodiscard]] bool takes(Set set) const
    {
        std::ranges::sort(set, {}, [&](std::uint32_t i) { return m_place[i]; });
        std::int64_t value = 0;
        for (std::size_t length = 0; length < set.size(); ++length) {
            if (isTaken(static_cast<std::int64_t>(length), value)) return false;
            value += m_groups[set[length]].value;
        }
        return isTaken(static_cast<std::int64_t>(set.size()), value);
    }

private:
    const std::vector<RegionWeight>& m_groups;
    std::int64_t m_fewest;
    std::int64_t m_most;
    std::int64_t m_target;
    std::int64_t m_longest = 0;
    Set m_order;
    Set m_place;                   ///< of each group in `m_order`
    std::vector<bool> m_decisions; ///< [begin][length][clusters]: the best set goes on with the group at `begin`

    [[nodiscard]] std::int64_t size() const { return static_cast<std::int64_t>(m_groups.size()); }

    [[nodiscard]] bool isTaken(std::int64_t length, std::int64_t value) const
    {
        return value >= m_target && length >= m_fewest && length <= m_most;
    }

    /// Clusters beyond the target make no difference to what is taken.
    [[nodiscard]] std::size_t cell(std::int64_t length, std::int64_t value) const
    {
        return static_cast<std::size_t>(length * (m_target + 1) + std::min(value, m_target));
    }
    [[nodiscard]] std::size_t cells() const { return cell(m_longest, m_target) + 1; }

    void decide()
    {
        m_decisions.assign(m_order.size() * cells(), false);
        std::vector<Sum> next(cells()); // what can still be added, with the groups after this one
        for (std::int64_t length = 0; length <= m_longest; ++length)
            for (std::int64_t value = 0; value <= m_target; ++value)
                next[cell(length, value)].possible = isTaken(length, value);
        std::vector<Sum> now = next;
        for (std::size_t begin = m_order.size(); begin-- > 0; std::swap(now, next))
            for (std::int64_t length = 0; length < m_longest; ++length)
                for (std::int64_t value = 0; value <= m_target; ++value) decideOne(begin, length, value, next, now);
    }

    void decideOne(std::size_t begin, std::int64_t length, std::int64_t value, const std::vector<Sum>& next,
                   std::vector<Sum>& now)
    {
        const std::size_t here = cell(length, value);
        now[here] = next[here];
        if (isTaken(length, value)) return;
        const RegionWeight& group = m_groups[m_order[begin]];
        Sum with = next[cell(length + 1, value + group.value)];
        if (!with.possible) return;
        with.weight += group.weight;
        with.value += group.value;
        if (isBetter(next[here], with)) return; // of equals the one with the earlier group was found first
        now[here] = with;
        m_decisions[begin * cells() + here] = true;
    }

    [[nodiscard]] Set follow() const
    {
        Set out;
        std::int64_t value = 0;
        for (std::size_t begin = 0; begin < m_order.size(); ++begin) {
            const auto length = static_cast<std::int64_t>(out.size());
            if (!m_decisions[begin * cells() + cell(length, value)]) continue;
            out.push_back(m_order[begin]);
            value += m_groups[m_order[begin]].value;
        }
        return out;
    }
};

} // namespace

std::vector<std::uint32_t> chooseRegions(const std::vector<RegionWeight>& groups, std::int64_t fewest,
                                         std::int64_t most, std::int64_t target)
{
    Search search(groups, fewest, most, target);
    Set best = search.best();
    std::ranges::sort(best, {}, [&](std::uint32_t i) { return std::tuple(-groups[i].weight, groups[i].name); });
    // A set that is taken and is a beginning of the best one stands for it; of several the shortest.
    for (std::size_t length = 1; length < best.size(); ++length) {
        Set beginning(best.begin(), best.begin() + static_cast<std::ptrdiff_t>(length));
        if (search.takes(beginning)) return beginning;
    }
    return best;
}

} // namespace core::schedule
