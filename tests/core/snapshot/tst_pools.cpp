// Node pools that nobody describes.
#include <QTest>

#include <algorithm>

#include "core/snapshot/assemble.h"
#include "core/snapshot/build.h"
#include "core/snapshot/file.h"
#include "core/snapshot/infer.h"
#include "core/snapshot/store.h"
#include "tests/support/test.h"

namespace tst_pools {

using namespace core;
using namespace core::snapshot;

namespace {

Json node(const std::string& name, const Json& labels, const Json& taints = Json::array())
{
    return {{"apiVersion", "v1"},
            {"kind", "Node"},
            {"metadata", {{"name", name}, {"labels", labels}}},
            {"spec", {{"taints", taints}}},
            {"status",
             {{"allocatable", {{"cpu", "8"}, {"pods", "48"}}},
              {"conditions", Json::array({{{"type", "Ready"}, {"status", "True"}}})}}}};
}

Json inPool(const std::string& name, const std::string& pool, const std::string& type = "ecs.gn7i-c8g1.2xlarge",
            const std::string& zone = "cn-hangzhou-h")
{
    return node(name, {{"alibabacloud.com/nodepool-id", pool},
                       {"kubernetes.io/hostname", name},
                       {"node.kubernetes.io/instance-type", type},
                       {"topology.kubernetes.io/zone", zone},
                       {"team", "llm"},
                       {"rank", name}});
}

Json systemMap(const std::string& name, const std::string& status)
{
    return {{"apiVersion", "v1"},
            {"kind", "ConfigMap"},
            {"metadata", {{"name", name}, {"namespace", "kube-system"}}},
            {"data", {{"status", status}}}};
}

FleetPtr opened(const std::vector<Json>& objects, const std::string& extras = {})
{
    std::vector<DumpFile> dumps{
        {"clusters/hz/all.json", Json{{"apiVersion", "v1"}, {"kind", "List"}, {"items", objects}}.dump()}};
    if (!extras.empty()) dumps.push_back({"fleet.yaml", extras});
    const Result<Opened> read = openDumps(dumps, "f");
    if (!read) qFatal("%s", read.error().text().c_str());
    return read->fleet;
}

const model::NodePool* poolOf(const ClusterData& data, const std::string& name)
{
    const std::uint32_t row = data.nodes.row(name);
    if (row == noRow || data.nodes.pool[row] == noRow) return nullptr;
    return &data.pools[data.nodes.pool[row]];
}

} // namespace

class TestPools : public QObject {
    Q_OBJECT

private slots:
    void aPoolThatNobodyDescribesIsReadFromItsNodes()
    {
        Json tainted = inPool("a", "np1");
        tainted["spec"]["taints"] = {{{"key", "nvidia.com/gpu"}, {"effect", "NoSchedule"}},
                                     {{"key", "node.kubernetes.io/not-ready"}, {"effect", "NoExecute"}}};
        Json other = inPool("b", "np1", "ecs.gn7i-c16g1.4xlarge", "cn-hangzhou-i");
        other["spec"]["taints"] = tainted["spec"]["taints"];
        const FleetPtr fleet = opened({tainted, other, inPool("c", "np2"), node("alone", {{"team", "llm"}})});
        const ClusterData& data = *fleet->cluster("hz");
        QVERIFY(!data.poolsKnown); // there may be others, and nobody says what these could become
        QCOMPARE(data.pools.size(), 2U);
        const model::NodePool* pool = poolOf(data, "a");
        QVERIFY(pool != nullptr && pool == poolOf(data, "b"));
        QCOMPARE(pool->id, std::string("np1"));
        QVERIFY((pool->instanceTypes == std::vector<std::string>{"ecs.gn7i-c16g1.4xlarge", "ecs.gn7i-c8g1.2xlarge"}));
        QCOMPARE(pool->zones.size(), 2U);
        QVERIFY((pool->labels == model::Labels{{"alibabacloud.com/nodepool-id", "np1"}, {"team", "llm"}}));
        QCOMPARE(pool->taints.size(), 1U);
        QCOMPARE(pool->taints.front().key, std::string("nvidia.com/gpu"));
        QCOMPARE(isElastic(data, *pool), std::optional<bool>());
        QCOMPARE(minimumOf(data, *pool), std::optional<std::int64_t>());
        QCOMPARE(pool->maxSize, std::optional<std::int64_t>());
        QVERIFY(poolOf(data, "alone") == nullptr);
        QCOMPARE(data.poolsOrigin.source, std::string("labels of its nodes"));
        const bool said = std::any_of(fleet->gaps.begin(), fleet->gaps.end(),
                                      [](const Gap& gap) { return gap.cluster == "hz" && gap.what == "node pools"; });
        QVERIFY(said);
    }

    void labelsOfOtherCloudsNamePoolsToo_data()
    {
        QTest::addColumn<QString>("label");
        for (const char* label :
             {"alibabacloud.com/nodepool-id", "node.alibabacloud.com/nodepool-id", "karpenter.sh/nodepool",
              "eks.amazonaws.com/nodegroup", "cloud.google.com/gke-nodepool", "kubernetes.azure.com/agentpool"})
            QTest::newRow(label) << label;
    }
    void labelsOfOtherCloudsNamePoolsToo()
    {
        QFETCH(QString, label);
        const FleetPtr fleet = opened({node("a", {{label.toStdString(), "gpu"}})});
        const model::NodePool* pool = poolOf(*fleet->cluster("hz"), "a");
        QVERIFY(pool != nullptr);
        QCOMPARE(pool->id, std::string("gpu"));
    }

    void aDescribedPoolWins()
    {
        const FleetPtr fleet = opened({inPool("a", "np1"), inPool("b", "np2")},
                                      "apiVersion: berth/v1\nkind: FleetExtras\nclusters:\n- {name: hz, nodePools: "
                                      "[{id: np1, name: gpu, maxSize: 9}]}\n");
        const ClusterData& data = *fleet->cluster("hz");
        QVERIFY(data.poolsKnown);
        QCOMPARE(data.pools.size(), 1U);
        QCOMPARE(poolOf(data, "a")->name, std::string("gpu"));
        QVERIFY(poolOf(data, "b") == nullptr);
        QCOMPARE(isElastic(data, data.pools.front()), std::optional(true));
    }

    void aStockSheetTellsWhatItsPoolBuys()
    {
        const FleetPtr fleet = opened(
            {inPool("a", "np1"),
             systemMap(
                 "np1-inventory-status",
                 R"({"SupplySeqs": [{"InstanceType": "ecs.gn8is.2xlarge", "Zone": "cn-hangzhou-k", "State": "WithStock"}]})"),
             systemMap(
                 "np9-inventory-status",
                 R"({"SupplySeqs": [{"InstanceType": "ecs.g7.xlarge", "Zone": "cn-hangzhou-k", "State": "WithStock"}]})")});
        const ClusterData& data = *fleet->cluster("hz");
        QCOMPARE(data.pools.size(), 2U); // one of them has no node
        const model::NodePool* pool = poolOf(data, "a");
        QVERIFY(pool->instanceTypes == std::vector<std::string>{"ecs.gn8is.2xlarge"});
        QCOMPARE(pool->scaler, std::string("goatscaler"));
        QCOMPARE(isElastic(data, *pool), std::optional(true));
        QCOMPARE(minimumOf(data, *pool), std::optional<std::int64_t>());
    }

    void theStatusOfTheAutoscalerTellsBounds_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("text, before 1.30")
            << "Cluster-autoscaler status at 2026-11-29 10:00:00 +0000 UTC:\nCluster-wide:\n  Health:      Healthy "
               "(ready=1 unready=0 registered=1)\n\nNodeGroups:\n  Name:        gpu\n  Health:      Healthy (ready=1 "
               "unready=0 registered=1 cloudProviderTarget=1 (minSize=1, maxSize=12))\n  ScaleUp:     NoActivity "
               "(ready=1 cloudProviderTarget=1)\n\n  Name:        asg-bp1x\n  Health:      Healthy (ready=1 "
               "cloudProviderTarget=1 (minSize=0, maxSize=3))\n";
        QTest::newRow("YAML") << "time: \"2026-11-29 10:00:00 +0000 UTC\"\nautoscalerStatus: Running\nclusterWide:\n  "
                                 "health:\n    status: Healthy\nnodeGroups:\n- health:\n    cloudProviderTarget: 1\n   "
                                 " maxSize: 12\n    minSize: 1\n    status: Healthy\n  name: gpu\n- name: "
                                 "https://x/instanceGroups/gke-a\n  health: {minSize: 0, maxSize: 3}\n";
        QTest::newRow("EKS")
            << "nodeGroups:\n- name: eks-gpu-0ac5b1c2-1111-2222-3333-444455556666\n  health: {minSize: "
               "1, maxSize: 12}\n";
        QTest::newRow("AKS") << "nodeGroups:\n- name: aks-gpu-12345678-vmss\n  health: {minSize: 1, maxSize: 12}\n";
    }
    void theStatusOfTheAutoscalerTellsBounds()
    {
        QFETCH(QString, status);
        const FleetPtr fleet = opened({node("a", {{"eks.amazonaws.com/nodegroup", "gpu"}}),
                                       systemMap("cluster-autoscaler-status", status.toStdString())});
        const ClusterData& data = *fleet->cluster("hz");
        QCOMPARE(data.pools.size(), 1U);
        QCOMPARE(data.pools.front().maxSize, std::optional<std::int64_t>(12));
        QCOMPARE(minimumOf(data, data.pools.front()), std::optional<std::int64_t>(1));
        QCOMPARE(isElastic(data, data.pools.front()), std::optional(true));
    }

    /// Nodes that the autoscaler is about to get hold a place of the pool already, whoever describes the pool.
    void nodesOnTheirWayCount_data()
    {
        QTest::addColumn<QString>("status");
        QTest::newRow("text")
            << "Cluster-autoscaler status:\n\nNodeGroups:\n  Name:        gpu\n  Health:      Healthy "
               "(ready=1 registered=1 cloudProviderTarget=3 (minSize=0, maxSize=4))\n";
        QTest::newRow("YAML")
            << "nodeGroups:\n- name: gpu\n  health: {minSize: 0, maxSize: 4, cloudProviderTarget: 3}\n";
    }
    void nodesOnTheirWayCount()
    {
        QFETCH(QString, status);
        ClusterDraft draft;
        model::Issues issues;
        draft.add(*clusterObject(systemMap("cluster-autoscaler-status", status.toStdString()), issues));
        draft.describe("hz", nullptr, {});
        QCOMPARE(draft.data.pools.front().size, std::optional<std::int64_t>(3));
        Extras extras;
        ClusterExtras stated;
        stated.cluster.name = "hz";
        stated.pools.emplace().emplace_back().id = "gpu";
        extras.clusters.push_back(stated);
        draft.describe("hz", nullptr, extras);
        QCOMPARE(draft.data.pools.front().size, std::optional<std::int64_t>(3));
        extras.clusters.front().pools->front().size = 1;
        draft.describe("hz", nullptr, extras);
        QCOMPARE(draft.data.pools.front().size, std::optional<std::int64_t>(1));
    }

    /// Whatever comes when: the same pools as from nothing.
    void poolsFollowTheirNodes()
    {
        const auto read = [](const Json& object) {
            model::Issues issues;
            return std::get<model::Node>(*clusterObject(object, issues));
        };
        Store store(freeze({}));
        ClusterDraft draft;
        model::Issues issues;
        draft.add(*clusterObject(
            systemMap("cluster-autoscaler-status", "nodeGroups:\n- {name: np1, health: {minSize: 0, maxSize: 5}}\n"),
            issues));
        draft.describe("hz", nullptr, {});
        const ClusterRest rest{draft.data, true};
        store.apply({.clusters = {{.cluster = "hz", .nodes = {read(inPool("a", "np1"))}, .rest = rest}}});
        store.apply({.clusters = {{.cluster = "hz", .nodes = {read(inPool("b", "np2"))}}}});
        store.apply({.clusters = {{.cluster = "hz", .nodes = {read(inPool("a", "np3"))}}}}); // only its labels change
        const FleetPtr last = store.apply({.clusters = {{.cluster = "hz", .rest = rest}}});
        const ClusterData& data = *last->cluster("hz");
        QCOMPARE(data.pools.size(), 3U);
        QCOMPARE(poolOf(data, "a")->id, std::string("np3"));
        QCOMPARE(poolOf(data, "b")->id, std::string("np2"));
        QCOMPARE(data.pools.front().maxSize, std::optional<std::int64_t>(5)); // np1, with no node left
        QVERIFY(data.pools.front().instanceTypes.empty());
    }
};

BERTH_TEST(TestPools)

} // namespace tst_pools

#include "tst_pools.moc"
