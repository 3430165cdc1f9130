#include <random>

#include <QTest>

#include "core/base/words.h"
#include "core/preview/mixes.h"
#include "core/preview/preview.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_cost {

using namespace core;
using core::preview::CostRange;
using core::preview::Preview;
using core::preview::Share;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge";
constexpr const char* two = "ecs.gn7i-c16g2.4xlarge";
constexpr std::int64_t million = 1000000;

/// What a pool of both types, of one card and of two, asks for three replicas of one card.
Preview bought(const Range& ofTwo, std::int64_t priceOfTwo, const std::string& scalerVersion = "0.6.1")
{
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 2}};
    spec.clusters = {{.name = "c-1", .types = {one, two}}};
    spec.stock = {{"cn-hangzhou-h", one, 50}};
    snapshot::Fleet fleet =
        **snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", two, ofTwo}});
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = one;
    price.perHour = {10 * million, "CNY"};
    fleet.prices = {price};
    price.instanceType = two;
    price.perHour = {priceOfTwo * million, "CNY"};
    if (priceOfTwo > 0) fleet.prices.push_back(price);
    snapshot::ClusterData data = *fleet.clusters.front();
    data.pools.front().scalerVersion = scalerVersion;
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    return sharing::preview(snapshot::freeze(std::move(fleet)), 3, "Weighted");
}

/// What is said of a price that was seen so many days after the fleet was read.
std::string saidOfDay(int days)
{
    sharing::Spec spec;
    spec.clusters = {{.name = "c-1"}};
    spec.stock = {{"cn-hangzhou-h", one, 50}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    fleet.takenAt = Time(std::chrono::hours(24 * 20000));
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = one;
    price.perHour = {10 * million, "CNY"};
    price.seen = *fleet.takenAt + std::chrono::hours(24 * days);
    fleet.prices = {price};
    std::string said;
    for (const auto& warning : sharing::preview(snapshot::freeze(std::move(fleet)), 2, "Weighted").warnings)
        if (warning.id == "price-later") said += warning.text;
    return said;
}

QString shown(const std::optional<CostRange>& cost)
{
    if (!cost) return QStringLiteral("-");
    const auto units = [](const MoneyPerHour& money) { return QString::number(money.micros / million); };
    return units(cost->lower) + QStringLiteral("..") + (cost->upper ? units(*cost->upper) : QString());
}

/// Clusters in two zones, each with a pool and a type of its own, of one card.
Preview ofTwoTypes(const Range& ofOne, const Range& ofTwo, const std::optional<MoneyPerHour>& priceOfTwo)
{
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 1}};
    spec.clusters = {{.name = "c-1", .types = {one}}, {.name = "c-2", .zone = "cn-hangzhou-i", .types = {two}}};
    snapshot::Fleet fleet =
        **snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-h", one, ofOne},
                                                    snapshot::SetStock{"cn-hangzhou-i", two, ofTwo}});
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = one;
    price.perHour = {10 * million, "CNY"};
    fleet.prices = {price};
    price.instanceType = two;
    if (priceOfTwo) {
        price.perHour = *priceOfTwo;
        fleet.prices.push_back(price);
    }
    return sharing::preview(snapshot::freeze(std::move(fleet)), 4, "Weighted");
}

} // namespace

class TestCost : public QObject {
    Q_OBJECT

private slots:
    /// Day 20040 after the epoch.
    void aPriceOfLaterIsDoubted()
    {
        const std::string later = saidOfDay(40);
        QVERIFY2(later.find("was seen on 2024-11-13, after the fleet was read") != std::string::npos, later.c_str());
        QCOMPARE(saidOfDay(0), std::string());
        QCOMPARE(saidOfDay(-40), std::string());
    }

    void rangesOverTheTypesThatCouldBeTaken_data()
    {
        QTest::addColumn<qint64>("least"); ///< stock of the type of two cards
        QTest::addColumn<qint64>("most");
        QTest::addColumn<qint64>("price");
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("cost");
        const auto row = [](const char* name, qint64 least, qint64 most, qint64 price, const char* cost,
                            const char* version = "0.6.1") {
            QTest::newRow(name) << least << most << price << QString::fromUtf8(version) << QString::fromUtf8(cost);
        };
        row("a node of each is cheapest", 50, 50, 18, "28..38");
        row("fewer nodes of the larger type, cheaper in all", 50, 50, 12, "22..32");
        row("one node of the larger type is all there is", 1, 1, 12, "22..32");
        row("the same for two replicas", 50, 50, 20, "30..40");
        row("no stock of the other", 0, 0, 18, "30..30");
        row("perhaps stock of the other", 0, 9, 18, "28..38");
        row("no price of the other", 50, 50, 0, "30..");
        row("the version takes the smallest first", 50, 50, 18, "30..30", "0.5.0");
    }
    void rangesOverTheTypesThatCouldBeTaken()
    {
        QFETCH(qint64, least);
        QFETCH(qint64, most);
        QFETCH(qint64, price);
        QFETCH(QString, version);
        QFETCH(QString, cost);
        const Preview answer = bought({least, most}, price, version.toStdString());
        QCOMPARE(answer.verdict, preview::Verdict::Fits);
        const std::vector<Share>& shares = answer.clusters.front().shares;
        QCOMPARE(shares.size(), std::size_t{1});
        QCOMPARE(shares.front().instanceType, std::string(one));
        QCOMPARE(shown(costOf(shares.front())), cost);
        QCOMPARE(shown(newNodesOf(answer).cost), cost);
        QCOMPARE(answer.newCost->micros, 30 * million);
        const Json json = toJson(answer);
        const std::string lowest = cost.section(QStringLiteral(".."), 0, 0).toStdString() + ".00";
        QCOMPARE(json["newCostRange"]["min"]["perHour"].get<std::string>(), lowest);
        QCOMPARE(json["newCostRange"]["max"].is_null(), cost.endsWith(QLatin1String("..")));
        QVERIFY(json["clusters"][0]["shares"][0]["costRange"] == json["newCostRange"]);
    }

    /// Which of two pools of cards an autoscaler takes nobody says: type and price are those of either, and listed first is no answer.
    void rangesOverThePoolsThatFit_data()
    {
        QTest::addColumn<bool>("dearFirst");
        QTest::addColumn<int>("room"); ///< of the dear pool
        QTest::addColumn<QString>("cost");
        QTest::newRow("the cheap one first") << false << 9 << QStringLiteral("20..36");
        QTest::newRow("the dear one first") << true << 9 << QStringLiteral("20..36");
        QTest::newRow("the dear one takes one") << false << 1 << QStringLiteral("20..28");
        QTest::newRow("the dear one is full") << false << 0 << QStringLiteral("20..20");
    }
    void rangesOverThePoolsThatFit()
    {
        QFETCH(bool, dearFirst);
        QFETCH(int, room);
        QFETCH(QString, cost);
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {two, 16, 1}};
        spec.clusters = {{.name = "c-1", .types = {one}}};
        spec.stock = {{"cn-hangzhou-h", one, 50}, {"cn-hangzhou-h", two, 50}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        for (const auto& [type, units] : {std::pair{one, 10}, std::pair{two, 18}}) {
            model::Price price;
            price.region = "cn-hangzhou";
            price.instanceType = type;
            price.perHour = {units * million, "CNY"};
            fleet.prices.push_back(price);
        }
        snapshot::ClusterData data = *fleet.clusters.front();
        model::NodePool dear = data.pools.front();
        dear.id = dear.name = dearFirst ? "a" : "z"; // pools stand by id, this one beside "gpu"
        dear.instanceTypes = {two};
        dear.maxSize = room;
        data.pools.push_back(dear);
        fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        const Preview answer = sharing::preview(snapshot::freeze(std::move(fleet)), 2, "Weighted");
        QCOMPARE(answer.verdict, preview::Verdict::Fits);
        QCOMPARE(shown(newNodesOf(answer).cost), cost);
        QCOMPARE(answer.clusters.front().shares.front().typeIsChoice, room > 0);
    }

    /// Of the same type at the same price it is no matter which; who needs the pool is told both.
    void poolsOfOneTypeAreNoChoiceOfTypes_data()
    {
        QTest::addColumn<QString>("type"); ///< of the second pool
        QTest::addColumn<bool>("spot");
        QTest::addColumn<bool>("choice");
        QTest::newRow("the same") << QString::fromLatin1(one) << false << false;
        QTest::newRow("the same, spot") << QString::fromLatin1(one) << true << true;
        QTest::newRow("another") << QString::fromLatin1(two) << false << true;
    }
    void poolsOfOneTypeAreNoChoiceOfTypes()
    {
        QFETCH(QString, type);
        QFETCH(bool, spot);
        QFETCH(bool, choice);
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {two, 16, 1}};
        spec.clusters = {{.name = "c-1", .types = {one}}};
        spec.stock = {{"cn-hangzhou-h", one, 50}, {"cn-hangzhou-h", two, 50}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        snapshot::ClusterData data = *fleet.clusters.front();
        model::NodePool other = data.pools.front();
        other.id = other.name = "z";
        other.instanceTypes = {type.toStdString()};
        other.spot = spot;
        data.pools.push_back(other);
        fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        const Preview answer = sharing::preview(snapshot::freeze(std::move(fleet)), 2, "Weighted");
        const Share& share = answer.clusters.front().shares.front();
        QCOMPARE(share.typeIsChoice, choice);
        QCOMPARE(share.otherPools, std::vector<std::string>{"z"});
        QCOMPARE(share.otherZones, std::vector<std::string>());
        const auto warned =
            std::find_if(answer.warnings.begin(), answer.warnings.end(),
                         [](const preview::Warning& warning) { return warning.id == "pool-is-choice"; });
        QVERIFY(warned != answer.warnings.end());
        QVERIFY2(warned->text.find("Pool gpu of c-1 is one of several that fit") == 0, warned->text.c_str());
        QVERIFY2(warned->text.ends_with("The others: z."), warned->text.c_str());
        QCOMPARE(warned->text.find("of the same type and price") == std::string::npos, choice);
    }

    /// Two clusters, pools of two types of one card at 10 and 12; what each is given, and what the stock lets them pay.
    void staysWithinTheStockOfEachType_data()
    {
        QTest::addColumn<qint64>("cheap"); ///< stock
        QTest::addColumn<qint64>("dear");
        QTest::addColumn<qint64>("replicas");
        QTest::addColumn<qint64>("clusters");
        QTest::addColumn<qint64>("room"); ///< of each cluster's pool
        QTest::addColumn<QString>("cost");
        QTest::addColumn<QString>("rows");
        const auto row = [](const char* name, qint64 cheap, qint64 dear, qint64 replicas, qint64 clusters,
                            const char* cost, const char* rows, qint64 room = 50) {
            QTest::newRow(name) << cheap << dear << replicas << clusters << room << QString::fromUtf8(cost)
                                << QString::fromUtf8(rows);
        };
        row("less of the cheap one than is needed", 2, 3, 3, 1, "32..36", "20..24 12..12");
        row("all that there is", 2, 3, 5, 1, "56..56", "20..20 36..36");
        row("less of the dear one", 9, 1, 3, 1, "30..32", "30..32");
        row("enough of both", 9, 9, 3, 1, "30..36", "30..36");
        row("clusters share what is cheap", 2, 9, 4, 2, "44..48", "24..24 20..24");
        row("clusters share what is dear", 9, 1, 4, 2, "40..42", "20..22 20..20");
        row("each cluster has its own room", 2, 50, 6, 2, "68..72", "36..36 20..24 12..12", 3);
    }
    void staysWithinTheStockOfEachType()
    {
        QFETCH(qint64, cheap);
        QFETCH(qint64, dear);
        QFETCH(qint64, replicas);
        QFETCH(qint64, clusters);
        QFETCH(qint64, room);
        QFETCH(QString, cost);
        QFETCH(QString, rows);
        const char* other = "ecs.gn7i-c16g1.4xlarge";
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {other, 16, 1}};
        for (qint64 i = 0; i < clusters; ++i)
            spec.clusters.push_back({.name = "c-" + std::to_string(i), .types = {one, other}, .most = room});
        spec.stock = {{"cn-hangzhou-h", one, cheap}, {"cn-hangzhou-h", other, dear}};
        snapshot::Fleet fleet = *sharing::fleetOf(spec);
        model::Price price;
        price.region = "cn-hangzhou";
        price.instanceType = one;
        price.perHour = {10 * million, "CNY"};
        fleet.prices = {price};
        price.instanceType = other;
        price.perHour = {12 * million, "CNY"};
        fleet.prices.push_back(price);
        const Preview answer = sharing::preview(snapshot::freeze(std::move(fleet)), replicas, "Weighted");
        QCOMPARE(answer.verdict, preview::Verdict::Fits);
        QCOMPARE(shown(newNodesOf(answer).cost), cost);
        QStringList all;
        for (const preview::ClusterResult& cluster : answer.clusters)
            for (const Share& share : cluster.shares) {
                all << shown(costOf(share));
                const std::int64_t stock = share.instanceType == one ? cheap : dear;
                QVERIFY(*share.stockAfter->upper >= stock - share.stockBefore->lower);
            }
        QCOMPARE(all.join(QLatin1Char(' ')), rows);
    }

    void leavesWhatTheOtherTypesDoNotTake()
    {
        sharing::Spec spec;
        const char* other = "ecs.gn7i-c16g1.4xlarge";
        spec.types = {{one, 8, 1}, {other, 16, 1}};
        spec.clusters = {{.name = "c-1", .types = {one, other}}};
        spec.stock = {{"cn-hangzhou-h", one, 2}, {"cn-hangzhou-h", other, 3}};
        const auto after = [&](std::int64_t replicas) {
            QStringList out;
            const Preview answer = sharing::preview(sharing::fleetOf(spec), replicas, "Weighted");
            for (const Share& share : answer.clusters.front().shares)
                out << QString::fromStdString(toText(*share.stockAfter));
            return out.join(QLatin1Char(' ')).replace(QChar(0x2013), QLatin1Char('-'));
        };
        QCOMPARE(after(2), QStringLiteral("0-2"));
        QCOMPARE(after(3), QStringLiteral("0-2 0-2"));
        QCOMPARE(after(5), QStringLiteral("0 0"));
    }

    /// Against every mix of nodes, tried.
    void findsTheCheapestAndTheDearestMix()
    {
        std::mt19937 random(7);
        const auto below = [&random](unsigned end) { return static_cast<std::int64_t>(random() % end); };
        for (int round = 0; round < 500; ++round) {
            std::vector<preview::MixType> types;
            for (std::int64_t i = 1 + below(3); i > 0; --i) types.push_back({1 + below(4), below(5), below(20)});
            const std::int64_t replicas = 1 + below(9);
            std::optional<std::int64_t> least;
            std::int64_t most = 0;
            std::vector<std::int64_t> nodes(types.size(), 0);
            for (;;) {
                std::int64_t gain = 0;
                std::int64_t cost = 0;
                std::int64_t largest = 0;
                for (std::size_t i = 0; i < types.size(); ++i) {
                    gain += nodes[i] * types[i].gain;
                    cost += nodes[i] * types[i].price;
                    if (nodes[i] > 0) largest = std::max(largest, types[i].gain);
                }
                if (gain >= replicas && gain - largest < replicas) {
                    least = std::min(least.value_or(cost), cost);
                    most = std::max(most, cost);
                }
                std::size_t i = 0;
                for (; i < types.size(); ++i) {
                    if (++nodes[i] <= types[i].most) break;
                    nodes[i] = 0;
                }
                if (i == types.size()) break;
            }
            const preview::MixCosts costs = preview::costsOf(types, replicas);
            QCOMPARE(costs.covered, least.has_value());
            if (!least) continue;
            QCOMPARE(costs.least, *least);
            QCOMPARE(costs.most, most);
        }
    }

    /// Too many for every mix: the ends are still never inside the true ones.
    void boundsWhatIsTooLargeToTry()
    {
        const std::vector<preview::MixType> types{{1, 100000, 10}, {2, 100000, 18}};
        const preview::MixCosts costs = preview::costsOf(types, 50001);
        QVERIFY(costs.least <= 25000 * 18 + 10);
        QVERIFY(costs.least >= 25000 * 18);
        QVERIFY(costs.most >= 500010);
        QVERIFY(costs.most <= 500010 + 18);
    }

    /// What rests on stock that nobody promised may be bought or not.
    void sumsFromWhatIsSure()
    {
        Share sure;
        sure.kind = Share::Kind::New;
        sure.nodes = 2;
        sure.price.emplace();
        sure.price->perHour = {10 * million, "CNY"};
        sure.choice.emplace();
        sure.choice->cost = CostRange{{15 * million, "CNY"}, MoneyPerHour{20 * million, "CNY"}};
        Share unsure = sure;
        unsure.unsure = true;
        unsure.choice->cost->lower.micros = 0;
        Share unknown = sure;
        unknown.price.reset();
        unknown.choice.reset();
        QCOMPARE(shown(costOf(std::vector{sure, unsure})), QStringLiteral("15..40"));
        QCOMPARE(shown(costOf(std::vector{sure, unknown})), QStringLiteral("15.."));
        QCOMPARE(shown(costOf(std::vector{unknown})), QStringLiteral("-"));
        QCOMPARE(shown(costOf(std::vector{Share{}})), QStringLiteral("-"));
    }

    /// A pool elsewhere makes the zone one of two.
    void poolsInOtherZonesLeaveTheZoneOpen()
    {
        sharing::Spec spec;
        spec.clusters = {{.name = "c-1"}};
        spec.stock = {{"cn-hangzhou-h", one, 3}};
        snapshot::Fleet fleet =
            **snapshot::whatIf(sharing::fleetOf(spec), {snapshot::SetStock{"cn-hangzhou-i", one, Range::exactly(3)}});
        snapshot::ClusterData data = *fleet.clusters.front();
        model::NodePool other = data.pools.front();
        other.id = other.name = "z";
        other.zones = {{"cn-hangzhou-i", 250}};
        data.pools.push_back(other);
        fleet.clusters = {snapshot::freezeCluster(std::move(data))};
        const Preview answer = sharing::preview(snapshot::freeze(std::move(fleet)), 1, "Weighted");
        const Share& share = answer.clusters.front().shares.front();
        QCOMPARE(share.zone, std::string("cn-hangzhou-h"));
        QCOMPARE(share.otherZones, std::vector<std::string>{"cn-hangzhou-i"});
    }

    /// Of a pool of two zones the scaler takes either, unless only one has stock or all of both is needed.
    void aPoolOfTwoZonesLeavesTheZoneOpen_data()
    {
        QTest::addColumn<int>("elsewhere"); ///< stock of the other zone
        QTest::addColumn<int>("replicas");
        QTest::addColumn<bool>("open");
        QTest::newRow("either") << 3 << 1 << true;
        QTest::newRow("one has none") << 0 << 1 << false;
        QTest::newRow("all of both") << 3 << 6 << false;
    }
    void aPoolOfTwoZonesLeavesTheZoneOpen()
    {
        QFETCH(int, elsewhere);
        QFETCH(int, replicas);
        QFETCH(bool, open);
        sharing::Spec spec;
        spec.clusters = {{.name = "c-1", .otherZones = {"cn-hangzhou-i"}}};
        spec.stock = {{"cn-hangzhou-h", one, 3}, {"cn-hangzhou-i", one, elsewhere}};
        const Preview answer = sharing::preview(sharing::fleetOf(spec), replicas, "Weighted");
        for (const Share& share : answer.clusters.front().shares) QCOMPARE(preview::isZoneOpen(share), open);
    }

    /// Where a price is not known the sum is a lower bound: of all values of stock, not of the dearest.
    void whatIsKnownIsABound()
    {
        const Preview answer = ofTwoTypes({1, 2}, Range::exactly(3), std::nullopt);
        QVERIFY(answer.newCostPartial);
        QVERIFY(answer.overStock.has_value());
        QCOMPARE(shown(newNodesOf(answer).cost), QStringLiteral("10.."));
        QVERIFY(answer.newCost.has_value());
        QCOMPARE(answer.newCost->micros, 10 * million);
    }

    /// Nothing is left out of a sum: each currency has its own.
    void eachCurrencyHasItsSum()
    {
        const auto sums = [](const Preview& answer) {
            QStringList out;
            for (const CostRange& sum : mixedCostsOf(answer))
                out << shown(sum) + QLatin1Char(' ') + QString::fromStdString(sum.lower.currency);
            return out.join(QStringLiteral(" + "));
        };
        const Range exact = Range::exactly(2);
        QCOMPARE(sums(ofTwoTypes(exact, exact, MoneyPerHour{4 * million, "USD"})),
                 QStringLiteral("20..20 CNY + 8..8 USD"));
        QCOMPARE(sums(ofTwoTypes(exact, exact, MoneyPerHour{4 * million, "CNY"})), QString());
        QCOMPARE(sums(ofTwoTypes({0, 2}, exact, MoneyPerHour{4 * million, "USD"})),
                 QStringLiteral("0.. CNY + 0.. USD"));
    }
};

BERTH_TEST(TestCost)

} // namespace tst_cost

#include "tst_cost.moc"
