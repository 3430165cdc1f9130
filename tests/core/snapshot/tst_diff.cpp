#include <QTest>

#include "core/snapshot/build.h"
#include "core/snapshot/describe.h"
#include "core/snapshot/diff.h"
#include "core/snapshot/sample.h"
#include "core/snapshot/what_if.h"
#include "tests/support/test.h"

namespace tst_diff {

using namespace core;
using namespace core::snapshot;

namespace {

std::string textOf(const std::vector<Difference>& differences)
{
    std::string text;
    for (const Difference& d : differences) {
        text += d.kind == Difference::Kind::Added ? "+ " : d.kind == Difference::Kind::Gone ? "- " : "~ ";
        text += d.what + (d.cluster.empty() ? "" : " of " + d.cluster) + " " + d.name;
        for (const FieldChange& f : d.fields) text += "; " + f.field + " " + f.before + " -> " + f.after;
        text += "\n";
    }
    return text;
}

} // namespace

class TestDiff : public QObject {
    Q_OBJECT

private slots:
    void equalFleetsDoNotDiffer() { QCOMPARE(textOf(diff(*sample({}), *sample({}))), std::string()); }

    void saysWhatChanged_data()
    {
        QTest::addColumn<int>("which");
        QTest::addColumn<QString>("text");
        QTest::newRow("pool maximum") << 0 << "~ node pool of cluster-0001 np0000; maxSize 2 -> 99\n";
        QTest::newRow("cluster gone") << 1 << "- cluster cluster-0001\n";
        QTest::newRow("node gone") << 2 << "- node of cluster-0001 cluster-0001-node-0001\n";
    }
    void saysWhatChanged()
    {
        QFETCH(int, which);
        QFETCH(QString, text);
        const FleetPtr before = sample({.clusters = 2, .podsPerNode = 0});
        Fleet pinned = *before;
        ClusterData data = *pinned.clusters[1];
        data.pools[0].maxSize = 2;
        pinned.clusters[1] = freezeCluster(std::move(data));
        const FleetPtr start = freeze(std::move(pinned));
        const std::vector<Change> changes = {SetPoolMax{"cluster-0001", "np0000", 99}, WithoutCluster{"cluster-0001"},
                                             WithoutNode{"cluster-0001", "cluster-0001-node-0001"}};
        const auto after = whatIf(start, {changes[static_cast<std::size_t>(which)]});
        QVERIFY(after.has_value());
        QCOMPARE(QString::fromStdString(textOf(diff(*start, **after))), text);
    }

    void theOtherWayRoundAddsWhatWasGone()
    {
        const FleetPtr before = sample({.clusters = 2});
        const auto after = whatIf(before, {WithoutCluster{"cluster-0001"}});
        QCOMPARE(textOf(diff(**after, *before)), std::string("+ cluster cluster-0001\n"));
    }

    void saysStockAndPrices()
    {
        const FleetPtr before = sample({.clusters = 1});
        Fleet changed = *before;
        changed.prices[0].perHour.micros = 1'250'000;
        changed.stock.erase(changed.stock.begin());
        const std::string text = textOf(diff(*before, *freeze(std::move(changed))));
        QVERIFY2(text.find("- stock ") != std::string::npos, text.c_str());
        QVERIFY2(text.find("~ price ") != std::string::npos && text.find("-> 1.25 CNY") != std::string::npos,
                 text.c_str());
    }

    /// Of two prices for one place the one that counts is shown, whatever the order.
    void saysThePriceThatCounts()
    {
        const FleetPtr before = sample({.clusters = 1});
        Fleet changed = *before;
        for (const auto& [micros, days] : {std::pair{1'250'000, 60'000}, std::pair{9'750'000, 50'000}}) {
            changed.prices.push_back(changed.prices[0]);
            changed.prices.back().perHour.micros = micros;
            changed.prices.back().seen = Time(std::chrono::hours(24 * days));
        }
        const std::string text = textOf(diff(*before, *freeze(std::move(changed))));
        QVERIFY2(text.find("-> 1.25 CNY") != std::string::npos, text.c_str());
        QVERIFY2(text.find("9.75") == std::string::npos, text.c_str());
    }

    void anyChangeOfContentIsSaid()
    {
        // Whatever makes another digest must not look like no difference.
        const FleetPtr before = sample({.clusters = 1});
        for (std::uint64_t seed = 2; seed < 12; ++seed)
            QVERIFY(!diff(*before, *sample({.clusters = 1, .seed = seed})).empty());
    }

    void describesInFigures()
    {
        const FleetPtr fleet = sample({.clusters = 2, .nodes = 4, .podsPerNode = 5});
        const FleetSummary summary = describe(*fleet);
        QCOMPARE(summary.clusters.size(), std::size_t{2});
        QCOMPARE(summary.clusters[0].nodes.value(), std::int64_t{4});
        QCOMPARE(summary.clusters[0].pods.value(), std::int64_t{20});
        QCOMPARE(summary.clusters[0].nodesAge, std::optional<Seconds>(Seconds(0)));
        QCOMPARE(summary.stockAge, std::optional<Seconds>(Seconds(60)));
        Fleet unknown = *fleet;
        ClusterData data = *unknown.clusters[0];
        data.podsKnown = false;
        unknown.clusters[0] = freezeCluster(std::move(data));
        QVERIFY(!describe(*freeze(std::move(unknown))).clusters[0].pods.has_value()); // unknown is not zero
    }
};

BERTH_TEST(TestDiff)

} // namespace tst_diff

#include "tst_diff.moc"
