#include "tests/core/text/reading.h"
#include "tests/support/test.h"

namespace tst_yaml_emit {

using namespace core::text;
using namespace reading;

class TestYamlEmit : public QObject {
    Q_OBJECT

private slots:
    void quotesWhereTextWouldReadOtherwise_data()
    {
        QTest::addColumn<QString>("string");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* string, const char* text) {
            QTest::newRow(string) << QString::fromUtf8(string) << QString::fromUtf8(text);
        };
        row("web", "web");
        row("", "\"\"");
        row("yes", "\"yes\"");
        row("y", "\"y\"");
        row("Off", "\"Off\"");
        row("null", "\"null\"");
        row("~", "\"~\"");
        row("12", "\"12\"");
        row("1_000", "\"1_000\"");
        row("0x1F", "\"0x1F\"");
        row("0o7", "\"0o7\"");
        row("1e3", "\"1e3\"");
        row(".5", "\".5\"");
        row(".inf", "\".inf\"");
        row("2024-01-02", "\"2024-01-02\"");
        row("2024-01-02T03:04:05Z", "\"2024-01-02T03:04:05Z\"");
        row("2024-01-02T03:04:05.123456+02:00", "\"2024-01-02T03:04:05.123456+02:00\"");
        row("2024-01-02 03:04:05", "\"2024-01-02 03:04:05\"");
        row("2024-13-02", "2024-13-02");
        row("2023-02-29", "2023-02-29");
        row("2024-01-02T25:04:05Z", "2024-01-02T25:04:05Z");
        row("12:30", "\"12:30\"");
        row("<<", "\"<<\"");
        row("500m", "500m");
        row("1Gi", "1Gi");
        row("nginx:1.25", "nginx:1.25");
        row("a: b", "'a: b'");
        row("a:", "'a:'");
        row("a #b", "'a #b'");
        row("a#b", "a#b");
        row("#b", "'#b'");
        row("- a", "'- a'");
        row("-a", "-a");
        row("-", "'-'");
        row("--- a", "'--- a'");
        row("*a", "'*a'");
        row("&a", "'&a'");
        row("!a", "'!a'");
        row("@a", "'@a'");
        row("%a", "'%a'");
        row("`a", "'`a'");
        row("{a", "'{a'");
        row("[a]", "'[a]'");
        row("a]", "a]");
        row("?a", "?a");
        row("? a", "'? a'");
        row("'a'", "'''a'''");
        row("\"a\"", "'\"a\"'");
        row("a'b\"c", "a'b\"c");
        row(" a", "' a'");
        row("a ", "'a '");
        row("a\tb", "\"a\\tb\"");
        row("a\rb", "\"a\\rb\"");
        row("a\x7F", "\"a\\x7F\"");
        row("\xC3\xA9", "\xC3\xA9");
        row("\xF0\x9F\x98\x80", "\"\\U0001F600\"");
        row("a\nb", "|-\n  a\n  b");
        row("a\nb\n", "|\n  a\n  b");
        row("a\n\n", "|+\n  a\n");
        row("\n", "|2+\n");
        row(" a\nb", "|2-\n   a\n  b");
        row("a \nb", "\"a \\nb\"");
        row("a\n\tb", "\"a\\n\\tb\"");
    }
    void quotesWhereTextWouldReadOtherwise()
    {
        QFETCH(QString, string);
        QFETCH(QString, text);
        const core::Json value{{"k", string.toStdString()}};
        QCOMPARE(shown(toYaml(value)), "k: " + text + "\n");
        QVERIFY(parse(toYaml(value)).documents.at(0).value() == value);
    }

    void laysOutAsKubectlDoes()
    {
        const core::Json value = core::Json::parse(R"({
            "status": {}, "kind": "Pod", "apiVersion": "v1", "10": 1, "9": 2,
            "spec": {"containers": [{"name": "c", "args": ["a", ["b", {"c": 1}], [], {}], "env": []}], "x": null, "f": 1.5}})");
        QCOMPARE(shown(toYaml(value)), QString("\"9\": 2\n"
                                               "\"10\": 1\n"
                                               "apiVersion: v1\n"
                                               "kind: Pod\n"
                                               "spec:\n"
                                               "  containers:\n"
                                               "  - args:\n"
                                               "    - a\n"
                                               "    - - b\n"
                                               "      - c: 1\n"
                                               "    - []\n"
                                               "    - {}\n"
                                               "    env: []\n"
                                               "    name: c\n"
                                               "  f: 1.5\n"
                                               "  x: null\n"
                                               "status: {}\n"));
    }

    void sortsKeysByLettersAndNumbers()
    {
        core::Json value = core::Json::object();
        for (const char* key : {"a10", "a2", "a", "b", "a-b", "a.b", "ab", "A", "a02", "a1b"}) value[key] = 1;
        QCOMPARE(shown(toYaml(value)),
                 QString("A: 1\na: 1\na-b: 1\na.b: 1\na1b: 1\na2: 1\na02: 1\na10: 1\nab: 1\nb: 1\n"));
    }

    void writesLongKeysAndRoots()
    {
        const core::Json value{{std::string(200, 'k'), {{"a", {1}}}}};
        QVERIFY(parse(toYaml(value)).documents.at(0).value() == value);
        QCOMPARE(toYaml(core::Json::parse("[1, \"a\"]")), std::string("- 1\n- a\n"));
        QCOMPARE(toYaml(core::Json()), std::string("null\n"));
        QCOMPARE(toYaml(core::Json::object()), std::string("{}\n"));
        QCOMPARE(toYaml(core::Json("a\nb")), std::string("\"a\\nb\"\n"));
        QCOMPARE(toYaml(core::Json(18446744073709551615ULL)), std::string("18446744073709551615\n"));
    }

    void neverThrowsOnBytesThatAreNotUtf8()
    {
        QCOMPARE(toYaml(core::Json{{"k", "\xEF\xBB\xBFx"}}), std::string("k: \"\\uFEFFx\"\n"));
        QCOMPARE(toYaml(core::Json{{"k", "a\xFF"}}), std::string("k: \"a\xEF\xBF\xBD\"\n"));
    }
};

BERTH_TEST(TestYamlEmit)

} // namespace tst_yaml_emit

#include "tst_yaml_emit.moc"
