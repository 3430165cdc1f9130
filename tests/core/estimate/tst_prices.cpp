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

    /// In whatever order they come, the last that was seen counts; one without a date is older than all.
    void theLastSeenCounts_data()
    {
        QTest::addColumn<QList<int>>("order");
        QTest::newRow("older first") << QList<int>{0, 1, 2, 3};
        QTest::newRow("newer first") << QList<int>{3, 2, 1, 0};
        QTest::newRow("newer in between") << QList<int>{1, 3, 2, 0};
    }
    void theLastSeenCounts()
    {
        QFETCH(QList<int>, order);
        std::vector<model::Price> prices;
        for (const int day : order) {
            model::Price one;
            one.region = "cn-hangzhou";
            one.instanceType = "small";
            one.perHour = {10 - day, "CNY"};
            if (day > 0) one.seen = Time(std::chrono::hours(24 * day));
            prices.push_back(one);
        }
        const auto found = estimate::Prices(prices).find("cn-hangzhou-h", "small", false);
        QVERIFY(found.has_value());
        QCOMPARE(found->perHour.micros, std::int64_t{7});
    }

    /// Nothing is sold for nothing: such a price is one that is missing, and hides no other.
    void noneIsZero()
    {
        model::Price one;
        one.region = "cn-hangzhou";
        one.zone = "cn-hangzhou-h";
        one.instanceType = "small";
        one.perHour = {0, "CNY"};
        QVERIFY(!estimate::Prices({one}).find("cn-hangzhou-h", "small", false));
        model::Price other = one;
        other.zone.clear();
        other.perHour.micros = 5;
        const auto found = estimate::Prices({one, other}).find("cn-hangzhou-h", "small", false);
        QVERIFY(found.has_value());
        QCOMPARE(found->perHour.micros, std::int64_t{5});
    }
};

BERTH_TEST(TestPrices)

} // namespace tst_prices

#include "tst_prices.moc"
