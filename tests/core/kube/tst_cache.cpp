// Caches against a server that changes and breaks; many of them at once; and the rights that they need.
#include <QTest>

#include <condition_variable>
#include <set>

#include "core/kube/cache.h"
#include "core/text/yaml.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_cache {

using namespace core::kube;
using namespace std::chrono_literals;
using namespace test::client;
using Part = PartState::Why;

namespace {

/// Objects, and what happened to them; lists and watches of them, as an API server answers.
class Api {
public:
    void put(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        const bool isNew = m_objects.find(name) == m_objects.end();
        m_objects[name] = ++m_version;
        m_history.push_back({m_version, eventText(isNew ? "ADDED" : "MODIFIED", name, m_version)});
        m_changed.notify_all();
    }
    void remove(const std::string& name)
    {
        const std::scoped_lock lock(m_mutex);
        if (m_objects.erase(name) == 0) return;
        ++m_version;
        m_history.push_back({m_version, eventText("DELETED", name, m_version)});
        m_changed.notify_all();
    }
    void cutAll()
    {
        const std::scoped_lock lock(m_mutex);
        ++m_cuts;
        m_changed.notify_all();
    }
    void compact()
    {
        const std::scoped_lock lock(m_mutex);
        m_compacted = m_version;
    }
    [[nodiscard]] std::map<std::string, int> objects() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_objects;
    }

    void serve(const StubRequest& request, StubConnection& to)
    {
        if (request.path() == "/version") return to.answer(200, "{}");
        if (request.asks("watch=1")) return watch(request, to);
        std::string text;
        {
            const std::scoped_lock lock(m_mutex);
            for (const auto& [name, version] : m_objects) text += (text.empty() ? "" : ",") + objectText(name, version);
            text = json("{'kind':'PodList','apiVersion':'v1','metadata':{'resourceVersion':'") +
                   std::to_string(m_version) + json("'},'items':[") + text + "]}";
        }
        to.answer(200, text);
    }

private:
    static std::string objectText(const std::string& name, int version)
    {
        return json("{'metadata':{'name':'" + name + "','namespace':'a','uid':'u-" + name + "','resourceVersion':'" +
                    std::to_string(version) + "'}}");
    }
    static std::string eventText(const std::string& type, const std::string& name, int version)
    {
        return json("{'type':'" + type + "','object':") + objectText(name, version) + "}\n";
    }
    void watch(const StubRequest& request, StubConnection& to)
    {
        int from = std::stoi(request.target.substr(request.target.find("resourceVersion=") + 16));
        std::unique_lock lock(m_mutex);
        if (from < m_compacted) return to.answer(410, json("{'kind':'Status','reason':'Expired','code':410}"));
        const int cuts = m_cuts;
        to.begin(200);
        for (bool open = true; open && cuts == m_cuts;) {
            std::string text;
            for (const auto& [version, event] : m_history)
                if (version > from) text += event;
            from = m_version;
            lock.unlock();
            // Without anything to say it says so, to find out whether the client is there.
            open = to.piece(text.empty() ? "\n" : text);
            lock.lock();
            if (cuts == m_cuts) m_changed.wait_for(lock, 10ms);
        }
        if (cuts % 2 == 0) // half an event, too
            to.piece(json("{'type':'DELETED','object':{'metadata':{'name':'p1'"));
        to.close();
    }

    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, int> m_objects;
    std::vector<std::pair<int, std::string>> m_history;
    int m_version = 100;
    int m_compacted = 0;
    int m_cuts = 0;
};

/// What a part's sink was told, and the wait until it is as wanted.
class Told {
public:
    CacheSink sink()
    {
        return batched<int>(
            [](const Item& item) -> std::optional<int> { return std::stoi(std::string(item.head().resourceVersion)); },
            [this](const std::vector<Change<int>>& changes, bool whole) {
                const std::scoped_lock lock(m_mutex);
                for (const auto& change : changes) {
                    if (change.value)
                        m_objects[change.name] = *change.value;
                    else if (m_objects.erase(change.name) == 0)
                        m_wrong = true;
                }
                m_wholes += whole ? 1 : 0;
                m_changed.notify_all();
            });
    }
    bool becomes(const std::map<std::string, int>& wanted)
    {
        return comes([&] { return m_objects == wanted; });
    }
    bool isWhole(int times = 1)
    {
        return comes([&] { return m_wholes >= times; });
    }
    [[nodiscard]] bool wrong() const
    {
        const std::scoped_lock lock(m_mutex);
        return m_wrong;
    }

private:
    bool comes(const std::function<bool()>& what)
    {
        std::unique_lock lock(m_mutex);
        return m_changed.wait_for(lock, 20s, what);
    }
    mutable std::mutex m_mutex;
    std::condition_variable m_changed;
    std::map<std::string, int> m_objects;
    int m_wholes = 0;
    bool m_wrong = false;
};

CacheOptions quick()
{
    CacheOptions options;
    options.reflect.spread = 5ms;
    options.reflect.pace = 1ms;
    options.reflect.quickRelist = 0ms;
    options.reflect.backoff = {2ms, 10ms, 1000ms};
    options.flush = 5ms;
    return options;
}

ApiResource resource(const std::string& plural, const std::string& group = {})
{
    ApiResource made;
    made.group = group;
    made.version = "v1";
    made.plural = plural;
    made.namespaced = true;
    return made;
}

Connection plainTo(const StubServer& server)
{
    return connectionTo("http://127.0.0.1:" + std::to_string(server.port()), "", "token: t", false);
}

/// Until it holds; states come from another thread.
bool soon(const std::function<bool()>& holds)
{
    return QTest::qWaitFor(holds, 20000);
}

} // namespace

class TestCache : public QObject {
    Q_OBJECT

private slots:
    void followsWhatHappens();
    void whatIsForbiddenCostsNothingElse();
    void whatCannotBeWatchedIsListed();
    void afterASleepWatchesBeginAgain();
    void aHundredDoNotComeAtOnce();
    void deadClustersTakeNoTurns();
    void endsInAnyOrder();
    void batchesKeepTheirOrder();
    void turnsAreFair();
    void rolesAreMadeFromTheTable();
    void rolesOfAPlaceReplaceNoneOfTheOther();
    void statesAreExplained();
};

/// Changes while the server cuts, forgets and refuses; at the end all is there.
/// fault 5: a list comes first, and never as a stream.
void TestCache::followsWhatHappens()
{
    Api api;
    std::atomic<int> asked{0};
    const StubServer server(std::nullopt, [&](const StubRequest& request, StubConnection& to) {
        const int number = ++asked;
        if (number % 5 == 4) return to.answer(number % 2 == 0 ? 500 : 429, "");
        if (number % 7 == 6) return to.close();
        api.serve(request, to);
    });
    for (int i = 0; i < 50; ++i) api.put("p" + std::to_string(i));
    const Open open(plainTo(server));
    Told told;
    Cache cache(open.session, std::make_shared<Turns>(), quick());
    QCOMPARE(cache.add(resource("pods"), {}, told.sink()), "pods");
    QVERIFY(told.becomes(api.objects()));
    for (int round = 0; round < 30; ++round) {
        for (int i = 0; i < 10; ++i) {
            api.put("p" + std::to_string((round * 7 + i * 3) % 60));
            api.remove("p" + std::to_string((round * 5 + i) % 60));
        }
        if (round % 3 == 0) api.compact();
        if (round % 2 == 0) api.cutAll();
        if (round % 5 == 0) QVERIFY(told.becomes(api.objects()));
    }
    QVERIFY(told.becomes(api.objects()));
    QVERIFY(!told.wrong());
    for (const StubRequest& one : server.requests()) QVERIFY(!one.asks("sendInitialEvents"));
    QVERIFY(soon([&] { return cache.parts().at("pods").why == Part::Synced; }));
    const PartState state = cache.parts().at("pods");
    QCOMPARE(state.objects, api.objects().size());
    QVERIFY(state.asOf && !state.error);
}

/// fault 63, and the way back.
void TestCache::whatIsForbiddenCostsNothingElse()
{
    Api api;
    api.put("p");
    std::atomic<bool> may{false};
    const StubServer server(std::nullopt, [&](const StubRequest& request, StubConnection& to) {
        if (request.path().ends_with("nodes") && !may)
            return to.answer(403,
                             json("{'kind':'Status','reason':'Forbidden','code':403,'message':'nodes is forbidden'}"));
        api.serve(request, to);
    });
    const Open open(plainTo(server));
    Told pods;
    Told nodes;
    Cache cache(open.session, std::make_shared<Turns>(), quick());
    cache.add(resource("nodes"), {}, nodes.sink());
    cache.add(resource("pods"), "shop", pods.sink());
    QVERIFY(pods.becomes(api.objects()));
    QVERIFY(soon([&] { return cache.parts().at("nodes").why == Part::Forbidden; }));
    const PartState state = cache.parts().at("nodes");
    QVERIFY(!state.asOf);
    QCOMPARE(state.missing, "list");
    const std::string text = explain(state, resource("nodes"));
    QVERIFY2(holds(text, "needs `list nodes`") && holds(text, ruleFor("", "nodes")), text.c_str());
    QVERIFY(cache.parts().contains("pods/shop"));
    may = true;
    cache.nudge();
    QVERIFY(nodes.becomes(api.objects()));
    int lists = 0;
    for (const StubRequest& one : server.requests())
        lists += one.path() == "/api/v1/nodes" && !one.asks("watch=1") ? 1 : 0;
    QCOMPARE(lists, 2); // nothing was tried in between
    const auto all = server.requests();
    QVERIFY(std::any_of(all.begin(), all.end(),
                        [](const StubRequest& one) { return one.path() == "/api/v1/namespaces/shop/pods"; }));
}

void TestCache::whatCannotBeWatchedIsListed()
{
    Api api;
    api.put("p");
    const StubServer server(std::nullopt, [&](const StubRequest& request, StubConnection& to) {
        if (request.asks("watch=1")) return to.answer(405, "");
        api.serve(request, to);
    });
    const Open open(plainTo(server));
    Told told;
    CacheOptions options = quick();
    options.reflect.poll = 5ms;
    Cache cache(open.session, std::make_shared<Turns>(), options);
    cache.add(resource("pods", "metrics.k8s.io"), {}, told.sink());
    QVERIFY(told.becomes(api.objects()));
    api.put("q");
    api.remove("p");
    QVERIFY(told.becomes(api.objects()));
    QVERIFY(soon([&] { return cache.parts().at("pods.metrics.k8s.io").why == Part::Polled; }));
}

/// fault 75.
void TestCache::afterASleepWatchesBeginAgain()
{
    Api api;
    api.put("p");
    const StubServer server(std::nullopt,
                            [&](const StubRequest& request, StubConnection& to) { api.serve(request, to); });
    const Open open(plainTo(server));
    Told told;
    Cache cache(open.session, std::make_shared<Turns>(), quick());
    cache.add(resource("pods"), {}, told.sink());
    const auto watches = [&] {
        const auto all = server.requests();
        return std::count_if(all.begin(), all.end(), [](const StubRequest& one) { return one.asks("watch=1"); });
    };
    QVERIFY(soon([&] { return watches() == 1; }));
    cache.nudge(); // it is in order, and goes on
    cache.nudge(true);
    QVERIFY(soon([&] { return watches() == 2; }));
    api.put("q");
    QVERIFY(told.becomes(api.objects()));
    QVERIFY(server.requests().back().asks("resourceVersion=101"));
}

void TestCache::aHundredDoNotComeAtOnce()
{
    std::mutex mutex;
    std::condition_variable met;
    int now = 0;
    int most = 0;
    const StubServer server(std::nullopt, [&](const StubRequest& request, StubConnection& to) {
        if (request.path() == "/version") return to.answer(200, "{}");
        if (request.asks("watch=1")) return to.hang();
        to.begin(200);
        to.piece(json("{'kind':'PodList','metadata':{'resourceVersion':'7'},'items':["));
        {
            std::unique_lock lock(mutex);
            most = std::max(most, ++now);
            met.notify_all();
            met.wait_for(lock, 20s, [&] { return most >= 5; }); // the first ones wait for each other
            --now;                                              // before its end is told: behind it the next may begin
        }
        to.piece("]}");
        to.piece("");
    });
    const Client client({quickLimits(), {}});
    const auto turns = std::make_shared<Turns>(5);
    std::vector<std::unique_ptr<Told>> told;
    std::vector<std::unique_ptr<Cache>> caches;
    for (int i = 0; i < 100; ++i) {
        const auto session = client.open(plainTo(server), named("c-" + std::to_string(i)));
        told.push_back(std::make_unique<Told>());
        caches.push_back(std::make_unique<Cache>(*session, turns, quick()));
        caches.back()->add(resource("pods"), {}, told.back()->sink());
    }
    for (const auto& one : told) QVERIFY(one->isWhole());
    const std::scoped_lock lock(mutex);
    QCOMPARE(most, 5);
}

/// fault 76.
void TestCache::deadClustersTakeNoTurns()
{
    Api api;
    api.put("p");
    const StubServer dead(std::nullopt, [](const StubRequest&, StubConnection& to) { to.hang(); });
    const StubServer live(std::nullopt,
                          [&](const StubRequest& request, StubConnection& to) { api.serve(request, to); });
    const Client client({quickLimits(), {}});
    const auto turns = std::make_shared<Turns>(1);
    std::vector<std::unique_ptr<Cache>> caches;
    Told none;
    for (int i = 0; i < 10; ++i) {
        const std::string nobody = "http://127.0.0.1:" + std::to_string(test::closedPort());
        const auto session =
            client.open(i % 2 == 0 ? plainTo(dead) : connectionTo(nobody, "", "token: t", false), named("dead"));
        caches.push_back(std::make_unique<Cache>(*session, turns, quick()));
        caches.back()->add(resource("pods"), {}, none.sink());
    }
    QVERIFY(soon([&] { return dead.count() >= 1; }));
    Told told;
    Cache cache(*client.open(plainTo(live), named("live")), turns, quick());
    cache.add(resource("pods"), {}, told.sink());
    QVERIFY(told.becomes(api.objects()));
    QVERIFY(soon([&] { return caches[1]->parts().at("pods").why == Part::Failing; }));
    QVERIFY(caches[1]->parts().at("pods").error->trouble == Trouble::Connect);
    QVERIFY(!none.wrong());
}

void TestCache::endsInAnyOrder()
{
    Api api;
    for (int i = 0; i < 100; ++i) api.put("p" + std::to_string(i));
    const StubServer server(std::nullopt,
                            [&](const StubRequest& request, StubConnection& to) { api.serve(request, to); });
    const auto turns = std::make_shared<Turns>();
    for (int i = 0; i < 40; ++i) { // at whatever it does just then
        const Open open(plainTo(server));
        auto alive = std::make_shared<std::atomic<bool>>(true);
        {
            Cache cache(open.session, turns, quick());
            cache.add(resource("pods"), {},
                      {.put = [alive](const Item&, bool) { QVERIFY(*alive); },
                       .gone = [alive](std::string_view, std::string_view) { QVERIFY(*alive); },
                       .flush = [alive](bool) { QVERIFY(*alive); }});
            if (i % 4 > 0) QVERIFY(soon([&] { return server.count() >= static_cast<std::size_t>(i % 4); }));
        }
        *alive = false;
    }
    QCOMPARE(turns->underWay(), 0U);
    QCOMPARE(turns->waiting(), 0U);
    Told told;
    auto open = std::make_unique<Open>(plainTo(server));
    Cache cache(open->session, turns, quick());
    cache.add(resource("pods"), {}, told.sink());
    QVERIFY(told.isWhole());
    open.reset(); // the client first
    QVERIFY(cache.parts().at("pods").why == Part::Stopped);
    cache.nudge();
}

void TestCache::batchesKeepTheirOrder()
{
    std::vector<std::string> seen;
    const CacheSink sink = batched<std::string>(
        [](const Item& item) -> std::optional<std::string> {
            if (item.head().uid == "unwanted") return std::nullopt;
            return std::string(item.head().uid);
        },
        [&](const std::vector<Change<std::string>>& changes, bool whole) {
            std::string text = whole ? "whole:" : "";
            for (const auto& one : changes)
                text += one.nameSpace + "/" + one.name + "=" + one.value.value_or("-") + " ";
            seen.push_back(text);
        });
    const auto put = [&](const std::string& uid, bool isNew) {
        WatchDecoder decoder([&](const WatchEvent& event) {
            sink.put(event.item, isNew);
            return true;
        });
        QVERIFY(decoder.feed(
            json("{'type':'ADDED','object':{'metadata':{'namespace':'a','name':'p','uid':'" + uid + "'}}}")));
    };
    put("one", true);
    sink.gone("a", "p");
    put("two", true);
    sink.flush(false);
    put("unwanted", true);
    sink.flush(true);
    put("unwanted", false);
    sink.flush(false);
    QCOMPARE(seen, (std::vector<std::string>{"a/p=one a/p=- a/p=two ", "whole:", "a/p=- "}));
}

void TestCache::turnsAreFair()
{
    Turns turns(2);
    std::string order;
    std::vector<std::uint64_t> given;
    for (const char* session : {"a", "a", "a", "a", "b", "c"})
        given.push_back(turns.ask(session, [&order, session] { order += session; }));
    QCOMPARE(order, "aa");
    turns.giveBack(given[0]);
    turns.giveBack(given[0]); // once is enough
    QCOMPARE(order, "aab");
    turns.giveBack(given[2]); // no longer wanted
    turns.giveBack(given[1]);
    QCOMPARE(order, "aaba");
    turns.giveBack(given[4]);
    QCOMPARE(order, "aabac");
    QCOMPARE(turns.waiting(), 0U);
    turns.giveBack(given[3]);
    turns.giveBack(given[5]);
    QCOMPARE(turns.underWay(), 0U);
    // One that is given back while it is granted.
    Turns one(1);
    std::uint64_t first = 0;
    int granted = 0;
    first = one.ask("a", [&] { ++granted; });
    static_cast<void>(one.ask("b", [&] { ++granted; }));
    one.giveBack(first);
    QCOMPARE(granted, 2);
}

/// A fleet that is a member of its own takes both.
void TestCache::rolesOfAPlaceReplaceNoneOfTheOther()
{
    std::set<std::string> seen;
    for (const Place place : {Place::Member, Place::Fleet}) {
        const core::text::File file = core::text::parse(minimalRoles(place));
        for (const core::text::Document& document : file.documents) {
            const core::Json& role = document.value();
            const std::string which = role["kind"].dump() + role["metadata"].dump();
            QVERIFY2(seen.insert(which).second, which.c_str());
        }
    }
    QVERIFY(seen.size() > 2);
}

void TestCache::rolesAreMadeFromTheTable()
{
    for (const Place place : {Place::Member, Place::Fleet}) {
        const std::string text = minimalRoles(place, "reader");
        std::set<std::string> granted;
        std::set<std::string> lookedUp;
        const core::text::File file = core::text::parse(text);
        QVERIFY2(file.ok() && !file.documents.empty(), text.c_str());
        for (const core::text::Document& document : file.documents) {
            const core::Json& role = document.value();
            const bool everywhere = role["kind"] == "ClusterRole";
            QVERIFY(everywhere || role["kind"] == "Role");
            const auto name = role["metadata"]["name"].get<std::string>();
            if (name != "reader") { // of preflight: get only, and of Secrets in a role of their own
                QVERIFY(place == Place::Member && name.starts_with("reader-preflight"));
                for (const core::Json& rule : role["rules"]) {
                    QCOMPARE(rule["verbs"].dump(), json("['get']"));
                    for (const core::Json& plural : rule["resources"]) {
                        QCOMPARE(plural == "secrets", name == "reader-preflight-secrets");
                        lookedUp.insert(rule["apiGroups"][0].get<std::string>() + "/" + plural.get<std::string>());
                    }
                }
                continue;
            }
            for (const core::Json& rule : role["rules"]) {
                const bool isProxy = rule["resources"][0].get<std::string>().ends_with("/proxy");
                QCOMPARE(rule["verbs"].dump(), json(isProxy ? "['get']" : "['list','watch']"));
                for (const core::Json& plural : rule["resources"])
                    granted.insert(rule["apiGroups"][0].get<std::string>() + "/" + plural.get<std::string>() + "/" +
                                   (everywhere ? "" : role["metadata"]["namespace"].get<std::string>()));
            }
        }
        std::set<std::string> wanted;
        for (const WatchedResource& one : watchedResources()) {
            QVERIFY(!one.gives.empty() && one.plural != "secrets");
            if (one.place == place)
                wanted.insert(std::string(one.group) + "/" + std::string(one.plural) + "/" +
                              std::string(one.nameSpace));
        }
        if (place == Place::Fleet)
            for (const FleetProxy& proxy : fleetProxies())
                wanted.insert(std::string(proxy.group) + "/" + std::string(proxy.plural) + "/proxy/");
        QVERIFY(granted == wanted);
        QCOMPARE(lookedUp.size(), place == Place::Member ? lookedUpResources().size() : 0U);
    }
    QCOMPARE(ruleFor("apps", "deployments", {"watch"}),
             json("- apiGroups: ['apps']\n  resources: ['deployments']\n  verbs: ['watch']\n"));
}

void TestCache::statesAreExplained()
{
    for (const Part why : {Part::Waiting, Part::Listing, Part::Synced, Part::Polled, Part::Stale, Part::Failing,
                           Part::Forbidden, Part::Unauthorized, Part::NotServed, Part::Stopped}) {
        PartState state;
        state.why = why;
        state.error = troubleOf(Trouble::Connect, "Nobody answers.", "c-1");
        QCOMPARE(explain(state, resource("nodes")).empty(), why == Part::Synced);
        QVERIFY(!name(why).empty());
    }
    PartState polled;
    polled.why = Part::Polled;
    polled.missing = "watch";
    QVERIFY(holds(explain(polled, resource("nodes")), json("verbs: ['watch']")));
}

BERTH_TEST(TestCache)

} // namespace tst_cache

#include "tst_cache.moc"
