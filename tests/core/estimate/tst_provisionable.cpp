#include <QTest>

#include "tests/core/estimate/fleets.h"
#include "tests/support/support.h"

using namespace core;
using namespace core::estimate;
using fleets::deployment;
using namespace std::string_literals;

namespace {

const std::string a10 = "ecs.gn7i-c8g1.2xlarge"; // 8 vCPU, 30 GiB, 1 A10

std::string pool(const std::string& more, const std::string& types = a10, const std::string& id = "np-a10")
{
    return "  - {id: " + id + ", size: 0, instanceTypes: [" + types + "], " + more + "}\n";
}
std::string stock(const std::string& zone, const std::string& instances, const std::string& type = a10,
                  const std::string& more = "basis: exact")
{
    return "- {zone: " + zone + ", instanceType: " + type + ", " + more + ", instances: " + instances + "}\n";
}
std::string typesYaml()
{
    return "instanceTypes:\n- {name: " + a10 +
           ", vcpu: 8, memoryGib: 30, gpuModel: NVIDIA A10, gpus: 1, gpuMemoryMib: "
           "24576, maxPods: 48}\n- {name: ecs.gn7i-c32g1.16xlarge, vcpu: 64, memoryGib: 376, gpuModel: NVIDIA A10, "
           "gpus: "
           "2, gpuMemoryMib: 24576, maxPods: 110}\n- {name: ecs.gn7i-c48g1.12xlarge, vcpu: 48, memoryGib: 310, "
           "gpuModel: "
           "NVIDIA A10, gpus: 4, gpuMemoryMib: 24576, maxPods: 110}\n- {name: ecs.g7.xlarge, vcpu: 4, memoryGib: 16}\n";
}
QString shown(const Range& range)
{
    if (range.isExact()) return QString::number(range.lower);
    return QString::number(range.lower) + "-" + (range.upper ? QString::number(*range.upper) : "?");
}
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
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("one pool over two zones", pool("maxSize: 4, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            "stock:\n" + stock(h, "3") + stock(i, "2"), "4", "4", "yours maximum of pool np-a10");
        row("two pools, one cell", pool(inH) + pool(inH, a10, "np-b"), "stock:\n" + stock(h, "3"), "20", "3",
            "stock stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h");
        row("quota", pool(inH),
            "stock:\n" + stock(h, "9") +
                "quotas:\n- {name: q_gn7i, region: cn-hangzhou, families: [gn7i], unit: gpu, limit: 8, used: 6}\n",
            "10", "2", "quota quota q_gn7i");
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
        row("no pools", "   []\n", "", "0", "0", "none ");
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
        const Purchase bought = purchase(got, 4, detail_instances(got));
        QCOMPARE(bought.missing, 4 - std::min<std::int64_t>(4, got.deliverable.lower));
    }

private:
    static std::vector<std::optional<std::int64_t>> detail_instances(const Provisionable& what)
    {
        std::vector<std::optional<std::int64_t>> instances;
        for (const Offer& offer : what.offers) instances.push_back(offer.stock.instances.upper);
        return instances;
    }
};

QTEST_MAIN(TestProvisionable)
#include "tst_provisionable.moc"
