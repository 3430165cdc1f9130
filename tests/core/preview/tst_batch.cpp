#include <QtTest>

#include "core/preview/after.h"
#include "core/preview/batch.h"
#include "core/snapshot/store.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/core/preview/schema.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_batch {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

const std::string a10 = "ecs.gn7i-c8g1.2xlarge";

/// deploy.yaml under another name, and a policy for it.
std::vector<Json> named(const std::string& name, int replicas)
{
    auto out = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
    out[0]["metadata"]["name"] = name;
    out[0]["spec"]["replicas"] = replicas;
    out[0]["spec"]["selector"]["matchLabels"]["app"] = name;
    out[0]["spec"]["template"]["metadata"]["labels"]["app"] = name;
    out[1]["metadata"]["name"] = "policy-" + name;
    out[1]["spec"]["resourceSelectors"][0]["name"] = name;
    return out;
}

std::vector<Question> questions(const snapshot::FleetPtr& fleet, const std::vector<std::pair<std::string, int>>& all)
{
    std::vector<Json> documents;
    for (const auto& [name, replicas] : all)
        for (auto& one : named(name, replicas)) documents.push_back(std::move(one));
    return readManifests(documents, *fleet).questions;
}

QString placements(const std::vector<Preview>& previews)
{
    QStringList lines;
    for (const Preview& one : previews)
        lines << QString::fromStdString(one.workload.name) + u": "_s + asked::placement(one) + u' ' +
                     asked::verdict(one);
    return lines.join(u'\n');
}

snapshot::FleetPtr after(const Question& question, const snapshot::FleetPtr& fleet)
{
    const Prepared prepared = prepare(question, *fleet);
    Facts facts(prepared, fleet);
    return fleetAfter(prepared, facts, fleet, preview::preview(question, fleet));
}

/// An update that goes on in both clusters and buys a node in each, and a workload for the first of them.
std::vector<Json> besideAnUpdate(int replicas)
{
    std::vector<Json> out = given::manifests({"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"});
    for (Json& one : named("b", replicas)) out.push_back(std::move(one));
    out.back()["spec"]["placement"]["clusterAffinity"]["clusterNames"] = Json::array({"c-hz-01"});
    return out;
}

} // namespace

class TestBatch : public QObject {
    Q_OBJECT
private slots:
    void eachTakesFromWhatIsLeft();
    void orderMatters();
    void remediesCountWhatIsTakenFirst();
    void oneIsAsIfAlone();
    void theFleetAfterwards();
    void whatShrinksFreesItsPlaces();
    void askingAgainFindsItThere();
    void newNodesHaveTheirDaemonSets();
    void groupsTakeWholeNodes();
    void groupsOnNodesThatRunAndOnNewOnes();
    void theWholeHasOneAnswer();
    void scalersChooseZonesForThoseBefore_data();
    void scalersChooseZonesForThoseBefore();
    void updatesTakeMoreMeanwhile_data();
    void updatesTakeMoreMeanwhile();
    void updatesThatBuyTheLastOfAPool();
    void aMaximumAfterWhatComesLater_data();
    void aMaximumAfterWhatComesLater();
    void stops();
};

void TestBatch::eachTakesFromWhatIsLeft()
{
    const auto fleet =
        *snapshot::whatIf(given::fleet("both-stocked"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(4)},
                                                         snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(3)}});
    const auto previews = previewBatch(questions(fleet, {{"a", 4}, {"b", 2}, {"c", 2}}), fleet);
    QCOMPARE(placements(previews), u"a: c-hz-01 2/2 +2, c-hz-02 2/2 +2 fits\n"
                                   "b: c-hz-01 1/1 +1, c-hz-02 1/1 +1 fits\n"
                                   "c:  does not fit"_s);
    for (const Preview& one : previews) QCOMPARE(one.snapshot, fleet->digest);
}

void TestBatch::orderMatters()
{
    const auto fleet =
        *snapshot::whatIf(given::fleet("both-stocked"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(4)},
                                                         snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(0)}});
    const auto first = previewBatch(questions(fleet, {{"a", 4}, {"b", 2}}), fleet);
    QCOMPARE(placements(first), u"a: c-hz-01 4/4 +4 fits\nb:  does not fit"_s);
    const auto second = previewBatch(questions(fleet, {{"b", 2}, {"a", 4}}), fleet);
    QCOMPARE(placements(second), u"b: c-hz-01 2/2 +2 fits\na:  does not fit"_s);
}

/// What is offered to one after the other counts what is taken first: it is what a person states of the whole.
void TestBatch::remediesCountWhatIsTakenFirst()
{
    const auto offered = [](const snapshot::FleetPtr& fleet, Remedy::Kind kind, const QString& text) {
        const auto asked = questions(fleet, {{"a", 4}, {"b", 4}});
        const auto previews = previewBatch(asked, fleet);
        for (const Remedy& one : previews[1].remedies) {
            if (one.kind != kind) continue;
            QCOMPARE(QString::fromStdString(one.text), text);
            const auto then = previewBatch(asked, *snapshot::whatIf(fleet, one.changes));
            QCOMPARE(then[1].placed, 4);
            return;
        }
        QFAIL("it is not offered");
    };
    const auto stocked = [](std::int64_t instances) {
        return *snapshot::whatIf(given::fleet("both-stocked"),
                                 {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(instances)},
                                  snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(0)},
                                  snapshot::SetPoolMax{"c-hz-01", "gpu-a10", 20}});
    };
    offered(stocked(5), Remedy::Kind::Wait, u"wait until there is stock of 8 ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h"_s);
    const auto full =
        *snapshot::whatIf(stocked(20), {snapshot::SetAddresses{"c-hz-01", "gpu-a10", "cn-hangzhou-h", 5}});
    offered(full, Remedy::Kind::FreeAddresses,
            u"free addresses, or add a vSwitch, in cn-hangzhou-h of pool gpu-a10 in c-hz-01: 8 instead of 5"_s);
}

void TestBatch::oneIsAsIfAlone()
{
    const auto fleet = given::fleet("both-stocked");
    const auto asked = questions(fleet, {{"a", 4}});
    QCOMPARE(toJson(previewBatch(asked, fleet).front()).dump(), toJson(preview::preview(asked.front(), fleet)).dump());
}

void TestBatch::theFleetAfterwards()
{
    const auto fleet = given::fleet("both-stocked");
    const auto next = after(questions(fleet, {{"a", 4}}).front(), fleet);
    for (const auto* name : {"c-hz-01", "c-hz-02"}) {
        const auto* before = fleet->cluster(name);
        const auto* then = next->cluster(name);
        QCOMPARE(then->nodes.size(), before->nodes.size() + 2);
        QCOMPARE(*then->pools.front().size, before->pools.front().size.value_or(0) + 2);
        QCOMPARE(*then->pools.front().zones.front().freeAddresses,
                 *before->pools.front().zones.front().freeAddresses - 2);
        // Every new node is in the pool and has its card taken.
        const auto gpu = *then->nodes.resource("nvidia.com/gpu");
        int taken = 0;
        for (std::size_t row = 0; row < then->nodes.size(); ++row) {
            if (!std::string(then->nodes.names[row]).starts_with("new-")) continue;
            QCOMPARE(then->nodes.pool[row], 0U);
            QCOMPARE(then->nodes.requested[gpu][row], 1);
            QVERIFY(then->nodes.requested[0][row] > 0); // daemon sets
            ++taken;
        }
        QCOMPARE(taken, 2);
    }
    const estimate::Stock before(*fleet);
    const estimate::Stock then(*next);
    for (const auto* zone : {"cn-hangzhou-h", "cn-hangzhou-i"}) {
        const estimate::CellKey key{"", zone, a10, false};
        QCOMPARE(then.find(key).instances.lower, before.find(key).instances.lower - 2);
        QCOMPARE(then.find(key).basis, before.find(key).basis);
    }
    QCOMPARE(*next->quotas.front().used, *fleet->quotas.front().used + 4);
}

void TestBatch::whatShrinksFreesItsPlaces()
{
    // Two run in each cluster, and nothing can be bought.
    const auto fleet = given::fleet("rollout-full-pool");
    std::vector<Json> documents = given::manifests({"manifests/deploy-2.yaml", "manifests/propagationpolicy.yaml"});
    for (auto& one : named("b", 2)) documents.push_back(std::move(one));
    const auto previews = previewBatch(readManifests(documents, *fleet).questions, fleet);
    QCOMPARE(placements(previews), u"qwen3-8b: c-hz-01 1/1, c-hz-02 1/1 fits\nb: c-hz-01 1/1, c-hz-02 1/1 fits"_s);
}

/// Property: what a preview placed is there in the fleet that it leaves, and asking again buys nothing.
void TestBatch::askingAgainFindsItThere()
{
    for (const auto* name : {"both-stocked", "one-stocked", "running-enough", "shared-three"}) {
        const auto fleet = given::fleet(name);
        const Question question = questions(fleet, {{"a", 4}}).front();
        const Preview first = preview::preview(question, fleet);
        const auto next = after(question, fleet);
        const Prepared prepared = prepare(question, *next);
        Facts facts(prepared, next);
        std::int64_t there = 0;
        for (std::size_t i = 0; i < facts.size(); ++i) there += facts.site(i).existing;
        QVERIFY2(there == first.placed, name);
        if (first.placed < first.replicas) continue;
        Question again = question;
        again.previous.emplace();
        for (const auto& cluster : first.clusters)
            if (cluster.replicas > 0)
                again.previous->push_back({cluster.name, static_cast<std::int32_t>(cluster.replicas), {}});
        const Preview second = preview::preview(again, next);
        QVERIFY2(second.placed == first.placed && !second.newCost && second.moves.empty(), name);
    }
}

/// With their ports and labels: what the next workload is kept off by, or wants to be near to.
void TestBatch::newNodesHaveTheirDaemonSets()
{
    const auto fleet = one_cluster::fleetOf({}, {}, 5, [](snapshot::ClusterData& data) {
        model::Pod daemon;
        daemon.ns = "monitoring";
        daemon.labels = {{"app", "exporter"}};
        daemon.owners = {{"apps/v1", "DaemonSet", "exporter", {}, true}};
        daemon.spec.containers.emplace_back();
        daemon.spec.containers.front().requests["cpu"] = model::Quantity::ofMilli(100);
        daemon.spec.containers.front().ports = {{"", "TCP", 9400}};
        daemon.spec.tolerations = {{"", "Exists", "", ""}};
        data.daemonSets = {snapshot::shapeOf(daemon)};
    });
    const Question question = readManifests(one_cluster::documents("Deployment", 1), *fleet).questions.front();
    const auto next = after(question, fleet);
    const snapshot::PodTable& pods = next->clusters.front()->pods;
    QCOMPARE(next->clusters.front()->nodes.size(), std::size_t{1});
    std::size_t daemons = 0;
    for (std::size_t row = 0; row < pods.size(); ++row) {
        const snapshot::PodShape& shape = pods.shapes[pods.shape[row]];
        if (!shape.daemonSet) continue;
        ++daemons;
        QVERIFY(shape.holdsPorts);
        QCOMPARE(shape.pod.ns, std::string("monitoring"));
        QCOMPARE(shape.pod.labels.at("app"), std::string("exporter"));
        QCOMPARE(shape.requests.at("cpu"), 100);
    }
    QCOMPARE(daemons, std::size_t{1});
}

void TestBatch::groupsTakeWholeNodes()
{
    const auto fleet = given::fleet("leader-worker-set");
    const auto documents =
        given::manifests({"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"});
    const Question question = readManifests(documents, *fleet).questions.front();
    const Preview first = preview::preview(question, fleet);
    const auto next = after(question, fleet);
    std::size_t before = 0;
    std::size_t then = 0;
    for (const auto& cluster : fleet->clusters) before += cluster->pods.size();
    for (const auto& cluster : next->clusters)
        for (std::size_t row = 0; row < cluster->pods.size(); ++row)
            then += std::string(cluster->pods.names[row]).starts_with("daemon-") ? 0U : 1U;
    QCOMPARE(then - before, static_cast<std::size_t>(first.placed * first.podsPerReplica));
}

/// Two cards of a node that runs and two new nodes make a group; the next one finds the node full.
void TestBatch::groupsOnNodesThatRunAndOnNewOnes()
{
    const auto plain = given::fleet("leader-worker-set");
    snapshot::FleetChange change;
    change.clusters.emplace_back();
    change.clusters.back().cluster = "c-hz-01";
    model::Node node;
    node.name = "gpu-1";
    node.allocatable = {{"cpu", 8000}, {"memory", Amount{64} << 30}, {"pods", 100}, {"nvidia.com/gpu", 2}};
    node.capacity = node.allocatable;
    node.conditions = {{"Ready", "True", {}, {}}};
    change.clusters.back().nodes.push_back(node);
    const auto fleet = snapshot::Store(plain).apply(std::move(change));
    auto documents = given::manifests({"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"});
    documents[0]["spec"]["replicas"] = 1;
    documents[1]["spec"]["placement"]["clusterAffinity"]["clusterNames"] = Json::array({"c-hz-01"});
    const Question question = readManifests(documents, *fleet).questions.front();
    const Preview first = preview::preview(question, fleet);
    QCOMPARE(first.placed, 1);
    const auto& shares = first.clusters.front().shares;
    QCOMPARE(shares.size(), std::size_t{2});
    QCOMPARE(shares[0].nodes, 2);
    QCOMPARE(shares[1].nodeNames, std::vector<std::string>{"gpu-1"});
    QVERIFY(shares[1].of == Share::Of::Part && shares[1].kind == Share::Kind::Running);
    const auto next = after(question, fleet);
    const auto& nodes = next->cluster("c-hz-01")->nodes;
    QCOMPARE(nodes.requested[*nodes.resource("nvidia.com/gpu")][nodes.row("gpu-1")], Amount{2});
}

/// Placed in their order: the total is of all, by the worst.
void TestBatch::theWholeHasOneAnswer()
{
    const auto fleet =
        *snapshot::whatIf(given::fleet("both-stocked"), {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(4)},
                                                         snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(0)}});
    const auto previews = previewBatch(questions(fleet, {{"a", 4}, {"b", 2}}), fleet);
    const BatchTotal total = totalOf(previews);
    QCOMPARE(total.workloads, 2U);
    QCOMPARE(total.asAsked, 1U);
    QCOMPARE(total.replicas, 6);
    QCOMPARE(total.placed, 4);
    QVERIFY(total.verdict == Verdict::DoesNotFit);
    QCOMPARE(total.bought.most, 4);
    QCOMPARE(total.bought.cost->lower.micros, newNodesOf(previews[0]).cost->lower.micros);
    const Json json = toJson(previews);
    Json rules = schema::ofPreview();
    QCOMPARE(schema::fault(json, rules["definitions"]["list"], rules, true), "");
    QCOMPARE(json["total"]["verdict"].get<std::string>(), "DoesNotFit");
    QVERIFY(json["order"].get<std::string>().find("in the order in which they were handed in") != std::string::npos);
}

/// What the first one buys may be in the only zone that the second one can use.
void TestBatch::scalersChooseZonesForThoseBefore_data()
{
    QTest::addColumn<qint64>("inH");
    QTest::addColumn<qint64>("inI");
    QTest::addColumn<QString>("second");
    QTest::newRow("all of it") << qint64(2) << qint64(2) << u"0..2"_s;
    QTest::newRow("too much of it") << qint64(2) << qint64(3) << u"0..2"_s;
    QTest::newRow("there is enough for both") << qint64(2) << qint64(4) << u"2..2"_s;
    QTest::newRow("it has to") << qint64(0) << qint64(4) << u"2..2"_s;
}
void TestBatch::scalersChooseZonesForThoseBefore()
{
    QFETCH(qint64, inH);
    QFETCH(qint64, inI);
    sharing::Spec spec;
    spec.clusters = {{.name = "c-1", .otherZones = {"cn-hangzhou-i"}}};
    spec.stock = {{"cn-hangzhou-h", a10, inH}, {"cn-hangzhou-i", a10, inI}};
    const auto fleet = sharing::fleetOf(spec);
    std::vector<Json> documents;
    for (const char* name : {"a", "b"}) {
        auto both = given::documents(sharing::manifests(2, "Weighted"));
        both[0]["metadata"]["name"] = name;
        both[1]["metadata"]["name"] = name;
        both[1]["spec"]["resourceSelectors"][0]["name"] = name;
        both[0]["spec"]["selector"]["matchLabels"]["app"] = name;
        Json& pod = both[0]["spec"]["template"];
        pod["metadata"]["labels"]["app"] = name;
        if (documents.size() == 2) pod["spec"]["nodeSelector"]["topology.kubernetes.io/zone"] = "cn-hangzhou-i";
        for (Json& one : both) documents.push_back(std::move(one));
    }
    const auto previews = previewBatch(readManifests(documents, *fleet).questions, fleet);
    QCOMPARE(previews.size(), std::size_t{2});
    QCOMPARE(previews[0].placed, 2);
    const Preview& second = previews[1];
    QTEST(u"%1..%2"_s.arg(second.placed).arg(second.placed + second.unsure), "second");
    const bool isSure = second.placed == 2;
    QCOMPARE(second.verdict == Verdict::Fits, isSure);
    std::int64_t inRows = 0;
    for (const Share& share : second.clusters.front().shares) inRows += replicasOf(share).lower;
    QCOMPARE(inRows, second.placed);
    QCOMPARE(newNodesOf(second).sure, second.placed);
}

/// What the update gives back in the end is not there for certain for what begins at the same time, whichever is named first.
void TestBatch::updatesTakeMoreMeanwhile_data()
{
    QTest::addColumn<qint64>("inH");
    QTest::addColumn<QString>("verdicts");
    QTest::newRow("enough for both") << qint64(2) << u"fits, fits"_s;
    QTest::newRow("the last one") << qint64(1) << u"fits, unknown"_s;
}
void TestBatch::updatesTakeMoreMeanwhile()
{
    QFETCH(qint64, inH);
    const auto fleet =
        *snapshot::whatIf(given::fleet("rollout-full-pool"),
                          {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(inH)},
                           snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(1)},
                           snapshot::SetPoolMax{"c-hz-01", "np-a10", 5}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
    const auto previews = previewBatch(readManifests(besideAnUpdate(1), *fleet).questions, fleet);
    QCOMPARE(previews.size(), std::size_t{2});
    QTEST(asked::verdict(previews[0]) + u", "_s + asked::verdict(previews[1]), "verdicts");
    QCOMPARE(runsAsAsked(previews[1]), inH == 2);
    QCOMPARE(previews[1].placed, inH - 1);
    QCOMPARE(previews[1].placed + previews[1].unsure, 1);
}

/// The maximum of a pool is no range: that the answer hangs on it is said.
void TestBatch::updatesThatBuyTheLastOfAPool()
{
    const auto hangs = [](std::int64_t most) {
        const auto fleet = *snapshot::whatIf(given::fleet("rollout-full-pool"),
                                             {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(9)},
                                              snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(9)},
                                              snapshot::SetPoolMax{"c-hz-01", "np-a10", most},
                                              snapshot::SetPoolMax{"c-hz-02", "np-a10", 5}});
        const auto previews = previewBatch(readManifests(besideAnUpdate(1), *fleet).questions, fleet);
        const auto& warnings = previews.back().warnings;
        return std::any_of(warnings.begin(), warnings.end(),
                           [](const Warning& one) { return one.id == "earlier-open" && one.assumes; });
    };
    QVERIFY(hangs(3)); // two run
    QVERIFY(!hangs(4));
}

/// It is reached when all of them run, so what those behind it take is not there for it, whichever is named first.
void TestBatch::aMaximumAfterWhatComesLater_data()
{
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<bool>("scaledFirst");
    QTest::addColumn<QString>("said");
    QTest::newRow("enough for both") << qint64(7) << true << QString();
    QTest::newRow("those after it take it") << qint64(4) << true
                                            << u"Scaled to the maximum once what is placed after it runs, the "
                                               "scheduler refuses 4 replicas and leaves it at 1."_s;
    QTest::newRow("those before it took it")
        << qint64(4) << false << u"Scaled to the maximum, the scheduler refuses 4 replicas and leaves it at 1."_s;
    QTest::newRow("too little alone") << qint64(3) << true
                                      << u"Scaled to the maximum, the scheduler refuses 4 replicas and leaves it at "
                                         "1. The most that fits is 3 replicas."_s;
}
void TestBatch::aMaximumAfterWhatComesLater()
{
    QFETCH(qint64, stock);
    QFETCH(bool, scaledFirst);
    const auto fleet = sharing::fleetOf({.clusters = {{.name = "c"}}, .stock = {{"cn-hangzhou-h", a10, stock}}});
    auto scaled = given::documents(sharing::manifests(1, "Weighted"));
    for (Json& one : given::documents("apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
                                      "metadata: {name: server, namespace: default}\nspec:\n"
                                      "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: server}\n"
                                      "  minReplicas: 1\n  maxReplicas: 4\n"))
        scaled.push_back(std::move(one));
    auto other = given::documents(sharing::manifests(3, "Weighted"));
    other[0]["metadata"]["name"] = "other";
    other[0]["spec"]["selector"]["matchLabels"]["app"] = "other";
    other[0]["spec"]["template"]["metadata"]["labels"]["app"] = "other";
    other[1]["metadata"]["name"] = "other";
    other[1]["spec"]["resourceSelectors"][0]["name"] = "other";
    std::vector<Json> documents = scaledFirst ? scaled : other;
    for (Json& one : scaledFirst ? other : scaled) documents.push_back(std::move(one));
    const auto previews = previewBatch(readManifests(documents, *fleet).questions, fleet);
    QCOMPARE(previews.size(), std::size_t{2});
    QStringList said;
    for (const Warning& warning : previews[scaledFirst ? 0 : 1].warnings)
        if (warning.id == "scaled-max") said << QString::fromStdString(warning.text);
    QTEST(said.join(u'\n'), "said");
}

void TestBatch::stops()
{
    std::stop_source stop;
    stop.request_stop();
    const auto fleet = given::fleet("both-stocked");
    QVERIFY(previewBatch(questions(fleet, {{"a", 1}, {"b", 1}}), fleet, stop.get_token()).empty());
}

BERTH_TEST(TestBatch)

} // namespace tst_batch

#include "tst_batch.moc"
