#include <QTest>

#include "core/preview/batch.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/core/preview/schema.h"
#include "tests/support/test.h"

namespace tst_preempting {

using namespace core;
using namespace one_cluster;
using namespace Qt::StringLiterals;

namespace {

model::Pod neighbour(const std::string& name, const std::string& on, std::int32_t priority)
{
    model::Pod out = pod(name, on);
    out.spec.priority = priority;
    return out;
}

/// Priority class "high" is worth 1000.
snapshot::FleetPtr fleetWith(const std::vector<model::Node>& nodes, const std::vector<model::Pod>& pods,
                             std::int64_t stock, bool never = false)
{
    return fleetOf(nodes, pods, stock, [&](snapshot::ClusterData& data) {
        data.priorityClasses = {{"high", 1000}};
        data.admission.priorityClassesKnown = true;
        if (never) data.admission.neverPreempting = {"high"};
    });
}

std::vector<Json> high(std::int64_t replicas, const char* scheduling = "Duplicated")
{
    auto out = given::documents(sharing::manifests(replicas, scheduling));
    out[0]["spec"]["template"]["spec"]["priorityClassName"] = "high";
    return out;
}

/// Under another name, its policy too.
std::vector<Json> named(const std::string& name, std::vector<Json> documents)
{
    documents[0]["metadata"]["name"] = name;
    documents[0]["spec"]["selector"]["matchLabels"]["app"] = name;
    documents[0]["spec"]["template"]["metadata"]["labels"]["app"] = name;
    documents[1]["metadata"]["name"] = name;
    documents[1]["spec"]["resourceSelectors"][0]["name"] = name;
    return documents;
}

/// "chat" of priority 1000 and "batch" of none, two replicas each.
std::vector<preview::Preview> chatAndBatch(const snapshot::FleetPtr& fleet, bool batchFirst)
{
    auto documents = named("chat", high(2));
    const auto batch = named("batch", given::documents(sharing::manifests(2, "Duplicated")));
    documents.insert(batchFirst ? documents.begin() : documents.end(), batch.begin(), batch.end());
    return preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
}

/// Its pods have to be on a node with one of that app.
std::vector<Json> nextTo(const std::string& app, std::vector<Json> documents)
{
    const Json term{{"labelSelector", {{"matchLabels", {{"app", app}}}}}, {"topologyKey", "kubernetes.io/hostname"}};
    documents[0]["spec"]["template"]["spec"]["affinity"]["podAffinity"]
             ["requiredDuringSchedulingIgnoredDuringExecution"] = Json::array({term});
    return documents;
}

/// A pod of Deployment "batch", which makes it anew.
model::Pod ofBatch(const std::string& number, const std::string& on)
{
    model::Pod out = neighbour("batch-5d4f9c7b8d-" + number, on, 0);
    out.labels = {{"app", "batch"}, {"pod-template-hash", "5d4f9c7b8d"}};
    out.owners = {{"apps/v1", "ReplicaSet", "batch-5d4f9c7b8d", {}, true}};
    return out;
}

/// A node of the pool costs 10 CNY an hour.
snapshot::FleetPtr priced(const snapshot::FleetPtr& fleet)
{
    snapshot::Fleet out = *fleet;
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = one_cluster::type;
    price.perHour = {10'000'000, "CNY"};
    out.prices = {price};
    return snapshot::freeze(std::move(out));
}

QString warning(const preview::Preview& preview, const char* id)
{
    for (const preview::Warning& one : preview.warnings)
        if (one.id == id) return QString::fromStdString(one.text);
    return {};
}

QString verdictOf(const preview::Preview& preview)
{
    return QString::fromStdString(toJson(preview)["verdict"].get<std::string>());
}

} // namespace

/// Room that pods of lower priority hold is never free, and whoever takes it is told whose it was.
class TestPreempting : public QObject {
    Q_OBJECT

private slots:
    /// The scheduler evicts before anybody buys, whatever stock there is.
    void takesRoomBeforeItBuys_data()
    {
        QTest::addColumn<int>("priority"); // of the neighbour; the workload's is 1000
        QTest::addColumn<qint64>("stock");
        QTest::addColumn<bool>("never");
        QTest::addColumn<QString>("verdict");
        QTest::addColumn<qint64>("bought");
        QTest::newRow("lower, with stock") << 0 << qint64(3) << false << u"Preempts"_s << qint64(0);
        QTest::newRow("lower, without") << 0 << qint64(0) << false << u"Preempts"_s << qint64(0);
        QTest::newRow("the same, with stock") << 1000 << qint64(3) << false << u"Fits"_s << qint64(1);
        QTest::newRow("the same, without") << 1000 << qint64(0) << false << u"DoesNotFit"_s << qint64(0);
        QTest::newRow("lower, and it never preempts") << 0 << qint64(3) << true << u"Fits"_s << qint64(1);
        QTest::newRow("lower, it never does, no stock") << 0 << qint64(0) << true << u"DoesNotFit"_s << qint64(0);
    }
    void takesRoomBeforeItBuys()
    {
        QFETCH(int, priority);
        QFETCH(qint64, stock);
        QFETCH(bool, never);
        const auto fleet = fleetWith({node("a", 1)}, {neighbour("batch", "a", priority)}, stock, never);
        auto asking = high(1);
        if (never) asking[0]["spec"]["template"]["spec"]["preemptionPolicy"] = "Never";
        const auto answer = answerOf(asking, fleet);
        QTEST(verdictOf(answer), "verdict");
        QTEST(qint64(preview::newNodesOf(answer).most), "bought");
        const bool preempts = answer.verdict == preview::Verdict::Preempts;
        QCOMPARE(warning(answer, "preempts")
                     .contains(u"In c 1 replica would run by preempting default/batch (priority 0)"_s),
                 preempts);
        QCOMPARE(answer.clusters.front().capacities.running, Range::exactly(0)); // never counted as free
        QVERIFY(preview::runsAsAsked(answer) == (answer.verdict == preview::Verdict::Fits));
    }

    /// Free room first, then that of the lowest, then nodes to be bought.
    void rowsTellThemApart()
    {
        const auto fleet =
            fleetWith({node("a", 1), node("b", 1), node("d", 1)},
                      {neighbour("higher", "a", 10), neighbour("lower", "b", 1), neighbour("above", "d", 2000)}, 1);
        const auto two = answerOf(high(1), fleet);
        QCOMPARE(two.clusters.front().shares.size(), 1U);
        QCOMPARE(preview::victimsText(two.clusters.front().shares), "default/lower (priority 1)");
        const auto four = answerOf(high(4), fleet);
        QCOMPARE(verdictOf(four), u"Partly"_s);
        QCOMPARE(four.placed, 3);
        QCOMPARE(preview::preemptingOf(four.clusters.front().shares), 2);
        QCOMPARE(preview::newNodesOf(four).most, 1);
        const Json rules = schema::ofPreview();
        QCOMPARE(schema::fault(toJson(four), rules, rules, true), "");
    }

    /// Its victims are gone for what comes after it, and it holds their room.
    void batchesEvictTheVictims()
    {
        const auto fleet = fleetWith({node("a", 1)}, {neighbour("batch", "a", 0)}, 0);
        auto documents = high(1);
        const auto second = named("second", high(1));
        documents.insert(documents.end(), second.begin(), second.end());
        const auto answers = preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
        QCOMPARE(answers.size(), 2U);
        QCOMPARE(verdictOf(answers[0]), u"Preempts"_s);
        QCOMPARE(verdictOf(answers[1]), u"DoesNotFit"_s);
    }

    /// In whichever order they are handed in, there are as many pods as cards.
    void whoIsEvictedComesBehind_data()
    {
        QTest::addColumn<bool>("batchFirst");
        QTest::addColumn<qint64>("stock");
        QTest::addColumn<qint64>("placed"); // of "batch"
        QTest::newRow("evicted first, nothing to buy") << true << qint64(0) << qint64(0);
        QTest::newRow("evicted last, nothing to buy") << false << qint64(0) << qint64(0);
        QTest::newRow("evicted first, one to buy") << true << qint64(1) << qint64(1);
        QTest::newRow("evicted first, enough to buy") << true << qint64(5) << qint64(2);
        QTest::newRow("evicted last, enough to buy") << false << qint64(5) << qint64(2);
    }
    void whoIsEvictedComesBehind()
    {
        QFETCH(bool, batchFirst);
        QFETCH(qint64, stock);
        QFETCH(qint64, placed);
        const auto fleet = priced(fleetWith({node("a", 1), node("b", 1)}, {}, stock));
        const auto answers = chatAndBatch(fleet, batchFirst);
        QCOMPARE(answers.size(), 2U);
        const preview::Preview& batch = answers[batchFirst ? 0 : 1];
        const preview::Preview& chat = answers[batchFirst ? 1 : 0];
        QCOMPARE(batch.workload.name, "batch");
        QCOMPARE(verdictOf(chat), u"Fits"_s);
        QCOMPARE(qint64(batch.placed), placed);
        QCOMPARE(qint64(preview::newNodesOf(batch).most), placed);
        const preview::BatchTotal total = preview::totalOf(answers);
        QCOMPARE(qint64(total.placed), 2 + placed);
        QCOMPARE(qint64(total.bought.most), placed);
        QCOMPARE(total.bought.cost ? qint64(total.bought.cost->lower.micros) : 0, placed * 10'000'000);
        QCOMPARE(warning(batch, "placed-behind").contains(u"for those of default/chat,"_s), batchFirst);
        QCOMPARE(QString::fromStdString(preview::orderText(answers)).contains(u"is placed behind that one."_s),
                 batchFirst);
    }

    /// Pods that have to run near those of one that is handed in later are Pending until these run, and then they run.
    void whoRunsBesideALaterOneComesBehind_data()
    {
        QTest::addColumn<bool>("besideFirst");
        QTest::newRow("handed in first") << true;
        QTest::newRow("handed in last") << false;
    }
    void whoRunsBesideALaterOneComesBehind()
    {
        QFETCH(bool, besideFirst);
        const auto fleet = fleetWith({node("a", 2), node("b", 2)}, {}, 0);
        auto documents = named("chat", given::documents(sharing::manifests(1, "Duplicated")));
        const auto beside = nextTo("chat", named("batch", given::documents(sharing::manifests(1, "Duplicated"))));
        documents.insert(besideFirst ? documents.begin() : documents.end(), beside.begin(), beside.end());
        const auto answers = preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
        QCOMPARE(answers.size(), 2U);
        const preview::Preview& batch = answers[besideFirst ? 0 : 1];
        QCOMPARE(batch.workload.name, "batch");
        QCOMPARE(verdictOf(batch), u"Fits"_s);
        QCOMPARE(verdictOf(answers[besideFirst ? 1 : 0]), u"Fits"_s);
        QCOMPARE(warning(batch, "placed-beside").contains(u"near those of default/chat:"_s), besideFirst);
        QVERIFY(warning(batch, "placed-behind").isEmpty());
        QCOMPARE(QString::fromStdString(preview::orderText(answers)).contains(u"near those of a later one"_s),
                 besideFirst);
    }

    /// None of them runs first; that they wait for each other is said, and taken for granted only.
    void whoWaitForEachOtherKeepTheirOrder()
    {
        const auto fleet = fleetWith({node("a", 4)}, {}, 0);
        const std::vector<std::string> names{"one", "two", "three"};
        for (std::size_t circle = 2; circle <= names.size(); ++circle) {
            std::vector<Json> documents;
            for (std::size_t i = 0; i < circle; ++i) {
                const auto all = nextTo(names[(i + 1) % circle],
                                        named(names[i], given::documents(sharing::manifests(1, "Duplicated"))));
                documents.insert(documents.end(), all.begin(), all.end());
            }
            const auto answers = preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
            QCOMPARE(answers.size(), circle);
            for (const preview::Preview& one : answers) {
                QCOMPARE(qint64(one.placed), 0);
                QVERIFY(warning(one, "placed-beside").isEmpty());
                QVERIFY(!warning(one, "waits-in-circle").isEmpty());
                QVERIFY(preview::assumptionOf(one) != nullptr);
            }
        }
    }

    /// What it has to run near runs already: it is short of cards, and more of its neighbours would help nothing.
    void whoFindsItsNeighboursKeepsItsPlace()
    {
        const auto fleet = fleetWith({node("a", 2)}, {neighbour("chat", "a", 0)}, 0);
        auto documents = nextTo("chat", named("batch", given::documents(sharing::manifests(3, "Duplicated"))));
        const auto chat = named("chat", given::documents(sharing::manifests(1, "Duplicated")));
        documents.insert(documents.end(), chat.begin(), chat.end());
        const auto answers = preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
        QCOMPARE(answers.size(), 2U);
        QVERIFY(answers[0].placed < answers[0].replicas);
        QVERIFY(warning(answers[0], "placed-beside").isEmpty());
    }

    /// Pods that run already, and are asked for in the same batch, are paid for once.
    void whatIsAskedForBesideIsPaidOnce()
    {
        const auto fleet =
            priced(fleetWith({node("a", 1), node("b", 1)}, {ofBatch("aaaaa", "a"), ofBatch("bbbbb", "b")}, 5));
        const auto answers = chatAndBatch(fleet, true);
        QCOMPARE(answers.size(), 2U);
        QCOMPARE(answers[0].placed, 2);
        QCOMPARE(verdictOf(answers[1]), u"Preempts"_s);
        QCOMPARE(preview::newNodesOf(answers[1]).most, 0);
        QCOMPARE(preview::totalOf(answers).bought.most, 2);
    }

    /// What is bought for pods that make way is part of the bill; those that nobody makes anew need nothing.
    void whatMakesWayIsPaidAnew_data()
    {
        QTest::addColumn<bool>("comesBack");
        QTest::addColumn<qint64>("stock");
        QTest::addColumn<qint64>("bought");
        QTest::newRow("with a controller") << true << qint64(5) << qint64(2);
        QTest::newRow("with a controller, stock for one") << true << qint64(1) << qint64(1);
        QTest::newRow("with a controller, no stock") << true << qint64(0) << qint64(0);
        QTest::newRow("without one") << false << qint64(5) << qint64(0);
    }
    void whatMakesWayIsPaidAnew()
    {
        QFETCH(bool, comesBack);
        QFETCH(qint64, stock);
        QFETCH(qint64, bought);
        std::vector<model::Pod> pods{ofBatch("aaaaa", "a"), ofBatch("bbbbb", "b")};
        if (!comesBack)
            for (model::Pod& pod : pods) pod.owners.clear();
        const auto answer = answerOf(high(2), priced(fleetWith({node("a", 1), node("b", 1)}, pods, stock)));
        QCOMPARE(verdictOf(answer), u"Preempts"_s);
        const preview::NewNodes nodes = preview::newNodesOf(answer);
        QCOMPARE(qint64(nodes.sure), bought);
        QCOMPARE(qint64(nodes.most), bought);
        QCOMPARE(answer.newCost ? qint64(answer.newCost->micros) : 0, bought * 10'000'000);
        QVERIFY(!answer.newCostPartial);
        QCOMPARE(nodes.cost.has_value(), bought > 0);
        if (nodes.cost) QCOMPARE(qint64(nodes.cost->lower.micros), bought * 10'000'000);
        if (nodes.cost) QCOMPARE(qint64(nodes.cost->upper->micros), bought * 10'000'000);
        QCOMPARE(answer.evicted.has_value(), comesBack);
        if (comesBack) QCOMPARE(answer.evicted->pending, Range::exactly(2 - bought));
        QCOMPARE(warning(answer, "evicted-anew").isEmpty(), bought == 0);
        QCOMPARE(warning(answer, "evicted-pending").isEmpty(), !comesBack || bought == 2);
    }

    /// Without a price the cost is open, and never 0.
    void whatMakesWayAtNoKnownPrice()
    {
        const auto fleet = fleetWith({node("a", 1)}, {ofBatch("aaaaa", "a")}, 5);
        snapshot::Fleet unpriced = *fleet;
        unpriced.prices.clear();
        const auto answer = answerOf(high(1), snapshot::freeze(std::move(unpriced)));
        QCOMPARE(preview::newNodesOf(answer).most, 1);
        QVERIFY(!answer.newCost);
        QVERIFY(answer.newCostPartial);
    }

    /// One on its way out is nobody's victim: it goes as it is.
    void whatLeavesIsNoVictim()
    {
        model::Pod leaves = neighbour("leaves", "a", 0);
        leaves.deletionTime = "2026-11-23T09:39:00Z";
        const auto answer = answerOf(high(1), fleetWith({node("a", 1)}, {leaves}, 0));
        QCOMPARE(preview::preemptingOf(answer.clusters.front().shares), 0);
        QCOMPARE(verdictOf(answer), u"Unknown"_s);
    }
};

BERTH_TEST(TestPreempting)

} // namespace tst_preempting

#include "tst_preempting.moc"
