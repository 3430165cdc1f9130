// Lists: cut into items wherever the pieces end, page by page through everything that a server may do meanwhile, in memory that does
// not grow with them.
#include <QTest>

#include <fstream>
#include <future>
#include <random>

#include "core/kube/client_list.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_client_list {

using namespace core::kube;
using core::Fault;
using core::Json;
using namespace std::chrono_literals;
using namespace test::client;

namespace {

/// Items behind each other, and how it ended.
std::string splitted(const std::string& text, std::size_t piece, const SplitLimits& limits = {})
{
    std::string seen;
    ItemSplitter splitter(
        "items",
        [&](std::string_view item) {
            seen.append(item).append("|");
            return true;
        },
        limits);
    for (std::size_t at = 0; at < text.size(); at += piece)
        if (const auto good = splitter.feed(std::string(text.substr(at, piece))); !good)
            return seen + "! " + good.error().what;
    const auto whole = splitter.finish();
    return seen + (whole ? "= " + splitter.envelope() : "! " + whole.error().what);
}

std::string pod(int number)
{
    return "{\"metadata\":{\"name\":\"pod-" + std::to_string(number) + "\",\"namespace\":\"a\",\"uid\":\"u-" +
           std::to_string(number) + "\",\"resourceVersion\":\"" + std::to_string(100 + number) +
           "\"},\"spec\":{\"nodeName\":\"n\"}}";
}

std::string page(int from, int to, const std::string& next, const std::string& version = "700")
{
    std::string text = "{\"kind\":\"PodList\",\"apiVersion\":\"v1\",\"metadata\":{\"resourceVersion\":\"" + version +
                       "\",\"continue\":\"" + next + "\"},\"items\":[";
    for (int i = from; i < to; ++i) text += (i > from ? "," : "") + pod(i);
    return text + "]}\n";
}

std::string expired(const std::string& next)
{
    return "{\"kind\":\"Status\",\"metadata\":{\"continue\":\"" + next +
           "\"},\"status\":\"Failure\",\"reason\":\"Expired\",\"code\":410,\"message\":\"too old\"}";
}

std::string queryOf(const StubRequest& request, const std::string& key)
{
    const std::size_t at = request.target.find(key + "=");
    if (at == std::string::npos) return "-";
    const std::size_t from = at + key.size() + 1;
    return request.target.substr(from, request.target.find('&', from) - from);
}

struct Listed {
    std::vector<std::string> names;
    int restarts = 0;
    std::optional<ApiResult<ListEnd>> end;
};

Listed listed(const Session& session, ListRequest request = {}, std::size_t most = 1000000)
{
    if (request.path.empty()) request.path = "/api/v1/pods";
    Listed made;
    std::promise<void> promise;
    list(session, std::move(request),
         {.item =
              [&](const Item& item) {
                  made.names.emplace_back(item.head().name);
                  return made.names.size() < most;
              },
          .restart =
              [&] {
                  ++made.restarts;
                  made.names.clear();
              },
          .done =
              [&](ApiResult<ListEnd> end) {
                  made.end = std::move(end);
                  promise.set_value();
              }});
    promise.get_future().get();
    return made;
}

std::vector<std::string> names(int from, int to)
{
    std::vector<std::string> made;
    for (int i = from; i < to; ++i) made.push_back("pod-" + std::to_string(i));
    return made;
}

/// Bytes of memory that this process has held at most, since `forgetPeak`.
void forgetPeak()
{
    std::ofstream("/proc/self/clear_refs") << 5;
}
std::size_t peak()
{
    std::ifstream in("/proc/self/status");
    for (std::string line; std::getline(in, line);)
        if (line.starts_with("VmHWM:")) return std::stoul(line.substr(6)) << 10U;
    return 0;
}

} // namespace

class TestClientList : public QObject {
    Q_OBJECT

private slots:
    void splitsWhereverThePiecesEnd_data();
    void splitsWhereverThePiecesEnd();
    void splitsWhatAnotherParserSplits();
    void boundsHold_data();
    void boundsHold();
    void anItemIsADocument();
    void pagesFollowEachOther();
    void aServerMayIgnorePaging();
    void anExpiredContinueGoesOn();
    void anExpiredContinueBeginsAgain();
    void anExpiredContinueEndsSomeTime();
    void anOldVersionIsLeftOut_data();
    void anOldVersionIsLeftOut();
    void aSlowServerIsAskedForLess();
    void aBrokenPageIsReadAgain_data();
    void aBrokenPageIsReadAgain();
    void whatIsNoListIsAnError_data();
    void whatIsNoListIsAnError();
    void theReaderMayStop();
    void cancelsBetweenPages();
    void memoryStaysFlat();
};

void TestClientList::splitsWhereverThePiecesEnd_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* name, const std::string& text, const std::string& wanted) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray::fromStdString(wanted);
    };
    const std::string text70(70, 'x');
    row("two", R"({"kind":"L","items":[{"a":1},{"b":[{}]}],"x":{}})",
        R"({"a":1}|{"b":[{}]}|= {"kind":"L","items":[],"x":{}})");
    row("none", R"({"items":[]})", R"(= {"items":[]})");
    row("null", R"({"items":null})", R"(= {"items":null})");
    row("blanks", " {\n \"items\" : [ \n{ } ,\t{}\r\n] } \n", "{ }|{}|= {\n \"items\" : [] }");
    row("items elsewhere", R"({"m":{"items":[{"a":1}]},"items":[{}]})", R"({}|= {"m":{"items":[{"a":1}]},"items":[]})");
    row("a text like the key", R"({"kind":"items","x":["items"],"items":[{}]})",
        R"({}|= {"kind":"items","x":["items"],"items":[]})");
    row("brackets in texts", R"({"items":[{"a":"}]{\"}"},{"b\\":"\\"}]})",
        R"({"a":"}]{\"}"}|{"b\\":"\\"}|= {"items":[]})");
    row("long texts", "{\"items\":[{\"a\":\"" + text70 + "\\\"" + text70 + "\",\"b\":{\"c\":\"}\"}},{}]}",
        "{\"a\":\"" + text70 + "\\\"" + text70 + "\",\"b\":{\"c\":\"}\"}}|{}|= {\"items\":[]}");
    for (const std::size_t before : {61U, 62U, 63U, 64U, 127U, 128U}) // a run of backslashes over the edge of a block
        row(("backslashes at " + std::to_string(before)).c_str(),
            "{\"items\":[{\"a\":\"" + std::string(before - 6, 'x') + R"(\\\\\"}",)" + "\"z\":{}},{}]}",
            "{\"a\":\"" + std::string(before - 6, 'x') + R"(\\\\\"}","z":{}}|{}|= {"items":[]})");
    row("cut in an item", "{\"items\":[{\"a\":1},{\"b\"", R"({"a":1}|! The answer ends in the middle of the list.)");
    row("cut behind an item", R"({"items":[{"a":1})", R"({"a":1}|! The answer ends in the middle of the list.)");
    row("cut behind the items", R"({"items":[])", "! The answer ends in the middle of the list.");
    row("empty", "", "! The answer is empty.");
    row("an array", "[{}]", "! The answer is no list: it does not begin with an object.");
    row("a number among them", R"({"items":[{},1]})", "{}|! An item of the list is no object.");
    row("null among them", R"({"items":[null]})", "! An item of the list is no object.");
    row("a comma too many", R"({"items":[{},]})", "{}|! An item of the list is no object.");
    row("no comma", R"({"items":[{}{}]})", "{}|! An item of the list is no object.");
    row("twice", R"({"items":[{}],"items":[{}]})", "{}|! The list has its items twice.");
    row("something behind", R"({"items":[]}{})", "! Something stands behind the end of the list.");
}

void TestClientList::splitsWhereverThePiecesEnd()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, wanted);
    const std::string bytes = text.toStdString();
    for (std::size_t piece = 1; piece <= bytes.size() + 1; ++piece)
        QCOMPARE(QByteArray::fromStdString(splitted(bytes, piece)), wanted);
    // Where bytes follow, an item is handed out from where it came in.
    QCOMPARE(QByteArray::fromStdString(splitted(bytes + std::string(200, ' '), 100000)).left(wanted.size()), wanted);
}

void TestClientList::splitsWhatAnotherParserSplits()
{
    std::mt19937 random(7);
    const auto below = [&](std::size_t end) { return static_cast<std::size_t>(random()) % end; };
    const std::function<Json(int)> value = [&](int depth) -> Json {
        static const std::vector<std::string> texts{"",      "\"",    "\\",     "}",    "{[",
                                                    "]\\\"", "items", "\\\\\\", "a\nb", "ü😀"};
        if (depth > 5 || below(3) == 0) {
            std::string text;
            for (std::size_t i = below(9); i > 0; --i)
                text += below(2) == 0 ? texts[below(texts.size())] : std::string(below(40), 'x');
            return text;
        }
        Json made = below(2) == 0 ? Json::array() : Json::object();
        for (std::size_t i = below(5); i > 0; --i) {
            if (made.is_array())
                made.push_back(value(depth + 1));
            else
                made[texts[below(texts.size())] + std::to_string(i)] = value(depth + 1);
        }
        return made;
    };
    for (int round = 0; round < 300; ++round) {
        Json list{{"kind", "L"}, {"metadata", value(3)}, {"items", Json::array()}};
        std::string wanted;
        for (std::size_t i = below(6); i > 0; --i) {
            list["items"].push_back(Json{{"v", value(0)}});
            wanted += list["items"].back().dump() + "|";
        }
        const std::string text = list.dump();
        list["items"] = Json::array();
        wanted += "= " + list.dump();
        for (const std::size_t piece : {std::size_t{1}, 1 + below(100), 1 + below(1000), text.size()})
            QCOMPARE(splitted(text, piece), wanted);
    }
}

void TestClientList::boundsHold_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("said"); // empty: it is good
    const auto nested = [](std::size_t depth) {
        return R"({"items":[{"a":)" + std::string(depth - 1, '[') + std::string(depth - 1, ']') + "}]}";
    };
    const auto row = [](const char* name, const std::string& text, const char* said) {
        QTest::newRow(name) << QByteArray::fromStdString(text) << QByteArray(said);
    };
    row("deep", nested(20), "");
    row("too deep", nested(21), "nested deeper than 20");
    row("far too deep", nested(100000), "nested deeper than 20");
    row("a deep list", "{\"a\":" + std::string(100, '['), "nested deeper than 20");
    row("a long item", "{\"items\":[{\"a\":\"" + std::string((1U << 20U) - 8, 'x') + "\"}]}", "");
    row("too long an item", "{\"items\":[{\"a\":\"" + std::string((1U << 20U) - 7, 'x') + "\"}]}",
        "An object of the answer has more than 1 MiB.");
    row("an item without end", "{\"items\":[{\"a\":\"" + std::string(3U << 20U, 'x'),
        "An object of the answer has more than 1 MiB.");
    row("a list without items", "{\"a\":\"" + std::string(3U << 20U, 'x'), "has, besides its items, more than 1 MiB");
}

void TestClientList::boundsHold()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, said);
    const SplitLimits limits{.piece = 1U << 20U, .envelope = 1U << 20U, .depth = 20};
    for (const std::size_t piece : {std::size_t{50}, std::size_t{16000}, std::size_t{10000000}}) {
        const std::string got = splitted(text.toStdString(), piece, limits);
        const std::size_t at = got.rfind("! ");
        const bool failed = at != std::string::npos;
        QCOMPARE(failed, !said.isEmpty());
        if (failed) QVERIFY2(holds(got.substr(at), said.toStdString()), got.substr(at).c_str());
    }
    if (!said.isEmpty()) return;
    // What passes is decoded as well.
    const StubServer server(trusted(),
                            [&](const StubRequest&, StubConnection& to) { to.answer(200, text.toStdString()); });
    ListRequest request;
    request.limits = limits;
    const Listed made = listed(Open(connectionTo(server)).session, request);
    QVERIFY2(*made.end, *made.end ? "" : made.end->error().error.text().c_str());
    QCOMPARE(made.names.size(), 1U);
}

void TestClientList::anItemIsADocument()
{
    const std::string text =
        R"({"a":[1,-2,18446744073709551615,1.5,true,null,"ü\n"],"metadata":{"name":7,"uid":"u"},"kind":"K"})";
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.answer(200, R"({"kind":"L","apiVersion":"v1","items":[)" + text + "]}");
    });
    const Open open(connectionTo(server));
    Json document;
    std::string seen;
    std::promise<ApiResult<ListEnd>> promise;
    ListRequest request;
    request.path = "/api/v1/things";
    list(open.session, request,
         {.item =
              [&](const Item& item) {
                  document = item.document();
                  seen = std::string(item.head().kind) + "/" + std::string(item.head().name) + "/" +
                         std::string(item.head().uid);
                  return true;
              },
          .restart = {},
          .done = [&](ApiResult<ListEnd> end) { promise.set_value(std::move(end)); }});
    QVERIFY(promise.get_future().get().has_value());
    QCOMPARE(document.dump(), Json::parse(text).dump());
    QCOMPARE(seen, std::string("K//u"));
}

void TestClientList::pagesFollowEachOther()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        const std::string next = queryOf(request, "continue");
        if (next == "-")
            return to.answer(200, page(0, 3, "t/+=1"),
                             {{"Content-Type", "application/json"}, {"Warning", "299 - \"old\""}});
        if (next == "t%2F%2B%3D1")
            return to.answer(200, page(3, 6, "t2"),
                             {{"Content-Type", "application/json"}, {"Warning", "299 - \"old\""}});
        to.answer(200, page(6, 8, ""));
    });
    ListRequest request;
    request.query = {{"labelSelector", "a=b"}};
    request.pageSize = 3;
    const Listed made = listed(Open(connectionTo(server)).session, request);
    QVERIFY(made.end->has_value());
    QCOMPARE(made.names, names(0, 8));
    const ListEnd& end = **made.end;
    QCOMPARE(end.items, 8U);
    QCOMPARE(end.pages, 3);
    QCOMPARE(end.kind, std::string("PodList"));
    QCOMPARE(end.apiVersion, std::string("v1"));
    QCOMPARE(end.resourceVersion, std::string("700"));
    QCOMPARE(end.warnings, std::vector<std::string>{"old"});
    QVERIFY(end.consistent && end.complete);
    for (const StubRequest& asked : server.requests()) {
        QCOMPARE(queryOf(asked, "limit"), std::string("3"));
        QCOMPARE(queryOf(asked, "labelSelector"), std::string("a%3Db"));
    }
}

/// fault 31.
void TestClientList::aServerMayIgnorePaging()
{
    const StubServer server(trusted(),
                            [](const StubRequest&, StubConnection& to) { to.answer(200, page(0, 2000, "")); });
    const Listed made = listed(Open(connectionTo(server)).session);
    QCOMPARE(made.names, names(0, 2000));
    QCOMPARE(server.count(), 1U);
}

/// fault 30.
void TestClientList::anExpiredContinueGoesOn()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        const std::string next = queryOf(request, "continue");
        if (next == "-") return to.answer(200, page(0, 2, "t1"));
        if (next == "t1") return to.answer(410, expired("newer"));
        to.answer(200, page(2, 4, "", "800"));
    });
    const Listed made = listed(Open(connectionTo(server)).session);
    QCOMPARE(made.names, names(0, 4));
    QCOMPARE(made.restarts, 0);
    QVERIFY(!(*made.end)->consistent);
    QCOMPARE((*made.end)->resourceVersion, std::string("800"));
}

/// fault 30.
void TestClientList::anExpiredContinueBeginsAgain()
{
    std::atomic<int> asked{0};
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        const std::string next = queryOf(request, "continue");
        if (next == "-") return to.answer(200, ++asked == 1 ? page(0, 2, "t1") : page(10, 12, "t2", "900"));
        if (next == "t1") return to.answer(410, expired(""));
        to.answer(200, page(12, 13, "", "900"));
    });
    const Listed made = listed(Open(connectionTo(server)).session);
    QCOMPARE(made.names, names(10, 13));
    QCOMPARE(made.restarts, 1);
    QVERIFY((*made.end)->consistent);
    QCOMPARE((*made.end)->items, 3U);
    QCOMPARE((*made.end)->pages, 2);
}

/// fault 30.
void TestClientList::anExpiredContinueEndsSomeTime()
{
    // The second time all at once; and a server that knows no whole lists is given up.
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (queryOf(request, "continue") != "-") return to.answer(410, expired(""));
        to.answer(200, queryOf(request, "limit") == "-" ? page(0, 5, "") : page(0, 2, "t"));
    });
    const Listed made = listed(Open(connectionTo(server)).session);
    QCOMPARE(made.names, names(0, 5));
    QCOMPARE(made.restarts, 2);
    const StubServer never(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (queryOf(request, "continue") != "-") return to.answer(410, expired("t"));
        to.answer(200, page(0, 2, "t"));
    });
    const Listed failed = listed(Open(connectionTo(never)).session);
    QVERIFY(!failed.end->has_value());
    QVERIFY(failed.end->error().isExpired());
    QVERIFY(never.count() < 12);
}

void TestClientList::anOldVersionIsLeftOut_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("fault 1: too old") << 410 << QByteArray::fromStdString(expired(""));
    QTest::newRow("fault 1: gone") << 410 << QByteArray("");
    QTest::newRow("fault 3: too new")
        << 504
        << QByteArray(R"({"kind":"Status","reason":"Timeout","code":504,"message":"x",)"
                      "\"details\":{\"causes\":[{\"reason\":\"ResourceVersionTooLarge\"}],\"retryAfterSeconds\":1}}");
    QTest::newRow("fault 3: too new, old server")
        << 504
        << QByteArray(
               R"({"kind":"Status","reason":"Timeout","code":504,"message":"Too large resource version: 9, current: 1"})");
}

void TestClientList::anOldVersionIsLeftOut()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (queryOf(request, "resourceVersion") == "9") return to.answer(code, body.toStdString());
        to.answer(200, page(0, 2, ""));
    });
    ListRequest request;
    request.resourceVersion = "9";
    const Listed made = listed(Open(connectionTo(server)).session, request);
    QCOMPARE(made.names, names(0, 2));
    QCOMPARE(server.count(), 2U);
    QCOMPARE(queryOf(server.requests().at(1), "resourceVersion"), std::string("-"));
}

/// fault 11.
void TestClientList::aSlowServerIsAskedForLess()
{
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (queryOf(request, "limit") == "500") return to.hang();
        if (queryOf(request, "limit") != "62") return to.answer(504, "");
        to.answer(200, page(0, 2, ""));
    });
    ClientLimits limits = quickLimits();
    limits.connect = 1s;
    limits.answer = 100ms;
    limits.stall = 100ms;
    const Listed made = listed(Open(connectionTo(server), limits).session);
    QCOMPARE(made.names, names(0, 2));
    QCOMPARE(server.count(), 4U); // 500, 250, 125, 62
}

void TestClientList::aBrokenPageIsReadAgain_data()
{
    QTest::addColumn<QByteArray>("breaks"); // the `continue` of the page
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("restarts");
    QTest::addColumn<bool>("good");
    QTest::newRow("the first") << QByteArray("-") << 2 << 2 << true;
    QTest::newRow("the second") << QByteArray("t1") << 3 << 0 << true;
    QTest::newRow("the second, always") << QByteArray("t1") << 1000 << 0 << false;
}

/// fault 14.
void TestClientList::aBrokenPageIsReadAgain()
{
    QFETCH(QByteArray, breaks);
    QFETCH(int, times);
    QFETCH(int, restarts);
    QFETCH(bool, good);
    std::atomic<int> broken{0};
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        const std::string next = queryOf(request, "continue");
        const std::string text = next == "-" ? page(0, 5, "t1") : next == "t1" ? page(5, 10, "t2") : page(10, 12, "");
        if (next != breaks.toStdString() || broken++ >= times) return to.answer(200, text);
        // Another item further each time, and half of one more.
        const std::size_t at = text.find("pod-" + std::to_string((next == "-" ? 0 : 5) + std::min(broken.load(), 3)));
        to.send("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: " + std::to_string(text.size()) +
                "\r\n\r\n" + text.substr(0, at));
        to.close();
    });
    const Listed made = listed(Open(connectionTo(server)).session);
    QCOMPARE(made.restarts, restarts);
    QCOMPARE(made.end->has_value(), good);
    if (!good) {
        QCOMPARE(made.end->error().trouble, Trouble::Cut);
        return;
    }
    QCOMPARE(made.names, names(0, 12));
    QCOMPARE((*made.end)->items, 12U);
}

void TestClientList::whatIsNoListIsAnError_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<QByteArray>("said");
    QTest::newRow("an object") << QByteArray(R"({"kind":"Pod","metadata":{"name":"p"}})") << QByteArray("has no items");
    QTest::newRow("an item that is no JSON") << QByteArray(R"({"items":[{"a":tru}]})") << QByteArray("is not JSON");
    QTest::newRow("not UTF-8") << QByteArray("{\"items\":[{\"a\":\"\xff\"}]}") << QByteArray("is not JSON");
    QTest::newRow("wrong brackets") << QByteArray(R"({"items":[{"a":[}]}]})") << QByteArray("");
    QTest::newRow("an envelope that is no JSON") << QByteArray(R"({"items":[{}],,})") << QByteArray("is not JSON");
    QTest::newRow("the same page again") << QByteArray(R"({"metadata":{"continue":"t"},"items":[{}]})")
                                         << QByteArray("does not go on");
    QTest::newRow("binary") << QByteArray("k8s\0\n\f", 6) << QByteArray("no list");
}

void TestClientList::whatIsNoListIsAnError()
{
    QFETCH(QByteArray, body);
    QFETCH(QByteArray, said);
    const StubServer server(trusted(),
                            [&](const StubRequest&, StubConnection& to) { to.answer(200, body.toStdString()); });
    const Listed made = listed(Open(connectionTo(server)).session);
    QVERIFY(!made.end->has_value());
    QCOMPARE(made.end->error().trouble, Trouble::Malformed);
    QCOMPARE(made.end->error().error.fault, Fault::Malformed);
    QCOMPARE(made.end->error().error.where, std::string("c-1 GET /api/v1/pods"));
    QVERIFY2(holds(made.end->error().error.what, said.toStdString()), made.end->error().error.what.c_str());
}

void TestClientList::theReaderMayStop()
{
    const StubServer server(trusted(),
                            [](const StubRequest&, StubConnection& to) { to.answer(200, page(0, 10, "t")); });
    const Listed made = listed(Open(connectionTo(server)).session, {}, 4);
    QCOMPARE(made.names, names(0, 4));
    QVERIFY(made.end->has_value() && !(*made.end)->complete);
    QCOMPARE(server.count(), 1U);
}

void TestClientList::cancelsBetweenPages()
{
    std::stop_source stop;
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (queryOf(request, "continue") == "-") return to.answer(200, page(0, 10, "t"));
        stop.request_stop();
        to.hang();
    });
    const Open open(connectionTo(server));
    std::promise<ApiResult<ListEnd>> promise;
    ListRequest request;
    request.path = "/api/v1/pods";
    list(open.session, request,
         {.item = [](const Item&) { return true; },
          .restart = {},
          .done = [&](ApiResult<ListEnd> end) { promise.set_value(std::move(end)); }},
         stop.get_token());
    QCOMPARE(promise.get_future().get().error().trouble, Trouble::Cancelled);
}

/// 100 000 pods at once, from a server that ignores paging: 130 MB.
void TestClientList::memoryStaysFlat()
{
    constexpr int Pods = 100000;
    std::string some = R"({"metadata":{"name":"pod-0123456789","namespace":"a","managedFields":[)";
    for (int i = 0; i < 20; ++i)
        some += (i > 0 ? "," : "") + std::string(R"({"manager":"kubelet","fields":{"f:status":{}}})");
    some += R"(]},"spec":{"containers":[{"image":"registry/app:1.0","args":["a","b","{\"c\":1}"]}]}})";
    std::string hundred;
    for (int i = 0; i < 100; ++i) hundred += (i > 0 ? "," : "") + some;
    const StubServer server(std::nullopt, [&](const StubRequest&, StubConnection& to) {
        to.begin(200);
        to.piece(R"({"kind":"PodList","apiVersion":"v1","metadata":{},"items":[)");
        for (int i = 0; i < Pods / 100; ++i) to.piece((i > 0 ? "," : "") + hundred);
        to.piece("]}");
        to.piece("");
    });
    const Open open(connectionTo("http://127.0.0.1:" + std::to_string(server.port()), "", "token: t", false));
    std::size_t count = 0;
    std::promise<ApiResult<ListEnd>> promise;
    ListRequest request;
    request.path = "/api/v1/pods";
    forgetPeak();
    const std::size_t before = peak();
    list(open.session, request,
         {.item =
              [&](const Item& item) {
                  count += item.head().name == "pod-0123456789" ? 1U : 0U;
                  return true;
              },
          .restart = {},
          .done = [&](ApiResult<ListEnd> end) { promise.set_value(std::move(end)); }});
    QVERIFY(promise.get_future().get().has_value());
    QCOMPARE(count, static_cast<std::size_t>(Pods));
    QVERIFY(before > 0);
#ifdef BERTH_SANITIZED
    QSKIP("a sanitizer keeps what is freed");
#endif
    QVERIFY2(peak() - before < (16U << 20U), std::to_string(peak() - before).c_str());
}

BERTH_TEST(TestClientList)

} // namespace tst_client_list

#include "tst_client_list.moc"
