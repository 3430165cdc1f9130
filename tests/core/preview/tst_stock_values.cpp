#include <QTest>

#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_stock_values {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

const std::string a10 = "ecs.gn7i-c8g1.2xlarge";
const std::string inHangzhou = "cn-hangzhou-";

/// What a zone of cn-hangzhou has of the type.
struct Cell {
    std::string zone; ///< "h"
    Range instances;
};

/// Clusters a, b, c, … without nodes, each with one pool in the zone named.
snapshot::FleetPtr fleetOf(const std::vector<std::string>& zones, const std::vector<Cell>& cells,
                           std::int64_t poolMax = 10)
{
    sharing::Spec spec;
    for (std::size_t i = 0; i < zones.size(); ++i) {
        spec.clusters.push_back({std::string(1, static_cast<char>('a' + i)), inHangzhou + zones[i], {a10}, poolMax});
    }
    std::vector<snapshot::Change> changes;
    for (const Cell& cell : cells) changes.push_back(snapshot::SetStock{inHangzhou + cell.zone, a10, cell.instances});
    snapshot::Fleet priced = **snapshot::whatIf(sharing::fleetOf(spec), changes);
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = a10;
    price.perHour = {10, "CNY"};
    priced.prices.push_back(price);
    return snapshot::freeze(std::move(priced));
}

/// "0..12 nodes at 0..120: a 0..8, b 0..4": the whole, then every row, with what of it is idle.
QString bought(const Preview& preview)
{
    const NewNodes all = newNodesOf(preview);
    QStringList rows;
    for (const ClusterResult& cluster : preview.clusters)
        for (const Share& share : cluster.shares)
            rows << u"%1 %2..%3%4"_s.arg(QString::fromStdString(cluster.name))
                        .arg(share.unsure ? 0 : share.nodes)
                        .arg(share.nodes)
                        .arg(share.of == Share::Of::Idle ? u" idle"_s : QString());
    return u"%1..%2 nodes at %3..%4: "_s.arg(all.sure)
               .arg(all.most)
               .arg(all.cost ? all.cost->lower.micros : 0)
               .arg(all.cost && all.cost->upper ? all.cost->upper->micros : 0) +
           rows.join(u", "_s);
}

/// "a 1..2 at 10..20 leave 2..3": every row's nodes, what they cost, and what of the stock is left.
QString boughtByRow(const Preview& preview)
{
    QStringList rows;
    for (const ClusterResult& cluster : preview.clusters)
        for (const Share& share : cluster.shares) {
            const Range nodes = nodesOf(share);
            const auto cost = costOf(share);
            const Range left = share.stockAfter.value_or(Range::exactly(-1));
            rows << u"%1 %2..%3 at %4..%5 leave %6..%7"_s.arg(QString::fromStdString(cluster.name))
                        .arg(nodes.lower)
                        .arg(nodes.upper.value_or(-1))
                        .arg(cost ? cost->lower.micros : -1)
                        .arg(cost && cost->upper ? cost->upper->micros : -1)
                        .arg(left.lower)
                        .arg(left.upper.value_or(-1));
        }
    return rows.join(u", "_s);
}

/// "a 0..3, b 0..3"
QString ranges(const Preview& preview)
{
    QStringList out;
    for (const ClusterResult& cluster : preview.clusters)
        out << u"%1 %2..%3"_s.arg(QString::fromStdString(cluster.name))
                   .arg(cluster.range.lower)
                   .arg(cluster.range.upper.value_or(-1));
    return out.join(u", "_s);
}

/// Its text; empty: it is not there.
QString warning(const Preview& preview, const std::string& id)
{
    for (const Warning& one : preview.warnings)
        if (one.id == id) return QString::fromStdString(one.text + " " + one.remedy);
    return {};
}

const Remedy* remedy(const Preview& preview, Remedy::Kind kind)
{
    const auto found = std::find_if(preview.remedies.begin(), preview.remedies.end(),
                                    [kind](const Remedy& one) { return one.kind == kind; });
    return found == preview.remedies.end() ? nullptr : &*found;
}

} // namespace

/// What a preview says where stock is a range, figure against figure.
class TestStockValues : public QObject {
    Q_OBJECT

private slots:
    /// Where the scheduler places none at the lower end, what was placed before still runs, and the rows say so.
    void whatWasPlacedBeforeIsSure_data()
    {
        QTest::addColumn<QString>("fleet");
        QTest::addColumn<QString>("sure");
        QTest::newRow("on nodes that run") << u"running-enough"_s << u"2 2"_s;
        QTest::newRow("on nodes that are bought") << u"both-stocked"_s << u"0 1"_s;
    }
    void whatWasPlacedBeforeIsSure()
    {
        QFETCH(QString, fleet);
        const auto with = *snapshot::whatIf(given::fleet(fleet.toStdString()),
                                            {snapshot::SetStock{"cn-hangzhou-h", "ecs.gn7i-c8g1.2xlarge", {0, 4}},
                                             snapshot::SetStock{"cn-hangzhou-i", "ecs.gn7i-c8g1.2xlarge", {1, 1}}});
        Question question =
            asked::question(fleet.toStdString(), {"manifests/deploy-6.yaml", "manifests/propagationpolicy.yaml"},
                            {{"c-hz-01", 2, {}}, {"c-hz-02", 2, {}}});
        const Preview answer = preview::preview(question, with);
        QStringList sure;
        std::int64_t placed = 0;
        for (const ClusterResult& cluster : answer.clusters) {
            if (cluster.replicas == 0) continue;
            std::int64_t inRows = 0;
            for (const Share& share : cluster.shares) inRows += replicasOf(share).lower;
            QCOMPARE(inRows, cluster.placed);
            placed += cluster.placed;
            sure << QString::number(cluster.placed);
        }
        QTEST(sure.join(u' '), "sure");
        QCOMPARE(placed, answer.placed);
    }

    /// Where the scheduler places none at the lower end, nobody begins a group there.
    void groupsThatAreNotPlacedBuyNothing_data()
    {
        QTest::addColumn<qint64>("replicas");
        QTest::addColumn<QString>("expected");
        QTest::newRow("three") << qint64(3) << u"0..12 nodes at 0..120: a 0..8, b 0..4"_s;
        QTest::newRow("two") << qint64(2) << u"0..8 nodes at 0..80: a 0..4, b 0..4"_s;
    }
    void groupsThatAreNotPlacedBuyNothing()
    {
        QFETCH(qint64, replicas);
        const auto fleet = fleetOf({"h", "i"}, {{"h", {3, 9}}, {"i", {4, 5}}});
        const Preview answer = sharing::preview(fleet, replicas, "Weighted", 4);
        QTEST(bought(answer), "expected");
        const Remedy* fewer = remedy(answer, Remedy::Kind::FewerReplicas);
        QVERIFY(fewer != nullptr);
        QCOMPARE(QString::fromStdString(fewer->text), u"ask for 1 replica"_s);
        QCOMPARE(fewer->costs.value().upper.value().micros, 40); // its four nodes, where none would be bought now
    }

    /// Two of three clusters are chosen, and other stock would choose the third.
    void clustersThatOtherStockWouldChooseAreShown()
    {
        const auto fleet = fleetOf({"h", "i", "j"}, {{"h", {1, 4}}, {"i", {2, 3}}, {"j", {1, 9}}});
        const std::string yaml =
            given::oneCardEach(4, "      replicaSchedulingType: Divided\n      replicaDivisionPreference: Weighted\n"
                                  "      weightPreference: {dynamicWeight: AvailableReplicas}\n"
                                  "    spreadConstraints: [{spreadByField: cluster, minGroups: 2, maxGroups: 2}]\n");
        const Preview answer = preview::preview(readManifests(given::documents(yaml), *fleet).questions.front(), fleet);
        const ClusterResult& third = answer.clusters[1];
        QVERIFY(!third.candidate);
        QCOMPARE(third.range, (Range{0, 3}));
        QVERIFY(mayBeChosen(third));
        QCOMPARE(QString::fromStdString(third.excludedReason),
                 u"not selected by the spread constraints; at other values of stock it may be"_s);
        QCOMPARE(third.capacities.deliverable, (Range{2, 3}));
    }

    /// What nobody promised looks like most room of all.
    void aggregatedSaysWhatItPacks_data()
    {
        QTest::addColumn<qint64>("replicas");
        QTest::addColumn<QString>("expected");
        QTest::newRow("more than promised")
            << qint64(6)
            << u"Aggregated packs the clusters that could hold most, and c counts as able "
               "to hold 10 replicas more, while its stock is sure for 1. Query the "
               "stock's count, or divide by dynamicWeight: AvailableReplicas."_s;
        QTest::newRow("no more than promised") << qint64(2) << QString();
    }
    void aggregatedSaysWhatItPacks()
    {
        QFETCH(qint64, replicas);
        const auto fleet = fleetOf({"h", "i", "j"}, {{"h", {1, 4}}, {"i", {2, 3}}, {"j", {1, std::nullopt}}});
        const Preview answer = sharing::preview(fleet, replicas, "Aggregated");
        QTEST(warning(answer, "aggregated-packs-open-stock"), "expected");
        if (replicas == 6)
            QCOMPARE(warning(answer, "stock-decides"),
                     u"Which clusters are chosen depends on the stock of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-j for c, "
                     u"which is not known exactly. Query its "
                     "stock again before applying."_s);
    }

    /// Each number that a scaler may ask for is tried over the same values.
    void scaledCasesRange()
    {
        const auto fleet = fleetOf({"h", "i"}, {{"h", {3, 9}}, {"i", {4, 5}}});
        const std::string hpa = "---\napiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\n"
                                "metadata: {name: server, namespace: default}\nspec:\n"
                                "  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: server}\n"
                                "  minReplicas: 1\n  maxReplicas: 12\n";
        const auto read = readManifests(given::documents(sharing::manifests(2, "Weighted") + hpa), *fleet);
        QStringList cases;
        for (const ScaledCase& one : preview::preview(read.questions.front(), fleet).scaled)
            cases << u"%1 %2: %3..%4 placed, %5..%6 new at %7..%8"_s.arg(QString::fromStdString(one.label))
                         .arg(one.replicas)
                         .arg(one.placed)
                         .arg(one.placed + one.unsure)
                         .arg(one.bought.sure)
                         .arg(one.bought.most)
                         .arg(one.bought.cost ? one.bought.cost->lower.micros : 0)
                         .arg(one.bought.cost && one.bought.cost->upper ? one.bought.cost->upper->micros : 0);
        QCOMPARE(cases.join(u'\n'), u"min 1: 1..1 placed, 1..1 new at 10..10\n"
                                    "current 2: 2..2 placed, 2..2 new at 20..20\n"
                                    "max 12: 2..12 placed, 2..12 new at 20..120\n"
                                    "most that fits 7: 7..7 placed, 7..7 new at 70..70\n"
                                    "first that does not fit 8: 2..8 placed, 2..8 new at 20..80"_s);
    }

    /// Whoever asks for too much to be tried is told.
    void saysWhatWasNotTried_data()
    {
        QTest::addColumn<int>("clusters");
        QTest::addColumn<bool>("open"); // the stock is a range
        QTest::addColumn<bool>("says");
        QTest::newRow("two") << 2 << true << false;
        QTest::newRow("fifty") << 50 << true << true;
        QTest::newRow("fifty, all counted") << 50 << false << false;
    }
    void saysWhatWasNotTried()
    {
        QFETCH(int, clusters);
        QFETCH(bool, open);
        std::vector<std::string> zones(static_cast<std::size_t>(clusters), "h");
        zones.back() = "i";
        const auto fleet = fleetOf(zones, {{"h", open ? Range{3, 9} : Range::exactly(3)}, {"i", Range::exactly(4)}});
        const Preview answer = sharing::preview(fleet, 6, "Weighted");
        QTEST(!warning(answer, "stock-not-tried").isEmpty(), "says");
        QCOMPARE(answer.stockUntried, !warning(answer, "stock-not-tried").isEmpty());
    }

    /// With one in j and two of h it is 2:2:1 for four: a or b gets but one. A UID decides which.
    void equalsRangeWhereNothingDecidesBetweenThem_data()
    {
        QTest::addColumn<QString>("uid");
        QTest::addColumn<QString>("expected");
        QTest::newRow("none yet") << QString() << u"a 1..2, b 1..2, c 0..2"_s;
        QTest::newRow("one order") << u"a"_s << u"a 2..2, b 1..2, c 0..1"_s;
        QTest::newRow("the other") << u"b"_s << u"a 1..2, b 1..2, c 0..2"_s;
    }
    void equalsRangeWhereNothingDecidesBetweenThem()
    {
        QFETCH(QString, uid);
        const auto fleet = fleetOf({"h", "h", "j"}, {{"h", {2, 5}}, {"j", {0, 2}}});
        Question question = sharing::question(fleet, 4, "Weighted");
        question.workload.uid = uid.toStdString();
        QTEST(ranges(preview::preview(question, fleet)), "expected");
    }

    /// The same where all stock is counted: both outcomes belong to the ranges, of the whole, too.
    void equalsRangeWhereStockIsCounted_data()
    {
        QTest::addColumn<QString>("uid");
        QTest::addColumn<qint64>("inA");
        QTest::addColumn<QString>("expected");
        QTest::addColumn<QString>("whole");
        QTest::addColumn<QString>("rows");
        QTest::newRow("either does") << QString() << qint64(4) << u"a 1..2, b 1..2"_s << u"3..3 on 3..3"_s
                                     << u"a 1..2 at 10..20 leave 2..3, b 1..2 at 10..20 leave 2..3"_s;
        QTest::newRow("one UID") << u"a"_s << qint64(4) << u"a 2..2, b 1..1"_s << u"3..3 on 3..3"_s
                                 << u"a 2..2 at 20..20 leave 2..2, b 1..1 at 10..10 leave 3..3"_s;
        QTest::newRow("another UID") << u"b"_s << qint64(4) << u"a 1..1, b 2..2"_s << u"3..3 on 3..3"_s
                                     << u"a 1..1 at 10..10 leave 3..3, b 2..2 at 20..20 leave 2..2"_s;
        QTest::newRow("one has but one") << QString() << qint64(1) << u"a 1..2, b 1..2"_s << u"2..3 on 2..3"_s
                                         << u"a 1..1 at 10..10 leave 0..0, b 1..2 at 10..20 leave 2..3"_s;
    }
    void equalsRangeWhereStockIsCounted()
    {
        QFETCH(QString, uid);
        QFETCH(qint64, inA);
        const auto fleet = fleetOf({"h", "i"}, {{"h", Range::exactly(inA)}, {"i", Range::exactly(4)}});
        std::string yaml = given::oneCardEach(
            3,
            "      replicaSchedulingType: Divided\n      replicaDivisionPreference: Weighted\n      weightPreference:\n"
            "        staticWeightList:\n        - {targetCluster: {clusterNames: [a]}, weight: 1}\n"
            "        - {targetCluster: {clusterNames: [b]}, weight: 1}\n");
        Question question = readManifests(given::documents(yaml), *fleet).questions.front();
        question.workload.uid = uid.toStdString();
        const Preview answer = preview::preview(question, fleet);
        QTEST(ranges(answer), "expected");
        const NewNodes nodes = newNodesOf(answer);
        const QString whole =
            u"%1..%2 on %3..%4"_s.arg(answer.placed).arg(answer.placed + answer.unsure).arg(nodes.sure).arg(nodes.most);
        QTEST(whole, "whole");
        QTEST(boughtByRow(answer), "rows");
        const QString why = QString::fromStdString(toTree(answer.why));
        QCOMPARE(why.contains(u"put in order by the UID that the workload gets when it is applied"_s), uid.isEmpty());
    }

    /// Three of six pods are left to run: the division is the same either way, and who runs two is open.
    void aJobWhoseLastPodsTieSaysWhoMayRunThem()
    {
        const auto fleet = fleetOf({"h", "i"}, {{"h", Range::exactly(4)}, {"i", Range::exactly(4)}});
        auto documents = given::documents(sharing::manifests(6, "Weighted"));
        documents[0]["apiVersion"] = documents[1]["spec"]["resourceSelectors"][0]["apiVersion"] = "batch/v1";
        documents[0]["kind"] = documents[1]["spec"]["resourceSelectors"][0]["kind"] = "Job";
        documents[0]["spec"] = {{"parallelism", 6}, {"completions", 3}, {"template", documents[0]["spec"]["template"]}};
        const Question question = readManifests(documents, *fleet).questions.front();
        const QString why = QString::fromStdString(toTree(preview::preview(question, fleet).why));
        QVERIFY2(why.contains(u"so it may also be a 1 and b 2. Over both orders 3 of 3 replicas"_s), qPrintable(why));
    }

    /// Who gets none of a tie is told that it may.
    void aTieThatNobodyDecidesIsSaid()
    {
        const auto fleet = fleetOf({"h", "i"}, {{"h", Range::exactly(4)}, {"i", Range::exactly(4)}});
        Question question = sharing::question(fleet, 1, "Weighted");
        const auto why = [&] {
            return QString::fromStdString(toTree(preview::preview(question, fleet).clusters[1].why));
        };
        QVERIFY2(why().contains(u"the UID that the workload gets when it is applied decides"_s), qPrintable(why()));
        question.workload.uid = "a";
        QVERIFY2(why().contains(u"which comes first: the workload's UID orders equals"_s), qPrintable(why()));
    }
};

BERTH_TEST(TestStockValues)

} // namespace tst_stock_values

#include "tst_stock_values.moc"
