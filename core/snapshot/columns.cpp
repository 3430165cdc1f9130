#include "core/snapshot/columns.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace core::snapshot {
namespace {

std::string_view slice(const std::string& arena, const std::vector<std::uint32_t>& ends, std::size_t row)
{
    const std::size_t start = row == 0 ? 0 : ends[row - 1];
    return std::string_view(arena).substr(start, ends[row] - start);
}

bool belongTogether(const std::string& arena, const std::vector<std::uint32_t>& ends)
{
    std::uint32_t last = 0;
    for (const std::uint32_t end : ends) {
        if (end < last) return false;
        last = end;
    }
    return last == arena.size();
}

std::size_t hashOf(std::string_view text)
{
    return XXH3_64bits(text.data(), text.size());
}

} // namespace

Id Dictionary::intern(std::string_view text)
{
    if (const Id known = find(text); known != absent) return known;
    m_arena += text;
    m_ends.push_back(static_cast<std::uint32_t>(m_arena.size()));
    const auto id = static_cast<Id>(m_ends.size());
    if (m_ends.size() * 2 > m_slots.size()) {
        rehash();
        return id;
    }
    std::size_t slot = hashOf(text) & (m_slots.size() - 1);
    while (m_slots[slot] != absent) slot = (slot + 1) & (m_slots.size() - 1);
    m_slots[slot] = id;
    return id;
}

Id Dictionary::find(std::string_view text) const
{
    if (m_slots.empty()) return absent;
    std::size_t slot = hashOf(text) & (m_slots.size() - 1);
    while (m_slots[slot] != absent) {
        if (slice(m_arena, m_ends, m_slots[slot] - 1) == text) return m_slots[slot];
        slot = (slot + 1) & (m_slots.size() - 1);
    }
    return absent;
}

std::string_view Dictionary::text(Id id) const
{
    if (id == absent || id > m_ends.size()) return {};
    return slice(m_arena, m_ends, id - 1);
}

bool Dictionary::assign(std::string arena, std::vector<std::uint32_t> ends)
{
    if (!belongTogether(arena, ends)) return false;
    m_arena = std::move(arena);
    m_ends = std::move(ends);
    rehash();
    for (Id id = 1; id <= m_ends.size(); ++id)
        if (find(text(id)) != id) return false; // a text twice would make equal rows look different
    return true;
}

void Dictionary::rehash()
{
    std::size_t slots = 8;
    while (slots < m_ends.size() * 4) slots *= 2;
    m_slots.assign(slots, absent);
    for (std::size_t row = 0; row < m_ends.size(); ++row) {
        std::size_t slot = hashOf(slice(m_arena, m_ends, row)) & (slots - 1);
        while (m_slots[slot] != absent) slot = (slot + 1) & (slots - 1);
        m_slots[slot] = static_cast<Id>(row + 1);
    }
}

void TextColumn::push(std::string_view text)
{
    m_arena += text;
    m_ends.push_back(static_cast<std::uint32_t>(m_arena.size()));
}

std::string_view TextColumn::operator[](std::size_t row) const
{
    return slice(m_arena, m_ends, row);
}

bool TextColumn::assign(std::string arena, std::vector<std::uint32_t> ends)
{
    if (!belongTogether(arena, ends)) return false;
    m_arena = std::move(arena);
    m_ends = std::move(ends);
    return true;
}

} // namespace core::snapshot
