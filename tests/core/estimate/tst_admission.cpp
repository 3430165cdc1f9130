#include <QTest>

#include "core/estimate/admission.h"
#include "core/snapshot/file.h"
#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_admission {

using namespace core;
using namespace core::estimate;
using fleets::deployment;

namespace {

const std::string twoNodes = fleets::node("a", "cpu: 8, memory: 32Gi", "rt: kata") +
                             fleets::node("b", "cpu: 8, memory: 32Gi", "", "taints: [{key: t, effect: NoSchedule}]");

std::string range(const std::string& limits, const std::string& ns = "default")
{
    return "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: " + ns + "}\nspec: {limits: [" +
           limits + "]}\n";
}
std::string runtimeClass(const std::string& more)
{
    return "---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: kata}\nhandler: kata\n" + more;
}

std::string space(const std::string& metadata)
{
    return "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: default, " + metadata + "}\n";
}

std::string limited(const std::string& requests, const std::string& limits)
{
    std::string out = deployment(requests);
    return out.insert(out.find("requests: {"), "limits: {" + limits + "}, ");
}

/// As the API server lets it in, of a fleet that was written to a file and read again.
Ask askIn(const snapshot::ClusterData& cluster, const std::string& manifest)
{
    Ask ask = askFor(fleets::workload(manifest), 1000);
    return admitted(ask, cluster).value_or(ask);
}

} // namespace

class TestAdmission : public QObject {
    Q_OBJECT
private slots:
    void counts_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<int>("replicas"); // on both nodes
        QTest::addColumn<QString>("turnedAway");
        const auto row = [](const char* name, const std::string& objects, const std::string& manifest, int replicas,
                            const char* turnedAway = "") {
            QTest::newRow(name) << QString::fromStdString(twoNodes + objects) << QString::fromStdString(manifest)
                                << replicas << QString::fromLatin1(turnedAway);
        };
        const std::string memory = deployment("memory: 1Gi");
        row("nothing", "", memory, 32);
        row("a default request", range("{type: Container, defaultRequest: {cpu: 2}}"), memory, 4);
        row("a default limit is a request, too", range("{type: Container, default: {cpu: 4}}"), memory, 2);
        row("a maximum is a default", range("{type: Container, max: {cpu: 4}}"), memory, 2);
        row("a minimum is a default request", range("{type: Container, min: {cpu: 4}}"), memory, 2);
        row("what is stated stays", range("{type: Container, defaultRequest: {memory: 16Gi}}"), memory, 32);
        row("limits stand for requests before", range("{type: Container, defaultRequest: {cpu: 1}}"),
            limited("", "cpu: 4"), 2);
        row("of another namespace", range("{type: Container, defaultRequest: {cpu: 2}}", "other"), memory, 32);
        row("above the maximum", range("{type: Container, max: {memory: 512Mi}}"), memory, 32,
            "whose memory is above its maximum of 512Mi");
        row("at the maximum", range("{type: Container, max: {memory: 1Gi}}"), memory, 32);
        row("below the minimum", range("{type: Container, min: {memory: 2Gi}}"), memory, 32,
            "whose memory is below its minimum of 2Gi");
        row("a pod without a limit", range("{type: Pod, max: {memory: 2Gi}}"), memory, 32,
            "that state no memory limit, which it caps at 2Gi");
        row("a pod's sum", range("{type: Pod, min: {memory: 2Gi}}"), memory, 32,
            "whose memory is below its minimum of 2Gi");
        row("the ratio", range("{type: Container, default: {memory: 4Gi}, maxLimitRequestRatio: {memory: 2}}"), memory,
            32, "whose memory limit is more than 2 times its request");
        row("within the ratio", range("{type: Container, default: {memory: 2Gi}, maxLimitRequestRatio: {memory: 2}}"),
            memory, 32);
        row("a default request below the default limit",
            range("{type: Container, default: {cpu: 8}, defaultRequest: {cpu: 4}}"), memory, 2);
        row("a claim's limits are not a pod's", range("{type: PersistentVolumeClaim, max: {storage: 1Gi}}"), memory,
            32);

        const std::string kata = deployment("memory: 1Gi", "runtimeClassName: kata");
        row("its overhead", runtimeClass("overhead: {podFixed: {cpu: 4}}\n"), kata, 2);
        row("its selector", runtimeClass("scheduling: {nodeSelector: {rt: kata}}\n"), kata, 32);
        row("its selector elsewhere", runtimeClass("scheduling: {nodeSelector: {rt: none}}\n"), kata, 0);
        row("its tolerations", runtimeClass("scheduling: {tolerations: [{key: t, operator: Exists}]}\n"), kata, 64);
        row("pods of no class", runtimeClass("overhead: {podFixed: {cpu: 4}}\n"), memory, 32);
        row("not known", "", kata, 32);
        row("another class", runtimeClass(""), deployment("memory: 1Gi", "runtimeClassName: gvisor"), 32,
            "there is none of that name");
        row("against its selector", runtimeClass("scheduling: {nodeSelector: {rt: kata}}\n"),
            deployment("memory: 1Gi", "runtimeClassName: kata, nodeSelector: {rt: runc}"), 0,
            "it selects nodes by rt=kata");
        row("against its overhead", runtimeClass("overhead: {podFixed: {cpu: 4}}\n"),
            deployment("memory: 1Gi", "runtimeClassName: kata, overhead: {cpu: 1}"), 8,
            "whose overhead is not that of their runtime class");
        row("an overhead of nothing", "", deployment("memory: 1Gi", "overhead: {cpu: 1}"), 8, "no runtime class");

        const std::string low = "---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: low}\n"
                                "value: 1\n";
        row("a priority class", low, deployment("memory: 1Gi", "priorityClassName: low"), 32);
        row("one that is not there", low, deployment("memory: 1Gi", "priorityClassName: high"), 32,
            "there is none of that name");
        row("every server has this one", low, deployment("memory: 1Gi", "priorityClassName: system-node-critical"), 32);
        row("the number of its class", low, deployment("memory: 1Gi", "priorityClassName: low, priority: 1"), 32);
        row("another number", low, deployment("memory: 1Gi", "priorityClassName: low, priority: 5"), 32,
            "whose priority of 5 is not that of their priority class low, 1,");
        row("a number without a class", low, deployment("memory: 1Gi", "priority: 5"), 32,
            "whose priority of 5 is not that of pods without a class, 0,");
        row("a number, and nobody listed them", "", deployment("memory: 1Gi", "priority: 5"), 32);
        row("another preemption policy", low,
            deployment("memory: 1Gi", "priorityClassName: low, preemptionPolicy: Never"), 32,
            "whose preemptionPolicy Never is not that of their priority class low, PreemptLowerPriority,");
        row("nobody listed them", "", deployment("memory: 1Gi", "priorityClassName: high"), 32);

        row("a namespace on its way out", space("deletionTimestamp: '2026-11-23T09:00:00Z'"), memory, 32,
            "namespace default is being deleted");
        const std::string enforce = "labels: {pod-security.kubernetes.io/enforce: ";
        const std::string baseline = space(enforce + "baseline}");
        row("nothing that baseline forbids", baseline, memory, 32);
        row("the host's processes", baseline, deployment("memory: 1Gi", "hostPID: true"), 32,
            "(enforce baseline) turns away pods that ask for hostPID");
        row("privileged, with a path and a port", space(enforce + "restricted}"),
            deployment("memory: 1Gi", "volumes: [{name: v, hostPath: {path: /x}}]",
                       "securityContext: {privileged: true}, ports: [{containerPort: 80, hostPort: 80}]"),
            1, "(enforce restricted) turns away pods that ask for privileged, hostPath, hostPort");
        row("a level that lets all in", space(enforce + "privileged}"), deployment("memory: 1Gi", "hostPID: true"), 32);
    }
    void counts()
    {
        QFETCH(QString, objects);
        QFETCH(QString, manifest);
        QFETCH(QString, turnedAway);
        const auto fleet = *snapshot::unpack(snapshot::pack(*fleets::fleet(objects.toStdString())), "fleet.berth");
        const snapshot::ClusterData& cluster = *fleet->clusters.front();
        const Ask ask = askIn(cluster, manifest.toStdString());
        const Running got = running(cluster, ask);
        QTEST(int(got.range().upper.value_or(-1)), "replicas");
        const bool listed = QLatin1String(QTest::currentDataTag()) != QLatin1String("nobody listed them");
        QCOMPARE(got.replicas, listed ? *got.range().upper : 0); // they may be let in, or not
        const QString text = QString::fromStdString(got.turnedAway);
        QVERIFY2(turnedAway.isEmpty() ? text.isEmpty() : text.contains(turnedAway), qPrintable(text));
        QCOMPARE(got.quota.has_value(), !turnedAway.isEmpty());
        QCOMPARE(got.turnedAwayFix.empty(), turnedAway.isEmpty());
    }

    /// Who never preempts takes nobody's place.
    void onlyWhoPreemptsTakesPlaces_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<int>("held");
        QTest::newRow("higher") << QStringLiteral("priorityClassName: high") << 1;
        QTest::newRow("the class never") << QStringLiteral("priorityClassName: never") << 0;
        QTest::newRow("the pod never") << QStringLiteral("priorityClassName: high, preemptionPolicy: Never") << 0;
        QTest::newRow("by default, which never does") << QStringLiteral("tolerations: []") << 0;
    }
    void onlyWhoPreemptsTakesPlaces()
    {
        QFETCH(QString, spec);
        const std::string head = "---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nvalue: 9\nmetadata: ";
        const auto fleet = fleets::fleet(fleets::node("a", "cpu: 8, memory: 32Gi") +
                                         fleets::pod("p", "a", "cpu: 8", "", "priority: 0") + head + "{name: high}\n" +
                                         head + "{name: never}\npreemptionPolicy: Never\nglobalDefault: true\n");
        const Running got =
            running(*fleet->clusters.front(), askFor(fleets::workload(deployment("cpu: 8", spec.toStdString())), 10));
        QTEST(int(got.heldByLowerPriority), "held");
    }
};

BERTH_TEST(TestAdmission)

} // namespace tst_admission

#include "tst_admission.moc"
