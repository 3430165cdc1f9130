#include <QTest>

#include "core/model/age.h"
#include "tests/support/test.h"

namespace tst_age {

using namespace core;
using namespace core::model;
using namespace std::chrono_literals;

class TestAge : public QObject {
    Q_OBJECT

private slots:
    void printsAsKubectlDoes_data()
    {
        QTest::addColumn<qint64>("seconds");
        QTest::addColumn<QString>("human");
        QTest::addColumn<QString>("brief");
        const auto row = [](qint64 seconds, const char* human, const char* brief) {
            QTest::addRow("%lld", seconds) << seconds << human << brief;
        };
        row(-5, "<invalid>", "<invalid>"); // fault 74: the clock of a node is ahead
        row(-2, "<invalid>", "<invalid>");
        row(-1, "0s", "0s");
        row(0, "0s", "0s");
        row(119, "119s", "1m");
        row(120, "2m", "2m");
        row(467, "7m47s", "7m");
        row(600, "10m", "10m");
        row(3 * 3600 + 60, "3h1m", "3h");
        row(47 * 3600, "47h", "1d");
        row(76 * 3600, "3d4h", "3d");
        row(9 * 86400, "9d", "9d");
        row((2 * 365 + 10) * 86400, "2y10d", "2y");
        row(9 * 365 * 86400LL, "9y", "9y");
    }
    void printsAsKubectlDoes()
    {
        QFETCH(qint64, seconds);
        QFETCH(QString, human);
        QFETCH(QString, brief);
        QCOMPARE(QString::fromStdString(humanDuration(std::chrono::seconds(seconds))), human);
        QCOMPARE(QString::fromStdString(shortHumanDuration(std::chrono::seconds(seconds))), brief);
    }

    void readsTimes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("utc"); // empty: refused
        QTest::newRow("UTC") << "2026-11-23T09:41:00Z"
                             << "2026-11-23T09:41:00Z";
        QTest::newRow("an offset") << "2026-11-23T09:41:00+08:00"
                                   << "2026-11-23T01:41:00Z";
        QTest::newRow("a fraction") << "2026-11-23T09:41:00.999999Z"
                                    << "2026-11-23T09:41:00Z";
        QTest::newRow("a leap day") << "2024-02-29T00:00:00Z"
                                    << "2024-02-29T00:00:00Z";
        QTest::newRow("no leap day") << "2025-02-29T00:00:00Z"
                                     << "";
        QTest::newRow("no zone") << "2026-11-23T09:41:00"
                                 << "";
        QTest::newRow("a day only") << "2026-11-23"
                                    << "";
        QTest::newRow("hour 24") << "2026-11-23T24:00:00Z"
                                 << "";
        QTest::newRow("more behind it") << "2026-11-23T09:41:00Zx"
                                        << "";
        QTest::newRow("empty") << ""
                               << "";
    }
    void readsTimes()
    {
        QFETCH(QString, text);
        QFETCH(QString, utc);
        const auto time = parseTime(text.toStdString());
        QCOMPARE(time.has_value(), !utc.isEmpty());
        if (time) QCOMPARE(QString::fromStdString(toText(*time)), utc);
    }

    void readsDurations_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<bool>("good");
        QTest::addColumn<qint64>("nanoseconds");
        const auto row = [](const char* text, bool good, qint64 nanoseconds) {
            QTest::newRow(*text == '\0' ? "empty" : text) << QString::fromUtf8(text) << good << nanoseconds;
        };
        row("1m30s", true, 90'000'000'000);
        row("300ms", true, 300'000'000);
        row("1.5h", true, 5'400'000'000'000);
        row("-2s", true, -2'000'000'000);
        row("0", true, 0);
        row("1us", true, 1000);
        row("", false, 0);
        row("5", false, 0);
        row("5 s", false, 0);
        row(".s", false, 0);
        row("1d", false, 0);
        row("9999999h", false, 0);
    }
    void readsDurations()
    {
        QFETCH(QString, text);
        QFETCH(bool, good);
        QFETCH(qint64, nanoseconds);
        const auto duration = parseDuration(text.toStdString());
        QCOMPARE(duration.has_value(), good);
        if (duration) QCOMPARE(qint64(duration->count()), nanoseconds);
    }

    void refusesEndlessDigits()
    {
        QVERIFY(!parseDuration(std::string(6000, '9') + "." + std::string(6000, '9') + "s").has_value());
    }
};

BERTH_TEST(TestAge)

} // namespace tst_age

#include "tst_age.moc"
