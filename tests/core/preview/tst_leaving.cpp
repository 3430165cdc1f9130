// Which pods leave first: what their controller decides is sure, and which of equals go is open.
#include <chrono>

#include <QtTest>

#include "core/preview/batch.h"
#include "core/preview/leaving_order.h"
#include "tests/core/preview/running_pods.h"
#include "tests/support/test.h"

namespace tst_leaving {

using namespace core;
using namespace Qt::StringLiterals;
using namespace running_pods;

namespace {

/// It fits a large node, and no small one.
const QString moreCpu =
    container(uR"("image":"server:1","resources":{"requests":{"cpu":"5"},"limits":{"nvidia.com/gpu":1}})"_s);

/// Four nodes with a pod each. "sslL": two small ones, a large one, and a large one whose pod is not ready.
snapshot::FleetPtr nodesOf(const QString& sizes, std::int64_t stock)
{
    std::vector<model::Node> nodes;
    Pods pods = runningPods(static_cast<std::size_t>(sizes.size()));
    for (qsizetype i = 0; i < sizes.size(); ++i) {
        nodes.push_back(one_cluster::node("n" + std::to_string(i), 1));
        if (sizes[i].toLower() == u's') nodes.back().allocatable["cpu"] = nodes.back().capacity["cpu"] = 4000;
        pods[static_cast<std::size_t>(i)].ready = sizes[i].isLower();
    }
    return one_cluster::fleetOf(nodes, pods, stock);
}

/// "1 0 | 2 3": the first two go first, and which of them nobody can tell.
QString shown(const snapshot::ClusterData& data, const preview::LeavingOrder& order)
{
    QStringList parts;
    for (const auto& equals : order) {
        QStringList names;
        for (const preview::Rows& one : equals)
            names << QString::fromStdString(std::string(data.pods.names[one.front()])).section(u'-', -1);
        names.sort();
        parts << names.join(u' ');
    }
    return parts.join(u" | "_s);
}

} // namespace

class TestLeaving : public QObject {
    Q_OBJECT
private slots:
    void whatTheControllerDecidesIsSure();
    void numberedOnesGoFromTheTop();
    void equalPodsLeaveOpenWhetherAnUpdateEnds_data();
    void equalPodsLeaveOpenWhetherAnUpdateEnds();
    void equalPodsLeaveOpenWhatComesFree_data();
    void equalPodsLeaveOpenWhatComesFree();
};

/// Not ready, cheap to delete, crowded, young; then nothing tells.
void TestLeaving::whatTheControllerDecidesIsSure()
{
    const Time now{std::chrono::sys_days{std::chrono::year{2026} / 11 / 23} + std::chrono::minutes{580}};
    Pods pods = runningPods(8);
    for (model::Pod& one : pods) {
        one.ready = true;
        one.startTime = "2026-11-20T01:00:00Z";
    }
    pods[3].ready = false;
    pods[5].annotations["controller.kubernetes.io/pod-deletion-cost"] = "-10";
    pods[2].annotations["controller.kubernetes.io/pod-deletion-cost"] = "10";
    pods[6].spec.nodeName = "n0"; // beside the first
    pods[4].startTime = "2026-11-23T09:30:00Z";
    std::vector<model::Node> nodes;
    for (int i = 0; i < 8; ++i) nodes.push_back(one_cluster::node("n" + std::to_string(i), 2));
    const auto fleet = one_cluster::fleetOf(nodes, pods, 0);
    const snapshot::ClusterData& data = *fleet->clusters.front();
    const auto question = preview::readManifests(documents(8), *fleet).questions.front();
    const preview::OwnPods own(question.workload);
    const auto orderAt = [&](preview::Pace pace, std::optional<Time> at) {
        return shown(data, preview::leavingOrder(data, question.workload.ref, own, own.holdingIn(data), pace, at));
    };
    QCOMPARE(orderAt(preview::Pace::AtOnce, now), u"3 | 5 | 0 6 | 4 | 1 7 | 2"_s);
    QCOMPARE(orderAt(preview::Pace::AtOnce, std::nullopt), u"3 | 5 | 0 6 | 1 4 7 | 2"_s);
    // Once one of the two on a node is gone, the other is as alone as the rest.
    const QString update = orderAt(preview::Pace::OneByOne, std::nullopt);
    QVERIFY2(update == u"3 | 5 | 0 | 1 4 6 7 | 2"_s || update == u"3 | 5 | 6 | 0 1 4 7 | 2"_s, qPrintable(update));
}

void TestLeaving::numberedOnesGoFromTheTop()
{
    Pods pods;
    std::vector<model::Node> nodes;
    for (const char* number : {"0", "2", "10"}) {
        const std::string on = "n" + std::string(number);
        nodes.push_back(one_cluster::node(on, 1));
        pods.push_back(one_cluster::pod("server-" + std::string(number), on));
        pods.back().labels = {{"app", "server"}};
        pods.back().owners = {{"apps/v1", "StatefulSet", "server", {}, true}};
    }
    const auto fleet = one_cluster::fleetOf(nodes, pods, 0);
    const snapshot::ClusterData& data = *fleet->clusters.front();
    const auto question = preview::readManifests(one_cluster::documents("StatefulSet", 3), *fleet).questions.front();
    const preview::OwnPods own(question.workload);
    QCOMPARE(shown(data, preview::leavingOrder(data, question.workload.ref, own, own.holdingIn(data),
                                               preview::Pace::AtOnce, std::nullopt)),
             u"10 | 2 | 0"_s);
}

void TestLeaving::equalPodsLeaveOpenWhetherAnUpdateEnds_data()
{
    QTest::addColumn<QString>("sizes");
    QTest::addColumn<bool>("unsure");
    QTest::newRow("small ones first by name") << u"ssll"_s << true;
    QTest::newRow("large ones first by name") << u"llss"_s << true;
    QTest::newRow("alike") << u"llll"_s << false;
    QTest::newRow("on the large ones not ready") << u"ssLL"_s << false;
    QTest::newRow("the same by another name") << u"LLss"_s << false;
}

/// Two are there to be bought. If pods of small nodes go first, three have to be ready before a large one is free.
void TestLeaving::equalPodsLeaveOpenWhetherAnUpdateEnds()
{
    QFETCH(QString, sizes);
    QFETCH(bool, unsure);
    const preview::Preview answer = answerTo(documents(4, moreCpu), nodesOf(sizes, 2), 4);
    QCOMPARE(answer.rollout.size(), std::size_t{1});
    const preview::RolloutStep& step = answer.rollout.front();
    QVERIFY2(step.canFinish, step.stuck.c_str());
    QVERIFY2(step.unsure == unsure, step.stuck.c_str());
    if (!unsure) return;
    QVERIFY2(QString::fromStdString(step.stuck)
                 .startsWith(u"The update may not finish in c: with maxSurge 1 and maxUnavailable 0 of 4 replicas, it "
                             "stops once 2 of 4 old ones are gone: "_s),
             step.stuck.c_str());
    QCOMPARE(step.pending, std::int64_t{0}); // the third may find a large node free
}

void TestLeaving::equalPodsLeaveOpenWhatComesFree_data()
{
    QTest::addColumn<QString>("sizes");
    QTest::addColumn<bool>("unsure");
    QTest::newRow("small ones first by name") << u"ssll"_s << true;
    QTest::newRow("large ones first by name") << u"llss"_s << true;
    QTest::newRow("alike") << u"llll"_s << false;
    QTest::newRow("on the large ones not ready") << u"ssLL"_s << false;
}

/// Two of four leave, and who comes after fits their nodes if these are the large ones.
void TestLeaving::equalPodsLeaveOpenWhatComesFree()
{
    QFETCH(QString, sizes);
    QFETCH(bool, unsure);
    const auto fleet = nodesOf(sizes, 0);
    std::vector<Json> asked = documents(2);
    auto later = documents(2, moreCpu);
    later[0]["metadata"]["name"] = "web";
    later[0]["spec"]["selector"]["matchLabels"]["app"] = "web";
    later[0]["spec"]["template"]["metadata"]["labels"] = {{"app", "web"}};
    later[1]["metadata"]["name"] = "policy-web";
    later[1]["spec"]["resourceSelectors"][0]["name"] = "web";
    for (Json& one : later) asked.push_back(std::move(one));
    auto questions = preview::readManifests(asked, *fleet).questions;
    QCOMPARE(questions.size(), std::size_t{2});
    questions.front().previous = {{"c", 4, {}}};
    const std::vector<preview::Preview> answers = preview::previewBatch(questions, fleet);
    QCOMPARE(answers.size(), std::size_t{2});
    QCOMPARE(asked::placement(answers.back()), u"c 2/2"_s);
    QVERIFY(!unsure || !preview::runsAsAsked(answers.back()));
    const QString hangs = said(answers.back(), "earlier-open");
    QVERIFY2(hangs.isEmpty() != unsure, qPrintable(hangs));
    if (unsure)
        QVERIFY2(hangs.contains(u"if it takes other nodes, 0 of 2 replicas get one here for certain, not 2."_s),
                 qPrintable(hangs));
}

BERTH_TEST(TestLeaving)

} // namespace tst_leaving

#include "tst_leaving.moc"
