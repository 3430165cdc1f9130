#include "core/kube/cache_known.h"

#include <charconv>

namespace core::kube {

std::optional<std::uint64_t> versionNumber(std::string_view resourceVersion)
{
    std::uint64_t number = 0;
    const char* const end = resourceVersion.data() + resourceVersion.size();
    const auto [stopped, fault] = std::from_chars(resourceVersion.data(), end, number);
    const bool plain = fault == std::errc() && stopped == end && !resourceVersion.starts_with('0');
    return plain ? std::optional(number) : std::nullopt;
}

namespace {

std::uint64_t hashOf(std::string_view text)
{
    return std::hash<std::string_view>()(text);
}

std::uint64_t stampOf(std::string_view resourceVersion)
{
    return resourceVersion.empty() ? 0 : versionNumber(resourceVersion).value_or(hashOf(resourceVersion));
}

} // namespace

bool KnownObjects::isOther(const ObjectHead& head)
{
    const auto found = m_objects.find(keyOf(head.nameSpace, head.name));
    return found != m_objects.end() && found->second.version != stampOf(head.resourceVersion);
}

KnownObjects::Seen KnownObjects::see(const ObjectHead& head)
{
    const std::uint64_t uid = hashOf(head.uid);
    const std::uint64_t version = stampOf(head.resourceVersion);
    const std::string_view key = keyOf(head.nameSpace, head.name);
    const auto found = m_objects.find(key);
    if (found == m_objects.end()) {
        m_objects.emplace(std::string(key), Version{uid, version, m_sweep});
        return Seen::Added;
    }
    Version& known = found->second;
    known.sweep = m_sweep;
    const bool other = known.uid != uid;
    const bool same = version != 0 && known.version == version;
    known.uid = uid;
    known.version = version;
    if (other) return Seen::Recreated;
    return same ? Seen::Same : Seen::Changed;
}

bool KnownObjects::forget(std::string_view nameSpace, std::string_view name)
{
    const auto found = m_objects.find(keyOf(nameSpace, name));
    if (found == m_objects.end()) return false;
    m_objects.erase(found);
    return true;
}

void KnownObjects::distrust()
{
    for (auto& one : m_objects) one.second.version = 0;
}

void KnownObjects::sweep(const std::function<void(std::string_view, std::string_view)>& gone)
{
    for (auto one = m_objects.begin(); one != m_objects.end();) {
        if (one->second.sweep == m_sweep) {
            ++one;
            continue;
        }
        const std::string_view key = one->first;
        const std::size_t slash = key.find('/');
        gone(key.substr(0, slash), key.substr(slash + 1));
        one = m_objects.erase(one);
    }
}

std::string_view KnownObjects::keyOf(std::string_view nameSpace, std::string_view name)
{
    m_key.assign(nameSpace).append("/").append(name);
    return m_key;
}

} // namespace core::kube
