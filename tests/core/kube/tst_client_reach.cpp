// Getting to a server, and what comes of one that is not what it should be: certificates, proxies, other servers, answers that stand
// still or have no end, clusters that are dead.
#include <QTest>

#include <future>

#include <openssl/ssl.h>

#include "core/kube/proxy.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_client_reach {

using namespace core::kube;
using core::Fault;
using namespace std::chrono_literals;
using namespace test::client;

class TestClientReach : public QObject {
    Q_OBJECT

private slots:
    void whatStandsStillEnds_data();
    void whatStandsStillEnds();
    void whatIsSlowAndGoesOnIsRead();
    void whatHasNoEndIsNotRead_data();
    void whatHasNoEndIsNotRead();
    void aRedirectIsNotFollowed();
    void certificatesAreVerified_data();
    void certificatesAreVerified();
    void anotherAuthorityIsRefused();
    void theMinimumVersionHolds();
    void aClientCertificateIsShown();
    void aClientCertificateThatIsOverIsTold();
    void filesThatWereExchangedAreRead();
    void anAuthorityThatWasExchangedIsRead();
    void everyAddressOfANameIsTried();
    void addressesOfIPv6AreReached();
    void otherServersAreToldApart_data();
    void otherServersAreToldApart();
    void aDeadClusterCostsNoOtherAnything();
    void allWhoWaitForADeadClusterAreTold();
    void nobodyWaitsForADeadClusterLongerThanIsSaid();
    void aProxyGetsItsOwnLoginAndNoToken();
    void aProxyThatHangsIsNamed();
    void aGarbageProxyIsNotSentOnlyWhereNothingWas();
    void aProxyThatLetsNothingThroughIsNamed();
    void plainHttpGetsNoCredentials();
};

void TestClientReach::whatStandsStillEnds_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char* how : {"no answer", "no head", "half a body", "a byte at a time", "a stream"})
        QTest::newRow(how) << QByteArray(how);
}

/// fault 34.
void TestClientReach::whatStandsStillEnds()
{
    QFETCH(QByteArray, how);
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        if (how == "no head") to.send("HTTP/1.1 200 OK\r\nContent-Type: appl");
        if (how == "half a body") to.send("HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n{");
        if (how == "a byte at a time" || how == "a stream") to.begin(200);
        while (how == "a byte at a time" && to.piece(" ")) std::this_thread::sleep_for(5ms);
        to.hang();
    });
    ClientLimits limits = quickLimits();
    limits.connect = 500ms;
    limits.answer = 100ms;
    limits.stall = 150ms;
    const Open open(connectionTo(server), limits);
    Request request = get("/api/v1/nodes");
    request.tries = 1;
    std::promise<ApiResult<Reply>> promise;
    Handlers handlers;
    handlers.done = [&](ApiResult<Reply> reply) { promise.set_value(std::move(reply)); };
    if (how == "a stream") handlers.lasts = 300ms;
    const auto before = std::chrono::steady_clock::now();
    open.session.send(request, handlers);
    const auto reply = promise.get_future().get();
    QVERIFY(!reply);
    QCOMPARE(reply.error().trouble, Trouble::Silent);
    QCOMPARE(reply.error().error.fault, Fault::Unavailable);
    QVERIFY(std::chrono::steady_clock::now() - before < 4s);
}

/// fault 34: there is no limit to the whole, as long as it goes on.
void TestClientReach::whatIsSlowAndGoesOnIsRead()
{
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.begin(200);
        for (int i = 0; i < 30; ++i) {
            to.piece(std::string(4096, ' '));
            std::this_thread::sleep_for(40ms);
        }
        to.piece(Nodes);
        to.piece("");
    });
    ClientLimits limits = quickLimits();
    limits.connect = 500ms;
    limits.answer = 200ms;
    limits.stall = 400ms;
    const auto before = std::chrono::steady_clock::now();
    const auto reply = Open(connectionTo(server), limits).ask();
    QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    QVERIFY(holds(reply->body, Nodes));
    QVERIFY(std::chrono::steady_clock::now() - before > 1s);
}

void TestClientReach::whatHasNoEndIsNotRead_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char* how :
         {"headers", "a header line", "a body", "a packed body", "an error", "early answers", "chunk sizes"})
        QTest::newRow(how) << QByteArray(how);
}

/// fault 33: what is packed is bounded by what comes out.
void TestClientReach::whatHasNoEndIsNotRead()
{
    QFETCH(QByteArray, how);
    const std::string bomb = how == "a packed body" ? test::gzipped(std::string(60U << 20U, ' ')) : std::string();
    const std::string kilobyte(1024, 'x');
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        if (how == "headers") {
            to.send("HTTP/1.1 200 OK\r\n");
            while (to.send("X-More: " + kilobyte + "\r\n")) {
            }
        } else if (how == "a header line") {
            to.send("HTTP/1.1 200 OK\r\nX-More: ");
            while (to.send(kilobyte)) {
            }
        } else if (how == "a packed body") {
            to.answer(200, bomb, {{"Content-Type", "application/json"}, {"Content-Encoding", "gzip"}});
        } else if (how == "early answers") {
            while (to.send("HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n")) {
            }
        } else if (how == "chunk sizes") {
            to.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            while (to.send("1;" + kilobyte)) {
            }
        } else {
            to.begin(how == "an error" ? 404 : 200);
            while (to.piece(kilobyte)) {
            }
        }
    });
    ClientLimits limits = quickLimits();
    limits.body = 1U << 20U;
    limits.stall = 300ms;
    if (how == "a packed body") limits.body = 1U << 30U;
    Request once = get("/api/v1/nodes");
    once.tries = 1;
    const Open open(connectionTo(server), limits);
    const auto reply = fetch(open.session, once);
    QVERIFY(!reply);
    const bool sized = how == "chunk sizes"; // of no use to anyone, and bounded by what is made of it
    QVERIFY2(reply.error().trouble == Trouble::TooLarge || sized, reply.error().error.text().c_str());
    if (how == "a packed body") QVERIFY(holds(reply.error().error.what, "packed more than 250 times"));
}

/// fault 36.
void TestClientReach::aRedirectIsNotFollowed()
{
    const StubServer thief(trusted(), good);
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        const std::string host = request.path() == "/api/v1/nodes" ? "127.0.0.1:" + std::to_string(thief.port()) : "";
        to.answer(request.path() == "/version" ? 308 : 302, "",
                  {{"Location", (host.empty() ? "/elsewhere" : "https://" + host) + "/canary-7f3a-token"}});
    });
    const Open open(connectionTo(server));
    for (const char* path : {"/api/v1/nodes", "/version", "/api/v1/pods"}) {
        const auto reply = open.ask(path);
        QCOMPARE(reply.error().trouble, Trouble::Redirect);
        QCOMPARE(reply.error().error.fault, Fault::Denied);
        QVERIFY(!showsCanary(reply.error()));
    }
    QCOMPARE(server.count(), 3U);
    QCOMPARE(thief.connections(), 0);
}

void TestClientReach::certificatesAreVerified_data()
{
    QTest::addColumn<QByteArray>("names");
    QTest::addColumn<long>("from");
    QTest::addColumn<long>("to");
    QTest::addColumn<QByteArray>("cluster");
    QTest::addColumn<QByteArray>("said"); // empty: it is good
    const long hour = 3600;
    const auto row = [](const char* name, const char* names, long from, long to, const char* cluster,
                        const char* said) {
        QTest::newRow(name) << QByteArray(names) << from << to << QByteArray(cluster) << QByteArray(said);
    };
    row("good", "IP:127.0.0.1", -hour, hour, "", "");
    row("fault 40: another host", "DNS:api.example,IP:10.0.0.4,IP:fe80::1", -hour, hour, "",
        "is for api.example, 10.0.0.4, fe80:0:0:0:0:0:0:1, and not for 127.0.0.1. If it is the right server, write one "
        "of "
        "its names as `tls-server-name`.");
    row("fault 40: another host, named", "DNS:api.example,IP:10.0.0.4", -hour, hour, "tls-server-name: api.example",
        "");
    row("another host, misnamed", "DNS:api.example", -hour, hour, "tls-server-name: other.example",
        "is for api.example, and not for other.example");
    row("no name", "", -hour, hour, "", "is for no host, and not for 127.0.0.1");
    row("fault 38: over", "IP:127.0.0.1", -2 * hour, -hour, "", "was valid until 20");
    row("fault 38: not begun", "IP:127.0.0.1", hour, 2 * hour, "", "is valid from 20");
}

void TestClientReach::certificatesAreVerified()
{
    QFETCH(QByteArray, names);
    QFETCH(long, from);
    QFETCH(long, to);
    QFETCH(QByteArray, cluster);
    QFETCH(QByteArray, said);
    test::StubTls tls{authority().issue("server", names.toStdString(), from, to), {}, 0};
    const StubServer server(tls, good);
    const auto reply = Open(connectionTo(server, cluster.toStdString())).ask();
    if (said.isEmpty()) {
        QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
        const StubRequest asked = server.requests().at(0);
        QCOMPARE(asked.header("host"), "127.0.0.1:" + std::to_string(server.port()));
        QCOMPARE(asked.serverName, cluster.isEmpty() ? std::string() : std::string("api.example"));
        return;
    }
    QVERIFY(!reply);
    QCOMPARE(reply.error().trouble, Trouble::Certificate);
    QVERIFY2(holds(reply.error().error.what, said.toStdString()), reply.error().error.what.c_str());
    if (from > 0 || to < 0) QVERIFY(holds(reply.error().error.what, "; the clock here says 20"));
    QCOMPARE(server.count(), 0U); // neither the token nor anything else was sent
}

/// fault 39.
void TestClientReach::anotherAuthorityIsRefused()
{
    const test::Authority other("another authority");
    const StubServer server(test::StubTls{other.issue("server", "IP:127.0.0.1"), {}, 0}, good);
    const std::string url = "https://127.0.0.1:" + std::to_string(server.port());
    const auto ours = Open(connectionTo(url)).ask();
    QCOMPARE(ours.error().trouble, Trouble::Certificate);
    QVERIFY(holds(ours.error().error.what, "authority"));
    const auto systems = Open(connectionTo(url, "", "token: canary-7f3a-token", false)).ask();
    QCOMPARE(systems.error().trouble, Trouble::Certificate);
    QCOMPARE(server.count(), 0U);
    QVERIFY(
        Open(connectionTo(url, "insecure-skip-tls-verify: true", "token: canary-7f3a-token", false)).ask().has_value());
}

void TestClientReach::theMinimumVersionHolds()
{
    test::StubTls tls = trusted();
    tls.newest = TLS1_2_VERSION;
    const StubServer server(tls, good);
    QVERIFY(Open(connectionTo(server)).ask().has_value());
    SessionOptions options = named("c-1");
    options.minimumTls = MinimumTls::Tls13;
    const auto reply = Open(connectionTo(server), quickLimits(), options).ask();
    QCOMPARE(reply.error().trouble, Trouble::Tls);
    QCOMPARE(server.count(), 1U);
}

void TestClientReach::aClientCertificateIsShown()
{
    test::StubTls tls = trusted();
    tls.clientAuthority = authority().pem();
    const StubServer server(tls, good);
    const auto user = [](const test::Identity& identity) {
        return "client-certificate-data: " + toBase64(identity.certificate) +
               ", client-key-data: " + toBase64(identity.key);
    };
    const Open open(connectionTo(server, "", user(authority().issue("me", ""))));
    QVERIFY(open.ask().has_value());
    QCOMPARE(server.requests().at(0).clientSubject, std::string("/CN=me"));
    const auto none = Open(connectionTo(server)).ask();
    QCOMPARE(none.error().trouble, Trouble::Tls);
    QVERIFY2(holds(none.error().error.what, "client certificate"), none.error().error.what.c_str());
    // Two users of one server on one client are kept apart.
    const Session other = *open.client.open(connectionTo(server, "", user(authority().issue("you", ""))), named("c-2"));
    QVERIFY(fetch(other, get("/version")).has_value());
    QCOMPARE(server.requests().at(1).clientSubject, std::string("/CN=you"));
}

/// fault 41: at the handshake. What is said before, see tst_kubeconfig.
void TestClientReach::aClientCertificateThatIsOverIsTold()
{
    test::StubTls tls = trusted();
    tls.clientAuthority = authority().pem();
    const StubServer server(tls, good);
    const test::Identity over = authority().issue("me", "", -7200, -3600);
    const auto reply = Open(connectionTo(server, "",
                                         "client-certificate-data: " + toBase64(over.certificate) +
                                             ", client-key-data: " + toBase64(over.key)))
                           .ask();
    QCOMPARE(reply.error().trouble, Trouble::Tls);
    QVERIFY2(holds(reply.error().error.what, "The server does not take the client certificate. Log in again"),
             reply.error().error.what.c_str());
    QCOMPARE(server.count(), 0U);
}

/// fault 42: a pair counts once both halves fit, and then on a connection of its own.
void TestClientReach::filesThatWereExchangedAreRead()
{
    test::StubTls tls = trusted();
    tls.clientAuthority = authority().pem();
    const StubServer server(tls, good);
    const test::TempFolder folder;
    const test::Identity one = authority().issue("one", "");
    const test::Identity two = authority().issue("another", "");
    const auto certificate = folder.file("crt", one.certificate);
    const auto key = folder.file("key", one.key);
    ClientLimits limits = quickLimits();
    limits.files = 0ms;
    const Open open(
        connectionTo(server, "", "client-certificate: " + certificate.string() + ", client-key: " + key.string()),
        limits);
    const auto who = [&] {
        const auto reply = open.ask();
        return reply ? server.requests().back().clientSubject : reply.error().error.text();
    };
    QCOMPARE(who(), "/CN=one");
    test::write(certificate, two.certificate);
    QCOMPARE(who(), "/CN=one");
    test::write(key, two.key);
    QCOMPARE(who(), "/CN=another");
    QCOMPARE(server.connections(), 2);
}

/// fault 39: a file of authorities is read again.
void TestClientReach::anAuthorityThatWasExchangedIsRead()
{
    const test::Authority old("the old authority");
    const StubServer server(trusted(), good);
    const test::TempFolder folder;
    const auto file = folder.file("ca", old.pem());
    ClientLimits limits = quickLimits();
    limits.files = 0ms;
    const Open open(connectionTo("https://127.0.0.1:" + std::to_string(server.port()),
                                 "certificate-authority: " + file.string(), "token: canary-7f3a-token", false),
                    limits);
    const auto before = open.ask();
    QCOMPARE(before.error().trouble, Trouble::Certificate);
    QVERIFY(holds(before.error().error.what, "Fetch the kubeconfig anew if the cluster's authority was replaced"));
    test::write(file, "no PEM"); // half written
    QCOMPARE(open.ask().error().trouble, Trouble::Certificate);
    test::write(file, authority().pem());
    QVERIFY(open.ask().has_value());
}

/// faults 57, 58: nobody listens at ::1, the first address of localhost.
void TestClientReach::everyAddressOfANameIsTried()
{
    const StubServer server(trusted(), good);
    const std::string at = "localhost:" + std::to_string(server.port());
    const auto reply = Open(connectionTo("https://" + at)).ask();
    QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    QCOMPARE(server.requests().at(0).header("host"), at);
    QCOMPARE(server.requests().at(0).serverName, "localhost");
}

/// fault 58. By way of a proxy, since not every machine has such addresses.
void TestClientReach::addressesOfIPv6AreReached()
{
    const StubServer server(trusted("IP:::1"), good);
    const StubServer proxy(std::nullopt, [&](const StubRequest&, StubConnection& to) {
        to.send("HTTP/1.1 200 OK\r\n\r\n");
        to.tunnel(server.port());
    });
    const auto reply =
        Open(connectionTo("https://[::1]:6443", "proxy-url: \"http://127.0.0.1:" + std::to_string(proxy.port()) + "\""))
            .ask();
    QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    QCOMPARE(proxy.requests().at(0).target, "[::1]:6443");
    QCOMPARE(server.requests().at(0).header("host"), "[::1]:6443");
}

void TestClientReach::otherServersAreToldApart_data()
{
    QTest::addColumn<QByteArray>("how");
    QTest::addColumn<int>("trouble");
    QTest::newRow("fault 37: http at https") << QByteArray("plain") << static_cast<int>(Trouble::PlainHttp);
    QTest::newRow("fault 37: https at http") << QByteArray("tls") << static_cast<int>(Trouble::PlainHttp);
    QTest::newRow("fault 35: a page") << QByteArray("page") << static_cast<int>(Trouble::NotKubernetes);
    QTest::newRow("fault 35: a page that forbids") << QByteArray("login") << static_cast<int>(Trouble::NotKubernetes);
    QTest::newRow("another protocol") << QByteArray("ssh") << static_cast<int>(Trouble::NotKubernetes);
    QTest::newRow("nobody") << QByteArray("nobody") << static_cast<int>(Trouble::Connect);
    QTest::newRow("fault 57: no such name") << QByteArray("name") << static_cast<int>(Trouble::Resolve);
    QTest::newRow("no handshake") << QByteArray("silence") << static_cast<int>(Trouble::Connect);
}

void TestClientReach::otherServersAreToldApart()
{
    QFETCH(QByteArray, how);
    QFETCH(int, trouble);
    const bool plain = how == "plain" || how == "silence" || how == "tls";
    const StubServer server(
        plain ? std::nullopt : std::optional(trusted()), [&](const StubRequest&, StubConnection& to) {
            if (how == "page")
                to.answer(200, "<html>canary-7f3a-token", {{"Content-Type", "text/html; charset=utf-8"}});
            if (how == "login") to.answer(403, "<html>log in", {{"Content-Type", "text/html"}});
            if (how == "ssh") {
                to.send("SSH-2.0-OpenSSH_9.2\r\n");
                to.close();
            }
            if (how == "tls")
                to.answer(400, "Client sent an HTTP request to an HTTPS server.\n", {{"Content-Type", "text/plain"}});
            if (how == "plain") to.answer(400, "");
            if (how == "silence") to.hang();
        });
    std::string url = "https://127.0.0.1:" + std::to_string(server.port());
    if (how == "tls") url = "http://127.0.0.1:" + std::to_string(server.port());
    if (how == "nobody") url = "https://127.0.0.1:" + std::to_string(test::closedPort());
    if (how == "name") url = "https://no-such-host.invalid:6443";
    ClientLimits limits = quickLimits();
    if (how == "silence") limits.connect = 300ms;
    const Open open(connectionTo(url), limits);
    Request once = get("/api/v1/nodes");
    once.tries = 1;
    const auto reply = fetch(open.session, once);
    QVERIFY(!reply);
    QVERIFY2(static_cast<int>(reply.error().trouble) == trouble, reply.error().error.text().c_str());
    if (how == "plain") QVERIFY(holds(reply.error().error.what, "does not speak TLS at this port"));
    if (how == "tls") QVERIFY(holds(reply.error().error.what, "write https://"));
    if (how == "page" || how == "login") QVERIFY(holds(reply.error().error.what, "This is no Kubernetes API"));
    QVERIFY(!showsCanary(reply.error()));
}

/// fault 76.
void TestClientReach::aDeadClusterCostsNoOtherAnything()
{
    // It takes connections and never greets; forty sessions wait for it.
    const StubServer dead(std::nullopt, [](const StubRequest&, StubConnection& to) { to.hang(); });
    const StubServer live(trusted(), good);
    ClientLimits limits = quickLimits();
    limits.connect = 60s;
    std::atomic<int> ended{0}; // outlives the client, which tells everybody when it ends
    const Client client({limits, {}});
    std::vector<Session> sessions;
    for (int i = 0; i < 40; ++i) {
        sessions.push_back(*client.open(connectionTo(dead), named("dead")));
        for (int k = 0; k < 5; ++k)
            sessions.back().send(get("/api/v1/nodes"),
                                 {.body = {}, .done = [&](const ApiResult<Reply>&) { ++ended; }, .lasts = {}});
    }
    const Session session = *client.open(connectionTo(live), named("live"));
    const auto before = std::chrono::steady_clock::now();
    for (int i = 0; i < 20; ++i) QVERIFY(fetch(session, get("/api/v1/nodes")).has_value());
    QVERIFY(std::chrono::steady_clock::now() - before < 5s);
    QCOMPARE(ended.load(), 0);
    QVERIFY(dead.connections() <= 40); // one request finds out for all of a session
}

/// fault 12: unreachable after some tries.
void TestClientReach::allWhoWaitForADeadClusterAreTold()
{
    const Open open(connectionTo("https://127.0.0.1:" + std::to_string(test::closedPort())));
    std::vector<std::future<ApiResult<Reply>>> asked;
    for (int i = 0; i < 30; ++i) {
        auto promise = std::make_shared<std::promise<ApiResult<Reply>>>();
        asked.push_back(promise->get_future());
        open.session.send(get("/api/v1/nodes"),
                          {.body = {},
                           .done = [promise](ApiResult<Reply> reply) { promise->set_value(std::move(reply)); },
                           .lasts = {}});
    }
    for (auto& one : asked) {
        QCOMPARE(one.wait_for(10s), std::future_status::ready);
        QCOMPARE(one.get().error().trouble, Trouble::Connect);
    }
    const Health health = open.session.health();
    QCOMPARE(health.state, Health::State::Unreachable);
    QVERIFY(health.failures >= 4 && health.failures <= 12);
    QVERIFY(health.last.has_value());
}

/// Of the back-off's thirty seconds a person who asks for one object sees none.
void TestClientReach::nobodyWaitsForADeadClusterLongerThanIsSaid()
{
    ClientLimits limits = quickLimits();
    limits.backoff = {60s, 60s, 120s};
    limits.patience = 200ms;
    const Open open(connectionTo("https://127.0.0.1:" + std::to_string(test::closedPort())), limits);
    const auto before = std::chrono::steady_clock::now();
    for (int i = 0; i < 3; ++i) {
        const auto reply = open.ask();
        QVERIFY(!reply);
        QCOMPARE(reply.error().trouble, Trouble::Connect);
        QVERIFY(reply.error().isOfTheWay());
        QVERIFY(holds(reply.error().error.what, "Nobody answers at 127.0.0.1:"));
    }
    QVERIFY(std::chrono::steady_clock::now() - before < 20s);
}

void TestClientReach::aProxyGetsItsOwnLoginAndNoToken()
{
    const StubServer server(trusted(), good);
    const StubServer proxy(std::nullopt, [&](const StubRequest&, StubConnection& to) {
        to.send("HTTP/1.1 200 OK\r\n\r\n");
        to.tunnel(server.port());
    });
    const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
    const auto reply = Open(connectionTo(server, "proxy-url: \"http://me:canary-7f3a-proxy@" + at + "\"")).ask();
    QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    const StubRequest asked = proxy.requests().at(0);
    QCOMPARE(asked.method, std::string("CONNECT"));
    QCOMPARE(asked.target, "127.0.0.1:" + std::to_string(server.port()));
    QCOMPARE(asked.header("authorization"), std::string());
    QCOMPARE(asked.header("proxy-authorization"), "Basic " + toBase64("me:canary-7f3a-proxy"));
    QCOMPARE(server.requests().at(0).header("proxy-authorization"), std::string());
}

/// A proxy that accepts and says nothing looked like a server that does not.
void TestClientReach::aProxyThatHangsIsNamed()
{
    const StubServer server(trusted(), good);
    const StubServer proxy(std::nullopt, [](const StubRequest&, StubConnection& to) { to.hang(); });
    const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
    ClientLimits limits = quickLimits();
    limits.connect = 300ms;
    Request once = get("/version");
    once.tries = 1;
    const Open open(connectionTo(server, "proxy-url: \"http://me:canary-7f3a-proxy@" + at + "\""), limits);
    const auto reply = fetch(open.session, once);
    QCOMPARE(reply.error().trouble, Trouble::Proxy);
    QVERIFY2(holds(reply.error().error.what, at) && holds(reply.error().error.what, "proxy-url"),
             reply.error().error.what.c_str());
    QVERIFY(!showsCanary(reply.error()));
    QCOMPARE(server.count(), 0U);
    const Url of = *parseUrl("https://a.example:6443");
    QCOMPARE(proxyVariable({{"https_proxy", "http://p:1"}}, of), std::string("https_proxy"));
    QCOMPARE(proxyVariable({{"HTTPS_PROXY", "http://p:1"}, {"https_proxy", "http://q:1"}}, of),
             std::string("HTTPS_PROXY"));
}

/// Over TLS the proxy has seen no more than a CONNECT. With plain HTTP it has got the request itself, and may have passed it on: that
/// must never count as not sent.
void TestClientReach::aGarbageProxyIsNotSentOnlyWhereNothingWas()
{
    const StubServer server(trusted(), good);
    const StubServer proxy(std::nullopt, [](const StubRequest&, StubConnection& to) {
        to.send("SSH-2.0-garbage\r\n\r\n");
        to.close();
    });
    const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
    const std::string setting = "proxy-url: \"http://" + at + "\"";
    Request once = get("/version");
    once.tries = 1;
    const auto secured = fetch(Open(connectionTo(server, setting)).session, once);
    QCOMPARE(secured.error().trouble, Trouble::Proxy);
    QVERIFY2(holds(secured.error().error.what, at), secured.error().error.what.c_str());
    QCOMPARE(server.count(), 0U);
    const std::size_t before = proxy.count();
    const auto plain =
        fetch(Open(connectionTo("http://127.0.0.1:1", setting, "token: canary-7f3a-token", false)).session, once);
    QVERIFY(proxy.count() > before); // it has the request
    QVERIFY2(plain.error().trouble == Trouble::NotKubernetes || plain.error().trouble == Trouble::Cut,
             plain.error().error.what.c_str());
}

/// fault 54.
void TestClientReach::aProxyThatLetsNothingThroughIsNamed()
{
    const StubServer server(trusted(), good);
    std::atomic<int> code{407};
    const StubServer proxy(std::nullopt, [&](const StubRequest&, StubConnection& to) { to.answer(code, "go away"); });
    const std::string at = "127.0.0.1:" + std::to_string(proxy.port());
    const std::string setting = "proxy-url: \"http://me:canary-7f3a-proxy@" + at + "\"";
    Request once = get("/version");
    once.tries = 1;
    for (const int one : {407, 502}) {
        code = one;
        const auto reply = fetch(Open(connectionTo(server, setting)).session, once);
        QCOMPARE(reply.error().trouble, Trouble::Proxy);
        QVERIFY2(holds(reply.error().error.what, at) && holds(reply.error().error.what, std::to_string(one)),
                 reply.error().error.what.c_str());
        QVERIFY(!showsCanary(reply.error()));
    }
    const std::string nobody = "127.0.0.1:" + std::to_string(test::closedPort());
    for (const char* scheme : {"http", "socks5"}) {
        const auto reply = fetch(
            Open(connectionTo(server, std::string("proxy-url: \"") + scheme + "://" + nobody + "\"")).session, once);
        QCOMPARE(reply.error().trouble, Trouble::Proxy);
        QVERIFY2(holds(reply.error().error.what, nobody), reply.error().error.what.c_str());
    }
    QCOMPARE(server.count(), 0U);
}

void TestClientReach::plainHttpGetsNoCredentials()
{
    const StubServer server(std::nullopt, good);
    const auto reply =
        Open(connectionTo("http://127.0.0.1:" + std::to_string(server.port()), "", "token: canary-7f3a-token", false))
            .ask();
    QVERIFY(reply.has_value());
    QCOMPARE(server.requests().at(0).header("authorization"), std::string());
}

BERTH_TEST(TestClientReach)

} // namespace tst_client_reach

#include "tst_client_reach.moc"
