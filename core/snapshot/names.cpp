#include "core/snapshot/names.h"

#include <algorithm>
#include <set>

#include "core/base/shown.h"

namespace core::snapshot {
namespace {

constexpr std::size_t mostOfAlias = 63; ///< as a label's value has, so that a table can show it
constexpr std::size_t ofId = 8;

bool isOfName(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

} // namespace

ClusterNames::ClusterNames(const Fleet& fleet, const std::map<std::string, std::string>& newer)
{
    std::map<std::string, std::string> aliases = newer;
    aliases.insert(fleet.aliases.begin(), fleet.aliases.end());
    std::erase_if(aliases, [](const auto& one) { return one.second.empty(); });
    if (aliases.empty()) return;
    for (const ClusterPtr& cluster : fleet.clusters) m_own.insert(cluster->cluster.name);
    std::map<std::string_view, int> uses;
    for (const ClusterPtr& cluster : fleet.clusters) {
        const auto alias = aliases.find(cluster->cluster.name);
        if (alias != aliases.end()) ++uses[alias->second];
        if (alias == aliases.end() || alias->second != alias->first) ++uses[cluster->cluster.name];
    }
    for (const auto& [name, alias] : aliases) {
        if (alias == name || !faultOfAlias(alias).empty()) continue;
        const auto used = uses.find(alias);
        const bool isOnly = used == uses.end() || used->second < 2;
        m_shown.emplace(name, isOnly ? alias : alias + " (" + name.substr(0, ofId) + ")");
    }
}

std::string ClusterNames::of(std::string_view name) const
{
    const auto found = m_shown.find(name);
    return found == m_shown.end() ? std::string(name) : found->second;
}

std::string ClusterNames::named(std::string_view shown) const
{
    if (m_own.contains(shown)) return std::string(shown);
    for (const auto& [name, alias] : m_shown) // what is shown of two of one name tells them apart
        if (alias == shown) return name;
    return {};
}

std::string ClusterNames::both(std::string_view name) const
{
    const auto found = m_shown.find(name);
    return found == m_shown.end() ? std::string(name) : found->second + " (" + std::string(name) + ")";
}

std::string ClusterNames::in(std::string_view text) const
{
    if (m_shown.empty()) return std::string(text);
    std::string out;
    std::size_t at = 0;
    while (at < text.size()) {
        if (text[at] == '`') {
            const std::size_t close = std::min(text.find('`', at + 1), text.size() - 1);
            if (text[close] == '`' && close > at) {
                out += text.substr(at, close + 1 - at);
                at = close + 1;
                continue;
            }
        }
        std::size_t end = at;
        while (end < text.size() && isOfName(text[end])) ++end;
        if (end == at) {
            out += text[at++];
            continue;
        }
        const std::string_view word = text.substr(at, end - at);
        const bool isOfPath = at > 0 && (text[at - 1] == '/' || text[at - 1] == '.' || text[at - 1] == ':');
        const bool isOfHost = end + 1 < text.size() && text[end] == '.' && isOfName(text[end + 1]);
        const auto found = isOfPath || isOfHost ? m_shown.end() : m_shown.find(word);
        out += found == m_shown.end() ? word : std::string_view(found->second);
        at = end;
    }
    return out;
}

std::string aliasOf(const Fleet& fleet, const std::string& cluster)
{
    const auto found = fleet.aliases.find(cluster);
    return found == fleet.aliases.end() ? std::string() : found->second;
}

std::string faultOfAlias(std::string_view alias)
{
    if (alias.empty()) return "A name cannot be empty.";
    if (alias.size() > mostOfAlias) return "A name has at most " + std::to_string(mostOfAlias) + " bytes.";
    if (shown(alias) != alias)
        return "A name cannot have line ends, control characters or characters that are not seen.";
    return {};
}

} // namespace core::snapshot
