#include "core/estimate/first_fit.h"

#include <algorithm>
#include <limits>

namespace core::estimate::detail {

namespace {

constexpr std::int64_t ceiling = std::numeric_limits<std::int64_t>::max();

} // namespace

FirstFit::FirstFit(std::size_t columns, std::vector<Amount> free)
    : m_columns(columns)
    , m_free(std::move(free))
{
    for (Amount& amount : m_free) amount = std::max<Amount>(amount, 0);
}

std::int64_t FirstFit::fitsOn(std::uint32_t node, const FitPart& part) const
{
    const Amount* free = m_free.data() + static_cast<std::size_t>(node) * m_columns;
    std::int64_t count = ceiling;
    for (std::size_t i = 0; i < m_columns; ++i)
        if (part.need[i] > 0) count = std::min(count, free[i] / part.need[i]);
    return count;
}

std::int64_t FirstFit::fitsOnAll(const FitPart& part) const
{
    std::int64_t sum = 0;
    for (const std::uint32_t node : part.nodes) {
        const std::int64_t count = fitsOn(node, part);
        sum = count > ceiling - sum ? ceiling : sum + count;
    }
    return sum;
}

void FirstFit::take(std::uint32_t node, const FitPart& part, std::int64_t replicas)
{
    Amount* free = m_free.data() + static_cast<std::size_t>(node) * m_columns;
    for (std::size_t i = 0; i < m_columns; ++i)
        if (part.need[i] > 0) free[i] -= part.need[i] * replicas;
}

bool FirstFit::placePart(const FitPart& part, std::size_t from)
{
    std::int64_t left = part.replicas;
    for (std::size_t i = from; left > 0 && i < part.nodes.size(); ++i) {
        const std::int64_t here = std::min(left, fitsOn(part.nodes[i], part));
        take(part.nodes[i], part, here);
        left -= here;
    }
    return left <= 0;
}

bool FirstFit::place(const std::vector<FitPart>& set)
{
    return std::all_of(set.begin(), set.end(), [this](const FitPart& part) { return placePart(part, 0); });
}

bool FirstFit::advance(const FitPart& part, std::size_t& cursor) const
{
    while (cursor < part.nodes.size() && fitsOn(part.nodes[cursor], part) == 0) ++cursor;
    return cursor < part.nodes.size();
}

std::int64_t FirstFit::setsAtOnce(const std::vector<FitPart>& set, const Cursors& cursors) const
{
    std::int64_t times = ceiling;
    for (std::size_t i = 0; i < set.size(); ++i) {
        const std::uint32_t node = set[i].nodes[cursors[i]];
        const Amount* free = m_free.data() + static_cast<std::size_t>(node) * m_columns;
        for (std::size_t column = 0; column < m_columns; ++column) {
            Amount need = 0; // of every part that stands at this node
            for (std::size_t other = 0; other < set.size(); ++other) {
                if (set[other].nodes[cursors[other]] != node || set[other].need[column] <= 0) continue;
                if (set[other].need[column] > (ceiling - need) / set[other].replicas) return 0;
                need += set[other].need[column] * set[other].replicas;
            }
            if (need > 0) times = std::min(times, free[column] / need);
        }
    }
    return times;
}

std::int64_t FirstFit::sets(const std::vector<FitPart>& whole, std::int64_t upTo)
{
    std::vector<FitPart> set;
    for (const FitPart& part : whole)
        if (part.replicas > 0) set.push_back(part);
    if (set.empty()) return upTo;
    Cursors cursors(set.size(), 0);
    std::int64_t done = 0;
    while (done < upTo) {
        for (std::size_t i = 0; i < set.size(); ++i)
            if (!advance(set[i], cursors[i])) return done;
        const std::int64_t times = std::min(setsAtOnce(set, cursors), upTo - done);
        for (std::size_t i = 0; times > 0 && i < set.size(); ++i)
            take(set[i].nodes[cursors[i]], set[i], set[i].replicas * times);
        done += times;
        if (times > 0) continue;
        for (std::size_t i = 0; i < set.size(); ++i)
            if (!placePart(set[i], cursors[i])) return done;
        ++done;
    }
    return done;
}

} // namespace core::estimate::detail
