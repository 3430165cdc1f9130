#pragma once

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

#include "core/base/units.h"
#include "core/kube/client_error.h"
#include "core/kube/client_guard.h"
#include "core/kube/client_pace.h"
#include "core/kube/connection.h"
#include "core/kube/exec_plugin.h"

/// Requests to API servers: one thread and one event loop for all clusters.
///
/// A `Client` owns the thread; a `Session` is one connection on it, with its own credentials, TLS settings, proxy, rate limit and
/// back-off, so that a cluster that does not answer costs no other one anything. HTTP/2 where it is offered, connections kept and
/// shared, gzip. What is only to be read cannot be written: see core/kube/client_guard.h. No redirect is followed. Lists, watches,
/// discovery and tables stand on this: client_list.h, client_watch.h, client_discovery.h, client_table.h.
///
/// Handlers are called on the client's thread and must not wait; `done` is called exactly once for each request, last.
namespace core::kube {

enum class MinimumTls { Tls12, Tls13 };

/// @source the fault table of a client of kube-apiserver, and client-go 0.36 where it names it
struct ClientLimits {
    Milliseconds connect{30'000};      ///< name, TCP, proxy and TLS together
    Milliseconds answer{65'000};       ///< from then to the first byte; a server ends a request after 60 s
    Milliseconds stall{30'000};        ///< within which `progress` bytes must come, once an answer has begun
    std::int64_t progress = 1024;      ///< bytes
    std::size_t body = 64U << 20U;     ///< bytes of an answer that is kept whole, inflated
    std::size_t stream = 8ULL << 30U;  ///< bytes of one that is handed on, inflated
    std::size_t inflation = 250;       ///< times the bytes on the wire; lists of pods shrink to an eighth
    std::size_t headers = 256U << 10U; ///< bytes, all together
    double perSecond = 20;             ///< requests of one session, in the long run
    int burst = 40;                    ///< of them at once
    int atOnce = 8;                    ///< unfinished ones, streams aside
    Milliseconds files{60'000}; ///< between two looks at the files of certificates and keys; client-go: five minutes
    Seconds retryAfter{60};     ///< the longest wait that a server may ask for; a longer one is told to the caller
    /// From `send` on. What has not begun its next attempt by then (it waits for the back-off, a server's wish, others before it) is
    /// over, and told what failed last: a server that is gone takes nobody longer than this and one attempt.
    Milliseconds patience{120'000};
    Backoff::Limits backoff;
};

struct ClientOptions {
    ClientLimits limits;
    Chance chance; ///< empty: the system's
};

struct SessionOptions {
    std::string name;        ///< in sentences; empty: the context's
    bool mayWrite = false;   ///< whether `Session::writeRight` gives one
    Consents consents;       ///< to the program that hands out credentials
    Environment environment; ///< for that program, and for the proxy where the cluster names none
    RunLimits program;
    MinimumTls minimumTls = MinimumTls::Tls12;
};

/// How long the connection took, where this request made it: each stage from the end of the one before.
struct Times {
    std::optional<Milliseconds> resolve{};
    std::optional<Milliseconds> connect{}; ///< of a proxy: to it
    std::optional<Milliseconds> tls{};
};

struct Reply {
    int code = 0;
    std::string contentType;
    std::string tag;                   ///< `ETag`, as it was sent; empty: none, or one that could not be sent back
    std::string body;                  ///< empty where it was handed on
    std::vector<std::string> warnings; ///< of the server, escaped, each once
    std::optional<Time> serverTime;    ///< by its `Date`: how far the clocks are apart
    int httpVersion = 0;               ///< 10, 11, 20
    Times times;
};

struct Handlers {
    /// A piece of a good answer, as it comes and inflated; false: no more is wanted, and `done` gets the reply so far. Without this
    /// the answer is kept whole. A request of which a piece was handed on is not repeated.
    std::function<bool(std::string_view)> body;
    std::function<void(ApiResult<Reply>)> done;
    /// A good answer has begun; what it says may come much later.
    std::function<void()> begun{};
    /// For an answer that stays open (a watch): it must have ended by then, and need not send anything until then.
    std::optional<Milliseconds> lasts{};
};

/// How a session stands, by its last attempts.
struct Health {
    enum class State { Unknown, Reachable, Unreachable, Unauthorized };
    State state = State::Unknown;
    int failures = 0;             ///< to connect, in a row
    std::optional<ApiError> last; ///< the last of them, or the refusal of the credentials
};

class Session;

/// The right to write through one session. Only what applies a plan that a person confirmed, and controllers, ask for one.
class WriteRight {
public:
    WriteRight(WriteRight&&) noexcept = default;
    WriteRight& operator=(WriteRight&&) noexcept = default;

private:
    friend class Session;
    explicit WriteRight(std::weak_ptr<const void> of)
        : m_of(std::move(of))
    {}
    std::weak_ptr<const void> m_of;
};

namespace detail {
class Loop;
struct SessionState;
} // namespace detail

/// Copied freely; usable from any thread. Once its client is gone every request ends as Cancelled, on the caller's thread.
class Session {
public:
    void send(Request request, Handlers handlers, std::stop_token stop = {}) const;
    /// @errors Denied: the session only reads
    [[nodiscard]] Result<WriteRight> writeRight() const;
    void write(const WriteRight& right, Request request, Handlers handlers, std::stop_token stop = {}) const;
    [[nodiscard]] Health health() const;
    /// A Status that stands in an answer, without the secrets that were sent last. Only to be called from a handler.
    [[nodiscard]] ApiError errorOf(const Json& status, const std::string& path) const;
    [[nodiscard]] const std::string& name() const;
    /// Calls it on the client's thread after that time; not at all once the client has gone. From any thread.
    void later(Milliseconds wait, std::function<void()> what) const;

private:
    friend class Client;
    explicit Session(std::shared_ptr<detail::SessionState> state)
        : m_state(std::move(state))
    {}
    std::shared_ptr<detail::SessionState> m_state;
};

class Client {
public:
    explicit Client(ClientOptions options = {});
    ~Client(); ///< ends every request as Cancelled. Not to be called from a handler.
    Client(const Client&) = delete;
    Client& operator=(const Client&) = delete;

    /// Reaches no server. @errors Malformed: the proxy that the environment names, or the server name of the TLS settings
    [[nodiscard]] Result<Session> open(const Connection& connection, SessionOptions options) const;

private:
    std::shared_ptr<detail::Loop> m_loop;
};

/// Sends a read and waits for the answer; not to be called from a handler.
[[nodiscard]] ApiResult<Reply> fetch(const Session& session, Request request, std::stop_token stop = {});

} // namespace core::kube
