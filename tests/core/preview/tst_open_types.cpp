#include <QtTest>

#include "core/preview/preview.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

/// Which type comes is not known: that of one which nobody described, and that of one whose stock decides.
namespace tst_open_types {

using namespace core;
using namespace Qt::StringLiterals;

namespace {

const std::string one = "ecs.gn7i-c8g1.2xlarge";
const std::string two = "ecs.gn7i-c16g2.4xlarge";
const std::string other = "ecs.gn7i-c16g1.4xlarge";
const std::string unknown = "ecs.gn99i-c8g1.2xlarge";
const std::string zone = "cn-hangzhou-h";
constexpr std::int64_t unit = 1'000'000;

model::Price priceOf(const std::string& type, std::int64_t units)
{
    model::Price out;
    out.region = "cn-hangzhou";
    out.instanceType = type;
    out.perHour = {units * unit, "CNY"};
    return out;
}

preview::Preview answerOf(snapshot::Fleet fleet, std::int64_t replicas)
{
    return sharing::preview(snapshot::freeze(std::move(fleet)), replicas, "Weighted");
}

QString certain(const preview::Preview& preview)
{
    return u"%1..%2"_s.arg(preview.placed).arg(preview.placed + preview.unsure);
}

QString nodes(const preview::Preview& preview)
{
    const preview::NewNodes bought = preview::newNodesOf(preview);
    return u"%1..%2"_s.arg(bought.sure).arg(bought.most);
}

/// "10..12"; "10.." where the end is open.
QString shown(const std::optional<preview::CostRange>& cost)
{
    if (!cost) return u"-"_s;
    const QString upper = cost->upper ? QString::number(cost->upper->micros / unit) : QString();
    return u"%1..%2"_s.arg(cost->lower.micros / unit).arg(upper);
}

QString said(const preview::Preview& preview, const char* id)
{
    for (const preview::Warning& warning : preview.warnings)
        if (warning.id == id) return QString::fromStdString(warning.text);
    return {};
}

/// A pool of a type of one card, or of two, at 10 each card, and of one that nobody described, of which there is stock, too.
snapshot::Fleet withUnknown(const std::string& known, std::int64_t most, const std::string& version)
{
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 2}};
    spec.clusters = {{.name = "c", .types = {known, unknown}, .most = most, .version = version}};
    spec.stock = {{zone, known, 4}, {zone, unknown, 4}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    fleet.prices = {priceOf(one, 10), priceOf(two, 20)};
    return fleet;
}

} // namespace

class TestOpenTypes : public QObject {
    Q_OBJECT
private slots:
    /// Two nodes of the type that is described hold all four, and two of the other perhaps two.
    void anUndescribedTypeMayFillThePool_data()
    {
        QTest::addColumn<QString>("version");
        QTest::newRow("any type may come first") << u"0.6.1"_s;
        QTest::newRow("the smallest comes first") << u"0.5.3"_s;
    }
    void anUndescribedTypeMayFillThePool()
    {
        QFETCH(QString, version);
        const auto answer = answerOf(withUnknown(two, 2, version.toStdString()), 4);
        QVERIFY(answer.verdict == preview::Verdict::Unknown);
        QVERIFY(!preview::runsAsAsked(answer));
        QCOMPARE(certain(answer), u"0..4"_s);
        QCOMPARE(answer.clusters.front().capacities.deliverable, (Range{2, std::nullopt}));
        QVERIFY(said(answer, "not-certain").contains(u"instance types that the snapshot does not describe"_s));
    }

    /// There is room for nodes of either, so all of it runs; which they are, how many and at what price is not known.
    void anUndescribedTypeMayComeInPlaceOfAnother_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<bool>("ownPool"); ///< of the type that nobody described
        QTest::addColumn<qint64>("price"); ///< of that type; 0: not known
        QTest::addColumn<QString>("cost");
        QTest::newRow("any type may come first") << u"0.6.1"_s << false << qint64{0} << u"0.."_s;
        QTest::newRow("the smallest comes first") << u"0.5.3"_s << false << qint64{0} << u"0.."_s;
        QTest::newRow("its price is known") << u"0.6.1"_s << false << qint64{12} << u"12..36"_s;
        QTest::newRow("from a pool of its own") << u"0.6.1"_s << true << qint64{0} << u"0.."_s;
    }
    void anUndescribedTypeMayComeInPlaceOfAnother()
    {
        QFETCH(QString, version);
        QFETCH(bool, ownPool);
        QFETCH(qint64, price);
        snapshot::Fleet fleet = withUnknown(one, 4, version.toStdString());
        if (price > 0) fleet.prices.push_back(priceOf(unknown, price));
        if (ownPool) {
            snapshot::ClusterData data = *fleet.clusters.front();
            model::NodePool own = data.pools.front();
            own.id = own.name = "own";
            own.instanceTypes = {unknown};
            data.pools.front().instanceTypes = {one};
            data.pools.push_back(std::move(own));
            fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        }
        const auto answer = answerOf(std::move(fleet), 3);
        QVERIFY(answer.verdict == preview::Verdict::Fits);
        QCOMPARE(certain(answer), u"3..3"_s);
        QCOMPARE(nodes(answer), u"1..3"_s);
        QTEST(shown(preview::newNodesOf(answer).cost), "cost");
        const preview::Share& share = answer.clusters.front().shares.front();
        QCOMPARE(share.instanceType, one);
        QVERIFY(share.typeIsChoice);
        QVERIFY(share.stockAfter.has_value());
        QCOMPARE(*share.stockAfter, (Range{1, 4}));
        const QString text = said(answer, "type-is-choice");
        QVERIFY2(text.contains(ownPool ? u"another pool of the cluster"_s : u"another of its instance types"_s),
                 qPrintable(text));
    }

    /// cluster-autoscaler plans a pool with its smallest type: where the pods do not fit that one, it buys nothing of the pool.
    void whereTheSmallestIsNotKnownNothingIsSure_data()
    {
        QTest::addColumn<QString>("scaler");
        QTest::addColumn<QString>("besides"); ///< the other type of the pool
        QTest::addColumn<QString>("cpu");     ///< of 8 cores a measured node had too little for 7600m
        QTest::addColumn<QString>("replicas");
        const QString small = QString::fromStdString(unknown);
        const QString large = u"ecs.gn99i-c32g1.8xlarge"_s;
        const QString sized = u"ecs.gn7i-c16g1.4xlarge"_s;
        QTest::newRow("it may be the one that nobody described")
            << u"cluster-autoscaler"_s << small << u"1"_s << u"0..3"_s;
        QTest::newRow("that is the larger by its name") << u"cluster-autoscaler"_s << large << u"1"_s << u"3..3"_s;
        QTest::newRow("the pods fit it by the formula") << u"cluster-autoscaler"_s << sized << u"7600m"_s << u"0..3"_s;
        QTest::newRow("they fit it") << u"cluster-autoscaler"_s << sized << u"1"_s << u"3..3"_s;
        QTest::newRow("a scaler that looks at each type") << u"goatscaler"_s << small << u"1"_s << u"3..3"_s;
    }
    void whereTheSmallestIsNotKnownNothingIsSure()
    {
        QFETCH(QString, scaler);
        QFETCH(QString, besides);
        QFETCH(QString, cpu);
        QFETCH(QString, replicas);
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {other, 16, 1}};
        spec.clusters = {{.name = "c", .types = {one, besides.toStdString()}, .most = 3}};
        spec.stock = {{zone, one, 0}, {zone, besides.toStdString(), 4}};
        if (besides.toStdString() != other || cpu == u"1"_s) spec.stock.front().instances = 4;
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        snapshot::ClusterData data = *fleet.clusters.front();
        data.pools.front().scaler = scaler.toStdString();
        fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        auto documents = given::documents(sharing::manifests(3, "Weighted"));
        documents[0]["spec"]["template"]["spec"]["containers"][0]["resources"]["requests"]["cpu"] = cpu.toStdString();
        const auto frozen = snapshot::freeze(std::move(fleet));
        const auto answer = preview::preview(preview::readManifests(documents, *frozen).questions.front(), frozen);
        QCOMPARE(certain(answer), replicas);
        const bool sure = replicas == u"3..3"_s;
        QCOMPARE(preview::runsAsAsked(answer), sure);
        const QString rests = said(answer, "not-certain");
        QCOMPARE(rests.contains(u"whether the pods fit the smallest type of a pool"_s), !sure);
    }

    /// Of one that has no room nothing comes.
    void anUndescribedTypeWithoutStockTakesNothing()
    {
        snapshot::Fleet fleet = withUnknown(two, 2, "0.6.1");
        const auto none = *snapshot::whatIf(snapshot::freeze(std::move(fleet)),
                                            {snapshot::SetStock{zone, unknown, Range::exactly(0)}});
        const auto answer = sharing::preview(none, 4, "Weighted");
        QVERIFY(answer.verdict == preview::Verdict::Fits);
        QCOMPARE(nodes(answer), u"2..2"_s);
        QCOMPARE(shown(preview::newNodesOf(answer).cost), u"40..40"_s);
        QVERIFY(!answer.clusters.front().shares.front().typeIsChoice);
    }

    /// Two groups of two pods, a card each: nodes of the other type hold a pod at least.
    void anUndescribedTypeMayTakeTheRoomOfGroups_data()
    {
        QTest::addColumn<qint64>("most");
        QTest::addColumn<QString>("groups");
        QTest::newRow("two pods may be without") << qint64{2} << u"0..2"_s;
        QTest::newRow("one pod may be without") << qint64{3} << u"1..2"_s;
        QTest::newRow("each has a node") << qint64{4} << u"2..2"_s;
    }
    void anUndescribedTypeMayTakeTheRoomOfGroups()
    {
        QFETCH(qint64, most);
        QFETCH(QString, groups);
        const auto fleet = snapshot::freeze(withUnknown(two, most, "0.6.1"));
        const auto answer = sharing::preview(fleet, 2, "Duplicated", 2);
        QCOMPARE(certain(answer), groups);
        QCOMPARE(preview::runsAsAsked(answer), groups == u"2..2"_s);
        QCOMPARE(answer.clusters.front().capacities.deliverable, (Range{most / 2, std::nullopt}));
        QVERIFY(preview::newNodesOf(answer).most >= most);
        QCOMPARE(shown(preview::newNodesOf(answer).cost), u"0.."_s);
        QVERIFY(answer.clusters.front().shares.front().typeIsChoice);
    }

    /// A leader without a card, and two workers of a card each: which of them is on which node nobody can count.
    void anUndescribedTypeMayTakeTheRoomOfKindsOfPods_data()
    {
        QTest::addColumn<qint64>("most");
        QTest::addColumn<QString>("groups");
        QTest::newRow("one may be without") << qint64{2} << u"0..1"_s;
        QTest::newRow("each has a node") << qint64{3} << u"1..1"_s;
    }
    void anUndescribedTypeMayTakeTheRoomOfKindsOfPods()
    {
        QFETCH(qint64, most);
        QFETCH(QString, groups);
        const auto fleet = snapshot::freeze(withUnknown(two, most, "0.6.1"));
        auto documents = given::documents(sharing::manifests(1, "Duplicated", 3));
        Json& pods = documents[0]["spec"]["leaderWorkerTemplate"];
        pods["leaderTemplate"] = pods["workerTemplate"];
        Json& container = pods["leaderTemplate"]["spec"]["containers"][0];
        container.erase("resources");
        container["resources"]["requests"]["cpu"] = "1";
        const auto answer = preview::preview(preview::readManifests(documents, *fleet).questions.front(), fleet);
        QCOMPARE(certain(answer), groups);
        QCOMPARE(shown(preview::newNodesOf(answer).cost), u"0.."_s);
    }

    /// What its nodes take of a quota nobody knows, but that it is no more than the size in the name allows.
    void anUndescribedTypeTakesOfTheQuota_data()
    {
        QTest::addColumn<QString>("type"); ///< that is described
        QTest::addColumn<QString>("unit");
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("replicas");
        const QString small = QString::fromStdString(one);
        const QString large = QString::fromStdString(two);
        QTest::newRow("instances") << large << u"instance"_s << qint64{2} << u"2..4"_s;
        QTest::newRow("instances enough") << large << u"instance"_s << qint64{4} << u"4..4"_s;
        QTest::newRow("cards") << small << u"gpu"_s << qint64{4} << u"1..4"_s;
        QTest::newRow("cards enough for any") << small << u"gpu"_s << qint64{64} << u"4..4"_s;
        QTest::newRow("cores") << small << u"vcpu"_s << qint64{40} << u"3..4"_s;
    }
    void anUndescribedTypeTakesOfTheQuota()
    {
        QFETCH(QString, type);
        QFETCH(QString, unit);
        QFETCH(qint64, left);
        QFETCH(QString, replicas);
        const std::string sameFamily = "ecs.gn7i-c99g1.2xlarge";
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {two, 16, 2}};
        spec.clusters = {{.name = "c", .types = {type.toStdString(), sameFamily}}};
        spec.stock = {{zone, type.toStdString(), 4}, {zone, sameFamily, 4}};
        spec.quotas = {{.unit = unit.toStdString(), .left = left}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 4, "Duplicated");
        QCOMPARE(certain(answer), replicas);
        QCOMPARE(preview::runsAsAsked(answer), replicas == u"4..4"_s);
    }

    /// What somebody states of a pool's nodes tells what they take.
    void nodesThatAreStatedTakeOfTheQuota_data()
    {
        QTest::addColumn<QString>("unit");
        QTest::newRow("cards") << u"gpu"_s;
        QTest::newRow("cores") << u"vcpu"_s;
    }
    void nodesThatAreStatedTakeOfTheQuota()
    {
        QFETCH(QString, unit);
        const std::string sameFamily = "ecs.gn7i-c99g1.2xlarge";
        sharing::Spec spec;
        spec.clusters = {{.name = "c", .types = {sameFamily}}};
        spec.stock = {{zone, sameFamily, 9}};
        spec.quotas = {{.unit = unit.toStdString(), .left = unit == u"gpu"_s ? 2 : 16}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        snapshot::ClusterData data = *fleet.clusters.front();
        data.pools.front().allocatable =
            model::Requests{{"cpu", 7500}, {"memory", Amount{28} << 30U}, {"nvidia.com/gpu", 1}};
        fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        const auto answer = sharing::preview(snapshot::freeze(std::move(fleet)), 4, "Duplicated");
        QCOMPARE(answer.placed, 2);
        QCOMPARE(answer.clusters.front().capacities.deliverable, Range::exactly(2));
    }

    /// Nobody knows what those of another cluster take of it either.
    void anUndescribedTypeElsewhereTakesOfTheQuota_data()
    {
        QTest::addColumn<qint64>("left");
        QTest::addColumn<QString>("replicas");
        QTest::newRow("cards") << qint64{4} << u"0..4"_s;
        QTest::newRow("cards enough for any") << qint64{64} << u"2..4"_s;
    }
    void anUndescribedTypeElsewhereTakesOfTheQuota()
    {
        QFETCH(qint64, left);
        const std::string sameFamily = "ecs.gn7i-c99g1.2xlarge";
        sharing::Spec spec;
        spec.clusters = {{.name = "a", .types = {one}}, {.name = "b", .types = {sameFamily}}};
        spec.stock = {{zone, one, 4}, {zone, sameFamily, 4}};
        spec.quotas = {{.left = left}};
        const auto answer = sharing::preview(sharing::fleetOf(spec), 2, "Duplicated");
        QTEST(certain(answer), "replicas");
    }

    /// Two in either zone, on a node of two cards each.
    void anUndescribedTypeMayTakeTheRoomOfReplicasThatSpread_data()
    {
        QTest::addColumn<qint64>("most");
        QTest::addColumn<QString>("replicas");
        QTest::newRow("they may fill the pool") << qint64{2} << u"0..4"_s;
        QTest::newRow("there is room for all") << qint64{6} << u"4..4"_s;
    }
    void anUndescribedTypeMayTakeTheRoomOfReplicasThatSpread()
    {
        QFETCH(qint64, most);
        const char* const otherZone = "cn-hangzhou-i";
        sharing::Spec spec;
        spec.types = {{two, 16, 2}};
        spec.clusters = {{.name = "c", .types = {two, unknown}, .most = most, .otherZones = {otherZone}}};
        spec.stock = {{zone, two, 4}, {zone, unknown, 4}, {otherZone, two, 4}, {otherZone, unknown, 4}};
        const auto fleet = sharing::fleetOf(spec);
        auto documents = given::documents(sharing::manifests(4, "Duplicated"));
        Json constraint;
        constraint["topologyKey"] = "topology.kubernetes.io/zone";
        constraint["maxSkew"] = 1;
        constraint["whenUnsatisfiable"] = "DoNotSchedule";
        constraint["labelSelector"]["matchLabels"]["app"] = "server";
        documents[0]["spec"]["template"]["spec"]["topologySpreadConstraints"] = Json::array({constraint});
        const auto answer = preview::preview(preview::readManifests(documents, *fleet).questions.front(), fleet);
        QTEST(certain(answer), "replicas");
    }

    /// In either zone one node of each type; the dearer ones come to both rows, and not to the first alone.
    void aRowCostsWhatItsNodesMayCost()
    {
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {other, 16, 1}};
        spec.clusters = {{.name = "c", .types = {one, other}, .otherZones = {"cn-hangzhou-i"}}};
        for (const char* in : {"cn-hangzhou-h", "cn-hangzhou-i"}) {
            spec.stock.push_back({in, one, 1});
            spec.stock.push_back({in, other, 1});
        }
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        fleet.prices = {priceOf(one, 10), priceOf(other, 12)};
        const auto answer = answerOf(std::move(fleet), 2);
        QCOMPARE(shown(preview::newNodesOf(answer).cost), u"20..24"_s);
        QStringList rows;
        for (const preview::Share& share : answer.clusters.front().shares) rows << shown(preview::costOf(share));
        QCOMPARE(rows.join(QLatin1Char(' ')), u"10..12 10..12"_s);
    }

    /// The smallest type comes first, as far as its stock goes.
    void whereStockDecidesTheTypeItIsAChoice_data()
    {
        QTest::addColumn<qint64>("least"); ///< stock of the small type
        QTest::addColumn<qint64>("most");
        QTest::addColumn<QString>("rows");
        QTest::newRow("there may be enough") << qint64{0} << qint64{4} << u"other?"_s;
        QTest::newRow("two for certain") << qint64{2} << qint64{3} << u"one other?"_s;
        QTest::newRow("none") << qint64{0} << qint64{0} << u"other"_s;
        QTest::newRow("enough") << qint64{3} << qint64{9} << u"one"_s;
    }
    void whereStockDecidesTheTypeItIsAChoice()
    {
        QFETCH(qint64, least);
        QFETCH(qint64, most);
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {other, 16, 1}};
        spec.clusters = {{.name = "c", .types = {one, other}, .version = "0.5.3"}};
        spec.stock = {{zone, other, 4}};
        const auto fleet =
            *snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{zone, one, Range{least, most}}});
        const auto answer = sharing::preview(fleet, 3, "Weighted");
        QVERIFY(answer.verdict == preview::Verdict::Fits);
        QStringList rows;
        for (const preview::Share& share : answer.clusters.front().shares)
            rows << (share.instanceType == one ? u"one"_s : u"other"_s) + (share.typeIsChoice ? u"?"_s : QString());
        QTEST(rows.join(QLatin1Char(' ')), "rows");
    }
};

BERTH_TEST(TestOpenTypes)

} // namespace tst_open_types

#include "tst_open_types.moc"
