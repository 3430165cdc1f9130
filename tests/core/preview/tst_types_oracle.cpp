#include <QTest>

#include <algorithm>
#include <functional>
#include <limits>
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
        return cards - (large() > 0 ? 2 : 1) < about.replicas; // the largest may have come last
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

/// It may buy from the cell.
bool buysFrom(const sharing::Cluster& cluster, const sharing::Stock& cell)
{
    const auto& zones = cluster.otherZones;
    return std::find(cluster.types.begin(), cluster.types.end(), cell.type) != cluster.types.end() &&
           (cell.zone == cluster.zone || std::find(zones.begin(), zones.end(), cell.zone) != zones.end());
}

/// Clusters of types and zones of their own, and what of each there is.
sharing::Spec manyClusters(std::int64_t clusters, const std::function<std::int64_t(int)>& roll, std::int64_t least,
                           int more)
{
    const std::vector<std::string> zones{"cn-hangzhou-h", "cn-hangzhou-i"};
    sharing::Spec spec;
    spec.types = {{one, 8, 1}, {"ecs.gn7i-c16g1.4xlarge", 16, 1}};
    for (const std::string& zone : zones)
        for (const sharing::Type& type : spec.types) spec.stock.push_back({zone, type.name, least + roll(more)});
    for (std::int64_t c = 0; c < clusters; ++c) {
        sharing::Cluster cluster{.name = "c-" + std::to_string(c), .types = {}};
        while (cluster.types.empty())
            for (const sharing::Type& type : spec.types)
                if (roll(2) == 0) cluster.types.push_back(type.name);
        cluster.zone = zones[static_cast<std::size_t>(roll(2))];
        if (roll(3) == 0) cluster.otherZones = {cluster.zone == zones[0] ? zones[1] : zones[0]};
        if (roll(3) == 0) cluster.version = "0.5.0";
        spec.clusters.push_back(cluster);
    }
    return spec;
}

/// The fewest that somebody finds who lets clusters take what there is in many orders.
std::int64_t fewestFound(const sharing::Spec& spec, const preview::Preview& answer, std::mt19937& dice)
{
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    constexpr int orders = 400;
    for (int order = 0; order < orders; ++order) {
        std::vector<std::size_t> clusters(spec.clusters.size());
        std::vector<std::size_t> cells(spec.stock.size());
        std::iota(clusters.begin(), clusters.end(), std::size_t{0});
        std::iota(cells.begin(), cells.end(), std::size_t{0});
        std::shuffle(clusters.begin(), clusters.end(), dice);
        std::shuffle(cells.begin(), cells.end(), dice);
        // Who has most to choose from first: he takes what others need.
        if (order % 2 == 0)
            std::stable_sort(clusters.begin(), clusters.end(), [&](std::size_t a, std::size_t b) {
                const auto ways = [&](std::size_t c) {
                    return std::count_if(spec.stock.begin(), spec.stock.end(),
                                         [&](const auto& cell) { return buysFrom(spec.clusters[c], cell); });
                };
                return ways(a) > ways(b);
            });
        std::vector<std::int64_t> left;
        for (const sharing::Stock& cell : spec.stock) left.push_back(cell.instances);
        std::int64_t placed = 0;
        for (const std::size_t c : clusters) {
            std::int64_t wanted = asked::cluster(answer, spec.clusters[c].name).replicas;
            for (const std::size_t s : cells) {
                if (!buysFrom(spec.clusters[c], spec.stock[s])) continue;
                const std::int64_t here = std::min(wanted, left[s]);
                left[s] -= here;
                wanted -= here;
                placed += here;
            }
        }
        fewest = std::min(fewest, placed);
    }
    return fewest;
}

/// Of replicas that are divided so, the fewest that get a node of one card, whatever type each scaler takes: every one takes
/// what there is until it needs no more.
std::int64_t fewestOf(const sharing::Spec& spec, const preview::Preview& answer)
{
    std::vector<std::int64_t> left;
    for (const sharing::Stock& cell : spec.stock) left.push_back(cell.instances);
    std::int64_t fewest = std::numeric_limits<std::int64_t>::max();
    std::vector<std::vector<std::size_t>> cellsOf;
    std::vector<std::int64_t> wanted;
    for (const sharing::Cluster& cluster : spec.clusters) {
        wanted.push_back(asked::cluster(answer, cluster.name).replicas);
        cellsOf.emplace_back();
        for (std::size_t s = 0; s < spec.stock.size(); ++s)
            if (buysFrom(cluster, spec.stock[s])) cellsOf.back().push_back(s);
    }
    const std::function<void(std::size_t, std::size_t, std::int64_t)> from = [&](std::size_t c, std::size_t k,
                                                                                 std::int64_t placed) {
        if (c == cellsOf.size()) {
            for (std::size_t b = 0; b < cellsOf.size(); ++b)
                for (const std::size_t s : cellsOf[b])
                    if (wanted[b] > 0 && left[s] > 0) return; // it would take that
            fewest = std::min(fewest, placed);
            return;
        }
        if (k == cellsOf[c].size()) return from(c + 1, 0, placed);
        const std::size_t s = cellsOf[c][k];
        const std::int64_t most = std::min(left[s], wanted[c]);
        for (std::int64_t n = 0; n <= most; ++n) {
            left[s] -= n;
            wanted[c] -= n;
            from(c, k + 1, placed + n);
            left[s] += n;
            wanted[c] += n;
        }
    };
    from(0, 0, 0);
    return fewest;
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
        row("nothing holds", "0.6.1", "", "placed 4..4 nodes 2..4 cost 36..48");
        row("the maximum", "0.6.1", "room", "placed 3..4 nodes 2..3 cost 30..46");
        row("addresses", "0.6.1", "addresses", "placed 3..4 nodes 2..3 cost 30..46");
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
        for (int seed = 0; seed < 300; seed += test::stride(7)) QTest::addRow("pool %d", seed) << seed;
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

    /// A scaler whose version is not known may be of one that takes the smallest type first: what that comes to is in the range.
    void coversEveryVersion_data()
    {
        QTest::addColumn<QString>("version");
        for (const char* version : {"0.5.0", "0.6.1"}) QTest::newRow(version) << version;
    }
    void coversEveryVersion()
    {
        QFETCH(QString, version);
        for (const std::int64_t room : {std::int64_t{3}, std::int64_t{50}}) {
            Case about{.version = "", .room = room, .ofOne = {Range::exactly(4)}, .ofTwo = {Range::exactly(2)}};
            about.replicas = 5;
            const Ends open = shownBy(sharing::preview(fleetOf(about), about.replicas, "Weighted"));
            about.version = version.toStdString();
            const Ends known = shownBy(sharing::preview(fleetOf(about), about.replicas, "Weighted"));
            for (const auto& [wide, narrow] :
                 {std::pair{open.placed, known.placed}, {open.nodes, known.nodes}, {open.cost, known.cost}}) {
                QVERIFY2(wide->lower <= narrow->lower, qPrintable(shown(open) + " and " + shown(known)));
                QVERIFY2(*wide->upper >= *narrow->upper, qPrintable(shown(open) + " and " + shown(known)));
            }
        }
    }

    /// What one cluster's scaler takes may be all that another can buy.
    void leavesAnotherWithout()
    {
        const std::string larger = "ecs.gn7i-c16g1.4xlarge";
        sharing::Spec spec;
        spec.types = {{one, 8, 1}, {larger, 16, 1}};
        spec.clusters = {{.name = "c-1", .types = {one, larger}}, {.name = "c-2", .types = {one}}};
        spec.stock = {{"cn-hangzhou-h", one, 1}, {"cn-hangzhou-h", larger, 1}};
        const preview::Preview answer = sharing::preview(sharing::fleetOf(spec), 2, "Weighted");
        QCOMPARE(answer.placed, 1);
        QCOMPARE(answer.unsure, 1);
        QCOMPARE(asked::cluster(answer, "c-1").placed, 1);
        QCOMPARE(asked::cluster(answer, "c-2").placed, 0);
        spec.stock.front().instances = 2;
        QCOMPARE(sharing::preview(sharing::fleetOf(spec), 2, "Weighted").placed, 2);
    }

    void agreesWithEveryMixOfSeveral_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 150; seed += test::stride(11)) QTest::addRow("fleet %d", seed) << seed;
    }
    void agreesWithEveryMixOfSeveral()
    {
        QFETCH(int, seed);
        std::mt19937 dice(static_cast<unsigned>(seed));
        const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
        const std::vector<std::string> names{one, "ecs.gn7i-c16g1.4xlarge", "ecs.gn7i-c32g1.8xlarge"};
        sharing::Spec spec;
        spec.types.clear();
        for (std::size_t t = 0; t < names.size(); ++t) {
            spec.types.push_back({names[t], std::int64_t{8} << t, 1});
            spec.stock.push_back({"cn-hangzhou-h", names[t], roll(4)});
        }
        // Of many, mixes are not all tried: then no more is called sure than is.
        const std::int64_t clusters = seed < 100 ? 2 + roll(2) : 7;
        for (std::int64_t c = 0; c < clusters; ++c) {
            sharing::Cluster cluster{.name = "c-" + std::to_string(c), .types = {}};
            while (cluster.types.empty())
                for (const std::string& name : names)
                    if (roll(2) == 0) cluster.types.push_back(name);
            spec.clusters.push_back(cluster);
        }
        const preview::Preview answer =
            sharing::preview(sharing::fleetOf(spec), 1 + roll(seed < 100 ? 6 : 9), "Weighted");
        const std::int64_t fewest = fewestOf(spec, answer);
        if (seed < 100)
            QCOMPARE(answer.placed, fewest);
        else
            QVERIFY2(answer.placed <= fewest, qPrintable(QString::number(answer.placed)));
    }

    /// Which of its pool's zones a scaler takes, no version of it says beforehand.
    void zonesAreFree_data()
    {
        QTest::addColumn<QString>("version");
        for (const char* version : {"", "0.5.0", "0.6.1"}) QTest::newRow(version) << version;
    }
    void zonesAreFree()
    {
        QFETCH(QString, version);
        sharing::Spec spec;
        spec.clusters = {{.name = "c-1", .otherZones = {"cn-hangzhou-i"}, .version = version.toStdString()},
                         {.name = "c-2", .zone = "cn-hangzhou-i", .version = version.toStdString()}};
        spec.stock = {{"cn-hangzhou-h", one, 2}, {"cn-hangzhou-i", one, 2}};
        const auto fleet = sharing::fleetOf(spec);
        const preview::Preview answer = sharing::preview(fleet, 3, "Weighted");
        QCOMPARE(answer.placed, 2);
        QCOMPARE(answer.unsure, 1);
        QCOMPARE(asked::cluster(answer, "c-1").placed, 2);
        QCOMPARE(asked::cluster(answer, "c-2").placed, 0);
        QVERIFY(answer.verdict == preview::Verdict::Unknown);
        // What is left of either zone hangs on it, too.
        const auto alone = sharing::preview(
            *snapshot::whatIf(fleet, {snapshot::SetStock{"cn-hangzhou-i", one, Range::exactly(5)}}), 3, "Weighted");
        QCOMPARE(alone.placed, 3);
        const preview::Share& share = asked::cluster(alone, "c-1").shares.front();
        QVERIFY(share.stockAfter && !share.stockAfter->isExact());
        // What is said to help does, whatever zone is taken.
        for (const preview::Remedy& remedy : answer.remedies) {
            if (remedy.changes.empty() || !remedy.placesMore) continue;
            const auto then = snapshot::whatIf(fleet, remedy.changes);
            QVERIFY(then);
            QVERIFY(sharing::preview(*then, 3, "Weighted").placed >= answer.placed + *remedy.placesMore);
        }
    }

    void agreesWithEveryChoiceOfZones_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < 100; seed += test::stride(7)) QTest::addRow("fleet %d", seed) << seed;
    }
    void agreesWithEveryChoiceOfZones()
    {
        QFETCH(int, seed);
        std::mt19937 dice(static_cast<unsigned>(seed));
        const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
        sharing::Spec spec = manyClusters(2 + roll(2), roll, 0, 4);
        spec.types.resize(1);
        std::erase_if(spec.stock, [](const sharing::Stock& cell) { return cell.type != one; });
        for (sharing::Cluster& cluster : spec.clusters) cluster.types = {one};
        const preview::Preview answer = sharing::preview(sharing::fleetOf(spec), 1 + roll(5), "Weighted");
        QCOMPARE(answer.placed, fewestOf(spec, answer));
    }

    /// Where mixes are too many to be tried: never more than is sure, and nearly all of it.
    void isNearTheWorstOfMany()
    {
        std::int64_t shown = 0;
        std::int64_t found = 0;
        for (unsigned seed = 0; seed < 40; seed += static_cast<unsigned>(test::stride(4))) {
            std::mt19937 dice(seed);
            const auto roll = [&](int sides) {
                return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides));
            };
            const sharing::Spec spec = manyClusters(20, roll, 12, 10);
            const preview::Preview answer = sharing::preview(sharing::fleetOf(spec), 60, "Weighted");
            const std::int64_t fewest = fewestFound(spec, answer, dice);
            QVERIFY2(
                answer.placed <= fewest,
                qPrintable(
                    QStringLiteral("fleet %1: %2 of %3 are called sure").arg(seed).arg(answer.placed).arg(fewest)));
            const preview::NewNodes bought = preview::newNodesOf(answer);
            QVERIFY(bought.sure >= answer.placed && bought.most <= 60); // a node holds one
            shown += answer.placed;
            found += fewest;
        }
        QVERIFY2(shown * 100 >= found * 95, qPrintable(QStringLiteral("%1 of %2").arg(shown).arg(found)));
    }

    /// The scheduler hears of what a pool of unequal types holds, whichever of them its scaler takes.
    void capacityHangsOnTypes()
    {
        Case about{.room = 2, .ofOne = {Range::exactly(2)}, .ofTwo = {Range::exactly(2)}};
        const auto capacity = [](const preview::Preview& answer) {
            return answer.clusters.front().capacities.deliverable;
        };
        const preview::Preview free = sharing::preview(fleetOf(about), 4, "Weighted");
        QCOMPARE(capacity(free), (Range{2, 4}));
        QCOMPARE(free.placed, 0); // with two nodes of one card it places none
        QCOMPARE(free.unsure, 4);
        const auto rests = std::find_if(free.warnings.begin(), free.warnings.end(),
                                        [](const auto& warning) { return warning.id == "needs-more-than-known"; });
        QVERIFY(rests != free.warnings.end());
        QVERIFY2(rests->text.find("instance types") != std::string::npos, rests->text.c_str());
        const preview::Preview few = sharing::preview(fleetOf(about), 2, "Weighted");
        QCOMPARE(few.placed, 2);
        about.version = "0.5.0"; // the smallest first
        QCOMPARE(capacity(sharing::preview(fleetOf(about), 2, "Weighted")), Range::exactly(2));
    }
};

BERTH_TEST(TestTypesOracle)

} // namespace tst_types_oracle

#include "tst_types_oracle.moc"
