#include "core/kube/client_loop.h"

#include <csignal>
#include <utility>

#include <curl/curl.h>

#include "core/base/shown.h"

namespace core::kube::detail {
namespace {

using std::chrono::steady_clock;

constexpr Milliseconds Longest{10'000}; // of one sleep; every event wakes the loop anyway
constexpr int GatewayTimeout = 504;
constexpr long MostStreams = 80;      // of one HTTP/2 connection; servers allow 100 to 250
constexpr long MostConnections = 256; // kept open without a request

/// No connection came about; nothing was asked of the server yet.
bool isConnectTrouble(const ApiError& error)
{
    switch (error.trouble) {
    case Trouble::Resolve:
    case Trouble::Connect:
    case Trouble::Proxy:
    case Trouble::Certificate:
    case Trouble::Tls:
    case Trouble::PlainHttp: return true;
    default: return false;
    }
}

ApiError cancelled(const std::string& name)
{
    return troubleOf(Trouble::Cancelled, "The request was cancelled.", name);
}

void startLibrary()
{
    static const CURLcode started = curl_global_init(CURL_GLOBAL_DEFAULT);
    (void)started;
}

} // namespace

Loop::Loop(ClientOptions options)
    : m_limits(options.limits)
    , m_chance(options.chance ? std::move(options.chance) : systemChance())
{
    startLibrary();
    m_multi = curl_multi_init();
    curl_multi_setopt(m_multi, CURLMOPT_PIPELINING, static_cast<long>(CURLPIPE_MULTIPLEX));
    curl_multi_setopt(m_multi, CURLMOPT_MAX_CONCURRENT_STREAMS, MostStreams);
    curl_multi_setopt(m_multi, CURLMOPT_MAXCONNECTS, MostConnections);
}

Loop::~Loop()
{
    curl_multi_cleanup(m_multi);
}

void Loop::start()
{
    m_thread = std::thread([this] {
        // Without signals libcurl leaves this one to us: a connection that ends while it is written to.
        sigset_t pipe;
        sigemptyset(&pipe);
        sigaddset(&pipe, SIGPIPE);
        pthread_sigmask(SIG_BLOCK, &pipe, nullptr);
        run();
    });
}

void Loop::end()
{
    post([this] { m_ending = true; });
    if (m_thread.joinable()) m_thread.join();
}

bool Loop::post(std::function<void()> what)
{
    const std::scoped_lock lock(m_mutex);
    if (m_ended) return false;
    m_posted.push_back(std::move(what));
    curl_multi_wakeup(m_multi);
    return true;
}

void Loop::later(Milliseconds wait, std::function<void()> what)
{
    const Steady due = steady_clock::now() + wait;
    post([this, due, what = std::move(what)] { m_timers.emplace(due, what); });
}

std::shared_ptr<SessionState> Loop::open(const Connection& connection, SessionOptions options, std::optional<Url> proxy,
                                         std::string proxyFrom)
{
    // It lives and ends on the loop's thread, whoever lets go of it.
    std::shared_ptr<SessionState> session(new SessionState, [loop = shared_from_this()](SessionState* state) {
        if (!loop->post([state] { delete state; })) delete state;
    });
    session->loop = shared_from_this();
    session->endpoint = {options.name.empty() ? shown(connection.context) : shown(options.name),
                         connection.baseUrl,
                         connection.isTls,
                         !connection.disableCompression,
                         std::move(proxy),
                         std::move(proxyFrom),
                         options.minimumTls};
    session->mayWrite = options.mayWrite;
    session->bucket = Bucket(m_limits.perSecond, m_limits.burst);
    session->backoff = Backoff(m_limits.backoff);
    session->credentials = std::make_unique<Credentials>(
        connection, std::move(options.consents), std::move(options.environment), options.program, m_limits.files,
        [this](std::function<void()> what) { post(std::move(what)); });
    post([this, weak = std::weak_ptr(session)] { m_sessions.push_back(weak); });
    return session;
}

void Loop::add(const std::shared_ptr<SessionState>& session, Request request, Handlers handlers, std::stop_token stop,
               bool mayWrite)
{
    auto exchange = std::make_shared<Exchange>();
    exchange->id = ++m_lastId;
    exchange->session = session;
    exchange->request = std::move(request);
    exchange->handlers = std::move(handlers);
    exchange->backoff = Backoff(m_limits.backoff);
    const bool taken = post([this, exchange, stop = std::move(stop), mayWrite] {
        m_exchanges.emplace(exchange->id, exchange);
        if (auto good = allowed(exchange->request, mayWrite && exchange->session->mayWrite); !good) {
            good.error().error.where = exchange->session->endpoint.name + " " + good.error().error.where;
            return over(exchange, tl::unexpected(good.error()));
        }
        exchange->reads = isRead(exchange->request);
        exchange->until = steady_clock::now() + m_limits.patience;
        if (stop.stop_possible())
            exchange->stop = std::make_unique<std::stop_callback<std::function<void()>>>(
                stop, [this, id = exchange->id] { post([this, id] { cancel(id); }); });
        queue(exchange);
    });
    if (!taken) exchange->handlers.done(tl::unexpected(cancelled(session->endpoint.name)));
}

void Loop::run()
{
    while (true) {
        runPosted();
        if (m_ending) break;
        const Steady now = steady_clock::now();
        Steady next = std::min({runDue(now), startDue(now), lookAtOverdue(now)});
        int running = 0;
        curl_multi_perform(m_multi, &running);
        noteAnswers();
        finishDone();
        // What was put off or came to its end meanwhile may let another start.
        next = std::min(next, startDue(steady_clock::now()));
        const auto wait = std::chrono::ceil<Milliseconds>(next - steady_clock::now());
        const auto most = std::clamp(wait, Milliseconds(0), Longest);
        curl_multi_poll(m_multi, nullptr, 0, static_cast<int>(most.count()), nullptr);
    }
    for (const auto& [id, exchange] : std::exchange(m_exchanges, {})) {
        detach(*exchange);
        exchange->over = true;
        exchange->handlers.done(tl::unexpected(cancelled(exchange->session->endpoint.name)));
        exchange->handlers = {};
    }
    for (const auto& weak : m_sessions)
        if (const auto session = weak.lock()) {
            session->waiting.clear();
            session->credentials.reset();
        }
    m_timers.clear();
    std::vector<std::function<void()>> left;
    {
        const std::scoped_lock lock(m_mutex);
        m_ended = true;
        left.swap(m_posted);
    }
    for (const auto& one : left) one(); // requests that came last are told too
    m_timers.clear();
    m_sessions.clear(); // their deleters hold this loop, for as long as somebody knows of them
    for (const auto& [id, exchange] : std::exchange(m_exchanges, {}))
        if (!exchange->over) exchange->handlers.done(tl::unexpected(cancelled(exchange->session->endpoint.name)));
}

void Loop::runPosted()
{
    std::vector<std::function<void()>> posted;
    {
        const std::scoped_lock lock(m_mutex);
        posted.swap(m_posted);
    }
    for (const auto& one : posted) one();
}

/// Says when the next is due; what they start is seen to in the same round.
Steady Loop::runDue(Steady now)
{
    while (!m_timers.empty() && m_timers.begin()->first <= now) {
        const auto what = m_timers.extract(m_timers.begin());
        what.mapped()();
    }
    return m_timers.empty() ? now + Longest : m_timers.begin()->first;
}

void Loop::queue(const ExchangePtr& exchange)
{
    exchange->session->waiting.push_back(exchange);
}

void Loop::cancel(std::uint64_t id)
{
    const auto found = m_exchanges.find(id);
    if (found == m_exchanges.end()) return;
    const ExchangePtr exchange = found->second;
    detach(*exchange);
    over(exchange, tl::unexpected(cancelled(exchange->session->endpoint.name)));
}

/// Takes it off the wire and out of its session's counts.
void Loop::detach(Exchange& exchange)
{
    if (exchange.transfer) {
        curl_multi_remove_handle(m_multi, exchange.transfer->handle());
        exchange.transfer.reset();
    }
    SessionState& session = *exchange.session;
    if (exchange.counted) --session.underWay;
    exchange.counted = false;
    if (exchange.isProbe) session.probing = false;
    exchange.isProbe = false;
}

void Loop::over(const ExchangePtr& exchange, ApiResult<Reply> result)
{
    if (exchange->over) return;
    exchange->over = true;
    exchange->stop.reset();
    m_exchanges.erase(exchange->id);
    const Handlers handlers = std::exchange(exchange->handlers, {});
    if (handlers.done) handlers.done(std::move(result));
}

Steady Loop::startDue(Steady now)
{
    Steady next = now + Longest;
    for (std::size_t i = 0; i < m_sessions.size();) {
        const auto session = m_sessions[i].lock();
        if (!session) {
            m_sessions.erase(m_sessions.begin() + static_cast<std::ptrdiff_t>(i));
            continue;
        }
        next = std::min(next, startDueOf(*session, now));
        ++i;
    }
    return next;
}

/// Starts what may start, in the order in which it came; says when more may.
Steady Loop::startDueOf(SessionState& session, Steady now)
{
    Steady next = now + Longest;
    std::deque<ExchangePtr> later;
    const auto putOff = [&](const ExchangePtr& exchange, Steady due) {
        next = std::min({next, due, exchange->until});
        later.push_back(exchange);
    };
    for (const ExchangePtr& exchange : std::exchange(session.waiting, {})) {
        if (exchange->over) continue;
        if (now >= exchange->until) {
            giveUp(exchange);
            continue;
        }
        const bool patient = exchange->request.tries > 1;
        const Steady due = patient ? std::max(exchange->notBefore, session.notBefore) : exchange->notBefore;
        // Until a cluster is known to answer, one request finds out for all.
        const bool full = patient && !session.reachable && session.probing;
        const bool stream = exchange->handlers.lasts.has_value();
        if (due > now || full || (!stream && session.underWay >= m_limits.atOnce)) {
            putOff(exchange, due > now ? due : next);
            continue;
        }
        if (const auto wait = session.bucket.take(now)) {
            putOff(exchange, now + *wait);
            continue;
        }
        exchange->counted = !stream;
        if (exchange->counted) ++session.underWay;
        exchange->isProbe = !session.reachable && !session.probing;
        if (exchange->isProbe) session.probing = true;
        start(exchange);
    }
    // What `start` put back at once stands behind those that came before it.
    later.insert(later.end(), session.waiting.begin(), session.waiting.end());
    session.waiting = std::move(later);
    return next;
}

void Loop::giveUp(const ExchangePtr& exchange)
{
    SessionState& session = *exchange->session;
    if (!exchange->last) {
        const std::scoped_lock lock(session.healthMutex);
        if (session.health.state == Health::State::Unreachable) exchange->last = session.health.last;
    }
    over(exchange, tl::unexpected(exchange->last.value_or(troubleOf(
                       Trouble::Silent, "Earlier requests left this one no turn in time.", session.endpoint.name))));
}

void Loop::start(const ExchangePtr& exchange)
{
    exchange->session->credentials->get([this, exchange](ApiResult<Credential> credential) {
        if (exchange->over) return;
        if (credential) return begin(exchange, std::move(*credential));
        credential.error().error.where = exchange->session->endpoint.name;
        detach(*exchange);
        over(exchange, tl::unexpected(credential.error()));
    });
}

void Loop::begin(const ExchangePtr& exchange, Credential credential)
{
    Transfer::Sink sink;
    if (exchange->handlers.body)
        sink = [one = exchange.get()](std::string_view piece) { return one->handlers.body(piece); };
    exchange->session->secrets = credential.secrets();
    exchange->transfer =
        std::make_unique<Transfer>(exchange->session->endpoint, exchange->request, exchange->handlers.lasts,
                                   std::move(credential), m_limits, std::move(sink), exchange->handlers.begun);
    curl_easy_setopt(exchange->transfer->handle(), CURLOPT_PRIVATE, exchange.get());
    curl_multi_add_handle(m_multi, exchange->transfer->handle());
}

/// A probe has found its server: the others need not wait for its answer.
void Loop::noteAnswers()
{
    for (const auto& [id, exchange] : m_exchanges) {
        if (!exchange->isProbe || !exchange->transfer || !exchange->transfer->connected()) continue;
        isReachable(*exchange->session, Health::State::Reachable, nullptr);
        exchange->session->probing = false;
        exchange->isProbe = false;
    }
}

Steady Loop::lookAtOverdue(Steady now)
{
    Steady next = now + Longest;
    std::vector<ExchangePtr> overdue;
    for (const auto& [id, exchange] : m_exchanges) {
        if (!exchange->transfer) continue;
        if (exchange->transfer->overdue(now)) overdue.push_back(exchange);
        next = std::min(next, exchange->transfer->nextLook());
    }
    for (const ExchangePtr& exchange : overdue) finish(exchange, exchange->transfer->result(CURLE_OK));
    return next;
}

void Loop::finishDone()
{
    int left = 0;
    while (const CURLMsg* message = curl_multi_info_read(m_multi, &left)) {
        if (message->msg != CURLMSG_DONE) continue;
        Exchange* ended = nullptr;
        curl_easy_getinfo(message->easy_handle, CURLINFO_PRIVATE, &ended);
        const CURLcode code = message->data.result;
        const auto found = m_exchanges.find(ended->id);
        if (found == m_exchanges.end()) continue;
        const ExchangePtr exchange = found->second;
        finish(exchange, exchange->transfer->result(code));
    }
}

void Loop::finish(const ExchangePtr& exchange, ApiResult<Reply> result)
{
    const Steady now = steady_clock::now();
    const bool delivered = exchange->transfer->delivered();
    noteOutcome(*exchange, result, now);
    if (!result && result.error().code == 401 && result.error().trouble == Trouble::None) {
        const Credential used = exchange->transfer->credential();
        detach(*exchange);
        return refused(exchange, used, std::move(result.error()));
    }
    detach(*exchange);
    if (result) return over(exchange, std::move(result));
    const ApiError& error = result.error();
    const Attempt attempt{exchange->reads, delivered, exchange->number, exchange->request.tries};
    const bool slow =
        error.trouble == Trouble::Silent || (error.trouble == Trouble::None && error.code == GatewayTimeout);
    const Again next = slow && exchange->request.toldIfSlow ? Again::No : again(error, attempt, m_limits.retryAfter);
    if (next == Again::No) return over(exchange, std::move(result));
    if (next == Again::RetryAfter)
        exchange->notBefore = now + *error.retryAfter;
    else if (!isConnectTrouble(error)) // for that the session waits as a whole
        exchange->notBefore = now + exchange->backoff.next(now, m_chance);
    exchange->last = error;
    ++exchange->number;
    queue(exchange);
}

void Loop::noteOutcome(Exchange& exchange, const ApiResult<Reply>& result, Steady now)
{
    SessionState& session = *exchange.session;
    if (result || (result.error().trouble == Trouble::None && result.error().code != 401)) {
        isReachable(session, Health::State::Reachable, nullptr);
        session.backoff.reset();
        session.notBefore = {};
    } else if (result.error().code == 401 && result.error().trouble == Trouble::None) {
        isReachable(session, Health::State::Unauthorized, &result.error());
    } else if (isConnectTrouble(result.error())) {
        connectFailed(exchange, result.error(), now);
    }
}

void Loop::isReachable(SessionState& session, Health::State state, const ApiError* refusal)
{
    session.reachable = true;
    const std::scoped_lock lock(session.healthMutex);
    session.health.state = state;
    session.health.failures = 0;
    session.health.last = refusal == nullptr ? std::nullopt : std::optional(*refusal);
}

/// Whoever waits for the same server failed with the one that tried.
void Loop::connectFailed(Exchange& exchange, const ApiError& error, Steady now)
{
    SessionState& session = *exchange.session;
    session.reachable = false;
    {
        const std::scoped_lock lock(session.healthMutex);
        ++session.health.failures;
        session.health.state = Health::State::Unreachable;
        session.health.last = error;
    }
    if (now < session.notBefore) return; // several requests lost one connection: that is one failure
    session.notBefore = now + session.backoff.next(now, m_chance);
    if (!exchange.isProbe) return;
    const bool hopeless = again(error, {.reads = true, .delivered = false, .number = 1, .most = 2}, {}) == Again::No;
    std::deque<ExchangePtr> left;
    for (const ExchangePtr& other : std::exchange(session.waiting, {})) {
        const bool patient = other->request.tries > 1;
        if (!other->over && (!patient || (!hopeless && other->number++ < other->request.tries))) {
            other->last = error;
            left.push_back(other);
        } else
            over(other, tl::unexpected(error));
    }
    left.insert(left.end(), session.waiting.begin(), session.waiting.end());
    session.waiting = std::move(left);
}

/// 401: where there may be other credentials by now, a read is worth one more attempt with them.
void Loop::refused(const ExchangePtr& exchange, const Credential& used, ApiError error)
{
    exchange->session->credentials->refused(used, [this, exchange, error = std::move(error)](bool others) {
        if (exchange->over) return;
        if (!others || !exchange->reads || exchange->askedAgainAt401) {
            ApiError told = error;
            if (const std::string& said = exchange->session->credentials->said(); !said.empty())
                told.error.what += " The exec program said: " + said;
            return over(exchange, tl::unexpected(std::move(told)));
        }
        exchange->askedAgainAt401 = true;
        queue(exchange);
    });
}

} // namespace core::kube::detail
