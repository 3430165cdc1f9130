#include <QTest>

#include "core/model/binding.h"
#include "core/model/cluster.h"
#include "core/text/yaml.h"
#include "tests/support/support.h"
#include "tests/support/test.h"

namespace tst_cluster {

using namespace core;
using namespace core::model;

namespace {

Json value(const std::string& yaml)
{
    const text::File file = text::parse(yaml);
    if (!file.ok() || file.documents.size() != 1) qFatal("not a document");
    return file.documents[0].value();
}

} // namespace

/// Member clusters and bindings, as Karmada's control plane holds them.
class TestCluster : public QObject {
    Q_OBJECT

private slots:
    void readsACluster()
    {
        Issues issues;
        const Cluster cluster = readCluster(value(R"(
apiVersion: cluster.karmada.io/v1alpha1
kind: Cluster
metadata: {name: c1, labels: {env: prod}}
spec:
  id: u-1
  provider: alibabacloud
  region: cn-hangzhou
  zones: [cn-hangzhou-h]
  taints: [{key: k, effect: NoSchedule}]
  resourceModels:
  - {grade: 1, ranges: [{name: memory, min: 4Gi, max: 8Gi}, {name: cpu, min: 1}]}
status:
  kubernetesVersion: v1.32.1
  apiEnablements:
  - {groupVersion: v1, resources: [{kind: Pod}]}
  - {groupVersion: apps/v1, resources: [{kind: Deployment}, {kind: Deployment}]}
  conditions: [{type: Ready, status: "True"}, {type: CompleteAPIEnablements, status: "True"}]
  resourceSummary:
    allocatable: {cpu: "8"}
    allocated: {cpu: 500m}
    allocatableModelings: [{grade: 1, count: 3}]
)"),
                                            "", issues);
        QVERIFY(issues.empty());
        QCOMPARE(cluster.zones, std::vector<std::string>{"cn-hangzhou-h"});
        QVERIFY(cluster.apiEnablementsComplete && !cluster.deleting);
        const std::vector<std::pair<std::string, std::string>> served = {{"apps/v1", "Deployment"}, {"v1", "Pod"}};
        QVERIFY(cluster.apiEnablements == served);                             // sorted, each once
        QCOMPARE(cluster.models.at(0).min.at(0).first, std::string("memory")); // in the manifest's order
        QCOMPARE(cluster.models.at(0).min.at(1).second.value(), Amount{1});
        QCOMPARE(cluster.summary->allocated.at("cpu").milli(), Amount{500});
        QCOMPARE(cluster.summary->modelings.at(0).count, std::int64_t{3});
    }

    /// As the cluster controller taints it at once, whether the list was taken before or after.
    void aClusterThatIsNotReadyIsTainted_data()
    {
        QTest::addColumn<QString>("ready");
        QTest::addColumn<QString>("taints"); // that it has
        QTest::addColumn<QString>("keys");
        QTest::newRow("ready") << "True"
                               << ""
                               << "";
        QTest::newRow("not ready") << "False"
                                   << ""
                                   << "cluster.karmada.io/not-ready";
        QTest::newRow("unreachable") << "Unknown"
                                     << ""
                                     << "cluster.karmada.io/unreachable";
        QTest::newRow("tainted already") << "False"
                                         << "{key: cluster.karmada.io/not-ready, effect: NoSchedule}"
                                         << "cluster.karmada.io/not-ready";
        QTest::newRow("evicting, too") << "False"
                                       << "{key: cluster.karmada.io/not-ready, effect: NoExecute}"
                                       << "cluster.karmada.io/not-ready cluster.karmada.io/not-ready";
    }
    void aClusterThatIsNotReadyIsTainted()
    {
        QFETCH(QString, ready);
        QFETCH(QString, taints);
        Issues issues;
        const std::string yaml = "apiVersion: cluster.karmada.io/v1alpha1\nkind: Cluster\nmetadata: {name: c1}\n"
                                 "spec: {taints: [" +
                                 taints.toStdString() + "]}\nstatus: {conditions: [{type: Ready, status: '" +
                                 ready.toStdString() + "'}]}\n";
        QStringList keys;
        for (const Taint& one : readCluster(value(yaml), "", issues).taints) keys << QString::fromStdString(one.key);
        QTEST(keys.join(QLatin1Char(' ')), "keys");
    }

    /// The same of a ManagedCluster, which a hub may also not accept.
    void aManagedClusterThatIsNotThereIsTainted_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("available");
        QTest::addColumn<QString>("taints");
        const auto row = [](const char* name, const char* spec, const char* available, const char* taints) {
            QTest::newRow(name) << spec << available << taints;
        };
        row("well", "hubAcceptsClient: true", "True", "");
        row("says nothing of the hub", "", "True", "");
        row("unavailable", "hubAcceptsClient: true", "False",
            "cluster.open-cluster-management.io/unavailable:NoSelect");
        row("unreachable", "hubAcceptsClient: true", "Unknown",
            "cluster.open-cluster-management.io/unreachable:NoSelect");
        row("not accepted", "hubAcceptsClient: false", "True",
            "cluster.open-cluster-management.io/unreachable:NoSelect");
        row("not accepted, and said", "hubAcceptsClient: false", "Unknown",
            "cluster.open-cluster-management.io/unreachable:NoSelect");
        row("tainted already",
            "taints: [{key: cluster.open-cluster-management.io/unavailable, effect: NoSelect}, {key: x, effect: "
            "NoSelectIfNew}]",
            "False", "cluster.open-cluster-management.io/unavailable:NoSelect x:NoSelectIfNew");
    }
    void aManagedClusterThatIsNotThereIsTainted()
    {
        QFETCH(QString, spec);
        QFETCH(QString, available);
        Issues issues;
        const std::string yaml = "apiVersion: cluster.open-cluster-management.io/v1\nkind: ManagedCluster\n"
                                 "metadata: {name: c1}\nspec: {" +
                                 spec.toStdString() +
                                 "}\nstatus: {conditions: [{type: ManagedClusterConditionAvailable, status: '" +
                                 available.toStdString() + "'}]}\n";
        QStringList taints;
        for (const Taint& one : readCluster(value(yaml), "", issues).taints)
            taints << QString::fromStdString(one.key + ':' + one.effect);
        QTEST(taints.join(QLatin1Char(' ')), "taints");
    }

    void whatAClusterDoesNotSayIsUnknown()
    {
        Issues issues;
        const Cluster cluster = readCluster(value("metadata: {name: c1}\n"), "", issues);
        QVERIFY(issues.empty());
        QVERIFY(!cluster.apiEnablements && !cluster.summary && cluster.models.empty());
        QVERIFY(readCluster(value("metadata: {name: c1, deletionTimestamp: '2026-01-01T00:00:00Z'}\n"), "", issues)
                    .deleting);
    }

    void saysWhereAClusterIsWrong()
    {
        Issues issues;
        (void)readCluster(value("metadata: {name: c1}\nspec: {region: 7, zones: a}\n"), "/items/3", issues);
        QCOMPARE(issues.size(), std::size_t{2});
        QCOMPARE(issues[0].path, std::string("/items/3/spec/region"));
        QCOMPARE(issues[1].path, std::string("/items/3/spec/zones"));
    }

    void readsABinding()
    {
        Issues issues;
        const Binding binding = readBinding(value(R"(
apiVersion: work.karmada.io/v1alpha2
kind: ResourceBinding
metadata: {name: w-deployment, namespace: d, generation: 4, resourceVersion: "12"}
spec:
  resource: {apiVersion: apps/v1, kind: Deployment, namespace: d, name: w, uid: u-1}
  replicas: 4
  replicaRequirements:
    resourceRequest: {nvidia.com/gpu: 1}
    nodeClaim:
      nodeSelector: {gpu: a10}
      tolerations: [{operator: Exists}]
  components:
  - {name: head, replicas: 1, replicaRequirements: {resourceRequest: {cpu: 100m}}}
  clusters: [{name: c1, replicas: 3, components: [{name: head, replicas: 1}]}, {name: c2, replicas: 1}]
  gracefulEvictionTasks: [{fromCluster: c3}]
  suspension: {scheduling: true}
  placement: {clusterAffinity: {clusterNames: [c1, c2]}}
status: {schedulerObservingAffinityName: a, schedulerObservedGeneration: 3, conditions: [{type: Scheduled, status: "False", reason: NoClusterFit}]}
)"),
                                            "", issues);
        QVERIFY2(issues.empty(), issues.empty() ? "" : issues[0].path.c_str());
        QCOMPARE(binding.spec.uid, std::string("u-1"));
        QCOMPARE(binding.spec.requirements->resourceRequest.at("nvidia.com/gpu").value(), Amount{1});
        QCOMPARE(binding.spec.requirements->nodeClaim->nodeSelector.at("gpu"), std::string("a10"));
        QVERIFY(!binding.spec.requirements->nodeClaim->hardNodeAffinity);
        QCOMPARE(binding.spec.components.at(0).requirements->resourceRequest.at("cpu").milli(), Amount{100});
        QCOMPARE(binding.spec.clusters.at(0).replicas, 3);
        QCOMPARE(binding.spec.clusters.at(0).components.at(0).second, 1);
        QCOMPARE(binding.spec.evictions.at(0).fromCluster, std::string("c3"));
        QVERIFY(binding.spec.suspendScheduling);
        QCOMPARE(binding.spec.placement->clusterAffinity->clusterNames.size(), std::size_t{2});
        QCOMPARE(binding.resourceVersion, std::int64_t{12});
        QCOMPARE(binding.status.observedGeneration, std::int64_t{3});
        QCOMPARE(binding.status.conditions.at(0).reason, std::string("NoClusterFit"));
    }

    void saysWhereABindingIsWrong_data()
    {
        QTest::addColumn<QString>("spec");
        QTest::addColumn<QString>("path");
        QTest::newRow("replicas in quotes") << "{replicas: '4'}"
                                            << "/spec/replicas";
        QTest::newRow("too many replicas") << "{replicas: 3000000000}"
                                           << "/spec/replicas";
        QTest::newRow("clusters are no list") << "{clusters: {name: c1}}"
                                              << "/spec/clusters";
        QTest::newRow("a quantity") << "{replicaRequirements: {resourceRequest: {cpu: x}}}"
                                    << "/spec/replicaRequirements/resourceRequest/cpu";
    }
    void saysWhereABindingIsWrong()
    {
        QFETCH(QString, spec);
        QFETCH(QString, path);
        Issues issues;
        (void)readBinding(value("spec: " + spec.toStdString() + "\n"), "", issues);
        QCOMPARE(issues.size(), std::size_t{1});
        QCOMPARE(QString::fromStdString(issues[0].path), path);
    }
};

BERTH_TEST(TestCluster)

} // namespace tst_cluster

#include "tst_cluster.moc"
