// Whether a manifest changes the pods that run, where the snapshot lacks the fleet's own object.
#include <QtTest>

#include "core/preview/running_template.h"
#include "core/snapshot/privacy.h"
#include "tests/core/preview/running_pods.h"
#include "tests/support/test.h"

namespace tst_running_template {

using namespace core;
using namespace Qt::StringLiterals;
using namespace running_pods;

class TestRunningTemplate : public QObject {
    Q_OBJECT
private slots:
    void podsTell_data();
    void podsTell();
    void whatGrowsIsAnUpdateToo();
    void podsTellWhatTheObjectTells_data();
    void podsTellWhatTheObjectTells();
    void theClustersObjectTells_data();
    void theClustersObjectTells();
    void theFleetsObjectComesFirst();
    void anUpdateThatWasAppliedBefore_data();
    void anUpdateThatWasAppliedBefore();
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
    void aRuleIsTheReasonWhereNoNodeTakesThem();
    void theMembersNumberStands_data();
    void theMembersNumberStands();
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

void TestRunningTemplate::anUpdateThatWasAppliedBefore_data()
{
    QTest::addColumn<QString>("what");
    QTest::addColumn<int>("updated"); // -1: no status
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("text");
    const auto row = [](const char* what, int updated, const char* verdict, const char* text) {
        QTest::addRow("%s, %d", what, updated)
            << QString::fromLatin1(what) << updated << QString::fromLatin1(verdict) << QString::fromLatin1(text);
    };
    row("its pod waits", 1, "update stuck", "c: of 2 replicas, 0 so far with");
    row("its pod waits", -1, "update stuck", "c: of 2 replicas, 0 so far with");
    row("no pod of it", 1, "update stuck", "c: of 2 replicas, 0 so far with");
    row("a free node", 1, "fits", "c: of 2 replicas, 0 so far with");
    row("one runs", 1, "update stuck", "c: of 2 replicas, 1 so far with");
    row("one runs, a free node", 1, "fits", "c: of 2 replicas, 1 so far with");
    row("pods that do not tell", 1, "update unsure", "c: which of its pods have the new pod template is not told");
    row("all are new", 2, "fits", "");
    row("all are new", -1, "fits", "");
}

/// The object is what is asked, and what runs is not.
void TestRunningTemplate::anUpdateThatWasAppliedBefore()
{
    QFETCH(QString, what);
    QFETCH(int, updated);
    QFETCH(QString, text);
    const auto renewed = [](model::Pod pod) {
        pod.name = "server-6f8d9c7b8d-" + pod.name.substr(pod.name.size() - 1);
        pod.labels["pod-template-hash"] = "6f8d9c7b8d";
        pod.owners.front().name = "server-6f8d9c7b8d";
        pod.spec.containers.front().image = "server:2";
        return pod;
    };
    Pods pods = runningPods(2);
    if (what.startsWith(u"one runs"_s) || what == u"all are new"_s) pods[1] = renewed(pods[1]);
    if (what == u"all are new"_s) pods[0] = renewed(pods[0]);
    if (what == u"pods that do not tell"_s)
        for (model::Pod& one : pods) one.spec.containers.front().image.clear();
    std::vector<model::Node> nodes{one_cluster::node("n0", 1), one_cluster::node("n1", 1)};
    if (what.endsWith(u"free node"_s)) nodes.push_back(one_cluster::node("free", 1));
    if (what == u"its pod waits"_s) {
        pods.push_back(renewed(running(2)));
        pods.back().spec.nodeName.clear();
        pods.back().phase = "Pending";
    }
    Json object = documents(2, newImage).front();
    object["metadata"]["generation"] = 2;
    if (updated >= 0) object["status"] = {{"observedGeneration", 2}, {"replicas", 2}, {"updatedReplicas", updated}};
    const auto fleet = one_cluster::fleetOf(nodes, pods, 0, [&object](snapshot::ClusterData& data) {
        data.workloads.push_back(snapshot::trimmedWorkload(object));
    });
    const preview::Preview answer = answerTo(documents(2, newImage), fleet, 2);
    QTEST(asked::verdict(answer), "verdict");
    const QString under = said(answer, "update-under-way");
    QCOMPARE(under.isEmpty(), text.isEmpty());
    QVERIFY2(under.contains(text), qPrintable(under));
    QCOMPARE(said(answer, "update-unknown"), QString());
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

void TestRunningTemplate::theMembersNumberStands_data()
{
    QTest::addColumn<QString>("label");
    QTest::addColumn<bool>("held"); // the snapshot has the cluster's own object
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("other");
    QTest::newRow("labelled") << u"true"_s << true << 4 << u"does not fit"_s;
    QTest::newRow("labelled, as its pods tell") << u"true"_s << false << 4 << u"does not fit"_s;
    QTest::newRow("not so") << u"false"_s << true << 2 << u"fits"_s;
}

/// Two were divided, and the cluster's autoscaler made them four: their cards are not free for others.
void TestRunningTemplate::theMembersNumberStands()
{
    QFETCH(QString, label);
    QFETCH(bool, held);
    QFETCH(int, replicas);
    std::vector<Json> handed = documents(2);
    handed[0]["metadata"]["labels"][model::retainReplicasLabel] = label.toStdString();
    Json own = handed[0];
    own["spec"]["replicas"] = 4;
    const auto fleet = fleetWith(runningPods(4), [&](snapshot::ClusterData& data) {
        if (held) data.workloads.push_back(snapshot::trimmedWorkload(own));
    });
    for (Json& one : documents(2)) {
        one["metadata"]["name"] = "other";
        handed.push_back(std::move(one));
    }
    handed[2]["spec"]["selector"]["matchLabels"]["app"] = "other";
    handed[2]["spec"]["template"]["metadata"]["labels"]["app"] = "other";
    handed[3]["spec"]["resourceSelectors"][0]["name"] = "other";
    handed[1]["spec"]["resourceSelectors"][0]["name"] = "server";
    auto questions = preview::readManifests(handed, *fleet).questions;
    QCOMPARE(questions.size(), std::size_t{2});
    questions.front().previous = {{"c", 2, {}}};
    const std::vector<preview::Preview> answers = preview::previewBatch(questions, fleet);
    const preview::ClusterResult& cluster = answers.front().clusters.front();
    QCOMPARE(cluster.replicas, std::int64_t{replicas});
    QCOMPARE(cluster.previous, std::int64_t{replicas});
    QCOMPARE(cluster.placed, std::int64_t{replicas});
    QCOMPARE(asked::verdict(answers.front()), u"fits"_s);
    QTEST(asked::verdict(answers.back()), "other");
    QCOMPARE(said(answers.front(), "replicas-retained").contains(u"keeps 4 replicas in c"_s), replicas == 4);
    QCOMPARE(said(answers.front(), "replicas-overridden"), QString());
}

BERTH_TEST(TestRunningTemplate)

} // namespace tst_running_template

#include "tst_running_template.moc"
