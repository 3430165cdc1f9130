#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>

#include "core/snapshot/fleet.h"

/// What people call the clusters of a fleet whose own names are ids of 33 characters (Fleet::aliases). Only for sentences and tables
/// that a person reads: manifests, JSON, commands and files keep the names of Kubernetes.
namespace core::snapshot {

class ClusterNames {
public:
    ClusterNames() = default;
    /// @param newer  what was said since the snapshot was taken; an empty one: it has no alias any more
    explicit ClusterNames(const Fleet& fleet, const std::map<std::string, std::string>& newer = {});

    [[nodiscard]] bool empty() const { return m_shown.empty(); }
    /// "shanghai"; "shanghai (c08f75a3)" where another cluster is called so, too; without an alias the name as it is.
    [[nodiscard]] std::string of(std::string_view name) const;
    /// The cluster that is called so, by its own name or the one that is shown; none: no cluster is, or several are.
    [[nodiscard]] std::string named(std::string_view shown) const;
    /// "hangzhou (c08f75a3678e24fda907369d17fbdcfa4)"; without an alias the name as it is.
    [[nodiscard]] std::string both(std::string_view name) const;
    /// A text with `of` for each name that stands in it as a word of its own. Paths and host names stay, and so does
    /// what is between `backquotes`, as a person writes that into a file.
    [[nodiscard]] std::string in(std::string_view text) const;

    bool operator==(const ClusterNames&) const = default;

private:
    std::map<std::string, std::string, std::less<>> m_shown; ///< by the clusters' names
    std::set<std::string, std::less<>> m_own;                ///< all of them, where one has an alias
};

/// As the snapshot has it; empty: none. For the field beside a cluster's name in what programs read.
[[nodiscard]] std::string aliasOf(const Fleet& fleet, const std::string& cluster);
/// Why a text cannot be an alias; empty: it can.
[[nodiscard]] std::string faultOfAlias(std::string_view alias);

} // namespace core::snapshot
