#include <algorithm>
#include <numeric>
#include <optional>
#include <tuple>

#include "core/schedule/selection.h"

namespace core::schedule {

namespace {

using Set = std::vector<std::uint32_t>;

struct Sum {
    std::int64_t weight{};
    std::int64_t value{};
};

/// Karmada walks all sets of regions depth first (fewest clusters first, then score, then name), takes each that reaches
/// `target` with a length within the bounds, and does not extend it. The best set has the highest weight, then the most
/// clusters, then was found first. Here branches that cannot beat the best are left out.
class Search {
public:
    Search(const std::vector<RegionWeight>& groups, std::int64_t fewest, std::int64_t most, std::int64_t target)
        : m_groups(groups)
        , m_fewest(fewest)
        , m_most(std::min(most, static_cast<std::int64_t>(groups.size())))
        , m_target(target)
        , m_order(groups.size())
    {
        std::iota(m_order.begin(), m_order.end(), 0U);
        std::ranges::sort(m_order, {}, [&](std::uint32_t i) {
            return std::tuple(groups[i].value, -groups[i].weight, groups[i].name);
        });
        fillBounds();
    }

    Set best()
    {
        visit(0, {});
        return m_best;
    }

    /// Whether Karmada's walk takes this set: it reaches the target, and nothing that the walk meets on the way does.
    [[nodiscard]] bool takes(Set set) const
    {
        std::ranges::sort(set, {}, [&](std::uint32_t i) { return std::ranges::find(m_order, i); });
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
    Set m_order;
    std::vector<Sum> m_bounds; ///< bound(begin, more): the most that `more` groups from `begin` on can add
    std::size_t m_width = 1;
    Set m_path;
    Set m_best;
    Sum m_bestSum;
    bool m_found = false;

    [[nodiscard]] bool isTaken(std::int64_t length, std::int64_t value) const
    {
        return value >= m_target && length >= m_fewest && length <= m_most;
    }

    void fillBounds()
    {
        const auto most = static_cast<std::size_t>(std::max<std::int64_t>(m_most, 0));
        m_width = most + 1;
        m_bounds.resize((m_order.size() + 1) * m_width);
        std::vector<std::int64_t> weights; // of the groups from `begin` on, descending
        weights.reserve(m_order.size());
        for (std::size_t begin = m_order.size(); begin-- > 0;) {
            const RegionWeight& group = m_groups[m_order[begin]];
            weights.insert(std::ranges::upper_bound(weights, group.weight, std::ranges::greater{}), group.weight);
            for (std::size_t more = 1; more <= most; ++more) {
                Sum& bound = m_bounds[begin * m_width + more];
                bound = m_bounds[begin * m_width + more - 1];
                if (more > weights.size()) continue;
                bound.weight += std::max<std::int64_t>(weights[more - 1], 0);
                bound.value += m_groups[m_order[m_order.size() - more]].value; // sorted: the last are the largest
            }
        }
    }

    [[nodiscard]] bool canWin(std::size_t begin, const Sum& sum) const
    {
        const auto left = static_cast<std::size_t>(m_most - static_cast<std::int64_t>(m_path.size()));
        const Sum& bound = m_bounds[begin * m_width + left];
        if (sum.value + bound.value < m_target) return false;
        if (!m_found) return true;
        const std::int64_t weight = sum.weight + bound.weight;
        return weight > m_bestSum.weight || (weight == m_bestSum.weight && sum.value + bound.value > m_bestSum.value);
    }

    void visit(std::size_t begin, const Sum& sum)
    {
        const auto length = static_cast<std::int64_t>(m_path.size());
        if (isTaken(length, sum.value)) {
            const bool better =
                sum.weight > m_bestSum.weight || (sum.weight == m_bestSum.weight && sum.value > m_bestSum.value);
            if (m_found && !better) return;
            m_found = true;
            m_best = m_path;
            m_bestSum = sum;
            return;
        }
        if (length >= m_most) return;
        for (std::size_t i = begin; i < m_order.size() && canWin(i, sum); ++i) {
            const RegionWeight& group = m_groups[m_order[i]];
            m_path.push_back(m_order[i]);
            visit(i + 1, {sum.weight + group.weight, sum.value + group.value});
            m_path.pop_back();
        }
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
