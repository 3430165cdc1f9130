// Replicas that must stay together: the first pod decides where, so what is sure is what each place open to it takes.
#include <QtTest>

#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

namespace tst_together {

using namespace core;
using namespace Qt::StringLiterals;

namespace {

const std::string smaller = "ecs.gn7i-c8g1.2xlarge";
const std::string larger = "ecs.gn7i-c32g1.8xlarge";
const std::string zoneKey = "topology.kubernetes.io/zone";
const std::string hostKey = "kubernetes.io/hostname";

/// Replicas that have to be near each other.
std::vector<Json> beside(std::int64_t replicas, const std::string& key, const std::string& division = "Weighted")
{
    std::vector<Json> out = given::documents(sharing::manifests(replicas, division));
    Json term;
    term["labelSelector"]["matchLabels"]["app"] = "server";
    term["topologyKey"] = key;
    Json terms = Json::array();
    terms.push_back(term);
    out[0]["spec"]["template"]["spec"]["affinity"]["podAffinity"]["requiredDuringSchedulingIgnoredDuringExecution"] =
        terms;
    return out;
}

/// Groups of four pods, each with a zone for itself.
std::vector<Json> groups(std::int64_t replicas, const std::string& division = "Weighted")
{
    std::vector<Json> out = given::documents(sharing::manifests(replicas, division, 4));
    out[0]["metadata"]["annotations"]["leaderworkerset.sigs.k8s.io/exclusive-topology"] = zoneKey;
    return out;
}

/// Replicas that spread over zones.
std::vector<Json> spread(std::int64_t replicas)
{
    std::vector<Json> out = given::documents(sharing::manifests(replicas, "Duplicated"));
    Json constraint;
    constraint["topologyKey"] = zoneKey;
    constraint["maxSkew"] = 1;
    constraint["whenUnsatisfiable"] = "DoNotSchedule";
    constraint["labelSelector"]["matchLabels"]["app"] = "server";
    out[0]["spec"]["template"]["spec"]["topologySpreadConstraints"] = Json::array({constraint});
    return out;
}

/// A pool that buys in two zones.
snapshot::FleetPtr twoZones(std::int64_t inH, std::int64_t inI)
{
    return sharing::fleetOf({.clusters = {{.name = "c", .otherZones = {"cn-hangzhou-i"}}},
                             .stock = {{"cn-hangzhou-h", smaller, inH}, {"cn-hangzhou-i", smaller, inI}}});
}

model::Node nodeIn(const std::string& zone, const std::string& name, std::int64_t cards)
{
    model::Node out = one_cluster::node(name, cards);
    out.labels[zoneKey] = zone;
    return out;
}

/// Nodes of one card each.
snapshot::FleetPtr runningIn(int inH, int inI, std::int64_t stock)
{
    std::vector<model::Node> nodes;
    for (int i = 0; i < inH; ++i) nodes.push_back(nodeIn("cn-hangzhou-h", "h" + std::to_string(i), 1));
    for (int i = 0; i < inI; ++i) nodes.push_back(nodeIn("cn-hangzhou-i", "i" + std::to_string(i), 1));
    return one_cluster::fleetOf(nodes, {}, stock);
}

/// The same, and a pool that buys in both zones.
snapshot::FleetPtr runningAndBought(int inH, int inI, std::int64_t stockH, std::int64_t stockI)
{
    std::vector<model::Node> nodes;
    for (int i = 0; i < inH; ++i) nodes.push_back(nodeIn("cn-hangzhou-h", "h" + std::to_string(i), 1));
    for (int i = 0; i < inI; ++i) nodes.push_back(nodeIn("cn-hangzhou-i", "i" + std::to_string(i), 1));
    const snapshot::FleetPtr fleet = one_cluster::fleetOf(nodes, {}, stockH, [](snapshot::ClusterData& data) {
        data.pools.front().zones.push_back({"cn-hangzhou-i", 250});
    });
    const std::vector<snapshot::Change> changes{snapshot::SetStock{"cn-hangzhou-i", smaller, Range::exactly(stockI)}};
    return *snapshot::whatIf(fleet, changes);
}

/// "1..3": replicas; new nodes
QString certain(const preview::Preview& answer)
{
    return u"%1..%2"_s.arg(answer.placed).arg(answer.placed + answer.unsure);
}
QString nodes(const preview::Preview& answer)
{
    const preview::NewNodes bought = preview::newNodesOf(answer);
    return u"%1..%2"_s.arg(bought.sure).arg(bought.most);
}

} // namespace

class TestTogether : public QObject {
    Q_OBJECT
private slots:
    void newNodesOfTwoZones_data();
    void newNodesOfTwoZones();
    void rowsSayThatAnotherZoneIsAsLikely();
    void nodesThatRun_data();
    void nodesThatRun();
    void whatIsOpenIsTheFirstPodsPlace();
    void whereThePoolStillBuys_data();
    void whereThePoolStillBuys();
    void oneNode_data();
    void oneNode();
    void oneOfTwoNodesThatRun();
    void groupsWithAZoneEach_data();
    void groupsWithAZoneEach();
    void groupsWithAZoneEachBuyFromOnePool_data();
    void groupsWithAZoneEachBuyFromOnePool();
    void groupsWithAZoneEachBuyFromOneStock_data();
    void groupsWithAZoneEachBuyFromOneStock();
    void groupsOnNodesThatRun();
    void theFirstZoneMayHoldTheOther_data();
    void theFirstZoneMayHoldTheOther();
    void anotherClusterBuysInTheOtherZone_data();
    void anotherClusterBuysInTheOtherZone();
};

void TestTogether::newNodesOfTwoZones_data()
{
    QTest::addColumn<int>("inH");
    QTest::addColumn<int>("inI");
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<QString>("bought");
    QTest::newRow("one fits in the other") << 1 << 5 << u"1..3"_s << u"1..3"_s;
    QTest::newRow("two fit in the other") << 2 << 3 << u"2..3"_s << u"2..3"_s;
    QTest::newRow("all fit in either") << 3 << 4 << u"3..3"_s << u"3..3"_s;
    QTest::newRow("nothing is in the other") << 0 << 5 << u"3..3"_s << u"3..3"_s;
}

void TestTogether::newNodesOfTwoZones()
{
    QFETCH(int, inH);
    QFETCH(int, inI);
    QFETCH(QString, replicas);
    QFETCH(QString, bought);
    const preview::Preview answer = one_cluster::answerOf(beside(3, zoneKey), twoZones(inH, inI));
    QCOMPARE(certain(answer), replicas);
    QCOMPARE(nodes(answer), bought);
    QCOMPARE(answer.clusters.front().replicas, 3); // what the scheduler hears and divides by is the best zone
    const bool sure = replicas == u"3..3"_s;
    QCOMPARE(preview::runsAsAsked(answer), sure);
    const QString why = u"the first replica decides where all are, and a place open to it is sure to take only %1"_s;
    QVERIFY2(asked::tree(answer).contains(why.arg(inH)) != sure, qPrintable(asked::tree(answer)));
}

/// Both zones hold all: neither is sure, nor what is taken from the stock of one.
void TestTogether::rowsSayThatAnotherZoneIsAsLikely()
{
    const preview::Preview bought = one_cluster::answerOf(beside(3, zoneKey), twoZones(3, 4));
    const auto& rows = bought.clusters.front().shares;
    QVERIFY(!rows.empty());
    QVERIFY(preview::isZoneOpen(rows.front()));
    QVERIFY(rows.front().stockBefore == Range::exactly(rows.front().zone == "cn-hangzhou-h" ? 3 : 4));
    QCOMPARE(rows.front().stockAfter->lower, rows.front().stockBefore->lower - rows.front().nodes);
    QVERIFY(rows.front().stockAfter->upper == rows.front().stockBefore->upper);

    const preview::Preview running = one_cluster::answerOf(beside(2, zoneKey), runningIn(2, 2, 0));
    QCOMPARE(certain(running), u"2..2"_s);
    for (const preview::Share& row : running.clusters.front().shares) QVERIFY(preview::isZoneOpen(row));
    const preview::Preview one = one_cluster::answerOf(beside(2, zoneKey), runningIn(2, 0, 0));
    for (const preview::Share& row : one.clusters.front().shares) QVERIFY(!preview::isZoneOpen(row));
}

void TestTogether::nodesThatRun_data()
{
    QTest::addColumn<int>("inH");
    QTest::addColumn<int>("stock"); // of h
    QTest::addColumn<QString>("replicas");
    QTest::newRow("one in the other zone") << 1 << 0 << u"1..3"_s;
    QTest::newRow("two in the other zone") << 2 << 0 << u"2..3"_s;
    QTest::newRow("there the rest is bought") << 2 << 5 << u"3..3"_s;
    QTest::newRow("none in the other zone") << 0 << 0 << u"3..3"_s;
}

void TestTogether::nodesThatRun()
{
    QFETCH(int, inH);
    QFETCH(int, stock);
    QFETCH(QString, replicas);
    const preview::Preview answer = one_cluster::answerOf(beside(3, zoneKey), runningIn(inH, 3, stock));
    QCOMPARE(certain(answer), replicas);
    QCOMPARE(preview::runsAsAsked(answer), replicas == u"3..3"_s);
}

/// Nothing is bought, so no scaler decides it.
void TestTogether::whatIsOpenIsTheFirstPodsPlace()
{
    const preview::Preview answer = one_cluster::answerOf(beside(3, zoneKey), runningIn(1, 3, 0));
    QString text;
    for (const preview::Warning& one : answer.warnings)
        if (one.id == "not-certain") text = QString::fromStdString(one.text + " " + one.remedy);
    QVERIFY2(text.startsWith(u"2 replicas rest on the place that a first pod comes to. Name one place"_s),
             qPrintable(text));
}

void TestTogether::whereThePoolStillBuys_data()
{
    QTest::addColumn<int>("inH");
    QTest::addColumn<int>("inI");
    QTest::addColumn<int>("stockH");
    QTest::addColumn<int>("stockI");
    QTest::addColumn<QString>("replicas");
    QTest::addColumn<QString>("bought");
    QTest::newRow("in the second of two alike") << 1 << 1 << 0 << 2 << u"1..3"_s << u"0..2"_s;
    QTest::newRow("in the first of two alike") << 1 << 1 << 2 << 0 << u"1..3"_s << u"0..2"_s;
    QTest::newRow("where fewer run") << 2 << 1 << 0 << 2 << u"2..3"_s << u"0..2"_s;
    QTest::newRow("in both, in one less") << 1 << 1 << 1 << 2 << u"2..3"_s << u"1..2"_s;
    QTest::newRow("all run in the other") << 3 << 1 << 0 << 2 << u"3..3"_s << u"0..2"_s;
}

/// The first pod comes to a node that runs, in either zone: what is bought besides is what that zone's pool has.
void TestTogether::whereThePoolStillBuys()
{
    QFETCH(int, inH);
    QFETCH(int, inI);
    QFETCH(int, stockH);
    QFETCH(int, stockI);
    QFETCH(QString, replicas);
    QFETCH(QString, bought);
    const preview::Preview answer =
        one_cluster::answerOf(beside(3, zoneKey), runningAndBought(inH, inI, stockH, stockI));
    QCOMPARE(certain(answer), replicas);
    QCOMPARE(nodes(answer), bought);
}

void TestTogether::oneNode_data()
{
    QTest::addColumn<QString>("version");
    QTest::newRow("any type") << u"0.6.1"_s;
    QTest::newRow("smallest first") << u"0.5.4"_s;
}

/// Nodes that cannot share their pods are never several.
void TestTogether::oneNode()
{
    QFETCH(QString, version);
    const snapshot::FleetPtr fleet =
        sharing::fleetOf({.types = {{smaller, 8, 1}, {larger, 32, 4}},
                          .clusters = {{.name = "c", .types = {smaller, larger}, .version = version.toStdString()}},
                          .stock = {{"cn-hangzhou-h", smaller, 3}, {"cn-hangzhou-h", larger, 3}}});
    const preview::Preview answer = one_cluster::answerOf(beside(3, hostKey), fleet);
    QCOMPARE(certain(answer), u"1..3"_s);
    QCOMPARE(nodes(answer), u"1..1"_s);
    QVERIFY(!preview::runsAsAsked(answer));
}

void TestTogether::oneOfTwoNodesThatRun()
{
    const std::vector<model::Node> both{one_cluster::node("a", 1), one_cluster::node("b", 4)};
    QCOMPARE(certain(one_cluster::answerOf(beside(3, hostKey), one_cluster::fleetOf(both, {}, 0))), u"1..3"_s);
    const std::vector<model::Node> one{one_cluster::node("b", 4)};
    QCOMPARE(certain(one_cluster::answerOf(beside(3, hostKey), one_cluster::fleetOf(one, {}, 0))), u"3..3"_s);
}

void TestTogether::groupsWithAZoneEach_data()
{
    QTest::addColumn<int>("inH");
    QTest::addColumn<int>("inI");
    QTest::addColumn<QString>("groups");
    QTest::newRow("the other holds a part") << 8 << 3 << u"0..1"_s;
    QTest::newRow("the other holds one") << 8 << 4 << u"1..1"_s;
    QTest::newRow("the other holds nothing") << 8 << 0 << u"1..1"_s;
}

void TestTogether::groupsWithAZoneEach()
{
    QFETCH(int, inH);
    QFETCH(int, inI);
    QFETCH(QString, groups);
    const preview::Preview answer = one_cluster::answerOf(tst_together::groups(1), twoZones(inH, inI));
    QCOMPARE(certain(answer), groups);
    const bool sure = groups == u"1..1"_s;
    QCOMPARE(preview::runsAsAsked(answer), sure);
    QVERIFY2(asked::tree(answer).contains(u"not each place open to that holds a whole group"_s) != sure,
             qPrintable(asked::tree(answer)));
}

/// Two groups of four pods, each in a zone of its own: they share what the pool may still add.
void TestTogether::groupsWithAZoneEachBuyFromOnePool_data()
{
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("whole");
    QTest::newRow("all find nodes") << 8 << 2 << u"2..2"_s;
    QTest::newRow("two are left over") << 6 << 2 << u"0..1"_s;
    QTest::newRow("one group alone") << 4 << 1 << u"1..1"_s;
}

void TestTogether::groupsWithAZoneEachBuyFromOnePool()
{
    QFETCH(int, most);
    QFETCH(int, replicas);
    const snapshot::FleetPtr fleet =
        sharing::fleetOf({.clusters = {{.name = "c", .most = most, .otherZones = {"cn-hangzhou-i"}}},
                          .stock = {{"cn-hangzhou-h", smaller, 9}, {"cn-hangzhou-i", smaller, 9}}});
    QTEST(certain(one_cluster::answerOf(groups(replicas, "Duplicated"), fleet)), "whole");
}

void TestTogether::groupsWithAZoneEachBuyFromOneStock_data()
{
    QTest::addColumn<int>("stock");
    QTest::addColumn<QString>("whole");
    QTest::newRow("enough for both") << 8 << u"2..2"_s;
    QTest::newRow("two are left over") << 6 << u"0..1"_s;
}

/// One group in each of two clusters.
void TestTogether::groupsWithAZoneEachBuyFromOneStock()
{
    QFETCH(int, stock);
    const snapshot::FleetPtr fleet =
        sharing::fleetOf({.clusters = {{.name = "a"}, {.name = "b"}}, .stock = {{"cn-hangzhou-h", smaller, stock}}});
    QTEST(certain(one_cluster::answerOf(groups(1, "Duplicated"), fleet)), "whole");
}

void TestTogether::groupsOnNodesThatRun()
{
    QCOMPARE(certain(one_cluster::answerOf(groups(1), runningIn(3, 4, 0))), u"0..1"_s);
    QCOMPARE(certain(one_cluster::answerOf(groups(1), runningIn(4, 4, 0))), u"1..1"_s);
    QCOMPARE(certain(one_cluster::answerOf(groups(2), runningIn(4, 4, 0))), u"2..2"_s);
}

void TestTogether::theFirstZoneMayHoldTheOther_data()
{
    QTest::addColumn<int>("inH");
    QTest::addColumn<int>("inI");
    QTest::addColumn<QString>("replicas"); // of 5
    QTest::newRow("it holds one") << 9 << 1 << u"3..5"_s;
    QTest::newRow("it holds enough") << 9 << 2 << u"5..5"_s;
    QTest::newRow("it never comes about") << 9 << 0 << u"5..5"_s;
}

/// Zones without nodes: the smaller one counts once it has a node, and nobody can say which has one first.
void TestTogether::theFirstZoneMayHoldTheOther()
{
    QFETCH(int, inH);
    QFETCH(int, inI);
    const preview::Preview answer = one_cluster::answerOf(spread(5), twoZones(inH, inI));
    QTEST(certain(answer), "replicas");
}

void TestTogether::anotherClusterBuysInTheOtherZone_data()
{
    QTest::addColumn<int>("inI");
    QTest::addColumn<QString>("replicas");
    QTest::newRow("the first of one may take it from two") << 2 << u"1..4"_s;
    QTest::newRow("from one") << 3 << u"2..4"_s;
    QTest::newRow("there is enough for both") << 4 << u"4..4"_s;
}

/// Two replicas each: one cluster is shown to buy in h, and its first pod may come to i, where alone the other one buys.
void TestTogether::anotherClusterBuysInTheOtherZone()
{
    QFETCH(int, inI);
    QFETCH(QString, replicas);
    const snapshot::FleetPtr fleet = sharing::fleetOf(
        {.clusters = {{.name = "a", .otherZones = {"cn-hangzhou-i"}}, {.name = "b", .zone = "cn-hangzhou-i"}},
         .stock = {{"cn-hangzhou-h", smaller, 4}, {"cn-hangzhou-i", smaller, inI}}});
    const preview::Preview answer = one_cluster::answerOf(beside(2, zoneKey, "Duplicated"), fleet);
    QCOMPARE(certain(answer), replicas);
    QCOMPARE(preview::runsAsAsked(answer), replicas == u"4..4"_s);
}

BERTH_TEST(TestTogether)

} // namespace tst_together

#include "tst_together.moc"
