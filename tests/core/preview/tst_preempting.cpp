#include <QTest>

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
        auto second = high(1);
        second[0]["metadata"]["name"] = "second";
        second[0]["spec"]["selector"]["matchLabels"]["app"] = "second";
        second[0]["spec"]["template"]["metadata"]["labels"]["app"] = "second";
        second[1]["metadata"]["name"] = "second";
        second[1]["spec"]["resourceSelectors"][0]["name"] = "second";
        documents.insert(documents.end(), second.begin(), second.end());
        const auto answers = preview::previewBatch(preview::readManifests(documents, *fleet).questions, fleet);
        QCOMPARE(answers.size(), 2U);
        QCOMPARE(verdictOf(answers[0]), u"Preempts"_s);
        QCOMPARE(verdictOf(answers[1]), u"DoesNotFit"_s);
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
