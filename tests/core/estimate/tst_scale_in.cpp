#include <QTest>

#include "core/estimate/scale_in.h"
#include "core/model/age.h"
#include "tests/core/estimate/objects.h"
#include "tests/support/test.h"

namespace tst_scale_in {

using namespace core;
using estimate::Drain;
using estimate::DrainOptions;

namespace {

const Time now = model::parseTime("2026-01-01T12:00:00Z").value();

model::Pod owned(const std::string& kind = "ReplicaSet")
{
    model::Pod pod = objects::pod({{"cpu", "1"}}, {{"app", "x"}});
    pod.name = "x";
    pod.creationTime = "2025-12-31T00:00:00Z";
    if (!kind.empty()) pod.owners = {{"apps/v1", kind, "o", "u", true}};
    return pod;
}

QString verdict(const std::vector<model::Pod>& pods, const std::vector<estimate::DisruptionBudget>& budgets = {},
                const DrainOptions& options = {})
{
    const Drain drain = estimate::drain(pods, budgets, now, options);
    if (!drain.drainable) return QString::fromStdString(drain.reason);
    return QStringLiteral("move %1, leave %2").arg(drain.move.size()).arg(drain.daemonSet.size());
}

} // namespace

class TestScaleIn : public QObject {
    Q_OBJECT

private slots:
    void annotations_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("owner");
        QTest::addColumn<QString>("verdict");
        const QString evict = QStringLiteral("cluster-autoscaler.kubernetes.io/safe-to-evict");
        const QString volumes = QStringLiteral("cluster-autoscaler.kubernetes.io/safe-to-evict-local-volumes");
        const QString daemon = QStringLiteral("cluster-autoscaler.kubernetes.io/daemonset-pod");
        QTest::newRow("none") << "a"
                              << "b"
                              << "ReplicaSet"
                              << "LocalStorageRequested";
        QTest::newRow("safe") << evict << "true"
                              << ""
                              << "move 1, leave 0";
        QTest::newRow("not safe") << evict << "false"
                                  << "Job"
                                  << "NotSafeToEvictAnnotation";
        QTest::newRow("said otherwise") << evict << "yes"
                                        << ""
                                        << "NotReplicated";
        QTest::newRow("its volume is safe") << volumes << "other,scratch"
                                            << "StatefulSet"
                                            << "move 1, leave 0";
        QTest::newRow("another volume is") << volumes << "scratch2"
                                           << "StatefulSet"
                                           << "LocalStorageRequested";
        QTest::newRow("as good as a daemon set's") << daemon << "true"
                                                   << ""
                                                   << "move 0, leave 1";
        QTest::newRow("a daemon set's") << "a"
                                        << "b"
                                        << "DaemonSet"
                                        << "move 0, leave 1";
        QTest::newRow("nobody's") << "a"
                                  << "b"
                                  << ""
                                  << "NotReplicated";
    }
    void annotations()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, owner);
        model::Pod pod = owned(owner.toStdString());
        pod.annotations[key.toStdString()] = value.toStdString();
        pod.spec.volumes = {{"scratch", model::PodVolume::Kind::EmptyDirDisk, {}, {}}};
        QTEST(verdict({pod}), "verdict");
    }

    void optionsTurnRulesOff()
    {
        model::Pod disk = owned();
        disk.spec.volumes = {{"host", model::PodVolume::Kind::HostPath, {}, {}}};
        QCOMPARE(verdict({disk}), QStringLiteral("LocalStorageRequested"));
        QCOMPARE(verdict({disk}, {}, {.skipLocalStorage = false}), QStringLiteral("move 1, leave 0"));
        QCOMPARE(verdict({owned("Rollout")}), QStringLiteral("NotReplicated"));
        QCOMPARE(verdict({owned("Rollout")}, {}, {.skipCustomControllerPods = false}),
                 QStringLiteral("move 1, leave 0"));
        model::Pod system = owned();
        system.ns = "kube-system";
        system.creationTime = "2026-01-01T11:30:00Z";
        QCOMPARE(verdict({system}), QStringLiteral("UnmovableKubeSystemPod"));
        QCOMPARE(verdict({system}, {}, {.skipSystemPods = false}), QStringLiteral("move 1, leave 0"));
    }

    void budgets()
    {
        estimate::DisruptionBudget budget{"default", "b", model::LabelSelector{}, 0};
        QCOMPARE(verdict({owned()}, {budget}), QStringLiteral("NotEnoughPdb")); // an empty selector is everybody
        budget.selector.reset();
        QCOMPARE(verdict({owned()}, {budget}), QStringLiteral("move 1, leave 0"));
        budget = {"other", "b", model::LabelSelector{}, 0};
        QCOMPARE(verdict({owned()}, {budget}), QStringLiteral("move 1, leave 0"));
    }

    void mirrorPodsStay()
    {
        model::Pod mirror = owned("Node");
        mirror.mirror = true;
        QCOMPARE(verdict({mirror, owned()}), QStringLiteral("move 1, leave 0"));
    }

    void graceIsTheirOwn()
    {
        model::Pod going = owned("");
        going.deletionTime = "2026-01-01T11:50:00Z";
        going.spec.terminationGracePeriodSeconds = 569;
        QCOMPARE(verdict({going}), QStringLiteral("move 0, leave 0"));
        going.spec.terminationGracePeriodSeconds = 570; // gone at 12:00:00 with half a minute more: not past yet
        QCOMPARE(verdict({going}), QStringLiteral("NotReplicated"));
    }

    void utilizationWithoutCpu()
    {
        model::Node node = objects::node("a", {{"memory", 1024}});
        QCOMPARE(estimate::utilization(node, {}, now, {}).resource, std::string());
        node.allocatable["cpu"] = 4000;
        const auto used = estimate::utilization(node, {owned()}, now, {});
        QCOMPARE(used.resource, std::string("cpu"));
        QCOMPARE(used.utilization, 0.25);
    }

    void budgetIsRead()
    {
        model::Issues issues;
        const auto budget = estimate::readDisruptionBudget(
            Json::parse(
                R"({"metadata": {"namespace": "n", "name": "b"}, "spec": {"selector": {"matchLabels": {"a": "b"}}},
                            "status": {"disruptionsAllowed": 2}})"),
            "", issues);
        QVERIFY(issues.empty());
        QCOMPARE(budget.ns, std::string("n"));
        QCOMPARE(budget.allowed, std::int64_t{2});
        QVERIFY(budget.selector && model::matches(*budget.selector, {{"a", "b"}}));
    }
};

BERTH_TEST(TestScaleIn)

} // namespace tst_scale_in

#include "tst_scale_in.moc"
