// Verbs that ask live clusters, against a fleet that is made up.
#include <QTest>

#include <QFile>
#include <QTemporaryDir>

#include "tests/cli/running.h"
#include "tests/core/live/fake_fleet.h"
#include "tests/support/test.h"

namespace tst_live_fleet {

using test::FakeFleet;
using test::Ran;
using Mood = FakeFleet::Mood;

namespace {

/// Two clusters that can be reached, and their fleet's kubeconfig in a folder.
class Given {
public:
    Given()
    {
        fleet.control().serveKarmada();
        fleet.member("m1").put(test::nodeObject("m1-a", 8));
        fleet.member("m2").put(test::nodeObject("m2-a", 4));
        put("deploy.yaml", test::deploymentObject("qwen3-8b", 4, 1).dump());
        put("policy.yaml", R"({"apiVersion": "policy.karmada.io/v1alpha1", "kind": "PropagationPolicy",
            "metadata": {"name": "pp", "namespace": "default"},
            "spec": {"resourceSelectors": [{"apiVersion": "apps/v1", "kind": "Deployment"}],
                     "placement": {"replicaScheduling": {"replicaSchedulingType": "Divided", "replicaDivisionPreference":
                                   "Weighted", "weightPreference": {"dynamicWeight": "AvailableReplicas"}}}}})");
    }
    void put(const QString& name, const std::string& text)
    {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly)) qFatal("a file of a test");
        file.write(QByteArray::fromStdString(text));
    }
    Ran run(const QStringList& words)
    {
        put("kubeconfig", fleet.kubeconfig());
        return test::ran(
            {.words = words, .environment = {{"KUBECONFIG", folder.filePath("kubeconfig")}}, .folder = folder.path()});
    }

    FakeFleet fleet;
    QTemporaryDir folder;
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
        QVERIFY2(taken.err.contains("slow: warning: It has not answered yet."), taken.err.constData());
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

} // namespace tst_live_fleet

BERTH_TEST(tst_live_fleet::TestLiveFleet)
#include "tst_live_fleet.moc"
