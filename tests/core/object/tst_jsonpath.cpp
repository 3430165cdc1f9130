// JSONPath, by what kubectl 1.32 prints for it.
#include <QTest>

#include "core/object/jsonpath.h"
#include "tests/support/test.h"

namespace tst_jsonpath {

using namespace core;
using object::JsonPath;

namespace {

const Json& pods()
{
    static const Json all = Json::parse(R"json({"kind": "List", "items": [
        {"metadata": {"name": "a", "labels": {"app": "x", "kubernetes.io/os": "linux"}}, "spec": {"n": 3, "on": true},
         "status": {"images": [{"size": 5, "names": ["i", "j"]}, {"size": 50, "names": ["k"]}]}},
        {"metadata": {"name": "b"}, "spec": {"n": 10, "nothing": null}, "status": {"images": []}}]})json");
    return all;
}

} // namespace

class TestJsonPath : public QObject {
    Q_OBJECT

private slots:
    void printsWhatKubectlPrints_data()
    {
        QTest::addColumn<QString>("path");
        QTest::addColumn<QString>("text");
        const auto row = [](const char* path, const char* text) { QTest::newRow(path) << path << text; };
        row("{.kind}", "List");
        row("{$.kind}", "List");
        row("{['kind']}", "List");
        row("kinds: {.kind}!", "kinds: List!");
        row(".kind", ".kind");
        row("{.items[*].metadata.name}", "a b");
        row("{.items[0].spec.n}", "3");
        row("{.items[-1].metadata.name}", "b");
        row("{.items[0:1].metadata.name}", "a");
        row("{.items[::2].metadata.name}", "a");
        row("{.items[0,1].metadata.name}", "a b");
        row("{.items[*]['metadata.name', 'kind']}", "");
        row("{.items[*].metadata['name', 'labels']}", "a b {\"app\":\"x\",\"kubernetes.io/os\":\"linux\"}");
        row("{.items[0].metadata.labels.kubernetes\\.io/os}", "linux");
        row("{.items[0].metadata.labels['kubernetes.io/os']}", "linux");
        row("{..name}", "a b");
        row("{.items[?(@.spec.n==10)].metadata.name}", "b");
        row("{.items[?(@.spec.n>3)].metadata.name}", "b");
        row("{.items[?(@.metadata.name!=\"a\")].spec.n}", "10");
        row("{.items[?(@.spec.on==true)].metadata.name}", "a");
        row("{.items[?(@.metadata.labels)].metadata.name}", "a");
        row("{.items[?(@.metadata.labels.app=='x')].spec.n}", "3");
        row("{.items[0].status.images[?(@.size>=50)].names[*]}", "k");
        row("{range .items[*]}{.metadata.name}={.spec.n}{\"\\n\"}{end}", "a=3\nb=10\n");
        row("{range .items[*]}{range .status.images[*]}{.size},{end};{end}", "5,50,;;");
        row("{.items[0].status.images[0].names}", "[\"i\",\"j\"]");
        row("{.items[*].spec.on}", "true");
        row("{.items[1].spec.nothing}", "null");
        row("{.nowhere.at.all}", "");
        row("{\"a b\"}", "a b");
        row("{.items[0].*.app}", "");
        row("{.items[0].metadata.labels.*}", "x linux");
    }
    void printsWhatKubectlPrints()
    {
        QFETCH(QString, path);
        QFETCH(QString, text);
        const auto read = JsonPath::parse(path.toStdString());
        QVERIFY2(read.has_value(), read ? "" : read.error().what.c_str());
        const auto printed = read->text(pods());
        QVERIFY2(printed.has_value(), printed ? "" : printed.error().what.c_str());
        QCOMPARE(QString::fromStdString(*printed), text);
    }

    void refusesWhatItDoesNotDo_data()
    {
        QTest::addColumn<QString>("path");
        for (const char* path :
             {"{.items", "{.items[0}", "{range .items[*]}x", "{end}", "{.items[?(@.a==1 && @.b==2)]}", "{.items[a]}",
              "{.items[?(@.a=~/x/)]}", "{.items[?(@.a=1)]}", "{\"a}", "{kind}", "{.items[1:2:3:4]}", "{.items[]}"})
            QTest::newRow(path) << path;
    }
    void refusesWhatItDoesNotDo()
    {
        QFETCH(QString, path);
        const auto read = JsonPath::parse(path.toStdString());
        QVERIFY(!read.has_value());
        QVERIFY(read.error().what.starts_with("JSONPath: "));
    }

    void saysWhatTheValuesDoNotAllow()
    {
        for (const char* path : {"{.items[7].metadata}", "{.items[?(@.metadata>3)]}", "{.kind[0]}", "{.items[::0]}"})
            QVERIFY2(!JsonPath::parse(path)->text(pods()).has_value(), path);
    }

    void takesExpressionsWithoutBraces()
    {
        for (const char* path : {"kind", ".kind", "{.kind}", "{kind}", " .kind "}) {
            const auto read = JsonPath::parseRelaxed(path);
            QVERIFY2(read.has_value(), path);
            QCOMPARE(read->values(pods())->front().get<std::string>(), std::string("List"));
        }
        QVERIFY(!JsonPath::parseRelaxed("{}").has_value());
    }

    void sortsAsKubectlDoes()
    {
        const auto before = [](const Json& a, const Json& b) {
            return object::sortsBefore(a, b) && !object::sortsBefore(b, a);
        };
        QVERIFY(before(nullptr, 1));
        QVERIFY(before(9, 10));
        QVERIFY(before("node-2", "node-10"));
        QVERIFY(before("900m", "1"));
        QVERIFY(before("1Gi", "2G"));
        QVERIFY(before("a", "b"));
        QVERIFY(before("a", "a1"));
        QVERIFY(!object::sortsBefore("x", "x"));
    }

    /// Nothing that somebody writes makes it fall over.
    void standsWhateverIsWritten()
    {
        const std::string all = "{range .items[?(@.a==\"b\\n\")]['c',0:1:2]..*}$ \\";
        for (std::size_t from = 0; from < all.size(); ++from)
            for (std::size_t size = 1; from + size <= all.size(); ++size)
                if (const auto read = JsonPath::parse(all.substr(from, size))) static_cast<void>(read->text(pods()));
        std::string deep = "{";
        for (int i = 0; i < 5000; ++i) deep += ".a[?(";
        QVERIFY(!JsonPath::parse(deep).has_value());
    }
};

BERTH_TEST(TestJsonPath)

} // namespace tst_jsonpath

#include "tst_jsonpath.moc"
