// Requests to a server that answers, breaks off, hangs, lies and sends elsewhere: what comes back, what is asked again, what is never
// sent, and that no secret gets into a sentence.
#include <QTest>

#include <array>
#include <ctime>
#include <filesystem>
#include <future>
#include <nlohmann/json.hpp>

#include "core/base/shown.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_client {

using namespace core::kube;
using core::Fault;
using namespace std::chrono_literals;
using namespace test::client;

namespace {

constexpr const char* Canary = "canary-7f3a-token";

std::string status(int code, const std::string& reason, const std::string& message, const std::string& more = "")
{
    const nlohmann::json whole = {{"kind", "Status"},   {"apiVersion", "v1"}, {"status", "Failure"},
                                  {"message", message}, {"reason", reason},   {"code", code}};
    std::string text = whole.dump();
    text.insert(text.size() - 1, more);
    return text;
}

ApiResult<Reply> write(const Session& session, const WriteRight& right, Request request)
{
    std::promise<ApiResult<Reply>> promise;
    session.write(
        right, std::move(request),
        {.body = {}, .done = [&](ApiResult<Reply> reply) { promise.set_value(std::move(reply)); }, .lasts = {}});
    return promise.get_future().get();
}

Request patch()
{
    Request request;
    request.method = Request::Method::Patch;
    request.path = "/apis/apps/v1/namespaces/a/deployments/b";
    request.contentType = "application/apply-patch+yaml";
    request.body = "spec: {}";
    request.query = {{"fieldManager", "berth"}};
    return request;
}

} // namespace

class TestClient : public QObject {
    Q_OBJECT

private slots:
    void asksOverOneConnectionWithItsCredentials();
    void answersArriveUnpacked();
    void warningsAndTheServersClockComeAlong();
    void onlyReadsPassTheGuard_data();
    void onlyReadsPassTheGuard();
    void whatIsRefusedReachesNoServer();
    void writesNeedTheRightAndAreNotRepeated();
    void aStatusIsTyped_data();
    void aStatusIsTyped();
    void bothEndsOfALongMessageAreKept();
    void aCauseIsSaidOnce();
    void aNewTokenIsReadAfter401();
    void aProgramRunsAgainAfter401();
    void aStaticTokenIsRefusedOnce();
    void retryAfterIsHonoured();
    void aWaitCanBeCancelled();
    void failuresThatNameAWaitGetIt();
    void aClockThatIsOffIsTold();
    void aWebhooksWordsAreForeign();
    void aLongRetryAfterIsTold();
    void readsAreAskedAgain_data();
    void readsAreAskedAgain();
    void noSecretIsSaid();
    void aHeaderThatWouldBeTwoIsNotSent();
    void cancelsAtOnce();
    void endsWhatIsLeftWithTheClient();
    void backoffDoublesWithChance();
    void theBucketRefills();
};

void TestClient::asksOverOneConnectionWithItsCredentials()
{
    const StubServer server(trusted(), good);
    const Open open(connectionTo(server, "", "token: canary-7f3a-token, as: someone, as-groups: [a, b]"));
    Request request = get("/api/v1/nodes");
    request.query = {{"labelSelector", "a=b,c in (d e)"}, {"limit", "500"}};
    for (int i = 0; i < 3; ++i) {
        const auto reply = fetch(open.session, request);
        QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
        QCOMPARE(reply->code, 200);
        QCOMPARE(reply->body, std::string(Nodes));
        QCOMPARE(reply->contentType, std::string("application/json"));
        QCOMPARE(reply->httpVersion, 11);
    }
    QCOMPARE(server.connections(), 1);
    const StubRequest asked = server.requests().at(2);
    QCOMPARE(asked.method, std::string("GET"));
    QCOMPARE(asked.target, std::string("/api/v1/nodes?labelSelector=a%3Db%2Cc%20in%20%28d%20e%29&limit=500"));
    QCOMPARE(asked.header("authorization"), std::string("Bearer ") + Canary);
    QCOMPARE(asked.header("accept"), std::string("application/json"));
    QCOMPARE(asked.header("accept-encoding"), std::string("gzip"));
    QCOMPARE(asked.header("impersonate-user"), std::string("someone"));
    QCOMPARE(open.session.health().state, Health::State::Reachable);
}

/// fault 33.
void TestClient::answersArriveUnpacked()
{
    const std::string packed = test::gzipped(Nodes);
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        const bool gzip = request.header("accept-encoding") == "gzip";
        to.answer(200, gzip ? packed : std::string(Nodes),
                  {{"Content-Type", "application/json"}, {gzip ? "Content-Encoding" : "X-Plain", "gzip"}});
    });
    QCOMPARE(Open(connectionTo(server)).ask()->body, std::string(Nodes));
    QCOMPARE(Open(connectionTo(server, "disable-compression: true")).ask()->body, std::string(Nodes));
    QCOMPARE(server.requests().at(1).header("accept-encoding"), std::string());
}

void TestClient::warningsAndTheServersClockComeAlong()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) {
        to.answer(
            200, "{}",
            {{"Content-Type", "application/json"},
             {"Warning", R"(299 - "v1beta1 \"x\" is old", 299 - "two" "Sat, 25 Aug 2012 23:34:45 GMT", 299 - "three")"},
             {"Warning", R"(299 - "two")"},
             {"Warning", "299 - \"\x1b[31mred canary-7f3a-token\""},
             {"Warning", R"(299 - "never closed)"},
             {"Date", "Wed, 01 Jan 2025 00:00:00 GMT"}});
    });
    const auto reply = Open(connectionTo(server)).ask();
    QVERIFY(reply.has_value());
    const std::vector<std::string> wanted{"v1beta1 \"x\" is old", "two", "three", "\\x1b[31mred ***"};
    QCOMPARE(reply->warnings, wanted);
    QCOMPARE(reply->serverTime->time_since_epoch(), 1735689600s);
}

void TestClient::onlyReadsPassTheGuard_data()
{
    QTest::addColumn<int>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<bool>("reads");
    QTest::addColumn<bool>("writes"); // with the right to
    const auto row = [](Request::Method method, const char* path, bool reads, bool writes) {
        QTest::addRow("%s %s", std::string(name(method)).c_str(), core::shown(path).c_str())
            << static_cast<int>(method) << QByteArray(path) << reads << writes;
    };
    using enum Request::Method;
    for (const char* path :
         {"/api/v1/nodes", "/apis/apps/v1/namespaces/a/deployments/b", "/version", "/", "/openapi/v3",
          "/api/v1/namespaces/pods/pods/proxy", "/api/v1/namespaces/proxy", "/api/v1/namespaces/a/pods/p/log",
          "/apis/cluster.karmada.io/v1alpha1/clusters/m1/proxy/api/v1/nodes",
          "/apis/cluster.core.oam.dev/v1alpha1/clustergateways/m1/proxy/apis/apps/v1/deployments",
          "/api/v1/namespaces/a/pods/system%3Ax"})
        row(Get, path, true, true);
    for (const char* path : {"/api/v1/namespaces/a/pods/p/exec",
                             "/api/v1/namespaces/a/pods/p/attach",
                             "/api/v1/namespaces/a/pods/p/portforward",
                             "/api/v1/namespaces/a/services/s/proxy/x",
                             "/api/v1/nodes/n/proxy/run/a/b/c",
                             "/api/v1/namespaces/a/pods/p/proxy",
                             "/api/v1/namespaces/a/pods/p/%65xec",
                             "/api/v1/proxy/nodes/n/run",
                             "/api/v1/watch/../nodes/n/proxy",
                             "/apis/cluster.karmada.io/v1alpha1/clusters/m1/proxy/api/v1/nodes/n/proxy/run",
                             "/apis/cluster.karmada.io/v1alpha1/clusters/m1/proxy/apis/cluster.core.oam.dev/v1alpha1/"
                             "clustergateways/x/proxy/"
                             "api/v1/namespaces/a/pods/p/exec",
                             "/api/v1/../../x",
                             "/api/v1/%2e%2e/x",
                             "/api/v1/nodes?watch=1",
                             "/api/v1/nodes#",
                             "/api//v1/nodes",
                             "api/v1/nodes",
                             "/api/v1/no des",
                             "/api/v1/nodes\r\nX: y",
                             "/api/v1/a%2fb",
                             "/api/v1/a%252fb",
                             "/api/v1/a%zz",
                             "/api\\v1",
                             ""})
        row(Get, path, false, false);
    for (const char* path : {"/apis/authorization.k8s.io/v1/selfsubjectaccessreviews",
                             "/apis/authorization.k8s.io/v1/selfsubjectrulesreviews",
                             "/apis/cluster.karmada.io/v1alpha1/clusters/m1/proxy/apis/authorization.k8s.io/v1/"
                             "selfsubjectaccessreviews"})
        row(Post, path, true, true);
    for (const char* path :
         {"/apis/authorization.k8s.io/v1/subjectaccessreviews",
          "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews/x",
          "/apis/authorization.k8s.io/v1/namespaces/a/localsubjectaccessreviews", "/api/v1/namespaces",
          "/apis/authentication.k8s.io/v1/tokenreviews", "/api/v1/namespaces/a/serviceaccounts/x/token"})
        row(Post, path, false, true);
    row(Post, "/api/v1/namespaces/a/pods/p/exec", false, false);
    row(Delete, "/api/v1/namespaces/a/pods/p", false, true);
    row(Delete, "/apis/authorization.k8s.io/v1/selfsubjectaccessreviews", false, true);
    row(Put, "/api/v1/namespaces/a/configmaps/c", false, true);
    row(Patch, "/api/v1/namespaces/a/configmaps/c", false, true);
}

void TestClient::onlyReadsPassTheGuard()
{
    QFETCH(int, method);
    QFETCH(QByteArray, path);
    QFETCH(bool, reads);
    QFETCH(bool, writes);
    Request request = get(path.toStdString());
    request.method = static_cast<Request::Method>(method);
    const auto readOnly = allowed(request, false);
    QCOMPARE(readOnly.has_value(), reads);
    QCOMPARE(allowed(request, true).has_value(), writes);
    if (reads) return;
    QCOMPARE(readOnly.error().trouble, Trouble::Refused);
    QCOMPARE(readOnly.error().error.fault, Fault::Denied);
}

void TestClient::whatIsRefusedReachesNoServer()
{
    const StubServer server(trusted(), good);
    const Open open(connectionTo(server));
    const auto reply = fetch(open.session, patch());
    QCOMPARE(reply.error().trouble, Trouble::Refused);
    QCOMPARE(reply.error().error.where, std::string("c-1 PATCH /apis/apps/v1/namespaces/a/deployments/b"));
    QCOMPARE(open.ask("/api/v1/nodes/n/proxy/run").error().trouble, Trouble::Refused);
    QCOMPARE(open.session.writeRight().error().fault, Fault::Denied);
    QCOMPARE(server.count(), 0U);
}

/// faults 10, 13: what may have been done is not done again by itself.
void TestClient::writesNeedTheRightAndAreNotRepeated()
{
    std::atomic<int> code{200};
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        if (code == 0) return to.close();
        to.answer(code, code == 200 ? "{}" : status(code, "", "no"));
    });
    SessionOptions options = named("c-1");
    options.mayWrite = true;
    const Open open(connectionTo(server), quickLimits(), options);
    const Open other(connectionTo(server), quickLimits(), options);
    const auto right = open.session.writeRight();
    QVERIFY(right.has_value());
    QVERIFY(write(open.session, *right, patch()).has_value());
    const StubRequest sent = server.requests().at(0);
    QCOMPARE(sent.method, std::string("PATCH"));
    QCOMPARE(sent.body, std::string("spec: {}"));
    QCOMPARE(sent.header("content-type"), std::string("application/apply-patch+yaml"));
    // The right is to one session; and `send` stays what it is.
    QCOMPARE(write(other.session, *right, patch()).error().trouble, Trouble::Refused);
    QCOMPARE(fetch(open.session, patch()).error().trouble, Trouble::Refused);
    QCOMPARE(server.count(), 1U);
    for (const int failing : {500, 503}) {
        code = failing;
        const std::size_t before = server.count();
        QCOMPARE(write(open.session, *right, patch()).error().code, failing);
        QCOMPARE(server.count(), before + 1);
    }
    code = 0; // the connection ends before an answer: it may have been done
    QCOMPARE(write(open.session, *right, patch()).error().trouble, Trouble::Cut);
    QCOMPARE(server.count(), 4U);
}

void TestClient::aStatusIsTyped_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("reason");
    QTest::addColumn<int>("fault");
    QTest::addColumn<QByteArray>("said");
    const auto row = [](const char* name, int code, const std::string& body, StatusReason reason, Fault fault,
                        const char* said) {
        QTest::newRow(name) << code << QByteArray::fromStdString(body) << static_cast<int>(reason)
                            << static_cast<int>(fault) << QByteArray(said);
    };
    row("forbidden", 403, status(403, "Forbidden", "nodes is forbidden"), StatusReason::Forbidden, Fault::Denied,
        "The server does not allow this. It says: nodes is forbidden");
    row("fault 64: quota exceeded", 403,
        status(403, "Forbidden", "pods \"p\" is forbidden: exceeded quota: q, used: pods=5, limited: pods=5"),
        StatusReason::Forbidden, Fault::Denied,
        "The server does not allow this. It says: pods \"p\" is forbidden: exceeded quota: q, used: pods=5, limited: "
        "pods=5");
    row("fault 64: a namespace that ends", 403,
        status(
            403, "Forbidden", "unable to create new content in namespace a because it is being terminated",
            R"(,"details":{"causes":[{"reason":"NamespaceTerminating","message":"m","field":"metadata.namespace"}]})"),
        StatusReason::Forbidden, Fault::Denied,
        "The server does not allow this. It says: unable to create new content in namespace a because it is being "
        "terminated");
    row("a reason of its own", 403, status(403, "Whatever", "x"), StatusReason::Forbidden, Fault::Denied, "");
    row("not found", 404, status(404, "NotFound", "pods \"p\" not found"), StatusReason::NotFound, Fault::NotFound,
        "The server does not have this. It says: pods \"p\" not found");
    row("already exists", 409, status(409, "AlreadyExists", "x"), StatusReason::AlreadyExists, Fault::Conflict, "");
    row("conflict", 409, status(409, "Conflict", "x"), StatusReason::Conflict, Fault::Conflict, "");
    row("invalid", 422, status(422, "Invalid", "x"), StatusReason::Invalid, Fault::Malformed, "");
    row("gone", 410, status(410, "Gone", "x"), StatusReason::Gone, Fault::Conflict, "");
    row("plain text", 400, "the webhook\r\nsaid \x1b[31mno\n", StatusReason::BadRequest, Fault::Malformed,
        "The server finds the request not valid. It says: the webhook\nsaid \\x1b[31mno");
    row("nothing", 405, "", StatusReason::MethodNotAllowed, Fault::Unsupported, "The server does not offer this.");
    row("an unknown code", 418, "", StatusReason::Unknown, Fault::Malformed, "The server answered with code 418.");
    row("too large", 413, "Request entity too large", StatusReason::RequestEntityTooLarge, Fault::TooLarge, "");
    row("not JSON", 404, "{\"kind\":\"Status\",", StatusReason::NotFound, Fault::NotFound, "");
    row("JSON of another kind", 404, "[1,2]", StatusReason::NotFound, Fault::NotFound, "");
    row("members of other types", 409,
        R"({"kind":"Status","message":7,"reason":{},"code":"409","details":{"causes":[1,{"field":2}],"retryAfterSeconds":"1"}})",
        StatusReason::Conflict, Fault::Conflict, "");
}

void TestClient::aStatusIsTyped()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    QFETCH(int, reason);
    QFETCH(int, fault);
    QFETCH(QByteArray, said);
    const StubServer server(trusted(),
                            [&](const StubRequest&, StubConnection& to) { to.answer(code, body.toStdString()); });
    const auto reply = Open(connectionTo(server)).ask();
    QVERIFY(!reply);
    QCOMPARE(reply.error().trouble, Trouble::None);
    QCOMPARE(reply.error().code, code);
    QCOMPARE(static_cast<int>(reply.error().reason), reason);
    QCOMPARE(static_cast<int>(reply.error().error.fault), fault);
    QCOMPARE(reply.error().error.where, std::string("c-1 GET /api/v1/nodes"));
    if (!said.isEmpty()) QCOMPARE(QByteArray::fromStdString(reply.error().error.what), said);
    QCOMPARE(server.count(), 1U);
}

void TestClient::bothEndsOfALongMessageAreKept()
{
    const std::string message = "denied by the webhook: " + std::string(3000, 'x') + "é: no label team";
    nlohmann::json whole = {{"kind", "Status"}, {"code", 422}, {"message", message}};
    whole["details"]["causes"] = nlohmann::json::array({{{"message", message}, {"field", "metadata"}}});
    const ApiError error = core::kube::errorOf(whole, "c-1", {});
    QVERIFY(error.message.starts_with("denied by the webhook: xx"));
    QVERIFY(error.message.ends_with("xxé: no label team"));
    QVERIFY(holds(error.message, "x…x"));
    QCOMPARE(error.message.size(), core::kube::LongestMessage + 3); // of the two that are no ASCII
    QCOMPARE(core::shownEnds(error.message, core::kube::LongestMessage), error.message);
    QCOMPARE(error.causes.at(0).message.size(), 403U);
    QVERIFY(error.causes.at(0).message.ends_with(": no label team"));
    QVERIFY(core::kube::causesBesides("metadata: " + message, error.causes).empty()); // of it the middle is gone
}

void TestClient::aCauseIsSaidOnce()
{
    const std::vector<core::kube::StatusCause> causes{{"FieldValueInvalid", "must be even", "spec.replicas"},
                                                      {"FieldValueRequired", "Required value", "spec.selector"},
                                                      {"FieldValueRequired", "Required value", "spec.selector"},
                                                      {"", "ask the platform team", ""},
                                                      {"ResourceVersionTooLarge", "", ""}};
    QCOMPARE(core::kube::causesBesides("\"a\" is invalid: spec.replicas: must be even", causes),
             (std::vector<std::string>{"spec.selector: Required value", "ask the platform team"}));
    QCOMPARE(core::kube::causesBesides("\"a\" is invalid", causes).size(), 3U);
}

/// fault 44.
void TestClient::aNewTokenIsReadAfter401()
{
    const test::TempFolder folder;
    const auto file = folder.file("token", "canary-7f3a-old\n");
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (request.header("authorization") == "Bearer canary-7f3a-new") return to.answer(200, Nodes);
        test::write(file, "canary-7f3a-new\n"); // rotated meanwhile
        to.answer(401, status(401, "Unauthorized", "Unauthorized canary-7f3a-old"));
    });
    const Open open(connectionTo(server, "", "tokenFile: " + file.string()));
    QVERIFY(open.ask().has_value());
    QCOMPARE(server.count(), 2U);
    QCOMPARE(open.session.health().state, Health::State::Reachable);
    QVERIFY(open.ask().has_value());
    QCOMPARE(server.count(), 3U);
}

/// fault 45.
void TestClient::aProgramRunsAgainAfter401()
{
    const test::TempFolder folder;
    const std::string plugin =
        folder
            .file("plugin", "#!/bin/sh\necho 'the profile dev is over' >&2\necho x >>" + folder.file("runs").string() +
                                "\nn=$(wc -l <" + folder.file("runs").string() +
                                ")\necho '{\"apiVersion\":\"client.authentication.k8s.io/v1\",\"kind\":"
                                "\"ExecCredential\",\"status\":{\"token\":\"canary-7f3a-'$n'\"}}'\n")
            .string();
    std::filesystem::permissions(plugin, std::filesystem::perms::owner_all);
    std::atomic<bool> never{false};
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        const bool fresh = !never && request.header("authorization") == "Bearer canary-7f3a-2";
        to.answer(fresh ? 200 : 401, fresh ? Nodes : status(401, "Unauthorized", "no"));
    });
    const Connection connection = connectionTo(
        server, "",
        "exec: {command: " + plugin + ", apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never}");
    SessionOptions options = named("c-1");
    options.environment = {{"PATH", "/usr/bin:/bin"}};
    {
        const Open unallowed(connection, quickLimits(), options);
        const auto reply = unallowed.ask();
        QCOMPARE(reply.error().trouble, Trouble::Credentials);
        QCOMPARE(reply.error().error.fault, Fault::Denied);
        QVERIFY(!std::filesystem::exists(folder.file("runs")));
        QCOMPARE(server.count(), 0U);
    }
    options.consents.allow(*invocation(*connection.auth.exec, options.environment));
    const Open open(connection, quickLimits(), options);
    std::vector<std::future<ApiResult<Reply>>> asked;
    for (int i = 0; i < 5; ++i) asked.push_back(std::async(std::launch::async, [&] { return open.ask(); }));
    for (auto& one : asked) QVERIFY(one.get().has_value());
    QCOMPARE(test::read(folder.file("runs")).size(), 4U); // "x\n" twice, however many asked
    never = true;
    const auto reply = open.ask();
    QCOMPARE(reply.error().reason, StatusReason::Unauthorized);
    QVERIFY(!showsCanary(reply.error()));
    const std::string& what = reply.error().error.what; // why it is refused, the program may have said
    QVERIFY2(what.find("The exec program said: the profile dev is over") != std::string::npos, what.c_str());
}

/// fault 43.
void TestClient::aStaticTokenIsRefusedOnce()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) {
        to.answer(401, status(401, "Unauthorized", "Unauthorized"),
                  {{"Content-Type", "application/json"}, {"Retry-After", "0"}});
    });
    const Open open(connectionTo(server));
    const auto reply = open.ask();
    QCOMPARE(reply.error().reason, StatusReason::Unauthorized);
    QCOMPARE(reply.error().error.fault, Fault::Denied);
    QCOMPARE(server.count(), 1U);
    QCOMPARE(open.session.health().state, Health::State::Unauthorized);
    QVERIFY(open.session.health().last.has_value());
}

/// fault 7.
void TestClient::retryAfterIsHonoured()
{
    std::atomic<int> asked{0};
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        if (asked++ == 0)
            to.answer(429, status(429, "TooManyRequests", "slow"),
                      {{"Content-Type", "application/json"}, {"Retry-After", "1"}});
        else
            to.answer(200, Nodes);
    });
    SessionOptions options = named("c-1");
    options.mayWrite = true;
    const Open open(connectionTo(server), quickLimits(), options);
    const auto before = std::chrono::steady_clock::now();
    // A write too: the server has not begun with it.
    Request request = patch();
    QVERIFY(write(open.session, *open.session.writeRight(), request).has_value());
    QVERIFY(std::chrono::steady_clock::now() - before >= 1s);
    QCOMPARE(server.count(), 2U);
}

/// fault 7: whoever waits for a server need not.
void TestClient::aWaitCanBeCancelled()
{
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.answer(429, status(429, "TooManyRequests", "slow"),
                  {{"Content-Type", "application/json"}, {"Retry-After", "30"}});
    });
    const Open open(connectionTo(server));
    std::stop_source stop;
    auto asked =
        std::async(std::launch::async, [&] { return fetch(open.session, get("/api/v1/nodes"), stop.get_token()); });
    QTRY_COMPARE(server.count(), 1U);
    const auto before = std::chrono::steady_clock::now();
    stop.request_stop();
    QCOMPARE(asked.get().error().trouble, Trouble::Cancelled);
    QVERIFY(std::chrono::steady_clock::now() - before < 5s);
    QCOMPARE(server.count(), 1U);
}

/// fault 9.
void TestClient::failuresThatNameAWaitGetIt()
{
    std::atomic<int> asked{0};
    const StubServer server(trusted(), [&](const StubRequest& request, StubConnection& to) {
        if (++asked > 2) return to.answer(200, Nodes);
        to.answer(request.path() == "/api/v1/nodes" ? 500 : 503, "",
                  {{"Content-Type", "application/json"}, {"Retry-After", "1"}});
    });
    const Open open(connectionTo(server));
    const auto before = std::chrono::steady_clock::now();
    auto other = std::async(std::launch::async, [&] { return open.ask("/api/v1/pods"); });
    QVERIFY(open.ask().has_value());
    QVERIFY(other.get().has_value());
    QVERIFY(std::chrono::steady_clock::now() - before >= 1s);
    QCOMPARE(server.count(), 4U);
}

/// fault 52.
void TestClient::aClockThatIsOffIsTold()
{
    const std::time_t now = std::time(nullptr);
    std::tm parts{};
    ::gmtime_r(&now, &parts);
    std::array<char, 64> text{};
    std::strftime(text.data(), text.size(), "%a, %d %b %Y %H:%M:%S GMT", &parts);
    const std::array<std::string, 3> dates{"Wed, 01 Jan 2025 00:00:00 GMT", text.data(), "no date"};
    std::atomic<std::size_t> which{0};
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.answer(401, status(401, "Unauthorized", "token has expired"),
                  {{"Content-Type", "application/json"}, {"Date", dates.at(which)}});
    });
    const Open open(connectionTo(server));
    const std::string off = open.ask().error().error.what;
    QVERIFY2(holds(off, "token has expired The clock here is off by ") &&
                 holds(off, " s: the server's says 2025-01-01T00:00:00Z."),
             off.c_str());
    for (which = 1; which < dates.size(); ++which) QVERIFY(!holds(open.ask().error().error.what, "clock"));
}

/// faults 64, 70: it is shown as it is, escaped and bounded, and what was refused is not tried again.
void TestClient::aWebhooksWordsAreForeign()
{
    std::atomic<int> code{403};
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.answer(code, status(code, code == 403 ? "Forbidden" : "",
                               "admission webhook: \x1b[31mno\r\n<b>" + std::string(5000, 'x')));
    });
    SessionOptions options = named("c-1");
    options.mayWrite = true;
    const Open open(connectionTo(server), quickLimits(), options);
    const auto right = open.session.writeRight();
    for (const int one : {403, 400, 500}) {
        code = one;
        const auto reply = write(open.session, *right, patch());
        QCOMPARE(reply.error().code, one);
        QVERIFY2(reply.error().message.starts_with("admission webhook: \\x1b[31mno\n<b>xxx"),
                 reply.error().message.c_str());
        QVERIFY(reply.error().message.size() < 2100);
        QVERIFY(reply.error().error.what.size() < 2300);
    }
    QCOMPARE(server.count(), 3U);
}

/// fault 9: longer than anybody waits.
void TestClient::aLongRetryAfterIsTold()
{
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        to.answer(503, "down", {{"Retry-After", "3600"}});
    });
    const auto reply = Open(connectionTo(server)).ask();
    QCOMPARE(reply.error().retryAfter, std::optional(3600s));
    QCOMPARE(server.count(), 1U);
}

void TestClient::readsAreAskedAgain_data()
{
    QTest::addColumn<QByteArray>("how");
    for (const char* how : {"429", "500", "503", "504", "close", "cut", "reset"}) QTest::newRow(how) << QByteArray(how);
}

/// faults 8, 10, 13.
void TestClient::readsAreAskedAgain()
{
    QFETCH(QByteArray, how);
    std::atomic<int> asked{0};
    std::atomic<int> failures{3};
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) {
        if (asked++ >= failures) return to.answer(200, Nodes);
        if (how == "close") return to.close();
        if (how == "reset") return to.reset();
        if (how != "cut") return to.answer(how.toInt(), "");
        to.send("HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n{\"kind\"");
        to.close();
    });
    const Open open(connectionTo(server));
    const auto reply = open.ask();
    QVERIFY2(reply, reply ? "" : reply.error().error.text().c_str());
    QCOMPARE(reply->body, std::string(Nodes));
    failures = 1000;
    const auto failed = open.ask();
    QVERIFY(!failed);
    QCOMPARE(failed.error().error.fault, Fault::Unavailable);
    asked = 0;
    Request once = get("/api/v1/nodes");
    once.tries = 1;
    QVERIFY(!fetch(open.session, once));
    QVERIFY(asked <= 2); // one, and one more where the kept connection had ended
    // What was handed on is not asked for again.
    if (how != "cut") return;
    asked = 0;
    std::promise<ApiResult<Reply>> promise;
    std::string seen;
    open.session.send(get("/api/v1/nodes"),
                      {.body =
                           [&](std::string_view piece) {
                               seen += piece;
                               return true;
                           },
                       .done = [&](ApiResult<Reply> result) { promise.set_value(std::move(result)); },
                       .lasts = {}});
    QCOMPARE(promise.get_future().get().error().trouble, Trouble::Cut);
    QCOMPARE(seen, std::string("{\"kind\""));
    QCOMPARE(asked.load(), 1);
}

void TestClient::noSecretIsSaid()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        const std::string echo = request.header("authorization");
        to.answer(
            request.path() == "/version" ? 400 : 422,
            request.path() == "/version"
                ? std::string(1980, 'x') + echo // cut where the secret begins, it would show a half of it
                : status(422, "Invalid", "you sent " + echo,
                         R"(,"details":{"causes":[{"reason":"R","field":"f","message":"again )" + echo + R"("}]})"),
            {{"Content-Type", "application/json"}});
    });
    for (const char* user : {"token: canary-7f3a-token", "username: me, password: canary-7f3a-password"}) {
        const Open open(connectionTo(server, "", user));
        for (const char* path : {"/version", "/api/v1/nodes"}) {
            const auto reply = open.ask(path);
            QVERIFY(!reply && reply.error().trouble == Trouble::None);
            QVERIFY2(!showsCanary(reply.error()), reply.error().error.what.c_str());
            QVERIFY(!holds(reply.error().error.what, toBase64("me:canary-7f3a-password")));
        }
        QVERIFY(holds(open.ask().error().causes.at(0).message, "***"));
    }
}

void TestClient::aHeaderThatWouldBeTwoIsNotSent()
{
    const StubServer server(trusted(), good);
    const auto reply = Open(connectionTo(server, "", "token: \"canary-7f3a\\r\\nX-Other: y\"")).ask();
    QCOMPARE(reply.error().trouble, Trouble::Credentials);
    QVERIFY(!showsCanary(reply.error()));
    QCOMPARE(server.count(), 0U);
}

void TestClient::cancelsAtOnce()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) { to.hang(); });
    const Open open(connectionTo(server));
    std::stop_source stop;
    std::atomic<int> ended{0};
    std::promise<ApiResult<Reply>> promise;
    open.session.send(get("/api/v1/nodes"),
                      {.body = {},
                       .done =
                           [&](ApiResult<Reply> reply) {
                               if (ended++ == 0) promise.set_value(std::move(reply));
                           },
                       .lasts = {}},
                      stop.get_token());
    QTRY_COMPARE(server.count(), 1U);
    stop.request_stop();
    const auto reply = promise.get_future().get();
    QCOMPARE(reply.error().trouble, Trouble::Cancelled);
    QCOMPARE(reply.error().error.fault, Fault::Cancelled);
    std::stop_source stopped;
    stopped.request_stop();
    QCOMPARE(fetch(open.session, get("/version"), stopped.get_token()).error().trouble, Trouble::Cancelled);
    QCOMPARE(ended.load(), 1);
}

void TestClient::endsWhatIsLeftWithTheClient()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) { to.hang(); });
    std::atomic<int> ended{0};
    std::optional<Session> left;
    {
        const Open open(connectionTo(server));
        left = open.session;
        for (int i = 0; i < 20; ++i)
            open.session.send(get("/api/v1/nodes"), {.body = {},
                                                     .done =
                                                         [&](const ApiResult<Reply>& reply) {
                                                             if (reply.error().trouble == Trouble::Cancelled) ++ended;
                                                         },
                                                     .lasts = {}});
        QTRY_VERIFY(server.count() > 0);
    }
    QCOMPARE(ended.load(), 20);
    QCOMPARE(fetch(*left, get("/version")).error().trouble, Trouble::Cancelled);
}

void TestClient::backoffDoublesWithChance()
{
    Backoff backoff;
    const Steady start{};
    const Chance none = [] { return 0.0; };
    std::vector<int> waits;
    for (int i = 0; i < 8; ++i) waits.push_back(static_cast<int>(backoff.next(start + i * 1s, none).count()));
    QCOMPARE(waits, (std::vector<int>{800, 1600, 3200, 6400, 12800, 25600, 30000, 30000}));
    QCOMPARE(backoff.next(start + 10s, [] { return 0.5; }), 45s);
    QCOMPARE(backoff.next(start + 10s + 120s, none), 800ms);
    QCOMPARE(backoff.next(start + 131s, none), 1600ms);
    backoff.reset();
    QCOMPARE(backoff.next(start + 132s, none), 800ms);
}

void TestClient::theBucketRefills()
{
    Bucket bucket(10, 3);
    const Steady start{};
    for (int i = 0; i < 3; ++i) QVERIFY(!bucket.take(start));
    const auto wait = bucket.take(start);
    QVERIFY(wait && *wait > 90ms && *wait <= 101ms);
    QVERIFY(bucket.take(start + 50ms).has_value());
    QVERIFY(!bucket.take(start + 101ms));
    QVERIFY(bucket.take(start + 102ms).has_value());
    for (int i = 0; i < 3; ++i) QVERIFY(!bucket.take(start + 3600s)); // no more than the burst is saved up
    QVERIFY(bucket.take(start + 3600s).has_value());
}

BERTH_TEST(TestClient)

} // namespace tst_client

#include "tst_client.moc"
