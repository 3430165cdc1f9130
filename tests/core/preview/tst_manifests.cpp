#include <QtTest>

#include "core/snapshot/build.h"
#include "tests/core/preview/given.h"
#include "tests/support/test.h"

namespace tst_manifests {

using namespace core;
using namespace Qt::StringLiterals;

namespace {

/// Two clusters, one workload that runs with 6 replicas and the policy that placed it.
snapshot::FleetPtr smallFleet()
{
    snapshot::Fleet fleet;
    for (const auto* name : {"c-hz-01", "c-hz-02"}) {
        snapshot::ClusterData data;
        data.cluster.name = name;
        data.cluster.region = "cn-hangzhou";
        data.cluster.id = std::string("id-of-") + name;
        if (data.cluster.name == "c-hz-02") data.cluster.taints = {{"maint", "", "NoExecute"}};
        fleet.clusters.push_back(snapshot::freezeCluster(std::move(data)));
    }
    fleet.workloads = given::documents(R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: running, namespace: default, labels: {app: running}}
spec:
  replicas: 6
  selector: {matchLabels: {app: running}}
  template: {metadata: {labels: {app: running}}, spec: {containers: [{name: a, image: a:1}]}}
)");
    model::Issues issues;
    fleet.policies.push_back(model::readPolicy(given::documents(R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata: {name: demo-policy, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment}]
  placement: {clusterAffinity: {clusterNames: [c-hz-01]}}
)")
                                                   .front(),
                                               "", issues));
    return snapshot::freeze(std::move(fleet));
}

preview::Manifests read(std::string_view yaml)
{
    return preview::readManifests(given::documents(yaml), *smallFleet());
}

constexpr auto deployment = R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: %1, namespace: default, labels: {app: %1}}
spec:
  replicas: %2
  selector: {matchLabels: {app: %1}}
  template: {metadata: {labels: {app: %1}}, spec: {containers: [{name: a, image: "a:1"}]}}
)";
std::string deploy(const QString& name, int replicas)
{
    return "---" + QString::fromLatin1(deployment).arg(name).arg(replicas).toStdString();
}
std::string policy(const QString& name, const QString& target, const QString& clusters,
                   const QString& kind = u"Deployment"_s)
{
    return "---" + QStringLiteral(R"(
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata: {name: %1, namespace: default}
spec:
  preserveResourcesOnDeletion: true
  resourceSelectors: [{apiVersion: apps/v1, kind: %4, name: %2}]
  placement:
    clusterAffinity: {clusterNames: [%3]}
    replicaScheduling: {replicaSchedulingType: Duplicated}
)")
                       .arg(name, target, clusters, kind)
                       .toStdString();
}

std::string priorityClass(const std::string& name, const std::string& more)
{
    return "---\napiVersion: scheduling.k8s.io/v1\nkind: PriorityClass\nmetadata: {name: " + name + "}\n" + more;
}

QString questions(const preview::Manifests& manifests)
{
    QStringList lines;
    for (const auto& question : manifests.questions)
        lines << QString::fromStdString(question.workload.ref.kind + " " + question.workload.ref.shortText() + " × " +
                                        std::to_string(question.workload.replicas) + " by " +
                                        (question.policy ? question.policy->ref.shortText() : "the fleet's"));
    return lines.join(u'\n');
}

} // namespace

class TestManifests : public QObject {
    Q_OBJECT
private slots:
    void makesOneQuestionAWorkload();
    void readsListsAndAnyOrder();
    void handedInStandsForTheFleets();
    void whatDoesNotSelectDoesNotLetTheFleetsOldOneIn();
    void takesTheFleetsWorkloadForAPolicyAlone();
    void keepsReplicasThatAreNotStated();
    void keepsWhatIsPlacedWhereTheFleetsObjectIsUnknown_data();
    void keepsWhatIsPlacedWhereTheFleetsObjectIsUnknown();
    void aClaimHolds_data();
    void aClaimHolds();
    void scalersAndOverridesGoAlong();
    void toleratedForAWhileIsEvicted();
    void givesPriorities_data();
    void givesPriorities();
    void says_data();
    void says();
    void saysWhatItsEngineDrops();
    void seedIsClean();
    void badFixtures_data();
    void badFixtures();
};

void TestManifests::makesOneQuestionAWorkload()
{
    const auto out = read(deploy(u"b"_s, 2) + policy(u"p"_s, u"b"_s, u"c-hz-01"_s) + deploy(u"a"_s, 3));
    QCOMPARE(questions(out),
             u"Deployment default/b × 2 by default/p\nDeployment default/a × 3 by default/demo-policy"_s);
    QCOMPARE(given::listed(out.issues), QString());
}

void TestManifests::readsListsAndAnyOrder()
{
    const auto out = read(R"(
apiVersion: v1
kind: List
items:
- apiVersion: policy.one.alibabacloud.com/v1alpha1
  kind: PropagationPolicy
  metadata: {name: p, namespace: default}
  spec:
    preserveResourcesOnDeletion: true
    resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: a}]
    placement: {clusterAffinity: {clusterNames: [c-hz-07]}, replicaScheduling: {replicaSchedulingType: Duplicated}}
- kind: DeploymentList
  apiVersion: apps/v1
  items:
  - metadata: {name: a, namespace: default}
    spec:
      replicas: -1
      selector: {matchLabels: {app: a}}
      template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: "a:1"}]}}
)");
    QCOMPARE(questions(out), u"Deployment default/a × 1 by default/p"_s);
    QCOMPARE(given::listed(out.issues),
             u"E /0/items/1/items/0/spec/replicas: replicas is -1; it cannot be negative. | Write 0 or more.\n"
             "W /0/items/0/spec/placement/clusterAffinity/clusterNames/0: The fleet has no cluster \"c-hz-07\"; the "
             "rule passes it by. | Did you mean c-hz-01?"_s);
}

void TestManifests::handedInStandsForTheFleets()
{
    const auto out = read(policy(u"demo-policy"_s, u"a"_s, u"c-hz-02"_s) + deploy(u"a"_s, 1));
    QCOMPARE(out.questions.size(), 1U);
    const auto& policy = out.questions.front().policy;
    QVERIFY(policy.has_value());
    QCOMPARE(policy->placement.clusterAffinity->clusterNames, std::vector<std::string>{"c-hz-02"});
}

void TestManifests::whatDoesNotSelectDoesNotLetTheFleetsOldOneIn()
{
    const auto out = read(policy(u"demo-policy"_s, u"b"_s, u"c-hz-02"_s) + deploy(u"a"_s, 1) + deploy(u"b"_s, 1));
    QCOMPARE(out.questions.size(), 2U);
    QVERIFY(out.questions.front().policy.has_value());
    QCOMPARE(out.questions.front().policy->selectors.front().name, std::string("b"));
}

void TestManifests::takesTheFleetsWorkloadForAPolicyAlone()
{
    const auto out = read(policy(u"p"_s, u"running"_s, u"c-hz-02"_s));
    QCOMPARE(questions(out), u"Deployment default/running × 6 by default/p"_s);
    QCOMPARE(given::listed(out.issues), QString());
}

void TestManifests::keepsReplicasThatAreNotStated()
{
    const auto out = read(R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: running}
spec:
  selector: {matchLabels: {app: a}}
  template: {metadata: {labels: {app: a}}, spec: {containers: [{name: a, image: "a:1"}]}}
)");
    QCOMPARE(questions(out), u"Deployment default/running × 6 by the fleet's"_s);
    QVERIFY2(given::listed(out.issues).contains(u"the fleet's object has 6 and keeps them"_s),
             qPrintable(given::listed(out.issues)));
}

void TestManifests::keepsWhatIsPlacedWhereTheFleetsObjectIsUnknown_data()
{
    QTest::addColumn<int>("bound");   // replicas of the binding; 0: there is none
    QTest::addColumn<int>("inFirst"); // of the clusters' own objects; -1: there is none
    QTest::addColumn<int>("inSecond");
    QTest::addColumn<QString>("scheduling");
    QTest::addColumn<int>("pods"); // that run
    QTest::addColumn<int>("replicas");
    QTest::addColumn<QString>("said");
    const QString divided = u"Divided"_s;
    const QString copies = u"Duplicated"_s;
    QTest::newRow("a binding") << 5 << 2 << -1 << divided << 0 << 5 << u"the fleet's binding has 5"_s;
    QTest::newRow("one cluster") << 0 << 4 << -1 << divided << 0 << 4 << u"the clusters' objects have 4"_s;
    QTest::newRow("parts") << 0 << 4 << 2 << divided << 0 << 6 << u"the clusters' objects have 6"_s;
    QTest::newRow("copies") << 0 << 4 << 4 << copies << 0 << 4 << u"the clusters' objects have 4"_s;
    QTest::newRow("pods alone") << 0 << -1 << -1 << divided << 2 << 1 << u"1 is assumed"_s;
    QTest::newRow("a new one") << 0 << -1 << -1 << divided << 0 << 1 << QString();
}

/// An apply leaves the number as it is: 1 is only what a new workload gets.
void TestManifests::keepsWhatIsPlacedWhereTheFleetsObjectIsUnknown()
{
    QFETCH(int, bound);
    QFETCH(int, inFirst);
    QFETCH(int, inSecond);
    QFETCH(QString, scheduling);
    QFETCH(int, pods);
    QFETCH(QString, said);
    snapshot::Fleet fleet = *smallFleet();
    const Json object = fleet.workloads.front();
    fleet.workloads.clear();
    const std::vector<int> there{inFirst, inSecond};
    for (std::size_t i = 0; i < there.size(); ++i) {
        snapshot::ClusterData data = *fleet.clusters[i];
        if (there[i] >= 0) {
            data.workloads.push_back(object);
            data.workloads.back()["spec"]["replicas"] = there[i];
        }
        std::vector<model::Pod> running;
        for (int n = 0; i == 0 && n < pods; ++n) {
            running.emplace_back();
            running.back().ns = "default";
            running.back().name = "running-5d4f9c7b8d-abcd" + std::to_string(n);
            running.back().labels = {{"app", "running"}};
            running.back().owners = {{"apps/v1", "ReplicaSet", "running-5d4f9c7b8d", {}, true}};
            running.back().spec.containers.emplace_back();
            running.back().phase = "Pending";
        }
        data.podsKnown = true;
        snapshot::buildTables(data, {}, running);
        fleet.clusters[i] = snapshot::freezeCluster(std::move(data));
    }
    if (bound > 0) {
        model::Binding binding;
        binding.spec.resource = {"apps/v1", "Deployment", "default", "running"};
        binding.spec.replicas = bound;
        fleet.bindings.push_back(binding);
    }
    const std::string yaml = R"(
apiVersion: apps/v1
kind: Deployment
metadata: {name: running, namespace: default}
spec:
  selector: {matchLabels: {app: running}}
  template: {metadata: {labels: {app: running}}, spec: {containers: [{name: a, image: 'a:1'}]}}
---
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata: {name: p, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: running}]
  placement: {replicaScheduling: {replicaSchedulingType: )" +
                             scheduling.toStdString() + "}}\n";
    const auto out = preview::readManifests(given::documents(yaml), *snapshot::freeze(std::move(fleet)));
    QCOMPARE(out.questions.size(), std::size_t{1});
    QTEST(int{out.questions.front().workload.replicas}, "replicas");
    const QString issues = given::listed(out.issues);
    QVERIFY2(issues.contains(said), qPrintable(issues));
    QCOMPARE(issues.contains(u"states no replicas"_s), !said.isEmpty());
}

void TestManifests::aClaimHolds_data()
{
    QTest::addColumn<bool>("claimed");
    QTest::addColumn<QString>("preemption");
    QTest::addColumn<QString>("policy");
    QTest::newRow("no claim") << false << u"Never"_s << u"p"_s;
    QTest::newRow("claimed") << true << u"Never"_s << u"demo-policy"_s;
    QTest::newRow("taken") << true << u"Always"_s << u"p"_s;
}

void TestManifests::aClaimHolds()
{
    QFETCH(bool, claimed);
    QFETCH(QString, preemption);
    snapshot::Fleet fleet = *smallFleet();
    if (claimed)
        fleet.workloads.front()["metadata"]["annotations"] = {{"propagationpolicy.karmada.io/name", "demo-policy"},
                                                              {"propagationpolicy.karmada.io/namespace", "default"}};
    auto documents = given::documents(deploy(u"running"_s, 2) + policy(u"p"_s, u"running"_s, u"c-hz-02"_s));
    documents.back()["spec"]["priority"] = 5;
    documents.back()["spec"]["preemption"] = preemption.toStdString();
    const auto out = preview::readManifests(documents, *snapshot::freeze(std::move(fleet)));
    QCOMPARE(out.questions.size(), 1U);
    QTEST(QString::fromStdString(out.questions.front().policy->ref.name), "policy");
}

void TestManifests::scalersAndOverridesGoAlong()
{
    const auto out = read(deploy(u"a"_s, 1) + R"(---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: a}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: a}
  maxReplicas: 4
---
apiVersion: policy.karmada.io/v1alpha1
kind: OverridePolicy
metadata: {name: o, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: a}]
  overrideRules:
  - targetCluster: {clusterNames: [c-hz-01]}
    overriders: {plaintext: [{path: /spec/replicas, operator: replace, value: 2}]}
)");
    QCOMPARE(out.questions.size(), 1U);
    const auto& question = out.questions.front();
    QCOMPARE(question.scalers.size(), 1U);
    QVERIFY(model::targets(question.scalers.front(), question.workload.ref));
    QCOMPARE(question.overrides.size(), 1U);
    QVERIFY(!question.policy.has_value());
    QCOMPARE(given::listed(out.issues),
             u"N /1/metadata: HorizontalPodAutoscaler \"a\" states no namespace; it is taken "
             "to be in \"default\". | Write metadata.namespace to say which."_s);
}

void TestManifests::toleratedForAWhileIsEvicted()
{
    const auto with = [](const char* toleration) {
        std::string text = policy(u"p"_s, u"a"_s, u"c-hz-02"_s);
        text.insert(text.find("    replicaScheduling"),
                    std::string("    clusterTolerations: [{") + toleration + "}]\n");
        return given::listed(read(deploy(u"a"_s, 1) + text).issues);
    };
    QCOMPARE(
        with("key: maint, operator: Exists, tolerationSeconds: 60"),
        u"W /1/spec/placement/clusterTolerations/0/tolerationSeconds: A NoExecute taint of c-hz-02 is tolerated for "
        "60 s only: where Karmada's taint eviction is on, what is placed there is evicted after that. | Leave "
        "tolerationSeconds out to keep it there."_s);
    QVERIFY(with("key: maint, operator: Exists, effect: NoExecute, tolerationSeconds: 0").contains(u"for 0 s only"_s));
    QVERIFY(with("operator: Exists, tolerationSeconds: 60").contains(u"A NoExecute taint of c-hz-02"_s)); // every taint
    QCOMPARE(with("key: maint, operator: Exists, effect: NoSchedule, tolerationSeconds: 60"), QString());
    QCOMPARE(with("key: maint, operator: Exists"), QString());
    QCOMPARE(with("key: other, operator: Exists, tolerationSeconds: 60"), QString());
}

void TestManifests::givesPriorities_data()
{
    QTest::addColumn<QString>("spec"); ///< of the pod, besides its container
    QTest::addColumn<QString>("classes");
    QTest::addColumn<QString>("priority");
    const QString high = QString::fromStdString(priorityClass("high", "value: 1000\npreemptionPolicy: Never\n"));
    const QString usual = QString::fromStdString(priorityClass("usual", "value: 7\nglobalDefault: true\n"));
    QTest::newRow("no class") << QString() << high << u"none "_s;
    QTest::newRow("of the class") << u"priorityClassName: high"_s << high << u"1000 Never"_s;
    QTest::newRow("of another class") << u"priorityClassName: other"_s << high << u"none "_s;
    QTest::newRow("of the default") << QString() << high + usual << u"7 "_s;
    QTest::newRow("not of the default") << u"priorityClassName: high"_s << usual + high << u"1000 Never"_s;
    QTest::newRow("stated") << u"priorityClassName: high, priority: 5, preemptionPolicy: PreemptLowerPriority"_s << high
                            << u"5 PreemptLowerPriority"_s;
    QTest::newRow("the later one") << u"priorityClassName: high"_s
                                   << high + QString::fromStdString(priorityClass("high", "value: 3\n")) << u"3 "_s;
}

void TestManifests::givesPriorities()
{
    QFETCH(QString, spec);
    QFETCH(QString, classes);
    QString text = QString::fromStdString(deploy(u"a"_s, 1));
    if (!spec.isEmpty()) text.replace(u"spec: {containers"_s, u"spec: {"_s + spec + u", containers"_s);
    const auto out = read((text + classes).toStdString());
    QCOMPARE(given::listed(out.issues), QString());
    QCOMPARE(out.questions.size(), 1U);
    const model::PodSpec& pod = out.questions.front().workload.components.front().pod.spec;
    QTEST((pod.priority ? QString::number(*pod.priority) : u"none"_s) + u' ' +
              QString::fromStdString(pod.preemptionPolicy),
          "priority");
}

void TestManifests::says_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("issues");

    const auto row = [](const char* name, const std::string& text, const QString& issues) {
        QTest::newRow(name) << QString::fromStdString(text) << issues;
    };
    row("nothing", "", QString());
    row("a bare text", "just words\n",
        u"E /0: This document is not a Kubernetes object, but a bare value or list. | Write apiVersion, kind, metadata "
        u"and "
        "spec below each other; put several objects apart with ---."_s);
    row("no workload", "apiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n",
        u"N /0: ConfigMap \"c\" holds no pods; it is passed by.\n"
        "W : There is no workload in what was handed in, and none of the fleet is meant by it. | Hand in a "
        "Deployment, StatefulSet, Job or another object with a pod template."_s);
    row("values of a chart", deploy(u"a"_s, 1) + "---\nimage: {tag: v1}\n",
        u"N /1: This document is not a Kubernetes object; it is passed by."_s);
    const QString kustomization =
        u"W /1: This is a kustomization: the files beside it are read as they stand, without what it changes in them. "
        "| Hand in what `kubectl kustomize` prints of its folder, and only that."_s;
    const std::string changes = "resources: [a.yaml]\nreplicas: [{name: a, count: 9}]\n";
    row("a kustomization",
        deploy(u"a"_s, 1) + "---\napiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\n" + changes,
        kustomization);
    row("a kustomization without kind", deploy(u"a"_s, 1) + "---\n" + changes, kustomization);
    row("values that look like one", deploy(u"a"_s, 1) + "---\n" + changes + "image: {tag: v1}\n",
        u"N /1: This document is not a Kubernetes object; it is passed by."_s);
    row("a forgotten kind", deploy(u"a"_s, 1) + "---\napiVersion: apps/v1\nspec: {}\n",
        u"E /1: The object does not say its kind, so nothing can read it. | Add kind, as in kind: Deployment."_s);
    row("a chart's description", deploy(u"a"_s, 1) + "---\napiVersion: v2\nname: chat\nversion: 1.0.0\n",
        u"N /1: This describes a Helm chart and is no manifest; it is passed by. | Hand in what `helm template` prints "
        u"of the chart."_s);
    row("passed by",
        deploy(u"a"_s, 1) + "---\napiVersion: v1\nkind: ConfigMap\nmetadata: {name: c}\n---\napiVersion: v1\nkind: "
                            "Secret\nmetadata: {name: s, namespace: ns}\ndata: {key: c2VjcmV0}\n",
        u"N /1: ConfigMap \"c\" holds no pods; it is passed by.\n"
        "N /2: Secret \"ns/s\" holds no pods; it is passed by, and its values are not read."_s);
    const std::string claim = "---\napiVersion: v1\nkind: PersistentVolumeClaim\nmetadata: {name: c, namespace: d}\n";
    std::string cards = deploy(u"a"_s, 1);
    const std::string image = "image: \"a:1\"";
    cards.replace(cards.find(image), image.size(),
                  image + ", resources: {limits: {nvidia.com/gpus: 1, example.com/dev: 1}}");
    row("a misspelt device", cards,
        u"W /0/spec/template/spec/containers/0/resources/limits/nvidia.com~1gpus: No node and no node pool of the "
        u"fleet "
        "offers \"nvidia.com/gpus\". | Did you mean nvidia.com/gpu?"_s);
    cards = deploy(u"a"_s, 1);
    cards.replace(cards.find(image), image.size(), image + ", resources: {requests: {nvida.com/gpu: 1}}");
    row("a misspelt device that is requested only", cards,
        u"E /0/spec/template/spec/containers/0/resources/requests/nvida.com~1gpu: nvida.com/gpu is requested without a "
        u"limit. | Write the same amount under limits.\n"
        "W /0/spec/template/spec/containers/0/resources/requests/nvida.com~1gpu: No node and no node pool of the fleet "
        "offers \"nvida.com/gpu\". | Did you mean nvidia.com/gpu?"_s);
    row("a claim", deploy(u"a"_s, 1) + claim,
        u"W /1: PersistentVolumeClaim \"d/c\" is not read among the manifests: what the snapshot's clusters have of "
        u"the "
        "kind counts. | Put it into the dumps of the clusters that get it to have it counted."_s);
    row("a namespace", deploy(u"a"_s, 1) + "---\napiVersion: v1\nkind: Namespace\nmetadata: {name: d}\n",
        u"N /1: Namespace \"d\" is not read among the manifests: what the snapshot's clusters have of the kind counts. "
        u"| "
        "Put it into the dumps of the clusters that get it to have it counted."_s);
    row("a limit range",
        deploy(u"a"_s, 1) + "---\napiVersion: v1\nkind: LimitRange\nmetadata: {name: l, namespace: d}\n",
        u"W /1: LimitRange \"d/l\" is not read: what it adds to pods is not counted. | Write its amounts into the pod "
        "template to count them."_s);
    row("a kind that nobody knows",
        deploy(u"a"_s, 1) + "---\napiVersion: serving.kserve.io/v1beta1\nkind: InferenceService\n"
                            "metadata: {name: i, namespace: d}\n",
        u"N /1: InferenceService \"d/i\" has no pod template where one is looked for (spec.template, "
        "spec.jobTemplate.spec.template), so it is passed by. | If its controller makes pods, hand in the Deployment "
        "or "
        "other workload that it makes."_s);
    row("a binding among the manifests",
        deploy(u"a"_s, 1) + "---\napiVersion: work.karmada.io/v1alpha2\nkind: ResourceBinding\nmetadata: {name: b, "
                            "namespace: d}\n",
        u"W /1: ResourceBinding \"d/b\" is not read among the manifests. | Hand it in with --previous to say where the "
        "replicas are."_s);
    row("a priority class", deploy(u"a"_s, 1) + priorityClass("high", "value: 1000\n"), {});
    row("a priority class without a value", deploy(u"a"_s, 1) + priorityClass("high", {}),
        u"E /1: The PriorityClass has no value. | Add value, as in value: 1000."_s);
    row("a priority class of the system's height", deploy(u"a"_s, 1) + priorityClass("high", "value: 2000000000\n"),
        u"E /1/value: The value is above 1000000000, which only classes of the system may have. | Write a lower one."_s);
    row("a misspelt preemption", deploy(u"a"_s, 1) + priorityClass("high", "value: 1\npreemptionPolicy: never\n"),
        u"E /1/preemptionPolicy: \"never\" is not a known preemption policy. | Did you mean Never?"_s);
    const auto spread = [](const std::string& constraints, const std::string& scheduling) {
        return deploy(u"a"_s, 1) + policy(u"p"_s, u"a"_s, u"c-hz-01"_s) + "    spreadConstraints: " + constraints +
               "\n    clusterTolerations: []\n" + scheduling;
    };
    row("clusters without a maximum", spread("[{spreadByField: cluster, minGroups: 1}]", {}),
        u"W /1/spec/placement/spreadConstraints/0: The spread constraint by cluster has no maxGroups, which the "
        u"scheduler "
        "reads as 0 clusters: it places nothing. | Write maxGroups: how many clusters at most."_s);
    row("a maximum of 0", spread("[{spreadByField: cluster, minGroups: 2, maxGroups: 0}]", {}),
        u"W /1/spec/placement/spreadConstraints/0: The spread constraint by cluster has no maxGroups, which the "
        u"scheduler "
        "reads as 0 clusters: it places nothing. | Write maxGroups: how many clusters at most."_s);
    row("regions with, clusters without a maximum",
        spread("[{spreadByField: region, minGroups: 1, maxGroups: 2}, {spreadByField: cluster}]", {}),
        u"W /1/spec/placement/spreadConstraints/1: The spread constraint by cluster has no maxGroups, which the "
        u"scheduler "
        "reads as 0: of each region that it chooses it takes one cluster only. | Write maxGroups: how many clusters at "
        "most."_s);
    row("regions without a maximum", spread("[{spreadByField: region}, {spreadByField: cluster, maxGroups: 2}]", {}),
        u"W /1/spec/placement/spreadConstraints/0: The spread constraint by region has no maxGroups, which the "
        u"scheduler "
        "reads as 0 regions: it places nothing. | Write maxGroups: how many regions at most."_s);
    row("zones without a maximum", spread("[{spreadByField: zone}, {spreadByField: cluster, maxGroups: 2}]", {}), {});
    row("a misspelt kind", deploy(u"a"_s, 1) + "---\napiVersion: v1\nkind: Deploymnet\nmetadata: {name: c}\n",
        u"W /1/kind: The kind \"Deploymnet\" is not known here. | Did you mean Deployment?"_s);
    row("a known kind of another group",
        deploy(u"a"_s, 1) + "---\napiVersion: example.com/v1\nkind: FederatedHPA\nmetadata: {name: c}\n",
        u"E /1/apiVersion: \"example.com/v1\" has no kind FederatedHPA that can be read here, and it holds no pod "
        "template. | Check apiVersion and spec."_s);
    row("twice", deploy(u"a"_s, 1) + deploy(u"a"_s, 2),
        u"W /1: Deployment \"default/a\" is handed in twice; the later one counts. | Remove one of them."_s);
    row("an id in place of a name", deploy(u"a"_s, 1) + policy(u"p"_s, u"a"_s, u"id-of-c-hz-02"_s),
        u"W /1/spec/placement/clusterAffinity/clusterNames/0: The fleet has no cluster \"id-of-c-hz-02\"; the rule "
        "passes it by. | Did you mean c-hz-02?"_s);
    row("no cluster at all", deploy(u"a"_s, 1) + policy(u"p"_s, u"a"_s, u"zz"_s),
        u"W /1/spec/placement/clusterAffinity/clusterNames/0: The fleet has no cluster \"zz\"; the rule passes it "
        "by. | The clusters are c-hz-01, c-hz-02."_s);
    row("a slip beside the name that is like it", deploy(u"a"_s, 1) + policy(u"p"_s, u"a"_s, u"c-hz-01, c-hz-03"_s),
        u"W /1/spec/placement/clusterAffinity/clusterNames/1: The fleet has no cluster \"c-hz-03\"; the rule passes it "
        "by. | Did you mean c-hz-02?"_s);
    row("another name", deploy(u"server"_s, 1) + policy(u"p"_s, u"servr"_s, u"c-hz-01"_s),
        u"W /1/spec/resourceSelectors/0/name: PropagationPolicy \"default/p\" selects nothing of what was handed in or "
        "runs in the fleet. | Did you mean server?"_s);
    // The policy of that name is nothing to propagate; what was renamed is the only one of its kind that is handed in.
    row("what was renamed", deploy(u"other"_s, 1) + policy(u"app"_s, u"app"_s, u"c-hz-01"_s),
        u"W /1/spec/resourceSelectors/0/name: PropagationPolicy \"default/app\" selects nothing of what was handed in "
        "or runs in the fleet. | Did you mean other?"_s);
    row("labels that nothing has", deploy(u"server"_s, 1) + R"(---
apiVersion: policy.one.alibabacloud.com/v1alpha1
kind: PropagationPolicy
metadata: {name: p, namespace: default}
spec:
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, labelSelector: {matchLabels: {no: such}}}]
  placement:
    clusterAffinity: {clusterNames: [c-hz-01]}
    replicaScheduling: {replicaSchedulingType: Duplicated}
)",
        u"W /1/spec/resourceSelectors/0: PropagationPolicy \"default/p\" selects nothing of what was handed in or runs "
        "in the fleet. | Its labelSelector matches none of: server, running."_s);
    row("another kind", deploy(u"server"_s, 1) + policy(u"p"_s, u"server"_s, u"c-hz-01"_s, u"StatefulSet"_s),
        u"W /1/spec/resourceSelectors/0/name: PropagationPolicy \"default/p\" selects nothing of what was handed in or "
        "runs in the fleet. | The object of that name is a Deployment of apps/v1; write these."_s);
    row("a target that is not there", deploy(u"server"_s, 1) + R"(---
apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: {name: a, namespace: default}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: serverr}
  maxReplicas: 4
)",
        u"W /1/spec/scaleTargetRef/name: HorizontalPodAutoscaler \"default/a\" scales Deployment \"serverr\", which "
        u"was "
        "not handed in and is not in the fleet. | Did you mean server?"_s);
    row("a rule that matches nowhere", deploy(u"a"_s, 1) + R"(---
apiVersion: policy.karmada.io/v1alpha1
kind: PropagationPolicy
metadata: {name: p, namespace: default}
spec:
  preserveResourcesOnDeletion: true
  conflictResolution: Abort
  resourceSelectors: [{apiVersion: apps/v1, kind: Deployment, name: a}]
  placement:
    clusterAffinity: {labelSelector: {matchLabels: {site: cloud}}}
    replicaScheduling: {replicaSchedulingType: Duplicated}
)",
        u"W /1/spec/preserveResourcesOnDeletion: With conflictResolution Abort, a workload that is deleted and created "
        "again can stall: the kept copies count as foreign. | Write conflictResolution: Overwrite if the workload may "
        "come back under its name.\n"
        "W /1/spec/placement/clusterAffinity: This rule matches none of the fleet's clusters. | The clusters are "
        "c-hz-01, c-hz-02."_s);
}

void TestManifests::says()
{
    QFETCH(QString, text);
    QFETCH(QString, issues);
    QCOMPARE(given::listed(read(text.toStdString()).issues), issues);
}

/// Karmada's API server prunes what its group does not know; where no engine is between, Berth reads it.
void TestManifests::saysWhatItsEngineDrops()
{
    const auto listedFor = [](const char* api, const char* engine) {
        auto documents = given::documents(deploy(u"b"_s, 2) + policy(u"p"_s, u"b"_s, u"c-hz-01"_s));
        Json& object = documents.back();
        object["apiVersion"] = api;
        object["spec"]["autoScaling"]["ecsProvision"] = true;
        object["spec"]["placement"]["replicaScheduling"] = {{"replicaSchedulingType", "Divided"},
                                                            {"customSchedulingType", "Gang"}};
        snapshot::Fleet fleet = *smallFleet();
        fleet.engine = engine;
        QStringList said;
        for (const model::Issue& issue : preview::readManifests(documents, fleet).issues)
            if (issue.what.find("drops it") != std::string::npos) said << QString::fromStdString(issue.what);
        return said.join(u'\n');
    };
    const auto* karmada = "policy.karmada.io/v1alpha1";
    const QString dropped = u"Karmada does not know autoScaling and drops it: it sees no stock.\n"
                            "Karmada does not know customSchedulingType and drops it: the replicas are no gang."_s;
    QCOMPARE(listedFor(karmada, "karmada"), dropped);
    QCOMPARE(listedFor(karmada, ""), dropped);
    QCOMPARE(listedFor(karmada, "direct"), QString());
    QCOMPARE(listedFor("policy.one.alibabacloud.com/v1alpha1", ""), QString());
}

void TestManifests::seedIsClean()
{
    const auto fleet = given::fleet("both-stocked");
    const auto out =
        preview::readManifests(given::manifests({"manifests/deploy.yaml", "manifests/propagationpolicy.yaml"}), *fleet);
    QCOMPARE(questions(out), u"Deployment default/qwen3-8b × 4 by default/demo-policy"_s);
    QVERIFY2(!model::hasErrors(out.issues), qPrintable(given::listed(out.issues)));
}

void TestManifests::badFixtures_data()
{
    QTest::addColumn<QString>("issue");
    QTest::newRow("bad/policy-unknown-cluster.yaml")
        << u"W /1/spec/placement/clusterAffinity/clusterNames/1: The fleet has no cluster \"c-hz-20\"; the rule passes "
           "it by. | Did you mean c-hz-02?"_s;
    QTest::newRow("bad/policy-selects-nothing.yaml")
        << u"W /1/spec/resourceSelectors/0/name: PropagationPolicy \"default/demo-policy\" selects nothing of what was "
           "handed in or runs in the fleet. | Did you mean qwen3-8b?"_s;
    QTest::newRow("seed/propagationpolicy.yaml") << u"${"_s;
}

void TestManifests::badFixtures()
{
    QFETCH(QString, issue);
    const auto fleet = given::fleet("both-stocked");
    const auto out =
        preview::readManifests(given::manifests({"manifests/deploy.yaml", QTest::currentDataTag()}), *fleet);
    QVERIFY2(given::listed(out.issues).contains(issue), qPrintable(given::listed(out.issues)));
}

BERTH_TEST(TestManifests)

} // namespace tst_manifests

#include "tst_manifests.moc"
