#include <algorithm>
#include <array>

#include "core/schedule/affinity.h"
#include "core/schedule/selection.h"

namespace core::schedule {

namespace {

/// An answer that there is none, and an answer without a limit, leave the cluster at spec.replicas.
std::int32_t merged(std::int64_t answer, std::int32_t replicas)
{
    if (answer == NoAnswer || answer >= NoLimit) return replicas;
    return static_cast<std::int32_t>(std::max<std::int64_t>(answer, INT32_MIN));
}

std::vector<Selected> asked(const Ask& ask, const std::vector<std::uint32_t>& feasible)
{
    std::vector<Selected> out(feasible.size());
    // What has neither replicas nor components fits everywhere; nobody is asked.
    const bool counts = ask.spec.replicas != 0 || !ask.spec.components.empty();
    const auto answers = counts ? ask.options.available(ask.spec, feasible) : std::vector<std::int64_t>{};
    for (std::size_t i = 0; i < feasible.size(); ++i) {
        out[i].member = feasible[i];
        out[i].allocatable = counts ? merged(answers[i], ask.spec.replicas) : static_cast<std::int32_t>(NoLimit);
        out[i].available = out[i].allocatable;
    }
    return out;
}

/// A place in the order, small first: words from the most to the least significant.
struct Key {
    std::array<std::uint64_t, 3> words{}; ///< tier and score; available; the name's rank
    std::uint32_t index{};
};

Key keyOf(const Selected& one, std::uint32_t rank, std::uint32_t index)
{
    const auto tier = static_cast<std::uint64_t>(one.overflowOrder) << 32U;
    const auto most = static_cast<std::uint64_t>(INT32_MAX - one.score);
    // Flipping the sign bit orders signed numbers as unsigned ones; the complement turns the order round.
    const auto available = ~(static_cast<std::uint64_t>(one.available) ^ (1ULL << 63U));
    return {{tier | most, available, rank}, index};
}

/// One stable pass over one byte of one word.
void sortByByte(const std::vector<Key>& from, std::vector<Key>& to, std::size_t word, unsigned shift)
{
    const auto byteOf = [&](const Key& key) { return (key.words[word] >> shift) & 0xFFU; };
    std::array<std::uint32_t, 257> places{};
    for (const Key& key : from) ++places[byteOf(key) + 1];
    for (std::size_t i = 1; i < places.size(); ++i) places[i] += places[i - 1];
    for (const Key& key : from) to[places[byteOf(key)]++] = key;
}

/// Byte by byte, over those bytes alone in which keys differ: availabilities are small numbers, and scores are two.
void sortKeys(std::vector<Key>& keys)
{
    constexpr std::size_t few = 48; // below, comparing is quicker than counting
    if (keys.size() < few) {
        std::ranges::sort(keys, {}, &Key::words);
        return;
    }
    std::array<std::uint64_t, 3> differ{};
    bool byName = true; // ranks already ascend: stable passes keep them so
    for (std::size_t i = 1; i < keys.size(); ++i) {
        for (std::size_t word = 0; word < differ.size(); ++word)
            differ[word] |= keys[i].words[word] ^ keys[0].words[word];
        byName = byName && keys[i - 1].words[2] < keys[i].words[2];
    }
    if (byName) differ[2] = 0;
    std::vector<Key> other(keys.size());
    for (std::size_t word = differ.size(); word-- > 0;)
        for (unsigned shift = 0; shift < 64; shift += 8) {
            if (((differ[word] >> shift) & 0xFFU) == 0) continue;
            sortByByte(keys, other, word, shift);
            keys.swap(other);
        }
}

} // namespace

std::vector<Selected> candidates(const Ask& ask, const std::vector<std::uint32_t>& feasible,
                                 std::span<const std::int64_t> scores)
{
    std::vector<Selected> scored = asked(ask, feasible);
    const Tiers tiers = tiersOf(ask.fleet, observedTerm(ask.placement, ask.status.observedAffinity));
    std::vector<Key> keys(scored.size());
    for (std::uint32_t i = 0; i < scored.size(); ++i) {
        Selected& one = scored[i];
        one.score = scores[one.member];
        if (!tiers.order.empty()) one.overflowOrder = tiers.order[one.member];
        if (!ask.previous.empty()) one.available += ask.previous[one.member];
        keys[i] = keyOf(one, ask.fleet.nameRank[one.member], i);
    }
    sortKeys(keys);
    std::vector<Selected> out;
    out.reserve(keys.size());
    for (const Key& key : keys) out.push_back(scored[key.index]);
    return out;
}

} // namespace core::schedule
