#include <QTest>

#include <algorithm>
#include <random>

#include "core/snapshot/build.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/sections.h"
#include "core/snapshot/tables.h"
#include "tests/support/test.h"

namespace tst_tables {

using namespace core;
using namespace core::snapshot;

namespace {

model::Node node(const std::string& name, Amount cards = 0)
{
    model::Node n;
    n.name = name;
    n.labels = {{"kubernetes.io/hostname", name}, {"alibabacloud.com/nodepool-id", "np-1"}};
    n.allocatable = {{"cpu", 8000}, {"memory", 32LL << 30}, {"pods", 110}};
    if (cards > 0) n.allocatable["nvidia.com/gpu"] = cards;
    n.capacity = n.allocatable;
    return n;
}

model::Pod pod(const std::string& name, const std::string& onNode, const std::string& phase = "Running",
               const std::string& cpu = "500m")
{
    model::Pod p;
    p.name = name;
    p.ns = "default";
    p.phase = phase;
    p.spec.nodeName = onNode;
    p.startTime = "2026-01-01T00:00:00Z";
    model::Container c;
    c.name = "c";
    c.requests["cpu"] = *model::Quantity::parse(cpu);
    p.spec.containers = {c};
    return p;
}

ClusterData build(std::vector<model::Node> nodes, std::vector<model::Pod> pods, std::vector<model::NodePool> pools = {})
{
    ClusterData data;
    data.cluster.name = "c";
    data.pools = std::move(pools);
    buildTables(data, std::move(nodes), std::move(pods));
    return data;
}

std::string bytesOf(const ClusterData& data)
{
    snapshot::detail::Writer writer;
    snapshot::detail::writeCluster(writer, data);
    return writer.out;
}

Amount requestedCpu(const ClusterData& data, const std::string& name)
{
    return data.nodes.requested[0][data.nodes.row(name)];
}

} // namespace

class TestTables : public QObject {
    Q_OBJECT

private slots:
    void sortsNodesByName()
    {
        const ClusterData data = build({node("b"), node("a"), node("c")}, {});
        QCOMPARE(data.nodes.size(), std::size_t{3});
        QCOMPARE(data.nodes.names[0], std::string_view("a"));
        QCOMPARE(data.nodes.row("c"), 2U);
        QCOMPARE(data.nodes.row("d"), noRow);
        QCOMPARE(data.nodes.labelsOf(1).at("kubernetes.io/hostname"), std::string("b"));
        QVERIFY(data.nodes.label("kubernetes.io/hostname") != nullptr);
        QVERIFY(data.nodes.label("zone") == nullptr);
    }

    void resourcesBeginWithTheFour()
    {
        const ClusterData data = build({node("a", 2)}, {});
        const std::vector<std::string> wanted = {"cpu", "memory", "pods", "ephemeral-storage", "nvidia.com/gpu"};
        QCOMPARE(data.nodes.resources, wanted);
        QCOMPARE(data.nodes.allocatable[4][0], Amount{2});
        QCOMPARE(data.nodes.allocatable[3][0], Amount{0});
    }

    void countsWhatHoldsResources_data()
    {
        QTest::addColumn<QString>("onNode");
        QTest::addColumn<QString>("phase");
        QTest::addColumn<bool>("terminating");
        QTest::addColumn<int>("cpu");
        QTest::newRow("running") << "a"
                                 << "Running" << false << 500;
        QTest::newRow("bound, not started") << "a"
                                            << "Pending" << false << 500;
        QTest::newRow("terminating still holds") << "a"
                                                 << "Running" << true << 500;
        QTest::newRow("succeeded") << "a"
                                   << "Succeeded" << false << 0;
        QTest::newRow("failed") << "a"
                                << "Failed" << false << 0;
        QTest::newRow("not bound") << ""
                                   << "Pending" << false << 0;
        QTest::newRow("on a node that is not there") << "gone"
                                                     << "Running" << false << 0;
    }
    void countsWhatHoldsResources()
    {
        QFETCH(QString, onNode);
        QFETCH(QString, phase);
        QFETCH(bool, terminating);
        QFETCH(int, cpu);
        model::Pod p = pod("p", onNode.toStdString(), phase.toStdString());
        if (terminating) p.deletionTime = "2026-01-02T00:00:00Z";
        const ClusterData data = build({node("a")}, {p});
        QCOMPARE(requestedCpu(data, "a"), Amount{cpu});
        QCOMPARE(data.nodes.requested[2][0], Amount{cpu > 0 ? 1 : 0}); // pods
        QCOMPARE((data.pods.state[0] & HoldsResources) != 0, cpu > 0);
        QCOMPARE((data.pods.state[0] & Pending) != 0, onNode.isEmpty());
        QCOMPARE((data.pods.state[0] & Terminating) != 0, terminating);
    }

    void podsOfOneKindShareAShape()
    {
        std::vector<model::Pod> pods;
        for (int i = 0; i < 50; ++i) pods.push_back(pod("p" + std::to_string(i), i % 2 == 0 ? "a" : "b"));
        pods.push_back(pod("other", "a", "Running", "1"));
        const ClusterData data = build({node("a"), node("b")}, pods);
        QCOMPARE(data.pods.size(), std::size_t{51});
        QCOMPARE(data.pods.shapes.size(), std::size_t{2});
        const std::vector<std::uint32_t> first = {0, 26, 51};
        QCOMPARE(data.pods.firstOfNode, first);
        for (const PodShape& shape : data.pods.shapes) {
            QVERIFY(shape.pod.name.empty() && shape.pod.spec.nodeName.empty() && shape.pod.phase.empty() &&
                    shape.pod.startTime.empty());
            QVERIFY(!shape.daemonSet);
        }
    }

    void limitsStandForRequests()
    {
        model::Pod p = pod("p", "a");
        p.spec.containers[0].requests.clear();
        p.spec.containers[0].limits["cpu"] = model::Quantity::of(2);
        QCOMPARE(requestedCpu(build({node("a")}, {p}), "a"), Amount{2000});
    }

    void knowsThePoolOfANode_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<unsigned>("pool");
        QTest::newRow("documented label") << "alibabacloud.com/nodepool-id"
                                          << "np-2" << 1U;
        QTest::newRow("the node's own") << "node.alibabacloud.com/nodepool-id"
                                        << "np-1" << 0U;
        QTest::newRow("a pool that is not listed") << "alibabacloud.com/nodepool-id"
                                                   << "np-9" << unsigned{noRow};
        QTest::newRow("no label") << "x"
                                  << "np-1" << unsigned{noRow};
    }
    void knowsThePoolOfANode()
    {
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(unsigned, pool);
        model::Node n = node("a");
        n.labels = {{key.toStdString(), value.toStdString()}};
        model::NodePool one;
        one.id = "np-1";
        model::NodePool two;
        two.id = "np-2";
        const ClusterData data = build({n}, {}, {two, one}); // sorted by id
        QCOMPARE(data.nodes.pool[0], pool);
    }

    void lostCardsAreThoseStillInAllocatable_data()
    {
        QTest::addColumn<int>("capacity");
        QTest::addColumn<int>("allocatable");
        QTest::addColumn<unsigned>("lost");
        QTest::newRow("not yet taken out") << 8 << 8 << 1U;
        QTest::newRow("taken out by the device plugin") << 8 << 7 << 0U;
    }
    void lostCardsAreThoseStillInAllocatable()
    {
        QFETCH(int, capacity);
        QFETCH(int, allocatable);
        QFETCH(unsigned, lost);
        model::Node n = node("a", capacity);
        n.allocatable["nvidia.com/gpu"] = allocatable;
        n.conditions = {{"NvidiaXID79Error", "True", "", ""}, {"Ready", "True", "", ""}};
        const ClusterData data = build({n, node("b", 8)}, {});
        QCOMPARE(data.nodes.lostCards[0], lost);
        QCOMPARE(data.nodes.faultSet[0], 1U);
        QCOMPARE(data.nodes.faultSets[1].size(), std::size_t{1});
        QCOMPARE(data.nodes.lostCards[1], 0U);
        QCOMPARE(data.nodes.faultSet[1], 0U);
    }

    void ofTwoVersionsOneIsKeptWhateverTheOrder()
    {
        model::Pod late = pod("p", "a", "Running", "2");
        late.startTime = "2026-02-01T00:00:00Z";
        const ClusterData one = build({node("a"), node("a", 1)}, {pod("p", "a"), late});
        const ClusterData other = build({node("a", 1), node("a")}, {late, pod("p", "a")});
        QCOMPARE(one.pods.size(), std::size_t{1});
        QCOMPARE(requestedCpu(one, "a"), Amount{2000});
        QCOMPARE(bytesOf(one), bytesOf(other));
    }

    void hugeAmountsDoNotOverflow()
    {
        std::vector<model::Pod> pods;
        for (int i = 0; i < 4; ++i) pods.push_back(pod("p" + std::to_string(i), "a", "Running", "8E"));
        const ClusterData data = build({node("a")}, pods);
        QCOMPARE(requestedCpu(data, "a"), std::numeric_limits<Amount>::max());
    }

    void tablesDoNotDependOnOrder()
    {
        const FleetPtr fleet = sample({.clusters = 1, .nodes = 12, .podsPerNode = 6, .seed = 3});
        const ClusterData& data = *fleet->clusters.front();
        std::mt19937 random(1);
        for (int round = 0; round < 5; ++round) {
            snapshot::detail::TableBuilder builder;
            std::vector<model::Node> nodes = snapshot::detail::nodesOf(data.nodes);
            std::shuffle(nodes.begin(), nodes.end(), random);
            for (model::Node& n : nodes) builder.add(std::move(n));
            builder.addPodsOf(data);
            ClusterData again = data;
            std::reverse(again.pools.begin(), again.pools.end());
            builder.finish(again);
            QCOMPARE(bytesOf(again), bytesOf(data));
        }
    }

    void moreNodesAreAsIfTheyHadBeenThere_data()
    {
        QTest::addColumn<QString>("prefix");
        QTest::addColumn<QString>("resource");
        QTest::newRow("behind all") << "~"
                                    << "nvidia.com/gpu";
        QTest::newRow("behind all, with a resource of their own") << "~"
                                                                  << "z.example.com/cards";
        QTest::newRow("in front of all") << "0"
                                         << "nvidia.com/gpu";
    }

    void moreNodesAreAsIfTheyHadBeenThere()
    {
        QFETCH(const QString, prefix);
        QFETCH(const QString, resource);
        const FleetPtr fleet = sample({.clusters = 1, .nodes = 12, .podsPerNode = 6, .seed = 3});
        const ClusterData& data = *fleet->clusters.front();
        std::vector<model::Node> more;
        for (int i = 2; i >= 0; --i) {
            model::Node added = node(prefix.toStdString() + std::to_string(i));
            added.labels = {{"a-label", "x"}, {"zone", std::to_string(i)}};
            added.allocatable[resource.toStdString()] = 4;
            added.capacity[resource.toStdString()] = 4;
            added.taints = {{"dedicated", "llm", "NoSchedule"}};
            more.push_back(std::move(added));
        }
        snapshot::detail::TableBuilder builder;
        builder.addNodesOf(data.nodes);
        for (const model::Node& added : more) builder.add(model::Node(added));
        builder.addPodsOf(data);
        ClusterData built = data;
        builder.finish(built);
        ClusterData grown = data;
        const ClusterData with = withNodes(data, more);
        grown.nodes = with.nodes;
        grown.pods = with.pods;
        QCOMPARE(bytesOf(grown), bytesOf(built));
    }

    void theSameSampleHasTheSameDigest()
    {
        QCOMPARE(sample({})->digest, sample({})->digest);
        QVERIFY(sample({})->digest != sample({.seed = 2})->digest);
        QCOMPARE(sample({})->digest.size(), std::size_t{16});
        QCOMPARE(sample({.clusters = 2, .nodes = 5, .podsPerNode = 3})->clusters[1]->pods.size(), std::size_t{15});
    }

    void aChangedCopyGetsAnotherDigest()
    {
        const FleetPtr before = sample({});
        Fleet changed = *before;
        ClusterData data = *changed.clusters[0];
        QCOMPARE(data.seal.value, std::uint64_t{0});
        data.pools[0].maxSize = 77;
        changed.clusters[0] = std::make_shared<ClusterData>(std::move(data));
        const FleetPtr after = freeze(std::move(changed));
        QVERIFY(after->digest != before->digest);
        QCOMPARE(after->clusters[1].get(), before->clusters[1].get()); // shared, not copied
    }
};

BERTH_TEST(TestTables)

} // namespace tst_tables

#include "tst_tables.moc"
