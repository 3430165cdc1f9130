#include <QTest>

#include "core/snapshot/catalogue.h"
#include "core/snapshot/extras.h"
#include "core/snapshot/file.h"
#include "tests/support/test.h"

namespace tst_extras {

using namespace core;
using namespace core::snapshot;

class TestExtras : public QObject {
    Q_OBJECT

private slots:
    void readsMoney_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("micros"); // -1: not money
        QTest::newRow("decimal") << "9.5" << qint64{9'500'000};
        QTest::newRow("whole") << "12" << qint64{12'000'000};
        QTest::newRow("six decimals") << "0.000001" << qint64{1};
        QTest::newRow("trailing zeros") << "1.5000000" << qint64{1'500'000};
        QTest::newRow("zero") << "0" << qint64{0};
        QTest::newRow("finer than a millionth") << "0.0000001" << qint64{-1};
        QTest::newRow("empty") << "" << qint64{-1};
        QTest::newRow("no digits before the point") << ".5" << qint64{-1};
        QTest::newRow("no digits behind it") << "5." << qint64{-1};
        QTest::newRow("negative") << "-1" << qint64{-1};
        QTest::newRow("exponent") << "1e3" << qint64{-1};
        QTest::newRow("beyond 64 bits") << "99999999999999999999" << qint64{-1};
        QTest::newRow("large") << "900000000000" << qint64{900'000'000'000'000'000};
        QTest::newRow("just too large") << "9900000000000000" << qint64{-1};
    }
    void readsMoney()
    {
        QFETCH(QString, text);
        QFETCH(qint64, micros);
        QCOMPARE(qint64{moneyMicros(text.toStdString()).value_or(-1)}, micros);
    }

    void readsStock_data()
    {
        QTest::addColumn<QString>("row");
        QTest::addColumn<int>("basis");
        QTest::addColumn<qint64>("lower");
        QTest::addColumn<qint64>("upper"); // -1: no limit known
        using B = model::StockBasis;
        QTest::newRow("a number is exact") << R"("instances": 3)" << int(B::Exact) << qint64{3} << qint64{3};
        QTest::newRow("at least") << R"("basis": "at-least", "instances": 3)" << int(B::AtLeast) << qint64{3}
                                  << qint64{-1};
        QTest::newRow("an interval") << R"("instances": {"min": 1, "max": 4})" << int(B::Unknown) << qint64{1}
                                     << qint64{4};
        QTest::newRow("with stock") << R"("category": "WithStock")" << int(B::Category) << qint64{1} << qint64{-1};
        QTest::newRow("little") << R"("category": "ClosedWithStock")" << int(B::Category) << qint64{0} << qint64{2};
        QTest::newRow("sold out") << R"("category": "WithoutStock")" << int(B::Category) << qint64{0} << qint64{0};
        QTest::newRow("a high score") << R"("basis": "score", "instances": 5)" << int(B::Score) << qint64{1}
                                      << qint64{-1};
        QTest::newRow("a low score") << R"("basis": "score", "instances": 3)" << int(B::Score) << qint64{0}
                                     << qint64{2};
        QTest::newRow("a score with an interval of one's own")
            << R"("basis": "score", "instances": {"min": 2, "max": 6})" << int(B::Score) << qint64{2} << qint64{6};
        QTest::newRow("negative") << R"("basis": "negative")" << int(B::Negative) << qint64{0} << qint64{0};
        QTest::newRow("nothing said") << R"("spot": false)" << int(B::Unknown) << qint64{0} << qint64{-1};
        QTest::newRow("min and max exchanged")
            << R"("instances": {"min": 4, "max": 1})" << int(B::Unknown) << qint64{1} << qint64{4};
        QTest::newRow("a number of no basis that is known")
            << R"("basis": "exactly", "instances": 4)" << int(B::Unknown) << qint64{0} << qint64{-1};
        QTest::newRow("a negative number") << R"("instances": -3)" << int(B::Unknown) << qint64{0} << qint64{-1};
    }
    void readsStock()
    {
        QFETCH(QString, row);
        QFETCH(int, basis);
        QFETCH(qint64, lower);
        QFETCH(qint64, upper);
        const Json object =
            Json::parse(R"({"apiVersion": "berth/v1", "kind": "FleetExtras", "seen": "2026-11-23T09:40:00Z",
            "stock": [{"zone": "z", "instanceType": "t", )" +
                        row.toStdString() + "}]}");
        model::Issues issues;
        const Extras extras = readExtras(object, "fleet.yaml", issues);
        QVERIFY(extras.stock.has_value());
        QCOMPARE(extras.stock->size(), std::size_t{1});
        const model::StockCell& cell = extras.stock->front();
        QCOMPARE(int(cell.basis), basis);
        QCOMPARE(qint64{cell.instances.lower}, lower);
        QCOMPARE(qint64{cell.instances.upper.value_or(-1)}, upper);
        QVERIFY(cell.seen.has_value()); // the file's own
        QCOMPARE(cell.source, std::string("fleet.yaml"));
    }

    /// A snapshot is handed to others: where its rows are from is told without who asked.
    void sourcesTellNoPassword()
    {
        model::Issues issues;
        // moc reads two slashes in a raw string as a comment, and JSON has another spelling of them
        const Extras extras = readExtras(Json::parse(R"({"apiVersion": "berth/v1", "kind": "FleetExtras",
            "stock": [{"zone": "z", "instanceType": "t", "instances": 3, "source": "https:\/\/u:s3cr3t@h/stock"}],
            "prices": [{"instanceType": "t", "region": "r", "perHour": "1", "source": "https:\/\/u:s3cr3t@h/prices"}]})"),
                                         "fleet.yaml", issues);
        QVERIFY(issues.empty());
        QCOMPARE(extras.stock.value().front().source, std::string("https://REDACTED@h/stock"));
        QCOMPARE(extras.prices.front().source, std::string("https://REDACTED@h/prices"));
    }

    void twoRowsOfOneCellMayDiffer_data()
    {
        QTest::addColumn<QString>("second");
        QTest::newRow("the same again") << R"("instances": 3)";
        QTest::newRow("seen later") << R"("instances": 4, "seen": "2026-11-23T09:50:00Z")";
        QTest::newRow("of less weight") << R"("category": "WithStock")";
        QTest::newRow("spot") << R"("instances": 4, "spot": true)";
        QTest::newRow("another account") << R"("instances": 4, "account": "1")";
    }
    void twoRowsOfOneCellMayDiffer()
    {
        QFETCH(QString, second);
        model::Issues issues;
        (void)readExtras(
            Json::parse(R"({"apiVersion": "berth/v1", "kind": "FleetExtras", "seen": "2026-11-23T09:40:00Z",
            "stock": [{"zone": "z", "instanceType": "t", "instances": 3}, {"zone": "z", "instanceType": "t", )" +
                        second.toStdString() + "}]}"),
            "fleet.yaml", issues);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues.front().what.c_str());
    }

    void saysWhichOfTwoRowsCounts_data()
    {
        QTest::addColumn<QString>("first");
        QTest::addColumn<QString>("second");
        QTest::addColumn<QString>("says");
        const char* three = R"("instances": 3)";
        const char* none = R"("category": "WithoutStock")";
        QTest::newRow("alike") << three << R"("instances": 4)"
                               << "the one that promises less counts.";
        QTest::newRow("less weight") << three << none << "that one counts.";
        QTest::newRow("more weight") << none << three << "this one counts.";
        QTest::newRow("a purchase that failed") << R"("basis": "negative")" << three << "this one counts.";
    }
    void saysWhichOfTwoRowsCounts()
    {
        QFETCH(QString, first);
        QFETCH(QString, second);
        QFETCH(QString, says);
        const QString row = QStringLiteral(R"({"zone": "z", "instanceType": "t", %1})");
        model::Issues issues;
        (void)readExtras(Json::parse((R"({"apiVersion": "berth/v1", "kind": "FleetExtras", "stock": [)" +
                                      row.arg(first) + ", " + row.arg(second) + "]}")
                                         .toStdString()),
                         "fleet.yaml", issues);
        QCOMPARE(issues.size(), std::size_t{1});
        QVERIFY2(issues.front().what.ends_with(says.toStdString()), issues.front().what.c_str());
    }

    void saysWhatIsWrong_data()
    {
        QTest::addColumn<QString>("fields");
        QTest::addColumn<QString>("path");
        QTest::newRow("a misspelt field") << R"("clusters": [{"name": "a", "nodepools": []}])"
                                          << "/clusters/0/nodepools";
        QTest::newRow("no such engine") << R"("engine": "nomad")"
                                        << "/engine";
        QTest::newRow("not a time") << R"("takenAt": "yesterday")"
                                    << "/takenAt";
        QTest::newRow("a list that is none") << R"("stock": {})"
                                             << "/stock";
        QTest::newRow("a cluster without name") << R"("clusters": [{"region": "r"}])"
                                                << "/clusters/0";
        QTest::newRow("a price without amount") << R"("prices": [{"instanceType": "t", "region": "r"}])"
                                                << "/prices/0/perHour";
        QTest::newRow("a price of nothing") << R"("prices": [{"instanceType": "t", "region": "r", "perHour": "0"}])"
                                            << "/prices/0/perHour";
        QTest::newRow("a basis that is none") << R"("stock": [{"zone": "z", "instanceType": "t", "basis": "sure"}])"
                                              << "/stock/0/basis";
        QTest::newRow("two rows of one cell")
            << R"("stock": [{"zone": "z", "instanceType": "t", "instances": 3}, {"zone": "z", "instanceType": "u"},
                            {"zone": "z", "instanceType": "t", "instances": 4}])"
            << "/stock/2";
        const QString cluster = R"("clusters": [{"name": "a", "zones": ["z-1", "z-2"], "nodePools": [%1]}])";
        QTest::newRow("a zone that the cluster lacks")
            << cluster.arg(R"({"id": "p", "zones": ["z-1", {"zone": "z-3"}]})") << "/clusters/0/nodePools/0/zones/1";
        QTest::newRow("a scaler that is none")
            << cluster.arg(R"({"id": "p", "scaler": "karpentr"})") << "/clusters/0/nodePools/0/scaler";
        QTest::newRow("a taint effect that is none")
            << cluster.arg(R"({"id": "p", "taints": [{"key": "x", "effect": "NoSchedul"}]})")
            << "/clusters/0/nodePools/0/taints/0/effect";
        QTest::newRow("a cluster twice") << R"("clusters": [{"name": "a"}, {"name": "a"}])"
                                         << "/clusters/1/name";
        QTest::newRow("less than are there")
            << cluster.arg(R"({"id": "p", "size": 3, "maxSize": 2})") << "/clusters/0/nodePools/0/maxSize";
        QTest::newRow("a maximum below the minimum")
            << cluster.arg(R"({"id": "p", "minSize": 3, "maxSize": 2})") << "/clusters/0/nodePools/0/maxSize";
    }
    void saysWhatIsWrong()
    {
        QFETCH(QString, fields);
        QFETCH(QString, path);
        model::Issues issues;
        const Extras extras = readExtras(
            Json::parse(R"({"apiVersion": "berth/v1", "kind": "FleetExtras", )" + fields.toStdString() + "}"), "f",
            issues);
        const auto said = std::any_of(issues.begin(), issues.end(),
                                      [&](const model::Issue& issue) { return issue.path == path.toStdString(); });
        QVERIFY(extras.clusters.size() <= 2);
        QVERIFY2(said, issues.empty() ? "nothing said" : issues.front().path.c_str());
    }

    /// What it loses is more than a warning is worth.
    void refusesWhatItCannotRead_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("path");
        const QString plain = R"({"apiVersion": "berth/v1", "kind": "FleetExtras", %1})";
        QTest::newRow("another kind") << R"({"apiVersion": "berth/v1", "kind": "FleetExtra"})"
                                      << "/kind";
        QTest::newRow("no kind") << R"({"apiVersion": "berth/v1"})"
                                 << "/kind";
        QTest::newRow("another version") << R"({"apiVersion": "berth/v9", "kind": "FleetExtras"})"
                                         << "/apiVersion";
        for (const char* list : {"clusters", "stock", "quotas", "prices", "instanceTypes"})
            QTest::newRow(list) << plain.arg(QString("\"%1\": 5").arg(list)) << QString("/%1").arg(list);
        QTest::newRow("node pools") << plain.arg(R"("clusters": [{"name": "a", "nodePools": "none"}])")
                                    << "/clusters/0/nodePools";
        QTest::newRow("zones of a pool")
            << plain.arg(R"("clusters": [{"name": "a", "nodePools": [{"id": "p", "zones": "z"}]}])")
            << "/clusters/0/nodePools/0/zones";
        QTest::newRow("a row that is none") << plain.arg(R"("stock": [5])") << "/stock/0";
    }
    void refusesWhatItCannotRead()
    {
        QFETCH(QString, text);
        QFETCH(QString, path);
        model::Issues issues;
        (void)readExtras(Json::parse(text.toStdString()), "f", issues);
        const auto refused = std::find_if(issues.begin(), issues.end(), [&](const model::Issue& issue) {
            return issue.path == path.toStdString() && issue.severity == model::Severity::Error;
        });
        QVERIFY2(refused != issues.end(), issues.empty() ? "nothing said" : issues.front().path.c_str());
        QVERIFY(!refused->fix.empty());
    }

    void theOnlyAccountIsEverybodys()
    {
        const char* const one = R"({"apiVersion": "berth/v1", "kind": "FleetExtras",
            "clusters": [{"name": "a", "account": "1055"}, {"name": "b"}],
            "stock": [{"zone": "z", "instanceType": "t", "instances": 3}]})";
        model::Issues issues;
        const Extras only = readExtras(Json::parse(one), "f", issues);
        QVERIFY(issues.empty());
        QCOMPARE(only.clusters[1].account, std::string("1055"));
        QCOMPARE(only.stock->front().account, std::string("1055"));

        const char* const two = R"({"apiVersion": "berth/v1", "kind": "FleetExtras",
            "clusters": [{"name": "a", "account": "1055"}, {"name": "b", "account": "1056"}],
            "stock": [{"zone": "z", "instanceType": "t", "instances": 3, "account": "1056"},
                      {"zone": "z", "instanceType": "t", "instances": 3}]})";
        const Extras several = readExtras(Json::parse(two), "f", issues);
        QCOMPARE(issues.size(), std::size_t(1));
        QCOMPARE(issues.front().path, std::string("/stock/1"));
        QVERIFY(several.stock->back().account.empty());
    }

    void anEmptyListIsKnown()
    {
        model::Issues issues;
        const Extras extras = readExtras(
            Json::parse(
                R"({"apiVersion": "berth/v1", "kind": "FleetExtras", "clusters": [{"name": "a", "nodePools": []}, {"name": "b"}]})"),
            "f", issues);
        QVERIFY(issues.empty());
        QVERIFY(extras.clusters[0].pools.has_value());
        QVERIFY(!extras.clusters[1].pools.has_value());
        QVERIFY(!extras.stock.has_value());
    }

    void readsTables_data()
    {
        QTest::addColumn<QByteArray>("csv");
        QTest::addColumn<int>("rows"); // -1: an error
        QTest::newRow("plain") << QByteArray("a,b\n1,2\n") << 2;
        QTest::newRow("no line end at the end") << QByteArray("a,b\n1,2") << 2;
        QTest::newRow("Windows") << QByteArray("a,b\r\n1,2\r\n") << 2;
        QTest::newRow("quotes") << QByteArray("a,b\n\"x, \"\"y\"\"\nz\",2\n") << 2;
        QTest::newRow("empty lines") << QByteArray("a,b\n\n1,2\n\n") << 2;
        QTest::newRow("empty") << QByteArray("") << 0;
        QTest::newRow("a short row") << QByteArray("a,b\n1\n") << -1;
        QTest::newRow("an open quote") << QByteArray("a,b\n\"1,2\n") << -1;
    }
    void readsTables()
    {
        QFETCH(QByteArray, csv);
        QFETCH(int, rows);
        const auto table = readCsv(csv.toStdString(), "t.csv");
        QCOMPARE(table ? static_cast<int>(table->size()) : -1, rows);
        if (!table) QVERIFY(table.error().where.starts_with("t.csv:"));
    }

    /// The catalogue fills in what the operator does not state: here the other zones.
    void aPriceOfOneZoneLeavesTheOthers()
    {
        const auto opened = openDumps(
            {{"fleet.yaml", "apiVersion: berth/v1\nkind: FleetExtras\n"
                            "clusters: [{name: a, region: cn-hangzhou, zones: [cn-hangzhou-h, cn-hangzhou-i]}]\n"
                            "prices: [{instanceType: ecs.gn7i-c8g1.2xlarge, region: cn-hangzhou, zone: cn-hangzhou-h, "
                            "perHour: '1.5', currency: CNY}]\n"}},
            "f");
        QVERIFY2(opened.has_value(), opened ? "" : opened.error().text().c_str());
        QStringList zones;
        for (const model::Price& price : opened->fleet->prices)
            if (price.instanceType == "ecs.gn7i-c8g1.2xlarge" && price.region == "cn-hangzhou" && !price.spot)
                zones << QString::fromStdString(price.zone + " " + std::to_string(price.perHour.micros));
        zones.sort();
        QCOMPARE(zones.size(), 2);
        QVERIFY2(zones.first().startsWith(QLatin1Char(' ')), qPrintable(zones.join(QLatin1Char('\n')))); // all others
        QCOMPARE(zones.last(), QStringLiteral("cn-hangzhou-h 1500000"));
    }

    void theProgramKnowsItsTypes()
    {
        const Catalogue& catalogue = builtInCatalogue();
        QVERIFY(catalogue.instanceTypes.size() > 100);
        QVERIFY(catalogue.prices.size() > 500);
        const auto at = std::find_if(catalogue.instanceTypes.begin(), catalogue.instanceTypes.end(),
                                     [](const auto& t) { return t.name == "ecs.gn7i-c8g1.2xlarge"; });
        QVERIFY(at != catalogue.instanceTypes.end());
        QCOMPARE(at->vcpu, std::int64_t{8});
        QCOMPARE(at->memoryMib, std::int64_t{30 * 1024});
        QCOMPARE(at->gpus, std::int64_t{1});
        QVERIFY(!at->gpuModel.empty());
        for (const model::Price& price : catalogue.prices)
            QVERIFY(price.perHour.micros > 0 && price.perHour.currency == "CNY" && !price.source.empty());
    }
};

BERTH_TEST(TestExtras)

} // namespace tst_extras

#include "tst_extras.moc"
