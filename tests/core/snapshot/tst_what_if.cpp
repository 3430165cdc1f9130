#include <QTest>

#include <algorithm>

#include "core/snapshot/build.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/what_if.h"
#include "tests/support/test.h"

namespace tst_what_if {

using namespace core;
using namespace core::snapshot;

class TestWhatIf : public QObject {
    Q_OBJECT

private slots:
    void whatIfNamesWhatIsThere_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("word");
        QTest::newRow("cluster") << 0 << "cluster-0000";
        QTest::newRow("pool") << 1 << "gpu-a10";
        QTest::newRow("quota") << 2 << "q_ecs_gn7i_postpay_g";
        QTest::newRow("node") << 3 << "cluster-0000-node-0000";
    }
    void whatIfNamesWhatIsThere()
    {
        QFETCH(int, which);
        QFETCH(QString, word);
        const std::vector<Change> changes = {WithoutCluster{"x"}, SetPoolMax{"cluster-0000", "x", 1}, SetQuota{"x", 1},
                                             WithoutNode{"cluster-0000", "x"}};
        const auto fork = whatIf(sample({.clusters = 1}), {changes[static_cast<std::size_t>(which)]});
        QVERIFY(!fork.has_value());
        QCOMPARE(fork.error().fault, Fault::NotFound);
        QVERIFY2(QString::fromStdString(fork.error().what).contains(word), fork.error().what.c_str());
    }

    void aGlimpseShowsWhatAWhatIfWould()
    {
        const auto fleet = sample({.clusters = 2});
        const std::vector<Change> changes = {SetPoolMax{"cluster-0001", "np0000", 99},
                                             SetStock{"cn-beijing-f", "ecs.gn7i-c8g1.2xlarge", Range::exactly(2)},
                                             SetQuota{"q_ecs_gn7i_postpay_g", 5}};
        const auto fork = whatIf(fleet, changes);
        const auto look = glimpse(fleet, changes);
        QVERIFY(fork && look);
        QCOMPARE((*look)->clusters[0].get(), fleet->clusters[0].get());
        QVERIFY((*look)->cluster("cluster-0001")->pools == (*fork)->cluster("cluster-0001")->pools);
        QVERIFY(std::is_permutation((*look)->stock.begin(), (*look)->stock.end(), (*fork)->stock.begin(),
                                    (*fork)->stock.end()));
        QVERIFY(std::is_permutation((*look)->quotas.begin(), (*look)->quotas.end(), (*fork)->quotas.begin(),
                                    (*fork)->quotas.end()));
        QVERIFY((*look)->digest.empty());
        QVERIFY(!glimpse(fleet, {WithoutCluster{"nowhere"}}));
    }

    /// Its pool may buy another for it.
    void aNodeLessIsAPoolThatIsSmaller()
    {
        Fleet fleet = *sample({.clusters = 1});
        auto data = std::make_shared<ClusterData>(*fleet.clusters[0]);
        const std::string node(data->nodes.names[0]);
        const std::uint32_t pool = data->nodes.pool[0] = 0;
        data->pools.at(pool).size = 3;
        fleet.clusters[0] = data;
        const auto fork = whatIf(freeze(std::move(fleet)), {WithoutNode{"cluster-0000", node}});
        QVERIFY(fork.has_value());
        QCOMPARE((*fork)->clusters[0]->pools[pool].size, std::optional<std::int64_t>(2));
    }

    void whatIfChangesOnlyItsFork()
    {
        const FleetPtr before = sample({.clusters = 3});
        const std::string digest = before->digest;
        const auto fork = whatIf(before, {WithoutCluster{"cluster-0000"}, SetPoolMax{"cluster-0001", "np0000", 99},
                                          SetStock{"cn-beijing-f", "ecs.gn7i-c8g1.2xlarge", Range::exactly(2)},
                                          WithoutNode{"cluster-0001", "cluster-0001-node-0000"},
                                          SetQuota{"q_ecs_gn7i_postpay_g", 5}});
        QVERIFY2(fork.has_value(), fork ? "" : fork.error().text().c_str());
        QCOMPARE((*fork)->clusters.size(), std::size_t{2});
        QCOMPARE((*fork)->cluster("cluster-0001")->pools[0].maxSize, std::optional<std::int64_t>(99));
        QCOMPARE((*fork)->cluster("cluster-0001")->nodes.row("cluster-0001-node-0000"), noRow);
        QCOMPARE((*fork)->clusters[1].get(), before->clusters[2].get());
        int cells = 0;
        for (const model::StockCell& cell : (*fork)->stock)
            if (cell.zone == "cn-beijing-f" && cell.instanceType == "ecs.gn7i-c8g1.2xlarge" && !cell.spot) {
                ++cells;
                QCOMPARE(cell.instances, Range::exactly(2));
            }
        QCOMPARE(cells, 1);
        QCOMPARE(before->digest, digest);
        QCOMPARE(before->clusters.size(), std::size_t{3});
    }
};

BERTH_TEST(TestWhatIf)

} // namespace tst_what_if

#include "tst_what_if.moc"
