#include <QTest>

#include "core/base/json.h"
#include "tests/cli/running.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_replays {

/// Real input, and what must come out: whole previews and their reasons, held against texts that a person has read
/// (tests/fixtures/replays/<name>.preview.txt and .explain.txt).
class TestReplays : public QObject {
    Q_OBJECT

private slots:
    void comesOut_data()
    {
        QTest::addColumn<QStringList>("manifests");
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("previous");
        const auto row = [](const char* name, const QStringList& manifests, const char* fleet,
                            const char* previous = "") {
            QTest::newRow(name) << manifests << QString::fromUtf8(fleet) << QString::fromUtf8(previous);
        };
        const QStringList seed{"deploy.yaml", "propagationpolicy.yaml"};
        row("stock-in-both", seed, "both-stocked");
        row("stock-in-one", seed, "one-stocked");
        row("three-shared-by-two", seed, "shared-three");
        row("two-shared-a-third-with-four", {"deploy-6.yaml", "policy-three-clusters.yaml"}, "shared-two-third-four");
        row("no-stock", seed, "no-stock");
        row("ecs-provision-off", {"deploy.yaml", "policy-no-provision.yaml"}, "both-stocked");
        row("running-nodes-enough", seed, "running-enough");
        row("duplicated", {"deploy.yaml", "policy-duplicated.yaml"}, "both-stocked");
        row("scaled-down-to-2", {"deploy-2.yaml", "propagationpolicy.yaml"}, "hpa-2-8", "two-two.yaml");
        row("groups-3", {"deploy-3.yaml", "policy-groups.yaml"}, "affinity-groups");
        row("groups-5", {"deploy-5.yaml", "policy-groups.yaml"}, "affinity-groups-3", "data-centre-3.yaml");
        row("groups-back-to-3", {"deploy-3.yaml", "policy-groups.yaml"}, "affinity-groups-5",
            "data-centre-3-cloud-2.yaml");
        row("groups-karmada-3", {"deploy-3.yaml", "policy-groups-karmada.yaml"}, "affinity-groups");
        row("groups-karmada-5", {"deploy-5.yaml", "policy-groups-karmada.yaml"}, "affinity-groups-3",
            "data-centre-3.yaml");
        row("groups-karmada-back-to-3", {"deploy-3.yaml", "policy-groups-karmada.yaml"}, "affinity-groups-cloud-5",
            "cloud-5.yaml");
        row("overflow-5", {"deploy-5.yaml", "policy-groups-overflow.yaml"}, "affinity-groups");
        row("new-image-on-a-full-pool", {"deploy-new-image.yaml", "propagationpolicy.yaml"}, "rollout-full-pool");
        row("hpa-2-to-8", {"deploy.yaml", "hpa.yaml", "propagationpolicy.yaml"}, "hpa-2-8");
        row("leader-worker-set", {"leaderworkerset.yaml", "policy-leaderworkerset.yaml"}, "leader-worker-set");
    }

    void comesOut()
    {
        for (const QString& verb : {QStringLiteral("preview"), QStringLiteral("explain")}) {
            test::Run run = preview();
            run.words[0] = verb;
            test::Ran ran = test::ran(run);
            QVERIFY2(ran.code == 0, ran.err.constData());
            ran.err.clear(); // what is said of the manifests has tests of its own
            const std::string name =
                std::string("replays/") + QTest::currentDataTag() + "." + verb.toStdString() + ".txt";
            const QByteArray difference = test::differsFromGolden(name, test::transcript(run, ran));
            QVERIFY2(difference.isEmpty(), difference.constData());
        }
    }

    void printedRemediesCanBeRun_data() { comesOut_data(); }

    /// What stands under "try:" is a command as it is: it runs, and more replicas have a node, or all that are asked for.
    void printedRemediesCanBeRun()
    {
        test::Run run = preview();
        const QByteArray table = test::ran(run).out;
        // Whoever falls short prints one.
        const QByteArray replay = QTest::currentDataTag();
        if (replay == "no-stock" || replay == "three-shared-by-two") QVERIFY(table.contains("\n     berthctl "));
        const auto placedBy = [](test::Run one) {
            one.words << "-o"
                      << "json";
            const test::Ran ran = test::ran(one);
            if (ran.code != 0) qFatal("%s: %s", qPrintable(one.words.join(u' ')), ran.err.constData());
            return core::Json::parse(ran.out.toStdString());
        };
        const core::Json before = placedBy(run);
        for (const QByteArray& line : table.split('\n')) {
            if (!line.startsWith("     berthctl ")) continue;
            run.words = QString::fromUtf8(line).simplified().split(u' ').mid(1);
            const core::Json after = placedBy(run);
            const bool helps = after["placed"].get<int>() > before["placed"].get<int>();
            QVERIFY2(helps || after["verdict"] == "Fits", line.constData());
        }
    }

private:
    static test::Run preview()
    {
        QFETCH(const QStringList, manifests);
        QFETCH(const QString, fleet);
        QFETCH(const QString, previous);
        test::Run run{.words = {QStringLiteral("preview")}};
        for (const QString& manifest : manifests) run.words << QStringLiteral("-f") << "manifests/" + manifest;
        run.words << QStringLiteral("--fleet") << "fleets/" + fleet;
        if (!previous.isEmpty()) run.words << QStringLiteral("--previous") << "previous/" + previous;
        run.folder = QString::fromStdString(test::source("tests/fixtures").string());
        return run;
    }
};

BERTH_TEST(TestReplays)

} // namespace tst_replays

#include "tst_replays.moc"
