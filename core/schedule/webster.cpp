#include "core/schedule/webster.h"

#include <algorithm>
#include <cmath>

namespace core::schedule {

namespace {

double quotient(std::int64_t votes, std::int32_t seats)
{
    return static_cast<double>(votes) / static_cast<double>(2LL * seats + 1);
}

/// Seats with a quotient above `bar` are all won before any below it, whatever the ties.
void countSureSeats(std::span<const std::int64_t> votes, double bar, std::vector<std::int32_t>& seats)
{
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if (votes[i] <= 0) continue;
        auto sure = static_cast<std::int32_t>(std::max(0.0, std::floor((static_cast<double>(votes[i]) / bar + 1) / 2)));
        // The division above is rounded; the rule is the quotient itself.
        while (sure > 0 && quotient(votes[i], sure - 1) <= bar) --sure;
        seats[i] = sure;
    }
}

} // namespace

TieOrder tieOrder(std::string_view uid)
{
    if (uid.empty()) return TieOrder::Ascending;
    std::uint32_t hash = 2166136261U; // FNV-1a, 32 bits
    for (const char c : uid) {
        hash ^= static_cast<unsigned char>(c);
        hash *= 16777619U;
    }
    return hash % 2 == 1 ? TieOrder::Descending : TieOrder::Ascending;
}

std::vector<std::int32_t> webster(std::span<const std::int64_t> votes, std::span<const std::uint32_t> ranks,
                                  std::int64_t seats, TieOrder ties)
{
    std::vector<std::int32_t> out(votes.size(), 0);
    double all = 0;
    std::vector<std::uint32_t> heap;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if (votes[i] <= 0) continue;
        all += static_cast<double>(votes[i]);
        heap.push_back(static_cast<std::uint32_t>(i));
    }
    if (heap.empty() || seats <= 0) return out;

    // Above the bar lie at most votes/(2·bar) + parties/2 seats; this bar keeps that under `seats`.
    std::int64_t left = seats;
    const auto parties = static_cast<double>(heap.size());
    const double twice = 2.0 * static_cast<double>(seats) - parties;
    if (twice > parties) {
        countSureSeats(votes, all / twice * (1 + 1e-9), out);
        for (const std::int32_t given : out) left -= given;
    }

    const auto later = [&](std::uint32_t a, std::uint32_t b) { // true: b comes before a
        const double qa = quotient(votes[a], out[a]);
        const double qb = quotient(votes[b], out[b]);
        if (qa != qb) return qa < qb;
        if (out[a] != out[b]) return out[a] > out[b];
        return ties == TieOrder::Ascending ? ranks[a] > ranks[b] : ranks[a] < ranks[b];
    };
    std::ranges::make_heap(heap, later);
    for (; left > 0; --left) {
        std::ranges::pop_heap(heap, later);
        ++out[heap.back()];
        std::ranges::push_heap(heap, later);
    }
    return out;
}

} // namespace core::schedule
