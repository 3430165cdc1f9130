#include <QTest>

#include <set>

#include "core/snapshot/sample.h"
#include "tests/core/estimate/fleets.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_provisionable {

using namespace core;
using namespace core::estimate;
using fleets::a10;
using fleets::deployment;
using fleets::pool;
using fleets::shown;
using fleets::stock;
using fleets::typesYaml;
using namespace std::string_literals;

namespace {

const char* nameOf(Limit limit)
{
    switch (limit) {
    case Limit::None: return "none";
    case Limit::Yours: return "yours";
    case Limit::Quota: return "quota";
    case Limit::Stock: return "stock";
    case Limit::Rule: return "rule";
    }
    return "";
}

const std::string oneCard = deployment("nvidia.com/gpu: 1, cpu: 4, memory: 20Gi");

} // namespace

class TestProvisionable : public QObject {
    Q_OBJECT

private slots:
    void delivers_data()
    {
        QTest::addColumn<QString>("pools");
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("manifest");
        QTest::addColumn<QString>("room");
        QTest::addColumn<QString>("deliverable");
        QTest::addColumn<QString>("binding");
        const auto row = [](const char* name, const std::string& pools, const std::string& more, const char* room,
                            const char* deliverable, const char* binding, const std::string& manifest = oneCard) {
            QTest::newRow(name) << QString::fromStdString("  nodePools:\n" + pools)
                                << QString::fromStdString(typesYaml() + more) << QString::fromStdString(manifest)
                                << room << deliverable << QString::fromUtf8(binding);
        };
        const std::string h = "cn-hangzhou-h";
        const std::string i = "cn-hangzhou-i";
        const std::string inH = "maxSize: 10, zones: [cn-hangzhou-h]";
        row("stock bounds", pool(inH), "stock:\n" + stock(h, "3"), "10", "3",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("the pool's maximum bounds", pool("maxSize: 2, zones: [cn-hangzhou-h]"), "stock:\n" + stock(h, "3"), "2",
            "2", "yours maximum of pool np-a10");
        row("none left", pool(inH), "stock:\n" + stock(h, "0"), "10", "0",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("no word of stock", pool(inH), "", "10", "0-10", "yours maximum of pool np-a10");
        row("at least", pool(inH), "stock:\n" + stock(h, "3", a10, "basis: at-least"), "10", "3-10",
            "yours maximum of pool np-a10");
        row("a category", pool(inH),
            "stock:\n- {zone: cn-hangzhou-h, instanceType: " + a10 + ", category: ClosedWithStock}\n", "10", "0-2",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("the maximum is not known", pool("zones: [cn-hangzhou-h]"), "stock:\n" + stock(h, "3"), "0-?", "0-3",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("zones add up", pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            "stock:\n" + stock(h, "3") + stock(i, "2"), "10", "5",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h and ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i");
        row("one pool over two zones", pool("maxSize: 4, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            "stock:\n" + stock(h, "3") + stock(i, "2"), "4", "4", "yours maximum of pool np-a10");
        row("two pools, one cell", pool(inH) + pool(inH, a10, "np-b"), "stock:\n" + stock(h, "3"), "20", "3",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("quota", pool(inH),
            "stock:\n" + stock(h, "9") +
                "quotas:\n- {name: q_gn7i, region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 8, used: 6}\n",
            "10", "2", "quota quota q_gn7i");
        row("a quota whose use is not known", pool(inH),
            "stock:\n" + stock(h, "9") +
                "quotas:\n- {name: q_gn7i, region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 8}\n",
            "10", "0-8", "quota quota q_gn7i");
        row("a quota of nothing, whatever is in use", pool(inH),
            "stock:\n" + stock(h, "9") +
                "quotas:\n- {name: q_gn7i, region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 0}\n",
            "10", "0", "quota quota q_gn7i");
        row("another family's quota", pool(inH),
            "stock:\n" + stock(h, "9") +
                "quotas:\n- {name: q, region: cn-hangzhou, families: [gn7e], unit: gpu, limit: 8, used: 8}\n",
            "10", "9", "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("addresses", pool("maxSize: 10, zones: [{zone: cn-hangzhou-h, freeAddresses: 4}]"),
            "stock:\n" + stock(h, "9"), "10", "4", "yours free addresses of pool np-a10 in cn-hangzhou-h");
        row("batch", pool("maxSize: 1000, scaler: goatscaler, scalerVersion: 0.5.2, zones: [cn-hangzhou-h]"),
            "stock:\n" + stock(h, "900"), "180", "180", "yours batch of 180 nodes of pool np-a10");
        row("batch from 0.6.1", pool("maxSize: 1000, scaler: goatscaler, scalerVersion: 0.6.1, zones: [cn-hangzhou-h]"),
            "stock:\n" + stock(h, "900"), "500", "500", "yours batch of 500 nodes of pool np-a10");
        row("stock is not asked", pool(inH + ", skipInventoryCheck: true"), "stock:\n" + stock(h, "0"), "10", "10",
            "yours maximum of pool np-a10");
        row("spot stock is not seen", pool(inH + ", spot: true"), "stock:\n" + stock(h, "3"), "10", "0-10",
            "yours maximum of pool np-a10");
        row("spot with fallback goes on demand", pool(inH + ", spot: true, spotFallback: true"),
            "stock:\n" + stock(h, "3"), "10", "3", "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("does not fit", pool(inH), "stock:\n" + stock(h, "3"), "0", "0",
            "rule NodeResourcesFit: Insufficient memory", deployment("nvidia.com/gpu: 1, memory: 40Gi"));
        row("taint", pool(inH + ", taints: [{key: gpu, effect: NoSchedule}]"), "stock:\n" + stock(h, "3"), "0", "0",
            "rule TaintToleration: node(s) had untolerated taint(s)");
        const std::string mixed = "ecs.gn7i-c48g1.12xlarge, " + a10; // 4 cards, 1 card
        row("types of one pool: the larger where it gives more", pool("maxSize: 2, zones: [cn-hangzhou-h]", mixed),
            "stock:\n" + stock(h, "5") + stock(h, "1", "ecs.gn7i-c48g1.12xlarge"), "8", "2-5",
            "yours maximum of pool np-a10");
        row("a quota of cards over both types", pool(inH, mixed),
            "stock:\n" + stock(h, "5") + stock(h, "3", "ecs.gn7i-c48g1.12xlarge") +
                "quotas:\n- {name: q, region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 10, used: 0}\n",
            "40", "9-10", "quota quota q");
        row("a quota of cores", pool(inH, mixed),
            "stock:\n" + stock(h, "9") + stock(h, "9", "ecs.gn7i-c48g1.12xlarge") +
                "quotas:\n- {name: q, region: cn-hangzhou, families: [gn7i], unit: vcpu, limit: 100, used: 0}\n",
            "40", "8-10", "quota quota q");
        row("one node may be in three limits",
            pool("maxSize: 3, zones: [cn-hangzhou-h, cn-hangzhou-i]") +
                pool("maxSize: 3, zones: [cn-hangzhou-h]", a10, "np-b"),
            "stock:\n" + stock(h, "2") + stock(i, "9"), "6", "3-5", "yours maximum of pool np-a10");
        const std::string byZone =
            "topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1, whenUnsatisfiable: "
            "DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]";
        // The zone that comes about first is the only one until the other has a node.
        row("spread over zones: the smaller may hold the other",
            pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"), "stock:\n" + stock(h, "5") + stock(i, "2"),
            "10", "5-7",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i and ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h",
            deployment("nvidia.com/gpu: 1", byZone));
        row("anti-affinity over zones", pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            "stock:\n" + stock(h, "8") + stock(i, "2"), "10", "2",
            "rule rules among the replicas in topology.kubernetes.io/zone cn-hangzhou-h",
            deployment("nvidia.com/gpu: 1",
                       "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
                       "topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: w}}}]}}"));
        row("together in one zone", pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            "stock:\n" + stock(h, "3") + stock(i, "4"), "10", "4",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i",
            deployment("nvidia.com/gpu: 1",
                       "affinity: {podAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
                       "topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: w}}}]}}"));
        row("host ports: one a node", pool(inH, "ecs.gn7i-c32g1.16xlarge"),
            "stock:\n" + stock(h, "3", "ecs.gn7i-c32g1.16xlarge"), "10", "3",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h",
            deployment("nvidia.com/gpu: 1", "", "ports: [{containerPort: 80, hostPort: 80}]"));
        row("shared cards: by card, not by node",
            pool(inH + ", labels: {ack.node.gpu.schedule: cgpu}", "ecs.gn7i-c32g1.16xlarge"),
            "stock:\n" + stock(h, "3", "ecs.gn7i-c32g1.16xlarge"), "20", "6",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h", deployment("aliyun.com/gpu-mem: 16"));
        row("shared cards: no more than the card has", pool(inH + ", labels: {ack.node.gpu.schedule: cgpu}"),
            "stock:\n" + stock(h, "3"), "0", "0", "rule NodeResourcesFit: Insufficient aliyun.com/gpu-mem",
            deployment("aliyun.com/gpu-mem: 23"));
        row("shared cards: once on each", pool(inH + ", labels: {ack.node.gpu.schedule: cgpu}"),
            "stock:\n" + stock(h, "3"), "10", "3", "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h",
            deployment("aliyun.com/gpu-mem: 12"));
        row("the memory that the cards' label may tell", pool(inH), "stock:\n" + stock(h, "3"), "0-?", "0-?",
            "none what instance type ecs.gn7i-c8g1.2xlarge has is not known",
            deployment("nvidia.com/gpu: 1", "nodeSelector: {aliyun.accelerator/nvidia_mem: 23028MiB}"));
        row("not the mode of the pool", pool(inH + ", labels: {ack.node.gpu.schedule: cgpu}"),
            "stock:\n" + stock(h, "3"), "0", "0", "rule NodeResourcesFit: Insufficient nvidia.com/gpu",
            deployment("nvidia.com/gpu: 1"));
        row("a type that nobody knows", pool(inH, "ecs.gn99.2xlarge"), "stock:\n" + stock(h, "3", "ecs.gn99.2xlarge"),
            "0-?", "0-?", "none what instance type ecs.gn99.2xlarge has is not known");
        row("a type that nobody knows, of a pool that the pod does not tolerate",
            pool(inH + ", taints: [{key: k, effect: NoSchedule}]", "ecs.gn99.2xlarge"),
            "stock:\n" + stock(h, "3", "ecs.gn99.2xlarge"), "0", "0",
            "rule TaintToleration: node(s) had untolerated taint(s)");
        row("a type that nobody knows, out of stock", pool(inH, "ecs.gn99.2xlarge"),
            "stock:\n" + stock(h, "0", "ecs.gn99.2xlarge"), "0", "0",
            "none what instance type ecs.gn99.2xlarge has is not known");
        // Nodes of such a type may take the room of those of two cards, each for one replica at least.
        const std::string besides = "ecs.gn7i-c32g1.16xlarge, ecs.gn99.2xlarge";
        const std::string ofBoth =
            "stock:\n" + stock(h, "5", "ecs.gn7i-c32g1.16xlarge") + stock(h, "2", "ecs.gn99.2xlarge");
        row("a type that nobody knows, in place of others", pool("maxSize: 3, zones: [cn-hangzhou-h]", besides), ofBoth,
            "6-?", "4-?", "yours maximum of pool np-a10");
        row("a type that nobody knows, beside others", pool(inH, besides), ofBoth, "20-?", "10-?",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h");
        // Smallest first a pool fills up with nodes of one card; of a set of types it may get those of two.
        const std::string three = "maxSize: 3, zones: [cn-hangzhou-h], scaler: goatscaler";
        const std::string either = a10 + ", ecs.gn7i-c32g1.16xlarge";
        const std::string plenty = "stock:\n" + stock(h, "9") + stock(h, "9", "ecs.gn7i-c32g1.16xlarge");
        row("smallest first", pool(three + ", scalerVersion: 0.5.3", either), plenty, "6", "3",
            "yours maximum of pool np-a10");
        row("a set of types", pool(three + ", scalerVersion: 0.6.1", either), plenty, "6", "3-6",
            "yours maximum of pool np-a10");
        row("either, as the version is not known", pool(three, either), plenty, "6", "3-6",
            "yours maximum of pool np-a10");
        // 12 cores and a card fit 64 vCPU, and not the 8 vCPU that cluster-autoscaler plans with.
        const std::string twoTypes = a10 + ", ecs.gn7i-c32g1.16xlarge";
        const std::string larger = "stock:\n" + stock(h, "3", "ecs.gn7i-c32g1.16xlarge");
        row("the larger of two types", pool(inH + ", scaler: goatscaler", twoTypes), larger, "20", "6",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h", deployment("cpu: 12, nvidia.com/gpu: 1"));
        row("the larger of two types, cluster-autoscaler", pool(inH + ", scaler: cluster-autoscaler", twoTypes), larger,
            "0", "0", "rule NodeResourcesFit: Insufficient cpu", deployment("cpu: 12, nvidia.com/gpu: 1"));
        row("either of two types, cluster-autoscaler", pool(inH + ", scaler: cluster-autoscaler", twoTypes),
            larger + stock(h, "0"), "20", "6",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h and ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h",
            deployment("cpu: 2, nvidia.com/gpu: 1"));
        row("not elastic", pool(inH + ", elastic: false"), "stock:\n" + stock(h, "3"), "0", "0",
            "rule no elastic pool");
        row("no pools", "   []\n", "", "0", "0", "rule no elastic pool");
        row("a group whose pods keep apart", pool(inH), "stock:\n" + stock(h, "8"), "0", "0",
            "rule rules among the pods of a group",
            "apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: {name: g, namespace: default}\n"
            "spec: {replicas: 1, leaderWorkerTemplate: {size: 2, workerTemplate: {metadata: {labels: {app: g}}, spec: "
            "{affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: [{topologyKey: "
            "topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: g}}}]}}, containers: [{name: c, image: x, "
            "resources: {limits: {nvidia.com/gpu: 1}}}]}}}}\n");
        row("two replicas a node", pool(inH, "ecs.gn7i-c32g1.16xlarge"),
            "stock:\n" + stock(h, "3", "ecs.gn7i-c32g1.16xlarge"), "20", "6",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h");
        row("anti-affinity on hosts", pool(inH, "ecs.gn7i-c32g1.16xlarge"),
            "stock:\n" + stock(h, "3", "ecs.gn7i-c32g1.16xlarge"), "10", "3",
            "stock stock of ecs.gn7i-c32g1.16xlarge in cn-hangzhou-h",
            deployment("nvidia.com/gpu: 1",
                       "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                       "[{topologyKey: kubernetes.io/hostname, labelSelector: {matchLabels: {app: w}}}]}}"));
    }
    void delivers()
    {
        QFETCH(QString, pools);
        QFETCH(QString, fleet);
        QFETCH(QString, manifest);
        QFETCH(QString, room);
        QFETCH(QString, deliverable);
        QFETCH(QString, binding);
        const auto data = fleets::fleet("", pools.toStdString(), fleet.toStdString());
        const Ask ask = askFor(fleets::workload(manifest.toStdString()), 1000);
        const Provisionable got = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
        QCOMPARE(shown(got.room), room);
        QCOMPARE(shown(got.deliverable), deliverable);
        QCOMPARE(QString(nameOf(got.binding)) + " " + QString::fromStdString(got.bindingText), binding);
        QVERIFY(got.known);
    }

    void aPoolWhoseTypesAreNotKnownMayAddAnyNumber()
    {
        const auto fleetOf = [](const char* most) {
            return fleets::fleet("", "  nodePools:\n  - {id: np-x, zones: [cn-hangzhou-h], maxSize: "s + most + "}\n",
                                 typesYaml());
        };
        const Ask ask = askFor(fleets::workload(oneCard), 1000);
        const auto some = fleetOf("4");
        const Provisionable got = provisionable(*some, *some->cluster("c"), ask, Stock(*some));
        QVERIFY(!got.known);
        QCOMPARE(shown(got.deliverable), QString("0-?"));
        const auto none = fleetOf("0");
        QVERIFY(provisionable(*none, *none->cluster("c"), ask, Stock(*none)).known);
    }

    void volumes_data()
    {
        QTest::addColumn<QString>("objects");
        QTest::addColumn<QString>("deliverable");
        QTest::addColumn<QString>("refusals"); // of h, then of i
        const auto row = [](const char* name, const std::string& objects, const char* deliverable,
                            const char* refusals) {
            QTest::newRow(name) << QString::fromStdString(objects) << deliverable << refusals;
        };
        const auto claim = [](const std::string& spec, const std::string& status = "phase: Pending") {
            return "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: d, namespace: default}\nspec: "
                   "{accessModes: [ReadWriteMany], resources: {requests: {storage: 20Gi}}, " +
                   spec + "}\nstatus: {" + status + "}\n";
        };
        const auto volume = [](const std::string& labels, const std::string& spec) {
            return "---\napiVersion: v1\nkind: PersistentVolume\nmetadata: {name: v, labels: {" + labels +
                   "}}\nspec: {capacity: {storage: 20Gi}, accessModes: [ReadWriteMany]" + spec + "}\n";
        };
        const auto affinity = [](const std::string& key, const std::string& zone) {
            return ", nodeAffinity: {required: {nodeSelectorTerms: [{matchExpressions: [{key: " + key +
                   ", operator: In, values: [" + zone + "]}]}]}}";
        };
        const auto storageClass = [](const std::string& more) {
            return "---\napiVersion: storage.k8s.io/v1\nkind: StorageClass\nmetadata: {name: s}\nprovisioner: "
                   "diskplugin.csi.alibabacloud.com\n" +
                   more;
        };
        const auto topologies = [](const std::string& key) {
            return "volumeBindingMode: WaitForFirstConsumer\nallowedTopologies: [{matchLabelExpressions: [{key: " +
                   key + ", values: [cn-hangzhou-i]}]}]\n";
        };
        const std::string bound = claim("volumeName: v", "phase: Bound");
        const std::string ofClass = claim("storageClassName: s");
        const std::string zone = "topology.kubernetes.io/zone";
        const std::string diskZone = "topology.diskplugin.csi.alibabacloud.com/zone";
        const char* conflict = "VolumeBinding: node(s) didn't match PersistentVolume's node affinity;";
        const char* noVolume = "VolumeBinding: node(s) didn't find available persistent volumes to bind;";
        const char* noZone = "VolumeZone: node(s) had no available volume zone;";
        row("bound without topology", bound + volume("", ""), "5", ";");
        row("node affinity", bound + volume("", affinity(zone, "cn-hangzhou-i")), "0-2", conflict);
        row("node affinity of a disk", bound + volume("", affinity(diskZone, "cn-hangzhou-i")), "0-2", conflict);
        row("zone label", bound + volume(zone + ": cn-hangzhou-i", ""), "0-2", noZone);
        row("zone labels of both", bound + volume(zone + ": cn-hangzhou-i__cn-hangzhou-h", ""), "5", ";");
        row("region label", bound + volume("topology.kubernetes.io/region: cn-beijing", ""), "0",
            "VolumeZone: node(s) had no available volume zone;VolumeZone: node(s) had no available volume zone");
        row("on a host that exists", bound + volume("", affinity("kubernetes.io/hostname", "a")), "0",
            "VolumeBinding: node(s) didn't match PersistentVolume's node affinity;VolumeBinding: node(s) didn't match "
            "PersistentVolume's node affinity");
        row("waits, any zone", ofClass + storageClass("volumeBindingMode: WaitForFirstConsumer\n"), "5", ";");
        row("waits, allowed topologies", ofClass + storageClass(topologies(zone)), "0-2", noVolume);
        row("waits, allowed topologies of a disk", ofClass + storageClass(topologies(diskZone)), "0-2", noVolume);
        row("waits, a volume outside of the allowed topologies",
            ofClass + storageClass(topologies(zone)) +
                volume("", ", storageClassName: s" + affinity(zone, "cn-hangzhou-h")),
            "5", ";");
        row("immediate and unbound", ofClass + storageClass("volumeBindingMode: Immediate\n"), "0",
            "VolumeBinding: pod has unbound immediate PersistentVolumeClaims;VolumeBinding: pod has unbound immediate "
            "PersistentVolumeClaims");
        row("no claim", "", "0",
            "VolumeRestrictions: persistentvolumeclaim \"d\" not found;VolumeRestrictions: persistentvolumeclaim "
            "\"d\" not found");
        row("no volume", bound, "0",
            "VolumeZone: persistentvolume \"v\" not found;VolumeZone: persistentvolume \"v\" not found");
    }
    /// GOATScaler does not look at volumes: where it may buy elsewhere, nothing is sure. Cluster-autoscaler does.
    void volumes()
    {
        QFETCH(QString, objects);
        QFETCH(QString, deliverable);
        QFETCH(QString, refusals);
        const auto data = fleets::fleet(
            objects.toStdString(), "  nodePools:\n" + pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            typesYaml() + "stock:\n" + stock("cn-hangzhou-h", "3") + stock("cn-hangzhou-i", "2"));
        const Ask ask = askFor(fleets::workload(deployment(
                                   "nvidia.com/gpu: 1", "volumes: [{name: d, persistentVolumeClaim: {claimName: d}}]")),
                               1000);
        const Provisionable got = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
        QStringList texts;
        for (const Offer& offer : got.offers)
            texts << (offer.refusal ? QString::fromStdString(std::string(nameOf(offer.refusal->plugin)) + ": " +
                                                             offer.refusal->reasons.front())
                                    : QString());
        QCOMPARE(texts.join(';'), refusals);
        QCOMPARE(shown(got.deliverable), deliverable);
        if (got.deliverable.upper == 0) QCOMPARE(got.binding, Limit::Rule);
        const auto other = fleets::fleet(
            objects.toStdString(),
            "  nodePools:\n" + pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i], scaler: cluster-autoscaler"),
            typesYaml() + "stock:\n" + stock("cn-hangzhou-h", "3") + stock("cn-hangzhou-i", "2"));
        const Provisionable seen = provisionable(*other, *other->cluster("c"), ask, Stock(*other));
        QCOMPARE(seen.deliverable, Range::exactly(got.deliverable.upper.value_or(-1)));
    }

    void doubts_data()
    {
        QTest::addColumn<QString>("spec"); ///< of the pod, besides one card
        QTest::addColumn<QString>("more");
        QTest::addColumn<QString>("deliverable");
        const auto row = [](const char* name, const QString& spec, const QString& pool, const QString& deliverable) {
            QTest::newRow(name) << spec << pool << deliverable;
        };
        const QString sidecar = "initContainers: [{name: s, image: s, restartPolicy: Always}]";
        const QString zones = ", zones: [cn-hangzhou-h]";
        row("nothing", "", "maxSize: 10" + zones, "3");
        row("a native sidecar", sidecar, "maxSize: 10" + zones, "0-3");
        row("a native sidecar and cluster-autoscaler", sidecar, "maxSize: 10, scaler: cluster-autoscaler" + zones, "3");
        row("an init container that ends", "initContainers: [{name: s, image: s}]", "maxSize: 10" + zones, "3");
        row("a resource claim", "resourceClaims: [{name: d, resourceClaimTemplateName: t}]", "maxSize: 10" + zones,
            "0-3");
        row("zones not known: the poorest holds for certain", "", "maxSize: 10", "2-5");
        // The formula says 7910m; one node that was measured had a twentieth less.
        row("all of the formula's cpu", "cpu: 7600m", "maxSize: 10" + zones, "0-3");
        row("most of it", "cpu: 7400m", "maxSize: 10" + zones, "3");
        row("all of it, stated", "cpu: 7600m",
            "maxSize: 10, allocatable: {cpu: 7700m, memory: 28Gi, nvidia.com/gpu: 1}" + zones, "3");
    }
    void doubts()
    {
        QFETCH(QString, spec);
        QFETCH(QString, more);
        const bool cpu = spec.startsWith("cpu");
        const auto data =
            fleets::fleet("", "  nodePools:\n" + pool(more.toStdString()),
                          typesYaml() + "stock:\n" + stock("cn-hangzhou-h", "3") + stock("cn-hangzhou-i", "2"));
        const Ask ask =
            askFor(fleets::workload(deployment("nvidia.com/gpu: 1" + (cpu ? ", " + spec.toStdString() : std::string()),
                                               cpu ? std::string() : spec.toStdString())),
                   1000);
        QTEST(shown(provisionable(*data, *data->cluster("c"), ask, Stock(*data)).deliverable), "deliverable");
    }

    void fixtures_data()
    {
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("cluster");
        QTest::addColumn<QString>("deliverable");
        QTest::newRow("shared three") << "shared-three"
                                      << "c-hz-01"
                                      << "3";
        QTest::newRow("no stock") << "no-stock"
                                  << "c-hz-01"
                                  << "0";
    }
    void fixtures()
    {
        QFETCH(QString, fleet);
        QFETCH(QString, cluster);
        QFETCH(QString, deliverable);
        const auto opened = snapshot::open(test::fixture("fleets/" + fleet.toStdString()).string());
        QVERIFY(opened);
        const Ask ask = askFor(fleets::workload(test::readFixture("seed/deploy.yaml")), 1000);
        const Provisionable got =
            provisionable(*opened->fleet, *opened->fleet->cluster(cluster.toStdString()), ask, Stock(*opened->fleet));
        QCOMPARE(shown(got.deliverable), deliverable);
        const Purchase bought = purchase(got, 4, instancesOf(got));
        QCOMPARE(bought.missing, 4 - std::min<std::int64_t>(4, got.deliverable.lower));
    }

    void groups_data()
    {
        QTest::addColumn<QString>("pools");
        QTest::addColumn<QString>("stock");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("perNode");
        QTest::addColumn<int>("nodes");
        QTest::addColumn<QString>("deliverable");
        const std::string h = "cn-hangzhou-h";
        const auto row = [](const char* name, const std::string& pools, const std::string& cells, const char* key,
                            int perNode, int nodes, const char* deliverable) {
            QTest::newRow(name) << QString::fromStdString("  nodePools:\n" + pools)
                                << QString::fromStdString("stock:\n" + cells) << key << perNode << nodes << deliverable;
        };
        // A group: a leader and three workers of one card each.
        const std::string fours = "ecs.gn7i-c48g1.12xlarge";
        const std::string both = "maxSize: 11, zones: [cn-hangzhou-h, cn-hangzhou-i]";
        row("a group on four nodes", pool(both), stock(h, "7") + stock("cn-hangzhou-i", "3"), "", 0, 4, "2");
        row("by the pool's room", pool(both), stock(h, "8") + stock("cn-hangzhou-i", "8"), "", 0, 4, "2");
        row("a group a node", pool(both, fours), stock(h, "2", fours) + stock("cn-hangzhou-i", "0", fours), "", 1, 1,
            "2");
        row("its own zone", pool(both, fours), stock(h, "2", fours) + stock("cn-hangzhou-i", "5", fours),
            "topology.kubernetes.io/zone", 1, 1, "2");
        row("its own node", pool(both, fours), stock(h, "3", fours) + stock("cn-hangzhou-i", "0", fours),
            "kubernetes.io/hostname", 1, 1, "3");
        row("a node is too small to be its own", pool(both), stock(h, "8"), "kubernetes.io/hostname", 0, 4, "0");
        row("a label that new nodes lack", pool(both, fours), stock(h, "8", fours), "rack", 0, 1, "0");
    }
    void groups()
    {
        QFETCH(QString, pools);
        QFETCH(QString, stock);
        QFETCH(QString, key);
        QFETCH(int, perNode);
        QFETCH(int, nodes);
        QFETCH(QString, deliverable);
        const auto data = fleets::fleet("", pools.toStdString(), typesYaml() + stock.toStdString());
        Ask ask = askFor(fleets::workload(deployment("nvidia.com/gpu: 1, cpu: 4")), 1000);
        ask.pods.front().count = 4;
        ask.exclusiveTopologyKey = key.toStdString();
        const Provisionable got = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
        QCOMPARE(got.offers.front().replicasPerNode, perNode);
        QCOMPARE(got.offers.front().nodesPerReplica, nodes);
        QCOMPARE(shown(got.deliverable), deliverable);
        const Purchase bought = purchase(got, 5, instancesOf(got));
        QCOMPARE(5 - bought.missing, got.deliverable.lower);
    }

    /// A group lies where its pods find room: in several zones, on several types, on nodes that run and on new ones.
    void mixedGroups_data()
    {
        QTest::addColumn<QString>("nodes");
        QTest::addColumn<QString>("stock");
        QTest::addColumn<QString>("key");
        QTest::addColumn<int>("size");
        QTest::addColumn<int>("running");
        QTest::addColumn<QString>("deliverable");
        QTest::addColumn<QString>("bought"); // nodes by offer, then pods on nodes that run
        QTest::addColumn<QString>("idle");   // nodes by offer, pods
        const std::string one =
            fleets::node("a", "cpu: 30, nvidia.com/gpu: 3", "topology.kubernetes.io/zone: cn-hangzhou-h");
        const auto row = [](const char* name, const std::string& nodes, int h, int i, const char* key, int size,
                            int running, const char* deliverable, const char* bought, const char* idle) {
            QTest::newRow(name) << QString::fromStdString(nodes)
                                << QString::fromStdString("stock:\n" + stock("cn-hangzhou-h", std::to_string(h)) +
                                                          stock("cn-hangzhou-i", std::to_string(i)))
                                << key << size << running << deliverable << bought << idle;
        };
        row("two zones", "", 5, 3, "", 8, 0, "1", "5 3", "");
        row("one short", "", 5, 2, "", 8, 0, "0", "5 2", "5 2 7");
        row("nodes that run, too", one, 1, 0, "", 4, 0, "1", "1 0 3", "");
        row("whole groups first", one, 3, 0, "", 2, 1, "2", "3 0 1", "");
        row("one zone", one, 1, 9, "topology.kubernetes.io/zone", 4, 0, "2", "1 4 3", "");
        row("not in one zone", one, 0, 3, "topology.kubernetes.io/zone", 4, 0, "0", "0 0", "0 0 3");
    }
    void mixedGroups()
    {
        QFETCH(QString, nodes);
        QFETCH(QString, stock);
        QFETCH(QString, key);
        QFETCH(int, size);
        QFETCH(int, running);
        QFETCH(QString, deliverable);
        QFETCH(QString, bought);
        QFETCH(QString, idle);
        const auto data = fleets::fleet(nodes.toStdString(),
                                        "  nodePools:\n" + pool("maxSize: 30, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
                                        typesYaml() + stock.toStdString());
        Ask ask = askFor(fleets::workload(deployment("nvidia.com/gpu: 1, cpu: 4")), 20);
        ask.pods.front().count = size;
        ask.exclusiveTopologyKey = key.toStdString();
        QCOMPARE(estimate::running(*data->cluster("c"), ask).replicas, running);
        const Provisionable got = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
        QCOMPARE(shown(got.deliverable), deliverable);
        const std::int64_t groups = std::max<std::int64_t>(1, got.deliverable.lower);
        const Purchase purchased = purchase(got, groups, instancesOf(got));
        QCOMPARE(purchased.missing, groups - got.deliverable.lower);
        const auto numbers = [](const std::vector<std::int64_t>& all) {
            QStringList out;
            for (const std::int64_t n : all) out << QString::number(n);
            return out;
        };
        QStringList texts = numbers(purchased.nodes);
        for (const auto& [node, pods] : purchased.onRunning) texts << QString::number(pods);
        QCOMPARE(texts.join(' '), bought);
        texts = numbers(purchased.idle.nodes);
        if (purchased.idle.pods > 0) QCOMPARE((texts << QString::number(purchased.idle.pods)).join(' '), idle);
        QCOMPARE(purchased.idle.pods > 0, !idle.isEmpty());
        if (purchased.missing > 0) QCOMPARE(purchased.missingBy, Limit::Stock);
        if (!key.isEmpty() && got.deliverable.lower == 2)
            QCOMPARE(got.bindingText, "one group in each " + key.toStdString());
    }

    /// A head that wants no card lies on nodes that the cards' pool repels.
    void groupsOfTwoKinds()
    {
        const std::string cards = "maxSize: 9, zones: [cn-hangzhou-h], taints: [{key: gpu, effect: NoSchedule}]";
        Ask ask = askFor(
            fleets::workload(deployment("nvidia.com/gpu: 1, cpu: 4", "tolerations: [{key: gpu, operator: Exists}]")),
            20);
        const Ask head = askFor(fleets::workload(deployment("cpu: 2")), 20);
        ask.pods.front().count = 2;
        ask.pods.insert(ask.pods.begin(), head.pods.front());
        for (const bool withHeadPool : {true, false}) {
            const auto data = fleets::fleet(
                "",
                "  nodePools:\n" + pool(cards) +
                    (withHeadPool ? pool("maxSize: 9, zones: [cn-hangzhou-h]", "ecs.g7.xlarge", "np-cpu") : ""),
                typesYaml() + "stock:\n" + stock("cn-hangzhou-h", "5") + stock("cn-hangzhou-h", "1", "ecs.g7.xlarge"));
            const Provisionable got = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
            const Purchase bought = purchase(got, 2, instancesOf(got));
            QCOMPARE(shown(got.deliverable), withHeadPool ? QString("1") : QString("0"));
            QCOMPARE(bought.missing, withHeadPool ? 1 : 2);
            if (withHeadPool) {
                QVERIFY(got.offers.front().partOnly && !got.offers.front().refusal);
                QCOMPARE(bought.nodes,
                         (std::vector<std::int64_t>{1, 4})); // the second group's cards are bought in vain
                QCOMPARE(bought.idle.nodes, (std::vector<std::int64_t>{0, 2}));
                QCOMPARE(bought.missingBy, Limit::Stock);
            } else {
                QCOMPARE(got.binding, Limit::Rule);
                QVERIFY2(got.bindingText.find("taint") != std::string::npos, got.bindingText.c_str());
            }
        }
    }

    void ordersOffers()
    {
        const auto data = fleets::fleet(
            "",
            "  nodePools:\n" +
                pool("maxSize: 9, zones: [cn-hangzhou-i, cn-hangzhou-h], scaler: goatscaler, scalerVersion: 0.5.9",
                     "ecs.gn7i-c48g1.12xlarge, " + a10) +
                pool("maxSize: 9, zones: [cn-hangzhou-h], scaler: goatscaler, scalerVersion: v0.6.0",
                     "ecs.g7.xlarge, ecs.g7.2xlarge", "np-cpu"),
            typesYaml());
        const Provisionable got =
            provisionable(*data, *data->cluster("c"), askFor(fleets::workload(deployment("cpu: 1")), 10), Stock(*data));
        QStringList order;
        for (const Offer& offer : got.offers)
            order << QString::fromStdString(offer.instanceType).section('.', 1) + "/" +
                         QChar(offer.zone.back()).toLatin1();
        QCOMPARE(order.join(' '), QString("g7.xlarge/h g7.2xlarge/h gn7i-c8g1.2xlarge/i gn7i-c8g1.2xlarge/h "
                                          "gn7i-c48g1.12xlarge/i gn7i-c48g1.12xlarge/h"));
        const auto room = [&](const std::string& name) {
            return *std::find_if(got.rooms.begin(), got.rooms.end(), [&](const PoolRoom& r) { return r.name == name; });
        };
        QVERIFY(room("np-a10").oneTypeChoice);  // smallest first before 0.6.0
        QVERIFY(!room("np-cpu").oneTypeChoice); // a set from then on
    }

    /// Running replicas take domains first: both capacities may be added up.
    void leavesDomainsToRunningNodes()
    {
        const auto data =
            fleets::fleet(fleets::node("a", "cpu: 8, nvidia.com/gpu: 1", "topology.kubernetes.io/zone: cn-hangzhou-h"),
                          "  nodePools:\n" + pool("maxSize: 9, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
                          typesYaml() + "stock:\n" + stock("cn-hangzhou-h", "5") + stock("cn-hangzhou-i", "5"));
        const Ask ask =
            askFor(fleets::workload(deployment(
                       "nvidia.com/gpu: 1",
                       "affinity: {podAntiAffinity: {requiredDuringSchedulingIgnoredDuringExecution: "
                       "[{topologyKey: topology.kubernetes.io/zone, labelSelector: {matchLabels: {app: w}}}]}}")),
                   1000);
        QCOMPARE(running(*data->cluster("c"), ask).replicas, 1);
        QCOMPARE(shown(provisionable(*data, *data->cluster("c"), ask, Stock(*data)).deliverable), QString("1"));
    }

    /// But where the scaler fills a pool's room with small nodes as soon as there are any.
    void moreStockNeverGivesLess()
    {
        for (std::uint64_t seed = 1; seed <= 30; ++seed) {
            const auto before = snapshot::sample({3, 6, 4, 5, 3, seed});
            snapshot::Fleet more = *before;
            for (std::size_t i = 0; i < more.stock.size(); ++i) {
                if ((i + seed) % 3 != 0) continue;
                more.stock[i].instances.lower += 2;
                if (more.stock[i].instances.upper) *more.stock[i].instances.upper += 2;
            }
            const Stock less(*before);
            const Stock plenty(more);
            for (const char* requests : {"nvidia.com/gpu: 1", "nvidia.com/gpu: 2, cpu: 8", "cpu: 3, memory: 9Gi"}) {
                const Ask ask = askFor(
                    fleets::workload(deployment(requests, "tolerations: [{key: nvidia.com/gpu, operator: Exists}]")),
                    1000);
                for (const snapshot::ClusterPtr& cluster : before->clusters) {
                    const Provisionable a = provisionable(*before, *cluster, ask, less);
                    const Provisionable b = provisionable(more, *cluster, ask, plenty);
                    QVERIFY(fillsWithSmallNodes(a) || b.deliverable.lower >= a.deliverable.lower);
                    QVERIFY(fillsWithSmallNodes(a) || b.deliverable.upper >= a.deliverable.upper);
                    QCOMPARE(a.room, b.room);
                    QVERIFY(a.deliverable.lower <= *a.deliverable.upper && *a.deliverable.upper <= *a.room.upper);
                }
            }
        }
    }

private:
    static bool fillsWithSmallNodes(const Provisionable& what)
    {
        return std::any_of(what.rooms.begin(), what.rooms.end(), [&](const PoolRoom& room) {
            std::set<std::int64_t> gains;
            for (const Offer& offer : what.offers)
                if (offer.pool == room.pool && !offer.refusal) gains.insert(offer.replicasPerNode);
            return room.oneTypeChoice && gains.size() > 1;
        });
    }
    static std::vector<std::optional<std::int64_t>> instancesOf(const Provisionable& what)
    {
        std::vector<std::optional<std::int64_t>> instances;
        for (const Offer& offer : what.offers) instances.push_back(offer.stock.instances.upper);
        return instances;
    }
};

BERTH_TEST(TestProvisionable)

} // namespace tst_provisionable

#include "tst_provisionable.moc"
