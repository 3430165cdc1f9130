#include <algorithm>

#include <QtTest>

#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "core/snapshot/privacy.h"
#include "core/snapshot/store.h"
#include "tests/core/preview/asked.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

namespace tst_verdict {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

/// The seed's manifests with JSON merged into them.
Preview with(const std::string& fleet, const std::string& workload, const QString& workloadPatch,
             const QString& policyPatch)
{
    auto documents = given::manifests({workload, "manifests/propagationpolicy.yaml"});
    documents[0].merge_patch(Json::parse(workloadPatch.toStdString()));
    documents[1].merge_patch(Json::parse(policyPatch.toStdString()));
    const auto opened = given::fleet(fleet);
    const auto read = readManifests(documents, *opened);
    if (read.questions.size() != 1) qFatal("one question was expected");
    return preview::preview(read.questions.front(), opened);
}

QString holds(const Preview& preview)
{
    QStringList out;
    for (const Hold& hold : preview.holds)
        out << QString::fromStdString(std::string(nameOf(hold.reason.id)) +
                                      (hold.cluster.empty() ? "" : " " + hold.cluster));
    return out.join(u", "_s);
}

QString verdictIn(const Preview& preview)
{
    return QString::fromStdString(toJson(preview)["verdict"].get<std::string>());
}

} // namespace

/// What is said in one word, and what a gate hears.
class TestVerdict : public QObject {
    Q_OBJECT
private slots:
    void saysWhetherItRuns_data();
    void saysWhetherItRuns();
    void aQueueHoldsWhereKueueRuns_data();
    void aQueueHoldsWhereKueueRuns();
    void aPausedDeploymentStartsNothingWhereItIsNew_data();
    void aPausedDeploymentStartsNothingWhereItIsNew();
    void aBindingsOwnSuspensionCounts_data();
    void aBindingsOwnSuspensionCounts();
    void leadsWithItAndSaysWhatEndsIt();
    void explainsUpdatesGangsAndWhoGetsNothing_data();
    void explainsUpdatesGangsAndWhoGetsNothing();
    void namesWhatIsUnknownAndWhatIsNot_data();
    void namesWhatIsUnknownAndWhatIsNot();
    void sayWhereReplicasOfAVanishedClusterGo();
    void cardsThatNobodyNamesAreNotTheClouds();
    void aJobBuysForWhatRunsAtOnce_data();
    void aJobBuysForWhatRunsAtOnce();
    void aJobThatRanWantsWhatIsLeft_data();
    void aJobThatRanWantsWhatIsLeft();
};

void TestVerdict::saysWhetherItRuns_data()
{
    QTest::addColumn<QString>("fleet");
    QTest::addColumn<QString>("workload");
    QTest::addColumn<QString>("workloadPatch");
    QTest::addColumn<QString>("policyPatch");
    QTest::addColumn<QString>("verdict");
    QTest::addColumn<QString>("held");
    const auto row = [](const char* name, const char* fleet, const QString& workload, const QString& policy,
                        const char* verdict, const char* held, const char* manifest = "manifests/deploy.yaml") {
        QTest::newRow(name) << QString::fromLatin1(fleet) << QString::fromLatin1(manifest) << workload << policy
                            << QString::fromLatin1(verdict) << QString::fromLatin1(held);
    };
    const QString none = u"{}"_s;
    const QString dispatching = uR"({"spec":{"suspension":{"dispatching":true}}})"_s;
    row("nothing suspended", "both-stocked", none, none, "Fits", "");
    row("scheduling", "both-stocked", none, uR"({"spec":{"suspension":{"scheduling":true}}})"_s, "Suspended",
        "PolicySuspended");
    row("scheduling, and no room either", "no-stock", none, uR"({"spec":{"suspension":{"scheduling":true}}})"_s,
        "Suspended", "PolicySuspended");
    row("dispatching", "both-stocked", none, dispatching, "Held", "DispatchSuspended");
    row("dispatching to one", "both-stocked", none,
        uR"({"spec":{"suspension":{"dispatchingOnClusters":{"clusterNames":["c-hz-02"]}}}})"_s, "Held",
        "DispatchSuspendedIn c-hz-02");
    row("dispatching to one that gets none", "one-stocked", none,
        uR"({"spec":{"suspension":{"dispatchingOnClusters":{"clusterNames":["c-hz-02"]}}}})"_s, "Fits", "");
    row("room for none, dispatching too", "no-stock", none, dispatching, "DoesNotFit", "");
    row("stock that Karmada drops", "both-stocked", none, uR"({"apiVersion":"policy.karmada.io/v1alpha1"})"_s,
        "DoesNotFit", "");
    row("no replicas", "both-stocked", uR"({"spec":{"replicas":0}})"_s, dispatching, "Nothing", "");
    row("all run already", "rollout-full-pool", none, dispatching, "Fits", "");
    row("the update is not sent", "rollout-full-pool",
        uR"({"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}})"_s, dispatching, "Held",
        "DispatchSuspended", "manifests/deploy-new-image.yaml");
    row("gates", "both-stocked",
        uR"({"spec":{"template":{"spec":{"schedulingGates":[{"name":"a/b"},{"name":"c"}]}}}})"_s, none, "Held",
        "PodsGated");
    row("queued", "both-stocked", uR"({"metadata":{"labels":{"kueue.x-k8s.io/queue-name":"team-a"}}})"_s, none, "Held",
        "MayBeQueued");
    row("queued, and all run already", "rollout-full-pool",
        uR"({"metadata":{"labels":{"kueue.x-k8s.io/queue-name":"team-a"}}})"_s, none, "Fits", "");
    row("paused from the start", "both-stocked", uR"({"spec":{"paused":true}})"_s, none, "Held", "WorkloadSuspended");
    row("an update without room", "rollout-full-pool", none, none, "UpdateStuck", "",
        "manifests/deploy-new-image.yaml");
}

void TestVerdict::saysWhetherItRuns()
{
    QFETCH(QString, fleet);
    QFETCH(QString, workload);
    QFETCH(QString, workloadPatch);
    QFETCH(QString, policyPatch);
    const Preview preview = with(fleet.toStdString(), workload.toStdString(), workloadPatch, policyPatch);
    QTEST(verdictIn(preview), "verdict");
    QTEST(holds(preview), "held");
    const bool runs = verdictIn(preview) == u"Fits"_s || verdictIn(preview) == u"Nothing"_s;
    QCOMPARE(runsAsAsked(preview), runs);
    QCOMPARE(toJson(preview)["runsAsAsked"].get<bool>(), runs);
}

void TestVerdict::aQueueHoldsWhereKueueRuns_data()
{
    QTest::addColumn<QString>("known");
    QTest::addColumn<QString>("held");
    QTest::newRow("its server has it") << u"true"_s << u"Queued"_s;
    QTest::newRow("its server has it not") << u"false"_s << QString();
    QTest::newRow("the fleet lists it") << u"listed"_s << u"Queued"_s;
    QTest::newRow("the fleet's list lacks it") << u"lacking"_s << QString();
    QTest::newRow("the fleet's list is not whole") << u"incomplete"_s << u"MayBeQueued"_s;
    QTest::newRow("nobody says") << QString() << u"MayBeQueued"_s;
}

/// The label of a queue means nothing to a cluster that has no Kueue.
void TestVerdict::aQueueHoldsWhereKueueRuns()
{
    QFETCH(QString, known);
    auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    documents[0]["metadata"]["labels"]["kueue.x-k8s.io/queue-name"] = "team-a";
    snapshot::Fleet fleet = *given::fleet("both-stocked");
    for (snapshot::ClusterPtr& cluster : fleet.clusters) {
        snapshot::ClusterData data = *cluster;
        if (known == u"true" || known == u"false") data.servesKueue = known == u"true";
        if (known == u"listed" || known == u"lacking" || known == u"incomplete") {
            data.cluster.apiEnablements.emplace();
            data.cluster.apiEnablements->emplace_back("apps/v1", "Deployment");
            if (known == u"listed") data.cluster.apiEnablements->emplace_back("kueue.x-k8s.io/v1beta1", "LocalQueue");
            data.cluster.apiEnablementsComplete = known != u"incomplete";
        }
        cluster = snapshot::freezeCluster(std::move(data));
    }
    const snapshot::FleetPtr there = snapshot::freeze(std::move(fleet));
    const Preview preview = preview::preview(readManifests(documents, *there).questions.front(), there);
    QTEST(holds(preview), "held");
    QCOMPARE(verdictIn(preview), holds(preview).isEmpty() ? u"Fits"_s : u"Held"_s);
}

void TestVerdict::aPausedDeploymentStartsNothingWhereItIsNew_data()
{
    QTest::addColumn<bool>("sent");      // c-hz-02 has the Deployment by now
    QTest::addColumn<bool>("wasPaused"); // the one that the fleet has
    QTest::addColumn<bool>("hasPods");   // … and there
    QTest::addColumn<QString>("held");
    QTest::newRow("new to it") << false << false << false << u"PausedIn c-hz-02"_s;
    QTest::newRow("sent when it was paused") << true << true << false << u"PausedIn c-hz-02"_s;
    QTest::newRow("on its way") << true << false << false << QString();
    QTest::newRow("its pods are there: they scale") << true << true << true << QString();
}

void TestVerdict::aPausedDeploymentStartsNothingWhereItIsNew()
{
    QFETCH(bool, sent);
    QFETCH(bool, wasPaused);
    QFETCH(bool, hasPods);
    snapshot::Fleet fleet = *given::fleet("rollout-full-pool");
    for (Json& object : fleet.workloads)
        if (wasPaused) object["spec"]["paused"] = true;
    auto opened = snapshot::freeze(std::move(fleet));
    snapshot::ClusterChange gone;
    gone.cluster = "c-hz-02";
    const snapshot::ClusterData& data = *opened->cluster("c-hz-02");
    for (std::size_t row = 0; row < data.pods.size(); ++row)
        if (const std::string name(data.pods.names[row]); name.starts_with("qwen3-8b") && !hasPods)
            gone.gonePods.emplace_back(data.pods.namespaces.text(data.pods.ns[row]), name);
    QCOMPARE(gone.gonePods.empty(), hasPods);
    snapshot::FleetChange change;
    change.clusters.push_back(std::move(gone));
    opened = snapshot::Store(opened).apply(std::move(change));
    auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    documents[0]["spec"]["paused"] = true;
    Question question = readManifests(documents, *opened).questions.front();
    question.previous = {{"c-hz-01", 2, {}}};
    if (sent) question.previous->push_back({"c-hz-02", 2, {}});
    const Preview preview = preview::preview(question, opened);
    QCOMPARE(asked::cluster(preview, "c-hz-02").replicas, std::int64_t{2});
    QTEST(holds(preview), "held");
    QCOMPARE(verdictIn(preview), preview.holds.empty() ? u"Fits"_s : u"Held"_s);
}

void TestVerdict::aBindingsOwnSuspensionCounts_data()
{
    QTest::addColumn<bool>("ofThePolicy"); ///< the fleet's own policy suspends, the one handed in no longer does
    QTest::addColumn<QString>("verdict");
    QTest::newRow("a queue's") << false << u"Suspended"_s;
    QTest::newRow("the old policy's") << true << u"Fits"_s;
}

void TestVerdict::aBindingsOwnSuspensionCounts()
{
    QFETCH(bool, ofThePolicy);
    const Question question =
        asked::question("both-stocked", {"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    snapshot::Fleet fleet = *given::fleet("both-stocked");
    model::Binding binding;
    binding.spec.resource = question.workload.ref;
    binding.spec.suspendScheduling = true;
    fleet.bindings = {binding};
    model::Policy old = *question.policy;
    old.suspendScheduling = ofThePolicy;
    fleet.policies = {old};
    const Preview preview = preview::preview(question, std::make_shared<const snapshot::Fleet>(std::move(fleet)));
    QTEST(verdictIn(preview), "verdict");
    QCOMPARE(holds(preview), ofThePolicy ? QString() : u"BindingSuspended"_s);
}

void TestVerdict::leadsWithItAndSaysWhatEndsIt()
{
    const Preview preview =
        with("both-stocked", "manifests/deploy.yaml", u"{}"_s,
             uR"({"spec":{"suspension":{"dispatchingOnClusters":{"clusterNames":["c-hz-02"]}}}})"_s);
    QCOMPARE(QString::fromStdString(toText(preview.why)),
             u"There is a node for 4 replicas, and not all of them will run there."_s);
    QCOMPARE(asked::firstRemedy(preview),
             u"take c-hz-02 out of suspension.dispatchingOnClusters of policy default/demo-policy"_s);
    const auto& parts = asked::cluster(preview, "c-hz-02").why.parts;
    QVERIFY(!parts.empty());
    QCOMPARE(QString::fromStdString(toText(parts.front())),
             u"Policy default/demo-policy suspends dispatching to c-hz-02: nothing of this is sent there until that "
             "ends."_s);
}

void TestVerdict::explainsUpdatesGangsAndWhoGetsNothing_data()
{
    QTest::addColumn<QString>("fleet");
    QTest::addColumn<QString>("manifest");
    QTest::addColumn<QString>("workloadPatch");
    QTest::addColumn<QString>("policyPatch");
    QTest::addColumn<QString>("line");
    QTest::newRow("an update that is stuck")
        << u"rollout-full-pool"_s << u"manifests/deploy-new-image.yaml"_s << u"{}"_s << u"{}"_s
        << u"The update in c-hz-01 cannot finish: of 2 replicas it may have 1 besides and 0 missing at a time."_s;
    QTest::newRow("an update that finishes")
        << u"rollout-full-pool"_s << u"manifests/deploy-new-image.yaml"_s
        << uR"({"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}})"_s << u"{}"_s
        << u"The update in c-hz-02 can finish: of 2 replicas it has at most 0 besides and 1 missing at a time."_s;
    QTest::newRow("a gang") << u"both-stocked"_s << u"manifests/deploy.yaml"_s << u"{}"_s
                            << uR"({"spec":{"placement":{"replicaScheduling":{"customSchedulingType":"Gang"}}}})"_s
                            << u"The policy asks for a gang: one cluster gets all replicas, or none gets any."_s;
    const QString gang = uR"({"spec":{"placement":{"replicaScheduling":{"customSchedulingType":"Gang"}}}})"_s;
    QTest::newRow("a gang that is elsewhere")
        << u"both-stocked"_s << u"manifests/deploy.yaml"_s << u"{}"_s << gang
        << u"c-hz-02 passed the filters and gets nothing of the gang, which is placed whole in c-hz-01."_s;
    QTest::newRow("a gang that does not fit there")
        << u"one-stocked"_s << u"manifests/deploy.yaml"_s << u"{}"_s << gang
        << u"c-hz-02 passed the filters and gets nothing of the gang: it has room for 0 replicas, and a gang is placed "
           "whole or not at all."_s;
    QTest::newRow("who gets nothing") << u"one-stocked"_s << u"manifests/deploy.yaml"_s << u"{}"_s << u"{}"_s
                                      << u"c-hz-02 passed the filters and gets no replica."_s;
    const auto none = [](const char* name, const char* fleet, const char* replicas, const QString& scheduling,
                         const char* line) {
        QTest::newRow(name) << QString::fromLatin1(fleet) << u"manifests/deploy.yaml"_s
                            << QStringLiteral("{\"spec\":{\"replicas\":%1}}").arg(QLatin1String(replicas))
                            << QStringLiteral("{\"spec\":{\"placement\":{\"replicaScheduling\":%1}}}").arg(scheduling)
                            << QString::fromLatin1(line);
    };
    const QString weights = uR"({"weightPreference":{"dynamicWeight":null,"staticWeightList":[%1]}})"_s;
    const QString first = uR"({"targetCluster":{"clusterNames":["c-hz-01"]},"weight":5})"_s;
    const QString second = uR"(,{"targetCluster":{"clusterNames":["c-hz-02"]},"weight":3})"_s;
    none("none: no stock", "one-stocked", "4", u"{}"_s,
         "It can take none: stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-i.");
    none("none: a tie", "both-stocked", "1", u"{}"_s, "Weight 4 of 8 ties with c-hz-0");
    none("none: rounding", "both-stocked", "1", weights.arg(first + second),
         "Weight 3 of 8 is 0.38 of 1, which is rounded to none.");
    none("none: no weight", "both-stocked", "1", weights.arg(first), "The policy's static weights give it none.");
    none("none: few clusters", "both-stocked", "2", uR"({"replicaDivisionPreference":"Aggregated"})"_s,
         "The policy asks for as few clusters as hold all, and others with more room or with replicas do.");
}

void TestVerdict::explainsUpdatesGangsAndWhoGetsNothing()
{
    QFETCH(QString, fleet);
    QFETCH(QString, manifest);
    QFETCH(QString, workloadPatch);
    QFETCH(QString, policyPatch);
    QFETCH(QString, line);
    const Preview preview = with(fleet.toStdString(), manifest.toStdString(), workloadPatch, policyPatch);
    QString tree = asked::tree(preview);
    for (const ClusterResult& cluster : preview.clusters) tree += QString::fromStdString(toTree(cluster.why));
    QVERIFY2(tree.contains(line), qPrintable(tree));
}

void TestVerdict::namesWhatIsUnknownAndWhatIsNot_data()
{
    QTest::addColumn<bool>("nodes"); ///< what the snapshot holds of c-hz-01, which alone is asked
    QTest::addColumn<bool>("pods");
    QTest::addColumn<bool>("pools");
    QTest::addColumn<QString>("workloadPatch");
    QTest::addColumn<QString>("running");
    QTest::addColumn<QString>("line");
    const QString picky = uR"({"spec":{"template":{"spec":{"nodeSelector":{"no":"such"}}}}})"_s;
    QTest::newRow("pods") << true << false << true << u"{}"_s << u"0..2"_s
                          << u"The snapshot does not hold the pods of c-hz-01, so this is unknown."_s;
    QTest::newRow("pods, pools") << true << false << false << u"{}"_s << u"0..2"_s
                                 << u"what its pods hold is not known, and its node pools are not known"_s;
    QTest::newRow("nodes") << false << true << true << u"{}"_s << u"0.."_s
                           << u"The snapshot does not hold the nodes of c-hz-01, so this is unknown."_s;
    // A rule of the pod's is named though the pools are unknown.
    QTest::newRow("pools, and a rule")
        << true << true << false << picky << u"0..0"_s
        << u"(2 nodes would take one but for nodeSelector no=such, a label that they lack), and its node pools"_s;
    QTest::newRow("pods, pools, and a rule")
        << true << false << false << picky << u"0..0"_s
        << u"node(s) didn't match Pod's node affinity/selector (no node has label no)), and its node pools"_s;
}

void TestVerdict::namesWhatIsUnknownAndWhatIsNot()
{
    QFETCH(bool, nodes);
    QFETCH(bool, pods);
    QFETCH(bool, pools);
    QFETCH(QString, workloadPatch);
    QFETCH(QString, line);
    Question question =
        asked::question("running-enough", {"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    core::Json object = question.workload.object;
    object.merge_patch(core::Json::parse(workloadPatch.toStdString()));
    model::Issues issues;
    question.workload = model::readWorkload(object, "", issues);
    snapshot::Fleet fleet = *given::fleet("running-enough");
    snapshot::ClusterData data = *fleet.clusters.front();
    QCOMPARE(data.cluster.name, std::string("c-hz-01"));
    data.nodesKnown = nodes;
    data.podsKnown = pods;
    data.poolsKnown = pools;
    if (!nodes) data.nodes = {};
    if (!pods || !nodes) data.pods = {};
    if (!pools) data.pools.clear();
    fleet.clusters = {std::make_shared<const snapshot::ClusterData>(std::move(data))};
    const Preview preview = preview::preview(question, std::make_shared<const snapshot::Fleet>(std::move(fleet)));
    const ClusterResult& result = asked::cluster(preview, "c-hz-01");
    const Range range = result.capacities.running;
    QTEST(QString("%1..%2").arg(range.lower).arg(range.upper ? QString::number(*range.upper) : ""), "running");
    const QString tree = asked::tree(preview) + QString::fromStdString(toTree(result.why));
    QVERIFY2(tree.contains(line), qPrintable(tree));
}

/// The binding names a cluster that the fleet no longer has.
void TestVerdict::sayWhereReplicasOfAVanishedClusterGo()
{
    const std::vector<std::string> manifests{"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"};
    const Preview gone = asked::preview("both-stocked", manifests, {{"c-gone", 2, {}}, {"c-hz-01", 2, {}}});
    QCOMPARE(asked::placement(gone), u"c-hz-01 3/3 +3, c-hz-02 1/1 +1"_s);
    QStringList moves;
    for (const Move& move : gone.moves)
        moves << QString::fromStdString(move.from + " to " + move.to + " " + std::to_string(move.replicas));
    QCOMPARE(moves.join(u", "_s), u"c-gone to c-hz-01 1, c-gone to c-hz-02 1"_s);
    const QString why = QString::fromStdString(toTree(gone.why));
    QVERIFY2(
        why.contains(u"The previous placement has 2 replicas in c-gone, and the fleet has no cluster of that name."_s),
        qPrintable(why));
    QVERIFY2(why.contains(u"2 replicas added to the previous 2; those that exist stay."_s), qPrintable(why));
}

/// Whether a card is free is open: no limit is named that is not there, and no remedy says that nothing fits.
void TestVerdict::cardsThatNobodyNamesAreNotTheClouds()
{
    const Preview preview = with("shared-cards", "manifests/deploy.yaml",
                                 uR"({"spec":{"replicas":1,"template":{"spec":{"volumes":null,"containers":[
                                     {"name":"c","image":"x","resources":{"limits":{"aliyun.com/gpu-mem":"16"}}}]}}}})"_s,
                                 u"{}"_s);
    QCOMPARE(verdictIn(preview), u"Unknown"_s);
    const ClusterResult& cluster = asked::cluster(preview, "c-hz-01");
    QCOMPARE(cluster.shares.size(), std::size_t{1});
    QVERIFY(cluster.shares.front().unsure);
    QCOMPARE(cluster.shares.front().replicas, 1);
    QCOMPARE(cluster.shares.front().nodeNames, std::vector<std::string>{"gpu-1"});
    QCOMPARE(QString::fromStdString(cluster.capacities.bindingText), u"no elastic pool"_s);
    QCOMPARE(
        asked::firstRemedy(preview),
        u"c-hz-01: its 1 node has room for 0\u20131 replicas, as some pods do not say which card they hold, and there "
        "is no elastic pool; look at the nodes' cards, or add a node or a pool there"_s);
    QStringList warned;
    for (const Warning& warning : preview.warnings) warned << QString::fromStdString(warning.id);
    QVERIFY2(warned.contains(u"cards-not-read"_s), qPrintable(warned.join(u' ')));
    for (const auto& id : {u"needs-more-than-promised"_s, u"stock-not-promised"_s})
        QVERIFY2(!warned.contains(id), qPrintable(warned.join(u' ')));
}

void TestVerdict::aJobBuysForWhatRunsAtOnce_data()
{
    QTest::addColumn<QString>("spec");
    QTest::addColumn<QString>("scheduling");
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("placement");
    const QString divided = u"{replicaSchedulingType: Divided, replicaDivisionPreference: Weighted, weightPreference: "
                            "{dynamicWeight: AvailableReplicas}}"_s;
    QTest::newRow("all") << u"parallelism: 6"_s << divided << 6 << u"c-hz-01 3/3 +3, c-hz-02 3/3 +3"_s;
    QTest::newRow("two are left") << u"parallelism: 6, completions: 2"_s << divided << 2
                                  << u"c-hz-01 3/1 +1, c-hz-02 3/1 +1"_s;
    QTest::newRow("a copy each") << u"parallelism: 4, completions: 1"_s << u"{replicaSchedulingType: Duplicated}"_s << 2
                                 << u"c-hz-01 4/1 +1, c-hz-02 4/1 +1"_s;
}

/// The scheduler divides the parallelism; nodes are bought for what is left to do.
void TestVerdict::aJobBuysForWhatRunsAtOnce()
{
    QFETCH(QString, spec);
    QFETCH(QString, scheduling);
    QFETCH(int, replicas);
    const QString text =
        u"apiVersion: batch/v1\nkind: Job\nmetadata: {name: j, namespace: default}\nspec: {%1, template: {spec: "
        "{restartPolicy: Never, containers: [{name: c, image: x, resources: {limits: {nvidia.com/gpu: 1}}}]}}}\n---\n"
        "apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\nmetadata: {name: p, namespace: "
        "default}\nspec: {autoScaling: {ecsProvision: true}, resourceSelectors: [{apiVersion: batch/v1, kind: Job, "
        "name: j}], placement: {replicaScheduling: %2}}\n"_s.arg(spec, scheduling);
    const auto fleet = given::fleet("both-stocked");
    const auto read = readManifests(given::documents(text.toStdString()), *fleet);
    QCOMPARE(read.questions.size(), std::size_t{1});
    const Preview preview = preview::preview(read.questions.front(), fleet);
    QCOMPARE(verdictIn(preview), u"Fits"_s);
    QCOMPARE(preview.replicas, replicas);
    QTEST(asked::placement(preview), "placement");
    for (const ClusterResult& cluster : preview.clusters) QCOMPARE(cluster.shortOf, 0);
}

void TestVerdict::aJobThatRanWantsWhatIsLeft_data()
{
    QTest::addColumn<QString>("status"); // of the object in the snapshot
    QTest::addColumn<bool>("fleets");    // else the cluster's own
    QTest::addColumn<int>("left");       // of four
    for (const bool fleets : {true, false}) {
        const auto row = [fleets](const char* name, const QString& status, int left) {
            QTest::addRow("%s, %s", name, fleets ? "fleet" : "cluster") << status << fleets << left;
        };
        row("begun", u"{}"_s, 4);
        row("three are done", uR"({"succeeded":3,"active":1})"_s, 1);
        row("complete", uR"({"succeeded":4,"conditions":[{"type":"Complete","status":"True"}]})"_s, 0);
        row("failed", uR"({"failed":7,"conditions":[{"type":"Failed","status":"True","reason":"x"}]})"_s, 0);
        row("suspended", uR"({"conditions":[{"type":"Suspended","status":"True"}]})"_s, 4);
    }
}

/// No manifest has a status: the object of its name tells.
void TestVerdict::aJobThatRanWantsWhatIsLeft()
{
    QFETCH(QString, status);
    QFETCH(bool, fleets);
    QFETCH(int, left);
    auto documents = one_cluster::documents("Job", 4);
    Json& job = documents.front();
    job["apiVersion"] = documents[1]["spec"]["resourceSelectors"][0]["apiVersion"] = "batch/v1";
    for (const char* key : {"replicas", "selector", "strategy"}) job["spec"].erase(key);
    job["spec"]["parallelism"] = job["spec"]["completions"] = 4;
    job["spec"]["template"]["spec"]["restartPolicy"] = "Never";
    Json dumped = job;
    dumped["status"] = Json::parse(status.toStdString());
    std::vector<model::Node> nodes;
    for (int i = 0; i < 4; ++i) nodes.push_back(one_cluster::node("n" + std::to_string(i), 1));
    snapshot::Fleet fleet = *one_cluster::fleetOf(nodes, {}, 0, [&](snapshot::ClusterData& data) {
        if (!fleets) data.workloads.push_back(snapshot::trimmedWorkload(dumped));
    });
    if (fleets) fleet.workloads.push_back(snapshot::trimmedWorkload(dumped));
    const auto frozen = snapshot::freeze(std::move(fleet));
    auto question = readManifests(documents, *frozen).questions.front();
    question.previous = {{"c", 4, {}}};
    const Preview answer = preview::preview(question, frozen);
    QCOMPARE(verdictIn(answer), left == 0 ? u"Nothing"_s : u"Fits"_s);
    QCOMPARE(answer.placed, std::int64_t{left});
    QCOMPARE(answer.clusters.front().shortOf, std::int64_t{0});
    const bool isSaid = std::any_of(answer.warnings.begin(), answer.warnings.end(),
                                    [](const Warning& one) { return one.id == "job-finished"; });
    QCOMPARE(isSaid, left == 0);
    if (left == 0) QCOMPARE(answer.why.id, ReasonId::RunAtOnce);
}

BERTH_TEST(TestVerdict)

} // namespace tst_verdict

#include "tst_verdict.moc"
