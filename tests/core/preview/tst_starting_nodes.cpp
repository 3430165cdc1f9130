#include <QTest>

#include "core/model/age.h"
#include "tests/core/preview/one_cluster.h"
#include "tests/support/test.h"

namespace tst_starting_nodes {

using namespace core;
using namespace one_cluster;
using namespace Qt::StringLiterals;

namespace {

constexpr std::int64_t now = 1'795'000'000;

/// Of the pool, with its label for cards, so many minutes old.
model::Node young(const std::string& name, bool ready, std::int64_t cards, std::int64_t minutes)
{
    model::Node out = node(name, cards);
    out.labels["alibabacloud.com/nodepool-id"] = "gpu";
    out.labels["node.kubernetes.io/instance-type"] = type;
    out.labels["aliyun.accelerator/nvidia_name"] = "NVIDIA-A10";
    out.labels["aliyun.accelerator/nvidia_count"] = "1";
    out.conditions.front().status = ready ? "True" : "False";
    out.creationTime = model::toText(Time(Seconds(now - minutes * 60)));
    if (!ready) out.taints = {{"node.kubernetes.io/not-ready", "", "NoSchedule"}};
    return out;
}

/// Of the workload, without a node.
model::Pod waiting(const std::string& name, const std::string& task = {}, std::int64_t minutesLeft = 5)
{
    model::Pod out = pod("server-5d4f9c7b8d-" + name);
    out.labels = {{"app", "server"}};
    out.owners = {{"apps/v1", "ReplicaSet", "server-5d4f9c7b8d", {}, true}};
    if (task.empty()) return out;
    out.annotations["goatscaler.io/provision-task-id"] = task;
    out.annotations["goatscaler.io/reschedule-deadline"] = model::toText(Time(Seconds(now + minutesLeft * 60)));
    return out;
}

snapshot::FleetPtr fleetWith(const std::vector<model::Node>& nodes, const std::vector<model::Pod>& pods,
                             std::int64_t stock, std::int64_t most = 50)
{
    snapshot::Fleet fleet = *fleetOf(nodes, pods, stock, [&](snapshot::ClusterData& data) {
        data.pools.front().maxSize = most;
        data.pools.front().size.reset();
    });
    fleet.takenAt = Time(Seconds(now));
    return snapshot::freeze(std::move(fleet));
}

/// "1 running n-1; 2 starting n-2,n-3; ~1 starting; 1 new"
QString shown(const preview::Preview& preview)
{
    QStringList out;
    for (const preview::ClusterResult& cluster : preview.clusters)
        for (const preview::Share& share : cluster.shares) {
            QString text = (share.unsure ? u"~"_s : u""_s) + QString::number(share.replicas);
            text += share.kind == preview::Share::Kind::New ? u" new"_s
                    : share.starting                        ? u" starting"_s
                                                            : u" running"_s;
            QStringList names;
            for (const std::string& name : share.nodeNames) names << QString::fromStdString(name);
            out << (names.isEmpty() ? text : text + u' ' + names.join(u','));
        }
    return out.join(u"; "_s);
}

preview::Preview answer(std::int64_t replicas, const snapshot::FleetPtr& fleet)
{
    return answerOf(given::documents(sharing::manifests(replicas, "Weighted")), fleet);
}

QString texts(const preview::Reason& reason)
{
    QString out = QString::fromStdString(preview::toText(reason)) + u'\n';
    for (const preview::Reason& part : reason.parts) out += texts(part);
    return out;
}

} // namespace

/// Nodes that are on their way are given away before anything is bought.
class TestStartingNodes : public QObject {
    Q_OBJECT

private slots:
    void nothingIsBoughtTwice_data()
    {
        QTest::addColumn<bool>("ready");
        QTest::addColumn<int>("cards");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("comes");
        QTest::newRow("not ready yet") << false << 1 << 3 << u"1 starting n; 1 new"_s;
        QTest::newRow("not ready, no cards yet") << false << 0 << 3 << u"1 starting n; 1 new"_s;
        QTest::newRow("ready, no cards yet") << true << 0 << 3 << u"1 starting n; 1 new"_s;
        QTest::newRow("ready") << true << 1 << 3 << u"1 running n; 1 new"_s;
        QTest::newRow("broken") << false << 1 << 600 << u"2 new"_s;
    }
    void nothingIsBoughtTwice()
    {
        QFETCH(bool, ready);
        QFETCH(int, cards);
        QFETCH(int, minutes);
        QFETCH(QString, comes);
        const auto out = answer(2, fleetWith({young("n", ready, cards, minutes)}, {}, 4));
        QCOMPARE(shown(out), comes);
        QCOMPARE(out.placed, 2);
        QVERIFY(out.verdict == preview::Verdict::Fits);
    }

    /// It holds a place of the pool, and nothing more of it: the second replica has none.
    void countsAgainstTheMaximum()
    {
        const auto out = answer(2, fleetWith({young("n", false, 1, 3)}, {}, 4, 1));
        QCOMPARE(out.clusters.front().capacities.starting, Range::exactly(1));
        QCOMPARE(out.clusters.front().capacities.running, Range::exactly(0));
        QCOMPARE(out.clusters.front().capacities.deliverable, Range::exactly(0));
    }

    /// It waits for its cards, and who asks for none runs there now.
    void aReadyNodeTakesPodsWithoutCards()
    {
        auto documents = given::documents(sharing::manifests(1, "Weighted"));
        documents[0]["spec"]["template"]["spec"]["containers"][0]["resources"] = Json{{"requests", {{"cpu", "1"}}}};
        const auto out = answerOf(documents, fleetWith({young("n", true, 0, 3)}, {}, 4));
        QCOMPARE(shown(out), u"1 running n"_s);
        QVERIFY2(!texts(out.clusters.front().why).contains(u"starting"_s), qPrintable(texts(out.clusters.front().why)));
        QCOMPARE(preview::startingOf(out.clusters.front().shares), std::int64_t{0});
        const auto later = answerOf(documents, fleetWith({young("n", false, 0, 3)}, {}, 4));
        QCOMPARE(shown(later), u"1 starting n"_s);
        QVERIFY(texts(later.why).contains(u"would wait for 1 node still starting (n)"_s));
    }

    /// The scheduler does not see it: what it is given fits where it looks, and what waits waits.
    void pendingPodsOfItsOwnWaitThere()
    {
        const std::vector<model::Pod> own = {waiting("a"), waiting("b", "asa-1")};
        const auto out = answer(2, fleetWith({young("n", true, 0, 3), young("m", false, 0, 3)}, own, 2));
        QCOMPARE(shown(out), u"2 starting m,n"_s);
        QCOMPARE(preview::newNodesOf(out).most, std::int64_t{0});
        QVERIFY(texts(out.why).contains(u"would wait for 2 nodes still starting (m and n)"_s));
    }

    /// The task's node is not there yet, and GOATScaler buys no second one until the deadline.
    void whatIsBeingBoughtIsNotBoughtAgain()
    {
        const auto with = [](std::int64_t minutesLeft) {
            return answer(2, fleetWith({}, {waiting("a", "asa-1", minutesLeft), waiting("b")}, 4));
        };
        QCOMPARE(shown(with(5)), u"1 starting; 1 new"_s);
        QCOMPARE(shown(with(-5)), u"2 new"_s);
    }

    /// What a cluster need not buy, as its node comes after all, is left for the other: over both outcomes, whoever is shown to go
    /// without.
    void whatOneNeedNotBuyIsLeftForTheOther_data()
    {
        QTest::addColumn<qint64>("stock");
        QTest::addColumn<qint64>("quota");
        QTest::addColumn<QString>("running");
        QTest::addColumn<QString>("bought");
        QTest::newRow("stock of 3") << qint64{3} << qint64{50} << u"3..4"_s << u"3..3"_s;
        QTest::newRow("a quota of 3") << qint64{50} << qint64{3} << u"3..4"_s << u"3..3"_s;
        QTest::newRow("stock of 2") << qint64{2} << qint64{50} << u"2..3"_s << u"2..2"_s;
        QTest::newRow("enough for all") << qint64{4} << qint64{50} << u"4..4"_s << u"3..4"_s;
    }
    void whatOneNeedNotBuyIsLeftForTheOther()
    {
        QFETCH(qint64, stock);
        QFETCH(qint64, quota);
        for (const bool first : {true, false}) {
            snapshot::Fleet fleet = *sharing::fleetOf({.clusters = {{.name = "a"}, {.name = "b"}},
                                                       .stock = {{"cn-hangzhou-h", type, stock}},
                                                       .quotas = {{.left = quota}}});
            model::Price price;
            price.region = "cn-hangzhou";
            price.instanceType = type;
            price.perHour = {10'000'000, "CNY"};
            fleet.prices = {price};
            fleet.takenAt = Time(Seconds(now));
            snapshot::ClusterData data = *fleet.clusters[first ? 0 : 1];
            model::Node node = young("n", false, 1, 10); // it was ready before
            node.readySince = model::toText(Time(Seconds(now - 300)));
            data.pools.front().size.reset();
            snapshot::buildTables(data, {node}, {});
            fleet.clusters[first ? 0 : 1] = snapshot::freezeCluster(std::move(data));
            const auto out = answer(4, snapshot::freeze(std::move(fleet)));
            const auto text = [](std::int64_t least, std::int64_t most) { return u"%1..%2"_s.arg(least).arg(most); };
            QTEST(text(out.placed, out.placed + out.unsure), "running");
            const preview::NewNodes bought = preview::newNodesOf(out);
            QTEST(text(bought.sure, bought.most), "bought");
            QVERIFY(bought.cost && bought.cost->upper);
            QCOMPARE(bought.cost->lower.micros, bought.sure * 10'000'000);
            QCOMPARE(bought.cost->upper->micros, bought.most * 10'000'000);
            std::int64_t least = 0;
            std::int64_t most = 0;
            for (const preview::ClusterResult& cluster : out.clusters) {
                least += cluster.placed;
                most += cluster.placed + cluster.unsure;
            }
            QTEST(text(least, most), "running"); // nobody certainly goes without who may get one
        }
    }

    /// A pod that GOATScaler bought the node for gets it.
    void othersHaveWhatWasBoughtForThem()
    {
        model::Pod other = pod("other");
        other.annotations["goatscaler.io/provision-task-id"] = "asa-1";
        const auto out = answer(1, fleetWith({young("n", false, 1, 3)}, {other}, 4));
        QCOMPARE(shown(out), u"1 new"_s);
    }

    void inDoubtItIsARange()
    {
        model::Node doubtful = young("n", true, 0, 6000); // since when it is ready nobody tells
        const auto out = answer(1, fleetWith({doubtful}, {}, 4));
        const preview::NewNodes bought = preview::newNodesOf(out);
        QCOMPARE(bought.sure, std::int64_t{0});
        QCOMPARE(bought.most, std::int64_t{1});
        QCOMPARE(out.clusters.front().capacities.starting, (Range{0, 1}));
    }

    /// What comes next does not find it free.
    void theNextWorkloadFindsItTaken()
    {
        const auto fleet = fleetWith({young("n", false, 1, 3)}, {}, 4);
        const auto first = given::documents(sharing::manifests(1, "Weighted"));
        auto second = first;
        second[0]["metadata"]["name"] = "second";
        second[1]["spec"]["resourceSelectors"][0]["name"] = "second";
        const auto question = [&](const std::vector<Json>& documents) {
            return preview::readManifests(documents, *fleet).questions.front();
        };
        const auto out = preview::previewBatch({question(first), question(second)}, fleet);
        QCOMPARE(shown(out[0]), u"1 starting n"_s);
        QCOMPARE(shown(out[1]), u"1 new"_s);
    }

    /// The pool is full and the scheduler does not see the card that comes: whoever waits need change nothing.
    void waitingForItIsOffered_data()
    {
        QTest::addColumn<bool>("ready");
        QTest::addColumn<int>("minutes");
        QTest::addColumn<QString>("text"); ///< empty: not offered
        QTest::newRow("ready, no cards yet") << true << 3 << u"wait until node n of c has its cards"_s;
        QTest::newRow("not ready yet") << false << 3 << u"wait until node n of c has started"_s;
        QTest::newRow("broken") << false << 600 << QString();
    }
    void waitingForItIsOffered()
    {
        QFETCH(bool, ready);
        QFETCH(int, minutes);
        QFETCH(QString, text);
        const auto out = answer(1, fleetWith({young("n", ready, 0, minutes)}, {}, 4, 1));
        QVERIFY(out.verdict == preview::Verdict::DoesNotFit);
        QStringList waits;
        for (const preview::Remedy& remedy : out.remedies)
            if (remedy.text.starts_with("wait until node")) waits << QString::fromStdString(remedy.text);
        QCOMPARE(waits.join(u'\n'), text);
        if (text.isEmpty()) return;
        const preview::Remedy& first = out.remedies.front();
        QCOMPARE(QString::fromStdString(first.text), text);
        QVERIFY(first.kind == preview::Remedy::Kind::Wait);
        QCOMPARE(first.placesMore, 1);
        QVERIFY(first.changes.empty());
    }

    /// What else holds the workload back holds it then, too.
    void waitingForItIsNotOfferedWhereAQuotaBinds()
    {
        snapshot::NamespaceQuota quota;
        quota.ns = "default";
        quota.name = "q";
        quota.hard["requests.nvidia.com/gpu"] = model::Quantity::of(0);
        quota.used["requests.nvidia.com/gpu"] = model::Quantity::of(0);
        snapshot::Fleet fleet = *fleetWith({young("n", true, 0, 3)}, {}, 4, 1);
        snapshot::ClusterData data = *fleet.clusters.front();
        data.quotas = {quota};
        fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
        const auto out = answer(1, snapshot::freeze(std::move(fleet)));
        QVERIFY(out.verdict != preview::Verdict::Fits);
        for (const preview::Remedy& remedy : out.remedies)
            QVERIFY2(!remedy.text.starts_with("wait until node"), remedy.text.c_str());
    }

    void nobodyIsToldToBringItBack()
    {
        const auto out = answer(3, fleetWith({young("n", false, 1, 3)}, {}, 0, 1));
        for (const preview::Remedy& remedy : out.remedies)
            QVERIFY2(remedy.text.find("back to Ready") == std::string::npos, remedy.text.c_str());
    }
};

BERTH_TEST(TestStartingNodes)

} // namespace tst_starting_nodes

#include "tst_starting_nodes.moc"
