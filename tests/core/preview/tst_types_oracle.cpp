#include <QTest>

#include <algorithm>
#include <functional>
#include <random>

#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_types_oracle {

using namespace core;

namespace {

constexpr const char* one = "ecs.gn7i-c8g1.2xlarge"; // one card
constexpr const char* two = "ecs.gn7i-c16g2.4xlarge";
constexpr std::int64_t million = 1000000;

/// One pool of both types, and what holds it.
struct Case {
    std::string version = "0.6.1";
    std::vector<std::string> zones{"cn-hangzhou-h"};
    std::int64_t room = 50;
    std::vector<std::int64_t> addresses{250};
    std::int64_t cards = 100; ///< of the account's quota
    std::vector<Range> ofOne; ///< stock, by zone
    std::vector<Range> ofTwo;
    std::int64_t priceOfTwo = 18; ///< of `one` it is 10
    std::int64_t replicas = 4;
};

snapshot::FleetPtr fleetOf(const Case& about)
{
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {two, 16, 2}};
    spec.clusters = {{.name = "c-1", .types = {one, two}, .most = about.room}};
    spec.quotas = {{.unit = "gpu", .left = about.cards}};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    for (const auto& [name, price] : {std::pair{one, std::int64_t{10}}, std::pair{two, about.priceOfTwo}}) {
        model::Price of;
        of.region = "cn-hangzhou";
        of.instanceType = name;
        of.perHour = {price * million, "CNY"};
        fleet.prices.push_back(of);
    }
    snapshot::ClusterData data = *fleet.clusters.front();
    model::NodePool& pool = data.pools.front();
    pool.scalerVersion = about.version;
    pool.zones.clear();
    for (std::size_t z = 0; z < about.zones.size(); ++z) pool.zones.push_back({about.zones[z], about.addresses[z]});
    fleet.clusters = {snapshot::freezeCluster(std::move(data))};
    std::vector<snapshot::Change> changes;
    for (std::size_t z = 0; z < about.zones.size(); ++z) {
        changes.push_back(snapshot::SetStock{about.zones[z], one, about.ofOne[z]});
        changes.push_back(snapshot::SetStock{about.zones[z], two, about.ofTwo[z]});
    }
    return *snapshot::whatIf(snapshot::freeze(std::move(fleet)), changes);
}

struct Ends {
    std::optional<Range> placed;
    std::optional<Range> nodes;
    std::optional<Range> cost; ///< whole units
    static void include(std::optional<Range>& range, std::int64_t value)
    {
        if (!range) range = Range::exactly(value);
        range->lower = std::min(range->lower, value);
        range->upper = std::max(*range->upper, value);
    }
};

/// Nodes of one type or the other, by zone; what the limits say of them where the stock is known.
struct Mix {
    std::vector<std::int64_t> ofOne;
    std::vector<std::int64_t> ofTwo;

    [[nodiscard]] std::int64_t small() const { return std::accumulate(ofOne.begin(), ofOne.end(), std::int64_t{0}); }
    [[nodiscard]] std::int64_t large() const { return std::accumulate(ofTwo.begin(), ofTwo.end(), std::int64_t{0}); }
    [[nodiscard]] bool fits(const Case& about) const
    {
        for (std::size_t z = 0; z < ofOne.size(); ++z)
            if (ofOne[z] > about.ofOne[z].lower || ofTwo[z] > about.ofTwo[z].lower ||
                ofOne[z] + ofTwo[z] > about.addresses[z])
                return false;
        return small() + large() <= about.room && small() + 2 * large() <= about.cards;
    }
    [[nodiscard]] bool takesMore(const Case& about, bool small) const
    {
        for (std::size_t z = 0; z < ofOne.size(); ++z) {
            Mix more = *this;
            ++(small ? more.ofOne : more.ofTwo)[z];
            if (more.fits(about)) return true;
        }
        return false;
    }
    [[nodiscard]] bool comesAbout(const Case& about) const
    {
        const bool inTurns = about.version == "0.5.0";
        const std::int64_t cards = small() + 2 * large();
        if (inTurns && large() > 0 && Mix{ofOne, std::vector<std::int64_t>(ofTwo.size(), 0)}.takesMore(about, true))
            return false;
        if (cards < about.replicas) return !takesMore(about, true) && !takesMore(about, false);
        const bool smallLast = small() > 0 && !(inTurns && large() > 0);
        return cards - (smallLast ? 1 : 2) < about.replicas;
    }
};

/// Every mix of nodes of one value of stock.
void tryMixes(const Case& about, Ends& ends)
{
    const std::size_t zones = about.zones.size();
    Mix mix{std::vector<std::int64_t>(zones, 0), std::vector<std::int64_t>(zones, 0)};
    const std::function<void(std::size_t)> from = [&](std::size_t i) {
        if (i == 2 * zones) {
            if (!mix.comesAbout(about)) return;
            Ends::include(ends.placed, std::min(about.replicas, mix.small() + 2 * mix.large()));
            Ends::include(ends.nodes, mix.small() + mix.large());
            Ends::include(ends.cost, 10 * mix.small() + about.priceOfTwo * mix.large());
            return;
        }
        std::int64_t& nodes = i < zones ? mix.ofOne[i] : mix.ofTwo[i - zones];
        for (nodes = 0; mix.fits(about) && nodes <= about.replicas; ++nodes) from(i + 1);
        nodes = 0;
    };
    from(0);
}

Ends byTrying(Case about)
{
    Ends out;
    const Case given = about;
    const std::size_t zones = about.zones.size();
    const std::function<void(std::size_t)> from = [&](std::size_t i) {
        if (i == 2 * zones) return tryMixes(about, out);
        const Range& range = i < zones ? given.ofOne[i] : given.ofTwo[i - zones];
        Range& cell = i < zones ? about.ofOne[i] : about.ofTwo[i - zones];
        for (std::int64_t n = range.lower; n <= *range.upper; ++n) {
            cell = Range::exactly(n);
            from(i + 1);
        }
    };
    from(0);
    return out;
}

QString shown(const Ends& ends)
{
    const auto text = [](const std::optional<Range>& range) {
        return QStringLiteral("%1..%2").arg(range->lower).arg(*range->upper);
    };
    return QStringLiteral("placed %1 nodes %2 cost %3").arg(text(ends.placed), text(ends.nodes), text(ends.cost));
}

Ends shownBy(const preview::Preview& answer)
{
    const preview::NewNodes bought = preview::newNodesOf(answer);
    Ends out;
    out.placed = {answer.placed, answer.placed + answer.unsure};
    out.nodes = {bought.sure, bought.most};
    out.cost = {0, 0};
    if (bought.cost) out.cost = {bought.cost->lower.micros / million, bought.cost->upper->micros / million};
    return out;
}

/// Of the rows of the placement, added up.
Ends addedUp(const preview::Preview& answer)
{
    Ends out{Range::exactly(0), Range::exactly(0), Range::exactly(0)};
    const auto add = [](std::optional<Range>& sum, const Range& part) {
        sum->lower += part.lower;
        sum->upper = *sum->upper + *part.upper;
    };
    for (const preview::Share& share : answer.clusters.front().shares) {
        add(out.placed, replicasOf(share));
        add(out.nodes, nodesOf(share));
        const auto cost = costOf(share);
        add(out.cost, {cost->lower.micros / million, cost->upper->micros / million});
    }
    return out;
}

} // namespace

/// What a pool of two types comes to, held against every mix of nodes that its scaler may buy.
class TestTypesOracle : public QObject {
    Q_OBJECT

private slots:
    void knownCases_data()
    {
        QTest::addColumn<QString>("version");
        QTest::addColumn<QString>("limit");
        QTest::addColumn<QString>("ends");
        const auto row = [](const char* name, const char* version, const char* limit, const char* ends) {
            QTest::newRow(name) << QString::fromUtf8(version) << QString::fromUtf8(limit) << QString::fromUtf8(ends);
        };
        row("nothing holds", "0.6.1", "", "placed 4..4 nodes 2..4 cost 36..40");
        row("the maximum", "0.6.1", "room", "placed 3..4 nodes 2..3 cost 30..38");
        row("addresses", "0.6.1", "addresses", "placed 3..4 nodes 2..3 cost 30..38");
        row("the quota", "0.6.1", "cards", "placed 3..4 nodes 2..3 cost 30..38");
        row("smallest first: nothing holds", "0.5.0", "", "placed 4..4 nodes 4..4 cost 40..40");
        row("smallest first: the maximum", "0.5.0", "room", "placed 3..3 nodes 3..3 cost 30..30");
        row("smallest first: addresses", "0.5.0", "addresses", "placed 3..3 nodes 3..3 cost 30..30");
        row("smallest first: the quota", "0.5.0", "cards", "placed 3..3 nodes 3..3 cost 30..30");
    }
    void knownCases()
    {
        QFETCH(QString, version);
        QFETCH(QString, limit);
        QFETCH(QString, ends);
        Case about{.version = version.toStdString(), .ofOne = {Range::exactly(5)}, .ofTwo = {Range::exactly(4)}};
        if (limit == QLatin1String("room")) about.room = 3;
        if (limit == QLatin1String("addresses")) about.addresses = {3};
        if (limit == QLatin1String("cards")) {
            about.cards = 4;
            about.ofOne = {Range::exactly(3)};
        }
        const preview::Preview answer = sharing::preview(fleetOf(about), about.replicas, "Duplicated");
        QCOMPARE(shown(byTrying(about)), ends);
        QCOMPARE(shown(shownBy(answer)), ends);
        QCOMPARE(shown(addedUp(answer)), ends);
    }

    void agreesWithEveryMix_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 300; ++seed) QTest::addRow("pool %d", seed) << seed;
    }
    void agreesWithEveryMix()
    {
        QFETCH(int, seed);
        std::mt19937 dice(static_cast<unsigned>(seed));
        const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
        Case about;
        about.version = roll(3) == 0 ? "0.5.0" : "0.6.1";
        if (roll(3) == 0) about.zones.emplace_back("cn-hangzhou-i");
        about.addresses.clear();
        for (std::size_t z = 0; z < about.zones.size(); ++z) {
            about.addresses.push_back(roll(3) == 0 ? roll(4) : 250);
            for (std::vector<Range>* stock : {&about.ofOne, &about.ofTwo}) {
                const std::int64_t lower = roll(4);
                stock->push_back({lower, lower + (roll(3) == 0 ? roll(3) : 0)});
            }
        }
        if (roll(2) == 0) about.room = roll(5);
        if (roll(2) == 0) about.cards = roll(7);
        about.priceOfTwo = 12 + 6 * roll(3);
        about.replicas = 1 + roll(6);
        const preview::Preview answer = sharing::preview(fleetOf(about), about.replicas, "Duplicated");
        QCOMPARE(shown(shownBy(answer)), shown(byTrying(about)));
    }
};

BERTH_TEST(TestTypesOracle)

} // namespace tst_types_oracle

#include "tst_types_oracle.moc"
