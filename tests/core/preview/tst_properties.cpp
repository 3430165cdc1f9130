#include <QTest>

#include "core/snapshot/sample.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/support/test.h"

namespace tst_properties {

using namespace core;

namespace {

std::string manifests(int replicas, bool aggregated, bool gpu)
{
    return "apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: server, namespace: default}\nspec:\n  replicas: " +
           std::to_string(replicas) +
           "\n  selector: {matchLabels: {app: server}}\n  template:\n    metadata: {labels: {app: server}}\n    spec:\n"
           "      tolerations: [{operator: Exists}]\n      containers:\n      - name: server\n        image: server:1\n"
           "        resources: {limits: {cpu: 3, memory: 12Gi" +
           (gpu ? std::string(", nvidia.com/gpu: 1") : std::string()) +
           "}}\n---\n"
           "apiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\n"
           "metadata: {name: policy, namespace: default}\nspec:\n  autoScaling: {ecsProvision: true}\n"
           "  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: server}]\n  placement:\n"
           "    replicaScheduling:\n      replicaSchedulingType: Divided\n" +
           (aggregated ? "      replicaDivisionPreference: Aggregated\n"
                       : "      replicaDivisionPreference: Weighted\n"
                         "      weightPreference: {dynamicWeight: AvailableReplicas}\n");
}

preview::Preview answerOf(const std::string& yaml, const snapshot::FleetPtr& fleet)
{
    return preview::preview(preview::readManifests(given::documents(yaml), *fleet).questions.front(), fleet);
}

std::int64_t written(const preview::Preview& answer)
{
    std::int64_t sum = 0;
    for (const auto& cluster : answer.clusters) sum += cluster.replicas;
    return sum;
}

bool warns(const preview::Preview& answer, const std::string& id)
{
    return std::any_of(answer.warnings.begin(), answer.warnings.end(), [&](const auto& one) { return one.id == id; });
}

snapshot::FleetPtr fleetOf(int seed)
{
    snapshot::Sample sample;
    sample.clusters = 2 + seed % 5;
    sample.nodes = 3 + seed % 4;
    sample.podsPerNode = 6;
    sample.seed = static_cast<std::uint64_t>(seed) + 1;
    return snapshot::sample(sample);
}

} // namespace

/// What holds of every answer on made-up fleets.
class TestProperties : public QObject {
    Q_OBJECT

private:
    static void everyQuestion()
    {
        QTest::addColumn<int>("seed");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<bool>("aggregated");
        QTest::addColumn<bool>("gpu");
        for (int seed = 0; seed < test::rounds(6); ++seed)
            for (const int replicas : {3, 25, 90})
                for (const bool aggregated : {false, true})
                    QTest::addRow("fleet %d, %d replicas, %s", seed, replicas, aggregated ? "aggregated" : "dynamic")
                        << seed << replicas << aggregated << (seed % 3 != 2);
    }

private slots:
    void firstPlacementsAreNeverOverCapacity_data() { everyQuestion(); }
    void firstPlacementsAreNeverOverCapacity()
    {
        QFETCH(int, seed);
        QFETCH(int, replicas);
        QFETCH(bool, aggregated);
        QFETCH(bool, gpu);
        const auto answer = answerOf(manifests(replicas, aggregated, gpu), fleetOf(seed));
        for (const auto& cluster : answer.clusters) {
            if (cluster.replicas == 0) continue;
            const auto& has = cluster.capacities;
            std::optional<std::int64_t> most = has.running.lower;
            if (answer.stockAsked && !has.deliverable.upper) most.reset();
            if (answer.stockAsked && most) *most += *has.deliverable.upper;
            QVERIFY2(!most || cluster.replicas <= *most, cluster.name.c_str());
        }
    }

    void replicasAddUp_data() { everyQuestion(); }
    void replicasAddUp()
    {
        QFETCH(int, seed);
        QFETCH(int, replicas);
        QFETCH(bool, aggregated);
        QFETCH(bool, gpu);
        const auto answer = answerOf(manifests(replicas, aggregated, gpu), fleetOf(seed));
        QVERIFY(written(answer) == replicas || written(answer) == 0);
        std::int64_t placed = 0;
        std::int64_t unsure = 0;
        for (const auto& cluster : answer.clusters) {
            QCOMPARE(cluster.placed + cluster.shortOf, cluster.atOnce);
            QVERIFY(cluster.unsure <= cluster.shortOf);
            QVERIFY(cluster.range.lower <= cluster.replicas);
            QVERIFY(!cluster.range.upper || *cluster.range.upper >= cluster.replicas);
            std::int64_t inShares = 0;
            for (const auto& share : cluster.shares) {
                inShares += replicasOf(share).lower; // some may be left without by what is bought for others
                QVERIFY(share.nodes > 0 && share.replicas > 0);
                // What may not be bought may still be there afterwards.
                if (share.stockAfter && share.stockAfter->upper && nodesOf(share).lower == 0)
                    QCOMPARE(*share.stockAfter->upper, *share.stockBefore->upper);
            }
            QCOMPARE(inShares, cluster.placed);
            placed += cluster.placed;
            unsure += cluster.unsure;
        }
        // Clusters show one division; the whole is over all that stock could lead to.
        QVERIFY(answer.placed <= placed && answer.placed + answer.unsure >= placed);
        if (answer.overStock) return;
        QCOMPARE(answer.placed, placed);
        QCOMPARE(answer.unsure, unsure);
    }

    /// No cell gives more than it has, whoever takes.
    void cellsAreThereOnce_data() { everyQuestion(); }
    void cellsAreThereOnce()
    {
        QFETCH(int, seed);
        QFETCH(int, replicas);
        QFETCH(bool, aggregated);
        QFETCH(bool, gpu);
        const snapshot::FleetPtr fleet = fleetOf(seed);
        const auto answer = answerOf(manifests(replicas, aggregated, gpu), fleet);
        std::map<std::tuple<std::string, std::string, bool>, std::int64_t> taken;
        for (const auto& cluster : answer.clusters)
            for (const auto& share : cluster.shares)
                if (share.kind == preview::Share::Kind::New && !share.unsure)
                    taken[{share.zone, share.instanceType, share.spot}] += share.nodes;
        const estimate::Stock stock(*fleet);
        for (const auto& [cell, nodes] : taken)
            QVERIFY(nodes <= stock.find({"", std::get<0>(cell), std::get<1>(cell), std::get<2>(cell)}).instances.lower);
    }

    void moreStockNeverPlacesFewer_data() { everyQuestion(); }
    void moreStockNeverPlacesFewer()
    {
        QFETCH(int, seed);
        QFETCH(int, replicas);
        QFETCH(bool, aggregated);
        QFETCH(bool, gpu);
        const std::string yaml = manifests(replicas, aggregated, gpu);
        snapshot::FleetPtr fleet = fleetOf(seed);
        auto before = answerOf(yaml, fleet);
        const std::size_t cell = static_cast<std::size_t>(seed * 7 + replicas) % fleet->stock.size();
        const model::StockCell& one = fleet->stock[cell];
        for (const std::int64_t more : {1, 4, 20}) {
            const auto richer = snapshot::whatIf(
                fleet, {snapshot::SetStock{one.zone, one.instanceType, Range::exactly(one.instances.lower + more),
                                           one.spot, one.account}});
            QVERIFY(richer.has_value());
            const auto after = answerOf(yaml, *richer);
            QVERIFY(written(after) >= written(before));
            // Clusters that count one cell each for itself can be given more than there is: that is said.
            QVERIFY(after.placed >= before.placed || warns(after, "over-capacity"));
            before = after;
        }
    }

    void theSameSnapshotGivesTheSameBytes_data() { everyQuestion(); }
    void theSameSnapshotGivesTheSameBytes()
    {
        QFETCH(int, seed);
        QFETCH(int, replicas);
        QFETCH(bool, aggregated);
        QFETCH(bool, gpu);
        const std::string yaml = manifests(replicas, aggregated, gpu);
        const std::string first = preview::toJson(answerOf(yaml, fleetOf(seed))).dump();
        const std::string second = preview::toJson(answerOf(yaml, fleetOf(seed))).dump();
        QVERIFY(first == second);
    }
};

BERTH_TEST(TestProperties)

} // namespace tst_properties

#include "tst_properties.moc"
