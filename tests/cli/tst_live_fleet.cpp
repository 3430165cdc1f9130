// Verbs that ask live clusters, against a fleet that is made up.
#include <QTest>

#include <QDir>
#include <QFile>
#include <QProcess>

#include <algorithm>

#include "tests/cli/given_fleet.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_live_fleet {

using test::Ran;
using Given = test::GivenFleet;
using Mood = test::FakeFleet::Mood;

namespace {

/// `berthctl get nodes -w`, until it goes out of scope.
class WatchedNodes {
public:
    explicit WatchedNodes(Given& given, const QStringList& more = {})
    {
        given.put("kubeconfig", given.fleet.kubeconfig());
        QProcessEnvironment environment;
        environment.insert("KUBECONFIG", given.folder.filePath("kubeconfig"));
        m_process.setProcessEnvironment(environment);
        m_process.start(QString::fromStdString(test::program("berthctl").string()),
                        QStringList{"get", "nodes", "-w"} + more);
    }
    ~WatchedNodes()
    {
        m_process.kill();
        m_process.waitForFinished();
    }
    [[nodiscard]] bool shows(const QByteArray& text)
    {
        look();
        return m_seen.contains(text);
    }
    [[nodiscard]] bool says(const QByteArray& text)
    {
        look();
        return m_said.contains(text);
    }
    [[nodiscard]] const QByteArray& said() const { return m_said; }
    [[nodiscard]] const QByteArray& seen() const { return m_seen; }
    [[nodiscard]] QProcess::ProcessState state() const { return m_process.state(); }

private:
    void look()
    {
        m_process.waitForReadyRead(50);
        m_seen += m_process.readAllStandardOutput();
        m_said += m_process.readAllStandardError();
    }

    QProcess m_process;
    QByteArray m_seen;
    QByteArray m_said;
};

} // namespace

class TestLiveFleet : public QObject {
    Q_OBJECT

private slots:
    void takesASnapshot()
    {
        Given given;
        const Ran taken = given.run({"snapshot", "take", "-o", "fleet.berth"});
        QVERIFY2(taken.code == 0, taken.err.constData());
        QVERIFY2(taken.out.contains("fleet.berth"), taken.out.constData());
        const Ran shown = given.run({"snapshot", "show", "fleet.berth"});
        QVERIFY2(shown.out.contains("m1") && shown.out.contains("m2"), shown.out.constData());
        QFile file(given.folder.filePath("fleet.berth"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));
    }

    void clustersGoByTheNamesThatPeopleKnow()
    {
        const char* const id = "c08f75a3678e24fda907369d17fbdcfa4";
        Given given;
        given.fleet.member(id).put(test::nodeObject("n", 8));
        given.environment["XDG_CONFIG_HOME"] = given.folder.path();
        QVERIFY(given.run({"import", "kubeconfig", "--context", "fleet"}).code == 0);
        const QStringList preview{"preview", "--live",      "--connection", "fleet",
                                  "-f",      "deploy.yaml", "-f",           "policy.yaml"};
        const Ran plain = given.run(preview);
        QVERIFY2(plain.out.contains(id), plain.err.constData());
        QCOMPARE(given.run({"connections", "alias", "fleet", id, "a\nb"}).code, 2);
        QCOMPARE(given.run({"connections", "alias", "nowhere", id, "x"}).code, 2);
        QCOMPARE(given.run({"connections", "alias", "fleet", id}).code, 2);
        QCOMPARE(given.run({"connections", "alias", "fleet", id, "hangzhou"}).code, 0);
        const Ran named = given.run(preview);
        QVERIFY2(named.out.contains("hangzhou") && !named.out.contains(id), named.out.constData());
        QVERIFY(given.run(preview + QStringList{"-o", "json"}).out.contains(id)); // what programs read stays
        QVERIFY(given.run({"get", "nodes", "-M", "--connection", "fleet"}).out.contains(id));
        QStringList explain = preview;
        explain[0] = "explain";
        const Ran one = given.run(explain + QStringList{"--cluster", "hangzhou"});
        QVERIFY2(one.code == 0 && one.out.contains("hangzhou"), one.err.constData());
        const Ran without = given.run(preview + QStringList{"--without-cluster", "hangzhou", "-o", "json"});
        QVERIFY2(without.code == 0 && !core::Json::parse(without.out.toStdString()).dump().empty(),
                 without.err.constData());
        QVERIFY(given.run(preview + QStringList{"--set-division", "beijing=1"}).err.contains("hangzhou (c08f75a3"));
        // It travels with the snapshot.
        QCOMPARE(given.run({"snapshot", "take", "--connection", "fleet", "-o", "f.berth"}).code, 0);
        const Ran later = given.run({"preview", "--fleet", "f.berth", "-f", "deploy.yaml", "-f", "policy.yaml"});
        QVERIFY2(later.out.contains("hangzhou") && !later.out.contains(id), later.out.constData());
        QCOMPARE(given.run({"connections", "alias", "fleet", id}).code, 0);
        QVERIFY(given.run(preview).out.contains(id));
    }

    void listsPools()
    {
        Given given;
        given.put("fleet.yaml", R"(
apiVersion: berth/v1
kind: FleetExtras
clusters:
- name: m1
  nodePools:
  - {id: np1, name: gpu-a10, minSize: 0, maxSize: 8, instanceTypes: [ecs.gn7i-c8g1.2xlarge],
     zones: [cn-hangzhou-h], scaler: goatscaler}
stock:
- {zone: cn-hangzhou-h, instanceType: ecs.gn7i-c8g1.2xlarge, basis: exact, instances: 3, source: test}
)");
        const Ran ran = given.run({"get", "pools", "--extras", "fleet.yaml"});
        QVERIFY2(ran.code == 0, ran.err.constData());
        QVERIFY2(ran.out.contains("gpu-a10") && ran.out.contains("cn-hangzhou-h") && ran.out.contains("goatscaler"),
                 ran.out.constData());
        const core::Json pools =
            core::Json::parse(given.run({"get", "pools", "--extras", "fleet.yaml", "-o", "json"}).out.toStdString());
        QCOMPARE(pools["items"].size(), 1U);
        QVERIFY(pools["items"][0]["max"] == 8);
        QVERIFY(pools["items"][0]["stock"]["atMost"] == 3);
        QVERIFY(given.run({"get", "pools", "--cluster", "m2"}).err.contains("No node pool is known"));
    }

    void checksBeforeAFlight()
    {
        Given given;
        using core::Json;
        const auto claim = [](const char* name) {
            return Json{{"apiVersion", "v1"},
                        {"kind", "PersistentVolumeClaim"},
                        {"metadata", {{"name", name}, {"namespace", "default"}}},
                        {"spec", {{"volumeName", "weights"}}},
                        {"status", {{"phase", "Bound"}}}};
        };
        for (const char* name : {"m1", "m2"}) {
            auto& api = given.fleet.api(name);
            api.serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
            api.serveResource({"", "v1", "serviceaccounts", "ServiceAccount", true, {}, {}});
            api.put({{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        }
        auto& m1 = given.fleet.api("m1");
        m1.put(claim("weights"));
        m1.put({{"apiVersion", "v1"},
                {"kind", "PersistentVolume"},
                {"metadata", {{"name", "weights"}}},
                {"spec",
                 {{"csi",
                   {{"driver", "ossplugin.csi.alibabacloud.com"},
                    {"nodePublishSecretRef", {{"name", "oss-secret"}, {"namespace", "default"}}},
                    {"volumeAttributes", {{"akSecret", "canary-volume"}}}}}}}});
        m1.put({{"apiVersion", "v1"},
                {"kind", "Secret"},
                {"type", "Opaque"},
                {"metadata", {{"name", "oss-secret"}, {"namespace", "default"}}},
                {"data", {{"akSecret", "canary-secret"}}}});
        given.fleet.api("m2").forbidGet("secrets");
        Json deployment = test::deploymentObject("qwen3-8b", 4, 1);
        Json& pods = deployment["spec"]["template"]["spec"];
        pods["volumes"] = {{{"name", "w"}, {"persistentVolumeClaim", {{"claimName", "weights"}}}}};
        pods["imagePullSecrets"] = {{{"name", "registry"}}};
        given.put("deploy.yaml", deployment.dump());

        const QStringList ask{"preflight", "-f", "deploy.yaml", "-f", "policy.yaml", "--live"};
        const Ran ran = given.run(ask + QStringList{"-o", "json"});
        QVERIFY2(ran.code == 1, ran.err.constData()); // a claim is missing
        const Json report = Json::parse(ran.out.toStdString());
        const auto state = [&](const char* cluster, const char* check, const char* about) {
            for (const Json& one : report["items"])
                if (one["cluster"] == cluster && one["check"] == check &&
                    one["text"].get<std::string>().find(about) != std::string::npos)
                    return one["state"].get<std::string>() + "|" + one["remedy"].get<std::string>() +
                           one["text"].get<std::string>();
            return std::string("no such check");
        };
        QVERIFY(state("m1", "claim", "weights").starts_with("passes|"));
        QVERIFY(state("m1", "secret", "oss-secret").starts_with("passes|"));
        QVERIFY(state("m1", "pull-secret", "registry").starts_with("warns|"));
        QVERIFY(state("m2", "claim", "weights").starts_with("fails|Apply it to this cluster, as cluster m1 has it."));
        const std::string forbidden = state("m2", "pull-secret", "registry");
        QVERIFY2(forbidden.starts_with("unknown|") &&
                     forbidden.find("get secrets of registry in default") != std::string::npos,
                 forbidden.c_str());

        const Ran fixes = given.run(ask + QStringList{"-o", "fix"});
        QVERIFY2(fixes.out.contains("# cluster m2") && fixes.out.contains("kind: PersistentVolumeClaim"),
                 fixes.out.constData());
        for (const Ran* one : {&ran, &fixes}) QVERIFY(!one->out.contains("canary-") && !one->err.contains("canary-"));
        for (const auto& request : given.fleet.server().requests())
            QVERIFY2(request.method == "GET" || request.path().find("authorization.k8s.io") != std::string::npos,
                     request.path().c_str());

        // The policy and the secret are the control plane's own.
        auto& control = given.fleet.control();
        control.serveResource({"", "v1", "secrets", "Secret", true, {}, {}});
        control.put({{"apiVersion", "v1"},
                     {"kind", "Secret"},
                     {"type", "Opaque"},
                     {"metadata", {{"name", "registry"}, {"namespace", "default"}}}});
        QFile policy(given.folder.filePath("policy.yaml"));
        QVERIFY(policy.open(QIODevice::ReadOnly));
        Json own = Json::parse(policy.readAll().toStdString());
        own["spec"]["propagateDeps"] = true;
        control.put(own);
        const Ran brought = given.run({"preflight", "-f", "deploy.yaml", "--live", "-o", "json"});
        QVERIFY2(brought.out.contains("registry is not there yet, and the fleet brings it"), brought.out.constData());
    }

    void previewsOnTheLiveFleetAsOnItsSnapshot()
    {
        Given given;
        const QStringList ask{"preview", "-f", "deploy.yaml", "-f", "policy.yaml", "-o", "json"};
        QCOMPARE(given.run({"snapshot", "take", "-o", "fleet.berth"}).code, 0);
        const Ran live = given.run(ask + QStringList{"--live"});
        const Ran file = given.run(ask + QStringList{"--fleet", "fleet.berth"});
        QVERIFY2(live.code == 0, live.err.constData());
        const auto placed = [](const QByteArray& text) {
            core::Json all = core::Json::parse(text.toStdString());
            return all["clusters"].dump();
        };
        QCOMPARE(placed(live.out), placed(file.out));
        QVERIFY(placed(live.out).find("m2") != std::string::npos);
    }

    void saysWhoIsMissingAndWhy()
    {
        Given given;
        given.fleet.member("shut", Mood::Refused);
        given.fleet.member("gone", Mood::Dead);
        const Ran taken = given.run({"snapshot", "take", "-o", "fleet.berth"});
        QCOMPARE(taken.code, 0);
        QVERIFY2(taken.err.contains("shut: warning: "), taken.err.constData());
        QVERIFY2(taken.err.contains("needs `get clusters/proxy of shut`"), taken.err.constData());
        QVERIFY2(taken.err.contains("gone: warning: "), taken.err.constData());
        const Ran own = given.run({"snapshot", "take", "-o", "fleet.berth", "--member", "shut=own"});
        QVERIFY2(own.code == 1, own.err.constData()); // there is no such file
    }

    void aSlowClusterCostsOnlyThePatience()
    {
        Given given;
        given.fleet.member("slow", Mood::Slow);
        const Ran taken = given.run({"snapshot", "take", "-o", "fleet.berth", "--request-timeout", "2"});
        QCOMPARE(taken.code, 0);
        QVERIFY2(taken.err.contains("slow: warning: 127.0.0.1:"), taken.err.constData());
        QVERIFY2(taken.err.contains(" has not answered yet. Check the address"), taken.err.constData());
    }

    void runsNoProgramThatWasNotAllowed()
    {
        Given given;
        std::string text = given.fleet.kubeconfig();
        text.replace(text.find("{token: canary-7f3a-token}"), 26,
                     "{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: ./touch}}");
        given.put("exec", text);
        given.put("touch",
                  "#!/bin/sh\ntouch ran\necho '{\"apiVersion\": \"client.authentication.k8s.io/v1\", \"kind\": "
                  "\"ExecCredential\", \"status\": {\"token\": \"t\"}}'\n");
        QFile::setPermissions(given.folder.filePath("touch"), QFile::ReadOwner | QFile::ExeOwner);
        const Ran refused = given.run({"snapshot", "take", "-o", "f.berth", "--kubeconfig", "exec"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("--allow-exec"), refused.err.constData());
        QVERIFY(!QFile::exists(given.folder.filePath("ran")));
        const Ran allowed = given.run({"snapshot", "take", "-o", "f.berth", "--kubeconfig", "exec", "--allow-exec"});
        QVERIFY2(allowed.code == 0, allowed.err.constData());
        QVERIFY(QFile::exists(given.folder.filePath("f.berth")));
    }

    void whoIsAskedToAllowAProgramIsToldOfItsScript()
    {
        Given given;
        std::string text = given.fleet.kubeconfig();
        text.replace(
            text.find("{token: canary-7f3a-token}"), 26,
            "{exec: {apiVersion: client.authentication.k8s.io/v1, interactiveMode: Never, command: sh, args: [" +
                given.folder.filePath("login").toStdString() + "]}}");
        given.put("exec", text);
        given.put("login", "exit 1\n");
        const Ran refused = given.run({"get", "clusters", "--kubeconfig", "exec"});
        QCOMPARE(refused.code, 1);
        QVERIFY2(refused.err.contains("consent is to its content too"), refused.err.constData());
    }

    void getsWhatEveryClusterHas()
    {
        Given given;
        core::Json deployment = test::deploymentObject("qwen3-8b", 2, 1);
        deployment["metadata"]["labels"] = {{"karmada.io/managed", "true"}};
        deployment["status"] = {{"readyReplicas", 2}, {"updatedReplicas", 2}, {"availableReplicas", 2}};
        given.fleet.member("m3").put(deployment);
        given.fleet.member("m4").put(test::deploymentObject("qwen3-8b", 2, 1));
        given.fleet.control().put(test::deploymentObject("qwen3-8b", 4, 1));
        const Ran many = given.run({"get", "deploy", "qwen3-8b", "-M"});
        QVERIFY2(many.code == 0, many.err.constData());
        QCOMPARE(QString::fromUtf8(many.out),
                 QString("NAME       CLUSTER   READY   UP-TO-DATE   AVAILABLE   AGE         ADOPTION\n"
                         "qwen3-8b   m3        2/2     2            2           <unknown>   Y\n"
                         "qwen3-8b   m4        0/2     0            0           <unknown>   N\n"));
        const Ran one = given.run({"get", "deployments.apps"});
        QCOMPARE(QString::fromUtf8(one.out), QString("NAME       READY   UP-TO-DATE   AVAILABLE   AGE\n"
                                                     "qwen3-8b   0/4     0            0           <unknown>\n"));
        const Ran only = given.run({"get", "nodes", "--cluster", "m2", "-o", "name"});
        QCOMPARE(QString::fromUtf8(only.out), QString("node/m2-a\n"));
        const Ran json = given.run({"get", "nodes", "-o", "json"});
        QCOMPARE(core::Json::parse(json.out.toStdString())["items"].size(), std::size_t(2));
        const Ran none = given.run({"get", "deploy", "other", "-M"});
        QCOMPARE(none.code, 1);
        const Ran unknown = given.run({"get", "widgets"});
        QCOMPARE(unknown.code, 1);
        QVERIFY2(unknown.err.contains("has no \"widgets\""), unknown.err.constData());
        QCOMPARE(given.run({"get"}).code, 2);
    }

    void getsBindingsInTheColumnsOfAckOne()
    {
        Given given;
        const auto binding = [](const std::string& name, int available) {
            return core::Json{
                {"apiVersion", "work.karmada.io/v1alpha2"},
                {"kind", "ResourceBinding"},
                {"metadata", {{"name", name}, {"namespace", "default"}}},
                {"spec", {{"replicas", 4}, {"clusters", core::Json::array({{{"name", "m1"}, {"replicas", 4}}})}}},
                {"status",
                 {{"conditions", core::Json::array({{{"type", "Scheduled"}, {"status", "True"}},
                                                    {{"type", "FullyApplied"}, {"status", "True"}}})},
                  {"aggregatedStatus", core::Json::array({{{"clusterName", "m1"},
                                                           {"applied", true},
                                                           {"status", {{"availableReplicas", available}}}}})}}}};
        };
        given.fleet.control().put(binding("a", 4));
        given.fleet.control().put(binding("b", 1));
        const Ran seen = given.run({"get", "resourcebinding"});
        QCOMPARE(QString::fromUtf8(seen.out),
                 QString("NAME   SCHEDULED   FULLYAPPLIED   OVERRIDDEN   ALLAVAILABLE   AGE\n"
                         "a      True        True           -            True           <unknown>\n"
                         "b      True        True           -            False          <unknown>\n"));
        QCOMPARE(given.run({"get", "bindings"}).out, seen.out);
        const Ran clusters = given.run({"get", "clusters"});
        QVERIFY2(clusters.out.startsWith("NAME   VERSION   MODE   READY"), clusters.out.constData());
    }

    void printsWhatTheServerPrints()
    {
        Given given;
        given.fleet.control().setTable(
            "deployments",
            core::Json::parse(R"({"kind": "Table", "apiVersion": "meta.k8s.io/v1", "metadata": {"resourceVersion": "1"},
            "columnDefinitions": [{"name": "Name", "type": "string", "format": "name"}, {"name": "Ready", "type": "string"},
                                  {"name": "Images", "type": "string", "priority": 1}],
            "rows": [{"cells": ["web", "1/1", "i"], "object": {"metadata": {"name": "web", "namespace": "default"}}}]})"));
        QCOMPARE(QString::fromUtf8(given.run({"get", "deploy"}).out), QString("NAME   READY\nweb    1/1\n"));
        QCOMPARE(QString::fromUtf8(given.run({"get", "deploy", "-A", "-o", "wide"}).out),
                 QString("NAMESPACE   NAME   READY   IMAGES\ndefault     web    1/1     i\n"));
    }

    void followsWhatChanges()
    {
        Given given;
        WatchedNodes watch(given);
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m2-a   m2"), 20000);
        given.fleet.api("m1").put(test::nodeObject("m1-new", 2));
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m1-new   m1"), 20000);
    }

    void rowsThatComeStandBelowTheirColumns()
    {
        Given given;
        given.fleet.api("m1").put(test::nodeObject("m1-of-a-rather-long-name", 2));
        WatchedNodes watch(given);
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m2-a "), 20000);
        given.fleet.api("m1").put(test::nodeObject("m1-n", 2));
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("\nm1-n "), 20000);
        const qsizetype column = watch.seen().indexOf("CLUSTER");
        const QByteArray row = watch.seen().mid(watch.seen().indexOf("\nm1-n ") + 1);
        QVERIFY2(column > 20 && row.mid(column, 3) == "m1 ", watch.seen().constData());
        QCOMPARE(watch.seen().count("CLUSTER"), 1);
    }

    void onlyWhatComesIsShownWhereThatIsAsked()
    {
        Given given;
        WatchedNodes watch(given, {"--watch-only", "-o", "name"});
        const auto isWatched = [&] {
            int watches = 0;
            for (const auto& request : given.fleet.server().requests())
                if (request.target.find("watch=1") != std::string::npos) ++watches;
            return watches >= 2;
        };
        QTRY_VERIFY_WITH_TIMEOUT(isWatched(), 20000);
        given.fleet.api("m1").put(test::nodeObject("m1-new", 2));
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("node/m1-new\n"), 20000);
        QVERIFY2(!watch.shows("m1-a") && !watch.shows("m2-a"), watch.seen().constData());
    }

    void whereAFileIsReadLiveIsSaid()
    {
        Given given;
        core::Json deployment = test::deploymentObject("qwen3-8b", 40, 1);
        given.put("deploy.yaml", deployment.dump());
        given.put("policy.yaml", R"({"apiVersion": "policy.one.alibabacloud.com/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default"},
            "spec": {"autoScaling": {"ecsProvision": true},
                     "resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}],
                     "placement": {"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference":
                                   "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}}}})");
        const QStringList ask{"preview", "-f", "deploy.yaml", "-f", "policy.yaml", "--live"};
        const Ran ran = given.run(ask);
        QVERIFY2(ran.out.simplified().contains("--extras FILE names"), (ran.out + ran.err).constData());
        given.put("fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\n");
        const Ran given2 = given.run(ask + QStringList{"--extras", "fleet.yaml"});
        QVERIFY2(!given2.out.simplified().contains("--extras FILE names"), (given2.out + given2.err).constData());
    }

    void anEmptyKubeconfigIsNamed()
    {
        Given given;
        given.put("empty.yaml", "apiVersion: v1\nkind: Config\n");
        const Ran ran = given.run({"get", "nodes", "--kubeconfig", "empty.yaml"});
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("empty.yaml"), ran.err.constData());
    }

    void theServerSelectsByFields()
    {
        Given given;
        QCOMPARE(given.run({"get", "nodes", "--field-selector", "spec.unschedulable=true"}).code, 0);
        const auto requests = given.fleet.server().requests();
        QVERIFY(std::any_of(requests.begin(), requests.end(), [](const auto& request) {
            return request.target.find("/nodes?") != std::string::npos &&
                   request.target.find("fieldSelector=spec.unschedulable") != std::string::npos;
        }));
        QCOMPARE(given.run({"get", "nodes", "m1-a", "--field-selector", "spec.unschedulable=true"}).code, 2);
    }

    void followsOnceTheServerIsBack()
    {
        Given given;
        WatchedNodes watch(given);
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m2-a   m2"), 20000);
        given.fleet.setMood("m1", Mood::Dead);
        given.fleet.api("m1").dropResource("nodes"); // its watches end
        QTRY_VERIFY_WITH_TIMEOUT(watch.says("m1: note: The watch of nodes "), 20000);
        given.fleet.api("m1").serveResource({"", "v1", "nodes", "Node", false, {}, {"no"}});
        given.fleet.setMood("m1", Mood::Well);
        given.fleet.api("m1").put(test::nodeObject("m1-new", 2));
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m1-new   m1"), 30000);
        QTRY_VERIFY_WITH_TIMEOUT(watch.says("It answers again"), 5000);
        QCOMPARE(watch.said().count("The watch of nodes "), 1);
        QCOMPARE(watch.state(), QProcess::Running);
    }

    /// fault rows 23 and 26: the version that was watched from is no longer kept
    void saysWhatWentWhileNobodyWatchedAndNothingTwice()
    {
        Given given;
        given.fleet.api("m1").put(test::nodeObject("m1-gone", 2));
        WatchedNodes watch(given);
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("m2-a "), 20000);
        given.fleet.api("m1").removeUnseen("nodes", "", "m1-gone");
        QTRY_VERIFY_WITH_TIMEOUT(watch.says("Deleted while nobody watched: node/m1-gone."), 30000);
        given.fleet.api("m1").put(test::nodeObject("m1-new", 2));
        QTRY_VERIFY_WITH_TIMEOUT(watch.shows("\nm1-new "), 20000);
        QCOMPARE(watch.seen().count("\nm1-a "), 1); // it is as it was
        QCOMPARE(watch.seen().count("\nm1-gone "), 1);
        QCOMPARE(watch.said().count("m1-gone"), 1);
        QCOMPARE(watch.state(), QProcess::Running);
    }

    void theDoctorFindsWhatIsMissing()
    {
        Given given;
        const Ran well = given.run({"doctor"});
        QVERIFY2(well.code == 0, (well.out + well.err).constData());
        QVERIFY2(well.out.contains("39 of 39"), well.out.constData());
        given.fleet.member("m3").forbid("pods");
        given.fleet.member("shut", Mood::Refused);
        const Ran ill = given.run({"doctor"});
        QCOMPARE(ill.code, 1);
        QVERIFY2(ill.out.contains("list, watch pods"), ill.out.constData());
        QVERIFY2(ill.out.contains("get clusters.cluster.karmada.io/proxy of shut"), ill.out.constData());
        // One right a line: a table as wide as a terminal, above the role that follows.
        for (const QByteArray& line : ill.out.left(ill.out.indexOf("\n#")).split('\n'))
            QVERIFY2(line.size() < 150, line.constData());
        given.fleet.api("m1").forbidGet("configmaps");
        const Ran preflight = given.run({"doctor"});
        QVERIFY2(preflight.out.contains("get configmaps") && preflight.out.contains("preflight: whether config maps"),
                 preflight.out.constData());
        QVERIFY2(preflight.out.contains("berth-reader-member-preflight"), preflight.out.constData());
        QVERIFY2(ill.out.contains("kind: ClusterRole"), ill.out.constData());
        const Ran json = given.run({"doctor", "-o", "json"});
        QCOMPARE(core::Json::parse(json.out.toStdString())["items"].size(), std::size_t(5));
        const Ran role = given.run({"doctor", "--role", "fleet"});
        QVERIFY2(role.code == 0 && role.out.contains("clusters/proxy"), role.out.constData());
    }

    void theDoctorAsksForOneNamespace()
    {
        Given given;
        given.fleet.api("m1").allowOnlyIn("default");
        const Ran everywhere = given.run({"doctor"});
        QCOMPARE(everywhere.code, 1);
        QVERIFY2(everywhere.out.contains("list, watch pods"), everywhere.out.constData());
        const Ran here = given.run({"doctor", "-n", "default"});
        QVERIFY2(!here.out.contains("list, watch pods"), here.out.constData());
        const Ran elsewhere = given.run({"doctor", "-n", "other"});
        QCOMPARE(elsewhere.code, 1);
        QVERIFY2(elsewhere.out.contains("kind: Role\nmetadata:\n  name: berth-reader-member\n  namespace: other\n"),
                 elsewhere.out.constData());
        const qsizetype role =
            elsewhere.out.indexOf("kind: Role\nmetadata:\n  name: berth-reader-member\n  namespace: other");
        QVERIFY(elsewhere.out.indexOf("resources: [\"pods\"]") > role);
        QVERIFY(elsewhere.out.indexOf("resources: [\"nodes\"]") < role); // of the ClusterRole
        QCOMPARE(given.run({"doctor", "--role", "member", "-n", "other"}).code, 2);
    }

    void aClustersOwnWayIsSaved()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        QCOMPARE(given.run({"import", "kubeconfig", "--context", "fleet"}).code, 0);
        QFile file(given.folder.filePath("kubeconfig"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray own = file.readAll();
        own.replace("127.0.0.1", "localhost");
        QFile copy(given.folder.filePath("own"));
        QVERIFY(copy.open(QIODevice::WriteOnly) && copy.write(own) > 0);
        copy.close();
        const auto with = [&](QStringList more) {
            return given.run(QStringList{"import", "own", "--context", "fleet"} + more);
        };
        QCOMPARE(with({"--member-of", "fleet"}).code, 2);
        QCOMPARE(with({"--member-of", "nobody", "--cluster", "m1"}).code, 2);
        QCOMPARE(given.run({"import", "own", "--member-of", "fleet", "--cluster", "m1"}).code, 2); // several contexts
        const Ran saved = with({"--member-of", "fleet", "--cluster", "m1"});
        QVERIFY2(saved.code == 0, (saved.out + saved.err).constData());
        const Ran list = given.run({"connections", "list"});
        QVERIFY2(list.out.contains("m1 of fleet"), list.out.constData());
    }

    void openingAConnectionRemembersItsCluster()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.fleet.control().serveResource({"", "v1", "namespaces", "Namespace", false, {}, {}});
        given.fleet.control().put({{"apiVersion", "v1"},
                                   {"kind", "Namespace"},
                                   {"metadata", {{"name", "kube-system"}, {"uid", "uid-of-this-one"}}}});
        const auto config = [&] {
            QFile file(given.folder.filePath("config/berth/config.yaml"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QCOMPARE(given.run({"import", "kubeconfig", "--context", "fleet"}).code, 0);
        QVERIFY(!config().contains("clusterUid"));
        QCOMPARE(given.run({"get", "nodes", "-M", "--connection", "fleet"}).code, 0);
        QVERIFY2(config().contains("clusterUid: uid-of-this-one"), config().constData());
        // Another cluster by that name is said, and does not take its place.
        given.fleet.control().put({{"apiVersion", "v1"},
                                   {"kind", "Namespace"},
                                   {"metadata", {{"name", "kube-system"}, {"uid", "uid-of-another"}}}});
        const Ran other = given.run({"get", "nodes", "-M", "--connection", "fleet"});
        QVERIFY2(other.err.contains("leads to another cluster"), other.err.constData());
        QVERIFY(config().contains("uid-of-this-one"));
    }

    void aTestOfAnImportRemembersItToo()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.fleet.control().serveResource({"", "v1", "namespaces", "Namespace", false, {}, {}});
        const auto isNow = [&](const char* uid) {
            given.fleet.control().put(
                {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "kube-system"}, {"uid", uid}}}});
        };
        const auto config = [&] {
            QFile file(given.folder.filePath("config/berth/config.yaml"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const auto import = [&](const QStringList& more) {
            return given.run(QStringList{"import", "kubeconfig", "--context", "fleet"} + more);
        };
        isNow("uid-of-this-one");
        const Ran dry = import({"--test", "--dry-run"});
        QVERIFY2(dry.code == 0 && config().isEmpty(), (dry.out + dry.err).constData());
        const Ran untested = import({"--class", "production"});
        QVERIFY2(untested.err.contains("Which cluster it is, is not known yet."), untested.err.constData());
        QVERIFY(!config().contains("clusterUid"));
        const Ran known = import({"--test"});
        QVERIFY2(known.out.contains("the same server and user as fleet"), known.out.constData());
        QVERIFY2(config().contains("clusterUid: uid-of-this-one"), config().constData());
        isNow("uid-of-another"); // what was remembered goes on to be protected
        QCOMPARE(import({"--test"}).code, 0);
        QVERIFY2(config().contains("clusterUid: uid-of-this-one"), config().constData());

        QCOMPARE(given.run({"connections", "remove", "fleet"}).code, 0);
        const Ran fresh = import({"--class", "production", "--test"});
        QVERIFY2(fresh.code == 0 && fresh.out.contains("saved"), (fresh.out + fresh.err).constData());
        QVERIFY2(!fresh.err.contains("is not known yet"), fresh.err.constData());
        QVERIFY2(config().contains("clusterUid: uid-of-another"), config().constData());
    }

    void describeAndDoctorRememberIt()
    {
        for (const QStringList& words :
             {QStringList{"describe", "cluster", "m1", "--connection", "fleet"},
              QStringList{"doctor", "--connection", "fleet"}, QStringList{"get", "pools", "--connection", "fleet"}}) {
            Given given;
            given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
            given.fleet.control().put({{"apiVersion", "v1"},
                                       {"kind", "Namespace"},
                                       {"metadata", {{"name", "kube-system"}, {"uid", "uid-of-this-one"}}}});
            QCOMPARE(given.run({"import", "kubeconfig", "--context", "fleet"}).code, 0);
            const Ran ran = given.run(words);
            QFile file(given.folder.filePath("config/berth/config.yaml"));
            QVERIFY(file.open(QIODevice::ReadOnly));
            QVERIFY2(file.readAll().contains("clusterUid: uid-of-this-one"),
                     (words.join(QLatin1Char(' ')).toUtf8() + ": " + ran.err).constData());
        }
    }

    void howSoonAPartIsOldIsASetting()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        const auto line = [&](const Ran& ran) {
            for (const QByteArray& one : ran.out.split('\n'))
                if (one.startsWith("old-after")) return one.simplified();
            return QByteArray();
        };
        QCOMPARE(line(given.run({"config", "view", "--origin"})), QByteArray("old-after 60 default"));
        QVERIFY(QDir(given.folder.path()).mkpath("config/berth"));
        given.put("config/berth/config.yaml", "apiVersion: berth/v1\nkind: Config\nold-after: 240\n");
        QVERIFY(line(given.run({"config", "view", "--origin"})).startsWith("old-after 240 "));
        QVERIFY(line(given.run({"config", "view", "--origin"})).endsWith("config.yaml:3"));
        QCOMPARE(given.run({"get", "pools"}).code, 0);
        const Ran wrong = given.run({"get", "pools", "--old-after", "soon"});
        QVERIFY2(wrong.code == 2 && wrong.err.contains("--old-after takes a number of seconds"), wrong.err.constData());
    }

    void whatIsKnownIsReplacedOnlyWhereThatIsSaid()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        const auto import = [&](const QStringList& more) {
            return given.run(QStringList{"import", "kubeconfig", "--context", "fleet"} + more);
        };
        const auto config = [&] {
            QFile file(given.folder.filePath("config/berth/config.yaml"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        QVERIFY(import({"--class", "production"}).out.contains("saved"));
        const QByteArray first = config();
        QVERIFY(import({"--if-known", "skip"}).out.contains("the same server and user as fleet"));
        QCOMPARE(config(), first);
        const Ran both = import({"--if-known", "keep-both"});
        QVERIFY2(both.code == 0 && both.out.contains("fleet-2"), (both.out + both.err).constData());
        // A name that is taken replaces nothing.
        const Ran named = import({"--if-known", "keep-both", "--name", "fleet"});
        QVERIFY2(named.code == 1 && named.err.contains("another connection called fleet"), named.err.constData());
        QCOMPARE(given.run({"import", "kubeconfig", "--name", "x"}).code, 2); // several contexts

        const Ran copied = import({"--if-known", "replace", "--copy", "--test"});
        QVERIFY2(copied.code == 0 && copied.out.contains("replaced with a copy") && copied.out.contains("works"),
                 (copied.out + copied.err).constData());
        const QString copy = given.folder.filePath("config/berth/kubeconfigs/fleet.yaml");
        QVERIFY(config().contains(copy.toUtf8()) && config().contains("production")); // no less careful than it was
        QVERIFY(QFile::permissions(copy) ==
                (QFile::ReadOwner | QFile::WriteOwner | QFile::ReadUser | QFile::WriteUser));
        QFile::remove(given.folder.filePath("kubeconfig"));
        QFile kept(copy);
        QVERIFY(kept.open(QIODevice::ReadOnly));
        const QByteArray text = kept.readAll();
        QVERIFY(text.contains("certificate-authority-data") && !text.contains("member-m1")); // the one context alone
        QVERIFY(given.run({"connections", "test", "fleet"}).out.contains("v1.32.3"));
        QCOMPARE(given.run({"connections", "remove", "fleet"}).code, 0);
        QVERIFY(!QFile::exists(copy));
    }

    void aTestThatFailsIsToldByTheExitCode()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.put("broken", "apiVersion: v1\nkind: Config\ncurrent-context: gone\n"
                            "contexts:\n- {name: gone, context: {cluster: c, user: u}}\n"
                            "clusters:\n- {name: c, cluster: {server: 'https://127.0.0.1:1'}}\n"
                            "users:\n- {name: u, user: {token: canary-token}}\n");
        const Ran tested = given.run({"import", "broken", "--test"});
        QVERIFY2(tested.code == 1, (tested.out + tested.err).constData());
        QVERIFY2(tested.out.contains("fails at") && tested.err.contains("it is saved all the same"),
                 (tested.out + tested.err).constData());
        QVERIFY(given.run({"connections", "list"}).out.contains("gone"));
    }

    void aContextThatIsNotThereIsAnsweredWithThoseThatAre()
    {
        Given given;
        const Ran ran = given.run({"get", "nodes", "--context", "nosuch"});
        QVERIFY(ran.code != 0);
        QVERIFY2(ran.err.contains("\"fleet\"") && ran.err.contains("\"member-m1\""), ran.err.constData());
    }

    void fixesThatNobodyKnowsAreSaidToBeSo()
    {
        Given given;
        for (const char* name : {"m1", "m2"})
            given.fleet.api(name).put(
                {{"apiVersion", "v1"}, {"kind", "Namespace"}, {"metadata", {{"name", "default"}}}});
        core::Json deployment = test::deploymentObject("qwen3-8b", 4, 1);
        deployment["spec"]["template"]["spec"]["volumes"] = {
            {{"name", "w"}, {"persistentVolumeClaim", {{"claimName", "weights"}}}}};
        given.put("deploy.yaml", deployment.dump());
        const Ran fixes = given.run({"preflight", "-f", "deploy.yaml", "-f", "policy.yaml", "--live", "-o", "fix"});
        QCOMPARE(fixes.code, 1);
        QVERIFY2(fixes.out.isEmpty() && fixes.err.contains("Hand in with -f"), (fixes.out + fixes.err).constData());
    }

    void aConnectionIsSavedTestedAndUsed()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        QVERIFY(given.run({"connections", "list"}).err.contains("berthctl import"));
        const Ran dry = given.run({"import", "--dry-run", "--context", "fleet"});
        QVERIFY2(dry.code == 0 && dry.out.contains("would be saved"), dry.err.constData());
        QVERIFY(!QFile::exists(given.folder.filePath("config/berth/config.yaml")));
        const Ran saved = given.run({"import", "kubeconfig", "--context", "fleet", "--class", "production"});
        QVERIFY2(saved.code == 0 && saved.out.contains("saved"), saved.err.constData());
        const Ran again = given.run({"import", "kubeconfig"});
        QVERIFY2(again.out.contains("the same server and user as fleet"), again.out.constData());

        // What is said of one that is known is put down, and never loosens it.
        const Ran loose = given.run({"import", "kubeconfig", "--context", "fleet", "--class", "test"});
        QVERIFY2(loose.out.contains("fleet, which stays of class production"), loose.out.constData());
        QCOMPARE(given.run({"connections", "remove", "fleet"}).code, 0);
        QVERIFY(given.run({"import", "kubeconfig", "--context", "fleet"}).out.contains("saved"));
        const Ran strict = given.run({"import", "kubeconfig", "--context", "fleet", "--class", "production"});
        QVERIFY2(strict.out.contains("fleet, which is now of class production, read-only"), strict.out.constData());

        const Ran list = given.run({"connections", "list"});
        QVERIFY2(list.out.contains("production") && list.out.contains("token"), list.out.constData());
        QVERIFY(!(list.out + saved.out + saved.err).contains("canary"));
        QFile file(given.folder.filePath("config/berth/config.yaml"));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("canary"));

        const Ran tested = given.run({"connections", "test", "fleet"});
        QVERIFY2(tested.code == 0 && tested.out.contains("v1.32.3"), tested.out.constData());
        const Ran json = given.run({"connections", "test", "fleet", "-o", "json"});
        const core::Json steps = core::Json::parse(json.out.toStdString())["items"][0]["steps"];
        QCOMPARE(steps.size(), std::size_t(8));
        QVERIFY(steps[3]["stage"] == "TLS");

        const Ran used = given.run({"preview", "-f", "deploy.yaml", "-f", "policy.yaml", "--connection", "fleet"});
        QVERIFY2(used.code == 0 && used.out.contains("m2"), used.err.constData());
        // It was saved for production, which is read-only, whatever a verb is for.
        const Ran refused = given.run({"plan", "-f", "deploy.yaml", "--connection", "fleet"});
        QVERIFY2(refused.code == 1 && refused.err.contains("read-only"), refused.err.constData());
        const Ran planned = given.run({"plan", "-f", "deploy.yaml", "--connection", "fleet", "--read-only"});
        QVERIFY2(planned.code == 0, planned.err.constData());
        QCOMPARE(given.run({"preview", "-f", "deploy.yaml", "--connection", "fleet", "--context", "x"}).code, 2);
        QCOMPARE(given.run({"preview", "-f", "deploy.yaml", "--connection", "nowhere"}).code, 2);
        QCOMPARE(given.run({"connections", "test", "nowhere"}).code, 2);
        QCOMPARE(given.run({"connections", "remove"}).code, 2);
        QCOMPARE(given.run({"connections", "remove", "fleet"}).code, 0);
        QVERIFY(!given.run({"connections", "list"}).out.contains("production"));
    }

    void aConnectionFromAListIsProtectedInEveryShell()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.put("own.yaml", given.fleet.kubeconfig());
        given.put("listed.yaml", given.fleet.kubeconfig());
        given.put("other.yaml", "apiVersion: v1\nkind: Config\ncurrent-context: elsewhere\n"
                                "contexts: [{name: elsewhere, context: {cluster: elsewhere, user: elsewhere}}]\n"
                                "clusters: [{name: elsewhere, cluster: {server: 'https://127.0.0.1:1'}}]\n"
                                "users: [{name: elsewhere, user: {token: canary}}]\n");
        const auto runIn = [&](const QString& kubeconfig, const QStringList& words) {
            std::map<QString, QString> environment = given.environment;
            environment["KUBECONFIG"] = kubeconfig;
            return test::ran({.words = words, .environment = environment, .folder = given.folder.path()});
        };
        const QString listed = given.folder.filePath("listed.yaml");
        const QString other = given.folder.filePath("other.yaml");
        const Ran saved = runIn(listed + ":" + other, {"import", "--context", "fleet", "--class", "production"});
        QVERIFY2(saved.code == 0 && saved.err.contains("by its address"), (saved.out + saved.err).constData());
        // In another shell, by another file.
        const Ran plan = runIn(other, {"plan", "-f", "deploy.yaml", "--kubeconfig", "own.yaml"});
        QVERIFY2(plan.code == 1 && plan.err.contains("The connection fleet is saved as read-only"),
                 (plan.out + plan.err).constData());
        const Ran list = runIn(other, {"connections", "list", "-o", "json"});
        const core::Json item = core::Json::parse(list.out.toStdString())["items"][0];
        QVERIFY2(item["server"].is_string() && item["server"] != "https://127.0.0.1:1", list.out.constData());
        QCOMPARE(item["kubeconfigs"].size(), std::size_t(2));
    }

    void whatIsNotKeptIsNotClaimed()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.path();
        QVERIFY(QDir(given.folder.path()).mkdir("berth"));
        given.put("berth/config.yaml", "apiVersion: berth/v1\nkind: Config\nconnections:\n"
                                       "- {name: old, context: nowhere, readOnly: true}\n");
        const Ran plan = given.run({"plan", "-f", "deploy.yaml"});
        QVERIFY2(plan.err.contains("neither its address nor its cluster is kept"), (plan.out + plan.err).constData());
        QVERIFY2(!plan.err.contains("its address alone was compared"), plan.err.constData());
    }

    void anImportSavesWhatIsAskedForAndReplacesOnce()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.put("secret", "canary");
        given.put("ns.yaml", "apiVersion: v1\nkind: Config\ncurrent-context: dev\ncontexts:\n"
                             "- {name: dev, context: {cluster: c, user: u, namespace: dev}}\n"
                             "- {name: ops, context: {cluster: c, user: u, namespace: ops}}\n"
                             "clusters: [{name: c, cluster: {server: 'https://127.0.0.1:1', tls-server-name: "
                             "other.example}}]\nusers: [{name: u, user: {tokenFile: secret}}]\n");
        const auto config = [&] {
            QFile file(given.folder.filePath("config/berth/config.yaml"));
            return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
        };
        const Ran none = given.run({"import", "ns.yaml", "--context", "nope"});
        QVERIFY2(none.code == 1 && none.err.contains("There is no context nope"), (none.out + none.err).constData());
        const Ran one = given.run({"import", "ns.yaml", "--context", "ops", "--name", "x"});
        QVERIFY2(one.code == 0 && one.out.contains("saved"), (one.out + one.err).constData());
        QVERIFY2(config().contains("context: ops"), config().constData());
        QVERIFY2(one.err.contains(given.folder.filePath("secret").toUtf8()), one.err.constData());
        QVERIFY2(one.err.contains("certified as other.example"), one.err.constData());
        QVERIFY(given.run({"connections", "list"}).out.contains("taken for other.example"));
        const Ran both = given.run({"import", "ns.yaml", "--if-known", "replace"});
        QVERIFY2(both.out.contains("not saved: x is replaced by dev"), (both.out + both.err).constData());
        QVERIFY2(config().contains("context: dev") && !config().contains("context: ops"), config().constData());
    }

    void whatSignsInByAnAddressIsNotPrinted()
    {
        Given given;
        given.environment["XDG_CONFIG_HOME"] = given.folder.filePath("config");
        given.put("secret.yaml",
                  R"({"apiVersion": "v1", "kind": "Config", "current-context": "c",
            "contexts": [{"name": "c", "context": {"cluster": "c", "user": "u"}}],
            "clusters": [{"name": "c", "cluster": {"server": "https:)"
                  "//bob:CANARY1@127.0.0.1:1/?token=CANARY2" // not in the raw string: moc would take it for a comment
                  R"("}}],
            "users": [{"name": "u", "user": {"token": "CANARY3"}}]})");
        QByteArray all;
        for (const QStringList& words : {QStringList{"import", "secret.yaml"},
                                         {"connections", "list"},
                                         {"connections", "list", "-o", "json"},
                                         {"connections", "list", "-o", "yaml"}}) {
            const Ran ran = given.run(words);
            QVERIFY2(ran.code == 0 && ran.out.contains("https://***@127.0.0.1:1/?***"),
                     (ran.out + ran.err).constData());
            all += ran.out + ran.err;
        }
        QVERIFY2(!all.contains("CANARY"), all.constData());
    }

    void saysWhatIsWrongWithAKubeconfig()
    {
        Given given;
        const Ran none = given.run({"snapshot", "take", "-o", "f.berth", "--context", "nowhere"});
        QCOMPARE(none.code, 1);
        QVERIFY2(none.err.contains("nowhere"), none.err.constData());
        const Ran both = given.run({"preview", "-f", "deploy.yaml", "--live", "--demo"});
        QCOMPARE(both.code, 2);
        const Ran wrong = given.run({"preview", "-f", "deploy.yaml", "--live", "--request-timeout", "soon"});
        QCOMPARE(wrong.code, 2);
        const Ran member = given.run({"preview", "-f", "deploy.yaml", "--live", "--member", "m1"});
        QCOMPARE(member.code, 2);
    }
};

BERTH_TEST(TestLiveFleet)

} // namespace tst_live_fleet

#include "tst_live_fleet.moc"
