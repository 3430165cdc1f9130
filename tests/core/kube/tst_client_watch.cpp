// Watches: decoded wherever the pieces end, and each way to end has its own name.
#include <QTest>

#include <future>

#include "core/kube/client_watch.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_client_watch {

using namespace core::kube;
using namespace std::chrono_literals;
using namespace test::client;
using Why = WatchEnd::Why;

namespace {

std::string change(const std::string& type, const std::string& name, int version)
{
    return json("{'type':'") + type + json("','object':{'kind':'Pod','metadata':{'name':'") + name +
           json("','namespace':'a','uid':'u-") + name + json("','resourceVersion':'") + std::to_string(version) +
           json("'},'spec':{'t':'}\\\"]'}}}");
}

std::string bookmark(int version, bool initialEnd = false)
{
    return json("{'type':'BOOKMARK','object':{'kind':'Pod','metadata':{'resourceVersion':'") + std::to_string(version) +
           json("'") + (initialEnd ? json(",'annotations':{'k8s.io/initial-events-end':'true'}") : "") + "}}}";
}

std::string status(int code, const std::string& reason)
{
    return json("{'kind':'Status','status':'Failure','reason':'") + reason + json("','code':") + std::to_string(code) +
           json(",'message':'said canary-7f3a-token'}");
}

std::string errorEvent(int code, const std::string& reason)
{
    return json("{'type':'ERROR','object':") + status(code, reason) + "}";
}

char letterOf(WatchEvent::Type type)
{
    switch (type) {
    case WatchEvent::Type::Added: return '+';
    case WatchEvent::Type::Modified: return '*';
    case WatchEvent::Type::Deleted: return '-';
    case WatchEvent::Type::Bookmark: return 'B';
    }
    return '?';
}

std::string noted(const WatchEvent& one)
{
    return letterOf(one.type) + std::string(one.item.head().name) + "@" + std::string(one.item.head().resourceVersion) +
           (one.initialEnd ? "! " : " ");
}

/// What came out of the text in pieces of that length, and how it ended.
std::string decoded(const std::string& text, std::size_t piece, const SplitLimits& limits = {})
{
    std::string seen;
    WatchDecoder decoder(
        [&](const WatchEvent& one) {
            seen += noted(one);
            return one.item.head().name != "last";
        },
        limits);
    for (std::size_t at = 0; at < text.size(); at += piece)
        if (!decoder.feed(text.substr(at, piece))) break;
    if (decoder.fault()) seen += "fault: " + decoder.fault()->what;
    if (decoder.status()) seen += "status: " + decoder.status()->value("reason", "none");
    if (decoder.hasPart()) seen += "half";
    if (decoder.stopped()) seen += "stopped";
    return seen + " =" + decoder.resourceVersion() + "/" + std::to_string(decoder.events());
}

struct Watched {
    std::string events;
    bool opened = false;
    WatchEnd end;
};

Watched watched(const Session& session, WatchRequest request = {}, std::stop_token stop = {})
{
    if (request.path.empty()) request.path = "/api/v1/pods";
    if (request.resourceVersion.empty()) request.resourceVersion = "100";
    Watched made;
    std::promise<void> promise;
    watch(
        session, std::move(request),
        {.opened = [&] { made.opened = true; },
         .event =
             [&](const WatchEvent& one) {
                 made.events += noted(one);
                 return one.item.head().name != "last";
             },
         .done =
             [&](WatchEnd end) {
                 made.end = std::move(end);
                 promise.set_value();
             }},
        [] { return 0.5; }, std::move(stop));
    promise.get_future().get();
    return made;
}

} // namespace

class TestClientWatch : public QObject {
    Q_OBJECT

private slots:
    void decodesWhereverThePiecesEnd_data();
    void decodesWhereverThePiecesEnd();
    void asksForWhatItNeeds();
    void everyEndHasItsName_data();
    void everyEndHasItsName();
    void quietStreamsAreOpened();
    void silentStreamsEnd();
    void streamingListsAreAnOption();
    void initialEventsEndSomeTime();
    void aTokenIsRotatedUnderAWatch();
    void packedStreamsAreReadThoughNotAskedFor();
    void thousandsOfEventsInOneStream();
    void canBeCancelled();
    void nobodyThereIsTold();
    void timersRunOnTheThread();
};

void TestClientWatch::decodesWhereverThePiecesEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* name, const std::string& text, const std::string& wanted) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray::fromStdString(wanted);
    };
    const std::string add = change("ADDED", "p1", 101);
    row("nothing", "", " =/0");
    row("all types",
        add + "\n" + change("MODIFIED", "p1", 102) + "\n" + change("DELETED", "p1", 103) + "\n" + bookmark(110) + "\n",
        "+p1@101 *p1@102 -p1@103 B@110  =110/3");
    row("no line end", add + change("DELETED", "p1", 102), "+p1@101 -p1@102  =102/2");
    row("blanks", "\r\n \n" + add + "\r\n\t" + bookmark(102) + " ", "+p1@101 B@102  =102/1");
    row("over several lines", "{\n \"type\": \"ADDED\",\n \"object\": {\"metadata\": {\n\"name\":\"x\"}}\n}\n",
        "+x@  =/1");
    row("the object first", json("{'object':{'metadata':{'name':'x','resourceVersion':'7'}},'type':'ADDED'}"),
        "+x@7  =7/1");
    row("initial events end", add + "\n" + bookmark(105, true) + "\n", "+p1@101 B@105!  =105/1");
    row("fault 19: half an event", add + "\n" + add.substr(0, add.size() - 1), "+p1@101 half =101/1");
    row("expired", add + "\n" + errorEvent(410, "Expired") + "\n" + add, "+p1@101 status: Expired =101/1");
    row("an error without a status", json("{'type':'ERROR','object':{}}"), "status: none =/0");
    row("fault 20: garbage between", add + "\nHTTP/1.1\n" + add,
        "+p1@101 fault: Something else than an object stands in the stream. =101/1");
    row("an array", add + "[1]", "+p1@101 fault: Something else than an object stands in the stream. =101/1");
    row("no JSON", add + json("{'type':ADDED}"), "+p1@101 fault: An event of the watch is not JSON. =101/1");
    row("brackets crossed", json("{'type':['ADDED'}}") + add, "fault: An event of the watch is not JSON. =/0");
    row("fault 20: unknown type", json("{'type':'RENAMED','object':{'metadata':{'name':'x'}}}"),
        "fault: An event of the watch is of no known type. =/0");
    row("no type", json("{'object':{'metadata':{'name':'x'}}}"),
        "fault: An event of the watch is of no known type. =/0");
    row("type of another type", json("{'type':1,'object':{'metadata':{'name':'x'}}}"),
        "fault: An event of the watch is of no known type. =/0");
    row("no object", json("{'type':'ADDED'}"), "fault: An event of the watch is without its object. =/0");
    row("object of another type", json("{'type':'ADDED','object':[]}"),
        "fault: An event of the watch is without its object. =/0");
    row("no name", json("{'type':'ADDED','object':{'metadata':{'resourceVersion':'1'}}}"),
        "fault: An object of the watch is without a name. =/0");
    row("a Status alone", status(500, "InternalError"), "fault: An event of the watch is without its object. =/0");
    row("the reader stops", add + change("ADDED", "last", 102) + change("ADDED", "p3", 103),
        "+p1@101 +last@102 stopped =102/2");
    row("no version keeps the last", add + json("{'type':'DELETED','object':{'metadata':{'name':'p1'}}}"),
        "+p1@101 -p1@  =101/2");
    row("too deep", json("{'type':'ADDED','object':") + std::string(200, '[') + std::string(200, ']') + "}",
        "fault: The answer is nested deeper than 100. =/0");
}

void TestClientWatch::decodesWhereverThePiecesEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    const std::string bytes = text.toStdString();
    for (std::size_t piece = 1; piece <= bytes.size() + 1; ++piece)
        QCOMPARE(QByteArray::fromStdString(decoded(bytes, piece)), wanted);
}

/// fault 4: bookmarks are asked for.
void TestClientWatch::asksForWhatItNeeds()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) { to.answer(200, ""); });
    const Open open(connectionTo(server));
    WatchRequest request;
    request.query = {{"labelSelector", "a=b"}};
    QVERIFY(watched(open.session, request).end.why == Why::Closed);
    request.initialEvents = true;
    QVERIFY(watched(open.session, request).end.why == Why::Closed);
    QCOMPARE(
        server.requests()[0].target,
        "/api/v1/pods?labelSelector=a%3Db&watch=1&allowWatchBookmarks=true&timeoutSeconds=450&resourceVersion=100");
    QVERIFY(server.requests()[1].asks("&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&"));
}

void TestClientWatch::everyEndHasItsName_data()
{
    using Serve = std::function<void(StubConnection&)>;
    QTest::addColumn<Serve>("serve");
    QTest::addColumn<int>("why");
    QTest::addColumn<QByteArray>("events");
    QTest::addColumn<QByteArray>("version");
    const auto row = [](const char* name, Why why, const char* events, const char* version, Serve serve) {
        QTest::newRow(name) << std::move(serve) << static_cast<int>(why) << QByteArray(events) << QByteArray(version);
    };
    const auto stream = [](const std::string& text, bool whole = true) {
        return Serve([=](StubConnection& to) {
            to.begin(200);
            to.piece(text);
            if (whole)
                to.piece("");
            else
                to.close();
        });
    };
    const auto answer = [](int code, const std::string& reason, const test::StubHeaders& more = {}) {
        return Serve([=](StubConnection& to) {
            test::StubHeaders headers{{"Content-Type", "application/json"}};
            headers.insert(headers.end(), more.begin(), more.end());
            to.answer(code, status(code, reason), headers);
        });
    };
    const std::string add = change("ADDED", "p1", 101) + "\n";
    row("closed", Why::Closed, "+p1@101 ", "101", stream(add));
    row("closed without an event", Why::Closed, "", "100", stream(""));
    row("fault 4: a bookmark counts", Why::Closed, "B@120 ", "120", stream(bookmark(120)));
    row("cut between events", Why::Cut, "+p1@101 ", "101", stream(add, false));
    row("fault 19: cut in an event", Why::Cut, "+p1@101 ", "101", stream(add + json("{'type':'ADDED','obj"), false));
    row("fault 19: ends in an event", Why::Cut, "+p1@101 ", "101", stream(add + json("{'type':'ADDED','obj")));
    row("fault 2: 410", Why::Expired, "", "100", answer(410, "Expired"));
    row("410 without a reason", Why::Expired, "", "100", answer(410, ""));
    row("fault 2: 410 as an event", Why::Expired, "+p1@101 ", "101", stream(add + errorEvent(410, "Expired")));
    row("fault 2: Gone as an event", Why::Expired, "", "100", stream(errorEvent(410, "Gone")));
    row("fault 22: 500 as an event", Why::Busy, "+p1@101 ", "101", stream(add + errorEvent(500, "InternalError")));
    row("429 as an event", Why::Busy, "", "100", stream(errorEvent(429, "TooManyRequests")));
    row("fault 22: 400 as an event", Why::Failed, "", "100", stream(errorEvent(400, "BadRequest")));
    row("503", Why::Busy, "", "100", answer(503, "ServiceUnavailable"));
    row("429 with a long wait", Why::Busy, "", "100", answer(429, "TooManyRequests", {{"Retry-After", "9999"}}));
    row("fault 3: 504, version too large", Why::Expired, "", "100", Serve([](StubConnection& to) {
            to.answer(504, json("{'kind':'Status','reason':'Timeout','code':504,'details':{'causes':[{'reason':'"
                                "ResourceVersionTooLarge'}]}}"));
        }));
    row("401", Why::Unauthorized, "", "100", answer(401, "Unauthorized"));
    row("403", Why::Denied, "", "100", answer(403, "Forbidden"));
    row("404", Why::NotServed, "", "100", answer(404, "NotFound"));
    row("405", Why::NotServed, "", "100", answer(405, "MethodNotAllowed"));
    row("422", Why::Failed, "", "100", answer(422, "Invalid"));
    row("a page for people", Why::Failed, "", "100", Serve([](StubConnection& to) {
            to.answer(200, "<html>", {{"Content-Type", "text/html"}});
        }));
    row("elsewhere", Why::Failed, "", "100", Serve([](StubConnection& to) {
            to.answer(302, "", {{"Location", "http://127.0.0.1:1/"}});
        }));
    row("fault 20: garbage", Why::Garbage, "+p1@101 ", "101", stream(add + "garbage" + add));
    row("a list instead", Why::Garbage, "", "100", stream(Nodes));
    row("fault 21: too large", Why::Garbage, "+p1@101 ", "101",
        stream(add + "{\"a\":\"" + std::string(3U << 20U, 'x')));
    row("enough", Why::Stopped, "+last@102 ", "102", stream(change("ADDED", "last", 102) + add, false));
}

void TestClientWatch::everyEndHasItsName()
{
    QFETCH(std::function<void(StubConnection&)>, serve);
    QFETCH(int, why);
    QFETCH(QByteArray, events);
    QFETCH(QByteArray, version);
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) { serve(to); });
    WatchRequest request;
    request.limits.piece = 2U << 20U;
    const Watched made = watched(Open(connectionTo(server)).session, request);
    QCOMPARE(static_cast<int>(made.end.why), why);
    QCOMPARE(QByteArray::fromStdString(made.events), events);
    QCOMPARE(QByteArray::fromStdString(made.end.resourceVersion), version);
    const bool plain = made.end.why == Why::Closed || made.end.why == Why::Stopped;
    QCOMPARE(made.end.error.has_value(), !plain);
    QCOMPARE(made.end.heard, !events.isEmpty());
    if (plain) return;
    QVERIFY(!made.end.error->error.what.empty());
    QVERIFY2(!showsCanary(*made.end.error), made.end.error->error.text().c_str());
    QVERIFY(holds(made.end.error->error.where, "c-1 GET /api/v1/pods"));
}

void TestClientWatch::quietStreamsAreOpened()
{
    std::stop_source stop;
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.begin(200);
        to.hang();
    });
    const Open open(connectionTo(server));
    std::promise<WatchEnd> promise;
    WatchRequest request;
    request.path = "/api/v1/pods";
    watch(
        open.session, request,
        {.opened = [&] { stop.request_stop(); },
         .event = [](const WatchEvent&) { return true; },
         .done = [&](WatchEnd end) { promise.set_value(std::move(end)); }},
        [] { return 0.0; }, stop.get_token());
    const WatchEnd end = promise.get_future().get();
    QVERIFY(end.answered);
    QVERIFY(end.why == Why::Stopped);
}

/// fault 18: half-open connections end some time.
void TestClientWatch::silentStreamsEnd()
{
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.begin(200);
        to.piece(change("ADDED", "p1", 101));
        to.hang();
    });
    WatchRequest request;
    request.shortest = 0s;
    request.slack = 300ms;
    const Watched made = watched(Open(connectionTo(server)).session, request);
    QVERIFY(made.end.why == Why::Silent);
    QCOMPARE(made.events, "+p1@101 ");
    QCOMPARE(made.end.resourceVersion, "101");
}

/// fault 5: a server that does not know them refuses, and still lists.
void TestClientWatch::streamingListsAreAnOption()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (request.asks("sendInitialEvents")) return to.answer(422, status(422, "Invalid"));
        to.answer(200, request.asks("watch=1") ? "" : Nodes);
    });
    const Open open(connectionTo(server));
    WatchRequest request;
    request.initialEvents = true;
    const Watched made = watched(open.session, request);
    QVERIFY(made.end.why == Why::Failed);
    QVERIFY(!made.opened);
    QCOMPARE(server.count(), 1U);
    QVERIFY(open.ask("/api/v1/pods").has_value());
    QVERIFY(watched(open.session).end.why == Why::Closed);
}

/// fault 6: the bookmark behind them never comes; the stream ends all the same, nobody was told that all is there, and a list helps.
void TestClientWatch::initialEventsEndSomeTime()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (!request.asks("watch=1")) return to.answer(200, Nodes);
        to.begin(200);
        to.piece(change("ADDED", "p1", 101) + bookmark(105));
        to.hang();
    });
    const Open open(connectionTo(server));
    WatchRequest request;
    request.initialEvents = true;
    request.shortest = 0s;
    request.slack = 300ms;
    const Watched made = watched(open.session, request);
    QVERIFY(made.end.why == Why::Silent);
    QCOMPARE(made.events, "+p1@101 B@105 ");
    QVERIFY(open.ask("/api/v1/pods").has_value());
}

/// fault 53: an open watch lives on, the next request has the new token, and a server may end the watch at any time.
void TestClientWatch::aTokenIsRotatedUnderAWatch()
{
    const test::TempFolder folder;
    const auto file = folder.file("token", "canary-7f3a-old\n");
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (request.header("authorization") == "Bearer canary-7f3a-new")
            return to.answer(200, change("ADDED", "p3", 103));
        if (request.asks("resourceVersion=102")) return to.answer(401, status(401, "Unauthorized"));
        to.begin(200);
        to.piece(change("ADDED", "p1", 101));
        test::write(file, "canary-7f3a-new\n");
        to.piece(change("ADDED", "p2", 102));
        to.piece("");
    });
    const Open open(connectionTo(server, "", "tokenFile: " + file.string()));
    const Watched first = watched(open.session);
    QVERIFY(first.end.why == Why::Closed);
    QCOMPARE(first.events, "+p1@101 +p2@102 ");
    WatchRequest next;
    next.resourceVersion = first.end.resourceVersion;
    const Watched second = watched(open.session, next);
    QVERIFY(second.end.why == Why::Closed);
    QCOMPARE(second.events, "+p3@103 ");
    QCOMPARE(server.count(), 3U);
}

void TestClientWatch::packedStreamsAreReadThoughNotAskedFor()
{
    std::string text;
    std::string wanted;
    for (int i = 0; i < 500; ++i) {
        text += change("MODIFIED", "p" + std::to_string(i), 200 + i) + "\n";
        wanted += "*p" + std::to_string(i) + "@" + std::to_string(200 + i) + " ";
    }
    const std::string packed = test::gzipped(text);
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.begin(200, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}});
        for (std::size_t at = 0; at < packed.size(); at += 100) to.piece(packed.substr(at, 100));
        to.piece("");
    });
    const Watched made = watched(Open(connectionTo(server)).session);
    QVERIFY2(made.end.why == Why::Closed, made.end.error ? made.end.error->error.text().c_str() : "");
    QCOMPARE(made.events, wanted);
    QCOMPARE(server.requests()[0].header("accept-encoding"), "identity");
}

/// fault 21: an event of 4 MiB passes, behind 20 000 small ones.
void TestClientWatch::thousandsOfEventsInOneStream()
{
    constexpr int Events = 20000;
    const StubServer server(std::nullopt, [&](const StubRequest&, StubConnection& to) {
        to.begin(200);
        std::string some;
        for (int i = 0; i < Events; ++i) {
            some += change("MODIFIED", "p", i) + "\n";
            if (some.size() > 50000) to.piece(std::exchange(some, {}));
        }
        to.piece(some);
        to.piece(json("{'type':'ADDED','object':{'metadata':{'name':'big','resourceVersion':'99999'},'d':'") +
                 std::string(4U << 20U, 'x') + "\"}}\n");
        to.piece("");
    });
    const Open open(connectionTo("http://127.0.0.1:" + std::to_string(server.port()), "", "token: t", false));
    const Watched made = watched(open.session);
    QVERIFY2(made.end.why == Why::Closed, made.end.error ? made.end.error->error.text().c_str() : "");
    QCOMPARE(made.end.events, Events + 1U);
    QCOMPARE(made.end.resourceVersion, "99999");
}

void TestClientWatch::canBeCancelled()
{
    std::stop_source stop;
    stop.request_stop();
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) { to.hang(); });
    const Watched made = watched(Open(connectionTo(server)).session, {}, stop.get_token());
    QVERIFY(made.end.why == Why::Stopped);
    QVERIFY(!made.opened);
}

/// fault 12: from the version that was seen last.
void TestClientWatch::nobodyThereIsTold()
{
    const Watched made = watched(Open(connectionTo("https://127.0.0.1:" + std::to_string(test::closedPort()))).session);
    QVERIFY(made.end.why == Why::Unreachable);
    QCOMPARE(made.end.resourceVersion, "100");
}

void TestClientWatch::timersRunOnTheThread()
{
    std::promise<std::string> promise;
    std::string order;
    {
        const Open open(connectionTo("https://127.0.0.1:1"));
        open.session.later(20ms, [&] { promise.set_value(order += "b"); });
        open.session.later(0ms, [&] { order += "a"; });
        QCOMPARE(promise.get_future().get(), "ab");
        open.session.later(1h, [&] { order += "never"; });
    }
    QCOMPARE(order, "ab");
}

BERTH_TEST(TestClientWatch)

} // namespace tst_client_watch

#include "tst_client_watch.moc"
