#pragma once

#include "core/kube/client.h"
#include "core/kube/client_item.h"
#include "core/kube/client_split.h"

/// Watches: one stream of changes, event by event, until it ends, and why it did. Who wants to go on watches again, from where this one
/// got to (core/kube/cache.h does).
namespace core::kube {

struct WatchRequest {
    std::string path;                                       ///< "/api/v1/pods"
    std::vector<std::pair<std::string, std::string>> query; ///< selectors
    std::string resourceVersion; ///< of the list, or of the last event; empty: whatever is newest
    /// All objects that there are come first, as added; behind them a bookmark with `initialEnd`. Servers before 1.32 mostly refuse.
    bool initialEvents = false;
    Seconds shortest{
        300}; ///< that the server is asked to keep it open; by chance up to twice that. @source client-go 0.36
    Milliseconds slack{30'000}; ///< after that it must have ended
    std::string accept = "application/json";
    SplitLimits limits;
};

struct WatchEvent {
    enum class Type { Added, Modified, Deleted, Bookmark };
    Type type;
    Item item;               ///< of a bookmark: only its version counts
    bool initialEnd = false; ///< a bookmark: the initial events end here
};

struct WatchEnd {
    enum class Why {
        Closed,      ///< by the server, between two events: go on from `resourceVersion`
        Cut,         ///< the connection ended, or half an event came last: go on
        Silent,      ///< the server neither sent nor ended anything in time: go on
        Busy,        ///< 429, 5xx, also as an event: go on after a while
        Unreachable, ///< no connection came about: go on after a while
        Expired,     ///< the version is no longer kept, or not there yet: list again
        Garbage,     ///< no watch event, or one that is too large: list again
        Denied,      ///< 403: there is no right to watch this
        Unauthorized,
        NotServed, ///< 404, or 405: the resource is gone, or cannot be watched
        Failed,    ///< another refusal, of the server's or of Berth's
        Stopped    ///< by the reader
    };
    Why why = Why::Closed;
    std::string resourceVersion;   ///< of the last event or bookmark, else that of the request
    std::size_t events = 0;        ///< bookmarks aside
    bool answered = false;         ///< the server said yes
    bool heard = false;            ///< an event or bookmark came
    std::optional<ApiError> error; ///< what is behind it; none with Closed and Stopped
    std::vector<std::string> warnings;
};

/// The stream of a watch in pieces that end anywhere. Memory is that of one event.
class WatchDecoder {
public:
    using Sink = std::function<bool(const WatchEvent&)>; ///< false: no more is wanted

    explicit WatchDecoder(Sink sink, const SplitLimits& limits = {});
    ~WatchDecoder();
    WatchDecoder(const WatchDecoder&) = delete;
    WatchDecoder& operator=(const WatchDecoder&) = delete;

    /// @return whether more is wanted; not after a fault, an ERROR event, or the sink's no
    [[nodiscard]] bool feed(std::string_view bytes);
    [[nodiscard]] bool hasPart() const;                       ///< half an event
    [[nodiscard]] bool stopped() const;                       ///< by the sink
    [[nodiscard]] const std::optional<Error>& fault() const;  ///< Malformed, TooLarge
    [[nodiscard]] const std::optional<Json>& status() const;  ///< of an ERROR event
    [[nodiscard]] const std::string& resourceVersion() const; ///< of the last event; empty: none had one
    [[nodiscard]] std::size_t events() const;                 ///< bookmarks aside
    [[nodiscard]] bool heard() const;                         ///< an event or bookmark came

private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

struct WatchHandlers {
    std::function<void()> opened; ///< the server said yes
    WatchDecoder::Sink event;
    std::function<void(WatchEnd)> done;
};

/// Called on the client's thread, `done` once and last. Half an event is never handed on. @param chance for the time that it is asked to
/// be open, so that the watches of many clients do not end together
/// @source fault table, rows 2, 3, 16 to 22
void watch(const Session& session, WatchRequest request, WatchHandlers handlers, const Chance& chance,
           std::stop_token stop = {});

/// @param error what the server answered, or said in an ERROR event
[[nodiscard]] WatchEnd::Why whyOf(const ApiError& error);

} // namespace core::kube
