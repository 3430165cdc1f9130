#include <QTest>

#include <limits>
#include <random>

#include "core/estimate/preempting.h"
#include "core/snapshot/sample.h"
#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_running {

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

    void namesWhatLowerPrioritiesHold()
    {
        const std::string objects = node("a", "cpu: 8, memory: 32Gi") + pod("low", "a", "cpu: 4", "", "priority: -5") +
                                    pod("same", "a", "cpu: 2", "", "priority: 0") +
                                    pod("high", "a", "cpu: 1", "", "priority: 9");
        const auto fleet = fleets::fleet(objects);
        const Running got = running(*fleet->cluster("c"), askOf(deployment("cpu: 1")));
        QCOMPARE(got.replicas, 1);
        QCOMPARE(got.heldByLowerPriority, 4);
        QCOMPARE(running(*fleet->cluster("c"), askOf(deployment("cpu: 1", "priority: -5"))).heldByLowerPriority, 0);
    }

    /// As kube-scheduler picks them.
    void evictsWhatItHasTo_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("evicted");
        const auto row = [](const char* name, const std::string& objects, int replicas, const char* evicted) {
            QTest::newRow(name) << QString::fromStdString(objects) << replicas << QString::fromUtf8(evicted);
        };
        const auto low = [](const char* name, const char* on, int cpu, int priority) {
            return pod(name, on, "cpu: " + std::to_string(cpu), "", "priority: " + std::to_string(priority));
        };
        const std::string a = node("a", "cpu: 8, memory: 32Gi");
        const std::string two = a + node("b", "cpu: 8, memory: 32Gi");
        row("the more important is spared", a + low("p", "a", 4, -5) + low("q", "a", 3, -1), 1, "a 1: p");
        row("as few as will do", a + low("p", "a", 2, -5) + low("q", "a", 4, -5), 1, "a 1: q");
        row("the node whose victim is lowest", two + low("p", "a", 6, -1) + low("q", "b", 6, -5), 1, "b 1: q");
        row("the node with fewer victims",
            two + low("p", "a", 2, -5) + low("q", "a", 2, -5) + low("s", "a", 2, -5) + low("t", "a", 2, -5) +
                low("r", "b", 6, -5),
            1, "b 1: r");
        row("one after the other", two + low("p", "a", 6, -1) + low("q", "b", 6, -5), 3, "a 1: p, b 2: q");
        row("nobody of its own priority", a + low("p", "a", 6, 0), 1, "");
        row("no more than there is", a + low("p", "a", 6, -1), 9, "a 2: p");
    }
    void evictsWhatItHasTo()
    {
        QFETCH(QString, objects);
        QFETCH(int, replicas);
        const auto fleet = fleets::fleet(objects.toStdString());
        const snapshot::ClusterData& data = *fleet->cluster("c");
        const Ask ask = askOf(deployment("cpu: 3"));
        const Running got = running(data, ask);
        QStringList evicted;
        for (const Eviction& one : evictions(data, ask, got, bindOnRunning(data, ask, got.replicas), replicas)) {
            QStringList names;
            for (const std::uint32_t row : one.victims)
                names << QString::fromStdString(std::string(data.pods.names[row]));
            evicted << QString("%1 %2: %3")
                           .arg(QString::fromStdString(std::string(data.nodes.names[one.node])))
                           .arg(one.replicas)
                           .arg(names.join(" "));
        }
        QTEST(evicted.join(", "), "evicted");
    }

    void namesLostCards()
    {
        const std::string broken = "{type: NvidiaXID79Error, status: 'True', reason: r, message: 'Xid 79'}";
        const std::string objects = node("a", "cpu: 8, nvidia.com/gpu: 4", "", "", broken) +
                                    node("b", "cpu: 8, nvidia.com/gpu: 1", "", "", broken) +
                                    node("c", "cpu: 8, nvidia.com/gpu: 4", "", "unschedulable: true", broken);
        const auto fleet = fleets::fleet(objects);
        const Ask ask = askOf(deployment("nvidia.com/gpu: 1"));
        const Running got = running(*fleet->cluster("c"), ask);
        QCOMPARE(got.replicas, 3);
        QCOMPARE(runningReplicas(*fleet->cluster("c"), ask), 3);
        QCOMPARE(got.lostCards, 2); // those of a node that takes the pod otherwise
        QCOMPARE(refusals(got),
                 QString("1 NodeUnschedulable node(s) were unschedulable | 1 GpuFault node(s) lost cards "
                         "to a fault"));
        QCOMPARE(running(*fleet->cluster("c"), askOf(deployment("cpu: 1"))).lostCards, 0);
    }

    void sharesCards_data()
    {
        QTest::addColumn<QString>("pods");
        QTest::addColumn<QString>("request");
        QTest::addColumn<int>("lower");
        QTest::addColumn<int>("upper");
        const QString known = "annotations: {ALIYUN_COM_GPU_MEM_IDX: '0'}";
        const auto holder = [](const std::string& name, int memory, const std::string& more) {
            return QString::fromStdString(
                pod(name, "a", "aliyun.com/gpu-mem: " + std::to_string(memory), "", "", more));
        };
        // Two cards of 24 GiB.
        QTest::newRow("never by the node's sum") << ""
                                                 << "aliyun.com/gpu-mem: 16" << 2 << 2;
        QTest::newRow("larger than a card") << ""
                                            << "aliyun.com/gpu-mem: 30" << 0 << 0;
        QTest::newRow("a card that is known")
            << holder("p", 12, known.toStdString()) << "aliyun.com/gpu-mem: 12" << 3 << 3;
        QTest::newRow("a card that is not") << holder("p", 12, "") << "aliyun.com/gpu-mem: 16" << 1 << 1;
        QTest::newRow("larger than what a card would have left")
            << holder("p", 20, "") << "aliyun.com/gpu-mem: 14" << 1 << 1;
        QTest::newRow("two that cannot be on one card")
            << holder("p", 13, "") + holder("q", 12, "") << "aliyun.com/gpu-mem: 11" << 2 << 2;
        QTest::newRow("said to be on several")
            << holder("p", 12, "annotations: {ALIYUN_COM_GPU_MEM_IDX: '0,1'}") << "aliyun.com/gpu-mem: 16" << 1 << 2;
        QTest::newRow("between") << holder("p", 12, "") + holder("q", 12, "") << "aliyun.com/gpu-mem: 16" << 0 << 1;
    }
    void sharesCards()
    {
        QFETCH(QString, pods);
        QFETCH(QString, request);
        QFETCH(int, lower);
        QFETCH(int, upper);
        const auto fleet = fleets::fleet(
            node("a", "cpu: 32, aliyun.com/gpu-mem: 48, aliyun.com/gpu-count: 2", "ack.node.gpu.schedule: cgpu") +
            pods.toStdString());
        const Running got = running(*fleet->cluster("c"), askOf(deployment(request.toStdString())));
        QCOMPARE(got.replicas, lower);
        QCOMPARE(got.upper.value_or(got.replicas), upper);
        QCOMPARE(got.refused.size(), upper == 0 ? std::size_t{1} : std::size_t{0});
        if (upper == 0) QCOMPARE(refusals(got), QString("1 GpuSharing node(s) had no card that is large enough"));
    }

    void refusesAnotherSharingMode()
    {
        const auto fleet = fleets::fleet(
            node("a", "cpu: 32, nvidia.com/gpu: 2, aliyun.com/gpu-mem: 48", "ack.node.gpu.schedule: share"));
        QCOMPARE(refusals(running(*fleet->cluster("c"), askOf(deployment("nvidia.com/gpu: 1")))),
                 QString("1 GpuSharing node(s) share their cards in another mode"));
    }

    void filled_data()
    {
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<QString>("rule");
        QTest::addColumn<int>("nodes"); // that take no more
        const auto row = [](const char* name, const std::string& manifest, const char* rule, int nodes = 2) {
            QTest::newRow(name) << QString::fromStdString(manifest) << QString::fromUtf8(rule) << nodes;
        };
        const std::string host = "kubernetes.io/hostname";
        const std::string port = "ports: [{containerPort: 80, hostPort: 80}]";
        row("resources", deployment("cpu: 1"), "");
        row("a port", deployment("cpu: 1", "", port), "host port 80");
        row("a port of pods that fill the node", deployment("cpu: 4", "", port), "");
        row("apart", deployment("cpu: 1", anti(host)), "anti-affinity by kubernetes.io/hostname");
        row("apart anyway", deployment("cpu: 4", anti(host)), "");
        row("together", deployment("cpu: 1", anti("zone", "podAffinity")), "affinity by zone");
        row("spread", deployment("cpu: 1", spread("zone", 1, ", minDomains: 3")), "topology spread by zone");
    }
    void filled()
    {
        QFETCH(QString, manifest);
        QFETCH(QString, rule);
        QFETCH(int, nodes);
        const auto fleet = fleets::fleet(node("a", "cpu: 4", "zone: z1") + node("b", "cpu: 4", "zone: z2"));
        const Running got = running(*fleet->cluster("c"), askOf(manifest.toStdString()));
        QCOMPARE(QString::fromStdString(got.rule), rule);
        std::int64_t full = 0;
        for (const RefusedNodes& group : got.filled) full += group.nodes;
        QCOMPARE(full, nodes);
    }

    void quotas_data()
    {
        QTest::addColumn<QString>("quota");
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<int>("left"); // -1: none applies
        const auto row = [](const char* name, const std::string& quota, int left,
                            const std::string& manifest = deployment("cpu: 2, memory: 1Gi, nvidia.com/gpu: 1")) {
            QTest::newRow(name) << QString::fromStdString(quota) << QString::fromStdString(manifest) << left;
        };
        row("cards", "spec: {hard: {requests.nvidia.com/gpu: 8}}, status: {used: {requests.nvidia.com/gpu: 5}}", 3);
        row("the least of them",
            "spec: {hard: {requests.cpu: 10, pods: 4}}, status: {used: {requests.cpu: 1, pods: 3}}", 1);
        row("over its limit", "spec: {hard: {cpu: 10}}, status: {used: {cpu: 12}}", 0);
        row("use not known", "spec: {hard: {cpu: 10}}, status: {used: {}}", 5);
        row("a resource that nobody asks for",
            "spec: {hard: {requests.amd.com/gpu: 1}}, status: {used: {requests.amd.com/gpu: 0}}", -1);
        row("pods that state no memory are turned away",
            "spec: {hard: {requests.memory: 10Gi}}, status: {used: {requests.memory: 0}}", 0, deployment("cpu: 2"));
        row("best effort only", "spec: {hard: {pods: 1}, scopes: [BestEffort]}, status: {used: {pods: 1}}", -1);
        row("of a priority class",
            "spec: {hard: {pods: 3}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, "
            "values: "
            "[high]}]}}, status: {used: {pods: 1}}",
            2, deployment("cpu: 1", "priorityClassName: high"));
        row("of another class",
            "spec: {hard: {pods: 3}, scopeSelector: {matchExpressions: [{scopeName: PriorityClass, operator: In, "
            "values: "
            "[low]}]}}, status: {used: {pods: 1}}",
            -1, deployment("cpu: 1", "priorityClassName: high"));
    }
    void quotas()
    {
        QFETCH(QString, quota);
        QFETCH(QString, manifest);
        QFETCH(int, left);
        const auto fleet = fleets::fleet("---\napiVersion: v1\nkind: ResourceQuota\nmetadata: {name: q, namespace: "
                                         "default}\n" +
                                         quota.replace(", status", "\nstatus").toStdString() + "\n");
        const Running got = running(*fleet->cluster("c"), askOf(manifest.toStdString()));
        QCOMPARE(got.quota.value_or(-1), left);
        const bool isKnown = got.quotaUnknown.empty();
        QCOMPARE(isKnown, QByteArray(QTest::currentDataTag()) != "use not known");
        QCOMPARE(got.quotaSure.value_or(-1), isKnown ? left : 0);
        QCOMPARE(got.quotaName, left < 0 ? ""s : "q"s);
        const bool turnedAway = QByteArray(QTest::currentDataTag()).endsWith("turned away");
        QCOMPARE(got.quotaWants, turnedAway ? "memory request"s : ""s);
    }

    void groups_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("groups");
        // A group is a leader (2 cpu) and three workers of one card each.
        const auto gpus = [](const std::string& name, int cards, const std::string& zone = "z1") {
            return node(name, "cpu: 16, nvidia.com/gpu: " + std::to_string(cards), "zone: " + zone);
        };
        const auto row = [](const char* name, const std::string& objects, int groups, const char* key = "") {
            QTest::newRow(name) << QString::fromStdString(objects) << key << groups;
        };
        row("one node", gpus("a", 4), 1);
        row("half a group is none", gpus("a", 2), 0);
        row("over nodes", gpus("a", 2) + gpus("b", 4), 2);
        row("the leader goes where no cards are", gpus("a", 6) + node("b", "cpu: 4"), 2);
        row("no place for the leader", node("a", "cpu: 3, nvidia.com/gpu: 9"), 0);
        row("each in its own zone", gpus("a", 8) + gpus("b", 2, "z2") + gpus("c", 2, "z2"), 2, "zone");
        row("a zone that is taken",
            gpus("a", 8) + gpus("b", 8, "z2") + pod("p", "a", "cpu: 1", "leaderworkerset.sigs.k8s.io/group-key: abc"),
            1, "zone");
        row("a zone that is too small", gpus("a", 8) + gpus("b", 2, "z2"), 1, "zone");
        row("a label that no node has", gpus("a", 8), 0, "rack");
    }
    void groups()
    {
        QFETCH(QString, objects);
        QFETCH(QString, key);
        QFETCH(int, groups);
        const auto fleet = fleets::fleet(objects.toStdString());
        Ask ask = askOf(deployment("cpu: 2"));
        ask.pods.push_back(askOf(deployment("cpu: 1, nvidia.com/gpu: 1")).pods.front());
        ask.pods.back().count = 3;
        ask.exclusiveTopologyKey = key.toStdString();
        const Running got = running(*fleet->cluster("c"), ask);
        QCOMPARE(got.replicas, groups);
        QVERIFY(got.perNode.empty());
        std::int64_t pods = 0;
        for (const auto& [row, count] : bindOnRunning(*fleet->cluster("c"), ask, 100)) pods += count;
        QCOMPARE(pods, 4 * groups);
    }

    void stopsCountingWhereAsked()
    {
        const auto fleet = fleets::fleet(node("a", "cpu: 64") + node("b", "cpu: 64"));
        QCOMPARE(
            running(*fleet->cluster("c"), askOf(deployment("cpu: 1", spread("kubernetes.io/hostname")), 5)).replicas,
            5);
    }

    void bindsToTheEmptier()
    {
        const auto fleet = fleets::fleet(node("a", "cpu: 8, memory: 32Gi") + node("b", "cpu: 8, memory: 32Gi") +
                                         pod("p", "a", "cpu: 3, memory: 8Gi"));
        const auto bound = bindOnRunning(*fleet->cluster("c"), askOf(deployment("cpu: 1, memory: 1Gi")), 2);
        QCOMPARE(bound.size(), std::size_t{1});
        QCOMPARE(bound.front().first, 1U);
        QCOMPARE(bound.front().second, 2);
        QVERIFY(bindOnRunning(*fleet->cluster("c"), askOf(deployment("cpu: 1")), 0).empty());
    }

    /// Nodes are listed, pods are not: they may hold nothing, or everything.
    void countsWithoutPods_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("range");
        QTest::newRow("no rules") << ""
                                  << "0..4";
        QTest::newRow("what an empty node refuses, every node does") << "nodeSelector: {no: such}"
                                                                     << "0..0";
        // A pod that nobody listed may be the one that such a rule asks for, but takes room, too.
        QTest::newRow("spread") << QString::fromStdString(spread("zone")) << "0..4";
        QTest::newRow("near each other") << QString::fromStdString(anti("zone", "podAffinity")) << "0..4";
        QTest::newRow("apart from each other") << QString::fromStdString(anti("kubernetes.io/hostname")) << "0..2";
    }
    void countsWithoutPods()
    {
        QFETCH(QString, spec);
        const auto known = fleets::fleet(node("a", "cpu: 4", "zone: z1") + node("b", "cpu: 4", "zone: z2"));
        snapshot::ClusterData data = *known->clusters.front();
        const Ask ask = askOf(deployment("cpu: 2", spec.toStdString()));
        QCOMPARE(running(data, ask).range().isExact(), true);
        data.podsKnown = false;
        const Running all = running(data, ask);
        QVERIFY(!all.known);
        QVERIFY(all.perNode.empty());
        const Range range = all.range();
        QTEST(QString("%1..%2").arg(range.lower).arg(range.upper ? QString::number(*range.upper) : ""), "range");
    }
    /// Nodes that were read take what they take, whatever others there are; without the pods nothing of it is sure.
    void countsTheNodesThatWereRead()
    {
        const auto known = fleets::fleet(node("a", "cpu: 4", "zone: z1") + node("b", "cpu: 4", "zone: z2"));
        snapshot::ClusterData data = *known->clusters.front();
        const Ask ask = askOf(deployment("cpu: 2"));
        QVERIFY(running(data, ask).range() == Range::exactly(4));
        data.nodesKnown = false;
        QVERIFY(running(data, ask).range() == (Range{4, std::nullopt}));
        data.podsKnown = false;
        QVERIFY(running(data, ask).range() == (Range{0, std::nullopt}));
    }
    void saysWhatIsNotKnown()
    {
        snapshot::ClusterData data;
        const Running got = running(data, askOf(deployment("cpu: 1")));
        QCOMPARE(got.replicas, 0);
        QVERIFY(!got.known);
    }

    void sumAgreesOnSamples_data()
    {
        QTest::addColumn<QString>("manifest");
        QTest::newRow("small") << QString::fromStdString(deployment("cpu: 500m, memory: 512Mi"));
        QTest::newRow("cards") << QString::fromStdString(
            deployment("cpu: 2, nvidia.com/gpu: 1", "tolerations: [{key: nvidia.com/gpu, operator: Exists}]"));
        QTest::newRow("spread") << QString::fromStdString(deployment("cpu: 4", spread("topology.kubernetes.io/zone")));
        QTest::newRow("one a node") << QString::fromStdString(deployment("cpu: 1", anti("kubernetes.io/hostname")));
        QTest::newRow("port") << QString::fromStdString(
            deployment("cpu: 1", "", "ports: [{hostPort: 80, containerPort: 80}]"));
    }
    /// The fast sum, the count with its reasons, and the check row by row have to say the same.
    void sumAgreesOnSamples()
    {
        QFETCH(QString, manifest);
        for (std::uint64_t seed = 1; seed <= 3; ++seed) {
            const auto fleet = snapshot::sample({2, 600, 4, 5, 1, seed});
            for (const snapshot::ClusterPtr& cluster : fleet->clusters) {
                const Ask ask = askOf(manifest.toStdString(), 3000);
                const Running got = running(*cluster, ask);
                QCOMPARE(runningReplicas(*cluster, ask), got.replicas);
                std::int64_t sum = 0;
                for (const auto& [row, pods] : got.perNode) sum += pods;
                QCOMPARE(sum, got.replicas);
                std::int64_t nodes = static_cast<std::int64_t>(got.perNode.size());
                for (const RefusedNodes& group : got.refused) nodes += group.nodes;
                if (!manifest.contains("topologyKey"))
                    QCOMPARE(nodes, static_cast<std::int64_t>(cluster->nodes.size()));
            }
        }
    }

    /// Columns against a loop over nodes with nothing shared but the rules' definition.
    void agreesWithTheObvious()
    {
        std::mt19937 dice(4);
        const auto roll = [&](int sides) { return static_cast<int>(dice() % static_cast<unsigned>(sides)); };
        for (int round = 0; round < 200; ++round) {
            std::string objects;
            std::int64_t expected = 0;
            const int cpu = 1 + roll(4);
            const int gib = roll(3);
            const int cards = roll(3);
            const int nodes = 1 + roll(6);
            for (int i = 0; i < nodes; ++i) {
                const int haveCpu = roll(17);
                const int haveGib = roll(9);
                const int haveCards = roll(5);
                const bool tainted = roll(4) == 0;
                const bool cordoned = roll(6) == 0;
                const bool zone = roll(3) != 0;
                const int usedCpu = roll(6);
                const std::string name = "n" + std::to_string(i);
                objects +=
                    node(name,
                         "cpu: " + std::to_string(haveCpu) + ", memory: " + std::to_string(haveGib) +
                             "Gi, nvidia.com/gpu: " + std::to_string(haveCards),
                         zone ? "zone: z1" : "",
                         (tainted ? gpuTaint : "") + (cordoned ? (tainted ? ", "s : ""s) + "unschedulable: true" : ""));
                if (usedCpu > 0) objects += pod("p" + std::to_string(i), name, "cpu: " + std::to_string(usedCpu));
                if (tainted || cordoned || !zone) continue;
                std::int64_t fit = 110 - (usedCpu > 0 ? 1 : 0);
                fit = std::min<std::int64_t>(fit, std::max(0, haveCpu - usedCpu) / cpu);
                if (gib > 0) fit = std::min<std::int64_t>(fit, haveGib / gib);
                if (cards > 0) fit = std::min<std::int64_t>(fit, haveCards / cards);
                expected += fit;
            }
            const auto fleet = fleets::fleet(objects);
            const Ask ask = askOf(deployment("cpu: " + std::to_string(cpu) + ", memory: " + std::to_string(gib) +
                                                 "Gi, nvidia.com/gpu: " + std::to_string(cards),
                                             "nodeSelector: {zone: z1}"));
            QCOMPARE(running(*fleet->cluster("c"), ask).replicas, expected);
            QCOMPARE(runningReplicas(*fleet->cluster("c"), ask), expected);
        }
    }

    /// Its pods are instances that are bought one by one: no place there is sure.
    void promisesNothingOfVirtualNodes_data()
    {
        QTest::addColumn<QString>("labels");
        QTest::addColumn<QString>("taints");
        QTest::addColumn<qint64>("sure");
        QTest::newRow("virtual-kubelet's label") << "type: virtual-kubelet"
                                                 << "" << qint64(2);
        QTest::newRow("ACK's label") << "alibabacloud.com/virtual-node: 'true'"
                                     << "" << qint64(2);
        QTest::newRow("the taint")
            << ""
            << "taints: [{key: virtual-kubelet.io/provider, value: alibabacloud, effect: NoSchedule}]" << qint64(2);
        QTest::newRow("another label") << "type: gpu"
                                       << "" << qint64(10);
    }
    void promisesNothingOfVirtualNodes()
    {
        QFETCH(QString, labels);
        QFETCH(QString, taints);
        QFETCH(qint64, sure);
        const auto fleet = fleets::fleet(node("a", "cpu: 2, memory: 32Gi") +
                                         node("v", "cpu: 8, memory: 32Gi", labels.toStdString(), taints.toStdString()));
        const Ask ask =
            askOf(deployment("cpu: 1", "tolerations: [{key: virtual-kubelet.io/provider, operator: Exists}]"));
        const Range found = running(*fleet->cluster("c"), ask).range();
        QCOMPARE(found.lower, std::int64_t{sure});
        QCOMPARE(found.upper.value_or(0), std::int64_t{10});
        QCOMPARE(runningReplicas(*fleet->cluster("c"), ask), std::int64_t{sure});
    }

    /// ACK's webhook adds the toleration to pods of these labels: neither "yes" nor "no" is certain.
    void leavesOpenWhatAWebhookRoutes()
    {
        const auto fleet = fleets::fleet(
            node("a", "cpu: 2, memory: 32Gi") +
            node("v", "cpu: 1, memory: 1Gi", "type: virtual-kubelet",
                 "taints: [{key: virtual-kubelet.io/provider, value: alibabacloud, effect: NoSchedule}]"));
        Ask ask = askOf(deployment("cpu: 1"), 7);
        QCOMPARE(running(*fleet->cluster("c"), ask).replicas, std::int64_t{2});
        ask.pods.front().pod.labels["alibabacloud.com/eci"] = "true";
        const Running found = running(*fleet->cluster("c"), ask);
        QCOMPARE(found.replicas, std::int64_t{0});
        QCOMPARE(found.upper.value_or(0), std::int64_t{7});
    }

    /// Amounts that leave a double's whole numbers are counted in integers.
    void countsLargeAmounts_data()
    {
        QTest::addColumn<qint64>("total");
        QTest::addColumn<qint64>("used");
        QTest::addColumn<qint64>("request");
        const std::int64_t most = std::numeric_limits<std::int64_t>::max();
        for (const std::int64_t total :
             {most, most / 3, std::int64_t{1} << 51, (std::int64_t{1} << 51) - 1, (std::int64_t{1} << 50) + 7})
            for (const std::int64_t request : {most / 90, std::int64_t{1} << 50, std::int64_t{100'000'000'000'003},
                                               total / 100, total / 100 + 1, total})
                QTest::newRow(qPrintable(QString("%1/%2").arg(total).arg(request)))
                    << qint64(total) << qint64(total % 977) << qint64(request);
    }
    void countsLargeAmounts()
    {
        QFETCH(qint64, total);
        QFETCH(qint64, used);
        QFETCH(qint64, request);
        const auto fleet = fleets::fleet(node("a", "memory: " + std::to_string(total)) +
                                         pod("p", "a", "memory: " + std::to_string(used)));
        const Ask ask = askOf(deployment("memory: " + std::to_string(request)));
        const std::int64_t expected = std::min<std::int64_t>(109, (total - used) / request);
        QCOMPARE(running(*fleet->cluster("c"), ask).replicas, expected);
        QCOMPARE(runningReplicas(*fleet->cluster("c"), ask), expected);
    }
};

BERTH_TEST(TestRunning)

} // namespace tst_running

#include "tst_running.moc"
