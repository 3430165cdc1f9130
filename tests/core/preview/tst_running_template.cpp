// Whether a manifest changes the pods that run, where the snapshot lacks the fleet's own object.
#include <QtTest>

#include "core/preview/after.h"
#include "core/preview/running_template.h"
#include "core/snapshot/privacy.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

namespace tst_running_template {

using namespace core;
using namespace Qt::StringLiterals;

namespace {

using Pods = std::vector<model::Pod>;

/// The Deployment with JSON merged into its spec, and its policy. While it updates, one pod more and none less.
std::vector<Json> documents(std::int64_t replicas, const QString& spec = u"{}"_s)
{
    auto out = one_cluster::documents("Deployment", replicas);
    out[0]["spec"]["strategy"] = {{"rollingUpdate", {{"maxSurge", 1}, {"maxUnavailable", 0}}}};
    out[0]["spec"].merge_patch(Json::parse(spec.toStdString()));
    return out;
}

/// What is merged to get another container.
QString container(const QString& members)
{
    return uR"({"template":{"spec":{"containers":[{"name":"server",%1}]}}})"_s.arg(members);
}
const QString oneCard = uR"("resources":{"limits":{"nvidia.com/gpu":1}})"_s;
const QString newImage = container(uR"("image":"server:2",)"_s + oneCard);

model::Pod running(std::size_t number, const std::string& image = "server:1")
{
    model::Pod out = one_cluster::pod("server-5d4f9c7b8d-" + std::to_string(number), "n" + std::to_string(number));
    out.labels = {{"app", "server"}, {"pod-template-hash", "5d4f9c7b8d"}};
    out.owners = {{"apps/v1", "ReplicaSet", "server-5d4f9c7b8d", {}, true}};
    out.spec.containers.front().name = "server";
    out.spec.containers.front().image = image;
    return out;
}

Pods runningPods(std::size_t count)
{
    Pods out;
    for (std::size_t i = 0; i < count; ++i) out.push_back(running(i));
    return out;
}

/// A node of one card for each pod, and nothing to buy.
snapshot::FleetPtr fleetWith(const Pods& pods, const std::function<void(snapshot::ClusterData&)>& alter = {},
                             std::vector<model::Node> more = {})
{
    for (std::size_t i = 0; i < pods.size(); ++i) more.push_back(one_cluster::node("n" + std::to_string(i), 1));
    return one_cluster::fleetOf(more, pods, 0, alter);
}

preview::Preview answerTo(const std::vector<Json>& asked, const snapshot::FleetPtr& fleet, std::int32_t previous)
{
    auto question = preview::readManifests(asked, *fleet).questions.front();
    question.previous = {{"c", previous, {}}};
    return preview::preview(question, fleet);
}

QString said(const preview::Preview& answer, const std::string& id)
{
    for (const preview::Warning& one : answer.warnings)
        if (one.id == id) return QString::fromStdString(one.text + " " + one.remedy);
    return {};
}

} // namespace

class TestRunningTemplate : public QObject {
    Q_OBJECT
private slots:
    void podsTell_data();
    void podsTell();
    void whatGrowsIsAnUpdateToo();
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
    void podsTellWhatTheObjectTells_data();
    void podsTellWhatTheObjectTells();
    void theClustersObjectTells_data();
    void theClustersObjectTells();
    void theFleetsObjectComesFirst();
    void whatOthersWriteMayBeTheirs();
    void whatIsTakenOutMayBeAnUpdate_data();
    void whatIsTakenOutMayBeAnUpdate();
    void saysWhatPodsDoNotTell_data();
    void saysWhatPodsDoNotTell();
    void someOfThemInTheMiddleOfAnUpdate();
    void podsWithoutAnImage();
    void nobodyTells();
    void podsThatWereNotReadMayRun_data();
    void podsThatWereNotReadMayRun();
    void whatTheQuotaHoldsMayBeTheirs();
    void oldPodsLeaveTheQuotaToNewOnes();
    void aLargerOneTakesMoreThanOneLeaves_data();
    void aLargerOneTakesMoreThanOneLeaves();
    void aRuleIsTheReasonWhereNoNodeTakesThem();
};

void TestRunningTemplate::podsTell_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("verdict");
    const auto row = [](const char* name, const QString& spec, const QString& verdict) {
        QTest::newRow(name) << spec << verdict;
    };
    const QString stuck = u"update stuck"_s;
    const QString none = u"does not fit"_s; // nowhere, were the old ones gone
    row("the same", u"{}"_s, u"fits"_s);
    row("two cards", container(uR"("image":"server:1","resources":{"limits":{"nvidia.com/gpu":2}})"_s), none);
    row("another image", newImage, stuck);
    row("a node selector", uR"({"template":{"spec":{"nodeSelector":{"gpu":"h100"}}}})"_s, none);
    row("arguments", container(uR"("image":"server:1","args":["--more"],)"_s + oneCard), stuck);
    row("a label", uR"({"template":{"metadata":{"labels":{"version":"2"}}}})"_s, stuck);
}

void TestRunningTemplate::podsTell()
{
    QFETCH(QString, spec);
    QFETCH(QString, verdict);
    const preview::Preview answer = answerTo(documents(4, spec), fleetWith(runningPods(4)), 4);
    QCOMPARE(asked::verdict(answer), verdict);
    const bool changes = verdict != u"fits"_s;
    if (changes) QVERIFY(!preview::runsAsAsked(answer));
    QCOMPARE(answer.rollout.size(), std::size_t{changes ? 1U : 0U});
    const QString why = said(answer, "update-by-pods");
    QCOMPARE(why.contains(u"The pods of Deployment default/server that run in c differ"_s), changes);
    QCOMPARE(why.contains(u"kubectl get deployments -A -o yaml"_s), changes);
}

void TestRunningTemplate::whatGrowsIsAnUpdateToo()
{
    const auto two = container(uR"("image":"server:1","resources":{"limits":{"nvidia.com/gpu":2}})"_s);
    const auto fleet = fleetWith(runningPods(2), {}, {one_cluster::node("large", 2)});
    const preview::Preview answer = answerTo(documents(3, two), fleet, 2);
    QCOMPARE(asked::verdict(answer), u"partly"_s);
    QCOMPARE(answer.placed, 1);
    QCOMPARE(preview::verdictOf(answer.rollout), preview::Verdict::UpdateStuck);
}

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

void TestRunningTemplate::theEndIsThatOfTheNewTemplate_data()
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
void TestRunningTemplate::theEndIsThatOfTheNewTemplate()
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

void TestRunningTemplate::whatIsReplacedHoldsNoQuotaInTheEnd()
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
void TestRunningTemplate::afterwardsTheOldOnesAreGone()
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
void TestRunningTemplate::theEndIsARangeWhereNobodyKnows()
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
void TestRunningTemplate::afterwardsThoseThatMayStayHoldTheirRoom()
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

void TestRunningTemplate::aPartitionKeepsOldOnes_data()
{
    QTest::addColumn<QString>("updateStrategy");
    QTest::addColumn<QString>("placement");
    QTest::newRow("none is kept") << uR"({"type":"RollingUpdate"})"_s << u"c 4/4 +2"_s;
    QTest::newRow("two are kept") << uR"({"rollingUpdate":{"partition":2}})"_s << u"c 4/4 +1"_s;
    QTest::newRow("all are kept") << uR"({"rollingUpdate":{"partition":4}})"_s << u"c 4/4"_s;
    QTest::newRow("until somebody deletes them") << uR"({"type":"OnDelete"})"_s << u"c 4/4"_s;
}

/// Two on each of two nodes; of the new ones a node takes one. Those below the partition keep their node.
void TestRunningTemplate::aPartitionKeepsOldOnes()
{
    QFETCH(QString, updateStrategy);
    Pods pods = numbered(4);
    for (std::size_t i = 0; i < pods.size(); ++i) pods[i].spec.nodeName = i < 2 ? "n0" : "n1";
    std::reverse(pods.begin(), pods.end()); // the list has them in any order
    const auto fleet = one_cluster::fleetOf({one_cluster::node("n0", 2), one_cluster::node("n1", 2)}, pods, 5);
    QTEST(asked::placement(answerTo(statefulSet(4, updateStrategy), fleet, 4)), "placement");
}

void TestRunningTemplate::whatIsMadeAnewGoesBackToItsVolume_data()
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
void TestRunningTemplate::whatIsMadeAnewGoesBackToItsVolume()
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

/// The pool's old nodes are too small for the new pods, and are paid until it scales in.
void TestRunningTemplate::nodesThatAnUpdateLeavesStayPaid()
{
    std::vector<model::Node> nodes;
    for (const char* name : {"n0", "n1"}) {
        nodes.push_back(one_cluster::node(name, 1));
        nodes.back().allocatable["cpu"] = nodes.back().capacity["cpu"] = 1900;
        nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
        nodes.back().labels["node.kubernetes.io/instance-type"] = "ecs.gn6i-c4g1.xlarge";
    }
    snapshot::Fleet fleet = *one_cluster::fleetOf(nodes, runningPods(2), 5);
    model::Price price;
    price.region = "cn-hangzhou";
    price.zone = "cn-hangzhou-h";
    price.instanceType = "ecs.gn6i-c4g1.xlarge";
    price.perHour = {2500000, "CNY"};
    fleet.prices.push_back(price);
    const auto known = snapshot::freeze(std::move(fleet));
    const preview::Preview answer = answerTo(documents(2, moreCpu), known, 2);
    const QString text = said(answer, "idle-after-update");
    QVERIFY2(text.startsWith(u"Once the update in c is through, nothing else is on 2 nodes of pool gpu: "_s),
             qPrintable(text + asked::placement(answer)));
    QVERIFY2(text.contains(u" They cost 5.00 CNY an hour."_s), qPrintable(text));
    QCOMPARE(said(answerTo(documents(2, newImage), known, 2), "idle-after-update"), QString());
}

void TestRunningTemplate::podsTellWhatTheObjectTells_data()
{
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("the same") << u"manifests/deploy.yaml"_s << u"fits"_s;
    QTest::newRow("another image") << u"manifests/deploy-new-image.yaml"_s << u"update stuck"_s;
}

/// Two clusters as they were dumped, with the fleet's Deployment and without.
void TestRunningTemplate::podsTellWhatTheObjectTells()
{
    QFETCH(QString, manifest);
    snapshot::Fleet fleet = *given::fleet("rollout-full-pool");
    QVERIFY(!fleet.workloads.empty());
    QStringList stuck;
    for (int with = 1; with >= 0; --with) {
        if (with == 0) fleet.workloads.clear();
        const auto frozen = snapshot::freeze(snapshot::Fleet(fleet));
        const auto read = preview::readManifests(
            given::manifests({manifest.toStdString(), "manifests/propagationpolicy.yaml"}), *frozen);
        const preview::Preview answer = preview::preview(read.questions.front(), frozen);
        QTEST(asked::verdict(answer), "verdict");
        QStringList lines;
        for (const preview::RolloutStep& step : answer.rollout)
            lines << QString::fromStdString(step.stuck + " " + step.remedy + " " + step.perhapsAt);
        stuck << lines.join(u'\n');
    }
    QCOMPARE(stuck.back(), stuck.front());
}

void TestRunningTemplate::theClustersObjectTells_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("verdict");
    QTest::newRow("the same") << u"{}"_s << u"fits"_s;
    QTest::newRow("another image") << newImage << u"update stuck"_s;
    QTest::newRow("two cards") << container(uR"("image":"server:1","resources":{"limits":{"nvidia.com/gpu":2}})"_s)
                               << u"does not fit"_s;
}

void TestRunningTemplate::theClustersObjectTells()
{
    QFETCH(QString, spec);
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) one.spec.containers.front().image.clear(); // so that they do not tell it
    const auto fleet = fleetWith(pods, [](snapshot::ClusterData& data) {
        data.workloads.push_back(snapshot::trimmedWorkload(documents(4).front()));
    });
    const preview::Preview answer = answerTo(documents(4, spec), fleet, 4);
    QTEST(asked::verdict(answer), "verdict");
    for (const char* id : {"update-by-pods", "image-unknown", "template-unknown"})
        QCOMPARE(said(answer, id), QString());
}

void TestRunningTemplate::theFleetsObjectComesFirst()
{
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) one.spec.containers.front().image = "mirror/server:1"; // as a webhook writes it
    snapshot::Fleet fleet = *fleetWith(pods);
    QCOMPARE(asked::verdict(answerTo(documents(4), fleetWith(pods), 4)), u"update stuck"_s);
    fleet.workloads.push_back(snapshot::trimmedWorkload(documents(4).front()));
    QCOMPARE(asked::verdict(answerTo(documents(4), snapshot::freeze(std::move(fleet)), 4)), u"fits"_s);
}

void TestRunningTemplate::whatOthersWriteMayBeTheirs()
{
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) {
        one.spec.containers.emplace_back();
        one.spec.containers.back().name = "proxy";
        one.spec.containers.back().image = "proxy:1";
    }
    const preview::Preview answer = answerTo(documents(4), fleetWith(pods), 4);
    QCOMPARE(asked::verdict(answer), u"update unsure"_s);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(answer.rollout.front().perhapsAt), u"spec/containers/1"_s);
    const QString text = said(answer, "update-unknown");
    QVERIFY2(text.contains(u"differ from the pod template in spec/containers/1, which others may"_s), qPrintable(text));
    // What admission adds to every pod is no sign.
    pods = runningPods(4);
    for (model::Pod& one : pods)
        one.spec.tolerations = {{"node.kubernetes.io/not-ready", "Exists", {}, "NoExecute"},
                                {"nvidia.com/gpu", "Exists", {}, {}}};
    QCOMPARE(asked::verdict(answerTo(documents(4), fleetWith(pods), 4)), u"fits"_s);
}

/// The pods have what the template has not: it was taken out, or others wrote it.
void TestRunningTemplate::whatIsTakenOutMayBeAnUpdate_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<QString>("perhapsAt"); // empty: it is no sign
    QTest::newRow("a label") << u"label tier"_s << u"metadata/labels/tier"_s;
    QTest::newRow("a version") << u"label app.kubernetes.io/version"_s
                               << u"metadata/labels/app.kubernetes.io/version"_s;
    QTest::newRow("a controller's label") << u"label batch.kubernetes.io/job-name"_s << QString();
    QTest::newRow("a variable") << u"variable MODE"_s << u"spec/containers/0/env"_s;
    QTest::newRow("a claim") << u"claim data"_s << u"spec/volumes"_s;
}

void TestRunningTemplate::whatIsTakenOutMayBeAnUpdate()
{
    QFETCH(QString, what);
    QFETCH(QString, perhapsAt);
    const std::string name = what.section(u' ', 1).toStdString();
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) {
        if (what.startsWith(u"label"_s)) one.labels[name] = "x";
        if (what.startsWith(u"variable"_s)) one.spec.containers.front().env[name] = "x";
        if (!what.startsWith(u"claim"_s)) continue;
        one.spec.volumes.emplace_back();
        one.spec.volumes.back().name = name;
        one.spec.volumes.back().kind = model::PodVolume::Kind::Claim;
        one.spec.volumes.back().claim = name;
    }
    const preview::Preview answer = answerTo(documents(4), fleetWith(pods), 4);
    QCOMPARE(asked::verdict(answer), perhapsAt.isEmpty() ? u"fits"_s : u"update unsure"_s);
    QCOMPARE(answer.rollout.size(), std::size_t{perhapsAt.isEmpty() ? 0U : 1U});
    if (!answer.rollout.empty()) QCOMPARE(QString::fromStdString(answer.rollout.front().perhapsAt), perhapsAt);
}

void TestRunningTemplate::saysWhatPodsDoNotTell_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("names"); // empty: nothing is said
    QTest::newRow("nothing of it") << u"{}"_s << QString();
    const QString same = uR"("image":"server:1",)"_s + oneCard;
    QTest::newRow("a variable") << container(same + uR"(,"env":[{"name":"MODE","value":"2"}])"_s) << u"env"_s;
    QTest::newRow("one whose value is kept")
        << container(same + uR"(,"env":[{"name":"VLLM_USE_V1","value":"1"}])"_s) << QString();
    QTest::newRow("who it is and what it may")
        << uR"({"template":{"spec":{"serviceAccountName":"s","securityContext":{"runAsUser":1}}}})"_s
        << u"securityContext and serviceAccountName"_s;
    QTest::newRow("how it ends") << uR"({"template":{"spec":{"terminationGracePeriodSeconds":600}}})"_s
                                 << u"terminationGracePeriodSeconds"_s;
}

/// One line says what was not compared; with an object it is compared.
void TestRunningTemplate::saysWhatPodsDoNotTell()
{
    QFETCH(QString, spec);
    QFETCH(QString, names);
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) // names are kept, and values of settings of known servers
        for (const auto& [name, value] : {std::pair{"MODE", ""}, std::pair{"VLLM_USE_V1", "1"}})
            if (spec.contains(QString::fromLatin1(name))) one.spec.containers.front().env[name] = value;
    const preview::Preview answer = answerTo(documents(4, spec), fleetWith(pods), 4);
    QCOMPARE(asked::verdict(answer), u"fits"_s);
    const QString text = said(answer, "template-not-compared");
    QCOMPARE(text.isEmpty(), names.isEmpty());
    if (!names.isEmpty())
        QVERIFY2(text.startsWith(u"Whether Deployment default/server changes "_s + names + u" of its pods in c is"_s),
                 qPrintable(text));
    snapshot::Fleet known = *fleetWith(pods);
    known.workloads.push_back(snapshot::trimmedWorkload(documents(4, spec).front()));
    QCOMPARE(said(answerTo(documents(4, spec), snapshot::freeze(std::move(known)), 4), "template-not-compared"),
             QString());
}

void TestRunningTemplate::someOfThemInTheMiddleOfAnUpdate()
{
    const Pods pods = {running(0), running(1), running(2, "server:2"), running(3, "server:2")};
    const preview::Preview answer = answerTo(documents(4, newImage), fleetWith(pods), 4);
    QCOMPARE(asked::verdict(answer), u"update unsure"_s);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    QCOMPARE(QString::fromStdString(answer.rollout.front().perhapsAt), u"spec/containers/0/image"_s);
}

void TestRunningTemplate::podsWithoutAnImage()
{
    Pods pods = runningPods(4);
    for (model::Pod& one : pods) one.spec.containers.front().image.clear();
    const preview::Preview answer = answerTo(documents(4, newImage), fleetWith(pods), 4);
    QCOMPARE(asked::verdict(answer), u"fits"_s);
    QVERIFY(answer.rollout.empty());
    const QString text = said(answer, "image-unknown");
    QVERIFY2(text.startsWith(u"Whether Deployment default/server changes its image in c is not known"_s),
             qPrintable(text));
}

void TestRunningTemplate::nobodyTells()
{
    const auto fleet = one_cluster::fleetOf({one_cluster::node("n0", 1), one_cluster::node("n1", 1)}, {}, 0,
                                            [](snapshot::ClusterData& data) { data.podsKnown = false; });
    const preview::Preview answer = answerTo(documents(2, newImage), fleet, 2);
    QVERIFY(!preview::runsAsAsked(answer));
    QCOMPARE(asked::verdict(answer), u"unknown"_s);
    const QString text = said(answer, "template-unknown");
    QVERIFY2(text.startsWith(u"The pod template that Deployment default/server runs with in c is not known"_s),
             qPrintable(text));
    // A first placement has none.
    auto question = preview::readManifests(documents(2, newImage), *fleet).questions.front();
    QCOMPARE(said(preview::preview(question, fleet), "template-unknown"), QString());
}

void TestRunningTemplate::podsThatWereNotReadMayRun_data()
{
    QTest::addColumn<int>("read"); // of three that run
    QTest::addColumn<int>("asked");
    for (int read = 0; read < 3; ++read)
        for (int asked = 3; asked <= 4; ++asked) QTest::addRow("%d read, %d asked", read, asked) << read << asked;
}

/// Three run on as many nodes, and one can be bought: what the whole list says lies in the range of any part of it.
void TestRunningTemplate::podsThatWereNotReadMayRun()
{
    QFETCH(int, read);
    QFETCH(int, asked);
    const std::vector<model::Node> nodes{one_cluster::node("n0", 1), one_cluster::node("n1", 1),
                                         one_cluster::node("n2", 1)};
    const preview::Preview whole = answerTo(documents(asked), one_cluster::fleetOf(nodes, runningPods(3), 1), 3);
    QCOMPARE(whole.placed, std::int64_t{asked});
    const preview::NewNodes truth = preview::newNodesOf(whole);
    QCOMPARE(truth.sure, std::int64_t{asked - 3});
    QCOMPARE(truth.most, std::int64_t{asked - 3});

    const auto part = one_cluster::fleetOf(nodes, runningPods(static_cast<std::size_t>(read)), 1,
                                           [](snapshot::ClusterData& data) { data.podsKnown = false; });
    const preview::Preview answer = answerTo(documents(asked), part, 3);
    QVERIFY(answer.placed >= read);
    QVERIFY(answer.placed <= whole.placed);
    QVERIFY2(answer.placed + answer.unsure >= whole.placed, qPrintable(asked::placement(answer)));
    const preview::NewNodes bought = preview::newNodesOf(answer);
    QVERIFY(bought.sure <= truth.sure);
    QVERIFY(bought.most >= truth.most);
    QVERIFY(asked::verdict(answer) != u"refused"_s);
}

/// It admits no more, and those that it counts are those whose pods were not read.
void TestRunningTemplate::whatTheQuotaHoldsMayBeTheirs()
{
    const std::vector<model::Node> nodes{one_cluster::node("n0", 1), one_cluster::node("n1", 1)};
    const auto fleet = one_cluster::fleetOf(nodes, runningPods(1), 0, [](snapshot::ClusterData& data) {
        data.podsKnown = false;
        const model::Quantity two = model::Quantity::of(2);
        data.quotas = {{"default", "rq", {{"pods", two}}, {{"pods", two}}, {}}};
    });
    const preview::Preview answer = answerTo(documents(2), fleet, 2);
    QCOMPARE(answer.placed, std::int64_t{1});
    QCOMPARE(answer.unsure, std::int64_t{1});
}

void TestRunningTemplate::oldPodsLeaveTheQuotaToNewOnes()
{
    const auto fleet = fleetWith(
        runningPods(3),
        [](snapshot::ClusterData& data) {
            const model::Quantity three = model::Quantity::of(3);
            data.quotas = {
                {"default", "rq", {{"requests.nvidia.com/gpu", three}}, {{"requests.nvidia.com/gpu", three}}, {}}};
        },
        {one_cluster::node("free", 1)});
    const preview::Preview answer = answerTo(documents(2, newImage), fleet, 3);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    const preview::RolloutStep& step = answer.rollout.front();
    QVERIFY2(step.canFinish, step.stuck.c_str());
    QCOMPARE(step.goneAtWorst, std::int64_t{1});
    QCOMPARE(step.refused, std::int64_t{0});
    QCOMPARE(step.pending, std::int64_t{0});
    std::int64_t placed = 0;
    for (const preview::Share& share : step.places) placed += share.replicas;
    QCOMPARE(placed, std::int64_t{1});
}

void TestRunningTemplate::aLargerOneTakesMoreThanOneLeaves_data()
{
    QTest::addColumn<qint64>("cards"); // of the quota
    QTest::addColumn<bool>("canFinish");
    QTest::addColumn<QString>("stuck");
    const QString end = u" not be created even when every old one is gone."_s;
    QTest::newRow("those of the old pods alone") << qint64(2) << false << u"of 2 new replicas 1 would"_s + end;
    QTest::newRow("what is left may be in use") << qint64(4) << true << u"of 2 new replicas 1 may"_s + end;
}

/// How much of the quota is in use nobody says. Old pods take a card each, new ones two.
void TestRunningTemplate::aLargerOneTakesMoreThanOneLeaves()
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

/// The quota has no room for them all either; no node has two cards.
void TestRunningTemplate::aRuleIsTheReasonWhereNoNodeTakesThem()
{
    const auto fleet = fleetWith(runningPods(3), [](snapshot::ClusterData& data) {
        const model::Quantity three = model::Quantity::of(3);
        data.quotas = {
            {"default", "rq", {{"requests.nvidia.com/gpu", three}}, {{"requests.nvidia.com/gpu", three}}, {}}};
    });
    const QString twoCards = uR"("image":"server:2","resources":{"limits":{"nvidia.com/gpu":2}})"_s;
    auto asked = documents(3, container(twoCards));
    asked[0]["spec"]["strategy"] = {{"rollingUpdate", {{"maxSurge", 0}, {"maxUnavailable", 1}}}};
    const preview::Preview answer = answerTo(asked, fleet, 3);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    const QString why = QString::fromStdString(answer.rollout.front().stuck);
    QVERIFY2(why.contains(u"3 would stay Pending even when every old one is gone ("_s), qPrintable(why));
    QVERIFY2(why.contains(u"Insufficient nvidia.com/gpu"_s), qPrintable(why));
    QVERIFY2(!why.contains(u"quota"_s), qPrintable(why));
}

BERTH_TEST(TestRunningTemplate)

} // namespace tst_running_template

#include "tst_running_template.moc"
