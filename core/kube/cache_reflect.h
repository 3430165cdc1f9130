#pragma once

#include "core/kube/cache_known.h"
#include "core/kube/client_list.h"
#include "core/kube/client_watch.h"

/// How a list becomes a watch, and a fault a list again: one resource of one cluster, as a machine that neither asks a server nor knows
/// the time. Whoever drives it (core/kube/cache.h) does the step that it says, and tells it what came of that.
///
/// @source client-go 0.36 tools/cache/reflector.go; fault table, rows 1 to 3, 7 to 12, 16 to 29, 55, 61, 63
namespace core::kube {

struct Moment {
    Steady steady;
    Time time;
};

struct ReflectLimits {
    Milliseconds spread{1'000};       ///< within which the first lists of many begin, by chance
    Milliseconds shortWatch{1'000};   ///< one that ended sooner and said nothing: something on the way ends it
    Milliseconds pace{1'000};         ///< between the beginnings of two watches
    Milliseconds quickRelist{10'000}; ///< a version that expires so soon after its list is waited for
    Milliseconds poll{
        60'000}; ///< between two lists where there is no watch, lengthened by chance to its double at most
    Milliseconds longestWait{300'000}; ///< that a server may ask for
    int silentWatches = 2;             ///< in a row that said nothing at all: what is on the way holds streams back
    int pollsInstead = 5;              ///< then, before the next watch
    Backoff::Limits backoff;
};

/// How old a part is, and why.
struct PartState {
    enum class Why {
        Waiting,      ///< for its first list
        Listing,      ///< its first list comes in: there are some, and perhaps not all
        Synced,       ///< it is watched
        Polled,       ///< it cannot be watched, and is listed now and then
        Stale,        ///< something went wrong after it was known, and is being mended
        Failing,      ///< the same before it was known
        Forbidden,    ///< there is no right; nothing is tried again by itself
        Unauthorized, ///< the credentials are not taken; the same
        NotServed,    ///< the cluster does not have the resource; the same
        Stopped
    };
    Why why = Why::Waiting;
    std::optional<Time> asOf;      ///< when the server last said that this is all; none: never
    std::string missing;           ///< the verb that there is no right to: "list", "watch"
    std::optional<ApiError> error; ///< behind Stale, Failing, Forbidden, Unauthorized, NotServed
    std::size_t objects = 0;
};
[[nodiscard]] std::string_view name(PartState::Why why); ///< "synced"

/// What to do next.
struct Step {
    enum class Do {
        Nothing, ///< go on with what is under way; where nothing is, it rests until `nudge`
        Wait,    ///< then `due`
        Turn,    ///< wait for a turn to list, then `turn`
        List,    ///< all there is, then `listed`
        Watch    ///< from the version, then `watched`
    };
    Do what = Do::Nothing;
    Milliseconds wait{};
    std::string resourceVersion{};
};

class Reflector {
public:
    Reflector(const ReflectLimits& limits, Chance chance);

    [[nodiscard]] Step start();
    [[nodiscard]] Step due(Moment now);
    [[nodiscard]] Step turn(Moment now);

    /// An item of the list: whether, and as what, it is to be handed on.
    [[nodiscard]] KnownObjects::Seen item(const ObjectHead& head);
    /// The list begins again.
    void restarted() { m_known.beginSweep(); }
    /// @param gone what is no longer there
    [[nodiscard]] Step listed(const ApiResult<ListEnd>& end, Moment now,
                              const std::function<void(std::string_view, std::string_view)>& gone);

    void opened(Moment now);
    struct Observed {
        std::optional<KnownObjects::Seen> put; ///< none: nothing to hand on
        bool gone = false;                     ///< it was known
        bool goOn = true;                      ///< false: the stream cannot be trusted, and is to be ended
    };
    [[nodiscard]] Observed event(WatchEvent::Type type, const ObjectHead& head, Moment now);
    [[nodiscard]] Step watched(const WatchEnd& end, Moment now);

    /// Something may be better now (a login, a right, the network, the end of a sleep): what rests or waits begins again soon.
    [[nodiscard]] Step nudge();
    void stop() { m_state.why = PartState::Why::Stopped; }

    [[nodiscard]] PartState state() const;

private:
    [[nodiscard]] Step rest(PartState::Why why, const ApiError& error, std::string missing = {});
    [[nodiscard]] Step later(Step then, Milliseconds wait);
    [[nodiscard]] Step afterBackoff(Step then, const ApiError* error, Moment now);
    [[nodiscard]] Step listAgain(const ApiError* error, Moment now);
    [[nodiscard]] Step watchAgain(Moment now);
    [[nodiscard]] Step pollLater();
    [[nodiscard]] Step beginWatch(Moment now);
    void isStale(const std::optional<ApiError>& error);
    void isCurrent(Moment now, PartState::Why why);

    ReflectLimits m_limits;
    Chance m_chance;
    Backoff m_backoff;
    KnownObjects m_known;
    PartState m_state;
    Step m_then;                          ///< of a wait
    std::string m_version;                ///< to watch from; empty: only a list helps
    std::optional<std::uint64_t> m_order; ///< of the last event, where it is a number
    bool m_outOfOrder = false;
    bool m_onlyPolls = false; ///< there is no watch, or no right to it
    int m_polls = 0;          ///< to go before the next watch
    int m_silent = 0;         ///< watches in a row
    Steady m_listedAt{};
    Steady m_watchedAt{};
};

} // namespace core::kube
