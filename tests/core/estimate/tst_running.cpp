#include <QTest>

#include <random>

#include "core/snapshot/sample.h"
#include "tests/core/estimate/fleets.h"

using namespace core;
using namespace core::estimate;
using fleets::deployment;
using fleets::node;
using fleets::pod;
using namespace std::string_literals;

namespace {

Ask askOf(const std::string& yaml, std::int64_t upTo = 1000)
{
    return askFor(fleets::workload(yaml), upTo);
}

/// "1 NodeResourcesFit Insufficient cpu | 1 TaintToleration …"
QString refusals(const Running& running)
{
    QStringList lines;
    for (const RefusedNodes& group : running.refused) {
        QStringList reasons;
        for (const std::string& reason : group.refusal.reasons) reasons << QString::fromStdString(reason);
        lines << QString("%1 %2 %3")
                     .arg(group.nodes)
                     .arg(QString::fromStdString(std::string(nameOf(group.refusal.plugin))), reasons.join(", "));
    }
    return lines.join(" | ");
}

const std::string gpuToleration = "tolerations: [{key: gpu, operator: Exists}]";
const std::string gpuTaint = "taints: [{key: gpu, effect: NoSchedule}]";

/// Spread over zones or hosts by the workload's own label.
std::string spread(const std::string& key, int skew = 1, const std::string& more = "")
{
    return "topologySpreadConstraints: [{topologyKey: " + key + ", maxSkew: " + std::to_string(skew) +
           ", whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: w}}" + more + "}]";
}
std::string anti(const std::string& key, const std::string& kind = "podAntiAffinity")
{
    return "affinity: {" + kind + ": {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: " + key +
           ", labelSelector: {matchLabels: {app: w}}}]}}";
}

} // namespace

class TestRunning : public QObject {
    Q_OBJECT

private slots:
    void counts_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("refused");
        const auto row = [](const char* name, const std::string& objects, const std::string& manifest, int replicas,
                            const char* refused = "") {
            QTest::newRow(name) << QString::fromStdString(objects) << QString::fromStdString(manifest) << replicas
                                << QString::fromUtf8(refused);
        };
        const std::string two =
            node("a", "cpu: 8, memory: 32Gi", "zone: z1") + node("b", "cpu: 4, memory: 8Gi", "zone: z2");
        const std::string small = deployment("cpu: 1, memory: 3Gi");

        row("no nodes", "", small, 0);
        row("the sum over nodes, never of sums", two, small, 8 + 2);
        row("what pods use is taken", two + pod("p", "a", "cpu: 6, memory: 1Gi"), small, 2 + 2);
        row("over-committed", node("a", "cpu: 2, memory: 8Gi") + pod("p", "a", "cpu: 6"), small, 0,
            "1 NodeResourcesFit Insufficient cpu");
        row("every shortage is named", node("a", "cpu: 100m, memory: 1Gi"), small, 0,
            "1 NodeResourcesFit Insufficient cpu, Insufficient memory");
        row("nothing requested: pod slots", node("a", "cpu: 1, memory: 1Gi") + pod("p", "a", "cpu: 6"), deployment(""),
            109);
        row("pod slots",
            "---\napiVersion: v1\nkind: Node\nmetadata: {name: a}\nstatus: {allocatable: {cpu: 64, pods: 2}}\n" +
                pod("p", "a", "cpu: 1"),
            deployment("cpu: 1"), 1);
        row("cards",
            node("a", "cpu: 8, memory: 32Gi, nvidia.com/gpu: 4") + pod("p", "a", "nvidia.com/gpu: 1") +
                node("b", "cpu: 8, memory: 32Gi"),
            deployment("nvidia.com/gpu: 2"), 1, "1 NodeResourcesFit Insufficient nvidia.com/gpu");
        row("cordoned", two + node("c", "cpu: 8, memory: 32Gi", "", "unschedulable: true"), small, 10,
            "1 NodeUnschedulable node(s) were unschedulable");
        row("tainted", two + node("c", "cpu: 8, memory: 32Gi", "", gpuTaint), small, 10,
            "1 TaintToleration node(s) had untolerated taint(s)");
        row("tolerated", node("c", "cpu: 8, memory: 32Gi", "", gpuTaint), deployment("cpu: 1", gpuToleration), 8);
        row("selector", two, deployment("cpu: 1", "nodeSelector: {zone: z2}"), 4,
            "1 NodeAffinity node(s) didn't match Pod's node affinity/selector");
        row("not ready",
            node("a", "cpu: 8, memory: 32Gi") + "---\napiVersion: v1\nkind: Node\nmetadata: {name: b}\nstatus: "
                                                "{allocatable: {cpu: 8, pods: 9}, conditions: "
                                                "[{type: Ready, status: 'False'}]}\n",
            deployment("cpu: 4"), 2, "1 NodeNotReady node(s) were not ready");
        row("host port: one a node", two, deployment("cpu: 1", "", "ports: [{containerPort: 80, hostPort: 80}]"), 2);
        row("host port taken",
            two + pod("p", "a", "cpu: 1", "", "hostNetwork: true") +
                "---\napiVersion: v1\nkind: Pod\nmetadata: {name: q, namespace: default}\nspec: {nodeName: a, "
                "containers: "
                "[{name: c, image: i, ports: [{containerPort: 80, hostPort: 80}]}]}\nstatus: {phase: Running}\n",
            deployment("cpu: 1", "", "ports: [{containerPort: 80, hostPort: 80}]"), 1,
            "1 NodePorts node(s) didn't have free ports for the requested pod ports");

        // Rules among the replicas.
        row("anti-affinity on hosts", two, deployment("cpu: 1", anti("kubernetes.io/hostname")), 2);
        row("anti-affinity on zones", two + node("c", "cpu: 8, memory: 32Gi", "zone: z2"),
            deployment("cpu: 1", anti("zone")), 2);
        row("anti-affinity: nodes without the key are free", two + node("c", "cpu: 3, memory: 32Gi"),
            deployment("cpu: 1", anti("zone")), 2 + 3);
        row("anti-affinity against one that is there", two + pod("p", "a", "cpu: 1", "app: w"),
            deployment("cpu: 1", anti("zone")), 1, "1 InterPodAffinity node(s) didn't match pod anti-affinity rules");
        row("affinity to itself: one zone", two, deployment("cpu: 1", anti("zone", "podAffinity")), 8);
        row("affinity to itself: where it is", two + pod("p", "b", "cpu: 1", "app: w"),
            deployment("cpu: 1", anti("zone", "podAffinity")), 3,
            "1 InterPodAffinity node(s) didn't match pod affinity rules");
        row("spread over zones", two, deployment("cpu: 1", spread("zone")), 4 + 5);
        row("spread with skew 3", two, deployment("cpu: 1", spread("zone", 3)), 4 + 7);
        row("spread: what is there counts", two + pod("p", "b", "cpu: 1", "app: w"),
            deployment("cpu: 1", spread("zone")), 5 + 3);
        row("spread: a full domain holds the others",
            two + node("c", "cpu: 1, memory: 1Gi", "zone: z3") + pod("p", "c", "cpu: 1"),
            deployment("cpu: 1", spread("zone")), 2, "1 NodeResourcesFit Insufficient cpu");
        row("spread: a tainted domain counts", two + node("c", "cpu: 8, memory: 1Gi", "zone: z3", gpuTaint),
            deployment("cpu: 1", spread("zone")), 2, "1 TaintToleration node(s) had untolerated taint(s)");
        row("spread: unless taints are honoured", two + node("c", "cpu: 8, memory: 1Gi", "zone: z3", gpuTaint),
            deployment("cpu: 1", spread("zone", 1, ", nodeTaintsPolicy: Honor")), 9,
            "1 TaintToleration node(s) had untolerated taint(s)");
        row("spread: too few domains", two, deployment("cpu: 1", spread("zone", 1, ", minDomains: 3")), 2);
        row("spread: a node without the label", two + node("c", "cpu: 8, memory: 1Gi"),
            deployment("cpu: 1", spread("zone")), 9,
            "1 PodTopologySpread node(s) didn't match pod topology spread constraints (missing required label)");
        row("spread over hosts", two + node("c", "cpu: 2, memory: 9Gi"),
            deployment("cpu: 1", spread("kubernetes.io/hostname", 2)), 2 + 4 + 4);
    }
    void counts()
    {
        QFETCH(QString, objects);
        QFETCH(QString, manifest);
        QFETCH(int, replicas);
        QFETCH(QString, refused);
        const auto fleet = fleets::fleet(objects.toStdString());
        const Ask ask = askOf(manifest.toStdString());
        const Running got = running(*fleet->cluster("c"), ask);
        QCOMPARE(got.replicas, replicas);
        QCOMPARE(refusals(got), refused);
        QCOMPARE(runningReplicas(*fleet->cluster("c"), ask), replicas);
        QVERIFY(!got.upper);
        std::int64_t sum = 0;
        for (const auto& [row, pods] : got.perNode) sum += pods;
        QCOMPARE(sum, replicas);
        std::int64_t bound = 0;
        for (const auto& [row, pods] : bindOnRunning(*fleet->cluster("c"), ask, 1'000)) bound += pods;
        QCOMPARE(bound, replicas);
    }
};

QTEST_MAIN(TestRunning)
#include "tst_running.moc"
