// What `get` prints of a live fleet, in the forms of kubectl, and whom it waits for.
#include <QTest>

#include <QElapsedTimer>

#include "app/cli/get_request.h"
#include "tests/cli/given_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_live_get {

using core::Json;
using test::Ran;
using Given = test::GivenFleet;
using Mood = test::FakeFleet::Mood;

namespace {

Json configMap(const std::string& name, const Json& labels = Json::object())
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "default"}, {"labels", labels}}},
            {"data", {{"k", "v"}}}};
}

QString text(const Ran& ran)
{
    return QString::fromUtf8(ran.out);
}

} // namespace

class TestLiveGet : public QObject {
    Q_OBJECT

private slots:
    void aClusterThatNobodyAsksForCostsNothing_data()
    {
        QTest::addColumn<QStringList>("words");
        QTest::newRow("the fleet's clusters") << QStringList{"get", "clusters"};
        QTest::newRow("its bindings") << QStringList{"get", "rb"};
        QTest::newRow("one of its members") << QStringList{"get", "nodes", "--cluster", "m1"};
        QTest::newRow("a plan of an object of the fleet") << QStringList{"plan", "-f", "map.yaml"};
        QTest::newRow("a plan of an object of a member") << QStringList{"plan", "-f", "map.yaml", "--cluster", "m1"};
    }
    void aClusterThatNobodyAsksForCostsNothing()
    {
        QFETCH(QStringList, words);
        Given given;
        given.fleet.control().serveResource({"", "v1", "configmaps", "ConfigMap", true, {}, {"cm"}});
        given.fleet.member("dead", Mood::Slow);
        given.put("map.yaml", configMap("x").dump());
        QElapsedTimer timer;
        timer.start();
        const Ran ran = given.run(words + QStringList{"--request-timeout", "60"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(timer.elapsed() < 30'000, qPrintable(QString::number(timer.elapsed())));
        QVERIFY2(!ran.err.contains("dead"), ran.err.constData());
    }

    void aListThatIsNotWholeFails()
    {
        Given given;
        given.fleet.member("dead", Mood::Slow);
        const QStringList most{"--request-timeout", "2"};
        for (const QStringList& words : {QStringList{"get", "nodes"}, {"get", "deploy", "-M"}, {"get", "pools"}}) {
            const Ran ran = given.run(words + most);
            QVERIFY2(ran.code == 1 && ran.err.contains("dead"), ran.err.constData());
        }
        const Ran json = given.run(QStringList{"get", "nodes", "-o", "json"} + most);
        QCOMPARE(json.code, 1);
        const Json list = Json::parse(json.out.toStdString());
        QCOMPARE(list["items"].size(), 2U);
        QCOMPARE(list["unreached"].size(), 1U);
        QVERIFY(list["unreached"][0]["cluster"] == "dead");
        QVERIFY(!list["unreached"][0]["why"].get<std::string>().empty());
    }

    void namesThatAreNotThereAreSaid()
    {
        Given given;
        const Ran nodes = given.run({"get", "nodes", "m1-a", "nosuch1"});
        QCOMPARE(nodes.code, 1);
        QVERIFY2(text(nodes).contains("m1-a"), nodes.out.constData());
        QVERIFY2(nodes.err.contains("nodes \"nosuch1\" not found"), nodes.err.constData());
        QVERIFY2(!nodes.err.contains("m1-a"), nodes.err.constData());
        const Ran some = given.run({"get", "nodes", "m1-a", "nosuch1", "--ignore-not-found", "-o", "name"});
        QVERIFY2(some.code == 0 && !some.err.contains("not found"), some.err.constData());
        QCOMPARE(text(some), QString("node/m1-a\n"));
        const Ran none = given.run({"get", "nodes", "nosuch1", "--ignore-not-found"});
        QVERIFY2(none.code == 0 && none.out.isEmpty() && !none.err.contains("ound"), none.err.constData());
        for (const char* resource : {"pods", "pools", "nodes"}) {
            const Ran cluster = given.run({"get", resource, "--cluster", "m3"});
            QVERIFY2(cluster.code == 1, cluster.out.constData());
            QVERIFY2(cluster.err.contains("no cluster m3") && cluster.err.contains("Did you mean m1"),
                     cluster.err.constData());
        }
    }

    void requestsAreReadAsKubectlReadsThem()
    {
        using cli::requestedBy;
        using All = std::vector<cli::Requested>;
        QVERIFY(*requestedBy({"deploy"}) == (All{{"deploy", {}}}));
        QVERIFY(*requestedBy({"deploy,cm"}) == (All{{"deploy", {}}, {"cm", {}}}));
        QVERIFY(*requestedBy({"deploy", "a", "b"}) == (All{{"deploy", {"a", "b"}}}));
        QVERIFY(*requestedBy({"deploy/a", "cm/x", "deploy/b"}) == (All{{"deploy", {"a", "b"}}, {"cm", {"x"}}}));
        QVERIFY(!requestedBy({"deploy", "cm/x"}));
        QVERIFY(!requestedBy({"deploy/a/b"}));
        QVERIFY(!requestedBy({"deploy/"}));
        QVERIFY(requestedBy({})->empty());
    }

    void printsSeveralResources()
    {
        Given given;
        auto& api = given.fleet.control();
        api.serveResource({"", "v1", "configmaps", "ConfigMap", true, {}, {"cm"}});
        api.put(configMap("x", {{"team", "llm"}, {"a", "1"}}));
        api.put(test::deploymentObject("web", 3, 1));
        QCOMPARE(text(given.run({"get", "deploy,cm"})),
                 QString("NAME                  READY   UP-TO-DATE   AVAILABLE   AGE\n"
                         "deployment.apps/web   0/3     0            0           <unknown>\n"
                         "\n"
                         "NAME          DATA   AGE\n"
                         "configmap/x   1      <unknown>\n"));
        const QString one = "NAME   READY   UP-TO-DATE   AVAILABLE   AGE\n"
                            "web    0/3     0            0           <unknown>\n";
        QCOMPARE(text(given.run({"get", "deploy/web"})), one);
        QCOMPARE(text(given.run({"get", "cm", "--show-labels"})), QString("NAME   DATA   AGE         LABELS\n"
                                                                          "x      1      <unknown>   a=1,team=llm\n"));
        QCOMPARE(given.run({"get", "deploy/web", "cm"}).code, 2);
        QCOMPARE(given.run({"get", "deploy", "web", "-l", "a=b"}).code, 2);
        QCOMPARE(given.run({"get", "deploy,cm", "-w"}).code, 2);
    }

    void labelsHaveColumnsAndAreNotCut()
    {
        Given given;
        auto& api = given.fleet.control();
        api.serveResource({"", "v1", "configmaps", "ConfigMap", true, {}, {"cm"}});
        const std::string many(300, 'x');
        api.put(configMap("x", {{"team", "llm"}, {"a.b/tier", "1,2"}}));
        api.put(configMap("y", {{"long", many}}));
        QCOMPARE(text(given.run({"get", "cm", "x", "-L", "team,a.b/tier", "-L", "none"})),
                 QString("NAME   DATA   AGE         TEAM   TIER   NONE\n"
                         "x      1      <unknown>   llm    1,2\n"));
        QVERIFY(text(given.run({"get", "cm", "y", "--show-labels"})).contains("long=" + QString::fromStdString(many)));
        QCOMPARE(text(given.run({"get", "cm", "x", "-L", "team,a.b/tier", "-o", "csv"})),
                 QString("NAME,DATA,AGE,TEAM,TIER\nx,1,<unknown>,llm,\"1,2\"\n"));
        QCOMPARE(text(given.run({"get", "cm", "x", "-o", "csv", "--no-headers"})), QString("x,1,<unknown>\n"));
    }

    void aCategoryIsWhatDiscoverySaysIsInIt()
    {
        Given given;
        auto& api = given.fleet.control();
        api.serveResource({"", "v1", "configmaps", "ConfigMap", true, {}, {"cm"}});
        api.serveResource({"", "v1", "services", "Service", true, {}, {"svc"}, {"all"}});
        api.serveResource({"example.com", "v1", "widgets", "Widget", true, {}, {}, {"all", "toys"}});
        const Json metadata{{"name", "w"}, {"namespace", "default"}};
        api.put(configMap("not-of-it"));
        api.put({{"apiVersion", "v1"}, {"kind", "Service"}, {"metadata", metadata}, {"spec", Json::object()}});
        api.put({{"apiVersion", "example.com/v1"}, {"kind", "Widget"}, {"metadata", metadata}});
        const auto names = [&](const char* category) {
            QStringList all = text(given.run({"get", category, "-o", "name"})).split('\n', Qt::SkipEmptyParts);
            all.sort();
            return all.join(' ');
        };
        QCOMPARE(names("all"), QString("service/w widget.example.com/w"));
        QCOMPARE(names("toys"), QString("widget.example.com/w"));
        QVERIFY2(text(given.run({"get", "all"})).contains("service/w "), "several kinds stand there");
        QCOMPARE(given.run({"get", "all", "-w"}).code, 2);
    }

    void aRightThatIsMissingIsNamedWithItsRule()
    {
        Given given;
        given.fleet.api("m1").forbid("nodes");
        const char* rule = "fix: This needs `list nodes`. Add this rule to a role: - {apiGroups: [\"\"], resources: ";
        for (const char* verb : {"get", "describe"}) {
            const Ran ran = given.run({verb, "nodes"});
            QCOMPARE(ran.code, 1);
            QVERIFY2(ran.err.contains(rule), ran.err.constData());
        }
    }

    /// fault 63: 403 on list, allowed on get.
    void whoMayGetAnObjectNeedNotList()
    {
        Given given;
        auto& api = given.fleet.control();
        api.serveResource({"", "v1", "configmaps", "ConfigMap", true, {}, {"cm"}});
        for (const char* name : {"x", "y", "z"}) api.put(configMap(name));
        api.forbidList("configmaps");
        given.fleet.api("m1").forbidList("nodes");
        given.fleet.api("m2").forbidList("nodes");
        const Ran list = given.run({"get", "cm"});
        QCOMPARE(list.code, 1);
        QVERIFY2(list.err.contains("needs `list configmaps`"), list.err.constData());
        const Ran one = given.run({"get", "cm", "x"});
        QVERIFY2(one.code == 0, one.err.constData());
        QCOMPARE(text(one), QString("NAME   DATA   AGE\nx      1      <unknown>\n"));
        QCOMPARE(text(given.run({"get", "cm/y", "cm/x", "cm/y", "-o", "name"})),
                 QString("configmap/y\nconfigmap/x\n")); // in their own order
        const Ran json = given.run({"get", "cm", "x", "-o", "json"});
        const Json object = Json::parse(json.out.toStdString());
        QVERIFY2(object["kind"] == "ConfigMap" && object["metadata"]["name"] == "x", json.out.constData());
        const Ran described = given.run({"describe", "cm", "x"});
        QVERIFY2(described.code == 0 && described.out.startsWith("Name:         x\n"), described.err.constData());
        const Ran node = given.run({"get", "nodes", "m1-a", "-o", "name"});
        QVERIFY2(node.code == 0, node.err.constData()); // that m2 has none is no fault
        QCOMPARE(text(node), QString("node/m1-a\n"));

        const Ran some = given.run({"get", "cm", "x", "nosuch"});
        QCOMPARE(some.code, 1);
        QVERIFY2(some.err.contains("configmaps \"nosuch\" not found.") && text(some).contains("\nx  "),
                 (some.out + some.err).constData());
        api.forbidGet("configmaps");
        const Ran refused = given.run({"get", "cm", "x", "z"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("needs `get configmaps`") && refused.err.contains("verbs: [\"get\"]"),
                 refused.err.constData());
        QVERIFY2(!refused.err.contains("not found"), refused.err.constData());
    }

    /// As lists are: with the server's columns.
    void anObjectIsPrintedAsTheServerPrintsIt()
    {
        Given given;
        Json table{{"kind", "Table"}, {"apiVersion", "meta.k8s.io/v1"}, {"rows", Json::array()}};
        table["columnDefinitions"] = Json::array({{{"name", "Name"}, {"type", "string"}, {"format", "name"}},
                                                  {{"name", "Images"}, {"type", "string"}, {"priority", 1}}});
        for (const char* name : {"api", "web"}) {
            given.fleet.control().put(test::deploymentObject(name, 1, 1));
            Json row{{"cells", Json::array({name, "i"})}};
            row["object"]["metadata"] = {{"name", name}, {"namespace", "default"}, {"labels", {{"team", "llm"}}}};
            table["rows"].push_back(std::move(row));
        }
        given.fleet.control().setTable("deployments", table);
        QCOMPARE(text(given.run({"get", "deploy", "web", "-o", "wide", "--show-labels"})),
                 QString("NAME   IMAGES   LABELS\nweb    i        team=llm\n"));
        QCOMPARE(text(given.run({"get", "deploy", "web", "api"})), QString("NAME\nweb\napi\n"));
    }

    void aFleetThatMayNotListItsClustersIsNotEmpty()
    {
        Given given;
        given.fleet.control().forbid("clusters");
        const char* rule = "needs `list clusters.cluster.karmada.io`. Add this rule to a ";
        for (const QStringList& words : {QStringList{"get", "nodes"},
                                         {"get", "pods", "-A"},
                                         {"get", "deploy", "-M"},
                                         {"get", "nodes", "-w"},
                                         {"get", "pools"},
                                         {"get", "nodes", "--cluster", "m1"},
                                         {"get", "pools", "--cluster", "m1"},
                                         {"describe", "nodes"}}) {
            const Ran ran = given.run(words);
            QVERIFY2(ran.code == 1, qPrintable(words.join(' ') + ": " + ran.err));
            QVERIFY2(ran.err.contains(rule), qPrintable(words.join(' ') + ": " + ran.err));
            QVERIFY2(!ran.err.contains("No resources found") && !ran.err.contains("has no cluster"),
                     qPrintable(words.join(' ') + ": " + ran.err));
        }
        const Ran json = given.run({"get", "nodes", "-o", "json"});
        QCOMPARE(json.code, 1);
        const Json list = Json::parse(json.out.toStdString());
        QVERIFY(list["items"].empty());
        QCOMPARE(list["unreached"].size(), 1U);
        QVERIFY(list["unreached"][0]["cluster"].is_null());
        QVERIFY(list["unreached"][0]["why"].get<std::string>().find(rule) != std::string::npos);
        // What the control plane itself has is answered all the same.
        QCOMPARE(given.run({"get", "rb"}).code, 0);
    }

    void whereTheClustersAreNotKnownAChecksAnswerIsNot()
    {
        Given given;
        given.fleet.control().forbid("clusters");
        const Ran ran = given.run({"preflight", "-f", "deploy.yaml", "-f", "policy.yaml", "--live", "-o", "json"});
        const Json report = Json::parse(ran.out.toStdString());
        bool isSaid = false;
        for (const Json& one : report["items"])
            isSaid = isSaid || (one["check"] == "clusters" && one["state"] == "unknown");
        QVERIFY2(isSaid, ran.out.constData());
    }

    void printsByPathsAndColumns()
    {
        Given given;
        auto& api = given.fleet.control();
        for (const auto& [name, replicas] : {std::pair("web-10", 3), {"web-2", 20}, {"api", 1}})
            api.put(test::deploymentObject(name, replicas, 1));
        const auto out = [&](const QStringList& words) {
            const Ran ran = given.run(words);
            return ran.code == 0 ? text(ran) : "code " + QString::number(ran.code) + ": " + ran.err;
        };
        QCOMPARE(out({"get", "deploy", "web-2", "-o", "jsonpath={.spec.replicas}"}), QString("20"));
        QCOMPARE(out({"get", "deploy/web-2", "-o=jsonpath={.kind} {.metadata.name}"}), QString("Deployment web-2"));
        QCOMPARE(out({"get", "deploy", "-o", "jsonpath={.items[?(@.spec.replicas>2)].metadata.name}"}),
                 QString("web-10 web-2"));
        QCOMPARE(out({"get", "deploy", "--sort-by", "metadata.name", "-o", "name"}),
                 QString("deployment.apps/api\ndeployment.apps/web-10\ndeployment.apps/web-2\n"));
        QCOMPARE(out({"get", "deploy", "--sort-by={.spec.replicas}", "-o",
                      "custom-columns=NAME:.metadata.name,N:{.spec.replicas},X:.spec.nothing"}),
                 QString("NAME     N     X\napi      1     <none>\nweb-10   3     <none>\nweb-2    20    <none>\n"));
        QCOMPARE(out({"get", "deploy", "--sort-by", ".metadata.name", "--no-headers"}).section('\n', 0, 0).left(6),
                 QString("api   "));
        QVERIFY(out({"get", "deploy", "--sort-by", ".spec.nothing"}).startsWith("code 1: "));
        QCOMPARE(out({"get", "nodes", "-o", "custom-columns=N:.metadata.name,C:.cluster", "--sort-by=.cluster"}),
                 QString("N      C\nm1-a   m1\nm2-a   m2\n"));
        QCOMPARE(out({"get", "nodes", "-o", "jsonpath={.items[*].metadata.name}"}), QString("m1-a m2-a"));
        for (const char* form : {"jsonpath={.a", "jsonpath={range .items[*]}", "custom-columns=NAME", "jsonpaths={.a}"})
            QCOMPARE(given.run({"get", "deploy", "-o", form}).code, 2);
        const Json single = Json::parse(out({"get", "deploy", "web-2", "-o", "json"}).toStdString());
        QVERIFY(single["kind"] == "Deployment");
        const Json list = Json::parse(out({"get", "deploy", "-o", "json"}).toStdString());
        QVERIFY(list["kind"] == "List" && list["items"].size() == 3);
    }

    void describesObjectsWithTheirEvents()
    {
        Given given;
        auto& api = given.fleet.api("m1");
        api.serveResource({"", "v1", "events", "Event", true, {}, {"ev"}});
        api.serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        api.put(
            {{"apiVersion", "v1"},
             {"kind", "Secret"},
             {"metadata",
              {{"name", "s"},
               {"namespace", "default"},
               {"annotations",
                {{"kubectl.kubernetes.io/last-applied-configuration",
                  R"({"kind": "Secret", "data": {"k": "canary-before"}, "stringData": {"plain": "canary-plain"}})"}}}}},
             {"data", {{"k", "Y2FuYXJ5LXZhbHVl"}, {"padded", "YQ=="}, {"empty", ""}}}});
        for (const char* about : {"m1-a", "other"})
            api.put({{"apiVersion", "v1"},
                     {"kind", "Event"},
                     {"metadata", {{"name", std::string("e-") + about}, {"namespace", "default"}}},
                     {"involvedObject", {{"kind", "Node"}, {"name", about}}},
                     {"type", "Warning"},
                     {"reason", std::string("About-") + about},
                     {"message", "text"}});
        const Ran node = given.run({"describe", "node", "m1-a", "--cluster", "m1"});
        QVERIFY2(node.code == 0 && node.out.startsWith("Name:         m1-a\n"), (node.out + node.err).constData());
        QVERIFY(node.out.contains("Cluster:      m1\n") && node.out.contains("About-m1-a"));
        QVERIFY(!node.out.contains("About-other"));
        const Ran secret = given.run({"describe", "secret/s", "-M", "--cluster", "m1"});
        // Keys and lengths, as kubectl has them; no value, also not in what kubectl apply keeps of it.
        QVERIFY2(secret.code == 0 && !secret.out.contains("canary"), (secret.out + secret.err).constData());
        QVERIFY2(secret.out.contains("(secret, 12 bytes)"), secret.out.constData());
        const Ran asJson = given.run({"get", "secret/s", "-M", "--cluster", "m1", "-o", "json"});
        QVERIFY2(asJson.code == 0 && !asJson.out.contains("canary"), (asJson.out + asJson.err).constData());
        const Json read = Json::parse(asJson.out.toStdString());
        const Json& object = read.contains("items") ? read["items"][0].value("object", read["items"][0]) : read;
        const Json lengths{{"empty", "(secret, 0 bytes)"}, {"k", "(secret, 12 bytes)"}, {"padded", "(secret, 1 byte)"}};
        QVERIFY2(object["data"] == lengths, asJson.out.constData());
        QCOMPARE(given.run({"describe", "node", "nosuch"}).code, 1);
        QCOMPARE(given.run({"describe"}).code, 2);
    }

    /// Karmada's Works hold whole objects, and what kubectl keeps of a Work holds them once more.
    void secretsInsideOfOtherObjectsAreShownByTheirLengths()
    {
        Given given;
        auto& api = given.fleet.api("m1");
        api.serveResource({"work.karmada.io", "v1alpha1", "works", "Work", true, {}, {}});
        Json secret{{"apiVersion", "v1"}, {"kind", "Secret"}, {"metadata", {{"name", "s"}}}};
        secret["data"]["k"] = "Y2FuYXJ5LXZhbHVl";
        secret["stringData"]["plain"] = "canary-plain";
        Json work{{"apiVersion", "work.karmada.io/v1alpha1"}, {"kind", "Work"}};
        work["metadata"] = {{"name", "w"}, {"namespace", "default"}};
        work["spec"]["workload"]["manifests"] = Json::array({secret});
        work["metadata"]["annotations"]["kubectl.kubernetes.io/last-applied-configuration"] = work.dump();
        api.put(work);
        for (const char* form : {"json", "yaml", "jsonpath={.items[*].spec}", "custom-columns=S:.spec"}) {
            const Ran ran = given.run({"get", "works", "-M", "--cluster", "m1", "-o", form});
            QVERIFY2(ran.code == 0 && !ran.out.contains("canary") && !ran.out.contains("Y2FuYXJ5"),
                     (ran.out + ran.err).constData());
            QVERIFY2(ran.out.contains("(secret, 12 bytes)"), ran.out.constData());
        }
        const Ran described = given.run({"describe", "works", "w", "-M", "--cluster", "m1"});
        QVERIFY2(described.code == 0 && !described.out.contains("canary") && !described.out.contains("Y2FuYXJ5"),
                 (described.out + described.err).constData());
    }

    void asksAsSomebodyElse()
    {
        Given given;
        QCOMPARE(given.run({"get", "clusters", "--as", "alice", "--as-group", "ops", "--as-group", "llm"}).code, 0);
        const auto requests = given.fleet.server().requests();
        const bool all = std::all_of(requests.begin(), requests.end(), [](const test::StubRequest& request) {
            return request.method == "TLS" || request.header("impersonate-user") == "alice";
        });
        QVERIFY(!requests.empty() && all);
        QCOMPARE(given.run({"get", "clusters", "--as-group", "ops"}).code, 2);
    }

    void poolsAreReadFromNodesWhereNobodyDescribesThem()
    {
        Given given;
        Json node = test::nodeObject("m1-b", 8, "cn-hangzhou-h");
        node["metadata"]["labels"]["alibabacloud.com/nodepool-id"] = "np1";
        node["metadata"]["labels"]["node.kubernetes.io/instance-type"] = "ecs.gn7i-c8g1.2xlarge";
        given.fleet.api("m1").put(node);
        const Ran table = given.run({"get", "pools"});
        QVERIFY2(table.code == 0 && table.out.contains("np1") && table.out.contains("ecs.gn7i-c8g1.2xlarge"),
                 (table.out + table.err).constData());
        const Json pool = Json::parse(given.run({"get", "pools", "-o", "json"}).out.toStdString())["items"][0];
        QVERIFY(pool["nodes"] == 1 && pool["inferred"] == true);
        for (const char* unknown : {"min", "max", "elastic", "stock"})
            QVERIFY2(pool[unknown].is_null(), pool.dump().c_str());
        const Ran placed = given.run({"preview", "-f", "deploy.yaml", "-f", "policy.yaml", "--live"});
        QVERIFY2(placed.out.contains("np1"), placed.out.constData());
    }

    void rightsThatAreMissingAreCounted()
    {
        Given given;
        for (const char* plural : {"pods", "nodes", "configmaps"}) given.fleet.api("m1").forbid(plural);
        const QStringList ask{"preview", "-f", "deploy.yaml", "-f", "policy.yaml", "--live"};
        const Ran few = given.run(ask);
        QVERIFY2(few.err.contains("3 resources is missing in m1") && few.err.contains("doctor"), few.err.constData());
        QVERIFY2(!few.err.contains("apiGroups"), few.err.constData());
        const Ran all = given.run(ask + QStringList{"-v"});
        QCOMPARE(all.err.count("m1 nodes") + all.err.count("m1 pods") + all.err.count("m1 configmaps"), 3);
        QVERIFY2(all.err.contains("apiGroups"), all.err.constData());
    }
};

BERTH_TEST(TestLiveGet)

} // namespace tst_live_get

#include "tst_live_get.moc"
