#include "tests/core/text/reading.h"
#include "tests/support/test.h"

namespace tst_yaml_places {

using namespace core::text;
using namespace reading;

namespace {

const char* const Manifest = R"(# top
kind: Deployment   # what
metadata:
  name: 'web'
  labels: {app: web, "tier": [a, b]}
  empty:
spec:
  template:
    containers:
    - name: c
      args:
        - |
          echo
          done

        - >-
          folded
        - "double
          quoted"
    - - nested
    -
    - &x !!str 12
  copy: *x
  base: &b {k: v}
  merged:
    <<: *b
    own: 1
  other: *b
? explicit
: value
last: plain
  over lines
)";

} // namespace

class TestYamlPlaces : public QObject {
    Q_OBJECT

private slots:
    void findsKeysAndValues_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("key");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("start"); // of the value, line:column
        const auto row = [](const char* pointer, const char* key, const char* value, const char* start) {
            QTest::newRow(pointer) << pointer << key << value << start;
        };
        row("/kind", "kind", "Deployment", "2:7");
        row("/metadata/name", "name", "'web'", "4:9");
        row("/metadata/labels", "labels", "{app: web, \"tier\": [a, b]}", "5:11");
        row("/metadata/labels/app", "app", "web", "5:17");
        row("/metadata/labels/tier", "\"tier\"", "[a, b]", "5:30");
        row("/metadata/labels/tier/1", "", "b", "5:34");
        row("/metadata/empty", "empty", "", "6:9");
        row("/spec/template/containers/0/name", "name", "c", "10:13");
        row("/spec/template/containers/0/args/0", "", "|\n          echo\n          done", "12:11");
        row("/spec/template/containers/0/args/1", "", ">-\n          folded", "16:11");
        row("/spec/template/containers/0/args/2", "", "\"double\n          quoted\"", "18:11");
        row("/spec/template/containers/1/0", "", "nested", "20:9");
        row("/spec/template/containers/1", "", "- nested", "20:7");
        row("/spec/template/containers/2", "", "", "21:6");
        row("/spec/template/containers/3", "", "12", "22:16");
        row("/spec/copy", "copy", "*x", "23:9");
        row("/spec/merged/own", "own", "1", "27:10");
        row("/spec/merged/k", "<<", "*b", "26:9");
        row("/spec/other/k", "other", "*b", "28:10");
        row("/explicit", "explicit", "value", "30:3");
        row("/last", "last", "plain\n  over lines", "31:7");
    }
    void findsKeysAndValues()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, key);
        QFETCH(QString, value);
        QFETCH(QString, start);
        const File file = parse(Manifest);
        QVERIFY2(file.ok(), listed(file).c_str());
        const auto place = file.documents.at(0).locate(pointer.toStdString());
        QVERIFY(place.has_value());
        QCOMPARE(place->key.has_value(), !key.isEmpty());
        if (place->key) QCOMPARE(shown(cut(Manifest, *place->key)), key);
        QCOMPARE(shown(cut(Manifest, place->value)), value);
        const Place& at = place->value.start;
        QCOMPARE(QString("%1:%2").arg(at.line).arg(at.column), start);
        QCOMPARE(shown(place->pointer), pointer);
    }

    void everyValueHasAPlaceAndIsFoundThere()
    {
        const File file = parse(Manifest);
        const Document& document = file.documents.at(0);
        visit(document, document.value(), "");
        QVERIFY(m_visited > 25);
    }

    void saysWhatIsShared()
    {
        const Document document = parse(Manifest).documents.at(0);
        QVERIFY(document.locate("/spec/copy")->shared);
        QVERIFY(document.locate("/spec/merged/k")->shared);
        QVERIFY(document.locate("/spec/other/k")->shared);
        QVERIFY(!document.locate("/spec/merged/own")->shared);
        QVERIFY(!document.locate("/spec/base/k")->shared);
    }

    void findsTheNearestAncestor_data()
    {
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("found");
        QTest::newRow("missing key") << "/spec/replicas"
                                     << "/spec";
        QTest::newRow("deep") << "/spec/template/containers/7/name"
                              << "/spec/template/containers";
        QTest::newRow("below a scalar") << "/kind/x/y"
                                        << "/kind";
        QTest::newRow("through an alias") << "/spec/other/k/x"
                                          << "/spec/other/k";
        QTest::newRow("nothing") << "/nothing"
                                 << "";
        QTest::newRow("no pointer") << "nothing"
                                    << "";
        QTest::newRow("leading zero") << "/spec/template/containers/00"
                                      << "/spec/template/containers";
    }
    void findsTheNearestAncestor()
    {
        QFETCH(QString, pointer);
        QFETCH(QString, found);
        const Document document = parse(Manifest).documents.at(0);
        QVERIFY(!document.locate(pointer.toStdString()));
        QCOMPARE(shown(document.locateNearest(pointer.toStdString()).pointer), found);
    }

    void tellsThePointerAtAPlace_data()
    {
        QTest::addColumn<QString>("text"); // with ^ at the place
        QTest::addColumn<QString>("pointer");
        const auto row = [](const char* text, const char* pointer) { QTest::newRow(text) << text << pointer; };
        row("sp^ec:\n  a: 1\n", "/spec");
        row("spec:\n  a: ^1\n", "/spec/a");
        row("spec:\n  a: 1^\n", "/spec/a");
        row("spec:\n  a: 1   ^\n", "/spec/a");
        row("spec:\n  a: 1 # com^ment\n", "/spec/a");
        row("spec:\n  a: 1\n  ^\n", "/spec");
        row("spec:\n  a: 1\n^\n", "");
        row("spec:\n  a: 1\n    ^\n", "/spec/a");
        row("spec:\n  a: 1\n  ^\n  b: 2\n", "/spec");
        row("spec:\n  ^\nother: 1\n", "/spec");
        row("spec: ^\n", "/spec");
        row("l:\n- a: 1\n  ^\n", "/l/0");
        row("l:\n- a: 1\n^\n", "");
        row("l:\n- a: 1\n- ^b: 2\n", "/l/1/b");
        row("l:\n-^ a: 1\n", "/l/0");
        row("l:\n  - x\n  ^\n", "/l");
        row("m: {a: 1, b: ^2}", "/m/b");
        row("m: {a: 1, ^ b: 2}", "/m");
        row("m: {^}", "/m");
        row("a~/b: ^1", "/a~0~1b");
        row("a: |\n  te^xt\n", "/a");
        row("^# c\na: 1\n", "");
        row("x: 1\n---\na:\n  b: ^2\n", "/a/b");
        row("{\"a\": [1, ^2]}", "/a/1");
        row("b: &b {k: 1}\nc:\n  <<: *^b\n", "/c");
    }
    void tellsThePointerAtAPlace()
    {
        QFETCH(QString, text);
        QFETCH(QString, pointer);
        std::string plain = text.toStdString();
        const std::size_t offset = plain.find('^');
        plain.erase(offset, 1);
        const File file = parse(plain);
        QVERIFY2(file.ok(), listed(file).c_str());
        QCOMPARE(shown(file.documents.back().pointerAt(offset)), pointer);
    }

    void countsColumnsInCodePoints()
    {
        const std::string text = "\xEF\xBB\xBF"
                                 "a: \"\xC3\xA9\xF0\x9F\x98\x80\" # x\r\n\xC3\xA9: [1, \xC3\xA9\xC3\xA9, 2]\r\n";
        const File file = parse(text);
        QVERIFY2(file.ok(), listed(file).c_str());
        const auto place = file.documents.at(0).locate("/\xC3\xA9/2");
        QVERIFY(place.has_value());
        QCOMPARE(place->value.start, (Place{2, 12, text.find("2]")}));
        QCOMPARE(placeAt(text, text.find("2]")), (Place{2, 12, text.find("2]")}));
        QCOMPARE(file.documents.at(0).locate("/a")->value.end.column, std::size_t{9}); // the BOM counts as one
    }

    void countsFromTheStartOfTheText()
    {
        const std::string text = "a: 1\n---\n# c\nb:\n  c: 2\n";
        const File file = parse(text);
        const auto place = file.documents.at(1).locate("/b/c");
        QCOMPARE(place->value.start, (Place{5, 6, text.find('2')}));
        QCOMPARE(shown(cut(text, file.documents.at(1).span())), QString("b:\n  c: 2"));
        QCOMPARE(file.documents.at(1).text(), std::string_view(text));
        QVERIFY(!file.documents.at(1).isJson());
        QVERIFY(parse("{\"a\": 1}").documents.at(0).isJson());
    }

    void escapesPointers()
    {
        QCOMPARE(pointerPart("a/b~c"), std::string("a~1b~0c"));
        QCOMPARE(pointerParts("/a~1b/~0/")->size(), std::size_t{3});
        QCOMPARE(pointerParts("/a~1b/~0/")->at(0), std::string("a/b"));
        QVERIFY(pointerParts("")->empty());
        QVERIFY(!pointerParts("a"));
        QVERIFY(!pointerParts("/~2"));
        QVERIFY(!pointerParts("/~"));
    }

private:
    void visit(const Document& document, const core::Json& value, const std::string& pointer)
    {
        ++m_visited;
        const auto place = document.locate(pointer);
        QVERIFY2(place.has_value(), pointer.c_str());
        if (!place->shared && place->key) {
            QCOMPARE(shown(document.pointerAt(place->key->start.offset)), shown(pointer));
        }
        if (!place->shared && !value.is_structured() && !pointer.empty()) {
            QCOMPARE(shown(document.pointerAt(place->value.start.offset)), shown(pointer));
        }
        std::size_t index = 0;
        for (auto it = value.begin(); value.is_structured() && it != value.end(); ++it, ++index) {
            const std::string part = value.is_object() ? pointerPart(it.key()) : std::to_string(index);
            visit(document, *it, pointer + "/" + part);
        }
    }
    int m_visited = 0;
};

BERTH_TEST(TestYamlPlaces)

} // namespace tst_yaml_places

#include "tst_yaml_places.moc"
