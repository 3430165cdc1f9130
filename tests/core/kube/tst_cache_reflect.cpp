// A list becomes a watch and a fault a list: step by step, and over thousands of faults by chance, without a network and without waiting.
#include <QTest>

#include <fstream>
#include <map>
#include <random>

#include "core/kube/cache_reflect.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_cache_reflect {

using namespace core::kube;
using namespace std::chrono_literals;
using namespace test::client;
using Why = WatchEnd::Why;
using Do = Step::Do;
using Type = WatchEvent::Type;
using Part = PartState::Why;

namespace {

Moment at(Milliseconds time)
{
    return {Steady(1h + time), core::Time(std::chrono::floor<std::chrono::seconds>(1000000s + time))};
}

ObjectHead headOf(const std::string& name, const std::string& uid, const std::string& version)
{
    return {{}, {}, "a", name, uid, version};
}

ApiError answer(int code, std::optional<core::Seconds> retryAfter = {})
{
    ApiError made = errorOf(code, "application/json", "", "c-1", {});
    made.retryAfter = retryAfter;
    return made;
}

ApiResult<ListEnd> listAt(const std::string& version)
{
    ListEnd end;
    end.resourceVersion = version;
    return end;
}

void nothingIsGone(std::string_view, std::string_view) {}

WatchEnd ended(Why why, const std::string& version, bool heard = false, std::optional<ApiError> error = {})
{
    WatchEnd end;
    end.why = why;
    end.resourceVersion = version;
    end.heard = heard;
    end.answered = heard || why == Why::Closed;
    end.error = std::move(error);
    return end;
}

std::string said(const Step& step)
{
    switch (step.what) {
    case Do::Nothing: return "rest";
    case Do::Wait: return "wait " + std::to_string(step.wait.count());
    case Do::Turn: return "turn";
    case Do::List: return "list";
    case Do::Watch: return "watch " + step.resourceVersion;
    }
    return {};
}

/// One that watches from version 100 since `time`.
struct Watching {
    explicit Watching(Milliseconds time = 0ms)
        : reflector({}, [] { return 0.0; })
    {
        static_cast<void>(reflector.start());
        static_cast<void>(reflector.due(at(time)));
        static_cast<void>(reflector.turn(at(time)));
        static_cast<void>(reflector.item(headOf("p", "u", "90")));
        static_cast<void>(reflector.listed(listAt("100"), at(time), nothingIsGone));
    }
    /// The watch ends at that time; what follows, until something is asked of the server.
    std::string end(const WatchEnd& how, Milliseconds time)
    {
        const Step step = reflector.watched(how, at(time));
        std::string text = said(step);
        if (step.what == Do::Wait) text += ", " + said(reflector.due(at(time + step.wait)));
        return text;
    }
    Reflector reflector;
};

/// A server whose objects change, and that keeps what it was like.
class ModelServer {
public:
    struct Object {
        std::string uid;
        int version;
        bool operator==(const Object&) const = default;
    };
    struct Happened {
        int version;
        Type type;
        std::string name;
        std::string uid;
    };
    using Objects = std::map<std::string, Object>;

    explicit ModelServer(std::mt19937& random)
        : m_random(random)
    {
        m_states[m_version] = {};
        for (int i = 0; i < 20; ++i) change();
    }

    void change()
    {
        const std::string name = "p" + std::to_string(m_random() % 30);
        const auto found = m_objects.find(name);
        ++m_version;
        if (found == m_objects.end()) {
            m_objects[name] = {"u" + std::to_string(m_version), m_version};
            m_history.push_back({m_version, Type::Added, name, m_objects[name].uid});
        } else if (m_random() % 3 == 0) {
            m_history.push_back({m_version, Type::Deleted, name, found->second.uid});
            m_objects.erase(found);
        } else {
            found->second.version = m_version;
            m_history.push_back({m_version, Type::Modified, name, found->second.uid});
        }
        m_states[m_version] = m_objects;
    }
    void compact() { m_compacted = m_version - static_cast<int>(m_random() % 5); }
    /// From a backup: it knows less than it did.
    void restore()
    {
        m_version = std::max(m_compacted, m_version - 1 - static_cast<int>(m_random() % 5));
        m_objects = m_states.at(m_version);
        std::erase_if(m_history, [&](const Happened& one) { return one.version > m_version; });
        m_states.erase(m_states.upper_bound(m_version), m_states.end());
    }
    [[nodiscard]] int version() const { return m_version; }
    [[nodiscard]] int compacted() const { return m_compacted; }
    [[nodiscard]] const Objects& objects() const { return m_objects; }
    [[nodiscard]] const Objects& objectsAt(int version) const { return m_states.at(version); }
    /// What happened after that version.
    [[nodiscard]] std::vector<Happened> since(int version) const
    {
        std::vector<Happened> made;
        for (const Happened& one : m_history)
            if (one.version > version) made.push_back(one);
        return made;
    }
    /// Something that happened some time before.
    [[nodiscard]] std::optional<Happened> earlierThan(int version) const
    {
        const auto later = std::find_if(m_history.begin(), m_history.end(),
                                        [&](const Happened& one) { return one.version > version; });
        const auto count = static_cast<unsigned>(later - m_history.begin());
        return count == 0 ? std::nullopt : std::optional(m_history[m_random() % count]);
    }

private:
    std::mt19937& m_random;
    int m_version = 1000;
    int m_compacted = 1000;
    Objects m_objects;
    std::vector<Happened> m_history;
    std::map<int, Objects> m_states;
};

/// A reflector, what it handed on, and a server that breaks.
class World {
public:
    explicit World(unsigned seed)
        : m_random(seed)
        , m_server(m_random)
        , m_reflector({}, [this] { return static_cast<double>(m_random() % 1000) / 1000; })
        , m_step(m_reflector.start())
    {}

    void run(int steps)
    {
        for (int i = 0; i < steps && m_fault.empty(); ++i) one();
    }
    /// Nothing breaks and nothing changes any more.
    void settle()
    {
        m_breaks = false;
        m_caughtUp = false;
        for (int i = 0; i < 50 && m_fault.empty(); ++i) {
            one();
            if (m_caughtUp) return;
        }
        if (m_fault.empty()) m_fault = "does not settle";
    }
    [[nodiscard]] const std::string& fault() const { return m_fault; }
    [[nodiscard]] const ModelServer& server() const { return m_server; }
    [[nodiscard]] const ModelServer::Objects& store() const { return m_store; }
    [[nodiscard]] PartState state() const { return m_reflector.state(); }
    int lists = 0, watches = 0, checked = 0, relistsOfDisorder = 0;

private:
    [[nodiscard]] bool chance(unsigned oneIn) { return m_breaks && m_random() % oneIn == 0; }
    [[nodiscard]] Moment now() const { return at(m_time); }
    void pass(Milliseconds time) { m_time += time; }
    void changeSome()
    {
        if (m_breaks && !m_quiet)
            for (unsigned i = m_random() % 4; i > 0; --i) m_server.change();
    }

    void one()
    {
        m_caughtUp = false;
        switch (m_step.what) {
        case Do::Nothing:
            pass(1s);
            m_step = m_reflector.nudge();
            break;
        case Do::Wait:
            pass(m_step.wait);
            changeSome();
            m_step = chance(20) ? m_reflector.nudge() : m_reflector.due(now());
            break;
        case Do::Turn:
            pass(Milliseconds(m_random() % 100));
            m_step = m_reflector.turn(now());
            break;
        case Do::List: m_step = list(); break;
        case Do::Watch: m_step = watch(std::stoi(m_step.resourceVersion)); break;
        }
        // Nobody is asked faster than a server can bear, whatever it does.
        const auto most = 3 * std::chrono::duration_cast<std::chrono::seconds>(m_time).count() + 30;
        if (lists + watches > most) m_fault = "a hot loop";
    }

    ApiError someError()
    {
        switch (m_random() % 8) {
        case 0: return answer(429, core::Seconds(m_random() % 10));
        case 1: return answer(429);
        case 2: return answer(500);
        case 3: return answer(503, core::Seconds(2));
        case 4: return answer(403);
        case 5: return answer(401);
        case 6: return answer(404);
        default: return troubleOf(m_random() % 2 == 0 ? Trouble::Connect : Trouble::Cut, "t", "c-1");
        }
    }

    Step list()
    {
        ++lists;
        // A server that is behind gives an older state.
        const auto stateNow = [&] {
            const int back = chance(4) ? static_cast<int>(m_random() % 6) : 0;
            return std::max(m_server.compacted(), m_server.version() - back);
        };
        const auto nothing = [](std::string_view, std::string_view) {};
        if (chance(5)) return m_reflector.listed(tl::unexpected(someError()), now(), nothing);
        int version = stateNow();
        for (auto all = m_server.objectsAt(version); !all.empty();) {
            if (chance(40)) return m_reflector.listed(tl::unexpected(someError()), now(), nothing);
            if (chance(60)) { // the list begins again
                m_reflector.restarted();
                version = stateNow();
                all = m_server.objectsAt(version);
                continue;
            }
            const auto first = all.extract(all.begin());
            const std::string text = std::to_string(first.mapped().version);
            handle(m_reflector.item(headOf(first.key(), first.mapped().uid, text)), first.key(), first.mapped());
            pass(1ms);
            if (chance(10)) changeSome();
        }
        m_quiet = false;
        const Step step =
            m_reflector.listed(listAt(std::to_string(version)), now(),
                               [&](std::string_view, std::string_view name) { remove(std::string(name)); });
        if (m_reflector.state().why == Part::Polled) m_caughtUp = m_store == m_server.objects();
        return step;
    }

    Step watch(int from)
    {
        ++watches;
        pass(Milliseconds(m_random() % 50));
        const std::string version = std::to_string(from);
        if (from < m_server.compacted()) return watched(Why::Expired, version, answer(410));
        if (from > m_server.version()) return watched(Why::Expired, version, answer(504)); // it is behind
        if (chance(6)) {
            const ApiError error = someError();
            return watched(whyOf(error), version, error);
        }
        m_reflector.opened(now());
        m_seen = m_last = from;
        bool heard = false;
        for (int round = 0; round < 6; ++round) {
            for (const auto& happened : m_server.since(m_seen)) {
                heard = true;
                if (!deliver(happened)) return disorder();
                if (chance(15) && !deliver(happened)) return disorder(); // once more
                if (chance(60) && !deliver(m_server.earlierThan(m_seen).value_or(happened)))
                    return disorder(); // something of old
                if (chance(25)) return watched(Why::Cut, seen(), troubleOf(Trouble::Cut, "t", "c-1"), true);
            }
            verify();
            if (chance(3)) {
                heard = true;
                static_cast<void>(m_reflector.event(Type::Bookmark, headOf("", "", std::to_string(m_seen)), now()));
            }
            if (chance(8)) m_server.compact();
            changeSome();
            pass(Milliseconds(m_random() % 20000));
            if (chance(12)) break;
        }
        if (!m_breaks) m_caughtUp = m_server.version() == m_seen;
        if (chance(15)) {
            m_server.restore();
            m_quiet =
                true; // a server that has caught up with what it forgot cannot be told from one that forgot nothing
            return watched(Why::Cut, seen(), troubleOf(Trouble::Cut, "t", "c-1"), heard);
        }
        switch (m_breaks ? m_random() % 7 : 6) {
        case 0: return watched(Why::Expired, seen(), answer(410), heard);
        case 1: return watched(Why::Garbage, seen(), troubleOf(Trouble::Malformed, "t", "c-1"), heard);
        case 2: return watched(Why::Silent, seen(), troubleOf(Trouble::Silent, "t", "c-1"), heard);
        case 3: return watched(Why::Busy, seen(), answer(500), heard);
        case 4: return watched(Why::Failed, seen(), answer(400), heard);
        default: return watched(Why::Closed, seen(), {}, heard);
        }
    }

    [[nodiscard]] std::string seen() const { return std::to_string(m_last); }

    Step watched(Why why, const std::string& version, std::optional<ApiError> error, bool heard = false)
    {
        return m_reflector.watched(ended(why, version, heard, std::move(error)), now());
    }

    Step disorder()
    {
        ++relistsOfDisorder;
        return watched(Why::Stopped, seen(), {}, true);
    }

    bool deliver(const ModelServer::Happened& happened)
    {
        const std::string version = std::to_string(happened.version);
        const auto observed = m_reflector.event(happened.type, headOf(happened.name, happened.uid, version), now());
        if (observed.put) handle(*observed.put, happened.name, {happened.uid, happened.version});
        if (observed.gone) remove(happened.name);
        m_last = happened.version;
        m_seen = std::max(m_seen, happened.version);
        return observed.goOn;
    }

    /// As a sink that has to be able to rely on what it is told.
    void handle(KnownObjects::Seen what, const std::string& name, const ModelServer::Object& object)
    {
        const auto found = m_store.find(name);
        const bool there = found != m_store.end();
        switch (what) {
        case KnownObjects::Seen::Added:
            if (there) m_fault = name + " is added twice";
            break;
        case KnownObjects::Seen::Changed:
            if (!there || found->second.uid != object.uid) m_fault = name + " is changed and was not there";
            break;
        case KnownObjects::Seen::Recreated:
            if (!there || found->second.uid == object.uid) m_fault = name + " is not another";
            break;
        case KnownObjects::Seen::Same:
            if (!there || found->second != object) m_fault = name + " is not the same";
            return;
        }
        m_store[name] = object;
    }
    void remove(const std::string& name)
    {
        if (m_store.erase(name) == 0) m_fault = name + " is gone and was not there";
    }
    /// All that happened was delivered, in order.
    void verify()
    {
        ++checked;
        if (m_store != m_server.objects())
            m_fault = "the store is not what the server has, step " + std::to_string(checked);
        if (m_reflector.state().objects != m_store.size()) m_fault = "miscounted";
    }

    std::mt19937 m_random;
    ModelServer m_server;
    ModelServer::Objects m_store;
    Reflector m_reflector;
    Step m_step;
    Milliseconds m_time{0};
    std::string m_fault;
    int m_seen = 0; ///< the newest that was delivered
    int m_last = 0; ///< the last
    bool m_breaks = true;
    bool m_quiet = false;
    bool m_caughtUp = false;
};

} // namespace

class TestCacheReflect : public QObject {
    Q_OBJECT

private slots:
    void listsThenWatches();
    void watchesEndAndGoOn_data();
    void watchesEndAndGoOn();
    void listsFailAndRest_data();
    void listsFailAndRest();
    void oldRowsStayUntilTheNewListIsThere();
    void eventsAreIdempotent();
    void whatIsOlderIsNotTrusted();
    void aRestoredServerIsListedAnew();
    void expiredTwiceWaits();
    void backoffGrows();
    void streamsHeldBackArePolled();
    void whatCannotBeWatchedIsPolled();
    void nudgesBeginAgain();
    void versionsThatAreNoNumbers();
    void nothingIsLostOrDoubled_data();
    void nothingIsLostOrDoubled();
    void objectsTakeLittleMemory();
};

void TestCacheReflect::listsThenWatches()
{
    Reflector reflector({}, [] { return 0.5; });
    QCOMPARE(said(reflector.start()), "wait 500");
    QVERIFY(reflector.state().why == Part::Waiting);
    QCOMPARE(said(reflector.due(at(500ms))), "turn");
    QCOMPARE(said(reflector.turn(at(700ms))), "list");
    QVERIFY(reflector.state().why == Part::Listing);
    QVERIFY(reflector.item(headOf("p", "u", "7")) == KnownObjects::Seen::Added);
    QVERIFY(reflector.item(headOf("", "u", "7")) == KnownObjects::Seen::Same);    // it is none
    QVERIFY(reflector.item(headOf("a/b", "u", "7")) == KnownObjects::Seen::Same); // nor is this
    QCOMPARE(said(reflector.listed(listAt("100"), at(900ms), nothingIsGone)), "watch 100");
    const PartState state = reflector.state();
    QVERIFY(state.why == Part::Synced);
    QCOMPARE(state.asOf->time_since_epoch().count(), 1000000);
    QCOMPARE(state.objects, 1U);
    QVERIFY(!state.error);
}

void TestCacheReflect::watchesEndAndGoOn_data()
{
    QTest::addColumn<WatchEnd>("end");
    QTest::addColumn<int>("after"); // seconds since it began
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, WatchEnd end, int after, const char* wanted, Part state) {
        QTest::newRow(name) << std::move(end) << after << QByteArray(wanted) << static_cast<int>(state);
    };
    const auto trouble = [](Trouble kind) { return troubleOf(kind, "t", "c-1"); };
    row("fault 2: expired", ended(Why::Expired, "110", true, answer(410)), 60, "wait 0, turn", Part::Stale);
    row("fault 2: expired at once", ended(Why::Expired, "100", false, answer(410)), 0, "wait 800, turn", Part::Stale);
    row("fault 3: too large", ended(Why::Expired, "100", false, answer(504)), 60, "wait 0, turn", Part::Stale);
    row("fault 7: busy, with a wait", ended(Why::Busy, "100", false, answer(429, core::Seconds(7))), 9,
        "wait 7000, watch 100", Part::Stale);
    row("fault 7: busy, with a very long wait", ended(Why::Busy, "100", false, answer(429, core::Seconds(9999))), 9,
        "wait 300000, watch 100", Part::Stale);
    row("fault 8: busy", ended(Why::Busy, "100", false, answer(429)), 9, "wait 800, watch 100", Part::Stale);
    row("fault 12: nobody there", ended(Why::Unreachable, "100", false, trouble(Trouble::Connect)), 9,
        "wait 800, watch 100", Part::Stale);
    row("fault 13: cut after events", ended(Why::Cut, "107", true, trouble(Trouble::Cut)), 9, "wait 0, watch 107",
        Part::Stale);
    row("fault 13: cut at once", ended(Why::Cut, "100", false, trouble(Trouble::Cut)), 0, "wait 800, watch 100",
        Part::Stale);
    row("fault 39: another authority", ended(Why::Unreachable, "100", false, trouble(Trouble::Certificate)), 9,
        "wait 800, watch 100", Part::Stale);
    row("fault 16: closed soon, with events", ended(Why::Closed, "107", true), 0, "wait 1000, watch 107", Part::Synced);
    row("fault 16: closed", ended(Why::Closed, "107", true), 400, "wait 0, watch 107", Part::Synced);
    row("fault 16: closed without an event", ended(Why::Closed, "100"), 400, "wait 0, watch 100", Part::Synced);
    row("fault 17: closed at once", ended(Why::Closed, "100"), 0, "wait 800, turn", Part::Stale);
    row("fault 18: silent", ended(Why::Silent, "105", true, trouble(Trouble::Silent)), 600, "wait 0, watch 105",
        Part::Stale);
    row("fault 20: garbage", ended(Why::Garbage, "105", true, trouble(Trouble::Malformed)), 60, "wait 800, turn",
        Part::Stale);
    row("fault 22: 500 as an event", ended(Why::Busy, "105", true, answer(500)), 60, "wait 800, watch 105",
        Part::Stale);
    row("fault 22: 400 as an event", ended(Why::Failed, "105", true, answer(400)), 60, "wait 800, turn", Part::Stale);
    row("fault 43: unauthorized", ended(Why::Unauthorized, "100", false, answer(401)), 60, "rest", Part::Unauthorized);
    row("not served", ended(Why::NotServed, "100", false, answer(404)), 60, "wait 800, turn", Part::Stale);
    row("fault 63: denied", ended(Why::Denied, "100", false, answer(403)), 0, "wait 60000, turn", Part::Polled);
    row("405", ended(Why::NotServed, "100", false, answer(405)), 0, "wait 60000, turn", Part::Polled);
    row("the client ends", ended(Why::Stopped, "100"), 60, "rest", Part::Synced);
}

void TestCacheReflect::watchesEndAndGoOn()
{
    QFETCH(WatchEnd, end);
    QFETCH(int, after);
    QFETCH(QByteArray, wanted);
    QFETCH(int, state);
    Watching one;
    QCOMPARE(QByteArray::fromStdString(one.end(end, std::chrono::seconds(after))), wanted);
    QCOMPARE(static_cast<int>(one.reflector.state().why), state);
    QCOMPARE(one.reflector.state().objects, 1U); // what is known stays
    QCOMPARE(one.reflector.state().asOf->time_since_epoch().count(), 1000000);
    if (state == static_cast<int>(Part::Stale)) QCOMPARE(one.reflector.state().error, end.error);
}

void TestCacheReflect::listsFailAndRest_data()
{
    QTest::addColumn<ApiError>("error");
    QTest::addColumn<QByteArray>("wanted");
    QTest::addColumn<int>("state");
    const auto row = [](const char* name, ApiError error, const char* wanted, Part state) {
        QTest::newRow(name) << std::move(error) << QByteArray(wanted) << static_cast<int>(state);
    };
    row("fault 1: expired, without a version", answer(410), "wait 800", Part::Failing);
    row("fault 9: 503 with a wait", answer(503, core::Seconds(5)), "wait 5000", Part::Failing);
    row("fault 10: 500", answer(500), "wait 800", Part::Failing);
    row("fault 12: nobody there", troubleOf(Trouble::Connect, "t", "c-1"), "wait 800", Part::Failing);
    row("fault 14: cut", troubleOf(Trouble::Cut, "t", "c-1"), "wait 800", Part::Failing);
    row("fault 38: certificate", troubleOf(Trouble::Certificate, "t", "c-1"), "wait 800", Part::Failing);
    row("no credentials", troubleOf(Trouble::Credentials, "t", "c-1"), "wait 800", Part::Failing);
    row("fault 43: unauthorized", answer(401), "rest", Part::Unauthorized);
    row("not served", answer(404), "rest", Part::NotServed);
    row("fault 63: forbidden", answer(403), "rest", Part::Forbidden);
    row("cancelled", troubleOf(Trouble::Cancelled, "t", "c-1"), "rest", Part::Stopped);
}

void TestCacheReflect::listsFailAndRest()
{
    QFETCH(ApiError, error);
    QFETCH(QByteArray, wanted);
    QFETCH(int, state);
    Reflector reflector({}, [] { return 0.0; });
    static_cast<void>(reflector.start());
    static_cast<void>(reflector.turn(at(0ms)));
    QCOMPARE(QByteArray::fromStdString(said(reflector.listed(tl::unexpected(error), at(0ms), nothingIsGone))), wanted);
    QCOMPARE(static_cast<int>(reflector.state().why), state);
    QVERIFY(!reflector.state().asOf);
    QCOMPARE(reflector.state().missing, state == static_cast<int>(Part::Forbidden) ? "list" : "");
    if (wanted != "rest") QCOMPARE(said(reflector.due(at(9s))), "turn");
}

/// faults 2, 26: a delete that nobody told is seen by the next list, and not before it is whole.
void TestCacheReflect::oldRowsStayUntilTheNewListIsThere()
{
    Watching one;
    static_cast<void>(one.end(ended(Why::Expired, "100", false, answer(410)), 60s));
    std::string gone;
    const auto note = [&](std::string_view nameSpace, std::string_view name) {
        gone.append(nameSpace).append("/").append(name);
    };
    static_cast<void>(one.reflector.turn(at(60s)));
    static_cast<void>(one.reflector.item(headOf("q", "v", "120")));
    static_cast<void>(one.reflector.listed(tl::unexpected(troubleOf(Trouble::Cut, "t", "c-1")), at(61s), note));
    QCOMPARE(gone, "");
    QCOMPARE(one.reflector.state().objects, 2U);
    static_cast<void>(one.reflector.turn(at(62s)));
    QVERIFY(one.reflector.item(headOf("q", "v", "120")) == KnownObjects::Seen::Same);
    QCOMPARE(said(one.reflector.listed(listAt("130"), at(63s), note)), "watch 130");
    QCOMPARE(gone, "a/p");
    QVERIFY(one.reflector.state().why == Part::Synced);
}

/// faults 4, 23, 24, 25, 27.
void TestCacheReflect::eventsAreIdempotent()
{
    using Seen = KnownObjects::Seen;
    Watching one;
    const auto put = [&](Type type, const char* name, const char* uid, const char* version) {
        return one.reflector.event(type, headOf(name, uid, version), at(1s)).put;
    };
    QVERIFY(put(Type::Modified, "p", "u", "101") == Seen::Changed);
    QVERIFY(!put(Type::Modified, "p", "u", "101"));
    QVERIFY(!put(Type::Added, "p", "u", "101"));
    QVERIFY(put(Type::Modified, "new", "w", "102") == Seen::Added);
    QVERIFY(put(Type::Added, "p", "other", "103") == Seen::Recreated);
    const auto bookmark = one.reflector.event(Type::Bookmark, headOf("", "", "110"), at(5s));
    QVERIFY(!bookmark.put && !bookmark.gone && bookmark.goOn);
    QCOMPARE(one.reflector.state().asOf->time_since_epoch().count(), 1000005);
    QVERIFY(one.reflector.event(Type::Deleted, headOf("p", "other", "111"), at(6s)).gone);
    const auto again = one.reflector.event(Type::Deleted, headOf("p", "other", "112"), at(6s));
    QVERIFY(!again.gone && !again.put && again.goOn);
    QCOMPARE(one.reflector.state().objects, 1U);
}

/// fault 28.
void TestCacheReflect::whatIsOlderIsNotTrusted()
{
    Watching one;
    QVERIFY(one.reflector.event(Type::Modified, headOf("p", "u", "105"), at(1s)).goOn);
    const auto older = one.reflector.event(Type::Modified, headOf("p", "u", "104"), at(1s));
    QVERIFY(older.put && !older.goOn);
    QCOMPARE(one.end(ended(Why::Stopped, "104", true), 60s), "wait 800, turn");
    QVERIFY(one.reflector.state().why == Part::Stale);
    QCOMPARE(said(one.reflector.nudge()), "wait 0"); // it is a list that is wanted, whatever happens before
    QCOMPARE(said(one.reflector.due(at(61s))), "turn");

    Watching old; // a server of old: the version that the object had last
    QVERIFY(old.reflector.event(Type::Added, headOf("q", "v", "105"), at(1s)).goOn);
    const auto deleted = old.reflector.event(Type::Deleted, headOf("p", "u", "90"), at(1s));
    QVERIFY(deleted.gone && deleted.goOn);
    QVERIFY(old.reflector.event(Type::Added, headOf("r", "x", "106"), at(1s)).goOn);
    QVERIFY(!old.reflector.event(Type::Deleted, headOf("q", "v", "99"), at(1s)).goOn); // it has another version by now
}

/// fault 29: a server that was restored gives versions again that it gave before, to other objects.
void TestCacheReflect::aRestoredServerIsListedAnew()
{
    Watching one;
    ApiError tooLarge = answer(504);
    tooLarge.causes.push_back({"ResourceVersionTooLarge", "", ""});
    QVERIFY(tooLarge.isVersionTooLarge());
    QCOMPARE(one.end(ended(Why::Expired, "100", false, tooLarge), 60s), "wait 0, turn");
    QCOMPARE(said(one.reflector.turn(at(60s))), "list");
    QVERIFY(one.reflector.item(headOf("p", "u", "90")) == KnownObjects::Seen::Changed);
    QCOMPARE(said(one.reflector.listed(listAt("95"), at(61s), nothingIsGone)), "watch 95");
    QVERIFY(one.reflector.event(Type::Modified, headOf("p", "u", "96"), at(62s)).goOn);
}

/// fault 2: at once first, with a wait where it happens again.
void TestCacheReflect::expiredTwiceWaits()
{
    Watching one;
    QCOMPARE(one.end(ended(Why::Expired, "100", false, answer(410)), 60s), "wait 0, turn");
    static_cast<void>(one.reflector.turn(at(60s)));
    QCOMPARE(said(one.reflector.listed(listAt("130"), at(61s), nothingIsGone)), "watch 130");
    QCOMPARE(one.end(ended(Why::Expired, "130", false, answer(410)), 62s), "wait 800, turn");
}

void TestCacheReflect::backoffGrows()
{
    Watching one;
    std::string waits;
    for (int i = 0; i < 8; ++i)
        waits += one.end(ended(Why::Unreachable, "100", false, troubleOf(Trouble::Connect, "t", "c-1")), 60s) + ";";
    QCOMPARE(waits, "wait 800, watch 100;wait 1600, watch 100;wait 3200, watch 100;wait 6400, watch 100;"
                    "wait 12800, watch 100;wait 25600, watch 100;wait 30000, watch 100;wait 30000, watch 100;");
}

/// fault 55: a proxy that keeps streams back.
void TestCacheReflect::streamsHeldBackArePolled()
{
    Watching one;
    const WatchEnd silent = ended(Why::Silent, "100", false, troubleOf(Trouble::Silent, "t", "c-1"));
    QVERIFY(one.end(silent, 600s).ends_with("watch 100"));
    QCOMPARE(one.end(silent, 1200s), "wait 0, turn");
    for (int i = 1; i < 5; ++i) {
        static_cast<void>(one.reflector.turn(at(1200s)));
        QCOMPARE(said(one.reflector.listed(listAt("200"), at(1200s), nothingIsGone)), "wait 60000");
        QVERIFY(one.reflector.state().why == Part::Polled);
        QCOMPARE(said(one.reflector.due(at(1260s))), "turn");
    }
    static_cast<void>(one.reflector.turn(at(1500s)));
    QCOMPARE(said(one.reflector.listed(listAt("300"), at(1500s), nothingIsGone)), "watch 300"); // once more
}

void TestCacheReflect::whatCannotBeWatchedIsPolled()
{
    Watching denied;
    static_cast<void>(denied.end(ended(Why::Denied, "100", false, answer(403)), 60s));
    QCOMPARE(denied.reflector.state().missing, "watch");
    static_cast<void>(denied.reflector.turn(at(120s)));
    QCOMPARE(said(denied.reflector.listed(listAt("130"), at(121s), nothingIsGone)), "wait 60000");
    QCOMPARE(denied.reflector.state().missing, "watch");
    QCOMPARE(denied.reflector.state().asOf->time_since_epoch().count(), 1000121);

    Reflector versionless({}, [] { return 0.5; }); // metrics.k8s.io
    static_cast<void>(versionless.start());
    static_cast<void>(versionless.turn(at(0ms)));
    QCOMPARE(said(versionless.listed(listAt(""), at(0ms), nothingIsGone)), "wait 90000");
}

/// faults 43, 63, 75: nothing is tried again by itself, and everything when somebody says so; after a sleep not all at one moment.
void TestCacheReflect::nudgesBeginAgain()
{
    Watching one;
    QCOMPARE(one.end(ended(Why::Unauthorized, "105", false, answer(401)), 60s), "rest");
    QCOMPARE(said(one.reflector.nudge()), "wait 0");
    QCOMPARE(said(one.reflector.due(at(61s))), "watch 105");

    Reflector forbidden({}, [] { return 0.25; });
    static_cast<void>(forbidden.start());
    static_cast<void>(forbidden.turn(at(0ms)));
    QCOMPARE(said(forbidden.listed(tl::unexpected(answer(403)), at(0ms), nothingIsGone)), "rest");
    QCOMPARE(said(forbidden.nudge()), "wait 250");
    QCOMPARE(said(forbidden.due(at(1s))), "turn");
}

void TestCacheReflect::versionsThatAreNoNumbers()
{
    Watching one;
    for (const char* version : {"b3BhcXVl", "a", "0x10", "007", "99999999999999999999999"})
        QVERIFY(one.reflector.event(Type::Modified, headOf("p", "u", version), at(1s)).put &&
                one.reflector.event(Type::Modified, headOf("p", "u", version), at(1s)).goOn);
    // Without any, every one counts.
    QVERIFY(one.reflector.event(Type::Modified, headOf("p", "u", ""), at(1s)).put);
    QVERIFY(one.reflector.event(Type::Modified, headOf("p", "u", ""), at(1s)).put);
}

void TestCacheReflect::nothingIsLostOrDoubled_data()
{
    QTest::addColumn<unsigned>("from");
    for (unsigned from = 0; from < 1000; from += 100) QTest::newRow(std::to_string(from).c_str()) << from;
}

/// fault 29, by chance, among all the others.
void TestCacheReflect::nothingIsLostOrDoubled()
{
    QFETCH(unsigned, from);
    int lists = 0;
    int checked = 0;
    int disorder = 0;
    for (unsigned seed = from; seed < from + 100; ++seed) {
        World world(seed);
        world.run(150);
        world.settle();
        QVERIFY2(world.fault().empty(), ("seed " + std::to_string(seed) + ": " + world.fault()).c_str());
        QVERIFY(world.store() == world.server().objects());
        lists += world.lists;
        checked += world.checked;
        disorder += world.relistsOfDisorder;
    }
    // The faults do happen.
    QVERIFY2(lists > 1000 && checked > 1000 && disorder > 50,
             (std::to_string(lists) + " " + std::to_string(checked) + " " + std::to_string(disorder)).c_str());
}

void TestCacheReflect::objectsTakeLittleMemory()
{
#ifdef BERTH_SANITIZED
    QSKIP("a sanitizer keeps what is freed");
#endif
    const auto resident = [] {
        std::ifstream in("/proc/self/statm");
        std::size_t all = 0;
        std::size_t here = 0;
        in >> all >> here;
        return here * 4096;
    };
    constexpr std::size_t Count = 100000;
    const std::size_t before = resident();
    KnownObjects known;
    for (std::size_t i = 0; i < Count; ++i) {
        const std::string name = "qwen3-8b-7d9f8c6b5d-" + std::to_string(100000 + i);
        static_cast<void>(known.see({{}, {}, "team-shop", name, name, "50000000"}));
    }
    QCOMPARE(known.size(), Count);
    const std::size_t each = (resident() - before) / Count;
    QVERIFY2(each < 180, std::to_string(each).c_str());
}

BERTH_TEST(TestCacheReflect)

} // namespace tst_cache_reflect

#include "tst_cache_reflect.moc"
