#include <QTest>

#include <algorithm>
#include <functional>
#include <optional>

#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/support/test.h"

namespace tst_ranges_oracle {

using namespace core;

namespace {

struct CellValue {
    std::string zone;
    Range instances;
};

const std::string dynamic = "      replicaDivisionPreference: Weighted\n"
                            "      weightPreference: {dynamicWeight: AvailableReplicas}\n";
const std::string aggregated = "      replicaDivisionPreference: Aggregated\n";

/// Clusters without nodes, each with one pool in its own zone, or where `zones` says so in another's.
snapshot::FleetPtr fleetOf(const std::vector<std::string>& zones, const std::vector<CellValue>& cells)
{
    snapshot::Fleet fleet;
    fleet.engine = "ackone";
    for (std::size_t i = 0; i < zones.size(); ++i) {
        snapshot::ClusterData data;
        data.cluster.name = "c-" + std::to_string(i + 1);
        data.cluster.region = "cn-hangzhou";
        data.nodesKnown = data.podsKnown = data.poolsKnown = true;
        model::NodePool pool;
        pool.id = pool.name = "gpu";
        pool.maxSize = 50;
        pool.size = 0;
        pool.instanceTypes = {"ecs.gn7i-c8g1.2xlarge"};
        pool.zones = {{zones[i], 250}};
        pool.scaler = "goatscaler";
        pool.scalerVersion = "0.6.1";
        data.pools.push_back(std::move(pool));
        snapshot::buildTables(data, {}, {});
        fleet.clusters.push_back(snapshot::freezeCluster(std::move(data)));
    }
    model::Price price;
    price.region = "cn-hangzhou";
    price.instanceType = "ecs.gn7i-c8g1.2xlarge";
    price.perHour = {10, "CNY"};
    fleet.prices.push_back(price);
    fleet.instanceTypes.push_back({"ecs.gn7i-c8g1.2xlarge", 8, 30 * 1024, "NVIDIA A10", 1, 24 * 1024, 48, "test"});
    const snapshot::FleetPtr empty = snapshot::freeze(std::move(fleet));
    std::vector<snapshot::Change> changes;
    for (const CellValue& cell : cells)
        changes.push_back(snapshot::SetStock{cell.zone, "ecs.gn7i-c8g1.2xlarge", cell.instances});
    return *snapshot::whatIf(empty, changes);
}

preview::Preview previewOf(const std::string& yaml, const snapshot::FleetPtr& fleet,
                           const std::vector<model::TargetCluster>& previous, const std::string& uid = {})
{
    auto read = preview::readManifests(given::documents(yaml), *fleet);
    preview::Question question = read.questions.front();
    question.previous = previous;
    question.workload.uid = uid;
    return preview::preview(question, fleet);
}

/// Least and most of what is shown.
struct Totals {
    std::vector<Range> replicas;
    Range placed;
    Range newNodes;
    std::int64_t leastCost{}; ///< an hour, in millionths
    std::int64_t mostCost{};
};

Totals totalsOf(const preview::Preview& answer)
{
    Totals out;
    for (const auto& cluster : answer.clusters) out.replicas.push_back(cluster.range);
    const preview::NewNodes bought = preview::newNodesOf(answer);
    out.placed = {answer.placed, answer.placed + answer.unsure};
    out.newNodes = {bought.sure, bought.most};
    if (bought.cost) out.leastCost = bought.cost->lower.micros;
    if (bought.cost) out.mostCost = bought.cost->upper->micros;
    return out;
}

void include(Range& range, const Range& other)
{
    range.lower = std::min(range.lower, other.lower);
    range.upper = std::max(*range.upper, *other.upper);
}

/// Every value of every interval, one whole preview each for either order of equals.
Totals byBruteForce(const std::string& yaml, const std::vector<std::string>& zones, std::vector<CellValue> cells,
                    const std::vector<model::TargetCluster>& previous)
{
    std::optional<Totals> out;
    const std::vector<CellValue> intervals = cells;
    const std::function<void(std::size_t)> vary = [&](std::size_t next) {
        if (next < cells.size()) {
            for (std::int64_t n = intervals[next].instances.lower; n <= *intervals[next].instances.upper; ++n) {
                cells[next].instances = Range::exactly(n);
                vary(next + 1);
            }
            return;
        }
        for (const char* uid : {"a", "b"}) { // equals come in one order or in the other
            const Totals here = totalsOf(previewOf(yaml, fleetOf(zones, cells), previous, uid));
            if (!out) out = here;
            for (std::size_t i = 0; i < here.replicas.size(); ++i) include(out->replicas[i], here.replicas[i]);
            include(out->placed, here.placed);
            include(out->newNodes, here.newNodes);
            out->leastCost = std::min(out->leastCost, here.leastCost);
            out->mostCost = std::max(out->mostCost, here.mostCost);
        }
    };
    vary(0);
    return *out;
}

QString shown(const Totals& totals)
{
    QStringList out;
    const auto add = [&out](const Range& range) { out << QStringLiteral("%1..%2").arg(range.lower).arg(*range.upper); };
    for (const Range& range : totals.replicas) add(range);
    out << QStringLiteral("placed");
    add(totals.placed);
    out << QStringLiteral("new");
    add(totals.newNodes);
    out << QStringLiteral("cost");
    add({totals.leastCost, totals.mostCost});
    return out.join(QLatin1Char(' '));
}

} // namespace

/// The ranges of replicas, new nodes and cost, held against every value that stock could have.
class TestRangesOracle : public QObject {
    Q_OBJECT

private slots:
    void agreesWithEveryValue_data()
    {
        QTest::addColumn<int>("seed");
        for (int seed = 0; seed < test::rounds(60); ++seed) QTest::addRow("fleet %d", seed) << seed;
    }
    void agreesWithEveryValue()
    {
        QFETCH(int, seed);
        std::uint64_t state = static_cast<std::uint64_t>(seed) * 2654435761U + 12345;
        const auto roll = [&state](int sides) {
            state = state * 6364136223846793005U + 1442695040888963407U;
            return static_cast<int>((state >> 33U) % static_cast<std::uint64_t>(sides));
        };
        const int clusters = 2 + roll(3);
        const bool shares = seed % 5 == 4;
        std::vector<std::string> zones;
        std::vector<CellValue> cells;
        for (int i = 0; i < clusters; ++i) {
            const std::string zone = "cn-hangzhou-" + std::string(1, static_cast<char>('a' + i));
            if (shares && i == 1) {
                zones.push_back(zones.front());
                continue;
            }
            zones.push_back(zone);
            const int lower = roll(5);
            cells.push_back({zone, {lower, lower + (roll(3) == 0 ? 0 : roll(4))}});
        }
        const std::string strategy = seed % 3 == 2 ? aggregated : dynamic;
        const std::string constraint =
            seed % 7 == 6 ? "    spreadConstraints: [{spreadByField: cluster, minGroups: 1, maxGroups: 2}]\n" : "";
        std::vector<model::TargetCluster> previous;
        if (seed % 4 == 3) previous = {{"c-1", 1 + roll(2), {}}, {"c-2", 1, {}}};
        const std::string yaml =
            given::oneCardEach(1 + roll(9), "      replicaSchedulingType: Divided\n" + strategy + constraint);

        const Totals found = totalsOf(previewOf(yaml, fleetOf(zones, cells), previous));
        const Totals truth = byBruteForce(yaml, zones, cells, previous);
        QCOMPARE(shown(found), shown(truth));
    }
};

BERTH_TEST(TestRangesOracle)

} // namespace tst_ranges_oracle

#include "tst_ranges_oracle.moc"
