// What runs once an update is through: pods that it replaces leave their places, and others may keep them.
#include <QtTest>

#include "core/preview/after.h"
#include "tests/core/preview/running_pods.h"
#include "tests/support/test.h"

namespace tst_update_end {

using namespace core;
using namespace Qt::StringLiterals;
using namespace running_pods;

class TestUpdateEnd : public QObject {
    Q_OBJECT
private slots:
    void theEndIsThatOfTheNewTemplate_data();
    void theEndIsThatOfTheNewTemplate();
    void whatIsReplacedHoldsNoQuotaInTheEnd();
    void afterwardsTheOldOnesAreGone();
    void theEndIsARangeWhereNobodyKnows();
    void afterwardsThoseThatMayStayHoldTheirRoom();
    void aPartitionKeepsOldOnes_data();
    void aPartitionKeepsOldOnes();
    void whatIsMadeAnewGoesBackToItsVolume_data();
    void whatIsMadeAnewGoesBackToItsVolume();
    void nodesThatAnUpdateLeavesStayPaid();
    void asManyArePaidAsStayEmpty_data();
    void asManyArePaidAsStayEmpty();
    void whatDoesNotFinishLeavesNothing_data();
    void whatDoesNotFinishLeavesNothing();
    void aLargerOneTakesMoreThanOneLeaves_data();
    void aLargerOneTakesMoreThanOneLeaves();
};

namespace {

/// Two nodes of two cards with two pods each, and so many nodes to buy.
snapshot::FleetPtr twoOnEach(std::int64_t stock, const std::function<void(snapshot::ClusterData&)>& alter = {})
{
    Pods pods = runningPods(4);
    for (std::size_t i = 0; i < pods.size(); ++i) pods[i].spec.nodeName = i < 2 ? "n0" : "n1";
    return one_cluster::fleetOf({one_cluster::node("n0", 2), one_cluster::node("n1", 2)}, pods, stock, alter);
}

/// One on a node: it has 7.9 CPUs.
const QString moreCpu =
    container(uR"("image":"server:1","resources":{"requests":{"cpu":"5"},"limits":{"nvidia.com/gpu":1}})"_s);

} // namespace

void TestUpdateEnd::theEndIsThatOfTheNewTemplate_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<QString>("placement");
    QTest::newRow("the same") << u"{}"_s << qint64(5) << u"c 4/4"_s;
    QTest::newRow("another image") << newImage << qint64(5) << u"c 4/4"_s;
    QTest::newRow("larger") << moreCpu << qint64(5) << u"c 4/4 +2"_s;
    QTest::newRow("larger, one to buy") << moreCpu << qint64(1) << u"c 4/3 +1"_s;
    QString paused = moreCpu;
    paused.insert(1, u"\"paused\":true,"_s);
    QTest::newRow("larger, and paused") << paused << qint64(5) << u"c 4/4"_s;
}

/// What runs is there only until it is replaced: its nodes are free for the new ones, and more are bought for good.
void TestUpdateEnd::theEndIsThatOfTheNewTemplate()
{
    QFETCH(QString, spec);
    QFETCH(qint64, stock);
    const preview::Preview answer = answerTo(documents(4, spec), twoOnEach(stock), 4);
    QTEST(asked::placement(answer), "placement");
    if (answer.rollout.empty()) return;
    // Of what is bought at the worst moment, no node counts besides that stays.
    std::int64_t worst = 0;
    for (const preview::Share& share : answer.rollout.front().places)
        if (share.kind == preview::Share::Kind::New) worst += share.nodes;
    QCOMPARE(preview::updateNodesOf(answer).most, std::max<std::int64_t>(0, worst - preview::newNodesOf(answer).most));
}

void TestUpdateEnd::whatIsReplacedHoldsNoQuotaInTheEnd()
{
    const auto full = [](snapshot::ClusterData& data) {
        data.quotas = {{"default",
                        "rq",
                        {{"requests.nvidia.com/gpu", model::Quantity::of(4)}},
                        {{"requests.nvidia.com/gpu", model::Quantity::of(4)}},
                        {}}};
    };
    const preview::Preview answer = answerTo(documents(4, moreCpu), twoOnEach(5, full), 4);
    QCOMPARE(asked::placement(answer), u"c 4/4 +2"_s);
}

/// Who is placed after it finds the nodes as the new ones leave them.
void TestUpdateEnd::afterwardsTheOldOnesAreGone()
{
    const auto fleet = twoOnEach(5);
    auto question = preview::readManifests(documents(4, moreCpu), *fleet).questions.front();
    question.previous = {{"c", 4, {}}};
    const preview::Prepared prepared = preview::prepare(question, *fleet);
    preview::Facts facts(prepared, fleet);
    const auto after = preview::fleetAfter(prepared, facts, fleet, preview::preview(question, fleet));
    const snapshot::ClusterData& data = *after->clusters.front();
    QCOMPARE(data.nodes.size(), std::size_t{4});
    std::int64_t old = 0;
    std::int64_t young = 0;
    for (const std::uint32_t row : facts.own().holdingIn(data)) {
        const auto& requests = data.pods.shapes[data.pods.shape[row]].requests;
        const auto cpu = requests.find("cpu");
        ++(cpu != requests.end() && cpu->second >= 5000 ? young : old);
    }
    QCOMPARE(old, 0);
    QCOMPARE(young, 4);
}

namespace {

/// Nodes with a taint, and pods that tolerate it.
snapshot::FleetPtr onTaintedNodes(std::int64_t stock)
{
    Pods pods = runningPods(2);
    for (model::Pod& one : pods) one.spec.tolerations = {{"dedicated", "Equal", "x", "NoSchedule"}};
    std::vector<model::Node> nodes{one_cluster::node("n0", 1), one_cluster::node("n1", 1)};
    for (model::Node& one : nodes) one.taints = {{"dedicated", "x", "NoSchedule"}};
    return one_cluster::fleetOf(nodes, pods, stock);
}

} // namespace

/// The template tolerates no taint and its pods do: by the template of before, or because somebody adds that to all pods.
void TestUpdateEnd::theEndIsARangeWhereNobodyKnows()
{
    const preview::Preview bought = answerTo(documents(2), onTaintedNodes(5), 2);
    QCOMPARE(bought.rollout.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(bought.rollout.front().perhapsAt), u"spec/tolerations"_s);
    QCOMPARE(asked::placement(bought), u"c 2/2 +2"_s);
    QCOMPARE(preview::newNodesOf(bought).sure, std::int64_t{0}); // those that stay need none
    QCOMPARE(preview::newNodesOf(bought).most, std::int64_t{2});
    QCOMPARE(preview::updateNodesOf(bought).most, std::int64_t{0}); // the same ones
    QVERIFY2(said(bought, "update-end-open").startsWith(u"Which pods the update in c replaces is not known"_s),
             qPrintable(said(bought, "update-end-open")));

    const preview::Preview none = answerTo(documents(2), onTaintedNodes(0), 2);
    QCOMPARE(none.placed, std::int64_t{0});
    QCOMPARE(none.unsure, std::int64_t{2});
    QVERIFY(asked::verdict(none) != u"fits"_s);
}

/// Who is placed after it does not count on room that they may keep.
void TestUpdateEnd::afterwardsThoseThatMayStayHoldTheirRoom()
{
    const auto fleet = onTaintedNodes(5);
    auto question = preview::readManifests(documents(2), *fleet).questions.front();
    question.previous = {{"c", 2, {}}};
    const preview::Prepared prepared = preview::prepare(question, *fleet);
    preview::Facts facts(prepared, fleet);
    const auto after = preview::fleetAfter(prepared, facts, fleet, preview::preview(question, fleet));
    const snapshot::ClusterData& data = *after->clusters.front();
    std::int64_t onOldNodes = 0;
    for (const std::uint32_t row : facts.own().holdingIn(data)) {
        const std::string node(data.nodes.names[data.pods.node[row]]);
        if (node == "n0" || node == "n1") ++onOldNodes;
    }
    QCOMPARE(onOldNodes, std::int64_t{2});
}

namespace {

/// A StatefulSet's pods: the numbers in their names are theirs.
Pods numbered(std::size_t count)
{
    Pods out = runningPods(count);
    for (std::size_t i = 0; i < count; ++i) {
        out[i].name = "server-" + std::to_string(i);
        out[i].labels = {{"app", "server"}};
        out[i].owners = {{"apps/v1", "StatefulSet", "server", {}, true}};
    }
    return out;
}

std::vector<Json> statefulSet(std::int64_t replicas, const QString& updateStrategy)
{
    auto out = one_cluster::documents("StatefulSet", replicas);
    out[0]["spec"].merge_patch(Json::parse(moreCpu.toStdString()));
    out[0]["spec"]["updateStrategy"] = Json::parse(updateStrategy.toStdString());
    return out;
}

} // namespace

void TestUpdateEnd::aPartitionKeepsOldOnes_data()
{
    QTest::addColumn<QString>("updateStrategy");
    QTest::addColumn<QString>("placement");
    QTest::newRow("none is kept") << uR"({"type":"RollingUpdate"})"_s << u"c 4/4 +2"_s;
    QTest::newRow("two are kept") << uR"({"rollingUpdate":{"partition":2}})"_s << u"c 4/4 +1"_s;
    QTest::newRow("all are kept") << uR"({"rollingUpdate":{"partition":4}})"_s << u"c 4/4"_s;
    QTest::newRow("until somebody deletes them") << uR"({"type":"OnDelete"})"_s << u"c 4/4"_s;
}

/// Two on each of two nodes; of the new ones a node takes one. Those below the partition keep their node.
void TestUpdateEnd::aPartitionKeepsOldOnes()
{
    QFETCH(QString, updateStrategy);
    Pods pods = numbered(4);
    for (std::size_t i = 0; i < pods.size(); ++i) pods[i].spec.nodeName = i < 2 ? "n0" : "n1";
    std::reverse(pods.begin(), pods.end()); // the list has them in any order
    const auto fleet = one_cluster::fleetOf({one_cluster::node("n0", 2), one_cluster::node("n1", 2)}, pods, 5);
    QTEST(asked::placement(answerTo(statefulSet(4, updateStrategy), fleet, 4)), "placement");
}

void TestUpdateEnd::whatIsMadeAnewGoesBackToItsVolume_data()
{
    QTest::addColumn<QStringList>("zones"); // of the volumes
    QTest::addColumn<QString>("placement");
    QTest::addColumn<bool>("open");
    const QString h = u"cn-hangzhou-h"_s;
    const QString i = u"cn-hangzhou-i"_s;
    QTest::newRow("where the old ones are") << QStringList{h, h} << u"c 2/0"_s << false;
    QTest::newRow("where there is room") << QStringList{i, i} << u"c 2/2"_s << false;
    QTest::newRow("here and there") << QStringList{h, i} << u"c 2/2"_s << true;
}

/// The nodes of zone h are too small for the new ones.
void TestUpdateEnd::whatIsMadeAnewGoesBackToItsVolume()
{
    QFETCH(QStringList, zones);
    QFETCH(bool, open);
    std::vector<model::Node> nodes;
    for (const char* name : {"n0", "n1", "m0", "m1"}) {
        nodes.push_back(one_cluster::node(name, 1));
        if (*name == 'n')
            nodes.back().allocatable["cpu"] = nodes.back().capacity["cpu"] = 1900;
        else
            nodes.back().labels["topology.kubernetes.io/zone"] = "cn-hangzhou-i";
    }
    const auto fleet = one_cluster::fleetOf(nodes, numbered(2), 0, [&zones](snapshot::ClusterData& data) {
        for (qsizetype i = 0; i < zones.size(); ++i) {
            model::PersistentVolumeClaim claim;
            claim.ns = "default";
            claim.name = "data-server-" + std::to_string(i);
            claim.volumeName = "v" + std::to_string(i);
            claim.bound = true;
            model::NodeSelectorTerm term;
            term.expressions.push_back(
                {"topology.kubernetes.io/zone", model::Requirement::Op::In, {zones[i].toStdString()}, {}});
            model::PersistentVolume volume;
            volume.name = claim.volumeName;
            volume.nodeAffinity = std::vector<model::NodeSelectorTerm>{term};
            data.claims.push_back(std::move(claim));
            data.volumes.push_back(std::move(volume));
        }
    });
    auto asked = statefulSet(2, uR"({"type":"RollingUpdate"})"_s);
    asked[0]["spec"]["volumeClaimTemplates"] = Json::parse(
        R"([{"metadata":{"name":"data"},"spec":{"storageClassName":"disk","accessModes":["ReadWriteOnce"]}}])");
    const preview::Preview answer = answerTo(asked, fleet, 2);
    QTEST(asked::placement(answer), "placement");
    QCOMPARE(said(answer, "update-end-open").contains(u"come back to the volumes of their claims"_s), open);
}

namespace {

/// Two nodes of a pool, of a type each, with so many CPUs, and an old pod each. What the types cost, in hundredths.
snapshot::Fleet pricedNodes(std::int64_t cpu, std::int64_t first, std::int64_t second, std::int64_t stock)
{
    std::vector<model::Node> nodes;
    for (const char* name : {"n0", "n1"}) {
        nodes.push_back(one_cluster::node(name, 1));
        nodes.back().allocatable["cpu"] = nodes.back().capacity["cpu"] = cpu;
        nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
        nodes.back().labels["node.kubernetes.io/instance-type"] = "type-of-" + std::string(name);
    }
    snapshot::Fleet fleet = *one_cluster::fleetOf(nodes, runningPods(2), stock);
    for (const auto& [name, hundredths] : {std::pair("n0", first), std::pair("n1", second)}) {
        model::Price price;
        price.region = "cn-hangzhou";
        price.zone = "cn-hangzhou-h";
        price.instanceType = "type-of-" + std::string(name);
        price.perHour = {hundredths * 10000, "CNY"};
        fleet.prices.push_back(price);
    }
    return fleet;
}

} // namespace

/// The pool's old nodes are too small for the new pods, and are paid until it scales in.
void TestUpdateEnd::nodesThatAnUpdateLeavesStayPaid()
{
    const auto known = snapshot::freeze(pricedNodes(1900, 250, 250, 5));
    const preview::Preview answer = answerTo(documents(2, moreCpu), known, 2);
    const QString text = said(answer, "idle-after-update");
    QVERIFY2(text.startsWith(u"Once the update in c is through, nothing else is on 2 nodes of pool gpu: "_s),
             qPrintable(text + asked::placement(answer)));
    QVERIFY2(text.contains(u" They cost 5.00 CNY an hour."_s), qPrintable(text));
    QCOMPARE(said(answerTo(documents(2, newImage), known, 2), "idle-after-update"), QString());
}

void TestUpdateEnd::asManyArePaidAsStayEmpty_data()
{
    QTest::addColumn<qint64>("first");
    QTest::addColumn<qint64>("second");
    QTest::addColumn<QString>("cost");
    QTest::newRow("alike") << qint64(250) << qint64(250) << u" They cost 2.50 CNY an hour."_s;
    QTest::newRow("the second dearer") << qint64(250) << qint64(400) << u" They cost at most 4.00 CNY an hour."_s;
    QTest::newRow("the first dearer") << qint64(400) << qint64(250) << u" They cost at most 4.00 CNY an hour."_s;
}

/// One new pod takes one of two nodes that two old ones leave: which of them, the scheduler says.
void TestUpdateEnd::asManyArePaidAsStayEmpty()
{
    QFETCH(qint64, first);
    QFETCH(qint64, second);
    QFETCH(QString, cost);
    const auto fleet = snapshot::freeze(pricedNodes(7900, first, second, 0));
    const QString text = said(answerTo(documents(1, moreCpu), fleet, 2), "idle-after-update");
    QVERIFY2(text.startsWith(u"Once the update in c is through, nothing else is on 1 node of pool gpu: "_s),
             qPrintable(text));
    QVERIFY2(text.contains(cost), qPrintable(text));
}

void TestUpdateEnd::whatDoesNotFinishLeavesNothing_data()
{
    QTest::addColumn<qint64>("least");
    QTest::addColumn<qint64>("most");
    QTest::addColumn<QString>("nodes");
    QTest::newRow("finishes") << qint64(5) << qint64(5) << u"nothing else is on 2 nodes of pool gpu: "_s;
    QTest::newRow("may finish") << qint64(0) << qint64(5) << u"nothing else is on 0 to 2 nodes of pool gpu: "_s;
    QTest::newRow("stops") << qint64(0) << qint64(0) << QString();
}

/// Old pods stay where new ones find no node.
void TestUpdateEnd::whatDoesNotFinishLeavesNothing()
{
    QFETCH(qint64, least);
    QFETCH(qint64, most);
    QFETCH(QString, nodes);
    snapshot::Fleet fleet = pricedNodes(1900, 250, 250, most);
    for (model::StockCell& cell : fleet.stock) cell.instances.lower = least;
    const preview::Preview answer = answerTo(documents(2, moreCpu), snapshot::freeze(std::move(fleet)), 2);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    QCOMPARE(answer.rollout.front().canFinish, most > 0);
    QCOMPARE(answer.rollout.front().unsure, least < most);
    const QString text = said(answer, "idle-after-update");
    QCOMPARE(text.isEmpty(), nodes.isEmpty());
    QVERIFY2(text.contains(nodes), qPrintable(text));
}

void TestUpdateEnd::aLargerOneTakesMoreThanOneLeaves_data()
{
    QTest::addColumn<qint64>("cards"); // of the quota
    QTest::addColumn<bool>("canFinish");
    QTest::addColumn<QString>("stuck");
    const QString end = u" not be created even when every old one is gone."_s;
    QTest::newRow("those of the old pods alone") << qint64(2) << false << u"of 2 new replicas 1 would"_s + end;
    QTest::newRow("what is left may be in use") << qint64(4) << true << u"of 2 new replicas 1 may"_s + end;
}

/// How much of the quota is in use nobody says. Old pods take a card each, new ones two.
void TestUpdateEnd::aLargerOneTakesMoreThanOneLeaves()
{
    QFETCH(qint64, cards);
    QFETCH(QString, stuck);
    Pods pods = runningPods(2);
    for (model::Pod& one : pods) one.spec.nodeName = "n0";
    const auto fleet =
        one_cluster::fleetOf({one_cluster::node("n0", 8)}, pods, 0, [cards](snapshot::ClusterData& data) {
            data.quotas = {{"default", "rq", {{"requests.nvidia.com/gpu", model::Quantity::of(cards)}}, {}, {}}};
        });
    auto asked = documents(2, container(uR"("image":"server:1","resources":{"limits":{"nvidia.com/gpu":2}})"_s));
    asked[0]["spec"]["strategy"] = {{"rollingUpdate", {{"maxSurge", 0}, {"maxUnavailable", 1}}}};
    const preview::Preview answer = answerTo(asked, fleet, 2);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    const preview::RolloutStep& step = answer.rollout.front();
    QTEST(step.canFinish, "canFinish");
    QVERIFY2(QString::fromStdString(step.stuck).contains(stuck), step.stuck.c_str());
}

BERTH_TEST(TestUpdateEnd)

} // namespace tst_update_end

#include "tst_update_end.moc"
