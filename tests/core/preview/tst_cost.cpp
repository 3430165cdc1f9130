#include <QTest>

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

QString shown(const std::optional<CostRange>& cost)
{
    if (!cost) return QStringLiteral("-");
    const auto units = [](const MoneyPerHour& money) { return QString::number(money.micros / million); };
    return units(cost->lower) + QStringLiteral("..") + (cost->upper ? units(*cost->upper) : QString());
}

} // namespace

class TestCost : public QObject {
    Q_OBJECT

private slots:
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
        row("fewer nodes of the larger type, dearer in all", 50, 50, 18, "30..36");
        row("fewer nodes of the larger type, cheaper in all", 50, 50, 12, "24..30");
        row("the same in all", 50, 50, 15, "30..30");
        row("no stock of the other", 0, 0, 18, "30..30");
        row("perhaps stock of the other", 0, 9, 18, "30..36");
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
        QCOMPARE(json["newCostRange"]["min"]["perHour"] == (cost.startsWith(QLatin1String("24")) ? "24.00" : "30.00"),
                 true);
        QCOMPARE(json["newCostRange"]["max"].is_null(), cost.endsWith(QLatin1String("..")));
        QVERIFY(json["clusters"][0]["shares"][0]["costRange"] == json["newCostRange"]);
    }

    /// What rests on stock that nobody promised may be bought or not.
    void sumsFromWhatIsSure()
    {
        Share sure;
        sure.kind = Share::Kind::New;
        sure.nodes = 2;
        sure.price.emplace();
        sure.price->perHour = {10 * million, "CNY"};
        sure.choice = CostRange{{15 * million, "CNY"}, MoneyPerHour{20 * million, "CNY"}};
        Share unsure = sure;
        unsure.unsure = true;
        Share unknown = sure;
        unknown.price.reset();
        unknown.choice.reset();
        QCOMPARE(shown(costOf(std::vector{sure, unsure})), QStringLiteral("15..40"));
        QCOMPARE(shown(costOf(std::vector{sure, unknown})), QStringLiteral("15.."));
        QCOMPARE(shown(costOf(std::vector{unknown})), QStringLiteral("-"));
        QCOMPARE(shown(costOf(std::vector{Share{}})), QStringLiteral("-"));
    }
};

BERTH_TEST(TestCost)

} // namespace tst_cost

#include "tst_cost.moc"
