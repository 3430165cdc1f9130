// Lists as the server prints them, and what a server that does not print is made into.
#include <QTest>

#include <future>

#include "core/kube/client_table.h"
#include "core/kube/client_watch.h"
#include "tests/core/kube/client_support.h"
#include "tests/support/test.h"

namespace tst_client_table {

using namespace core::kube;
using core::Json;
using namespace test::client;

namespace {

constexpr const char* Columns =
    R"("columnDefinitions":[{"name":"Name","type":"string","format":"name","description":"d","priority":0},
 {"name":"Ready","type":"string","format":"","priority":0},{"name":"Node","type":"string","priority":1}])";

std::string rowNamed(const std::string& name, const std::string& cells)
{
    return json(
        "{'cells':['" + name + "'," + cells + "],'object':{'kind':'PartialObjectMetadata','metadata':{'name':'" + name +
        "','namespace':'a','uid':'u-" + name + "','resourceVersion':'7','labels':{'app':'x'},'managedFields':[{}]}}}");
}

std::string page(const std::string& rows, const std::string& next = {}, bool columnsLast = false)
{
    const std::string head = json(
        "'kind':'Table','apiVersion':'meta.k8s.io/v1','metadata':{'resourceVersion':'275','continue':'" + next + "'}");
    const std::string all = json("'rows':[") + rows + "]";
    return "{" + head + "," + (columnsLast ? all + "," + Columns : Columns + ("," + all)) + "}";
}

ApiResult<Table> tableOf(const StubServer& server, TableRequest request = {})
{
    const Open open(connectionTo(server));
    request.path = "/api/v1/pods";
    request.now = core::Time(std::chrono::seconds(1'000'000'060));
    std::promise<ApiResult<Table>> promise;
    table(open.session, std::move(request), [&](ApiResult<Table> made) { promise.set_value(std::move(made)); });
    return promise.get_future().get();
}

ApiResult<Table> tableOf(const std::string& body)
{
    const StubServer server(trusted(), [&](const StubRequest&, StubConnection& to) { to.answer(200, body); });
    return tableOf(server);
}

std::string printed(const Table& made)
{
    std::string text;
    for (const TableColumn& column : made.columns) text += column.name + std::to_string(column.priority) + "|";
    for (const TableRow& row : made.rows) {
        text += "\n" + row.nameSpace + "/" + row.name + ":";
        for (const Json& cell : row.cells) text += " " + cell.dump();
    }
    return text;
}

} // namespace

class TestClientTable : public QObject {
    Q_OBJECT

private slots:
    void pagesBecomeOneTable();
    void columnsMayComeLast();
    void plainListsAreMadeIntoOne();
    void emptyOnes();
    void brokenRows_data();
    void brokenRows();
    void cellsAsKubectlPrints_data();
    void cellsAsKubectlPrints();
    void theRowsAreBounded();
    void refusalsAreErrors();
    void watchesOfTables();
};

void TestClientTable::pagesBecomeOneTable()
{
    const StubServer server(trusted(), [](const StubRequest& request, StubConnection& to) {
        const bool second = request.asks("continue=next");
        to.answer(200, second ? page(rowNamed("c", "null,3"))
                              : page(rowNamed("a", "'1/1','n1'") + "," + rowNamed("b", "true,[1]"), "next"));
    });
    const auto made = tableOf(server);
    QVERIFY(made.has_value());
    QCOMPARE(printed(*made), json("Name0|Ready0|Node1|\na/a: 'a' '1/1' 'n1'\na/b: 'b' true [1]\na/c: 'c' null 3"));
    QVERIFY(made->printed && made->consistent);
    QCOMPARE(made->resourceVersion, "275");
    QCOMPARE(made->columns[0].format, "name");
    QCOMPARE(made->rows[0].uid, "u-a");
    QCOMPARE(made->rows[0].labels.dump(), json("{'app':'x'}"));
    QCOMPARE(server.requests()[0].header("accept"),
             "application/json;as=Table;v=v1;g=meta.k8s.io,application/json;as=Table;v=v1beta1;g=meta.k8s.io,"
             "application/json"); // as kubectl 1.32 was recorded
    QVERIFY(server.requests()[0].asks("includeObject=Metadata"));
}

void TestClientTable::columnsMayComeLast()
{
    const auto made = tableOf(page(rowNamed("a", "1,2"), {}, true));
    QCOMPARE(printed(*made), json("Name0|Ready0|Node1|\na/a: 'a' 1 2"));
}

void TestClientTable::plainListsAreMadeIntoOne()
{
    const auto made =
        tableOf(json("{'kind':'PodList','apiVersion':'v1','metadata':{'resourceVersion':'9'},'items':["
                     "{'metadata':{'name':'p','namespace':'a','creationTimestamp':'2001-09-09T01:46:40Z'}},"
                     "{'metadata':{'name':'q'},'cells':[1]}]}"));
    QVERIFY(made.has_value());
    QVERIFY(!made->printed);
    QCOMPARE(printed(*made), json("Name0|Age0|\na/p: 'p' '60s'\n/q: 'q' '<unknown>'"));
    QCOMPARE(made->resourceVersion, "9");
}

void TestClientTable::emptyOnes()
{
    const auto none = tableOf(page(""));
    QVERIFY(none->printed);
    QCOMPARE(none->columns.size(), 3U);
    const auto plain = tableOf(std::string(Nodes));
    QVERIFY(!plain->printed);
    QCOMPARE(plain->columns.size(), 2U);
    const auto null = tableOf(json("{'kind':'Table','columnDefinitions':[{'name':'Name'}],'rows':null}"));
    QVERIFY(null->printed);
    QCOMPARE(printed(*null), "Name0|");
}

void TestClientTable::brokenRows_data()
{
    QTest::addColumn<QByteArray>("row");
    QTest::addColumn<QByteArray>("wanted"); // empty: an error
    const auto row = [](const char* name, const std::string& text, const std::string& wanted) {
        QTest::newRow(name) << QByteArray::fromStdString(json(text)) << QByteArray::fromStdString(json(wanted));
    };
    row("too few cells", "{'cells':['a']}", "/: 'a' null null");
    row("too many cells", "{'cells':[1,2,3,4,5]}", "/: 1 2 3");
    row("no cells", "{'object':{'metadata':{'name':'x'}}}", "/: '' '<unknown>' null"); // nameless, and not lost
    row("an object of another type", "{'cells':[1,2,3],'object':7}", "/: 1 2 3");
    row("no row", "7", "");
    row("null", "null", "");
}

void TestClientTable::brokenRows()
{
    QFETCH(QByteArray, row);
    QFETCH(QByteArray, wanted);
    const auto made = tableOf(page(row.toStdString()));
    QCOMPARE(made.has_value(), !wanted.isEmpty());
    if (made) QCOMPARE(QByteArray::fromStdString(printed(*made)), "Name0|Ready0|Node1|\n" + wanted);
}

void TestClientTable::cellsAsKubectlPrints_data()
{
    QTest::addColumn<QByteArray>("cell");
    QTest::addColumn<QByteArray>("wanted");
    QTest::newRow("text") << QByteArray(R"("1/1")") << QByteArray("1/1");
    QTest::newRow("null") << QByteArray("null") << QByteArray("");
    QTest::newRow("number") << QByteArray("-3") << QByteArray("-3");
    QTest::newRow("fraction") << QByteArray("1.5") << QByteArray("1.5");
    QTest::newRow("truth") << QByteArray("true") << QByteArray("true");
    QTest::newRow("two lines") << QByteArray(R"("a\nb")") << QByteArray("a...");
    QTest::newRow("a line end") << QByteArray(R"("a\r")") << QByteArray("a...");
    QTest::newRow("list") << QByteArray(R"(["a",1,null])") << QByteArray("[a 1 <nil>]");
    QTest::newRow("map") << QByteArray(R"({"b":[1],"a":"x"})") << QByteArray("map[a:x b:[1]]");
    QTest::newRow("escapes") << QByteArray(R"("\u001b[31m")") << QByteArray("\\x1b[31m");
}

void TestClientTable::cellsAsKubectlPrints()
{
    QFETCH(QByteArray, cell);
    QFETCH(QByteArray, wanted);
    QCOMPARE(QByteArray::fromStdString(cellText(Json::parse(cell.toStdString()))), wanted);
}

void TestClientTable::theRowsAreBounded()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) {
        to.answer(200, page(rowNamed("a", "1,2") + "," + rowNamed("b", "1,2") + "," + rowNamed("c", "1,2")));
    });
    TableRequest request;
    request.most = 2;
    QCOMPARE(tableOf(server, request).error().error.fault, core::Fault::TooLarge);
    request.most = 3;
    QCOMPARE(tableOf(server, request)->rows.size(), 3U);
}

void TestClientTable::refusalsAreErrors()
{
    const StubServer server(trusted(), [](const StubRequest&, StubConnection& to) {
        to.answer(403, json("{'kind':'Status','reason':'Forbidden','code':403}"));
    });
    QVERIFY(tableOf(server).error().reason == StatusReason::Forbidden);
    QVERIFY(tableOf(json("{'kind':'Status'}")).error().trouble == Trouble::Malformed);
}

void TestClientTable::watchesOfTables()
{
    std::string seen;
    WatchDecoder decoder([&](const WatchEvent& event) {
        const auto made = readTable(event.item);
        if (made) seen += printed(*made) + "@" + made->resourceVersion + ";";
        return true;
    });
    QVERIFY(decoder.feed(json("{'type':'ADDED','object':") + page(rowNamed("a", "1,2")) + "}\n"));
    QVERIFY(decoder.feed(json("{'type':'MODIFIED','object':{'kind':'Table','metadata':{'resourceVersion':'276'},"
                              "'columnDefinitions':null,'rows':[{'cells':['a',9]}]}}")));
    QVERIFY(decoder.feed(json("{'type':'MODIFIED','object':{'kind':'Pod','metadata':{'name':'p'}}}")));
    QCOMPARE(seen, json("Name0|Ready0|Node1|\na/a: 'a' 1 2@275;\n/: 'a' 9@276;"));
}

BERTH_TEST(TestClientTable)

} // namespace tst_client_table

#include "tst_client_table.moc"
