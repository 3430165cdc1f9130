#include <QTest>

#include "core/estimate/prices.h"
#include "tests/support/test.h"

namespace tst_prices {

using namespace core;

/// Which of a list's prices is that of a node.
class TestPrices : public QObject {
    Q_OBJECT

private slots:
    void findsTheNearest_data()
    {
        QTest::addColumn<QString>("zone");
        QTest::addColumn<bool>("spot");
        QTest::addColumn<int>("micros");
        QTest::newRow("of the zone") << "cn-hangzhou-h" << false << 2;
        QTest::newRow("of the region") << "cn-hangzhou-i" << false << 1;
        QTest::newRow("spot has its own") << "cn-hangzhou-h" << true << 4;
        QTest::newRow("another region") << "cn-beijing-a" << false << 0;
        QTest::newRow("no zone") << "" << false << 0;
    }
    void findsTheNearest()
    {
        QFETCH(QString, zone);
        QFETCH(bool, spot);
        QFETCH(int, micros);
        const auto price = [](const std::string& of, bool isSpot, std::int64_t amount) {
            model::Price one;
            one.region = "cn-hangzhou";
            one.zone = of;
            one.instanceType = "small";
            one.spot = isSpot;
            one.perHour = {amount, "CNY"};
            return one;
        };
        const estimate::Prices prices({price("", false, 1), price("cn-hangzhou-h", false, 2),
                                       price("cn-hangzhou-h", false, 3), price("", true, 4)});
        const auto found = prices.find(zone.toStdString(), "small", spot);
        QCOMPARE(found ? found->perHour.micros : 0, std::int64_t{micros});
        QVERIFY(!prices.find(zone.toStdString(), "large", spot));
    }
};

BERTH_TEST(TestPrices)

} // namespace tst_prices

#include "tst_prices.moc"
