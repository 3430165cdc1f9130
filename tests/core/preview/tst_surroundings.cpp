#include <QtTest>

#include "core/snapshot/file.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

/// What a cluster already holds that changes an answer: nodes for daemons, pods that wait, claims, cards offered twice.
namespace tst_surroundings {

using namespace core;
using namespace one_cluster;
using namespace Qt::StringLiterals;

namespace {

QString said(const preview::Preview& preview, const char* id)
{
    for (const preview::Warning& warning : preview.warnings)
        if (warning.id == id) return QString::fromStdString(warning.text);
    return {};
}

std::int64_t bought(const preview::Preview& preview)
{
    return preview::newNodesOf(preview).most;
}

} // namespace

class TestSurroundings : public QObject {
    Q_OBJECT
private slots:
    /// The pool that a node's label names is told, described by anybody or not.
    void aPoolThatNobodyDescribesIsNamed()
    {
        model::Node labelled = node("a", 1);
        const auto shareOf = [](const model::Node& one) {
            const auto answer = answerOf(documents("Deployment", 1), fleetOf({one}, {}, 0));
            return answer.clusters.front().shares.at(0);
        };
        QVERIFY(shareOf(labelled).pool.empty() && !shareOf(labelled).poolOfLabel);
        labelled.labels["alibabacloud.com/nodepool-id"] = "np-nobody";
        QCOMPARE(QString::fromStdString(shareOf(labelled).pool), u"np-nobody"_s);
        QVERIFY(shareOf(labelled).poolOfLabel);
        labelled.labels["alibabacloud.com/nodepool-id"] = "gpu"; // the fleet's
        QVERIFY(!shareOf(labelled).pool.empty() && !shareOf(labelled).poolOfLabel);
    }

    void aDaemonSetGetsTheNodesThatExist();
    void aDaemonSetBuysNothing();
    void aDaemonSetKeepsOffTaints();
    void aDaemonSetCountsItsOwnPods();
    void podsThatWaitComeFirst();
    void podsThatWaitTakeNodesThatRun();
    void podsOfLowerPriorityComeLater_data();
    void podsOfLowerPriorityComeLater();
    void aNominatedNodeKeepsItsRoom_data();
    void aNominatedNodeKeepsItsRoom();
    void podsThatLeaveGiveTheirRoomUp();
    void everyPodThatWaitsIsCounted();
    void theRangeIsOfWhatLeavesItOpen();
    void aSharedDiskHoldsThoseElsewhere();
    void claimsThatKeepPodsOutAreMended();
    void asMuchElsewhereAndDearerIsNoRemedy();
    void podsThatWaitElsewhereBuyTheSameStock();
    void podsThatWaitTakeRoomAndQuota();
    void groupsComeAfterPodsThatWait();
    void aRuleOnNodesThatRunIsTold();
    void claimsTieToTheirVolumes();
    void newClaimsTieToTheirClass();
    void claimsInSeveralPlacesAreSaid();
    void slicedCardsAreSaid();
    void aQuotaWhoseUseIsNotKnownIsUnknown();
    void whoIsTurnedAwayGetsNothing();
    void whatNoNodeMendsIsNotOpen();
    void whatNobodyListedIsNotMissing_data();
    void whatNobodyListedIsNotMissing();
    void whatLimitRangesAddIsSaid();
    void whatNobodyReadsIsSaid();
    void podLevelResourcesDependOnTheVersion_data();
    void podLevelResourcesDependOnTheVersion();
};

void TestSurroundings::aDaemonSetGetsTheNodesThatExist()
{
    const auto answer = answerOf(documents("DaemonSet", 1), fleetOf({node("a", 4), node("b", 1)}, {}, 9));
    QCOMPARE(asked::placement(answer), u"c 2/2"_s);
    QCOMPARE(asked::verdict(answer), u"fits"_s);
    QVERIFY(said(answer, "daemonset").contains(u"here 2 pods;"_s));
    QVERIFY(asked::tree(answer).contains(u"one pod on every node that exists"_s));
}

/// Its controller makes a pod for a node without a card, too; that pod waits for ever.
void TestSurroundings::aDaemonSetBuysNothing()
{
    const auto some = answerOf(documents("DaemonSet", 1), fleetOf({node("a", 1), node("cpu", 0)}, {}, 9));
    QCOMPARE(asked::placement(some), u"c 2/1"_s);
    QCOMPARE(asked::verdict(some), u"partly"_s);
    QCOMPARE(bought(some), std::int64_t{0});
    QVERIFY(!some.newCost);
    // That it has one pod a node is no anti-affinity; the pod that waits is that of the node without a card.
    QVERIFY2(!asked::tree(some).contains(u"anti-affinity"_s), qPrintable(asked::tree(some)));
    QVERIFY2(!asked::tree(some).contains(u"could be bought"_s), qPrintable(asked::tree(some)));
    QCOMPARE(some.remedies.size(), std::size_t{1});
    QCOMPARE(
        QString::fromStdString(some.remedies.front().text),
        u"c: its 2 nodes have room for 1 replica in all (Insufficient nvidia.com/gpu (asks 1, has 0), even when "
        "empty), and no node is bought for a DaemonSet; narrow the nodeSelector of the DaemonSet to nodes that can "
        "take its pod"_s);
    QVERIFY(some.clusters.front().capacities.bindingText.empty());
    QCOMPARE(some.clusters.front().capacities.deliverable, Range::exactly(0));
    const auto none = answerOf(documents("DaemonSet", 1), fleetOf({node("cpu", 0)}, {}, 9));
    QCOMPARE(asked::placement(none), u"c 1/0"_s);
    QCOMPARE(asked::verdict(none), u"does not fit"_s);
    QCOMPARE(bought(none), std::int64_t{0});
}

void TestSurroundings::aDaemonSetKeepsOffTaints()
{
    model::Node tainted = node("b", 1);
    tainted.taints = {{"team", "other", "NoSchedule"}};
    model::Node cordoned = node("d", 1);
    cordoned.unschedulable = true;
    cordoned.taints = {{"node.kubernetes.io/unschedulable", "", "NoSchedule"}};
    const auto answer = answerOf(documents("DaemonSet", 1), fleetOf({node("a", 1), tainted, cordoned}, {}, 9));
    QCOMPARE(asked::placement(answer), u"c 2/2"_s);
    // What is short is short on the node without a card, whatever the taint keeps off.
    const auto some = answerOf(documents("DaemonSet", 1), fleetOf({node("a", 1), node("cpu", 0), tainted}, {}, 9));
    QCOMPARE(asked::placement(some), u"c 2/1"_s);
    for (const preview::Remedy& one : some.remedies)
        QVERIFY2(!QString::fromStdString(one.text).contains(u"taint"_s), one.text.c_str());
    QVERIFY2(asked::tree(some).contains(u"Insufficient nvidia.com/gpu"_s), qPrintable(asked::tree(some)));
}

void TestSurroundings::aDaemonSetCountsItsOwnPods()
{
    model::Pod own = pod("server", "a");
    own.owners = {{"apps/v1", "DaemonSet", "server", {}, true}};
    const auto fleet = fleetOf({node("a", 4), node("b", 4)}, {own}, 9);
    QCOMPARE(asked::placement(answerOf(documents("DaemonSet", 1), fleet)), u"c 2/2"_s);
}

void TestSurroundings::podsThatWaitComeFirst()
{
    const auto fleet = fleetOf({node("cpu", 0)}, {pod("x"), pod("y"), pod("z")}, 4);
    const auto answer = answerOf(documents("Deployment", 4), fleet);
    const QString text = said(answer, "pending-pods-first");
    QVERIFY2(text.startsWith(u"3 Pending pods of other workloads in c"_s), qPrintable(text));
    QVERIFY2(text.contains(u"may take 3 nodes"_s), qPrintable(text));
    // The engine does not see them; what really comes is from what they leave to all of it.
    QCOMPARE(answer.clusters.front().replicas, std::int64_t{4});
    QCOMPARE(answer.clusters.front().capacities.deliverable, Range::exactly(4));
    QCOMPARE(answer.placed, std::int64_t{1});
    QCOMPARE(answer.unsure, std::int64_t{3});
    QCOMPARE(asked::verdict(answer), u"unknown"_s);
    QCOMPARE(newNodesOf(answer).sure, std::int64_t{1});
    QCOMPARE(newNodesOf(answer).most, std::int64_t{4});
    const auto enough = answerOf(documents("Deployment", 1), fleet);
    QCOMPARE(asked::verdict(enough), u"fits"_s);
    QVERIFY(!said(enough, "pending-pods-first").isEmpty());
    // Its own, or such that have room, are no others.
    model::Pod own = pod("server");
    own.owners = {{"apps/v1", "ReplicaSet", "server-7d9f5c6b8", {}, true}};
    QCOMPARE(said(answerOf(documents("Deployment", 4), fleetOf({}, {own}, 4)), "pending-pods-first"), QString());
    QCOMPARE(said(answerOf(documents("Deployment", 4), fleetOf({node("a", 1)}, {pod("x")}, 4)), "pending-pods-first"),
             QString());
}

/// Whether what is certain is enough for them or not.
void TestSurroundings::everyPodThatWaitsIsCounted()
{
    const std::vector<model::Pod> waiting{pod("x"), pod("y"), pod("z")};
    const QString some = said(answerOf(documents("Deployment", 1), fleetOf({}, waiting, 1)), "pending-pods-first");
    QVERIFY2(some.startsWith(u"3 Pending pods of other workloads in c asked first and may take 1 node of"_s),
             qPrintable(some));
}

void TestSurroundings::theRangeIsOfWhatLeavesItOpen()
{
    const auto waiting = answerOf(documents("Deployment", 4), fleetOf({}, {pod("x"), pod("y"), pod("z")}, 4));
    QCOMPARE(said(waiting, "not-certain"),
             u"3 replicas rest on nodes that Pending pods of other workloads asked for first."_s);
    QCOMPARE(said(waiting, "stock-not-promised"), QString());
    QVERIFY2(!asked::tree(waiting).contains(u"upper end"_s), qPrintable(asked::tree(waiting)));

    snapshot::NamespaceQuota quota{"default", "q", {{"pods", model::Quantity::of(3)}}, {}, Json::object()};
    const auto unused = answerOf(documents("Deployment", 3),
                                 fleetOf({node("a", 4)}, {}, 9, [&](auto& data) { data.quotas = {quota}; }));
    QVERIFY2(said(unused, "not-certain").endsWith(u"rest on a quota of the namespace whose use is not known."_s),
             qPrintable(said(unused, "not-certain")));
    QCOMPARE(said(unused, "needs-more-than-promised"), QString());
    const QString why = QString::fromStdString(preview::toTree(asked::cluster(unused, "c").why));
    QVERIFY2(why.contains(u"leaves room for at most 3."_s), qPrintable(why));
}

namespace {

std::vector<Json> mounting(std::int64_t replicas)
{
    auto out = documents("Deployment", replicas);
    out[0]["spec"]["template"]["spec"]["volumes"] =
        Json::parse(R"([{"name":"m","persistentVolumeClaim":{"claimName":"m"}}])");
    return out;
}

/// Of a disk, unless it is not bound.
std::function<void(snapshot::ClusterData&)> claimM(const std::string& mode, bool bound = true)
{
    return [mode, bound](snapshot::ClusterData& data) {
        model::PersistentVolumeClaim claim;
        claim.ns = "default";
        claim.name = "m";
        claim.accessModes = {mode};
        claim.bound = bound;
        if (bound) claim.volumeName = "v";
        model::PersistentVolume volume;
        volume.name = "v";
        volume.accessModes = {mode};
        volume.csiDriver = "diskplugin.csi.alibabacloud.com";
        data.claims.push_back(std::move(claim));
        data.volumes.push_back(std::move(volume));
    };
}

QString remedies(const preview::Preview& answer)
{
    QStringList out;
    for (const preview::Remedy& one : answer.remedies) out << QString::fromStdString(one.text);
    return out.join(u'\n');
}

} // namespace

/// kube-scheduler binds them, so nodes are bought; the attach controller keeps them from starting.
void TestSurroundings::aSharedDiskHoldsThoseElsewhere()
{
    const auto two = answerOf(mounting(2), fleetOf({}, {}, 5, claimM("ReadWriteOnce")));
    QCOMPARE(asked::placement(two), u"c 2/2 +2"_s);
    QCOMPARE(bought(two), std::int64_t{2});
    QCOMPARE(asked::verdict(two), u"held"_s);
    QVERIFY(preview::holdsSome(two));
    QVERIFY2(
        asked::tree(two).contains(u"1 replica of c would stay in ContainerCreating (Multi-Attach error): claim m"_s),
        qPrintable(asked::tree(two)));
    QVERIFY2(remedies(two).startsWith(u"give each replica a claim of its own"_s), qPrintable(remedies(two)));
    // One alone, many on one node, and what many nodes may mount.
    QCOMPARE(asked::verdict(answerOf(mounting(1), fleetOf({}, {}, 5, claimM("ReadWriteOnce")))), u"fits"_s);
    QCOMPARE(asked::verdict(answerOf(mounting(2), fleetOf({node("a", 4)}, {}, 5, claimM("ReadWriteOnce")))), u"fits"_s);
    QCOMPARE(asked::verdict(answerOf(mounting(2), fleetOf({}, {}, 5, claimM("ReadWriteMany")))), u"fits"_s);
    // Another workload's pod has it on a node that is full.
    model::Pod user = pod("user", "a");
    user.spec.volumes.emplace_back();
    user.spec.volumes.front().kind = model::PodVolume::Kind::Claim;
    user.spec.volumes.front().claim = "m";
    const auto away = answerOf(mounting(1), fleetOf({node("a", 1)}, {user}, 5, claimM("ReadWriteOnce")));
    QCOMPARE(asked::placement(away), u"c 1/1 +1"_s);
    QCOMPARE(asked::verdict(away), u"held"_s);
    QVERIFY(!preview::holdsSome(away));
}

void TestSurroundings::claimsThatKeepPodsOutAreMended()
{
    const auto lone = answerOf(mounting(2), fleetOf({}, {}, 5, claimM("ReadWriteOncePod")));
    QVERIFY2(remedies(lone).contains(u"only one pod at a time may use claim default/m: give each replica"_s),
             qPrintable(remedies(lone)));
    const auto open = answerOf(mounting(1), fleetOf({}, {}, 5, claimM("ReadWriteMany", false)));
    QVERIFY2(remedies(open).contains(u"get claim default/m a volume: see its events"_s), qPrintable(remedies(open)));
    QVERIFY2(!remedies(open).contains(u"add a pool whose nodes take it"_s), qPrintable(remedies(open)));
}

void TestSurroundings::asMuchElsewhereAndDearerIsNoRemedy()
{
    sharing::Spec spec{.clusters = {{.name = "c"}, {.name = "d", .zone = "cn-hangzhou-i"}},
                       .stock = {{"cn-hangzhou-i", type, 4}}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = type;
    price.perHour = {9000000, "CNY"};
    fleet.prices = {price};
    snapshot::ClusterData data = *fleet.clusters.front();
    std::vector<model::Node> nodes;
    std::vector<model::Pod> pods;
    for (int i = 0; i < 4; ++i) {
        nodes.push_back(node("n" + std::to_string(i), 1));
        pods.push_back(pod("server-5d4f9c7b8d-" + std::to_string(i), nodes.back().name));
        pods.back().labels = {{"app", "server"}};
        pods.back().owners = {{"apps/v1", "ReplicaSet", "server-5d4f9c7b8d", {}, true}};
    }
    snapshot::buildTables(data, nodes, pods);
    fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
    const auto frozen = snapshot::freeze(std::move(fleet));
    auto texts = documents("Deployment", 6);
    texts[1]["spec"]["placement"]["clusterAffinity"] = {{"clusterNames", {"d"}}};
    auto question = preview::readManifests(texts, *frozen).questions.front();
    question.previous = {{"c", 4, {}}};
    const auto answer = preview::preview(question, frozen);
    QCOMPARE(answer.placed, std::int64_t{4});
    QVERIFY2(!remedies(answer).contains(u"ask for 4 replicas"_s), qPrintable(remedies(answer)));
    // Refused by the scheduler is one word, whatever was there before.
    QCOMPARE(asked::verdict(answer), u"refused"_s);
}

namespace {

/// Clusters of these specs; pods wait in the last one.
snapshot::FleetPtr waitingInTheLast(const sharing::Spec& spec, std::int64_t number)
{
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    snapshot::ClusterData data = *fleet.clusters.back();
    std::vector<model::Pod> pods;
    for (std::int64_t i = 0; i < number; ++i) pods.push_back(pod("x" + std::to_string(i)));
    snapshot::buildTables(data, {}, pods);
    fleet.clusters.back() = snapshot::freezeCluster(std::move(data));
    return snapshot::freeze(std::move(fleet));
}

preview::Preview onlyOn(const char* cluster, const snapshot::FleetPtr& fleet, std::int64_t replicas,
                        std::int64_t podsOfGroup = 1)
{
    auto texts = given::documents(sharing::manifests(replicas, "Weighted", podsOfGroup));
    texts[1]["spec"]["placement"]["clusterAffinity"] = {{"clusterNames", {cluster}}};
    return answerOf(texts, fleet);
}

QString certain(const preview::Preview& answer)
{
    return QString::number(answer.placed) + u".."_s + QString::number(answer.placed + answer.unsure);
}

} // namespace

/// The scheduler may bind them first, or not.
void TestSurroundings::podsThatWaitTakeNodesThatRun()
{
    const std::vector<model::Node> nodes{node("a", 1), node("b", 1), node("d", 1)};
    const auto answer = answerOf(documents("Deployment", 3), fleetOf(nodes, {pod("x"), pod("y")}, 0));
    QCOMPARE(certain(answer), u"1..3"_s);
    QCOMPARE(asked::verdict(answer), u"unknown"_s);
    QCOMPARE(answer.clusters.front().replicas, std::int64_t{3}); // the engine does not see them
    QCOMPARE(answer.clusters.front().capacities.running, (Range{1, 3}));
    const QString text = said(answer, "pods-wait-first");
    QVERIFY2(text.contains(u"2 replicas rest on room that 2 pods of other workloads may take first"_s),
             qPrintable(text));
    QCOMPARE(said(answer, "cards-not-read"), QString());
    QCOMPARE(said(answer, "stock-not-promised"), QString());
    // Where there is room for all, or new nodes for the rest, nothing is open; nor where no node would take them.
    QCOMPARE(certain(answerOf(documents("Deployment", 1), fleetOf(nodes, {pod("x"), pod("y")}, 0))), u"1..1"_s);
    QCOMPARE(certain(answerOf(documents("Deployment", 3), fleetOf(nodes, {pod("x"), pod("y")}, 2))), u"3..3"_s);
    model::Pod large = pod("x");
    large.spec.containers.front().requests["nvidia.com/gpu"] = model::Quantity::of(2);
    QCOMPARE(certain(answerOf(documents("Deployment", 3), fleetOf(nodes, {large}, 0))), u"3..3"_s);
    // One that has left by then waits no more.
    model::Pod gone = pod("x");
    gone.deletionTime = "2026-11-23T09:39:00Z";
    QCOMPARE(certain(answerOf(documents("Deployment", 3), fleetOf(nodes, {gone}, 0))), u"3..3"_s);
}

void TestSurroundings::podsOfLowerPriorityComeLater_data()
{
    QTest::addColumn<int>("waits"); // priority of the pod that waits; the workload's is 1000
    QTest::addColumn<QString>("policy");
    QTest::addColumn<QString>("certain");
    QTest::addColumn<QString>("remedy");
    const QString higher =
        u"Wait until that is settled, or give this workload a higher priority: it then evicts pods of a lower one."_s;
    const QString never = u"Wait until that is settled: this workload's pods never preempt."_s;
    QTest::newRow("lower") << 999 << QString() << u"1..1"_s << QString();
    QTest::newRow("the same") << 1000 << QString() << u"0..1"_s << higher;
    QTest::newRow("higher") << 1001 << QString() << u"0..1"_s << higher;
    QTest::newRow("lower, but nobody makes room") << 999 << u"Never"_s << u"0..1"_s << never;
}

void TestSurroundings::podsOfLowerPriorityComeLater()
{
    QFETCH(int, waits);
    QFETCH(QString, policy);
    model::Pod other = pod("x");
    other.spec.priority = waits;
    auto asking = documents("Deployment", 1);
    asking[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    if (!policy.isEmpty()) asking[0]["spec"]["template"]["spec"]["preemptionPolicy"] = policy.toStdString();
    const auto fleet = fleetOf({node("a", 1)}, {other}, 0, [&](snapshot::ClusterData& data) {
        data.priorityClasses = {{"high", 1000}};
        data.admission.priorityClassesKnown = true;
        if (!policy.isEmpty()) data.admission.neverPreempting = {"high"};
    });
    const auto answer = answerOf(asking, fleet);
    QTEST(certain(answer), "certain");
    QString remedy;
    for (const preview::Warning& one : answer.warnings)
        if (one.id == "pods-wait-first") remedy = QString::fromStdString(one.remedy);
    QTEST(remedy, "remedy");
}

void TestSurroundings::aNominatedNodeKeepsItsRoom_data()
{
    QTest::addColumn<int>("priority"); // of the pod that the node is nominated for; the workload's is 0
    QTest::addColumn<QString>("certain");
    QTest::newRow("higher") << 1000 << u"1..1"_s;
    QTest::newRow("the same") << 0 << u"1..1"_s;
    QTest::newRow("lower: it counts for nothing") << -1 << u"2..2"_s;
}

void TestSurroundings::aNominatedNodeKeepsItsRoom()
{
    QFETCH(int, priority);
    model::Pod waits = pod("x");
    waits.spec.priority = priority;
    waits.nominatedNodeName = "a";
    const auto fleet = fleetOf({node("a", 1), node("b", 1)}, {waits}, 0);
    // It is in the file, too.
    const auto again = *snapshot::unpack(snapshot::pack(*fleet), "fleet.berth");
    for (const auto& one : {fleet, again}) {
        const auto answer = answerOf(documents("Deployment", 2), one);
        QTEST(certain(answer), "certain");
        if (priority >= 0) QVERIFY(answer.clusters.front().shares.front().nodeNames == std::vector<std::string>{"b"});
    }
    // Nothing can be bought: what its nodes have room for does not count that room, either.
    const auto noPool = [](auto& data) { data.pools.clear(); };
    const auto full = answerOf(documents("Deployment", 2), fleetOf({node("a", 1), node("b", 1)}, {waits}, 0, noPool));
    const QString why = QString::fromStdString(toTree(full.clusters.front().why));
    QVERIFY2(priority < 0 ||
                 why.contains(u"its 2 nodes have room for 1 replica in all (1 Pending pod keeps room on the "
                              u"node that it is nominated for)"_s),
             qPrintable(why));
    waits.nominatedNodeName = "gone";
    QCOMPARE(certain(answerOf(documents("Deployment", 2), fleetOf({node("a", 1), node("b", 1)}, {waits}, 0))),
             u"2..2"_s);
}

/// A pod that is being deleted holds its room until it has gone; who replaces it waits for that.
void TestSurroundings::podsThatLeaveGiveTheirRoomUp()
{
    model::Pod own = pod("server-1", "a");
    own.labels = {{"app", "server"}};
    own.owners = {{"apps/v1", "ReplicaSet", "server-7d9f5c6b8", {}, true}};
    model::Pod leaves = own;
    leaves.name = "server-2";
    leaves.spec.nodeName = "b";
    leaves.deletionTime = "2026-11-23T09:39:00Z";
    const auto ofTwo = [](const snapshot::FleetPtr& fleet) { // which are placed there already
        auto question = preview::readManifests(documents("Deployment", 2), *fleet).questions.front();
        question.previous = {{"c", 2, {}}};
        return preview::preview(question, fleet);
    };
    for (const std::string name : {"server-2", "other"}) { // its own, or another's
        model::Pod one = leaves;
        one.name = name;
        if (name == "other") one.labels = {{"app", name}};
        const auto answer = ofTwo(fleetOf({node("a", 1), node("b", 1)}, {own, one}, 0));
        QCOMPARE(certain(answer), u"1..2"_s);
        QCOMPARE(answer.clusters.front().capacities.running, (Range{0, 1}));
        const QString text = said(answer, "pods-leave");
        QVERIFY2(text.contains(u"1 replica rests on the room of 1 pod on the way out"_s), qPrintable(text));
    }
    // The scheduler counts no such room: it refuses both of two that are new, and waiting helps.
    model::Pod others = leaves;
    others.labels = {{"app", "other"}};
    const auto refused = answerOf(documents("Deployment", 2), fleetOf({node("a", 1), node("b", 1)}, {others}, 0));
    QCOMPARE(certain(refused), u"0..0"_s);
    QCOMPARE(said(refused, "pods-leave"),
             u"In c there is room for 1 replica more once 1 pod on the way out is gone; until "
             "then the scheduler does not count it."_s);
    const auto waiting = std::find_if(refused.remedies.begin(), refused.remedies.end(), [](const auto& one) {
        return one.kind == preview::Remedy::Kind::Wait && one.changes.empty();
    });
    QVERIFY(waiting != refused.remedies.end());
    QCOMPARE(waiting->text, "wait until what is on the way out of c has gone: default/server-2");
    QCOMPARE(waiting->placesMore, 2);
    // The table's figure is the one that is explained.
    QCOMPARE(refused.clusters.front().capacities.running, (Range{1, 2}));
    const QString why = QString::fromStdString(toTree(refused.clusters.front().why));
    QVERIFY2(why.contains(u"Nodes that run have room for 1\u20132 replicas."_s), qPrintable(why));
    QVERIFY2(why.contains(u"Room for 1 replica comes free with 1 pod on the way out"_s), qPrintable(why));
    // With stock the second one gets a node for certain, and perhaps none is bought for it.
    const auto stocked = answerOf(documents("Deployment", 2), fleetOf({node("a", 1), node("b", 1)}, {others}, 3));
    QCOMPARE(asked::verdict(stocked), u"fits"_s);
    QCOMPARE(preview::newNodesOf(stocked).sure, 0);
    QCOMPARE(preview::newNodesOf(stocked).most, 1);
    const auto elsewhere = answerOf(documents("Deployment", 3), fleetOf({node("a", 1), node("b", 1)}, {}, 0));
    QCOMPARE(certain(elsewhere), u"0..0"_s);
    QCOMPARE(said(elsewhere, "pods-leave"), QString());
    // Of a node that nobody hears of, nobody knows when it has gone.
    model::Node silent = node("b", 1);
    silent.conditions = {{"Ready", "Unknown", {}, {}}};
    QCOMPARE(certain(ofTwo(fleetOf({node("a", 1), silent}, {own, leaves}, 0))), u"1..1"_s);
}

/// A cell is everybody's who may buy from it.
void TestSurroundings::podsThatWaitElsewhereBuyTheSameStock()
{
    sharing::Spec spec{.clusters = {{.name = "c"}, {.name = "d"}}, .stock = {{"cn-hangzhou-h", type, 4}}};
    const auto shared = onlyOn("c", waitingInTheLast(spec, 3), 4);
    QCOMPARE(certain(shared), u"1..4"_s);
    QVERIFY(said(shared, "pending-pods-first").startsWith(u"3 Pending pods of other workloads in d"_s));
    spec.clusters.back().zone = "cn-hangzhou-i";
    spec.stock.push_back({"cn-hangzhou-i", type, 4});
    const auto apart = onlyOn("c", waitingInTheLast(spec, 3), 4);
    QCOMPARE(certain(apart), u"4..4"_s);
    QCOMPARE(asked::verdict(apart), u"fits"_s);
    QCOMPARE(said(apart, "pending-pods-first"), QString());
}

void TestSurroundings::podsThatWaitTakeRoomAndQuota()
{
    sharing::Spec spec{.clusters = {{.name = "c", .most = 5}}, .stock = {{"cn-hangzhou-h", type, 50}}};
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 3), 5)), u"2..5"_s);
    spec.clusters.front().most = 50;
    spec.clusters.front().addresses = 6;
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 3), 5)), u"3..5"_s);
    spec.clusters.front().addresses = 250;
    spec.quotas = {{.left = 7}};
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 3), 5)), u"4..5"_s);
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 2), 5)), u"5..5"_s);
}

void TestSurroundings::groupsComeAfterPodsThatWait()
{
    const sharing::Spec spec{.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", type, 9}}};
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 2), 2, 4)), u"1..2"_s);
    QCOMPARE(certain(onlyOn("c", waitingInTheLast(spec, 1), 2, 4)), u"2..2"_s);
}

/// Where no pool is, it binds, and not that there is none.
void TestSurroundings::aRuleOnNodesThatRunIsTold()
{
    auto texts = documents("Deployment", 3);
    texts[0]["spec"]["template"]["spec"]["affinity"] = Json::parse(
        R"({"podAntiAffinity":{"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"kubernetes.io/hostname","labelSelector":{"matchLabels":{"app":"server"}}}]}})");
    const auto fleet = fleetOf({node("a", 4)}, {}, 4, [](snapshot::ClusterData& data) { data.pools.clear(); });
    const auto answer = answerOf(texts, fleet);
    const std::string rule = "anti-affinity by kubernetes.io/hostname";
    QCOMPARE(answer.clusters.front().capacities.running, Range::exactly(1));
    QCOMPARE(answer.clusters.front().capacities.bindingText, rule);
    const QString why = QString::fromStdString(preview::toTree(answer.clusters.front().why));
    QVERIFY2(why.contains(u"1 node, once these are placed: "_s + QString::fromStdString(rule)), qPrintable(why));
}

namespace {

std::vector<Json> withClaims(std::int64_t replicas)
{
    auto out = documents("StatefulSet", replicas);
    out[0]["spec"]["volumeClaimTemplates"] = Json::parse(
        R"([{"metadata":{"name":"data"},"spec":{"storageClassName":"disk","accessModes":["ReadWriteOnce"]}}])");
    return out;
}

std::vector<model::NodeSelectorTerm> inZone(const std::string& zone)
{
    model::NodeSelectorTerm term;
    term.expressions.push_back({"topology.kubernetes.io/zone", model::Requirement::Op::In, {zone}, {}});
    return {term};
}

void addClaim(snapshot::ClusterData& data, int ordinal, const std::string& zone)
{
    model::PersistentVolumeClaim claim;
    claim.ns = "default";
    claim.name = "data-server-" + std::to_string(ordinal);
    claim.volumeName = "v" + std::to_string(ordinal);
    claim.bound = true;
    model::PersistentVolume volume;
    volume.name = claim.volumeName;
    volume.nodeAffinity = inZone(zone);
    data.claims.push_back(std::move(claim));
    data.volumes.push_back(std::move(volume));
}

} // namespace

void TestSurroundings::claimsTieToTheirVolumes()
{
    const auto at = [](const std::string& zone) {
        return fleetOf({}, {}, 5, [&zone](auto& data) {
            for (int i = 0; i < 3; ++i) addClaim(data, i, zone);
        });
    };
    QCOMPARE(asked::placement(answerOf(withClaims(3), at("cn-hangzhou-h"))), u"c 3/3 +3"_s);
    QCOMPARE(asked::verdict(answerOf(withClaims(3), at("cn-hangzhou-i"))), u"does not fit"_s);
}

void TestSurroundings::newClaimsTieToTheirClass()
{
    const auto at = [](const std::string& zone) {
        return fleetOf({}, {}, 5, [&zone](auto& data) {
            model::StorageClass one;
            one.name = "disk";
            one.provisioner = "disk.example.com";
            one.waitForFirstConsumer = true;
            one.allowedTopologies = inZone(zone);
            data.storageClasses.push_back(std::move(one));
        });
    };
    const auto there = answerOf(withClaims(3), at("cn-hangzhou-h"));
    QCOMPARE(asked::placement(there), u"c 3/3 +3"_s);
    QVERIFY(said(there, "claims-by-class").contains(u"data (cn-hangzhou-h)"_s));
    QCOMPARE(asked::verdict(answerOf(withClaims(3), at("cn-hangzhou-i"))), u"does not fit"_s);
}

void TestSurroundings::claimsInSeveralPlacesAreSaid()
{
    const auto fleet = fleetOf({}, {}, 5, [](auto& data) {
        addClaim(data, 0, "cn-hangzhou-h");
        addClaim(data, 1, "cn-hangzhou-i");
    });
    const QString text = said(answerOf(withClaims(2), fleet), "claims-differ");
    QVERIFY2(text.contains(u"data (cn-hangzhou-h, cn-hangzhou-i)"_s), qPrintable(text));
}

void TestSurroundings::slicedCardsAreSaid()
{
    model::Node sliced = node("a", 8);
    sliced.labels["nvidia.com/gpu.sharing-strategy"] = "time-slicing";
    sliced.labels["nvidia.com/gpu.replicas"] = "4";
    const auto answer = answerOf(documents("Deployment", 8), fleetOf({sliced}, {}, 5));
    QCOMPARE(asked::placement(answer), u"c 8/8"_s);
    const QString text = said(answer, "cards-shared");
    QVERIFY2(text.startsWith(u"8 pods in c would get no whole card: a offers each of its cards 4 times"_s),
             qPrintable(text));
    QCOMPARE(said(answerOf(documents("Deployment", 8), fleetOf({node("a", 8)}, {}, 5)), "cards-shared"), QString());
    // The label that was read is the one that is named.
    QVERIFY2(text.contains(u"4 times (nvidia.com/gpu.replicas)"_s), qPrintable(text));
    const auto labelled = [](const char* key, const char* value) {
        model::Node shared = node("a", 8);
        shared.labels[key] = value;
        return said(answerOf(documents("Deployment", 8), fleetOf({shared}, {}, 5)), "cards-shared");
    };
    const QString product = labelled("nvidia.com/gpu.product", "NVIDIA-A10-SHARED");
    QVERIFY2(product.contains(u"(nvidia.com/gpu.product)"_s), qPrintable(product));
    const QString strategy = labelled("nvidia.com/gpu.sharing-strategy", "mps");
    QVERIFY2(strategy.contains(u"(nvidia.com/gpu.sharing-strategy)"_s), qPrintable(strategy));
}

void TestSurroundings::aQuotaWhoseUseIsNotKnownIsUnknown()
{
    snapshot::NamespaceQuota quota{"default", "q", {{"pods", model::Quantity::of(3)}}, {}, Json::object()};
    const auto with = [&](const std::vector<model::Pod>& pods) {
        return fleetOf({node("a", 4)}, pods, 9, [&](snapshot::ClusterData& data) { data.quotas = {quota}; });
    };
    const auto three = answerOf(documents("Deployment", 3), with({}));
    QCOMPARE(asked::verdict(three), u"unknown"_s); // at most three, and nothing is sure
    QCOMPARE(three.placed, std::int64_t{0});
    QCOMPARE(three.unsure, std::int64_t{3});
    QVERIFY2(said(three, "quota-use-unknown").contains(u"at most 3 replicas"_s),
             qPrintable(said(three, "quota-use-unknown")));
    QCOMPARE(asked::verdict(answerOf(documents("Deployment", 4), with({}))), u"does not fit"_s);
    // What pods are seen to take is in use, whoever wrote it down.
    QCOMPARE(asked::verdict(answerOf(documents("Deployment", 3), with({pod("x", "a")}))), u"does not fit"_s);
    quota.used = {{"pods", model::Quantity::of(0)}};
    const auto known = answerOf(documents("Deployment", 3), with({}));
    QCOMPARE(asked::verdict(known), u"fits"_s);
    QCOMPARE(said(known, "quota-use-unknown"), QString());
}

/// A claim, its volume, its class: what was listed is there or not; what nobody listed may be, and ties the pods who knows where.
void TestSurroundings::whatNobodyListedIsNotMissing_data()
{
    QTest::addColumn<QString>("lacks");
    QTest::addColumn<QString>("listed"); ///< verdict where it was, and is not there
    QTest::newRow("claim") << u"PersistentVolumeClaim default/m"_s << u"does not fit"_s;
    QTest::newRow("volume") << u"PersistentVolume v"_s << u"does not fit"_s;
    QTest::newRow("class") << u"StorageClass disk"_s << u"does not fit"_s;
}

void TestSurroundings::whatNobodyListedIsNotMissing()
{
    QFETCH(QString, lacks);
    const auto with = [&](bool listed) {
        return fleetOf({node("a", 1)}, {}, 5, [&](snapshot::ClusterData& data) {
            claimM("ReadWriteMany", !lacks.startsWith(u"StorageClass"_s))(data);
            data.claims.front().storageClass = "disk";
            if (lacks.startsWith(u"PersistentVolumeClaim"_s)) data.claims.clear();
            data.volumes.clear();
            data.listed = {listed || !data.claims.empty(), listed, listed, true};
        });
    };
    const auto is = answerOf(mounting(3), with(true));
    QTEST(asked::verdict(is), "listed");
    QCOMPARE(said(is, "not-in-snapshot"), QString());
    const auto unknown = answerOf(mounting(3), with(false));
    QCOMPARE(asked::verdict(unknown), u"unknown"_s);
    QCOMPARE(certain(unknown), u"0..3"_s);
    QCOMPARE(asked::cluster(unknown, "c").capacities.running, (Range{0, 1}));
    QVERIFY2(said(unknown, "not-in-snapshot").contains(lacks), qPrintable(said(unknown, "not-in-snapshot")));
    QVERIFY2(said(unknown, "not-certain").contains(u"that the pods name and the snapshot lacks"_s),
             qPrintable(said(unknown, "not-certain")));
}

/// Where node pools are not known, new nodes may come; none of them takes pods that nothing lets in.
void TestSurroundings::whatNoNodeMendsIsNotOpen()
{
    const auto with = [](const std::function<void(snapshot::ClusterData&)>& alter) {
        return fleetOf({node("a", 1)}, {}, 5, [&](snapshot::ClusterData& data) {
            data.pools.clear();
            data.poolsKnown = false;
            claimM("ReadWriteMany")(data);
            if (alter) alter(data);
        });
    };
    QCOMPARE(certain(answerOf(mounting(3), with({}))), u"0..3"_s);
    const auto missing = answerOf(mounting(3), with([](snapshot::ClusterData& data) { data.claims.clear(); }));
    QCOMPARE(certain(missing), u"0..0"_s);
    QCOMPARE(asked::verdict(missing), u"does not fit"_s);
    QVERIFY2(remedies(missing).contains(u"create PersistentVolumeClaim default/m there"_s),
             qPrintable(remedies(missing)));
    auto asking = mounting(3);
    asking[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    const auto refused = answerOf(asking, with([](snapshot::ClusterData& data) {
                                      data.priorityClasses = {{"low", 1}};
                                      data.admission.priorityClassesKnown = true;
                                  }));
    QCOMPARE(certain(refused), u"0..0"_s);
}

void TestSurroundings::whoIsTurnedAwayGetsNothing()
{
    auto asking = documents("Deployment", 2);
    asking[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    const auto with = [](std::vector<std::pair<std::string, std::int32_t>> classes) {
        return fleetOf({node("a", 4)}, {}, 9, [&](snapshot::ClusterData& data) {
            data.priorityClasses = classes;
            data.admission.priorityClassesKnown = !classes.empty();
        });
    };
    QCOMPARE(asked::placement(answerOf(asking, with({{"high", 9}}))), u"c 2/2"_s);
    const auto unknown = answerOf(asking, with({}));
    QCOMPARE(asked::verdict(unknown), u"unknown"_s);
    QVERIFY(said(unknown, "not-in-snapshot").contains(u"priorityclasses of c, and the pods name PriorityClass high"_s));
    const auto refused = answerOf(asking, with({{"low", 1}}));
    QCOMPARE(refused.placed, std::int64_t{0});
    QCOMPARE(asked::verdict(refused), u"does not fit"_s);
    const QString because = QString::fromStdString(preview::toTree(refused.why)) +
                            QString::fromStdString(asked::cluster(refused, "c").capacities.bindingText);
    QVERIFY2(because.contains(u"pods of priority class high are turned away"_s), qPrintable(because));
}

void TestSurroundings::whatLimitRangesAddIsSaid()
{
    auto asking = documents("Deployment", 2);
    const auto with = [](const model::ResourceList& requests) {
        return fleetOf({node("a", 4)}, {}, 0, [&](snapshot::ClusterData& data) {
            data.admission.limitRanges = {{"default", "l", {{"Container", {}, {}, {}, requests, {}}}}};
        });
    };
    const auto fits = answerOf(asking, with({{"cpu", model::Quantity::of(1)}}));
    QCOMPARE(asked::placement(fits), u"c 2/2"_s);
    QVERIFY(said(fits, "limit-range-defaults").contains(u"in c make each pod ask for cpu 1,"_s));
    QCOMPARE(answerOf(asking, with({{"cpu", model::Quantity::of(9)}})).placed, std::int64_t{0});
    const auto stated = answerOf(asking, with({{"nvidia.com/gpu", model::Quantity::of(2)}}));
    QCOMPARE(asked::placement(stated), u"c 2/2"_s);
    QCOMPARE(said(stated, "limit-range-defaults"), QString());
}

void TestSurroundings::whatNobodyReadsIsSaid()
{
    const auto fleet = fleetOf({node("a", 4)}, {}, 9);
    auto asking = documents("Deployment", 2);
    Json& spec = asking[0]["spec"]["template"]["spec"];
    const auto all = {"resource-claims", "other-scheduler", "runtime-class-unknown", "pod-level-resources"};
    for (const char* id : all) QCOMPARE(said(answerOf(asking, fleet), id), QString());
    spec["schedulerName"] = "default-scheduler";
    QCOMPARE(said(answerOf(asking, fleet), "other-scheduler"), QString());
    spec["resourceClaims"] = Json::parse(R"([{"name":"card","resourceClaimTemplateName":"t"}])");
    spec["schedulerName"] = "volcano";
    spec["runtimeClassName"] = "kata";
    const auto answer = answerOf(asking, fleet);
    QVERIFY(said(answer, "resource-claims").contains(u"(card)"_s));
    QVERIFY(said(answer, "other-scheduler").contains(u"volcano"_s));
    QVERIFY(said(answer, "runtime-class-unknown").contains(u"kata"_s));
}

void TestSurroundings::podLevelResourcesDependOnTheVersion_data()
{
    QTest::addColumn<QString>("version");
    QTest::addColumn<QString>("placed");
    QTest::addColumn<QString>("says");
    QTest::newRow("dropped") << u"v1.31.4-aliyun.1"_s << u"c 2/2"_s << u"drops"_s;
    QTest::newRow("behind a gate") << u"v1.33.0"_s << u"c 2/2"_s << u"PodLevelResources"_s;
    QTest::newRow("counted") << u"1.34.1"_s << u""_s << QString();
    QTest::newRow("not known") << QString() << u""_s << u"is not known"_s;
}

void TestSurroundings::podLevelResourcesDependOnTheVersion()
{
    QFETCH(QString, version);
    QFETCH(QString, says);
    const auto fleet = fleetOf({node("a", 4)}, {}, 0, [&](snapshot::ClusterData& data) {
        data.cluster.kubernetesVersion = version.toStdString();
    });
    auto asking = documents("Deployment", 2);
    asking[0]["spec"]["template"]["spec"]["resources"] = Json::parse(R"({"requests":{"cpu":"20"}})");
    const auto answer = answerOf(asking, fleet);
    QTEST(asked::placement(answer), "placed");
    const QString text = said(answer, "pod-level-resources");
    QVERIFY2(says.isEmpty() ? text.isEmpty() : text.contains(says), qPrintable(text));
}

BERTH_TEST(TestSurroundings)

} // namespace tst_surroundings

#include "tst_surroundings.moc"
