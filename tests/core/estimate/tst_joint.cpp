#include <QTest>

#include <functional>
#include <random>

#include "core/estimate/joint.h"

using namespace core::estimate::detail;

namespace {

/// Every number of steps of every offer.
std::int64_t byTrying(const JointProblem& problem)
{
    std::vector<Cap> pools = problem.pools;
    std::vector<Cap> places = problem.places;
    std::vector<Cap> cells = problem.cells;
    std::vector<Cap> quotas = problem.quotas;
    const std::function<std::int64_t(std::size_t)> from = [&](std::size_t i) -> std::int64_t {
        if (i == problem.offers.size()) return 0;
        const JointOffer& offer = problem.offers[i];
        const auto add = [&](std::int64_t nodes) {
            const auto take = [](Cap& cap, std::int64_t amount) {
                if (cap) *cap -= amount;
                return !cap || *cap >= 0;
            };
            bool holds = take(pools[offer.pool], nodes);
            holds = take(places[offer.place], nodes) && holds;
            holds = take(cells[offer.cell], nodes) && holds;
            for (std::size_t q = 0; q < quotas.size(); ++q) holds = take(quotas[q], nodes * offer.weights[q]) && holds;
            return holds;
        };
        std::int64_t best = 0;
        std::int64_t steps = 0;
        for (bool holds = true; holds; ++steps) {
            best = std::max(best, steps * offer.gain + from(i + 1));
            holds = add(offer.step);
        }
        add(-steps * offer.step);
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
    const std::int64_t steps[2] = {roll(3) == 0 ? 2 + roll(2) : 1, roll(4) == 0 ? 2 : 1};
    const int offers = 2 + static_cast<int>(roll(4));
    for (int i = 0; i < offers; ++i) {
        const std::size_t pool = index(2);
        const std::size_t zone = index(2);
        const std::size_t type = index(2);
        JointOffer offer;
        offer.gain = steps[type] > 1 ? 1 : gains[type];
        offer.step = steps[type];
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
                QCOMPARE(got.nodes[i] % offer.step, 0);
                replicas += got.nodes[i] / offer.step * offer.gain;
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

QTEST_MAIN(TestJoint)
#include "tst_joint.moc"
