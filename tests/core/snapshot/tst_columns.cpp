#include <QTest>

#include "core/snapshot/binary.h"
#include "core/snapshot/codec.h"
#include "core/snapshot/columns.h"
#include "tests/support/test.h"

namespace tst_columns {

using namespace core::snapshot;

class TestColumns : public QObject {
    Q_OBJECT

private slots:
    void numbersTextsInOrderOfFirstUse()
    {
        Dictionary words;
        QCOMPARE(words.find("a"), absent);
        QCOMPARE(words.intern("b"), 1U);
        QCOMPARE(words.intern("a"), 2U);
        QCOMPARE(words.intern("b"), 1U);
        QCOMPARE(words.intern(""), 3U);
        QCOMPARE(words.size(), std::size_t{3});
        QCOMPARE(words.text(2), std::string_view("a"));
        QCOMPARE(words.text(absent), std::string_view());
        QCOMPARE(words.text(99), std::string_view());
        QCOMPARE(words.find("c"), absent);
    }

    void keepsThousandsApart()
    {
        Dictionary words;
        for (int i = 0; i < 5000; ++i) QCOMPARE(words.intern("word " + std::to_string(i)), static_cast<Id>(i + 1));
        for (int i = 0; i < 5000; ++i) QCOMPARE(words.find("word " + std::to_string(i)), static_cast<Id>(i + 1));
    }

    void takesItsRawFormBack_data()
    {
        QTest::addColumn<QByteArray>("arena");
        QTest::addColumn<QList<unsigned>>("ends");
        QTest::addColumn<bool>("good");
        QTest::newRow("two texts") << QByteArray("abc") << QList<unsigned>{1, 3} << true;
        QTest::newRow("none") << QByteArray() << QList<unsigned>{} << true;
        QTest::newRow("an empty text") << QByteArray("a") << QList<unsigned>{0, 1} << true;
        QTest::newRow("ends before it starts") << QByteArray("abc") << QList<unsigned>{2, 1, 3} << false;
        QTest::newRow("ends beyond the arena") << QByteArray("abc") << QList<unsigned>{4} << false;
        QTest::newRow("leaves a rest") << QByteArray("abc") << QList<unsigned>{2} << false;
        QTest::newRow("the same text twice") << QByteArray("aa") << QList<unsigned>{1, 2} << false;
    }
    void takesItsRawFormBack()
    {
        QFETCH(QByteArray, arena);
        QFETCH(QList<unsigned>, ends);
        QFETCH(bool, good);
        Dictionary words;
        QCOMPARE(words.assign(arena.toStdString(), {ends.begin(), ends.end()}), good);
    }

    void numbersComeBack_data()
    {
        QTest::addColumn<qint64>("number");
        for (const qint64 n : {qint64{0}, qint64{1}, qint64{-1}, qint64{127}, qint64{128}, qint64{-64}, qint64{-65},
                               std::numeric_limits<qint64>::max(), std::numeric_limits<qint64>::min()})
            QTest::addRow("%lld", static_cast<long long>(n)) << n;
    }
    void numbersComeBack()
    {
        QFETCH(qint64, number);
        const auto before = static_cast<std::int64_t>(number);
        const std::string bytes = detail::encoded(before);
        detail::Reader reader(bytes);
        std::int64_t after = 0;
        reader(after);
        QVERIFY(!reader.failed());
        QCOMPARE(after, before);
        QCOMPARE(reader.left(), std::size_t{0});
    }

    void documentsComeBack_data()
    {
        QTest::addColumn<QByteArray>("json");
        for (const char* text : {"null", "true", "-5", "18446744073709551615", "1.5", "\"\"", "[1,[2,{}],\"x\"]",
                                 R"({"a":{"b":[null]},"c":""})"})
            QTest::newRow(text) << QByteArray(text);
    }
    void documentsComeBack()
    {
        QFETCH(QByteArray, json);
        const core::Json before = core::Json::parse(json.toStdString());
        const std::string bytes = detail::encoded(before);
        detail::Reader reader(bytes);
        core::Json after;
        reader(after);
        QVERIFY2(!reader.failed(), reader.fault().c_str());
        QCOMPARE(after.dump(), before.dump());
        QVERIFY(after == before);
    }

    void refusesWhatNoWriterWrites_data()
    {
        QTest::addColumn<QByteArray>("bytes");
        QTest::newRow("nothing") << QByteArray();
        QTest::newRow("a number without end") << QByteArray("\x80\x80");
        QTest::newRow("a number beyond 64 bits") << QByteArray("\xff\xff\xff\xff\xff\xff\xff\xff\xff\x02");
        QTest::newRow("a number in more bytes than it needs") << QByteArray("\x81\x00", 2);
        QTest::newRow("more texts than bytes") << QByteArray("\xff\xff\xff\xff\x0f"
                                                             "abc");
    }
    void refusesWhatNoWriterWrites()
    {
        QFETCH(QByteArray, bytes);
        const std::string input = bytes.toStdString();
        detail::Reader reader(input);
        std::vector<std::string> texts;
        reader(texts);
        QVERIFY(reader.failed());
        QVERIFY(texts.size() <= input.size());
    }

    void refusesDocumentsThatAreTooDeep()
    {
        std::string bytes;
        for (int i = 0; i < 100'000; ++i) bytes += std::string("\x07\x01", 2); // a list of one list of …
        detail::Reader reader(bytes);
        core::Json value;
        reader(value);
        QVERIFY(reader.failed());
    }
};

BERTH_TEST(TestColumns)

} // namespace tst_columns

#include "tst_columns.moc"
