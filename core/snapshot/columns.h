#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

/// Columns: how a snapshot keeps tens of thousands of rows so that a question reads only what it asks for.
namespace core::snapshot {

/// A number for a text of one dictionary. 0 is "absent".
using Id = std::uint32_t;
inline constexpr Id absent = 0;

/// Distinct texts, numbered from 1 in order of first use.
class Dictionary {
public:
    Id intern(std::string_view text);
    [[nodiscard]] Id find(std::string_view text) const; ///< absent if it was never interned
    [[nodiscard]] std::string_view text(Id id) const;   ///< "" for absent
    [[nodiscard]] std::size_t size() const
    {
        return m_ends.empty() ? 0 : m_ends.size();
    } ///< number of texts; ids are 1…size()

    /// The raw form, for files: all texts in one arena, and where each ends.
    [[nodiscard]] const std::string& arena() const { return m_arena; }
    [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return m_ends; }
    /// False if the parts do not belong together.
    [[nodiscard]] bool assign(std::string arena, std::vector<std::uint32_t> ends);

private:
    std::string m_arena;
    std::vector<std::uint32_t> m_ends;
    std::vector<Id> m_slots; ///< open-addressing hash table of ids
    void rehash();
};

/// One text a row, in one arena (names: all different, so a dictionary would gain nothing).
class TextColumn {
public:
    void push(std::string_view text);
    [[nodiscard]] std::string_view operator[](std::size_t row) const;
    [[nodiscard]] std::size_t size() const { return m_ends.size(); }
    [[nodiscard]] const std::string& arena() const { return m_arena; }
    [[nodiscard]] const std::vector<std::uint32_t>& ends() const { return m_ends; }
    [[nodiscard]] bool assign(std::string arena, std::vector<std::uint32_t> ends);

private:
    std::string m_arena;
    std::vector<std::uint32_t> m_ends;
};

/// The values of one label key over all rows of a table.
struct LabelColumn {
    std::string key;
    std::vector<Id> values; ///< one a row; absent where the row lacks the key
    Dictionary distinct;
};

} // namespace core::snapshot
