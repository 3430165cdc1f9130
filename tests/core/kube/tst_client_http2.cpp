// HTTP/2, as servers end and bound it: what was under way goes on elsewhere, and nobody notices.
#include <QTest>

#include <future>
#include <numeric>

#include "core/kube/client_watch.h"
#include "tests/core/kube/client_support.h"
#include "tests/core/kube/stub_http2.h"
#include "tests/support/test.h"

namespace tst_client_http2 {

using namespace core::kube;
using namespace test::client;
using test::StubHttp2;

namespace {

test::StubTls http2()
{
    test::StubTls tls = trusted();
    tls.http2 = true;
    return tls;
}

std::string added(const std::string& name)
{
    return json("{'type':'ADDED','object':{'metadata':{'name':'" + name + "','resourceVersion':'7'}}}");
}

/// Watches, until it is told of its end; and what it saw.
struct Watcher {
    explicit Watcher(const Session& session)
    {
        WatchRequest request;
        request.path = "/api/v1/pods";
        watch(session, request,
              {.opened = [this] { isOpen = true; },
               .event =
                   [this](const WatchEvent& one) {
                       names += std::string(one.item.head().name) + " ";
                       return true;
                   },
               .done = [this](WatchEnd how) { end.set_value(std::move(how)); }},
              [] { return 0.5; });
    }
    std::atomic<bool> isOpen{false};
    std::string names;
    std::promise<WatchEnd> end;
};

} // namespace

class TestClientHttp2 : public QObject {
    Q_OBJECT

private slots:
    void manyShareOneConnection();
    void aServerThatGoesAwayFailsNobody();
    void watchesAreSpreadOverConnections();
};

void TestClientHttp2::manyShareOneConnection()
{
    const StubServer server(http2(), [](const StubRequest&, StubConnection& to) {
        StubHttp2::serve(to, [](StubHttp2& connection, int number) { connection.answer(number, Nodes); });
    });
    const Open open(connectionTo(server));
    std::vector<std::future<ApiResult<Reply>>> asked;
    for (int i = 0; i < 20; ++i) asked.push_back(std::async(std::launch::async, [&] { return open.ask(); }));
    for (auto& one : asked) {
        const auto reply = one.get();
        QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
        QCOMPARE(reply->httpVersion, 20);
        QCOMPARE(reply->body, Nodes);
        QCOMPARE(reply->contentType, "application/json");
    }
    QCOMPARE(server.connections(), 1);
}

/// fault 59: what the server has not begun with is asked for again elsewhere, and what it has goes on.
void TestClientHttp2::aServerThatGoesAwayFailsNobody()
{
    std::atomic<int> connections{0};
    const StubServer server(http2(), [&](const StubRequest&, StubConnection& to) {
        const bool first = ++connections == 1;
        StubHttp2::serve(to, [first](StubHttp2& connection, int number) {
            if (!first) return connection.answer(number, Nodes);
            if (number == 1) { // the watch
                connection.begin(1);
                connection.piece(1, added("before"));
            }
            if (number != 6) return;
            connection.goAway(2);
            connection.answer(2, Nodes);
            connection.piece(1, added("behind"), true);
        });
    });
    const Open open(connectionTo(server));
    Watcher watcher(open.session);
    QTRY_VERIFY(watcher.isOpen);
    std::vector<std::future<ApiResult<Reply>>> asked;
    for (int i = 0; i < 8; ++i) asked.push_back(std::async(std::launch::async, [&] { return open.ask(); }));
    for (auto& one : asked) {
        const auto reply = one.get();
        QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    }
    QVERIFY(watcher.end.get_future().get().why == WatchEnd::Why::Closed);
    QCOMPARE(watcher.names, "before behind ");
    QVERIFY(server.connections() >= 2);
    QCOMPARE(open.session.health().state, Health::State::Reachable);
}

/// fault 60: at most 80 on one connection, since a server may bear no more than 100; and requests pass all the same.
void TestClientHttp2::watchesAreSpreadOverConnections()
{
    std::mutex mutex;
    std::map<StubHttp2*, int> counts;
    std::atomic<bool> watches{true};
    const StubServer server(http2(), [&](const StubRequest&, StubConnection& to) {
        StubHttp2::serve(to, [&](StubHttp2& connection, int number) {
            if (!watches) return connection.answer(number, Nodes);
            connection.begin(number);
            const std::scoped_lock lock(mutex);
            counts[&connection] = number;
        });
    });
    std::vector<std::unique_ptr<Watcher>> watchers; // they outlive the client, which tells them that it ends
    const Open open(connectionTo(server));
    for (int i = 0; i < 100; ++i) watchers.push_back(std::make_unique<Watcher>(open.session));
    QTRY_VERIFY(std::all_of(watchers.begin(), watchers.end(), [](const auto& one) { return one->isOpen.load(); }));
    watches = false;
    QVERIFY(open.ask().has_value());
    const std::scoped_lock lock(mutex);
    std::vector<int> sizes;
    for (const auto& [connection, count] : counts) sizes.push_back(count);
    QCOMPARE(std::accumulate(sizes.begin(), sizes.end(), 0), 100);
    QCOMPARE(*std::max_element(sizes.begin(), sizes.end()), 80); // the rest on one or more others, as they came about
}

BERTH_TEST(TestClientHttp2)

} // namespace tst_client_http2

#include "tst_client_http2.moc"
