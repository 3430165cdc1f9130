#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>

#include "core/kube/client_item.h"

/// Which objects were handed on, and in which version: all that a cache itself keeps of them.
namespace core::kube {

class KnownObjects {
public:
    enum class Seen {
        Added,
        Changed,
        Recreated, ///< another object of the same name: it has another uid
        Same       ///< this version was handed on before
    };
    [[nodiscard]] Seen see(const ObjectHead& head);
    /// Whether it is known, and in another version than this.
    [[nodiscard]] bool isOther(const ObjectHead& head);
    /// Whether it was known.
    bool forget(std::string_view nameSpace, std::string_view name);

    /// Versions say nothing any more: each object counts as changed when it is seen next.
    void distrust();

    /// From here on to `sweep` everything that is there is seen (a list).
    void beginSweep() { ++m_sweep; }
    /// What was not seen since is gone.
    void sweep(const std::function<void(std::string_view nameSpace, std::string_view name)>& gone);
    [[nodiscard]] std::size_t size() const { return m_objects.size(); }

private:
    struct Version {
        std::uint64_t uid = 0;
        std::uint64_t version = 0; ///< the number, or a hash; 0: none, and then every one counts as another
        std::uint32_t sweep = 0;
    };
    struct Hash {
        using is_transparent = void;
        std::size_t operator()(std::string_view key) const { return std::hash<std::string_view>()(key); }
    };
    [[nodiscard]] std::string_view keyOf(std::string_view nameSpace, std::string_view name);

    std::unordered_map<std::string, Version, Hash, std::equal_to<>>
        m_objects; ///< "namespace/name"; no name has a slash
    std::uint32_t m_sweep = 0;
    std::string m_key;
};

/// A resource version that is a number, as those of kube-apiserver are; none where it is another text.
[[nodiscard]] std::optional<std::uint64_t> versionNumber(std::string_view resourceVersion);

} // namespace core::kube
