#include <QTest>

#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_templates {

using namespace core;
using namespace core::estimate;
using fleets::a10;
using fleets::node;
using fleets::pool;

namespace {

constexpr Amount mib = Amount{1} << 20;

snapshot::FleetPtr fleetWith(const std::string& objects, const std::string& poolFields, const std::string& types = a10)
{
    return fleets::fleet(objects, "  nodePools:\n" + pool("zones: [cn-hangzhou-h]" + poolFields, types),
                         fleets::typesYaml());
}

NodeTemplate templateOf(const snapshot::FleetPtr& fleet, const std::string& type = a10)
{
    return nodeTemplate(*fleet, *fleet->cluster("c"), 0, type, "cn-hangzhou-h");
}

std::string member(const std::string& name, const std::string& allocatable, const std::string& more = "",
                   const std::string& spec = "")
{
    return node(name, allocatable,
                "alibabacloud.com/nodepool-id: np-a10, node.kubernetes.io/instance-type: " + a10 +
                    ", alibabacloud.com/ecs-instance-id: i-1" + (more.empty() ? "" : ", " + more),
                spec);
}

} // namespace

class TestTemplates : public QObject {
    Q_OBJECT

private slots:
    void reservesAsAckDoes_data()
    {
        QTest::addColumn<int>("vcpu");
        QTest::addColumn<int>("reservedMilli");
        for (const auto& [vcpu, milli] : {std::pair(4, 80), {8, 90}, {16, 110}, {32, 150}, {96, 310}})
            QTest::newRow(qPrintable(QString::number(vcpu))) << vcpu << milli;
    }
    void reservesAsAckDoes()
    {
        QFETCH(int, vcpu);
        QFETCH(int, reservedMilli);
        const auto fleet = fleets::fleet("", "  nodePools:\n" + pool("zones: [cn-hangzhou-h]", "ecs.x.y"),
                                         "instanceTypes:\n- {name: ecs.x.y, vcpu: " + std::to_string(vcpu) +
                                             ", memoryGib: 64, maxPods: 48}\n");
        const NodeTemplate got = templateOf(fleet, "ecs.x.y");
        QCOMPARE(got.node.allocatable.at("cpu"), Amount{vcpu} * 1000 - reservedMilli);
        QCOMPARE(got.node.allocatable.at("memory"), (64 * 1024 - 783 - 200) * mib);
        QCOMPARE(got.node.allocatable.at("pods"), 48);
        QVERIFY(!got.node.allocatable.contains("nvidia.com/gpu"));
        QVERIFY(got.assumed);
    }

    void labelsANewNode()
    {
        const NodeTemplate got =
            templateOf(fleetWith("", ", labels: {team: x}, taints: [{key: nvidia.com/gpu, effect: NoSchedule}]"));
        const model::Labels& labels = got.node.labels;
        QCOMPARE(labels.at("node.kubernetes.io/instance-type"), a10);
        QCOMPARE(labels.at("topology.kubernetes.io/zone"), std::string("cn-hangzhou-h"));
        QCOMPARE(labels.at("topology.kubernetes.io/region"), std::string("cn-hangzhou"));
        QCOMPARE(labels.at("kubernetes.io/arch"), std::string("amd64"));
        QCOMPARE(labels.at("alibabacloud.com/nodepool-id"), std::string("np-a10"));
        QCOMPARE(labels.at("aliyun.accelerator/nvidia_name"), std::string("NVIDIA-A10"));
        QCOMPARE(labels.at("aliyun.accelerator/nvidia_count"), std::string("1"));
        QCOMPARE(labels.at("goatscaler.io/managed"), std::string("true"));
        QCOMPARE(labels.at("team"), std::string("x"));
        QCOMPARE(got.node.taints.size(), std::size_t{1});
        QCOMPARE(got.node.allocatable.at("nvidia.com/gpu"), 1);
        QCOMPARE(got.allocatableSource, std::string("ACK reservation formula (estimate)"));
    }

    void copiesANodeOfThePool()
    {
        const NodeTemplate got = templateOf(fleetWith(
            member("a", "cpu: 7488m, memory: 28000Mi, nvidia.com/gpu: 1", "seen: here",
                   "taints: [{key: own, effect: NoSchedule}, {key: node.kubernetes.io/not-ready, effect: NoExecute}]"),
            ", allocatable: {cpu: 7, memory: 20Gi}"));
        QCOMPARE(got.allocatableSource, std::string("a node of this pool"));
        QVERIFY(!got.assumed);
        QCOMPARE(got.node.allocatable.at("cpu"), 7488);
        QCOMPARE(got.node.labels.at("seen"), std::string("here"));
        QCOMPARE(got.node.labels.at("kubernetes.io/hostname"), std::string("new-np-a10"));
        QVERIFY(!got.node.labels.contains("alibabacloud.com/ecs-instance-id"));
        QCOMPARE(got.node.taints.size(), std::size_t{1});
        QCOMPARE(got.node.taints.front().key, std::string("own"));
    }

    void leavesOutNodesThatTellNothing_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::newRow("another type") << QString::fromStdString(
            node("a", "cpu: 7, nvidia.com/gpu: 4",
                 "alibabacloud.com/nodepool-id: np-a10, node.kubernetes.io/instance-type: ecs.gn7i-c48g1.12xlarge"));
        QTest::newRow("its cards are not there yet") << QString::fromStdString(member("a", "cpu: 7"));
    }
    void leavesOutNodesThatTellNothing()
    {
        QFETCH(QString, objects);
        QVERIFY(templateOf(fleetWith(objects.toStdString(), "")).assumed);
    }

    /// Better than the formula: what the same type was seen to have, in whatever pool.
    void takesCpuAndMemoryOfTheSameTypeElsewhere()
    {
        const NodeTemplate got = templateOf(fleetWith(
            node("a", "cpu: 7, memory: 20Gi, nvidia.com/gpu: 1", "node.kubernetes.io/instance-type: " + a10), ""));
        QVERIFY(!got.assumed);
        QCOMPARE(got.allocatableSource, std::string("a node of this type in another pool"));
        QCOMPARE(core::model::amountIn(got.node.allocatable, "cpu"), core::Amount{7000});
        QCOMPARE(core::model::amountIn(got.node.allocatable, "memory"), core::Amount{20} << 30);
        QCOMPARE(core::model::amountIn(got.node.allocatable, "pods"), core::Amount{48}); // of the type, not of the node
    }

    void takesWhatIsStated()
    {
        const auto one = fleetWith("", ", allocatable: {cpu: 7488m, memory: 27Gi, nvidia.com/gpu: 1}");
        const NodeTemplate got = templateOf(one);
        QCOMPARE(got.allocatableSource, std::string("stated in fleet.yaml"));
        QVERIFY(!got.assumed);
        QCOMPARE(got.node.allocatable.at("cpu"), 7488);
        QCOMPARE(got.node.allocatable.at("pods"), 48);
        // Of several types it holds only for those it can be true of.
        const auto two = fleetWith("", ", allocatable: {cpu: 7488m, memory: 27Gi, nvidia.com/gpu: 1}",
                                   a10 + ", ecs.gn7i-c48g1.12xlarge");
        QVERIFY(!templateOf(two).assumed);
        QVERIFY(templateOf(two, "ecs.gn7i-c48g1.12xlarge").assumed);
    }

    void countsDaemonSetsThatWouldLand()
    {
        const auto daemonSet = [](const std::string& name, const std::string& spec) {
            return "---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: " + name +
                   ", namespace: kube-system}\nspec: {selector: {matchLabels: {d: d}}, template: {metadata: {labels: "
                   "{d: "
                   "d}}, spec: {" +
                   spec + "containers: [{name: c, image: i, resources: {requests: {cpu: 100m}}}]}}}\n";
        };
        const auto fleet =
            fleetWith(daemonSet("all", "tolerations: [{operator: Exists}], ") + daemonSet("none", "") +
                          daemonSet("elsewhere", "tolerations: [{operator: Exists}], nodeSelector: {a: b}, "),
                      ", taints: [{key: gpu, effect: NoSchedule}]");
        const NodeTemplate got = templateOf(fleet);
        QCOMPARE(got.daemonSets.at("pods"), 1);
        QCOMPARE(got.daemonSets.at("cpu"), 100);
    }

    void countsWhatRuntimeClassesAndLimitRangesAddToDaemonSets()
    {
        const auto fleet = fleetWith(
            "---\napiVersion: apps/v1\nkind: DaemonSet\nmetadata: {name: d, namespace: kube-system}\nspec: {selector: "
            "{matchLabels: {d: d}}, template: {metadata: {labels: {d: d}}, spec: {runtimeClassName: kata, containers: "
            "[{name: c, image: i, resources: {requests: {cpu: 100m}}}]}}}\n"
            "---\napiVersion: node.k8s.io/v1\nkind: RuntimeClass\nmetadata: {name: kata}\nhandler: kata\n"
            "overhead: {podFixed: {cpu: 250m}}\n"
            "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: kube-system}\nspec: {limits: "
            "[{type: Container, defaultRequest: {memory: 1Gi}}]}\n",
            "");
        const NodeTemplate got = templateOf(fleet);
        QCOMPARE(got.daemonSets.at("cpu"), 350);
        QCOMPARE(got.daemonSets.at("memory"), Amount{1} << 30U);
    }

    void sharesCardsAsThePoolDoes()
    {
        const NodeTemplate memory = templateOf(fleetWith("", ", labels: {ack.node.gpu.schedule: cgpu}"));
        QVERIFY(!memory.node.allocatable.contains("nvidia.com/gpu"));
        QCOMPARE(memory.node.allocatable.at("aliyun.com/gpu-mem"), 22); // of the 24 that the card is sold by
        QVERIFY(!memory.surely.contains("aliyun.com/gpu-mem"));         // whatever its driver says
        QVERIFY(!memory.node.allocatable.contains("aliyun.com/gpu-core.percentage"));
        const NodeTemplate both = templateOf(fleetWith("", ", labels: {ack.node.gpu.schedule: core_mem}"));
        QCOMPARE(both.node.allocatable.at("aliyun.com/gpu-core.percentage"), 100);
    }

    /// What programs find on a card is less than its nominal size; where nobody looked it is a range.
    void tellsTheMemoryOfCards()
    {
        const auto withCard = [](const std::string& model, const std::string& mib) {
            const auto fleet = fleets::fleet(
                "",
                "  nodePools:\n" + pool("zones: [cn-hangzhou-h], labels: {ack.node.gpu.schedule: share}", "ecs.x.y"),
                "instanceTypes:\n- {name: ecs.x.y, vcpu: 8, memoryGib: 64, gpus: 2, gpuModel: " + model +
                    ", gpuMemoryMib: " + mib + "}\n");
            return templateOf(fleet, "ecs.x.y");
        };
        const std::string memory = "aliyun.com/gpu-mem";
        const std::string label = "aliyun.accelerator/nvidia_mem";
        const NodeTemplate l20 = withCard("NVIDIA L20", "49152");
        QCOMPARE(l20.node.allocatable.at(memory), 2 * 44);
        QCOMPARE(l20.node.labels.at(label), std::string("46068MiB"));
        const NodeTemplate byDriver = withCard("NVIDIA A10", "24576"); // 22731 or 23028
        QCOMPARE(byDriver.node.allocatable.at(memory), 2 * 22);
        QVERIFY(!byDriver.node.labels.contains(label));
        const NodeTemplate unseen = withCard("NVIDIA A30", "24576");
        QCOMPARE(unseen.node.allocatable.at(memory), 2 * 24);
        QVERIFY(unseen.surely.at(memory) < 2 * 24 && unseen.surely.at(memory) > 2 * 20);
        const NodeTemplate measured = withCard("NVIDIA A30", "24062");
        QCOMPARE(measured.node.allocatable.at(memory), 2 * 23);
        QVERIFY(!measured.surely.contains(memory));
        QCOMPARE(measured.node.labels.at(label), std::string("24062MiB"));
    }
};

BERTH_TEST(TestTemplates)

} // namespace tst_templates

#include "tst_templates.moc"
