#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/schedule/schedule.h"

/// What Members keeps of its clusters: columns of interned values, so that a cycle looks at each distinct value once and at
/// a cluster by number. Detail of this room.
namespace core::schedule {

/// One value a member. 0 stands for "has none"; else values[id - 1].
struct Column {
    std::vector<std::uint32_t> ids;
    std::vector<std::string> values;
};

/// One of a few distinct things a member: ids index `distinct`.
template <class T>
struct Distinct {
    std::vector<std::uint32_t> ids;
    std::vector<T> distinct;
};

using Enablements = std::optional<std::vector<std::pair<std::string, std::string>>>;

struct StringHash {
    using is_transparent = void;
    std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>{}(text); }
};

struct Members::Data {
    std::vector<model::Cluster> clusters;
    std::vector<model::ClusterIdentity> identities;
    std::vector<std::uint32_t> byName;                           ///< members in the order of their names
    std::vector<std::uint32_t> nameRank;                         ///< the place of each member there
    std::unordered_map<std::string_view, std::uint32_t> members; ///< by name; views into `identities`
    std::unordered_map<std::string, Column, StringHash, std::equal_to<>> labels;
    Column provider;
    Column region; ///< values sorted: ids compare as names do
    Distinct<std::vector<std::string>> zones;
    Distinct<std::vector<model::Taint>> taints;
    Distinct<Enablements> enablements;
    std::vector<std::uint8_t> deleting;

    [[nodiscard]] std::size_t size() const { return clusters.size(); }
    /// The member of that name, or `none`.
    [[nodiscard]] std::uint32_t find(std::string_view name) const
    {
        const auto found = members.find(name);
        return found == members.end() ? none : found->second;
    }
    /// The same where names are asked for in about their order: `after` is the member found before, or `none`.
    [[nodiscard]] std::uint32_t find(std::string_view name, std::uint32_t after) const
    {
        if (after != none)
            for (std::size_t rank = nameRank[after] + 1; rank < size() && rank <= nameRank[after] + 2; ++rank)
                if (identities[byName[rank]].name == name) return byName[rank];
        return find(name);
    }
    static constexpr std::uint32_t none = UINT32_MAX;
};

} // namespace core::schedule
