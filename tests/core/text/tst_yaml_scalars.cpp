#include "tests/core/text/reading.h"
#include "tests/support/test.h"

namespace tst_yaml_scalars {

using namespace core::text;
using namespace reading;

/// Every form of a scalar, as sigs.k8s.io/yaml reads it.
class TestYamlScalars : public QObject {
    Q_OBJECT

private slots:
    void resolvesAsKubernetesDoes_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        const auto row = [](const char* text, const char* json) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(json);
        };
        for (const char* yes : {"y", "Y", "yes", "Yes", "YES", "true", "True", "TRUE", "on", "On", "ON"})
            row(yes, "true");
        for (const char* no : {"n", "N", "no", "No", "NO", "false", "False", "FALSE", "off", "Off", "OFF"})
            row(no, "false");
        for (const char* null : {"", "~", "null", "Null", "NULL"}) row(null, "null");
        row("yEs", "\"yEs\"");
        row("nULL", "\"nULL\"");
        row("oN", "\"oN\"");
        // Integers
        row("0", "0");
        row("-0", "0");
        row("12", "12");
        row("+12", "12");
        row("-12", "-12");
        row("1_000", "1000");
        row("_1", "\"_1\"");
        row("1_", "1");
        row("0777", "511");
        row("-0777", "-511");
        row("0o17", "15");
        row("0O17", "15");
        row("0x1F", "31");
        row("0X1f", "31");
        row("-0x1F", "-31");
        row("0x_0A_74", "2676");
        row("0b1010", "10");
        row("-0b101010", "-42");
        row("0b-101", "-5");
        row("08", "8");
        row("09.5", "9.5");
        row("0x", "\"0x\"");
        row("0b2", "\"0b2\"");
        row("0o8", "\"0o8\"");
        row("9223372036854775807", "9223372036854775807");
        row("-9223372036854775808", "-9223372036854775808");
        row("9223372036854775808", "9223372036854775808");
        row("18446744073709551615", "18446744073709551615");
        row("+18446744073709551615", "1.8446744073709552e+19");
        row("18446744073709551616", "1.8446744073709552e+19");
        row("-9223372036854775809", "-9.223372036854776e+18");
        row("0xFFFFFFFFFFFFFFFFFF", "\"0xFFFFFFFFFFFFFFFFFF\"");
        // Floats
        row("0.1", "0.1");
        row(".1", "0.1");
        row("-.1", "-0.1");
        row("+.1", "0.1");
        row("1.", "1");
        row("1.0", "1");
        row("-0.0", "0");
        row("1e3", "1000");
        row("123456e1", "1234560");
        row("6.8523e+5", "685230");
        row("685.230_15e+03", "685230.15");
        row("1e21", "1e+21");
        row("1e-7", "1e-07");
        row("1e400", "\"1e400\"");
        row("1e-400", "0");
        row("1e", "\"1e\"");
        row("e1", "\"e1\"");
        row(".", "\".\"");
        row(".e1", "\".e1\"");
        row("1.2.3", "\"1.2.3\"");
        row("..5", "\"..5\"");
        row("0x1p3", "\"0x1p3\"");
        row("inf", "\"inf\"");
        row("nan", "\"nan\"");
        // What stays text
        row("2001-12-14", "\"2001-12-14\"");
        row("2015-02-24T18:19:39Z", "\"2015-02-24T18:19:39Z\"");
        row("12:30", "\"12:30\"");
        row("190:20:30.15", "\"190:20:30.15\"");
        row("1,000", "\"1,000\"");
        row("100Mi", "\"100Mi\"");
        row("500m", "\"500m\"");
        row("-b_c", "\"-b_c\"");
        row("<<", "\"<<\"");
        row("nginx:1.25", "\"nginx:1.25\"");
        row("a#b", "\"a#b\"");
        row("a  # comment", "\"a\"");
        row("\xC3\xA9t\xC3\xA9", "\"\xC3\xA9t\xC3\xA9\"");
        // Quotes
        row("'12'", "\"12\"");
        row("\"yes\"", "\"yes\"");
        row("''", "\"\"");
        row("'it''s'", "\"it's\"");
        row("''''''''''''''''''''''''", "\"'''''''''''\"");
        row("'a  \n\n\n  b\n  c '", "\"a\\n\\nb c \"");
        row("\"a\\tb\\x41\\u00e9\\U0001F600\\\"\"", "\"a\\tbA\xC3\xA9\xF0\x9F\x98\x80\\\"\"");
        row("\"a\n  b\"", "\"a b\"");
        row("\"a\\\n  b\"", "\"ab\"");
        row("multi\n  line\n\n  plain", "\"multi line\\nplain\"");
        // Blocks
        row("|\n  a\n  b\n", "\"a\\nb\\n\"");
        row("|-\n  a\n   b\n", "\"a\\n b\"");
        row("|+\n  a\n\n", "\"a\\n\\n\"");
        row("|2\n   a\n", "\" a\\n\"");
        row(">\n  a\n  b\n\n  c\n", "\"a b\\nc\\n\"");
        row(">-\n  a\n  b\n", "\"a b\"");
        row("|\n  yes\n", "\"yes\\n\"");
        row("|\n  a", "\"a\""); // the text ends without a line end
        row("|+\n  a", "\"a\"");
        row(">\n\n  a\n    b\n  c\n", "\"\\na\\n  b\\nc\\n\"");
        row("|\r\n  a\r\n\r\n  b\r\n", "\"a\\n\\nb\\n\"");
        row("|1+ # note\n a\n\n \n", "\"a\\n\\n\\n\"");
        row("\n- |2\n   a\n  b\n- - >1-\n    x\n   y", "[\" a\\nb\\n\",[\" x\\ny\"]]");
        // Blocks without text
        row("\n  a: |\n  b: |\n    text\n", "{\"a\":\"\",\"b\":\"text\\n\"}");
        row("\n  a: |+ # c\n\n  b: >-\n  c: x\n", "{\"a\":\"\\n\",\"b\":\"\",\"c\":\"x\"}");
        row("\n- a: |\n  b: x\n- |-\n- - >\n   -\n", "[{\"a\":\"\",\"b\":\"x\"},\"\",[\"-\\n\"]]");
        // Tags
        row("!!str 12", "\"12\"");
        row("!!str yes", "\"yes\"");
        row("!!str", "\"\"");
        row("!!int '12'", "12");
        row("!!int 0x10", "16");
        row("!!float 1", "1");
        row("!!float '1.5'", "1.5");
        row("!!bool 'on'", "true");
        row("!!null ''", "null");
        row("!!binary aGVsbG8=", "\"hello\"");
        row("!!binary gIGC", "\"\xEF\xBF\xBD\xEF\xBF\xBD\xEF\xBF\xBD\"");
        row("!!timestamp 2001-12-14", "\"2001-12-14\"");
        row("!own 12", "\"12\"");
        row("! 12", "\"12\"");
        // Collections
        row("[1, yes, a]", "[1,true,\"a\"]");
        row("{a: 1, \"b\": }", "{\"a\":1,\"b\":null}");
        row("[a: b, c]", "[{\"a\":\"b\"},\"c\"]");
        row("\n-\n- b", "[null,\"b\"]"); // an empty item at the indentation of the key
        row("\n- a\n-\n-   # c\n-", "[\"a\",null,null,null]");
        row("\n- - a\n-\n- b: ~\n-", "[[\"a\"],null,{\"b\":null},null]");
        row("\n- |\n  -\n  -\n-\n- c", "[\"-\\n-\\n\",null,\"c\"]");
        row("[]", "[]");
        row("{}", "{}");
    }
    void resolvesAsKubernetesDoes()
    {
        QFETCH(QString, text);
        QFETCH(QString, json);
        QCOMPARE(shown(valueOf("k: " + text.toStdString())), "{\"k\":" + json + "}");
    }

    void keysBecomeText_data()
    {
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("name");
        const auto row = [](const char* key, const char* name) { QTest::newRow(key) << key << name; };
        row("12", "12");
        row("0x1F", "31");
        row("0777", "511");
        row("yes", "true");
        row("y", "true");
        row("Off", "false");
        row("1.5", "1.5");
        row("1.0", "1");
        row("0.1", "0.1");
        row("1e6", "1e+06");
        row("123456.0", "123456");
        row("1e-5", "1e-05");
        row("0.0001", "0.0001");
        row("16777217.0", "1.6777216e+07");
        row(".inf", ".inf");
        row("-.Inf", "-.inf");
        row(".nan", ".nan");
        row("'12'", "12");
        row("\"yes\"", "yes");
        row("!!str 12", "12");
        row("2001-12-14", "2001-12-14");
        row("a b", "a b");
        row("? x", "x");
    }
    void keysBecomeText()
    {
        QFETCH(QString, key);
        QFETCH(QString, name);
        const std::string text = key.toStdString() + (key.startsWith("?") ? "\n: 1" : ": 1");
        const File file = parse(text);
        QVERIFY2(file.ok(), listed(file).c_str());
        QCOMPARE(shown(file.documents.at(0).value().begin().key()), name);
    }

    void refusesWhatJsonDoesNotHave_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("problem");
        const auto row = [](const char* text, const char* problem) { QTest::newRow(text) << text << problem; };
        row("k: .inf", "error 1:4 `.inf` is a number that JSON, and so Kubernetes, does not have.\n");
        row("k: -.INF", "error 1:4 `-.INF` is a number that JSON, and so Kubernetes, does not have.\n");
        row("k: .NaN", "error 1:4 `.NaN` is a number that JSON, and so Kubernetes, does not have.\n");
        row("~: 1", "error 1:1 This key is not a text, a number or a boolean.\n");
        row("18446744073709551615: 1", "error 1:1 This key is not a text, a number or a boolean.\n");
        row("? [a]\n: 1", "error 1:3 A mapping or list stands here as a key; a key is a text.\n");
        row("k: !!int x", "error 1:10 The tag !!int does not fit this value.\n");
        row("k: !!bool 1", "error 1:11 The tag !!bool does not fit this value.\n");
        row("k: !!binary a*b", "error 1:13 The text tagged !!binary is not base64.\n");
        row("k: {<<: 1}", "error 1:9 `<<` takes a mapping, or a list of mappings, to merge.\n");
    }
    void refusesWhatJsonDoesNotHave()
    {
        QFETCH(QString, text);
        QFETCH(QString, problem);
        const File file = parse(text.toStdString());
        QCOMPARE(shown(listed(file)), problem);
        QCOMPARE(file.documents.size(), std::size_t{1}); // the rest of the document is there
    }

    void mergesWhereTheMergeStands_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        const auto row = [](const char* text, const char* json) { QTest::newRow(text) << text << json; };
        row("b: &b {x: 1, z: 2}\nm:\n  <<: *b\n  z: 3", R"({"b":{"x":1,"z":2},"m":{"x":1,"z":3}})");
        row("b: &b {x: 1, z: 2}\nm:\n  z: 3\n  <<: *b", R"({"b":{"x":1,"z":2},"m":{"x":1,"z":2}})");
        row("b: &b {x: 1}\nc: &c {x: 2, z: 3}\nm:\n  <<: [*b, *c]",
            R"({"b":{"x":1},"c":{"x":2,"z":3},"m":{"x":1,"z":3}})");
        row("m:\n  <<: {x: 1}\n  z: 2", R"({"m":{"x":1,"z":2}})");
        row("m: {'<<': 1}", R"({"m":{"<<":1}})");
    }
    void mergesWhereTheMergeStands()
    {
        QFETCH(QString, text);
        QFETCH(QString, json);
        QCOMPARE(shown(valueOf(text.toStdString())), json);
    }

    void readsJson_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("json");
        const auto row = [](const char* text, const char* json) {
            QTest::newRow(text) << QString::fromUtf8(text) << QString::fromUtf8(json);
        };
        row("{\n\t\"a\": [1, -2, 1.5, 1e3, true, false, null],\n\t\"b\": {}\n}",
            R"({"a":[1,-2,1.5,1000.0,true,false,null],"b":{}})");
        row(R"({"a": "\u00e9\ud83d\ude00\/\n", "yes": "yes"})",
            "{\"a\":\"\xC3\xA9\xF0\x9F\x98\x80/\\n\",\"yes\":\"yes\"}");
        row(R"({"a": "\ud800"})", "{\"a\":\"\xEF\xBF\xBD\"}");
        row("\xEF\xBB\xBF{\"a\": 1}", R"({"a":1})");
        row("{a: 1, b: yes}", R"({"a":1,"b":true})"); // not JSON, but YAML
        row("{\"<<\": {\"a\": 1}}", R"({"<<":{"a":1}})");
    }
    void readsJson()
    {
        QFETCH(QString, text);
        QFETCH(QString, json);
        QCOMPARE(shown(valueOf(text.toStdString())), json);
    }

    void readsSeveralDocuments_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("values");
        const auto row = [](const char* text, const char* values) { QTest::newRow(text) << text << values; };
        row("a: 1\n---\nb: 2\n", R"({"a":1} {"b":2} )");
        row("---\na: 1\n---\n\n# only a comment\n---\nb: 2\n---\n", R"({"a":1} {"b":2} )");
        row("a: 1\r\n---\r\nb: 2\r\n", R"({"a":1} {"b":2} )");
        row("--- {a: 1}\n--- # c\nb: 2", R"({"a":1} {"b":2} )");
        row("%YAML 1.1\n---\na: 1\n...\n%YAML 1.1\n---\nb: 2", R"({"a":1} {"b":2} )");
        row("a: |\n  x\n  ---\n  y\n", R"({"a":"x\n---\ny\n"} )");
        row("a: ---\nb: ---x\n", R"({"a":"---","b":"---x"} )");
        row("{\"a\": 1}\n{\"b\": 2}", R"({"a":1} {"b":2} )");
        row("{\"a\": 1}\n---\nb: 2", R"({"a":1} {"b":2} )");
        row("", "");
        row("# nothing\n\n", "");
        row("---\n~\n---\nnull\n", "");
        row("\xEF\xBB\xBF"
            "a: 1",
            R"({"a":1} )");
    }
    void readsSeveralDocuments()
    {
        QFETCH(QString, text);
        QFETCH(QString, values);
        const File file = parse(text.toStdString());
        QVERIFY2(file.ok(), listed(file).c_str());
        std::string all;
        for (const Document& document : file.documents) all += document.value().dump() + " ";
        QCOMPARE(shown(all), values);
    }
};

BERTH_TEST(TestYamlScalars)

} // namespace tst_yaml_scalars

#include "tst_yaml_scalars.moc"
