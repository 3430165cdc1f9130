#pragma once

#include <atomic>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

#include "core/kube/client.h"
#include "core/kube/client_credentials.h"
#include "core/kube/client_transfer.h"

/// The thread, its requests, and when each may go. Detail of core/kube/client.h.
namespace core::kube::detail {

/// One request from `send` to `done`, over all its attempts.
struct Exchange {
    std::uint64_t id = 0;
    std::shared_ptr<SessionState> session;
    Request request;
    Handlers handlers;
    bool reads = true;
    int number = 1; ///< of the attempt
    bool askedAgainAt401 = false;
    Steady notBefore{};
    Steady until{};                 ///< no attempt begins later
    std::optional<ApiError> last{}; ///< what its last attempt failed with
    Backoff backoff;
    bool isProbe = false; ///< the first to a cluster that is not known to answer
    bool counted = false; ///< among those of its session that are under way
    bool over = false;
    std::unique_ptr<Transfer> transfer;
    std::unique_ptr<std::stop_callback<std::function<void()>>> stop;
};
using ExchangePtr = std::shared_ptr<Exchange>;

/// What one session shares with no other. Used on the loop's thread; `health` under its mutex.
struct SessionState {
    std::shared_ptr<Loop> loop;
    Endpoint endpoint;
    bool mayWrite = false;
    std::unique_ptr<Credentials> credentials;
    Bucket bucket{1, 1};
    Backoff backoff;
    std::deque<ExchangePtr> waiting;
    int underWay = 0;
    bool reachable = false;
    bool probing = false;
    Steady notBefore{};
    std::vector<Secret> secrets; ///< of the last attempt

    mutable std::mutex healthMutex;
    Health health;
};

class Loop : public std::enable_shared_from_this<Loop> {
public:
    explicit Loop(ClientOptions options);
    ~Loop();
    void start();
    void end(); ///< waits for the thread

    [[nodiscard]] std::shared_ptr<SessionState> open(const Connection& connection, SessionOptions options,
                                                     std::optional<Url> proxy, std::string proxyFrom);
    void add(const std::shared_ptr<SessionState>& session, Request request, Handlers handlers, std::stop_token stop,
             bool mayWrite);
    /// Runs it on the thread; false where that has ended.
    bool post(std::function<void()> what);
    void later(Milliseconds wait, std::function<void()> what);

private:
    void run();
    void runPosted();
    [[nodiscard]] Steady runDue(Steady now);
    void cancel(std::uint64_t id);
    [[nodiscard]] Steady startDue(Steady now);
    [[nodiscard]] Steady startDueOf(SessionState& session, Steady now);
    void start(const ExchangePtr& exchange);
    void begin(const ExchangePtr& exchange, Credential credential);
    void noteAnswers();
    [[nodiscard]] Steady lookAtOverdue(Steady now);
    void finishDone();
    void finish(const ExchangePtr& exchange, ApiResult<Reply> result);
    void noteOutcome(Exchange& exchange, const ApiResult<Reply>& result, Steady now);
    void connectFailed(Exchange& exchange, const ApiError& error, Steady now);
    void isReachable(SessionState& session, Health::State state, const ApiError* refusal);
    void refused(const ExchangePtr& exchange, const Credential& used, ApiError error);
    void queue(const ExchangePtr& exchange);
    void giveUp(const ExchangePtr& exchange);
    void over(const ExchangePtr& exchange, ApiResult<Reply> result);
    void detach(Exchange& exchange);

    ClientLimits m_limits;
    Chance m_chance;
    void* m_multi = nullptr;
    std::thread m_thread;
    std::mutex m_mutex; ///< of the two below
    std::vector<std::function<void()>> m_posted;
    bool m_ended = false;
    bool m_ending = false;
    std::multimap<Steady, std::function<void()>> m_timers;
    std::atomic<std::uint64_t> m_lastId{0};
    std::map<std::uint64_t, ExchangePtr> m_exchanges;
    std::vector<std::weak_ptr<SessionState>> m_sessions;
};

} // namespace core::kube::detail
