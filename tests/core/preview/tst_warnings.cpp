#include <QtTest>

#include "core/preview/preview.h"
#include "core/snapshot/build.h"
#include "core/snapshot/what_if.h"
#include "tests/core/preview/given.h"
#include "tests/core/preview/shared_fleet.h"
#include "tests/support/test.h"

namespace tst_warnings {

using namespace core;
using namespace core::preview;
using namespace Qt::StringLiterals;

namespace {

const std::string a10 = "ecs.gn7i-c8g1.2xlarge";

struct Case {
    std::string fleet = "both-stocked";
    std::vector<std::string> files{"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"};
    QString workload = u"{}"_s; ///< merged into the first document
    QString policy = u"{}"_s;   ///< merged into the second one
    std::vector<snapshot::Change> changes{};
    std::function<void(snapshot::Fleet&)> alter{};
    std::function<void(snapshot::ClusterData&)> alterClusters{};
    std::string more{}; ///< further documents
};

std::vector<Warning> warnings(const Case& given)
{
    auto documents = given::manifests(given.files);
    documents[0].merge_patch(Json::parse(given.workload.toStdString()));
    documents[1].merge_patch(Json::parse(given.policy.toStdString()));
    if (!given.more.empty())
        for (auto& one : given::documents(given.more)) documents.push_back(std::move(one));
    snapshot::FleetPtr fleet = given::fleet(given.fleet);
    const auto forked = snapshot::whatIf(fleet, given.changes);
    if (!forked) qFatal("%s", forked.error().text().c_str());
    fleet = *forked;
    if (given.alter || given.alterClusters) {
        snapshot::Fleet copy = *fleet;
        if (given.alter) given.alter(copy);
        if (given.alterClusters)
            for (auto& cluster : copy.clusters) {
                snapshot::ClusterData data = *cluster;
                given.alterClusters(data);
                cluster = snapshot::freezeCluster(std::move(data));
            }
        fleet = snapshot::freeze(std::move(copy));
    }
    const auto read = readManifests(documents, *fleet);
    if (read.questions.size() != 1) qFatal("one question was expected");
    return core::preview::preview(read.questions.front(), fleet).warnings;
}

QString ids(const std::vector<Warning>& warnings)
{
    QStringList out;
    for (const Warning& warning : warnings) out << QString::fromStdString(warning.id);
    return out.join(u' ');
}

} // namespace

class TestWarnings : public QObject {
    Q_OBJECT
private slots:
    void warns_data();
    void warns();
    void isSilentWhereNothingIsBought();
    void namesBothReadingsOfOrderedGroups();
    void everyTextIsASentenceWithARemedy();
    void anErrorKeepsItFromRunningAsAsked();
    void namesWhatWasTriedInsteadByItsKind();
    void saysWhatTypeAPoolIsPlannedWith_data();
    void saysWhatTypeAPoolIsPlannedWith();

private:
    std::map<std::string, Case> m_cases;
};

void TestWarnings::warns_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("part");
    const auto row = [this](const char* name, Case one, const QString& id, const QString& part) {
        m_cases[name] = std::move(one);
        QTest::newRow(name) << id << part;
    };
    row("descheduler", {}, u"descheduler-clock"_s, u"every 2 minutes for replicas that were unschedulable for 30 s"_s);
    row("descheduler stated",
        {.alter =
             [](auto& fleet) {
                 fleet.descheduler = {{"periodSeconds", 60}, {"thresholdSeconds", 45}};
             }},
        u"descheduler-clock"_s, u"every 60 s for replicas that were unschedulable for 45 s"_s);
    row("patient descheduler",
        {.alter =
             [](auto& fleet) {
                 fleet.descheduler = {{"periodSeconds", 120}, {"thresholdSeconds", 1800}};
             }},
        u"!descheduler-clock"_s, {});
    row("static weights",
        {.fleet = "one-stocked",
         .policy = uR"({"spec":{"placement":{"replicaScheduling":{"replicaDivisionPreference":"Weighted",
            "weightPreference":{"dynamicWeight":null,"staticWeightList":[
            {"targetCluster":{"clusterNames":["c-hz-01"]},"weight":1},{"targetCluster":{"clusterNames":["c-hz-02"]},"weight":1}]}}}}})"_s},
        u"static-weights-ignore-capacity"_s, u"Too many are in: c-hz-02 by 2"_s);
    row("duplicated",
        {.fleet = "one-stocked",
         .policy = uR"({"spec":{"placement":{"replicaScheduling":{"replicaSchedulingType":"Duplicated",
            "weightPreference":null}}}})"_s},
        u"duplicated-ignores-capacity"_s, u"c-hz-02 by 4"_s);
    row("shared stock", {.fleet = "shared-three"}, u"over-capacity"_s, u"c-hz-01 by 0 to 1, c-hz-02 by 0 to 1"_s);
    const QString oneCluster = uR"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["c-hz-01"]}}}})"_s;
    const std::vector<snapshot::Change> between{snapshot::SetStock{"cn-hangzhou-h", a10, Range{0, 6}}};
    row("one candidate, stock as a range", {.fleet = "no-stock", .policy = oneCluster, .changes = between},
        u"!stock-decides"_s, {});
    row("one candidate shares with nobody", {.fleet = "no-stock", .policy = oneCluster, .changes = between},
        u"!over-capacity"_s, {});
    row("two candidates, stock as a range", {.fleet = "no-stock", .changes = between}, u"stock-decides"_s, {});
    const auto noMaximum = [](snapshot::ClusterData& data) { data.pools.front().maxSize.reset(); };
    row("what decides is a maximum", {.alterClusters = noMaximum}, u"stock-decides"_s,
        u"the maximum of a node pool of c-hz-0"_s);
    row("what is missing is a maximum", {.alterClusters = noMaximum}, u"needs-more-than-known"_s,
        u"Complete the snapshot"_s);
    row("no stock is promised where it is exact", {.alterClusters = noMaximum}, u"!needs-more-than-promised"_s, {});
    row("single zone", {.fleet = "one-stocked"}, u"single-zone"_s, u"All 4 replicas are in zone cn-hangzhou-"_s);
    row("two zones", {}, u"!single-zone"_s, {});
    row("another zone of the pool has room",
        {.fleet = "one-stocked",
         .alter =
             [](snapshot::Fleet& fleet) {
                 fleet.stock.push_back(fleet.stock.front()), fleet.stock.back().zone = "cn-hangzhou-j";
             },
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 if (data.cluster.name == "c-hz-01") data.pools.front().zones.push_back({"cn-hangzhou-j", 250});
             }},
        u"single-zone"_s, u"others have room"_s);
    const QString beside = uR"({"spec":{"template":{"spec":{"affinity":{"podAffinity":
        {"requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"topology.kubernetes.io/zone",
        "labelSelector":{"matchLabels":{"app":"qwen3-8b"}}}]}}}}}})"_s;
    const auto stockInJ = [](snapshot::Fleet& fleet) {
        fleet.stock.push_back(fleet.stock.front()), fleet.stock.back().zone = "cn-hangzhou-j";
    };
    const auto poolInJ = [](snapshot::ClusterData& data) {
        if (data.cluster.name == "c-hz-01") data.pools.front().zones.push_back({"cn-hangzhou-j", 250});
    };
    row("another zone has room, and an affinity keeps the replicas together",
        {.fleet = "one-stocked", .workload = beside, .alter = stockInJ, .alterClusters = poolInJ}, u"single-zone"_s,
        u"as counted here: a required pod affinity keeps them together, there or in another"_s);
    row("no other zone, and an affinity keeps the replicas together", {.fleet = "one-stocked", .workload = beside},
        u"single-zone"_s, u", and a required pod affinity keeps them together"_s);
    row("another zone of a pool that is full has none",
        {.fleet = "one-stocked",
         .changes = {snapshot::SetPoolMax{"c-hz-01", "np-a10", 0}},
         .alter =
             [](snapshot::Fleet& fleet) {
                 fleet.stock.push_back(fleet.stock.front()), fleet.stock.back().zone = "cn-hangzhou-j";
                 for (auto& cell : fleet.stock) cell.instances = Range::exactly(9);
             },
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 if (data.cluster.name == "c-hz-01") data.pools.front().zones.push_back({"cn-hangzhou-j", 250});
             }},
        u"single-zone"_s, u"Add a zone to the pool"_s);
    row("stock used up, and another zone of the pool has some",
        {.changes = {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(2)},
                     snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(9)}},
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 if (data.cluster.name == "c-hz-01") data.pools.front().zones.push_back({"cn-hangzhou-i", 250});
             }},
        u"!no-spare-stock"_s, {});
    row("pool full",
        {.changes = {snapshot::SetPoolMax{"c-hz-01", "np-a10", 2}, snapshot::SetPoolMax{"c-hz-02", "np-a10", 2}}},
        u"pool-max-reached"_s, u"Pool gpu-a10 of c-hz-01 is then at its maximum of 2 nodes"_s);
    row("a pool that is larger than what is seen of it",
        {.alterClusters = [](auto& data) { data.pools.front().size = 3; }}, u"pool-size-differs"_s,
        u"Pool gpu-a10 of c-hz-01 is stated to have 3 nodes, and the snapshot holds 0 of them"_s);
    row("pool with room", {}, u"!pool-max-reached"_s, {});
    row("stock used up",
        {.changes = {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(2)},
                     snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(2)}}},
        u"no-spare-stock"_s, u"Nothing of ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h is left"_s);
    const auto onSpot = [](snapshot::Fleet& fleet) {
        for (auto& cell : fleet.stock) cell.spot = true;
    };
    const auto ofSpot = [](snapshot::ClusterData& data) {
        for (auto& pool : data.pools) pool.spot = true;
    };
    row("spot stock used up",
        {.changes = {snapshot::SetStock{"cn-hangzhou-h", a10, Range::exactly(2)},
                     snapshot::SetStock{"cn-hangzhou-i", a10, Range::exactly(2)}},
         .alter = onSpot,
         .alterClusters = ofSpot},
        u"no-spare-stock"_s, u"Nothing of spot ecs.gn7i-c8g1.2xlarge in cn-hangzhou-h is left"_s);
    row("old spot stock",
        {.alter =
             [onSpot](auto& fleet) {
                 onSpot(fleet);
                 fleet.takenAt = *fleet.takenAt + std::chrono::hours(3);
             },
         .alterClusters = ofSpot},
        u"stock-old"_s, u"The stock of spot ecs.gn7i-c8g1.2xlarge in "_s);
    row("old stock", {.alter = [](auto& fleet) { fleet.takenAt = *fleet.takenAt + std::chrono::hours(3); }},
        u"stock-old"_s, u"was read 3 hours before the snapshot"_s);
    row("fresh stock", {}, u"!stock-old"_s, {});
    row("sidecars",
        {.workload =
             uR"({"spec":{"template":{"spec":{"initContainers":[{"name":"s","image":"s:1","restartPolicy":"Always"}]}}}})"_s},
        u"sidecars-not-scaled"_s, u"c-hz-01 may buy none"_s);
    const auto zoneBound = [](auto& data) {
        for (auto& volume : data.volumes)
            volume.nodeAffinity = {model::NodeSelectorTerm{
                {{"topology.kubernetes.io/zone", model::Requirement::Op::In, {"cn-hangzhou-h", "cn-hangzhou-i"}, {}}},
                {},
                true}};
    };
    row("zone-bound volume, and a pool of another zone besides",
        {.alterClusters =
             [zoneBound](auto& data) {
                 zoneBound(data);
                 data.pools.front().zones.push_back({"cn-hangzhou-j", 250});
             }},
        u"volumes-not-scaled"_s, u"the volume of claim qwen3-8b"_s);
    row("zone-bound volume, and a pool that has only its zone", {.alterClusters = zoneBound}, u"!volumes-not-scaled"_s,
        {});
    row("private pool",
        {.alterClusters =
             [](auto& data) {
                 for (auto& pool : data.pools) pool.skipInventoryCheck = true;
             }},
        u"stock-not-checked"_s, u"SkipInventoryCheck"_s);
    row("spot", {.alter = onSpot, .alterClusters = ofSpot}, u"spot-stock-unseen"_s,
        u"whose stock the scaler does not see"_s);
    row("resource models",
        {.policy = uR"({"apiVersion":"policy.karmada.io/v1alpha1","spec":{"autoScaling":null}})"_s,
         .alterClusters =
             [](auto& data) {
                 data.cluster.models = {{0, {{"cpu", model::Quantity::of(0)}}}};
             }},
        u"resource-models-hide"_s, u"c-hz-01, c-hz-02 do not know nvidia.com/gpu"_s);
    // Nobody asks the estimator there.
    for (const auto& [name, division] :
         {std::pair{"resource models and static weights",
                    R"({"replicaSchedulingType":"Divided","replicaDivisionPreference":"Weighted",
                                                       "weightPreference":{"dynamicWeight":null,"staticWeightList":[
                                                       {"targetCluster":{"clusterNames":["c-hz-01"]},"weight":1},
                                                       {"targetCluster":{"clusterNames":["c-hz-02"]},"weight":1}]}})"},
          std::pair{"resource models and copies", R"({"replicaSchedulingType":"Duplicated"})"}})
        row(name,
            {.policy = QString::fromStdString(
                 R"({"apiVersion":"policy.karmada.io/v1alpha1","spec":{"autoScaling":null,"placement":{"replicaScheduling":)" +
                 std::string(division) + "}}}"),
             .alterClusters =
                 [](auto& data) {
                     data.cluster.models = {{0, {{"cpu", model::Quantity::of(0)}}}};
                 }},
            u"!resource-models-hide"_s, {});
    // A grade counts by its least: nodes of 8 processors are nodes of 1 where it begins there.
    const auto graded = [](std::int64_t least) {
        return Case{.fleet = "running-enough",
                    .workload = uR"({"spec":{"template":{"spec":{"containers":[{"name":"a","image":"a:1","resources":
                        {"requests":{"cpu":"2","nvidia.com/gpu":"1"},"limits":{"nvidia.com/gpu":"1"}}}]}}}})"_s,
                    .policy = uR"({"apiVersion":"policy.karmada.io/v1alpha1","spec":{"autoScaling":null}})"_s,
                    .alterClusters = [least](auto& data) {
                        const auto of = [](std::int64_t n) { return model::Quantity::of(n); };
                        const auto much = of(std::int64_t{1} << 40U);
                        data.cluster.models = {{0, {{"cpu", of(least)}, {"memory", much}, {"nvidia.com/gpu", of(1)}}}};
                        data.cluster.summary.emplace();
                        data.cluster.summary->allocatable = {
                            {"cpu", of(64)}, {"memory", much}, {"nvidia.com/gpu", of(8)}, {"pods", of(100)}};
                        data.cluster.summary->modelings = {{0, 4}};
                    }};
    };
    row("grades that begin low", graded(1), u"resource-models-low"_s,
        u"least of its grade. Of the replicas that fit now it sees: c-hz-01 0 of 2, c-hz-02 0 of 2."_s);
    row("grades that begin high", graded(16), u"!resource-models-low"_s, {});
    row("manifest against autoscaler", {.more = test::readFixture("manifests/hpa.yaml")},
        u"autoscaler-fights-replicas"_s, u"states 4 replicas and HorizontalPodAutoscaler default/qwen3-8b"_s);
    row("outside the bounds",
        {.workload = uR"({"spec":{"replicas":1}})"_s, .more = test::readFixture("manifests/hpa.yaml")},
        u"replicas-outside-bounds"_s, u"1 replica is outside of what"_s);
    row("an autoscaler that leaves alone what stands at 0",
        {.workload = uR"({"spec":{"replicas":0}})"_s, .more = test::readFixture("manifests/hpa.yaml")},
        u"autoscaler-off"_s, u"the workload stays without replicas"_s);
    row("two autoscalers", {.more = test::readFixture("manifests/hpa.yaml") + "---\n" + R"(
apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: {name: other, namespace: default}
spec: {scaleTargetRef: {name: qwen3-8b}}
)"},
        u"autoscalers-fight"_s, u"Several autoscalers"_s);
    row("assumed in the fleet", {.more = test::readFixture("manifests/hpa.yaml")}, u"autoscaler-assumed-in-fleet"_s,
        u"taken for the whole fleet"_s);
    const auto overriding = [](int replicas) {
        return R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: OverridePolicy
metadata: {name: o, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}]
  overrideRules:
  - targetCluster: {clusterNames: [c-hz-01]}
    overriders: {plaintext: [{path: /spec/replicas, operator: replace, value: )" +
               std::to_string(replicas) + "}]}\n";
    };
    row("override", {.more = overriding(3)}, u"replicas-overridden"_s, u"An override sets 3 replicas in c-hz-01"_s);
    row("more by an override than the cluster holds", {.more = overriding(30)}, u"over-capacity"_s,
        u"An override changes the number after the division."_s);
    row("no sharing behind an override", {.more = overriding(30)}, u"!over-capacity"_s, u"what they share"_s);
    // One replica a zone, and every node of a cluster is in one zone: its nodes sum up to two.
    const Case apart{.fleet = "running-enough",
                     .workload = uR"({"spec":{"template":{"spec":{"affinity":{"podAntiAffinity":{
            "requiredDuringSchedulingIgnoredDuringExecution":[{"topologyKey":"topology.kubernetes.io/zone",
            "labelSelector":{"matchLabels":{"app":"qwen3-8b"}}}]}}}}}})"_s,
                     .policy = uR"({"apiVersion":"policy.karmada.io/v1alpha1","spec":{"autoScaling":null}})"_s};
    row("rules among the replicas", apart, u"over-capacity"_s, u"rules among the replicas (anti-affinity"_s);
    row("no sharing behind rules among the replicas", apart, u"!over-capacity"_s, u"what they share"_s);
    row("update stuck",
        {.fleet = "rollout-full-pool",
         .files = {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"}},
        u"update-stuck"_s, u"The update cannot finish in c-hz-01: with maxSurge 1"_s);
    row("update that a disk holds up",
        {.fleet = "rollout-full-pool",
         .files = {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"},
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 for (auto& volume : data.volumes) {
                     volume.csiDriver = "diskplugin.csi.alibabacloud.com";
                     volume.accessModes = {"ReadWriteOnce"};
                 }
             }},
        u"update-stuck"_s, u"stays in ContainerCreating (Multi-Attach error): claim qwen3-8b is ReadWriteOnce"_s);
    row("a taint of the cluster that evicts",
        {.fleet = "rollout-full-pool",
         .files = {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"},
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 if (data.cluster.name == "c-hz-01") data.cluster.taints = {{"maint", "", "NoExecute"}};
             }},
        u"cluster-taint-evicts"_s, u"it evicts the 2 replicas from there"_s);
    row("a taint of the cluster that is tolerated",
        {.fleet = "rollout-full-pool",
         .files = {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"},
         .policy = uR"({"spec":{"placement":{"clusterTolerations":[{"key":"maint","operator":"Exists"}]}}})"_s,
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 if (data.cluster.name == "c-hz-01") data.cluster.taints = {{"maint", "", "NoExecute"}};
             }},
        u"!cluster-taint-evicts"_s, {});
    row("update that finishes",
        {.fleet = "rollout-full-pool",
         .files = {"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"},
         .workload = uR"({"spec":{"strategy":{"rollingUpdate":{"maxSurge":0,"maxUnavailable":1}}}})"_s},
        u"!update-stuck"_s, {});
    const std::vector<std::string> newImage{"manifests/deploy-new-image.yaml", "manifests/propagationpolicy.yaml"};
    row("a selector that changes",
        {.fleet = "rollout-full-pool",
         .files = newImage,
         .workload = uR"({"spec":{"selector":{"matchLabels":{"app":"other"}},
             "template":{"metadata":{"labels":{"app":"other"}}}}})"_s},
        u"field-cannot-change"_s, u"refuse this apply: spec.selector of Deployment default/qwen3-8b"_s);
    row("a selector that stays", {.fleet = "rollout-full-pool", .files = newImage}, u"!field-cannot-change"_s, {});
    row("replicas without a binding",
        {.fleet = "rollout-full-pool", .files = newImage, .alter = [](auto& fleet) { fleet.bindings.clear(); }},
        u"previous-unknown"_s, u"4 replicas of Deployment default/qwen3-8b run already (c-hz-01 2, c-hz-02 2)"_s);
    row("replicas with a binding", {.fleet = "rollout-full-pool", .files = newImage}, u"!previous-unknown"_s, {});
    row("no replicas, no binding", {}, u"!previous-unknown"_s, {});
    const auto partition = [&newImage](int ordinals) {
        return Case{
            .fleet = "rollout-full-pool",
            .files = newImage,
            .workload = uR"({"kind":"StatefulSet","spec":{"strategy":null,
             "updateStrategy":{"rollingUpdate":{"partition":%1}}}})"_s.arg(ordinals),
            .policy =
                uR"({"spec":{"resourceSelectors":[{"apiVersion":"apps/v1","kind":"StatefulSet","name":"qwen3-8b"}]}})"_s,
            .alter = [](snapshot::Fleet& fleet) {
                for (Json& object : fleet.workloads) object["kind"] = "StatefulSet";
                for (model::Binding& binding : fleet.bindings) binding.spec.resource.kind = "StatefulSet";
                for (snapshot::ClusterPtr& cluster : fleet.clusters) { // which makes its pods itself
                    auto own = std::make_shared<snapshot::ClusterData>(*cluster);
                    snapshot::PodShapes shapes;
                    for (snapshot::PodShape shape : own->pods.shapes) {
                        for (model::OwnerRef& owner : shape.pod.owners)
                            owner = {"apps/v1", "StatefulSet", "qwen3-8b", {}, true};
                        shapes.push(std::move(shape));
                    }
                    own->pods.shapes = std::move(shapes);
                    cluster = own;
                }
            }};
    };
    row("a partition", partition(1), u"update-partition"_s,
        u"In c-hz-01 only 1 of 2 replicas gets the new pod template"_s);
    row("a partition above the replicas", partition(9), u"update-partition"_s,
        u"In c-hz-01 no pod gets the new pod template: the partition is not below 2 replicas"_s);
    row("no update is stuck that reaches no pod", partition(9), u"!update-stuck"_s, {});
    row("a policy of the fleet without maxGroups",
        {.files = {"manifests/deploy.yaml", "manifests/deploy.yaml"},
         .alter =
             [](snapshot::Fleet& fleet) {
                 model::Issues ignored;
                 fleet.policies = {
                     model::readPolicy(given::manifests({"manifests/propagationpolicy.yaml"}).front(), "", ignored)};
                 fleet.policies.front().placement.spreadConstraints = {
                     {model::SpreadConstraint::Field::Cluster, "cluster", {}, 1, 0}};
             }},
        u"spread-without-maximum"_s, u"reads as 0 clusters: it places nothing."_s);
    const auto ray = [](int pods) {
        return Case{
            .files = {"manifests/ray.yaml", "manifests/propagationpolicy.yaml"},
            .workload = uR"({"spec":{"workerGroupSpecs":[{"groupName":"g","replicas":%1,"minReplicas":1,
                        "maxReplicas":9,"template":{"spec":{"containers":[{"name":"w","image":"w:1"}]}}}]}})"_s.arg(
                pods),
            .policy =
                uR"({"spec":{"resourceSelectors":[{"apiVersion":"ray.io/v1","kind":"RayCluster","name":"r"}]}})"_s,
            .alterClusters = [](auto& data) { data.cluster.apiEnablements.reset(); }};
    };
    row("a Ray group that scales itself", ray(3), u"group-scales-itself"_s,
        u"Group g of RayCluster default/r scales itself between 1 and 9 pods; this answer is for 3. Ask for its most"_s);
    row("at its most", ray(9), u"group-scales-itself"_s, u"for 9. Ask for its fewest"_s);
    const auto hpa = [](int most) {
        return "apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler\nmetadata: {name: h, namespace: default}\n"
               "spec:\n  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}\n"
               "  minReplicas: 2\n  maxReplicas: " +
               std::to_string(most) + "\n";
    };
    row("maximum that does not fit", {.more = hpa(40)}, u"scaled-max"_s,
        u"Scaled to the maximum, the scheduler refuses 40 replicas and leaves it at 4. The most that fits is 8 replicas. Lower"_s);
    row("maximum that fits", {.more = hpa(8)}, u"!scaled-max"_s, {});
    const QString copies = uR"({"spec":{"placement":{"replicaScheduling":{"replicaSchedulingType":"Duplicated"}}}})"_s;
    row("maximum of copies", {.policy = copies, .more = hpa(40)}, u"scaled-max"_s,
        u"Lower the maximum to 4, as each of 2 clusters gets a copy of it, or make room"_s);
    row("bounds of copies", {.policy = copies, .more = hpa(8)}, u"autoscaler-of-copies"_s,
        u"so its bounds hold in each of 2 clusters."_s);
    row("bounds of copies are not the whole's", {.policy = copies, .more = hpa(8)}, u"!autoscaler-assumed-in-fleet"_s,
        {});
    const std::string cron = R"(
apiVersion: autoscaling.karmada.io/v1alpha1
kind: CronFederatedHPA
metadata: {name: cron, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  rules:
  - {name: up, schedule: "0 8 * * *", targetReplicas: 30}
)";
    row("rule that does not fit", {.more = cron}, u"scaled-rule"_s,
        u"Scaled at \"0 8 * * *\", the scheduler refuses 30 replicas and leaves it at 4. Lower the number of that rule"_s);
    row("a rule's number is no maximum besides", {.more = cron}, u"!scaled-max"_s, {});
    const std::string bounds = R"(
apiVersion: autoscaling.karmada.io/v1alpha1
kind: FederatedHPA
metadata: {name: qwen3-8b, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: qwen3-8b}
  minReplicas: 2
  maxReplicas: 5
---
apiVersion: autoscaling.karmada.io/v1alpha1
kind: CronFederatedHPA
metadata: {name: cron, namespace: default}
spec:
  scaleTargetRef: {apiVersion: autoscaling.karmada.io/v1alpha1, kind: FederatedHPA, name: qwen3-8b}
  rules:
  - {name: up, schedule: "0 8 * * *", targetMaxReplicas: 30}
)";
    const auto withRule = [&](const std::string& rule) {
        return bounds.substr(0, bounds.find("targetMaxReplicas")) + rule + "}\n";
    };
    row("a rule's minimum above the maximum", {.more = withRule("targetMinReplicas: 9")}, u"rule-above-maximum"_s,
        u"(0 8 * * *) raises the minimum of FederatedHPA default/qwen3-8b to 9, above its maximum of 5"_s);
    row("a rule's minimum below the maximum", {.more = withRule("targetMinReplicas: 5")}, u"!rule-above-maximum"_s, {});
    row("a rule's minimum with its maximum", {.more = withRule("targetMinReplicas: 9, targetMaxReplicas: 9")},
        u"!rule-above-maximum"_s, {});
    row("a rule's bound that does not fit", {.more = bounds}, u"scaled-rule"_s,
        u"Scaled at \"0 8 * * *\", the scheduler refuses 30 replicas and leaves it at 4."_s);
    // Of two groups of four, seven pods are in the first zone: both count there, and the eighth is a part elsewhere.
    row("groups with parts in another zone",
        {.fleet = "leader-worker-set",
         .files = {"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"},
         .policy = uR"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["c-hz-01"]}}}})"_s,
         .alter =
             [](snapshot::Fleet& fleet) {
                 fleet.stock.front().instances = Range::exactly(7);
                 fleet.stock.push_back(fleet.stock.front()), fleet.stock.back().zone = "cn-hangzhou-j";
             },
         .alterClusters =
             [](snapshot::ClusterData& data) {
                 data.pools.front().zones.push_back({"cn-hangzhou-j", 250});
             }},
        u"!single-zone"_s, {});
    row("system namespace",
        {.workload = uR"({"metadata":{"namespace":"kube-system"}})"_s,
         .policy =
             uR"({"metadata":{"namespace":"kube-system"},"spec":{"resourceSelectors":[{"apiVersion":"apps/v1","kind":"Deployment","name":"qwen3-8b"}]}})"_s},
        u"system-namespace"_s, u"(kube-system)"_s);
    row("gap",
        {.alter =
             [](auto& fleet) {
                 fleet.gaps = {{"c-hz-01", "pods", "what is free on its nodes", "Add them."},
                               {"elsewhere", "price of x", "what it costs", "Add the Cluster object."}};
             }},
        u"snapshot-gap"_s,
        u"The snapshot lacks pods of c-hz-01, so this is unknown: what is free on its nodes. Add them."_s);
    row("the same gap of two clusters",
        {.alter =
             [](auto& fleet) {
                 fleet.gaps = {{"c-hz-01", "Cluster object", "its labels", "Add the Cluster object."},
                               {"c-hz-02", "Cluster object", "its labels", "Add the Cluster object."}};
             }},
        u"snapshot-gap"_s,
        u"The snapshot lacks Cluster object of c-hz-01, c-hz-02, so this is unknown: its labels. Add the Cluster object."_s);
    row("full copy",
        {.workload = uR"({"apiVersion":"example.com/v1","kind":"Model","metadata":{"name":"qwen3-8b"}})"_s,
         .policy =
             uR"({"spec":{"resourceSelectors":[{"apiVersion":"example.com/v1","kind":"Model","name":"qwen3-8b"}]}})"_s,
         .alterClusters = [](auto& data) { data.cluster.apiEnablements.reset(); }},
        u"full-copy"_s, u"cannot divide a Model: every chosen cluster gets a full copy, 2 clusters"_s);
    // Stock for five in one cluster and for four in the other; each gets two groups of four.
    row("idle group",
        {.fleet = "leader-worker-set",
         .files = {"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"},
         .policy = uR"({"spec":{"placement":{"replicaScheduling":{"replicaSchedulingType":"Duplicated"}}}})"_s},
        u"idle-group"_s,
        u"In c-hz-01 1 pod of groups that do not become whole would get 1 new node, of no use until the rest finds nodes. They cost 9.5326 CNY an hour."_s);
    row("no idle group",
        {.fleet = "leader-worker-set",
         .files = {"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"}},
        u"!idle-group"_s, u""_s);
    row("virtual nodes",
        {.alterClusters =
             [](snapshot::ClusterData& data) {
                 model::Node node;
                 node.name = "virtual-kubelet-h";
                 node.labels = {{"type", "virtual-kubelet"}};
                 node.allocatable = {
                     {"cpu", 960'000}, {"memory", std::int64_t{1} << 42}, {"pods", 100}, {"nvidia.com/gpu", 100}};
                 node.capacity = node.allocatable;
                 snapshot::buildTables(data, {node}, {});
             }},
        u"virtual-nodes"_s,
        u"pods may come to virtual nodes (virtual-kubelet-h): each is an ECI or ACS instance of its own."_s);
    // Karmada has no interpreter for the kind; its binding shows whether one of the operator's own divides it.
    const Case ofKarmada{.fleet = "leader-worker-set",
                         .files = {"manifests/leaderworkerset.yaml", "manifests/policy-leaderworkerset.yaml"},
                         .policy = uR"({"apiVersion":"policy.karmada.io/v1alpha1"})"_s};
    row("full copy for all that is known", ofKarmada, u"full-copy"_s,
        u"unless an interpreter of your own says otherwise."_s);
    Case bound = ofKarmada;
    bound.alter = [](snapshot::Fleet& fleet) {
        model::Binding binding;
        binding.spec.resource = {"leaderworkerset.x-k8s.io/v1", "LeaderWorkerSet", "default", "qwen3-235b"};
        binding.spec.replicas = 4;
        fleet.bindings = {binding};
    };
    row("an interpreter of the operator's own", bound, u"own-interpreter"_s,
        u"Karmada has no interpreter for a LeaderWorkerSet, but its ResourceBinding counts replicas"_s);
    row("and no full copy", bound, u"!full-copy"_s, {});
    row("full copy that no cluster gets",
        {.workload = uR"({"apiVersion":"example.com/v1","kind":"Model","metadata":{"name":"qwen3-8b"}})"_s,
         .policy =
             uR"({"spec":{"placement":{"clusterAffinity":{"clusterNames":["nowhere"]}},"resourceSelectors":[{"apiVersion":"example.com/v1","kind":"Model","name":"qwen3-8b"}]}})"_s},
        u"full-copy"_s,
        u"cannot divide a Model: every chosen cluster gets a full copy, unless an interpreter of your own says otherwise. Name one"_s);
}

void TestWarnings::warns()
{
    QFETCH(QString, id);
    QFETCH(QString, part);
    const auto all = warnings(m_cases.at(QTest::currentDataTag()));
    const bool wanted = !id.startsWith(u'!');
    const std::string name = id.mid(wanted ? 0 : 1).toStdString();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Warning& one) {
        return one.id == name && QString::fromStdString(one.text + " " + one.remedy).contains(part);
    });
    QString texts;
    for (const Warning& one : all) texts += QString::fromStdString(one.id + ": " + one.text + "\n");
    QVERIFY2((found != all.end()) == wanted, qPrintable(texts));
}

void TestWarnings::isSilentWhereNothingIsBought()
{
    QCOMPARE(ids(warnings({.fleet = "running-enough"})), QString());
}

void TestWarnings::namesBothReadingsOfOrderedGroups()
{
    const Case five{.fleet = "affinity-groups", .files = {"manifests/deploy-5.yaml", "manifests/policy-groups.yaml"}};
    const auto all = warnings(five);
    const auto found =
        std::find_if(all.begin(), all.end(), [](const Warning& one) { return one.id == "ordered-groups"; });
    QVERIFY2(found != all.end(), qPrintable(ids(all)));
    QCOMPARE(QString::fromStdString(found->text),
             u"Ordered groups are read in two ways: ACK One fills the first and gives the rest to the next (c-hz-01 2, "
             "idc-01 3); Karmada takes the first that holds everything (c-hz-01 5)."_s);
    QCOMPARE(QString::fromStdString(found->remedy),
             u"Write overflowAffinities if the first reading is meant on Karmada, too."_s);
    const Case three{.fleet = "affinity-groups", .files = {"manifests/deploy-3.yaml", "manifests/policy-groups.yaml"}};
    QVERIFY2(!ids(warnings(three)).contains(u"ordered-groups"_s), qPrintable(ids(warnings(three))));
}

void TestWarnings::everyTextIsASentenceWithARemedy()
{
    QVERIFY(!m_cases.empty());
    for (const auto& [name, one] : m_cases) {
        for (const Warning& warning : warnings(one)) {
            QVERIFY2(warning.text.size() > 40 && warning.text.back() == '.', warning.text.c_str());
            QVERIFY2(warning.remedy.size() > 8 && warning.remedy.back() == '.', warning.text.c_str());
            QVERIFY2(warning.text.find(warning.remedy) == std::string::npos, warning.text.c_str());
        }
    }
}

void TestWarnings::anErrorKeepsItFromRunningAsAsked()
{
    Preview preview;
    preview.verdict = Verdict::Fits;
    preview.warnings = {{"a", "A.", "B.", model::Severity::Warning, ""}};
    QVERIFY(runsAsAsked(preview));
    preview.warnings.front().severity = model::Severity::Error;
    QVERIFY(!runsAsAsked(preview));
}

/// What the warning advises is what was tried, whatever words the remedy has.
void TestWarnings::namesWhatWasTriedInsteadByItsKind()
{
    const auto kinds = [](const char* fleet, const QString& scheduling) {
        auto documents = given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"});
        documents[1].merge_patch(
            Json::parse(u"{\"spec\":{\"placement\":{\"replicaScheduling\":%1}}}"_s.arg(scheduling).toStdString()));
        const auto given = given::fleet(fleet);
        const Preview answer = preview::preview(readManifests(documents, *given).questions.front(), given);
        QStringList out;
        for (const Remedy& one : answer.remedies)
            if (one.kind == Remedy::Kind::ByCapacity || one.kind == Remedy::Kind::FewerClusters)
                out << (one.kind == Remedy::Kind::ByCapacity ? u"by capacity"_s : u"fewer clusters"_s);
        for (const Warning& one : answer.warnings)
            if (one.id.ends_with("ignores-capacity") || one.id.ends_with("ignore-capacity"))
                out << QString::fromStdString(one.remedy);
        return out.join(u" | "_s);
    };
    QCOMPARE(kinds("one-stocked", uR"({"replicaSchedulingType":"Duplicated","weightPreference":null})"_s),
             u"fewer clusters | by capacity | Write replicaSchedulingType: Divided, or choose fewer clusters."_s);
    QCOMPARE(kinds("no-stock", uR"({"replicaSchedulingType":"Duplicated","weightPreference":null})"_s),
             u"Make room there, or ask for fewer replicas."_s);
    QCOMPARE(kinds("one-stocked", uR"({"weightPreference":{"dynamicWeight":null,"staticWeightList":[
            {"targetCluster":{"clusterNames":["c-hz-01"]},"weight":1},
            {"targetCluster":{"clusterNames":["c-hz-02"]},"weight":1}]}})"_s)
                 .section(u" | "_s, 0, 0),
             u"by capacity"_s);
}

void TestWarnings::saysWhatTypeAPoolIsPlannedWith_data()
{
    QTest::addColumn<QString>("scaler");
    QTest::addColumn<int>("types");
    QTest::addColumn<bool>("says");
    QTest::newRow("several types") << u"cluster-autoscaler"_s << 2 << true;
    QTest::newRow("one type") << u"cluster-autoscaler"_s << 1 << false;
    QTest::newRow("a scaler that weighs types") << u"goatscaler"_s << 2 << false;
}

void TestWarnings::saysWhatTypeAPoolIsPlannedWith()
{
    QFETCH(QString, scaler);
    QFETCH(int, types);
    const std::string large = "ecs.gn7i-c16g1.4xlarge";
    sharing::Spec spec{.types = {{a10, 8, 1}, {large, 16, 1}},
                       .clusters = {{.name = "c"}},
                       .stock = {{"cn-hangzhou-h", a10, 5}, {"cn-hangzhou-h", large, 5}}};
    if (types == 2) spec.clusters.front().types = {a10, large};
    snapshot::Fleet fleet = *sharing::fleetOf(spec);
    snapshot::ClusterData data = *fleet.clusters.front();
    data.pools.front().scaler = scaler.toStdString();
    fleet.clusters.front() = snapshot::freezeCluster(std::move(data));
    const auto frozen = snapshot::freeze(std::move(fleet));
    const Preview answer = preview::preview(sharing::question(frozen, 2, "Weighted"), frozen);
    QCOMPARE(answer.placed, 2);
    QString said;
    for (const Warning& one : answer.warnings)
        if (one.id == "planned-with-smallest") said = QString::fromStdString(one.text);
    QTEST(!said.isEmpty(), "says");
    QVERIFY2(said.isEmpty() || said.contains(QString::fromStdString("its smallest type, " + a10 + ":")),
             qPrintable(said));
}

BERTH_TEST(TestWarnings)

} // namespace tst_warnings

#include "tst_warnings.moc"
