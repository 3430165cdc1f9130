#include <QtTest>

#include "core/preview/after.h"
#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/asked.h"
#include "tests/support/test.h"

namespace tst_workload_pods {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

const std::string type = "ecs.gn7i-c8g1.2xlarge";

model::Node node(const std::string& name)
{
    model::Node out;
    out.name = name;
    out.labels = {{"kubernetes.io/hostname", name}, {"topology.kubernetes.io/zone", "cn-hangzhou-h"}};
    out.allocatable = {{"cpu", 7900}, {"memory", std::int64_t{28} << 30U}, {"pods", 60}, {"nvidia.com/gpu", 1}};
    out.capacity = out.allocatable;
    out.conditions = {{"Ready", "True", {}, {}}};
    return out;
}

/// A pod with one card; one by one they get nodes of their own.
struct Running {
    model::Labels labels;
    std::string owner; ///< "batch/v1 Job server": its controller
    model::Labels annotations{};
    std::string ns = "default";
    std::string name{}; ///< empty: "pod-N"
};

model::Pod pod(const Running& one, std::size_t number)
{
    model::Pod out;
    out.ns = one.ns;
    out.name = one.name.empty() ? "pod-" + std::to_string(number) : one.name;
    out.labels = one.labels;
    out.annotations = one.annotations;
    const QStringList owner = QString::fromStdString(one.owner).split(u' ', Qt::SkipEmptyParts);
    if (owner.size() == 3)
        out.owners.push_back({owner[0].toStdString(), owner[1].toStdString(), owner[2].toStdString(), {}, true});
    out.spec.nodeName = "n" + std::to_string(number);
    out.spec.containers.emplace_back();
    out.spec.containers.front().requests["nvidia.com/gpu"] = model::Quantity::of(1);
    out.phase = "Running";
    return out;
}

/// One cluster whose every card one of these pods holds, with `stock` nodes to buy.
snapshot::FleetPtr fleetOf(const std::vector<Running>& running, std::int64_t stock = 20)
{
    snapshot::ClusterData data;
    data.cluster.name = "c";
    data.cluster.region = "cn-hangzhou";
    data.nodesKnown = data.podsKnown = data.poolsKnown = true;
    model::NodePool pool;
    pool.id = pool.name = "gpu";
    pool.size = 0;
    pool.maxSize = 40;
    pool.instanceTypes = {type};
    pool.zones = {{"cn-hangzhou-h", 250}};
    pool.scaler = "goatscaler";
    data.pools.push_back(std::move(pool));
    std::vector<model::Node> nodes;
    std::vector<model::Pod> pods;
    for (std::size_t i = 0; i < running.size(); ++i) {
        nodes.push_back(node("n" + std::to_string(i)));
        pods.push_back(pod(running[i], i));
    }
    snapshot::buildTables(data, std::move(nodes), std::move(pods));
    snapshot::Fleet fleet;
    fleet.engine = "ackone";
    fleet.clusters.push_back(snapshot::freezeCluster(std::move(data)));
    fleet.instanceTypes.push_back({type, 8, 32 * 1024, "NVIDIA A10", 1, 24 * 1024, 48, "test"});
    return *snapshot::whatIf(snapshot::freeze(std::move(fleet)),
                             {snapshot::SetStock{"cn-hangzhou-h", type, Range::exactly(stock)}});
}

const std::string podSpec =
    "{restartPolicy: Never, containers: [{name: c, image: x, resources: {limits: {nvidia.com/gpu: 1}}}]}";

std::string rayCluster(const std::string& more = {})
{
    return "{" + more + "headGroupSpec: {template: {spec: " + podSpec +
           "}}, workerGroupSpecs: [{groupName: w, replicas: 3, minReplicas: 1, maxReplicas: 5, template: {spec: " +
           podSpec + "}}]}";
}

/// Kind → apiVersion and spec: four cards, whatever it is.
std::string spec(const std::string& kind)
{
    if (kind == "LeaderWorkerSet")
        return "{replicas: 2, leaderWorkerTemplate: {size: 2, workerTemplate: {spec: " + podSpec + "}}}";
    if (kind == "RayCluster") return rayCluster();
    if (kind == "RayCluster that scales itself") return rayCluster("enableInTreeAutoscaling: true, ");
    if (kind == "RayService") return "{rayClusterConfig: " + rayCluster() + "}";
    const std::string four = "{replicas: 4, template: {spec: " + podSpec + "}}";
    if (kind == "JobSet")
        return "{replicatedJobs: [{name: w, replicas: 1, template: {spec: {parallelism: 4, completions: 4, template: "
               "{spec: " +
               podSpec + "}}}}]}";
    if (kind == "PyTorchJob of two roles")
        return "{pytorchReplicaSpecs: {Master: {replicas: 1, template: {spec: " + podSpec +
               "}}, Worker: {replicas: 3, template: {spec: " + podSpec + "}}}}";
    if (kind == "PyTorchJob") return "{pytorchReplicaSpecs: {Worker: " + four + "}}";
    if (kind == "Job of Volcano") return "{minAvailable: 4, tasks: [{name: w, " + four.substr(1) + "]}";
    if (kind == "RayJob") return "{entrypoint: x, rayClusterSpec: " + rayCluster() + "}";
    const std::string job = "{parallelism: 4, completions: 4, template: {spec: " + podSpec + "}}";
    return kind == "Job" ? job : "{schedule: '0 3 * * *', jobTemplate: {spec: " + job + "}}";
}

std::vector<Json> manifests(const std::string& kind, const std::string& image = "x")
{
    const std::string plain = kind.substr(0, kind.find(' '));
    const std::string version = plain == "LeaderWorkerSet" ? "leaderworkerset.x-k8s.io/v1"
                                : plain.starts_with("Ray") ? "ray.io/v1"
                                : plain == "JobSet"        ? "jobset.x-k8s.io/v1alpha2"
                                : plain == "PyTorchJob"    ? "kubeflow.org/v1"
                                : kind == "Job of Volcano" ? "batch.volcano.sh/v1alpha1"
                                                           : "batch/v1";
    std::string what = spec(kind);
    for (std::size_t at = 0; (at = what.find("image: x", at)) != std::string::npos; ++at)
        what.replace(at, 8, "image: '" + image + "'");
    return given::documents("apiVersion: " + version + "\nkind: " + plain +
                            "\nmetadata: {name: server, namespace: default}\nspec: " + what +
                            "\n---\napiVersion: policy.one.alibabacloud.com/v1alpha1\nkind: PropagationPolicy\n"
                            "metadata: {name: policy, namespace: default}\nspec:\n  autoScaling: {ecsProvision: true}\n"
                            "  resourceSelectors: [{apiVersion: " +
                            version + ", kind: " + plain +
                            ", name: server}]\n  placement:\n    clusterAffinity: {clusterNames: [c]}\n");
}

Question question(const snapshot::FleetPtr& fleet, const std::vector<Json>& documents)
{
    return readManifests(documents, *fleet).questions.front();
}

snapshot::FleetPtr after(const Question& question, const snapshot::FleetPtr& fleet)
{
    const Prepared prepared = prepare(question, *fleet);
    Facts facts(prepared, fleet);
    return fleetAfter(prepared, facts, fleet, preview::preview(question, fleet));
}

/// "c 2/2" where nothing is bought, "c 2/2 +4".
QString placed(const snapshot::FleetPtr& fleet, const std::string& kind)
{
    return asked::placement(preview::preview(question(fleet, manifests(kind)), fleet));
}

using Marks = std::vector<Running>;

Marks group(const std::string& index, int pods, const std::string& size = {})
{
    Running one{{{"leaderworkerset.sigs.k8s.io/name", "server"}, {"leaderworkerset.sigs.k8s.io/group-index", index}},
                "apps/v1 StatefulSet server"};
    if (!size.empty()) one.annotations["leaderworkerset.sigs.k8s.io/size"] = size;
    return Marks(static_cast<std::size_t>(pods), one);
}

Marks operator+(Marks one, const Marks& other)
{
    one.insert(one.end(), other.begin(), other.end());
    return one;
}

Marks four(const model::Labels& labels, const std::string& owner = {}, std::size_t pods = 4)
{
    return Marks(pods, Running{labels, owner});
}

Marks ray(const std::string& cluster, std::size_t pods = 4)
{
    return four({{"ray.io/cluster", cluster}}, "ray.io/v1 RayCluster " + cluster, pods);
}

} // namespace

class TestWorkloadPods : public QObject {
    Q_OBJECT
private slots:
    void whatRunsIsNotPaidTwice_data();
    void whatRunsIsNotPaidTwice();
    void othersPodsAreNotIts_data();
    void othersPodsAreNotIts();
    void selectorsPodsAreThoseOfItsController_data();
    void selectorsPodsAreThoseOfItsController();
    void groupsOnNodesShowWhereTheyAre_data();
    void groupsOnNodesShowWhereTheyAre();
    void onlyWholeGroupsCount();
    void updatesTakeGroupsThatRun_data();
    void updatesTakeGroupsThatRun();
    void groupsOfAnotherSizeAreMadeAnew_data();
    void groupsOfAnotherSizeAreMadeAnew();
    void whatShrinksLosesWholeGroups();
    void askingAgainFindsItThere_data();
    void askingAgainFindsItThere();
    void whatGrowsTwiceIsThereTwice();
};

void TestWorkloadPods::whatRunsIsNotPaidTwice_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Marks>("running");
    const auto row = [](const char* name, const char* kind, const Marks& running) {
        QTest::newRow(name) << QString::fromLatin1(kind) << running;
    };
    row("groups by index", "LeaderWorkerSet", group("0", 2) + group("1", 2));
    const auto keyed = [](const char* key) {
        return four({{"leaderworkerset.sigs.k8s.io/name", "server"}, {"leaderworkerset.sigs.k8s.io/group-key", key}},
                    {}, 2);
    };
    row("groups by key", "LeaderWorkerSet", keyed("k0") + keyed("k1"));
    row("a Ray cluster", "RayCluster", ray("server"));
    row("one that shrank", "RayCluster that scales itself", ray("server", 2));
    row("one that grew", "RayCluster that scales itself", ray("server", 6));
    row("a service's cluster", "RayService", ray("server-x7k2p"));
    row("of an older operator", "RayService", ray("server-raycluster-abcde"));
    row("a job's cluster", "RayJob", ray("server-raycluster-x7k2p"));
    row("its origin is written", "RayService",
        four({{"ray.io/cluster", "any"},
              {"ray.io/originated-from-cr-name", "server"},
              {"ray.io/originated-from-crd", "RayService"}}));
    row("a job", "Job", four({{"batch.kubernetes.io/job-name", "server"}, {"job-name", "server"}}));
    row("a job before 1.27", "Job", four({{"job-name", "server"}}));
    row("a job by its owner", "Job", four({}, "batch/v1 Job server"));
    row("a set of jobs", "JobSet", four({{"jobset.sigs.k8s.io/jobset-name", "server"}}, "batch/v1 Job server-w-0"));
    row("Kubeflow's", "PyTorchJob",
        four({{"training.kubeflow.org/job-name", "server"}}, "kubeflow.org/v1 PyTorchJob server"));
    const auto role = [](const char* type, std::size_t pods) {
        return four({{"training.kubeflow.org/job-name", "server"}, {"training.kubeflow.org/replica-type", type}}, {},
                    pods);
    };
    row("Kubeflow's with its master", "PyTorchJob of two roles", role("master", 1) + role("worker", 3));
    row("Volcano's", "Job of Volcano",
        four({{"volcano.sh/job-name", "server"}}, "batch.volcano.sh/v1alpha1 Job server"));
    row("a cron job's run", "CronJob", four({{"job-name", "server-29402100"}}, "batch/v1 Job server-29402100"));
}

void TestWorkloadPods::whatRunsIsNotPaidTwice()
{
    QFETCH(QString, kind);
    QFETCH(Marks, running);
    // A file of the fleet keeps what tells them.
    const auto fleet = *snapshot::unpack(snapshot::pack(*fleetOf(running)), "fleet.berth");
    const auto got = preview::preview(question(fleet, manifests(kind.toStdString())), fleet);
    QCOMPARE(asked::verdict(got), u"fits"_s);
    QVERIFY2(!asked::placement(got).contains(u'+'), qPrintable(asked::placement(got)));
    QCOMPARE(asked::cluster(got, "c").placed, asked::cluster(got, "c").replicas);
}

void TestWorkloadPods::othersPodsAreNotIts_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<Marks>("running");
    const auto row = [](const char* name, const char* kind, const Marks& running) {
        QTest::newRow(name) << QString::fromLatin1(kind) << running;
    };
    Marks elsewhere = ray("server");
    for (Running& one : elsewhere) one.ns = "other";
    row("another namespace", "RayCluster", elsewhere);
    row("another cluster", "RayCluster", ray("server-2"));
    row("a cluster with a longer name", "RayService", ray("server-train"));
    row("a job's cluster is no service's", "RayService",
        four({{"ray.io/cluster", "server-raycluster-x7k2p"},
              {"ray.io/originated-from-cr-name", "server"},
              {"ray.io/originated-from-crd", "RayJob"}}));
    row("another controller's job", "Job", four({{"job-name", "server"}}, "kubeflow.org/v1 PyTorchJob server"));
    row("another set of jobs", "JobSet", four({{"jobset.sigs.k8s.io/jobset-name", "server-2"}}));
    row("another of Kubeflow's", "PyTorchJob", four({{"training.kubeflow.org/job-name", "train"}}));
    row("Kubernetes' job of that name is not Volcano's", "Job of Volcano",
        four({{"job-name", "server"}}, "batch/v1 Job server"));
    row("a job that is no run", "CronJob", four({{"job-name", "server-a1"}}));
}

void TestWorkloadPods::othersPodsAreNotIts()
{
    QFETCH(QString, kind);
    QFETCH(Marks, running);
    QVERIFY(placed(fleetOf(running), kind.toStdString()).endsWith(u" +4"_s));
}

void TestWorkloadPods::selectorsPodsAreThoseOfItsController_data()
{
    QTest::addColumn<QString>("kind"); // and its apiVersion
    QTest::addColumn<QString>("owner");
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("hash");
    QTest::addColumn<bool>("own");
    const auto row = [](const char* name, const char* kind, const char* owner, const char* pod, const char* hash,
                        bool own) {
        QTest::newRow(name) << QString::fromLatin1(kind) << QString::fromLatin1(owner) << QString::fromLatin1(pod)
                            << QString::fromLatin1(hash) << own;
    };
    const char* deployment = "apps/v1 Deployment";
    row("its replica set's", deployment, "apps/v1 ReplicaSet server-7d9f5c6b8", "x", "7d9f5c6b8", true);
    row("without the label", deployment, "apps/v1 ReplicaSet server-7d9f5c6b8", "x", "", true);
    row("another deployment's of the same labels", deployment, "apps/v1 ReplicaSet stable-7d9f5c6b8", "x", "7d9f5c6b8",
        false);
    row("of a longer name", deployment, "apps/v1 ReplicaSet server-canary-7d9f5c6b8", "x", "7d9f5c6b8", false);
    row("of a longer name, without the label", deployment, "apps/v1 ReplicaSet server-canary-7d9f5c6b8", "x", "",
        false);
    row("a stateful set's of the same name", deployment, "apps/v1 StatefulSet server", "server-0", "", false);
    row("without owner, named so", deployment, "", "server-7d9f5c6b8-x7k2p", "7d9f5c6b8", true);
    row("without owner, of a longer name", deployment, "", "server-canary-7d9f5c6b8-x7k2p", "7d9f5c6b8", false);
    row("without owner, named otherwise", deployment, "", "server", "", false);
    row("a deployment's are no replica set's", "apps/v1 ReplicaSet", "apps/v1 ReplicaSet server-7d9f5c6b8", "x",
        "7d9f5c6b8", false);
    row("a replica set's own", "apps/v1 ReplicaSet", "apps/v1 ReplicaSet server", "x", "", true);
    row("a stateful set's own", "apps/v1 StatefulSet", "apps/v1 StatefulSet server", "server-0", "", true);
    row("a deployment's are no stateful set's", "apps/v1 StatefulSet", "apps/v1 ReplicaSet server-7d9f5c6b8", "x",
        "7d9f5c6b8", false);
    row("by ordinal", "apps/v1 StatefulSet", "", "server-12", "", true);
    row("no ordinal", "apps/v1 StatefulSet", "", "server-a", "", false);
    row("a clone set's own", "apps.kruise.io/v1alpha1 CloneSet", "apps.kruise.io/v1alpha1 CloneSet server", "x", "",
        true);
    row("a deployment's are no clone set's", "apps.kruise.io/v1alpha1 CloneSet", "apps/v1 ReplicaSet server-7d9f5c6b8",
        "x", "7d9f5c6b8", false);
}

void TestWorkloadPods::selectorsPodsAreThoseOfItsController()
{
    QFETCH(QString, kind);
    QFETCH(QString, owner);
    QFETCH(QString, name);
    QFETCH(QString, hash);
    Running one{{{"app", "server"}}, owner.toStdString()};
    one.name = name.toStdString();
    if (!hash.isEmpty()) one.labels["pod-template-hash"] = hash.toStdString();
    const auto fleet = fleetOf({one});
    Json manifest = manifests("Job").front();
    manifest["apiVersion"] = kind.section(u' ', 0, 0).toStdString();
    manifest["kind"] = kind.section(u' ', 1).toStdString();
    manifest["spec"] = {{"replicas", 1},
                        {"selector", {{"matchLabels", {{"app", "server"}}}}},
                        {"template",
                         {{"metadata", {{"labels", {{"app", "server"}}}}},
                          {"spec", {{"containers", Json::array({Json{{"name", "c"}}})}}}}}};
    model::Issues issues;
    const OwnPods own(model::readWorkload(manifest, "", issues));
    QVERIFY(own.canTell());
    QTEST(own.in(*fleet->cluster("c")).size() == 1, "own");
}

void TestWorkloadPods::groupsOnNodesShowWhereTheyAre_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("zones"); // of the nodes, in turn
    QTest::addColumn<QStringList>("shares");
    const QString h = u"cn-hangzhou-h"_s;
    const QString i = u"cn-hangzhou-i"_s;
    QTest::newRow("several, alike") << u"LeaderWorkerSet"_s << QStringList{h, h, h, h}
                                    << QStringList{u"gpu cn-hangzhou-h big 2 on 4"_s};
    QTest::newRow("one, alike") << u"RayCluster"_s << QStringList{h, h, h, h}
                                << QStringList{u"gpu cn-hangzhou-h big 1 on 4"_s};
    QTest::newRow("one, apart") << u"RayCluster"_s << QStringList{h, i, i, i}
                                << QStringList{u"gpu cn-hangzhou-h big part on 1"_s, u"gpu cn-hangzhou-i big 1 on 3"_s};
    QTest::newRow("several, apart") << u"LeaderWorkerSet"_s << QStringList{h, h, i, i}
                                    << QStringList{u"gpu  big 2 on 4"_s}; // which is where nobody tells
}

void TestWorkloadPods::groupsOnNodesShowWhereTheyAre()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, zones);
    snapshot::Fleet fleet = *fleetOf({});
    snapshot::ClusterData data = *fleet.clusters.front();
    std::vector<model::Node> nodes;
    for (qsizetype n = 0; n < zones.size(); ++n) {
        nodes.push_back(node("n" + std::to_string(n)));
        nodes.back().labels["topology.kubernetes.io/zone"] = zones[n].toStdString();
        nodes.back().labels["node.kubernetes.io/instance-type"] = "big";
        nodes.back().labels["alibabacloud.com/nodepool-id"] = "gpu";
    }
    snapshot::buildTables(data, std::move(nodes), {});
    fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
    const auto frozen = snapshot::freeze(std::move(fleet));
    const Preview answer = preview::preview(question(frozen, manifests(kind.toStdString())), frozen);
    QStringList shares;
    for (const Share& share : asked::cluster(answer, "c").shares)
        shares << u"%1 %2 %3 %4 on %5"_s
                      .arg(QString::fromStdString(share.pool), QString::fromStdString(share.zone),
                           QString::fromStdString(share.instanceType),
                           share.of == Share::Of::Part ? u"part"_s : QString::number(share.replicas))
                      .arg(share.nodes);
    shares.sort();
    QTEST(shares, "shares");
}

void TestWorkloadPods::onlyWholeGroupsCount()
{
    QCOMPARE(placed(fleetOf(group("0", 2) + group("1", 1)), "LeaderWorkerSet"), u"c 2/2 +1"_s);
    QCOMPARE(placed(fleetOf(group("0", 1) + group("1", 1)), "LeaderWorkerSet"), u"c 2/2 +2"_s);
    QCOMPARE(placed(fleetOf(ray("server", 3)), "RayCluster"), u"c 1/1 +1"_s);
    // Workers without their master are no job; the job that is to be has their nodes.
    QCOMPARE(placed(fleetOf(four({{"training.kubeflow.org/job-name", "server"},
                                  {"training.kubeflow.org/replica-type", "worker"}})),
                    "PyTorchJob of two roles"),
             u"c 1/1"_s);
    // Groups say themselves how large they are: a change of their size is an update of groups that run.
    QCOMPARE(placed(fleetOf(group("0", 1, "1") + group("1", 1, "1")), "LeaderWorkerSet"), u"c 2/2"_s);
}

void TestWorkloadPods::updatesTakeGroupsThatRun_data()
{
    QTest::addColumn<QString>("strategy");
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<qint64>("newNodes");
    QTest::addColumn<bool>("finishes");
    QTest::newRow("a new group where an old one was") << u"{}"_s << qint64(0) << qint64(0) << true;
    const auto surge = u"{rollingUpdateConfiguration: {maxSurge: 1, maxUnavailable: 0}}"_s;
    QTest::newRow("one besides, bought") << surge << qint64(2) << qint64(2) << true;
    QTest::newRow("one besides, half of it sold out") << surge << qint64(1) << qint64(1) << false; // and idle
}

void TestWorkloadPods::updatesTakeGroupsThatRun()
{
    QFETCH(QString, strategy);
    QFETCH(qint64, stock);
    const auto before = fleetOf(group("0", 2) + group("1", 2), stock);
    snapshot::Fleet with = *before;
    with.workloads.push_back(manifests("LeaderWorkerSet").front());
    const auto fleet = snapshot::freeze(std::move(with));
    auto documents = manifests("LeaderWorkerSet", "x:2");
    documents.front()["spec"]["rolloutStrategy"] = given::documents(strategy.toStdString()).front();
    const auto got = preview::preview(question(fleet, documents), fleet);
    QCOMPARE(asked::placement(got), u"c 2/2"_s);
    QCOMPARE(got.rollout.size(), std::size_t{1});
    QTEST(qint64{got.rollout.front().newNodes}, "newNodes");
    QTEST(got.rollout.front().canFinish, "finishes");
}

void TestWorkloadPods::groupsOfAnotherSizeAreMadeAnew_data()
{
    QTest::addColumn<int>("size");
    QTest::addColumn<qint64>("stock");
    QTest::addColumn<bool>("finishes");
    QTest::addColumn<qint64>("pending");
    QTest::newRow("larger, nothing to buy") << 3 << qint64(0) << false << qint64(1);
    // It makes the first one whole, and the second one's nodes are what the first one took, too.
    QTest::newRow("larger, one node for two groups") << 3 << qint64(1) << false << qint64(1);
    QTest::newRow("larger, a node for each") << 3 << qint64(2) << true << qint64(0);
    QTest::newRow("larger") << 3 << qint64(20) << true << qint64(0);
    QTest::newRow("much larger, nodes for one of them") << 4 << qint64(3) << false << qint64(1);
    QTest::newRow("smaller") << 1 << qint64(0) << true << qint64(0);
}

/// Groups that run are whole by the size that they were made with, and each of them has to go.
void TestWorkloadPods::groupsOfAnotherSizeAreMadeAnew()
{
    QFETCH(int, size);
    QFETCH(qint64, stock);
    snapshot::Fleet with = *fleetOf(group("0", 2) + group("1", 2), stock);
    with.workloads.push_back(manifests("LeaderWorkerSet").front());
    const auto fleet = snapshot::freeze(std::move(with));
    auto documents = manifests("LeaderWorkerSet");
    documents.front()["spec"]["leaderWorkerTemplate"]["size"] = size;
    const Question asked = question(fleet, documents);
    const Prepared prepared = prepare(asked, *fleet);
    const Facts facts(prepared, fleet);
    QCOMPARE(facts.site(0).existing, 2);
    const auto got = preview::preview(asked, fleet);
    QCOMPARE(got.rollout.size(), std::size_t{1});
    QTEST(got.rollout.front().canFinish, "finishes");
    QTEST(qint64{got.rollout.front().pending}, "pending");
    QFETCH(bool, finishes);
    const QString stuck = QString::fromStdString(got.rollout.front().stuck);
    QVERIFY2(stuck.contains(u"of 2 new replicas 1 would stay Pending even when every old one is gone"_s) != finishes,
             qPrintable(stuck));
}

void TestWorkloadPods::whatShrinksLosesWholeGroups()
{
    const auto fleet = fleetOf(group("0", 2) + group("1", 1) + group("2", 2));
    auto documents = manifests("LeaderWorkerSet");
    documents.front()["spec"]["replicas"] = 1;
    const Question asked = question(fleet, documents);
    const auto next = after(asked, fleet);
    const auto& pods = next->cluster("c")->pods;
    QCOMPARE(pods.size(), std::size_t{2});
    QCOMPARE(std::string(pods.names[0]), std::string("pod-0"));
    QCOMPARE(std::string(pods.names[1]), std::string("pod-1"));
}

void TestWorkloadPods::askingAgainFindsItThere_data()
{
    QTest::addColumn<QString>("kind");
    for (const char* kind : {"LeaderWorkerSet", "RayCluster", "RayService", "RayJob", "Job", "CronJob"})
        QTest::newRow(kind) << QString::fromLatin1(kind);
}

void TestWorkloadPods::askingAgainFindsItThere()
{
    QFETCH(QString, kind);
    const auto empty = fleetOf({});
    auto documents = manifests(kind.toStdString());
    const Question asked = question(empty, documents);
    const auto previews = previewBatch({asked, asked}, empty);
    QVERIFY(asked::placement(previews[0]).endsWith(u" +4"_s));
    QCOMPARE(asked::placement(previews[1]), asked::placement(previews[0]).chopped(3));
}

/// The second step's new pods are others than the first's.
void TestWorkloadPods::whatGrowsTwiceIsThereTwice()
{
    auto fleet = fleetOf({});
    for (const int replicas : {1, 3}) {
        auto documents = manifests("LeaderWorkerSet");
        documents.front()["spec"]["replicas"] = replicas;
        fleet = after(question(fleet, documents), fleet);
        QCOMPARE(fleet->cluster("c")->pods.size(), static_cast<std::size_t>(2 * replicas));
    }
}

BERTH_TEST(TestWorkloadPods)

} // namespace tst_workload_pods

#include "tst_workload_pods.moc"
