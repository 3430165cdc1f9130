#include "core/schedule/webster.h"

#include <algorithm>
#include <cmath>

namespace core::schedule {

namespace {

double quotient(double votes, std::int32_t seats)
{
    return votes / static_cast<double>(2LL * seats + 1);
}

/// A party's next seat (when giving) or its last one (when taking back).
struct Bid {
    double quotient{};
    std::int32_t seats{}; ///< that the party has before this seat
    std::uint32_t rank{};
    std::uint32_t party{};
};

/// The order in which seats go: true if `a` is before `b`. The highest quotient, then fewer seats, then the name.
struct Before {
    TieOrder ties;
    bool operator()(const Bid& a, const Bid& b) const
    {
        if (a.quotient != b.quotient) return a.quotient > b.quotient;
        if (a.seats != b.seats) return a.seats < b.seats;
        return ties == TieOrder::Ascending ? a.rank < b.rank : a.rank > b.rank;
    }
};

/// How many of a party's seats have a quotient above `bar`.
std::int32_t seatsAbove(double bar, double votes)
{
    auto seats = static_cast<std::int32_t>((votes / bar + 1) * 0.5);
    // The division above is rounded; the rule is the quotient itself.
    while (seats > 0 && quotient(votes, seats - 1) <= bar) --seats;
    while (quotient(votes, seats) > bar) ++seats;
    return seats;
}

/// Replaces the heap's top, which `after` puts last, by `bid`.
template <class After>
void replaceTop(std::span<Bid> heap, const Bid& bid, const After& after)
{
    std::size_t hole = 0;
    while (true) {
        std::size_t child = 2 * hole + 1;
        if (child >= heap.size()) break;
        if (child + 1 < heap.size() && after(heap[child], heap[child + 1])) ++child;
        if (!after(bid, heap[child])) break;
        heap[hole] = heap[child];
        hole = child;
    }
    heap[hole] = bid;
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

void webster(std::span<const std::int64_t> votes, std::span<const std::uint32_t> ranks, std::int64_t seats,
             TieOrder ties, std::span<std::int32_t> out, std::pmr::memory_resource& memory)
{
    std::ranges::fill(out, 0);
    double all = 0;
    for (const std::int64_t one : votes) all += one > 0 ? static_cast<double>(one) : 0;
    if (all <= 0 || seats <= 0) return;

    // Around this quotient the last seat goes. Whatever is above it is given in any order, since every seat there comes
    // before every seat at or below it; a bar that is off costs time only.
    const double bar = all / (2 * static_cast<double>(seats));
    std::int64_t given = 0;
    for (std::size_t i = 0; i < votes.size(); ++i) {
        if (votes[i] <= 0) continue;
        out[i] = seatsAbove(bar, static_cast<double>(votes[i]));
        given += out[i];
    }
    if (given == seats) return;

    const bool taking = given > seats;
    const auto bidOf = [&](std::uint32_t party) {
        const std::int32_t before = out[party] - (taking ? 1 : 0);
        return Bid{quotient(static_cast<double>(votes[party]), before), before, ranks[party], party};
    };
    std::pmr::vector<Bid> heap(&memory);
    heap.reserve(votes.size());
    for (std::uint32_t i = 0; i < votes.size(); ++i)
        if (votes[i] > 0 && (!taking || out[i] > 0)) heap.push_back(bidOf(i));

    const Before before{ties};
    if (!taking) {
        const auto after = [&](const Bid& a, const Bid& b) { return before(b, a); };
        std::ranges::make_heap(heap, after);
        for (; given < seats; ++given) {
            const std::uint32_t party = heap.front().party;
            ++out[party];
            replaceTop(std::span(heap), bidOf(party), after);
        }
        return;
    }
    std::span<Bid> rest(heap);
    std::ranges::make_heap(rest, before);
    for (; given > seats; --given) {
        const std::uint32_t party = rest.front().party;
        --out[party];
        if (out[party] > 0) {
            replaceTop(rest, bidOf(party), before);
        } else {
            const Bid last = rest.back();
            rest = rest.first(rest.size() - 1);
            if (!rest.empty()) replaceTop(rest, last, before);
        }
    }
}

std::vector<std::int32_t> webster(std::span<const std::int64_t> votes, std::span<const std::uint32_t> ranks,
                                  std::int64_t seats, TieOrder ties)
{
    std::vector<std::int32_t> out(votes.size(), 0);
    webster(votes, ranks, seats, ties, out, *std::pmr::get_default_resource());
    return out;
}

} // namespace core::schedule
