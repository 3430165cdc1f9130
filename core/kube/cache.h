#pragma once

#include <map>
#include <mutex>

#include "core/kube/cache_parts.h"
#include "core/kube/cache_reflect.h"
#include "core/kube/cache_turns.h"
#include "core/kube/client_discovery.h"

/// What one cluster has, kept up to date: each resource is listed, then watched, and no fault loses or doubles an object
/// (core/kube/cache_reflect.h says how). Objects are handed on as they change and not kept: a cache itself holds only which there are and
/// in which version, some 150 bytes each. Each part says how old it is and why; one that is forbidden costs the others nothing.
///
///     const auto turns = std::make_shared<Turns>();                 // one for all clusters of a client
///     Cache cache(session, turns);
///     cache.add(*discovery.find("nodes"), {}, batched<Node>(decodeNode, [&](std::vector<Change<Node>> changes, bool whole) { … }));
///
/// Sinks are called on the client's thread, and must not wait.
namespace core::kube {

/// Where the objects of a part go, in order.
struct CacheSink {
    /// A new object, or a new version of one. It is gone after the call.
    std::function<void(const Item&, bool isNew)> put;
    std::function<void(std::string_view nameSpace, std::string_view name)> gone;
    /// What came since the last flush belongs together; at most ten times a second while it is watched.
    /// @param whole a list has ended: what was handed on, all in all, is now all there is
    std::function<void(bool whole)> flush;
    /// The server, which had the resource, or was said to, answers that it does not: what it serves has changed. May be left out.
    std::function<void()> unserved{};
};

/// One object of a batch. A later one of the same name replaces an earlier.
template <class T>
struct Change {
    std::string nameSpace;
    std::string name;
    std::optional<T> value; ///< none: it is gone
    bool operator==(const Change&) const = default;
};

/// A sink that decodes, and hands on batches.
/// @param decode none: the object is not wanted (any more)
template <class T>
[[nodiscard]] CacheSink batched(std::function<std::optional<T>(const Item&)> decode,
                                std::function<void(std::vector<Change<T>> changes, bool whole)> to)
{
    auto changes = std::make_shared<std::vector<Change<T>>>();
    return {.put =
                [changes, decode = std::move(decode)](const Item& item, bool isNew) {
                    auto value = decode(item);
                    if (value || !isNew)
                        changes->push_back(
                            {std::string(item.head().nameSpace), std::string(item.head().name), std::move(value)});
                },
            .gone =
                [changes](std::string_view nameSpace, std::string_view name) {
                    changes->push_back({std::string(nameSpace), std::string(name), std::nullopt});
                },
            .flush = [changes, to = std::move(to)](bool whole) { to(std::exchange(*changes, {}), whole); },
            .unserved = {}};
}

struct CacheOptions {
    ReflectLimits reflect;
    Milliseconds flush{100};    ///< at most that long changes are gathered
    std::size_t batch = 1'000;  ///< or so many of them
    Milliseconds lease{15'000}; ///< a list that takes longer no longer keeps others from beginning
    Seconds shortestWatch{300}; ///< see WatchRequest
    Milliseconds watchSlack{30'000};
    SplitLimits limits;
    Chance chance; ///< empty: the system's
};

class Cache {
public:
    Cache(Session session, std::shared_ptr<Turns> turns, CacheOptions options = {});
    ~Cache(); ///< no sink is called any more. Not to be destroyed in a handler.
    Cache(const Cache&) = delete;
    Cache& operator=(const Cache&) = delete;

    /// Begins to keep a resource. @param nameSpace empty: all of them. @return the part's name: "deployments.apps", "configmaps/kube-system"
    std::string add(const ApiResource& resource, const std::string& nameSpace, CacheSink sink);
    /// Its sink is not called any more once this returns on the client's thread; nothing is handed on as gone.
    void remove(const std::string& part);
    /// From any thread, by the names of the parts.
    [[nodiscard]] std::map<std::string, PartState> parts() const;
    /// Something may be better now (a login, a right): what rests or waits tries again. After a sleep of the computer every connection
    /// is dead and nobody says so: watches are then begun again, too. @param afterSleep whether they are
    void nudge(bool afterSleep = false);

private:
    class Follower;
    struct Shared;
    std::shared_ptr<Shared> m_shared;
};

/// Why a part is as it is, and what to do, as a sentence; empty where nothing is wrong.
[[nodiscard]] std::string explain(const PartState& state, const ApiResource& resource);
/// Whether the server has ever said what there is: that it does not have the resource is such an answer.
[[nodiscard]] bool isKnown(const PartState& state);

} // namespace core::kube
