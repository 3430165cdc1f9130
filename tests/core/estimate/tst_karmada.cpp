#include <QTest>

#include <random>

#include "core/estimate/first_fit.h"
#include "core/estimate/karmada.h"
#include "tests/core/estimate/objects.h"
#include "tests/support/test.h"

namespace tst_karmada {

using namespace core;
namespace karmada = core::estimate::karmada;
using estimate::detail::FirstFit;
using estimate::detail::FitPart;

namespace {

model::ReplicaRequirements needs(const std::vector<std::pair<std::string, std::string>>& requests)
{
    model::ReplicaRequirements out;
    for (const auto& [name, amount] : requests) out.resourceRequest[name] = objects::quantity(amount);
    return out;
}

model::Cluster summary(const std::vector<std::pair<std::string, std::string>>& allocatable)
{
    model::Cluster cluster;
    cluster.summary.emplace();
    for (const auto& [name, amount] : allocatable) cluster.summary->allocatable[name] = objects::quantity(amount);
    return cluster;
}

} // namespace

class TestKarmada : public QObject {
    Q_OBJECT

private slots:
    void setsAtOnceAreSetsOneByOne()
    {
        std::mt19937 engine(3);
        const auto roll = [&](int sides) { return static_cast<std::int64_t>(engine() % static_cast<unsigned>(sides)); };
        for (int i = 0; i < 300; ++i) {
            const auto nodes = static_cast<std::uint32_t>(1 + roll(12));
            std::vector<Amount> free;
            for (std::uint32_t n = 0; n < nodes; ++n) free.insert(free.end(), {roll(12), roll(20), roll(30)});
            std::vector<FitPart> set;
            for (std::int64_t part = 1 + roll(3); part > 0; --part) {
                set.push_back({roll(5), {1, roll(4), roll(5)}, {}});
                for (std::uint32_t n = 0; n < nodes; ++n)
                    if (roll(10) < 8) set.back().nodes.push_back(n);
            }
            FirstFit one(3, free);
            std::int64_t expected = 0;
            while (expected < 50 && one.place(set)) ++expected;
            QCOMPARE(FirstFit(3, free).sets(set, 50), expected);
        }
    }

    void general_data()
    {
        QTest::addColumn<QString>("request");
        QTest::addColumn<QString>("amount");
        QTest::addColumn<int>("replicas");
        QTest::newRow("cpu in milli") << "cpu"
                                      << "300m" << 33;
        QTest::newRow("everything else in units") << "memory"
                                                  << "3Gi" << 10;
        QTest::newRow("not there") << "nvidia.com/gpu"
                                   << "1" << 0;
        QTest::newRow("nothing of it") << "nvidia.com/gpu"
                                       << "0" << 100;
        QTest::newRow("pods bind") << "cpu"
                                   << "1m" << 100;
    }
    void general()
    {
        QFETCH(QString, request);
        QFETCH(QString, amount);
        const auto cluster = summary({{"cpu", "10"}, {"memory", "32Gi"}, {"pods", "100"}});
        QTEST(
            static_cast<int>(karmada::generalReplicas(cluster, needs({{request.toStdString(), amount.toStdString()}}))),
            "replicas");
    }

    /// The default resource models know no GPU: a GPU is then to be had nowhere.
    void modelsWithoutGpus()
    {
        auto cluster = summary({{"cpu", "64"}, {"nvidia.com/gpu", "8"}, {"pods", "110"}});
        QCOMPARE(karmada::generalReplicas(cluster, needs({{"nvidia.com/gpu", "1"}})), std::int64_t{8});
        cluster.models = {{0, {{"cpu", objects::quantity("0")}}}, {1, {{"cpu", objects::quantity("32")}}}};
        cluster.summary->modelings = {{0, 0}, {1, 2}};
        QCOMPARE(karmada::generalReplicas(cluster, needs({{"nvidia.com/gpu", "1"}})), std::int64_t{0});
        QCOMPARE(karmada::generalReplicas(cluster, needs({{"cpu", "20"}})), std::int64_t{2});
        cluster.summary->modelings.front().count = -1; // not to be used: the totals answer
        QCOMPARE(karmada::generalReplicas(cluster, needs({{"nvidia.com/gpu", "1"}})), std::int64_t{8});
    }

    void withoutSummary()
    {
        QCOMPARE(karmada::generalReplicas({}, std::nullopt), std::int64_t{0});
        QCOMPARE(karmada::generalComponentSets({}, {}), std::int64_t{0});
    }

    /// Karmada counts no sidecars: only its own sum is what is taken on a node.
    void sidecarsAreInitContainersToIt()
    {
        model::Pod pod = objects::pod({{"cpu", "2"}});
        pod.spec.initContainers = pod.spec.containers;
        pod.spec.initContainers[0].sidecar = true;
        const auto data = objects::cluster({objects::node("a", {{"cpu", 8000}})}, {objects::on(pod, "a", "p")});
        QCOMPARE(karmada::nodeReplicas(data, needs({{"cpu", "1"}})).count, std::int64_t{6});
    }

    void nodesInTurnsOfZones()
    {
        const auto node = [](const char* name, const char* zone) {
            return objects::node(name, {{"cpu", 1000}}, {{"topology.kubernetes.io/zone", zone}});
        };
        const auto data = objects::cluster({node("a", "1"), node("b", "1"), node("c", "1"), node("d", "2")}, {});
        QCOMPARE(karmada::nodeOrder(data.nodes), (std::vector<std::uint32_t>{0, 3, 1, 2}));
        QCOMPARE(karmada::nodeOrder(data.nodes, {3, 2, 1, 0}), (std::vector<std::uint32_t>{3, 2, 1, 0}));
    }
};

BERTH_TEST(TestKarmada)

} // namespace tst_karmada

#include "tst_karmada.moc"
