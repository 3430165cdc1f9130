#include <QTest>

#include <functional>
#include <random>

#include "core/estimate/joint.h"
#include "tests/support/test.h"

namespace tst_joint {

using namespace core::estimate::detail;

namespace {

/// Of each buyer no more than he wants.
std::int64_t countedOf(const JointProblem& problem, const std::vector<std::int64_t>& nodes)
{
    std::vector<std::int64_t> sums(problem.wanted.size(), 0);
    for (std::size_t i = 0; i < nodes.size(); ++i) sums[problem.offers[i].buyer] += nodes[i] * problem.offers[i].gain;
    std::int64_t all = 0;
    for (std::size_t b = 0; b < sums.size(); ++b) all += std::min(sums[b], problem.wanted[b]);
    return all;
}

/// The same for buyers who want so many each.
std::int64_t byTryingTogether(const JointProblem& problem)
{
    JointProblem left = problem;
    std::vector<std::int64_t> nodes(problem.offers.size(), 0);
    std::int64_t best = 0;
    const std::function<void(std::size_t)> from = [&](std::size_t i) {
        if (i == problem.offers.size()) {
            best = std::max(best, countedOf(problem, nodes));
            return;
        }
        const JointOffer& offer = problem.offers[i];
        const auto add = [&](std::int64_t more) {
            const auto take = [](Cap& cap, std::int64_t amount) {
                if (cap) *cap -= amount;
                return !cap || *cap >= 0;
            };
            bool holds = take(left.pools[offer.pool], more);
            holds = take(left.places[offer.place], more) && holds;
            holds = take(left.cells[offer.cell], more) && holds;
            for (std::size_t q = 0; q < left.quotas.size(); ++q)
                holds = take(left.quotas[q], more * offer.weights[q]) && holds;
            return holds;
        };
        std::int64_t taken = 0;
        for (bool holds = true; holds; ++taken) {
            nodes[i] = taken;
            from(i + 1);
            if (taken * offer.gain >= problem.wanted[offer.buyer]) break;
            holds = add(1);
            if (!holds) add(-1);
        }
        add(-nodes[i]);
        nodes[i] = 0;
    };
    from(0);
    return best;
}

/// Two or three buyers with pools of their own, who share cells and quotas.
JointProblem sharing(std::mt19937& dice)
{
    const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
    JointProblem problem;
    const auto buyers = static_cast<std::size_t>(2 + roll(2));
    const auto quotas = static_cast<std::size_t>(roll(3));
    for (std::size_t b = 0; b < buyers; ++b) {
        problem.wanted.push_back(roll(7));
        problem.pools.emplace_back(roll(5) == 0 ? Cap() : Cap(roll(6)));
        for (int zone = 0; zone < 2; ++zone) problem.places.push_back(roll(4) == 0 ? Cap(roll(4)) : Cap());
    }
    for (int i = 0; i < 4; ++i) problem.cells.push_back(roll(4) == 0 ? Cap() : Cap(roll(5)));
    for (std::size_t q = 0; q < quotas; ++q) problem.quotas.emplace_back(roll(12));
    const std::int64_t weights[2][2] = {{1, roll(9)}, {roll(3), 1 + roll(4)}};
    for (std::size_t b = 0; b < buyers; ++b) {
        const std::int64_t offers = 1 + roll(3);
        for (std::int64_t i = 0; i < offers; ++i) {
            const auto zone = static_cast<std::size_t>(roll(2));
            const auto type = static_cast<std::size_t>(roll(2));
            JointOffer offer;
            offer.buyer = b;
            offer.gain = 1 + roll(4);
            offer.pool = b;
            offer.place = b * 2 + zone;
            offer.cell = type * 2 + zone;
            for (std::size_t q = 0; q < quotas; ++q) offer.weights.push_back(weights[q][type]);
            if (quotas > 0 && roll(8) == 0) offer.weights.back() = b == 0 ? 1 : 0; // a rule of this buyer's
            problem.offers.push_back(std::move(offer));
        }
    }
    return problem;
}

/// Every number of nodes of every offer.
std::int64_t byTrying(const JointProblem& problem)
{
    std::vector<Cap> pools = problem.pools;
    std::vector<Cap> places = problem.places;
    std::vector<Cap> cells = problem.cells;
    std::vector<Cap> quotas = problem.quotas;
    const std::function<std::int64_t(std::size_t)> from = [&](std::size_t i) -> std::int64_t {
        if (i == problem.offers.size()) return 0;
        const JointOffer& offer = problem.offers[i];
        const auto add = [&](std::int64_t more) {
            const auto take = [](Cap& cap, std::int64_t amount) {
                if (cap) *cap -= amount;
                return !cap || *cap >= 0;
            };
            bool holds = take(pools[offer.pool], more);
            holds = take(places[offer.place], more) && holds;
            holds = take(cells[offer.cell], more) && holds;
            for (std::size_t q = 0; q < quotas.size(); ++q) holds = take(quotas[q], more * offer.weights[q]) && holds;
            return holds;
        };
        std::int64_t best = 0;
        std::int64_t nodes = 0;
        for (bool holds = true; holds; ++nodes) {
            best = std::max(best, nodes * offer.gain + from(i + 1));
            holds = add(1);
        }
        add(-nodes);
        return best;
    };
    return from(0);
}

JointProblem random(std::mt19937& dice)
{
    const auto roll = [&](int sides) { return static_cast<std::int64_t>(dice() % static_cast<unsigned>(sides)); };
    const auto index = [&](int sides) { return static_cast<std::size_t>(roll(sides)); };
    JointProblem problem;
    const int quotas = static_cast<int>(roll(3));
    // Places belong to one pool, cells to one type and zone: two pools, two zones, two types.
    for (int i = 0; i < 2; ++i) problem.pools.emplace_back(roll(6));
    for (int i = 0; i < 4; ++i) problem.places.push_back(roll(3) == 0 ? Cap(roll(5)) : Cap());
    for (int i = 0; i < 4; ++i) problem.cells.push_back(roll(5) == 0 ? Cap() : Cap(roll(5)));
    for (int i = 0; i < quotas; ++i) problem.quotas.emplace_back(roll(13));
    const std::int64_t weights[2][2] = {{1, roll(9)}, {roll(3), 1 + roll(4)}};
    const std::int64_t gains[2] = {1 + roll(3), 1 + roll(5)};
    const int offers = 2 + static_cast<int>(roll(4));
    for (int i = 0; i < offers; ++i) {
        const std::size_t pool = index(2);
        const std::size_t zone = index(2);
        const std::size_t type = index(2);
        JointOffer offer;
        offer.gain = gains[type];
        offer.pool = pool;
        offer.place = pool * 2 + zone;
        offer.cell = type * 2 + zone;
        for (int q = 0; q < quotas; ++q) offer.weights.push_back(weights[q][type]);
        if (quotas > 0 && roll(6) == 0) offer.weights.back() = pool == 0 ? 1 : 0; // a rule that knows pools
        problem.offers.push_back(std::move(offer));
    }
    return problem;
}

} // namespace

class TestJoint : public QObject {
    Q_OBJECT

private slots:
    void equalsTrying()
    {
        std::mt19937 dice(11);
        for (int round = 0; round < 1500; ++round) {
            const JointProblem problem = random(dice);
            const JointAnswer got = most(problem);
            QVERIFY(got.bounded);
            QVERIFY(got.exact);
            QVERIFY2(got.replicas == byTrying(problem),
                     qPrintable(QString("round %1: %2").arg(round).arg(got.replicas)));
            QCOMPARE(got.ceiling, got.replicas);
            QCOMPARE(got.nodes.size(), problem.offers.size());
            // And the nodes that it names keep every limit and give that many.
            JointProblem rest = problem;
            std::int64_t replicas = 0;
            for (std::size_t i = 0; i < problem.offers.size(); ++i) {
                const JointOffer& offer = problem.offers[i];
                replicas += got.nodes[i] * offer.gain;
                const auto take = [&](Cap& cap, std::int64_t amount) {
                    if (cap) *cap -= amount;
                    return !cap || *cap >= 0;
                };
                QVERIFY(take(rest.pools[offer.pool], got.nodes[i]) && take(rest.places[offer.place], got.nodes[i]) &&
                        take(rest.cells[offer.cell], got.nodes[i]));
                for (std::size_t q = 0; q < rest.quotas.size(); ++q)
                    QVERIFY(take(rest.quotas[q], got.nodes[i] * offer.weights[q]));
            }
            QCOMPARE(replicas, got.replicas);
        }
    }

    void servesSeveralAsWellAsTrying()
    {
        std::mt19937 dice(5);
        for (int round = 0; round < 3000; ++round) {
            const JointProblem problem = sharing(dice);
            const JointAnswer got = together(problem);
            QVERIFY(got.exact);
            const QByteArray which = "round " + QByteArray::number(round);
            QVERIFY2(got.replicas == byTryingTogether(problem), which + ": " + QByteArray::number(got.replicas) +
                                                                    " of " +
                                                                    QByteArray::number(byTryingTogether(problem)));
            JointProblem rest = problem;
            const auto take = [](Cap& cap, std::int64_t amount) {
                if (cap) *cap -= amount;
                return !cap || *cap >= 0;
            };
            for (std::size_t i = 0; i < problem.offers.size(); ++i) {
                const JointOffer& offer = problem.offers[i];
                QVERIFY2(take(rest.pools[offer.pool], got.nodes[i]) && take(rest.places[offer.place], got.nodes[i]) &&
                             take(rest.cells[offer.cell], got.nodes[i]),
                         which);
                for (std::size_t q = 0; q < rest.quotas.size(); ++q)
                    QVERIFY2(take(rest.quotas[q], got.nodes[i] * offer.weights[q]), which);
            }
            QVERIFY2(countedOf(problem, got.nodes) == got.replicas, which);
        }
    }

    /// Ten clusters that want 40 cards each of a quota of 97, on nodes of 1, 2, 4 and 8.
    void endsOnManyBuyers()
    {
        JointProblem problem;
        problem.quotas = {97};
        for (std::size_t b = 0; b < 10; ++b) {
            problem.wanted.push_back(40);
            problem.pools.emplace_back(20);
            problem.places.emplace_back();
            JointOffer offer;
            offer.buyer = offer.pool = offer.place = b;
            offer.cell = b;
            problem.cells.emplace_back(12);
            offer.gain = std::int64_t{1} << (b % 4);
            offer.weights = {offer.gain};
            problem.offers.push_back(offer);
        }
        const JointAnswer got = together(problem);
        QVERIFY(got.exact);
        QCOMPARE(got.replicas, 97);
    }

    /// A shortage is felt in proportion to what is wanted.
    void dealsInProportion_data()
    {
        QTest::addColumn<QList<int>>("wanted");
        QTest::addColumn<int>("cards");
        QTest::addColumn<QList<int>>("perNode"); // cards
        QTest::addColumn<QList<int>>("nodes");
        QTest::newRow("alike") << QList<int>{4, 4} << 4 << QList<int>{1, 1} << QList<int>{2, 2};
        QTest::newRow("twice as many") << QList<int>{8, 4} << 6 << QList<int>{1, 1} << QList<int>{4, 2};
        QTest::newRow("unequal nodes") << QList<int>{4, 4} << 5 << QList<int>{2, 1} << QList<int>{1, 3};
    }
    void dealsInProportion()
    {
        QFETCH(QList<int>, wanted);
        QFETCH(int, cards);
        QFETCH(QList<int>, perNode);
        QFETCH(QList<int>, nodes);
        JointProblem problem;
        problem.quotas = {cards};
        for (int b = 0; b < wanted.size(); ++b) {
            problem.wanted.push_back(wanted[b]);
            for (auto* caps : {&problem.pools, &problem.places, &problem.cells}) caps->emplace_back(100);
            JointOffer offer;
            offer.buyer = offer.pool = offer.place = offer.cell = static_cast<std::size_t>(b);
            offer.gain = perNode[b];
            offer.weights = {perNode[b]};
            problem.offers.push_back(offer);
        }
        const JointAnswer got = together(problem);
        QList<int> out;
        for (const std::int64_t count : got.nodes) out.push_back(static_cast<int>(count));
        QCOMPARE(out, nodes);
    }

    void saysWhatHasNoLimit()
    {
        JointProblem problem;
        problem.pools = {Cap()};
        problem.places = {Cap()};
        problem.cells = {Cap()};
        problem.offers = {JointOffer{}};
        QVERIFY(!most(problem).bounded);
        problem.cells = {5};
        QCOMPARE(most(problem).replicas, 5);
    }

    /// A quota of cards over types of 1, 2, 4 and 8 with rooms in the hundreds is still searched to its end.
    void endsOnLargeQuotas()
    {
        JointProblem problem;
        problem.quotas = {997};
        for (std::size_t i = 0; i < 4; ++i) {
            problem.pools.emplace_back(180);
            problem.places.emplace_back();
            problem.cells.emplace_back(150 + 7 * i);
            JointOffer offer;
            offer.pool = offer.place = offer.cell = i;
            offer.weights = {std::int64_t{1} << i};
            offer.gain = std::int64_t{1} << i;
            problem.offers.push_back(offer);
        }
        const JointAnswer got = most(problem);
        QVERIFY(got.exact);
        QCOMPARE(got.replicas, 997);
    }
};

BERTH_TEST(TestJoint)

} // namespace tst_joint

#include "tst_joint.moc"
