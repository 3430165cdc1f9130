// What a server serves, told at once or bit by bit, and which resource a person means.
#include <QTest>

#include <future>

#include "core/kube/client_discovery.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_client_discovery {

using namespace core::kube;
using namespace test::client;

namespace {

const char* const CoreList = R"({"kind":"APIResourceList","groupVersion":"v1","resources":[
 {"name":"nodes","singularName":"node","namespaced":false,"kind":"Node","verbs":["get","list","watch"],"shortNames":["no"]},
 {"name":"nodes/status","namespaced":false,"kind":"Node","verbs":["get"]},
 {"name":"events","singularName":"","namespaced":true,"kind":"Event","verbs":["list"],"shortNames":["ev"]},
 {"name":"pods","singularName":"","namespaced":true,"kind":"Pod","verbs":["list"],"shortNames":["po"],"categories":["all"]}]})";
const char* const AppsList = R"({"kind":"APIResourceList","groupVersion":"apps/v1","resources":[
 {"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["list"],"shortNames":["deploy"],"categories":["all"]},
 {"name":"deployments/scale","namespaced":true,"group":"autoscaling","version":"v1","kind":"Scale","verbs":["get"]},
 {"name":"deployments/status","namespaced":true,"kind":"Deployment","verbs":["get"]}]})";
const char* const AppsBetaList = R"({"kind":"APIResourceList","groupVersion":"apps/v1beta1","resources":[
 {"name":"deployments","singularName":"deployment","namespaced":true,"kind":"Deployment","verbs":["list"],"shortNames":["deploy"]},
 {"name":"oldthings","singularName":"oldthing","namespaced":true,"kind":"OldThing","verbs":["list"]}]})";
const char* const EventsList = R"({"kind":"APIResourceList","groupVersion":"events.k8s.io/v1","resources":[
 {"name":"events","singularName":"event","namespaced":true,"kind":"Event","verbs":["list"],"shortNames":["ev"]},
 {"name":"newthings","singularName":"newthing","namespaced":true,"kind":"OldThing","verbs":["list"]}]})";
const char* const KarmadaList = R"({"kind":"APIResourceList","groupVersion":"policy.karmada.io/v1alpha1","resources":[
 {"name":"propagationpolicies","singularName":"propagationpolicy","namespaced":true,"kind":"PropagationPolicy","verbs":["list"],"shortNames":["pp"]}]})";
const char* const Groups = R"({"kind":"APIGroupList","apiVersion":"v1","groups":[
 {"name":"apps","versions":[{"groupVersion":"apps/v1beta1","version":"v1beta1"},{"groupVersion":"apps/v1","version":"v1"}],
  "preferredVersion":{"groupVersion":"apps/v1","version":"v1"}},
 {"name":"events.k8s.io","versions":[{"groupVersion":"events.k8s.io/v1","version":"v1"}],"preferredVersion":{"version":"v1"}},
 {"name":"metrics.k8s.io","versions":[{"groupVersion":"metrics.k8s.io/v1beta1","version":"v1beta1"}],"preferredVersion":{"version":"v1beta1"}},
 {"name":"policy.karmada.io","versions":[{"groupVersion":"policy.karmada.io/v1alpha1","version":"v1alpha1"}],"preferredVersion":{"version":"v1alpha1"}}]})";

/// A server before aggregated discovery; `metrics.k8s.io` does not answer.
void legacy(const StubRequest& request, StubConnection& to)
{
    static const std::map<std::string, const char*> answers{{"/api", R"({"kind":"APIVersions","versions":["v1"]})"},
                                                            {"/apis", Groups},
                                                            {"/api/v1", CoreList},
                                                            {"/apis/apps/v1", AppsList},
                                                            {"/apis/apps/v1beta1", AppsBetaList},
                                                            {"/apis/events.k8s.io/v1", EventsList},
                                                            {"/apis/policy.karmada.io/v1alpha1", KarmadaList}};
    const auto found = answers.find(request.path());
    if (found != answers.end()) return to.answer(200, found->second);
    to.answer(503, "service unavailable", {{"Content-Type", "text/plain"}});
}

/// The same as a list of APIGroupDiscovery, made from the legacy answers.
std::string aggregated(const std::vector<std::pair<std::string, std::vector<std::pair<std::string, const char*>>>>& all)
{
    core::Json items = core::Json::array();
    for (const auto& [group, versions] : all) {
        core::Json item{{"metadata", core::Json::object()}, {"versions", core::Json::array()}};
        if (!group.empty()) item["metadata"]["name"] = group;
        for (const auto& [version, list] : versions) {
            core::Json resources = core::Json::array();
            const core::Json parsed =
                *list != 0 ? core::Json::parse(list) : core::Json{{"resources", core::Json::array()}};
            for (const core::Json& one : parsed["resources"]) {
                const std::string name = one["name"];
                if (const std::size_t slash = name.find('/'); slash != std::string::npos) {
                    resources.back()["subresources"].push_back({{"subresource", name.substr(slash + 1)}});
                    continue;
                }
                resources.push_back({{"resource", name},
                                     {"responseKind", {{"group", group}, {"version", version}, {"kind", one["kind"]}}},
                                     {"scope", one["namespaced"] ? "Namespaced" : "Cluster"},
                                     {"singularResource", one["singularName"]},
                                     {"verbs", one["verbs"]},
                                     {"shortNames", one.value("shortNames", core::Json::array())},
                                     {"categories", one.value("categories", core::Json::array())}});
            }
            item["versions"].push_back(
                {{"version", version}, {"resources", resources}, {"freshness", *list != 0 ? "Current" : "Stale"}});
        }
        items.push_back(item);
    }
    return core::Json{{"kind", "APIGroupDiscoveryList"}, {"items", items}}.dump();
}

void modern(const StubRequest& request, StubConnection& to)
{
    if (request.path() == "/api") return to.answer(200, aggregated({{"", {{"v1", CoreList}}}}));
    if (request.path() == "/apis")
        return to.answer(200, aggregated({{"apps", {{"v1", AppsList}, {"v1beta1", AppsBetaList}}},
                                          {"events.k8s.io", {{"v1", EventsList}}},
                                          {"metrics.k8s.io", {{"v1beta1", ""}}},
                                          {"policy.karmada.io", {{"v1alpha1", KarmadaList}}}}));
    to.answer(404, "");
}

ApiResult<Discovery> discovered(const StubServer& server)
{
    const Open open(connectionTo(server));
    return core::kube::discovered(open.session);
}

} // namespace

class TestClientDiscovery : public QObject {
    Q_OBJECT

private slots:
    void bothWaysTellTheSame();
    void oneApiThatIsDownIsAGap();
    void aPersonMeans_data();
    void aPersonMeans();
    void pathsAndVerbs();
    void oneRootIsEnough();
    void whatCannotBeHadIsAnError_data();
    void whatCannotBeHadIsAnError();
    void hostileNamesAreNotAskedFor();
};

void TestClientDiscovery::bothWaysTellTheSame()
{
    const StubServer old(trusted(), legacy);
    const StubServer now(trusted(), modern);
    const auto one = discovered(old);
    const auto two = discovered(now);
    QVERIFY(one.has_value() && two.has_value());
    QVERIFY(!one->aggregated && two->aggregated);
    QVERIFY(one->groups == two->groups);
    QVERIFY(one->resources == two->resources);
    QCOMPARE(now.count(), 2U);
    QCOMPARE(old.count(), 9U); // the API that is down is asked twice
    QVERIFY(holds(now.requests()[0].header("accept"), "v=v2;as=APIGroupDiscoveryList"));
    QCOMPARE(one->groups[1].versions, (std::vector<std::string>{"v1", "v1beta1"}));
    QCOMPARE(one->resources.size(), 9U);
    QCOMPARE(one->find("deploy")->subresources, (std::vector<std::string>{"scale", "status"}));
}

/// fault 62.
void TestClientDiscovery::oneApiThatIsDownIsAGap()
{
    for (const auto& serve : {legacy, modern}) {
        const StubServer server(trusted(), serve);
        const auto made = discovered(server);
        QVERIFY(made.has_value());
        QCOMPARE(made->gaps.size(), 1U);
        QCOMPARE(made->gaps[0].group + "/" + made->gaps[0].version, "metrics.k8s.io/v1beta1");
        QVERIFY(!made->gaps[0].why.empty());
        QVERIFY(made->find("propagationpolicies") != nullptr); // behind it
    }
}

void TestClientDiscovery::aPersonMeans_data()
{
    QTest::addColumn<QByteArray>("wanted");
    const auto row = [](const char* text, const char* wanted) { QTest::newRow(text) << QByteArray(wanted); };
    row("deploy", "deployments.apps v1");
    row("deployment", "deployments.apps v1");
    row("Deployment", "deployments.apps v1");
    row("DEPLOYMENTS", "deployments.apps v1");
    row("deployments.apps", "deployments.apps v1");
    row("deploy.apps", "deployments.apps v1");
    row("deploy.ap", "deployments.apps v1");
    row("deployments.v1.apps", "deployments.apps v1");
    row("deployments.v1beta1.apps", "deployments.apps v1beta1");
    row("deploy.v1beta1.apps", "deployments.apps v1beta1");
    row("Deployment.apps", "deployments.apps v1");
    row("Deployment.v1beta1.apps", "deployments.apps v1beta1");
    row("deployments.v2.apps", "");
    row("deployments.batch", "");
    row("po", "pods v1");
    row("pod", "pods v1");
    row("no", "nodes v1");
    row("events", "events v1");
    row("ev", "events v1");
    row("event", "events v1");
    row("events.events.k8s.io", "events.events.k8s.io v1");
    row("events.events", "events.events.k8s.io v1");
    row("events.v1.events.k8s.io", "events.events.k8s.io v1");
    row("oldthings", "oldthings.apps v1beta1");
    row("OldThing", "oldthings.apps v1beta1"); // as a singular; a kind comes last
    row("pp", "propagationpolicies.policy.karmada.io v1alpha1");
    row("propagationpolicies.policy.karmada.io", "propagationpolicies.policy.karmada.io v1alpha1");
    row("pp.policy", "propagationpolicies.policy.karmada.io v1alpha1");
    row("PropagationPolicy.v1alpha1.policy.karmada.io", "propagationpolicies.policy.karmada.io v1alpha1");
    row("scale", "");
    row("nothing", "");
    row("", "");
    row(".", "");
    row("pods.", "pods v1");
}

void TestClientDiscovery::aPersonMeans()
{
    QFETCH(QByteArray, wanted);
    static const Discovery all = [] {
        const StubServer server(trusted(), modern);
        return *discovered(server);
    }();
    const ApiResource* const found = all.find(QTest::currentDataTag());
    QCOMPARE(found == nullptr ? QByteArray() : QByteArray::fromStdString(found->fullName() + " " + found->version),
             wanted);
}

void TestClientDiscovery::pathsAndVerbs()
{
    const StubServer server(trusted(), modern);
    const auto all = discovered(server);
    QCOMPARE(all->find("deploy")->path(), "/apis/apps/v1/deployments");
    QCOMPARE(all->find("deploy")->path("shop"), "/apis/apps/v1/namespaces/shop/deployments");
    QCOMPARE(all->find("po")->path(), "/api/v1/pods");
    QCOMPARE(all->find("no")->path("shop"), "/api/v1/nodes");
    QCOMPARE(all->find("deploy")->apiVersion(), "apps/v1");
    QVERIFY(all->find("no")->can("watch"));
    QVERIFY(!all->find("po")->can("watch"));
    QCOMPARE(all->byKind("apps", "Deployment", "v1beta1")->version, "v1beta1");
    QVERIFY(all->byKind("apps", "deployment") == nullptr);
    QCOMPARE(all->byName("", "pods")->kind, "Pod");
}

void TestClientDiscovery::oneRootIsEnough()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (request.path() == "/api") return to.answer(404, "");
        modern(request, to);
    });
    const auto made = discovered(server);
    QVERIFY(made.has_value());
    QVERIFY(made->find("po") == nullptr);
    QVERIFY(made->find("deploy") != nullptr);
    const StubServer refusing(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (request.path() == "/apis") return to.answer(403, R"({"kind":"Status","reason":"Forbidden","code":403})");
        modern(request, to);
    });
    const auto core = discovered(refusing);
    QVERIFY(core.has_value());
    QVERIFY(core->find("po") != nullptr);
    QCOMPARE(core->gaps.size(), 1U);
}

void TestClientDiscovery::whatCannotBeHadIsAnError_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("fault");
    QTest::newRow("unauthorized") << 401 << QByteArray() << static_cast<int>(core::Fault::Denied);
    QTest::newRow("down") << 503 << QByteArray() << static_cast<int>(core::Fault::Unavailable);
    QTest::newRow("another service") << 200 << QByteArray(R"({"hello":"world"})")
                                     << static_cast<int>(core::Fault::Malformed);
    QTest::newRow("no JSON") << 200 << QByteArray("hello") << static_cast<int>(core::Fault::Malformed);
    QTest::newRow("nothing") << 200 << QByteArray() << static_cast<int>(core::Fault::Malformed);
    QTest::newRow("deep") << 200 << QByteArray(R"({"kind":)").append(QByteArray(5000, '['))
                          << static_cast<int>(core::Fault::Malformed);
}

void TestClientDiscovery::whatCannotBeHadIsAnError()
{
    QFETCH(int, code);
    QFETCH(QByteArray, body);
    QFETCH(int, fault);
    const StubServer server(trusted(),
                            [&](const StubRequest&, StubConnection& to) { to.answer(code, body.toStdString()); });
    const auto made = discovered(server);
    QVERIFY(!made.has_value());
    QCOMPARE(static_cast<int>(made.error().error.fault), fault);
}

void TestClientDiscovery::hostileNamesAreNotAskedFor()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        if (request.path() == "/api") return to.answer(200, R"({"kind":"APIVersions","versions":["v1","../x",7,""]})");
        if (request.path() == "/apis")
            return to.answer(200, R"({"kind":"APIGroupList","groups":[{"name":"..","versions":[{"version":"v1"}]},7,
 {"name":"a/b","versions":[{"version":"v1"}]},{"name":"ok","versions":[{"version":"v1"},{"version":"v1"},{"version":"v?1"}]}]})");
        to.answer(
            200,
            R"({"kind":"APIResourceList","resources":[{"name":"../secrets","kind":"S"},{"name":"good","kind":"Good"},
 {"name":"x/y"},7,{"name":7},{"kind":"K"}]})");
    });
    const auto made = discovered(server);
    QVERIFY(made.has_value());
    std::vector<std::string> paths;
    for (const StubRequest& one : server.requests()) paths.push_back(one.path());
    std::sort(paths.begin(), paths.end());
    QCOMPARE(paths, (std::vector<std::string>{"/api", "/api/v1", "/apis", "/apis/ok/v1"}));
    QCOMPARE(made->resources.size(), 2U);
    QCOMPARE(made->find("good")->singular, "good");
}

BERTH_TEST(TestClientDiscovery)

} // namespace tst_client_discovery

#include "tst_client_discovery.moc"
