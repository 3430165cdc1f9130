#include "core/kube/client_split.h"

#include <algorithm>
#include <bit>
#include <cstdint>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

#include "core/base/clones.h"

namespace core::kube {
namespace {

constexpr std::size_t ScanBlock = 64; // bytes that are looked at together: a bit of a mask each
constexpr std::size_t None = static_cast<std::size_t>(-1);
constexpr std::size_t Keep = 1U << 20U; // memory that is kept for the next item

bool isBlank(char c)
{
    return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

/// Where in a block of 64 bytes stand: quotes, backslashes, opening and closing brackets of both kinds.
struct Masks {
    std::uint64_t quotes = 0;
    std::uint64_t backslashes = 0;
    std::uint64_t opening = 0;
    std::uint64_t closing = 0;
};

[[gnu::always_inline]] inline Masks masksOf(const char* bytes)
{
    Masks masks;
#ifdef __SSE2__
    for (unsigned part = 0; part < 4; ++part) {
        const __m128i some = _mm_loadu_si128(reinterpret_cast<const __m128i*>(bytes + 16U * part));
        // '[' and '{', ']' and '}' differ in one bit, and no other byte becomes one of them by it.
        const __m128i folded = _mm_or_si128(some, _mm_set1_epi8(0x20));
        const auto equal = [part](__m128i which, char c) {
            const int mask = _mm_movemask_epi8(_mm_cmpeq_epi8(which, _mm_set1_epi8(c)));
            return static_cast<std::uint64_t>(static_cast<unsigned>(mask)) << (16U * part);
        };
        masks.quotes |= equal(some, '"');
        masks.backslashes |= equal(some, '\\');
        masks.opening |= equal(folded, '{');
        masks.closing |= equal(folded, '}');
    }
#else
    for (unsigned i = 0; i < ScanBlock; ++i) {
        const std::uint64_t bit = std::uint64_t{1} << i;
        const char c = bytes[i];
        if (c == '"') masks.quotes |= bit;
        if (c == '\\') masks.backslashes |= bit;
        if (c == '{' || c == '[') masks.opening |= bit;
        if (c == '}' || c == ']') masks.closing |= bit;
    }
#endif
    return masks;
}

/// The bytes behind an odd number of backslashes. @source simdjson, find_escaped
std::uint64_t escapedOf(std::uint64_t backslashes, bool& carried)
{
    constexpr std::uint64_t Even = 0x5555'5555'5555'5555U;
    const std::uint64_t first = carried ? 1 : 0;
    backslashes &= ~first;
    const std::uint64_t follows = backslashes << 1U | first;
    const std::uint64_t oddStarts = backslashes & ~Even & ~follows;
    std::uint64_t evenSequences = 0;
    carried = __builtin_add_overflow(oddStarts, backslashes, &evenSequences);
    return (Even ^ (evenSequences << 1U)) & follows;
}

/// From each quote to the next: the quotes' running parity.
std::uint64_t parity(std::uint64_t bits)
{
    for (unsigned shift = 1; shift < ScanBlock; shift *= 2) bits ^= bits << shift;
    return bits;
}

/// Where an object stands between two blocks.
struct Scan {
    std::size_t depth;
    bool inText;
    bool escaped;
};

/// Reads whole blocks, up to the one in which the object ends or gets too deep (`scan.depth` says so).
/// @return where it ends, or None
BERTH_CLONES std::size_t scanBlocks(std::string_view bytes, std::size_t& at, Scan& scan, std::size_t deepest)
{
    for (; at + ScanBlock <= bytes.size(); at += ScanBlock) {
        const Masks masks = masksOf(bytes.data() + at);
        std::uint64_t quotes = masks.quotes;
        if (masks.backslashes != 0 || scan.escaped) quotes &= ~escapedOf(masks.backslashes, scan.escaped);
        const std::uint64_t text = parity(quotes) ^ (scan.inText ? ~std::uint64_t{0} : 0);
        const std::uint64_t opening = masks.opening & ~text;
        const std::uint64_t closing = masks.closing & ~text;
        scan.inText = text >> (ScanBlock - 1) != 0;
        const auto opened = static_cast<std::size_t>(std::popcount(opening));
        const auto closed = static_cast<std::size_t>(std::popcount(closing));
        if (closed < scan.depth && scan.depth + opened <= deepest) { // it neither ends here nor gets too deep
            scan.depth = scan.depth + opened - closed;
            continue;
        }
        for (std::uint64_t both = opening | closing; both != 0; both &= both - 1) {
            const auto bit = static_cast<unsigned>(std::countr_zero(both));
            if ((opening >> bit & 1U) != 0) {
                if (++scan.depth > deepest) return None;
            } else if (--scan.depth == 0) {
                return at + bit + 1;
            }
        }
    }
    return None;
}

auto malformed(std::string what)
{
    return failure(Fault::Malformed, std::move(what));
}

auto tooDeep(std::size_t depth)
{
    return malformed("The answer is nested deeper than " + std::to_string(depth) + ".");
}

auto tooLarge(const char* what, std::size_t bytes)
{
    return failure(Fault::TooLarge, std::string(what) + std::to_string(bytes >> 20U) + " MiB.");
}

} // namespace

ItemSplitter::ItemSplitter(std::string array, PieceSink sink, const SplitLimits& limits, std::string orArray)
    : m_array(std::move(array))
    , m_orArray(std::move(orArray))
    , m_limits(limits)
    , m_cutter(std::move(sink), limits)
{}

Result<void> ItemSplitter::feed(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size() && !stopped();) {
        if (m_at != At::Item) {
            if (auto good = outside(bytes[at]); !good) return good;
            if (m_at != At::Item) ++at; // the first byte of an item belongs to it
        }
        if (m_at != At::Item) continue;
        const auto whole = m_cutter.take(bytes, at);
        if (!whole) return tl::unexpected(whole.error());
        if (!*whole) continue;
        m_at = At::BehindItem;
        ++m_items;
    }
    return {};
}

bool ItemSplitter::isArray() const
{
    return m_key == m_array || (!m_orArray.empty() && m_key == m_orArray);
}

Result<void> ItemSplitter::outside(char c)
{
    if (m_at == At::Envelope) return envelope(c);
    if (isBlank(c)) return {};
    switch (m_at) {
    case At::Start:
        if (c != '{') return malformed("The answer is no list: it does not begin with an object.");
        m_at = At::Envelope;
        m_depth = 1;
        m_envelope = "{";
        return {};
    case At::FirstItem:
    case At::NextItem:
        if (c == '{') {
            m_at = At::Item;
            return {};
        }
        [[fallthrough]];
    case At::BehindItem:
        if (c == ',' && m_at == At::BehindItem) {
            m_at = At::NextItem;
            return {};
        }
        if (c != ']' || m_at == At::NextItem) return malformed("An item of the list is no object.");
        m_envelope += ']';
        m_at = At::Envelope;
        m_colon = false;
        return {};
    case At::End: return malformed("Something stands behind the end of the list.");
    case At::Envelope:
    case At::Item: return {};
    }
    return {};
}

Result<void> ItemSplitter::envelope(char c)
{
    if (m_envelope.size() >= m_limits.envelope)
        return tooLarge("The list has, besides its items, more than ", m_limits.envelope);
    m_envelope += c;
    const bool outermost = m_depth == 1;
    if (m_inText) {
        if (!m_escaped && c == '"')
            m_inText = false;
        else if (outermost && !m_colon && m_key.size() <= std::max(m_array.size(), m_orArray.size()))
            m_key += c;
        m_escaped = !m_escaped && c == '\\';
        return {};
    }
    switch (c) {
    case '"':
        m_inText = true;
        if (outermost && !m_colon) m_key.clear();
        return {};
    case ':': m_colon = m_colon || outermost; return {};
    case ',': m_colon = m_colon && !outermost; return {};
    case '[':
        if (outermost && m_colon && isArray()) {
            if (m_had) return malformed("The list has its items twice.");
            m_had = true;
            m_at = At::FirstItem;
            return {};
        }
        [[fallthrough]];
    case '{':
        if (++m_depth > m_limits.depth) return tooDeep(m_limits.depth);
        return {};
    case '}':
    case ']':
        if (--m_depth == 0) m_at = At::End;
        return {};
    default: return {};
    }
}

Result<bool> ObjectCutter::take(std::string_view bytes, std::size_t& at)
{
    const std::size_t from = at;
    Scan scan{m_depth, m_inText, m_escaped};
    std::size_t end = scanBlocks(bytes, at, scan, m_limits.depth);
    m_depth = scan.depth;
    m_inText = scan.inText;
    m_escaped = scan.escaped;
    if (m_depth > m_limits.depth) return tooDeep(m_limits.depth);
    for (; end == None && at < bytes.size(); ++at) {
        const char c = bytes[at];
        const bool quote = c == '"' && !m_escaped;
        m_escaped = c == '\\' && !m_escaped;
        if (quote) m_inText = !m_inText;
        if (m_inText) continue;
        if (c == '{' || c == '[') {
            if (++m_depth > m_limits.depth) return tooDeep(m_limits.depth);
        } else if ((c == '}' || c == ']') && --m_depth == 0) {
            end = at + 1;
        }
    }
    if (m_part.size() + (end == None ? bytes.size() : end) - from > m_limits.piece)
        return tooLarge("An object of the answer has more than ", m_limits.piece);
    if (end == None) {
        m_part.append(bytes.substr(from));
        return false;
    }
    at = end;
    m_inText = m_escaped = false;
    handOut(bytes, from, end);
    return true;
}

void ObjectCutter::handOut(std::string_view bytes, std::size_t from, std::size_t end)
{
    if (m_part.empty() && end + SplitPadding <= bytes.size()) {
        m_stopped = !m_sink(bytes.substr(from, end - from));
        return;
    }
    m_part.append(bytes.substr(from, end - from));
    const std::size_t size = m_part.size();
    m_part.append(SplitPadding, '\0');
    m_stopped = !m_sink(std::string_view(m_part).substr(0, size));
    m_part.clear();
    if (m_part.capacity() > Keep) m_part = {};
}

Result<void> ItemSplitter::finish() const
{
    if (m_at == At::End || stopped()) return {};
    return malformed(m_at == At::Start ? "The answer is empty." : "The answer ends in the middle of the list.");
}

Result<void> ObjectSplitter::feed(std::string_view bytes)
{
    for (std::size_t at = 0; at < bytes.size() && !stopped();) {
        if (!hasPart()) {
            if (isBlank(bytes[at])) {
                ++at;
                continue;
            }
            if (bytes[at] != '{') return malformed("Something else than an object stands in the stream.");
        }
        if (const auto good = m_cutter.take(bytes, at); !good) return tl::unexpected(good.error());
    }
    return {};
}

} // namespace core::kube
