#include <QTest>

#include "tests/core/estimate/fleets.h"
#include "tests/support/test.h"

namespace tst_stock {

using namespace core;
using namespace core::estimate;

/// Which source speaks for a cell, and how it is shown.
class TestStock : public QObject {
    Q_OBJECT

private slots:
    void combinesSources_data()
    {
        QTest::addColumn<QString>("rows");
        QTest::addColumn<QString>("shown");
        QTest::addColumn<bool>("old");
        // The snapshot is of 09:40.
        const auto at = [](const QString& fields, const QString& time) {
            return "- {zone: z, instanceType: t, " + fields + ", seen: '2026-11-23T" + time + ":00Z'}\n";
        };
        QTest::newRow("nobody") << ""
                                << "unknown" << false;
        QTest::newRow("exact") << at("basis: exact, instances: 3", "09:39") << "3" << false;
        QTest::newRow("at least") << at("basis: at-least, instances: 3", "09:39") << "≥ 3" << false;
        QTest::newRow("some") << at("category: WithStock", "09:39") << "some" << false;
        QTest::newRow("little") << at("category: ClosedWithStock", "09:39") << "0–2" << false;
        QTest::newRow("none") << at("category: WithoutStock", "09:39") << "none" << false;
        QTest::newRow("exact before a category")
            << at("category: WithoutStock", "09:39") + at("basis: exact, instances: 3", "09:38") << "3" << false;
        QTest::newRow("a failed purchase before a category")
            << at("category: WithStock", "09:39") + at("basis: negative", "09:38") << "none" << false;
        QTest::newRow("for three minutes")
            << at("category: WithStock", "09:39") + at("basis: negative", "09:36") << "some" << false;
        QTest::newRow("the fresher of a rank")
            << at("basis: exact, instances: 3", "09:37") + at("basis: exact, instances: 5", "09:39") << "5" << false;
        // In the file's bytes 300 comes before 4.
        QTest::newRow("of one age the one that promises less")
            << at("basis: exact, instances: 300", "09:39") + at("basis: exact, instances: 4", "09:39") << "4" << false;
        QTest::newRow("without an end it promises more")
            << at("basis: at-least, instances: 3", "09:39") +
                   at("basis: at-least, instances: {min: 5, max: 9}", "09:39")
            << "5–9" << false;
        QTest::newRow("old loses its rank")
            << at("basis: exact, instances: 3", "09:20") + at("category: WithStock", "09:39") << "some" << false;
        QTest::newRow("old is better than nothing") << at("basis: exact, instances: 3", "09:20") << "3" << true;
    }
    void combinesSources()
    {
        QFETCH(QString, rows);
        QFETCH(QString, shown);
        QFETCH(bool, old);
        const auto fleet = fleets::fleet("", "", rows.isEmpty() ? std::string() : "stock:\n" + rows.toStdString());
        const Cell cell = Stock(*fleet).find({"", "z", "t", false});
        QCOMPARE(QString::fromStdString(toText(cell)), shown);
        QCOMPARE(cell.old, old);
        QCOMPARE(Stock(*fleet).find({"", "z", "t", true}).basis, model::StockBasis::Unknown);
    }
};

BERTH_TEST(TestStock)

} // namespace tst_stock

#include "tst_stock.moc"
