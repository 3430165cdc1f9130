#include <QTest>

#include <rapidcheck.h>

#include "core/model/quantity.h"
#include "tests/support/test.h"

namespace tst_quantity {

using namespace core;
using namespace core::model;

namespace {

Quantity quantity(const std::string& text)
{
    const auto parsed = Quantity::parse(text);
    if (!parsed) qFatal("%s", parsed.error().what.c_str());
    return *parsed;
}

/// Any amount that people write: up to 15 digits, a point maybe, every suffix.
rc::Gen<std::string> written()
{
    return rc::gen::map(rc::gen::tuple(rc::gen::inRange<std::int64_t>(-999'999'999'999'999, 999'999'999'999'999),
                                       rc::gen::inRange(0, 9),
                                       rc::gen::element<std::string>("", "n", "u", "m", "k", "M", "G", "T", "Ki", "Mi",
                                                                     "Gi", "e3", "E-2")),
                        [](const auto& parts) {
                            const auto& [digits, places, suffix] = parts;
                            std::string text = std::to_string(digits < 0 ? -digits : digits);
                            if (places > 0 && text.size() > static_cast<std::size_t>(places))
                                text.insert(text.size() - static_cast<std::size_t>(places), ".");
                            return (digits < 0 ? "-" : "") + text + suffix;
                        });
}

/// Decimals without a suffix: whose sums 38 digits hold exactly.
rc::Gen<Quantity> decimals()
{
    return rc::gen::map(
        rc::gen::pair(rc::gen::inRange<std::int64_t>(-1'000'000'000'000, 1'000'000'000'000), rc::gen::inRange(0, 2)),
        [](const auto& parts) {
            return parts.second == 0 ? Quantity::of(parts.first) : Quantity::ofMilli(parts.first);
        });
}

} // namespace

class TestQuantity : public QObject {
    Q_OBJECT

private slots:
    void reads_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<qint64>("value");
        QTest::addColumn<qint64>("milli");
        QTest::addColumn<QString>("canonical");
        const auto row = [](const char* text, qint64 value, qint64 milli, const char* canonical) {
            QTest::newRow(text) << text << value << milli << canonical;
        };
        row("0", 0, 0, "0");
        row("500m", 1, 500, "500m");
        row("1.5", 2, 1500, "1500m");
        row("-1.5", -2, -1500, "-1500m");
        row("1Ki", 1024, 1024000, "1Ki");
        row("1.5Gi", 1610612736, 1610612736000, "1536Mi");
        row("1e3", 1000, 1000000, "1e3");
        row("12E", 9223372036854775807, 9223372036854775807, "12E");
        row("+5", 5, 5000, "5");
        row("1n", 1, 1, "1n");
        row("0.1n", 1, 1, "1n"); // finer than a nano: away from zero
        row("8Ei", 9223372036854775807, 9223372036854775807, "9223372036854775807");
    }
    void reads()
    {
        QFETCH(QString, text);
        QFETCH(qint64, value);
        QFETCH(qint64, milli);
        QFETCH(QString, canonical);
        const Quantity q = quantity(text.toStdString());
        QCOMPARE(q.value(), value);
        QCOMPARE(q.milli(), milli);
        QCOMPARE(QString::fromStdString(q.canonical()), canonical);
    }

    void refuses_data()
    {
        QTest::addColumn<QString>("text");
        for (const char* text : {"", " 1", "1 ", "1.5.Gi", "1gi", "--1", "1e", "1e1000000000", "0x10", "1,5", "∞"})
            QTest::newRow(*text == '\0' ? "empty" : text) << QString::fromUtf8(text);
    }
    void refuses()
    {
        QFETCH(QString, text);
        const auto parsed = Quantity::parse(text.toStdString());
        QVERIFY(!parsed.has_value());
        QCOMPARE(parsed.error().fault, Fault::Malformed);
    }

    void holdsHugeAmounts()
    {
        const Quantity huge = quantity("1e300");
        QVERIFY(huge.exceeds(0));
        QCOMPARE(huge.value(), INT64_MAX);
        QVERIFY(huge > quantity("9223372036854775807"));
        QVERIFY(huge + huge > huge || huge + huge == huge);
    }

    void cpuIsCountedInThousandths()
    {
        QCOMPARE(amountOf("cpu", quantity("1.0001")), Amount{1001});
        QCOMPARE(amountOf("memory", quantity("1.0001")), Amount{2});
    }

    void laws()
    {
        QVERIFY(rc::check("what was added can be taken away", [] {
            const auto a = *decimals();
            const auto b = *decimals();
            RC_ASSERT(a + b - b == a);
            RC_ASSERT(a + b == b + a);
            RC_ASSERT((a - b).negated() == b - a);
        }));
        QVERIFY(rc::check("the order is total and that of the sums", [] {
            const auto a = *decimals();
            const auto b = *decimals();
            const auto c = *decimals();
            RC_ASSERT((a < b) + (b < a) + (a == b) == 1);
            RC_ASSERT(!(a < b && b < c) || a < c);
            RC_ASSERT((a < b) == (a + c < b + c));
        }));
        QVERIFY(rc::check("the canonical form has the value", [] {
            const auto q = quantity(*written());
            const auto again = quantity(q.canonical());
            RC_ASSERT(again == q);
            // "3000" of 2.9296875Ki reads back as a decimal, 3k; from there on it stays.
            RC_ASSERT(quantity(again.canonical()).canonical() == again.canonical());
            RC_ASSERT(quantity(q.text()) == q);
        }));
        QVERIFY(rc::check("amounts keep the order", [] {
            const auto a = quantity(*written());
            const auto b = quantity(*written());
            RC_ASSERT(!(a < b) || a.value() <= b.value());
            RC_ASSERT(!(a < b) || a.milli() <= b.milli());
        }));
    }
};

BERTH_TEST(TestQuantity)

} // namespace tst_quantity

#include "tst_quantity.moc"
