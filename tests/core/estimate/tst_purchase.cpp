#include <QTest>

#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_purchase {

using namespace core;
using namespace core::estimate;
using fleets::a10;
using fleets::deployment;
using fleets::pool;
using fleets::stock;

namespace {

Provisionable offersOf(const std::string& pools, const std::string& more = "",
                       const std::string& manifest = deployment("nvidia.com/gpu: 1"))
{
    const auto data = fleets::fleet("", "  nodePools:\n" + pools, fleets::typesYaml() + more);
    return provisionable(*data, *data->cluster("c"), askFor(fleets::workload(manifest), 1000), Stock(*data));
}

QString joinedText(const std::vector<std::int64_t>& numbers)
{
    QStringList list;
    for (const std::int64_t n : numbers) list << QString::number(n);
    return list.join(' ');
}

const std::string fours = "ecs.gn7i-c48g1.12xlarge"; // 4 cards

} // namespace

class TestPurchase : public QObject {
    Q_OBJECT

private slots:
    void buys_data()
    {
        QTest::addColumn<QString>("pools");
        QTest::addColumn<QString>("instances"); // one an offer, - for no limit
        QTest::addColumn<int>("replicas");
        QTest::addColumn<QString>("nodes");
        QTest::addColumn<QString>("took");
        QTest::addColumn<int>("missing");
        QTest::addColumn<int>("by");
        const auto row = [](const char* name, const std::string& pools, const char* instances, int replicas,
                            const char* nodes, const char* took, int missing = 0, Limit by = Limit::None) {
            QTest::newRow(name) << QString::fromStdString(pools) << instances << replicas << nodes << took << missing
                                << static_cast<int>(by);
        };
        const std::string zones = "maxSize: 5, zones: [cn-hangzhou-h, cn-hangzhou-i]";
        row("nothing", pool(zones), "9 9", 0, "0 0", "0 0");
        row("the first zone", pool(zones), "9 9", 3, "3 0", "3 0");
        row("then the next", pool(zones), "2 9", 4, "2 2", "2 2");
        row("the pool is full", pool(zones), "9 9", 7, "5 0", "5 0", 2, Limit::Yours);
        row("sold out", pool(zones), "1 1", 3, "1 1", "1 1", 1, Limit::Stock);
        row("no limit known", pool(zones), "- -", 5, "5 0", "5 0");
        row("offers of one cell share it",
            pool("maxSize: 5, zones: [cn-hangzhou-h]") + pool("maxSize: 5, zones: [cn-hangzhou-h]", a10, "np-b"), "3 3",
            5, "3 0", "3 0", 2, Limit::Stock);
        row("a node that is not full", pool("maxSize: 5, zones: [cn-hangzhou-h]", fours), "9", 6, "2", "6");
        row("the smaller type first", pool("maxSize: 9, zones: [cn-hangzhou-h]", fours + ", " + a10), "2 9", 6, "2 1",
            "2 4");
        row("the larger where the room is short", pool("maxSize: 2, zones: [cn-hangzhou-h]", fours + ", " + a10), "2 9",
            6, "0 2", "0 6");
        // Before 0.6.0 the scaler takes the smallest type that fits, whatever room that leaves to the others.
        const auto inTurns = [&](const std::string& room, const std::string& types) {
            return pool(room + ", scaler: goatscaler, scalerVersion: 0.5.2", types);
        };
        const std::string both = fours + ", " + a10;
        row("the smallest in turn, though the room is short", inTurns("maxSize: 2, zones: [cn-hangzhou-h]", both),
            "9 9", 6, "2 0", "2 0", 4, Limit::Yours);
        row("the larger in turn", inTurns("maxSize: 3, zones: [cn-hangzhou-h]", both), "1 9", 7, "1 2", "1 6");
        row("the smallest in turn, though addresses are few",
            inTurns("maxSize: 9, zones: [{zone: cn-hangzhou-h, freeAddresses: 2}]", both), "9 9", 6, "2 0", "2 0", 4,
            Limit::Yours);
        row("the smallest in turn, in every zone", inTurns("maxSize: 3, zones: [cn-hangzhou-h, cn-hangzhou-i]", both),
            "1 1 9 9", 5, "1 1 1 0", "1 1 3 0");
    }
    void buys()
    {
        QFETCH(QString, pools);
        QFETCH(QString, instances);
        QFETCH(int, replicas);
        QFETCH(QString, nodes);
        QFETCH(QString, took);
        QFETCH(int, missing);
        QFETCH(int, by);
        std::vector<std::optional<std::int64_t>> cells;
        for (const QString& one : instances.split(' '))
            cells.push_back(one == "-" ? std::nullopt : std::optional<std::int64_t>(one.toLongLong()));
        const Purchase got = purchase(offersOf(pools.toStdString()), replicas, cells);
        QCOMPARE(joinedText(got.nodes), nodes);
        QCOMPARE(joinedText(got.replicas), took);
        QCOMPARE(got.missing, missing);
        QCOMPARE(static_cast<int>(got.missingBy), by);
    }

    /// Whatever a cluster is allotted of the stock, what it buys obeys the constraint: no replica stays Pending on the way.
    void holdsTheSpread_data()
    {
        QTest::addColumn<QString>("nodes"); // that run
        QTest::addColumn<QString>("stocks");
        QTest::addColumn<QString>("instances"); // allotted, one an offer, - for no limit
        QTest::addColumn<int>("minDomains");
        QTest::addColumn<QString>("took"); // of 5
        QTest::addColumn<QString>("deliverable");
        const auto row = [](const char* name, const std::string& nodes, const std::string& stocks,
                            const char* instances, int minDomains, const char* took, const char* deliverable) {
            QTest::newRow(name) << QString::fromStdString(nodes) << QString::fromStdString(stocks) << instances
                                << minDomains << took << deliverable;
        };
        const std::string nineEach = stock("cn-hangzhou-h", "9") + stock("cn-hangzhou-i", "9");
        const auto full = [](const char* zone) {
            return fleets::node(zone, "cpu: 8", std::string("topology.kubernetes.io/zone: ") + zone);
        };
        const std::string h = full("cn-hangzhou-h");
        row("in turns", "", nineEach, "9 9", 1, "3 2", "10");
        row("stock that nobody knows", "", "", "- -", 1, "3 2", "0-10");
        row("a zone without nodes does not count", "", nineEach, "0 9", 1, "0 5", "10");
        row("a zone with one node does", h, nineEach, "0 9", 1, "0 1", "10");
        row("allotted one in one zone", "", nineEach, "1 9", 1, "1 2", "10");
        row("a zone without nodes holds the others only once it has one", h,
            stock("cn-hangzhou-h", "6") + stock("cn-hangzhou-i", "1"), "6 1", 1, "2 1", "3-7");
        row("of two zones that are asked for, both have to be", h,
            stock("cn-hangzhou-h", "6") + stock("cn-hangzhou-i", "1"), "6 1", 2, "2 1", "3");
        row("a zone where nothing can be bought", h + full("cn-hangzhou-x"), nineEach, "9 9", 1, "1 1", "2");
        row("two zones are asked for, one has stock", "", nineEach, "0 9", 2, "0 1", "10");
        row("three zones are asked for", "", nineEach, "9 9", 3, "1 1", "2");
        row("a zone whose stock is not known may come about", "", stock("cn-hangzhou-h", "9"), "9 0", 1, "1 0", "1-10");
        row("stock may be none in a zone that counts", h,
            stock("cn-hangzhou-h", "{min: 0, max: 5}") + stock("cn-hangzhou-i", "9"), "5 9", 1, "3 2", "1-10");
        row("stock may be none in a zone that does not count yet", "",
            stock("cn-hangzhou-h", "{min: 0, max: 5}") + stock("cn-hangzhou-i", "9"), "5 9", 1, "3 2", "1-10");
    }
    void holdsTheSpread()
    {
        QFETCH(QString, nodes);
        QFETCH(QString, stocks);
        QFETCH(QString, instances);
        QFETCH(int, minDomains);
        const auto data = fleets::fleet(
            nodes.toStdString(), "  nodePools:\n" + pool("maxSize: 10, zones: [cn-hangzhou-h, cn-hangzhou-i]"),
            fleets::typesYaml() + (stocks.isEmpty() ? std::string() : "stock:\n" + stocks.toStdString()));
        const Ask ask = askFor(fleets::workload(deployment(
                                   "nvidia.com/gpu: 1",
                                   "topologySpreadConstraints: [{topologyKey: topology.kubernetes.io/zone, maxSkew: 1, "
                                   "minDomains: " +
                                       std::to_string(minDomains) +
                                       ", whenUnsatisfiable: DoNotSchedule, labelSelector: {matchLabels: {app: w}}}]")),
                               1000);
        const Provisionable what = provisionable(*data, *data->cluster("c"), ask, Stock(*data));
        std::vector<std::optional<std::int64_t>> cells;
        for (const QString& one : instances.split(' '))
            cells.push_back(one == "-" ? std::nullopt : std::optional<std::int64_t>(one.toLongLong()));
        QTEST(joinedText(purchase(what, 5, cells).replicas), "took");
        QTEST(fleets::shown(what.deliverable), "deliverable");
    }

    void givesUpWhereNothingFits()
    {
        const Provisionable what =
            offersOf(pool("maxSize: 5, zones: [cn-hangzhou-h]"), "", deployment("nvidia.com/gpu: 2"));
        const Purchase got = purchase(what, 2, {9});
        QCOMPARE(got.missing, 2);
        QCOMPARE(got.missingBy, Limit::Rule);
    }
};

BERTH_TEST(TestPurchase)

} // namespace tst_purchase

#include "tst_purchase.moc"
