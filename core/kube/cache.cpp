#include "core/kube/cache.h"

#include <algorithm>
#include <atomic>
#include <future>

namespace core::kube {
namespace {

constexpr const char* ProbePath = "/version"; // every server answers it, and it is small
constexpr int ProbeTries = 2;                 // patient: one request finds out for all parts of a session

Moment momentNow()
{
    return {std::chrono::steady_clock::now(), std::chrono::floor<Seconds>(std::chrono::system_clock::now())};
}

} // namespace

/// Used on the client's thread, `states` under its mutex.
struct Cache::Shared {
    Session session;
    std::shared_ptr<Turns> turns;
    CacheOptions options;
    std::vector<std::shared_ptr<Follower>> followers;
    std::atomic<bool> over{false};

    mutable std::mutex mutex;
    std::map<std::string, PartState> states;

    void end();
};

/// Does for one part what its reflector says.
class Cache::Follower : public std::enable_shared_from_this<Follower> {
public:
    Follower(std::shared_ptr<Shared> shared, std::string path, std::string name, CacheSink sink)
        : m_shared(std::move(shared))
        , m_path(std::move(path))
        , m_name(std::move(name))
        , m_sink(std::move(sink))
        , m_reflector(m_shared->options.reflect, m_shared->options.chance)
    {}

    void start() { run(m_reflector.start()); }

    void nudge(bool afterSleep)
    {
        if (m_doing == Step::Do::Watch && afterSleep) {
            m_nudged = true;
            m_stop.request_stop();
        } else if (m_doing == Step::Do::Nothing || m_doing == Step::Do::Wait) {
            run(m_reflector.nudge());
        }
    }

    [[nodiscard]] const std::string& name() const { return m_name; }

    void end()
    {
        m_over = true;
        ++m_waits;
        m_stop.request_stop();
        m_shared->turns->giveBack(m_turn);
        m_reflector.stop();
        publish();
    }

private:
    [[nodiscard]] bool isOver() const { return m_over || m_shared->over; }

    /// Runs it unless the cache has ended, or this does something else by now.
    template <class What>
    void wait(Milliseconds time, What what)
    {
        m_shared->session.later(time, [weak = weak_from_this(), number = ++m_waits, what = std::move(what)] {
            const auto self = weak.lock();
            if (self && !self->isOver() && self->m_waits == number) what(*self);
        });
    }

    void run(const Step& step)
    {
        m_doing = step.what;
        publish();
        const bool unserved = m_reflector.state().why == PartState::Why::NotServed;
        if (unserved && !std::exchange(m_unserved, unserved) && m_sink.unserved) m_sink.unserved();
        m_unserved = unserved;
        switch (step.what) {
        case Step::Do::Nothing: break;
        case Step::Do::Wait:
            wait(step.wait, [](Follower& self) { self.run(self.m_reflector.due(momentNow())); });
            break;
        case Step::Do::Turn: probe(); break;
        case Step::Do::List: startList(); break;
        case Step::Do::Watch: startWatch(step.resourceVersion); break;
        }
    }

    /// A cluster that does not answer takes nobody's turn.
    void probe()
    {
        if (m_shared->session.health().state == Health::State::Reachable) return askTurn();
        m_stop = {};
        Request request;
        request.path = ProbePath;
        request.tries = ProbeTries;
        m_shared->session.send(std::move(request),
                               {.body = {},
                                .done =
                                    [self = shared_from_this()](const ApiResult<Reply>& reply) {
                                        if (self->isOver()) return;
                                        const bool answered = reply || reply.error().trouble == Trouble::None;
                                        if (answered && (reply || reply.error().code != 401)) return self->askTurn();
                                        self->listed(tl::unexpected(reply.error()));
                                    }},
                               m_stop.get_token());
    }

    void askTurn()
    {
        m_turn = m_shared->turns->ask(m_shared->session.name(), [weak = weak_from_this()] {
            if (const auto self = weak.lock())
                self->wait(Milliseconds(0), [](Follower& one) { one.run(one.m_reflector.turn(momentNow())); });
        });
    }

    void startList()
    {
        m_shared->session.later(m_shared->options.lease,
                                [turns = m_shared->turns, turn = m_turn] { turns->giveBack(turn); });
        m_stop = {};
        ListRequest request;
        request.path = m_path;
        request.mayMix = false;
        request.limits = m_shared->options.limits;
        list(m_shared->session, std::move(request),
             {.item =
                  [self = shared_from_this()](const Item& item) {
                      if (!self->isOver()) self->put(item, self->m_reflector.item(item.head()));
                      return !self->isOver();
                  },
              .restart = [self = shared_from_this()] { self->m_reflector.restarted(); },
              .done = [self = shared_from_this()](const ApiResult<ListEnd>& end) { self->listed(end); }},
             m_stop.get_token());
    }

    void listed(const ApiResult<ListEnd>& end)
    {
        m_shared->turns->giveBack(m_turn);
        if (isOver()) return;
        const Step step = m_reflector.listed(
            end, momentNow(), [this](std::string_view nameSpace, std::string_view name) { gone(nameSpace, name); });
        flush(end.has_value());
        run(step);
    }

    void startWatch(const std::string& resourceVersion)
    {
        m_stop = {};
        WatchRequest request;
        request.path = m_path;
        request.resourceVersion = resourceVersion;
        request.shortest = m_shared->options.shortestWatch;
        request.slack = m_shared->options.watchSlack;
        request.limits = m_shared->options.limits;
        watch(m_shared->session, std::move(request),
              {.opened =
                   [self = shared_from_this()] {
                       if (self->isOver()) return;
                       self->m_reflector.opened(momentNow());
                       self->publish();
                   },
               .event = [self = shared_from_this()](const WatchEvent& event) { return self->observe(event); },
               .done = [self = shared_from_this()](const WatchEnd& end) { self->watched(end); }},
              m_shared->options.chance, m_stop.get_token());
    }

    bool observe(const WatchEvent& event)
    {
        if (isOver()) return false;
        const ObjectHead& head = event.item.head();
        const auto observed = m_reflector.event(event.type, head, momentNow());
        if (observed.put) put(event.item, *observed.put);
        if (observed.gone) gone(head.nameSpace, head.name);
        flushSoon();
        return observed.goOn;
    }

    void watched(const WatchEnd& end)
    {
        if (isOver()) return;
        flush(false);
        Step step = m_reflector.watched(end, momentNow());
        if (end.why == WatchEnd::Why::Stopped && step.what == Step::Do::Nothing) {
            if (m_nudged)
                step = m_reflector.nudge();
            else
                m_reflector.stop(); // the client ends
        }
        m_nudged = false;
        run(step);
    }

    void put(const Item& item, KnownObjects::Seen seen)
    {
        using Seen = KnownObjects::Seen;
        if (seen == Seen::Same) return;
        if (seen == Seen::Recreated) gone(item.head().nameSpace, item.head().name);
        m_sink.put(item, seen != Seen::Changed);
        if (++m_gathered >= m_shared->options.batch) flush(false);
    }

    void gone(std::string_view nameSpace, std::string_view name)
    {
        m_sink.gone(nameSpace, name);
        ++m_gathered;
    }

    void flushSoon()
    {
        if (m_flushing) return;
        m_flushing = true;
        m_shared->session.later(m_shared->options.flush, [weak = weak_from_this()] {
            const auto self = weak.lock();
            if (!self || self->isOver()) return;
            self->m_flushing = false;
            self->flush(false);
        });
    }

    void flush(bool whole)
    {
        if (m_gathered > 0 || whole) m_sink.flush(whole);
        m_gathered = 0;
        publish();
    }

    void publish()
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->states[m_name] = m_reflector.state();
    }

    std::shared_ptr<Shared> m_shared;
    std::string m_path;
    std::string m_name;
    CacheSink m_sink;
    Reflector m_reflector;
    Step::Do m_doing = Step::Do::Nothing;
    std::uint64_t m_waits = 0; ///< only the last one counts
    std::uint64_t m_turn = 0;
    std::size_t m_gathered = 0;
    bool m_flushing = false;
    bool m_nudged = false;
    bool m_unserved = false;
    bool m_over = false; ///< it was taken out, or the cache has ended
    std::stop_source m_stop;
};

void Cache::Shared::end()
{
    over = true;
    for (const auto& one : std::exchange(followers, {})) one->end();
}

Cache::Cache(Session session, std::shared_ptr<Turns> turns, CacheOptions options)
    : m_shared(new Shared{.session = std::move(session),
                          .turns = std::move(turns),
                          .options = std::move(options),
                          .followers = {},
                          .over = {},
                          .mutex = {},
                          .states = {}})
{
    if (!m_shared->options.chance) m_shared->options.chance = systemChance();
}

Cache::~Cache()
{
    auto ended = std::make_shared<std::promise<void>>();
    const std::future<void> future = ended->get_future();
    m_shared->session.later(Milliseconds(0), [shared = m_shared, ended] {
        shared->end();
        ended->set_value();
    });
    ended.reset(); // where the client has gone, nobody else holds it, and there is nothing to wait for
    future.wait();
    if (!m_shared->over) m_shared->end();
}

std::string Cache::add(const ApiResource& resource, const std::string& nameSpace, CacheSink sink)
{
    const std::string name = resource.fullName() + (nameSpace.empty() ? "" : "/" + nameSpace);
    {
        const std::scoped_lock lock(m_shared->mutex);
        m_shared->states.emplace(name, PartState{});
    }
    auto follower = std::make_shared<Follower>(m_shared, resource.path(nameSpace), name, std::move(sink));
    m_shared->session.later(Milliseconds(0), [shared = m_shared, follower = std::move(follower)] {
        if (shared->over) return;
        shared->followers.push_back(follower);
        follower->start();
    });
    return name;
}

std::map<std::string, PartState> Cache::parts() const
{
    const std::scoped_lock lock(m_shared->mutex);
    return m_shared->states;
}

void Cache::remove(const std::string& part)
{
    m_shared->session.later(Milliseconds(0), [shared = m_shared, part] {
        const auto at = std::find_if(shared->followers.begin(), shared->followers.end(),
                                     [&](const auto& one) { return one->name() == part; });
        if (shared->over || at == shared->followers.end()) return;
        const std::shared_ptr<Follower> follower = *at;
        shared->followers.erase(at);
        follower->end();
        const std::scoped_lock lock(shared->mutex);
        shared->states.erase(part);
    });
}

void Cache::nudge(bool afterSleep)
{
    m_shared->session.later(Milliseconds(0), [shared = m_shared, afterSleep] {
        if (shared->over) return;
        for (const auto& one : shared->followers) one->nudge(afterSleep);
    });
}

bool isKnown(const PartState& state)
{
    return state.asOf.has_value() || state.why == PartState::Why::NotServed;
}

std::string explain(const PartState& state, const ApiResource& resource)
{
    const std::string what = resource.fullName();
    const std::string because = state.error ? " " + state.error->error.what : "";
    switch (state.why) {
    case PartState::Why::Waiting:
    case PartState::Why::Listing: return "The first list of " + what + " is not complete yet.";
    case PartState::Why::Synced: return {};
    case PartState::Why::Polled:
        if (state.missing.empty()) return what + " cannot be watched here, and is listed now and then.";
        return what + " is listed now and then: " +
               needsText(state.missing, resource.group, resource.plural, {state.missing}, "ClusterRole");
    case PartState::Why::Stale: return what + " may have changed since it was last known." + because;
    case PartState::Why::Failing:
    case PartState::Why::Unauthorized: return "Unknown:" + because;
    case PartState::Why::Forbidden:
        return "Unknown: " +
               needsText(state.missing, resource.group, resource.plural, {"list", "watch"}, "ClusterRole");
    case PartState::Why::NotServed: return "The cluster does not have " + what + ".";
    case PartState::Why::Stopped: return what + " is no longer followed.";
    }
    return {};
}

} // namespace core::kube
