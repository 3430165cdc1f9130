#include "tests/core/text/reading.h"
#include "tests/support/test.h"

namespace tst_yaml_edits {

using namespace core::text;
using namespace reading;

namespace {

/// The text after one edit of its first document, or the refusal.
std::string edited(const std::string& text, const std::string& how, const std::string& pointer, const std::string& json)
{
    const File file = parse(text);
    if (file.documents.empty()) return listed(file);
    const Document& document = file.documents.front();
    const core::Json value = json.empty() ? core::Json() : core::Json::parse(json);
    const auto patches = how == "set"      ? setValue(document, pointer, value)
                         : how == "insert" ? insertValue(document, pointer, value)
                                           : removeValue(document, pointer);
    if (!patches) return "refused: " + patches.error().what;
    return core::text::apply(text, *patches);
}

const char* const Deploy = "# top\n"
                           "kind: Deployment   # what\n"
                           "metadata:\n"
                           "  name: 'web'\n"
                           "  labels: {app: web, \"tier\": back}   # flow\n"
                           "spec:\n"
                           "  replicas: 2   # how many\n"
                           "  # before template\n"
                           "  template:\n"
                           "    containers:\n"
                           "    - name: c\n"
                           "      image: \"nginx:1\"\n"
                           "      args:\n"
                           "      - |\n"
                           "        echo\n"
                           "      - b # second\n"
                           "    # after containers\n"
                           "    nodeSelector: {}\n"
                           "  empty:\n";

} // namespace

class TestYamlEdits : public QObject {
    Q_OBJECT

private slots:
    void changesOneLineOfADeployment_data()
    {
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("before");
        QTest::addColumn<QString>("after");
        const auto row = [](const char* name, const char* how, const char* pointer, const char* value,
                            const char* before,
                            const char* after) { QTest::newRow(name) << how << pointer << value << before << after; };
        row("number, comment kept", "set", "/spec/replicas", "5", "replicas: 2   #", "replicas: 5   #");
        row("plain stays plain", "set", "/kind", "\"Job\"", "kind: Deployment", "kind: Job");
        row("plain that would be a boolean", "set", "/kind", "\"yes\"", "kind: Deployment", "kind: \"yes\"");
        row("plain that would be a number", "set", "/kind", "\"0x1F\"", "kind: Deployment", "kind: \"0x1F\"");
        row("plain with a colon", "set", "/kind", "\"a: b\"", "kind: Deployment", "kind: 'a: b'");
        row("plain with a hash", "set", "/kind", "\"a #b\"", "kind: Deployment", "kind: 'a #b'");
        row("plain with an escape", "set", "/kind", "\"a\\tb\"", "kind: Deployment", "kind: \"a\\tb\"");
        row("single stays single", "set", "/metadata/name", "\"it's\"", "'web'", "'it''s'");
        row("single that cannot", "set", "/metadata/name", "\"a\\nb\"", "'web'", "\"a\\nb\"");
        row("single to number", "set", "/metadata/name", "3", "'web'", "3");
        row("double stays double", "set", "/spec/template/containers/0/image", "\"nginx:2\"", "\"nginx:1\"",
            "\"nginx:2\"");
        row("to null", "set", "/spec/replicas", "null", "replicas: 2", "replicas: null");
        row("to empty text", "set", "/kind", "\"\"", "kind: Deployment", "kind: \"\"");
        row("in flow", "set", "/metadata/labels/app", "\"a,b\"", "{app: web", "{app: 'a,b'");
        row("in flow, double stays", "set", "/metadata/labels/tier", "\"x\"", "\"tier\": back", "\"tier\": x");
        row("new in flow", "set", "/metadata/labels/new", "\"yes\"", "back}", "back, new: \"yes\"}");
        row("collection in flow", "set", "/metadata/labels/app", "{\"a\":[1]}", "{app: web", "{app: {a: [1]}");
        row("empty value", "set", "/spec/empty", "\"x\"", "  empty:\n", "  empty: x\n");
        row("empty value to mapping", "set", "/spec/empty/a/b", "1", "  empty:\n", "  empty:\n    a:\n      b: 1\n");
        row("block text", "set", "/spec/template/containers/0/args/0", "\"one\\n two\\n\"", "|\n        echo\n",
            "|\n        one\n         two\n");
        row("block text without last line end", "set", "/spec/template/containers/0/args/0", "\"one\\ntwo\"",
            "|\n        echo\n", "|-\n        one\n        two\n");
        row("block text to number", "set", "/spec/template/containers/0/args/0", "1", "|\n        echo\n", "1\n");
        row("new key", "set", "/metadata/namespace", "\"x\"", "# flow\n", "# flow\n  namespace: x\n");
        row("new key at the top", "set", "/apiVersion", "\"v1\"", "  empty:\n", "  empty:\napiVersion: v1\n");
        row("new nested parents", "set", "/spec/template/containers/0/resources/limits/cpu", "\"1\"", "- b # second\n",
            "- b # second\n      resources:\n        limits:\n          cpu: \"1\"\n");
        row("new list with parents", "set", "/spec/template/tolerations/0/key", "\"gpu\"", "nodeSelector: {}\n",
            "nodeSelector: {}\n    tolerations:\n    - key: gpu\n");
        row("new key with odd name", "set", "/metadata/a~1b: c", "1", "# flow\n", "# flow\n  'a/b: c': 1\n");
        row("empty mapping filled", "set", "/spec/template/nodeSelector/gpu", "\"true\"", "nodeSelector: {}\n",
            "nodeSelector:\n      gpu: \"true\"\n");
        row("append", "set", "/spec/template/containers/-", "{\"name\":\"d\"}", "# second\n",
            "# second\n    - name: d\n");
        row("append by index", "set", "/spec/template/containers/0/args/2", "\"z\"", "# second\n",
            "# second\n      - z\n");
        row("insert", "insert", "/spec/template/containers/0/args/1", "\"mid\"", "      - b", "      - mid\n      - b");
        row("insert in front", "insert", "/spec/template/containers/0", "{\"name\":\"d\"}", "    - name: c",
            "    - name: d\n    - name: c");
        row("scalar to mapping", "set", "/spec/replicas", "{\"min\":1}", "replicas: 2   # how many\n",
            "replicas:   # how many\n    min: 1\n");
        row("remove", "remove", "/spec/replicas", "", "  replicas: 2   # how many\n", "");
        row("remove the first of an item", "remove", "/spec/template/containers/0/name", "", "- name: c\n      image",
            "- image");
        row("remove an item", "remove", "/spec/template/containers/0/args/1", "", "      - b # second\n", "");
        row("remove from flow", "remove", "/metadata/labels/app", "", "{app: web, ", "{");
        row("remove last from flow", "remove", "/metadata/labels/tier", "", ", \"tier\": back}", "}");
        row("remove an empty value", "remove", "/spec/empty", "", "  empty:\n", "");
        row("remove the only item", "remove", "/spec/template/containers/0", "",
            "containers:\n    - name: c\n      image: \"nginx:1\"\n      args:\n      - |\n        echo\n      - b # "
            "second\n",
            "containers: []\n");
    }
    void changesOneLineOfADeployment()
    {
        QFETCH(QString, how);
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, before);
        QFETCH(QString, after);
        QString wanted = QString::fromUtf8(Deploy);
        const auto at = wanted.indexOf(before);
        QVERIFY(at >= 0);
        wanted.replace(at, before.size(), after);
        const std::string got = edited(Deploy, how.toStdString(), pointer.toStdString(), value.toStdString());
        QCOMPARE(shown(got), wanted);
    }

    void writesIntoAnyText_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<QString>("value");
        QTest::addColumn<QString>("wanted");
        const auto row = [](const char* name, const char* text, const char* how, const char* pointer, const char* value,
                            const char* wanted) { QTest::newRow(name) << text << how << pointer << value << wanted; };
        row("no last line end", "a: 1", "set", "/b", "2", "a: 1\nb: 2");
        row("comment at the end", "a: 1 # c", "set", "/b", "2", "a: 1 # c\nb: 2");
        row("comments below", "a: 1\n# c\n", "set", "/b", "2", "a: 1\nb: 2\n# c\n");
        row("CRLF set", "a: 1\r\nb: 2\r\n", "set", "/a", "3", "a: 3\r\nb: 2\r\n");
        row("CRLF add", "a:\r\n  b: 1\r\nc: 2\r\n", "set", "/a/d/e", "3",
            "a:\r\n  b: 1\r\n  d:\r\n    e: 3\r\nc: 2\r\n");
        row("CRLF remove", "a: 1\r\nb: 2\r\nc: 3\r\n", "remove", "/b", "", "a: 1\r\nc: 3\r\n");
        row("CRLF text", "a: 1\r\n", "set", "/b", "\"x\\ny\"", "a: 1\r\nb: |-\r\n  x\r\n  y\r\n");
        row("four spaces", "a:\n    b:\n        c: 1\n", "set", "/a/d/e", "1",
            "a:\n    b:\n        c: 1\n    d:\n        e: 1\n");
        row("indented lists", "a:\n  - x\nb: 1\n", "set", "/c", "[1]", "a:\n  - x\nb: 1\nc:\n  - 1\n");
        row("only the second document's neighbours", "a: 1\n---\nb: 2\n", "set", "/c", "3", "a: 1\nc: 3\n---\nb: 2\n");
        row("many lines of flow", "a: {\n  b: 1, # c\n  d: 2 # e\n}\n", "set", "/a/f", "3",
            "a: {\n  b: 1, # c\n  d: 2, # e\n  f: 3\n}\n");
        row("trailing comma", "a: [1, 2, ]\n", "set", "/a/-", "3", "a: [1, 2, 3 ]\n");
        row("empty flow in flow", "a: [[], {}]\n", "set", "/a/1/x", "1", "a: [[], {x: 1}]\n");
        row("insert in flow", "a: [1, 3]\n", "insert", "/a/1", "2", "a: [1, 2, 3]\n");
        row("JSON", "{\"a\": \"yes\", \"b\": [1]}", "set", "/a", "\"no\"", "{\"a\": \"no\", \"b\": [1]}");
        row("JSON add", "{\n\t\"a\": 1\n}\n", "set", "/b/c", "[true]", nullptr);
        row("JSON append", "{\"b\": [1]}", "set", "/b/-", "{\"x\":\"y\"}", "{\"b\": [1, {\"x\": \"y\"}]}");
        row("JSON empty", "{\"b\": {}}", "set", "/b/x", "1.5", "{\"b\": {\"x\": 1.5}}");
        row("JSON remove", "{\"a\": 1, \"b\": 2}", "remove", "/a", "", "{\"b\": 2}");
        row("tag that fits stays", "a: !!str x\n", "set", "/a", "\"z\"", "a: !!str z\n");
        row("tag that does not goes", "a: !!str x\n", "set", "/a", "5", "a: 5\n");
        row("anchor that nobody uses stays", "a: &x 1\n", "set", "/a", "2", "a: &x 2\n");
        row("alias itself", "a: &x 1\nb: *x\n", "set", "/b", "2", "a: &x 1\nb: 2\n");
        row("merged key is overridden", "a: &x {k: 1}\nb:\n  <<: *x\n", "set", "/b/k", "2",
            "a: &x {k: 1}\nb:\n  <<: *x\n  k: 2\n");
        row("empty item", "-\n- b\n", "set", "/0", "1", "- 1\n- b\n");
        row("empty item to mapping", "-\n- b\n", "set", "/0", "{\"x\":1,\"z\":[2]}", "- x: 1\n  z:\n  - 2\n- b\n");
        row("item to mapping", "- a # c\n- b\n", "set", "/1/x", "1", nullptr);
        row("list in list", "- - a\n  - b\n", "set", "/0/-", "\"c\"", "- - a\n  - b\n  - c\n");
        row("root", "a: 1\n", "set", "", "{\"b\":2}", "b: 2\n");
        row("last entry", "a: 1\n", "remove", "/a", "", "{}\n");
        row("first of item, comment between", "- a: 1\n  # c\n  b: 2\n", "remove", "/0/a", "", "- \n  # c\n  b: 2\n");
        row("last line without end", "a: 1\nb: 2", "remove", "/b", "", "a: 1");
        row("mapping to list", "a:\n  b: 1\nc: 1\n", "set", "/a", "[1, {\"x\":2}]", "a:\n- 1\n- x: 2\nc: 1\n");
        row("list to mapping", "a:\n- 1\n- 2\nc: 1\n", "set", "/a", "{\"x\":2}", "a:\n  x: 2\nc: 1\n");
        row("block to number", "a: # c\n  b: 1\nc: 1\n", "set", "/a", "1", "a: 1 # c\nc: 1\n");
        row("keeps a kept line end", "a: |+\n  x\n\nb: 1\n", "set", "/b", "2", "a: |+\n  x\n\nb: 2\n");
        row("adds behind kept line ends", "a: |+\n  x\n\n", "set", "/b", "2", "b: 2\na: |+\n  x\n\n");
        row("key with quotes", "\"a b\": 1\n", "set", "/a b", "2", "\"a b\": 2\n");
        row("explicit key", "? a\n: 1\n? b\n", "set", "/a", "2", "? a\n: 2\n? b\n");
        row("UTF-8", "\xC3\xA9: \xC3\xA9 # \xC3\xA9\n", "set", "/\xC3\xA9", "\"\xC3\xA0\"",
            "\xC3\xA9: \xC3\xA0 # \xC3\xA9\n");
        row("BOM",
            "\xEF\xBB\xBF"
            "a: 1\n",
            "set", "/b", "2",
            "\xEF\xBB\xBF"
            "a: 1\nb: 2\n");
        row("multi-line plain", "a: one\n  two # c\nb: 1\n", "set", "/a", "\"x\"", "a: x # c\nb: 1\n");
    }
    void writesIntoAnyText()
    {
        QFETCH(QString, text);
        QFETCH(QString, how);
        QFETCH(QString, pointer);
        QFETCH(QString, value);
        QFETCH(QString, wanted);
        const std::string got =
            edited(text.toStdString(), how.toStdString(), pointer.toStdString(), value.toStdString());
        if (wanted.isNull()) {
            QCOMPARE(shown(got).left(7) == "refused", text.startsWith("- a"));
        } else {
            QCOMPARE(shown(got), wanted);
        }
    }

    void refusesWithAReason_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("how");
        QTest::addColumn<QString>("pointer");
        QTest::addColumn<int>("fault");
        const auto row = [](const char* name, const char* text, const char* how, const char* pointer,
                            core::Fault fault) {
            QTest::newRow(name) << text << how << pointer << static_cast<int>(fault);
        };
        row("through an alias", "a: &x {k: 1}\nb: *x\n", "set", "/b/k", core::Fault::Unsupported);
        row("new through an alias", "a: &x {k: 1}\nb: *x\n", "set", "/b/n", core::Fault::Unsupported);
        row("remove what is merged", "a: &x {k: 1}\nb:\n  <<: *x\n", "remove", "/b/k", core::Fault::Unsupported);
        row("what others repeat", "a: &x 1\nb: *x\n", "set", "/a", core::Fault::Unsupported);
        row("below a text", "a: x\n", "set", "/a/b", core::Fault::NotFound);
        row("no such item", "a: [1]\n", "set", "/a/5", core::Fault::NotFound);
        row("no number", "a: [1]\n", "set", "/a/x", core::Fault::NotFound);
        row("nothing to remove", "a: 1\n", "remove", "/b", core::Fault::NotFound);
        row("the document", "a: 1\n", "remove", "", core::Fault::Unsupported);
        row("a JSON stream begins with a brace", "{\"a\":\n \"d\"}\n9\n", "set", "", core::Fault::Unsupported);
        row("no pointer", "a: 1\n", "set", "a", core::Fault::Malformed);
        row("no pointer to remove", "a: 1\n", "remove", "/~", core::Fault::Malformed);
    }
    void refusesWithAReason()
    {
        QFETCH(QString, text);
        QFETCH(QString, how);
        QFETCH(QString, pointer);
        QFETCH(int, fault);
        const File file = parse(text.toStdString());
        const Document& document = file.documents.at(0);
        const auto got =
            how == "set" ? setValue(document, pointer.toStdString(), 7) : removeValue(document, pointer.toStdString());
        QVERIFY(!got);
        QCOMPARE(static_cast<int>(got.error().fault), fault);
        QVERIFY(got.error().what.back() == '.');
    }

    void refusesNumbersThatAreNotFinite()
    {
        const Document document = parse("a: 1").documents.at(0);
        QVERIFY(!setValue(document, "/a", std::numeric_limits<double>::infinity()));
        QVERIFY(!setValue(document, "/a", core::Json::array({std::numeric_limits<double>::quiet_NaN()})));
    }

    void appliesPatchesInOrder()
    {
        QCOMPARE(core::text::apply("abcdef", {{1, 2, "X"}, {3, 0, "Y"}, {6, 0, "Z"}}), std::string("aXYdefZ"));
        QCOMPARE(core::text::apply("ab", {{9, 4, "Z"}}), std::string("abZ"));
        QCOMPARE(core::text::apply("", {}), std::string());
    }
};

BERTH_TEST(TestYamlEdits)

} // namespace tst_yaml_edits

#include "tst_yaml_edits.moc"
